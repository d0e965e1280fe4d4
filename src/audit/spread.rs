//! `reversed-range` of two numbers that neither "from" nor "between" leads: "14 to 9 inches of snow", "on pages 48 to 43",
//! "put the number of hens at 4,000 to 2,500".

use std::ops::Range;

use super::Slip;
use super::calendar::Day;
use super::draft::Draft;
use super::reversed::CODE;
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Tokens before two numbers within which is told what they are.
const LEAD: u32 = 5;

/// Tokens before them within which somebody estimates.
const SAID: u32 = 16;

/// Smaller numbers are hours, scores and odds.
const SMALL: u32 = 25;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let all = draft.numerals_in(&(0..draft.end()));
    out.extend(all.windows(2).filter_map(|pair| spread(draft, &pair[0], &pair[1])));
    out.extend(draft.days.windows(2).filter_map(|pair| days(draft, &pair[0], &pair[1])));
}

/// Whether "from" opens a range and no change: "anything from 15 to 30", "The tickets cost from £15 to £30".
pub(super) fn ranges(draft: &Draft<'_>, from: u32) -> bool {
    draft.follows(from, WordSet::Ranges) || priced(draft, from)
}

/// Whether a word right before "from" tells what things are sold at: "The tickets cost from £15 to £30"; never "the cost from".
fn priced(draft: &Draft<'_>, from: u32) -> bool {
    let Some(verb) = from.checked_sub(1).filter(|&v| v > 0) else { return false };
    let sentence = draft.sentence(from);
    let things = draft.is(verb, "cost") && draft.input.rules.language.ends_as_plural(draft.word(verb - 1));
    let moves = draft.has_any(&(sentence.start..from), &[Cue::Up, Cue::Down, Cue::Moved]);
    (things || draft.any(verb, &["priced", "costing", "selling", "sells", "sell"])) && !moves
}

/// "Upper Hall, 20 October to 3 October 2024": two days of one month with the year of both behind them.
fn days(draft: &Draft<'_>, a: &Day, b: &Day) -> Option<Slip> {
    let joined = b.tokens.start == a.tokens.end + 1 && draft.is(a.tokens.end, "to");
    let back = a.month.is_some() && a.month == b.month && a.day > b.day && b.day.is_some();
    let year = b.year.is_some() && (a.year.is_none() || a.year == b.year);
    let start = a.tokens.start;
    let before = draft.sentence(start).start..start;
    let led = draft.any(start.wrapping_sub(1), &["from", "between"]);
    if !joined || !back || !year || led || draft.has_any(&before, &[Cue::Moved, Cue::Each, Cue::Apart]) {
        return None;
    }
    let text = format!("{} is after {}", draft.text(&a.tokens), draft.text(&b.tokens));
    Some(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]))
}

fn spread(draft: &Draft<'_>, a: &Numeral, b: &Numeral) -> Option<Slip> {
    let (start, join) = (a.tokens.start, a.tokens.end);
    let joined = b.tokens.start == join + 1
        && (draft.is(join, "to") || matches!(draft.word(join), "-" | "\u{2013}") && !draft.dash(join));
    let whole = a.form == Form::Cardinal && b.form == Form::Cardinal;
    if !joined
        || !whole
        || a.value <= b.value
        || start == 0
        || draft.preceded(start, &["from", "by", "minus"])
    {
        return None;
    }
    let sentence = draft.sentence(start);
    if draft.has_any(&sentence, &[Cue::Moved, Cue::Apart]) || draft.says(&sentence, WordSet::RunsDown) {
        return None;
    }
    // "pages 118-24", "1914-18": the second cut short
    let whole = |mut ten: Decimal| {
        while ten <= b.value {
            ten *= Decimal::TEN;
        }
        a.value - a.value % ten + b.value
    };
    if !draft.is(join, "to") && whole(Decimal::TEN) > a.value {
        return None;
    }
    let near = |most: u32| start.saturating_sub(most).max(sentence.start)..start;
    let told = draft.follows(start, WordSet::NumberedThings)
        || measured(draft, a, b) && draft.says(&near(LEAD), WordSet::LeadsSpread)
        || estimated(draft, a, b, &near(SAID));
    let text = format!("{} is more than {}", grouped(a.value), grouped(b.value));
    told.then(|| Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]))
}

/// "14 to 9 inches": one reading, of one unit.
fn measured(draft: &Draft<'_>, a: &Numeral, b: &Numeral) -> bool {
    draft.readings_in(&(a.tokens.start.saturating_sub(2)..a.tokens.end)).iter().any(|r| {
        let whole = &r.extent.whole;
        let unit = matches!(r.kind, Kind::Measure | Kind::Money | Kind::Temperature | Kind::Duration);
        unit && whole.start <= a.tokens.start && whole.end >= b.tokens.end
    })
}

/// "put the number of hens that had died at 4,000 to 2,500"
fn estimated(draft: &Draft<'_>, a: &Numeral, b: &Numeral, near: &Range<u32>) -> bool {
    let large = b.value >= Decimal::from(SMALL) && a.value < b.value * Decimal::TEN;
    large && draft.preceded(a.tokens.start, &["at"]) && draft.says(near, WordSet::Estimates)
}
