//! What the facts of one entity imply, held against a claim (`semantics.md`, "derived facts").
//!
//! Enters: a claim and the fact box of its subject. Leaves: a [`Target::Computed`]. "He started acting at
//! 17" with "Born = 1958" and "Years active = 1975-present" is held against 16 to 17 years, and the
//! finding shows how that came about.
//!
//! - `case`: the claim, its sentence, and what can be asked of them.
//! - `sheet`: the box as it is read here: lines, entries, stretches of time.
//! - `when`: dates and periods of what the box dates.
//! - `era`: parts of years and centuries by their names.
//! - `lasts`: lengths of time between two dates of a box.
//! - `ages`: ages at one of its dates, or now.
//! - `amount`: measures and money.
//! - `list`: counts of what it lists.
//! - `pair`: ratios of two of its lines.
//! - `rank`: places in an order.
//! - `rate`: rates that stand beside a number.
//! - `same`: years, decades and centuries that two of its dates share.

mod ages;
mod amount;
mod case;
mod era;
mod lasts;
mod list;
mod pair;
mod rank;
mod rate;
mod same;
mod sheet;
mod told;
mod when;

use std::ops::Range;

use super::scene::{Scene, Sight, What};
use super::{Candidate, Input, Link, Target};
use crate::claim::{Claim, FrameKind};
use crate::kb::{EntityId, FactId, Grade, PropertyId};
use crate::mention::Kind;
use crate::resolve::Value;
use crate::rules::aspect::{AspectId, Tells};
use crate::value::{DateTime, Decimal, Interval};

use case::Case;
use sheet::Sheet;

/// A value that facts imply, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// The value.
    pub worth: Worth,
    /// The facts it comes from.
    pub from: Vec<FactId>,
    /// How: "born 1994-12-12, died 2017-06-19".
    pub how: String,
}

/// What a claim is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// A number; a claim that says "at least" of it holds from there on.
    Number(Interval<Decimal>),
    /// One of several numbers.
    Numbers(Vec<Interval<Decimal>>),
    /// A length of time, in days.
    Days(Interval<Decimal>),
    /// One of several times at which it happened.
    Moments(Vec<Interval<DateTime>>),
    /// One of several times through which it went on.
    Within(Vec<Interval<DateTime>>),
    /// One of several stretches: begin and end.
    Stretches(Vec<(Interval<DateTime>, Interval<DateTime>)>),
}

/// A word of the sentence that speaks of a line of the box.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tell {
    tokens: Range<u32>,
    /// The number of the line.
    line: usize,
    tells: Tells,
    /// `None`: the line's own name.
    aspect: Option<AspectId>,
}

/// What one claim is held against, as a derivation found it.
struct Found {
    property: PropertyId,
    why: String,
    parts: Vec<Computed>,
    /// The claim as it is to be judged, where its reading alone does not say it.
    stated: Option<Value>,
}

/// "At three and a half hours it was the longest; 'Harbour' runs for two": whether the subject is named in the next part of
/// the sentence only, and the part of the number speaks of something else.
fn named_after_semicolon(input: &Input<'_>, scene: &Scene, claim: &Claim, entity: EntityId) -> bool {
    let sentence = super::attach::sentence(input, claim);
    let end = input.readings[claim.reading].extent.whole.end;
    let Some(stop) = (end..sentence.end).find(|&i| input.word(i) == ";") else { return false };
    let pronoun = |i: u32| matches!(input.word(i), "it" | "he" | "she" | "they");
    let named = |range: &Range<u32>| scene.within(range).any(|s| s.what == What::Entity(entity));
    (sentence.start..stop).any(pronoun) && !named(&(sentence.start..stop)) && named(&(stop..sentence.end))
}

