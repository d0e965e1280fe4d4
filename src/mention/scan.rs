//! The order in which a text is read: numbers, then time, then quantities.
//!
//! Time takes its tokens first ("July 18" is no count of Julys); ages are left to quantities. The
//! two lists are merged by place.

use super::{Input, Mention, number, quantity, time};

/// Every mention of `input`, sorted by place, not crossing.
#[must_use]
pub fn extract(input: &Input<'_>) -> Vec<Mention> {
    let numerals = number::scan(input);
    let times = time::scan(input, &numerals);
    let quantities = quantity::scan(input, &numerals, &times);
    merge(times, quantities)
}

fn merge(a: Vec<Mention>, b: Vec<Mention>) -> Vec<Mention> {
    if a.is_empty() {
        return b;
    }
    if b.is_empty() {
        return a;
    }
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    loop {
        let first = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) => x.extent.tokens.start <= y.extent.tokens.start,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return out,
        };
        out.extend(if first { a.next() } else { b.next() });
    }
}
