//! The table that finds a word's number: the one step taken for every token of every text.
//!
//! Open addressing over a hash of the word's first and last eight bytes, letters made small on the
//! way. A word that no rule names is nearly always told by its hash alone, and one of up to sixteen bytes
//! is known by those bytes without a look at the word itself.

use crate::text::token::WordId;

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The upper half of the word's hash.
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
}

impl Default for WordTable {
    fn default() -> Self {
        Self { slots: Vec::new(), taken: 0, keys: Vec::new(), single: [WordId::UNKNOWN; 128] }
    }
}

/// The first and the last bytes of a word, with bit 5 set in every byte, which makes ASCII letters small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    len: usize,
    /// Whether no other word folds to the same: letters and digits of ASCII, no more than there is room for.
    sure: bool,
}

impl WordTable {
    /// The number of `word`; `words` are the words by their number, from 1.
    pub(super) fn find(&self, word: &[u8], words: &[Box<str>]) -> Option<WordId> {
        if let [byte @ 0..=0x7f] = *word {
            return Some(self.single[byte.to_ascii_lowercase() as usize]).filter(|&id| id != WordId::UNKNOWN);
        }
        let mask = self.slots.len().checked_sub(1)?;
        let key = Key::of(word);
        let (tag, mut at) = key.place();
        loop {
            let slot = self.slots.get(at & mask)?;
            if slot.id == WordId::UNKNOWN {
                return None;
            }
            if slot.tag == tag {
                let number = slot.id.0 as usize;
                let known = self.keys.get(number)?;
                if key.sure && known.sure {
                    if key == *known {
                        return Some(slot.id);
                    }
                } else if words.get(number - 1)?.as_bytes().eq_ignore_ascii_case(word) {
                    return Some(slot.id);
                }
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
        let key = Key::of(word);
        let number = id.0 as usize;
        if self.keys.len() <= number {
            self.keys.resize(number + 1, Key::default());
        }
        self.keys[number] = key;
        let mask = self.slots.len() - 1;
        let (tag, mut at) = key.place();
        while self.slots[at & mask].id != WordId::UNKNOWN {
            at += 1;
        }
        self.slots[at & mask] = Slot { tag, id };
    }
}

impl Key {
    fn of(word: &[u8]) -> Self {
        const SMALL: u64 = 0x2020_2020_2020_2020;
        const HIGH: u64 = 0x8080_8080_8080_8080;
        let (first, last) = match *word {
            [] => (0, 0),
            [a] => (u64::from(a), 0),
            [a, b] => (u64::from(a), u64::from(b)),
            [a, b, c] => (u64::from(a), u64::from(b) << 8 | u64::from(c)),
            _ => match (word.first_chunk(), word.last_chunk()) {
                (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
                _ => {
                    let four =
                        |chunk: Option<&[u8; 4]>| chunk.map_or(0, |c| u64::from(u32::from_le_bytes(*c)));
                    (four(word.first_chunk()), four(word.last_chunk()))
                }
            },
        };
        // Bit 5 makes signs alike, but a token of more than one byte has none.
        let sure = (2..=16).contains(&word.len()) && (first | last) & HIGH == 0;
        Self { first: first | SMALL, last: last | SMALL, len: word.len(), sure }
    }

    /// Tag and first slot.
    fn place(&self) -> (u32, usize) {
        let mixed = u128::from(self.first ^ 0x9e37_79b9_7f4a_7c15)
            * u128::from(self.last.rotate_left(23) ^ 0xd1b5_4a32_d192_ed03 ^ self.len as u64);
        let hash = (mixed as u64) ^ (mixed >> 64) as u64;
        ((hash >> 32) as u32, hash as u32 as usize)
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
