//! Periods: "from May 1 to May 7", "July 13-15", "9:30 to 11", "between 2007 and 2009", "1998-99", "for two
//! hours from 2 pm". Ends leave out what the other one says.

use super::amount::amount;
use super::clock;
use super::cursor::Cursor;
use super::expression::{Clock, Core, End, Expression, Step};
use super::point::{chain, point};
use crate::rules::time_words::{Glue, Sense, Unit};
use crate::text::token::TokenKind;
use crate::value::TimeRelation;

/// The period at `i` and the place after it.
pub(super) fn period(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (between, from, j) = opening(c, i);
    let (left, k) = end(c, j)?;
    let m = connector(c, k, between)?;
    let (mut right, mut next) = match end(c, m) {
        Some(found) => found,
        None => (Side::Number(0), m),
    };
    if matches!(right, Side::Number(0)) {
        let (t, k) = now(c, m)?;
        right = Side::Point(t);
        next = k;
    }
    let dashed = c.dash(k);
    // A day before or after a period of clock times: "Thursday from 9:30 to 11:00", "9:30-11 on Thursday"
    let (l, r) = join(c, left, right, from || between, dashed, j, m, next)?;
    let mut l = End { expression: l, tokens: range(j, k) };
    let mut r = End { expression: r, tokens: range(m, next) };
    if let (Core::Point(a), Core::Point(b)) = (&mut l.expression.core, &mut r.expression.core)
        && b.iter().all(|s| s.rank() >= 12)
        && a.iter().all(|s| s.rank() >= 12)
        && let Some((day, after)) = day_after(c, next)
    {
        a.splice(0..0, day.iter().cloned());
        b.splice(0..0, day);
        next = after;
    }
    l.expression.relation = Some(TimeRelation::From);
    r.expression.relation = Some(TimeRelation::To);
    Some((Expression { core: Core::Period(Box::new(l), Box::new(r)), modifier: None, relation: None }, next))
}

/// A day, then a period of clock times: "Thursday from 9:30 to 11:00", "Monday morning 3-8", "tonight from 7
/// to 7:30".
pub(super) fn day_period(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (day, j) = chain(c, i)?;
    if !day.iter().any(|s| (10..=11).contains(&s.rank()) || matches!(s, Step::Relative(..) | Step::Which(..)))
        || day.iter().any(|s| s.rank() == 13)
    {
        return None;
    }
    let j = c.past_comma(j);
    let j = c.skip(j, Glue::At).unwrap_or(j);
    let (between, from, k) = opening(c, j);
    let (left, m) = hour(c, k)?;
    let n = connector(c, m, between)?;
    let (right, next) = hour(c, n)?;
    let sure = left.1 || right.1 || from || between || !c.dash(m) || c.digits(k).is_some_and(|d| d.0 < 13);
    if !sure || !closes(c, next) {
        return None;
    }
    let make = |t: Clock| {
        let mut steps = day.clone();
        steps.push(Step::Clock(t));
        Expression { core: Core::Point(steps), modifier: None, relation: None }
    };
    let (a, b) = share_meridiem(left.0, right.0);
    let mut l = End { expression: make(a), tokens: range(k, m) };
    let mut r = End { expression: make(b), tokens: range(n, next) };
    l.expression.relation = Some(TimeRelation::From);
    r.expression.relation = Some(TimeRelation::To);
    let mut next = next;
    // "first Monday 1pm to 3pm of next month"
    if let Some(of) = c.skip(next, Glue::Of)
        && let Some((more, k)) = chain(c, of)
        && more.iter().all(|s| s.rank() < 9)
        && day.iter().all(|s| s.rank() > 9)
    {
        for e in [&mut l, &mut r] {
            if let Core::Point(steps) = &mut e.expression.core {
                steps.splice(0..0, more.iter().cloned());
            }
        }
        next = k;
    }
    Some((Expression { core: Core::Period(Box::new(l), Box::new(r)), modifier: None, relation: None }, next))
}

fn closes(c: &Cursor<'_>, i: usize) -> bool {
    c.get(i).is_none_or(|t| {
        t.kind != TokenKind::Word
            || t.starts_sentence()
            || c.sense(i, |s| {
                matches!(s, Sense::Glue(_) | Sense::Preposition(_) | Sense::Zone(_)).then_some(())
            })
            .is_some()
    }) && !c.sign(i, "%")
}

/// A clock time that says so (true) or a bare hour.
fn hour(c: &Cursor<'_>, i: usize) -> Option<((Clock, bool), usize)> {
    if let Some((t, n)) = clock::clock(c, i) {
        return Some(((t, true), n));
    }
    let n = c.number(i)?;
    let h: u8 = n.whole().filter(|h| *h <= 24)?;
    let mut next = n.next;
    let mut minute = None;
    if n.words
        && let Some(m) = c.number(next)
        && let Some(x) = m.whole::<u8>().filter(|x| (10..60).contains(x))
        && m.words
    {
        (minute, next) = (Some(x), m.next);
    }
    Some(((Clock { hour: h, minute, second: None, sure: h > 12, zone: None }, false), next))
}

