//! Narrowing: from the steps of a point to one cell of the calendar.

use super::anchor::{Anchors, Tense};
use super::shift::{cell_of, moved, nth_cell};
use crate::mention::time::{Clock, Core, Counted, Expression, Step};
use crate::rules::time_words::{Direction, Relative, Unit};
use crate::value::calendar::{
    add_days, add_months, first_of_week, monday_of, nth_weekday, weekday, weekday_on_or_after,
    weekday_on_or_before,
};
use crate::value::stamp::{Era, OfDay, PartOfDay, Season, Stamp, Within};
use crate::value::{Date, DateTime};

/// What a point comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) stamp: Stamp,
    /// Instants, where they are not those of the stamp: a weekend from Friday evening, two days of a feast.
    pub(super) span: Option<(DateTime, DateTime)>,
    /// Whether nothing but the text itself was needed.
    pub(super) explicit: bool,
}

impl Cell {
    fn of(stamp: Stamp) -> Self {
        Self { stamp, span: None, explicit: true }
    }

    pub(super) fn interval(&self) -> Option<(DateTime, DateTime)> {
        self.span.or_else(|| self.stamp.interval())
    }

    fn first_day(&self) -> Option<Date> {
        self.interval().map(|(a, _)| a.date())
    }
}

/// The cell that `steps`, from coarse to fine, name.
pub(super) fn point(a: &Anchors<'_>, steps: &[Step]) -> Option<Cell> {
    let mut cell: Option<Cell> = None;
    for (i, step) in steps.iter().enumerate() {
        cell = Some(narrow(a, cell, step, &steps[i + 1..])?);
    }
    cell
}

fn narrow(a: &Anchors<'_>, cell: Option<Cell>, step: &Step, rest: &[Step]) -> Option<Cell> {
    let anchored = |stamp: Stamp| Some(Cell { explicit: false, ..Cell::of(stamp) });
    match step {
        Step::Year { year, bc } => {
            Some(Cell::of(Stamp { bc: *bc, era: Era::Year(*year), ..Stamp::default() }))
        }
        Step::ShortYear(n) => Some(Cell::of(Stamp::year(full_year(a, *n)))),
        Step::NamedYear(kind, y) => {
            // News says "fiscal 1989" for the year 1989 as its company counts it: the value is the plain year.
            let _ = kind;
            Some(Cell::of(Stamp::year(*y)))
        }
        Step::Decade { decade, short, bc } => {
            let decade = if *short { decade_near(a, *decade) } else { *decade };
            Some(Cell::of(Stamp { bc: *bc, era: Era::Decade(decade), ..Stamp::default() }))
        }
        Step::Century { n, bc } => {
            Some(Cell::of(Stamp { bc: *bc, era: Era::Century(n - 1), ..Stamp::default() }))
        }
        Step::Half(n) => in_year(a, cell, Within::Half(*n), i16::from(*n) * 6 - 5, 6),
        Step::Quarter(n) => in_year(a, cell, Within::Quarter(*n), i16::from(*n) * 3 - 2, 3),
        Step::Season(s) => {
            let first = match s {
                Season::Spring => 3,
                Season::Summer => 6,
                Season::Autumn => 9,
                Season::Winter => 12,
            };
            in_year(a, cell, Within::Season(*s), first, 3)
        }
        Step::Month(m) => match (&cell, rest.first()) {
            (None, Some(Step::Day(d))) => month_day(a, *m, *d, rest),
            _ => in_year(a, cell, Within::Month(*m), i16::from(*m), 1),
        },
        Step::Week(n) => {
            let y =
                cell.as_ref().and_then(|c| c.stamp.civil_year()).or_else(|| a.here().map(|d| d.year()))?;
            let explicit = cell.is_some();
            Some(Cell { explicit, ..Cell::of(Stamp { within: Within::Week(*n), ..Stamp::year(y) }) })
        }
        Step::WeekOf(starts) => {
            let day = cell?;
            let first = day.first_day()?;
            let monday = if *starts { first } else { monday_of(first)? };
            let midnight = |d: Date| d.to_datetime(jiff::civil::Time::midnight());
            let span = starts.then(|| Some((midnight(monday), midnight(add_days(monday, 7)?)))).flatten();
            let plan = a.plans().then(|| Some(Stamp::week(first_week_after(first)?))).flatten();
            Some(Cell {
                stamp: plan
                    .filter(|_| !starts)
                    .unwrap_or_else(|| if *starts { day.stamp } else { Stamp::week(first) }),
                span,
                explicit: day.explicit,
            })
        }
        Step::Day(d) => day(a, cell, *d, rest),
        Step::Weekday(w) => in_week(a, cell, *w),
        Step::Part(p) => part(a, cell, *p),
        Step::Clock(t) => clock(a, cell, *t),
        Step::Holiday(h) => holiday(a, cell, *h),
        Step::WeekendOf => weekend_of(&cell?),
        Step::Relative(r, unit) => relative(a, cell, *r, *unit),
        Step::Which(r, inner) => which(a, cell, *r, inner, rest),
        Step::Today(n) => anchored(Stamp::day(add_days(
            if a.narrative() && *n == 0 { a.today() } else { a.here() }?,
            i32::from(*n),
        )?)),
        Step::Nth(n, counted) => nth(a, cell, *n, *counted),
        Step::Shift(amount, dir, from) => shift(a, amount, *dir, from.as_deref()),
        Step::Weekdays(n, w, dir) => {
            let today = a.here()?;
            let weeks = i32::from(*n) - 1;
            let d = if *dir == Direction::Ago {
                add_days(weekday_on_or_before(add_days(today, -1)?, *w)?, -7 * weeks)?
            } else {
                add_days(weekday_on_or_after(add_days(today, 1)?, *w)?, 7 * weeks)?
            };
            anchored(Stamp::day(d))
        }
        Step::Edge(_, unit) => anchored(nth_cell(a.here()?, *unit, 0)?),
        Step::Closest(n, step, to) => closest(a, *n, step, to),
    }
}

