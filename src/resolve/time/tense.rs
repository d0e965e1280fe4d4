//! Which way a clause looks, for dates that leave open which of two is meant: "Friday", "in January".
//!
//! "The court will meet on Friday" looks ahead, "the court met on Friday" back; "agreed to buy the mill in
//! January" looks ahead from a past verb.

use crate::mention::{Extent, Input};
use crate::rules::Class;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::TimeRelation;

/// Which way a clause looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tense {
    /// Nothing tells.
    #[default]
    Open,
    /// "will", "due", "scheduled"
    Ahead,
    /// "to buy the mill", "by January": ahead of the verb, which may be long past
    Toward,
    /// "until Friday", "through January": ahead for days; months near by
    Till,
    /// "was", "said"
    Behind,
    /// "the year ended Jan. 31"
    Over,
}

/// How far the cue of a tense may stand before an expression, in tokens.
const REACH: usize = 14;

/// How far after it, where none stands before it.
const AFTER: usize = 10;

/// The tense of the clause that the expression at `extent` stands in.
pub(super) fn tense(input: &Input<'_>, extent: &Extent, relation: Option<TimeRelation>) -> Tense {
    let (start, end) = (extent.tokens.start as usize, extent.tokens.end as usize);
    // "the ministry on Sunday issued a warning"
    if cue(input, end, end + 1) == Some(Tense::Behind) {
        return Tense::Behind;
    }
    if let Some(before) = start.checked_sub(1).map(|b| input.tokens.all[b])
        && input.rules.words.has(before.word, WordSet::Ended)
    {
        return Tense::Over;
    }
    // "wheat for July delivery"
    if input
        .tokens
        .all
        .get(end)
        .is_some_and(|t| !t.starts_sentence() && input.rules.words.has(t.word, WordSet::Delivery))
    {
        return Tense::Ahead;
    }
    let before = before(input, start);
    // "the vote is on Friday"
    let is_on = extent.whole.start.checked_sub(1).map(|b| input.tokens.all[b as usize]);
    let it = || {
        let b = (extent.whole.start as usize).checked_sub(2).map(|b| input.tokens.all[b]);
        b.is_some_and(|t| input.rules.words.has(t.word, WordSet::ItWasHour))
    };
    if before == Tense::Open
        && matches!(relation, None | Some(TimeRelation::During))
        && !input.tokens.all[extent.whole.start as usize].starts_sentence()
        && is_on.is_some_and(|t| input.rules.words.has(t.word, WordSet::IsOn))
        && !it()
        && input.tokens.all.get(end).is_none_or(|t| !matches!(t.text(input.text), "'" | "\u{2019}"))
    {
        return Tense::Ahead;
    }
    let found = if before == Tense::Open { after(input, end) } else { before };
    let till = relation == Some(TimeRelation::Until)
        && !input.rules.words.has(input.tokens.all[extent.whole.start as usize].word, WordSet::Infinitive);
    match (relation, found) {
        // "he will answer Friday's attack": what a day is named for has been, but "for Friday's match"
        (None | Some(TimeRelation::During), Tense::Ahead | Tense::Toward)
            if input.tokens.all.get(end).is_some_and(|t| matches!(t.text(input.text), "'" | "\u{2019}"))
                && !input.rules.time.is_glue(input.tokens.all[start.saturating_sub(1)].word, Glue::For) =>
        {
            Tense::Open
        }
        // "open until Friday"; but "until Friday, nobody had been charged"
        (_, Tense::Behind) if till && before == Tense::Open => Tense::Behind,
        (_, Tense::Open | Tense::Toward | Tense::Behind) if till => Tense::Till,
        // "asked to leave by Friday", "not to travel before Saturday"
        (Some(TimeRelation::By | TimeRelation::Before), Tense::Toward) => Tense::Till,
        (Some(TimeRelation::By), Tense::Behind) if before == Tense::Behind => Tense::Toward,
        (Some(TimeRelation::By), Tense::Open) => Tense::Till,
        // "a table for Saturday"
        (None | Some(TimeRelation::During), Tense::Open)
            if start > 0 && input.rules.time.is_glue(input.tokens.all[start - 1].word, Glue::For) =>
        {
            Tense::Till
        }
        _ => found,
    }
}

/// What the phrase at token `i`, which ends before `end`, says of the tense.
fn cue(input: &Input<'_>, i: usize, end: usize) -> Option<Tense> {
    let tokens = input.tokens.all.get(i..end)?;
    // "in May and June"
    let first = tokens.first()?;
    if first.capital() && !first.starts_sentence() && input.rules.time.kinds(first.word).meets(Kinds::MONTH) {
        return None;
    }
    let Some(m) = input.rules.phrases.longest(tokens, input.text, Class::TENSE) else {
        return (is_past(input, i) && !passive(input, i)).then_some(Tense::Behind);
    };
    match input.rules.time.meanings.get(m.entry.index as usize).map(|x| x.sense) {
        // "couldn't meet", "to meet"
        Some(Sense::Ahead) => {
            (!(negated(input, i) || m.len == 1 && describes(input, i))).then_some(Tense::Ahead)
        }
        // "would hit" is no past
        Some(Sense::Behind) => {
            (!passive(input, i) && !follows(input, i, WordSet::BeforeBase)).then_some(Tense::Behind)
        }
        _ => None,
    }
}

