//! Periods: both ends, each lending the other what it leaves out.

use super::anchor::Anchors;
use super::relative::of_passage;
use super::tense::Tense;
use super::{bound, cell, length, shift, timex};
use crate::mention::Mention;
use crate::mention::time::{Amount, Core, End, Expression, Step};
use crate::rules::time_words::{Direction, Glue, Relative, Unit, Vague};
use crate::span::Span;
use crate::value::stamp::{OfDay, Stamp};
use crate::value::{Bound, DateTime, Interval, Timex, TimexType};

/// Both ends with what each leaves out taken from the other: "July 13-15, 2013", "August-September 1950".
pub(super) fn borrow(from: &End, to: &End) -> (Expression, Expression) {
    let (mut left, mut right) = (from.expression.clone(), to.expression.clone());
    if let (Core::Point(l), Core::Point(r)) = (&mut left.core, &mut right.core) {
        let min = |s: &[Step]| s.iter().map(Step::rank).min().unwrap_or(99);
        let yearish = |s: &Step| s.rank() <= 3;
        // "3:00 to 4:00 tomorrow": the day of the far end is that of the near one.
        if min(l) >= 12 && min(r) < 12 {
            let day: Vec<Step> = r.iter().filter(|s| s.rank() < 12).cloned().collect();
            l.splice(0..0, day);
        }
        // "Monday to Friday next week": both are of that week, unless the days run backwards.
        if let ([Step::Weekday(a)], [week @ Step::Relative(Some(_), Unit::Week), Step::Weekday(b), ..]) =
            (l.as_slice(), r.as_slice())
            && a < b
        {
            l.insert(0, week.clone());
        }
        // The year of the far end is that of the near one, unless months run backwards.
        if let (Some(y), true) = (r.iter().find(|s| yearish(s)).cloned(), min(l) > 3 && min(l) <= 10)
            && !l.iter().any(|s| matches!(s, Step::Today(_) | Step::Shift(..)))
        {
            let earlier = match (month(l), month(r), &y) {
                (Some(a), Some(b), Step::Year { year, bc: false }) if a > b => {
                    Step::Year { year: year - 1, bc: false }
                }
                _ => y,
            };
            l.insert(0, earlier);
        }
        // "264 to 241 BC"
        if let (Some(Step::Year { bc, .. }), Some(Step::Year { bc: far, .. })) = (l.first_mut(), r.first())
            && *far
        {
            *bc = true;
        }
        // What the far end lacks in front it has from the near one.
        let first = min(r);
        if first > 3 && !r.first().is_some_and(goes_on) {
            let taken: Vec<Step> = l
                .iter()
                .filter(|s| s.rank() < first && !(first == 10 && s.rank() > 7) && (first != 11))
                .cloned()
                .collect();
            let yearless = taken.iter().all(yearish);
            let backwards = matches!((month(l), month(r)), (Some(a), Some(b)) if a > b) && yearless;
            for step in taken.into_iter().rev() {
                let step = match step {
                    Step::Year { year, bc: false } if backwards => Step::Year { year: year + 1, bc: false },
                    other => other,
                };
                r.insert(0, step);
            }
        }
    }
    (left, right)
}

/// Whether a far end counts from the near one: "until the following March", "to three days later".
fn goes_on(step: &Step) -> bool {
    match step {
        Step::Which(r, _) | Step::Relative(Some(r), _) => of_passage(*r),
        Step::Shift(_, dir, None) => matches!(dir, Direction::Later),
        _ => false,
    }
}

pub(super) fn month(steps: &[Step]) -> Option<u8> {
    steps.iter().find_map(|s| match s {
        Step::Month(m) => Some(*m),
        _ => None,
    })
}

/// One end: value, stamp, instants, and whether it is a time of day.
type Read = (String, Option<Stamp>, Option<(DateTime, DateTime)>, bool);

