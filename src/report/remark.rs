//! Writing the comment that passes over a finding: `<!-- factlint: ignore[number-conflict] as he said it -->`.
//!
//! Enters: a checked file, the findings to be passed over, and why. Leaves: the text with the comments in it. A comment goes behind
//! the finding's line; where the line is a table's or no comment can stand behind it, on a line of its own before the
//! block. Each place is tried, those behind lines all at once: the text must read as before, and the comment must cover the finding.

use std::ops::Range;

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
    let groups = groups(file, format, numbers, reason)?;
    let (lines, tables): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(|g| g.line);
    let mut writer = Writer { text: file.source.clone(), format, written: Vec::new(), left: Vec::new() };
    writer.write(&lines);
    tables.iter().for_each(|table| writer.write_one(table));
    let Writer { text, mut left, .. } = writer;
    left.sort_unstable();
    Ok(Remarked { text, covered: numbers.len() - left.len(), left })
}

/// Findings that one comment is for: those of a line, or of a table.
struct Group {
    line: bool,
    numbers: Vec<usize>,
    /// Where they stand in the text as it was.
    spans: Vec<Span>,
    codes: Vec<&'static str>,
    comment: String,
}

/// The findings in the order of the text, by line or table.
fn groups(file: &Checked, format: Format, numbers: &[usize], reason: &str) -> Result<Vec<Group>, Error> {
    let doc = Document::read(&file.source, format);
    let mut groups: Vec<(Result<u32, u32>, Group)> = Vec::new();
    for &n in numbers {
        let f = &file.findings[n];
        let table = match doc
            .blocks
            .get(doc.blocks.partition_point(|b| b.range.end <= f.reading.extent.text.start))
        {
            Some(Block { scope: Scope::Cell { table, .. }, .. }) if format == Format::Markdown => {
                Some(*table)
            }
            _ => None,
        };
        let key = table.map_or_else(|| Ok(file.lines.line_column(&file.source, last_byte(f)).0), Err);
        let group = match groups.iter_mut().rev().find(|(k, _)| *k == key) {
            Some((_, group)) => group,
            None => {
                let (line, comment) = (table.is_none(), String::new());
                groups.push((key, Group { line, numbers: vec![], spans: vec![], codes: vec![], comment }));
                let Some((_, group)) = groups.last_mut() else { continue };
                group
            }
        };
        group.numbers.push(n);
        group.spans.push(f.reading.extent.span);
        group.codes.push(f.code);
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    for group in &mut groups {
        group.codes.sort_unstable();
        group.codes.dedup();
        group.comment = comment(&group.codes, reason)?;
    }
    Ok(groups)
}

/// A text that comments are written into.
struct Writer {
    text: String,
    format: Format,
    /// What was inserted so far, in turn: where, and how many bytes.
    written: Vec<(usize, usize)>,
    /// The findings that no comment could be placed for.
    left: Vec<usize>,
}

impl Writer {
    /// Writes the comments of `groups`, each behind its line, all at once; where that does not do, those of either half.
    fn write(&mut self, groups: &[Group]) {
        match groups {
            [] => {}
            [one] => self.write_one(one),
            _ if self.written_at_once(groups) => {}
            _ => {
                let (first, last) = groups.split_at(groups.len() / 2);
                self.write(last);
                self.write(first);
            }
        }
    }

    /// Whether every comment could stand behind its line.
    fn written_at_once(&mut self, groups: &[Group]) -> bool {
        let spans: Vec<Vec<Span>> = groups.iter().map(|g| self.now(g)).collect();
        let (mut text, mut done) = (String::with_capacity(self.text.len() * 2), 0);
        let mut written = Vec::with_capacity(groups.len());
        for (group, spans) in groups.iter().zip(&spans) {
            let at = behind(&self.text, self.format, spans);
            let Some(before) = self.text.get(done..at) else { return false };
            text.push_str(before);
            written.push((text.len(), group.comment.len() + 1));
            text.push(' ');
            text.push_str(&group.comment);
            done = at;
        }
        text.push_str(&self.text[done..]);
        let (old, new) = (Document::read(&self.text, self.format), Document::read(&text, self.format));
        let said = Said::all(&new);
        let covered = |(group, spans): (&Group, &Vec<Span>)| {
            spans.iter().all(|s| Said::any_covers(&said, shifted(*s, &written), group))
        };
        let good = reads_alike(&old, &new) && groups.iter().zip(&spans).all(covered);
        if good {
            self.text = text;
            self.written.append(&mut written);
        }
        good
    }

    /// Writes one comment, wherever there is a place for it.
    fn write_one(&mut self, group: &Group) {
        let spans = self.now(group);
        let doc = Document::read(&self.text, self.format);
        // A comment before the block may cover what stands further down in it, too.
        let said = Said::all(&doc);
        if spans.iter().all(|s| Said::any_covers(&said, *s, group)) {
            return;
        }
        let found = places(&doc, &spans, group.line).into_iter().find_map(|(at, before, after)| {
            let inserted = format!("{before}{}{after}", group.comment);
            let text = format!("{}{inserted}{}", &self.text[..at], &self.text[at..]);
            let new = Document::read(&text, self.format);
            let said = Said::all(&new);
            let here = [(at, inserted.len())];
            let covered = |s: &Span| Said::any_covers(&said, shifted(*s, &here), group);
            let good = reads_alike(&doc, &new) && spans.iter().all(covered);
            good.then_some((text, here[0]))
        });
        match found {
            Some((text, here)) => {
                self.text = text;
                self.written.push(here);
            }
            None => self.left.extend(&group.numbers),
        }
    }

    /// Where the findings of a group lie by now.
    fn now(&self, group: &Group) -> Vec<Span> {
        group.spans.iter().map(|s| shifted(*s, &self.written)).collect()
    }
}

/// Where `span` lies once so many bytes are inserted at these places, one after the other.
fn shifted(span: Span, written: &[(usize, usize)]) -> Span {
    written.iter().fold(span, |span, &(at, length)| {
        let by = if span.start as usize >= at { u32::try_from(length).unwrap_or(0) } else { 0 };
        Span::new(span.start + by, span.end + by)
    })
}

/// The last byte of a finding.
fn last_byte(f: &Finding) -> usize {
    (f.reading.extent.span.end as usize).saturating_sub(1)
}

/// A comment to the checker.
struct Said<'d> {
    value: &'d str,
    codes: Vec<String>,
    /// Bytes of the source that it speaks for.
    covered: Range<usize>,
}

