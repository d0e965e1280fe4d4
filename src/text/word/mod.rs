//! Word files (`.docx`): the text as it stands once all changes are accepted.
//!
//! Enters: the bytes of the file, an archive of XML. Leaves: the text, one paragraph a line, with what each is.
//! This text takes the place of the source: its line *n* is the *n*th paragraph of the document that has
//! text in it, a cell's paragraphs as they come, a text box's behind the one that holds it, then footnotes, then
//! endnotes; and columns count within the paragraph. Nothing of the file is ever written, so nothing is offered
//! for correction.
//!
//! | in the file | read as |
//! |---|---|
//! | inserted, moved here | text |
//! | deleted, moved away, hidden, field codes, equations, placeholders, headers and footers | nothing |
//! | a tab; a line break | a tab; U+2028, which parts lines in the reading text |
//! | a comment `factlint: ignore[code] reason` | said to the checker, of its paragraph |
//!
//! - `archive`: the parts, none larger than what is allowed.
//! - `styles`: which styles are headings, quotations, captions, items.
//! - `story`: one part's paragraphs.
//!
//! Source: ECMA-376 (ISO/IEC 29500), parts 1 and 2.

mod archive;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::archive::Archive;
use self::story::{Notes, Story};
use self::styles::Styles;
use super::document::{Document, Format, Metadata};
use super::page::{Page, Tag};
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// A Word file's text and what its parts are.
///
/// [`Document::of_word`] makes a document of it.
#[derive(Clone, Debug, Default)]
pub struct Word {
    text: String,
    marks: Vec<Mark>,
}

/// What happens at a place of the text.
#[derive(Clone, Debug)]
enum Mark {
    /// An element begins; a cell says how many columns it takes.
    Open(Tag, u32),
    Close(Tag),
    /// Text as it stands.
    Text(Range<usize>),
    /// A line end within a paragraph.
    Break(Range<usize>),
    /// Something is said to the checker.
    Said(usize, String),
}

/// What parts lines within a paragraph.
const BREAK: char = '\u{2028}';

impl Word {
    /// Reads a `.docx` file. No part of it may be larger than `largest` bytes once unpacked, nor may all together.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Syntax`] for what is no Word file or a damaged one, [`ErrorKind::TooLarge`].
    pub fn read(bytes: &[u8], largest: u64) -> Result<Self, Error> {
        let mut archive = Archive::open(bytes, largest)?;
        let main = archive.main()?;
        let folder = main.rfind('/').map_or("", |i| &main[..=i]).to_owned();
        let document = archive.part(&main)?.ok_or_else(|| {
            Error::new(ErrorKind::Syntax, "no Word file: there is no document in it").hint("save it as .docx")
        })?;
        let mut part = |name: &str| archive.part(&format!("{folder}{name}.xml"));
        let styles = part("styles")?.map(|xml| Styles::read(&xml)).transpose()?.unwrap_or_default();
        let said = part("comments")?.map(|xml| story::comments(&xml)).transpose()?.unwrap_or_default();
        let mut word = Self::default();
        let mut story = Story::new(&mut word, &styles, &said);
        story.read(&document, None)?;
        for (name, notes) in [("footnotes", Notes::Foot), ("endnotes", Notes::End)] {
            if let Some(xml) = part(name)? {
                story.read(&xml, Some(notes))?;
            }
        }
        // Offsets are 32 bits wide.
        if word.text.len() as u64 > largest.min(u32::MAX.into()) {
            return Err(archive::too_large(largest));
        }
        Ok(word)
    }

    /// The text, one paragraph a line: what takes the place of the source.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl<'a> Document<'a> {
    /// The document that a Word file holds; its source is [`Word::text`].
    #[must_use]
    pub fn of_word(word: &'a Word) -> Self {
        let mut page = Page::new(&word.text);
        let mut at = 0;
        for mark in &word.marks {
            match mark {
                Mark::Open(tag, columns) => page.open_cell(*tag, false, Span::from(at..at), *columns),
                Mark::Close(tag) => page.close(*tag),
                Mark::Text(range) => {
                    page.text(range.clone());
                    at = range.end;
                }
                Mark::Break(range) => {
                    page.decoded("\n", Span::from(range.clone()));
                    at = range.end;
                }
                Mark::Said(at, what) => page.metadata.push(Metadata {
                    origin: "comment",
                    key: "comment".to_owned(),
                    value: what.clone(),
                    span: Span::from(*at..*at),
                }),
            }
        }
        let (text, map, blocks, metadata) = page.finish();
        Self { source: &word.text, text: text.into(), map, blocks, metadata, format: Format::Word }
    }
}
