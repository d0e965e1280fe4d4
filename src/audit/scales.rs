//! `conversion-mismatch` of temperatures that only a letter marks: "30C (95F)", "180C, which is 446F".

use super::conversion::{by_so_much, off_by};
use super::draft::Draft;
use super::{Slip, equated};
use crate::mention::number::Numeral;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let text = draft.input.text.as_bytes();
    for at in memchr::memchr2_iter(b'C', b'F', text) {
        // Right behind a figure or the sign of degrees, and no beginning of a word.
        let before = at
            .checked_sub(1)
            .and_then(|i| text.get(i))
            .is_some_and(|c| c.is_ascii_digit() || *c == 0xb0 || *c == b' ');
        if before && !text.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
            let token = draft.all().partition_point(|t| (t.start as usize) < at);
            out.extend(degrees(draft, u32::try_from(token).unwrap_or(u32::MAX)));
        }
    }
}

/// "30C (95F)": letters that are degrees because they stand together.
fn degrees(draft: &Draft<'_>, first: u32) -> Option<Slip> {
    let letter = |i: u32| match draft.word(i) {
        "C" => Some(true),
        "F" => Some(false),
        _ => None,
    };
    let (celsius, open) = (letter(first)?, first + 1);
    // "30C (95F)", "30C, which is 95F"
    let bracket = draft.word(open) == "(";
    let close = (open + 2..open + 9).find(|&i| letter(i) == Some(!celsius))? + 1;
    if bracket && draft.word(close) != ")"
        || !bracket && !equated::linked(draft, &(open..close - 1))
        || draft.is(close + 1, "than")
        || !bracket && !equated::same(draft, &(open..close - 1))
    {
        return None;
    }
    let inside = draft.numerals_in(&(open + 1..close));
    let before = draft.numerals_in(&(open.saturating_sub(7)..open));
    let (a, b) = (before.last()?, inside.first()?);
    let tight = |n: &Numeral, end: u32| {
        (n.tokens.end..end).all(|i| draft.word(i) == "\u{b0}" || draft.any(i, &["degrees"]))
    };
    let minus = |n: &Numeral| {
        matches!(draft.before(n.tokens.start, 1), "-" | "\u{2212}")
            || draft.preceded(n.tokens.start, &["minus"])
    };
    if inside.len() != 1 || !tight(a, open - 1) || !tight(b, close - 1) {
        return None;
    }
    let value = |n: &Numeral| if minus(n) { -n.value } else { n.value };
    let (x, y) = (value(a), value(b));
    let sentence = draft.sentence(open);
    let near = open.saturating_sub(9).max(sentence.start)..open;
    // "turn it down by 1C (1.8F)"
    let difference = draft.has(&near, Cue::Difference)
        || draft.preceded(a.tokens.start, &["by"])
        || by_so_much(draft, a.tokens.start)
        || draft.word(close + u32::from(bracket)) != ","
            && draft.has(&(close..sentence.end.min(close + 4)), Cue::Difference)
        || draft.one(close + 1, WordSet::Greater)
        || draft.one(close + 1, WordSet::Fewer);
    let (up, zero) = (Decimal::new(18, 1), Decimal::from(if difference { 0 } else { 32 }));
    let exact = if celsius { x * up + zero } else { (x - zero) / up };
    let leave = |n: &Numeral| n.digit.min(Decimal::ONE) / Decimal::TWO;
    let spread = if celsius { leave(a) * up } else { leave(a) / up };
    let coarse = if difference { Decimal::new(3, 1) } else { off_by(x, y) };
    if (exact - y).abs() <= spread + leave(b) + coarse {
        return None;
    }
    let (from, to) = if celsius { ("C", "F") } else { ("F", "C") };
    let text = format!("{}{from} is {}{to}, not {}", grouped(x), grouped(exact.round_dp(1)), grouped(y));
    Some(
        Slip::new("conversion-mismatch", &(a.tokens.start..open), text)
            .against(std::iter::once(b.tokens.start..close)),
    )
}
