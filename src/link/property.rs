//! Which properties the words near a number name, and which of them the number cannot be a value of.

use std::ops::Range;

use super::attach::Look;
use super::change;
use super::fit::{counts, measures, unit_fits};
use super::portion::{age_band, part};
use super::rival::{counted_by_another, head_noun, length_of_another, taken};
use super::role;
use super::scene::{Sight, What};
use crate::claim::FrameKind;
use crate::kb::{EntityId, Kind, Property, PropertyId};
use crate::mention;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::Unit;

/// Why a number beside another is none of the property's.
pub(super) const COMPARED: &str = "it is compared with another";

/// A property that the words near a number name.
pub(super) struct Named {
    pub(super) id: PropertyId,
    /// Where it is named.
    pub(super) tokens: Range<u32>,
    pub(super) cost: u32,
    /// By a word that only points to it.
    pub(super) cue: bool,
    pub(super) why: String,
    pub(super) lost: Option<String>,
    /// A verb names it, with the change as its value: "grew by 3 per cent".
    pub(super) rate_verb: bool,
    /// Its only subject, where it has but one.
    pub(super) entity_hint: Option<EntityId>,
}

/// The properties that the number's sentence names, each at its nearest place.
pub(super) fn properties(look: &Look<'_>) -> Vec<Named> {
    let input = look.input;
    let mut out: Vec<Named> = Vec::new();
    for sight in look.scene.within(&look.window) {
        let (id, cue) = match sight.what {
            What::Property(id) => (id, false),
            What::Cue(id) => (id, true),
            _ => continue,
        };
        let property = input.base.property(id);
        // A cue points only where the number has the property's own unit: "33,000 North Koreans have
        // defected", "the economy grew by 2 per cent".
        let rate = cue && measures(input, look.reading, property);
        let leans = look.bound.is_some() && look.is_elliptic();
        let told = cue && (leads(look, property, &sight.tokens) || follows(look, property, &sight.tokens));
        if cue && !rate && !leans && !told && !counts(look.reading, property) {
            continue;
        }
        if rate && look.parted(&sight.tokens) {
            continue;
        }
        let Some(cost) = distance(look, &sight.tokens, Some(property)) else { continue };
        let cost = cost + if cue { look.weights().cue } else { 0 };
        let verb = if cue { "points to" } else { "names" };
        let named = Named {
            id,
            tokens: sight.tokens.clone(),
            cost,
            cue,
            why: format!("'{}' {verb} {}", input.words(&sight.tokens), property.id),
            lost: refused(look, property, id, sight),
            rate_verb: rate && property.kind == Some(Kind::Rate),
            entity_hint: input.base.only_subject(id),
        };
        match out.iter_mut().find(|n| n.id == id) {
            Some(old) if (old.lost.is_some(), old.cost) > (named.lost.is_some(), named.cost) => *old = named,
            Some(_) => {}
            None => out.push(named),
        }
    }
    out
}

/// "The refinery employs 1,250": a bare count right after the word that points to the property, with no noun of
/// its own to follow.
fn leads(look: &Look<'_>, property: &Property, cue: &Range<u32>) -> bool {
    let (input, own) = (look.input, &look.reading.extent);
    let bare = look.reading.kind == mention::Kind::Number
        && look.reading.noun.is_none()
        && look.reading.quantity().is_some_and(|q| q.unit.is_none() && !q.style.vague);
    let ends = own.whole.end;
    let next = input.tokens.all.get(ends as usize);
    let alone = next.is_none_or(|t| t.kind == TokenKind::Sign || t.starts_sentence())
        || matches!(input.word(ends), "and" | "in" | "at" | "on");
    bare && alone && cue.end == own.whole.start && matches!(property.unit, Some(Unit::Noun(_)))
}

/// "Twenty of her crew died", "with the loss of 323 men": words of several that point to the property right beside the
/// number or its noun.
fn follows(look: &Look<'_>, property: &Property, cue: &Range<u32>) -> bool {
    let own = &look.reading.extent;
    let input = look.input;
    // "96 on the drug" says which of them, no more.
    let verb = input.word(cue.end - 1).ends_with("ed") || input.has(cue.end - 1, WordSet::PastVerb);
    let behind = verb && (own.tokens.end..=look.noun_end()).contains(&cue.start);
    let beside = cue.end == own.whole.start || behind;
    let plain = look.reading.kind == mention::Kind::Number
        && look
            .reading
            .quantity()
            .is_some_and(|q| !q.style.vague && !matches!(q.unit, Some(Unit::Measure(_))));
    beside && plain && cue.len() > 1 && matches!(property.unit, Some(Unit::Noun(_)))
}

