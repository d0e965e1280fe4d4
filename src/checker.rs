//! The whole pipeline on one page.
//!
//! Floor 11: text -> tokens -> mentions -> readings -> claims -> evidence -> verdicts -> findings.

use crate::error::Error;
use crate::mention::Context;
use crate::report::Checked;
use crate::resolve::{self, Reading};
use crate::rules::Rules;
use crate::text::token::tokenise;
use crate::text::{Document, Format, Tokens};

/// Reads and judges articles. Immutable once built: one serves all threads.
#[derive(Debug)]
pub struct Checker {
    rules: Rules,
}

/// What `extract` answers for one text.
#[derive(Debug)]
pub struct Extracted<'a> {
    /// The document as read.
    pub document: Document<'a>,
    /// Its tokens.
    pub tokens: Tokens,
    /// Its mentions, resolved.
    pub readings: Vec<Reading>,
}

impl Checker {
    /// A checker with the given rules.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self { rules }
    }

    /// The compiled rules.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Reads every mention of `source`. Front matter, metadata and dateline complete `context`
    /// where it says nothing.
    ///
    /// # Errors
    ///
    /// When metadata that must be a date is none.
    pub fn extract<'a>(
        &self,
        source: &'a str,
        format: Format,
        context: &Context,
    ) -> Result<Extracted<'a>, Error> {
        let document = Document::read(source, format);
        let tokens = tokenise(&document, &self.rules.lexicon);
        let readings = resolve::read(&document, &tokens, &self.rules, context);
        Ok(Extracted { document, tokens, readings })
    }

    /// Judges every claim of `source`, shown as `path`.
    ///
    /// # Errors
    ///
    /// As [`Checker::extract`].
    pub fn check(
        &self,
        path: &str,
        source: &str,
        format: Format,
        context: &Context,
    ) -> Result<Checked, Error> {
        let _ = self.extract(source, format, context)?;
        Ok(Checked {
            path: path.to_owned(),
            source: source.to_owned(),
            lines: crate::span::Lines::new(source),
            findings: Vec::new(),
        })
    }
}
