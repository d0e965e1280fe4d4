//! Plain text: paragraphs are parted by blank lines; the reading text is the source itself.
//!
//! Nothing is copied unless a soft hyphen or another invisible character must go.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memchr2_iter, memmem};

use super::document::{Block, Map, Metadata, Scope};
use super::invisible;
use crate::span::Span;

/// Longest first line that may be a title, in bytes.
const TITLE: usize = 160;

/// Lines longer than this on average (bytes) are not wrapped: each is a paragraph of its own.
const WRAPPED: usize = 120;

/// Reads `source` from byte `from` on.
pub(super) fn read(source: &str, from: usize) -> (Cow<'_, str>, Map, Vec<Block>, Vec<Metadata>) {
    let body = &source[from..];
    let said = comments(body, from);
    let (text, map) = visible(body, from, &said);
    let blocks = paragraphs(&text);
    (text, map, blocks, said)
}

/// What `<!-- factlint: ... -->` says to the checker: in plain text too, and no part of it.
fn comments(body: &str, from: usize) -> Vec<Metadata> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr(b'<', &body.as_bytes()[at..]).map(|i| at + i) {
        at = start + 1;
        if !body[start..].starts_with("<!--") {
            continue;
        }
        at = start + 4;
        let Some(said) = body[at..].trim_start().strip_prefix("factlint:") else { continue };
        let Some(length) = memmem::find(said.as_bytes(), b"-->") else { break };
        let end = body.len() - said.len() + length + 3;
        all.push(Metadata {
            origin: "comment",
            key: "comment".to_owned(),
            value: said[..length].trim().to_owned(),
            span: Span::from(from + start..from + end),
        });
        at = end;
    }
    all
}

/// The text without its invisible characters and without what is said to the checker, and its map.
fn visible<'t>(body: &'t str, from: usize, said: &[Metadata]) -> (Cow<'t, str>, Map) {
    let mut map = Map::default();
    let mut text = String::new();
    let mut done = 0;
    let mut keep = |text: &str, range: Range<usize>| {
        let at = Span::from(text.len()..text.len() + range.len());
        map.push(at.start, at.len(), Span::from(from + range.start..from + range.end));
    };
    let mut said = said.iter().map(|m| m.span.start as usize - from..m.span.end as usize - from).peekable();
    let mut hidden = invisible::next(body, 0);
    while let Some(gone) = match (&hidden, said.peek()) {
        (Some(h), Some(c)) if h.start < c.start => hidden.clone(),
        (_, Some(_)) => said.next(),
        _ => hidden.clone(),
    } {
        if hidden.as_ref().is_some_and(|h| h.start < gone.end) {
            hidden = invisible::next(body, gone.end);
        }
        if done == 0 {
            text.reserve(body.len());
        }
        keep(&text, done..gone.start);
        text.push_str(&body[done..gone.start]);
        done = gone.end;
    }
    if done == 0 {
        // An empty map is the identity; a body after front matter needs its offset.
        if from > 0 {
            keep("", 0..body.len());
        }
        return (body.into(), map);
    }
    keep(&text, done..body.len());
    text.push_str(&body[done..]);
    (text.into(), map)
}

fn paragraphs(text: &str) -> Vec<Block> {
    let bytes = text.as_bytes();
    let mut blocks = Vec::new();
    let mut line = 0;
    let mut start = None;
    let mut end = 0;
    let mut lines = 0;
    // A line end is LF, CRLF or a lone CR; between CR and LF stands an empty line that is none.
    for stop in memchr2_iter(b'\n', b'\r', bytes).chain(std::iter::once(bytes.len())) {
        if stop > 0 && stop == line && bytes[stop - 1] == b'\r' && bytes.get(stop) == Some(&b'\n') {
            line = stop + 1;
            continue;
        }
        if bytes[line..stop].iter().all(|b| b.is_ascii_whitespace()) {
            if let Some(start) = start.take() {
                part(text, start..end, lines, &mut blocks);
            }
            lines = 0;
        } else {
            start.get_or_insert(line);
            end = stop;
            lines += 1;
        }
        line = stop + 1;
    }
    if let Some(start) = start {
        part(text, start..end, lines, &mut blocks);
    }
    if let [first, _, ..] = &mut blocks[..]
        && is_title(&text[Span::new(first.range.start, first.range.end).range()])
    {
        first.scope = Scope::Heading(1);
    }
    blocks
}

