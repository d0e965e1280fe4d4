//! What words mean, as data: reads `rules/`, compiles it once into immutable tables.
//!
//! Floor 3. Editors extend `rules/` with phrases, slots and interval notation; they write no Rust.
//! The shipped files are embedded; a project's own are layered over them: the same `id`
//! overrides, `off = true` disables.
//!
//! - [`schema`]: what the TOML files may say, one struct a kind of rule.
//! - [`load`]: the embedded files and a user's folder, read and layered.
//! - [`lexicon`]: words to numbers, phrases to rules: one look-up a token, a trie over word numbers.
//! - [`aspect`]: what the lines of a fact box tell of.
//! - [`catalogue`]: the rules as written, for people: list, show, test.
//! - [`corpus`]: sentences with everything that must be read in them.
//! - [`word_set`]: the words that the readers ask for by name.
//! - [`weights`]: the numbers that linking and judging go by.
//! - [`compile`]: everything joined into [`Rules`], which the reader uses; its parts in
//!   [`compile_quantity`] and [`compile_time`].

pub mod aspect;
pub mod audit;
#[macro_use]
mod later_audit_sets;
#[macro_use]
mod audit_sets;
pub mod catalogue;
pub mod change;
pub mod compile;
pub mod compile_quantity;
pub mod compile_time;
pub mod compile_unit;
pub mod corpus;
mod fault;
pub mod frame;
pub mod holiday;
pub mod language;
pub mod lexicon;
pub mod load;
mod pairs;
pub mod schema;
pub mod time_kinds;
pub mod time_words;
pub mod unit_name;
pub mod weights;
pub mod word_set;
mod word_sets;
mod words;

pub use change::ChangeTables;
pub use compile::{RuleId, Rules};
pub use compile_quantity::{HedgeRule, NumberWord, QuantityTables};
pub use compile_time::TimeTables;
pub use compile_unit::UnitTables;
pub use language::Language;
pub use lexicon::{Class, Lexicon, Mark, Phrases};
