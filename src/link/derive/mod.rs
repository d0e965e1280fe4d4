//! What the facts of one entity imply, held against a claim (`semantics.md`, "derived facts").
//!
//! Enters: a claim and the fact box of its subject. Leaves: a [`Target::Computed`]. "He started acting at
//! 17" with "Born = 1958" and "Years active = 1975-present" is held against 16 to 17 years, and the
//! finding shows how that came about.
//!
//! - `sheet`: the box as it is read here: lines, entries, stretches of time.
//! - `when`: dates and periods of what the box dates.
//! - `era`: parts of years and centuries by their names.
//! - `lasts`: lengths of time between two dates of a box.
//! - `ages`: ages at one of its dates, or now.
//! - `amount`: measures and money.
//! - `list`: counts of what it lists.

mod ages;
mod amount;
mod era;
mod lasts;
mod list;
mod sheet;
mod when;

use std::ops::Range;

use super::scene::{Scene, What};
use super::{Candidate, Input, Link, Target};
use crate::claim::{Claim, FrameKind};
use crate::kb::{EntityId, FactId, Grade, PropertyId};
use crate::mention::Kind;
use crate::resolve::Value;
use crate::rules::Class;
use crate::rules::aspect::{AspectId, Tells};
use crate::value::{DateTime, Decimal, Interval, Modifier, TimeRelation};

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

/// What every derivation of one claim looks at.
struct Case<'a, 'b> {
    input: &'a Input<'b>,
    scene: &'a Scene,
    claim: &'a Claim,
    sheet: &'a Sheet<'b>,
    sentence: Range<u32>,
    tells: Vec<Tell>,
    /// The sentence says that there was no break: "continuously since 1966".
    unbroken: bool,
}

/// What one claim is held against, as a derivation found it.
struct Found {
    property: PropertyId,
    why: String,
    parts: Vec<Computed>,
    /// The claim as it is to be judged, where its reading alone does not say it.
    stated: Option<Value>,
}

