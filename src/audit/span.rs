//! `span-duration`: "from 2001 to 2010, eight years in all", "began at 9am and ended at noon after five hours".
//!
//! Each length near a [stretch](Stretch) is held against it where its place or its words say that it is the length
//! of that stretch.

use std::ops::Range;

use super::behind::{next_told, points_back, told_before, told_of, worn};
use super::draft::{Draft, Found};
use super::length::{Hedge, Length, lengths, rough};
use super::off::slip;
use super::stretch::{Ends, Shape, Stretch, stretches};
use super::{Slip, afar, ahead, columns, entire, sole, story};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;

pub(super) const CODE: &str = "span-duration";

/// How much of a stretch a length that speaks of it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// All of it.
    All,
    /// All of it or a part: "between 2001 and 2010 she spent six years in jail".
    Part,
}

/// Tokens of the next sentence within which a length may point back.
const BACK: u32 = 14;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let stories = story::stories(draft);
    let mut all = stretches(draft);
    // "did not open again until 14 February": how two times of a sentence are told, by all of its words.
    for pair in all.iter_mut().filter(|s| s.shape == Shape::Pair) {
        // "left the firm in 1990 and retired in 1998": what ends first began nothing.
        let opens = pair.sentence.start.max(pair.from.start.saturating_sub(12))..pair.from.start;
        let ends = (opens.start..opens.end)
            .any(|i| draft.one(i, WordSet::Finished) && !draft.one(i, WordSet::Begun));
        let same = |s: &&Stretch| {
            (s.shape == Shape::Halted || s.shape == Shape::Ran && !ends)
                && s.from == pair.from
                && s.to == pair.to
        };
        if let Some(story) = stories.iter().find(same) {
            (pair.shape, pair.ends) = (story.shape, story.ends.clone());
        }
    }
    for (k, stretch) in all.iter().enumerate() {
        let sentence = &stretch.sentence;
        if broken(draft, sentence) || stretch.clocks() && draft.has(sentence, Cue::Each) {
            continue;
        }
        let beside = &all[k.saturating_sub(2)..all.len().min(k + 3)];
        // "14 months of his three-year term, from March 2022 to May 2023": its length is told already.
        let told = lengths(draft, sentence);
        if told.len() > 1
            && told.iter().any(|l| slip(draft, stretch, l, Told::All).is_none() && stretch.tells(l.unit))
        {
            continue;
        }
        let joined = beside.iter().filter(|s| s.joined() && s.sentence == *sentence).count();
        let several = joined > usize::from(stretch.joined());
        for length in near(draft, stretch) {
            if several && length.tokens.end <= stretch.from.start || explained(draft, &length, sentence) {
                continue;
            }
            if let Some(told) = relation(draft, stretch, &length) {
                out.extend(slip(draft, stretch, &length, told));
            }
        }
    }
    out.extend(all.iter().filter_map(|stretch| sole::longer(draft, stretch)));
    columns::spans(draft, out);
    out.extend(stories.iter().filter_map(|stretch| sole::in_passage(draft, stretch)));
    let every: Vec<&Stretch> = all.iter().chain(&stories).collect();
    entire::check(draft, &every, out);
    afar::check(draft, &every, out);
    let told = all.iter().filter(|s| s.ran() || s.shape == Shape::Joined).chain(&stories);
    sole::headed(draft, &told.collect::<Vec<_>>(), out);
}

/// Whether a sentence tells of a break, or counts by another clock; "without interruption" tells of none.
pub(super) fn broken(draft: &Draft<'_>, sentence: &Range<u32>) -> bool {
    let whole = |c: &Found| {
        draft
            .cues_in(sentence, Cue::Unbroken)
            .any(|u| u.tokens.start <= c.tokens.start && u.tokens.end >= c.tokens.end)
    };
    // "Borrowing was suspended for eleven years": what the stretch itself is of
    let itself = |c: &Found| {
        draft.one(c.tokens.start, WordSet::Halted)
            && draft.any(c.tokens.start.saturating_sub(1), &["was", "were", "be", "been", "is", "are"])
            && draft.any(c.tokens.end, &["for", "from", "between", "until", "on", "in", "at"])
    };
    draft.cues_in(sentence, Cue::Break).any(|c| !whole(c) && !itself(c)) || several(draft, sentence)
}

