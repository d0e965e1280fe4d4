//! The table that finds a word's number: the one step taken for every token of every text.
//!
//! A word's first sixteen bytes are taken together, letters made small on the way, whatever its length: no branch
//! depends on how long it is. Most words that no rule names are told by one bit of a small table that stays in the
//! nearest cache; the others by a slot of an open-addressed one, and by those bytes, without a look at the word itself.

use std::ops::Range;

use crate::text::token::WordId;

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The lower half of the word's hash.
    tag: u32,
    /// 0 in an empty slot.
    id: WordId,
}

/// Word numbers by the words' ASCII-folded bytes. The words themselves are kept by the caller.
#[derive(Clone, Debug)]
pub(super) struct WordTable {
    /// A power of two of them, at most half taken; empty until the first word.
    slots: Vec<Slot>,
    taken: usize,
    /// The keys of the words by their number.
    keys: Vec<Key>,
    /// The words of a single byte: all signs.
    single: [WordId; 128],
    /// One bit for each of so many hashes: set where a word has it.
    named: Box<[u64; FILTER / 64]>,
}

/// Bits of the table that rules out words: 8 kB.
const FILTER: usize = 1 << 16;

impl Default for WordTable {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            taken: 0,
            keys: Vec::new(),
            single: [WordId::UNKNOWN; 128],
            named: Box::new([0; FILTER / 64]),
        }
    }
}

/// The first sixteen bytes of a word, or the first and the last eight of a longer one, with bit 5 set in every byte,
/// which makes ASCII letters small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
}

/// The key of a word that other words share theirs with: longer ones, and those with bytes beyond ASCII.
const UNSURE: Key = Key { first: u64::MAX, last: u64::MAX };
const SMALL: u64 = 0x2020_2020_2020_2020;

impl WordTable {
    /// The number of `word`; `words` are the words by their number, from 1.
    pub(super) fn find(&self, word: &[u8], words: &[Box<str>]) -> Option<WordId> {
        if let [byte @ 0..=0x7f] = *word {
            return Some(self.single[byte.to_ascii_lowercase() as usize]).filter(|&id| id != WordId::UNKNOWN);
        }
        let (key, sure) = Key::of(word);
        self.look(key, |number| match sure {
            true => self.keys.get(number) == Some(&key),
            false => words.get(number - 1).is_some_and(|w| w.as_bytes().eq_ignore_ascii_case(word)),
        })
    }

    /// The number of the word of ASCII letters or digits at `at` of `text`.
    #[inline]
    pub(super) fn find_plain(&self, text: &[u8], at: Range<usize>, words: &[Box<str>]) -> Option<WordId> {
        let len = at.len();
        match text.get(at.start..).and_then(|rest| rest.first_chunk::<16>()) {
            Some(chunk) if len <= 16 && len > 1 => {
                let key = Key::in_chunk(*chunk, len);
                self.look(key, |number| self.keys.get(number) == Some(&key))
            }
            _ => self.find(text.get(at)?, words),
        }
    }

    /// The number of the word of so many ASCII letters, eight at most, which `letters` holds, small, from its lowest
    /// byte on.
    #[inline]
    pub(super) fn find_short(&self, letters: u64, len: usize) -> Option<WordId> {
        if len == 1 {
            return self.single.get(letters as usize).copied().filter(|&id| id != WordId::UNKNOWN);
        }
        let key = Key { first: letters, last: 0 };
        self.look(key, |number| self.keys.get(number) == Some(&key))
    }

    /// The word whose hash is that of `key` and of which `same` is true.
    #[inline]
    fn look(&self, key: Key, same: impl Fn(usize) -> bool) -> Option<WordId> {
        let hash = key.hash();
        let bit = hash as usize % FILTER;
        if self.named[bit / 64] >> (bit % 64) & 1 == 0 {
            return None;
        }
        let mask = self.slots.len().checked_sub(1)?;
        let (tag, mut at) = key.place();
        loop {
            let slot = self.slots.get(at & mask)?;
            if slot.id == WordId::UNKNOWN {
                return None;
            }
            if slot.tag == tag && same(slot.id.0 as usize) {
                return Some(slot.id);
            }
            at += 1;
        }
    }

