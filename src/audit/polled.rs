//! What a survey found: how far apart the first two of those that it asked about are, wherever the text tells it.

use std::ops::Range;

use super::draft::{Draft, Found};
use super::figure::Figure;
use super::table;
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// The distance between the first and the second: "45 percent and 43", "a two-point lead".
#[derive(Debug)]
pub(super) struct Gap {
    pub(super) value: Decimal,
    pub(super) places: Vec<Range<u32>>,
    /// Where it is told: what is said of a lead there is said of this one.
    pub(super) within: Range<u32>,
    /// Whether it is that of a survey as a whole: no vote, and no group of those asked.
    pub(super) surveyed: bool,
}

impl Gap {
    /// How many tokens there are between it and `at`.
    pub(super) fn distance(&self, at: u32) -> u32 {
        let ends = self.places.iter().map(|p| p.start.abs_diff(at).min(p.end.abs_diff(at)));
        ends.min().unwrap_or(u32::MAX)
    }
}

/// A share of those asked.
#[derive(Clone, Debug)]
struct Share {
    value: Decimal,
    tokens: Range<u32>,
    /// Whether "per cent" stands behind it.
    percent: bool,
    /// Whether it is that of nobody: "12 percent are undecided".
    rest: bool,
}

/// The gaps in the blocks of `range`, in the order of the text; `margins` are no shares.
pub(super) fn gaps(draft: &Draft<'_>, range: &Range<u32>, margins: &[Range<u32>]) -> Vec<Gap> {
    let mut out = Vec::new();
    let blocks = draft.input.tokens.blocks.iter().zip(&draft.input.doc.blocks);
    let mut items: Vec<Share> = Vec::new();
    let mut lone: Option<Share> = None;
    for (tokens, block) in blocks {
        if tokens.end <= range.start || tokens.start >= range.end {
            continue;
        }
        if block.scope == Scope::Item {
            // One share an item makes a list of rivals.
            if let [share] = &shares(draft, &draft.block(tokens.start), margins, false)[..] {
                items.push(share.clone());
                continue;
            }
        }
        out.extend(apart(draft, &std::mem::take(&mut items)));
        match block.scope {
            Scope::Cell { .. } => {}
            _ => paragraph(draft, tokens, margins, &mut lone, &mut out),
        }
    }
    out.extend(apart(draft, &items));
    out.extend(tables(draft, range));
    out.sort_by_key(|g| g.within.start);
    // "by three points, 49% to 46%": told twice.
    out.dedup_by(|b, a| {
        let same = a.value == b.value && a.within.start == b.within.start;
        if same {
            a.places.append(&mut b.places);
            a.within.end = a.within.end.max(b.within.end);
        }
        same
    });
    out
}

/// The gaps of a block; `lone` is the one share of the sentence before, which may be in the paragraph above.
fn paragraph(
    draft: &Draft<'_>,
    block: &Range<u32>,
    margins: &[Range<u32>],
    lone: &mut Option<Share>,
    out: &mut Vec<Gap>,
) {
    let mut at = block.start;
    while at < block.end {
        let sentence = draft.sentence(at);
        at = sentence.end.max(at + 1);
        let mut found = shares(draft, &sentence, margins, lone.is_some());
        out.extend(told(draft, &sentence, margins));
        let earlier = |c: &Found| !draft.is(c.tokens.start, "per");
        let moved = || {
            draft.has_any(&sentence, &[Cue::Up, Cue::Down])
                || draft.cues_in(&sentence, Cue::Earlier).any(earlier)
        };
        // "He was the choice of 44 percent of voters. Roark had 43 percent."
        if let Some(first) = lone.take()
            && !found.is_empty()
            && !moved()
        {
            let both: Vec<Share> = std::iter::once(first).chain(found.iter().cloned()).collect();
            out.extend(apart(draft, &both));
        }
        if found.len() == 1 && found[0].percent && !moved() {
            *lone = found.pop();
            continue;
        }
        // "61 percent to 30, ... 46 to 45": as many as one whole has room for are rivals.
        let mut start = 0;
        let mut sum = Decimal::ZERO;
        for k in 0..found.len() {
            if sum + found[k].value > Decimal::from(101) {
                out.extend(apart(draft, &found[start..k]));
                (start, sum) = (k, Decimal::ZERO);
            }
            sum += found[k].value;
        }
        out.extend(apart(draft, &found[start..]));
    }
}

