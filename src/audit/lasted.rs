//! `span-duration` of what began and ended: "opened in 1990 and closed in 1997 after 12 years".

use std::ops::Range;

use super::Slip;
use super::calendar::Day;
use super::draft::{Draft, Found};
use super::lengths::{Stated, lengths};
use super::period::{CODE, broken, length as length_of, next_told, one_year, slip, spell};
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for pair in draft.days.windows(2) {
        out.extend(began_and_ended(draft, &pair[0], &pair[1]));
        out.extend(years_later(draft, &pair[0], &pair[1]));
    }
    for day in &draft.days {
        out.extend(leaves(draft, day));
    }
}

/// "opened in 1990 and closed in 1997 after 12 years", "closed on 2 May and reopened on 13 May, leaving the town
/// without a bridge for four weeks"
fn began_and_ended(draft: &Draft<'_>, a: &Day, b: &Day) -> Option<Slip> {
    if b.tokens.start.saturating_sub(a.tokens.end) > 20 {
        return None;
    }
    let here = draft.sentence(a.tokens.start);
    // "The dispute started in 2011. It ended in 2014, seven years later."
    let next = if b.tokens.end > here.end { draft.next_sentence(a.tokens.start) } else { None };
    let next = next.filter(|n| {
        // "When it ended, in May 2018, farmers had gone five years without rain"
        let when = draft.one(n.start, WordSet::BreaksClause) && draft.one(n.start + 1, WordSet::ItOrThey);
        let same = draft.is(n.start, "the")
            && (here.start..here.start + 3).any(|i| draft.is_word(i) && draft.is(i, draft.word(n.start + 1)));
        same || when || draft.one(n.start, WordSet::GoesOn) || draft.one(n.start, WordSet::HeOrShe)
    });
    let sentence = here.start..next.map_or(here.end, |n| n.end);
    let verb = |d: &Day, verbs: WordSet, from: u32| draft.verb_before(d.tokens.start, verbs, from);
    if b.tokens.end > sentence.end
        || b.tokens.start < a.tokens.end
        || broken(draft, &sentence)
        || draft.has(&sentence, Cue::Anniversary)
    {
        return None;
    }
    let ran = verb(a, WordSet::Begun, sentence.start) && verb(b, WordSet::Finished, a.tokens.end);
    let halted = verb(a, WordSet::Halted, sentence.start) && verb(b, WordSet::Resumed, a.tokens.end);
    if !(ran || halted) || draft.days_in(&sentence).len() != 2 {
        return None;
    }
    let (length, open) = length(draft, a, b, ran, &sentence)?;
    let open_year = |d: &Day| d.year.is_none() && d.month.is_some();
    let dated = a.month.is_some() == b.month.is_some();
    let years = (dated && (open_year(a) || open_year(b))).then(|| one_year(draft, a, b));
    let (a, b) = years.as_ref().map_or((a, b), |(a, b)| (a, b));
    // "shut in 1990 and reopened in 1992, after 40 years in use"
    let far = |(_, most): (Decimal, Decimal)| halted && !ran && length.n > most * Decimal::from(8);
    if length_of(a, b, length.unit).is_some_and(far) {
        return None;
    }
    slip(draft, &length, (a, b), open)
}

