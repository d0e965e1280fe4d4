//! A text without what only fills its sentences: "But the five streets that the council will sweep are Alder Road, Mill Lane
//! and Quay Street, and the ferry was late, the harbour master said" says of its number what "The five streets are Alder Road,
//! Mill Lane and Quay Street" says.
//!
//! What is left out has no figure, no date, no cue and no word that licenses figures to differ. The checks then read the
//! text a second time, and the words that they look for stand closer together.

use std::ops::Range;

use super::Slip;
use super::draft::{Draft, REACH};
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, Token, TokenKind, Tokens};

/// A text with some of its tokens left out.
pub(super) struct Bare {
    pub(super) tokens: Tokens,
    pub(super) readings: Vec<Reading>,
    /// By token: its number in the whole text, and the end of that text.
    whole: Vec<u32>,
    /// What is left out of the whole text and may have named something.
    names: Vec<Range<u32>>,
}

/// What fills a sentence.
struct Gap {
    tokens: Range<u32>,
    /// "the cities that the ballet visits", "and": it names nothing that is counted or told twice.
    about: bool,
}

/// Words that set a figure apart, or say whose it is, or that it is none: with one of them nothing is left out.
const LICENSES: &[WordSet] = &[
    WordSet::Including,
    WordSet::RestrictsAll,
    WordSet::Further,
    WordSet::OtherOne,
    WordSet::OtherTime,
    WordSet::WiderScope,
    WordSet::Source,
    WordSet::Estimates,
    WordSet::NotQuite,
    WordSet::Unreal,
    WordSet::LeftOut,
    WordSet::CountsOthers,
    WordSet::SomeOfAll,
    WordSet::PicksSome,
    WordSet::Fewer,
    WordSet::Greater,
    WordSet::NoOne,
    WordSet::Forged,
    WordSet::OldCalendar,
    WordSet::Backwards,
    WordSet::Planned,
    WordSet::Compared,
    WordSet::MoreThanOnce,
    WordSet::Claimed,
    WordSet::LastPart,
];

/// Before the verb of a clause whose subject is not the noun before it: "the cities that the ballet visits".
const OPENS_NOUN: &[WordSet] = &[WordSet::Article, WordSet::ItsOwn, WordSet::HeOrShe, WordSet::ItOrThey];

/// Most words of "in their buckets".
const PHRASE: u32 = 5;

/// Most words of "of 40 per cent" with its commas.
const NUMBER: u32 = 7;

/// Most words of "the chief constable of the county said that".
const SAID: u32 = 9;

/// Codes of checks that ask whose life or jubilee it is: another clause, or one that was left out, may have said it.
pub(super) const LIVES: &[&str] = &["age-date", "anniversary", "impossible-date"];

/// Codes of checks that ask what is named: what is left out may be part of a list.
const NAMES: &[&str] = &["list-count", "text-differs"];

/// Cues that only invite a check: without them there is no more to find.
const INVITES: &[Cue] = &[
    Cue::Range,
    Cue::Founding,
    Cue::Total,
    Cue::Complete,
    Cue::Up,
    Cue::Down,
    Cue::Lead,
    Cue::Tie,
    Cue::Anniversary,
];

/// The text of `draft` without what only fills its sentences, each main clause behind a semicolon a sentence of its own; if
/// that makes any difference.
pub(super) fn bare(draft: &Draft<'_>) -> Option<Bare> {
    let tokens = draft.input.tokens;
    let mut left_out: Vec<Gap> = Vec::new();
    let mut sentences: Vec<Range<u32>> = Vec::with_capacity(tokens.sentences.len());
    for sentence in &tokens.sentences {
        let first = sentences.len();
        clauses(draft, sentence, &mut sentences);
        if is_plain(draft, sentence) {
            for clause in &sentences[first..] {
                Filling { draft, sentence: clause.clone() }.find(&mut left_out);
            }
        }
    }
    let other = !left_out.is_empty() || sentences.len() > tokens.sentences.len();
    other.then(|| without(draft, &left_out, &sentences))
}

/// A sentence of running text with a figure or a date, and no text without full stops.
fn is_plain(draft: &Draft<'_>, sentence: &Range<u32>) -> bool {
    sentence.len() <= REACH as usize
        && !(draft.figures_in(sentence).is_empty() && draft.days_in(sentence).is_empty())
        && draft.scope(sentence.start) == Scope::Body
}

