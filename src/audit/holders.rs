//! `share-sum` of holders of one whole: "had 58 per cent of the ball and Ferrol 52 per cent", "one taking 65 per cent of them
//! and the other 45 per cent". What one holds another does not, so that together they hold no more than all of it.

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use super::share::{apart, moves, overlaps, slip};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// Most tokens from a verb of holding to the share: "took as much as 65 per cent".
const VERB: u32 = 4;

/// Most tokens from the holder to the share where the verb is left out: "and Ferrol 52 per cent".
const HOLDER: u32 = 9;

/// Most shares that are told of one whole.
const MOST: usize = 8;

/// Less than this is no slip where all holders are told.
const LEAST: u32 = 80;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut done = 0;
    for first in draft.figures.iter().filter(|f| f.is_percent() && f.plain() && !f.alone) {
        if first.tokens.start >= done && holds(draft, first) && of_one(draft, first) {
            let sentence = draft.sentence(first.tokens.start);
            done = sentence.end;
            out.extend(shared(draft, first, &sentence));
        }
    }
}

/// Whether a share is what a verb before it gives to one holder alone.
fn holds(draft: &Draft<'_>, f: &Figure) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    let near = f.begin().saturating_sub(VERB).max(sentence.start)..f.begin();
    draft.says(&near, WordSet::HoldsAlone) && !draft.says(&near, WordSet::Past)
}

/// "of the ball", "of them"; never "of its games", "of the women's vote": a whole that no other holder has for himself.
fn of_one(draft: &Draft<'_>, f: &Figure) -> bool {
    let of = f.tokens.end;
    let end = draft.sentence(of).end.min(of + 8);
    let the = draft.any(of + 1, &["the", "all", "them", "it", "those", "these"]);
    // "of the women's vote", "of the cards of each"
    let owner = (of + 2..end)
        .take_while(|&i| draft.is_word(i) || matches!(draft.word(i), "'" | "\u{2019}"))
        .any(|i| matches!(draft.word(i), "'" | "\u{2019}") || draft.any(i, &["each", "every"]));
    let bare = draft.any(of + 1, &["possession", "votes"]) || draft.one(of + 1, WordSet::ShareWhole);
    draft.is(of, "of") && (the && !owner || bare)
}

/// The slip of the shares behind the first one in a sentence, each with its holder before it and no whole of its own.
fn shared(draft: &Draft<'_>, first: &Figure, sentence: &Range<u32>) -> Option<Slip> {
    let mut shares: Vec<&Figure> = vec![first];
    for f in draft.figures_in(&(first.tokens.end..sentence.end)).iter().filter(|f| f.is_percent()) {
        let from = shares.last().map_or(first.tokens.end, |f| f.tokens.end);
        if !f.plain() || !(left_out(draft, f, from) || holds(draft, f)) {
            return None;
        }
        shares.push(f);
    }
    let sum: Decimal = shares.iter().map(|f| f.value).sum();
    let dated = draft.days_in(&(first.begin()..sentence.end)).len() > 1
        || shares
            .iter()
            .any(|f| draft.any(f.tokens.end, &["in", "among", "of", "at"]) && f.tokens != first.tokens);
    let more = shares.len() > 1
        && shares.len() <= MOST
        && (sum > Decimal::ONE_HUNDRED
            || sum > Decimal::from(LEAST) && all_told(draft, sentence, shares.len()));
    let other = overlaps(draft, sentence)
        || draft.has_any(sentence, &[Cue::Rounding, Cue::Margin, Cue::Expected])
        || moves(draft, sentence);
    (more && !dated && !other && !apart(draft, &shares)).then(|| slip(&shares))?
}

/// "With two names on the ballot": whether as many holders as have shares are said to be all there are.
fn all_told(draft: &Draft<'_>, sentence: &Range<u32>, many: usize) -> bool {
    let all = |f: &&Figure| {
        f.kind == Kind::Number
            && f.value == many.into()
            && f.head().is_some_and(|h| draft.one(h, WordSet::Contenders))
            && draft.any(f.begin().saturating_sub(1), &["only", "just", "with", "between"])
    };
    let from = draft.previous_sentence(sentence.start).map_or(sentence.start, |p| p.start);
    let range = from..sentence.end;
    let withheld = draft.says(&range, WordSet::Abstained) && !draft.says(&range, WordSet::LeftOut);
    draft.figures_in(&range).iter().any(|f| all(&f)) && !withheld && !draft.has(&range, Cue::Remainder)
}

/// "and Ferrol 52 per cent", "the other 45 per cent", "to United's 52 per cent": a holder, and no verb of another kind.
fn left_out(draft: &Draft<'_>, f: &Figure, from: u32) -> bool {
    let start = f.begin();
    let join = |i: u32| {
        draft.one(i, WordSet::ListAnd)
            || draft.any(i, &["while", "to", "against", "with"])
            || draft.word(i) == ","
    };
    let near = start.saturating_sub(HOLDER).max(from)..start;
    let Some(at) = near.rev().find(|&i| join(i) && i + 1 < start) else { return false };
    let gap = at + 1..start;
    let verb = |i: u32| {
        draft.one(i, WordSet::AreOrHave)
            || draft.one(i, WordSet::Won)
            || draft.one(i, WordSet::OpensRelative)
            || draft.one(i, WordSet::Past)
            || draft.one(i, WordSet::HeOrShe)
            || draft.one(i, WordSet::ItOrThey)
            || draft.any(i, &["of", "in", "at", "among", "for", "about", "around", "some", "than"])
            || draft.has_any(&(i..i + 1), &[Cue::Up, Cue::Down])
    };
    let holder =
        |i: u32| draft.is_name(i) || draft.any(i, &["other", "others", "rival", "rivals", "opponent"]);
    gap.clone().any(holder) && !gap.into_iter().any(verb)
}
