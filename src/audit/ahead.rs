//! Lengths told before their stretch in its own sentence: "for six weeks, from 3 to 9 June", "the six-week trial, which began on
//! 3 June and ended on 9 June".

use super::behind::aside;
use super::draft::Draft;
use super::length::{Hedge, Length, unit_at};
use super::span::{Told, held, part_if_between};
use super::stretch::{Ends, Shape, Stretch};
use crate::mention::number::{Form, Numeral};
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// "for six weeks, from 3 to 9 June", "the six-week trial, which began on 3 June and ended on 9 June"
pub(super) fn before(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> Option<Told> {
    let (start, place) = (stretch.from.start, &length.tokens);
    if stretch.joined() {
        let gap = place.end..start.saturating_sub(1);
        // "for twelve years, holding the office from 1996", not "away for three months, leaving her son with an aunt from"
        let comma = (gap.start..gap.end).rev().find(|&i| draft.word(i) == ",");
        let near = start - place.end <= 10 && comma.is_none_or(|i| start - i <= 6);
        // "A nurse for 30 years, she ran the ward from 1999": what she had been.
        let been = comma.is_some_and(|i| draft.one(i + 1, WordSet::HeOrShe))
            && draft.one(stretch.sentence.start, WordSet::Indefinite);
        // "After six months of talks, the strike ran from 3 May"
        let past = draft.preceded(place.start, &["after"]) && draft.is(place.end, "of") && comma.is_some();
        // "The president, in prison for 12 years, ruled from 1981", "40 years' experience", "for 40 years when"
        let aside = aside(draft, stretch, place);
        let near = near && !been && !past && !aside;
        let cardinal = |n: &Numeral| n.form == Form::Cardinal;
        let near = near && draft.numerals_in(&gap).iter().all(|n| n.tokens.start >= start || !cardinal(n));
        // "She was a nurse for 40 years and ran the ward from 1999"
        let verb = |i: u32| draft.any(i, &["and", "but"]) && unit_at(draft, i + 1).is_none();
        // "The course lasts two weeks and runs from 1 to 15 July" is told of one thing.
        let lasts = draft.follows(place.start, WordSet::Lasts);
        let near = near && (lasts || !(gap.start..gap.end).any(verb));
        // With further dates in the sentence a length far off may belong to them.
        if !near || !stretch.only && start - place.end > 3 {
            return None;
        }
        if stretch.clocks() {
            // "for 25 minutes, from 3.40pm to 4.55pm"
            let led = draft.preceded(place.start, &["for"])
                || lasts
                // "It took them 12 hours, from 6am to 2pm"
                || place.start >= 2
                    && draft.one(place.start - 2, WordSet::Lasts)
                    && draft.any(place.start - 1, &["them", "him", "her", "it", "us", "me"])
                || length.hedge != Hedge::None && (2..=3).any(|b| draft.before(place.start, b) == "for");
            let bare = |i: u32| {
                // "for five hours on Monday, from 9.15am until 11.45am"
                let day = |i: u32| super::calendar::weekday(draft, i).is_some();
                matches!(draft.word(i), "," | ":" | "(" | "\u{2013}" | "\u{2014}")
                    || draft.any(i, &["from", "between"])
                    || day(i)
                    || draft.is(i, "on") && day(i + 1)
            };
            // "a 12-hour night shift, from 10pm to 6am"
            // "for eleven hours without a break, from 2pm": how or where, and no rate
            let comma = (place.end..start).rev().find(|&i| draft.word(i) == ",").unwrap_or(place.end);
            let manner = draft.one(place.end, WordSet::SetsScene)
                && comma - place.end <= 6
                && draft.unbroken(&(place.end..comma))
                && !draft.says(&(place.end..comma), WordSet::OfEach);
            let from = if manner { comma } else { place.end };
            let noun = draft.word(place.end - 1) != "hours"
                && (place.end..place.end + 2)
                    .any(|i| draft.one(i, WordSet::Stretch) || draft.one(i, WordSet::Lasted));
            let named = noun && start - place.end <= 5 && draft.unbroken(&(place.end..place.end + 2));
            return (led && (from..start).all(bare) || named).then_some(part_if_between(stretch));
        }
        // "During her eight years as editor, between 2006 and 2018": all of them.
        let filled = draft.follows(place.start, WordSet::Possessive) && draft.before(start, 2) == ",";
        // "A five-month survey, carried out between January and November 2023"
        let done = draft.follows(start.saturating_sub(1), WordSet::CarriedOut)
            || draft.is(start.saturating_sub(2), "out");
        let glued = draft.before(place.end, 2) == "-" && draft.is_word(place.end);
        // "In the three years between 2014 and 2019"
        let filled = filled
            || draft.preceded(place.start, &["the"]) && start == place.end + 1 && length.unit == "year";
        let whole = filled || done && glued && stretch.tells(length.unit);
        return Some(if whole { Told::All } else { part_if_between(stretch) });
    }
    // "away for three months, leaving on 1 May and coming back on 30 May"
    let going = draft.word(place.end) == "," && draft.word(place.end + 1).ends_with("ing");
    if stretch.ran()
        && stretch.only
        && going
        && start - place.end <= 6
        && (draft.preceded(place.start, &["for"]) || draft.follows(place.start, WordSet::Lasts))
    {
        return Some(Told::All);
    }
    // "The sale, which lasts three weeks, begins on 4 July and ends on 11 July"
    let lasts = draft.follows(place.start, WordSet::Lasts)
        && draft.follows(place.start - 1, WordSet::OpensRelative)
        && draft.word(place.end) == ",";
    if stretch.ran() && stretch.only && lasts && draft.unbroken(&(place.end + 1..start)) {
        return Some(Told::All);
    }
    // "had spent seven years in the post, which she took up in 2010 and gave up in 2014"
    let post = (place.end + 1..place.end + 5).find(|&i| draft.word(i) == ",");
    let post = post.filter(|&i| draft.is(i + 1, "which") && start - i <= 7);
    if post.is_some() && stretch.only && held(draft, place.end) {
        return Some(Told::Part);
    }
    // "could not pay for seven hours on Sunday, the app having gone down at 2 p.m. and come back at 6 p.m."
    let lead = stretch.sentence.start..place.start;
    if stretch.shape == Shape::Halted
        && stretch.only
        && stretch.clocks()
        && start - place.end <= 14
        && draft.preceded(place.start, &["for"])
        && draft.says(&lead, WordSet::Lacks)
    {
        return Some(Told::Part);
    }
    // "The two-week cruise leaves on 1 June and returns on 8 June"
    let trip = draft.before(place.end, 2) == "-"
        && draft.any(place.end, TRIPS)
        && place.start <= stretch.sentence.start + 1
        && start - place.end <= 3
        && draft.unbroken(&(place.end..start));
    if trip && stretch.only && !stretch.clocks() && stretch.shape != Shape::Between {
        return Some(Told::All);
    }
    if stretch.shape != Shape::Ran || !stretch.only {
        return None;
    }
    // "In four and a half hours of evidence, which began at 10.15am and was over by 12.45pm"
    let which = (place.end..start).find(|&i| draft.word(i) == ",").filter(|&i| draft.is(i + 1, "which"));
    if let Some(comma) = which
        && draft.is(place.end, "of")
        && draft.unbroken(&(place.end..comma))
        && draft.says(&(comma + 2..start), WordSet::Begun)
        && place.start <= stretch.sentence.start + 2
    {
        return Some(Told::Part);
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
    let told = if lasted || !stretch.clocks() || longer_by_far(draft, stretch, length) {
        Told::All
    } else {
        Told::Part
    };
    (own && (first || that)
        && subject
        && !match_day
        && (lasted
            || last == noun + 1
            || first && own && last <= noun + 3
            // "Her 30-year career in the force began in 1990"
            || first && own && !stretch.clocks() && draft.one(noun, WordSet::Stretch)))
    .then_some(told)
}

/// "The six-hour meeting started at 9am and finished at 5pm.": no break is that long.
fn longer_by_far(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let Ends::Clocks(from, to) = stretch.ends else { return false };
    let ran = (to - from).rem_euclid(24 * 60);
    let closed = !draft.is_word(stretch.to.end);
    let minutes = length.n.checked_mul(Decimal::from(60)).filter(|_| length.unit == "hour");
    closed && minutes.is_some_and(|n| Decimal::from(ran) - n >= Decimal::from(BREAK))
}

/// Minutes that nobody stops for within a meeting or a shift.
const BREAK: u32 = 120;
/// What goes out and comes back.
const TRIPS: &[&str] = &[
    "cruise",
    "trip",
    "voyage",
    "tour",
    "expedition",
    "holiday",
    "visit",
    "mission",
    "pilgrimage",
    "trek",
    "safari",
    "journey",
];
