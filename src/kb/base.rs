//! The whole base: everything under its number, facts by subject, property and time.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::fact::{Fact, Sentence};
use super::index::Index;
use super::model::{
    Entity, EntityId, Event, EventId, FactId, FileId, Place, Property, PropertyId, Source, SourceId,
};
use super::stored::{More, Row, Table, Written};
use crate::span::Lines;

/// A knowledge base, compiled. Immutable: one serves all threads.
#[derive(Debug, Default)]
pub struct Base {
    pub(super) files: Vec<File>,
    pub(super) sources: Vec<Source>,
    pub(super) entities: Vec<Entity>,
    pub(super) properties: Vec<Property>,
    pub(super) events: Vec<Event>,
    pub(super) written: Vec<Written>,
    pub(super) rows: Vec<Row>,
    pub(super) tables: Vec<Table>,
    pub(super) names: Names,
    pub(super) order: Order,
    pub(super) index: Index,
}

/// A file of the base.
#[derive(Debug)]
pub(super) struct File {
    /// As shown: the path as given, with `/`.
    pub(super) path: PathBuf,
    /// Kept for TOML; a CSV file is read again when a place in it is shown.
    pub(super) text: Option<Arc<str>>,
}

/// From ids as written to numbers.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) sources: FxHashMap<Box<str>, SourceId>,
    pub(super) entities: FxHashMap<Arc<str>, EntityId>,
    pub(super) properties: FxHashMap<Box<str>, PropertyId>,
    pub(super) facts: FxHashMap<Box<str>, FactId>,
}

/// Facts in the order of subject, property, time.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Facts with a subject, sorted by (entity, property, begin of time); those without a property come last.
    pub(super) by_subject: Vec<FactId>,
    /// For each entity where its facts start in `by_subject`; one more at the end.
    pub(super) starts: Vec<u32>,
    /// For each property its only subject, where it has but one.
    pub(super) only: Vec<Option<EntityId>>,
    /// Facts that are a statement.
    pub(super) statements: Vec<FactId>,
    /// Events by what they happened to.
    pub(super) events: FxHashMap<EntityId, Vec<EventId>>,
}

/// A sentence of a fact's `matches` or `rejects`.
#[derive(Clone, Copy, Debug)]
pub struct SelfTest<'b> {
    /// The fact.
    pub fact: FactId,
    /// The sentence with its place.
    pub sentence: &'b Sentence,
    /// It must be judged consistent with the fact (`matches`); else it must not be judged by it (`rejects`).
    pub agrees: bool,
}

/// A place of the base as a reader finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The file as shown, with `/`.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in code points.
    pub column: u32,
    /// The line's text, without its end; empty when the file can no longer be read.
    pub excerpt: String,
}

impl Base {
    pub(super) fn more_mut(&mut self, id: FactId) -> &mut More {
        Arc::make_mut(self.written[id.index()].more.get_or_insert_with(Arc::default))
    }

    /// Gives back the memory that building took.
    pub(super) fn shrink(&mut self) {
        self.rows.shrink_to_fit();
        self.written.shrink_to_fit();
        self.entities.shrink_to_fit();
        self.names.entities.shrink_to_fit();
    }

