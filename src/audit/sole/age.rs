//! `age-date` by elimination: all that a sentence or two tell of one person's age has to fit one year of birth.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::audit::Slip;
use crate::audit::age::{Tense, age, birth_day};
use crate::audit::calendar::Day;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::person::{goes_on, of_another, of_others, restricted};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// What a place of the text says of when somebody was born.
struct Anchor {
    /// The age, or the date of birth.
    tokens: Range<u32>,
    /// The date of the age, where one is told.
    day: Option<Range<u32>>,
    /// First and last day on which the birth can have been.
    born: (Date, Date),
    is_birth: bool,
}

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut done = 0;
    for figure in &draft.figures {
        let aged = matches!(figure.kind, Kind::Number | Kind::Age | Kind::Ordinal)
            && figure.value >= Decimal::from(12)
            && figure.value <= Decimal::from(115);
        let sentence = draft.sentence(figure.tokens.start);
        if !aged || sentence.start < done || draft.scope(figure.tokens.start) != Scope::Body {
            continue;
        }
        done = sentence.end;
        let previous = draft.previous_sentence(sentence.start).filter(|_| goes_on(draft, &sentence));
        let scope = previous.map_or(sentence.start, |p| p.start)..sentence.end;
        let found = one_person(draft, &scope, &sentence).or_else(|| one_person(draft, &sentence, &sentence));
        out.extend(found.or_else(|| of_the_dead(draft, &scope, &sentence)));
    }
    crate::audit::record::of_one(draft, out);
}

/// The slip of two anchors in `scope` that no one year of birth fits.
fn one_person(draft: &Draft<'_>, scope: &Range<u32>, last: &Range<u32>) -> Option<Slip> {
    if draft.has(scope, Cue::Reckoning) || !one_pronoun(draft, scope) {
        return None;
    }
    let anchors = anchors(draft, scope);
    // Whom a clause behind tells of is no matter: "She was 27 by then, with two children".
    let end = anchors.iter().map(|a| a.tokens.end).max()?;
    if draft.has(&(scope.start..end), Cue::Kin) {
        return None;
    }
    let far = |a: &Anchor, b: &Anchor| {
        let (first, second) = if a.born.0 <= b.born.0 { (a, b) } else { (b, a) };
        first.born.1.checked_add(1.years()).is_ok_and(|d| d < second.born.0)
    };
    let (k, a) = anchors.iter().enumerate().find(|(k, a)| anchors[..*k].iter().any(|b| far(a, b)))?;
    let b = anchors[..k].iter().find(|b| far(a, b))?;
    // Of three the two that agree cannot be told from the third, and all must be of one person.
    let gap = a.tokens.end.min(b.tokens.end)..a.tokens.start.max(b.tokens.start);
    // "two daughters, April, 31, and June, 34"
    let apposed = |a: &Anchor| {
        let name = a.tokens.start.checked_sub(2).filter(|_| draft.preceded(a.tokens.start, &[","]))?;
        draft.token(name).is_some_and(|t| t.capital()).then(|| draft.word(name))
    };
    if matches!((apposed(a), apposed(b)), (Some(x), Some(y)) if x != y) {
        return None;
    }
    if anchors.len() > 3 || another(draft, &gap, last) {
        return None;
    }
    let (age, other) = if a.is_birth { (b, a) } else { (a, b) };
    let (first, second) = (years(&age.born), years(&other.born));
    let text =
        format!("{}: born {first}, {}: born {second}", draft.text(&age.tokens), draft.text(&other.tokens));
    let places = [Some(other.tokens.clone()), other.day.clone(), age.day.clone()];
    Some(Slip::new("age-date", &age.tokens, text).against(places.into_iter().flatten()))
}

/// "1958 or 1959"
fn years((first, last): &(Date, Date)) -> String {
    match (first.year(), last.year()) {
        (a, b) if a == b => a.to_string(),
        (a, b) => format!("{a} or {b}"),
    }
}

/// Whether nobody is "he" beside somebody who is "she".
fn one_pronoun(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    let mut said = (range.start..range.end).filter(|&i| draft.one(i, WordSet::HeOrShe));
    said.next().is_none_or(|first| said.all(|i| draft.is(i, draft.word(first))))
}

