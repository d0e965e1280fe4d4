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
const TIMES: &str = " times";

/// `x` in words like `written`: its capital, its "and", its hyphens, its "times". Where the author spelled a `small` number,
/// one of a hundred and more is given in digits.
///
/// `None` where `written` is more than a plain number: "twice", "half", "a dozen".
pub(super) fn like(x: Decimal, written: &str, small: bool) -> Option<String> {
    let (number, times) = written.strip_suffix(TIMES).map_or((written, ""), |number| (number, TIMES));
    let lower = number.to_lowercase();
    let (mut joined, mut apart, mut before) = (false, false, "");
    for word in lower.split([' ', '-']) {
        let of_number = SMALL.contains(&word)
            || (TENS.contains(&word) && !word.is_empty())
            || word == HUNDRED
            || LARGE.iter().any(|(_, name)| *name == word)
            || (word == "and" && before == HUNDRED);
        if !of_number {
            return None;
        }
        joined |= word == "and";
        apart |= TENS.contains(&before) && !before.is_empty() && SMALL.contains(&word);
        before = word;
    }
    let apart = apart && !number.contains('-');
    let x = x.normalize();
    let n = u64::try_from(x.mantissa()).ok().filter(|_| x.scale() == 0)?;
    let spelled = if small && n >= 100 { decimal::grouped(x) } else { words(n, joined, apart)? };
    let capital = number.chars().next().is_some_and(char::is_uppercase);
    let all_capitals = number.chars().all(|c| !c.is_lowercase()) && number.len() > 1;
    let spelled = match spelled.chars().next() {
        _ if all_capitals => spelled.to_uppercase(),
        Some(first) if capital => first.to_uppercase().chain(spelled.chars().skip(1)).collect(),
        _ => spelled,
    };
    Some(spelled + times)
}

/// "one hundred and five"; `None` from a thousand billions on.
fn words(n: u64, joined: bool, apart: bool) -> Option<String> {
    let hyphen = if apart { ' ' } else { '-' };
    let spelled = match n {
        0..20 => SMALL[usize::try_from(n).ok()?].to_owned(),
        20..100 if n % 10 == 0 => TENS[usize::try_from(n / 10).ok()?].to_owned(),
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
        for (written, x, new) in [
            ("twenty-three", 27, Some("twenty-seven")),
            ("twenty three", 27, Some("twenty seven")),
            ("Seven", 30, Some("Thirty")),
            ("seven times", 5, Some("five times")),
            ("SEVEN", 12, Some("TWELVE")),
            ("seven", 480, Some("480")),
            ("one hundred and five", 240, Some("two hundred and forty")),
            ("one hundred five", 241, Some("two hundred forty-one")),
            ("three million", 5_000_000, Some("five million")),
            ("thirty-four thousand", 28_000, Some("twenty-eight thousand")),
            ("twice", 3, None),
            ("a dozen", 23, None),
            ("two dozen", 23, None),
            ("two-thirds", 1, None),
            ("", 1, None),
            ("three and four", 5, None),
        ] {
            let small =
                !written.contains("hundred") && !written.contains("thousand") && !written.contains("million");
            assert_eq!(like(Decimal::from(x), written, small).as_deref(), new, "{written}");
        }
        assert_eq!(like(Decimal::new(15, 1), "three", true), None);
        assert_eq!(words(u64::MAX, true, false), None);
    }
}
