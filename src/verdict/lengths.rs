//! How a claimed length of time stands to a number of days.

use crate::kb::{Fact, FactValue};
use crate::value::{Decimal, Interval, Modifier, Relation, Timex, Unit};

use super::compare::Comparison;
use super::outcome::{Reason, Verdict};

/// The smallest unit that a length of time is told in, in days; zero where it is no plain length.
#[must_use]
pub(super) fn grain(claim: &Timex) -> Decimal {
    match claim.value.chars().last() {
        Some('Y') => Decimal::from(365),
        Some('M') if !claim.value.contains('T') => Decimal::from(30),
        Some('W') => Decimal::from(7),
        Some('D') => Decimal::ONE,
        // A quarter of an hour, half a minute.
        Some('H') => Decimal::ONE / Decimal::from(48),
        Some('M') => Decimal::ONE / Decimal::from(1440),
        // "52.79 seconds" are told to a hundredth.
        Some('S') => {
            let decimals = claim.value.rsplit_once('.').map_or(0, |(_, d)| d.len() - 1);
            Decimal::new(1, u32::try_from(decimals.min(9)).unwrap_or(0)) / Decimal::from(86_400)
        }
        _ => Decimal::ZERO,
    }
}

/// A length held in months is rounded or counts whole months: in days, "17 months" is sixteen and a half to eighteen.
#[must_use]
pub(super) fn in_its_grain(claim: &Timex, fact: &Fact<'_>, days: Interval<Decimal>) -> Interval<Decimal> {
    let own = match fact.unit() {
        Some(Unit::Measure(unit)) if &*unit.dimension == "calendar" => {
            unit.factor.checked_mul(Decimal::from(30)).unwrap_or_default()
        }
        Some(Unit::Measure(unit)) if &*unit.dimension == "time" => unit.factor / Decimal::from(86_400),
        _ => Decimal::ZERO,
    };
    // 772.79 seconds are held to a hundredth.
    let own = match &*fact.value() {
        FactValue::Quantity(q) if q.digit < Decimal::ONE => own * q.digit,
        _ => own,
    };
    if fact.exact() || grain(claim) >= own {
        return days;
    }
    Interval { low: days.low.map(|x| x - own / Decimal::TWO), high: days.high.map(|x| x + own) }
}

/// Holds a length of time against a number of days, both ends included.
///
/// A plain length is granted half of its unit either way: "a year" is half a year to a year and a
/// half. Returns `None` where the expression is no plain length ("decades").
#[must_use]
pub(super) fn lengths(claim: &Timex, days: &Interval<Decimal>) -> Option<Comparison> {
    let relation = meant_days(claim)?.relation(days);
    if relation == Relation::Disjoint && was_cut(claim, days) {
        return Some(
            Comparison::new(Verdict::Consistent, Relation::Overlap)
                .note("rounding-direction: the next larger number is nearer"),
        );
    }
    Some(Comparison::new(
        match relation {
            Relation::Inside | Relation::Overlap => Verdict::Consistent,
            Relation::TooCoarse => Verdict::Unknown(Reason::TooCoarse),
            Relation::Disjoint => Verdict::Conflicting,
        },
        relation,
    ))
}

/// Whether a bare length counts the units that were full: "40 minutes" for 40 minutes 58 seconds.
fn was_cut(claim: &Timex, days: &Interval<Decimal>) -> bool {
    let said = claim.length.and_then(|l| l.days()).and_then(|d| d.high.value().copied());
    let (Some(said), Some(a), Some(b)) = (said, days.low.value(), days.high.value()) else { return false };
    claim.modifier.is_none() && *a >= said && *b < said + grain(claim)
}

/// What the words grant of a length of time, in days.
#[must_use]
pub(super) fn meant_days(claim: &Timex) -> Option<Interval<Decimal>> {
    let stated = claim.length?.days()?;
    let (low, high) = (*stated.low.value()?, *stated.high.value()?);
    let unit = grain(claim);
    let half = unit / Decimal::TWO;
    Some(match claim.modifier {
        Some(Modifier::MoreThan) => Interval::more_than(low),
        Some(Modifier::EqualOrMore) => Interval::at_least(low),
        Some(Modifier::LessThan) => Interval::less_than(high),
        Some(Modifier::EqualOrLess) => Interval::at_most(high),
        Some(Modifier::Approx) => Interval::closed(low - unit, high + unit),
        _ => Interval::closed(low - half, high + half),
    })
}
