//! Facts from what files spell out: `[[fact]]`, `[[event]]`, `[[series]]`, the dates of a life, fact boxes.

use std::sync::Arc;

use super::build::{Builder, inside};
use super::fact::{Confirmed, Correction, FactValue, Sentence, dated_value};
use super::load::Parsed;
use super::model::{Dated, EntityId, FactId, Grade, Place, PropertyId, Rank, SourceId, Status};
use super::schema::{ConfirmedItem, CorrectionItem, EntityItem, Raw, SeriesItem, Value, Word};
use super::stored::{More, Written};
use super::value::{self, Bad, span_of};
use crate::error::ErrorKind;
use crate::span::Span;
use crate::value::Unit;

/// The keys that several kinds of item share.
#[derive(Default)]
pub(super) struct Common {
    pub(super) status: Option<Status>,
    pub(super) rank: Option<Rank>,
    pub(super) tolerance: Option<Value>,
    pub(super) exact: bool,
    pub(super) published: Option<Value>,
    pub(super) stale_after: Option<Word>,
    pub(super) expires: Option<Value>,
    pub(super) embargo_until: Option<Value>,
    pub(super) min_sources: Option<u32>,
    pub(super) counter: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) confirmed: Vec<ConfirmedItem>,
    pub(super) corrections: Vec<CorrectionItem>,
    pub(super) matches: Vec<Word>,
    pub(super) rejects: Vec<Word>,
    pub(super) note: Option<String>,
}

/// Takes the named shared keys from an item.
macro_rules! common {
    ($item:expr; $($key:ident),* $(,)?) => {
        {
            let mut common = Common::default();
            $(common.$key.clone_from(&$item.$key);)*
            common
        }
    };
}
pub(super) use common;

