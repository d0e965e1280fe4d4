//! Writing the comment that passes over a finding: `<!-- factlint: ignore[number-conflict] as he said it -->`.
//!
//! Enters: a checked file, the findings to be passed over, and why. Leaves: the text with the comments in it. A comment goes behind
//! the finding's line; where the line is a table's or no comment can stand behind it, on a line of its own before the
//! block. Each place is tried: the text must read as before, and the comment must cover the finding.

use super::{Checked, Finding, suppress};
use crate::error::{Error, ErrorKind};
use crate::span::{Lines, Span};
use crate::text::{Block, Document, Format, Scope};

/// What a comment with `reason` would look like.
///
/// # Errors
///
/// A reason that is empty or would end the comment.
pub fn comment(codes: &[&str], reason: &str) -> Result<String, Error> {
    let reason = reason.trim();
    if reason.is_empty() {
        let e = Error::new(ErrorKind::Usage, "a finding is ignored for a reason");
        return Err(e.hint("say why, for whoever reads it next"));
    }
    if reason.contains("--") || reason.contains(['<', '>']) || reason.chars().any(char::is_control) {
        let e = Error::new(ErrorKind::Usage, "a reason must not hold `--`, `<`, `>` or control characters");
        return Err(e.hint("it stands in an HTML comment, on one line"));
    }
    Ok(format!("<!-- factlint: ignore[{}] {reason} -->", codes.join(", ")))
}

/// A text with comments written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarked {
    /// The new text.
    pub text: String,
    /// How many findings are covered.
    pub covered: usize,
    /// The findings, by number, that no comment could be placed for.
    pub left: Vec<usize>,
}

/// Writes comments with `reason` for the findings of `file` with these `numbers`, in the order of the text.
///
/// # Errors
///
/// As [`comment`].
pub fn add(file: &Checked, format: Format, numbers: &[usize], reason: &str) -> Result<Remarked, Error> {
    let mut out = Remarked { text: file.source.clone(), covered: 0, left: Vec::new() };
    // From the end on, so that what comes before lies where it lay.
    let mut groups: Vec<(u32, Vec<usize>)> = Vec::new();
    for &n in numbers {
        let end = last_byte(&file.findings[n]);
        let (line, _) = file.lines.line_column(&file.source, end);
        match groups.iter_mut().find(|(l, _)| *l == line) {
            Some((_, group)) => group.push(n),
            None => groups.push((line, vec![n])),
        }
    }
    groups.sort_by_key(|(line, _)| std::cmp::Reverse(*line));
    let mut written: Vec<(usize, usize)> = Vec::new();
    for (_, group) in groups {
        let mut codes: Vec<&str> = group.iter().map(|&n| file.findings[n].code).collect();
        codes.sort_unstable();
        codes.dedup();
        let comment = comment(&codes, reason)?;
        // A comment before a table moves the rows that are still to come.
        let now = |span: Span| written.iter().fold(span, |span, &(at, length)| moved(span, at, length));
        let spans: Vec<Span> = group.iter().map(|&n| now(file.findings[n].reading.extent.span)).collect();
        let doc = Document::read(&out.text, format);
        // A comment before the block may cover what stands further down in it, too.
        if spans.iter().all(|s| covers(&doc, *s, &codes, &comment)) {
            out.covered += group.len();
            continue;
        }
        let found = places(&doc, &spans).into_iter().find_map(|(at, before, after)| {
            let inserted = format!("{before}{comment}{after}");
            let text = format!("{}{inserted}{}", &out.text[..at], &out.text[at..]);
            let new = Document::read(&text, format);
            let covered = |s: &Span| covers(&new, moved(*s, at, inserted.len()), &codes, &comment);
            let good = reads_alike(&doc, &new) && spans.iter().all(covered);
            good.then_some((text, at, inserted.len()))
        });
        match found {
            Some((text, at, length)) => {
                out.text = text;
                written.push((at, length));
                out.covered += group.len();
            }
            None => out.left.extend(group),
        }
    }
    out.left.sort_unstable();
    Ok(out)
}

