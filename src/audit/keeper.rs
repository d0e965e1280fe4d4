//! What else a jubilee may be of than what its text tells the beginning of.

use std::ops::Range;

use super::calendar::Day;
use super::draft::Draft;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;

/// "The bakery, which opened in 1974, made the cake for the church's 100th birthday", "The theatre opened in 1925, and the
/// city marked its bicentenary": a jubilee of something else than the subject that began.
pub(super) fn other_keeps(
    draft: &Draft<'_>,
    sentence: &Range<u32>,
    place: &Range<u32>,
    early: &Day,
    (n, late): (i16, Option<i16>),
) -> bool {
    let (first, last) = (early.tokens.start, early.tokens.end);
    if last > place.start {
        return false;
    }
    // "The bakery", "In business since 1955, the shop": what has a name may be called so.
    let common = |i: u32| draft.is_word(i) && !draft.token(i).is_some_and(|t| t.capital());
    let thing = (sentence.start..place.start.saturating_sub(4))
        .any(|i| draft.is(i, "the") && common(i + 1) && (i == sentence.start || draft.preceded(i, &[","])));
    let told = |i: u32| (sentence.start..first).any(|k| draft.is_word(k) && draft.akin(i, k));
    let possessed = owner(draft, place.start).is_some_and(|noun| noun > last && thing && !told(noun));
    // ", and in 1951 the parish marked"
    let other = |i: u32| {
        let the = (i + 1..place.start.min(i + 4)).find(|&k| draft.is(k, "the"));
        (draft.one(i, WordSet::ListAnd) || draft.word(i) == ";") && the.is_some_and(|k| !told(k + 1))
    };
    // "opened in 1932 and in 2002 the city marked its 80th" is the bridge's; it cannot be far older than it is.
    let old = late.zip(early.year).is_some_and(|(b, a)| i32::from(n) * 10 > i32::from(b - a) * 13);
    // "The firm's founder was born in 1884; the firm marked its centenary in 1994"
    let lead = first.saturating_sub(6).max(sentence.start)..first;
    let born = draft.has(&lead, Cue::Born)
        && !(lead.start..lead.end).any(|i| draft.one(i, WordSet::OfAThing))
        && (place.start.saturating_sub(2)..place.start).any(|i| draft.any(i, &["its", "their"]));
    possessed || born || old && (last..place.start).any(other)
}

/// "In 2005 it held a show for the 50th anniversary of the treaty": of nothing that is told beside it.
pub(super) fn of_untold(draft: &Draft<'_>, cue: u32, beside: &[&Range<u32>]) -> bool {
    let first = cue + 1;
    let named = first..first + 5;
    let own = draft.says(&(first..first + 3), WordSet::FoundingNoun)
        || (first..first + 3).any(|i| draft.one(i, WordSet::Wedding) || draft.any(i, &["death"]))
        || draft.one(first, WordSet::ItOrThat);
    let noun = |i: u32| draft.is_word(i) && draft.word(i).len() > 3 && !draft.one(i, WordSet::CommonWord);
    // "merger", "merged"
    let stem = |a: &str, b: &str| {
        a.bytes().zip(b.bytes()).take_while(|(x, y)| x.eq_ignore_ascii_case(y)).count() >= 5
    };
    let same = |i: u32, k: u32| draft.is_word(k) && (draft.akin(i, k) || stem(draft.word(i), draft.word(k)));
    let told = |i: u32| beside.iter().any(|s| (s.start..s.end).any(|k| same(i, k)));
    !own && !(named.start..named.end).take_while(|&i| draft.is_word(i)).any(|i| noun(i) && told(i))
}

/// The last word of whose jubilee it is: "the borough's 300th", "the Scouts' 90th".
fn owner(draft: &Draft<'_>, place: u32) -> Option<u32> {
    let mark = |i: u32| draft.word(i).starts_with(['\'', '\u{2019}']);
    if draft.is(place.checked_sub(1)?, "s") && mark(place.checked_sub(2)?) {
        return place.checked_sub(3);
    }
    mark(place - 1).then(|| place.checked_sub(2))?
}

/// "The company was founded in 1901. In 1951 it paid for the borough's 300th anniversary": whose, that was not told of.
pub(super) fn of_other_owner(
    draft: &Draft<'_>,
    place: &Range<u32>,
    told: &Range<u32>,
    here: &Range<u32>,
) -> bool {
    let Some(noun) = owner(draft, place.start) else { return false };
    // "The company was founded in 1824. In 2024 Cadbury's 200th anniversary": the company
    let capital = draft.token(noun).is_some_and(|t| t.capital());
    let named = (told.start..told.start + 4).any(|i| draft.is_name(i));
    let said = |s: &Range<u32>| (s.start..s.end.min(noun)).any(|k| draft.is_word(k) && draft.akin(noun, k));
    let before = (told.start..told.end).any(|k| k != noun && draft.is_word(k) && draft.akin(noun, k));
    (named || !capital) && !before && !said(here)
}

/// "hired for his 60th birthday", "hosts a party for a 50th anniversary": somebody's own, or anybody's, and not that of what
/// was founded.
pub(super) fn of_somebody(
    draft: &Draft<'_>,
    place: &Range<u32>,
    cue: &Range<u32>,
    sentence: &Range<u32>,
) -> bool {
    let his = draft.follows(place.start, WordSet::HisOrHer)
        && draft.is(cue.start, "birthday")
        && !draft.has(sentence, Cue::Born);
    let any =
        draft.follows(place.start, WordSet::Indefinite) && draft.is(place.start.saturating_sub(2), "for");
    // "sold flags in 2012 for the diamond jubilee"
    let royal = place == cue
        && draft.preceded(place.start, &["the"])
        && draft.is(place.start.saturating_sub(2), "for");
    his || (any || royal) && !draft.is(cue.end, "of")
}