/// Links a claim to what the facts of its subject imply; `None` where nothing is.
pub(super) fn link<'b>(
    input: &Input<'b>,
    scene: &Scene,
    claim: &Claim,
    sheets: &mut Sheets<'b>,
) -> Option<Link> {
    // A word such as "women" or "peak" makes another quantity, not another date.
    let is_date = input.readings[claim.reading].kind.is_time();
    if !is_date && !claim.restrictions.iter().all(|r| within_noun(input, claim, r)) {
        return None;
    }
    let sentence = input.tokens.sentences.get(claim.sentence)?.clone();
    let entity = subject(input, scene, &sentence, claim)?;
    if named_after_semicolon(input, scene, claim, entity) {
        return None;
    }
    let sheet = sheets.of(input, entity)?;
    let tells = tells(input, scene, sheet, &sentence);
    let unbroken = !unbroken(input, &sentence).is_empty();
    let case = Case { input, scene, claim, sheet, sentence, tells, unbroken };
    let reading = &input.readings[claim.reading];
    let rate = rate::rate(&case);
    if case.doubtful() && rate.is_none() || case.names_itself() {
        return None;
    }
    let found = match reading.kind {
        _ if rate.is_some() => rate,
        Kind::Duration | Kind::Date if same::shared(&case).is_some() => same::same(&case),
        Kind::Ordinal => rank::rank(&case),
        Kind::Age => ages::age(&case),
        Kind::Number if ages::is_age(&case) => ages::age(&case),
        Kind::Duration if era::early_months(&case).is_some() => when::date(&case),
        Kind::Percent => amount::amount(&case),
        Kind::Duration => lasts::length(&case),
        Kind::Date | Kind::DateTime | Kind::Period => when::date(&case),
        Kind::Number | Kind::Range | Kind::Money | Kind::Measure | Kind::Ratio => {
            amount::amount(&case).filter(|_| case.timely())
        }
        _ => None,
    }?;
    let candidate = Candidate { entity, property: found.property, cost: 0, why: found.why, lost: None };
    Some(Link {
        candidates: vec![candidate],
        target: Some(Target::Computed { parts: found.parts, stated: found.stated }),
        ..Link::default()
    })
}

/// Whether a link that rests on the distance of words alone may stand: a line of a box has a name so general
/// ("Date", "Total", "Record") that a number near it is often another's.
pub(super) fn stands(input: &Input<'_>, link: &Link) -> bool {
    let of_box = |f: &FactId| input.base.fact(*f).grade() == Grade::Box;
    match &link.target {
        Some(Target::Facts(facts)) => !facts.iter().any(of_box),
        Some(Target::Derived { from, .. }) => !from.iter().any(of_box),
        _ => true,
    }
}

/// The boxes of a document's entities, each read once.
#[derive(Default)]
pub(super) struct Sheets<'b> {
    read: Vec<(EntityId, Option<Sheet<'b>>)>,
}

