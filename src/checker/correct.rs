//! Corrections that may be made without asking: planned on the text as it stands, then tried on the text as it would be.

use super::Checker;
use crate::error::Error;
use crate::mention::Context;
use crate::report::correct::{Decision, Edit, Plan, Refusal};
use crate::report::{Checked, Finding};
use crate::text::{Document, Format};
use crate::verdict::Verdict;

/// What becomes of the conflicts of a file.
#[derive(Clone, Debug)]
pub struct Corrected {
    /// The text with the corrections made.
    pub text: String,
    /// Each conflict with its correction, or the reason why there is none; in the order of the text.
    pub outcomes: Vec<(Finding, Result<Edit, Refusal>)>,
}

impl Corrected {
    /// How many corrections were made.
    #[must_use]
    pub fn made(&self) -> usize {
        self.outcomes.iter().filter(|(_, o)| o.is_ok()).count()
    }
}

impl Checker {
    /// Corrects the conflicts that `file` still holds (those ignored and those taken out of it are left alone). `format` and
    /// `context` are those that it was checked with.
    ///
    /// Every correction is tried: the corrected text is checked, and what does not agree then, or changes what is read or
    /// judged elsewhere, is taken back.
    ///
    /// # Errors
    ///
    /// As [`Checker::check`].
    pub fn correct(&self, file: &Checked, format: Format, context: &Context) -> Result<Corrected, Error> {
        let open = |f: &Finding| f.verdict == Verdict::Conflicting && f.ignored.is_none();
        if !file.findings.iter().any(open) {
            return Ok(Corrected { text: file.source.clone(), outcomes: Vec::new() });
        }
        // All that is claimed counts, also what was taken out of `file`.
        let all = self.check(&file.path, &file.source, format, context)?;
        let live = |f: &Finding| {
            let same = |g: &&Finding| g.reading.extent.span == f.reading.extent.span && g.code == f.code;
            file.findings.iter().find(same).is_some_and(|g| g.ignored.is_none())
        };
        let doc = Document::read(&file.source, format);
        let mut plan = Plan::new(&all, &doc, live);
        let mut text = plan.apply(&file.source);
        while plan.edits().next().is_some() {
            let after = self.check(&file.path, &text, format, context)?;
            if !plan.review(&all, &after) {
                break;
            }
            plan.refuse_repeated(&all);
            text = plan.apply(&file.source);
        }
        let outcome = |d: Decision| (all.findings[d.finding].clone(), d.outcome);
        Ok(Corrected { text, outcomes: plan.decisions.into_iter().map(outcome).collect() })
    }
}
