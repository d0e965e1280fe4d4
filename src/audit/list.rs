//! Lists in running text: where their items are, and how many there can be.

use std::ops::Range;

use super::draft::Draft;
use crate::rules::lexicon::Mark;
use crate::rules::word_set::WordSet;
use crate::text::{Token, TokenKind};

/// The items of a list, as token ranges without commas and "and".
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) items: Vec<Range<u32>>,
    /// Fewest and most items that it can be read as.
    pub(super) count: (usize, usize),
}

/// Most tokens that an item of a list between commas has; a longer one is a clause, unless it opens with a figure.
const LONG: u32 = 8;
const LONG_COUNTED: u32 = 18;

/// The list that fills `range`; `None` for what is none, or for one that names itself open.
pub(super) fn read(draft: &Draft<'_>, range: &Range<u32>) -> Option<List> {
    let range = range.start..trim(draft, range);
    let numbered = numbered(draft, &range);
    if numbered.len() >= 2 {
        let n = numbered.len();
        return Some(List { items: numbered, count: (n, n) });
    }
    if let Some(stop) = (range.start..range.end).find(|&i| draft.word(i) == ";") {
        // "24 Reds, 17 Blues and six others; the Greens lost their only seat": a list, and a clause behind it.
        let first = range.start..stop;
        let clause = !(stop + 1..range.end).any(|i| draft.word(i) == ";")
            && draft.token(stop + 1).is_some_and(|t| t.kind == TokenKind::Word && !Mark::Number.on(t));
        if clause && let Some(list) = by_commas(draft, &first).filter(|l| l.items.len() > 2) {
            return Some(list);
        }
        let items: Vec<_> = split(draft, &range, ";").into_iter().map(|r| skip_and(draft, &r)).collect();
        let n = items.len();
        // "Piers Lacey, its chairman, and his wife, Dawn; ...": two in one
        let two = |r: &&Range<u32>| {
            let and =
                |i: u32| draft.is(i, "and") && (draft.is_name(i + 1) || draft.one(i + 1, WordSet::ItsOwn));
            (r.start + 1..r.end).any(and)
        };
        let many = n + items.iter().filter(two).count();
        return (n >= 2).then_some(List { items, count: (n, many) });
    }
    by_commas(draft, &range)
}

/// The list at the head of `range`, whose sentence goes on after it: "six men and four women, was sworn in".
pub(super) fn closed(draft: &Draft<'_>, range: &Range<u32>) -> Option<List> {
    let segments = split(draft, &(range.start..trim(draft, range)), ",");
    let ends = |s: &Range<u32>| (s.start..s.end).any(|i| draft.one(i, WordSet::ListAnd));
    let last = segments.iter().position(ends)?;
    let rest = segments.get(last + 1..).filter(|r| !r.is_empty())?;
    // "Bo Rae at justice and, a day later, Cy Dow": it goes on behind the aside.
    if segments[last].end.checked_sub(1).is_some_and(|i| draft.one(i, WordSet::ListAnd)) {
        return None;
    }
    // "..., and some others", "..., with Dot": it goes on as a list; never "..., were called back, and the conductor once"
    let verb = rest
        .first()
        .is_some_and(|s| draft.one(s.start, WordSet::AreOrIs) || draft.one(s.start, WordSet::HasNow));
    let each = |s: &Range<u32>| draft.is(s.start, "with") && (s.start..s.end).any(|i| draft.is(i, "each"));
    // ", with nothing held back"
    // ", with all seats at £9"
    let none = |s: &Range<u32>| {
        let after = s.start + 1;
        // "and no sisters"
        let neither = draft.is(s.start, "and") && draft.any(after, &["no", "none"]);
        neither
            || draft.is(s.start, "with")
                && (draft.one(after, WordSet::NoneAtAll) || draft.one(after, WordSet::NumberAll))
    };
    // "..., under a warning, and schools there were told": a clause; "..., and thanked the two who leave": another verb.
    // "..., and their goalkeeper was booked"
    let told = |s: &Range<u32>| {
        let verb = (s.start + 2..s.end).find(|&i| draft.one(i, WordSet::AreOrHave));
        verb.is_some_and(|v| draft.unbroken(&(s.start + 1..v)))
    };
    let clause = |(k, s): (usize, &Range<u32>)| {
        draft.is(s.start, "and")
            && !draft.is_name(s.start + 1)
            && (k > 0 && !draft.one(s.start + 1, WordSet::OpensItem)
                || draft.word(s.start + 1).ends_with("ed")
                || told(s))
    };
    let adds = |&(k, s): &(usize, &Range<u32>)| {
        draft.one(s.start, WordSet::AddsItem) && !each(s) && !none(s) && !clause((k, s))
    };
    // "three daughters, Agnes, Ruth, Mercy and Joan, and a boat": names, and one thing more that may be none of them
    let named = range.start..segments[last].end;
    let joined = segments[last].start + 1..segments[last].end;
    if let [more] = rest
        && last > 0
        && draft.says(&joined, WordSet::ListAnd)
        && draft.is(more.start, "and")
        && draft.one(more.start + 1, WordSet::Indefinite)
        && !(more.start..more.end).any(|i| draft.is_name(i))
        && let Some(list) = read(draft, &named)
        && list.items.iter().all(|r| (r.start..r.end).all(|i| draft.is_name(i)))
    {
        return Some(List { count: (list.count.0, list.count.1 + 1), ..list });
    }
    if !verb && rest.iter().enumerate().any(|s| adds(&s)) {
        return None;
    }
    read(draft, &named)
}

