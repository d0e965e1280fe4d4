//! Cells by counting: "the first Monday of the month", "two days ago", "three weeks after Christmas".

use super::anchor::Anchors;
use super::bound;
use super::cell::{Cell, first_week_after, point};
use super::length;
use super::named::holiday_in;
use super::relative::{open, unknown, unmoored};
use super::shift::{business_days, cell_of, moved, nth_cell};
use crate::mention::time::{Amount, Core, Count, Counted, Expression, Step};
use crate::rules::time_words::{Direction, Unit};
use crate::value::calendar::{
    add_days, add_months, monday_of, nth_weekday, weekday, weekday_on_or_after, weekday_on_or_before,
};
use crate::value::stamp::{Era, OfDay, Stamp, Within};
use crate::value::{Bound, Date, DateTime, Interval, Modifier, Timex, TimexType};

/// "the first Monday of the month", "the last week of July", "third day of October"
pub(super) fn nth(a: &Anchors<'_>, cell: Option<Cell>, n: i8, counted: Counted) -> Option<Cell> {
    let Some(c) = cell else { return some_day(a, counted) };
    let Some((begin, end)) = c.interval() else {
        return unresolved_nth(&c, n, counted);
    };
    let (first, after) = (begin.date(), end.date());
    let last = add_days(after, -1)?;
    let made = |stamp: Stamp| Some(Cell { stamp, span: None, explicit: c.explicit });
    if let (Era::Decade(_) | Era::Century(_), Counted::Unit(Unit::Half | Unit::Quarter)) =
        (c.stamp.era, counted)
    {
        return share(&c, n, counted);
    }
    let k = i32::from(n.unsigned_abs()) - 1;
    match counted {
        Counted::Weekday(w) => {
            if let Within::Month(m) = c.stamp.within {
                return made(Stamp::day(nth_weekday(c.stamp.civil_year()?, i8::try_from(m).ok()?, w, n)?));
            }
            let d = if n > 0 {
                add_days(weekday_on_or_after(first, w)?, 7 * k)?
            } else {
                add_days(weekday_on_or_before(last, w)?, -7 * k)?
            };
            made(Stamp::day(d))
        }
        Counted::Unit(Unit::Day) => {
            made(Stamp::day(if n > 0 { add_days(first, k)? } else { add_days(last, -k)? }))
        }
        // the day that is one and the others from there: "the last working day of June"
        Counted::Unit(Unit::BusinessDay) => {
            let d = if n > 0 {
                business_days(add_days(first, -1)?, i64::from(k) + 1)?
            } else {
                business_days(after, -i64::from(k) - 1)?
            };
            made(Stamp::day(d))
        }
        Counted::Unit(unit @ (Unit::Week | Unit::Weekend)) => {
            // A week belongs to the month that holds most of it: its Thursday. Plans count whole weeks.
            let d = if a.plans() {
                if n > 0 {
                    add_days(first_week_after(first)?, 7 * k)?
                } else {
                    add_days(monday_of(add_days(after, -7)?)?, -7 * k)?
                }
            } else if n > 0 {
                add_days(weekday_on_or_after(first, 4)?, 7 * k)?
            } else {
                add_days(weekday_on_or_before(last, 4)?, -7 * k)?
            };
            if unit == Unit::Weekend {
                let saturday = if n > 0 {
                    add_days(weekday_on_or_after(first, 6)?, 7 * k)?
                } else {
                    add_days(weekday_on_or_before(last, 6)?, -7 * k)?
                };
                let begin = add_days(saturday, -1)?.at(18, 0, 0, 0);
                let end = add_days(saturday, 2)?.to_datetime(jiff::civil::Time::midnight());
                return Some(Cell {
                    stamp: Stamp::weekend(saturday),
                    span: Some((begin, end)),
                    explicit: c.explicit,
                });
            }
            made(Stamp::week(d))
        }
        Counted::Unit(Unit::Hour | Unit::Minute | Unit::Second) => None,
        Counted::Unit(unit) => {
            let day = if n > 0 { first } else { last };
            made(nth_cell(day, unit, if n > 0 { k } else { -k })?)
        }
    }
}

