//! Which events of the base a sentence tells of.
//!
//! By name ("the death of Kim"), by a cue with the one it happened to ("Warmbier ... his arrest"), or
//! by several cues together: "a North Korean soldier drove a jeep through the JSA and was shot" names
//! nobody and is one event all the same.

use std::ops::Range;

use super::attach::FAR;
use super::scene::{Scene, Sight, What};
use super::{Input, described, role};
use crate::claim::FrameKind;
use crate::kb::{EntityId, EventId};

/// Most tokens of what is said of a subject ahead of it.
const OPENING: u32 = 25;

/// An event that a sentence tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The event.
    pub event: EventId,
    /// Its names and cues in the sentence.
    pub sights: Vec<Range<u32>>,
    /// Whether it can be no other: else a date that differs is no conflict.
    pub sure: bool,
}

/// The events that the sentence of token range `sentence` tells of.
#[must_use]
pub fn events(input: &Input<'_>, scene: &Scene, sentence: &Range<u32>) -> Vec<Told> {
    let mut out: Vec<(Told, bool, Vec<Range<u32>>)> = Vec::new();
    for sight in scene.within(sentence) {
        let (event, named) = match sight.what {
            What::Event(e) => (e, true),
            What::EventCue(e) => (e, false),
            _ => continue,
        };
        let slot = match out.iter().position(|(t, ..)| t.event == event) {
            Some(i) => i,
            None => {
                out.push((Told { event, sights: Vec::new(), sure: false }, false, Vec::new()));
                out.len() - 1
            }
        };
        let (told, by_name, cues) = &mut out[slot];
        *by_name |= named;
        // A cue inside another cue is the same word twice: "soldier" in "North Korean soldier".
        if cues.last().is_none_or(|l| sight.tokens.start >= l.end) {
            cues.push(sight.tokens.clone());
        }
        told.sights.push(sight.tokens.clone());
    }
    let weights = &input.rules.link;
    out.retain_mut(|(told, by_name, cues)| {
        let event = input.base.event(told.event);
        let not = scene.within(sentence).find(|s| s.what == What::EventNot(told.event));
        if not.is_some() || event.fact.is_none_or(|f| !input.base.fact(f).usable()) {
            return false;
        }
        let subject = !event.about.is_empty()
            && told
                .sights
                .iter()
                .any(|at| subject(input, scene, sentence, at, |e| event.about.contains(&e)).is_some());
        let named = *by_name && (event.about.is_empty() || told.sights.iter().any(|at| is_proper(input, at)));
        told.sure = named || subject || cues.len() >= weights.sure_event_cues as usize;
        let kept = told.sure
            || cues.len() >= weights.event_cues as usize
            || *by_name && only_known(input, scene, sentence, told);
        *by_name = subject;
        kept
    });
    // "The Old Bridge opened": of several openings, the one of what is named.
    let shared: Vec<Option<bool>> = out
        .iter()
        .map(|(a, ..)| {
            let same = |b: &Told| a.event != b.event && a.sights.iter().any(|at| b.sights.contains(at));
            let mut rivals = out.iter().filter(|(b, ..)| same(b)).peekable();
            rivals.peek().is_some().then(|| rivals.any(|(_, subject, _)| *subject))
        })
        .collect();
    let mut shared = shared.into_iter();
    out.retain_mut(|(told, subject, _)| match shared.next().flatten() {
        Some(true) => *subject,
        Some(false) => {
            told.sure &= *subject;
            true
        }
        None => true,
    });
    out.into_iter().map(|(told, ..)| told).collect()
}

