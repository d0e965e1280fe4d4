//! `change-mismatch` over several sentences: two values of one thing, each with its time, and the one change told of them.
//!
//! "Whale strandings up 40 per cent" above "logged 132 stranded animals in 2022. In 2021 they had logged 55": which value
//! is the old one is told by the times, not by the order of the words.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::change::{CODE, Change, alike, judge, least, most, scale_shared, times};
use crate::audit::differs::shared;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Direction};

/// A change as it is told, without its two values.
#[derive(Default)]
struct Stated<'d> {
    /// The word of change.
    tokens: Range<u32>,
    direction: Option<Direction>,
    by: Option<&'d Figure>,
    /// New by old: 3 of "tripled".
    factor: Option<Decimal>,
    /// When the old value held, when the new one.
    since: Option<usize>,
    at: Option<usize>,
    /// The value beside it: "18,200 tickets (up 60% on last year)".
    new: Option<usize>,
}

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for read in draft.changes.all().iter().filter(|c| c.old.is_none() || c.new.is_none()) {
        let figure = |n: Option<usize>| n.and_then(|n| draft.figures_of(n).first());
        let factor = read.multiple.or_else(|| figure(read.factor).map(|f| f.value));
        let by = figure(read.by).filter(|f| f.plain() || f.kind == Kind::Number && f.value < Decimal::ONE);
        if by.is_some() || factor.is_some() {
            let start =
                figure(read.factor).map_or(read.tokens.start, |f| f.tokens.start.min(read.tokens.start));
            let (tokens, direction) = (start..read.tokens.end, read.direction);
            let new = read.new.or(read.old);
            out.extend(of(
                draft,
                &Stated { tokens, direction, by, factor, since: read.since, at: read.at, new },
            ));
        }
    }
    for cue in draft.of(Cue::Multiple) {
        let known =
            |c: &&crate::claim::Change| c.tokens.start < cue.tokens.end && cue.tokens.start < c.tokens.end;
        if let Some(worth) = cue.worth
            && !draft.changes.all().iter().any(|c| known(&c))
        {
            // "half as many again"
            let again = Decimal::from(u8::from(draft.is(cue.tokens.end, "again") && worth < 100));
            let factor = Some(Decimal::from(worth) / Decimal::ONE_HUNDRED + again);
            out.extend(of(draft, &Stated { tokens: cue.tokens.clone(), factor, ..Stated::default() }));
        }
    }
    for by in draft.figures.iter().filter(|f| f.is_percent() && f.plain()) {
        // "closed 6% lower"
        let (up, down) = (draft.one(by.stop(), WordSet::Greater), draft.one(by.stop(), WordSet::Fewer));
        if (up || down) && !draft.is(by.stop() + 1, "than") {
            let direction = Some(if up { Direction::Up } else { Direction::Down });
            let tokens = by.stop()..by.stop() + 1;
            out.extend(of(draft, &Stated { tokens, direction, by: Some(by), ..Stated::default() }));
        }
    }
    for (cue, direction) in [(Cue::Up, Direction::Up), (Cue::Down, Direction::Down)] {
        for c in draft.of(cue).filter(|c| c.worth.is_some() && apposed(draft, &c.tokens)) {
            let (tokens, direction) = (c.tokens.clone(), Some(direction));
            out.extend(of(draft, &Stated { tokens, direction, ..Stated::default() }));
        }
    }
}

/// "340 lorries in 2019 and 512 in 2022, a fall that they put down to the scanners"
fn apposed(draft: &Draft<'_>, cue: &Range<u32>) -> bool {
    let article = draft.preceded(cue.start, &["a", "an"]);
    article && draft.before(cue.start, 2) == "," && !draft.is(cue.end, "of") && !draft.is(cue.end, "in")
}

