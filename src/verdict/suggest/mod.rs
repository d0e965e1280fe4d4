//! The text that could stand in the place of a wrong number or date, in the author's own style.
//!
//! Enters: the claim as written ("about 28,000", "twenty-three", "Nov. 13, 2018") and the reference. Leaves: the same words
//! with the reference in them ("34,000", "twenty-seven", "Nov. 13, 2017"), or nothing where there is no single
//! safe spelling. `spell` writes numbers in words, [`date`] days and months.

use crate::value::{Decimal, Interval, Modifier, Quantity, decimal};

use super::compare::round_to;

mod date;
mod spell;

pub use date::date;

/// The reference `value` written as the claim was: same rounding, same scale word, digits or words.
/// `written` is the mention's text ("1.5 million", "twenty-three").
///
/// `None` where there is no single safe spelling: a range, a vague word, a fraction, a reference that is an interval or
/// of another sign.
///
/// ```
/// use factlint::value::{Decimal, Interval, Quantity, Style};
/// use factlint::verdict::suggest::number;
/// let claim = Quantity {
///     interval: Interval::point(Decimal::from(28_000)), stated: Interval::point(Decimal::from(28_000)),
///     modifier: None, unit: None, digit: Decimal::from(1000), style: Style { grouped: true, ..Style::default() },
/// };
/// assert_eq!(number(&claim, &Interval::point(Decimal::from(34_314)), "28,000").as_deref(), Some("34,000"));
/// ```
#[must_use]
pub fn number(claim: &Quantity, value: &Interval<Decimal>, written: &str) -> Option<String> {
    let stated = *claim.stated.as_point()?;
    if claim.style.vague {
        return None;
    }
    let v = *value.as_point()?;
    if v.is_sign_negative() != stated.is_sign_negative() || (v.is_zero() && stated.is_sign_negative()) {
        return None;
    }
    let v = v.abs();
    let digit = if claim.digit.is_zero() { Decimal::ONE } else { claim.digit };
    let steps = v.checked_div(digit)?;
    let rounded = match claim.modifier {
        // "over" and "at least" stay true of a number rounded down, "under" and "at most" up.
        Some(Modifier::MoreThan | Modifier::EqualOrMore) => steps.floor().checked_mul(digit)?,
        Some(Modifier::LessThan | Modifier::EqualOrLess) => steps.ceil().checked_mul(digit)?,
        _ => round_to(v, digit),
    };
    // Too coarse a style for the value ("over 43,000" for 270): give the value itself.
    let coarse = rounded.is_zero() && !v.is_zero();
    let rounded = if coarse { v } else { rounded }.normalize();
    if claim.style.words {
        return if coarse { None } else { spell::like(rounded, written, stated.abs()) };
    }
    let scale = decimal::power_of_ten(i32::from(claim.style.scale))?;
    let shown = rounded.checked_div(scale)?.normalize();
    let figure = Figure::of(written)?;
    let digits = figure.filled(shown, claim)?;
    let (head, tail) = (&written[..figure.at.start], &written[figure.at.end..]);
    let tail = date::ordinal(tail, &digits);
    Some(format!("{head}{digits}{tail}"))
}

/// The digits of a mention, and the sign that parts its thousands.
struct Figure<'w> {
    at: std::ops::Range<usize>,
    digits: &'w str,
    parted: Option<char>,
}

