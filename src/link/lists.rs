//! "Peru, Chile and Brazil grew by 5.9, 4.6 and 1.0 per cent (respectively)": the lists align by position.

use std::ops::Range;

use super::Input;
use super::scene::{Scene, Sight, What};
use crate::claim::{Claim, FrameKind};
use crate::kb::EntityId;
use crate::mention::Kind;
use crate::resolve::Reading;

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
    let respective = input.claims.words_in(sentence, FrameKind::Respective).next().is_some();
    let numbers = run_of_numbers(input, claim, sentence);
    if numbers.len() < 2 {
        return Aligned::No;
    }
    let Some(place) = numbers.iter().position(|&r| r == claim.reading) else { return Aligned::No };
    let first = input.readings[numbers[0]].extent.whole.start;
    let mut names = last_run_of_names(input, scene, &(sentence.start..first));
    // Without the word only a plain "A, B and C" counts, as long as the list of numbers.
    if !respective {
        names = match names.last() {
            Some(last) => coordination(input, scene, last, sentence),
            None => names,
        };
    }
    if names.len() != numbers.len() {
        return if respective { Aligned::Lost } else { Aligned::No };
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
        let (ka, kb) = (input.readings[a].kind, input.readings[b].kind);
        // "6.9 and 7.6 per cent": the unit is said once, at the end.
        let same = ka == kb || bare(&input.readings[a]) && !kb.is_time();
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

fn bare(reading: &Reading) -> bool {
    reading.kind == Kind::Number && reading.quantity().is_some_and(|q| q.unit.is_none())
}

/// The unit that the last number of a list gives the bare ones before it: "6.9 and 7.6 per cent".
pub(super) fn carried<'i>(input: &Input<'i>, reading: &Reading) -> Option<&'i Reading> {
    if !bare(reading) {
        return None;
    }
    let mut at = input.readings.partition_point(|r| r.extent.tokens.start <= reading.extent.tokens.start);
    let mut end = reading.extent.whole.end;
    loop {
        let next = input.readings.get(at)?;
        let gap = end..next.extent.whole.start;
        if next.quantity().is_none() || gap.is_empty() || gap.len() as u32 > GAP {
            return None;
        }
        if !gap.into_iter().all(|i| separates(input, i)) {
            return None;
        }
        if !bare(next) {
            return Some(next);
        }
        end = next.extent.whole.end;
        at += 1;
    }
}

/// The names that are joined with `sight` to "A, B and C", itself among them; alone when it is not.
pub(super) fn coordination<'s>(
    input: &Input<'_>,
    scene: &'s Scene,
    sight: &'s Sight,
    sentence: &Range<u32>,
) -> Vec<&'s Sight> {
    const REACH: u32 = 60;
    let near = sight.tokens.start.saturating_sub(REACH).max(sentence.start)
        ..(sight.tokens.end + REACH).min(sentence.end);
    let mut run: Vec<&Sight> = Vec::new();
    for s in scene.within(&near).filter(|s| matches!(s.what, What::Entity(_) | What::Stranger)) {
        let follows = run.last().is_some_and(|l: &&Sight| {
            let mut gap = l.tokens.end..s.tokens.start;
            !gap.is_empty() && gap.len() <= 3 && gap.all(|i| joins(input, i))
        });
        if !follows {
            if run.iter().any(|r| r.tokens == sight.tokens) {
                break;
            }
            run.clear();
        }
        run.push(s);
    }
    let last_gap = run.len().checked_sub(2).map(|i| run[i].tokens.end..run[i + 1].tokens.start);
    let and = last_gap.is_some_and(|g| g.into_iter().any(|i| matches!(input.word(i), "and" | "or" | "&")));
    if and && run.iter().any(|r| r.tokens == sight.tokens) { run } else { vec![sight] }
}

fn joins(input: &Input<'_>, token: u32) -> bool {
    matches!(input.word(token), "," | "and" | "or" | "the" | "&")
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