fn first_week_after(d: Date) -> Option<Date> {
    if weekday(d) == 1 { Some(d) } else { weekday_on_or_after(d, 1) }
}

/// "'98", "10/31/74": the year of that end nearest to the anchor, the past preferred.
fn full_year(a: &Anchors<'_>, n: u8) -> i16 {
    let n = i16::from(n);
    let near = if a.narrative() { a.passage() } else { a.today() };
    match near {
        Some(d) => {
            let y = d.year();
            let candidate = y - y.rem_euclid(100) + n;
            if candidate > y + 20 {
                candidate - 100
            } else if candidate < y - 79 {
                candidate + 100
            } else {
                candidate
            }
        }
        None if n < 50 => 2000 + n,
        None => 1900 + n,
    }
}

/// "the nineties": the latest such decade that has begun.
fn decade_near(a: &Anchors<'_>, tens: i16) -> i16 {
    let y = if a.narrative() { a.passage() } else { a.today() }.map_or(2000, |d| d.year());
    let candidate = y.div_euclid(100) * 10 + tens;
    if candidate > y.div_euclid(10) { candidate - 10 } else { candidate }
}

/// A part of a year; without a year the one that the anchor, the tense and the preference tell.
fn in_year(a: &Anchors<'_>, cell: Option<Cell>, within: Within, first: i16, months: i32) -> Option<Cell> {
    if let Some(c) = cell {
        // "the year-ago third quarter", "July last year": the year of the cell
        return Some(Cell { stamp: Stamp { within, of_day: OfDay::Whole, ..year_of(&c.stamp) }, ..c });
    }
    let unknown = Some(Cell::of(Stamp { within, ..Stamp::default() }));
    let Some(here) = a.here() else { return unknown };
    let y = pick_year(a, here, first, months, matches!(within, Within::Quarter(_) | Within::Half(_)));
    Some(Cell { explicit: false, ..Cell::of(Stamp { within, ..Stamp::year(y) }) })
}

fn year_of(s: &Stamp) -> Stamp {
    Stamp { bc: s.bc, era: s.era, ..Stamp::default() }
}

