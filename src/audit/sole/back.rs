//! Whether a figure points back to one told before: "the $4.2 million fine", "the full amount, $81 million".

use std::ops::Range;

use super::matter::one_field;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// How surely a figure is told again: "the $4.2 million fine", "all 27 passengers", "the whole order of 2.3 million".
pub(super) fn points_back(draft: &Draft<'_>, f: &Figure) -> u32 {
    // A length has its preposition and its article within: "After the 54-minute concert".
    let article = (f.begin()..f.tokens.end.min(f.begin() + 3)).find(|&i| draft.one(i, WordSet::Definite));
    let start = article.map_or(f.begin(), |i| i + 1);
    let known = |at: u32| {
        at > 0
            && (draft.one(at - 1, WordSet::Definite)
                || draft.one(at - 1, WordSet::ThisVery)
                || draft.any(at - 1, &["all", "both"])
                // "His rival's 45 per cent" is another one's.
                || draft.is(at - 1, "s")
                    && matches!(draft.before(at, 2), "'" | "\u{2019}")
                    && !(at > 2 && draft.one(at - 3, WordSet::OtherOne)))
    };
    let entire = |at: u32| if draft.follows(at, WordSet::Entire) { at - 1 } else { at };
    let of = start > 2 && draft.is(start - 1, "of");
    if entire(start) < start || of && (known(start - 2) || known(entire(start - 2))) {
        return 2;
    }
    // "74 of the 118 towns" tells the 118 by itself.
    let part = start > 2 && draft.is(start - 2, "of") && f.kind == Kind::Number;
    // "every one of the 14,850 people" tells all of them.
    let every =
        start > 3 && draft.any(start - 4, &["every", "each"]) || start > 2 && draft.is(start - 3, "each");
    let part = part && !every && !draft.numerals_in(&(start.saturating_sub(4)..start - 2)).is_empty();
    // "hoped to sell its £41 million defender": one of several; "Its 84 million cubic metres supply three cities"
    let owned =
        draft.follows(start, WordSet::ItsOwn) && !draft.token(start - 1).is_some_and(|t| t.starts_sentence());
    // "Families from the 64 homes"
    let out_of = start > 1 && draft.is(start - 2, "from");
    if owned || out_of || !known(start) { 0 } else { 2 - u32::from(part) }
}

/// "sales of $4.2 million ... The sales came to", "the $4.2 billion terminal ... the terminal": whether what the first
/// figure is of is named again beside the second.
pub(super) fn named_again(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let before = a.begin().checked_sub(2).filter(|&i| draft.is(i + 1, "of"));
    let behind = a.stop()..(a.stop() + 3).min(draft.sentence(a.tokens.start).end);
    let behind = behind.take_while(|&i| draft.is_word(i) && !draft.one(i, WordSet::OpensClause));
    let label = |&i: &u32| draft.word(i).len() >= 4 && !draft.one(i, WordSet::CommonWord);
    let there = draft.sentence(b.tokens.start);
    before.into_iter().chain(behind).filter(label).any(|i| {
        let again = |k: u32| draft.is_word(k) && draft.akin(i, k) && draft.follows(k, WordSet::Definite);
        there.clone().any(again)
    })
}

/// "All 104 houses on the new estate", "The $2.4 million contract for the harbour": of a place or a thing not told of before.
pub(super) fn placed_apart(draft: &Draft<'_>, f: &Figure) -> bool {
    let at = f.stop() + u32::from(f.noun.is_none());
    let led = draft.any(at, &["on", "in", "for"]) && draft.one(at + 1, WordSet::Definite);
    let before = draft.block(f.begin()).start..draft.sentence(f.begin()).start;
    let noun = |&i: &u32| draft.is_word(i) && draft.word(i).len() >= 4 && !draft.one(i, WordSet::CommonWord);
    let mut named = (at + 2..draft.sentence(at).end.min(at + 4)).filter(noun).peekable();
    led && named.peek().is_some()
        && named.all(|i| !before.clone().any(|k| draft.is_word(k) && draft.akin(i, k)))
        && draft.scope(f.begin()) == Scope::Body
}

/// Most words of what a figure is said to be.
const APPOSED: u32 = 7;

