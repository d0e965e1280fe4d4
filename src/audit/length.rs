//! Lengths of time as a text states them: "nine years", "a three-hour stoppage", "an hour and ten minutes".

use std::ops::Range;

use super::draft::Draft;
use crate::mention::number::{Form, Numeral};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// What a length is counted in, by its English name in the singular.
const UNITS: [&str; 8] = ["year", "month", "week", "day", "night", "hour", "minute", "decade"];

/// How a length is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    None,
    AtLeast,
    AtMost,
    /// "almost": a little less.
    Nearly,
    /// Within a fifth.
    Roughly,
    /// One word for so many days, "a week-long fair": it may close on the fifth day.
    Loosely,
}

/// A stated length of time.
#[derive(Clone, Debug)]
pub(super) struct Length {
    pub(super) n: Decimal,
    pub(super) unit: &'static str,
    pub(super) hedge: Hedge,
    /// The number and its unit.
    pub(super) tokens: Range<u32>,
}

/// The lengths stated in `range`, but for those that count from elsewhere: "every three years", "the first five
/// years", "three years ago".
pub(super) fn lengths(draft: &Draft<'_>, range: &Range<u32>) -> Vec<Length> {
    let mut out: Vec<Length> = Vec::new();
    for n in draft.numerals_in(range) {
        let Some((unit, at)) = unit_of(draft, n) else { continue };
        // "the Hundred Years War"
        if draft.is_name(at) && draft.is_name(n.tokens.start) {
            continue;
        }
        let (mut value, mut start) = (n.value, n.tokens.start);
        // "an hour and ten minutes", "two hours and ten minutes"
        if unit == "minute"
            && start >= range.start + 3
            && draft.any(start - 1, &["and"])
            && unit_at(draft, start - 2) == Some("hour")
        {
            let hours = match out.last().filter(|l| l.unit == "hour" && l.tokens.end == start - 1) {
                Some(l) => Some((l.n, l.tokens.start)),
                None => draft.one(start - 3, WordSet::Indefinite).then_some((Decimal::ONE, start - 3)),
            };
            let Some((hours, first)) = hours else { continue };
            out.retain(|l| l.tokens.end != start - 1);
            (value, start) = (value + hours * Decimal::from(60), first);
        }
        // "four hours and a half"
        let half = draft.is(at + 1, "and") && draft.is(at + 2, "a") && draft.is(at + 3, "half");
        let at = if half { at + 3 } else { at };
        value += if half { Decimal::new(5, 1) } else { Decimal::ZERO };
        // "six years and three months"
        if unit == "month"
            && start >= range.start + 3
            && draft.any(start - 1, &["and"])
            && let Some(years) = out.last().filter(|l| l.unit == "year" && l.tokens.end == start - 1)
        {
            let (n, first) = (years.n * Decimal::from(12), years.tokens.start);
            out.pop();
            (value, start) = (value + n, first);
        }
        let halves = (value * Decimal::from(4)).is_integer();
        if n.form != Form::Cardinal || !halves || value < Decimal::TWO || elsewhere(draft, start, at, range) {
            continue;
        }
        let hedge = hedge(draft, range.start, start);
        let tokens = start..at + 1;
        if unit == "decade" {
            let hedge = if hedge == Hedge::None { Hedge::Roughly } else { hedge };
            out.push(Length { n: value * Decimal::TEN, unit: "year", hedge, tokens });
        } else {
            out.push(Length { n: value, unit, hedge, tokens });
        }
    }
    out.extend(centuries(draft, range));
    out.extend(single(draft, range));
    out.sort_by_key(|l| l.tokens.start);
    // "an hour and a half"
    for i in range.start + 1..range.end.saturating_sub(3) {
        let half = draft.is(i + 3, "half") && draft.is(i + 2, "a") && draft.is(i + 1, "and");
        let unit = unit_at(draft, i).filter(|_| half && draft.one(i - 1, WordSet::Indefinite));
        if let Some(unit) = unit.filter(|_| !elsewhere(draft, i - 1, i + 3, range)) {
            let at = out.partition_point(|l| l.tokens.start < i);
            let (n, unit, hedge) = match (unit, hedge(draft, range.start, i - 1)) {
                ("decade", Hedge::None) => (Decimal::from(15), "year", Hedge::Roughly),
                ("decade", hedge) => (Decimal::from(15), "year", hedge),
                (unit, hedge) => (Decimal::new(15, 1), unit, hedge),
            };
            out.insert(at, Length { n, unit, hedge, tokens: i - 1..i + 4 });
        }
    }
    out
}

/// "a quarter of a century", "half a century": by the round number that they are.
fn centuries(draft: &Draft<'_>, range: &Range<u32>) -> Vec<Length> {
    let named = |i: &u32| draft.any(*i, &["century", "decade"]);
    let found = (range.start + 2..range.end).filter(named).filter_map(|i| {
        let article = draft.preceded(i, &["a"]);
        let decade = draft.is(i, "decade");
        // "for a century, from 1920 until 1985"
        let whole = draft.word(i + 1) == "," && draft.any(i + 2, &["from", "between"]);
        let (n, start) = if article && whole && draft.is(i - 2, "for") {
            (if decade { 10 } else { 100 }, i - 1)
        } else if decade {
            return None;
        } else if article && draft.is(i - 2, "half") {
            (50, i - 2)
        } else if article && draft.is(i - 2, "of") && draft.is(i.saturating_sub(3), "quarter") {
            (25, i.saturating_sub(4))
        } else {
            return None;
        };
        let other = elsewhere(draft, start, i, range);
        let tokens = start.max(range.start)..i + 1;
        (!other).then(|| Length { n: Decimal::from(n), unit: "year", hedge: Hedge::Roughly, tokens })
    });
    found.collect()
}

