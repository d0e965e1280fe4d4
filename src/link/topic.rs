//! What a text or a paragraph is about, where the sentence of a number names nobody.
//!
//! In "Northmoor Water put its charges up. The average bill rose to £640." the bill is Northmoor's: of all that the base
//! knows to have such a property, the paragraph names no other.

use std::ops::Range;

use super::attach::Look;
use super::scene::{Sight, What};
use crate::kb::EntityId;
use crate::text::Scope;

/// The entity that the number is said of, and why: the only one of those that `fits` holds for which its paragraph
/// has named, or the heading and the first paragraph, where it is also the last that the text has named.
pub(super) fn topic(look: &Look<'_>, fits: &impl Fn(EntityId) -> bool) -> Option<(EntityId, String)> {
    let (input, at) = (look.input, look.reading.extent.whole.start);
    let named = |range: Range<u32>| -> Vec<EntityId> {
        let mut out: Vec<EntityId> = look
            .scene
            .within(&range)
            .filter_map(|s| match s.what {
                What::Entity(e) if !s.weak && fits(e) => Some(e),
                _ => None,
            })
            .collect();
        out.dedup();
        out
    };
    // another name in the sentence may be whom the number is said of
    let told = |s: &Sight| look.claim.attribution.as_ref().is_some_and(|a| a.contains(&s.tokens.start));
    let before = look.window.start..at;
    let mut others = look
        .scene
        .within(&before)
        .filter(|s| matches!(s.what, What::Stranger | What::Entity(_)) && !told(s) && !is_party(input, s));
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
    match named(paragraph..look.window.start).as_slice() {
        [e] => return Some((*e, "its paragraph is about it".to_owned())),
        [] => {}
        _ => return None,
    }
    let lead = lead_end(look)?;
    let (first, last) = (named(0..lead.min(paragraph)), named(0..paragraph).last().copied()?);
    (first.as_slice() == [last]).then(|| (last, "the text is about it".to_owned()))
}

/// Whether a preposition before a name makes it a party: "from Hull to Goole", "by Ann Berg".
fn is_party(input: &super::Input<'_>, s: &Sight) -> bool {
    let word = s.tokens.start.checked_sub(1).map_or("", |i| input.word(i));
    matches!(word, "by" | "to" | "from" | "with" | "near" | "against" | "between" | "via" | "towards")
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
