//! Numbers in words, as the author spells them: "twenty-three", "one hundred and five".

use crate::value::{Decimal, decimal};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const LARGE: [(u64, &str); 3] = [(1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")];
const HUNDRED: &str = "hundred";

/// `x` in words like `written`, which says `stated`: its capital, its "and", its hyphens, and what stands behind ("times",
/// "percent"). In the place of a number below a hundred, one of a hundred and more is given in digits.
///
/// `None` where `written` does not begin with a plain number in words: "twice", "half", "a dozen", "two dozen".
pub(super) fn like(x: Decimal, written: &str, stated: Decimal) -> Option<String> {
    let said = Said::of(written)?;
    if Decimal::from(said.value) != stated {
        return None;
    }
    let (number, tail) = written.split_at(said.end);
    let x = x.normalize();
    let n = u64::try_from(x.mantissa()).ok().filter(|_| x.scale() == 0)?;
    let spelled =
        if said.value < 100 && n >= 100 { decimal::grouped(x) } else { words(n, said.joined, said.apart)? };
    let capital = number.chars().next().is_some_and(char::is_uppercase);
    let all_capitals = number.len() > 1 && number.chars().all(|c| !c.is_lowercase());
    let spelled = match spelled.chars().next() {
        _ if all_capitals => spelled.to_uppercase(),
        Some(first) if capital => first.to_uppercase().chain(spelled.chars().skip(1)).collect(),
        _ => spelled,
    };
    Some(spelled + tail)
}

/// A number in words, as an author writes it.
struct Said {
    value: u64,
    /// Where it ends, in bytes.
    end: usize,
    /// "one hundred and five"
    joined: bool,
    /// "twenty three"
    apart: bool,
}

impl Said {
    /// The number that `written` begins with.
    fn of(written: &str) -> Option<Self> {
        let (mut whole, mut part) = (0_u64, 0_u64);
        let mut said = Self { value: 0, end: 0, joined: false, apart: false };
        let (mut at, mut before) = (0, "");
        let lower = written.to_ascii_lowercase();
        for word in lower.split([' ', '-']) {
            let end = at + word.len();
            let small = SMALL.iter().position(|w| *w == word);
            let ten = TENS.iter().position(|w| *w == word && !word.is_empty());
            let large = LARGE.iter().find(|(_, name)| *name == word);
            let after_ten = TENS.contains(&before) && !before.is_empty();
            match (small, ten, large) {
                (Some(n), ..) => {
                    said.apart |= after_ten && lower.as_bytes().get(at.wrapping_sub(1)) == Some(&b' ');
                    part = part.checked_add(u64::try_from(n).ok()?)?;
                }
                (_, Some(n), _) => part = part.checked_add(10 * u64::try_from(n).ok()?)?,
                (_, _, Some((size, _))) => {
                    whole = whole.checked_add(part.checked_mul(*size)?)?;
                    part = 0;
                }
                _ if word == HUNDRED => part = part.checked_mul(100)?,
                _ if word == "and" && before == HUNDRED => {
                    said.joined = true;
                    (at, before) = (end + 1, word);
                    continue;
                }
                _ => break,
            }
            said.end = end;
            (at, before) = (end + 1, word);
        }
        said.value = whole.checked_add(part)?;
        (said.end > 0).then_some(said)
    }
}

/// "one hundred and five"; `None` from a thousand billions on.
fn words(n: u64, joined: bool, apart: bool) -> Option<String> {
    let hyphen = if apart { ' ' } else { '-' };
    let spelled = match n {
        0..20 => SMALL[usize::try_from(n).ok()?].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[usize::try_from(n / 10).ok()?].to_owned(),
        20..100 => {
            format!("{}{hyphen}{}", TENS[usize::try_from(n / 10).ok()?], SMALL[usize::try_from(n % 10).ok()?])
        }
        100..1000 => {
            let head = format!("{} {HUNDRED}", SMALL[usize::try_from(n / 100).ok()?]);
            match n % 100 {
                0 => head,
                rest if joined => format!("{head} and {}", words(rest, joined, apart)?),
                rest => format!("{head} {}", words(rest, joined, apart)?),
            }
        }
        _ => {
            let (size, name) = *LARGE.iter().find(|(size, _)| n >= *size)?;
            if n / size >= 1000 {
                return None;
            }
            let head = format!("{} {name}", words(n / size, joined, apart)?);
            match n % size {
                0 => head,
                rest => format!("{head} {}", words(rest, joined, apart)?),
            }
        }
    };
    Some(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelled_as_the_author_spells_them() {
        for (written, stated, x, new) in [
            ("twenty-three", 23, 27, Some("twenty-seven")),
            ("twenty three", 23, 27, Some("twenty seven")),
            ("twenty-three percent", 23, 7, Some("seven percent")),
            ("Seven", 7, 30, Some("Thirty")),
            ("seven times", 7, 5, Some("five times")),
            ("SEVEN", 7, 12, Some("TWELVE")),
            ("seven", 7, 480, Some("480")),
            ("one hundred and five", 105, 240, Some("two hundred and forty")),
            ("one hundred five", 105, 241, Some("two hundred forty-one")),
            ("three million", 3_000_000, 5_000_000, Some("five million")),
            ("thirty-four thousand", 34_000, 28_000, Some("twenty-eight thousand")),
            ("twice", 2, 3, None),
            ("a dozen", 12, 23, None),
            ("two dozen", 24, 23, None),
            ("two-thirds", 1, 1, None),
            ("", 0, 1, None),
            ("three and four", 7, 5, None),
        ] {
            let new = new.map(str::to_owned);
            assert_eq!(like(Decimal::from(x), written, Decimal::from(stated)), new, "{written}");
        }
        assert_eq!(like(Decimal::new(15, 1), "three", Decimal::from(3)), None);
        assert_eq!(words(u64::MAX, true, false), None);
    }
}
