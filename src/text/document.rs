//! The document: source, reading text, the map between them, blocks, raw metadata.

use std::borrow::Cow;
use std::ops::Range;

use super::page::Page;
use super::{front_matter, html, markdown, plain};
use crate::span::Span;

/// What a file is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: paragraphs are separated by blank lines.
    #[default]
    Plain,
    /// Markdown (CommonMark with tables and footnotes).
    Markdown,
    /// HTML.
    Html,
    /// A Word file: what stands for its source is its text, one paragraph a line.
    Word,
}

/// What part a block plays on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// A title or heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Body,
    /// A block quotation.
    Quote,
    /// An item of a list.
    Item,
    /// A cell of a table: row and column from 0 (row 0 is the head), and the table's number in the document.
    Cell {
        /// Which table of the document, from 0.
        table: u32,
        /// Row, from 0; the head is row 0.
        row: u32,
        /// Column, from 0.
        column: u32,
    },
    /// A caption of a figure or a table.
    Caption,
    /// The text that stands for a picture.
    Alt,
}

/// A stretch of reading text that belongs together: a paragraph, a heading, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the *reading text*, half-open.
    pub range: Range<u32>,
    /// Its part on the page.
    pub scope: Scope,
    /// How deep in lists the item stands that it opens, from 1; 0 where it opens none.
    pub item: u8,
}

/// One raw statement of a file about itself, uninterpreted: `resolve` dates the article from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// Where it was said: "front-matter", "meta", "time", "json-ld", "title", "lang"; "comment" for
    /// what a `<!-- factlint: ... -->` says to the checker.
    pub origin: &'static str,
    /// The key: "date", "article:published_time", "datePublished", "factlint.as-of".
    pub key: String,
    /// The value as text.
    pub value: String,
    /// Where the value stands in the source.
    pub span: Span,
}

/// From reading text to source, exact to the byte.
///
/// Pieces are in order and do not overlap. In a verbatim piece both sides have the same length and
/// offsets run along; a decoded piece (`&amp;`, an escape) stands as a whole for its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    pieces: Vec<Piece>,
}

/// One stretch of reading text and the source that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    text: u32,
    source: u32,
    text_len: u32,
    source_len: u32,
}

impl Map {
    /// Adds a piece: `text_len` bytes of reading text from offset `text` stand for `source`.
    /// Pieces come in the order of the reading text; a verbatim piece that goes on where the last
    /// one ended is joined to it.
    pub fn push(&mut self, text: u32, text_len: u32, source: Span) {
        if let Some(last) = self.pieces.last_mut() {
            let verbatim = last.text_len == last.source_len && text_len == source.len();
            if verbatim && last.text + last.text_len == text && last.source + last.source_len == source.start
            {
                last.text_len += text_len;
                last.source_len += text_len;
                return;
            }
        }
        self.pieces.push(Piece { text, source: source.start, text_len, source_len: source.len() });
    }

    /// Takes off the pieces from byte `at` of the reading text on; one that `at` cuts keeps its head.
    pub(super) fn split_off(&mut self, at: u32) -> Vec<Piece> {
        let i = self.pieces.partition_point(|p| p.text < at);
        let tail = self.pieces.split_off(i);
        if let Some(last) = self.pieces.last_mut() {
            let over = (last.text + last.text_len).saturating_sub(at);
            if last.text_len == last.source_len {
                last.source_len -= over;
            }
            last.text_len -= over;
        }
        tail
    }

    /// Puts pieces that were taken off back, `by` bytes later in the reading text.
    pub(super) fn append(&mut self, pieces: &[Piece], by: u32) {
        self.pieces.extend(pieces.iter().map(|p| Piece { text: p.text + by, ..*p }));
    }

