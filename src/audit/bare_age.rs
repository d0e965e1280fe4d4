//! What stands beside a number that is an age: "will be 80 this month", "her eldest was 6", "He was 28."

use std::ops::Range;

use super::calendar::Day;
use super::draft::Draft;
use super::figure::Figure;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;

/// "will be 80 this month", "turned 60 last week"
pub(super) fn new_age(draft: &Draft<'_>, f: &Figure) -> bool {
    let start = f.tokens.start;
    let verb = draft.preceded(start, &["be"]) || draft.follows(start, WordSet::Turned);
    verb && draft.one(f.tokens.end, WordSet::AfterNewAge)
}

/// "At 65 she still runs the farm", "at 64 she can": what somebody does at that age, now.
pub(super) fn still_does(draft: &Draft<'_>, at: u32) -> bool {
    let still = u32::from(draft.any(at + 1, &["still", "now", "also"]));
    let verb = at + 1 + still;
    let does =
        still > 0 && draft.is_word(verb) && draft.word(verb).len() > 3 && draft.word(verb).ends_with('s');
    draft.one(at, WordSet::HeOrShe) && (draft.one(verb, WordSet::PresentVerb) || does)
}

/// "At 34 the youngest member of the cabinet, Linh Tran was born"; never "was at 50 the oldest judge until 2004"
pub(super) fn ranked(draft: &Draft<'_>, f: &Figure) -> bool {
    let end = f.tokens.end;
    let Some(at) = f.tokens.start.checked_sub(1).filter(|&i| draft.is(i, "at")) else { return false };
    let opens = draft.token(at).is_some_and(|t| t.starts_sentence()) || draft.preceded(at, &[","]);
    opens && draft.is(end, "the") && draft.word(end + 1).ends_with("est")
}

/// "was picked at 17 for the game on", "signed at 15 for United"
pub(super) fn picked_at(draft: &Draft<'_>, f: &Figure) -> bool {
    let (start, end) = (f.tokens.start, f.tokens.end);
    let verb = start >= 2 && draft.is(start - 1, "at") && draft.word(start - 2).ends_with("ed");
    let thing = draft.one(end + 1, WordSet::Article) || draft.is_name(end + 1);
    (verb || start >= 2 && draft.is(start - 1, "at") && draft.any(start - 2, &["debut", "chosen", "capped"]))
        && draft.is(end, "for")
        && thing
}

/// "when her eldest was 6", "his wife is 40": the age of somebody else.
pub(super) fn theirs(draft: &Draft<'_>, start: u32) -> bool {
    let was = start >= 3 && draft.any(start - 1, &["was", "is", "were"]);
    if !was {
        return false;
    }
    // "in 2010 it was 28"
    if draft.is(start - 2, "it") {
        return true;
    }
    let own = draft.one(start - 3, WordSet::HisOrHer)
        && !draft.one(start - 2, WordSet::OfLife)
        && !draft.is(start - 2, "age");
    // "when the hall was 50"
    let hall = draft.is(start - 3, "the")
        && start >= 4
        && draft.one(start - 4, WordSet::BreaksClause)
        && !draft.one(start - 2, WordSet::SomebodyOf)
        && !draft.one(start - 2, WordSet::Person);
    // "The school was 50 in 2014", "The temperature was 34 when"
    let school = [WordSet::Institution, WordSet::Dwelling, WordSet::PlaceName, WordSet::Gauged]
        .iter()
        .any(|&s| draft.one(start - 2, s));
    draft.is_word(start - 2) && (own || hall || school && draft.follows(start - 2, WordSet::Article))
}

