//! Which date belongs to which event.
//!
//! "Earlier in the year, American student Otto Warmbier died ... following his arrest in North Korea
//! in 2016" has two dates and two events: each date goes to the event it stands with, one to one. A
//! date that stands with another verb ("after the arrest he was sentenced in March") is left alone.

use std::ops::Range;

use super::attach::words;
use super::scene::{Scene, Sight, What};
use super::{Candidate, Input, Link, Reason, Target};
use crate::claim::{Claim, FrameKind};
use crate::kb::{EntityId, FactId, PropertyId};
use crate::text::TokenKind;

/// Something dated that a sentence tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Token numbers of its word: "died", "arrest".
    pub tokens: Range<u32>,
    /// To whom or what it happened; the event itself where it stands alone.
    pub entity: EntityId,
    /// A built-in date property; [`PropertyId::HAPPENED`] for an event.
    pub property: PropertyId,
    /// The facts that date it.
    pub facts: Vec<FactId>,
    /// Told by a verb ("died"), not a noun ("death").
    pub verb: bool,
}

/// Most words between a date and a verb, and between a date and a noun.
const VERB_REACH: u32 = 8;
const NOUN_REACH: u32 = 6;

/// Links every date of the document that stands with an event.
pub fn link_all(input: &Input<'_>, scene: &Scene, links: &mut [Link]) {
    let mut from = 0;
    while from < input.claims.all.len() {
        let sentence = input.claims.all[from].sentence;
        let count = input.claims.all[from..].iter().take_while(|c| c.sentence == sentence).count();
        let claims = &input.claims.all[from..from + count];
        if claims.iter().any(|c| is_date(input, c))
            && let Some(span) = input.tokens.sentences.get(sentence)
        {
            pair(input, scene, claims, &occasions(input, scene, span), &mut links[from..from + count]);
        }
        from += count;
    }
}

fn is_date(input: &Input<'_>, claim: &Claim) -> bool {
    input.readings[claim.reading].timex().is_some_and(|t| t.interval.is_some() && t.length.is_none())
}

/// Gives each date the closest occasion, and each occasion one date.
fn pair(input: &Input<'_>, scene: &Scene, claims: &[Claim], occasions: &[Occasion], links: &mut [Link]) {
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (c, claim) in claims.iter().enumerate().filter(|(_, c)| is_date(input, c)) {
        for (o, occasion) in occasions.iter().enumerate() {
            if let Some(cost) = cost(input, scene, claim, occasion) {
                pairs.push((cost, c, o));
            }
        }
    }
    pairs.sort_unstable();
    let mut dated = vec![false; claims.len()];
    let mut told = vec![false; occasions.len()];
    for (cost, c, o) in pairs {
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
            why: format!("'{}' {cost} away", words(input, &occasion.tokens)),
            lost: lost.clone(),
        });
        if lost.is_none() {
            (dated[c], told[o]) = (true, true);
            link.target = Some(Target::Facts(occasion.facts.clone()));
            link.reason = None;
        } else if link.target.is_none() {
            link.reason = Some(Reason::NoFact);
        }
    }
}

