//! Readings in the notation of the rules' examples: `(33000, +inf) people`, `DATE 199 END`.

use crate::resolve::{Reading, Value};
use crate::value::{Bound, Decimal, Interval};

/// A reading as the examples of `rules/` write it: interval and unit, or TIMEX3 type, value and modifier.
#[must_use]
pub fn notation(reading: &Reading) -> String {
    match &reading.value {
        Value::Quantity(q) => {
            let interval = Interval {
                low: q.interval.low.map(|x| x.normalize()),
                high: q.interval.high.map(|x| x.normalize()),
            };
            match &q.unit {
                Some(u) => format!("{interval} {}", u.name()),
                None => interval.to_string(),
            }
        }
        Value::Time(t) => match t.modifier {
            Some(m) => format!("{} {} {m}", t.kind, t.value),
            None => format!("{} {}", t.kind, t.value),
        },
    }
}

/// Whether `reading` is what an example says: its [`notation`], its kind in capitals after it
/// (`12 EUR MONEY`) if the example cares.
#[must_use]
pub fn is(reading: &Reading, expected: &str) -> bool {
    let kind = reading.kind.as_str().to_ascii_uppercase();
    let expected = match expected.strip_suffix(&kind).and_then(|e| e.strip_suffix(' ')) {
        Some(rest) if reading.quantity().is_some() => rest,
        _ => expected,
    };
    let Some(q) = reading.quantity() else { return notation(reading) == expected };
    // "[40, +inf) person": the interval ends with its bracket, a point with its first space.
    let end = match expected.find([']', ')']) {
        Some(i) if expected.starts_with(['[', '(']) => i + 1,
        _ => expected.find(' ').unwrap_or(expected.len()),
    };
    let unit = expected[end..].trim();
    expected[..end].parse::<Interval<Decimal>>().is_ok_and(|i| same(&i, &q.interval))
        && q.unit.as_ref().map_or("", |u| u.name()) == unit
}

/// Whether two intervals are the same, to the sixth decimal: an example need not spell out a third.
fn same(a: &Interval<Decimal>, b: &Interval<Decimal>) -> bool {
    let near = |a: &Bound<Decimal>, b: &Bound<Decimal>| match (a, b) {
        (Bound::Unbounded, Bound::Unbounded) => true,
        (Bound::Closed(x), Bound::Closed(y)) | (Bound::Open(x), Bound::Open(y)) => {
            x == y || x.checked_sub(*y).is_some_and(|d| d.abs() <= Decimal::new(1, 6))
        }
        _ => false,
    };
    near(&a.low, &b.low) && near(&a.high, &b.high)
}
