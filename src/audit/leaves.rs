//! `span-duration` of somebody who goes: "leaves this month after 31 years at the school. She came to it in 1999".

use std::ops::Range;

use jiff::civil::Date;

use super::Slip;
use super::calendar::Day;
use super::draft::{Draft, Found};
use super::length::{Hedge, Length, lengths, spell};
use super::sole::{bare_start, elsewhere};
use super::span::{CODE, broken, held};
use super::weekday::candidates;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let Some(published) = draft.published() else { return };
    for day in &draft.days {
        out.extend(leaves(draft, day));
    }
    let starts: Vec<(&Day, Date)> =
        draft.days.iter().filter_map(|d| Some((d, started(draft, d, published)?))).collect();
    if starts.is_empty() {
        return;
    }
    for sentence in &draft.input.tokens.sentences {
        let sentence = sentence.start..sentence.end.min(sentence.start.saturating_add(SENTENCE));
        for length in lengths(draft, &sentence) {
            if let Some((tail, own)) = completed(draft, &length, &sentence) {
                let found = starts.iter().find(|(day, _)| of_one(draft, day, &sentence, &tail, own));
                out.extend(found.and_then(|(day, date)| too_long(draft, &length, (day, *date), published)));
            }
        }
    }
}

/// Most tokens of a sentence that are looked at.
const SENTENCE: u32 = 200;

/// When something that still goes on, or has just ended, began: "came to Vale Buses in 1993", "not lost since 18 November".
fn started(draft: &Draft<'_>, day: &Day, published: Date) -> Option<Date> {
    let sentence = draft.sentence(day.tokens.start);
    let since = draft.preceded(day.tokens.start, &["since"]);
    let clause = sentence.start.max(day.tokens.start.saturating_sub(12))..day.tokens.start;
    let has = |set: WordSet| (clause.start..clause.end).any(|i| draft.one(i, set));
    let came = draft.preceded(day.tokens.start, &["in", "on"]) && has(WordSet::Begun) && !has(WordSet::Rises);
    let one = draft.days_in(&sentence).len() == 1;
    if !(since || came) || !one {
        return None;
    }
    let date = match (day.year, day.month, day.day) {
        (Some(_), ..) => day.bounds()?.0,
        (None, Some(_), Some(_)) => candidates(draft, day)?.into_iter().filter(|d| *d <= published).max()?,
        _ => return None,
    };
    (date <= published).then_some(date)
}

/// The end of a sentence that tells what has taken a length, "After 38 years at the wheel for Vale Buses, ", and whether
/// that is the subject's own: "her 15 years in the chair".
fn completed(draft: &Draft<'_>, length: &Length, sentence: &Range<u32>) -> Option<(Range<u32>, bool)> {
    let place = &length.tokens;
    let lead = bare_start(draft, place.start, sentence.start).checked_sub(1)?;
    // "In its fourteen years there"
    let there = draft.one(lead, WordSet::ItsOwn) && draft.is(place.end, "there");
    let own = draft.one(lead, WordSet::ItsOwn) && draft.one(place.end, WordSet::InPlace) || there;
    let after =
        draft.is(lead, "after") && draft.one(place.end, WordSet::InPlace) || draft.is(place.end, "with");
    let of = draft.is(lead, "of")
        && (draft.follows(lead, WordSet::Stretch) || draft.follows(lead, WordSet::Lasted));
    // "the 19 weeks of the siege"
    let whole = draft.is(place.end, "of")
        && draft.one(place.end + 1, WordSet::Possessive)
        && draft.one(place.end + 2, WordSet::Lasted);
    let gives =
        (lead.saturating_sub(3).max(sentence.start)..place.start).any(|i| draft.one(i, WordSet::Gives));
    let other = draft.has_any(sentence, &[Cue::Spells, Cue::OtherClock, Cue::Anniversary])
        || (lead.saturating_sub(6).max(sentence.start)..place.start)
            .any(|i| draft.one(i, WordSet::Planned) || draft.one(i, WordSet::SetsTerm));
    let hedged = !matches!(length.hedge, Hedge::None | Hedge::AtLeast);
    let stop = (place.end..sentence.end.min(place.end + 10))
        .find(|&i| matches!(draft.word(i), "," | ";" | "."))
        .unwrap_or(sentence.end.min(place.end + 10));
    let own_or_of = of || own && !elsewhere(draft, place.end);
    ((own || after || of || gives || whole) && !other && !hedged).then_some((place.end..stop, own_or_of))
}

/// Whether a beginning is that of what took the length behind which `tail` stands.
fn of_one(draft: &Draft<'_>, day: &Day, sentence: &Range<u32>, tail: &Range<u32>, own: bool) -> bool {
    let told = draft.sentence(day.tokens.start);
    let same = |range: &Range<u32>| {
        let about = |i: u32| draft.is_name(i) || draft.one(i, WordSet::Lasted);
        (range.start..range.end).filter(|&i| about(i)).any(|i| {
            (told.start..day.tokens.start)
                .any(|k| draft.is_word(k) && draft.word(k).eq_ignore_ascii_case(draft.word(i)))
        })
    };
    let length = tail.start;
    let since = draft.preceded(day.tokens.start, &["since"]);
    if told.contains(&length) {
        // "has chaired the board since 2016, and after her 15 years in the chair nobody"
        return since
            && length > day.tokens.end
            && length - day.tokens.end <= 14
            && (own || held(draft, tail.start));
    }
    if !draft.days_in(sentence).is_empty() {
        return false;
    }
    // "has been minister since March 2021. In her nine years in the job"
    if own
        && held(draft, tail.start)
        && since
        && draft.next_sentence(day.tokens.start) == Some(sentence.clone())
    {
        return true;
    }
    // "Opened in March 2019, the bakery closed last week. In its fourteen years there it never sold": of what was just told
    let next = draft.next_sentence(day.tokens.start) == Some(sentence.clone());
    if own && draft.is(tail.start, "there") && next {
        return true;
    }
    let beside = draft.next_sentence(length).is_some_and(|n| n.contains(&day.tokens.start)) && since;
    same(tail) || beside && same(sentence)
}

/// The slip of a length that goes beyond the day of publication.
fn too_long(draft: &Draft<'_>, length: &Length, (day, date): (&Day, Date), published: Date) -> Option<Slip> {
    let days = Decimal::from((published - date).get_days());
    let size = match length.unit {
        "year" => Decimal::new(36525, 2),
        "month" => Decimal::new(304, 1),
        "week" => Decimal::from(7),
        "day" => Decimal::ONE,
        _ => return None,
    };
    let is = days / size;
    let off = length.n - is > Decimal::new(15, 1).max(is / Decimal::TEN);
    let text = format!(
        "{} to {published} is {}, not {}",
        draft.text(&day.tokens),
        spell(is.trunc(), length.unit),
        spell(length.n, length.unit)
    );
    off.then(|| Slip::new(CODE, &length.tokens, text).against([day.tokens.clone()]))
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
