//! Whose jubilee it is where the text tells one beginning only: by the day of the year, by sentences that go on about
//! one thing, or by "the 30th anniversary" of what was told above.

use std::ops::Range;

use super::jubilee::{Event, Jubilee, pronoun};
use crate::audit::calendar::Day;
use crate::audit::draft::Draft;
use crate::audit::founding::opens_another;
use crate::audit::keeper::{of_other_owner, of_somebody, of_untold};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// Most sentences that are followed from a beginning to a jubilee.
const CHAIN: usize = 5;

/// Most dates of a text that are held against each other: an article has some, a register is no prose.
const DAYS: usize = 60;

/// Most days between a jubilee to the day and its report.
const NEAR: i32 = 7;

/// Whether the one beginning that a text tells is that of the jubilee.
pub(super) fn licensed(draft: &Draft<'_>, j: &Jubilee, e: &Event<'_>) -> bool {
    let his = (j.place.start.saturating_sub(3)..j.place.start).any(|i| draft.one(i, WordSet::HisOrHer));
    if his || draft.days.len() > DAYS || !alone(draft, j, e) || opens_another(draft, &e.sentence) {
        return false;
    }
    // "on 9 October 1971" in a report of 10 October
    if to_the_day(draft, e.day) {
        return true;
    }
    // "In 2005 it held a show for the 50th anniversary of the treaty"
    let lead = j.sentence.start..j.place.start;
    if of_somebody(draft, &j.place, &(j.end.saturating_sub(1)..j.end), &e.sentence) {
        return false;
    }
    if j.sentence != e.sentence && of_other_owner(draft, &j.place, &e.sentence, &lead) {
        return false;
    }
    if j.of && j.sentence != e.sentence && of_untold(draft, j.end, &[&e.sentence, &lead]) {
        return false;
    }
    // "The lifeboat went down in 1981. ... For the 30th anniversary next month"
    let told = draft.previous_sentence(j.sentence.start).is_some();
    let the = draft.preceded(j.place.start, &["the"]) && !j.of && told;
    the && draft.block(j.place.start).contains(&e.cue.start) && e.cue.start < j.place.start
        || goes_on(draft, j, e)
}

/// Whether a day is that of the publication, or of another date of the text, in another year.
pub(super) fn to_the_day(draft: &Draft<'_>, day: &Day) -> bool {
    let (Some(year), Some(_), Some(_)) = (day.year, day.month, day.day) else { return false };
    let again = |d: &Day| (d.month, d.day) == (day.month, day.day) && d.year.is_some_and(|y| y > year);
    let today = || {
        let now = draft.published()?;
        let date = Day { year: Some(now.year()), ..day.clone() }.date()?;
        ((now - date).get_days().abs() <= NEAR && now.year() > year).then_some(())
    };
    draft.days.iter().take(DAYS).any(again) || today().is_some()
}

/// "The first pupils came in through the kitchen in September 1985": what a beginning was like.
pub(super) fn first_came(draft: &Draft<'_>, day: &Day, sentence: &Range<u32>) -> Option<Range<u32>> {
    let the = sentence.start;
    let came = || (the + 2..(the + 6).min(day.tokens.start)).any(|i| draft.one(i, WordSet::FirstCame));
    // "The first of its two grounds was sold in 1994"
    let of = draft.is(the + 2, "of");
    (draft.is(the, "the") && draft.is(the + 1, "first") && !of && came()).then_some(the + 1..the + 2)
}

/// "the 40th anniversary of the launch", where what "was launched" is told of one year.
pub(super) fn of_verb(draft: &Draft<'_>, of: &Range<u32>, e: &Event<'_>) -> bool {
    let noun = (of.start..of.end.min(of.start + 2)).find(|&i| draft.word(i).len() > 4 && draft.is_word(i));
    let same = |a: &str, b: &str| {
        a.bytes().zip(b.bytes()).take_while(|(x, y)| x.eq_ignore_ascii_case(y)).count() >= STEM
    };
    noun.filter(|&i| !draft.is(i + 1, "of")).is_some_and(|noun| {
        (e.cue.start..e.cue.end).any(|i| draft.akin(i, noun) || same(draft.word(i), draft.word(noun)))
    })
}

/// Fewest letters that a verb and its noun have in common: "enthroned", "enthronement".
const STEM: usize = 6;

/// Whether no other year is told than that of the beginning and those of the jubilee.
fn alone(draft: &Draft<'_>, j: &Jubilee, e: &Event<'_>) -> bool {
    let now = draft.published().map(|d| d.year());
    let own = |d: &Day| {
        d.year.is_none_or(|y| y == e.year || now.is_some_and(|n| (n..=n + 1).contains(&y)))
            || j.sentence.contains(&d.tokens.start)
            || (d.month, d.day) == (e.day.month, e.day.day) && d.day.is_some()
    };
    draft.days.iter().all(own)
}

/// "is celebrating 40 years in business. Established in 1994 by Tony and Sheila, it employs": about one thing, sentence
/// by sentence.
fn goes_on(draft: &Draft<'_>, j: &Jubilee, e: &Event<'_>) -> bool {
    let (first, last) = (e.sentence.start.min(j.sentence.start), e.sentence.start.max(j.sentence.start));
    if draft.scope(first) != Scope::Body || first == last {
        return false;
    }
    let mut at = first;
    for _ in 0..CHAIN {
        let Some(next) = draft.next_sentence(at) else { return false };
        let participle = draft.cues_in(&(next.start..next.start + 1), Cue::Founding).next().is_some();
        let said = |i: u32| {
            pronoun(draft, i) && (i <= next.start + 4 || participle && draft.preceded(i, &[",", ")"]))
        };
        // "Its members have ... It"; never "Its rival was founded in 1960"
        let own = draft.one(next.start, WordSet::ItsOwn) && next.start != e.sentence.start;
        // "keeps its silver jubilee this week. The first pupils came in"
        let first = next.start == e.sentence.start
            && draft.is(next.start, "the")
            && e.cue.start == next.start + 1
            && draft.is(e.cue.start, "first");
        if !own && !first && !(next.start..next.end).any(said) {
            return false;
        }
        if next.start >= last {
            return true;
        }
        at = next.start;
    }
    false
}