/// The slip of a change that the only two dated values near it do not make.
fn of(draft: &Draft<'_>, stated: &Stated<'_>) -> Option<Slip> {
    let other = [Cue::OtherBase, Cue::Expected, Cue::Revised];
    let here = draft.sentence(stated.tokens.start);
    let beside = stated.tokens.start.saturating_sub(5).max(here.start)..here.end.min(stated.tokens.end + 5);
    if draft.has_any(&beside, &other) {
        return None;
    }
    let (old, new) = scopes(draft, &here).into_iter().find_map(|scope| pair(draft, stated, &scope))?;
    let told = [draft.sentence(old.tokens.start), draft.sentence(new.tokens.start)];
    let near = |f: &Figure| {
        let sentence = draft.sentence(f.tokens.start);
        let around = f.begin().saturating_sub(6).max(sentence.start)..sentence.end.min(f.stop() + 4);
        draft.has_any(&around, &other)
    };
    if near(old)
        || near(new)
        || !only_change(draft, stated, &here, &told)
        || !same_matter(draft, stated, &here, &told, new)
        || !same_time(draft, stated, old, new)
    {
        return None;
    }
    let tokens = old.tokens.start.min(new.tokens.start)..old.tokens.end.max(new.tokens.end);
    let change = Change { old, new, tokens, apart: false };
    let against = match stated.direction {
        Some(Direction::Up) => most(new) < least(old),
        Some(Direction::Down) => least(new) > most(old),
        None => false,
    };
    if against && (stated.by.is_some() || stated.factor.is_none()) {
        let way = if new.value < old.value { "fall" } else { "rise" };
        let text = format!("from {} to {} is a {way}", grouped(old.value), grouped(new.value));
        return Some(Slip::new(CODE, &stated.tokens, text).against([old.tokens.clone(), new.tokens.clone()]));
    }
    match (stated.by, stated.factor) {
        (Some(by), _) => judge(draft, &change, by),
        (None, Some(factor)) => times(draft, &change, &stated.tokens, factor),
        (None, None) => None,
    }
}

/// Whether no other change is told of in the sentences of the change and its values.
fn only_change(draft: &Draft<'_>, stated: &Stated<'_>, here: &Range<u32>, told: &[Range<u32>; 2]) -> bool {
    let all = [here, &told[0], &told[1]];
    let own = |f: &&Figure| stated.by.is_none_or(|by| by.tokens != f.tokens);
    let shares = all.iter().flat_map(|s| draft.figures_in(s)).filter(|f| f.is_percent()).filter(own).count();
    let opposed = match stated.direction {
        Some(Direction::Up) => Some(Cue::Down),
        Some(Direction::Down) => Some(Cue::Up),
        None => None,
    };
    let turned =
        opposed.is_some_and(|cue| all.iter().any(|s| draft.cues_in(s, cue).any(|c| c.worth.is_some())));
    shares == 0 && !turned
}

/// Where the two values may stand: in the sentence of the change, in those beside it, in its block, below its headline.
fn scopes(draft: &Draft<'_>, here: &Range<u32>) -> Vec<Range<u32>> {
    let mut out = vec![here.clone()];
    let next = draft.next_sentence(here.start);
    let previous = draft.previous_sentence(here.start);
    out.extend(next.as_ref().map(|n| here.start..n.end));
    out.extend(previous.as_ref().map(|p| p.start..here.end));
    let block = draft.block(here.start);
    let after = next.and_then(|n| draft.next_sentence(n.start));
    out.extend(after.map(|n| here.start..n.end));
    let before = previous.and_then(|p| draft.previous_sentence(p.start));
    out.extend(before.map(|p| p.start..here.end));
    if draft.displayed(here.start) {
        let body = |b: &&Range<u32>| !b.is_empty() && draft.scope(b.start) == Scope::Body;
        let blocks = &draft.input.tokens.blocks;
        out.extend(blocks.iter().filter(|b| b.start >= block.end).filter(body).take(BELOW).cloned());
        out.extend(blocks.iter().rev().filter(|b| b.end <= block.start).filter(body).take(BELOW).cloned());
    }
    out
}

/// Most paragraphs below a headline, and above a caption, that may tell its values.
const BELOW: usize = 3;

