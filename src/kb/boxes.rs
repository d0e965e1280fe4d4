//! Fact boxes: a line a property, its values read as prose is read.

use std::sync::Arc;

use super::build::{Builder, fold_name, inside};
use super::fact::FactValue;
use super::facts::line;
use super::load::Parsed;
use super::model::{EntityId, Grade, Place, Property, PropertyId, SourceId};
use super::names::empty_property;
use super::schema::{Raw, Value, Word};
use super::stored::More;
use super::value::{self, Bad, span_of};
use crate::span::Span;

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
            let mut count = 0;
            for v in values {
                for (value, span, label) in self.box_values(p, v, property) {
                    count += 1;
                    let name = match count {
                        1 => format!("{}.{key}", id.get_ref()),
                        n => format!("{}.{key}#{n}", id.get_ref()),
                    };
                    let place = Place { file: p.file, span };
                    let mut fact = line(name, Grade::Box, about, property, value, sources, place);
                    let written = match v.get_ref() {
                        Raw::Text(t) => Some(t.as_str().into()),
                        _ => None,
                    };
                    fact.more = Some(Arc::new(More { label, statement: written, ..More::default() }));
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
    fn box_values(
        &mut self,
        p: &Parsed,
        v: &Value,
        property: PropertyId,
    ) -> Vec<(FactValue, Span, Option<Box<str>>)> {
        let own = self.base.property(property).unit.clone();
        let whole = inside(&p.text, span_of(v));
        let Raw::Text(text) = v.get_ref() else {
            let read = value::value(v, &p.text, own.as_ref(), false, self.rules);
            return self.keep(p, read).map(|value| (value, whole, None)).into_iter().collect();
        };
        let label = label(text);
        // Without escapes a byte of the text is a byte of the file.
        let verbatim = p.text.get(whole.range()) == Some(text.as_str());
        let mut out: Vec<(FactValue, Span, Option<Box<str>>)> = Vec::new();
        for found in value::read(text, self.rules) {
            let mut value = found.value;
            if let FactValue::Quantity(q) = &mut value
                && q.unit.is_none()
            {
                q.unit.clone_from(&own);
            }
            // "8 March 1996 (1996-03-08)" says one thing twice.
            if out.iter().any(|(other, ..)| same(other, &value)) {
                continue;
            }
            let at = Span::from(found.range);
            let span = if verbatim { Span::new(whole.start + at.start, whole.start + at.end) } else { whole };
            out.push((value, span, label.clone()));
        }
        if out.is_empty() {
            let value = value::words(text, own.as_ref(), self.rules)
                .unwrap_or_else(|_| FactValue::Text(text.as_str().into()));
            out.push((value, whole, label));
        }
        out
    }
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
}
