//! Periods: "from May 1 to May 7", "July 13-15", "9:30 to 11", "between 2007 and 2009", "1998-99", "for two
//! hours from 2 pm". Ends leave out what the other one says.

use std::rc::Rc;

use super::cursor::Cursor;
use super::ends::{bare_days, day_after, day_like, month_after, share_meridiem};
use super::expression::{Clock, Core, End, Expression, Step};
use super::point::{chain, point};
use super::relative;
use super::vague::now;
use super::{bounded, clock};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense};
use crate::text::token::TokenKind;
use crate::value::TimeRelation;

/// The period at `i` and the place after it.
pub(super) fn period(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    if let Some(found) = bounded::stretch(c, i) {
        return Some(found);
    }
    let (between, from, j) = opening(c, i);
    let opened = from || between;
    let present = || {
        let asked = from || between && planned(c);
        let (t, k) = if asked { now(c, j)? } else { return None };
        Some((Side::Point(t.into()), k))
    };
    if let Some(found) = super::year::season_years(c, j) {
        return Some(found);
    }
    let near = end(c, j, opened);
    let counted = near.is_none();
    let (left, k) = near.or_else(present)?;
    // "from Monday, July 10, to Friday, July 14"
    let joint = if opened { c.past_comma(k) } else { k };
    let m = connector(c, joint, between)?;
    let (mut right, mut next) = match end(c, m, opened) {
        Some(found) => found,
        None => (Side::Number(0), m),
    };
    // "from now until 3 minutes later"
    if counted
        && !planned(c)
        && !matches!(&right, Side::Point(e) if matches!(steps(e), Some([Step::Shift(..)])))
    {
        return None;
    }
    if matches!(right, Side::Number(0)) {
        let (t, k) = now(c, m)?;
        right = Side::Point(t.into());
        next = k;
    }
    let dashed = c.dash(k);
    // "Mon-Fri 9am-5pm": the days are a period of their own
    if let (Side::Point(x), Side::Point(y)) = (&left, &right)
        && matches!(steps(x), Some([Step::Weekday(_)]))
        && matches!(steps(y), Some([Step::Weekday(_), Step::Clock(_)]))
        && let Some((d, end)) = super::named::weekday_name(c, m)
    {
        let core = Core::Point(vec![Step::Weekday(d)]);
        (right, next) = (Side::Point(Expression { core, modifier: None, relation: None }.into()), end);
    }
    // "9 a.m. to 5 p.m. Monday to Friday"
    if let (Side::Point(x), Side::Point(y)) = (&left, &right)
        && matches!(steps(x), Some([Step::Clock(_)]))
        && matches!(steps(y), Some([Step::Weekday(_), Step::Clock(_)]))
        && connector(c, next, false).is_some_and(|k| super::named::weekday_name(c, k).is_some())
        && let Some((t, k)) = clock::clock(c, m)
        && k < next
    {
        let core = Core::Point(vec![Step::Clock(t)]);
        (right, next) = (Side::Point(Expression { core, modifier: None, relation: None }.into()), k);
    }
    // "2010-2015-86" is a code
    if dashed && c.dash(next) && !c.spaced(next) && !c.spaced(next + 1) && c.digits(next + 1).is_some() {
        return None;
    }
    if let (Side::Number(a), Side::Number(b)) = (&left, &right)
        && let Some((month, end)) = month_after(c, next).or_else(|| bare_days(c, j, next).filter(|_| opened))
        && (opened || dashed || c.ordinal(j).is_some_and(|o| o.1) || c.ordinal(m).is_some_and(|o| o.1))
        && (1..*b).contains(a)
        && *b <= 31
    {
        let day = |n: u16, tokens, relation| {
            let n = u8::try_from(n).unwrap_or(0);
            let core = Core::Point([month.as_slice(), &[Step::Day(n)]].concat());
            let expression = Expression { core, modifier: None, relation: Some(relation) };
            Box::new(End { expression, tokens })
        };
        let l = day(*a, range(j, k), TimeRelation::From);
        let r = day(*b, range(m, end), TimeRelation::To);
        return Some((Expression { core: Core::Period(l, r), modifier: None, relation: None }, end));
    }
    if let (Side::Number(a), Side::Number(b)) = (&left, &right)
        && (dashed && !opened && !planned(c) && bounded::is_score(c, j, *a, *b))
    {
        return None;
    }
    // A day before or after a period of clock times: "Thursday from 9:30 to 11:00", "9:30-11 on Thursday"
    let (l, r) = join(c, left, right, from || between, dashed, j, m, next)?;
    let mut l = End { expression: l, tokens: range(j, k) };
    let mut r = End { expression: r, tokens: range(m, next) };
    // "Nov. 3-4, 2021"
    if let Core::Point(b) = &mut r.expression.core
        && matches!(b.as_slice(), [Step::Month(_), Step::Day(_)])
        && let (Some(y), after) = super::date::year_after(c, next, true)
    {
        b.insert(0, y);
        next = after;
    }
    if let (Core::Point(a), Core::Point(b)) = (&mut l.expression.core, &mut r.expression.core)
        && b.iter().all(|s| s.rank() >= 12)
        && a.iter().all(|s| s.rank() >= 12)
        && let Some((day, after)) = day_after(c, next)
    {
        a.splice(0..0, day.iter().cloned());
        b.splice(0..0, day);
        r.tokens.end = range(after, after).end;
        next = after;
    }
    l.expression.relation = Some(TimeRelation::From);
    r.expression.relation = Some(TimeRelation::To);
    Some((Expression { core: Core::Period(Box::new(l), Box::new(r)), modifier: None, relation: None }, next))
}

