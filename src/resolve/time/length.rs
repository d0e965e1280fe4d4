//! Amounts of time as TIMEX3 durations: "two years" to P2Y, "an hour and a half" to PT1H30M.

use crate::mention::time::{Amount, Count};
use crate::rules::time_words::Unit;
use crate::value::{Counted, Decimal, Length};

/// The TIMEX3 value of an amount. A count that is not known is X; of "two to three" the first is kept.
///
/// Source: TimeML 1.2.1, `timex3` value of DURATION; decades and centuries are written in years where
/// they are counted, as TempEval-3 does.
pub(super) fn iso(amount: &Amount) -> String {
    let (mut days, mut clock) = (String::from("P"), String::new());
    for (count, unit) in &amount.parts {
        let n = match count {
            Count::Exact(n) | Count::Between(n, _) => Some(*n),
            Count::Few(..) | Count::Some => None,
        };
        let mut put = |n: Option<Decimal>, code: &str, timed: bool| {
            let out = if timed { &mut clock } else { &mut days };
            match n {
                Some(n) => match u32::try_from(n.mantissa()).ok().filter(|_| n.scale() == 0) {
                    Some(whole) => out.push_str(&whole.to_string()),
                    None => out.push_str(&n.normalize().to_string()),
                },
                None => out.push('X'),
            }
            out.push_str(code);
        };
        match unit {
            Unit::Year | Unit::FiscalYear | Unit::SchoolYear => split(n, 12, ("Y", "M"), false, &mut put),
            Unit::Hour => split(n, 60, ("H", "M"), true, &mut put),
            Unit::Minute => split(n, 60, ("M", "S"), true, &mut put),
            Unit::Second => put(n, "S", true),
            Unit::Day => put(n, "D", false),
            Unit::BusinessDay => put(n, "BD", false),
            Unit::Weekend => put(n, "WE", false),
            Unit::Week => put(n, "W", false),
            Unit::Fortnight => put(n.map(|n| n * Decimal::TWO), "W", false),
            Unit::Month => put(n, "M", false),
            Unit::Quarter => put(n, "Q", false),
            Unit::Half => put(n.map(|n| n * Decimal::from(6)), "M", false),
            Unit::Decade => put(n.map(|n| n * Decimal::TEN), if n.is_some() { "Y" } else { "E" }, false),
            Unit::Century => {
                put(n.map(|n| n * Decimal::ONE_HUNDRED), if n.is_some() { "Y" } else { "C" }, false);
            }
            Unit::Millennium => {
                put(n.map(|n| n * Decimal::ONE_THOUSAND), if n.is_some() { "Y" } else { "L" }, false);
            }
            Unit::Period => put(None, "X", false),
        }
    }
    if !clock.is_empty() {
        days.push('T');
        days.push_str(&clock);
    }
    days
}

/// Ten thousand years and more before the present, which nobody dates to the year: "66 million years" to MA66.
///
/// Source: TIDES 2005 Standard for the Annotation of Temporal Expressions, KA, MA and GA.
pub(super) fn ages(amount: &Amount) -> Option<String> {
    let [(Count::Exact(n) | Count::Between(n, _), Unit::Year)] = amount.parts.as_slice() else { return None };
    if *n < Decimal::from(10_000) {
        return None;
    }
    let (code, by) = [("GA", 9), ("MA", 6), ("KA", 3)]
        .map(|(code, zeros)| (code, crate::value::decimal::power_of_ten(zeros)))
        .into_iter()
        .find_map(|(code, by)| Some((code, by.filter(|by| n >= by)?)))?;
    Some(format!("{code}{}", n.checked_div(by)?.normalize()))
}