fn range(a: usize, b: usize) -> std::ops::Range<u32> {
    let n = |x: usize| u32::try_from(x).unwrap_or(u32::MAX);
    n(a)..n(b)
}

/// "from" or "between" at `i`.
fn opening(c: &Cursor<'_>, i: usize) -> (bool, bool, usize) {
    if let Some(j) = c.skip(i, Glue::Between) {
        return (true, false, c.skip(j, Glue::From).unwrap_or(j));
    }
    match c.skip(i, Glue::From) {
        Some(j) => (false, true, j),
        None => (false, false, i),
    }
}

fn connector(c: &Cursor<'_>, i: usize, between: bool) -> Option<usize> {
    if c.dash(i) {
        // two hyphens are a dash
        return Some(if c.dash(i + 1) { return None } else { i + 1 });
    }
    if between && let Some(j) = c.skip(i, Glue::And) {
        return Some(j);
    }
    let j = c.skip(i, Glue::To)?;
    Some(c.skip(j, Glue::To).unwrap_or(j))
}

/// One end: a point, or a number that the other end explains.
enum Side {
    Point(Expression),
    Number(u16),
}

fn end(c: &Cursor<'_>, i: usize) -> Option<(Side, usize)> {
    let found = point(c, i);
    let j = c.skip(i, Glue::The).unwrap_or(i);
    let number = c.ordinal(j).filter(|_| !c.sign(j + 1, ":"));
    match (found, number) {
        (Some((e, n)), Some((_, _, k))) if n >= k => Some((Side::Point(e), n)),
        (Some((e, n)), None) => Some((Side::Point(e), n)),
        (_, Some((x, _, k))) => Some((Side::Number(x.into()), k)),
        (None, None) => {
            // "264 to 241 BC"
            let (n, _) = c.digits(i).filter(|d| d.1 <= 4 && !c.sign(i + 1, ",") && !c.sign(i + 1, "."))?;
            Some((Side::Number(u16::try_from(n).ok()?), i + 1))
        }
    }
}

/// "now", "date": the present as an end
fn now(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (v, next) = c
        .sense(i, |s| match s {
            Sense::Vague(crate::rules::time_words::Vague::Present) => Some(()),
            _ => None,
        })
        .or_else(|| c.word(i, &["date"]).map(|_| ((), i + 1)))
        .or_else(|| {
            (c.word(i, &["current"]).is_some() && c.word(i + 1, &["date"]).is_some()).then_some(((), i + 2))
        })?;
    let () = v;
    Some((
        Expression {
            core: Core::Vague(crate::rules::time_words::Vague::Present),
            modifier: None,
            relation: None,
        },
        next,
    ))
}

