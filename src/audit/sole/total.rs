//! `sum-mismatch` by elimination of a number told as a sum ("in all", "between them", "That makes", "the three gifts
//! come to"): its parts are the numbers of its kind told right before it, in its sentence or in those before.
//!
//! Less than its parts no sum can be; more it can be only where nothing else is left to be counted.

use std::ops::Range;

use super::terms::{self, MOST, Term, addable, listed, one_kind};
use super::whole::nothing_else;
use crate::audit::Slip;
use crate::audit::draft::{Draft, is_coarse_date};
use crate::audit::figure::Figure;
use crate::audit::sum::alike;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// Most tokens from the words that make a number a sum to the number: "bringing the number of the dead to 36".
const LEAD: u32 = 9;

/// Most tokens from "so" to the verb of a sum: ", so the building brings in $2,350".
const SO: u32 = 6;

/// Most sentences before a sum that tell its parts.
const SENTENCES: usize = 7;

/// Most tokens between the last part and a sum told of it at once: "..., and £10,000: £19,500 between them".
const ATTACHED: u32 = 12;

/// Most tokens into a sentence that name what the sentence before told: "So that is 19 points", "In all, 335".
const OPENS: u32 = 4;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for total in draft.figures.iter().skip(1) {
        let body = || draft.scope(total.tokens.start) == Scope::Body;
        if addable(total) && total.plain() && total.value > Decimal::ONE && body() {
            let sentence = draft.sentence(total.tokens.start);
            if is_sum(draft, total, &sentence) {
                out.extend(found(draft, total, &sentence));
            }
        }
    }
}

/// Whether its own words make a number a sum: "335 crates in all", "a force of 1,000", "which brings the toll to 36".
pub(super) fn is_sum(draft: &Draft<'_>, total: &Figure, sentence: &Range<u32>) -> bool {
    let (start, stop) = (total.begin(), total.stop());
    let last = draft.figures_in(&(sentence.start..start)).iter().rev().find(|f| alike(total, f));
    let before = start.saturating_sub(LEAD).max(last.map_or(sentence.start, Figure::stop))..start;
    let behind = draft.cues_in(&(stop..stop + 2), Cue::Total).any(|c| c.tokens.start <= stop + 1);
    let brings = || draft.preceded(start, &["to"]) && draft.says(&before, WordSet::BringsTo);
    let plain =
        || !draft.is_word(stop) || draft.one(stop, WordSet::OpensClause) || draft.is(stop, "altogether");
    let so = || draft.preceded(start, &["so"]) || that_is(draft, sentence, start) && plain();
    // "£15.3m for the year"
    let term =
        || draft.is(stop, "for") && draft.is(stop + 1, "the") && draft.one(stop + 2, WordSet::WholeTerm);
    // "so the building brings in $2,350 every month"
    let comes = || {
        let verb = start.saturating_sub(1 + u32::from(draft.preceded(start, &["in", "out"])));
        let so = (sentence.start + 1..verb).rev().take(SO as usize).find(|&i| draft.is(i, "so"));
        let clear = |i: u32| draft.preceded(i, &[","]) && draft.figures_in(&(i..start)).is_empty();
        draft.one(verb, WordSet::ThenHas) && so.is_some_and(clear)
    };
    // "in the whole county they have found it in 75"
    let placed =
        |i: u32| draft.is(i, "whole") && draft.is(i.saturating_sub(2), "in") && i < start.saturating_sub(2);
    behind
        || comes()
        || draft.has(&before, Cue::Total)
        || before.clone().any(|i| draft.one(i, WordSet::NamesSum) && !placed(i))
        || brings()
        || term()
        || so()
}

/// "That is 39 votes", "That makes £350", right at the head of a sentence; never "That is 39 more".
fn that_is(draft: &Draft<'_>, sentence: &Range<u32>, start: u32) -> bool {
    let head = sentence.start + u32::from(draft.is_sign(sentence.start));
    draft.any(head, &["that", "this", "which"])
        && start <= head + 4
        && draft.says(&(head + 1..start), WordSet::ComesTo)
}

