//! A jubilee and the beginning of the same thing, wherever the text tells either.
//!
//! "The Harbour Players mark their 75th anniversary this month. ... The company was formed in May 1959": 65 years.

use std::ops::Range;

use super::kept;
use crate::audit::Slip;
use crate::audit::anniversary::{ahead, integer, not_until, number, of_now, passed};
use crate::audit::calendar::{self, Day};
use crate::audit::draft::{Draft, Found};
use crate::audit::founding::is_event;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// A jubilee of so many years.
pub(super) struct Jubilee {
    pub(super) n: i16,
    pub(super) place: Range<u32>,
    /// The words "40th anniversary" end here.
    pub(super) end: u32,
    pub(super) sentence: Range<u32>,
    /// What it is of follows: "the 40th anniversary of the opening".
    pub(super) of: bool,
}

/// A beginning, or an end, whose years are counted.
pub(super) struct Event<'d> {
    pub(super) day: &'d Day,
    pub(super) year: i16,
    /// The words that tell it: "was formed"
    pub(super) cue: Range<u32>,
    pub(super) sentence: Range<u32>,
}

/// The years of the jubilees that are looked at.
const COUNTED: std::ops::RangeInclusive<i16> = 5..=3000;

/// Most words of a sentence between a beginning and its date.
const FAR: u32 = 18;

/// Most jubilees and most beginnings of a text that are looked at.
const MOST: usize = 30;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let jubilees = jubilees(draft);
    if jubilees.is_empty() {
        return;
    }
    let events = events(draft);
    let mut years: Vec<i16> =
        (0..draft.end()).filter_map(|i| calendar::year(draft, i)).map(|(y, _)| y).collect();
    years.sort_unstable();
    years.dedup();
    for j in &jubilees {
        if let Some(found) = paired(draft, j, &years) {
            out.push(found);
            continue;
        }
        let same: Vec<&Event<'_>> = events.iter().filter(|e| of_same(draft, j, e)).collect();
        let [first, rest @ ..] = &same[..] else { continue };
        if rest.iter().any(|e| e.year != first.year) {
            continue;
        }
        let Some((held, place)) = held(draft, j, first) else { continue };
        let now = draft.published().map(|d| d.year());
        // The line of a chronology has its own year.
        let line = matches!(draft.scope(j.place.start), Scope::Item);
        let fits = |y: &i16| {
            let right = |h: i16| (h - y - j.n).abs() <= 1;
            if line {
                return right(held);
            }
            right(held) || now.is_some_and(|h| right(h) || right(h + 1)) || years.iter().any(|h| right(*h))
        };
        let is = held - first.year;
        let right = if line { fits(&first.year) } else { years.iter().any(fits) };
        if right || is < 2 || late(draft, j, is) {
            continue;
        }
        let text = format!("from {} to {held} are {is} years, not {}", first.year, j.n);
        out.push(
            Slip::new("anniversary", &j.place, text)
                .against(std::iter::once(first.day.tokens.clone()).chain(place)),
        );
    }
}

