//! Whether a place stands inside quotation marks, of whatever style.
//!
//! When in doubt, it does: a figure that is left alone costs less than a changed quotation.

/// Whether byte `at` of `block`, a paragraph as a reader sees it, may stand inside a quotation.
pub(super) fn holds(block: &str, at: usize) -> bool {
    let (before, after) = block.split_at(at);
    doubles(before) || straight(before) || pairs(before) || singles(before, after)
}

/// “ ”, „ “, ” ”: the sign that closes one style opens another.
fn doubles(before: &str) -> bool {
    let mut open: Option<char> = None;
    for c in before.chars() {
        open = match (c, open) {
            ('\u{201e}' | '\u{201f}', _) => Some(c),
            ('\u{201c}', Some('\u{201e}')) => None,
            ('\u{201c}', _) => Some(c),
            ('\u{201d}', Some(_)) => None,
            ('\u{201d}', None) => Some(c),
            (_, open) => open,
        };
    }
    open.is_some()
}

/// `"`, and its wide form. Behind a digit it may be a sign for inches: with it or without it, one way of counting is enough.
fn straight(before: &str) -> bool {
    let (mut all, mut sure) = (0, 0);
    let mut last = ' ';
    for c in before.chars() {
        if matches!(c, '"' | '\u{ff02}') {
            all += 1;
            sure += usize::from(!last.is_ascii_digit());
        }
        last = c;
    }
    all % 2 == 1 || sure % 2 == 1
}

/// « », » «, ‹ ›, and the corners of East Asia.
fn pairs(before: &str) -> bool {
    let count = |signs: &[char]| before.chars().filter(|c| signs.contains(c)).count();
    let corners = |open: char, close: char| count(&[open]) > count(&[close]);
    count(&['\u{ab}', '\u{bb}']) % 2 == 1
        || count(&['\u{2039}', '\u{203a}']) % 2 == 1
        || corners('\u{300c}', '\u{300d}')
        || corners('\u{300e}', '\u{300f}')
        || corners('\u{301d}', '\u{301e}')
        || corners('\u{300a}', '\u{300b}')
}

/// ‘ ’ and ' ', which are apostrophes, too: "the ships' crews" closes nothing for sure.
fn singles(before: &str, after: &str) -> bool {
    let mut open = false;
    let mut last = ' ';
    let mut rest = before.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        match c {
            '\u{2018}' | '\u{201a}' => open = true,
            '\'' | '\u{2019}' if closes(last, next) => {
                let possessive = last.eq_ignore_ascii_case(&'s') && next.is_whitespace();
                open &= possessive;
            }
            '\'' if opens(last, next) => open = true,
            _ => {}
        }
        last = c;
    }
    if !open {
        return false;
    }
    let mut rest = after.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        if matches!(c, '\'' | '\u{2019}') && closes(last, next) {
            return true;
        }
        last = c;
    }
    false
}

fn opens(last: char, next: char) -> bool {
    !last.is_alphanumeric() && !next.is_whitespace()
}

fn closes(last: char, next: char) -> bool {
    !last.is_whitespace() && !next.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_every_style_hold() {
        for text in [
            "\"Some 9 came,\" he said",
            "He said: \u{201c}Some 9 came.\u{201d}",
            "A first paragraph of several: \u{201c}Some 9 came.",
            "\u{201e}Rund 9 kamen\u{201c}",
            "\u{201d}Omkring 9 kom\u{201d}",
            "\u{ab} Environ 9 \u{bb}",
            "\u{bb}Rund 9\u{ab}",
            "\u{2039}9\u{203a}",
            "\u{300c}9\u{300d}",
            "\u{2018}Some 9 came,\u{2019} he said",
            "'Some 9 came,' he said",
            "'The ships' crews lost 9 men,' he said",
            "It's said: 'Some 9 came.'",
            "On a 12\" record, \"about 9 came\"",
            "\"First.\" \"Some 9 came.\"",
        ] {
            assert!(holds(text, text.find('9').unwrap()), "{text}");
        }
    }

    #[test]
    fn what_stands_beside_a_quotation_is_free() {
        for text in [
            "Some 9 came.",
            "\"They came,\" he said: 9 of them.",
            "\u{201c}They came,\u{201d} he said: 9.",
            "\u{201e}Sie kamen\u{201c}, sagte er: 9.",
            "\u{ab}Ils\u{bb} 9",
            "The ships' crews lost 9 men.",
            "It's 9 o'clock, isn't it?",
            "\u{2018}They\u{2019} came: 9.",
            "'They came,' he said: 9.",
            "In the '90s some 9 came.",
        ] {
            assert!(!holds(text, text.rfind('9').unwrap()), "{text}");
        }
    }
}
