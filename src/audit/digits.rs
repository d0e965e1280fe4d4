//! Numbers of which two digits are changed round, or whose zeros differ: 61 and 16, "$4.2 billion" and "$4.2 million".

use std::ops::Range;

use super::Slip;
use super::differs::{CODE, otherwise, shared, unsettled};
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::{Decimal, Unit};

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

/// Two figures of one measure in neighbouring sentences whose digits are changed round, or whose zeros differ.
pub(super) fn transposed(draft: &Draft<'_>, block: &Range<u32>, out: &mut Vec<Slip>) {
    let figures = draft.figures_in(block);
    for (k, a) in figures.iter().enumerate() {
        let measured = a.unit.is_some() && !matches!(a.unit, Some(Unit::Noun(_)));
        let counted = a.kind == Kind::Number && a.noun.is_some();
        if !(measured || counted) || !a.plain() {
            continue;
        }
        for b in figures[k + 1..].iter().take_while(|b| b.tokens.start < a.tokens.end + 60) {
            // Digits changed round or moved keep the remainder by nine.
            let moved = a.nines == b.nines && a.value != b.value;
            let all = draft.preceded(b.tokens.start, &["all"]) && people(draft, a) && people(draft, b);
            // "1,200 jobs", "The 2,100 job losses"
            let named = counted && b.noun.is_some();
            if !moved || a.kind != b.kind || !b.plain() || a.unit != b.unit && !all && !named {
                continue;
            }
            if !(swapped(draft, a, b) || measured && zeros(draft, a, b)) {
                continue;
            }
            let text = format!("{} here, {} there", draft.text(&a.tokens), draft.text(&b.tokens));
            out.push(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]));
        }
    }
}

/// "The 64 homes", "the whole order of 2.3 million doses": what the text told of before.
fn pointed(draft: &Draft<'_>, f: &Figure) -> bool {
    let start = f.begin();
    let of = draft.preceded(start, &["of"])
        && (start.saturating_sub(4)..start - 1).any(|i| draft.is(i, "the") && draft.unbroken(&(i..start)));
    draft.preceded(f.tokens.start, &["the"]) || of
}

/// Whether people are counted.
fn people(draft: &Draft<'_>, f: &Figure) -> bool {
    f.head().is_some_and(|i| draft.one(i, WordSet::People))
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

/// "71.38 metres ... 73.18 metres": one number, two of its digits changed round.
fn swapped(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let between = a.tokens.end..b.tokens.start;
    if !slipped(a.value, b.value, 2) {
        return false;
    }
    // The fewer digits, the more words must say that it is one thing.
    let (here, there) = (draft.sentence(a.tokens.start), draft.sentence(b.tokens.start));
    let heads = || {
        let (Some(x), Some(y)) = (a.head(), b.noun.clone()) else { return false };
        (y.start..y.end).any(|i| draft.akin(x, i))
    };
    let words = || if here == there { 0 } else { shared(draft, &here, &there, &[a.head()]) };
    let counted = a.kind == Kind::Number;
    // "raised £45,000 in May. Of the £54,000, half": a bare amount that was just told
    let bare = !draft.is_word(b.tokens.end) || draft.one(b.tokens.end, WordSet::AreOrHave);
    let the = draft.preceded(b.begin(), &["the"]);
    let again = !counted && bare && the;
    let next = || draft.next_sentence(a.tokens.start).is_some_and(|s| s.contains(&b.tokens.start));
    let one = match digits(a.value).0.len() {
        0..=2 if counted && here != there && pointed(draft, b) => {
            // "46 homes ... The 64 homes"
            a.noun.is_some() && heads() && !otherwise(draft, a) && !otherwise(draft, b)
        }
        0..=2 => words() >= 3 && !otherwise(draft, a) && !otherwise(draft, b) && (!counted || heads()),
        3 => words() > usize::from(!counted) && (!counted || heads()) && !unsettled(draft, b),
        _ => !counted || heads() && words() >= 1,
    };
    // Of a count that is told again in another sentence only what stands right before it can set it apart.
    // "employs 1,230 people. All 1,320 employees"
    let all = draft.preceded(b.tokens.start, &["all"]) && people(draft, a) && people(draft, b);
    let one = one || all && !otherwise(draft, a) || again && next() && !otherwise(draft, a);
    let again = counted && here != there;
    let near =
        if again { b.tokens.start.saturating_sub(3).max(there.start)..b.tokens.start } else { between };
    one && !elsewhere(draft, a, b)
        && !draft.has(&near, Cue::Each)
        && !(near.start..near.end).any(|i| draft.one(i, WordSet::Contrast) || draft.word(i) == "(")
}

/// "a 300-megawatt farm. All 3,000 megawatts ...": the same thing, said to be the whole; "... for $4.2 billion.
/// The $4.2 million deal": one scale word for another.
fn zeros(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let all = draft.preceded(b.whole.start, &["all"]) || draft.preceded(b.tokens.start, &["all"]);
    let at = b.begin();
    // "Without the loan of 1.4 million crowns"
    let of = at >= 3
        && draft.is(at - 1, "of")
        && draft.one(at - 2, WordSet::NamesAmount)
        && draft.one(at - 3, WordSet::ThisVery);
    let this = (of || draft.follows(b.tokens.start, WordSet::ThisVery)) && a.kind == Kind::Money;
    // "the $4.2 billion terminal ... at $4.2 million the terminal"
    let named = || {
        let after = a.tokens.end..a.tokens.end + 3;
        let near = b.tokens.start.saturating_sub(3)..b.tokens.end + 4;
        let word =
            |i: &u32| draft.is_word(*i) && draft.word(*i).len() >= 4 && !draft.one(*i, WordSet::CommonWord);
        after.filter(word).any(|i| near.clone().any(|k| draft.is_word(k) && draft.akin(i, k)))
    };
    let again = a.kind == Kind::Money && !this && !all && named();
    if !all && !this && !again {
        return false;
    }
    let (x, y) = (digits(a.value), digits(b.value));
    let scaled = |f: &Figure| draft.scale(f) > 0;
    let next = || draft.next_sentence(a.tokens.start).is_some_and(|s| s.contains(&b.tokens.start));
    // "The $4.2 million bonus" is another thing, unless the sentence before speaks of a bonus.
    let noun = b.tokens.end;
    let here = draft.sentence(a.tokens.start);
    let known = || {
        of || draft.one(noun, WordSet::NamesAmount)
            || (here.start..here.end).any(|i| draft.is_word(i) && draft.akin(i, noun))
            // "the £46 billion within three years": no thing of its own.
            || !draft.is_word(noun)
            || draft.one(noun, WordSet::AfterBareNumber)
            || draft.one(noun, WordSet::AreOrHave)
    };
    x.0 == y.0
        && (x.1 - y.1).abs() <= 6
        && draft.sentence(a.tokens.start) != draft.sentence(b.tokens.start)
        // "$4.2 billion" and "$42 million" are two numbers.
        && (all || x.0.len() >= 2 && next() && (again || known())
            && if scaled(a) && scaled(b) { (x.1 - y.1) % 3 == 0 } else { !scaled(a) && !scaled(b) })
}