/// Adds the main clauses of a sentence: "The miners have four demands; the first is pay". What follows a colon is a list.
fn clauses(draft: &Draft<'_>, sentence: &Range<u32>, out: &mut Vec<Range<u32>>) {
    let verb = |r: Range<u32>| r.into_iter().any(|i| is_verb(draft, i));
    let mut start = sentence.start;
    if is_plain(draft, sentence) && !sentence.clone().any(|i| draft.word(i) == ":") {
        let ends = |&i: &u32| draft.word(i) == ";" || draft.word(i) == "," && main(draft, sentence.start..i);
        for i in sentence.clone().filter(ends) {
            if verb(start..i) && verb(i + 1..sentence.end) {
                out.push(start..i + 1);
                start = i + 1;
            }
        }
    }
    out.push(start..sentence.end);
}

/// Whether a main clause about what `before` tells of is joined to it: ", and all 460 metres of it were inspected".
fn main(draft: &Draft<'_>, before: Range<u32>) -> bool {
    let subject = before.end + 2;
    let told = |i: u32| draft.is_word(i) && before.clone().any(|k| draft.is_word(k) && draft.akin(i, k));
    let number = !draft.numerals_in(&(subject + 1..subject + 2)).is_empty();
    let known = draft.one(subject, WordSet::TheseAll) && (number || told(subject + 1));
    let some = draft.is(subject, "of") && draft.any(subject + 1, &["these", "those", "them"]);
    draft.one(before.end + 1, WordSet::JoinsSentence) && (known || some)
}

/// The text of `draft` without `left_out`, ranges of tokens in order, and cut into `sentences`.
fn without(draft: &Draft<'_>, left_out: &[Gap], sentences: &[Range<u32>]) -> Bare {
    let old = draft.input.tokens;
    let mut gaps = left_out.iter().map(|g| &g.tokens).peekable();
    let mut place: Vec<u32> = Vec::with_capacity(old.all.len() + 1);
    let mut whole: Vec<u32> = Vec::with_capacity(old.all.len() + 1);
    let mut all: Vec<Token> = Vec::with_capacity(old.all.len());
    for (i, token) in (0..).zip(&old.all) {
        while gaps.next_if(|g| g.end <= i).is_some() {}
        place.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
        if gaps.peek().is_none_or(|g| i < g.start) {
            whole.push(i);
            all.push(*token);
        }
    }
    place.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
    whole.push(u32::try_from(old.all.len()).unwrap_or(u32::MAX));
    let at = |i: u32| place.get(i as usize).copied().unwrap_or(u32::MAX);
    let moved = |r: &Range<u32>| at(r.start)..at(r.end);
    let kept = |i: &&u32| at(**i) < at(**i + 1);
    let mut readings = draft.readings.to_vec();
    for r in &mut readings {
        r.extent.tokens = moved(&r.extent.tokens);
        r.extent.whole = moved(&r.extent.whole);
        r.noun = r.noun.as_ref().map(moved);
    }
    readings.retain(|r| !r.extent.tokens.is_empty());
    let tokens = Tokens {
        all,
        noted: old.noted.iter().filter(kept).map(|&i| at(i)).collect(),
        sentences: sentences.iter().map(moved).filter(|s| s.start < s.end).collect(),
        blocks: old.blocks.iter().map(moved).collect(),
    };
    let names = left_out.iter().filter(|g| !g.about).map(|g| g.tokens.clone()).collect();
    Bare { tokens, readings, whole, names }
}

impl Bare {
    /// A slip with the token numbers of the whole text; none of a code of [`NAMES`] where what is left out may be part of it.
    pub(super) fn back(&self, mut slip: Slip) -> Option<Slip> {
        let at = |i: u32| self.whole.get(i as usize).copied().unwrap_or(u32::MAX);
        let moved = |r: &Range<u32>| at(r.start)..at(r.end.saturating_sub(1).max(r.start)) + 1;
        let first = slip.places().map(|r| r.start).min()?;
        let last = slip.places().map(|r| r.end).max()?.saturating_sub(1);
        let between = at(first)..at(last);
        let named = || self.names.iter().any(|g| g.start < between.end && between.start < g.end);
        if NAMES.contains(&slip.code) && named() {
            return None;
        }
        slip.tokens = moved(&slip.tokens);
        slip.others = slip.others.iter().map(moved).collect();
        Some(slip)
    }
}

