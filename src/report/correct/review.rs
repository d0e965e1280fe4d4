//! The text as it would be: a correction stays only if its claim then agrees and nothing else is read or judged otherwise.
//!
//! "In 2018 ... the following year": a corrected year moves what is counted from it. What no rule foresees shows here.

use super::{Finding, Plan, Refusal, is_slip};
use crate::report::Checked;
use crate::span::Span;
use crate::verdict::{Severity, Verdict};

impl Plan {
    /// Looks at the file before and `after` the corrections of this plan; refuses those that do harm. Whether there were any: then
    /// the rest must be looked at again.
    pub fn review(&mut self, before: &Checked, after: &Checked) -> bool {
        let edits: Vec<(usize, Span, String)> = self
            .decisions
            .iter()
            .enumerate()
            .filter_map(|(n, d)| d.outcome.as_ref().ok().map(|e| (n, e.span, e.new.clone())))
            .collect();
        if edits.is_empty() {
            return false;
        }
        let mut refused: Vec<(usize, Refusal)> = Vec::new();
        let shift = Shift::new(edits.iter().map(|(_, span, new)| (*span, new.len())));
        let claims: Vec<&Finding> = after.findings.iter().filter(|f| !is_slip(f)).collect();
        let slips: Vec<&Finding> = after.findings.iter().filter(|f| is_slip(f)).collect();
        let corrected = |f: &Finding| {
            let here = f.reading.extent.span;
            edits.iter().find(|(_, span, _)| span.overlaps(here)).map(|(n, ..)| *n)
        };
        // Without a hint at the culprit, all that could be it.
        let all = |refused: &mut Vec<(usize, Refusal)>, which: &dyn Fn(Span) -> bool| {
            let some: Vec<_> = edits.iter().filter(|(_, span, _)| which(*span)).collect();
            let some = if some.is_empty() { edits.iter().collect() } else { some };
            refused.extend(some.into_iter().map(|(n, ..)| (*n, Refusal::Others)));
        };
        let mut met = 0;
        for old in before.findings.iter().filter(|f| !is_slip(f)) {
            let span = shift.of(old.reading.extent.span);
            let from = claims.partition_point(|f| f.reading.extent.span.start < span.start);
            let new = claims[from..].iter().find(|f| f.reading.extent.span == span);
            met += usize::from(new.is_some());
            match (corrected(old), new) {
                (Some(n), new) if new.is_none_or(|f| !agrees(f)) => refused.push((n, Refusal::Still)),
                (Some(_), _) => {}
                (None, Some(new)) if is_as_before(old, new) || agrees(new) => {}
                (None, _) => {
                    let at = old.reading.extent.span;
                    let year = |s: Span| {
                        before
                            .findings
                            .iter()
                            .any(|f| s.overlaps(f.reading.extent.span) && f.reading.timex().is_some())
                    };
                    all(&mut refused, &|s| s.start <= at.start && year(s));
                }
            }
        }
        if met < claims.len() && refused.is_empty() {
            all(&mut refused, &|_| false);
        }
        let known = |slip: &Finding| {
            let mut old = before.findings.iter().filter(|f| is_slip(f));
            old.any(|o| o.code == slip.code && shift.of(o.reading.extent.span) == slip.reading.extent.span)
        };
        for slip in slips.into_iter().filter(|s| !known(s)) {
            let places: Vec<Span> =
                slip.evidence.iter().map(|e| e.span).chain([slip.reading.extent.span]).collect();
            all(&mut refused, &|s| places.iter().any(|p| p.overlaps(shift.of(s))));
        }
        for (n, why) in &refused {
            self.decisions[*n].outcome = Err(*why);
        }
        !refused.is_empty()
    }
}

/// Whether a claim is right, without a warning.
fn agrees(f: &Finding) -> bool {
    f.verdict == Verdict::Consistent && f.severity < Severity::Warn
}

/// Whether a claim is read and judged as before.
fn is_as_before(old: &Finding, new: &Finding) -> bool {
    let read = match (&old.reading.value, &new.reading.value) {
        (crate::resolve::Value::Time(a), crate::resolve::Value::Time(b)) => {
            a.value == b.value && a.interval == b.interval
        }
        (a, b) => a == b,
    };
    read && old.verdict == new.verdict
        && old.judged == new.judged
        && old.time == new.time
        && old.property == new.property
}

/// Where a place of the old text lies in the new one.
struct Shift {
    /// Ends of the edits in the old text, and by how much what follows has moved.
    steps: Vec<(Span, i64)>,
}

impl Shift {
    fn new(edits: impl Iterator<Item = (Span, usize)>) -> Self {
        let mut moved = 0;
        let steps = edits.map(|(span, length)| {
            moved += i64::try_from(length).unwrap_or(i64::MAX) - i64::from(span.len());
            (span, moved)
        });
        Self { steps: steps.collect() }
    }

    fn of(&self, span: Span) -> Span {
        let before = |at: u32, end: bool| {
            let past = |s: &Span| if end { s.end <= at && s.start < at } else { s.end <= at };
            let moved = self.steps.iter().rev().find(|(s, _)| past(s)).map_or(0, |(_, moved)| *moved);
            u32::try_from(i64::from(at) + moved).unwrap_or(0)
        };
        Span::new(before(span.start, false), before(span.end, true))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::{self, CONFLICTING, CONSISTENT, UNKNOWN};
    use super::*;
    use crate::text::{Document, Format};

    /// Whether the correction of "28,000" in `before` stays when the text would be judged as `after`.
    fn stays(before: &[(&str, Verdict, Option<&str>)], after: &[(&str, Verdict, Option<&str>)]) -> bool {
        let text = "About 28,000 came in 2018, then 70.";
        let old = sample::read(text, Format::Plain, before);
        let mut plan = Plan::new(&old, &Document::read(text, Format::Plain), |_| true);
        let text = plan.apply(text);
        let new = sample::read(&text, Format::Plain, after);
        plan.review(&old, &new);
        plan.edits().count() == 1
    }

    #[test]
    fn the_claim_must_agree_and_nothing_else_may_change() {
        let wrong = ("28,000", CONFLICTING, Some("134,000"));
        let right = ("134,000", CONSISTENT, None);
        let other = |verdict| ("70", verdict, None);
        assert!(stays(&[wrong], &[right]));
        assert!(!stays(&[wrong], &[("134,000", CONFLICTING, None)]));
        assert!(!stays(&[wrong], &[]));
        assert!(stays(&[wrong, other(UNKNOWN)], &[right, other(UNKNOWN)]));
        assert!(stays(&[wrong, other(UNKNOWN)], &[right, other(CONSISTENT)]));
        assert!(!stays(&[wrong, other(UNKNOWN)], &[right, other(CONFLICTING)]));
        assert!(!stays(&[wrong, other(CONSISTENT)], &[right, other(UNKNOWN)]));
        assert!(!stays(&[wrong, other(CONSISTENT)], &[right]));
        assert!(!stays(&[wrong], &[right, other(UNKNOWN)]));
    }

    #[test]
    fn places_move_with_what_stands_before_them() {
        let shift = Shift::new([(Span::new(5, 7), 4), (Span::new(10, 20), 1)].into_iter());
        assert_eq!(shift.of(Span::new(0, 5)), Span::new(0, 5));
        assert_eq!(shift.of(Span::new(5, 7)), Span::new(5, 9));
        assert_eq!(shift.of(Span::new(7, 9)), Span::new(9, 11));
        assert_eq!(shift.of(Span::new(20, 21)), Span::new(13, 14));
    }
}
