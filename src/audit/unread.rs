//! Parts of a sum that were not read as such, because their unit was said before or stands elsewhere: "five years for the
//! burglary and a further three for the assault".

use std::ops::Range;

use super::draft::Draft;
use super::figure::Figure;
use super::sum::alike;
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::word_set::WordSet;

/// "five years for the burglary and a further three for the assault": numbers whose unit was said before.
pub(super) fn ellipses(draft: &Draft<'_>, total: &Figure, range: &Range<u32>) -> Vec<Figure> {
    if total.kind == Kind::Number {
        return Vec::new();
    }
    let figures = draft.figures_in(range);
    let short = |f: &&Figure| {
        f.kind == Kind::Number
            && f.plain()
            && f.noun.is_none()
            && f.unit.is_none()
            && (draft.one(f.tokens.end, WordSet::AfterBareNumber)
                || draft.one(f.tokens.end, WordSet::OpensClause)
                || draft.word(f.tokens.end) == ",")
            && (draft.follows(f.tokens.start, WordSet::Further)
                || draft.follows(f.tokens.start, WordSet::ListAnd)
                || draft.preceded(f.tokens.start, &["in", "for"]))
            && figures
                .iter()
                .any(|g| g.tokens.end < f.tokens.start && alike(total, g) && draft.scale(g) == draft.scale(f))
    };
    figures
        .iter()
        .filter(short)
        .map(|f| Figure { kind: total.kind, unit: total.unit.clone(), ..f.clone() })
        .collect()
}

/// Lengths in the unit of `total` that were read as something else: "ran it in 11 minutes".
pub(super) fn lengths(draft: &Draft<'_>, total: &Figure, range: &Range<u32>) -> Vec<Figure> {
    let Some(unit) = total.head().filter(|_| total.kind == Kind::Duration) else { return Vec::new() };
    let numerals = draft
        .numerals_in(range)
        .iter()
        .filter(|n| n.form == Form::Cardinal && draft.akin(n.tokens.end, unit));
    numerals
        .filter(|n| !draft.figures_in(range).iter().any(|f| f.tokens.contains(&n.tokens.start)))
        .map(|n| Figure {
            value: n.value,
            tokens: n.tokens.start..n.tokens.end + 1,
            whole: n.tokens.clone(),
            ..total.clone()
        })
        .collect()
}

/// "of which 5,100 tonnes was picked up and the remaining 2,300 taken to tips": the rest without its unit.
pub(super) fn short_rest(draft: &Draft<'_>, total: &Figure, range: &Range<u32>) -> Option<Figure> {
    let f = draft.figures_in(range).last()?;
    let bare = f.kind == Kind::Number && f.plain() && f.noun.is_none() && f.unit.is_none();
    let rest = draft.preceded(f.begin(), &["remaining", "other"]);
    let same = total.kind != Kind::Number && draft.scale(total) == 0 && draft.scale(f) == 0;
    (bare && rest && same).then(|| Figure { kind: total.kind, unit: total.unit.clone(), ..f.clone() })
}
