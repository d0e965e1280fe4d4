//! Deviations that look like a slip of the pen: two digits swapped, another digit, the right day of another year.
//!
//! Where it is likely but not certain which fact a figure is meant for, a figure that differs from it at random says
//! nothing; "490 beds" where the base has 940 can hardly be another number.

use crate::kb::Fact;
use crate::kb::FactValue;
use crate::link::slip;
use crate::resolve::{Reading, Value};
use crate::value::Decimal;
use crate::value::decimal::{self, Miswritten};

/// Whether a reading is a fact's value, miswritten. A single other digit counts among `least` digits and more.
pub(super) fn miswritten(reading: &Reading, fact: &Fact<'_>, least: u8) -> bool {
    match (&reading.value, &*fact.value()) {
        (Value::Quantity(claim), FactValue::Quantity(held)) => {
            let (Some(x), Some(f)) = (claim.stated.as_point(), held.interval.as_point()) else {
                return false;
            };
            !claim.style.vague && number(*x, *f, claim.digit, usize::from(least))
        }
        (Value::Time(claim), FactValue::Time(held)) => slip::of_day(claim, held),
        _ => false,
    }
}

/// The digits of `x` down to one of `digit`.
fn digits(x: Decimal, digit: Decimal) -> Option<Vec<u8>> {
    let units = x.abs().checked_div(digit)?.round();
    Some(units.normalize().to_string().into_bytes())
}

fn number(x: Decimal, fact: Decimal, digit: Decimal, least: usize) -> bool {
    let (Some(a), Some(b)) = (digits(x, digit), digits(fact, digit)) else { return false };
    if x.is_sign_negative() != fact.is_sign_negative() {
        return false;
    }
    match decimal::miswritten(&a, &b) {
        Some(Miswritten::Digit(_)) => a.len() >= least,
        Some(Miswritten::Swapped(i, j)) => j == i + 1,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_told_from_other_numbers() {
        let slip = |x: i64, f: i64, d: i64, least| number(x.into(), f.into(), d.into(), least);
        assert!(slip(490, 940, 10, 3) && slip(148_000, 118_491, 1000, 3) && slip(3_900, 2_900, 100, 2));
        assert!(
            !slip(490, 510, 10, 3)
                && !slip(28, 18, 1, 3)
                && !slip(1_400, 1_150, 100, 3)
                && !slip(490, 49, 10, 2)
        );
    }
}