/// Whether a word makes what is named another property, or only a part of it is meant.
pub(super) fn is_another(look: &Look<'_>, property: &Property, id: PropertyId, named: &Range<u32>) -> bool {
    denial(look, id, named).is_some()
        || basis(look, property, named).is_some()
        || narrowed(look, property, named).is_some()
        || age_band(look, named)
        || look.input.word(named.end) == "aged"
}

/// Why a property that is named cannot be the number's.
fn refused(look: &Look<'_>, property: &Property, id: PropertyId, sight: &Sight) -> Option<String> {
    let (input, reading, named) = (look.input, look.reading, &sight.tokens);
    if let Some(word) = denial(look, id, named) {
        return Some(format!("'{}' makes it another quantity", input.words(&word)));
    }
    if let Some(word) = basis(look, property, named) {
        return Some(format!("'{}' makes it another property", input.words(&word)));
    }
    if !unit_fits(input, reading, property, named) {
        return Some("the unit or the counted noun does not fit".to_owned());
    }
    if length_of_another(look, sight) {
        return Some("it is the length of another thing".to_owned());
    }
    if taken(look, named) {
        return Some("another number stands right behind it".to_owned());
    }
    // "$75 for seven days, against $20 for somebody on foot", not "against 39 million in 2015"
    let end = reading.extent.whole.end;
    let dated = (end..end + 2).any(|i| input.reads(i).is_some_and(|r| r.kind.is_time()));
    if input.word(reading.extent.whole.start.saturating_sub(1)) == "against" && !dated {
        return Some(COMPARED.to_owned());
    }
    if counted_by_another(look, named) {
        return Some("another number counts it".to_owned());
    }
    let number = &reading.extent.tokens;
    let between = if named.start >= number.end {
        number.end..named.start
    } else {
        named.end.min(number.start)..named.start.max(number.start)
    };
    let respective = input.claims.words_in(&look.window, FrameKind::Respective).next().is_some();
    let bound = look.bound.is_some();
    // "Sales of 482 billion, bigger than the GDP of", but not the hedge of "grew to more than 38 million".
    let other = between.start..between.end.min(reading.extent.whole.start.max(between.start));
    let compared = input.claims.words_in(&between, FrameKind::Comparison).next().is_some()
        || input
            .claims
            .words_in(if named.start > number.start { &between } else { &other }, FrameKind::Difference)
            .any(|w| input.word(w.tokens.end - 1) == "than" && w.tokens.end < between.end);
    if !respective && !bound && compared {
        return Some(COMPARED.to_owned());
    }
    if let Some(word) = narrowed(look, property, named) {
        return Some(format!("'{}' makes it another property", input.word(word)));
    }
    // "The airline lost 37 million dollars": the verb is the property's own.
    let own_verb = named.end == reading.extent.whole.start;
    if let Some(noun) = head_noun(look, sight) {
        return Some(format!("it is the value of '{}'", input.word(noun)));
    }
    let why = change::refused(input, look.claim, property)
        .or_else(|| change(look, property, named))
        .filter(|_| !own_verb || change::is_growth(property))
        .or_else(|| part(look, property, named))
        .or_else(|| denied(look, named))
        .or_else(|| elliptic(look, named))
        .or_else(|| lasts(look, named))
        .or_else(|| modifies(look, named))
        .or_else(|| bar(look, property))
        .or_else(|| topic(look, named));
    why.map(str::to_owned)
}

/// "The working population", "the Jewish population": an adjective that makes it a part of what is counted.
fn narrowed(look: &Look<'_>, property: &Property, named: &Range<u32>) -> Option<u32> {
    let input = look.input;
    if !matches!(property.unit, Some(Unit::Noun(_))) || named.start <= look.window.start {
        return None;
    }
    let at = named.start - 1;
    let token = input.tokens.all.get(at as usize)?;
    let joined = input.tokens.all.get(named.start as usize).is_some_and(|t| t.spaced());
    let read = input.reads(at).is_some();
    let sight = look.scene.within(&(at.saturating_sub(6)..at + 1)).any(|s| s.tokens.contains(&at));
    let framed = input.is_framed(at);
    // "Estimated", "swelling": what was done with it, not what it is of.
    let verbal = !token.capital() && (input.word(at).ends_with("ed") || input.word(at) == "total");
    let word = token.kind == TokenKind::Word;
    let apart = input.after_possessive(at).is_some()
        || input.word(at) == "s" && at > 0 && matches!(input.word(at - 1), "'" | "\u{2019}");
    (word && joined && !read && !sight && !framed && !verbal && !apart && !input.is_small(at)).then_some(at)
}

