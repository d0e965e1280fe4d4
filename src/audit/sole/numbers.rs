//! The numbers of a passage, read as figures or not, for what is reckoned from them.

use std::ops::Range;

use super::pen;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::mention::number::Numeral;
use crate::rules::word_set::WordSet;
use crate::value::{Decimal, Unit};

/// A number of a passage.
#[derive(Clone, Debug)]
pub(super) struct Term<'d> {
    pub(super) tokens: Range<u32>,
    /// With sign, unit and noun.
    pub(super) whole: Range<u32>,
    pub(super) value: Decimal,
    pub(super) slack: Decimal,
    /// What was read of it; nothing where it was taken for a name or a label.
    pub(super) figure: Option<&'d Figure>,
}

impl Term<'_> {
    pub(super) fn kind(&self) -> Option<Kind> {
        self.figure.map(|f| if counts(f) { Kind::Number } else { f.kind })
    }

    pub(super) fn unit(&self) -> Option<&Unit> {
        self.figure.filter(|f| !counts(f)).and_then(|f| f.unit.as_ref())
    }

    /// Neither unit nor noun: it takes them from the others.
    pub(super) fn bare(&self) -> bool {
        self.figure.is_none_or(|f| f.kind == Kind::Number && f.noun.is_none() && f.unit.is_none())
    }

    pub(super) fn head(&self) -> Option<u32> {
        self.figure.filter(|f| counts(f)).and_then(Figure::head)
    }
}

/// "the new one is 9.1"
pub(super) fn single(n: &Numeral) -> bool {
    n.style.words && n.value == Decimal::ONE
}

/// Whether a figure counts things, be it that it was read as a rate: "Five runners each covered".
pub(super) fn counts(f: &Figure) -> bool {
    f.kind == Kind::Number || f.kind == Kind::Measure && f.noun.is_some() && f.is_rate()
}

/// A number as one of the passage: `Some(None)` for one that counts nothing, `None` where one is not told exactly.
#[expect(clippy::option_option, reason = "the outer one gives up the passage")]
pub(super) fn term<'d>(draft: &'d Draft<'_>, n: &Numeral) -> Option<Option<Term<'d>>> {
    let at = n.tokens.start;
    let near = at.saturating_sub(6)..n.tokens.end;
    if let Some(f) = draft.figures_in(&near).iter().find(|f| f.tokens.contains(&at)) {
        let one = single(n) && f.noun.is_none();
        // "marked out of ten"
        let marks =
            f.noun.is_none() && draft.preceded(f.begin(), &["of"]) && draft.before(f.begin(), 2) == "out";
        if one || marks {
            return Some(None);
        }
        // "by 34 votes to 28": both ends count.
        return (f.modifier.is_none() && !f.vague).then(|| {
            let whole = f.tokens.start..f.stop();
            Some(Term {
                tokens: f.tokens.clone(),
                whole,
                value: f.value,
                slack: pen::slack(draft, f),
                figure: Some(f),
            })
        });
    }
    let timed = draft.readings_in(&near).iter().any(|r| r.kind.is_time() && r.extent.tokens.contains(&at));
    let read = draft.readings_in(&near).iter().any(|r| r.extent.tokens.contains(&at));
    if read && !timed {
        return None;
    }
    // "Route 66", "one of them"
    let name = at > 0 && draft.token(at - 1).is_some_and(|t| t.capital() && !t.starts_sentence());
    let label = draft.follows(at, WordSet::NumberedThings);
    let one = single(n);
    // "Arden 340, Brook 215"
    let name = name && draft.is_word(n.tokens.end);
    if timed || name || label || one {
        return Some(None);
    }
    Some(Some(Term {
        tokens: n.tokens.clone(),
        whole: n.tokens.clone(),
        value: n.value,
        slack: Decimal::ZERO,
        figure: None,
    }))
}