/// How many things the words before a sum say that it was made of: "Together the three gifts come to".
fn many(draft: &Draft<'_>, total: &Figure, sentence: &Range<u32>) -> Option<usize> {
    let known = |f: &&Figure| {
        matches!(f.kind, Kind::Number | Kind::Duration)
            && f.plain()
            && draft.follows(f.begin(), WordSet::TheseAll)
            && !draft.is(f.begin().saturating_sub(2), "of")
    };
    let before = draft.figures_in(&(sentence.start..total.begin()));
    let [count] = before.iter().filter(known).collect::<Vec<_>>()[..] else { return None };
    (2..=MOST).find(|&n| Decimal::from(n) == count.value)
}

/// The parts of a sum, and what says that they are all.
struct Parts {
    terms: Vec<Term>,
    /// They are as many as the sum is told to be of.
    counted: bool,
    /// The sum is told right behind the last of them, or begins with "That".
    attached: bool,
}

fn found(draft: &Draft<'_>, total: &Figure, sentence: &Range<u32>) -> Option<Slip> {
    let parts = parts(draft, total, sentence)?;
    let (first, last) = (parts.terms.first()?, parts.terms.last()?);
    let next = draft.next_sentence(sentence.start);
    let from = draft.sentence(first.tokens.start);
    let around = from.start..next.as_ref().map_or(sentence.end, |n| n.end);
    let range = from.start..sentence.end;
    if draft.has_any(&range, &[Cue::Partial, Cue::Each]) {
        return None;
    }
    // "the weekend total last year was 29"
    let lead = last.whole.end.max(total.begin().saturating_sub(4))..total.begin();
    if draft.readings_in(&lead).iter().any(is_coarse_date) && draft.says(&lead, WordSet::AreOrIs) {
        return None;
    }
    let off = terms::off(draft, total, &parts.terms, &around)?;
    let own = sentence.start.max(last.whole.end)..sentence.end;
    let holds = if off.sum > total.value {
        // "less £1.9m for the head office"
        let less = draft.says(&(last.whole.end..total.stop() + 3), WordSet::Subtracts);
        !less && (parts.attached || parts.counted || listed(draft, &parts.terms))
    } else {
        let whole = draft.sentence(last.tokens.start);
        let complete = [Some(whole), Some(sentence.clone()), next];
        // "in La Peña, the only other village to be hit"
        let only = draft.cues_in(&range, Cue::Complete).any(|c| draft.is(c.tokens.start, "only"));
        // "45 buses and 30 trams in a fleet of 90": some of them
        let start = total.begin();
        let within = draft.preceded(start, &["of"])
            && draft.any(start.saturating_sub(4), &["in", "among", "within", "from"]);
        let one_more = total.kind == Kind::Number
            && (total.value - off.sum) <= Decimal::TWO
            && (first.whole.start..total.begin()).any(|i| single(draft, i));
        // "accounted for every one of the 187 runs"
        let lead = start.saturating_sub(4).max(sentence.start)..start;
        let each_one = lead.into_iter().any(|i| draft.is(i, "every") && draft.is(i + 1, "one"));
        !one_more
            && !within
            && (only
                || each_one
                || complete.iter().flatten().any(|r| nothing_else(draft, r))
                || !adds(draft, &own)
                    && (parts.counted
                        || parts.attached && close(off.sum, total, 3)
                        || (listed(draft, &parts.terms) && close(off.sum, total, 4)
                            || close(off.sum, total, 5))
                            && !wider(draft, total, sentence)))
    };
    holds.then_some(off.slip)
}

/// "two Danes, three Poles and a Swede": one that no number tells.
fn single(draft: &Draft<'_>, i: u32) -> bool {
    let joined = draft.one(i, WordSet::ListAnd) || draft.word(i) == ",";
    joined
        && (draft.one(i + 1, WordSet::Indefinite) || draft.one(i + 1, WordSet::Definite))
        && draft.is_word(i + 2)
        && !draft.input.rules.language.ends_as_plural(draft.word(i + 2))
}

/// Whether more is added than is told; never "the only other village", "and no others".
fn adds(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    // "the toll may reach 27"
    let open = |i: u32| draft.one(i, WordSet::Unreal) || draft.is(i, "might");
    let denied =
        |i: u32| (i.saturating_sub(2)..i).any(|k| draft.one(k, WordSet::NoneAtAll) || draft.is(k, "only"));
    (range.start..range.end).any(|i| (draft.one(i, WordSet::AddsUntold) || open(i)) && !denied(i))
}

