//! Points: cells of the calendar named by one or more parts in any order, with what bounds them.
//!
//! "5 p.m. EST Nov. 9", "Friday morning", "early next week", "the third quarter of last year", "the end of
//! April".

use std::rc::Rc;

use super::clock;
use super::cursor::Cursor;
use super::expression::{Clock, Core, Expression, Step};
use super::memo::owned;
use super::part::primary;
use super::{bounded, named, opening, part, relative};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::value::Modifier;
use crate::value::stamp::PartOfDay;

type Found = Option<(Vec<Step>, usize)>;

/// The longest point at `i`, with its modifier, and the place after it.
pub(super) fn point(c: &Cursor<'_>, i: usize) -> Option<(Rc<Expression>, usize)> {
    if !opening::part(c, i) {
        return None;
    }
    let read = |j| chain(c, j).map(owned);
    c.memo.once(&c.memo.points, i, || with_bound(c, i, read).map(|(e, next)| (Rc::new(e), next)))
}

/// The same where a part can open, as the asker's own: nobody else is likely to ask.
pub(super) fn lone(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    match c.memo.known(&c.memo.points, i) {
        Some(found) => found.map(owned),
        None => with_bound(c, i, |j| own_chain(c, j)),
    }
}

/// A point at `i`, the parts of which `read` finds.
fn with_bound(c: &Cursor<'_>, i: usize, read: impl FnOnce(usize) -> Found) -> Option<(Expression, usize)> {
    let stated = relative::bound(c, i).filter(|_| !super::lasting::untold(c, i));
    let (bound, j) = match stated {
        Some((Modifier::Approx, j)) => (Some(Modifier::Approx), j),
        _ => (None, i),
    };
    let plain = read(j).map(|(s, n)| (None, s, n));
    let (edge, steps, next) = match (edged(c, j), plain) {
        (Some(a), Some(b)) => {
            if b.2 >= a.2 {
                b
            } else {
                a
            }
        }
        (a, b) => a.or(b)?,
    };
    // "month's end", "the year's end"
    let (edge, next) = match possessive(c, next) {
        Some(k)
            if edge.is_none()
                && matches!(
                    steps.as_slice(),
                    [Step::Relative(..)] | [Step::Month(_)] | [Step::Year { .. }]
                ) =>
        {
            match edge_noun(c, k) {
                Some((m, end)) => (Some(m), end),
                None => (edge, next),
            }
        }
        _ => (edge, next),
    };
    // "eod tomorrow"
    let (edge, steps, next) = if let [Step::Edge(m, Unit::Day)] = steps.as_slice()
        && edge.is_none()
        && let Some((day, k)) = chain(c, next)
        && day.iter().any(is_dayish)
        && day.iter().all(|s| s.rank() < 12)
    {
        (Some(*m), Rc::unwrap_or_clone(day), k)
    } else {
        (edge, steps, next)
    };
    let (after, next) = match c.sense(next, Kinds::AFTER, |s| match s {
        Sense::After(m) => Some(m),
        _ => None,
    }) {
        // "in 1984 and later served" goes on
        Some((m, k))
            if !c.has(next, WordSet::Conjunction) || closes(c, k) || bounded::on_day(c, &steps, k) =>
        {
            (Some(m), k)
        }
        _ => (None, next),
    };
    let (mut steps, mut next) = (steps, next);
    // "3 pm or later on Monday"
    if after.is_some()
        && bounded::on_day(c, &steps, next)
        && let Some((day, k)) = chain(c, next + 1)
    {
        steps.splice(0..0, day.iter().cloned());
        next = k;
    }
    // "less than two weeks ago": the bound of an offset
    let stated = stated.filter(|_| matches!(steps.as_slice(), [Step::Shift(..)])).map(|(m, _)| m);
    // "to get around Friday's ruling"
    if bound.is_some() && after.is_none() && possessive(c, next).is_some() {
        return None;
    }
    let modifier = edge.or(after).or(bound).or(stated);
    let bounded = bounded::clock_of(c, &steps, next).filter(|_| modifier.is_none());
    let relation = bounded.map(|(relation, t, k)| {
        steps.push(Step::Clock(t));
        next = k;
        relation
    });
    Some((Expression { core: Core::Point(steps), modifier, relation }, next))
}

