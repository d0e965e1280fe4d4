//! Tables of the text: their cells by row and column, totals, shares.

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use super::part::{self, exceeds};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// A cell: row, column and tokens.
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) tokens: Range<u32>,
}

/// Most cells of a table, and most tables, that are looked at.
const CELLS: usize = 400;
const TABLES: usize = 50;

/// The cells of each table, in the order of the text.
pub(super) fn tables(draft: &Draft<'_>) -> Vec<Vec<Cell>> {
    let mut out: Vec<(u32, Vec<Cell>)> = Vec::new();
    for (block, tokens) in draft.input.doc.blocks.iter().zip(&draft.input.tokens.blocks) {
        if let Scope::Cell { table, row, column } = block.scope {
            if out.last().is_none_or(|(t, _)| *t != table) {
                out.push((table, Vec::new()));
            }
            if let Some((_, cells)) = out.last_mut() {
                cells.push(Cell { row, column, tokens: tokens.clone() });
            }
        }
    }
    // Tables that people read, not data.
    out.into_iter().map(|(_, cells)| cells).filter(|cells| cells.len() <= CELLS).take(TABLES).collect()
}

/// A column of figures, one a row, below its head.
struct Column<'d> {
    head: Option<Range<u32>>,
    /// The label of the row, and its figure.
    rows: Vec<(Range<u32>, &'d Figure)>,
}

fn columns<'d>(draft: &'d Draft<'_>, cells: &[Cell]) -> Vec<Column<'d>> {
    let last = cells.iter().map(|c| c.column).max().unwrap_or(0);
    let mut out = Vec::new();
    for column in 1..=last.min(50) {
        let mut found = Column { head: None, rows: Vec::new() };
        let mut whole = true;
        for cell in cells.iter().filter(|c| c.column == column) {
            if cell.row == 0 {
                found.head = Some(cell.tokens.clone());
                continue;
            }
            let figures = draft.figures_in(&cell.tokens);
            let label = cells.iter().find(|c| c.row == cell.row && c.column == 0);
            match (figures, label) {
                ([f], Some(label)) if f.tokens.start <= cell.tokens.start + 1 => {
                    found.rows.push((label.tokens.clone(), f));
                }
                _ => whole = false,
            }
        }
        if whole && found.rows.len() >= 3 {
            out.push(found);
        }
    }
    out
}

/// "Total", "In all", and nothing else.
fn totals_label(draft: &Draft<'_>, label: &Range<u32>, head: Option<&Range<u32>>) -> bool {
    let long = label.end - label.start;
    // "All stalls" below stalls
    if long == 2
        && draft.is(label.start, "all")
        && !draft.has(label, Cue::Remainder)
        && draft.input.rules.language.ends_as_plural(draft.word(label.start + 1))
    {
        return true;
    }
    // "All four ports" below ports
    if long == 3 && draft.is(label.start, "all") && draft.figures_in(label).len() == 1 {
        return draft.input.rules.language.ends_as_plural(draft.word(label.start + 2));
    }
    // "Total general fund"
    if (3..=4).contains(&long) && draft.any(label.start, &["total", "totals"]) {
        return (label.start..label.end).all(|i| draft.is_word(i));
    }
    // "All passengers" in a column of passengers
    let named = |i: u32| head.is_some_and(|h| (h.start..h.end).any(|k| draft.akin(i, k)));
    // "All valid votes" in a column of votes
    if long == 3 && draft.any(label.start, &["all", "total"]) && !draft.has(label, Cue::Remainder) {
        return named(label.end - 1);
    }
    (1..=2).contains(&long)
        && draft.one(label.start, WordSet::TotalLabel)
        && (label.start..label.end).all(|i| draft.one(i, WordSet::TotalLabel) || named(i))
}

