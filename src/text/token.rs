//! Tokens: one pass over the reading text, one vocabulary lookup a token.
//!
//! "The 22-year-old's $1.5m" becomes `The 22 - year - old ' s $ 1 . 5 m`: runs of letters, runs of
//! digits, and single signs. Numbers such as "33,000" are composed later, by the grammar of the
//! language at hand; nothing is decided here.

use std::ops::Range;

use super::document::Document;
use super::near::around;
use super::scan::scan;
use super::sentence;

/// A word's number in a [`Vocabulary`]; 0 is a word it does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// Not in the vocabulary.
    pub const UNKNOWN: Self = Self(0);
}

/// What a vocabulary knows of a word; of a strange one nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub word: WordId,
    /// What the vocabulary marks it with, for its own readers to find it by: bits of its own.
    pub marks: u8,
}

/// What knows the words of a language. Implemented by the rules' lexicon, a floor above.
pub trait Vocabulary {
    /// The word's number, case folded; [`WordId::UNKNOWN`] for a strange one.
    fn lookup(&self, word: &str) -> WordId;

    /// What is known of the word, case folded.
    fn known(&self, word: &str) -> Known {
        Known { word: self.lookup(word), marks: 0 }
    }

    /// What is known of the word of ASCII letters or digits at `at` of `text`.
    fn known_plain(&self, text: &str, at: Range<usize>) -> Known {
        self.known(text.get(at).unwrap_or_default())
    }

    /// What is known of the word of ASCII letters, seven at most, or of the sign of ASCII, that `bytes` holds, small, from
    /// its lowest byte on.
    fn known_short(&self, bytes: u64) -> Known {
        self.known_long([bytes, 0])
    }

    /// What is known of the word of ASCII letters, fifteen at most, that `bytes` holds in the same way.
    fn known_long(&self, [first, last]: [u64; 2]) -> Known {
        let all = u128::from(last) << 64 | u128::from(first);
        let len = (u128::BITS - all.leading_zeros()).div_ceil(8).max(1) as usize;
        self.known(std::str::from_utf8(&all.to_le_bytes()[..len]).unwrap_or_default())
    }

    /// What a full stop right after this word is; `capital` says how the word is written here.
    fn stop(&self, word: WordId, capital: bool) -> Stop {
        let _ = (word, capital);
        Stop::Ends
    }

    /// Whether a full stop right after digits makes an ordinal of them: "3. Mai".
    fn ordinal_stop(&self) -> bool {
        false
    }

    /// Whether words of these [marks](Known::marks) are noted: a mention may start with them.
    fn notes(&self, marks: u8) -> bool {
        let _ = marks;
        false
    }

    /// Whether this word, with a capital, all but always opens a sentence ("The", "However").
    fn opens_sentence(&self, word: WordId) -> bool {
        let _ = word;
        false
    }
}

/// What a full stop after a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stop {
    /// The end of a sentence.
    #[default]
    Ends,
    /// Part of the word, and the end of a sentence where a new one clearly opens: "Inc.", "Jan."
    Abbreviation,
    /// Part of the word, never an end: "Mr.", "Gen.", "St."
    Title,
    /// Part of the word before a number, else an end: "No. 5", "p. 12"
    Numbering,
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
    /// The [marks](Known::marks) of its word.
    pub marks: u8,
    /// Its first byte: of a sign of ASCII the whole of it.
    pub first: u8,
    pub(super) flags: u8,
}

pub(super) const SPACE: u8 = 1;
pub(super) const CAPITAL: u8 = 2;
pub(super) const ALL_CAPITALS: u8 = 4;
pub(super) const LINE: u8 = 8;
const SENTENCE: u8 = 16;

impl Token {
    /// Whether white space (or the start of a block) stands before it.
    #[inline]
    #[must_use]
    pub fn spaced(&self) -> bool {
        self.flags & SPACE != 0
    }

    /// Whether its first letter is a capital.
    #[inline]
    #[must_use]
    pub fn capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it is a word of two or more letters, all capitals.
    #[inline]
    #[must_use]
    pub fn all_capitals(&self) -> bool {
        self.flags & ALL_CAPITALS != 0
    }

    /// Whether a line end stands before it.
    #[inline]
    #[must_use]
    pub fn starts_line(&self) -> bool {
        self.flags & LINE != 0
    }

    /// Whether a sentence starts with it.
    #[inline]
    #[must_use]
    pub fn starts_sentence(&self) -> bool {
        self.flags & SENTENCE != 0
    }

