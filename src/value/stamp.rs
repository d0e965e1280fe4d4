//! TIMEX3 calendar values: "2017", "2024-W05", "199", "1998-10-23TMO", "XXXX-WXX-5", "BC0490-SP".
//!
//! A [`Stamp`] is a cell of the calendar, or of the clock, with what is unknown left unknown. It prints
//! as the TIMEX3 value and parses back; [`Stamp::interval`] gives the instants that it covers.
//!
//! Source: TimeML 1.2.1 annotation guidelines, `timex3`; TIDES 2005 (TIMEX2) section 4 for eras, decades
//! and centuries.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};

use super::calendar::{add_days, add_months, first_of_week, month_start};

/// How much of a year is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Era {
    /// "XXXX"
    #[default]
    Unknown,
    /// The hundreds of a century: 19 is the 20th century.
    Century(i16),
    /// The tens of a decade: 199 is the 1990s.
    Decade(i16),
    /// A year.
    Year(i16),
    /// A year of some organisation's own calendar: "FY2023", "SY2008".
    Named(NamedYear, i16),
}

/// A year that does not start on 1 January.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamedYear {
    /// "fiscal 2023"
    Fiscal,
    /// "the school year 2008"
    School,
}

/// A season of the northern half of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Season {
    /// SP
    Spring,
    /// SU
    Summer,
    /// FA
    Autumn,
    /// WI
    Winter,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfDay {
    /// MO
    Morning,
    /// MI
    Midday,
    /// AF
    Afternoon,
    /// EV
    Evening,
    /// NI
    Night,
    /// DT
    Daytime,
    /// DA: first light
    Dawn,
    /// MEB: breakfast
    Breakfast,
    /// MEL: lunch
    Lunch,
    /// MED: dinner
    Dinner,
}

/// A place within a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Within {
    /// The whole of it.
    #[default]
    Whole,
    /// "H1"
    Half(u8),
    /// "Q3"; 0 is unknown
    Quarter(u8),
    /// "SU"
    Season(Season),
    /// "11"; 0 is unknown
    Month(u8),
    /// "11-13"; 0 is unknown
    Day(u8, u8),
    /// "W05"; 0 is unknown
    Week(u8),
    /// "W05-2": ISO week, weekday from 1 (Monday); week 0 is unknown
    Weekday(u8, u8),
    /// "W05-WE"; 0 is unknown
    Weekend(u8),
}

/// A place within a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OfDay {
    /// The whole of it.
    #[default]
    Whole,
    /// "TMO"
    Part(PartOfDay),
    /// "T16", "T16:30", "T16:30:05"
    Clock {
        /// 0 to 24
        hour: u8,
        /// Minute, where stated
        minute: Option<u8>,
        /// Second, where stated
        second: Option<u8>,
    },
}

/// A cell of the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Before Christ: the numbers of `era` count backwards.
    pub bc: bool,
    /// Year, decade or century.
    pub era: Era,
    /// Place within the year.
    pub within: Within,
    /// Place within the day.
    pub of_day: OfDay,
    /// False for a time of day that belongs to no day: "T16:30".
    pub dayless: bool,
}

const SEASONS: [(Season, &str); 4] =
    [(Season::Spring, "SP"), (Season::Summer, "SU"), (Season::Autumn, "FA"), (Season::Winter, "WI")];

const PARTS: [(PartOfDay, &str); 10] = [
    (PartOfDay::Morning, "MO"),
    (PartOfDay::Midday, "MI"),
    (PartOfDay::Afternoon, "AF"),
    (PartOfDay::Evening, "EV"),
    (PartOfDay::Night, "NI"),
    (PartOfDay::Daytime, "DT"),
    (PartOfDay::Dawn, "DA"),
    (PartOfDay::Breakfast, "MEB"),
    (PartOfDay::Lunch, "MEL"),
    (PartOfDay::Dinner, "MED"),
];

impl Season {
    /// The two letters of TIMEX3: "SU".
    #[must_use]
    pub fn code(self) -> &'static str {
        SEASONS.iter().find(|(s, _)| *s == self).map_or("", |(_, c)| c)
    }
}

