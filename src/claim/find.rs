//! Finding the changes of a text: from each word of change to the numbers around it.
//!
//! What follows is read first ("rose 5 % to 20 million", "from 12 in 2019"), each number by the preposition
//! before it; then what stands before ("a 5 % rise", "15, up from 12").

use std::ops::Range;

use super::change::{Change, Changes};
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::change::ChangeWord;
use crate::rules::schema::{Role, Shape};
use crate::rules::word_set::WordSet;
use crate::rules::{Class, Mark, Rules};
use crate::text::{Document, TokenKind, Tokens};
use crate::value::{Decimal, Direction, Part, TimeRelation, Unit};

/// Words that may stand between a word of change and its amount, or a preposition and its number: "rose
/// sharply", "to a record 20 million".
const NEAR: u32 = 3;
/// Words that may stand before the next preposition: "rose in the first three quarters of the year to".
const FAR: u32 = 8;
/// Tokens that may stand between a new value and ", up from": "15 in 2022, up from".
const BEFORE: u32 = 6;

/// Finds the changes of a text, in order. Linear in its length.
#[must_use]
pub fn changes(doc: &Document<'_>, tokens: &Tokens, readings: &[Reading], rules: &Rules) -> Changes {
    let finder = Finder { doc, tokens, readings, rules };
    let mut out: Vec<Change> = Vec::new();
    let mut sentences = tokens.sentences.iter();
    // The sentence at hand, and whether it has a number: every change has one in it.
    let mut sentence = (&(0..0), false);
    let mut free = 0;
    for &at in &tokens.noted {
        if at < free || !Mark::Change.on(&tokens.all[at as usize]) {
            continue;
        }
        if sentence.0.end <= at {
            let Some(next) = sentences.find(|s| s.end > at) else { break };
            let first = readings.partition_point(|r| r.extent.tokens.start < next.start);
            let inside = readings[first..].iter().take_while(|r| r.extent.tokens.start < next.end);
            let number = |r: &Reading| r.quantity().is_some() || r.kind == Kind::Duration;
            sentence = (next, { inside }.any(number));
        }
        if sentence.1 {
            free = finder.change_at(at, sentence.0, &mut out);
        }
    }
    Changes::new(out)
}

struct Finder<'a> {
    doc: &'a Document<'a>,
    tokens: &'a Tokens,
    readings: &'a [Reading],
    rules: &'a Rules,
}

