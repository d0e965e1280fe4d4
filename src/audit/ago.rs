//! `anniversary` counted back from a day, or from one to another: "Forty years ago today", "fifty years after".

use std::ops::Range;

use super::Slip;
use super::anniversary::{integer, of_now, slip};
use super::calendar::Day;
use super::draft::Draft;
use super::figure::Figure;
use super::founding::{distinct, is_event};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for day in draft.days.iter().filter(|d| d.year.is_some()) {
        out.extend(ago(draft, day));
    }
}

/// "left in 1975 and rejoined it 20 years later in 1985": behind the stretches of time, which tell more of it.
pub(super) fn later(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for figure in draft.figures.iter().filter(|f| draft.is(f.tokens.end, "later")) {
        out.extend(years_after(draft, figure));
    }
}

/// "Forty years ago today, on 3 May 1984": counted from the day of publication.
fn ago(draft: &Draft<'_>, day: &Day) -> Option<Slip> {
    let start = day.tokens.start;
    let sentence = draft.sentence(start);
    let before = (start.saturating_sub(7)..start).find(|&i| i > 0 && draft.one(i, WordSet::Ago));
    // "It was on 1 June 1974, 60 years ago on Saturday, that"
    let end = day.tokens.end;
    let behind = || {
        let mut near = end + 1..sentence.end.min(end + 6);
        near.find(|&i| draft.word(end) == "," && draft.one(i, WordSet::Ago))
    };
    let ago = before.or_else(behind)?;
    let numerals = draft.numerals_in(&(ago.saturating_sub(5).max(sentence.start)..ago));
    let number = numerals.last().filter(|n| n.tokens.end + 1 == ago && draft.is(n.tokens.end, "years"));
    // "Half a century ago this month", "It was three decades ago"
    let unit = [("century", 100), ("decades", 10), ("decade", 10)].iter().find(|u| draft.is(ago - 1, u.0));
    let round = || {
        let (_, years) = unit?;
        let share = if draft.is(ago.checked_sub(3)?, "half") {
            Decimal::new(5, 1)
        } else if ago >= 5 && draft.is(ago - 3, "of") {
            draft.fraction(ago - 4)?
        } else {
            numerals.last().filter(|n| n.tokens.end + 1 == ago).map_or(Decimal::ONE, |n| n.value)
        };
        Some((
            integer(share.checked_mul(Decimal::from(*years))?)?,
            ago.saturating_sub(3).max(sentence.start)..ago,
        ))
    };
    let (n, counted) = match number {
        Some(n) => (integer(n.value)?, n.tokens.clone()),
        None => round()?,
    };
    // "30 years ago on Tuesday"
    let on = draft.is(ago + 1, "on") && super::calendar::weekday(draft, ago + 2).is_some();
    let today = on || draft.one(ago + 1, WordSet::ThisTime);
    // "closed in 2003, ten years ago.", "closed 20 years ago in 1994"
    let alone_there = draft.word(ago + 1) == "." || draft.word(ago + 1) == ",";
    let between = start.saturating_sub(ago + 1);
    let beside = if ago > end {
        draft.word(end) == "," && counted.start <= end + 1 && alone_there
    } else {
        between <= 2
            && draft.any(start - 1, &["in", "on"])
            && (between == 1 || draft.word(ago + 1) == "," && !draft.is_word(end))
    };
    let today = today || beside;
    let led = (ago + 1..start).all(|i| draft.unbroken(&(i..i + 1)) || draft.word(i) == ",");
    let alone = distinct(draft, &sentence).len() == 1 && !draft.quoted(ago);
    let hedged = [WordSet::MoreThan, WordSet::LessThan, WordSet::Roughly]
        .iter()
        .any(|&s| draft.follows(counted.start, s));
    let year = draft.published()?.year();
    let off = (year - day.year? - n).abs() > 1;
    (today && led && alone && !hedged && off)
        .then(|| slip(draft, n, &(counted.start..ago + 1), day, None, Some(year)))?
}

