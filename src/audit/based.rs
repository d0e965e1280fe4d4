//! `change-mismatch` of a change that names the value it is reckoned from: "At 84, membership is 40 per cent up on the 70
//! of a year ago", "That was 20 per cent more than the £4.2 million of 2018", "beat the record of 71.20 metres by 3.10".
//!
//! Which value is the old one is told by the words, so that all that is to be found is the new one: the only figure of
//! its kind that is there.

use std::ops::Range;

use super::Slip;
use super::change::{CODE, Change, alike, differ, judge, scale_shared};
use super::draft::Draft;
use super::figure::Figure;
use super::told;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier, Unit};

/// Most tokens from a change to the value it is reckoned from: "40 per cent up on the 70".
const BASE: u32 = 9;

/// Most tokens between two figures of one clause.
const CLAUSE: u32 = 5;

/// Most tokens from a verb to by how much: "beat her own record, of 71.20 metres, by 3.10 metres".
const VERB: u32 = 16;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for stated in draft.figures.iter().filter(|f| !f.alone && told(f) && !digits(draft, f)) {
        out.extend(
            on_base(draft, stated)
                .or_else(|| surpassed(draft, stated))
                .or_else(|| trailing(draft, stated))
                .or_else(|| named(draft, stated)),
        );
    }
}

/// Whether a figure can be a change: an amount, a share, a fraction.
fn told(f: &Figure) -> bool {
    f.plain()
        || f.kind == Kind::Number && f.value < Decimal::ONE && f.value > Decimal::ZERO && !f.vague && !f.end
}

fn fraction(f: &Figure) -> bool {
    f.kind == Kind::Number && f.value < Decimal::ONE && f.noun.is_none() && f.unit.is_none()
}

/// "0.11 from the 9.69": an amount, and no share.
fn digits(draft: &Draft<'_>, f: &Figure) -> bool {
    fraction(f) && draft.token(f.tokens.start).is_some_and(|t| t.kind == TokenKind::Digits)
}