/// Whether a sentence or a clause ends before token `i`.
fn closes(c: &Cursor<'_>, i: usize) -> bool {
    c.get(i)
        .is_none_or(|t| t.starts_sentence() || t.kind == crate::text::token::TokenKind::Sign && !c.dash(i))
}

/// "early 1990", "the late 1970s", "mid-November", "the beginning of last year", "late yesterday"
fn edged(c: &Cursor<'_>, i: usize) -> Option<(Option<Modifier>, Vec<Step>, usize)> {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    if let Some((m, k)) = c.sense(j, Kinds::EDGE, |s| match s {
        Sense::Edge(m) => Some(m),
        _ => None,
    }) {
        // "the late 1970s", "earlier in the year", "mid-1996"
        let k = c.past_hyphen(k);
        if let Some((steps, next)) = chain(c, k).map(owned).or_else(|| later_part(c, k)) {
            return Some((Some(m), steps, next));
        }
    }
    let (m, k) = edge_noun(c, j)?;
    let half = named::is_half(c, k - 1);
    // "end-June"
    let k = if c.spaced(k) { k } else { c.past_hyphen(k) };
    let of = c.skip(k, Glue::Of);
    let bare = of.is_none();
    // "will close this month", "the talks end in May"
    if bare && !led(c, i) && !(k > j + 1 && c.dash(k - 1)) {
        return None;
    }
    let k = of.unwrap_or(k);
    let (steps, next) = chain(c, k).map(owned).or_else(|| if bare { None } else { lone_unit(c, k) })?;
    // "end Sunday": without "of" only before a month, a year, a relation
    if bare && !matches!(steps.first(), Some(Step::Relative(..) | Step::Month(_) | Step::Year { .. })) {
        return None;
    }
    // Half a year is a unit of its own, half a match none of time.
    let halved = |s: &Step| matches!(s.rank(), 1 | 2 | 7 | 8);
    if half && !steps.iter().max_by_key(|s| s.rank()).is_some_and(halved) {
        return None;
    }
    Some((Some(m), steps, next))
}

/// Whether a preposition leads an edge without "of": "by end June", "since start 2019".
fn led(c: &Cursor<'_>, i: usize) -> bool {
    let Some(b) = i.checked_sub(1) else { return c.input.context.plans() };
    let kinds = Kinds::PREPOSITION.or(Kinds::glue(Glue::At)).or(Kinds::glue(Glue::In));
    c.kinds(b).meets(kinds) && !c.has(b, WordSet::Infinitive)
}

/// "end of year", "beginning of month"
fn lone_unit(c: &Cursor<'_>, i: usize) -> Found {
    let (n, u, next) = super::amount::unit(c, i)?;
    // "end of day Friday"
    if (n, u) == (1, Unit::Day)
        && let Some((day, k)) = chain(c, c.skip(next, Glue::On).unwrap_or(next))
        && day.iter().all(|s| s.rank() < 12)
        && day.iter().any(is_dayish)
    {
        return Some(owned((day, k)));
    }
    (n == 1 && matches!(u, Unit::Year | Unit::Month | Unit::Week | Unit::Day | Unit::Quarter))
        .then(|| (vec![Step::Relative(None, u)], next))
}

/// "later in the afternoon", "early in the morning"
fn later_part(c: &Cursor<'_>, i: usize) -> Found {
    let (p, mut next) = named::part(c, i)?;
    let mut steps = vec![Step::Part(p)];
    // "mid-afternoon yesterday"
    if let Some((more, k)) = attach(c, &steps, next) {
        steps.extend(more);
        steps.sort_by_key(Step::rank);
        next = k;
    }
    Some((steps, next))
}

fn edge_noun(c: &Cursor<'_>, i: usize) -> Option<(Modifier, usize)> {
    c.sense(i, Kinds::EDGE_NOUN, |s| match s {
        Sense::EdgeNoun(m) => Some(m),
        _ => None,
    })
}

/// Past a possessive "'s" at `i`.
pub(super) fn possessive(c: &Cursor<'_>, i: usize) -> Option<usize> {
    if !c.apostrophe(i) || c.spaced(i) {
        return None;
    }
    if c.has(i + 1, WordSet::PossessiveS) && !c.spaced(i + 1) {
        Some(i + 2)
    } else {
        c.spaced(i + 1).then_some(i + 1)
    }
}

