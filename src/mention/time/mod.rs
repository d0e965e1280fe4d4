//! Time expressions as the text says them, before any anchor.

use super::{Input, Mention, number::Numeral};

/// A time expression as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression;

/// Finds the time expressions of `input`, sorted, not crossing. `numerals` are all numbers of the
/// text, sorted. Ages ("22-year-old", "aged 22", "22 years old") are quantities and left alone.
#[must_use]
pub fn scan(input: &Input<'_>, numerals: &[Numeral]) -> Vec<Mention> {
    let _ = (input, numerals);
    Vec::new()
}
