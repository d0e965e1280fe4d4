//! `sum-mismatch` of a count that begins, changes and ends: "began with 62 cranes; 17 chicks hatched, eight died; 81".

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::sum::{near, slip};
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Most figures from the first count to the last one.
const MOST: usize = 6;

/// Most tokens from the first count to the last one.
const FAR: u32 = 110;

/// What a number says of the count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    In,
    Out,
}

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, first) in draft.figures.iter().enumerate() {
        if first.kind == Kind::Number && first.plain() && begins(draft, first) {
            out.extend(followed(draft, k));
        }
    }
}

/// The clause of a figure: from the sign before it to the sign behind it.
fn clause(draft: &Draft<'_>, f: &Figure) -> Range<u32> {
    let sentence = draft.sentence(f.tokens.start);
    let ends = |i: u32| {
        matches!(draft.word(i), "," | ";" | ":" | "(" | ")" | ".")
            || draft.one(i, WordSet::ListAnd)
            || draft.any(i, &["but", "while", "then"])
    };
    let start = (sentence.start..f.begin()).rev().find(|&i| ends(i)).map_or(sentence.start, |i| i + 1);
    let end = (f.stop()..sentence.end).find(|&i| ends(i)).unwrap_or(sentence.end);
    start..end
}

/// "The reserve began the spring with 62 cranes"
fn begins(draft: &Draft<'_>, f: &Figure) -> bool {
    let clause = clause(draft, f);
    draft.says(&(clause.start..f.tokens.start), WordSet::BeginsWith)
        && (draft.preceded(f.begin(), &["with", "at", "on", "had", "of", "holding", "aboard", "carrying"])
            || draft.is(f.stop(), "aboard"))
}

/// Whether a number came to the count or left it.
fn step(draft: &Draft<'_>, f: &Figure) -> Option<Step> {
    let clause = clause(draft, f);
    match (draft.says(&clause, WordSet::CameIn), draft.says(&clause, WordSet::WentOut)) {
        (true, false) => Some(Step::In),
        (false, true) => Some(Step::Out),
        _ => None,
    }
}

fn followed(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let first = &draft.figures[k];
    let block = draft.block(first.tokens.start);
    let mut value = first.value;
    let mut terms = grouped(first.value);
    let mut places = vec![first.tokens.clone()];
    for f in draft.figures.get(k + 1..)?.iter().filter(|f| f.kind != Kind::Ordinal).take(MOST) {
        let far = f.tokens.start > first.tokens.end + FAR || f.tokens.start >= block.end;
        if far || f.kind != Kind::Number || !f.plain() {
            return None;
        }
        let clause = clause(draft, f);
        if places.len() > 1 && draft.says(&(clause.start..f.tokens.start), WordSet::EndsCount) {
            let range = first.tokens.start..draft.sentence(f.tokens.start).end;
            return last(draft, f, value, &terms, places, &range);
        }
        // "14 teachers left" a school of 410 pupils: others than were counted.
        let own = |h: u32| first.head().is_none_or(|x| draft.akin(h, x)) || draft.one(h, WordSet::CameIn);
        let of = draft.is(f.tokens.end, "of") && draft.one(f.tokens.end + 1, WordSet::Definite);
        if !of && f.head().is_some_and(|h| !own(h)) {
            return None;
        }
        let (signed, sign) = match step(draft, f)? {
            Step::In => (value.checked_add(f.value)?, "+"),
            Step::Out => (value.checked_sub(f.value)?, "-"),
        };
        value = signed;
        terms = format!("{terms} {sign} {}", grouped(f.value));
        places.push(f.tokens.clone());
    }
    None
}

fn last(
    draft: &Draft<'_>,
    f: &Figure,
    value: Decimal,
    terms: &str,
    places: Vec<Range<u32>>,
    range: &Range<u32>,
) -> Option<Slip> {
    // Every number on the way was read, and nothing else is said to have come or gone.
    let cardinals = draft.numerals_in(range).iter().filter(|n| n.form == Form::Cardinal).count();
    let unsaid = draft.has_any(range, &[Cue::Overlap, Cue::Rounding, Cue::Partial])
        || draft.says(range, WordSet::SomeMore);
    let near = near(value, f);
    if cardinals != places.len() + 1 || unsaid || value == f.value || !near {
        return None;
    }
    let text = format!("{terms} = {}, not {}", grouped(value), grouped(f.value));
    Some(slip(f, text).against(places))
}
