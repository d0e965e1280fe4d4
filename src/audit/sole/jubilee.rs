//! `anniversary` by elimination: the one count of years of a passage and the two years that it tells, as far apart from
//! it as a slip of the pen is.
//!
//! "The cannery burned down in October 1987. In October 2022, the 45th anniversary of the fire": no word says that it burned
//! in the fire, but there is nothing else of which one October could be the jubilee.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::ago::years_of;
use crate::audit::anniversary::{integer, number, passed, slip};
use crate::audit::calendar::Day;
use crate::audit::draft::Draft;
use crate::audit::founding::{distinct, is_event};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// So many years, counted from something.
struct Count {
    n: i16,
    place: Range<u32>,
    /// Where what it is counted from is told: behind "of", "after", "since".
    from: Option<u32>,
    end: u32,
    /// It is called a jubilee, and no mere length.
    jubilee: bool,
}

/// Fewest years that are counted.
const LEAST: i16 = 10;

/// Most years by which a slip of the pen is off.
const OFF: i16 = 50;

/// Most tokens between a count and the year of what it is counted from.
const FAR: u32 = 14;

/// Most counts of a text that are looked at.
const MOST: usize = 30;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let counts = counts(draft);
    for count in &counts {
        let sentence = draft.sentence(count.place.start);
        let previous = draft.previous_sentence(sentence.start);
        let next = draft.next_sentence(sentence.start);
        let near = previous.as_ref().map_or(sentence.start, |s| s.start)
            ..next.as_ref().map_or(sentence.end, |s| s.end);
        let several = counts.iter().any(|c| c.place != count.place && near.contains(&c.place.start));
        if several || draft.has(&near, Cue::OtherClock) || draft.scope(count.place.start) != Scope::Body {
            continue;
        }
        let own = distinct(draft, &sentence);
        let with = |s: &Option<Range<u32>>| {
            s.as_ref().map_or_else(Vec::new, |s| {
                distinct(draft, &(s.start.min(sentence.start)..s.end.max(sentence.end)))
            })
        };
        for (days, other) in [(own, None), (with(&previous), previous.as_ref()), (with(&next), next.as_ref())]
        {
            let mut days = days;
            days.sort_by_key(|d| d.year);
            let [early, late] = days[..] else { continue };
            if !sentence.contains(&late.tokens.start) || !slipped(count.n, early, late) {
                continue;
            }
            let told = beside(draft, count, early, late)
                || began(draft, count, early, late)
                || (count.jubilee || count.from.is_some()) && same_month(early, late)
                || other.is_some_and(|s| named(draft, count, early, &sentence, s));
            if told {
                out.extend(slip(draft, count.n, &count.place, early, Some(late), None));
                break;
            }
        }
    }
}

/// The jubilees and the stretches of years "after" and "since" of a text.
fn counts(draft: &Draft<'_>) -> Vec<Count> {
    let mut out = Vec::new();
    for cue in draft.of(Cue::Anniversary).take(MOST) {
        let end = cue.tokens.end;
        let name = draft.is_name(cue.tokens.start) && draft.is_name(end);
        let Some((n, place)) = number(draft, cue).filter(|_| !name && !passed(draft, cue)) else { continue };
        out.push(Count { n, place, from: draft.is(end, "of").then_some(end + 1), end, jubilee: true });
    }
    for f in draft.figures.iter().filter(|f| f.kind == Kind::Duration).take(MOST) {
        let Some(n) = years_of(f) else { continue };
        let end = f.tokens.end;
        let on = u32::from(draft.is(end, "on"));
        let from = draft.any(end + on, &["after", "since", "from"]) && (on == 1 || !draft.is(end, "from"));
        out.push(Count {
            n,
            place: f.tokens.clone(),
            from: from.then_some(end + on + 1),
            end,
            jubilee: false,
        });
    }
    // "When the tunnel turned 40 in 2009": never "its head turned 50"
    for f in
        draft.figures.iter().filter(|f| matches!(f.kind, Kind::Number | Kind::Age) && f.plain()).take(MOST)
    {
        let (start, end) = (f.tokens.start, f.tokens.end);
        let turned = draft.follows(start, WordSet::Turned) && draft.is(end, "in");
        let thing =
            start >= 3 && draft.any(start - 3, &["the", "this"]) && !draft.one(start - 2, WordSet::Person);
        if turned
            && thing
            && let Some(n) = integer(f.value)
        {
            out.push(Count { n, place: f.tokens.clone(), from: None, end, jubilee: false });
        }
    }
    out.retain(|c| c.n >= LEAST);
    out
}

/// Whether a number of years is off by whole tens or by half of ten.
fn slipped(n: i16, early: &Day, late: &Day) -> bool {
    let (Some(a), Some(b)) = (early.year, late.year) else { return false };
    let off = (b - a - n).abs();
    b - a >= 5 && (5..=OFF).contains(&off) && off % 5 == 0
}

/// "In October 2022" of what was "in October 1987"; to the day, where both are told.
fn same_month(early: &Day, late: &Day) -> bool {
    early.month.is_some() && early.month == late.month && early.day == late.day
}

