//! Which number belongs to which subject and property (`semantics.md` section 6).
//!
//! "Australia has a population of 18.5 million, New Zealand of 3.5 million": each number goes to the
//! nearest name before it in its own clause; "Peru (5.9 %)" binds to the name before the bracket. A
//! number is linked only where property, unit and subject fit clearly better than the next.

use std::ops::Range;

use super::fit::{counts, unit_fits};
use super::lists::{self, Aligned};
use super::scene::{Scene, Sight, What};
use super::{Candidate, Input, Link, Reason, observe, told};
use crate::claim::{Claim, FrameKind};
use crate::kb::{EntityId, Property, PropertyId};
use crate::resolve::Reading;

/// Costs, in words of distance. The lower the closer.
mod cost {
    /// A claim farther than this from its property or subject is not linked.
    pub(super) const LIMIT: u32 = 16;
    /// Two subjects closer than this to each other are a tie.
    pub(super) const MARGIN: u32 = 2;
    /// Another number of the same unit stands between.
    pub(super) const NUMBER: u32 = 8;
    /// A comma, a bracket or "and" stands between.
    pub(super) const BREAK: u32 = 2;
    /// A semicolon or a colon stands between.
    pub(super) const STOP: u32 = 20;
    /// Another name of the same sort stands between.
    pub(super) const NAME: u32 = 5;
    /// The property is pointed to, not named.
    pub(super) const CUE: u32 = 2;
    /// How far a word that makes it another property reaches.
    pub(super) const NEAR: u32 = 4;
    /// The subject is only implied.
    pub(super) const IMPLIED: u32 = 4;
}

/// Links a number or a length of time (not an age, not a date) to what it is said of.
#[must_use]
pub fn number(input: &Input<'_>, scene: &Scene, claim: &Claim) -> Link {
    let reading = &input.readings[claim.reading];
    let aligned = lists::align(input, scene, claim, &sentence(input, claim));
    // A list hangs on its first number: the others are as near to the property's name.
    let first = match aligned {
        Aligned::With(_, first) => &input.readings[first],
        Aligned::No | Aligned::Lost => reading,
    };
    let mut properties = properties(input, scene, claim, reading, first);
    if properties.is_empty() {
        return Link::none(Reason::NoFact);
    }
    if aligned == Aligned::Lost {
        return Link::none(Reason::Ambiguous);
    }
    properties.sort_by_key(|p| p.cost);
    let mut link = Link::default();
    for p in &properties {
        if let Some(lost) = &p.lost {
            link.candidates.extend(p.entity_hint.map(|entity| Candidate {
                entity,
                property: p.id,
                cost: p.cost,
                why: p.why.clone(),
                lost: Some(lost.clone()),
            }));
            continue;
        }
        let subjects = match aligned {
            Aligned::With(e, _) if answers(input, e, p.id) => {
                vec![(e, 0, "by its place in the list".to_owned())]
            }
            Aligned::With(..) | Aligned::Lost => Vec::new(),
            Aligned::No => subjects(input, scene, claim, reading, p),
        };
        for (entity, cost, why) in subjects {
            link.candidates.push(Candidate {
                entity,
                property: p.id,
                cost: p.cost + cost,
                why: format!("{}; {why}", p.why),
                lost: None,
            });
        }
    }
    decide(input, claim, link)
}

/// A property that the words near a number name.
struct Named {
    id: PropertyId,
    /// Where it is named.
    tokens: Range<u32>,
    cost: u32,
    why: String,
    lost: Option<String>,
    /// Its only subject, where it has but one.
    entity_hint: Option<EntityId>,
}

/// The sentence's tokens that may say what a number is about.
fn sentence(input: &Input<'_>, claim: &Claim) -> Range<u32> {
    let whole = input.tokens.sentences.get(claim.sentence).cloned().unwrap_or_else(|| claim.clause.clone());
    let own = &input.readings[claim.reading].extent.whole;
    whole.start.max(own.start.saturating_sub(120))..whole.end.min(own.end + 120)
}

