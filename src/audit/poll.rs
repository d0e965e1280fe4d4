//! `poll-margin`: a lead inside the margin of error that is called a lead, and one far beyond it that is called none.
//!
//! Three things are read apart, wherever they stand: the margins, the [gaps](super::polled::Gap) between the first two,
//! and what is said of a gap. Each of the last is tied to the gap of its sentence, or else to the nearest one.

use std::ops::Range;

use super::Slip;
use super::draft::{Draft, Found, is_coarse_date};
use super::polled::{self, Gap};
use crate::mention::number::{Form, Numeral};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;
use crate::value::decimal::grouped;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let margins = margins(draft);
    let (Some(first), Some(last)) = (margins.first(), margins.last()) else { return };
    let range = first.place.start.saturating_sub(ABOVE)..last.place.end.saturating_add(BELOW);
    let places: Vec<_> = margins.iter().map(|m| m.place.clone()).collect();
    let gaps = polled::gaps(draft, &range, &places);
    let said = said(draft, &gaps, &margins);
    for (k, gap) in gaps.iter().enumerate().filter(|(_, g)| g.surveyed) {
        let Some(margin) = margin_of(draft, gap, &margins) else { continue };
        // What is said in another sentence may be said of another gap that bears it out.
        let borne = |s: Says| {
            gaps.iter().enumerate().any(|(i, g)| {
                let fits = match s {
                    Says::Leads | Says::Beyond => g.value >= margin.value,
                    Says::Ties | Says::Within => g.value <= margin.value,
                };
                i != k && g.surveyed && fits
            })
        };
        let says = |s: Says| said.iter().any(|&(of, x, here)| of == k && x == s && (here || !borne(s)));
        let (small, large) = (gap.value < margin.value, gap.value > margin.value * Decimal::TWO);
        let (leads, ties) = (says(Says::Leads), says(Says::Ties));
        // "in a dead heat, with the Conservatives 12 points ahead": what tells the gap makes it no lead.
        let beside = |c: &Found| {
            gap.places.iter().any(|p| {
                // "leads Jones by 12 points, a statistical tie"
                let near = p.start >= c.tokens.end && p.start - c.tokens.end <= 5;
                // "leads Lund 51% to 39%. The race is too close to call"
                let by = near && (draft.preceded(p.start, &["by", "of"]) || gap.places.len() == 2);
                by || c.tokens.start >= p.end && c.tokens.start - p.end <= 3
            })
        };
        // "a dead heat in May; now 14 points ahead"
        let then = |r: &Range<u32>| draft.readings_in(r).iter().any(is_coarse_date);
        let own = || {
            let single = gap.places.len() == 1 || gap.places.len() == 2 && !draft.has(&gap.within, Cue::Tie);
            !then(&gap.within) && single && draft.cues_in(&gap.within, Cue::Lead).all(beside)
        };
        let leads = leads && !(large && ties && own());
        let text = if small && (says(Says::Beyond) || leads && !ties && !says(Says::Within)) {
            format!(
                "a lead of {} is inside the margin of error of {}",
                grouped(gap.value),
                grouped(margin.value)
            )
        } else if large && (says(Says::Within) || ties && !leads && !says(Says::Beyond)) {
            format!(
                "a lead of {} is more than twice the margin of error of {}",
                grouped(gap.value),
                grouped(margin.value)
            )
        } else {
            continue;
        };
        let Some((first, rest)) = gap.places.split_first() else { continue };
        out.push(
            Slip::new("poll-margin", first, text).against(rest.iter().cloned().chain([margin.place.clone()])),
        );
    }
}

/// Most tokens from a gap to the margin below it, and from a margin to a gap below it.
const ABOVE: u32 = 400;
const BELOW: u32 = 80;

/// A margin of error, and its place.
struct Margin {
    value: Decimal,
    place: Range<u32>,
}