/// How far the first two of some shares are apart.
fn apart(draft: &Draft<'_>, shares: &[Share]) -> Option<Gap> {
    let (first, last) = (shares.first()?, shares.last()?);
    let total: Decimal = shares.iter().map(|s| s.value).sum();
    let mut rivals: Vec<&Share> = shares.iter().filter(|s| !s.rest).collect();
    rivals.sort_by_key(|s| std::cmp::Reverse(s.value));
    let [a, b, ..] = rivals[..] else { return None };
    if total > Decimal::from(101) || a.value + b.value < Decimal::from(30) || a.value == b.value {
        return None;
    }
    let within = draft.sentence(first.tokens.start).start..draft.sentence(last.tokens.start).end;
    let mut places = vec![a.tokens.clone(), b.tokens.clone()];
    places.sort_by_key(|p| p.start);
    Some(Gap { value: a.value - b.value, places, surveyed: surveyed(draft, &within), within })
}

/// "a lead of 1.5 points", "3 points ahead", "one-point advantage"
fn told(draft: &Draft<'_>, sentence: &Range<u32>, margins: &[Range<u32>]) -> Vec<Gap> {
    let numerals = draft.numerals_in(sentence);
    let lead = |i: u32| draft.one(i, WordSet::NamesGap);
    let gap = |n: &Numeral| {
        let point = n.form == Form::Cardinal && !margins.contains(&n.tokens) && points(draft, n.tokens.end);
        let start = n.tokens.start.saturating_sub(BEFORE).max(sentence.start);
        let near = start..(n.tokens.end + BEHIND).min(sentence.end);
        let named = (near.start..near.end).any(lead) || draft.has(&near, Cue::Lead);
        // "up two points since June", "has gone up by two points": a change, of which something may be said as well.
        let moves = [Cue::Up, Cue::Down];
        let changed = draft.has_any(&(n.tokens.end + 1..n.tokens.end + 2), &moves)
            || draft.has_any(&(n.tokens.start.saturating_sub(2)..n.tokens.start), &moves) && !named
            // "Kim's lead shrank by 8 points"
            || draft.preceded(n.tokens.start, &["by"]) && {
                let verb = n.tokens.start.saturating_sub(2);
                draft.one(verb, WordSet::LeadGoes) || draft.one(verb, WordSet::ChangesBy) && !draft.any(verb, &["up", "down"])
            };
        let gap = Gap {
            value: n.value,
            places: vec![n.tokens.clone()],
            within: sentence.clone(),
            surveyed: !changed && surveyed(draft, sentence),
        };
        (point && (named || changed)).then_some(gap)
    };
    numerals.iter().filter_map(gap).chain(a_point(draft, sentence)).collect()
}