/// The value that a change is said to be reckoned from, and whether it is a rise: "7 per cent up on last year's 290".
pub(super) fn base(draft: &Draft<'_>, stated: &Figure) -> Option<(bool, Figure)> {
    let sentence = draft.sentence(stated.tokens.start);
    let (start, end) = (stated.begin(), stated.stop().max(stated.whole.end));
    let greater = |i: u32| draft.one(i, WordSet::Greater) || draft.is(i, "up");
    let fewer = |i: u32| draft.one(i, WordSet::Fewer) || draft.is(i, "down");
    let behind = |i: u32| if greater(i) { Some(true) } else { fewer(i).then_some(false) };
    let lead = start.saturating_sub(2).max(sentence.start)..start;
    let before = || match (draft.has(&lead, Cue::Up), draft.has(&lead, Cue::Down)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    // "a 5 per cent rise on the 70"
    let noun = || match (draft.has(&(end..end + 1), Cue::Up), draft.has(&(end..end + 1), Cue::Down)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    let (at, rises) = match behind(end).or_else(noun) {
        Some(rises) => (end + 1, rises),
        None => match behind(end.saturating_sub(1)) {
            Some(rises) => (end, rises),
            None => (end, before()?),
        },
    };
    let joins = |i: u32| draft.one(i, WordSet::ThanBefore) || draft.one(i, WordSet::Compared);
    let than = (at..sentence.end.min(at + 2)).find(|&i| joins(i))?;
    let near = than + 1..sentence.end.min(than + BASE);
    let old = draft.figures_in(&near).iter().find(|f| !f.kind.is_time() && f.kind != Kind::Ordinal)?;
    // Nothing but whose and of when it was stands between.
    let own =
        |i: u32| draft.is_word(i) || matches!(draft.word(i), "'" | "\u{2019}" | "$" | "\u{a3}" | "\u{20ac}");
    let other = |i: u32| {
        draft.any(i, &["to", "at", "by", "with", "who", "which", "that", "one"])
            || draft.one(i, WordSet::BreaksClause)
    };
    let plain = (than + 1..old.tokens.start).all(|i| own(i) && !other(i));
    // "20 per cent more than the £4.2 million": no more than that
    let hedged = old.whole.start <= than && !old.vague && !old.end;
    let known = || Figure { modifier: None, ..old.clone() };
    (plain && (old.plain() || hedged) && old.value > Decimal::ZERO).then(|| (rises, known()))
}

/// Where "from" stands behind a word of change: "has narrowed since the debate, from four points"; never "the number of
/// falls on the wards doubled, from eight".
pub(super) fn from(draft: &Draft<'_>, cue: &Range<u32>) -> Option<u32> {
    let (at, end) = (cue.start, cue.end);
    let other = |i: u32| {
        draft.one(i, WordSet::BreaksClause) && !draft.is(i, "since")
            || draft.any(i, &["to", "by", "of"])
            || draft.has_any(&(i..i + 1), &[Cue::Up, Cue::Down, Cue::Multiple])
    };
    let verb = draft.follows(at, WordSet::AreOrHave) || draft.word(at).ends_with("ed");
    let far = if verb { 8 } else { 3 };
    (end..end + far).take_while(|&i| i < end + 3 || !other(i)).find(|&i| draft.is(i, "from"))
}

/// Whether two figures can be an old and a new value of one thing.
fn one(draft: &Draft<'_>, new: &Figure, old: &Figure) -> bool {
    let bare = |f: &Figure| f.kind == Kind::Number && f.unit.is_none() && f.noun.is_none();
    let heads = match (new.head(), old.head()) {
        (Some(x), Some(y)) if new.kind == Kind::Number => draft.akin(x, y),
        _ => true,
    };
    alike(new, old)
        && heads
        && (new.kind == old.kind || bare(old))
        && !scale_shared(draft, new, old)
        && (new.kind != Kind::Percent || new.is_percent() == old.is_percent())
}

fn on_base(draft: &Draft<'_>, stated: &Figure) -> Option<Slip> {
    let (rises, old) = base(draft, stated)?;
    let old = &old;
    // "13 lost more than half their plums": half of something is no value.
    if fraction(old) && !digits(draft, old) {
        return None;
    }
    let amount = !stated.is_percent() && !fraction(stated);
    let points =
        stated.dimension() == Some("point") || draft.one(stated.stop().saturating_sub(1), WordSet::Points);
    if amount
        && !(points && old.is_percent())
        && !(alike(stated, old) && (stated.kind == old.kind || old.unit.is_none()))
    {
        return None;
    }
    let new = new(draft, stated, old)?;
    let tokens = new.tokens.start.min(old.tokens.start)..new.tokens.end.max(old.tokens.end);
    let sentence = draft.sentence(stated.tokens.start);
    if draft.has_any(&sentence, &[Cue::OtherBase, Cue::Expected, Cue::Each]) {
        return None;
    }
    if (new.value > old.value) != rises && differ(new, old) {
        let way = if rises { "fall" } else { "rise" };
        let text = format!("from {} to {} is a {way}", grouped(old.value), grouped(new.value));
        return Some(Slip::new(CODE, &stated.tokens, text).against([old.tokens.clone(), new.tokens.clone()]));
    }
    let change = Change { old, new, tokens, apart: false };
    judge(draft, &change, stated).filter(|_| !of_another(draft, stated, &change))
}

/// "26 players for the two qualifiers, five fewer than the 31": whether another figure of the sentence makes a change right.
pub(super) fn of_another(draft: &Draft<'_>, stated: &Figure, change: &Change<'_>) -> bool {
    let (old, taken) = (change.old, change.new);
    let rises = taken.value > old.value;
    let sentence = draft.sentence(stated.tokens.start);
    let own = |f: &&Figure| {
        [old, taken, stated].iter().all(|o| o.tokens != f.tokens)
            && f.plain()
            && alike(f, old)
            && f.value != old.value
            && (f.value > old.value) == rises
    };
    draft.figures_in(&sentence).iter().filter(own).any(|new| {
        let tokens = new.tokens.start.min(old.tokens.start)..new.tokens.end.max(old.tokens.end);
        judge(draft, &Change { old, new, tokens, apart: false }, stated).is_none()
    })
}

/// The new value of a change whose old one is told.
fn new<'d>(draft: &'d Draft<'_>, stated: &Figure, old: &Figure) -> Option<&'d Figure> {
    let sentence = draft.sentence(stated.tokens.start);
    let start = stated.begin();
    let about = |f: &Figure| f.plain() || f.modifier == Some(Modifier::Approx) && !f.vague && !f.end;
    let value = |f: &&Figure| {
        about(f)
            && f.value > Decimal::ONE
            && f.tokens != stated.tokens
            && f.tokens != old.tokens
            && one(draft, f, old)
    };
    let before = draft.figures_in(&(sentence.start..start));
    let mut values = before.iter().filter(value);
    if let Some(new) = values.next_back() {
        let gap = new.stop().max(new.whole.end)..start;
        let close = gap.len() <= CLAUSE as usize;
        let only = values.next().is_none();
        // "At 84, membership of the club is 40 per cent up"
        let at = new.begin().saturating_sub(1);
        let opens = at <= sentence.start + 1 && draft.any(at, &["at", "with"]);
        let subject = |i: u32| {
            draft.one(i, WordSet::AreOrHave)
                || draft.one(i, WordSet::Says)
                || draft.one(i, WordSet::OpensRelative)
                || draft.has_any(&(i..i + 1), &[Cue::Up, Cue::Down]) && i + 1 < start
        };
        // "April brought 310 mm of rain, up 7 per cent": of one clause, but for an aside
        let direct = opens
            || close && !gap.clone().any(|i| draft.one(i, WordSet::ListAnd))
            || !gap.clone().any(subject);
        let apart = gap.clone().any(|i| draft.word(i) == ";") || told::joined_apart(draft, &gap);
        return (direct && !apart && (only || close)).then_some(new);
    }
    // "Up 12 per cent on last year's 400, the roll is 460"
    let opens = start <= sentence.start + 3;
    let behind = draft.figures_in(&(old.stop()..sentence.end));
    let mut values = behind.iter().filter(value);
    if opens && let Some(new) = values.next() {
        return values.next().is_none().then_some(new);
    }
    // "£6.3 million, it said. That was 20 per cent more than the £4.2 million"
    let head = sentence.start;
    let it = draft.any(head, &["that", "this", "it", "which"]) && draft.one(head + 1, WordSet::AreOrIs);
    if !it || start > head + CLAUSE {
        return None;
    }
    let previous = draft.previous_sentence(head)?;
    let mut values = draft.figures_in(&previous).iter().filter(value);
    values.next().filter(|_| values.next().is_none())
}

/// "With a throw of 76.80 metres she beat her own record, of 71.20 metres, by 3.10 metres"
fn surpassed(draft: &Draft<'_>, stated: &Figure) -> Option<Slip> {
    let start = stated.begin();
    if !draft.preceded(start, &["by"])
        || stated.unit.is_none() && stated.kind != Kind::Number
        || fraction(stated)
    {
        return None;
    }
    let sentence = draft.sentence(start);
    let near = start.saturating_sub(VERB).max(sentence.start)..start;
    let verb = near.rev().find(|&i| draft.one(i, WordSet::Surpasses))?;
    let like = |f: &&Figure| f.plain() && alike(f, stated) && f.kind == stated.kind && f.unit == stated.unit;
    let mut olds = draft.figures_in(&(verb..start)).iter().filter(like);
    let old = olds.next().filter(|_| olds.next().is_none())?;
    let all =
        draft.figures_in(&sentence).iter().filter(|f| f.tokens != stated.tokens && f.tokens != old.tokens);
    let mut news = all.filter(like);
    let new = news.next().filter(|_| news.next().is_none())?;
    let percent = stated.kind == Kind::Number && (old.noun.is_none() != new.noun.is_none());
    let tokens = new.tokens.start.min(old.tokens.start)..new.tokens.end.max(old.tokens.end);
    if percent || !differ(new, old) {
        return None;
    }
    judge(draft, &Change { old, new, tokens, apart: false }, stated)
}

/// "took 95 minutes before it was closed, takes 140 now, half an hour longer": two values with their times, then by how much.
fn trailing(draft: &Draft<'_>, stated: &Figure) -> Option<Slip> {
    let (start, end) = (stated.begin(), stated.stop().max(stated.whole.end));
    let rises = if draft.one(end, WordSet::Greater) {
        true
    } else {
        draft.one(end, WordSet::Fewer).then_some(false)?
    };
    let closes = !draft.is_word(end + 1) || draft.is(end + 1, "than") && draft.one(end + 2, WordSet::Past);
    if !closes || draft.word(start.saturating_sub(1)) != "," || fraction(stated) && stated.unit.is_none() {
        return None;
    }
    let sentence = draft.sentence(start);
    let before = sentence.start..start - 1;
    let own = |f: &&Figure| f.plain() && f.kind != Kind::Ordinal && !f.is_percent();
    let values: Vec<&Figure> = draft.figures_in(&before).iter().filter(own).collect();
    let [a, b] = values[..] else { return None };
    let bare = |f: &Figure| f.kind == Kind::Number && f.unit.is_none() && f.noun.is_none();
    let same = |x: &Figure, y: &Figure| x.kind == y.kind && x.unit == y.unit || bare(y);
    let timed = (before.start..before.end)
        .any(|i| draft.one(i, WordSet::AtPresent) || draft.one(i, WordSet::Past) || draft.is(i, "when"))
        || draft.days_in(&before).len() > 1;
    if !timed
        || bare(a) && !bare(stated)
        || !same(a, b)
        || !differ(a, b)
        || draft.has_any(&before, &[Cue::Each, Cue::Expected])
    {
        return None;
    }
    let stated = &in_unit(stated, a)?;
    if stated.kind != a.kind && !stated.is_percent() || stated.unit != a.unit {
        return None;
    }
    let (low, high) = if a.value < b.value { (a, b) } else { (b, a) };
    let (old, new) = if rises { (low, high) } else { (high, low) };
    judge(draft, &Change { old, new, tokens: a.tokens.start..b.tokens.end, apart: false }, stated)
}

/// A length in the unit of another one: 30 minutes for "half an hour".
fn in_unit(f: &Figure, of: &Figure) -> Option<Figure> {
    let name = |f: &Figure| f.unit.as_ref().map_or("", Unit::name).to_owned();
    let mut out = f.clone();
    if f.kind == Kind::Duration && of.kind == Kind::Duration && f.unit != of.unit {
        let sixty = Decimal::from(60);
        out.value = match (name(f).as_str(), name(of).as_str()) {
            ("hour", "minute") | ("minute", "second") => f.value.checked_mul(sixty)?,
            ("minute", "hour") | ("second", "minute") => f.value.checked_div(sixty)?,
            _ => return None,
        };
        // "half an hour" is good to some minutes.
        out.slack = out.value / Decimal::from(6);
        out.unit.clone_from(&of.unit);
    }
    Some(out)
}

/// "stood at 8,400 in April, was down to 6,200 by October. The fall, of 1,200, was put down to ...": the difference of
/// the only two values of the sentence before.
fn named(draft: &Draft<'_>, stated: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(stated.tokens.start);
    let start = stated.begin();
    let head = sentence.start;
    if !draft.any(head, &["the", "that", "this"]) || start > head + CLAUSE {
        return None;
    }
    let noun = head + 1..head + 3;
    let rises = match (draft.has(&noun, Cue::Up), draft.has(&noun, Cue::Down)) {
        (true, false) => true,
        (false, true) => false,
        _ => return None,
    };
    let of = draft.preceded(start, &["of"]) || draft.follows(start, WordSet::AreOrIs);
    let previous = draft.previous_sentence(head)?;
    let value = |f: &&Figure| {
        f.plain()
            && !matches!(f.kind, Kind::Ordinal | Kind::Duration)
            && (f.is_percent() == stated.is_percent() || !f.is_percent())
    };
    let values: Vec<&Figure> = draft.figures_in(&previous).iter().filter(value).collect();
    let [a, b] = values[..] else { return None };
    let times =
        draft.readings_in(&previous).iter().filter(|r| r.kind.is_time() && r.kind != Kind::Duration).count();
    let past = (previous.start..previous.end)
        .any(|i| draft.one(i, WordSet::Past) || draft.one(i, WordSet::AtPresent));
    let from = draft.preceded(a.begin(), &["from"]) || draft.preceded(b.begin(), &["from"]);
    let fits =
        alike(a, b) && (a.kind == b.kind) && a.unit == b.unit && !scale_shared(draft, a, b) && differ(a, b);
    if !of || !fits || !(times > 1 || past || from) || other(draft, &previous) {
        return None;
    }
    let (low, high) = if a.value < b.value { (a, b) } else { (b, a) };
    let (old, new) = if rises { (low, high) } else { (high, low) };
    judge(draft, &Change { old, new, tokens: a.tokens.start..b.tokens.end, apart: false }, stated)
}

fn other(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    draft.has_any(range, &[Cue::Expected, Cue::Each, Cue::OtherBase])
}
