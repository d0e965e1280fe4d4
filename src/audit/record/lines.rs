//! Lines of a list or a table that each tell a beginning and how many years ago it was: one that fits no time at which
//! most of the others are right.
//!
//! "- 150 years since the tramway opened (1875)", "- 80 years since the first broadcast (1965)" in a diary of 2025.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::whole_years;
use crate::audit::Slip;
use crate::audit::age::years;
use crate::audit::anniversary::integer;
use crate::audit::calendar::{self, Day};
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::table::{Cell, tables};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// A line: when something began, how many years are counted, and its other dates.
struct Line {
    began: Day,
    years: i16,
    place: Range<u32>,
    days: Vec<Day>,
}

/// Most lines of a list, and most times that they may all be told of.
const LINES: usize = 60;
const TIMES: usize = 8;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    if draft.items {
        items(draft, out);
    }
    for cells in tables(draft) {
        rows(draft, &cells, out);
    }
}

/// The lists of the text, item by item.
fn items(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let blocks = draft.input.tokens.blocks.iter().zip(&draft.input.doc.blocks);
    let mut list: Vec<Range<u32>> = Vec::new();
    let mut above = 0..0;
    for (range, block) in blocks {
        if block.scope == Scope::Item {
            list.push(range.clone());
            continue;
        }
        of_list(draft, &above, &std::mem::take(&mut list), out);
        above = range.clone();
    }
    of_list(draft, &above, &list, out);
}

fn of_list(draft: &Draft<'_>, above: &Range<u32>, list: &[Range<u32>], out: &mut Vec<Slip>) {
    if list.len() < 3 || list.len() > LINES {
        return;
    }
    for born in [true, false] {
        let lines: Vec<Line> = list.iter().filter_map(|r| item(draft, r, born)).collect();
        odd(draft, above, &lines, born, out);
    }
}

/// "Petra Sims (Labour), nurse, born 1989, aged 43"; "80 years since the first broadcast (1965)"
fn item(draft: &Draft<'_>, range: &Range<u32>, born: bool) -> Option<Line> {
    let life = draft.has(range, Cue::Born)
        || (range.start..range.end).any(|i| draft.word(i) == "(" && draft.is(i + 1, "b"));
    let counts = |f: &&Figure| {
        if !f.plain() {
            return false;
        }
        let end = f.whole.end.max(f.tokens.end);
        let jubilee = f.kind == Kind::Ordinal
            && draft.has(&(f.tokens.end..f.tokens.end + 2), Cue::Anniversary)
            || f.kind == Kind::Duration
                && (draft.any(f.tokens.end, &["since", "of"]) || draft.any(end, &["since", "of"]));
        // "Ito (born 1998), 24"
        let bare = f.kind == Kind::Number
            && f.unit.is_none()
            && f.noun.is_none()
            && f.value < Decimal::ONE_HUNDRED
            && (draft.preceded(f.tokens.start, &[",", "("])
                || draft.follows(f.tokens.start, WordSet::AgeRange));
        if born { f.kind == Kind::Age || bare } else { jubilee }
    };
    let mut found = draft.figures_in(range).iter().filter(counts);
    let figure = found.next().filter(|_| found.next().is_none() && life == born)?;
    let dated: Vec<Day> = dates(draft, range).into_iter().filter(|d| d.year.is_some()).collect();
    let [began] = &dated[..] else { return None };
    let years = if born { whole_years(figure.value)? } else { decades(figure)? };
    Some(Line { began: began.clone(), years, place: figure.tokens.clone(), days: Vec::new() })
}

/// The years that a figure counts: "80 years", "80th".
fn decades(f: &Figure) -> Option<i16> {
    let year = f.kind == Kind::Ordinal || f.unit.as_ref().is_some_and(|u| u.name() == "year");
    integer(f.value).filter(|n| year && (2..=3000).contains(n))
}

/// The dates with a year, and years that stand by themselves: "(1965)".
fn dates(draft: &Draft<'_>, range: &Range<u32>) -> Vec<Day> {
    let mut out: Vec<Day> = draft.days_in(range).to_vec();
    for i in range.clone() {
        let known = out.iter().any(|d| d.tokens.contains(&i));
        if let Some((year, len)) = calendar::year(draft, i).filter(|_| !known) {
            out.push(Day { tokens: i..i + len, year: Some(year), month: None, day: None, open: false });
        }
    }
    out
}

