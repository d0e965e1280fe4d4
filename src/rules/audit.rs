//! Words that tell the checks of a draft against itself what its figures mean to each other: which
//! is a total, which a birth, which a margin of error.

use serde::Deserialize;

use super::Rules;
use super::lexicon::{Class, Entry};
use super::schema::RuleFile;
use crate::text::token::words_of;
use crate::text::{Token, TokenKind, WordId};

/// What a word says of the figures and dates near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cue {
    /// "wrongly", "misprint", "apologised": the text itself says that a figure is wrong.
    Disowned,
    /// "no such day", "does not exist": the same of a date.
    NoSuchDay,
    /// "in fact", "pointed out": what a quotation said is put right.
    Corrected,
    /// "because of rounding": figures need not add up.
    Rounding,
    /// "revised", "earlier reports": the figure has changed since.
    Revised,
    /// "between", "from", "aged": two ends may follow.
    Range,
    /// "born": a date of birth follows.
    Born,
    /// "died", "death": a life ends.
    Died,
    /// "his mother", "the son of": another person.
    Kin,
    /// "reckoning": ages counted in another way.
    Reckoning,
    /// "anniversary", "birthday": completed years since an event.
    Anniversary,
    /// "founded", "opened", "married": the event whose years are counted.
    Founding,
    /// "planning", "eve", "ahead of": not on the day itself.
    Ahead,
    /// "postponed", "at last", "put off": held later than on the day.
    Late,
    /// "confidence interval", "interquartile range": two ends follow, the smaller first.
    Interval,
    /// "week-long", "fortnight": so many days, roughly.
    Length,
    /// "without a break", "non-stop": no time of a length was lost.
    Unbroken,
    /// "break", "interrupted", "in all but": years in a period that do not count.
    Break,
    /// "two spells", "in total": more than one stretch of time.
    Spells,
    /// "local time", "fiscal": clocks and years that differ.
    OtherClock,
    /// "total", "in all", "made up of": the sum of what stands beside it.
    Total,
    /// "made up of", "comprising": what follows are all the parts.
    Parts,
    /// "including", "such as", "among them": what follows are some of the parts.
    Partial,
    /// "both", "more than one": groups that overlap.
    Overlap,
    /// "the rest", "the other", "everything else": what makes up the whole.
    Remainder,
    /// "only", "all", "nobody else": nothing is left out.
    Complete,
    /// "in real terms", "per head": a change of what was not told.
    OtherBase,
    /// "each", "apiece": a price or a count of one.
    Each,
    /// "did not know", "undecided": an answer to one question.
    Answer,
    /// "capacity", "target": a whole that can be exceeded.
    Exceedable,
    /// "doubled", "half as many": so many per cent of what it was.
    Multiple,
    /// "rose", "up": more than before.
    Up,
    /// "fell", "cut": less than before.
    Down,
    /// "moved", "brought forward": one date in the place of another.
    Moved,
    /// "difference", "gap", "choice": two figures side by side, not a range.
    Apart,
    /// "margin of error"
    Margin,
    /// "leads", "ahead", "winning": somebody is in front.
    Lead,
    /// "tied", "too close to call": nobody is.
    Tie,
    /// "votes counted": a result, not a survey.
    Result,
    /// "warmed by", "a rise of": a difference of temperatures.
    Difference,
    /// "forecast", "expected", "target": a figure that is not of this time.
    Expected,
    /// "a year ago", "previous": a figure of another time.
    Earlier,
}

/// A rule of such words.
///
/// ```toml
/// [[cue]]
/// id      = "born"
/// says    = "born"
/// phrases = ["born", "date of birth"]
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CueRule {
    /// Name of the rule.
    pub id: String,
    /// What its words say.
    pub says: Option<Cue>,
    /// The words.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// What they are worth: years of a jubilee ("bicentenary"), days of a length ("fortnight": 14), per cent of a
    /// change ("doubled": 200).
    #[serde(default)]
    pub worth: Option<u32>,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
}

/// The compiled cues.
#[derive(Clone, Debug, Default)]
pub struct AuditTables {
    cues: Vec<(Cue, Option<u32>)>,
    /// The month or weekday that a word names, by its number.
    calendar: Vec<Option<Calendar>>,
    /// Words that are a cue by themselves.
    alone: Bits,
    /// Second words of cues of several: "all" of "in all".
    second: Bits,
}

/// A bit a word.
#[derive(Clone, Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn put(&mut self, word: WordId) {
        let at = word.0 as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (word.0 % 64);
    }

    #[inline]
    fn has(&self, word: WordId) -> bool {
        self.0.get(word.0 as usize / 64).is_some_and(|b| b & (1 << (word.0 % 64)) != 0)
    }
}

/// A word of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// 1 to 12
    Month(u8),
    /// 1 is Monday, 7 Sunday.
    Weekday(u8),
}

impl Class {
    /// A word that tells checks what figures mean to each other.
    pub const CUE: Self = Self(1 << 30);
}

impl AuditTables {
    /// What the words of entry `index` say, and what they are worth.
    #[must_use]
    pub fn cue(&self, index: u32) -> Option<(Cue, Option<u32>)> {
        self.cues.get(index as usize).copied()
    }

    /// Whether a cue may start with `word` before `next`; a token that is no word may be a hyphen within one.
    #[inline]
    #[must_use]
    pub fn may_start(&self, word: WordId, next: Option<&Token>) -> bool {
        self.alone.has(word) || next.is_some_and(|t| t.kind != TokenKind::Word || self.second.has(t.word))
    }

    /// The month or weekday that `word` names.
    #[must_use]
    pub fn calendar(&self, word: WordId) -> Option<Calendar> {
        self.calendar.get(word.0 as usize).copied().flatten()
    }
}

/// Adds the cues of all layers; a later rule of the same id replaces the earlier.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) {
    let mut chosen: Vec<&CueRule> = Vec::new();
    for rule in layers.iter().flat_map(|l| &l.cue) {
        chosen.retain(|r| r.id != rule.id);
        if !rule.off {
            chosen.push(rule);
        }
    }
    for word in layers.iter().flat_map(|l| &l.time.word).filter(|w| !w.off) {
        let number = |kind: &str| word.means.strip_prefix(kind).and_then(|n| n.trim().parse().ok());
        let named =
            number("month ").map(Calendar::Month).or_else(|| number("weekday ").map(Calendar::Weekday));
        for phrase in word.phrases.iter().filter(|_| named.is_some()) {
            let id = rules.lexicon.intern(phrase).0 as usize;
            if rules.audit.calendar.len() <= id {
                rules.audit.calendar.resize(id + 1, None);
            }
            rules.audit.calendar[id] = named;
        }
    }
    for rule in chosen {
        let Some(says) = rule.says else { continue };
        let index = u32::try_from(rules.audit.cues.len()).unwrap_or(u32::MAX);
        rules.audit.cues.push((says, rule.worth));
        for phrase in &rule.phrases {
            let words: Vec<WordId> = words_of(phrase).iter().map(|w| rules.lexicon.intern(w)).collect();
            match words[..] {
                [only] => rules.audit.alone.put(only),
                [_, second, ..] => rules.audit.second.put(second),
                [] => {}
            }
            rules.phrases.add(&mut rules.lexicon, phrase, Entry { class: Class::CUE, index });
        }
    }
}
