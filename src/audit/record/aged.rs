//! Every age that a text tells, and the time at which it holds.

use std::ops::Range;

use jiff::civil::Date;

use super::whole_years;
use crate::audit::age::{age, met};
use crate::audit::anniversary::of_now;
use crate::audit::bare_age::of_nameless;
use crate::audit::calendar::Day;
use crate::audit::draft::{Draft, Found};
use crate::audit::person::before_brackets;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// When somebody has an age.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// On a day told right there: the date of a caption.
    Day((Date, Date)),
    /// On the day of the death, which this word tells.
    Dies(u32),
    /// On the day of publication.
    Now,
    /// On the dates of its sentence.
    Then,
}

impl When {
    pub(super) fn is_then(self) -> bool {
        matches!(self, Self::Then)
    }
}

/// Whether one clause tells an age and a date: "16 when he signed in 2009"; never "left school at 15 and ... in 1960".
pub(super) fn together(draft: &Draft<'_>, aged: &Aged, day: &Day) -> bool {
    let first = aged.tokens.start < day.tokens.start;
    let gap = aged.tokens.end.min(day.tokens.end)..aged.tokens.start.max(day.tokens.start);
    // "and was 36 at the time"
    let end = aged.tokens.end;
    let then = draft.any(end, &["at", "then"]) && (draft.is(end, "then") || draft.is(end + 2, "time"));
    // "At 17 years and 12 days, Noor Haddad became"; never "went to sea at 16, became a mate in 1975"
    let opens = aged.at <= super::sentence(draft, aged.at).start + 3;
    let apart = |i: u32| {
        draft.word(i) == ";"
            || draft.one(i, WordSet::NewClause)
            || draft.any(i, &["and", "but", "that", "had", "which", "where"])
            || first && draft.is(i, "who")
            || first && !opens && draft.word(i) == "," && i + 3 < gap.end
            || draft.one(i, WordSet::OpenTime)
            || first && draft.word(i) == "," && draft.one(i + 1, WordSet::HeOrShe)
    };
    let open = draft.follows(day.tokens.start, WordSet::OpenTime);
    !open && (then || !(gap.start..gap.end).any(apart))
}

/// An age of somebody.
pub(super) struct Aged {
    /// Where the words begin that tell it, and those words.
    pub(super) at: u32,
    pub(super) tokens: Range<u32>,
    /// What is shown of it.
    pub(super) number: Range<u32>,
    pub(super) low: i16,
    pub(super) high: i16,
    pub(super) when: When,
    /// It fills a line of a box of facts: "Age: 38".
    pub(super) boxed: bool,
    /// It stands after the word that its block opens with: "Grandmother, 62, swims".
    pub(super) leads: bool,
}

/// The ages of the text.
pub(super) fn ages(draft: &Draft<'_>) -> Vec<Aged> {
    let mut out = Vec::new();
    for reading in draft.readings {
        let range = match reading.kind {
            Kind::Age => stated(reading).filter(|_| !met(draft, reading.extent.tokens.start)),
            Kind::Number => bare(draft, reading).or_else(|| told(draft, reading)),
            // "in 1992, on his 70th birthday"
            Kind::Ordinal => told(draft, reading),
            Kind::Duration => lived(draft, reading),
            _ => None,
        };
        let Some((low, high)) = range else { continue };
        let tokens = reading.extent.whole.start.min(reading.extent.tokens.start)
            ..reading.extent.whole.end.max(reading.extent.tokens.end);
        let number = reading.extent.tokens.clone();
        // "The 68-year-old": it is the description itself.
        let at = if draft.is(tokens.start, "the") { tokens.end } else { number.start };
        let leads =
            number.start <= draft.block(number.start).start + 3 && draft.preceded(number.start, &[","]);
        // "among the six-year-olds"
        if draft.word(tokens.end.saturating_sub(1)).ends_with("olds") || of_nameless(draft, number.start) {
            continue;
        }
        let boxed = boxed(draft, number.start);
        if let Some(when) = when(draft, reading, &tokens, low == high) {
            out.push(Aged { at, tokens, number, low, high, when, boxed, leads });
        }
    }
    out
}

fn stated(reading: &Reading) -> Option<(i16, i16)> {
    let q = reading.quantity().filter(|q| q.modifier.is_none())?;
    let (low, high) = (whole_years(*q.stated.low.value()?)?, whole_years(*q.stated.high.value()?)?);
    Some((low, high))
}

