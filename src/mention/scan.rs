//! The order in which a text is read: numbers, then time, then quantities.
//!
//! Time takes its tokens first ("July 18" is no count of Julys); ages are left to quantities. But it
//! cuts no number in two ("a quarter million", "Sunday 5.5 %") and takes none that plainly counts
//! ("1000 l"). The two lists are merged by place.

use super::number::{Form, Numeral};
use super::{Content, Input, Kind, Mention, number, quantity, time};
use crate::rules::schema::Role;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::Glue;
use crate::rules::{Class, Mark};
use crate::text::{Token, TokenKind};
use crate::value::{Decimal, Unit};

/// Every mention of `input`, sorted by place, not crossing.
#[must_use]
pub fn extract(input: &Input<'_>) -> Vec<Mention> {
    let numerals = number::scan(input);
    let mut times = time::scan(input, &numerals);
    let mut at = 0;
    times.retain(|m| {
        let tokens = &m.extent.tokens;
        while numerals.get(at).is_some_and(|n| n.tokens.end <= tokens.start) {
            at += 1;
        }
        let within = numerals[at..].iter().take_while(|n| n.tokens.start < tokens.end);
        !within.clone().any(|n| cut(m, n))
            && !within.clone().any(|n| counted(input, m, n))
            && !of_age(input, m)
            && !of_heat(input, m)
            && !hangs(input, m)
            && !inside_word(input, m)
            && !of_unit(input, m)
    });
    let mut quantities = quantity::scan(input, &numerals, &times);
    join_speeds(input, &mut times, &mut quantities);
    merge(times, quantities)
}

/// "60 miles an hour" is one speed; no hour is spoken of. Money a year and barrels a day keep their
/// time expression beside them.
fn join_speeds(input: &Input<'_>, times: &mut Vec<Mention>, quantities: &mut [Mention]) {
    let mut at = 0;
    for q in quantities {
        let Content::Quantity(amount) = &q.content else { continue };
        let Some(Unit::Measure(unit)) = &amount.unit else { continue };
        if &*unit.dimension != "length/time" {
            continue;
        }
        let end = q.extent.tokens.end;
        while times.get(at).is_some_and(|m| m.extent.tokens.start < end) {
            at += 1;
        }
        if times.get(at).is_some_and(|m| m.extent.tokens.start == end) {
            let m = times.remove(at);
            let tokens = q.extent.tokens.start..m.extent.tokens.end;
            let whole = q.extent.whole.start..q.extent.whole.end.max(tokens.end);
            q.extent = input.extent(tokens, whole);
        }
    }
}

/// Whether what passes for a time is an age: "in her 60s", "aged three months".
fn of_age(input: &Input<'_>, m: &Mention) -> bool {
    let start = m.extent.tokens.start as usize;
    let all = input.all();
    let Some(before) = start.checked_sub(1).filter(|_| !all[start].starts_sentence()) else { return false };
    if m.kind == Kind::Duration && input.rules.quantity.is(all[before].word, Role::Age) {
        return true;
    }
    let spoken = |s: usize| {
        let noted = Mark::Spoken.on(&all[s]);
        let phrase = || input.rules.phrases.longest(&all[s..], input.text, Class::SPOKEN);
        if noted { phrase().map(|p| s + p.len) } else { None }
    };
    // "in his 70s or 80s"
    let quantity = &input.rules.quantity;
    let joined = quantity.is(all[before].word, Role::Or) || quantity.is(all[before].word, Role::To);
    // "in her early to mid-30s"
    let edge = |t: &Token| {
        quantity.is(t.word, Role::To)
            || quantity.is(t.word, Role::Or)
            || t.kind == TokenKind::Sign
            || input.rules.time.kinds(t.word).meets(Kinds::EDGE)
    };
    let owner = (start.saturating_sub(5)..start).rev().find(|&s| !edge(&all[s]));
    let owned =
        owner.is_some_and(|s| s + 1 < start && input.rules.time.is_glue(all[s].word, Glue::Possessive));
    owned && is_tens(input, m)
        || (start.saturating_sub(2)..start).any(|s| spoken(s).is_some_and(|end| end > start))
        || joined && (start.saturating_sub(6)..before).any(|s| spoken(s) == Some(before))
}

