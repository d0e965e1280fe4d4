//! `text-differs` of dates: one event or one founding told twice, the second time with two digits of its date changed round.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::calendar::Day;
use crate::audit::differs::{CODE, shared};
use crate::audit::digits::{misread, slipped};
use crate::audit::draft::Draft;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// Most dates between two that are held against each other.
const FAR: usize = 40;

/// Words that two sentences must share for their days to be those of one event.
const ENOUGH: usize = 3;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, a) in draft.days.iter().enumerate() {
        for b in draft.days[k + 1..].iter().take(FAR) {
            if founded(draft, a, b)
                || held(draft, a, b)
                || born(draft, a, b)
                || broke_out(draft, a, b)
                || one_day(draft, a, b)
                || by_year(draft, a, b)
            {
                let text = format!("{} here, {} there", draft.text(&a.tokens), draft.text(&b.tokens));
                out.push(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]));
            }
        }
    }
}

/// "made school blazers since it was founded in 1926 ... Founded in Halden in 1962"
fn founded(draft: &Draft<'_>, a: &Day, b: &Day) -> bool {
    let verb = |d: &Day| {
        let sentence = draft.sentence(d.tokens.start);
        let near = d.tokens.start.saturating_sub(5).max(sentence.start)..d.tokens.start;
        draft.cues_in(&near, Cue::Founding).last().map(|c| c.tokens.start)
    };
    let (Some(x), Some(y)) = (a.year, b.year) else { return false };
    let round = slipped(Decimal::from(x), Decimal::from(y), 3);
    round && matches!((verb(a), verb(b)), (Some(x), Some(y)) if draft.akin(x, y)) && !told_again(draft, a, b)
}

/// "was born in a lock-keeper's cottage near Malmö in 1931 ... When she was born, in 1913": one birth, told again by "she".
fn born(draft: &Draft<'_>, a: &Day, b: &Day) -> bool {
    let (Some(x), Some(y)) = (a.year, b.year) else { return false };
    if !slipped(Decimal::from(x), Decimal::from(y), 3) {
        return false;
    }
    let birth = |d: &Day| {
        let sentence = draft.sentence(d.tokens.start);
        let near = d.tokens.start.saturating_sub(BORN).max(sentence.start)..d.tokens.start;
        draft.cues_in(&near, Cue::Born).last().map(|c| c.tokens.start)
    };
    let (Some(first), Some(again)) = (birth(a), birth(b)) else { return false };
    let subject = again.saturating_sub(2);
    let she = draft.one(subject, WordSet::HeOrShe) && draft.preceded(again, &["was"]);
    // Nobody else's birth is told, and nobody of the other sex goes by "he".
    let alone = draft.of(Cue::Born).count() == 2;
    let other = (first..again).any(|i| draft.one(i, WordSet::HeOrShe) && !draft.is(i, draft.word(subject)));
    she && alone && !other && !told_again(draft, a, b) && !draft.has(&(first..b.tokens.end), Cue::Revised)
}

/// Most tokens from "born" to its year.
const BORN: u32 = 12;

/// Words for one thing that happens: "fire", "blaze".
const EVENTS: [WordSet; 5] =
    [WordSet::EventFire, WordSet::EventQuake, WordSet::EventCrash, WordSet::EventStorm, WordSet::EventStrike];

