//! `list-count` of a list of items below its number: "There are five steps:".

use std::ops::Range;

use super::count::{LEAD, few, leads, noun_near, open};
use super::draft::Draft;
use super::figure::Figure;
use super::list::List;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// "There are five steps:" with a list of items below.
pub(super) fn bullets(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let number = draft.input.tokens.block_of(figure.tokens.start);
    let blocks = &draft.input.tokens.blocks;
    let block = blocks.get(number)?;
    // "Here are six walks. All of them can be done in ordinary shoes."
    let here = draft.preceded(figure.tokens.start, &["are"])
        && figure.tokens.start >= 2
        && draft.is(figure.tokens.start - 2, "here");
    let colon = block.end.checked_sub(1).filter(|&i| draft.word(i) == ":" || here)?;
    // "The seven are:"
    let end = figure.tokens.end;
    let are = draft.any(end, &["are", "were"])
        && end + 1 == colon
        && draft.follows(figure.tokens.start, WordSet::TheseAll);
    if !noun_near(draft, figure, colon) && figure.noun.is_none() && !are {
        return None;
    }
    // "Five places were added on Monday. The new entries are these:": the one count of the paragraph.
    let last = draft.sentence(colon);
    let apart = last.start > figure.tokens.end;
    let announced = apart
        && draft.figures_in(block).iter().filter(|f| few(f)).count() == 1
        && (last.start..colon).any(|i| {
            draft.one(i, WordSet::ListsBelow) || figure.head().is_some_and(|head| draft.akin(i, head))
        })
        && !(last.start..colon).any(|i| draft.one(i, WordSet::PicksSome))
        && !draft.has(&last, Cue::Partial)
        && !open(draft, figure);
    // The one number of the paragraph, and about as many items.
    let alone = draft.figures_in(block).iter().filter(|f| few(f)).count() == 1
        && figure.noun.is_some()
        && !draft.has(&(figure.tokens.end..colon), Cue::Partial)
        && !(last.start..colon).any(|i| draft.one(i, WordSet::PicksSome))
        && !open(draft, figure)
        && figure.value >= Decimal::from(3);
    let items = draft.items_below(figure.tokens.start);
    let alone = alone && !apart && (Decimal::from(items.len()) - figure.value).abs() <= Decimal::TWO;
    // "- Lots 2 and 3, a pair of fiddles"
    let several = |r: &Range<u32>| {
        let own = figure.head().is_some_and(|head| draft.akin(r.start, head));
        own && draft.word(r.start).ends_with('s') && draft.numerals_in(&(r.start + 1..r.start + 4)).len() > 1
    };
    if items.iter().any(several) {
        return None;
    }
    let following = here || alone || !apart && draft.follows(figure.tokens.start, WordSet::ListsBelow);
    if !announced && !following && (apart || !leads(draft, figure, colon, 2 * LEAD)) {
        return None;
    }
    let place = items.first()?.start..items.last()?.end;
    let n = items.len();
    // "- three from the lock": a sum, no count of items. "- two counters of threads, - one of jobs" are three.
    let count = |r: &Range<u32>| {
        // "- the 21, which will no longer stop there": the name of a bus.
        if draft.one(r.start, WordSet::Article) {
            return None;
        }
        let figures = draft.figures_in(&(r.start..r.start + 2));
        figures.iter().find(|f| f.kind != Kind::Ordinal).map(|f| f.value)
    };
    let same = |r: &&Range<u32>| {
        let own = |i: u32| figure.head().is_some_and(|head| draft.akin(i, head));
        (r.start..r.end).any(own) || count(r).is_none()
    };
    let sum: Decimal = items.iter().map(|r| count(r).unwrap_or(Decimal::ONE)).sum();
    let parts = items.iter().filter(|r| count(r).is_some()).count();
    let counted = parts == items.len()
        || parts > 0 && sum == figure.value && (parts > 1 || items.iter().all(|r| same(&r)));
    // "- Cold Norton and Crick, at the pub", "- Wharf Road, Sand Street and The Cut (from 2pm)": several in one item
    let further = |r: &Range<u32>| {
        let named = |i: u32| draft.is_name(i) || draft.word(i) == "," || draft.is(i, "and") || i == r.start;
        let end = (r.start..r.end).find(|&i| !named(i)).unwrap_or(r.end);
        let and = (r.start + 1..end).rev().find(|&i| draft.is(i, "and") && draft.is_name(i + 1));
        and.map_or(0, |and| 1 + (r.start + 1..and).filter(|&i| draft.word(i) == ",").count())
    };
    let more = n + items.iter().map(further).sum::<usize>();
    (n >= 2 && !counted).then_some((List { items, count: (n, more) }, place))
}
