//! `change-mismatch` by arithmetic: the one share or multiple of a short passage and the only two values that it can be
//! reckoned from, where what was written looks like a slip of the pen of what they make.
//!
//! "Onions that fetched 36 rupees on Monday were going for 27 by the weekend, 45 per cent cheaper": it is 25, with another digit.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::change::{CODE, alike, scale_shared};
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// How a change is stated: by so much of the old value, or so many times it; in per cent.
#[derive(Clone, Copy)]
enum Stated {
    Share { rises: bool, spoken: bool },
    Times,
}

/// The shares that have a word of their own, in hundredths of a per cent: "a third", "two thirds", "a tenth".
const WORDS: [i64; 9] = [5000, 3333, 6667, 2500, 7500, 2000, 1000, 1667, 1250];

/// The multiples that have one, in per cent: "double", "three times as many".
const MULTIPLES: [i64; 5] = [200, 300, 400, 500, 1000];

/// Most tokens between a change and the nearer of its values.
const BESIDE: u32 = 7;

/// Most tokens between two values.
const APART: u32 = 26;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for f in draft.figures.iter().filter(|f| !f.alone && draft.scope(f.tokens.start) == Scope::Body) {
        let spoken = is_fraction(f);
        if spoken || f.is_percent() && f.plain() {
            let Some(rises) = direction(draft, &f.tokens) else { continue };
            let percent = if spoken { f.value * Decimal::ONE_HUNDRED } else { f.value };
            out.extend(judge(draft, &f.tokens, percent, Stated::Share { rises, spoken }));
        }
    }
    for cue in draft.of(Cue::Multiple).filter(|c| draft.scope(c.tokens.start) == Scope::Body) {
        if let Some(worth) = cue.worth.filter(|_| !hedged(draft, cue.tokens.start)) {
            out.extend(judge(draft, &cue.tokens, Decimal::from(worth), Stated::Times));
        }
    }
}

/// "a third", "half": a share in a word.
fn is_fraction(f: &Figure) -> bool {
    f.kind == Kind::Number
        && f.value < Decimal::ONE
        && f.value > Decimal::ZERO
        && f.noun.is_none()
        && !f.vague
        && !f.end
}

/// "more than doubled", "not twice as much", "another third"
fn hedged(draft: &Draft<'_>, at: u32) -> bool {
    (at.saturating_sub(3)..at).any(|i| {
        draft.any(
            i,
            &[
                "than", "not", "nearly", "almost", "over", "about", "roughly", "another", "further", "least",
                "around", "some", "under", "never", "up", "most",
            ],
        )
    })
}

/// Whether a share is one of a rise or a fall: "cut the number by a third", "a drop of 40 per cent", "45 per cent cheaper".
fn direction(draft: &Draft<'_>, share: &Range<u32>) -> Option<bool> {
    let sentence = draft.sentence(share.start);
    if hedged(draft, share.start) {
        return None;
    }
    // "put the 40 per cent increase down to"
    let next = share.end..share.end + 1;
    let named = draft.has_any(&next, &[Cue::Up, Cue::Down]);
    let behind = if named { next } else { share.end..sentence.end.min(share.end + 2) };
    let more = draft.one(share.end, WordSet::Greater) || draft.has(&behind, Cue::Up);
    let less = draft.one(share.end, WordSet::Fewer) || draft.has(&behind, Cue::Down);
    if more != less {
        return Some(more);
    }
    // "cut the number waiting for a new hip by a third"
    let by = draft.preceded(share.start, &["by"]);
    let from = if by { sentence.start } else { share.start.saturating_sub(4).max(sentence.start) };
    let of = by || draft.preceded(share.start, &["of"]) || share.start == from + 1;
    let near = from..share.start;
    let (up, down) = (draft.has(&near, Cue::Up), draft.has(&near, Cue::Down));
    (of && up != down).then_some(up)
}

