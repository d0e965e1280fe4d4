//! One part's paragraphs, in the order in which they are read.

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};

use super::archive::{attribute, damaged, each, holds};
use super::styles::{Styles, heading};
use super::{BREAK, Mark, Word};
use crate::error::Error;
use crate::text::page::Tag;

/// Which notes a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Notes {
    Foot,
    End,
}

/// What is written to while parts are read.
pub(super) struct Story<'w> {
    word: &'w mut Word,
    styles: &'w Styles,
    /// What comments say to the checker, by id.
    said: &'w HashMap<String, String>,
    /// The notes that the text refers to.
    noted: HashSet<(Notes, String)>,
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Paragraph {
    pieces: Vec<Piece>,
    tag: Option<Tag>,
    item: Option<bool>,
    /// Its end was deleted: it goes on in the next one.
    open: bool,
    /// The paragraphs of the text boxes in it.
    boxed: Vec<Paragraph>,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Raised(String),
    Break,
    Said(String),
}

/// Where in a part the reader is.
#[derive(Default)]
struct Place {
    depth: usize,
    /// The depth of an element of which nothing is read.
    skip: Option<usize>,
    /// The paragraphs that are open: more than one inside text boxes.
    open: Vec<Paragraph>,
    /// What the end of the last paragraph no longer parts from the next one.
    carry: Vec<Piece>,
    /// In the properties of a paragraph.
    properties: bool,
    placeholder: bool,
    hidden: bool,
    raised: bool,
    /// The text element that is open, and whether its outer spaces count.
    text: Option<(String, bool)>,
    columns: u32,
    cell: Option<usize>,
}

/// Text boxes in text boxes that are followed.
const DEEPEST: usize = 64;

/// Paragraphs, cells and the like that are kept at most: a small archive may hold any number of empty ones.
const MOST: usize = 8 << 20;

/// Whether an element is one of DrawingML, which has paragraphs, runs and texts of its own.
fn is_drawing(name: quick_xml::name::QName<'_>) -> bool {
    name.prefix().is_some_and(|p| p.as_ref() == "a")
}

impl<'w> Story<'w> {
    pub(super) fn new(word: &'w mut Word, styles: &'w Styles, said: &'w HashMap<String, String>) -> Self {
        Self { word, styles, said, noted: HashSet::new() }
    }

    /// Reads a part: the document itself, or notes, of which those count that the document refers to.
    pub(super) fn read(&mut self, xml: &str, notes: Option<Notes>) -> Result<(), Error> {
        let mut at = Place::default();
        each(xml, |event| {
            if self.word.marks.len() > MOST {
                return Err(damaged("more parts than any text has"));
            }
            match event {
                Event::Start(e) => {
                    at.depth += 1;
                    if at.skip.is_none() && !is_drawing(e.name()) {
                        self.start(&mut at, e, notes);
                    }
                }
                Event::End(e) => {
                    if at.skip.is_none() && !is_drawing(e.name()) {
                        self.end(&mut at, e.local_name().as_ref());
                    }
                    if at.skip == Some(at.depth) {
                        at.skip = None;
                    }
                    at.depth = at.depth.saturating_sub(1);
                }
                Event::Text(t) => at.add(t.as_ref()),
                Event::CData(t) => at.add(t.as_ref()),
                Event::GeneralRef(r) => at.add(&reference(r)?),
                _ => {}
            }
            Ok(())
        })?;
        self.finish(&mut at);
        Ok(())
    }

