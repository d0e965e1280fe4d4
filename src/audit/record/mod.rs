//! Records built over the whole text: when each person was born and how old they are said to be, wherever either is
//! told; when each thing began and which jubilee it keeps.
//!
//! "Halloran admitted it. ... The 68-year-old told the bench ... Halloran was born in 1961": one person by his name.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::audit::Slip;
use crate::audit::age::{birth_day, years};
use crate::audit::calendar::{self, Day};
use crate::audit::draft::{Draft, Found};
use crate::audit::person::of_others;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

mod aged;
mod jubilee;
mod kept;
mod lines;
mod sole;
mod who;

pub(in crate::audit) use jubilee::check as jubilees;
pub(in crate::audit) use lines::check as lines;

use aged::{Aged, When, ages};
pub(in crate::audit) use who::unlike_kin;
use who::{Cast, Who};

/// A birth that the text tells.
struct Birth {
    tokens: Range<u32>,
    bounds: (Date, Date),
    /// Where it says so: "born", "(b."
    at: u32,
    /// The last day of a life in brackets.
    died: Option<(Date, Date)>,
    /// Of whom the words tell; nothing where that cannot be told from them alone.
    who: Option<Who>,
    name: Option<Range<u32>>,
}

/// Most tokens around an undated paragraph whose dates an age may be told of.
const FAR: u32 = 1000;

/// Shortest life in brackets, and the most years that a death is off one.
const YOUNG: i16 = 20;
const OFF: i16 = 20;

/// Most births of a text that are looked at: an article has a few, a register is no prose.
const MOST: usize = 40;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let told = draft.of(Cue::Born).next().is_some() || draft.readings.iter().any(|r| r.kind == Kind::Period);
    let bracketed = || (0..draft.end()).any(|i| draft.word(i) == "(" && draft.is(i + 1, "b"));
    if !told && !bracketed()
        || !draft.readings.iter().any(|r| matches!(r.kind, Kind::Age | Kind::Number | Kind::Duration))
    {
        return;
    }
    let cast = Cast::new(draft);
    let births = births(draft, &cast);
    if births.is_empty() {
        return;
    }
    for aged in ages(draft) {
        let Some(birth) = birth_of(draft, &cast, &births, &aged) else { continue };
        out.extend(off(draft, birth, &aged));
    }
}

/// Takes back the slips of an age and the birth of another: "Peter Trask, 52" is not Olive Trask.
pub(in crate::audit) fn of_one(draft: &Draft<'_>, slips: &mut Vec<Slip>) {
    if slips.is_empty() {
        return;
    }
    let cast = Cast::new(draft);
    let day = |s: &Slip| s.others.first().and_then(|o| draft.days.iter().find(|d| d.tokens == *o));
    slips.retain(|s| {
        let Some(birth) = s.others.first() else { return true };
        !cast.differ(birth.start, s.tokens.start) && !day(s).is_some_and(|d| of_then(draft, s, d))
    });
}

/// "In 1985 the yacht sank. Ann Poe, 34, was the skipper": an age that is right in a year told just before.
fn of_then(draft: &Draft<'_>, slip: &Slip, birth: &Day) -> bool {
    let at = slip.tokens.start;
    let above = draft.block(at).start..draft.sentence(at).end;
    let n = draft.figures_in(&slip.tokens).first().and_then(|f| whole_years(f.value));
    let (Some(n), Some((b0, b1))) = (n, birth.bounds()) else { return false };
    let fits = |(d0, d1): (Date, Date)| years(b1, d0) <= n && n <= years(b0, d1);
    draft.days_in(&above).iter().filter(|d| d.tokens != birth.tokens).filter_map(Day::bounds).any(fits)
}

/// Whether no two people are named in `range` by a full name or at the beginning of a sentence.
pub(in crate::audit) fn one_named(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    let full = |r: &Range<u32>| r.len() >= 2 || draft.token(r.start).is_some_and(|t| t.starts_sentence());
    Cast::new(draft).only_of(range, full)
}

