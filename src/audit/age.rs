//! `age-date`: "born in 1950 ... aged 62 in 2008".

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Slip;
use super::bare_age::{
    new_age, of_nameless, picked_at, ranked, still_does, theirs, then_of_object, told_then, unlike,
};
use super::calendar::Day;
use super::draft::Draft;
use super::figure::Figure;
use super::length::unit_at;
use super::person::{
    before_brackets, goes_on, kin, nobody_else, of_another, of_others, restricted, same_person, subject,
};
use super::record;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;
use crate::value::decimal::grouped;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    told(draft, out);
    record::of_one(draft, out);
}

fn told(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let only = draft.of(Cue::Born).filter(|c| birth_day(draft, &c.tokens).is_some()).take(2).count() == 1;
    for born in draft.of(Cue::Born) {
        let Some(birth) = birth(draft, &born.tokens) else { continue };
        let block = draft.block(born.tokens.start);
        // Two births in one paragraph: whose age is whose cannot be told, but inside one sentence.
        let births = draft
            .cues_in(&block, Cue::Born)
            .filter(|c| birth_day(draft, &c.tokens).is_some_and(|d| d != birth))
            .count();
        let sentence = draft.sentence(born.tokens.start);
        let range = match (births, only) {
            (0, true) => block.start..(block.end + 200).min(draft.end()),
            (0, false) => block.clone(),
            _ => sentence.clone(),
        };
        for figure in draft.figures_in(&range) {
            let here = draft.sentence(figure.tokens.start);
            // In a later paragraph "she" is the same person where no other was named right before.
            let named = here.start >= block.end
                && (here.start.saturating_sub(30)..here.start)
                    .any(|i| draft.is_name(i) && super::calendar::month(draft, i).is_none());
            if named
                || figure.tokens.start == birth.tokens.start
                || !same_person(draft, &sentence, &here, figure.begin())
            {
                continue;
            }
            if restricted(draft, &born.tokens) && figure.tokens.start < born.tokens.start {
                continue;
            }
            if here == sentence
                && (of_another(draft, &born.tokens, figure) || kin(draft, &sentence, birth, figure))
            {
                continue;
            }
            if here == sentence && unlike(draft, &born.tokens, figure) {
                continue;
            }
            let Some(tense) = age(draft, figure, &here) else { continue };
            if dated_apart(draft, figure, &here) {
                continue;
            }
            if let Some(slip) = compare(draft, figure, birth, tense, &here) {
                out.push(slip);
            }
        }
        if births == 0 && only {
            out.extend(headline(draft, birth, &sentence));
            out.extend(told_before(draft, birth, &sentence));
            out.extend(by_name(draft, birth, &sentence));
        }
    }
}

/// "met Ray when she was 28": the age of whom somebody met.
pub(super) fn met(draft: &Draft<'_>, at: u32) -> bool {
    let when =
        (at.saturating_sub(4)..at).find(|&i| draft.is(i, "when") && draft.one(i + 1, WordSet::HeOrShe));
    let names = |w: u32| (w.saturating_sub(4)..w).rev().take_while(|&i| draft.is_name(i)).last();
    when.and_then(names).is_some_and(|i| draft.follows(i, WordSet::MetWhom))
}

/// "died on 11 March. He was 79. ... He was born in 1938": the age told some paragraphs above the birth.
fn told_before(draft: &Draft<'_>, birth: &Day, sentence: &Range<u32>) -> Option<Slip> {
    let block = draft.block(sentence.start);
    let above = block.start.saturating_sub(ABOVE)..block.start;
    let died = |s: &Range<u32>| draft.has(s, Cue::Died);
    let mut ages = draft.figures_in(&above).iter().filter_map(|f| {
        let here = draft.sentence(f.tokens.start);
        let body = draft.scope(f.tokens.start) == Scope::Body;
        let dead = died(&here)
            || goes_on(draft, &here) && draft.previous_sentence(here.start).is_some_and(|s| died(&s));
        let tense = age(draft, f, &here).filter(|_| body && dead)?;
        (!draft.has_any(&here, &[Cue::Kin, Cue::Reckoning])).then_some((f, here, tense))
    });
    let (figure, here, tense) = ages.next()?;
    let who = subject(draft, &here)?;
    let same = if goes_on(draft, sentence) && subject(draft, sentence).is_none() {
        // "Born on March 3, 1940, the son of a jeweller, he grew up"
        let he = (sentence.start..sentence.end)
            .find(|&i| draft.one(i, WordSet::HeOrShe))
            .unwrap_or(sentence.start);
        let pronoun = !draft.one(here.start, WordSet::HeOrShe) || draft.is(here.start, draft.word(he));
        pronoun && nobody_else(draft, &(here.end..sentence.start), who)
    } else {
        draft.word(subject(draft, sentence)?) == draft.word(who)
    };
    (same && ages.next().is_none()).then(|| compare(draft, figure, birth, tense, &here))?
}

