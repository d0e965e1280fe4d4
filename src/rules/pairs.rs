//! Which two words phrases start with, told by one bit each.

use crate::text::token::WordId;

/// One bit for each of so many pairs of words, set where a phrase may start with them: 16 kB.
#[derive(Clone, Debug)]
pub(super) struct Pairs(Box<[u64; PAIRS / 64]>);

const PAIRS: usize = 1 << 17;

impl Default for Pairs {
    fn default() -> Self {
        Self(Box::new([0; PAIRS / 64]))
    }
}

impl Pairs {
    /// Which number the bit of a pair is in, and that bit.
    #[inline]
    fn place(first: WordId, second: WordId) -> (usize, u64) {
        let mixed = (u64::from(first.0) << 32 | u64::from(second.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let bit = (mixed >> 40) as usize % PAIRS;
        (bit / 64, 1 << (bit % 64))
    }

    /// Adds one.
    pub(super) fn add(&mut self, first: WordId, second: WordId) {
        let (at, bit) = Self::place(first, second);
        self.0[at] |= bit;
    }

    /// Whether it may have been added: nothing that was is denied.
    #[inline]
    pub(super) fn may_hold(&self, first: WordId, second: WordId) -> bool {
        let (at, bit) = Self::place(first, second);
        self.0[at] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_may_be_there_and_little_else() {
        let mut pairs = Pairs::default();
        let all = || (1..2_000).map(|n| (WordId(n % 97), WordId(n)));
        all().for_each(|(first, second)| pairs.add(first, second));
        assert!(all().all(|(first, second)| pairs.may_hold(first, second)));
        assert!(all().filter(|&(first, second)| pairs.may_hold(second, first)).count() < 200);
    }
}