/// Rows that say "total" and are not the sum of the others.
pub(super) fn totals(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for cells in tables(draft) {
        let turned: Vec<Cell> =
            cells.iter().map(|c| Cell { row: c.column, column: c.row, tokens: c.tokens.clone() }).collect();
        for side in [&cells, &turned] {
            let found: Vec<Option<(Slip, bool)>> =
                columns(draft, side).iter().filter_map(|column| total(draft, column)).collect();
            // Where the other totals fit, one may be far off.
            let others =
                found.iter().filter(|f| f.is_none()).count() > 1 && found.iter().flatten().count() == 1;
            let usual = |slip: &Slip| draft.figures_in(&slip.tokens).iter().all(|f| f.kind != Kind::Percent);
            out.extend(
                found
                    .into_iter()
                    .flatten()
                    .filter(|(slip, near)| *near || others && usual(slip))
                    .map(|(slip, _)| slip),
            );
        }
    }
}

/// What a column with a total has: no slip, or one and whether it is a near one; nothing without a total.
fn total(draft: &Draft<'_>, column: &Column<'_>) -> Option<Option<(Slip, bool)>> {
    // "Gold", "Silver", "Bronze", "Medals"
    let says = |r: Option<&(Range<u32>, &Figure)>, set: WordSet| r.is_some_and(|(l, _)| draft.says(l, set));
    let medals = says(column.rows.last(), WordSet::Medals) && says(column.rows.first(), WordSet::Golds);
    // "All children's books" below picture books, stories and fact
    let all = |label: &Range<u32>| {
        let plural =
            label.end > label.start && draft.input.rules.language.ends_as_plural(draft.word(label.end - 1));
        let other = draft.has(label, Cue::Remainder) || draft.says(label, WordSet::OtherOne);
        draft.is(label.start, "all") && label.len() <= 6 && plural && !other && column.rows.len() > 3
    };
    let (_, total) = column.rows.last().filter(|(label, f)| {
        medals || totals_label(draft, label, column.head.as_ref()) || all(label) && f.kind != Kind::Percent
    })?;
    // "of which barns": counted in another row already.
    let part = |label: &Range<u32>| {
        // "- of which by air"
        let first = (label.start..label.end).find(|&i| draft.is_word(i));
        // "Leisure, subtotal"
        let sub = (label.start..label.end).any(|i| draft.any(i, &["subtotal", "subtotals", "sub"]));
        sub || first.is_some_and(|i| draft.one(i, WordSet::PartOfRow))
    };
    let rows = &column.rows[..column.rows.len() - 1];
    let parts: Vec<_> = rows.iter().filter(|(label, _)| !part(label)).collect();
    let alike = parts.iter().all(|(_, f)| {
        f.kind == total.kind
            && f.plain()
            && matches!(f.kind, Kind::Number | Kind::Money | Kind::Percent | Kind::Measure)
    });
    if !alike || parts.len() < 2 {
        return None;
    }
    // "(0.6)" is taken off.
    let signed = |f: &Figure| {
        let start = f.begin();
        if draft.before(start, 1) == "(" && start > 0 { -f.value } else { f.value }
    };
    let sum: Decimal = parts.iter().map(|(_, f)| signed(f)).sum();
    let slack: Decimal = parts.iter().map(|(_, f)| f.slack).sum();
    if (sum - total.value).abs() <= slack + total.slack {
        return Some(None);
    }
    // A column of averages, ages or years has no sum; a slip is not far from it.
    let near = sum < total.value * Decimal::TWO && total.value < sum * Decimal::TWO;
    let terms: Vec<String> = parts.iter().map(|(_, f)| grouped(f.value)).collect();
    let text = format!("{} = {}, not {}", terms.join(" + "), grouped(sum), grouped(total.value));
    let slip =
        Slip::new("sum-mismatch", &total.tokens, text).against(parts.iter().map(|(_, f)| f.tokens.clone()));
    Some(Some((slip, near)))
}

/// Columns of which one holds some of what the other does, "Electors", "Electors who voted", and in one row more.
pub(super) fn portions(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for cells in tables(draft) {
        let columns = columns(draft, &cells);
        for (k, whole) in columns.iter().enumerate() {
            for part in &columns[k + 1..] {
                let (Some(a), Some(b)) = (&whole.head, &part.head) else { continue };
                let counts = |c: &Column<'_>| c.rows.iter().all(|(_, f)| f.kind == Kind::Number && f.plain());
                if !some_of(draft, a, b)
                    || whole.rows.len() != part.rows.len()
                    || !counts(whole)
                    || !counts(part)
                {
                    continue;
                }
                let mut over = whole.rows.iter().zip(&part.rows).filter(|((_, w), (_, p))| exceeds(p, w));
                if let (Some(((_, w), (_, p))), None) = (over.next(), over.next()) {
                    out.push(part::slip(p, w));
                }
            }
        }
    }
}

