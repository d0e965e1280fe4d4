//! Ages that a birth and another date of a box imply: "married at the age of 26", "died in his fifties".

use super::lasts::{found, of_group};
use super::{Case, Found, Tell, Worth};
use crate::link::lifetime::completed_years;
use crate::resolve::Value;
use crate::rules::aspect::Tells;
use crate::value::{Decimal, Interval, Modifier, Quantity, Unit};

/// "When they were 17", "since he was 21": a bare number of years.
pub(super) fn is_age(case: &Case<'_, '_>) -> bool {
    let own = case.own();
    let bare = case.input.readings[case.claim.reading].quantity().is_some_and(|q| q.unit.is_none());
    let at = |back: u32| own.start.checked_sub(back).map_or(String::new(), |i| case.word(i));
    let turned = matches!(at(1).as_str(), "was" | "were" | "turned" | "age");
    let person = matches!(at(2).as_str(), "he" | "she" | "they") || at(1) == "age";
    bare && turned && person && !case.word(own.end).starts_with(char::is_alphabetic)
}

/// "Three decades old" is thirty years.
fn in_years(mut q: Quantity) -> Option<Quantity> {
    let Some(Unit::Measure(unit)) = &q.unit else { return Some(q) };
    let year = match &*unit.dimension {
        "calendar" => Decimal::from(12),
        _ => Decimal::from(31_556_952),
    };
    if unit.factor > year {
        let years = (unit.factor / year).round();
        let by = |x: Decimal| x.checked_mul(years).unwrap_or(x);
        (q.interval, q.stated, q.digit) = (q.interval.map(by), q.stated.map(by), by(q.digit));
    }
    Some(q)
}

/// Holds an age against the years from the birth to what the sentence tells of.
pub(super) fn age(case: &Case<'_, '_>) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let mut quantity = in_years(reading.quantity()?.clone())?;
    if quantity.modifier.is_none()
        && let Some(m @ (Modifier::MoreThan | Modifier::LessThan)) = case.bound()
        && let Some(x) = quantity.stated.as_point()
    {
        quantity.interval =
            if m == Modifier::MoreThan { Interval::more_than(*x) } else { Interval::less_than(*x) };
        quantity.modifier = Some(m);
    }
    let birth = case.sheet.of(case.input, "birth").or_else(|| {
        ["founding", "release", "making", "introduction", "opening", "publication"]
            .iter()
            .find_map(|id| case.sheet.of(case.input, id))
    })?;
    let born = case.sheet.lines[birth].stretches();
    let born = born.first().filter(|b| !b.period || born.len() == 1)?;
    let person = case.sheet.of(case.input, "birth").is_some();
    let dated = |t: &&Tell| {
        matches!(t.tells, Tells::Whole | Tells::Start | Tells::End | Tells::While)
            && (t.tells != Tells::While || case.has(case.sentence.start..case.own().start, &["since"]))
            && t.line != birth
            && !case.sheet.lines[t.line].stretches().is_empty()
    };
    let near = case.own().start.saturating_sub(4).max(case.sentence.start)..case.own().start;
    if case.has(near.clone(), &["turning"]) || case.has(case.sentence.clone(), &["birthday"]) {
        return None;
    }
    // "before they were 30"
    if let Some(i) = near.rev().find(|&i| case.word(i) == "before") {
        let small =
            ["he", "she", "they", "it", "was", "were", "turned", "the", "age", "of", "reaching", "even"];
        if !(i + 1..case.own().start).all(|j| small.contains(&case.word(j).as_str()))
            || quantity.modifier.is_some()
        {
            return None;
        }
        let x = *quantity.stated.as_point()?;
        (quantity.interval, quantity.modifier) = (Interval::less_than(x), Some(Modifier::LessThan));
    }
    let nearest = case
        .tells
        .iter()
        .filter(dated)
        .min_by_key(|t| case.far(&t.tokens))
        .filter(|t| case.far(&t.tokens) <= 12);
    let mut from = born.facts.clone();
    let (when, how) = match nearest.filter(|_| person) {
        Some(tell) => {
            if case.of_another(tell.tokens.start) && case.of_another(case.own().start) {
                return None;
            }
            let mut all = of_group(case, &[tell]);
            all.retain(|s| !s.yearless);
            let s = match all.as_slice() {
                [one] => one.clone(),
                // Which of several weddings is not said.
                [..] if tell.tells == Tells::Start => {
                    all.iter().min_by_key(|s| s.start.low.value().copied())?.clone()
                }
                _ => return None,
            };
            if all.len() > 1
                && !case
                    .has(case.sentence.clone(), &["first", "began", "started", "debut", "start", "career"])
            {
                return None;
            }
            from.extend(s.facts.iter().copied());
            let when = if tell.tells == Tells::End { s.end? } else { s.start };
            (when, format!("{}: {}; {}: {}", case.key(birth), born.written, case.key(tell.line), s.written))
        }
        None => {
            if person && case.elsewhere() {
                return None;
            }
            // The dead have no age now; "old at her time of death" has a word that says so.
            if person && case.sheet.of(case.input, "death").is_some() {
                return None;
            }
            // "Her son is 27 years old"
            let verb =
                case.own().start.checked_sub(1).filter(|&i| matches!(case.word(i).as_str(), "is" | "was"));
            let owner = verb.and_then(|i| i.checked_sub(2)).filter(|&i| i >= case.sentence.start);
            let owned = owner.map(|i| case.word(i)).is_some_and(|w| {
                matches!(w.as_str(), "his" | "her" | "their") || w.contains(['\'', '\u{2019}'])
            });
            // "Malin Berg's daughter is 27": the sign is a token of its own.
            let owned = owned
                || owner.is_some_and(|i| {
                    i > case.sentence.start && case.input.after_possessive(i - 1) == Some(i + 1)
                });
            if owned {
                return None;
            }
            let now = case.has(case.sentence.clone(), &["is", "old", "in", "has"]);
            if !now
                || case.of_another(case.own().start)
                || case.has(case.sentence.clone(), &["when", "while", "before", "after"])
            {
                return None;
            }
            (case.sheet.now, format!("{}: {}", case.key(birth), born.written))
        }
    };
    let years = completed_years(&born.start, &when)?;
    let tell = Tell { tokens: case.own().clone(), line: birth, tells: Tells::Whole, aspect: None };
    Some(found(case, &tell, Worth::Number(years), from, how, Value::Quantity(quantity)))
}
