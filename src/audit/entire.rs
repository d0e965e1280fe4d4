//! `span-duration` of lengths that their own words make the whole of a stretch told beside them: "In those four hours",
//! "the five-day siege", "her seven years as editor", "exactly seven weeks later".
//!
//! A shorter length is a slip here, as well as a longer one. What may be another thing, or a part, counts as neither.

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::length::{Hedge, Length, lengths, unit_at};
use super::off::slip;
use super::sole::{bare_start, elsewhere, fits};
use super::span::{Told, broken, held, then};
use super::stretch::{Shape, Stretch};
use crate::mention::Kind;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// Sentences behind a stretch, and tokens, in which its length may be told.
const BEHIND: usize = 3;
const REACH: u32 = 70;

pub(super) fn check(draft: &Draft<'_>, all: &[&Stretch], out: &mut Vec<Slip>) {
    for (k, stretch) in all.iter().enumerate() {
        // A pair that a story tells more of is left to the story.
        let again = all.iter().enumerate().any(|(i, s)| {
            let better = i < k && s.shape != Shape::Pair || i > k && stretch.shape == Shape::Pair;
            better && s.from == stretch.from && s.to == stretch.to
        });
        if again || !stretch.only || broken(draft, &stretch.sentence) {
            continue;
        }
        let mut found = lengths(draft, &passage(draft, stretch));
        found.retain(|l| {
            stretch.tells(l.unit)
                && l.hedge != Hedge::Loosely
                && (l.tokens.start >= stretch.to.end || l.tokens.end <= stretch.from.start)
        });
        // "lost six weeks' pay", "a two-year wage deal", "for a planned three weeks" tell of other things.
        let others = |length: &Length| {
            let other = |l: &&Length| {
                l.tokens != length.tokens && !counts(draft, stretch, l) && !of_another(draft, stretch, l)
            };
            found.iter().filter(other).count()
        };
        for length in &found {
            let only = others(length) == 0;
            let here = draft.sentence(length.tokens.start);
            if fits(stretch, length) && !broken(draft, &here) && !counts(draft, stretch, length) {
                let told = Place::new(draft, stretch, length, here, only).told();
                out.extend(told.and_then(|told| slip(draft, stretch, length, told)));
            }
        }
    }
}

/// Whether a length is told as a term, a plan or a wait for it: "the five-year contract", "a planned three-week strike".
fn counts(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let (start, end) = (length.tokens.start, length.tokens.end);
    let from = if start >= stretch.to.end { stretch.to.end } else { 0 };
    let near = start.saturating_sub(5).max(from)..end + 2;
    (near.start..near.end).any(|i| draft.one(i, WordSet::Planned) || draft.one(i, WordSet::SetsTerm))
}

/// Whether a length is that of something else by its own words: "six weeks' pay", "a two-year wage deal".
fn of_another(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let end = length.tokens.end;
    let goes_on = |i: u32| {
        draft.one(i, WordSet::Lasted)
            || draft.one(i, WordSet::Stretch)
            || (stretch.sentence.start..stretch.sentence.end)
                .any(|k| draft.is_word(k) && !(end..end + 3).contains(&k) && draft.akin(i, k))
    };
    let whose = draft.word(end).starts_with(['\'', '\u{2019}']);
    let noun = end + u32::from(whose);
    let glued = draft.before(end, 2) == "-";
    let article =
        (1..=2).any(|b| length.tokens.start >= b && draft.one(length.tokens.start - b, WordSet::Indefinite));
    (whose || glued && article) && draft.is_word(noun) && !goes_on(noun) && !goes_on(noun + 1)
}