/// "In 2008 he signed for City for £2m. He was 28.": the day told in the sentence before, of the same person.
pub(super) fn told_then<'d>(
    draft: &'d Draft<'_>,
    f: &Figure,
    birth: &Day,
    sentence: &Range<u32>,
) -> Option<&'d Day> {
    let start = sentence.start;
    let short = draft.one(start, WordSet::HeOrShe)
        && draft.is(start + 1, "was")
        && f.tokens.start <= start + 3
        && (draft.word(f.tokens.end) == "."
            || draft.is(f.tokens.end, "at") && draft.is(f.tokens.end + 2, "time"));
    let previous = draft.previous_sentence(start).filter(|_| short)?;
    let he = |i: u32| draft.one(i, WordSet::HeOrShe);
    let said = (previous.start..previous.end).filter(|&i| he(i));
    let same = said.clone().count() > 0 && said.clone().all(|i| draft.is(i, draft.word(start)));
    let mut days = draft.days_in(&previous).iter().filter(|d| d.year.is_some() && d.tokens != birth.tokens);
    let day = days.next().filter(|_| days.next().is_none())?;
    let clear = same && !draft.has_any(&previous, &[Cue::Kin, Cue::Reckoning, Cue::Born]);
    (clear && !draft.follows(day.tokens.start, WordSet::OpenTime)).then_some(day)
}

/// "beat the champion, 41, in the final", "operated on a boy of 12": the age of somebody without a name, of whom the sentence
/// is not; never "was a man of 55", "As a boy of 12, he".
pub(super) fn of_nameless(draft: &Draft<'_>, start: u32) -> bool {
    let opens = |i: u32| draft.token(i).is_some_and(|t| t.starts_sentence());
    let lead = start.saturating_sub(4);
    if start >= 4
        && draft.is(start - 1, "of")
        && draft.one(start - 2, WordSet::SomebodyOf)
        && !draft.is(start - 2, "age")
    {
        return draft.one(start - 3, WordSet::Indefinite)
            && !opens(start - 3)
            && (draft.one(lead, WordSet::OpensClause)
                || draft.any(lead, &["to", "against", "over"])
                || draft.word(lead).ends_with("ed"));
    }
    // "captained a team of men aged 30"
    if start >= 4 && draft.is(start - 1, "aged") {
        let people =
            [WordSet::People, WordSet::Humans, WordSet::Males, WordSet::Females, WordSet::SomebodyOf];
        let article = u32::from(draft.one(start - 3, WordSet::Indefinite));
        let verb = start - 3 - article;
        return people.iter().any(|&set| draft.one(start - 2, set))
            && (draft.one(verb, WordSet::OpensClause) || draft.word(verb).ends_with("ed"));
    }
    let noun = start.saturating_sub(2);
    let the = (noun.saturating_sub(2)..noun).find(|&i| draft.is(i, "the") || draft.one(i, WordSet::HisOrHer));
    draft.preceded(start, &[","])
        && the.is_some_and(|i| {
            let told = opens(i)
                || !draft.is_word(i.saturating_sub(1))
                || draft.one(i.saturating_sub(1), WordSet::AreOrIs);
            let plain = |k: u32| draft.is_word(k) && !draft.token(k).is_some_and(|t| t.capital());
            !told && (i + 1..=noun).all(plain)
        })
}

/// "He was born to a mother of 41, and she died when she was 91": whether a birth is his and an age hers.
pub(super) fn unlike(draft: &Draft<'_>, born: &Range<u32>, figure: &Figure) -> bool {
    let he = |i: &u32| draft.one(*i, WordSet::HeOrShe);
    let first = (born.start.saturating_sub(4)..born.start).rev().find(he);
    let second = (figure.tokens.start.saturating_sub(3)..figure.tokens.start).rev().find(he);
    matches!((first, second), (Some(a), Some(b)) if !draft.is(a, draft.word(b)))
}

/// "In 1990 he met Ada, then 20, in Ghent": the age of whom a verb's object names.
pub(super) fn then_of_object(draft: &Draft<'_>, start: u32) -> bool {
    if start < 3 || !draft.is(start - 1, "then") || draft.word(start - 2) != "," {
        return false;
    }
    let name = |i: &u32| draft.is_word(*i) && draft.token(*i).is_some_and(|t| t.capital());
    let Some(first) = (start.saturating_sub(6)..start - 2).rev().take_while(name).last() else { return true };
    let opens = draft.token(first).is_some_and(|t| t.starts_sentence());
    let lead = first.saturating_sub(1);
    !opens && draft.is_word(lead) && !draft.one(lead, WordSet::BreaksClause)
}
