//! `change-mismatch` over several sentences: two values of one thing, each with its time, and the one change told of them.
//!
//! "Whale strandings up 40 per cent" above "logged 132 stranded animals in 2022. In 2021 they had logged 55": which value
//! is the old one is told by the times, not by the order of the words.

use std::ops::Range;

use super::matter::{Stated, goes_on, same_matter, tied};
use super::times::{earlier, is_past, same_time, when};
use crate::audit::Slip;
use crate::audit::based::base;
use crate::audit::change::{CODE, Change, alike, change, is_feat, judge, least, most, scale_shared, times};
use crate::audit::draft::{Draft, Found};
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Direction, Modifier};

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for read in draft
        .changes
        .all()
        .iter()
        .filter(|c| (c.old.is_none() || c.new.is_none()) && !is_feat(draft, &c.tokens))
    {
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
    for by in draft.figures.iter().filter(|f| f.plain() && (f.is_percent() || f.unit.is_some())) {
        // "closed 6% lower", "12 cents higher at $3.40"
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
    // "says that they \"went up tenfold\". They went from $20,000 to $80,000, which is a factor of four": put right
    let mended = || {
        draft
            .next_sentence(here.start)
            .is_some_and(|n| n.into_iter().any(|i| draft.any(i, &["factor", "fact", "really"])))
    };
    if draft.quoted(stated.tokens.start) && mended() {
        return None;
    }
    let beside = stated.tokens.start.saturating_sub(5).max(here.start)..here.end.min(stated.tokens.end + 5);
    if draft.has_any(&beside, &other) {
        return None;
    }
    let (old, new, opposed) = scopes(draft, stated.tokens.start, &here).into_iter().find_map(|scope| {
        match side_by_side(draft, stated, &scope)[..] {
            [(old, new)] => Some((old, new, true)),
            [] => pair(draft, stated, &scope).map(|(old, new)| (old, new, false)),
            _ => None,
        }
    })?;
    // "310 mm in April, up 7 per cent on last year's 290": which is the old one, the words themselves say.
    let (old, new) = match stated.by.and_then(|by| base(draft, by)) {
        Some((_, b)) if b.tokens == new.tokens => (new, old),
        Some((_, b)) if b.tokens != old.tokens => return None,
        // "26 players, five fewer than the 31, among them two goalkeepers"
        Some((_, b)) if here.contains(&new.tokens.start) && new.tokens.start > b.tokens.end => return None,
        _ => (old, new),
    };
    let told = [draft.sentence(old.tokens.start), draft.sentence(new.tokens.start)];
    let near = |f: &Figure| {
        let sentence = draft.sentence(f.tokens.start);
        let around = f.begin().saturating_sub(6).max(sentence.start)..sentence.end.min(f.stop() + 4);
        // "could be had for 420 euros ten years ago": what could be, then, was.
        let modal = |c: &Found| draft.any(c.tokens.start, &["could", "would"]);
        let then = f.tokens.start == old.tokens.start;
        other.iter().any(|&cue| draft.cues_in(&around, cue).any(|c| !(then && modal(c))))
    };
    // "£2.40 at present, goes to £2.80 in June": what it will be is the new one.
    let (old, new) = if to_come(draft, old) { (new, old) } else { (old, new) };
    let goes = stated.direction.is_none_or(|d| (new.value > old.value) == (d == Direction::Up));
    if opposed && !(goes && tied(draft, stated, &here, [old, new])) {
        return None;
    }
    if near(old)
        || near(new)
        || !only_change(draft, stated, &here, &told)
        || !same_matter(draft, stated, &here, [old, new])
        || !same_time(draft, &stated.tokens, [stated.since, stated.at], old, new)
    {
        return None;
    }
    let tokens = old.tokens.start.min(new.tokens.start)..old.tokens.end.max(new.tokens.end);
    let change = Change { old, new, tokens, apart: false };
    let against = !opposed
        && match stated.direction {
            Some(Direction::Up) => most(new) < least(old),
            Some(Direction::Down) => least(new) > most(old),
            None => false,
        };
    // "90 million in May and 60 million in August": months without a year are those of one, in the order they are told.
    let undated = || {
        let days: Vec<_> = told.iter().flat_map(|s| draft.days_in(s)).collect();
        let bare = days.len() > 1 && days.iter().all(|d| d.year.is_none() && d.month.is_some());
        let turned = old.tokens.start > new.tokens.start;
        // "In December 600, by March 450": of the next year
        let month = |d: Option<&&crate::audit::calendar::Day>| d.and_then(|d| d.month).map_or(0, i32::from);
        let ahead = (month(days.last()) - month(days.first())).rem_euclid(12);
        bare && turned && ((1..=6).contains(&ahead) || month(days.first()) < month(days.last()))
    };
    if against && undated() {
        return None;
    }
    if against && (stated.by.is_some() || stated.factor.is_none()) {
        let way = if new.value < old.value { "fall" } else { "rise" };
        let text = format!("from {} to {} is a {way}", grouped(old.value), grouped(new.value));
        return Some(Slip::new(CODE, &stated.tokens, text).against([old.tokens.clone(), new.tokens.clone()]));
    }
    match (stated.by, stated.factor) {
        (Some(by), _) if off(&change, by) => judge(draft, &change, by),
        (None, Some(factor)) => times(draft, &change, &stated.tokens, factor),
        _ => None,
    }
}

/// "goes to £2.80 in June", "becomes 6.75%": whether a value is told to be that of a time to come.
fn to_come(draft: &Draft<'_>, f: &Figure) -> bool {
    let at = f.begin();
    let sentence = draft.sentence(at);
    let near = at.saturating_sub(4).max(sentence.start)..at;
    let goes = draft.preceded(at, &["to"])
        && near.into_iter().any(|i| draft.any(i, &["goes", "go", "moves", "rises", "falls"]));
    goes || draft.preceded(at, &["becomes", "become"])
}

/// Whether a share is far from that of two values; what is off by a little was reckoned on finer ones.
fn off(change: &Change<'_>, by: &Figure) -> bool {
    let moved = (change.new.value - change.old.value).abs();
    let exact = moved.checked_mul(Decimal::ONE_HUNDRED).and_then(|x| x.checked_div(change.old.value));
    let leave = (by.value / Decimal::from(12)).max(Decimal::new(3, 1));
    !by.is_percent() || exact.is_none_or(|x| (x - by.value).abs() > leave)
}

/// Whether no other change is told of in the sentences of the change and its values.
fn only_change(draft: &Draft<'_>, stated: &Stated<'_>, here: &Range<u32>, told: &[Range<u32>; 2]) -> bool {
    let all = [here, &told[0], &told[1]];
    let own = |f: &&Figure| {
        stated.by.is_none_or(|by| by.tokens != f.tokens) && !stated.tokens.contains(&f.tokens.start)
    };
    let share =
        |f: &&Figure| f.is_percent() || f.value < Decimal::ONE && f.kind == Kind::Number && f.noun.is_none();
    let shares = all.iter().flat_map(|s| draft.figures_in(s)).filter(share).filter(own).count();
    let opposed = match stated.direction {
        Some(Direction::Up) => Some(Cue::Down),
        Some(Direction::Down) => Some(Cue::Up),
        None => None,
    };
    // "although the price had not gone up": what did not happen turns nothing.
    let happened =
        |c: &Found| !(c.tokens.start.saturating_sub(3)..c.tokens.start).any(|i| draft.is(i, "not"));
    let turned = opposed.is_some_and(|cue| {
        all.iter().any(|s| draft.cues_in(s, cue).any(|c| c.worth.is_some() && happened(c)))
    });
    shares == 0 && !turned
}

/// Where the two values may stand: in the sentence of the change, in those beside it, in its block, below its headline.
fn scopes(draft: &Draft<'_>, at: u32, here: &Range<u32>) -> Vec<Range<u32>> {
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
    // "The drop of 40 per cent" further down is that of the values above.
    if here.start + 1 == at && draft.one(here.start, WordSet::ThisVery) && draft.scope(at) == Scope::Body {
        let blocks = &draft.input.tokens.blocks;
        let body = |b: &&Range<u32>| !b.is_empty() && draft.scope(b.start) == Scope::Body;
        out.extend(blocks.iter().rev().filter(|b| b.end <= block.start).filter(body).take(BELOW).cloned());
    }
    if draft.displayed(here.start) {
        let body = |b: &&Range<u32>| !b.is_empty() && draft.scope(b.start) == Scope::Body;
        let blocks = &draft.input.tokens.blocks;
        out.extend(blocks.iter().filter(|b| b.start >= block.end).filter(body).take(BELOW).cloned());
        out.extend(blocks.iter().rev().filter(|b| b.end <= block.start).filter(body).take(BELOW).cloned());
    }
    out
}

/// How many times one value of a thing can be the other.
const FAR: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Most paragraphs below a headline, and above a caption, that may tell its values.
const BELOW: usize = 3;

/// The old and the new value where the text sets one against the other: "went from £16m to £24m", "€30 instead of €25".
fn side_by_side<'d>(
    draft: &'d Draft<'_>,
    stated: &Stated<'_>,
    scope: &Range<u32>,
) -> Vec<(&'d Figure, &'d Figure)> {
    let value = |f: &Figure| stated.may_be_of(f) && !f.vague;
    let from = draft.figures.partition_point(|f| f.tokens.start < scope.start);
    let to = from + draft.figures_in(scope).len();
    let told = (from..to).filter_map(|k| change(draft, k));
    told.map(|c| (c.old, c.new)).filter(|(a, b)| value(a) && value(b)).collect()
}