/// Whether a sentence tells of more than one stretch, or counts by another clock.
pub(super) fn several(draft: &Draft<'_>, sentence: &Range<u32>) -> bool {
    draft.has_any(sentence, &[Cue::Spells, Cue::OtherClock])
}

/// "twelve years in all, because he stood aside for one term": the text says why it is another length.
fn explained(draft: &Draft<'_>, length: &Length, sentence: &Range<u32>) -> bool {
    let end = length.tokens.end;
    draft
        .cues_in(&(end..end + 3), Cue::Total)
        .any(|c| (c.tokens.end..sentence.end.min(c.tokens.end + 3)).any(|i| draft.one(i, WordSet::Explains)))
}

/// The lengths that may speak of a stretch, in its sentence and those beside it.
fn near(draft: &Draft<'_>, stretch: &Stretch) -> Vec<Length> {
    let sentence = &stretch.sentence;
    let next = draft.next_sentence(sentence.end - 1);
    let mut out = lengths(draft, sentence);
    if let Ends::Days(a, _) = &stretch.ends {
        let unit = match (a.month, a.day) {
            (Some(_), Some(_)) => "day",
            (Some(_), None) => "month",
            _ => "year",
        };
        let short = |l: &Length| {
            draft.is(l.tokens.end - 1, "long")
                || l.tokens.len() == 1 && draft.word(l.tokens.start).ends_with("long")
        };
        // "spent a fortnight at the dig, which lasted from 3 to 30 June"
        let beside = |l: &Length| {
            let gap = l.tokens.end..stretch.from.start;
            gap.len() <= 2
                || short(l) && draft.unbroken(&(gap.start..gap.end.saturating_sub(2).max(gap.start)))
        };
        out.extend(rough(draft, sentence, unit).into_iter().filter(beside));
    }
    if let Some(next) = next.filter(|n| quiet(draft, stretch, n)) {
        out.extend(lengths(draft, &(next.start..next.end.min(next.start + BACK))).into_iter().take(1));
    }
    if let Some(previous) = draft.previous_sentence(sentence.start).filter(|p| quiet(draft, stretch, p)) {
        out.extend(lengths(draft, &previous));
    }
    out
}

/// Whether a sentence beside a stretch has no times of its own.
fn quiet(draft: &Draft<'_>, stretch: &Stretch, sentence: &Range<u32>) -> bool {
    let clocks = stretch.clocks() || draft.days_in(sentence).is_empty();
    clocks && !draft.has_any(sentence, &[Cue::Break, Cue::Spells, Cue::OtherClock])
}

/// Whether a time stands right there, which tells of which one: "the eight-hour closure a week ago".
pub(super) fn then(draft: &Draft<'_>, end: u32) -> bool {
    let near = draft.readings_in(&(end..end + 4));
    near.iter().any(|r| r.kind.is_time() && r.extent.whole.start <= end + 1)
}

/// How a length speaks of a stretch, if it does.
fn relation(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let (from, to, place) = (&stretch.from, &stretch.to, &length.tokens);
    if place.start >= stretch.sentence.end {
        return points_back(draft, stretch, length).or_else(|| next_told(draft, stretch, length));
    }
    if place.end <= stretch.sentence.start {
        return told_before(draft, stretch, length);
    }
    if place.end <= from.start {
        return ahead::before(draft, stretch, length);
    }
    if place.start >= to.end {
        return after(draft, stretch, length)
            .or_else(|| points_back(draft, stretch, length).filter(|_| stretch.only));
    }
    between(draft, stretch, length)
}