/// "The arcade turned 40 on 5 November 2023; it had opened on 5 November 1993"
pub(super) fn turned(draft: &Draft<'_>, f: &Figure) -> Option<Slip> {
    if let Some(found) = nth_year(draft, f) {
        return Some(found);
    }
    let bare = f.noun.is_none() && f.unit.is_none() && f.kind == Kind::Number || f.kind == Kind::Age;
    let (start, whole) = (f.tokens.start, f.whole.end.max(f.tokens.end));
    // "Opened in March 1964, the hospital is 50 this month"
    let clause = (start.saturating_sub(8)..start).rev().find(|&i| draft.word(i) == ",");
    let main = clause.is_some_and(|c| draft.unbroken(&(c + 1..start)) && draft.is(c + 1, "the"));
    let is_bare =
        bare && main && draft.preceded(start, &["is", "are"]) && draft.one(whole, WordSet::ThisTime);
    // "The bridge, opened in 1932, was 80 on Sunday"
    let on = draft.is(whole, "on") && super::calendar::weekday(draft, whole + 1).is_some();
    let aside = clause.is_some_and(|c| c + 2 == start) && draft.any(start - 1, &["is", "was", "are", "were"]);
    let is_bare = is_bare || bare && aside && (on || draft.one(whole, WordSet::ThisTime));
    // "is 100 years old this year"
    let is = is_bare
        || f.kind == Kind::Age
            && draft.follows(f.tokens.start, WordSet::OnTheDay)
            && draft.one(whole, WordSet::ThisTime);
    // "The treaty, signed in 1957, was 50 years old in 2007"
    let was = f.kind == Kind::Age
        && draft.any(start.saturating_sub(1), &["was", "were"])
        && draft.is(whole, "in")
        && draft.days_in(&(whole + 1..whole + 2)).iter().any(|d| d.year.is_some());
    // "its head turned 50"
    let own = start >= 3 && draft.one(start - 3, WordSet::ItsOwn) && draft.is_word(start - 2);
    if !bare || !f.plain() || own || !(is || was || draft.follows(f.tokens.start, WordSet::Turned)) {
        return None;
    }
    let n = integer(f.value).filter(|n| *n >= 3)?;
    let sentence = draft.sentence(f.tokens.start);
    let this = |i: u32| draft.one(i, WordSet::ThisTime);
    let is_now = is || this(f.tokens.end) || this(sentence.start) || of_now(draft, &sentence);
    // "Our surgery opened in 1999. This Friday we turn 25."
    let before = sentence.start..start.min(sentence.start + 4);
    let we = draft.one(sentence.start, WordSet::ItOrThey)
        || this(sentence.start) && draft.says(&before, WordSet::ItOrThey)
        || before.into_iter().any(|i| draft.is(i, "we"))
            && draft.follows(start, WordSet::Turned)
            && (!draft.is_word(whole) || this(whole));
    let near = match draft.next_sentence(f.tokens.start) {
        Some(next) if draft.one(next.start, WordSet::ItOrThey) => sentence.start..next.end,
        // "The library was opened in 1974. It turns 40 this week."
        _ if we && is_now => {
            draft.previous_sentence(sentence.start).map_or(sentence.start, |p| p.start)..sentence.end
        }
        _ => sentence,
    };
    let behind = f.tokens.end..whole.max(f.tokens.end + 1) + 2;
    let day = draft.days_in(&behind).first().filter(|d| d.year.is_some());
    let events: Vec<&Day> = draft
        .days_in(&near)
        .iter()
        // "was completed in 1889 and turned 100 in 1999": the second is the day itself.
        .filter(|d| day.is_none_or(|own| own.tokens != d.tokens))
        .filter(|d| d.year.is_some() && is_event(draft, d, &draft.sentence(d.tokens.start)))
        .collect();
    let [event] = events[..] else { return None };
    let others = distinct(draft, &near).len() > 1 + usize::from(day.is_some());
    let published = draft.published().map(|d| d.year()).filter(|_| day.is_none());
    if others
        || draft.has_any(&near, &[Cue::Ahead, Cue::OtherClock])
        || day.is_some_and(|d| d.tokens == event.tokens)
    {
        return None;
    }
    slip(draft, n, &f.tokens, event, day, published)
        .filter(|_| day.is_some() || published.is_some_and(|y| (y - event.year.unwrap_or(y) - n).abs() > 1))
}