impl PartOfDay {
    /// The letters of TIMEX3: "MO".
    #[must_use]
    pub fn code(self) -> &'static str {
        PARTS.iter().find(|(p, _)| *p == self).map_or("", |(_, c)| c)
    }

    /// First hour and the hour after the last; 24 is midnight.
    #[must_use]
    pub fn hours(self) -> (i8, i8) {
        match self {
            Self::Morning => (0, 12),
            Self::Midday => (12, 13),
            Self::Afternoon => (12, 19),
            Self::Evening | Self::Night => (18, 24),
            Self::Daytime => (8, 18),
            Self::Dawn => (4, 8),
            Self::Breakfast => (6, 10),
            Self::Lunch => (12, 14),
            Self::Dinner => (17, 21),
        }
    }
}

impl Stamp {
    /// A year: "2017".
    #[must_use]
    pub fn year(y: i16) -> Self {
        let (bc, y) = if y <= 0 { (true, 1 - y) } else { (false, y) };
        Self { bc, era: Era::Year(y), ..Self::default() }
    }

    /// A month: "2017-11".
    #[must_use]
    pub fn month(y: i16, m: i8) -> Self {
        Self { within: Within::Month(small(m)), ..Self::year(y) }
    }

    /// A day: "2017-11-13".
    #[must_use]
    pub fn day(d: Date) -> Self {
        Self { within: Within::Day(small(d.month()), small(d.day())), ..Self::year(d.year()) }
    }

    /// The ISO week that holds `d`: "2017-W46".
    #[must_use]
    pub fn week(d: Date) -> Self {
        let w = d.iso_week_date();
        Self { within: Within::Week(small(w.week())), ..Self::year(w.year()) }
    }

    /// The weekend of the ISO week that holds `d`: "2017-W46-WE".
    #[must_use]
    pub fn weekend(d: Date) -> Self {
        let w = d.iso_week_date();
        Self { within: Within::Weekend(small(w.week())), ..Self::year(w.year()) }
    }

    /// The quarter that holds `d`: "2017-Q4".
    #[must_use]
    pub fn quarter(d: Date) -> Self {
        Self { within: Within::Quarter(small((d.month() + 2) / 3)), ..Self::year(d.year()) }
    }

    /// An instant, to the minute or to the second.
    #[must_use]
    pub fn instant(t: DateTime, seconds: bool) -> Self {
        Self {
            of_day: OfDay::Clock {
                hour: small(t.hour()),
                minute: Some(small(t.minute())),
                second: seconds.then(|| small(t.second())),
            },
            ..Self::day(t.date())
        }
    }

    /// The year in astronomical numbering (1 BC is 0), where it is known.
    #[must_use]
    pub fn civil_year(&self) -> Option<i16> {
        match self.era {
            Era::Year(y) | Era::Named(_, y) => Some(if self.bc { 1 - y } else { y }),
            _ => None,
        }
    }

    /// The instants that the cell covers, begin inclusive, end exclusive; `None` when something that
    /// they depend on is unknown.
    ///
    /// ```
    /// use factlint::value::stamp::Stamp;
    /// let s: Stamp = "2016-Q2".parse().unwrap();
    /// let (begin, end) = s.interval().unwrap();
    /// assert_eq!((begin.date().to_string(), end.date().to_string()), ("2016-04-01".into(), "2016-07-01".into()));
    /// ```
    #[must_use]
    pub fn interval(&self) -> Option<(DateTime, DateTime)> {
        if self.dayless {
            return None;
        }
        let (a, b) = self.days()?;
        let midnight = |d: Date| d.to_datetime(Time::midnight());
        match self.of_day {
            OfDay::Whole => Some((midnight(a), midnight(b))),
            _ if add_days(a, 1)? != b => None,
            OfDay::Part(p) => {
                let (from, to) = p.hours();
                let at = |h: i8| -> Option<DateTime> {
                    if h >= 24 { Some(midnight(add_days(a, 1)?)) } else { Some(a.at(h, 0, 0, 0)) }
                };
                Some((at(from)?, at(to)?))
            }
            OfDay::Clock { hour, minute, second } => {
                let day = if hour >= 24 { add_days(a, 1)? } else { a };
                let unit = |x: u8| i8::try_from(x).ok();
                let begin = day
                    .to_datetime(Time::midnight())
                    .with()
                    .hour(unit(hour % 24)?)
                    .minute(unit(minute.unwrap_or(0))?)
                    .second(unit(second.unwrap_or(0))?)
                    .build()
                    .ok()?;
                let length = match (minute, second) {
                    (_, Some(_)) => 1,
                    (Some(_), None) => 60,
                    (None, None) => 3600,
                };
                let end = begin.checked_add(jiff::SignedDuration::from_secs(length)).ok()?;
                Some((begin, end))
            }
        }
    }

