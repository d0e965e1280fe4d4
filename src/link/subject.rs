//! Which subject a number with a property has.

use std::ops::Range;

use super::attach::Look;
use super::property::{Named, obstacles};
use super::role::{self, Said};
use super::scene::{Scene, Sight, What};
use super::{Input, told};
use crate::claim::FrameKind;
use crate::kb::{EntityId, PropertyId};
use crate::rules::word_set::WordSet;

/// A subject: who, how close, why; `Err` with the reason where it is ruled out.
pub(super) type Subject = (EntityId, Result<u32, &'static str>, String);

/// Why a subject that is named nowhere near was taken.
pub(super) const ONLY_SUBJECT: &str = "the property has facts of one subject only";

/// The entities that may be the subject, with their costs and why.
pub(super) fn subjects(look: &Look<'_>, property: &Named) -> Vec<Subject> {
    let input = look.input;
    if let Some(name) = look.bound {
        return match name.what {
            What::Entity(_) => {
                let why = format!("'{}' stands right beside it", input.words(&name.tokens));
                let here = name.tokens.start..name.tokens.start + 1;
                let same = look.scene.within(&here).filter(|s| s.tokens == name.tokens);
                let meant = same.filter_map(|s| match s.what {
                    What::Entity(e) if answers(input, e, property.id) => Some((e, Ok(0), why.clone())),
                    _ => None,
                });
                meant.collect()
            }
            _ => Vec::new(),
        };
    }
    let mut out: Vec<Subject> = Vec::new();
    let mut strange: Option<u32> = None;
    for told in told::events(input, look.scene, &look.window).into_iter().filter(|t| t.sure) {
        let entity = input.base.event(told.event).entity;
        if answers(input, entity, property.id) {
            out.push((entity, Ok(0), "the sentence tells of it".to_owned()));
        }
    }
    let said =
        Said { reading: look.reading, property: &property.tokens, id: property.id, sentence: &look.window };
    let asked = |e: EntityId| input.base.entity(e).kind().map(str::to_owned);
    let mut kinds: Option<Option<String>> = None;
    let mut rivals: Vec<(EntityId, u32)> = Vec::new();
    let mut ruled = false;
    for sight in look.scene.within(&look.window) {
        let entity = match sight.what {
            What::Entity(e) => Some(e),
            // Who says so is not whom it is said of.
            What::Stranger
                if look.claim.attribution.as_ref().is_some_and(|a| a.contains(&sight.tokens.start)) =>
            {
                continue;
            }
            What::Stranger => None,
            _ => continue,
        };
        if look.counted(sight) || has_own_number(look, sight) {
            continue;
        }
        if let Some(why) = role::ruled_out(input, look.scene, &said, sight) {
            if let Some(e) = entity.filter(|&e| answers(input, e, property.id)) {
                ruled = true;
                if !out.iter().any(|(x, ..)| *x == e) {
                    out.push((e, Err(why), format!("'{}' is named", input.words(&sight.tokens))));
                }
            }
            continue;
        }
        // "The jury of five, led by the actor Ann Berg": whoever it is, no subject
        let known = entity.is_some_and(|e| answers(input, e, property.id));
        if !known && role::is_party(input, look.reading.extent.whole.end, &sight.tokens) {
            continue;
        }
        let head = role::heads(input, look.scene, &said, &sight.tokens).then_some(1);
        let Some(cost) = head.or_else(|| subject_cost(look, property, sight)) else { continue };
        let cost = cost + if sight.weak { 2 } else { 0 };
        let Some(e) = entity else {
            strange = Some(strange.map_or(cost, |c| c.min(cost)));
            continue;
        };
        if !answers(input, e, property.id) {
            rivals.push((e, cost));
            continue;
        }
        kinds = Some(asked(e));
        let why = format!("'{}' {cost} away", input.words(&sight.tokens));
        match out.iter_mut().find(|(x, ..)| *x == e) {
            Some(old) if old.1.is_err() || old.1.is_ok_and(|c| c > cost) => *old = (e, Ok(cost), why),
            Some(_) => {}
            None => out.push((e, Ok(cost), why)),
        }
    }
    // Another country without such a fact is as much in the way as a name that the base does not know.
    let hint = property.entity_hint.map(asked);
    for (e, cost) in rivals {
        let kind = asked(e);
        if kinds.as_ref().or(hint.as_ref()).is_none_or(|k| *k == kind) {
            strange = Some(strange.map_or(cost, |c| c.min(cost)));
        }
    }
    if let Some(s) = strange {
        for x in &mut out {
            if x.1.is_ok_and(|c| c > s) {
                x.1 = Err("another name stands nearer");
            }
        }
    }
    // "Three other Americans were sentenced to ten years": of them, not of the one that the base knows.
    let counted = input.readings_near(&(look.claim.clause.start..property.tokens.start)).iter().any(|r| {
        look.claim.clause.contains(&r.extent.tokens.start)
            && r.extent.tokens.end <= property.tokens.start
            && r.noun.is_some()
            && r.extent != look.reading.extent
    });
    let blocked = counted || strange.is_some_and(|s| s <= look.weights().near) || ruled;
    // "In neighbouring Carvia, Skyline carried 14 million": whom the verb has right before it.
    let p = property.tokens.start;
    let own =
        look.scene.within(&(p.saturating_sub(6)..p)).any(|s| s.what == What::Stranger && s.tokens.end == p);
    if !own && !out.iter().any(|(_, c, _)| c.is_ok()) {
        let found = implied(look, property, blocked);
        let sole = || if ruled { None } else { super::sole::sole(look, property) };
        out.extend(found.or_else(sole));
    }
    out
}

/// "41.2 per cent of the vote, the Conservatives 35.0": a name after the number with another right beside it.
fn has_own_number(look: &Look<'_>, sight: &Sight) -> bool {
    let own = look.reading;
    sight.tokens.start >= own.extent.whole.end
        && look.input.reads(sight.tokens.end).is_some_and(|r| {
            r.extent.whole.start == sight.tokens.end && !r.kind.is_time() && r.quantity().is_some()
        })
}

pub(super) fn answers(input: &Input<'_>, entity: EntityId, property: PropertyId) -> bool {
    !input.base.facts_of(entity, property).is_empty()
}

/// How a name stands to property and number.
fn subject_cost(look: &Look<'_>, property: &Named, sight: &Sight) -> Option<u32> {
    let input = look.input;
    let (p, e, n) = (&property.tokens, &sight.tokens, &look.reading.extent.whole);
    if e.start < p.end && p.start < e.end {
        return Some(0);
    }
    // "Kenya's population", "Kenya population"
    if e.end <= p.start && p.start - e.end <= 2 {
        return Some(u32::from(
            p.start - e.end > 0 && input.word(e.end) != "'" && input.word(e.end) != "\u{2019}",
        ));
    }
    let gap_cost = |between: std::ops::Range<u32>| -> u32 {
        let others = look
            .scene
            .within(&between)
            .filter(|s| matches!(s.what, What::Entity(_) | What::Stranger) && s.tokens != *e)
            .count() as u32;
        between.len() as u32 / 3 + others * look.weights().name + obstacles(look, &between)
    };
    // "With a population of 81 million, of whom 17 million are pensioners, Germany is ageing."
    if matches!(input.word(look.window.start), "With" | "At" | "Having")
        && e.start > n.end
        && p.start < n.start + 3
    {
        let first =
            look.scene.within(&(n.end..e.start)).all(|s| !matches!(s.what, What::Entity(_) | What::Stranger));
        if first && input.word(e.start - 1) == "," {
            return Some(look.weights().cue);
        }
    }
    // "the population of Kenya", "GDP (current US$) in Kenya"
    if e.start >= p.end && (e.end <= n.start || p.start >= n.end || e.start >= n.end) {
        let from = if e.start >= n.end && p.end <= n.start { n.end } else { p.end };
        let joined =
            (from..e.start).any(|i| matches!(input.word(i), "of" | "in" | "for" | "at" | "by" | "'s"));
        let c = gap_cost(from..e.start) + if joined { 0 } else { 3 };
        return (c <= look.weights().limit).then_some(c);
    }
    // "Kenya has a population of 38 million", "38 million people live in Kenya"
    let c = if e.end <= p.start {
        1 + gap_cost(e.end..p.start)
    } else {
        2 + gap_cost(n.end.min(e.start)..e.start)
    };
    (c <= look.weights().limit).then_some(c)
}

/// The subject is not named in the sentence: "its population", the heading's, the text's own, or
/// the only one that the property has facts of.
fn implied(look: &Look<'_>, property: &Named, blocked: bool) -> Option<Subject> {
    let input = look.input;
    let fits = |e: EntityId| answers(input, e, property.id);
    if let Some((e, why)) = super::described::described(look, property) {
        return fits(e).then(|| (e, Ok(look.weights().implied), why));
    }
    if let Some(found) = spoken_of(look, property, &fits) {
        return found.map(|(e, why)| (e, Ok(look.weights().implied), why));
    }
    // "The population of the town": of something else.
    if blocked || owned(look, property) {
        return None;
    }
    if let Some(e) = property.entity_hint.filter(|&e| fits(e)) {
        // "Two patients died": a bare noun that is counted says not of whom; "turnout was 52 per cent" does.
        let p = &property.tokens;
        let counted = look.reading.noun.as_ref().is_some_and(|n| n.start < p.end && p.start < n.end);
        let cued = || {
            let said = look.scene.within(&look.window).any(|s| s.what == What::Cue(property.id));
            !input.base.property(property.id).cues.is_empty() && (said || !counted || p.len() > 1)
        };
        // "An earlier trial, RELIEF-1, had enrolled 640 patients"
        let before = look.window.start..look.reading.extent.whole.start;
        let told = |s: &Sight| look.claim.attribution.as_ref().is_some_and(|a| a.contains(&s.tokens.start));
        let another = look.scene.within(&before).any(|s| s.what == What::Stranger && !told(s));
        let own_words =
            input.base.entity(e).event.is_some() || (cued() || introduced_by_text(look, e, p)) && !another;
        if own_words {
            return Some((e, Ok(look.weights().implied), ONLY_SUBJECT.to_owned()));
        }
    }
    if let Some((e, why)) = super::layout::headed(look, property).filter(|(e, _)| fits(*e)) {
        return Some((e, Ok(look.weights().implied), why));
    }
    if let Some(e) = input.about().filter(|&e| fits(e)) {
        return Some((e, Ok(look.weights().implied), "the text is about it".to_owned()));
    }
    let (e, why) = super::topic::topic(look, property, &fits)?;
    Some((e, Ok(look.weights().implied), why))
}

/// "Life expectancy is 79 years" in a text that has spoken of the only one whom the property is known of: the
/// property itself is what the clause is about.
fn introduced_by_text(look: &Look<'_>, entity: EntityId, property: &Range<u32>) -> bool {
    let input = look.input;
    let named =
        look.scene.within(property).any(|s| s.tokens == *property && matches!(s.what, What::Property(_)));
    let opens = (look.claim.clause.start..property.start).all(|i| {
        input.is_small(i)
            || input.is_comma(i)
            || input.reads(i).is_some_and(|r| r.kind.is_time())
            || input.is_framed(i) && input.starts(i, FrameKind::Plain)
    });
    named
        && opens
        && is_topic(input, look.scene, look.claim.block, look.window.start, entity)
        && !look
            .scene
            .within(&(look.window.start..look.reading.extent.whole.start))
            .any(|s| matches!(s.what, What::Entity(_) | What::Stranger))
}

/// Whether the text has named `entity` before token `at`, and its own paragraph nothing since that could be meant as
/// well: after "in neighbouring Eastmoor the count was stopped" turnout may be Eastmoor's.
pub(super) fn is_topic(input: &Input<'_>, scene: &Scene, block: usize, at: u32, entity: EntityId) -> bool {
    let text = at.saturating_sub(super::attach::FAR)..at;
    let paragraph = input.tokens.blocks.get(block).map_or(at, |b| b.start)..at;
    let kind = input.base.entity(entity).kind();
    let other = |s: &Sight| match s.what {
        What::Entity(e) => {
            let own = input.base.entity(e).kind();
            e != entity && (own == kind || own.is_none() || kind.is_none())
        }
        What::Stranger => true,
        _ => false,
    };
    scene.within(&text).any(|s| s.what == What::Entity(entity) && !s.weak)
        && !scene.within(&paragraph).any(other)
}

/// Whether the property's name says that it is something else's: "the population of the town", "the town's".
fn owned(look: &Look<'_>, property: &Named) -> bool {
    let input = look.input;
    let p = &property.tokens;
    let after = !super::portion::of_parts(look)
        && matches!(input.word(p.end), "of" | "in" | "among" | "for" | "at" | "on")
        && !input.readings_near(&(p.end..p.end + 2)).iter().any(|r| r.extent.whole.contains(&(p.end + 1)));
    let before = p.start.checked_sub(1).is_some_and(|i| {
        i > look.window.start && input.word(i) == "s" && matches!(input.word(i - 1), "'" | "\u{2019}")
    });
    after || before
}

/// "Its population", "the country has ... inhabitants": whom the sentence before, or this one before the
/// pronoun, speaks of. `Some(None)` where there is a pronoun and several it may mean.
#[allow(clippy::option_option)]
fn spoken_of(
    look: &Look<'_>,
    property: &Named,
    fits: &impl Fn(EntityId) -> bool,
) -> Option<Option<(EntityId, String)>> {
    let input = look.input;
    let kinds = [FrameKind::Thing, FrameKind::Place, FrameKind::Person];
    let said = kinds.into_iter().filter_map(|k| {
        let near = |w: &&crate::claim::FrameWord| {
            let at = w.tokens.start;
            let (p, n) = (property.tokens.start, look.reading.extent.tokens.start);
            // "Its population", not "its neighbours".
            let owner = matches!(input.word(at), "its" | "Its" | "his" | "His" | "her" | "Her");
            at <= p.max(n) && (!owner || p >= at && p - at <= 3 || n >= at && n - at <= 3)
        };
        input.claims.words_in(&look.window, k).filter(near).last().map(|w| w.tokens.start)
    });
    // "The planet": the last thing of that type.
    let typed = (look.window.start..property.tokens.start.max(look.reading.extent.tokens.start))
        .filter(|&i| matches!(input.word(i), "the" | "The"))
        .find(|&i| input.base.entities().iter().any(|e| e.kind() == Some(input.word(i + 1))));
    let pronoun = said.max().or(typed)?;
    let kind = typed.filter(|&t| t == pronoun).map(|i| input.word(i + 1));
    let person = input.claims.words_in(&(pronoun..pronoun + 1), FrameKind::Person).next().is_some();
    let names = |range: std::ops::Range<u32>| -> Vec<&Sight> {
        let names = |s: &&Sight| match s.what {
            What::Entity(e) => {
                let own = input.base.entity(e).kind();
                kind.is_none_or(|k| own == Some(k)) && (!person || own.is_none_or(|k| k == "person"))
            }
            // "It closed": the verb of an event is no thing.
            What::Event(_) => !person && kind.is_none() && told::is_proper(input, &s.tokens),
            What::Stranger => {
                !(person && (s.weak || no_person(input, &s.tokens)) || dateline(input, &s.tokens))
            }
            _ => false,
        };
        look.scene.within(&range).filter(names).collect()
    };
    // Inside the sentence the name before it; a thing that owns another counts too ("Kenya's economy ... its").
    let mut before = names(look.window.start..pronoun);
    if before.is_empty() {
        let from = pronoun.saturating_sub(80);
        let mut end = look.window.start;
        while end > from && before.is_empty() {
            let sentence = input.tokens.sentences.get(input.tokens.sentence_of(end - 1))?.clone();
            before = names(sentence.start.max(from)..end);
            // A sentence that opens with a capital that is no known word may be about somebody strange.
            if before.is_empty() && look.scene.opens_strangely(input, sentence.start) {
                return Some(None);
            }
            if let Some(first) = before.first()
                && first.tokens.start > sentence.start
                && look.scene.opens_strangely(input, sentence.start)
            {
                return Some(None);
            }
            end = sentence.start;
        }
    }
    // The subject of a sentence stands first; two that are joined, or two that the noun may mean, are a tie.
    let first = *before.first()?;
    let place = input.claims.words_in(&(pronoun..pronoun + 1), FrameKind::Place).next().is_some();
    let sure = |s: &&&Sight| !s.people && s.tokens != first.tokens;
    let joined = matches!(input.word(first.tokens.end), "and" | "or" | ",") && before.len() > 1;
    let tied = joined || place && before.iter().any(|s| sure(&s) && same_place(input, s));
    // "The largest country of the Union, with 16 per cent of its people": whose?
    let share = pronoun >= 1
        && input.word(pronoun - 1) == "of"
        && input
            .readings
            .iter()
            .any(|r| r.kind == crate::mention::Kind::Percent && r.extent.tokens.end + 1 == pronoun);
    let tied = tied || share && before.iter().any(|s| sure(&s));
    let known = match first.what {
        What::Entity(e) => What::Entity(e),
        What::Event(v) => What::Entity(input.base.event(v).entity),
        other => other,
    };
    match known {
        What::Entity(e) if fits(e) && !tied && (!first.weak || introduced(look, first, e)) => {
            Some(Some((e, format!("'{}' was spoken of last", input.words(&first.tokens)))))
        }
        _ => Some(None),
    }
}

/// "Carnegie Hall", "the World Bank": a name whose last word no person has.
fn no_person(input: &Input<'_>, name: &std::ops::Range<u32>) -> bool {
    name.end.checked_sub(1).is_some_and(|i| input.has(i, WordSet::NoPerson))
}

/// "PORT ELLERY, Maine — ": where a report comes from, in capitals before a dash at the head of a paragraph.
fn dateline(input: &Input<'_>, name: &std::ops::Range<u32>) -> bool {
    let shouted = name.clone().all(|i| {
        let word = input.word(i);
        word.len() > 1 && word.bytes().all(|b| !b.is_ascii_lowercase()) || word == "."
    });
    let block = input.tokens.blocks.get(input.tokens.block_of(name.start));
    let heads = block.is_some_and(|b| name.start < b.start + 3);
    heads
        && shouted
        && (name.end..name.end + 6).any(|i| matches!(input.word(i), "-" | "\u{2013}" | "\u{2014}"))
}

/// Whether a bare surname was told in full before: "Grace Okafor ... Okafor".
fn introduced(look: &Look<'_>, short: &Sight, entity: EntityId) -> bool {
    let before = 0..short.tokens.start;
    look.scene.within(&before).any(|s| s.what == What::Entity(entity) && !s.weak)
}

/// Whether a name may be a place.
fn same_place(input: &Input<'_>, s: &Sight) -> bool {
    match s.what {
        What::Entity(e) => input.base.entity(e).kind().is_none_or(|k| k == "place"),
        _ => true,
    }
}
