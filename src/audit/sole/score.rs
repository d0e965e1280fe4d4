//! `sum-mismatch` of a match, whose score is the sum of its quarters, halves or innings.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::sum::CODE;
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

pub(super) fn check(draft: &Draft<'_>, sentence: &Range<u32>, out: &mut Vec<Slip>) {
    let Some(at) = (sentence.start..sentence.end).find(|&i| draft.one(i, WordSet::PlayedPart)) else {
        return;
    };
    let extra = (sentence.start..sentence.end).any(|i| draft.one(i, WordSet::ExtraTime) && !denied(draft, i));
    if extra {
        return;
    }
    let numbers: Vec<Numeral> =
        draft.numerals_in(sentence).iter().filter(|n| n.form == Form::Cardinal).cloned().collect();
    out.extend(pairs(draft, &numbers).or_else(|| one_side(draft, sentence, at, &numbers)));
}

/// "with no need of overtime"
fn denied(draft: &Draft<'_>, i: u32) -> bool {
    (i.saturating_sub(4)..i).any(|k| draft.one(k, WordSet::NoneAtAll) || draft.any(k, &["without"]))
}

/// Whether a slip is not far from what it should be.
fn close(a: Decimal, b: Decimal) -> bool {
    let half = |a: Decimal, b: Decimal| a.checked_div(Decimal::TWO).is_some_and(|half| half < b);
    half(a, b) && half(b, a)
}

fn sum(parts: &[&Numeral]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(n.value))
}

fn slip(parts: &[&Numeral], sum: Decimal, said: &Numeral) -> Slip {
    let terms: Vec<String> = parts.iter().map(|p| grouped(p.value)).collect();
    let text = format!("{} = {}, not {}", terms.join(" + "), grouped(sum), grouped(said.value));
    Slip::new(CODE, &said.tokens, text).against(parts.iter().map(|p| p.tokens.clone()))
}

/// "With quarters of 21-15, 18-19, 24-20 and 20-17 the Herons won 93-71"; "led 28-24 at half-time and won the second half
/// 31-30 to win 69-54".
fn pairs(draft: &Draft<'_>, numbers: &[Numeral]) -> Option<Slip> {
    let joined = |a: &Numeral, b: &Numeral| {
        b.tokens.start == a.tokens.end + 1
            && matches!(draft.word(a.tokens.end), "-" | "\u{2013}" | "\u{2011}")
    };
    let pairs: Vec<(&Numeral, &Numeral)> =
        numbers.windows(2).filter(|w| joined(&w[0], &w[1])).map(|w| (&w[0], &w[1])).collect();
    let (last, parts) = pairs.split_last()?;
    // Quarters are four, halves two; the result may be told before them.
    if !(2..=4).contains(&parts.len()) || numbers.len() != pairs.len() * 2 {
        return None;
    }
    let spaced = |w: &[&(&Numeral, &Numeral)]| w[1].0.tokens.start.saturating_sub(w[0].1.tokens.end) <= 2;
    let lists = |run: &[&(&Numeral, &Numeral)]| run.windows(2).all(spaced);
    let all: Vec<_> = pairs.iter().collect();
    let end = all.len() - 1;
    let half = |p: &(&Numeral, &Numeral)| {
        let near = p.0.tokens.start.saturating_sub(4)..p.1.tokens.end + 4;
        draft.says(&near, WordSet::PlayedPart) || draft.says(&near, WordSet::HalfTime)
    };
    let halves = || parts.len() == 2 && parts.iter().all(half) && !half(last);
    let (run, result) = if lists(&all[..end]) && !spaced(&all[end - 1..]) || halves() {
        (&all[..end], all[end])
    } else if lists(&all[1..]) && !spaced(&all[..2]) {
        (&all[1..], all[0])
    } else {
        return None;
    };
    let (a, b): (Vec<_>, Vec<_>) = run.iter().map(|p| (p.0, p.1)).unzip();
    let (x, y) = (sum(&a)?, sum(&b)?);
    let ends_so = run.last().is_some_and(|p| (p.0.value, p.1.value) == (result.0.value, result.1.value));
    // The loser's score may come first in either.
    let fits = |x: Decimal, y: Decimal| u8::from(result.0.value == x) + u8::from(result.1.value == y);
    let (straight, turned) = (fits(x, y), fits(y, x));
    if straight == 2 || turned == 2 || ends_so {
        return None;
    }
    let (a, b, x, y) = if turned > straight { (b, a, y, x) } else { (a, b, x, y) };
    let (parts, sum, said) = if result.0.value == x { (b, y, result.1) } else { (a, x, result.0) };
    close(sum, said.value).then(|| slip(&parts, sum, said))
}

/// "scored 24, 19, 21 and 14 points in the four quarters and beat Orzel 88-71", "84 in the first innings and 61 in the
/// second gave her 155 runs".
fn one_side(draft: &Draft<'_>, sentence: &Range<u32>, at: u32, counts: &[Numeral]) -> Option<Slip> {
    let many: usize = if draft.any(at, &["quarter", "quarters"]) { 4 } else { 2 };
    let ordinal = |f: &Numeral| {
        (f.tokens.end..f.tokens.end + 5)
            .take_while(|&i| !matches!(draft.word(i), "," | ";") && !draft.one(i, WordSet::ListAnd))
            .any(|i| draft.any(i, &["first", "second", "third", "fourth", "opening", "final"]))
    };
    let parts = counts.get(..many)?;
    let each = parts.iter().all(ordinal);
    let listed = parts.windows(2).all(|w| w[1].tokens.start.saturating_sub(w[0].tokens.end) <= 2)
        && draft.preceded(at, if many == 4 { &["four", "4"] } else { &["two", "2"] });
    if !(each || listed) {
        return None;
    }
    let parts: Vec<&Numeral> = parts.iter().collect();
    let sum = sum(&parts)?;
    let from = parts.last()?.tokens.end.max(if listed { at } else { 0 });
    let numbers = counts.get(counts.partition_point(|n| n.tokens.start < from)..)?;
    let pair = numbers.windows(2).find(|w| {
        w[1].tokens.start == w[0].tokens.end + 1 && matches!(draft.word(w[0].tokens.end), "-" | "\u{2013}")
    });
    // "finished with 116", "88 points"
    let ends = |n: &&Numeral| {
        let at = n.tokens.start;
        let points = draft.figures_in(&n.tokens).iter().any(|f| {
            f.kind == Kind::Number
                && f.plain()
                && f.head().is_some_and(|h| draft.one(h, WordSet::ScorePoints))
        });
        let with = draft.any(at.saturating_sub(1), &["with", "on", "of", "to"])
            && (at.saturating_sub(5).max(sentence.start)..at).any(|i| draft.one(i, WordSet::EndsWith));
        !draft.preceded(at, &["by"]) && (points || with)
    };
    let said = match pair {
        Some(w) if w.iter().all(|n| n.value != sum) => {
            let lost = (sentence.start..w[0].tokens.start).any(|i| draft.one(i, WordSet::Defeats));
            if lost { &w[1] } else { &w[0] }
        }
        None => numbers.iter().find(ends).filter(|n| n.value != sum)?,
        Some(_) => return None,
    };
    close(sum, said.value).then(|| slip(&parts, sum, said))
}
