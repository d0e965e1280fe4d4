//! `anniversary`: "in 2012 ... the 50th anniversary of ... 1963".

use std::ops::Range;

use super::Slip;
use super::ago::{turned, years_after};
use super::calendar::Day;
use super::draft::{Draft, Found};
use super::founding::{
    distinct, is_event, is_founding_year, opens_another, participle, some_way_back, told_apart,
};
use super::keeper::{of_other_owner, of_somebody, of_untold, other_keeps};
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for figure in draft.figures.iter().filter(|f| !draft.is(f.tokens.end, "later")) {
        out.extend(years_after(draft, figure).or_else(|| turned(draft, figure)));
    }
    for cue in draft.of(Cue::Anniversary) {
        // "The Centenary Stand" is a name.
        let named = draft.is_name(cue.tokens.start) && draft.is_name(cue.tokens.end);
        if let Some((n, place)) = number(draft, cue).filter(|_| !named) {
            // "their golden wedding, fifty years to the day": said twice, shown once.
            let known = |s: &Slip| out.iter().rev().take(4).any(|o| o.others == s.others);
            let found = anniversary(draft, n, &place, cue).filter(|s| !known(s));
            out.extend(found);
        }
    }
}

pub(super) fn integer(value: Decimal) -> Option<i16> {
    let value = value.normalize();
    if value.scale() == 0 { i16::try_from(value.mantissa()).ok() } else { None }
}

/// Which anniversary: "25th anniversary", "bicentenary".
pub(super) fn number(draft: &Draft<'_>, cue: &Found) -> Option<(i16, Range<u32>)> {
    if let Some(worth) = cue.worth {
        // "its diamond jubilee, the sixtieth,"
        let apposed = draft.figures_in(&(cue.tokens.end + 2..cue.tokens.end + 3));
        let same = |f: &&super::figure::Figure| f.kind == Kind::Ordinal && f.value == Decimal::from(worth);
        let place = apposed.iter().find(same).map_or(&cue.tokens, |f| &f.tokens);
        return Some((i16::try_from(worth).ok()?, place.clone()));
    }
    let before = draft.figures_in(&(cue.tokens.start.saturating_sub(4)..cue.tokens.start));
    let ordinal = before.iter().rev().find(|f| f.kind == Kind::Ordinal && f.plain())?;
    let n = integer(ordinal.value).filter(|n| *n >= 1)?;
    Some((n, ordinal.tokens.clone()))
}

/// The slip of `n` years between an event and the day on which they are counted.
pub(super) fn slip(
    draft: &Draft<'_>,
    n: i16,
    place: &Range<u32>,
    from: &Day,
    to: Option<&Day>,
    published: Option<i16>,
) -> Option<Slip> {
    let start = from.year?;
    let end = to.and_then(|d| d.year).or(published)?;
    let is = end - start;
    // Without months on both sides a year either way is open.
    let fine =
        from.month.is_some() && to.is_some_and(|d| d.month.is_some()) || to.is_none() && today(draft, from);
    let leave = if fine { 0 } else { 1 };
    // A 29 February has a birthday in one year of four; "a choir, which was formed in 2003", sang on another day.
    let leap = (from.month, from.day) == (Some(2), Some(29));
    let other = to.is_some_and(|d| {
        let lead = d.tokens.start.saturating_sub(6)..d.tokens.start;
        draft.has(&lead, Cue::Founding) && lead.into_iter().any(|i| draft.one(i, WordSet::OpensRelative))
    });
    // "1.9 million in 2024, up from 1.6 million in 2022; both ships are past their 30th birthday"
    let far = n > is.saturating_mul(MANY);
    if is <= 0 || (is - n).abs() <= leave || leap || other || far {
        return None;
    }
    // "its 40th birthday at last, three years after Covid had put it off"
    let near = draft.around(place.start);
    if (n..=n + LATE).contains(&is) && (draft.has(&near, Cue::Late) || not_until(draft, place)) {
        return None;
    }
    let text = format!("from {start} to {end} are {is} years, not {n}");
    Some(
        Slip::new("anniversary", place, text)
            .against(std::iter::once(from.tokens.clone()).chain(to.map(|d| d.tokens.clone()))),
    )
}