/// The year of months `first` to `first + months` that a bare name means.
fn pick_year(a: &Anchors<'_>, here: Date, first: i16, months: i32, report: bool) -> i16 {
    let y = here.year();
    let month = i16::from(here.month());
    let last = first + i16::try_from(months).unwrap_or(1) - 1;
    if a.narrative()
        && let Some(text) = a.text
    {
        return y + i16::from(crosses(text.within, first));
    }
    // Begun by now?
    let past = if first <= month { y } else { y - 1 };
    // Not over yet?
    let future = if last >= month { y } else { y + 1 };
    if a.plans() {
        return future;
    }
    let gap = first - month;
    // Results are told of months after the quarter: "expects to report third-quarter net" in October.
    if report && (month - last).rem_euclid(12) <= 4 {
        return past;
    }
    match a.tense {
        Tense::Ahead => future,
        Tense::Behind => past,
        // "December" in October is the one to come, in June the last one
        Tense::Open if !report && gap > 0 && gap <= 3 => future,
        Tense::Open => past,
    }
}

/// Whether a chronicle that is at `within` reaches the next year with month `m`: January after November.
fn crosses(within: Within, m: i16) -> bool {
    match within {
        Within::Month(at) | Within::Day(at, _) => i16::from(at) - m >= 7,
        Within::Season(Season::Autumn | Season::Winter) => m <= 3,
        _ => false,
    }
}

/// A day and a month without a year.
fn month_day(a: &Anchors<'_>, m: u8, d: u8, rest: &[Step]) -> Option<Cell> {
    let unknown = Some(Cell::of(Stamp { within: Within::Month(m), ..Stamp::default() }));
    let Some(here) = a.here() else { return unknown };
    let (month, day) = (i8::try_from(m).ok()?, i8::try_from(d).ok()?);
    let of = |y: i16| Date::new(y, month, day).ok();
    let y = here.year();
    if a.narrative()
        && let Some(text) = a.text
    {
        let y = y + i16::from(crosses(text.within, i16::from(month)));
        return Some(Cell { explicit: false, ..Cell::of(Stamp::month(y, month)) });
    }
    let weekday_wanted = rest.iter().find_map(|s| if let Step::Weekday(w) = s { Some(*w) } else { None });
    let fits = |y: i16| of(y).is_some_and(|x| weekday_wanted.is_none_or(|w| weekday(x) == w));
    // 29 February, or "Fri, Jul 18": the nearest years in which there is such a day
    let past = (0..=8).map(|k| y - k).find(|&y| fits(y) && of(y).is_some_and(|x| x <= here));
    let future = (0..=8).map(|k| y + k).find(|&y| fits(y) && of(y).is_some_and(|x| x >= here));
    let days =
        |y: Option<i16>| y.and_then(of).map_or(i64::MAX, |x| (x.duration_since(here).as_hours() / 24).abs());
    let year = if a.plans() {
        future.or(past)
    } else {
        // A day of nearly a year ago would be told with its year: the near one is meant, whatever the tense.
        match a.tense {
            _ if weekday_wanted.is_some() => {
                if days(future) < days(past) {
                    future
                } else {
                    past
                }
            }
            Tense::Ahead if days(future) <= 300 => future,
            _ if days(future) < 100 && days(past) > 240 => future,
            _ => past.or(future),
        }
    };
    let Some(y) = year else { return Some(Cell::of(Stamp { within: Within::Month(m), ..Stamp::default() })) };
    Some(Cell { explicit: false, ..Cell::of(Stamp::month(y, month)) })
}

fn day(a: &Anchors<'_>, cell: Option<Cell>, d: u8, rest: &[Step]) -> Option<Cell> {
    if let Some(c) = cell {
        let m = match c.stamp.within {
            Within::Month(m) => m,
            // "October 1998 the 5th"; a day within a quarter is unknown
            _ => 0,
        };
        return Some(Cell { stamp: Stamp { within: Within::Day(m, d), ..c.stamp }, ..c });
    }
    let here = if a.text.is_some() { a.passage() } else { a.here() };
    let Some(here) = here else {
        return Some(Cell::of(Stamp { within: Within::Day(0, d), ..Stamp::default() }));
    };
    let wanted = rest.iter().find_map(|s| if let Step::Weekday(w) = s { Some(*w) } else { None });
    let day = i8::try_from(d).ok()?;
    let month = |k: i32| -> Option<Date> {
        let first = Date::new(here.year(), here.month(), 1).ok()?;
        let m = add_months(first, k)?;
        Date::new(m.year(), m.month(), day).ok().filter(|x| wanted.is_none_or(|w| weekday(*x) == w))
    };
    let past = (0..24).filter_map(|k| month(-k)).find(|x| *x <= here);
    let future = (0..24).filter_map(month).find(|x| *x >= here);
    let same = month(0);
    let picked = if a.text.is_some() && !a.plans() {
        same.or(future)
    } else if a.plans() || a.tense == Tense::Ahead || wanted.is_some() && same.is_none() {
        future.or(past)
    } else if wanted.is_some() {
        same
    } else {
        past.or(future)
    };
    Some(Cell { explicit: false, ..Cell::of(Stamp::day(picked?)) })
}