/// Whether another person may come in between two places.
fn another(draft: &Draft<'_>, gap: &Range<u32>, last: &Range<u32>) -> bool {
    (gap.start..gap.end).any(|i| {
        let name = draft.is_name(i)
            && super::super::calendar::month(draft, i).is_none()
            && super::super::calendar::weekday(draft, i).is_none()
            && !draft.follows(i, WordSet::OpensClause)
            && !draft.preceded(i, &["to", "for"])
            && !(draft.is_name(i - 1) || draft.follows(i, WordSet::Article));
        let theirs = draft.one(i, WordSet::HisOrHer)
            && !draft.one(i + 1, WordSet::OfLife)
            && draft.figures_in(&(i + 1..i + 2)).is_empty()
            && (draft.one(i + 1, WordSet::People) || draft.one(i + 1, WordSet::SomebodyOf));
        let whose = draft.is(i, "whose") && i > gap.start + 2;
        // "outlived its keeper, who died"
        let keeper = i > gap.start + 2
            && draft.word(i - 1) == ","
            && !draft.token(i - 2).is_some_and(|t| t.capital())
            && (draft.one(i - 3, WordSet::Article) || draft.one(i - 3, WordSet::ItsOwn));
        let who = draft.is(i, "who") && (draft.is_word(i - 1) || keeper) && i < last.end && i > gap.start;
        // "turned 40 in Japan; in Britain it will be 40 in 2027": two places, two beginnings
        let place = draft.is(i, "in")
            && (draft.word(i - 1) == ";" || draft.token(i).is_some_and(|t| t.starts_sentence()))
            && draft.is_name(i + 1)
            && super::super::calendar::month(draft, i + 1).is_none();
        name || theirs || whose || who || place
    })
}

/// All that is told in `scope` of when somebody was born.
fn anchors(draft: &Draft<'_>, scope: &Range<u32>) -> Vec<Anchor> {
    let mut out = Vec::new();
    let mut births: Vec<&Day> = Vec::new();
    for born in draft.cues_in(scope, Cue::Born) {
        // "Ida Holm, 80, taught the poet, who was born", "players born in 2010"; never "a signalman born in 1951, was"
        let theirs = restricted(draft, &born.tokens)
            || of_others(draft, &born.tokens) && !apposed(draft, &born.tokens)
            || draft.figures_in(scope).iter().any(|f| of_another(draft, &born.tokens, f));
        if theirs {
            return Vec::new();
        }
        if let Some(day) = birth_day(draft, &born.tokens).filter(|d| scope.contains(&d.tokens.start)) {
            births.push(day);
            out.extend(day.bounds().map(|born| Anchor {
                tokens: day.tokens.clone(),
                day: None,
                born,
                is_birth: true,
            }));
        }
    }
    let ages: Vec<&Figure> = draft
        .figures_in(scope)
        .iter()
        .filter(|f| f.kind == Kind::Ordinal || age(draft, f, &draft.sentence(f.tokens.start)).is_some())
        .collect();
    for figure in &ages {
        out.extend(of_age(draft, figure, &births, &ages));
    }
    out
}

/// "Len Hallam, a signalman born at Crewe in 1951, was": what somebody named is, between commas.
fn apposed(draft: &Draft<'_>, born: &Range<u32>) -> bool {
    let near = born.start.saturating_sub(7)..born.start;
    let comma = (near.start..near.end).rev().find(|&i| draft.word(i) == ",");
    comma.is_some_and(|i| draft.one(i + 1, WordSet::Indefinite) && i > 0 && draft.is_name(i - 1))
}

