//! `age-date` again: what a life's own years say. "(1901-1970) died at the age of 79"; one person, two ages.

use std::ops::Range;

use jiff::civil::Date;

use super::Slip;
use super::age::{Tense, age, years};
use super::calendar::Day;
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// The cheap question first: a whole number that people live to.
fn may_be_age(f: &Figure) -> bool {
    matches!(f.kind, Kind::Number | Kind::Age)
        && f.plain()
        && f.value >= Decimal::TEN
        && f.value <= Decimal::from(115)
}

/// An age, and the days on which it may have been.
struct Aged<'d> {
    figure: &'d Figure,
    days: (Date, Date),
    place: Option<Range<u32>>,
}

/// "was 27 when he won in 1988. Back in 2024, at 54, he": two ages of one person, each with its date.
fn two_dates(draft: &Draft<'_>, figure: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(figure.tokens.start);
    let first = aged(draft, &sentence);
    let opens = first.first().is_some_and(|a| a.figure.tokens == figure.tokens);
    // "was 12 when his father drowned": told behind both ages
    let last = first.last().map_or(sentence.end, |a| a.figure.tokens.end);
    let told = if first.len() == 2 { sentence.start..last } else { sentence.clone() };
    if !opens || draft.has(&told, Cue::Kin) || draft.has_any(&sentence, &[Cue::Reckoning, Cue::Born]) {
        return None;
    }
    match &first[..] {
        [a, b] => {
            let end = a.place.as_ref().map_or(a.figure.tokens.end, |p| p.end.max(a.figure.tokens.end));
            let gap = end..b.figure.tokens.start;
            // "sailed for Sydney": a place is nobody
            // "Now 60, Hughes was 20 when he joined the band": who is named right behind
            let whose = if a.figure.tokens.start <= sentence.start + 2 && draft.word(gap.start) == "," {
                (gap.start + 1..gap.end).take_while(|&i| draft.is_name(i)).last().map_or(gap.start, |i| i + 1)
            } else {
                gap.start
            };
            let other = (whose..gap.end).any(|i| {
                draft.is_name(i) && !draft.follows(i, WordSet::OpensClause) && !draft.preceded(i, &["to"])
            });
            (!other && one_pronoun(draft, &sentence)).then(|| apart(draft, a, b))?
        }
        [a] => {
            let next = draft.next_sentence(sentence.start)?;
            let mut names = (next.start..next.end)
                .filter(|&i| draft.token(i).is_some_and(|t| t.capital()) && draft.is_word(i))
                .filter(|&i| super::calendar::month(draft, i).is_none());
            let second = aged(draft, &next);
            let [b] = &second[..] else { return None };
            let pronoun = (next.start..next.end).any(|i| draft.one(i, WordSet::HeOrShe));
            // "A man who was 31 when he was jailed in 1994 ... Leonard Pell, now 49, said"
            let comma = b.figure.tokens.start.saturating_sub(3)..b.figure.tokens.start;
            let unnamed = draft.one(sentence.start, WordSet::Indefinite)
                && draft.one(sentence.start + 1, WordSet::SomebodyOf)
                && (comma.start..comma.end).any(|i| draft.word(i) == ",")
                && names.clone().all(|i| i < comma.end)
                && draft.token(next.start).is_some_and(|t| t.capital());
            let same = (unnamed || names.all(|i| i == next.start) && pronoun)
                && one_pronoun(draft, &(sentence.start..next.end))
                && !draft.has_any(&next, &[Cue::Kin, Cue::Reckoning, Cue::Born]);
            same.then(|| apart(draft, a, b))?
        }
        _ => None,
    }
}

/// Whether no two people are spoken of as "he" and "she".
fn one_pronoun(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    let mut said = (range.start..range.end).filter(|&i| draft.one(i, WordSet::HeOrShe));
    said.next().is_none_or(|first| said.all(|i| draft.is(i, draft.word(first))))
}

