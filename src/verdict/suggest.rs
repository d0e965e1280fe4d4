//! The text that could stand in the place of a wrong number or year, in the author's own style.

use crate::value::{Bound, DateTime, Decimal, Interval, Modifier, Quantity, decimal};

use super::compare::round_to;

/// The reference `value` written as the claim was: same rounding, same scale word, digits or words.
/// `written` is the mention's text ("1.5 million", "twenty-three").
///
/// `None` where there is no single safe spelling: a range, a vague word, a reference that is an interval.
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
    claim.stated.as_point()?;
    if claim.style.vague {
        return None;
    }
    let v = *value.as_point()?;
    let digit = if claim.digit.is_zero() { Decimal::ONE } else { claim.digit };
    let steps = v.checked_div(digit)?;
    let rounded = match claim.modifier {
        // "over" and "at least" stay true of a number rounded down, "under" and "at most" up.
        Some(Modifier::MoreThan | Modifier::EqualOrMore) => steps.floor().checked_mul(digit)?,
        Some(Modifier::LessThan | Modifier::EqualOrLess) => steps.ceil().checked_mul(digit)?,
        _ => round_to(v, digit),
    };
    // Too coarse a style for the value ("over 43,000" for 270): give the value itself.
    let rounded = if rounded.is_zero() && !v.is_zero() { v } else { rounded }.normalize();
    if claim.style.words && claim.style.scale == 0 {
        return in_words(rounded, written);
    }
    let scale = decimal::power_of_ten(i32::from(claim.style.scale))?;
    let shown = rounded.checked_div(scale)?.normalize();
    let digits = plain(shown, claim, written);
    let first = written.find(|c: char| c.is_ascii_digit())?;
    let last = written.rfind(|c: char| c.is_ascii_digit())? + 1;
    Some(format!("{}{}{}", &written[..first], digits, &written[last..]))
}

/// Digits in the author's way: separated thousands where he separates, as many decimals as he writes.
fn plain(x: Decimal, claim: &Quantity, written: &str) -> String {
    let decimals = u32::from(claim.style.decimals);
    let x = if x.scale() > decimals { x.round_dp(decimals.max(u32::from(claim.style.scale > 0))) } else { x };
    let grouped =
        claim.style.grouped || !written.contains(|c: char| c.is_ascii_digit()) || x >= Decimal::from(10_000);
    let mut text = if grouped { decimal::grouped(x) } else { x.normalize().to_string() };
    let have = text.split_once('.').map_or(0, |(_, f)| f.len());
    if decimals > 0 && have < decimals as usize {
        if have == 0 {
            text.push('.');
        }
        text.push_str(&"0".repeat(decimals as usize - have));
    }
    text
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number below a hundred in words, the rest of the mention ("five times") kept; above, digits.
fn in_words(x: Decimal, written: &str) -> Option<String> {
    let n = usize::try_from(x.normalize().mantissa()).ok().filter(|_| x.normalize().scale() == 0)?;
    let spelled = match n {
        0..20 => SMALL[n].to_owned(),
        20..100 if n % 10 == 0 => TENS[n / 10].to_owned(),
        20..100 => format!("{}-{}", TENS[n / 10], SMALL[n % 10]),
        _ => decimal::grouped(x),
    };
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    let spelled = if capital {
        let mut c = spelled.chars();
        c.next().map(|f| f.to_uppercase().collect::<String>() + c.as_str()).unwrap_or_default()
    } else {
        spelled
    };
    let rest = written.strip_suffix(" times").map_or("", |_| " times");
    Some(spelled + rest)
}

/// The year of a fact's date, where the claim is a bare year.
#[must_use]
pub fn year(value: &Interval<DateTime>, written: &str) -> Option<String> {
    let digits = written.len() == 4 && written.bytes().all(|b| b.is_ascii_digit());
    let (Bound::Closed(a) | Bound::Open(a), Bound::Closed(b) | Bound::Open(b)) = (value.low, value.high)
    else {
        return None;
    };
    let last = b.checked_sub(jiff::Span::new().seconds(1)).ok()?;
    (digits && a.year() == last.year()).then(|| a.year().to_string())
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

    #[test]
    fn a_range_has_no_single_correction() {
        let five = claim(Decimal::from(7), 1, Style::default(), None);
        assert_eq!(number(&five, &Interval::closed(Decimal::from(4), Decimal::from(5)), "7"), None);
    }
}
