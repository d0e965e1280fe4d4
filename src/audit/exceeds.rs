//! `part-exceeds-whole` of a whole that is named by whose it is, or by what was done to it: "Eight of Mauritania's six
//! medals", "65 of those who were interviewed" of 40, "the 340 pupils of the school ... 412 of the school's pupils".

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use super::part::{exceeds, slip};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Most tokens from "of" to the whole: "Eight of New South Wales's six medals".
const OF: u32 = 8;

/// Most tokens from a count to what was done to it: "40 were interviewed".
const DONE: u32 = 4;

/// Most tokens between a whole and "including".
const ASIDE: u32 = 18;

/// Most tokens from a whole to whose it is: "the 340 pupils of the school".
const OWNER: u32 = 6;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, part) in draft.figures.iter().enumerate().filter(|(_, f)| f.plain()) {
        let of = draft.is(part.tokens.end, "of");
        if part.is_percent() && of {
            out.extend(of_all(draft, part));
        } else if part.kind == Kind::Number && part.value > Decimal::ONE {
            let found = if of {
                owned(draft, k)
                    .or_else(|| done_to(draft, part))
                    .or_else(|| of_owner(draft, part))
                    .or_else(|| on_list(draft, part))
            } else {
                including(draft, k)
            };
            out.extend(found.or_else(|| of_body(draft, part)));
        }
    }
}

fn mark(draft: &Draft<'_>, i: u32) -> bool {
    matches!(draft.word(i), "'" | "\u{2019}")
}

/// "Eight of Mauritania's six medals"
fn owned(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (part, whole) = (draft.figures.get(k)?, draft.figures.get(k + 1)?);
    let (of, at) = (part.tokens.end, whole.begin());
    let near = of + 2 < at && at <= of + OF && draft.is_name(of + 1) && whole.noun.is_some();
    // "Mauritania's", "the Hebrides'"
    let owner = (at.saturating_sub(2)..at).any(|i| mark(draft, i));
    let plain = (of + 1..at)
        .all(|i| mark(draft, i) || draft.is_name(i) || draft.is(i, "s") || draft.is_word(i) && i > of + 2);
    let one = whole.kind == Kind::Number && whole.plain() && part.noun.is_none();
    let other = draft.has(&(draft.sentence(of).start..whole.stop() + 4), Cue::Exceedable);
    (near && owner && plain && one && !other && exceeds(part, whole)).then(|| slip(part, whole))
}

/// "40 were interviewed, and 65 of those who were interviewed": those to whom the same was done.
fn done_to(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let of = part.tokens.end;
    let those = draft.any(of + 1, &["those", "the"]) || draft.is(of + 1, "them");
    let who = of + 2 + u32::from(draft.any(of + 2, &["who", "that"]));
    let verb = who + u32::from(draft.one(who, WordSet::AreOrHave)) + u32::from(draft.is(who + 1, "been"));
    if !those || !draft.is_word(verb) || !draft.word(verb).ends_with("ed") || draft.word(verb).len() < 5 {
        return None;
    }
    let sentence = draft.sentence(of);
    let from = draft.previous_sentence(of).map_or(sentence.start, |p| p.start);
    let again = |f: &&Figure| {
        let behind = f.tokens.end..f.tokens.end + DONE;
        f.kind == Kind::Number
            && f.plain()
            && behind.into_iter().take_while(|&i| draft.is_word(i)).any(|i| draft.is(i, draft.word(verb)))
    };
    let mut wholes = draft.figures_in(&(from..part.begin())).iter().filter(again);
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    let other = draft.has_any(&(whole.tokens.end..of), &[Cue::Exceedable, Cue::Multiple, Cue::Earlier]);
    (!other && exceeds(part, whole)).then(|| slip(part, whole))
}

/// What lists everybody once.
const LISTS: [&str; 9] =
    ["roll", "list", "register", "roster", "manifest", "payroll", "rota", "file", "books"];

/// What is done to whom a list names.
const ENTERED: [&str; 7] = ["listed", "enrolled", "registered", "named", "entered", "inscribed", "recorded"];

