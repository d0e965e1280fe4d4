//! factlint: a linter for facts.
pub mod atomic;
pub mod audit;
pub mod checker;
pub mod claim;
pub mod data;
pub mod error;
pub mod kb;
pub mod link;
pub mod mention;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod span;
pub mod text;
pub mod value;
pub mod verdict;

pub use error::{Error, ErrorKind};
pub use span::Span;
