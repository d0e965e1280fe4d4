//! What somebody is told to have said, before the figure that the text itself gives.
//!
//! "A councillor told the meeting that 9,000 repairs were overdue. The records show 2,310": the second number is the
//! base's, so the first is told as a claim that the text puts right.

use super::judge::Judgement;
use super::outcome::{Reason, Verdict};
use crate::claim::Claim;
use crate::resolve::Reading;

/// Most sentences between a saying and the figure that puts it right.
const NEAR: usize = 2;

/// Takes back the conflicts of what somebody said where the text gives the right figure right after it.
pub(crate) fn take_back(claims: &[Claim], readings: &[Reading], judged: &mut [Judgement]) {
    for i in 0..judged.len() {
        if judged[i].verdict != Verdict::Conflicting || claims[i].attribution.is_none() {
            continue;
        }
        let fact = |k: usize| judged[k].held.first().map(|h| &h.facts);
        let near = |k: &usize| {
            claims[*k].block == claims[i].block && claims[*k].sentence.abs_diff(claims[i].sentence) <= NEAR
        };
        // "The records show 2,310": the very number of the base.
        let number = judged[i].held.first().and_then(|h| h.number?.as_point().copied());
        let says = |k: usize| {
            let stated = readings[claims[k].reading].quantity().and_then(|q| q.stated.as_point().copied());
            stated.is_some() && stated == number
        };
        // What the text goes on to put right; a right figure before it does not excuse the saying.
        let right = (i + 1..judged.len()).take_while(near).any(|k| {
            let agrees = judged[k].verdict == Verdict::Consistent && fact(k) == fact(i);
            agrees || says(k)
        });
        if right {
            judged[i].verdict = Verdict::Unknown(Reason::Ambiguous);
            judged[i].notes.push("the text goes on with the figure of the base".to_owned());
        }
    }
}
