//! Units: what a number counts or measures.

use std::fmt;
use std::sync::Arc;

use super::decimal::Decimal;

/// A unit of measurement or of money, with its exact factor to the base unit of its dimension.
///
/// Two units convert when their `dimension` is the same: value in base units =
/// `value * factor + offset`. Money has one dimension a currency, so that currencies never convert.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Measure {
    /// Singular name in lower case ("kilometre per hour"), or an ISO 4217 code ("USD").
    pub name: Arc<str>,
    /// What it measures: "length", "mass", "USD", "length/time".
    pub dimension: Arc<str>,
    /// Exact factor to the dimension's base unit.
    pub factor: Decimal,
    /// Added after the factor, in base units (temperatures only).
    pub offset: Decimal,
}

/// What a quantity is in. A plain number without a noun has no unit (`Option<Unit>`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// "40 km", "$3bn", "5 per cent" (dimension "percent"), "2 percentage points" (dimension "point").
    Measure(Arc<Measure>),
    /// "dollars" that may be several currencies: the word, and the candidates, likeliest first.
    Ambiguous {
        /// The word as the field names it: "dollar", "pound".
        word: Arc<str>,
        /// Which units it can mean.
        candidates: Arc<[Arc<Measure>]>,
    },
    /// A counted noun, in lower case as written, modifiers kept: "missile tests", "north koreans".
    Noun(Arc<str>),
}

impl Unit {
    /// The name that reports and records show.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Measure(m) => &m.name,
            Self::Ambiguous { word, .. } => word,
            Self::Noun(n) => n,
        }
    }

    /// Whether it is money by the time, where `other` is the money alone: pounds per month, pounds.
    #[must_use]
    pub fn is_rate_of(&self, other: &Self) -> bool {
        let own = match self {
            Self::Measure(m) => std::slice::from_ref(m),
            Self::Ambiguous { candidates, .. } => candidates,
            Self::Noun(_) => &[],
        };
        let Self::Measure(money) = other else { return false };
        let timed = |m: &Measure| m.dimension.ends_with("/calendar") || m.dimension.ends_with("/time");
        let of_it = |m: &Measure| m.name.strip_prefix(&*money.name).is_some_and(|r| r.starts_with(" per "));
        own.iter().any(|m| timed(m) && of_it(m))
    }

    /// The dimension, for measures.
    #[must_use]
    pub fn dimension(&self) -> Option<&str> {
        match self {
            Self::Measure(m) => Some(&m.dimension),
            _ => None,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Measure {
    /// Converts `x`, in this unit, to `target`. `None` when the dimensions differ or it overflows.
    ///
    /// ```
    /// use factlint::value::{Decimal, unit::Measure};
    /// let unit = |name: &str, factor| Measure {
    ///     name: name.into(), dimension: "length".into(), factor, offset: Decimal::ZERO,
    /// };
    /// let (mile, km) = (unit("mile", Decimal::new(1_609_344, 3)), unit("kilometre", Decimal::from(1000)));
    /// assert_eq!(mile.convert(Decimal::from(10), &km), Some(Decimal::new(1_609_344, 5)));
    /// ```
    #[must_use]
    pub fn convert(&self, x: Decimal, target: &Self) -> Option<Decimal> {
        if self.name == target.name {
            return Some(x);
        }
        if self.dimension != target.dimension {
            return None;
        }
        x.checked_mul(self.factor)?
            .checked_add(self.offset)?
            .checked_sub(target.offset)?
            .checked_div(target.factor)
    }
}
