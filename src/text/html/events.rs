//! The tokeniser's events as places in the source: which bytes are text as they stand, which stand
//! for another character, where a tag and an attribute's value lie.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, naive_next_state};

use super::super::document::Metadata;
use super::super::page::Page;
use crate::span::Span;

#[derive(Default)]
pub(super) struct Attribute {
    pub(super) name: Vec<u8>,
    pub(super) value: Vec<u8>,
    /// Where the value stands, entities and all.
    pub(super) span: Range<usize>,
}

/// Text that goes to the metadata: a title, a script of JSON-LD.
pub(super) struct Capture {
    pub(super) linked_data: bool,
    pub(super) value: String,
    pub(super) span: Option<Range<usize>>,
}

pub(super) struct Reader<'p, 'a> {
    pub(super) page: &'p mut Page<'a>,
    /// Bytes of the source read so far.
    pub(super) position: usize,
    /// End of the text or tag that was emitted last.
    done: usize,
    /// Source bytes that are text as they stand, not yet handed to the page.
    pending: Range<usize>,
    /// Where the tag being read starts.
    pub(super) tag_start: usize,
    ends: bool,
    pub(super) closes_itself: bool,
    pub(super) name: Vec<u8>,
    last_start: Vec<u8>,
    /// The attributes of the tag; only the first `attributes` are of this one, the rest are kept for reuse.
    pub(super) all: Vec<Attribute>,
    pub(super) attributes: usize,
    comment: Vec<u8>,
    pub(super) capture: Option<Capture>,
    /// Whether a `<time>` has been taken for the article's.
    pub(super) timed: bool,
}

/// Attributes that are kept of one tag.
const ATTRIBUTES: usize = 64;

impl<'p, 'a> Reader<'p, 'a> {
    pub(super) fn new(page: &'p mut Page<'a>, start: usize) -> Self {
        Self {
            page,
            position: start,
            done: start,
            pending: start..start,
            tag_start: start,
            ends: false,
            closes_itself: false,
            name: Vec::new(),
            last_start: Vec::new(),
            all: Vec::new(),
            attributes: 0,
            comment: Vec::new(),
            capture: None,
            timed: false,
        }
    }

    fn flush(&mut self) {
        let range = std::mem::take(&mut self.pending);
        if range.is_empty() {
            return;
        }
        if let Some(capture) = &mut self.capture {
            capture.value.push_str(self.page.source().get(range.clone()).unwrap_or_default());
            capture.cover(range);
        } else {
            self.page.text(range);
        }
    }
}

impl Capture {
    fn cover(&mut self, range: Range<usize>) {
        let start = self.span.as_ref().map_or(range.start, |s| s.start);
        self.span = Some(start..range.end);
    }
}

impl Emitter for Reader<'_, '_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, last: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(last.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.flush();
        self.capture = None;
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        let end = self.position;
        let start = end.saturating_sub(text.len()).max(self.done);
        let source = self.page.source().as_bytes();
        let stands = source.get(start..end).unwrap_or_default();
        let verbatim = stands == text || (text == b"\n" && stands == b"\r");
        // After CR, the LF of a line end is not emitted.
        let follows = start == self.pending.end
            || (start == self.pending.end + 1 && source.get(self.pending.end..start) == Some(b"\n"));
        if verbatim && follows && !self.pending.is_empty() {
            self.pending.end = end;
        } else if verbatim {
            self.flush();
            self.pending = start..end;
        } else {
            let at = self.done..end;
            self.flush();
            let text = String::from_utf8_lossy(text);
            if let Some(capture) = &mut self.capture {
                capture.value.push_str(&text);
                capture.cover(at);
            } else {
                self.page.decoded(&text, Span::from(at));
            }
        }
        self.done = end;
    }

    fn start_open_tag(&mut self) {
        self.tag_start = self.position.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.ends = false;
        self.closes_itself = false;
        self.name.clear();
        self.attributes = 0;
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.ends = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        let next = if self.ends {
            self.last_start.clear();
            self.end_tag();
            None
        } else {
            self.last_start.clone_from(&self.name);
            self.start_tag();
            naive_next_state(&self.name)
        };
        self.done = self.position;
        next
    }

    fn init_comment(&mut self) {
        self.flush();
        self.comment.clear();
    }

    fn push_comment(&mut self, text: &[u8]) {
        self.comment.extend_from_slice(text);
    }

    fn emit_current_comment(&mut self) {
        // "<!-- factlint: ignore[...] reason -->" speaks to the checker.
        let text = String::from_utf8_lossy(&self.comment);
        if let Some(value) = text.trim().strip_prefix("factlint:") {
            let value = value.trim().to_owned();
            let span = Span::from(self.tag_start..self.position);
            self.page.metadata.push(Metadata { origin: "comment", key: "comment".to_owned(), value, span });
        }
        self.done = self.position;
    }

    fn init_doctype(&mut self) {
        self.flush();
    }

    fn emit_current_doctype(&mut self) {
        self.done = self.position;
    }

    fn set_self_closing(&mut self) {
        self.closes_itself = true;
    }

    fn push_tag_name(&mut self, text: &[u8]) {
        self.name.extend_from_slice(text);
    }

    fn init_attribute(&mut self) {
        if self.attributes < ATTRIBUTES {
            self.attributes += 1;
            if self.all.len() < self.attributes {
                self.all.push(Attribute::default());
            }
        }
        let position = self.position;
        if let Some(attribute) = self.current_attribute() {
            attribute.name.clear();
            attribute.value.clear();
            attribute.span = position..position;
        }
    }

    fn init_attribute_value(&mut self) {
        let position = self.position;
        if let Some(attribute) = self.current_attribute() {
            attribute.span = position..position;
        }
    }

    fn push_attribute_name(&mut self, text: &[u8]) {
        if let Some(attribute) = self.current_attribute() {
            attribute.name.extend_from_slice(text);
        }
    }

    fn push_attribute_value(&mut self, text: &[u8]) {
        let position = self.position;
        if let Some(attribute) = self.current_attribute() {
            attribute.value.extend_from_slice(text);
            attribute.span.end = position;
        }
    }

    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.ends && !self.last_start.is_empty() && self.name == self.last_start
    }

    fn move_position(&mut self, by: isize) {
        self.position = self.position.saturating_add_signed(by);
    }
}

impl Reader<'_, '_> {
    fn current_attribute(&mut self) -> Option<&mut Attribute> {
        self.attributes.checked_sub(1).map(|i| &mut self.all[i])
    }
}