/// "ahead, by a single point", "leads by a percentage point": one, which no number tells.
fn a_point(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<Gap> {
    let one = |at: u32| {
        let first = (at.saturating_sub(3).max(sentence.start)..at)
            .rev()
            .find(|&i| draft.one(i, WordSet::Indefinite))?;
        let plain = (first + 1..at)
            .all(|i| draft.any(i, &["single", "whole", "mere", "bare", "full", "percentage", "solitary"]));
        (plain && !draft.preceded(first, &["half", "quarter", "than", "of"])).then_some(first..at + 1)
    };
    let place = (sentence.start + 1..sentence.end).filter(|&i| draft.is(i, "point")).find_map(one)?;
    let near = place.start.saturating_sub(BEFORE).max(sentence.start)..(place.end + BEHIND).min(sentence.end);
    let by = draft.preceded(place.start, &["by", "of"])
        || draft.one(place.end, WordSet::NamesGap)
        || draft.has(&(place.end..place.end + 1), Cue::Lead);
    let moved =
        draft.has_any(&near, &[Cue::Up, Cue::Down]) || near.clone().any(|i| draft.one(i, WordSet::LeadGoes));
    let named = near.clone().any(|i| draft.one(i, WordSet::NamesGap)) || draft.has(&near, Cue::Lead);
    // "leads by a point, 45% to 44%": the shares tell it.
    let shares = draft.figures_in(sentence).iter().filter(|f| f.is_percent()).count() > 1;
    (by && named && !moved && !shares).then(|| Gap {
        value: Decimal::ONE,
        places: vec![place],
        within: sentence.clone(),
        surveyed: surveyed(draft, sentence),
    })
}

/// Most tokens from the word for a gap to its number, and from the number to the word.
const BEFORE: u32 = 7;
const BEHIND: u32 = 5;

/// "points", "-point", "percentage points" right there.
pub(super) fn points(draft: &Draft<'_>, at: u32) -> bool {
    let between = |i: &u32| draft.word(*i) == "-" || draft.one(*i, WordSet::BetweenPoints);
    let behind = (at..at + 4).find(|i| !between(i));
    behind.is_some_and(|i| draft.one(i, WordSet::Points))
}

/// "%", "per cent" right there.
fn percent(draft: &Draft<'_>, at: u32) -> bool {
    draft.any(at, &["%", "percent", "pc"]) || draft.is(at, "per") && draft.is(at + 1, "cent")
}

/// The shares that a sentence or an item tells, where one may have been told right before; "45 percent ... and Brillhart of 43" are two.
fn shares(draft: &Draft<'_>, range: &Range<u32>, margins: &[Range<u32>], goes_on: bool) -> Vec<Share> {
    let numerals = draft.numerals_in(range);
    let mut out: Vec<Share> = Vec::new();
    for (k, n) in numerals.iter().enumerate() {
        let told = percent(draft, n.tokens.end);
        let share = n.form == Form::Cardinal && n.value > Decimal::from(5) && n.value < Decimal::from(95);
        let other = margins.contains(&n.tokens)
            || points(draft, n.tokens.end)
            || draft.preceded(n.tokens.start, &["from", "than"])
            || draft
                .days_in(&(n.tokens.start.saturating_sub(3)..n.tokens.end))
                .iter()
                .any(|d| d.tokens.end > n.tokens.start);
        if !share || other || !told && !bare(draft, n) {
            continue;
        }
        let next = numerals.get(k + 1).map_or(range.end, |n| n.tokens.start);
        let behind = n.tokens.end..next.min(n.tokens.end + UNDECIDED);
        let stop = (behind.start..behind.end)
            .find(|&i| {
                let rest = draft.is(i, "and") && draft.any(i + 1, &["the", "others", "rest", "another"]);
                rest || matches!(draft.word(i), ";" | "," | ")")
            })
            .unwrap_or(behind.end);
        let before = n.tokens.start.saturating_sub(3).max(range.start)..n.tokens.start;
        let label = draft.scope(range.start) == Scope::Item;
        let about = if label { range.clone() } else { behind.start..stop };
        // "though one has 55 per cent and the other 38"
        let one = || (range.start..n.tokens.start).any(|i| draft.is(i, "one"));
        let rival = draft.preceded(n.tokens.start, &["other"]) && one();
        let rest = !rival && nobodys(draft, &before) || nobodys(draft, &about);
        out.push(Share { value: n.value, tokens: n.tokens.clone(), percent: told, rest });
    }
    // Bare numbers are shares beside one that is told as such, or where each stands as one does.
    let joined = |s: &Share| {
        s.percent
            || s.tokens.start > range.start
                && (draft.one(s.tokens.start - 1, WordSet::BeforeShare)
                    || draft.any(s.tokens.start - 1, &["-", "\u{2013}", "against", "by"])
                    || draft.is_name(s.tokens.start - 1)
                    // "44 to Orr's 43"
                    || draft.is(s.tokens.start - 1, "s"))
            || matches!(draft.word(s.tokens.end), "-" | "\u{2013}")
            || draft.any(s.tokens.end, &["to", "against"])
    };
    if !out.iter().any(|s| s.percent) && (out.len() < 2 && !goes_on || !out.iter().all(joined)) {
        out.clear();
    }
    out
}

/// "12 percent are undecided", "8% have yet to make up their minds": a share of none of the rivals.
fn nobodys(draft: &Draft<'_>, near: &Range<u32>) -> bool {
    let not = |i: u32| draft.any(i, &["not", "t", "yet", "cannot"]);
    let decides =
        |i: u32| draft.one(i, WordSet::Decides) && (i.saturating_sub(5).max(near.start)..i).any(not);
    draft.has(near, Cue::Remainder)
        || (near.start..near.end).any(|i| draft.one(i, WordSet::Undecided) || decides(i))
}

/// Most tokens from a share to what says that it is nobody's.
const UNDECIDED: u32 = 9;

/// Whether a number without "per cent" can be a share: it counts nothing, and is no part of a date.
fn bare(draft: &Draft<'_>, n: &Numeral) -> bool {
    let at = n.tokens.start..n.tokens.start + 1;
    let plain = match draft.figures_in(&at) {
        [] => !draft.preceded(n.tokens.start, &["$", "\u{a3}", "\u{20ac}"]),
        [f, ..] => {
            f.kind == Kind::Percent || f.end || f.kind == Kind::Number && f.noun.is_none() && f.unit.is_none()
        }
    };
    plain
        && n.value >= Decimal::TEN
        && !(draft.preceded(n.tokens.start, &["of"]) && draft.any(n.tokens.start.wrapping_sub(2), &["out"]))
}

/// The gaps of tables whose figures share out a whole.
fn tables(draft: &Draft<'_>, range: &Range<u32>) -> Vec<Gap> {
    let mut out = Vec::new();
    for cells in table::tables(draft) {
        let (Some(first), Some(end)) = (cells.first(), cells.iter().map(|c| c.tokens.end).max()) else {
            continue;
        };
        if end <= range.start || first.tokens.start >= range.end {
            continue;
        }
        let heads = |i: u32| draft.one(i, WordSet::PercentLabel);
        let column = cells
            .iter()
            .filter(|c| c.row == 0)
            .find(|c| (c.tokens.start..c.tokens.end).any(heads))
            .map(|c| c.column);
        let mut shares: Vec<Share> = Vec::new();
        for cell in cells.iter().filter(|c| c.row > 0 && column.is_none_or(|k| c.column == k)) {
            let [f] = draft.figures_in(&cell.tokens) else { continue };
            if !f.plain() || !(f.is_percent() || f.kind == Kind::Number && column.is_some()) {
                continue;
            }
            let row = || cells.iter().filter(|c| c.row == cell.row);
            let rest = row().any(|c| nobodys(draft, &c.tokens));
            shares.push(Share { value: f.value, tokens: f.tokens.clone(), percent: true, rest });
        }
        if let Some(mut gap) = apart(draft, &shares) {
            gap.within = first.tokens.start..end;
            out.push(gap);
        }
    }
    out
}

/// Whether what is told in `range` is what a survey found among all whom it asked.
fn surveyed(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    let counted =
        |f: &Figure| f.kind == Kind::Number && f.head().is_some_and(|i| draft.one(i, WordSet::Polled));
    // "31% of sales": shares of a trade
    let traded = |i: u32| {
        let of =
            draft.is(i, "of") && (percent(draft, i.wrapping_sub(1)) || draft.is(i.wrapping_sub(1), "cent"));
        of && (i + 1..i + 3).any(|k| draft.one(k, WordSet::Traded))
    };
    let group =
        |i: u32| draft.one(i, WordSet::AmongSome) && (i + 1..i + 4).any(|k| draft.one(k, WordSet::SomeAsked));
    // "won, by 50.4 per cent to 49.6"
    // "the team's pollster" plays none.
    // "have overtaken the Farmers' League, the poll shows"
    let asked = (range.start..range.end).any(|i| draft.one(i, WordSet::Survey));
    let game = |i: u32| draft.one(i, WordSet::PlaysGame) && !asked;
    let won =
        |i: u32| game(i) || traded(i) || draft.is(i, "won") && (i + 1..i + 3).any(|k| draft.is(k, "by"));
    // "with 98 percent of polling stations counted. She had 49.3 percent"
    let goes_on = draft.one(range.start, WordSet::HeOrShe);
    let before = draft.previous_sentence(range.start).filter(|_| goes_on);
    !draft.has(range, Cue::Result)
        && !before.is_some_and(|s| draft.has(&s, Cue::Result))
        && !(range.start..range.end).any(won)
        && !draft.figures_in(range).iter().any(counted)
        && !(range.start..range.end).any(group)
}
