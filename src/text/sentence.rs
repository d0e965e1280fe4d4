//! Where sentences end.
//!
//! A full stop ends one unless it belongs to an abbreviation ("Mr. Kim", "No. 5"), an initial
//! ("U.S. Army", "John D. Rockefeller"), "a.m.", or a number ("1.5", "§ 3. ").

use super::token::{Token, TokenKind, Vocabulary};

/// Ends of the sentences of one block, as token numbers counted from the block's first token,
/// each one past a sentence's last token. The last is the block's own end; an empty block has none.
#[must_use]
pub fn ends(text: &str, tokens: &[Token], vocabulary: &impl Vocabulary) -> Vec<u32> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let t = &tokens[i];
        i += 1;
        if t.kind != TokenKind::Sign || !is_stop(t.text(text)) {
            continue;
        }
        // Further stops and closing quotes or brackets belong to the sentence.
        let mut j = i;
        while j < tokens.len() && !tokens[j].spaced() && is_closing(tokens[j].text(text)) {
            j += 1;
        }
        let Some(next) = tokens.get(j) else { break };
        if !next.spaced() || !may_start(text, tokens, j) {
            continue;
        }
        if t.text(text) == "." && j == i && belongs_to_word(text, tokens, i - 1, next, vocabulary) {
            continue;
        }
        out.push(u32::try_from(j).unwrap_or(u32::MAX));
        i = j;
    }
    if !tokens.is_empty() {
        out.push(u32::try_from(tokens.len()).unwrap_or(u32::MAX));
    }
    out
}

fn is_stop(s: &str) -> bool {
    matches!(s, "." | "!" | "?" | "\u{2026}")
}

fn is_closing(s: &str) -> bool {
    is_stop(s) || matches!(s, "\"" | "'" | "\u{201d}" | "\u{2019}" | ")" | "]" | "\u{bb}")
}

/// A sentence starts with a capital, a digit, or an opening sign before one of them.
fn may_start(text: &str, tokens: &[Token], at: usize) -> bool {
    let t = &tokens[at];
    match t.kind {
        TokenKind::Digits => true,
        TokenKind::Word => t.capital(),
        TokenKind::Sign => match t.text(text) {
            "\"" | "'" | "\u{201c}" | "\u{2018}" | "(" | "[" | "\u{ab}" | "-" | "\u{2013}" | "\u{2014}"
            | "$" | "\u{20ac}" | "\u{a3}" => {
                tokens.get(at + 1).is_some_and(|n| n.kind == TokenKind::Digits || n.capital())
            }
            _ => false,
        },
    }
}

/// Whether the full stop at `dot` is part of the word before it.
fn belongs_to_word(
    text: &str,
    tokens: &[Token],
    dot: usize,
    next: &Token,
    vocabulary: &impl Vocabulary,
) -> bool {
    let Some(before) = dot.checked_sub(1).map(|i| &tokens[i]) else {
        return false;
    };
    if tokens[dot].spaced() {
        return false;
    }
    if before.kind != TokenKind::Word {
        return false;
    }
    let word = before.text(text);
    if word.chars().count() == 1 {
        // "U.S. Army" goes on; "in the U.S. The" does not. "a.m. Tuesday" goes on.
        let chained = dot >= 3 && tokens[dot - 2].text(text) == "." && !before.spaced();
        return if chained { !starts_anew(text, next) } else { before.capital() && word != "I" };
    }
    vocabulary.is_abbreviation(before.word) && (next.kind == TokenKind::Digits || !starts_anew(text, next))
}

/// Words that, with a capital, all but always open a sentence.
fn starts_anew(text: &str, next: &Token) -> bool {
    const OPENERS: &[&str] = &[
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "It",
        "He",
        "She",
        "They",
        "We",
        "But",
        "And",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "His",
        "Her",
        "Its",
        "Their",
        "As",
        "If",
        "When",
        "While",
        "For",
        "After",
        "Before",
        "Since",
        "However",
        "Meanwhile",
        "Some",
        "Many",
        "Most",
        "No",
        "Not",
        "With",
        "By",
        "From",
        "To",
        "Last",
        "Earlier",
    ];
    next.kind == TokenKind::Sign || OPENERS.contains(&next.text(text))
}

#[cfg(test)]
mod tests {
    use super::super::document::{Block, Document, Format, Map, Scope};
    use super::super::token::{WordId, tokenise};
    use super::*;

    struct Titles;
    impl Vocabulary for Titles {
        fn lookup(&self, word: &str) -> WordId {
            WordId(u32::from(matches!(word, "Mr" | "No" | "Gen")))
        }
        fn is_abbreviation(&self, word: WordId) -> bool {
            word == WordId(1)
        }
    }

    fn split(text: &str) -> Vec<&str> {
        let len = u32::try_from(text.len()).unwrap();
        let doc = Document {
            source: text,
            text: text.into(),
            map: Map::default(),
            blocks: vec![Block { range: 0..len, scope: Scope::Body }],
            metadata: Vec::new(),
            format: Format::Plain,
        };
        let tokens = tokenise(&doc, &Titles);
        tokens
            .sentences
            .iter()
            .map(|s| {
                &text
                    [tokens.all[s.start as usize].start as usize..tokens.all[s.end as usize - 1].end as usize]
            })
            .collect()
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence() {
        assert_eq!(
            split("It rose 1.5 per cent. Nobody saw it. 12 left."),
            ["It rose 1.5 per cent.", "Nobody saw it.", "12 left."]
        );
    }

    #[test]
    fn abbreviations_and_initials_go_on() {
        assert_eq!(
            split("He joined the U.S. Army with Mr. Kim. They left."),
            ["He joined the U.S. Army with Mr. Kim.", "They left."]
        );
        assert_eq!(split("It is No. 5 at 9 a.m. Tuesday."), ["It is No. 5 at 9 a.m. Tuesday."]);
        assert_eq!(
            split("He lives in the U.S. The rest do not."),
            ["He lives in the U.S.", "The rest do not."]
        );
    }

    #[test]
    fn closing_quotes_belong_to_the_sentence() {
        assert_eq!(
            split("\u{201c}We left.\u{201d} Then 5 came."),
            ["\u{201c}We left.\u{201d}", "Then 5 came."]
        );
    }
}