/// The slip of a change that its two values do not make, and of which another one is a slip of the pen.
fn judge(draft: &Draft<'_>, told: &Range<u32>, percent: Decimal, stated: Stated) -> Option<Slip> {
    if of_another(draft, told.end, stated) {
        return None;
    }
    let (scope, a, b) = passage(draft, told, matches!(stated, Stated::Times))?;
    let (low, high) = if a.value < b.value { (a, b) } else { (b, a) };
    // "36 acres in 2010 and 27 in 2015, 45 per cent cheaper": of their price
    let priced = draft.any(told.end, &["cheaper", "dearer"]) && a.kind != Kind::Money;
    if priced || low.value <= Decimal::ZERO || other_change(draft, told, &scope) || !two_times(draft, a, b) {
        return None;
    }
    let hundred = Decimal::ONE_HUNDRED;
    let ratio = high.value.checked_mul(hundred)?.checked_div(low.value)?;
    let rise = ratio - hundred;
    let fall = hundred - low.value.checked_mul(hundred)?.checked_div(high.value)?;
    let exact = match stated {
        Stated::Share { rises, .. } => {
            if rises {
                rise
            } else {
                fall
            }
        }
        Stated::Times => ratio,
    };
    let wrong = match stated {
        // By either value as the base, as is loosely said.
        Stated::Share { spoken, .. } => {
            let least = Decimal::new(if spoken { 15 } else { 25 }, 2);
            let far = |x: Decimal| (x - percent).abs() > x.max(percent) * least;
            far(rise) && far(fall) && if spoken { worded(exact) } else { penned(exact, percent) }
        }
        Stated::Times => multiplied(percent, ratio, fall, from_to(draft, a, b) || then_and_now(draft, a, b)),
    };
    if !wrong {
        return None;
    }
    let (old, new) = match stated {
        Stated::Share { rises: false, .. } => (high, low),
        _ => (low, high),
    };
    let times = (ratio / hundred).round_dp(2).normalize();
    let [old, new, exact] = [old.value, new.value, exact.round_dp(1).normalize()].map(grouped);
    let text = match stated {
        Stated::Share { .. } => format!("from {old} to {new} is {exact} %, not {}", draft.text(told)),
        Stated::Times => format!("from {old} to {new} is {} times as much", grouped(times)),
    };
    Some(Slip::new(CODE, told, text).against([a.tokens.clone(), b.tokens.clone()]))
}

/// "a third more than her brother paid", "twice as many as its neighbour": reckoned from what is not told here.
fn of_another(draft: &Draft<'_>, end: u32, stated: Stated) -> bool {
    let share = matches!(stated, Stated::Share { .. });
    // "helped by a 20 per cent rise in exports"
    if share && draft.any(end + 1, &["in", "of", "for"]) {
        return true;
    }
    let than = (end..end + 3).find(|&i| draft.any(i, &["than", "as"]) || draft.is(i, "of") && share);
    let own = |i: u32| {
        draft.any(i, &["before", "then", "earlier", "previously", "it", "they", "last", "in", "at", "when"])
    };
    than.is_some_and(|i| !own(i + 1))
}

/// Whether a share is one that has a word of its own: a third, three quarters.
fn worded(exact: Decimal) -> bool {
    WORDS.iter().any(|&w| (exact - Decimal::new(w, 2)).abs() <= Decimal::new(8, 1))
}

/// Whether a share in per cent is another one with a wrong digit, or a round step off.
fn penned(exact: Decimal, percent: Decimal) -> bool {
    let round = exact.round_dp(0);
    if (exact - round).abs() > Decimal::new(4, 1) || !percent.is_integer() || percent > Decimal::from(95) {
        return false;
    }
    let (Ok(a), Ok(b)) = (grouped(round).parse::<u32>(), grouped(percent).parse::<u32>()) else {
        return false;
    };
    let digit = a >= 10 && b >= 10 && (a / 10 == b / 10 || a % 10 == b % 10);
    let swapped = a >= 10 && a % 10 == b / 10 && a / 10 == b % 10;
    a <= 99 && a.abs_diff(b) >= 5 && (digit || swapped || a.abs_diff(b).is_multiple_of(5))
}

/// Whether so many times is none of what two values make, and another multiple is; told of then and now, any other.
fn multiplied(percent: Decimal, ratio: Decimal, fall: Decimal, sure: bool) -> bool {
    // "half as many" and "twice as many" are told of one pair.
    let halved = percent == Decimal::from(50);
    let percent = if halved { Decimal::from(200) } else { percent };
    let far = |x: Decimal| (x - percent).abs() > percent * Decimal::new(2, 1);
    let other = MULTIPLES.iter().any(|&m| (ratio - Decimal::from(m)).abs() <= Decimal::from(m * 3 / 100));
    let small = ratio <= Decimal::from(150) && !halved;
    far(ratio) && (other || sure && small) && fall >= Decimal::TEN
}