/// The ages of a sentence with their dates, where each has one: "27 ... in 1988 and 54 ... in 2024".
fn aged<'d>(draft: &'d Draft<'_>, sentence: &Range<u32>) -> Vec<Aged<'d>> {
    let mut ages: Vec<(&Figure, Tense)> = Vec::new();
    for f in draft.figures_in(sentence) {
        // "was 17 when the war broke out in 1939 and 52 when she left": a number whose verb was said before
        let short = || {
            let and = draft.follows(f.tokens.start, WordSet::ListAnd) && !ages.is_empty() && may_be_age(f);
            let end = f.tokens.end;
            // "was 12 in 1950 and 26 in 1974"
            let dated = draft.any(end, &["in", "on"]) && !draft.days_in(&(end + 1..end + 2)).is_empty();
            let when = draft.is(end, "when");
            (and && (when || dated)).then_some(Tense::Then)
        };
        let tense = age(draft, f, sentence).or_else(short);
        ages.extend(tense.map(|tense| (f, tense)));
    }
    // "by Otto Rehn (1870-1941)": when he lived, and no date of an age
    let bracket = |d: &&Day| draft.preceded(d.tokens.start, &["("]) || draft.word(d.tokens.end) == ")";
    let days: Vec<&Day> =
        draft.days_in(sentence).iter().filter(|d| d.year.is_some() && !bracket(d)).collect();
    let now = |figure: &'d Figure| {
        let today = draft.published()?;
        let week = today.checked_sub(jiff::ToSpan::days(7)).unwrap_or(today);
        Some(Aged { figure, days: (week, today), place: None })
    };
    if let ([(figure, Tense::Now)], []) = (&ages[..], &days[..]) {
        return now(figure).into_iter().collect();
    }
    // "Kit Marr, now 50, was 12 when his father drowned in 1995"
    if let ([(first, Tense::Now), (then, Tense::Then)], [day]) = (&ages[..], &days[..])
        && then.tokens.end <= day.tokens.start
        && let (Some(a), Some(bounds)) = (now(first), day.bounds())
    {
        return vec![a, Aged { figure: then, days: bounds, place: Some(day.tokens.clone()) }];
    }
    let open = |d: &&Day| draft.follows(d.tokens.start, WordSet::OpenTime);
    // "Elected in 2010 aged 43, and again in 2015 aged 48, she lost her seat in 2017": those that stand with an age
    let beside = |d: &&Day| {
        let near = |f: &Figure| {
            let gap = d.tokens.end.min(f.tokens.end)..d.tokens.start.max(f.tokens.start);
            gap.len() <= 2
        };
        ages.iter().any(|(f, _)| near(f))
    };
    let days: Vec<&Day> =
        if days.len() > ages.len() { days.into_iter().filter(beside).collect() } else { days };
    if ages.len() != days.len() || ages.iter().any(|a| a.1 != Tense::Then) || days.iter().any(open) {
        return Vec::new();
    }
    let mut out: Vec<Aged<'d>> = Vec::new();
    for ((figure, _), day) in ages.into_iter().zip(days) {
        // Each age stands with its own date, before those of the next.
        let start = figure.tokens.start.min(day.tokens.start);
        let tangled = out
            .last()
            .is_some_and(|a| a.figure.tokens.end > start || a.place.as_ref().is_some_and(|p| p.end > start));
        let Some(bounds) = day.bounds().filter(|_| !tangled) else { return Vec::new() };
        out.push(Aged { figure, days: bounds, place: Some(day.tokens.clone()) });
    }
    out
}

/// The slip of two ages that lie further apart, or nearer, than their dates.
fn apart(draft: &Draft<'_>, a: &Aged<'_>, b: &Aged<'_>) -> Option<Slip> {
    let number = |f: &Figure| i16::try_from(f.value.normalize().mantissa()).ok();
    let (n, m) = (number(a.figure)?, number(b.figure)?);
    let (first, last) = if a.days.0 <= b.days.0 { (a.days, b.days) } else { (b.days, a.days) };
    let told = if a.days.0 <= b.days.0 { m - n } else { n - m };
    // Each may be told just before or after a birthday.
    let (least, most) = (years(first.1, last.0) - 1, years(first.0, last.1) + 1);
    if least < 0 || (least..=most).contains(&told) {
        return None;
    }
    let (here, there) = (draft.text(&a.figure.tokens), draft.text(&b.figure.tokens));
    let text = format!("{here} and {there} are {} years apart, their dates {}", told.abs(), most - 1);
    let others = [Some(b.figure.tokens.clone()), a.place.clone(), b.place.clone()];
    Some(Slip::new("age-date", &a.figure.tokens, text).against(others.into_iter().flatten()))
}

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for pair in draft.days.windows(2) {
        out.extend(died_aged(draft, &pair[0], &pair[1]));
    }
    two_ages(draft, out);
    for figure in &draft.figures {
        let since = apposed(draft, figure).and_then(|now| since_then(draft, &now));
        out.extend(since.or_else(|| if may_be_age(figure) { two_dates(draft, figure) } else { None }));
    }
}

