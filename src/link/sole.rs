//! The only one that the base knows a property of, where nothing else can be meant.
//!
//! In "Aid groups now run 11 treatment centres with 490 beds" the sentence names nobody, and the base has the beds of
//! one outbreak only, which the text has spoken of. Such a link may agree, and conflicts where the number is the fact's
//! miswritten.

use std::ops::Range;

use super::attach::{self, Look};
use super::fit::measures;
use super::property::Named;
use super::scene::{Sight, What};
use super::subject::{Subject, answers};
use super::{Candidate, Link, Target, described, observe, topic};
use crate::claim::FrameKind;
use crate::kb::{EntityId, FactId, PropertyId};
use crate::mention::Kind;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;

/// Why it was taken.
pub(super) const WHY: &str = "the base knows the property of it alone";

/// The only subject of a property, where the text speaks of it and the sentence of nobody else who might be meant.
pub(super) fn sole(look: &Look<'_>, property: &Named) -> Option<Subject> {
    let input = look.input;
    let e = property.entity_hint.filter(|&e| answers(input, e, property.id))?;
    let entity = input.base.entity(e);
    let at = look.reading.extent.whole.start;
    // "Its own", "she set": a person is no thing.
    let clause = look.claim.clause.start..at.max(look.claim.clause.start);
    let says = |k| input.claims.words_in(&clause, k).next().is_some();
    let other_sort = match entity.kind() {
        Some("person") => says(FrameKind::Thing) && !says(FrameKind::Person),
        Some(_) => says(FrameKind::Person) && property.cue,
        None => false,
    };
    if other_sort
        || owned_by_another(look, property, e)
        || somebody_else(look, e)
        || of_something_else(look, &property.tokens)
    {
        return None;
    }
    // "Sorøy's other glacier vanished. It had once covered 5": of what the sentence before tells of, or a place in it.
    let block = input.tokens.blocks.get(look.claim.block)?.start;
    let n = input.tokens.sentence_of(look.window.start);
    let last = n.checked_sub(1).and_then(|n| input.tokens.sentences.get(n)).filter(|s| s.start >= block);
    let strange = last.is_some_and(|s| s.clone().any(|i| input.has(i, WordSet::AnotherOne)));
    // "In spring it shut two shops"
    let acts = at.checked_sub(1).is_some_and(|i| input.has(i, WordSet::ActsOnSome));
    let some = acts && input.base.property(property.id).kind != Some(crate::kb::Kind::Flow);
    let gone = entity.kind() != Some("person") && topic::elsewhere(look, block..look.window.start);
    if strange || some || gone {
        return None;
    }
    let text = at.saturating_sub(attach::FAR)..at;
    let named = look.scene.within(&text).any(|s| s.what == What::Entity(e));
    let paragraph = input.tokens.blocks.get(look.claim.block)?.start..look.window.end;
    let noun = |i: u32| {
        input.tokens.all.get(i as usize).is_some_and(|t| t.kind == TokenKind::Word && !t.capital())
            && described::bears(entity, input.word(i))
    };
    (named || paragraph.into_iter().any(noun)).then(|| (e, Ok(look.weights().limit), WHY.to_owned()))
}

/// Whether the sentence names somebody ahead of the number who may have the property too: a strange name that is no
/// place or party, or another of the same sort.
fn somebody_else(look: &Look<'_>, e: EntityId) -> bool {
    let (input, kind) = (look.input, look.input.base.entity(e).kind());
    let told = |s: &Sight| look.claim.attribution.as_ref().is_some_and(|a| a.contains(&s.tokens.start));
    let before = look.window.start..look.reading.extent.whole.end;
    look.scene.within(&before).filter(|s| !told(s) && !look.counted(s)).any(|s| match s.what {
        What::Entity(o) => o != e && kind.is_some() && input.base.entity(o).kind() == kind,
        What::Stranger => !input.before(s.tokens.start).is_some_and(|b| {
            b >= look.window.start
                && matches!(input.word(b), "in" | "In" | "at" | "At" | "from" | "near" | "by" | "to")
        }),
        _ => false,
    })
}

