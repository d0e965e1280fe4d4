//! Which properties the words near a number name, and which of them the number cannot be a value of.

use std::ops::Range;

use super::attach::Look;
use super::change;
use super::fit::{counts, measures, unit_fits};
use super::role;
use super::scene::{Sight, What};
use crate::claim::FrameKind;
use crate::kb::{EntityId, Kind, Property, PropertyId};
use crate::mention;
use crate::text::TokenKind;
use crate::value::{Decimal, Unit};

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
        let told = cue && leads(look, property, &sight.tokens);
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
    if input.word(reading.extent.whole.start.saturating_sub(1)) == "against" {
        return Some("it is compared with another".to_owned());
    }
    if counted_by_another(look, named) {
        return Some("another number counts it".to_owned());
    }
    let number = &reading.extent.tokens;
    let between = named.end.min(number.start)..named.start.max(number.start);
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
        return Some("it is compared with another".to_owned());
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
        .or_else(|| change(look, property))
        .filter(|_| !own_verb || change::is_growth(property))
        .or_else(|| part(look, property, named))
        .or_else(|| denied(look, named))
        .or_else(|| elliptic(look, named))
        .or_else(|| lasts(look, named))
        .or_else(|| modifies(look, named))
        .or_else(|| topic(look, named));
    why.map(str::to_owned)
}

/// "26 weeks' base pay and six months of health cover": a length with a noun of its own.
fn length_of_another(look: &Look<'_>, sight: &Sight) -> bool {
    let (input, end) = (look.input, look.reading.extent.whole.end);
    let noun = end + 1;
    let plain =
        input.tokens.all.get(noun as usize).is_some_and(|t| t.kind == TokenKind::Word && !t.capital());
    let own = look.scene.within(&(noun..noun + 3)).any(|s| s.what == sight.what)
        || sight.tokens.start < noun + 1 && end < sight.tokens.end;
    look.reading.kind == mention::Kind::Duration
        && input.word(end) == "of"
        && plain
        && !input.is_small(noun)
        && !own
}

/// "Let 5,200 people go and now employs fewer than 42,000": a word behind this number has its own behind it.
fn taken(look: &Look<'_>, named: &Range<u32>) -> bool {
    let (input, own) = (look.input, &look.reading.extent.whole);
    let first = input.readings.partition_point(|r| r.extent.whole.start < named.end);
    let next = input.readings.get(first).filter(|r| !r.kind.is_time() && r.quantity().is_some());
    let joined =
        input.claims.words_in(&(own.end..named.start.max(own.end)), FrameKind::Boundary).next().is_some();
    named.start >= own.end && joined && next.is_some_and(|r| r.extent.whole.start <= named.end + 1)
}

/// "In the chamber of 221 seats two were absent": the noun of a number before this one, which is no list with it.
fn counted_by_another(look: &Look<'_>, named: &Range<u32>) -> bool {
    let (input, own) = (look.input, &look.reading.extent);
    let before = named.end <= own.whole.start && look.bound.is_none();
    let changes = |n: usize| input.claims.changes.of(n).is_some();
    let first = input.readings.partition_point(|r| r.extent.tokens.start < look.window.start);
    let listed = look.first.extent != *own || look.reading.noun.is_some();
    before
        && !listed
        && !changes(look.claim.reading)
        && input.readings[first..]
            .iter()
            .take_while(|r| r.extent.tokens.start < named.end)
            .any(|r| r.noun.as_ref().is_some_and(|n| n.start <= named.start && named.end <= n.end))
}