/// To whom or what the thing told at `at` happened: its owner ("his", "Kim's", "of Kim"), else the
/// nearest fitting name before it, unless a stranger stands nearer; else whom the text is about.
#[must_use]
pub fn subject(
    input: &Input<'_>,
    scene: &Scene,
    sentence: &Range<u32>,
    at: &Range<u32>,
    fits: impl Fn(EntityId) -> bool,
) -> Option<EntityId> {
    let start = at.start;
    let word = |i: u32| input.word(i);
    // "Kim's death"
    if start >= 2 && word(start - 1) == "s" && matches!(word(start - 2), "'" | "\u{2019}") {
        let owner = scene.within(&(start.saturating_sub(10)..start)).find(|s| {
            matches!(s.what, What::Entity(_) | What::Stranger)
                && (s.tokens.end == start - 2 || s.tokens.end == start)
        });
        return entity(owner).filter(|&e| fits(e));
    }
    // "the death of Kim"
    if word(at.end) == "of" {
        let from = at.end + 1;
        let owner =
            scene.within(&(from..from + 4)).find(|s| matches!(s.what, What::Entity(_) | What::Stranger));
        return entity(owner).filter(|&e| fits(e));
    }
    // "Founded by clerks in 1868, the club has": whose comes after the comma.
    if start == sentence.start {
        let reach = at.end..sentence.end.min(at.end + OPENING);
        let after = |comma: u32| {
            let name = comma + 1 + u32::from(word(comma + 1) == "the");
            let named = scene
                .within(&(name..name + 1))
                .find(|s| s.tokens.start <= name && matches!(s.what, What::Entity(_) | What::Stranger));
            named.map(|s| entity(Some(s))).or_else(|| {
                described::is_described(input, name).then(|| described::stands_for(input, scene, name))
            })
        };
        if let Some(found) = reach.filter(|&i| input.is_comma(i)).find_map(after) {
            return found.filter(|&e| fits(e));
        }
    }
    // "Said Marian Osgood, the chief executive, who took over", "Danny Ferreira, 44, who was put in charge"
    let auxiliary = |i: &u32| matches!(word(*i), "was" | "were" | "had" | "has" | "been" | "is" | "are");
    let verb = (sentence.start..start).rev().take_while(auxiliary).last().unwrap_or(start);
    if verb >= sentence.start + 2 && matches!(word(verb - 1), "who" | "which") && word(verb - 2) == "," {
        let names = |s: &&Sight| matches!(s.what, What::Entity(_) | What::Stranger);
        let reach = verb.saturating_sub(14).max(sentence.start)..verb - 2;
        // "The company, which began in 1972"
        let noun =
            verb.checked_sub(3).filter(|&i| word(verb - 1) == "which" && described::is_described(input, i));
        if let Some(at) = noun {
            return described::stands_for(input, scene, at).filter(|&e| fits(e));
        }
        return entity(scene.within(&reach).rev().find(names)).filter(|&e| fits(e));
    }
    // A stranger of one word is as likely a place as a person: only full names block.
    let blocks = |s: &Sight| !s.weak;
    // A name in an aside is not whom the sentence is about: "Parrish, who came after Dresnok, died".
    let aside = |s: &Sight| role::aside(input, scene, sentence, &s.tokens, start).is_some();
    // "It was given Grade II listed status": what the pronoun's verb has behind it is not whom it is said of.
    let opened = [FrameKind::Person, FrameKind::Thing].into_iter().any(|k| input.starts(sentence.start, k));
    let object = |s: &Sight| opened && !role::may_open(word(s.tokens.start.saturating_sub(1)));
    for s in scene.within(&(sentence.start..start)).rev() {
        match s.what {
            What::Entity(e) if fits(e) && !aside(s) => return Some(e),
            What::Stranger if blocks(s) && !aside(s) && !object(s) => return None,
            _ => {}
        }
    }
    let the_noun = described::subject_in(input, &(sentence.start..start));
    if let Some(e) = the_noun.and_then(|at| described::stands_for(input, scene, at)) {
        return Some(e).filter(|&e| fits(e));
    }
    // "he" and "his" go back to the last one spoken of, a paragraph or so. "Born in 1922, he was".
    let opening = start == sentence.start;
    let reach = if opening { OPENING } else { 1 };
    let said = sentence.start..(at.end + reach).min(sentence.end.max(at.end + 1));
    let first = |k| {
        let heads = |i: u32| !opening || i > 0 && input.is_comma(i - 1);
        input.claims.words_in(&said, k).map(|w| (w.tokens.start, k)).find(|(i, _)| heads(*i))
    };
    let pronoun = [FrameKind::Person, FrameKind::Thing].into_iter().filter_map(first).min_by_key(|p| p.0);
    let meant = pronoun.and_then(|(at, kind)| {
        // "Dana outlived him. She was 97 when she died": the last person, whether or not it is one that died.
        let person = |e: EntityId| {
            kind == FrameKind::Person && input.base.entity(e).kind().is_some_and(|k| k == "person")
        };
        // "The business began in 1934. It floated in 2006"
        let lead = input.tokens.sentence_of(at).checked_sub(1).and_then(|n| input.tokens.sentences.get(n));
        let lead = lead.filter(|s| {
            kind == FrameKind::Thing && input.tokens.block_of(s.start) == input.tokens.block_of(at)
        });
        let noun = lead.and_then(|s| described::subject_in(input, &(s.start..s.start + 2)));
        if let Some(e) = noun.and_then(|at| described::stands_for(input, scene, at)) {
            return Some(e);
        }
        // "Took her to Cambridge": where something is, no one spoken of.
        let blocks = |s: &Sight| blocks(s) && described::is_free(input, s) && !passed_over(input, s, kind);
        let other = |e: EntityId| person(e) || opening && input.base.entity(e).event.is_none();
        scene.last_entity(at, 200, blocks, |e| fits(e) || other(e)).map(|(e, _)| e)
    });
    meant.or_else(|| input.about()).filter(|&e| fits(e))
}

