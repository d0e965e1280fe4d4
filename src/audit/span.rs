//! `span-duration`: "from 2001 to 2010, eight years in all", "began at 9am and ended at noon after five hours".
//!
//! Each length near a [stretch](Stretch) is held against it where its place or its words say that it is the length
//! of that stretch.

use std::ops::Range;

use super::draft::{Draft, Found};
use super::length::{Hedge, Length, lengths, rough};
use super::off::slip;
use super::stretch::{Ends, Shape, Stretch, stretches};
use super::{Slip, columns, entire, sole, story};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

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
        let same = |s: &&Stretch| s.shape == Shape::Halted && s.from == pair.from && s.to == pair.to;
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
    draft.cues_in(sentence, Cue::Break).any(|c| !whole(c)) || several(draft, sentence)
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
        return before(draft, stretch, length);
    }
    if place.start >= to.end {
        return after(draft, stretch, length)
            .or_else(|| points_back(draft, stretch, length).filter(|_| stretch.only));
    }
    between(draft, stretch, length)
}

/// "for six weeks, from 3 to 9 June", "the six-week trial, which began on 3 June and ended on 9 June"
fn before(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let (start, place) = (stretch.from.start, &length.tokens);
    if stretch.joined() {
        let gap = place.end..start.saturating_sub(1);
        // "for twelve years, holding the office from 1996", not "away for three months, leaving her son with an aunt from"
        let comma = (gap.start..gap.end).rev().find(|&i| draft.word(i) == ",");
        let near = start - place.end <= 10 && comma.is_none_or(|i| start - i <= 6);
        let near = near && draft.numerals_in(&gap).iter().all(|n| n.tokens.start >= start);
        // With further dates in the sentence a length far off may belong to them.
        if !near || !stretch.only && start - place.end > 3 {
            return None;
        }
        if stretch.clocks() {
            // "for 25 minutes, from 3.40pm to 4.55pm"
            let led = draft.preceded(place.start, &["for"])
                || draft.follows(place.start, WordSet::Lasts)
                || length.hedge != Hedge::None && (2..=3).any(|b| draft.before(place.start, b) == "for");
            let bare = |i: u32| {
                matches!(draft.word(i), "," | ":" | "(" | "\u{2013}" | "\u{2014}")
                    || draft.any(i, &["from", "between"])
            };
            // "a 12-hour night shift, from 10pm to 6am"
            let noun = draft.word(place.end - 1) != "hours"
                && (place.end..place.end + 2)
                    .any(|i| draft.one(i, WordSet::Stretch) || draft.one(i, WordSet::Lasted));
            let named = noun && start - place.end <= 5 && draft.unbroken(&(place.end..place.end + 2));
            return (led && (place.end..start).all(bare) || named).then_some(part_if_between(stretch));
        }
        // "During her eight years as editor, between 2006 and 2018": all of them.
        let filled = draft.follows(place.start, WordSet::Possessive) && draft.before(start, 2) == ",";
        // "A five-month survey, carried out between January and November 2023"
        let done = draft.follows(start.saturating_sub(1), WordSet::CarriedOut)
            || draft.is(start.saturating_sub(2), "out");
        let glued = draft.before(place.end, 2) == "-" && draft.is_word(place.end);
        let whole = filled || done && glued && stretch.tells(length.unit);
        return Some(if whole { Told::All } else { part_if_between(stretch) });
    }
    // "away for three months, leaving on 1 May and coming back on 30 May"
    let going = draft.word(place.end) == "," && draft.word(place.end + 1).ends_with("ing");
    if stretch.ran()
        && stretch.only
        && going
        && start - place.end <= 4
        && draft.preceded(place.start, &["for"])
    {
        return Some(Told::All);
    }
    if stretch.shape != Shape::Ran || !stretch.only {
        return None;
    }
    // "His nine-year reign at the insurer, which began in 2009"
    let own = place.start > stretch.sentence.start
        && (draft.follows(place.start, WordSet::Possessive)
            || draft.follows(place.start, WordSet::Indefinite));
    // "Ireland's 12-day tour of the islands, which began"
    let whose = draft.preceded(place.start, &["s"]);
    let own = own || whose;
    let first = whose || place.start <= stretch.sentence.start + 1;
    let noun = place.end;
    let end = (noun..start).find(|&i| draft.one(i, WordSet::Begun))?;
    // "a 20-year run that began in 1994"
    let that = draft.preceded(end, &["that"]) || draft.follows(end, WordSet::OpensRelative);
    let aside = that && draft.before(end, 2) == ",";
    let last = if aside { end - 2 } else { end - u32::from(that) };
    let subject = draft.is_word(noun) && draft.unbroken(&(noun..last)) && last - noun <= 14;
    let lasted = draft.one(noun, WordSet::Lasted);
    // "The five-day Test" is one by its schedule.
    let match_day = (noun..last).any(|i| draft.any(i, &["test", "match", "game"]));
    // "The two-hour talks began at 9am and ended at 12.30pm, with lunch"
    let told = if lasted || !stretch.clocks() { Told::All } else { Told::Part };
    (own && (first || that)
        && subject
        && !match_day
        && (lasted || last == noun + 1 || first && own && last <= noun + 3))
        .then_some(told)
}

