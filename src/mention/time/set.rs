//! What recurs: "every two weeks", "Tuesdays", "twice a year", "annually"; and stretches counted from now:
//! "the past two years", "the first nine months".

use super::amount::amount;
use super::cursor::Cursor;
use super::expression::{Amount, Core, Count, Expression, Recurrence, Step};
use super::memo::owned;
use super::{clock, point, relative};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Direction, Glue, Relative, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::stamp::PartOfDay;

fn plain(core: Core) -> Expression {
    Expression { core, modifier: None, relation: None }
}

/// A recurrence at `i` and the place after it.
pub(super) fn set(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    every(c, i)
        .or_else(|| often(c, i))
        .or_else(|| times(c, i))
        .or_else(|| plural(c, i))
        .or_else(|| timed(c, i))
}

/// "every month", "each July", "every other Tuesday at 9", "every 4 hours"
fn every(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let ((), j) = c.sense(i, Kinds::EVERY, |s| (s == Sense::Every).then_some(()))?;
    let other = c.has(j - 1, WordSet::Other);
    if let Some((mut a, next)) =
        amount(c, j).filter(|(a, _)| !matches!(a.parts.first(), Some((Count::Some, _))))
    {
        if other {
            double(&mut a);
        }
        return Some((plain(Core::Set(Recurrence::Each(a))), next));
    }
    if let Some((n, u, next)) = super::amount::unit(c, j) {
        if u == Unit::Second && c.has(j, WordSet::Second) {
            return nth_time(c, j);
        }
        let n = if other { n.saturating_mul(2) } else { n };
        let a = Amount::of(Count::Exact(Decimal::from(n)), u);
        if let (Some((t, k)), Unit::Day) = (at_clock(c, next), u) {
            return Some((plain(Core::Set(Recurrence::At(vec![t]))), k));
        }
        // "every weekday morning at 8"
        let next = if u == Unit::BusinessDay {
            let k = super::named::part(c, next).map_or(next, |(_, k)| k);
            at_clock(c, k).map_or(k, |(_, k)| k)
        } else {
            next
        };
        return Some((plain(Core::Set(Recurrence::Each(a))), next));
    }
    if let Some(found) = nth_time(c, j) {
        return Some(found);
    }
    let (steps, next) = point::chain(c, j).map(owned)?;
    // "every last Friday of the month" comes once a month
    if let [Step::Relative(None, u @ (Unit::Month | Unit::Quarter | Unit::Year)), Step::Nth(..)] =
        steps.as_slice()
    {
        let each = Amount::of(Count::Exact(Decimal::ONE), *u);
        return Some((plain(Core::Set(Recurrence::Each(each))), next));
    }
    let fits = steps.iter().all(|s| {
        matches!(
            s,
            Step::Weekday(_)
                | Step::Month(_)
                | Step::Season(_)
                | Step::Part(_)
                | Step::Clock(_)
                | Step::Day(_)
                | Step::Holiday(_)
                | Step::Quarter(_)
        )
    });
    fits.then(|| (plain(Core::Set(Recurrence::At(steps))), next))
}

/// "second Tuesday", "third year", "4th Friday of the month", behind "every"
fn nth_time(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (n, true, j) = c.ordinal(i)? else { return None };
    if let Some((day, next)) = super::named::weekday_name(c, j) {
        let month = || {
            let k = c.skip(next, Glue::Of)?;
            let (1, u, end) = super::amount::unit(c, c.skip(k, Glue::The).unwrap_or(k))? else { return None };
            Some((plain(Core::Set(Recurrence::Each(Amount::of(Count::Exact(Decimal::ONE), u)))), end))
        };
        return month().or_else(|| Some((plain(Core::Set(Recurrence::At(vec![Step::Weekday(day)]))), next)));
    }
    // "every fourth November"
    if let Some((month, next)) = super::date::month(c, j).filter(|_| c.digits(i).is_none()) {
        return Some((plain(Core::Set(Recurrence::At(vec![Step::Month(month)]))), next));
    }
    let (1, u, next) = super::amount::unit(c, j).filter(|(_, u, k)| *u >= Unit::Day && singular(c, *k))?
    else {
        return None;
    };
    Some((plain(Core::Set(Recurrence::Each(Amount::of(Count::Exact(Decimal::from(n)), u)))), next))
}

