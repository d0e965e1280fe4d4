//! What can be added up to a number: the figures of its kind in a stretch of text, and the numbers that nobody read as
//! figures because the words for what they count were left out: "450 soldiers, Poland 300 and Latvia 150".

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::sum::{alike, mismatch, near, slip};
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// A number that can be a part of a sum.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) tokens: Range<u32>,
    /// With hedge, unit and noun.
    pub(super) whole: Range<u32>,
    pub(super) value: Decimal,
    slack: Decimal,
    /// The last word of what it counts, where that is told.
    pub(super) head: Option<u32>,
}

impl Term {
    fn of(f: &Figure) -> Self {
        let whole = f.begin()..f.stop();
        Self { tokens: f.tokens.clone(), whole, value: f.value, slack: f.slack, head: f.head() }
    }

    fn bare(n: &Numeral) -> Self {
        Self {
            tokens: n.tokens.clone(),
            whole: n.tokens.clone(),
            value: n.value,
            slack: Decimal::ZERO,
            head: None,
        }
    }
}

/// Most terms that are looked at together.
pub(super) const MOST: usize = 9;

/// Whether a figure can be a sum or a term of one.
pub(super) fn addable(f: &Figure) -> bool {
    matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Duration) && !f.vague
}

/// The terms of a sum in `range`, in the order of the text; `None` where one of them is not told exactly.
pub(super) fn terms(draft: &Draft<'_>, total: &Figure, range: &Range<u32>) -> Option<Vec<Term>> {
    let figures = draft.figures_in(range);
    let mut out: Vec<Term> = Vec::new();
    // "62, 64, 66 and 63 seconds": the unit stands behind the last of them.
    let mut pending: Vec<Term> = Vec::new();
    let joined = |end: u32, start: u32| {
        let sign = |i: u32| draft.word(i) == "," || draft.one(i, WordSet::ListAnd);
        (1..=2).contains(&start.saturating_sub(end)) && (end..start).all(sign)
    };
    for n in draft.numerals_in(range).iter().filter(|n| n.form == Form::Cardinal) {
        let at = n.tokens.start;
        let own =
            |i: u32| draft.figures_in(&(i.saturating_sub(4)..i + 1)).iter().find(|f| f.tokens.contains(&i));
        // A number left short takes its kind from the last one: "three years for theft and five for assault".
        let follows = total.kind == Kind::Number
            || n.style.scale == 0
                && draft.scale(total) == 0
                && !out.is_empty()
                && !draft.one(n.tokens.end, WordSet::Happened);
        match figures.iter().find(|f| f.tokens.contains(&at)).or_else(|| own(at)) {
            Some(f) if alike(total, f) => {
                if !f.plain() || f.vague {
                    return None;
                }
                if out.last().is_none_or(|t| t.tokens != f.tokens) {
                    if pending.last().is_some_and(|p| joined(p.whole.end, f.begin())) && draft.scale(f) == 0 {
                        out.append(&mut pending);
                    }
                    out.push(Term::of(f));
                }
            }
            Some(f) if f.kind == Kind::Number && f.noun.is_none() && f.unit.is_none() && follows => {
                out.push(Term::bare(n));
            }
            Some(f) if f.kind == Kind::Number && f.noun.is_none() && f.unit.is_none() && f.plain() => {
                if !pending.last().is_some_and(|p| joined(p.whole.end, at)) {
                    pending.clear();
                }
                pending.push(Term::bare(n));
            }
            Some(_) => {}
            None if dated(draft, &n.tokens) => {}
            // "€148 one way"
            None if n.style.words && n.value == Decimal::ONE && total.kind != Kind::Number => {}
            None if follows => out.push(Term::bare(n)),
            None => {}
        }
        if out.len() > MOST + 3 {
            return None;
        }
    }
    Some(out)
}

/// Whether a number belongs to a date or a time.
fn dated(draft: &Draft<'_>, tokens: &Range<u32>) -> bool {
    let near = tokens.start.saturating_sub(4)..tokens.end;
    draft.readings_in(&near).iter().any(|r| r.kind.is_time() && r.extent.tokens.contains(&tokens.start))
}

/// Whether the parts count what the sum counts, or kinds of it.
pub(super) fn one_kind(draft: &Draft<'_>, total: &Figure, parts: &[Term]) -> bool {
    if total.kind != Kind::Number {
        return true;
    }
    let heads: Vec<u32> = parts.iter().filter_map(|p| p.head).collect();
    let person = |i: u32| draft.one(i, WordSet::People);
    let all = |test: &dyn Fn(u32) -> bool| heads.iter().all(|&h| test(h));
    match total.head() {
        Some(whole) => {
            all(&|h| draft.akin(h, whole))
                || person(whole) && all(&person)
                || heads.len() == parts.len() && draft.one(whole, WordSet::KindWord) && !all(&person)
        }
        None => heads.first().is_none_or(|&a| all(&|h| draft.akin(h, a)) || all(&person)),
    }
}

/// Whether "and" joins the last of three parts and more within one sentence: a list, to its end.
pub(super) fn listed(draft: &Draft<'_>, parts: &[Term]) -> bool {
    let [first, .., before, last] = parts else { return false };
    let gap = before.whole.end..last.whole.start;
    draft.says(&gap, WordSet::ListAnd) && draft.sentence(last.tokens.start).contains(&first.tokens.start)
}

/// A total that its parts do not make, though nearly.
pub(super) struct Off {
    pub(super) slip: Slip,
    pub(super) sum: Decimal,
}

/// The slip of a total and what are said to be its parts, unless something else around them makes it.
pub(super) fn off(draft: &Draft<'_>, total: &Figure, parts: &[Term], around: &Range<u32>) -> Option<Off> {
    if parts.len() < 2 || !total.plain() || draft.has_any(around, &[Cue::Overlap, Cue::Rounding]) {
        return None;
    }
    let pairs: Vec<_> = parts.iter().map(|p| (p.value, p.slack)).collect();
    let (text, sum) = mismatch(total, &pairs)?;
    let slip = || slip(total, text).against(parts.iter().map(|p| p.tokens.clone()));
    (near(sum, total) && !explained(draft, total, sum, around)).then(|| Off { slip: slip(), sum })
}

/// Whether some of the numbers around a sum make it: then it is told of those.
fn explained(draft: &Draft<'_>, total: &Figure, made: Decimal, around: &Range<u32>) -> bool {
    let Some(terms) = terms(draft, total, around) else { return true };
    let others: Vec<Decimal> = terms.iter().filter(|t| t.tokens != total.tokens).map(|t| t.value).collect();
    let others = &others[..others.len().min(MOST + 3)];
    // "With 66 of the 120 seats (Labour 41, the Greens 14, the Centre 11)": they make another one that is told.
    if others.contains(&made) {
        return true;
    }
    let (low, high) = (total.value - total.slack, total.value + total.slack);
    (1u32..1 << others.len()).any(|choice| {
        let chosen = others.iter().enumerate().filter(|(i, _)| choice >> i & 1 == 1);
        let sum = chosen.map(|(_, &v)| v).try_fold(Decimal::ZERO, |sum, v| sum.checked_add(v));
        sum.is_some_and(|s| low <= s && s <= high)
    })
}
