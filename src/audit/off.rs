//! How far a stated length is off the stretch that it is told of.

use super::Slip;
use super::draft::Draft;
use super::length::{Hedge, Length, spell};
use super::span::{CODE, Told};
use super::stretch::{Ends, Shape, Stretch};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// The slip of a length that is not that of the stretch.
pub(super) fn slip(draft: &Draft<'_>, stretch: &Stretch, length: &Length, told: Told) -> Option<Slip> {
    let is = match stretch.ends {
        Ends::Days(..) => days_off(draft, stretch, length, told)?,
        Ends::Clocks(a, b) => clocks_off(draft, stretch, length, told, b - a)?,
    };
    let ends = if stretch.from == stretch.to {
        draft.text(&stretch.from).to_owned()
    } else {
        format!("{} to {}", draft.text(&stretch.from), draft.text(&stretch.to))
    };
    let text = format!("{ends} is {}, not {}", is, spell(length.n, length.unit));
    let mut places = vec![stretch.from.clone(), stretch.to.clone()];
    places.dedup();
    Some(Slip::new(CODE, &length.tokens, text).against(places))
}

/// How long the stretch is, where the length is neither as long nor, told as a part, shorter.
fn days_off(draft: &Draft<'_>, stretch: &Stretch, length: &Length, told: Told) -> Option<String> {
    let Ends::Days(a, b) = &stretch.ends else { return None };
    let (n, unit) = (length.n, length.unit);
    let (low, high) = stretch.size(unit)?;
    // Days are not told in years.
    if low <= Decimal::ZERO || high < Decimal::new(25, 2) {
        return None;
    }
    // Half a unit either way; nothing where both sides count whole ones.
    let whole = a.month.is_none() || a.day.is_some() && matches!(unit, "day" | "night");
    let leave = if !n.is_integer() {
        // "a year and a half" is good to half a year
        if n < Decimal::from(3) { Decimal::new(6, 1) } else { Decimal::ONE }
    } else if whole {
        Decimal::ZERO
    } else {
        Decimal::new(6, 1)
    };
    // Where the text does not say whether there was a 29 February between two days.
    let over = a.day.is_some() && (a.month <= Some(2) && b.month >= Some(3) || a.year != b.year);
    let written = || draft.days_in(&(stretch.from.start..stretch.to.end)).iter().any(|d| d.year.is_some());
    let leave = if over && !written() { leave.max(Decimal::ONE) } else { leave };
    let (least, most) = allowed(length);
    // "more than three years" is no less.
    let over = if length.hedge == Hedge::AtLeast { leave.min(Decimal::new(2, 1)) } else { leave };
    let long = least.is_some_and(|least| least - over > high);
    // "sat from 6 to 17 May 2024, ten days of hearings": the weekdays of them
    let weekdays = || {
        let days =
            a.bounds().zip(b.bounds()).filter(|_| unit == "day" && written() && high < Decimal::from(60));
        let mut count = 0;
        let mut day = days.map(|((a, _), _)| a);
        while let (Some(at), Some((_, (end, _)))) = (day, days) {
            count += u32::from(at.weekday().to_monday_one_offset() < 6);
            day = if at < end { at.tomorrow().ok() } else { None };
        }
        count > 0 && n == Decimal::from(count)
    };
    let short = most.is_some_and(|most| most + leave < low) && told == Told::All && !weekdays();
    // "shut in 1990 and reopened in 1992, after 40 years in use"
    let far = stretch.shape == Shape::Halted && n > high * Decimal::from(8);
    ((long || short) && !far).then(|| spell(low, unit))
}

/// Least and most that a stated length may be; nothing where it has no limit.
fn allowed(length: &Length) -> (Option<Decimal>, Option<Decimal>) {
    let n = length.n;
    let part = |tenths: i64| n * Decimal::new(tenths, 1);
    match length.hedge {
        Hedge::None => (Some(n), Some(n)),
        Hedge::AtLeast => (Some(n), None),
        Hedge::AtMost => (None, Some(n)),
        Hedge::Nearly => (Some(part(7)), Some(n)),
        Hedge::Roughly => (Some(part(8)), Some(part(12))),
        Hedge::Loosely => (Some(part(6)), Some(part(14))),
    }
}

