//! The knowledge base: what `claims/` says, read once into immutable tables.
//!
//! Floor 7. Enters: TOML files written by editors, with the CSV files that they name. Leaves: a
//! [`Base`] of sources, entities, properties, events and facts under small numbers, an index
//! from the words of a text to all of these, and every error found on the way.
//!
//! "Over 33,000 North Koreans have reached the South" is held against the fact that claims/ states as
//! `about = "south-korea"`, `property = "nk-arrivals-total"`, `value = 34_078`, `date = 2023-12-31`.
//!
//! - [`model`]: sources, entities, properties, events: plain records.
//! - [`fact`]: one observation, hand-written or a row of a table, behind one view.
//! - [`base`]: the whole, with look-up by subject, property, time and place.
//! - [`index`]: what a text's words point to.
//! - [`schema`]: what the TOML files may say.

pub mod base;
mod boxes;
mod build;
mod cells;
mod columns;
mod days;
pub mod dump;
pub mod edit;
mod edtf;
pub mod fact;
mod facts;
mod format;
pub mod import;
pub mod index;
mod json_schema;
pub mod lint;
mod load;
pub mod model;
mod names;
mod pattern;
mod read;
pub mod schema;
mod stored;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod words;

pub use base::{Base, Located, SelfTest};
pub use days::print as period;
pub use edtf::Edtf;
pub use fact::{Confirmed, Correction, Fact, FactValue, Sentence};
pub use format::format;
pub use index::{Index, Surface, What};
pub use json_schema::json_schema;
pub use lint::{Level, Lint, lint};
pub use load::{load, load_text, load_with};
pub use model::{
    Dated, Entity, EntityId, EntityMore, Event, EventId, FactId, FileId, Grade, Kind, Place, Property,
    PropertyId, Rank, Source, SourceId, Status, Tolerance,
};
pub use read::{files, read_text};
pub use words::content;
