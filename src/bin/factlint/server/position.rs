//! Places as the protocol counts them: lines from 0, and in a line UTF-8, UTF-16 or UTF-32 units from 0.
//!
//! Source: Language Server Protocol 3.18, "Position" and "PositionEncodingKind".

use std::ops::Range;

use factlint::span::Lines;
use gen_lsp_types as lsp;

/// What a position counts within its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every client knows, and has when nothing is agreed on.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// The first of those `offered` that is known; a client names them as it likes them best.
    pub(super) fn of<'n>(offered: impl IntoIterator<Item = &'n str>) -> Self {
        let known = |name| match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        };
        offered.into_iter().find_map(known).unwrap_or_default()
    }

    pub(super) fn kind(self) -> lsp::PositionEncodingKind {
        match self {
            Self::Utf8 => lsp::PositionEncodingKind::UTF8,
            Self::Utf16 => lsp::PositionEncodingKind::UTF16,
            Self::Utf32 => lsp::PositionEncodingKind::UTF32,
        }
    }

    /// Units that `c` takes.
    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// Units that `text` takes.
    pub(super) fn units(self, text: &str) -> u32 {
        let units = match self {
            Self::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            _ => text.chars().map(|c| self.width(c)).sum(),
        };
        u32::try_from(units).unwrap_or(u32::MAX)
    }

    /// The byte of `line` at `units`: at most its end; within a character, its start.
    fn byte(self, line: &str, units: u32) -> usize {
        let mut left = units as usize;
        for (at, c) in line.char_indices() {
            match left.checked_sub(self.width(c)) {
                Some(rest) => left = rest,
                None => return at,
            }
        }
        line.len()
    }
}

/// A text whose places are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    lines: &'t Lines,
    encoding: Encoding,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str, lines: &'t Lines, encoding: Encoding) -> Self {
        Self { text, lines, encoding }
    }

    /// The position of byte `at`.
    pub(super) fn position(&self, at: usize) -> lsp::Position {
        let at = floor(self.text, at);
        let (line, _) = self.lines.line_column(self.text, at);
        let start = self.lines.range(self.text, line).map_or(at, |r| r.start.min(at));
        lsp::Position { line: line - 1, character: self.encoding.units(&self.text[start..at]) }
    }

    /// The positions of a range of bytes.
    pub(super) fn range(&self, bytes: Range<usize>) -> lsp::Range {
        lsp::Range { start: self.position(bytes.start), end: self.position(bytes.end.max(bytes.start)) }
    }

    /// The byte at a position: past a line's end the end of the line, past the last line the end of the text.
    pub(super) fn byte(&self, p: lsp::Position) -> usize {
        match p.line.checked_add(1).and_then(|n| self.lines.range(self.text, n)) {
            Some(line) => {
                let start = line.start;
                start + self.encoding.byte(&self.text[line], p.character)
            }
            None => self.text.len(),
        }
    }

    /// The bytes of a range of positions; one that is upside down is empty.
    pub(super) fn bytes(&self, r: lsp::Range) -> Range<usize> {
        let start = self.byte(r.start);
        start..self.byte(r.end).max(start)
    }
}

/// The last character boundary of `text` at or before byte `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Encoding::{Utf8, Utf16, Utf32};

    const TEXT: &str = "né 5\r\n😀😀 28,000\n\u{301}x\rlast";

    #[test]
    fn each_encoding_counts_its_own_units() {
        let at = TEXT.find("28").unwrap();
        let lines = Lines::new(TEXT);
        for (encoding, character) in [(Utf8, 9), (Utf16, 5), (Utf32, 3)] {
            let places = Places::new(TEXT, &lines, encoding);
            assert_eq!(places.position(at), lsp::Position { line: 1, character }, "{encoding:?}");
        }
    }

    #[test]
    fn positions_and_bytes_are_inverse() {
        let lines = Lines::new(TEXT);
        for encoding in [Utf8, Utf16, Utf32] {
            let places = Places::new(TEXT, &lines, encoding);
            for (at, c) in TEXT.char_indices().filter(|(_, c)| !matches!(c, '\r' | '\n')) {
                assert_eq!(places.byte(places.position(at)), at, "{encoding:?} {c:?}");
            }
            assert_eq!(places.byte(places.position(TEXT.len())), TEXT.len());
        }
    }

    #[test]
    fn a_position_that_is_none_is_the_nearest() {
        let lines = Lines::new(TEXT);
        let byte = |line, character| Places::new(TEXT, &lines, Utf16).byte(lsp::Position { line, character });
        let second = TEXT.find('😀').unwrap();
        assert_eq!(byte(0, 99), "né 5".len());
        assert_eq!(byte(99, 0), TEXT.len());
        assert_eq!(byte(u32::MAX, u32::MAX), TEXT.len());
        assert_eq!(byte(1, 1), second, "inside a surrogate pair");
        assert_eq!(byte(1, 2), second + 4);
        let upside_down = lsp::Range {
            start: lsp::Position { line: 1, character: 4 },
            end: lsp::Position { line: 0, character: 0 },
        };
        assert!(Places::new(TEXT, &lines, Utf16).bytes(upside_down).is_empty());
    }

    #[test]
    fn the_client_chooses() {
        assert_eq!(Encoding::of([]), Utf16);
        assert_eq!(Encoding::of(["utf-32", "utf-8"]), Utf32);
        assert_eq!(Encoding::of(["utf-7", "utf-8", "utf-16"]), Utf8);
    }
}