pub(super) fn period(
    a: &Anchors<'_>,
    from: &End,
    to: &End,
    e: &Expression,
    mention: &Mention,
) -> Option<(Timex, Option<Stamp>)> {
    let (left, right) = borrow(from, to);
    let (x, y) = ends(a, &left, &right)?;
    // "opened between March and May", said in April: a year before
    let ahead = |y: &Read| y.2.zip(a.now).is_some_and(|((start, _), now)| start > now);
    let ends = match x.2 {
        Some((begin, _)) if a.tense() == Tense::Behind && ahead(&y) && named(&left) && named(&right) => {
            let mut back = a.clone();
            back.now = begin.checked_sub(jiff::Span::new().days(1)).ok();
            ends(&back, &left, &right).filter(|_| !a.plans() && !a.narrative()).unwrap_or((x, y))
        }
        _ => (x, y),
    };
    let mut t = made(&ends.0, &ends.1, e);
    let opened = [Glue::From, Glue::Between].iter().any(|g| super::preposed(a.input, mention, *g));
    let apart = |end, whole| dated(end, whole, opened);
    if a.tense() == Tense::Behind && !a.plans() && apart(from, &left) && apart(to, &right) && !a.asks() {
        t.ends = Some(Box::new([one(a, from, &ends.0), one(a, to, &ends.1)]));
    }
    Some((t, ends.1.1.or(ends.0.1)))
}

/// Whether an end is a date or a time of the calendar that stands by itself: not the month of "March-April 1918", not
/// "now".
fn dated(end: &End, whole: &Expression, opened: bool) -> bool {
    let own =
        |e: &Expression, named: fn(&Step) -> bool| matches!(&e.core, Core::Point(s) if s.iter().any(named));
    let calendar = |s: &Step| {
        matches!(s, Step::Year { .. } | Step::Month(_) | Step::Season(_) | Step::Day(_) | Step::Weekday(_))
            || matches!(s, Step::Clock(t) if t.sure)
            || matches!(s, Step::Which(_, s) if matches!(**s, Step::Month(_) | Step::Season(_)))
    };
    matches!(&whole.core, Core::Point(s) if s.iter().all(calendar))
        && (opened || own(&end.expression, |s| !matches!(s, Step::Month(_) | Step::Season(_))))
}

/// One end as a date of its own.
fn one(a: &Anchors<'_>, end: &End, read: &Read) -> (Span, Timex) {
    let kind = if read.3 { TimexType::Time } else { TimexType::Date };
    let mut t = timex(kind, read.0.clone(), end.expression.modifier, end.expression.relation);
    t.interval = read.2.filter(|(b, x)| b < x).map(|(b, x)| Interval::half_open(b, x));
    (a.input.extent(end.tokens.clone(), end.tokens.clone()).span, t)
}

/// Whether an end is told by names alone, without a year.
fn named(e: &Expression) -> bool {
    matches!(&e.core, Core::Point(steps) if steps.iter().all(|s| {
        s.rank() > 3 && !matches!(s, Step::Relative(..) | Step::Today(_) | Step::Shift(..) | Step::Which(..) | Step::Clock(_))
    }))
}

/// What both ends come to.
fn ends(a: &Anchors<'_>, left: &Expression, right: &Expression) -> Option<(Read, Read)> {
    let cell = |a: &Anchors<'_>, e: &Expression| -> Option<Read> {
        match &e.core {
            Core::Point(steps) => {
                let c = cell::point(a, steps)?;
                let span = c.interval().map(|(b, x)| match e.modifier {
                    Some(m) => bound::third(b, x, m),
                    None => (b, x),
                });
                Some((
                    c.stamp.to_string(),
                    Some(c.stamp),
                    span,
                    matches!(c.stamp.of_day, OfDay::Clock { .. }),
                ))
            }
            Core::Vague(Vague::Present) => {
                Some(("PRESENT_REF".to_owned(), None, a.now.map(|n| (n, n)), false))
            }
            _ => None,
        }
    };
    if a.tense() == Tense::Ahead && !a.plans() && !a.narrative() && named(left) && named(right) {
        // What is to come may have begun: "will run from May to September" said in June. The far end is ahead.
        let y = cell(a, right)?;
        let mut until = a.looking(Tense::Behind);
        if let Some((begin, _)) = y.2 {
            until.now = Some(begin);
        }
        return Some((cell(&until, left)?, y));
    }
    let x = cell(a, left)?;
    let mut beyond = a.clone();
    if let Some(s) = x.1 {
        beyond.visit(s, false);
        // The far end comes after the near one.
        beyond = beyond.looking(Tense::Ahead);
        if let (Some((begin, _)), Some(_)) = (s.interval(), a.now) {
            beyond.now = Some(begin);
        }
    }
    let day = |e: &Expression| match &e.core {
        Core::Point(steps) => steps.iter().filter(|s| s.rank() < 13).cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let near = (day(left) != day(right) || day(left).is_empty())
        && matches!(&right.core, Core::Point(steps) if !steps.iter().any(|s| deictic(s) && !follows(s)));
    // "from Sept. 14 to Thursday": the weekday is told from the text's own day, where that comes later
    let weekday =
        |e: &Expression| matches!(&e.core, Core::Point(s) if matches!(s.as_slice(), [Step::Weekday(_)]));
    let own = || {
        let y = cell(a, right)?;
        let later = x.2.zip(y.2).is_some_and(|((begin, _), (start, _))| start > begin);
        later.then_some(y)
    };
    let told = if month(&day(left)).is_some() && weekday(right) { own() } else { None };
    let on = matches!(&right.core, Core::Point(s) if s.first().is_some_and(goes_on));
    let y = match told {
        Some(y) => y,
        None => cell(if near || on { &beyond } else { a }, right)?,
    };
    Some((x, y))
}