/// "A rival clinic has 490 beds", "her sister set 28 records", "a clinic in the hills has 490": whether the clause opens with
/// another one or with what somebody has.
pub(super) fn of_something_else(look: &Look<'_>, property: &Range<u32>) -> bool {
    let (input, start) = (look.input, look.claim.clause.start);
    let number = look.reading.extent.whole.start;
    // "The roof alone cost 6 million"
    let other = |i: u32| {
        input.has(i, WordSet::AnotherOne)
            || matches!(input.word(i), "alone" | "both" | "together" | "combined")
    };
    let inside = |i: u32| property.contains(&i);
    let has = |i: u32| {
        matches!(input.word(i), "his" | "her" | "its" | "their" | "His" | "Her" | "Its" | "Their")
            && !inside(i + 1)
            && !(i + 1..i + 3).any(|k| property.start == k)
    };
    // "A consignment of 1.2 million doses" is no clinic.
    let indefinite =
        matches!(input.word(start), "A" | "a" | "An" | "an" | "One" | "Some") && number > start + 3;
    indefinite
        || (start..number.max(start)).any(|i| has(i) || !inside(i) && other(i))
        || (number..look.noun_end()).any(|i| !inside(i) && other(i))
}

/// "The population of the town": another thing's, which the words right behind the property name.
fn owned_by_another(look: &Look<'_>, property: &Named, e: EntityId) -> bool {
    let (input, p) = (look.input, &property.tokens);
    let noun = p.end + 1 + u32::from(matches!(input.word(p.end + 1), "the" | "a" | "an" | "its"));
    let own = look.scene.within(&(p.end..noun + 1)).any(|s| s.what == What::Entity(e));
    let of = matches!(input.word(p.end), "of" | "among" | "for");
    of && !own && !super::portion::of_parts(look) && input.reads(p.end + 1).is_none()
}

/// "The 19kg capsule", "a £58m bakery near Doncaster": a measure or a sum right before a name is one of those that the base
/// has of it in such a unit. It may agree with any of them; with only one it may be that one miswritten.
pub(super) fn attributive(look: &Look<'_>) -> Option<Link> {
    let (input, own) = (look.input, &look.reading.extent);
    if !matches!(look.reading.kind, Kind::Measure | Kind::Money) {
        return None;
    }
    let near = own.whole.start.saturating_sub(3)..own.whole.end + 2;
    let beside = |s: &&Sight| {
        let inside = s.tokens.start <= own.whole.start && own.whole.end < s.tokens.end;
        let behind = own.whole.end..own.whole.end + 1;
        matches!(s.what, What::Entity(_)) && (inside || behind.contains(&s.tokens.start))
    };
    let sight = look.scene.within(&near).find(beside)?;
    let What::Entity(entity) = sight.what else { return None };
    let mut properties: Vec<PropertyId> = input
        .base
        .facts_about(entity)
        .iter()
        .take(MOST)
        .filter_map(|&f| input.base.fact(f).property())
        .filter(|&p| measures(input, look.reading, input.base.property(p)))
        .collect();
    properties.sort_unstable();
    properties.dedup();
    let mut facts: Vec<FactId> = Vec::new();
    for &p in &properties {
        if let Some(Target::Facts(found)) = observe::choose(input, look.claim, entity, p).target {
            facts.extend(found);
        }
    }
    let (&property, _) = properties.split_first().filter(|_| !facts.is_empty())?;
    let why = format!("it stands before '{}'", input.words(&sight.tokens));
    Some(Link {
        candidates: vec![Candidate { entity, property, cost: 0, why, lost: None }],
        target: Some(Target::Facts(facts)),
        tentative: true,
        slips_from: if properties.len() == 1 { 3 } else { 0 },
        ..Link::default()
    })
}

/// Most facts of a name that are looked at.
const MOST: usize = 400;