fn properties(
    input: &Input<'_>,
    scene: &Scene,
    claim: &Claim,
    reading: &Reading,
    first: &Reading,
) -> Vec<Named> {
    let window = sentence(input, claim);
    let mut out: Vec<Named> = Vec::new();
    for sight in scene.within(&window) {
        let (id, cue) = match sight.what {
            What::Property(id) => (id, false),
            What::Cue(id) => (id, true),
            _ => continue,
        };
        let property = input.base.property(id);
        // A cue points only where the counted noun is the property's own unit: "33,000 North Koreans
        // have defected".
        if cue && !counts(reading, property) {
            continue;
        }
        let Some(cost) = distance(input, scene, claim, first, &sight.tokens, Some(property)) else {
            continue;
        };
        let cost = cost + if cue { cost::CUE } else { 0 };
        let verb = if cue { "points to" } else { "names" };
        let mut named = Named {
            id,
            tokens: sight.tokens.clone(),
            cost,
            why: format!("'{}' {verb} {}", input.words(&sight.tokens), property.id),
            lost: None,
            entity_hint: input.base.only_subject(id),
        };
        named.lost = refused(input, scene, claim, reading, property, id, sight, &window);
        match out.iter_mut().find(|n| n.id == id) {
            Some(old) if (old.lost.is_some(), old.cost) > (named.lost.is_some(), named.cost) => *old = named,
            Some(_) => {}
            None => out.push(named),
        }
    }
    out
}

/// Why a property that is named cannot be the number's.
#[allow(clippy::too_many_arguments)]
fn refused(
    input: &Input<'_>,
    scene: &Scene,
    claim: &Claim,
    reading: &Reading,
    property: &Property,
    id: PropertyId,
    sight: &Sight,
    window: &Range<u32>,
) -> Option<String> {
    if let Some(word) = denial(input, scene, claim, reading, id, &sight.tokens) {
        return Some(format!("'{}' makes it another quantity", input.words(&word)));
    }
    if let Some(word) = basis(input, property, &sight.tokens) {
        return Some(format!("'{}' makes it another property", input.words(&word)));
    }
    if !unit_fits(input, reading, property, &sight.tokens) {
        return Some("the unit or the counted noun does not fit".to_owned());
    }
    let between = sight.tokens.end.min(reading.extent.tokens.start)
        ..sight.tokens.start.max(reading.extent.tokens.start);
    let respective = input.claims.words_in(window, FrameKind::Respective).next().is_some();
    if !respective && input.claims.words_in(&between, FrameKind::Comparison).next().is_some() {
        return Some("it is compared with another".to_owned());
    }
    // "The population grew by 1 million": a change of it, unless changes are what it measures.
    let by = reading.extent.whole.start.checked_sub(1).is_some_and(|i| input.word(i) == "by");
    if by && property.kind != Some(crate::kb::Kind::Rate) {
        return Some("the number is a change of it".to_owned());
    }
    // "Health expenditure (% of GDP) was 4.76": the property is but the whole of a share.
    let (of, before) = (sight.tokens.start.saturating_sub(1), sight.tokens.start.saturating_sub(2));
    let shares = ["%", "percent", "cent", "percentage", "share", "proportion", "fraction"];
    if input.word(of) == "of" && shares.contains(&input.word(before)) {
        return Some("a share of it is meant".to_owned());
    }
    // "had a population of 3 million of whom 40 % are ..." and "98 % of the population"
    let next = reading.extent.whole.end;
    let of_whole = next < sight.tokens.start
        && sight.tokens.start - next <= 2
        && input.word(next).eq_ignore_ascii_case("of")
        && reading.quantity().and_then(|q| q.unit.as_ref()).is_some_and(|u| u.dimension() == Some("percent"));
    if of_whole && property.unit.as_ref().is_none_or(|u| u.dimension() != Some("percent")) {
        return Some("the number is a share of it".to_owned());
    }
    None
}

/// A word of another basis right after a property's name: "GDP, PPP", unless the property is named so.
fn basis(input: &Input<'_>, property: &Property, named: &Range<u32>) -> Option<Range<u32>> {
    let from = (named.end..named.end + 2).find(|&i| !matches!(input.word(i), "," | ";" | "(" | ":"))?;
    let found = input.claims.words_in(&(from..from + 1), FrameKind::Basis).next()?.tokens.clone();
    let word = input.words(&found).to_lowercase();
    let own =
        property.aliases.iter().chain([&property.name.to_string()]).any(|a| a.to_lowercase().contains(&word));
    (!own).then_some(found)
}

/// A word that makes it another property, next to the number's noun or to the property's name.
fn denial(
    input: &Input<'_>,
    scene: &Scene,
    claim: &Claim,
    reading: &Reading,
    id: PropertyId,
    named: &Range<u32>,
) -> Option<Range<u32>> {
    let noun =
        reading.noun.as_ref().map_or(reading.extent.whole.end, |n| n.end.max(reading.extent.whole.end));
    let own = reading.extent.whole.start..noun;
    [own, named.clone()].into_iter().find_map(|around| {
        let near = around.start.saturating_sub(cost::NEAR).max(claim.clause.start)
            ..(around.end + cost::NEAR).min(claim.clause.end);
        let stop = (around.end..near.end).find(|&i| matches!(input.word(i), "," | "and" | "since" | "from"));
        scene
            .within(&(near.start..stop.unwrap_or(near.end)))
            .find(|s| s.what == What::Not(id) && !(s.tokens.start < named.end && named.start < s.tokens.end))
            .map(|s| s.tokens.clone())
    })
}

