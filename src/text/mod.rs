//! Reading a file as a [`Document`]: reading text, blocks, raw metadata, tokens, sentences.
//!
//! Floor 2: imports `span` and `error` only. What enters is the source as it lies on disk; what
//! leaves is the text a reader would read, with a map back to the source that is exact to the
//! byte. Markdown `**33,000** people` has the reading text "33,000 people", and the span of
//! "33,000" is bytes 2..8 of the file.
//!
//! - [`document`]: what a reader makes: source, reading text, map, blocks, raw metadata.
//! - `plain`, `markdown`, `html`, `word`, `front_matter`, `linked_data`: one file a format; Markdown, HTML and Word
//!   write to the same `page`.
//! - [`token`], `scan`, `sentence`: the reading text cut into words, signs and sentences.

pub mod document;
mod front_matter;
mod html;
mod invisible;
mod linked_data;
mod markdown;
mod near;
mod page;
mod plain;
mod scan;
mod sentence;
pub mod token;
mod word;

pub use document::{Block, Document, Format, Map, Metadata, Scope};
pub use token::{Token, TokenKind, Tokens, Vocabulary, WordId};
pub use word::Word;
