//! What else a conflicting claim may speak of: another fact of the same subject that it states to the digit or to the day.
//!
//! "42,516 people left" is no figure of the immigration where the base has it as one of the emigration.

use super::compare::Policy;
use super::judge::against;
use super::outcome::Verdict;
use crate::kb::{self, Base, Event, EventId, Fact, FactId, FactValue};
use crate::link::Link;
use crate::resolve::{Reading, Value};
use crate::value::{DateTime, Decimal, TimexType};

/// Most facts of a subject that a conflicting claim is tried on.
const MOST: usize = 400;

/// The fact of the same subjects that a conflicting claim states to the digit or to the day, if there is one: what it
/// speaks of then.
pub(super) fn another(
    reading: &Reading,
    link: &Link,
    ids: &[FactId],
    base: &Base,
    policy: &Policy,
) -> Option<FactId> {
    let mut subjects: Vec<_> = ids.iter().filter_map(|&id| base.fact(id).about()).collect();
    subjects.extend(link.candidates.iter().map(|c| c.entity));
    // What happened to somebody is told beside the rest of what is known of them.
    let happened: Vec<_> = ids.iter().filter_map(|&id| base.fact(id).event()).collect();
    subjects.extend(happened.iter().flat_map(|&e| base.event(e).about.iter().copied()));
    subjects.sort_unstable();
    subjects.dedup();
    let names = |e: EventId| base.entity(base.event(e).entity).aliases();
    // "That hospital, opened half a century ago", where only the wing's opening was found.
    let alike = |e: &Event| {
        let own = base.entity(e.entity).aliases();
        happened.iter().any(|&h| names(h).iter().any(|a| own.contains(a)))
    };
    let told = base.events().iter().take(MOST).filter(|e| alike(e)).filter_map(|e| e.fact);
    // "Appointed MBE in 1989" is no year of a fellowship.
    let stems = |e: EventId| -> Vec<String> {
        names(e)
            .iter()
            .flat_map(|a| a.split(|c: char| !c.is_alphanumeric()))
            .filter_map(kb::content)
            .collect()
    };
    let strange = |fact: &Fact<'_>| {
        let other = fact.event().map(stems);
        link.beside
            && !happened.is_empty()
            && other.is_some_and(|all| !happened.iter().any(|&h| stems(h).iter().any(|w| all.contains(w))))
    };
    let other = |&id: &FactId| {
        let fact = base.fact(id);
        !ids.contains(&id)
            && !link.others.contains(&id)
            && fact.usable()
            && !strange(&fact)
            && states(reading, &fact, policy)
    };
    let events = |e| base.events_of(e).iter().filter_map(|&v| base.event(v).fact);
    let mut all =
        subjects.iter().flat_map(|&e| base.facts_about(e).iter().take(MOST).copied().chain(events(e)));
    all.find(other).or_else(|| told.into_iter().find(|f| !happened.is_empty() && other(f)))
}

/// Whether a claim states a fact exactly: its number with three digits and more, or its date.
fn states(reading: &Reading, fact: &Fact<'_>, policy: &Policy) -> bool {
    let consistent =
        |fact| against(reading, fact, policy).is_some_and(|(c, _)| c.verdict == Verdict::Consistent);
    match (&reading.value, &*fact.value()) {
        (Value::Quantity(claim), FactValue::Quantity(held)) => {
            let digits = |x: Decimal| x.normalize().mantissa().unsigned_abs() >= 100;
            let same = matches!((claim.stated.as_point(), held.interval.as_point()), (Some(a), Some(b)) if a == b && digits(*a));
            same && consistent(fact)
        }
        (Value::Time(claim), value) if claim.kind != TimexType::Duration => {
            let dated = matches!(value, FactValue::Time(_)) && consistent(fact);
            let day = |t: Option<&DateTime>| t.map(|t| t.date());
            let claimed = claim.interval.as_ref().and_then(|i| day(i.low.value()));
            let bounds = fact.when().map(|w| day(w.low.value()));
            let one = claim.value.len() == 10 && claimed.is_some() && bounds == Some(claimed);
            dated || one
        }
        _ => false,
    }
}
