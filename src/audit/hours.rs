//! `span-duration` of the clock: "from 9.10am to 11.40am, the 90 minutes of it".

use rust_decimal::prelude::ToPrimitive;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for reading in draft.readings.iter().filter(|r| r.kind == Kind::Period) {
        out.extend(stretch(draft, reading));
    }
    for pair in draft.readings.windows(2) {
        out.extend(length_and_clocks(draft, &pair[0], &pair[1]));
    }
    let clock = |r: &Reading| r.kind == Kind::Time || r.kind == Kind::DateTime;
    // "nine hours later"
    let later = |r: &Reading| {
        r.kind == Kind::Date
            && (r.timex().is_some_and(|t| t.value.starts_with("PT")) || counted(draft, r).is_some())
    };
    let told = |r: &Reading| clock(r) || r.kind == Kind::Duration || later(r);
    let told: Vec<&Reading> = draft.readings.iter().filter(|r| told(r)).collect();
    for three in told.windows(3) {
        let [a, b, c] = three else { continue };
        if a.kind == Kind::Duration {
            out.extend(two_clocks(draft, b, c, a));
        } else if later(b) {
            out.extend(two_clocks(draft, a, c, b));
        } else {
            out.extend(two_clocks(draft, a, b, c));
        }
    }
}

/// "walked on at ten past one and shook hands at twenty to seven, after two hours and ten minutes"
fn two_clocks(draft: &Draft<'_>, from: &Reading, to: &Reading, long: &Reading) -> Option<Slip> {
    let clock = |r: &Reading| r.kind == Kind::Time || r.kind == Kind::DateTime;
    let kinds = clock(from) && clock(to) && !clock(long);
    if !kinds {
        return None;
    }
    let mut sentence = draft.sentence(from.extent.tokens.start);
    let place = &long.extent.tokens;
    let end = to.extent.tokens.end;
    // "Bidding began at 9.30am. The last lot was knocked down at 4.30pm, after eleven hours without a break"
    let split = end > sentence.end;
    if split {
        sentence.end = draft.next_sentence(from.extent.tokens.start).filter(|n| end <= n.end)?.end;
    }
    let verb = |r: &Reading, set: WordSet| {
        let at = r.extent.tokens.start;
        let open = if at > from.extent.tokens.end { from.extent.tokens.end } else { sentence.start };
        draft.verb_before(at, set, open)
    };
    // "The nine-hour blackout began at 4.10pm"
    let opens = || {
        let first = place.start <= sentence.start + 1 && place.start >= sentence.start;
        first && end <= sentence.end && draft.one(place.end + 1, WordSet::Begun)
    };
    // "began at 4.10pm and ended at 8.15pm, left the island without power for nine hours"
    let left = || {
        let near = draft.preceded(place.start, &["for"]) && (end..=end + 20).contains(&place.start);
        near && (end..place.start).any(|i| draft.one(i, WordSet::LeavesSo))
    };
    // "It lasted five hours."
    let next = || {
        let next = draft.next_sentence(sentence.end.checked_sub(1)?)?;
        let it = draft.one(next.start, WordSet::ItOrThey) && draft.one(next.start + 1, WordSet::Lasts);
        // "For those eleven hours", "The eleven-hour blackout"
        let those = draft.follows(place.start, WordSet::TheseYears);
        let noun = draft.follows(place.start, WordSet::Possessive) && draft.one(place.end, WordSet::Lasted);
        ((it || those || noun) && place.start <= next.start + 2 && place.end <= next.end).then_some(())
    };
    // "had no power for five hours. The supply failed at 6.10pm and came back at 9.40pm."
    let above = || {
        let previous = draft.previous_sentence(sentence.start)?;
        let only = draft.days_in(&previous).is_empty() && draft.preceded(place.start, &["for"]);
        let lacks = (previous.start..place.start).any(|i| draft.one(i, WordSet::Lacks));
        let lost = lacks && verb(from, WordSet::Halted) && verb(to, WordSet::Resumed);
        (only && lost && end <= sentence.end && previous.contains(&place.start)).then_some(())
    };
    // "began at 2:10 p.m. and, nine hours later, ended at 7:40 p.m."
    let between = || {
        let inside = place.start >= from.extent.tokens.end && place.end <= to.extent.tokens.start;
        let ran = verb(from, WordSet::Begun) && verb(to, WordSet::Finished);
        inside && end <= sentence.end && ran && place.end + 4 >= to.extent.tokens.start
    };
    // ", a stoppage of 35 minutes", "- a delay of an hour and a half": all of it.
    let named = place.start >= end + 3
        && place.start <= end + 6
        && matches!(draft.word(end), "," | "-" | "\u{2013}" | "\u{2014}" | "(")
        && (end + 1..place.start).all(|i| {
            draft.one(i, WordSet::Lasted)
                || draft.one(i, WordSet::Stretch)
                || draft.one(i, WordSet::BeforeLength)
                || draft.is(i, "of")
        })
        && draft.preceded(place.start, &["of"]);
    let near = place.end <= sentence.end && (place.start.saturating_sub(end) <= 3 || named);
    let near = near && (!split || draft.preceded(place.start, &["after", ",", "lasting"]));
    let behind = place.start >= end && (near || place.end <= sentence.end && left() || next().is_some());
    let before = place.end <= from.extent.tokens.start && (opens() || above().is_some());
    let beside = behind || before || between();
    if !beside || draft.has_any(&sentence, &[Cue::Break, Cue::OtherClock, Cue::Each]) {
        return None;
    }
    let at = |r: &Reading| minutes(r.timex()?.value.find('T').and_then(|i| r.timex()?.value.get(i..))?);
    let gap = (at(to)? - at(from)?).rem_euclid(12 * 60);
    let said = span(&long.timex()?.value).or_else(|| counted(draft, long))?;
    let off = (said - gap).abs();
    // The clocks of two places differ by whole hours; what stood still for a while took longer than it says.
    let between = from.extent.tokens.end..to.extent.tokens.start;
    let ran = verb(from, WordSet::Begun) && verb(to, WordSet::Finished);
    let here = (ran || verb(from, WordSet::Halted) && verb(to, WordSet::Resumed))
        && !(between.start..between.end).any(|i| draft.is_name(i));
    let travels = (sentence.start..sentence.end).any(|i| draft.one(i, WordSet::Travels));
    // "began at 3pm in New York and ended at 4pm in Denver"
    let place_of = |r: &Reading| {
        let at = r.extent.tokens.end;
        (at..at + 2).any(|i| draft.one(i, WordSet::PlacesList) && draft.is_name(i + 1))
    };
    let travels = travels || place_of(from) && place_of(to);
    let zones = travels && !here && !named && (off % 60 <= 5 || off % 60 >= 55);
    let unbroken = draft.has(&sentence, Cue::Unbroken);
    // "The two-hour blackout": no time was lost of it.
    let unbroken =
        unbroken || named || place.end <= from.extent.tokens.start && draft.one(place.end, WordSet::Lasted);
    if gap == 0
        || off <= 15
        || off * 10 <= gap.max(said)
        || zones
        || (said < gap && !unbroken)
        || said >= 12 * 60
    {
        return None;
    }
    let (a, b) = (draft.text(&from.extent.tokens), draft.text(&to.extent.tokens));
    let text = format!("{a} to {b} is {gap} minutes, not {said}");
    let others = [from.extent.tokens.clone(), to.extent.tokens.clone()];
    Some(Slip::new("span-duration", place, text).against(others))
}