/// The rows of a table with a column of beginnings and one of years.
fn rows(draft: &Draft<'_>, cells: &[Cell], out: &mut Vec<Slip>) {
    let Some(first) = cells.first() else { return };
    let above = draft.block_above(first.tokens.start).unwrap_or(0..0);
    let head = |column: u32| cells.iter().find(|c| c.row == 0 && c.column == column);
    let last = cells.iter().map(|c| c.column).max().unwrap_or(0).min(20);
    let titled = |column: u32, test: &dyn Fn(&Cell) -> bool| head(column).is_some_and(test);
    let aged = (0..=last).find(|&c| titled(c, &|h| draft.one(h.tokens.start, WordSet::AgeRange)));
    let kept = (0..=last).find(|&c| titled(c, &|h| draft.has(&h.tokens, Cue::Anniversary)));
    let born = (0..=last).find(|&c| titled(c, &|h| draft.has(&h.tokens, Cue::Born)));
    let at = |row: u32, column: u32| cells.iter().find(|c| c.row == row && c.column == column);
    let most = cells.iter().map(|c| c.row).max().unwrap_or(0);
    for (count, life) in [(aged, true), (kept, false)] {
        let Some(count) = count else { continue };
        let mut lines = Vec::new();
        for row in 1..=most {
            let figure =
                at(row, count).and_then(|c| draft.figures_in(&c.tokens).first()).filter(|f| f.plain());
            let Some(figure) = figure else { continue };
            let mut days: Vec<(u32, Day)> = Vec::new();
            for column in (0..=last).filter(|&c| c != count) {
                let found = at(row, column).map(|c| dates(draft, &c.tokens)).unwrap_or_default();
                days.extend(found.into_iter().find(|d| d.year.is_some()).map(|d| (column, d)));
            }
            let start = days.iter().position(|(c, _)| if life { Some(*c) == born } else { true });
            let (Some(start), Some(n)) = (start, integer(figure.value).filter(|n| (1..=3000).contains(n)))
            else {
                continue;
            };
            let (_, began) = days.remove(start);
            let days = days.into_iter().map(|(_, d)| d).collect();
            lines.push(Line { began, years: n, place: figure.tokens.clone(), days });
        }
        odd(draft, &above, &lines, life, out);
    }
}

/// The lines that are off at the time at which most of the others are right.
fn odd(draft: &Draft<'_>, above: &Range<u32>, lines: &[Line], life: bool, out: &mut Vec<Slip>) {
    if lines.len() < 3 {
        return;
    }
    let off = |line: &Line, (d0, d1): (Date, Date)| -> Option<i16> {
        let (b0, b1) = line.began.bounds()?;
        let (least, most) = if life {
            (years(b1, d0), years(b0, d1))
        } else {
            (d0.year() - b1.year(), d1.year() - b0.year())
        };
        Some((least - line.years).max(line.years - most).max(0))
    };
    let mut times: Vec<(Date, Date)> = Vec::new();
    if let Some(now) = draft.published() {
        times.extend(now.checked_sub(10.days()).ok().map(|d| (d, now)));
        times.extend(now.checked_add(1.years()).ok().filter(|_| !life).map(|d| (d, d)));
    }
    let title = draft.block(0);
    times
        .extend(draft.days_in(above).iter().chain(draft.days_in(&title)).filter_map(Day::bounds).take(TIMES));
    let columns = lines.iter().map(|l| l.days.len()).min().unwrap_or(0);
    let fixed = times.len();
    let time = |line: &Line, k: usize| {
        if k < fixed { times.get(k).copied() } else { line.days.get(k - fixed)?.bounds() }
    };
    let right = |k: usize| lines.iter().filter(|l| time(l, k).and_then(|t| off(l, t)) == Some(0)).count();
    let Some(best) = (0..fixed + columns).max_by_key(|&k| (right(k), std::cmp::Reverse(k))) else { return };
    let fitting = right(best);
    if fitting < 2 || fitting * 2 <= lines.len() {
        return;
    }
    for line in lines {
        let never = (0..fixed + line.days.len())
            .all(|k| time(line, k).and_then(|t| off(line, t)).is_none_or(|o| o > 1));
        let Some((d0, d1)) = time(line, best).filter(|_| never) else { continue };
        let Some((b0, b1)) = line.began.bounds() else { continue };
        let (least, most) = if life {
            (years(b1, d0), years(b0, d1))
        } else {
            (d0.year() - b1.year(), d1.year() - b0.year())
        };
        let can = if least >= most { most.to_string() } else { format!("{least} or {most}") };
        let text = format!(
            "{}: {can} years, not {}, as the other lines are counted",
            draft.text(&line.began.tokens),
            line.years
        );
        let code = if life { "age-date" } else { "anniversary" };
        out.push(Slip::new(code, &line.place, text).against([line.began.tokens.clone()]));
    }
}
