//! Years, decades and centuries that dates share: "recorded and released in the same year", "born and died in
//! different centuries", "came out in two different decades".

use super::lasts::of_group;
use super::told::told;
use super::when::hull;
use super::{Case, Computed, Found, Worth};
use crate::mention::Kind;
use crate::resolve::{Reading, Value};
use crate::value::{Bound, DateTime, Decimal, Interval, Modifier, Quantity, Style};

/// What is shared, and how many of it the sentence says there are: one, several, or a number of them.
pub(super) struct Shared {
    unit: Unit,
    said: Interval<Decimal>,
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Month,
    Year,
    Decade,
    Century,
}

/// "The same year", "different decades", "two separate years".
pub(super) fn shared(case: &Case<'_, '_>) -> Option<Shared> {
    let own = case.own();
    let unit = match case.word(own.end.checked_sub(1)?).as_str() {
        "day" | "days" | "date" | "dates" => Unit::Day,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        _ => return None,
    };
    let from = own.start.saturating_sub(2).max(case.sentence.start);
    let word = (from..own.end)
        .rev()
        .find(|&i| matches!(case.word(i).as_str(), "same" | "different" | "separate"))?;
    if case.word(word) == "same" {
        return Some(Shared { unit, said: Interval::point(Decimal::ONE) });
    }
    let number = |r: &&Reading| r.kind == Kind::Number && r.extent.tokens.end == word;
    let counted =
        case.input.readings.iter().find(number).and_then(|r| r.quantity()?.stated.as_point().copied());
    let said = counted.map_or(Interval::at_least(Decimal::TWO), Interval::point);
    Some(Shared { unit, said })
}

/// Holds it against the dates of what the words near it tell of.
pub(super) fn same(case: &Case<'_, '_>) -> Option<Found> {
    let shared = shared(case)?;
    let groups = told(case)?;
    let mut dates: Vec<Interval<DateTime>> = Vec::new();
    let (mut from, mut how) = (Vec::new(), Vec::new());
    for group in &groups {
        for s in of_group(case, group) {
            if s.yearless {
                return None;
            }
            dates.push(hull(case, &s));
            from.extend(s.facts);
            how.push(format!("{}: {}", case.key(group[0].line), s.written));
        }
    }
    if dates.len() < 2 {
        return None;
    }
    let first = groups.first()?.first()?;
    let worth = Worth::Number(units(shared.unit, &dates)?);
    let quantity = Quantity {
        interval: shared.said,
        stated: shared.said,
        modifier: shared.said.high.value().is_none().then_some(Modifier::EqualOrMore),
        unit: None,
        digit: Decimal::ONE,
        style: Style::default(),
    };
    Some(Found {
        property: case.sheet.lines[first.line].property,
        why: format!("'{}' tells of {}", case.input.words(&first.tokens), case.key(first.line)),
        parts: vec![Computed { worth, from, how: how.join("; ") }],
        stated: Some(Value::Quantity(quantity)),
    })
}

/// How many different years (or days, or centuries) the dates may fall in.
fn units(unit: Unit, dates: &[Interval<DateTime>]) -> Option<Interval<Decimal>> {
    let mut spans: Vec<(i64, i64)> = Vec::new();
    for i in dates {
        let last = match i.high {
            Bound::Closed(t) => t,
            Bound::Open(t) => t.checked_sub(jiff::Span::new().nanoseconds(1)).ok()?,
            Bound::Unbounded => return None,
        };
        spans.push((number(unit, *i.low.value()?), number(unit, last)));
    }
    spans.sort_unstable();
    spans.dedup();
    let all: std::collections::BTreeSet<i64> =
        spans.iter().filter(|(a, b)| a == b).map(|(a, _)| *a).collect();
    let loose: Vec<&(i64, i64)> = spans.iter().filter(|(a, b)| a != b).collect();
    let least = match (all.len(), loose.as_slice()) {
        (0, []) => return None,
        (0, _) => 1,
        // A date that is not known to the year adds one only where it meets none of the others.
        (n, loose) => n + usize::from(loose.iter().any(|(a, b)| all.range(a..=b).next().is_none())),
    };
    let most = all.len() + loose.len();
    let number = |n: usize| Decimal::from(n as u64);
    Some(Interval::closed(number(least), number(most.max(least))))
}

fn number(unit: Unit, t: DateTime) -> i64 {
    let year = i64::from(t.year());
    match unit {
        Unit::Day => year * 400 + i64::from(t.date().day_of_year()),
        Unit::Month => year * 12 + i64::from(t.month()),
        Unit::Year => year,
        Unit::Decade => year.div_euclid(10),
        Unit::Century => (year - 1).div_euclid(100),
    }
}
