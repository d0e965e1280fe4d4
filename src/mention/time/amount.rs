//! Amounts of time: "two years", "a few days", "an hour and a half", "12 to 18 months".

use super::cursor::Cursor;
use super::expression::{Amount, Count};
use super::letters::{minutes_seconds, short_minutes, short_seconds, symbol};
use crate::mention::number::Form;
use crate::rules::schema::Role;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Direction, Glue, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::Decimal;

const UNITS: Kinds = Kinds::UNIT.or(Kinds::LONG);

/// The amount at `i` and the place after it. An age ("22 years old", "3-month-old") is none.
pub(super) fn amount(c: &Cursor<'_>, i: usize) -> Option<(Amount, usize)> {
    if !opens(c, i) {
        return None;
    }
    c.memo.once(&c.memo.amounts, i, || parts(c, i))
}

/// Whether an amount can open at token `i`: with a number, a unit, or what stands for a number. Most numbers count
/// something else, and one look ahead tells.
fn opens(c: &Cursor<'_>, i: usize) -> bool {
    const ONE: Kinds = Kinds::all(&[
        Kinds::glue(Glue::A),
        Kinds::glue(Glue::Another),
        Kinds::glue(Glue::All),
        Kinds::glue(Glue::Couple),
        Kinds::glue(Glue::HalfPast),
    ]);
    let kinds = c.kinds(i);
    let number = kinds.meets(ONE.or(Kinds::LONG)) || c.counts(i);
    // a unit by itself is as many as it says: "years"
    (number || kinds.meets(Kinds::UNIT) && c.has(i, WordSet::Many)) && c.ahead(i).measures()
}

fn parts(c: &Cursor<'_>, i: usize) -> Option<(Amount, usize)> {
    if let Some(found) = super::race::race(c, i).or_else(|| minutes_seconds(c, i)) {
        return Some(found);
    }
    let (first, mut next) = single(c, i)?;
    let mut out = Amount { parts: vec![first] };
    // "2 hours 30 minutes", "a day and 5 hours": each smaller than the one before.
    while out.parts.len() < 6 {
        let j = c.skip(c.past_comma(next), Glue::And).unwrap_or(next);
        // "2 hours, 6 minutes and 48 seconds"
        let j = if j == next && clocklike(c, &out, next) { next + 1 } else { j };
        // "1 min 20s"
        let seconds = || {
            let minutes = out.parts.last().is_some_and(|(_, u)| *u == Unit::Minute);
            let (n, k) = short_seconds(c, j).filter(|_| minutes)?;
            Some(((Count::Exact(n), Unit::Second), k))
        };
        let Some(((count, unit), k)) = single(c, j).or_else(seconds) else { break };
        let smaller = out.parts.last().is_some_and(|(_, u)| unit < *u);
        if !smaller || matches!(count, Count::Some) {
            break;
        }
        out.parts.push((count, unit));
        next = k;
    }
    if let [(Count::Exact(_), Unit::Hour)] = out.parts.as_slice()
        && let Some((n, k)) = short_minutes(c, i, next).or_else(|| minutes(c, next))
    {
        out.parts.push((Count::Exact(n), Unit::Minute));
        next = k;
        // "2h 3m 59s"
        if let Some((n, k)) = short_seconds(c, next).filter(|_| c.has(next - 1, WordSet::MinuteLetter)) {
            out.parts.push((Count::Exact(n), Unit::Second));
            next = k;
        }
    }
    // "three-day-long"
    if c.has(c.past_hyphen(next), WordSet::AfterHyphen) {
        next = c.past_hyphen(next) + 1;
    }
    // "weeks or months"
    if matches!(out.parts.as_slice(), [(Count::Some | Count::Few(..), _)])
        && let Some(k) = c.skip(next, Glue::Or).or_else(|| c.skip(next, Glue::And))
        && let Some((_, end)) = bare(c, k)
    {
        next = end;
    }
    if is_age(c, next) {
        // "years-old" tells no age in years
        let vague = matches!(out.parts.as_slice(), [(Count::Some, _)]) && c.past_hyphen(next) > next;
        return vague.then_some((out, next + 2));
    }
    Some((out, next))
}