impl<'w> Figure<'w> {
    /// `None` where the mention holds more than one number, or one that is not written in threes.
    fn of(written: &'w str) -> Option<Self> {
        let start = written.find(|c: char| c.is_ascii_digit())?;
        let end = written.rfind(|c: char| c.is_ascii_digit())? + 1;
        let digits = &written[start..end];
        if written.chars().any(|c| c.is_numeric() && !c.is_ascii_digit()) {
            return None;
        }
        let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
        let parted = whole.chars().find(|c| !c.is_ascii_digit());
        if let Some(sign) = parted {
            let threes =
                whole.split(sign).skip(1).all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()));
            if !matches!(sign, ',' | ' ' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}' | '\u{2009}') || !threes
            {
                return None;
            }
        }
        let fraction = digits.split_once('.').map_or("", |(_, fraction)| fraction);
        fraction.bytes().all(|b| b.is_ascii_digit()).then_some(Self { at: start..end, digits, parted })
    }

    /// `x` in the author's way: thousands parted where he parts them, as many decimals as he writes.
    fn filled(&self, x: Decimal, claim: &Quantity) -> Option<String> {
        let decimals = u32::from(claim.style.decimals);
        let rounded =
            if x.scale() > decimals { x.round_dp(decimals.max(u32::from(claim.style.scale > 0))) } else { x };
        if rounded.is_zero() && !x.is_zero() {
            return None;
        }
        // "28000" is somebody's style; "9500" says nothing of larger numbers.
        let long = self.digits.bytes().take_while(u8::is_ascii_digit).count() > 4;
        let grouped = self.parted.is_some() || (!long && rounded >= Decimal::from(10_000));
        let mut text = if grouped { decimal::grouped(rounded) } else { rounded.normalize().to_string() };
        if let Some(sign) = self.parted {
            text = text.replace(',', &sign.to_string());
        }
        let have = text.split_once('.').map_or(0, |(_, f)| f.len());
        if decimals > 0 && have < decimals as usize {
            if have == 0 {
                text.push('.');
            }
            text.push_str(&"0".repeat(decimals as usize - have));
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Style;

    fn claim(x: Decimal, digit: i64, style: Style, modifier: Option<Modifier>) -> Quantity {
        Quantity {
            interval: Interval::point(x),
            stated: Interval::point(x),
            modifier,
            unit: None,
            digit: Decimal::from(digit),
            style,
        }
    }

    #[test]
    fn keeps_the_authors_style() {
        let at = |v: i64| Interval::point(Decimal::from(v));
        let words = Style { words: true, ..Style::default() };
        let five = claim(Decimal::from(7), 1, words, Some(Modifier::EqualOrMore));
        assert_eq!(number(&five, &at(5), "seven times").as_deref(), Some("five times"));
        let scale = Style { scale: 6, decimals: 1, ..Style::default() };
        let million = claim(Decimal::from(1_500_000), 100_000, scale, None);
        assert_eq!(number(&million, &at(2_000_000), "1.5 million").as_deref(), Some("2.0 million"));
        let over = claim(
            Decimal::from(43_000),
            1000,
            Style { grouped: true, ..Style::default() },
            Some(Modifier::MoreThan),
        );
        assert_eq!(number(&over, &at(33_834), "43,000").as_deref(), Some("33,000"));
    }

    /// `value` in the place of `written`, which states `x` to the digit `digit`.
    fn as_written(written: &str, x: &str, digit: &str, style: Style, value: &str) -> Option<String> {
        let d = |s: &str| s.parse::<Decimal>().unwrap();
        let mut claim = claim(d(x), 1, style, None);
        claim.digit = d(digit);
        number(&claim, &Interval::point(d(value)), written)
    }

    #[test]
    fn signs_and_separators_stay() {
        let figures = Style::default();
        let grouped = Style { grouped: true, ..figures };
        let million = Style { scale: 6, decimals: 1, ..figures };
        for (written, x, digit, style, value, new) in [
            ("$3.2m", "3200000", "100000", million, "4512345", Some("$4.5m")),
            ("\u{a3}3.2 million", "3200000", "100000", million, "4000000", Some("\u{a3}4.0 million")),
            ("44 %", "44", "1", figures, "51.2", Some("51 %")),
            ("44.0 per cent", "44", "0.1", Style { decimals: 1, ..figures }, "51.23", Some("51.2 per cent")),
            ("28000", "28000", "1000", figures, "34314", Some("34000")),
            ("9500", "9500", "100", figures, "12345", Some("12,300")),
            ("12,300", "12300", "100", grouped, "9512", Some("9,500")),
            ("28\u{202f}000", "28000", "1000", grouped, "1234567", Some("1\u{202f}235\u{202f}000")),
            ("22nd", "22", "1", figures, "23", Some("23rd")),
            ("21st", "21", "1", figures, "11", Some("11th")),
            ("-5 degrees", "-5", "1", figures, "-7", Some("-7 degrees")),
            ("-5 degrees", "-5", "1", figures, "7", None),
            ("1,00,000", "100000", "1000", grouped, "200000", None),
            ("1\u{bd}", "1.5", "0.5", figures, "2.5", None),
            ("3/4", "0.75", "0.25", figures, "0.5", None),
            ("5 feet 10", "70", "1", figures, "72", None),
            ("3 million", "3000000", "1000000", Style { decimals: 0, ..million }, "34", None),
        ] {
            assert_eq!(as_written(written, x, digit, style, value).as_deref(), new, "{written}");
        }
    }

    #[test]
    fn a_range_has_no_single_correction() {
        let five = claim(Decimal::from(7), 1, Style::default(), None);
        assert_eq!(number(&five, &Interval::closed(Decimal::from(4), Decimal::from(5)), "7"), None);
    }
}