/// The sentences around a stretch that tell no other time: the one before it, its own, and those behind.
fn passage(draft: &Draft<'_>, stretch: &Stretch) -> Range<u32> {
    let own = &stretch.sentence;
    let timed = |s: &Range<u32>| match stretch.clocks() {
        true => {
            draft.readings_in(s).iter().any(|r| matches!(r.kind, Kind::Time | Kind::DateTime | Kind::Period))
        }
        false => !draft.days_in(s).is_empty(),
    };
    let before = draft.previous_sentence(own.start).filter(|p| !timed(p) && p.len() <= REACH as usize);
    let sentences = &draft.input.tokens.sentences;
    let last = draft.input.tokens.sentence_of(stretch.to.start);
    let mut end = own.end.max(stretch.to.end);
    for next in sentences.iter().skip(last + 1).take(BEHIND) {
        let far = next.end > stretch.to.end + REACH;
        if next.start < end || draft.scope(next.start) != Scope::Body || timed(next) {
            break;
        }
        end = next.end.min(stretch.to.end + REACH);
        if far {
            break;
        }
    }
    before.map_or(own.start, |p| p.start)..end
}

/// A length in its sentence, beside a stretch.
pub(super) struct Place<'d, 'a> {
    pub(super) draft: &'d Draft<'a>,
    pub(super) stretch: &'d Stretch,
    /// Where the length begins with its hedges: "just over", "all of".
    pub(super) start: u32,
    pub(super) tokens: Range<u32>,
    pub(super) here: Range<u32>,
    /// Whether it is the only length beside the stretch.
    pub(super) only: bool,
}

impl<'d, 'a> Place<'d, 'a> {
    fn new(
        draft: &'d Draft<'a>,
        stretch: &'d Stretch,
        length: &Length,
        here: Range<u32>,
        only: bool,
    ) -> Self {
        let tokens = length.tokens.clone();
        let hedge = |i: u32| {
            [WordSet::Exactly, WordSet::MoreThan, WordSet::Almost, WordSet::Roughly, WordSet::LessThan]
                .iter()
                .any(|&set| draft.one(i, set))
        };
        let mut start = tokens.start;
        while start > here.start && hedge(start - 1) {
            start -= 1;
        }
        Self { draft, stretch, start, tokens, here, only }
    }

    /// How much of the stretch it tells, if it tells of it.
    fn told(&self) -> Option<Told> {
        let behind = self.tokens.start >= self.stretch.to.end;
        if behind && self.those() {
            return Some(Told::All);
        }
        self.event().or_else(|| {
            if !behind {
                let all = (self.lacked() || self.sized()).then_some(Told::All);
                return all.or_else(|| self.did().then_some(Told::Part));
            }
            let all = self.own_time()
                || self.throughout()
                || self.exact()
                || self.after()
                || self.bare()
                || self.stood();
            if all { Some(Told::All) } else { self.own().or_else(|| self.fronted().then_some(Told::Part)) }
        })
    }

    fn lead(&self, set: WordSet) -> bool {
        self.start > self.here.start && self.draft.one(self.start - 1, set)
    }

    fn led(&self, words: &[&str]) -> bool {
        self.start > self.here.start && self.draft.any(self.start - 1, words)
    }

    /// "those 35 years", "all that hour and a half"
    fn those(&self) -> bool {
        let (draft, n) = (self.draft, self.draft.numerals_in(&self.tokens));
        // "the last ten years as head. In those ten years": of another length.
        let before = draft.numerals_in(&(self.stretch.from.start..self.start));
        let told = n.first().is_none_or(|n| before.iter().any(|b| b.value == n.value));
        self.only && self.lead(WordSet::TheseYears) && !told && !draft.one(self.tokens.end, WordSet::WhichOne)
    }

    /// Whether the word at `i` is one that the sentence of the stretch has.
    fn named(&self, i: u32) -> bool {
        let (draft, own) = (self.draft, &self.stretch.sentence);
        let it = draft.one(own.start, WordSet::ItOrThey);
        let before = draft.previous_sentence(own.start).filter(|_| it);
        let from = before.map_or(own.start, |p| p.start);
        draft.word(i).len() >= 4
            && (from..own.end).any(|k| {
                draft.is_word(k) && !(self.start..self.tokens.end + 5).contains(&k) && draft.akin(i, k)
            })
    }

    /// Whether the word at `i` is what the stretch says has begun: "The course ran from".
    fn begins(&self, i: u32) -> bool {
        let (draft, from) = (self.draft, self.stretch.from.start);
        draft.word(i).len() >= 3
            && i > from
            && (from.saturating_sub(6).max(self.stretch.sentence.start)..from)
                .any(|k| draft.is_word(k) && draft.akin(i, k) && draft.unbroken(&(k..from)))
    }