/// "from 2001 to 2010, eight years", "closed on 2 May and reopened on 13 May, a stoppage of four weeks"
fn after(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let place = &length.tokens;
    // "was back by 11.45 the same morning, five and a half hours later"
    let day = |i: &u32| draft.one(*i, WordSet::SameDay);
    let end = (stretch.to.end..place.start).find(|i| !day(i)).unwrap_or(stretch.to.end);
    // "until 1pm without a break, five hours in all"
    let unbroken = draft.cues_in(&(end..end + 4), Cue::Unbroken).find(|c| c.tokens.start == end);
    let end = unbroken.map_or(end, |c| c.tokens.end).min(place.start);
    let gap = end..place.start;
    let sign = |i: u32| matches!(draft.word(i), "," | "-" | "\u{2013}" | "\u{2014}" | "(" | ")" | ":");
    let noun = |i: u32| draft.one(i, WordSet::Lasted) || draft.one(i, WordSet::Stretch);
    let named = noun(place.end) || (gap.start..gap.end).any(noun);
    // ", making it a five-hour meeting"
    let it = |i: u32| draft.one(i, WordSet::ItOrThey) && draft.preceded(i, &["making"]);
    let led = |i: u32| draft.one(i, WordSet::BeforeLength) || noun(i) || it(i);
    // "From March 2011 to March 2016 no rain fell, nine years in which"
    let in_which =
        draft.is(place.end, "in") && draft.is(place.end + 1, "which") && draft.preceded(place.start, &[","]);
    if in_which && stretch.joined() && stretch.only && draft.unbroken(&(end..place.start - 1)) {
        return Some(Told::All);
    }
    let beside = gap.len() <= 8
        && (sign(end) || draft.one(end, WordSet::Lasts) || draft.is(end, "over") && named)
        && (gap.start + 1..gap.end).all(led);
    // "three weeks after the flood"; "from 1939 to 1946, three years of it at sea"
    let of_it = draft.is(place.end, "of") && draft.one(place.end + 1, WordSet::ItOrThat);
    let takes = draft.follows(place.start, WordSet::Lasts) && draft.is(place.end, "to");
    let made = takes
        && draft.one(place.end + 1, WordSet::ToMake)
        && draft.says(&(stretch.sentence.start..stretch.from.start), WordSet::ToMake);
    // "was built between 1894 and 1904 and took eight years to build"
    let and = u32::from(draft.one(end, WordSet::ListAnd) || draft.word(end) == ",");
    if made && and == 1 && place.start <= end + 3 && stretch.joined() && stretch.only {
        return Some(Told::All);
    }
    // "called off on 30 May, two weeks after it started"
    let own = draft.is(place.end, "after")
        && draft.one(place.end + 1, WordSet::ItOrThey)
        && (place.end + 2..place.end + 4).any(|i| draft.one(i, WordSet::Begun));
    if own && beside && stretch.only {
        return Some(Told::All);
    }
    let late = draft.is(place.end, "behind") && !held(draft, place.end);
    if takes
        || late
        || draft.any(place.end, &["after", "before"])
        || of_it && !draft.preceded(place.start, &["the"])
    {
        return None;
    }
    // "from 1 to 9 May and from 3 to 9 June, 16 days in all" has two stretches.
    let total = draft.has(&(place.end..place.end + 3), Cue::Total);
    if beside && stretch.joined() && (stretch.only || !total) {
        return Some(if named { Told::All } else { part_if_between(stretch) });
    }
    if !stretch.only {
        return None;
    }
    if beside
        && (stretch.ran() || named)
        && (!draft.is(place.end, "of") || draft.word(end) == ":" && stretch.clocks())
    {
        let later = draft.is(place.end, "later");
        return Some(if named || later || !stretch.clocks() { Told::All } else { Told::Part });
    }
    // "at 7.35pm, three and a half hours later", "fell silent on 3 August 2016, four years into its mission"
    if sign(end) && gap.len() == 1 && draft.is(place.end, "into") && stretch.only {
        return Some(Told::All);
    }
    if sign(end) && gap.len() == 1 && draft.is(place.end, "later") && !draft.is(place.end + 1, "than") {
        return Some(Told::All);
    }
    // "reopened in 2020 after a five-year refurbishment", "landed on 10 May after a journey of three weeks"
    let article = (gap.start..gap.end).rev().find(|&i| !draft.one(i, WordSet::BeforeLength) && !noun(i));
    let by_noun = named && gap.len() <= 6 && article.is_some_and(|i| draft.any(i, &["after", "ending"]));
    // "leaves at 8.15am and docks at 10.45am after a crossing of three and a half hours"
    let crossing = stretch.clocks()
        && stretch.shape == Shape::Pair
        && (gap.start..gap.end).any(|i| draft.one(i, WordSet::Travels))
        && draft.is(place.start.saturating_sub(1), "of");
    if by_noun && crossing {
        return Some(Told::Part);
    }
    if by_noun && stretch.ran() {
        // A marriage or a career may have begun before.
        let own = |i: u32| {
            draft.one(i, WordSet::Lasted)
                || draft.one(i, WordSet::Standstill)
                || draft.one(i, WordSet::Travels)
                || draft.any(i, &["run", "spell", "stint"])
        };
        let own_noun = (gap.start..gap.end).any(own) || own(place.end);
        let still = stretch.shape != Shape::Halted
            || [place.end, place.end + 1].into_iter().chain(gap).any(|i| draft.one(i, WordSet::Standstill))
                && (!draft.is(place.end, "strike") || article.is_some_and(|i| draft.is(i, "ending")));
        let own =
            !draft.any(place.end + 1, &["with", "by", "from", "in", "at", "against", "over", "between"]);
        return (still && own && own_noun && stretch.only).then_some(if stretch.clocks() {
            Told::Part
        } else {
            Told::All
        });
    }
    let led =
        draft.preceded(place.start, &["after"]) || draft.follows(place.start, WordSet::Lasts) && sign(end);
    if led && gap.len() <= 4 {
        if stretch.ran() {
            return worn(draft, stretch, length);
        }
        // "left at 9.05 and pulled in at 11.50, after an hour and ten minutes, non-stop"
        return (stretch.clocks() && gap.len() <= 3).then_some(Told::Part);
    }
    let having = stretch.ran() && sign(end) && gap.len() == 3 && draft.follows(place.start, WordSet::Spent);
    if stretch.joined() && told_of(draft, end, place) || having && draft.word(end + 1).ends_with("ing") {
        return Some(Told::Part);
    }
    // ", leaving the island without power for nine days"
    let so = || {
        (gap.start..gap.end)
            .any(|i| {
                // "and has kept bees for 15 years"
                let so = draft.one(i, WordSet::LeavesSo) && !draft.follows(i, WordSet::HasNow);
                so && !draft.one(i + 1, WordSet::Indefinite)
            })
            // ", with coal left for 50 years"
            && !draft.is(gap.start + 1, "with")
    };
    if (stretch.ran() || stretch.joined()) && gap.len() <= 20 && draft.preceded(place.start, &["for"]) && so()
    {
        let all = !draft.says(&gap, WordSet::SomeOf) && length.hedge == Hedge::None;
        return Some(if all { Told::All } else { Told::Part });
    }
    goes_on(draft, stretch, length)
}

