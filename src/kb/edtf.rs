//! Dates as claims files write them: EDTF, levels 0 and 1, with the quarters of level 2.
//!
//! | written | covers |
//! |---|---|
//! | `2016-01-02` | the day |
//! | `2016-01`, `2016` | the month, the year |
//! | `199X`, `19XX`, `2016-XX` | the decade, the century, the year |
//! | `2016-21` ... `2016-24` | spring ... winter (which ends in 2017) |
//! | `2016-33` ... `2016-36` | the quarters |
//! | `1997~` | approximate: one unit either way, 1996 to 1998 |
//! | `2016?` | uncertain: the year, and said to be unsure |
//! | `2014/2015`, `2014/..`, `../2015` | from the begin of the one to the end of the other |
//! | `2016-01-02T14:30` | the minute |
//!
//! Source: ISO 8601-2:2019 annex A; Library of Congress, "Extended Date/Time Format Specification".

use std::fmt;
use std::str::FromStr;

use jiff::civil::Time;

use super::model::Dated;
use crate::value::calendar::MONTHS;
use crate::value::{Bound, Date, DateTime, Interval};

/// A date as EDTF writes it. `Display` prints it, `FromStr` reads it.
///
/// ```
/// use factlint::kb::Edtf;
/// let decade: Edtf = "199X".parse()?;
/// assert_eq!(decade.to_string(), "199X");
/// assert_eq!(decade.interval().to_string(), "[1990-01-01T00:00:00, 2000-01-01T00:00:00)");
/// assert!("2016-02-30".parse::<Edtf>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edtf {
    /// One date.
    One(Point),
    /// From one date to another; `None` is an open end. One end at least is there.
    Span(Option<Point>, Option<Point>),
}

/// One date of any precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    unit: Unit,
    approximate: bool,
    uncertain: bool,
}

/// What a date names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// A year with so many unspecified digits at its end (0 to 3).
    Year(i16, u8),
    /// A month (1-12), season (21-24), quarter (33-36) or half-year (40-41).
    Part(i16, u8),
    Day(Date),
    Minute(DateTime),
    Second(DateTime),
}

const LAST_YEAR: i16 = 9998;

impl Edtf {
    /// The instants covered, begin inclusive, end exclusive.
    #[must_use]
    pub fn interval(&self) -> Interval<DateTime> {
        match self {
            Self::One(p) => {
                let (a, b) = p.ends();
                Interval::half_open(a, b)
            }
            Self::Span(a, b) => Interval {
                low: a.map_or(Bound::Unbounded, |p| Bound::Closed(p.ends().0)),
                high: b.map_or(Bound::Unbounded, |p| Bound::Open(p.ends().1)),
            },
        }
    }

    /// The date with what it covers.
    #[must_use]
    pub fn dated(&self) -> Dated {
        Dated { interval: self.interval(), written: self.to_string().into() }
    }

    /// The date of a day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self::One(Point { unit: Unit::Day(date), approximate: false, uncertain: false })
    }

    /// Whether it is marked uncertain (`?`, `%`).
    #[must_use]
    pub fn uncertain(&self) -> bool {
        match self {
            Self::One(p) => p.uncertain,
            Self::Span(a, b) => [a, b].into_iter().flatten().any(|p| p.uncertain),
        }
    }
}

impl Point {
    fn ends(&self) -> (DateTime, DateTime) {
        let (a, b) = self.unit.ends();
        if !self.approximate {
            return (a, b);
        }
        (self.unit.step(a, -1).unwrap_or(a), self.unit.step(b, 1).unwrap_or(b))
    }
}

impl Unit {
    fn ends(self) -> (DateTime, DateTime) {
        let first = |y: i16, m: i8| Date::new(y, m, 1).unwrap_or(Date::MAX).to_datetime(Time::midnight());
        let begin = match self {
            Self::Year(y, _) => first(y, 1),
            Self::Part(y, part) => first(y, part_months(part).0),
            Self::Day(d) => d.to_datetime(Time::midnight()),
            Self::Minute(t) | Self::Second(t) => t,
        };
        (begin, self.step(begin, 1).unwrap_or(DateTime::MAX))
    }

