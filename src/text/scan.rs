//! Cutting a reading text into words, digits and signs: one look at each byte, one at the vocabulary for each token.

use std::ops::Range;

use super::token::{ALL_CAPITALS, CAPITAL, Known, LINE, SPACE, Token, TokenKind, Tokens, Vocabulary, count};

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
pub(super) fn scan(
    text: &str,
    range: Range<u32>,
    vocabulary: &impl Vocabulary,
    out: &mut Tokens,
    marks: &mut Vec<u32>,
) {
    let Some(bytes) = text.as_bytes().get(..range.end as usize) else { return };
    let mut at = range.start as usize;
    let mut space = SPACE | LINE;
    while let Some(&first) = bytes.get(at) {
        let start = at;
        let class = CLASSES[first as usize];
        if class == Class::Letter
            && let Some(run) = Run::at(bytes, at)
        {
            at += run.len;
            let known = match run.len {
                ..8 => vocabulary.known_short(run.letters[0]),
                _ => vocabulary.known_long(run.letters),
            };
            add(out, vocabulary, start..at, TokenKind::Word, known, first, run.capitals | space);
            space = pass_space(bytes, &mut at);
            continue;
        }
        let (kind, known, capitals) = if let Class::Mark | Class::Sign = class {
            at += 1;
            if class == Class::Mark && (matches!(first, b'.' | b'!' | b'?') || space & LINE != 0) {
                marks.push(count(&out.all));
            }
            (TokenKind::Sign, vocabulary.known_short(first.into()), 0)
        } else {
            let other;
            (at, other) = other_token(text, at..bytes.len(), vocabulary);
            let (kind, known, capitals) = match other {
                Other::Space(more) => {
                    space |= more;
                    continue;
                }
                Other::Token(kind, known, capitals) => (kind, known, capitals),
            };
            if kind == TokenKind::Sign && parts(&text[start..at], space) {
                marks.push(count(&out.all));
            }
            (kind, known, capitals)
        };
        add(out, vocabulary, start..at, kind, known, first, capitals | space);
        space = pass_space(bytes, &mut at);
    }
}

/// Adds a token.
#[inline]
fn add(
    out: &mut Tokens,
    vocabulary: &impl Vocabulary,
    at: Range<usize>,
    kind: TokenKind,
    Known { word, marks }: Known,
    first: u8,
    flags: u8,
) {
    if vocabulary.notes(marks) || kind == TokenKind::Digits {
        out.noted.push(count(&out.all));
    }
    // No text is longer than the range of a block can tell.
    let (start, end) = (at.start as u32, at.end as u32);
    out.all.push(Token { start, end, word, kind, marks, first, flags });
}

/// Passes the one space that stands behind most tokens: it need not go through the table.
#[inline]
fn pass_space(bytes: &[u8], at: &mut usize) -> u8 {
    let found = bytes.get(*at) == Some(&b' ');
    *at += usize::from(found);
    if found { SPACE } else { 0 }
}

/// What stands where neither a sign of ASCII nor a short word of it does.
enum Other {
    /// White space, and what it says of the token behind it.
    Space(u8),
    /// A token, and how it is written.
    Token(TokenKind, Known, u8),
}

/// Where what stands at the start of `range` ends, and what it is. Kept out of the loop, which is fast while it is small.
#[inline(never)]
fn other_token(text: &str, range: Range<usize>, vocabulary: &impl Vocabulary) -> (usize, Other) {
    let Range { start, end } = range;
    let bytes = &text.as_bytes()[..end];
    let mut at = start;
    match CLASSES[bytes[at] as usize] {
        Class::Line => return (at + 1, Other::Space(SPACE | LINE)),
        Class::Space => return (at + 1, Other::Space(SPACE)),
        Class::Digit => {
            at += bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            return (at, Other::Token(TokenKind::Digits, vocabulary.known_plain(text, start..at), 0));
        }
        _ => {}
    }
    while at < end {
        at = letters_end(bytes, at);
        match wide_letter(text, at) {
            Some(c) if at < end && !c.is_ascii() => at = (at + c.len_utf8()).min(end),
            _ => break,
        }
    }
    if at > start {
        let word = &text[start..at];
        return (at, Other::Token(TokenKind::Word, vocabulary.known(word), capitals(word)));
    }
    let c = text.get(at..).and_then(|t| t.chars().next()).unwrap_or('\u{fffd}');
    at += c.len_utf8();
    match c {
        '\u{2028}' | '\u{2029}' | '\u{85}' => (at, Other::Space(SPACE | LINE)),
        '\u{feff}' | '\u{200b}' => (at, Other::Space(SPACE)),
        c if c.is_whitespace() => (at, Other::Space(SPACE)),
        _ => (at, Other::Token(TokenKind::Sign, vocabulary.known(&text[start..at]), 0)),
    }
}

