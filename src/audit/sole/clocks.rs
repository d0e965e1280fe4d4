//! `text-differs` of times on the clock: "in two hours, seven minutes and 14 seconds", "his 2:17:14".

use std::ops::Range;

use super::back::row;
use crate::audit::Slip;
use crate::audit::differs::CODE;
use crate::audit::draft::Draft;
use crate::rules::audit::Cue;
use crate::rules::lexicon::Mark;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, TokenKind};
use crate::value::Decimal;

/// A time of a race, in hundredths of a second.
struct Clock {
    tokens: Range<u32>,
    hundredths: u32,
}

/// Most times that are held against each other.
const MOST: usize = 40;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let all = clocks(draft);
    let told = |c: &Clock| all.iter().filter(|d| d.hundredths == c.hundredths).count();
    let once: Vec<&Clock> = all.iter().filter(|c| told(c) == 1).collect();
    // In the text there is one time, and the table has another for the same name.
    let short = |c: &Clock| draft.scope(c.tokens.start) != Scope::Body;
    let alone = all.iter().filter(|c| !short(c)).count() == 1;
    for (k, a) in once.iter().enumerate() {
        for b in &once[k + 1..] {
            let near = alike(a.hundredths, b.hundredths) || alone && short(a) != short(b);
            if near && one(draft, a, b) {
                let text = format!("{} here, {} there", draft.text(&a.tokens), draft.text(&b.tokens));
                out.push(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]));
            }
        }
    }
}

/// The times of a text: "2:17:14", "4:02.18", "4 minutes 12.81 seconds".
fn clocks(draft: &Draft<'_>) -> Vec<Clock> {
    let digits = |i: u32| draft.token(i).is_some_and(|t| t.kind == TokenKind::Digits);
    let colon = |i: u32| draft.word(i) == ":" && digits(i + 1);
    let glued = |i: u32| draft.token(i).is_some_and(|t| !t.spaced());
    let mut out = Vec::new();
    for i in
        (0..draft.end()).filter(|&i| colon(i + 1) && digits(i) && !(glued(i) && draft.before(i, 1) == ":"))
    {
        let sign = |k: u32| matches!(draft.word(k), ":" | ".") && digits(k + 1) && glued(k) && glued(k + 1);
        let mut end = i + 1;
        while sign(end) {
            end += 2;
        }
        out.extend(parse(draft.text(&(i..end))).map(|hundredths| Clock { tokens: i..end, hundredths }));
    }
    let number = |i: u32| digits(i) || draft.token(i).is_some_and(|t| Mark::Number.on(t));
    let minute = |i: u32| {
        // "3 hours 14 minutes", and no seconds behind them
        let more = (i + 1..i + 4).any(|k| number(k) && draft.any(k + 1, &["second", "seconds"]));
        draft.any(i, &["minute", "minutes"]) && !more
    };
    let second = |&i: &u32| number(i - 1) && (draft.any(i, &["second", "seconds"]) || minute(i));
    out.extend((1..draft.end()).filter(second).filter_map(|i| worded(draft, i)));
    out.sort_by_key(|c| c.tokens.start);
    out.truncate(MOST);
    out
}

/// Most tokens of a time in words.
const WORDS: u32 = 12;

/// "two hours, seven minutes and 14 seconds", whose last unit is token `unit`.
fn worded(draft: &Draft<'_>, unit: u32) -> Option<Clock> {
    let start = unit.saturating_sub(WORDS).max(draft.sentence(unit).start);
    let numerals = draft.numerals_in(&(start..unit));
    let mut next = unit;
    let (mut hundredths, mut begin) = (Decimal::ZERO, None);
    let units =
        [(&["second", "seconds"], 100), (&["minute", "minutes"], 6_000), (&["hour", "hours"], 360_000)];
    let mut told = numerals.iter().rev();
    let minutes = draft.any(unit, units[1].0);
    for (names, size) in units.into_iter().skip(usize::from(minutes)) {
        let Some(n) = told.next() else { break };
        // Nothing stands between a number and its unit, nor more than "," and "and" before the next.
        let joined = next - n.tokens.end.min(next) <= 3 && draft.any(n.tokens.end, names);
        if !joined {
            break;
        }
        hundredths += n.value.checked_mul(Decimal::from(size))?;
        (next, begin) = (n.tokens.start, Some((n.tokens.start, size)));
    }
    let (start, size) = begin?;
    let hundredths = u32::try_from(hundredths.trunc().mantissa()).ok()?;
    (size > if minutes { 6_000 } else { 100 }).then_some(Clock { tokens: start..unit + 1, hundredths })
}