/// Where `span` lies when `length` bytes are inserted at `at`.
fn moved(span: Span, at: usize, length: usize) -> Span {
    let by = if span.start as usize >= at { u32::try_from(length).unwrap_or(0) } else { 0 };
    Span::new(span.start + by, span.end + by)
}

/// The last byte of a finding.
fn last_byte(f: &Finding) -> usize {
    (f.reading.extent.span.end as usize).saturating_sub(1)
}

/// Whether a comment of `doc` that speaks of all `codes` covers `span`.
fn covers(doc: &Document<'_>, span: Span, codes: &[&str], comment: &str) -> bool {
    let lines = Lines::new(doc.source);
    doc.metadata.iter().filter(|m| m.origin == "comment" && comment.contains(m.value.as_str())).any(|m| {
        let covered = suppress::covered(doc.source, &lines, m.span);
        let said = suppress::codes_of(&m.value);
        covered.start < span.end as usize
            && (span.start as usize) < covered.end
            && codes.iter().all(|c| said.iter().any(|s| s == c))
    })
}

/// Whether two documents say the same in the same blocks; a comment may leave a blank.
fn reads_alike(old: &Document<'_>, new: &Document<'_>) -> bool {
    let said = |d: &Document<'_>, b: &Block| {
        let text = d.text.get(b.range.start as usize..b.range.end as usize).unwrap_or_default();
        (text.split_whitespace().collect::<Vec<_>>().join(" "), b.scope)
    };
    let blocks = |d: &Document<'_>| -> Vec<(String, Scope)> {
        d.blocks.iter().map(|b| said(d, b)).filter(|(text, _)| !text.is_empty()).collect()
    };
    let others = |d: &Document<'_>| d.metadata.iter().filter(|m| m.origin != "comment").count();
    blocks(old) == blocks(new) && others(old) == others(new)
}

