//! Numbers: digits and words to exact decimals.
//!
//! "33,000", "4 hundred and five thousand", "two-thirds", "22nd", "several". What is *not* here:
//! signs of money, units, scale letters ("1.5m"), hedges, ranges (see [`super::quantity`]), and
//! anything that dates are made of: a reader of dates looks at the digit tokens themselves.

use std::ops::Range;

use super::Input;
use crate::value::{Decimal, Style};

/// What a numeral is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// "33,000", "five", "1.5 million", "a hundred", "a dozen"
    Cardinal,
    /// "22nd", "third"
    Ordinal,
    /// "half", "two-thirds", "3/4", "a quarter". "Three and a half" is a cardinal.
    Fraction,
    /// "several", "a few", "dozens", "tens of thousands", "a couple": see [`Numeral::high`].
    Vague,
}

/// A number in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Token numbers, half-open: "a hundred" has the "a", "dozens" not the "of".
    pub tokens: Range<u32>,
    /// The value; of a vague one the low end.
    pub value: Decimal,
    /// The high end of a vague one; else as `value`.
    pub high: Decimal,
    /// What it is.
    pub form: Form,
    /// One unit of the last digit written: see [`crate::value::Quantity::digit`].
    pub digit: Decimal,
    /// How it was written.
    pub style: Style,
}

/// The numbers of a text: sorted, not overlapping, each as long as it can be.
#[must_use]
pub fn scan(input: &Input<'_>) -> Vec<Numeral> {
    let _ = input;
    Vec::new()
}