/// "could not hold its centenary dinner until 2021", "had to wait until 2021 to mark its centenary": held late.
pub(super) fn not_until(draft: &Draft<'_>, place: &Range<u32>) -> bool {
    let sentence = draft.sentence(place.start);
    let waits =
        |i: u32| draft.any(i, &["not", "unable", "never", "t", "wait", "waited", "without", "nothing"]);
    let bound = |i: u32| draft.any(i, &["until", "till", "before"]);
    let negated =
        |i: u32| waits(i) || draft.word(i).ends_with("n't") || draft.word(i).ends_with("n\u{2019}t");
    (sentence.start..sentence.end)
        .filter(|&i| bound(i))
        .any(|i| (i.saturating_sub(14).max(sentence.start)..i).any(negated))
}

/// Whether the text is of the very day of the year, some days before or after it: "24 February 2022" on 24 February 2024.
fn today(draft: &Draft<'_>, day: &Day) -> bool {
    let Some(published) = draft.published().filter(|_| day.month.is_some() && day.day.is_some()) else {
        return false;
    };
    let date = Day { year: Some(published.year()), ..day.clone() }.date();
    date.is_some_and(|d| (d - published).get_days().abs() <= 3)
}

/// How many times the years between two dates a jubilee may count that is still taken for one of them.
const MANY: i16 = 5;

/// Most years that a jubilee is held late.
const LATE: i16 = 5;

/// The year of the day told right after a jubilee, "will mark its 50th anniversary this Sunday", and its tokens.
fn coming<'d>(draft: &'d Draft<'_>, cue: &Found) -> Option<(i16, &'d Range<u32>)> {
    let near = cue.tokens.end..cue.tokens.end + 3;
    let before =
        draft.sentence(cue.tokens.start).start.max(cue.tokens.start.saturating_sub(10))..cue.tokens.start;
    let date = |r: &&Reading| r.kind == Kind::Date;
    let behind = draft.readings_in(&near).iter().find(date);
    // "Next month the orchestra, which was founded in April 1969, will celebrate its 60th anniversary."
    let opens = draft.sentence(cue.tokens.start).start;
    let first = draft.readings_in(&(opens..before.start.min(opens + 1))).iter().find(date);
    let near = |reading: &'d Reading| {
        let interval = reading.timex()?.interval.as_ref()?;
        let (low, high) = (interval.low.value()?.date(), interval.high.value()?.date());
        let away = (low - draft.published()?).get_days().abs();
        (away <= 400 && high.year() - low.year() <= 1 && (high - low).get_days() <= 366)
            .then_some((low.year(), &reading.extent.tokens))
    };
    match behind.or_else(|| draft.readings_in(&before).iter().rfind(date)) {
        Some(reading) => near(reading).or_else(|| near(first?)),
        None => near(first?),
    }
}

/// Whether a sentence tells of the days around its publication: "on Saturday", "this week".
pub(super) fn of_now(draft: &Draft<'_>, sentence: &Range<u32>) -> bool {
    let Some(published) = draft.published() else { return false };
    draft.readings_in(sentence).iter().filter(|r| r.kind == Kind::Date).any(|r| {
        let low = r.timex().and_then(|t| t.interval.as_ref()).and_then(|i| i.low.value());
        low.is_some_and(|l| (l.date() - published).get_days().abs() <= 10)
    })
}

/// Most years ahead for which a jubilee is planned.
const PLANNED: i16 = 10;

/// The slip of an anniversary; of one that is still to come only where no year near ahead fits it.
fn anniversary(draft: &Draft<'_>, n: i16, place: &Range<u32>, cue: &Found) -> Option<Slip> {
    let found = counted(draft, n, place, cue)?;
    let ahead = ahead(draft, cue);
    (!ahead || (1..=PLANNED).all(|k| counted(draft, n - k, place, cue).is_some())).then_some(found)
}

