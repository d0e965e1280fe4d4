//! Cells by name: months, days, weekdays, times of day, holidays, and the year that a bare name means.

use super::anchor::Anchors;
use super::cell::Cell;
use super::relative::open;
use super::tense::Tense;
use crate::mention::time::{Clock, Step};
use crate::rules::time_words::Unit;
use crate::value::Date;
use crate::value::calendar::{
    add_days, add_months, first_of_week, weekday, weekday_on_or_after, weekday_on_or_before,
};
use crate::value::stamp::{Era, OfDay, PartOfDay, Season, Stamp, Within};

/// "'98", "10/31/74": the year of that end nearest to the anchor, the past preferred.
pub(super) fn full_year(a: &Anchors<'_>, n: u8) -> i16 {
    let n = i16::from(n);
    let near = if a.narrative() { a.passage() } else { a.today() };
    match near {
        Some(d) => {
            let y = d.year();
            let candidate = y - y.rem_euclid(100) + n;
            // "was born in '29"; in a chronicle of the sixties '67 is near
            let ahead = if a.narrative() {
                49
            } else if a.tense() == Tense::Behind {
                0
            } else {
                20
            };
            if candidate > y + ahead {
                candidate - 100
            } else if candidate < y + ahead - 99 {
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
pub(super) fn decade_near(a: &Anchors<'_>, tens: i16) -> i16 {
    // "in the 1850s and the '70s": of one century, where they go on
    if let Some(Era::Decade(told)) = a.text.filter(|s| !s.bc).map(|s| s.era)
        && told.rem_euclid(10) < tens
        && !a.plans()
    {
        return told.div_euclid(10) * 10 + tens;
    }
    let y = if a.narrative() { a.passage() } else { a.today() }.map_or(2000, |d| d.year());
    let candidate = y.div_euclid(100) * 10 + tens;
    if candidate > y.div_euclid(10) { candidate - 10 } else { candidate }
}

/// A part of a year; without a year the one that the anchor, the tense and the preference tell.
pub(super) fn in_year(
    a: &Anchors<'_>,
    cell: Option<Cell>,
    within: Within,
    first: i16,
    months: i32,
) -> Option<Cell> {
    if let Some(c) = cell {
        // "the year-ago third quarter", "July last year": the year of the cell
        return Some(Cell { stamp: Stamp { within, of_day: OfDay::Whole, ..year_of(&c.stamp) }, ..c });
    }
    let unknown = Some(Cell::of(Stamp { within, ..Stamp::default() }));
    let Some(here) = a.here() else { return unknown };
    let y = pick_year(a, here, first, months, matches!(within, Within::Quarter(_) | Within::Half(_)));
    Some(Cell { explicit: false, ..Cell::of(Stamp { within, ..Stamp::year(y) }) })
}

pub(super) fn year_of(s: &Stamp) -> Stamp {
    Stamp { bc: s.bc, era: s.era, ..Stamp::default() }
}

/// The year of months `first` to `first + months` that a bare name means.
pub(super) fn pick_year(a: &Anchors<'_>, here: Date, first: i16, months: i32, report: bool) -> i16 {
    let y = here.year();
    let month = i16::from(here.month());
    let last = first + i16::try_from(months).unwrap_or(1) - 1;
    if let Some((y, within)) = a.chronicle() {
        return y + i16::from(crosses(within, first));
    }
    // Begun by now?
    let past = if first <= month { y } else { y - 1 };
    // Not over yet?
    let future = if last >= month { y } else { y + 1 };
    if a.onward() {
        return future;
    }
    // Months until it comes round.
    let ahead = (first - month).rem_euclid(12);
    // Results are told of months after the quarter: "expects to report third-quarter net" in October.
    if report && (month - last).rem_euclid(12) <= 4 {
        return past;
    }
    match a.tense() {
        Tense::Ahead => future,
        Tense::Behind | Tense::Over => past,
        // "agreed to buy it in January": the coming one in October, this year's in June
        Tense::Toward | Tense::Till if !report && (1..=4).contains(&ahead) => future,
        Tense::Open if !report && (1..=2).contains(&ahead) => future,
        Tense::Open | Tense::Toward | Tense::Till => past,
    }
}

/// Whether a chronicle that is at `within` reaches the next year with month `m`: January after November.
pub(super) fn crosses(within: Within, m: i16) -> bool {
    match within {
        Within::Month(at) | Within::Day(at, _) => i16::from(at) - m >= 7,
        Within::Season(Season::Autumn | Season::Winter) => m <= 3,
        _ => false,
    }
}

/// A day and a month without a year.
pub(super) fn month_day(a: &Anchors<'_>, m: u8, d: u8, rest: &[Step]) -> Option<Cell> {
    let unknown = Some(Cell::of(Stamp { within: Within::Month(m), ..Stamp::default() }));
    let Some(here) = a.here() else { return unknown };
    let (month, day) = (i8::try_from(m).ok()?, i8::try_from(d).ok()?);
    let of = |y: i16| Date::new(y, month, day).ok();
    let y = here.year();
    if let Some((y, within)) = a.chronicle() {
        let y = y + i16::from(crosses(within, i16::from(month)));
        return Some(Cell { explicit: false, ..Cell::of(Stamp::month(y, month)) });
    }
    let weekday_wanted = rest.iter().find_map(|s| if let Step::Weekday(w) = s { Some(*w) } else { None });
    let near = |x: Date| (x.duration_since(here).as_hours() / 24).abs() < 366;
    // "the week beginning 4 February" begins on a Monday or a Sunday, where a year near by has it so
    let begins = |x: Date| weekday(x) == 1 || weekday(x) == 7;
    let week = matches!(rest, [Step::Day(_), Step::WeekOf(true), ..])
        && (-1..=1).filter_map(|k| of(y + k)).any(|x| near(x) && begins(x));
    let fits = |y: i16| {
        of(y).is_some_and(|x| weekday_wanted.is_none_or(|w| weekday(x) == w) && (!week || begins(x)))
    };
    // 29 February, or "Fri, Jul 18": the nearest years in which there is such a day
    let past = (0..=8).map(|k| y - k).find(|&y| fits(y) && of(y).is_some_and(|x| x <= here));
    let future = (0..=8).map(|k| y + k).find(|&y| fits(y) && of(y).is_some_and(|x| x >= here));
    let days =
        |y: Option<i16>| y.and_then(of).map_or(i64::MAX, |x| (x.duration_since(here).as_hours() / 24).abs());
    let year = if a.onward() {
        future.or(past)
    } else {
        // A day of nearly a year ago would be told with its year: the near one is meant, unless a past tells of
        // another than one of the next weeks.
        let close = if a.tense() == Tense::Behind { 45 } else { 100 };
        match a.tense() {
            _ if weekday_wanted.is_some() || week => {
                if days(future) < days(past) {
                    future
                } else {
                    past
                }
            }
            Tense::Over => past.or(future),
            Tense::Ahead if days(future) <= 300 => future,
            Tense::Toward | Tense::Till if days(future) <= 120 => future,
            _ if days(future) < close && days(past) > 240 => future,
            _ => past.or(future),
        }
    };
    let Some(y) = year else { return Some(Cell::of(Stamp { within: Within::Month(m), ..Stamp::default() })) };
    Some(Cell { explicit: false, ..Cell::of(Stamp::month(y, month)) })
}

pub(super) fn day(a: &Anchors<'_>, cell: Option<Cell>, d: u8, rest: &[Step]) -> Option<Cell> {
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
    } else if a.onward()
        || matches!(a.tense(), Tense::Ahead | Tense::Till)
        || wanted.is_some() && same.is_none()
    {
        future.or(past)
    } else if wanted.is_some() {
        same
    } else {
        past.or(future)
    };
    Some(Cell { explicit: false, ..Cell::of(Stamp::day(picked?)) })
}

/// A weekday: of the cell's week, or the nearest one that the tense and the preference tell.
pub(super) fn in_week(a: &Anchors<'_>, cell: Option<Cell>, w: u8) -> Option<Cell> {
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
    let d = if a.onward() {
        weekday_on_or_after(add_days(here, 1)?, w)?
    } else if matches!(a.tense(), Tense::Ahead | Tense::Till) {
        weekday_on_or_after(here, w)?
    } else {
        weekday_on_or_before(here, w)?
    };
    Some(Cell { explicit: false, ..Cell::of(Stamp::day(d)) })
}

pub(super) fn part(a: &Anchors<'_>, cell: Option<Cell>, p: PartOfDay) -> Option<Cell> {
    // "they marched at night": any night; "in the evening" of some day of a month
    let nightly = matches!(p, PartOfDay::Night | PartOfDay::Daytime) && a.bare();
    let any = Stamp { within: Within::Day(0, 0), ..Stamp::default() };
    let some =
        a.at().filter(|_| a.narrative()).and_then(|s| if nightly { Some(any) } else { open(&s, Unit::Day) });
    let c = match (cell, some, current_day(a)) {
        (Some(c), ..) => c,
        (None, Some(s), _) => Cell { explicit: false, ..Cell::of(s) },
        (None, None, Some(d)) => Cell { explicit: false, ..Cell::of(Stamp::day(d)) },
        (None, None, None) => Cell::of(Stamp { dayless: true, ..Stamp::default() }),
    };
    Some(Cell { stamp: Stamp { of_day: OfDay::Part(p), ..c.stamp }, span: None, ..c })
}

/// The day that a time of day without one is on.
pub(super) fn current_day(a: &Anchors<'_>) -> Option<Date> {
    let day = a.text.filter(|s| matches!(s.within, Within::Day(m, d) if m > 0 && d > 0));
    if a.plans() {
        a.today()
    } else {
        day.and_then(|s| s.interval()).map(|(x, _)| x.date()).or_else(|| a.here())
    }
}

/// A time of day; of "3:15" the morning or the afternoon that its part of the day, or the plan, tells.
pub(super) fn clock(a: &Anchors<'_>, cell: Option<Cell>, t: Clock) -> Option<Cell> {
    let part = cell.as_ref().and_then(|c| if let OfDay::Part(p) = c.stamp.of_day { Some(p) } else { None });
    let mut hour = t.hour;
    let mut next_day = false;
    match part {
        // "this evening at 12" is midnight
        Some(PartOfDay::Afternoon | PartOfDay::Midday | PartOfDay::Lunch) if hour == 12 && !t.sure => {}
        // "midnight tonight"
        Some(PartOfDay::Evening | PartOfDay::Night) if hour == 0 && t.minute.is_none() => next_day = true,
        Some(_) if hour == 12 && !t.sure => (hour, next_day) = (0, true),
        Some(p) => hour = t.in_part(p).hour,
        _ => {}
    }
    // "until midnight Friday" is the end of that day
    if t.hour == 0 && t.minute.is_none() && t.sure && !a.plans() && a.up_to() {
        hour = 24;
    }
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
    }
    // "10 p.m." is written T22:00, as TempEval does.
    stamp.of_day = OfDay::Clock { hour, minute: t.minute.or(Some(0)), second: t.second };
    Some(Cell { stamp, span: None, explicit: false })
}

/// A holiday in the cell's year, or in the year that the tense and the preference tell.
pub(super) fn holiday(a: &Anchors<'_>, cell: Option<Cell>, h: u16) -> Option<Cell> {
    let date = |y: i16| holiday_in(a, h, y);
    let days = a.input.rules.time.holidays.get(h as usize).map_or(1, |h| h.days);
    let made = |d: Date, explicit: bool| {
        let midnight = |d: Date| d.to_datetime(jiff::civil::Time::midnight());
        let span = (days > 1).then(|| Some((midnight(d), midnight(add_days(d, i32::from(days))?)))).flatten();
        Some(Cell { stamp: Stamp::day(d), span, explicit })
    };
    if let Some(c) = cell
        && let Some(y) = c.stamp.civil_year()
    {
        return made(date(y)?, c.explicit);
    }
    let here = a.here()?;
    let y = here.year();
    let past = (0..12).map(|k| y - k).filter_map(date).find(|d| *d <= here);
    let future = (0..12).map(|k| y + k).filter_map(date).find(|d| *d >= here);
    if let Some((y, _)) = a.chronicle() {
        return made(date(y)?, false);
    }
    let gap = |d: Option<Date>| d.map_or(i64::MAX, |x| (x.duration_since(here).as_hours() / 24).abs());
    let picked = if a.onward()
        || a.tense() == Tense::Ahead
        || gap(future) < 60 && gap(past) > 240 && a.tense() != Tense::Behind
    {
        future.or(past)
    } else {
        past.or(future)
    };
    made(picked?, false)
}

pub(super) fn holiday_in(a: &Anchors<'_>, h: u16, y: i16) -> Option<Date> {
    let all = &a.input.rules.time.holidays;
    all.get(h as usize)?.date(y, a.input.context.locale().country(), all)
}

/// The month and the day of a holiday that is the same every year.
pub(super) fn fixed(a: &Anchors<'_>, h: u16) -> Option<(u8, u8)> {
    let on = |y| holiday_in(a, h, y).map(|d| (d.month(), d.day()));
    // no feast that moves falls on one day in three years running
    let (month, day) = on(2001).filter(|first| on(2002) == Some(*first) && on(2003) == Some(*first))?;
    Some((u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// Whether a holiday begins on the evening of its day.
pub(super) fn at_nightfall(a: &Anchors<'_>, h: u16) -> bool {
    a.input.rules.time.holidays.get(h as usize).is_some_and(|h| h.eve)
}

/// The weekend that a holiday makes: it and the days to it, from Friday evening.
pub(super) fn weekend_of(c: &Cell) -> Option<Cell> {
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
