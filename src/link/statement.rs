//! Facts that are a sentence: "Some 33,981 North Koreans had defected to the South by June 2023".
//!
//! Such a fact names no property. It answers a number in a sentence that shares its nouns and verbs: two thirds of
//! them, more than of any other statement, the counted noun among them. With all of them it may conflict, with
//! fewer it may only agree.

use super::{Input, Link, Target, observe};
use crate::claim::Claim;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::value::Unit;

/// Links a number to the statement that its sentence repeats; `None` where there is none.
pub(super) fn link(input: &Input<'_>, claim: &Claim) -> Option<Link> {
    let reading = &input.readings[claim.reading];
    let sorts =
        matches!(reading.kind, Kind::Number | Kind::Range | Kind::Percent | Kind::Money | Kind::Measure);
    if !sorts || !claim.restrictions.is_empty() || input.claims.changes.of(claim.reading).is_some() {
        return None;
    }
    let sentence = input.tokens.sentences.get(claim.sentence)?;
    let tokens = input.tokens.all.get(sentence.start as usize..sentence.end as usize)?;
    let shared = input.base.index().statements(&input.doc.text, tokens);
    let best = shared.first().filter(|s| s.words >= 2 && s.words * 3 >= s.of * 2)?;
    let rival = shared.get(1).is_some_and(|s| s.words * best.of >= best.words * s.of);
    let fact = input.base.fact(best.fact);
    if rival
        || !fact.usable()
        || fact.interval().is_none()
        || !fits(input, reading, fact.unit(), fact.statement()?)
    {
        return None;
    }
    observe::in_time(input, claim, &fact).then(|| Link {
        target: Some(Target::Facts(vec![best.fact])),
        tentative: best.words < best.of,
        ..Link::default()
    })
}

/// Whether the number is in the statement's own unit, or counts what the statement counts.
pub(super) fn fits(input: &Input<'_>, reading: &Reading, unit: Option<&Unit>, statement: &str) -> bool {
    let said = reading.quantity().and_then(|q| q.unit.as_ref());
    match (said, unit) {
        (Some(Unit::Measure(a)), Some(Unit::Measure(b))) => a.dimension == b.dimension,
        (Some(Unit::Measure(_) | Unit::Ambiguous { .. }), _) | (_, Some(Unit::Measure(_))) => false,
        _ => reading.noun.as_ref().is_some_and(|noun| {
            let head = input.word(noun.end - 1);
            statement.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(head))
        }),
    }
}
