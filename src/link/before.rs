//! Old values of a change whose new one is linked: "fell to £21.7m, from £29.7m in the same period a year earlier".
//!
//! The old value has the subject and the property of the new one. Where its date is but a year before, its fact is the
//! one of the same stretch a year before that of the new one.

use super::{Candidate, Input, Link, Target, observe};
use crate::kb::FactId;
use crate::value::{DateTime, Interval, Part};

/// How many days the ends of two stretches a year apart may be off: the weeks of a business year.
const OFF: i32 = 10;

/// Links the old values that are not linked yet.
pub(super) fn link(input: &Input<'_>, links: &mut [Link]) {
    for at in 0..links.len() {
        let claim = &input.claims.all[at];
        let Some((change, Part::Old)) = input.claims.changes.of(claim.reading) else { continue };
        if links[at].target.is_some() || !claim.restrictions.is_empty() {
            continue;
        }
        let Some(new) = change.new.and_then(|n| input.claims.all.iter().position(|c| c.reading == n)) else {
            continue;
        };
        let Some(chosen) = links[new].chosen().cloned() else { continue };
        let Some(Target::Facts(facts)) = &links[new].target else { continue };
        let (&[now], Some(since)) = (facts.as_slice(), change.since) else { continue };
        let same = |n: usize| {
            input.readings[n].quantity().and_then(|q| q.unit.as_ref()).map(|u| u.name().to_owned())
        };
        if same(claim.reading).is_some() && same(claim.reading) != same(input.claims.all[new].reading) {
            continue;
        }
        let when = input.readings[since].timex().and_then(|t| t.interval);
        let before = when.and_then(|w| year_before(input, now, &w));
        let mut found = match before {
            Some(id) => Link { target: Some(Target::Facts(vec![id])), ..Link::default() },
            None => observe::choose(input, claim, chosen.entity, chosen.property),
        };
        if found.target.is_none() || found.target == links[new].target {
            continue;
        }
        // The new value is sure of its fact, and the old one has its year.
        found.tentative = links[new].tentative || before.is_none();
        let why = "the value before, of the number that it changed to".to_owned();
        found.candidates = vec![Candidate { why, cost: 0, lost: None, ..chosen }];
        links[at] = found;
    }
}

/// The fact of the same subject and property whose time is a year before that of `now`, where `when` is in that year.
fn year_before(input: &Input<'_>, now: FactId, when: &Interval<DateTime>) -> Option<FactId> {
    let fact = input.base.fact(now);
    let time = fact.when()?;
    let ends = |i: &Interval<DateTime>| Some((i.low.value()?.date(), i.high.value()?.date()));
    let (low, high) = ends(&time)?;
    let back = jiff::Span::new().years(1);
    let (from, to) = (low.checked_sub(back).ok()?, high.checked_sub(back).ok()?);
    let year = when.low.value()?.year();
    if year != from.year() && year != to.year() {
        return None;
    }
    let close = |id: &&FactId| {
        input
            .base
            .fact(**id)
            .when()
            .as_ref()
            .and_then(ends)
            .is_some_and(|(a, b)| (a - from).get_days().abs() <= OFF && (b - to).get_days().abs() <= OFF)
    };
    let all = input.base.facts_of(fact.about()?, fact.property()?);
    let mut found = all.iter().filter(|&&f| input.base.fact(f).usable()).filter(close);
    found.next().copied().filter(|_| found.next().is_none())
}
