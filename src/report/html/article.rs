//! The article as it reads: its blocks as plain elements, each claim a link to its card.
//!
//! Made from the reading text only; nothing of the article's own markup comes through.

use std::ops::Range;

use super::escape::{Text, put};
use super::look::Look;
use crate::report::clean;
use crate::text::{Block, Document, Scope};

/// A claim in the text: one finding, or several whose words overlap.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the reading text.
    pub(super) range: Range<usize>,
    /// The loudest look of its findings.
    pub(super) look: Look,
    /// The numbers of its findings' cards, in the order of the text.
    pub(super) cards: Vec<usize>,
}

/// The marks of findings, given with the numbers of their cards; places that overlap make one mark.
pub(super) fn marks(text: &str, findings: impl Iterator<Item = (Range<u32>, Look, usize)>) -> Vec<Mark> {
    let mut found: Vec<(Range<usize>, Look, usize)> = findings
        .map(|(r, look, card)| (r.start as usize..r.end as usize, look, card))
        .filter(|(r, ..)| !r.is_empty() && text.get(r.clone()).is_some())
        .collect();
    found.sort_by_key(|(r, _, card)| (r.start, *card));
    let mut marks: Vec<Mark> = Vec::new();
    for (range, look, card) in found {
        match marks.last_mut().filter(|m| range.start < m.range.end) {
            Some(m) => {
                m.range.end = m.range.end.max(range.end);
                m.look = m.look.min(look);
                m.cards.push(card);
            }
            None => marks.push(Mark { range, look, cards: vec![card] }),
        }
    }
    marks
}

/// Columns of a table that are made up for where a row leaves them out.
const GAP: u32 = 64;

/// Writes the blocks of `document` with their marks.
pub(super) fn write(out: &mut String, document: &Document<'_>, marks: &[Mark]) {
    let mut open = Open::Nothing;
    for block in &document.blocks {
        let range = block.range.start as usize..block.range.end as usize;
        let Some(text) = document.text.get(range.clone()) else { continue };
        if text.trim().is_empty() && !matches!(block.scope, Scope::Cell { .. }) {
            continue;
        }
        let (start, end) = open.turn(out, block);
        out.push_str(&start);
        let first = marks.partition_point(|m| m.range.end <= range.start);
        inline(out, &document.text, range, &marks[first..]);
        out.push_str(end);
    }
    open.close(out);
}

/// The list or table that is being written.
enum Open {
    Nothing,
    List,
    Table { number: u32, row: u32, next: u32 },
}

