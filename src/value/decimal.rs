//! Exact decimals, and the few things prose needs of them: grain, scale, printing.

pub use rust_decimal::Decimal;

/// Ten to the power `exp`, for -28..=28; `None` outside.
///
/// ```
/// use factlint::value::decimal::{Decimal, power_of_ten};
/// assert_eq!(power_of_ten(3), Some(Decimal::from(1000)));
/// assert_eq!(power_of_ten(-2), Some(Decimal::new(1, 2)));
/// ```
#[must_use]
pub fn power_of_ten(exp: i32) -> Option<Decimal> {
    if exp >= 0 {
        let exp = u32::try_from(exp).ok().filter(|&e| e <= 28)?;
        Decimal::try_from_i128_with_scale(10i128.checked_pow(exp)?, 0).ok()
    } else {
        Decimal::try_new(1, exp.unsigned_abs()).ok()
    }
}

/// `x` without its sign as m·10^k, where no zero ends m: 15 and 2 of 1500. Zero is 0·10^0.
#[must_use]
pub fn stripped(x: Decimal) -> (u128, i32) {
    let mut exp = -i32::try_from(x.scale()).unwrap_or(0);
    let mut mantissa = x.mantissa().unsigned_abs();
    if mantissa == 0 {
        return (0, 0);
    }
    while mantissa > u64::MAX.into() && mantissa.is_multiple_of(10) {
        (mantissa, exp) = (mantissa / 10, exp + 1);
    }
    // Division of few digits is fast.
    let Ok(mut small) = u64::try_from(mantissa) else { return (mantissa, exp) };
    while small.is_multiple_of(10) {
        (small, exp) = (small / 10, exp + 1);
    }
    (small.into(), exp)
}

/// The grain of a stated number: the largest 1·10^k or 5·10^k that divides it.
///
/// It says how round the writer was: 28,000 is good to 1,000, 28,500 to 500. Zero has the grain 1.
///
/// ```
/// use factlint::value::decimal::{Decimal, grain};
/// assert_eq!(grain(Decimal::from(28_000)), Decimal::from(1_000));
/// assert_eq!(grain(Decimal::from(28_500)), Decimal::from(500));
/// assert_eq!(grain(Decimal::new(15, 1)), Decimal::new(5, 1));
/// ```
#[must_use]
pub fn grain(x: Decimal) -> Decimal {
    if x.is_zero() {
        return Decimal::ONE;
    }
    let (mantissa, exp) = stripped(x);
    let unit = power_of_ten(exp).unwrap_or(Decimal::ONE);
    if mantissa % 5 == 0 { unit * Decimal::from(5) } else { unit }
}

/// Prints a number for people: thousands separated by commas from 10,000 up or for any that
/// `group` asks for, no trailing zeros.
///
/// ```
/// use factlint::value::decimal::{Decimal, grouped};
/// assert_eq!(grouped(Decimal::from(34314)), "34,314");
/// assert_eq!(grouped(Decimal::new(-15, 1)), "-1.5");
/// ```
#[must_use]
pub fn grouped(x: Decimal) -> String {
    let text = x.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |d| ("-", d));
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(w, f)| (w, f));
    let mut out = String::with_capacity(text.len() + whole.len() / 3);
    out.push_str(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// How the digits of one number stand to as many of another that is not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miswritten {
    /// One digit is another: 148 for 118. Its place, from the left.
    Digit(usize),
    /// Two digits have changed places: 340 for 430. Their places.
    Swapped(usize, usize),
}

/// Which slip of the pen makes the digits `a` of `b`; nothing where they are the same, of another length or further off.
///
/// ```
/// use factlint::value::decimal::{Miswritten, miswritten};
/// assert_eq!(miswritten(b"148", b"118"), Some(Miswritten::Digit(1)));
/// assert_eq!(miswritten(b"340", b"430"), Some(Miswritten::Swapped(0, 1)));
/// assert_eq!(miswritten(b"340", b"512"), None);
/// ```
#[must_use]
pub fn miswritten(a: &[u8], b: &[u8]) -> Option<Miswritten> {
    let mut differ = (0..a.len()).filter(|&i| a.len() == b.len() && a[i] != b[i]);
    match (differ.next(), differ.next(), differ.next()) {
        (Some(i), None, _) => Some(Miswritten::Digit(i)),
        (Some(i), Some(j), None) if a[i] == b[j] && a[j] == b[i] => Some(Miswritten::Swapped(i, j)),
        _ => None,
    }
}