/// "from 2001 to 2010, eight years", "closed on 2 May and reopened on 13 May, a stoppage of four weeks"
fn after(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let place = &length.tokens;
    // "was back by 11.45 the same morning, five and a half hours later"
    let day = |i: &u32| draft.one(*i, WordSet::SameDay);
    let end = (stretch.to.end..place.start).find(|i| !day(i)).unwrap_or(stretch.to.end);
    let gap = end..place.start;
    let sign = |i: u32| matches!(draft.word(i), "," | "-" | "\u{2013}" | "\u{2014}" | "(" | ")" | ":");
    let noun = |i: u32| draft.one(i, WordSet::Lasted) || draft.one(i, WordSet::Stretch);
    let named = noun(place.end) || (gap.start..gap.end).any(noun);
    let led = |i: u32| draft.one(i, WordSet::BeforeLength) || noun(i);
    let beside =
        gap.len() <= 8 && (sign(end) || draft.one(end, WordSet::Lasts)) && (gap.start + 1..gap.end).all(led);
    // "three weeks after the flood"; "from 1939 to 1946, three years of it at sea"
    let of_it = draft.is(place.end, "of") && draft.one(place.end + 1, WordSet::ItOrThat);
    let takes = draft.follows(place.start, WordSet::Lasts) && draft.is(place.end, "to");
    // "called off on 30 May, two weeks after it started"
    let own = draft.is(place.end, "after")
        && draft.one(place.end + 1, WordSet::ItOrThey)
        && (place.end + 2..place.end + 4).any(|i| draft.one(i, WordSet::Begun));
    if own && beside && stretch.only {
        return Some(Told::All);
    }
    if takes || draft.any(place.end, &["after", "before"]) || of_it && !draft.preceded(place.start, &["the"])
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
            .any(|i| draft.one(i, WordSet::LeavesSo) && !draft.one(i + 1, WordSet::Indefinite))
    };
    if (stretch.ran() || stretch.joined()) && gap.len() <= 20 && draft.preceded(place.start, &["for"]) && so()
    {
        let all = !draft.says(&gap, WordSet::SomeOf) && length.hedge == Hedge::None;
        return Some(if all { Told::All } else { Told::Part });
    }
    goes_on(draft, stretch, length)
}

