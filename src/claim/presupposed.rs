//! What a sentence about the future takes for granted.
//!
//! "She will be the first since the country became free in 1990" foretells her taking office, not the year.

use std::ops::Range;

use super::assemble::{has, sign};
use crate::rules::Rules;
use crate::rules::word_set::WordSet;
use crate::text::{Document, Tokens};

/// "Will be the first since it became free in 1990", "will replace the bridge that opened in 1932": whether a clause about
/// what has come about opens in `range`, with a verb of the past right behind its subject.
pub(super) fn presupposed(doc: &Document<'_>, tokens: &Tokens, rules: &Rules, range: &Range<u32>) -> bool {
    const SUBJECT: u32 = 5;
    let word = |i: u32| sign(doc, &tokens.all[i as usize]);
    let finite = |i: u32| {
        let participle =
            i > 0 && matches!(word(i - 1), "be" | "been" | "being" | "is" | "are" | "get" | "gets");
        !participle && (word(i).ends_with("ed") || has(tokens, rules, i, WordSet::PastVerb))
    };
    // "The bridge that opened": the pronoun is the subject itself.
    let reach = |i: u32| if matches!(word(i), "that" | "which" | "who") { 1 } else { SUBJECT };
    range.clone().any(|i| {
        has(tokens, rules, i, WordSet::TellsPast)
            && (i + 1..range.end.min(i + 1 + reach(i))).take_while(|&k| word(k) != ",").any(finite)
    })
}
