//! `part-exceeds-whole` of a part whose whole the sentence before counts, or another verb of its own: "Among the children
//! tested, 164 had", "Among them are 2,300 pensioners", "spent £95,000 of the bequest", "tested 30 wells and found it in 42".

use std::ops::Range;

use super::part::one_thing;
use crate::audit::Slip;
use crate::audit::draft::{Draft, is_coarse_date};
use crate::audit::figure::Figure;
use crate::audit::part::{exceeds, slip};
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Modifier;

/// Most tokens from the head of a sentence to the part: "Among the children of the two villages who were tested, 164".
const HEAD: u32 = 14;

/// Most tokens from what was looked at to what was found in some of it.
const SEARCH: u32 = 22;

pub(super) fn check(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    match part.kind {
        Kind::Number => of_group(draft, part)
            .or_else(|| they_include(draft, part))
            .or_else(|| found_in(draft, part))
            .or_else(|| there_are(draft, part)),
        Kind::Money => of_sum(draft, part),
        _ => None,
    }
}

/// Whether a number counts nothing of its own: a verb stands behind it, though it was read as what is counted.
pub(super) fn bare(draft: &Draft<'_>, part: &Figure) -> bool {
    let verb = |i: u32| {
        draft.one(i, WordSet::DidPast)
            || draft.input.rules.language.ends_as_past(draft.word(i)) && draft.word(i).len() > 4
    };
    part.unit.as_ref().is_none_or(|u| u.dimension().is_none())
        && part.noun.as_ref().is_none_or(|n| verb(n.start) && draft.is_word(n.start + 1))
}

/// The one count of the sentences before that of `part`, of what `fits` says; nothing there is as many as the part.
fn counted<'d>(draft: &'d Draft<'_>, part: &Figure, fits: &dyn Fn(&Figure) -> bool) -> Option<&'d Figure> {
    let mut sentence = draft.previous_sentence(draft.sentence(part.begin()).start)?;
    if draft.figures_in(&sentence).iter().all(|f| f.kind != part.kind) {
        sentence = draft.previous_sentence(sentence.start)?;
    }
    let range = sentence.start..part.begin();
    let of_kind = |f: &&Figure| f.kind == part.kind;
    let mut wholes = draft.figures_in(&range).iter().filter(of_kind).filter(|f| fits(f));
    let told = |w: &Figure| w.plain() || w.modifier == Some(Modifier::Approx) && !w.vague && !w.end;
    let whole =
        wholes.next().filter(|w| wholes.next().is_none() && told(w) && sentence.contains(&w.tokens.start))?;
    let dated = |at: u32| {
        let near = draft.readings_in(&(at.saturating_sub(4)..at + 1));
        near.iter().any(|r| r.kind.is_time() && r.extent.tokens.contains(&at))
    };
    let value = |n: &crate::mention::number::Numeral| n.form == Form::Cardinal && n.value >= part.value;
    let most = part.kind == Kind::Number
        && draft.numerals_in(&range).iter().any(|n| value(n) && !dated(n.tokens.start));
    let more = draft.figures_in(&range).iter().any(|f| f.kind == part.kind && !exceeds(part, f));
    (!most && !more && one_thing(draft, whole, part)).then_some(whole)
}