/// "The population grew by 1 million", "2 billion higher": a change of it, unless changes are what it measures.
fn change(look: &Look<'_>, property: &Property, named: &Range<u32>) -> Option<&'static str> {
    let (input, whole) = (look.input, &look.reading.extent.whole);
    let noun_end = look.noun_end();
    // "14 per cent below normal", of a property that measures what is missing: its own words
    let differs = [look.reading.extent.tokens.end, noun_end]
        .iter()
        .any(|&i| input.starts(i, FrameKind::Difference) && named.start != i);
    // "Every year a million people are added to it"
    let added = [0, 1].iter().any(|k| input.word(noun_end + k) == "added");
    if (differs || added) && !change::is_growth(property) {
        return Some("the number is a difference");
    }
    let before = whole.start.checked_sub(1)?;
    if input.word(whole.start) == "to" {
        return None;
    }
    // "Now make up 24 per cent of the population"
    let tokens = &input.tokens.all;
    let other = before
        .checked_sub(1)
        .is_some_and(|i| input.rules.words.has(tokens[i as usize].word, WordSet::OtherVerb));
    let by = input.word(before) == "by" || !other && input.ends(before, FrameKind::Change);
    // "Fell by 1.2 million", "rose 430,000": not "fell to".
    let verb = input
        .tokens
        .all
        .get(before as usize)
        .is_some_and(|t| input.rules.quantity.is(t.word, crate::rules::schema::Role::Change));
    ((by || verb) && !change::is_growth(property)).then_some("the number is a change of it")
}

/// "Has been rising for 40 years": how long it went on, no value.
fn lasts(look: &Look<'_>, named: &Range<u32>) -> Option<&'static str> {
    if look.reading.kind != mention::Kind::Duration {
        return None;
    }
    let before = look.reading.extent.whole.start.checked_sub(1)?;
    // "can expect to live for 80 years": the property's own words end there.
    let own = named.end == before;
    (!own && look.input.ends(before, FrameKind::Lasting) && !look.cue_takes_lengths(named))
        .then_some("the length says how long something went on")
}

/// "The population grew by 1 per cent, and its economy by 7": the number is said of another thing that it owns.
fn elliptic(look: &Look<'_>, named: &Range<u32>) -> Option<&'static str> {
    let input = look.input;
    let owner = |i: u32| {
        matches!(input.word(i), "its" | "their" | "his" | "her")
            && matches!(input.word(i - 1), "and" | "but" | "," | "while")
    };
    (named.end + 1..look.reading.extent.whole.start)
        .any(owner)
        .then_some("another thing of the same owner is meant")
}

/// "A one-hour trial": the length describes the noun after it, which is not the property's.
fn modifies(look: &Look<'_>, named: &Range<u32>) -> Option<&'static str> {
    let own = &look.reading.extent.tokens;
    let hyphened = look.reading.kind == mention::Kind::Duration && look.input.words(own).contains('-');
    let noun = own.end..own.end + 3;
    (hyphened && !(named.start < noun.end && own.start < named.end))
        .then_some("the length describes another noun")
}

/// "The 5 per cent hurdle": a share with an article before it that belongs to the noun behind it.
fn bar(look: &Look<'_>, property: &Property) -> Option<&'static str> {
    let (input, own) = (look.input, &look.reading.extent.whole);
    let article =
        own.start.checked_sub(1).is_some_and(|i| matches!(input.word(i), "the" | "a" | "The" | "A"));
    let noun = input.tokens.all.get(own.end as usize)?;
    let named = input.word(own.end).to_lowercase();
    let of_its_own = property.aliases.iter().chain(&property.cues).any(|a| a.to_lowercase().contains(&named));
    (look.reading.kind == mention::Kind::Percent
        && article
        && noun.kind == TokenKind::Word
        && !noun.capital()
        && !input.is_small(own.end)
        && !of_its_own
        && !property.name.to_lowercase().contains(&named))
    .then_some("the share belongs to another noun")
}

/// "12 per cent of people have never used the internet": the verb of the number is denied.
fn denied(look: &Look<'_>, named: &Range<u32>) -> Option<&'static str> {
    let between = look.reading.extent.whole.end..named.start;
    let word = look.input.claims.words_in(&between, FrameKind::Negation).next()?;
    let comma = (between.start..word.tokens.start).any(|i| look.input.is_comma(i));
    (!comma).then_some("it is denied of them")
}

/// "A survey of the population of France asked 1,200 people": the property only says what about.
fn topic(look: &Look<'_>, named: &Range<u32>) -> Option<&'static str> {
    let input = look.input;
    if look.bound.is_some() {
        return None;
    }
    let of = input.before(named.start).filter(|&b| b > look.window.start && input.word(b) == "of")?;
    let head = of - 1;
    let word = input.tokens.all.get(head as usize)?;
    let counted = look.reading.extent.whole.end == of || look.noun_end() == of;
    let number = input.reads(head).is_some_and(|r| r.extent.whole.end == of);
    let about = word.kind == TokenKind::Word
        && !word.capital()
        && !input.is_small(head)
        && !input.ends(head, FrameKind::Measure)
        && !role::is_verb_of_having(input, head)
        && !counted
        && !number;
    about.then_some("it only says what another thing is about")
}

/// A word of another basis right after a property's name: "GDP, PPP", unless the property is named so.
fn basis(look: &Look<'_>, property: &Property, named: &Range<u32>) -> Option<Range<u32>> {
    let input = look.input;
    let from = (named.end..named.end + 2).find(|&i| !matches!(input.word(i), "," | ";" | "(" | ":"))?;
    let found = input.claims.words_in(&(from..from + 1), FrameKind::Basis).next()?.tokens.clone();
    let word = input.words(&found).to_lowercase();
    let own =
        property.aliases.iter().chain([&property.name.to_string()]).any(|a| a.to_lowercase().contains(&word));
    (!own).then_some(found)
}

/// A word that makes it another property: next to the number's noun or to the property's name, around
/// its name, or in what opens the sentence.
fn denial(look: &Look<'_>, id: PropertyId, named: &Range<u32>) -> Option<Range<u32>> {
    let (input, clause) = (look.input, &look.claim.clause);
    let inside = |s: &Sight| named.start <= s.tokens.start && s.tokens.end <= named.end;
    let not = |range: Range<u32>| {
        let mut found = look.scene.within(&range).filter(|s| s.what == What::Not(id) && !inside(s));
        found.next().map(|s| s.tokens.clone())
    };
    let own = look.reading.extent.whole.start..look.noun_end();
    let near = [own, named.clone()].into_iter().find_map(|around| {
        let near = around.start.saturating_sub(look.weights().near).max(clause.start)
            ..(around.end + look.weights().near).min(clause.end);
        let stop = (around.end..near.end).find(|&i| matches!(input.word(i), "," | "and" | "since" | "from"));
        not(near.start..stop.unwrap_or(near.end))
    });
    near.or_else(|| {
        let comma =
            (look.window.start..named.start.min(look.window.start + 12)).find(|&i| input.word(i) == ",")?;
        not(look.window.start..comma)
    })
}

/// How far a property's name is from a number, in words and obstacles; `None` past the limit.
fn distance(look: &Look<'_>, named: &Range<u32>, property: Option<&Property>) -> Option<u32> {
    let own = &look.first.extent;
    let noun = look.first.noun.as_ref();
    let whole = own.whole.start..noun.map_or(own.whole.end, |n| n.end.max(own.whole.end));
    if named.start < whole.end && whole.start < named.end {
        return Some(0);
    }
    let after = named.start >= whole.end;
    let between = if after { whole.end..named.start } else { named.end..whole.start };
    // Beside its own name a number needs no property of its own: "France 66.8 million".
    if look.bound.is_some() && look.is_elliptic() {
        return Some(if after { look.weights().implied } else { look.weights().cue });
    }
    // "£7.50 for adults"
    if after && between.len() == 1 && look.input.word(between.start) == "for" {
        return Some(1);
    }
    let mut cost =
        if after { (between.len() as u32).saturating_mul(2) + 1 } else { 1 + between.len() as u32 / 3 };
    cost += obstacles(look, &between);
    for s in look.scene.within(&between) {
        let other = |p| property.is_none_or(|q| look.input.base.property(p).id != q.id);
        if matches!(s.what, What::Property(p) if other(p)) {
            cost += look.weights().name;
        }
    }
    (cost <= look.weights().limit).then_some(cost)
}

/// What stands between: other numbers of the same sort, breaks of the clause.
pub(super) fn obstacles(look: &Look<'_>, between: &Range<u32>) -> u32 {
    let input = look.input;
    let own = &look.reading.extent.tokens;
    let first = input.readings.partition_point(|r| r.extent.tokens.start < between.start);
    let numbers = input.readings[first..]
        .iter()
        .take_while(|r| r.extent.tokens.start < between.end)
        .filter(|r| !r.kind.is_time() && r.kind == look.reading.kind && r.extent.tokens != *own)
        .count() as u32;
    let weights = look.weights();
    let mut cost = numbers * weights.number;
    for i in between.clone() {
        cost += match input.word(i) {
            "and" => weights.comma,
            "," if input.is_comma(i) => weights.comma,
            ";" => weights.semicolon,
            _ => 0,
        };
    }
    cost
}