/// The births of the text, each with whose it is.
fn births(draft: &Draft<'_>, cast: &Cast<'_, '_>) -> Vec<Birth> {
    let mut out: Vec<Birth> = Vec::new();
    let mut put = |tokens: &Range<u32>, bounds, at, died, who: Option<Who>| {
        let name = who.as_ref().and_then(|w| cast.name(w));
        out.push(Birth { tokens: tokens.clone(), bounds, at, died, who, name });
    };
    for born in draft.of(Cue::Born).take(MOST) {
        let (at, body) =
            (born.tokens.start, matches!(draft.scope(born.tokens.start), Scope::Body | Scope::Item));
        let Some(day) = birth_day(draft, &born.tokens).filter(|_| body) else { continue };
        let role = role(draft, at);
        // "said that Dunn was born"
        let named = |at: u32| matches!(cast.whose(at), Some(Who::Named(r)) if r.end + 2 >= at && draft.follows(at, WordSet::BeforeBorn));
        let open = draft.one(day.tokens.start.saturating_sub(1), WordSet::OpenTime);
        let group = draft.follows(at, WordSet::Group) && draft.is(at.saturating_sub(1), "were");
        if open
            || nameless(draft, at)
            || of_others(draft, &born.tokens) && role.is_none() && !named(at) && !aside(draft, at)
            || draft.word(born.tokens.end) == "-"
        {
            continue;
        }
        if let Some(bounds) = day.bounds().filter(|_| (day.month, day.day) != (Some(2), Some(29))) {
            let boxed = draft.word(born.tokens.end) == ":";
            let who = if boxed {
                Some(Who::Known(at))
            } else {
                cast.whose(role.unwrap_or(at)).filter(|w| !group || matches!(w, Who::Named(_)))
            };
            if !group || who.is_some() {
                put(&day.tokens, bounds, at, None, who);
            }
        }
    }
    // "Agnes Rowe (b. 1854)", "Per Ekdahl (1931-2019)", "Marguerite Dahl (3 May 1938 - 14 March 2024)"
    for open in (1..draft.end()).filter(|&i| draft.word(i) == "(") {
        let born = draft.is(open + 1, "b") && draft.word(open + 2) == ".";
        let start = if born { open + 3 } else { open + 1 };
        let Some(first) = date_at(draft, start) else { continue };
        let mut died = None;
        if !born {
            let dash = matches!(draft.word(first.tokens.end), "-" | "\u{2013}");
            let last = date_at(draft, first.tokens.end + 1).filter(|_| dash);
            let Some(last) = last.filter(|d| (10..=110).contains(&year_diff(d, &first))) else { continue };
            if draft.word(last.tokens.end) != ")" || !draft.has(&(open..draft.sentence(open).end), Cue::Died)
            {
                continue;
            }
            died = last.bounds();
        }
        let who = cast.whose(open).filter(|w| matches!(w, Who::Named(r) if r.end == open));
        if let Some(bounds) = first.bounds().filter(|_| who.is_some()) {
            put(&first.tokens, bounds, open, died, who);
        }
    }
    out.truncate(MOST);
    out
}

/// The date with a year of our era that begins with token `i`: "3 May 1938", "1931".
fn date_at(draft: &Draft<'_>, i: u32) -> Option<Day> {
    let written = draft.days_in(&(i..i + 1)).first().filter(|d| d.year.is_some()).cloned();
    let bare = || {
        let (year, len) = calendar::year(draft, i)?;
        Some(Day { tokens: i..i + len, year: Some(year), month: None, day: None, open: false })
    };
    written.or_else(bare).filter(|d| d.year.is_some_and(|y| y > 0))
}

fn year_diff(last: &Day, first: &Day) -> i16 {
    last.year.unwrap_or(0).saturating_sub(first.year.unwrap_or(0))
}