/// One or more parts that name one cell.
pub(super) fn chain(c: &Cursor<'_>, i: usize) -> Option<(Rc<Vec<Step>>, usize)> {
    if !opening::part(c, i) {
        return None;
    }
    c.memo.once(&c.memo.chains, i, || {
        let (first, next) = part::read(c, i)?;
        let more = attach(c, &first, next);
        // Most parts stand alone.
        if more.is_none() && first.is_sorted_by_key(Step::rank) {
            return Some((first, next));
        }
        let (steps, next) = joined(c, Rc::unwrap_or_clone(first), next, more);
        Some((Rc::new(steps), next))
    })
}

/// The same as the asker's own.
fn own_chain(c: &Cursor<'_>, i: usize) -> Found {
    if !opening::part(c, i) {
        return None;
    }
    c.memo.last(&c.memo.chains, i, || {
        let (first, next) = part::own(c, i)?;
        let more = attach(c, &first, next);
        Some(joined(c, first, next, more))
    })
}

/// The parts `steps`, which end before `next`, those `more`, and what goes on from there.
fn joined(c: &Cursor<'_>, mut steps: Vec<Step>, mut next: usize, mut more: Found) -> (Vec<Step>, usize) {
    for _ in 0..6 {
        let Some((further, k)) = more.take() else { break };
        // "overnight on Sunday"
        if matches!(steps.as_slice(), [Step::Today(0), Step::Part(_)])
            && further.iter().any(|s| s.rank() == 11)
        {
            steps.remove(0);
        }
        steps.extend(further);
        next = k;
        more = attach(c, &steps, next);
    }
    steps.sort_by_key(Step::rank);
    (steps, next)
}

/// What joins a further part to the ones before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    None,
    Possessive,
    Of,
    On,
    In,
    At,
    From,
    For,
}

/// A further part at `i` that goes with `steps`.
fn attach(c: &Cursor<'_>, steps: &[Step], i: usize) -> Found {
    let ahead = c.ahead(i);
    if !ahead.parts() && !ahead.meets(Kinds::MERIDIEM) {
        return None;
    }
    // "2016-12-16T12:23:59"
    if !c.spaced(i) && !c.spaced(i + 1) && matches!(c.text(i), "T" | "t") && clockless(steps) {
        let (t, next) = clock::clock(c, i + 1).filter(|_| steps.iter().any(|s| matches!(s, Step::Day(_))))?;
        return Some((vec![Step::Clock(t)], next));
    }
    let (joint, j) = joint(c, i);
    if joint == Joint::At
        && steps.iter().any(is_dayish)
        && let Some((t, next)) = clock::clock(c, j).or_else(|| clock::bare(c, j))
    {
        return clockless(steps).then(|| (vec![Step::Clock(t)], next));
    }
    // "10 at night"
    if joint == Joint::At
        && matches!(steps, [.., Step::Clock(_)])
        && let Some((PartOfDay::Night, next)) = named::part(c, j)
    {
        let free = c.skip(j, Glue::The).is_none() && !steps.iter().any(|s| s.rank() == 12);
        return free.then(|| (vec![Step::Part(PartOfDay::Night)], next));
    }
    if joint == Joint::At {
        let (p, next) = named::part(c, j).filter(|_| steps.iter().any(is_dayish) && clockless(steps))?;
        return (!steps.iter().any(|s| s.rank() == 12)).then(|| (vec![Step::Part(p)], next));
    }
    let j = if joint == Joint::In
        && let Some(found) = shift_in(c, steps, i)
    {
        return Some(found);
    } else {
        j
    };
    // "Friday (jun-15)"
    let open = joint == Joint::None && c.sign(j, "(") && steps.iter().any(is_dayish);
    if open {
        let (more, next) = primary(c, j + 1).map(owned)?;
        let date = more.iter().any(|s| matches!(s, Step::Month(_)));
        return (date && c.sign(next, ")") && fits(steps, &more, Joint::None)).then_some((more, next + 1));
    }
    // "the night of 9-10 November" begins on the 9th
    if joint == Joint::Of
        && matches!(steps, [Step::Part(_)])
        && let Some(found) = super::pair::two_days(c, j)
    {
        return Some(found);
    }
    // "half past five on the morning of 10 July"
    if joint == Joint::On
        && matches!(steps, [Step::Clock(_)])
        && let Some((more, next)) = chain(c, j).map(owned)
        && matches!(more.as_slice(), [.., Step::Day(_) | Step::Weekday(_), Step::Part(_)])
    {
        return Some((more, next));
    }
    // "Monday a.m."
    if joint == Joint::None
        && steps.iter().any(is_dayish)
        && steps.iter().all(|s| s.rank() < 12)
        && let Some((add, next)) = clock::meridiem(c, j).filter(|&(_, k)| k > j + 1 || closes(c, k))
    {
        let part = if add == 0 { PartOfDay::Morning } else { PartOfDay::Afternoon };
        return Some((vec![Step::Part(part)], next));
    }
    let (more, next) = attachable(c, steps, j)?;
    // "on 27 June 2013 the night watchman called"
    if joint == Joint::None && c.glue(j, Glue::The) && matches!(more.as_slice(), [Step::Part(_)]) {
        return None;
    }
    // "the early hours of Thursday morning" says it twice
    if joint == Joint::None && matches!(more.as_slice(), [p @ Step::Part(_)] if steps.contains(p)) {
        return Some((Vec::new(), next));
    }
    fits(steps, &more, joint).then_some((more, next))
}

