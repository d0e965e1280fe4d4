//! What the text says, without context: numbers, quantities, time expressions, hedges.
//!
//! Floor 4. Enters: a document's tokens and the compiled rules. Leaves: [`Mention`]s, sorted by
//! place, not crossing. "Over 33,000 North Koreans have defected since the late 1990s" has two:
//! a number with the hedge "over" and the noun "North Koreans", and a decade with "late".

use std::ops::Range;

use crate::rules::RuleId;
use crate::span::Span;

pub mod context;

pub use context::{Context, Locale, Prefer, Timeline};

/// The kind of a mention, in the names that records use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A count or a bare number.
    Number,
    /// "22nd", "third-largest"
    Ordinal,
    /// "5 per cent", "two percentage points"
    Percent,
    /// "$3bn"
    Money,
    /// "40 km"
    Measure,
    /// "aged 22"
    Age,
    /// "30 °C"
    Temperature,
    /// Two stated ends: "between 5 and 10"
    Range,
    /// "3-2", "one in five", "10 to 1"
    Ratio,
    /// "rose 5 per cent to 20 million"
    Change,
    /// A day, month, year, decade, century, or a vague reference.
    Date,
    /// A time of day.
    Time,
    /// A time of a certain day.
    DateTime,
    /// A stretch of time with its ends: "from May 1 to May 7".
    Period,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl Kind {
    /// The name in records: "number", "datetime".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Age => "age",
            Self::Temperature => "temperature",
            Self::Range => "range",
            Self::Ratio => "ratio",
            Self::Change => "change",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime",
            Self::Period => "period",
            Self::Duration => "duration",
            Self::Set => "set",
        }
    }

    /// Whether it is a time expression.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::DateTime | Self::Period | Self::Duration | Self::Set)
    }
}

/// One step of how a value was read: which rule, on which tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The rule.
    pub rule: RuleId,
    /// Token numbers, half-open.
    pub tokens: Range<u32>,
}

/// Where a mention stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Token numbers of the expression itself, hedge and preposition left out: "33,000", "the late 1990s".
    pub tokens: Range<u32>,
    /// Token numbers with hedge, preposition, unit and counted noun: "over 33,000 North Koreans".
    pub whole: Range<u32>,
    /// Bytes of the reading text of `tokens`.
    pub text: Range<u32>,
    /// Bytes of the source of `tokens`.
    pub span: Span,
}
