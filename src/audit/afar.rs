//! More lengths that are those of a stretch by their own words: "in the five weeks between the two", "For seven hours 12,000
//! homes had been without heat", and, from anywhere in a text with one stretch, "During the seven months of darkness".

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::entire::Place;
use super::length::lengths;
use super::off::slip;
use super::sole::{bare_start, fits};
use super::span::{Told, broken};
use super::stretch::{Shape, Stretch};
use crate::mention::Kind;
use crate::rules::word_set::WordSet;

impl Place<'_, '_> {
    /// "in the five weeks between the two", "the two and a half hours without moving"
    pub(super) fn between_them(&self) -> bool {
        let (draft, end) = (self.draft, self.tokens.end);
        let end = end + u32::from(draft.is(end, "in"));
        let two = draft.is(end, "between")
            && (draft.any(end + 1, &["them", "these", "those"])
                || draft.is(end + 1, "the") && draft.any(end + 2, &["two", "dates"])
                || !draft.is_word(end + 1));
        let own = self.stretch.sentence.start..self.stretch.from.start;
        let halted =
            self.stretch.shape == Shape::Halted || self.stretch.ran() && draft.says(&own, WordSet::Halted);
        let still = halted && draft.is(self.tokens.end, "without");
        let lead = self.start.saturating_sub(1);
        two && (draft.follows(lead, WordSet::OpensTime) || draft.preceded(lead, &["for"])) || still
    }

    /// "The nine years it took cost 31 lives.", "In 15 years of marriage they never shared an umbrella."
    pub(super) fn took(&self) -> bool {
        let (draft, end) = (self.draft, self.tokens.end);
        let lead = self.start.saturating_sub(1);
        let took = draft.one(end, WordSet::ItOrThey) && draft.one(end + 1, WordSet::Lasts);
        let took = took
            && draft.is(lead, "the")
            && !draft.is(end + 2, "to")
            && !draft.one(end + 2, WordSet::Anaphor)
            && !draft.any(end + 2, &["him", "her", "them"]);
        let opens = lead == self.here.start && draft.one(lead, WordSet::OpensTime);
        let of = draft.is(end, "of")
            && draft.one(end + 1, WordSet::InBusiness)
            && !draft.one(end + 2, WordSet::WhichOne);
        self.only && self.stretch.ran() && (took || opens && of)
    }

    /// "The power went off at 6.10am and came back at 8.40am. For seven hours 12,000 homes had been without heat": no longer.
    pub(super) fn fronted(&self) -> bool {
        let (draft, end) = (self.draft, self.tokens.end);
        let lead = bare_start(draft, self.start, self.here.start).saturating_sub(1);
        let beside = draft.next_sentence(self.stretch.to.start) == Some(self.here.clone());
        let clause = end..self.here.end.min(end + 9);
        let timed =
            draft.readings_in(&self.here).iter().any(|r| r.kind.is_time() && r.kind != Kind::Duration);
        self.only
            && beside
            && !timed
            && lead == self.here.start
            && draft.is(lead, "for")
            && self.stretch.shape == Shape::Halted
            && draft.says(&clause, WordSet::Lacks)
            && !(clause.start..clause.end).any(|i| draft.one(i, WordSet::BreaksClause))
    }

    /// "\"I managed this club for 30 years,\" said Len Abbot, who was given the job in 1998 and sacked from it in 2011"
    pub(super) fn said_himself(&self, lead: u32) -> bool {
        let (draft, from) = (self.draft, self.stretch.from.start);
        let first = self.here.start + u32::from(draft.is_sign(self.here.start));
        let quoted = first > self.here.start && draft.any(first, &["i", "we"]) && draft.is(lead, "for");
        let close = (self.tokens.end..from).find(|&i| matches!(draft.word(i), "\"" | "\u{201d}"));
        let Some(close) = close.filter(|_| quoted && lead <= first + 6 && draft.unbroken(&(first..lead)))
        else {
            return false;
        };
        let said = (close + 1..from).find(|&i| draft.one(i, WordSet::Tells)).is_some_and(|i| i <= close + 4);
        let who = (close + 1..from).find(|&i| draft.is(i, "who") && draft.preceded(i, &[","]));
        let post = |r: Range<u32>| draft.says(&r, WordSet::PlaceHeld) || draft.says(&r, WordSet::Begun);
        let held = who.is_some_and(|w| post(w..from));
        let gap = self.stretch.from.end..self.stretch.to.start;
        let ended = draft.says(&gap, WordSet::Finished) || draft.says(&gap, WordSet::Stops);
        // What one did, not where one lived
        let did = !draft.any(first + 1, &["have", "lived", "live", "had", "was", "were", "am", "waited"]);
        self.only && said && held && ended && did
    }
}

/// Most tokens from the one stretch of a text to a length that names it.
const AFAR: u32 = 400;

/// "The lamp went out on 12 October 2021 ... lit once more on 14 December 2021 ... During the seven months of darkness": the
/// one stretch of a text, told of again some paragraphs on.
pub(super) fn check(draft: &Draft<'_>, all: &[&Stretch], out: &mut Vec<Slip>) {
    let mut ran = all.iter().filter(|s| s.ran() && !s.clocks());
    let Some(stretch) = ran.next() else { return };
    let one = ran.all(|s| s.from == stretch.from && s.to == stretch.to);
    if !one || draft.days.len() != 2 || broken(draft, &stretch.sentence) {
        return;
    }
    let from = stretch.sentence.end.max(stretch.to.end);
    let sentences = draft.input.tokens.sentences.iter();
    for s in sentences.filter(|s| s.start >= from && s.start < from.saturating_add(AFAR)) {
        let s = draft.sentence(s.start);
        for length in lengths(draft, &s) {
            let (start, end) = (length.tokens.start, length.tokens.end);
            let the =
                draft.preceded(start, &["the"]) && draft.follows(start.saturating_sub(1), WordSet::OpensTime);
            let state = draft.is(end, "of")
                && (draft.one(end + 1, WordSet::PlaceHeld)
                    || draft.one(end + 1, WordSet::Standstill)
                    || draft.one(end + 1, WordSet::Lasted))
                && !draft.one(end + 2, WordSet::WhichOne);
            if the
                && state
                && stretch.shape == Shape::Halted
                && stretch.tells(length.unit)
                && fits(stretch, &length)
            {
                out.extend(slip(draft, stretch, &length, Told::All));
            }
        }
    }
}
