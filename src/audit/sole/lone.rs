//! `age-date` by elimination: the one birth, the one age and the one time of a passage about one person, in whatever words.
//!
//! "Harlan Meeks, at 79 the oldest graduate in Saturday's procession, was born in 1952": the age is ten years off, and there
//! is nobody else whose it could be.

use std::ops::Range;

use jiff::ToSpan;

use crate::audit::Slip;
use crate::audit::age::{When, off, years};
use crate::audit::anniversary::{integer, of_now};
use crate::audit::bare_age::of_nameless;
use crate::audit::calendar::Day;
use crate::audit::draft::{Draft, Found};
use crate::audit::figure::Figure;
use crate::audit::person::of_others;
use crate::audit::record::one_named;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// Most tokens between the word of a birth and its date.
const FAR: u32 = 18;

/// Most tokens of a text that is one passage.
const SHORT: u32 = 320;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut births = draft.of(Cue::Born).filter_map(|b| Some((b, birth_day(draft, b)?)));
    let Some((born, day)) = births.next() else { return };
    if births.any(|(_, d)| d != day) || draft.scope(born.tokens.start) != Scope::Body {
        return;
    }
    let told = draft.sentence(born.tokens.start);
    let near = draft.previous_sentence(told.start).map_or(told.start, |s| s.start)
        ..draft.next_sentence(told.start).map_or(told.end, |s| s.end);
    let all = 0..draft.end();
    let found = lone(draft, born, day, &near)
        .or_else(|| (draft.end() <= SHORT).then(|| lone(draft, born, day, &all)).flatten());
    out.extend(found);
}

/// The date of a birth, where it is the first and only one behind it: "came into the world, above the court, in 1963".
fn birth_day<'d>(draft: &'d Draft<'_>, born: &Found) -> Option<&'d Day> {
    let (start, end) = (born.tokens.start, born.tokens.end);
    let sentence = draft.sentence(start);
    let behind = end..sentence.end.min(end + FAR);
    let day = draft.days_in(&behind).first().filter(|d| d.year.is_some() && d.bounds().is_some())?;
    let between = end..day.tokens.start;
    let open = draft.follows(day.tokens.start, WordSet::OpenTime) || draft.word(end) == "-";
    let other = draft.has_any(&between, &[Cue::Founding, Cue::Died, Cue::Kin])
        || (between.start..between.end).any(|i| draft.word(i) == ";" || draft.one(i, WordSet::HeOrShe))
        || draft.follows(start, WordSet::Group)
        || (start.saturating_sub(4)..start)
            .any(|i| draft.any(i, &["were", "whom", "that", "which", "it", "its"]));
    (!open && !other).then_some(day)
}

/// The slip of the only age in `near`.
fn lone(draft: &Draft<'_>, born: &Found, birth: &Day, near: &Range<u32>) -> Option<Slip> {
    let told = draft.sentence(born.tokens.start);
    let ages =
        draft.figures_in(near).iter().filter(|f| aged(draft, f) && !birth.tokens.contains(&f.tokens.start));
    // "left school at fifteen" has no time.
    let mut timed =
        ages.filter_map(|f| Some((f, when(draft, f, birth, &draft.sentence(f.tokens.start), &told)?)));
    let (age, (r0, r1, place)) = timed.next()?;
    if timed.any(|(f, _)| f.value != age.value) || draft.scope(age.tokens.start) != Scope::Body {
        return None;
    }
    let sentence = draft.sentence(age.tokens.start);
    let both = told.start.min(sentence.start)..told.end.max(sentence.end);
    if draft.has(&both, Cue::Reckoning) || !one_pronoun(draft, &both) || !one_named(draft, &both) {
        return None;
    }
    // Sentences apart are about one person where they go on with "he" or "she".
    let goes_on = |s: &Range<u32>| {
        (s.start..s.end).any(|i| draft.one(i, WordSet::HeOrShe) || draft.one(i, WordSet::HisOrHer))
    };
    let next = sentence.start == told.end || told.start == sentence.end || sentence == told;
    if !(next || goes_on(&sentence) && goes_on(&told)) {
        return None;
    }
    // "rode Sweet William, a gelding born in 2015", "She was 19. Her trainer, born in 1954"
    let trainer = draft.one(told.start, WordSet::HisOrHer) && !draft.one(told.start + 1, WordSet::OfLife);
    if trainer || of_others(draft, &born.tokens) || apposed_other(draft, age, &sentence, &told) {
        return None;
    }
    let kin = |c: &Found| !aside(draft, c);
    if draft.cues_in(&(sentence.start..age.tokens.end + 4), Cue::Kin).any(kin)
        || draft.cues_in(&(told.start..born.tokens.start), Cue::Kin).any(kin)
    {
        return None;
    }
    let (b0, b1) = birth.bounds()?;
    let n = integer(age.value)?;
    let (least, most) = (years(b1, r0), years(b0, r1));
    let lived = least >= 5 && most <= LIFE && (n + LEAVE < least || n > most + LEAVE);
    lived.then(|| off(draft, age, birth, (b0, b1), vec![(r0, r1, place)]))?
}

/// "Brand was born in 1950. He married Ada, 34, in 1990": the age of somebody whom the birth is not told of.
fn apposed_other(draft: &Draft<'_>, age: &Figure, sentence: &Range<u32>, told: &Range<u32>) -> bool {
    let last = age.tokens.start.saturating_sub(2);
    if !draft.preceded(age.tokens.start, &[","]) || !draft.is_word(last) {
        return false;
    }
    let capital = |i: &u32| draft.token(*i).is_some_and(|t| t.capital());
    let first = (last.saturating_sub(3).max(sentence.start)..=last).rev().take_while(capital).last();
    let Some(first) = first else { return false };
    if sentence == told {
        return first > sentence.start + 2;
    }
    !(first..=last).any(|i| (told.start..told.end).any(|k| draft.word(k) == draft.word(i)))
}

