//! All rules joined into the immutable tables that the reader uses.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::aspect::{self, AspectTables};
use super::audit::{self, AuditTables};
use super::change::{self, ChangeTables};
use super::compile_quantity::{self, QuantityTables};
use super::compile_time::{self, TimeTables};
use super::frame::{self, FrameTables};
use super::language::{self, Language};
use super::lexicon::{Class, Lexicon, Mark, Phrases};
use super::schema::RuleFile;
use super::weights::{self, LinkWeights, VerdictWeights};
use super::word_sets::{self, WordSets};
use crate::error::Error;
use crate::text::token::Stop;

/// A rule's number; its name is [`Rules::name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u16);

/// The compiled rules of one language. Immutable, shared by all threads.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Words to numbers.
    pub lexicon: Lexicon,
    /// How the language writes words and numbers.
    pub language: Language,
    /// Phrases to rules.
    pub phrases: Phrases,
    /// Number words, units, currencies, hedges.
    pub quantity: QuantityTables,
    /// Months, weekdays, holidays and other words of time.
    pub time: TimeTables,
    /// Words that the readers ask for by name.
    pub words: WordSets,
    /// Words that frame a claim.
    pub frame: FrameTables,
    /// Words of change: "rose", "by", "twice as many".
    pub change: ChangeTables,
    /// How numbers are attached to what they are said of.
    pub link: LinkWeights,
    /// When a number agrees.
    pub verdict: VerdictWeights,
    /// Words that tell the checks of a draft against itself what its figures mean to each other.
    pub audit: AuditTables,
    /// What the lines of a fact box tell of.
    pub aspects: AspectTables,
    names: Vec<Arc<str>>,
    /// Their numbers.
    numbers: FxHashMap<Arc<str>, RuleId>,
}

impl Rules {
    /// The shipped English rules.
    ///
    /// # Errors
    ///
    /// Only in a broken build: the files are embedded and tested.
    pub fn english() -> Result<Self, Error> {
        Self::compile(&super::load::embedded()?)
    }

    /// Compiles `layers`; a later layer overrides an earlier rule of the same id.
    ///
    /// # Errors
    ///
    /// A value that cannot be used (interval notation, factors), with the rule's kind and id, file, line and
    /// column.
    pub fn compile(layers: &[RuleFile]) -> Result<Self, Error> {
        let mut rules = Self { language: language::compile(layers), ..Self::default() };
        if rules.language.stop_makes_ordinal() {
            rules.lexicon.set_ordinal_stop();
        }
        for layer in layers {
            let stops = [
                (&layer.abbreviations, Stop::Abbreviation),
                (&layer.titles, Stop::Title),
                (&layer.numberings, Stop::Numbering),
            ];
            for (words, stop) in stops {
                words.iter().for_each(|word| rules.lexicon.set_stop(word, stop));
            }
            layer.sentence_openers.iter().for_each(|word| rules.lexicon.set_opener(word));
        }
        let compiled = compile_quantity::compile(&mut rules, layers)
            .and_then(|()| compile_time::compile(&mut rules, layers))
            .and_then(|()| change::compile(&mut rules, layers))
            .and_then(|()| word_sets::compile(&mut rules, layers));
        compiled.map_err(|fault| fault.placed(layers))?;
        frame::compile(&mut rules, layers);
        weights::compile(&mut rules, layers);
        audit::compile(&mut rules, layers);
        aspect::compile(&mut rules, layers);
        compile_time::note_sets(&mut rules);
        rules.mark_words();
        Ok(rules)
    }

    /// Notes of each word which readers may start with it.
    fn mark_words(&mut self) {
        let (phrases, audit) = (&self.phrases, &self.audit);
        let marks = [
            (Mark::Number, Class::NUMBER),
            (Mark::Time, Class::TIME_CORE),
            (Mark::Spoken, Class::SPOKEN.or(Class::ARTICLE_UNIT)),
            (Mark::Change, Class::CHANGE),
            (Mark::Joint, Class::JOINT),
            (Mark::Cue, Class::CUE),
            (Mark::Frame, Class::FRAME),
        ];
        self.lexicon.set_marks(|word| {
            let starts = phrases.starts(word);
            let named = if audit.calendar(word).is_some() { Mark::Calendar as u8 } else { 0 };
            marks
                .iter()
                .filter(|(_, class)| starts.meets(*class))
                .fold(named, |all, (mark, _)| all | *mark as u8)
        });
    }

    /// Numbers a rule's name; the same name has the same number.
    pub fn intern(&mut self, name: &str) -> RuleId {
        if let Some(&id) = self.numbers.get(name) {
            return id;
        }
        let id = RuleId(u16::try_from(self.names.len()).unwrap_or(u16::MAX));
        let name: Arc<str> = name.into();
        self.names.push(name.clone());
        self.numbers.insert(name, id);
        id
    }

    /// The name of a rule: "hedge.at-least", "number.digits".
    #[must_use]
    pub fn name(&self, id: RuleId) -> &str {
        self.names.get(id.0 as usize).map_or("", |n| n)
    }
}