    fn start(&mut self, at: &mut Place, e: &BytesStart<'_>, notes: Option<Notes>) {
        let val = || attribute(e, "val");
        let id = || attribute(e, "id").unwrap_or_default();
        match e.local_name().as_ref() {
            // What is there twice, for older programs; equations.
            "Fallback" | "oMath" => at.skip = Some(at.depth),
            "del" if at.properties => {
                if let Some(p) = at.open.last_mut() {
                    p.open = true;
                }
            }
            "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "rt" => at.skip = Some(at.depth),
            // What was so before a change.
            name if name.ends_with("Change") => at.skip = Some(at.depth),
            "sectPr" => at.skip = Some(at.depth),
            "footnote" | "endnote" => {
                let noted = notes.is_some_and(|n| self.noted.contains(&(n, id())));
                if !noted || attribute(e, "type").is_some_and(|t| t != "normal") {
                    at.skip = Some(at.depth);
                }
            }
            "footnoteReference" => drop(self.noted.insert((Notes::Foot, id()))),
            "endnoteReference" => drop(self.noted.insert((Notes::End, id()))),
            "commentReference" => {
                let said = self.said.get(&id()).cloned();
                if let (Some(p), Some(said)) = (at.open.last_mut(), said) {
                    p.pieces.push(Piece::Said(said));
                }
            }
            "p" if at.open.len() >= DEEPEST => at.skip = Some(at.depth),
            "p" => at.open.push(Paragraph::default()),
            "pPr" => at.properties = true,
            "sdt" => at.placeholder = false,
            "showingPlcHdr" => at.placeholder = holds(e),
            "sdtContent" if std::mem::take(&mut at.placeholder) => at.skip = Some(at.depth),
            "r" => (at.hidden, at.raised) = (false, false),
            "t" => at.text = Some((String::new(), attribute(e, "space").as_deref() == Some("preserve"))),
            // Tables in a text box are read as the paragraphs that they hold.
            "tbl" if at.open.is_empty() => self.word.marks.push(Mark::Open(Tag::Table, 1)),
            "tr" if at.open.is_empty() => self.word.marks.push(Mark::Open(Tag::Row, 1)),
            "tc" if at.open.is_empty() => {
                at.columns = 1;
                at.cell = Some(self.word.marks.len());
                self.word.marks.push(Mark::Open(Tag::Cell, 1));
            }
            "gridSpan" => {
                let columns = val().and_then(|v| v.parse().ok()).unwrap_or(1);
                if let Some(Mark::Open(Tag::Cell, c)) = at.cell.and_then(|i| self.word.marks.get_mut(i)) {
                    *c = columns;
                }
            }
            name => self.property(at, e, name),
        }
    }

    /// A property of a paragraph or a run, or a sign that is an element.
    fn property(&mut self, at: &mut Place, e: &BytesStart<'_>, name: &str) {
        if at.properties {
            let Some(p) = at.open.last_mut() else { return };
            match name {
                "pStyle" => p.tag = attribute(e, "val").map(|id| self.styles.tag(&id)).or(p.tag),
                "outlineLvl" => {
                    let level = attribute(e, "val").and_then(|v| v.parse::<u8>().ok());
                    p.tag = level.filter(|l| *l < 9).map(|l| heading(l + 1)).or(p.tag);
                }
                "numId" => p.item = Some(holds(e)),
                _ => {}
            }
            return;
        }
        match name {
            "vanish" => at.hidden = holds(e),
            "vertAlign" => at.raised = attribute(e, "val").as_deref() == Some("superscript"),
            "tab" | "ptab" => at.sign(Piece::Text("\t".to_owned())),
            "noBreakHyphen" => at.sign(Piece::Text("\u{2011}".to_owned())),
            "br" | "cr" => at.sign(Piece::Break),
            _ => {}
        }
    }

    fn end(&mut self, at: &mut Place, name: &str) {
        match name {
            "pPr" => at.properties = false,
            "t" => {
                let Some((text, preserve)) = at.text.take() else { return };
                let text = if preserve { text } else { text.trim().to_owned() };
                // A line is a paragraph.
                let text = text.replace(['\n', '\r'], " ");
                let raised = at.raised;
                at.sign(if raised { Piece::Raised(text) } else { Piece::Text(text) });
            }
            "p" => {
                let Some(mut p) = at.open.pop() else { return };
                match at.open.last_mut() {
                    Some(outer) => outer.boxed.push(p),
                    None => {
                        let carried = std::mem::take(&mut at.carry);
                        p.pieces.splice(0..0, carried);
                        if p.open {
                            at.carry = std::mem::take(&mut p.pieces);
                        }
                        self.write(p);
                    }
                }
            }
            "tbl" | "tr" | "tc" if at.open.is_empty() => {
                self.finish(at);
                let tag = match name {
                    "tbl" => Tag::Table,
                    "tr" => Tag::Row,
                    _ => Tag::Cell,
                };
                self.word.marks.push(Mark::Close(tag));
            }
            _ => {}
        }
    }

