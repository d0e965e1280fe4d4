//! Columns of a table that are computed from each other: From, To and Years; Feet and Metres.
//!
//! What the columns are is shown by the other rows: one row that does not fit, where all others do, is a slip.

use std::ops::Range;

use super::Slip;
use super::conversion::head_unit;
use super::draft::Draft;
use super::span::CODE;
use super::table::{Cell, tables};
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Fewest other rows that show what the columns are.
const OTHERS: usize = 2;

/// The row, its tokens and its number, of each cell of a column.
struct Column {
    head: Range<u32>,
    rows: Vec<(u32, Range<u32>, Decimal)>,
}

fn columns(draft: &Draft<'_>, cells: &[Cell]) -> Vec<Column> {
    let last = cells.iter().map(|c| c.column).max().unwrap_or(0).min(50);
    let column = |number: u32| {
        let mut own = cells.iter().filter(|c| c.column == number);
        let head = own.next().filter(|c| c.row == 0)?.tokens.clone();
        let rows = own.filter_map(|c| {
            let numerals = draft.numerals_in(&c.tokens);
            let [n] = &numerals[..] else { return None };
            Some((c.row, c.tokens.clone(), n.value))
        });
        Some(Column { head, rows: rows.collect() })
    };
    (0..=last).filter_map(column).filter(|c| c.rows.len() > OTHERS - 1).collect()
}

/// "| O. Ferreira | 2001 | 2006 | 12 |" below "From", "To" and "Years"
pub(super) fn years(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let headed = |c: &Column, set: WordSet| (c.head.start..c.head.end).any(|i| draft.one(i, set));
    for cells in tables(draft) {
        let all = columns(draft, &cells);
        let year = |c: &Column| c.rows.iter().all(|r| (1000..2200).contains(&r.2.trunc().mantissa()));
        let from = all.iter().position(|c| headed(c, WordSet::FromColumn) && year(c));
        let Some(from) = from else { continue };
        let Some(to) = all.get(from + 1).filter(|c| headed(c, WordSet::ToColumn) && year(c)) else {
            continue;
        };
        let years = |c: &&Column| !year(c) && (c.head.start..c.head.end).any(|i| draft.is(i, "years"));
        let Some(length) = all.iter().find(years) else { continue };
        let rows = length.rows.iter().filter_map(|(row, tokens, n)| {
            let cell = |c: &Column| c.rows.iter().find(|r| r.0 == *row).map(|r| (r.1.clone(), r.2));
            let ((a, from), (b, to)) = (cell(&all[from])?, cell(to)?);
            Some((tokens, [a, b], to - from, *n))
        });
        let rows: Vec<_> = rows.collect();
        // Counted without or with both ends, the same way in every row.
        let fit = |more: Decimal| rows.iter().filter(|r| r.2 + more == r.3).count();
        let (plain, both) = (fit(Decimal::ZERO), fit(Decimal::ONE));
        if plain + both + 1 != rows.len() || plain.max(both) < 2.min(rows.len() - 1) {
            continue;
        }
        for (tokens, ends, is, n) in rows.iter().filter(|r| r.2 != r.3 && r.2 + Decimal::ONE != r.3) {
            let [a, b] = ends;
            let text = format!(
                "{} to {} is {} years, not {}",
                draft.text(a),
                draft.text(b),
                grouped(*is),
                grouped(*n)
            );
            out.push(Slip::new(CODE, tokens, text).against(ends.clone()));
        }
    }
}

/// "| Ben Laggan | 2,953 | 1,190 |" below "Feet" and "Metres"
pub(super) fn units(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for cells in tables(draft) {
        let all = columns(draft, &cells);
        for pair in all.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            let Some((from, to)) = head_unit(draft, &a.head).zip(head_unit(draft, &b.head)) else { continue };
            if from.dimension != to.dimension || from.name == to.name {
                continue;
            }
            let rows = a.rows.iter().filter_map(|(row, tokens, n)| {
                let other = b.rows.iter().find(|r| r.0 == *row)?;
                Some((tokens, other, from.convert(*n, &to)?, *n))
            });
            let rows: Vec<_> = rows.collect();
            let off = |is: Decimal, told: Decimal| {
                (is - told).abs() > Decimal::ONE.max(is.abs() / Decimal::from(25))
            };
            if rows.len() <= OTHERS || rows.iter().filter(|r| off(r.2, r.1.2)).count() != 1 {
                continue;
            }
            for (tokens, other, is, n) in rows.iter().filter(|r| off(r.2, r.1.2)) {
                let text = format!(
                    "{} {} are {} {}, not {}",
                    grouped(*n),
                    from.name,
                    grouped(is.round_dp(1).normalize()),
                    to.name,
                    grouped(other.2)
                );
                out.push(Slip::new("conversion-mismatch", tokens, text).against([other.1.clone()]));
            }
        }
    }
}