/// "The walkout, which began on 4 March and ended on 12 March, had lasted 26 days": the verb of the same subject.
fn goes_on(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let (end, place) = (stretch.to.end, &length.tokens);
    let comma = (end..place.start.min(end + 12)).find(|&i| matches!(draft.word(i), "," | ";"))?;
    let opened = (stretch.sentence.start..stretch.from.start).any(|i| draft.word(i) == ",");
    let it = draft.word(comma) == ";" && draft.one(comma + 1, WordSet::ItOrThey);
    let start = comma + 1 + u32::from(it);
    let verb = start + u32::from(draft.one(start, WordSet::HasOrWas));
    let led = draft.preceded(place.start, &["for"]);
    let last = place.start - u32::from(led);
    let alone = last == verb + 1 || last == verb + 2 && draft.one(verb + 1, WordSet::RunsFor);
    let lasts =
        alone && (draft.follows(last, WordSet::Lasts) || led && draft.follows(last, WordSet::RunsFor));
    // "Ms Hale, head of the trust from 2004 to 2016, spent 20 years in the role"
    let spent = alone && draft.follows(last, WordSet::Spent) && held(draft, place.end);
    let unbroken = led && verb > start && draft.has(&stretch.sentence, Cue::Unbroken);
    let unbroken = unbroken && last - verb <= 6 && draft.unbroken(&(verb..last));
    // "was cut short after six years"
    let ended = draft.preceded(place.start, &["after"])
        && place.start - verb <= 6
        && (verb..place.start).any(|i| draft.one(i, WordSet::Finished) || draft.one(i, WordSet::CutShort));
    let plain = (opened || it) && draft.unbroken(&(end..comma)) && !draft.is(place.end, "to");
    (plain && (lasts || spent || unbroken || ended)).then_some(Told::All)
}

