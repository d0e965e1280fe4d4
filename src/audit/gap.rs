//! `change-mismatch` of how far two shares are apart: "Labour is on 41% and the Greens on 33%, a lead of 12 points".

use std::ops::Range;

use super::Slip;
use super::change::CODE;
use super::draft::Draft;
use super::figure::Figure;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Most shares of a sentence among which the two are looked for.
const MOST: usize = 6;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    if draft.figures.iter().filter(|f| f.is_percent()).nth(1).is_none() {
        return;
    }
    for i in 0..draft.end() {
        if draft.one(i, WordSet::Points) {
            out.extend(of(draft, i));
        }
    }
}

/// The slip of the gap whose points token `point` names.
fn of(draft: &Draft<'_>, point: u32) -> Option<Slip> {
    let sentence = draft.sentence(point);
    let number = draft.numerals_in(&(point.saturating_sub(3).max(sentence.start)..point)).last()?;
    let between = number.tokens.end..point;
    let joined = |i: u32| draft.word(i) == "-" || draft.one(i, WordSet::BetweenPoints);
    // "a lead of 12 points", "12 points ahead", "a 12-point lead", "leads by 12 points"
    let start = number.tokens.start;
    let near = start.saturating_sub(3).max(sentence.start)..point + 3;
    let named =
        near.into_iter().any(|i| draft.one(i, WordSet::NamesGap) && !draft.one(i, WordSet::MovesShare));
    if !between.into_iter().all(joined) || !named || draft.is(point, "pts") {
        return None;
    }
    // "That is a lead of 12 points": of the two of the sentence before
    let that = draft.any(sentence.start, &["that", "this"]) && start <= sentence.start + 8;
    let told = if that { draft.previous_sentence(sentence.start)? } else { sentence.clone() };
    let shares: Vec<&Figure> = draft.figures_in(&told).iter().filter(|f| f.is_percent()).collect();
    if !(2..=MOST).contains(&shares.len()) || !shares.iter().all(|f| f.plain() || f.end) {
        return None;
    }
    let all = told.start.min(sentence.start)..sentence.end;
    if !now(draft, &all, &shares, start) {
        return None;
    }
    let slack = |f: &Figure| f.slack;
    let (stated, half) = (number.value, number.digit.min(Decimal::ONE) / Decimal::TWO);
    let fits =
        |a: &Figure, b: &Figure| ((a.value - b.value).abs() - stated).abs() <= slack(a) + slack(b) + half;
    let known = shares.iter().enumerate().any(|(k, a)| {
        shares[k + 1..].iter().any(|b| fits(a, b)) || a.value == stated && a.tokens.start == start
    });
    let mut ranked = shares.clone();
    ranked.sort_by_key(|f| std::cmp::Reverse(f.value));
    let (high, low) = (ranked[0], ranked[1]);
    let apart = high.value - low.value;
    // What is far off is another gap.
    let far = stated > Decimal::from(60) || apart.is_zero();
    if known || far {
        return None;
    }
    let text = format!(
        "{} - {} = {}, not {}",
        grouped(high.value),
        grouped(low.value),
        grouped(apart),
        grouped(stated)
    );
    let places = [high.tokens.clone(), low.tokens.clone()];
    Some(Slip::new(CODE, &number.tokens, text).against(places))
}

/// Whether shares and gap are of one time, one group and one survey.
fn now(draft: &Draft<'_>, all: &Range<u32>, shares: &[&Figure], gap: u32) -> bool {
    let moves = [Cue::Up, Cue::Down].iter().any(|&c| draft.cues_in(all, c).any(|c| c.worth.is_some()));
    let first = shares[0].tokens.start.min(gap);
    // "a lead of 12 points in May"
    let timed = draft
        .readings_in(&(first..all.end))
        .iter()
        .any(|r| r.kind.is_time() && !shares.iter().any(|f| f.tokens == r.extent.tokens));
    // "Turnout was 61%", "with 62% of votes counted": no share of those two
    let count = |i: u32| draft.any(i, &["turnout", "counted", "counting", "declared", "reporting"]);
    let other = (all.start..all.end).any(|i| {
        count(i)
            || draft.one(i, WordSet::MovesShare) && !draft.one(i, WordSet::NamesGap)
            || draft.one(i, WordSet::Past)
            || draft.one(i, WordSet::AmongSome) && (i > gap || !draft.is(i, "in"))
            || draft.any(i, &["had", "than", "from", "average", "each", "another", "need", "needs"])
    });
    let lead = draft.preceded(gap, &["within", "under", "over"]);
    // "won by 54% to 46%, a margin of ten points"; never "a margin of three points either way" of a survey
    let won = draft.says(all, WordSet::Won) && !draft.says(&draft.around(gap), WordSet::Survey);
    let margin = draft.cues_in(all, Cue::Margin).any(|c| c.worth.is_none() || !won);
    !moves && !timed && !other && !lead && !margin && !draft.has_any(all, &[Cue::Expected, Cue::Overlap])
}
