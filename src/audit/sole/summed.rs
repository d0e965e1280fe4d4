//! `sum-mismatch` of a number that its own words make all of what was just told: "The whole catch, 2,150 carp", "all eight
//! of the dead", "three sons and four daughters, eight children,", "and will thus serve nine years".

use std::ops::Range;

use super::terms::{self, Term, addable, one_kind};
use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::sum::{mismatch, near, slip};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// Most sentences before a sum that tell its parts, and most parts.
const SENTENCES: usize = 5;
const MOST: usize = 8;

/// Most tokens from the head of a sentence to its sum: "The whole of the catch, 2,150 carp".
const HEAD: u32 = 7;

/// Most tokens from "thus" to the sum: "will thus serve a sentence of nine years".
const THUS: u32 = 9;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for total in draft.figures.iter().skip(1).filter(|f| addable(f) && f.plain() && f.value > Decimal::TWO) {
        if draft.scope(total.tokens.start) == Scope::Body {
            out.extend(
                entire(draft, total)
                    .or_else(|| all_of(draft, total))
                    .or_else(|| apposed(draft, total))
                    .or_else(|| thus(draft, total)),
            );
        }
    }
}

/// The slip of a sum and all of its parts, told in `range`.
fn off(draft: &Draft<'_>, total: &Figure, parts: &[Term], range: &Range<u32>) -> Option<Slip> {
    let other = [Cue::Partial, Cue::Each, Cue::Overlap, Cue::Rounding, Cue::Expected];
    let fits = (2..=MOST).contains(&parts.len()) && parts.iter().all(|p| p.value < total.value);
    if !fits || !one_kind(draft, total, parts) || draft.has_any(range, &other) {
        return None;
    }
    terms::off(draft, total, parts, range).map(|off| off.slip)
}

/// "From the upper lake they took 1,150 carp. From the lower lake they took 700. The whole catch, 2,150 carp, was sold";
/// "The whole, £66,000, is to be met from reserves" below a list.
fn entire(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(total.tokens.start);
    let (at, stop) = (total.begin(), total.stop());
    let head =
        draft.any(sentence.start, &["the", "this", "all"]) && draft.one(sentence.start + 1, WordSet::Entire);
    // "The same day"
    let whole = head && !draft.any(sentence.start + 1, &["same", "very"]);
    // "2,150 carp,", whose plural is as its singular
    let closes = |i: u32| matches!(draft.word(i), "," | "\u{2014}");
    let aside = draft.preceded(at, &[","]) && (closes(stop) || total.noun.is_none() && closes(stop + 1));
    if !whole || !aside || at > sentence.start + HEAD {
        return None;
    }
    let parts = if draft.block(at).start == sentence.start {
        listed(draft, total)?
    } else {
        told(draft, total, &sentence)?
    };
    let from = parts.first()?.tokens.start;
    // "The whole catch", "The entire choir" that was told of; never "The whole fleet" of boats that were sold
    let noun = sentence.start + 2;
    let before = draft.sentence(from).start..sentence.start;
    let named = noun + 1 == at
        || draft.is(noun, "of")
        || draft.one(noun, WordSet::NamesMeasure)
        || matches!(draft.scope(from), Scope::Item)
        || before.into_iter().any(|i| draft.is_word(i) && draft.akin(i, noun));
    if !named {
        return None;
    }
    if draft.one(noun, WordSet::MemberBody) && total.kind == Kind::Number {
        return body(draft, total, &parts, &(from..sentence.end));
    }
    off(draft, total, &parts, &(from..sentence.end))
}

/// "The choir has 14 men and 17 women. The entire choir, 41 singers, is to go": who they are need not be said in one word.
fn body(draft: &Draft<'_>, total: &Figure, parts: &[Term], range: &Range<u32>) -> Option<Slip> {
    let kinds = parts.len() > 1
        && parts
            .iter()
            .all(|p| p.head.is_some_and(|h| draft.one(h, WordSet::People)) && p.value < total.value);
    if !kinds || draft.has_any(range, &[Cue::Partial, Cue::Each, Cue::Overlap, Cue::Rounding]) {
        return None;
    }
    terms::off(draft, total, parts, range).map(|off| off.slip)
}

/// The terms of the items right above a paragraph, one in each.
fn listed(draft: &Draft<'_>, total: &Figure) -> Option<Vec<Term>> {
    let number = draft.input.tokens.block_of(total.tokens.start);
    let above = draft.input.tokens.blocks.get(..number)?.iter().rev().filter(|b| !b.is_empty());
    let items: Vec<_> = above.take_while(|b| draft.scope(b.start) == Scope::Item).take(MOST + 1).collect();
    let mut parts = Vec::with_capacity(items.len());
    for item in items.into_iter().rev() {
        let mut terms = terms::terms(draft, total, item)?;
        parts.push(terms.pop().filter(|_| terms.is_empty())?);
    }
    Some(parts)
}

/// The terms of the sentences before a sum, in its paragraph.
fn told(draft: &Draft<'_>, total: &Figure, sentence: &Range<u32>) -> Option<Vec<Term>> {
    let mut parts: Vec<Term> = Vec::new();
    let mut at = sentence.start;
    for _ in 0..SENTENCES {
        let Some(before) = draft.previous_sentence(at) else { break };
        parts.splice(0..0, terms::terms(draft, total, &before)?);
        at = before.start;
    }
    Some(parts)
}

