//! Facts as records for other programs: the keys of a `[[fact]]`, as JSON or CSV. `factlint kb import json` reads
//! them again.

use std::io::{self, Write};

use super::fact::{Fact, FactValue};
use super::model::{Rank, Status};
use crate::value::Bound;

/// The columns, in order.
pub const COLUMNS: [&str; 18] = [
    "id",
    "about",
    "name",
    "property",
    "statement",
    "value",
    "low",
    "high",
    "unit",
    "date",
    "status",
    "rank",
    "counter",
    "basis",
    "published",
    "source",
    "note",
    "path",
];

/// A fact, a cell a column; empty where it says nothing.
#[derive(Clone, Debug)]
pub struct Record {
    cells: [Cell; 18],
}

#[derive(Clone, Debug, Default)]
enum Cell {
    #[default]
    Empty,
    Text(String),
    /// Written as it is.
    Number(String),
    List(Vec<String>),
}

impl Record {
    /// What a fact says.
    #[must_use]
    pub fn new(fact: &Fact<'_>) -> Self {
        let base = fact.base();
        let text = |s: Option<&str>| s.map_or(Cell::Empty, |s| Cell::Text(s.to_owned()));
        let mut cells: [Cell; 18] = Default::default();
        let mut set = |name: &str, cell: Cell| {
            if let Some(i) = COLUMNS.iter().position(|c| *c == name) {
                cells[i] = cell;
            }
        };
        set("id", Cell::Text(fact.name().into_owned()));
        set("about", text(fact.about().map(|e| &*base.entity(e).id)));
        set("name", text(fact.about().map(|e| &*base.entity(e).name)));
        set("property", text(fact.property().map(|p| &*base.property(p).id)));
        set("statement", text(fact.statement()));
        match &*fact.value() {
            FactValue::Quantity(q) => {
                let number = |b: &Bound<_>| {
                    b.value().map_or(Cell::Empty, |n: &crate::value::Decimal| {
                        Cell::Number(n.normalize().to_string())
                    })
                };
                match q.interval.as_point() {
                    Some(_) => set("value", number(&q.interval.low)),
                    None => {
                        set("low", number(&q.interval.low));
                        set("high", number(&q.interval.high));
                    }
                }
                set("unit", text(q.unit.as_ref().or(fact.unit()).map(|u| u.name())));
            }
            FactValue::Time(t) => set("value", Cell::Text(t.value.clone())),
            FactValue::Text(t) => set("value", Cell::Text(t.to_string())),
        }
        set("date", text(fact.when_written().as_deref()));
        if fact.status() != Status::default() {
            set("status", text(Some(status(fact.status()))));
        }
        if fact.rank() != Rank::default() {
            set("rank", text(Some(rank(fact.rank()))));
        }
        set("counter", text(fact.counter()));
        set("basis", text(fact.basis()));
        set("published", text(fact.published().map(|d| d.to_string()).as_deref()));
        let sources: Vec<String> = fact.sources().iter().map(|&s| base.source(s).id.to_string()).collect();
        if !sources.is_empty() {
            set("source", Cell::List(sources));
        }
        set("note", text(fact.note()));
        set("path", text(Some(&base.path(fact.place().file).display().to_string().replace('\\', "/"))));
        Self { cells }
    }

    /// One JSON object, without a line end.
    ///
    /// # Errors
    ///
    /// As `out`.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut comma = "{";
        for (name, cell) in COLUMNS.iter().zip(&self.cells) {
            let value = match cell {
                Cell::Empty => continue,
                Cell::Number(n) => n.clone(),
                Cell::Text(t) => serde_json::to_string(t)?,
                Cell::List(all) => serde_json::to_string(all)?,
            };
            write!(out, "{comma}\"{name}\":{value}")?;
            comma = ",";
        }
        write!(out, "}}")
    }

    /// One row of a CSV file with its line end; several sources are parted by `|`.
    ///
    /// # Errors
    ///
    /// As `out`.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let cells = self.cells.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(t) | Cell::Number(t) => t.clone(),
            Cell::List(all) => all.join("|"),
        });
        row(cells, out)
    }
}

/// The head of the CSV file.
///
/// # Errors
///
/// As `out`.
pub fn csv_head(out: &mut dyn Write) -> io::Result<()> {
    row(COLUMNS.iter().map(|&c| c.to_owned()), out)
}

fn row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells).map_err(io::Error::other)?;
    writer.flush()
}

/// A status as it is written.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Provisional => "provisional",
        Status::Estimate => "estimate",
        Status::Final => "final",
        Status::Disputed => "disputed",
        Status::Withdrawn => "withdrawn",
    }
}

/// A rank as it is written.
#[must_use]
pub fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Deprecated => "deprecated",
        Rank::Normal => "normal",
        Rank::Preferred => "preferred",
    }
}
