//! `text-differs` of one whole told twice: "a choir of 64 ... All 46 members", "carrying 40,000 litres. The whole of its load,
//! 14,000 litres", "340 metres long ... the bridge's length of 430 metres".

use std::ops::Range;

use super::Slip;
use super::differs::CODE;
use super::digits::{digits, mixed, one_digit, teen};
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// Most tokens between the two.
const FAR: u32 = 60;

/// Most tokens from the head of a paragraph under a headline to the number that tells it again.
const LEAD: u32 = 120;

/// Tokens around a figure that may set it apart.
const BESIDE: u32 = 6;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, b) in draft.figures.iter().enumerate().skip(1) {
        if b.plain() && draft.scope(b.tokens.start) == Scope::Body {
            let earlier = &draft.figures[..k];
            let found = match b.kind {
                Kind::Number => members(draft, earlier, b),
                Kind::Measure => measured(draft, earlier, b),
                Kind::Duration => her_time(draft, earlier, b),
                _ => None,
            };
            out.extend(found.or_else(|| whole_of(draft, earlier, b)));
        }
    }
}

/// Whether one of two numbers looks like the other with a slip of the pen.
fn pen(a: &Figure, b: &Figure) -> bool {
    !a.agrees(b) && (mixed(a.value, b.value) || one_digit(a.value, b.value) || teen(a.value, b.value))
}

fn slip(draft: &Draft<'_>, a: &Figure, b: &Figure) -> Slip {
    let text = format!("{} here, {} there", draft.text(&a.tokens), draft.text(&b.tokens));
    Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()])
}

/// Whether words around two figures set them apart, or a third one is what one is more than the other.
fn apart(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let off = (a.value - b.value).abs();
    let range = draft.sentence(a.begin()).start..draft.sentence(b.begin()).end;
    let third = |f: &&Figure| f.kind == a.kind && f.value == off;
    let again = draft
        .figures
        .iter()
        .filter(|f| f.kind == a.kind && (f.value == a.value || f.value == b.value))
        .count();
    again > 2
        || draft.figures.iter().any(|f| third(&f))
        || draft.numerals_in(&draft.block(b.begin())).iter().any(|n| n.value == off)
        || draft.has_any(&range, &[Cue::Revised, Cue::Exceedable])
        || draft.has_any(
            &(b.begin().saturating_sub(BESIDE)..b.stop() + 2),
            &[Cue::Earlier, Cue::Expected, Cue::Each],
        )
        || draft.says(&draft.sentence(b.begin()), WordSet::OtherOne)
}

/// "Choir of 64 sings ... All 46 members took part", "its entire workforce of 340 ... not one of the 430 people it employs"
fn members(draft: &Draft<'_>, earlier: &[Figure], b: &Figure) -> Option<Slip> {
    let at = b.begin();
    let person = |f: &Figure| {
        f.head().is_some_and(|h| draft.one(h, WordSet::People) || draft.one(h, WordSet::Personnel))
    };
    let all = draft.preceded(at, &["all"]);
    let of_the = at > 2
        && draft.one(at - 1, WordSet::Definite)
        && draft.is(at - 2, "of")
        && draft.any(at - 3, &["one", "none", "each", "all", "any"]);
    // "All 46 members of the junior choir"
    let some = draft.any(b.stop(), &["of", "from", "in", "on", "at"]);
    // "The theatre seats 420. With all 240 seats sold"
    let seats = |a: &&Figure| {
        let verb = a.begin().saturating_sub(1);
        let same = a.noun.is_none() && draft.is_word(verb) && b.head().is_some_and(|h| draft.akin(verb, h));
        a.kind == Kind::Number && a.plain() && same && at.saturating_sub(a.stop()) <= FAR && pen(a, b)
    };
    if all
        && !some
        && let Some(a) = earlier.iter().rev().find(seats)
    {
        return (!apart(draft, a, b)).then(|| slip(draft, a, b));
    }
    if !(all || of_the) || !person(b) || all && some {
        return None;
    }
    let body = |a: &&Figure| {
        let head = a.begin().saturating_sub(2);
        let of = draft.preceded(a.begin(), &["of"]) && draft.one(head, WordSet::MemberBody);
        // "with a workforce of 340 in Leeds", "the 430 people it employs abroad"
        let placed = |i: u32| {
            draft.one(i, WordSet::PlacesList) || draft.any(i, &["abroad", "there", "elsewhere", "overseas"])
        };
        let whole = !(placed(b.stop() + 2) || placed(a.stop()) && draft.is_name(a.stop() + 1));
        let bare = whole && (a.noun.is_none() || person(a) || draft.displayed(a.begin()));
        let first = draft.block_above(draft.block(at).start).is_none();
        let headed = draft.displayed(a.begin()) && first && at < draft.block(at).start + LEAD;
        let near = at.saturating_sub(a.stop()) <= FAR;
        a.kind == Kind::Number && a.plain() && of && bare && (near || headed) && pen(a, b) && {
            // Of the body that the text goes on about: "the choir", or "it employs".
            let named = draft.previous_sentence(at).map_or(draft.sentence(at).start, |s| s.start)
                ..draft.sentence(at).end;
            let again = |i: u32| i != head && draft.is_word(i) && draft.akin(i, head);
            let here = draft.sentence(a.begin()).contains(&at);
            here && draft.one(b.stop(), WordSet::ItOrThey) || !here && named.into_iter().any(again)
        }
    };
    let mut found = earlier.iter().rev().filter(body);
    let a = found.next()?;
    (found.next().is_none() && !apart(draft, a, b)).then(|| slip(draft, a, b))
}