/// "for 25 minutes, from 3.40pm to 4.55pm": read as a length that begins then, and an end.
fn length_and_clocks(draft: &Draft<'_>, long: &Reading, to: &Reading) -> Option<Slip> {
    let said = span(&long.timex().filter(|_| long.kind == Kind::Period)?.value)?;
    let end = &to.timex().filter(|_| to.kind == Kind::Time)?.value;
    let end = minutes(end.get(end.find('T')?..)?)?;
    let place = &long.extent.tokens;
    let from = (place.start..place.end).find(|&i| draft.is(i, "from"))?;
    let joined = draft.one(place.end, WordSet::UntilDate) && to.extent.tokens.start <= place.end + 1;
    let sentence = draft.sentence(from);
    if !joined || draft.has_any(&sentence, &[Cue::Break, Cue::OtherClock, Cue::Each]) {
        return None;
    }
    let gap = (end - clock(draft, from + 1)?).rem_euclid(12 * 60);
    let off = (said - gap).abs();
    let leave = if said % 60 == 0 { 30 } else { 5 };
    if gap == 0 || off <= leave || said >= 12 * 60 || said * 4 < gap {
        return None;
    }
    let clocks = from + 1..to.extent.tokens.end;
    let text = format!("{} is {gap} minutes, not {said}", draft.text(&clocks));
    Some(Slip::new("span-duration", &(place.start..from), text).against([clocks]))
}

