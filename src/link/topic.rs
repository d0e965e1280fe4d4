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
    let other = |s: &Sight| matches!(s.what, What::Stranger | What::Entity(_)) && !told(s);
    if look.scene.within(&(look.window.start..at)).any(other) {
        return None;
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

/// Where the first paragraph ends that is no heading.
fn lead_end(look: &Look<'_>) -> Option<u32> {
    let input = look.input;
    let heading = |n: usize| matches!(input.doc.blocks.get(n).map(|b| &b.scope), Some(Scope::Heading(_)));
    (0..input.tokens.blocks.len()).find(|&n| !heading(n)).map(|n| input.tokens.blocks[n].end)
}
