//! What a change is told of, and whether that is the thing whose values stand near it.

use std::ops::Range;

use crate::audit::differs::shared;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::{Decimal, Direction};

/// A change as it is told, without its two values.
#[derive(Default)]
pub(super) struct Stated<'d> {
    /// The word of change.
    pub(super) tokens: Range<u32>,
    pub(super) direction: Option<Direction>,
    pub(super) by: Option<&'d Figure>,
    /// New by old: 3 of "tripled".
    pub(super) factor: Option<Decimal>,
    /// When the old value held, when the new one.
    pub(super) since: Option<usize>,
    pub(super) at: Option<usize>,
    /// The value beside it: "18,200 tickets (up 60% on last year)".
    pub(super) new: Option<usize>,
}

impl Stated<'_> {
    /// Whether a figure can be the old or the new value, and is not the amount of the change itself.
    pub(super) fn may_be_of(&self, f: &Figure) -> bool {
        matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure)
            && self.by.is_none_or(|by| by.tokens != f.tokens)
    }
}

/// Fields of words that tell of one thing.
const FIELDS: [WordSet; 5] = [
    WordSet::FieldVisits,
    WordSet::FieldRoll,
    WordSet::FieldTraffic,
    WordSet::FieldTakings,
    WordSet::FieldOutput,
];

/// Whether two stretches tell of one thing in different words: "Footfall", "4,100 people".
pub(in crate::audit) fn one_field(draft: &Draft<'_>, a: &Range<u32>, b: &Range<u32>) -> bool {
    let both = |set: WordSet| draft.says(a, set) && draft.says(b, set);
    // "Burglary", "break-ins"; one crime is not another.
    let crime = || both(WordSet::FieldCrime) && [a, b].iter().any(|r| draft.says(r, WordSet::AnyCrime));
    FIELDS.iter().any(|&field| both(field)) || crime()
}

/// Whether what is told of is counted in money: "Spending on schools has"; never "Calls to the debt line have".
pub(in crate::audit) fn of_money(draft: &Draft<'_>, told: &Range<u32>) -> bool {
    let ends = |i: u32| {
        i >= told.end
            || !draft.is_word(i)
            || draft.one(i, WordSet::OpensClause)
            || draft.one(i, WordSet::AreOrHave)
            || draft.one(i, WordSet::BreaksClause)
            || draft.has_any(&(i..i + 1), &[Cue::Up, Cue::Down])
    };
    (told.start..told.end).any(|i| draft.one(i, WordSet::OfMoney) && ends(i + 1))
}

/// "Crime is down by a quarter. There are 300 officers now": whether a sentence counts what the change is not told of.
pub(in crate::audit) fn counts_another(
    draft: &Draft<'_>,
    told: &Range<u32>,
    next: u32,
    noun: Option<&Range<u32>>,
) -> bool {
    let subject = |i: u32| draft.is_word(i) && draft.word(i).len() >= 4;
    draft.is(next, "there")
        && told.clone().any(subject)
        && noun.is_some_and(|noun| {
            let named = |i: u32| told.clone().any(|k| draft.is_word(k) && draft.akin(i, k));
            !noun.clone().any(named) && !one_field(draft, told, noun)
        })
}

/// "They had opened at 160p", "A year ago it was $100 million": whether a sentence goes on about what was told before it.
pub(in crate::audit) fn goes_on(draft: &Draft<'_>, s: &Range<u32>) -> bool {
    let subject = || (s.start + 1..s.end.min(s.start + 7)).find(|&i| draft.one(i, WordSet::GoesOn));
    let timed = |r: &Range<u32>| {
        draft.readings_in(r).first().is_some_and(|r| r.kind.is_time())
            || draft.says(r, WordSet::Past)
            || draft.has(r, Cue::Earlier)
    };
    let clause = |r: &Range<u32>| (r.start + 1..r.end).any(|i| draft.one(i, WordSet::OpensRelative));
    // "The average was 2,100 last season"
    let amount = draft.one(s.start, WordSet::ThisVery)
        && (draft.one(s.start + 1, WordSet::BareAmount) || draft.is(s.start + 1, "average"))
        && draft.one(s.start + 2, WordSet::AreOrIs);
    draft.one(s.start, WordSet::GoesOn)
        || amount
        || subject().is_some_and(|i| timed(&(s.start..i)) && !clause(&(s.start..i)))
}