/// "for a week, from 1 to 14 July": one of a unit, right before its stretch.
fn single(draft: &Draft<'_>, range: &Range<u32>) -> Vec<Length> {
    let found = (range.start + 2..range.end).filter_map(|i| {
        let unit = unit_at(draft, i).filter(|_| !draft.word(i).ends_with('s'))?;
        let told = draft.is(i - 2, "for") || draft.one(i - 2, WordSet::Lasts);
        let one = draft.any(i - 1, &["a", "an", "one"]) && draft.word(i + 1) == ",";
        (told && one && draft.any(i + 2, &["from", "between"])).then(|| Length {
            n: Decimal::ONE,
            unit,
            hedge: Hedge::Roughly,
            tokens: i - 1..i + 1,
        })
    });
    found.collect()
}

/// The lengths in `range` that one word tells, "week-long", "fortnight", counted in `unit`.
pub(super) fn rough(draft: &Draft<'_>, range: &Range<u32>, unit: &'static str) -> Vec<Length> {
    let size = match unit {
        "day" => Decimal::ONE,
        "month" => Decimal::new(304, 1),
        _ => Decimal::new(36525, 2),
    };
    let found = draft.cues_in(range, Cue::Length).filter_map(|cue| {
        let days = cue.worth.filter(|&days| unit != "year" || days > 3000)?;
        let (start, end) = (cue.tokens.start, cue.tokens.end);
        let other = draft.follows(start, WordSet::BeforeOtherLength)
            || draft.one(end, WordSet::AfterOtherLength)
            || draft.preceded(start, &["of"])
            || draft.word(end).starts_with(['\'', '\u{2019}']);
        let n = (Decimal::from(days) / size).round_dp(0);
        (!other).then(|| Length { n, unit, hedge: Hedge::Loosely, tokens: cue.tokens.clone() })
    });
    found.collect()
}

/// "12 years", "9 days"
pub(super) fn spell(n: Decimal, unit: &str) -> String {
    let n = n.round_dp(1).normalize();
    format!("{} {unit}{}", grouped(n), if n == Decimal::ONE { "" } else { "s" })
}

/// The unit of time that token `i` names.
pub(super) fn unit_at(draft: &Draft<'_>, i: u32) -> Option<&'static str> {
    let word = draft.word(i);
    let word = word.strip_suffix('s').unwrap_or(word);
    UNITS.iter().copied().find(|u| word.eq_ignore_ascii_case(u))
}

/// The unit behind a number and its place: "18 years", "18 unbroken years", "18-year".
fn unit_of(draft: &Draft<'_>, n: &Numeral) -> Option<(&'static str, u32)> {
    let end = n.tokens.end;
    let adjective = draft.is_word(end) && !draft.one(end, WordSet::NoAdjective);
    let hyphen = matches!(draft.word(end), "-" | "\u{2010}" | "\u{2011}");
    // "14 this year" is no length
    let plural = |i: u32| draft.word(i).ends_with(['s', 'S']);
    unit_at(draft, end).map(|u| (u, end)).or_else(|| {
        let far = unit_at(draft, end + 1).filter(|_| hyphen || adjective && plural(end + 1));
        far.map(|u| (u, end + 1))
    })
}

/// Whether a length whose unit is at `unit` counts from elsewhere, or is a part: "five of his ten years".
fn elsewhere(draft: &Draft<'_>, start: u32, unit: u32, range: &Range<u32>) -> bool {
    let later = draft.any(unit + 1, &["later", "after", "into"]);
    let other = draft.follows(start, WordSet::BeforeOtherLength)
        || draft.one(unit + 1, WordSet::AfterOtherLength) && !later;
    // "the ban of five years", "the ban, of five years"
    let noun = start.saturating_sub(2 + u32::from(draft.before(start, 2) == ","));
    let whole =
        noun >= range.start && (draft.one(noun, WordSet::Stretch) || draft.one(noun, WordSet::Lasted));
    // "open from 9am to 5pm, 60 hours a week"
    let by = draft.any(unit + 1, &["a", "per", "each", "every"])
        && matches!(unit_at(draft, unit + 2), Some("week" | "month" | "year"));
    other || by || draft.preceded(start, &["of"]) && !whole
}

fn hedge(draft: &Draft<'_>, from: u32, start: u32) -> Hedge {
    // "over after 9 days": what is over is no hedge.
    let first = if draft.preceded(start, &["after"]) { start } else { start.saturating_sub(2) };
    let near = |set: WordSet| (first.max(from)..start).any(|i| draft.one(i, set));
    // "just under five hours"
    let just = |i: u32| {
        draft.one(i, WordSet::LessThan) && draft.any(i.wrapping_sub(1), &["just", "slightly", "little"])
    };
    if near(WordSet::Almost) || (first.max(from + 1)..start).any(just) {
        Hedge::Nearly
    } else if near(WordSet::LessThan) {
        Hedge::AtMost
    } else if near(WordSet::MoreThan) {
        Hedge::AtLeast
    } else if near(WordSet::Roughly) {
        Hedge::Roughly
    } else {
        Hedge::None
    }
}
