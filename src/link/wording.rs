//! Facts that share the words of a sentence which names no property, in a base of few facts.
//!
//! "The pool can hold up to 640 bathers at a time" has three words of the property "maximum number of bathers at once,
//! hold" and is in a text about the lido: of all that a small base knows, the one fact that fits may be meant. Such a
//! number may agree; it conflicts only where it looks like a slip of the pen.

use std::ops::Range;

use super::attach::{self, Look};
use super::property::COMPARED;
use super::scene::{Scene, What};
use super::slip::{self, Slip};
use super::vocabulary::{Words, vocabulary};
use super::{Candidate, Input, Link, Reason, Target, change, fit, observe};
use crate::claim::Claim;
use crate::kb::{FactId, FactValue, PropertyId, content};
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::{Decimal, TimeRelation, Unit};

/// How many words away a word of one's own is near.
const NEAR: u32 = 3;

/// A base with more facts or properties than that is no base of one story.
const FEW: usize = 200;

/// What a shared word is worth in the clause, elsewhere in the sentence; a subject named in the sentence, in its
/// paragraph, anywhere before.
const CLAUSE: u32 = 4;
const SENTENCE: u32 = 2;
const HERE: u32 = 4;
const PARAGRAPH: u32 = 3;
const TEXT: u32 = 1;
/// What a word is worth that has the number right behind it, or behind "of".
const HEAD: u32 = 8;
/// What a name of the property is worth that is said in full.
const FULL: u32 = 2;

/// The least that is worth a link, the least for a conflict where two digits are swapped or one is another, and by how much the best must be ahead in each.
const ENOUGH: u32 = 5;
const SURE: u32 = 7;
const SURER: u32 = 9;
const SUREST: u32 = 12;
/// The least for a conflict of a date.
const DATED: u32 = 11;
/// The least for a conflict that looks like no slip.
const PLAIN: u32 = 15;
const AHEAD: u32 = 2;
const FAR_AHEAD: u32 = 4;

/// What one property has in common with the sentence of a number.
struct Shared<'w> {
    words: &'w Words,
    worth: u32,
    count: u32,
    /// Its subject is named in the sentence, in the paragraph, somewhere in the text.
    here: bool,
    named: bool,
    known: bool,
    at: Range<u32>,
    /// "Vallroja, a village of 4,800 people": nothing else can be meant.
    apposed: bool,
    /// The tokens of the words.
    tokens: Vec<u32>,
}

