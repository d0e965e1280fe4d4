//! Tokens: one pass over the reading text, one vocabulary lookup a token.
//!
//! "The 22-year-old's $1.5m" becomes `The 22 - year - old ' s $ 1 . 5 m`: runs of letters, runs of
//! digits, and single signs. Numbers such as "33,000" are composed later, by the grammar of the
//! language at hand; nothing is decided here.

use std::num::NonZeroU64;
use std::ops::Range;

use super::document::Document;
use super::near::around;
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

    /// The number of the word of ASCII letters or digits at `at` of `text`, as [`Vocabulary::lookup`] tells it.
    fn lookup_plain(&self, text: &str, at: Range<usize>) -> WordId {
        self.lookup(text.get(at).unwrap_or_default())
    }

    /// The number of the word of so many ASCII letters, seven at most, which `letters` holds, small, from its lowest
    /// byte on; of a sign of ASCII, which is a word of one.
    fn lookup_short(&self, letters: u64, len: usize) -> WordId {
        let bytes = letters.to_le_bytes();
        self.lookup(bytes.get(..len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default())
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

    /// What the vocabulary marks the word with, for its own readers to find it by: bits of its own.
    fn marks(&self, word: WordId) -> u8 {
        let _ = word;
        0
    }

    /// Whether words of these [marks](Vocabulary::marks) are noted: a mention may start with them.
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
    /// The [marks](Vocabulary::marks) of its word.
    pub marks: u8,
    /// Its first byte: of a sign of ASCII the whole of it.
    pub first: u8,
    flags: u8,
}

const SPACE: u8 = 1;
const CAPITAL: u8 = 2;
const ALL_CAPITALS: u8 = 4;
const LINE: u8 = 8;
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
    let mut marks = Vec::new();
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

fn count<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// What a byte can start.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Line,
    /// A sign at which a sentence may end, or before which a list's item may start.
    Mark,
    Sign,
    Wide,
}

/// The class of each byte: nearly all text is ASCII, and a table tells it apart fastest.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Wide; 256];
    let mut b = 0;
    while b < 0x80 {
        classes[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t' | 0x0b | 0x0c => Class::Space,
            b'\n' | b'\r' => Class::Line,
            b'.' | b'!' | b'?' | b'*' | b'-' => Class::Mark,
            _ => Class::Sign,
        };
        b += 1;
    }
    classes
};

/// Adds the tokens of `range` to `out`, and to `marks` the numbers of those that may part sentences.
fn scan(text: &str, range: Range<u32>, vocabulary: &impl Vocabulary, out: &mut Tokens, marks: &mut Vec<u32>) {
    let Some(bytes) = text.as_bytes().get(..range.end as usize) else { return };
    let mut at = range.start as usize;
    let mut space = SPACE | LINE;
    while let Some(&b) = bytes.get(at) {
        let start = at;
        let mut flags = space;
        let mut plain = true;
        let mut short = None;
        let class = CLASSES[b as usize];
        let kind = match class {
            Class::Space | Class::Line => {
                at += 1;
                space |= if class == Class::Line { SPACE | LINE } else { SPACE };
                continue;
            }
            Class::Letter => {
                (at, short) = letters(bytes, at);
                if bytes.get(at).is_some_and(|&b| b >= 0x80) && wide_letter(text, at).is_some() {
                    at = word_end(text, at, bytes.len());
                    flags |= capitals(&text[start..at]);
                    (plain, short) = (false, None);
                } else if b.is_ascii_uppercase() {
                    flags |= CAPITAL;
                    if at - start > 1 && !bytes[start..at].iter().any(u8::is_ascii_lowercase) {
                        flags |= ALL_CAPITALS;
                    }
                }
                TokenKind::Word
            }
            Class::Digit => {
                at += bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                TokenKind::Digits
            }
            Class::Mark => {
                (at, short) = (at + 1, NonZeroU64::new(b.into()));
                if matches!(b, b'.' | b'!' | b'?') || space & LINE != 0 {
                    marks.push(count(&out.all));
                }
                TokenKind::Sign
            }
            Class::Sign => {
                (at, short) = (at + 1, NonZeroU64::new(b.into()));
                TokenKind::Sign
            }
            Class::Wide if wide_letter(text, at).is_some() => {
                at = word_end(text, at, bytes.len());
                flags |= capitals(&text[start..at]);
                plain = false;
                TokenKind::Word
            }
            Class::Wide => {
                plain = false;
                let c = text.get(at..).and_then(|t| t.chars().next()).unwrap_or('\u{fffd}');
                at += c.len_utf8();
                if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
                    space |=
                        if matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') { SPACE | LINE } else { SPACE };
                    continue;
                }
                if c == '\u{2026}' || (space & LINE != 0 && matches!(c, '\u{2022}' | '\u{2013}' | '\u{b7}')) {
                    marks.push(count(&out.all));
                }
                TokenKind::Sign
            }
        };
        space = 0;
        let word = match short {
            Some(letters) => vocabulary.lookup_short(letters.get(), at - start),
            None if plain => vocabulary.lookup_plain(text, start..at),
            None => vocabulary.lookup(&text[start..at]),
        };
        let (start, end) = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(at).unwrap_or(u32::MAX));
        let token = Token { start, end, word, kind, marks: vocabulary.marks(word), first: b, flags };
        if kind == TokenKind::Digits || vocabulary.notes(token.marks) {
            out.noted.push(count(&out.all));
        }
        out.all.push(token);
        // Most tokens are followed by one space: it need not go through the table.
        if bytes.get(at) == Some(&b' ') {
            at += 1;
            space = SPACE;
        }
    }
}