/// Whether a sentence speaks of an anniversary that is not yet, and does not tell its date.
pub(super) fn ahead(draft: &Draft<'_>, cue: &Found) -> bool {
    let sentence = draft.sentence(cue.tokens.start);
    // "will mark its 50th anniversary in June 2024": still to come, and dated.
    let dated = draft.any(cue.tokens.end, &["in", "on"])
        && draft.days_in(&(cue.tokens.end + 1..cue.tokens.end + 3)).iter().any(|d| d.year.is_some());
    // "In 2024 the town will mark"
    let first = draft.days_in(&(sentence.start..sentence.start + 3)).first();
    let opens = first.is_some_and(|d| d.year.is_some() && draft.any(sentence.start, &["in", "on"]));
    let dated = dated || opens;
    let coming = coming(draft, cue);
    // "will mark its 35th anniversary on Saturday"
    let end = sentence.end.min(cue.tokens.end + 8);
    let day = |i: u32| super::calendar::weekday(draft, i).is_some() && draft.any(i - 1, &["on", "this"]);
    let near = |i: u32| draft.any(i, &["this", "next"]) && draft.any(i + 1, &["week", "month"]);
    if (cue.tokens.end + 1..end).any(day) || (cue.tokens.start..sentence.end).any(near) {
        return false;
    }
    // "would have a roof by its tenth anniversary"
    let by = (cue.tokens.start.saturating_sub(4)..cue.tokens.start)
        .any(|i| draft.any(i, &["by", "before", "until"]));
    by || draft.cues_in(&sentence, Cue::Ahead).any(|c| {
        let told = coming.is_some_and(|(_, at)| at.contains(&c.tokens.start));
        !told && !((dated || coming.is_some()) && draft.is(c.tokens.start, "will"))
    })
}

/// "celebrated its 50th anniversary two years ago", "last year"
pub(super) fn passed(draft: &Draft<'_>, cue: &Found) -> bool {
    (cue.tokens.end..cue.tokens.end + 4)
        .any(|i| draft.one(i, WordSet::Ago) || draft.is(i, "last") && draft.is(i + 1, "year"))
}

