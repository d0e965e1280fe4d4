//! What makes a link doubtful: the claim may agree with the fact, it cannot conflict with it.

use std::ops::Range;

use super::attach::Look;
use super::property::Named;
use super::scene::{Sight, What};
use super::{Input, Link, Target};
use crate::claim::{Claim, FrameKind, FrameWord};
use crate::kb::{EntityId, FactValue, Kind, content};
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::rules::{Class, Mark};
use crate::text::TokenKind;
use crate::value::Timex;

/// "'My neighbour swears that it has 50 seats,' she said": told in a quotation of what somebody else says.
pub(super) fn hearsay(input: &Input<'_>, claim: &Claim) -> bool {
    let start = input.readings[claim.reading].extent.whole.start;
    let who = claim.attribution.as_ref().filter(|who| claim.quoted && who.end <= start);
    who.is_some_and(|who| {
        !(who.start..start).any(|i| matches!(input.word(i), "\"" | "\u{201c}" | "\u{201d}"))
            && who.clone().any(|i| !matches!(input.word(i), "I" | "we" | "We" | "you" | "You"))
    })
}

/// "A blogger claimed that it had sold 10 million": told of somebody's words who may be wrong.
pub(super) fn claimed(input: &Input<'_>, claim: &Claim) -> bool {
    let start = input.readings[claim.reading].extent.whole.start;
    let before =
        (super::attach::sentence(input, claim).start..start).map(|i| input.tokens.all[i as usize].word);
    before.into_iter().any(|word| input.rules.words.has(word, WordSet::Claimed))
}

/// Whether the sentence of a claim, or the next one, says that the figure is wrong: "moved her birth to 1936, a slip".
pub(super) fn disowned(input: &Input<'_>, claim: &Claim) -> bool {
    let sentence = |n: usize| input.tokens.sentences.get(n).cloned();
    let near = [sentence(claim.sentence), sentence(claim.sentence + 1)];
    let here = |s: &Range<u32>| input.tokens.block_of(s.start) == claim.block;
    let own = &input.readings[claim.reading].extent.whole;
    // "The tower is 180 feet high. It is not", "came to 15 million; they found less than half of that"
    let refuted = |s: &Range<u32>| {
        let opens = |w: &FrameWord| {
            own.end <= w.tokens.start && (s.contains(&own.start) || w.tokens.start <= s.start + 3)
        };
        [FrameKind::Refutation, FrameKind::Fiction]
            .into_iter()
            .any(|k| input.claims.words_in(s, k).any(opens))
    };
    near.into_iter().flatten().filter(here).any(|s| {
        if refuted(&s) {
            return true;
        }
        let all = &input.tokens.all[..s.end as usize];
        (s.start as usize..all.len()).any(|i| {
            let mut wrong = false;
            if Mark::Cue.on(&all[i]) {
                input.rules.phrases.each(&all[i..], &input.doc.text, Class::CUE, |m| {
                    wrong |= matches!(input.rules.audit.cue(m.entry.index), Some((Cue::Disowned, _)));
                });
            }
            wrong
        })
    })
}

/// "The college has 640 pupils": a noun with its article opens the clause, and no name of the subject has it.
pub(super) fn another_noun(look: &Look<'_>, entity: EntityId) -> bool {
    let (input, start) = (look.input, look.claim.clause.start);
    let named = look.scene.within(&look.window).any(|s| s.what == What::Entity(entity));
    let opens = matches!(input.word(start), "The" | "the");
    let verb = matches!(input.word(start + 2), "has" | "had" | "have" | "employs" | "employed");
    let noun = input.word(start + 1);
    let known =
        [FrameKind::Thing, FrameKind::Place, FrameKind::Person].into_iter().any(|k| input.starts(start, k));
    let e = input.base.entity(entity);
    let own = e.kind() == Some(noun)
        || e.aliases().iter().map(String::as_str).chain([&*e.name]).any(|a| a.to_lowercase().contains(noun));
    opens && verb && !named && !known && !own
}