fn double(a: &mut Amount) {
    for (count, _) in &mut a.parts {
        if let Count::Exact(n) = count {
            *n += *n;
        }
    }
}

fn at_clock(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let j = c.skip(i, Glue::At)?;
    let (t, next) = clock::clock(c, j).or_else(|| clock::bare(c, j))?;
    Some((Step::Clock(t), next))
}

/// "daily", "annually", "bi-weekly"
fn often(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let ((n, u), next) = c.sense(i, Kinds::FREQUENCY, |s| match s {
        Sense::Frequency(n, u) => Some((n, u)),
        _ => None,
    })?;
    let capital = |i: usize| c.get(i).is_some_and(|t| t.capital() && !t.starts_sentence());
    // "Daily NK", "the party daily Granma" are papers
    if capital(i) || capital(next) {
        return None;
    }
    // "the average daily volume" is a measure
    if i > 0 && u >= Unit::Day && c.has(i - 1, WordSet::Average) {
        return None;
    }
    // "quarterly dividend": a kind of dividend
    let noun = c.get(next).is_some_and(|t| {
        t.kind == crate::text::token::TokenKind::Word
            && !t.starts_sentence()
            && !c.input.rules.phrases.starts(t.word).meets(crate::rules::Class::TIME)
    });
    if noun && c.everyday(i, Kinds::FREQUENCY, |s| matches!(s, Sense::Frequency(..))) {
        return None;
    }
    // "daily at 9"
    if let (Some((t, k)), (1, Unit::Day)) = (at_clock(c, next), (n, u)) {
        return Some((plain(Core::Set(Recurrence::At(vec![t]))), k));
    }
    let a = Amount::of(Count::Exact(Decimal::from(n)), u);
    Some((plain(Core::Set(Recurrence::Each(a))), next))
}

/// "twice a year", "three times per month", "a year" after an amount of money
fn times(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    if let Some(j) = c.skip(i, Glue::Per) {
        let (n, u, next) = super::amount::unit(c, j).filter(|(_, u, _)| *u >= Unit::Day)?;
        let a = Amount::of(Count::Exact(Decimal::from(n)), u);
        return singular(c, next).then(|| (plain(Core::Set(Recurrence::Each(a))), next));
    }
    let j = if c.has(i, WordSet::Once) {
        i + 1
    } else if let Some(n) = c.number(i)
        && c.has(n.next, WordSet::Times)
    {
        n.next + 1
    } else {
        i
    };
    let rate = j != i;
    // "twice daily", "once every four years"
    if rate && let Some(found) = often(c, j).or_else(|| every(c, j)) {
        return Some(found);
    }
    let k = c
        .skip(j, Glue::A)
        .or_else(|| c.skip(j, Glue::Per))
        .or_else(|| (j != i && c.has(j, WordSet::Each)).then_some(j + 1))?;
    // "960 a week"; "$5 a week" is one price
    if c.glue(j, Glue::A) && !rate && !super::amount::is_count_per(c, j) {
        return None;
    }
    let (n, u, next) = super::amount::unit(c, k)?;
    if !singular(c, next) || n != 1 {
        return None;
    }
    // "960 an hour" is how fast, not when
    if !rate && u < Unit::Day {
        return None;
    }
    // "78,000 times a minute" is how fast, not when
    if rate && matches!(u, Unit::Minute | Unit::Second) && !c.has(i, WordSet::Once) {
        return None;
    }
    // "once a year ago" is none, "30 a day from 70" is one
    if relative::away(c, next) {
        return None;
    }
    Some((plain(Core::Set(Recurrence::Each(Amount::of(Count::Exact(Decimal::ONE), u)))), next))
}

fn singular(c: &Cursor<'_>, next: usize) -> bool {
    !c.plural(next - 1)
}

