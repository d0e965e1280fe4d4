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
        if !open {
            continue;
        }
        let (entity, property, claim, why) = if leans(input, scene, claim, reading) {
            let Some((entity, property)) = spoken_of(input, links, at) else { continue };
            (entity, property, claim.clone(), "the same as the number before it, at another time")
        } else {
            let Some((entity, property)) = of_another(input, scene, links, at) else { continue };
            (entity, property, in_its_clause(input, claim), "the same as the number before it, of another")
        };
        let found = observe::choose(input, &claim, entity, property);
        if found.target.is_some() {
            let candidates = vec![Candidate { entity, property, cost: 0, why: why.to_owned(), lost: None }];
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
    if plain && is_compared(input, claim, reading) {
        return true;
    }
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

/// Whether a number stands as "against 122,000 in 2023" has it: behind a word that compares it, or in a list, with the
/// date that is its own right behind it.
fn is_compared(input: &Input<'_>, claim: &Claim, reading: &Reading) -> bool {
    let own = &reading.extent.whole;
    let dated = |i: u32| input.reads(i).is_some_and(|r| r.timex().is_some_and(|t| t.interval.is_some()));
    let its_own = claim.scope.filter(|s| !s.carried).map(|s| &input.readings[s.reading].extent.whole);
    let behind = own.end..own.end + RECORDED;
    let told = |i: u32| input.has(i, WordSet::RecordedIn);
    let at = behind.clone().find(|&i| dated(i));
    let lead = (own.start.saturating_sub(3)..own.start)
        .rev()
        .find(|&i| !matches!(input.word(i), "the" | "a" | "mere" | "just"));
    let compares = lead.is_some_and(|i| input.has(i, WordSet::ComparesAgain));
    let listed = lead.is_some_and(|i| input.word(i) == "and");
    // "Against the 3,500 made by its rival in 2022"
    let other = |i: u32| {
        matches!(input.word(i), "by" | "at" | "its" | "their" | "for" | "of")
            || input.has(i, WordSet::AnotherOne)
    };
    let set =
        at.is_some_and(|d| d <= own.end + 1 || !listed && (own.end..d).any(told) && !(own.end..d).any(other));
    compares && set && its_own.is_some_and(|d| behind.contains(&d.start))
}

/// Most words between a number that is compared and its date: "the £870m promised when ministers approved it in 2016".
const RECORDED: u32 = 8;

/// Most words between a name and the number that is the same of it.
const OF_ANOTHER: u32 = 4;

/// "The Alliance took 46.8 per cent of the vote. The Union slumped to 29.3 per cent": subject and property of a number
/// whose clause opens with a name of its own and tells no property, right behind a number of the same sort of another.
fn of_another(input: &Input<'_>, scene: &Scene, links: &[Link], at: usize) -> Option<(EntityId, PropertyId)> {
    let claim = &input.claims.all[at];
    let own = &input.readings[claim.reading];
    let plain = matches!(own.kind, Kind::Number | Kind::Percent | Kind::Money | Kind::Measure)
        && own.noun.is_none()
        && claim.restrictions.is_empty();
    let start = own.extent.whole.start;
    let level = start.checked_sub(1).filter(|_| plain).is_some_and(|i| {
        input.has(i, WordSet::LevelAgain) && !input.ends(i, crate::claim::FrameKind::Comparison)
    });
    let sentence = input.tokens.sentences.get(claim.sentence).filter(|_| level)?;
    let (first, property) = spoken_of(input, links, at)?;
    let before = sentence.start..start;
    let names = |s: &&super::Sight| matches!(s.what, What::Entity(_) | What::Stranger);
    let name = scene.within(&before).rev().find(names)?;
    let near = name.tokens.end..start;
    // A comma ends an aside about the name: "The Union, which won 74 seats in 2021, is left with 47".
    let opens = name.tokens.start <= sentence.start + 1 || {
        let lead = name.tokens.start - 1 - u32::from(matches!(input.word(name.tokens.start - 1), "the"));
        input.is_comma(lead) || matches!(input.word(lead), "while" | "and" | "but" | ";")
    };
    let told = |s: &super::Sight| match s.what {
        What::Property(p) | What::Cue(p) => p != property,
        _ => false,
    };
    let numbers = (near.start..near.end).any(|i| {
        input.reads(i).is_some_and(|r| {
            !r.kind.is_time() && r.kind != own.kind && r.noun.is_none() && r.kind != Kind::Ordinal
        })
    });
    let commas: Vec<u32> = near.clone().filter(|&i| input.is_comma(i)).collect();
    let aside = commas.len() == 2 && commas[0] == near.start;
    let verb = if aside { commas[1] + 1..near.end } else { near.clone() };
    // "Slumped to", "came third with", not "raised taxes to"
    let reach = if matches!(input.word(start - 1), "to" | "at" | "on") { 2 } else { OF_ANOTHER };
    let close = verb.len() as u32 <= reach
        && (aside || commas.is_empty())
        && !near.into_iter().any(|i| input.has(i, WordSet::AnotherOne));
    let What::Entity(entity) = name.what else { return None };
    let fits = !input.base.facts_of(entity, property).is_empty();
    let left = entity != first || aside;
    (fits
        && left
        && opens
        && !numbers
        && close
        && !scene.within(&(name.tokens.end..own.extent.whole.end)).any(told))
    .then_some((entity, property))
}

/// A claim without the date of another clause: "slumped to 29.3 per cent, its worst since the party was founded in 1991".
fn in_its_clause(input: &Input<'_>, claim: &Claim) -> Claim {
    let end = input.readings[claim.reading].extent.whole.end;
    let other = |s: &crate::claim::Scope| {
        let date = input.readings[s.reading].extent.whole.start;
        date > end && (end..date).any(|i| input.is_comma(i))
    };
    Claim { scope: claim.scope.filter(|s| !other(s)), ..claim.clone() }
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
