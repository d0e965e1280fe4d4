//! The draft against itself: slips that a text gives away without any knowledge base.
//!
//! Floor 9. Enters: a document, its tokens and [readings](crate::resolve::Reading). Leaves:
//! [`Slip`]s, each with the computation that shows it and the other places that it was computed from.
//! "12 dead: five women, four men and four children" has one: 5 + 4 + 4 = 13, not 12.
//!
//! One file a check. A check looks only where a word or a shape invites it, and is silent where one
//! licensed reading (rounding, hedge, partial list, another scope) makes the text right.

use std::ops::Range;

use crate::mention::{Context, Input};
use crate::resolve::Reading;
use crate::rules::Rules;
use crate::text::{Document, Tokens};

mod age;
mod anniversary;
mod calendar;
mod change;
mod conversion;
mod count;
mod differs;
mod draft;
mod figure;
mod impossible;
mod list;
mod part;
mod period;
mod poll;
mod reversed;
mod share;
mod sum;
mod table;
mod weekday;

use draft::Draft;

/// A place where the text disagrees with itself, or with the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The code: `sum-mismatch`.
    pub code: &'static str,
    /// Token numbers of the figure or date that reads most like the mistake.
    pub tokens: Range<u32>,
    /// Token numbers of the other places that it was computed from.
    pub others: Vec<Range<u32>>,
    /// What was computed: "5 + 4 + 4 = 13, not 12".
    pub computation: String,
}

impl Slip {
    fn new(code: &'static str, tokens: &Range<u32>, computation: String) -> Self {
        Self { code, tokens: tokens.clone(), others: Vec::new(), computation }
    }

    fn against(mut self, others: impl IntoIterator<Item = Range<u32>>) -> Self {
        self.others.extend(others);
        self
    }
}

/// One check: adds the slips that it finds in a draft.
type Check = fn(&Draft<'_>, &mut Vec<Slip>);

/// Every check, in the order in which their slips win where two are about the same place.
const CHECKS: &[Check] = &[
    impossible::check,
    weekday::check,
    reversed::check,
    age::check,
    anniversary::check,
    period::check,
    conversion::check,
    sum::check,
    share::check,
    part::check,
    count::check,
    change::check,
    poll::check,
    differs::check,
];

/// The slips of a text, in the order of the text; no two on one place.
#[must_use]
pub fn audit(
    doc: &Document<'_>,
    tokens: &Tokens,
    readings: &[Reading],
    rules: &Rules,
    context: &Context,
) -> Vec<Slip> {
    let input = Input { doc, text: &doc.text, tokens, rules, context };
    let draft = Draft::new(input, readings);
    let mut found = Vec::new();
    for check in CHECKS {
        let known = found.len();
        check(&draft, &mut found);
        let (earlier, fresh) = found.split_at(known);
        let keep: Vec<bool> = fresh
            .iter()
            .enumerate()
            .map(|(i, s)| {
                let same = |o: &Slip| {
                    overlap(&o.tokens, &s.tokens)
                        || o.code == s.code && o.others == s.others && !s.others.is_empty()
                };
                !earlier.iter().any(same) && !fresh[..i].iter().any(same) && !draft.disowned(s)
            })
            .collect();
        let mut at = 0;
        found.retain(|_| {
            at += 1;
            at <= known || keep[at - 1 - known]
        });
    }
    found.sort_by_key(|s| s.tokens.start);
    found
}

fn overlap(a: &Range<u32>, b: &Range<u32>) -> bool {
    a.start < b.end && b.start < a.end
}
