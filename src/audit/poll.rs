//! `poll-margin`: a lead inside the margin of error that is called a lead.

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;
use crate::value::decimal::grouped;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut done = 0;
    for cue in draft.of(Cue::Margin) {
        if cue.tokens.start < done {
            continue;
        }
        let block = draft.block(cue.tokens.start);
        // "a margin of four points" alone is one of error only in a survey.
        if cue.worth.is_some() {
            let survey = (block.start..block.end).any(|i| draft.one(i, WordSet::Survey));
            if !survey
                || draft.has(&block, Cue::Result)
                || draft.preceded(cue.tokens.start.saturating_sub(1), &["by"])
            {
                continue;
            }
        }
        done = block.end;
        out.extend(survey(draft, &cue.tokens, &block));
    }
}

fn survey(draft: &Draft<'_>, cue: &Range<u32>, block: &Range<u32>) -> Option<Slip> {
    let (margin, place) = margin(draft, cue)?;
    if margin <= Decimal::ZERO || margin > Decimal::from(12) || draft.has(block, Cue::Result) {
        return None;
    }
    let here = draft.sentence(cue.start);
    let before = draft.previous_sentence(cue.start);
    let earlier = before.as_ref().and_then(|b| draft.previous_sentence(b.start)).or_else(|| before.clone());
    let from = earlier.map_or(here.start, |b| b.start).max(block.start);
    // The margin may stand some paragraphs below the shares.
    let above = || {
        let blocks = std::iter::successors(draft.block_above(block.start), |b| draft.block_above(b.start));
        blocks.take(ABOVE).find(|b| draft.figures_in(b).iter().any(Figure::is_percent))
    };
    let (lead, shares, from) = match lead(draft, &(from..here.end), &place) {
        Some((lead, shares)) => (lead, shares, block.start),
        None => match above() {
            Some(above) if draft.has(&above, Cue::Result) => return None,
            Some(above) => {
                let (lead, shares) = lead(draft, &above, &place)?;
                (lead, shares, above.start)
            }
            None => {
                let (lead, shares, start) = in_table(draft, block.start)?;
                (lead, shares, start.saturating_sub(TABLE))
            }
        },
    };
    // Who leads is told there, or in the paragraph above, or by the headline.
    let near = draft.block_above(from).map_or(from, |b| b.start)..block.end;
    let told = |cue: Cue| {
        let head = |at: u32| matches!(draft.scope(at), Scope::Heading(_)) && at < near.start;
        let here = |at: u32| near.contains(&at) || head(at);
        draft.of(cue).map(|c| c.tokens.start).any(|at| here(at) && !negated(draft, at))
    };
    let (leads, ties) = (told(Cue::Lead), told(Cue::Tie));
    let (first, rest) = shares.split_first()?;
    let text = if leads && !ties && lead < margin {
        format!("a lead of {} is inside the margin of error of {}", grouped(lead), grouped(margin))
    } else if ties && !leads && lead > margin * Decimal::TWO {
        format!("a lead of {} is more than twice the margin of error of {}", grouped(lead), grouped(margin))
    } else {
        return None;
    };
    Some(Slip::new("poll-margin", first, text).against(rest.iter().cloned().chain([place])))
}

/// Most paragraphs between shares and their margin.
const ABOVE: usize = 3;

/// Most tokens before a table that tell who leads in it.
const TABLE: u32 = 80;

/// The lead in the table right above the block at `at`, its shares, and where the table starts.
fn in_table(draft: &Draft<'_>, at: u32) -> Option<(Decimal, Vec<Range<u32>>, u32)> {
    let tables = super::table::tables(draft);
    let cells = tables.iter().rfind(|t| t.iter().all(|c| c.tokens.end <= at))?;
    let (start, end) = (cells.first()?.tokens.start, cells.iter().map(|c| c.tokens.end).max()?);
    let mut shares: Vec<&Figure> =
        draft.figures_in(&(start..end)).iter().filter(|f| f.is_percent() && f.plain()).collect();
    let total: Decimal = shares.iter().map(|f| f.value).sum();
    let rest = |f: &Figure| {
        let row = cells.iter().find(|c| c.tokens.contains(&f.tokens.start)).map(|c| c.row);
        cells.iter().any(|c| Some(c.row) == row && draft.has(&c.tokens, Cue::Remainder))
    };
    if total > Decimal::from(103) || total < Decimal::from(40) || at > end + TABLE {
        return None;
    }
    shares.retain(|f| !rest(f));
    shares.sort_by_key(|f| std::cmp::Reverse(f.value));
    let [a, b, ..] = shares[..] else { return None };
    Some((a.value - b.value, vec![a.tokens.clone(), b.tokens.clone()], start))
}