/// Whether an amount goes on after the comma at `i` with a finer unit, and a finer one after that.
fn clocklike(c: &Cursor<'_>, so_far: &Amount, i: usize) -> bool {
    let next = |i: usize| c.number(i).and_then(|n| unit(c, n.next));
    let [(Count::Exact(_), first)] = so_far.parts.as_slice() else { return false };
    c.sign(i, ",")
        && next(i + 1).filter(|(_, u, _)| u < first).is_some_and(|(_, u, k)| {
            let more = c.skip(c.past_comma(k), Glue::And).and_then(next);
            // "two hours, 30 minutes"
            let pair = matches!((first, u), (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second));
            more.is_some_and(|(_, finer, _)| finer < u)
                || pair && c.get(k).is_none_or(|t| t.starts_sentence() || t.kind == TokenKind::Sign)
        })
}

/// The first part of the amount at `i` alone: "3 months" of "3 months and 2 days".
pub(super) fn first_part(c: &Cursor<'_>, i: usize) -> Option<(Amount, usize)> {
    single(c, i).map(|((count, unit), next)| (Amount::of(count, unit), next))
}

/// Whether an amount that ends before `end` is of several units but names them in the singular: "two day".
pub(super) fn singular_many(c: &Cursor<'_>, a: &Amount, end: usize) -> bool {
    matches!(a.parts.as_slice(), [(Count::Exact(n), _)] if *n > Decimal::ONE) && !c.plural(end - 1)
}

/// Whether "old" or "of age" follows.
fn is_age(c: &Cursor<'_>, i: usize) -> bool {
    let j = c.past_hyphen(i);
    // "65 years and older"
    let from = c.skip(j, Glue::And).or_else(|| c.skip(j, Glue::Or));
    c.glue(j, Glue::Age)
        || from.is_some_and(|k| c.has(k, WordSet::Older))
        || c.skip(j, Glue::Of).is_some_and(|k| c.glue(k, Glue::Age))
}

/// A unit at `i`: how many of it the word means, the unit, the place after it.
pub(super) fn unit(c: &Cursor<'_>, i: usize) -> Option<(u8, Unit, usize)> {
    let ((n, unit), next) = c.sense(i, Kinds::UNIT, |s| match s {
        Sense::Unit(n, u) => Some((n, u)),
        _ => None,
    })?;
    let next = if c.text(next - 1).len() <= 4 { past_short_stop(c, next) } else { next };
    Some((n, unit, next))
}

/// "3 hrs. later": a stop after a short unit, when no sentence starts after it.
fn past_short_stop(c: &Cursor<'_>, i: usize) -> usize {
    if c.has(i - 1, WordSet::ShortUnit) { c.past_stop(i) } else { i }
}

fn single(c: &Cursor<'_>, i: usize) -> Option<((Count, Unit), usize)> {
    if !opens(c, i) {
        return None;
    }
    long(c, i).or_else(|| counted(c, i)).or_else(|| one(c, i)).or_else(|| bare(c, i))
}

/// "yearlong", "decadeslong"
fn long(c: &Cursor<'_>, i: usize) -> Option<((Count, Unit), usize)> {
    let ((n, unit), next) = c.sense(i, Kinds::LONG, |s| match s {
        Sense::Long(n, u) => Some((n, u)),
        _ => None,
    })?;
    Some(((if n == 1 { Count::Exact(Decimal::ONE) } else { Count::Some }, unit), next))
}

