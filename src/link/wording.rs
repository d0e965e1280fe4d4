//! Facts that share the words of a sentence which names no property, in a base of few facts.
//!
//! "The pool can hold up to 640 bathers at a time" has three words of the property "maximum number of bathers at once,
//! hold" and is in a text about the lido: of all that a small base knows, the one fact that fits may be meant. Such a
//! number may agree; it conflicts only where it looks like a slip of the pen.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::attach::{self, Look};
use super::scene::{Scene, What};
use super::{Candidate, Input, Link, Reason, Target, change, fit, observe, slip};
use crate::claim::Claim;
use crate::kb::{EntityId, FactId, PropertyId, content};
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::{Quantity, Unit};

/// A base with more facts or properties than that is no base of one story.
const FEW: usize = 200;

/// What a shared word is worth in the clause, elsewhere in the sentence; a subject named in the sentence, in its
/// paragraph, anywhere before.
const CLAUSE: u32 = 4;
const SENTENCE: u32 = 2;
const HERE: u32 = 4;
const PARAGRAPH: u32 = 3;
const TEXT: u32 = 1;

/// The least that is worth a link, the least for a conflict, and by how much the best must be ahead in each.
const ENOUGH: u32 = 5;
const SURE: u32 = 9;
const AHEAD: u32 = 2;
const FAR_AHEAD: u32 = 4;

/// The words that say what a property, or a statement, is of.
struct Words {
    entity: Option<EntityId>,
    property: Option<PropertyId>,
    facts: Vec<FactId>,
    words: FxHashSet<String>,
    unit: Option<Unit>,
}

/// What one property has in common with the sentence of a number.
struct Shared<'w> {
    words: &'w Words,
    worth: u32,
    count: u32,
    named: bool,
    at: Range<u32>,
}

/// Links the numbers that nothing else was found for.
pub(super) fn link(input: &Input<'_>, scene: &Scene, links: &mut [Link]) {
    let base = input.base;
    if base.len() > FEW || base.properties().len() > FEW {
        return;
    }
    let mut known: Option<Vec<Words>> = None;
    for at in 0..links.len() {
        let claim = &input.claims.all[at];
        let reading = &input.readings[claim.reading];
        let open = links[at].target.is_none() && links[at].reason == Some(Reason::NoFact);
        let sort = matches!(
            reading.kind,
            Kind::Number | Kind::Range | Kind::Percent | Kind::Money | Kind::Measure | Kind::Duration
        );
        if !open || !sort || !claim.restrictions.is_empty() {
            continue;
        }
        let known = known.get_or_insert_with(|| vocabulary(input));
        if let Some(found) = choose(input, scene, claim, known, &links[at], links) {
            links[at] = found;
        }
    }
}

/// The words of every property of every subject, and of every statement.
fn vocabulary(input: &Input<'_>) -> Vec<Words> {
    let base = input.base;
    let stems = |text: &str, out: &mut FxHashSet<String>| {
        out.extend(text.split(|c: char| !c.is_alphanumeric()).filter_map(content));
    };
    let mut out: Vec<Words> = Vec::new();
    let mut seen: FxHashMap<(EntityId, PropertyId), usize> = FxHashMap::default();
    for fact in base.facts().filter(crate::kb::Fact::usable) {
        let mut words = FxHashSet::default();
        match (fact.about(), fact.property(), fact.statement()) {
            (entity, None, Some(statement)) => {
                stems(statement, &mut words);
                let (facts, unit) = (vec![fact.id()], fact.unit().cloned());
                out.push(Words { entity, property: None, facts, words, unit });
            }
            (Some(e), Some(p), _) if p != PropertyId::HAPPENED && !p.is_built_in() => {
                if let Some(&i) = seen.get(&(e, p)) {
                    out[i].facts.push(fact.id());
                    continue;
                }
                let property = base.property(p);
                let names = property.aliases.iter().chain(&property.cues).map(String::as_str);
                names.chain([&*property.name]).for_each(|n| stems(n, &mut words));
                seen.insert((e, p), out.len());
                let (facts, unit) = (vec![fact.id()], fact.unit().cloned());
                out.push(Words { entity: Some(e), property: Some(p), facts, words, unit });
            }
            _ => {}
        }
    }
    out
}