    fn days(&self) -> Option<(Date, Date)> {
        let y = match self.era {
            Era::Unknown | Era::Named(..) => return None,
            Era::Century(c) => return self.years(c, 100),
            Era::Decade(d) => return self.years(d, 10),
            Era::Year(_) => self.civil_year()?,
        };
        let months = |first: i16, n: i32| -> Option<(Date, Date)> {
            let a = month_start(y, first)?;
            Some((a, add_months(a, n)?))
        };
        match self.within {
            Within::Whole => months(1, 12),
            Within::Half(h) => months(i16::from(h) * 6 - 5, 6),
            Within::Quarter(0) | Within::Month(0) | Within::Week(0) | Within::Weekday(0, _) => None,
            Within::Weekend(0) => None,
            Within::Quarter(q) => months(i16::from(q) * 3 - 2, 3),
            Within::Month(m) => months(i16::from(m), 1),
            Within::Season(s) => {
                let day = |m: i8, d: i8| Date::new(y, m, d).ok();
                Some(match s {
                    Season::Spring => (day(3, 20)?, day(6, 21)?),
                    Season::Summer => (day(6, 21)?, day(9, 24)?),
                    Season::Autumn => (day(9, 23)?, day(12, 21)?),
                    Season::Winter => (day(12, 21)?, Date::new(y.checked_add(1)?, 3, 21).ok()?),
                })
            }
            Within::Day(m, d) => {
                let a = Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()?;
                Some((a, add_days(a, 1)?))
            }
            Within::Week(w) => {
                let a = first_of_week(y, w)?;
                Some((a, add_days(a, 7)?))
            }
            Within::Weekday(w, d) => {
                let a = add_days(first_of_week(y, w)?, i32::from(d) - 1)?;
                Some((a, add_days(a, 1)?))
            }
            Within::Weekend(w) => {
                let a = first_of_week(y, w)?;
                Some((add_days(a, 5)?, add_days(a, 7)?))
            }
        }
    }

    /// `n` groups of `size` years: century 19 is 1900 to 1999, in BC 1999 to 1900 counted down.
    fn years(&self, n: i16, size: i16) -> Option<(Date, Date)> {
        let low = n.checked_mul(size)?;
        let (a, b) = if self.bc {
            (1 - low.checked_add(size - 1)?, 2 - low)
        } else {
            (low.max(1), low.checked_add(size)?)
        };
        Some((month_start(a, 1)?, month_start(b, 1)?))
    }
}

fn small(x: i8) -> u8 {
    x.unsigned_abs()
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let two = |f: &mut fmt::Formatter<'_>, x: u8| {
            if x == 0 { f.write_str("XX") } else { write!(f, "{x:02}") }
        };
        if !self.dayless {
            if self.bc {
                f.write_str("BC")?;
            }
            match self.era {
                Era::Unknown => f.write_str("XXXX")?,
                Era::Century(c) => write!(f, "{c:02}")?,
                Era::Decade(d) => write!(f, "{d:03}")?,
                Era::Year(y) => write!(f, "{y:04}")?,
                Era::Named(NamedYear::Fiscal, y) => write!(f, "FY{y:04}")?,
                Era::Named(NamedYear::School, y) => write!(f, "SY{y:04}")?,
            }
            match self.within {
                Within::Whole => {}
                Within::Half(h) => write!(f, "-H{h}")?,
                Within::Quarter(0) => f.write_str("-QX")?,
                Within::Quarter(q) => write!(f, "-Q{q}")?,
                Within::Season(s) => write!(f, "-{}", s.code())?,
                Within::Month(m) => {
                    f.write_str("-")?;
                    two(f, m)?;
                }
                Within::Day(m, d) => {
                    f.write_str("-")?;
                    two(f, m)?;
                    f.write_str("-")?;
                    two(f, d)?;
                }
                Within::Week(w) | Within::Weekday(w, _) | Within::Weekend(w) => {
                    f.write_str("-W")?;
                    two(f, w)?;
                    match self.within {
                        Within::Weekday(_, d) => write!(f, "-{d}")?,
                        Within::Weekend(_) => f.write_str("-WE")?,
                        _ => {}
                    }
                }
            }
        }
        match self.of_day {
            OfDay::Whole => Ok(()),
            OfDay::Part(p) => write!(f, "T{}", p.code()),
            OfDay::Clock { hour, minute, second } => {
                write!(f, "T{hour:02}")?;
                if let Some(m) = minute {
                    write!(f, ":{m:02}")?;
                    if let Some(s) = second {
                        write!(f, ":{s:02}")?;
                    }
                }
                Ok(())
            }
        }
    }
}