/// "two years", "10-hour", "half an hour", "two to three weeks", "a couple of years"
fn counted(c: &Cursor<'_>, i: usize) -> Option<((Count, Unit), usize)> {
    // "the next couple of years"
    if c.glue(i, Glue::Couple) {
        let j = c.skip(i + 1, Glue::Of).unwrap_or(i + 1);
        let (times, unit, next) = unit(c, j)?;
        return Some(((scaled(Count::Exact(Decimal::TWO), Decimal::ZERO, times)?, unit), next));
    }
    if let Some((n, j)) = with_quarters(c, i) {
        let j = c.skip(j, Glue::Of).unwrap_or(j);
        if let Some((1, unit @ (Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year), next)) =
            unit(c, c.skip(j, Glue::A).unwrap_or(j))
        {
            return Some(((Count::Exact(n), unit), next));
        }
    }
    let n = c.number(i)?;
    if n.form == Form::Ordinal {
        return None;
    }
    // "two quarters", "three quarters" are no fractions where units of time are wanted
    if n.form == Form::Fraction && c.has(n.next - 1, WordSet::Quarters) {
        let of = c.skip(n.next, Glue::Of).is_some_and(|k| super::point::chain(c, k).is_none())
            || c.dash(n.next - 2);
        if !of && n.next > i + 1 {
            return Some(((Count::Exact((n.low * Decimal::from(4)).normalize()), Unit::Quarter), n.next));
        }
    }
    // "a third straight month" is the third; "one in two a year ago" no half year
    let said = |g: Glue| (i..n.next).any(|k| c.glue(k, g));
    if n.form == Form::Fraction && (c.glue(n.next, Glue::Filler) || said(Glue::In)) {
        return None;
    }
    let mut j = n.next;
    // "ten (10) years", "14 (fourteen) days"
    if c.sign(j, "(")
        && let Some(m) = c.number(j + 1)
        && m.words != n.words
        && m.low == n.low
        && c.sign(m.next, ")")
    {
        j = m.next + 1;
    }
    let mut count = match n.form {
        Form::Vague if n.low == n.high || n.high == n.low + Decimal::ONE => Count::Exact(n.low),
        Form::Vague => Count::Few(n.low, n.high),
        _ => Count::Exact(n.low),
    };
    if let Some((high, k)) = second_end(c, i, j) {
        count = Count::Between(n.low, high);
        j = k;
    }
    j = past_repeated(c, j, n.low);
    // "one and three quarters of an hour"
    let mixed = !n.low.fract().is_zero() && n.words && c.has(j - 1, WordSet::Quarter);
    if matches!(n.form, Form::Fraction | Form::Vague) || mixed {
        j = c.skip(j, Glue::Of).unwrap_or(j);
        j = c.skip(j, Glue::A).unwrap_or(j);
    }
    // "3h": letters that stand for a unit only right after digits
    let preposed = i > 0 && (c.glue(i - 1, Glue::In) || c.glue(i - 1, Glue::For));
    // "in 1/2 h", and in plans "in 15'"
    let plan = preposed && c.input.context.plans();
    let capital = c.get(j).is_some_and(|t| t.capital());
    let apart = symbol(c, i, j);
    let near = !n.words && (!c.spaced(j) || preposed && c.has(j, WordSet::HourLetter) && !capital || apart);
    let letter = near.then(|| c.text(j)).and_then(|s| match s {
        "'" | "\u{2019}" | "\u{2032}" if plan => Some(Unit::Minute),
        "\"" | "\u{201d}" | "\u{2033}" if plan => Some(Unit::Second),
        _ if c.has(j, WordSet::HourLetter) => Some(Unit::Hour),
        _ if apart => Some(Unit::Second),
        _ if c.has(j, WordSet::DayLetter) => Some(Unit::Day),
        _ if c.has(j, WordSet::YearLetter) => Some(Unit::Year),
        _ => None,
    });
    // not of "413d-b8ab"
    let minutes = letter == Some(Unit::Hour) && short_minutes(c, i, j + 1).is_some();
    let ends = |_: &Unit| c.spaced(j + 1) || minutes || !(c.dash(j + 1) || c.digits(j + 1).is_some());
    if let Some(unit) = letter.filter(ends) {
        return Some(((count, unit), j + 1));
    }
    j = c.past_hyphen(c.past_odd(c.past_plus(j)));
    let j = fillers(c, j);
    let (times, unit, next) = unit(c, j).or_else(|| {
        // "two bloody weeks"
        let found = unit(c, j + 1).filter(|(_, u, _)| *u >= Unit::Day && *u <= Unit::Decade)?;
        (adjective(c, j) && c.plural(j + 1)).then_some(found)
    })?;
    // "1620-21 half of the settlers"; "the 2022 calendar year"
    let yearly =
        matches!(unit, Unit::Year | Unit::FiscalYear | Unit::SchoolYear | Unit::Period | Unit::Quarter);
    let dated = yearly && matches!(c.digits(i), Some((1900..=2059, 4)));
    if (unit == Unit::Half || dated) && !c.plural(next - 1) {
        return None;
    }
    let (half, next) = and_a_half(c, next);
    Some(((scaled(count, half, times)?, unit), next))
}

