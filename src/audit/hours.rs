//! `span-duration` of the clock: "from 9.10am to 11.40am, the 90 minutes of it".

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for reading in draft.readings.iter().filter(|r| r.kind == Kind::Period) {
        out.extend(stretch(draft, reading));
    }
    let clock = |r: &Reading| r.kind == Kind::Time || r.kind == Kind::DateTime;
    // "nine hours later"
    let later = |r: &Reading| r.kind == Kind::Date && r.timex().is_some_and(|t| t.value.starts_with("PT"));
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
    let sentence = draft.sentence(from.extent.tokens.start);
    let place = &long.extent.tokens;
    let end = to.extent.tokens.end;
    let verb = |r: &Reading, set: WordSet| {
        let at = r.extent.tokens.start;
        (at.saturating_sub(5).max(sentence.start)..at).any(|i| draft.one(i, set))
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
        let next = draft.next_sentence(from.extent.tokens.start)?;
        let it = draft.one(next.start, WordSet::ItOrThey) && draft.one(next.start + 1, WordSet::Lasts);
        (it && place.start <= next.start + 2 && place.end <= next.end).then_some(())
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
    let near = place.end <= sentence.end && place.start.saturating_sub(end) <= 3;
    let behind = place.start >= end && (near || place.end <= sentence.end && left() || next().is_some());
    let before = place.end <= from.extent.tokens.start && (opens() || above().is_some());
    let beside = behind || before || between();
    if !kinds || !beside || draft.has_any(&sentence, &[Cue::Break, Cue::OtherClock, Cue::Each]) {
        return None;
    }
    let at = |r: &Reading| minutes(r.timex()?.value.find('T').and_then(|i| r.timex()?.value.get(i..))?);
    let gap = (at(to)? - at(from)?).rem_euclid(12 * 60);
    let said = span(&long.timex()?.value)?;
    let off = (said - gap).abs();
    // The clocks of two places differ by whole hours; what stood still for a while took longer than it says.
    let between = from.extent.tokens.end..to.extent.tokens.start;
    let ran = verb(from, WordSet::Begun) && verb(to, WordSet::Finished);
    let here = (ran || verb(from, WordSet::Halted) && verb(to, WordSet::Resumed))
        && !(between.start..between.end).any(|i| draft.is_name(i));
    let zones = !here && (off % 60 <= 5 || off % 60 >= 55);
    let unbroken = draft.has(&sentence, Cue::Unbroken);
    // "The two-hour blackout": no time was lost of it.
    let unbroken = unbroken || place.end <= from.extent.tokens.start && draft.one(place.end, WordSet::Lasted);
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

/// Minutes of "PT2H10M".
fn span(value: &str) -> Option<i32> {
    let time = value.strip_prefix("PT")?;
    let (hours, rest) = time.split_once('H').map_or((0, time), |(h, r)| (h.parse::<i32>().unwrap_or(-1), r));
    let minutes = if rest.is_empty() { 0 } else { rest.strip_suffix('M')?.parse::<i32>().ok()? };
    (0..100).contains(&hours).then(|| hours * 60 + minutes)
}

/// Minutes since midnight of "T09:10".
fn minutes(time: &str) -> Option<i32> {
    let (hour, minute) = time.strip_prefix('T')?.split_once(':')?;
    Some(hour.parse::<i32>().ok()? * 60 + minute.get(..2)?.parse::<i32>().ok()?)
}

fn stretch(draft: &Draft<'_>, reading: &Reading) -> Option<Slip> {
    let (from, to) = reading.timex()?.value.split_once('/')?;
    // "Tuesday", of both ends
    let from = if from.split('T').next() == to.split('T').next() {
        from.find('T').and_then(|i| from.get(i..))?
    } else {
        from
    };
    let to = to.find('T').filter(|_| from.starts_with('T')).and_then(|i| to.get(i..))?;
    let long = (minutes(to)? - minutes(from)?).rem_euclid(24 * 60);
    let end = reading.extent.tokens.end;
    let start = reading.extent.tokens.start;
    let sentence = draft.sentence(end.checked_sub(1)?);
    // "for 25 minutes, from 3.40pm to 4.55pm"
    let before = draft.figures_in(&(start.saturating_sub(8).max(sentence.start)..start)).last().filter(|f| {
        let led = draft.preceded(f.tokens.start, &["for"]) || draft.follows(f.tokens.start, WordSet::Lasts);
        let joined = |i: u32| {
            matches!(draft.word(i), "," | ":" | "(" | "\u{2013}" | "\u{2014}")
                || draft.any(i, &["from", "between"])
        };
        led && (f.whole.end.max(f.tokens.end)..start).all(joined)
    });
    let open = draft.is(start, "between") || draft.preceded(start, &["between"]);
    let behind = draft.figures_in(&(end..sentence.end.min(end + 6))).first();
    let stated = before.or(behind)?;
    let beside = before.is_some()
        || matches!(draft.word(end), "," | "-" | "\u{2013}" | "\u{2014}" | "(" | ":")
            && (end + 1..stated.tokens.start).all(|i| draft.one(i, WordSet::BeforeLength));
    if !beside || !stated.plain() || draft.has_any(&sentence, &[Cue::Break, Cue::OtherClock, Cue::Each]) {
        return None;
    }
    let unit = size(stated)?;
    let said = stated.value.checked_mul(Decimal::from(unit))?;
    // "The ferry runs for 40 minutes, from 9am to 6pm"
    let trip = before.is_some() && said * Decimal::from(4) < Decimal::from(long);
    // "From 10 to 4" may go over noon; what is told in hours is good to half of one.
    let leave = Decimal::from(if unit == 60 { 30 } else { 5 });
    let fits = |long: i32| (Decimal::from(long) - said).abs() <= leave;
    if long == 0 || fits(long) || fits(long % 720) || open && said < Decimal::from(long) || trip {
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

/// Minutes in the unit of a length.
fn size(stated: &Figure) -> Option<u32> {
    match stated.unit.as_ref()?.name() {
        "minute" => Some(1),
        "hour" => Some(60),
        _ => None,
    }
}