/// Minutes of the clock at token `i`, modulo twelve hours: "3.40pm", "9".
fn clock(draft: &Draft<'_>, i: u32) -> Option<i32> {
    let hour: i32 = draft.word(i).parse().ok().filter(|h| *h <= 24)?;
    let glued = matches!(draft.word(i + 1), "." | ":") && draft.token(i + 2).is_some_and(|t| !t.spaced());
    let minute = if glued && draft.word(i + 2).len() == 2 { draft.word(i + 2).parse().ok()? } else { 0 };
    Some(hour * 60 + minute)
}

/// Minutes of "three and a half hours later", which behind a clock is read as what it counts from.
fn counted(draft: &Draft<'_>, r: &Reading) -> Option<i32> {
    let place = &r.extent.tokens;
    let unit = place.end.checked_sub(2).filter(|_| draft.is(place.end - 1, "later") && place.len() <= 8)?;
    let size = if draft.any(unit, &["hours", "hour"]) {
        60
    } else if draft.is(unit, "minutes") {
        1
    } else {
        return None;
    };
    let numerals = draft.numerals_in(&(place.start..unit));
    let number = numerals.first()?.value;
    let half = numerals.len() < 2 && number.is_integer() && (place.start..unit).any(|i| draft.is(i, "half"));
    let all = if half { number + Decimal::new(5, 1) } else { number };
    (numerals.len() <= 2).then(|| all.checked_mul(Decimal::from(size))?.round().to_i32())?
}

/// Minutes of "PT2H10M".
fn span(value: &str) -> Option<i32> {
    let time = value.strip_prefix("PT")?;
    // "three and a half hours" is PT3.5H.
    let hours = |h: &str| h.parse::<Decimal>().ok()?.checked_mul(Decimal::from(60))?.round().to_i32();
    let (long, rest) = match time.split_once('H') {
        Some((h, rest)) => (hours(h)?, rest),
        None => (0, time),
    };
    let minutes = if rest.is_empty() { 0 } else { rest.strip_suffix('M')?.parse::<i32>().ok()? };
    (0..6000).contains(&long).then(|| long + minutes)
}

/// Minutes since midnight of "T09:10".
fn minutes(time: &str) -> Option<i32> {
    let (hour, minute) = time.strip_prefix('T')?.split_once(':')?;
    Some(hour.parse::<i32>().ok()? * 60 + minute.get(..2)?.parse::<i32>().ok()?)
}