fn counted(draft: &Draft<'_>, n: i16, place: &Range<u32>, cue: &Found) -> Option<Slip> {
    let sentence = draft.sentence(place.start);
    let coming = coming(draft, cue);
    // "its 10th anniversary as a public company": of something else. "well past its 30th birthday": no year of it.
    let beyond = (1..=2).any(|k| draft.any(place.start.wrapping_sub(k), &["past", "nearing", "beyond"]));
    if draft.is(cue.tokens.end, "as") || beyond || passed(draft, cue) {
        return None;
    }
    if of_somebody(draft, place, &cue.tokens, &draft.around(sentence.start)) {
        return None;
    }
    // "Silent at the 60th anniversary, and in 2015, for the 70th": which year is whose cannot be told.
    let tenth = |f: &&super::figure::Figure| f.kind == Kind::Ordinal && f.value >= Decimal::TEN;
    let several = draft.figures_in(&sentence).iter().filter(tenth).count() > 1;
    if several || draft.has(&sentence, Cue::OtherClock) {
        return None;
    }
    if draft.days_in(&sentence).iter().any(|d| (d.month, d.day) == (Some(2), Some(29))) {
        return None;
    }
    let mut here = distinct(draft, &sentence);
    // "the nation's 250th birthday, half a century after a bicentennial in 1976": the day of another one.
    let other = |d: &&Day| {
        let at = d.tokens.start;
        let near = at.saturating_sub(2)..at;
        draft.any(at.saturating_sub(1), &["in", "on"])
            && draft
                .cues_in(&near, Cue::Anniversary)
                .any(|c| c.tokens.end + 1 == at && c.tokens.end != cue.tokens.end)
    };
    here.retain(|d| !other(d));
    let year = coming.map(|(year, _)| year).or_else(|| draft.published().map(|d| d.year()));
    // "who met in 1969 and were married in 1974": one year of the paragraph that fits is the one that is meant.
    let leave = |d: &Day| i16::from(!today(draft, d));
    let fits = |d: &Day| matches!((year, d.year), (Some(y), Some(e)) if (y - e - n).abs() <= leave(d));
    if draft.days_in(&draft.block(place.start)).iter().any(fits) {
        return None;
    }
    match here.len() {
        0 => {
            let own = (place.start.saturating_sub(2)..place.start).any(|i| draft.one(i, WordSet::ItsOwn));
            let now = coming.is_some()
                || of_now(draft, &sentence)
                || (sentence.start..place.start).any(|i| draft.one(i, WordSet::OnTheDay));
            // "When the club marked its 50th anniversary, the queen came"
            let then = draft.one(sentence.start, WordSet::BreaksClause);
            let day = told_apart(draft, &sentence, cue).filter(|_| own && now && !then)?;
            slip(draft, n, place, day, None, Some(year?))
        }
        1 => {
            let day = here[0];
            if other_keeps(draft, &sentence, place, day, (n, year)) {
                return None;
            }
            let previous = draft.previous_sentence(place.start);
            let next = draft.next_sentence(place.start);
            // "The golden jubilee of that day was kept in 1991": the day is told before.
            let that = draft.any(cue.tokens.end + 1, &["that", "this"]);
            let of = draft.is(cue.tokens.end, "of") && !that;
            let behind = day.tokens.start > cue.tokens.end;
            // "bidden to the centenary of St Aldhelm's in 2014. The school was founded in 1934": of what has a name.
            if of && behind && draft.is_name(cue.tokens.end + 1) && !is_event(draft, day, &sentence) {
                // "of Lenin's death in 2024" is of something else than Lenin.
                let named = (cue.tokens.end + 1..day.tokens.start)
                    .all(|i| draft.is_name(i) || !draft.is_word(i) || draft.any(i, &["s", "in"]));
                let next = next.as_ref().filter(|n| {
                    let the = draft.is(n.start, "the") && draft.one(n.start + 1, WordSet::Institution);
                    named && (the || draft.one(n.start, WordSet::ItOrThey))
                });
                let days = next.map(|n| distinct(draft, n)).unwrap_or_default();
                let told = if let [one] = days[..] { Some(one) } else { None };
                let told =
                    told.filter(|d| is_event(draft, d, &draft.sentence(d.tokens.start)) && d.year < day.year);
                // The year may be that of an event, whose years are counted to now.
                let event = year.is_some_and(|y| (y - day.year.unwrap_or(y) - n).abs() <= 1);
                return told.filter(|_| !event).and_then(|d| slip(draft, n, place, d, Some(day), None));
            }
            // "The school, which opened in 1950, marked the 50th anniversary of its choir", "marks its 50th
            // anniversary in the hall that was built in 1920": the date of something else.
            let between = cue.tokens.end..day.tokens.start;
            // "on the night of 14 September"
            let part = |i: u32| draft.one(i + 1, WordSet::DayPart);
            let thing = (between.start + 1..between.end).any(|i| {
                draft.one(i, WordSet::Article) && draft.one(i - 1, WordSet::OpensClause) && !part(i)
            });
            if of_another(draft, cue, day)
                || !of && behind && thing && !is_founding_year(draft, day, &sentence)
                || of && !behind && is_event(draft, day, &sentence)
            {
                return None;
            }
            // "written for the band's 50th anniversary, in 1924": the year in which it was held.
            // "On the 25th anniversary of the fire, in 1994, a plaque"
            let at = day.tokens.start;
            let apart = of
                && behind
                && draft.before(at, 2) == ","
                && draft.preceded(at, &["in", "on"])
                && draft.word(day.tokens.end) == ","
                && draft.any(place.start.saturating_sub(2), &["on", "for"]);
            let held = apart
                || !of
                    && behind
                    && day.tokens.start <= cue.tokens.end + 2
                    && draft.preceded(day.tokens.start, &["in", "on"]);
            // "The pact of 1949 has its 65th birthday this year"
            let called = !behind
                && draft.preceded(at, &["of"])
                && draft.is(sentence.start, "the")
                && (sentence.start + 3..sentence.start + 5).contains(&at)
                && draft.one(place.start.saturating_sub(1), WordSet::ItsOwn);
            if of && behind && !apart || !held && (called || is_event(draft, day, &sentence)) {
                let year = year.filter(|y| *y > day.year.unwrap_or(*y))?;
                // The day itself may be near, not past.
                return slip(draft, n, place, day, None, Some(year))
                    .filter(|_| (year - day.year.unwrap_or(year) - n).abs() > leave(day));
            }
            let lead = sentence.start..place.start;
            let both: Vec<&Range<u32>> = previous.iter().chain(next.iter()).chain(Some(&lead)).collect();
            let dated = |s: &&Range<u32>| {
                let again = |d: &Day| d.day.is_some() && (d.month, d.day) == (day.month, day.day);
                draft.days_in(s).iter().any(|d| d.tokens != day.tokens && again(d))
            };
            if of && !that && !both.iter().any(dated) && of_untold(draft, cue.tokens.end, &both) {
                return None;
            }
            // The event is told in the sentence before or after.
            let told = previous.iter().chain(next.iter()).find_map(|s| {
                let days = distinct(draft, s);
                let [one] = days[..] else { return None };
                (one.year < day.year
                    && (is_event(draft, one, s) || previous.as_ref() == Some(s))
                    && !other_owner(draft, s, &sentence, place)
                    && !opens_another(draft, s))
                .then_some(one)
            });
            if told.is_some_and(|d| of_other_owner(draft, place, &draft.sentence(d.tokens.start), &sentence))
            {
                return None;
            }
            let told = told
                .or_else(|| some_way_back(draft, &sentence, day))
                .or_else(|| participle(draft, &sentence, day))
                // "kept its centenary on 6 July 2019. Not all stayed. ... The lido was opened in July 1934"
                .or_else(|| {
                    let own =
                        (place.start.saturating_sub(2)..place.start).any(|i| draft.one(i, WordSet::ItsOwn));
                    let beside =
                        own && day.tokens.start <= cue.tokens.end + 3 && day.tokens.start >= cue.tokens.end;
                    told_apart(draft, &sentence, cue).filter(|d| beside && d.year < day.year)
                })?;
            slip(draft, n, place, told, Some(day), None)
        }
        2 => {
            here.sort_by_key(|d| d.year);
            // "The class of 1974 raised money for the school's 150th anniversary"
            let at = here[0].tokens.start;
            let pupils = draft.preceded(at, &["of"]) && draft.is(at.saturating_sub(2), "class");
            if pupils && !is_event(draft, here[0], &sentence) {
                return None;
            }
            // "marking the 30th anniversary ... broke off; it resumes in 2026"
            let late = cue.tokens.end..here[1].tokens.start;
            let apart = (late.start..late.end).any(|i| draft.word(i) == ";");
            // "In 1990 he married, and in 2012 his parents marked their golden wedding"
            let kin = draft.has(&(here[0].tokens.end..place.start), Cue::Kin);
            // "A stone set in 1921 was moved for the 50th anniversary of the peace of 1945"
            let end = cue.tokens.end;
            let of = draft.is(end, "of") && here[0].tokens.end <= place.start;
            // "the silver jubilee of his priesthood in 2020": the year in which it is kept
            let kept = draft.one(end + 1, WordSet::ItsOwn)
                && (draft.one(end + 2, WordSet::Tenure)
                    || verb_of(draft, &(sentence.start..place.start), end + 2));
            let event = of && !kept && here[1].tokens.start > end && here[1].tokens.start <= end + 6;
            // "The pier, built in 1889, was sold in 1989 on the 50th anniversary of the war"
            let own = draft.one(end + 1, WordSet::ItsOwn)
                || (sentence.start..place.start).any(|i| draft.word(i) == draft.word(end + 2));
            let unknown = of && here[1].tokens.end <= place.start && !own;
            // "marked the centenary of his death in 2021 with a stone laid in 1911"
            let stone = draft.is(end, "of") && (end..here[0].tokens.start).contains(&here[1].tokens.start);
            // "Its centenary in 2004 was spoilt by the flood of 1998"
            let behind = here[1].tokens.start >= end && here[0].tokens.start > here[1].tokens.end;
            let aside = u32::from(draft.word(here[1].tokens.end) == ",");
            let flood =
                behind && !draft.is(here[1].tokens.end + aside, "of") && !is_event(draft, here[0], &sentence);
            // "the tenth anniversary of its reopening": of something else than its beginning
            let again = of
                && draft.one(end + 1, WordSet::ItsOwn)
                && !draft.one(end + 2, WordSet::FoundingNoun)
                && !draft.any(end + 2, &["death"])
                && !kept
                && draft.word(end + 2).starts_with("re");
            // "its 300th anniversary in 2008; its church was consecrated in 1720"
            let other = |i: u32| draft.word(i) == ";" && draft.one(i + 1, WordSet::ItsOwn);
            let church = (end..here[0].tokens.start.max(end)).any(other);
            let event = event || unknown || stone || flood || again || church;
            // "half a century after a bicentennial in 1976": the day of the jubilee is the later one
            let own = draft.any(end, &["in", "on"]) && here[0].tokens.start == end + 1;
            let other = other_keeps(draft, &sentence, place, here[0], (n, here[1].year));
            if of_another(draft, cue, here[0]) || apart || kin || event || own || other {
                return None;
            }
            slip(draft, n, place, here[0], Some(here[1]), None)
        }
        _ => None,
    }
}