    /// `t` moved by `n` of this unit.
    fn step(self, t: DateTime, n: i64) -> Option<DateTime> {
        let span = jiff::Span::new();
        let span = match self {
            Self::Year(_, digits) => span.try_years(n * 10i64.pow(u32::from(digits))),
            Self::Part(_, part) => span.try_months(n * part_months(part).1),
            Self::Day(_) => span.try_days(n),
            Self::Minute(_) => span.try_minutes(n),
            Self::Second(_) => span.try_seconds(n),
        };
        t.checked_add(span.ok()?).ok()
    }
}

/// First month and number of months of a part of a year.
fn part_months(part: u8) -> (i8, i64) {
    match part {
        21..=24 => ([3, 6, 9, 12][usize::from(part) - 21], 3),
        33..=36 => ([1, 4, 7, 10][usize::from(part) - 33], 3),
        40 => (1, 6),
        41 => (7, 6),
        m => (i8::try_from(m).unwrap_or(1).clamp(1, 12), 1),
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |f: &mut fmt::Formatter<'_>, p: &Option<Point>| match p {
            Some(p) => p.fmt(f),
            None => f.write_str(".."),
        };
        match self {
            Self::One(p) => p.fmt(f),
            Self::Span(a, b) => {
                end(f, a)?;
                f.write_str("/")?;
                end(f, b)
            }
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |f: &mut fmt::Formatter<'_>, y: i16| {
            if y < 0 { write!(f, "-{:04}", y.unsigned_abs()) } else { write!(f, "{y:04}") }
        };
        match self.unit {
            Unit::Year(y, 0) => year(f, y)?,
            Unit::Year(y, digits) => {
                let digits = usize::from(digits);
                write!(f, "{}{}", &format!("{y:04}")[..4 - digits], "X".repeat(digits))?;
            }
            Unit::Part(y, part) => {
                year(f, y)?;
                write!(f, "-{part:02}")?;
            }
            Unit::Day(d) => {
                year(f, d.year())?;
                write!(f, "-{:02}-{:02}", d.month(), d.day())?;
            }
            Unit::Minute(t) | Unit::Second(t) => {
                year(f, t.year())?;
                write!(f, "-{:02}-{:02}T{:02}:{:02}", t.month(), t.day(), t.hour(), t.minute())?;
                if matches!(self.unit, Unit::Second(_)) {
                    write!(f, ":{:02}", t.second())?;
                }
            }
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        })
    }
}

impl FromStr for Edtf {
    type Err = String;

    /// # Errors
    ///
    /// Why the text is no date, in words: "`2016-02-30` is no date: February 2016 has 29 days".
    fn from_str(s: &str) -> Result<Self, String> {
        let s = s.trim();
        let Some((a, b)) = s.split_once('/') else {
            return point(s).map(Self::One).map_err(|why| format!("`{}` is no date: {why}", short(s)));
        };
        let end = |text: &str| match text {
            "" | ".." => Ok(None),
            _ => point(text).map(Some),
        };
        let bad = |why: String| format!("`{}` is no period: {why}", short(s));
        let (a, b) = (end(a).map_err(bad)?, end(b).map_err(bad)?);
        if let (Some(x), Some(y)) = (a, b)
            && x.unit.ends().0 >= y.unit.ends().1
        {
            return Err(bad("it ends before it begins".to_owned()));
        }
        match (a, b) {
            (None, None) => Err(bad("both its ends are open".to_owned())),
            (a, b) => Ok(Self::Span(a, b)),
        }
    }
}

/// What an error shows of a text.
pub(super) fn short(s: &str) -> &str {
    s.char_indices().nth(40).map_or(s, |(i, _)| &s[..i])
}

fn point(s: &str) -> Result<Point, String> {
    let (body, approximate, uncertain) = match s.as_bytes().last() {
        Some(b'~') => (&s[..s.len() - 1], true, false),
        Some(b'?') => (&s[..s.len() - 1], false, true),
        Some(b'%') => (&s[..s.len() - 1], true, true),
        _ => (s, false, false),
    };
    Ok(Point { unit: unit(body)?, approximate, uncertain })
}

const SHAPE: &str = "write 2016-01-02, 2016-01, 2016, 1997~ or 2014/2015";