/// Whether a strange name cannot be what a pronoun behind it stands for: a place that something is in or comes from
/// ("launched from French Guiana"), and for "it" a person, who has a pronoun of their own ("Edith Lowe sold her bread").
fn passed_over(input: &Input<'_>, s: &Sight, pronoun: FrameKind) -> bool {
    let placed = input.before(s.tokens.start).is_some_and(|b| {
        matches!(input.word(b), "in" | "In" | "at" | "At" | "from" | "From" | "on" | "near" | "to")
    });
    let behind = s.tokens.end..s.tokens.end + 6;
    let of_their_own = || input.claims.words_in(&behind, FrameKind::Person).next().is_some();
    placed || pronoun == FrameKind::Thing && of_their_own()
}

/// Whether words of two and more that name no one are an event's alone, of one that the text has named: "work began in
/// March" where the base knows of one beginning.
fn only_known(input: &Input<'_>, scene: &Scene, sentence: &Range<u32>, told: &Told) -> bool {
    let event = input.base.event(told.event);
    let [about] = event.about.as_slice() else { return false };
    let named = |s: &Sight| s.what == What::Event(told.event) && s.tokens.len() > 1;
    let alone = |at: &Range<u32>| {
        let first = at.start..at.start + 1;
        let mut here = scene.within(&first).filter(|s| s.tokens == *at);
        here.all(|s| !matches!(s.what, What::Event(e) if e != told.event))
    };
    let own = told.sights.iter().any(|at| scene.within(at).any(named) && alone(at));
    let lead = sentence.start..told.sights[0].start;
    let text = sentence.start.saturating_sub(FAR)..sentence.end + FAR;
    let (mut others, kind) = (scene.within(&lead), input.base.entity(*about).kind());
    own && scene.within(&text).any(|s| s.what == What::Entity(*about))
        && !others.any(|s| match s.what {
            What::Entity(e) => e != *about && kind.is_some() && input.base.entity(e).kind() == kind,
            // Who has a part in what is an event itself: "the junta landed troops".
            What::Stranger => kind != Some("event") && !passed_over(input, s, FrameKind::Thing),
            _ => false,
        })
}

fn entity(sight: Option<&Sight>) -> Option<EntityId> {
    match sight?.what {
        What::Entity(e) => Some(e),
        _ => None,
    }
}

/// Whether words can only mean the one thing that they name: "the Storm Bridge fire", "the verdict"; not "released", nor
/// "his death", which happen to many.
pub(super) fn is_proper(input: &Input<'_>, at: &Range<u32>) -> bool {
    let capital = |i: u32| {
        let token = input.tokens.all.get(i as usize);
        token.is_some_and(|t| t.capital() && !t.starts_sentence())
    };
    let definite = at.start.checked_sub(1).is_some_and(|i| matches!(input.word(i), "the" | "The"));
    at.len() > 2 || definite || at.clone().any(capital)
}