/// How far a property's name is from a number, in words and obstacles; `None` past the limit.
fn distance(
    input: &Input<'_>,
    scene: &Scene,
    claim: &Claim,
    reading: &Reading,
    named: &Range<u32>,
    property: Option<&Property>,
) -> Option<u32> {
    let own = &reading.extent;
    let whole = own.whole.start..reading.noun.as_ref().map_or(own.whole.end, |n| n.end.max(own.whole.end));
    if named.start < whole.end && whole.start < named.end {
        return Some(0);
    }
    let after = named.start >= whole.end;
    let between = if after { whole.end..named.start } else { named.end..whole.start };
    let mut cost =
        if after { (between.len() as u32).saturating_mul(2) + 1 } else { 1 + between.len() as u32 / 3 };
    cost += obstacles(input, claim, &between);
    for s in scene.within(&between) {
        if matches!(s.what, What::Property(p) if property.is_none_or(|q| input.base.property(p).id != q.id)) {
            cost += cost::NAME;
        }
    }
    (cost <= cost::LIMIT).then_some(cost)
}

/// What stands between: other numbers of the same sort, breaks of the clause.
fn obstacles(input: &Input<'_>, claim: &Claim, between: &Range<u32>) -> u32 {
    let mine = &input.readings[claim.reading];
    let first = input.readings.partition_point(|r| r.extent.tokens.start < between.start);
    let numbers = input.readings[first..]
        .iter()
        .take_while(|r| r.extent.tokens.start < between.end)
        .filter(|r| !r.kind.is_time() && r.kind == mine.kind)
        .count() as u32;
    let mut cost = numbers * cost::NUMBER;
    for i in between.clone() {
        cost += match input.word(i) {
            "," | "and" => cost::BREAK,
            ";" => cost::STOP,
            _ => 0,
        };
    }
    cost
}

/// The entities that may be the subject, with their costs and why.
fn subjects(
    input: &Input<'_>,
    scene: &Scene,
    claim: &Claim,
    reading: &Reading,
    property: &Named,
) -> Vec<(EntityId, u32, String)> {
    let window = sentence(input, claim);
    let mut out: Vec<(EntityId, u32, String)> = Vec::new();
    let mut strange: Option<u32> = None;
    for told in told::events(input, scene, &window).into_iter().filter(|t| t.sure) {
        out.push((input.base.event(told.event).entity, 0, "the sentence tells of it".to_owned()));
    }
    for sight in scene.within(&window) {
        let entity = match sight.what {
            What::Entity(e) => Some(e),
            // Who says so is not whom it is said of.
            What::Stranger if claim.attribution.as_ref().is_some_and(|a| a.contains(&sight.tokens.start)) => {
                continue;
            }
            What::Stranger => None,
            _ => continue,
        };
        let Some(cost) = subject_cost(input, scene, claim, reading, property, sight) else { continue };
        let cost = cost + if sight.weak { 2 } else { 0 };
        match entity {
            None => strange = Some(strange.map_or(cost, |c| c.min(cost))),
            Some(e) => match out.iter_mut().find(|(x, ..)| *x == e) {
                Some(old) if old.1 > cost => old.1 = cost,
                Some(_) => {}
                None => out.push((e, cost, format!("'{}' {cost} away", input.words(&sight.tokens)))),
            },
        }
    }
    out.retain(|(e, ..)| answers(input, *e, property.id));
    // A name that the base does not know stands nearer: the number is its.
    if let Some(s) = strange {
        out.retain(|(_, c, _)| *c <= s);
        if out.is_empty() && s <= 3 {
            return out;
        }
    }
    if out.is_empty() {
        out.extend(implied(input, scene, claim, property));
    }
    out
}

fn answers(input: &Input<'_>, entity: EntityId, property: PropertyId) -> bool {
    !input.base.facts_of(entity, property).is_empty()
}

