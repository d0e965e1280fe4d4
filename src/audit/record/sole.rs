//! The one birth of a text and an age beside it, where nobody else is there whose it could be.
//!
//! "The 31-year-old striker could start on Monday. ... Born in Porto in March 2001, he has played": nobody is named.

use std::ops::Range;

use super::aged::Aged;
use super::who::{Cast, Who};
use super::{Birth, sentence};
use crate::audit::draft::Draft;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// Most tokens between an age and the birth.
const FAR: u32 = 120;

/// The only birth of the text, where an age beside it can be of nobody else.
pub(super) fn birth_of<'b>(
    draft: &Draft<'_>,
    cast: &Cast<'_, '_>,
    births: &'b [Birth],
    aged: &Aged,
) -> Option<&'b Birth> {
    let birth = births.first().filter(|b| births.iter().all(|o| o.bounds == b.bounds))?;
    let (a, b) = (aged.tokens.start, birth.at);
    let (first, last) = (sentence(draft, a.min(b)), sentence(draft, a.max(b)));
    let range = first.start..last.end.max(first.end);
    let body = draft.scope(a) == Scope::Body && draft.scope(b) == Scope::Body;
    if !body || last.start.saturating_sub(first.end) > FAR {
        return None;
    }
    let other = draft.has_any(&range, &[Cue::Kin, Cue::Reckoning])
        || !cast.only(&range)
        || !one_pronoun(draft, &range)
        || another(draft, aged, &range);
    (!other && one_person(draft, cast, birth, aged)).then_some(birth)
}

/// Whether an age and a birth are told of one person: by a pronoun, by the name, or by "the 31-year-old" itself.
fn one_person(draft: &Draft<'_>, cast: &Cast<'_, '_>, birth: &Birth, aged: &Aged) -> bool {
    let pronoun = |w: &Who| matches!(*w, Who::Known(i) if draft.one(i, WordSet::HeOrShe));
    let itself = |w: &Who| matches!(*w, Who::Known(i) if (i..i + 2).contains(&aged.tokens.start));
    let age = cast.whose(aged.at);
    // "The 34-year-old rode Sweet William, a gelding born in 2015": the birth of another
    let told = sentence(draft, birth.at);
    let leads = |r: &Range<u32>| r.start <= told.start + 3 && !told.contains(&aged.tokens.start);
    let named = age.as_ref().and_then(|w| cast.name(w));
    if matches!((&named, &birth.name), (Some(a), Some(b)) if !cast.same(a, b)) {
        return false;
    }
    match (&age, &birth.who) {
        (Some(Who::Named(a)), Some(Who::Named(b))) => cast.same(a, b),
        (Some(a), Some(b)) => {
            let named = matches!(b, Who::Named(r) if !leads(r));
            pronoun(a) || pronoun(b) || itself(a) && !named
        }
        (Some(a), None) => pronoun(a),
        // "I am 52," said the chef, whose passport gives her date of birth
        (None, Some(_)) => draft.is(aged.tokens.start.saturating_sub(2), "i"),
        (None, None) => false,
    }
}

/// Whether nobody is "he" beside somebody who is "she".
fn one_pronoun(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    let mut said = (range.start..range.end).filter(|&i| draft.one(i, WordSet::HeOrShe));
    said.next().is_none_or(|first| said.all(|i| draft.is(i, draft.word(first))))
}

/// Whether somebody without a name is told of beside the one whose age it is: "a boy", "the woman".
fn another(draft: &Draft<'_>, aged: &Aged, range: &Range<u32>) -> bool {
    let somebody = |i: u32| draft.one(i, WordSet::SomebodyOf) && !draft.is(i, "age");
    let near = aged.tokens.start.saturating_sub(2)..aged.tokens.end + 3;
    // "he is the oldest man on the tour"
    let is = |i: u32| draft.says(&(i.saturating_sub(4)..i), WordSet::Became);
    (range.start..range.end).any(|i| somebody(i) && !near.contains(&i) && !is(i))
}
