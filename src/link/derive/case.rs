//! What a derivation asks of the claim it is to hold against a box: which words stand where, how far they are,
//! whether the sentence is of the box's own subject at all.

use std::ops::Range;

use super::sheet::Sheet;
use super::{Tell, unbroken};
use crate::claim::Claim;
use crate::link::scene::{Scene, What};
use crate::link::{Input, Sight};
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::Class;
use crate::rules::aspect::Tells;
use crate::value::{DateTime, Decimal, Interval, Modifier, Quantity, TimeRelation};

/// What every derivation of one claim looks at.
pub(super) struct Case<'a, 'b> {
    pub(super) input: &'a Input<'b>,
    pub(super) scene: &'a Scene,
    pub(super) claim: &'a Claim,
    pub(super) sheet: &'a Sheet<'b>,
    pub(super) sentence: Range<u32>,
    pub(super) tells: Vec<Tell>,
    /// The sentence says that there was no break: "continuously since 1966".
    pub(super) unbroken: bool,
}

impl Case<'_, '_> {
    pub(super) fn own(&self) -> &Range<u32> {
        &self.input.readings[self.claim.reading].extent.whole
    }

    pub(super) fn word(&self, at: u32) -> String {
        self.input.word(at).to_lowercase()
    }

    /// Whether the sentence has `word` in `range`.
    pub(super) fn has(&self, range: Range<u32>, words: &[&str]) -> bool {
        range.into_iter().any(|i| words.contains(&self.word(i).as_str()))
    }

    /// Whether an undated line may answer: the sentence names no time, or one at which the box's own event was.
    pub(super) fn timely(&self) -> bool {
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
    pub(super) fn elsewhere(&self) -> bool {
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
    pub(super) fn far(&self, tokens: &Range<u32>) -> u32 {
        let own = self.own();
        if tokens.start < own.end && own.start < tokens.end {
            return 0;
        }
        let after = tokens.start >= own.end;
        let between = if after { own.end..tokens.start } else { tokens.end..own.start };
        let mine = &self.input.readings[self.claim.reading];
        // "Made for 4.5 million dollars and took 38 million": a sum whose currency was said before.
        let large = |x: &Decimal| *x >= Decimal::from(1000);
        let money = |r: &Reading| {
            let bare = |q: &Quantity| q.unit.is_none() && q.stated.high.value().is_some_and(large);
            mine.kind == Kind::Money
                && r.kind == Kind::Number
                && r.noun.is_none()
                && r.quantity().is_some_and(bare)
        };
        let first = self.input.readings.partition_point(|r| r.extent.tokens.start < between.start);
        let others = self.input.readings[first..]
            .iter()
            .take_while(|r| r.extent.tokens.start < between.end)
            .filter(|r| {
                r.kind.is_time() == mine.kind.is_time()
                    && (r.kind.is_time() || r.kind == mine.kind || money(r))
            })
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
    pub(super) fn bound(&self) -> Option<Modifier> {
        let reading = &self.input.readings[self.claim.reading];
        let own = reading.extent.tokens.start;
        // "over the age of 80"
        let age = own.checked_sub(3).filter(|&i| self.word(i) == "the" && self.word(i + 1) == "age");
        let starts = [Some(own), Some(reading.extent.whole.start), age];
        starts.into_iter().flatten().find_map(|own| self.bound_at(own))
    }

    pub(super) fn bound_at(&self, own: u32) -> Option<Modifier> {
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
    pub(super) fn doubtful(&self) -> bool {
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
                found |= !(part || said || self.clause_apart(at));
            });
        }
        found || self.foreign()
    }

    /// Whether a verb of its own sets a word off from the claim: "was made in 1990 and is mostly red".
    fn clause_apart(&self, at: u32) -> bool {
        let own = self.own();
        let mut between = if at >= own.end { own.end..at } else { at..own.start };
        let verb = |i: u32| {
            matches!(
                self.word(i).as_str(),
                "is" | "was" | "are" | "were" | "has" | "had" | "have" | "makes" | "made"
            )
        };
        between.any(|i| {
            matches!(self.word(i).as_str(), "and" | "but") && i + 1 < self.sentence.end && verb(i + 1)
        })
    }

    /// Whether words are part of the subject's own name: the "All" of "All Saints' Church".
    pub(super) fn named_at(&self, at: u32, len: u32) -> bool {
        self.scene.within(&self.sentence).any(|s| {
            s.what == What::Entity(self.sheet.entity) && s.tokens.start <= at && at + len <= s.tokens.end
        })
    }

    /// Whether the claim is a part of the subject's own name, however much of it is said: the "42" of "the ATR 42",
    /// the "1950" of "the 1950 crash" where that opens a longer name.
    pub(super) fn names_itself(&self) -> bool {
        let name = self.input.base.entity(self.sheet.entity).name.to_lowercase();
        let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
        let own = &self.input.readings[self.claim.reading].extent.tokens;
        let in_name = |i: u32| {
            let word = self.word(i);
            parts.contains(&word.as_str()) && word.chars().any(char::is_alphanumeric)
        };
        // "Of 2006", "the 42": small words stand in many names.
        let joins = |i: u32| {
            let capital = self.input.tokens.all.get(i as usize).is_some_and(crate::text::Token::capital);
            let tells = capital || self.word(i).chars().count() > 2 && !self.input.is_small(i);
            self.sentence.contains(&i) && tells && in_name(i)
        };
        own.clone().all(in_name) && (joins(own.end) || own.start.checked_sub(1).is_some_and(joins))
    }

    /// Whether the sentence speaks of another that the box only names: "Woody Stephens earned $32,400" in the
    /// box of his horse.
    pub(super) fn foreign(&self) -> bool {
        let first = self.sentence.start;
        let Some(token) = self.input.tokens.all.get(first as usize) else { return false };
        let own_named = self.scene.within(&self.sentence).any(|s| s.what == What::Entity(self.sheet.entity));
        let word = self.input.word(first);
        let name = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word) && word.chars().count() > 2
        };
        // "Ann Miller" in the box of Jack Miller, whose wife she is.
        let wed = self.sheet.of(self.input, "marriage").map_or(&[][..], |l| &self.sheet.lines[l].entries);
        let relative = || {
            !self.is_own_name(&(first..first + 1))
                && wed.iter().any(|e| name(e.text.split('(').next().unwrap_or_default()))
        };
        if token.capital() && !own_named && relative() {
            return true;
        }
        if !token.capital() || own_named || self.is_own_name(&self.sentence) {
            return false;
        }
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
    pub(super) fn of_another(&self, at: u32) -> bool {
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
        let doer = |s: &&Sight| match s.what {
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
    pub(super) fn is_own_name(&self, tokens: &Range<u32>) -> bool {
        let base = self.input.base;
        let mut own = base.entity(self.sheet.entity).name.to_lowercase();
        let initials: String =
            base.entity(self.sheet.entity).name.split([' ', '-']).filter_map(|w| w.chars().next()).collect();
        own.push(' ');
        own.push_str(&initials.to_lowercase());
        let naming = ["also known as", "acronym", "abbreviation"];
        for line in &self.sheet.lines {
            let key = line.key.to_lowercase();
            if key.contains("name") || naming.contains(&key.as_str()) {
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
    pub(super) fn key_is(&self, line: usize, id: &str) -> bool {
        self.sheet.lines[line].aspects.iter().any(|&a| self.input.rules.aspects.id(a) == id)
    }

    pub(super) fn key(&self, line: usize) -> &str {
        self.sheet.lines[line].key
    }
}