/// How close a date stands to an occasion; `None` where something between them parts the two.
fn cost(input: &Input<'_>, scene: &Scene, claim: &Claim, occasion: &Occasion) -> Option<u32> {
    let date = &input.readings[claim.reading].extent.whole;
    let before = date.end <= occasion.tokens.start;
    let between = if before { date.end..occasion.tokens.start } else { occasion.tokens.end..date.start };
    if between.start > between.end {
        return Some(0);
    }
    let reach = if occasion.verb { VERB_REACH } else { NOUN_REACH };
    let gap = between.len() as u32;
    if gap > reach {
        return None;
    }
    // Another clause or another date between.
    if input.claims.words_in(&between, FrameKind::Boundary).any(|w| word(input, w.tokens.start) != "and") {
        return None;
    }
    let first = input.readings.partition_point(|r| r.extent.tokens.start < between.start);
    if input.readings[first..]
        .first()
        .is_some_and(|r| r.kind.is_time() && r.extent.tokens.start < between.end)
    {
        return None;
    }
    if between.clone().any(|i| matches!(word(input, i), ";" | ":" | "\u{2014}" | "(")) {
        return None;
    }
    // A noun's date follows it with nothing but places and small words between: "his arrest in
    // North Korea in 2016"; anything else may be a verb that the date belongs to.
    if !occasion.verb {
        let small = |i: u32| {
            let t = &input.tokens.all[i as usize];
            t.kind != TokenKind::Word
                || t.capital()
                || matches!(
                    word(input, i),
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
    for sight in scene.within(sentence) {
        let found = match sight.what {
            What::Event(id) => {
                let event = input.base.event(id);
                let cued =
                    event.cues.is_empty() || scene.within(sentence).any(|s| s.what == What::EventCue(id));
                let denied = scene.within(sentence).any(|s| s.what == What::EventNot(id));
                let subject = event.about.is_empty()
                    || !event.cues.is_empty()
                    || subject(input, scene, sentence, sight, |e| event.about.contains(&e)).is_some();
                (cued && !denied && subject)
                    .then(|| (event.entity, PropertyId::HAPPENED, event.fact.into_iter().collect()))
            }
            What::Property(p) if p.is_built_in() => {
                let dated = |e: EntityId| !input.base.facts_of(e, p).is_empty();
                subject(input, scene, sentence, sight, dated)
                    .map(|e| (e, p, input.base.facts_of(e, p).to_vec()))
            }
            _ => None,
        };
        let Some((entity, property, facts)) = found else { continue };
        let facts: Vec<FactId> = facts.into_iter().filter(|&f| input.base.fact(f).usable()).collect();
        if facts.is_empty() || out.iter().any(|o| o.tokens == sight.tokens && o.facts == facts) {
            continue;
        }
        out.push(Occasion {
            tokens: sight.tokens.clone(),
            entity,
            property,
            facts,
            verb: is_verb(input, sight),
        });
    }
    out
}

/// Whether the words of a sight tell by a verb. Past participles in -ed, and a few others.
fn is_verb(input: &Input<'_>, sight: &Sight) -> bool {
    sight.tokens.clone().any(|i| {
        let w = word(input, i);
        w.ends_with("ed")
            || matches!(
                w,
                "born"
                    | "dies"
                    | "was"
                    | "were"
                    | "left"
                    | "came"
                    | "fell"
                    | "won"
                    | "lost"
                    | "fled"
                    | "began"
                    | "went"
            )
    }) || sight
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|i| matches!(word(input, i), "was" | "were" | "been" | "is" | "are"))
}

/// To whom or what an occasion happened: its owner ("his", "Kim's", "of Kim"), else the nearest
/// fitting name before it, unless a stranger stands nearer.
fn subject(
    input: &Input<'_>,
    scene: &Scene,
    sentence: &Range<u32>,
    sight: &Sight,
    fits: impl Fn(EntityId) -> bool,
) -> Option<EntityId> {
    let at = sight.tokens.start;
    let named_at = |end: u32| {
        scene.within(&(end.saturating_sub(8)..end)).find_map(|s| match s.what {
            What::Entity(e) if s.tokens.end == end => Some(Some(e)),
            What::Stranger if s.tokens.end == end => Some(None),
            _ => None,
        })
    };
    // "Kim's death"
    if at >= 2 && word(input, at - 1) == "s" && matches!(word(input, at - 2), "'" | "\u{2019}") {
        return named_at(at - 2).flatten().filter(|&e| fits(e));
    }
    // "the death of Kim"
    if word(input, sight.tokens.end) == "of" {
        let from = sight.tokens.end + 1;
        let owner =
            scene.within(&(from..from + 4)).find(|s| matches!(s.what, What::Entity(_) | What::Stranger));
        return match owner?.what {
            What::Entity(e) => Some(e).filter(|&e| fits(e)),
            _ => None,
        };
    }
    // A stranger of one word is as likely a place as a person: only full names block.
    let blocks = |s: &Sight| !s.weak;
    if let Some((e, _)) = scene.last_entity(at, at - sentence.start.min(at), blocks, &fits) {
        return Some(e);
    }
    // "he" and "his" go back to the last one spoken of, a paragraph or so.
    let said = sentence.start..sight.tokens.end + 1;
    let pronouns = [FrameKind::Person, FrameKind::Thing].map(|k| input.claims.words_in(&said, k).next());
    let pronoun = pronouns.into_iter().flatten().map(|w| w.tokens.start).min();
    pronoun
        .and_then(|at| scene.last_entity(at, 120, blocks, &fits).map(|(e, _)| e))
        .or_else(|| input.about().filter(|&e| fits(e)))
}

fn word<'a>(input: &'a Input<'_>, token: u32) -> &'a str {
    input.tokens.all.get(token as usize).map_or("", |t| t.text(&input.doc.text))
}
