//! Which date belongs to which event.
//!
//! "Earlier in the year, American student Otto Warmbier died ... following his arrest in North Korea
//! in 2016" has two dates and two events: each date goes to the event it stands with, one to one. A
//! date that stands with another verb ("after the arrest he was sentenced in March") is left alone.

use std::ops::Range;

use super::scene::{Scene, Sight, What};
use super::{Candidate, Input, Link, Reason, Target, told};
use crate::claim::{Claim, FrameKind};
use crate::kb::{EntityId, FactId, PropertyId};
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::TimeRelation;
use crate::value::stamp::Stamp;

/// Something dated that a sentence tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Token numbers of its words: "died", "arrest".
    pub sights: Vec<Range<u32>>,
    /// To whom or what it happened; the event itself where it stands alone.
    pub entity: EntityId,
    /// A built-in date property; [`PropertyId::HAPPENED`] for an event.
    pub property: PropertyId,
    /// The facts that date it.
    pub facts: Vec<FactId>,
    /// Whether it can be no other.
    pub sure: bool,
}

impl Occasion {
    /// First and last token of its words.
    #[must_use]
    pub fn tokens(&self) -> Range<u32> {
        let start = self.sights.iter().map(|s| s.start).min().unwrap_or(0);
        let end = self.sights.iter().map(|s| s.end).max().unwrap_or(0);
        start..end
    }
}

/// Links every date of the document that stands with an event.
pub fn link_all(input: &Input<'_>, scene: &Scene, links: &mut [Link]) {
    let mut from = 0;
    while from < input.claims.all.len() {
        let sentence = input.claims.all[from].sentence;
        let count = input.claims.all[from..].iter().take_while(|c| c.sentence == sentence).count();
        let claims = &input.claims.all[from..from + count];
        if claims.iter().any(|c| is_date(input, scene, c))
            && let Some(span) = input.tokens.sentences.get(sentence)
        {
            pair(input, scene, claims, &occasions(input, scene, span), &mut links[from..from + count]);
        }
        from += count;
    }
}

fn is_date(input: &Input<'_>, scene: &Scene, claim: &Claim) -> bool {
    let reading = &input.readings[claim.reading];
    // "The summer fair on 24 June": a part of a name is no date of it.
    let own = &reading.extent.tokens;
    let named = scene.within(&(own.start.saturating_sub(8)..own.start + 1)).any(|s| {
        matches!(s.what, What::Entity(_) | What::Event(_))
            && s.tokens.end > own.end
            && s.tokens.len() > own.len()
    });
    if named {
        return false;
    }
    // "150 years ago today": the day it is counted from.
    let counted_from = reading.extent.whole.start.checked_sub(1).is_some_and(|i| input.word(i) == "ago");
    // "turned 20 last September": a birthday
    let birthday = reading.extent.whole.start.checked_sub(2).is_some_and(|i| {
        let turned =
            input.tokens.all.get(i as usize).is_some_and(|t| input.rules.quantity.is(t.word, Role::Turn));
        turned && input.reads(i + 1).is_some()
    });
    !counted_from && !birthday && reading.timex().is_some_and(|t| t.interval.is_some() && t.length.is_none())
}

/// Gives each date the closest occasion, and each occasion one date.
fn pair(input: &Input<'_>, scene: &Scene, claims: &[Claim], occasions: &[Occasion], links: &mut [Link]) {
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (c, claim) in claims.iter().enumerate().filter(|(_, c)| is_date(input, scene, c)) {
        for (o, occasion) in occasions.iter().enumerate() {
            if let Some(cost) = cost(input, scene, claim, occasion) {
                pairs.push((cost, c, o));
            }
        }
    }
    pairs.sort_unstable();
    let mut dated = vec![false; claims.len()];
    let mut told = vec![false; occasions.len()];
    for &(cost, c, o) in &pairs {
        let occasion = &occasions[o];
        let lost = if dated[c] {
            Some("another event stands closer to the date".to_owned())
        } else if told[o] {
            Some("another date stands closer to the event".to_owned())
        } else {
            None
        };
        let link = &mut links[c];
        link.candidates.push(Candidate {
            entity: occasion.entity,
            property: occasion.property,
            cost,
            why: format!("'{}' {cost} away", input.words(&occasion.sights[0])),
            lost: lost.clone(),
        });
        if lost.is_none() {
            (dated[c], told[o]) = (true, true);
            // "Until his death in 1999": whose, of two who died?
            let as_near = pairs.iter().filter(|p| (p.0, p.1) == (cost, c) && p.2 != o);
            let rivals: Vec<FactId> = as_near
                .flat_map(|p| &occasions[p.2].facts)
                .filter(|&&f| {
                    occasion.facts.iter().any(|&g| input.base.fact(f).value() != input.base.fact(g).value())
                })
                .copied()
                .collect();
            link.tentative = !rivals.is_empty();
            link.target = Some(Target::Facts([occasion.facts.as_slice(), &rivals].concat()));
            link.tentative |= !occasion.sure || of_another_deed(input, scene, claims, &claims[c], occasion);
            link.reason = None;
            link.beside = cost <= 1 && !link.tentative;
            link.begins = begins(input, &claims[c], occasion);
            if floats(input, &claims[c]) {
                link.target = None;
                link.reason = Some(Reason::NoAnchor);
            }
        } else if link.target.is_none() {
            link.reason = Some(Reason::NoFact);
        }
    }
}