/// A day, then a period of clock times: "Thursday from 9:30 to 11:00", "Monday morning 3-8", "tonight from 7
/// to 7:30".
pub(super) fn day_period(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let weekday = || relative::nth_weekday(c, i).map(|(steps, j)| (Rc::new(steps), j));
    let (day, j) = chain(c, i).or_else(weekday)?;
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
    let plain = !left.1 && !right.1 && left.0.minute.is_none() && right.0.minute.is_none();
    if matches!(day.as_slice(), [Step::Relative(Some(_), crate::rules::time_words::Unit::Month)]) && plain {
        let (a, b) = (left.0.hour, right.0.hour);
        let end = |n: u8, tokens, relation| {
            let core = Core::Point([day.as_slice(), &[Step::Day(n)]].concat());
            Box::new(End {
                expression: Expression { core, modifier: None, relation: Some(relation) },
                tokens,
            })
        };
        let core =
            Core::Period(end(a, range(k, m), TimeRelation::From), end(b, range(n, next), TimeRelation::To));
        return (0 < a && a < b).then_some((Expression { core, modifier: None, relation: None }, next));
    }
    let sure = left.1 || right.1 || from || between || !c.dash(m) || c.digits(k).is_some_and(|d| d.0 < 13);
    if !sure || !closes(c, next) {
        return None;
    }
    let make = |t: Clock| {
        let mut steps = day.to_vec();
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
    } else if matches!(day.as_slice(), [Step::Nth(..)]) {
        return None;
    }
    Some((Expression { core: Core::Period(Box::new(l), Box::new(r)), modifier: None, relation: None }, next))
}

pub(super) fn closes(c: &Cursor<'_>, i: usize) -> bool {
    c.get(i).is_none_or(|t| {
        t.kind != TokenKind::Word
            || t.starts_sentence()
            || c.sense(i, Kinds::GLUE.or(Kinds::PREPOSITION).or(Kinds::ZONE), |s| {
                matches!(s, Sense::Glue(_) | Sense::Preposition(_) | Sense::Zone(_)).then_some(())
            })
            .is_some()
    }) && !c.sign(i, "%")
}

