//! Numbers of which two digits are changed round, or whose zeros differ: 61 and 16, "$4.2 billion" and "$4.2 million".

use super::draft::Draft;
use super::figure::Figure;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// The digits of a number without its zeros at the end, and how many of those there are.
pub(super) fn digits(x: Decimal) -> (Vec<u8>, i32) {
    let x = x.normalize();
    let mut digits = x.mantissa().abs().to_string().into_bytes();
    let mut zeros = -i32::try_from(x.scale()).unwrap_or(0);
    while digits.len() > 1 && digits.last() == Some(&b'0') {
        digits.pop();
        zeros += 1;
    }
    (digits, zeros)
}

/// Whether two numbers differ by two neighbouring digits changed round: 68.41 and 64.81 by two that are not.
pub(super) fn slipped(a: Decimal, b: Decimal, least: usize) -> bool {
    // Digits changed round keep their sum, and so the remainder by nine.
    let (x, y) = (a.normalize(), b.normalize());
    if x.scale() != y.scale() || (x.mantissa() - y.mantissa()) % 9 != 0 {
        return false;
    }
    // "310" and "301": of whole numbers every digit counts.
    let full = |x: Decimal| x.mantissa().abs().to_string().into_bytes();
    let whole = x.scale() == 0 && full(x).len() == full(y).len() && full(x).len() <= 4;
    let ((a, za), (b, zb)) = if whole { ((full(x), 0), (full(y), 0)) } else { (digits(a), digits(b)) };
    if a.len() != b.len() || za != zb || a.len() < least || a == b {
        return false;
    }
    let (mut x, mut y) = (a.clone(), b.clone());
    x.sort_unstable();
    y.sort_unstable();
    x == y && a.iter().zip(&b).filter(|(p, q)| p != q).count() == 2
}

/// Whether two numbers have the same digits in another order; of two digits, or neighbours changed round.
pub(super) fn mixed(a: Decimal, b: Decimal) -> bool {
    let ((mut x, zx), (mut y, zy)) = (digits(a), digits(b));
    x.sort_unstable();
    y.sort_unstable();
    slipped(a, b, 2) || a != b && zx == zy && x.len() >= 3 && x == y
}

/// Whether two whole numbers of three digits and more differ by one of them.
pub(super) fn one_digit(a: Decimal, b: Decimal) -> bool {
    let text = |x: Decimal| x.normalize().to_string();
    let (a, b) = (text(a), text(b));
    let whole = |s: &str| s.len() >= 3 && s.bytes().all(|b| b.is_ascii_digit());
    whole(&a) && a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() == 1
}

/// "fifteen" for "fifty", "18 million" for "80 million".
pub(super) fn teen(a: Decimal, b: Decimal) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    let (x, zeros) = digits(low);
    let (y, more) = digits(high);
    matches!((&x[..], &y[..]), ([b'1', n], [m]) if n == m && *n > b'2') && more == zeros + 1
}

/// "17" for "7", "410" for "41": a digit more; "27" for "37", "1,840" for "1,340": another digit.
pub(super) fn misread(a: u64, b: u64) -> Option<u32> {
    let (low, high) = (a.min(b), a.max(b));
    // "fifteen" for "fifty"
    if (3..10).contains(&(low % 10)) && low / 10 == 1 && high == low % 10 * 10 {
        return Some(0);
    }
    let mut place = 1;
    // One digit taken out of the longer number leaves the shorter one.
    if high >= 10 && low > 0 && low.ilog10() + 1 == high.ilog10() {
        while place <= high {
            let rest = high / place / 10 * place + high % place;
            if rest == low {
                return Some(if low >= 10 { 2 } else { 1 });
            }
            let Some(next) = u64::checked_mul(place, 10) else { break };
            place = next;
        }
        return None;
    }
    if high < 10 || low.max(1).ilog10() != high.ilog10() {
        return None;
    }
    let (mut x, mut y, mut off) = (low, high, 0);
    while y > 0 {
        off += u32::from(x % 10 != y % 10);
        (x, y) = (x / 10, y / 10);
    }
    // Round numbers are often alike.
    let round = low % 10 == 0 && high % 10 == 0;
    (off == 1 && !round).then_some(if high >= 100 { 2 } else { 1 })
}

/// "The Galway walk brought in €12,400. The walk in Mayo ... €14,200": the second is told of what was not named before.
pub(super) fn elsewhere(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let start = b.begin();
    let mut named =
        (draft.sentence(start).start.max(start.saturating_sub(NAMED))..start).filter(|&i| draft.is_name(i));
    let day =
        |i: u32| super::calendar::weekday(draft, i).is_some() || super::calendar::month(draft, i).is_some();
    let earlier =
        |i: u32| (draft.block(a.tokens.start).start..start).any(|k| k != i && draft.word(k) == draft.word(i));
    // "The sales, said the owner, Petra Crumb, came to": who says it is no other place.
    let speaks = |i: u32| (i.saturating_sub(6)..i + 4).any(|k| draft.one(k, WordSet::Says));
    // "\"It is full this morning\""
    let small = |i: u32| {
        draft.one(i, WordSet::GoesOn)
            || draft.any(i, &["i", "we", "you", "a", "an", "the", "in", "and", "but"])
    };
    named.any(|i| !day(i) && !small(i) && !earlier(i) && !speaks(i))
}

/// Most tokens before a number that name what it is told of.
const NAMED: u32 = 18;

#[cfg(test)]
mod tests {
    use super::{misread, teen};
    use crate::value::Decimal;

    #[test]
    fn a_teen_and_its_tens() {
        let of = |a: i64, b: i64| teen(Decimal::from(a), Decimal::from(b));
        assert!(of(15, 50) && of(80, 18) && of(16_000, 60_000));
        assert!(!of(12, 20) && !of(15, 500) && !of(16, 70));
    }

    #[test]
    fn a_digit_more_or_another_one() {
        assert_eq!(misread(7, 17), Some(1));
        assert_eq!(misread(410, 41), Some(2));
        assert_eq!(misread(137, 37), Some(2));
        assert_eq!(misread(27, 37), Some(1));
        assert_eq!(misread(1842, 1342), Some(2));
        assert_eq!(misread(50, 15), Some(0));
        assert_eq!(misread(20, 30), None);
        assert_eq!(misread(12, 345), None);
        assert_eq!(misread(5, 7), None);
        assert_eq!(misread(0, u64::MAX), None);
    }
}
