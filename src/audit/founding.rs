//! Where the founding stands whose anniversary a sentence tells: in a sentence of its own, some way off.

use std::ops::Range;

use super::calendar::Day;
use super::draft::{Draft, Found};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// "marked its 75th anniversary on Saturday. ... The company was founded in 1959": the year of a founding that
/// stands in a sentence by itself, near by, and is about the same thing.
pub(super) fn told_apart<'d>(draft: &'d Draft<'_>, sentence: &Range<u32>, cue: &Found) -> Option<&'d Day> {
    // "its 25th anniversary tour" may be that of a record; "his 40th birthday" is that of his birth.
    let end = cue.tokens.end;
    let last = !draft.is_word(end)
        || super::calendar::weekday(draft, end).is_some()
        || [WordSet::OpensClause, WordSet::ThisTime, WordSet::BeforePart].iter().any(|&s| draft.one(end, s));
    if !last || draft.is(end, "of") {
        return None;
    }
    let near = cue.tokens.start.saturating_sub(4)..cue.tokens.start;
    let birthday = (near.start..near.end).any(|i| draft.one(i, WordSet::HisOrHer));
    let all = &draft.input.tokens.sentences;
    let number = draft.input.tokens.sentence_of(sentence.start);
    let far = if draft.follows(cue.tokens.end, WordSet::Wedding) { 12 } else { 5 };
    let around = (number.saturating_sub(2)..number + far).filter(|&k| k != number);
    let mut found = around.filter_map(|k| {
        let s = all.get(k).filter(|s| s.len() < 80)?;
        let (first, second) = if k < number { (s, sentence) } else { (sentence, s) };
        let founding = draft.cues_in(s, Cue::Founding).next().map(|c| c.tokens.clone());
        // "The first scheduled flight came in on 14 October 1935", told on that day of a later year.
        let day = founding.is_none().then(|| first_of_its_kind(draft, s)).flatten();
        if day.is_some() && next_to(k, number) && !birthday {
            return day;
        }
        let founding = founding?;
        // "opened its second shop"
        if draft.one(founding.end, WordSet::ItsOwn) {
            return None;
        }
        let opens = founding.start <= s.start + 5 && draft.unbroken(&(s.start..founding.start));
        let days = distinct(draft, s);
        let [day] = days[..] else { return None };
        let near = day.tokens.start >= founding.end && draft.unbroken(&(founding.end..day.tokens.start));
        let next = next_to(k, number);
        let pronoun = |i: u32| draft.one(i, WordSet::ItOrThey) || draft.one(i, WordSet::HeOrShe);
        let goes_on = || (second.start..second.end.min(second.start + 10)).any(pronoun);
        if birthday && !draft.is(founding.start, "born") {
            return None;
        }
        // "marking their diamond wedding ... They were married on 9 March 1985": of the one couple that married.
        let weds = |c: &Range<u32>| draft.one(c.start, WordSet::Weds);
        let wed = draft.follows(cue.tokens.end, WordSet::Wedding)
            && weds(&founding)
            && draft.of(Cue::Founding).filter(|c| weds(&c.tokens)).count() == 1;
        let same =
            wed || next && goes_on() || (s.start..founding.start).any(|i| named_in(draft, i, first, second));
        (opens && near && same && !draft.has_any(s, &[Cue::Ahead, Cue::OtherClock])).then_some(day)
    });
    let day = found.next()?;
    found.next().is_none().then_some(day)
}

fn next_to(k: usize, number: usize) -> bool {
    k.abs_diff(number) == 1
}

/// The only day of a sentence that opens with "The first", if its month and day are those of the publication.
fn first_of_its_kind<'d>(draft: &'d Draft<'_>, s: &Range<u32>) -> Option<&'d Day> {
    let opens = draft.is(s.start, "the") && draft.is(s.start + 1, "first");
    let days = distinct(draft, s);
    let [day] = days[..] else { return None };
    let now = draft.published()?;
    let date = Day { year: Some(now.year()), ..day.clone() }.date()?;
    (opens && (date - now).get_days().abs() <= 7).then_some(day)
}

/// Whether the name or the noun at `i`, which stands in one of two sentences, stands in both.
fn named_in(draft: &Draft<'_>, i: u32, first: &Range<u32>, second: &Range<u32>) -> bool {
    let other = if first.contains(&i) { second } else { first };
    let noun = i > 0 && draft.is(i - 1, "the") && draft.word(i).len() > 3;
    let name = draft.token(i).is_some_and(|t| t.capital()) && draft.word(i).len() > 3;
    // "The school's orchestra", "in the hall" name what keeps no jubilee.
    let keeps = |k: u32| {
        let owner = draft.word(k + 1).starts_with(['\'', '\u{2019}']);
        let inside = k >= 2 && draft.is(k - 1, "the") && draft.any(k - 2, &["in", "at", "outside", "inside"]);
        !(inside || owner && draft.is_word(k + 3) && draft.figures_in(&(k + 3..k + 4)).is_empty())
    };
    let again = |r: &Range<u32>| (r.start..r.end).any(|k| draft.is(k, draft.word(i)) && keeps(k));
    // What the headline names is what the paragraph below it is about.
    let title = || {
        let title = draft.block(0);
        let lead = draft.block_above(draft.block(i).start).is_none_or(|b| b.contains(&other.start));
        noun && lead && matches!(draft.scope(0), Scope::Heading(_)) && again(&title)
    };
    draft.is_word(i) && (noun || name) && (again(other) || title())
}