impl FromStr for Stamp {
    type Err = String;

    /// Reads what `Display` prints.
    ///
    /// # Errors
    ///
    /// Names the text when it is no calendar value of TIMEX3.
    fn from_str(s: &str) -> Result<Self, String> {
        read(s)
            .ok_or_else(|| format!("`{s}` is no TIMEX3 calendar value: write 2017, 2017-11-13, 2017-W46 ..."))
    }
}

fn read(s: &str) -> Option<Stamp> {
    // A "T" opens the time of day; no part before it holds that letter.
    let (day, time) = match s.find('T') {
        Some(i) => (&s[..i], Some(&s[i + 1..])),
        None => (s, None),
    };
    let mut stamp = Stamp { dayless: day.is_empty(), ..Stamp::default() };
    if let Some(t) = time {
        stamp.of_day = read_time(t)?;
    } else if day.is_empty() {
        return None;
    }
    if stamp.dayless {
        return Some(stamp);
    }
    let body = day.strip_prefix("BC").unwrap_or(day);
    stamp.bc = body.len() != day.len();
    let (year, rest) = body.split_once('-').map_or((body, None), |(a, b)| (a, Some(b)));
    stamp.era = match (year, year.len()) {
        ("XXXX", _) => Era::Unknown,
        (_, 6) if year.starts_with("FY") => Era::Named(NamedYear::Fiscal, digits(&year[2..])?),
        (_, 6) if year.starts_with("SY") => Era::Named(NamedYear::School, digits(&year[2..])?),
        (_, 2) => Era::Century(digits(year)?),
        (_, 3) => Era::Decade(digits(year)?),
        (_, 4) => Era::Year(digits(year)?),
        _ => return None,
    };
    if let Some(rest) = rest {
        stamp.within = read_within(rest)?;
    }
    Some(stamp)
}

fn read_within(s: &str) -> Option<Within> {
    if let Some((season, _)) = SEASONS.iter().find(|(_, c)| *c == s) {
        return Some(Within::Season(*season));
    }
    let (head, tail) = s.split_once('-').map_or((s, None), |(a, b)| (a, Some(b)));
    if let Some(h) = head.strip_prefix('H') {
        return (tail.is_none() && matches!(h, "1" | "2")).then(|| Within::Half(h.as_bytes()[0] - b'0'));
    }
    if let Some(q) = head.strip_prefix('Q') {
        return match (q, tail) {
            ("X", None) => Some(Within::Quarter(0)),
            ("1" | "2" | "3" | "4", None) => Some(Within::Quarter(q.as_bytes()[0] - b'0')),
            _ => None,
        };
    }
    if let Some(w) = head.strip_prefix('W') {
        let w = pair(w, 53)?;
        return match tail {
            None => Some(Within::Week(w)),
            Some("WE") => Some(Within::Weekend(w)),
            Some(d) if d.len() == 1 => {
                Some(Within::Weekday(w, digits::<u8>(d).filter(|d| (1..=7).contains(d))?))
            }
            Some(_) => None,
        };
    }
    let m = pair(head, 12)?;
    Some(match tail {
        None => Within::Month(m),
        Some(d) => Within::Day(m, pair(d, 31)?),
    })
}

fn read_time(s: &str) -> Option<OfDay> {
    if let Some((p, _)) = PARTS.iter().find(|(_, c)| *c == s) {
        return Some(OfDay::Part(*p));
    }
    let mut fields = s.split(':');
    let mut next = |max: u8| -> Option<Option<u8>> {
        match fields.next() {
            None => Some(None),
            Some(t) if t.len() == 2 => Some(Some(digits::<u8>(t).filter(|x| *x <= max)?)),
            Some(_) => None,
        }
    };
    let (hour, minute, second) = (next(24)??, next(59)?, next(59)?);
    fields.next().is_none().then_some(OfDay::Clock { hour, minute, second })
}

