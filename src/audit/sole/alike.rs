//! Words that make two figures one, or two: one verb and one noun, an offer that was turned down, others counted as well.

use std::ops::Range;

use crate::audit::digits::mixed;
use crate::audit::draft::{Draft, REACH};
use crate::audit::figure::Figure;
use crate::audit::same::{FATES, befell};
use crate::mention::Kind;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// "killed 310 people ... all 130 of the dead": whom the same befell.
pub(super) fn all_of(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let of = b.tokens.end;
    let all = draft.preceded(b.begin(), &["all"]) && draft.is(of, "of") && draft.is(of + 1, "the");
    all && FATES.iter().any(|&fate| draft.one(of + 2, fate) && befell(draft, a, fate))
}

/// "has room for 108 children", "which has 180 places": how many a place takes, in the text and under its picture.
pub(super) fn room(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let takes = |f: &Figure| draft.says(&(f.begin().saturating_sub(2)..f.stop()), WordSet::TakesSoMany);
    mixed(a.value, b.value) && takes(a) && takes(b)
}

/// "now employs 1,200 people", "currently employs 2,100 people": one verb and one noun of a main clause.
pub(super) fn governed(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let verb =
        |f: &Figure| f.begin().checked_sub(1).filter(|&i| draft.is_word(i) && draft.word(i).len() >= 5);
    let plain = |f: &Figure| {
        let start = draft.sentence(f.begin()).start.max(f.begin().saturating_sub(6));
        !draft.says(&(start..f.begin()), WordSet::OpensRelative)
            && !draft.any(f.stop(), &["in", "at", "across", "outside", "abroad", "there", "on"])
    };
    let content = |i: u32| {
        !draft.one(i, WordSet::CommonWord)
            && !draft.one(i, WordSet::OpensClause)
            && !draft.one(i, WordSet::BreaksClause)
    };
    let noun = matches!((a.head(), b.head()), (Some(x), Some(y)) if draft.akin(x, y));
    let same = matches!((verb(a), verb(b)), (Some(x), Some(y)) if draft.is(x, draft.word(y)) && content(x));
    same && noun && plain(a) && plain(b) && mixed(a.value, b.value) && known_subject(draft, a, b)
}

/// Whether the verb before the second figure has a subject that the text had named before the first one.
fn known_subject(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let verb = b.begin().saturating_sub(1);
    let near = draft.sentence(b.begin()).start.max(verb.saturating_sub(3))..verb;
    let before = a.begin().saturating_sub(REACH)..a.begin();
    let told = |i: u32| before.clone().any(|k| draft.word(k) == draft.word(i));
    let mut names = near.clone().filter(|&i| draft.token(i).is_some_and(|t| t.capital())).peekable();
    names.peek().is_some() && names.all(told) || draft.says(&near, WordSet::ItOrThey)
}

/// "A bid of €340m was thrown out in March. The board has accepted €430m": one of two offers was turned down.
pub(super) fn spurned(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let no = |f: &Figure| {
        let sentence = draft.sentence(f.tokens.start);
        draft.says(&sentence, WordSet::Spurned) && draft.says(&sentence, WordSet::NamesOffer)
    };
    no(a) != no(b)
}

/// "Counting the driver and the guide, all 38 people aboard": with others than were counted before.
pub(super) fn with_others(draft: &Draft<'_>, f: &Figure) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    let near = sentence.start.max(f.begin().saturating_sub(12))..sentence.end.min(f.stop() + 5);
    near.into_iter().any(|i| draft.one(i, WordSet::CountsOthers))
}

/// What a figure counts: its noun, or that of "32 of the lambs", "a 212-bed hospital".
pub(super) fn counted(draft: &Draft<'_>, f: &Figure) -> Option<Range<u32>> {
    if let Some(noun) = &f.noun {
        // "520 letters of objection"
        let of = u32::from(draft.is(noun.end, "of") && draft.is_word(noun.end + 1));
        return Some(noun.start..noun.end + 2 * of);
    }
    let of = f.tokens.end;
    if draft.word(of) == "-" && draft.is_word(of + 1) {
        return Some(of + 1..of + 2);
    }
    let end = draft.sentence(of).end.min(of + 6);
    (draft.is(of, "of") && draft.one(of + 1, WordSet::Definite)).then_some(of + 2..end)
}