/// Whether a sum is not more than a part of `share` away from what the parts make: a slip is not far from it.
fn close(sum: Decimal, total: &Figure, share: u32) -> bool {
    (total.value - sum).checked_mul(share.into()).is_some_and(|off| off <= sum)
}

/// "By noon 690 had come", "Altogether 60 people have died since May", "In all there are 900 people in the valley": of more than was told.
fn wider(draft: &Draft<'_>, total: &Figure, sentence: &Range<u32>) -> bool {
    let place = |i: u32| draft.one(i, WordSet::PlacesList) && !draft.any(i + 1, &["all", "total"]);
    let beyond = |i: u32| place(i) || draft.any(i, &["of", "since", "over", "this"]);
    draft.any(sentence.start, &["by", "until", "now", "so"]) || (total.stop()..sentence.end).any(beyond)
}

/// The numbers of the kind of a sum that are told right before it.
fn parts(draft: &Draft<'_>, total: &Figure, sentence: &Range<u32>) -> Option<Parts> {
    let many = many(draft, total, sentence);
    let mut here = terms::terms(draft, total, &(sentence.start..total.begin()))?;
    here.retain(|t| many.is_none_or(|n| t.value != Decimal::from(n)));
    // "Of the 79, five were hurt": some of those just told
    let part_of = |t: &Term| {
        let before = t.whole.start.saturating_sub(1);
        draft.is(before, "of")
            || draft.one(before, WordSet::Definite) && draft.is(before.saturating_sub(1), "of")
    };
    // "Of the 46 passengers, 31 were taken to hospital and 51 people in all were hurt"
    let opens = |t: &Term| part_of(t) && t.whole.start <= sentence.start + 2;
    if here.len() > 1 && here.first().is_some_and(opens) {
        return None;
    }
    if let [.., _, last] = &here[..] {
        let gap = last.whole.end..total.begin();
        let attached = gap.end.saturating_sub(gap.start) <= ATTACHED;
        let counted = many == Some(here.len());
        return one_kind(draft, total, &here).then_some(Parts { terms: here, counted, attached });
    }
    // "Nine more were dug out in La Peña, which brings the toll to 36"
    let further = |i: u32| draft.one(i, WordSet::Further);
    let more = here.first().is_some_and(|t| {
        further(t.whole.end) || further(t.tokens.end) || further(t.whole.start.saturating_sub(1))
    });
    if here.len() == 1 && !more {
        return None;
    }
    let number = draft.input.tokens.sentence_of(sentence.start);
    let block = draft.input.tokens.block_of(sentence.start);
    let earlier = draft.input.tokens.sentences.get(number.saturating_sub(SENTENCES)..number)?;
    let mut found = here;
    for (back, before) in earlier.iter().rev().enumerate() {
        let body = draft.scope(before.start) == Scope::Body;
        let of_kind = if body { terms::terms(draft, total, before)? } else { Vec::new() };
        let same = draft.input.tokens.block_of(before.start) == block;
        // Without a number of parts they stand in the sentence before; one by one in several.
        let ends = many.is_none() && (!same || of_kind.is_empty() || back > 0 && of_kind.len() > 1);
        if ends || of_kind.len() + found.len() > MOST {
            break;
        }
        let single = of_kind.len() == 1;
        found.splice(0..0, of_kind);
        if many.map_or(!single, |n| found.len() >= n) {
            break;
        }
    }
    if found.iter().any(part_of) {
        return None;
    }
    let counted = many == Some(found.len());
    let opens = |i: u32| draft.any(i, &["that", "this", "which", "so", "together", "between"]);
    // "They filled 41 baskets between them", "Total: 49,700 euros"
    let near = total.begin().saturating_sub(LEAD).max(sentence.start)..total.stop() + 2;
    let between = draft.cues_in(&near, Cue::Total).any(|c| draft.is(c.tokens.start, "between"));
    let attached = more
        || between
        || draft.one(sentence.start, WordSet::NamesSum)
        || (sentence.start..sentence.start + OPENS).any(opens);
    (found.len() > 1 && (many.is_none() || counted) && one_kind(draft, total, &found)).then_some(Parts {
        terms: found,
        counted,
        attached,
    })
}
