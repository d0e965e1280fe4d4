//! A time expression once it is resolved: TIMEX3 type and value, and the interval it covers.

use std::fmt;

pub use jiff::civil::{Date, DateTime};

use super::decimal::Decimal;
use super::interval::Interval;
use super::modifier::Modifier;
use super::stamp::Stamp;
use crate::span::Span;

/// TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    /// A calendar date of any precision, a period of dates, or a vague reference.
    Date,
    /// A time of day, with or without its date.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimexType {
    /// `DATE`, `TIME`, `DURATION`, `SET`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

impl fmt::Display for TimexType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A resolved time expression.
///
/// "the late 1990s": type `DATE`, value "199", modifier `END`, interval
/// `[1996-09-01, 2000-01-01)`. "less than a week": `DURATION`, "P1W", `LESS_THAN`, no interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value: "2017", "2024-W05", "P1Y", "199", "PRESENT_REF".
    pub value: String,
    /// TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// How the text ties something to it: "since", "by", "until".
    pub relation: Option<TimeRelation>,
    /// The instants that comparison uses, begin inclusive, end exclusive; `None` where nothing anchors it.
    pub interval: Option<Interval<DateTime>>,
    /// Other licensed readings ("next Friday"), likeliest first; empty when there is one reading only.
    pub readings: Vec<Interval<DateTime>>,
    /// The other end of what was resolved against: the anchor's own value ("2016" for "the following year").
    pub anchor: Option<Stamp>,
    /// Length of a duration or of a set's period, where it is a plain one.
    pub length: Option<Length>,
    /// How many of which unit a duration counts, where it counts one: 3 to 4 years of "three or four years".
    pub count: Option<Counted>,
    /// The two ends of a period of the past with their places, where TIMEX3 tags each by itself: "1967" and "1975"
    /// of "She edited it from 1967 to 1975."
    pub ends: Option<Box<[(Span, Self); 2]>>,
}

/// A number of units of time as written, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The least.
    pub low: Decimal,
    /// The most.
    pub high: Decimal,
    /// The unit's name in the singular: "year".
    pub unit: &'static str,
}

/// The preposition before a time expression: how an event stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeRelation {
    /// "in", "on", "at", "during": within it.
    During,
    /// "since": starts in it and runs to the reference time.
    Since,
    /// "until", "till", "through": ends in it.
    Until,
    /// "by", "as of": on or before; a stock as it stood then.
    By,
    /// "before", "prior to"
    Before,
    /// "after", "following"
    After,
    /// "from": starts in it.
    From,
    /// "to": the far end of a period.
    To,
    /// "for", "over": lasts as long.
    For,
}

/// A length of time in calendar units that do not convert into each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Months: a year is twelve.
    pub months: Decimal,
    /// Seconds: a day is 86,400.
    pub seconds: Decimal,
}

impl Length {
    /// The length as days, both ends of what it can be: a month has 28 to 31, a year 365 to 366.
    /// `None` on overflow.
    #[must_use]
    pub fn days(self) -> Option<Interval<Decimal>> {
        let years = (self.months / Decimal::from(12)).trunc();
        let months = self.months.checked_sub(years.checked_mul(Decimal::from(12))?)?;
        let rest = self.seconds.checked_div(Decimal::from(86_400))?;
        let low = years.checked_mul(Decimal::from(365))?.checked_add(months * Decimal::from(28))?;
        let high = years.checked_mul(Decimal::from(366))?.checked_add(months * Decimal::from(31))?;
        Some(Interval::closed(low.checked_add(rest)?, high.checked_add(rest)?))
    }
}