struct Filling<'d, 'a> {
    draft: &'d Draft<'a>,
    sentence: Range<u32>,
}

impl Filling<'_, '_> {
    /// Adds what only fills the sentence, in order.
    fn find(&self, out: &mut Vec<Gap>) {
        let Range { start, end } = self.sentence.clone();
        let mut at = start;
        while let Some(next) = self.opener(at).filter(|&next| at < next && next + 1 < end) {
            let joint = next == at + 1 && self.draft.one(at, WordSet::JoinsSentence);
            out.push(Gap { tokens: at..next, about: joint });
            at = next;
        }
        while at < end {
            let about = self.relative(at);
            match about.or_else(|| self.filling(at)) {
                Some(next) if next > at => {
                    out.push(Gap { tokens: at..next, about: about.is_some() });
                    at = next;
                }
                _ => at += 1,
            }
        }
    }

    /// Where what only opens the sentence at token `at` ends: "But", "Yet,", "The company said that", "As was feared,".
    fn opener(&self, at: u32) -> Option<u32> {
        let draft = self.draft;
        if draft.one(at, WordSet::JoinsSentence) {
            return Some(at + 1 + u32::from(draft.word(at + 1) == ","));
        }
        let end = self.piece(at);
        if draft.word(end) == "," && draft.one(at, WordSet::OpensFilling) && self.is_empty(&(at..end)) {
            return Some(end + 1);
        }
        let that = (at + 2..end.min(at + SAID))
            .find(|&i| draft.is(i, "that") && draft.one(i - 1, WordSet::TellsWho))?;
        self.is_empty(&(at..that)).then_some(that + 1)
    }

    /// Where what starts at token `at` and only fills the sentence ends.
    fn filling(&self, at: u32) -> Option<u32> {
        let draft = self.draft;
        match draft.word(at) {
            "(" => self.enclosed(at, ")"),
            "," => self
                .comma(at)
                .or_else(|| self.aside(at))
                .or_else(|| self.last_clause(at))
                .or_else(|| self.apposed(at)),
            ";" => self.last_clause(at),
            "and" => self.predicate(at),
            _ if draft.dash(at) => self.enclosed(at, draft.word(at)),
            _ => self.place(at),
        }
    }

    /// "took 4,200 in their buckets, which is": what is somebody's own sets no figure apart, as "in the north" does.
    fn place(&self, at: u32) -> Option<u32> {
        let draft = self.draft;
        let opens = draft.one(at, WordSet::OpensPhrase) && draft.one(at + 1, WordSet::ItsOwn);
        if !opens || at <= self.sentence.start + 1 {
            return None;
        }
        let end = self.piece(at + 1).min(at + PHRASE);
        let named = (at + 1..end).any(|i| draft.is_name(i));
        (draft.word(end) == "," && !named && self.is_empty(&(at..end))).then_some(end)
    }

    /// The commas of "The rise, of 40 per cent, was": nothing but its number stands between them.
    fn comma(&self, at: u32) -> Option<u32> {
        let draft = self.draft;
        let told = |open: u32, close: u32| {
            let figures = draft.figures_in(&(open + 2..close));
            draft.word(open) == ","
                && draft.word(close) == ","
                && draft.any(open + 1, &["of", "by"])
                && figures.len() == 1
                && figures[0].begin() == open + 2
                && figures[0].stop() == close
        };
        let opens = (at + 3..at + NUMBER).any(|close| told(at, close));
        let closes = (at.saturating_sub(NUMBER)..at.saturating_sub(2)).any(|open| told(open, at));
        (opens || closes).then_some(at + 1)
    }

    /// "(the road was shut)", " - the road was shut - "
    fn enclosed(&self, at: u32, closing: &str) -> Option<u32> {
        let close = (at + 1..self.sentence.end).find(|&i| self.draft.word(i) == closing)?;
        (close > at + 2 && self.is_empty(&(at + 1..close))).then_some(close + 1)
    }

