//! Whether a figure points back to one told before: "the $4.2 million fine", "the full amount, $81 million".

use std::ops::Range;

use super::matter::one_field;
use crate::audit::draft::{Draft, REACH};
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

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
                    && !(at > 2 && (draft.one(at - 3, WordSet::OtherOne) || new_owner(draft, at - 3))))
    };
    // "The March rate of 8.4%"
    let known = |at: u32| {
        known(at)
            || at > 1
                && crate::audit::calendar::month(draft, at - 1).is_some()
                && draft.one(at - 2, WordSet::ThisVery)
    };
    let entire = |at: u32| if draft.follows(at, WordSet::Entire) { at - 1 } else { at };
    let of = start > 2 && draft.is(start - 1, "of");
    if entire(start) < start || of && (known(start - 2) || known(entire(start - 2))) {
        return 2;
    }
    // "Engineers say that at 48 metres it is the tallest"
    if draft.preceded(start, &["at"]) && draft.one(f.stop(), WordSet::ItOrThey) {
        return 2;
    }
    // "the award, which at $2.3 million is the largest", "The award, of $2.3 million, is"
    if own_size(draft, f, start) {
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

/// Whether a figure stands behind a known thing as its size: "the award, which at $2.3 million is", "the award, of $2.3
/// million, is".
fn own_size(draft: &Draft<'_>, f: &Figure, start: u32) -> bool {
    let which = u32::from(start > 2 && draft.is(start - 2, "which"));
    let Some(comma) = start.checked_sub(2 + which).filter(|&i| draft.word(i) == ",") else { return false };
    let goes_on = match which {
        0 => draft.word(f.stop()) == "," && draft.any(start - 1, &["at", "of"]),
        _ => draft.one(f.stop(), WordSet::AreOrHave) && draft.any(start - 1, &["at", "with"]),
    };
    let mut noun = (comma.saturating_sub(4)..comma).rev().take_while(|&i| draft.is_word(i));
    let the = noun.any(|i| draft.one(i, WordSet::ThisVery) && i + 1 < comma);
    // "sold a horse for £640,000. The mare, which at £460,000 was": of another thing
    let head = comma - 1;
    let before = draft.block(comma).start..draft.sentence(comma).start;
    goes_on
        && the
        && (draft.one(head, WordSet::NamesAmount)
            || before.into_iter().any(|i| draft.is_word(i) && draft.akin(i, head)))
}

/// "Vanguard's $1 billion portfolio": of somebody not told of before.
fn new_owner(draft: &Draft<'_>, name: u32) -> bool {
    let known = || (name.saturating_sub(REACH)..name).any(|i| draft.word(i) == draft.word(name));
    draft.token(name).is_some_and(|t| t.capital()) && !known()
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
    // "The 14-mile walk to the sea"
    // "His 121 runs against Kent"
    let the = u32::from(draft.one(at + 1, WordSet::Definite));
    let led = draft.any(at, &["on", "in", "for", "to", "from", "near", "along"]) && the == 1
        || draft.any(at, &["against", "at", "in", "for"])
            && draft.is_name(at + 1)
            && draft.readings_in(&(at..at + 2)).iter().all(|r| !r.kind.is_time());
    let before = draft.block(f.begin()).start..draft.sentence(f.begin()).start;
    let noun = |&i: &u32| draft.is_word(i) && draft.word(i).len() >= 3 && !draft.one(i, WordSet::CommonWord);
    let mut named = (at + 1 + the..draft.sentence(at).end.min(at + 4)).filter(noun).peekable();
    led && named.peek().is_some()
        && named.all(|i| !before.clone().any(|k| draft.is_word(k) && draft.akin(i, k)))
        && draft.scope(f.begin()) == Scope::Body
}

/// "will build 300 homes. The 400 homes will be ready by 2030": whether a sentence opens with as many of what the one
/// before told, and nothing else was counted there; never "The 400 homes on the other bank".
pub(super) fn restated(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (here, start) = (draft.sentence(a.tokens.start), b.begin());
    let Some(there) = draft.next_sentence(here.start).filter(|s| s.contains(&start)) else { return false };
    let the = start > there.start && draft.is(start - 1, "the");
    let opens = start > there.start
        && start <= there.start + 1 + u32::from(draft.is(there.start, "all"))
        && (draft.one(start - 1, WordSet::Definite) || draft.is(start - 1, "all"));
    if a.kind == Kind::Duration {
        return lasted(draft, a, b, &here);
    }
    if !(opens || the && a.kind == Kind::Money) || a.end || b.end {
        return false;
    }
    let (noun, one) = match a.kind {
        // "300 cows. Its 200 milking cows": some of them
        Kind::Number => {
            let own = |i: u32| here.clone().any(|k| draft.is_word(k) && draft.akin(i, k));
            let all = b.noun.as_ref().is_some_and(|n| n.clone().all(own));
            (b.stop(), all && matches!((a.head(), b.head()), (Some(x), Some(y)) if draft.akin(x, y)))
        }
        // "awarded her $3 million. The $5 million award"
        Kind::Money => {
            let noun = b.tokens.end;
            let named = draft.is_word(noun)
                && draft.word(noun).len() >= 4
                && here.clone().any(|i| draft.is_word(i) && draft.akin(i, noun));
            (noun + 1, named && draft.scale(a) == draft.scale(b))
        }
        // "is 200 metres long. The 300-metre bridge"
        Kind::Measure => {
            let noun = b.tokens.end;
            let named = draft.is_word(noun)
                && draft.word(noun).len() >= 4
                && (here.start..a.begin()).any(|i| draft.is_word(i) && draft.akin(i, noun));
            (noun + 1, named && draft.is(a.stop(), "long") && a.unit == b.unit)
        }
        _ => return false,
    };
    // "aboard", "are", "will"; nothing that says which ones
    let closes = !opens
        && !draft.is_word(noun)
        && !draft.says(&there, WordSet::OtherOne)
        && !draft.has(&(there.start..start), Cue::Earlier);
    let goes_on = closes
        || opens && draft.one(noun, WordSet::AreOrHave) && !draft.is(noun, "said")
        || opens && draft.any(noun, &["must", "can", "could", "aboard"]);
    // "400 employees in Britain", "another 12 men", "nine of the homes"
    let set_apart = draft.any(a.stop(), &["in", "at", "on", "of"])
        && (draft.is_name(a.stop() + 1) || draft.one(a.stop() + 1, WordSet::Definite))
        || draft.is(a.tokens.end, "of")
        || draft.one(a.tokens.start.saturating_sub(1), WordSet::Further)
        || draft.one(a.stop(), WordSet::Further)
        || draft.any(a.stop(), &["in"]);
    let counted = draft.numerals_in(&here).iter().filter(|n| {
        let near = n.tokens.start.saturating_sub(4)..n.tokens.end;
        n.form == Form::Cardinal
            && !draft
                .readings_in(&near)
                .iter()
                .any(|r| r.kind.is_time() && r.extent.tokens.contains(&n.tokens.start))
    });
    // "The four churches are in villages, and the rest in the town": some of them
    // "The 500 men are locked up for 22 hours, the 200 on remand for 20"
    let off = (a.value - b.value).abs();
    if draft.numerals_in(&(there.start..there.end)).iter().any(|n| n.value == off) {
        return false;
    }
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    let near =
        low.checked_mul(Decimal::TWO).is_none_or(|twice| twice > high) && !draft.has(&there, Cue::Remainder);
    one && near && goes_on && !set_apart && counted.count() == 1
}

/// "The trial lasted six weeks. After the eight-week trial the jury went out"; never "the eight-week trial of his brother".
fn lasted(draft: &Draft<'_>, a: &Figure, b: &Figure, here: &Range<u32>) -> bool {
    let noun = b.tokens.end;
    let noun_of = draft.any(noun, &["sentence", "ban", "suspension", "term"]);
    let verb = noun_of
        || (a.begin().saturating_sub(2)..a.begin())
            .any(|i| draft.any(i, &["lasted", "took", "ran", "lasts", "takes"]));
    let the = (b.begin().saturating_sub(1)..b.tokens.end).any(|i| draft.is(i, "the"));
    let ends = !draft.is_word(noun + 1) || !draft.any(noun + 1, &["of", "in", "at", "for", "that"]);
    let hyphen = draft.text(&b.tokens).contains('-');
    let told = draft.is_word(noun)
        && (here.start..a.begin())
            .any(|i| draft.is_word(i) && draft.word(i).len() >= 4 && draft.akin(i, noun))
        // "The judge gave him six years. The nine-year sentence"
        || noun_of && draft.says(here, WordSet::Judges);
    verb && the
        && hyphen
        && ends
        && told
        && a.unit == b.unit
        && a.value != b.value
        && draft.figures_in(here).len() == 1
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
    // "At that speed, 34 kilometres an hour"
    let that = named.start > 0 && draft.any(named.start - 1, &["that", "this"]) && named.end <= b.begin();
    let placed = then || !that && group && b.begin() > first + 1;
    let only = that || named.into_iter().any(|i| draft.is(i, "only"));
    (draft.one(head, WordSet::BareAmount) || only || told(head)) && !of && !other && !placed
}

/// The tokens of the row of a table that token `at` stands in.
pub(in crate::audit) fn row(draft: &Draft<'_>, at: u32) -> Range<u32> {
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