/// "The fire broke out on 3 May. ... the blaze, which began on 13 May": one beginning of one thing.
fn broke_out(draft: &Draft<'_>, a: &Day, b: &Day) -> bool {
    let (Some(x), Some(y)) = (a.day, b.day) else { return false };
    let pen = slipped(Decimal::from(x), Decimal::from(y), 2) || misread(x.into(), y.into()).is_some();
    let same =
        a.month.is_some() && a.month == b.month && (a.year == b.year || a.year.is_none() || b.year.is_none());
    if !pen || !same || told_again(draft, a, b) {
        return false;
    }
    let (here, there) = (draft.sentence(a.tokens.start), draft.sentence(b.tokens.start));
    let verb = |d: &Day, s: &Range<u32>| {
        let near = d.tokens.start.saturating_sub(4).max(s.start)..d.tokens.start;
        near.into_iter().find(|&i| draft.one(i, WordSet::BeginsItself))
    };
    let (Some(first), Some(again)) = (verb(a, &here), verb(b, &there)) else { return false };
    // What began: "the blaze, which", "The blaze"
    let small = |&i: &u32| {
        draft.word(i) == ","
            || draft.one(i, WordSet::OpensRelative)
            || draft.is(i, "that")
            || draft.one(i, WordSet::AreOrHave)
    };
    let Some(noun) = (there.start..again).rev().find(|i| !small(i)) else { return false };
    let the = (noun.saturating_sub(2)..noun).any(|i| draft.one(i, WordSet::ThisVery));
    let it = draft.one(noun, WordSet::ItOrThey) && draft.previous_sentence(there.start) == Some(here.clone());
    let told = here.start..first;
    let known = told.clone().any(|i| draft.is_word(i) && draft.word(i).len() >= 4 && draft.akin(i, noun))
        || EVENTS.iter().any(|&e| draft.one(noun, e) && draft.says(&told, e));
    let another = |s: &Range<u32>| {
        draft.has_any(s, &[Cue::Revised])
            || (s.start..s.end).any(|i| {
                draft.one(i, WordSet::OtherOne)
                    || draft.any(i, &["second", "third", "another", "first", "each", "every", "again"])
            })
    };
    here.end <= there.start && (it || the && known) && !another(&here) && !another(&there)
}

/// "The two sides met on 14 June 1852. ... The battle of 14 June 1825": one day of the year, and its year with two digits
/// changed round.
fn one_day(draft: &Draft<'_>, a: &Day, b: &Day) -> bool {
    let (Some(x), Some(y)) = (a.year, b.year) else { return false };
    let same = a.day.is_some() && a.day == b.day && a.month.is_some() && a.month == b.month;
    same && slipped(Decimal::from(x), Decimal::from(y), 3)
        && !told_again(draft, a, b)
        && draft.sentence(a.tokens.start) != draft.sentence(b.tokens.start)
        && !compared(draft, a, b)
}

/// "The flood of 1873 drowned the mill. ... the 1837 flood": one thing that goes by its year.
fn by_year(draft: &Draft<'_>, a: &Day, b: &Day) -> bool {
    let (Some(x), Some(y)) = (a.year, b.year) else { return false };
    if a.month.is_some() || b.month.is_some() || !slipped(Decimal::from(x), Decimal::from(y), 3) {
        return false;
    }
    let noun = |d: &Day| {
        let at = d.tokens.start;
        let plain = |i: u32| {
            draft.is_word(i)
                && draft.word(i).len() >= 4
                && !draft.input.rules.language.ends_as_plural(draft.word(i))
        };
        // "the flood of 1873", "the 1837 flood"
        let before =
            at.checked_sub(2).filter(|&i| draft.is(i + 1, "of") && draft.follows(i, WordSet::Definite));
        let behind = (draft.preceded(at, &["the"]) && draft.is_word(d.tokens.end)).then_some(d.tokens.end);
        before.or(behind).filter(|&i| plain(i))
    };
    let (Some(first), Some(again)) = (noun(a), noun(b)) else { return false };
    // "The flood of 1837 had drowned only a cow": set against the other
    let opens = again <= draft.sentence(again).start + 1;
    !opens && draft.is(first, draft.word(again)) && !told_again(draft, a, b) && !compared(draft, a, b)
}

/// Whether two dates are held against each other: "worse than the flood of 1837", "27 years to the day".
fn compared(draft: &Draft<'_>, a: &Day, b: &Day) -> bool {
    let near = draft.sentence(a.tokens.start).start..draft.sentence(b.tokens.start).end;
    draft.has_any(&near, &[Cue::Earlier, Cue::Revised, Cue::Anniversary])
        || (near.start..near.end).any(|i| {
            draft.one(i, WordSet::OtherOne)
                || draft.any(i, &["both", "second", "between", "again", "anniversary", "later"])
        })
}