/// The one that has clearly the most in common with the sentence of a number.
fn choose(
    input: &Input<'_>,
    scene: &Scene,
    claim: &Claim,
    known: &[Words],
    link: &Link,
    links: &[Link],
) -> Option<Link> {
    let reading = &input.readings[claim.reading];
    let window = attach::sentence(input, claim);
    let look = Look { input, scene, claim, reading, first: reading, window, bound: None };
    let said = words_of(&look);
    let mut all: Vec<Shared<'_>> = known.iter().filter_map(|w| shared(&look, &said, w)).collect();
    all.sort_by_key(|s| std::cmp::Reverse(s.worth));
    let best = all.first().filter(|s| s.worth >= ENOUGH)?;
    let rival = all.get(1).map_or(0, |s| s.worth);
    if rival + AHEAD > best.worth {
        return None;
    }
    let words = best.words;
    let ruled = |c: &Candidate| {
        Some(c.property) == words.property && Some(c.entity) == words.entity && c.lost.is_some()
    };
    if link.candidates.iter().any(ruled) {
        return None;
    }
    let mut found = match (words.entity, words.property) {
        (Some(e), Some(p)) => {
            if refused(&look, p, &best.at) {
                return None;
            }
            let mut found = observe::choose(input, claim, e, p);
            found.target.as_ref()?;
            let why = format!("it shares {} words with {}", best.count, input.base.property(p).id);
            found.candidates = vec![Candidate { entity: e, property: p, cost: 0, why, lost: None }];
            let percent = matches!(&words.unit, Some(u) if u.dimension() == Some("percent"));
            if percent && fit::is_fraction(reading) {
                found.said = reading.quantity().map(attach::in_percent);
            }
            found
        }
        _ => {
            let id = *words.facts.first()?;
            let in_time = observe::in_time(input, claim, &input.base.fact(id));
            in_time.then(|| Link { target: Some(Target::Facts(vec![id])), ..Link::default() })?
        }
    };
    let sure = best.worth >= SURE && rival + FAR_AHEAD <= best.worth && best.named;
    found.tentative = !(sure && is_slip(input, reading, &found, links));
    change::apply(input, claim, &mut found);
    found.target.is_some().then_some(found)
}

/// Whether the number can be no value of the property after all.
fn refused(look: &Look<'_>, p: PropertyId, at: &Range<u32>) -> bool {
    let (input, property) = (look.input, look.input.base.property(p));
    !fit::unit_fits(input, look.reading, property, at)
        || change::refused(input, look.claim, property).is_some()
        || super::property::is_another(look, property, p, at)
        || super::portion::part(look, property, at).is_some()
}

/// The words of the sentence that can be a property's, each with where it stands nearest to the number; those of a
/// name and the nouns of other numbers are none.
fn words_of(look: &Look<'_>) -> Vec<(String, u32)> {
    let input = look.input;
    let taken = |i: u32| {
        let counted = |r: &Reading| r.noun.as_ref().is_some_and(|n| n.contains(&i));
        let other = input.readings.iter().any(|r| r.extent != look.reading.extent && counted(r));
        let name = look
            .scene
            .within(&(i.saturating_sub(8)..i + 1))
            .any(|s| matches!(s.what, What::Entity(_) | What::Stranger) && s.tokens.contains(&i));
        other || name || input.reads(i).is_some_and(|r| r.kind.is_time())
    };
    let near = |i: u32| {
        let own = &look.reading.extent.whole;
        if i < own.start { own.start - i } else { i.saturating_sub(own.end) }
    };
    let mut out: Vec<(String, u32)> = Vec::new();
    for i in look.window.clone() {
        let word = input.tokens.all.get(i as usize).is_some_and(|t| t.kind == TokenKind::Word);
        if !word || input.has(i, WordSet::SaysLittle) || taken(i) {
            continue;
        }
        let Some(stem) = content(input.word(i)) else { continue };
        match out.iter_mut().find(|(s, _)| *s == stem) {
            Some((_, at)) if near(*at) > near(i) => *at = i,
            Some(_) => {}
            None => out.push((stem, i)),
        }
    }
    out
}

