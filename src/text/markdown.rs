//! Markdown: CommonMark with tables, footnotes, task and definition lists.
//!
//! Each event of the parser opens or closes an element of the page, as the HTML would that it stands
//! for; raw HTML goes to the HTML reader, on the same page.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag as Mark, TagEnd};

use super::document::Scope;
use super::html;
use super::page::{Page, Tag};
use crate::span::Span;

/// Reads the source of `page` from byte `start` on.
pub(super) fn read(page: &mut Page<'_>, start: usize) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let source = page.source();
    let mut reader = Reader { page, html: None, depths: Vec::new(), caption: Caption::default() };
    for (event, range) in Parser::new_ext(&source[start..], options).into_offset_iter() {
        reader.event(event, start + range.start..start + range.end);
    }
}

struct Reader<'p, 'a> {
    page: &'p mut Page<'a>,
    /// The lines of an HTML block, read when it ends.
    html: Option<Range<usize>>,
    /// Elements open at the start of each block: inline HTML left open ends with it.
    depths: Vec<usize>,
    caption: Caption,
}

/// A paragraph below a picture, all of it emphasised, is the picture's caption.
#[derive(Default)]
struct Caption {
    emphasis: u32,
    plain: bool,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(mark) => self.start(&mark, range),
            Event::End(mark) => self.end(mark),
            Event::Text(text) => {
                let shown = !self.page.is_in(Tag::Alt) && !text.trim().is_empty();
                self.caption.plain |= self.caption.emphasis == 0 && shown;
                let source = &self.page.source()[range.clone()];
                if let Some(markup) = source.strip_suffix(&*text) {
                    // What stands before it is a backslash.
                    self.page.text(range.start + markup.len()..range.end);
                } else {
                    self.page.decoded(&text, Span::from(range));
                }
            }
            Event::Code(_) => {
                self.caption.plain = true;
                let at = Span::from(range);
                self.page.open(Tag::Code, true, at);
                self.page.close(Tag::Code);
            }
            Event::SoftBreak => self.page.text(range),
            Event::HardBreak => self.page.line_break(),
            Event::Html(_) => match &mut self.html {
                Some(lines) if lines.end == range.start => lines.end = range.end,
                html => {
                    // The lines of a quoted block do not touch: each is read by itself.
                    if let Some(lines) = html.replace(range) {
                        html::read(self.page, lines);
                    }
                }
            },
            Event::InlineHtml(_) => html::read(self.page, range),
            Event::Rule => self.page.end_block(),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.page.gap(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, mark: &Mark<'_>, range: Range<usize>) {
        let tag = match mark {
            Mark::Paragraph => Tag::Paragraph,
            Mark::Heading { level, .. } => Tag::Heading(*level as u8),
            Mark::BlockQuote(_) => Tag::Quote,
            Mark::CodeBlock(_) | Mark::MetadataBlock(_) => Tag::Skipped,
            Mark::List(_) | Mark::DefinitionList => Tag::List,
            Mark::Item | Mark::DefinitionListTitle | Mark::DefinitionListDefinition => Tag::Item,
            Mark::FootnoteDefinition(_) => Tag::Block,
            Mark::Table(_) => Tag::Table,
            Mark::TableHead | Mark::TableRow => Tag::Row,
            Mark::TableCell => Tag::Cell,
            Mark::Image { .. } => Tag::Alt,
            Mark::Strikethrough => Tag::Deleted,
            Mark::HtmlBlock => return self.page.end_block(),
            Mark::Emphasis | Mark::Strong => {
                self.caption.emphasis += 1;
                return;
            }
            Mark::Link { .. } | Mark::Superscript | Mark::Subscript => return,
        };
        if tag == Tag::Skipped {
            self.page.end_block();
        }
        if matches!(mark, Mark::Paragraph) {
            self.caption = Caption::default();
        }
        self.depths.push(self.page.depth());
        self.page.open(tag, false, Span::from(range));
        if matches!(mark, Mark::DefinitionListDefinition) {
            self.page.same_item();
        }
    }

    fn end(&mut self, mark: TagEnd) {
        match mark {
            TagEnd::Emphasis | TagEnd::Strong => {
                self.caption.emphasis = self.caption.emphasis.saturating_sub(1);
                return;
            }
            TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript => return,
            TagEnd::HtmlBlock => {
                if let Some(lines) = self.html.take() {
                    html::read(self.page, lines);
                }
                return;
            }
            TagEnd::Paragraph => {
                let below = self.page.last() == Some(Scope::Alt);
                if below && !self.caption.plain && self.page.current() == Some(Scope::Body) {
                    self.page.recast(Scope::Caption);
                }
                self.page.end_block();
            }
            _ => {}
        }
        if let Some(depth) = self.depths.pop() {
            self.page.unwind(depth);
        }
        if mark != TagEnd::Strikethrough {
            self.page.end_block();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::{Document, Format};
    use super::*;

    fn blocks(source: &str) -> Vec<(Scope, String)> {
        let doc = Document::read(source, Format::Markdown);
        doc.blocks
            .iter()
            .map(|b| (b.scope, doc.text[b.range.start as usize..b.range.end as usize].to_owned()))
            .collect()
    }

    /// The source of the first occurrence of `text` in the reading text.
    fn source_of<'s>(source: &'s str, text: &str) -> &'s str {
        let doc = Document::read(source, Format::Markdown);
        let at = doc.text.find(text).unwrap_or_else(|| panic!("{text:?} in {:?}", doc.text));
        &source[doc.span(at as u32, (at + text.len()) as u32).range()]
    }

