//! Units: what a number counts or measures.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

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
        candidates: Candidates,
    },
    /// A counted noun, in lower case as written, modifiers kept: "missile tests", "north koreans".
    Noun(Arc<str>),
}

/// The units that a word can mean, likeliest first. Those of a rate, "dollars a share", are made when they are first
/// looked at: who only reads a text looks at none.
#[derive(Clone, Debug)]
pub struct Candidates(Arc<Source>);

#[derive(Debug)]
enum Source {
    Known(Box<[Arc<Measure>]>),
    Rates { of: Candidates, per: Per, made: OnceLock<Box<[Arc<Measure>]>> },
}

impl Candidates {
    /// Each of them per the same thing.
    #[must_use]
    pub fn per(&self, per: Per) -> Self {
        Self(Arc::new(Source::Rates { of: self.clone(), per, made: OnceLock::new() }))
    }
}

impl FromIterator<Arc<Measure>> for Candidates {
    fn from_iter<I: IntoIterator<Item = Arc<Measure>>>(all: I) -> Self {
        Self(Arc::new(Source::Known(all.into_iter().collect())))
    }
}

impl Deref for Candidates {
    type Target = [Arc<Measure>];

    fn deref(&self) -> &Self::Target {
        match &*self.0 {
            Source::Known(all) => all,
            Source::Rates { of, per, made } => made.get_or_init(|| {
                of.iter().map(|m| per.rate(&m.name, &m.dimension, m.factor).into()).collect()
            }),
        }
    }
}

impl PartialEq for Candidates {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl Eq for Candidates {}

impl Hash for Candidates {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

/// What a rate is per: "month", "share".
#[derive(Clone, Debug)]
pub struct Per {
    /// Its name.
    pub name: Arc<str>,
    /// What it measures; a noun itself.
    pub dimension: Arc<str>,
    /// Its factor to its dimension's base unit.
    pub factor: Decimal,
}

impl Per {
    /// So much of what `name` names, per one of it: factor and dimension are quotients.
    #[must_use]
    pub fn rate(&self, name: &str, dimension: &str, factor: Decimal) -> Measure {
        // Most things are counted per one of something, and division is slow.
        let found = if self.factor == Decimal::ONE { Some(factor) } else { factor.checked_div(self.factor) };
        Measure {
            name: joined([name, " per ", &self.name]),
            dimension: joined([dimension, "/", &self.dimension]),
            factor: found.filter(|x| !x.is_zero()).unwrap_or(Decimal::ONE),
            offset: Decimal::ZERO,
        }
    }
}

/// The parts as one text.
#[must_use]
pub fn joined(parts: [&str; 3]) -> Arc<str> {
    parts.concat().into()
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

    /// The same, to be kept.
    #[must_use]
    pub fn name_kept(&self) -> Arc<str> {
        match self {
            Self::Measure(m) => m.name.clone(),
            Self::Ambiguous { word: name, .. } | Self::Noun(name) => name.clone(),
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