impl Finder<'_> {
    /// Adds the change that the word at token `at` tells, if it tells one; the end of the word.
    fn change_at(&self, at: u32, sentence: &Range<u32>, out: &mut Vec<Change>) -> u32 {
        let Some((word, len)) = self.word(at, sentence.end) else { return at };
        if !word.shape.joins()
            && !self.is_result(at..at + len)
            && let Some(change) = self.change(word, at..at + len, sentence)
        {
            match out.last_mut().filter(|last| last.new.is_some() && last.new == change.new) {
                // "rose 5 % to 20 million, up from 19 million": one change, told in two steps
                Some(last) if last.old.is_none() && change.direction == last.direction => {
                    last.old = change.old;
                    last.since = last.since.or(change.since);
                    last.by = last.by.or(change.by);
                }
                _ => out.push(change),
            }
        }
        at + len
    }

    /// "A loss of 118 million": what was earned, no change of it.
    fn is_result(&self, cue: Range<u32>) -> bool {
        let money = |n: usize| self.readings[n].kind == Kind::Money;
        self.has(cue.start, WordSet::Deficit)
            && self.sign(cue.end) == "of"
            && self.starting(cue.end + 1).is_some_and(money)
    }

    /// The longest word of change at token `at`, and its length.
    fn word(&self, at: u32, end: u32) -> Option<(ChangeWord, u32)> {
        let all = &self.tokens.all;
        if !Mark::Change.on(&all[at as usize]) && !Mark::Joint.on(&all[at as usize]) {
            return None;
        }
        let class = Class::CHANGE.or(Class::JOINT);
        let found = self.rules.phrases.longest(&all[at as usize..end as usize], &self.doc.text, class)?;
        Some((self.rules.change.word(found.entry.index)?, u32::try_from(found.len).ok()?))
    }

    /// The number of the reading that starts at token `at`, its hedge or preposition included.
    fn starting(&self, at: u32) -> Option<usize> {
        let next = self.readings.partition_point(|r| r.extent.tokens.start < at);
        self.readings.get(next).filter(|r| r.extent.whole.start <= at).map(|_| next)
    }

    /// The number of the last reading that starts before token `at`.
    fn before(&self, at: u32) -> Option<usize> {
        self.readings.partition_point(|r| r.extent.tokens.start < at).checked_sub(1)
    }

    fn end(&self, number: usize) -> u32 {
        let r = &self.readings[number];
        let noun = r.noun.as_ref().map_or(0, |n| n.end);
        r.extent.tokens.end.max(r.extent.whole.end).max(noun)
    }

    fn sign(&self, at: u32) -> &str {
        self.tokens.all.get(at as usize).map_or("", |t| t.text(&self.doc.text))
    }

    fn is_word(&self, at: u32) -> bool {
        self.tokens.all.get(at as usize).is_some_and(|t| t.kind == TokenKind::Word)
    }

    fn is(&self, at: u32, role: Role) -> bool {
        self.tokens.all.get(at as usize).is_some_and(|t| self.rules.quantity.is(t.word, role))
    }

    /// Whether a reading can be a value or a difference: no rank, no date.
    fn counts(&self, number: usize) -> bool {
        let r = &self.readings[number];
        match r.kind {
            Kind::Duration => true,
            Kind::Ordinal | Kind::Age => false,
            _ => r.quantity().is_some(),
        }
    }

    fn is_share(&self, number: usize) -> bool {
        let r = &self.readings[number];
        // "by half", "a third": a fraction without anything counted
        r.kind == Kind::Percent
            || r.kind == Kind::Number
                && r.quantity().is_some_and(|q| {
                    q.unit.is_none()
                        && q.style.words
                        && q.stated.high.value().is_some_and(|x| *x < Decimal::ONE)
                })
    }

    fn has_two_ends(&self, number: usize) -> bool {
        self.readings[number].quantity().is_some_and(|q| {
            let (low, high) = (q.stated.low.value(), q.stated.high.value());
            low.is_some() && high.is_some() && low != high && !q.style.vague
        })
    }

    fn counted(&self, number: usize) -> bool {
        self.readings[number].quantity().is_some_and(|q| matches!(q.unit, Some(Unit::Noun(_))))
    }

    fn change(&self, word: ChangeWord, cue: Range<u32>, sentence: &Range<u32>) -> Option<Change> {
        let mut change = Change {
            tokens: cue.clone(),
            rule: word.rule,
            direction: word.direction,
            multiple: word.times,
            by: None,
            factor: None,
            old: None,
            new: None,
            since: None,
            at: None,
        };
        // "make up 40 %", "laid off 10 %"
        let other = cue.start > sentence.start
            && self.has(cue.start - 1, WordSet::OtherVerb)
            && !self.tokens.all[cue.start as usize].starts_sentence();
        if word.shape == Shape::Adverb && other {
            return None;
        }
        let own = self.before(cue.end).filter(|&n| self.end(n) > cue.start);
        match word.shape {
            Shape::Multiple => {
                change.factor = own.filter(|&n| self.readings[n].extent.tokens.end == cue.end);
                change.direction =
                    word.times.map(|t| if t < Decimal::ONE { Direction::Down } else { Direction::Up });
            }
            // "three times as many as": the factor takes the first "as" itself
            Shape::As => {
                let factor = self.before(cue.end).filter(|&n| self.readings[n].kind == Kind::Ratio);
                change.factor = Some(factor.filter(|&n| self.readings[n].extent.tokens.end >= cue.start)?);
            }
            // "a third more hospitals": the noun that is counted takes it in
            Shape::Comparative if own.is_some_and(|n| self.readings[n].extent.tokens.end <= cue.start) => {}
            // "up to 40", "more than 40", "the fall of 1990": a hedge, a season
            _ if own.is_some_and(|n| self.holds(n, &cue)) => return None,
            _ => {}
        }
        if self.starting(cue.start).is_some_and(|n| self.holds(n, &cue)) && word.shape != Shape::Multiple {
            return None;
        }
        self.follow(word, &mut change, sentence.end);
        self.look_back(word, &mut change, sentence.start)?;
        let told = change.by.or(change.factor).or(change.old).or(change.new).is_some();
        // "a double room"
        let timed = change.multiple.is_some() && change.since.or(change.at).is_some();
        (told || timed).then_some(change)
    }

    /// Whether the reading tells what was passed: "above 40 %".
    fn passes(&self, number: usize) -> bool {
        let r = &self.readings[number].extent;
        (r.whole.start..r.tokens.start).any(|at| self.has(at, WordSet::Threshold))
    }

    fn has(&self, at: u32, set: WordSet) -> bool {
        self.tokens.all.get(at as usize).is_some_and(|t| self.rules.words.has(t.word, set))
    }

    fn holds(&self, number: usize, cue: &Range<u32>) -> bool {
        self.readings[number].extent.whole.start <= cue.start && self.end(number) >= cue.end
    }

    /// Reads what stands after the word of change.
    fn follow(&self, word: ChangeWord, change: &mut Change, end: u32) {
        let mut joint: Option<Shape> = None;
        let mut direct = matches!(word.shape, Shape::Verb | Shape::Act | Shape::Noun | Shape::Adverb);
        let mut gap = 0;
        let mut last: Option<Part> = None;
        let mut pending: Option<usize> = None;
        let mut at = change.tokens.end;
        let mut next = self.readings.partition_point(|r| r.extent.tokens.start < at);
        while at < end && gap <= FAR {
            while self.readings.get(next).is_some_and(|r| r.extent.tokens.start < at) {
                next += 1;
            }
            // What stands behind the sentence's last number tells nothing of it.
            if self.readings.get(next).is_none_or(|r| r.extent.whole.start >= end) {
                break;
            }
            // "from 78.8 years to 80.1": the time expression has the joint in it
            let joins = |n: usize| {
                self.readings[n].kind == Kind::Duration
                    && self.readings[n].extent.tokens.start > at
                    && self.word(at, end).is_some_and(|(w, _)| w.shape == Shape::Old)
            };
            let starts = self.readings.get(next).is_some_and(|r| r.extent.whole.start <= at);
            if let Some(number) = starts.then_some(next).filter(|&n| !joins(n)) {
                let r = &self.readings[number];
                let dated = r.timex().filter(|_| r.kind != Kind::Duration);
                if let Some(timex) = dated {
                    let back = matches!(timex.relation, Some(TimeRelation::Since | TimeRelation::From))
                        || matches!(joint, Some(Shape::Old));
                    // "to 40 from 28 by 2030": when the new value holds
                    let by = timex.relation == Some(TimeRelation::By);
                    // "from 4.2p, to be paid in May"
                    let parted = |n: usize| (self.end(n)..r.extent.whole.start).any(|i| self.sign(i) == ",");
                    let of_old = last == Some(Part::Old) && !by && !change.old.is_some_and(parted);
                    let slot = if back || of_old { &mut change.since } else { &mut pending };
                    *slot = slot.or(Some(number));
                    joint = None;
                } else if r.kind == Kind::Duration && gap > 0
                    || !self.assign(word, change, number, joint, direct && gap < NEAR, &mut last)
                {
                    // "over three years" takes no part; anything else tells another story.
                    if r.kind != Kind::Duration || joint.is_some() {
                        break;
                    }
                } else {
                    joint = None;
                }
                (at, gap, direct) = (self.end(number), 0, false);
                continue;
            }
            if let Some((next, len)) = self.word(at, end) {
                // "as ... as"
                let second = word.shape == Shape::As && next.shape == Shape::As;
                // "a drop of 3 points", but not "a drop in a bucket of 20 litres"
                if next.shape == Shape::Of {
                    let amount = word.shape == Shape::Noun && at == change.tokens.end;
                    joint = amount.then_some(Shape::By);
                    (at, gap, direct) = (at + len, gap + 1, false);
                    continue;
                }
                if !next.shape.joins() && !second {
                    break;
                }
                let compared = second || next.shape == Shape::Than && word.shape == Shape::Comparative;
                joint = Some(if compared { Shape::Old } else { next.shape });
                (at, gap, direct) = (at + len, 0, false);
                continue;
            }
            match if self.is_word(at) { "" } else { self.sign(at) } {
                "," => {
                    direct = false;
                    // "rose 45 points, or 0.6 %, to 7,512": the same told in another unit
                    let again = self.starting(at + 2).filter(|_| last.is_some() && self.is(at + 1, Role::Or));
                    if let Some(n) = again {
                        let stop = self.end(n);
                        (at, gap) = (stop + u32::from(self.sign(stop) == ","), 0);
                        continue;
                    }
                }
                ";" | ":" | "(" | ")" | "\u{2014}" => break,
                _ => {}
            }
            gap += 1;
            let small = self.is(at, Role::Function);
            // "to the 20 million", but no "rise of the 20 states"
            let kept =
                self.is(at, Role::Article) || self.is(at, Role::Determiner) && joint != Some(Shape::By);
            if gap > NEAR || small && !kept {
                joint = None;
            }
            direct &= !small;
            at += 1;
        }
        change.at = pending;
    }

    /// Gives reading `number` its part; false where it has none.
    fn assign(
        &self,
        word: ChangeWord,
        change: &mut Change,
        number: usize,
        joint: Option<Shape>,
        direct: bool,
        last: &mut Option<Part>,
    ) -> bool {
        if !self.counts(number) {
            return false;
        }
        let r = &self.readings[number];
        if r.kind == Kind::Ratio {
            // "lost 21-14" tells a score
            let fits = change.factor.is_none()
                && (word.shape == Shape::Odds
                    || (direct || joint == Some(Shape::By)) && !self.has_two_ends(number));
            if fits {
                change.factor = Some(number);
            }
            return fits;
        }
        let part = match joint {
            Some(Shape::By) => Part::By,
            Some(Shape::New) => Part::New,
            Some(Shape::At) if change.by.is_some() => Part::New,
            Some(Shape::Old) if change.new.is_none() && self.has_two_ends(number) => Part::Ends,
            Some(Shape::Old) => Part::Old,
            None if direct && self.passes(number) && word.shape == Shape::Verb => Part::New,
            None if direct && r.kind != Kind::Duration => match word.shape {
                Shape::Act if !self.is_share(number) => return false,
                _ => Part::By,
            },
            _ => return false,
        };
        let slot = match part {
            Part::By => &mut change.by,
            Part::New => &mut change.new,
            Part::Old => &mut change.old,
            Part::Ends | Part::Times => {
                if change.old.is_some() {
                    return false;
                }
                change.old = Some(number);
                &mut change.new
            }
        };
        if slot.is_some() {
            return false;
        }
        *slot = Some(number);
        *last = Some(part);
        true
    }

    /// Reads what stands before the word of change; `None` where what must be there is not.
    fn look_back(&self, word: ChangeWord, change: &mut Change, start: u32) -> Option<()> {
        let cue = change.tokens.clone();
        let close = |number: usize, words: u32| {
            let end = self.end(number);
            let r = &self.readings[number];
            r.extent.tokens.start >= start
                && end <= cue.start
                && cue.start - end <= words
                && (end..cue.start)
                    .all(|i| (self.is_word(i) || self.sign(i) == "-") && !self.is(i, Role::Function))
        };
        let nearest = self.before(cue.start).filter(|&n| self.counts(n));
        match word.shape {
            Shape::Comparative => {
                let by = nearest.filter(|&n| {
                    let r = &self.readings[n].extent.tokens;
                    close(n, 0) || r.end <= cue.start && self.end(n) > cue.start && r.start >= start
                });
                // "three times wider than"
                let times = by.is_some_and(|n| self.readings[n].kind == Kind::Ratio);
                *(if times { &mut change.factor } else { &mut change.by }) = Some(by?);
                change.old.or(change.since)?;
            }
            // "a 5 % annual rise"
            Shape::Noun if change.by.is_none() => {
                let near = nearest.filter(|&n| close(n, 2) && !self.counted(n));
                // "a 20-fold rise"
                if near.is_some_and(|n| self.readings[n].kind == Kind::Ratio) {
                    change.factor = near.filter(|&n| !self.has_two_ends(n));
                } else {
                    change.by = near;
                }
            }
            // "was 5 % up at 41"
            Shape::Adverb if change.by.is_none() && change.old.is_none() => {
                change.by = nearest.filter(|&n| close(n, 0) && self.is_share(n));
            }
            _ => {}
        }
        let told = change.by.or(change.old).is_some() && change.by != nearest;
        if matches!(word.shape, Shape::Adverb | Shape::Noun) && change.new.is_none() && told {
            change.new = self.stated_before(&cue, start);
            let new = change.new.map(|n| self.readings[n].extent.tokens.end);
            // "15 in 2022, up from 12"
            if let Some(end) = new {
                let dated = self.before(cue.start).filter(|&n| self.readings[n].extent.tokens.start >= end);
                change.at = dated.filter(|&n| self.readings[n].timex().is_some()).or(change.at);
            }
        }
        // "The sun rose over 20 hills", "walked up 5 flights"
        let bare = change.new.or(change.old).or(change.since).is_none();
        if bare && let (Shape::Verb | Shape::Adverb, Some(by)) = (word.shape, change.by) {
            let told = self.is(self.readings[by].extent.whole.start.saturating_sub(1), Role::By);
            (told || !self.counted(by)).then_some(())?;
        }
        // "up" alone says no more than a hundred other things.
        if word.shape == Shape::Adverb && change.new.is_none() && change.old.is_none() {
            change.by.filter(|&n| self.is_share(n) || !self.counted(n))?;
        }
        Some(())
    }

    /// The value before ", up from 12", " full, up from 12 %", ", an increase of 5 %" with its date, if
    /// nothing else stands between.
    fn stated_before(&self, cue: &Range<u32>, start: u32) -> Option<usize> {
        let mut number = self.before(cue.start)?;
        if self.readings[number].timex().is_some() && self.readings[number].kind != Kind::Duration {
            number = number.checked_sub(1)?;
        }
        let end = self.end(number);
        let fits = self.counts(number)
            && self.readings[number].kind != Kind::Ratio
            && self.readings[number].extent.tokens.start >= start
            && end <= cue.start
            && cue.start - end <= BEFORE;
        let mut words = 0;
        let free = (end..cue.start).all(|i| {
            let named = self.is_word(i) && !self.is(i, Role::Function);
            words += u32::from(named);
            let dated = self.before(i + 1).is_some_and(|n| n > number && self.end(n) > i)
                || self
                    .starting(i)
                    .is_some_and(|n| n > number && self.readings[n].extent.tokens.start < cue.start);
            let pause = matches!(self.sign(i), "," | "(" | "-" | "\u{2013}" | "\u{2014}");
            dated || pause || self.is(i, Role::Article) || named && words < NEAR
        });
        (fits && free).then_some(number)
    }
}
