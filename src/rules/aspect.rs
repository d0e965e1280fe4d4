//! What the lines of a fact box tell of, and the words by which sentences speak of it.
//!
//! "Years active = 1975-present" tells of a period: "began", "retired" and "has been active" speak of
//! its first day, its last, and any time between.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Rules;
use super::lexicon::{Class, Entry, Phrases};
use super::schema::RuleFile;
use crate::text::Token;

/// A rule of such lines.
///
/// ```toml
/// [[aspect]]
/// id     = "activity"
/// keys   = ["years active"]
/// starts = ["began", "debuted"]
/// ends   = ["retired"]
/// lasts  = ["active"]
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AspectRule {
    /// Name of the rule.
    pub id: String,
    /// What sort of thing it belongs to: "life", "work".
    #[serde(default)]
    pub of: Option<String>,
    /// Names of lines, in small letters, without brackets, "number of" and a final colon.
    #[serde(default)]
    pub keys: Vec<String>,
    /// Words that tell of its date, or of its period as a whole.
    #[serde(default)]
    pub whole: Vec<String>,
    /// Words that tell of its first day.
    #[serde(default)]
    pub starts: Vec<String>,
    /// Words that tell of its last day.
    #[serde(default)]
    pub ends: Vec<String>,
    /// Words that tell of any time within it.
    #[serde(default)]
    pub lasts: Vec<String>,
    /// Words that tell of the time from its date on, to its end or the present.
    #[serde(default)]
    pub since: Vec<String>,
    /// Nouns that count its entries, or what its number counts.
    #[serde(default)]
    pub counts: Vec<String>,
    /// What came into being by it.
    #[serde(default)]
    pub makes: Vec<String>,
    /// What its number measures.
    #[serde(default)]
    pub measures: Vec<String>,
    /// Words for one of several numbers.
    #[serde(default)]
    pub sides: Vec<SideRule>,
    /// Words beside which no line is taken to answer a claim: denials, superlatives.
    #[serde(default)]
    pub doubts: Vec<String>,
    /// Words that say that there was no break: "continuously since 1966".
    #[serde(default)]
    pub unbroken: Vec<String>,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
}

/// Words for one side of a rectangle.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SideRule {
    /// Which side.
    pub is: Tells,
    /// The words.
    pub words: Vec<String>,
}

/// What a word tells of an aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tells {
    /// Its date, or its period as a whole: "recorded".
    Whole,
    /// Its first day: "began".
    Start,
    /// Its last day: "retired".
    End,
    /// Any time within it: "active".
    While,
    /// The time from its date on: "has existed".
    Since,
    /// How many there are: "children".
    Count,
    /// What came into being by it: "album".
    Made,
    /// What its number measures: "tall".
    Measure,
    /// The first of its numbers: "high" of "280 cm x 336 cm".
    First,
    /// The second.
    Second,
    /// The largest.
    Longest,
    /// The smallest.
    Shortest,
}

/// An aspect's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AspectId(pub u16);

/// The compiled aspects.
#[derive(Clone, Debug, Default)]
pub struct AspectTables {
    ids: Vec<(Box<str>, Option<Box<str>>)>,
    dated: Vec<bool>,
    by_key: FxHashMap<Box<str>, Vec<AspectId>>,
    words: Phrases,
    meanings: Vec<(AspectId, Tells)>,
}

const WORD: Class = Class(1);
const DOUBT: Class = Class(2);
const UNBROKEN: Class = Class(4);

impl AspectTables {
    /// The aspects that a line of this name tells of.
    #[must_use]
    pub fn of_key(&self, key: &str) -> &[AspectId] {
        let plain = plain_key(key);
        let found = self.by_key.get(plain.as_str()).or_else(|| {
            // "Federation established" is about what was established.
            let last = plain.rsplit_once(' ').map(|(_, last)| last).filter(|w| w.ends_with("ed"))?;
            self.by_key.get(last)
        });
        found.map_or(&[], |v| v)
    }

    /// The id of an aspect: "running-time".
    #[must_use]
    pub fn id(&self, aspect: AspectId) -> &str {
        self.ids.get(aspect.0 as usize).map_or("", |(id, _)| id)
    }

    /// Whether lines of an aspect give dates: a bare "1883" is a year.
    #[must_use]
    pub fn dated(&self, aspect: AspectId) -> bool {
        self.dated.get(aspect.0 as usize).copied().unwrap_or(false)
    }

