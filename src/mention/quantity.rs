//! Quantities: numbers with their hedges, units and counted nouns.

use super::{Input, Mention, number::Numeral};
use crate::value::{Decimal, Interval, Style, Unit};

/// A quantity as the text says it, its hedge not applied yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number or the two ends as stated; of a vague word the range it stands for.
    pub stated: Interval<Decimal>,
    /// Hedges by their index in the rules' table, the one nearest to the number first.
    pub hedges: Vec<u16>,
    /// The unit; a plain count has its noun.
    pub unit: Option<Unit>,
    /// One unit of the last digit written: see [`crate::value::Quantity::digit`].
    pub digit: Decimal,
    /// How the number was written.
    pub style: Style,
}

/// Finds the quantities of `input` among `numerals`, sorted, not crossing. Numerals inside `taken`
/// (time expressions, sorted) are left alone.
#[must_use]
pub fn scan(input: &Input<'_>, numerals: &[Numeral], taken: &[Mention]) -> Vec<Mention> {
    let _ = (input, numerals, taken);
    Vec::new()
}