    /// "the five-hour closure", "its 21-year run": the thing itself, by its length.
    fn event(&self) -> Option<Told> {
        let (draft, noun) = (self.draft, self.tokens.end);
        let goes_on = |i: u32| draft.one(i, WordSet::Lasted) || draft.one(i, WordSet::Stretch);
        let own = self.lead(WordSet::ItsOwn);
        let known = own || self.led(&["the", "that", "this"]);
        // "The language course ran from 1 to 9 May. The 20-day course"
        let subject = draft.before(noun, 2) == "-" && self.begins(noun);
        if known && subject && self.only && !draft.one(noun + 1, WordSet::WhichOne) {
            return Some(Told::All);
        }
        // "The festival ran from 5 to 9 July. The ten-day event"
        let here = self.start == self.here.start + 1 && self.led(&["the"]);
        let told =
            self.only && here && self.tokens.start >= self.stretch.to.end && draft.before(noun, 2) == "-";
        if told
            && draft.one(noun, WordSet::EventWord)
            && !draft.one(noun + 1, WordSet::WhichOne)
            && (self.stretch.shape == Shape::Ran || self.stretch.joined())
            && draft.previous_sentence(self.here.start).is_some_and(|p| p.contains(&self.stretch.to.start))
        {
            return Some(Told::All);
        }
        if !goes_on(noun) || goes_on(noun + 1) || !known {
            return None;
        }
        let lasted = draft.one(noun, WordSet::Lasted);
        let halted = lasted
            && draft.one(noun, WordSet::Standstill)
            && (self.stretch.shape == Shape::Halted
                || draft.says(&(self.stretch.sentence.start..self.stretch.from.start), WordSet::Halted));
        // "the eight-hour closure a week ago"
        if draft.one(noun + 1, WordSet::WhichOne) || then(draft, noun + 1) {
            return None;
        }
        // "The 11-day strike": of what the sentence beside calls a strike, or of the subject that goes on.
        let it = own && lasted && self.only && (self.stretch.ran() || self.stretch.joined());
        if self.only && (self.named(noun) && lasted || halted || it) {
            return Some(Told::All);
        }
        (self.only && lasted).then_some(Told::Part)
    }

    /// "his four years in prison", "her seven years as editor", of a post that the stretch names.
    fn own_time(&self) -> bool {
        let (draft, end) = (self.draft, self.tokens.end);
        if !self.lead(WordSet::ItsOwn) || !(self.stretch.ran() || self.stretch.joined()) {
            return false;
        }
        let role = end + 1 + u32::from(draft.one(end + 1, WordSet::Possessive));
        let post = draft.is(end, "as") && self.named(role);
        let place = draft.one(end, WordSet::InPlace) && self.named(role);
        self.only && (post || place)
    }