/// The jubilees of the text, and the years that a headline counts: "Fifty years of buns".
fn jubilees(draft: &Draft<'_>) -> Vec<Jubilee> {
    let mut out = Vec::new();
    for cue in draft.of(Cue::Anniversary).take(MOST) {
        let Some((n, place)) = number(draft, cue) else { continue };
        let sentence = draft.sentence(place.start);
        // "The Centenary Stand" is a name.
        let name = |i: u32| draft.is_name(i) && draft.token(i).is_some_and(|t| t.capital());
        // So is "Queen Victoria's Diamond Jubilee".
        let capital = draft.token(cue.tokens.start).is_some_and(|t| t.capital());
        let possessed = cue.tokens.start >= 3
            && draft.is(cue.tokens.start - 1, "s")
            && draft.is_name(cue.tokens.start - 3);
        let named = capital && (name(cue.tokens.end) || possessed);
        let scope = draft.scope(place.start);
        let heading = matches!(scope, Scope::Heading(_));
        let prose = heading || matches!(scope, Scope::Body | Scope::Item | Scope::Alt | Scope::Caption);
        // "Their 25th anniversary tour" may be that of a record.
        let end = cue.tokens.end;
        let goes_on = [
            WordSet::OpensClause,
            WordSet::ThisTime,
            WordSet::BeforePart,
            WordSet::HasOrWas,
            WordSet::AreOrIs,
            WordSet::ListAnd,
            WordSet::BeforePlace,
        ];
        let noun = draft.is_word(end)
            && matches!(scope, Scope::Body)
            && calendar::weekday(draft, end).is_none()
            && !draft.readings_in(&(end..end + 1)).iter().any(|r| r.kind == Kind::Date)
            && !goes_on.iter().any(|&s| draft.one(end, s))
            && dated(draft, &sentence).is_empty();
        let other = noun
            || passed(draft, cue)
            || draft.any(cue.tokens.end, &["as", "edition", "season"])
            || draft.has(&sentence, Cue::OtherClock);
        if !COUNTED.contains(&n)
            || named && !heading
            || !prose
            || other
            || ahead(draft, cue) && !soon(draft, cue)
        {
            continue;
        }
        out.push(Jubilee { n, place, end: cue.tokens.end, sentence, of: draft.is(cue.tokens.end, "of") });
    }
    // "is celebrating 40 years in business", "celebrated 60 years of marriage"
    for f in &draft.figures {
        let n = integer(f.value).filter(|n| COUNTED.contains(n));
        let years =
            f.kind == Kind::Duration && f.plain() && f.unit.as_ref().is_some_and(|u| u.name() == "year");
        let at = f.tokens.end;
        let business = draft.any(at, &["in", "of"])
            && draft.one(at + 1, WordSet::InBusiness)
            && draft.follows(f.tokens.start, WordSet::OnTheDay);
        // "It was 25 years to the day on Sunday since"
        let to_day = draft.is(at, "to") && draft.is(at + 1, "the") && draft.one(at + 2, WordSet::ToTheDay);
        let kept = years && (business || to_day);
        if let Some(n) = n.filter(|_| kept && out.len() < MOST) {
            let (place, sentence) = (f.tokens.clone(), draft.sentence(f.tokens.start));
            out.push(Jubilee { n, place, end: f.tokens.end + 2, sentence, of: false });
        }
    }
    let title = draft.block(0);
    if matches!(draft.scope(0), Scope::Heading(_)) {
        let counted = |f: &&crate::audit::figure::Figure| {
            f.kind == Kind::Duration
                && f.plain()
                && f.unit.as_ref().is_some_and(|u| u.name() == "year")
                && draft.any(f.tokens.end, &["of", "since", "after"])
        };
        if let Some(f) = draft.figures_in(&title).iter().find(counted) {
            let n = integer(f.value).filter(|n| COUNTED.contains(n));
            out.extend(n.map(|n| Jubilee {
                n,
                place: f.tokens.clone(),
                end: f.tokens.end,
                sentence: title,
                of: false,
            }));
        }
    }
    out
}

/// Whether a jubilee still to come is dated: "in 2014, which is the 150th anniversary".
fn soon(draft: &Draft<'_>, cue: &Found) -> bool {
    let sentence = draft.sentence(cue.tokens.start);
    let now = draft.published().map_or(0, |d| d.year());
    draft.days_in(&sentence).iter().any(|d| d.year.is_some_and(|y| y >= now && now > 0))
}

/// "the 40th anniversary of the 1979 dam failure, in August 2009": the year that is part of the event's name.
fn paired(draft: &Draft<'_>, j: &Jubilee, years: &[i16]) -> Option<Slip> {
    let at = j.end + 1 + u32::from(draft.is(j.end + 1, "the"));
    let (year, len) = calendar::year(draft, at).filter(|(y, _)| j.of && *y > 0 && draft.is_word(at + 1))?;
    let others = || dated(draft, &j.sentence).into_iter().filter(move |(y, _)| *y > year);
    let (held, place) = others().next().filter(|(h, _)| others().all(|(y, _)| y == *h))?;
    let is = held - year;
    let right = |y: &i16| (held - y - j.n).abs() <= 1;
    let text = format!("from {year} to {held} are {is} years, not {}", j.n);
    let slip = || Slip::new("anniversary", &j.place, text).against([at..at + len, place]);
    (!years.iter().any(right) && !late(draft, j, is)).then(slip)
}