/// "Claire Dunmore, 52, wrote ... Dunmore, who was born in 1985": by the name in an earlier paragraph.
fn by_name(draft: &Draft<'_>, birth: &Day, sentence: &Range<u32>) -> Option<Slip> {
    let who = subject(draft, sentence).filter(|&i| sentence.contains(&i))?;
    let block = draft.block(sentence.start);
    let named = |f: &&Figure| {
        let (start, end) = (f.tokens.start, f.tokens.end);
        start >= 2
            && draft.word(start - 1) == ","
            && matches!(draft.word(end), "," | "." | ";")
            && draft.word(start - 2) == draft.word(who)
            && draft.scope(start) == Scope::Body
            && f.plain()
    };
    let mut ages = draft.figures.iter().take_while(|f| f.tokens.start < block.start).filter(named);
    let figure = ages.next().filter(|_| ages.next().is_none())?;
    let here = draft.sentence(figure.tokens.start);
    let clear = draft.days_in(&here).is_empty() && !draft.has_any(&here, &[Cue::Kin, Cue::Reckoning]);
    if clear { compare(draft, figure, birth, Tense::Now, &here) } else { None }
}

/// Most tokens from an age to the paragraph below that tells the birth.
const ABOVE: u32 = 150;

pub(super) fn birth_day<'d>(draft: &'d Draft<'_>, born: &Range<u32>) -> Option<&'d Day> {
    let sentence = draft.sentence(born.start);
    let day = draft.days_in(&(born.end..sentence.end.min(born.end + FAR))).first()?;
    let between = born.end..day.tokens.start;
    // "born above the drapery in Youghal on 12 July 1942"; never "born in a house built in 1884".
    // "in the hot summer of 1953"
    let start = day.tokens.start;
    let wider = |r: &Reading| r.extent.whole.start < start && r.extent.whole.contains(&start);
    let season = draft.readings_in(&(start.saturating_sub(5)..start)).iter().any(wider);
    // "came into the world, in the flat above the court, in 1963"
    let aside = draft.word(born.end) == ","
        && start > born.end + 3
        && draft.word(start - 2) == ","
        && draft.unbroken(&(born.end + 1..start - 2));
    let led = start < born.end + 7
        || aside && draft.follows(start, WordSet::BirthOn)
        || (season || draft.follows(start, WordSet::BirthOn)) && draft.unbroken(&between);
    (led && !draft.has(&between, Cue::Founding)).then_some(day).filter(|d| d.bounds().is_some())
}

/// Most tokens between "born" and its date.
const FAR: u32 = 18;

/// "# Soprano Vanderkam dies at 67": an age in the title, of whom the text tells the birth.
fn headline(draft: &Draft<'_>, birth: &Day, sentence: &Range<u32>) -> Option<Slip> {
    let title = draft.block(0);
    let name = draft.word(subject(draft, sentence)?);
    let named = |i: u32| draft.word(i) == name && !draft.word(i + 1).starts_with(['\'', '\u{2019}']);
    let about = matches!(draft.scope(0), Scope::Heading(_)) && (title.start..title.end).any(named);
    let other = draft.has_any(&title, &[Cue::Kin, Cue::Reckoning]);
    // "Hobbs, 84, hands over"
    let apposed = |f: &Figure| {
        let (start, end) = (f.tokens.start, f.tokens.end);
        start >= 2 && draft.word(start - 1) == "," && draft.word(end) == "," && draft.word(start - 2) == name
    };
    let mut ages = draft
        .figures_in(&title)
        .iter()
        .filter(|f| age(draft, f, &title).is_some() || apposed(f) && f.plain());
    let figure = ages.next().filter(|_| about && !other && ages.next().is_none())?;
    compare(draft, figure, birth, Tense::Now, &title)
}

