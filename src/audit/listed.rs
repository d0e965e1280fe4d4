//! `list-count` where the list stands apart from its number: before it, in a table, told off one by one, or counted by
//! the word for the group itself.

use std::ops::Range;

use super::Slip;
use super::apposed;
use super::count::{self, names, open};
use super::draft::Draft;
use super::figure::Figure;
use super::list::{self, List};
use super::table;
use crate::rules::Rules;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, Token, TokenKind};
use crate::value::Decimal;

/// "Kestrel, Arrow and Holm, the seven firms fined", "Ann, Bo and Cy are the four candidates".
pub(super) fn before(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let before = figure.begin().checked_sub(1)?;
    // "Oslo, Bergen, Bodo and Tromso, five ports in all"
    if draft.word(before) == "," && draft.has(&(figure.stop()..figure.stop() + 1), Cue::Total) {
        return in_all(draft, figure, before);
    }
    let the = before.checked_sub(u32::from(draft.is(before, "only")))?;
    let only = draft.is(the + 1, "only");
    let end = the.checked_sub(1)?;
    let apposed = draft.word(end) == ",";
    let verb = draft.any(end, &["are", "were", "became"]);
    let hyphen = draft.word(figure.tokens.end) == "-";
    if !draft.one(the, WordSet::Definite) || !(apposed || verb) || hyphen || open(draft, figure) {
        return None;
    }
    let noun = apposed::noun(draft, figure);
    // "are the two keepers' charges"
    let owner = noun.as_ref().is_some_and(|n| draft.word(n.end).starts_with(['\'', '\u{2019}']));
    if owner || noun.is_none() && !only {
        return None;
    }
    let sentence = draft.sentence(the);
    // "Stanhope, Crook and Tow Law: those are the three towns"
    let again = verb && end >= 2 && draft.any(end - 1, &["those", "these", "they"]);
    let again = again && (draft.word(end - 2) == ":" || draft.dash(end - 2));
    let end = if again { end - 2 } else { end };
    let mut start = end;
    while start > sentence.start && in_name(draft, start - 1) {
        start -= 1;
    }
    // "Copper, nickel and tin are the four metals": the whole sentence up to the verb
    if start > sentence.start
        && verb
        && let Some(found) = plain(draft, &(sentence.start..end))
    {
        return Some(found);
    }
    // "Hospitals in Oslo, Bergen and Bodo, the only two taking part": one in each place
    if only && apposed && draft.one(start.saturating_sub(1), WordSet::OpensPlace) {
        return in_places(draft, figure, &(start..end));
    }
    // "In Oslo, Ann and Bo were the two"; "its shops, Ann, Bo and Cy, were"
    let led = draft.one(start, WordSet::OpensPlace) || matches!(draft.word(start), "," | "(");
    if led || draft.has(&(start.saturating_sub(3).max(sentence.start)..start), Cue::Partial) {
        return None;
    }
    let list = list::read(draft, &(start..end))?;
    let named = |r: &Range<u32>| (r.start..r.end).any(|i| draft.token(i).is_some_and(|t| t.capital()));
    let last = list.items.last()?;
    // "Bob, Al and the Beatles, the four from Liverpool"
    let group = draft.one(last.start, WordSet::Definite)
        && draft.input.rules.language.ends_as_plural(draft.word(last.end - 1));
    // Who stands last may be all that an apposition is about: "Ann, Bo and Cy, the two brothers".
    let fewer = figure.value < Decimal::from(list.count.1);
    let all = list.items.iter().all(named) && !(apposed && (fewer || group));
    (all && list.items.len() >= 2).then_some((list, start..end))
}

/// "will call at Oslo, Bergen, Bodo and Tromso, five ports in all": names that nothing but a preposition leads.
fn in_all(draft: &Draft<'_>, figure: &Figure, end: u32) -> Option<(List, Range<u32>)> {
    let sentence = draft.sentence(figure.tokens.start);
    let mut start = end;
    while start > sentence.start && in_name(draft, start - 1) {
        start -= 1;
    }
    figure.noun.as_ref()?;
    let open = draft.has(&(sentence.start..end), Cue::Partial)
        || !draft.figures_in(&(sentence.start..end)).is_empty()
        || matches!(draft.word(start), "," | "&");
    let list = list::read(draft, &(start..end)).filter(|l| !open && names(draft, l))?;
    (list.items.len() >= 3 && list.count.0 == list.count.1).then_some((list, start..end))
}