/// Blocks of a text in which each line is one.
pub(super) fn lines(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::from(start..start + line.trim_end_matches('\n').len());
        if !span.is_empty() {
            blocks.push(Block { range: span.start..span.end, scope: Scope::Body, item: 0 });
        }
        start += line.len();
    }
    blocks
}

/// Adds the paragraph `range`, or its lines where they are too long to have been wrapped.
fn part(text: &str, range: Range<usize>, lines: usize, blocks: &mut Vec<Block>) {
    let mut add = |start: usize, end: usize| {
        let span = Span::from(start..end);
        blocks.push(Block { range: span.start..span.end, scope: Scope::Body, item: 0 });
    };
    if lines < 2 || range.len() / lines <= WRAPPED {
        return add(range.start, range.end);
    }
    let mut line = range.start;
    for stop in memchr2_iter(b'\n', b'\r', &text.as_bytes()[range.clone()]).map(|i| range.start + i) {
        if stop > line {
            add(line, stop);
        }
        line = stop + 1;
    }
    add(line, range.end);
}

/// Whether a text's first paragraph is its title: one short line without a final stop. A byline or a
/// dateline ("Tuesday, July 18", "date 2023-07-18 Kim/Reuters") is none: a line with digits must have
/// three words in lower case and no number as long as a year.
fn is_title(line: &str) -> bool {
    let line = line.trim();
    if line.len() > TITLE || memchr2(b'\n', b'\r', line.as_bytes()).is_some() {
        return false;
    }
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit() || "\"'“‘$£€".contains(c);
    if !line.starts_with(opens) || line.ends_with(['.', ',', ';', ':', ')', '…']) {
        return false;
    }
    if line.split_whitespace().count() < 3 {
        return false;
    }
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return true;
    }
    let lower = line.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
    let long = line.as_bytes().windows(4).any(|w| w.iter().all(u8::is_ascii_digit));
    lower >= 3 && !long
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|b| &text[b.range.start as usize..b.range.end as usize]).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_whatever_the_line_end() {
        assert_eq!(cut("One\nline.\n\nTwo."), ["One\nline.", "Two."]);
        assert_eq!(cut("One\r\nline.\r\n\r\nTwo.\r\n"), ["One\r\nline.", "Two."]);
        assert_eq!(cut("One\rline.\r\rTwo."), ["One\rline.", "Two."]);
        assert_eq!(cut("\n \t\n  One.\n \nTwo.\n\n"), ["  One.", "Two."]);
        assert!(cut("").is_empty() && cut(" \r\n ").is_empty());
    }

    #[test]
    fn lines_too_long_to_be_wrapped_are_paragraphs() {
        let long = "A sentence of some length. ".repeat(12);
        assert_eq!(cut(&format!("A title\r\n{long}\r\n{long}\n\nEnd.")), ["A title", &long, &long, "End."]);
    }

    #[test]
    fn nothing_is_copied_without_need() {
        let (text, map, _, _) = read("A plain text – “with” signs.", 0);
        assert!(matches!(text, Cow::Borrowed(_)));
        assert_eq!(map.span(2, 7), Span::new(2, 7));
    }

    #[test]
    fn a_soft_hyphen_goes_and_the_spans_stay() {
        let source = "\u{feff}Over 33,\u{ad}000 peo\u{ad}ple";
        let (text, map, blocks, _) = read(source, 0);
        assert_eq!(text, "Over 33,000 people");
        assert_eq!(&source[map.span(5, 11).range()], "33,\u{ad}000");
        assert_eq!(&source[map.span(12, 18).range()], "peo\u{ad}ple");
        assert_eq!(blocks[0].range, 0..18);
    }

    #[test]
    fn a_first_line_without_a_stop_is_a_title() {
        let scope = |first: &str| paragraphs(&format!("{first}\n\nText."))[0].scope;
        for title in ["Soldier crosses the border", "3 people hurt in a fire", "Why 40 of them left"] {
            assert_eq!(scope(title), Scope::Heading(1), "{title}");
        }
        for line in [
            "date 2023-07-18 Kim/Reuters",
            "Tuesday, July 18",
            "SEOUL, July 18 (Reuters)",
            "He left in 2017.",
            "Published on 18 July 2023 in the morning",
        ] {
            assert_eq!(scope(line), Scope::Body, "{line}");
        }
        assert_eq!(paragraphs("A lone line of text")[0].scope, Scope::Body);
    }
}