/// The beginnings that the text tells with their year.
fn events<'d>(draft: &'d Draft<'_>) -> Vec<Event<'d>> {
    let mut out = Vec::new();
    for day in &draft.days {
        let Some(year) = day.year.filter(|y| *y > 0) else { continue };
        let sentence = draft.sentence(day.tokens.start);
        let near = sentence.start.max(day.tokens.start.saturating_sub(FAR))..day.tokens.start;
        let cue =
            draft.cues_in(&near, Cue::Founding).filter(|c| !draft.any(c.tokens.start, &["since"])).last();
        // "- May 1955: opens with a dance": the verb behind the date of a line
        let block = draft.block(day.tokens.start);
        if matches!(draft.scope(day.tokens.start), Scope::Item) {
            let verb = day.tokens.end + 1..day.tokens.end + 2;
            if block.start == day.tokens.start && draft.is_word(verb.start) && out.len() < MOST {
                out.push(Event { day, year, cue: verb, sentence });
            }
            continue;
        }
        // "He came into the world on 9 June 1874"
        let born = || draft.cues_in(&near, Cue::Born).filter(|c| !draft.is(c.tokens.start, "born")).last();
        // To the day: whatever happened then.
        let Some(cue) = cue
            .or_else(born)
            .map(|c| c.tokens.clone())
            .or_else(|| kept::first_came(draft, day, &sentence))
            .or_else(|| kept::to_the_day(draft, day).then_some(day.tokens.start..day.tokens.start))
        else {
            continue;
        };
        let gap = cue.end..day.tokens.start;
        let clause =
            (gap.start..gap.end).any(|i| draft.word(i) == ";" || draft.one(i, WordSet::OpensRelative));
        let body = matches!(draft.scope(day.tokens.start), Scope::Body);
        // "opened a second shop in 1990", "launched its own beer"
        let object = !kept::to_the_day(draft, day)
            && (draft.one(cue.end, WordSet::Indefinite) || draft.one(cue.end, WordSet::ItsOwn));
        if object {
            continue;
        }
        if body && (!clause || is_event(draft, day, &sentence)) && out.len() < MOST {
            out.push(Event { day, year, cue, sentence });
        }
    }
    out
}

