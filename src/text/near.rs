//! Finding the sentence or the block of a token.

use std::ops::Range;

/// The first of `ranges`, which follow each other over `all` tokens, that ends behind `token`; else the last. They are
/// of much the same length, so the search starts where it should be and widens: in a long text a search from its
/// middle goes through memory that nothing else needs.
pub(super) fn around(ranges: &[Range<u32>], token: u32, all: usize) -> usize {
    let ends = |i: usize| ranges.get(i).is_some_and(|r| r.end <= token);
    let guess = (token as usize * ranges.len()).checked_div(all).unwrap_or(0).min(ranges.len());
    let (mut low, mut high, mut step) = (guess, guess, 8);
    while low > 0 && !ends(low - 1) {
        low = low.saturating_sub(step);
        step *= 2;
    }
    while high < ranges.len() && ends(high) {
        high = (high + step).min(ranges.len());
        step *= 2;
    }
    let found = ranges.get(low..high).map_or(low, |near| low + near.partition_point(|r| r.end <= token));
    found.min(ranges.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_starts_near_finds_what_one_over_all_finds() {
        let lengths = [1, 0, 3, 40, 0, 0, 2, 500, 1, 1, 1, 7, 0];
        let mut end = 0;
        let ranges: Vec<_> = lengths
            .iter()
            .cycle()
            .take(300)
            .map(|n| {
                let start = end;
                end += n;
                start..end
            })
            .collect();
        for token in 0..end + 5 {
            let wanted = ranges.partition_point(|r| r.end <= token).min(ranges.len() - 1);
            assert_eq!(around(&ranges, token, end as usize), wanted, "{token}");
        }
        assert_eq!(around(&[], 3, 0), 0);
    }
}
