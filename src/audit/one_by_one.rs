//! `list-count` of what is told in sentences, one by one: "One is a view of Delft, another is a still life and the only
//! other is a portrait", "The third and last winner, Bet Sayers"; and of days by their names.

use std::ops::Range;

use super::calendar;
use super::count::open;
use super::draft::Draft;
use super::figure::Figure;
use super::list::List;
use super::listed::ORDINALS;
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// Sentences behind a number in which what it counts is told.
const BEHIND: usize = 4;

/// "has bought five paintings. One is a view of Delft, another is a still life and the only other is a portrait"
pub(super) fn told(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let next = draft.next_sentence(figure.tokens.start)?;
    let end = next.start + 1;
    let of_them = draft.is(end, "of") && draft.any(end + 1, &["them", "these", "those"]);
    let verb = if of_them { end + 2 } else { end };
    let opens = draft.is(next.start, "one") && verbal(draft, verb);
    if !opens || figure.kind != Kind::Number || figure.noun.is_none() || open(draft, figure) {
        return None;
    }
    let last = sentences(draft, next.start).last()?;
    let first = next.start..next.start + 1;
    let mut items = Vec::from([first]);
    let mut closed = false;
    for i in next.start + 1..last.end {
        // "the remaining three", "the other two", "two more", "the rest", "others": more than one
        let many = draft.any(i, &["others", "rest", "remainder", "more", "both"])
            || draft
                .numerals_in(&(i..i + 1))
                .iter()
                .any(|n| n.form == Form::Cardinal && n.value >= Decimal::TWO)
                && (draft.follows(i, WordSet::Further) || draft.any(i - 1, &["remaining", "last", "final"]));
        if many {
            return None;
        }
        let the = draft.preceded(i, &["the", "a"]);
        let only = the && draft.any(i, &["only", "one"]) && draft.is(i + 1, "other");
        let end = i + 1 + u32::from(only);
        let other = only || draft.is(i, "other") && the;
        let ordinal = ORDINALS.get(items.len()).is_some_and(|o| draft.is(i, o)) && the;
        let final_one = the && draft.one(i, WordSet::LastItem);
        let another = draft.is(i, "another");
        let own = end + u32::from(figure.head().is_some_and(|h| draft.akin(h, end)) || draft.is(end, "one"));
        if (other || ordinal || final_one || another) && verbal(draft, own) {
            items.push(i..i + 1);
            // "another, from York, is a monk; and the third, from Hull, will not say"
            closed |= other || final_one || ordinal && i > 1 && draft.is(i - 2, "and");
        }
    }
    let n = items.len();
    let place = next.start..items.last()?.end;
    let off = Decimal::from(n) > figure.value || closed;
    (n > 1 && off).then_some((List { items, count: (n, n) }, place))
}

/// Whether one of several is told of here: "is a view", ", a view", "a still life"; never "another of the town's".
fn verbal(draft: &Draft<'_>, i: u32) -> bool {
    draft.one(i, WordSet::AreOrHave) || draft.one(i, WordSet::Article) || draft.word(i) == ","
}

fn sentences(draft: &Draft<'_>, first: u32) -> impl Iterator<Item = Range<u32>> {
    std::iter::successors(Some(draft.sentence(first)), |s| draft.next_sentence(s.start)).take(BEHIND)
}

/// "shared by five cleaners. Asha Rao means ... The third and last winner, Bet Sayers": as many as the last one's number.
pub(super) fn last(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let head = figure.head()?;
    if figure.kind != Kind::Number || open(draft, figure) {
        return None;
    }
    let first = draft.next_sentence(figure.tokens.start)?.start;
    let mut named = 0;
    for s in sentences(draft, first) {
        let found = (s.start + 1..s.end).find_map(|i| {
            let n = ORDINALS.iter().position(|o| draft.is(i, o))? + 1;
            let the = draft.preceded(i, &["the"]) && draft.is(i + 1, "and");
            (the && draft.one(i + 2, WordSet::LastItem)).then_some((i, n))
        });
        if let Some((i, n)) = found {
            let told = draft.akin(head, i + 3) || named + 1 >= n;
            let alone = draft.figures_in(&(first..i)).iter().all(|f| f.kind != Kind::Number);
            let items = vec![i..i + 3; n];
            return (told && alone && n > 1).then_some((List { items, count: (n, n) }, first..i + 3));
        }
        // One named in each sentence before
        named += usize::from(draft.token(s.start).is_some_and(|t| t.capital()) && draft.is_name(s.start + 1));
    }
    None
}

/// "open on five days of the week, Tuesday, Thursday and Saturday, and closed": days and months by their names.
pub(super) fn weekdays(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let of = figure.stop();
    let week = draft.is(of, "of") && draft.is(of + 1, "the") && draft.any(of + 2, &["week", "year"]);
    let sign = of + 3;
    if !week
        || draft.follows(figure.begin(), WordSet::BeforePart)
        || !(matches!(draft.word(sign), "," | ":" | "(") || draft.dash(sign))
    {
        return None;
    }
    let name = |i: u32| calendar::weekday(draft, i).is_some() || calendar::month(draft, i).is_some();
    let mut at = sign + 1 + u32::from(draft.any(sign + 1, &["on", "in"]));
    let first = at;
    let mut items = Vec::new();
    let mut and = false;
    while name(at) {
        items.push(at..at + 1);
        let comma = u32::from(draft.word(at + 1) == ",");
        let joined = draft.one(at + 1 + comma, WordSet::ListAnd);
        // ", and closed on all the others"
        if !name(at + 1 + comma + u32::from(joined)) {
            break;
        }
        and |= joined;
        at += 1 + comma + u32::from(joined);
    }
    let n = items.len();
    let range = draft.any(at + 1, &["to", "until"]);
    (n > 1 && and && !range).then_some((List { items, count: (n, n) }, first..at + 1))
}