/// Whether a beginning is that of the thing whose jubilee is told.
fn of_same(draft: &Draft<'_>, j: &Jubilee, e: &Event<'_>) -> bool {
    let weds = draft.one(e.cue.start, WordSet::Weds);
    let wedding = draft.one(j.end.saturating_sub(1), WordSet::Wedding) || draft.one(j.end, WordSet::Wedding);
    let born = draft.is(e.cue.start, "born") || draft.has(&e.cue, Cue::Born);
    let died = draft.has(&e.cue, Cue::Died);
    if weds != wedding {
        return false;
    }
    let of = j.of;
    let kind = (j.end..j.end + 4).find(|&i| draft.any(i, &["birth", "death"])).filter(|_| of);
    if born || died {
        // "of the birth of Anton Reisch ... He was born in 1884"
        let kind = kind.is_some_and(|k| draft.is(k, "birth") == born);
        return kind
            && (subject(draft, e).is_some_and(|s| pronoun(draft, s.start))
                || shares(draft, &(j.end..j.sentence.end), e));
    }
    let of_words = j.end + 1..j.sentence.end.min(j.end + 4);
    if j.of && kept::of_verb(draft, &of_words, e) || kept::licensed(draft, j, e) {
        return true;
    }
    if kind.is_some() || j.sentence.contains(&e.cue.start) && !beside(draft, j, e) {
        return false;
    }
    // "marked her 25th anniversary in the job"
    let near = j.place.start.saturating_sub(3)..j.place.start;
    if !wedding && (near.start..near.end).any(|i| draft.one(i, WordSet::HisOrHer)) {
        return false;
    }
    let Some(who) = subject(draft, e) else { return false };
    let owner = owner(draft, j);
    if owner.kind == Owner::Of {
        return shares(draft, &owner.words, e);
    }
    if j.of && !draft.one(j.end + 2, WordSet::FoundingNoun) {
        return false;
    }
    let title = draft.block(0);
    let same = shares(draft, &owner.words, e)
        || matches!(draft.scope(0), Scope::Heading(_))
            && lead(draft, j)
            && owner.kind != Owner::Possessor
            && shares(draft, &title, e);
    let goes_on = pronoun(draft, who.start)
        && draft.previous_sentence(e.sentence.start).is_some_and(|p| p.contains(&j.place.start));
    // "The Harbour Players mark ... The company was formed", "a side formed in 1884": of what has a name
    let noun = |r: &Range<u32>, set: WordSet| (r.start..r.end).any(|i| draft.one(i, set));
    // "The club's first ground was opened"
    let plain = !(who.start..who.end).any(|i| {
        draft.one(i, WordSet::OpensClause)
            || draft.one(i, WordSet::ItsOwn)
            || draft.word(i).starts_with(['\'', '\u{2019}'])
    });
    // "The company was founded in 1890. The union celebrated its centenary": two bodies
    let name = |i: u32| {
        draft.is_name(i)
            || i == j.sentence.start && !draft.is(i, "the") && draft.token(i).is_some_and(|t| t.capital())
    };
    let title = owner.kind == Owner::Title;
    let called =
        title || draft.one(who.start, WordSet::Indefinite) || (owner.words.start..owner.words.end).any(name);
    let body = noun(&who, WordSet::AnyBody) && called
        || noun(&who, WordSet::Institution)
            && !noun(&(j.sentence.start..j.place.start), WordSet::Institution);
    let named = (owner.words.start..owner.words.end)
        .any(|i| draft.is_name(i) || draft.one(i, WordSet::Institution))
        || owner.kind == Owner::Title
        || owner.kind == Owner::Subject && draft.token(owner.words.start).is_some_and(|t| t.capital());
    same || goes_on || wedding || body && plain && lead(draft, j) && named
}

/// How a text tells whose a jubilee is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// "of the Estuary Bridge"
    Of,
    /// "the club's centenary"
    Possessor,
    /// "Fifty years of buns"
    Title,
    /// "The union is celebrating its centenary"
    Subject,
}

/// Whose a jubilee is, and the words that say so.
struct Owned {
    kind: Owner,
    words: Range<u32>,
}

fn owner(draft: &Draft<'_>, j: &Jubilee) -> Owned {
    if j.of && !draft.one(j.end + 1, WordSet::ItsOwn) {
        // "of the opening of the bridge": of the bridge; "of the end of the war": of that end.
        let mut start = j.end + 1;
        let noun = (start..start + 3).find(|&i| draft.one(i, WordSet::FoundingNoun));
        if let Some(noun) = noun.filter(|&i| draft.is(i + 1, "of")) {
            start = noun + 2;
        }
        let cut = |i: &u32| {
            !draft.is_word(*i) || draft.one(*i, WordSet::BeforePlace) || draft.one(*i, WordSet::OpensRelative)
        };
        let end = (start..j.sentence.end.min(start + 8)).find(cut).unwrap_or(j.sentence.end.min(start + 8));
        return Owned { kind: Owner::Of, words: start..end };
    }
    let apostrophe = j
        .place
        .start
        .checked_sub(2)
        .filter(|&i| draft.word(i).starts_with(['\'', '\u{2019}']) && draft.is(i + 1, "s"));
    if let Some(end) = apostrophe {
        return Owned { kind: Owner::Possessor, words: end.saturating_sub(3).max(j.sentence.start)..end };
    }
    // "# Diamond jubilee for the lifeboat station"
    if matches!(draft.scope(j.place.start), Scope::Heading(_)) {
        return Owned { kind: Owner::Title, words: draft.block(j.place.start) };
    }
    Owned { kind: Owner::Subject, words: j.sentence.start..j.place.start }
}

