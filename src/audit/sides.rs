//! `share-sum` of two sides of one whole: for and against, men and women, two rivals.

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use super::share::{hundred, is_share, leave, moves, retold, slip};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

/// "58 per cent in favour and 52 per cent opposed": who is for a thing is not against it.
pub(super) fn for_and_against(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<Slip> {
    let shares: Vec<&Figure> = draft.figures_in(sentence).iter().filter(|f| is_share(f)).collect();
    // "Just over half the voters, 53%, said yes; 57% said no."
    let shares = match shares[..] {
        [first, ..] if shares.len() == 3 && retold(draft, first, &shares) => &shares[1..],
        _ => &shares[..],
    };
    let [a, b] = *shares else { return None };
    let after = |f: &Figure, end: u32, set: WordSet| (f.tokens.end..end).any(|i| draft.one(i, set));
    // "57% backed No"
    let yes = |i: u32| draft.one(i, WordSet::SaysYes) && !draft.one(i + 1, WordSet::SaysNo);
    let side = |f: &Figure, end: u32| ((f.tokens.end..end).any(yes), after(f, end, WordSet::SaysNo));
    let sides = (side(a, b.tokens.start), side(b, sentence.end.min(b.tokens.end + 6)));
    // "61% of pupils passed and 49% failed"
    let alone = |f: &Figure, end: u32, set: WordSet| {
        let ends = |i: u32| !draft.is_word(i) || draft.one(i, WordSet::ListAnd) || draft.is(i, "while");
        (f.tokens.end..end).find(|&i| draft.one(i, set) && ends(i + 1))
    };
    let end = sentence.end.min(b.tokens.end + 4);
    let fared = |x: WordSet, y: WordSet| match (alone(a, b.tokens.start, x), alone(b, end, y)) {
        (Some(x), Some(y)) => super::sole::opposites(draft, x, y),
        _ => false,
    };
    let opposed = fared(WordSet::CameOff, WordSet::CameToNothing)
        || fared(WordSet::CameToNothing, WordSet::CameOff)
        || matches!(sides, ((true, false), (false, true)) | ((false, true), (true, false)));
    // "60 % of men for it and 55 % of women against it"
    let of = draft.is(b.tokens.end, "of");
    let approx = |f: &Figure| f.is_percent() && f.modifier == Some(Modifier::Approx) && !f.vague && !f.end;
    let clear = |f: &Figure| f.plain() || approx(f) || !f.is_percent() && !f.end;
    // "Some 70%" is good to a few points.
    let leave = |f: &Figure| leave(f) + if approx(f) { Decimal::from(3) } else { Decimal::ZERO };
    let (sum, leave) = (hundred(a) + hundred(b), leave(a) + leave(b));
    // "for the plan in May and 40% against it in June"
    let dated = |from: u32, until: u32| !draft.days_in(&(from..until)).is_empty();
    let times = dated(a.tokens.end, b.tokens.start) && dated(b.tokens.end, sentence.end);
    // "64% were for it in the first poll, 48% were against it in the second"
    let turn = |i: u32| draft.any(i, &["first", "second", "then", "earlier", "later", "latest", "initially"]);
    // "In May 61% passed and in June 49% failed"
    let times = times || draft.days_in(sentence).len() > 1 || (a.tokens.end..sentence.end).any(turn);
    if !opposed
        || times
        || of
        || !clear(a)
        || !clear(b)
        || sum <= Decimal::ONE_HUNDRED + leave.max(Decimal::ONE)
        || draft.has_any(sentence, &[Cue::Overlap, Cue::Rounding])
        || moves(draft, sentence)
    {
        return None;
    }
    let text = format!(
        "{} + {} = {} %, more than all",
        grouped(hundred(a).round_dp(1).normalize()),
        grouped(hundred(b).round_dp(1).normalize()),
        grouped(sum.round_dp(1).normalize())
    );
    Some(Slip::new("share-sum", &a.tokens, text).against([b.tokens.clone()]))
}

/// "Men made up 55% of the crowd and women 54%": of two kinds who are all.
pub(super) fn two_kinds(draft: &Draft<'_>, sentence: &Range<u32>, shares: &[&Figure]) -> Option<Slip> {
    let [a, b] = shares else { return None };
    // "54% of the crowd", "54% of voters"
    let many = draft.input.rules.language.ends_as_plural(draft.word(a.tokens.end + 1));
    let of = draft.is(a.tokens.end, "of") && (many || draft.one(a.tokens.end + 1, WordSet::Definite));
    let kind = |from: u32, until: u32, set: WordSet| (from..until).any(|i| draft.one(i, set));
    let (start, gap) = (a.tokens.start, a.tokens.end);
    let one = |x: WordSet, y: WordSet| {
        kind(sentence.start, start, x)
            && kind(gap, b.tokens.start, y)
            && !kind(sentence.start, start, y)
            && !kind(gap, b.tokens.start, x)
    };
    let pairs = [(WordSet::Males, WordSet::Females), (WordSet::Females, WordSet::Males)];
    // "80% of workers are men and 30% are women"
    let end = b.tokens.end;
    let behind = |x: WordSet, y: WordSet| {
        kind(gap + 1, b.tokens.start, x)
            && kind(end, end + 3, y)
            && !kind(gap, b.tokens.start, y)
            && !kind(end, end + 3, x)
            && draft.one(end, WordSet::AreOrIs)
            && draft.follows(b.begin(), WordSet::ListAnd)
    };
    let opposed = pairs.iter().any(|&(x, y)| one(x, y)) && start <= sentence.start + 6
        || pairs.iter().any(|&(x, y)| behind(x, y));
    let more = a.value + b.value > Decimal::ONE_HUNDRED + Decimal::ONE;
    let last = !draft.is(b.tokens.end, "of") && draft.days_in(sentence).is_empty();
    (of && opposed && more && last && a.plain() && b.plain() && !moves(draft, sentence))
        .then(|| slip(shares))?
}

/// Most tokens between the shares of two rivals: "63% of possession over the 90 minutes to Wanderers' 47%".
const RIVAL: u32 = 12;

/// "City had 58% of the possession to United's 52%": one whole, shared by two.
pub(super) fn rivals(draft: &Draft<'_>, shares: &[&Figure]) -> Option<Slip> {
    let [a, b] = shares else { return None };
    // "63% of possession", never "61% of their games"
    let own = draft.one(a.tokens.end + 1, WordSet::Definite) && !draft.is(a.tokens.end + 1, "the");
    let of = draft.is(a.tokens.end, "of") && draft.is_word(a.tokens.end + 1) && !own;
    let gap = a.tokens.end..b.tokens.start;
    // "Ms Orr won 61% of the votes and Mr Fry won 49%"
    let cast = (gap.start..gap.start + 4).any(|i| draft.any(i, &["vote", "votes", "ballots"]));
    let (x, y) = (a.begin().saturating_sub(1), b.begin().saturating_sub(1));
    let and = gap.clone().find(|&i| draft.one(i, WordSet::ListAnd) || draft.is(i, "while"));
    let each = draft.is_word(x)
        && draft.is(y, draft.word(x))
        && and.is_some_and(|i| draft.is_name(i + 1))
        && !draft.is_word(b.tokens.end)
        && gap.end - gap.start <= RIVAL;
    // "58% of the vote and his one opponent, Mr Fry, 49%": the verb left out
    let left_out = |from: u32| {
        let comma = u32::from(draft.word(y) == ",");
        let named = y >= from + comma && draft.is_name(y - comma);
        let in_place = |i: u32| draft.any(i, &["in", "at", "among"]) && draft.is_name(i + 1);
        let verbless =
            (from..y).all(|i| !draft.any(i, &["in", "at", "among"]) && !draft.one(i, WordSet::Won));
        let short = b.begin() - from <= 8;
        named && verbless && short && !(a.tokens.end..from).any(in_place)
    };
    let each = each || !draft.is_word(b.tokens.end) && and.is_some_and(|i| left_out(i + 1));
    if of && cast && each && a.plain() && b.plain() && a.value + b.value > Decimal::ONE_HUNDRED {
        return slip(shares);
    }
    let to = (gap.start..gap.end).find(|&i| draft.one(i, WordSet::ToRival))?;
    let mark = |back: u32| matches!(draft.before(b.tokens.start, back), "'" | "\u{2019}");
    let owner = draft.is_name(to + 1) && (mark(1) || mark(2));
    let sum = a.value + b.value;
    let short = gap.end - gap.start <= RIVAL && a.plain() && b.plain();
    (of && owner && short && sum > Decimal::ONE_HUNDRED).then(|| slip(shares)).flatten()
}
