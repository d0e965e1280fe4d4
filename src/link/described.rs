//! Whom "the company", "the town", "the museum" at the head of a sentence stand for.
//!
//! In "The company, which began as a bakery, has a payroll of 6,900" the subject is the one organisation that the text
//! has named so far. A noun that is part of a name ("the museum" after "Harwick Glass Museum") means whoever bears it;
//! "company", "club" and "town" mean the only one of their type that has no such noun of its own.

use std::ops::Range;

use super::Input;
use super::attach::{FAR, Look};
use super::property::Named;
use super::scene::{Scene, Sight, What};
use crate::kb::{Entity, EntityId};
use crate::mention::Kind;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;

/// The general nouns, and the type of an entity that each can stand for.
const GENERAL: &[(WordSet, &str)] = &[
    (WordSet::CalledCompany, "organisation"),
    (WordSet::CalledClub, "organisation"),
    (WordSet::CalledTown, "place"),
];

/// The entity that the noun with its article stands for which the number's sentence, or its clause, opens with or which
/// owns its property; nothing where it may be one of several.
pub(super) fn described(look: &Look<'_>, property: &Named) -> Option<(EntityId, String)> {
    let at = description(look, property)?;
    let e = stands_for(look.input, look.scene, at)?;
    Some((e, format!("'the {}' is {}", look.input.word(at), look.input.base.entity(e).name)))
}

/// Whom the noun at token `at` stands for; nothing where it may be one of several.
pub(super) fn stands_for(input: &Input<'_>, scene: &Scene, at: u32) -> Option<EntityId> {
    let noun = input.word(at);
    let before = at.saturating_sub(FAR)..at;
    let named = |range: &Range<u32>, suits: &dyn Fn(EntityId) -> bool| -> Vec<EntityId> {
        let meant = |s: &Sight| match s.what {
            What::Entity(e) if !s.weak && suits(e) => Some(e),
            _ => None,
        };
        let mut out: Vec<EntityId> = scene.within(range).filter_map(meant).collect();
        out.sort_unstable();
        out.dedup();
        out
    };
    // Of several the one that the paragraph has named.
    let paragraph = input.tokens.blocks.get(input.tokens.block_of(at))?.start..at;
    let one = |suits: &dyn Fn(EntityId) -> bool| match named(&before, suits).as_slice() {
        &[e] => Some(e),
        [] => None,
        _ => match named(&paragraph, suits).as_slice() {
            &[e] => Some(e),
            _ => None,
        },
    };
    let bears = |e: EntityId| bears(input.base.entity(e), noun);
    if !named(&before, &bears).is_empty() {
        let strange = scene
            .within(&before)
            .any(|s| s.what == What::Stranger && input.words(&s.tokens).to_lowercase().contains(noun));
        return one(&bears).filter(|_| !strange);
    }
    let &(general, kind) = GENERAL.iter().find(|(set, _)| input.has(at, *set))?;
    let suits = |e: EntityId| {
        input.base.entity(e).kind() == Some(kind) && !has_own_noun(input, scene, &before, e, general)
    };
    // "Its rival Aldgate ... The company": whichever of them.
    let other = |s: &Sight| s.what == What::Stranger && (kind == "place" || is_free(input, s));
    let first = input.tokens.sentence_of(paragraph.start);
    let sentences = input.tokens.sentences.get(first..input.tokens.sentence_of(at)).unwrap_or_default();
    let strange = scene.within(&paragraph).any(other)
        || sentences.iter().any(|s| scene.opens_strangely(input, s.start));
    one(&suits).filter(|_| !strange)
}

/// Where the noun stands of "the company" that may be what the number is said of.
fn description(look: &Look<'_>, property: &Named) -> Option<u32> {
    let (input, number) = (look.input, look.reading.extent.whole.start);
    let p = &property.tokens;
    // "the company's payroll", "the payroll of the company"
    let owner = (p.start >= 4 && input.after_possessive(p.start - 2) == Some(p.start)).then(|| p.start - 3);
    let owned = matches!(input.word(p.end), "of" | "in" | "at" | "for").then_some(p.end + 2);
    let beside = [owner, owned].into_iter().flatten().find(|&i| is_described(input, i));
    let ends = |i: u32| input.word(i).chars().all(|c| !c.is_alphanumeric());
    if let Some(i) = beside.filter(|&i| owner == Some(i) || ends(i + 1) || input.is_small(i + 1)) {
        return Some(i);
    }
    // No name may stand between that could be the subject too.
    let at = subject_in(input, &(look.window.start..number))?;
    let free = |s: &Sight| matches!(s.what, What::Entity(_) | What::Stranger) && is_free(input, s);
    (!look.scene.within(&(at..number)).any(free)).then_some(at)
}

