//! Columns of a table that are computed from each other: From, To and Years; Feet and Metres.
//!
//! What the columns are is shown by the other rows: one row that does not fit, where all others do, is a slip.

use std::ops::Range;

use super::Slip;
use super::calendar::Day;
use super::conversion::{head_unit, unit};
use super::draft::Draft;
use super::length::{spell, unit_at};
use super::span::CODE;
use super::stretch::{Ends, between, one_year};
use super::table::{Cell, tables};
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;
use crate::value::unit::Measure;

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
            let [n] = numerals else { return None };
            Some((c.row, c.tokens.clone(), n.value))
        });
        Some(Column { head, rows: rows.collect() })
    };
    (0..=last).filter_map(column).filter(|c| c.rows.len() > OTHERS - 1).collect()
}

/// A row that tells both ends of a stretch, and its length.
struct Row {
    ends: Ends,
    places: Vec<Range<u32>>,
    told: Range<u32>,
    n: Decimal,
}

impl Row {
    /// The stretch in `unit`, counted without and with both ends.
    fn size(&self, unit: &str) -> Option<(Decimal, Decimal)> {
        match &self.ends {
            Ends::Days(a, b) => between(a, b, unit),
            // Over midnight, where the end is the earlier clock.
            Ends::Clocks(a, b) => {
                let minutes = Decimal::from((b - a).rem_euclid(24 * 60));
                let is = minutes / Decimal::from(if unit == "hour" { 60 } else { 1 });
                matches!(unit, "hour" | "minute").then_some((is, is))
            }
        }
    }
}

/// "| O. Ferreira | 2001 | 2006 | 12 |" below "From", "To" and "Years"; "| Night | 10pm | 6am | 7 |" below "Hours"
pub(super) fn spans(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let headed = |head: &Range<u32>, set: WordSet| draft.says(head, set);
    for cells in tables(draft) {
        let heads: Vec<&Cell> = cells.iter().filter(|c| c.row == 0).collect();
        let unit = |head: &&&Cell| counted_in(draft, &head.tokens);
        let Some((length, unit)) = heads.iter().find_map(|h| Some((h.column, unit(&h)?))) else { continue };
        let from = heads.iter().find(|h| headed(&h.tokens, WordSet::FromColumn));
        let to = from.and_then(|f| {
            heads.iter().find(|h| h.column == f.column + 1 && headed(&h.tokens, WordSet::ToColumn))
        });
        let rows = cells.iter().filter(|c| c.column == length && c.row > 0).filter_map(|told| {
            let numerals = draft.numerals_in(&told.tokens);
            let [n] = numerals else { return None };
            let of = |column: u32| cells.iter().find(|c| c.row == told.row && c.column == column);
            let (ends, places) = match from.zip(to) {
                Some((a, b)) => row_ends(draft, &[of(a.column)?, of(b.column)?])?,
                None => cells
                    .iter()
                    .filter(|c| c.row == told.row && c.column != length)
                    .find_map(|c| row_ends(draft, &[c]))?,
            };
            Some(Row { ends, places, told: told.tokens.clone(), n: n.value })
        });
        let rows: Vec<Row> = rows.collect();
        // Counted without or with both ends, the same way in every row.
        let sized: Vec<_> = rows.iter().filter_map(|r| Some((r, r.size(unit)?))).collect();
        let plain = sized.iter().filter(|(r, s)| r.n == s.0).count();
        let both = sized.iter().filter(|(r, s)| r.n == s.1 && s.0 != s.1).count();
        if sized.len() < OTHERS
            || plain + both + 1 != sized.len()
            || plain.max(both) < OTHERS.min(sized.len() - 1)
        {
            continue;
        }
        for (row, (is, _)) in sized.iter().filter(|(r, s)| r.n != s.0 && r.n != s.1) {
            let told: Vec<&str> = row.places.iter().map(|p| draft.text(p)).collect();
            let text = format!("{} is {}, not {}", told.join(" to "), spell(*is, unit), spell(row.n, unit));
            out.push(Slip::new(CODE, &row.told, text).against(row.places.iter().cloned()));
        }
    }
}

