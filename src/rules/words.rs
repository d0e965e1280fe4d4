//! The table that finds a word's number: the one step taken for every token of every text.
//!
//! Open addressing over a hash of the word's first and last eight bytes, letters made small on the
//! way. A word that no rule names is nearly always told by its hash alone.

use crate::text::token::WordId;

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The upper half of the word's hash.
    tag: u32,
    /// 0 in an empty slot.
    id: WordId,
}

/// Word numbers by the words' ASCII-folded bytes. The words themselves are kept by the caller.
#[derive(Clone, Debug, Default)]
pub(super) struct WordTable {
    /// A power of two of them, at most half taken; empty until the first word.
    slots: Vec<Slot>,
    taken: usize,
}

impl WordTable {
    /// The number of `word`; `words` are the words by their number, from 1.
    pub(super) fn find(&self, word: &[u8], words: &[Box<str>]) -> Option<WordId> {
        let mask = self.slots.len().checked_sub(1)?;
        let (tag, mut at) = place(word);
        loop {
            let slot = self.slots.get(at & mask)?;
            if slot.id == WordId::UNKNOWN {
                return None;
            }
            if slot.tag == tag {
                let known = words.get(slot.id.0 as usize - 1)?;
                if known.as_bytes().eq_ignore_ascii_case(word) {
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
        let mask = self.slots.len() - 1;
        let (tag, mut at) = place(word);
        while self.slots[at & mask].id != WordId::UNKNOWN {
            at += 1;
        }
        self.slots[at & mask] = Slot { tag, id };
    }
}

/// Tag and first slot of a word. Bit 5 is set in every byte, which makes ASCII letters small; signs
/// that this makes alike are told apart by comparing.
fn place(word: &[u8]) -> (u32, usize) {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let (first, last) = match *word {
        [] => (0, 0),
        [a] => (u64::from(a), 0),
        [a, b] => (u64::from(a), u64::from(b)),
        [a, b, c] => (u64::from(a), u64::from(b) << 8 | u64::from(c)),
        _ => match (word.first_chunk(), word.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => {
                let four = |chunk: Option<&[u8; 4]>| chunk.map_or(0, |c| u64::from(u32::from_le_bytes(*c)));
                (four(word.first_chunk()), four(word.last_chunk()))
            }
        },
    };
    let mixed = u128::from((first | SMALL) ^ 0x9e37_79b9_7f4a_7c15)
        * u128::from((last | SMALL).rotate_left(23) ^ 0xd1b5_4a32_d192_ed03 ^ word.len() as u64);
    let hash = (mixed as u64) ^ (mixed >> 64) as u64;
    ((hash >> 32) as u32, hash as u32 as usize)
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
