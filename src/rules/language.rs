//! How a language writes words and numbers, ready to be asked.

use super::schema::RuleFile;
use super::schema::language::DecimalSign;
use crate::value::Decimal;

/// Endings of words, and the signs in numbers.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// Each with the digit that the number must end in.
    ordinal: Vec<(Option<u32>, Box<str>)>,
    plural: Vec<Box<str>>,
    singular: Vec<Box<str>>,
    verb: Vec<Box<str>>,
    adjective: Vec<Box<str>>,
    past: Vec<Box<str>>,
    /// What stands between the whole and the decimals.
    pub decimal: DecimalSign,
}

impl Language {
    /// Whether `word` right after digits makes them an ordinal: "nd", in any case.
    #[must_use]
    pub fn makes_ordinal(&self, word: &str) -> bool {
        self.ordinal.iter().any(|(_, s)| s.eq_ignore_ascii_case(word))
    }

    /// Whether `word` is the ending of `n` as an ordinal: "22nd", "13th"; "8st" is a weight.
    #[must_use]
    pub fn makes_ordinal_of(&self, n: Decimal, word: &str) -> bool {
        let tail = n % Decimal::ONE_HUNDRED;
        let teen = tail >= Decimal::TEN && tail < Decimal::from(20);
        let fits = |digit: u32| !teen && n % Decimal::TEN == Decimal::from(digit);
        self.ordinal.iter().any(|(digit, s)| s.eq_ignore_ascii_case(word) && digit.is_none_or(fits))
    }

    /// Whether a full stop makes an ordinal of the digits before it: "3. Mai".
    #[must_use]
    pub fn stop_makes_ordinal(&self) -> bool {
        self.makes_ordinal(".")
    }

    /// Whether `word` ends as plural nouns do.
    #[must_use]
    pub fn ends_as_plural(&self, word: &str) -> bool {
        word.len() > 2 && ends(word, &self.plural) && !ends(word, &self.singular)
    }

    /// Whether `word` ends as participles do.
    #[must_use]
    pub fn ends_as_verb(&self, word: &str) -> bool {
        self.verb.iter().any(|e| word.ends_with(&**e))
    }

    /// Whether `word` ends as adjectives do.
    #[must_use]
    pub fn ends_as_adjective(&self, word: &str) -> bool {
        self.adjective.iter().any(|e| word.ends_with(&**e))
    }

    /// Whether `word` ends as verbs do that tell of a change.
    #[must_use]
    pub fn ends_as_past(&self, word: &str) -> bool {
        self.past.iter().any(|e| word.ends_with(&**e))
    }
}

/// Whether `word` goes on before one of `endings`, in any case.
fn ends(word: &str, endings: &[Box<str>]) -> bool {
    let w = word.as_bytes();
    endings.iter().any(|e| w.len() > e.len() && w[w.len() - e.len()..].eq_ignore_ascii_case(e.as_bytes()))
}

/// Joins what the layers say of the language; a later one takes the place of what it names.
pub(super) fn compile(layers: &[RuleFile]) -> Language {
    let mut out = Language::default();
    for rule in layers.iter().filter_map(|l| l.language.as_ref()) {
        for (to, from) in [
            (&mut out.plural, &rule.plural_endings),
            (&mut out.singular, &rule.singular_endings),
            (&mut out.verb, &rule.verb_endings),
            (&mut out.adjective, &rule.adjective_endings),
            (&mut out.past, &rule.past_endings),
        ] {
            if let Some(from) = from {
                *to = from.iter().map(|s| s.as_str().into()).collect();
            }
        }
        if let Some(endings) = &rule.ordinal_endings {
            let split = |s: &String| {
                let word = s.trim_start_matches(|c: char| c.is_ascii_digit());
                (s.chars().next().and_then(|c| c.to_digit(10)), word.into())
            };
            out.ordinal = endings.iter().map(split).collect();
        }
        out.decimal = rule.decimal_sign.unwrap_or(out.decimal);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::load;

    #[test]
    fn a_later_layer_replaces_what_it_names() {
        let mut layers = load::embedded().unwrap();
        let english = compile(&layers);
        assert!(english.makes_ordinal("nd") && english.makes_ordinal("ND") && !english.makes_ordinal("n"));
        for (n, ending, is) in [(22, "nd", true), (13, "th", true), (8, "st", false), (11, "st", false)] {
            assert_eq!(english.makes_ordinal_of(Decimal::from(n), ending), is, "{n}{ending}");
        }
        let plural = |w| english.ends_as_plural(w);
        assert!(plural("ships") && !plural("bus") && !plural("is"));
        assert!(!english.stop_makes_ordinal());
        let own = "[language]\nordinal-endings = ['.']\ndecimal-sign = ','\n";
        layers.push(load::parse("de.toml".as_ref(), own).unwrap());
        let german = compile(&layers);
        assert!(german.stop_makes_ordinal() && !german.makes_ordinal("nd"));
        assert_eq!(german.decimal, DecimalSign::Comma);
        assert!(german.ends_as_verb("killed"), "what is not named stays");
    }
}