/// "was 36 when she married"
fn told(draft: &Draft<'_>, reading: &Reading) -> Option<(i16, i16)> {
    let figure = draft.figures_in(&reading.extent.tokens).first()?;
    age(draft, figure, &draft.sentence(figure.tokens.start))?;
    let n = whole_years(figure.value).filter(|n| *n >= 10)?;
    Some((n, n))
}

/// "who at 24 was made first horn", "was only 29 when": a number that only an age can be.
fn bare(draft: &Draft<'_>, reading: &Reading) -> Option<(i16, i16)> {
    let (start, end) = (reading.extent.tokens.start, reading.extent.tokens.end);
    let q = reading.quantity().filter(|q| q.unit.is_none() && !q.style.vague)?;
    let n = whole_years(*q.stated.low.value()?).filter(|n| *n >= 10)?;
    if q.stated.low != q.stated.high || reading.noun.is_some() {
        return None;
    }
    if boxed(draft, start) {
        return Some((n, n));
    }
    let opens = |i: u32| {
        draft.one(i, WordSet::OpensRelative)
            || draft.one(i, WordSet::ListAnd)
            || draft.any(i, &["that", ","])
            || draft.one(i, WordSet::HeOrShe)
    };
    let sentence = super::sentence(draft, start);
    let at = draft.preceded(start, &["at"])
        && (start == sentence.start + 1 || start >= 2 && opens(start - 2))
        && (draft.one(end, WordSet::HeOrShe)
            || draft.one(end, WordSet::BeforeBorn)
            || draft.any(end, &[",", "had", "became"]));
    let still = draft.follows(start, WordSet::StillAge)
        && (draft.one(end, WordSet::AfterBareAge) && draft.one(end + 1, WordSet::HeOrShe)
            || draft.is(end, "when"));
    // "Nineteen when he took over the ferry in 1960, Olaf Brink"
    let when = start == sentence.start && draft.is(end, "when") && draft.one(end + 1, WordSet::HeOrShe);
    // "Kim, 27 when he took power in 2011, was born in 1984"
    let named = || draft.token(start - 2).is_some_and(|t| t.capital());
    // "Ward, 30 at the time of the murder in 1990, was born"
    let then = draft.is(end, "at") && draft.is(end + 1, "the") && draft.is(end + 2, "time");
    let aside = start >= 2
        && draft.preceded(start, &[","])
        && (then || draft.is(end, "when") && draft.one(end + 1, WordSet::HeOrShe))
        && named();
    (at || still || when || aside).then_some((n, n))
}

/// "At 17 years and 12 days, Noor Haddad became the youngest"
fn lived(draft: &Draft<'_>, reading: &Reading) -> Option<(i16, i16)> {
    let (start, end) = (reading.extent.tokens.start, reading.extent.tokens.end);
    let led = draft.any(start.checked_sub(1)?, &["at", "aged"]) && draft.one(start + 1, WordSet::YearWord);
    let closed = matches!(draft.word(end), "," | ".") && end > start + 3;
    if !led || !closed {
        return None;
    }
    let number = draft.numerals_in(&(start..start + 1)).first()?;
    let n = whole_years(number.value)?;
    Some((n, n))
}

/// "Age: 38"
fn boxed(draft: &Draft<'_>, start: u32) -> bool {
    start >= 2 && draft.word(start - 1) == ":" && draft.one(start - 2, WordSet::AgeRange)
}