    /// Adds a word that is not there yet.
    pub(super) fn add(&mut self, id: WordId, words: &[Box<str>]) {
        if self.taken * 2 >= self.slots.len() {
            self.slots = vec![Slot::default(); (self.slots.len() * 2).max(64)];
            for (word, number) in words.iter().zip(1..) {
                if WordId(number) != id {
                    self.put(word.as_bytes(), WordId(number));
                }
            }
        }
        if let Some(word) = words.get((id.0 as usize).wrapping_sub(1)) {
            self.put(word.as_bytes(), id);
            self.taken += 1;
        }
    }

    fn put(&mut self, word: &[u8], id: WordId) {
        if let [byte @ 0..=0x7f] = *word {
            self.single[byte.to_ascii_lowercase() as usize] = id;
        }
        let (key, sure) = Key::of(word);
        let number = id.0 as usize;
        if self.keys.len() <= number {
            self.keys.resize(number + 1, UNSURE);
        }
        if sure {
            self.keys[number] = key;
        }
        let bit = key.hash() as usize % FILTER;
        self.named[bit / 64] |= 1 << (bit % 64);
        let mask = self.slots.len() - 1;
        let (tag, mut at) = key.place();
        while self.slots[at & mask].id != WordId::UNKNOWN {
            at += 1;
        }
        self.slots[at & mask] = Slot { tag, id };
    }
}

impl Key {
    /// The key of `word`, and whether no other word has it: letters and digits of ASCII, no more than there is room
    /// for.
    fn of(word: &[u8]) -> (Self, bool) {
        const HIGH: u64 = 0x8080_8080_8080_8080;
        if let (17.., Some(first), Some(last)) = (word.len(), word.first_chunk(), word.last_chunk()) {
            let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            return (Self { first: first | SMALL, last: last | SMALL }, false);
        }
        let mut chunk = [0; 16];
        chunk[..word.len()].copy_from_slice(word);
        let key = Self::in_chunk(chunk, word.len());
        // Bit 5 makes signs alike, but a token of more than one byte has none.
        (key, word.len() > 1 && (key.first | key.last) & HIGH == 0)
    }

    /// The key of the first `len` bytes of `chunk`, from 1 to 16.
    #[inline]
    fn in_chunk(chunk: [u8; 16], len: usize) -> Self {
        let all = u128::from_le_bytes(chunk) | (u128::from(SMALL) << 64 | u128::from(SMALL));
        let (first, last) = (all as u64, (all >> 64) as u64);
        let bits = 8 * len.clamp(1, 16) as u32;
        let first = first & (u64::MAX >> (64 - bits.min(64)));
        let last = if bits > 64 { last & (u64::MAX >> (128 - bits)) } else { 0 };
        Self { first, last }
    }

    #[inline]
    fn hash(&self) -> u64 {
        let mixed = u128::from(self.first ^ 0x9e37_79b9_7f4a_7c15)
            * u128::from(self.last.rotate_left(23) ^ 0xd1b5_4a32_d192_ed03);
        (mixed as u64) ^ (mixed >> 64) as u64
    }

    /// Tag and first slot.
    #[inline]
    fn place(&self) -> (u32, usize) {
        let hash = self.hash();
        (hash as u32, (hash >> 32) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_word_in_any_case_and_no_other() {
        let words: Vec<Box<str>> = (0..5_000)
            .map(|i| format!("w{i}"))
            .chain(["a", "ab", "abc", "abcd", "long-and-longer-still", "[", "é"].map(str::to_owned))
            .map(String::into_boxed_str)
            .collect();
        let mut table = WordTable::default();
        assert_eq!(table.find(b"a", &words), None);
        for i in 1..=words.len() {
            table.add(WordId(i as u32), &words[..i]);
        }
        for (word, i) in words.iter().zip(1..) {
            assert_eq!(table.find(word.as_bytes(), &words), Some(WordId(i)), "{word}");
            assert_eq!(table.find(word.to_ascii_uppercase().as_bytes(), &words), Some(WordId(i)));
        }
        for word in ["", "w5000", "b", "{", "long-and-LONGEST-still", "è"] {
            assert_eq!(table.find(word.as_bytes(), &words), None, "{word}");
        }
    }
}
