//! The table that finds a word's number: the one step taken for every token of every text.
//!
//! A word's first sixteen bytes are taken together, letters made small on the way, and the table holds them beside the
//! word's number: one look tells most words, and none needs the word itself.

use std::ops::Range;

use crate::text::token::{Known, WordId};

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Empty in an empty slot.
    key: Key,
    known: Known,
}

/// What is known of words, by their ASCII-folded bytes. The words themselves are kept by the caller.
#[derive(Clone, Debug, Default)]
pub(super) struct WordTable {
    /// A power of two of them, at most half taken; none until the first word.
    slots: Vec<Slot>,
    taken: usize,
    /// By how much a hash is moved down to make a slot's number.
    shift: u32,
}

/// The first sixteen bytes of a word with bit 5 set in every byte, which makes ASCII letters small. Of a longer one, the
/// first and the last eight, with bit 5 of the first cleared: no shorter word has that key. A word of one byte of ASCII
/// is its own key, made small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
}

const SMALL: u64 = 0x2020_2020_2020_2020;

impl WordTable {
    /// What is known of `word`; `words` are the words by their number, from 1.
    pub(super) fn find(&self, word: &[u8], words: &[Box<str>]) -> Known {
        let key = Key::of(word);
        if word.len() <= 16 && word.is_ascii() {
            return self.look(key, |_| true);
        }
        let is = |id: WordId| words.get((id.0 as usize).wrapping_sub(1));
        self.look(key, |id| is(id).is_some_and(|w| w.as_bytes().eq_ignore_ascii_case(word)))
    }

    /// What is known of the word of ASCII letters or digits at `at` of `text`.
    #[inline]
    pub(super) fn find_plain(&self, text: &[u8], at: Range<usize>, words: &[Box<str>]) -> Known {
        let len = at.len();
        match text.get(at.start..).and_then(|rest| rest.first_chunk()) {
            Some(chunk) if len <= 16 && len > 1 => self.look(Key::in_chunk(*chunk, len), |_| true),
            _ => self.find(text.get(at).unwrap_or_default(), words),
        }
    }

    /// What is known of the word of ASCII letters, seven at most, or of the sign of ASCII, that `first` holds, small, from
    /// its lowest byte on. No longer word has such a key.
    #[inline]
    pub(super) fn find_short(&self, first: u64) -> Known {
        self.probe(Key { first, last: 0 }, |slot| slot.key.first == first)
    }

    /// What is known of the word of ASCII letters, sixteen at most, that the two numbers hold in the same way.
    #[inline]
    pub(super) fn find_long(&self, [first, last]: [u64; 2]) -> Known {
        self.look(Key { first, last }, |_| true)
    }

    /// The word that has `key` and of which `same` is true.
    #[inline]
    fn look(&self, key: Key, same: impl Fn(WordId) -> bool) -> Known {
        self.probe(key, |slot| slot.key == key && same(slot.known.word))
    }

    /// What the first slot says that `found` is true of, from the place of `key` on.
    #[inline]
    fn probe(&self, key: Key, found: impl Fn(&Slot) -> bool) -> Known {
        let mut at = key.place(self.shift);
        while let Some(slot) = self.slots.get(at) {
            if found(slot) {
                return slot.known;
            }
            if slot.key == Key::default() {
                break;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        Known::default()
    }

    /// Adds a word that is not there yet.
    pub(super) fn add(&mut self, word: &[u8], id: WordId) {
        if self.taken * 2 >= self.slots.len() {
            let larger = (self.slots.len() * 2).max(64);
            self.shift = u64::BITS - larger.trailing_zeros();
            for slot in std::mem::replace(&mut self.slots, vec![Slot::default(); larger]) {
                self.put(slot);
            }
        }
        self.put(Slot { key: Key::of(word), known: Known { word: id, marks: 0 } });
        self.taken += 1;
    }

    fn put(&mut self, slot: Slot) {
        let mut at = slot.key.place(self.shift);
        while self.slots[at].key != Key::default() {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = slot;
    }

    /// Sets the marks of every word to what `of` says.
    pub(super) fn set_marks(&mut self, of: impl Fn(WordId) -> u8) {
        for slot in &mut self.slots {
            slot.known.marks = of(slot.known.word);
        }
    }
}

impl Key {
    fn of(word: &[u8]) -> Self {
        if let [byte @ 0..=0x7f] = *word {
            return Self { first: byte.to_ascii_lowercase().into(), last: 0 };
        }
        if let (17.., Some(first), Some(last)) = (word.len(), word.first_chunk(), word.last_chunk()) {
            let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            return Self { first: first & !SMALL, last: last | SMALL };
        }
        let mut chunk = [0; 16];
        chunk[..word.len()].copy_from_slice(word);
        Self::in_chunk(chunk, word.len())
    }

    /// The key of the first `len` bytes of `chunk`, from 2 to 16.
    #[inline]
    fn in_chunk(chunk: [u8; 16], len: usize) -> Self {
        let all = u128::from_le_bytes(chunk) | (u128::from(SMALL) << 64 | u128::from(SMALL));
        let (first, last) = (all as u64, (all >> 64) as u64);
        let bits = 8 * len.clamp(1, 16) as u32;
        let first = first & (u64::MAX >> (64 - bits.min(64)));
        let last = if bits > 64 { last & (u64::MAX >> (128 - bits)) } else { 0 };
        Self { first, last }
    }

    /// Its slot, if the table is not taken up to there.
    #[inline]
    fn place(&self, shift: u32) -> usize {
        let mixed = self.first ^ self.last.wrapping_mul(0xd1b5_4a32_d192_ed03);
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (shift % u64::BITS)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_in_any_case_and_no_other() {
        let known = ["a", "ab", "abc", "abcd", "long-and-longer-still", "long-andger-still", "[", "é"];
        let words: Vec<Box<str>> = (0..5_000)
            .map(|i| format!("w{i}"))
            .chain(known.map(str::to_owned))
            .map(String::into_boxed_str)
            .collect();
        let mut table = WordTable::default();
        let find = |table: &WordTable, word: &[u8]| table.find(word, &words).word;
        assert_eq!(find(&table, b"a"), WordId::UNKNOWN);
        for (word, i) in words.iter().zip(1..) {
            table.add(word.as_bytes(), WordId(i));
        }
        for (word, i) in words.iter().zip(1..) {
            assert_eq!(find(&table, word.as_bytes()), WordId(i), "{word}");
            assert_eq!(find(&table, word.to_ascii_uppercase().as_bytes()), WordId(i));
        }
        for word in ["", "w5000", "b", "{", "long-and-LONGEST-still", "longer-still", "è"] {
            assert_eq!(find(&table, word.as_bytes()), WordId::UNKNOWN, "{word}");
        }
    }
}