fn stretch(draft: &Draft<'_>, reading: &Reading) -> Option<Slip> {
    let (from, to) = reading.timex()?.value.split_once('/')?;
    let clock = |s: &'_ str| s.find('T').map(|i| (s[..i].to_owned(), s[i..].to_owned()));
    let ((day, from), (other, to)) = if from.starts_with('T') {
        ((String::new(), from.to_owned()), clock(to).map(|(_, t)| (String::new(), t))?)
    } else {
        (clock(from)?, clock(to)?)
    };
    // "Tuesday", of both ends; "from 10am on Monday until 2am on Tuesday"
    let days = if day == other { 0 } else { days_between(&day, &other)? };
    let long = minutes(&to)? - minutes(&from)?;
    let long = if days > 0 { days * 24 * 60 + long } else { long.rem_euclid(24 * 60) };
    let end = reading.extent.tokens.end;
    let start = reading.extent.tokens.start;
    let sentence = draft.sentence(end.checked_sub(1)?);
    // "for 25 minutes, from 3.40pm to 4.55pm"
    let before = draft.figures_in(&(start.saturating_sub(5).max(sentence.start)..start)).last().filter(|f| {
        let start = f.whole.start.min(f.tokens.start);
        let led = [start, f.tokens.start]
            .iter()
            .any(|&at| draft.preceded(at, &["for"]) || draft.follows(at, WordSet::Lasts));
        let joined = |i: u32| {
            matches!(draft.word(i), "," | ":" | "(" | "\u{2013}" | "\u{2014}")
                || draft.any(i, &["from", "between"])
        };
        led && (f.whole.end.max(f.tokens.end)..start).all(joined)
    });
    let open = draft.is(start, "between") || draft.preceded(start, &["between"]);
    let behind = draft.figures_in(&(end..sentence.end.min(end + 6))).first();
    // "from 8am to 11am, leaving tenants to climb the stairs for five hours"
    let left = || {
        let far = draft.figures_in(&(end..sentence.end.min(end + 14))).iter();
        let mut far = far.filter(|f| f.kind == Kind::Duration);
        let found = far.next().filter(|f| draft.preceded(f.tokens.start, &["for"]))?;
        (end..found.tokens.start).any(|i| draft.one(i, WordSet::LeavesSo)).then_some(found)
    };
    let left = if before.is_none() && behind.is_none() { left() } else { None };
    let stated = before.or(behind).or(left)?;
    let beside = before.is_some()
        || left.is_some()
        || matches!(draft.word(end), "," | "-" | "\u{2013}" | "\u{2014}" | "(" | ":")
            && (end + 1..stated.tokens.start).all(|i| {
                [WordSet::BeforeLength, WordSet::Stretch, WordSet::Lasted].iter().any(|&s| draft.one(i, s))
            });
    if !beside
        || stated.vague
        || stated.end
        || draft.has_any(&sentence, &[Cue::Break, Cue::OtherClock, Cue::Each])
    {
        return None;
    }
    let unit = size(stated)?;
    let said = stated.value.checked_mul(Decimal::from(unit))?;
    // "The ferry runs for 40 minutes, from 9am to 6pm"
    let trip = before.is_some() && said * Decimal::from(4) < Decimal::from(long);
    // "From 10 to 4" may go over noon; what is told in hours is good to half of one.
    let leave = Decimal::from(if unit == 60 { 30 } else { 5 });
    // "almost four hours", "more than two hours"
    let wide = if stated.modifier.is_some() { said / Decimal::from(4) } else { Decimal::ZERO };
    let open =
        open || left.is_some() || matches!(stated.modifier, Some(Modifier::MoreThan | Modifier::EqualOrMore));
    let fits = |long: i32| (Decimal::from(long) - said).abs() <= leave + wide;
    if long <= 0 || fits(long) || days == 0 && fits(long % 720) || open && said < Decimal::from(long) || trip
    {
        return None;
    }
    let text = format!(
        "{} is {} minutes, not {}",
        draft.text(&reading.extent.tokens),
        grouped(Decimal::from(long)),
        grouped(said.normalize())
    );
    Some(Slip::new("span-duration", &stated.tokens, text).against([reading.extent.tokens.clone()]))
}

/// Days from one date to another of the same week or two: "2024-05-02", "XXXX-WXX-1".
fn days_between(from: &str, to: &str) -> Option<i32> {
    if let (Ok(a), Ok(b)) = (from.parse::<jiff::civil::Date>(), to.parse::<jiff::civil::Date>()) {
        return Some((b - a).get_days()).filter(|d| (1..14).contains(d));
    }
    let week = |s: &str| s.rsplit_once('-').filter(|(w, _)| w.contains('W'))?.1.parse::<i32>().ok();
    Some((week(to)? - week(from)?).rem_euclid(7)).filter(|d| *d > 0)
}

/// Minutes in the unit of a length.
fn size(stated: &Figure) -> Option<u32> {
    match stated.unit.as_ref()?.name() {
        "minute" => Some(1),
        "hour" => Some(60),
        _ => None,
    }
}
