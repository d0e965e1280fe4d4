//! What was read, in words for people: so that a misreading shows at once.

use crate::resolve::{Reading, Value};
pub use crate::value::interval::spoken as number;
use crate::value::{DateTime, Interval, Modifier, Quantity, TimeRelation, Timex, Unit};

/// The meaning of a reading for people: "27,000 to 29,000", "more than 33,000", "2017", "1996-09-01 to 1999-12-31".
///
/// "About 28,000" is understood as "27,000 to 29,000", "the late 1990s" as the days that it covers.
///
/// ```
/// use factlint::report::understood::number;
/// use factlint::value::{Decimal, Interval};
/// assert_eq!(number(&Interval::closed(27_000.into(), 29_000.into())), "27,000 to 29,000");
/// assert_eq!(number(&Interval::more_than(Decimal::from(33_000))), "more than 33,000");
/// assert_eq!(number(&Interval::half_open(5.into(), 7.into())), "5 to under 7");
/// ```
#[must_use]
pub fn understood(reading: &Reading) -> String {
    match &reading.value {
        Value::Quantity(q) => quantity(q),
        Value::Time(t) => timex(t),
    }
}

/// A quantity in words, with its unit if it is a measure.
#[must_use]
pub fn quantity(q: &Quantity) -> String {
    let number = number(&q.interval);
    match &q.unit {
        None | Some(Unit::Noun(_)) => number,
        Some(Unit::Measure(m)) if &*m.dimension == "percent" => format!("{number} %"),
        Some(unit) if q.interval.as_point() == Some(&crate::value::Decimal::ONE) => {
            format!("{number} {}", unit.name())
        }
        Some(unit) => format!("{number} {}", plural(unit.name())),
    }
}

/// The plural of a unit's name: "years", "feet", "kilometres per hour". Codes and what has none stay.
fn plural(name: &str) -> String {
    let (head, rest) = name.split_once(" per ").map_or((name, ""), |(h, _)| (h, &name[h.len()..]));
    let unchanged = ["hertz", "celsius", "fahrenheit", "kelvin", "siemens", "lux"];
    let plain = head.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
    if !plain || head.is_empty() || unchanged.iter().any(|u| head.ends_with(u)) {
        return name.to_owned();
    }
    match head {
        h if h.ends_with("foot") => format!("{}feet{rest}", &h[..h.len() - 4]),
        h if h.ends_with("inch") => format!("{h}es{rest}"),
        h if h.ends_with("ry") => format!("{}ies{rest}", &h[..h.len() - 1]),
        h if h.ends_with('s') => name.to_owned(),
        h => format!("{h}s{rest}"),
    }
}

/// A time in words.
#[must_use]
pub fn timex(t: &Timex) -> String {
    let plain = t.modifier.is_none() && is_calendar(&t.value);
    let covered = t.interval.as_ref().filter(|_| !plain).map(period);
    let mut out = String::new();
    if let Some(word) = relation(t.relation) {
        out.push_str(word);
        out.push(' ');
    }
    out.push_str(&t.value);
    if let Some(m) = t.modifier {
        out.push_str(match m {
            Modifier::Start => " (start)",
            Modifier::Mid => " (middle)",
            Modifier::End => " (end)",
            Modifier::Approx => " (about)",
            Modifier::Before | Modifier::LessThan => " (less)",
            Modifier::After | Modifier::MoreThan => " (more)",
            Modifier::OnOrBefore | Modifier::EqualOrLess => " (or less)",
            Modifier::OnOrAfter | Modifier::EqualOrMore => " (or more)",
        });
    }
    match covered {
        Some(covered) if covered != out => format!("{out}: {covered}"),
        _ => out,
    }
}

/// Whether a TIMEX3 value is a year, month or day, which says itself what it covers.
fn is_calendar(value: &str) -> bool {
    matches!(value.len(), 4 | 7 | 10) && value.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

fn relation(r: Option<TimeRelation>) -> Option<&'static str> {
    match r? {
        TimeRelation::Since => Some("since"),
        TimeRelation::Until => Some("until"),
        TimeRelation::By => Some("by"),
        TimeRelation::Before => Some("before"),
        TimeRelation::After => Some("after"),
        TimeRelation::From => Some("from"),
        TimeRelation::During | TimeRelation::To | TimeRelation::For => None,
    }
}

/// The days (or instants) of an interval, both ends included: "2017-01-01 to 2017-12-31".
#[must_use]
pub fn period(i: &Interval<DateTime>) -> String {
    let midnight = |t: &DateTime| t.time() == jiff::civil::Time::midnight();
    let begin = i.low.value().map(|t| if midnight(t) { t.date().to_string() } else { t.to_string() });
    let end = i.high.value().map(|t| match t.date().yesterday() {
        // The end is exclusive: a reader names the last day itself.
        Ok(last) if midnight(t) && i.high.is_open() => last.to_string(),
        _ => t.to_string(),
    });
    match (begin, end) {
        (Some(a), Some(b)) if a == b => a,
        (Some(a), Some(b)) => format!("{a} to {b}"),
        (Some(a), None) => format!("{a} or later"),
        (None, Some(b)) => format!("{b} or earlier"),
        (None, None) => "any time".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::TimexType;

    #[test]
    fn units_have_their_plural() {
        let shown =
            ["year", "foot", "square inch", "century", "kilometre per hour", "USD", "celsius", "%", "dollar"];
        let plurals: Vec<String> = shown.iter().map(|u| plural(u)).collect();
        let wanted = [
            "years",
            "feet",
            "square inches",
            "centuries",
            "kilometres per hour",
            "USD",
            "celsius",
            "%",
            "dollars",
        ];
        assert_eq!(plurals, wanted);
    }

    #[test]
    fn times_say_the_days_they_cover() {
        let day = |y, m, d| jiff::civil::date(y, m, d).at(0, 0, 0, 0);
        let mut t = Timex {
            kind: TimexType::Date,
            value: "199".into(),
            modifier: Some(Modifier::End),
            relation: Some(TimeRelation::Since),
            interval: Some(Interval::half_open(day(1996, 9, 1), day(2000, 1, 1))),
            readings: Vec::new(),
            anchor: None,
            length: None,
            count: None,
            ends: None,
        };
        assert_eq!(timex(&t), "since 199 (end): 1996-09-01 to 1999-12-31");
        t = Timex { value: "2017".into(), modifier: None, relation: None, ..t };
        assert_eq!(timex(&t), "2017");
        t = Timex {
            value: "2023-W28".into(),
            interval: Some(Interval::half_open(day(2023, 7, 10), day(2023, 7, 17))),
            ..t
        };
        assert_eq!(timex(&t), "2023-W28: 2023-07-10 to 2023-07-16");
        t = Timex { value: "P1W".into(), modifier: Some(Modifier::LessThan), interval: None, ..t };
        assert_eq!(timex(&t), "P1W (less)");
    }
}
