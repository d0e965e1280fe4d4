//! `sum-mismatch` of a count that begins, changes and ends: "began with 62 cranes; 17 chicks hatched, eight died; 81".

use std::ops::Range;

use super::terms;
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
        out.extend(left_over(draft, first));
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
    // "had 150 staff at the start of the year"
    let start = (f.stop()..clause.end.min(f.stop() + 4)).any(|i| {
        draft.any(i, &["at", "in"]) && draft.is(i + 1, "the") && draft.one(i + 2, WordSet::BeginsWith)
    });
    start && draft.follows(f.begin(), WordSet::Owns)
        || draft.says(&(clause.start..f.tokens.start), WordSet::BeginsWith)
            && (draft
                .preceded(f.begin(), &["with", "at", "on", "had", "of", "holding", "aboard", "carrying"])
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

/// "lost 40 of its 210 chairs in the flood, leaving 150"; "had 340 workers. Sixty left in May, and 240 remain."
fn left_over(draft: &Draft<'_>, rest: &Figure) -> Option<Slip> {
    let (start, stop) = (rest.begin(), rest.stop());
    // "which left 45 for the committee to choose from"
    let which = start > 1 && draft.preceded(start, &["left"]) && draft.any(start - 2, &["which", "that"]);
    let leaves = which || draft.preceded(start, &["leaving", "leaves"]);
    let remain = draft.any(stop, &["remain", "remained", "survive", "survived"])
        || draft.any(stop, &["are", "were"]) && draft.is(stop + 1, "left")
        // "has 55 left"
        || draft.is(stop, "left") && !draft.is_word(stop + 1) && draft.follows(start, WordSet::HasNow);
    if rest.kind != Kind::Number || !rest.plain() || !(leaves || remain) {
        return None;
    }
    // "leaving 150 without power" of others
    let ends = remain
        || !draft.is_word(stop)
        || draft.one(stop, WordSet::ListAnd)
        || draft.any(stop, &["that", "to", "for"]);
    let sentence = draft.sentence(start);
    let mut range = sentence.start..start;
    let mut before = terms::terms(draft, rest, &range)?;
    if before.len() == 1 {
        range.start = draft.previous_sentence(start)?.start;
        before = terms::terms(draft, rest, &range)?;
    }
    let whole = before.iter().max_by_key(|t| t.value)?.clone();
    before.retain(|t| t.tokens != whole.tokens);
    let own = |h: Option<u32>| h.is_none_or(|h| whole.head.is_some_and(|w| draft.akin(h, w)));
    let gone = |t: &terms::Term| {
        let of = draft.is(t.tokens.end, "of")
            && whole.tokens.start <= t.tokens.end + 4
            && whole.tokens.start > t.tokens.end;
        let end = (t.whole.end..start)
            .find(|&i| matches!(draft.word(i), "," | ";" | ".") || draft.one(i, WordSet::ListAnd))
            .unwrap_or(start);
        let from = (range.start..t.whole.start)
            .rev()
            .find(|&i| matches!(draft.word(i), "," | ";" | "."))
            .unwrap_or(range.start);
        // "sold 35 and has 45 left"
        // "Ninety applied. Thirty-five were turned down, which left": whatever it was, they went.
        let opens = which && t.head.is_none() && t.whole.start == sentence.start;
        opens
            || draft.follows(t.whole.start, WordSet::WentOut)
            || of && draft.says(&(from..t.whole.start), WordSet::WentOut)
            || draft.says(&(t.whole.end..end), WordSet::WentOut)
    };
    let fits = ends && own(rest.head()) && (1..=3).contains(&before.len()) && before.iter().all(|t| own(t.head))
        // "Thirty were felled last winter and 12 this spring"
        && before.iter().enumerate().all(|(k, t)| gone(t) || k > 0 && draft.follows(t.whole.start, WordSet::ListAnd) && gone(&before[k - 1]));
    let unsure = draft
        .has_any(&(range.start..sentence.end), &[Cue::Overlap, Cue::Rounding, Cue::Partial, Cue::Up])
        || draft.says(&(range.start..start), WordSet::SomeMore)
        || draft.says(&(range.start..start), WordSet::CameIn);
    if !fits || unsure {
        return None;
    }
    let left = before.iter().try_fold(whole.value, |left, t| left.checked_sub(t.value))?;
    let part =
        before.len() > 1 && before.iter().any(|t| whole.value.checked_sub(t.value) == Some(rest.value));
    if part || left == rest.value || left <= Decimal::ZERO || !near(left, rest) {
        return None;
    }
    let gone: Vec<String> = before.iter().map(|t| grouped(t.value)).collect();
    let text = format!(
        "{} - {} = {}, not {}",
        grouped(whole.value),
        gone.join(" - "),
        grouped(left),
        grouped(rest.value)
    );
    let places = std::iter::once(whole.tokens).chain(before.into_iter().map(|t| t.tokens));
    Some(slip(rest, text).against(places))
}