impl Builder<'_> {
    /// What few facts have; `None` when this one has none of it.
    pub(super) fn more(&mut self, p: &Parsed, c: Common) -> Option<Arc<More>> {
        let sentences = |words: Vec<Word>| -> Vec<Sentence> {
            let sentence = |w: Word| Sentence { place: Self::place(p, &w), text: w.into_inner().into() };
            words.into_iter().map(sentence).collect()
        };
        let more = More {
            status: c.status.unwrap_or_default(),
            rank: c.rank.unwrap_or_default(),
            tolerance: c.tolerance.as_ref().and_then(|t| self.keep(p, value::tolerance(t, &p.text))),
            exact: c.exact,
            published: self.maybe_date(p, c.published.as_ref()),
            counter: c.counter.map(Into::into),
            basis: c.basis.map(Into::into),
            stale_after: self.maybe_length(p, c.stale_after.as_ref()),
            expires: self.maybe_day(p, c.expires.as_ref()),
            embargo_until: self.maybe_day(p, c.embargo_until.as_ref()),
            min_sources: c.min_sources.unwrap_or(0),
            confirmed: self.confirmed(p, c.confirmed),
            corrections: self.corrections(p, c.corrections),
            matches: sentences(c.matches),
            rejects: sentences(c.rejects),
            note: c.note.map(Into::into),
            ..More::default()
        };
        (more != More::default()).then(|| Arc::new(more))
    }

    fn confirmed(&mut self, p: &Parsed, items: Vec<ConfirmedItem>) -> Vec<Confirmed> {
        let read =
            |c: ConfirmedItem| Confirmed { by: c.by, on: self.maybe_day(p, c.on.as_ref()), how: c.how };
        items.into_iter().map(read).collect()
    }

    fn corrections(&mut self, p: &Parsed, items: Vec<CorrectionItem>) -> Vec<Correction> {
        let mut out = Vec::new();
        for c in items {
            let was = match c.was.get_ref() {
                Raw::Text(t) => t.clone(),
                _ => p.text.get(span_of(&c.was).range()).unwrap_or_default().to_owned(),
            };
            if let Some(on) = self.maybe_day(p, Some(&c.on)) {
                out.push(Correction { on, was, why: c.why });
            }
        }
        out
    }

    /// Adds a fact under its id; a second one of an id that somebody chose is an error.
    pub(super) fn add(&mut self, p: &Parsed, fact: Written, chosen: Option<&Word>) -> Option<FactId> {
        let number = FactId::at(self.base.written.len());
        match self.base.names.facts.get(&fact.id) {
            None => {
                self.base.names.facts.insert(fact.id.clone(), number);
            }
            Some(&first) => {
                if let Some(word) = chosen {
                    let place = self.base.written[first.index()].named;
                    self.duplicate(p, "fact", word, Some(place));
                    return None;
                }
            }
        }
        self.base.written.push(fact);
        Some(number)
    }

    pub(super) fn facts(&mut self, p: &Parsed, file: usize) {
        let stem = p.path.file_stem().and_then(|s| s.to_str()).unwrap_or("fact").to_owned();
        for (i, (span, item)) in p.facts.iter().enumerate() {
            let before = self.errors.len();
            let about = item.about.as_ref().and_then(|w| self.entity(p, w));
            let property = item.property.as_ref().and_then(|w| self.property(p, w));
            if item.property.is_none() && item.statement.is_none() {
                self.fail(p, ErrorKind::Schema, *span, "a fact has a `property` or a `statement`");
            }
            if item.property.is_some() && item.about.is_none() {
                self.fail(p, ErrorKind::Schema, *span, "missing key `about`");
            }
            let sources = self.source_list(p, item.source.as_ref(), item.sources.as_ref());
            let when =
                self.when(p, item.date.as_ref(), item.valid_from.as_ref(), item.valid_through.as_ref());
            let unit = item.unit.as_ref().map(|u| value::unit(u.get_ref(), self.rules));
            let value = self.fact_value(
                p,
                *span,
                (item.value.as_ref(), item.low.as_ref(), item.high.as_ref()),
                unit.as_ref(),
                property,
            );
            let mut more = self.more(
                p,
                common!(item; status, rank, tolerance, exact, published, stale_after, expires, embargo_until,
                    min_sources, counter, basis, confirmed, corrections, matches, rejects, note),
            );
            if let Some(s) = &item.statement {
                Arc::make_mut(more.get_or_insert_with(Arc::default)).statement =
                    Some(s.get_ref().as_str().into());
            }
            let (Some((value, place)), Ok(when), true) = (value, when, self.errors.len() == before) else {
                continue;
            };
            let id = match &item.id {
                Some(id) => id.get_ref().as_str().into(),
                None => format!("{stem}#{}", i + 1).into(),
            };
            let grade = if property.is_some() { Grade::Observation } else { Grade::Statement };
            let named = item.id.as_ref().map_or(place, |w| Self::place(p, w));
            let fact = Written {
                id,
                grade,
                about,
                property,
                event: None,
                value,
                when,
                timeless: item.timeless,
                sources,
                place,
                named,
                more,
            };
            if let (Some(number), Some(old)) = (self.add(p, fact, item.id.as_ref()), &item.revises) {
                self.revises.push((number, old.clone(), file));
            }
        }
    }

    /// `value`, or `low` and `high`, with its place.
    fn fact_value(
        &mut self,
        p: &Parsed,
        item: Span,
        (one, low, high): (Option<&Value>, Option<&Value>, Option<&Value>),
        unit: Option<&Unit>,
        property: Option<PropertyId>,
    ) -> Option<(FactValue, Place)> {
        let dates = property.is_some_and(|x| self.base.property(x).dates);
        let own = unit.cloned().or_else(|| property.and_then(|x| self.base.property(x).unit.clone()));
        let (result, span) = match (one, low.or(high)) {
            (Some(v), None) => (value::value(v, &p.text, own.as_ref(), dates, self.rules), span_of(v)),
            (Some(v), Some(_)) => {
                let why = "`value` stands beside `low` or `high`; keep one of them";
                (Err(Bad::new(span_of(v), why)), span_of(v))
            }
            (None, Some(end)) => {
                let span = match (low, high) {
                    (Some(a), Some(b)) => span_of(a).cover(span_of(b)),
                    _ => span_of(end),
                };
                (value::between(low, high, &p.text).map(|i| value::counted(i, own.as_ref())), span)
            }
            (None, None) => {
                self.fail(p, ErrorKind::Schema, item, "missing key `value`");
                return None;
            }
        };
        let value = self.keep(p, result)?;
        Some((value, Place { file: p.file, span: inside(&p.text, span) }))
    }

    pub(super) fn event_facts(&mut self, p: &Parsed, file: usize) {
        for item in &p.events {
            let Some(&entity) = self.base.names.entities.get(item.id.get_ref().as_str()) else { continue };
            let Some(event) = self.base.entity(entity).event else { continue };
            if self.base.entity(entity).place != Self::place(p, &item.id) {
                continue; // the duplicate of an earlier one, reported
            }
            let about: Vec<EntityId> =
                self.strings(p, item.about.as_ref()).iter().filter_map(|w| self.entity(p, w)).collect();
            self.base.events[event.index()].about = about;
            let sources = self.source_list(p, item.source.as_ref(), item.sources.as_ref());
            let when =
                self.when(p, item.date.as_ref(), item.valid_from.as_ref(), item.valid_through.as_ref());
            let more = self.more(
                p,
                common!(item; status, rank, tolerance, published, expires, embargo_until, min_sources, counter,
                    confirmed, corrections, matches, rejects, note),
            );
            let Ok(Some(date)) = when else { continue };
            let span = [&item.date, &item.valid_from, &item.valid_through]
                .into_iter()
                .flatten()
                .map(span_of)
                .reduce(Span::cover)
                .unwrap_or_default();
            let fact = Written {
                id: item.id.get_ref().as_str().into(),
                grade: Grade::Event,
                about: Some(entity),
                property: Some(PropertyId::HAPPENED),
                event: Some(event),
                value: FactValue::Time(dated_value(&date)),
                when: None,
                timeless: true,
                sources,
                place: Place { file: p.file, span: inside(&p.text, span) },
                named: Self::place(p, &item.id),
                more,
            };
            if let Some(number) = self.add(p, fact, Some(&item.id)) {
                self.base.events[event.index()].fact = Some(number);
                if let Some(old) = &item.revises {
                    self.revises.push((number, old.clone(), file));
                }
            }
        }
    }

    pub(super) fn series(&mut self, p: &Parsed) {
        for item in &p.series {
            let about = self.entity(p, &item.about);
            let property = self.property(p, &item.property);
            let sources = self.source_list(p, item.source.as_ref(), item.sources.as_ref());
            let (Some(about), Some(property)) = (about, property) else { continue };
            let name = match &item.id {
                Some(id) => id.get_ref().clone(),
                None => format!("{}.{}", item.about.get_ref(), item.property.get_ref()),
            };
            if let Some(length) = self.maybe_length(p, item.period.as_ref()) {
                self.base.properties[property.index()].period.get_or_insert(length);
            }
            self.series_values(p, item, &name, (about, property), &sources);
        }
    }

    fn series_values(
        &mut self,
        p: &Parsed,
        item: &SeriesItem,
        name: &str,
        (about, property): (EntityId, PropertyId),
        sources: &[SourceId],
    ) {
        let Raw::Table(values) = item.values.get_ref() else {
            let bad =
                Bad::new(span_of(&item.values), "the values of a series are a table: `2023 = 51_712_619`");
            self.bad(p, bad);
            return;
        };
        let common = common!(item; status, rank, tolerance, exact, published, stale_after, expires, embargo_until,
            min_sources, counter, basis, note);
        let more = self.more(p, common);
        let property_unit = self.base.property(property).unit.clone();
        let unit = item.unit.as_ref().map(|u| value::unit(u.get_ref(), self.rules)).or(property_unit);
        let dates = self.base.property(property).dates;
        let mut all: Vec<(Dated, &Value)> = Vec::new();
        for (key, v) in values {
            match key.parse::<super::Edtf>() {
                Ok(d) => all.push((d.dated(), v)),
                Err(why) => self.bad(p, Bad::new(span_of(v), why)),
            }
        }
        all.sort_by_key(|(d, _)| d.interval.low.value().copied());
        let last = all.len();
        for (i, (when, v)) in all.into_iter().enumerate() {
            let Some(value) = self.keep(p, value::value(v, &p.text, unit.as_ref(), dates, self.rules)) else {
                continue;
            };
            let mut more = more.clone();
            if i + 1 == last && !(item.matches.is_empty() && item.rejects.is_empty()) {
                let own = self.more(p, common!(item; matches, rejects));
                let with = Arc::make_mut(more.get_or_insert_with(Arc::default));
                if let Some(own) = own {
                    with.matches.clone_from(&own.matches);
                    with.rejects.clone_from(&own.rejects);
                }
            }
            let place = Place { file: p.file, span: inside(&p.text, span_of(v)) };
            let fact = Written {
                id: format!("{name}.{}", when.written).into(),
                grade: Grade::Observation,
                about: Some(about),
                property: Some(property),
                event: None,
                value,
                when: Some(when),
                timeless: false,
                sources: sources.to_vec(),
                place,
                named: place,
                more,
            };
            let word = item.id.clone().unwrap_or_else(|| Word::new(v.span(), name.to_owned()));
            self.add(p, fact, Some(&word));
        }
    }

    /// `born`, `died`, `founded`, `dissolved`, and the lines of the box.
    pub(super) fn entity_facts(&mut self, p: &Parsed) {
        for (id, item) in &p.entities {
            let Some(&about) = self.base.names.entities.get(id.get_ref().as_str()) else { continue };
            if self.base.entity(about).place != Self::place(p, id) {
                continue; // the duplicate of an earlier one, reported
            }
            let sources = self.source_list(p, item.source.as_ref(), item.sources.as_ref());
            let EntityItem { born, died, founded, dissolved, .. } = item;
            for (property, date) in [
                (PropertyId::BORN, born),
                (PropertyId::DIED, died),
                (PropertyId::FOUNDED, founded),
                (PropertyId::DISSOLVED, dissolved),
            ] {
                let Some(v) = date else { continue };
                let Some(d) = self.maybe_date(p, Some(v)) else { continue };
                let name = format!("{}.{}", id.get_ref(), self.base.property(property).id);
                let place = Place { file: p.file, span: inside(&p.text, span_of(v)) };
                let value = FactValue::Time(dated_value(&d));
                self.add(p, line(name, Grade::Life, about, property, value, &sources, place), None);
            }
            if let Some(lines) = &item.lines {
                self.fact_box(p, id, about, lines, &sources);
            }
        }
    }
}

pub(super) fn line(
    id: String,
    grade: Grade,
    about: EntityId,
    property: PropertyId,
    value: FactValue,
    sources: &[SourceId],
    place: Place,
) -> Written {
    Written {
        id: id.into(),
        grade,
        about: Some(about),
        property: Some(property),
        event: None,
        value,
        when: None,
        timeless: true,
        sources: sources.to_vec(),
        place,
        named: place,
        more: None,
    }
}