/// "Tregear, 61, who joined it in 2004 as a driver of 24": two ages of one person, some years apart.
fn since_then(draft: &Draft<'_>, now: &Apposed<'_>) -> Option<Slip> {
    let comma = now.figure.tokens.end;
    let sentence = draft.sentence(comma);
    let clause = comma + 2..sentence.end.min(comma + 30);
    let published = draft.published()?;
    let [day] = draft.days_in(&clause) else { return None };
    let (d0, d1) = day.bounds()?;
    let then = |f: &&Figure| {
        let start = f.tokens.start;
        // "as a driver of 24 and"
        let of = draft.preceded(start, &["of"])
            && (start.saturating_sub(5)..start)
                .any(|i| draft.is(i, "as") && draft.one(i + 1, WordSet::Indefinite))
            && f.plain()
            && f.noun.is_none()
            && f.unit.is_none();
        of || age(draft, f, &sentence) == Some(Tense::Then)
    };
    let ages: Vec<&Figure> = draft.figures_in(&clause).iter().filter(then).collect();
    let [f] = ages[..] else { return None };
    let end = f.tokens.start.max(day.tokens.start);
    // "when she was 24"
    let whole = (clause.start..end)
        .all(|i| draft.unbroken(&(i..i + 1)) || draft.is(i, "when") && draft.one(i + 1, WordSet::HeOrShe));
    let other = draft.has_any(&sentence, &[Cue::Kin, Cue::Reckoning])
        || draft.follows(day.tokens.start, WordSet::OpenTime);
    let gap = day.tokens.end.min(f.tokens.end)..end;
    if !draft.is(comma + 1, "who") || !whole || other || gap.len() > 8 {
        return None;
    }
    let number =
        |f: &Figure| i16::try_from(f.value.normalize().mantissa()).ok().filter(|_| f.value.is_integer());
    let (n, m) = (number(now.figure)?, number(f)?);
    // Each may be told just before or after a birthday.
    let (least, most) = (years(d1, published), years(d0, published) + 1);
    if (least - 1..=most + 1).contains(&(n - m)) || least < 0 {
        return None;
    }
    let when = draft.text(&day.tokens);
    let text = format!("{m} in {when}: {} or {} now, not {n}", m + least, m + most);
    Some(Slip::new("age-date", &now.figure.tokens, text).against([day.tokens.clone(), f.tokens.clone()]))
}

/// "Anna Weil (1901-1970) died at the age of 79": the brackets tell how old she can have been.
fn died_aged(draft: &Draft<'_>, born: &Day, died: &Day) -> Option<Slip> {
    let open = born.tokens.start.checked_sub(1)?;
    let close = died.tokens.end;
    let brackets = draft.word(open) == "("
        && draft.word(close) == ")"
        && died.tokens.start == born.tokens.end + 1
        && matches!(draft.word(born.tokens.end), "-" | "\u{2013}");
    let named = open.checked_sub(1)?;
    if !brackets || !capital(draft, named) && !draft.follows(named, WordSet::Article) {
        return None;
    }
    let sentence = draft.sentence(open);
    // "Queen Matilda II (1837-1901)": the years of a reign.
    let ruled = (open.saturating_sub(6).max(sentence.start)..open).any(|i| {
        draft.one(i, WordSet::Ruler) || draft.word(i).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
    });
    let rest = close + 1..sentence.end;
    let cue = draft.cues_in(&rest, Cue::Died).next()?.tokens.clone();
    // "in the year of his death" is his own: "(1931-2016), whose suites are still heard, kept bees until his death"
    let own = draft.follows(cue.start, WordSet::HisOrHer);
    let another = (rest.start..cue.start).any(|i| draft.is_name(i) || draft.one(i, WordSet::Whose) && !own);
    if ruled || another || draft.has_any(&sentence, &[Cue::Kin, Cue::Reckoning]) {
        return None;
    }
    let near = cue.end..rest.end.min(cue.end + 8);
    let figure = draft.figures_in(&near).iter().find(|f| age(draft, f, &sentence).is_some())?;
    let n = i16::try_from(figure.value.normalize().mantissa()).ok()?;
    let ((b0, b1), (d0, d1)) = (born.bounds()?, died.bounds()?);
    let (least, most) = (years(b1, d0), years(b0, d1));
    // What is far off is a reign, or the years of a band.
    let life = least >= YOUNG && (n - most).abs() <= OFF;
    if !life || (least..=most).contains(&n) {
        return None;
    }
    let can = if least == most { least.to_string() } else { format!("{least} or {most}") };
    let span = draft.text(&(born.tokens.start..close));
    let text = format!("{span}: {can}, not {}", grouped(figure.value));
    Some(Slip::new("age-date", &figure.tokens, text).against(std::iter::once(born.tokens.start..close)))
}

