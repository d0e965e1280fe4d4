//! What stands at a place, so that one look rules out most readers of parts.

use super::ahead::Ahead;
use super::cursor::Cursor;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::Glue;
use crate::text::token::TokenKind;

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
    /// No phrase of time starts with this word: one that only the readers themselves know.
    pub(super) strange: bool,
    /// What stands from here on.
    pub(super) ahead: Ahead,
}

const ARTICLES: Kinds = Kinds::glue(Glue::The).or(Kinds::glue(Glue::A)).or(Kinds::glue(Glue::Possessive));

pub(super) const DAY: Kinds = Kinds::all(&[Kinds::DAY, Kinds::DAY_PART]);
pub(super) const PASSAGE: Kinds = Kinds::PASSAGE;
pub(super) const CLOSEST: Kinds = Kinds::glue(Glue::Closest);
/// "last", "opening": where a cell is counted from.
pub(super) const EDGE: Kinds = Kinds::all(&[Kinds::RELATIVE, Kinds::EDGE, Kinds::EDGE_NOUN]);
/// What has a place in order: "the first Monday", "the third night", and what it is within: "of next month".
pub(super) const ORDERED: Kinds = Kinds::all(&[Kinds::UNIT, Kinds::WEEKDAY, Kinds::PART]);
pub(super) const WITHIN: Kinds =
    Kinds::all(&[Kinds::glue(Glue::Of), Kinds::glue(Glue::In), Kinds::glue(Glue::PastHour)]);
/// What a time is told from or by: "ago", "after", the day of "a week on Friday", "a fortnight tomorrow".
pub(super) const SHIFTED: Kinds = Kinds::all(&[Kinds::DIRECTION, Kinds::WEEKDAY, Kinds::DAY]);
pub(super) const BOUND: Kinds = Kinds::BOUND;
pub(super) const AMOUNT: Kinds = Kinds::all(&[
    Kinds::LONG,
    Kinds::UNIT,
    Kinds::glue(Glue::A),
    Kinds::glue(Glue::The),
    Kinds::glue(Glue::Another),
    Kinds::glue(Glue::Couple),
    Kinds::glue(Glue::All),
    Kinds::glue(Glue::HalfPast),
]);
pub(super) const RELATED: Kinds = Kinds::all(&[Kinds::RELATIVE, Kinds::EDGE_OF, Kinds::UNIT]);
pub(super) const UNIT: Kinds = Kinds::UNIT;
pub(super) const MONTH: Kinds = Kinds::MONTH;
pub(super) const HOLIDAY: Kinds = Kinds::HOLIDAY;
pub(super) const SEASON: Kinds = Kinds::SEASON;
pub(super) const WEEKDAY: Kinds = Kinds::WEEKDAY;
pub(super) const PART: Kinds = Kinds::PART;
pub(super) const DECADE: Kinds = Kinds::DECADE;
pub(super) const THE: Kinds = Kinds::glue(Glue::The);
/// "the year 1998", "AD 79"
pub(super) const YEAR: Kinds = Kinds::all(&[Kinds::ERA, Kinds::glue(Glue::The), Kinds::glue(Glue::YearOf)]);
/// "half past", "a quarter to", "noon"
pub(super) const CLOCK: Kinds =
    Kinds::all(&[Kinds::INSTANT, Kinds::UNIT, Kinds::glue(Glue::A), Kinds::glue(Glue::HalfPast)]);
/// "every", "daily", "per", "twice", "Mondays", "mornings", "Monday nights"
pub(super) const SET: Kinds = Kinds::all(&[
    Kinds::EVERY,
    Kinds::FREQUENCY,
    Kinds::glue(Glue::Per),
    Kinds::TIMES,
    Kinds::WEEKDAYS,
    Kinds::PARTS,
])
.or(WEEKDAY)
.or(CLOCK);
/// What any of what recurs has.
pub(super) const RECURS: Kinds =
    Kinds::all(&[Kinds::EVERY, Kinds::FREQUENCY, Kinds::WEEKDAYS, Kinds::PARTS, Kinds::UNIT]);