/// A weekday: of the cell's week, or the nearest one that the tense and the preference tell.
fn in_week(a: &Anchors<'_>, cell: Option<Cell>, w: u8) -> Option<Cell> {
    if let Some(c) = cell {
        return match c.stamp.within {
            // The day is known: the weekday only says it again.
            Within::Day(..) => Some(c),
            Within::Week(n) => {
                let d = add_days(first_of_week(c.stamp.civil_year()?, n)?, i32::from(w) - 1)?;
                Some(Cell { stamp: Stamp::day(d), span: None, explicit: c.explicit })
            }
            // "Friday 3 weeks after Christmas": the next one from there
            _ => {
                let d = weekday_on_or_after(c.first_day()?, w)?;
                Some(Cell { stamp: Stamp::day(d), span: None, explicit: c.explicit })
            }
        };
    }
    let unknown = Some(Cell::of(Stamp { within: Within::Weekday(0, w), ..Stamp::default() }));
    let Some(here) = a.here() else { return unknown };
    let d = if a.plans() {
        weekday_on_or_after(add_days(here, 1)?, w)?
    } else if a.tense == Tense::Ahead {
        weekday_on_or_after(here, w)?
    } else {
        weekday_on_or_before(here, w)?
    };
    Some(Cell { explicit: false, ..Cell::of(Stamp::day(d)) })
}

fn part(a: &Anchors<'_>, cell: Option<Cell>, p: PartOfDay) -> Option<Cell> {
    let c = match cell {
        Some(c) => c,
        None => match current_day(a) {
            Some(d) => Cell { explicit: false, ..Cell::of(Stamp::day(d)) },
            None => Cell::of(Stamp { dayless: true, ..Stamp::default() }),
        },
    };
    Some(Cell { stamp: Stamp { of_day: OfDay::Part(p), ..c.stamp }, span: None, ..c })
}

/// The day that a time of day without one is on.
fn current_day(a: &Anchors<'_>) -> Option<Date> {
    let day = a.text.filter(|s| matches!(s.within, Within::Day(m, d) if m > 0 && d > 0));
    if a.plans() {
        a.today()
    } else {
        day.and_then(|s| s.interval()).map(|(x, _)| x.date()).or_else(|| a.here())
    }
}

/// A time of day; of "3:15" the morning or the afternoon that its part of the day, or the plan, tells.
fn clock(a: &Anchors<'_>, cell: Option<Cell>, t: Clock) -> Option<Cell> {
    let part = cell.as_ref().and_then(|c| if let OfDay::Part(p) = c.stamp.of_day { Some(p) } else { None });
    let mut hour = t.hour;
    let mut next_day = false;
    match part {
        Some(p) if hour <= 12 && (!t.sure || hour == 12) => {
            let late = matches!(p, PartOfDay::Afternoon | PartOfDay::Evening | PartOfDay::Dinner)
                || (p == PartOfDay::Night && (5..12).contains(&hour));
            if hour == 12 {
                // "this evening at 12" is midnight
                if !matches!(p, PartOfDay::Afternoon | PartOfDay::Midday | PartOfDay::Lunch) {
                    (hour, next_day) = (0, true);
                }
            } else if late {
                hour += 12;
            }
        }
        _ => {}
    }
    let explicit = cell.is_some();
    let dated = match cell {
        Some(c) => Some(c),
        None => match (a.plans(), a.now) {
            (true, Some(now)) => {
                // The next such time from now.
                let minutes = i32::from(t.minute.unwrap_or(0));
                let at = i32::from(now.hour()) * 60 + i32::from(now.minute());
                let later = |h: u8| i32::from(h) * 60 + minutes >= at;
                let mut date = now.date();
                if !t.sure && hour <= 12 && !later(hour) && later(hour % 12 + 12) {
                    hour = hour % 12 + 12;
                } else if !later(hour) {
                    date = add_days(date, 1)?;
                }
                Some(Cell { explicit: false, ..Cell::of(Stamp::day(date)) })
            }
            _ => current_day(a).map(|d| Cell { explicit: false, ..Cell::of(Stamp::day(d)) }),
        },
    };
    let mut stamp = match dated {
        Some(c) => c.stamp,
        None => Stamp { dayless: true, ..Stamp::default() },
    };
    if let (Within::Month(_) | Within::Whole, false) = (stamp.within, stamp.dayless) {
        // "in 3 years at 7": the day that the shift comes to
        let d = stamp.interval()?.0.date();
        stamp = Stamp::day(d);
    }
    if (next_day || hour == 24)
        && !stamp.dayless
        && let Some((x, _)) = (Stamp { of_day: OfDay::Whole, ..stamp }).interval()
    {
        stamp = Stamp::day(add_days(x.date(), 1)?);
        hour = 0;
    } else if t.hour == 0 && t.minute.is_none() && a.plans() && !explicit {
        // "at midnight" is the coming one
    }
    // "10 p.m." is written T22:00, as TempEval does.
    stamp.of_day = OfDay::Clock { hour, minute: t.minute.or(Some(0)), second: t.second };
    Some(Cell { stamp, span: None, explicit: false })
}