/// "tested 140 children. Among the children tested, 164 had", "Of the wells, 42 were foul", "Among them are 2,300 pensioners"
fn of_group(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let start = part.begin();
    let sentence = draft.sentence(start);
    let out = draft.is(sentence.start, "out")
        || draft.one(sentence.start, WordSet::ListAnd)
        || draft.is(sentence.start, "but");
    let of = sentence.start + u32::from(out);
    let among = draft.any(of, &["among", "amongst"]);
    if !(among || draft.is(of, "of")) || start < of + 2 || start > of + HEAD {
        return None;
    }
    let gap = of + 2..start;
    let alone = draft.figures_in(&(of..start)).iter().all(|f| f.kind != Kind::Number);
    let are = draft.follows(start, WordSet::AreOrHave);
    let them = draft.one(of + 1, WordSet::Anaphor)
        && (draft.one(of + 2, WordSet::AreOrHave) || draft.word(of + 2) == ",");
    let the = draft.one(of + 1, WordSet::Definite)
        || draft.one(of + 1, WordSet::TheseYears)
        || draft.one(of + 1, WordSet::ItsOwn);
    if !alone
        || !(the || them && among)
        || are && !among
        || draft.figures_in(&gap).iter().any(|f| f.kind == Kind::Money)
    {
        return None;
    }
    let whole = if them {
        counted(draft, part, &|f| several(draft, f) && !others_behind(draft, f))?
    } else {
        // "Among the children tested,", "Of the beds in the ward,"
        let comma = gap.into_iter().find(|&i| draft.word(i) == ",").unwrap_or(start);
        let nouns = of + 2..comma.min(of + 5);
        let same = |f: &Figure| {
            f.head().is_some_and(|h| nouns.clone().any(|i| draft.is_word(i) && draft.akin(i, h)))
        };
        let alone = |f: &Figure| {
            let own = draft.sentence(f.tokens.start);
            draft.figures_in(&own).iter().filter(|g| g.kind == Kind::Number).count() == 1
        };
        let kind = |f: &Figure| {
            // "Some 3,000 people tried out the app. Of those testers"
            let person = |i: u32| draft.one(i, WordSet::People);
            let those = draft.one(of + 1, WordSet::TheseYears)
                && draft.word(of + 2).ends_with("ers")
                && f.head().is_some_and(person)
                && of + 3 >= comma;
            !are && (draft.one(of + 2, WordSet::KindWord) || those)
                && several(draft, f)
                && !others_behind(draft, f)
                && alone(f)
        };
        // "Of the wells in the next valley", "Of the babies born in the year": of others
        let other =
            |i: u32| draft.one(i, WordSet::OtherOne) || draft.one(i, WordSet::NoneAtAll) || draft.is_name(i);
        let timed = draft.readings_in(&(of + 3..comma)).iter().any(|r| r.kind.is_time());
        let far = |i: u32| draft.any(i, &["year", "far", "since", "ever", "season", "month", "week", "day"]);
        let apart = timed || (of + 3..comma).any(|i| other(i) || far(i));
        if apart {
            return None;
        }
        let whole = counted(draft, part, &|f| same(f) || kind(f))?;
        // "It sold 90 copies. Of the copies printed, 110": of others; "tested 140 children. Among the children tested"
        let there = draft.sentence(whole.tokens.start);
        let done = (of + 3..comma).find(|&i| draft.input.rules.language.ends_as_past(draft.word(i)));
        let again = done.is_some_and(|i| there.clone().any(|k| draft.is_word(k) && draft.akin(i, k)));
        // "sold 90 tickets in March. Of the tickets, 130"
        let dated =
            draft.readings_in(&there).iter().any(is_coarse_date) && draft.one(of + 1, WordSet::Definite);
        if !again && (done.is_some() || dated) {
            return None;
        }
        whole
    };
    let told = if are { part.noun.is_some() } else { bare(draft, part) && draft.is_word(part.tokens.end) };
    (told && exceeds(part, whole)).then(|| slip(part, whole))
}

/// "The club has 240 members. They include 310 women"
fn they_include(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let start = part.begin();
    let sentence = draft.sentence(start);
    let they = draft.is(sentence.start, "they") && draft.any(sentence.start + 1, &["include", "included"]);
    let person = |f: &Figure| {
        f.head().is_some_and(|h| {
            draft.one(h, WordSet::People) || draft.one(h, WordSet::Females) || draft.one(h, WordSet::Males)
        })
    };
    if !they || start != sentence.start + 2 || !person(part) {
        return None;
    }
    let whole = counted(draft, part, &|f| person(f) && !others_behind(draft, f))?;
    exceeds(part, whole).then(|| slip(part, whole))
}

/// Whether a figure counts several things by their name.
fn several(draft: &Draft<'_>, f: &Figure) -> bool {
    f.head().is_some_and(|h| {
        draft.one(h, WordSet::People) || draft.input.rules.language.ends_as_plural(draft.word(h))
    })
}

/// "four rooms of books": whether other things than a figure counts are told of behind it.
fn others_behind(draft: &Draft<'_>, f: &Figure) -> bool {
    let end = draft.sentence(f.tokens.start).end;
    let plural = |i: u32| {
        draft.is_word(i)
            && draft.word(i).len() > 3
            && !draft.is_name(i)
            && draft.input.rules.language.ends_as_plural(draft.word(i))
    };
    (f.stop()..end).any(plural)
}