/// Whether it ends in two figures and an s: "80s".
fn is_tens(input: &Input<'_>, m: &Mention) -> bool {
    let all = input.all();
    let (start, end) = (m.extent.tokens.start as usize, m.extent.tokens.end as usize);
    end >= start + 2
        && all[end - 1].text(input.text) == "s"
        && all[end - 2].kind == TokenKind::Digits
        && all[end - 2].end - all[end - 2].start == 2
}

/// Whether "80s" are degrees: "highs in the 80s".
fn of_heat(input: &Input<'_>, m: &Mention) -> bool {
    let all = input.all();
    let (start, end) = (m.extent.tokens.start as usize, m.extent.tokens.end as usize);
    let decade = is_tens(input, m);
    let heat = |t: &Token| input.rules.quantity.is(t.word, Role::HeatCue);
    // "in the mid-20s Celsius"
    let behind = || all.get(end).is_some_and(|t| !t.starts_sentence() && t.capital() && heat(t));
    let before = || {
        (start.saturating_sub(7)..start)
            .rev()
            .take_while(|&i| !all[i + 1].starts_sentence())
            .any(|i| heat(&all[i]))
    };
    decade && (before() || behind())
}

/// Whether a figure hangs on others by a hyphen: "555-1234".
fn hangs(input: &Input<'_>, m: &Mention) -> bool {
    let (all, start) = (input.all(), m.extent.tokens.start as usize);
    start > 1
        && m.extent.tokens.end as usize == start + 1
        && !all[start].spaced()
        && !all[start - 1].spaced()
        && all[start - 1].text(input.text) == "-"
        && all[start - 2].kind == TokenKind::Digits
}

/// Whether a time expression takes a part of a number only.
fn cut(m: &Mention, n: &Numeral) -> bool {
    let tokens = &m.extent.tokens;
    // "half an hour" and "twenty-one years" hold theirs; "a year and a half" ends within none.
    n.tokens.start < tokens.start || n.tokens.end > tokens.end
}

/// Whether it is a piece of a longer word or of an address on the net: "H1N1", "…/2023/05/a".
fn inside_word(input: &Input<'_>, m: &Mention) -> bool {
    let all = input.all();
    let (start, end) = (m.extent.tokens.start as usize, m.extent.tokens.end as usize);
    let solid = |t: &Token| t.kind != TokenKind::Sign;
    let before = start.checked_sub(1).map(|b| &all[b]).filter(|_| !all[start].spaced());
    let after = all.get(end).filter(|t| !t.spaced());
    let goes_on = before.is_some_and(|t| solid(t) && solid(&all[start]))
        || after.is_some_and(|t| solid(t) && solid(&all[end - 1]));
    let slash = |t: &Token| matches!(t.text(input.text), "/" | "=" | "-" | "_" | "?" | ":");
    goes_on || (before.is_some_and(slash) || after.is_some_and(slash)) && input.in_address(start)
}

/// Whether it is the end of a unit of another kind, or of an idiom: "light-years", "3D".
fn of_unit(input: &Input<'_>, m: &Mention) -> bool {
    let all = input.all();
    let (start, end) = (m.extent.tokens.start as usize, m.extent.tokens.end as usize);
    let idiom = || input.rules.phrases.longest(&all[start..end], input.text, Class::IDIOM);
    let figures = all[start].kind == TokenKind::Digits;
    figures && idiom().is_some_and(|p| start + p.len == end)
        || (start.saturating_sub(2)..start).any(|s| {
            let tokens = all.get(s..end).unwrap_or_default();
            input.rules.phrases.longest(tokens, input.text, Class::UNIT).is_some_and(|p| s + p.len >= end)
        })
}