/// Whether a column holds some of what the first one does: "Electors on the roll", "Electors who voted"; "of whom women".
fn some_of(draft: &Draft<'_>, whole: &Range<u32>, part: &Range<u32>) -> bool {
    let who = |h: &Range<u32>| draft.says(h, WordSet::OpensRelative) || draft.is(h.start, "of");
    let shared = (part.start..part.end).any(|i| {
        draft.is_word(i) && draft.word(i).len() > 3 && (whole.start..whole.end).any(|k| draft.akin(i, k))
    });
    let done = |h: &Range<u32>| draft.says(h, WordSet::SomeDid);
    let voters = draft.says(whole, WordSet::OnTheRoll) && draft.says(part, WordSet::VotesCast);
    !who(whole)
        && !done(whole)
        && (who(part) && (shared || draft.is(part.start, "of")) || done(part) || voters)
}

/// Columns of shares with a row for the rest that do not make 100.
pub(super) fn shares(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for cells in tables(draft) {
        for column in columns(draft, &cells) {
            let rows: Vec<_> = column
                .rows
                .iter()
                .filter(|(label, _)| !totals_label(draft, label, column.head.as_ref()))
                .collect();
            let headed = column.head.as_ref().is_some_and(|h| {
                (h.start..h.end).any(|i| draft.word(i) == "%" || draft.one(i, WordSet::PercentLabel))
            });
            let percent = rows.iter().all(|(_, f)| f.is_percent() || headed && f.kind == Kind::Number);
            let rest = rows.iter().any(|(label, _)| draft.has(label, Cue::Remainder));
            // "Main activity", "Cause": each counts under one of the rows.
            let first = cells.iter().find(|c| c.row == 0 && c.column == 0);
            let kinds = first.is_some_and(|c| {
                (c.tokens.start..c.tokens.end).any(|i| draft.one(i, WordSet::CategoryLabel))
            });
            // "Share of the vote", never "Share of pupils on free meals"
            let whole = |h: &Range<u32>| {
                let of = (h.start..h.end).find(|&i| draft.is(i, "of"));
                // "Share of all waste"
                let all = |of: u32| draft.any(of + 1, &["all", "total"]) && of + 3 == h.end;
                of.is_none_or(|of| all(of) || (of..h.end).any(|i| draft.one(i, WordSet::ShareWhole)))
            };
            let share = column.head.as_ref().is_some_and(|h| {
                (h.start..h.end).any(|i| draft.one(i, WordSet::ShareLabel)) && (whole(h) || kinds)
            });
            if !percent || !(rest || share) || rows.len() < 3 {
                continue;
            }
            let sum: Decimal = rows.iter().map(|(_, f)| f.value).sum();
            let slack: Decimal = rows.iter().map(|(_, f)| f.slack.max(Decimal::new(5, 2))).sum();
            let off = (sum - Decimal::ONE_HUNDRED).abs();
            // Without a row for the rest some may be left out, but for "There was no other source."
            let last = cells.last().map(|c| draft.input.tokens.sentence_of(c.tokens.start) + 1);
            let below = last.and_then(|k| draft.input.tokens.sentences.get(k));
            let all = below.is_some_and(|s| super::sole::nothing_else(draft, s));
            if !rest && !all && sum < Decimal::ONE_HUNDRED {
                continue;
            }
            if off <= slack.max(Decimal::ONE) || off > Decimal::from(25) {
                continue;
            }
            let terms: Vec<String> = rows.iter().map(|(_, f)| grouped(f.value)).collect();
            let text = format!("{} = {}, not 100", terms.join(" + "), grouped(sum));
            let (_, first) = rows[0];
            out.push(
                Slip::new("share-sum", &first.tokens, text)
                    .against(rows[1..].iter().map(|(_, f)| f.tokens.clone())),
            );
        }
    }
}
