//! Values as claims files write them: TOML numbers and dates, and strings read as prose is read.
//!
//! `34_314`, `0.1` and `"3/4"` are exact decimals from their own text; `"1%"` has the unit per cent;
//! `"2016-01"` is a date; `"about $11 million"` and `"26 January 2015"` go to the reader.

use std::str::FromStr;

use super::days;
use super::edtf::Edtf;
use super::fact::{FactValue, dated_value, plain_quantity};
use super::model::{Dated, Tolerance};
use super::schema::{Raw, Value};
use crate::mention::Context;
use crate::resolve::{self, Value as Meaning};
use crate::rules::Rules;
use crate::span::Span;
use crate::text::token::tokenise;
use crate::text::{Document, Format};
use crate::value::{Decimal, Interval, Timex, Unit};

/// Why a value cannot be read, and where.
#[derive(Debug)]
pub(super) struct Bad {
    pub(super) span: Span,
    pub(super) why: String,
    pub(super) hint: Option<String>,
}

impl Bad {
    pub(super) fn new(span: Span, why: impl Into<String>) -> Self {
        Self { span, why: why.into(), hint: None }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The unit of a name as claims files write it: "person", "USD", "percent", "births per woman".
/// A name that no rule knows is a counted noun.
pub(super) fn unit(name: &str, rules: &Rules) -> Unit {
    rules.unit(name).unwrap_or_else(|| Unit::Noun(name.trim().to_lowercase().into()))
}

/// The place of a TOML value.
pub(super) fn span_of(value: &Value) -> Span {
    Span::from(value.span())
}

/// A date, a period or a moment: TOML's own, an EDTF string, a year as an integer, or a date in prose.
pub(super) fn date(value: &Value, source: &str, rules: &Rules) -> Result<Dated, Bad> {
    let span = span_of(value);
    let text = match value.get_ref() {
        Raw::Text(t) => t.as_str(),
        Raw::Date(t) => t.as_str(),
        Raw::Number => source.get(span.range()).unwrap_or_default(),
        _ => return Err(Bad::new(span, "a date is a string or a TOML date")),
    };
    match text.parse::<Edtf>() {
        Ok(d) => Ok(d.dated()),
        Err(why) => match date_in_prose(text, rules) {
            Some(d) => Ok(d),
            None => Err(Bad::new(span, why)),
        },
    }
}

/// "26 January 2015": the whole text must be one date.
fn date_in_prose(text: &str, rules: &Rules) -> Option<Dated> {
    let mut found = read(text, rules);
    match (found.pop()?, found.is_empty()) {
        (Found { value: FactValue::Time(t), .. }, true) => {
            Some(Dated { interval: t.interval?, written: t.value.into() })
        }
        _ => None,
    }
}

/// The value of a fact. `dates` says that the property's values are dates ("1984" is a year).
pub(super) fn value(
    value: &Value,
    source: &str,
    own: Option<&Unit>,
    dates: bool,
    rules: &Rules,
) -> Result<FactValue, Bad> {
    let span = span_of(value);
    if dates && !matches!(value.get_ref(), Raw::Table(_)) {
        return date(value, source, rules).map(|d| FactValue::Time(dated_value(&d)));
    }
    match value.get_ref() {
        Raw::Number => number(source.get(span.range()).unwrap_or_default())
            .map(|n| counted(Interval::point(n), own))
            .map_err(|why| Bad::new(span, why)),
        Raw::Date(t) => t
            .parse::<Edtf>()
            .map(|d| FactValue::Time(dated_value(&d.dated())))
            .map_err(|why| Bad::new(span, why)),
        Raw::Text(t) => words(t, own, rules).map_err(|why| {
            Bad::new(span, why).hint("write a number (34_078), a date (2016-01-02) or both in plain words")
        }),
        Raw::Table(entries) => measured(entries, span, source, own, dates, rules),
        Raw::List(_) => {
            Err(Bad::new(span, "a fact has one value; write one [[fact]] for each, or `low` and `high`"))
        }
        Raw::Bool => Err(Bad::new(span, "`true` and `false` are no values of a fact")),
    }
}

/// `{ value = 3.5, unit = "km" }` or `{ low = 3, high = 4, unit = "km" }`
fn measured(
    entries: &[(String, Value)],
    span: Span,
    source: &str,
    own: Option<&Unit>,
    dates: bool,
    rules: &Rules,
) -> Result<FactValue, Bad> {
    const KNOWN: [&str; 4] = ["value", "low", "high", "unit"];
    let find = |key: &str| entries.iter().find(|(k, _)| k == key).map(|(_, v)| v);
    if let Some((key, v)) = entries.iter().find(|(k, _)| !KNOWN.contains(&k.as_str())) {
        let hint = crate::error::nearest(key, KNOWN).map_or_else(
            || "known keys: value, low, high, unit".to_owned(),
            |k| format!("did you mean `{k}`?"),
        );
        return Err(Bad::new(span_of(v), format!("unknown key `{key}`")).hint(hint));
    }
    let named = match find("unit").map(|v| (v.get_ref(), v)) {
        Some((Raw::Text(name), _)) => Some(unit(name, rules)),
        Some((_, v)) => return Err(Bad::new(span_of(v), "a unit is a string")),
        None => None,
    };
    let own = named.as_ref().or(own);
    match (find("value"), find("low"), find("high")) {
        (Some(v), None, None) => value(v, source, own, dates, rules),
        (None, None, None) => Err(Bad::new(span, "missing key `value`")),
        (None, low, high) => between(low, high, source).map(|i| counted(i, own)),
        _ => Err(Bad::new(span, "`value` stands beside `low` or `high`; keep one of them")),
    }
}

/// A number without a unit.
pub(super) fn plain(value: &Value, source: &str) -> Result<Decimal, Bad> {
    let span = span_of(value);
    let text = match value.get_ref() {
        Raw::Number => source.get(span.range()).unwrap_or_default(),
        Raw::Text(t) => t,
        _ => return Err(Bad::new(span, "`low` and `high` are numbers")),
    };
    number(text).map_err(|why| Bad::new(span, why))
}

/// `low` and `high`, either of which may be missing.
pub(super) fn between(
    low: Option<&Value>,
    high: Option<&Value>,
    source: &str,
) -> Result<Interval<Decimal>, Bad> {
    let end = |v: &Value| plain(v, source);
    match (low.map(end).transpose()?, high.map(end).transpose()?) {
        (Some(a), Some(b)) if a > b => {
            let span = high.or(low).map(span_of).unwrap_or_default();
            Err(Bad::new(span, format!("`high` is {b}, below `low`, {a}")))
        }
        (Some(a), Some(b)) => Ok(Interval::closed(a, b)),
        (Some(a), None) => Ok(Interval::at_least(a)),
        (None, Some(b)) => Ok(Interval::at_most(b)),
        (None, None) => Err(Bad::new(Span::default(), "missing key `value`")),
    }
}

/// A number or an interval in a unit.
pub(super) fn counted(interval: Interval<Decimal>, unit: Option<&Unit>) -> FactValue {
    let end = interval.low.value().or(interval.high.value()).copied().unwrap_or_default();
    let mut q = plain_quantity(end);
    q.interval = interval;
    q.stated = interval;
    q.unit = unit.cloned();
    FactValue::Quantity(q)
}

/// A number as TOML or a table cell writes it: `34_314`, `0.1`, `1e6`, `0xff`, `34,314`, `3/4`.
pub(super) fn number(text: &str) -> Result<Decimal, String> {
    let bad = || format!("`{}` is no number", text.chars().take(40).collect::<String>());
    let t = text.trim();
    if t.len() > 64 {
        return Err(bad());
    }
    let mut plain = String::with_capacity(t.len());
    plain.extend(t.chars().filter(|c| *c != '_').map(|c| if c == '\u{2212}' { '-' } else { c }));
    let t = plain.strip_prefix('+').unwrap_or(&plain);
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = t.strip_prefix(prefix) {
            return i64::from_str_radix(digits, radix).map(Decimal::from).map_err(|_| bad());
        }
    }
    if let Some((a, b)) = t.split_once('/') {
        let (a, b) = (number(a)?, number(b)?);
        return a.checked_div(b).map(|q| q.normalize()).ok_or_else(bad);
    }
    if t.contains(',') {
        return if grouped(t) {
            Decimal::from_str(&t.replace(',', "")).map_err(|_| bad())
        } else {
            Err(bad())
        };
    }
    if !t.bytes().any(|b| b.is_ascii_digit()) {
        return Err(bad());
    }
    if t.contains(['e', 'E']) {
        return Decimal::from_scientific(t).map_err(|_| bad());
    }
    Decimal::from_str(t).map_err(|_| {
        if t.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-') && t.len() > 27 {
            format!("`{t}` has more than 28 digits")
        } else {
            bad()
        }
    })
}

