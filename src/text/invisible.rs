//! Characters that a reader does not see and that part no words: they are dropped from the reading
//! text, so that "33,\u{ad}000" reads 33,000.

use std::ops::Range;

/// How many bytes are looked at in one step while all are ASCII.
const STEP: usize = 64;

/// The next invisible character of `text` at or after byte `from`, as its byte range.
///
/// Soft hyphen, zero-width space, joiner and non-joiner, word joiner, byte order mark, and the
/// marks that turn the direction of writing.
pub(super) fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        if let Some(chunk) = bytes.get(at..at + STEP)
            && chunk.iter().fold(0, |all, b| all | b) < 0x80
        {
            at += STEP;
            continue;
        }
        let end = (at + STEP).min(bytes.len());
        while at < end {
            let len = match bytes[at] {
                0xc2 if bytes.get(at + 1) == Some(&0xad) => 2,
                0xe2 => match (bytes.get(at + 1), bytes.get(at + 2)) {
                    (Some(0x80), Some(0x8b..=0x8f | 0xaa..=0xae)) => 3,
                    (Some(0x81), Some(0xa0 | 0xa6..=0xa9)) => 3,
                    _ => 0,
                },
                0xef if bytes.get(at + 1..at + 3) == Some(&[0xbb, 0xbf]) => 3,
                _ => 0,
            };
            if len > 0 {
                return Some(at..at + len);
            }
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_and_nothing_else() {
        for c in
            "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}"
                .chars()
        {
            let text = format!("{}né “5”{c}0", "x".repeat(70));
            let found = next(&text, 0).unwrap();
            assert_eq!(text[found.clone()].chars().next(), Some(c));
            assert_eq!(next(&text, found.end), None);
        }
        assert_eq!(next("“A”—né… \u{2009}\u{a0}\u{2028}", 0), None);
    }
}