/// Youngest whose years in brackets are held against an age, and the most years that a slip is off.
const YOUNG: i16 = 20;
const OFF: i16 = 20;

/// An age between commas after a name, and the name's tokens.
struct Apposed<'d> {
    name: Range<u32>,
    figure: &'d Figure,
}

/// "Alan Reid, 45, was held. ... Reid, 54, had fled."
fn two_ages(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut known: Vec<Apposed<'_>> = Vec::new();
    for figure in &draft.figures {
        let Some(found) = apposed(draft, figure) else { continue };
        let last = found.name.end - 1;
        let same = known.iter().find(|k| draft.word(k.name.end - 1) == draft.word(last));
        let Some(first) = same else {
            if known.len() < MOST {
                known.push(found);
            }
            continue;
        };
        let off = (first.figure.value - figure.value).abs();
        // A birthday may lie between two sentences, and two people may share a name.
        if off > Decimal::ONE && one_person(draft, first, &found) {
            let text =
                format!("{} here, {} there", draft.text(&first.figure.tokens), draft.text(&figure.tokens));
            out.push(Slip::new("text-differs", &figure.tokens, text).against([first.figure.tokens.clone()]));
        }
    }
}

/// Most people whose ages are kept.
const MOST: usize = 40;

fn apposed<'d>(draft: &Draft<'_>, figure: &'d Figure) -> Option<Apposed<'d>> {
    let at = figure.tokens.start.checked_sub(2)?;
    let bare = figure.kind == Kind::Age
        || figure.kind == Kind::Number && figure.unit.is_none() && figure.noun.is_none();
    let closed = matches!(draft.word(figure.tokens.end), "," | ".");
    let person = bare
        && closed
        && figure.plain()
        && figure.value.is_integer()
        && figure.tokens.end == figure.tokens.start + 1
        && (Decimal::TEN..=Decimal::from(115)).contains(&figure.value)
        && draft.word(at + 1) == ","
        && capital(draft, at);
    if !person {
        return None;
    }
    let start = (at.saturating_sub(3)..at).rev().take_while(|&i| capital(draft, i)).last().unwrap_or(at);
    Some(Apposed { name: start..at + 1, figure })
}

fn capital(draft: &Draft<'_>, i: u32) -> bool {
    draft.is_word(i) && draft.token(i).is_some_and(|t| t.capital())
}

/// Whether the two names are one person's: the second is the first again or only its surname, and
/// nobody else of that surname is named.
fn one_person(draft: &Draft<'_>, a: &Apposed<'_>, b: &Apposed<'_>) -> bool {
    let words = |r: &Range<u32>| (r.start..r.end).map(|i| draft.word(i));
    let alone = b.name.len() == 1;
    // "Olaf Brekke, 71, lost it to Olaf Brekke, 44": nobody is named in full twice in one sentence.
    let full = !alone && draft.sentence(a.name.start) == draft.sentence(b.name.start);
    if full || a.name.len() < 2 || !alone && !words(&a.name).eq(words(&b.name)) {
        return false;
    }
    let surname = a.name.end - 1;
    let from = a.name.start.saturating_sub(REACH);
    let until = (b.name.end + REACH).min(draft.end());
    let near = b.name.end.saturating_sub(a.name.end) <= REACH;
    near && (from + 1..until).all(|i| {
        let other = draft.word(i) == draft.word(surname)
            && capital(draft, i - 1)
            && draft.word(i - 1) != draft.word(surname - 1);
        // "the Reids" are more than one.
        let family = draft.word(i).strip_suffix('s') == Some(draft.word(surname));
        !other && !family
    })
}

/// Most tokens between two ages of one person, and on either side: an article's, not a book's.
const REACH: u32 = 600;