/// "Ordered to pay for the death of Kim in December": after a noun that a preposition governs, the only date
/// of a sentence may be the verb's.
fn of_another_deed(
    input: &Input<'_>,
    scene: &Scene,
    claims: &[Claim],
    claim: &Claim,
    occasion: &Occasion,
) -> bool {
    let date = &input.readings[claim.reading].extent.whole;
    let alone = claims.iter().filter(|c| is_date(input, scene, c)).count() == 1;
    // What stands before the noun, articles and possessives passed over: a preposition, or a verb whose object
    // it is ("announced her death on Thursday").
    let governed = |at: &Range<u32>| {
        let lead = (1..=4).filter_map(|back| at.start.checked_sub(back)).map(|i| input.word(i)).find(|w| {
            !matches!(
                *w,
                "the" | "The" | "his" | "her" | "its" | "their" | "a" | "an" | "s" | "'" | "\u{2019}"
            ) && !w.chars().next().is_some_and(char::is_uppercase)
        });
        lead.is_some_and(|w| {
            matches!(w, "for" | "over" | "about" | "of")
                || w.ends_with("ed")
                || w.ends_with("ing") && w != "following"
        })
    };
    let nearest = occasion.sights.iter().min_by_key(|s| s.start.abs_diff(date.start));
    // "crossed into interstellar space": the name of the deed has its own preposition.
    let led = |s: &Range<u32>| input.is_small(s.start) && !matches!(input.word(s.start), "the" | "The");
    alone && nearest.is_some_and(|s| !is_verb(input, s) && !led(s) && s.end <= date.start && governed(s))
}

/// Whether a date says since when a state has held that the event began: "the mayor since 2019", "has led the council
/// since May"; not "has been fined twice since 2019", which says nothing of one time.
fn begins(input: &Input<'_>, claim: &Claim, occasion: &Occasion) -> bool {
    let reading = &input.readings[claim.reading];
    let date = reading.extent.whole.start;
    let since = reading.timex().is_some_and(|t| t.relation == Some(TimeRelation::Since));
    let mut held = occasion.sights.iter().filter(|s| s.start < date);
    let state = held.any(|s| s.clone().any(|i| input.has(i, WordSet::HoldsOn)));
    let several = (claim.clause.start..date).any(|i| input.has(i, WordSet::TellsSeveral));
    since && state && !several
}

/// "The following year" with no date in the text before it: the day of publication is not what it follows.
fn floats(input: &Input<'_>, claim: &Claim) -> bool {
    let reading = &input.readings[claim.reading];
    let relative = reading
        .extent
        .whole
        .clone()
        .any(|i| matches!(input.word(i), "following" | "later" | "earlier" | "after"));
    let now = input.context.date.map(|d| Stamp::day(d.date()));
    relative && reading.timex().is_some_and(|t| t.anchor.is_some() && t.anchor == now)
}

/// Most words of an aside between the words for an event and its date.
const ASIDE: u32 = 14;

/// How close a date stands to the nearest word of an occasion; `None` where something between
/// them parts the two.
fn cost(input: &Input<'_>, scene: &Scene, claim: &Claim, occasion: &Occasion) -> Option<u32> {
    occasion.sights.iter().filter_map(|at| gap(input, scene, claim, at)).min()
}