/// What a property has in common with the sentence; `None` where the number cannot be its value.
fn shared<'w>(look: &Look<'_>, said: &[(String, u32)], words: &'w Words) -> Option<Shared<'w>> {
    let input = look.input;
    let mut found: Vec<u32> = said.iter().filter(|(s, _)| words.words.contains(s)).map(|&(_, i)| i).collect();
    let (first, last) = (*found.iter().min()?, *found.iter().max()?);
    let at = if last < look.reading.extent.whole.start { last..last + 1 } else { first..first + 1 };
    let fits = match words.property {
        Some(p) => fit::unit_fits(input, look.reading, input.base.property(p), &at),
        None => {
            let fact = input.base.fact(*words.facts.first()?);
            found.len() > 1
                && super::statement::fits(input, look.reading, words.unit.as_ref(), fact.statement()?)
        }
    };
    if !fits {
        return None;
    }
    let clause = &look.claim.clause;
    let count = found.len() as u32;
    let mut worth: u32 = found.iter().map(|i| if clause.contains(i) { CLAUSE } else { SENTENCE }).sum();
    let own = look.reading.noun.clone().unwrap_or(0..0);
    found.retain(|i| own.contains(i));
    worth += if found.is_empty() { 0 } else { SENTENCE };
    let subject = |range: Range<u32>| {
        look.scene.within(&range).any(|s| matches!(s.what, What::Entity(e) if Some(e) == words.entity))
    };
    let paragraph = input.tokens.blocks.get(look.claim.block).map_or(0, |b| b.start);
    let here = subject(look.window.clone());
    let near = subject(paragraph..look.window.start);
    let before = subject(0..paragraph);
    worth += if here {
        HERE
    } else if near {
        PARAGRAPH
    } else if before {
        TEXT
    } else {
        0
    };
    Some(Shared { words, worth, count, named: here || near, at })
}

/// Whether a number differs from the fact as a slip of the pen does, and no other fact of the base states it.
fn is_slip(input: &Input<'_>, reading: &Reading, link: &Link, links: &[Link]) -> bool {
    let Some(Target::Facts(facts)) = &link.target else { return false };
    let (&[id], Some(quantity)) = (facts.as_slice(), reading.quantity()) else { return false };
    let taken = |l: &Link| matches!(&l.target, Some(Target::Facts(all)) if all.contains(&id));
    let fact = input.base.fact(id);
    let same = |q: &Quantity, unit: Option<&Unit>| match (&q.unit, unit) {
        (Some(Unit::Measure(a)), Some(Unit::Measure(b))) => a.name == b.name,
        (Some(Unit::Ambiguous { candidates, .. }), Some(Unit::Measure(b))) => {
            candidates.iter().any(|c| c.name == b.name)
        }
        (None | Some(Unit::Noun(_)), None | Some(Unit::Noun(_))) => true,
        _ => false,
    };
    let value = fact.interval().and_then(|i| i.as_point().copied());
    let said = quantity.stated.as_point().copied();
    let (Some(value), Some(said)) = (value, said) else { return false };
    let told = |f: crate::kb::Fact<'_>| f.interval().is_some_and(|i| i.contains(&said));
    same(quantity, fact.unit())
        && slip::looks_like(said, value)
        && !links.iter().any(taken)
        && !input.base.facts().any(told)
}
