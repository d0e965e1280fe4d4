//! Facts as they lie in memory: spelled out, or a row of a table.

use std::sync::Arc;

use super::days;
use super::fact::{Confirmed, Correction, FactValue, Sentence};
use super::model::{
    Dated, EntityId, EventId, FactId, FileId, Grade, Place, PropertyId, Rank, SourceId, Status, Tolerance,
};
use crate::value::timex::Length;
use crate::value::{Bound, Date, DateTime, Decimal, Interval, Unit};

/// A fact that a TOML file spells out.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) id: Box<str>,
    pub(super) grade: Grade,
    pub(super) about: Option<EntityId>,
    pub(super) property: Option<PropertyId>,
    pub(super) event: Option<EventId>,
    pub(super) value: FactValue,
    pub(super) when: Option<Dated>,
    pub(super) timeless: bool,
    pub(super) sources: Vec<SourceId>,
    /// Where its value stands, and where its id.
    pub(super) place: Place,
    pub(super) named: Place,
    pub(super) more: Option<Arc<More>>,
}

/// What few facts have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct More {
    pub(super) status: Status,
    pub(super) rank: Rank,
    pub(super) tolerance: Option<Tolerance>,
    pub(super) exact: bool,
    pub(super) published: Option<Dated>,
    pub(super) counter: Option<Box<str>>,
    pub(super) basis: Option<Box<str>>,
    pub(super) statement: Option<Box<str>>,
    pub(super) label: Option<Box<str>>,
    pub(super) revises: Option<FactId>,
    pub(super) revised_by: Option<FactId>,
    pub(super) stale_after: Option<Length>,
    pub(super) expires: Option<Date>,
    pub(super) embargo_until: Option<Date>,
    pub(super) min_sources: u32,
    pub(super) matches: Vec<Sentence>,
    pub(super) rejects: Vec<Sentence>,
    pub(super) confirmed: Vec<Confirmed>,
    pub(super) corrections: Vec<Correction>,
    pub(super) note: Option<Box<str>>,
}

/// A row of a table, as small as it goes: a base may hold millions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) value: Decimal,
    pub(super) about: EntityId,
    pub(super) property: PropertyId,
    /// First day and the day after the last, counted from 1970-01-01; `OPEN` for none.
    pub(super) begin: i32,
    pub(super) end: i32,
    /// Where the value stands in the CSV file.
    pub(super) start: u32,
    pub(super) len: u16,
    pub(super) table: u16,
    /// Its number in the file, the head not counted, from 1.
    pub(super) row: u32,
}

/// No day: the row is undated, or open on this side.
pub(super) const OPEN: i32 = i32::MIN;

/// What all rows of a table share.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) id: Box<str>,
    pub(super) file: FileId,
    pub(super) unit: Option<Unit>,
    pub(super) timeless: bool,
    pub(super) sources: Vec<SourceId>,
    /// Where its path stands in the TOML file.
    pub(super) place: Place,
    /// It differs from the table before it in its unit only: a column names the unit of each row.
    pub(super) again: bool,
    pub(super) more: Option<Arc<More>>,
}

impl Row {
    pub(super) fn when(&self) -> Option<Interval<DateTime>> {
        if self.begin == OPEN && self.end == OPEN {
            return None;
        }
        let low = days::day(self.begin).map_or(Bound::Unbounded, Bound::Closed);
        let high = days::day(self.end).map_or(Bound::Unbounded, Bound::Open);
        Some(Interval { low, high })
    }
}