/// "two guides and a pilot": one more that no number tells, right behind the last part.
fn single(draft: &Draft<'_>, last: &Term) -> bool {
    let end = last.whole.end;
    let and = (end..end + 3).find(|&i| draft.one(i, WordSet::ListAnd));
    and.is_some_and(|i| {
        let plural = |k: u32| draft.input.rules.language.ends_as_plural(draft.word(k));
        draft.one(i + 1, WordSet::Indefinite) && draft.is_word(i + 2) && !plural(i + 2)
    })
}

/// "The dead, three climbers, two guides and a pilot, were named. ... all eight of the dead"
fn all_of(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let (at, end) = (total.tokens.start, total.tokens.end);
    let all = draft.preceded(at, &["all"]) && draft.is(end, "of") && draft.one(end + 1, WordSet::Definite);
    if !all || total.kind != Kind::Number {
        return None;
    }
    let sentence = draft.sentence(at);
    let previous = draft.previous_sentence(at)?;
    let parts = terms::terms(draft, total, &previous)?;
    let last = parts.last()?;
    let noun = end + 2;
    // "the dead", of whom the sentence before tells as well, or whose kinds it tells
    let named = (previous.start..previous.end).any(|i| draft.is_word(i) && draft.akin(i, noun));
    let kinds = parts.iter().all(|p| p.head.is_some()) && draft.one(noun, WordSet::People);
    let joined = single(draft, last) || parts.len() > 1 && draft.follows(last.whole.start, WordSet::ListAnd);
    let other = [Cue::Partial, Cue::Overlap, Cue::Each];
    let range = previous.start..sentence.end;
    if !(named || kinds) || !joined || parts.len() > MOST || draft.has_any(&range, &other) {
        return None;
    }
    let mut pairs: Vec<_> = parts.iter().map(|p| (p.value, Decimal::ZERO)).collect();
    if single(draft, last) {
        pairs.push((Decimal::ONE, Decimal::ZERO));
    }
    let largest = parts.iter().all(|p| p.value < total.value);
    let (text, sum) = mismatch(total, &pairs)?;
    (pairs.len() > 1 && largest && near(sum, total))
        .then(|| slip(total, text).against(parts.iter().map(|p| p.tokens.clone())))
}

/// "I bore three sons and four daughters, eight children, and never lost one": a word for all of the kinds.
fn apposed(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let (at, stop) = (total.begin(), total.stop());
    let head = total.head().filter(|_| total.kind == Kind::Number)?;
    let generic = draft.one(head, WordSet::People) || draft.one(head, WordSet::KindWord);
    if !generic || !draft.preceded(at, &[","]) || draft.is_word(stop) {
        return None;
    }
    let sentence = draft.sentence(at);
    let parts = terms::terms(draft, total, &(sentence.start..at - 1))?;
    let (first, last) = (parts.first()?, parts.last()?);
    let kinds = parts.iter().all(|p| p.head.is_some_and(|h| !draft.akin(h, head)));
    let apart =
        parts.windows(2).all(|w| matches!((w[0].head, w[1].head), (Some(x), Some(y)) if !draft.akin(x, y)));
    let tight = parts.windows(2).all(|w| w[1].whole.start.saturating_sub(w[0].whole.end) <= 2);
    let joined = draft.follows(last.whole.start, WordSet::ListAnd) && last.whole.end + 1 == at;
    if parts.len() < 2 || !kinds || !apart || !tight || !joined {
        return None;
    }
    let pairs: Vec<_> = parts.iter().map(|p| (p.value, Decimal::ZERO)).collect();
    let largest = parts.iter().all(|p| p.value < total.value);
    let (text, sum) = mismatch(total, &pairs)?;
    (largest && near(sum, total) && !draft.has_any(&(first.whole.start..stop), &[Cue::Partial, Cue::Each]))
        .then(|| slip(total, text).against(parts.iter().map(|p| p.tokens.clone())))
}

/// "was given five years for fraud and two years for forgery, ..., and will thus serve a sentence of nine years"
fn thus(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(total.tokens.start);
    let at = total.begin();
    let concludes = |i: u32| {
        draft.any(i, &["thus", "therefore", "hence", "altogether"])
            || draft.is(i, "so") && (draft.one(i + 1, WordSet::CameTo) || draft.one(i + 1, WordSet::EndsWith))
    };
    let word = (at.saturating_sub(THUS).max(sentence.start)..at).rev().find(|&i| concludes(i))?;
    if !draft.figures_in(&(word..at)).is_empty() || total.kind == Kind::Number && total.noun.is_none() {
        return None;
    }
    let parts = terms::terms(draft, total, &(sentence.start..word))?;
    let [.., before, last] = &parts[..] else { return None };
    let joined = (before.whole.end..last.whole.start).any(|i| draft.one(i, WordSet::ListAnd));
    // "bought at £5 and sold at £9, and so made £4", "three cases of nine, and thus 27"
    let made = parts.len() == 2
        && ((before.value - last.value).abs() == total.value
            || before.value.checked_mul(last.value) == Some(total.value));
    let rates = draft.has_any(&(sentence.start..at), &[Cue::Each, Cue::Multiple, Cue::Up, Cue::Down]);
    if !joined || made || rates {
        return None;
    }
    off(draft, total, &parts, &sentence)
}
