//! What a slip of the pen looks like: one digit written wrong, or two changed round: 52 for 42, 4,500 for 5,400.

use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::value::Decimal;
use crate::value::decimal::{Miswritten, miswritten};

/// Below this a round number is taken as it stands: "£800" beside "£1,250".
const SMALL: u32 = 10_000;

/// What rounding may have moved a figure that others are reckoned from: "310 million" is good to half a million.
pub(super) fn slack(draft: &Draft<'_>, f: &Figure) -> Decimal {
    match draft.scale(f) {
        0 if f.value.fract().is_zero() && f.value < Decimal::from(SMALL) => Decimal::ZERO,
        0 => f.slack,
        scale => {
            let unit = 10u64.checked_pow(u32::from(scale)).map(Decimal::from);
            unit.and_then(|u| u.checked_div(Decimal::TWO)).map_or(f.slack, |half| f.slack.min(half))
        }
    }
}

/// Whether one number is the other with a slip of the pen, or ten or a hundred off it; never in the last digit alone,
/// where there may be one more that no number tells.
pub(super) fn slip(meant: Decimal, written: Decimal) -> bool {
    let tens = [10u32, 100, 1000, 10_000].map(Decimal::from);
    let off = meant.checked_sub(written).map(|d| d.abs());
    // "6" and "16", "192" and "202"
    if tens.iter().any(|&t| off == Some(t) && t < written && written < t * Decimal::ONE_HUNDRED) {
        return true;
    }
    let Some((a, b)) = digits(meant, written) else { return false };
    match miswritten(&a, &b) {
        Some(Miswritten::Digit(i)) => {
            // "500" and "900": any two round numbers are that near.
            let round =
                a.iter().chain(&b).filter(|&&c| c != b'0').count() <= 2 && a[i] != b'0' && b[i] != b'0';
            i + 1 < a.len() && (!round || a[i].abs_diff(b[i]) == 1)
        }
        Some(Miswritten::Swapped(i, k)) => k == i + 1,
        None => false,
    }
}

/// Whether one digit of two and more was written wrong, whichever it is.
pub(super) fn any_digit(meant: Decimal, written: Decimal) -> bool {
    digits(meant, written)
        .is_some_and(|(a, b)| a.len() > 1 && matches!(miswritten(&a, &b), Some(Miswritten::Digit(_))))
}

/// The digits of two numbers of one length, with the same decimals.
fn digits(a: Decimal, b: Decimal) -> Option<(Vec<u8>, Vec<u8>)> {
    let scale = a.normalize().scale().max(b.normalize().scale());
    let write = |mut d: Decimal| {
        d.rescale(scale);
        d.mantissa().unsigned_abs().to_string().into_bytes()
    };
    let (a, b) = (write(a.normalize()), write(b.normalize()));
    // "0.8" and "1.8"
    let long = a.len().max(b.len()).max(scale as usize + 1);
    let fill = |d: Vec<u8>| [vec![b'0'; long - d.len()], d].concat();
    (a.len() == b.len() || scale > 0).then(|| (fill(a), fill(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_digit_or_two_changed_round() {
        let slips = |a: &str, b: &str| slip(a.parse().unwrap(), b.parse().unwrap());
        for (meant, written) in [
            ("42", "52"),
            ("27.5", "28.5"),
            ("0.8", "1.8"),
            ("5400", "4500"),
            ("525", "625"),
            ("6", "16"),
            ("192", "202"),
            ("180", "190"),
            ("0.34", "0.43"),
        ] {
            assert!(slips(meant, written), "{meant} {written}");
        }
        for (meant, written) in [
            ("42", "42"),
            ("42", "43"),
            ("42", "57"),
            ("3", "4"),
            ("98", "102"),
            ("840", "841"),
            ("0.81", "0.82"),
        ] {
            assert!(!slips(meant, written), "{meant} {written}");
        }
    }
}