/// Where the list ends without its full stop and closing signs.
fn trim(draft: &Draft<'_>, range: &Range<u32>) -> u32 {
    let mut end = range.end;
    while end > range.start && matches!(draft.word(end - 1), "." | "!" | "," | "\"" | "\u{201d}" | ")" | ";")
    {
        end -= 1;
    }
    end
}

/// "(1) unplug it, (2) rinse it": what stands behind each number.
fn numbered(draft: &Draft<'_>, range: &Range<u32>) -> Vec<Range<u32>> {
    let mut marks: Vec<u32> = Vec::new();
    for i in range.start..range.end {
        let number = marks.len() + 1;
        let here = draft.word(i).parse().is_ok_and(|n: usize| n == number)
            || draft.word(i).len() == 1
                && draft.word(i).bytes().next().map(|b| usize::from(b.to_ascii_lowercase()))
                    == Some(number + 96);
        if here
            && draft.word(i + 1) == ")"
            && (draft.before(i, 1) == "(" || draft.token(i).is_some_and(|t| t.spaced()))
        {
            marks.push(i + 2);
        }
    }
    (0..marks.len())
        .map(|k| marks[k]..marks.get(k + 1).map_or(range.end, |&next| next.saturating_sub(2).max(marks[k])))
        .collect()
}

pub(super) fn split(draft: &Draft<'_>, range: &Range<u32>, sign: &str) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    let mut start = range.start;
    let mut quoted = false;
    for i in range.start..range.end {
        match draft.word(i) {
            "\u{201c}" => quoted = true,
            "\u{201d}" => quoted = false,
            "\"" => quoted = !quoted,
            _ => {}
        }
        // The comma of "1,204" stands between digits, that of a title between its quotation marks.
        if draft.word(i) == sign
            && !quoted
            && draft.token(i + 1).is_none_or(|t| t.spaced() || t.kind != TokenKind::Digits)
        {
            out.push(start..i);
            start = i + 1;
        }
    }
    out.push(start..range.end);
    out.retain(|r| !r.is_empty());
    out
}

fn skip_and(draft: &Draft<'_>, r: &Range<u32>) -> Range<u32> {
    if (draft.one(r.start, WordSet::ListAnd) || draft.word(r.start) == "&") && r.end > r.start + 1 {
        r.start + 1..r.end
    } else {
        r.clone()
    }
}