/// Links the numbers that nothing else was found for.
pub(super) fn link(input: &Input<'_>, scene: &Scene, links: &mut [Link]) {
    let base = input.base;
    // One box of facts is read as a box.
    let mut of = base.facts().filter_map(|f| f.about());
    let one = of.next().is_none_or(|e| of.all(|other| other == e));
    if one || base.len() > FEW || base.properties().len() > FEW {
        return;
    }
    let mut known: Option<Vec<Words>> = None;
    for at in 0..links.len() {
        let claim = &input.claims.all[at];
        let reading = &input.readings[claim.reading];
        let open = links[at].target.is_none() && links[at].reason == Some(Reason::NoFact);
        let dated = matches!(reading.kind, Kind::Date | Kind::DateTime)
            && reading.timex().is_some_and(|t| t.interval.is_some());
        let sort = dated
            || matches!(
                reading.kind,
                Kind::Number
                    | Kind::Range
                    | Kind::Percent
                    | Kind::Money
                    | Kind::Measure
                    | Kind::Temperature
                    | Kind::Duration
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
    let mut said = words_of(&look);
    let town = inhabited(&look);
    said.extend(town.iter().flat_map(|&at| POPULATION.iter().map(move |w| ((*w).to_owned(), at))));
    let mut all: Vec<Shared<'_>> = known.iter().filter_map(|w| shared(&look, &said, town, w)).collect();
    // Of several subjects of a property, those that the text names.
    let of_named: Vec<PropertyId> = all.iter().filter(|s| s.known).filter_map(|s| s.words.property).collect();
    all.retain(|s| s.known || s.words.property.is_none_or(|p| !of_named.contains(&p)));
    all.sort_by_key(|s| std::cmp::Reverse(s.worth));
    let best = all.first().filter(|s| s.worth >= ENOUGH)?;
    let second = all.get(1);
    let rival = second.map_or(0, |s| s.worth);
    let best = match second.filter(|_| rival + AHEAD > best.worth) {
        Some(other) => nearer(reading, best, other)?,
        None => best,
    };
    let words = best.words;
    // "Compared with the 870 million promised in 2016": of another time, which is told.
    let dated = claim.scope.is_some_and(|s| !s.carried);
    let ruled = |c: &Candidate| {
        Some(c.property) == words.property
            && Some(c.entity) == words.entity
            && c.lost.as_deref().is_some_and(|why| !(dated && why == COMPARED))
    };
    if link.candidates.iter().any(ruled) {
        return None;
    }
    let mut found = match (words.entity, words.property) {
        (Some(e), Some(p)) => {
            if refused(&look, p, best) {
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
        _ if words.dates => {
            let other_day = best.here
                && best.worth >= DATED
                && best.count > 1
                && rival + FAR_AHEAD <= best.worth
                && !of_another(&look, best)
                && is_slip_of_day(input, reading, words, links);
            let facts = || Link { target: Some(Target::Facts(words.facts.clone())), ..Link::default() };
            if other_day {
                return Some(facts());
            }
            is_day_of(input, reading, words).then(facts)?
        }
        _ => {
            let id = *words.facts.first()?;
            let in_time = observe::in_time(input, claim, &input.base.fact(id));
            in_time.then(|| Link { target: Some(Target::Facts(vec![id])), ..Link::default() })?
        }
    };
    let slip = slip_of(input, reading, &found, links);
    // "Owns nearly half of the shares"; half of the sales of own brands is no share that own brands have.
    let share = found.said.is_some() && best.count > 1 && best.here && input.word(look.noun_end()) != "of";
    let enough = match slip {
        _ if best.apposed => SURE,
        _ if share => SUREST,
        Some(Slip::Swapped) => SURE,
        Some(Slip::Digit) => SURER,
        Some(Slip::OfTwo) => SUREST,
        // "Fewer than 40 nursing posts were vacant": so much of it is said that it can hardly be another number.
        None if best.count > 1 && reading.kind == Kind::Number && !elsewhere(&look) => PLAIN,
        None => u32::MAX,
    };
    let only = words.property.is_some_and(|p| input.base.only_subject(p).is_some());
    found.tentative = of_another(&look, best)
        || best.worth < enough
        || rival + FAR_AHEAD > best.worth
        || !(best.named || only);
    change::apply(input, claim, &mut found);
    found.only_agrees = found.tentative;
    found.target.is_some().then_some(found)
}

/// "Seven of the city's 12 pumping stations": all of those of which some are told of. "In Kelmouth 316 boats were lost":
/// somewhere else.
fn elsewhere(look: &Look<'_>) -> bool {
    let (input, start) = (look.input, look.reading.extent.whole.start);
    let of_some = (start.saturating_sub(5).max(look.claim.clause.start)..start)
        .any(|i| i > 0 && matches!(input.word(i), "of" | "in" | "from") && input.reads(i - 1).is_some());
    let strange = |s: &super::Sight| s.what == What::Stranger && !s.people;
    // "The older trams hold 172"
    let other = |i: u32| input.has(i, WordSet::AnotherOne) || input.has(i, WordSet::ActsOnSome);
    of_some
        || look.scene.within(&(look.window.start..look.noun_end() + 4)).any(strange)
        || (look.window.start..start).any(other)
}

/// Whether a date has the day of an event in it: "by Wednesday" tells no day, and Monday is not Sunday.
fn is_day_of(input: &Input<'_>, reading: &Reading, words: &Words) -> bool {
    let open = |r: Option<TimeRelation>| {
        use TimeRelation::{After, Before, By, Since, Until};
        matches!(r, Some(After | Before | By | Since | Until))
    };
    let Some(said) = reading.timex().filter(|t| !open(t.relation)).and_then(|t| t.interval) else {
        return false;
    };
    let day = |f: &FactId| match &*input.base.fact(*f).value() {
        FactValue::Time(t) => t.interval.is_some_and(|held| held.intersection(&said).is_some()),
        _ => false,
    };
    words.facts.iter().any(day)
}

/// Whether a date is an event's but for the year, the month or the day, and nothing else that the base knows is of it.
fn is_slip_of_day(input: &Input<'_>, reading: &Reading, words: &Words, links: &[Link]) -> bool {
    let (&[id], Some(said)) = (words.facts.as_slice(), reading.timex()) else { return false };
    let taken =
        |l: &Link| !l.only_agrees && matches!(&l.target, Some(Target::Facts(all)) if all.contains(&id));
    let Some(interval) = said.interval.filter(|_| said.anchor.is_none()) else { return false };
    let other = |f: crate::kb::Fact<'_>| match &*f.value() {
        FactValue::Time(t) => t.interval.is_some_and(|held| held.intersection(&interval).is_some()),
        _ => f.when().is_some_and(|w| interval.encloses(&w)),
    };
    let held = input.base.fact(id);
    let slip = matches!(&*held.value(), FactValue::Time(t) if slip::of_day(said, t));
    slip && !links.iter().any(taken) && !input.base.facts().any(other)
}

/// Whether the number can be no value of the property after all.
fn refused(look: &Look<'_>, p: PropertyId, found: &Shared<'_>) -> bool {
    let (input, property, at) = (look.input, look.input.base.property(p), &found.at);
    // "The dead included 694 Argentine servicemen": the property is of that part.
    let own = found.tokens.contains(&look.reading.extent.whole.end);
    !fit::unit_fits(input, look.reading, property, at)
        || change::refused(input, look.claim, property).is_some()
        || super::property::is_another(look, property, p, at)
        || !own && super::portion::part(look, property, at).is_some()
}

/// What a property that counts who lives in a place is called by.
const POPULATION: [&str; 3] = ["population", "inhabitant", "resident"];

/// Where the noun stands of "a village of 4,800 people", "a city of 2.3 million".
fn inhabited(look: &Look<'_>) -> Option<u32> {
    let (input, start) = (look.input, look.reading.extent.whole.start);
    let people =
        look.reading.noun.as_ref().is_none_or(|n| {
            matches!(input.word(n.end - 1), "people" | "inhabitants" | "residents" | "souls")
        });
    let noun = (start.saturating_sub(4)..start.saturating_sub(1))
        .rev()
        .find(|&i| input.has(i, WordSet::CalledTown) && (i + 1..start).any(|k| input.word(k) == "of"))?;
    let article = |i: u32| matches!(input.word(i), "a" | "A" | "an" | "An");
    let led = (noun.saturating_sub(3)..noun).find(|&i| article(i))?;
    let plain = look.reading.kind == Kind::Number && people;
    (plain && (led == noun - 1 || !input.is_comma(noun - 1))).then_some(led + 1)
}

/// The words of the sentence that can be a property's, each with where it stands nearest to the number; those of a
/// name and the nouns of other numbers are none.
fn words_of(look: &Look<'_>) -> Vec<(String, u32)> {
    let input = look.input;
    let taken = |i: u32| {
        let counted = |r: &Reading| r.noun.as_ref().is_some_and(|n| n.contains(&i));
        let other =
            input.readings_near(&(i..i + 1)).iter().any(|r| r.extent != look.reading.extent && counted(r));
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
fn shared<'w>(
    look: &Look<'_>,
    said: &[(String, u32)],
    town: Option<u32>,
    words: &'w Words,
) -> Option<Shared<'w>> {
    let input = look.input;
    let tokens: Vec<u32> = said.iter().filter(|(s, _)| words.words.contains(s)).map(|&(_, i)| i).collect();
    let mut found = tokens.clone();
    let (first, last) = (*found.iter().min()?, *found.iter().max()?);
    let at = if last < look.reading.extent.whole.start { last..last + 1 } else { first..first + 1 };
    let fits = match words.property {
        _ if words.dates || look.reading.kind.is_time() && look.reading.kind != Kind::Duration => {
            words.dates
                && look.reading.kind.is_time()
                && look.reading.kind != Kind::Duration
                && tokens.iter().any(|i| look.claim.clause.contains(i))
        }
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
    // "99.8 per cent voted to remain, on a turnout of 72 per cent": what stands beside another number is its own.
    let others = |r: &&Reading| r.kind == look.reading.kind && r.extent != look.reading.extent;
    let gap = |r: &Reading, i: u32| {
        let own = &r.extent.whole;
        if i < own.start { own.start - i } else { i.saturating_sub(own.end) }
    };
    let readings: Vec<&Reading> = input
        .readings
        .iter()
        .filter(others)
        .filter(|r| look.window.contains(&r.extent.whole.start))
        .collect();
    let another = |i: u32| readings.iter().any(|r| gap(r, i) + 1 < gap(look.reading, i));
    let value = |&i: &u32| if clause.contains(&i) && !another(i) { CLAUSE } else { SENTENCE };
    let mut worth: u32 = found.iter().map(value).sum();
    let own = look.reading.noun.clone().unwrap_or(0..0);
    found.retain(|i| own.contains(i));
    worth += if found.is_empty() { 0 } else { SENTENCE };
    let subject = |range: Range<u32>| {
        look.scene.within(&range).any(|s| matches!(s.what, What::Entity(e) if Some(e) == words.entity))
    };
    let paragraph = input.tokens.blocks.get(look.claim.block).map_or(0, |b| b.start);
    let here = subject(look.window.clone());
    let (start, end) = (look.window.start, look.window.end);
    let far = start.saturating_sub(attach::FAR);
    let near = subject(paragraph.max(far)..start);
    let before = subject(far.min(paragraph)..paragraph);
    let known = here || near || before || subject(end..end + attach::FAR);
    worth += if here {
        HERE
    } else if near {
        PARAGRAPH
    } else if before {
        TEXT
    } else {
        0
    };
    // "Vallroja, a village of 4,800 people"
    let comma = town.and_then(|at| at.checked_sub(2)).filter(|&i| input.is_comma(i));
    let beside = |s: &super::Sight| {
        matches!(s.what, What::Entity(e) if Some(e) == words.entity) && Some(s.tokens.end) == comma
    };
    let apposed = town.is_some_and(|at| tokens.contains(&at)) && look.scene.within(&look.window).any(beside);
    // "On a turnout of 72 per cent"
    let lead = look.reading.extent.whole.start;
    let head = if input.word(lead.saturating_sub(1)) == "of" {
        lead.saturating_sub(2)
    } else {
        lead.saturating_sub(1)
    };
    worth += if tokens.contains(&head) { HEAD } else { 0 };
    // "58 parties" are the parties, not the consultative parties: a name of it is said in full.
    let is_said = |stem: &String| said.iter().any(|(s, _)| s == stem);
    let in_full = |name: &Vec<String>| !name.is_empty() && name.iter().all(is_said);
    worth += if words.names.iter().any(in_full) { FULL } else { 0 };
    Some(Shared { words, worth, count, here, named: here || near, known, at, apposed, tokens })
}

/// Whether the clause may speak of something else: it opens with a noun of its own ("the shed is 321 metres long"), has
/// another name and not the subject's, or says so ("the wind there", "a rival").
fn of_another(look: &Look<'_>, found: &Shared<'_>) -> bool {
    let (input, start) = (look.input, look.claim.clause.start);
    let number = &look.reading.extent.whole;
    // "The four-mile tunnel", of the Strathmar Tunnel
    let name = found.words.entity.map(|e| input.base.entity(e).name.to_lowercase());
    let named = |i: u32| {
        let word = input.word(i).to_lowercase();
        name.as_ref().is_some_and(|n| n.split(' ').any(|w| w.len() > 3 && w == word))
    };
    let known = |i: u32| {
        found.tokens.contains(&i)
            || named(i)
            || look
                .scene
                .within(&(i.saturating_sub(8)..i + 1))
                .any(|s| matches!(s.what, What::Entity(_)) && s.tokens.contains(&i))
    };
    let opens = input.has(start, WordSet::OpensNoun);
    if opens && !(start..(start + 6).min(number.end.max(start + 2))).any(known) {
        return true;
    }
    if super::doubt::of_one_elsewhere(look)
        || super::doubt::in_another_place(look)
        || super::sole::of_something_else(look, &found.at)
    {
        return true;
    }
    let acts = number.start.checked_sub(1).is_some_and(|i| input.has(i, WordSet::ActsOnSome));
    let near = look.window.start..number.start.max(look.claim.clause.end);
    if acts || near.into_iter().any(|i| input.has(i, WordSet::SaysOther)) {
        return true;
    }
    // "Half of the catch of mackerel"
    let behind = look.noun_end();
    if input.word(behind) == "of" && !known(behind + 1) && !known(behind + 2) {
        return true;
    }
    let own = found.words.entity;
    let kind = own.and_then(|e| input.base.entity(e).kind());
    let mut other = false;
    for s in look.scene.within(&look.window) {
        match s.what {
            What::Entity(e) if Some(e) == own => return false,
            What::Entity(e) => other |= input.base.entity(e).kind() == kind,
            What::Stranger => other |= !s.weak && super::described::is_free(input, s),
            _ => {}
        }
    }
    other
}

/// Of two that have as much in common, the one that has a word of its own nearer to the number: "destroyed 47 homes and
/// damaged more than 100 others".
fn nearer<'s, 'w>(reading: &Reading, a: &'s Shared<'w>, b: &'s Shared<'w>) -> Option<&'s Shared<'w>> {
    let own = &reading.extent.whole;
    let near = |i: u32| if i < own.start { own.start - i } else { 1 + i.saturating_sub(own.end) };
    let least = |x: &Shared<'_>, y: &Shared<'_>| {
        x.tokens.iter().filter(|i| !y.tokens.contains(i)).map(|&i| near(i)).min().unwrap_or(u32::MAX)
    };
    let (first, second) = (least(a, b), least(b, a));
    if first <= NEAR && first + 1 < second {
        return Some(a);
    }
    (second <= NEAR && second + 1 < first).then_some(b)
}

/// How a number differs from the only fact it is held against, where no other fact of the base states it and no other
/// number is held against that one.
fn slip_of(input: &Input<'_>, reading: &Reading, link: &Link, links: &[Link]) -> Option<Slip> {
    let Some(Target::Facts(facts)) = &link.target else { return None };
    let (&[id], Some(quantity)) = (facts.as_slice(), reading.quantity()) else { return None };
    let taken = |l: &Link| !l.tentative && matches!(&l.target, Some(Target::Facts(all)) if all.contains(&id));
    let fact = input.base.fact(id);
    let value = fact.interval().and_then(|i| i.as_point().copied());
    // "78 miles an hour" for 78 kilometres: the number in another unit.
    if let (Some(Unit::Measure(a)), Some(Unit::Measure(b))) = (&quantity.unit, fact.unit())
        && a.name != b.name
        && quantity.stated.as_point().is_some_and(|x| Some(*x) == value && *x >= Decimal::from(10))
    {
        return Some(Slip::Swapped);
    }
    let same = match (&quantity.unit, fact.unit()) {
        (Some(Unit::Measure(a)), Some(Unit::Measure(b))) => a.name == b.name,
        (Some(Unit::Ambiguous { candidates, .. }), Some(Unit::Measure(b))) => {
            candidates.iter().any(|c| c.name == b.name)
        }
        (None | Some(Unit::Noun(_)), None | Some(Unit::Noun(_))) => true,
        _ => false,
    };
    let (Some(value), Some(said)) = (value, quantity.stated.as_point().copied()) else { return None };
    let told = |f: crate::kb::Fact<'_>| f.interval().is_some_and(|i| i.contains(&said));
    if !same || links.iter().any(taken) || input.base.facts().any(told) {
        return None;
    }
    slip::between(said, value)
}
