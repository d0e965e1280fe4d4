//! Fact boxes: a line a property, its values read as prose is read.

use std::ops::Range;
use std::sync::Arc;

use super::build::{Builder, fold_name, inside};
use super::edtf::Edtf;
use super::fact::{FactValue, dated_value};
use super::facts::line;
use super::load::Parsed;
use super::model::{Dated, EntityId, Grade, Place, Property, PropertyId, SourceId};
use super::names::empty_property;
use super::schema::{Raw, Value, Word};
use super::stored::More;
use super::value::{self, Bad, span_of};
use crate::rules::Rules;
use crate::span::Span;
use crate::value::timex::Length;
use crate::value::{Bound, Decimal, Interval, Quantity, Timex, TimexType, Unit};

impl Builder<'_> {
    pub(super) fn fact_box(
        &mut self,
        p: &Parsed,
        id: &Word,
        about: EntityId,
        lines: &Value,
        sources: &[SourceId],
    ) {
        let Raw::Table(lines) = lines.get_ref() else {
            self.bad(p, Bad::new(span_of(lines), "a box is a table: \"Running time\" = \"98 minutes\""));
            return;
        };
        let mut lines: Vec<&(String, Value)> = lines.iter().collect();
        lines.sort_by_key(|(_, v)| v.span().start);
        for (key, v) in lines {
            let property = self.box_property(key);
            let values = match v.get_ref() {
                Raw::List(all) => all.as_slice(),
                _ => std::slice::from_ref(v),
            };
            let of_key = key_date(key, self.rules);
            let mut count = 0;
            for v in values {
                let written = match v.get_ref() {
                    Raw::Text(t) => Some(t.as_str()),
                    _ => None,
                };
                let label = written.and_then(label);
                for (stated, span) in self.box_values(p, v, key, property) {
                    count += 1;
                    let name = match count {
                        1 => format!("{}.{key}", id.get_ref()),
                        n => format!("{}.{key}#{n}", id.get_ref()),
                    };
                    let place = Place { file: p.file, span };
                    let mut fact = line(name, Grade::Box, about, property, stated.value, sources, place);
                    fact.when = stated.when.or_else(|| of_key.clone());
                    let statement = written.map(Into::into);
                    fact.more = Some(Arc::new(More { label: label.clone(), statement, ..More::default() }));
                    self.add(p, fact, None);
                }
            }
        }
    }

    /// The property of a box key: one of that name, a built-in date, else a new one.
    fn box_property(&mut self, key: &str) -> PropertyId {
        if let Some(&p) = self.property_by_name.get(fold_name(key).as_str()) {
            return p;
        }
        self.add_property(Property { from_box: true, ..empty_property(key, key) })
    }

    /// Everything a line of a box states: a value for each number and date in it, else its text.
    fn box_values(&mut self, p: &Parsed, v: &Value, key: &str, property: PropertyId) -> Vec<(Stated, Span)> {
        let about = self.base.property(property);
        let dated = self.rules.aspects.of_key(key).iter().any(|&a| self.rules.aspects.dated(a));
        let (own, dates) = (about.unit.clone(), about.dates || dated || tells_time(key));
        let whole = inside(&p.text, span_of(v));
        let Raw::Text(text) = v.get_ref() else {
            let read = value::value(v, &p.text, own.as_ref(), about.dates, self.rules);
            return self.keep(p, read).map(|value| (Stated::new(value), whole)).into_iter().collect();
        };
        // Without escapes a byte of the text is a byte of the file.
        let verbatim = p.text.get(whole.range()) == Some(text.as_str());
        let place = |s: &Stated| match &s.range {
            Some(r) if verbatim => {
                let at = Span::from(r.clone());
                Span::new(whole.start + at.start, whole.start + at.end)
            }
            _ => whole,
        };
        let all = stated(text, key, dates, own.as_ref(), self.rules);
        all.into_iter().map(|s| (place(&s), s)).map(|(at, s)| (s, at)).collect()
    }
}

/// One value of a line.
#[derive(Debug)]
struct Stated {
    value: FactValue,
    /// Its bytes in the line.
    range: Option<Range<usize>>,
    /// The date in brackets behind it: "$3.55 billion (2014)".
    when: Option<Dated>,
}

