//! Cells by their relation to an anchor: "last year", "next Friday", "the quarter".

use super::anchor::Anchors;
use super::cell::{Cell, narrow};
use super::named::{current_day, holiday, holiday_in, in_week, part};
use super::shift::{moved, nth_cell};
use super::tense::Tense;
use crate::mention::time::Step;
use crate::rules::time_words::{Relative, Unit};
use crate::value::Date;
use crate::value::calendar::{
    add_days, add_months, monday_of, weekday, weekday_on_or_after, weekday_on_or_before,
};
use crate::value::stamp::{Era, OfDay, Stamp, Within};

pub(super) fn offset(r: Relative) -> i32 {
    match r {
        Relative::This | Relative::That | Relative::Same => 0,
        Relative::Last | Relative::Past | Relative::Previous => -1,
        Relative::Latest => 0,
        Relative::Next | Relative::Coming | Relative::Following => 1,
    }
}

/// Whether a relation counts from what was mentioned, rather than from now.
pub(super) fn of_passage(r: Relative) -> bool {
    matches!(r, Relative::That | Relative::Same | Relative::Previous | Relative::Following)
}

/// "last year", "this week", "the quarter"
pub(super) fn relative(a: &Anchors<'_>, cell: Option<Cell>, r: Option<Relative>, unit: Unit) -> Option<Cell> {
    let r = r.map(|r| a.told(r));
    let anchored = |stamp: Stamp| Some(Cell { explicit: false, ..Cell::of(stamp) });
    let reported = matches!(unit, Unit::Quarter | Unit::Period);
    if let (Unit::Period, true, None) = (unit, a.narrative(), &cell)
        && r.is_none_or(|r| matches!(r, Relative::This | Relative::That | Relative::Same))
    {
        // "during this period": as long as what was told of
        return anchored(a.at()?);
    }
    if let Some(c) = cell {
        // "the year-ago quarter", "the 1988 period": the part of that year that the text is about
        let y = c.stamp.civil_year()?;
        if unit == Unit::Period && a.longer {
            return Some(Cell { explicit: false, ..Cell::of(Stamp::year(y)) });
        }
        let like = a.report.filter(|_| reported).map(|s| s.within);
        let within = match like {
            Some(w) => w,
            None if reported => Stamp::quarter(reporting_day(a)?).within,
            None => match nth_cell(a.passage()?, unit, 0)?.within {
                w @ (Within::Month(_) | Within::Week(_)) => w,
                _ => return Some(c),
            },
        };
        return anchored(Stamp { within, ..Stamp::year(y) });
    }
    let base = match r {
        Some(Relative::That) if unit >= Unit::Year => a.latest().or_else(|| a.passage()),
        Some(r) if of_passage(r) => a.passage(),
        None if !matches!(unit, Unit::Weekend | Unit::Week) => a.passage(),
        _ => a.here(),
    };
    // "It fell on Friday. For the week, it lost 4 %", told on Monday
    let base = match (r, unit) {
        (None, Unit::Week) => week_told(a).or(base),
        _ => base,
    };
    let Some(base) = base else { return unknown(unit) };
    match (r, reported) {
        (Some(Relative::Latest | Relative::That) | None, true) => {
            let like = a.report.or_else(|| Some(Stamp::quarter(reporting_day(a)?)))?;
            return anchored(like);
        }
        (Some(Relative::Latest), _) => {
            let n = if matches!(
                unit,
                Unit::Year | Unit::FiscalYear | Unit::SchoolYear | Unit::Month | Unit::Week
            ) {
                -1
            } else {
                0
            };
            return anchored(nth_cell(base, unit, n)?);
        }
        _ => {}
    }
    // "at the weekend" of a report is its own
    let finer = unit < Unit::Week && (unit != Unit::Weekend || a.narrative());
    if (r.is_some_and(of_passage) || r.is_none() && finer)
        && let Some(text) = a.text
        && let Some(stamp) = open(&text, unit)
    {
        // "later in the day" of a report is its own day
        if r.is_none() && unit == Unit::Day && !a.narrative() {
            return anchored(Stamp::day(a.today()?));
        }
        // "that day" of a month may be any of them
        let same = !matches!(r, Some(Relative::Previous | Relative::Following));
        return Some(Cell { stamp, span: text.interval().filter(|_| same), explicit: false });
    }
    let n = r.map_or(0, offset);
    if n > 0 && r == Some(Relative::Following) && unmoored(a) {
        return unknown(unit);
    }
    if unit == Unit::Weekend && r.is_none_or(|r| matches!(r, Relative::This)) {
        // "the weekend" in a report on Monday is the one before it
        let told = match r {
            Some(_) => matches!(a.tense(), Tense::Behind | Tense::Over),
            None => a.tense() != Tense::Ahead,
        };
        let back = !a.plans() && told && weekday(base) < 6;
        let stamp = nth_cell(base, unit, if back { -1 } else { 0 })?;
        // plans count it from Friday evening
        let span = stamp
            .interval()
            .filter(|_| a.plans())
            .and_then(|(b, e)| Some((add_days(b.date(), -1)?.at(18, 0, 0, 0), e)));
        return Some(Cell { stamp, span, explicit: false });
    }
    if matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) {
        return clock_unit(a, n, unit);
    }
    anchored(nth_cell(base, unit, n)?)
}

