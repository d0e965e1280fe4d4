//! `part-exceeds-whole` by arithmetic: a part "of" a whole that tells its own size, and one of those who did a thing.
//!
//! "12 acres of her nine-acre farm", "Sixty-four dogs started, and 71 of the starters got round".

use std::ops::Range;

use super::part::one_thing;
use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::part::{exceeds, slip};
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Most tokens from "of" to the size of the whole: "30 acres of the Tulloch brothers' 22 acres".
const OF: u32 = 7;

/// Most tokens from a count to what so many did: "120 people from the island applied".
const DID: u32 = 5;

/// What those who did a thing are called: "starters", "survivors", "applicants", "attendees".
const DOERS: [&str; 6] = ["ers", "ors", "ants", "ents", "ees", "itors"];

/// How a verb ends.
const VERBS: [&str; 6] = ["", "d", "ed", "s", "es", "ied"];

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for part in draft.figures.iter().filter(|f| f.plain() && f.value > Decimal::ONE) {
        let found = match part.kind {
            Kind::Number => of_sized(draft, part).or_else(|| of_doers(draft, part)),
            Kind::Measure => of_sized(draft, part).or_else(|| of_land(draft, part)),
            _ => None,
        };
        out.extend(found);
    }
}

/// Whether a passage tells of what may be exceeded, or was done more than once.
fn other(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    draft.has_any(range, &[Cue::Exceedable, Cue::Expected, Cue::Multiple, Cue::Each])
}

/// "12 acres of her nine-acre farm", "340 pages of the 280-page report", "14 of the 12-strong squad"
fn of_sized(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(part.tokens.start);
    let ends = [part.tokens.end, part.stop()].into_iter().find(|&i| draft.is(i, "of"));
    let near = match ends {
        Some(of) => of + 1..sentence.end.min(of + 1 + OF),
        None => ahead(draft, part)?,
    };
    let of = near.start - 1;
    let size = draft.numerals_in(&near).first().filter(|_| !part.is_rate())?;
    let (at, end) = (size.tokens.start, size.tokens.end);
    let lead = of + 1..at;
    let mark = |i: u32| matches!(draft.word(i), "'" | "\u{2019}" | "s");
    let apostrophe = |i: u32| draft.word(i).starts_with(['\'', '\u{2019}']) || draft.word(i).ends_with("'s");
    let owned = lead.clone().any(apostrophe);
    let opens = draft.one(of + 1, WordSet::Definite)
        || draft.one(of + 1, WordSet::ItsOwn)
        || draft.any(of + 1, &["her", "his", "their", "its", "my", "our", "your"])
        || owned;
    let plain = lead.clone().all(|i| draft.is_word(i) || mark(i))
        && !lead.into_iter().any(|i| {
            draft.one(i, WordSet::AreOrHave)
                || draft.one(i, WordSet::ListAnd)
                || draft.one(i, WordSet::OpensRelative)
        });
    let glued = draft.word(end) == "-";
    let noun = end + u32::from(glued);
    let plural = |i: u32| {
        draft.is_word(i)
            && draft.word(i).len() > 3
            && draft.input.rules.language.ends_as_plural(draft.word(i))
    };
    let same = |f: &Figure| f.kind == Kind::Measure && f.unit == part.unit && f.plain() && !f.is_rate();
    let measured = part.kind == Kind::Measure
        && draft.figures_in(&(at..end + 1)).iter().any(|f| f.tokens.contains(&at) && same(f));
    let counted = glued
        && part.kind == Kind::Number
        && part.head().is_some_and(|unit| unit + 1 == of && draft.akin(noun, unit));
    let strong = glued
        && part.kind == Kind::Number
        && part.noun.is_none()
        && (draft.is(noun, "strong") || draft.one(noun, WordSet::CountsMembers));
    // "30 tonnes of the 20-tonne blocks": of several; "the eight-member panel's rulings": of what is another's
    let thing = noun + 1..noun + 4;
    let several = glued
        && (thing.clone().take_while(|&i| draft.is_word(i)).any(plural) || thing.into_iter().any(apostrophe));
    let several = several || ends.is_none() && !strong || goes_on(draft, &(noun + 1..sentence.end));
    if !(measured || counted || strong) || !opens || !plain || size.form != Form::Cardinal || several {
        return None;
    }
    if part.value - part.slack <= size.value
        || size.value < Decimal::TWO
        || other(draft, &(part.begin().saturating_sub(4).max(sentence.start)..sentence.end))
    {
        return None;
    }
    let text = format!("{} is more than the whole, {}", grouped(part.value), grouped(size.value));
    Some(Slip::new("part-exceeds-whole", &part.tokens, text).against([size.tokens.clone()]))
}

/// Where the whole of "Of the 18-strong crew, 21 were Filipinos" stands.
fn ahead(draft: &Draft<'_>, part: &Figure) -> Option<Range<u32>> {
    let (start, first) = (part.begin(), draft.sentence(part.begin()).start);
    let of = (start.saturating_sub(9).max(first)..start).find(|&i| draft.is(i, "of"))?;
    let opens = of == first || !draft.is_word(of - 1);
    let verb = draft.one(part.tokens.end, WordSet::AreOrHave);
    (opens && verb && draft.word(start - 1) == "," && start > of + 4).then(|| of + 1..start)
}