impl Stated {
    fn new(value: FactValue) -> Self {
        Self { value, range: None, when: None }
    }
}

/// Words in a key that make a bare number from 1000 to 2100 a year.
const TIME_WORDS: [&str; 24] = [
    "year",
    "years",
    "date",
    "founded",
    "formed",
    "formation",
    "established",
    "opened",
    "closed",
    "built",
    "released",
    "published",
    "premiered",
    "recorded",
    "introduced",
    "completed",
    "discontinued",
    "launched",
    "created",
    "inception",
    "foaled",
    "independence",
    "constructed",
    "discovered",
];

fn tells_time(key: &str) -> bool {
    key.split(|c: char| !c.is_alphabetic()).any(|w| TIME_WORDS.contains(&w.to_lowercase().as_str()))
}

/// "Estimate (2016)": when what stands under the key was so.
fn key_date(key: &str, rules: &Rules) -> Option<Dated> {
    let inner = key.rsplit_once('(')?.1.strip_suffix(')')?;
    let found = value::read(inner, rules).into_iter().find_map(|f| match f.value {
        FactValue::Time(t) => Some(Dated { interval: t.interval?, written: t.value.into() }),
        FactValue::Quantity(_) | FactValue::Text(_) => None,
    });
    found.or_else(|| inner.trim().parse::<Edtf>().ok().map(|d| d.dated()))
}

/// What a line states. `dates`: a bare year is a date.
fn stated(text: &str, key: &str, dates: bool, own: Option<&Unit>, rules: &Rules) -> Vec<Stated> {
    if let Some(lengths) = running_times(text, key) {
        return lengths.into_iter().map(|l| Stated::new(FactValue::Time(l))).collect();
    }
    let mut out: Vec<Stated> = Vec::new();
    let keyed = rules.aspects.of_key(key);
    let counts = !dates && keyed.iter().any(|&a| !rules.aspects.dated(a));
    for found in value::read_line(text, rules) {
        let (before, after) = (text[..found.range.start].trim_end(), text[found.range.end..].trim_start());
        let mut value = found.value;
        // "Goals scored = 1978": a count, not a year.
        if counts
            && found.range.start == 0
            && let Some(n) = text.get(found.range.clone()).filter(|t| is_four_digits(t))
        {
            value = value::words(n, own, rules).unwrap_or(value);
        }
        if let FactValue::Quantity(q) = &value {
            if out.last().is_some() && is_rate_power(q, before, rules) {
                continue;
            }
            if let Some(power) = lost_power(q, &out, before, rules) {
                if let Some(Stated { value: FactValue::Quantity(last), .. }) = out.last_mut() {
                    last.unit = Some(power);
                }
                continue;
            }
            if let Some(years) = bare_years(q).filter(|_| dates) {
                value = FactValue::Time(dated_value(&years.dated()));
            } else if let Some(year) = bare_year(q).filter(|_| dates) {
                value = FactValue::Time(dated_value(&year.dated()));
            }
        }
        // "1970-present"
        if let FactValue::Time(t) = &value
            && let Some(since) = t.value.strip_suffix("/PRESENT_REF")
            && let Ok(open) = format!("{since}/..").parse::<Edtf>()
        {
            value = FactValue::Time(dated_value(&open.dated()));
        }
        match &mut value {
            FactValue::Time(t) => {
                let bracketed = before.ends_with('(') && closes(after);
                if bracketed
                    && let (Some(interval), Some(last)) = (t.interval, out.last_mut())
                    && matches!(last.value, FactValue::Quantity(_))
                {
                    last.when = Some(Dated { interval, written: t.value.as_str().into() });
                    continue;
                }
                if goes_on(after)
                    && let Some(i) = &mut t.interval
                {
                    i.high = Bound::Unbounded;
                    t.value.push_str("/..");
                }
            }
            FactValue::Quantity(q) => q.unit = q.unit.take().or_else(|| own.cloned()),
            FactValue::Text(_) => {}
        }
        // "8 March 1996 (1996-03-08)" says one thing twice, "2015 (2015)-present" that it goes on.
        let again = |other: &FactValue| {
            matches!((other, &value), (FactValue::Time(a), FactValue::Time(b))
            if b.value.strip_suffix("/..") == Some(&*a.value))
        };
        if let Some(last) = out.last_mut().filter(|last| again(&last.value)) {
            last.value = value;
            continue;
        }
        if !out.iter().any(|other| same(&other.value, &value)) {
            out.push(Stated { value, range: Some(found.range), when: None });
        }
    }
    if out.is_empty() {
        let value = value::words(text, own, rules).unwrap_or_else(|_| FactValue::Text(text.into()));
        out.push(Stated::new(value));
    }
    out
}