/// "The official attendance at the match, 12,814, was", "At 140 metres, the depth at which the ferry lies": the words that
/// say what a figure is, where they say that it is the one there is.
pub(super) fn apposed(draft: &Draft<'_>, f: &Figure) -> Option<Range<u32>> {
    let (start, end) = (f.begin(), f.stop().max(f.whole.end));
    let sentence = draft.sentence(start);
    let opens = |i: u32| draft.one(i, WordSet::ThisVery);
    let sign = |i: u32| !draft.is_word(i);
    let behind = || {
        let first = end + 1;
        let last = (first..sentence.end.min(first + APPOSED)).find(|&i| sign(i)).unwrap_or(first + APPOSED);
        (draft.word(end) == "," && opens(first)).then_some(first + 1..last.min(sentence.end))
    };
    let names = |i: u32| draft.one(i, WordSet::NamesAmount) || draft.one(i, WordSet::NamesMeasure);
    let other = |i: u32| draft.one(i, WordSet::OtherOne) || draft.one(i, WordSet::Past);
    let says = |named: &Range<u32>| {
        (named.start..named.end).any(names)
            && !(named.start..named.end).any(other)
            && !draft.has_any(named, &[Cue::Earlier, Cue::Expected])
    };
    let before = || {
        let comma = start.checked_sub(1).filter(|&i| draft.word(i) == ",")?;
        let closed = matches!(draft.word(end), "," | "." | ")" | ";");
        let near = comma.saturating_sub(APPOSED + 1).max(sentence.start)..comma;
        let mut opening = near.rev().take_while(|&i| !sign(i)).filter(|&i| opens(i));
        opening.find_map(|i| Some(i + 1..comma).filter(&says)).filter(|_| closed)
    };
    behind().filter(&says).or_else(before)
}

/// Whether the words that say what `b` is say that it is what `a` was: "a depth of forty metres ... the depth at which the
/// ferry lies"; never "The hut stands at 1,480 metres, the altitude of the last trees".
pub(super) fn said_again(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let Some(named) = apposed(draft, b) else { return false };
    let (here, there) = (draft.sentence(a.tokens.start), draft.sentence(b.tokens.start));
    let clause = named.clone().find(|&i| draft.one(i, WordSet::OpensClause)).unwrap_or(named.end);
    let Some(head) = clause.checked_sub(1).filter(|&i| named.contains(&i) || i + 1 == named.end) else {
        return false;
    };
    let told = |i: u32| {
        let earlier = draft.sentence(a.tokens.start).start..there.start;
        earlier.into_iter().any(|k| draft.is_word(k) && draft.akin(i, k))
            || one_field(draft, &(i..i + 1), &here)
    };
    let noun = |i: u32| draft.is_word(i) && draft.word(i).len() >= 4 && !draft.one(i, WordSet::CommonWord);
    // "the altitude of the last trees"
    let of = draft.is(clause, "of") && (clause + 1..named.end).filter(|&i| noun(i)).all(|i| !told(i));
    // "The hut stands at", "Among the young the turnout": of what was not told of before.
    let first = there.start;
    let subject = (first + 1..first + 4).find(|&i| noun(i)).filter(|&i| !named.contains(&i) && i < b.begin());
    let other =
        draft.one(first, WordSet::ThisVery) && subject.is_some_and(|i| i + 1 < named.start && !told(i));
    let group = draft.one(first, WordSet::PlacesList) || draft.any(first, &["among", "for"]);
    // "Four years ago the figure, 36 per cent, was lower"
    let then = draft.says(&(first..b.begin()), WordSet::Past);
    let placed = then || group && b.begin() > first + 1;
    let only = named.into_iter().any(|i| draft.is(i, "only"));
    (draft.one(head, WordSet::BareAmount) || only || told(head)) && !of && !other && !placed
}

/// The tokens of the row of a table that token `at` stands in.
pub(super) fn row(draft: &Draft<'_>, at: u32) -> Range<u32> {
    let number = draft.input.tokens.block_of(at);
    let of = |n: usize| match draft.input.doc.blocks.get(n)?.scope {
        Scope::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    let mine = of(number);
    let first = (0..number).rev().take_while(|&n| of(n) == mine).last().unwrap_or(number);
    let last = (number + 1..).take_while(|&n| of(n).is_some() && of(n) == mine).last().unwrap_or(number);
    let blocks = &draft.input.tokens.blocks;
    match (blocks.get(first), blocks.get(last)) {
        (Some(a), Some(b)) => a.start..b.end,
        _ => at..at + 1,
    }
}