/// "closed in 1997 after 12 years": all of it, unless it names what filled it ("after two years in court") or another
/// thing ("after six weeks of rehearsals", "after ten years on the run").
fn worn(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let end = length.tokens.end;
    let whole = draft.word(end + 1).ends_with("ing")
        || draft.one(end + 1, WordSet::InBusiness)
        || draft.one(end + 1, WordSet::Lasted);
    let of = draft.is(end, "of") && !whole;
    let bare = draft.is(end, "in") && !draft.one(end + 1, WordSet::Indefinite);
    if !whole && bare && sole::elsewhere(draft, end) {
        return None;
    }
    let other = of && (stretch.shape == Shape::Halted || draft.one(end + 1, WordSet::Beforehand));
    if other || draft.any(end, &["on", "as", "with"]) {
        return None;
    }
    let part = of || draft.is(end, "in") && !whole;
    Some(if part || stretch.clocks() { Told::Part } else { Told::All })
}

/// "from 1979 until 2003 he ruled for 34 years", "he spent 34 years in exile", ", ruling for 34 years"
fn told_of(draft: &Draft<'_>, end: u32, place: &Range<u32>) -> bool {
    let start = end + u32::from(draft.word(end) == ",");
    if place.start < start + 2 || place.start > start + 5 {
        return false;
    }
    let pronoun = draft.one(start, WordSet::HeOrShe) || draft.one(start, WordSet::ItOrThey);
    let gerund = start > end && draft.word(start).ends_with("ing");
    let filled = draft.follows(place.start, WordSet::Spent) && draft.is_word(place.end);
    let led = draft.preceded(place.start, &["for"]) && (pronoun || gerund);
    (led || filled) && draft.unbroken(&(start..place.start))
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
    // What "later" counts from has the first time: nothing else happens between.
    let far = if stretch.clocks() { 12 } else { 5 };
    let alone = draft.readings_in(&lead).is_empty() && lead.len() <= far;
    let ends = |range: &Range<u32>| (range.start..range.end).any(|i| draft.one(i, WordSet::Finished));
    let whole = stretch.shape == Shape::Ran && stretch.only && alone && (stretch.clocks() || ends(&lead));
    (whole && draft.is(place.end, "later") && rest.len() <= 6).then_some(Told::All)
}

/// "In those 35 years", "the five years behind bars", "his sixteen years in the post"
fn points_back(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
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
fn next_told(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let place = &length.tokens;
    let start = draft.sentence(place.start).start;
    if place.start > start + 7 || draft.readings_in(&(start..place.start)).iter().any(|r| r.kind.is_time()) {
        return None;
    }
    let named = draft.one(start, WordSet::Possessive) || draft.is(start, "this");
    let noun = draft.one(place.end, WordSet::Lasted) && place.start == start + 1;
    let noun = noun && !draft.one(place.end + 1, WordSet::WhichOne);
    let of = draft.preceded(place.start, &["of"]) || draft.follows(place.start, WordSet::Lasts);
    let of = of && place.start == start + 3 && draft.one(start + 1, WordSet::Lasted);
    let it = draft.one(start, WordSet::ItOrThey)
        && draft.one(start + 1, WordSet::Lasts)
        && place.start == start + 2
        && !draft.is(place.end, "to");
    let told = if stretch.clocks() && it { Told::Part } else { Told::All };
    (named && (noun || of) || it).then_some(told).filter(|_| stretch.ran() || stretch.joined())
}

/// "had no power for five hours on Friday. The supply failed at 6.10pm and came back at 9.40pm."
fn told_before(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let place = &length.tokens;
    let start = draft.sentence(place.start).start;
    let lacks = (start..place.start).any(|i| draft.one(i, WordSet::Lacks));
    // "The strike lasted 26 days. It began on 4 November and was called off on 15 November."
    let here = stretch.from.start.saturating_sub(5)..stretch.from.start;
    let began = (here.start..here.end).any(|i| draft.one(i, WordSet::Begun));
    let it = draft.one(draft.sentence(stretch.from.start).start, WordSet::ItOrThey);
    if began && it && stretch.only && draft.follows(place.start, WordSet::Lasts) {
        return Some(Told::All);
    }
    (stretch.shape == Shape::Halted && lacks && draft.preceded(place.start, &["for"])).then_some(Told::All)
}

fn part_if_between(stretch: &Stretch) -> Told {
    if stretch.shape == Shape::Between { Told::Part } else { Told::All }
}