fn unit(s: &str) -> Result<Unit, String> {
    if let Some((date, time)) = s.split_once(['T', ' ']) {
        let Unit::Day(date) = unit(date)? else { return Err(SHAPE.to_owned()) };
        return instant(date, time);
    }
    let (sign, digits) = s.strip_prefix('-').map_or((1, s), |d| (-1, d));
    let mut parts = digits.split('-');
    let (year, unspecified) = year(parts.next().unwrap_or_default())?;
    let year = year * sign;
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() || unspecified > 0 && (month.is_some_and(|m| m != "XX") || sign < 0) {
        return Err(SHAPE.to_owned());
    }
    let (Some(month), day) = (month, day) else { return Ok(Unit::Year(year, unspecified)) };
    if month == "XX" {
        return match day {
            None | Some("XX") => Ok(Unit::Year(year, unspecified)),
            Some(_) => Err(SHAPE.to_owned()),
        };
    }
    let month = two(month)?;
    match (month, day) {
        (1..=12 | 21..=24 | 33..=36 | 40 | 41, None) | (1..=12, Some("XX")) => Ok(Unit::Part(year, month)),
        (1..=12, Some(day)) => {
            let day = two(day)?;
            let month = i8::try_from(month).unwrap_or(1);
            Date::new(year, month, i8::try_from(day).unwrap_or(0)).map(Unit::Day).map_err(
                |_| match Date::new(year, month, 1) {
                    Ok(first) => {
                        format!("{} {year} has {} days", MONTHS[month as usize - 1], first.days_in_month())
                    }
                    Err(_) => SHAPE.to_owned(),
                },
            )
        }
        (0 | 13..=20, _) => Err(format!("there is no month {month:02}")),
        _ => Err(SHAPE.to_owned()),
    }
}

/// Four digits, the last of which may be `X`: "1997", "199X".
fn year(s: &str) -> Result<(i16, u8), String> {
    let known = s.trim_end_matches('X');
    let unspecified = s.len() - known.len();
    if s.len() != 4 || unspecified > 3 || !known.bytes().all(|b| b.is_ascii_digit()) {
        return Err(SHAPE.to_owned());
    }
    let year = known.parse::<i16>().map_err(|_| SHAPE.to_owned())?
        * 10i16.pow(u32::try_from(unspecified).unwrap_or(0));
    if year > LAST_YEAR {
        return Err(format!("the last year is {LAST_YEAR}"));
    }
    Ok((year, u8::try_from(unspecified).unwrap_or(0)))
}

fn two(s: &str) -> Result<u8, String> {
    if s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit()) {
        s.parse().map_err(|_| SHAPE.to_owned())
    } else {
        Err(SHAPE.to_owned())
    }
}