/// Whether one of the two numbers is told a second time: they are two then.
pub(super) fn told(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let again = |f: &&Figure| {
        let unit = |g: &Figure| f.kind == Kind::Number || f.unit == g.unit;
        f.kind == a.kind && (f.value == a.value && unit(a) || f.value == b.value && unit(b))
    };
    draft.figures.iter().filter(again).count() > 2
}

/// "310 before, 180 lost, 130 left": whether a third number makes one of the other.
pub(super) fn reckoned(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (sum, off) = (a.value.checked_add(b.value), (a.value - b.value).abs());
    let third =
        |f: &&Figure| f.kind == a.kind && f.unit == a.unit && (Some(f.value) == sum || f.value == off);
    // "16 whales": "Nineteen ... Three were pushed back", where a number at the head of a sentence was not read.
    let opens = |at: u32| draft.token(at).is_some_and(|t| t.starts_sentence());
    let block = draft.block(b.tokens.start);
    let bare = || draft.numerals_in(&block).iter().any(|n| n.value == off && opens(n.tokens.start));
    // "in two lots, 13 on Monday and 18 a day later"
    let lots = || {
        let here = draft.sentence(b.tokens.start);
        let dated = |at: u32| draft.days_in(&(at..at + 1)).len() == 1;
        let numerals = draft.numerals_in(&here).iter();
        numerals
            .filter(|n| n.tokens.start != b.tokens.start)
            .any(|n| n.value == off && !dated(n.tokens.start))
    };
    draft.figures.iter().any(|f| third(&f)) || a.kind == Kind::Number && (bare() || lots())
}

fn item(draft: &Draft<'_>, f: &Figure) -> bool {
    draft.scope(f.tokens.start) == Scope::Item
}

/// Whether it stands in a headline, a caption, an item or a table: what repeats the body in short.
fn display(draft: &Draft<'_>, f: &Figure) -> bool {
    draft.scope(f.tokens.start) != Scope::Body || standfirst(draft, f)
}

/// Whether it stands in a line above the text that no full stop closes, as headlines stand in plain text.
fn standfirst(draft: &Draft<'_>, f: &Figure) -> bool {
    let blocks = &draft.input.tokens.blocks;
    let Some(first) = blocks.first().filter(|b| b.contains(&f.tokens.start) && blocks.len() > 1) else {
        return false;
    };
    let stop = (first.start..first.end).rev().find(|&i| !matches!(draft.word(i), "*" | "_"));
    first.len() < 25
        && stop.is_some_and(|i| !matches!(draft.word(i), "." | "!" | "?" | ":" | "\"" | "\u{201d}"))
}

/// The same of an item, where a label leads it: "Cost: $38 million".
pub(super) fn told_short(draft: &Draft<'_>, f: &Figure) -> bool {
    let labelled = || (f.begin().saturating_sub(3)..f.begin()).any(|i| draft.word(i) == ":");
    display(draft, f) && (!item(draft, f) || labelled() || summary(draft, f))
}

/// Whether an item stands above all paragraphs: one of the points that the text is told in first.
fn summary(draft: &Draft<'_>, f: &Figure) -> bool {
    let blocks = draft.input.tokens.blocks.iter().zip(&draft.input.doc.blocks);
    let mut above = blocks.take_while(|(b, _)| b.end <= f.tokens.start);
    item(draft, f) && !above.any(|(b, d)| d.scope == Scope::Body && b.len() > PARAGRAPH)
}

/// Tokens that make a paragraph: fewer are a title, or a line above a list.
const PARAGRAPH: usize = 15;
