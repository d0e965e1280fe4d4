//! Where a finding stands, in the ways that machine formats count.

use super::{Checked, Finding};
use crate::span::{Cursor, Lines, Span};

/// The place of a finding in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// UTF-8 bytes, half-open.
    pub(super) bytes: Span,
    /// Line and column of the first character, from 1, the column in code points.
    pub(super) start: (u32, u32),
    /// Line and column behind the last character, counted likewise.
    pub(super) end: (u32, u32),
}

impl Region {
    /// The place of `f`; `cursor` walks the source of its file.
    pub(super) fn of(f: &Finding, cursor: &mut Cursor<'_>) -> Self {
        let bytes = f.reading.extent.span;
        let start = cursor.seek(bytes.start as usize);
        // Findings may lie within one another: the walk goes on from the start, never back.
        let end = cursor.clone().seek(bytes.end as usize);
        Self { bytes, start, end }
    }

    /// Line and column in UTF-8 bytes, from 1, of the start and of the end.
    pub(super) fn in_bytes(&self, file: &Checked) -> [(u32, u32); 2] {
        let count = |(line, _): (u32, u32), at: u32| (line, column(&file.lines, &file.source, line, at));
        [count(self.start, self.bytes.start), count(self.end, self.bytes.end)]
    }
}

/// The column of byte `at` in bytes, from 1.
fn column(lines: &Lines, source: &str, line: u32, at: u32) -> u32 {
    let start = lines.range(source, line).map_or(0, |r| r.start);
    at.saturating_sub(u32::try_from(start).unwrap_or(u32::MAX)).saturating_add(1)
}

/// `path` as a relative URI reference: whatever is not plainly a name's character is `%` and two hex digits.
///
/// Source: RFC 3986, sections 2.1, 3.3 and 4.2.
pub(super) fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for &b in path.strip_prefix("./").unwrap_or(path).as_bytes() {
        if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) {
            out.push(b.into());
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn bytes_and_characters_are_counted_apart() {
        let file = sample::file("a", "é\né 28,000\nx", &[("28,000\nx", sample::CONFLICTING, None)]);
        let region = Region::of(&file.findings[0], &mut Cursor::new(&file.source));
        assert_eq!((region.start, region.end), ((2, 3), (3, 2)));
        assert_eq!(region.in_bytes(&file), [(2, 4), (3, 2)]);
    }

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(uri("./drafts/a b%#?é:1.md"), "drafts/a%20b%25%23%3F%C3%A9%3A1.md");
    }
}
