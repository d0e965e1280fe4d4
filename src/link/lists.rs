//! "Peru, Chile and Brazil grew by 5.9, 4.6 and 1.0 per cent respectively": the lists align by position.

use std::ops::Range;

use super::Input;
use super::scene::{Scene, Sight, What};
use crate::claim::{Claim, FrameKind};
use crate::kb::EntityId;

/// What a list that runs "respectively" says of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aligned {
    /// The number is in no such list.
    No,
    /// It is, and its partner is this name; the list's first number is this reading.
    With(EntityId, usize),
    /// It is, but its partner is not known, or the lists differ in length.
    Lost,
}

/// Longest run of separators between two items of a list, in tokens.
const GAP: u32 = 3;

/// Aligns the number of `claim` with a name of its sentence.
#[must_use]
pub fn align(input: &Input<'_>, scene: &Scene, claim: &Claim, sentence: &Range<u32>) -> Aligned {
    if input.claims.words_in(sentence, FrameKind::Respective).next().is_none() {
        return Aligned::No;
    }
    let numbers = run_of_numbers(input, claim, sentence);
    if numbers.len() < 2 {
        return Aligned::No;
    }
    let Some(place) = numbers.iter().position(|&r| r == claim.reading) else { return Aligned::No };
    let first = input.readings[numbers[0]].extent.whole.start;
    let names = last_run_of_names(input, scene, &(sentence.start..first));
    if names.len() != numbers.len() {
        return Aligned::Lost;
    }
    match names[place].what {
        What::Entity(e) => Aligned::With(e, numbers[0]),
        _ => Aligned::Lost,
    }
}

/// The readings of the list that holds the claim's number.
fn run_of_numbers(input: &Input<'_>, claim: &Claim, sentence: &Range<u32>) -> Vec<usize> {
    let joined = |a: usize, b: usize| {
        let (x, y) = (&input.readings[a].extent.whole, &input.readings[b].extent.whole);
        let same = input.readings[a].kind == input.readings[b].kind;
        same && y.start >= x.end && y.start - x.end <= GAP && (x.end..y.start).all(|i| separates(input, i))
    };
    let inside = |r: usize| {
        input
            .readings
            .get(r)
            .is_some_and(|r| r.quantity().is_some() && sentence.contains(&r.extent.tokens.start))
    };
    let (mut from, mut to) = (claim.reading, claim.reading);
    while from > 0 && inside(from - 1) && joined(from - 1, from) {
        from -= 1;
    }
    while inside(to + 1) && joined(to, to + 1) {
        to += 1;
    }
    (from..=to).collect()
}

/// The last run of two or more names before the numbers, separated by nothing but list signs.
fn last_run_of_names<'s>(input: &Input<'_>, scene: &'s Scene, before: &Range<u32>) -> Vec<&'s Sight> {
    let mut run: Vec<&Sight> = Vec::new();
    let mut best: Vec<&Sight> = Vec::new();
    for sight in scene.within(before).filter(|s| matches!(s.what, What::Entity(_) | What::Stranger)) {
        let follows = run.last().is_some_and(|l: &&Sight| {
            sight.tokens.start >= l.tokens.end && parted(input, &(l.tokens.end..sight.tokens.start))
        });
        // A remark in brackets belongs to the name before it: "St. Martin (French part)".
        if !follows && bracketed(input, sight) {
            continue;
        }
        if !follows {
            if run.len() > 1 {
                best = std::mem::take(&mut run);
            }
            run.clear();
        }
        run.push(sight);
    }
    if run.len() > 1 { run } else { best }
}

/// Whether nothing but list signs and remarks in brackets stands in `gap`.
fn parted(input: &Input<'_>, gap: &Range<u32>) -> bool {
    let mut inside = false;
    gap.clone().all(|i| {
        let word = input.word(i);
        inside = (inside || word == "(") && word != ")";
        inside || word == ")" || separates(input, i)
    })
}

fn bracketed(input: &Input<'_>, sight: &Sight) -> bool {
    sight.tokens.start.checked_sub(1).is_some_and(|i| input.word(i) == "(")
}

fn separates(input: &Input<'_>, token: u32) -> bool {
    matches!(input.word(token), "," | "and" | "or" | "the" | "The" | "%" | ";")
}
