//! The time rules of all layers, compiled into the tables that `mention::time` reads.

use super::compile::{RuleId, Rules};
use super::compile_quantity::layered;
use super::fault::Fault;
use super::holiday::{Holiday, Rule};
use super::lexicon::{Class, Entry};
use super::schema::RuleFile;
use super::time_kinds::Kinds;
use super::time_words::{Glue, Sense, Unit};
use super::word_set::WordSet;
use crate::text::token::{WordId, words_of};

/// Compiled time rules.
#[derive(Clone, Debug, Default)]
pub struct TimeTables {
    /// Every meaning, by the index of its phrases' entries.
    pub meanings: Vec<Meaning>,
    /// Holidays, by the index of [`Sense::Holiday`].
    pub holidays: Vec<Holiday>,
    /// By word, from its number.
    words: Vec<TimeWord>,
    /// The meanings of all words by themselves, one word's together.
    alone: Vec<Meaning>,
}

/// What is known of a word before a look at the trie.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeWord {
    /// The kinds of meaning of the phrases that start with it.
    pub kinds: Kinds,
    /// Those that are left where no longer phrase goes on.
    pub lone: Kinds,
    /// Whether it is of a phrase of time, or in a set of words within time expressions: none goes past another word.
    pub known: bool,
    /// Whether it may stand for a unit of time right after digits: "h".
    pub letter: bool,
    /// Whether a quarter, a half or a period starts with it.
    pub quarter: bool,
    /// Where its own meanings stand in `alone`, half-open.
    alone: (u32, u32),
    /// Whether it is the core of a time expression by itself.
    core: bool,
}

/// One meaning of some phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What they mean.
    pub sense: Sense,
    /// The rule that says so.
    pub rule: RuleId,
    /// Whether they are everyday words too.
    pub everyday: bool,
    /// Whether they are read in history prose only.
    pub narrative: bool,
}

/// Classes of phrases in time expressions: bits 16 to 31.
impl Class {
    /// Any word of time.
    pub const TIME: Self = Self(1 << 16);
    /// A word that can be the core of a time expression, rather than only belong to one.
    pub const TIME_CORE: Self = Self(1 << 17);
    /// A cue of the tense of a clause: no word of a time expression.
    pub const TENSE: Self = Self(1 << 18);
}

impl TimeTables {
    /// The kinds of meaning of the phrases that start with `word`.
    #[inline]
    #[must_use]
    pub fn kinds(&self, word: WordId) -> Kinds {
        self.words.get(word.0 as usize).map_or(Kinds::NONE, |w| w.kinds)
    }

    /// What is known of `word`.
    #[inline]
    #[must_use]
    pub fn word(&self, word: WordId) -> TimeWord {
        self.words.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Whether `word` is the core of a time expression by itself, whatever follows: "Tuesday".
    #[inline]
    #[must_use]
    pub fn core(&self, word: WordId) -> bool {
        self.words.get(word.0 as usize).is_some_and(|w| w.core)
    }

    /// All meanings of a word by itself; of longer phrases that start with it only the trie tells.
    #[inline]
    #[must_use]
    pub fn alone(&self, word: WordId) -> &[Meaning] {
        let range = self.words.get(word.0 as usize).map_or((0, 0), |w| w.alone);
        self.alone.get(range.0 as usize..range.1 as usize).unwrap_or_default()
    }

    /// Whether `word` is the little word `glue`.
    #[must_use]
    pub fn is_glue(&self, word: WordId, glue: Glue) -> bool {
        self.kinds(word).meets(Kinds::of(Sense::Glue(glue)))
    }
}

/// Compiles the time rules of `layers` into `rules.time`, adding words and phrases to its lexicon
/// and trie.
///
/// # Errors
///
/// A value that cannot be used.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Fault> {
    let words = layered(layers, |l| &l.time.word);
    let holidays = layered(layers, |l| &l.time.holiday);
    for word in words {
        let sense: Sense = word.means.parse().map_err(|e: String| Fault::new(word, "means", e))?;
        let meaning = Meaning {
            sense,
            rule: rules.intern(&format!("time.{}", word.id)),
            everyday: word.everyday,
            narrative: word.narrative,
        };
        for phrase in &word.phrases {
            add(rules, phrase, meaning);
            if matches!(sense, Sense::Glue(_)) && words_of(phrase).len() != 1 {
                return Err(Fault::new(word, "phrases", format!("`{phrase}` is not one word")));
            }
        }
    }
    for (i, h) in holidays.iter().enumerate() {
        let compiled = Holiday::compile(h, |id| holidays.iter().position(|x| x.id == id))
            .map_err(|(key, e)| Fault::new(*h, key, e))?;
        // A holiday may count from one before it only, so that no circle can be written.
        let circle = compiled.rules().any(|r| matches!(r, Rule::Other { index, .. } if *index as usize >= i));
        if circle {
            return Err(Fault::new(*h, "on", "names a holiday that does not stand before it"));
        }
        let sense = Sense::Holiday(u16::try_from(i).unwrap_or(u16::MAX));
        let meaning = Meaning {
            sense,
            rule: rules.intern(&format!("time.{}", h.id)),
            everyday: h.everyday,
            narrative: false,
        };
        for phrase in &h.phrases {
            add(rules, phrase, meaning);
            // "Mother's Day", "Mothers Day", "Mothers' Day"
            for (with, without) in
                [("'s ", "s "), ("'s ", "s' "), ("'s ", " "), ("s' ", "s "), ("s' ", "'s ")]
            {
                if phrase.contains(with) {
                    add(rules, &phrase.replace(with, without), meaning);
                }
            }
        }
        rules.time.holidays.push(compiled);
    }
    note_words(rules);
    Ok(())
}

