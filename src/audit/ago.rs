//! `anniversary` counted back from a day: "Forty years ago today", "turned 40".

use super::Slip;
use super::anniversary::{distinct, integer, is_event, slip};
use super::calendar::Day;
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for day in draft.days.iter().filter(|d| d.year.is_some()) {
        out.extend(ago(draft, day));
    }
}

/// "Forty years ago today, on 3 May 1984": counted from the day of publication.
fn ago(draft: &Draft<'_>, day: &Day) -> Option<Slip> {
    let start = day.tokens.start;
    let ago = (start.saturating_sub(7)..start).find(|&i| draft.one(i, WordSet::Ago))?;
    let sentence = draft.sentence(start);
    let numerals = draft.numerals_in(&(ago.saturating_sub(5).max(sentence.start)..ago));
    let number = numerals.last().filter(|n| n.tokens.end + 1 == ago && draft.is(n.tokens.end, "years"))?;
    let n = integer(number.value)?;
    let today = draft.one(ago + 1, WordSet::ThisTime);
    let led = (ago + 1..start).all(|i| draft.unbroken(&(i..i + 1)) || draft.word(i) == ",");
    let alone = distinct(draft, &sentence).len() == 1 && !draft.quoted(ago);
    let hedged = number.tokens.start > 0
        && [WordSet::MoreThan, WordSet::LessThan, WordSet::Roughly]
            .iter()
            .any(|&s| draft.follows(number.tokens.start, s));
    let year = draft.published()?.year();
    let off = (year - day.year? - n).abs() > 1;
    (today && led && alone && !hedged && off)
        .then(|| slip(draft, n, &(number.tokens.start..ago + 1), day, None, Some(year)))?
}

/// "The arcade turned 40 on 5 November 2023; it had opened on 5 November 1993"
pub(super) fn turned(draft: &Draft<'_>, f: &Figure) -> Option<Slip> {
    let bare = f.noun.is_none() && f.unit.is_none() && f.kind == Kind::Number || f.kind == Kind::Age;
    // "is 100 years old this year"
    let whole = f.whole.end.max(f.tokens.end);
    let is = f.kind == Kind::Age
        && draft.follows(f.tokens.start, WordSet::OnTheDay)
        && draft.one(whole, WordSet::ThisTime);
    if !bare || !f.plain() || !(is || draft.follows(f.tokens.start, WordSet::Turned)) {
        return None;
    }
    let n = integer(f.value).filter(|n| *n >= 3)?;
    let sentence = draft.sentence(f.tokens.start);
    let near = match draft.next_sentence(f.tokens.start) {
        Some(next) if draft.one(next.start, WordSet::ItOrThey) => sentence.start..next.end,
        _ => sentence,
    };
    let day = draft.days_in(&(f.tokens.end..f.tokens.end + 3)).first().filter(|d| d.year.is_some());
    let events: Vec<&Day> = draft
        .days_in(&near)
        .iter()
        .filter(|d| d.year.is_some() && is_event(draft, d, &draft.sentence(d.tokens.start)))
        .collect();
    let [event] = events[..] else { return None };
    let others = distinct(draft, &near).len() > 1 + usize::from(day.is_some());
    let published = draft.published().map(|d| d.year()).filter(|_| day.is_none());
    if others
        || draft.has_any(&near, &[Cue::Ahead, Cue::OtherClock])
        || day.is_some_and(|d| d.tokens == event.tokens)
    {
        return None;
    }
    slip(draft, n, &f.tokens, event, day, published)
        .filter(|_| day.is_some() || published.is_some_and(|y| (y - event.year.unwrap_or(y) - n).abs() > 1))
}
