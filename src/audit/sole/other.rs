//! Whether a figure is told of another one than was told of before: "The older dam", "The state's $300m debt", "A 2.1kg parcel".

use std::ops::Range;

use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;

/// "In the city ...": whether a sentence opens with a place or a group.
pub(super) fn placed(draft: &Draft<'_>, sentence: &Range<u32>) -> bool {
    let opens = draft.one(sentence.start, WordSet::PlacesList);
    let dated = draft.readings_in(&(sentence.start..sentence.start + 3)).iter().any(|r| r.kind.is_time());
    opens && !dated
}

/// "has 3,200 paintings. The 2,300 paintings in store": some of them.
pub(super) fn subset(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let before = b.begin();
    let every =
        draft.is(before.saturating_sub(2), "of") && draft.any(before.saturating_sub(4), &["every", "each"]);
    let all = every || draft.any(before.saturating_sub(1), &["all", "both"]);
    // "a crew of 18 ... Eleven of the crew"
    // "The 9,000 copies it gave away"
    let given = draft.one(b.stop(), WordSet::HeOrShe) || draft.one(b.stop(), WordSet::ItOrThey);
    let some = given || draft.is(b.tokens.end, "of") && draft.one(b.tokens.end + 1, WordSet::Definite);
    a.kind == Kind::Number
        && b.value < a.value
        && !all
        && b.noun.is_some()
        && (some || draft.one(b.stop(), WordSet::OpensClause))
}

/// "The dam holds 48 million. The older dam upstream holds 84 million", "In the city the turnout of 64 per cent": told of
/// another one, or of another place.
pub(super) fn another_thing(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (here, there) = (draft.sentence(a.tokens.start), draft.sentence(b.tokens.start));
    let other = |s: &Range<u32>| draft.says(s, WordSet::OtherOne);
    other(&there) && !other(&here)
}

/// "The lake lies at an altitude of 1,840 metres. The hut stands at 1,480 metres": whether the second is told of what was
/// not told of before.
pub(super) fn new_subject(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (here, there) = (draft.sentence(a.tokens.start), draft.sentence(b.tokens.start));
    let subject = |s: &Range<u32>| {
        let noun =
            |&i: &u32| draft.is_word(i) && draft.word(i).len() >= 3 && !draft.one(i, WordSet::CommonWord);
        let the = draft.is(s.start, "the") && draft.is_word(s.start + 1);
        the.then(|| s.start + 1).filter(noun)
    };
    let new = match (subject(&here), subject(&there)) {
        (Some(_), Some(y)) => {
            y < b.begin()
                && !(draft.block(here.start).start..there.start).any(|i| draft.is_word(i) && draft.akin(i, y))
        }
        _ => false,
    };
    // "The bridge cost £5.6m. The tunnel cost £6.5m": told in the same words of another thing
    let verb = |f: &Figure| {
        f.begin().checked_sub(1).filter(|&i| draft.is_word(i) && !draft.one(i, WordSet::OpensClause))
    };
    let same = matches!((verb(a), verb(b)), (Some(x), Some(y)) if draft.is(x, draft.word(y)));
    // "Mount Arl is 2,974 metres high. Its neighbour, Mount Orl, is"
    let its = draft.one(there.start, WordSet::ItsOwn) && draft.one(there.start + 1, WordSet::AnotherLike);
    new && (a.kind == Kind::Measure || same) || its
}

