//! Figures that the text says are the same, in words: "150 minutes, the equivalent of four hours", "1,500 metres above the
//! sea. In feet, that makes 3,900".

use std::ops::Range;

use super::Slip;
use super::conversion::{converted, measure, unit};
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// Most tokens before what opens the second figure: "forty feet from nose to tail - twenty-two metres -".
const ASIDE: u32 = 6;
/// Most times that one figure is the other and still the same thing, wrongly reckoned.
const MANY: u32 = 4;

/// Whether a sign and words that equate stand between two figures, whatever else comes before the sign.
pub(super) fn said(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (end, start) = (a.whole.end.max(a.tokens.end), b.begin());
    let stop = b.whole.end.max(b.tokens.end);
    // "or 180 minutes by the guard's watch"
    let by = draft.is(stop, "by")
        && (stop..stop + 6)
            .any(|i| draft.any(i, &["watch", "clock", "reckoning", "stopwatch", "count", "log"]));
    let closed = matches!(draft.word(stop), "," | "." | ")" | ";" | ":") || draft.dash(stop) || by;
    if a.kind != b.kind && !(measures(a) && measures(b))
        || start <= end
        || start - end > ASIDE + 8
        || !closed
        || !near(a, b)
    {
        return false;
    }
    // "The whole of it, all 80 hectares, is under grass"
    let whole = (start.saturating_sub(ASIDE).max(end)..start).any(|i| draft.any(i, &["whole", "entire"]));
    let all = draft.is(start - 1, "all") && draft.word(start - 2) == ",";
    let Some(open) = (end..start).rev().find(|&i| opens(draft, i)) else { return false };
    let apart = open - end;
    let alone = draft.figures_in(&(end..start)).is_empty();
    if whole && all {
        return alone;
    }
    // "a distance equal to four miles", where "equal to" was read as part of the figure
    let equates = draft.says(&(open..b.tokens.start.max(start)), WordSet::Equates);
    // "forty feet long - twenty-two metres -"
    let sized = apart == 1 && draft.one(end, WordSet::Dimension);
    let most = if equates { ASIDE } else { u32::from(sized) };
    alone
        && apart <= most
        && (equates || sized || apart == 0 && draft.dash(open))
        && linked(draft, &(open..start))
}

fn measures(f: &Figure) -> bool {
    matches!(f.kind, Kind::Measure | Kind::Temperature)
}

fn opens(draft: &Draft<'_>, i: u32) -> bool {
    matches!(draft.word(i), "," | ";" | "." | "(" | "=" | "/") || draft.dash(i)
}

/// Whether nothing stands here but a sign and words that equate or hedge: ", which is about", "- all of".
pub(super) fn linked(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    let first = range.start + u32::from(opens(draft, range.start));
    let number = |i: u32| draft.numerals_in(&(i..i + 1)).len() == 1;
    (first..range.end).all(|i| {
        draft.one(i, WordSet::Equates)
            || draft.one(i, WordSet::Equating)
            || draft.one(i, WordSet::BeforeConversion)
            || draft.any(i, &["-", "\u{2212}", "\u{b0}", "minus", "degrees"])
            || matches!(draft.word(i), "'" | "\u{2019}" | "s")
            || number(i)
    })
}

/// Whether a word or a sign says that two figures are the same.
pub(super) fn same(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    draft.says(range, WordSet::Equates) || draft.word(range.start) == "/" || draft.dash(range.start)
}

/// Whether the two are of one size, as far as that can be said: what is far off is another thing.
fn near(a: &Figure, b: &Figure) -> bool {
    let degrees = [a, b].iter().any(|f| f.kind == Kind::Temperature);
    let many = Decimal::from(MANY);
    degrees
        || a.kind == Kind::Duration
        || a.value_in(b).is_some_and(|a| a < b.value * many && b.value < a * many)
}

/// "In feet, as the older signs have it, that makes 3,900", of the one measure before it.
pub(super) fn in_unit(draft: &Draft<'_>, k: usize, f: &Figure) -> Option<Slip> {
    if f.kind != Kind::Number || f.unit.is_some() || f.end {
        return None;
    }
    let sentence = draft.sentence(f.tokens.start);
    let behind = draft.is(f.tokens.end, "in").then(|| f.tokens.end + 1);
    // "The field is 10 acres; in hectares, that is nine."
    let opens = |&i: &u32| draft.is(i, "in") && (i == sentence.start || draft.preceded(i, &[";", ":"]));
    let ahead = || (sentence.start..f.tokens.start).rev().find(opens).map(|i| i + 1);
    let at = behind.or_else(ahead)?;
    let to = unit(draft, &(at..at + 1))?;
    let from = draft
        .previous_sentence(sentence.start)
        .map_or(sentence.start, |p| draft.previous_sentence(p.start).map_or(p.start, |p| p.start));
    let before = draft.figures.get(..k)?.iter().rev().take_while(|a| a.tokens.start >= from);
    let mut alike = before.filter(|a| measure(a).iter().any(|m| m.dimension == to.dimension));
    let (a, None) = (alike.next()?, alike.next()) else { return None };
    // "that makes", "which is", "that's"; "In feet, 3,900"
    let told = sentence.start.max(a.whole.end)..f.begin();
    let same = (told.start..told.end).any(|i| {
        let subject = draft.any(i, &["that", "this", "it", "which"]);
        subject && (draft.one(i + 1, WordSet::Equates) || matches!(draft.word(i + 1), "'" | "\u{2019}"))
    });
    // "swam 4 miles and ran 9. In kilometres, that is 21": of more than one number.
    let same = same
        && !draft
            .figures_in(&(a.tokens.end..f.begin()))
            .iter()
            .any(|n| n.kind == Kind::Number && n.value > Decimal::ONE);
    let degrees = !to.offset.is_zero();
    let scaled = Decimal::from(MANY);
    let slips: Option<Vec<Slip>> = measure(a)
        .into_iter()
        .map(|m| {
            let exact = m.convert(a.value, &to)?;
            let sized = degrees || exact < f.value * scaled && f.value < exact * scaled;
            if sized { converted(draft, k, (a, m), (f, &to)) } else { None }
        })
        .collect();
    slips.filter(|_| same).and_then(|s| s.into_iter().next())
}