#[expect(clippy::too_many_arguments, reason = "the two ends, how they are joined, and where they stand")]
fn join(
    c: &Cursor<'_>,
    left: Side,
    right: Side,
    opened: bool,
    dashed: bool,
    start: usize,
    middle: usize,
    next: usize,
) -> Option<(Expression, Expression)> {
    let of = |steps: Vec<Step>| Expression { core: Core::Point(steps), modifier: None, relation: None };
    match (left, right) {
        (Side::Point(a), Side::Point(b)) => {
            let (x, y) = (steps(&a), steps(&b));
            if let (Some(x), Some(y)) = (x, y) {
                let fine = |s: &[Step]| s.iter().all(|s| matches!(s, Step::Clock(_)));
                if fine(x)
                    && fine(y)
                    && let ([Step::Clock(p)], [Step::Clock(q)]) = (x, y)
                {
                    let (p, q) = share_meridiem(*p, *q);
                    return Some((of(vec![Step::Clock(p)]), of(vec![Step::Clock(q)])));
                }
                if !comparable(x, y, opened) || (dashed && !opened && loose_dash(c, middle)) {
                    return None;
                }
            }
            Some((a, b))
        }
        (Side::Number(n), Side::Point(b)) => {
            let y = steps(&b)?;
            if let [Step::Year { year, bc: true }] = y {
                let n = i16::try_from(n).ok()?;
                return (n > *year).then(|| (of(vec![Step::Year { year: n, bc: true }]), b.clone()));
            }
            let n = u8::try_from(n).ok()?;
            // "13 to 15 July", "the 13th to the 19th of October"
            if !y.iter().any(|s| matches!(s, Step::Clock(_)))
                && y.iter().any(|s| matches!(s, Step::Day(_)))
                && y.iter().any(|s| {
                    matches!(s, Step::Month(_))
                        || matches!(s, Step::Which(_, m) if matches!(**m, Step::Month(_)))
                })
                && (1..=31).contains(&n)
            {
                let mut x: Vec<Step> =
                    y.iter().filter(|s| !matches!(s, Step::Day(_) | Step::Weekday(_))).cloned().collect();
                if x.iter().any(|s| s.rank() > 11) {
                    return None;
                }
                x.push(Step::Day(n));
                return Some((of(x), b));
            }
            // "3-4 pm", "five to seven today", "5 to 6 pm of April 22", "9 to 10:30"
            let clock = y.iter().find_map(|s| if let Step::Clock(t) = s { Some(*t) } else { None });
            if let Some(q) = clock
                && n <= 24
            {
                let p = Clock { hour: n, minute: None, second: None, sure: n > 12, zone: None };
                let (p, _) = share_meridiem(p, q);
                let mut x: Vec<Step> = y.iter().filter(|s| !matches!(s, Step::Clock(_))).cloned().collect();
                x.push(Step::Clock(p));
                return Some((of(x), b));
            }
            None
        }
        (Side::Point(a), Side::Number(n)) => {
            let x = steps(&a)?;
            let n = u8::try_from(n).ok()?;
            let digits = c.digits(middle);
            // "July 13-15", "March 5-9, 1918"
            if x.iter().any(|s| matches!(s, Step::Day(_)))
                && (1..=31).contains(&n)
                && !x.iter().any(|s| s.rank() > 11)
                && !counted(c, next)
            {
                let mut y: Vec<Step> =
                    x.iter().filter(|s| !matches!(s, Step::Day(_) | Step::Weekday(_))).cloned().collect();
                y.push(Step::Day(n));
                return Some((a, of(y)));
            }
            // "1998-99", "2007-08"
            if let [Step::Year { year, bc: false }] = x
                && dashed
                && let Some((d, 2)) = digits
                && !c.spaced(middle)
            {
                let full = year - year % 100 + i16::try_from(d).ok()?;
                return (full > *year).then(|| (a.clone(), of(vec![Step::Year { year: full, bc: false }])));
            }
            // "9:30 to 11", "8 am-3", "7 to 9:30"
            if let Some(Step::Clock(p)) = x.last()
                && n <= 24
                && !counted(c, next)
            {
                let q = Clock { hour: n, minute: None, second: None, sure: n > 12, zone: None };
                let (_, q) = share_meridiem(*p, q);
                let mut y: Vec<Step> = x.iter().filter(|s| !matches!(s, Step::Clock(_))).cloned().collect();
                y.push(Step::Clock(q));
                return Some((a, of(y)));
            }
            None
        }
        (Side::Number(a), Side::Number(b)) => {
            // "from 5 to seven today", "between 3 and 8 yesterday", "5 to seven in the morning"
            let (a, b) = (u8::try_from(a).ok()?, u8::try_from(b).ok()?);
            let day = day_after(c, next)?;
            let words = c.digits(start).is_none() || c.digits(middle).is_none();
            let part = day.0.iter().any(|s| matches!(s, Step::Part(_)));
            if a > 24 || b > 24 || !(opened || words || part || dashed) {
                return None;
            }
            let t = |h: u8| Clock { hour: h, minute: None, second: None, sure: h > 12, zone: None };
            let (p, q) = share_meridiem(t(a), t(b));
            Some((of(vec![Step::Clock(p)]), of(vec![Step::Clock(q)])))
        }
    }
}

/// "two points: Friday - Monday" is a pause in the sentence as often as a range: spaces on both sides of
/// a dash make a range only of ends alike.
fn loose_dash(c: &Cursor<'_>, middle: usize) -> bool {
    c.text(middle - 1) == "\u{2014}" && c.spaced(middle)
}

/// Whether two points can be the ends of one period: of like grain, or the second finer.
fn comparable(x: &[Step], y: &[Step], opened: bool) -> bool {
    let max = |s: &[Step]| s.iter().map(Step::rank).max().unwrap_or(0);
    let (a, b) = (max(x), max(y));
    let like = a == b
        || (10..=11).contains(&a) && (10..=11).contains(&b)
        || a == 13 && b >= 12
        || b == 13 && a >= 10
        || (opened && a <= 11 && b <= 11)
        || (x.iter().any(yearly) && y.iter().any(yearly) && a <= 11 && b <= 11)
        || (a <= 7 && b <= 7 && a >= b);
    like && !(a == 12 && b == 12 && x == y)
}

fn yearly(s: &Step) -> bool {
    matches!(s, Step::Year { .. })
}