/// Whether plans are read.
fn planned(c: &Cursor<'_>) -> bool {
    c.input.context.plans()
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

pub(super) fn range(a: usize, b: usize) -> std::ops::Range<u32> {
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
        // "the January-to-March quarter"
        if let Some(j) = c.skip(i + 1, Glue::To).filter(|&j| c.dash(j) && !c.spaced(j)) {
            return Some(j + 1);
        }
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
    Point(Rc<Expression>),
    Number(u16),
}

fn end(c: &Cursor<'_>, i: usize, opened: bool) -> Option<(Side, usize)> {
    let found = point(c, i);
    if opened
        && let Some((t, next)) = spoken(c, i)
        && found.as_ref().is_none_or(|(_, n)| *n < next)
    {
        let core = Core::Point(vec![Step::Clock(t)]);
        return Some((Side::Point(Expression { core, modifier: None, relation: None }.into()), next));
    }
    let j = c.skip(i, Glue::The).unwrap_or(i);
    let number = c.ordinal(j).filter(|_| !c.sign(j + 1, ":"));
    match (found, number) {
        (Some((e, n)), Some((_, _, k))) if n >= k => Some((Side::Point(e), n)),
        (Some((e, n)), None) => Some((Side::Point(e), n)),
        (_, Some((x, _, k))) => Some((Side::Number(x.into()), k)),
        (None, None) => {
            // "264 to 241 BC"
            let decimal =
                (c.sign(i + 1, ",") || c.sign(i + 1, ".")) && !c.spaced(i + 2) && c.get(i + 2).is_some();
            let (n, _) = c.digits(i).filter(|d| d.1 <= 4 && !decimal)?;
            Some((Side::Number(u16::try_from(n).ok()?), i + 1))
        }
    }
}

/// "three thirty", "0730": hour and minutes that only an opened period makes sure of
fn spoken(c: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    let before = i
        .checked_sub(2)
        .and_then(|b| c.digits(b))
        .is_some_and(|d| d.1 == 4 && c.text(i - 2).starts_with('0'));
    if let Some((n, 4)) = c.digits(i) {
        // a nought in front, here or at the near end: "0730-0930", "0930-1130"
        let clock = (n < 1000 || before && c.dash(i - 1)) && n / 100 < 24 && n % 100 < 60;
        let (hour, minute) = (u8::try_from(n / 100).ok()?, u8::try_from(n % 100).ok());
        return clock.then_some((Clock { hour, minute, second: None, sure: false, zone: None }, i + 1));
    }
    let ((t, _), next) = hour(c, i)?;
    (t.minute.is_some() && c.digits(i).is_none()).then_some((t, next))
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
            let (a, b) = (Rc::unwrap_or_clone(a), Rc::unwrap_or_clone(b));
            let (x, y) = (steps(&a), steps(&b));
            if let (Some(x), Some(y)) = (x, y) {
                // "2:00 - 2:30 pm", "Tuesday at 2:00 - 2:30 pm", "2:00 to 3:30 pm Tuesday"
                if let (Some((Step::Clock(p), day)), Some((Step::Clock(q), far))) =
                    (x.split_last(), y.split_last())
                    && (day.is_empty() || far.is_empty())
                    && !x.iter().chain(y).any(|s| s.rank() == 12)
                {
                    let (p, q) = share_meridiem(*p, *q);
                    let with = |day: &[Step], t| of([day, &[Step::Clock(t)]].concat());
                    return Some((with(day, p), with(far, q)));
                }
                // "from the 13th to 15th July"
                if let [Step::Day(n)] = x
                    && y.len() > 1
                    && let Some(a) = day_like(*n, &b)
                {
                    return Some((a, b));
                }
                // "from the 16th to the 18th century"
                if let ([Step::Day(n)], [Step::Century { bc, .. }]) = (x, y) {
                    let n = i16::from(*n);
                    return Some((of(vec![Step::Century { n, bc: *bc }]), b));
                }
                // "from the 3rd century to the 7th"
                if let ([Step::Century { n: near, bc }], [Step::Day(n)]) = (x, y) {
                    let n = i16::from(*n);
                    let later = if *bc { n < *near } else { n > *near };
                    return later.then(|| (a.clone(), of(vec![Step::Century { n, bc: *bc }])));
                }
                if !comparable(x, y, opened) || (dashed && !opened && loose_dash(c, middle)) {
                    return None;
                }
            }
            Some((a, b))
        }
        (Side::Number(n), Side::Point(b)) => {
            let b = Rc::unwrap_or_clone(b);
            let y = steps(&b)?;
            if let [Step::Year { year, bc }] = y {
                // "264 to 241 BC", "117-138 AD", "ruled 1368-1644"
                let n = i16::try_from(n).ok()?;
                let era = super::year::era(c, next - 1).is_some() || c.sign(next - 1, ".");
                let plain = dashed && n >= 1000 && closes(c, next);
                let fits = if *bc { n > *year } else { n < *year && (era || plain) };
                return fits.then(|| (of(vec![Step::Year { year: n, bc: *bc }]), b.clone()));
            }
            let n = u8::try_from(n).ok()?;
            if let Some(a) = day_like(n, &b) {
                return Some((a, b));
            }
            // "the 18th to the 20th"
            if let [Step::Day(far)] = y
                && n < *far
                && c.ordinal(start).is_some_and(|o| o.1)
                && closes(c, next)
            {
                return Some((of(vec![Step::Day(n)]), b));
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
            let a = Rc::unwrap_or_clone(a);
            let x = steps(&a)?;
            // "from AD 98 to 117"
            if let [Step::Year { year, bc: false }] = x
                && opened
                && *year < 1000
                && let Some(far) = i16::try_from(n).ok().filter(|n| n > year)
            {
                let far = Step::Year { year: far, bc: false };
                return Some((a.clone(), of(vec![far])));
            }
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
        || c.sense(i, Kinds::MONTH, |s| matches!(s, Sense::Month(_)).then_some(())).is_some()
}

pub(super) fn steps(e: &Expression) -> Option<&[Step]> {
    match &e.core {
        Core::Point(s) => Some(s),
        _ => None,
    }
}
