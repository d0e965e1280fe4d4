//! `sum-mismatch` of votes: "carried by 23 votes to 19; all 45 members voted".

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use super::sum::{CODE, mismatch, near};
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for figure in &draft.figures {
        out.extend(all_voted(draft, figure));
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