/// "Tuesdays at 9", "Friday mornings", "mornings"
fn plural(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let weekdays = c.sense(i, Kinds::WEEKDAYS.or(Kinds::PARTS), |s| match s {
        Sense::Weekdays(d) => Some(Step::Weekday(d)),
        Sense::Parts(p) => Some(Step::Part(p)),
        _ => None,
    });
    // "40 nights" are so many
    let counted = i > 0 && (c.digits(i - 1).is_some() || c.in_number(i - 1));
    if let Some((step, mut next)) = weekdays.filter(|(s, _)| !counted || matches!(s, Step::Weekday(_))) {
        let mut steps = vec![step];
        if let Some((t, k)) = at_clock(c, next) {
            steps.push(t);
            next = k;
        }
        return Some((plain(Core::Set(Recurrence::At(steps))), next));
    }
    // "on weekends"
    let led = i > 0 && (c.glue(i - 1, Glue::On) || c.glue(i - 1, Glue::At));
    if let Some((1, u @ (Unit::Weekend | Unit::BusinessDay), next)) = super::amount::unit(c, i)
        && c.plural(next - 1)
        && !counted
    {
        // "weekdays at 7 am"
        let timed = at_clock(c, next).map(|(_, k)| k);
        if led || timed.is_some() {
            let each = Amount::of(Count::Exact(Decimal::ONE), u);
            return Some((plain(Core::Set(Recurrence::Each(each))), timed.unwrap_or(next)));
        }
    }
    // "Tuesday nights", "Monday and Tuesday nights"
    if !c.ahead(i).meets(Kinds::PARTS) {
        return None;
    }
    let (day, j) = super::named::weekday_name(c, i)?;
    if let Some((_, k)) = c.skip(j, Glue::And).and_then(|k| super::named::weekday_name(c, k))
        && let Some((part, _)) =
            c.sense(k, Kinds::PARTS, |s| if let Sense::Parts(p) = s { Some(p) } else { None })
    {
        return Some((plain(Core::Set(Recurrence::At(vec![Step::Weekday(day), Step::Part(part)]))), j));
    }
    let (part, next) = c.sense(j, Kinds::PARTS, |s| match s {
        Sense::Parts(p) => Some(p),
        _ => None,
    })?;
    Some((plain(Core::Set(Recurrence::At(vec![Step::Weekday(day), Step::Part(part)]))), next))
}

/// "6am everyday", "19th of every month"
fn timed(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    const RECURS: Kinds = Kinds::all(&[Kinds::EVERY, Kinds::FREQUENCY, Kinds::WEEKDAYS, Kinds::PARTS]);
    let ahead = c.ahead(i);
    if !(ahead.meets(RECURS) || ahead.meets(Kinds::glue(Glue::On)) && ahead.meets(Kinds::UNIT)) {
        return None;
    }
    let hour = || clock::bare(c, i).filter(|_| i > 0 && c.glue(i - 1, Glue::At));
    if let Some((t, j)) = clock::clock(c, i).or_else(hour) {
        let on = || c.skip(j, Glue::On).and_then(|k| plural(c, k));
        let (e, next) = every(c, j).or_else(|| often(c, j)).or_else(on)?;
        let core = match e.core {
            Core::Set(Recurrence::Each(a)) if a.unit() == Some(Unit::Day) => {
                Recurrence::At(vec![Step::Clock(t)])
            }
            // "at 6:15 every weekday"
            Core::Set(Recurrence::Each(a)) if a.unit() == Some(Unit::BusinessDay) => Recurrence::Each(a),
            // "at 8 every Monday", "at 7 pm on Mondays"
            Core::Set(Recurrence::At(mut steps)) if steps.iter().all(|s| s.rank() < 13) => {
                let part = steps.iter().find_map(|s| if let Step::Part(p) = s { Some(*p) } else { None });
                steps.push(Step::Clock(part.map_or(t, |p| t.in_part(p))));
                Recurrence::At(steps)
            }
            _ => return None,
        };
        return Some((plain(Core::Set(core)), next));
    }
    // "the second Tuesday of every month", "the last Friday of each month"
    let start = c.skip(i, Glue::The).unwrap_or(i);
    if let Some((_, j)) = relative::position(c, start)
        && let Some(k) = super::named::weekday_name(c, j).map(|(_, k)| k).or_else(|| {
            super::amount::unit(c, j).filter(|(n, u, _)| *n == 1 && *u == Unit::Day).map(|(.., k)| k)
        })
        && let Some((e, next)) = c.skip(k, Glue::Of).and_then(|k| every(c, k))
        && matches!(&e.core, Core::Set(Recurrence::Each(a)) if a.unit().is_some_and(|u| u >= Unit::Week))
    {
        return Some((e, next));
    }
    let (n, true, j) = c.ordinal(start)? else { return None };
    let k = c.skip(j, Glue::Of)?;
    let (e, next) = every(c, k)?;
    let Core::Set(Recurrence::Each(a)) = &e.core else { return None };
    (a.unit() == Some(Unit::Month) && (1..=31).contains(&n))
        .then(|| (plain(Core::Set(Recurrence::At(vec![Step::Day(n)]))), next))
}