/// "Tom Ray, the health secretary, and Jill Marsh, the transport secretary": names, each with what the bearer is.
fn titled(draft: &Draft<'_>, segments: &[Range<u32>]) -> Option<List> {
    let [pairs @ .., last, _] = segments else { return None };
    let name = |r: &Range<u32>| !r.is_empty() && (r.start..r.end).all(|i| draft.is_name(i));
    let role = |r: &Range<u32>| {
        let said = r.start..r.end.min(r.start + 2);
        // "Tim Lee, who runs the port"
        let opens = draft.one(r.start, WordSet::OpensItem) || draft.one(r.start, WordSet::OpensRelative);
        opens && !said.into_iter().any(|i| draft.is_name(i)) && r.len() <= 10
    };
    let odd = segments.len() % 2 == 1 || pairs.is_empty();
    let and = draft.is(last.start, "and") && !pairs.iter().any(|s| draft.is(s.start, "and"));
    let each = segments.chunks(2).all(|p| name(&skip_and(draft, &p[0])) && p.get(1).is_some_and(role));
    let items: Vec<_> = segments.chunks(2).map(|p| skip_and(draft, &p[0])).collect();
    let n = items.len();
    (!odd && and && each).then_some(List { items, count: (n, n) })
}

fn by_commas(draft: &Draft<'_>, range: &Range<u32>) -> Option<List> {
    let mut segments = split(draft, range, ",");
    // "pay your bills and, well, feed the cat": an aside
    if segments.iter().any(|s| draft.is(s.end - 1, "and")) {
        return None;
    }
    if let Some(list) = titled(draft, &segments) {
        return Some(list);
    }
    // "..., Luis Prat and Dana Cho, who made her money in zippers": what is said of the last one.
    let joined = |s: &Range<u32>| (s.start..s.end).any(|i| draft.is(i, "and"));
    if let Some(k) = segments.iter().position(|s| draft.one(s.start, WordSet::OpensRelative))
        && segments[..k].iter().any(joined)
        && !segments[k..].iter().any(joined)
    {
        segments.truncate(k);
    }
    // "Aled Prys, 41, Gareth Moon, 38, and Dylan Rhees, 29, all of Bethel Row": the ages, and what is said of all.
    // "..., the last of them from melted spoons"
    let of_all = |s: &Range<u32>| {
        let last = draft.is(s.start, "the") && draft.one(s.start + 1, WordSet::LastItem);
        draft.one(s.start, WordSet::AllOfThem)
            || last && draft.is(s.start + 2, "of") && draft.any(s.start + 3, &["them", "which", "whom"])
    };
    while segments.len() > 2 && segments.last().is_some_and(of_all) {
        segments.pop();
    }
    let age = |s: &Range<u32>| {
        let number = |t: &Token| t.kind == TokenKind::Digits || Mark::Number.on(t);
        s.end == s.start + 1 && draft.token(s.start).is_some_and(number)
    };
    let people = segments.iter().filter(|s| age(s)).count() * 2 + 1 >= segments.len() && segments.len() > 3;
    if people && !age(&segments[0]) {
        segments.retain(|s| !age(s));
    }
    let last = segments.last()?.clone();
    let ands = |r: &Range<u32>| (r.start + 1..r.end).filter(|&i| draft.is(i, "and")).collect::<Vec<_>>();
    let oxford = segments.len() > 1 && draft.is(last.start, "and");
    let mut items: Vec<Range<u32>> = Vec::new();
    let mut doubtful = 0;
    for (k, segment) in segments.iter().enumerate() {
        let inner = ands(segment);
        if k + 1 == segments.len() && !oxford {
            // "C and D" ends the list; without an "and" it does not end.
            let &at = inner.last()?;
            doubtful += inner.len() - 1;
            items.push(segment.start..at);
            items.push(at + 1..segment.end);
        } else {
            doubtful += inner.len();
            items.push(skip_and(draft, segment));
        }
    }
    items.retain(|r| !r.is_empty());
    let counted = |r: &Range<u32>| {
        let number = |t: &Token| t.kind == TokenKind::Digits || Mark::Number.on(t);
        draft.token(r.start).is_some_and(|t| number(t) || t.kind == TokenKind::Sign)
    };
    let long = |r: &Range<u32>| r.end - r.start > if counted(r) { LONG_COUNTED } else { LONG };
    if items.len() < 2 || items.iter().any(long) {
        return None;
    }
    // "the Oyelaran family", "the goalkeeper Luis Prat"
    // never "a dean at Toledo", of somebody just named
    let own = |i: u32| draft.is_name(i) && !draft.follows(i, WordSet::OpensClause);
    let name = |r: &Range<u32>| {
        draft.is_name(r.start) || draft.one(r.start, WordSet::OpensItem) && (r.start..r.end).any(own)
    };
    let digits = |r: &Range<u32>| draft.token(r.start).is_some_and(|t| t.kind == TokenKind::Digits);
    // Items are built alike: "breeding rare, loud geese and avoiding them" are two, not three.
    let gerund = |r: &Range<u32>| draft.word(r.start).len() > 5 && draft.word(r.start).ends_with("ing");
    let article = |r: &Range<u32>| draft.one(r.start, WordSet::OpensItem);
    let like = |test: &dyn Fn(&Range<u32>) -> bool| items.iter().filter(|r| test(r)).count();
    let few = if name(&items[0]) {
        like(&name)
    } else if gerund(&items[0]) {
        like(&gerund)
    } else if article(&items[0]) && !digits(&items[1]) {
        // "a rise, a shorter week, free parking at the depot, and an end": no words set apart beside an item.
        let phrase = |r: &Range<u32>| article(r) || r.end - r.start > 1;
        // "the cost, the weather, public health and the guards": two small words are no aside.
        let bare = |r: &Range<u32>| {
            let small = |i: u32| draft.is_word(i) && !draft.is_name(i) && !draft.word(i).ends_with("ly");
            // "a dry mouth, giddiness and vivid dreams"
            if r.end - r.start == 1 {
                return small(r.start)
                    && draft.word(r.start).len() > 4
                    && !draft.one(r.start, WordSet::AsideWord)
                    && draft.readings_in(r).is_empty();
            }
            r.end - r.start == 2
                && small(r.start)
                && small(r.start + 1)
                && !draft.one(r.start, WordSet::BreaksClause)
        };
        let joined = |r: &Range<u32>| article(r) || bare(r);
        if oxford && items.len() > 3 && items.iter().all(phrase) { items.len() } else { like(&joined) }
    } else {
        items.len()
    };
    // What "and" joins last is an item, whatever it looks like: "Elm Street, Mill Road and the airport".
    let one = segments.iter().filter(|s| draft.is(s.start, "and") || !ands(s).is_empty()).count() == 1;
    let ended = one && !oxford && items.len() > 2 && !items.last().is_some_and(name);
    let few = if ended && name(&items[0]) { (few + 1).min(items.len()) } else { few };
    // "Mid and East Antrim, Ards and North Down, and Newry, Mourne and Down": which "and" joins what cannot be told.
    let inside = segments.iter().filter(|s| !ands(s).is_empty()).count();
    let few = if inside > 1 { 2 } else { few };
    // "Lee Marsh of Leeds, Yorkshire, and Dan Cole": where the town is that stands before it.
    let county = |p: &[Range<u32>]| {
        let placed =
            (p[0].start + 1..p[0].end.saturating_sub(1)).any(|i| draft.any(i, &["of", "from", "in"]));
        placed && draft.is_name(p[0].end - 1) && p[1].len() == 1 && draft.is_name(p[1].start)
    };
    let few = few.saturating_sub(items.windows(2).filter(|p| county(p)).count()).max(1);
    // "Leith, which makes rope, and Hull": what is said of an item is none.
    let said = items.iter().filter(|r| draft.one(r.start, WordSet::OpensRelative)).count();
    let few = few.min(items.len() - said).max(1);
    // "before/after the call"
    let slashes = (range.start..range.end).filter(|&i| draft.word(i) == "/").count();
    // "Adams with 19, Tate with 15, and Ruiz and Cole with 11 each": the last item may be two.
    // "Upper and Lower Haddon, and Pike's": the comma is there because of the "and" before it.
    let doubtful = if oxford && segments.len() > 2 { ands(&last).len().min(1) } else { doubtful };
    let count = (few, items.len() + slashes + doubtful);
    Some(List { items, count })
}
