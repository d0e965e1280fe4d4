//! HTML: whole pages, fragments, and what stands raw in Markdown.
//!
//! The tokeniser's events go straight to the [`Page`]; text that reaches it as it stands in the source
//! is copied from there, so that its span is exact, and only a decoded character reference or a
//! replaced character is mapped as a whole.

mod events;

use std::borrow::Cow;
use std::ops::Range;

use html5gum::{State, Tokenizer};

use self::events::{Attribute, Capture, Reader};
use super::document::Metadata;
use super::linked_data;
use super::page::{Page, Tag};
use crate::span::Span;

/// Reads the bytes `range` of the source of `page`.
pub(super) fn read(page: &mut Page<'_>, range: Range<usize>) {
    run(page, range, State::Data);
}

fn run(page: &mut Page<'_>, range: Range<usize>, state: State) {
    let Some(text) = page.source().get(range.clone()) else { return };
    let mut tokenizer = Tokenizer::new_with_emitter(text, Reader::new(page, range.start));
    tokenizer.set_state(state);
    let Ok(()) = tokenizer.finish();
}

impl Reader<'_, '_> {
    fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.all[..self.attributes].iter().find(|a| a.name == name.as_bytes())
    }

    fn value(&self, name: &str) -> Option<Cow<'_, str>> {
        self.attribute(name).map(|a| String::from_utf8_lossy(&a.value))
    }

    fn say(&mut self, origin: &'static str, key: String, attribute: &str) {
        let Some(said) = self.attribute(attribute) else { return };
        let value = String::from_utf8_lossy(&said.value).trim().to_owned();
        if !key.is_empty() && !value.is_empty() {
            let span = Span::from(said.span.clone());
            self.page.metadata.push(Metadata { origin, key, value, span });
        }
    }

    fn start_tag(&mut self) {
        let at = Span::from(self.tag_start..self.position);
        match &self.name[..] {
            b"br" => return self.page.line_break(),
            b"hr" => return self.page.end_block(),
            b"img" => return self.picture(at),
            b"meta" => return self.meta(),
            b"html" => self.say("lang", "lang".to_owned(), "lang"),
            b"time" => self.time(),
            b"q" => self.page.decoded("\u{201c}", at),
            b"title" if !self.page.hidden() => self.start_capture(false),
            b"script"
                if self
                    .value("type")
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                self.start_capture(true);
            }
            _ => {}
        }
        // `<span itemprop="datePublished" content="2023-07-18">`
        if self.attributes > 1
            && self.name != b"time"
            && let Some(key) = self.value("itemprop").map(Cow::into_owned)
        {
            self.say("meta", key, "content");
        }
        if is_void(&self.name) || (self.closes_itself && self.page.hidden()) {
            return;
        }
        let hides = self.hides();
        let tag = tag(&self.name);
        if matches!(tag, Tag::Cell) {
            let columns = self.value("colspan").and_then(|c| c.trim().parse().ok()).unwrap_or(1);
            self.page.open_cell(tag, hides, at, columns);
        } else {
            self.page.open(tag, hides, at);
        }
        if self.name == b"dd" {
            self.page.same_item();
        }
        if tag == Tag::Skipped && self.closes_itself && matches!(&self.name[..], b"svg" | b"math") {
            self.page.close(tag);
        }
    }

    /// Whether the tag's own attributes hide it, or it is the mark of a note.
    fn hides(&self) -> bool {
        if self.attributes == 0 {
            return self.name == b"dialog";
        }
        let style = self.value("style").unwrap_or_default().to_ascii_lowercase();
        let says = |property: &str, value: &str| {
            style
                .split(';')
                .filter_map(|d| d.split_once(':'))
                .any(|(p, v)| p.trim() == property && v.trim().trim_end_matches("!important").trim() == value)
        };
        self.attribute("hidden").is_some()
            || says("display", "none")
            || says("visibility", "hidden")
            || (self.name == b"dialog" && self.attribute("open").is_none())
            || self.value("role").is_some_and(|r| r == "doc-noteref")
    }

    fn end_tag(&mut self) {
        let at = Span::from(self.tag_start..self.position);
        match &self.name[..] {
            b"title" => self.end_capture(false),
            b"script" => self.end_capture(true),
            b"q" => self.page.decoded("\u{201d}", at),
            b"br" => return self.page.line_break(),
            _ => {}
        }
        if !is_void(&self.name) {
            self.page.close(tag(&self.name));
        }
    }

    fn picture(&mut self, at: Span) {
        let Some(alt) = self.attribute("alt") else { return };
        if alt.value.iter().all(u8::is_ascii_whitespace) || self.hides() || self.page.hidden() {
            return;
        }
        let range = alt.span.clone();
        self.page.open(Tag::Alt, false, at);
        // Character references are decoded in an attribute as they are in a title, tags are not read.
        run(self.page, range, State::RcData);
        self.page.close(Tag::Alt);
    }

    fn meta(&mut self) {
        for name in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(key) = self.value(name).map(|k| k.trim().to_owned()) {
                return self.say("meta", key, "content");
            }
        }
    }

    /// `<time>` states the article's date where it says so, or stands at the article's head.
    fn time(&mut self) {
        let property = self.value("itemprop").map(Cow::into_owned);
        if self.attribute("pubdate").is_some() || property.is_some() {
            return self.say("time", property.unwrap_or_else(|| "pubdate".to_owned()), "datetime");
        }
        let head =
            self.page.is_in(Tag::Header) || (self.page.is_in(Tag::Article) && self.page.paragraphs == 0);
        if head && !self.timed && !self.page.hidden() {
            self.timed = self.attribute("datetime").is_some();
            self.say("time", "datetime".to_owned(), "datetime");
        }
    }

    fn start_capture(&mut self, linked_data: bool) {
        self.capture = Some(Capture { linked_data, value: String::new(), span: None });
    }

    fn end_capture(&mut self, linked_data: bool) {
        let Some(capture) = self.capture.take_if(|c| c.linked_data == linked_data) else { return };
        let Some(span) = capture.span else { return };
        if linked_data {
            let json = self.page.source().get(span.clone()).unwrap_or_default();
            let said = linked_data::read(json, span.start);
            self.page.metadata.extend(said);
        } else if !capture.value.trim().is_empty() {
            let value = capture.value.split_whitespace().collect::<Vec<_>>().join(" ");
            let span = Span::from(span);
            self.page.metadata.push(Metadata { origin: "title", key: "title".to_owned(), value, span });
        }
    }
}

