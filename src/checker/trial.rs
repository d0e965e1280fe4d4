//! Facts that test themselves: every `matches` sentence must be judged consistent with its fact,
//! no `rejects` sentence may be held against it.

use super::Checker;
use crate::kb::fact::Sentence;
use crate::kb::{Fact, Place};
use crate::mention::Context;
use crate::text::Format;
use crate::value::{Bound, DateTime};
use crate::verdict::Verdict;

/// One sentence of a fact, tried.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The fact's id.
    pub fact: String,
    /// The sentence.
    pub sentence: String,
    /// Where the sentence stands in the base.
    pub place: Place,
    /// What went wrong; `None` when all is well.
    pub failure: Option<String>,
}

impl Checker {
    /// Tries every fact's sentences, in the order of the base.
    ///
    /// A sentence is read as if published when the fact became known, or else when what it tells of
    /// was over.
    #[must_use]
    pub fn trials(&self) -> Vec<Trial> {
        let mut out = Vec::new();
        for fact in self.base.facts() {
            let wanted = fact.matches().iter().map(|s| (s, true));
            let unwanted = fact.rejects().iter().map(|s| (s, false));
            for (sentence, matches) in wanted.chain(unwanted) {
                out.push(Trial {
                    fact: fact.name().into_owned(),
                    sentence: sentence.text.to_string(),
                    place: sentence.place,
                    failure: self.try_sentence(&fact, sentence, matches),
                });
            }
        }
        out
    }

    fn try_sentence(&self, fact: &Fact<'_>, sentence: &Sentence, matches: bool) -> Option<String> {
        let about = fact.about().map(|e| self.base.entity(e).id.to_string());
        let context = Context { date: day_of(fact), about, ..Context::default() };
        let checked = match self.check("", &sentence.text, Format::Plain, &context) {
            Ok(checked) => checked,
            Err(e) => return Some(e.to_string()),
        };
        let name = fact.name();
        let held = |f: &&crate::report::Finding| f.evidence.iter().any(|e| e.fact == name);
        let findings: Vec<_> = checked.findings.iter().filter(held).collect();
        if !matches {
            let f = findings.first()?;
            return Some(format!("must not be held against this fact, but: {}", f.message));
        }
        if findings.iter().any(|f| f.verdict == Verdict::Consistent) {
            return None;
        }
        match findings.first() {
            Some(f) => Some(format!("must be consistent, but: {}", f.message)),
            None => {
                let said: Vec<&str> = checked.findings.iter().map(|f| f.message.as_str()).collect();
                let said =
                    if said.is_empty() { "no claim was found in it".to_owned() } else { said.join("; ") };
                Some(format!("is not held against this fact: {said}"))
            }
        }
    }
}

/// The day on which a sentence about the fact may have been written.
fn day_of(fact: &Fact<'_>) -> Option<DateTime> {
    let midnight = |d: crate::value::Date| d.to_datetime(jiff::civil::Time::midnight());
    let over = fact.when().and_then(|w| match w.high {
        Bound::Open(t) | Bound::Closed(t) => Some(t),
        Bound::Unbounded => w.low.value().copied(),
    });
    let dated = match &*fact.value() {
        crate::kb::FactValue::Time(t) => t.interval.and_then(|i| i.high.value().copied()),
        _ => None,
    };
    [fact.published().map(midnight), over, dated].into_iter().flatten().max()
}