/// Whether a sign beyond ASCII may part sentences.
fn parts(sign: &str, space: u8) -> bool {
    sign == "\u{2026}" || space & LINE != 0 && matches!(sign, "\u{2022}" | "\u{2013}" | "\u{b7}")
}

const ALL: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ALL;
/// Bit 5, which makes capitals small.
const SMALL: u64 = 0x20 * ALL;

/// A word of fifteen ASCII letters at most.
struct Run {
    len: usize,
    /// Its letters, small, from the lowest byte of the first number on.
    letters: [u64; 2],
    /// How it is written.
    capitals: u8,
}

impl Run {
    /// The one at `at` of `bytes`, if there is one with nothing beyond ASCII behind it. Eight letters are looked at
    /// together: most words are short, and a loop over them would mispredict its end at every word.
    #[inline]
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let word = eight(bytes, at)?;
        let others = no_letters(word);
        if others != 0 {
            let letters = head(word, others)?;
            let capitals = if word & 0x20 == 0 { capitals_of([word, 0], [letters, 0]) } else { 0 };
            return Some(Self { len: others.trailing_zeros() as usize / 8, letters: [letters, 0], capitals });
        }
        let more = eight(bytes, at + 8)?;
        let others = no_letters(more);
        if others == 0 {
            return None;
        }
        let letters = [word | SMALL, head(more, others)?];
        let capitals = if word & 0x20 == 0 { capitals_of([word, more], letters) } else { 0 };
        Some(Self { len: 8 + others.trailing_zeros() as usize / 8, letters, capitals })
    }
}

#[inline]
fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The letters of `word` before the first of its bytes that is none, small, if that is ASCII.
#[inline]
fn head(word: u64, others: u64) -> Option<u64> {
    let next = others & others.wrapping_neg();
    let letters = (word | SMALL) & (next >> 7).wrapping_sub(1);
    if word & next == 0 { Some(letters) } else { None }
}

/// How a word with a first capital is written, of which `letters` are the small letters.
fn capitals_of(word: [u64; 2], letters: [u64; 2]) -> u8 {
    let small = (word[0] & letters[0] & SMALL) | (word[1] & letters[1] & SMALL);
    if small == 0 && letters[0] > 0xff { CAPITAL | ALL_CAPITALS } else { CAPITAL }
}

/// The highest bit of each of the eight bytes of `word` that is no ASCII letter.
#[inline]
fn no_letters(word: u64) -> u64 {
    // Adding carries into bit 7 of each byte from "a" on, and from past "z" on.
    let small = (word | SMALL) & !HIGH;
    let from_a = small + (0x80 - b'a' as u64) * ALL;
    let past_z = small + (0x80 - (b'z' as u64 + 1)) * ALL;
    (!from_a | past_z | word) & HIGH
}

/// Where the run of ASCII letters at `at` ends.
fn letters_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|b| b.first_chunk()) {
        let len = no_letters(u64::from_le_bytes(*chunk)).trailing_zeros() as usize / 8;
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

fn capitals(word: &str) -> u8 {
    if !word.starts_with(char::is_uppercase) {
        0
    } else if word.chars().nth(1).is_none() || word.contains(char::is_lowercase) {
        CAPITAL
    } else {
        CAPITAL | ALL_CAPITALS
    }
}
