//! Which numbers another number, or a noun of their own, keeps from a property.
//!
//! In "earned 212 million on sales of 2.31 billion" the second sum is of sales; in "the chamber of 221 seats, and two
//! were absent" the seats are counted already.

use std::ops::Range;

use super::attach::Look;
use super::scene::Sight;
use crate::claim::FrameKind;
use crate::mention;
use crate::text::TokenKind;

/// "26 weeks' base pay and six months of health cover": a length with a noun of its own.
pub(super) fn length_of_another(look: &Look<'_>, sight: &Sight) -> bool {
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
pub(super) fn taken(look: &Look<'_>, named: &Range<u32>) -> bool {
    let (input, own) = (look.input, &look.reading.extent.whole);
    let first = input.readings.partition_point(|r| r.extent.whole.start < named.end);
    let next = input.readings.get(first).filter(|r| !r.kind.is_time() && r.quantity().is_some());
    let joined =
        input.claims.words_in(&(own.end..named.start.max(own.end)), FrameKind::Boundary).next().is_some();
    named.start >= own.end && joined && next.is_some_and(|r| r.extent.whole.start <= named.end + 1)
}

/// "In the chamber of 221 seats two were absent": the noun of a number before this one, which is no list with it.
pub(super) fn counted_by_another(look: &Look<'_>, named: &Range<u32>) -> bool {
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
pub(super) fn head_noun(look: &Look<'_>, sight: &Sight) -> Option<u32> {
    let (input, start) = (look.input, look.reading.extent.whole.start);
    let valued = matches!(look.reading.kind, mention::Kind::Money | mention::Kind::Percent);
    let noun = start.checked_sub(2).filter(|_| valued && input.word(start - 1) == "of")?;
    let token = input.tokens.all.get(noun as usize)?;
    let here = noun.saturating_sub(6)..noun + 1;
    let own = look.scene.within(&here).any(|s| s.what == sight.what && s.tokens.contains(&noun));
    let plain = token.kind == TokenKind::Word && !token.capital() && !input.is_small(noun);
    (plain && !own && !input.is_framed(noun)).then_some(noun)
}