/// "the first nine months of 1998"
pub(super) fn part(a: &Anchors<'_>, first: bool, amount: &Amount, steps: &[Step], e: &Expression) -> Timex {
    let mut t = super::timex(TimexType::Duration, length::iso(amount), e.modifier, e.relation);
    t.length = length::length(amount);
    t.count = length::count(amount);
    if !steps.is_empty() {
        let some = matches!(amount.parts.first(), Some((Count::Some, _)));
        t.interval = point(a, steps).and_then(|c| c.interval()).and_then(|(begin, end)| {
            // "the last days of April"
            if some {
                let edge = if first { Modifier::Start } else { Modifier::End };
                let (begin, end) = bound::third(begin, end, edge);
                return Some(Interval::half_open(begin, end));
            }
            Some(if first {
                Interval::half_open(begin, moved(begin, amount, false)?)
            } else {
                Interval::half_open(moved(end, amount, true)?, end)
            })
        });
    }
    t
}

/// "on the third day" of something whose first day nobody told: some day of the month or the year that the text is at.
fn some_day(a: &Anchors<'_>, counted: Counted) -> Option<Cell> {
    if counted != Counted::Unit(Unit::Day) {
        return None;
    }
    let at = a.at().filter(|s| matches!(s.era, Era::Year(_)));
    let month = at.and_then(|s| match s.within {
        Within::Day(m, _) | Within::Month(m) => Some(m),
        _ => None,
    });
    let stamp =
        Stamp { within: Within::Day(month.unwrap_or(0), 0), of_day: OfDay::Whole, ..at.unwrap_or_default() };
    Some(Cell { explicit: false, ..Cell::of(stamp) })
}

/// A half or a quarter of a decade or a century, which keeps its value: TIMEX3 has none for "the second half of
/// the 19th century".
fn share(c: &Cell, n: i8, counted: Counted) -> Option<Cell> {
    let (begin, end) = c.interval()?;
    let parts = if counted == Counted::Unit(Unit::Half) { 2 } else { 4 };
    let n = if n < 0 { parts + i32::from(n) } else { i32::from(n) - 1 };
    let months = (i32::from(end.year()) - i32::from(begin.year())) * 12 / parts;
    let at = |k: i32| Some(add_months(begin.date(), months * k)?.to_datetime(begin.time()));
    let span = (0..parts).contains(&n).then(|| Some((at(n)?, at(n + 1)?)))??;
    Some(Cell { span: Some(span), ..c.clone() })
}

pub(super) fn unresolved_nth(c: &Cell, n: i8, counted: Counted) -> Option<Cell> {
    let within = match (c.stamp.within, counted) {
        (Within::Month(m), Counted::Unit(Unit::Day)) if n > 0 => Within::Day(m, n.unsigned_abs()),
        (Within::Month(m), Counted::Weekday(_)) => Within::Day(m, 0),
        _ => return Some(c.clone()),
    };
    Some(Cell { stamp: Stamp { within, ..c.stamp }, span: None, explicit: c.explicit })
}