    /// What sort of thing an aspect belongs to: "life".
    #[must_use]
    pub fn sort(&self, aspect: AspectId) -> Option<&str> {
        self.ids.get(aspect.0 as usize).and_then(|(_, of)| of.as_deref())
    }

    /// Calls `found` for every word that tells of an aspect and starts at `tokens[0]`, with its length in
    /// tokens.
    pub fn each(&self, tokens: &[Token], text: &str, mut found: impl FnMut(AspectId, Tells, usize)) {
        self.words.each(tokens, text, WORD, |m| {
            if let Some(&(aspect, tells)) = self.meanings.get(m.entry.index as usize) {
                found(aspect, tells, m.len);
            }
        });
    }
}

impl AspectTables {
    /// Calls `found` with the length in tokens of every word that starts at `tokens[0]` and beside which no
    /// line is taken to answer a claim.
    pub fn each_doubt(&self, tokens: &[Token], text: &str, mut found: impl FnMut(u32)) {
        self.words.each(tokens, text, DOUBT, |m| found(u32::try_from(m.len).unwrap_or(1)));
    }

    /// Calls `found` with the length in tokens of every word that starts at `tokens[0]` and says that there was
    /// no break.
    pub fn each_unbroken(&self, tokens: &[Token], text: &str, mut found: impl FnMut(u32)) {
        self.words.each(tokens, text, UNBROKEN, |m| found(u32::try_from(m.len).unwrap_or(1)));
    }
}

/// The name of a line as rules write it: "No. of issues" is "issues", "Spouse(s)" is "spouse".
///
/// ```
/// use factlint::rules::aspect::plain_key;
/// assert_eq!(plain_key("Population (2005) Metro"), "population metro");
/// assert_eq!(plain_key("No. of issues:"), "issues");
/// ```
#[must_use]
pub fn plain_key(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    let mut depth = 0u32;
    for c in key.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ':' | '\u{2022}' => {}
            c if depth == 0 => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    let plain = words.join(" ");
    for lead in ["no. of ", "number of ", "total number of "] {
        if let Some(rest) = plain.strip_prefix(lead) {
            return rest.to_owned();
        }
    }
    plain
}

/// Adds the aspects of all layers; a later rule of the same id replaces the earlier.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) {
    let mut chosen: Vec<&AspectRule> = Vec::new();
    for rule in layers.iter().flat_map(|l| &l.aspect) {
        chosen.retain(|r| r.id != rule.id);
        if !rule.off {
            chosen.push(rule);
        }
    }
    for rule in chosen {
        let id = AspectId(u16::try_from(rules.aspects.ids.len()).unwrap_or(u16::MAX));
        rules.aspects.ids.push((rule.id.as_str().into(), rule.of.as_deref().map(Into::into)));
        let times = [&rule.whole, &rule.starts, &rule.ends, &rule.lasts, &rule.since];
        rules.aspects.dated.push(times.iter().any(|t| !t.is_empty()));
        for key in &rule.keys {
            let slot = rules.aspects.by_key.entry(plain_key(key).into()).or_default();
            if !slot.contains(&id) {
                slot.push(id);
            }
        }
        let words = [
            (&rule.whole, Tells::Whole),
            (&rule.starts, Tells::Start),
            (&rule.ends, Tells::End),
            (&rule.lasts, Tells::While),
            (&rule.since, Tells::Since),
            (&rule.counts, Tells::Count),
            (&rule.makes, Tells::Made),
            (&rule.measures, Tells::Measure),
        ];
        for phrase in &rule.doubts {
            rules.aspects.words.add(&mut rules.lexicon, phrase, Entry { class: DOUBT, index: 0 });
        }
        for phrase in &rule.unbroken {
            rules.aspects.words.add(&mut rules.lexicon, phrase, Entry { class: UNBROKEN, index: 0 });
        }
        let sides = rule.sides.iter().map(|s| (&s.words, s.is));
        for (phrases, tells) in words.into_iter().chain(sides) {
            let index = u32::try_from(rules.aspects.meanings.len()).unwrap_or(u32::MAX);
            rules.aspects.meanings.push((id, tells));
            for phrase in phrases {
                rules.aspects.words.add(&mut rules.lexicon, phrase, Entry { class: WORD, index });
            }
        }
    }
}