/// "A 2.1kg parcel costs £9", "The £12,500 target", "The £4.2m it spent on roads": what is told of
/// another one than was told of before.
pub(super) fn another_one(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let here = draft.sentence(a.tokens.start);
    let told = |i: u32| here.clone().any(|k| draft.is_word(k) && draft.akin(i, k));
    let noun = |i: u32| draft.is_word(i) && draft.word(i).len() >= 4 && !draft.one(i, WordSet::CommonWord);
    let end = b.stop();
    // "The £4.2m it spent on roads was a record"
    let pronoun = draft.one(end, WordSet::HeOrShe) || draft.one(end, WordSet::ItOrThey);
    // "The 64,000 people who live along it"
    let who =
        draft.one(end, WordSet::OpensRelative) && !draft.token(end).is_some_and(|t| t.starts_sentence());
    let words: Vec<u32> = (end + 1..draft.sentence(end).end.min(end + 6))
        .take_while(|&i| draft.is_word(i) && !draft.one(i, WordSet::AreOrHave))
        .filter(|&i| noun(i))
        .collect();
    let which = who && words.len() > 1 && !words.iter().any(|&i| told(i));
    let clause = (end + 1..draft.sentence(end).end.min(end + 8))
        .take_while(|&i| draft.is_word(i) && !draft.one(i, WordSet::AreOrIs));
    let other = pronoun && clause.into_iter().any(|i| noun(i) && !told(i));
    let some = draft.follows(b.begin(), WordSet::Indefinite) && b.kind == Kind::Measure;
    // "The lake is 12 miles long. The 21-mile road round it"
    let road = b.kind == Kind::Measure
        && draft.text(&b.tokens).contains('-')
        && draft.one(a.stop(), WordSet::Dimension)
        && noun(b.tokens.end)
        && !told(b.tokens.end);
    // "The fine was £250 ... to pay the £520 costs"
    let named = b.kind == Kind::Money
        && draft.any(b.tokens.end, &["costs", "fees", "expenses", "interest", "target"])
        && !told(b.tokens.end);
    // "The 21 members of its staff": of what was not told of
    let of = b.stop();
    let of_other = b.kind == Kind::Number
        && draft.is(of, "of")
        && draft.one(of + 1, WordSet::Definite)
        && noun(of + 2)
        && !told(of + 2);
    // "The 321-page sequel"
    let hyphen = draft.word(b.tokens.end) == "-" && draft.one(b.tokens.end + 2, WordSet::AnotherLike);
    some || of_other
        || hyphen
        || parallel(draft, a, b)
        || road
        || named
        || which
        || other
        || draft.has(&(end..end + 1), Cue::Expected)
}

/// "spent £240,000 on paint. It spent £420,000 on brushes": the same words with something else behind them.
fn parallel(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (x, y) = (a.stop(), b.stop());
    let led = draft.any(x, &["on", "for", "in", "at", "from", "to"]) && draft.is(y, draft.word(x));
    let noun = |i: u32| i + 1 + u32::from(draft.one(i + 1, WordSet::Definite));
    let (p, q) = (noun(x), noun(y));
    // "for the Haddon bypass", "for the bypass"
    let known = (p..p + 4).any(|i| draft.is_word(i) && draft.akin(i, q));
    led && draft.is_word(p) && draft.is_word(q) && !known
}

/// "The city's $30m debt", "The state's $300m debt": whether two figures are told of two owners.
pub(super) fn owned_apart(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let owner = |f: &Figure| {
        let at = f.begin().checked_sub(3).filter(|&i| draft.is(i + 2, "s"))?;
        matches!(draft.word(at + 1), "'" | "\u{2019}").then_some(at)
    };
    matches!((owner(a), owner(b)), (Some(x), Some(y)) if !draft.akin(x, y))
}

/// Whether a figure is told by the piece or by the day.
pub(super) fn each(draft: &Draft<'_>, f: &Figure) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    draft.has(&(f.begin().saturating_sub(4).max(sentence.start)..sentence.end.min(f.stop() + 4)), Cue::Each)
}

/// "The striker's 17 goals last season"
pub(super) fn last_season(draft: &Draft<'_>, f: &Figure) -> bool {
    // "read all 430 objections before the meeting" is no other time.
    let before = |i: u32| draft.is(i, "before") && draft.one(i + 1, WordSet::Definite);
    // "would last until May"
    let lasts = |i: u32| draft.is(i, "last") && draft.any(i - 1, &["will", "would", "to", "can", "could"]);
    (f.stop()..f.stop() + 3 + 2 * u32::from(draft.is(f.stop(), "of")))
        .any(|i| draft.one(i, WordSet::OtherTime) && !before(i) && !lasts(i))
}
