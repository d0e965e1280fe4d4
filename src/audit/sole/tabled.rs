//! `text-differs` of what a table adds up to: "launched 61 times between June and August" above rows that make 75.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::differs::CODE;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::table::{Cell, tables};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Tokens on either side of a figure that may say what it counts.
const BESIDE: u32 = 3;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for cells in tables(draft) {
        let last = cells.iter().map(|c| c.column).max().unwrap_or(0).min(12);
        for column in 1..=last {
            out.extend(total(draft, &cells, column).and_then(|t| differs(draft, &cells, column, &t)));
        }
    }
}

/// What a column adds up to, and the labels of its first and last part.
struct Total<'d> {
    figure: &'d Figure,
    first: Range<u32>,
    last: Range<u32>,
}

/// The last row of a column, where it is the sum of the others.
fn total<'d>(draft: &'d Draft<'_>, cells: &[Cell], column: u32) -> Option<Total<'d>> {
    let rows: Vec<(u32, &Figure)> = cells
        .iter()
        .filter(|c| c.column == column && c.row > 0)
        .map(|c| match draft.figures_in(&c.tokens) {
            [f] if f.plain() && f.kind == Kind::Number => Some((c.row, f)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let (&(_, figure), parts) = rows.split_last()?;
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (_, f)| sum.checked_add(f.value))?;
    let label = |row: u32| Some(cells.iter().find(|c| c.row == row && c.column == 0)?.tokens.clone());
    let (first, last) = (parts.first()?.0, parts.last()?.0);
    (parts.len() > 1 && sum == figure.value).then_some(Total {
        figure,
        first: label(first)?,
        last: label(last)?,
    })
}

/// The slip of a figure of the text that counts all that the column does, and is not its sum.
fn differs(draft: &Draft<'_>, cells: &[Cell], column: u32, total: &Total<'_>) -> Option<Slip> {
    let head = cells.iter().find(|c| c.row == 0 && c.column == column)?.tokens.clone();
    let cell =
        |f: &Figure| cells.iter().any(|c| draft.figures_in(&c.tokens).iter().any(|g| g.value == f.value));
    let word = |i: u32| draft.is_word(i) && draft.word(i).len() >= 4 && !draft.one(i, WordSet::CommonWord);
    let counts = |f: &&Figure| {
        let sentence = draft.sentence(f.tokens.start);
        let near = f.begin().saturating_sub(BESIDE).max(sentence.start)..sentence.end.min(f.stop() + BESIDE);
        let named = head.clone().any(|i| word(i) && near.clone().any(|k| draft.akin(i, k)));
        let said =
            |label: &Range<u32>| label.clone().any(|i| word(i) && sentence.clone().any(|k| draft.akin(i, k)));
        // "61 times between June and August": from the first row to the last.
        let all = said(&total.first) && said(&total.last);
        let other = [Cue::Expected, Cue::Revised, Cue::Earlier, Cue::Partial];
        let apart = draft.has_any(&near, &other) || draft.says(&sentence, WordSet::OtherReckoning);
        // "40 visits from schools": some of them.
        let behind = f.stop();
        let timed = draft.readings_in(&(behind + 1..behind + 3)).iter().any(|r| r.kind.is_time());
        let some = draft.one(behind, WordSet::OpensClause) && !timed;
        f.kind == Kind::Number && f.plain() && f.value >= Decimal::TWO && named && all && !apart && !some
    };
    let body = draft.figures.iter().filter(|f| draft.scope(f.tokens.start) == Scope::Body);
    let mut told = body.filter(counts);
    let figure = told.next().filter(|_| told.next().is_none()).filter(|f| !cell(f))?;
    let text = format!("{} in the table, {} in the text", grouped(total.figure.value), grouped(figure.value));
    Some(Slip::new(CODE, &figure.tokens, text).against([total.figure.tokens.clone()]))
}
