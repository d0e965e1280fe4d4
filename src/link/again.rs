//! Numbers that say again what was said before, of another time.
//!
//! "Unemployment stood at 6.1 per cent in 2018; in 2016 it had been 8.0 per cent": the second number names neither
//! subject nor property. It has those of the number before it, where the words leave nothing else to mean.

use super::scene::{Scene, What};
use super::{Candidate, Input, Link, Reason, Target, observe};
use crate::claim::Claim;
use crate::kb::{EntityId, PropertyId};
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;

/// Links the numbers that lean on the one before them.
pub(super) fn link(input: &Input<'_>, scene: &Scene, links: &mut [Link]) {
    for at in 0..links.len() {
        let claim = &input.claims.all[at];
        let reading = &input.readings[claim.reading];
        let open = links[at].target.is_none() && links[at].reason == Some(Reason::NoFact);
        if !open || !leans(input, scene, claim, reading) {
            continue;
        }
        let Some((entity, property)) = spoken_of(input, links, at) else { continue };
        let found = observe::choose(input, claim, entity, property);
        if found.target.is_some() {
            let why = "the same as the number before it, at another time".to_owned();
            let candidates = vec![Candidate { entity, property, cost: 0, why, lost: None }];
            links[at] = Link { candidates, ..found };
        }
    }
}

/// Whether a number stands as "in 2016 it had been 8.4 per cent" has it: after a pronoun and a verb of being, with
/// a date of its own and nothing else that it could be said of.
fn leans(input: &Input<'_>, scene: &Scene, claim: &Claim, reading: &Reading) -> bool {
    let own = &reading.extent.whole;
    let plain = matches!(reading.kind, Kind::Number | Kind::Percent | Kind::Money | Kind::Measure)
        && reading.noun.is_none()
        && claim.restrictions.is_empty()
        && claim.scope.is_some_and(|s| !s.carried)
        && input.claims.changes.of(claim.reading).is_none();
    let Some(sentence) = input.tokens.sentences.get(claim.sentence).filter(|_| plain) else { return false };
    let word = |i: u32| input.tokens.all.get(i as usize).map(|t| t.word);
    let be = |i: u32| {
        word(i).is_some_and(|w| {
            input.rules.quantity.is(w, Role::Be) || input.rules.words.has(w, WordSet::WasAgain)
        })
    };
    let mut at = own.start;
    while at > sentence.start && be(at - 1) {
        at -= 1;
    }
    let Some(pronoun) = at.checked_sub(1).filter(|&i| at < own.start && i >= sentence.start) else {
        return false;
    };
    let again = word(pronoun).is_some_and(|w| input.rules.words.has(w, WordSet::SameAgain));
    // The date stands right before the pronoun or right after the number.
    let dated = |i: u32| input.reads(i).is_some_and(|r| r.timex().is_some_and(|t| t.interval.is_some()));
    let comma = u32::from(pronoun > 0 && input.is_comma(pronoun - 1));
    let before = pronoun.checked_sub(1 + comma).is_some_and(|i| i >= sentence.start && dated(i));
    let named = |s: &super::Sight| matches!(s.what, What::Entity(_) | What::Stranger | What::Property(_));
    let near = claim.clause.start.max(sentence.start)..claim.clause.end;
    again && (before || dated(own.end) || dated(own.end + 1)) && !scene.within(&near).any(named)
}

/// Subject and property of the numbers before: those of the sentence, else those of the one before it, if they
/// are all the same.
fn spoken_of(input: &Input<'_>, links: &[Link], at: usize) -> Option<(EntityId, PropertyId)> {
    let claim = &input.claims.all[at];
    let own = &input.readings[claim.reading];
    let unit = |r: &Reading| {
        r.quantity().and_then(|q| q.unit.as_ref()).filter(|_| r.noun.is_none()).map(|u| u.name().to_owned())
    };
    let of = |sentence: usize| -> Option<(EntityId, PropertyId)> {
        let mut found = None;
        for before in (0..at).rev() {
            let other = &input.claims.all[before];
            if other.sentence < sentence || other.block != claim.block {
                break;
            }
            let reading = &input.readings[other.reading];
            if other.sentence != sentence || reading.kind != own.kind || unit(reading) != unit(own) {
                continue;
            }
            let Some(Target::Facts(_)) = links[before].target else { continue };
            let chosen = links[before].chosen().map(|c| (c.entity, c.property))?;
            if *found.get_or_insert(chosen) != chosen {
                return None;
            }
        }
        found
    };
    of(claim.sentence).or_else(|| claim.sentence.checked_sub(1).and_then(of))
}
