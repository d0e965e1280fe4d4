//! `change-mismatch` in a table: a column of changes, and the columns or rows that they are reckoned from.
//!
//! "| 2023 | 920 | +45% |" below "| 2022 | 800 | +25% |" and "| 2021 | 640 | |". What the changes are reckoned from is
//! shown by the other rows: one that does not fit, where the others do, is a slip.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::change::{CODE, computed};
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::table::{Cell, tables};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Most columns of a table that are tried, and most rows.
const COLUMNS: u32 = 12;
const ROWS: usize = 60;

/// The change of a row, as a table tells it.
struct Told<'d> {
    row: u32,
    figure: &'d Figure,
    /// Whether it says to be a rise, where it says so.
    rises: Option<bool>,
}

/// A row whose change does not come from its two values.
struct Misfit<'d> {
    told: &'d Figure,
    old: &'d Figure,
    new: &'d Figure,
}

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for cells in tables(draft) {
        let last = cells.iter().map(|c| c.column).max().unwrap_or(0).min(COLUMNS);
        for column in 1..=last {
            let Some(head) = cells.iter().find(|c| c.row == 0 && c.column == column) else { continue };
            let told = changes(draft, &cells, column);
            if (2..=ROWS).contains(&told.len()) {
                out.extend(odd(draft, &cells, column, &told, &head.tokens));
            }
        }
    }
}

/// The changes in a column: shares or amounts, most of them with a sign, or below a head that says what they are.
fn changes<'d>(draft: &'d Draft<'_>, cells: &[Cell], column: u32) -> Vec<Told<'d>> {
    let own = cells.iter().filter(|c| c.column == column);
    let headed = own.clone().any(|c| c.row == 0 && is_label(draft, &c.tokens));
    let told: Vec<Told<'d>> = own
        .filter(|c| c.row > 0)
        .filter_map(|c| {
            let figure = only(draft, &c.tokens)?;
            let sign = |i: u32| match draft.word(i) {
                "+" | "\u{25b2}" | "\u{2191}" => Some(true),
                "-" | "\u{2212}" | "\u{2013}" | "\u{25bc}" | "\u{2193}" | "(" => Some(false),
                _ if draft.has(&(i..i + 1), Cue::Up) => Some(true),
                _ if draft.has(&(i..i + 1), Cue::Down) => Some(false),
                _ => None,
            };
            let rises = (c.tokens.start..figure.tokens.end).find_map(sign);
            let rises = if figure.value < Decimal::ZERO { Some(false) } else { rises };
            Some(Told { row: c.row, figure, rises })
        })
        .collect();
    let signed = told.iter().filter(|t| t.rises.is_some()).count();
    if headed || signed * 2 > told.len() { told } else { Vec::new() }
}

fn is_label(draft: &Draft<'_>, head: &Range<u32>) -> bool {
    (head.start..head.end)
        .any(|i| draft.one(i, WordSet::ChangeLabel) || matches!(draft.word(i), "+" | "\u{b1}"))
}

/// The one figure of a cell.
fn only<'d>(draft: &'d Draft<'_>, cell: &Range<u32>) -> Option<&'d Figure> {
    let [figure] = draft.figures_in(cell) else { return None };
    (figure.plain() && !figure.kind.is_time()).then_some(figure)
}

/// The slip of the one row whose change does not come from its values as the others do.
fn odd(draft: &Draft<'_>, cells: &[Cell], column: u32, told: &[Told<'_>], head: &Range<u32>) -> Option<Slip> {
    let last = cells.iter().map(|c| c.column).max()?.min(COLUMNS);
    let value = |row: u32, column: u32| {
        let cell = cells.iter().find(|c| c.row == row && c.column == column)?;
        only(draft, &cell.tokens)
    };
    let mut best: Option<(usize, Misfit<'_>)> = None;
    let others = || (0..=last).filter(|&c| c != column);
    let across = others().flat_map(|x| others().filter(move |&y| y != x).map(move |y| (x, y, 0)));
    let down = others().flat_map(|x| [(x, x, -1), (x, x, 1)]);
    for (x, y, step) in across.chain(down) {
        let (mut fits, mut misfits) = (0, Vec::new());
        for t in told {
            let before = t.row.checked_add_signed(step).filter(|&r| r > 0);
            let (Some(old), Some(new)) = (before.and_then(|r| value(r, x)), value(t.row, y)) else {
                continue;
            };
            match fit(old, new, t) {
                Some(true) => fits += 1,
                Some(false) => misfits.push(Misfit { told: t.figure, old, new }),
                None => {}
            }
        }
        if misfits.is_empty() && fits > 1 {
            return None;
        }
        if misfits.len() == 1 && best.as_ref().is_none_or(|(n, _)| *n < fits) {
            best = misfits.pop().map(|m| (fits, m));
        }
    }
    let (fits, odd) = best?;
    // With a single row that fits, the head must say what the column is.
    if fits == 0 || fits == 1 && !is_label(draft, head) {
        return None;
    }
    let (old, new) = (odd.old, odd.new);
    let text = if odd.told.is_percent() {
        let exact = share(old.value, new.value)?.abs().round_dp(1).normalize();
        format!(
            "from {} to {} is {} %, not {} %",
            grouped(old.value),
            grouped(new.value),
            grouped(exact),
            grouped(odd.told.value)
        )
    } else {
        computed(old, new, (new.value - old.value).abs(), odd.told)
    };
    Some(Slip::new(CODE, &odd.told.tokens, text).against([old.tokens.clone(), new.tokens.clone()]))
}

/// By how many per cent `new` is more than `old`.
fn share(old: Decimal, new: Decimal) -> Option<Decimal> {
    (new - old).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(old)
}

/// Whether a change is that of two values, as far as their digits tell; nothing where they have none.
fn fit(old: &Figure, new: &Figure, told: &Told<'_>) -> Option<bool> {
    if old.kind != new.kind || old.value <= Decimal::ZERO || new.value < Decimal::ZERO {
        return None;
    }
    let half = |f: &Figure| Decimal::new(5, f.value.normalize().scale().min(20) + 1);
    let (a, b, said) = (half(old), half(new), told.figure);
    let rises = new.value > old.value;
    let way = told.rises.is_none_or(|r| r == rises) || said.value.is_zero();
    let (low, high) = if said.is_percent() {
        if old.value <= a {
            return None;
        }
        (share(old.value + a, new.value - b)?, share(old.value - a, new.value + b)?)
    } else {
        let moved = new.value - old.value;
        (moved - a - b, moved + a + b)
    };
    let (value, leave) = (said.value.abs(), half(said));
    let signed = if told.rises.unwrap_or(rises) { value } else { -value };
    Some(
        (way || low <= Decimal::ZERO && high >= Decimal::ZERO)
            && signed + leave >= low
            && signed - leave <= high,
    )
}