/// "The fair is on the Lower Quay on 12 September ... Harvest Fair, Lower Quay, 21 September"
fn held(draft: &Draft<'_>, a: &Day, b: &Day) -> bool {
    let (Some(x), Some(y)) = (a.day, b.day) else { return false };
    let same =
        a.month.is_some() && a.month == b.month && (a.year == b.year || a.year.is_none() || b.year.is_none());
    if same && x != y && takes_place(draft, a, b) && !told_again(draft, a, b) {
        return true;
    }
    let (here, there) = (draft.sentence(a.tokens.start), draft.sentence(b.tokens.start));
    same && slipped(Decimal::from(x), Decimal::from(y), 2)
        && here != there
        && !told_again(draft, a, b)
        && [(&here, a), (&there, b)].iter().all(|(s, d)| {
            let near = d.tokens.start.saturating_sub(BESIDE).max(s.start)..s.end.min(d.tokens.end + BESIDE);
            !draft.has(s, Cue::Revised) && !draft.has(&near, Cue::Earlier)
        })
        && (shared(draft, &here, &there, &[]) >= ENOUGH || the_same(draft, b, &here))
}

/// "The meeting will be held on 3 June. ... at the meeting on 5 June": what is held on one day only.
fn takes_place(draft: &Draft<'_>, a: &Day, b: &Day) -> bool {
    let (here, there) = (draft.sentence(a.tokens.start), draft.sentence(b.tokens.start));
    let weekday = |i: u32| super::super::calendar::weekday(draft, i).is_some() || draft.word(i) == ",";
    let on = (there.start.max(b.tokens.start.saturating_sub(4))..b.tokens.start).rev().find(|&i| !weekday(i));
    let Some(on) = on.filter(|&i| draft.is(i, "on")) else { return false };
    let Some(noun) = (there.start..on).rev().find(|&i| draft.word(i) != ",") else { return false };
    // "The meeting on 21 May is for members": which one it is.
    if noun <= there.start + 1 || draft.word(noun).len() < 4 || !draft.follows(noun, WordSet::Definite) {
        return false;
    }
    let subject =
        (here.start..here.end.min(here.start + 7)).find(|&i| draft.is_word(i) && draft.akin(i, noun));
    let held = |i: u32| draft.is(i, "held") || draft.any(i, &["take", "takes"]) && draft.is(i + 1, "place");
    let told = subject.is_some_and(|s| (s + 1..a.tokens.start).any(held));
    let other = |s: &Range<u32>| {
        draft.has_any(s, &[Cue::Revised])
            || (s.start..s.end).any(|i| {
                draft.one(i, WordSet::OtherOne)
                    // "would last a day"
                    || draft.one(i, WordSet::Past) && !draft.preceded(i, &["will", "would", "to", "could"])
                    || draft.any(i, &["second", "third", "next", "another", "first", "each", "every", "final"])
            })
    };
    let only = |s: &Range<u32>| draft.days_in(s).len() == 1;
    told && only(&here) && only(&there) && !other(&here) && !other(&there) && here.end <= there.start
}

/// "will vote on 12 March ... before the vote on 21 March": whether what a day is of was just told of.
fn the_same(draft: &Draft<'_>, day: &Day, told: &Range<u32>) -> bool {
    let on = day.tokens.start.checked_sub(1).filter(|&i| draft.is(i, "on"));
    let Some(noun) = on.and_then(|i| i.checked_sub(1)).filter(|&i| draft.word(i).len() >= 4) else {
        return false;
    };
    // "The meeting on 21 May is for members": which one it is.
    let which = noun <= draft.sentence(noun).start + 1;
    !which
        && draft.follows(noun, WordSet::Definite)
        && told.clone().any(|i| draft.is_word(i) && draft.akin(i, noun))
}

/// Tokens on either side of a day that may set it apart.
const BESIDE: u32 = 8;

/// Whether one of the two dates is told a second time: they are two then.
fn told_again(draft: &Draft<'_>, a: &Day, b: &Day) -> bool {
    let is = |d: &&Day, x: &Day| d.year == x.year && d.month == x.month && d.day == x.day;
    draft.days.iter().filter(|d| is(d, a) || is(d, b)).count() > 2
}