/// A list of short things that opens a sentence: "Copper, nickel and tin".
fn plain(draft: &Draft<'_>, range: &Range<u32>) -> Option<(List, Range<u32>)> {
    let words = |r: &Range<u32>| {
        r.len() <= 3 && (r.start..r.end).all(|i| draft.is_word(i) && !draft.one(i, WordSet::BeforePlace))
    };
    let list = list::read(draft, range)?;
    let exact = list.count.0 == list.count.1 && list.items.len() > 2;
    let open = draft.one(range.start, WordSet::OpensClause) || draft.has(range, Cue::Partial);
    (exact && !open && list.items.iter().all(words)).then_some((list, range.clone()))
}

/// The places in which all of so many things are: "Plants in Toledo, Erie and Flint, the only two that make it".
fn in_places(draft: &Draft<'_>, figure: &Figure, range: &Range<u32>) -> Option<(List, Range<u32>)> {
    let noun = range.start.checked_sub(2)?;
    let opens = draft.token(noun)?.starts_sentence();
    let plural = draft.input.rules.language.ends_as_plural(draft.word(noun));
    let all = !draft.one(figure.tokens.end, WordSet::BeforePlace) && !draft.is(figure.tokens.end, "with");
    let list = list::read(draft, range).filter(|l| names(draft, l))?;
    (opens && plural && all && list.count.0 == list.count.1).then_some((list, range.clone()))
}

/// Whether token `i` can stand in a list of names.
fn in_name(draft: &Draft<'_>, i: u32) -> bool {
    let capital = |i: u32| draft.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.capital());
    capital(i)
        || matches!(draft.word(i), "," | "&" | "'" | "\u{2019}" | "." | "-")
        || draft.one(i, WordSet::ListAnd)
        || draft.is(i, "s") && draft.before(i, 1) != ","
        || (draft.one(i, WordSet::Definite) || draft.any(i, &["of", "de", "van", "von", "al", "la"]))
            && capital(i + 1)
}

/// "Four candidates are standing." above a table with a row for each of six.
pub(super) fn rows(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let blocks = &draft.input.tokens.blocks;
    let number = draft.input.tokens.block_of(figure.tokens.start);
    let block = blocks.get(number)?;
    let below = blocks.get(number + 1)?;
    let head = figure.head()?;
    let sentence = draft.sentence(figure.tokens.start);
    let in_table = matches!(draft.scope(below.start), Scope::Cell { row: 0, .. });
    if !in_table || sentence.end < block.end || open(draft, figure) {
        return None;
    }
    let some = |i: u32| draft.one(i, WordSet::PicksSome);
    if (sentence.start..sentence.end).any(some) || draft.has(&sentence, Cue::Partial) {
        return None;
    }
    let tables = table::tables(draft);
    let cells = tables.iter().find(|t| t.first().is_some_and(|c| c.tokens.start == below.start))?;
    let first = cells.first()?;
    if !(first.tokens.start..first.tokens.end).any(|i| draft.akin(i, head)) {
        return None;
    }
    let mut items: Vec<Range<u32>> = Vec::new();
    for cell in cells.iter().filter(|c| c.column == first.column && c.row > 0 && !c.tokens.is_empty()) {
        let at = cell.tokens.start;
        if draft.has(&cell.tokens, Cue::Remainder) {
            return None;
        }
        let total = cell.tokens.len() <= 2 && draft.one(at, WordSet::TotalLabel);
        let again = items.iter().any(|r| draft.text(r) == draft.text(&cell.tokens));
        if !total && !again {
            items.push(cell.tokens.clone());
        }
    }
    let place = items.first()?.start..items.last()?.end;
    let n = items.len();
    // "Two clubs were relegated." above the whole league: a table of figures may rank more than those told of.
    let ranks = cells.iter().any(|c| c.row > 0 && !draft.figures_in(&c.tokens).is_empty());
    let whole = Decimal::from(n) < figure.value || !ranks;
    (n >= 2 && whole).then_some((List { items, count: (n, n) }, place))
}

/// "# Seven ways to sleep on a train", above the one list of the text, which has five.
pub(super) fn headed(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let at = figure.tokens.start;
    let block = draft.block(at);
    let begins = block.start == at && figure.head().is_some_and(|i| draft.one(i, WordSet::Listicle));
    if !begins || !draft.items || !matches!(draft.scope(at), Scope::Heading(_)) {
        return None;
    }
    let blocks = draft.input.tokens.blocks.iter().zip(&draft.input.doc.blocks);
    let mut lists = 0;
    let mut above = 0;
    for (tokens, read) in blocks {
        let item = read.scope == Scope::Item;
        if item && lists == 0 {
            lists = 1;
        } else if item && lists == 2 {
            return None;
        } else if !item {
            if lists == 0 {
                above = tokens.start;
            }
            lists += i32::from(lists == 1);
        }
    }
    let items = draft.items_below(above);
    let n = items.len();
    let near = (Decimal::from(n) - figure.value).abs() <= Decimal::TWO;
    let place = items.first()?.start..items.last()?.end;
    (n >= 3 && near).then_some((List { items, count: (n, n) }, place))
}

