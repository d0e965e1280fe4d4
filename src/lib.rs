//! factlint: a linter for facts.
pub mod data;
pub mod error;
pub mod rules;
pub mod span;
pub mod text;
pub mod value;

pub use error::{Error, ErrorKind};
pub use span::Span;