/// Whether a beginning in the sentence of a jubilee tells of what keeps it: "The union, which was started in 1901, is
/// celebrating its centenary".
fn beside(draft: &Draft<'_>, j: &Jubilee, e: &Event<'_>) -> bool {
    let own = (j.place.start.saturating_sub(3)..j.place.start).any(|i| draft.one(i, WordSet::ItsOwn));
    let before = e.day.tokens.end <= j.place.start;
    let relative = draft.one(e.cue.start.saturating_sub(2), WordSet::OpensRelative)
        || draft.one(e.cue.start.saturating_sub(1), WordSet::OpensRelative);
    relative && if before { own } else { j.of }
}

/// The words of what began: "the company", "a side", "The founding deed".
fn subject(draft: &Draft<'_>, e: &Event<'_>) -> Option<Range<u32>> {
    // "Loveday Pascoe founded the bakery in 1982"
    let after = e.cue.end;
    if draft.is(after, "the") || draft.one(after, WordSet::ItOrThey) {
        let cut = |i: &u32| !draft.is_word(*i) || draft.one(*i, WordSet::BeforePlace);
        return Some(after..(after + 1..e.day.tokens.start).find(cut).unwrap_or(e.day.tokens.start));
    }
    let mut end = e.cue.start;
    while end > e.sentence.start
        && !pronoun(draft, end - 1)
        && (draft.one(end - 1, WordSet::HasOrWas)
            || draft.one(end - 1, WordSet::BeforeBorn)
            || draft.one(end - 1, WordSet::HasNow))
    {
        end -= 1;
    }
    while end > e.sentence.start && (draft.one(end - 1, WordSet::OpensRelative) || draft.word(end - 1) == ",")
    {
        end -= 1;
    }
    let start = (e.sentence.start.max(end.saturating_sub(7))..end)
        .rev()
        .take_while(|&i| draft.is_word(i) || matches!(draft.word(i), "'" | "\u{2019}" | "-"))
        .last()?;
    // "a result for a side formed in 1884": the side
    let article = |&i: &u32| draft.is(i, "the") || draft.one(i, WordSet::Indefinite);
    let reduced = end == e.cue.start && draft.is_word(end.saturating_sub(1));
    let start = if reduced { (start..end).rev().find(article).unwrap_or(start) } else { start };
    (start < end).then_some(start..end)
}

pub(super) fn pronoun(draft: &Draft<'_>, i: u32) -> bool {
    draft.one(i, WordSet::ItOrThey) || draft.one(i, WordSet::HeOrShe)
}

/// Whether what began is named in `range`: by a noun or a name, in any of its forms.
fn shares(draft: &Draft<'_>, range: &Range<u32>, e: &Event<'_>) -> bool {
    let Some(mut subject) = subject(draft, e) else { return false };
    // "The bridge carries 38,000 vehicles. It was opened in 1965"
    if pronoun(draft, subject.start) {
        let Some(before) = draft.previous_sentence(e.sentence.start) else { return false };
        subject = before.start..before.end.min(before.start + 5);
    }
    let content = |i: u32| {
        draft.is_word(i)
            && draft.word(i).len() > 3
            && !draft.one(i, WordSet::OpensClause)
            && !draft.one(i, WordSet::BeforePlace)
            && !draft.one(i, WordSet::CommonWord)
            && calendar::month(draft, i).is_none()
            && calendar::weekday(draft, i).is_none()
    };
    // "the school's hall", "the theatre in Corn Street": the hall, the theatre
    let cut = |i: &u32| draft.one(*i, WordSet::BeforePlace) || draft.one(*i, WordSet::OpensRelative);
    let end = (subject.start + 1..subject.end).find(cut).unwrap_or(subject.end);
    let owned = draft.one(subject.start, WordSet::ItsOwn);
    let Some(head) = (subject.start..end).rev().find(|&i| content(i)).filter(|_| !owned) else {
        return false;
    };
    // "the jubilee of its lifeboat station, which was opened": the station
    let relative = (subject.end..e.cue.start).any(|i| draft.one(i, WordSet::OpensRelative));
    let last = subject.end.checked_sub(1).filter(|&i| relative && content(i)).unwrap_or(head);
    let possessor = |k: u32| draft.word(k + 1).starts_with(['\'', '\u{2019}']) && k + 1 < range.end;
    (range.start..range.end)
        .any(|k| content(k) && !possessor(k) && (draft.akin(head, k) || draft.akin(last, k)))
}