/// "was left £80,000 by a dentist. It spent £95,000 of the bequest on a barn": of the one sum that was told.
fn of_sum(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    // "Out of that sum £95,000 went on wells"
    let first = draft.sentence(part.begin()).start;
    let ahead = first + u32::from(draft.is(first, "out"));
    let of = if draft.any(ahead, &["of", "from"]) && part.begin().saturating_sub(ahead + 3) < 2 {
        ahead
    } else {
        part.tokens.end
    };
    let ends_here = of == ahead;
    let the = (ends_here || draft.is(of, "of"))
        && (draft.one(of + 1, WordSet::Definite) || draft.any(of + 1, &["this", "that", "its", "their"]));
    // "of the money given to the other school"
    let ends = ends_here
        || !draft.is_word(of + 3)
        || draft.any(of + 3, &["on", "to", "for", "in", "and", "went", "was", "has", "had", "will"]);
    if !the || !draft.one(of + 2, WordSet::SumOfMoney) || !ends {
        return None;
    }
    let sentence = draft.sentence(part.begin());
    let since = draft.has_any(&sentence, &[Cue::Expected, Cue::Multiple, Cue::Earlier])
        || draft.says(&sentence, WordSet::OtherOne);
    let here = draft
        .figures_in(&(sentence.start..part.begin()))
        .iter()
        .filter(|f| f.kind == Kind::Money)
        .collect::<Vec<_>>();
    let whole = match here[..] {
        [] => counted(draft, part, &|_| true).filter(|w| w.unit == part.unit)?,
        [one] if one.unit == part.unit && one.plain() => one,
        _ => return None,
    };
    // None of the text is as much as the part.
    let most =
        draft.figures.iter().any(|f| f.kind == Kind::Money && f.tokens != part.tokens && !exceeds(part, f));
    (!since && !most && exceeds(part, whole)).then(|| slip(part, whole))
}

/// The one count that is told in `range`.
fn only_count<'d>(draft: &'d Draft<'_>, range: &Range<u32>) -> Option<&'d Figure> {
    let mut counts = draft.figures_in(range).iter().filter(|f| f.kind == Kind::Number);
    counts.next().filter(|_| counts.next().is_none())
}

/// "checked 18 bridges and found cracks in 25": a bare number at the end of what was found.
fn found_in(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let start = part.begin();
    let sentence = draft.sentence(start);
    let whole = only_count(draft, &(sentence.start..start))?;
    let gap: Range<u32> = whole.stop()..start;
    let looked = draft.says(&(sentence.start..whole.begin()), WordSet::LooksAt);
    let found = gap.clone().any(|i| draft.any(i, &["found", "detected", "discovered", "reported"]));
    let ends = !draft.is_word(part.tokens.end);
    let in_some =
        draft.preceded(start, &["in", "on", "at", "with"]) && part.noun.is_none() && part.unit.is_none();
    let short = gap.len() <= SEARCH as usize && several(draft, whole) && whole.plain();
    let year = draft
        .readings_in(&(start.saturating_sub(2)..start + 1))
        .iter()
        .any(|r| r.kind.is_time() && r.extent.tokens.contains(&start));
    let other = draft.has_any(&sentence, &[Cue::Exceedable, Cue::Each, Cue::Multiple, Cue::Expected]);
    (looked && found && ends && in_some && short && !year && !other && exceeds(part, whole))
        .then(|| slip(part, whole))
}

/// "On this year's longlist of 16 novels there are 19 by women": how many of a list are told to be so.
fn there_are(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let start = part.begin();
    let sentence = draft.sentence(start);
    let whole = only_count(draft, &(sentence.start..start))?;
    let there = whole.stop() + u32::from(draft.word(whole.stop()) == ",");
    let told = draft.is(there, "there") && draft.one(there + 1, WordSet::AreOrHave) && there + 2 == start;
    let opens =
        draft.any(sentence.start, &["in", "on", "among", "of"]) && draft.preceded(whole.begin(), &["of"]);
    let by = part.noun.is_none()
        && part.unit.is_none()
        && draft.any(part.tokens.end, &["by", "from", "of", "who", "which", "that", "with", "in"]);
    let other = draft.has_any(&sentence, &[Cue::Exceedable, Cue::Each, Cue::Multiple, Cue::Expected]);
    (told && opens && by && several(draft, whole) && whole.plain() && !other && exceeds(part, whole))
        .then(|| slip(part, whole))
}
