//! What an expression is resolved against: the publication date, and the dates of the text before it.

use std::cell::Cell;

use super::outlook::Outlook;
use super::tense::{Tense, tense};
use crate::mention::time::{Amount, Core, Count, Expression, Step};
use crate::mention::{Extent, Input, Mention};
use crate::rules::time_words::{Glue, Relative, Unit};
use crate::rules::word_set::WordSet;
use crate::value::calendar::add_days;
use crate::value::stamp::{OfDay, Stamp, Within};
use crate::value::{Date, DateTime, Decimal, TimeRelation};

/// The state of a reader on the way through a text.
#[derive(Clone, Debug)]
pub(super) struct Anchors<'a> {
    pub(super) input: &'a Input<'a>,
    /// The publication date.
    pub(super) now: Option<DateTime>,
    /// The date that the text is at.
    pub(super) text: Option<Stamp>,
    /// The date that the passage is at, asides of its sentences left out.
    passage: Option<Stamp>,
    /// The sentence of `text`.
    sentence: usize,
    /// The date of years ago that the sentence itself is at.
    long_ago: Option<Stamp>,
    /// The latest quarter or month: what "a year ago" in a report on results is compared with.
    pub(super) report: Option<Stamp>,
    /// Whether more than a quarter was told of last: "in the first nine months", "for the year".
    pub(super) longer: bool,
    /// The latest date told, in passing or not.
    latest: Option<Stamp>,
    /// The years that the text goes on with.
    outlook: Outlook,
    /// The present expression: where it stands, and its preposition.
    place: Option<(Extent, Option<TimeRelation>)>,
    /// Which way its clause looks, once somebody has asked.
    tense: Cell<Option<Tense>>,
}

impl<'a> Anchors<'a> {
    pub(super) fn new(input: &'a Input<'a>, outlook: Outlook) -> Self {
        Self {
            input,
            now: input.context.date,
            text: None,
            passage: None,
            sentence: usize::MAX,
            long_ago: None,
            report: None,
            longer: false,
            latest: None,
            outlook,
            place: None,
            tense: Cell::default(),
        }
    }

    /// Whether the text tells of the past in its own order.
    pub(super) fn narrative(&self) -> bool {
        self.input.context.narrative()
    }

    /// Whether plans are read: bare dates go on, offsets are exact.
    pub(super) fn plans(&self) -> bool {
        self.input.context.plans()
    }

    /// Whether a bare date is the one to come: in plans, but not "since Monday".
    pub(super) fn onward(&self) -> bool {
        self.plans() && !self.since()
    }

    /// Whether the present expression stands behind "since".
    pub(super) fn since(&self) -> bool {
        self.place.as_ref().is_some_and(|(extent, relation)| {
            let word = self.input.tokens.all[extent.whole.start as usize].word;
            *relation == Some(TimeRelation::Since) && self.input.rules.words.has(word, WordSet::Since)
        })
    }

    /// Whether the present expression is one word behind none that counts it: "at night", not "in one night".
    pub(super) fn bare(&self) -> bool {
        self.place.as_ref().is_some_and(|(extent, _)| {
            let before = extent.tokens.start.checked_sub(1).map(|b| self.input.tokens.all[b as usize]);
            let counted = before.is_some_and(|t| self.input.rules.words.has(t.word, WordSet::CountsDayPart));
            extent.tokens.len() == 1 && !counted
        })
    }

    /// Whether the sentence of the present expression is a question.
    pub(super) fn asks(&self) -> bool {
        let Some((extent, _)) = &self.place else { return false };
        let all = &self.input.tokens.all;
        let first = (0..=extent.whole.start as usize).rev().find(|&i| i == 0 || all[i].starts_sentence());
        first.is_some_and(|i| self.input.rules.words.has(all[i].word, WordSet::Question))
    }

    /// Whether the present expression is an end: "until midnight", "by midnight Friday".
    pub(super) fn up_to(&self) -> bool {
        let end =
            |r: &TimeRelation| matches!(r, TimeRelation::Until | TimeRelation::By | TimeRelation::Before);
        self.place.as_ref().is_some_and(|(_, relation)| relation.as_ref().is_some_and(end))
    }

    /// Whether a word of `set` is part of the present expression.
    pub(super) fn names(&self, set: WordSet) -> bool {
        let has = |i: u32| self.input.rules.words.has(self.input.tokens.all[i as usize].word, set);
        self.place.as_ref().is_some_and(|(extent, _)| extent.tokens.clone().any(has))
    }

    /// The relation of the present expression: "the next year" of a past clause follows the date of the text where
    /// that lies back.
    pub(super) fn told(&self, r: Relative) -> Relative {
        let the = || {
            self.place.as_ref().is_some_and(|(extent, _)| {
                let is_the =
                    |i: u32| self.input.rules.time.is_glue(self.input.tokens.all[i as usize].word, Glue::The);
                extent.tokens.clone().any(is_the)
            })
        };
        let back = |days: i32| {
            let text = self.text_day().and_then(|text| add_days(text, days));
            text.zip(self.today()).is_some_and(|(text, now)| text < now)
        };
        // "until the next spring", of years ago
        let follows = r == Relative::Next
            && !self.plans()
            && the()
            && match self.tense() {
                Tense::Behind => back(0),
                Tense::Till => back(1000),
                _ => false,
            };
        if follows { Relative::Following } else { r }
    }

