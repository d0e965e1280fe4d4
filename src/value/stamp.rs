//! TIMEX3 calendar values: "2017", "2024-W05", "199", "1998-10-23TMO", "XXXX-WXX-5", "BC0490-SP".
//!
//! A [`Stamp`] is a cell of the calendar, or of the clock, with what is unknown left unknown. It prints
//! as the TIMEX3 value and parses back; [`Stamp::interval`] gives the instants that it covers.
//!
//! Source: TimeML 1.2.1 annotation guidelines, `timex3`; TIDES 2005 (TIMEX2) section 4 for eras, decades
//! and centuries.

use jiff::civil::{Date, DateTime, Time};

use super::calendar::{add_days, first_of_week, month_start};

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

pub(super) const SEASONS: [(Season, &str); 4] =
    [(Season::Spring, "SP"), (Season::Summer, "SU"), (Season::Autumn, "FA"), (Season::Winter, "WI")];

pub(super) const PARTS: [(PartOfDay, &str); 10] = [
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
        let months = |first: i16, n: i16| -> Option<(Date, Date)> {
            let next = first - 1 + n;
            Some((month_start(y, first)?, month_start(y + next / 12, next % 12 + 1)?))
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
