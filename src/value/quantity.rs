//! A quantity: what a number in a text means once its hedge is taken in.

use super::decimal::Decimal;
use super::interval::Interval;
use super::modifier::Modifier;
use super::unit::Unit;

/// An exact interval in a unit, with the number as it was written.
///
/// "over 33,000 North Koreans": `interval` (33000, +inf), `stated` 33000, `digit` 1000,
/// modifier `MORE_THAN`, unit "north koreans".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// What is meant, in `unit`, hedge applied, rounding not applied.
    pub interval: Interval<Decimal>,
    /// The number (or the range) as stated, before the hedge.
    pub stated: Interval<Decimal>,
    /// How the stated number bounds what is meant.
    pub modifier: Option<Modifier>,
    /// The unit; `None` for a bare number.
    pub unit: Option<Unit>,
    /// One unit of the last digit written: 1 for 33,981; 1,000 for 33,000; 100,000 for "1.5 million".
    /// Half of it is the rounding that a reader grants.
    pub digit: Decimal,
    /// How the number was written.
    pub style: Style,
}

/// How a number was written: decides rounding ("3 million") and how a correction is spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Spelled out: "twenty-three".
    pub words: bool,
    /// The scale word, as a power of ten: 6 for "1.5 million", 0 for none.
    pub scale: u8,
    /// Thousands are separated: "33,000".
    pub grouped: bool,
    /// Digits after the decimal point.
    pub decimals: u8,
    /// A vague word: dozens, several, a few. Such a number never conflicts within a factor of two.
    pub vague: bool,
}