/// Whether a jubilee is what the text is about: told in its title, a caption, or at its head.
fn lead(draft: &Draft<'_>, j: &Jubilee) -> bool {
    let all = &draft.input.tokens.sentences;
    let number = draft.input.tokens.sentence_of(j.place.start);
    let before =
        all[..number.min(all.len())].iter().filter(|s| draft.scope(s.start) == Scope::Body).take(3).count();
    before < 3 || !matches!(draft.scope(j.place.start), Scope::Body)
}

/// The year in which a jubilee is held, and where the text tells it.
fn held(draft: &Draft<'_>, j: &Jubilee, e: &Event<'_>) -> Option<(i16, Option<Range<u32>>)> {
    if matches!(draft.scope(j.place.start), Scope::Item) {
        let line = draft.block(j.place.start);
        let day = draft.days_in(&(line.start..line.start + 1)).first()?;
        return Some((day.year.filter(|y| *y > e.year)?, Some(day.tokens.clone())));
    }
    let block = if matches!(draft.scope(j.place.start), Scope::Body) {
        j.sentence.clone()
    } else {
        draft.block(j.place.start)
    };
    let mut later =
        dated(draft, &block).into_iter().filter(|(y, t)| *y > e.year && t.start != e.day.tokens.start);
    if let Some((year, place)) = later.next() {
        return later.all(|(y, _)| y == year).then_some((year, Some(place)));
    }
    if dated(draft, &block).iter().any(|(y, t)| *y != e.year && t.start != e.day.tokens.start) {
        return None;
    }
    let now = draft.published()?;
    // "When the club marked its 50th anniversary, the queen came"
    let then = draft.one(j.sentence.start, WordSet::BreaksClause);
    let news = |i: u32| draft.one(i, WordSet::OnTheDay) || draft.one(i, WordSet::ThisTime);
    // "For the 30th anniversary next month"
    let soon = (j.end..j.end + 2).any(|i| draft.is(i, "next") && draft.any(i + 1, &["week", "month"]));
    // "On Thursday 400 people walked across it. The 80th anniversary of the opening had been got up by", to the day
    let before = || draft.previous_sentence(j.sentence.start).is_some_and(|s| of_now(draft, &s));
    let to_day = kept::to_the_day(draft, e.day) && before();
    let today = lead(draft, j)
        || soon
        || to_day
        || of_now(draft, &j.sentence)
        || (j.sentence.start..j.sentence.end).any(news);
    (today && !then).then_some((now.year(), None))
}

/// The years of a stretch, those that stand before a noun as well: "the 2004 party".
fn dated(draft: &Draft<'_>, range: &Range<u32>) -> Vec<(i16, Range<u32>)> {
    let years = (range.start..range.end).filter_map(|i| Some((calendar::year(draft, i)?.0, i..i + 1)));
    years.filter(|(y, _)| *y > 0).collect()
}

/// "its 40th birthday at last, three years after Covid had put it off"
fn late(draft: &Draft<'_>, j: &Jubilee, is: i16) -> bool {
    let near = draft.previous_sentence(j.place.start).map_or(j.sentence.start, |s| s.start)
        ..draft.next_sentence(j.place.start).map_or(j.sentence.end, |s| s.end);
    (j.n..=j.n + 5).contains(&is) && (draft.has(&near, Cue::Late) || not_until(draft, &j.place))
}