/// "two upcoming weeks", "the 5 coming minutes": the number before the relation
fn number_first(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    let n = c.number(j)?;
    let (r, k) = relative::relation(c, n.next)?;
    let away = matches!(
        r,
        Relative::Coming
            | Relative::Next
            | Relative::Past
            | Relative::Last
            | Relative::Previous
            | Relative::Following
    );
    let (_, u, next) = super::amount::unit(c, k)?;
    // "$3 million last year" counts no years
    let many = r == Relative::Coming || c.plural(next - 1);
    (away && many).then(|| (plain(Core::Window(r, Amount::of(Count::Exact(n.low), u))), next))
}

/// "the past two years", "the next few days", "coming weeks", "the first nine months of 1998"
pub(super) fn window(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (bound, i) = relative::bound(c, i).map_or((None, i), |(m, j)| (Some(m), j));
    let related = relative::relation(c, i);
    if let Some((mut e, next)) = nth_part(c, i) {
        e.modifier = bound;
        return Some((e, next));
    }
    if let Some(found) = related.and_then(|r| stretch(c, i, r)).or_else(|| ahead(c, i)) {
        return Some(found);
    }
    let Some((r, j)) = related else {
        let (e, next) = number_first(c, i)?;
        return Some((Expression { modifier: bound, ..e }, next));
    };
    if matches!(r, Relative::Same | Relative::That) || r == Relative::Last && lasts(c, i) {
        return None;
    }
    let (a, next) = amount(c, c.past_hyphen(j)).or_else(|| one_and_more(c, j)).or_else(|| {
        let (_, u, next) = super::amount::unit(c, j)?;
        match u {
            Unit::Quarter if c.plural(j) => Some((Amount::of(Count::Some, u), next)),
            Unit::Fortnight => Some((Amount::of(Count::Exact(Decimal::ONE), u), next)),
            _ => None,
        }
    })?;
    // "this years sales"
    if r == Relative::This && matches!(a.parts.as_slice(), [(Count::Some, _)]) {
        return None;
    }
    // "the last 3 months and 2 days ago": the two days are counted from now by themselves
    let (a, next) = match c
        .sense(next, Kinds::DIRECTION, |s| matches!(s, Sense::Direction(Direction::Ago)).then_some(()))
    {
        Some(_) if a.parts.len() > 1 => super::amount::first_part(c, c.past_hyphen(j))?,
        _ => (a, next),
    };
    let fortnight = a.unit() == Some(Unit::Fortnight);
    if matches!(a.parts.as_slice(), [(Count::Exact(n), _)] if *n == Decimal::ONE)
        && c.number(j).is_none()
        && !fortnight
    {
        return None;
    }
    let (after, next) = match c.sense(next, Kinds::AFTER, |s| match s {
        Sense::After(m) => Some(m),
        _ => None,
    }) {
        Some((m, k)) => (Some(m), k),
        None => (None, next),
    };
    Some((Expression { core: Core::Window(r, a), modifier: bound.or(after), relation: None }, next))
}

/// Whether "last" at `i` is the verb: "is expected to last six weeks", "could last two days".
fn lasts(c: &Cursor<'_>, i: usize) -> bool {
    !c.starts_sentence(i) && i > 0 && c.has(i - 1, WordSet::BeforeVerb)
}