/// The old and the new value: the only two of one kind in `scope` that have different times, where no third is like them.
fn pair<'d>(
    draft: &'d Draft<'_>,
    stated: &Stated<'_>,
    scope: &Range<u32>,
) -> Option<(&'d Figure, &'d Figure)> {
    let kinds = [Kind::Number, Kind::Money, Kind::Measure];
    let own = |f: &Figure| stated.by.is_some_and(|by| by.tokens == f.tokens);
    let value = |f: &&Figure| kinds.contains(&f.kind) && f.plain() && !own(f) && f.value > Decimal::ZERO;
    let values: Vec<&Figure> = draft.figures_in(scope).iter().filter(value).collect();
    let like = |a: &Figure, b: &Figure| {
        let bare = b.kind == Kind::Number
            && b.noun.is_none()
            && b.unit.is_none()
            && !draft.is(b.tokens.end, "of")
            && !draft.follows(b.begin(), WordSet::Definite)
            && !draft.one(b.tokens.start, WordSet::Once);
        // A sum has no noun: what it is the price of must be named beside both.
        let priced = a.kind != Kind::Money || clause(draft, a, b);
        let heads = match (a.head(), b.head()) {
            (Some(x), Some(y)) => draft.akin(x, y),
            _ => a.kind != Kind::Number || bare,
        };
        let kind = a.kind == b.kind || bare;
        kind && priced && heads && alike(a, b) && !scale_shared(draft, a, b) && b.value >= Decimal::TWO
    };
    let mut found = None;
    for (k, a) in values.iter().enumerate().filter(|(_, a)| a.noun.is_some() || a.unit.is_some()) {
        for b in values[k + 1..].iter().filter(|b| like(a, b)) {
            let third = values
                .iter()
                .any(|f| !std::ptr::eq(*f, *a) && !std::ptr::eq(*f, *b) && (like(a, f) || like(f, a)));
            let (Some(x), Some(y)) = (when(draft, a), when(draft, b)) else { continue };
            if third || x == y || found.is_some() {
                return None;
            }
            found = Some(if x < y { (*a, *b) } else { (*b, *a) });
        }
    }
    found
}

/// "cost $3,100 a tonne in the autumn, now costs $5,200": whether two sums of one sentence have a word in common beside them.
fn clause(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let near = |f: &Figure| f.begin().saturating_sub(3)..f.begin();
    let word = |i: u32| draft.is_word(i) && draft.word(i).len() >= 4 && !draft.one(i, WordSet::CommonWord);
    let same = draft.sentence(a.tokens.start) == draft.sentence(b.tokens.start);
    let bare = b.kind == Kind::Number;
    same && (bare || near(a).any(|i| word(i) && near(b).any(|k| word(k) && draft.akin(i, k))))
}

/// When a value held, as days; the largest number for now, the smallest for a time only said to be past.
fn when(draft: &Draft<'_>, f: &Figure) -> Option<i64> {
    let sentence = draft.sentence(f.tokens.start);
    let gap = |at: &Range<u32>| {
        if at.start >= f.tokens.end {
            (at.start - f.tokens.end) * 2
        } else {
            f.tokens.start.saturating_sub(at.end) * 2 + 1
        }
    };
    // No other value stands between it and its time.
    let free = |at: &Range<u32>| {
        let between = if at.start >= f.tokens.end { f.tokens.end..at.start } else { at.end..f.tokens.start };
        !draft.figures_in(&between).iter().any(|g| g.kind == f.kind)
            && !draft.input.slice(between).contains(';')
    };
    let dates = draft.readings_in(&sentence).iter().filter_map(|r| {
        let key = day(r)?;
        let at = r.extent.tokens.clone();
        free(&at).then(|| (gap(&at), key))
    });
    let words = (sentence.start..sentence.end).filter_map(|i| {
        let key = if draft.one(i, WordSet::AtPresent) {
            i64::MAX
        } else if i > f.tokens.start {
            return None;
        } else if draft.one(i, WordSet::LooksBack) || draft.is(i, "used") && draft.is(i + 1, "to") {
            i64::MIN
        } else {
            return None;
        };
        let at = i..i + 1;
        free(&at).then(|| (gap(&at) + 1, key))
    });
    dates.chain(words).min_by_key(|(gap, _)| *gap).map(|(_, key)| key)
}

/// The first day of a date; of a month without a year, its place in the year.
fn day(r: &Reading) -> Option<i64> {
    let timex = r.timex().filter(|_| r.kind.is_time() && r.kind != Kind::Duration)?;
    if timex.value == "PRESENT_REF" {
        return Some(i64::MAX);
    }
    if let Some(low) = timex.interval.as_ref().and_then(|i| i.low.value().copied()) {
        let d = low.date();
        return Some(i64::from(d.year()) * 372 + i64::from(d.month()) * 31 + i64::from(d.day()));
    }
    timex
        .value
        .strip_prefix("XXXX-")
        .and_then(|m| m.get(..2))
        .and_then(|m| m.parse::<i64>().ok())
        .map(|m| m * 31)
}