/// Past the number `n` told again in brackets at `i`: "ten (10) years", "3 (three) days".
fn past_repeated(c: &Cursor<'_>, i: usize, n: Decimal) -> usize {
    let again = c.number(i + 1).filter(|m| c.sign(i, "(") && m.low == n && c.sign(m.next, ")"));
    again.map_or(i, |m| m.next + 1)
}

/// "fifteen" of "1 hour fifteen", "and 10" of "2 hours and 10": minutes that nothing else follows.
fn minutes(c: &Cursor<'_>, i: usize) -> Option<(Decimal, usize)> {
    let n = c.number(c.skip(i, Glue::And).unwrap_or(i)).filter(|n| n.form == Form::Cardinal)?;
    n.whole::<i64>().filter(|m| (1..60).contains(m))?;
    let over = c.get(n.next).is_none_or(|t| t.starts_sentence() || t.kind == TokenKind::Sign)
        && c.digits(n.next + 1).is_none();
    over.then_some((n.low, n.next))
}

/// "two and three quarter" before a unit: how many, the place after it.
fn with_quarters(c: &Cursor<'_>, i: usize) -> Option<(Decimal, usize)> {
    let whole = c.number(i).filter(|n| n.form == Form::Cardinal)?;
    let j = c.skip(whole.next, Glue::And)?;
    let four = Decimal::from(4);
    let word = |k: usize| c.has(k, WordSet::Quarter).then_some(k + 1);
    let (quarters, next) = match c.number(j) {
        Some(n) if n.form == Form::Fraction => (n.low * four, n.next),
        Some(n) if n.form == Form::Cardinal => (n.low, word(n.next)?),
        _ => (Decimal::ONE, word(c.skip(j, Glue::A).unwrap_or(j))?),
    };
    let sum = whole.low.checked_add(quarters.checked_div(four)?)?;
    (quarters < four).then(|| (sum.normalize(), next))
}

/// Whether an adjective stands between a number and the unit at `i`: "two bloody weeks".
pub(super) fn described(c: &Cursor<'_>, i: usize) -> bool {
    let number = |k: usize| c.in_number(k) || c.digits(k).is_some();
    i > 1 && c.kinds(i).meets(Kinds::UNIT) && number(i - 2) && adjective(c, i - 1) && c.plural(i)
}

/// Whether token `i` looks like an adjective: by its ending, in small letters.
fn adjective(c: &Cursor<'_>, i: usize) -> bool {
    let Some(t) = c.get(i) else { return false };
    let w = c.text(i);
    t.kind == TokenKind::Word && !t.capital() && t.spaced() && c.input.rules.language.ends_as_adjective(w)
}

/// "to eighteen" of "twelve to eighteen months"
fn second_end(c: &Cursor<'_>, start: usize, i: usize) -> Option<(Decimal, usize)> {
    // "between two and six hours"
    let between = start > 0 && c.glue(start - 1, Glue::Between);
    // "five- to seven-year"
    let j = if c.dash(i) && !c.spaced(i) { i + 1 } else { i };
    let joint = c.skip(j, Glue::To).or_else(|| c.skip(j, Glue::Or)).map(|k| c.past_hyphen(k));
    let joint = joint.or_else(|| c.skip(j, Glue::And).filter(|_| between));
    let j = joint.or_else(|| c.dash(i).then_some(i + 1))?;
    let m = c.number(j)?;
    (m.form == Form::Cardinal).then_some((m.low, m.next))
}