/// The margins of error of a text.
fn margins(draft: &Draft<'_>) -> Vec<Margin> {
    let mut out: Vec<Margin> = Vec::new();
    for cue in draft.of(Cue::Margin) {
        let Some(n) = stated(draft, &cue.tokens) else { continue };
        if n.value <= Decimal::ZERO || n.value > Decimal::from(12) || out.iter().any(|m| m.place == n.tokens)
        {
            continue;
        }
        // "a margin of four points" alone is one of error only in a survey, never one of votes.
        if cue.worth.is_some() {
            let block = draft.block(cue.tokens.start);
            let survey = |i: u32| draft.one(i, WordSet::Survey);
            let told = (block.start..block.end).any(survey)
                || draft.cues_in(&block, Cue::Margin).any(|c| c.worth.is_none())
                || draft.is_error(&cue.tokens) && polled::points(draft, n.tokens.end);
            let won = draft.has(&draft.sentence(cue.tokens.start), Cue::Result)
                || (cue.tokens.start.saturating_sub(3)..cue.tokens.start)
                    .any(|i| draft.any(i, &["by", "profit"]))
                || draft.any(cue.tokens.end, &["victory", "profit"]);
            if !told || won {
                continue;
            }
        }
        out.push(Margin { value: n.value, place: n.tokens });
    }
    out.sort_by_key(|m| m.place.start);
    out
}

impl Draft<'_> {
    /// Whether the words themselves speak of an error.
    fn is_error(&self, range: &Range<u32>) -> bool {
        (range.start..range.end).any(|i| self.one(i, WordSet::ErrorWord))
    }
}

/// The number of a margin: right before the cue ("a 3-point margin of error"), or behind it.
fn stated(draft: &Draft<'_>, cue: &Range<u32>) -> Option<Numeral> {
    let sentence = draft.sentence(cue.start);
    let number = |n: &&Numeral| n.form == Form::Cardinal;
    let small = |n: &&Numeral| number(n) && n.value <= Decimal::from(12);
    let before = draft.numerals_in(&(cue.start.saturating_sub(5).max(sentence.start)..cue.start));
    let points = |i: u32| {
        draft.word(i) == "-" || draft.one(i, WordSet::Points) || draft.one(i, WordSet::BetweenPoints)
    };
    let glued = |n: &&Numeral| small(n) && (n.tokens.end..cue.start).all(points);
    if let Some(n) = before.iter().rev().find(glued) {
        return Some(n.clone());
    }
    let after = draft.numerals_in(&(cue.end..sentence.end.min(cue.end + 10)));
    // "is between 2.2 and 3.5 points, depending on the firm"
    let first = after.iter().find(number);
    if let Some(n) = first {
        return (!draft.preceded(n.tokens.start, &["between", "from"])).then(|| n.clone());
    }
    // "a lead of two points is outside the margin of error"
    let apart = (cue.start.saturating_sub(5).max(sentence.start)..cue.start)
        .any(|i| draft.one(i, WordSet::WithinMargin) || draft.one(i, WordSet::BeyondMargin));
    before.iter().rev().find(small).filter(|_| !apart).cloned()
}

/// The margin of a gap: that of its sentence, the only one, or the nearest in its paragraph.
fn margin_of<'m>(draft: &Draft<'_>, gap: &Gap, margins: &'m [Margin]) -> Option<&'m Margin> {
    let at = gap.places.first()?.start;
    let nearest = margins.iter().min_by_key(|m| m.place.start.abs_diff(at))?;
    let alike = margins.iter().all(|m| m.value == nearest.value);
    let block = draft.block(at);
    let below = nearest.place.start + BELOW > at && nearest.place.end < at + ABOVE;
    (below && (alike || block.contains(&nearest.place.start))).then_some(nearest)
}

/// What is said of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Leads,
    Ties,
    /// In so many words: "within the margin of error".
    Within,
    Beyond,
}