/// "Earned 212 million on sales of 2.31 billion": the noun whose value a sum or a share is, where no word for this
/// property has it.
fn head_noun(look: &Look<'_>, sight: &Sight) -> Option<u32> {
    let (input, start) = (look.input, look.reading.extent.whole.start);
    let valued = matches!(look.reading.kind, mention::Kind::Money | mention::Kind::Percent);
    let noun = start.checked_sub(2).filter(|_| valued && input.word(start - 1) == "of")?;
    let token = input.tokens.all.get(noun as usize)?;
    let here = noun.saturating_sub(6)..noun + 1;
    let own = look.scene.within(&here).any(|s| s.what == sight.what && s.tokens.contains(&noun));
    let plain = token.kind == TokenKind::Word && !token.capital() && !input.is_small(noun);
    (plain && !own && !input.is_framed(noun)).then_some(noun)
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
fn change(look: &Look<'_>, property: &Property) -> Option<&'static str> {
    let (input, whole) = (look.input, &look.reading.extent.whole);
    let noun_end = look.noun_end();
    let differs =
        [look.reading.extent.tokens.end, noun_end].iter().any(|&i| input.starts(i, FrameKind::Difference));
    // "Every year a million people are added to it"
    let added = [0, 1].iter().any(|k| input.word(noun_end + k) == "added");
    if (differs || added) && !change::is_growth(property) {
        return Some("the number is a difference");
    }
    let before = whole.start.checked_sub(1)?;
    if input.word(whole.start) == "to" {
        return None;
    }
    let by = input.word(before) == "by" || input.ends(before, FrameKind::Change);
    // "Fell by 1.2 million", "rose 430,000": not "fell to".
    let verb = input
        .tokens
        .all
        .get(before as usize)
        .is_some_and(|t| input.rules.quantity.is(t.word, crate::rules::schema::Role::Change));
    ((by || verb) && !change::is_growth(property)).then_some("the number is a change of it")
}

fn is_percent(unit: &Unit) -> bool {
    unit.dimension() == Some("percent")
}

/// Parts and shares of what is named.
fn part(look: &Look<'_>, property: &Property, named: &Range<u32>) -> Option<&'static str> {
    let input = look.input;
    let whole = &look.reading.extent.whole;
    // "Health expenditure (% of GDP) was 4.76": the property is but the whole of a share.
    let (of, before) = (named.start.saturating_sub(1), named.start.saturating_sub(2));
    let shares = ["%", "percent", "cent", "percentage", "share", "proportion", "fraction"];
    if input.word(of) == "of" && shares.contains(&input.word(before)) {
        return Some("a share of it is meant");
    }
    // "had a population of 3 million of whom 40 % are ...", "includes 8.7 million citizens"
    let lead = whole.start.saturating_sub(4).max(look.window.start)..whole.start;
    let after_name = |w: &crate::claim::FrameWord| named.end <= w.tokens.start || named.start >= whole.end;
    if input.claims.words_in(&lead, FrameKind::Partitive).any(after_name) {
        return Some("the number is a part of it");
    }
    // "Of Germany's population, 17 million are over 65"
    let comma = (named.end..whole.start.min(named.end + 12)).any(|i| input.word(i) == ",");
    let opener = (named.start.saturating_sub(6).max(look.window.start)..named.start).rev();
    let opener = opener.into_iter().find(|&i| matches!(input.word(i), "Of" | "of" | "Among" | "among" | ","));
    let opens = |i: u32| {
        matches!(input.word(i), "Of" | "Among")
            || input.word(i) != "," && i > look.window.start && matches!(input.word(i - 1), "," | "out")
    };
    if comma && opener.is_some_and(opens) {
        return Some("the number is a part of it");
    }
    // "411 of the 650 seats in the House": the name belongs to all of them.
    let within = (look.reading.extent.tokens.end..whole.end).find(|&i| input.word(i) == "of");
    if within.is_some_and(|of| named.end > of && named.start >= look.reading.extent.tokens.end) {
        return Some("the number is a part of it");
    }
    // "98 % of the population", "12 million of Germany's 81 million inhabitants"
    let next = whole.end;
    let of_it = input.word(next).eq_ignore_ascii_case("of") && next < named.start && named.start - next <= 6;
    let percent = look.reading.quantity().and_then(|q| q.unit.as_ref()).is_some_and(is_percent);
    let own = property.unit.as_ref().is_some_and(is_percent);
    let first = input.readings.partition_point(|r| r.extent.tokens.start < next);
    let counted = input.readings.get(first).is_some_and(|r| r.extent.tokens.start < named.end);
    if of_it && (percent && !own && named.start - next <= 2 || counted && !own) {
        return Some("the number is a part of it");
    }
    // "Ten million of them in the north", "14 million of whom live there"; not "640,000, of which 40 per cent".
    let end = look.noun_end();
    let counts_on = input.readings[first..].first().is_some_and(|r| r.extent.whole.start <= end + 3);
    let of_them = match input.word(end + 1) {
        "them" | "these" | "those" => true,
        "whom" | "which" => !counts_on,
        _ => false,
    };
    if of_them && input.word(end) == "of" {
        return Some("the number is a part of it");
    }
    // "The population over 65", "the population aged 15 to 64"
    if input.word(named.end) == "aged" || age_band(look, named) {
        return Some("only some of them are counted");
    }
    // "Short of the 95 per cent that is needed": a number of another thing.
    let definite = (1..=2)
        .filter_map(|k| look.reading.extent.tokens.start.checked_sub(k))
        .any(|i| input.word(i) == "the");
    let wanted = matches!(
        input.word(look.noun_end()),
        "that"
            | "which"
            | "needed"
            | "required"
            | "necessary"
            | "expected"
            | "forecast"
            | "predicted"
            | "promised"
    );
    if definite && wanted {
        return Some("the number is of something else");
    }
    // "Half", "one seventh": a fraction of a count or of a sum of money.
    let small = look
        .reading
        .quantity()
        .and_then(|q| q.stated.as_point())
        .is_some_and(|x| !x.is_zero() && x.abs() < Decimal::ONE);
    let whole_things = property.unit.as_ref().is_some_and(|u| match u {
        Unit::Noun(_) => !matches!(property.kind, Some(Kind::Rate | Kind::Ratio | Kind::Index)),
        u => u.dimension() == Some("currency"),
    });
    if small && whole_things && look.reading.quantity().is_some_and(|q| q.style.words) {
        return Some("the number is a part of it");
    }
    // "The Chinese population of Canada"
    let described = look
        .scene
        .within(&(named.start.saturating_sub(3)..named.start))
        .any(|s| s.people && (s.tokens.end..named.start).all(|i| !input.is_small(i) && input.word(i) != ","));
    let placed = matches!(input.word(named.end), "of" | "in")
        && look
            .scene
            .within(&(named.end..named.end + 3))
            .any(|s| matches!(s.what, What::Entity(_) | What::Stranger));
    if described && placed {
        return Some("only some of them are counted");
    }
    (restricted_noun(look, property, named) || share_of_some(look, named))
        .then_some("only some of them are counted")
}

/// "99 per cent of those aged 14 to 29": a share of some only, which the property's own words do not name.
fn share_of_some(look: &Look<'_>, named: &Range<u32>) -> bool {
    let (input, end) = (look.input, look.reading.extent.whole.end);
    let percent = look.reading.quantity().and_then(|q| q.unit.as_ref()).is_some_and(is_percent);
    if !percent || !input.word(end).eq_ignore_ascii_case("of") || named.start < end {
        return false;
    }
    (end + 1..named.start.min(end + 5)).any(|i| {
        matches!(
            input.word(i),
            "those" | "aged" | "under" | "over" | "older" | "younger" | "without" | "whose"
        )
    })
}

/// "The population over 65: 17 million": a limit right after the name, and another number for how many they are.
fn age_band(look: &Look<'_>, named: &Range<u32>) -> bool {
    let (input, own) = (look.input, &look.reading.extent);
    if !matches!(input.word(named.end), "over" | "under" | "above" | "below") {
        return false;
    }
    let number = |n: usize| input.readings.get(n).filter(|r| !r.kind.is_time());
    let first = input.readings.partition_point(|r| r.extent.tokens.start <= named.end);
    let Some(limit) = number(first).filter(|r| r.extent.tokens.start == named.end + 1) else { return false };
    let next = number(first + 1).is_some_and(|r| r.extent.tokens.start <= limit.extent.tokens.end + 4);
    own.tokens.start > limit.extent.tokens.start || own.tokens == limit.extent.tokens && next
}

/// "1.5 million people of Polish descent", "residents aged under 15", "people without a job".
fn restricted_noun(look: &Look<'_>, property: &Property, named: &Range<u32>) -> bool {
    let input = look.input;
    let Some(noun) = look.reading.noun.as_ref() else { return false };
    if !matches!(property.unit, Some(Unit::Noun(_))) {
        return false;
    }
    // "People living in poverty", not "in Kenya".
    if input.word(noun.end) == "living" {
        let from = noun.end + 2;
        let placed = look.scene.within(&(from..from + 4)).any(|s| matches!(s.what, What::Entity(_)))
            || input.claims.words_in(&(from..from + 3), FrameKind::Place).next().is_some();
        return !placed;
    }
    // "1,284 cases of measles": the property's own name.
    if named.contains(&noun.end) {
        return false;
    }
    match input.word(noun.end) {
        "with" | "without" | "aged" | "under" | "over" | "who" | "whose" | "below" => true,
        "of" | "from" => {
            let from = noun.end + 1;
            let adjective = |s: &Sight| {
                let next = input.tokens.all.get(s.tokens.end as usize);
                next.is_some_and(|t| {
                    t.kind == TokenKind::Word && !t.capital() && !input.is_small(s.tokens.end)
                })
            };
            let names = |w: What| matches!(w, What::Entity(_) | What::Stranger | What::Property(_));
            let near = from..from + 3;
            !look.scene.within(&near).any(|s| names(s.what) && !s.people && !adjective(s))
        }
        _ => false,
    }
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