/// Whether a bare figure that passes for a year or a day says a number: "1000 l", "3/4" in a text
/// without a date, "about 1000 came".
fn counted(input: &Input<'_>, m: &Mention, n: &Numeral) -> bool {
    let (all, tokens) = (input.all(), &m.extent.tokens);
    let at = n.tokens.start as usize;
    // "the over-65s"
    if n.tokens.len() == 2 && n.tokens.end == tokens.end && all[at + 1].text(input.text) == "s" {
        return true;
    }
    if n.tokens.end != tokens.end || all[at].starts_sentence() && n.tokens.start > tokens.start {
        return false;
    }
    let bare = m.extent.whole.start == tokens.start;
    let digits = all[at].kind == TokenKind::Digits;
    match n.form {
        // "three quarters" is a share, "for three quarters" a time
        Form::Fraction => n.tokens == *tokens && bare && (!digits || input.context.date.is_none()),
        _ if !digits => false,
        Form::Cardinal => {
            let early = n.tokens.len() == 1 && !of_month(m) && n.value < Decimal::from(1200) && bare;
            early && (n.tokens == *tokens || hedged(input, tokens.start as usize, at))
                || n.tokens == *tokens && unit_follows(input, tokens.end as usize)
        }
        _ => false,
    }
}

/// Whether a day has its month, an hour the half of its day: "28" of "28 and 29 August", "3" of "3 and 9 p.m.".
fn of_month(m: &Mention) -> bool {
    let Content::Time(time::Expression { core: time::Core::Point(steps), .. }) = &m.content else {
        return false;
    };
    steps
        .iter()
        .any(|s| matches!(s, time::Step::Month(_) | time::Step::Clock(time::Clock { sure: true, .. })))
}

/// Whether tokens `from..to` are a hedge with no preposition of time before it: "about 1000 came", but
/// "in about 1000".
fn hedged(input: &Input<'_>, from: usize, to: usize) -> bool {
    let all = input.all();
    let hedge = input.rules.phrases.longest(&all[from..to], input.text, Class::HEDGE);
    let before = from.checked_sub(1).filter(|_| !all[from].starts_sentence());
    let goes_on = all.get(to + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.starts_sentence());
    goes_on
        && hedge.is_some_and(|p| from + p.len == to)
        && before.is_none_or(|b| !input.rules.quantity.is(all[b].word, Role::Function))
}

/// Whether a unit that a number wants stands at token `at`: "1000 l", "1520 sq m", "1500-acre".
fn unit_follows(input: &Input<'_>, at: usize) -> bool {
    let all = input.all();
    let word = |i: usize| all.get(i).filter(|t| !t.starts_sentence() && t.kind == TokenKind::Word);
    let hyphen = all.get(at).is_some_and(|t| !t.spaced() && t.text(input.text) == "-");
    let Some(t) = word(if hyphen { at + 1 } else { at }).filter(|t| !hyphen || !t.spaced()) else {
        return false;
    };
    let quantity = &input.rules.quantity;
    if quantity.is(t.word, Role::Square) || quantity.is(t.word, Role::Cubic) {
        return true;
    }
    let entry = input.rules.phrases.single(t.word, Class::UNIT);
    let form = entry.and_then(|e| quantity.units.forms.get(e.index as usize));
    form.is_some_and(|f| match &f.exact {
        None => true,
        Some(sign) => !hyphen && !f.shy && **sign == *t.text(input.text),
    })
}

fn merge(a: Vec<Mention>, b: Vec<Mention>) -> Vec<Mention> {
    if a.is_empty() {
        return b;
    }
    if b.is_empty() {
        return a;
    }
    let mut out = Vec::with_capacity(a.len() + b.len());
    let mut b = b.into_iter();
    for m in a {
        let start = m.extent.tokens.start;
        while b.as_slice().first().is_some_and(|q| q.extent.tokens.start < start) {
            let Some(q) = b.next() else { break };
            out.push(q);
        }
        out.push(m);
    }
    out.extend(b);
    out
}
