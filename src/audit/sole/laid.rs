//! `sum-mismatch` of what a list or a column of a table adds up to, where the text beside it tells the sum with a slip of
//! the pen: "The orchard filled 89 crates:" above "- Apples: 34", "- Pears: 28", "- Plums: 17".

use std::ops::Range;

use super::pen;
use super::terms::addable;
use crate::audit::Slip;
use crate::audit::draft::{Draft, is_display};
use crate::audit::figure::Figure;
use crate::audit::sum::{alike, slip};
use crate::audit::table::tables;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Fewest and most parts.
const PARTS: std::ops::RangeInclusive<usize> = 3..=14;

/// Most blocks between a table and what tells its sum.
const BLOCKS: usize = 3;

/// Tokens on either side of a figure that may say what it counts.
const BESIDE: u32 = 4;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for cells in tables(draft) {
        let last = cells.iter().map(|c| c.column).max().unwrap_or(0).min(8);
        for column in 1..=last {
            let of = |head: bool| cells.iter().filter(move |c| c.column == column && (c.row == 0) == head);
            let rows: Vec<Range<u32>> = of(false).map(|c| c.tokens.clone()).collect();
            let labels = cells.iter().filter(|c| c.column == 0 && c.row > 0).map(|c| c.tokens.clone());
            let head = of(true).map(|c| c.tokens.clone()).next();
            out.extend(beside(draft, &rows, &labels.collect::<Vec<_>>(), head.as_ref()));
        }
    }
    if !draft.items {
        return;
    }
    let blocks = &draft.input.doc.blocks;
    for (number, block) in blocks.iter().enumerate() {
        let ends =
            block.scope == Scope::Body && blocks.get(number + 1).is_some_and(|b| b.scope == Scope::Item);
        if let Some(lead) = draft.input.tokens.blocks.get(number).filter(|_| ends) {
            let items = draft.items_below(lead.start);
            out.extend(beside(draft, &items, &items, None));
        }
    }
}

/// The slip of a figure beside rows or items of one figure each.
fn beside(
    draft: &Draft<'_>,
    rows: &[Range<u32>],
    labels: &[Range<u32>],
    head: Option<&Range<u32>>,
) -> Option<Slip> {
    if !PARTS.contains(&rows.len()) {
        return None;
    }
    let own = |r: &Range<u32>| {
        let mut figures = draft.figures_in(r).iter().filter(|f| addable(f));
        figures.next().filter(|f| f.plain() && figures.next().is_none())
    };
    let parts: Vec<&Figure> = rows.iter().map(own).collect::<Option<_>>()?;
    // "- Total: 79", "- of which by post: 40", "- less discount: £30"
    let other = |r: &Range<u32>| {
        draft.one(r.start, WordSet::TotalLabel)
            || (r.start..r.start + 3)
                .any(|k| draft.one(k, WordSet::PartOfRow) || draft.one(k, WordSet::Subtracts))
            || draft.has_any(r, &[Cue::Partial, Cue::Overlap, Cue::Each])
    };
    let (first, last) = (parts.first()?, rows.last()?);
    if labels.iter().chain(rows).any(other) || !parts.iter().all(|p| alike(first, p) && alike(p, first)) {
        return None;
    }
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value))?;
    let slack = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(pen::slack(draft, p)))?;
    let place = |i: u32| draft.input.tokens.block_of(i);
    let (top, end) = (place(rows.first()?.start), place(last.start));
    let reach = if head.is_some() { BLOCKS } else { 1 };
    let near = |f: &&Figure| {
        let (at, scope) = (place(f.tokens.start), draft.scope(f.tokens.start));
        let title = head.is_some() && at < top;
        (scope == Scope::Body || is_display(scope))
            && (title || at < top && at + reach >= top || at > end && at <= end + reach)
    };
    let tells = |f: &&Figure| f.plain() && addable(f) && alike(first, f) && near(f);
    let mut told = draft.figures.iter().filter(tells).filter(|f| f.value != Decimal::from(rows.len()));
    // The sum itself told somewhere near: another number is another thing.
    if draft.figures.iter().filter(near).any(|f| f.value == sum) {
        return None;
    }
    let total = told.find(|f| {
        let off = f.value.checked_sub(sum).map(|d| d.abs());
        off.zip(slack.checked_add(pen::slack(draft, f))).is_some_and(|(off, slack)| off > slack)
            && pen::slip(sum, f.value)
            && is_whole(draft, f, first, head)
    })?;
    let text: Vec<String> = parts.iter().map(|p| grouped(p.value)).collect();
    let text = format!("{} = {}, not {}", text.join(" + "), grouped(sum), grouped(total.value));
    Some(slip(total, text).against(parts.iter().map(|p| p.tokens.clone())))
}

/// Whether a figure counts what rows do, and all of it.
fn is_whole(draft: &Draft<'_>, total: &Figure, part: &Figure, head: Option<&Range<u32>>) -> bool {
    let sentence = draft.sentence(total.tokens.start);
    let near =
        total.begin().saturating_sub(BESIDE).max(sentence.start)..sentence.end.min(total.stop() + BESIDE);
    let word = |i: u32| draft.is_word(i) && draft.word(i).len() >= 4 && !draft.one(i, WordSet::CommonWord);
    let named = head.is_some_and(|h| h.clone().any(|i| word(i) && near.clone().any(|k| draft.akin(i, k))));
    let total_cue = draft.has(&near, Cue::Total) || draft.says(&near, WordSet::NamesSum);
    // "The survey found 148 nests." right above the list
    let block = draft.block(total.tokens.start);
    let closes = sentence.end == block.end && (total.head().is_some() || draft.word(sentence.end - 1) == ":");
    let leads = head.is_none() && closes;
    let same = match (total.head(), part.head()) {
        (Some(a), Some(b)) if total.kind == Kind::Number => draft.akin(a, b),
        _ => true,
    };
    let apart = [Cue::Partial, Cue::Overlap, Cue::Rounding, Cue::Each, Cue::Revised, Cue::Earlier];
    let planned = !leads && draft.has(&sentence, Cue::Expected);
    // "The busiest of the 245:", "12 more than last year"
    let some = (sentence.start..sentence.end).any(|i| {
        draft.one(i, WordSet::AddsUntold)
            || draft.one(i, WordSet::SomeOfAll)
            || draft.any(i, &["than", "room", "capacity", "record", "target", "limit"])
    });
    same && (named || total_cue || leads) && !some && !planned && !draft.has_any(&sentence, &apart)
}