fn attachable(c: &Cursor<'_>, steps: &[Step], j: usize) -> Found {
    let found = primary(c, j).map(owned);
    // "Friday morning", "tomorrow lunch": a part needs no article after a day
    let part = steps.iter().any(is_dayish).then(|| edge_part(c, j)).flatten();
    let longer = matches!((&found, &part), (Some((_, n)), Some((_, k))) if k > n);
    if longer { part } else { found.or(part) }
}

/// "early morning", "late evening": the bound of a part within a point is kept by the part alone
fn edge_part(c: &Cursor<'_>, j: usize) -> Found {
    let j = c.sense(j, Kinds::EDGE, |s| matches!(s, Sense::Edge(_)).then_some(())).map_or(j, |(_, k)| k);
    let (p, next) = named::part(c, j)?;
    Some((vec![Step::Part(p)], next))
}

/// "thanksgiving in 9 months", "at 7 in 3 years"
fn shift_in(c: &Cursor<'_>, steps: &[Step], i: usize) -> Found {
    let j = c.skip(i, Glue::In)?;
    let (a, next) = super::amount::amount(c, j)?;
    let step = Step::Shift(a, crate::rules::time_words::Direction::Hence, None);
    let coarse = steps.iter().all(|s| s.rank() > step.rank());
    let named = steps.iter().any(|s| matches!(s, Step::Holiday(_) | Step::Clock(_)));
    (coarse && named).then(|| (vec![step], next))
}

fn joint(c: &Cursor<'_>, i: usize) -> (Joint, usize) {
    if let Some(j) = possessive(c, i) {
        return (Joint::Possessive, j);
    }
    let j = c.past_comma(i);
    for (g, joint) in [
        (Glue::Of, Joint::Of),
        (Glue::On, Joint::On),
        (Glue::In, Joint::In),
        (Glue::At, Joint::At),
        (Glue::From, Joint::From),
        (Glue::For, Joint::For),
    ] {
        if let Some(k) = c.skip(j, g) {
            let k = if joint == Joint::At && c.has(k, WordSet::NearHour) { k + 1 } else { k };
            return (joint, k);
        }
    }
    if c.has(j, WordSet::NearHour) {
        return (Joint::At, j + 1);
    }
    (Joint::None, j)
}

/// A part that tells a day, or something within one.
pub(super) fn is_dayish(s: &Step) -> bool {
    match s {
        Step::Day(_)
        | Step::Weekday(_)
        | Step::AnyWeekday(_)
        | Step::Today(_)
        | Step::Holiday(_)
        | Step::Part(_)
        | Step::Closest(..) => true,
        Step::Weekdays(..) => true,
        Step::Which(_, s) => is_dayish(s),
        Step::Relative(_, u) => matches!(u, Unit::Day | Unit::Weekend),
        Step::Nth(_, counted) => match counted {
            super::expression::Counted::Weekday(_) => true,
            super::expression::Counted::Unit(u) => *u == Unit::Day,
        },
        Step::Shift(a, ..) => a.parts.last().is_some_and(|(_, u)| *u >= Unit::Day),
        _ => false,
    }
}