/// A holiday in the cell's year, or in the year that the tense and the preference tell.
fn holiday(a: &Anchors<'_>, cell: Option<Cell>, h: u16) -> Option<Cell> {
    let date = |y: i16| holiday_in(a, h, y);
    let days = a.input.rules.time.holidays.get(h as usize).map_or(1, |h| h.days);
    let made = |d: Date, explicit: bool| {
        let midnight = |d: Date| d.to_datetime(jiff::civil::Time::midnight());
        let span = (days > 1).then(|| Some((midnight(d), midnight(add_days(d, i32::from(days))?)))).flatten();
        Some(Cell { stamp: Stamp::day(d), span, explicit })
    };
    if let Some(c) = cell {
        if let Some(y) = c.stamp.civil_year() {
            return made(date(y)?, c.explicit);
        }
    }
    let here = a.here()?;
    let y = here.year();
    let past = (0..12).map(|k| y - k).filter_map(date).find(|d| *d <= here);
    let future = (0..12).map(|k| y + k).filter_map(date).find(|d| *d >= here);
    if a.narrative() && a.text.is_some() {
        return made(date(y)?, false);
    }
    let gap = |d: Option<Date>| d.map_or(i64::MAX, |x| (x.duration_since(here).as_hours() / 24).abs());
    let picked = if a.plans()
        || a.tense == Tense::Ahead
        || gap(future) < 45 && gap(past) > 240 && a.tense != Tense::Behind
    {
        future.or(past)
    } else {
        past.or(future)
    };
    made(picked?, false)
}

pub(super) fn holiday_in(a: &Anchors<'_>, h: u16, y: i16) -> Option<Date> {
    let all = &a.input.rules.time.holidays;
    all.get(h as usize)?.date(y, a.input.context.locale.country(), all)
}

/// Whether a holiday begins on the evening of its day.
pub(super) fn at_nightfall(a: &Anchors<'_>, h: u16) -> bool {
    a.input.rules.time.holidays.get(h as usize).is_some_and(|h| h.eve)
}

/// The weekend that a holiday makes: it and the days to it, from Friday evening.
fn weekend_of(c: &Cell) -> Option<Cell> {
    let d = c.first_day()?;
    let (friday, after) = match weekday(d) {
        1 => (add_days(d, -3)?, add_days(d, 1)?),
        2..=5 => (if weekday(d) == 5 { d } else { weekday_on_or_after(d, 5)? }, weekday_on_or_after(d, 1)?),
        _ => (weekday_on_or_before(d, 5)?, weekday_on_or_after(d, 1)?),
    };
    let begin = friday.at(18, 0, 0, 0);
    let end = after.to_datetime(jiff::civil::Time::midnight());
    Some(Cell {
        stamp: Stamp::weekend(if weekday(d) == 1 { friday } else { d }),
        span: Some((begin, end)),
        explicit: c.explicit,
    })
}