/// How a name stands to property and number.
fn subject_cost(
    input: &Input<'_>,
    scene: &Scene,
    claim: &Claim,
    reading: &Reading,
    property: &Named,
    sight: &Sight,
) -> Option<u32> {
    let (p, e, n) = (&property.tokens, &sight.tokens, &reading.extent.whole);
    // "Peru (5.9 %)"
    if e.end < n.start && n.start - e.end == 1 && input.word(e.end) == "(" {
        return Some(0);
    }
    if e.start < p.end && p.start < e.end {
        return Some(0);
    }
    // "Kenya's population", "Kenya population"
    if e.end <= p.start && p.start - e.end <= 2 {
        return Some(u32::from(
            p.start - e.end > 0 && input.word(e.end) != "'" && input.word(e.end) != "\u{2019}",
        ));
    }
    let gap_cost = |between: Range<u32>| -> u32 {
        let others = scene
            .within(&between)
            .filter(|s| matches!(s.what, What::Entity(_) | What::Stranger) && s.tokens != *e)
            .count() as u32;
        between.len() as u32 / 3 + others * cost::NAME + obstacles(input, claim, &between)
    };
    // "the population of Kenya", "GDP (current US$) in Kenya"
    if e.start >= p.end && (e.end <= n.start || p.start >= n.end || e.start >= n.end) {
        let from = if e.start >= n.end && p.end <= n.start { n.end } else { p.end };
        let joined =
            (from..e.start).any(|i| matches!(input.word(i), "of" | "in" | "for" | "at" | "by" | "'s"));
        let c = gap_cost(from..e.start) + if joined { 0 } else { 3 };
        return (c <= cost::LIMIT).then_some(c);
    }
    // "Kenya has a population of 38 million", "38 million people live in Kenya"
    let c = if e.end <= p.start {
        1 + gap_cost(e.end..p.start)
    } else {
        2 + gap_cost(n.end.min(e.start)..e.start)
    };
    (c <= cost::LIMIT).then_some(c)
}

/// The subject is not named in the sentence: "its population", the text's own subject, or the only
/// one that the property has facts of.
fn implied(
    input: &Input<'_>,
    scene: &Scene,
    claim: &Claim,
    property: &Named,
) -> Option<(EntityId, u32, String)> {
    let window = sentence(input, claim);
    let said_so = [FrameKind::Thing, FrameKind::Place, FrameKind::Person]
        .into_iter()
        .any(|k| input.claims.words_in(&window, k).next().is_some());
    let fits = |e: EntityId| answers(input, e, property.id);
    if said_so && let Some((e, s)) = scene.last_entity(window.start, 80, |s| !s.weak, fits) {
        return Some((e, cost::IMPLIED, format!("'{}' was spoken of last", input.words(&s.tokens))));
    }
    if let Some(e) = property.entity_hint.filter(|&e| fits(e)) {
        let own_words =
            !input.base.property(property.id).cues.is_empty() || input.base.entity(e).event.is_some();
        if own_words {
            return Some((e, cost::IMPLIED, "the property has facts of one subject only".to_owned()));
        }
    }
    let e = input.about()?;
    fits(e).then(|| (e, cost::IMPLIED, "the text is about it".to_owned()))
}

/// Picks the candidate that is clearly the closest.
fn decide(input: &Input<'_>, claim: &Claim, mut link: Link) -> Link {
    link.candidates.sort_by_key(|c| (c.lost.is_some(), c.cost));
    let Some(best) = link.candidates.first().filter(|c| c.lost.is_none()).cloned() else {
        link.reason = Some(Reason::NoFact);
        return link;
    };
    let rival = link.candidates[1..]
        .iter()
        .find(|c| {
            c.lost.is_none()
                && c.cost < best.cost + cost::MARGIN
                && (c.entity, c.property) != (best.entity, best.property)
        })
        .map(|c| c.entity);
    for c in &mut link.candidates[1..] {
        if c.lost.is_none() {
            c.lost = Some(format!("farther than the one chosen ({} to {})", c.cost, best.cost));
        }
    }
    if rival.is_some() && best.cost > 0 {
        link.reason = Some(Reason::Ambiguous);
        for c in &mut link.candidates {
            c.lost.get_or_insert_with(|| "as close as another".to_owned());
        }
        return link;
    }
    if let Some(word) = claim.restrictions.first() {
        let property = input.base.property(best.property);
        let said = input.words(word).to_lowercase();
        let carried = property.aliases.iter().chain(&property.cues).any(|a| a.to_lowercase().contains(&said))
            || property.name.to_lowercase().contains(&said);
        if !carried {
            link.reason = Some(Reason::Restricted);
            return link;
        }
    }
    let found = observe::choose(input, claim, best.entity, best.property);
    Link { candidates: link.candidates, ..found }
}
