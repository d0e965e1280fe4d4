//! Times of day that bound a day: "Thursday before 5 pm", "3 pm or later on Monday", "after 9:30 but before 11
//! on Thursday".

use super::cursor::Cursor;
use super::ends::{day_after, share_meridiem};
use super::expression::{Clock, Core, End, Expression, Step};
use super::period::range;
use super::point::{chain, clockless, is_dayish};
use super::{clock, named};
use crate::rules::schema::Role;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense};
use crate::rules::word_set::WordSet;
use crate::value::{Modifier, TimeRelation};

/// "Thursday before 5 pm", "1 February no later than 6:00", "next Monday after 10 in the morning": a time of
/// day that bounds the day before it. What bounds, the time, the place after it.
pub(super) fn clock_of(c: &Cursor<'_>, steps: &[Step], i: usize) -> Option<(TimeRelation, Clock, usize)> {
    if !(steps.iter().any(is_dayish) && steps.iter().all(|s| s.rank() < 12)) {
        return None;
    }
    let (relation, j) = c.sense(c.past_comma(i), Kinds::PREPOSITION, |s| match s {
        Sense::Preposition(
            r @ (TimeRelation::Before | TimeRelation::After | TimeRelation::By | TimeRelation::Since),
        ) => Some(r),
        _ => None,
    })?;
    let in_part = |k: usize| {
        let k = c.skip(k, Glue::In).filter(|&k| c.skip(k, Glue::The).is_some())?;
        named::part(c, k)
    };
    let (t, k) = clock::clock(c, j).or_else(|| clock::bare(c, j).filter(|(_, k)| in_part(*k).is_some()))?;
    Some(match in_part(k) {
        Some((part, end)) => (relation, t.in_part(part), end),
        None => (relation, t, k),
    })
}

/// Whether "on" and the day of a time of day without one stand at `i`.
pub(super) fn on_day(c: &Cursor<'_>, steps: &[Step], i: usize) -> bool {
    steps.iter().all(|s| s.rank() >= 12)
        && c.skip(i, Glue::On)
            .and_then(|k| chain(c, k))
            .is_some_and(|(day, _)| day.iter().any(is_dayish) && clockless(&day))
}

/// "after 9:30 but before 11 am on Thursday": two bounds of one stretch of a day.
pub(super) fn stretch(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let preposition = |i: usize, wanted: &[TimeRelation]| {
        let (r, j) = c.sense(i, Kinds::PREPOSITION, |s| match s {
            Sense::Preposition(r) => Some(r),
            _ => None,
        })?;
        wanted.contains(&r).then_some(j)
    };
    let j = preposition(i, &[TimeRelation::After, TimeRelation::Since])?;
    let (a, k) = clock::clock(c, j)?;
    let k = c.past_comma(k);
    let k = c.skip(k, Glue::And).or_else(|| c.has(k, WordSet::But).then_some(k + 1)).unwrap_or(k);
    let m = preposition(k, &[TimeRelation::Before, TimeRelation::By, TimeRelation::Until])?;
    let (b, mut next) = clock::clock(c, m)?;
    let (a, b) = share_meridiem(a, b);
    let mut day = Vec::new();
    let ends = (j..m, m..next);
    if let Some((steps, after)) = day_after(c, next) {
        (day, next) = (steps, after);
    }
    let end = |t: Clock, tokens: std::ops::Range<usize>, relation| {
        let core = Core::Point([day.as_slice(), &[Step::Clock(t)]].concat());
        let expression = Expression { core, modifier: None, relation: Some(relation) };
        Box::new(End { expression, tokens: range(tokens.start, tokens.end) })
    };
    let core = Core::Period(end(a, ends.0, TimeRelation::From), end(b, ends.1, TimeRelation::To));
    Some((Expression { core, modifier: None, relation: None }, next))
}

/// Whether "3-1 on Sunday" at `i` tells a score and no hours: by its words, or because the hours would run from
/// before the working day into the evening.
pub(super) fn is_score(c: &Cursor<'_>, i: usize, near: u16, far: u16) -> bool {
    let table = &c.input.rules.quantity;
    let mut before = (i.saturating_sub(8)..i).rev().take_while(|&k| !c.starts_sentence(k + 1));
    near < 7 && near >= far || before.any(|k| c.get(k).is_some_and(|t| table.is(t.word, Role::Score)))
}

/// Whether "over" or another word for more than stands at `i`.
pub(super) fn more_than(c: &Cursor<'_>, i: usize) -> bool {
    c.sense(i, Kinds::BOUND, |s| (s == Sense::Bound(Modifier::MoreThan)).then_some(())).is_some()
}