fn offset(r: Relative) -> i32 {
    match r {
        Relative::This | Relative::That | Relative::Same => 0,
        Relative::Last | Relative::Past | Relative::Previous => -1,
        Relative::Latest => 0,
        Relative::Next | Relative::Coming | Relative::Following => 1,
    }
}

/// Whether a relation counts from what was mentioned, rather than from now.
fn of_passage(r: Relative) -> bool {
    matches!(r, Relative::That | Relative::Same | Relative::Previous | Relative::Following)
}

/// "last year", "this week", "the quarter"
fn relative(a: &Anchors<'_>, cell: Option<Cell>, r: Option<Relative>, unit: Unit) -> Option<Cell> {
    let anchored = |stamp: Stamp| Some(Cell { explicit: false, ..Cell::of(stamp) });
    let reported = matches!(unit, Unit::Quarter | Unit::Period);
    if let Some(c) = cell {
        // "the year-ago quarter", "the 1988 period": the part of that year that the text is about
        let y = c.stamp.civil_year()?;
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
        Some(r) if of_passage(r) => a.passage(),
        None if !matches!(unit, Unit::Weekend | Unit::Week) => a.passage(),
        _ => a.here(),
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
    let n = r.map_or(0, offset);
    if unit == Unit::Weekend && r.is_none_or(|r| matches!(r, Relative::This)) {
        // "the weekend" in a report on Monday is the one before it
        let back = !a.plans() && a.tense != Tense::Ahead && weekday(base) < 6;
        return anchored(nth_cell(base, unit, if back { -1 } else { 0 })?);
    }
    if matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) {
        return clock_unit(a, n, unit);
    }
    anchored(nth_cell(base, unit, n)?)
}

