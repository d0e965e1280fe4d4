//! What a reader sees: findings, and one file for each format.
//!
//! Floor 10. A [`Finding`] names one claim, what it was held against and how the two compare; a
//! format turns findings into text and decides nothing. Text from an article is data in every
//! format: nothing of it can act on a terminal, a CI host, a spreadsheet or a browser.

pub mod encode;
pub mod finding;
pub mod record;

pub use finding::{Checked, Evidence, Finding, Run, Shown, SourceNote};