    /// ", which surprised nobody,", ", because of the rain"
    fn aside(&self, at: u32) -> Option<u32> {
        let draft = self.draft;
        let opens = draft.one(at + 1, WordSet::OpensRelative)
            || draft.one(at + 1, WordSet::OpensFilling)
            || self.tells_who(at + 1)
            || draft.one(at + 2, WordSet::Relative) && !draft.is(at + 1, "of");
        let end = self.piece(at + 1);
        let closed = draft.word(end) == ",";
        // "22% tin and, to general surprise, 16% iron"; "and, according to the foundry, 16% iron"
        let inner = closed && draft.follows(at, WordSet::ListAnd);
        let from = at + 1 + u32::from(inner && draft.is(at + 1, "according"));
        let from = from + u32::from(inner && draft.is(from, "to"));
        ((opens || inner) && end > at + 2 && self.is_empty(&(from..end)))
            .then_some(if closed { end + 1 } else { end })
            .filter(|_| closed || self.ends(end))
    }

    /// "the auctioneer said", from token `at` to the next sign.
    fn tells_who(&self, at: u32) -> bool {
        let end = self.piece(at);
        let verb = (at + 1..end.min(at + SAID - 1)).find(|&i| self.draft.one(i, WordSet::TellsWho));
        verb.is_some_and(|i| i + 3 > end)
    }

    /// ", and several underpasses were closed."
    fn last_clause(&self, at: u32) -> Option<u32> {
        let draft = self.draft;
        let joined = draft.word(at) == ";" || draft.one(at + 1, WordSet::JoinsSentence);
        let end = (at + 1..self.sentence.end).find(|&i| self.ends(i)).unwrap_or(self.sentence.end);
        let clause = at + 1..end;
        // "several underpasses": however many, of something else
        let first = at + 1 + u32::from(draft.word(at) != ";");
        let other = draft.is_word(first + 1) && !is_verb(draft, first + 1) && !draft.is(first + 1, "of");
        let rest = if other { first + 1..end } else { clause.clone() };
        let empty = self.reads_nothing(&clause) && !self.licensed(&rest);
        (joined && clause.len() > 3 && (at + 2..end).any(|i| is_verb(draft, i)) && empty).then_some(end)
    }

    /// "four were dismasted and towed in": what else the same subject did
    fn predicate(&self, at: u32) -> Option<u32> {
        let draft = self.draft;
        let border = |&i: &u32| matches!(draft.word(i), "," | ":" | "(") || self.ends(i) || draft.dash(i);
        let start = (self.sentence.start..at).rev().find(border).map_or(self.sentence.start, |i| i + 1);
        let end = self.piece(at + 1);
        let before =
            if is_verb(draft, at - 1) { start + 1 < at } else { (start..at).any(|i| is_verb(draft, i)) };
        (before && is_verb(draft, at + 1) && end > at + 2 && self.is_empty(&(at..end))).then_some(end)
    }

    /// "Linh Tran, a retired postman, was"
    fn apposed(&self, at: u32) -> Option<u32> {
        let draft = self.draft;
        let end = self.piece(at + 1);
        let opens = draft.one(at + 1, WordSet::Article) && draft.is_name(at.checked_sub(1)?);
        let goes_on = draft.word(end) == ","
            && !draft.one(end + 1, WordSet::Article)
            && !draft.one(end + 1, WordSet::ListAnd);
        let subject = at <= self.sentence.start + 4 && draft.is_word(end + 1) && !draft.is_name(end + 1);
        (opens && goes_on && subject && self.is_empty(&(at + 1..end))).then_some(end + 1)
    }