    /// "In the five years for which it was closed", "throughout the nine hours of the siege"
    fn throughout(&self) -> bool {
        let (draft, end) = (self.draft, self.tokens.end);
        // "spent all fourteen years of his regency in one room"
        let all = (self.start..self.tokens.start).any(|i| draft.is(i, "all"));
        if self.only && all && draft.is(end, "of") && draft.one(end + 1, WordSet::ItsOwn) {
            return self.named(end + 2) || draft.one(end + 2, WordSet::Lasted);
        }
        // "The 11 days of picketing cost the hospital"
        let ongoing = draft.is(end, "of")
            && draft.one(end + 1, WordSet::Lasted)
            && !draft.one(end + 2, WordSet::WhichOne);
        // "The hearing's four hours"
        let whose = self.start >= self.here.start + 3
            && self.led(&["s"])
            && draft.word(self.start - 2).starts_with(['\'', '\u{2019}'])
            && self.named(self.start - 3);
        if self.only && whose && self.stretch.clocks() && !draft.is_word(end) {
            return self.stretch.ran() || self.stretch.joined();
        }
        if self.took() {
            return true;
        }
        if self.only && self.led(&["the"]) && self.start == self.here.start + 1 {
            // "The four hours, residents said, were too long"
            let told = self.stretch.clocks() && draft.word(end) == ",";
            return (ongoing || told) && (self.stretch.ran() || self.stretch.joined());
        }
        if !self.only || !self.led(&["the"]) || self.start < self.here.start + 2 {
            return false;
        }
        // "At the end of the five hours"
        let close = draft.is(self.start - 2, "of") && draft.preceded(self.start - 2, &["end"]);
        if close && !draft.one(end, WordSet::WhichOne) {
            return true;
        }
        let opens =
            draft.one(self.start - 2, WordSet::OpensTime) || draft.any(self.start - 2, &["for", "all"]);
        let of = draft.is(end, "of") && {
            let noun = end + 1 + u32::from(draft.one(end + 1, WordSet::Possessive));
            let told = draft.one(noun, WordSet::Lasted) || draft.one(noun, WordSet::PlaceHeld);
            told && !draft.one(noun + 1, WordSet::WhichOne)
        };
        // "for which it was closed", "that he was away"
        let which =
            (end..end + 3).find(|&i| draft.one(i, WordSet::HeOrShe) || draft.one(i, WordSet::ItOrThey));
        let was = which.is_some_and(|i| {
            let state = i + 1 + u32::from(draft.one(i + 1, WordSet::HasOrWas));
            let last = draft.is_sign(state + 1) || draft.is(state + 1, "up");
            draft.one(i + 1, WordSet::HasOrWas)
                && last
                && (self.named(state) || draft.one(state, WordSet::Halted))
                || (draft.one(i + 1, WordSet::HasOrWas) || draft.one(i + 1, WordSet::Spent))
                    && held(draft, i + 2)
                || draft.one(i + 1, WordSet::Lasts)
                || draft.one(i + 1, WordSet::RunsFor)
        });
        // "asked that the six weeks he spent in custody be taken off"
        let spent = which.is_some_and(|i| {
            draft.one(i + 1, WordSet::Spent) && held(draft, i + 2) || spent_there(draft, i + 1)
        });
        of || opens && was || spent || self.between_them()
    }

    /// "exactly five months after the first day", "six weeks to the day after it had opened"
    fn exact(&self) -> bool {
        let (draft, end) = (self.draft, self.tokens.end);
        let day = draft.is(end, "to") && draft.is(end + 1, "the") && draft.one(end + 2, WordSet::ToTheDay);
        let exactly = (self.start..self.tokens.start).any(|i| draft.one(i, WordSet::Exactly));
        let next = if day { end + 3 } else { end };
        let near = self.here.contains(&self.stretch.to.start)
            && self.start - self.stretch.to.end.min(self.start) <= 6
            && draft.numerals_in(&(self.stretch.to.end..self.start)).is_empty();
        let first = |range: Range<u32>| {
            // "after tickets went on sale": of something else
            let went = |i: u32| {
                // "after the first crack was seen"
                let part = draft.is(i, "first") && unit_at(draft, i + 1).is_none() && !self.named(i + 1);
                part || draft.is(i, "went") && !draft.one(i - 1, WordSet::ItOrThey)
            };
            draft.says(&range, WordSet::Begun)
                || (range.start..range.end).any(|i| draft.one(i, WordSet::Starts) && !went(i))
                || (range.start..range.end)
                    .any(|i| draft.one(i, WordSet::EdgeOfTime) || draft.is(i, "opening"))
        };
        // "opened again in May 2021, seven years after the closure"
        let closure = self.stretch.shape == Shape::Halted
            && draft.is(next + 1, "the")
            && draft.one(next + 2, WordSet::Standstill);
        let counted = draft.any(next, &["after", "from"]) && (first(next + 1..next + 5) || closure);
        let later = draft.is(next, "later")
            && !draft.is(next + 1, "than")
            && !draft.one(next + 1, WordSet::ItOrThey)
            && !draft.one(next + 1, WordSet::HeOrShe);
        // "which lasted exactly seven weeks"
        let runs = self.lead(WordSet::Lasts)
            || self.led(&["for"]) && draft.one(self.start.saturating_sub(2), WordSet::RunsFor);
        let lasted = exactly && runs && (self.stretch.ran() || self.stretch.joined());
        near && (day || exactly || self.stretch.ran()) && (counted || later) && !self.led(&["to", "by"])
            || lasted
    }