/// "puts paid to talk of a dead heat", "no longer ahead", "neither can be said to lead"
fn negated(draft: &Draft<'_>, at: u32) -> bool {
    let start = draft.sentence(at).start;
    let near = |n: u32| at.saturating_sub(n).max(start)..at;
    // "The last survey, taken in August, had the two tied"
    let sentence = draft.sentence(at);
    let last = |i: u32| draft.any(i, &["last", "previous", "earlier"]);
    let survey = |i: u32| draft.one(i, WordSet::Survey);
    if (sentence.start..sentence.end).any(|i| last(i) && (i + 1..i + 3).any(survey)) {
        return true;
    }
    near(4).any(|i| draft.one(i, WordSet::TakesLead) || draft.is(i, "no") && !draft.is(i + 1, "doubt"))
        || near(7).any(|i| draft.one(i, WordSet::Nobody))
}

/// The margin of error, and its place.
fn margin(draft: &Draft<'_>, cue: &Range<u32>) -> Option<(Decimal, Range<u32>)> {
    let sentence = draft.sentence(cue.start);
    let after = draft.numerals_in(&(cue.end..sentence.end.min(cue.end + 9)));
    let number = |n: &&crate::mention::number::Numeral| n.form == Form::Cardinal;
    // "With a three-point margin of error, the poll shows Yes winning by 49 to 48"
    let tight = draft.numerals_in(&(cue.start.saturating_sub(4).max(sentence.start)..cue.start));
    let glued = |n: &&crate::mention::number::Numeral| {
        number(n)
            && (n.tokens.end..cue.start).all(|i| {
                draft.word(i) == "-" || draft.one(i, WordSet::Points) || draft.one(i, WordSet::BetweenPoints)
            })
    };
    if let Some(n) = tight.iter().rev().find(glued) {
        return Some((n.value, n.tokens.clone()));
    }
    if let Some(n) = after.iter().find(number) {
        return Some((n.value, n.tokens.clone()));
    }
    // "a 3-point margin of error"
    let before = draft.numerals_in(&(cue.start.saturating_sub(5).max(sentence.start)..cue.start));
    before.iter().rev().find(number).map(|n| (n.value, n.tokens.clone()))
}

/// The lead of the first over the second, and the places that say so.
fn lead(draft: &Draft<'_>, near: &Range<u32>, margin: &Range<u32>) -> Option<(Decimal, Vec<Range<u32>>)> {
    let is_share = |v: Decimal| v > Decimal::from(5) && v < Decimal::from(95);
    // "a lead of 1.5 points", "3 points ahead", "one-point advantage"
    for c in draft.cues_in(near, Cue::Lead) {
        let around = draft.numerals_in(&(c.tokens.start.saturating_sub(4).max(near.start)..c.tokens.end + 4));
        let points = around.iter().find(|n| {
            let unit = (n.tokens.end..n.tokens.end + 3)
                .take_while(|&i| {
                    draft.word(i) == "-"
                        || draft.one(i, WordSet::Points)
                        || draft.one(i, WordSet::BetweenPoints)
                })
                .any(|i| draft.one(i, WordSet::Points));
            unit && n.form == Form::Cardinal && n.tokens != *margin
        });
        if let Some(n) = points {
            return Some((n.value, vec![n.tokens.clone()]));
        }
    }
    // "the yes camp, at 51 per cent, has a clear lead over the no camp, at 49 per cent"
    for c in draft.cues_in(near, Cue::Lead) {
        let sentence = draft.sentence(c.tokens.start);
        let shares: Vec<_> =
            draft.figures_in(&sentence).iter().filter(|f| f.is_percent() && f.tokens != *margin).collect();
        if let [a, b] = shares[..]
            && a.plain()
            && b.plain()
            && is_share(a.value)
            && is_share(b.value)
            && a.value + b.value <= Decimal::from(101)
            && a.value + b.value >= Decimal::from(40)
        {
            return Some(((a.value - b.value).abs(), vec![a.tokens.clone(), b.tokens.clone()]));
        }
    }
    // "48 percent to 47 percent", "41-39", "46% and 44%"
    let all = draft.numerals_in(near);
    let numerals: Vec<_> = all.iter().filter(|n| n.form == Form::Cardinal && n.tokens != *margin).collect();
    for pair in numerals.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let between = a.tokens.end..b.tokens.start;
        let joined = between.end.saturating_sub(between.start) <= 7
            && (between.start..between.end)
                .any(|i| draft.any(i, &["to", "-", "\u{2013}", "and", "against", ",", "versus"]))
            && (between.start..between.end)
                .all(|i| draft.word(i) != ";" && !draft.token(i + 1).is_some_and(|t| t.starts_sentence()));
        let percent = |i: u32| draft.any(i, &["%", "percent", "per", "points"]);
        let shown = percent(a.tokens.end)
            || percent(b.tokens.end)
            || draft.any(a.tokens.end, &["-", "\u{2013}", "to"])
            // "Ward 51, Lisle 39"
            || [a, b].iter().all(|n| n.tokens.start > near.start && draft.is_name(n.tokens.start - 1));
        let total = a.value + b.value;
        if joined
            && shown
            && is_share(a.value)
            && is_share(b.value)
            && total <= Decimal::from(101)
            && total >= Decimal::from(30)
        {
            return Some(((a.value - b.value).abs(), vec![a.tokens.clone(), b.tokens.clone()]));
        }
    }
    top_two(draft, near, margin).or_else(|| top_two_apart(draft, near, margin))
}

