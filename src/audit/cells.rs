//! `text-differs` of a table: a cell that the body gives with its digits mixed up, or one of them wrong: "| Best price | 470 |"
//! and "The best price of the sale, 410 rupees a kilo".

use std::ops::Range;

use super::apart::otherwise;
use super::differs::{CODE, shared};
use super::digits::{digits, mixed, one_digit};
use super::draft::Draft;
use super::figure::Figure;
use super::{Slip, again, sole, table};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Tokens before and behind a figure of the text that may set it apart from the table.
const BEFORE: u32 = 8;
const AFTER: u32 = 5;

/// A cell with one number, and the cells that say what it is.
struct Row<'d> {
    figure: &'d Figure,
    label: &'d Range<u32>,
    head: Option<&'d Range<u32>>,
    /// The table has no other column than labels and numbers, and no word at the head of these.
    pair: bool,
}

pub(super) fn check(draft: &Draft<'_>, body: &[&Range<u32>]) -> Vec<Slip> {
    let mut out = Vec::new();
    for cells in table::tables(draft) {
        let last = cells.iter().map(|c| c.row).max().unwrap_or(0);
        for row in 1..=last {
            let own = || cells.iter().filter(|c| c.row == row).map(|c| &c.tokens);
            let (Some(start), Some(end)) = (own().map(|t| t.start).min(), own().map(|t| t.end).max()) else {
                continue;
            };
            out.extend(again::race(draft, &(start..end), body));
        }
        let figures: Vec<&Figure> = cells.iter().flat_map(|c| draft.figures_in(&c.tokens)).collect();
        let rows = rows(draft, &cells);
        for row in &rows {
            for f in body.iter().flat_map(|b| draft.figures_in(b)) {
                let told = || figures.iter().any(|g| g.value == f.value);
                let one = of_one(draft, row, f) || last_digit(draft, row, f, &rows);
                if comparable(draft, row, f)
                    && one
                    && !told()
                    && !otherwise(draft, f)
                    && !apart(draft, f)
                    && !made(f, row.figure, &figures)
                {
                    let (here, there) = (grouped(row.figure.value), grouped(f.value));
                    let text = format!("{here} in the table, {there} in the text");
                    out.push(Slip::new(CODE, &row.figure.tokens, text).against([f.tokens.clone()]));
                }
            }
        }
    }
    out
}

/// "The best price of last week's sale", "who swam 26.4 seconds in the heats": whether a figure is of another time or round.
fn apart(draft: &Draft<'_>, f: &Figure) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    let before = f.begin().saturating_sub(BEFORE).max(sentence.start)..f.begin();
    let after = f.stop()..sentence.end.min(f.stop() + AFTER);
    let other = |i: u32| {
        draft.any(
            i,
            &[
                "last",
                "next",
                "previous",
                "earlier",
                "another",
                "other",
                "old",
                "former",
                "neighbouring",
                "rival",
            ],
        )
    };
    before.into_iter().any(other) || draft.says(&after, WordSet::EarlyRound)
}

/// Whether two numbers of a table make the one of the text: "8,400 tonnes of apples and pears".
fn made(f: &Figure, cell: &Figure, figures: &[&Figure]) -> bool {
    figures.iter().any(|g| g.tokens != cell.tokens && g.value + cell.value == f.value)
}

/// The cells of a table that hold one number, with their labels.
fn rows<'d>(draft: &'d Draft<'_>, cells: &'d [table::Cell]) -> Vec<Row<'d>> {
    let wide = cells.iter().any(|c| c.column > 1);
    let worded = |c: &&table::Cell| c.tokens.clone().any(|i| draft.is_word(i));
    let row = |cell: &'d table::Cell| {
        let [figure] = draft.figures_in(&cell.tokens) else { return None };
        // The first cell of the row with words; before it may stand a place: "| 1 | L. Koerner | 8,215 |".
        let mut before = cells.iter().filter(|c| c.row == cell.row && c.column < cell.column);
        let label = before.clone().find(worded).or_else(|| before.find(|c| c.column == 0))?;
        let head = cells.iter().find(|c| c.row == 0 && c.column == cell.column);
        let pair = !wide && head.is_none_or(|h| !worded(&h));
        Some(Row { figure, label: &label.tokens, head: head.map(|h| &h.tokens), pair })
    };
    cells.iter().filter(|c| c.column > 0).filter_map(row).collect()
}

/// Whether a number of the text can be that of a cell, whose unit its head or its label may have.
fn comparable(draft: &Draft<'_>, row: &Row<'_>, f: &Figure) -> bool {
    let unit = matches!(f.kind, Kind::Measure | Kind::Money | Kind::Duration);
    // "| Pints collected | 1,416 |", "1,614 pints were collected"
    let labelled =
        || f.tokens.end.checked_sub(1).is_some_and(|u| row.label.clone().any(|i| draft.akin(i, u)));
    f.kind == row.figure.kind
        || unit && row.figure.kind == Kind::Number && (headed(draft, row, f) || labelled())
}