/// The length told with a beginning and an end, and whether it may be only a part.
fn length(draft: &Draft<'_>, a: &Day, b: &Day, ran: bool, sentence: &Range<u32>) -> Option<(Stated, bool)> {
    // "after 12 years", ", a stoppage of three weeks"
    let near = lengths(draft, &(b.tokens.end..sentence.end.min(b.tokens.end + 6)), true);
    let beside = |l: &Stated| {
        let sign = |i: u32| matches!(draft.word(i), "," | "\u{2014}" | "\u{2013}" | "-");
        let told = |i: u32| {
            [WordSet::BeforeLength, WordSet::Lasted, WordSet::Lasts, WordSet::HasNow]
                .iter()
                .any(|&s| draft.one(i, s))
                || draft.is(i, "had")
        };
        draft.preceded(l.tokens.start, &["after", "lasting"])
            || sign(b.tokens.end) && (b.tokens.end + 1..l.tokens.start).all(told)
    };
    if let Some(found) = near.into_iter().next().filter(beside) {
        // "closes on 17 May, ten days of lessons", "after two years in court"; but "after 27 years of making cable"
        let end = found.tokens.end;
        let whole = draft.word(end + 1).ends_with("ing") || draft.one(end + 1, WordSet::InBusiness);
        // "after six weeks of rehearsals", "after ten years on the run": of something before it
        let before = draft.is(end, "of") && (end + 1..end + 4).any(|i| draft.one(i, WordSet::Beforehand))
            || draft.is(end, "on") && draft.preceded(found.tokens.start, &["after"]);
        if before {
            return None;
        }
        let part = draft.any(end, &["of", "in"]) && !whole;
        if part && !ran && draft.is(end, "of") {
            return None;
        }
        return Some((found, part));
    }
    if let Some(found) = next_told(draft, b) {
        return Some((found, false));
    }
    // "The four-week strike began on 2 May"
    let opening = lengths(draft, &(sentence.start..a.tokens.start), false);
    let own = |l: &Stated| {
        // "During his nine-year reign"
        let led = draft.follows(l.tokens.start, WordSet::Possessive)
            || draft.follows(l.tokens.start, WordSet::Indefinite);
        let first = l.tokens.start <= sentence.start + 3 && led;
        // "The 12-day war, which began"
        let end = l.tokens.end;
        let aside = draft.word(end + 1) == "," && draft.one(end + 2, WordSet::OpensRelative);
        let verb = if aside { end + 3 } else { end + 1 };
        // "The ten-day strike by lunchroom workers began"
        // "After a 20-year run that began in 1994"
        let relative = |i: u32| draft.one(i, WordSet::OpensRelative) || draft.is(i, "that");
        let plain = |i: u32| draft.unbroken(&(i..i + 1)) || relative(i) || relative(i + 1);
        let far = (draft.one(end, WordSet::Lasted) || draft.one(end, WordSet::Stretch))
            && (end + 1..a.tokens.start).len() <= 14
            && (end + 1..a.tokens.start).any(|i| draft.one(i, WordSet::Begun) && (end + 1..i).all(plain));
        first && ran && (draft.is_word(end) && draft.one(verb, WordSet::Begun) || far)
    };
    if let Some(found) = opening.into_iter().next() {
        if own(&found) {
            return Some((found, false));
        }
        // "was away for three months, leaving on 1 May and coming back on 30 May"
        let end = found.tokens.end;
        let verb = draft.one(end + 1, WordSet::Halted) || draft.one(end + 1, WordSet::Begun);
        let told =
            draft.preceded(found.tokens.start, &["for"]) || draft.follows(found.tokens.start, WordSet::Spent);
        if matches!(draft.word(end), "," | ":") && verb && told && end + 4 >= a.tokens.start {
            return Some((found, false));
        }
    }
    // ", had occupied the court for five weeks without a break", ", went on for nine years"
    let rest = lengths(draft, &(b.tokens.end..sentence.end.min(b.tokens.end + 24)), false);
    let main = |l: &Stated| {
        let comma = (b.tokens.end..l.tokens.start).rev().find(|&i| draft.word(i) == ",")?;
        let verb = (comma + 1..comma + 4)
            .rfind(|&i| draft.one(i, WordSet::Lasts) || draft.one(i, WordSet::TookUp))?;
        // "had been planned for six weeks", "took six weeks to settle": of something else
        let other = |i: u32| draft.word(i).ends_with("ed") || draft.word(i).ends_with("ing");
        let plain = verb < l.tokens.start
            && !(verb + 1..l.tokens.start).any(other)
            && !draft.is(l.tokens.end, "to")
            && draft.unbroken(&(comma + 1..l.tokens.start))
            && l.tokens.start <= verb + 7;
        // "went on for nine years"
        let on = (verb + 1..l.tokens.start).any(|i| draft.is(i, "on") && draft.is(i + 1, "for"));
        let all = on || draft.one(verb, WordSet::Lasts) || draft.has(sentence, Cue::Unbroken);
        plain.then_some(!all)
    };
    if let Some(found) = rest.into_iter().next()
        && let Some(open) = main(&found)
    {
        return Some((found, open));
    }
    // ", leaving the island without power for nine days"
    let rest = lengths(draft, &(b.tokens.end..sentence.end.min(b.tokens.end + 20)), false);
    let left = |l: &Stated| {
        let so = (b.tokens.end..l.tokens.start)
            .any(|i| draft.one(i, WordSet::LeavesSo) && !draft.one(i + 1, WordSet::Indefinite));
        so && draft.preceded(l.tokens.start, &["for"])
    };
    rest.into_iter().next().filter(left).map(|l| (l, true))
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
    let found = lengths(draft, &here, false);
    let [length] = &found[..] else { return None };
    let place = &length.tokens;
    let verb = (place.start.saturating_sub(6).max(here.start)..place.start)
        .find(|&i| draft.one(i, WordSet::Leaves))?;
    let after = draft.preceded(place.start, &["after"]) && draft.unbroken(&(verb..place.start - 1));
    let other = broken(draft, &here) || broken(draft, &told) || draft.has(&here, Cue::Anniversary);
    let plain = length.unit == "year" && length.whole() && draft.days_in(&here).is_empty();
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

/// "began in 1996 and ended 15 years later, in 2016"
fn years_later(draft: &Draft<'_>, a: &Day, b: &Day) -> Option<Slip> {
    let gap = a.tokens.end..b.tokens.start;
    let sentence = draft.sentence(a.tokens.start);
    if gap.end < gap.start || gap.end - gap.start > 14 || b.tokens.end > sentence.end {
        return None;
    }
    let later = (gap.start..gap.end).find(|&i| draft.is(i, "later"))?;
    let numerals = draft.numerals_in(&gap);
    let [n] = &numerals[..] else { return None };
    let verb = (sentence.start..gap.start).any(|i| draft.one(i, WordSet::Begun));
    // The event that "later" counts from is the one that has the first date: nothing else happens between.
    let next = n.tokens.start - gap.start <= 5
        && (gap.start..n.tokens.start).any(|i| draft.one(i, WordSet::Finished));
    let told =
        draft.readings_in(&(gap.start..n.tokens.start)).is_empty() && draft.days_in(&sentence).len() == 2;
    let dated = (later + 1..gap.end)
        .all(|i| draft.word(i) == "," || draft.one(i, WordSet::BeforeDay) || draft.is(i, "in"));
    let whole = n.form == Form::Cardinal && later == n.tokens.end + 1;
    let years = draft.is(n.tokens.end, "years");
    if !(verb && next && told && dated && whole && years)
        || draft.has_any(&sentence, &[Cue::Break, Cue::OtherClock])
        || (n.tokens.start.saturating_sub(3)..n.tokens.start).any(|i| {
            draft.one(i, WordSet::MoreThan)
                || draft.one(i, WordSet::LessThan)
                || draft.one(i, WordSet::Roughly)
        })
    {
        return None;
    }
    let is = i64::from(b.year?) - i64::from(a.year?);
    if is <= 0 || (Decimal::from(is) - n.value).abs() <= Decimal::ONE {
        return None;
    }
    let text = format!(
        "{} to {} is {}, not {}",
        draft.text(&a.tokens),
        draft.text(&b.tokens),
        spell(Decimal::from(is), "year"),
        spell(n.value, "year")
    );
    let place = n.tokens.start..n.tokens.end + 1;
    Some(Slip::new(CODE, &place, text).against([a.tokens.clone(), b.tokens.clone()]))
}