/// The date of one birth; a group's is none.
fn birth<'d>(draft: &'d Draft<'_>, born: &Range<u32>) -> Option<&'d Day> {
    let day = birth_day(draft, born)?;
    let group = draft.follows(born.start, WordSet::Group)
        || draft.one(day.tokens.start.saturating_sub(1), WordSet::OpenTime)
        || draft.word(born.end) == "-"
        || of_others(draft, born);
    let leap = (day.month, day.day) == (Some(2), Some(29));
    (!group && !leap).then_some(day)
}

/// When somebody has an age.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Now,
    Then,
    Coming,
}

/// Whether a figure is the age of a single person, and when.
pub(super) fn age(draft: &Draft<'_>, f: &Figure, sentence: &Range<u32>) -> Option<Tense> {
    if !f.plain() || !f.value.is_integer() || f.value < Decimal::TWO || f.value > Decimal::from(115) {
        return None;
    }
    // "an average age of 24"
    let average = draft.says(&(f.tokens.start.saturating_sub(4)..f.tokens.start), WordSet::AverageAge);
    if average
        || then_of_object(draft, f.tokens.start)
        || met(draft, f.tokens.start)
        || of_nameless(draft, f.tokens.start)
    {
        return None;
    }
    // "on his 70th birthday"
    if f.kind == Kind::Ordinal {
        // "three days before his 80th birthday"
        let lead = f.tokens.start.saturating_sub(2);
        let near = draft.any(lead, &["before", "after", "of"])
            && matches!(unit_at(draft, lead.saturating_sub(1)), Some("day" | "week" | "month"));
        let own =
            draft.follows(f.tokens.start, WordSet::HisOrHer) && (near || draft.any(lead, &["on", "by"]));
        return (own && draft.is(f.tokens.end, "birthday")).then_some(Tense::Then);
    }
    let (start, end) = (f.begin(), f.tokens.end);
    let tense = |at: u32| {
        let words: Vec<u32> = (at.saturating_sub(5).max(sentence.start)..at).collect();
        // "has died aged 83", "at 64 she can": at the time of the report.
        // "has died at her home in Delft at the age of 84"
        let died = (at.saturating_sub(18).max(sentence.start + 1)..at)
            .rev()
            .take_while(|&i| draft.unbroken(&(i..i + 1)))
            .find(|&i| draft.one(i, WordSet::JustDied));
        let perfect = died.is_some_and(|i| draft.follows(i, WordSet::HasNow));
        // "At 38, Lena Fors ... is the oldest"
        let opens =
            f.tokens.start == sentence.start + 1 && draft.word(f.tokens.end) == "," || ranked(draft, f);
        let verb = |&i: &u32| draft.any(i, &["is", "was", "were", "had", "became"]);
        // "Aged 34, Linh Tran was born in 1975"
        let told = |i: u32| draft.is(i, "is") || draft.is(i + 1, "born");
        let present =
            opens && (at..sentence.end).find(verb).is_some_and(told) || still_does(draft, f.tokens.end);
        if words.iter().any(|&i| draft.one(i, WordSet::ComingAge)) {
            Tense::Coming
        } else if perfect || present || draft.is(f.tokens.start.saturating_sub(2), "makes") {
            Tense::Now
        } else if words.iter().any(|&i| draft.any(i, &["is", "am", "now", "turned"]))
            && !words.iter().any(|&i| draft.is(i, "was"))
        {
            if words.iter().any(|&i| draft.is(i, "turned")) { Tense::Then } else { Tense::Now }
        } else {
            Tense::Then
        }
    };
    let commas = draft.word(end) == ","
        || draft.word(end) == "." && draft.token(end + 1).is_none_or(|t| t.starts_sentence());
    let named = |i: u32| draft.is_word(i) && draft.token(i).is_some_and(|t| t.capital());
    // "The jockey, 23, has won"
    let called = |i: u32| draft.is_word(i) && draft.follows(i, WordSet::Article) && i <= sentence.start + 2;
    let appositive = draft.preceded(f.tokens.start, &[","]) && f.tokens.start >= 2 && {
        let name = before_brackets(draft, f.tokens.start - 2);
        named(name) || called(name)
    };
    // "Ross Ingram, aged 29, of Hill Street"
    let aged = draft.preceded(f.tokens.start, &["aged"])
        && draft.before(f.tokens.start, 2) == ","
        && f.tokens.start >= 3
        && named(f.tokens.start - 3)
        && draft.word(end) == ","
        && draft.any(end + 1, &["of", "from"]);
    // "Imre Balog (34; born 12 May 1996)"
    let bracketed = f.tokens.start >= 2
        && draft.preceded(f.tokens.start, &["("])
        && named(f.tokens.start - 2)
        && matches!(draft.word(end), ";" | ",")
        && draft.has(&(end + 1..end + 2), Cue::Born);
    if appositive && commas || aged || bracketed {
        return Some(Tense::Now);
    }
    let bare = f.noun.is_none() && f.unit.is_none() || f.kind == Kind::Age;
    if f.kind == Kind::Age {
        // "The 34-year-old roofer, who was born in 1979, spoke": in the news, of now.
        let attribute = (f.tokens.start..f.whole.end.max(end)).any(|i| draft.word(i) == "-");
        // "Born in 1999, the 35-year-old has won"
        let behind = start >= 2 && draft.word(start - 2) == "," && {
            let opens = draft.has(&(sentence.start..sentence.start + 1), Cue::Born);
            let verb = f.whole.end.max(end);
            opens && (draft.one(verb, WordSet::HasNow) || draft.one(verb, WordSet::PresentVerb))
        };
        // "Sam Dale, a 33-year-old plumber, was born in 1981"
        let role = start >= 3
            && draft.follows(start, WordSet::Indefinite)
            && draft.word(start - 2) == ","
            && draft.token(start - 3).is_some_and(|t| t.capital());
        let the = draft.is(start.saturating_sub(1), "the") && (start == sentence.start + 1 || behind);
        let said = attribute && (the || role);
        let days = draft.days_in(&draft.block(start));
        let now = draft.published().map(|d| d.year());
        let apart = |d: &Day| d.year.is_some_and(|y| now.is_some_and(|n| n - y <= 1)) || d.year.is_none();
        let born = |d: &Day| {
            draft.cues_in(&(d.tokens.start.saturating_sub(4)..d.tokens.start), Cue::Born).next().is_some()
        };
        if said && now.is_some() && days.iter().all(|d| apart(d) || born(d)) {
            return Some(Tense::Now);
        }
        return Some(tense(start));
    }
    if f.kind != Kind::Number || !bare {
        return None;
    }
    let closed = end >= sentence.end
        || matches!(draft.word(end), "," | "." | ";" | ")" | "\u{2014}")
        || draft.one(end, WordSet::AfterBareAge)
        || draft.one(end, WordSet::HeOrShe) && draft.is(f.tokens.start.saturating_sub(1), "at")
        || new_age(draft, f)
        || ranked(draft, f)
        || picked_at(draft, f);
    // "which made him 37 when he took power"
    let makes = f.tokens.start >= 2
        && draft.any(f.tokens.start - 1, &["him", "her"])
        && draft.any(f.tokens.start - 2, &["made", "makes", "making"]);
    let verb = makes || draft.follows(f.tokens.start, WordSet::BeforeBareAge);
    // "At 40, the theatre is older than its director"
    let thing = |i: u32| {
        [WordSet::Institution, WordSet::Dwelling, WordSet::PlaceName].iter().any(|&s| draft.one(i, s))
    };
    let of_thing = draft.word(end) == "," && draft.one(end + 1, WordSet::Article) && thing(end + 2);
    if !closed || !verb || of_thing || theirs(draft, f.tokens.start) {
        return None;
    }
    let before = |n: u32, set: WordSet| f.tokens.start >= n && draft.one(f.tokens.start - n, set);
    // "at 81, in 2015" is an age only after "at the age of"; "a man of 55".
    let plausible = if draft.before(f.tokens.start, 1).eq_ignore_ascii_case("of") {
        before(2, WordSet::SomebodyOf)
    } else if before(1, WordSet::StillAge) {
        // "Leonard Pell, now 49, said"
        // "Now 60, Hughes was 20 when he joined"
        let opens = f.tokens.start == sentence.start + 1;
        let apposed = (opens || draft.before(f.tokens.start, 2) == ",") && draft.word(end) == ",";
        before(2, WordSet::BeforeStill) || apposed
    } else {
        true
    };
    plausible.then(|| tense(f.tokens.start + 1))
}

