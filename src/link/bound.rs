//! Numbers that stand right beside a name of their own.
//!
//! "Germany has 81.4 million inhabitants, France 66.8 million": the verb and the noun are said once, the
//! second number belongs to the name right before it. So do "India's 7.6 per cent", "Kenya (46 million)" and
//! "China, 1.37 billion".

use std::ops::Range;

use super::Input;
use super::scene::{Scene, Sight, What};
use crate::claim::FrameKind;
use crate::resolve::Reading;

/// The name that a number stands right beside, if any: known or strange.
pub(super) fn bound<'s>(input: &Input<'_>, scene: &'s Scene, reading: &Reading) -> Option<&'s Sight> {
    let start = reading.extent.whole.start;
    let sentence = input.tokens.sentences.get(input.tokens.sentence_of(start))?;
    if let Some(name) = pronoun(input, scene, start, sentence) {
        return Some(name);
    }
    let at = joint(input, start, sentence.start)?;
    let name = scene
        .within(&(at.end.saturating_sub(8)..at.end))
        .find(|s| s.tokens.end == at.end && matches!(s.what, What::Entity(_) | What::Stranger))?;
    if at.sure {
        return Some(name);
    }
    // The name must open a clause or an item of a list: "in Kenya 46 million people" is told by other means.
    let lead = if matches!(input.word(name.tokens.start.wrapping_sub(1)), "the" | "The") {
        name.tokens.start - 1
    } else {
        name.tokens.start
    };
    // "In Kenya 46 per cent use it, in Egypt 36 per cent and in Ghana 23 per cent"
    let lead = if reading.noun.is_none()
        && matches!(input.word(lead.wrapping_sub(1)), "in" | "In")
        && name.tokens.end == start
    {
        lead - 1
    } else {
        lead
    };
    // "India and China have 2.7 billion": both.
    let other = |s: &Sight| s.tokens.end + 1 == lead && matches!(s.what, What::Entity(_) | What::Stranger);
    let joined = lead > sentence.start && matches!(input.word(lead - 1), "and" | "or");
    if joined && scene.within(&(lead.saturating_sub(8)..lead)).any(other) {
        return None;
    }
    let opens = lead == sentence.start
        || matches!(
            input.word(lead - 1),
            "," | ";" | ":" | "and" | "but" | "while" | "whereas" | "(" | "|" | "\u{2022}"
        )
        || input.ends(lead - 1, FrameKind::Comparison);
    opens.then_some(name)
}

/// "Nigeria had 38 million inhabitants; today it has 182 million": the one name before the pronoun.
fn pronoun<'s>(input: &Input<'_>, scene: &'s Scene, start: u32, sentence: &Range<u32>) -> Option<&'s Sight> {
    let (verb, it) = (start.checked_sub(1)?, start.checked_sub(2)?);
    if it <= sentence.start || !matches!(input.word(verb), "has" | "had") || input.word(it) != "it" {
        return None;
    }
    let before = sentence.start.max(it.saturating_sub(40))..it;
    let mut names = scene.within(&before).filter(|s| matches!(s.what, What::Entity(_) | What::Stranger));
    names.next().filter(|_| names.next().is_none())
}

/// Where a name would end, and whether the join says enough by itself.
struct Joint {
    end: u32,
    sure: bool,
}

fn joint(input: &Input<'_>, start: u32, floor: u32) -> Option<Joint> {
    let word = |back: u32| start.checked_sub(back).filter(|&i| i >= floor).map_or("", |i| input.word(i));
    let at = |back: u32, sure| Some(Joint { end: start - back, sure });
    match (word(2), word(1)) {
        (_, "(") => at(1, true),
        ("'" | "\u{2019}", "s") => at(2, true),
        (w, "'" | "\u{2019}") if w.ends_with('s') => at(1, true),
        ("which" | "who", _) if word(3) == "," => at(3, true),
        // "to Alberta's, where 2.2 million burned"
        (",", "where") => {
            let owned = word(3) == "s" && matches!(word(4), "'" | "\u{2019}");
            at(if owned { 4 } else { 2 }, true)
        }
        ("one", "of") => at(2, false),
        (_, "at" | "with" | ":" | "," | "on" | "has" | "had" | "have" | "\u{2014}" | "\u{2013}") => {
            at(1, false)
        }
        ("", "") => None,
        _ => at(0, false),
    }
}