/// "The panda Mei-Ling, which was born at the zoo": told of whom a comma sets it apart from.
fn aside(draft: &Draft<'_>, born: u32) -> bool {
    let which = (born.saturating_sub(3)..born).find(|&i| draft.one(i, WordSet::OfAThing));
    which.is_some_and(|i| i >= 2 && draft.preceded(i, &[","]) && draft.is_name(i - 2))
}

/// The article of what somebody is who was born: "Dembo Sarr, a winger born in 1988".
fn role(draft: &Draft<'_>, born: u32) -> Option<u32> {
    let near = (born.saturating_sub(6)..born).rev();
    let article = near.take_while(|&i| draft.is_word(i)).find(|&i| draft.one(i, WordSet::Indefinite))?;
    article.checked_sub(1).filter(|_| draft.preceded(article, &[","]))
}

/// The birth of whose age it is.
fn birth_of<'b>(
    draft: &Draft<'_>,
    cast: &Cast<'_, '_>,
    births: &'b [Birth],
    aged: &Aged,
) -> Option<&'b Birth> {
    let sentence = sentence(draft, aged.tokens.start);
    if draft.has(&sentence, Cue::Reckoning) {
        return None;
    }
    // "# Grandmother, 62, swims the strait": whom the only birth below is told of.
    if matches!(draft.scope(aged.tokens.start), Scope::Heading(_) | Scope::Alt | Scope::Caption) {
        let block = draft.block(aged.tokens.start);
        let mut named = (block.start..block.end).filter_map(|i| cast.run(i));
        let birth = births.iter().find(|b| {
            let name = b.name.as_ref();
            name.is_some_and(|n| named.clone().any(|r| cast.same(&r, n)))
        });
        // "# Hobbs's mother, 84, wins lottery"
        let kin = |c: &Found| {
            draft.is(c.tokens.start.saturating_sub(1), "s")
                || draft.follows(c.tokens.start, WordSet::HisOrHer)
        };
        if draft.cues_in(&(block.start..aged.tokens.start), Cue::Kin).any(kin) {
            return None;
        }
        let alone = named.next().is_none() && aged.leads && !taken_up(draft, cast, births, aged);
        let only = || births.first().filter(|b| births.len() == 1 && alone && b.name.is_some());
        return birth.or_else(only);
    }
    // "Born: 3 May 1990", "Age: 38": two lines of one box
    if aged.boxed {
        let block = draft.block(aged.tokens.start);
        let mut boxed = births.iter().filter(|b| block.contains(&b.at) && draft.word(b.at + 1) == ":");
        return boxed.next().filter(|_| boxed.next().is_none());
    }
    let found = by_name(draft, cast, births, aged, &sentence)
        .or_else(|| sole::birth_of(draft, cast, births, aged))?;
    // "The old king died in 1910. The writer was born in 1881. ... He was 12": the death of another
    let dead = match aged.when {
        When::Dies(cue) if !sentence.contains(&cue) => cast.whose(cue).and_then(|w| cast.name(&w)),
        _ => return Some(found),
    };
    let one = match (&dead, &found.name) {
        (Some(a), Some(b)) => cast.same(a, b),
        _ => sentence.contains(&found.at),
    };
    one.then_some(found)
}

/// The birth of the person whose name stands behind an age, or behind the pronoun or the description beside it.
fn by_name<'b>(
    draft: &Draft<'_>,
    cast: &Cast<'_, '_>,
    births: &'b [Birth],
    aged: &Aged,
    sentence: &Range<u32>,
) -> Option<&'b Birth> {
    let who = cast.whose(aged.at)?;
    // "when she met him, he was 30"; of whom is told behind both, it is not the age.
    let other = |he: u32| {
        let end = aged.tokens.end.max(he + 1).min(sentence.end);
        (sentence.start..end).any(|i| draft.one(i, WordSet::HeOrShe) && !draft.is(i, draft.word(he)))
    };
    if matches!(who, Who::Known(he) if draft.one(he, WordSet::HeOrShe) && other(he)) {
        return None;
    }
    // One clause tells both of one person: "The octogenarian, born in 1955"
    if let Some(birth) = births.iter().find(|b| b.who.as_ref() == Some(&who) && sentence.contains(&b.at)) {
        return Some(birth);
    }
    let name = cast.name(&who)?;
    // "was 12 when his father drowned"
    let kin = |c: &Found| draft.follows(c.tokens.start, WordSet::HisOrHer);
    if aged.when.is_then() && draft.cues_in(&(sentence.start..aged.tokens.end), Cue::Kin).any(kin) {
        return None;
    }
    let mut same = births.iter().filter(|b| b.name.as_ref().is_some_and(|n| cast.same(n, &name)));
    let birth = same.next()?;
    let unlike = birth.who.as_ref().is_some_and(|w| cast.unlike(&who, w));
    (same.all(|b| b.bounds == birth.bounds) && !unlike).then_some(birth)
}