/// "It gives £1.6 million to the Kingsgate Playhouse": what another one gets.
pub(super) fn given_to(look: &Look<'_>, entity: EntityId) -> bool {
    let (input, end) = (look.input, look.noun_end());
    if !matches!(input.word(end), "to" | "for") {
        return false;
    }
    let name = end + 1 + u32::from(matches!(input.word(end + 1), "the" | "The"));
    let capital =
        input.tokens.all.get(name as usize).is_some_and(|t| t.kind == TokenKind::Word && t.capital());
    let own = look
        .scene
        .within(&(name.saturating_sub(2)..name + 1))
        .any(|s| s.what == What::Entity(entity) && s.tokens.contains(&name));
    capital && !own && input.reads(name).is_none()
}

/// "Failed three times at 6.20m": what somebody tried, and did not reach.
pub(super) fn failed(look: &Look<'_>) -> bool {
    let start = look.reading.extent.whole.start;
    (look.claim.clause.start.max(start.saturating_sub(8))..start).any(|i| look.input.has(i, WordSet::FailsAt))
}

/// "The shed is 321 metres long", of the only one whose length is known: an adjective says how long the thing is that
/// opens the clause, which no word of the property is.
pub(super) fn of_a_thing(look: &Look<'_>, p: &Named) -> bool {
    let (input, start) = (look.input, look.claim.clause.start);
    if !p.cue || p.tokens.start != look.reading.extent.whole.end || !input.has(start, WordSet::OpensNoun) {
        return false;
    }
    let property = input.base.property(p.id);
    let names = property.aliases.iter().chain(&property.cues).map(String::as_str).chain([&*property.name]);
    let own: Vec<String> = names.flat_map(|n| n.split(' ')).filter_map(content).collect();
    let opening = start..(start + 5).min(look.reading.extent.whole.start);
    !opening.clone().any(|i| content(input.word(i)).is_some_and(|w| own.contains(&w)))
        && !look.scene.within(&opening).any(|s| matches!(s.what, What::Entity(_)))
}

/// "The mill at Hull made 8,250 tonnes", of the only mill that is known: one somewhere else.
pub(super) fn of_one_elsewhere(look: &Look<'_>) -> bool {
    let (input, start) = (look.input, look.claim.clause.start);
    let at = start + 2;
    let place = |s: &Sight| s.what == What::Stranger && s.tokens.start == at + 1;
    input.has(start, WordSet::OpensNoun)
        && matches!(input.word(at), "at" | "in" | "near" | "outside" | "of" | "on")
        && look.scene.within(&(at + 1..at + 2)).any(place)
}

/// "In Kelmouth 3,160 tonnes of fish were landed": the clause opens with a place that the base does not know.
pub(super) fn in_another_place(look: &Look<'_>) -> bool {
    let (input, start) = (look.input, look.claim.clause.start);
    let at = start + 1;
    let name = input.tokens.all.get(at as usize).is_some_and(|t| t.kind == TokenKind::Word && t.capital());
    let known = |s: &Sight| s.tokens.contains(&at) && s.what != What::Stranger;
    matches!(input.word(start), "In" | "in" | "At" | "at" | "Across" | "across" | "Near" | "near")
        && name
        && at < look.reading.extent.whole.start
        && input.reads(at).is_none()
        && !look.scene.within(&(start..at + 1)).any(known)
}

/// "With the Virgo detector, whose arms are three kilometres long, LIGO heard": of the one named right before "whose".
pub(super) fn whose(look: &Look<'_>, p: &Named, entity: EntityId) -> bool {
    let Some(at) = p.tokens.start.checked_sub(1).filter(|&i| look.input.word(i) == "whose") else {
        return false;
    };
    let before = look.window.start..at;
    let last = look.scene.within(&before).rev().find(|s| matches!(s.what, What::Entity(_) | What::Stranger));
    last.is_none_or(|s| s.what != What::Entity(entity))
}

/// "Next up is a trip to Penrose City on Friday", of a Friday one or two weeks off: the day of the week is right, and which
/// week is meant the words do not say.
pub(super) fn another_week(input: &Input<'_>, reading: &Reading, link: &Link) -> bool {
    let own = &reading.extent.tokens;
    let weekday = own.len() == 1
        && matches!(
            input.word(own.start),
            "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
        );
    let (Some(Target::Facts(facts)), true) = (&link.target, weekday) else { return false };
    let day = |t: &Timex| t.interval.as_ref().and_then(|i| i.low.value()).map(|t| t.date());
    let Some(said) = reading.timex().and_then(day) else { return false };
    facts.iter().any(|&f| match &*input.base.fact(f).value() {
        FactValue::Time(held) => day(held).is_some_and(|d| matches!((d - said).get_days().abs(), 7 | 14)),
        _ => false,
    })
}