/// "Now in its 50th year, the festival was first held in 1994": counted to the day of publication.
fn nth_year(draft: &Draft<'_>, f: &Figure) -> Option<Slip> {
    let start = f.tokens.start;
    let its = f.kind == Kind::Ordinal
        && draft.is(f.tokens.end, "year")
        && draft.any(start.saturating_sub(1), &["its", "their", "our"])
        && (draft.preceded(start - 1, &["in", "into"])
            || start >= 2 && draft.one(start - 2, WordSet::OnTheDay));
    if !its || !f.plain() || draft.any(f.tokens.end + 1, &["as", "of", "at", "with", "in"]) {
        return None;
    }
    let n = integer(f.value).filter(|n| *n >= 5)?;
    let sentence = draft.sentence(start);
    let mut days = distinct(draft, &sentence);
    days.sort_by_key(|d| d.year);
    // "formed in 1930, gave a gala in 2010 to mark its 60th year"
    let (day, late) = match days[..] {
        [day] => (day, None),
        [day, late] if !is_event(draft, late, &sentence) => (day, Some(late)),
        _ => return None,
    };
    let year = late.and_then(|d| d.year).or_else(|| Some(draft.published()?.year()))?;
    let off = year - day.year? - n;
    let event = is_event(draft, day, &sentence)
        && !draft.has_any(&sentence, &[Cue::Ahead, Cue::OtherClock, Cue::Kin]);
    (event && off.abs() > 2).then(|| slip(draft, n, &f.tokens, day, late, Some(year)))?
}

/// How many years the unit of a length is.
fn unit(f: &Figure) -> Option<i16> {
    match f.unit.as_ref()?.name() {
        "year" => Some(1),
        "decade" => Some(10),
        "centur" => Some(100),
        _ => None,
    }
}

/// The years of a length that is counted in years, decades or centuries.
pub(super) fn years_of(f: &Figure) -> Option<i16> {
    integer(f.value * Decimal::from(unit(f)?)).filter(|_| f.plain())
}