/// Whether the change is told of the thing whose values they are.
fn same_matter(
    draft: &Draft<'_>,
    stated: &Stated<'_>,
    here: &Range<u32>,
    told: &[Range<u32>; 2],
    new: &Figure,
) -> bool {
    let before = stated.tokens.start.saturating_sub(3).max(here.start)..stated.tokens.start;
    let after = stated.tokens.end..(stated.tokens.end + 3).min(here.end);
    let points =
        before.chain(after).any(|i| draft.one(i, WordSet::Definite) || draft.one(i, WordSet::ThisVery));
    let price = new.kind == Kind::Money && (here.start..here.end).any(|i| draft.one(i, WordSet::NamesAmount));
    // "18,200 tickets this year (up 60% on last)": of the value beside it; a price moves by the day.
    if stated.new.is_some_and(|n| n != new.reading || new.kind != Kind::Number) {
        return false;
    }
    // "its level has fallen by eight metres since May" under a picture: of the value that held in May
    let since = stated.since.is_some() && new.kind == Kind::Measure;
    let headline = draft.displayed(here.start) && (since || new.kind == Kind::Number);
    // "but they have twice as many tables"
    let counted = stated.tokens.end;
    let things = stated.by.is_none()
        && draft.is_word(counted)
        && draft.input.rules.language.ends_as_plural(draft.word(counted))
        && !new.noun.as_ref().is_some_and(|n| n.clone().any(|i| draft.akin(i, counted)));
    if things && draft.word(counted).len() >= 4 {
        return false;
    }
    told.contains(here) && !own_subject(draft, stated, told)
        || points
        || price
        || headline
        || told.iter().any(|s| s != here && shared(draft, here, s, &[]) >= 1)
}

/// "This year 150 did, and fees rose by a third": whether the change has a subject that the values do not tell of.
fn own_subject(draft: &Draft<'_>, stated: &Stated<'_>, told: &[Range<u32>; 2]) -> bool {
    let Some(mut at) = stated.tokens.start.checked_sub(1) else { return false };
    if draft.one(at, WordSet::AreOrHave) {
        at -= u32::from(at > 0);
    }
    let noun = draft.is_word(at)
        && draft.word(at).len() >= 4
        && !draft.one(at, WordSet::CommonWord)
        && !draft.one(at, WordSet::OpensRelative)
        && !draft.one(at, WordSet::Anaphor)
        && draft.before(at, 1).eq_ignore_ascii_case("and");
    noun && !told.iter().any(|s| (s.start..s.end).any(|i| i != at && draft.is_word(i) && draft.akin(i, at)))
}

/// Whether the times that the change itself tells are those of the values: "up 60% since 1990", "in a decade".
fn same_time(draft: &Draft<'_>, stated: &Stated<'_>, old: &Figure, new: &Figure) -> bool {
    let (Some(x), Some(y)) = (when(draft, old), when(draft, new)) else { return false };
    let told = |n: Option<usize>| n.and_then(|n| day(&draft.readings[n]));
    let far = |a: i64, b: i64| a.checked_sub(b).is_none_or(|d| d.abs() > 372);
    if x != i64::MIN && told(stated.since).is_some_and(|t| far(t, x))
        || told(stated.at).is_some_and(|t| y != i64::MAX && far(t, y))
    {
        return false;
    }
    let sentence = draft.sentence(stated.tokens.start);
    let near =
        stated.tokens.start.saturating_sub(3).max(sentence.start)..sentence.end.min(stated.tokens.end + 8);
    let lengths = draft.readings_in(&near).iter().filter(|r| r.kind == Kind::Duration);
    let days = y.checked_sub(x).filter(|_| x != i64::MIN && y != i64::MAX);
    lengths.filter_map(|r| r.timex()?.length).all(|l| {
        let Some(days) = days else { return true };
        let length = l.months * Decimal::from(31) + l.seconds / Decimal::from(86_400);
        let days = Decimal::from(days);
        length * Decimal::TWO >= days && length <= days * Decimal::TWO
    })
}