impl Open {
    /// Closes what `block` does not belong to, opens what it needs; the tags that stand around its text.
    fn turn(&mut self, out: &mut String, block: &Block) -> (String, &'static str) {
        match (&*self, block.scope) {
            (Self::List, Scope::Item) => {}
            (Self::Table { number, .. }, Scope::Cell { table, .. }) if *number == table => {}
            _ => self.close(out),
        }
        match block.scope {
            // The page has its own two levels above.
            Scope::Heading(level) => match level {
                0 | 1 => ("<h3>".into(), "</h3>"),
                2 => ("<h4>".into(), "</h4>"),
                3 => ("<h5>".into(), "</h5>"),
                _ => ("<h6>".into(), "</h6>"),
            },
            Scope::Body => (r#"<p dir="auto">"#.into(), "</p>"),
            Scope::Quote => (r#"<blockquote><p dir="auto">"#.into(), "</p></blockquote>"),
            Scope::Caption => (r#"<p class="caption" dir="auto">"#.into(), "</p>"),
            Scope::Alt => (r#"<p class="alt" dir="auto"><span class="tag">Picture</span> "#.into(), "</p>"),
            Scope::Item => {
                if !matches!(self, Self::List) {
                    out.push_str("<ul>");
                    *self = Self::List;
                }
                (r#"<li dir="auto">"#.into(), "</li>")
            }
            Scope::Cell { table, row, column } => {
                let next = match *self {
                    Self::Table { row: r, next, .. } if r == row => next,
                    Self::Table { .. } => {
                        out.push_str("</tr><tr>");
                        0
                    }
                    _ => {
                        out.push_str(r#"<div class="wide"><table><tr>"#);
                        0
                    }
                };
                *self = Self::Table { number: table, row, next: column.saturating_add(1) };
                let mut start = "<td></td>".repeat(column.saturating_sub(next).min(GAP) as usize);
                start.push_str(if row == 0 { r#"<th dir="auto">"# } else { r#"<td dir="auto">"# });
                (start, if row == 0 { "</th>" } else { "</td>" })
            }
        }
    }

    fn close(&mut self, out: &mut String) {
        match std::mem::replace(self, Self::Nothing) {
            Self::Nothing => {}
            Self::List => out.push_str("</ul>"),
            Self::Table { .. } => out.push_str("</tr></table></div>"),
        }
    }
}

/// The text of `range` with the marks that begin in it.
fn inline(out: &mut String, text: &str, range: Range<usize>, marks: &[Mark]) {
    let mut at = range.start;
    for mark in marks.iter().take_while(|m| m.range.start < range.end) {
        let (start, end) = (mark.range.start.max(at), mark.range.end.min(range.end));
        put!(out, "{}", Text(&text[at..start]));
        anchor(out, &text[start..end], mark);
        at = end;
    }
    put!(out, "{}", Text(&text[at..range.end]));
}

fn anchor(out: &mut String, text: &str, mark: &Mark) {
    let first = mark.cards.first().copied().unwrap_or_default();
    put!(out, r##"<a class="claim {}" href="#c{first}" data-cards=""##, mark.look.class());
    for (i, card) in mark.cards.iter().enumerate() {
        put!(out, "{}c{card}", if i > 0 { " " } else { "" });
    }
    let (words, look) = (clean::short(text, 80), mark.look.title().to_lowercase());
    put!(out, r#"" aria-label="{}: {look}">{}</a>"#, Text(&words), Text(text));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Format;

    fn shown(source: &str, places: &[&str]) -> String {
        let document = Document::read(source, Format::Markdown);
        let text = &document.text;
        let found = places.iter().enumerate().map(|(i, words)| {
            let start = text.find(words).unwrap() as u32;
            (start..start + words.len() as u32, Look::Unknown, i + 1)
        });
        let marks = marks(text, found);
        let mut out = String::new();
        write(&mut out, &document, &marks);
        out
    }

    #[test]
    fn headings_lists_and_tables_stay_what_they_are() {
        let source = "# Boats\n\nOver *30* boats.\n\n- one\n- two\n\n| year | boats |\n|---|---|\n| 2020 | 31 |\n\n> Said.";
        insta::assert_snapshot!(shown(source, &["30", "31"]), @r##"<h3>Boats</h3><p dir="auto">Over <a class="claim unknown" href="#c1" data-cards="c1" aria-label="30: not checked">30</a> boats.</p><ul><li dir="auto">one</li><li dir="auto">two</li></ul><div class="wide"><table><tr><th dir="auto">year</th><th dir="auto">boats</th></tr><tr><td dir="auto">2020</td><td dir="auto"><a class="claim unknown" href="#c2" data-cards="c2" aria-label="31: not checked">31</a></td></tr></table></div><blockquote><p dir="auto">Said.</p></blockquote>"##);
    }

    #[test]
    fn claims_that_overlap_are_one_mark() {
        let text = "Thursday, 3 May 2017";
        let places =
            [(0..20, Look::Conflicting, 1), (10..20, Look::Consistent, 2), (18..18, Look::Unknown, 3)];
        let found = marks(text, places.into_iter());
        assert_eq!(found, [Mark { range: 0..20, look: Look::Conflicting, cards: vec![1, 2] }]);
        // A place that is none in this text is left out.
        assert_eq!(marks("é", [(1..2, Look::Unknown, 1)].into_iter()), []);
    }

    #[test]
    fn markup_of_an_article_is_text() {
        let out = shown("Say `x` <script>alert(1)</script> \"30\" & <b onclick=x>so</b>", &["30"]);
        assert!(!out.contains("<script") && !out.contains("<b"), "{out}");
    }
}
