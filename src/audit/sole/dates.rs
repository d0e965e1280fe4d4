//! `text-differs` of dates: one event or one founding told twice, the second time with two digits of its date changed round.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::calendar::Day;
use crate::audit::differs::{CODE, shared};
use crate::audit::digits::slipped;
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
            if founded(draft, a, b) || held(draft, a, b) {
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
