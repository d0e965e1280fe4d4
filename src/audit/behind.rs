//! Lengths told behind a stretch that point back to it: "In those 35 years", "The four-week stoppage"; and one told before it.

use std::ops::Range;

use super::draft::Draft;
use super::length::Length;
use super::sole;
use super::span::{Told, held, then};
use super::stretch::{Shape, Stretch};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// "In those 35 years", "the five years behind bars", "his sixteen years in the post"
pub(super) fn points_back(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let place = &length.tokens;
    let since = stretch.to.end..place.start;
    let first = since.len() <= 30 && draft.numerals_in(&since).iter().all(|n| n.value < Decimal::TWO);
    let quiet = !draft.has_any(&since, &[Cue::Break, Cue::Spells, Cue::OtherClock]);
    // "in those ten days on which it heard evidence"
    let some = draft.one(place.end + 1, WordSet::OpensRelative) && draft.is_word(place.end);
    if !first || !quiet || some || draft.one(place.end, WordSet::BreaksClause) {
        return None;
    }
    let those = draft.follows(place.start, WordSet::TheseYears);
    if those {
        return Some(Told::All);
    }
    let own = draft.preceded(place.start, &["the"]) || draft.follows(place.start, WordSet::HisOrHer);
    // "throughout the show's six-week run"
    let named = draft.one(place.end, WordSet::Stretch) || draft.one(place.end, WordSet::Lasted);
    let ofs = draft.follows(place.start, WordSet::HisOrHer)
        || draft.preceded(place.start, &["its"])
        || draft.preceded(place.start, &["s"]) && whose(draft, stretch, place.start);
    if named && ofs && (stretch.ran() || stretch.joined()) {
        return Some(Told::All);
    }
    (own && held(draft, place.end) && stretch.shape != Shape::Pair).then_some(Told::All)
}

/// "the show's six-week run", of a show that the stretch is told of; not "the jury's two-day absence".
fn whose(draft: &Draft<'_>, stretch: &Stretch, start: u32) -> bool {
    let owner = start.saturating_sub(3);
    // "throughout the exhibition's six-week run": what else goes on?
    let opens = draft.follows(owner, WordSet::Definite) && draft.follows(owner - 1, WordSet::OpensTime);
    opens || (stretch.sentence.start..stretch.from.start).any(|i| draft.is_word(i) && draft.akin(i, owner))
}

/// "It lasted five weeks", "Their stoppage of four weeks", "The four-week stoppage", in the next sentence.
pub(super) fn next_told(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let place = &length.tokens;
    let start = draft.sentence(place.start).start;
    if place.start > start + 7 || draft.readings_in(&(start..place.start)).iter().any(|r| r.kind.is_time()) {
        return None;
    }
    let named = draft.one(start, WordSet::Possessive) || draft.is(start, "this");
    let noun = draft.one(place.end, WordSet::Lasted) && place.start == start + 1;
    let noun = noun && !draft.one(place.end + 1, WordSet::WhichOne) && !then(draft, place.end + 1);
    let of = draft.preceded(place.start, &["of"]) || draft.follows(place.start, WordSet::Lasts);
    let of = of && place.start == start + 3 && draft.one(start + 1, WordSet::Lasted);
    let it = draft.one(start, WordSet::ItOrThey)
        && draft.one(start + 1, WordSet::Lasts)
        && place.start == start + 2
        && !draft.is(place.end, "to");
    // "It burned for nine hours."
    let burned = draft.one(start, WordSet::ItOrThey)
        && draft.one(start + 1, WordSet::RunsFor)
        && draft.is(start + 2, "for")
        && place.start == start + 3
        && (draft.is_sign(place.end) || draft.has(&(place.end..place.end + 1), Cue::Total));
    let it = it || burned;
    let told = if stretch.clocks() && it { Told::Part } else { Told::All };
    (named && (noun || of) || it).then_some(told).filter(|_| stretch.ran() || stretch.joined())
}

