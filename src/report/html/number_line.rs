//! The claimed interval against the reference, on a line of numbers.

use super::look::Look;
use super::picture::{self, Band, End, Tick};
use crate::value::interval::spoken;
use crate::value::{Bound, Decimal, Interval, decimal};

/// Draws what the words `said` grant above `fact`; both are counted in `unit`. Nothing where neither has an end.
pub(super) fn draw(
    out: &mut String,
    look: Look,
    said: &str,
    claim: &Interval<Decimal>,
    fact: &Interval<Decimal>,
    unit: Option<&str>,
) {
    let said = format!("Draft: {said}");
    let held = match unit {
        Some(unit) => format!("Reference: {} {unit}", spoken(fact)),
        None => format!("Reference: {}", spoken(fact)),
    };
    let said = Band { low: end(&claim.low), high: end(&claim.high), words: &said };
    let held = Band { low: end(&fact.low), high: end(&fact.high), words: &held };
    if let Some(domain) = picture::domain([&said, &held]) {
        picture::draw(out, "Number line", look, [&said, &held], domain, &ticks(domain));
    }
}

fn end(b: &Bound<Decimal>) -> End {
    use rust_decimal::prelude::ToPrimitive;
    Some((b.value()?.to_f64()?, !b.is_open()))
}

fn ticks((from, to): (f64, f64)) -> Vec<Tick> {
    let mut parts = 6.0;
    loop {
        let step = picture::step(to - from, parts);
        let first = (from / step).ceil();
        let ticks: Vec<Tick> = (0..20)
            .map(|i| (first + f64::from(i)) * step)
            .take_while(|at| *at <= to)
            .map(|at| Tick { at, words: words(at, step) })
            .collect();
        let letters: usize = ticks.iter().map(|t| t.words.chars().count() + 3).sum();
        if letters <= 80 || parts <= 2.0 {
            return ticks;
        }
        parts -= 1.0;
    }
}

/// `1.4 billion`, `28,000`, `0.25`: no more decimals than the step has.
fn words(x: f64, step: f64) -> String {
    let x = if x.abs() < step / 1000.0 { 0.0 } else { x };
    let (scale, name) = match x.abs() {
        a if a >= 1e12 => (1e12, " trillion"),
        a if a >= 1e9 => (1e9, " billion"),
        a if a >= 1e6 => (1e6, " million"),
        _ => (1.0, ""),
    };
    let decimals = (-(step / scale * 1.001).log10().floor()).clamp(0.0, 12.0) as usize;
    let digits = format!("{:.decimals$}", x / scale);
    let digits = digits.parse().map_or(digits, decimal::grouped);
    format!("{digits}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(x: i64) -> Decimal {
        Decimal::from(x)
    }

    #[test]
    fn both_are_on_the_line_with_round_marks() {
        let mut out = String::new();
        draw(
            &mut out,
            Look::Conflicting,
            "over 27 miles",
            &Interval::more_than(d(43_000)),
            &Interval::point(d(34_078)),
            Some("km"),
        );
        assert!(out.contains("Draft: over 27 miles"), "{out}");
        assert!(out.contains("Reference: 34,078 km"));
        assert!(out.contains(">40,000</text>"));
        assert!(out.contains(r#"class="hollow""#));
    }

    #[test]
    fn marks_read_well_at_any_size() {
        let shown = |from, to| ticks((from, to)).into_iter().map(|t| t.words).collect::<Vec<_>>().join(" ");
        assert_eq!(shown(0.0, 1.05), "0 0.2 0.4 0.6 0.8 1");
        assert_eq!(shown(1.3e9, 1.5e9), "1.3 billion 1.35 billion 1.4 billion 1.45 billion 1.5 billion");
        assert_eq!(shown(-5.0, 5.0), "-4 -2 0 2 4");
        assert!(ticks((1e25, 2e25)).len() > 1);
    }
}