/// Whether the change is told of the thing whose values they are.
pub(super) fn same_matter(
    draft: &Draft<'_>,
    stated: &Stated<'_>,
    here: &Range<u32>,
    [old, new]: [&Figure; 2],
) -> bool {
    let told = [draft.sentence(old.tokens.start), draft.sentence(new.tokens.start)];
    let end = stated.by.map_or(stated.tokens.end, |by| by.stop().max(stated.tokens.end));
    // "Having tripled its stock, she says": what it was done to is what was just told of.
    let opens = stated.by.is_none() && stated.tokens.start <= here.start + 1;
    if !opens && complement(draft, end, &told) {
        return false;
    }
    let first = stated.by.map_or(stated.tokens.start, |by| by.begin().min(stated.tokens.start));
    // "The rise", "this 40% increase"
    // "that the number has tripled"
    let number = (1..4).any(|n| {
        let at = first.saturating_sub(n);
        draft.one(at, WordSet::BareAmount)
            && draft.follows(at, WordSet::ThisVery)
            && (at + 1..first).all(|i| draft.one(i, WordSet::AreOrHave))
    });
    // "The tripling of the fee"
    let of =
        end + 1 + u32::from(draft.one(end + 1, WordSet::Definite) || draft.one(end + 1, WordSet::ItsOwn));
    let apart = stated.by.is_none()
        && draft.is(end, "of")
        && draft.is_word(of)
        && !draft.one(of, WordSet::BareAmount)
        && !told.iter().any(|s| s.clone().any(|i| draft.is_word(i) && draft.akin(i, of)))
        && !told.iter().any(|s| one_field(draft, &(of..of + 1), s));
    if apart && !told.contains(here) {
        return false;
    }
    let points = number
        || draft.follows(first, WordSet::ThisVery)
        || draft.follows(stated.tokens.start, WordSet::ThisVery)
        || stated.by.is_none() && draft.one(first, WordSet::ThisVery);
    // "The army says that it halved the raids. There were 40 in May, the rebels say, and 38 in June."
    if told.iter().any(|s| s != here && draft.says(s, WordSet::Says) && draft.says(here, WordSet::Says)) {
        return false;
    }
    // "Spending on schools doubled. In 2010 there were 40 schools": of money, and they are none.
    if old.kind != Kind::Money
        && new.kind != Kind::Money
        && of_money(draft, &(here.start..stated.tokens.start))
    {
        return false;
    }
    let price = new.kind == Kind::Money && draft.says(here, WordSet::Priced);
    // "18,200 tickets this year (up 60% on last)": of the value beside it; a price moves by the day.
    // "to $150 million": no price of a day
    let large = draft.scale(old) > 0 && draft.scale(new) > 0;
    let daily = new.kind != Kind::Number && !large && !draft.says(&told[0], WordSet::Closed);
    let beside =
        stated.new.filter(|_| new.begin() > stated.tokens.end || new.stop() + 3 > stated.tokens.start);
    if beside.is_some_and(|n| {
        n != new.reading && n != old.reading && third(draft, n, new) || n == new.reading && daily
    }) {
        return false;
    }
    // "its level has fallen by eight metres since May" under a picture: of the value that held in May
    let since = stated.since.is_some() && new.kind == Kind::Measure;
    let headline = draft.displayed(here.start) && (since || new.kind == Kind::Number);
    // "but they have twice as many tables"
    let counted = stated.tokens.end;
    let things = stated.by.is_none()
        && counted < here.end
        && draft.is_word(counted)
        && draft.input.rules.language.ends_as_plural(draft.word(counted))
        && !new.noun.as_ref().is_some_and(|n| n.clone().any(|i| draft.akin(i, counted)));
    if things && draft.word(counted).len() >= 4 {
        return false;
    }
    let back = opens && draft.one(stated.tokens.end, WordSet::ItsOwn) || pronoun(draft, stated, here);
    if told.contains(here) && !back && own_subject(draft, stated.tokens.start, &told) {
        return false;
    }
    told.contains(here)
        || points
        || price
        || headline
        || back
        || told.iter().any(|s| s != here && (shared(draft, here, s, &[]) >= 1 || one_field(draft, here, s)))
}

