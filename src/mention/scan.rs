//! The order in which a text is read: numbers, then time, then quantities.
//!
//! Time takes its tokens first ("July 18" is no count of Julys); ages are left to quantities. But it
//! cuts no number in two ("a quarter million", "Sunday 5.5 %") and takes none that plainly counts
//! ("1000 l"). The two lists are merged by place.

use super::number::{Form, Numeral};
use super::{Content, Input, Kind, Mention, number, quantity, time};
use crate::rules::Class;
use crate::rules::schema::Role;
use crate::text::TokenKind;
use crate::value::Unit;

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
            && !hangs(input, m)
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
    let (start, end) = (m.extent.tokens.start as usize, m.extent.tokens.end as usize);
    let all = input.all();
    let Some(before) = start.checked_sub(1).filter(|_| !all[start].starts_sentence()) else { return false };
    if m.kind == Kind::Duration && input.rules.quantity.is(all[before].word, Role::Age) {
        return true;
    }
    (start.saturating_sub(2)..start).any(|s| {
        input.rules.phrases.longest(&all[s..], input.text, Class::SPOKEN).is_some_and(|p| s + p.len >= end)
    })
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

/// Whether a bare figure that passes for a year or a day says a number: "1000 l", "3/4" in a text
/// without a date.
fn counted(input: &Input<'_>, m: &Mention, n: &Numeral) -> bool {
    let tokens = &m.extent.tokens;
    if n.tokens != *tokens {
        return false;
    }
    let bare = m.extent.whole.start == tokens.start;
    let digits = input.all()[tokens.start as usize].kind == TokenKind::Digits;
    match n.form {
        // "three quarters" is a share, "for three quarters" a time
        Form::Fraction => bare && (!digits || input.context.date.is_none()),
        _ if !digits => false,
        Form::Cardinal => {
            let next = input.all().get(tokens.end as usize).filter(|t| !t.starts_sentence());
            let unit = next.is_some_and(|t| {
                t.kind == TokenKind::Word && {
                    let entry = input.rules.phrases.single(t.word, Class::UNIT);
                    let form = entry.and_then(|e| input.rules.quantity.units.forms.get(e.index as usize));
                    form.is_some_and(|f| match &f.exact {
                        None => true,
                        Some(sign) => !f.shy && **sign == *t.text(input.text),
                    })
                }
            });
            unit || bare && tokens.len() == 1 && !of_month(m) && n.value < crate::value::Decimal::from(1200)
        }
        _ => false,
    }
}

/// Whether a day has its month: "28" of "28 and 29 August".
fn of_month(m: &Mention) -> bool {
    let Content::Time(time::Expression { core: time::Core::Point(steps), .. }) = &m.content else {
        return false;
    };
    steps.iter().any(|s| matches!(s, time::Step::Month(_)))
}

fn merge(a: Vec<Mention>, b: Vec<Mention>) -> Vec<Mention> {
    if a.is_empty() {
        return b;
    }
    if b.is_empty() {
        return a;
    }
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    loop {
        let first = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) => x.extent.tokens.start <= y.extent.tokens.start,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return out,
        };
        out.extend(if first { a.next() } else { b.next() });
    }
}
