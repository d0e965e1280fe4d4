//! Readings in the notation of the rules' examples: `(33000, +inf) people`, `DATE 199 END`; changes as
//! `up 5 % from 12 (2019) to 15`.

use crate::claim::Change;
use crate::resolve::{Reading, Value};
use crate::value::{Bound, Decimal, Interval, Part, Unit};

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

/// The [`notation`] with the kind in capitals, as corpus files list it: `[36, 44] people NUMBER`.
#[must_use]
pub fn with_kind(reading: &Reading) -> String {
    format!("{} {}", notation(reading), reading.kind.as_str().to_uppercase())
}

/// A change as the examples of `rules/` write it: direction, amount, `x` and how many times, the old value
/// with its time, the new one with its own: `up 5 % x2 from 12 (2019) to 15 (2022)`.
#[must_use]
pub fn change(change: &Change, readings: &[Reading]) -> String {
    let mut out = String::from(change.direction.map_or("", |d| d.as_str()));
    let mut add = |lead: &str, text: &str| {
        let gap = if out.is_empty() { "" } else { " " };
        out.push_str(gap);
        out.push_str(lead);
        out.push_str(text);
    };
    let time = |number: Option<usize>| Some(readings.get(number?)?.timex()?.value.clone());
    let said = |part: Part, number: Option<usize>| -> Option<String> {
        let Some(interval) = change.value(part, readings) else {
            return Some(readings.get(number?)?.timex()?.value.clone());
        };
        let interval = Interval {
            low: interval.low.map(|x| x.round_dp(6).normalize()),
            high: interval.high.map(|x| x.round_dp(6).normalize()),
        };
        let unit = number.and_then(|n| readings.get(n)?.quantity()?.unit.as_ref());
        Some(match unit {
            Some(unit) if !matches!(unit, Unit::Noun(_)) => format!("{interval} {}", unit.name()),
            _ => interval.to_string(),
        })
    };
    if let Some(by) = said(Part::By, change.by) {
        add("", &by);
    }
    if let Some(times) = said(Part::Times, change.factor) {
        add("x", &times);
    }
    for (lead, part, value, when) in
        [("from ", Part::Old, change.old, change.since), ("to ", Part::New, change.new, change.at)]
    {
        let told = said(part, value);
        if let Some(told) = &told {
            add(lead, told);
        }
        match time(when) {
            Some(when) if told.is_some() || part == Part::New => add("", &format!("({when})")),
            _ => {}
        }
    }
    if let Some(since) = time(change.since).filter(|_| change.old.is_none()) {
        add("since ", &since);
    }
    out
}

/// Whether `reading` is what an example says: its [`notation`], its kind in capitals after it
/// (`12 EUR MONEY`) if the example cares.
#[must_use]
pub fn is(reading: &Reading, expected: &str) -> bool {
    let kind = reading.kind.as_str().to_ascii_uppercase();
    let expected = match expected.strip_suffix(&kind).and_then(|e| e.strip_suffix(' ')) {
        Some(rest) => rest,
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
