//! What a base names: sources, properties, entities, events, registered before anything refers to them.

use std::sync::Arc;

use super::build::{Builder, fold_name, plain_phrases};
use super::load::Parsed;
use super::model::{Entity, EntityId, EntityMore, Event, EventId, Property, PropertyId, Source, SourceId};
use super::schema::{EntityItem, EventItem, PropertyItem, SourceItem, Word};
use super::value;

/// What the built-in dates are called.
pub(super) const BUILT_IN: [(&str, &str, &[&str]); PropertyId::BUILT_IN as usize] = [
    ("born", "Born", &["born", "birth", "date of birth", "birthdate", "birthday"]),
    ("died", "Died", &["died", "dies", "death", "dead", "date of death", "passed away"]),
    (
        "founded",
        "Founded",
        &["founded", "established", "founding", "foundation", "formed", "set up", "inception"],
    ),
    ("dissolved", "Dissolved", &["dissolved", "dissolution", "disbanded", "abolished", "defunct"]),
    ("happened", "Date", &[]),
];

impl Builder<'_> {
    pub(super) fn sources(&mut self, p: &Parsed) {
        for (id, item) in &p.sources {
            if let Some(&first) = self.base.names.sources.get(id.get_ref().as_str()) {
                let place = self.base.source(first).place;
                self.duplicate(p, "source", id, Some(place));
                continue;
            }
            let SourceItem { title, publisher, url, archived, license, note, .. } = item.clone();
            let source = Source {
                id: id.get_ref().as_str().into(),
                title,
                publisher,
                url,
                archived,
                published: self.maybe_date(p, item.published.as_ref()),
                retrieved: self.maybe_date(p, item.retrieved.as_ref()),
                license,
                note,
                place: Self::place(p, id),
            };
            let number = SourceId::at(self.base.sources.len());
            self.base.names.sources.insert(source.id.clone(), number);
            self.base.sources.push(source);
        }
    }

    pub(super) fn properties(&mut self, p: &Parsed) {
        for (id, item) in &p.properties {
            if let Some(&first) = self.base.names.properties.get(id.get_ref().as_str()) {
                let place = self.base.property(first).place;
                self.duplicate(p, "property", id, place);
                continue;
            }
            let mut property = empty_property(id.get_ref(), item.name.get_ref());
            let PropertyItem { kind, basis, exact, timeless, definition, counter, note, .. } = item.clone();
            property.kind = kind;
            property.basis = basis;
            property.exact = exact;
            property.timeless = timeless;
            property.definition = definition;
            property.counter = counter;
            property.note = note;
            property.place = Some(Self::place(p, id));
            property.dates = item.unit.as_ref().is_some_and(|u| u.get_ref() == "date");
            if !property.dates {
                property.unit = item.unit.as_ref().map(|u| value::unit(u.get_ref(), self.rules));
            }
            let also = self.phrases(p, &item.also_units);
            let also = also.iter().flat_map(|u| plain_phrases(u));
            property.also_units = also.map(|u| value::unit(&u, self.rules)).collect();
            property.aliases = self.phrases(p, &item.aliases);
            property.cues = self.phrases(p, &item.cues);
            property.not = self.phrases(p, &item.not);
            if let Some(t) = &item.tolerance {
                property.tolerance = self.keep(p, value::tolerance(t, &p.text));
            }
            property.breaks = self.days(p, item.breaks.as_ref());
            property.stale_after = self.maybe_length(p, item.stale_after.as_ref());
            property.period = self.maybe_length(p, item.period.as_ref());
            self.add_property(property);
        }
    }

    pub(super) fn add_property(&mut self, property: Property) -> PropertyId {
        let number = PropertyId::at(self.base.properties.len());
        self.base.names.properties.entry(property.id.clone()).or_insert(number);
        let aliases = property.aliases.iter().flat_map(|a| plain_phrases(a));
        for name in [property.id.to_string(), property.name.to_string()].into_iter().chain(aliases) {
            self.property_by_name.entry(fold_name(&name).into()).or_insert(number);
        }
        self.base.properties.push(property);
        number
    }

    pub(super) fn entities(&mut self, p: &Parsed) {
        for (id, item) in &p.entities {
            let EntityItem { kind, note, .. } = item.clone();
            let more = EntityMore {
                kind: kind.map(|k| k.to_lowercase()),
                aliases: self.phrases(p, &item.aliases),
                same_as: self.strings(p, item.same_as.as_ref()).into_iter().map(|w| w.into_inner()).collect(),
                demonyms: self.phrases(p, &item.demonyms),
                within: Vec::new(),
                note,
            };
            self.add_entity(p, id, item.name.get_ref(), more, None);
        }
    }

    /// Registers an entity under its id and all its names; `None` for a duplicate id.
    fn add_entity(
        &mut self,
        p: &Parsed,
        id: &Word,
        name: &str,
        more: EntityMore,
        event: Option<EventId>,
    ) -> Option<EntityId> {
        if let Some(&first) = self.base.names.entities.get(id.get_ref().as_str()) {
            let what = if event.is_some() { "event or entity" } else { "entity" };
            let place = self.base.entity(first).place;
            self.duplicate(p, what, id, Some(place));
            return None;
        }
        let number = EntityId::at(self.base.entities.len());
        let key: Arc<str> = id.get_ref().as_str().into();
        let names = [id.get_ref().clone(), name.to_owned()].into_iter().chain(more.same_as.iter().cloned());
        for name in names.chain(more.aliases.iter().flat_map(|a| plain_phrases(a))) {
            self.by_name.entry(fold_name(&name).into()).or_insert(number);
        }
        self.base.names.entities.insert(key.clone(), number);
        self.base.entities.push(Entity {
            id: key,
            name: name.into(),
            event,
            more: Some(Box::new(more)),
            place: Self::place(p, id),
        });
        Some(number)
    }

    pub(super) fn event_names(&mut self, p: &Parsed) {
        for item in &p.events {
            let EventItem { id, kind, note, .. } = item;
            let more = EntityMore {
                kind: Some(kind.as_deref().unwrap_or("event").to_lowercase()),
                aliases: self.phrases(p, &item.aliases),
                same_as: self.strings(p, item.same_as.as_ref()).into_iter().map(|w| w.into_inner()).collect(),
                demonyms: Vec::new(),
                within: Vec::new(),
                note: note.clone(),
            };
            let name = match &item.name {
                Some(n) => n.get_ref().clone(),
                None => more
                    .aliases
                    .first()
                    .and_then(|a| plain_phrases(a).into_iter().next())
                    .unwrap_or_else(|| id.get_ref().clone()),
            };
            let event = EventId::at(self.base.events.len());
            if let Some(entity) = self.add_entity(p, id, &name, more, Some(event)) {
                let (cues, not) = (self.phrases(p, &item.cues), self.phrases(p, &item.not));
                self.base.events.push(Event { entity, about: Vec::new(), fact: None, cues, not });
            }
        }
    }

    /// `within` of entities and events, once all names are known.
    pub(super) fn entity_references(&mut self, p: &Parsed) {
        let all = p.entities.iter().map(|(id, item)| (id, item.within.as_ref()));
        let all: Vec<_> = all.chain(p.events.iter().map(|e| (&e.id, e.within.as_ref()))).collect();
        for (id, within) in all {
            let Some(value) = within else { continue };
            let within: Vec<EntityId> =
                self.strings(p, Some(value)).iter().filter_map(|w| self.entity(p, w)).collect();
            if let Some(&own) = self.base.names.entities.get(id.get_ref().as_str())
                && let Some(more) = self.base.entities[own.index()].more.as_mut()
            {
                more.within = within;
            }
        }
    }
}

pub(super) fn empty_property(id: &str, name: &str) -> Property {
    Property {
        id: id.into(),
        name: name.into(),
        kind: None,
        unit: None,
        dates: false,
        also_units: Vec::new(),
        aliases: Vec::new(),
        cues: Vec::new(),
        not: Vec::new(),
        basis: None,
        tolerance: None,
        exact: false,
        timeless: false,
        definition: None,
        breaks: Vec::new(),
        counter: None,
        stale_after: None,
        period: None,
        from_box: false,
        note: None,
        place: None,
    }
}
