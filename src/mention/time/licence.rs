//! Whether a part of the day, a day of the month or an hour stands for a time where it stands: "the evening",
//! "on the 19th", "8 tonight".

use super::cursor::Cursor;
use super::expression::Step;
use super::part::primary;
use super::{clock, named, relative};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Relative, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::value::stamp::PartOfDay;

type Found = Option<(Vec<Step>, usize)>;

/// A part of the day alone: behind an article, a preposition or a relation, or the whole text. "Good morning",
/// "high noon" and "morning talk show" tell no time.
pub(super) fn part_licensed(c: &Cursor<'_>, i: usize) -> bool {
    let at = c.skip(i, Glue::The).unwrap_or(i);
    let everyday = c.everyday(at, Kinds::PART, |s| matches!(s, Sense::Part(_)));
    let alone = || {
        named::part(c, i).is_some_and(|(_, k)| {
            let day = c.skip(k, Glue::On).or_else(|| c.skip(k, Glue::Of)).unwrap_or(k);
            c.get(k).is_none() || primary(c, day).is_some()
        })
    };
    let article = if at > i { Some(i) } else { i.checked_sub(1) };
    let thing = || named::part(c, at).is_some_and(|(_, k)| named::before_thing(c, k));
    if article.is_some_and(|b| c.glue(b, Glue::The)) && thing() {
        return false;
    }
    let Some(b) = i.checked_sub(1) else { return !everyday || alone() };
    // "night after night"
    let again = |a: usize, b: usize| {
        c.get(a).zip(c.get(b)).is_some_and(|(x, y)| x.word == y.word && !x.starts_sentence())
    };
    if i > 1 && again(i - 2, i) || c.glue(at + 1, Glue::PastHour) && again(at, at + 2) {
        return false;
    }
    if everyday {
        return c.has(b, WordSet::BeforeDayPart);
    }
    at > i
        || c.starts_sentence(i)
        || c.means(b, BEFORE)
        || c.has(b, WordSet::CountsDayPart) && !around_the_clock(c, b)
}

/// What may stand before a part of the day without an article.
const BEFORE: Kinds = Kinds::all(&[
    Kinds::PREPOSITION,
    Kinds::glue(Glue::The),
    Kinds::glue(Glue::In),
    Kinds::glue(Glue::At),
    Kinds::EDGE,
    Kinds::RELATIVE,
    Kinds::EVERY,
    Kinds::WEEKDAY,
    Kinds::DAY,
    Kinds::HOLIDAY,
]);

/// Whether the "and" at `i` joins day and night to an idiom.
fn around_the_clock(c: &Cursor<'_>, i: usize) -> bool {
    (c.glue(i, Glue::And) || c.glue(i, Glue::Or))
        && i > 0
        && (c.has(i - 1, WordSet::Day) || c.kinds(i - 1).meets(Kinds::PART))
}

/// "the 19th", "on the first": a day of a month that the text tells
pub(super) fn day_of_month(c: &Cursor<'_>, i: usize) -> Found {
    // In plans "the 5th at noon" opens the text, and "on 3rd" wants no article.
    let plans = c.input.context.plans();
    let j = c.skip(i, Glue::The).or_else(|| (plans && c.digits(i).is_some()).then_some(i))?;
    let (n, ordinal, next) = c.ordinal(j)?;
    if !ordinal || !(1..=31).contains(&n) {
        return None;
    }
    // "on the 19th", "by the 5th": nothing that it could count follows
    let before = match i.checked_sub(1) {
        None => plans && c.get(next).is_some(),
        // "the morning of the 12th", "the week of the 18th"
        Some(b) if c.glue(b, Glue::Of) && b > 0 => {
            let weekend = || super::amount::unit(c, b - 1).is_some_and(|(_, u, _)| u == Unit::Weekend);
            c.has(b - 1, WordSet::Week)
                || weekend()
                || c.has(b - 1, WordSet::HourUnit)
                || c.kinds(b - 1).meets(Kinds::PART)
        }
        Some(b) => c.has(b, WordSet::BeforeDayOfMonth),
    };
    let closes = match c.get(next) {
        None => true,
        Some(t) => {
            t.starts_sentence()
                || c.has(next, WordSet::AfterDayOfMonth)
                || t.kind == crate::text::token::TokenKind::Sign
                    && matches!(c.text(next), "." | "," | ";" | ")" | "?" | "!" | ":")
                || c.sense(
                    next,
                    Kinds::glue(Glue::To)
                        .or(Kinds::glue(Glue::And))
                        .or(Kinds::glue(Glue::At))
                        .or(Kinds::glue(Glue::From))
                        .or(Kinds::glue(Glue::Between))
                        .or(Kinds::PREPOSITION),
                    |s| {
                        matches!(
                            s,
                            Sense::Glue(Glue::To | Glue::And | Glue::At | Glue::From | Glue::Between)
                                | Sense::Preposition(_)
                        )
                        .then_some(())
                    },
                )
                .is_some()
        }
    };
    (before && closes && (c.digits(j).is_some() || n > 0)).then(|| (vec![Step::Day(n)], next))
}

/// "8 tonight", "9 tomorrow morning"
pub(super) fn hour_before_part(c: &Cursor<'_>, i: usize) -> Found {
    let (t, next) = clock::bare(c, i)?;
    // "building 4 this afternoon"
    let noun = i > 0
        && !c.starts_sentence(i)
        && c.tokens[i - 1].kind == crate::text::token::TokenKind::Word
        && !c.input.rules.phrases.starts(c.tokens[i - 1].word).meets(crate::rules::Class::TIME);
    // "it was two in the morning"
    let noun = noun && !(i > 1 && c.has(i - 1, WordSet::WasHour) && c.has(i - 2, WordSet::ItWasHour));
    // "37.1 in the morning"
    if noun || t.minute.is_some() || c.within_number(i) {
        return None;
    }
    let j = c.past_comma(next);
    // "any time after 3 on Thursday"
    let led = i > 0 && c.has(i - 1, WordSet::BeforeHourOfDay) && (1..=12).contains(&t.hour);
    let on = || {
        let k = c.skip(j, Glue::On).unwrap_or(j);
        primary(c, k).is_some_and(|(s, _)| matches!(s.as_slice(), [Step::Weekday(_) | Step::Today(_), ..]))
    };
    let follows = led && on()
        || c.sense(j, Kinds::DAY_PART, |s| matches!(s, Sense::DayPart(..)).then_some(())).is_some()
        || relative::related(c, j).is_some_and(
            |(s, _)| matches!(s.as_slice(), [Step::Which(Relative::This, p)] if matches!(**p, Step::Part(_))),
        )
        || relative::today(c, j).is_some_and(|(_, k)| named::part(c, k).is_some())
        || c.skip(j, Glue::In).is_some_and(|k| c.skip(k, Glue::The).is_some() && named::part(c, k).is_some())
        || c.skip(j, Glue::At).is_some_and(|k| matches!(named::part(c, k), Some((PartOfDay::Night, _))));
    (follows && !c.spaced_sign(i)).then(|| (vec![Step::Clock(t)], next))
}