/// "The roll has 1,912 names on it, and 2,044 of the people listed": of those whom a list names.
fn on_list(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let of = part.tokens.end;
    let named =
        |i: u32| draft.one(i, WordSet::People) || draft.any(i, &["names", "entries", "voters", "members"]);
    let noun = if draft.any(of + 1, &["those", "them"]) { of + 1 } else { of + 2 };
    let those = noun == of + 1 || draft.one(of + 1, WordSet::Definite) && named(noun);
    let were = noun + 1 + u32::from(draft.any(noun + 1, &["who", "that"]));
    let at = were + u32::from(draft.one(were, WordSet::AreOrHave));
    let on = |i: u32| {
        let list = draft.one(i + 1, WordSet::Definite) && draft.any(i + 2, &LISTS);
        draft.any(i, &["on", "in"]) && (draft.any(i + 1, &["it", "them"]) || list)
    };
    // "of the people named in the report"
    let closed = !draft.one(at + 1, WordSet::OpensClause) || on(at + 1);
    let there = on(at) || draft.any(at, &ENTERED) && closed;
    if !those || !there {
        return None;
    }
    let sentence = draft.sentence(of);
    let from = draft.previous_sentence(of).map_or(sentence.start, |p| p.start);
    let mut wholes = draft
        .figures_in(&(from..part.begin()))
        .iter()
        .filter(|f| f.kind == Kind::Number && f.value > Decimal::ONE);
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    let told = draft.sentence(whole.tokens.start);
    // "The list of 2019 had 840 names; 910 of those on it now": of two times
    let dated = draft.days_in(&(from..sentence.end)).iter().any(|d| d.year.is_some())
        || (of..sentence.end).any(|i| draft.any(i, &["now", "today", "since"]));
    let list = (told.start..told.end.min(part.begin())).any(|i| draft.any(i, &LISTS));
    let other = draft
        .has_any(&(from..sentence.end), &[Cue::Exceedable, Cue::Multiple, Cue::Each, Cue::Expected])
        || draft
            .cues_in(&(from..sentence.end), Cue::Earlier)
            .any(|c| !draft.one(c.tokens.start, WordSet::Source));
    (list && whole.head().is_some_and(named) && whole.plain() && !other && !dated && exceeds(part, whole))
        .then(|| slip(part, whole))
}

/// "the 340 pupils of the school ... 412 of the school's pupils"
fn of_owner(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let of = part.tokens.end;
    let sign = (of + 3..of + 5).find(|&i| mark(draft, i))?;
    let (owner, noun) = (sign - 1, sign + 1 + u32::from(draft.is(sign + 1, "s")));
    let plural =
        draft.input.rules.language.ends_as_plural(draft.word(noun)) || draft.one(noun, WordSet::People);
    if !draft.one(of + 1, WordSet::Definite) || !plural || draft.word(owner).len() < 4 {
        return None;
    }
    // None but those two count it.
    let same = |f: &&Figure| {
        f.kind == Kind::Number
            && f.tokens != part.tokens
            && f.noun.as_ref().is_some_and(|n| n.clone().any(|i| draft.akin(i, noun)))
    };
    let mut wholes = draft.figures.iter().filter(same);
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    // "the school" is not "the upper school".
    let plain = |i: u32| draft.one(i - 1, WordSet::Definite) || draft.akin(i - 1, owner - 1);
    let named =
        |r: Range<u32>| r.into_iter().any(|i| i > 0 && draft.is_word(i) && draft.akin(i, owner) && plain(i));
    let sentence = draft.sentence(whole.tokens.start);
    let its = named(whole.stop()..sentence.end.min(whole.stop() + OWNER))
        || named(whole.begin().saturating_sub(OWNER).max(sentence.start)..whole.begin());
    let here = draft.sentence(of);
    let other = |r: &Range<u32>| {
        draft.has_any(r, &[Cue::Exceedable, Cue::Expected, Cue::Earlier, Cue::Multiple])
            || draft.says(r, WordSet::WiderScope)
    };
    let alike = draft.one(owner - 1, WordSet::Definite)
        || named(whole.stop()..sentence.end.min(whole.stop() + OWNER));
    let apart = other(&(here.start..here.end.min(noun + OWNER))) || draft.has(&sentence, Cue::Each);
    let known = draft.one(whole.begin().saturating_sub(1), WordSet::Definite)
        || draft.follows(whole.begin(), WordSet::Owns)
        || draft.is(whole.begin().saturating_sub(2), "there");
    (its && alike && known && whole.plain() && !apart && exceeds(part, whole)).then(|| slip(part, whole))
}