/// Two digits from 1 to `max`, or "XX" as 0.
fn pair(s: &str, max: u8) -> Option<u8> {
    match s {
        "XX" => Some(0),
        _ if s.len() == 2 => digits::<u8>(s).filter(|x| (1..=max).contains(x)),
        _ => None,
    }
}

fn digits<T: FromStr>(s: &str) -> Option<T> {
    s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn covers(value: &str) -> (String, String) {
        let (a, b) = value.parse::<Stamp>().unwrap().interval().unwrap();
        (a.to_string(), b.to_string())
    }

    #[test]
    fn every_grain_has_its_interval() {
        let day = |a: &str, b: &str| (format!("{a}T00:00:00"), format!("{b}T00:00:00"));
        assert_eq!(covers("2017"), day("2017-01-01", "2018-01-01"));
        assert_eq!(covers("199"), day("1990-01-01", "2000-01-01"));
        assert_eq!(covers("19"), day("1900-01-01", "2000-01-01"));
        assert_eq!(covers("2023-W28"), day("2023-07-10", "2023-07-17"));
        assert_eq!(covers("2021-W53-WE"), day("2022-01-08", "2022-01-10"));
        assert_eq!(covers("BC0490"), day("-000489-01-01", "-000488-01-01"));
        assert_eq!(covers("BC03"), day("-000398-01-01", "-000298-01-01"));
        assert_eq!(covers("1998-02-12T22:00"), ("1998-02-12T22:00:00".into(), "1998-02-12T22:01:00".into()));
        assert_eq!(covers("1998-02-12TNI"), ("1998-02-12T18:00:00".into(), "1998-02-13T00:00:00".into()));
    }

    #[test]
    fn what_is_unknown_has_no_interval() {
        for value in ["XXXX", "XXXX-11-13", "1989-WXX", "1989-XX", "T16:30", "FY2018"] {
            assert_eq!(value.parse::<Stamp>().unwrap().interval(), None, "{value}");
        }
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for value in
            ["", "T", "2017-13", "2017-11-32", "17-W5", "2017-Q5", "2017-W10-8", "T25:00", "T1", "+017"]
        {
            assert!(value.parse::<Stamp>().is_err(), "{value}");
        }
    }

    fn stamps() -> impl Strategy<Value = Stamp> {
        let era = prop_oneof![
            Just(Era::Unknown),
            (0i16..100).prop_map(Era::Century),
            (0i16..1000).prop_map(Era::Decade),
            (0i16..10_000).prop_map(Era::Year),
            (1000i16..3000).prop_map(|y| Era::Named(NamedYear::Fiscal, y)),
        ];
        let within = prop_oneof![
            Just(Within::Whole),
            (1u8..3).prop_map(Within::Half),
            (0u8..5).prop_map(Within::Quarter),
            (0usize..4).prop_map(|i| Within::Season(SEASONS[i].0)),
            (0u8..13).prop_map(Within::Month),
            (0u8..13, 0u8..32).prop_map(|(m, d)| Within::Day(m, d)),
            (0u8..54).prop_map(Within::Week),
            (0u8..54, 1u8..8).prop_map(|(w, d)| Within::Weekday(w, d)),
            (0u8..54).prop_map(Within::Weekend),
        ];
        let of_day = prop_oneof![
            Just(OfDay::Whole),
            (0usize..10).prop_map(|i| OfDay::Part(PARTS[i].0)),
            (0u8..25, 0u8..60, 0u8..60, 0u8..3).prop_map(|(hour, m, s, n)| OfDay::Clock {
                hour,
                minute: (n > 0).then_some(m),
                second: (n > 1).then_some(s),
            }),
        ];
        (any::<bool>(), era, within, of_day).prop_map(|(bc, era, within, of_day)| Stamp {
            bc,
            era,
            within,
            of_day,
            dayless: false,
        })
    }

    proptest! {
        #[test]
        fn print_then_parse_is_identity(s in stamps()) {
            prop_assert_eq!(s.to_string().parse::<Stamp>().unwrap(), s);
        }

        #[test]
        fn any_text_is_read_without_panic(s in ".{0,20}") {
            let _ = s.parse::<Stamp>();
        }

        #[test]
        fn an_interval_is_never_empty(s in stamps()) {
            if let Some((a, b)) = s.interval() {
                prop_assert!(a < b);
            }
        }
    }
}