const ALL: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ALL;
/// Bit 5, which makes capitals small.
const SMALL: u64 = 0x20 * ALL;

/// How many of the eight bytes of `word` are ASCII letters before the first other one. They are looked at together: most
/// words end within them, and a loop over their letters would mispredict its end at every word.
#[inline]
fn leading_letters(word: u64) -> usize {
    // Adding carries into bit 7 of each byte from "a" on, and from past "z" on.
    let small = (word | SMALL) & !HIGH;
    let from_a = small + (0x80 - b'a' as u64) * ALL;
    let past_z = small + (0x80 - (b'z' as u64 + 1)) * ALL;
    ((!from_a | past_z | word) & HIGH).trailing_zeros() as usize / 8
}

/// Where the run of ASCII letters at `at` ends, and they themselves, small, if they are seven at most.
#[inline]
fn letters(bytes: &[u8], at: usize) -> (usize, Option<NonZeroU64>) {
    let chunk = bytes.get(at..).and_then(|b| b.first_chunk());
    let Some(word) = chunk.map(|chunk| u64::from_le_bytes(*chunk)) else {
        return (letters_end(bytes, at), None);
    };
    match leading_letters(word) {
        8 => (letters_end(bytes, at + 8), None),
        len => (at + len, NonZeroU64::new((word | SMALL) & ((1 << (8 * len)) - 1))),
    }
}

/// Where the run of ASCII letters at `at` ends.
fn letters_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|b| b.first_chunk()) {
        let len = leading_letters(u64::from_le_bytes(*chunk));
        at += len;
        if len < 8 {
            return at;
        }
    }
    at + bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count()
}

/// The letter beyond ASCII that stands at `at`.
fn wide_letter(text: &str, at: usize) -> Option<char> {
    let c = text.get(at..)?.chars().next()?;
    (c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')).then_some(c)
}

fn word_end(text: &str, mut at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        at = letters_end(&bytes[..end], at);
        match wide_letter(text, at) {
            Some(c) if at < end && !c.is_ascii() => at += c.len_utf8(),
            _ => return at.min(end),
        }
    }
}

fn capitals(word: &str) -> u8 {
    if !word.starts_with(char::is_uppercase) {
        0
    } else if word.chars().nth(1).is_none() || word.contains(char::is_lowercase) {
        CAPITAL
    } else {
        CAPITAL | ALL_CAPITALS
    }
}

#[cfg(test)]
mod tests;