/// "Seventy paintings are on show at the old customs house until Easter, including eighty-five by Tveit himself"
fn including(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (whole, part) = (draft.figures.get(k.checked_sub(1)?)?, draft.figures.get(k)?);
    let at = part.begin();
    let says = draft.follows(at, WordSet::Including) && draft.word(at.saturating_sub(2)) == ",";
    let gap = whole.stop()..at.saturating_sub(2);
    if !says
        || gap.start > gap.end
        || gap.len() > ASIDE as usize
        || whole.kind != Kind::Number
        || !exceeds(part, whole)
    {
        return None;
    }
    let person = whole.head().is_some_and(|h| draft.one(h, WordSet::People));
    // "85 by Tveit himself", "40 from Leeds": nothing else that is counted
    let by = draft.is(part.tokens.end, "by") && !person;
    let bare = part.noun.is_none() && (by || draft.any(part.tokens.end, &["from", "to"]));
    let plural = |i: u32| {
        draft.is_word(i) && !draft.is_name(i) && draft.input.rules.language.ends_as_plural(draft.word(i))
    };
    let others =
        gap.clone().any(|i| plural(i) && draft.word(i).len() > 3 && !draft.one(i, WordSet::AreOrHave));
    let sentence = draft.sentence(at);
    let first = draft.figures_in(&(sentence.start..whole.begin())).iter().all(|f| f.kind != Kind::Number);
    let signs = gap.into_iter().any(|i| draft.is_sign(i));
    let opens = sentence.contains(&whole.tokens.start) && whole.noun.is_some() && whole.plain() && first;
    (bare && opens && (by || !others) && !signs && !draft.has_any(&sentence, &[Cue::Exceedable, Cue::Each]))
        .then(|| slip(part, whole))
}

/// "The senate, a chamber of 120, passed the bill: 134 senators were in favour"
fn of_body(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let stop = part.stop();
    let voter = part.head().is_some_and(|h| draft.one(h, WordSet::Voter));
    let were = draft.is(stop, "were") && draft.any(stop + 1, &["in", "for", "against", "present"]);
    let did = draft.one(stop, WordSet::Voted)
        || draft.any(stop, &["backed", "opposed", "abstained", "supported", "attended"]);
    if !voter || !(were || did) {
        return None;
    }
    let sentence = draft.sentence(stop);
    let from = draft.previous_sentence(stop).map_or(sentence.start, |p| p.start);
    let body = |f: &&Figure| {
        draft.preceded(f.begin(), &["of"])
            && draft.one(f.begin().saturating_sub(2), WordSet::VotingBody)
            && f.plain()
    };
    let mut wholes = draft.figures_in(&(from..part.begin())).iter().filter(body);
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    let bare = whole.noun.is_none() || whole.head().is_some_and(|h| draft.one(h, WordSet::Voter));
    (bare && exceeds(part, whole)).then(|| slip(part, whole))
}

/// "113 per cent of those entitled to vote did so": of people who were to do a thing once.
fn of_all(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let of = part.tokens.end;
    let those = draft.any(of + 1, &["those", "all"])
        && (draft.word(of + 2).ends_with("ed") || draft.any(of + 2, &["eligible", "aboard", "able"]));
    let sentence = draft.sentence(of);
    let over = part.low().is_some_and(|low| low > Decimal::ONE_HUNDRED);
    let other = draft
        .has_any(&sentence, &[Cue::Exceedable, Cue::Expected, Cue::Up, Cue::Down, Cue::Multiple])
        || draft.one(of.saturating_sub(1), WordSet::ThanBefore)
        || draft.says(&(part.begin().saturating_sub(3)..part.begin()), WordSet::Surpasses);
    let text = format!("{} % is more than all of them", grouped(part.value));
    (those && over && !other).then(|| Slip::new("part-exceeds-whole", &part.tokens, text))
}
