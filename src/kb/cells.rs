//! Cells of a CSV file, found again in its text: where each stands, and whether its quotation marks close.

use crate::span::Span;

/// The bytes of the `column`th cell of the record that starts at `start`, without quotes and outer spaces.
pub(super) fn cell_span(text: &str, start: usize, column: usize, delimiter: u8) -> Span {
    let bytes = text.as_bytes();
    let (mut at, mut left) = (start, column);
    loop {
        let begin = at;
        let quoted = bytes.get(at) == Some(&b'"');
        if quoted {
            at += 1;
            while let Some(&b) = bytes.get(at) {
                at += 1;
                if b == b'"' {
                    if bytes.get(at) != Some(&b'"') {
                        break;
                    }
                    at += 1;
                }
            }
        }
        while bytes.get(at).is_some_and(|&b| b != delimiter && b != b'\n' && b != b'\r') {
            at += 1;
        }
        if left == 0 || bytes.get(at) != Some(&delimiter) {
            let cell = text.get(begin..at).unwrap_or_default();
            let (cell, begin) = if quoted && cell.len() >= 2 {
                (cell[1..].trim_end_matches('"'), begin + 1)
            } else {
                (cell, begin)
            };
            let begin = begin + cell.len() - cell.trim_start().len();
            return Span::from(begin..begin + cell.trim().len());
        }
        at += 1;
        left -= 1;
    }
}

/// Where the quotation mark stands that opens a cell of the record at `start` and is never closed.
pub(super) fn open_quote(text: &str, start: usize, delimiter: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            let open = at;
            loop {
                at += 1 + bytes[at + 1..].iter().position(|&b| b == b'"').unwrap_or(bytes.len() - at - 1);
                match bytes.get(at..) {
                    None | Some([]) => return Some(open),
                    Some([_, b'"', ..]) => at += 1,
                    Some(_) => break,
                }
            }
        }
        at += bytes[at..].iter().position(|&b| b == delimiter || b == b'\n').map_or(bytes.len(), |n| n + 1);
        // Only what is quoted reaches over the end of a line.
        if bytes.get(at - 1) == Some(&b'\n') && at > start + 1 {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_that_stay_open_are_found() {
        let open = |text| open_quote(text, 0, b',');
        assert_eq!(open("a,\"b\nc,d\n"), Some(2));
        assert_eq!(open("a,\"b \"\"c\nd"), Some(2));
        assert_eq!(open("\""), Some(0));
        assert_eq!(open("a,\"b\nc\",d\n\"e"), None, "the record ends before it");
        assert_eq!(open("a,b\"c,d"), None);
        assert_eq!(open("a,\"\",\"b\""), None);
        assert_eq!(open(""), None);
    }

    #[test]
    fn cells_are_found_through_quotes() {
        let text = "a,\"b \"\"c\"\", d\", 5 ,\n";
        let cell = |n| &text[cell_span(text, 0, n, b',').range()];
        assert_eq!((cell(0), cell(2), cell(3)), ("a", "5", ""));
        assert_eq!(cell(1), "b \"\"c\"\", d");
        assert_eq!(cell(9), "");
    }
}