/// "39 : 23" under "Length", "1:52:07" under "Running time"; several with remarks: "42:24 (Australia), 39:59".
fn running_times(text: &str, key: &str) -> Option<Vec<Timex>> {
    let key = key.to_lowercase();
    if !["length", "duration", "running time", "runtime"].iter().any(|w| key.contains(w)) {
        return None;
    }
    let part = |part: &str| {
        let (time, remark) = part.split_once('(').unwrap_or((part, ")"));
        // "(Opel version)" tells of a version; what follows the brackets is something else.
        remark.trim_end().ends_with(')').then(|| running_time(time))?
    };
    text.split(',').map(part).collect()
}

fn running_time(text: &str) -> Option<Timex> {
    let parts: Vec<u32> = text.split(':').map(|p| p.trim().parse().ok()).collect::<Option<_>>()?;
    let (h, m, s) = match parts[..] {
        [m, s] if m < 10_000 && s < 60 => (0, m, s),
        [h, m, s] if h < 1000 && m < 60 && s < 60 => (h, m, s),
        _ => return None,
    };
    let hours = if h > 0 { format!("{h}H") } else { String::new() };
    Some(Timex {
        kind: TimexType::Duration,
        value: format!("PT{hours}{m}M{s}S"),
        modifier: None,
        relation: None,
        interval: None,
        readings: Vec::new(),
        anchor: None,
        length: Some(Length { months: Decimal::ZERO, seconds: Decimal::from(h * 3600 + m * 60 + s) }),
        count: None,
        ends: None,
    })
}

/// "26.8 km 2": the exponent that a page set small.
fn lost_power(q: &Quantity, out: &[Stated], before: &str, rules: &Rules) -> Option<Unit> {
    let power = match q.interval.as_point() {
        Some(n) if *n == Decimal::TWO => "square",
        Some(n) if *n == Decimal::from(3) => "cubic",
        _ => return None,
    };
    let last = out.last()?;
    let FactValue::Quantity(Quantity { unit: Some(unit), .. }) = &last.value else { return None };
    let number_and_unit = last.range.as_ref()?.end;
    let adjacent = q.unit.is_none() && before.len() <= number_and_unit + unit.name().len() + 1;
    if unit.dimension() != Some("length") || !adjacent {
        return None;
    }
    rules.unit(&format!("{power} {}", unit.name()))
}

/// "1,100/km 2": the same after a stroke.
fn is_rate_power(q: &Quantity, before: &str, rules: &Rules) -> bool {
    let Some((_, unit)) = before.rsplit_once('/') else { return false };
    q.unit.is_none()
        && matches!(q.interval.as_point(), Some(n) if *n == Decimal::TWO || *n == Decimal::from(3))
        && rules.unit(unit.trim()).is_some_and(|u| u.dimension() == Some("length"))
}

fn is_four_digits(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// "1883", not "1,883" nor "1883 people".
fn bare_year(q: &Quantity) -> Option<Edtf> {
    let n = q.interval.as_point()?;
    let year = n.is_integer() && *n >= Decimal::ONE_THOUSAND && *n <= Decimal::from(2100);
    let bare = q.unit.is_none() && !q.style.grouped && !q.style.words && q.style.scale == 0;
    if year && bare { n.normalize().to_string().parse().ok() } else { None }
}

/// "1800-1801", which reads as a range of numbers.
fn bare_years(q: &Quantity) -> Option<Edtf> {
    let (a, b) = (q.interval.low.value()?, q.interval.high.value()?);
    let end = |n: &Decimal| bare_year(&Quantity { interval: Interval::point(*n), ..q.clone() });
    (a < b).then(|| Some((end(a)?, end(b)?))).flatten()?;
    format!("{}/{}", a.normalize(), b.normalize()).parse().ok()
}

/// Whether brackets close here, "est." aside.
fn closes(after: &str) -> bool {
    let words = ["est.", "est", "estimate", "census", "estimated"];
    let rest = words.iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after);
    rest.trim_start().starts_with(')')
}