/// Half a year is six months, half an hour thirty minutes; other fractions stay decimal.
fn split(
    n: Option<Decimal>,
    parts: i64,
    codes: (&str, &str),
    timed: bool,
    put: &mut impl FnMut(Option<Decimal>, &str, bool),
) {
    let Some(x) = n else { return put(None, codes.0, timed) };
    let (whole, rest) = (x.trunc(), x.fract() * Decimal::from(parts));
    if rest.is_zero() || !rest.fract().is_zero() {
        return put(n, codes.0, timed);
    }
    if !whole.is_zero() {
        put(Some(whole), codes.0, timed);
    }
    put(Some(rest), codes.1, timed);
}

/// The length of an amount, where it is a plain one.
pub(super) fn length(amount: &Amount) -> Option<Length> {
    let mut out = Length::default();
    for (count, unit) in &amount.parts {
        let Count::Exact(n) = count else { return None };
        let months = |k: i64| n.checked_mul(Decimal::from(k));
        match unit {
            Unit::Second => out.seconds = out.seconds.checked_add(*n)?,
            Unit::Minute => out.seconds = out.seconds.checked_add(months(60)?)?,
            Unit::Hour => out.seconds = out.seconds.checked_add(months(3600)?)?,
            Unit::Day => out.seconds = out.seconds.checked_add(months(86_400)?)?,
            Unit::Week => out.seconds = out.seconds.checked_add(months(7 * 86_400)?)?,
            Unit::Fortnight => out.seconds = out.seconds.checked_add(months(14 * 86_400)?)?,
            Unit::Month => out.months = out.months.checked_add(*n)?,
            Unit::Quarter => out.months = out.months.checked_add(months(3)?)?,
            Unit::Half => out.months = out.months.checked_add(months(6)?)?,
            Unit::Year | Unit::FiscalYear | Unit::SchoolYear => {
                out.months = out.months.checked_add(months(12)?)?;
            }
            Unit::Decade => out.months = out.months.checked_add(months(120)?)?,
            Unit::Century => out.months = out.months.checked_add(months(1200)?)?,
            Unit::Millennium => out.months = out.months.checked_add(months(12_000)?)?,
            Unit::BusinessDay | Unit::Weekend | Unit::Period => return None,
        }
    }
    Some(out)
}

/// The number and the unit of an amount of one unit: of "several years" the ends that the word is granted.
pub(super) fn count(amount: &Amount) -> Option<Counted> {
    let [(count, unit)] = amount.parts.as_slice() else { return None };
    let (low, high) = match *count {
        Count::Exact(n) => (n, n),
        Count::Between(a, b) | Count::Few(a, b) => (a, b),
        Count::Some => return None,
    };
    let unit = match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::BusinessDay => "business day",
        Unit::Week => "week",
        Unit::Fortnight => "fortnight",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Half => "half-year",
        Unit::Year => "year",
        Unit::FiscalYear => "fiscal year",
        Unit::SchoolYear => "school year",
        Unit::Decade => "decade",
        Unit::Century => "century",
        Unit::Millennium => "millennium",
        Unit::Weekend | Unit::Period => return None,
    };
    Some(Counted { low: low.normalize(), high: high.normalize(), unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_the_next_unit() {
        let value = |n: Decimal, u| iso(&Amount::of(Count::Exact(n), u));
        assert_eq!(value(Decimal::new(25, 1), Unit::Year), "P2Y6M");
        assert_eq!(value(Decimal::new(15, 1), Unit::Hour), "PT1H30M");
        assert_eq!(value(Decimal::new(5, 1), Unit::Hour), "PT30M");
        assert_eq!(value(Decimal::new(15, 1), Unit::Month), "P1.5M");
        assert_eq!(value(Decimal::TWO, Unit::Decade), "P20Y");
        assert_eq!(iso(&Amount::of(Count::Some, Unit::Decade)), "PXE");
        let day = Amount {
            parts: vec![
                (Count::Exact(Decimal::ONE), Unit::Day),
                (Count::Exact(Decimal::from(5)), Unit::Hour),
            ],
        };
        assert_eq!(iso(&day), "P1DT5H");
    }
}
