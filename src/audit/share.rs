//! `share-sum`: "62% said yes, 31% said no and 14% did not know" makes 107.

use super::draft::Draft;
use super::figure::Figure;
use super::{Slip, table};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut done = 0;
    for (k, figure) in draft.figures.iter().enumerate() {
        if k < done || !figure.is_percent() {
            continue;
        }
        let sentence = draft.sentence(figure.tokens.start);
        let shares: Vec<&Figure> = draft.figures_in(&sentence).iter().filter(|f| f.is_percent()).collect();
        done = k + draft.figures_in(&(figure.tokens.start..sentence.end)).len().max(1);
        if let Some(slip) = one_sentence(draft, &shares).or_else(|| two_sentences(draft, &shares)) {
            out.push(slip);
        }
    }
    table::shares(draft, out);
}

/// The slip of shares that must make the whole.
fn slip(shares: &[&Figure]) -> Option<Slip> {
    let sum: Decimal = shares.iter().map(|f| f.value).sum();
    let slack: Decimal = shares.iter().map(|f| f.slack).sum();
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    if off <= slack.max(Decimal::ONE) || off > Decimal::from(30) {
        return None;
    }
    let terms: Vec<String> = shares.iter().map(|f| grouped(f.value)).collect();
    let text = format!("{} = {}, not 100", terms.join(" + "), grouped(sum));
    let (first, rest) = shares.split_first()?;
    Some(Slip::new("share-sum", &first.tokens, text).against(rest.iter().map(|f| f.tokens.clone())))
}

/// "rose", "fell": shares of two times.
fn moves(draft: &Draft<'_>, range: &std::ops::Range<u32>) -> bool {
    draft.cues_in(range, Cue::Up).chain(draft.cues_in(range, Cue::Down)).any(|c| c.worth.is_some())
}

fn one_sentence(draft: &Draft<'_>, shares: &[&Figure]) -> Option<Slip> {
    if shares.len() < 2 || shares.iter().any(|f| !f.plain()) {
        return None;
    }
    let (first, last) = (shares.first()?, shares.last()?);
    let sentence = draft.sentence(first.tokens.start);
    let mut near = sentence.clone();
    if let Some(next) = draft.next_sentence(first.tokens.start) {
        near.end = next.end;
    }
    let mut before = sentence.clone();
    if let Some(previous) = draft.previous_sentence(first.tokens.start) {
        before.start = previous.start;
    }
    if draft.has_any(&near, &[Cue::Overlap, Cue::Rounding])
        || draft.has(&sentence, Cue::Margin)
        || moves(draft, &sentence)
    {
        return None;
    }
    let sum: Decimal = shares.iter().map(|f| f.value).sum();
    // "the other 20%", "the remaining 14 per cent", "all the other parties together 23.9"
    let beside = last.whole.start.saturating_sub(9)..last.tokens.end + 1;
    let rest = draft
        .cues_in(&beside, Cue::Remainder)
        .filter(|c| {
            (c.tokens.start.saturating_sub(2)..c.tokens.start).all(|i| !draft.one(i, WordSet::RestrictsRest))
        })
        .any(|c| shares.len() < 2 || c.tokens.start > shares[shares.len() - 2].tokens.end)
        || draft.cues_in(&(last.tokens.end..last.tokens.end + 4), Cue::Remainder).any(|c| {
            (c.tokens.start.saturating_sub(2)..c.tokens.start).all(|i| !draft.one(i, WordSet::Restricts))
        });
    let complete = draft.has(&before, Cue::Complete);
    let answers = draft.has(&sentence, Cue::Answer) && shares.len() >= 3;
    // "split into roads (40%), schools (35%), ..."
    let parts = draft.has(&(sentence.start..first.tokens.start), Cue::Parts) && shares.len() >= 3;
    let holds = rest || complete || (answers || parts) && sum > Decimal::ONE_HUNDRED;
    if holds { slip(shares) } else { None }
}

/// "75%, recovered. The others, 10% of the group, ..."
fn two_sentences(draft: &Draft<'_>, shares: &[&Figure]) -> Option<Slip> {
    let [share] = shares else { return None };
    let next = draft.next_sentence(share.tokens.start)?;
    let opens = draft.cues_in(&(next.start..next.start + 2), Cue::Remainder).next().is_some();
    let following: Vec<&Figure> = draft.figures_in(&next).iter().filter(|f| f.is_percent()).collect();
    let [other] = following[..] else { return None };
    let near = draft.sentence(share.tokens.start).start..next.end;
    let clear = share.plain()
        && other.plain()
        && !draft.has_any(&near, &[Cue::Overlap, Cue::Rounding])
        && !moves(draft, &near);
    if opens && clear && other.tokens.start <= next.start + 6 { slip(&[share, other]) } else { None }
}
