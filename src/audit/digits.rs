//! Numbers of which two digits are changed round, or whose zeros differ: 61 and 16, "$4.2 billion" and "$4.2 million".

use super::draft::Draft;
use super::figure::Figure;
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
    let ((a, za), (b, zb)) = (digits(a), digits(b));
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

/// "The Galway walk brought in €12,400. The walk in Mayo ... €14,200": the second is told of what was not named before.
pub(super) fn elsewhere(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let start = b.begin();
    let mut named =
        (draft.sentence(start).start.max(start.saturating_sub(NAMED))..start).filter(|&i| draft.is_name(i));
    let day =
        |i: u32| super::calendar::weekday(draft, i).is_some() || super::calendar::month(draft, i).is_some();
    let earlier =
        |i: u32| (draft.block(a.tokens.start).start..start).any(|k| k != i && draft.word(k) == draft.word(i));
    named.any(|i| !day(i) && !earlier(i))
}

/// Most tokens before a number that name what it is told of.
const NAMED: u32 = 18;
