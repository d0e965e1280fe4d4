//! `sum-mismatch` of votes: "carried by 23 votes to 19; all 45 members voted".

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use super::part::{exceeds, slip};
use super::sum::{CODE, mismatch, near};
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for figure in &draft.figures {
        out.extend(all_voted(draft, figure).or_else(|| told_apart(draft, figure)));
    }
    for cue in draft.of(Cue::Complete) {
        out.extend(ballot(draft, &cue.tokens));
    }
}

/// "Every one of the 120 members voted and nobody abstained. It was carried by 58 votes to 44."
fn ballot(draft: &Draft<'_>, cue: &Range<u32>) -> Option<Slip> {
    let sentence = draft.sentence(cue.start);
    let total = draft
        .figures_in(&sentence)
        .iter()
        .find(|f| f.kind == Kind::Number && f.plain() && f.noun.is_some())?;
    let whole = (total.tokens.start.saturating_sub(4).max(sentence.start)..total.tokens.start)
        .any(|i| draft.one(i, WordSet::NumberAll));
    let none = (sentence.start..sentence.end)
        .any(|i| draft.one(i, WordSet::NoOne) && (i + 1..i + 5).any(|k| draft.one(k, WordSet::Abstained)));
    let until = draft.next_sentence(cue.start).map_or(sentence.end, |n| n.end);
    let rest = total.tokens.end..until;
    let numbers = draft.numerals_in(&rest);
    let pair = numbers.windows(2).find(|p| {
        let between = p[0].tokens.end..p[1].tokens.start;
        let short = between.end.saturating_sub(between.start) <= 3;
        short
            && (between.start..between.end)
                .any(|i| draft.one(i, WordSet::ScoreJoin) || matches!(draft.word(i), "-" | "\u{2013}"))
    })?;
    let voted = (rest.start..rest.end).any(|i| draft.one(i, WordSet::Voted));
    if !whole || !none || !voted {
        return None;
    }
    let (text, sum) = mismatch(total, &[(pair[0].value, Decimal::ZERO), (pair[1].value, Decimal::ZERO)])?;
    near(sum, total).then(|| {
        Slip::new(CODE, &total.tokens, text).against([pair[0].tokens.clone(), pair[1].tokens.clone()])
    })
}

/// "The plan was carried by 23 votes to 19; all 45 members voted."
fn all_voted(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let whole = draft.preceded(total.tokens.start, &["all"]) && total.kind == Kind::Number && total.plain();
    let end = total.head()? + 1;
    // "all 16 members of the council present"
    let body = draft.is(end, "of") && draft.one(end + 1, WordSet::Definite);
    let end = if body { end + 3 } else { end };
    if !whole || !draft.any(end, &["voted", "present", "voting"]) {
        return None;
    }
    let here = draft.sentence(total.tokens.start);
    let from = draft.previous_sentence(total.tokens.start).map_or(here.start, |s| s.start);
    let until = draft.next_sentence(total.tokens.start).map_or(here.end, |s| s.end);
    // With a third number there may be abstentions, or another vote.
    let figures = draft.numerals_in(&(from..until));
    let others: Vec<_> = figures.iter().filter(|n| n.tokens.start != total.tokens.start).collect();
    let [a, b] = others[..] else { return None };
    let between = a.tokens.end..b.tokens.start;
    let pair = between.end.saturating_sub(between.start) <= 3
        && (between.start..between.end)
            .any(|i| draft.one(i, WordSet::ScoreJoin) || matches!(draft.word(i), "-" | "\u{2013}"));
    let told = (a.tokens.start.saturating_sub(8).max(from)..b.tokens.end + 3)
        .any(|i| i < until && draft.one(i, WordSet::Voted));
    let abstained = (from..until).any(|i| draft.one(i, WordSet::Abstained));
    if !pair || !told || abstained || a.form != Form::Cardinal || b.form != Form::Cardinal {
        return None;
    }
    let (text, sum) = mismatch(total, &[(a.value, Decimal::ZERO), (b.value, Decimal::ZERO)])?;
    near(sum, total)
        .then(|| Slip::new(CODE, &total.tokens, text).against([a.tokens.clone(), b.tokens.clone()]))
}

/// Most tokens between a number of votes and the word for what they were: "Nine were in favour".
const BESIDE: u32 = 4;

