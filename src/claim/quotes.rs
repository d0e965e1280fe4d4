//! What stands in direct quotations.

use crate::text::{Document, Tokens};

/// Which tokens stand inside a direct quotation. Walks the text once.
pub(super) struct Quotes<'a> {
    doc: &'a Document<'a>,
    tokens: &'a Tokens,
    at: usize,
    open: bool,
    block: usize,
}

impl<'a> Quotes<'a> {
    pub(super) fn new(doc: &'a Document<'a>, tokens: &'a Tokens) -> Self {
        Self { doc, tokens, at: 0, open: false, block: 0 }
    }

    /// Whether token `token` is quoted. Asked in rising order.
    pub(super) fn holds(&mut self, token: u32) -> bool {
        while self.at < token as usize {
            while self.tokens.blocks.get(self.block).is_some_and(|b| b.end as usize <= self.at) {
                self.block += 1;
                self.open = false;
            }
            match self.tokens.all[self.at].text(&self.doc.text) {
                "\u{201c}" => self.open = true,
                "\u{201d}" => self.open = false,
                "\"" => self.open = !self.open,
                _ => {}
            }
            self.at += 1;
        }
        let here = self.tokens.blocks.get(self.block).is_none_or(|b| (token as usize) < b.end as usize);
        self.open && here
    }
}