/// "2:17:14", "4:02.18"; never "7:30", a time of day.
fn parse(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let mut seconds = 0u32;
    let fields: Vec<&str> = whole.split(':').collect();
    if !(fields.len() == 3 || fields.len() == 2 && !part.is_empty()) {
        return None;
    }
    for field in fields {
        seconds = seconds.checked_mul(60)?.checked_add(field.parse().ok().filter(|&n: &u32| n < 1000)?)?;
    }
    let hundredths = match part.len() {
        0 => 0,
        1 => part.parse::<u32>().ok()? * 10,
        _ => part.get(..2)?.parse().ok()?,
    };
    seconds.checked_mul(100)?.checked_add(hundredths)
}

/// Whether two times are one digit, or two changed round, from each other: 2:07:14 and 2:17:14.
fn alike(a: u32, b: u32) -> bool {
    let digits = |x: u32| {
        let (rest, seconds) = (x / 100, x / 100 % 60);
        [rest / 3600, rest / 600 % 6, rest / 60 % 10, seconds / 10, seconds % 10, x % 100 / 10, x % 10]
    };
    let (x, y) = (digits(a), digits(b));
    let off: Vec<usize> = (0..x.len()).filter(|&i| x[i] != y[i]).collect();
    match off[..] {
        [_] => true,
        [i, k] => k == i + 1 && x[i] == y[k] && x[k] == y[i],
        _ => false,
    }
}

/// Whether the second time points back to the first, or one of them stands in a table or under a picture beside the
/// same name.
fn one(draft: &Draft<'_>, a: &Clock, b: &Clock) -> bool {
    let (here, there) = (draft.sentence(a.tokens.start), draft.sentence(b.tokens.start));
    let start = b.tokens.start;
    let near = start.saturating_sub(5).max(there.start)..start;
    // "His winning time of 2 hours ...", "his 2:17:14"
    let of = draft.preceded(start, &["of"]);
    let named = near.clone().any(|i| draft.one(i, WordSet::NamesMeasure));
    let owned = near
        .into_iter()
        .any(|i| draft.one(i, WordSet::Definite) || matches!(draft.word(i), "'" | "\u{2019}"));
    // "His time, 3:31.62, is": what it is stands right before it
    let is = draft.preceded(start, &[",", "was", "is"])
        && start >= 3
        && draft.one(start - 2, WordSet::NamesMeasure)
        && (start.saturating_sub(4)..start - 2).any(|i| draft.one(i, WordSet::Definite));
    let back = owned && (of && named || is || draft.follows(start, WordSet::Definite));
    let short = |c: &Clock| draft.scope(c.tokens.start) != Scope::Body;
    let line = |c: &Clock| match draft.scope(c.tokens.start) {
        Scope::Cell { .. } => row(draft, c.tokens.start),
        _ => draft.block(c.tokens.start),
    };
    let name = |&i: &u32| draft.token(i).is_some_and(|t| t.capital()) && draft.word(i).len() >= 4;
    let whole = line(a);
    let same = || {
        let there = if short(b) { line(b) } else { there.clone() };
        whole.clone().filter(name).any(|i| there.clone().filter(name).any(|k| draft.word(k) == draft.word(i)))
    };
    // "Her best time of 2:21:09", "the record of 2:23:59"
    let other = |c: &Clock| {
        let sentence = draft.sentence(c.tokens.start);
        let before = c.tokens.start.saturating_sub(5).max(sentence.start)..c.tokens.start;
        let around = before.start..sentence.end.min(c.tokens.end + 3);
        draft.has_any(&around, &[Cue::Earlier, Cue::Revised, Cue::Expected])
            || draft.says(&around, WordSet::Past)
            || draft.says(&before, WordSet::OtherMark)
    };
    // "The second one's time of 3 hours 41 minutes"
    let second = |c: &Clock| {
        draft.says(&(c.tokens.start.saturating_sub(8).max(there.start)..c.tokens.start), WordSet::OtherOne)
    };
    here != there
        && (back || short(a) != short(b))
        && (back && !short(a) || same())
        && !other(a)
        && !other(b)
        && !second(b)
}

#[cfg(test)]
mod tests {
    use super::{alike, parse};

    #[test]
    fn a_time_and_another_one() {
        assert_eq!(parse("2:17:14"), Some(823_400));
        assert_eq!(parse("4:02.18"), Some(24_218));
        assert_eq!(parse("7:30"), None);
        assert!(alike(parse("2:17:14").unwrap(), parse("2:07:14").unwrap()));
        assert!(!alike(parse("2:17:14").unwrap(), parse("2:08:15").unwrap()));
    }
}