/// Whether every comma stands before a group of three digits: "34,314.5", not "1,5".
fn grouped(t: &str) -> bool {
    let whole = t.split_once('.').map_or(t, |(w, _)| w);
    let mut groups = whole.trim_start_matches('-').split(',');
    groups.next().is_some_and(|g| (1..=3).contains(&g.len()) && g.bytes().all(|b| b.is_ascii_digit()))
        && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
}

/// A value in a string: a plain number, a percentage, a date, else prose with one value in it. A text
/// without any digit is taken as it is.
pub(super) fn words(text: &str, own: Option<&Unit>, rules: &Rules) -> Result<FactValue, String> {
    let t = text.trim();
    if !fraction_of_years(t)
        && let Ok(n) = number(t)
    {
        return Ok(counted(Interval::point(n), own));
    }
    if let Some(n) = own.and_then(|unit| clocked(t, unit)) {
        return Ok(counted(Interval::point(n), own));
    }
    if let Some(n) = t.strip_suffix('%').and_then(|n| number(n).ok()) {
        return Ok(counted(Interval::point(n), own.or(Some(&unit("percent", rules)))));
    }
    if t.as_bytes().first().is_some_and(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'))
        && let Ok(d) = t.parse::<Edtf>()
    {
        return Ok(FactValue::Time(dated_value(&d.dated())));
    }
    let mut found = read(t, rules);
    let shown = || t.chars().take(40).collect::<String>();
    match (found.pop(), found.len()) {
        (Some(Found { value: FactValue::Quantity(mut q), .. }), 0) => {
            if q.unit.is_none() {
                q.unit = own.cloned();
            }
            Ok(FactValue::Quantity(q))
        }
        (Some(one), 0) => Ok(one.value),
        (None, _) if !t.bytes().any(|b| b.is_ascii_digit()) && !t.is_empty() => Ok(FactValue::Text(t.into())),
        (None, _) => Err(format!("`{}` is neither a number nor a date", shown())),
        (Some(_), more) => Err(format!("`{}` holds {} values; a fact has one", shown(), more + 1)),
    }
}

/// "2:01:39", "12:52.79": a length of time as a clock shows it, hours and minutes before the last colon; in `unit`, one
/// of time.
fn clocked(t: &str, unit: &Unit) -> Option<Decimal> {
    let Unit::Measure(unit) = unit else { return None };
    let (whole, last) = t.rsplit_once(':').filter(|_| &*unit.dimension == "time")?;
    let two = |p: &str| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit());
    let sixty = |p: &str| Decimal::from_str(p).ok().filter(|n| *n < Decimal::from(60));
    let seconds = sixty(last).filter(|_| two(last.split_once('.').map_or(last, |(s, _)| s)))?;
    let minutes = match whole.split_once(':') {
        Some((hours, minutes)) => {
            let hours = Decimal::from(hours.parse::<u16>().ok()?);
            hours * Decimal::from(60) + sixty(minutes).filter(|_| two(minutes))?
        }
        None => Decimal::from(whole.parse::<u16>().ok()?),
    };
    (minutes * Decimal::from(60) + seconds).checked_div(unit.factor)
}