/// Whether the sentence names the property too, not only a word that points to it.
pub(super) fn named_elsewhere(look: &Look<'_>, p: &Named) -> bool {
    look.scene.within(&look.window).any(|s| s.what == What::Property(p.id))
}

/// "It was built when Harwick had 254,900 inhabitants": at a time that no date tells.
pub(super) fn back_then(look: &Look<'_>) -> bool {
    let (input, number) = (look.input, look.reading.extent.whole.start);
    let when = (look.window.start + 1..number).rev().find(|&i| input.word(i) == "when");
    let past = |i: u32| matches!(input.word(i), "had" | "was" | "were" | "numbered" | "stood");
    let dated = look.claim.scope.is_some_and(|s| {
        !s.carried && look.claim.clause.contains(&input.readings[s.reading].extent.whole.start)
    });
    !dated && when.is_some_and(|w| (w..number).any(past) && !(w..number).any(|i| input.is_comma(i)))
}

/// "The average buyer pays 41,200", of a property that is no average.
pub(super) fn averaged(look: &Look<'_>, p: &Named) -> bool {
    let (input, clause) = (look.input, &look.claim.clause);
    let start = look.reading.extent.whole.start;
    // "41,200 on average"; "29 aircraft is on average 19 years old" is another's.
    let end = look.noun_end();
    let behind = if input.word(end) == "on" { end + 2 } else { start };
    let mut near = (start.saturating_sub(AVERAGED).max(clause.start)..start).chain(end..behind.max(end));
    let is = |i: u32| input.has(i, WordSet::Averages);
    near.find(|&i| is(i)).is_some_and(|i| {
        let (property, word) = (input.base.property(p.id), input.word(i).to_lowercase());
        let mut own =
            property.aliases.iter().chain(&property.cues).map(String::as_str).chain([&*property.name]);
        !own.any(|n| n.to_lowercase().contains(&word))
    })
}

/// Most words from an average to its number.
const AVERAGED: u32 = 8;

/// "About 1.2 million acres across the wider region": of more than what is named.
pub(super) fn of_a_wider(look: &Look<'_>) -> bool {
    let (input, end) = (look.input, look.noun_end());
    let is = |i: u32| input.has(i, WordSet::Wider);
    matches!(input.word(end), "across" | "in" | "throughout" | "for" | "over") && (end + 1..end + 4).any(is)
}

/// "Her first film in ten years": since the last one.
pub(super) fn since_the_last(look: &Look<'_>) -> bool {
    let (input, start) = (look.input, look.reading.extent.tokens.start);
    let lead = start.saturating_sub(8).max(look.window.start)..start;
    let rank = |i: u32| {
        input.reads(i).is_some_and(|r| r.kind == crate::mention::Kind::Ordinal)
            || input.has(i, WordSet::Ranks)
    };
    look.reading.kind == crate::mention::Kind::Duration
        && start.checked_sub(1).is_some_and(|i| matches!(input.word(i), "in" | "for"))
        && lead.into_iter().any(rank)
}

/// "Harwick shuts five libraries": what is counted is told of some that it happens to, not of all there are.
pub(super) fn acted_on(look: &Look<'_>, p: &Named) -> bool {
    let verb = look.reading.extent.whole.start.checked_sub(1);
    let acts = verb.is_some_and(|i| look.input.has(i, WordSet::ActsOnSome));
    // "Broke 9 panes of the lens": the name begins with what is counted.
    let own = look.reading.extent.whole.start..look.noun_end();
    let counted = own.contains(&p.tokens.start) || only_counted(look, p);
    acts && look.input.base.property(p.id).kind != Some(Kind::Flow) && counted
}

/// Whether a property is told by nothing but the unit or the noun of the number.
pub(super) fn only_counted(look: &Look<'_>, p: &Named) -> bool {
    let own = look.reading.extent.whole.start..look.noun_end();
    let inside = |s: &Sight| own.start <= s.tokens.start && s.tokens.end <= own.end;
    let about = |s: &&Sight| matches!(s.what, What::Property(id) | What::Cue(id) if id == p.id);
    let mut sights = look.scene.within(&look.claim.clause).filter(about).peekable();
    look.bound.is_none() && sights.peek().is_some() && sights.all(inside)
}