/// Whether the text goes on with the role of a headline as somebody who is not named: "# Man, 34, held", "a man".
fn taken_up(draft: &Draft<'_>, cast: &Cast<'_, '_>, births: &[Birth], aged: &Aged) -> bool {
    let block = draft.block(aged.tokens.start);
    let body = block.end..draft.end().min(block.end + FAR);
    let role = draft.word(block.start);
    let again = (body.start..body.end)
        .any(|i| draft.is(i, role) && (draft.follows(i, WordSet::Indefinite) || draft.preceded(i, &["the"])));
    let Some(name) = births.first().and_then(|b| b.name.as_ref()) else { return true };
    let mut told =
        (body.start..body.end).filter(|&i| draft.word(i) == draft.word(name.end.saturating_sub(1)));
    // "A climber was winched to safety. ... Graham Aldous, who was born in 1963, had set out alone"
    let leads = sentence(draft, name.start).start == name.start && cast.only(&body);
    again && told.nth(1).is_none() && !leads
}

/// "the boy was born", "said the girl, born in 2010": somebody who has no name here.
fn nameless(draft: &Draft<'_>, born: u32) -> bool {
    let start = draft.sentence(born).start;
    let between = |&i: &u32| {
        draft.one(i, WordSet::BeforeBorn) || draft.one(i, WordSet::OpensRelative) || draft.word(i) == ","
    };
    let Some(noun) = (start..born).rev().find(|i| !between(i)) else { return false };
    let article = noun.saturating_sub(2)..noun;
    // "Her coach, born in 1964, wept"
    let whose = noun > start && draft.one(noun - 1, WordSet::HisOrHer) && !draft.one(noun, WordSet::OfLife);
    let plain = draft.is_word(noun) && !draft.token(noun).is_some_and(|t| t.capital());
    let whose = whose && draft.word(noun + 1) == ",";
    let known = |i: u32| {
        i > start && (draft.is(i, "the") || draft.one(i, WordSet::HisOrHer)) && !draft.preceded(i, &[","])
    };
    plain && (whose || article.into_iter().any(known))
}