    fn body(text: &str) -> (Scope, String) {
        (Scope::Body, text.to_owned())
    }

    #[test]
    fn markup_goes_and_spans_stay() {
        let source = "Over **33**,000 [North Koreans](https://x.org/2017) R&amp;D 5\\*3 &mdash; 7\u{ad}0.\n";
        assert_eq!(blocks(source), [body("Over 33,000 North Koreans R&D 5*3 — 70.")]);
        assert_eq!(source_of(source, "33,000"), "33**,000");
        assert_eq!(source_of(source, "North Koreans"), "North Koreans");
        assert_eq!(source_of(source, "R&D"), "R&amp;D");
        assert_eq!(source_of(source, "5*3"), "5\\*3");
        assert_eq!(source_of(source, "—"), "&mdash;");
        assert_eq!(source_of(source, "70"), "7\u{ad}0");
    }

    #[test]
    fn parts_of_a_page() {
        let cell = |row, column| Scope::Cell { table: 0, row, column };
        assert_eq!(
            blocks(
                "# Title {#t}\n\nOne\nline.  \nTwo\\\nthree.\n\n> Said 5.\n> - in a list\n\n- six\n- [ ] seven\n\n  more\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nx[^1]\n\n[^1]: note\n"
            ),
            [
                (Scope::Heading(1), "Title".to_owned()),
                body("One line.\nTwo\nthree."),
                (Scope::Quote, "Said 5.".to_owned()),
                (Scope::Quote, "in a list".to_owned()),
                (Scope::Item, "six".to_owned()),
                (Scope::Item, "seven".to_owned()),
                (Scope::Item, "more".to_owned()),
                (cell(0, 0), "a".to_owned()),
                (cell(0, 1), "b".to_owned()),
                (cell(1, 0), "1".to_owned()),
                (cell(1, 1), "2".to_owned()),
                body("x"),
                body("note"),
            ]
        );
    }

    #[test]
    fn code_comments_and_struck_text_are_not_read() {
        assert_eq!(
            blocks(
                "Run`x 5`times, ~~40~~50 left <!-- 7 -->now.\n\n```\n8\n```\n\n    9\n\n<!-- 10\n\n11 -->\n\nEnd."
            ),
            [body("Run\u{fffc}times, 50 left now."), body("End.")]
        );
    }

    #[test]
    fn html_inside_markdown() {
        assert_eq!(
            blocks(
                "<figure>\n<img alt=\"A bridge\">\n<figcaption>Built in 1932.</figcaption>\n</figure>\n\n10<sup>6</sup> <b>x</b><br>y <s>5\n\n<div hidden>\n\n6\n\n</div>\n\nEnd."
            ),
            [
                (Scope::Alt, "A bridge".to_owned()),
                (Scope::Caption, "Built in 1932.".to_owned()),
                body("10^6 x\ny"),
                body("End."),
            ]
        );
    }

    #[test]
    fn pictures_and_their_captions() {
        let alt = (Scope::Alt, "A bridge".to_owned());
        let caption = (Scope::Caption, "In 1932.".to_owned());
        assert_eq!(
            blocks("![A bridge](b.png)\n*In 1932.*\n\nText."),
            [alt.clone(), caption.clone(), body("Text.")]
        );
        assert_eq!(blocks("![A bridge](b.png)\n\n*In 1932.*"), [alt.clone(), caption]);
        assert_eq!(blocks("![A bridge](b.png)\n\n*In* 1932."), [alt.clone(), body("In 1932.")]);
        assert_eq!(blocks("See ![A bridge](b.png) there."), [body("See"), alt, body("there.")]);
    }

    #[test]
    fn crlf_bom_and_front_matter() {
        let source = "\u{feff}---\r\ndate: 2023-07-18\r\n---\r\nOne\r\n5 two.\r\n\r\n6";
        let doc = Document::read(source, Format::Markdown);
        assert_eq!(doc.meta(&["date"]).map(|m| &*m.value), Some("2023-07-18"));
        assert_eq!(source_of(source, "5 two"), "5 two");
        assert_eq!(source_of(source, "6"), "6");
        assert!(doc.text.starts_with("One"));
    }
}
