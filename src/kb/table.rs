//! Bulk facts: a CSV file beside the TOML file, a row a fact.
//!
//! A row costs 40 bytes; the text of the file is not kept. Cells that are no plain number are read as prose
//! is, into facts of full size.

use rustc_hash::FxHashMap;

use super::base::File;
use super::build::{Builder, beside, fold_name, plain_phrases};
use super::cells::{cell_span, open_quote};
use super::columns::{From, Plan};
use super::days;
use super::edtf::Edtf;
use super::fact::FactValue;
use super::facts::{Common, common};
use super::load::Parsed;
use super::model::{Dated, Entity, EntityId, EntityMore, FactId, FileId, Grade, Place, PropertyId};
use super::read;
use super::schema::TableItem;
use super::stored::{OPEN, Row, Table, Written};
use super::value::{self, Bad};
use crate::error::{Error, ErrorKind, nearest};
use crate::span::Span;
use crate::value::{Bound, DateTime, Interval, Unit};

/// Largest CSV file: places in it are 32-bit.
const LARGEST: u64 = (1 << 32) - 1;
/// Most errors that one table reports one by one.
const MOST_ERRORS: usize = 20;
/// Longest name that a cell may hold, in bytes.
const LONGEST_NAME: usize = 1000;
/// What stands for "no value" in published tables.
const MISSING: [&str; 8] = ["", "..", "...", "-", "NA", "N/A", "n/a", "null"];

impl Builder<'_> {
    pub(super) fn tables(&mut self, p: &Parsed) {
        for item in &p.tables {
            self.table(p, item);
        }
    }

    fn table(&mut self, p: &Parsed, item: &TableItem) {
        let path = beside(&p.path, item.path.get_ref());
        let text = match read::text(&path, LARGEST) {
            Ok(t) => t,
            Err(e) if e.kind() == ErrorKind::Io => {
                let e = Error::new(ErrorKind::Reference, e.message()).in_file(&p.path);
                self.errors.push(
                    e.at(&p.text, Span::from(item.path.span()))
                        .hint("a table's path is relative to this file"),
                );
                return;
            }
            Err(e) => {
                self.errors.push(e);
                return;
            }
        };
        let delimiter = match item.delimiter.as_ref().map(|d| (d.get_ref().as_bytes(), d)) {
            None => b',',
            Some(([one], _)) if one.is_ascii() => *one,
            Some((_, d)) => {
                self.bad(
                    p,
                    Bad::new(Span::from(d.span()), "a delimiter is one ASCII character: \",\" \";\" \"\\t\""),
                );
                return;
            }
        };
        let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let shift = text.len() - body.len();
        if body.trim().is_empty() {
            let e = Error::new(ErrorKind::Reference, format!("{} is empty", path.display())).in_file(&p.path);
            let e = e.at(&p.text, Span::from(item.path.span()));
            self.errors.push(e.hint("a table's first line names its columns"));
            return;
        }
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(body.as_bytes());
        let head: Vec<String> = match reader.headers() {
            Ok(h) => h.iter().map(|c| c.trim().to_owned()).collect(),
            Err(e) => {
                self.errors
                    .push(Error::new(ErrorKind::Syntax, format!("this is no CSV file: {e}")).in_file(&path));
                return;
            }
        };
        let sources = self.source_list(p, item.source.as_ref(), item.sources.as_ref());
        let more = self.more(
            p,
            common!(item; status, rank, tolerance, exact, published, stale_after, expires, embargo_until,
                min_sources, counter, basis, note),
        );
        let Some(plan) = self.plan(p, item, &head, &path) else { return };
        let Ok(number) = u16::try_from(self.base.tables.len()) else {
            self.fail(
                p,
                ErrorKind::TooLarge,
                Span::from(item.path.span()),
                "a base has at most 65,535 tables",
            );
            return;
        };
        let file = self.file(File { path: path.clone(), text: None });
        let mut id: Box<str> = match &item.id {
            Some(id) => id.get_ref().as_str().into(),
            None => path.file_name().and_then(|n| n.to_str()).unwrap_or("table").into(),
        };
        if let (true, From::Fixed(property)) = (self.base.tables.iter().any(|t| t.id == id), &plan.property) {
            id = format!("{id}.{}", self.base.property(*property).id).into();
        }
        let unit = match &plan.unit {
            Some(From::Fixed(unit)) => Some(unit.clone()),
            _ => None,
        };
        self.base.tables.push(Table {
            id,
            file,
            unit,
            timeless: item.timeless,
            sources,
            place: Self::place(p, &item.path),
            again: false,
            more,
        });
        let mut rows = Rows {
            builder: self,
            path: &path,
            text: &text,
            plan: &plan,
            table: number,
            file,
            delimiter,
            properties: FxHashMap::default(),
            units: FxHashMap::default(),
            last_about: None,
            last_date: None,
            wrong: 0,
        };
        rows.read(&mut reader, shift);
    }
}