/// The day of the week before that the text is at, where the publication is early in the week after.
fn week_told(a: &Anchors<'_>) -> Option<Date> {
    let today = a.today().filter(|d| !a.plans() && !a.narrative() && weekday(*d) <= 2)?;
    let day = a.at().filter(|s| matches!(s.within, Within::Day(..)))?.interval()?.0.date();
    let monday = monday_of(today)?;
    (day < monday && day >= add_days(monday, -7)? && a.tense() != Tense::Ahead).then_some(day)
}

/// A unit of a coarser cell that nothing tells from its neighbours: a day of "1998-10" is `1998-10-XX`.
pub(super) fn open(text: &Stamp, unit: Unit) -> Option<Stamp> {
    let month = if let Within::Month(m) = text.within { Some(m) } else { None };
    let year =
        matches!(text.within, Within::Whole | Within::Half(_) | Within::Quarter(_) | Within::Season(_));
    if !matches!(text.era, Era::Year(_)) || !(year || month.is_some()) {
        return None;
    }
    let within = match unit {
        Unit::Day => Within::Day(month.unwrap_or(0), 0),
        Unit::Week => Within::Week(0),
        Unit::Weekend => Within::Weekend(0),
        Unit::Month if year => Within::Month(0),
        _ => return None,
    };
    Some(Stamp { within, of_day: OfDay::Whole, ..*text })
}

/// Whether a past clause goes on from a date that the text has not told: "Two years later he left".
pub(super) fn unmoored(a: &Anchors<'_>) -> bool {
    a.text.is_none() && !a.plans() && matches!(a.tense(), Tense::Behind)
}

/// "next hour", "last minute"
pub(super) fn clock_unit(a: &Anchors<'_>, n: i32, unit: Unit) -> Option<Cell> {
    let now = a.now?;
    let one = crate::mention::time::Amount::of(
        crate::mention::time::Count::Exact(crate::value::Decimal::ONE),
        unit,
    );
    let other = moved(now, &one, n < 0)?;
    let span = if n < 0 { (other, now) } else { (now, other) };
    Some(Cell { stamp: Stamp::instant(span.0, true), span: Some(span), explicit: false })
}

/// The unit with nothing to count from: "XXXX", "XXXX-WXX".
pub(super) fn unknown(unit: Unit) -> Option<Cell> {
    let within = match unit {
        Unit::Year | Unit::FiscalYear | Unit::SchoolYear => Within::Whole,
        Unit::Quarter | Unit::Period => Within::Quarter(0),
        Unit::Month => Within::Month(0),
        Unit::Week | Unit::Fortnight => Within::Week(0),
        Unit::Weekend => Within::Weekend(0),
        Unit::Day => Within::Day(0, 0),
        _ => return None,
    };
    Some(Cell::of(Stamp { within, ..Stamp::default() }))
}

/// A day in the quarter that results reported now are about.
pub(super) fn reporting_day(a: &Anchors<'_>) -> Option<Date> {
    add_months(a.today().or_else(|| a.passage())?, -3)
}