/// Whether a word of `set` stands right before token `i`, in small letters: one that opens the sentence says
/// nothing of its verb.
fn follows(input: &Input<'_>, i: usize, set: WordSet) -> bool {
    let before = i.checked_sub(1).map(|b| input.tokens.all[b]);
    before.is_some_and(|t| !t.capital() && input.rules.words.has(t.word, set))
}

/// Whether token `i` is the participle of a present passive, or before a noun: "is sold", "the proposed merger".
fn passive(input: &Input<'_>, i: usize) -> bool {
    follows(input, i, WordSet::BeforeParticiple)
}

/// Whether the participle at token `i` describes the noun behind it: "were waiting for planned treatment".
fn describes(input: &Input<'_>, i: usize) -> bool {
    let small = |t: &crate::text::Token| t.kind == TokenKind::Word && !t.capital() && !t.starts_sentence();
    let time = &input.rules.time;
    let before = |b: usize| {
        let word = input.tokens.all[b].word;
        [Glue::For, Glue::Of, Glue::In, Glue::On, Glue::From].into_iter().any(|g| time.is_glue(word, g))
    };
    input.tokens.all[i].text(input.text).ends_with("ed")
        && i.checked_sub(1).is_some_and(before)
        && input.tokens.all.get(i + 1).is_some_and(small)
}

fn negated(input: &Input<'_>, i: usize) -> bool {
    follows(input, i, WordSet::TakesAway)
}

/// The nearest cue before token `at` in its sentence.
fn before(input: &Input<'_>, at: usize) -> Tense {
    let all = &input.tokens.all;
    let mut infinitive = false;
    let mut i = at;
    for _ in 0..REACH {
        if i == 0 || all.get(i).is_some_and(|t| t.starts_sentence()) {
            break;
        }
        i -= 1;
        match cue(input, i, at) {
            // "had been due to expire on Friday"
            Some(Tense::Ahead) if had(input, i) => return Tense::Behind,
            Some(Tense::Behind) if infinitive => return Tense::Toward,
            Some(tense) => return tense,
            None => infinitive |= is_infinitive(input, i, at) || is_modal(input, i),
        }
    }
    if infinitive { Tense::Toward } else { Tense::Open }
}

/// The nearest cue from token `at` on in its sentence: "On Friday, the union plans to march."
fn after(input: &Input<'_>, at: usize) -> Tense {
    let all = &input.tokens.all;
    let rest = all.get(at..).unwrap_or(&[]);
    // the words of a name count for one
    let mut words = 0;
    let mut named = false;
    let within = |t: &&crate::text::Token| {
        words += usize::from(!(named && t.capital()));
        named = t.capital();
        words <= AFTER && !t.starts_sentence()
    };
    let len = rest.iter().take(2 * AFTER).take_while(within).count();
    (at..at + len)
        .find_map(|i| {
            // "planned to" is past where it is the verb of the clause
            let past = is_past(input, i) && !passive(input, i);
            if past { Some(Tense::Behind) } else { cue(input, i, at + len) }
        })
        .unwrap_or_default()
}

/// Whether "had" stands right before the cue at token `i`.
fn had(input: &Input<'_>, i: usize) -> bool {
    input.tokens.all[i.saturating_sub(3)..i].iter().any(|t| input.rules.words.has(t.word, WordSet::Had))
}

/// Whether token `i` is a verb like "could", which leaves open whether it came to it.
fn is_modal(input: &Input<'_>, i: usize) -> bool {
    let token = input.tokens.all[i];
    !token.capital() && input.rules.words.has(token.word, WordSet::Modal)
}

/// Whether token `i` is the "to" of an infinitive: no article, name or number follows.
fn is_infinitive(input: &Input<'_>, i: usize, end: usize) -> bool {
    let time = &input.rules.time;
    let all = &input.tokens.all;
    let Some(verb) = all.get(i + 1).filter(|_| i + 1 < end) else { return false };
    let closed = [Glue::The, Glue::A, Glue::Possessive, Glue::All, Glue::Another, Glue::Some]
        .into_iter()
        .any(|g| time.is_glue(verb.word, g));
    input.rules.words.has(all[i].word, WordSet::Infinitive)
        && verb.kind == TokenKind::Word
        && !verb.capital()
        && !closed
        && !input.rules.phrases.starts(verb.word).meets(Class::TIME)
}

/// Whether token `i` is a form in -ed: not "indeed", "hundred", "the United States".
fn is_past(input: &Input<'_>, i: usize) -> bool {
    let token = input.tokens.all[i];
    let word = token.text(input.text);
    let stem = word.strip_suffix("ed").unwrap_or("");
    token.kind == TokenKind::Word
        && stem.len() > 2
        && !token.capital()
        && !input.rules.words.has(token.word, WordSet::NoParticiple)
        && (!stem.ends_with('e') || stem.ends_with("gre") || stem.ends_with("fre"))
}