pub(super) const ORDINALS: [&str; 8] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

/// "makes three changes. First, it bans ... Second, it doubles ... Third, ... Fourth, ...": one more than told.
fn in_turn(draft: &Draft<'_>, figure: &Figure, first: &Range<u32>) -> Option<(List, Range<u32>)> {
    let block = draft.block(first.start);
    let mut seen = 1;
    let mut end = first.end;
    let mut at = first.start;
    while let Some(s) = draft.next_sentence(at).filter(|s| block.contains(&s.start)) {
        let next = ORDINALS.get(seen).is_some_and(|o| draft.is(s.start, o)) && draft.word(s.start + 1) == ",";
        if next {
            seen += 1;
            end = s.end;
        }
        at = s.start;
    }
    let items = vec![first.clone(); seen];
    (figure.value < Decimal::from(seen)).then_some((List { items, count: (seen, seen) }, first.start..end))
}

/// "four demands. The first is pay, the second is water and the third, and last, is ...": fewer than told; "two
/// witnesses ... The third, a cook, ... a fourth": more.
pub(super) fn told_off(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    if open(draft, figure) {
        return None;
    }
    let next = draft.next_sentence(figure.tokens.start)?;
    if draft.is(next.start, "first") && draft.word(next.start + 1) == "," {
        return in_turn(draft, figure, &next);
    }
    let first = draft.is(next.start, "the") && draft.is(next.start + 1, "first");
    if !first {
        return None;
    }
    // "The first, a porter, had seen it": one of them; never "The first, on Monday, ... a third is planned".
    let told = draft.one(next.start + 2, WordSet::AreOrIs) && draft.one(next.start + 3, WordSet::OpensReason);
    let alone = |i: u32| {
        let at = i + u32::from(draft.word(i) == ",");
        draft.one(at, WordSet::OpensRelative)
            || at > i && (draft.one(at, WordSet::Article) || draft.is(at, "the"))
            || draft.is(i, "one")
            // "The first was that a juror had slept", "and the fourth the state of the bag"
            || draft.one(i, WordSet::AreOrIs) && draft.one(i + 1, WordSet::OpensReason)
            // "the second that it was not his"
            || told && (draft.one(i, WordSet::Article) || draft.one(i, WordSet::OpensReason))
            || figure.head().is_some_and(|head| draft.akin(i, head))
    };
    let block = draft.block(next.start);
    let mut seen = 0;
    let mut last = false;
    let mut all_alone = true;
    let mut end = next.end;
    for i in next.start..block.end {
        if ORDINALS.get(seen).is_some_and(|o| draft.is(i, o)) && draft.preceded(i, &["the", "a", "and"]) {
            seen += 1;
            all_alone &= alone(i + 1);
            end = end.max(draft.sentence(i).end);
        }
        last |= i < end && draft.one(i, WordSet::LastItem);
    }
    let more = figure.value < Decimal::from(seen) && all_alone;
    let fewer = last && end == next.end;
    let items = vec![next.clone(); seen];
    (seen >= 2 && (more || fewer)).then_some((List { items, count: (seen, seen) }, next.start..end))
}

/// The words for groups, by how many they are of, from two.
const GROUPS: [WordSet; 7] = [
    WordSet::OfTwo,
    WordSet::OfThree,
    WordSet::OfFour,
    WordSet::OfFive,
    WordSet::OfSix,
    WordSet::OfSeven,
    WordSet::OfEight,
];

/// Whether a word counts a group.
pub(super) fn is_group(token: &Token, rules: &Rules) -> bool {
    rules.words.which(token.word, &GROUPS).is_some()
}

/// "The quartet of soloists, Nadia Orlov, Finn Tait and Hugh Lacey, were called back".
pub(super) fn groups(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let words = &draft.input.rules.words;
    for (i, token) in (0..).zip(draft.all()) {
        if let Some(k) = words.which(token.word, &GROUPS) {
            out.extend(group(draft, i, k + 2));
        }
    }
}

