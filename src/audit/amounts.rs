//! `change-mismatch` of a change told twice: "rose $2, or 10 percent, to $82".

use std::ops::Range;

use super::Slip;
use super::change::CODE;
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Most tokens from the first amount to the new value.
const NEAR: u32 = 14;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for three in draft.figures.windows(3) {
        if let [amount, share, new] = three {
            out.extend(twice(draft, amount, share, new));
        }
    }
}

/// The slip of an amount and a share of one change to a new value.
fn twice(draft: &Draft<'_>, amount: &Figure, share: &Figure, new: &Figure) -> Option<Slip> {
    // "10 percent, or $2, to $82" says the same.
    let (amount, share) = if amount.is_percent() { (share, amount) } else { (amount, share) };
    let span = amount.tokens.start.min(share.tokens.start)..new.tokens.start;
    let (first, second) =
        if amount.tokens.start < share.tokens.start { (amount, share) } else { (share, amount) };
    let told_twice = share.is_percent()
        && span.end.saturating_sub(span.start) <= NEAR
        && [amount, share, new].iter().all(|f| f.plain())
        && one_measure(amount, new)
        && or(draft, &(end_of(draft, first)..second.whole.start))
        && to(draft, &(end_of(draft, second)..new.tokens.start));
    if !told_twice {
        return None;
    }
    let sentence = draft.sentence(first.tokens.start);
    let before = first.begin();
    let near = before.saturating_sub(4).max(sentence.start)..before;
    let (up, down) = (draft.has(&near, Cue::Up), draft.has(&near, Cue::Down));
    if up == down || new.tokens.end > sentence.end {
        return None;
    }
    let moved = amount.value_in(new).unwrap_or(amount.value);
    let slack = amount.slack * moved / amount.value;
    let old = if up { new.value - moved } else { new.value + moved };
    let off = slack + new.slack;
    if old - off <= Decimal::ZERO || amount.value <= Decimal::ZERO {
        return None;
    }
    let hundred = Decimal::ONE_HUNDRED;
    let least = (moved - slack).checked_mul(hundred)?.checked_div(old + off)?;
    let most = (moved + slack).checked_mul(hundred)?.checked_div(old - off)?;
    // A rate is often cut off and not rounded.
    let leave = share.slack * Decimal::TWO;
    if share.value + leave >= least && share.value - leave <= most {
        return None;
    }
    let exact = (moved * hundred).checked_div(old)?.round_dp(1).normalize();
    let text = format!(
        "from {} to {} is {} %, not {} %",
        grouped(old.normalize()),
        grouped(new.value),
        grouped(exact),
        grouped(share.value)
    );
    Some(Slip::new(CODE, &share.tokens, text).against([amount.tokens.clone(), new.tokens.clone()]))
}

/// Whether an amount can be that by which a value moved: "$2", "50 cents" and "$82", "100 points" of an index.
fn one_measure(amount: &Figure, new: &Figure) -> bool {
    let bare = |f: &Figure| f.unit.is_none() && f.noun.is_none() && f.kind == Kind::Number;
    match (amount.kind, new.kind) {
        (Kind::Money, Kind::Money) => amount.unit == new.unit || amount.value_in(new).is_some(),
        (Kind::Measure, Kind::Measure) => amount.unit == new.unit,
        // Points of an index, people of a town.
        (Kind::Number | Kind::Percent, Kind::Number) => bare(new) || amount.unit == new.unit,
        _ => false,
    }
}

fn end_of(draft: &Draft<'_>, f: &Figure) -> u32 {
    let end = f.stop();
    if draft.one(end, WordSet::Points) { end + 1 } else { end }
}

/// ", or", "(", "or": the same once more.
fn or(draft: &Draft<'_>, gap: &Range<u32>) -> bool {
    let sign = |i: u32| matches!(draft.word(i), "," | "(");
    !gap.is_empty()
        && gap.end.saturating_sub(gap.start) <= 3
        && (gap.start..gap.end).any(|i| draft.is(i, "or") || draft.word(i) == "(")
        && (gap.start..gap.end)
            .all(|i| sign(i) || draft.is(i, "or") || draft.word(i) == "$" || draft.word(i) == "\u{a3}")
}

/// ", to", "to end at", "to close at"
fn to(draft: &Draft<'_>, gap: &Range<u32>) -> bool {
    let sign = |i: u32| !draft.is_word(i) && draft.word(i) != ";" && draft.word(i) != ".";
    let plain = (gap.start..gap.end).all(|i| sign(i) || draft.one(i, WordSet::ToValue));
    plain
        && gap.end.saturating_sub(gap.start) <= 6
        && (gap.start..gap.end).any(|i| draft.one(i, WordSet::ToValue))
}