/// The reading of one table's rows.
struct Rows<'b, 'r, 't> {
    builder: &'b mut Builder<'r>,
    path: &'t std::path::Path,
    text: &'t str,
    plan: &'t Plan,
    table: u16,
    file: FileId,
    delimiter: u8,
    /// Cells of the property column, looked up once.
    properties: FxHashMap<String, Option<PropertyId>>,
    /// Cells of the unit column, each with the table that its rows belong to.
    units: FxHashMap<String, Option<u16>>,
    /// Rows of one entity, or of one date, mostly follow one another.
    last_about: Option<(String, EntityId)>,
    last_date: Option<(String, Option<Interval<DateTime>>)>,
    wrong: usize,
}

impl Rows<'_, '_, '_> {
    fn read(&mut self, reader: &mut csv::Reader<&[u8]>, shift: usize) {
        let mut record = csv::StringRecord::new();
        let mut row = 0usize;
        loop {
            row += 1;
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(e) => {
                    self.error(Error::new(ErrorKind::Syntax, format!("row {row} cannot be read: {e}")), None);
                    break;
                }
            }
            // Blank lines before a record belong to it in the reader's count.
            let mut start =
                shift + record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(usize::MAX));
            while matches!(self.text.as_bytes().get(start), Some(b'\n' | b'\r')) {
                start += 1;
            }
            // Only the last record can hold a quotation mark that is never closed.
            let end = shift + usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            if end >= self.text.len()
                && let Some(at) = open_quote(self.text, start, self.delimiter)
            {
                let what = format!("a quotation mark is never closed (row {row})");
                let hint = "all that follows it was taken for one cell; close it, or double it inside a cell";
                self.error(Error::new(ErrorKind::Syntax, what).hint(hint), Some(Span::from(at..at + 1)));
                break;
            }
            if record.len() != self.plan.width {
                let message =
                    format!("row {row} has {} columns, the head has {}", record.len(), self.plan.width);
                self.error(Error::new(ErrorKind::Syntax, message), Some(Span::from(start..start + 1)));
                continue;
            }
            self.row(&record, row, start);
        }
        if self.wrong > MOST_ERRORS {
            let more = self.wrong - MOST_ERRORS;
            let message = format!("{more} more rows of {} are wrong", self.path.display());
            self.builder.errors.push(Error::new(ErrorKind::Value, message).in_file(self.path));
        }
    }

    fn row(&mut self, record: &csv::StringRecord, row: usize, start: usize) {
        let plan = self.plan;
        let cell = record.get(plan.value).unwrap_or_default().trim();
        if MISSING.contains(&cell) {
            return;
        }
        let property = match plan.property {
            From::Fixed(p) => p,
            From::Column(c) => match self.property(record.get(c).unwrap_or_default(), row, (start, c)) {
                Some(p) => p,
                None => return,
            },
        };
        let about = match plan.about {
            From::Fixed(e) => e,
            From::Column(c) => match self.about(record, c, row, start) {
                Some(e) => e,
                None => return,
            },
        };
        let Ok(when) = self.when(record, row, start) else { return };
        let span = self.span(start, plan.value);
        let Some(table) = self.table_of(record, row, start) else { return };
        let dates = self.builder.base.property(property).dates;
        match value::number(cell) {
            Ok(n) if !dates && u16::try_from(span.len()).is_ok() => {
                let Some(n) = plan.times.map_or(Some(n), |t| n.checked_mul(t).map(|n| n.normalize())) else {
                    let e = Error::new(
                        ErrorKind::Value,
                        format!("`{}` is too large a number (row {row})", shown(cell)),
                    );
                    return self.error(e, Some(span));
                };
                let end =
                    |b: Option<Bound<DateTime>>| b.and_then(|b| b.value().copied()).map_or(OPEN, days::days);
                self.builder.base.rows.push(Row {
                    value: n,
                    about,
                    property,
                    begin: end(when.map(|i| i.low)),
                    end: end(when.map(|i| i.high)),
                    start: span.start,
                    len: u16::try_from(span.len()).unwrap_or(u16::MAX),
                    table,
                    row: u32::try_from(row).unwrap_or(u32::MAX),
                });
            }
            _ => self.spelled(cell, table, (about, property), when, row, span),
        }
    }

    /// A cell that is no plain number: a date, or a value in words.
    fn spelled(
        &mut self,
        cell: &str,
        table: u16,
        (about, property): (EntityId, PropertyId),
        when: Option<Interval<DateTime>>,
        row: usize,
        span: Span,
    ) {
        let table = &self.builder.base.tables[usize::from(table)];
        let p = self.builder.base.property(property);
        let own: Option<Unit> = table.unit.clone().or_else(|| p.unit.clone());
        let read = if p.dates {
            cell.parse::<Edtf>().map(|d| FactValue::Time(super::fact::dated_value(&d.dated())))
        } else {
            value::words(cell, own.as_ref(), self.builder.rules)
        };
        let value = match read {
            Ok(FactValue::Text(_)) => Err(format!("`{}` is neither a number nor a date", shown(cell))),
            other => other,
        };
        match value {
            Ok(value) => {
                let place = Place { file: self.file, span };
                let fact = Written {
                    id: format!("{}#{row}", table.id).into(),
                    grade: Grade::Observation,
                    about: Some(about),
                    property: Some(property),
                    event: None,
                    value,
                    when: when.map(|i| Dated { interval: i, written: days::print(&i).into() }),
                    timeless: table.timeless,
                    sources: table.sources.clone(),
                    place,
                    named: place,
                    more: table.more.clone(),
                };
                let number = FactId::at(self.builder.base.written.len());
                self.builder.base.names.facts.entry(fact.id.clone()).or_insert(number);
                self.builder.base.written.push(fact);
            }
            Err(why) => self.error(Error::new(ErrorKind::Value, format!("{why} (row {row})")), Some(span)),
        }
    }

    /// The table that a row belongs to: its own, or the same one with the unit that the row names.
    fn table_of(&mut self, record: &csv::StringRecord, row: usize, start: usize) -> Option<u16> {
        let Some(From::Column(c)) = self.plan.unit else { return Some(self.table) };
        let cell = record.get(c).unwrap_or_default().trim();
        if cell.is_empty() {
            return Some(self.table);
        }
        if let Some(&known) = self.units.get(cell) {
            return known;
        }
        let tables = &mut self.builder.base.tables;
        let number = u16::try_from(tables.len()).ok();
        match number {
            Some(_) if cell.len() <= LONGEST_NAME => {
                let unit = Some(value::unit(cell, self.builder.rules));
                let own = &tables[usize::from(self.table)];
                let other = Table { unit, again: true, ..own.clone() };
                tables.push(other);
            }
            _ => {
                let what = format!("`{}` is no unit (row {row}), or one too many", shown(cell));
                self.error(Error::new(ErrorKind::Value, what), Some(self.span(start, c)));
                return None;
            }
        }
        self.units.insert(cell.to_owned(), number);
        number
    }

    fn property(&mut self, cell: &str, row: usize, (start, column): (usize, usize)) -> Option<PropertyId> {
        if let Some(&known) = self.properties.get(cell) {
            return known;
        }
        let b = &self.builder;
        let found = b
            .base
            .names
            .properties
            .get(cell.trim())
            .or_else(|| b.property_by_name.get(fold_name(cell).as_str()))
            .copied();
        if found.is_none() {
            let e =
                Error::new(ErrorKind::Reference, format!("unknown property `{}` (row {row})", shown(cell)));
            let near = nearest(cell, b.base.properties.iter().map(|p| &*p.id));
            let hint = near.map_or_else(
                || "write a [property] for it; all its rows are left out".to_owned(),
                |n| format!("did you mean `{n}`? all its rows are left out"),
            );
            self.error(e.hint(hint), Some(self.span(start, column)));
        }
        self.properties.insert(cell.to_owned(), found);
        found
    }

    fn about(
        &mut self,
        record: &csv::StringRecord,
        column: usize,
        row: usize,
        start: usize,
    ) -> Option<EntityId> {
        let cell = record.get(column).unwrap_or_default().trim();
        if let Some((last, id)) = &self.last_about
            && last == cell
        {
            return Some(*id);
        }
        if cell.is_empty() || cell.len() > LONGEST_NAME {
            let what = if cell.is_empty() { "is empty" } else { "is too long to be a name" };
            self.error(
                Error::new(ErrorKind::Value, format!("the name in row {row} {what}")),
                Some(self.span(start, column)),
            );
            return None;
        }
        let id = match self.builder.by_name.get(fold_name(cell).as_str()) {
            Some(&id) => id,
            None => self.new_entity(cell, self.span(start, column)),
        };
        if let Some((c, split)) = &self.plan.aliases {
            let text = record.get(*c).unwrap_or_default();
            match split {
                Some(s) => text.split(s.as_str()).for_each(|a| self.alias(id, a)),
                None => self.alias(id, text),
            }
        }
        self.last_about = Some((cell.to_owned(), id));
        Some(id)
    }

    fn new_entity(&mut self, name: &str, span: Span) -> EntityId {
        let base = &mut self.builder.base;
        let id = EntityId::at(base.entities.len());
        let key: std::sync::Arc<str> = name.into();
        base.names.entities.entry(key.clone()).or_insert(id);
        let place = Place { file: self.file, span };
        base.entities.push(Entity { id: key.clone(), name: key, event: None, more: None, place });
        self.builder.by_name.insert(fold_name(name).into(), id);
        id
    }

    /// Another name of an entity; what belongs to another one already, or is no phrase, is passed over.
    fn alias(&mut self, id: EntityId, alias: &str) {
        let alias = alias.trim();
        let phrases = plain_phrases(alias);
        if phrases.is_empty()
            || phrases.iter().all(|a| self.builder.by_name.contains_key(fold_name(a).as_str()))
        {
            return;
        }
        for a in phrases {
            self.builder.by_name.entry(fold_name(&a).into()).or_insert(id);
        }
        let more = &mut self.builder.base.entities[id.index()].more;
        more.get_or_insert_with(|| Box::new(EntityMore::default())).aliases.push(alias.to_owned());
    }

    fn when(
        &mut self,
        record: &csv::StringRecord,
        row: usize,
        start: usize,
    ) -> Result<Option<Interval<DateTime>>, ()> {
        let plan = self.plan;
        match &plan.date {
            Some(From::Fixed(d)) => return Ok(d.as_ref().map(|d| d.interval)),
            Some(From::Column(c)) => return self.date(record.get(*c).unwrap_or_default(), *c, row, start),
            None => {}
        }
        let mut end = |c: Option<usize>| match c {
            Some(c) => self.date(record.get(c).unwrap_or_default(), c, row, start),
            None => Ok(None),
        };
        let (a, b) = (end(plan.from)?, end(plan.through)?);
        if a.is_none() && b.is_none() {
            return Ok(None);
        }
        let low = a.map_or(Bound::Unbounded, |i| i.low);
        let high = b.map_or(Bound::Unbounded, |i| i.high);
        Ok(Some(Interval { low, high }))
    }

    fn date(
        &mut self,
        cell: &str,
        column: usize,
        row: usize,
        start: usize,
    ) -> Result<Option<Interval<DateTime>>, ()> {
        let cell = cell.trim();
        if let Some((last, when)) = &self.last_date
            && last == cell
        {
            return Ok(*when);
        }
        let when = if MISSING.contains(&cell) {
            None
        } else {
            match cell.parse::<Edtf>() {
                Ok(d) => Some(d.interval()),
                Err(why) => {
                    let span = self.span(start, column);
                    self.error(Error::new(ErrorKind::Value, format!("{why} (row {row})")), Some(span));
                    return Err(());
                }
            }
        };
        self.last_date = Some((cell.to_owned(), when));
        Ok(when)
    }

    fn span(&self, start: usize, column: usize) -> Span {
        cell_span(self.text, start, column, self.delimiter)
    }

    fn error(&mut self, e: Error, span: Option<Span>) {
        self.wrong += 1;
        if self.wrong <= MOST_ERRORS {
            let e = e.in_file(self.path);
            self.builder.errors.push(match span {
                Some(s) => e.at(self.text, s),
                None => e,
            });
        }
    }
}

fn shown(cell: &str) -> String {
    cell.chars().take(40).collect()
}