/// Where a comment may go: offset, what stands before it, what after. The likeliest first.
fn places(doc: &Document<'_>, spans: &[Span]) -> Vec<(usize, String, String)> {
    let Some(last) = spans.iter().map(|s| (s.end as usize).saturating_sub(1)).max() else {
        return Vec::new();
    };
    let source = doc.source;
    let end_of_line = if source.contains("\r\n") { "\r\n" } else { "\n" };
    let line = |at: usize| {
        let start = source[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
        start..source[at..].find(['\n', '\r']).map_or(source.len(), |i| at + i)
    };
    let mut out = Vec::new();
    let block = block_of(doc, spans[0]);
    let table = match block.map(|b| b.scope) {
        Some(Scope::Cell { table, .. }) if doc.format == Format::Markdown => Some(table),
        _ => None,
    };
    if table.is_none() {
        let here = line(last);
        // A hard line break and the closing marks of a heading stay at the end.
        let text = source[here.clone()].trim_end();
        let text = text.strip_suffix('\\').unwrap_or(text);
        let heading = text.trim_start().starts_with('#') && doc.format == Format::Markdown;
        let text = if heading { text.trim_end_matches('#').trim_end() } else { text };
        let at = here.start + text.len().max((last + 1).min(here.end) - here.start);
        out.push((at, " ".to_owned(), String::new()));
    }
    let first = match table {
        Some(table) => {
            doc.blocks.iter().find(|b| matches!(b.scope, Scope::Cell { table: t, .. } if t == table))
        }
        None => block,
    };
    if let Some(first) = first {
        let mark = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = line(doc.span(first.range.start, first.range.start + 1).start as usize).start.max(mark);
        let indent: String = source[start..].chars().take_while(|c| matches!(c, ' ' | '\t' | '>')).collect();
        let above = source[..start].trim_end_matches(['\n', '\r']);
        let blank = start == mark || source[above.len()..start].matches('\n').count() > 1;
        let gap = if blank { String::new() } else { format!("{}{end_of_line}", indent.trim_end()) };
        out.push((start, format!("{gap}{indent}"), end_of_line.to_owned()));
        out.push((
            start,
            format!("{gap}{indent}"),
            format!("{end_of_line}{}{end_of_line}", indent.trim_end()),
        ));
    }
    out
}

fn block_of<'a>(doc: &'a Document<'_>, span: Span) -> Option<&'a Block> {
    doc.blocks.iter().rev().find(|b| doc.span(b.range.start, b.range.start + 1).start <= span.start)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, CONFLICTING};
    use super::*;

    /// `source` with comments for every `9`, all of which are then ignored.
    fn remarked(source: &str, format: Format) -> String {
        let marks = vec![("9", CONFLICTING, None); source.matches('9').count()];
        let file = sample::file("a.md", source, &marks);
        let numbers: Vec<usize> = (0..marks.len()).collect();
        let out = add(&file, format, &numbers, "as said").unwrap();
        assert_eq!((out.covered, out.left.len()), (marks.len(), 0), "{source:?}");
        let mut again = sample::file("a.md", &out.text, &marks);
        suppress::apply(&mut again, &Document::read(&out.text, format).metadata);
        assert!(again.findings.iter().all(|f| f.ignored.is_some()), "{source:?} became {:?}", out.text);
        assert!(again.warnings.is_empty(), "{:?}", again.warnings);
        out.text
    }

    const SAID: &str = "<!-- factlint: ignore[number-conflict] as said -->";

    #[test]
    fn behind_the_line_where_there_is_room() {
        for format in [Format::Markdown, Format::Html, Format::Plain] {
            assert_eq!(remarked("a 9 b\nc\n", format), format!("a 9 b {SAID}\nc\n"));
            assert_eq!(remarked("a\r\nb 9 and 9\r\n", format), format!("a\r\nb 9 and 9 {SAID}\r\n"));
            assert_eq!(remarked("a 9\nb 9", format), format!("a 9 {SAID}\nb 9 {SAID}"));
        }
        let md = |source: &str| remarked(source, Format::Markdown);
        assert_eq!(md("# A 9 #\n"), format!("# A 9 {SAID} #\n"));
        assert_eq!(md("a 9  \nb\n"), format!("a 9 {SAID}  \nb\n"));
        assert_eq!(md("a 9\\\nb\n"), format!("a 9 {SAID}\\\nb\n"));
        assert_eq!(md("- a 9\n- b\n"), format!("- a 9 {SAID}\n- b\n"));
        assert_eq!(md("> a 9\n> b\n"), format!("> a 9 {SAID}\n> b\n"));
        assert_eq!(md("A 9\n===\n\nb\n"), format!("A 9 {SAID}\n===\n\nb\n"));
        assert_eq!(md("a 9\n```\ncode\n```\n"), format!("a 9 {SAID}\n```\ncode\n```\n"));
    }

    #[test]
    fn above_a_table_and_never_in_front_matter() {
        let md = |source: &str| remarked(source, Format::Markdown);
        let table = "| a | b |\n|---|---|\n| x | 9 |\n| y | 9 |\n";
        assert_eq!(md(&format!("Text.\n\n{table}")), format!("Text.\n\n{SAID}\n{table}"));
        assert_eq!(md(table), format!("{SAID}\n{table}"));
        assert_eq!(
            md(&format!("---\ndate: x\n---\n{table}")),
            format!("---\ndate: x\n---\n\n{SAID}\n{table}")
        );
        assert_eq!(md(&format!("\u{feff}{table}")), format!("\u{feff}{SAID}\n{table}"));
    }

    #[test]
    fn in_html_never_inside_a_tag() {
        let html = |source: &str| remarked(source, Format::Html);
        let tag = "<p>a 9 <a\nhref=\"x\">b</a></p>\n";
        let new = html(tag);
        assert!(new.contains("<a\nhref=\"x\">"), "{new}");
        assert_eq!(
            html("<table><tr><td>9</td>\n</tr></table>"),
            format!("<table><tr><td>9</td> {SAID}\n</tr></table>")
        );
    }

    #[test]
    fn a_reason_is_given_and_ends_no_comment() {
        assert!(comment(&["number-conflict"], " ").is_err());
        assert!(comment(&["number-conflict"], "x --> y").is_err());
        assert!(comment(&["number-conflict"], "a\nb").is_err());
        assert_eq!(comment(&["number-conflict"], "as said").unwrap(), SAID);
    }
}