/// Whether a length that ends at token `end` was spent where the text has told: "behind bars", "in the post".
pub(super) fn held(draft: &Draft<'_>, end: u32) -> bool {
    let noun = end
        + 1
        + u32::from(draft.one(end + 1, WordSet::Possessive) || draft.one(end + 1, WordSet::TheseYears));
    (draft.one(end, WordSet::InPlace) || draft.is(end, "on")) && draft.one(noun, WordSet::PlaceHeld)
        || draft.is(end, "of") && draft.one(noun, WordSet::Lasted) && !draft.one(noun + 1, WordSet::WhichOne)
}

/// "began at 2.10pm and, nine hours later, ended at 7.40pm", "ended on 4 July, six weeks after it began on 20 June"
fn between(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let place = &length.tokens;
    if place.start < stretch.from.end || place.end > stretch.to.start {
        return None;
    }
    let lead = stretch.from.end..place.start;
    // "ended on 4 July, six weeks after it had begun on 20 June"
    let dated = matches!(&stretch.ends, Ends::Days(a, b) if a.day.is_some() && b.day.is_some());
    // "was called off at 10pm, eight hours after it began at 4pm"
    let own = draft.is(place.end, "after")
        && draft.one(place.end + 1, WordSet::ItOrThey)
        && draft.says(&(place.end + 2..place.end + 4), WordSet::Begun);
    if own && stretch.clocks() && stretch.only && lead.len() <= 2 {
        return Some(Told::All);
    }
    if draft.any(place.end, &["after", "before"]) {
        return (dated && lead.len() <= 2).then_some(Told::All);
    }
    // "started in 2008 and took 16 years, finishing in 2014", "went on for 14 hours and ended at 1pm"
    let led = draft.preceded(place.start, &["for"]);
    let took = if led { WordSet::RunsFor } else { WordSet::Lasts };
    if draft.follows(place.start - u32::from(led), took) {
        return (stretch.shape == Shape::Ran && stretch.only && lead.len() <= 6).then_some(Told::All);
    }
    let rest = place.end + 1..stretch.to.start;
    // "retired 20 years later and died in 2015"
    if (rest.start..rest.end).any(|i| draft.one(i, WordSet::ListAnd)) {
        return None;
    }
    // What "later" counts from has the first time: nothing else happens between.
    let far = if stretch.clocks() { 12 } else { 5 };
    let alone = draft.readings_in(&lead).is_empty() && lead.len() <= far;
    let ends = |range: &Range<u32>| (range.start..range.end).any(|i| draft.one(i, WordSet::Finished));
    let whole = stretch.shape == Shape::Ran && stretch.only && alone && (stretch.clocks() || ends(&lead));
    (whole && draft.is(place.end, "later") && rest.len() <= 6).then_some(Told::All)
}

pub(super) fn part_if_between(stretch: &Stretch) -> Told {
    if stretch.shape == Shape::Between { Told::Part } else { Told::All }
}