/// Links a claim to what the facts of its subject imply; `None` where nothing is.
pub(super) fn link<'b>(
    input: &Input<'b>,
    scene: &Scene,
    claim: &Claim,
    sheets: &mut Sheets<'b>,
) -> Option<Link> {
    if !claim.restrictions.iter().all(|r| within_noun(input, claim, r)) {
        return None;
    }
    let sentence = input.tokens.sentences.get(claim.sentence)?.clone();
    let entity = subject(input, scene, &sentence, claim)?;
    let sheet = sheets.of(input, entity)?;
    let tells = tells(input, scene, sheet, &sentence);
    let unbroken = !unbroken(input, &sentence).is_empty();
    let case = Case { input, scene, claim, sheet, sentence, tells, unbroken };
    let reading = &input.readings[claim.reading];
    if case.doubtful() {
        return None;
    }
    let found = match reading.kind {
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
    let said = [FrameKind::Person, FrameKind::Thing, FrameKind::Place]
        .into_iter()
        .any(|k| input.claims.words_in(sentence, k).next().is_some());
    if said && about.is_none() {
        return scene.last_entity(sentence.start, 80, |s| !s.weak, |_| true).map(|(e, _)| e);
    }
    about
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
    out.sort_by_key(|t| (t.tokens.start, t.tokens.end));
    out
}

impl Case<'_, '_> {
    fn own(&self) -> &Range<u32> {
        &self.input.readings[self.claim.reading].extent.whole
    }

    fn word(&self, at: u32) -> String {
        self.input.word(at).to_lowercase()
    }

    /// Whether the sentence has `word` in `range`.
    fn has(&self, range: Range<u32>, words: &[&str]) -> bool {
        range.into_iter().any(|i| words.contains(&self.word(i).as_str()))
    }

    /// Whether an undated line may answer: the sentence names no time, or one at which the box's own event was.
    fn timely(&self) -> bool {
        let Some(scope) = self.claim.scope.filter(|s| !s.carried) else { return true };
        let Some(asked) = self.input.readings[scope.reading].timex().and_then(|t| t.interval) else {
            return true;
        };
        // "The 2006 Winter Games": the year of its own name.
        let said = &self.input.readings[scope.reading].extent.whole;
        if self.named_at(said.start, said.end - said.start) {
            return true;
        }
        // "Number of employees = 410 (2007)" says when it was counted.
        let year = self.input.readings[scope.reading].timex().map_or("", |t| &*t.value);
        let counted = |t: &Tell| self.sheet.lines[t.line].entries.iter().any(|e| e.text.contains(year));
        let sorts = |t: &&Tell| matches!(t.tells, Tells::Measure | Tells::Count);
        if year.len() == 4 && self.tells.iter().filter(sorts).any(counted) {
            return true;
        }
        let meets = |i: &Interval<DateTime>| i.intersection(&asked).is_some();
        self.sheet.lines.iter().any(|l| {
            l.stretches().iter().any(|s| meets(&s.start))
                || l.entries.iter().flat_map(|e| &e.facts).any(|f| f.when().is_some_and(|w| meets(&w)))
        })
    }

    /// Whether the sentence tells of something in a life that the box has no line of.
    fn elsewhere(&self) -> bool {
        let rules = &self.input.rules.aspects;
        let mut found = false;
        for at in self.sentence.clone() {
            let rest = self.input.tokens.all.get(at as usize..self.sentence.end as usize).unwrap_or(&[]);
            rules.each(rest, &self.input.doc.text, |aspect, tells, _| {
                found |= rules.sort(aspect) == Some("life")
                    && matches!(tells, Tells::Whole | Tells::Start | Tells::End)
                    && !self.sheet.lines.iter().any(|l| l.aspects.contains(&aspect));
            });
        }
        found
    }

    /// How far a word stands from the claim: tokens between, more across another claim of the same sort or
    /// a break of the clause.
    fn far(&self, tokens: &Range<u32>) -> u32 {
        let own = self.own();
        if tokens.start < own.end && own.start < tokens.end {
            return 0;
        }
        let after = tokens.start >= own.end;
        let between = if after { own.end..tokens.start } else { tokens.end..own.start };
        let mine = &self.input.readings[self.claim.reading];
        let first = self.input.readings.partition_point(|r| r.extent.tokens.start < between.start);
        let others = self.input.readings[first..]
            .iter()
            .take_while(|r| r.extent.tokens.start < between.end)
            .filter(|r| r.kind.is_time() == mine.kind.is_time() && (r.kind.is_time() || r.kind == mine.kind))
            .count() as u32;
        let breaks = between
            .clone()
            .map(|i| match self.input.word(i) {
                "," | "and" | "but" => 2,
                ";" | "which" | "while" | "after" | "before" => 6,
                _ => 0,
            })
            .sum::<u32>();
        between.len() as u32 + others * 12 + breaks + if after { 3 } else { 0 }
    }

    /// The bound that stands right before the claim but is not part of it: "for over a decade".
    fn bound(&self) -> Option<Modifier> {
        let reading = &self.input.readings[self.claim.reading];
        let own = reading.extent.tokens.start;
        // "over the age of 80"
        let age = own.checked_sub(3).filter(|&i| self.word(i) == "the" && self.word(i + 1) == "age");
        let starts = [Some(own), Some(reading.extent.whole.start), age];
        starts.into_iter().flatten().find_map(|own| self.bound_at(own))
    }

    fn bound_at(&self, own: u32) -> Option<Modifier> {
        let article = |i: u32| matches!(self.word(i).as_str(), "a" | "an" | "the" | "past" | "last");
        // "more than a three-year span"
        let from = match own.checked_sub(1) {
            Some(i) if i > self.sentence.start && article(i) => i,
            _ => own,
        };
        (1..=5u32).rev().find_map(|back| {
            let start = from.checked_sub(back).filter(|&s| s >= self.sentence.start)?;
            let rest = &self.input.tokens.all[start as usize..from as usize];
            let mut found = None;
            self.input.rules.phrases.each(rest, &self.input.doc.text, Class::HEDGE, |m| {
                if m.len == back as usize {
                    found =
                        self.input.rules.quantity.hedges.get(m.entry.index as usize).and_then(|h| h.modifier);
                }
            });
            found
        })
    }

    /// Whether the sentence says something else than that the facts hold: it denies, or it sets the subject
    /// apart from others, which no box can tell.
    fn doubtful(&self) -> bool {
        let own = self.own();
        let words = &self.input.rules.aspects;
        let whole = unbroken(self.input, &self.sentence);
        // A beginning of what had no break is known; how long it went on is not, where the box has breaks.
        let timex = self.input.readings[self.claim.reading].timex();
        let begins = timex.is_some_and(|t| t.relation == Some(TimeRelation::Since));
        let mut found = !whole.is_empty() && !begins;
        for at in self.sentence.clone() {
            let rest = self.input.tokens.all.get(at as usize..self.sentence.end as usize).unwrap_or(&[]);
            words.each_doubt(rest, &self.input.doc.text, |len| {
                let within = |r: &Range<u32>| r.start <= at && at + len <= r.end;
                let part = whole.iter().any(within) || self.named_at(at, len);
                let said = at < own.end && own.start < at + len;
                found |= !(part || said);
            });
        }
        found || self.foreign()
    }

    /// Whether words are part of the subject's own name: the "All" of "All Saints' Church".
    fn named_at(&self, at: u32, len: u32) -> bool {
        self.scene.within(&self.sentence).any(|s| {
            s.what == What::Entity(self.sheet.entity) && s.tokens.start <= at && at + len <= s.tokens.end
        })
    }

    /// Whether the sentence speaks of another that the box only names: "Woody Stephens earned $32,400" in the
    /// box of his horse.
    fn foreign(&self) -> bool {
        let first = self.sentence.start;
        let Some(token) = self.input.tokens.all.get(first as usize) else { return false };
        let own_named = self.scene.within(&self.sentence).any(|s| s.what == What::Entity(self.sheet.entity));
        if !token.capital() || own_named || self.is_own_name(&self.sentence) {
            return false;
        }
        let word = self.input.word(first);
        let name = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word) && word.chars().count() > 2
        };
        let listed = self.sheet.lines.iter().any(|l| l.entries.iter().any(|e| name(e.text)));
        let next = self.input.tokens.all.get(first as usize + 1);
        let opener = [
            "the", "a", "an", "this", "it", "its", "he", "she", "his", "her", "in", "on", "at", "there",
            "they",
        ];
        if opener.contains(&word.to_lowercase().as_str()) {
            return false;
        }
        let two = next.is_some_and(|n| n.capital() && n.spaced() && n.kind == crate::text::TokenKind::Word);
        two || listed
    }

    /// Whether a name that is not the subject's stands as the doer right before `at`: "Thomas Hall, born in
    /// 1950" in a text about another.
    fn of_another(&self, at: u32) -> bool {
        let before = self.sentence.start..at;
        let names = self.scene.within(&before);
        let place = |at: u32| {
            at.checked_sub(1).is_some_and(|i| {
                matches!(
                    self.word(i).as_str(),
                    "in" | "at" | "from" | "of" | "to" | "near" | "on" | "," | "under"
                )
            })
        };
        let doer = |s: &&super::Sight| match s.what {
            What::Entity(_) => true,
            What::Stranger => !place(s.tokens.start),
            _ => false,
        };
        let last = names.rev().find(doer);
        let Some(sight) = last else { return false };
        match sight.what {
            What::Entity(e) => e != self.sheet.entity,
            _ => {
                let around = sight.tokens.start.saturating_sub(3).max(self.sentence.start)..sight.tokens.end;
                at.saturating_sub(sight.tokens.end) <= 3 && !self.is_own_name(&around)
            }
        }
    }

    /// Whether a name has a word of the subject's own names, or of a line that names it otherwise.
    fn is_own_name(&self, tokens: &Range<u32>) -> bool {
        let base = self.input.base;
        let mut own = base.entity(self.sheet.entity).name.to_lowercase();
        for line in &self.sheet.lines {
            if line.key.to_lowercase().contains("name") || line.key.eq_ignore_ascii_case("also known as") {
                for e in &line.entries {
                    own.push(' ');
                    own.push_str(&e.text.to_lowercase());
                }
            }
        }
        let parts: Vec<&str> = own.split(|c: char| !c.is_alphanumeric()).collect();
        let small = [
            "the", "of", "and", "a", "in", "at", "to", "on", "for", "is", "was", "ii", "iii", "iv", "v",
            "vi", "vii", "viii", "ix", "x", "jr", "sir", "dame", "lord", "king",
        ];
        tokens.clone().any(|i| {
            let word = self.word(i);
            word.chars().any(char::is_alphanumeric)
                && !small.contains(&word.as_str())
                && parts.contains(&word.as_str())
        })
    }

    /// Whether a line tells of the aspect of this id.
    fn key_is(&self, line: usize, id: &str) -> bool {
        self.sheet.lines[line].aspects.iter().any(|&a| self.input.rules.aspects.id(a) == id)
    }

    fn key(&self, line: usize) -> &str {
        self.sheet.lines[line].key
    }
}