/// The passage with the only two values near a change: its sentence, with those before or the one after.
fn passage<'d>(
    draft: &'d Draft<'_>,
    told: &Range<u32>,
    times: bool,
) -> Option<(Range<u32>, &'d Figure, &'d Figure)> {
    let here = draft.sentence(told.start);
    let before = draft.previous_sentence(here.start);
    let above = before.as_ref().and_then(|s| draft.previous_sentence(s.start));
    let next = draft.next_sentence(here.start);
    // "The rise, of 40 per cent, was agreed", "That makes it 40 per cent dearer": what it is of was told before.
    let cue = |i: u32| draft.has_any(&(i..i + 1), &[Cue::Up, Cue::Down, Cue::Multiple]);
    let that = draft.any(here.start, &["that", "this"]);
    let names = (draft.one(here.start, WordSet::Definite) || that) && cue(here.start + 1)
        || that && draft.one(here.start + 1, WordSet::Equates);
    // "Staff put the 40 per cent increase down to a mattress"
    let known = draft.preceded(told.start, &["the", "that", "this"]) && cue(told.end) && !times;
    let of = names && told.start <= here.start + 5 || known;
    let it = next.filter(|n| draft.one(n.start, WordSet::ItOrThey) && names).map(|n| here.start..n.end);
    let back = before.iter().chain(above.iter().filter(|_| of)).map(|s| s.start..here.end);
    let scopes: Vec<Range<u32>> = std::iter::once(here.clone()).chain(back).chain(it).collect();
    for scope in scopes {
        let values = values(draft, &scope, told)?;
        let [a, b] = values[..] else {
            if values.len() > 2 {
                return None;
            }
            continue;
        };
        // "It had 900 souls in 1950. By 2000 it had 300, half as many"
        let goes_on = times
            && a.tokens.end <= here.start
            && b.tokens.end <= told.start
            && (here.start..b.begin()).any(|i| draft.one(i, WordSet::ItOrThey));
        let near = adjoins(draft, told, a, b);
        let fits = if scope == here { near } else { of || scope.end > here.end || goes_on && near };
        return (paired(draft, a, b) && fits).then_some((scope, a, b));
    }
    None
}

/// The figures of a passage that can be values; `None` where a number is not known for what it is.
fn values<'d>(draft: &'d Draft<'_>, scope: &Range<u32>, told: &Range<u32>) -> Option<Vec<&'d Figure>> {
    let kinds = [Kind::Number, Kind::Money, Kind::Measure];
    let apart = |f: &Figure| f.tokens.end <= told.start || f.tokens.start >= told.end;
    let all = draft.figures_in(scope);
    let value = |f: &&Figure| kinds.contains(&f.kind) && apart(f) && !unit_of_rate(draft, f);
    let values: Vec<&Figure> = all.iter().filter(value).collect();
    let known = |at: u32| {
        told.contains(&at)
            || values.iter().any(|f| f.tokens.contains(&at))
            || draft
                .readings_in(&(at.saturating_sub(5)..at + 1))
                .iter()
                .any(|r| r.kind.is_time() && r.extent.tokens.contains(&at))
    };
    let numerals = draft.numerals_in(scope).iter();
    let counts = numerals.filter(|n| n.form == Form::Cardinal && n.value > Decimal::ONE);
    counts.map(|n| n.tokens.start).all(known).then_some(values)
}

/// "one" of "for one"; "a day" of a rate
fn unit_of_rate(draft: &Draft<'_>, f: &Figure) -> bool {
    f.value == Decimal::ONE && (f.noun.is_none() || draft.any(f.tokens.start, &["a", "an", "per", "one"]))
}

/// Whether two figures are values of one thing, as written.
fn paired(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let heads = match (a.head(), b.head()) {
        (Some(x), Some(y)) => draft.akin(x, y),
        _ => true,
    };
    let bare = |f: &Figure| f.kind == Kind::Number && f.noun.is_none() && f.unit.is_none();
    let kind = a.kind == b.kind && (a.kind == Kind::Number || a.in_unit_of(b)) || bare(b);
    let told = |f: &Figure| f.plain() || f.end && f.modifier.is_none();
    let near = b.begin().saturating_sub(a.stop()) <= APART;
    kind && heads
        && near
        && told(a)
        && told(b)
        && alike(a, b)
        && !scale_shared(draft, a, b)
        && a.value != b.value
}