/// Most years that a life lasts, and the years of leave of an age.
const LIFE: i16 = 110;
const LEAVE: i16 = 1;

/// Whether a number can only be an age: "at 79 the oldest", "31 today", "a blacksmith of 52, Elias Roon", "was 56."
fn aged(draft: &Draft<'_>, f: &Figure) -> bool {
    let (start, end) = (f.tokens.start, f.tokens.end);
    let range = f.value >= Decimal::from(12) && f.value <= Decimal::from(115) && f.value.is_integer();
    if !range || !f.plain() || start == 0 {
        return false;
    }
    if f.kind == Kind::Age {
        return !of_nameless(draft, start);
    }
    if f.kind != Kind::Number || f.unit.is_some() || f.noun.is_some() {
        return false;
    }
    let closed =
        end >= draft.sentence(start).end || matches!(draft.word(end), "," | "." | ";" | ")" | "!" | "?");
    let then = closed || draft.one(end, WordSet::AfterBareAge) || draft.one(end, WordSet::ThisTime);
    let capital = |i: u32| draft.is_word(i) && draft.token(i).is_some_and(|t| t.capital());
    let named = start >= 2 && capital(start - 2) && !draft.one(start - 2, WordSet::Article);
    let opens = draft.token(start - 1).is_some_and(|t| t.starts_sentence());
    let at = draft.is(start - 1, "at")
        && (then
            || draft.one(end, WordSet::HeOrShe)
            || draft.one(end, WordSet::Article)
            || draft.one(end, WordSet::BeforeBorn)
            || opens && capital(end));
    // "a blacksmith of 52, Elias Roon"; never "against a man of 24, who"
    let of = draft.is(start - 1, "of")
        && start >= 3
        && (draft.is(start - 2, "age")
            || draft.follows(start - 2, WordSet::Indefinite) && draft.word(end) == "," && capital(end + 1));
    let apposed = draft.word(start - 1) == "," && named && (then || draft.is(end, "on"));
    // "She was 56", "Meeks is 79", "born in 1958, and was 56"; never "The temperature was 34"
    let he = start >= 2 && (draft.one(start - 2, WordSet::HeOrShe) || draft.is(start - 2, "and") || named);
    let was = draft.any(start - 1, &["was", "is", "aged", "turned", "turns", "am"]) && he && then;
    at || of || apposed || was || draft.is(start - 1, "aged") && then
}

/// Whether a relative is named whose neither the age nor the birth can be: "her father's bakery", "the youngest of six
/// sisters", "The daughter of a clerk, she".
fn aside(draft: &Draft<'_>, c: &Found) -> bool {
    let (start, end) = (c.tokens.start, c.tokens.end);
    let owner = draft.word(end).starts_with(['\'', '\u{2019}']);
    let counted = !draft.numerals_in(&(start.saturating_sub(2)..start)).is_empty();
    let of = draft.is(end, "of")
        && (draft.follows(start, WordSet::Article) || draft.follows(start, WordSet::Indefinite));
    owner || counted || of
}

/// Whether nobody is "he" beside somebody who is "she".
fn one_pronoun(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    let mut said = (range.start..range.end).filter(|&i| draft.one(i, WordSet::HeOrShe));
    said.next().is_none_or(|first| said.all(|i| draft.is(i, draft.word(first))))
}

/// The one time at which the age holds: the one other date of its sentence, or the day of the publication.
fn when(
    draft: &Draft<'_>,
    age: &Figure,
    birth: &Day,
    sentence: &Range<u32>,
    told: &Range<u32>,
) -> Option<When> {
    let mut days = draft.days_in(sentence).iter().filter(|d| d.tokens != birth.tokens);
    if let Some(day) = days.next() {
        let gap = day.tokens.end.min(age.tokens.end)..day.tokens.start.max(age.tokens.start);
        let apart = (gap.start..gap.end)
            .any(|i| draft.word(i) == ";" || draft.one(i, WordSet::NewClause) || draft.is(i, "and"));
        let open = draft.follows(day.tokens.start, WordSet::OpenTime);
        // "who won gold in 1964, died on Monday aged 83"
        let passing = day.tokens.end <= age.tokens.start
            && draft.word(day.tokens.end) == ","
            && draft.says(&(sentence.start..day.tokens.start), WordSet::OpensRelative);
        let open = open || passing;
        let one = days.next().is_none() && day.year.is_some() && !apart && !open;
        let (r0, r1) = day.bounds().filter(|_| one)?;
        return Some((r0, r1, Some(day.tokens.clone())));
    }
    let today = draft.published()?;
    let span = if sentence == told {
        draft
            .previous_sentence(sentence.start)
            .filter(|s| draft.has(s, Cue::Died))
            .map_or(sentence.start, |s| s.start)..sentence.end
    } else {
        sentence.start..sentence.end
    };
    let dated = draft.days_in(&span).iter().any(|d| d.tokens != birth.tokens);
    // "ran his first race at 16 and on Sunday ran his last"
    let past = draft.preceded(age.tokens.start, &["at"])
        && !draft.one(age.tokens.end, WordSet::Article)
        && !draft.token(age.tokens.start - 1).is_some_and(|t| t.starts_sentence())
        && !draft.has(&span, Cue::Died);
    let now = !past && of_now(draft, &span)
        || (span.start..span.end).any(|i| {
            draft.one(i, WordSet::ThisTime) || draft.one(i, WordSet::HasNow) && draft.is(i + 1, "died")
        });
    let low = today.checked_sub(10.days()).ok()?;
    (now && !dated).then_some((low, today.checked_add(1.days()).ok()?, None))
}