/// Whether a step is told from the publication or the passage.
fn deictic(s: &Step) -> bool {
    matches!(s, Step::Relative(..) | Step::Today(_) | Step::Shift(..) | Step::Which(..))
}

/// Whether a step goes on from the near end: "until the following March".
fn follows(s: &Step) -> bool {
    matches!(s, Step::Relative(Some(Relative::Following), _) | Step::Which(Relative::Following, _))
}

/// The period of two ends.
fn made(x: &Read, y: &Read, e: &Expression) -> Timex {
    let kind = if x.3 || y.3 { TimexType::Time } else { TimexType::Date };
    let mut t = timex(kind, format!("{}/{}", x.0, y.0), e.modifier, None);
    // "from 2014 to the present", of a text without a date
    if let (Some((begin, _)), None, "PRESENT_REF") = (x.2, y.2, y.0.as_str()) {
        t.interval = Some(Interval { low: Bound::Closed(begin), high: Bound::Unbounded });
    }
    if let (Some((begin, _)), Some((start, end))) = (x.2, y.2) {
        let end = if y.3 { start } else { end };
        let end =
            if end <= begin && y.3 { end.checked_add(jiff::Span::new().days(1)).unwrap_or(end) } else { end };
        if begin < end {
            t.interval = Some(Interval::half_open(begin, end));
        }
    }
    t
}

/// "for a fortnight from Oct. 14": a length and its beginning, which news tells one by one.
pub(super) fn lasting(
    a: &Anchors<'_>,
    from: &End,
    amount: &Amount,
    e: &Expression,
    mention: &Mention,
) -> Option<(Timex, Option<Stamp>)> {
    let Core::Point(steps) = &from.expression.core else { return None };
    let c = cell::point(a, steps)?;
    let mut t = timex(TimexType::Duration, length::iso(amount), e.modifier, None);
    t.length = length::length(amount);
    t.interval = c
        .interval()
        .and_then(|(begin, _)| Some(Interval::half_open(begin, shift::moved(begin, amount, false)?)));
    let tokens = &mention.extent.tokens;
    let glue =
        |i: u32, g| a.input.tokens.all.get(i as usize).is_some_and(|t| a.input.rules.time.is_glue(t.word, g));
    let month = steps.iter().any(|s| matches!(s, Step::Month(_))) && steps.iter().all(|s| s.rank() <= 10);
    let long = tokens.start + u32::from(glue(tokens.start, Glue::For))..from.tokens.start.saturating_sub(1);
    let joined =
        long.start < long.end && glue(long.end, Glue::From) && amount.unit().is_some_and(|u| u >= Unit::Day);
    if month && joined && !a.plans() {
        let mut length = timex(TimexType::Duration, length::iso(amount), e.modifier, None);
        (length.length, length.count) = (t.length, length::count(amount));
        let read = (c.stamp.to_string(), None, c.interval(), false);
        let place = a.input.extent(long.clone(), long).span;
        t.ends = Some(Box::new([(place, length), one(a, from, &read)]));
    }
    Some((t, Some(c.stamp)))
}