/// "kept its centenary on 14 September 2019. ... Opened on 14 September 1929, it": to the day, in a sentence that
/// opens with the founding.
pub(super) fn participle<'d>(draft: &'d Draft<'_>, sentence: &Range<u32>, day: &Day) -> Option<&'d Day> {
    let all = &draft.input.tokens.sentences;
    let number = draft.input.tokens.sentence_of(sentence.start);
    let mut found = (number.saturating_sub(2)..number + 5).filter(|&k| k != number).filter_map(|k| {
        let s = all.get(k).filter(|s| s.len() < 80)?;
        let first = draft.cues_in(s, Cue::Founding).next().filter(|c| c.tokens.start == s.start)?;
        let one = draft.days_in(&(first.tokens.end..first.tokens.end + 3)).first()?;
        let same =
            !opens_another(draft, s) && one.day.is_some() && (one.month, one.day) == (day.month, day.day);
        (same && one.year < day.year).then_some(one)
    });
    found.next().filter(|_| found.next().is_none())
}

/// "Opened on 3 May 1989 by the queen, the branch is new": what was opened is told behind, and is not "it".
pub(super) fn opens_another(draft: &Draft<'_>, s: &Range<u32>) -> bool {
    let participle = draft.cues_in(s, Cue::Founding).next().is_some_and(|c| c.tokens.start == s.start);
    participle && !(s.start..s.end).any(|i| draft.one(i, WordSet::ItOrThey) && draft.preceded(i, &[","]))
}

/// "It was founded in 1890. It brewed beer. It kept its centenary in 2010": all about one thing.
pub(super) fn some_way_back<'d>(draft: &'d Draft<'_>, sentence: &Range<u32>, day: &Day) -> Option<&'d Day> {
    let mut s = sentence.clone();
    for _ in 0..4 {
        let goes_on = draft.one(s.start, WordSet::ItOrThey) || draft.one(s.start, WordSet::ItsOwn);
        s = draft.previous_sentence(s.start).filter(|_| goes_on)?;
        match distinct(draft, &s)[..] {
            [] => {}
            [one] => return (is_event(draft, one, &s) && one.year < day.year).then_some(one),
            _ => return None,
        }
    }
    None
}

/// "those of 1909, the year in which the club was founded"
pub(super) fn is_founding_year(draft: &Draft<'_>, day: &Day, sentence: &Range<u32>) -> bool {
    let the = day.tokens.end + 1;
    draft.word(the - 1) == ","
        && draft.is(the, "the")
        && draft.is(the + 1, "year")
        && draft.has(&(the + 2..sentence.end.min(the + 12)), Cue::Founding)
}

/// Whether a date is that of a beginning: "founded in May 1946", "the battle, fought on 21 October 1705".
pub(super) fn is_event(draft: &Draft<'_>, day: &Day, sentence: &Range<u32>) -> bool {
    let start = day.tokens.start;
    let before = start.saturating_sub(7).max(sentence.start)..start;
    // "married at Saints Peter and Paul's in Lower Road in August 1964"
    let far = start.saturating_sub(16).max(sentence.start)..start;
    let led = || {
        let cue = draft.cues_in(&far, Cue::Founding).last()?;
        draft.unbroken(&(cue.tokens.end..start)).then_some(())
    };
    // "which first lit its oven in 1898", "has run since it first sailed in 1902"
    // "took in its first patient on 11 May 1935", "whose first mission, in June 1987"
    let first = |i: u32| {
        let end = if start > i + 2 && draft.word(start - 2) == "," { start - 2 } else { start };
        // "The series, first shown in 1975, is"
        let own = draft.follows(i, WordSet::ItsOwn) || draft.preceded(i, &["whose", "the", ","]);
        draft.is(i, "first")
            && i > sentence.start
            && (draft.one(i - 1, WordSet::FirstDid) || own)
            && draft.unbroken(&(i + 1..end))
    };
    // "It had opened, as Marlow & Son, on 11 June 1962": the one thing that a short sentence tells
    let told = || {
        let opens = draft.one(sentence.start, WordSet::ItOrThey)
            || draft.one(sentence.start, WordSet::Article)
            || draft.one(sentence.start, WordSet::ItsOwn);
        let cue = draft.cues_in(&(sentence.start..sentence.start + 5), Cue::Founding).next();
        let clause =
            |i: u32| draft.one(i, WordSet::OpensRelative) || draft.word(i) == ";" || draft.is(i, "and");
        opens
            && cue.is_some_and(|c| start <= c.tokens.end + 16 && !(c.tokens.end..start).any(clause))
            && distinct(draft, sentence).len() == 1
    };
    // "Members of the class of 1974 held their 40th reunion"
    let school = || (sentence.start..sentence.end).any(|i| draft.one(i, WordSet::Graduates));
    let class = |i: u32| draft.is(i, "class") && draft.is(i + 1, "of") && i + 2 == start && school();
    // "the 20th anniversary of her death in 2009"
    let dead = start > sentence.start + 1 && draft.has(&(start - 2..start), Cue::Died);
    draft.has(&before, Cue::Founding)
        || is_founding_year(draft, day, sentence)
        || dead
        || led().is_some()
        || (far.start..start).any(|i| first(i) || class(i))
        || told()
}

/// The dates of a stretch with a year, one for each year: the most precise.
pub(super) fn distinct<'d>(draft: &'d Draft<'_>, range: &Range<u32>) -> Vec<&'d Day> {
    let mut out: Vec<&Day> = Vec::new();
    for day in draft.days_in(range).iter().filter(|d| d.year.is_some_and(|y| y > 0)) {
        match out.iter_mut().find(|d| d.year == day.year) {
            Some(known) => {
                if known.month.is_none() && day.month.is_some() {
                    *known = day;
                }
            }
            None => out.push(day),
        }
    }
    out
}
