//! The whole pipeline on one page.
//!
//! Floor 11: text -> tokens -> mentions -> readings -> claims -> links -> verdicts and slips -> findings. "Over
//! 33,000 North Koreans have defected" goes in; a finding comes out that names the claim, the fact,
//! its source, and how the two compare.

mod correct;
mod trial;

use crate::audit;
use crate::claim::{self, Changes};
use crate::error::Error;
use crate::kb::Base;
use crate::link::{self, Link};
use crate::mention::Context;
use crate::report::{Checked, assemble, slip, suppress};
use crate::resolve::{self, Reading};
use crate::rules::Rules;
use crate::span::Lines;
use crate::text::token::tokenise;
use crate::text::{Document, Format, Tokens};
use crate::value::DateTime;
use crate::verdict::Verdict;
use crate::verdict::{contrast, judge};

pub use correct::Corrected;
pub use trial::Trial;

/// Reads and judges articles. Immutable once built: one serves all threads.
#[derive(Debug)]
pub struct Checker {
    rules: Rules,
    base: Base,
    as_of: Option<DateTime>,
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
    /// The context, completed by what the text says of itself.
    pub context: Context,
}

impl Extracted<'_> {
    /// What became of its quantities: "rose 5 % to 20 million".
    #[must_use]
    pub fn changes(&self, rules: &Rules) -> Changes {
        claim::changes(&self.document, &self.tokens, &self.readings, rules)
    }
}

impl Checker {
    /// A checker with the given rules and no base: every claim is *unknown*.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self { rules, base: Base::default(), as_of: None }
    }

    /// The same checker with a base to judge by.
    #[must_use]
    pub fn with_base(mut self, base: Base) -> Self {
        self.base = base;
        self
    }

    /// The same checker, judging by what was published up to `as_of` where neither context nor draft says so; else by
    /// each draft's own date.
    #[must_use]
    pub fn with_as_of(mut self, as_of: Option<DateTime>) -> Self {
        self.as_of = as_of;
        self
    }

    /// The compiled rules.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The base.
    #[must_use]
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// The base, given back.
    #[must_use]
    pub fn into_base(self) -> Base {
        self.base
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
        self.extract_document(Document::read(source, format), context)
    }

    /// The same, for a document that was read by whoever calls: a Word file.
    ///
    /// # Errors
    ///
    /// As [`Checker::extract`].
    pub fn extract_document<'a>(
        &self,
        document: Document<'a>,
        context: &Context,
    ) -> Result<Extracted<'a>, Error> {
        let tokens = tokenise(&document, &self.rules.lexicon);
        let context = resolve::complete(&document, &self.rules, context);
        let readings = resolve::read(&document, &tokens, &self.rules, &context);
        Ok(Extracted { document, tokens, readings, context })
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
        self.check_document(path, Document::read(source, format), context)
    }

    /// The same, for a document that was read by whoever calls: a Word file, in which nothing is corrected.
    ///
    /// # Errors
    ///
    /// As [`Checker::extract`].
    pub fn check_document(
        &self,
        path: &str,
        document: Document<'_>,
        context: &Context,
    ) -> Result<Checked, Error> {
        let (source, format) = (document.source, document.format);
        let read = self.extract_document(document, context)?;
        let lines = Lines::new(source);
        let mut findings = self.linked(&read, |input, links| {
            let claims = &input.claims.all;
            let judge = |(claim, link): (&claim::Claim, &Link)| {
                judge::judge(&input.readings[claim.reading], link, &self.base, &self.rules.verdict)
            };
            let mut judged: Vec<_> = claims.iter().zip(links).map(judge).collect();
            contrast::take_back(claims, input.readings, &mut judged);
            let found = claims.iter().zip(links).zip(&judged);
            let mut findings: Vec<_> = found
                .map(|((claim, link), verdict)| assemble::finding(input, claim, link, verdict, &self.rules))
                .collect();
            let changes = &input.claims.changes;
            let slips =
                audit::audit(input.doc, input.tokens, input.readings, changes, &self.rules, input.context);
            findings.extend(slip::findings(input, &slips, path, &lines, &self.rules));
            if format == Format::Word {
                // There is no text of the file in whose place another could be written.
                findings.iter_mut().for_each(|f| f.suggestion = None);
            }
            findings.sort_by_key(|f| (f.reading.extent.span, f.verdict != Verdict::Conflicting));
            findings
        });
        assemble::fingerprint(path, &mut findings);
        let warnings = Vec::new();
        let mut checked = Checked {
            path: path.to_owned(),
            source: source.to_owned(),
            format,
            date: read.context.date,
            lines,
            findings,
            counted: Vec::new(),
            warnings,
        };
        suppress::apply(&mut checked, &read.document.metadata);
        Ok(checked)
    }

    /// The links of every claim of a text that was read, in the order of its readings: what
    /// `explain PATH:LINE:COL` prints.
    #[must_use]
    pub fn links(&self, read: &Extracted<'_>) -> Vec<Link> {
        self.linked(read, |_, links| links.to_vec())
    }

    fn linked<T>(&self, read: &Extracted<'_>, then: impl FnOnce(&link::Input<'_>, &[Link]) -> T) -> T {
        let claims = claim::assemble(&read.document, &read.tokens, &read.readings, &self.rules);
        let input = link::Input {
            doc: &read.document,
            tokens: &read.tokens,
            readings: &read.readings,
            claims: &claims,
            base: &self.base,
            rules: &self.rules,
            context: &read.context,
            as_of: read.context.as_of.or(self.as_of),
        };
        let links = link::link(&input);
        then(&input, &links)
    }
}
