//! A claim against values that the lines of a fact box imply.
//!
//! "Recorded and released in 1969" has two parts, which must both hold; a part that names several values
//! ("Release date = 3 May, 5 June") holds with one of them and fails only with all.

use super::compare::{self, Comparison, Policy, Reference};
use super::judge::{Held, Judgement};
use super::lengths;
use super::outcome::{Reason, Verdict};
use crate::kb::Edtf;
use crate::link::derive::{Computed, Worth};
use crate::resolve::Value;
use crate::value::interval::spoken;
use crate::value::{Bound, DateTime, Decimal, Interval, Modifier, Quantity, Relation, Timex};

/// Judges a claim by all parts: it conflicts if it conflicts with any, and is consistent with all or not.
pub(super) fn judge(claim: &Value, parts: &[Computed], policy: &Policy) -> Judgement {
    let mut out =
        Judgement { verdict: Verdict::Consistent, relation: None, notes: Vec::new(), held: Vec::new() };
    for part in parts {
        let (found, shown) = part_of(claim, part, policy);
        let number = match &part.worth {
            Worth::Number(n) => Some(*n),
            Worth::Numbers(all) if all.len() == 1 => all.first().copied(),
            _ => None,
        };
        let held = Held {
            facts: part.from.clone(),
            value: format!("{shown} ({})", part.how),
            number,
            difference: None,
            compared: None,
        };
        let (verdict, relation, notes) = match found {
            Some(c) => (c.verdict, Some(c.relation), c.notes),
            None => (Verdict::Unknown(Reason::UnitMismatch), None, Vec::new()),
        };
        out.notes.extend(notes);
        let worse = rank(verdict) > rank(out.verdict) || out.held.is_empty();
        if worse {
            (out.verdict, out.relation) = (verdict, relation);
            out.held.insert(0, held);
        } else {
            out.held.push(held);
        }
    }
    out
}

fn rank(v: Verdict) -> u8 {
    match v {
        Verdict::Consistent => 0,
        Verdict::Unknown(_) => 1,
        Verdict::Conflicting => 2,
    }
}

