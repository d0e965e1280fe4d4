//! What became of a quantity: "rose 5 % to 20 million", "15, up from 12 in 2019", "doubled since 1990".
//!
//! Enters: the readings of a text. Leaves: [`Change`]s, each a word of change with the readings that are
//! its parts. In "Sales fell by 3 points, from 44 in 2019 to 41" the 3 points are the amount, 44 the old
//! value, of 2019, and 41 the new one. The words stand in `rules/`, by the shape of what stands
//! around them.

use std::ops::Range;

use crate::resolve::Reading;
use crate::rules::RuleId;
use crate::value::{Decimal, Direction, Interval, Part};

/// One change, or one comparison of two values. Readings are named by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Token numbers of the word of change.
    pub tokens: Range<u32>,
    /// Its rule.
    pub rule: RuleId,
    /// Which way the quantity went.
    pub direction: Option<Direction>,
    /// New value by old value, where the word itself says it: 2 of "doubled".
    pub multiple: Option<Decimal>,
    /// The difference: "5 %", "3 points".
    pub by: Option<usize>,
    /// The reading that gives new by old: "three times as".
    pub factor: Option<usize>,
    /// The value before.
    pub old: Option<usize>,
    /// The value after; the same reading as `old` where one holds both ("from 12 to 15").
    pub new: Option<usize>,
    /// When the old value held: "since 1990", "from 12 in 2019".
    pub since: Option<usize>,
    /// When the new value held, or when it changed: "rose in 2022".
    pub at: Option<usize>,
}

impl Change {
    /// The part that reading `number` plays in it.
    #[must_use]
    pub fn part(&self, number: usize) -> Option<Part> {
        let is = |part: Option<usize>| part == Some(number);
        Some(match () {
            () if is(self.new) && is(self.old) => Part::Ends,
            () if is(self.new) => Part::New,
            () if is(self.old) => Part::Old,
            () if is(self.by) => Part::By,
            () if is(self.factor) => Part::Times,
            () => return None,
        })
    }

    /// The value that `part` has, of a quantity; of "from 12 to 15" the end that is meant.
    #[must_use]
    pub fn value(&self, part: Part, readings: &[Reading]) -> Option<Interval<Decimal>> {
        let number = match part {
            Part::By => self.by,
            Part::Times => self.factor,
            Part::Old => self.old,
            Part::New | Part::Ends => self.new,
        };
        let Some(number) = number else {
            return self.multiple.filter(|_| part == Part::Times).map(Interval::point);
        };
        let q = readings.get(number)?.quantity()?;
        if self.part(number) != Some(Part::Ends) || part == Part::Ends {
            return Some(q.interval);
        }
        let upper = (part == Part::New) == (self.direction != Some(Direction::Down));
        let end = if upper { q.stated.high } else { q.stated.low };
        end.value().copied().map(Interval::point)
    }
}

/// The changes of a text, in order, and which reading has a part in which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    all: Vec<Change>,
    /// Reading and change, by their numbers, sorted; a reading has one part at most.
    parts: Vec<(usize, usize)>,
    /// The readings that date old values, sorted.
    references: Vec<usize>,
}

impl Changes {
    pub(super) fn new(all: Vec<Change>) -> Self {
        let mut parts = Vec::new();
        for (i, c) in all.iter().enumerate() {
            parts.extend([c.by, c.factor, c.old, c.new].into_iter().flatten().map(|number| (number, i)));
        }
        parts.sort_unstable();
        parts.dedup_by_key(|(number, _)| *number);
        let mut references: Vec<usize> = all.iter().filter_map(|c| c.since).collect();
        references.sort_unstable();
        Self { all, parts, references }
    }

    /// The changes, in the order of the text.
    #[must_use]
    pub fn all(&self) -> &[Change] {
        &self.all
    }

    /// Whether reading `number` only dates an old value: "up from 12 in 2019".
    #[must_use]
    pub fn is_reference(&self, number: usize) -> bool {
        self.references.binary_search(&number).is_ok()
    }

    /// The change that reading `number` has a part in, and the part.
    #[must_use]
    pub fn of(&self, number: usize) -> Option<(&Change, Part)> {
        let at = self.parts.binary_search_by_key(&number, |(n, _)| *n).ok()?;
        let change = &self.all[self.parts[at].1];
        Some((change, change.part(number)?))
    }
}
