//! Whether a number looks like another that was mistyped: two digits swapped, one digit another.

use crate::value::decimal::{Miswritten, miswritten};
use crate::value::{Decimal, Timex};

/// A slip of the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// "340,000" for 430,000.
    Swapped,
    /// "148,000" for 118,491: one digit of three or more.
    Digit,
    /// "28" for 18: one digit of two, which may be chance.
    OfTwo,
}

/// The slip of the pen that makes `said` of `value`, as far as its digits go.
pub(super) fn between(said: Decimal, value: Decimal) -> Option<Slip> {
    let plain = said.normalize();
    let mut digits = plain.mantissa().unsigned_abs().to_string();
    let places = i64::from(plain.scale());
    // Trailing zeros before the point are no digits: 340,000 is 34 of its ten thousands.
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    digits.truncate(digits.len() - zeros);
    let mut grain = Decimal::ONE;
    for _ in 0..zeros {
        let next = grain.checked_mul(Decimal::from(10))?;
        grain = next;
    }
    for _ in 0..places {
        grain /= Decimal::from(10);
    }
    let held = value.abs().checked_div(grain)?;
    let held = held.round().normalize().mantissa().unsigned_abs().to_string();
    let (a, b) = (digits.as_bytes(), held.as_bytes());
    match miswritten(a, b)? {
        Miswritten::Swapped(..) => Some(Slip::Swapped),
        Miswritten::Digit(_) if a.len() > 2 => Some(Slip::Digit),
        Miswritten::Digit(_) => (a.len() == 2).then_some(Slip::OfTwo),
    }
}

/// One of year, month and day is another, and the others are the same.
pub(crate) fn of_day(claim: &Timex, held: &Timex) -> bool {
    let parts = |t: &Timex| -> Vec<String> { t.value.split('-').map(str::to_owned).collect() };
    let (a, b) = (parts(claim), parts(held));
    let plain = |p: &[String]| p.iter().all(|w| w.bytes().all(|c| c.is_ascii_digit()));
    let told = a.len().min(b.len());
    told > 1 && plain(&a) && plain(&b) && (0..told).filter(|&i| a[i] != b[i]).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_and_other_digits() {
        let slip = |a: i64, b: i64| between(Decimal::from(a), Decimal::from(b));
        assert_eq!(slip(340_000, 430_000), Some(Slip::Swapped));
        assert_eq!(slip(148_000, 118_491), Some(Slip::Digit));
        assert_eq!(slip(85, 58), Some(Slip::Swapped));
        assert_eq!(slip(85, 75), Some(Slip::OfTwo));
        assert_eq!(slip(340_000, 510_000), None);
        assert_eq!(slip(300, 400), None);
    }
}
