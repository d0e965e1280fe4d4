//! The [sets of words](WordSet), compiled: whether a word is in one is an index and a bit.

use super::compile::Rules;
use super::compile_quantity::layered;
use super::fault::Fault;
use super::schema::RuleFile;
use super::word_set::WordSet;
use crate::text::token::{WordId, words_of};

/// A bit a set: more sets than bits do not compile.
type Bits = [u64; 12];
const _: () = assert!(WordSet::ALL.len() <= size_of::<Bits>() * 8);

/// Which number of [`Bits`] the bit of a set is in, and that bit.
const fn bit(set: WordSet) -> (usize, u64) {
    (set as usize / 64, 1 << (set as usize % 64))
}

/// Which words are in which sets.
#[derive(Clone, Debug, Default)]
pub struct WordSets {
    /// By word, from its number: its row; row 0 for the many words that are in no set.
    rows: Vec<u16>,
    /// By row: the sets that its word is in.
    sets: Vec<Bits>,
}

impl WordSets {
    /// Whether `word` is in `set`.
    #[inline]
    #[must_use]
    pub fn has(&self, word: WordId, set: WordSet) -> bool {
        let Some(&row) = self.rows.get(word.0 as usize) else { return false };
        let (at, bit) = bit(set);
        row != 0 && self.sets[row as usize][at] & bit != 0
    }

    /// The place in `sets` of the first set that `word` is in.
    #[inline]
    #[must_use]
    pub fn which(&self, word: WordId, sets: &[WordSet]) -> Option<usize> {
        let row = self.rows.get(word.0 as usize).copied().filter(|&row| row != 0)?;
        let bits = &self.sets[row as usize];
        sets.iter().map(|&set| bit(set)).position(|(at, bit)| bits[at] & bit != 0)
    }

    fn put(&mut self, word: WordId, set: WordSet) {
        let word = word.0 as usize;
        if self.rows.len() <= word {
            self.rows.resize(word + 1, 0);
        }
        if self.sets.is_empty() {
            self.sets.push(Bits::default());
        }
        if self.rows[word] == 0 {
            self.rows[word] = u16::try_from(self.sets.len()).unwrap_or(0);
            self.sets.push(Bits::default());
        }
        let (at, bit) = bit(set);
        self.sets[self.rows[word] as usize][at] |= bit;
    }
}

/// Compiles the sets of `layers` into `rules.words`.
///
/// # Errors
///
/// A set that no reader asks for, a phrase of several words.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Fault> {
    for rule in layered(layers, |l| &l.words) {
        let Some(&(_, set)) = WordSet::ALL.iter().find(|(name, _)| *name == rule.id) else {
            let fault = Fault::new(rule, "id", "no reader asks for words of this name");
            return Err(fault.hint("`factlint rules list` shows all there are, as words.NAME"));
        };
        for word in &rule.words {
            if words_of(word).len() != 1 {
                return Err(Fault::new(rule, "words", format!("`{word}` is not one word")));
            }
            let id = rules.lexicon.intern(word);
            rules.words.put(id, set);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::load;
    use crate::text::token::Vocabulary;

    fn with(text: &str) -> Result<Rules, crate::Error> {
        Rules::compile(&[load::parse("mine.toml".as_ref(), text)?])
    }

    #[test]
    fn a_word_is_in_the_sets_that_list_it_and_in_no_other() {
        let rules = with(
            "[[words]]\nid = 'fiscal'\nwords = ['Fiscal']\n[[words]]\nid = 'closing'\nwords = ['last', 'closing']\n",
        )
        .unwrap();
        let has = |word: &str, set| rules.words.has(rules.lexicon.lookup(word), set);
        assert!(has("fiscal", WordSet::Fiscal) && has("LAST", WordSet::Closing));
        assert!(!has("fiscal", WordSet::Closing) && !has("opening", WordSet::Opening));
    }

    #[test]
    fn english_has_every_set() {
        let layers = load::embedded().unwrap();
        for (name, _) in WordSet::ALL {
            let full = layers.iter().flat_map(|l| &l.words).any(|r| r.id == *name && !r.words.is_empty());
            assert!(full, "{name} has no words");
        }
    }

    #[test]
    fn a_later_layer_takes_the_place_of_a_set() {
        let layer = |text| load::parse("mine.toml".as_ref(), text).unwrap();
        let rules = Rules::compile(&[
            layer("[[words]]\nid = 'fiscal'\nwords = ['fiscal']\n"),
            layer("[[words]]\nid = 'fiscal'\nwords = ['financial']\n"),
        ])
        .unwrap();
        let has = |word: &str| rules.words.has(rules.lexicon.lookup(word), WordSet::Fiscal);
        assert!(has("financial") && !has("fiscal"));
    }

    #[test]
    fn an_unknown_set_and_a_phrase_are_errors_with_their_place() {
        for (text, place) in [
            ("[[words]]\nid = 'fical'\nwords = ['fiscal']\n", "mine.toml:2:6"),
            ("[[words]]\nid = 'fiscal'\nwords = ['fiscal year']\n", "mine.toml:3:9"),
        ] {
            let error = with(text).unwrap_err().to_string();
            assert!(error.contains(place), "{error}");
        }
    }
}