fn gap(input: &Input<'_>, scene: &Scene, claim: &Claim, at: &Range<u32>) -> Option<u32> {
    let date = &input.readings[claim.reading].extent.whole;
    let before = date.end <= at.start;
    let between = if before { date.end..at.start } else { at.end..date.start };
    if between.start > between.end {
        return Some(0);
    }
    // "It reached its target, a body named Orvane, in November": an aside parts nothing.
    let last = between.end.saturating_sub(1);
    let aside = !before
        && between.len() > 2
        && between.len() as u32 <= ASIDE
        && input.is_comma(between.start)
        && input.is_comma(last);
    let plain = |i: u32| !input.is_comma(i) && input.reads(i).is_none() && !is_verb(input, &(i..i + 1));
    let between = if aside
        && (between.start + 1..last)
            .filter(|&i| input.word(i) != "named" && input.word(i) != "called")
            .all(plain)
    {
        last..between.end
    } else {
        between
    };
    let verb = is_verb(input, at);
    let reach = if verb { input.rules.link.verb_reach } else { input.rules.link.noun_reach };
    let gap = between.len() as u32;
    if gap > reach {
        return None;
    }
    // Another clause or another date between.
    if input.claims.words_in(&between, FrameKind::Boundary).any(|w| input.word(w.tokens.start) != "and") {
        return None;
    }
    // "Begun in a garage, Corvane turned 20 last September": the date of the clause whose subject stands between.
    let subject = |i: u32| {
        input.is_comma(i)
            && scene
                .within(&(i + 1..i + 3))
                .any(|s| s.tokens.start <= i + 2 && matches!(s.what, What::Entity(_)))
    };
    if !before
        && verb
        && input.tokens.all[at.start as usize].starts_sentence()
        && between.clone().any(subject)
    {
        return None;
    }
    // "Entered parliament in 2015 and has led": the date of what was told before.
    if before && verb && input.word(between.start) == "and" {
        return None;
    }
    let first = input.readings.partition_point(|r| r.extent.tokens.start < between.start);
    if input.readings[first..]
        .first()
        .is_some_and(|r| r.kind.is_time() && r.extent.tokens.start < between.end)
    {
        return None;
    }
    if between.clone().any(|i| matches!(input.word(i), ";" | ":" | "\u{2014}" | "(")) {
        return None;
    }
    // A noun's date follows it with nothing but places and small words between: "his arrest in
    // North Korea in 2016"; anything else may be a verb that the date belongs to.
    if !verb {
        // "A blast at the Kestrel refinery in Port Amber on Tuesday"
        let named = |i: u32| {
            let names = |s: &Sight| matches!(s.what, What::Entity(_)) && s.tokens.contains(&i);
            scene.within(&(i.saturating_sub(6)..i + 1)).any(names)
        };
        let small = |i: u32| {
            let t = &input.tokens.all[i as usize];
            t.kind != TokenKind::Word
                || named(i)
                || t.capital()
                || matches!(
                    input.word(i),
                    "in" | "at"
                        | "on"
                        | "near"
                        | "of"
                        | "the"
                        | "a"
                        | "an"
                        | "s"
                        | "from"
                        | "by"
                        | "early"
                        | "late"
                )
        };
        // "Three years after his death, in 2020": the year is that of what is told next.
        let counted = |i: u32| {
            matches!(input.word(i), "after" | "before" | "since")
                && input.readings_near(&(i..i + 1)).iter().any(|r| {
                    r.kind == crate::mention::Kind::Duration
                        && (r.extent.tokens.end == i || r.extent.whole.end == i + 1)
                })
        };
        if between.clone().any(|i| input.is_comma(i)) && (at.start.saturating_sub(6)..at.start).any(counted) {
            return None;
        }
        if !between.clone().all(small) || (before && gap > 3) {
            return None;
        }
    }
    let names = scene.within(&between).filter(|s| matches!(s.what, What::Stranger)).count() as u32;
    Some(gap + 3 * names + u32::from(before))
}

/// The dated things that a sentence tells of, each with the one it happened to.
#[must_use]
pub fn occasions(input: &Input<'_>, scene: &Scene, sentence: &Range<u32>) -> Vec<Occasion> {
    let mut out: Vec<Occasion> = Vec::new();
    for told in told::events(input, scene, sentence) {
        let event = input.base.event(told.event);
        out.push(Occasion {
            entity: event.entity,
            property: PropertyId::HAPPENED,
            facts: event.fact.into_iter().collect(),
            sights: told.sights,
            sure: told.sure,
        });
    }
    for sight in scene.within(sentence) {
        let (What::Property(p) | What::Cue(p)) = sight.what else { continue };
        if !input.base.property(p).dates {
            continue;
        }
        let dated = |e: EntityId| !input.base.facts_of(e, p).is_empty();
        // The only subject of a property, unless the sentence names another thing.
        let named = |e: EntityId| {
            let name = |s: &Sight| match s.what {
                What::Entity(_) => !s.people,
                What::Stranger => !s.weak,
                _ => false,
            };
            let meant = scene.within(sentence).any(|s| s.what == What::Entity(e));
            meant || !scene.within(sentence).any(name)
        };
        let only = || input.base.only_subject(p).filter(|&e| !p.is_built_in() && named(e));
        let found = told::subject(input, scene, sentence, &sight.tokens, dated).or_else(only);
        let Some(entity) = found else { continue };
        let all = input.base.facts_of(entity, p).iter().copied();
        let facts: Vec<FactId> = all.filter(|&f| input.base.fact(f).usable()).collect();
        match out.iter_mut().find(|o| o.entity == entity && o.property == p) {
            Some(old) => old.sights.push(sight.tokens.clone()),
            None if facts.is_empty() => {}
            None => {
                out.push(Occasion {
                    sights: vec![sight.tokens.clone()],
                    entity,
                    property: p,
                    facts,
                    sure: true,
                });
            }
        }
    }
    out
}

/// Whether the words at `at` tell by a verb. Past participles in -ed, and a few others.
fn is_verb(input: &Input<'_>, at: &Range<u32>) -> bool {
    at.clone().any(|i| {
        let w = input.word(i);
        w.ends_with("ed") || input.has(i, WordSet::PastVerb)
    }) || at
        .start
        .checked_sub(1)
        .is_some_and(|i| matches!(input.word(i), "was" | "were" | "been" | "is" | "are"))
}
