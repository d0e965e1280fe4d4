//! Stretches whose ends stand apart, each told by its own verb: "The dig opened on 2 March 2020. ... When the trench
//! was filled in, on 2 September 2020".

use std::ops::Range;

use super::calendar::{Day, weekday};
use super::draft::Draft;
use super::stretch::{Ends, Shape, Stretch, clock_ends, clocks, one_year};
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// Most tokens between the two ends.
const FAR: u32 = 90;
/// Tokens before a time, and behind it, that tell what was then.
const BEFORE: u32 = 14;
const BEHIND: u32 = 14;

/// What may have happened at a time, by the words of its clause.
#[derive(Clone, Copy, Debug, Default)]
struct Role {
    begun: bool,
    finished: bool,
    halted: bool,
    resumed: bool,
}

impl Role {
    /// Whether something began then, and came to an end at the other time.
    fn with(self, end: Self) -> Option<Shape> {
        if self.halted && end.resumed && !(self.begun && end.finished) {
            return Some(Shape::Halted);
        }
        (self.begun && end.finished).then_some(Shape::Ran)
    }

    fn add(&mut self, draft: &Draft<'_>, i: u32) {
        let one = |set: WordSet| draft.one(i, set);
        self.begun |= one(WordSet::Begun) || one(WordSet::Starts);
        self.finished |= one(WordSet::Finished) || one(WordSet::Stops);
        self.halted |= one(WordSet::Halted);
        self.resumed |= one(WordSet::Resumed) || draft.is(i, "again");
    }
}

/// The stretches between two times that follow each other, one a beginning and one an end.
pub(super) fn stories(draft: &Draft<'_>) -> Vec<Stretch> {
    let mut out = Vec::new();
    let places: Vec<Range<u32>> = draft.days.iter().map(|d| d.tokens.clone()).collect();
    for (k, pair) in draft.days.windows(2).enumerate() {
        let Some((sentence, roles)) = passage(draft, &places, k) else { continue };
        let Some((first, last, turned)) = in_order(draft, &pair[0], &pair[1]) else { continue };
        let (start, end) = if turned { (roles[1], roles[0]) } else { (roles[0], roles[1]) };
        if let Some(shape) = start.with(end) {
            out.push(stretch(&places, k, sentence, shape, Ends::Days(first, last), false));
        }
    }
    let all = clocks(draft);
    let single: Vec<_> = all.iter().filter(|c| c.end.is_none()).collect();
    let places: Vec<Range<u32>> = single.iter().map(|c| c.tokens.clone()).collect();
    for k in 1..single.len() {
        let Some((sentence, roles)) = passage(draft, &places, k - 1) else { continue };
        if let Some(shape) = roles[0].with(roles[1]) {
            let (ends, dated) = clock_ends(single[k - 1], single[k]);
            out.push(stretch(&places, k - 1, sentence, shape, ends, dated));
        }
    }
    out
}

fn stretch(
    places: &[Range<u32>],
    k: usize,
    sentence: Range<u32>,
    shape: Shape,
    ends: Ends,
    dated: bool,
) -> Stretch {
    Stretch { from: places[k].clone(), to: places[k + 1].clone(), ends, shape, sentence, only: true, dated }
}

/// The two days in the order of time, and whether the text tells the later one first.
fn in_order(draft: &Draft<'_>, a: &Day, b: &Day) -> Option<(Day, Day, bool)> {
    // "closed on 14 May 2005 after a run that had begun in May 2000": in months
    if a.month.is_some() != b.month.is_some() {
        return None;
    }
    let open = |d: &Day| d.year.is_none();
    if open(a) && open(b) {
        a.month?;
        let turned = (b.month, b.day) < (a.month, a.day);
        let (first, last) = if turned { (b, a) } else { (a, b) };
        let (first, last) = one_year(draft, first, last);
        return Some((first, last, turned));
    }
    let (a, b) = if open(a) || open(b) {
        let year = a.year.or(b.year);
        (Day { year, ..a.clone() }, Day { year, ..b.clone() })
    } else {
        (a.clone(), b.clone())
    };
    let turned = a.bounds()?.0 > b.bounds()?.0;
    Some(if turned { (b, a, true) } else { (a, b, false) })
}

/// The sentences around times `k` and `k + 1` that tell no other time, and what happened at both.
fn passage(draft: &Draft<'_>, places: &[Range<u32>], k: usize) -> Option<(Range<u32>, [Role; 2])> {
    let (a, b) = (&places[k], &places[k + 1]);
    if b.start < a.end || b.start - a.end > FAR {
        return None;
    }
    let block = draft.block(a.start);
    let (first, last) = (draft.sentence(a.start), draft.sentence(b.start));
    // The end may open the next paragraph.
    let block = match draft.block(b.start) {
        next if next == block => block,
        next if draft.scope(a.start) == Scope::Body
            && draft.scope(b.start) == Scope::Body
            && draft.block_above(next.start).is_some_and(|above| above.contains(&a.start)) =>
        {
            block.start..next.end
        }
        _ => return None,
    };
    let before = k.checked_sub(1).map(|i| &places[i]).filter(|p| p.end > block.start);
    let after = places.get(k + 2).filter(|n| n.start < block.end);
    if before.is_some_and(|p| p.end > first.start) || after.is_some_and(|n| n.start < last.end) {
        return None;
    }
    let start =
        before.map_or(block.start, |p| draft.sentence(p.start).end).max(first.start.saturating_sub(FAR));
    let end = after.map_or(block.end, |n| draft.sentence(n.start).start).min(last.end + FAR);
    let roles = [role(draft, a, first.start, b.start), role(draft, b, last.start.max(a.end), last.end)];
    Some((start..end.max(last.end), roles))
}

/// What happened at a time, by the words of its clause between `from` and `to`.
fn role(draft: &Draft<'_>, time: &Range<u32>, from: u32, to: u32) -> Role {
    // "until Friday, 14 March", "since Saturday, 2 September"
    let lead = (time.start.saturating_sub(3)..time.start)
        .rev()
        .find(|&i| draft.is_word(i) && weekday(draft, i).is_none() && !draft.any(i, &["the"]));
    if lead.is_some_and(|i| draft.any(i, &["until", "till"])) {
        return Role { finished: true, resumed: true, ..Role::default() };
    }
    // A birth is not what comes to an end.
    if (time.start.saturating_sub(3).max(from)..time.start).any(|i| draft.is(i, "born")) {
        return Role::default();
    }
    let since = lead.is_some_and(|i| draft.is(i, "since"));
    let mut role = Role { begun: since, halted: since, ..Role::default() };
    if since {
        return role;
    }
    let cut = |i: &u32| matches!(draft.word(*i), ";" | ":");
    for i in (from.max(time.start.saturating_sub(BEFORE))..time.start).rev().take_while(|i| !cut(i)) {
        role.add(draft, i);
    }
    let told = role.begun || role.finished || role.halted || role.resumed;
    // "On 3 May the pass was closed", "By 11.45am every home was back on supply"
    let mut behind = (time.end..to.min(time.end + BEHIND)).take_while(|i| !cut(i) && draft.word(*i) != ".");
    if !told || lead.is_some_and(|i| draft.token(i).is_some_and(|t| t.starts_sentence())) {
        behind.by_ref().for_each(|i| role.add(draft, i));
    }
    role
}