/// The old and the new value: the only two of one kind in `scope` that have different times, where no third is like them.
fn pair<'d>(
    draft: &'d Draft<'_>,
    stated: &Stated<'_>,
    scope: &Range<u32>,
) -> Option<(&'d Figure, &'d Figure)> {
    let plain = |f: &Figure| f.plain() || f.modifier == Some(Modifier::Approx) && !f.vague && !f.end;
    let value = |f: &&Figure| stated.may_be_of(f) && plain(f) && f.value > Decimal::ZERO;
    let values: Vec<&Figure> = draft.figures_in(scope).iter().filter(value).collect();
    let like = |a: &Figure, b: &Figure| {
        let bare = b.kind == Kind::Number
            && b.noun.is_none()
            && b.unit.is_none()
            && !draft.is(b.tokens.end, "of")
            // "Intel's earlier model, 80386"
            && !(b.value >= Decimal::from(10_000) && draft.text(&b.tokens).bytes().all(|c| c.is_ascii_digit()))
            && !draft.follows(b.begin(), WordSet::Definite)
            && !draft.one(b.tokens.start, WordSet::Once);
        // A sum has no noun: what it is the price of must be named beside both.
        let priced = a.kind != Kind::Money || clause(draft, a, b);
        let heads = match (a.head(), b.head()) {
            (Some(x), Some(y)) => draft.akin(x, y),
            _ => a.kind != Kind::Number || bare,
        };
        let kind = a.kind == b.kind || bare;
        let (low, high) = (a.value.min(b.value), a.value.max(b.value));
        let near = stated.factor.is_some() || low.checked_mul(FAR).is_none_or(|most| most >= high);
        kind && near
            && priced
            && heads
            && alike(a, b)
            && !scale_shared(draft, a, b)
            && b.value >= Decimal::TWO
    };
    // "Membership stood at 150 when the club moved. There are 450 members today": the bare one may be the first.
    let named = |f: &Figure| f.noun.is_some() || f.unit.is_some();
    // "Burglaries tripled last year, with 297 reported", "The number of people fell to 9,300": what is counted is the
    // subject of the change.
    let here = draft.sentence(stated.tokens.start);
    // "In 2000 there were 5,000 and in 2020 there were 3,000"
    let next = draft.next_sentence(here.start).filter(|n| goes_on(draft, n) && !draft.is(n.start, "by"));
    let led = |f: &Figure| {
        let to = draft.preceded(f.begin(), &["to"])
            && draft.has_any(&(f.begin().saturating_sub(5)..f.begin()), &[Cue::Up, Cue::Down]);
        !draft.is(here.start, "by")
            && f.value >= Decimal::from(20)
            && (to
                || here.contains(&f.tokens.start)
                || next.as_ref().is_some_and(|n| n.contains(&f.tokens.start)))
    };
    [false, true].into_iter().find_map(|turned| {
        let mut found = None;
        for (k, a) in values.iter().enumerate() {
            for b in &values[k + 1..] {
                let (one, other) = if turned { (*b, *a) } else { (*a, *b) };
                if !(named(one) || led(one) && like(other, one)) || !like(one, other) {
                    continue;
                }
                let third = values.iter().any(|f| {
                    !std::ptr::eq(*f, *a) && !std::ptr::eq(*f, *b) && (like(one, f) || like(f, one))
                });
                let first = match (when(draft, a), when(draft, b)) {
                    (Some(x), Some(y)) => earlier(x, y),
                    // "had closed at 340p on Tuesday, fell 12p to 304p": what it fell to is the new one.
                    (Some(_), None) => (stated.new == Some(b.reading)).then_some(true),
                    // "rose 25% to $150 million. A year ago it was $100 million"
                    (None, Some(y)) if is_past(y) && year_before(draft, b) => {
                        (stated.new == Some(a.reading)).then_some(false)
                    }
                    _ => continue,
                };
                let first = first.filter(|_| !third && found.is_none())?;
                found = Some(if first { (*a, *b) } else { (*b, *a) });
            }
        }
        found
    })
}