pub(super) const WINDOW: Kinds =
    Kinds::all(&[Kinds::glue(Glue::The), Kinds::glue(Glue::Possessive)]).or(BOUND).or(EDGE);
pub(super) const VAGUE: Kinds = Kinds::VAGUE.or(THE);
/// "from", "between"; "after 9:30 but before 11"
pub(super) const PERIOD: Kinds =
    Kinds::glue(Glue::From).or(Kinds::glue(Glue::Between)).or(Kinds::PREPOSITION);
pub(super) const LASTING: Kinds = Kinds::glue(Glue::From).or(Kinds::glue(Glue::For));

impl Opening {
    /// What stands at token `i`.
    #[inline]
    pub(super) fn at(c: &Cursor<'_>, i: usize) -> Self {
        c.memo.opening(i, || Self::look(c, i))
    }

    fn look(c: &Cursor<'_>, i: usize) -> Self {
        let ahead = c.ahead(i);
        let own = ahead.own;
        let article = own.meets(ARTICLES);
        let here = c.counts(i);
        let t = c.get(i);
        let kind = t.map(|t| t.kind);
        Self {
            own,
            head: if article { own.or(c.own(i + 1)) } else { own },
            number: here,
            digits: kind == Some(TokenKind::Digits),
            head_number: here || article && c.counts(i + 1),
            apostrophe: kind == Some(TokenKind::Sign) && c.apostrophe(i) || article && c.apostrophe(i + 1),
            article,
            letter: t.is_some_and(|t| t.kind == TokenKind::Word && t.end == t.start + 1),
            strange: c.kinds(i) == Kinds::NONE,
            ahead,
        }
    }

    /// Whether a part can open here at all, as [`part`] tells.
    pub(super) fn part(&self) -> bool {
        self.number || self.letter || self.apostrophe || self.own.without(Kinds::JOINTS) != Kinds::NONE
    }

    /// Whether a phrase of one of `kinds` may stand here or further on.
    pub(super) fn leads_to(&self, kinds: Kinds) -> bool {
        self.ahead.meets(kinds)
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

/// Whether a part can open at token `i` at all: with a word of time that does not only join, a number, a letter, an
/// apostrophe before a year.
pub(super) fn part(c: &Cursor<'_>, i: usize) -> bool {
    let Some(t) = c.get(i) else { return false };
    match t.kind {
        TokenKind::Digits => true,
        TokenKind::Word => {
            t.end == t.start + 1 || c.own(i).without(Kinds::JOINTS) != Kinds::NONE || c.counts(i)
        }
        TokenKind::Sign => c.apostrophe(i) || c.own(i).without(Kinds::JOINTS) != Kinds::NONE || c.counts(i),
    }
}

/// Whether an expression can open with token `s`: not with a sign, a word that only joins, or an amount of money.
pub(super) fn opens(c: &Cursor<'_>, s: usize) -> bool {
    match c.tokens[s].kind {
        TokenKind::Sign => c.apostrophe(s) || c.sign(s, "@"),
        _ => {
            !c.kinds(s).meets(JOINS)
                && !c.memo.numeral(s).is_some_and(|n| {
                    let end = n.tokens.end as usize;
                    // "$1.5 billion in 1996", "12 million of last year's"
                    c.spaced_sign(n.tokens.start as usize) || n.style.scale > 0 && c.kinds(end).meets(PLACES)
                })
        }
    }
}

/// What joins two expressions.
const JOINS: Kinds = Kinds::glue(Glue::Of).or(Kinds::glue(Glue::And)).or(Kinds::glue(Glue::Or));
/// What places the thing before it in time.
const PLACES: Kinds = Kinds::glue(Glue::In).or(Kinds::glue(Glue::On)).or(Kinds::glue(Glue::At));