/// "last Friday", "next March", "this summer", "last night"
pub(super) fn which(
    a: &Anchors<'_>,
    cell: Option<Cell>,
    r: Relative,
    inner: &Step,
    rest: &[Step],
) -> Option<Cell> {
    let r = a.told(r);
    let anchored = |stamp: Stamp| Some(Cell { explicit: false, ..Cell::of(stamp) });
    if cell.is_some() && !matches!(inner, Step::Part(_)) {
        // "this coming Sunday, March 8": the day is known
        if let (Step::Weekday(_), Some(Within::Day(..))) = (inner, cell.as_ref().map(|c| c.stamp.within))
            && r != Relative::Following
        {
            return cell;
        }
        // after a shift: "the third Tuesday after Christmas", "the Monday before Easter"
        if let (Step::Weekday(w), Some(c)) = (inner, &cell) {
            let d = if r == Relative::Previous {
                weekday_on_or_before(add_days(c.first_day()?, -1)?, *w)?
            } else {
                weekday_on_or_after(add_days(c.first_day()?, 1)?, *w)?
            };
            return anchored(Stamp::day(d));
        }
        return narrow(a, cell, inner, rest);
    }
    let base = if of_passage(r) { a.passage() } else { a.here() };
    let Some(here) = base else { return narrow(a, cell, inner, rest) };
    let back = matches!(r, Relative::Last | Relative::Past | Relative::Previous);
    let on = matches!(r, Relative::Next | Relative::Coming | Relative::Following);
    match inner {
        Step::Weekday(w) => {
            let d = if let Some(Step::Day(_)) = rest.first() {
                return in_week(a, cell, *w);
            } else if back {
                let d = weekday_on_or_before(add_days(here, -1)?, *w)?;
                let told =
                    !a.narrative() && (r == Relative::Last || r == Relative::Previous && a.text.is_none());
                // who means yesterday says so
                if told && add_days(d, 1)? == here { add_days(d, -7)? } else { d }
            } else if r == Relative::Next
                && (a.plans() || weekday(here) < *w)
                && !(a.tense() == Tense::Behind)
                && in_plan(a, here, *w)
            {
                add_days(monday_of(here)?, 7 + i32::from(*w) - 1)?
            } else if on {
                let d = weekday_on_or_after(add_days(here, 1)?, *w)?;
                let tomorrow = r == Relative::Next && !a.narrative() && add_days(here, 1)? == d;
                if tomorrow { add_days(d, 7)? } else { d }
            } else if r == Relative::This && !a.plans() {
                add_days(monday_of(here)?, i32::from(*w) - 1)?
            } else if r == Relative::That {
                weekday_on_or_before(here, *w)?
            } else {
                weekday_on_or_after(add_days(here, i32::from(a.plans()))?, *w)?
            };
            anchored(Stamp::day(d))
        }
        Step::Part(p) => {
            if let Some(c) = cell {
                return part(a, Some(c), *p);
            }
            let n = if back { -1 } else { i32::from(on) };
            let day = match r {
                Relative::This | Relative::That | Relative::Same => current_part_day(a, r).or(Some(here))?,
                _ => here,
            };
            anchored(Stamp { of_day: OfDay::Part(*p), ..Stamp::day(add_days(day, n)?) })
        }
        Step::Month(m) => {
            let (y, now) = (here.year(), u8::try_from(here.month()).unwrap_or(1));
            let y = if back {
                if *m < now { y } else { y - 1 }
            } else if on {
                // "struck in 2017 and was over the following March": of the next year.
                let year = r == Relative::Following && a.at().is_some_and(|s| s.within == Within::Whole);
                if *m > now && !year { y } else { y + 1 }
            } else {
                y
            };
            anchored(Stamp::month(y, i8::try_from(*m).ok()?))
        }
        Step::Season(s) => {
            let of = |y: i16| Stamp { within: Within::Season(*s), ..Stamp::year(y) };
            let y = here.year();
            let begins = |y: i16| of(y).interval().map(|(x, _)| x.date());
            let ends = |y: i16| of(y).interval().map(|(_, x)| x.date());
            let picked = if back {
                (0..3).map(|k| y - k).find(|&y| ends(y).is_some_and(|e| e <= here))
            } else if on {
                (0..3).map(|k| y - 1 + k).find(|&y| begins(y).is_some_and(|b| b > here))
            } else {
                // "this winter" in February began in December
                let running = begins(y - 1).zip(ends(y - 1)).is_some_and(|(b, e)| b <= here && here < e);
                Some(if running { y - 1 } else { y })
            };
            anchored(of(picked?))
        }
        Step::Holiday(h) => {
            let y = here.year();
            let date = |y: i16| holiday_in(a, *h, y);
            let d = if back {
                (0..12).map(|k| y - k).filter_map(date).find(|d| *d < here)
            } else if on || a.plans() {
                (0..12).map(|k| y + k).filter_map(date).find(|d| if on { *d > here } else { *d >= here })
            } else {
                date(y)
            }?;
            holiday(a, Some(Cell::of(Stamp::year(d.year()))), *h).map(|c| Cell { explicit: false, ..c })
        }
        Step::Quarter(_) | Step::Half(_) => {
            let (n, size) = match inner {
                Step::Quarter(n) => (i16::from(*n) * 3 - 2, 3),
                Step::Half(n) => (i16::from(*n) * 6 - 5, 6),
                _ => return None,
            };
            let month = i16::from(here.month());
            let y = here.year();
            let y = if back {
                if n + size - 1 < month { y } else { y - 1 }
            } else if on {
                if n > month { y } else { y + 1 }
            } else {
                y
            };
            narrow(a, Some(Cell { explicit: false, ..Cell::of(Stamp::year(y)) }), inner, rest)
        }
        _ => narrow(a, None, inner, rest),
    }
}

/// Whether "next Friday" on this day is the Friday of next week, not the coming one.
pub(super) fn in_plan(_: &Anchors<'_>, _: Date, _: u8) -> bool {
    true
}

pub(super) fn current_part_day(a: &Anchors<'_>, r: Relative) -> Option<Date> {
    match r {
        Relative::This if !a.narrative() => a.today(),
        _ => current_day(a),
    }
}
