//! `list-count` of a list right behind what it lists, between commas: "She leaves three sons, Adam, Ben, Carl and Dirk."

use std::ops::Range;

use super::count::{items, names, open};
use super::draft::Draft;
use super::figure::Figure;
use super::list::{self, List};
use super::listed;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// Most tokens of a clause between a noun and the names behind it.
pub(super) const CLAUSE: u32 = 14;

/// What a figure counts; the plural behind it where none was read: "The two aldermen who".
pub(super) fn noun(draft: &Draft<'_>, figure: &Figure) -> Option<Range<u32>> {
    let at = figure.tokens.end;
    // "The five-strong panel, Hall, Webb, Ito and Marsh", "The jury of three, ..."
    if draft.word(at) == "-" && draft.one(at + 1, WordSet::CountsMembers) && draft.is_word(at + 2) {
        return Some(at + 2..at + 3);
    }
    let start = figure.tokens.start;
    if draft.preceded(start, &["of"]) && start >= 2 && draft.one(start - 2, WordSet::GroupOf) {
        return Some(start..at);
    }
    let plural = draft.is_word(at)
        && !draft.is_name(at)
        && (draft.word(at).ends_with("men") || draft.input.rules.language.ends_as_plural(draft.word(at)));
    // "The four accused, Reed, Stone and Moss"
    let plural = plural || draft.one(at, WordSet::NamedByPlight);
    figure.noun.clone().or(plural.then_some(at..at + 1))
}

/// "Three of the victims, Ann Lee, Bo Ray, Cy Day and Di Fay, were students": as many names as there are said to be.
fn some_named(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let of = figure.tokens.end;
    let known = draft.is(of, "of") && draft.one(of + 1, WordSet::Definite);
    // "Six of the club's players, Bale, ..."
    let comma = (of + 2..of + 7).find(|&i| draft.word(i) == ",").filter(|_| known)?;
    let noun = comma - 1;
    let plural = || {
        (draft.input.rules.language.ends_as_plural(draft.word(noun))
            || draft.one(noun, WordSet::MemberBody)
            || draft.one(noun, WordSet::GroupOf))
            && draft.is_word(noun)
            && !draft.is_name(noun)
            && !(of + 2..noun).any(|i| draft.one(i, WordSet::OpensClause) || draft.one(i, WordSet::ListAnd))
    };
    if !known || !plural() || draft.follows(figure.begin(), WordSet::BeforePart) {
        return None;
    }
    let sentence = draft.sentence(of);
    let range = noun + 2..sentence.end;
    let list = list::closed(draft, &range).filter(|l| names(draft, l))?;
    let end = list.items.last()?.end;
    let verb = draft.word(end) == ","
        && draft.is_word(end + 1)
        && !draft.is_name(end + 1)
        && !draft.one(end + 1, WordSet::AddsItem)
        && !draft.one(end + 1, WordSet::OpensRelative);
    let open = draft.has_any(&(range.start..end + 1), &[Cue::Partial, Cue::Remainder, Cue::Overlap]);
    (verb && !open && list.items.len() > 1).then_some((list, range.start..end))
}

/// "She leaves three sons, Adam, Ben, Carl and Dirk."
pub(super) fn apposed(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    if let Some(found) = some_named(draft, figure) {
        return Some(found);
    }
    let noun = &noun(draft, figure)?;
    let sentence = draft.sentence(figure.tokens.start);
    // "The two aldermen who voted against the lease, Rosalind Bey, Hector Quintana and Paul Wisniewski, were booed"
    let clause = draft.one(noun.end, WordSet::OpensRelative);
    let comma = (noun.end..sentence.end.min(noun.end + CLAUSE)).find(|&i| draft.word(i) == ",");
    // "The two who met in Oslo, Bergen and Bodo": the names belong to the clause.
    let comma = comma.filter(|&i| clause && !draft.is_name(i - 1));
    // "Six nations took part, England, Wales, Scotland, Ireland and France"
    let short = (noun.end..sentence.end.min(noun.end + 5)).find(|&i| draft.word(i) == ",");
    let short = short.filter(|&i| {
        i > noun.end && draft.unbroken(&(noun.end..i)) && !(noun.end..i).any(|k| draft.is_name(k))
    });
    // "on two nights only, on Wednesday, Thursday and Friday"
    let weekday = |i: u32| super::calendar::weekday(draft, i).is_some();
    // "three goals, from Shaw, Reid, Mills and Platt": at least one from each
    let from = |i: u32| draft.any(i, &["from", "by"]);
    let places = |i: u32| draft.one(i, WordSet::PlacesList) || draft.is(i, "on") && weekday(i + 1) || from(i);
    let only = |i: u32| i == noun.end + 1 && draft.is(noun.end, "only");
    let placed = |i: u32| {
        draft.is_name(i + 1)
            || draft.is(i + 1, "the") && draft.is_name(i + 2)
            || only(i) && places(i + 1) && draft.is_name(i + 2)
    };
    let comma = comma.or(short.filter(|&i| placed(i)));
    // "The four-man team of Ray Ash, Bill Cole and Don Eve"
    let group =
        draft.word(figure.tokens.end) == "-" && draft.one(figure.tokens.end + 1, WordSet::CountsMembers);
    if group
        && draft.follows(figure.begin(), WordSet::TheseAll)
        && let Some(list) = listed::of_names(draft, noun.end)
    {
        let place = list.items.first()?.start..list.items.last()?.end;
        return Some((list, place));
    }
    let noun = noun.start..comma.unwrap_or(noun.end);
    // "The last two winners, Kerr, Lamb and Muir, were": no more than those are named.
    let some = open(draft, figure);
    let last = draft.follows(figure.begin(), WordSet::BeforePart)
        && draft.preceded(figure.begin().saturating_sub(1), &["the"])
        && !draft.is(figure.tokens.end, "of")
        && !draft.one(figure.tokens.end, WordSet::Further);
    if draft.word(noun.end) != "," || some && !last {
        return None;
    }
    let more = |l: &List| !(some || from(noun.end + 1)) || figure.value < Decimal::from(l.count.0);
    // "five towns, in Bath, Wells, Frome and Street"
    let placed = u32::from(places(noun.end + 1));
    // "her four children, Annette, Roy and Denise; by eleven grandchildren"
    let stop = (noun.end..sentence.end).find(|&i| draft.word(i) == ";").unwrap_or(sentence.end);
    let range = noun.end + 1 + placed..stop;
    if let Some((list, place)) = items(draft, &range)
        && names(draft, &list)
    {
        // "survived by four daughters, Ruth and Miriam."
        let fewer = figure.value > Decimal::TWO
            && figure.head().is_some_and(|i| draft.input.rules.language.ends_as_plural(draft.word(i)));
        return (more(&list) && (list.items.len() >= 3 || fewer)).then_some((list, place));
    }
    // "Its two directors, Hal Low, Ines Roy and Jo Wray, resigned."
    let list = list::closed(draft, &range).filter(|l| names(draft, l) && more(l))?;
    let end = list.items.last()?.end;
    let open = draft.has_any(&range, &[Cue::Partial, Cue::Remainder, Cue::Overlap]);
    let known = draft.follows(figure.begin(), WordSet::TheseAll)
        || draft.follows(figure.begin(), WordSet::Possessive);
    // "three models, the Aska and the Borel, because"
    let titles = list.items.iter().all(|r| draft.is(r.start, "the"));
    (!open && (known || titles || list.items.len() > 2)).then_some((list, noun.end + 1..end))
}