/// When an age holds; nothing where the text leaves that open.
fn when(draft: &Draft<'_>, reading: &Reading, tokens: &Range<u32>, one: bool) -> Option<When> {
    let (start, end) = (reading.extent.tokens.start, tokens.end);
    let sentence = super::sentence(draft, start);
    // The date of a birth is not that of an age.
    let born = |d: &Day| draft.has(&(d.tokens.start.saturating_sub(9)..d.tokens.start), Cue::Born);
    let dated = |range: &Range<u32>| draft.days_in(range).iter().any(|d| d.year.is_some() && !born(d));
    match draft.scope(start) {
        Scope::Alt | Scope::Caption => {
            let block = draft.block(start);
            let mut days = draft.days_in(&block).iter().filter(|d| d.year.is_some());
            let day = days.next().filter(|_| days.next().is_none())?;
            return day.bounds().map(When::Day);
        }
        // "At 29, Varga is mayor"
        Scope::Heading(_) => {
            let opens = start == draft.block(start).start + 1 && draft.word(end) == ",";
            // "# Ron Tapper, voice of the speedway, dies at 81"
            let dies = draft.any(start.saturating_sub(1), &["at", "aged"])
                && draft.has(&(sentence.start..start), Cue::Died);
            return (apposed(draft, start, end) || opens || dies).then_some(When::Now);
        }
        Scope::Body | Scope::Item => {}
        _ => return None,
    }
    if boxed(draft, start) {
        return Some(When::Now);
    }
    // "has died aged 91", "died at home aged 78"
    let clause = |i: u32| (i + 1..start).all(|k| draft.word(k) != ";" && !draft.one(k, WordSet::NewClause));
    let died = draft.cues_in(&(sentence.start..start), Cue::Died).last().filter(|c| clause(c.tokens.start));
    let dies = died.is_some_and(|c| {
        draft.any(c.tokens.start, &["died", "dies"])
            && start <= c.tokens.end + 14
            && !draft.follows(c.tokens.start, WordSet::Whose)
    });
    if dies {
        return Some(When::Dies(died.map_or(start, |c| c.tokens.start)));
    }
    if apposed(draft, start, end) {
        return Some(When::Now);
    }
    let the = draft.is(tokens.start, "the") || draft.preceded(tokens.start, &["the"]);
    let thing = |i: u32| {
        [WordSet::Institution, WordSet::Dwelling, WordSet::PlaceName].iter().any(|&s| draft.one(i, s))
    };
    if the && start <= sentence.start + 1 && one && !thing(end) {
        // "The 68-year-old told the bench": in the news, of now.
        let year = draft.published().map_or(i16::MAX, |d| d.year());
        let past =
            |d: &Day| d.year.is_some_and(|y| y < year.saturating_sub(1)) && !born(d) && year < i16::MAX;
        if !draft.days_in(&draft.block(start)).iter().any(past) {
            return Some(When::Now);
        }
    }
    // "died in her sleep on Tuesday. She was 24"
    let was = draft.is(sentence.start + 1, "was") && draft.one(sentence.start, WordSet::HeOrShe);
    if was && start <= sentence.start + 3 && !dated(&sentence) {
        let told = draft.previous_sentence(sentence.start);
        let died = told.as_ref().and_then(|t| draft.cues_in(t, Cue::Died).last());
        if let (Some(told), Some(died)) = (told, died) {
            let now = draft.follows(died.tokens.start, WordSet::HasNow) || of_now(draft, &told);
            return now.then_some(When::Now);
        }
        return died_above(draft, sentence.start, end).map(When::Dies);
    }
    // "that at 58 she would be", "who is 34"
    let near = tokens.start.saturating_sub(2)..end + 4;
    let present = (near.start..near.end)
        .any(|i| draft.one(i, WordSet::ComingAge) || draft.any(i, &["is", "now", "am"]));
    if present && !dated(&sentence) {
        return Some(When::Now);
    }
    dated(&sentence).then_some(When::Then)
}

/// "Father Eamon Quill died on 11 February 2019. ... He was 71, and is survived by a sister": the first death of the text,
/// paragraphs above a sentence that opens with the age.
fn died_above(draft: &Draft<'_>, start: u32, end: u32) -> Option<u32> {
    let was = draft.is(start + 1, "was") && end <= start + 4 && matches!(draft.word(end), "," | "." | ";");
    let told = |c: &&Found| {
        draft.any(c.tokens.start, &["died", "dies", "put", "passed", "has"])
            && draft.scope(c.tokens.start) == Scope::Body
            && !draft.follows(c.tokens.start, WordSet::Whose)
    };
    let first = draft.of(Cue::Died).take_while(|c| c.tokens.start < start).find(told)?;
    let kin = draft.has(&draft.sentence(first.tokens.start), Cue::Kin);
    (was && !kin).then_some(first.tokens.start)
}

/// "Derek Foulds, 71, a dealer"
fn apposed(draft: &Draft<'_>, start: u32, end: u32) -> bool {
    draft.preceded(start, &[","])
        && matches!(draft.word(end), "," | "." | ")")
        && start >= 2
        && !of_nameless(draft, start)
        && draft.is_word(before_brackets(draft, start - 2))
}