    pub(super) fn today(&self) -> Option<Date> {
        self.now.map(DateTime::date)
    }

    /// The first day of the latest date of the text.
    pub(super) fn text_day(&self) -> Option<Date> {
        self.text.and_then(|s| s.interval()).map(|(a, _)| a.date())
    }

    /// The date that the passage is at, asides left out.
    pub(super) fn passage_stamp(&self) -> Option<Stamp> {
        self.passage
    }

    /// The time that the passage is at, as it was told.
    pub(super) fn at(&self) -> Option<Stamp> {
        self.text.map(|s| Stamp { of_day: OfDay::Whole, ..s })
    }

    /// The day that what is told relative to the text counts from: the text's latest date, else the publication.
    pub(super) fn passage(&self) -> Option<Date> {
        self.text_day().or_else(|| self.today())
    }

    /// The first day of the latest date told, in passing or not: what "that year" is.
    pub(super) fn latest(&self) -> Option<Date> {
        Some(self.latest?.interval()?.0.date())
    }

    /// Whether the text is soon back from `stamp`: its next years are nearer to the passage.
    pub(super) fn glances(&self, stamp: Stamp) -> bool {
        let year = |s: Stamp| Some(s.interval()?.0.date().year());
        let here = self.passage.and_then(year);
        here.zip(year(stamp)).is_some_and(|(here, there)| self.outlook.returns(self.sentence, here, there))
    }

    /// The day that deictic words count from: in history prose the passage.
    pub(super) fn here(&self) -> Option<Date> {
        if self.narrative() { self.passage() } else { self.today() }
    }

    /// Takes note of a date that the text gives. An aside ("the status of 1789", "(since 1912)") holds for its
    /// sentence only; a day, a month or "in 1862" moves the passage on.
    pub(super) fn visit(&mut self, stamp: Stamp, aside: bool) {
        if stamp.interval().is_none() {
            return;
        }
        self.text = Some(stamp);
        self.latest = Some(stamp);
        if !aside || self.passage.is_none() {
            self.passage = Some(stamp);
        }
    }

    /// Takes note that the sentence is at `stamp`, if that is years ago: "In the autumn of 1935 ... on 6 October".
    pub(super) fn settle(&mut self, stamp: Stamp) {
        self.long_ago = Some(stamp);
    }

    /// The year that a month or a day without one has, and where in it the text is: in history prose those of the
    /// text's latest date, elsewhere those of the sentence, where it lies years back.
    pub(super) fn chronicle(&self) -> Option<(i16, Within)> {
        if self.narrative() {
            return self.text_day().zip(self.text).map(|(day, text)| (day.year(), text.within));
        }
        let settled = self.long_ago.filter(|_| self.tense() != Tense::Ahead)?;
        Some((settled.civil_year()?, settled.within))
    }

    /// Comes to `mention`: asides of earlier sentences are over.
    pub(super) fn reach(&mut self, mention: &Mention, relation: Option<TimeRelation>) {
        let at = mention.extent.tokens.start;
        let sentence = self.input.tokens.sentence_of(at);
        if sentence != self.sentence {
            self.sentence = sentence;
            self.text = self.passage;
            self.long_ago = None;
        }
        self.place = Some((mention.extent.clone(), relation));
        self.tense.set(None);
    }

    /// Which way the clause of the present expression looks. Most expressions never ask.
    pub(super) fn tense(&self) -> Tense {
        let read = || {
            let (extent, relation) = self.place.as_ref()?;
            Some(tense(self.input, extent, *relation))
        };
        let found = self.tense.get().or_else(read).unwrap_or_default();
        self.tense.set(Some(found));
        found
    }

    /// The same state, where the clause looks another way.
    pub(super) fn looking(&self, tense: Tense) -> Self {
        Self { tense: Cell::new(Some(tense)), ..self.clone() }
    }

    /// Takes note of how much of a year figures are told for.
    pub(super) fn visit_span(&mut self, e: &Expression) {
        let long = |a: &Amount| match a.parts.as_slice() {
            [(Count::Exact(n), Unit::Month)] => *n > Decimal::from(4),
            [(Count::Exact(n), Unit::Year | Unit::FiscalYear)] => *n == Decimal::ONE,
            _ => false,
        };
        let year = |s: &Step| {
            matches!(s, Step::Relative(None | Some(Relative::This), Unit::Year | Unit::FiscalYear))
        };
        let quarter = |s: &Step| matches!(s, Step::Quarter(_) | Step::Relative(_, Unit::Quarter));
        match &e.core {
            Core::Part(_, a, _) | Core::Duration(a) if long(a) => self.longer = true,
            Core::Point(steps) if steps.len() == 1 && year(&steps[0]) => self.longer = true,
            Core::Point(steps) if steps.iter().any(quarter) => self.longer = false,
            _ => {}
        }
    }

    /// Takes note of the quarter that a report is about: the latest one told of that is over.
    pub(super) fn visit_report(&mut self, stamp: Stamp) {
        if !matches!(stamp.within, Within::Quarter(_) | Within::Half(_)) {
            return;
        }
        let begin = |s: Stamp| s.interval().map(|(a, _)| a);
        let over = self.now.is_none_or(|now| stamp.interval().is_some_and(|(_, end)| end <= now));
        if over && begin(stamp) >= self.report.and_then(begin) {
            self.report = Some(stamp);
        }
    }
}