    /// "after twelve unbroken years in charge", "ending nine days of captivity"
    fn after(&self) -> bool {
        let (draft, end) = (self.draft, self.tokens.end);
        let ran = self.stretch.ran() && self.only;
        let ending = draft.is(end, "of")
            && self.led(&["ending", "closing", "concluding"])
            && (draft.one(end + 1, WordSet::PlaceHeld) || draft.one(end + 1, WordSet::Lasted));
        let same = self.here.contains(&self.stretch.to.start);
        // "After five weeks without food"
        // "After six weeks in hospital", where the stretch was spent
        let there = held(draft, end) && self.named(end + 1);
        let without =
            self.start == self.here.start + 1 && (draft.is(end, "without") && self.named(end + 1) || there);
        let after = self.led(&["after"]);
        let told = self.only && (self.stretch.ran() || self.stretch.joined());
        // "were back at 3.50pm, after a break of just 40 minutes"
        let of = bare_start(draft, self.start, self.here.start).saturating_sub(1);
        let first = if draft.is(of, "of") { of } else { of + 1 };
        let noun = first.saturating_sub(1);
        let pause = self.stretch.shape == Shape::Halted
            && draft.one(noun, WordSet::Standstill)
            && noun >= self.here.start + 2
            && draft.one(noun - 1, WordSet::Indefinite)
            && draft.is(noun - 2, "after");
        if pause && same && noun < self.stretch.to.end + 6 && told {
            return true;
        }
        // "left the post in May 2020 after eight years in it"
        let in_it = draft.one(end, WordSet::InPlace) && draft.is(end + 1, "it") || draft.is(end, "there");
        let in_it = in_it && !draft.is_word(end + 2 - u32::from(draft.is(end, "there")));
        ran && same && (after && (held(draft, end) || in_it) || ending) || told && after && without
    }

    /// "Four hours, and not one shot." "Four years without rain had by then emptied it."
    fn bare(&self) -> bool {
        let (draft, end) = (self.draft, self.tokens.end);
        let quote = |i: u32| matches!(draft.word(i), "\"" | "\u{201c}" | "\u{2018}" | "'");
        let opens =
            self.start == self.here.start || self.start == self.here.start + 1 && quote(self.here.start);
        let then = (end..self.here.end).any(|i| draft.is(i, "by") && draft.any(i + 1, &["then", "that"]));
        let alone = draft.word(end) == "," && draft.one(end + 1, WordSet::ListAnd) || draft.word(end) == ".";
        self.only && opens && (self.stretch.ran() || self.stretch.joined()) && (alone || then)
    }

    /// "\"Eight weeks we had no gas\", said a tenant, where it was cut off on 1 June and came on again on 29 June"
    fn lacked(&self) -> bool {
        let (draft, end) = (self.draft, self.tokens.end);
        let opens = self.start <= self.here.start + 1;
        let lacks = draft.says(&(end..(end + 5).min(self.stretch.from.start.max(end))), WordSet::Lacks);
        self.only && opens && lacks && self.stretch.shape == Shape::Halted
    }

    /// "The power went off at 6pm and was restored at 9pm. Homes were without power for seven hours."
    fn stood(&self) -> bool {
        let (draft, own) = (self.draft, &self.stretch.sentence);
        let lead = bare_start(draft, self.start, self.here.start).saturating_sub(1);
        let beside = draft.next_sentence(self.stretch.to.start) == Some(self.here.clone());
        let dated =
            draft.readings_in(&self.here).iter().any(|r| r.kind.is_time() && r.kind != Kind::Duration);
        let was = |i: u32| draft.one(i, WordSet::Lacks) || draft.one(i, WordSet::Halted);
        self.only
            && beside
            && !dated
            && self.stretch.shape == Shape::Halted
            && draft.is(lead, "for")
            && (lead.saturating_sub(4).max(self.here.start)..lead).any(was)
            && !draft.says(&(self.here.start..lead), WordSet::SomeOf)
            && !elsewhere(draft, self.tokens.end)
            && own.end <= self.here.start
    }