/// Whether the head of a column, or the label of a row, names what a figure of the text counts or is measured in.
fn headed(draft: &Draft<'_>, row: &Row<'_>, f: &Figure) -> bool {
    let unit = f.tokens.end.checked_sub(1).filter(|_| f.kind != Kind::Number);
    // "$18" and "$16" are of one unit.
    if f.kind == row.figure.kind && f.kind != Kind::Number && f.unit.is_some() && f.unit == row.figure.unit {
        return true;
    }
    let Some(noun) = f.head().or(unit) else { return false };
    let names = |r: &Range<u32>| r.clone().any(|i| draft.akin(i, noun));
    row.head.is_some_and(names) || row.pair && names(row.label)
}

/// Whether a stretch tells all words of a label that say what its number is: long ones, and names.
fn names(draft: &Draft<'_>, label: &Range<u32>, range: &Range<u32>) -> bool {
    let word = |i: &u32| {
        draft.token(*i).is_some_and(|t| {
            let len = t.end - t.start;
            t.kind == TokenKind::Word
                && (len >= 4 && !draft.one(*i, WordSet::CommonWord) || len == 3 && t.capital())
        })
    };
    let told = |i: u32| range.clone().any(|k| draft.is_word(k) && draft.akin(i, k));
    let mut words = label.clone().filter(word).peekable();
    words.peek().is_some() && words.all(told)
}

/// Whether a figure of the text tells the cell of a row, with its digits mixed up or one of them wrong.
fn of_one(draft: &Draft<'_>, row: &Row<'_>, f: &Figure) -> bool {
    let (figure, sentence) = (row.figure, draft.sentence(f.tokens.start));
    let both = names(draft, row.label, &sentence);
    let same_head = row.head.is_some_and(|h| shared(draft, h, &sentence, &[]) >= 1)
        || row.pair && row.label.len() > 1 && both && headed(draft, row, f);
    if !(mixed(figure.value, f.value) || one_digit(figure.value, f.value) && same_head) {
        return false;
    }
    // "had 43,100 visitors in 2021" above or below "| 2021 | 41,300 |"
    let year = row.label.len() == 1
        && draft.word(row.label.start).len() == 4
        && (f.stop()..sentence.end.min(f.stop() + 3)).any(|i| draft.word(i) == draft.word(row.label.start));
    // "in front of 6,318 people", "Attendance: 6,813": four digits in another order are of one thing.
    let field = row.head.is_some_and(|h| {
        let near = f.begin().saturating_sub(3).max(sentence.start)..f.stop();
        sole::one_field(draft, h, &near)
    });
    let label =
        both || year && same_head || field && digits(f.value).0.len() > 3 && mixed(figure.value, f.value);
    // With two digits alone what is counted must be named by the head of the column too.
    label && (digits(f.value).0.len() > 2 || headed(draft, row, f))
}

/// "finished the season on 41 points" above a column of points in which 47 is the only number that is near it, with the
/// label of its row told right before.
fn last_digit(draft: &Draft<'_>, row: &Row<'_>, f: &Figure, rows: &[Row<'_>]) -> bool {
    let near = |x: Decimal| {
        let (a, b) = (x.normalize().to_string(), f.value.normalize().to_string());
        let off = a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count();
        a.len() == b.len() && a.len() > 1 && off == 1
    };
    if !near(row.figure.value) || !headed(draft, row, f) || !f.plain() {
        return false;
    }
    let column = || rows.iter().filter(|r| r.head == row.head && r.head.is_some());
    let only = column().count() > 2 && column().filter(|r| near(r.figure.value)).count() == 1;
    let sentence = draft.sentence(f.tokens.start);
    let from = draft.previous_sentence(sentence.start).map_or(sentence.start, |p| p.start);
    let (here, before) = (sentence.start..f.begin(), from..sentence.start);
    let names = |label: &Range<u32>, r: &Range<u32>| names(draft, label, r);
    // "The Hornets are the champions. They beat Redcliffe, and finished on 41": of whom the sentence before tells
    let own = names(row.label, &here)
        || names(row.label, &before) && draft.says(&(sentence.start..sentence.start + 1), WordSet::ItOrThey);
    let others = column().filter(|r| r.label != row.label && names(r.label, &here)).count();
    // "scored 41 points against Redcliffe"
    let rest = f.stop()..sentence.end;
    let beaten =
        column().any(|r| r.label != row.label && names(r.label, &rest)) || draft.preceded(f.begin(), &["by"]);
    let alone = own && !beaten && (others == 0 || !names(row.label, &here));
    let around = f.begin().saturating_sub(6).max(sentence.start)..sentence.end.min(f.stop() + 5);
    let apart = draft.has_any(&around, &[Cue::Earlier, Cue::Expected, Cue::Up, Cue::Down])
        || draft.says(&around, WordSet::OtherTime)
        || draft.any(f.stop(), &["ahead", "behind", "clear", "more", "fewer", "short", "away"])
        || f.kind == Kind::Number && draft.is(f.stop(), "from");
    only && alone && !apart
}