/// "He was the choice of 44 percent of voters. Roark had 43 percent": one share in each of two sentences.
fn top_two_apart(
    draft: &Draft<'_>,
    near: &Range<u32>,
    margin: &Range<u32>,
) -> Option<(Decimal, Vec<Range<u32>>)> {
    let shares: Vec<&Figure> =
        draft.figures_in(near).iter().filter(|f| f.is_percent() && f.tokens != *margin).collect();
    let [a, b, ..] = shares[..] else { return None };
    let next = draft.next_sentence(a.tokens.start).is_some_and(|s| s.contains(&b.tokens.start));
    let total = a.value + b.value;
    let plain = a.plain() && b.plain() && total <= Decimal::from(101) && total >= Decimal::from(40);
    let moved = draft.has_any(near, &[Cue::Up, Cue::Down, Cue::Earlier]);
    let two = shares.len() == 2 && next && plain && !moved && a.value != b.value;
    two.then(|| ((a.value - b.value).abs(), vec![a.tokens.clone(), b.tokens.clone()]))
}

/// "She has 39% of those asked, and Dev Rattan, who runs the ferry company, has 37%; the remaining 24% ...": the two
/// largest shares of a sentence, where none is told for another time.
fn top_two(draft: &Draft<'_>, near: &Range<u32>, margin: &Range<u32>) -> Option<(Decimal, Vec<Range<u32>>)> {
    let sentences =
        draft.figures_in(near).iter().filter(|f| f.is_percent()).map(|f| draft.sentence(f.tokens.start));
    for sentence in sentences {
        let rest =
            |f: &Figure| draft.has(&(f.tokens.start.saturating_sub(2)..f.tokens.start), Cue::Remainder);
        let mut shares: Vec<&Figure> = draft
            .figures_in(&sentence)
            .iter()
            .filter(|f| f.plain() && f.tokens != *margin && !rest(f))
            // "on 34 per cent, with the Conservative on 32"
            .filter(|f| {
                f.is_percent()
                    || f.kind == Kind::Number
                        && f.noun.is_none()
                        && draft.follows(f.tokens.start, WordSet::BeforeShare)
            })
            .collect();
        let total: Decimal = shares.iter().map(|f| f.value).sum();
        let plain = total <= Decimal::from(101) && total >= Decimal::from(40);
        if shares.len() < 2 || !plain || draft.has_any(&sentence, &[Cue::Up, Cue::Down]) {
            continue;
        }
        shares.sort_by_key(|f| std::cmp::Reverse(f.value));
        let (a, b) = (shares[0], shares[1]);
        return Some((a.value - b.value, vec![a.tokens.clone(), b.tokens.clone()]));
    }
    None
}