/// Elements without content.
/// Source: HTML Living Standard, 13.1.2 Elements.
fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// What an element of this name does to the page.
fn tag(name: &[u8]) -> Tag {
    match name {
        b"p" => Tag::Paragraph,
        b"div" | b"section" | b"main" | b"footer" | b"nav" | b"aside" | b"address" | b"figure" | b"form"
        | b"fieldset" | b"legend" | b"center" | b"details" | b"summary" | b"dialog" | b"body" | b"hgroup"
        | b"search" => Tag::Block,
        b"article" => Tag::Article,
        b"header" => Tag::Header,
        [b'h', level @ b'1'..=b'6'] => Tag::Heading(level - b'0'),
        b"blockquote" => Tag::Quote,
        b"ul" | b"ol" | b"menu" | b"dl" | b"dir" => Tag::List,
        b"li" | b"dt" | b"dd" => Tag::Item,
        b"table" => Tag::Table,
        b"thead" | b"tbody" | b"tfoot" => Tag::Rows,
        b"tr" => Tag::Row,
        b"td" | b"th" => Tag::Cell,
        b"caption" | b"figcaption" => Tag::Caption,
        b"code" | b"kbd" | b"samp" | b"tt" => Tag::Code,
        b"del" | b"s" | b"strike" => Tag::Deleted,
        b"sup" => Tag::Raised,
        b"pre" | b"listing" | b"xmp" | b"plaintext" | b"script" | b"style" | b"template" | b"svg"
        | b"math" | b"noscript" | b"iframe" | b"object" | b"canvas" | b"audio" | b"video" | b"select"
        | b"textarea" | b"button" | b"title" | b"noembed" | b"noframes" | b"datalist" | b"progress"
        | b"meter" | b"rp" | b"rt" => Tag::Skipped,
        _ => Tag::Inline,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::document::{Document, Format, Scope};

    fn blocks(source: &str) -> Vec<(Scope, String)> {
        let doc = Document::read(source, Format::Html);
        doc.blocks
            .iter()
            .map(|b| (b.scope, doc.text[b.range.start as usize..b.range.end as usize].to_owned()))
            .collect()
    }

    fn texts(source: &str) -> Vec<String> {
        blocks(source).into_iter().map(|(_, t)| t).collect()
    }

    fn source_of<'s>(source: &'s str, text: &str) -> &'s str {
        let doc = Document::read(source, Format::Html);
        let at = doc.text.find(text).unwrap_or_else(|| panic!("{text:?} in {:?}", doc.text));
        &source[doc.span(at as u32, (at + text.len()) as u32).range()]
    }

    fn said(source: &str) -> Vec<(&'static str, String, String)> {
        let doc = Document::read(source, Format::Html);
        for m in &doc.metadata {
            assert!(
                source.is_char_boundary(m.span.start as usize)
                    && source.is_char_boundary(m.span.end as usize)
            );
        }
        doc.metadata.into_iter().map(|m| (m.origin, m.key, m.value)).collect()
    }

    #[test]
    fn inline_tags_part_no_words_and_spans_are_exact() {
        let source = "<p>Over <b>33</b>,000&nbsp;people; R&amp;D, 5&#8211;6 &lt;7 caf\u{e9} 8&shy;0 &bogus; &é 4&#x200b;2</p>";
        assert_eq!(texts(source), ["Over 33,000\u{a0}people; R&D, 5–6 <7 café 80 &bogus; &é 42"]);
        assert_eq!(source_of(source, "33,000"), "33</b>,000");
        assert_eq!(source_of(source, "people"), "people");
        assert_eq!(source_of(source, "R&D"), "R&amp;D");
        assert_eq!(source_of(source, "–"), "&#8211;");
        assert_eq!(source_of(source, "<7"), "&lt;7");
        assert_eq!(source_of(source, "café"), "café");
        assert_eq!(source_of(source, "80"), "8&shy;0");
        assert_eq!(source_of(source, "&bogus;"), "&bogus;");
        assert_eq!(source_of(source, "&é"), "&é");
        assert_eq!(source_of(source, "42"), "4&#x200b;2");
    }

    #[test]
    fn line_ends_and_breaks() {
        let source = "One\r\ntwo\rthree<br>four &amp;\r\n5<br><br>six";
        assert_eq!(texts(source), ["One  two three\nfour &  5", "six"]);
        assert_eq!(source_of(source, "three"), "three");
        assert_eq!(source_of(source, "5"), "5");
        assert_eq!(source_of(source, "six"), "six");
    }

    #[test]
    fn parts_of_a_page() {
        let cell = |table, row, column| Scope::Cell { table, row, column };
        let of = |scope, text: &str| (scope, text.to_owned());
        assert_eq!(
            blocks(
                "<h1>Title</h1>loose<p>One<p>Two<ul><li>a<li>b<ul><li>c</ul></ul><blockquote><p>said</blockquote>\
                 <table><caption>Cap<tr><th colspan=2>x<th>y<tr><td><table><tr><td>in</table><td>z</table>\
                 <figure><img alt='A &amp; B'><figcaption>Shown</figcaption></figure><div>end"
            ),
            [
                of(Scope::Heading(1), "Title"),
                of(Scope::Body, "loose"),
                of(Scope::Body, "One"),
                of(Scope::Body, "Two"),
                of(Scope::Item, "a"),
                of(Scope::Item, "b"),
                of(Scope::Item, "c"),
                of(Scope::Quote, "said"),
                of(Scope::Caption, "Cap"),
                of(cell(0, 0, 0), "x"),
                of(cell(0, 0, 2), "y"),
                of(cell(1, 0, 0), "in"),
                of(cell(0, 1, 1), "z"),
                of(Scope::Alt, "A & B"),
                of(Scope::Caption, "Shown"),
                of(Scope::Body, "end"),
            ]
        );
    }

    #[test]
    fn blocks_tell_which_item_they_open() {
        let opened = |source: &str, format| -> Vec<u8> {
            Document::read(source, format).blocks.iter().map(|b| b.item).collect()
        };
        let html = "<p>Two:<ul><li><p>a<p>more<li>b<ul><li>c</ul></ul><p>end<dl><dt>x<dd>y<dt>z</dl>";
        assert_eq!(opened(html, Format::Html), [0, 1, 0, 1, 2, 0, 1, 0, 1]);
        let markdown = "Two:\n\n- a\n\n  more\n\n- b\n  - c\n\nend";
        assert_eq!(opened(markdown, Format::Markdown), [0, 1, 0, 1, 2, 0]);
    }

    #[test]
    fn what_no_reader_sees_is_not_read() {
        assert_eq!(
            texts(
                "<title>T 1</title><script>if (2 < 3) '<p>4'</script><style>5</style><!-- 6 --><p>a <code>7</code>b\
                 <span hidden>8<span>9</span></span><svg><text>10</text><path/></svg> <del>11</del>c\
                 <pre>12</pre><template><p>13</template><noscript>14</noscript>\
                 <div style='color:red; DISPLAY : none'><div>15</div></div><p>d<textarea>16</textarea> e"
            ),
            ["a \u{fffc}b c", "d e"]
        );
    }

    #[test]
    fn raised_text() {
        let source = "<p>x 10<sup>6</sup> m<sup>2</sup> in 2017<sup>[4]</sup>, 7";
        assert_eq!(texts(source), ["x 10^6 m2 in 2017, 7"]);
        assert_eq!(source_of(source, "10^6"), "10<sup>6");
        assert_eq!(source_of(source, "6"), "6");
        assert_eq!(source_of(source, "m2"), "m<sup>2");
        assert_eq!(source_of(source, "2017, 7"), "2017<sup>[4]</sup>, 7");
        assert_eq!(
            texts(
                "<p>10<sup>6</sup> m<sup>2</sup>, 22<sup>nd</sup>, 33,000<sup>3</sup> in 2017<sup><a>[4]</a></sup>. x10<sup>-3</sup>"
            ),
            ["10^6 m2, 22nd, 33,000 in 2017. x10^-3"]
        );
    }

    #[test]
    fn metadata_is_raw() {
        let source = "<html lang=en-GB><head><title>A &amp;\n B</title>\
            <meta property=\"article:published_time\" content=\"2023-07-18T10:00:00&#43;09:00\">\
            <meta content='2024-01-01' name='article:modified_time'>\
            <script type='application/ld+json'>{\"datePublished\":\"2023-07-19\"}</script></head>\
            <article><h1>T</h1><time datetime='2023-07-20'>20 July</time><p>x<time datetime='1999'>then</time>\
            <span itemprop=dateModified content=2024></span>";
        let own = |o, k: &str, v: &str| (o, k.to_owned(), v.to_owned());
        assert_eq!(
            said(source),
            [
                own("lang", "lang", "en-GB"),
                own("title", "title", "A & B"),
                own("meta", "article:published_time", "2023-07-18T10:00:00+09:00"),
                own("meta", "article:modified_time", "2024-01-01"),
                own("json-ld", "datePublished", "2023-07-19"),
                own("time", "datetime", "2023-07-20"),
                own("meta", "dateModified", "2024"),
            ]
        );
        let comment = "a <!--x--> 5<!-- factlint: ignore[no-fact] mine --> b";
        assert_eq!(said(comment), [own("comment", "comment", "ignore[no-fact] mine")]);
        let span = Document::read(comment, Format::Markdown).metadata[0].span;
        assert_eq!(&comment[span.range()], "<!-- factlint: ignore[no-fact] mine -->");
        let doc = Document::read(source, Format::Html);
        let at = |key| doc.meta(&[key]).map(|m| &source[m.span.range()]);
        assert_eq!(at("datePublished"), Some("2023-07-19"));
        assert_eq!(at("article:published_time"), Some("2023-07-18T10:00:00&#43;09:00"));
        assert_eq!(at("lang"), Some("en-GB"));
    }

    #[test]
    fn broken_markup_is_read_all_the_same() {
        assert_eq!(texts("a < b <1 & c <"), ["a < b <1 & c <"]);
        assert_eq!(texts("<p>a\0b</p>"), ["a\0b"]);
        assert_eq!(texts("</p></td></table>x<b"), ["x"]);
        assert_eq!(texts("<p hidden>a</p>b<script>c"), ["b"]);
        assert_eq!(texts("<td>a<tr><li>b</ul>c"), ["a", "b", "c"]);
        for unit in
            ["<div>x", "<b><p>", "<table><tr><td>", "<li>", "<s>a", "<sup>1", "</div>", "<p><s>", "&", "<!--"]
        {
            let source = unit.repeat(100_000);
            let doc = Document::read(&source, Format::Html);
            assert!(doc.text.len() <= 3 * source.len());
        }
    }
}