/// "Joined at 19, became a minister in 1979 at the age of 30": the date is that of the age told beside it.
fn dated_apart(draft: &Draft<'_>, f: &Figure, sentence: &Range<u32>) -> bool {
    let parts = |i: u32| matches!(draft.word(i), "," | ";") || draft.is(i, "and");
    let part = |f: &Figure| {
        let start = (sentence.start..f.tokens.start).rev().find(|&i| parts(i));
        let end = (f.tokens.end..sentence.end).find(|&i| parts(i));
        start.map_or(sentence.start, |i| i + 1)..end.unwrap_or(sentence.end)
    };
    let dated = |f: &Figure| !draft.days_in(&part(f)).is_empty();
    let other = |g: &&Figure| g.tokens != f.tokens && age(draft, g, sentence).is_some() && dated(g);
    !dated(f) && draft.figures_in(sentence).iter().any(|g| other(&g))
}

/// "died on Saturday at the age of 87": a day right before the publication.
fn just_now(draft: &Draft<'_>, f: &Figure, sentence: &Range<u32>, today: Date) -> bool {
    draft.readings_in(sentence).iter().filter(|r| r.kind == Kind::Date).any(|r| {
        let begin = r.timex().and_then(|t| t.interval.as_ref()).and_then(|i| i.low.value());
        let near = begin.is_some_and(|b| (0..7).contains(&(today - b.date()).get_days()));
        near && !another_clause(draft, f, &r.extent.tokens)
    })
}