/// "a year", "an additional year", "another month", "half an hour"
fn one(c: &Cursor<'_>, i: usize) -> Option<((Count, Unit), usize)> {
    let mut half = Decimal::ZERO;
    let mut whole = Decimal::ONE;
    let mut j = i;
    if c.glue(i, Glue::HalfPast) {
        // "half an hour", "half a year"; "the next half hour"
        let joined = || {
            let k = c.past_hyphen(i + 1);
            unit(c, k)
                .filter(|(n, u, _)| *n == 1 && matches!(u, Unit::Hour | Unit::Decade | Unit::Century))?;
            Some(k)
        };
        j = c.skip(i + 1, Glue::A).or_else(joined)?;
        (whole, half) = (Decimal::ZERO, Decimal::new(5, 1));
    } else if let Some(k) = c.skip(i, Glue::A).or_else(|| c.skip(i, Glue::Another)) {
        j = k;
        // "another seven months"
        if c.glue(i, Glue::Another)
            && let Some(found) = counted(c, k)
        {
            return Some(found);
        }
        if c.glue(j, Glue::HalfPast) {
            j = c.past_hyphen(j + 1);
            (whole, half) = (Decimal::ZERO, Decimal::new(5, 1));
        }
    } else if c.glue(i, Glue::All) {
        j += 1;
        if !c.has(j, WordSet::WholeUnit) {
            return None;
        }
    } else {
        return None;
    }
    let j = fillers(c, j);
    let (times, unit, next) = unit(c, j)?;
    if c.plural(next - 1) && unit != Unit::Century {
        return None;
    }
    if unit == Unit::Minute && c.has(next, WordSet::TinyThing) {
        return None;
    }
    // "a second group", "a quarter of them", "a half", "a period" are no lengths
    let everyday = matches!(
        unit,
        Unit::Second | Unit::Quarter | Unit::Half | Unit::Period | Unit::Weekend | Unit::FiscalYear
    );
    if everyday && !(unit == Unit::Second && closes(c, next)) {
        return None;
    }
    let away = super::relative::direction(c, next).is_some_and(|(d, _)| d != Direction::From);
    if !away && is_rate(c, i) {
        return None;
    }
    if half.is_zero()
        && let Some((high, next)) = or_more(c, next)
    {
        return Some(((scaled(Count::Between(whole, high), half, times)?, unit), next));
    }
    let (more, next) = and_a_half(c, next);
    let count = scaled(Count::Exact(whole), half + more, times)?;
    Some(((count, unit), next))
}

/// "or two" of "a day or two", where the number counts nothing else.
fn or_more(c: &Cursor<'_>, i: usize) -> Option<(Decimal, usize)> {
    let n = c.number(c.skip(i, Glue::Or)?).filter(|n| n.words && n.form == Form::Cardinal)?;
    let counts = c.get(n.next).is_some_and(|t| {
        t.kind == TokenKind::Word
            && !t.starts_sentence()
            && c.sense(n.next, Kinds::DIRECTION.or(Kinds::PREPOSITION).or(Kinds::GLUE), |s| {
                matches!(s, Sense::Direction(_) | Sense::Preposition(_) | Sense::Glue(_)).then_some(())
            })
            .is_none()
    });
    (!counts && n.low > Decimal::ONE).then_some((n.low, n.next))
}

/// Whether a count, a price or a percentage ends right before the article at `i`: "four flights a week", "$5
/// million a year", "24 hours a day" are rates.
fn is_rate(c: &Cursor<'_>, i: usize) -> bool {
    let Some(b) = i.checked_sub(1) else { return false };
    if !c.glue(i, Glue::A) || c.starts_sentence(i) {
        return false;
    }
    let number = |i: usize| c.digits(i).is_some() || c.in_number(i);
    c.sign(b, "%")
        || number(b)
        || c.sign(b, ")") && b > 0 && number(b - 1)
        || c.has(b, WordSet::CountedBefore)
        || b > 0
            && (c.plural(b) || c.get(b).is_some_and(|t| c.input.rules.quantity.is(t.word, Role::Plural)))
            && (number(b - 1)
                || b > 1 && number(b - 2) && c.get(b - 1).is_some_and(|t| t.kind == TokenKind::Word))
}