/// The slip of an age that fits its birth at no time that it may be told of.
fn off(draft: &Draft<'_>, birth: &Birth, aged: &Aged) -> Option<Slip> {
    let (b0, b1) = birth.bounds;
    let published = draft.published();
    // A year of leave: far off is a slip.
    let fits = |(d0, d1): (Date, Date)| (years(b1, d0) - 1 <= aged.high) && (aged.low <= years(b0, d1) + 1);
    let own = |d: &&Day| !(birth.tokens.start..birth.tokens.end).contains(&d.tokens.start);
    let sentence = sentence(draft, aged.tokens.start);
    let dated = |range: &Range<u32>| -> Vec<(Date, Date)> {
        draft.days_in(range).iter().filter(own).filter_map(Day::bounds).collect()
    };
    let here = dated(&sentence);
    let block = draft.block(aged.tokens.start);
    let above = draft.block_above(block.start).map_or(block.start, |b| b.start);
    let now = published.and_then(|p| Some((p.checked_sub(10.days()).ok()?, p.checked_add(1.days()).ok()?)));
    let time = match aged.when {
        When::Day(bounds) => bounds,
        When::Dies(cue) => {
            let death = draft.sentence(cue);
            let behind = dated(&(cue..death.end)).first().copied();
            let now = now.filter(|_| draft.follows(cue, WordSet::HasNow));
            birth.died.or(behind).or(now).or_else(|| lately(draft, &death))?
        }
        When::Now => birth
            .died
            .filter(|_| draft.has(&sentence, Cue::Died))
            .or(now)
            .or_else(|| undated(draft, birth, aged))?,
        When::Then => {
            let near = |d: &&Day| own(d) && d.year.is_some() && aged::together(draft, aged, d);
            draft.days_in(&sentence).iter().find(near)?.bounds()?
        }
    };
    // "turns 60 next year"
    let later = published.and_then(|p| Some((p, p.checked_add(1.years()).ok()?)));
    let apart = matches!(aged.when, When::Dies(cue) if !sentence.contains(&cue));
    let told = if apart || matches!(aged.when, When::Then) {
        block.start.saturating_sub(FAR)..block.end.saturating_add(FAR)
    } else {
        above..block.end
    };
    let far = dated(&told);
    let mut others = here.iter().chain(&far).copied().chain(now).chain(later).chain(birth.died);
    // What is far off the years in brackets is a reign, or the years of a band.
    let life = !matches!(aged.when, When::Dies(_))
        || birth.died.is_none_or(|(_, d1)| {
            let most = years(b0, d1);
            most >= YOUNG && (aged.low - most).abs() <= OFF
        });
    if !life || fits(time) || others.any(fits) || time.1 < b0 || years(b1, time.0) > LIFE {
        return None;
    }
    let (least, most) = (years(b1, time.0).max(0), years(b0, time.1));
    let can = if least == most { least.to_string() } else { format!("{least} or {most}") };
    let text = format!("born {}: {can}, not {}", draft.text(&birth.tokens), draft.text(&aged.number));
    Some(Slip::new("age-date", &aged.number, text).against([birth.tokens.clone()]))
}

/// "died last month at the age of 83": a day some weeks before the publication.
fn lately(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<(Date, Date)> {
    let now = draft.published()?;
    let begins = draft.readings_in(sentence).iter().filter(|r| r.kind == Kind::Date).find_map(|r| {
        let low = r.timex()?.interval.as_ref()?.low.value()?.date();
        (0..=LATELY).contains(&(now - low).get_days()).then_some(low)
    })?;
    Some((begins, now))
}

/// Most days before the publication of what has just happened.
const LATELY: i32 = 70;

/// "completed the signing in July 2024. The 19-year-old, born in 1999": a text without a date of its own is at least as
/// young as the one date beside the age.
fn undated(draft: &Draft<'_>, birth: &Birth, aged: &Aged) -> Option<(Date, Date)> {
    let block = draft.block(aged.tokens.start);
    let mut days = draft.days_in(&block).iter().filter(|d| d.tokens != birth.tokens && d.year.is_some());
    let day = days.next().filter(|_| days.next().is_none())?;
    let told = day.tokens.end <= aged.tokens.start;
    let first = day.bounds()?.0;
    told.then_some((first, first.checked_add(i32::from(LIFE).years()).ok()?))
}

/// Most years that a life lasts: a birth of longer ago is that of another.
const LIFE: i16 = 115;

/// The sentence of token `i`; "(b. 1854)" ends none.
fn sentence(draft: &Draft<'_>, i: u32) -> Range<u32> {
    let found = draft.sentence(i);
    let at = found.start;
    let abbreviated =
        at >= 3 && draft.word(at - 1) == "." && draft.is(at - 2, "b") && draft.word(at - 3) == "(";
    if abbreviated { draft.sentence(at - 1).start..found.end } else { found }
}

/// A whole number of years that people live to.
fn whole_years(value: Decimal) -> Option<i16> {
    let value = value.normalize();
    let n = if value.scale() == 0 { i16::try_from(value.mantissa()).ok() } else { None };
    n.filter(|n| (5..=115).contains(n))
}