/// The unit that heads a column of lengths: "Years", "Duration (days)"; not "Working days".
fn counted_in(draft: &Draft<'_>, head: &Range<u32>) -> Option<&'static str> {
    let at = (head.start..head.end).find(|&i| unit_at(draft, i).is_some() && draft.word(i).ends_with('s'))?;
    let bare = at == head.start || draft.is_sign(at - 1) || draft.any(at - 1, &["of", "in"]);
    unit_at(draft, at).filter(|_| bare)
}

/// Both ends of a stretch, each in a cell of its own or both in one: "1901-1910".
fn row_ends(draft: &Draft<'_>, cells: &[&Cell]) -> Option<(Ends, Vec<Range<u32>>)> {
    let year = |c: &Cell| {
        let numerals = draft.numerals_in(&c.tokens);
        let [n] = numerals else { return None };
        let year = i16::try_from(n.value.trunc().mantissa()).ok().filter(|y| (1000..2200).contains(y))?;
        Some(Day { tokens: n.tokens.clone(), year: Some(year), month: None, day: None, open: false })
    };
    let of = |c: &&Cell| match draft.days_in(&c.tokens) {
        [] => Vec::from_iter(year(c)),
        days => days.to_vec(),
    };
    let days: Vec<Day> = cells.iter().flat_map(of).collect();
    if let [a, b] = &days[..] {
        let one_each = cells.len() == 1
            || cells[0].tokens.contains(&a.tokens.start) && cells[1].tokens.contains(&b.tokens.start);
        // "2 April", "7 April"
        let open = a.year.is_none() && a.month.is_some() && b.month.is_some();
        let (first, last) = if open { one_year(draft, a, b) } else { (a.clone(), b.clone()) };
        return one_each.then(|| (Ends::Days(first, last), vec![a.tokens.clone(), b.tokens.clone()]));
    }
    let [a, b] = cells else { return None };
    let (from, to) = (clock(draft.text(&a.tokens))?, clock(draft.text(&b.tokens))?);
    Some((Ends::Clocks(from, to), vec![a.tokens.clone(), b.tokens.clone()]))
}

/// Minutes since midnight of a cell that is a time of day: "6am", "2.30 p.m.", "14:00".
fn clock(text: &str) -> Option<i32> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ':')).unwrap_or(text.len());
    let (time, half) = text.split_at(end);
    let (hour, minute) = time.split_once(['.', ':']).unwrap_or((time, ""));
    let half: String = half.chars().filter(|c| c.is_alphabetic()).collect();
    let later = match half.to_ascii_lowercase().as_str() {
        "am" => 0,
        "pm" => 12,
        "" if minute.len() == 2 => {
            let hour = hour.parse::<i32>().ok().filter(|h| (0..=24).contains(h))?;
            return Some(hour * 60 + minute.parse::<i32>().ok().filter(|m| *m < 60)?);
        }
        _ => return None,
    };
    let hour = hour.parse::<i32>().ok().filter(|h| (1..=12).contains(h))? % 12 + later;
    let minute = if minute.is_empty() { 0 } else { minute.parse::<i32>().ok().filter(|m| *m < 60)? };
    Some(hour * 60 + minute)
}

/// "| Eastham | 3.1 (128) |" below "Rain, inches (mm)": one column in two units
fn both_in_one(draft: &Draft<'_>, cells: &[Cell], out: &mut Vec<Slip>) {
    for head in cells.iter().filter(|c| c.row == 0) {
        let open = |i: u32| matches!(draft.word(i), "(" | "/");
        let Some(at) = (head.tokens.start + 1..head.tokens.end).find(|&i| open(i)) else { continue };
        let units = unit(draft, &(at - 1..at)).zip(unit(draft, &(at + 1..at + 2)));
        let Some((from, to)) = units.filter(|(a, b)| a.dimension == b.dimension && a.name != b.name) else {
            continue;
        };
        let rows = cells.iter().filter(|c| c.column == head.column && c.row > 0).filter_map(|c| {
            let [a, b] = draft.numerals_in(&c.tokens) else { return None };
            let beside = b.tokens.start == a.tokens.end + 1 && open(a.tokens.end);
            let is = from.convert(a.value, &to).filter(|_| beside)?;
            Some(Pair { first: c.tokens.clone(), second: None, n: a.value, is, told: b.value })
        });
        judge(&rows.collect::<Vec<_>>(), &from, &to, out);
    }
}

/// A row in two units.
struct Pair {
    first: Range<u32>,
    /// Where the second stands, if in a cell of its own.
    second: Option<Range<u32>>,
    n: Decimal,
    /// What that is in the unit of the second, and what the row tells.
    is: Decimal,
    told: Decimal,
}

/// The one row whose second figure is off, where those of all others are right.
fn judge(rows: &[Pair], from: &Measure, to: &Measure, out: &mut Vec<Slip>) {
    let off = |r: &&Pair| (r.is - r.told).abs() > Decimal::ONE.max(r.is.abs() / Decimal::from(25));
    if rows.len() <= OTHERS || rows.iter().filter(off).count() != 1 {
        return;
    }
    for row in rows.iter().filter(off) {
        let text = format!(
            "{} {} are {} {}, not {}",
            grouped(row.n),
            from.name,
            grouped(row.is.round_dp(1).normalize()),
            to.name,
            grouped(row.told)
        );
        out.push(Slip::new("conversion-mismatch", &row.first, text).against(row.second.clone()));
    }
}

/// "| Ben Laggan | 2,953 | 1,190 |" below "Feet" and "Metres"
pub(super) fn units(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for cells in tables(draft) {
        both_in_one(draft, &cells, out);
        let all = columns(draft, &cells);
        for pair in all.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            let Some((from, to)) = head_unit(draft, &a.head).zip(head_unit(draft, &b.head)) else { continue };
            if from.dimension != to.dimension || from.name == to.name {
                continue;
            }
            let rows = a.rows.iter().filter_map(|(row, tokens, n)| {
                let (_, second, told) = b.rows.iter().find(|r| r.0 == *row)?;
                let (first, second) = (tokens.clone(), Some(second.clone()));
                Some(Pair { first, second, n: *n, is: from.convert(*n, &to)?, told: *told })
            });
            judge(&rows.collect::<Vec<_>>(), &from, &to, out);
        }
    }
}