    /// Whether it is the sign `sign` of ASCII.
    #[inline]
    #[must_use]
    pub fn is_sign(&self, sign: u8) -> bool {
        self.first == sign && self.kind == TokenKind::Sign
    }

    /// The token's text.
    #[inline]
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
    /// The numbers of digits and of words that the vocabulary [notes](Vocabulary::notes), in order: what reads
    /// mentions passes over all others.
    pub noted: Vec<u32>,
    /// Sentences as ranges of token numbers, in order; none crosses a block.
    pub sentences: Vec<Range<u32>>,
    /// Blocks as ranges of token numbers, one for each block of the document, some empty.
    pub blocks: Vec<Range<u32>>,
}

impl Tokens {
    /// The noted ones among tokens `range`.
    #[must_use]
    pub fn noted_in(&self, range: Range<u32>) -> &[u32] {
        let place = |token: u32| self.noted.partition_point(|&n| n < token);
        let first = place(range.start);
        let rest = self.noted.get(first..).unwrap_or_default();
        &rest[..rest.iter().take_while(|&&n| n < range.end).count()]
    }

    /// The number of the sentence that holds token `token`. A token past the end is given the last one.
    #[must_use]
    pub fn sentence_of(&self, token: u32) -> usize {
        around(&self.sentences, token, self.all.len())
    }

    /// The number of the block that holds token `token`; never an empty one. A token past the end is
    /// given the last block.
    #[must_use]
    pub fn block_of(&self, token: u32) -> usize {
        around(&self.blocks, token, self.all.len())
    }
}

/// Tokens that a chunk holds at most on either side: a longer one is no address and no number.
const CHUNK: usize = 96;

/// The numbers of the tokens that stand around token `i` without white space: a URL, an address, a
/// version, a file's name. Bounded, so that text without any space is still read in linear time.
///
/// ```
/// use factlint::text::token::{self, chunk};
/// let text = "Call 555-0100, or v2.3.1";
/// let tokens = token::cut(text);
/// let around = |i: usize| {
///     let r = chunk(&tokens, i);
///     &text[tokens[r.start].start as usize..tokens[r.end - 1].end as usize]
/// };
/// assert_eq!(around(1), "555-0100,");
/// assert_eq!(around(tokens.len() - 1), "v2.3.1");
/// ```
#[must_use]
pub fn chunk(tokens: &[Token], i: usize) -> Range<usize> {
    if i >= tokens.len() {
        return tokens.len()..tokens.len();
    }
    let mut start = i;
    while start > 0 && i - start < CHUNK && !tokens[start].spaced() {
        start -= 1;
    }
    let mut end = i + 1;
    while end < tokens.len() && end - i < CHUNK && !tokens[end].spaced() {
        end += 1;
    }
    start..end
}

/// Cuts `doc` into tokens and sentences in one pass.
#[must_use]
pub fn tokenise(doc: &Document<'_>, vocabulary: &impl Vocabulary) -> Tokens {
    let mut tokens = Tokens {
        all: Vec::with_capacity(doc.text.len() / 4 + 8),
        noted: Vec::with_capacity(doc.text.len() / 12 + 8),
        sentences: Vec::with_capacity(doc.text.len() / 120 + 1),
        blocks: Vec::with_capacity(doc.blocks.len()),
    };
    let mut marks = Vec::with_capacity(32);
    for block in &doc.blocks {
        let first = count(&tokens.all);
        marks.clear();
        scan(&doc.text, block.range.clone(), vocabulary, &mut tokens, &mut marks);
        tokens.blocks.push(first..count(&tokens.all));
        let known = tokens.sentences.len();
        sentence::split(&doc.text, &tokens.all, first, &marks, vocabulary, &mut tokens.sentences);
        for sentence in &tokens.sentences[known..] {
            tokens.all[sentence.start as usize].flags |= SENTENCE;
        }
    }
    tokens
}

/// Knows no word.
struct Wordless;

impl Vocabulary for Wordless {
    fn lookup(&self, _: &str) -> WordId {
        WordId::UNKNOWN
    }
}

/// Cuts a text that is no document into tokens without numbers.
#[must_use]
pub fn cut(text: &str) -> Vec<Token> {
    let mut out = Tokens::default();
    scan(text, 0..count(text.as_bytes()), &Wordless, &mut out, &mut Vec::new());
    out.all
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
    cut(phrase).iter().map(|t| fold(t.text(phrase)).into_owned()).collect()
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

pub(super) fn count<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