/// When somebody of this age was born.
fn of_age(draft: &Draft<'_>, figure: &Figure, births: &[&Day], ages: &[&Figure]) -> Option<Anchor> {
    let sentence = draft.sentence(figure.tokens.start);
    // "on his 16th birthday, in 1970"
    let birthday = figure.kind == Kind::Ordinal && draft.is(figure.tokens.end, "birthday");
    let tense = if birthday { Tense::Then } else { age(draft, figure, &sentence)? };
    let n = i16::try_from(figure.value.normalize().mantissa()).ok().filter(|_| figure.value.is_integer())?;
    let (first, last, day) = match tense {
        Tense::Now => {
            let today = draft.published()?;
            (today.checked_sub(10.days()).ok()?, today, None)
        }
        Tense::Then | Tense::Coming => {
            let day = when(draft, figure, &sentence, births)?;
            // "will be 70 in 2020"
            if tense == Tense::Coming && day.tokens.start > figure.tokens.end + 1 {
                return None;
            }
            // The day is that of the age nearest to it.
            let far = |f: &Figure| {
                day.tokens
                    .start
                    .saturating_sub(f.tokens.end)
                    .max(f.tokens.start.saturating_sub(day.tokens.end))
            };
            if ages.iter().any(|f| far(f) < far(figure)) {
                return None;
            }
            let (first, last) = day.bounds()?;
            (first, last, Some(day.tokens.clone()))
        }
    };
    let years = i32::from(n).years();
    let low = first.checked_sub(years).ok()?.checked_sub(1.years()).ok()?.tomorrow().ok()?;
    let high = last.checked_sub(years).ok()?;
    let born = if birthday { (first.checked_sub(years).ok()?, high) } else { (low, high) };
    Some(Anchor { tokens: figure.tokens.clone(), day, born, is_birth: false })
}

/// The date of an age: the only one of its sentence, or of the sentence before where "by then" follows.
fn when<'d>(
    draft: &'d Draft<'_>,
    figure: &Figure,
    sentence: &Range<u32>,
    births: &[&Day],
) -> Option<&'d Day> {
    let own = |range: &Range<u32>| -> Vec<&'d Day> {
        let days = draft.days_in(range).iter();
        days.filter(|d| d.year.is_some() && !births.iter().any(|b| b.tokens == d.tokens)).collect()
    };
    match own(sentence)[..] {
        [day] => {
            let open = draft.follows(day.tokens.start, WordSet::OpenTime);
            let gap = day.tokens.end.min(figure.tokens.end)..day.tokens.start.max(figure.tokens.start);
            let clause =
                (gap.start..gap.end).any(|i| draft.word(i) == ";" || draft.one(i, WordSet::NewClause));
            (!open && !clause).then_some(day)
        }
        [] => {
            let previous = draft.previous_sentence(sentence.start)?;
            let opens =
                figure.tokens.start <= sentence.start + 4 && draft.one(sentence.start, WordSet::HeOrShe);
            match own(&previous)[..] {
                [day] if opens && draft.is(sentence.start + 1, "was") => Some(day),
                _ => None,
            }
        }
        // "who was 40 in 2000, will be 70 in 2020": the one right behind it.
        ref days => {
            let beside = |d: &&&Day| {
                d.tokens.start == figure.tokens.end + 1 && draft.any(figure.tokens.end, &["in", "on"])
            };
            days.iter().find(beside).copied()
        }
    }
}

/// "died on Sunday at 78. He was 87 years old": one death, two ages.
fn of_the_dead(draft: &Draft<'_>, scope: &Range<u32>, last: &Range<u32>) -> Option<Slip> {
    let first = scope.start..last.start;
    let was = draft.one(last.start, WordSet::HeOrShe) && draft.is(last.start + 1, "was");
    let ages = |s: &Range<u32>| -> Vec<&Figure> {
        draft.figures_in(s).iter().filter(|f| age(draft, f, s).is_some()).collect()
    };
    let (one, two) = (ages(&first), ages(last));
    let ([a], [b]) = (&one[..], &two[..]) else { return None };
    let then = draft.any(b.whole.end.max(b.tokens.end), &["when", "at", "in", "as", "on"]);
    let closed = b.tokens.start == last.start + 2 && !then;
    let died = draft.has(&(first.start..a.tokens.start), Cue::Died) && a.tokens.end <= first.end;
    let told = scope.start..b.tokens.end;
    let other =
        draft.has_any(&told, &[Cue::Kin, Cue::Reckoning, Cue::Born]) || !draft.days_in(last).is_empty();
    if !was || !closed || !died || other || a.value == b.value {
        return None;
    }
    let text = format!("{} here, {} there", draft.text(&a.tokens), draft.text(&b.tokens));
    Some(Slip::new(crate::audit::differs::CODE, &a.tokens, text).against([b.tokens.clone()]))
}