/// "1970-present", "2008 to date".
fn goes_on(after: &str) -> bool {
    let dash = after.trim_start_matches(['-', '\u{2013}', '\u{2014}']);
    let rest = if dash.len() < after.len() { dash } else { after.strip_prefix("to ").unwrap_or("") };
    let rest = rest.trim_start();
    ["present", "now", "today", "date", "ongoing"]
        .iter()
        .any(|w| rest.get(..w.len()).is_some_and(|r| r.eq_ignore_ascii_case(w)))
}

fn same(a: &FactValue, b: &FactValue) -> bool {
    match (a, b) {
        (FactValue::Time(x), FactValue::Time(y)) => {
            x.kind == y.kind && x.interval == y.interval && x.length == y.length && x.interval.is_some()
        }
        (FactValue::Quantity(x), FactValue::Quantity(y)) => x.interval == y.interval && x.unit == y.unit,
        _ => a == b,
    }
}

/// What stands in the last brackets of a line without a digit in it: "United Kingdom".
fn label(text: &str) -> Option<Box<str>> {
    let (head, rest) = text.rsplit_once('(')?;
    let inner = rest.trim_end().strip_suffix(')')?.trim();
    let plain = !head.trim().is_empty() && !inner.is_empty() && !inner.bytes().any(|b| b.is_ascii_digit());
    plain.then(|| inner.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_brackets_label_a_line() {
        assert_eq!(label("March 8, 1996 (1996-03-08) (United States)").as_deref(), Some("United States"));
        assert_eq!(label("30 January 1649 (aged 48)"), None);
        assert_eq!(label("(United States)"), None);
    }

    /// What a line states, in short: "3550000000 dollar (2014)".
    fn lines(key: &str, text: &str) -> Vec<String> {
        let rules = Rules::english().unwrap();
        let show = |s: Stated| {
            let value = match s.value {
                FactValue::Quantity(q) => {
                    format!(
                        "{} {}",
                        q.interval.map(|n| n.normalize()),
                        q.unit.map_or("-".to_owned(), |u| u.name().to_owned())
                    )
                }
                FactValue::Time(t) => t.value,
                FactValue::Text(t) => format!("\"{t}\""),
            };
            s.when.map_or(value.clone(), |w| format!("{value} ({})", w.written))
        };
        stated(text, key, tells_time(key), None, &rules).into_iter().map(show).collect()
    }

    #[test]
    fn a_line_states_what_its_key_makes_of_it() {
        for (key, text, is) in [
            ("Running time", "98 minutes", "PT98M"),
            ("Length", "39 : 23", "PT39M23S"),
            ("Score", "39 : 23", ""),
            ("Score", "2:24 (home), 3:59", ""),
            ("Released", "March 8, 1996 (1996-03-08) (United States)", "1996-03-08"),
            ("Year", "1883", "1883"),
            ("Teams", "12", "12 -"),
            ("Years active", "1970-present", "1970/.."),
            ("Years active", "2008 \u{2013} present", "2008/.."),
            ("Area", "26.784 km 2", "26.784 square kilometre"),
            ("Budget", "$3.55 billion (2014)", "3550000000 dollar (2014)"),
            ("Country", "North Dakota", "\"North Dakota\""),
        ] {
            let got = lines(key, text);
            if is.is_empty() {
                assert!(!got.iter().any(|g| g.starts_with("PT")), "{got:?}");
            } else {
                assert_eq!(got, [is], "{key} = {text}");
            }
        }
        assert_eq!(lines("Length", "42:24 (Norway) , 1:39:59 ( Second version)"), ["PT42M24S", "PT1H39M59S"]);
        assert_eq!(key_date("Estimate (2016)", &Rules::english().unwrap()).unwrap().written.as_ref(), "2016");
    }
}