/// "All 15 members voted, none abstaining. Nine were in favour and four against."; "by 31 votes to 22 with four
/// abstentions. All 60 members took part": every one of the numbers of a vote, by the word beside it.
fn told_apart(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let counts = total.kind == Kind::Number && total.plain();
    let at = total.begin();
    let here = draft.sentence(at);
    if !counts || !total.head().is_some_and(|h| draft.one(h, WordSet::Voter)) {
        return None;
    }
    let all = (at.saturating_sub(BESIDE).max(here.start)..at).any(|i| draft.one(i, WordSet::NumberAll));
    let from = draft.previous_sentence(at).map_or(here.start, |s| s.start);
    let until = draft.next_sentence(at).map_or(here.end, |s| s.end);
    let range = from..until;
    if !all || draft.has_any(&range, &[Cue::Overlap, Cue::Partial, Cue::Rounding]) {
        return None;
    }
    let mut votes: [Option<(Decimal, Range<u32>)>; 3] = [None, None, None];
    let numbers: Vec<_> = draft
        .numerals_in(&range)
        .iter()
        .filter(|n| n.form == Form::Cardinal && !total.tokens.contains(&n.tokens.start))
        .filter(|n| !(n.value == Decimal::ONE && draft.is(n.tokens.end, "of")))
        .collect();
    let sides = [WordSet::SaysYes, WordSet::SaysNo, WordSet::Abstained];
    for (k, n) in numbers.iter().enumerate() {
        let clause =
            n.tokens.end..numbers.get(k + 1).map_or(until, |m| m.tokens.start).min(n.tokens.end + BESIDE);
        let joined = |m: &crate::mention::number::Numeral, end: u32| {
            (end..m.tokens.start)
                .any(|i| draft.one(i, WordSet::ScoreJoin) || matches!(draft.word(i), "-" | "\u{2013}"))
                && m.tokens.start <= end + 2
        };
        let side = clause
            .clone()
            .take_while(|&i| draft.is_word(i) && !draft.one(i, WordSet::ListAnd))
            .find_map(|i| sides.iter().position(|&s| draft.one(i, s)))
            .filter(|_| !numbers.get(k + 1).is_some_and(|m| joined(m, n.tokens.end)));
        // "31 votes to 22"
        let pair = || match (numbers.get(k + 1), k.checked_sub(1).and_then(|p| numbers.get(p))) {
            (Some(m), _) if joined(m, n.tokens.end) => Some(0),
            (_, Some(p)) if joined(n, p.tokens.end) => Some(1),
            _ => None,
        };
        let vote = votes.get_mut(pair().or(side)?)?;
        if vote.is_some() {
            return None;
        }
        *vote = Some((n.value, n.tokens.clone()));
    }
    let none = || {
        range.clone().any(|i| {
            draft.one(i, WordSet::Abstained)
                && (i.saturating_sub(BESIDE)..i)
                    .any(|k| draft.one(k, WordSet::NoneAtAll) || draft.is(k, "without"))
        })
    };
    let took_part = (total.stop()..here.end.min(total.stop() + 3)).any(|i| {
        draft.any(i, &["voted", "voting"])
            || draft.any(i, &["took", "taking"]) && draft.is(i + 1, "part")
            || draft.is(i, "cast")
    });
    let [Some(_), Some(_), withheld] = &votes else { return None };
    if !(withheld.is_some() || took_part || none()) {
        return None;
    }
    let told: Vec<(Decimal, Range<u32>)> = votes.into_iter().flatten().collect();
    let pairs: Vec<_> = told.iter().map(|v| (v.0, Decimal::ZERO)).collect();
    let (text, sum) = mismatch(total, &pairs)?;
    near(sum, total).then(|| Slip::new(CODE, &total.tokens, text).against(told.into_iter().map(|v| v.1)))
}

/// "The council's 21 members voted 14 to 11": more votes than voters.
pub(super) fn cast(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let whole = draft.figures.get(k)?;
    // "The jury of 12"
    let body = draft.preceded(whole.tokens.start, &["of"])
        && draft.one(whole.tokens.start.saturating_sub(2), WordSet::VotingBody);
    let voter = body
        || whole.head().is_some_and(|i| draft.one(i, WordSet::Voter))
        || draft.word(whole.tokens.end) == "-" && draft.one(whole.tokens.end + 1, WordSet::Voter);
    if !voter || whole.kind != Kind::Number || !whole.plain() {
        return None;
    }
    let sentence = draft.sentence(whole.tokens.start);
    let voted =
        (whole.tokens.end..sentence.end.min(whole.tokens.end + 7)).find(|&i| draft.one(i, WordSet::CastVote));
    // "The vote was 27 to 22 in the 47-seat chamber"
    let at = whole.tokens.start;
    let ahead = draft.preceded(at, &["the"]) && draft.any(at.saturating_sub(2), &["in", "of"]);
    let before = at.saturating_sub(6).max(sentence.start)..at;
    let scored = || ahead && draft.says(&(sentence.start..before.start + 2), WordSet::Voted);
    let near = match voted {
        Some(voted) => draft.numerals_in(&(voted + 1..sentence.end.min(voted + 9))),
        None if scored() => draft.numerals_in(&before),
        None => return None,
    };
    let [a, b, ..] = near else { return None };
    let gap = a.tokens.end..b.tokens.start;
    let pair = gap.end == gap.start + 1
        && (draft.one(gap.start, WordSet::ScoreJoin) || matches!(draft.word(gap.start), "-" | "\u{2013}"));
    let cast = a.value.checked_add(b.value)?;
    if !pair || a.form != Form::Cardinal || b.form != Form::Cardinal || cast <= whole.value {
        return None;
    }
    let text = format!(
        "{} + {} = {} votes of {}",
        grouped(a.value),
        grouped(b.value),
        grouped(cast),
        grouped(whole.value)
    );
    Some(Slip::new("part-exceeds-whole", &whole.tokens, text).against([a.tokens.clone(), b.tokens.clone()]))
}

/// "261 members of the 240-seat assembly voted": more members than seats.
pub(super) fn of_seats(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (part, whole) = (draft.figures.get(k)?, draft.figures.get(k + 1)?);
    let of = part.stop();
    let glued = draft.word(whole.tokens.end) == "-" && draft.one(whole.tokens.end + 1, WordSet::Seats);
    let same = part.kind == Kind::Number && whole.kind == Kind::Number && part.plain() && whole.plain();
    let joined = draft.is(of, "of") && draft.one(of + 1, WordSet::Definite) && of + 2 == whole.tokens.start;
    let voter = part.head().is_some_and(|i| draft.one(i, WordSet::Voter));
    (glued && same && joined && voter && exceeds(part, whole)).then(|| slip(part, whole))
}