/// "the gas leak of 1984, ... in 2024", "its free kitchen, opened in January 1958": what is counted from, with its year.
fn beside(draft: &Draft<'_>, count: &Count, early: &Day, late: &Day) -> bool {
    let Some(from) = count.from.filter(|&f| f < early.tokens.start && early.tokens.start <= f + FAR) else {
        return false;
    };
    let between = from..early.tokens.start;
    let sentence = draft.sentence(from);
    if !sentence.contains(&early.tokens.start) || between.contains(&late.tokens.start) {
        return false;
    }
    let comma = (between.start..between.end).find(|&i| draft.word(i) == ",");
    let phrase = comma.map_or_else(
        || draft.unbroken(&between),
        |c| {
            let tail = c + 1..between.end;
            let opens = c + 1..c + 4;
            // "since the bell was cast, in 1758"
            let alone = tail.len() == 1 && draft.any(tail.start, &["in", "on"]);
            draft.unbroken(&(between.start..c))
                && (alone || draft.unbroken(&tail) && draft.has(&opens, Cue::Founding))
        },
    );
    let person = draft.has(&between, Cue::Born)
        || (between.start..between.end).any(|i| draft.any(i, &["who", "whose"]));
    phrase && !person && dated(draft, count, early, late, &sentence)
}

/// "remembered the landslide of 1960, fifty years before", "turned 40 in 2009, having been dug by 1959", "marked a century and a
/// half of brewing in 2004; it had been founded in 1864": the beginning told in the same sentence.
fn began(draft: &Draft<'_>, count: &Count, early: &Day, late: &Day) -> bool {
    let sentence = draft.sentence(count.place.start);
    if !sentence.contains(&early.tokens.start) || count.from.is_some() {
        return false;
    }
    let start = early.tokens.start;
    let before = draft.any(count.end, &["before", "earlier"])
        && !draft.is_word(count.end + 1)
        && early.tokens.end + 1 == count.place.start
        && draft.any(start.saturating_sub(1), &["of", "in"]);
    // "in 2009", right behind the count
    let held = draft.any(count.end, &["in", "of"]) && late.tokens.start <= count.end + 5;
    let marks = draft.follows(count.place.start, WordSet::Turned)
        || (count.place.start.saturating_sub(2)..count.place.start).any(|i| draft.one(i, WordSet::OnTheDay));
    let gap = late.tokens.end..start.max(late.tokens.end);
    let it = |i: u32| {
        draft.is(i, "having")
            || draft.one(i, WordSet::ItOrThey)
                && draft.word(i - 1) == ";"
                && draft.any(i + 1, &["had", "was"])
    };
    // "having been appointed in 1999" begins somebody's time, and no thing.
    let made = draft.has(&gap, Cue::Founding) || draft.says(&gap, WordSet::DoneTo);
    let having = (1..=7).contains(&gap.len()) && it(gap.start + 1) && made;
    before || held && marks && having
}

/// Whether the later year is when the sentence is told of: no "garden laid in 2009", no "novel he wrote in 1950".
fn dated(draft: &Draft<'_>, count: &Count, early: &Day, late: &Day, sentence: &Range<u32>) -> bool {
    let (start, end) = (late.tokens.start, late.tokens.end);
    if !draft.follows(start, WordSet::OpensClause) && start > sentence.start + 2 {
        return false;
    }
    if end <= count.place.start {
        return end + 2 >= count.place.start
            || start <= sentence.start + 2
            || draft.unbroken(&(end..count.place.start));
    }
    if start < early.tokens.end || draft.word(early.tokens.end) != "," {
        return false;
    }
    let clause = early.tokens.end + 1..start - 1;
    let article = |&i: &u32| draft.one(i, WordSet::Article) || draft.one(i, WordSet::Indefinite);
    // What is told of a noun behind it: "the garden laid in 2009"
    let noun = (clause.start..clause.end).rev().find(article).map_or(clause.end, |i| i + 2);
    let told = (noun..clause.end).any(|i| draft.word(i).ends_with("ed") || draft.one(i, WordSet::DoneTo))
        || draft.has(&(noun..clause.end), Cue::Founding);
    let relative = (clause.start + 1..clause.end).any(|i| {
        draft.one(i, WordSet::OpensRelative)
            || draft.is(i, "that")
            || draft.one(i, WordSet::HeOrShe)
            || draft.one(i, WordSet::ItOrThey)
    });
    !told && !relative && !clause.is_empty() && draft.unbroken(&clause)
}

/// "the centenary of the Guild of Thatchers. Its founders first met in 1934": the next sentence goes on about it.
fn named(draft: &Draft<'_>, count: &Count, early: &Day, sentence: &Range<u32>, told: &Range<u32>) -> bool {
    let Some(from) = count.from else { return false };
    let goes_on = draft.one(told.start, WordSet::ItsOwn) || draft.one(told.start, WordSet::ItOrThey);
    let name = (from..from + 3).any(|i| draft.is_name(i));
    told.start >= sentence.end
        && goes_on
        && name
        && told.contains(&early.tokens.start)
        && is_event(draft, early, told)
        && count.end <= from
}