    /// The source span of reading-text bytes `start..end`. An empty map is the identity.
    #[must_use]
    pub fn span(&self, start: u32, end: u32) -> Span {
        if self.pieces.is_empty() {
            return Span::new(start, end);
        }
        let begin =
            self.locate(start, |p, off| if p.text_len == p.source_len { p.source + off } else { p.source });
        if end <= start {
            return Span::new(begin, begin);
        }
        let close = self.locate(end - 1, |p, off| {
            if p.text_len == p.source_len { p.source + off + 1 } else { p.source + p.source_len }
        });
        Span::new(begin, close.max(begin))
    }

    fn locate(&self, at: u32, inside: impl Fn(&Piece, u32) -> u32) -> u32 {
        let i = self.pieces.partition_point(|p| p.text <= at);
        match i.checked_sub(1).map(|i| &self.pieces[i]) {
            None => self.pieces.first().map_or(at, |p| p.source),
            Some(p) if at < p.text + p.text_len => inside(p, at - p.text),
            // Between pieces stands what no source byte made (the break between two blocks).
            Some(p) => p.source + p.source_len,
        }
    }
}

/// A file, read.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The file as it lies on disk.
    pub source: &'a str,
    /// What a reader reads: markup, code and front matter gone, entities decoded.
    pub text: Cow<'a, str>,
    /// From `text` to `source`.
    pub map: Map,
    /// Blocks in the order of the text, not overlapping.
    pub blocks: Vec<Block>,
    /// What the file says of itself.
    pub metadata: Vec<Metadata>,
    /// How it was read.
    pub format: Format,
}

impl<'a> Document<'a> {
    /// Reads `source` as `format`. Reads anything: broken markup is text.
    ///
    /// ```
    /// use factlint::text::{Document, Format, Scope};
    /// let source = "# Defectors\n\nOver **33,000** of them.";
    /// let doc = Document::read(source, Format::Markdown);
    /// assert_eq!(doc.text, "Defectors\n\nOver 33,000 of them.");
    /// assert_eq!(doc.blocks[0].scope, Scope::Heading(1));
    /// assert_eq!(&source[doc.span(16, 22).range()], "33,000");
    /// ```
    #[must_use]
    pub fn read(source: &'a str, format: Format) -> Self {
        let bom = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let (mut metadata, start) = match format {
            Format::Word => (Vec::new(), 0),
            _ => front_matter::read(source, bom),
        };
        let (text, map, blocks) = match format {
            Format::Plain => {
                let (text, map, blocks, said) = plain::read(source, start);
                metadata.extend(said);
                (text, map, blocks)
            }
            // What a [`Word`](super::Word) has for a source: a line is a paragraph, and no more is known.
            Format::Word => (source.into(), Map::default(), plain::lines(source)),
            Format::Markdown | Format::Html => {
                let mut page = Page::new(source);
                if format == Format::Markdown {
                    markdown::read(&mut page, start);
                } else {
                    html::read(&mut page, start..source.len());
                }
                let (text, map, blocks, said) = page.finish();
                metadata.extend(said);
                (text.into(), map, blocks)
            }
        };
        Self { source, text, map, blocks, metadata, format }
    }

    /// The source span of reading-text bytes `start..end`.
    #[must_use]
    pub fn span(&self, start: u32, end: u32) -> Span {
        self.map.span(start, end)
    }

    /// The first raw metadata value under any of `keys`, in the order of `keys`.
    #[must_use]
    pub fn meta(&self, keys: &[&str]) -> Option<&Metadata> {
        keys.iter().find_map(|k| self.metadata.iter().find(|m| m.key.eq_ignore_ascii_case(k)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoded_entity_stands_as_a_whole() {
        // source "A&amp;B 5", text "A&B 5"
        let mut map = Map::default();
        map.push(0, 1, Span::new(0, 1));
        map.push(1, 1, Span::new(1, 6));
        map.push(2, 3, Span::new(6, 9));
        assert_eq!(map.span(1, 2), Span::new(1, 6));
        assert_eq!(map.span(4, 5), Span::new(8, 9));
        assert_eq!(map.span(0, 5), Span::new(0, 9));
    }
}