/// A number before a unit or a plural counts something.
fn counted(c: &Cursor<'_>, i: usize) -> bool {
    c.sign(i, "%")
        || super::amount::unit(c, i).is_some()
        || c.sense(i, |s| matches!(s, Sense::Month(_)).then_some(())).is_some()
}

fn steps(e: &Expression) -> Option<&[Step]> {
    match &e.core {
        Core::Point(s) => Some(s),
        _ => None,
    }
}

/// "3-4 pm": the meridiem of the second is that of the first, unless it would run backwards.
fn share_meridiem(mut a: Clock, mut b: Clock) -> (Clock, Clock) {
    let minutes = |t: &Clock| u32::from(t.hour) * 60 + u32::from(t.minute.unwrap_or(0));
    if b.sure && !a.sure && a.hour <= 12 {
        let add = if b.hour >= 12 { 12 } else { 0 };
        let shifted = Clock { hour: a.hour % 12 + add, ..a };
        a = if minutes(&shifted) < minutes(&b) { shifted } else { Clock { hour: a.hour % 12, ..a } };
        a.sure = true;
    } else if a.sure && !b.sure && b.hour <= 12 {
        b = if minutes(&b) > minutes(&a) { b } else { Clock { hour: b.hour % 12 + 12, ..b } };
        b.sure = true;
    } else if !a.sure && !b.sure && minutes(&a) >= minutes(&b) && b.hour < 12 {
        // "10:30 to 3", "10-4"
        b.hour += 12;
        (a.sure, b.sure) = (true, true);
    }
    if a.zone.is_none() {
        a.zone = b.zone;
    }
    (a, b)
}

/// The day that a period of clock times is on: "today", "on Thursday", "of April 22", "in the morning".
fn day_after(c: &Cursor<'_>, i: usize) -> Option<(Vec<Step>, usize)> {
    let i = c.past_comma(i);
    let j = [Glue::On, Glue::Of, Glue::In].into_iter().find_map(|g| c.skip(i, g)).unwrap_or(i);
    let (steps, next) = chain(c, j)?;
    let day = steps.iter().any(|s| (10..=12).contains(&s.rank()));
    let clock = steps.iter().any(|s| s.rank() == 13);
    (day && !clock).then_some((steps, next))
}

/// "for two hours from 2 pm", "14th Feb from 9:30am for 7 hours", "3 days starting from next Monday"
pub(super) fn lasting(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let lone = |e: Expression, a: usize, b: usize| End { expression: e, tokens: range(a, b) };
    let wrap = |e: End, a| Expression { core: Core::Lasting(Box::new(e), a), modifier: None, relation: None };
    let for_at = c.skip(i, Glue::For);
    let started = |j: usize| {
        let k = c.past_comma(j);
        c.skip(k, Glue::Starting).is_some() || for_at.is_some()
    };
    if let Some((a, j)) = amount(c, for_at.unwrap_or(i)).filter(|(_, j)| started(*j)) {
        let j = c.past_comma(j);
        let from = match c.skip(j, Glue::Starting) {
            Some(k) => c
                .skip(k, Glue::From)
                .or_else(|| c.skip(k, Glue::On))
                .or_else(|| c.skip(k, Glue::At))
                .or(Some(k)),
            None if for_at.is_some() => c.skip(j, Glue::From),
            None => None,
        }?;
        let (e, next) = point(c, from).or_else(|| {
            let (t, n) = clock::bare(c, from)?;
            Some((Expression { core: Core::Point(vec![Step::Clock(t)]), modifier: None, relation: None }, n))
        })?;
        return Some((wrap(lone(e, from, next), a), next));
    }
    // "from 2pm for 2 hours", "18th Dec for 10 days", "14th Feb for 7 hours from 9:30am"
    let start = c.skip(i, Glue::From).unwrap_or(i);
    let (mut e, j) = point(c, start)?;
    let j = c.skip(j, Glue::From).and_then(|k| clock::clock(c, k)).map_or(j, |(t, n)| {
        if let Core::Point(s) = &mut e.core {
            s.push(Step::Clock(t));
        }
        n
    });
    let k = c.skip(j, Glue::For)?;
    let (a, mut next) = amount(c, k)?;
    let clocked = |e: &Expression| steps(e).is_some_and(|s| s.iter().any(|s| s.rank() == 13));
    if !clocked(&e)
        && let Some((t, n)) = c.skip(next, Glue::From).and_then(|k| clock::clock(c, k))
    {
        if let Core::Point(s) = &mut e.core {
            s.push(Step::Clock(t));
        }
        next = n;
    }
    // News has "was in town Tuesday for two days": a length of its own. Only a start that says so joins.
    let firm = start != i
        || clocked(&e) && a.unit().is_some_and(|u| u <= Unit::Hour)
        || c.input.context.prefer == crate::mention::Prefer::Future;
    firm.then(|| (wrap(lone(e, start, next), a), next))
}