/// "two days ago", "three weeks after Christmas", "a year earlier"
pub(super) fn shift(
    a: &Anchors<'_>,
    amount: &Amount,
    dir: Direction,
    from: Option<&Expression>,
) -> Option<Cell> {
    let unit = amount.parts.last()?.1;
    let back = is_back(dir);
    let made = |stamp: Stamp, explicit: bool| Some(Cell { stamp, span: None, explicit });
    let one_year = unit == Unit::Year
        && matches!(amount.parts.as_slice(), [(crate::mention::time::Count::Exact(n), _)] if *n == crate::value::Decimal::ONE);
    if let Some(from) = from {
        let Core::Point(steps) = &from.core else { return None };
        let base = point(a, steps)?;
        let (begin, end) = base.interval()?;
        let t = moved(begin, amount, back)?;
        // "the weekend before Easter"
        if let ([(Count::Exact(n), Unit::Weekend)], OfDay::Whole) =
            (amount.parts.as_slice(), base.stamp.of_day)
        {
            let more = i32::try_from(n.trunc().mantissa()).ok()?.checked_sub(1)?.checked_mul(7)?;
            let last = add_days(end.date(), -1)?;
            let saturday = if back {
                add_days(monday_of(begin.date())?, -2 - more)?
            } else {
                add_days(monday_of(last)?, if weekday(last) < 6 { 5 } else { 12 } + more)?
            };
            return made(Stamp::weekend(saturday), base.explicit);
        }
        return match base.stamp.of_day {
            OfDay::Whole if unit >= Unit::Day => {
                let fine = matches!(base.stamp.within, Within::Day(..) | Within::Weekday(..));
                let stamp = if fine { Stamp::day(t.date()) } else { shifted_cell(t, unit, &base.stamp)? };
                made(stamp, base.explicit)
            }
            _ => made(Stamp::instant(t, unit == Unit::Second), base.explicit),
        };
    }
    // A report on a quarter compares with the same quarter of the year before.
    if one_year
        && back
        && !a.plans()
        && let Some(report) = a.report
        && let Some(y) = report.civil_year()
    {
        // "in the first nine months, against a loss a year earlier"
        let within = if a.longer { Within::Whole } else { report.within };
        return made(Stamp { within, ..Stamp::year(y - 1) }, false);
    }
    let Some(now) = origin(a, dir) else { return unknown(unit) };
    let t = moved(now, amount, back)?;
    let of_text = !matches!(dir, Direction::Ago | Direction::Hence | Direction::From);
    if of_text && let Some(text) = a.text.filter(|s| open(s, unit).is_some()) {
        // "two days later" than some day of July
        let near = match text.within {
            Within::Month(_) => Stamp::month(t.date().year(), t.date().month()),
            _ => Stamp::year(t.date().year()),
        };
        return made(open(&Stamp { bc: text.bc, ..near }, unit)?, false);
    }
    if of_text && !back && unmoored(a) {
        return unknown(unit);
    }
    if a.plans() && matches!(dir, Direction::Ago | Direction::Hence) {
        return plan_cell(t, unit);
    }
    let stamp = match unit {
        Unit::Hour | Unit::Minute => Stamp::instant(t, a.plans() || t.second() != 0),
        Unit::Second => Stamp::instant(t, true),
        Unit::Week | Unit::Fortnight if !matches!(dir, Direction::Ago) => Stamp::day(t.date()),
        _ => cell_of(t.date(), grain(amount, unit))?,
    };
    made(stamp, false)
}

/// The unit that an offset is good to: half a century is told in decades.
fn grain(amount: &Amount, unit: Unit) -> Unit {
    let whole = matches!(amount.parts.as_slice(), [(Count::Exact(n), _)] if n.fract().is_zero());
    match unit {
        Unit::Century if !whole => Unit::Decade,
        Unit::Decade if !whole => Unit::Year,
        unit => unit,
    }
}

