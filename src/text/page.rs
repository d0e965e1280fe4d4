//! A page under construction: what the Markdown and the HTML reader write to.
//!
//! Both drive the same few calls: [`Page::open`] and [`Page::close`] an element, [`Page::text`] from
//! the source, [`Page::decoded`] text that stands for something else in the source. The page knows
//! which elements make blocks, which hide their text, and which end others (HTML lets `<p>`, `<li>`,
//! `<tr>` and `<td>` go unclosed). Every step is constant time but for the text it copies.

use std::ops::Range;

use memchr::memchr2;

use super::document::{Block, Map, Metadata, Scope};
use super::invisible;
use crate::span::Span;

/// What an element does to the page. Elements that do nothing (`<b>`, `<a>`, `<span>`) are [`Tag::Inline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Inline,
    Paragraph,
    /// `<div>` and its like: a block without a part of its own.
    Block,
    Article,
    Header,
    /// A heading of level 1 to 6; any end tag of a heading closes any.
    Heading(u8),
    Quote,
    List,
    Item,
    Table,
    /// `<thead>`, `<tbody>`, `<tfoot>`.
    Rows,
    Row,
    Cell,
    Caption,
    /// The text of a picture.
    Alt,
    /// Inline code: not read, but something stands there.
    Code,
    /// Text that was struck out: not read.
    Deleted,
    /// Superscript.
    Raised,
    /// Not read: scripts, pictures, code blocks, forms.
    Skipped,
}

/// How many [`Tag`]s there are.
const TAGS: usize = 19;

/// Deepest nesting that is followed; browsers stop at 512.
const DEEPEST: usize = 4096;

/// A block longer than this (bytes) is running text; a byline or a standfirst is shorter.
const RUNNING: usize = 250;

impl Tag {
    fn index(self) -> usize {
        match self {
            Self::Inline => 0,
            Self::Paragraph => 1,
            Self::Block => 2,
            Self::Article => 3,
            Self::Header => 4,
            Self::Heading(_) => 5,
            Self::Quote => 6,
            Self::List => 7,
            Self::Item => 8,
            Self::Table => 9,
            Self::Rows => 10,
            Self::Row => 11,
            Self::Cell => 12,
            Self::Caption => 13,
            Self::Alt => 14,
            Self::Code => 15,
            Self::Deleted => 16,
            Self::Raised => 17,
            Self::Skipped => 18,
        }
    }

    /// Whether it parts the text before and after it into blocks.
    fn is_block(self) -> bool {
        !matches!(self, Self::Inline | Self::Code | Self::Deleted | Self::Raised | Self::Skipped)
    }
}

/// Which elements an element stands in that another one's start would close.
#[derive(Clone, Copy, Default)]
struct Inside {
    paragraph: bool,
    item: bool,
    row: bool,
    cell: bool,
}

#[derive(Clone, Copy)]
struct Element {
    tag: Tag,
    scope: Scope,
    hides: bool,
    inside: Inside,
}

/// Where the rows of a table stand.
#[derive(Clone, Copy)]
struct Grid {
    table: u32,
    rows: u32,
    columns: u32,
}

/// The text raised by `<sup>`: where it starts in the reading text, and its tag.
type Raised = (usize, Span);

/// What stands in the reading text for code that is not read.
const PLACEHOLDER: &str = "\u{fffc}";

#[derive(Default)]
pub(super) struct Page<'a> {
    source: &'a str,
    text: String,
    map: Map,
    blocks: Vec<Block>,
    /// What the file says of itself.
    pub(super) metadata: Vec<Metadata>,
    /// Start and part of the block being written.
    current: Option<(usize, Scope)>,
    /// How deep in lists the item stands that was opened and has no text yet; 0 where there is none.
    item: u8,
    stack: Vec<Element>,
    open: [u32; TAGS],
    hidden: u32,
    grids: Vec<Grid>,
    tables: u32,
    raised: Option<Raised>,
    /// How many paragraphs of running text there were since the article's start.
    pub(super) paragraphs: u32,
}