/// "Joined at 19 and left 40 years later, in 1994": another thing happened in that year.
fn another_clause(draft: &Draft<'_>, f: &Figure, day: &Range<u32>) -> bool {
    let between = f.tokens.end.min(day.end)..f.tokens.start.max(day.start);
    (between.start..between.end).any(|i| draft.word(i) == ";" || draft.one(i, WordSet::NewClause))
}

fn compare(draft: &Draft<'_>, f: &Figure, birth: &Day, tense: Tense, sentence: &Range<u32>) -> Option<Slip> {
    let (b0, b1) = birth.bounds()?;
    // "who won gold in 1964, died on Monday aged 83": the year of an aside
    let aside = |d: &Day| {
        let died = d.tokens.end..f.tokens.start.max(d.tokens.end);
        let relative = sentence.start..d.tokens.start.max(sentence.start);
        draft.word(d.tokens.end) == ","
            && draft.has(&died, Cue::Died)
            && relative.into_iter().any(|i| draft.one(i, WordSet::OpensRelative))
    };
    let own = |d: &&Day| d.tokens != birth.tokens && !another_clause(draft, f, &d.tokens) && !aside(d);
    let dated: Vec<&Day> = draft.days_in(sentence).iter().filter(own).collect();
    let mut times: Vec<When> = Vec::new();
    let published = draft.published();
    for day in &dated {
        match day.bounds() {
            Some((r0, r1)) => times.push((r0, r1, Some(day.tokens.clone()))),
            None if day.month.is_some() => {
                // "on 28 November": this year's, the last one's or the next.
                let year = published?.year();
                times.push((Date::new(year - 1, 1, 1).ok()?, Date::new(year + 1, 12, 31).ok()?, None));
            }
            None => return None,
        }
    }
    if times.is_empty() || tense == Tense::Now {
        // "died on 3 May 2020. He was 91."
        // "He died on 3 May 2010. She was 71": not he
        let other = |s: &Range<u32>| {
            draft.one(s.start, WordSet::HeOrShe) && !draft.is(s.start, draft.word(sentence.start))
        };
        let death = draft
            .previous_sentence(sentence.start)
            .filter(|s| draft.has(s, Cue::Died) && draft.one(sentence.start, WordSet::HeOrShe) && !other(s))
            .filter(|_| tense == Tense::Then && times.is_empty() && f.tokens.start <= sentence.start + 4);
        if let Some([day]) = death.as_ref().map(|s| draft.days_in(s)) {
            // "died Monday, Feb. 12": of this year or the last one.
            let year = published.map(|d| d.year());
            let open = |y: i16| Some((Date::new(y - 1, 1, 1).ok()?, Date::new(y, 12, 31).ok()?));
            let (d0, d1) = match year.filter(|_| day.year.is_none() && day.month.is_some()) {
                Some(year) => open(year)?,
                None => day.bounds()?,
            };
            times.push((d0, d1, Some(day.tokens.clone())));
        }
        if let Some(day) = told_then(draft, f, birth, sentence).filter(|_| times.is_empty()) {
            let (d0, d1) = day.bounds()?;
            times.push((d0, d1, Some(day.tokens.clone())));
        }
        let now = |today: Date| {
            // "has died. She was 91."
            let has = |s: &Range<u32>| {
                let died = |i: u32| draft.one(i, WordSet::HasNow) && draft.one(i + 1, WordSet::JustDied);
                (s.start..s.end).any(died) && draft.days_in(s).is_empty()
            };
            just_now(draft, f, sentence, today)
                || death.is_some_and(|s| has(&s) || just_now(draft, f, &s, today))
        };
        if tense == Tense::Then && times.is_empty() && !published.is_some_and(now) {
            return None;
        }
        if let (false, Tense::Then) = (times.is_empty(), tense) {
            return off(draft, f, birth, (b0, b1), times);
        }
        // "Oakes, 91, died on Jan. 9, 2021": the day of the death is that of the age.
        let Some(today) = published else {
            let dies = !times.is_empty() && tense == Tense::Now && draft.has(sentence, Cue::Died);
            return if dies { off(draft, f, birth, (b0, b1), times) } else { None };
        };
        let last = if tense == Tense::Coming {
            today.checked_add(1.years()).ok()?
        } else {
            today.checked_add(1.days()).ok()?
        };
        times.push((today.checked_sub(7.days()).ok()?, last, None));
    }
    off(draft, f, birth, (b0, b1), times)
}