/// "The company was founded in 1890. The union marked its centenary in 2010": another one's.
fn other_owner(draft: &Draft<'_>, told: &Range<u32>, sentence: &Range<u32>, place: &Range<u32>) -> bool {
    let own = (place.start.saturating_sub(2)..place.start).any(|i| draft.one(i, WordSet::ItsOwn));
    // "In 2016 the zoo next door marked its 100th birthday"
    let noun = |s: &Range<u32>| {
        let dated = draft.days_in(&(s.start..s.start + 2)).first().filter(|_| draft.is(s.start, "in"));
        let at = dated.map_or(s.start, |d| d.tokens.end);
        // "The first edition": of what it does not name
        (draft.is(at, "the") && !draft.is(at + 1, "first")).then(|| draft.word(at + 1))
    };
    match (noun(told), noun(sentence)) {
        (Some(a), Some(b)) => own && !a.eq_ignore_ascii_case(b),
        _ => false,
    }
}

/// "on the 50th anniversary of the end of the war, the memorial of 1921 was cleaned": the date is no part of the
/// event that "of" names, for another thing is named in between.
fn of_another(draft: &Draft<'_>, cue: &Found, early: &Day) -> bool {
    let end = cue.tokens.end;
    let Some(of) = (end..(end + 4).min(early.tokens.start)).find(|&i| draft.is(i, "of")) else {
        return false;
    };
    let joined = |i: u32| {
        draft.one(i, WordSet::OpensClause)
            || draft.one(i, WordSet::BeforeDay)
            || draft.one(i, WordSet::ListAnd)
            || draft.one(i, WordSet::Relative)
    };
    // "of the death of the poet, whose exile began in 1815"; never "who died in 1821"
    let whose = |i: u32| {
        let dies = draft.has(&(of..i), Cue::Died) && draft.has(&(i..early.tokens.start), Cue::Died);
        // "of the birth of the composer, who was born in 1804"
        let born = draft.is(of + 2, "birth") && draft.has(&(i..early.tokens.start), Cue::Born);
        // "of the Queen, who came to the throne in 1952"
        let began = i <= of + 4
            && draft.word(i - 1) == ","
            && draft.has(&(i..early.tokens.start), Cue::Founding)
            && !draft.has_any(&(of..early.tokens.start), &[Cue::Died, Cue::Born]);
        draft.is(i, "whose") || draft.is(i, "who") && !dies && !born && !began
    };
    if (of + 2..early.tokens.start).any(whose) {
        return true;
    }
    // "On the 25th anniversary of the fire, survivors met at a hotel built in 1970"
    let comma = (of + 2..early.tokens.start).find(|&i| draft.word(i) == ",");
    let told = |c: u32| {
        let aside = draft.has(&(c + 1..c + 3), Cue::Founding) || draft.one(c + 1, WordSet::OpensRelative);
        let article = |i: u32| draft.one(i, WordSet::Article) || draft.one(i, WordSet::Indefinite);
        !aside && (c + 2..early.tokens.start).any(article)
    };
    comma.is_some_and(told)
        || (of + 2..early.tokens.start)
            .any(|i| draft.one(i, WordSet::Article) && !joined(i - 1) && !what_it_did(draft, of, i))
}