    /// "Lena Park, who edited the paper for 30 years, has died. She took over in 1990 and retired in 2005."
    fn did(&self) -> bool {
        let draft = self.draft;
        // Of a story the sentence is all of its passage.
        let own = &draft.sentence(self.stretch.from.start);
        let lead = bare_start(draft, self.start, self.here.start).saturating_sub(1);
        let clause = lead.saturating_sub(14).max(self.here.start)..lead;
        if self.said_himself(lead) {
            return true;
        }
        let who = (clause.start..clause.end).any(|i| draft.is(i, "who") && draft.preceded(i, &[","]));
        let beside = draft.previous_sentence(own.start) == Some(self.here.clone());
        // "She became editor in": a post that she may have risen to
        let first = own.start..self.stretch.from.start;
        // "She took it over in", "She joined in"; not "He opened a shop in"
        let it = (first.start + 1..first.end)
            .any(|i| draft.one(i, WordSet::ItOrThey) || draft.any(i, &["over", "there"]));
        let rises = |i: u32| draft.one(i, WordSet::Rises) && !(draft.is(i, "took") && first.len() <= 10);
        self.only
            && beside
            && who
            && draft.is(lead, "for")
            && self.stretch.ran()
            && draft.one(own.start, WordSet::HeOrShe)
            && draft.word(self.tokens.end) == ","
            && (it || first.len() <= 3)
            && !(first.start..first.end).any(rises)
    }

    /// "At just under five hours, Tuesday's meeting was the longest of the year. It opened at 6.30pm": by its size.
    fn sized(&self) -> bool {
        let (draft, first) = (self.draft, self.stretch.sentence.start);
        let lead = bare_start(draft, self.start, self.here.start);
        let next = draft.next_sentence(self.here.start).is_some_and(|n| n.contains(&self.stretch.from.start));
        let at = lead <= self.here.start + 1
            && draft.is(self.here.start, "at")
            && draft.word(self.tokens.end) == ",";
        self.only && at && next && draft.one(first, WordSet::ItOrThey) && self.stretch.ran()
    }

    /// "Its five weeks left some nine hundred tonnes", "their nineteen days in captivity": no longer than that.
    fn own(&self) -> Option<Told> {
        let draft = self.draft;
        let end = self.tokens.end;
        // "In her seven years as editor", not "as an editor"
        let role = draft.is(end, "as") && !draft.one(end + 1, WordSet::Indefinite);
        // "his 12 years at the firm" may have begun before his years as its chairman.
        let elsewhere =
            elsewhere(draft, end) || draft.any(end, &["in", "on", "at", "with"]) && !held(draft, end);
        // "Its 18-year alliance", "the last of his 12 years"
        let other = draft.before(end, 2) == "-"
            || draft.one(end, WordSet::OwnTime)
            || self.start >= 3
                && draft.is(self.start - 2, "of")
                && draft.one(self.start - 3, WordSet::BeforeOtherLength);
        let told = self.only
            && self.lead(WordSet::ItsOwn)
            && (self.stretch.ran() || self.stretch.joined() || self.stretch.clocks())
            && (role || !elsewhere)
            && !other;
        told.then(|| if held(draft, end) { Told::All } else { Told::Part })
    }
}

/// "had spent there", "spent inside", "had been stuck": where somebody was, or how, in the length just told.
fn spent_there(draft: &Draft<'_>, verb: u32) -> bool {
    let had = verb + u32::from(draft.one(verb, WordSet::HasOrWas));
    let there =
        ["there", "inside", "aboard", "together", "underground", "below", "outside", "waiting", "alone"];
    draft.one(had, WordSet::Spent) && draft.any(had + 1, &there)
        || had > verb && draft.one(had + u32::from(draft.is(had, "been")), WordSet::Halted)
}