impl<'d> Said<'d> {
    fn all(doc: &'d Document<'_>) -> Vec<Self> {
        let lines = Lines::new(doc.source);
        let comments = doc.metadata.iter().filter(|m| m.origin == "comment");
        let said = comments.map(|m| Self {
            value: &m.value,
            codes: suppress::codes_of(&m.value),
            covered: suppress::covered(doc.source, &lines, m.span),
        });
        said.collect()
    }

    /// Whether one of them passes over a finding of `group` at `span`.
    fn any_covers(all: &[Self], span: Span, group: &Group) -> bool {
        all.iter().any(|said| said.covers(span, group))
    }

    fn covers(&self, span: Span, group: &Group) -> bool {
        self.covered.start < span.end as usize
            && (span.start as usize) < self.covered.end
            && group.comment.contains(self.value)
            && group.codes.iter().all(|c| self.codes.iter().any(|s| s == c))
    }
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

/// The line of `source` around byte `at`, without its end.
fn line_at(source: &str, at: usize) -> Range<usize> {
    let start = source[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    start..source[at..].find(['\n', '\r']).map_or(source.len(), |i| at + i)
}

/// Where a comment stands behind the line that `spans` end on.
fn behind(source: &str, format: Format, spans: &[Span]) -> usize {
    let last = spans.iter().map(|s| (s.end as usize).saturating_sub(1)).max().unwrap_or(0);
    let here = line_at(source, last);
    // A hard line break and the closing marks of a heading stay at the end.
    let text = source[here.clone()].trim_end();
    let text = text.strip_suffix('\\').unwrap_or(text);
    let heading = text.trim_start().starts_with('#') && format == Format::Markdown;
    let text = if heading { text.trim_end_matches('#').trim_end() } else { text };
    here.start + text.len().max((last + 1).min(here.end) - here.start)
}

/// Where a comment may go: offset, what stands before it, what after. The likeliest first.
fn places(doc: &Document<'_>, spans: &[Span], on_line: bool) -> Vec<(usize, String, String)> {
    let source = doc.source;
    let end_of_line = if source.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = Vec::new();
    if on_line {
        out.push((behind(source, doc.format, spans), " ".to_owned(), String::new()));
    }
    let block = spans.first().and_then(|s| block_of(doc, *s));
    let table = match block.map(|b| b.scope) {
        Some(Scope::Cell { table, .. }) if !on_line => Some(table),
        _ => None,
    };
    let first = match table {
        Some(table) => {
            doc.blocks.iter().find(|b| matches!(b.scope, Scope::Cell { table: t, .. } if t == table))
        }
        None => block,
    };
    if let Some(first) = first {
        let mark = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = doc.span(first.range.start, first.range.start + 1).start as usize;
        let start = line_at(source, start).start.max(mark);
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
    fn where_one_line_has_no_room_the_others_keep_theirs() {
        let lines = |n: usize| "a 9\n\n".repeat(n);
        let tag = "<p>a 9 <a\nhref=\"x\">b</a></p>\n\n";
        let out = remarked(&format!("{}{tag}{}", lines(40), lines(23)), Format::Html);
        assert_eq!(out.matches(&format!("a 9 {SAID}\n\n")).count(), 63);
        assert!(out.contains("<a\nhref=\"x\">"), "{out}");
        let many = remarked(&lines(3000), Format::Markdown);
        assert_eq!(many, lines(3000).replace('9', &format!("9 {SAID}")));
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
