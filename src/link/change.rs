//! What a change makes of its numbers: the amount is no level, an old value is of its own time, and what
//! shrank grew by less than nothing.
//!
//! "The economy shrank by 0.3 %" is held against the growth rate as -0.3; "from 12 in 2019 to 15" gives 12
//! to 2019; "rose from 12 to 15" is 15 now.

use super::{Input, Link, Reason, Target};
use crate::claim::Claim;
use crate::kb::{FactValue, Kind, Property};
use crate::value::{Decimal, Direction, Interval, Part, Quantity, Unit};

/// Whether a property is itself a change in per cent: GDP growth.
pub(super) fn is_growth(property: &Property) -> bool {
    let percent = |u: &Unit| u.dimension() == Some("percent");
    property.kind == Some(Kind::Rate) && property.unit.as_ref().is_some_and(percent)
}

/// Why a number that is the amount of a change is no value of `property`.
pub(super) fn refused(input: &Input<'_>, claim: &Claim, property: &Property) -> Option<&'static str> {
    match input.claims.changes.of(claim.reading)? {
        (_, Part::By) if !is_growth(property) => Some("the number is a change of it"),
        (_, Part::Times) => Some("the number says how many times"),
        _ => None,
    }
}

/// Puts what the change says into a link that was found.
pub(super) fn apply(input: &Input<'_>, claim: &Claim, link: &mut Link) {
    let Some((change, part)) = input.claims.changes.of(claim.reading).filter(|_| link.target.is_some())
    else {
        return;
    };
    let Some(quantity) = input.readings[claim.reading].quantity() else { return };
    match part {
        // "Grew 40 % since 1990" is no growth of one year.
        Part::By
            if change
                .since
                .is_some_and(|since| !a_year_before(input, since, claim.scope.map(|s| s.reading))) =>
        {
            link.target = None;
            link.reason = Some(Reason::OutsideValidity);
        }
        Part::By => {
            // "Rose 5 % to 20 million": over what time it does not say.
            link.tentative |= claim.scope.is_none_or(|s| s.carried);
            // A property that measures reductions has them as they are told.
            let growth = link.chosen().is_some_and(|c| is_growth(input.base.property(c.property)));
            if change.direction == Some(Direction::Down) && growth {
                link.said = Some(negated(quantity));
            }
        }
        // "To 15 from 12": when it was 12 the text does not say.
        Part::Old => {
            let dated = change.since.and_then(|n| input.readings[n].timex()?.interval);
            if dated.is_none() {
                link.target = None;
                link.reason = Some(Reason::NoAnchor);
            }
        }
        Part::Ends => {
            link.said = change.value(Part::New, input.readings).map(|new| Quantity {
                interval: new,
                stated: new,
                ..quantity.clone()
            });
        }
        // "Now fetches 158, up from 142": the fact of 142 knows nothing of now.
        Part::New => link.tentative |= change.old.is_some_and(|old| tells(input, old, link)),
        Part::Times => {}
    }
}

/// Whether the facts that a link found tell the value of reading `number`.
fn tells(input: &Input<'_>, number: usize, link: &Link) -> bool {
    let Some(Target::Facts(facts)) = &link.target else { return false };
    let Some(old) = input.readings[number].quantity() else { return false };
    facts.iter().any(|&f| match &*input.base.fact(f).value() {
        FactValue::Quantity(held) => old.stated.intersection(&held.interval).is_some(),
        _ => false,
    })
}

/// Whether reading `since` names the year before that of reading `at`, or of the text.
fn a_year_before(input: &Input<'_>, since: usize, at: Option<usize>) -> bool {
    let year = |n: usize| input.readings[n].timex()?.interval?.low.value().map(|t| t.year());
    let now = at.map_or_else(|| input.context.date.map(|d| d.year()), year);
    year(since).zip(now).is_some_and(|(then, now)| then + 1 == now)
}

/// "Shrank by 0.3 %": grew by -0.3 %. "Shrank by -0.3 %" says the same.
pub(super) fn negated(quantity: &Quantity) -> Quantity {
    let turn = |i: Interval<Decimal>| Interval { low: i.high.map(|x| -x), high: i.low.map(|x| -x) };
    if quantity.stated.high.value().is_some_and(|x| *x < Decimal::ZERO) {
        return quantity.clone();
    }
    Quantity {
        interval: turn(quantity.interval),
        stated: turn(quantity.stated),
        modifier: quantity.modifier.map(crate::value::Modifier::turned),
        ..quantity.clone()
    }
}