/// The last noun behind "the" in a stretch of a sentence from its start that can be the subject of a clause.
pub(super) fn subject_in(input: &Input<'_>, range: &Range<u32>) -> Option<u32> {
    let heads = |i: u32| {
        i == range.start + 1 || {
            let word = input.word(i - 2);
            word.chars().all(|c| !c.is_alphanumeric())
                || matches!(word, "that" | "and" | "but" | "while" | "when" | "as" | "because" | "where")
        }
    };
    (range.start + 1..range.end).rev().find(|&i| is_described(input, i) && heads(i))
}

/// Most words between "the" and the noun of a name: "the 1,900-tonne boring machine".
const BETWEEN: u32 = 3;

/// Names of the base that are "the" and a noun, where a number or an adjective stands between: "the 19kg capsule", "the
/// four-mile tunnel".
pub(super) fn with_words_between(input: &Input<'_>) -> Vec<Sight> {
    let plain =
        |i: u32| input.tokens.all.get(i as usize).is_some_and(|t| t.kind == TokenKind::Word && !t.capital());
    let mut out = Vec::new();
    let end = u32::try_from(input.tokens.all.len()).unwrap_or(u32::MAX);
    for start in (0..end).filter(|&i| matches!(input.word(i), "the" | "The")) {
        let (mut at, mut words) = (start + 1, 0);
        while words < BETWEEN {
            match input.reads(at).filter(|r| r.extent.tokens.start == at) {
                Some(r) if matches!(r.kind, Kind::Measure | Kind::Money | Kind::Duration | Kind::Age) => {
                    at = r.extent.tokens.end;
                }
                None if input.has(at, WordSet::SameOne) || input.word(at) == "-" => at += 1,
                _ => break,
            }
            words += 1;
            let noun = plain(at) && input.reads(at).is_none_or(|r| r.extent.tokens.end <= at);
            let found = if noun { input.base.index().behind_the(input.word(at)) } else { Vec::new() };
            let sight = |e| Sight { tokens: start..at + 1, what: What::Entity(e), weak: true, people: false };
            if !found.is_empty() {
                out.extend(found.into_iter().map(sight));
                break;
            }
        }
    }
    out
}

/// Whether token `at` is a noun behind "the" that is said in full: "the town of Arden" and "the company that owns it" are not.
pub(super) fn is_described(input: &Input<'_>, at: u32) -> bool {
    let plain =
        |i: u32| input.tokens.all.get(i as usize).is_some_and(|t| t.kind == TokenKind::Word && !t.capital());
    at > 0
        && matches!(input.word(at - 1), "the" | "The")
        && plain(at)
        && !matches!(input.word(at + 1), "of" | "that" | "for" | "in" | "at" | "from" | "near" | "-")
        && input.tokens.all.get(at as usize + 1).is_some_and(|t| t.kind != TokenKind::Word || !t.capital())
}

/// Whether a noun heads one of the names of an entity: "University of Harwick", "Harwick Glass Museum".
pub(super) fn bears(entity: &Entity, noun: &str) -> bool {
    let mut names = entity.aliases().iter().map(String::as_str).chain([&*entity.name]);
    names.any(|name| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let heads = |i: usize| matches!(words.get(i + 1), None | Some(&("of" | "for")));
        words.iter().enumerate().any(|(i, w)| heads(i) && w.eq_ignore_ascii_case(noun))
    })
}

/// Whether a name that the text has told says that an entity is no such thing: "Harwick City Council" is no company.
fn has_own_noun(
    input: &Input<'_>,
    scene: &Scene,
    before: &Range<u32>,
    entity: EntityId,
    general: WordSet,
) -> bool {
    let other = |i: u32| input.has(i, WordSet::NoPerson) && !input.has(i, general);
    scene
        .within(before)
        .filter(|s| s.what == What::Entity(entity))
        // "the council of Alderton" is a name of the town as well
        .filter(|s| input.base.entity(entity).name.eq_ignore_ascii_case(input.words(&s.tokens)))
        .any(|s| (s.tokens.start..s.tokens.end).any(other))
}

/// Whether a name may be spoken of: not only where something is, or who has a part in it ("in Britain and Ireland").
pub(super) fn is_free(input: &Input<'_>, s: &Sight) -> bool {
    let named = |i: u32| {
        let capital =
            input.tokens.all.get(i as usize).is_some_and(|t| t.kind == TokenKind::Word && t.capital());
        capital && !input.tokens.all[i as usize].starts_sentence()
            || matches!(input.word(i), "and" | "," | "the")
    };
    let before = (s.tokens.start.saturating_sub(8)..s.tokens.start).rev().find(|&i| !named(i));
    let word = before.map_or("", |i| input.word(i));
    !super::role::makes_party(word)
        && !matches!(word, "in" | "In" | "at" | "At" | "of" | "near" | "on" | "for")
}