pub(super) fn clockless(steps: &[Step]) -> bool {
    !steps.iter().any(|s| matches!(s, Step::Clock(_)))
}

/// Whether parts joined so name one cell.
fn fits(steps: &[Step], more: &[Step], joint: Joint) -> bool {
    if steps.iter().any(|a| more.iter().any(|b| a.rank() == b.rank())) {
        return false;
    }
    let min = |s: &[Step]| s.iter().map(Step::rank).min().unwrap_or(0);
    let max = |s: &[Step]| s.iter().map(Step::rank).max().unwrap_or(0);
    let (a, b) = (min(steps), min(more));
    let relative =
        |s: &[Step]| s.iter().any(|s| matches!(s, Step::Relative(..) | Step::Shift(..) | Step::Today(_)));
    let (fine, fine_more) = (max(steps) >= 12, max(more) >= 12);
    let day = |s: &[Step]| s.iter().any(|s| (10..=11).contains(&s.rank()));
    let has_day = |s: &[Step]| s.iter().any(is_dayish);
    match joint {
        // "morning of 29 April", "Wednesday of next week", "July of last year"; never "Tuesday of 1998"
        Joint::Of => {
            b < a && (b > 3 || a < 10 || matches!(steps, [Step::Holiday(_), ..]) || relative(more) || fine)
        }
        Joint::On => {
            // "last month on the 15th"
            let month = matches!(steps, [Step::Relative(Some(_), Unit::Month)]);
            (fine || a == 8 || month) && day(more)
        }
        Joint::In => {
            ((fine || has_day(steps)) && matches!(more, [Step::Part(_)]))
                || (b <= 3 && (4..=10).contains(&a) && !day_without_month(steps))
                // "next year in March"
                || matches!((steps, more), ([Step::Relative(Some(_), Unit::Year)], [Step::Month(_)]))
        }
        Joint::From => matches!(steps, [Step::Weekday(_)]) && matches!(more, [Step::Relative(_, Unit::Week)]),
        Joint::For => has_day(steps) && matches!(more, [Step::Clock(_)]),
        Joint::At => false,
        Joint::Possessive => {
            let day = matches!((steps, more), ([Step::Relative(_, Unit::Week)], [Step::Weekday(_), ..]));
            day || b > a && (relative(steps) || matches!(steps, [Step::Year { .. }])) && (4..=7).contains(&b)
                || has_day(steps) && matches!(more, [Step::Part(_)])
        }
        Joint::None => {
            (has_day(steps) && fine_more && (max(steps) < 13 || !relative(more)))
                || (fine && (day(more) || has_day(more)))
                || (matches!(steps, [Step::Weekday(_)] | [Step::Which(..)] | [Step::Today(_)])
                    && b <= 10
                    && more.iter().any(|s| matches!(s, Step::Day(_)))
                    && b >= 3)
                || (steps.iter().any(|s| matches!(s, Step::Day(_))) && matches!(more, [Step::Weekday(_)]))
                || (relative(more) && b <= 3 && (4..=10).contains(&a))
                // "Wed Oct 26 15:50:06 2016"
                || (matches!(more, [Step::Year { bc: false, .. }])
                    && steps.iter().any(|s| matches!(s, Step::Clock(Clock { second: Some(_), .. })))
                    && steps.iter().any(|s| matches!(s, Step::Month(_))))
                || (matches!(steps, [Step::Relative(_, Unit::Week)])
                    && matches!(more, [Step::Weekday(_), ..]))
                || (matches!(steps, [Step::Weekday(_)]) && matches!(more, [Step::Relative(_, Unit::Week)]))
                || (matches!(more, [Step::Shift(..)]) && matches!(steps, [Step::Holiday(_), ..]))
                || (matches!(more, [Step::Shift(_, _, Some(_))]) && matches!(steps, [Step::Weekday(_)]))
        }
    }
}

fn day_without_month(steps: &[Step]) -> bool {
    steps.iter().any(|s| matches!(s, Step::Day(_))) && !steps.iter().any(|s| matches!(s, Step::Month(_)))
}
