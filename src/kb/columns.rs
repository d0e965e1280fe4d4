//! Which columns a table's facts are made of, found in the head of its CSV file.

use std::path::Path;

use super::build::Builder;
use super::load::Parsed;
use super::model::{Dated, EntityId, PropertyId};
use super::schema::{Raw, TableItem, Value, Word};
use super::value::{self, Bad, span_of};
use crate::error::{Error, ErrorKind, nearest};
use crate::span::Span;
use crate::value::{Decimal, Unit};

/// Where a table takes something from.
pub(super) enum From<T, C = usize> {
    Fixed(T),
    Column(C),
}

/// The columns of a table, found in its head.
pub(super) struct Plan {
    pub(super) about: From<EntityId>,
    pub(super) aliases: Option<(usize, Option<String>)>,
    pub(super) property: From<PropertyId>,
    pub(super) date: Option<From<Option<Dated>>>,
    pub(super) from: Option<usize>,
    pub(super) through: Option<usize>,
    pub(super) value: usize,
    /// What the numbers of the value's column are counted in: 1,000 in a table "in thousands".
    pub(super) times: Option<Decimal>,
    /// Of all rows, or a column's; `None` leaves it to the property.
    pub(super) unit: Option<From<Unit>>,
    pub(super) width: usize,
}

impl Builder<'_> {
    /// Finds the columns; every one that is missing is reported.
    pub(super) fn plan(
        &mut self,
        p: &Parsed,
        item: &TableItem,
        head: &[String],
        path: &Path,
    ) -> Option<Plan> {
        let before = self.errors.len();
        let column = |b: &mut Self, word: &Word| -> usize {
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            let mut those = (0..head.len()).filter(|&i| head[i] == *word.get_ref());
            match (those.next(), those.next()) {
                (Some(i), None) => return i,
                (Some(i), Some(j)) => {
                    let what =
                        format!("{name} has two columns `{}`: {} and {}", word.get_ref(), i + 1, j + 1);
                    let e = Error::new(ErrorKind::Reference, what).in_file(&p.path);
                    b.errors.push(e.at(&p.text, Span::from(word.span())).hint("rename one in its head"));
                    return 0;
                }
                _ => {}
            }
            let hint = nearest(word.get_ref(), head.iter().map(String::as_str)).map_or_else(
                || format!("its columns: {}", head.join(", ")),
                |n| format!("did you mean `{n}`?"),
            );
            let e = Error::new(ErrorKind::Reference, format!("{name} has no column `{}`", word.get_ref()))
                .in_file(&p.path)
                .at(&p.text, Span::from(word.span()))
                .hint(hint);
            b.errors.push(e);
            0
        };
        let about = match self.fixed_or_column(p, &item.about) {
            Some(From::Fixed(id)) => self.entity(p, &id).map(From::Fixed),
            Some(From::Column(name)) => Some(From::Column(column(self, &name))),
            None => None,
        };
        let aliases = match (item.about.get_ref(), self.entry(p, &item.about, "aliases")) {
            (Raw::Table(_), Some(v)) => {
                let name = self.entry_text(p, &v, "column");
                let split = self.entry_text(p, &v, "split").map(|w| w.into_inner());
                name.map(|n| (column(self, &n), split.filter(|s| !s.is_empty())))
            }
            _ => None,
        };
        let property = match self.fixed_or_column(p, &item.property) {
            Some(From::Fixed(id)) => self.property(p, &id).map(From::Fixed),
            Some(From::Column(name)) => Some(From::Column(column(self, &name))),
            None => None,
        };
        let value = match self.fixed_or_column(p, &item.value) {
            Some(From::Column(name)) => Some(column(self, &name)),
            Some(From::Fixed(_)) => {
                self.bad(
                    p,
                    Bad::new(
                        span_of(&item.value),
                        "the values of a table stand in a column: { column = \"Value\" }",
                    ),
                );
                None
            }
            None => None,
        };
        let times = self.entry(p, &item.value, "times").and_then(|v| match value::plain(&v, &p.text) {
            Ok(n) if !n.is_zero() => Some(n),
            _ => {
                self.bad(p, Bad::new(span_of(&v), "`times` is a number: 1_000 in a table \"in thousands\""));
                None
            }
        });
        let unit = match item.unit.as_ref().map(|v| self.fixed_or_column(p, v)) {
            Some(Some(From::Fixed(name))) => Some(From::Fixed(value::unit(name.get_ref(), self.rules))),
            Some(Some(From::Column(name))) => Some(From::Column(column(self, &name))),
            _ => None,
        };
        let by_column = |b: &mut Self, v: &Option<Value>| match v {
            Some(v) if matches!(v.get_ref(), Raw::Table(_)) => match b.fixed_or_column(p, v) {
                Some(From::Column(name)) => Some(column(b, &name)),
                _ => None,
            },
            _ => None,
        };
        let date_column = by_column(self, &item.date);
        let (from, through) = (by_column(self, &item.valid_from), by_column(self, &item.valid_through));
        let date = match (date_column, from.or(through)) {
            (Some(c), _) => Some(From::Column(c)),
            (None, Some(_)) => None,
            (None, None) => {
                let when =
                    self.when(p, item.date.as_ref(), item.valid_from.as_ref(), item.valid_through.as_ref());
                when.ok().flatten().map(|d| From::Fixed(Some(d)))
            }
        };
        if self.errors.len() > before {
            return None;
        }
        Some(Plan {
            about: about?,
            aliases,
            property: property?,
            date,
            from,
            through,
            value: value?,
            times,
            unit,
            width: head.len(),
        })
    }

    /// `"id"`, or `{ column = "Name" }`.
    fn fixed_or_column(&mut self, p: &Parsed, v: &Value) -> Option<From<Word, Word>> {
        match v.get_ref() {
            Raw::Text(t) => Some(From::Fixed(Word::new(v.span(), t.clone()))),
            Raw::Table(entries) => {
                const KNOWN: [&str; 3] = ["column", "aliases", "times"];
                if let Some((key, at)) = entries.iter().find(|(k, _)| !KNOWN.contains(&k.as_str())) {
                    let hint = nearest(key, KNOWN).map_or_else(
                        || "known keys: column, aliases, times".to_owned(),
                        |k| format!("did you mean `{k}`?"),
                    );
                    let e = Error::new(ErrorKind::Schema, format!("unknown key `{key}`")).hint(hint);
                    self.report(p, e, span_of(at));
                    return None;
                }
                match self.entry(p, v, "column") {
                    Some(_) => self.entry_text(p, v, "column").map(From::Column),
                    None => {
                        self.bad(p, Bad::new(span_of(v), "missing key `column`"));
                        None
                    }
                }
            }
            _ => {
                self.bad(p, Bad::new(span_of(v), "expected a string or { column = \"Name\" }"));
                None
            }
        }
    }

    fn entry(&mut self, _: &Parsed, v: &Value, key: &str) -> Option<Value> {
        match v.get_ref() {
            Raw::Table(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone()),
            _ => None,
        }
    }

    fn entry_text(&mut self, p: &Parsed, v: &Value, key: &str) -> Option<Word> {
        let found = self.entry(p, v, key)?;
        match found.get_ref() {
            Raw::Text(t) => Some(Word::new(found.span(), t.clone())),
            _ => {
                self.bad(p, Bad::new(span_of(&found), format!("`{key}` is a string")));
                None
            }
        }
    }
}