/// "In 2013, fifty years after the robbery of 1963"
pub(super) fn years_after(draft: &Draft<'_>, f: &Figure) -> Option<Slip> {
    let unit = unit(f)?;
    if f.kind != Kind::Duration || !f.plain() {
        return None;
    }
    let later = draft.is(f.tokens.end, "later");
    let n = years_of(f).filter(|n| *n >= if later { 2 } else { 3 })?;
    let sentence = draft.sentence(f.tokens.start);
    // "40 years this week since"
    let next = draft.is(f.tokens.end, "next") && draft.any(f.tokens.end + 1, &["week", "month"]);
    let now = next || draft.one(f.tokens.end, WordSet::ThisTime);
    // "to the day", "to the very week"
    let the = f.tokens.end + 1;
    let very = the + 1 + u32::from(draft.is(the + 1, "very"));
    let to_day = draft.is(f.tokens.end, "to") && draft.is(the, "the") && draft.one(very, WordSet::ToTheDay);
    let since = if to_day { very + 1 } else { f.tokens.end }
        + if now { u32::from(!draft.is(f.tokens.end + 1, "since")) + 1 } else { 0 };
    // "It will be 25 years in August 2023 since"
    let day = draft.days_in(&(f.tokens.end + 1..f.tokens.end + 2)).first();
    let day = day.filter(|d| draft.is(f.tokens.end, "in") && draft.is(d.tokens.end, "since"));
    let since = day.map_or(since, |d| d.tokens.end);
    // "Fifty years on from the strike of 1984"
    let from = draft.is(f.tokens.end, "on") && draft.is(f.tokens.end + 1, "from");
    // "Forty years have passed since"
    let passed = draft.one(since, WordSet::HasNow) && draft.one(since + 1, WordSet::Elapsed);
    let since = since + if passed { 2 } else { 0 };
    let after = from || draft.any(since, &["after", "since"]);
    let on = draft.any(f.tokens.end, &["on", "later"]) || to_day;
    // "marked 200 years in 2005, having opened in 1825"
    let marks = draft.is(f.tokens.end, "in")
        && draft.follows(f.tokens.start, WordSet::OnTheDay)
        && !draft.one(f.tokens.start - 1, WordSet::AreOrIs)
        && draft.days_in(&(f.tokens.end + 1..f.tokens.end + 2)).iter().any(|d| d.year.is_some());
    let business = draft.one(f.tokens.end + 1, WordSet::InBusiness)
        || draft.is(f.tokens.end, "of") && draft.follows(f.tokens.start, WordSet::OnTheDay);
    if !after && !business && !now && !marks && (!on || draft.has(&sentence, Cue::Ahead)) {
        return None;
    }
    let flood = if after { named_year(draft, since) } else { None };
    let mut days = distinct(draft, &sentence);
    if let Some(flood) = &flood {
        days.retain(|d| d.tokens.start != flood.tokens.start);
        days.push(flood);
    }
    if days.is_empty() && to_day && !after {
        return to_the_day(draft, f, n, &sentence);
    }
    // "burned down in 1912. Exactly one hundred years later, in 2002"
    if let ([late], true) = (&days[..], draft.is(f.tokens.end, "later")) {
        let told = distinct(draft, &draft.previous_sentence(sentence.start)?);
        let [early] = told[..] else { return None };
        let beside = late.tokens.start > f.tokens.end && late.tokens.start <= f.tokens.end + 4;
        // "A memorial was unveiled in 2015, 25 years later."
        let closes = draft.word(f.tokens.end + 1) == "."
            && late.tokens.end + 1 == f.tokens.start
            && draft.word(late.tokens.end) == ","
            && draft.unbroken(&(sentence.start..late.tokens.start));
        let beside = beside || closes;
        let opens = (closes || f.tokens.start <= sentence.start + 2) && early.year < late.year;
        let off = late.year? - early.year? - n;
        return (beside && opens && off.abs() > (unit / 20).max(1))
            .then(|| slip(draft, n, &f.tokens, early, Some(*late), None))?;
    }
    if let ([day], Some(published)) = (&days[..], draft.published()) {
        // "is marking 40 years since it opened in 1990": counted on the day of publication.
        // "founded in 1984, is celebrating 30 years in business"
        let business = draft.follows(f.tokens.start, WordSet::OnTheDay)
            && draft.any(f.tokens.end, &["in", "of"])
            && (draft.one(f.tokens.end + 1, WordSet::InBusiness) || draft.is(f.tokens.end, "of"))
            && is_event(draft, day, &sentence);
        let since = (draft.is(since, "since") || to_day && after)
            && day.tokens.start > f.tokens.end
            && (day.tokens.start <= f.tokens.end + 10
                || day.tokens.start <= f.tokens.end + 18 && {
                    // "since the reactor was switched off, in April 2005"
                    let comma = day.tokens.start.saturating_sub(2);
                    let end = if draft.word(comma) == "," { comma } else { day.tokens.start };
                    draft.unbroken(&(since + 1..end))
                });
        let year = published.year();
        // "It has been 20 years since"
        let been = passed
            || draft.preceded(f.tokens.start, &["been"])
                && f.tokens.start >= 2
                && draft.one(f.tokens.start - 2, WordSet::HasNow);
        let now = been
            || next
            || (sentence.start..f.tokens.start).any(|i| draft.one(i, WordSet::OnTheDay))
            || to_day && of_now(draft, &sentence)
            // "On Thursday it was 72 years since Hillary climbed Everest"
            || draft.preceded(f.tokens.start, &["was"])
                && draft.one(f.tokens.start.saturating_sub(2), WordSet::ItOrThey)
                && of_now(draft, &sentence);
        let off = (year - day.year? - n).abs() > 1;
        // "Forty years after the stand fell in 1984, relatives gathered on Saturday"
        let opens = after && f.tokens.start <= sentence.start + 1;
        let is = |i: u32| {
            draft.one(i, WordSet::AreOrIs) && !draft.any(i, &["was", "were"]) || draft.one(i, WordSet::HasNow)
        };
        // "drivers are still waiting"; the present tense alone may tell of then.
        let present = (day.tokens.end + 1..day.tokens.end + 6)
            .any(|i| is(i) && (i + 1..i + 3).any(|k| draft.any(k, &["still", "now", "yet"])));
        // "the families have at last been told"
        let main = (day.tokens.end + 1..day.tokens.end + 10)
            .find(|&i| draft.one(i, WordSet::HasNow) || draft.is(i, "had") || draft.one(i, WordSet::AreOrIs));
        let present = present
            || main.is_some_and(|i| draft.one(i, WordSet::HasNow) && !draft.one(i + 1, WordSet::Tells));
        let opens = opens
            && (present
                || draft.readings_in(&(day.tokens.end + 1..sentence.end)).iter().any(|r| {
                    let at = &r.extent.tokens;
                    of_now(draft, at) && draft.unbroken(&(day.tokens.end + 1..at.start))
                }));
        let between = f.tokens.end + 1..day.tokens.start;
        let opens = opens
            && between.len() <= 12
            && draft.word(day.tokens.end) == ","
            && draft.unbroken(&between)
            && !draft.has(&(day.tokens.end..sentence.end), Cue::Ahead);
        // "in the job for 40 years this month, having started in May 1992"
        let having = draft.one(f.tokens.end, WordSet::ThisTime)
            && draft.preceded(f.tokens.start, &["for"])
            && (f.tokens.end..day.tokens.start)
                .any(|i| draft.is(i, "having") && draft.one(i + 1, WordSet::Begun));
        // "Bells were rung on Tuesday, 90 years on from the flood of January 1953"
        let lead = sentence.start..f.tokens.start;
        let trails = after
            && draft.preceded(f.tokens.start, &[","])
            && (1..=12).contains(&between.len())
            && draft.unbroken(&between)
            // "12 years after the murder of a teacher who had moved there in 2003"
            && !draft.says(&between, WordSet::OpensRelative)
            && of_now(draft, &lead)
            && !draft.has(&lead, Cue::Ahead);
        return ((since && now || business || opens || having || trails) && off && day.year? < year)
            .then(|| slip(draft, n, &f.tokens, day, None, Some(year)))?;
    }
    if let ([day], true) = (&days[..], to_day && after) {
        // "Thirty years to the day after the ferry sank on 3 May 2001, ... The service, on 3 May 2021"
        let next = draft.next_sentence(f.tokens.start)?;
        let told = distinct(draft, &next);
        let [late] = told[..] else { return None };
        let named = day.tokens.start > f.tokens.end && day.tokens.start <= since + 14;
        let same = day.day.is_some() && (day.month, day.day) == (late.month, late.day);
        return (named && same).then(|| slip(draft, n, &f.tokens, day, Some(late), None))?;
    }
    if days.len() != 2 {
        return None;
    }
    days.sort_by_key(|d| d.year);
    let (early, late) = (days[0], days[1]);
    if business {
        // "founded in 2009, is celebrating 25 years in business in 2024"
        let at = late.tokens.start;
        let held = (f.tokens.end..f.tokens.end + 5).contains(&at) && draft.any(at - 1, &["in", "on", "this"]);
        let began = early.tokens.end <= f.tokens.start && is_event(draft, early, &sentence);
        let off = late.year? - early.year? - n;
        return (held && began && off.abs() > 1)
            .then(|| slip(draft, n, &f.tokens, early, Some(late), None))?;
    }
    if after {
        // The event is what "after" names; the other date is the day itself.
        let named = early.tokens.start > f.tokens.end && early.tokens.start <= since + 14;
        let between = since + 1..early.tokens.start;
        let lengths = draft.figures_in(&between).iter().any(|f| f.kind == Kind::Duration);
        // "ten years after its author, who was born in 1935, had died"
        let aside =
            (between.start..between.end).any(|i| draft.word(i) == "," && draft.any(i + 1, &["who", "whose"]));
        let plain = !draft.has(&between, Cue::Ahead) && !lengths && !aside;
        let stands = late.tokens.end + 6 >= f.tokens.start && late.tokens.start < f.tokens.start
            || late.tokens.start > early.tokens.end && late.tokens.start <= early.tokens.end + 4
            || to_day && (early.month, early.day) == (late.month, late.day)
            // "On 4 October 2017 they kept 50 years since it went up, on 4 October 1957"
            || early.day.is_some() && (early.month, early.day) == (late.month, late.day)
            || late.tokens.start <= sentence.start + 1
            || late.tokens.end == since
            // "to the week after they graduated, members of the Class of 1961 met in June 2021"
            || draft.preceded(early.tokens.start, &["of"])
                && draft.is(early.tokens.start.saturating_sub(2), "class")
            || main_clause(draft, f, early, late, &sentence);
        if !named || !plain || !stands {
            return None;
        }
    } else {
        // "left in 1975 and rejoined it 20 years later in 1985": nothing else happens between.
        let gap = early.tokens.end..f.tokens.start;
        let ands = (gap.start..gap.end).filter(|&i| draft.one(i, WordSet::ListAnd)).count();
        // "The law, passed in 1998, was repealed ten years later"
        let aside = ands == 0 && matches!(draft.word(gap.start), "," | ";");
        let chained = draft.any(f.tokens.end, &["later", "on"])
            && early.tokens.end <= f.tokens.start
            && gap.len() <= CHAINED
            && late.tokens.start <= f.tokens.end + 3
            && draft.any(late.tokens.start.saturating_sub(1), &["in", "on"])
            && draft.numerals_in(&gap).is_empty()
            && (ands == 1 || aside);
        let founded = chained
            || marks && is_event(draft, early, &sentence)
            || is_event(draft, early, &sentence) && early.tokens.end <= f.tokens.start;
        // "won its first cup in 1948, exactly thirty years later"
        let back = draft.is(f.tokens.end, "later")
            && late.tokens.end <= f.tokens.start
            && f.tokens.start - late.tokens.end <= 3;
        let near =
            late.tokens.start.saturating_sub(f.tokens.end) <= 6 && late.tokens.start > f.tokens.start || back;
        // "retired 20 years later and died in 2015", "married at 25 and 20 years later, in 1995,"
        let and = (f.tokens.end..late.tokens.start).any(|i| draft.one(i, WordSet::ListAnd));
        // "built in 1890 and burned down in the war, was rebuilt 20 years later": counted from the fire
        let joins = |i: u32| draft.one(i, WordSet::ListAnd);
        let comma = |i: u32| draft.word(i) == "," && !joins(i + 1) && !(i > 0 && joins(i - 1));
        let twice = (gap.start..gap.end).any(joins) && (gap.start..gap.end).any(comma);
        let near = near && !(later && (and || twice || !back && !draft.numerals_in(&gap).is_empty()));
        if !founded || !near {
            return None;
        }
    }
    // "a century after" is good to some years, "fifty years after" to one.
    let off = late.year? - early.year? - n;
    if off.abs() <= (unit / 20).max(1) { None } else { slip(draft, n, &f.tokens, early, Some(late), None) }
}