/// "of its land and that of its neighbour", "of the harvest and the neighbour's": whether something else is counted as well.
fn goes_on(draft: &Draft<'_>, behind: &Range<u32>) -> bool {
    let owner = |i: u32| draft.word(i).starts_with(['\'', '\u{2019}']) || draft.word(i).ends_with("'s");
    (behind.start..behind.end.min(behind.start + 6)).any(|i| {
        draft.one(i, WordSet::OtherOne)
            || draft.one(i, WordSet::WiderScope)
            || draft.one(i, WordSet::ListAnd)
                && (draft.any(i + 1, &["that", "those", "its", "of", "some", "another"])
                    || (i + 1..i + 5).any(owner))
    })
}

/// "Sixty-four dogs started ... 71 of the starters", "14 classrooms ... 17 of the rooms"
fn of_doers(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let of = part.tokens.end;
    let noun = of + 2;
    if !draft.is(of, "of") || !draft.any(of + 1, &["the", "those", "these"]) || !draft.is_word(noun) {
        return None;
    }
    let sentence = draft.sentence(of);
    // "of the cases of the old museum", "of the voters in the second ballot": of others
    if draft.any(noun + 1, &["of", "in", "from", "who", "that", "'", "\u{2019}"])
        || goes_on(draft, &(noun + 1..sentence.end))
    {
        return None;
    }
    let from = draft.previous_sentence(of).map_or(sentence.start, |p| p.start);
    let passage = from..part.begin();
    let whole = |f: &&Figure| {
        let own = draft.sentence(f.tokens.start).end.min(part.begin());
        let verbs = f.tokens.end..own.min(f.stop().max(f.tokens.end + 1) + DID);
        let compound = |h: u32| {
            let (long, short) = (draft.word(h), draft.word(noun));
            short.len() > 4 && long.len() > short.len() && long.ends_with(short)
        };
        let did = || verbs.take_while(|&i| draft.is_word(i)).any(|i| does(draft.word(noun), draft.word(i)));
        f.kind == Kind::Number && f.plain() && (f.head().is_some_and(compound) || did())
    };
    let mut wholes = draft.figures_in(&passage).iter().filter(whole);
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    // Nothing else of the passage counts as many, but for a year.
    let most = draft.numerals_in(&passage).iter().any(|n| {
        n.value >= part.value
            && !draft
                .readings_in(&(n.tokens.start.saturating_sub(4)..n.tokens.end))
                .iter()
                .any(|r| r.kind.is_time() && r.extent.tokens.contains(&n.tokens.start))
    });
    // "64 dogs started on Friday and 20 more on Saturday"
    let more = draft
        .figures_in(&(whole.stop()..part.begin()))
        .iter()
        .any(|f| f.kind == Kind::Number && f.value > Decimal::ONE);
    let fits = exceeds(part, whole) && !most && !more && !other(draft, &(from..sentence.end));
    // "64 dogs started in the trial at Gore and 71 of the starters": one sentence, one place
    let gap = whole.stop()..part.begin();
    let here = sentence.contains(&whole.tokens.start)
        && !draft.has(&gap, Cue::Earlier)
        && !gap.into_iter().any(|i| {
            draft.one(i, WordSet::WiderScope) || draft.one(i, WordSet::OtherOne) || draft.is(i, "since")
        })
        && !goes_on(draft, &(noun + 1..sentence.end));
    (fits && (here || one_thing(draft, whole, part))).then(|| slip(part, whole))
}

/// Whether a noun names those who did what a verb tells: "survivors", "survived".
fn does(noun: &str, verb: &str) -> bool {
    let shared = noun.bytes().zip(verb.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    if !noun.is_char_boundary(shared) || !verb.is_char_boundary(shared) || verb.len() < 4 {
        return false;
    }
    let (doer, did) = (&noun[shared..], &verb[shared..]);
    // "entrants", "entered"; "applicants", "applied"
    let short = noun == "entrants" && verb == "entered" || doer == "cants" && did == "ed" && shared >= 4;
    short
        || shared >= 4 && DOERS.contains(&doer) && VERBS.contains(&did)
        || shared >= 4 && doer == "rs" && did == "d"
}

/// "The farm, which covers 30 acres, has sold 45 acres of its land"
fn of_land(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let of = part.tokens.end;
    let its = draft.is(of, "of")
        && (draft.one(of + 1, WordSet::ItsOwn) || draft.any(of + 1, &["its", "her", "his", "their"]));
    let land = draft.any(
        of + 2,
        &["land", "ground", "area", "surface", "grounds", "fields", "pasture", "length", "water", "floor"],
    );
    let sentence = draft.sentence(of);
    let mut before =
        draft.figures_in(&(sentence.start..part.begin())).iter().filter(|f| f.kind == Kind::Measure);
    let whole = before.next().filter(|_| before.next().is_none())?;
    let covers = draft.any(
        whole.begin().saturating_sub(1),
        &[
            "covers", "covered", "measures", "measured", "of", "is", "was", "spans", "holds", "held",
            "covering",
        ],
    );
    let fits = its && land && covers && whole.unit == part.unit && whole.plain() && !part.is_rate();
    let alone = !goes_on(draft, &(of + 3..sentence.end));
    (fits && alone && exceeds(part, whole) && !other(draft, &sentence)).then(|| slip(part, whole))
}