/// What is said of each gap, by its number, and whether its own sentence says it.
fn said(draft: &Draft<'_>, gaps: &[Gap], margins: &[Margin]) -> Vec<(usize, Says, bool)> {
    let mut out = Vec::new();
    let mut add = |at: u32, says: Says| {
        if let Some(k) = spoken_of(draft, at, gaps, margins) {
            let sentence = draft.sentence(at);
            let here = gaps.get(k).is_some_and(|g| g.places.iter().any(|p| sentence.contains(&p.start)));
            out.push((k, says, here));
        }
    };
    for (cue, says) in [(Cue::Lead, Says::Leads), (Cue::Tie, Says::Ties)] {
        // "the leading title": some who lead elsewhere
        let other = |c: &&Found| {
            let knife = draft.is(c.tokens.start, "edge")
                && draft.any(c.tokens.start.saturating_sub(1), &["knife", "-"]);
            knife || draft.is(c.tokens.start, "leading") && draft.follows(c.tokens.start, WordSet::Definite)
        };
        // "could be off by 4 points" tells of no tie.
        let off = |c: &&Found| draft.any(c.tokens.end, &["off", "out", "wrong"]);
        // "the span could be patched": of what no gap is told beside
        let may = |c: &&Found| {
            let sentence = draft.sentence(c.tokens.start);
            let beside = |g: &Gap| g.places.iter().any(|p| sentence.contains(&p.start));
            let told = |i: u32| draft.one(i, WordSet::NamesGap) || draft.is(i, "front");
            draft.is(c.tokens.start, "could")
                && draft.is(c.tokens.start + 1, "be")
                && !(sentence.start..sentence.end).any(told)
                && !gaps.iter().any(beside)
        };
        // "In March she led by 19": of another survey
        let then = |c: &&Found| {
            let sentence = draft.sentence(c.tokens.start);
            // "were tied on 44% in March"
            let end = if says == Says::Ties { c.tokens.end + 6 } else { c.tokens.start };
            draft.readings_in(&(sentence.start..end.min(sentence.end))).iter().any(is_coarse_date)
                && !gaps.iter().any(|g| g.places.iter().any(|p| sentence.contains(&p.start)))
        };
        // "On crime the two are level at 45% each": of their own figures
        let own = |c: &&Found| {
            let sentence = draft.sentence(c.tokens.start);
            says == Says::Ties
                && draft.figures_in(&sentence).iter().any(|f| {
                    f.is_percent()
                        && (draft.is(f.whole.end.max(f.tokens.end), "each")
                            || draft.before(f.begin(), 2) == "both")
                })
        };
        // "The race for the senate is too close to call": another one
        let race = |c: &&Found| {
            let sentence = draft.sentence(c.tokens.start);
            let behind = gaps.iter().any(|g| g.places.iter().any(|p| p.end <= sentence.start));
            behind
                && (sentence.start..c.tokens.start).any(|i| {
                    draft.any(i, &["race", "contest", "election", "fight"])
                        && draft.any(i + 1, &["for", "in"])
                })
                && !gaps.iter().any(|g| g.places.iter().any(|p| sentence.contains(&p.start)))
        };
        // "went on to win comfortably"
        let won = |c: &&Found| {
            let clause = c.tokens.start.saturating_sub(4)..c.tokens.start;
            (clause.start..clause.end)
                .any(|i| draft.is(i, "won") || draft.is(i, "went") && draft.is(i + 1, "on"))
        };
        let cues = draft.of(cue).filter(|c| {
            !negated(draft, c.tokens.start)
                && !off(c)
                && !may(c)
                && !other(c)
                && !then(c)
                && !own(c)
                && !won(c)
                && !race(c)
                && !(says == Says::Ties && of_change(draft, c.tokens.start))
        });
        for found in cues {
            add(found.tokens.start, says);
        }
    }
    for cue in draft.of(Cue::Margin) {
        if let Some((at, says)) = compared(draft, cue.tokens.start) {
            add(at, says);
        }
    }
    out
}

/// "a change within the margin", "the three that he has lost since May are within it": said of how a share moved, unless
/// it is the gap that moved: "Her lead fell to two points and is within the margin".
fn of_change(draft: &Draft<'_>, at: u32) -> bool {
    let start = draft.sentence(at).start;
    let sign = |&i: &u32| matches!(draft.word(i), "," | ";" | ":" | "(" | "\u{2014}");
    let opens = |end: u32| (start..end).rev().find(sign).map_or(start, |i| i + 1);
    // "having lost two, which is within the margin", "fell by two points, within the margin"
    let last = opens(at);
    let behind = last == at || draft.one(last, WordSet::OpensRelative);
    let clause = if behind { opens(last.saturating_sub(1)) } else { last };
    let moved = (clause..at).find(|&i| draft.one(i, WordSet::MovesShare));
    let gap = |i: u32| draft.one(i, WordSet::NamesGap) && !draft.one(i, WordSet::MovesShare);
    moved.is_some_and(|i| !(clause..i).any(gap))
}