/// A time of day, seconds and below optional; an offset is read and dropped: facts hold local time.
fn instant(date: Date, time: &str) -> Result<Unit, String> {
    let body = time.strip_suffix(['Z', 'z']).unwrap_or(time);
    let body = body.split_once(['+', '-']).map_or(body, |(t, _)| t);
    let bad = || format!("`{}` is no time of day", short(time));
    let mut parts = body.split(':');
    let mut next = || -> Result<Option<i8>, String> {
        let Some(text) = parts.next() else { return Ok(None) };
        let whole = text.split_once('.').map_or(text, |(w, _)| w);
        two(whole).map(|n| i8::try_from(n).ok()).map_err(|_| bad())
    };
    let (Some(hour), Some(minute), second) = (next()?, next()?, next()?) else { return Err(bad()) };
    let at = Time::new(hour, minute, second.unwrap_or(0), 0).map_err(|_| bad())?;
    let at = date.to_datetime(at);
    Ok(if second.is_some() { Unit::Second(at) } else { Unit::Minute(at) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn covers(text: &str) -> String {
        let i = text.parse::<Edtf>().unwrap().interval();
        let end =
            |b: &Bound<DateTime>| b.value().map_or("..".into(), |t| t.to_string().replace("T00:00:00", ""));
        format!("{} {}", end(&i.low), end(&i.high))
    }

    #[test]
    fn each_precision_covers_its_days() {
        for (text, is) in [
            ("2016-01-02", "2016-01-02 2016-01-03"),
            ("2016-01", "2016-01-01 2016-02-01"),
            ("2016", "2016-01-01 2017-01-01"),
            ("199X", "1990-01-01 2000-01-01"),
            ("19XX", "1900-01-01 2000-01-01"),
            ("2016-XX", "2016-01-01 2017-01-01"),
            ("2016-05-XX", "2016-05-01 2016-06-01"),
            ("2016-21", "2016-03-01 2016-06-01"),
            ("2016-24", "2016-12-01 2017-03-01"),
            ("2016-34", "2016-04-01 2016-07-01"),
            ("1997~", "1996-01-01 1999-01-01"),
            ("199X~", "1980-01-01 2010-01-01"),
            ("2016-01-02~", "2016-01-01 2016-01-04"),
            ("2016?", "2016-01-01 2017-01-01"),
            ("2014/2015", "2014-01-01 2016-01-01"),
            ("2014/..", "2014-01-01 .."),
            ("../2015-03", ".. 2015-04-01"),
            ("2016-01-02T14:30", "2016-01-02T14:30:00 2016-01-02T14:31:00"),
            ("2016-01-02T14:30:05Z", "2016-01-02T14:30:05 2016-01-02T14:30:06"),
            ("-0043-03-15", "-000043-03-15 -000043-03-16"),
        ] {
            assert_eq!(covers(text), is, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_says_why() {
        for (text, why) in [
            ("2016-02-30", "`2016-02-30` is no date: February 2016 has 29 days"),
            ("2016-13", "`2016-13` is no date: there is no month 13"),
            ("2016-1-2", "`2016-1-2` is no date: write 2016-01-02, 2016-01, 2016, 1997~ or 2014/2015"),
            ("2015/2014", "`2015/2014` is no period: it ends before it begins"),
            ("../..", "`../..` is no period: both its ends are open"),
            ("2016-01-02T25:00", "`2016-01-02T25:00` is no date: `25:00` is no time of day"),
            ("9999", "`9999` is no date: the last year is 9998"),
        ] {
            assert_eq!(text.parse::<Edtf>().unwrap_err(), why);
        }
        assert!("é".parse::<Edtf>().is_err());
    }

    fn a_unit() -> impl Strategy<Value = Unit> {
        let date = (-9998i16..9998, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap());
        prop_oneof![
            (-9998i16..=9998).prop_map(|y| Unit::Year(y, 0)),
            (0i16..999, 1u8..=3).prop_map(|(y, d)| {
                let ten = 10i16.pow(u32::from(d));
                Unit::Year((y * 10) / ten * ten, d)
            }),
            (-9998i16..=9998, prop_oneof![1u8..=12, 21u8..=24, 33u8..=36, 40u8..=41])
                .prop_map(|(y, p)| Unit::Part(y, p)),
            date.clone().prop_map(Unit::Day),
            (date, 0i8..24, 0i8..60, 0i8..60, any::<bool>()).prop_map(|(d, h, m, s, fine)| {
                if fine { Unit::Second(d.at(h, m, s, 0)) } else { Unit::Minute(d.at(h, m, 0, 0)) }
            }),
        ]
    }

    proptest! {
        #[test]
        fn print_then_parse_is_identity(
            (a, b) in (a_unit(), a_unit()), flags in 0u8..16, shape in 0u8..4,
        ) {
            let point = |unit, bits: u8| Point { unit, approximate: bits & 1 != 0, uncertain: bits & 2 != 0 };
            let (mut a, mut b) = (point(a, flags), point(b, flags >> 2));
            if a.unit.ends().0 >= b.unit.ends().1 {
                std::mem::swap(&mut a, &mut b);
            }
            let date = match shape {
                0 => Edtf::One(a),
                1 => Edtf::Span(Some(a), Some(b)),
                2 => Edtf::Span(Some(a), None),
                _ => Edtf::Span(None, Some(b)),
            };
            prop_assert_eq!(date.to_string().parse::<Edtf>(), Ok(date));
        }

        #[test]
        fn no_text_panics(s in "\\PC{0,12}") {
            let _ = s.parse::<Edtf>().map(|d| d.interval());
        }
    }
}