fn part_of(claim: &Value, part: &Computed, policy: &Policy) -> (Option<Comparison>, String) {
    match (claim, &part.worth) {
        (Value::Quantity(q), Worth::Number(n)) => (Some(number(q, n, policy)), spoken(n)),
        (Value::Quantity(q), Worth::Numbers(all)) => {
            let best =
                all.iter().map(|n| (number(q, n, policy), spoken(n))).min_by_key(|(c, _)| rank(c.verdict));
            best.map_or((None, String::new()), |(c, s)| (Some(c), s))
        }
        (Value::Time(t), Worth::Days(days)) => (length(t, days), in_words(days)),
        (Value::Time(t), Worth::Moments(all)) => {
            let best = all.iter().filter_map(|m| compare::times(t, m, false)).min_by_key(|c| rank(c.verdict));
            (best, times(all))
        }
        (Value::Time(t), Worth::Within(all)) => {
            let best = all.iter().filter_map(|m| within(t, m)).min_by_key(|c| rank(c.verdict));
            (best, times(all))
        }
        (Value::Time(t), Worth::Stretches(all)) => {
            let best = all.iter().filter_map(|(a, b)| stretch(t, a, b)).min_by_key(|c| rank(c.verdict));
            (
                best,
                all.iter()
                    .map(|(a, b)| format!("{} to {}", day(&a.low), day(&b.low)))
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        }
        _ => (None, String::new()),
    }
}

/// A number against one that a box implies; where that has no upper end, only what holds from its lower end on
/// is told.
fn number(claim: &Quantity, n: &Interval<Decimal>, policy: &Policy) -> Comparison {
    let mut claim = claim.clone();
    // A round number of one digit is granted a tenth either way, not half: "100 miles" of 72.
    if let Some(x) = claim.stated.as_point() {
        claim.digit = claim.digit.min(x.abs() / Decimal::from(5));
        // "5 ft 6 in" is written to the inch.
        if claim.digit > Decimal::ZERO && !(x / claim.digit).is_integer() && claim.style.decimals == 0 {
            claim.digit = claim.digit.min(x.abs() / Decimal::ONE_HUNDRED);
        }
    }
    let exact = claim.unit.as_ref().is_some_and(|u| u.name() == "year");
    let c = compare::numbers(&claim, &Reference::new(*n, exact), policy);
    // "26" for a wedding of 1998 and a birth of 1972: 25 or 26, which are both granted.
    if exact
        && c.relation == Relation::TooCoarse
        && let (Some(a), Some(b)) = (n.low.value(), n.high.value())
        && *b - *a <= Decimal::TWO
    {
        let note = format!("partly-supported: the reference is {}", spoken(n));
        return Comparison { verdict: Verdict::Consistent, notes: vec![note], ..c };
    }
    unsure(c, n.as_point().is_none() && n.high == Bound::Unbounded)
}

fn length(claim: &Timex, days: &Interval<Decimal>) -> Option<Comparison> {
    // "Less than a week after" what came later.
    if days.high.value().is_some_and(|d| d.is_sign_negative() && !d.is_zero()) {
        let (verdict, relation) = (Verdict::Conflicting, Relation::Disjoint);
        return Some(Comparison { verdict, relation, notes: Vec::new() });
    }
    if claim.modifier == Some(Modifier::Approx) {
        return about(claim, days);
    }
    let c = lengths::lengths(claim, days)?;
    // "Four months" for November to March: three to five, and four by count.
    if c.relation == Relation::TooCoarse
        && let (Some(a), Some(b), Some(said)) =
            (days.low.value(), days.high.value(), claim.length?.days()?.high.value())
        && ((*a + *b) / Decimal::TWO - *said).abs() * Decimal::from(20) <= *said * Decimal::from(3)
    {
        return Some(Comparison { verdict: Verdict::Consistent, ..c });
    }
    let hedged = claim.modifier.is_some_and(|m| m != Modifier::Approx);
    Some(unsure(c, days.high == Bound::Unbounded || hedged))
}

/// "Close to 15 years", "about a month": a tenth either way, half a unit at least.
fn about(claim: &Timex, days: &Interval<Decimal>) -> Option<Comparison> {
    let said = claim.length?.days()?;
    let (low, high) = (*said.low.value()?, *said.high.value()?);
    let tenth = high / Decimal::TEN;
    let least = match claim.value.as_bytes() {
        [.., b'Y'] => Decimal::from(183),
        [b'P', rest @ .., b'M'] if !rest.contains(&b'T') => Decimal::from(15),
        [.., b'W'] => Decimal::new(35, 1),
        // A quarter of an hour.
        [.., b'H'] => Decimal::ONE / Decimal::from(96),
        _ => Decimal::ZERO,
    };
    let d = tenth.max(least);
    let relation = Interval::closed(low - d, high + d).relation(days);
    let verdict = match relation {
        Relation::Inside | Relation::Overlap => Verdict::Consistent,
        Relation::TooCoarse => Verdict::Unknown(Reason::TooCoarse),
        Relation::Disjoint => Verdict::Conflicting,
    };
    Some(unsure(Comparison { verdict, relation, notes: Vec::new() }, days.high == Bound::Unbounded))
}

/// Where the value is known in part only, an overlap says nothing.
fn unsure(c: Comparison, open: bool) -> Comparison {
    if open
        && matches!(c.relation, Relation::Overlap | Relation::TooCoarse)
        && c.verdict == Verdict::Consistent
        && c.notes.iter().all(|n| n.starts_with("partly-supported"))
    {
        return Comparison { verdict: Verdict::Unknown(Reason::TooCoarse), ..c };
    }
    c
}

/// Something that went on: a time within it agrees, one outside it does not.
fn within(claim: &Timex, held: &Interval<DateTime>) -> Option<Comparison> {
    let said = claim.interval?;
    let relation = said.relation(held);
    let verdict = if said.intersection(held).is_some() {
        // "Was active in 2021" of one who is active at the last count, in 2019.
        Verdict::Consistent
    } else if held.high == Bound::Unbounded && after(&said, held) {
        Verdict::Unknown(Reason::OutsideValidity)
    } else {
        Verdict::Conflicting
    };
    Some(Comparison { verdict, relation, notes: Vec::new() })
}

fn after(a: &Interval<DateTime>, b: &Interval<DateTime>) -> bool {
    match (a.low.value(), b.low.value()) {
        (Some(x), Some(y)) => x > y,
        _ => false,
    }
}

/// A period from one date to another: both ends must meet the stretch's own.
fn stretch(claim: &Timex, start: &Interval<DateTime>, end: &Interval<DateTime>) -> Option<Comparison> {
    let said = claim.interval?;
    let whole = Interval { low: start.low, high: end.high };
    let meets = |x: Option<&DateTime>, i: &Interval<DateTime>, high: bool| {
        let Some(x) = x else { return true };
        let day = if high { x.checked_sub(jiff::Span::new().seconds(1)).unwrap_or(*x) } else { *x };
        // As precise as the less precise of the two.
        i.contains(&day) || i.low.value().is_some_and(|l| near(&day, l, i))
    };
    // "2007 to 2008" for May 2007 to April 2008.
    let written = claim.value.split_once('/').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let coarse = written.is_some_and(|(a, b): (Edtf, Edtf)| {
        a.interval().intersection(start).is_some() && b.interval().intersection(end).is_some()
    });
    let (a, b) = (meets(said.low.value(), start, false), meets(said.high.value(), end, true));
    let (a, b) = (a || coarse, b || coarse);
    let relation = said.relation(&whole);
    let verdict = if a && b {
        Verdict::Consistent
    } else if said.intersection(&whole).is_none() || !whole.encloses(&said) {
        Verdict::Conflicting
    } else {
        Verdict::Unknown(Reason::TooCoarse)
    };
    Some(Comparison { verdict, relation, notes: Vec::new() })
}

/// A year as claimed against a day of that year, either way round.
fn near(day: &DateTime, low: &DateTime, i: &Interval<DateTime>) -> bool {
    let exact = i.high.value().is_some_and(|h| h.duration_since(*low).as_hours() <= 24);
    exact
        && day.year() == low.year()
        && ((day.month(), day.day()) == (1, 1) || (day.month(), day.day()) == (12, 31))
}

fn day(end: &Bound<DateTime>) -> String {
    end.value().map_or("..".to_owned(), |t| t.date().to_string())
}

fn times(all: &[Interval<DateTime>]) -> String {
    let shown = all.iter().map(|i| {
        let last = i.high.value().and_then(|t| t.checked_sub(jiff::Span::new().nanoseconds(1)).ok());
        let (a, b) = (day(&i.low), last.map_or("..".to_owned(), |t| t.date().to_string()));
        if a == b { a } else { format!("{a} to {b}") }
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// Days in the largest unit that they fill: "16 to 18 years".
fn in_words(days: &Interval<Decimal>) -> String {
    let long = days.low.value().is_some_and(|d| d.abs() >= Decimal::from(730));
    let middle = days.low.value().is_some_and(|d| d.abs() >= Decimal::from(60));
    let (per, unit) = if long {
        (Decimal::new(36_525, 2), "years")
    } else if middle {
        (Decimal::new(304_375, 4), "months")
    } else if days.high.value().is_some_and(|d| d.abs() < Decimal::ONE) {
        return format!(
            "{} minutes",
            spoken(&days.map(|d| (d * Decimal::from(1440)).round_dp(1).normalize()))
        );
    } else {
        (Decimal::ONE, "days")
    };
    format!("{} {unit}", spoken(&days.map(|d| (d / per).round_dp(1).normalize())))
}