/// Whether a change stands right before or behind its values, in their clause.
fn adjoins(draft: &Draft<'_>, told: &Range<u32>, a: &Figure, b: &Figure) -> bool {
    let gap = if told.start >= b.tokens.end {
        b.stop().min(told.start)..told.start
    } else if told.end <= a.begin() {
        told.end..a.begin()
    } else {
        return false;
    };
    let parts = |i: u32| {
        draft.any(
            i,
            &["while", "whereas", "but", "and", "though", "although", "which", "whose", "who", "than"],
        ) || matches!(draft.word(i), ";" | "(" | ")")
    };
    let from = draft.is(gap.end - u32::from(!gap.is_empty()), "from") || draft.is(a.begin(), "from");
    // "twice the price they were at Easter: $2.40 then, $7.20 now"
    let colon = !gap.is_empty() && draft.word(gap.end - 1) == ":";
    let tight = told.start >= b.tokens.end || from && from_to(draft, a, b) || colon;
    // "from 20 to 25, which is a half more"
    let which = |i: u32| draft.is(i, "which") && draft.one(i + 1, WordSet::Equates);
    gap.len() <= BESIDE as usize && tight && !(gap.start..gap.end).any(|i| parts(i) && !which(i))
}

/// "from 900 to 450"
fn from_to(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let led = |f: &Figure, word: &str| draft.preceded(f.begin(), &[word]) || draft.is(f.begin(), word);
    a.end && b.end && a.reading == b.reading || led(a, "from") && led(b, "to")
}

/// "used to give 14, now gives 17"
fn then_and_now(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let start = a.begin();
    let once = (start.saturating_sub(4)..start).any(|i| draft.is(i, "used") && draft.is(i + 1, "to"));
    let gap = a.tokens.end..b.tokens.start;
    once && (gap.start..gap.end).any(|i| draft.one(i, WordSet::AtPresent) || draft.is(i, "now"))
}

/// Whether two values are those of one thing at two times.
fn two_times(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let near = |f: &Figure| {
        let sentence = draft.sentence(f.tokens.start);
        f.begin().saturating_sub(10).max(sentence.start)..sentence.end.min(f.stop() + 6)
    };
    let gap = a.tokens.end..b.tokens.start;
    let ours = |f: &Figure| {
        let all = near(f);
        if f.tokens == a.tokens {
            all.start..all.end.min(b.begin())
        } else {
            all.start.max(a.stop())..all.end
        }
    };
    let past = |f: &Figure| {
        let r = ours(f);
        (r.start..r.end).any(|i| {
            draft.is(i, "used") && draft.is(i + 1, "to")
                || draft.is(i, "then")
                || draft.any(i, &["had", "has"]) && draft.is(i + 1, "been")
                || draft.any(i, &["was", "were", "until", "since"])
        })
    };
    let timed =
        |f: &Figure| draft.readings_in(&ours(f)).iter().any(|r| r.kind.is_time() && r.kind != Kind::Duration);
    // "36 boats where it had 12 ten years ago"
    let where_had =
        |i: u32| draft.is(i, "where") && (i + 1..i + 4).any(|k| draft.any(k, &["had", "was", "were"]));
    let against = (gap.start..gap.end).any(|i| draft.one(i, WordSet::Compared) || where_had(i));
    let now = |f: &Figure| {
        let r = ours(f);
        (r.start..r.end).any(|i| draft.one(i, WordSet::AtPresent) || draft.is(i, "now"))
    };
    from_to(draft, a, b)
        || timed(a) && timed(b)
        || against && (timed(b) || timed(a))
        || past(a) && (timed(b) || now(b))
        || past(b) && (timed(a) || now(a))
}

/// Whether a passage tells of another change, or of one that is reckoned otherwise.
fn other_change(draft: &Draft<'_>, told: &Range<u32>, scope: &Range<u32>) -> bool {
    let other = [Cue::OtherBase, Cue::Expected, Cue::Revised, Cue::Each, Cue::Partial, Cue::Rounding];
    let apart = |r: &Range<u32>| r.end <= told.start || r.start >= told.end;
    let share = draft
        .figures_in(scope)
        .iter()
        .any(|f| apart(&f.tokens) && (f.is_percent() || is_fraction(f) || f.kind == Kind::Ratio));
    let several = draft.cues_in(scope, Cue::Multiple).any(|c| apart(&c.tokens));
    let both =
        draft.cues_in(scope, Cue::Up).next().is_some() && draft.cues_in(scope, Cue::Down).next().is_some();
    share || several || both || draft.has_any(scope, &other)
}