/// "next hour", "last minute"
fn clock_unit(a: &Anchors<'_>, n: i32, unit: Unit) -> Option<Cell> {
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
fn unknown(unit: Unit) -> Option<Cell> {
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
fn reporting_day(a: &Anchors<'_>) -> Option<Date> {
    add_months(a.today().or_else(|| a.passage())?, -3)
}

/// "last Friday", "next March", "this summer", "last night"
fn which(a: &Anchors<'_>, cell: Option<Cell>, r: Relative, inner: &Step, rest: &[Step]) -> Option<Cell> {
    let anchored = |stamp: Stamp| Some(Cell { explicit: false, ..Cell::of(stamp) });
    if cell.is_some() && !matches!(inner, Step::Part(_)) {
        // "this coming Sunday, March 8": the day is known
        if let (Step::Weekday(_), Some(Within::Day(..))) = (inner, cell.as_ref().map(|c| c.stamp.within))
            && r != Relative::Following
        {
            return cell;
        }
        // "Following" after a shift: "the third Tuesday after Christmas"
        if let (Step::Weekday(w), Some(c)) = (inner, &cell) {
            let d = weekday_on_or_after(add_days(c.first_day()?, 1)?, *w)?;
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
                weekday_on_or_before(add_days(here, -1)?, *w)?
            } else if r == Relative::Next
                && (a.plans() || weekday(here) < *w)
                && !(a.tense == Tense::Behind)
                && in_plan(a, here, *w)
            {
                add_days(monday_of(here)?, 7 + i32::from(*w) - 1)?
            } else if on {
                weekday_on_or_after(add_days(here, 1)?, *w)?
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
                if *m > now { y } else { y + 1 }
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
                Some(y)
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
fn in_plan(_: &Anchors<'_>, _: Date, _: u8) -> bool {
    true
}

fn current_part_day(a: &Anchors<'_>, r: Relative) -> Option<Date> {
    match r {
        Relative::This if !a.narrative() => a.today(),
        _ => current_day(a),
    }
}

/// "the first Monday of the month", "the last week of July", "third day of October"
fn nth(a: &Anchors<'_>, cell: Option<Cell>, n: i8, counted: Counted) -> Option<Cell> {
    let c = cell?;
    let Some((begin, end)) = c.interval() else {
        return unresolved_nth(&c, n, counted);
    };
    let (first, after) = (begin.date(), end.date());
    let last = add_days(after, -1)?;
    let made = |stamp: Stamp| Some(Cell { stamp, span: None, explicit: c.explicit });
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
        Counted::Unit(unit @ (Unit::Week | Unit::Weekend)) => {
            // A week belongs to the month that holds most of it: its Thursday. Plans count whole weeks.
            let d = if a.plans() {
                if n > 0 {
                    add_days(first_week_after(first)?, 7 * k)?
                } else {
                    add_days(
                        monday_of(add_days(after, -7)?)?,
                        -7 * k + if weekday(after) == 1 { 0 } else { 0 },
                    )?
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

fn unresolved_nth(c: &Cell, n: i8, counted: Counted) -> Option<Cell> {
    let within = match (c.stamp.within, counted) {
        (Within::Month(m), Counted::Unit(Unit::Day)) if n > 0 => Within::Day(m, n.unsigned_abs()),
        (Within::Month(m), Counted::Weekday(_)) => Within::Day(m, 0),
        _ => return Some(c.clone()),
    };
    Some(Cell { stamp: Stamp { within, ..c.stamp }, span: None, explicit: c.explicit })
}

/// "two days ago", "three weeks after Christmas", "a year earlier"
fn shift(
    a: &Anchors<'_>,
    amount: &crate::mention::time::Amount,
    dir: Direction,
    from: Option<&Expression>,
) -> Option<Cell> {
    let unit = amount.parts.last()?.1;
    let back = matches!(dir, Direction::Ago | Direction::Earlier | Direction::Before);
    let made = |stamp: Stamp, explicit: bool| Some(Cell { stamp, span: None, explicit });
    let one_year = unit == Unit::Year
        && matches!(amount.parts.as_slice(), [(crate::mention::time::Count::Exact(n), _)] if *n == crate::value::Decimal::ONE);
    if let Some(from) = from {
        let Core::Point(steps) = &from.core else { return None };
        let base = point(a, steps)?;
        let (begin, _) = base.interval()?;
        let t = moved(begin, amount, back)?;
        return match base.stamp.of_day {
            OfDay::Whole if unit >= Unit::Day => {
                let fine = matches!(base.stamp.within, Within::Day(..) | Within::Weekday(..));
                let stamp = if fine { Stamp::day(t.date()) } else { shifted_cell(t, unit, &base.stamp)? };
                made(stamp, base.explicit)
            }
            _ => made(Stamp::instant(t, unit == Unit::Second), base.explicit),
        };
    }
    let now = match dir {
        Direction::Ago | Direction::Hence | Direction::From => a.now,
        _ => match a.text.and_then(|s| s.interval()) {
            Some((t, _)) => Some(t),
            None => a.now,
        },
    };
    // A report on a quarter compares with the same quarter of the year before.
    if one_year
        && back
        && !a.plans()
        && let Some(report) = a.report
        && let Some(y) = report.civil_year()
    {
        return made(Stamp { within: report.within, ..Stamp::year(y - 1) }, false);
    }
    let Some(now) = now else { return unknown(unit) };
    let Some(t) = moved(now, amount, back) else { return None };
    if a.plans() && matches!(dir, Direction::Ago | Direction::Hence) {
        return plan_cell(t, unit);
    }
    let stamp = match unit {
        Unit::Hour | Unit::Minute => Stamp::instant(t, a.plans() || t.second() != 0),
        Unit::Second => Stamp::instant(t, true),
        Unit::Week | Unit::Fortnight if !matches!(dir, Direction::Ago) => Stamp::day(t.date()),
        _ => cell_of(t.date(), unit)?,
    };
    made(stamp, false)
}

/// An offset from a coarser cell keeps the cell's grain or its own, whichever is finer.
fn shifted_cell(t: DateTime, unit: Unit, base: &Stamp) -> Option<Stamp> {
    let d = t.date();
    match base.within {
        Within::Month(_) if unit >= Unit::Month => cell_of(d, Unit::Month),
        Within::Quarter(_) if unit >= Unit::Quarter => cell_of(d, Unit::Quarter),
        Within::Week(_) if unit >= Unit::Week && unit < Unit::Month => cell_of(d, Unit::Week),
        Within::Whole if unit >= Unit::Year => cell_of(d, Unit::Year),
        _ => Some(Stamp::day(d)),
    }
}

/// In plans an offset is from this very moment, good to the next finer unit.
fn plan_cell(t: DateTime, unit: Unit) -> Option<Cell> {
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
fn closest(a: &Anchors<'_>, n: u8, step: &Step, to: &Expression) -> Option<Cell> {
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
