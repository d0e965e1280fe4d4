//! Cues that only some of their uses are: "would be 80 now" reckons an age, "would be the first" none.

use super::change::is_feat;
use super::draft::Draft;
use crate::rules::audit::Cue;
use crate::rules::lexicon::Mark;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;

impl Draft<'_> {
    /// Whether a word for a relative tells whose child somebody named beside it is: "A miner's son, Wilkes".
    fn son_of(&self, start: u32, end: u32) -> bool {
        let owner =
            self.is(start.saturating_sub(1), "s") && self.before(start, 2).starts_with(['\'', '\u{2019}']);
        let article = start.saturating_sub(6)..start.saturating_sub(3);
        let of_one = article.into_iter().any(|i| {
            self.one(i, WordSet::Indefinite)
                && (self.token(i).is_some_and(|t| t.starts_sentence()) || self.preceded(i, &[","]))
        });
        let aged = self.token(end + 1).is_some_and(|t| t.kind == TokenKind::Digits);
        owner && of_one && self.word(end) == "," && !aged
    }

    /// Whether a word for a relative is what somebody named right behind it is called, by nobody's child: it opens its
    /// sentence, or has a capital of its own.
    fn is_called(&self, start: u32, end: u32) -> bool {
        let name = |i: u32| self.is_word(i) && self.token(i).is_some_and(|t| t.capital());
        let first = if self.word(start.wrapping_sub(1)) == "-" { start.saturating_sub(2) } else { start };
        let opens = self.token(first).is_some_and(|t| t.starts_sentence());
        let title = !opens && name(start);
        let one = end == start + 1 && !self.word(start).ends_with('s') && !self.word(start).ends_with("ren");
        one && name(end) && (opens && name(end + 1) || title)
    }

    /// Whether "both" stands before the two that are meant: "both drivers were hurt".
    fn both_of_them(&self, both: u32) -> bool {
        let noun = both + 1;
        let plural = self.is_word(noun) && self.input.rules.language.ends_as_plural(self.word(noun));
        plural && !self.is(noun + 1, "and") && !self.follows(both, WordSet::BeforeBoth)
    }

    /// Whether words that often say something else say this here.
    pub(super) fn meant(&self, cue: Cue, start: u32, end: u32) -> bool {
        let figure =
            |i: u32| self.token(i).is_some_and(|t| t.kind == TokenKind::Digits || Mark::Number.on(t));
        match cue {
            // "whose birth certificate gives 9 May 1991"
            Cue::Born if self.is(end.saturating_sub(1), "certificate") => {
                (end..end + 6).any(|i| self.one(i, WordSet::GivesDate))
            }
            // "Great-grandmother Edna Stubbs turned 90", "Father Eamon Quill": what somebody named is called
            Cue::Kin if self.is_called(start, end) => false,
            // "the head teacher, 47": what somebody does, and no relation
            Cue::Kin if self.one(start, WordSet::Profession) => (start.saturating_sub(3)..start)
                .any(|i| self.one(i, WordSet::HisOrHer) || self.is(i, "s") && i + 2 >= start),
            // "A miner's son, Wilkes has"; never "a neighbour's son, 24, said"
            Cue::Kin if self.son_of(start, end) => false,
            // "the son of a jeweller", "mother of two", "two children": nobody else's age
            Cue::Kin if self.is(end, "of") => {
                !(self.one(end + 1, WordSet::Indefinite) || figure(end + 1))
                    || self.follows(start, WordSet::HisOrHer)
            }
            // "his father's repair shop"
            Cue::Kin if self.word(end).starts_with(['\'', '\u{2019}']) && self.is(end + 1, "s") => {
                self.any(end + 2, &["age", "death", "birth", "birthday", "name"])
            }
            Cue::Kin => !(start > 0 && figure(start - 1)),
            // "to lead the union" is what two want to do.
            Cue::Lead if self.is(start, "lead") => {
                !(self.preceded(start, &["to"]) && self.any(end, &["the", "a", "an", "his", "her", "their"]))
            }
            // "lied about his eyesight"
            Cue::Reckoning if self.is(start, "lied") => {
                (end..end + 3).any(|i| self.any(i, &["age", "old", "birth", "birthday", "years"]))
            }
            // "would be 80 now"; "would be the first to go" reckons nothing.
            Cue::Reckoning if self.any(start, &["would", "was"]) => {
                !self.is(end, "the") && (end..end + 3).any(figure)
            }
            // "completed a treble that nobody has matched": what somebody won; never "treble the number"
            Cue::Multiple => !is_feat(self, &(start..end)),
            // "put back from May to April"; "is back at the club" moves no date.
            Cue::Moved if self.is(start, "back") => {
                !self.any(end, &["at", "in", "home", "with", "on", "after"])
            }
            // "officially opened", "on paper a good idea" reckon nothing either.
            Cue::Reckoning if self.one(start, WordSet::OnPaper) => (end..end + 4).any(figure),
            // "the 2003 season", "her tenth season"; not "last season", "the academic staff"
            Cue::OtherClock if self.is(start, "season") => {
                (start.saturating_sub(2)..start).any(figure) || figure(end)
            }
            Cue::OtherClock if self.is(start, "academic") => self.one(end, WordSet::AcademicYear),
            // "two terms", "over three seasons"; not "the terms of the deal"
            Cue::Spells if self.any(start, &["terms", "seasons"]) => {
                (start.saturating_sub(2)..start).any(figure)
            }
            Cue::Spells if self.is(start, "in") && self.is(start + 1, "total") => {
                let length = (start.saturating_sub(4)..start).rev().find(|&i| figure(i));
                // "from 4 to 8 June, 15 days in total": of the one stretch told right before
                let comma = |i: u32| {
                    let behind = i.saturating_sub(3)..i.saturating_sub(1);
                    let told = self.readings_in(&behind);
                    self.preceded(i, &[","])
                        && (told.iter().any(|r| r.kind.is_time()) || !self.days_in(&behind).is_empty())
                };
                length.is_some_and(|i| !comma(i))
            }
            // "after a break of 40 minutes" is the stretch itself.
            Cue::Break if self.is(start, "after") => !(self.is(end, "of") && (end + 1..end + 5).any(figure)),
            // "reopened on 4 June, a break of ten weeks"
            Cue::Break if self.is(start, "a") && self.preceded(start, &["after", ","]) => {
                !(end..end + 4).any(figure)
            }
            // "was suspended on 13 March and resumed on 17 June" is told of the stretch itself.
            Cue::Break if self.is(start, "suspended") => {
                let sentence = self.sentence(start);
                // "was suspended from 3 March to 31 March"
                !self.is(end, "from")
                    && !(end..sentence.end.min(end + 16)).any(|i| self.one(i, WordSet::Resumed))
            }
            // "wrongly convicted": no figure is wrong; nor is one where somebody apologised for a delay.
            // and "his name was spelled wrongly", "was shot by mistake"
            Cue::Disowned if self.one(end, WordSet::Wronged) || self.follows(start, WordSet::Wronged) => {
                false
            }
            Cue::Disowned if self.one(start, WordSet::Apologised) => {
                (start.saturating_sub(4)..end + 8).any(|i| self.one(i, WordSet::Misstatement))
            }
            // "countries like France"; "looks like a politician" tells of no list.
            // "the fish pie, which set like plaster"
            Cue::Partial if self.is(start, "like") => {
                let does = start > 1 && self.one(start - 2, WordSet::OpensRelative);
                start > 0 && !does && !self.one(start - 1, WordSet::Seems)
            }
            // "should have been 30"; "should have been spent on buses" puts nothing right.
            Cue::Disowned if self.is(start, "should") && self.is(start + 2, "been") => {
                (end..end + 4).any(figure) || !self.word(end).ends_with("ed") && !self.is(end, "spent")
            }
            // "have signed so far: Norway, Iceland and Malta": all of those
            Cue::Partial if self.is(start, "so") && self.is(start + 1, "far") => self.word(end) != ":",
            // "new homes and more jobs"
            Cue::Partial if self.is(start, "and") && self.is(start + 1, "more") => !self.is_word(end),
            // "changes included, and"
            Cue::Partial if self.is(start, "included") => self.is_word(end) || figure(end),
            // "more than one answer was allowed"
            Cue::Complete if self.is(start, "one") => !self.preceded(start, &["than"]),
            // "both drivers", "both sides": two of them; not "in both years", "both ham and cheese"
            Cue::Overlap if self.is(start, "both") && self.both_of_them(start) => false,
            // "arsenic above the limit", "over the speed limit": no limit of how many
            Cue::Exceedable if self.is(start, "limit") => {
                let over = |i: u32| {
                    self.any(
                        i,
                        &["above", "over", "beyond", "under", "below", "within", "exceeded", "exceeds"],
                    )
                };
                !(start.saturating_sub(4)..start).any(over) || self.is(end, "of")
            }
            // "Wheat is grown on 55% of the land": planted
            Cue::Up if self.is(start, "grown") => !self.follows(start, WordSet::AreOrIs),
            // "a goose by an unknown hand": somebody; never "an unknown number"
            Cue::Remainder if self.is(start, "unknown") && self.follows(start, WordSet::Indefinite) => {
                self.any(end, &["number", "share", "proportion", "part", "sum"])
            }
            // "Falls accounted for 44% of the calls": people who fell
            Cue::Down if self.is(start, "falls") => {
                let subject = self.token(start).is_some_and(|t| t.starts_sentence());
                !(subject
                    && self
                        .any(end, &["accounted", "account", "caused", "cause", "made", "were", "are", "and"]))
            }
            // "nobody could tick more than one box": one answer
            Cue::Overlap if self.any(start, &["both", "more", "tick", "multiple", "several"]) => {
                !(start.saturating_sub(6)..start)
                    .any(|i| self.one(i, WordSet::NoneAtAll) && !self.is(i, "not"))
            }
            // "The toll later rose to 15"; "Inflation rose to 4.6%" puts no figure right.
            Cue::Revised if self.any(start, &["rose", "rising", "climbed"]) => {
                let near = start.saturating_sub(7).max(self.sentence(start).start)..end + 3;
                self.says(&near, WordSet::NamesStock)
                    || self.says(&near, WordSet::Dead)
                    || self.says(&near, WordSet::Hurt)
                    || self.says(&near, WordSet::Missing)
            }
            // "against £3m a year ago", "against the evening before"; "marched against the war" sets no time apart.
            Cue::Earlier if self.is(start, "against") => {
                (end..self.sentence(start).end.min(end + 6)).any(|i| figure(i) || self.one(i, WordSet::Past))
            }
            // "opposed"; "41% and 29%, against 6% for the market"
            Cue::Answer if self.is(start, "against") => !figure(end) && !self.any(end, &["the", "a"]),
            _ => true,
        }
    }
}