/// "less than a year ago" is after the day a year ago, "more than a decade ago" before it: the modifier, and
/// the time between that day and where it is counted from, or beyond it.
///
/// Source: TIDES 2005 Standard for the Annotation of Temporal Expressions, MOD of points.
pub(super) fn within(
    a: &Anchors<'_>,
    cell: &Cell,
    amount: &Amount,
    dir: Direction,
    from: Option<&Expression>,
    bound: Modifier,
) -> Option<(Modifier, Interval<DateTime>)> {
    let back = is_back(dir);
    let base = match from {
        Some(Expression { core: Core::Point(steps), .. }) => point(a, steps)?.interval()?.0,
        Some(_) => return None,
        None => origin(a, dir)?,
    };
    let (begin, end) = cell.interval()?;
    let far = moved(base, amount, back)?;
    let near = |t: DateTime, u: DateTime| (t < u).then(|| Interval::half_open(t, u));
    let before = Interval { low: Bound::Unbounded, high: Bound::Open(end) };
    let after = Interval { low: Bound::Closed(begin), high: Bound::Unbounded };
    Some(match (bound, back) {
        (Modifier::LessThan, true) => (Modifier::After, near(far, base)?),
        (Modifier::EqualOrLess, true) => (Modifier::OnOrAfter, near(far, base)?),
        (Modifier::MoreThan, true) => (Modifier::Before, before),
        (Modifier::EqualOrMore, true) => (Modifier::OnOrBefore, before),
        (Modifier::LessThan, false) => (Modifier::Before, near(base, far)?),
        (Modifier::EqualOrLess, false) => (Modifier::OnOrBefore, near(base, far)?),
        (Modifier::MoreThan, false) => (Modifier::After, after),
        (Modifier::EqualOrMore, false) => (Modifier::OnOrAfter, after),
        _ => return None,
    })
}

fn is_back(dir: Direction) -> bool {
    matches!(dir, Direction::Ago | Direction::Earlier | Direction::Before)
}

/// What an offset without a stated origin counts from: now, or the date that the text is at.
fn origin(a: &Anchors<'_>, dir: Direction) -> Option<DateTime> {
    match dir {
        Direction::Ago | Direction::Hence | Direction::From => a.now,
        _ => a.text.and_then(|s| s.interval()).map(|(t, _)| t).or(a.now),
    }
}

/// An offset from a coarser cell keeps the cell's grain or its own, whichever is finer.
pub(super) fn shifted_cell(t: DateTime, unit: Unit, base: &Stamp) -> Option<Stamp> {
    let d = t.date();
    match base.within {
        Within::Month(_) if unit >= Unit::Month => cell_of(d, Unit::Month),
        Within::Quarter(_) if unit >= Unit::Quarter => cell_of(d, Unit::Quarter),
        Within::Week(_) if unit >= Unit::Week => cell_of(d, Unit::Week),
        Within::Weekend(_) if unit == Unit::Week => cell_of(d, Unit::Weekend),
        Within::Whole if unit >= Unit::Year => cell_of(d, Unit::Year),
        _ => Some(Stamp::day(d)),
    }
}

/// In plans an offset is from this very moment, good to the next finer unit.
pub(super) fn plan_cell(t: DateTime, unit: Unit) -> Option<Cell> {
    let stamp = match unit {
        Unit::Second | Unit::Minute => Stamp::instant(t, true),
        Unit::Hour => Stamp::instant(t, false),
        Unit::Day | Unit::BusinessDay => {
            let hour = u8::try_from(t.hour()).unwrap_or(0);
            Stamp { of_day: OfDay::Clock { hour, minute: None, second: None }, ..Stamp::day(t.date()) }
        }
        Unit::Week | Unit::Fortnight | Unit::Month | Unit::Weekend => Stamp::day(t.date()),
        _ => Stamp::month(t.date().year(), t.date().month()),
    };
    Some(Cell { stamp, span: None, explicit: false })
}

/// "the second closest Monday to October 5"
pub(super) fn closest(a: &Anchors<'_>, n: u8, step: &Step, to: &Expression) -> Option<Cell> {
    let Core::Point(steps) = &to.core else { return None };
    let base = point(a, steps)?.first_day()?;
    let mut all: Vec<Date> = match step {
        Step::Weekday(w) => {
            let first = weekday_on_or_before(base, *w)?;
            (-8..=8).filter_map(|k| add_days(first, 7 * k)).collect()
        }
        Step::Holiday(h) => (-12..=12).filter_map(|k| holiday_in(a, *h, base.year() + k)).collect(),
        _ => return None,
    };
    all.sort_by_key(|d| d.duration_since(base).as_hours().abs());
    let d = all.get(usize::from(n.checked_sub(1)?))?;
    Some(Cell { explicit: false, ..Cell::of(Stamp::day(*d)) })
}