/// Words for one measure: what is so long has such a length.
const MEASURES: [(&[&str], &[&str]); 6] = [
    (&["length", "span"], &["long"]),
    (&["height", "altitude"], &["high", "tall"]),
    (&["depth"], &["deep"]),
    (&["width", "breadth"], &["wide", "broad", "across"]),
    (&["thickness"], &["thick"]),
    (&["diameter", "girth"], &["across", "round"]),
];

/// "The bridge, 340 metres long, ... the bridge's length of 430 metres"
fn measured(draft: &Draft<'_>, earlier: &[Figure], b: &Figure) -> Option<Slip> {
    let at = b.begin();
    let name = at.checked_sub(2).filter(|_| draft.preceded(at, &["of"]))?;
    let (_, adjectives) = MEASURES.iter().find(|(names, _)| draft.any(name, names))?;
    let its = draft.follows(name, WordSet::ItsOwn);
    let owned = name > 2 && draft.is(name - 1, "s") && matches!(draft.before(name, 2), "'" | "\u{2019}");
    let owner = owned.then(|| name - 3);
    let like =
        |f: &&Figure| f.kind == Kind::Measure && f.unit == b.unit && at.saturating_sub(f.stop()) <= FAR;
    let mut found = earlier.iter().filter(like);
    let a = found.next().filter(|_| found.next().is_none())?;
    let told = draft.any(a.stop(), adjectives) && a.plain() && pen(a, b);
    let sentence = draft.sentence(a.begin());
    let known =
        owner.is_some_and(|o| (sentence.start..a.begin()).any(|i| draft.is_word(i) && draft.akin(i, o)));
    let near = sentence.contains(&at) || draft.previous_sentence(at).is_some_and(|s| s == sentence);
    // "Its height of 484 metres above the sea"
    let over = draft.any(b.stop(), &["above", "below", "over", "at", "in", "under"]);
    (told && near && !over && (known || its) && !apart(draft, a, b)).then(|| slip(draft, a, b))
}

/// "won in 54.31 seconds. Her time of 53.41 seconds is a record"
fn her_time(draft: &Draft<'_>, earlier: &[Figure], b: &Figure) -> Option<Slip> {
    let at = b.begin();
    let of = if draft.is(at, "of") { at } else { at.checked_sub(1)? };
    let name = of.checked_sub(1).filter(|&i| draft.is(of, "of") && draft.is(i, "time"))?;
    let whose = name.saturating_sub(1 + u32::from(draft.preceded(name, &["winning", "final"])));
    let hers = draft.one(whose, WordSet::HisOrHer) || draft.one(whose, WordSet::Definite);
    let previous = draft.previous_sentence(at)?;
    let mut told = earlier.iter().filter(|f| f.tokens.start >= previous.start && f.kind == b.kind);
    let a = told.next().filter(|_| told.next().is_none())?;
    let run = draft.is(a.begin(), "in") || draft.preceded(a.begin(), &["in"]);
    let round = a.unit == b.unit && a.plain() && mixed(a.value, b.value);
    // "won the heat ... in the final": of two races
    let races = [draft.sentence(a.begin()), draft.sentence(at)];
    let two =
        races.iter().any(|s| draft.says(s, WordSet::EarlyRound) || s.clone().any(|i| draft.is(i, "final")));
    (hers && run && round && !two && !apart(draft, a, b)).then(|| slip(draft, a, b))
}

/// "carrying 40,000 litres of milk. The whole of its load, 14,000 litres, ran into a creek"
fn whole_of(draft: &Draft<'_>, earlier: &[Figure], b: &Figure) -> Option<Slip> {
    let at = b.begin();
    let sentence = draft.sentence(at);
    let comma = at.checked_sub(1).filter(|&i| draft.word(i) == ",")?;
    let closed = !draft.is_word(b.stop());
    let of = (sentence.start + 1..comma).find(|&i| draft.is(i, "of"))?;
    let all = draft.is(of - 1, "all")
        || draft.one(of - 1, WordSet::Entire) && draft.one(of.saturating_sub(2), WordSet::Definite);
    let its = draft.one(of + 1, WordSet::ItsOwn) || draft.one(of + 1, WordSet::Definite);
    let previous = draft.previous_sentence(at)?;
    let like = |f: &&Figure| f.kind == b.kind && (b.kind == Kind::Number || f.unit == b.unit);
    let mut found = earlier.iter().filter(|f| f.tokens.start >= previous.start).filter(like);
    let a = found.next().filter(|_| found.next().is_none())?;
    let short: Range<u32> = of + 2..comma;
    // "The whole of its cargo and fuel"
    let more = short.clone().any(|i| draft.one(i, WordSet::ListAnd));
    let fits = closed
        && !more
        && all
        && its
        && (1..4).contains(&short.len())
        && matches!(b.kind, Kind::Number | Kind::Measure | Kind::Money);
    let digit = pen(a, b) || digits(a.value).0 == digits(b.value).0;
    (fits && a.plain() && digit && !a.agrees(b) && !apart(draft, a, b)).then(|| slip(draft, a, b))
}