    /// How many bytes the tables hold, roughly: what hangs off them is counted where there is much of it.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let size = |n: usize, one: usize| n * one;
        size(self.rows.capacity(), size_of::<Row>())
            + size(self.written.capacity(), size_of::<Written>() + 64)
            + size(self.order.by_subject.capacity() + self.order.starts.capacity(), 4)
            + size(self.entities.capacity(), size_of::<Entity>())
            + self.entities.iter().map(|e| e.id.len() + 16).sum::<usize>()
            + size(self.names.entities.capacity(), 8 * (size_of::<Arc<str>>() + 9) / 7)
            + self.index.bytes()
    }

    /// From the words of a text to entities, properties, events and statements.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// How many facts it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.written.len() + self.rows.len()
    }

    /// Whether it holds no fact.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The fact of a number.
    ///
    /// # Panics
    ///
    /// When the number is not of this base; as all look-ups by number.
    #[must_use]
    pub fn fact(&self, id: FactId) -> Fact<'_> {
        if let Some(w) = self.written.get(id.index()) {
            return Fact::written(self, id, w);
        }
        let row = &self.rows[id.index() - self.written.len()];
        Fact::row(self, id, row, &self.tables[row.table as usize])
    }

    /// All facts, hand-written ones first.
    pub fn facts(&self) -> impl Iterator<Item = Fact<'_>> {
        (0..self.len()).map(|i| self.fact(FactId::at(i)))
    }

    /// The source of a number.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// All sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The entity of a number.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// All entities, events among them.
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The property of a number.
    #[must_use]
    pub fn property(&self, id: PropertyId) -> &Property {
        &self.properties[id.index()]
    }

    /// All properties, the built-in ones first.
    #[must_use]
    pub fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// The event of a number.
    #[must_use]
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// All events.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The source with this id.
    #[must_use]
    pub fn source_id(&self, id: &str) -> Option<SourceId> {
        self.names.sources.get(id).copied()
    }

    /// The entity (or event) with this id, or, for entities that only a table names, this name.
    #[must_use]
    pub fn entity_id(&self, id: &str) -> Option<EntityId> {
        self.names.entities.get(id).copied()
    }

    /// The property with this id.
    #[must_use]
    pub fn property_id(&self, id: &str) -> Option<PropertyId> {
        self.names.properties.get(id).copied()
    }

    /// The hand-written fact with this id.
    #[must_use]
    pub fn fact_id(&self, id: &str) -> Option<FactId> {
        self.names.facts.get(id).copied()
    }

    /// All facts about `entity`, sorted by property, then by time.
    #[must_use]
    pub fn facts_about(&self, entity: EntityId) -> &[FactId] {
        let starts = &self.order.starts;
        match (starts.get(entity.index()), starts.get(entity.index() + 1)) {
            (Some(&a), Some(&b)) => &self.order.by_subject[a as usize..b as usize],
            _ => &[],
        }
    }

    /// The facts that give `property` of `entity`, by the begin of their time (undated ones first).
    #[must_use]
    pub fn facts_of(&self, entity: EntityId, property: PropertyId) -> &[FactId] {
        let all = self.facts_about(entity);
        let key = |f: &FactId| self.fact(*f).property().map_or(u32::MAX, |p| p.0);
        let a = all.partition_point(|f| key(f) < property.0);
        let b = a + all[a..].partition_point(|f| key(f) == property.0);
        &all[a..b]
    }

    /// The properties that `entity` has facts of, in order, each once.
    pub fn properties_of(&self, entity: EntityId) -> impl Iterator<Item = PropertyId> + '_ {
        let mut all: Vec<PropertyId> =
            self.facts_about(entity).iter().filter_map(|&f| self.fact(f).property()).collect();
        all.dedup();
        all.into_iter()
    }

    /// The one entity that has facts of `property`; `None` where there are several or none.
    #[must_use]
    pub fn only_subject(&self, property: PropertyId) -> Option<EntityId> {
        self.order.only.get(property.index()).copied().flatten()
    }

    /// The events that happened to `entity`.
    #[must_use]
    pub fn events_of(&self, entity: EntityId) -> &[EventId] {
        self.order.events.get(&entity).map_or(&[], |v| v)
    }

    /// The facts that are a statement.
    #[must_use]
    pub fn statement_facts(&self) -> &[FactId] {
        &self.order.statements
    }

    /// Every sentence by which a fact tests itself, in the order of the facts.
    pub fn self_tests(&self) -> impl Iterator<Item = SelfTest<'_>> {
        let facts =
            self.written.iter().enumerate().filter_map(|(i, w)| Some((FactId::at(i), w.more.as_deref()?)));
        facts.flat_map(|(fact, more)| {
            let matches = more.matches.iter().map(move |sentence| SelfTest { fact, sentence, agrees: true });
            let rejects = more.rejects.iter().map(move |sentence| SelfTest { fact, sentence, agrees: false });
            matches.chain(rejects)
        })
    }

    /// The path of a file as shown.
    #[must_use]
    pub fn path(&self, file: FileId) -> &Path {
        &self.files[file.index()].path
    }

    /// The files that it was read from: claims files and tables.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|f| f.path.as_path())
    }

    /// The same with their texts as they were read; a table's is not kept.
    pub fn texts(&self) -> impl Iterator<Item = (&Path, Option<&str>)> {
        self.files.iter().map(|f| (f.path.as_path(), f.text.as_deref()))
    }

    /// Line, column and excerpt of a place. Reads a CSV file again.
    #[must_use]
    pub fn locate(&self, place: Place) -> Located {
        let file = &self.files[place.file.index()];
        let path = file.path.display().to_string().replace('\\', "/");
        let read;
        let text: &str = if let Some(t) = &file.text {
            t
        } else {
            read = std::fs::read(&file.path)
                .map(|b| String::from_utf8_lossy(&b).into_owned())
                .unwrap_or_default();
            &read
        };
        let lines = Lines::new(text);
        let (line, column) = lines.line_column(text, place.span.start as usize);
        let excerpt = lines.range(text, line).and_then(|r| text.get(r)).unwrap_or_default().to_owned();
        Located { path, line, column, excerpt }
    }
}
