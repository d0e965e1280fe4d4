//! What a text or a paragraph is about, where the sentence of a number names nobody.
//!
//! In "Northmoor Water put its charges up. The average bill rose to £640." the bill is Northmoor's: of all that the base
//! knows to have such a property, the paragraph names no other.

use std::ops::Range;

use super::attach::{FAR, Look};
use super::property::Named;
use super::role;
use super::scene::{Sight, What};
use crate::kb::EntityId;
use crate::text::{Scope, TokenKind};

/// The entity that the number is said of, and why: the only one of those that `fits` holds for which its paragraph
/// has named, or the heading and the first paragraph, where it is also the last that the text has named.
pub(super) fn topic(
    look: &Look<'_>,
    property: &Named,
    fits: &impl Fn(EntityId) -> bool,
) -> Option<(EntityId, String)> {
    let (input, at) = (look.input, look.reading.extent.whole.start);
    if has_own_subject(look, property) {
        return None;
    }
    let meant = |s: &Sight| match s.what {
        What::Entity(e) if !s.weak && fits(e) => Some(e),
        _ => None,
    };
    let named = |range: Range<u32>| -> Vec<EntityId> {
        let mut out: Vec<EntityId> = look.scene.within(&range).filter_map(meant).collect();
        // "Kenya and its neighbours": of any of them
        if look.scene.within(&range).any(|s| role::others_follow(input, s.tokens.end)) {
            return Vec::new();
        }
        out.dedup();
        out
    };
    // another name in the sentence may be whom the number is said of
    let told = |s: &Sight| look.claim.attribution.as_ref().is_some_and(|a| a.contains(&s.tokens.start));
    let before = look.window.start..at;
    let is_party = |s: &Sight| {
        let word = s.tokens.start.checked_sub(1).map_or("", |i| input.word(i));
        role::makes_party(word) || word == "near"
    };
    let mut others = look
        .scene
        .within(&before)
        .filter(|s| matches!(s.what, What::Stranger | What::Entity(_)) && !told(s) && !is_party(s));
    match others.next().map(|s| (s, s.what)) {
        // "narrowing the gap to Villarosa, where 4 million boxes were handled": of those told of last
        _ if before
            .clone()
            .any(|i| matches!(input.word(i), "where" | "which" | "who" | "whose" | "whom")) =>
        {
            return None;
        }
        // "The route, Line D on the maps, runs for miles and calls at 23 stops"
        Some((s, What::Entity(e)))
            if fits(e) && !s.weak && !others.any(|o| o.what != s.what && !within_aside(look, o)) =>
        {
            return Some((e, format!("'{}' is what the sentence is about", input.words(&s.tokens))));
        }
        Some(_) => return None,
        None => {}
    }
    let paragraph = input.tokens.blocks.get(look.claim.block)?.start;
    if elsewhere(look, paragraph..look.window.start) || headed_strangely(look) {
        return None;
    }
    match named(paragraph..look.window.start).as_slice() {
        [e] => return Some((*e, "its paragraph is about it".to_owned())),
        [] => {}
        _ => return None,
    }
    let lead = lead_end(look)?;
    let first = named(0..lead.min(paragraph));
    let &[subject] = first.as_slice() else { return None };
    let last = look.scene.within(&(paragraph.saturating_sub(FAR)..paragraph)).rev().find_map(meant);
    (last == Some(subject)).then(|| (subject, "the text is about it".to_owned()))
}

/// "The roof alone cost 6 million", "both together have 40": whether the clause opens with a noun of its own, which is no
/// word of the property, or speaks of several.
fn has_own_subject(look: &Look<'_>, property: &Named) -> bool {
    let (input, start) = (look.input, look.claim.clause.start);
    let until = property.tokens.start.min(look.reading.extent.whole.start);
    let first =
        (start..until).find(|&i| input.tokens.all.get(i as usize).is_some_and(|t| t.kind == TokenKind::Word));
    let Some(first) = first else { return false };
    if (start..look.reading.extent.whole.start).any(|i| {
        matches!(input.word(i), "both" | "Both" | "together" | "combined" | "alone" | "them" | "two")
    }) {
        return true;
    }
    let determined = matches!(
        input.word(first),
        "The"
            | "the"
            | "A"
            | "a"
            | "An"
            | "an"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "this"
            | "that"
            | "these"
            | "those"
    );
    let noun = first + 1;
    if !determined || noun >= until || input.reads(noun).is_some() {
        return false;
    }
    let p = input.base.property(property.id);
    let word = input.word(noun).to_lowercase();
    let mut own = p.aliases.iter().chain(&p.cues).map(String::as_str).chain([&*p.name]);
    !own.any(|a| a.to_lowercase().contains(&word))
        && !look.scene.within(&(first..noun + 1)).any(|s| s.tokens.contains(&noun))
}

/// "In neighbouring Eastmoor the count was stopped. Turnout there was 58 per cent": whether a paragraph has gone to a
/// place that the base does not know.
pub(super) fn elsewhere(look: &Look<'_>, paragraph: Range<u32>) -> bool {
    let input = look.input;
    look.scene.within(&paragraph).filter(|s| s.what == What::Stranger).any(|s| {
        let word = s.tokens.start.checked_sub(1).map_or("", |i| input.word(i));
        matches!(word, "in" | "In" | "at" | "At" | "neighbouring" | "neighboring" | "nearby")
    })
}

/// "## Bavaria": whether the nearest heading above may be the name of something else, a single word with a capital that
/// the text never writes small.
fn headed_strangely(look: &Look<'_>) -> bool {
    let input = look.input;
    let heading =
        look.scene.headings_before(look.claim.block).next().and_then(|n| input.tokens.blocks.get(n));
    heading.is_some_and(|h| {
        h.start > 0
            && h.len() == 1
            && !look.scene.within(h).any(|s| matches!(s.what, What::Entity(_)))
            && !look.scene.writes_small(input.word(h.start))
    })
}

/// Whether a name stands between commas, the first of which is not that of a list.
fn within_aside(look: &Look<'_>, s: &Sight) -> bool {
    let (input, at) = (look.input, look.reading.extent.whole.start);
    let open = (look.window.start..s.tokens.start).any(|i| input.is_comma(i));
    open && (s.tokens.end..at).any(|i| input.is_comma(i))
}

/// Where the first paragraph ends that is no heading.
fn lead_end(look: &Look<'_>) -> Option<u32> {
    let input = look.input;
    let heading = |n: usize| matches!(input.doc.blocks.get(n).map(|b| &b.scope), Some(Scope::Heading(_)));
    (0..input.tokens.blocks.len()).find(|&n| !heading(n)).map(|n| input.tokens.blocks[n].end)
}