    /// "the cities that the ballet will visit are", "the years in which she led it,": a clause of another than the noun
    /// before it; "the yachts that started" are only some.
    fn relative(&self, at: u32) -> Option<u32> {
        let draft = self.draft;
        let with = draft.one(at + 1, WordSet::Relative)
            && draft.one(at, WordSet::OpensPhrase)
            && !draft.is(at, "of");
        if !with && !draft.any(at, &["that", "who", "which"]) {
            return None;
        }
        let noun = at > self.sentence.start + 1
            && draft.is_word(at - 1)
            && !draft.one(at - 1, WordSet::OpensPhrase)
            && !draft.one(at - 1, WordSet::Article)
            && !draft.one(at - 1, WordSet::NoNoun)
            && !is_verb(draft, at - 1);
        let other = OPENS_NOUN.iter().any(|&set| draft.one(at + 1, set)) || draft.is_name(at + 1);
        if !noun || !with && !other {
            return None;
        }
        let mut told = false;
        let end = (at + 2..self.sentence.end).find(|&i| {
            let done = told && is_finite(draft, i);
            told |= is_verb(draft, i);
            done || draft.word(i) == "," || self.ends(i)
        })?;
        let closed = draft.is_word(end) || draft.word(end) == ",";
        // "will visit this spring": what is still to come there licenses nothing here, and the time is that of the text
        let soon =
            (at..end).find(|&i| draft.is(i, "this")).and_then(|i| draft.readings_in(&(i..i + 1)).first());
        let time = soon.map_or(end..end, |r| r.extent.whole.start..r.extent.whole.end.min(end));
        let planned = |i: u32| draft.one(i, WordSet::Planned);
        let empty = [at..time.start, time.end..end].iter().all(|r| {
            self.reads_nothing(r) && (r.start..r.end).all(|i| planned(i) || !self.licensed(&(i..i + 1)))
        });
        (closed && told && empty).then_some(end)
    }

    /// Where the piece of the sentence from `at` on ends: its next sign.
    fn piece(&self, at: u32) -> u32 {
        let draft = self.draft;
        let border =
            |&i: &u32| matches!(draft.word(i), "," | "(" | ")" | ":") || self.ends(i) || draft.dash(i);
        (at..self.sentence.end).find(border).unwrap_or(self.sentence.end)
    }

    /// Whether a sentence or a main clause ends at token `i`.
    fn ends(&self, i: u32) -> bool {
        i >= self.sentence.end || matches!(self.draft.word(i), "." | "!" | "?" | ";")
    }

    /// Whether `range` has nothing that the checks look for.
    fn is_empty(&self, range: &Range<u32>) -> bool {
        self.reads_nothing(range) && !self.licensed(range)
    }

    /// Whether a word in `range` licenses figures to differ.
    fn licensed(&self, range: &Range<u32>) -> bool {
        (range.start..range.end).any(|i| LICENSES.iter().any(|&set| self.draft.one(i, set)))
    }

    /// Whether `range` has no figure, no date and no cue.
    fn reads_nothing(&self, range: &Range<u32>) -> bool {
        let draft = self.draft;
        let vague = |r: &Reading| {
            let some = r.quantity().is_some() && draft.figures_in(&r.extent.tokens).iter().all(|f| f.vague);
            let once = r.timex().is_some_and(|t| t.value.contains("X") || t.value.ends_with("_REF"));
            (some || once) && inside(&r.extent.whole, range)
        };
        let reads =
            |r: &Reading| r.extent.whole.start < range.end && range.start < r.extent.whole.end && !vague(r);
        let near = range.start.saturating_sub(12)..range.end + 12;
        !draft.readings_in(&near).iter().any(reads)
            && !draft.numerals_in(range).iter().any(|n| !draft.readings_in(&n.tokens).iter().any(vague))
            && draft.days_in(range).is_empty()
            && !draft.cues_on(range).any(|c| !INVITES.contains(&c.cue))
            && !(range.start..range.end).any(|i| {
                draft.token(i).is_none_or(|t| t.kind == TokenKind::Digits)
                    || matches!(draft.word(i), "\"" | "\u{201c}" | "\u{201d}")
            })
    }
}

fn inside(a: &Range<u32>, b: &Range<u32>) -> bool {
    b.start <= a.start && a.end <= b.end
}

/// Whether token `i` is a verb by itself, or one that others follow: "are", "will".
fn is_finite(draft: &Draft<'_>, i: u32) -> bool {
    draft.one(i, WordSet::AreOrHave) || draft.one(i, WordSet::Modal) || draft.is(i, "can")
}

fn is_verb(draft: &Draft<'_>, i: u32) -> bool {
    let past = draft.one(i, WordSet::PastVerb) || draft.one(i, WordSet::DidPast);
    is_finite(draft, i)
        || !draft.is_name(i) && (past || draft.word(i).len() > 4 && draft.word(i).ends_with("ed"))
}
