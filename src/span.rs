//! Where something stands in a file.
//!
//! Floor 0: imports nothing. A [`Span`] is made when a file is read and carried, unchanged, to
//! the report: nothing is ever found again by searching for its text.

use std::ops::Range;

/// A place in a source file *as it lies on disk*: byte offsets, half-open, on char boundaries.
///
/// ```
/// use factlint::Span;
/// let text = "About 28,000 people";
/// let span = Span::new(6, 12);
/// assert_eq!(&text[span.range()], "28,000");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end` (bytes).
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The span as a range that slices a `str`.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<Range<usize>> for Span {
    /// Offsets past 4 GiB are clamped; files that long are refused before they are read.
    fn from(r: Range<usize>) -> Self {
        let clamp = |x: usize| u32::try_from(x).unwrap_or(u32::MAX);
        Self::new(clamp(r.start), clamp(r.end))
    }
}

/// Line and column of byte offset `at` in `text`: both count from 1, the column in code points.
///
/// LF, CRLF and a lone CR end a line; a byte order mark is no column, as in every editor. This scans from the start of `text`; for many places in one
/// text use [`Lines`] or a [`Cursor`].
///
/// ```
/// use factlint::span::line_column;
/// assert_eq!(line_column("né\nx 5", 6), (2, 3));
/// ```
#[must_use]
pub fn line_column(text: &str, at: usize) -> (u32, u32) {
    Lines::new(text).line_column(text, at)
}

/// Starts of the lines of a text, for turning many offsets into lines and columns.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<u32>,
}

/// Bytes of the byte order mark that `text` may begin with.
fn mark(text: &str) -> u32 {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

impl Lines {
    /// Finds the line starts of `text` in one pass.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![mark(text)];
        for (i, &b) in bytes.iter().enumerate() {
            if b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(u32::try_from(i + 1).unwrap_or(u32::MAX));
            }
        }
        Self { starts }
    }

    /// Line and column of byte offset `at`, counted from 1, the column in code points.
    #[must_use]
    pub fn line_column(&self, text: &str, at: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|&s| s as usize <= at).max(1) - 1;
        let start = self.starts[line] as usize;
        let at = at.min(text.len());
        let column = text.get(start..at).map_or(at.saturating_sub(start), |s| s.chars().count());
        (u32::try_from(line + 1).unwrap_or(u32::MAX), u32::try_from(column + 1).unwrap_or(u32::MAX))
    }

    /// Byte range of line `line` (from 1), without its line end; `None` past the last line.
    #[must_use]
    pub fn range(&self, text: &str, line: u32) -> Option<Range<usize>> {
        let i = line.checked_sub(1)? as usize;
        let start = *self.starts.get(i)? as usize;
        let end = self.starts.get(i + 1).map_or(text.len(), |&e| e as usize);
        let body = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(start..start + body.len())
    }

    /// Number of lines; a text without a line end has one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

/// Turns many places of one text into lines and columns in a single pass, whatever its lines are
/// like: a file of one line of 50 MB too. Made for rising offsets; going back starts over.
///
/// ```
/// use factlint::span::Cursor;
/// let mut cursor = Cursor::new("né\nx 5");
/// assert_eq!(cursor.seek(1), (1, 2));
/// assert_eq!(cursor.seek(6), (2, 3));
/// ```
#[derive(Clone, Debug)]
pub struct Cursor<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    column: u32,
    /// Where LF or CR stands next, at or after `at`; the length of the text where neither does.
    end: usize,
    /// Whether every byte is a code point.
    ascii: bool,
}

impl<'t> Cursor<'t> {
    /// A cursor at the start of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let end = Self::next_end(text.as_bytes(), 0);
        Self { text, at: mark(text) as usize, line: 1, column: 1, end, ascii: text.is_ascii() }
    }

    fn next_end(bytes: &[u8], from: usize) -> usize {
        bytes
            .get(from..)
            .and_then(|rest| memchr::memchr2(b'\n', b'\r', rest))
            .map_or(bytes.len(), |i| from + i)
    }

    /// Line and column of byte offset `at`, counted from 1, the column in code points.
    pub fn seek(&mut self, at: usize) -> (u32, u32) {
        let at = at.clamp(mark(self.text) as usize, self.text.len());
        if at < self.at {
            let end = Self::next_end(self.text.as_bytes(), 0);
            *self = Self { at: mark(self.text) as usize, line: 1, column: 1, end, ..*self };
        }
        let bytes = self.text.as_bytes();
        while self.end < at {
            let next = self.end + 1;
            if bytes[self.end] == b'\n' || bytes.get(next) != Some(&b'\n') {
                (self.at, self.line, self.column) = (next, self.line.saturating_add(1), 1);
            }
            self.end = Self::next_end(bytes, next);
        }
        let passed = &bytes[self.at..at];
        let chars = match self.ascii {
            true => passed.len(),
            false => passed.iter().filter(|&&b| b & 0xc0 != 0x80).count(),
        };
        self.column = self.column.saturating_add(u32::try_from(chars).unwrap_or(u32::MAX));
        self.at = at;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_agrees_with_the_table_of_lines() {
        let text = "a\r\nbé🙂\rc\n\nd e\r";
        let lines = Lines::new(text);
        for step in 1..5 {
            let mut cursor = Cursor::new(text);
            for at in (0..=text.len()).filter(|&i| text.is_char_boundary(i)).step_by(step) {
                assert_eq!(cursor.seek(at), lines.line_column(text, at), "at {at}");
            }
            assert_eq!(cursor.seek(0), (1, 1));
        }
    }

    #[test]
    fn counts_lines_over_all_line_ends() {
        let text = "a\r\nb\rc\nd";
        let lines = Lines::new(text);
        assert_eq!(lines.count(), 4);
        assert_eq!(lines.line_column(text, 3), (2, 1));
        assert_eq!(lines.line_column(text, 5), (3, 1));
        assert_eq!(&text[lines.range(text, 1).unwrap()], "a");
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        for text in ["\u{feff}a b\nc", "\u{feff}", "\u{feff}\nc"] {
            let lines = Lines::new(text);
            for at in (0..=text.len()).filter(|&i| text.is_char_boundary(i)) {
                assert_eq!(Cursor::new(text).seek(at), lines.line_column(text, at), "{text:?} {at}");
            }
            assert_eq!(lines.line_column(text, 0), (1, 1));
            assert_eq!(lines.line_column(text, 3), (1, 1));
        }
        assert_eq!(line_column("\u{feff}a b\nc", 5), (1, 3));
        assert_eq!(Lines::new("\u{feff}a b\nc").range("\u{feff}a b\nc", 1), Some(3..6));
    }

    #[test]
    fn columns_are_code_points() {
        // "é" is two bytes, the emoji four.
        assert_eq!(line_column("é🙂7", 6), (1, 3));
    }
}