/// A time at which somebody may have had an age, and where it is told.
pub(super) type When = (Date, Date, Option<Range<u32>>);

/// The slip of an age that fits none of the times.
pub(super) fn off(
    draft: &Draft<'_>,
    f: &Figure,
    birth: &Day,
    (b0, b1): (Date, Date),
    times: Vec<When>,
) -> Option<Slip> {
    let n = i16::try_from(f.value.normalize().mantissa()).ok().filter(|_| f.value.is_integer())?;
    let n = if f.value.normalize().scale() == 0 { n } else { return None };
    let mut shown: Option<(i16, i16, Option<Range<u32>>)> = None;
    for (r0, r1, place) in times {
        let (least, most) = (years(b1, r0), years(b0, r1));
        // A birth of longer ago than a life lasts is that of another: "Mara, 24, plays the queen. Born in 1819, she"
        if most < 0 || r1 < b0 || least > 115 {
            return None;
        }
        if (least..=most).contains(&n) {
            return None;
        }
        shown = shown.or(Some((least.max(0), most, place)));
    }
    let (least, most, place) = shown?;
    let can = if least == most { least.to_string() } else { format!("{least} or {most}") };
    let can = if most - least > 1 { format!("{least} to {most}") } else { can };
    let text = format!("born {}: {can}, not {}", draft.text(&birth.tokens), grouped(f.value));
    Some(Slip::new("age-date", &f.tokens, text).against(std::iter::once(birth.tokens.clone()).chain(place)))
}

/// Completed years from `a` to `b`.
pub(super) fn years(a: Date, b: Date) -> i16 {
    b.year() - a.year() - i16::from((b.month(), b.day()) < (a.month(), a.day()))
}