/// "had no power for five hours on Friday. The supply failed at 6.10pm and came back at 9.40pm."
pub(super) fn told_before(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let place = &length.tokens;
    let start = draft.sentence(place.start).start;
    let lacks = (start..place.start).any(|i| draft.one(i, WordSet::Lacks));
    // "The strike lasted 26 days. It began on 4 November and was called off on 15 November."
    let here = stretch.from.start.saturating_sub(5)..stretch.from.start;
    let began = (here.start..here.end).any(|i| draft.one(i, WordSet::Begun));
    let it = draft.one(draft.sentence(stretch.from.start).start, WordSet::ItOrThey);
    // "The meeting went on for five hours. It opened at 7pm and was closed at 9.30pm."
    let went_on = draft.preceded(place.start, &["for"])
        && place.start >= 2
        && draft.one(place.start - 2, WordSet::RunsFor)
        && !(stretch.from.end..stretch.to.start)
            .any(|i| draft.one(i, WordSet::ListAnd) && draft.one(i + 1, WordSet::Article))
        && (!draft.is_word(place.end) || draft.any(place.end, &["without", "on", "in", "before"]));
    if began && it && stretch.only && (went_on || draft.follows(place.start, WordSet::Lasts)) {
        return Some(Told::All);
    }
    // "will be out for five weeks. His suspension, which takes effect on 1 September and is over on 14 September"
    let first = draft.sentence(stretch.from.start).start;
    let noun = first + 1;
    let kept = draft.one(first, WordSet::ItsOwn)
        && (draft.one(noun, WordSet::Standstill)
            || draft.one(noun, WordSet::Stretch)
            || draft.one(noun, WordSet::Lasted))
        && draft.preceded(place.start, &["for"])
        && [WordSet::RunsFor, WordSet::Halted].iter().any(|&s| draft.one(place.start.saturating_sub(2), s))
        && !draft.is_word(place.end);
    if kept
        && stretch.ran()
        && stretch.only
        && draft.next_sentence(place.start).is_some_and(|s| s.start == first)
    {
        return Some(Told::All);
    }
    (stretch.shape == Shape::Halted && lacks && draft.preceded(place.start, &["for"])).then_some(Told::All)
}

/// "from 1979 until 2003 he ruled for 34 years", "he spent 34 years in exile", ", ruling for 34 years"
pub(super) fn told_of(draft: &Draft<'_>, end: u32, place: &Range<u32>) -> bool {
    let start = end + u32::from(draft.word(end) == ",");
    let verb = draft.word(start).ends_with("ing") && draft.follows(start + 1, WordSet::Spent);
    if place.start < start + 2 - u32::from(verb) || place.start > start + 5 {
        return false;
    }
    let pronoun = draft.one(start, WordSet::HeOrShe) || draft.one(start, WordSet::ItOrThey);
    let gerund = start > end && draft.word(start).ends_with("ing");
    let filled = draft.follows(place.start, WordSet::Spent) && (draft.is_word(place.end) || gerund);
    let led = draft.preceded(place.start, &["for"]) && (pronoun || gerund);
    (led || filled) && draft.unbroken(&(start..place.start))
}

/// "The president, in prison for 12 years, ruled from 1981", "which has 40 years' experience", "had smoked for 40 years when":
/// whether a length before a stretch is told of something else.
pub(super) fn aside(draft: &Draft<'_>, stretch: &Stretch, place: &Range<u32>) -> bool {
    let next = place.end + 1;
    let lead = place.start.saturating_sub(8).max(stretch.sentence.start)..place.start;
    let opened = (lead.start..lead.end).rev().find(|&i| draft.word(i) == ",");
    let relative = opened.is_some_and(|i| (i..lead.end).any(|k| draft.one(k, WordSet::OpensRelative)));
    let goes_on = draft.any(next, &["from", "between", "lasting", "running"])
        || draft.word(next).ends_with("ing")
        || !draft.is_word(next);
    let apposed = draft.word(place.end) == "," && opened.is_some() && !relative && !goes_on;
    let whose = draft.word(place.end).starts_with(['\'', '\u{2019}'])
        && draft.is_word(next)
        && !draft.one(next, WordSet::Lasted)
        && !draft.one(next, WordSet::Stretch);
    apposed || whose || draft.is(place.end, "when")
}

/// "closed in 1997 after 12 years": all of it, unless it names what filled it ("after two years in court") or another
/// thing ("after six weeks of rehearsals", "after ten years on the run").
pub(super) fn worn(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let end = length.tokens.end;
    let whole = draft.word(end + 1).ends_with("ing") && !draft.one(end + 1, WordSet::Beforehand)
        || draft.one(end + 1, WordSet::InBusiness)
        || draft.one(end + 1, WordSet::Lasted);
    let of = draft.is(end, "of") && !whole;
    let bare = draft.is(end, "in") && !draft.one(end + 1, WordSet::Indefinite);
    if !whole && bare && sole::elsewhere(draft, end) {
        return None;
    }
    // "after nine weeks of failed talks"
    let before = (end + 1..end + 4).any(|i| {
        // "opened at 7pm and closed at 9pm, after four hours of argument" is of the meeting itself.
        let then = !stretch.clocks() || draft.any(i, &["delay", "delays", "waiting"]);
        then && draft.one(i, WordSet::Beforehand) && draft.unbroken(&(end + 1..i))
    });
    let other = of && (stretch.shape == Shape::Halted || before);
    if other || draft.any(end, &["on", "as", "with"]) {
        return None;
    }
    let part = of || draft.is(end, "in") && !whole;
    Some(if part || stretch.clocks() { Told::Part } else { Told::All })
}