/// "of Ray Ash, Bill Cole and Don Eve" at `of`: the names of those who make a group.
pub(super) fn of_names(draft: &Draft<'_>, of: u32) -> Option<List> {
    if !draft.any(of, &["of", "between"]) || !draft.is_name(of + 1) {
        return None;
    }
    let sentence = draft.sentence(of);
    let stop = (of + 1..sentence.end).find(|&i| !in_name(draft, i)).unwrap_or(sentence.end);
    let list = list::read(draft, &(of + 1..stop)).filter(|l| names(draft, l))?;
    // "The trio of Leeds, Hull and York players"
    let whose = draft.is_word(stop)
        && !draft.one(stop, WordSet::AreOrHave)
        && draft.input.rules.language.ends_as_plural(draft.word(stop));
    (list.items.len() >= 2 && list.count.0 == list.count.1 && !whose).then_some(list)
}

/// Most tokens from the word for a group to the sign that opens its list.
const WHOM: u32 = 7;

fn group(draft: &Draft<'_>, i: u32, n: usize) -> Option<Slip> {
    let sentence = draft.sentence(i);
    if !draft.is(i, "both")
        && let Some(list) = of_names(draft, i + 1)
    {
        let place = list.items.first()?.start..list.items.last()?.end;
        // "The Nordic trio"
        let known = (i.saturating_sub(2)..i).any(|k| draft.one(k, WordSet::Definite));
        let off = !(list.count.0..=list.count.1).contains(&n) && known;
        return off
            .then(|| Slip::new("list-count", &(i..i + 1), count::listed(list.count, n)).against([place]));
    }
    // "The trio were named as Ann Hill, Beth Moor and Carol Dale"
    if draft.any(i + 1, &["are", "were"]) && draft.follows(i, WordSet::Definite) {
        let as_named =
            (i + 3..i + 7).find(|&k| draft.one(i + 2, WordSet::Names) && draft.one(k, WordSet::NamedAs));
        let range = as_named.map_or(i + 2, |k| k + 1)..sentence.end;
        let open = draft.has_any(&range, &[Cue::Partial, Cue::Remainder]);
        let list = list::read(draft, &range).filter(|l| !open && names(draft, l))?;
        let place = list.items.first()?.start..list.items.last()?.end;
        let off = !(list.count.0..=list.count.1).contains(&n);
        return off
            .then(|| Slip::new("list-count", &(i..i + 1), count::listed(list.count, n)).against([place]));
    }
    let sign = |k: u32| matches!(draft.word(k), "," | ":" | "(") || draft.dash(k);
    let at = (i + 1..sentence.end.min(i + 1 + WHOM)).find(|&k| sign(k))?;
    // Between them stand at most those whom it is of: "both of the accused", "the quartet of soloists".
    let both = draft.is(i, "both");
    let colon = draft.word(at) == ":" || draft.dash(at);
    let whose = |k: u32| {
        draft.is_word(k) && !draft.is_name(k) && (colon && both || !draft.one(k, WordSet::BreaksClause))
    };
    let plural = |k: u32| draft.input.rules.language.ends_as_plural(draft.word(k));
    let noun = at == i + 1 && !both
        || draft.is(i + 1, "of")
        || both && (draft.one(i + 1, WordSet::Definite) || plural(at - 1) || plural(i + 1));
    if !noun || draft.is_name(i) || !(i + 1..at).all(whose) || draft.scope(i) == Scope::Heading(1) {
        return None;
    }
    let close = match draft.word(at) {
        "(" => (at + 1..sentence.end).find(|&k| draft.word(k) == ")")?,
        sign if sign != "," && sign != ":" => {
            (at + 1..sentence.end).find(|&k| draft.dash(k)).unwrap_or(sentence.end)
        }
        _ => sentence.end,
    };
    let range = at + 1..close;
    if draft.has_any(&range, &[Cue::Partial, Cue::Remainder]) {
        return None;
    }
    let read = list::read(draft, &range).filter(|l| colon && both || names(draft, l));
    let list = read.or_else(|| list::closed(draft, &range).filter(|l| names(draft, l)))?;
    let (few, many) = list.count;
    // "the trio, Ann and Bo": those that are named may be some of them.
    let definite = both || draft.follows(i, WordSet::Definite);
    if (few..=many).contains(&n) || many < n && !definite {
        return None;
    }
    let place = list.items.first()?.start..list.items.last()?.end;
    Some(Slip::new("list-count", &(i..i + 1), count::listed(list.count, n)).against([place]))
}