fn add(rules: &mut Rules, phrase: &str, meaning: Meaning) {
    let index = u32::try_from(rules.time.meanings.len()).unwrap_or(u32::MAX);
    rules.time.meanings.push(meaning);
    let lone_letter = phrase.len() == 1;
    let class = match meaning.sense {
        Sense::Ahead | Sense::Behind => Class::TENSE,
        sense if is_core(sense) && !lone_letter => Class::TIME.or(Class::TIME_CORE),
        _ => Class::TIME,
    };
    rules.phrases.add(&mut rules.lexicon, phrase, Entry { class, index });
    if !class.meets(Class::TIME) {
        return;
    }
    for (nth, word) in words_of(phrase).iter().enumerate() {
        let id = rules.lexicon.intern(word).0 as usize;
        if rules.time.words.len() <= id {
            rules.time.words.resize(id + 1, TimeWord::default());
        }
        let word = &mut rules.time.words[id];
        word.known = true;
        if nth == 0 {
            let part = |u| matches!(u, Unit::Quarter | Unit::Half | Unit::Period);
            word.quarter |= matches!(meaning.sense, Sense::Unit(_, u) if part(u));
            word.kinds = word.kinds.or(Kinds::of(meaning.sense));
        }
    }
}

/// Notes of each word what its phrases tell without a look at the words that follow.
fn note_words(rules: &mut Rules) {
    let time = &mut rules.time;
    for (word, number) in time.words.iter_mut().zip(0..) {
        if word.kinds == Kinds::NONE {
            continue;
        }
        let id = WordId(number);
        word.core = rules.phrases.single(id, Class::TIME_CORE).is_some();
        let from = time.alone.len();
        let entries = rules.phrases.alone(id, Class::TIME);
        time.alone.extend(entries.filter_map(|e| time.meanings.get(e.index as usize)));
        let at = |i| u32::try_from(i).unwrap_or(u32::MAX);
        word.alone = (at(from), at(time.alone.len()));
        word.lone = time.alone[from..].iter().fold(Kinds::NONE, |all, m| all.or(Kinds::of(m.sense)));
    }
}

/// Letters that stand for a unit of time right after digits.
const LETTERS: &[WordSet] = {
    use WordSet::{DayLetter, HourLetter, MinuteLetter, SecondLetter, YearLetter};
    &[HourLetter, MinuteLetter, SecondLetter, DayLetter, YearLetter]
};

/// The words within time expressions that readers ask for by their sets, and go on behind.
#[rustfmt::skip]
const WITHIN: &[WordSet] = {
    use WordSet::{
        After, AfterHyphen, Ahead, Around, But, Century, Closing, CommencingLetter, Conjunction, Current, Date, Day,
        Each, Fiscal, FiscalYear, HourUnit, Ish, LastHalf, LastPart, Leading, Many, NearHour, Neighbour, Nought, Odd,
        Older, OOfClock, Once, Opening, Other, Plus, PossessiveS, Quarter, QuarterHour, Quarters, SchoolYear, Second,
        Sharp, SmallZone, Time, Times, Week, WeekLetter, WholeUnit,
    };
    &[
        After, AfterHyphen, Ahead, Around, But, Century, Closing, CommencingLetter, Conjunction, Current, Date, Day,
        Each, Fiscal, FiscalYear, HourUnit, Ish, LastHalf, LastPart, Leading, Many, NearHour, Neighbour, Nought, Odd,
        Older, OOfClock, Once, Opening, Other, Plus, PossessiveS, Quarter, QuarterHour, Quarters, SchoolYear, Second,
        Sharp, SmallZone, Time, Times, Week, WeekLetter, WholeUnit,
    ]
};

/// Notes the words that readers of time ask for by their sets.
pub(super) fn note_sets(rules: &mut Rules) {
    rules.time.words.resize(rules.lexicon.len() + 1, TimeWord::default());
    for (word, number) in rules.time.words.iter_mut().zip(0..) {
        let id = WordId(number);
        word.letter = rules.words.which(id, LETTERS).is_some();
        if word.letter || rules.words.which(id, WITHIN).is_some() {
            (word.known, word.lone) = (true, word.kinds);
        }
    }
}

fn is_core(sense: Sense) -> bool {
    !matches!(
        sense,
        Sense::Relative(_)
            | Sense::Edge(_)
            | Sense::EdgeNoun(_)
            | Sense::Bound(_)
            | Sense::After(_)
            | Sense::Direction(_)
            | Sense::Preposition(_)
            | Sense::Every
            | Sense::Times
            | Sense::Zone(_)
            | Sense::Era(_)
            | Sense::Glue(_)
    )
}