/// The same by the clock, which may go over noon or midnight.
fn clocks_off(draft: &Draft<'_>, stretch: &Stretch, length: &Length, told: Told, gap: i32) -> Option<String> {
    let size = match length.unit {
        "minute" => Decimal::ONE,
        "hour" => Decimal::from(60),
        _ => return None,
    };
    let (least, most) = allowed(length);
    let (least, most) = (least.map(|n| n * size), most.map(|n| n * size));
    let said = length.n * size;
    let half_day = Decimal::from(12 * 60);
    let sentence = &stretch.sentence;
    // What is told in hours is good to half of one; what began and ended is told roughly.
    let leave = match stretch.shape {
        Shape::Joined | Shape::Between if length.unit == "hour" => Decimal::from(30),
        Shape::Joined | Shape::Between => Decimal::from(5),
        _ => Decimal::from(15).max(said / Decimal::TEN),
    };
    let unbroken = |s: &std::ops::Range<u32>| draft.has(s, Cue::Unbroken);
    let whole = told == Told::All || unbroken(sentence) || unbroken(&draft.sentence(length.tokens.start));
    let fits = |gap: i32| {
        let gap = Decimal::from(gap);
        let long = least.is_some_and(|least| least - leave > gap);
        let short = most.is_some_and(|most| most + leave < gap);
        !(long || short && whole)
    };
    // "from 9.15pm on Monday until 10.15am on Tuesday" is so long, and not a day more.
    let gaps = if stretch.dated { [gap; 2] } else { [gap.rem_euclid(12 * 60), gap.rem_euclid(24 * 60)] };
    if gaps[1] == 0
        || said >= half_day * Decimal::TWO && !stretch.dated && !stretch.joined()
        || gaps.into_iter().any(|g| g > 0 && fits(g))
    {
        return None;
    }
    let is = if stretch.joined() { gaps[1] } else { gaps[0] };
    // "The ferry runs for 40 minutes, from 9am to 6pm"
    if stretch.joined()
        && length.tokens.end <= stretch.from.start
        && said * Decimal::from(4) < Decimal::from(is)
    {
        return None;
    }
    // The clocks of two places differ by whole hours.
    let off = (said - Decimal::from(is)).abs() % Decimal::from(60);
    let between = stretch.from.end..stretch.to.start;
    let between_names = between.into_iter().any(|i| draft.is_name(i));
    // "took off from Memphis at 6:40 ... landed back in Memphis": one place
    let home = (stretch.from.end..sentence.end).any(|i| {
        let there = draft.is_name(i) && draft.preceded(i, &["in", "at", "to"]);
        there
            && (sentence.start..stretch.from.start)
                .any(|k| draft.is_name(k) && draft.word(k) == draft.word(i))
    });
    let travels = !home
        && stretch.from != stretch.to
        && ((sentence.start..sentence.end).any(|i| draft.one(i, WordSet::Travels)) || between_names);
    // A train that takes two hours more crossed no zones; a flight may have.
    let flies = (sentence.start..sentence.end).any(|i| draft.one(i, WordSet::Flies));
    // A delay is told in one place.
    let place = length.tokens.start.saturating_sub(4)..length.tokens.end + 2;
    let travels = travels && !(place.start..place.end).any(|i| draft.any(i, &["delay", "late", "wait"]));
    // Nor is what was shut and opened again: "The airport shut at 5am and reopened at 8am".
    let travels = travels && (stretch.shape != Shape::Halted || between_names);
    let near = (said - Decimal::from(is)).abs() <= Decimal::from(65);
    // "at 3pm in New York and ended at 4pm in Denver"
    let placed = |end: u32| draft.any(end, &["in", "at"]) && draft.is_name(end + 1);
    let hours = near || placed(stretch.from.end) && placed(stretch.to.end);
    let zones = travels && (flies || hours) && (off <= Decimal::from(5) || off >= Decimal::from(55));
    (!zones).then(|| spell(Decimal::from(is), "minute"))
}
