//! `list-count` of what happened in so many years: "won it twice, in 1988, 1994 and 2001", "her three titles (1988, 1994)".

use std::ops::Range;

use super::calendar;
use super::count::open;
use super::draft::Draft;
use super::figure::Figure;
use super::list::List;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::lexicon::Mark;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// "won it twice, in 1988, 1994 and 2001": as many years as times.
pub(super) fn years(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let times = draft.one(figure.tokens.end, WordSet::Happened);
    let twice = draft.one(figure.tokens.start, WordSet::Happened);
    // "whose seven victories came in 1924, 1937 and 1988", "her three titles (1988, 1994 and 2001)"
    let came = figure.head().map(|h| h + 1).and_then(|at| {
        let verb = u32::from(draft.any(at, &["came", "come", "were", "fell"]));
        let sign = u32::from(verb == 0 && matches!(draft.word(at), "," | "(" | ":"));
        let year = at + verb + sign + u32::from(draft.is(at + verb + sign, "in"));
        (verb + sign == 1 && calendar::year(draft, year).is_some()).then_some(at + verb + sign)
    });
    let came = came.filter(|_| !times && !twice && figure.kind == Kind::Number);
    if !times && !twice && came.is_none() || open(draft, figure) {
        return None;
    }
    let sentence = draft.sentence(figure.tokens.start);
    let mut at = came.unwrap_or(figure.tokens.end + u32::from(times));
    // "five times in all, in 2014"
    at += if draft.is(at, "in") && draft.is(at + 1, "all") { 2 } else { 0 };
    at += u32::from(matches!(draft.word(at), "," | "(" | ":" | "-" | "\u{2013}" | "\u{2014}"));
    // "three times this year, in January, March, May and June"
    let spell = draft.any(at, &["this", "last", "that"]) && draft.any(at + 1, &["year", "season"]);
    at += if spell { 2 } else { 0 };
    at += u32::from(spell && draft.word(at) == ",");
    at += u32::from(draft.is(at, "in"));
    let start = at;
    let month = |i: u32| draft.token(i).is_some_and(|t| Mark::Calendar.on(t)) && !draft.is_sign(i);
    let mut items = Vec::new();
    while at < sentence.end {
        let year = matches!(calendar::year(draft, at), Some((_, 1)));
        let dated = year || spell && month(at);
        if !dated {
            break;
        }
        items.push(at..at + 1);
        at += 1;
        let comma = u32::from(draft.word(at) == ",");
        at += comma + u32::from(draft.one(at + comma, WordSet::ListAnd));
    }
    // "three times, in 1988 and twice in 2001"
    let more = draft.one(at, WordSet::Happened) || draft.has(&(start..at + 2), Cue::Partial);
    // "in 2014 and 2016, and back to back in 2019 and 2020"
    let more = more || (at..sentence.end).any(|i| calendar::year(draft, i).is_some());
    // ", the last year twice"
    let more = more || draft.says(&(at..sentence.end), WordSet::MoreThanOnce);
    let n = items.len();
    let end = items.last()?.end;
    // The last two are joined, or the list goes on.
    let closed = n >= 2 && (start..end).any(|i| draft.one(i, WordSet::ListAnd));
    // "her five medals (1988, 1992 and 1996)": more than one in a year
    let fewer = Decimal::from(n) < figure.value;
    let more =
        more || came.is_some() && fewer && !figure.head().is_some_and(|h| draft.one(h, WordSet::OnceAYear));
    (closed && !more).then_some((List { items, count: (n, n) }, start..end))
}