/// "over the past decade", "for the next year": as long, up to now or from now on
fn stretch(c: &Cursor<'_>, i: usize, (r, j): (Relative, usize)) -> Option<(Expression, usize)> {
    let (n, u, next) = super::amount::unit(c, j)?;
    let long = r == Relative::Past && matches!(u, Unit::Decade | Unit::Century);
    let lasts = i > 0
        && c.glue(i - 1, Glue::For)
        && c.glue(i, Glue::The)
        && matches!(r, Relative::Past | Relative::Next | Relative::Coming)
        && u >= Unit::Day
        && !matches!(u, Unit::Quarter | Unit::Period | Unit::FiscalYear | Unit::SchoolYear);
    let one = Amount::of(Count::Exact(Decimal::ONE), u);
    // "the past decade and a half"
    if super::amount::and_a_half(c, next).1 > next {
        return None;
    }
    ((long || lasts) && n == 1 && singular(c, next)).then(|| (plain(Core::Window(r, one)), next))
}

/// "in the weeks ahead"
fn ahead(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (_, u, next) = super::amount::unit(c, c.skip(i, Glue::The)?)?;
    let many = if c.plural(next - 1) { Count::Some } else { Count::Exact(Decimal::ONE) };
    let many = Amount::of(many, u);
    (u >= Unit::Day && c.has(next, WordSet::Ahead) && !c.glue(next + 1, Glue::Of))
        .then(|| (plain(Core::Window(Relative::Coming, many)), next + 1))
}

/// "the early hours of Friday", "the closing hours of June 3"
fn edge_hours(c: &Cursor<'_>, a: &Amount, first: bool, next: usize) -> Option<(Expression, usize)> {
    if !matches!(a.parts.as_slice(), [(Count::Some, Unit::Hour)]) {
        return None;
    }
    let (mut steps, end) = point::chain(c, c.skip(next, Glue::Of)?).map(owned)?;
    if !steps.iter().any(|s| matches!(s.rank(), 10 | 11)) || steps.iter().any(|s| s.rank() > 12) {
        return None;
    }
    if steps.iter().all(|s| s.rank() < 12) {
        steps.push(Step::Part(if first { PartOfDay::Morning } else { PartOfDay::Night }));
    }
    Some((plain(Core::Point(steps)), end))
}

/// "day and 5 hours" of "the next day and 5 hours"
fn one_and_more(c: &Cursor<'_>, i: usize) -> Option<(Amount, usize)> {
    let (1, first, j) = super::amount::unit(c, i)? else { return None };
    // "the past year and a half"
    let (half, end) = super::amount::and_a_half(c, j);
    if end > j {
        return Some((Amount::of(Count::Exact(Decimal::ONE + half), first), end));
    }
    let (more, next) = amount(c, c.skip(j, Glue::And)?)?;
    let counted = |(count, unit): &(Count, Unit)| matches!(count, Count::Exact(_)) && *unit < first;
    // "last month and 3 weeks later" are two
    let away = c.sense(next, Kinds::DIRECTION, |s| matches!(s, Sense::Direction(_)).then_some(())).is_some();
    if away || !more.parts.iter().all(counted) {
        return None;
    }
    let mut parts = vec![(Count::Exact(Decimal::ONE), first)];
    parts.extend(more.parts);
    Some((Amount { parts }, next))
}

/// "the first nine months of 1998", "the last three weeks of this year", "the opening days"
fn nth_part(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    // "the early hours" are a part of the day
    if super::named::part(c, j).is_some() {
        return None;
    }
    let first = c.has(j, WordSet::Leading);
    if !first && !c.has(j, WordSet::Closing) {
        return None;
    }
    let (a, next) = amount(c, j + 1)?;
    if let Some(found) = edge_hours(c, &a, first, next) {
        return Some(found);
    }
    if matches!(a.parts.first(), Some((Count::Some, _))) && j == i {
        return None;
    }
    let of = c.skip(next, Glue::Of).or_else(|| c.skip(next, Glue::In).filter(|_| first));
    if let Some(of) = of
        && let Some((steps, end)) = point::chain(c, of)
        && steps.iter().all(|s| s.rank() <= 9)
    {
        return Some((plain(Core::Part(first, a, steps.to_vec())), end));
    }
    // "the last two years" without "of" is counted from now
    first.then(|| (plain(Core::Part(true, a, Vec::new())), next))
}