/// "2014/2015" is a period, "3/4" a fraction.
fn fraction_of_years(t: &str) -> bool {
    t.split_once('/').is_some_and(|(a, b)| a.len() == 4 && b.len() == 4)
}

/// A value that the reader found in a text.
#[derive(Debug)]
pub(super) struct Found {
    /// Bytes of the text, half-open.
    pub(super) range: std::ops::Range<usize>,
    pub(super) value: FactValue,
}

/// Everything the reader finds in a text, in order.
pub(super) fn read(text: &str, rules: &Rules) -> Vec<Found> {
    let placed = |f: &Found| !matches!(&f.value, FactValue::Time(t) if !placed(t));
    let mut all = read_line(text, rules);
    all.retain(placed);
    all
}

/// The same, with days and months whose year the text does not say: "28 July - 9 August".
pub(super) fn read_line(text: &str, rules: &Rules) -> Vec<Found> {
    let doc = Document::read(text, Format::Plain);
    let tokens = tokenise(&doc, &rules.lexicon);
    resolve::read(&doc, &tokens, rules, &Context::default())
        .into_iter()
        .filter_map(|r| {
            let value = match r.value {
                Meaning::Quantity(q) => FactValue::Quantity(q),
                Meaning::Time(t) if placed(&t) || is_day(&t) => FactValue::Time(t),
                Meaning::Time(_) => return None,
            };
            Some(Found { range: r.extent.span.range(), value })
        })
        .collect()
}

