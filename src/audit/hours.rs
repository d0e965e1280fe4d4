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
}

/// Minutes since midnight of "T09:10".
fn minutes(time: &str) -> Option<i32> {
    let (hour, minute) = time.strip_prefix('T')?.split_once(':')?;
    Some(hour.parse::<i32>().ok()? * 60 + minute.get(..2)?.parse::<i32>().ok()?)
}

fn stretch(draft: &Draft<'_>, reading: &Reading) -> Option<Slip> {
    let (from, to) = reading.timex()?.value.split_once('/')?;
    let long = (minutes(to)? - minutes(from)?).rem_euclid(24 * 60);
    let end = reading.extent.tokens.end;
    let sentence = draft.sentence(end.checked_sub(1)?);
    let stated = draft.figures_in(&(end..sentence.end.min(end + 6))).first()?;
    let beside = matches!(draft.word(end), "," | "-" | "\u{2013}" | "\u{2014}" | "(" | ":")
        && (end + 1..stated.tokens.start).all(|i| draft.one(i, WordSet::BeforeLength));
    if !beside || !stated.plain() || draft.has_any(&sentence, &[Cue::Break, Cue::OtherClock, Cue::Each]) {
        return None;
    }
    let unit = size(stated)?;
    let said = stated.value.checked_mul(Decimal::from(unit))?;
    // "From 10 to 4" may go over noon; what is told in hours is good to half of one.
    let leave = Decimal::from(if unit == 60 { 30 } else { 5 });
    let fits = |long: i32| (Decimal::from(long) - said).abs() <= leave;
    if long == 0 || fits(long) || fits(long % 720) {
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