/// "after the 1998 flood": the year that is part of an event's name, and the name.
fn named_year(draft: &Draft<'_>, after: u32) -> Option<Day> {
    let at = after + 2;
    let (year, len) = super::calendar::year(draft, at).filter(|(y, _)| *y > 0)?;
    let named = draft.is(after + 1, "the") && len == 1 && draft.is_word(at + 1);
    let end = (at + 1..at + 5).find(|&i| !draft.is_word(i) || draft.one(i, WordSet::OpensClause))?;
    named.then_some(Day { tokens: at..end, year: Some(year), month: None, day: None, open: false })
}

/// Most tokens between a date and the length that is counted from it.
const CHAINED: usize = 7;

/// "Forty years after the stand fell in 1979, relatives of the dead gathered in 2009": what happened then, and no
/// date of something else, "tend the garden laid in 2009".
fn main_clause(draft: &Draft<'_>, f: &Figure, early: &Day, late: &Day, sentence: &Range<u32>) -> bool {
    let (start, end) = (early.tokens.end + 1, late.tokens.start);
    if f.tokens.start > sentence.start + 1
        || draft.word(start - 1) != ","
        || start + 2 > end
        || end > start + 16
    {
        return false;
    }
    let led = draft.any(end - 1, &["in", "on"]) && draft.unbroken(&(start..end - 1));
    // "the river commission in 2017 let": before the verb
    let early = led
        && end - start <= 6
        && draft.is(start, "the")
        && !draft.word(end - 2).ends_with("ed")
        && !draft.has(&(start..end), Cue::Founding);
    let clause = |i: u32| {
        draft.one(i, WordSet::HeOrShe)
            || draft.one(i, WordSet::ItOrThey)
            || draft.one(i, WordSet::OpensRelative)
    };
    if early && draft.is_word(late.tokens.end) && !(start..end).any(clause) {
        return true;
    }
    let after = late.tokens.end;
    let closed = after >= sentence.end
        || !draft.is_word(after)
        || draft.is(after, "to")
        || draft.one(after, WordSet::OpensClause);
    let article = |&i: &u32| draft.one(i, WordSet::Article) || draft.one(i, WordSet::Indefinite);
    let alone = match (start + 1..end - 1).rev().find(article) {
        Some(i) => end - 1 - i == 2 || i == start + 2 && draft.one(i - 1, WordSet::OpensClause),
        None => true,
    };
    led && closed && alone
}

/// "came on 19 November 2009. On Tuesday, 25 years to the day, the bells rang"
fn to_the_day(draft: &Draft<'_>, f: &Figure, n: i16, sentence: &Range<u32>) -> Option<Slip> {
    let told = draft.previous_sentence(sentence.start)?;
    let days = distinct(draft, &told);
    let [day] = days[..] else { return None };
    let year = draft.published()?.year();
    let off = (year - day.year? - n).abs() > 1;
    (off && day.month.is_some() && of_now(draft, sentence))
        .then(|| slip(draft, n, &f.tokens, day, None, Some(year)))?
}