fn placed(t: &Timex) -> bool {
    t.interval.is_some() || t.length.is_some()
}

/// "XXXX-08-11"
fn is_day(t: &Timex) -> bool {
    t.value.strip_prefix("XXXX-").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// `"1%"` is relative, `0.5` and `"0.5"` are in the fact's unit, `"P1D"` is for dates.
pub(super) fn tolerance(value: &Value, source: &str) -> Result<Tolerance, Bad> {
    let span = span_of(value);
    let bad = || {
        Bad::new(
            span,
            "a tolerance is a share (\"1%\"), a number in the fact's unit, or a length of time (\"P1D\")",
        )
    };
    let text = match value.get_ref() {
        Raw::Number => source.get(span.range()).unwrap_or_default(),
        Raw::Text(t) => t.trim(),
        _ => return Err(bad()),
    };
    let read = if text.starts_with('P') {
        days::duration(text).ok().map(Tolerance::Time)
    } else if let Some(share) = text.strip_suffix('%') {
        number(share).ok().map(|n| Tolerance::Relative(n / Decimal::ONE_HUNDRED))
    } else {
        number(text).ok().map(Tolerance::Absolute)
    };
    match read {
        Some(Tolerance::Relative(n) | Tolerance::Absolute(n)) if n.is_sign_negative() => Err(bad()),
        Some(t) => Ok(t),
        None => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Result<FactValue, String> {
        super::words(text, None, &Rules::default())
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn a_length_may_be_written_as_a_clock_shows_it() {
        let rules = Rules::english().unwrap();
        let held = |name: &str, text: &str| clocked(text, &unit(name, &rules));
        assert_eq!(held("s", "2:01:39"), Some(Decimal::from(7_299)));
        assert_eq!(held("s", "12:52.79"), Some(decimal("772.79")));
        assert_eq!(held("minute", "90:30"), Some(decimal("90.5")));
        for wrong in ["2:61:39", "12:5", "12:75.1", ":30", "1:2:03", "1230"] {
            assert_eq!(held("s", wrong), None, "{wrong}");
        }
        assert_eq!(held("km", "12:30"), None);
    }

    #[test]
    fn numbers_are_exact() {
        for (text, is) in [
            ("34_314", "34314"),
            ("0.1", "0.1"),
            ("-2.50", "-2.50"),
            ("1e6", "1000000"),
            ("1.5E-3", "0.0015"),
            ("0xff", "255"),
            ("34,314", "34314"),
            ("1,234,567.8", "1234567.8"),
            ("3/4", "0.75"),
            ("+7", "7"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
        ] {
            assert_eq!(number(text).unwrap(), decimal(is), "{text}");
        }
        for text in ["", "nan", "inf", "1,5", "12,34", "1/0", "--1", "1.2.3", "é", "_", "9e99", "1 2"] {
            assert!(number(text).is_err(), "{text}");
        }
        assert_eq!(
            number("792281625142643375935439503350").unwrap_err(),
            "`792281625142643375935439503350` has more than 28 digits"
        );
    }

    #[test]
    fn strings_are_numbers_dates_or_words() {
        let Ok(FactValue::Quantity(q)) = words("1%") else { panic!() };
        assert_eq!(
            (q.interval.as_point().copied(), q.unit.unwrap().name().to_owned()),
            (Some(Decimal::ONE), "percent".into())
        );
        let Ok(FactValue::Time(t)) = words("2016-01") else { panic!() };
        assert_eq!(t.value, "2016-01");
        let Ok(FactValue::Time(t)) = words("2014/2015") else { panic!() };
        assert_eq!(t.value, "2014/2015");
        assert_eq!(words("Pyongyang"), Ok(FactValue::Text("Pyongyang".into())));
        assert!(words("").is_err());
        assert_eq!(words("4 of 7 or so!?").is_err(), read("4 of 7 or so!?", &Rules::default()).len() != 1);
    }
}