    /// Writes what was carried over a deleted end, where nothing follows.
    fn finish(&mut self, at: &mut Place) {
        let pieces = std::mem::take(&mut at.carry);
        self.write(Paragraph { pieces, ..Paragraph::default() });
    }

    /// Writes a paragraph as a line, if there is text in it, and then those that are boxed in it.
    fn write(&mut self, p: Paragraph) {
        let text = |piece: &Piece| match piece {
            Piece::Text(t) | Piece::Raised(t) => !t.trim().is_empty(),
            Piece::Break | Piece::Said(_) => false,
        };
        if p.pieces.iter().any(text) {
            let tag = match (p.tag, p.item) {
                (Some(Tag::Heading(level)), _) => Tag::Heading(level),
                (_, Some(true)) => Tag::Item,
                (Some(Tag::Item), Some(false)) | (None, _) => Tag::Paragraph,
                (Some(tag), _) => tag,
            };
            let Word { text, marks } = &mut *self.word;
            if !text.is_empty() {
                text.push('\n');
            }
            marks.push(Mark::Open(tag, 1));
            for piece in p.pieces {
                let from = text.len();
                match piece {
                    Piece::Text(t) => {
                        text.push_str(&t);
                        marks.push(Mark::Text(from..text.len()));
                    }
                    Piece::Raised(t) => {
                        text.push_str(&t);
                        let inside = Mark::Text(from..text.len());
                        marks.extend([Mark::Open(Tag::Raised, 1), inside, Mark::Close(Tag::Raised)]);
                    }
                    Piece::Break => {
                        text.push(BREAK);
                        marks.push(Mark::Break(from..text.len()));
                    }
                    Piece::Said(said) => marks.push(Mark::Said(from, said)),
                }
            }
            marks.push(Mark::Close(tag));
        }
        for inner in p.boxed {
            self.write(inner);
        }
    }
}

impl Place {
    /// Adds to the text element that is open.
    fn add(&mut self, more: &str) {
        if let (None, Some((text, _))) = (self.skip, &mut self.text) {
            text.push_str(more);
        }
    }

    /// Adds to the paragraph that is open.
    fn sign(&mut self, piece: Piece) {
        if let (false, Some(p)) = (self.hidden, self.open.last_mut()) {
            match (p.pieces.last_mut(), piece) {
                (Some(Piece::Text(last)), Piece::Text(more)) => last.push_str(&more),
                (Some(Piece::Raised(last)), Piece::Raised(more)) => last.push_str(&more),
                (_, piece) => p.pieces.push(piece),
            }
        }
    }
}

/// What a reference stands for: a character, or one of the five names that XML has.
fn reference(r: &quick_xml::events::BytesRef<'_>) -> Result<String, Error> {
    match r.resolve_char_ref() {
        Ok(Some(c)) => return Ok(c.to_string()),
        Ok(None) => {}
        Err(e) => return Err(damaged(&e.to_string())),
    }
    let name = r.as_ref();
    match quick_xml::escape::resolve_xml_entity(name) {
        Some(text) => Ok(text.to_owned()),
        None => Err(damaged(&format!("an unknown entity `{name}`"))),
    }
}

/// What the comments of a document say to the checker, by id.
pub(super) fn comments(xml: &str) -> Result<HashMap<String, String>, Error> {
    let (mut all, mut now, mut text, mut open) = (HashMap::new(), String::new(), String::new(), false);
    each(xml, |event| {
        match event {
            Event::Start(e) => match e.local_name().as_ref() {
                "comment" => {
                    now = attribute(e, "id").unwrap_or_default();
                    text.clear();
                }
                "t" => open = true,
                _ => {}
            },
            Event::Text(t) if open => text.push_str(t.as_ref()),
            Event::GeneralRef(r) if open => text.push_str(&reference(r)?),
            Event::End(e) => match e.local_name().as_ref() {
                "t" => open = false,
                "comment" => {
                    if let Some(said) = text.trim().strip_prefix("factlint:") {
                        all.insert(std::mem::take(&mut now), said.trim().to_owned());
                    }
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    })?;
    Ok(all)
}
