//! `span-duration` of somebody who goes: "leaves this month after 31 years at the school. She came to it in 1999".

use super::Slip;
use super::calendar::Day;
use super::draft::{Draft, Found};
use super::length::{Hedge, lengths, spell};
use super::span::{CODE, broken};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for day in &draft.days {
        out.extend(leaves(draft, day));
    }
}

/// "who leaves this month after 31 years at the school. She came to it in September 1999": counted to now.
fn leaves(draft: &Draft<'_>, day: &Day) -> Option<Slip> {
    let told = draft.sentence(day.tokens.start);
    let near = day.tokens.start <= told.start + 8 && draft.unbroken(&(told.start..day.tokens.start));
    let goes_on = draft.one(told.start, WordSet::HeOrShe) || draft.one(told.start, WordSet::ItOrThey);
    let came = (told.start + 1..told.start + 4).any(|i| draft.one(i, WordSet::Begun));
    if day.year.is_none() || !near || !goes_on || !came || draft.follows(day.tokens.start, WordSet::OpenTime)
    {
        return None;
    }
    let here = draft.previous_sentence(told.start)?;
    let found = lengths(draft, &here);
    let [length] = &found[..] else { return None };
    let place = &length.tokens;
    let verb = (place.start.saturating_sub(6).max(here.start)..place.start)
        .find(|&i| draft.one(i, WordSet::Leaves))?;
    let after = draft.preceded(place.start, &["after"]) && draft.unbroken(&(verb..place.start - 1));
    let other = broken(draft, &here) || broken(draft, &told) || draft.has(&here, Cue::Anniversary);
    let plain = length.unit == "year" && length.hedge == Hedge::None && draft.days_in(&here).is_empty();
    let year = draft.published()?.year();
    let is = Decimal::from(year - day.year?);
    // The leaving may be some months away, and the years those in the last of several posts.
    let off = length.n - is > Decimal::TWO;
    // "Her husband retires after 31 years in the army. She came"
    let kin = |c: &Found| draft.follows(c.tokens.start, WordSet::HisOrHer);
    let other = other || draft.cues_in(&here, Cue::Kin).any(kin);
    if !after || other || !plain || !off || is <= Decimal::ZERO {
        return None;
    }
    let text = format!(
        "{} to {year} is {}, not {}",
        draft.text(&day.tokens),
        spell(is, "year"),
        spell(length.n, "year")
    );
    Some(Slip::new(CODE, place, text).against([day.tokens.clone()]))
}