/// Whether a count of things stands right before the article at `i`, no price, share or time: "960 a week", "200 cars
/// a week".
pub(super) fn is_count_per(c: &Cursor<'_>, i: usize) -> bool {
    let number = |k: usize| c.memo.numeral(k);
    let Some(b) = i.checked_sub(1).filter(|_| is_rate(c, i)) else { return false };
    let found = number(b).or_else(|| number(b.checked_sub(1)?)).or_else(|| number(b.checked_sub(2)?));
    let found = found.filter(|n| n.form != Form::Ordinal && !c.has(b, WordSet::NotPlural));
    let money = c.has(b, WordSet::CountedBefore) && number(b).is_none();
    let timed = c.kinds(b).meets(UNITS);
    // "19 francs an hour", "60 miles an hour" are quantities of their own
    let measured = number(b).is_none()
        && c.get(b).is_some_and(|t| c.input.rules.phrases.starts(t.word).meets(crate::rules::Class::UNIT));
    found.is_some_and(|n| !c.spaced_sign(n.tokens.start as usize)) && !money && !timed && !measured
}

/// Whether nothing that could be counted follows.
fn closes(c: &Cursor<'_>, i: usize) -> bool {
    // "a second-hand boat", "a second-quarter loss"
    let hung = c.dash(i) && !c.spaced(i) && !c.spaced(i + 1);
    c.get(i).is_none_or(|t| t.kind == TokenKind::Sign && !hung || t.starts_sentence())
        || c.sense(i, Kinds::DIRECTION.or(Kinds::PREPOSITION), |s| {
            matches!(s, Sense::Direction(_) | Sense::Preposition(_)).then_some(())
        })
        .is_some()
}

/// "years", "weeks": a plural that stands for a vague number of them
fn bare(c: &Cursor<'_>, i: usize) -> Option<((Count, Unit), usize)> {
    let (_, unit, next) = unit(c, i)?;
    let plural = c.has(i, WordSet::Many);
    // "the minutes were approved" of a meeting
    let noted = unit == Unit::Minute
        && i > 0
        && (c.glue(i - 1, Glue::The) || c.glue(i - 1, Glue::Possessive))
        && super::relative::direction(c, next).is_none()
        && c.sense(next, Kinds::PREPOSITION, |s| matches!(s, Sense::Preposition(_)).then_some(())).is_none();
    // "opening hours", "the meeting's minutes"
    let named = unit <= Unit::Hour && i > 0 && (c.has(i - 1, WordSet::BeforeHours) || owned(c, i));
    (plural && next == i + 1 && !noted && !named).then_some(((Count::Some, unit), next))
}

/// "the meeting's minutes"
fn owned(c: &Cursor<'_>, i: usize) -> bool {
    i > 1 && super::point::possessive(c, i - 2) == Some(i)
}

/// "more", "full", "consecutive": words that leave an amount as it is.
pub(super) fn fillers(c: &Cursor<'_>, mut i: usize) -> usize {
    for _ in 0..3 {
        match c.skip(i, Glue::Filler) {
            Some(next) => i = c.past_hyphen(next),
            None => break,
        }
    }
    i
}

pub(super) fn and_a_half(c: &Cursor<'_>, i: usize) -> (Decimal, usize) {
    let half = c.skip(c.past_hyphen(i), Glue::And).map(|j| c.past_hyphen(j)).and_then(|j| {
        let k = c.skip(j, Glue::A).map(|k| c.past_hyphen(k));
        let half = k.unwrap_or(j);
        // without its article only where nothing halved follows: "a month and half"
        (c.glue(half, Glue::HalfPast) && (k.is_some() || closes(c, half + 1))).then_some(half + 1)
    });
    match half {
        Some(next) => (Decimal::new(5, 1), next),
        None => (Decimal::ZERO, i),
    }
}

fn scaled(count: Count, more: Decimal, times: u8) -> Option<Count> {
    let f = Decimal::from(times);
    let by = |x: Decimal| x.checked_add(more)?.checked_mul(f);
    Some(match count {
        Count::Exact(x) => Count::Exact(by(x)?),
        Count::Between(a, b) => Count::Between(by(a)?, by(b)?),
        Count::Few(a, b) => Count::Few(by(a)?, by(b)?),
        Count::Some => Count::Some,
    })
}