/// "falls inside the margin of error", "by more than the margin": what is said of a margin itself.
fn compared(draft: &Draft<'_>, margin: u32) -> Option<(u32, Says)> {
    let start = draft.sentence(margin).start;
    for i in (margin.saturating_sub(9).max(start)..margin).rev() {
        let says = if draft.one(i, WordSet::WithinMargin) {
            Says::Within
        } else if draft.one(i, WordSet::BeyondMargin) {
            Says::Beyond
        } else if matches!(draft.word(i), "," | ";" | ":" | "(" | ")") {
            return None;
        } else {
            continue;
        };
        // "accurate to within", "not outside"
        let denied = (i.saturating_sub(3).max(start)..i).any(|k| draft.one(k, WordSet::TakesLead));
        let said = !denied
            && !of_change(draft, i)
            && !draft.preceded(i, &["to", "accurate", "correct", "no", "if", "or"]);
        return said.then_some((i, says));
    }
    None
}

/// The gap that something said at `at` speaks of: one of its sentence, one of its paragraph, or the one that a headline,
/// a caption, or the paragraph before it leads to.
fn spoken_of(draft: &Draft<'_>, at: u32, gaps: &[Gap], margins: &[Margin]) -> Option<usize> {
    let nearest = |these: &dyn Fn(&Gap) -> bool| {
        let of = gaps.iter().enumerate().filter(|(_, g)| these(g));
        of.min_by_key(|(_, g)| g.distance(at)).map(|(k, _)| k)
    };
    let block = draft.block(at);
    let start = |g: &Gap| g.places.first().map_or(0, |p| p.start);
    if let Some(k) = nearest(&|g| g.within.contains(&at)).or_else(|| nearest(&|g| block.contains(&start(g))))
    {
        return Some(k);
    }
    let next = gaps.iter().position(|g| start(g) > at);
    if draft.scope(at) != Scope::Body {
        return next;
    }
    let above = |g: &Gap| {
        let head = draft.block_above(g.within.start);
        head.is_some_and(|b| b.start <= at)
    };
    next.filter(|&k| above(&gaps[k])).or_else(|| {
        // Behind a list or a table, up to the paragraph that tells the margin.
        let until = margins.iter().map(|m| draft.block(m.place.start).end).max()?;
        let last = gaps.iter().rposition(|g| start(g) < at)?;
        (at < until).then_some(last)
    })
}

/// "puts paid to talk of a dead heat", "no longer ahead", "neither can be said to lead"
fn negated(draft: &Draft<'_>, at: u32) -> bool {
    let sentence = draft.sentence(at);
    let near = |n: u32| at.saturating_sub(n).max(sentence.start)..at;
    // "The last survey, taken in August, had the two tied"
    let past = || (sentence.start..sentence.end).any(|i| draft.is(i, "had"));
    let last = |i: u32| draft.any(i, &["previous", "earlier"]) || draft.is(i, "last") && past();
    let survey = |i: u32| draft.one(i, WordSet::Survey);
    if (sentence.start..sentence.end).any(|i| last(i) && (i + 1..i + 3).any(survey)) {
        return true;
    }
    let takes = |i: u32| {
        draft.one(i, WordSet::TakesLead)
            || draft.is(i, "no") && !draft.is(i + 1, "doubt")
            // "warned against calling that a lead"
            || draft.is(i, "against") && draft.word(i + 1).ends_with("ing")
    };
    let clause = |i: u32| !(i..at).any(|k| matches!(draft.word(k), "," | ";" | ":"));
    // "Mayor's lead melts away"
    let goes = (at + 1..sentence.end.min(at + 4)).any(|i| draft.one(i, WordSet::LeadGoes));
    goes || near(4).any(takes)
        || near(24).any(|i| draft.one(i, WordSet::Nobody) && (i + 7 >= at || clause(i)))
}