impl<'a> Page<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, text: String::with_capacity(source.len()), ..Self::default() }
    }

    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    /// Whether text would be dropped here.
    pub(super) fn hidden(&self) -> bool {
        self.hidden > 0
    }

    /// Whether an element of this kind is open.
    pub(super) fn is_in(&self, tag: Tag) -> bool {
        self.open[tag.index()] > 0
    }

    /// How many elements are open; for [`Page::unwind`].
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Closes what was opened since the depth was `depth`.
    pub(super) fn unwind(&mut self, depth: usize) {
        while self.stack.len() > depth {
            self.pop();
        }
    }

    /// The part that text here would play.
    fn scope(&self) -> Scope {
        self.stack.last().map_or(Scope::Body, |e| e.scope)
    }

    fn inside(&self) -> Inside {
        self.stack.last().map_or(Inside::default(), |e| e.inside)
    }

    /// Opens an element; `at` is its tag in the source. One that `hides` has its text dropped.
    pub(super) fn open(&mut self, tag: Tag, hides: bool, at: Span) {
        self.open_cell(tag, hides, at, 1);
    }

    /// As [`Page::open`], for a cell that spans `columns`.
    pub(super) fn open_cell(&mut self, tag: Tag, hides: bool, at: Span, columns: u32) {
        let hides = hides || matches!(tag, Tag::Skipped | Tag::Code | Tag::Deleted);
        if self.hidden == 0 {
            // Elements without an effect need no place on the stack, but for the end tags inside a hidden one.
            if tag == Tag::Inline && !hides {
                return;
            }
            self.imply_ends(tag);
        }
        if self.stack.len() >= DEEPEST {
            return;
        }
        if self.hidden == 0 {
            match tag {
                Tag::Code => self.decoded(PLACEHOLDER, at),
                Tag::Deleted => self.gap(),
                Tag::Raised => self.raised = Some((self.text.len(), at)),
                _ => {}
            }
        }
        let scope = self.enter(tag, columns);
        let mut inside = self.inside();
        match tag {
            Tag::Paragraph => inside.paragraph = true,
            Tag::Item => inside = Inside { item: true, paragraph: false, ..inside },
            Tag::List => inside = Inside { item: false, paragraph: false, ..inside },
            Tag::Table => inside = Inside::default(),
            Tag::Row => inside = Inside { row: true, ..Inside::default() },
            Tag::Cell => inside = Inside { row: inside.row, cell: true, ..Inside::default() },
            _ if tag.is_block() => inside.paragraph = false,
            _ => {}
        }
        self.stack.push(Element { tag, scope, hides, inside });
        self.open[tag.index()] += 1;
        self.hidden += u32::from(hides);
        if tag == Tag::Item {
            self.item = u8::try_from(self.open[tag.index()]).unwrap_or(u8::MAX);
        }
    }

    /// Tells that the item just opened goes on with the one before it: what a term is defined as.
    pub(super) fn same_item(&mut self) {
        self.item = 0;
    }

    /// Closes what the start of `tag` ends, and the block before it.
    fn imply_ends(&mut self, tag: Tag) {
        if !tag.is_block() {
            return;
        }
        self.end_block();
        // A picture stands inside its paragraph, in HTML and in Markdown.
        if self.inside().paragraph && tag != Tag::Alt {
            self.pop_to(Tag::Paragraph);
        }
        if tag == Tag::Item && self.inside().item {
            self.pop_to(Tag::Item);
        }
        if matches!(tag, Tag::Cell | Tag::Row | Tag::Rows) && self.inside().cell {
            self.pop_to(Tag::Cell);
        }
        if matches!(tag, Tag::Row | Tag::Rows) && self.inside().row {
            self.pop_to(Tag::Row);
        }
    }

    /// The part that text in a new element plays.
    fn enter(&mut self, tag: Tag, columns: u32) -> Scope {
        let outer = self.scope();
        match tag {
            Tag::Heading(level) => Scope::Heading(level),
            Tag::Article => {
                self.paragraphs = 0;
                outer
            }
            Tag::Quote => Scope::Quote,
            // A list inside a quotation is quoted.
            Tag::Item if outer != Scope::Quote => Scope::Item,
            Tag::Caption => Scope::Caption,
            Tag::Alt => Scope::Alt,
            Tag::Table => {
                self.grids.push(Grid { table: self.tables, rows: 0, columns: 0 });
                self.tables += 1;
                outer
            }
            Tag::Row => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.rows += 1;
                    grid.columns = 0;
                }
                outer
            }
            Tag::Cell => match self.grids.last_mut() {
                Some(grid) => {
                    let column = grid.columns;
                    grid.columns = column.saturating_add(columns.clamp(1, 1000));
                    Scope::Cell { table: grid.table, row: grid.rows.saturating_sub(1), column }
                }
                None => outer,
            },
            _ => outer,
        }
    }

    /// Closes the innermost open element of this kind, and all in it.
    pub(super) fn close(&mut self, tag: Tag) {
        if tag.is_block() && self.hidden == 0 {
            self.end_block();
        }
        if self.is_in(tag) {
            self.pop_to(tag);
        }
    }

    fn pop_to(&mut self, tag: Tag) {
        while let Some(popped) = self.pop() {
            if popped.index() == tag.index() {
                break;
            }
        }
    }

    fn pop(&mut self) -> Option<Tag> {
        let element = self.stack.pop()?;
        self.open[element.tag.index()] -= 1;
        self.hidden -= u32::from(element.hides);
        if self.hidden == 0 && element.tag.is_block() {
            self.end_block();
        }
        match element.tag {
            Tag::Table => drop(self.grids.pop()),
            Tag::Raised => self.settle_raised(),
            _ => {}
        }
        Some(element.tag)
    }

    /// Ends the block being written.
    pub(super) fn end_block(&mut self) {
        self.raised = None;
        let Some((start, scope)) = self.current.take() else { return };
        let end = start + self.text[start..].trim_end().len();
        let span = Span::from(start..end);
        let item = if scope == Scope::Item { std::mem::take(&mut self.item) } else { 0 };
        self.blocks.push(Block { range: span.start..span.end, scope, item });
        if scope == Scope::Body && end - start > RUNNING {
            self.paragraphs += 1;
        }
    }

    /// Starts a block if none is open.
    fn begin_block(&mut self) {
        if self.current.is_none() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.current = Some((self.text.len(), self.scope()));
        }
    }

    /// The part of the block being written, if there is one.
    pub(super) fn current(&self) -> Option<Scope> {
        self.current.map(|(_, scope)| scope)
    }

    /// Gives the block being written another part.
    pub(super) fn recast(&mut self, scope: Scope) {
        if let Some((_, current)) = &mut self.current {
            *current = scope;
        }
    }

    /// The part of the last finished block.
    pub(super) fn last(&self) -> Option<Scope> {
        self.blocks.last().map(|b| b.scope)
    }

    /// Adds text that stands in the source as it is read. Line ends become spaces, invisible
    /// characters go.
    pub(super) fn text(&mut self, range: Range<usize>) {
        let source = self.source;
        if self.hidden > 0 || source.get(range.clone()).is_none() {
            return;
        }
        let mut at = range.start;
        let visible = &source[..range.end];
        while let Some(gone) = invisible::next(visible, at) {
            self.lines(at..gone.start);
            at = gone.end;
        }
        self.lines(at..range.end);
    }

    fn lines(&mut self, mut range: Range<usize>) {
        if self.current.is_none() {
            let text = &self.source[range.clone()];
            range.start += text.len() - text.trim_start().len();
            if range.is_empty() {
                return;
            }
            self.begin_block();
        }
        let (text, source) =
            (Span::from(self.text.len()..self.text.len() + range.len()), Span::from(range.clone()));
        if source.is_empty() {
            return;
        }
        self.map.push(text.start, text.len(), source);
        let mut rest = &self.source[range];
        while let Some(end) = memchr2(b'\n', b'\r', rest.as_bytes()) {
            self.text.push_str(&rest[..end]);
            self.text.push(' ');
            rest = &rest[end + 1..];
        }
        self.text.push_str(rest);
    }

    /// Adds text that stands for `at` in the source: a decoded entity, a sign that markup makes.
    pub(super) fn decoded(&mut self, text: &str, at: Span) {
        if self.hidden > 0 {
            return;
        }
        let mut from = 0;
        while let Some(gone) = invisible::next(text, from) {
            self.stand_in(&text[from..gone.start], at);
            from = gone.end;
        }
        self.stand_in(&text[from..], at);
    }

    fn stand_in(&mut self, text: &str, at: Span) {
        if text.is_empty() || (self.current.is_none() && text.trim().is_empty()) {
            return;
        }
        self.begin_block();
        let span = Span::from(self.text.len()..self.text.len() + text.len());
        self.text.push_str(text);
        self.map.push(span.start, span.len(), at);
    }

    /// A space that no source byte makes, between words that markup parts.
    pub(super) fn gap(&mut self) {
        if self.hidden == 0 && self.current.is_some() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// A forced line end; two make a new block, as in pages that know no `<p>`.
    pub(super) fn line_break(&mut self) {
        if self.hidden > 0 || self.current.is_none() {
            return;
        }
        if self.text.trim_end_matches(' ').ends_with('\n') {
            self.end_block();
        } else {
            self.text.push('\n');
        }
    }

    /// Decides what raised text was: the mark of a note goes ("33,000<sup>3</sup>", "<sup>[3]</sup>"), a
    /// power of ten is written as one ("10^6"), all else stays ("m2", "22nd").
    fn settle_raised(&mut self) {
        let Some((start, at)) = self.raised.take() else { return };
        let Some(content) = self.text.get(start..).map(str::trim) else { return };
        let before = &self.text[..start];
        let signed = content.trim_start_matches(['-', '\u{2212}', '+']);
        let number = !signed.is_empty() && signed.bytes().all(|b| b.is_ascii_digit());
        let ten = match before.as_bytes() {
            [.., b, b'1', b'0'] => !b.is_ascii_digit(),
            bytes => bytes == b"10",
        };
        if content.starts_with('[') && content.ends_with(']') {
            self.cut(start);
        } else if number && ten {
            let tail = self.text.split_off(start);
            let pieces = self.map.split_off(Span::from(start..start).start);
            self.decoded("^", at);
            self.text.push_str(&tail);
            self.map.append(&pieces, 1);
        } else if number && before.ends_with(|c: char| c.is_ascii_digit()) {
            self.cut(start);
        }
    }

    /// Takes back the reading text from byte `start` on.
    fn cut(&mut self, start: usize) {
        self.text.truncate(start);
        self.map.split_off(Span::from(start..start).start);
        if self.current.is_some_and(|(begin, _)| begin >= start) {
            self.current = None;
        }
    }

    /// The finished page.
    pub(super) fn finish(mut self) -> (String, Map, Vec<Block>, Vec<Metadata>) {
        self.unwind(0);
        self.end_block();
        // Cut text may have left a block without content.
        self.blocks.retain(|b| b.range.start < b.range.end);
        (self.text, self.map, self.blocks, self.metadata)
    }
}
