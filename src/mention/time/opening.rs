//! What stands at a place, so that one look rules out most readers of parts.

use super::cursor::Cursor;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Relative, Sense, Unit, Vague};
use crate::text::token::TokenKind;
use crate::value::stamp::{PartOfDay, Season};
use crate::value::{Modifier, TimeRelation};

/// What a part of a time expression may open with. It rules out, and never in: a reader that is asked still
/// decides by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    /// The kinds of the phrases that start right here.
    own: Kinds,
    /// Those, and the ones behind an article or a possessive.
    head: Kinds,
    /// Digits, or a number in words.
    pub(super) number: bool,
    /// Digits.
    pub(super) digits: bool,
    /// A number right here or behind an article.
    pub(super) head_number: bool,
    /// An apostrophe right here or behind an article.
    pub(super) apostrophe: bool,
    /// "the", "a", "its"
    pub(super) article: bool,
    /// A word of one letter: "Q" of "Q3".
    pub(super) letter: bool,
}

const fn glue(g: Glue) -> Kinds {
    Kinds::of(Sense::Glue(g))
}

const ARTICLES: Kinds = glue(Glue::The).or(glue(Glue::A)).or(glue(Glue::Possessive));

pub(super) const DAY: Kinds = Kinds::all(&[Sense::Day(0), Sense::DayPart(0, PartOfDay::Night)]);
pub(super) const PASSAGE: Kinds = Kinds::of(Sense::Passage);
pub(super) const CLOSEST: Kinds = glue(Glue::Closest);
/// "last", "opening": where a cell is counted from.
pub(super) const EDGE: Kinds = Kinds::all(&[
    Sense::Relative(Relative::Last),
    Sense::Edge(Modifier::Start),
    Sense::EdgeNoun(Modifier::Start),
]);
pub(super) const BOUND: Kinds = Kinds::of(Sense::Bound(Modifier::Approx));
pub(super) const AMOUNT: Kinds = Kinds::all(&[
    Sense::Long(1, Unit::Day),
    Sense::Unit(1, Unit::Day),
    Sense::Glue(Glue::A),
    Sense::Glue(Glue::The),
    Sense::Glue(Glue::Another),
    Sense::Glue(Glue::Couple),
    Sense::Glue(Glue::All),
    Sense::Glue(Glue::HalfPast),
]);
pub(super) const RELATED: Kinds = Kinds::all(&[
    Sense::Relative(Relative::Last),
    Sense::EdgeOf(Modifier::End, Unit::Year),
    Sense::Unit(1, Unit::Year),
]);
pub(super) const UNIT: Kinds = Kinds::of(Sense::Unit(1, Unit::Day));
pub(super) const MONTH: Kinds = Kinds::of(Sense::Month(1));
pub(super) const HOLIDAY: Kinds = Kinds::of(Sense::Holiday(0));
pub(super) const SEASON: Kinds = Kinds::of(Sense::Season(Season::Summer));
pub(super) const WEEKDAY: Kinds = Kinds::of(Sense::Weekday(1));
pub(super) const PART: Kinds = Kinds::of(Sense::Part(PartOfDay::Morning));
pub(super) const DECADE: Kinds = Kinds::of(Sense::Decade(9));
pub(super) const THE: Kinds = glue(Glue::The);
/// "the year 1998", "AD 79"
pub(super) const YEAR: Kinds =
    Kinds::all(&[Sense::Era(true), Sense::Glue(Glue::The), Sense::Glue(Glue::YearOf)]);
/// "half past", "a quarter to", "noon"
pub(super) const CLOCK: Kinds = Kinds::all(&[
    Sense::Instant(12, 0),
    Sense::Unit(1, Unit::Quarter),
    Sense::Glue(Glue::A),
    Sense::Glue(Glue::HalfPast),
]);
/// "every", "daily", "per", "twice", "Mondays", "mornings", "Monday nights"
pub(super) const SET: Kinds = Kinds::all(&[
    Sense::Every,
    Sense::Frequency(1, Unit::Day),
    Sense::Glue(Glue::Per),
    Sense::Times,
    Sense::Weekdays(1),
    Sense::Parts(PartOfDay::Morning),
])
.or(WEEKDAY)
.or(CLOCK);
pub(super) const WINDOW: Kinds =
    Kinds::all(&[Sense::Glue(Glue::The), Sense::Glue(Glue::Possessive)]).or(BOUND).or(EDGE);
pub(super) const VAGUE: Kinds = Kinds::of(Sense::Vague(Vague::Present)).or(THE);
/// "from", "between"; "after 9:30 but before 11"
pub(super) const PERIOD: Kinds =
    glue(Glue::From).or(glue(Glue::Between)).or(Kinds::of(Sense::Preposition(TimeRelation::After)));
pub(super) const LASTING: Kinds = glue(Glue::From).or(glue(Glue::For));

impl Opening {
    /// What stands at token `i`.
    pub(super) fn at(c: &Cursor<'_>, i: usize) -> Self {
        let number =
            |i: usize| c.get(i).is_some_and(|t| t.kind == TokenKind::Digits) || c.number(i).is_some();
        let own = c.kinds(i);
        let article = own.meets(ARTICLES);
        let here = number(i);
        Self {
            own,
            head: if article { own.or(c.kinds(i + 1)) } else { own },
            number: here,
            digits: c.get(i).is_some_and(|t| t.kind == TokenKind::Digits),
            head_number: here || article && number(i + 1),
            apostrophe: c.apostrophe(i) || article && c.apostrophe(i + 1),
            article,
            letter: c.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.end == t.start + 1),
        }
    }

    /// Whether a part can open here at all: with a word of time that does not only join, a number, a letter,
    /// an apostrophe before a year.
    pub(super) fn part(&self) -> bool {
        self.number || self.letter || self.apostrophe || self.own.without(Kinds::JOINTS) != Kinds::NONE
    }

    /// Whether no phrase of time starts here: a word that only the readers themselves know.
    pub(super) fn strange(&self) -> bool {
        self.own == Kinds::NONE
    }

    /// Whether a phrase of one of `kinds` can start here.
    pub(super) fn with(&self, kinds: Kinds) -> bool {
        self.own.meets(kinds)
    }

    /// The same, or behind an article.
    pub(super) fn behind(&self, kinds: Kinds) -> bool {
        self.head.meets(kinds)
    }
}
