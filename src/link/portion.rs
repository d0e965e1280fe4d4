//! Which numbers are a part or a share of what a property's name names.

use std::ops::Range;

use super::attach::Look;
use super::scene::{Sight, What};
use crate::claim::FrameKind;
use crate::kb::{self, Property};
use crate::mention::Kind;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::{Decimal, Unit};

/// Most words between "made up of" and its number.
const WHOLE: u32 = 5;

fn is_percent(unit: &Unit) -> bool {
    unit.dimension() == Some("percent")
}

/// Whether a place or a group of its own stands right behind the name: "on the northern route", no time and nothing
/// of the base.
fn on_a_part(look: &Look<'_>, named: &Range<u32>) -> bool {
    let (input, at) = (look.input, named.end);
    let led = matches!(input.word(at), "on" | "in" | "at" | "among" | "for") && input.word(at + 1) == "the";
    let plain = |i: u32| {
        input.tokens.all.get(i as usize).is_some_and(|t| t.kind == TokenKind::Word && !t.capital())
            && !input.is_small(i)
            && !input.is_framed(i)
            && input.reads(i).is_none()
    };
    let all =
        matches!(input.word(at + 2), "whole" | "entire" | "same" | "wider" | "last" | "past" | "current");
    let known = look.scene.within(&(at + 2..at + 5)).any(|s| matches!(s.what, What::Entity(_)));
    led && plain(at + 2) && plain(at + 3) && !all && !known
}

/// Parts and shares of what is named.
pub(super) fn part(look: &Look<'_>, property: &Property, named: &Range<u32>) -> Option<&'static str> {
    let input = look.input;
    let whole = &look.reading.extent.whole;
    // "Health expenditure (% of GDP) was 4.76": the property is but the whole of a share.
    let (of, before) = (named.start.saturating_sub(1), named.start.saturating_sub(2));
    let shares = ["%", "percent", "cent", "percentage", "share", "proportion", "fraction"];
    if input.word(of) == "of" && shares.contains(&input.word(before)) {
        return Some("a share of it is meant");
    }
    // "Punctuality on the northern route was 68 per cent": of a part that is told by two words and more.
    if named.end < whole.start && on_a_part(look, named) {
        return Some("the number is a part of it");
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
    let numbered =
        |of: u32| (of + 1..whole.end).any(|i| input.tokens.all[i as usize].kind == TokenKind::Digits);
    let behind = named.start >= look.reading.extent.tokens.end;
    if within.is_some_and(|of| numbered(of) && named.end > of && behind) {
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
        Unit::Noun(_) => !matches!(property.kind, Some(kb::Kind::Rate | kb::Kind::Ratio | kb::Kind::Index)),
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
pub(super) fn age_band(look: &Look<'_>, named: &Range<u32>) -> bool {
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

/// "It is made up of 36 hexagons of beryllium": all that there are, whatever they are of.
pub(super) fn of_parts(look: &Look<'_>) -> bool {
    let (input, start) = (look.input, look.reading.extent.whole.start);
    let made = |i: u32| input.word(i) == "made" && matches!(input.word(i + 1), "of" | "up");
    let lead = start.saturating_sub(WHOLE).max(look.claim.clause.start)..start;
    lead.into_iter().any(|i| made(i) || input.has(i, WordSet::MadeOf))
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
    // "Eleven centres with 490 beds": all of them.
    let numbered = input.reads(noun.end + 1).is_some_and(|r| r.quantity().is_some());
    // "19.3m passengers over the twelve months": when they were counted.
    let timed = (noun.end + 1..noun.end + 5)
        .find_map(|i| input.reads(i))
        .is_some_and(|r| r.kind.is_time() && r.kind != Kind::Age);
    let all = of_parts(look);
    match input.word(noun.end) {
        "with" if numbered => false,
        "over" | "under" if timed => false,
        "of" | "from" if all => false,
        "with" | "without" | "aged" | "under" | "over" | "who" | "whose" | "below" => true,
        "of" | "from" => {
            let from = noun.end + 1;
            let proper = |s: &Sight| {
                let next = input.word(s.tokens.end);
                matches!(s.what, What::Entity(_)) && s.tokens.len() > 1 && !next.ends_with('s')
            };
            let adjective = |s: &Sight| {
                let next = input.tokens.all.get(s.tokens.end as usize);
                // "The 669 steps of Jacob's Ladder climb 600 feet": a verb, of more than one.
                !proper(s)
                    && next.is_some_and(|t| {
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