/// Whether a change belongs to two values that are set against each other: in one clause with them, or in a sentence that
/// goes on about the other, "That was an increase of 70 percent", "It went from 90 to 117", or above them as a headline.
pub(super) fn tied(draft: &Draft<'_>, stated: &Stated<'_>, here: &Range<u32>, [a, b]: [&Figure; 2]) -> bool {
    let values = a.begin().min(b.begin())..a.stop().max(b.stop());
    let there = draft.sentence(values.start);
    if there == *here {
        let gap = stated.tokens.end.min(values.end)..stated.tokens.start.max(values.start);
        // "from £60 to £100, and that for vans rose by a third"
        let those = |i: u32| draft.one(i, WordSet::ListAnd) && draft.any(i + 1, &["that", "those"]);
        let apart = |i: u32| draft.word(i) == ";" || draft.any(i, &["while", "whereas", "but"]) || those(i);
        // "are down by 60 per cent since 2005, and they slid again last year, from 510 kilos to 480"
        let moved = |i: u32| draft.has_any(&(i..i + 1), &[Cue::Up, Cue::Down, Cue::Multiple]);
        let own = stated.tokens.start < values.start
            && (gap.start..gap.end).any(|i| moved(i) && stated.by.is_none_or(|by| !by.tokens.contains(&i)));
        return !own && !(gap.start..gap.end).any(apart);
    }
    if draft.displayed(here.start) {
        let clause = values.start.saturating_sub(12).max(there.start)..there.end.min(values.end + 6);
        let price = b.kind == Kind::Money && draft.says(here, WordSet::Priced);
        return price || shared(draft, here, &clause, &[]) >= 1 || one_field(draft, here, &clause);
    }
    let near = stated.tokens.start.saturating_sub(5).max(here.start)..stated.tokens.start;
    let back = pronoun(draft, stated, here)
        || near.into_iter().any(|i| draft.one(i, WordSet::Anaphor))
        || draft.follows(stated.tokens.start, WordSet::ThisVery);
    let goes_on =
        draft.one(there.start, WordSet::GoesOn) && !(there.start..values.start).any(|i| draft.is(i, "that"));
    // "Prices rose 5% in May. It cost £4, compared with £3 in 2010": of other times.
    let dated = !draft.days_in(here).is_empty() && draft.days_in(&there).iter().any(|d| d.year.is_some());
    if here.start > there.start { back } else { goes_on && !dated }
}

/// Whether reading `n` is a value of the kind of `new`.
fn third(draft: &Draft<'_>, n: usize, new: &Figure) -> bool {
    draft.figures_of(n).iter().any(|f| f.kind == new.kind)
}

/// "In other words, we have doubled", "that number has since halved": whether its subject only points back.
fn pronoun(draft: &Draft<'_>, stated: &Stated<'_>, here: &Range<u32>) -> bool {
    let at = stated.tokens.start;
    let back = |i: u32| draft.one(i, WordSet::GoesOn) || draft.one(i, WordSet::Anaphor) || draft.is(i, "we");
    // At the head of its clause: no object of another verb.
    let opens = |i: u32| i == here.start || !draft.is_word(i - 1) || draft.one(i - 1, WordSet::BreaksClause);
    (at.saturating_sub(5).max(here.start)..at).any(|i| back(i) && opens(i))
}

/// "helped by a 20 per cent rise in exports": whether it says itself of what it is, and the values are of something else.
pub(in crate::audit) fn complement(draft: &Draft<'_>, end: u32, told: &[Range<u32>]) -> bool {
    // "lost half its value"
    let its = draft.one(end, WordSet::Definite);
    if !its && !draft.any(end, &["in", "for"]) {
        return false;
    }
    let at = end + u32::from(!its) + u32::from(draft.one(end + 1, WordSet::Definite));
    let timed = draft.readings_in(&(end..at + 3)).iter().any(|r| r.kind.is_time());
    let noun = draft.is_word(at) && draft.word(at).len() >= 4 && !draft.one(at, WordSet::CommonWord);
    noun && !timed
        && !told.iter().any(|s| {
            let outside = [s.start..end.min(s.end), s.start.max(at + 1)..s.end];
            outside.iter().any(|s| {
                s.clone().any(|i| draft.is_word(i) && draft.akin(i, at)) || one_field(draft, &(at..at + 1), s)
            })
        })
}

/// "This year 150 did, and fees rose by a third": whether the change has a subject that the values do not tell of.
pub(super) fn own_subject(draft: &Draft<'_>, change: u32, told: &[Range<u32>]) -> bool {
    let Some(mut at) = change.checked_sub(1) else { return false };
    while at > 0 && (draft.one(at, WordSet::AreOrHave) || draft.is(at, "since")) {
        at -= 1;
    }
    // "and the number has since grown by a third": that of what was just told of.
    if draft.one(at, WordSet::BareAmount) && draft.follows(at, WordSet::ThisVery) {
        return false;
    }
    let noun = draft.is_word(at)
        && draft.word(at).len() >= 4
        && !draft.one(at, WordSet::CommonWord)
        && !draft.one(at, WordSet::OpensRelative)
        && !draft.one(at, WordSet::Anaphor);
    let opened = (at.saturating_sub(8)..at)
        .rev()
        .find(|&i| draft.one(i, WordSet::BreaksClause) || matches!(draft.word(i), ";" | "," | ":" | "("));
    let joined = opened.is_some_and(|i| {
        draft.any(i, &["and", "but", "while", "though"])
            || draft.word(i) == ";"
            || draft.preceded(i, &["and", "but", ";"])
    });
    // "its numbers have halved": those of the thing just told of.
    let its = draft.follows(at, WordSet::ItsOwn);
    noun && joined
        && !its
        && !told.iter().any(|s| (s.start..s.end).any(|i| i != at && draft.is_word(i) && draft.akin(i, at)))
}
