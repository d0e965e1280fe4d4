//! `text-differs` of a penalty told twice: "was banned for three years ... The ban, of five years, was right".

use std::ops::Range;

use super::Slip;
use super::differs::CODE;
use super::draft::Draft;
use super::length::{Hedge, Length, lengths};
use crate::mention::Kind;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// What is done to somebody for so long, and what that is called.
const PENALTIES: &[(&[&str], &[&str])] = &[
    (&["banned", "barred", "suspended", "disqualified"], &["ban", "suspension", "disqualification"]),
    (&["jailed", "imprisoned", "sentenced", "gaoled"], &["sentence"]),
];

/// Most tokens from what was done to how long: "banned from all athletics for three years".
const FAR: u32 = 8;

/// How a penalty is told.
#[derive(PartialEq, Eq)]
enum Told {
    /// "was banned for three years", "a three-year ban"
    Given,
    /// "the ban, of five years", "his five-year ban"
    Again,
}

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let timed = |s: &&Range<u32>| draft.readings_in(s).iter().any(|r| r.kind == Kind::Duration);
    let body = |s: &&Range<u32>| draft.scope(s.start) == Scope::Body;
    let sentences = || draft.input.tokens.sentences.iter().filter(body);
    for (done, called) in PENALTIES {
        let told = |s: &Range<u32>| {
            let penalty = |l: Length| Some((told(draft, &l, done, called)?, l));
            lengths(draft, s).into_iter().filter_map(penalty).collect::<Vec<_>>()
        };
        if !sentences().filter(timed).flat_map(told).any(|(how, _)| how == Told::Given) {
            continue;
        }
        let all: Vec<(Told, Length)> = sentences().flat_map(told).take(3).collect();
        let [(Told::Given, a), (Told::Again, b)] = &all[..] else { continue };
        let apart = |l: &Length| {
            let sentence = draft.sentence(l.tokens.start);
            draft.says(&sentence, WordSet::OtherPenalty)
                || draft.days_in(&sentence).iter().any(|d| d.year.is_some())
        };
        let plain = a.hedge == Hedge::None && b.hedge == Hedge::None && a.unit == b.unit && a.n != b.n;
        if plain && !apart(a) && !apart(b) {
            let text = format!("{} here, {} there", draft.text(&a.tokens), draft.text(&b.tokens));
            out.push(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]));
        }
    }
}

/// How the penalty of so many years is told, if it is one.
fn told(draft: &Draft<'_>, length: &Length, done: &[&str], called: &[&str]) -> Option<Told> {
    let (start, end) = (length.tokens.start, length.tokens.end);
    let sentence = draft.sentence(start);
    let known = |noun: u32| {
        let near = noun.saturating_sub(3).max(sentence.start)..noun;
        near.into_iter().any(|i| draft.any(i, &["the", "his", "her", "their", "this", "that"]))
    };
    // "the ban, of five years", "the ban of five years", "her five-year ban"
    let of = start.checked_sub(1).filter(|&i| draft.is(i, "of"));
    let before = of.and_then(|i| (i.saturating_sub(2)..i).rev().find(|&k| draft.any(k, called)));
    let behind = (end..end + 2).find(|&i| draft.any(i, called));
    if let Some(noun) = before.or(behind) {
        return Some(if known(noun.min(start)) { Told::Again } else { Told::Given });
    }
    let led = draft.preceded(start, &["for", "to"]);
    let verb = (start.saturating_sub(FAR).max(sentence.start)..start).any(|i| draft.any(i, done));
    (led && verb && draft.unbroken(&(start - 1..start))).then_some(Told::Given)
}