impl<'b> Sheets<'b> {
    fn of(&mut self, input: &Input<'b>, entity: EntityId) -> Option<&Sheet<'b>> {
        let at = match self.read.iter().position(|(e, _)| *e == entity) {
            Some(at) => at,
            None => {
                self.read.push((entity, Sheet::new(input, entity)));
                self.read.len() - 1
            }
        };
        self.read[at].1.as_ref()
    }
}

/// "two children": the word that elsewhere makes it another quantity is what is counted.
fn within_noun(input: &Input<'_>, claim: &Claim, word: &Range<u32>) -> bool {
    let reading = &input.readings[claim.reading];
    reading.noun.as_ref().is_some_and(|n| n.start <= word.start && word.end <= n.end)
}

/// Whom the sentence speaks of: the last entity named before the claim, the one after it where none is, the
/// one "he" or "it" stands for, or the text's own subject.
fn subject(input: &Input<'_>, scene: &Scene, sentence: &Range<u32>, claim: &Claim) -> Option<EntityId> {
    let own = &input.readings[claim.reading].extent.whole;
    let named = |range: Range<u32>| {
        scene
            .within(&range)
            .filter_map(|s| match s.what {
                What::Entity(e) => Some(e),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    if let Some(&e) = named(sentence.start..own.start).last() {
        return Some(e);
    }
    let about = input.about();
    if let Some(&e) = named(own.end..sentence.end).first() {
        return (about.is_none_or(|a| a == e)).then_some(e);
    }
    let before = sentence.start..own.start;
    let says = |k: FrameKind| input.claims.words_in(&before, k).next().is_some();
    let person = says(FrameKind::Person);
    if about.is_none() && (person || says(FrameKind::Thing) || says(FrameKind::Place)) {
        // "He" is no bridge, "it" is no minister.
        let fits = |e: EntityId| {
            let kind = input.base.entity(e).kind().map(str::to_lowercase);
            let born = !input.base.facts_of(e, PropertyId::BORN).is_empty();
            if person {
                born || kind.is_none_or(|k| k == "person")
            } else {
                kind.is_none_or(|k| k != "person")
            }
        };
        return spoken_of(input, scene, sentence, fits);
    }
    about
}

/// Whom the sentences before speak of: the first name of the last one that has any, unless it cannot be meant.
fn spoken_of(
    input: &Input<'_>,
    scene: &Scene,
    sentence: &Range<u32>,
    fits: impl Fn(EntityId) -> bool,
) -> Option<EntityId> {
    const REACH: u32 = 80;
    let named = |s: &&Sight| matches!(s.what, What::Entity(_) | What::Stranger);
    let mut end = sentence.start;
    while end > sentence.start.saturating_sub(REACH) {
        let before = input.tokens.sentences.get(input.tokens.sentence_of(end - 1))?;
        let first = scene.within(before).find(named);
        match first.map(|s| s.what) {
            Some(What::Entity(e)) => return fits(e).then_some(e),
            Some(_) => return None,
            None => end = before.start,
        }
    }
    None
}

/// The words of the sentence that say that there was no break.
fn unbroken(input: &Input<'_>, sentence: &Range<u32>) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    for at in sentence.clone() {
        let rest = input.tokens.all.get(at as usize..sentence.end as usize).unwrap_or(&[]);
        input.rules.aspects.each_unbroken(rest, &input.doc.text, |len| out.push(at..at + len));
    }
    out
}

/// Every word of the sentence that speaks of a line of the box; the longer wins.
fn tells(input: &Input<'_>, scene: &Scene, sheet: &Sheet<'_>, sentence: &Range<u32>) -> Vec<Tell> {
    let mut out: Vec<Tell> = Vec::new();
    for at in sentence.clone() {
        let rest = input.tokens.all.get(at as usize..sentence.end as usize).unwrap_or(&[]);
        input.rules.aspects.each(rest, &input.doc.text, |aspect, tells, len| {
            let tokens = at..at + u32::try_from(len).unwrap_or(1);
            for (line, l) in sheet.lines.iter().enumerate() {
                if l.aspects.contains(&aspect) {
                    out.push(Tell { tokens: tokens.clone(), line, tells, aspect: Some(aspect) });
                }
            }
        });
    }
    for sight in scene.within(sentence) {
        let What::Property(p) = sight.what else { continue };
        let in_name = scene
            .within(&(sight.tokens.start.saturating_sub(8)..sight.tokens.end))
            .any(|s| matches!(s.what, What::Entity(_)) && s.tokens.end > sight.tokens.start);
        if in_name {
            continue;
        }
        let Some(line) = sheet.lines.iter().position(|l| l.property == p) else { continue };
        // "Union of the Comoros = 2001" in the box of the Union of the Comoros: there it is the subject.
        if input.base.entity(sheet.entity).name.starts_with(sheet.lines[line].key) {
            continue;
        }
        if out
            .iter()
            .any(|t| t.line == line && t.tokens.start < sight.tokens.end && sight.tokens.start < t.tokens.end)
        {
            continue;
        }
        // A single word ("Season", "Record") is too common to tell of a date, but for "Restored".
        let key = sheet.lines[line].key;
        let long = key.contains(' ') || key.ends_with("ed");
        let all: &[Tells] = if long {
            &[Tells::Whole, Tells::Measure, Tells::Count]
        } else {
            &[Tells::Measure, Tells::Count]
        };
        for &tells in all {
            out.push(Tell { tokens: sight.tokens.clone(), line, tells, aspect: None });
        }
    }
    let longer = |a: &Tell, b: &Tell| {
        a.line == b.line
            && b.tokens.start <= a.tokens.start
            && a.tokens.end <= b.tokens.end
            && b.tokens.len() > a.tokens.len()
    };
    let all = out.clone();
    out.retain(|t| !all.iter().any(|other| longer(t, other)));
    // "Independence was restored": of the two lines that begin with the word, the one whose other words are said too.
    let said: Vec<&str> = sentence.clone().map(|i| input.word(i)).collect();
    let first = |line: usize| sheet.lines[line].key.split(' ').next();
    let whole = |line: usize| {
        let mut words = sheet.lines[line].key.split(' ');
        sheet.lines[line].key.contains(' ') && words.all(|w| said.iter().any(|s| s.eq_ignore_ascii_case(w)))
    };
    let outdone = |t: &Tell| {
        !whole(t.line) && (0..sheet.lines.len()).any(|l| l != t.line && first(l) == first(t.line) && whole(l))
    };
    out.retain(|t| !outdone(t));
    out.sort_by_key(|t| (t.tokens.start, t.tokens.end));
    out
}
