//! Whether a number looks like another that was mistyped: two digits swapped, one digit another.

use crate::value::Decimal;

/// Whether `said` is `value`, as far as its digits go, but for a slip of the pen: "340,000" for 430,000, "148,000" for
/// 118,491; of two digits only a swap counts.
pub(super) fn looks_like(said: Decimal, value: Decimal) -> bool {
    let plain = said.normalize();
    let mut digits = plain.mantissa().unsigned_abs().to_string();
    let places = i64::from(plain.scale());
    // Trailing zeros before the point are no digits: 340,000 is 34 of its ten thousands.
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    digits.truncate(digits.len() - zeros);
    let mut grain = Decimal::ONE;
    for _ in 0..zeros {
        let Some(next) = grain.checked_mul(Decimal::from(10)) else { return false };
        grain = next;
    }
    for _ in 0..places {
        grain /= Decimal::from(10);
    }
    let Some(held) = value.abs().checked_div(grain) else { return false };
    let held = held.round().normalize().mantissa().unsigned_abs().to_string();
    let (a, b) = (digits.as_bytes(), held.as_bytes());
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let differ: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
    match differ.as_slice() {
        [_] => a.len() > 2,
        &[i, j] => a[i] == b[j] && a[j] == b[i],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_and_other_digits() {
        let slip = |a: i64, b: i64| looks_like(Decimal::from(a), Decimal::from(b));
        assert!(slip(340_000, 430_000));
        assert!(slip(148_000, 118_491));
        assert!(slip(85, 58));
        assert!(!slip(85, 75));
        assert!(!slip(340_000, 510_000));
        assert!(!slip(300, 400));
    }
}
