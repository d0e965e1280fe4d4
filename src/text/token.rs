//! Tokens: one pass over the reading text, one vocabulary lookup a token.
//!
//! "The 22-year-old's $1.5m" becomes `The 22 - year - old ' s $ 1 . 5 m`: runs of letters, runs of
//! digits, and single signs. Numbers such as "33,000" are composed later, by the grammar of the
//! language at hand; nothing is decided here.

use std::ops::Range;

use super::document::Document;
use super::sentence;

/// A word's number in a [`Vocabulary`]; 0 is a word it does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// Not in the vocabulary.
    pub const UNKNOWN: Self = Self(0);
}

/// What knows the words of a language. Implemented by the rules' lexicon, a floor above.
pub trait Vocabulary {
    /// The word's number, case folded; [`WordId::UNKNOWN`] for a strange one.
    fn lookup(&self, word: &str) -> WordId;
    /// Whether a full stop after this word is part of it ("Mr", "Gen", "No").
    fn is_abbreviation(&self, word: WordId) -> bool;
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A run of letters (and combining marks).
    Word,
    /// A run of ASCII digits.
    Digits,
    /// Any other single character that is not white space.
    Sign,
}

/// A token: bytes of the reading text, its kind, its word, and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the reading text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its number in the vocabulary.
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    flags: u8,
}

const SPACE: u8 = 1;
const CAPITAL: u8 = 2;
const ALL_CAPITALS: u8 = 4;
const LINE: u8 = 8;
const SENTENCE: u8 = 16;

impl Token {
    /// Whether white space (or the start of a block) stands before it.
    #[must_use]
    pub fn spaced(&self) -> bool {
        self.flags & SPACE != 0
    }

    /// Whether its first letter is a capital.
    #[must_use]
    pub fn capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it is a word of two or more letters, all capitals.
    #[must_use]
    pub fn all_capitals(&self) -> bool {
        self.flags & ALL_CAPITALS != 0
    }

    /// Whether a line end stands before it.
    #[must_use]
    pub fn starts_line(&self) -> bool {
        self.flags & LINE != 0
    }

    /// Whether a sentence starts with it.
    #[must_use]
    pub fn starts_sentence(&self) -> bool {
        self.flags & SENTENCE != 0
    }

    /// The token's text.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// All tokens of a document, with the sentences and blocks they stand in.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// The tokens in the order of the text.
    pub all: Vec<Token>,
    /// Sentences as ranges of token numbers, in order; none crosses a block.
    pub sentences: Vec<Range<u32>>,
    /// Blocks as ranges of token numbers, one for each block of the document, some empty.
    pub blocks: Vec<Range<u32>>,
}

impl Tokens {
    /// The number of the sentence that holds token `token`.
    #[must_use]
    pub fn sentence_of(&self, token: u32) -> usize {
        self.sentences.partition_point(|s| s.end <= token)
    }

    /// The number of the block that holds token `token`.
    #[must_use]
    pub fn block_of(&self, token: u32) -> usize {
        self.blocks.partition_point(|b| b.end <= token)
    }
}

/// Cuts `doc` into tokens and sentences in one pass.
#[must_use]
pub fn tokenise(doc: &Document<'_>, vocabulary: &impl Vocabulary) -> Tokens {
    let mut tokens = Tokens { all: Vec::with_capacity(doc.text.len() / 5), ..Tokens::default() };
    for block in &doc.blocks {
        let first = count(&tokens.all);
        scan(&doc.text, block.range.clone(), vocabulary, &mut tokens.all);
        tokens.blocks.push(first..count(&tokens.all));
        let ends = sentence::ends(&doc.text, &tokens.all[first as usize..], vocabulary);
        let mut start = first;
        for end in ends {
            let end = first + end;
            tokens.all[start as usize].flags |= SENTENCE;
            tokens.sentences.push(start..end);
            start = end;
        }
    }
    tokens
}

/// Cuts a phrase (an alias, a rule's words) into its tokens' folded texts, as a document is cut.
///
/// ```
/// use factlint::text::token::words_of;
/// assert_eq!(words_of("a.m."), ["a", ".", "m", "."]);
/// assert_eq!(words_of("No Fewer than"), ["no", "fewer", "than"]);
/// ```
#[must_use]
pub fn words_of(phrase: &str) -> Vec<String> {
    struct None;
    impl Vocabulary for None {
        fn lookup(&self, _: &str) -> WordId {
            WordId::UNKNOWN
        }
        fn is_abbreviation(&self, _: WordId) -> bool {
            false
        }
    }
    let mut out = Vec::new();
    scan(phrase, 0..count(phrase.as_bytes()), &None, &mut out);
    out.iter().map(|t| fold(t.text(phrase)).into_owned()).collect()
}

/// The form under which a word is looked up: lower case, curly apostrophes and dashes made straight.
#[must_use]
pub fn fold(word: &str) -> std::borrow::Cow<'_, str> {
    match word {
        "\u{2019}" | "\u{2018}" | "\u{2bc}" => "'".into(),
        "\u{2010}" | "\u{2011}" => "-".into(),
        _ if word.bytes().any(|b| b.is_ascii_uppercase() || b >= 0x80) => word.to_lowercase().into(),
        _ => word.into(),
    }
}

fn count<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// Bytes of an ASCII word or digit run are by far the commonest: they are told apart by a table.
fn scan(text: &str, range: Range<u32>, vocabulary: &impl Vocabulary, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let end = range.end as usize;
    let mut at = range.start as usize;
    let mut space = SPACE | LINE;
    while at < end {
        let b = bytes[at];
        let start = at;
        let kind = if b.is_ascii_digit() {
            while at < end && bytes[at].is_ascii_digit() {
                at += 1;
            }
            TokenKind::Digits
        } else if b.is_ascii_alphabetic() {
            at = word_end(text, at, end);
            TokenKind::Word
        } else if b < 0x80 {
            at += 1;
            match b {
                b'\n' | b'\r' => {
                    space |= SPACE | LINE;
                    continue;
                }
                b' ' | b'\t' | 0x0b | 0x0c => {
                    space |= SPACE;
                    continue;
                }
                _ => TokenKind::Sign,
            }
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
                at += c.len_utf8();
                space |= SPACE;
                continue;
            }
            if letter(c) {
                at = word_end(text, at, end);
                TokenKind::Word
            } else {
                at += c.len_utf8();
                TokenKind::Sign
            }
        };
        let word = &text[start..at];
        let mut flags = space;
        space = 0;
        if kind == TokenKind::Word {
            let first = word.chars().next().is_some_and(char::is_uppercase);
            if first {
                flags |= CAPITAL;
                if word.len() > 1 && !word.chars().any(char::is_lowercase) {
                    flags |= ALL_CAPITALS;
                }
            }
        }
        let (start, end) = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(at).unwrap_or(u32::MAX));
        out.push(Token { start, end, word: vocabulary.lookup(word), kind, flags });
    }
}

fn letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

fn word_end(text: &str, mut at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while at < end && bytes[at].is_ascii_alphabetic() {
            at += 1;
        }
        if at >= end || bytes[at] < 0x80 {
            return at;
        }
        match text[at..end].chars().next() {
            Some(c) if letter(c) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_and_signs_part() {
        assert_eq!(
            words_of("22-year-old's $1.5m"),
            ["22", "-", "year", "-", "old", "'", "s", "$", "1", ".", "5", "m"]
        );
        assert_eq!(words_of("Malmö’s 1990s"), ["malmö", "'", "s", "1990", "s"]);
    }
}