/// "A year ago it was $100 million", "They had opened at 160p": whether a value is said to be that of the year, or the
/// day, before; never "A year ago it paid a fine of £1.5bn".
fn year_before(draft: &Draft<'_>, f: &Figure) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    let year = |i: u32| {
        draft.any(i, &["year", "quarter"])
            && i > 0
            && draft.any(i - 1, &["a", "one", "last", "the", "previous"])
            && (draft.one(i + 1, WordSet::Past) || !draft.is(i - 1, "a"))
    };
    let before = f.begin();
    let led = draft.follows(before, WordSet::StoodAt) && !draft.preceded(before, &["of"]);
    led && ((sentence.start..sentence.end).any(year) || draft.says(&sentence, WordSet::Closed))
}

/// "cost $3,100 a tonne in the autumn, now costs $5,200": whether two sums of one sentence, or of one and the next that
/// goes on about the same, have a word in common beside them.
fn clause(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let near = |f: &Figure| f.begin().saturating_sub(3)..f.begin();
    let word = |i: u32| draft.is_word(i) && draft.word(i).len() >= 4 && !draft.one(i, WordSet::CommonWord);
    let there = draft.sentence(b.tokens.start);
    let same = draft.sentence(a.tokens.start) == there;
    let goes_on =
        goes_on(draft, &there) && draft.next_sentence(a.tokens.start).is_some_and(|next| next == there);
    // "had closed at 340p", "fell 12p to 304p"
    let moved = (b.begin().saturating_sub(4)..b.begin()).any(|i| draft.is(i, "to"));
    // "It was £4.20 last summer and is £5 now"
    let it = same && draft.one(there.start, WordSet::GoesOn) && draft.one(there.start + 1, WordSet::AreOrIs);
    let bare = b.kind == Kind::Number || goes_on || it || same && moved;
    (same || goes_on) && (bare || near(a).any(|i| word(i) && near(b).any(|k| word(k) && draft.akin(i, k))))
}