/// "of the plague that emptied the valley in 1647": what the event itself did then, to what is told at token `to`.
fn what_it_did(draft: &Draft<'_>, of: u32, to: u32) -> bool {
    // "that carried off the bridge"
    let particle = draft.any(to - 1, &["off", "out", "up", "down", "away", "over", "through"]);
    let that = to.checked_sub(2 + u32::from(particle)).filter(|&i| draft.any(i, &["that", "which"]));
    let Some(that) = that else { return false };
    let past = draft.one(that + 1, WordSet::PastVerb)
        || draft.one(that + 1, WordSet::DidPast)
        || draft.input.rules.language.ends_as_past(draft.word(that + 1));
    let noun = that - 1;
    let keeps = draft.one(noun, WordSet::Institution) || draft.one(noun, WordSet::People);
    past && !keeps && (of + 2..of + 5).contains(&noun) && (of + 1..noun).all(|i| draft.is_word(i))
}

/// Whether a verb of `range` is that of a noun: "ordained in 1970", "of his ordination".
fn verb_of(draft: &Draft<'_>, range: &Range<u32>, noun: u32) -> bool {
    let stem = |i: u32| draft.word(i).get(..3).map(str::to_ascii_lowercase);
    draft.cues_in(range, Cue::Founding).any(|c| stem(c.tokens.start).is_some_and(|s| stem(noun) == Some(s)))
}
