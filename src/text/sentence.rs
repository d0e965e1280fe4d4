//! Where sentences end.
//!
//! A full stop ends one unless it belongs to an abbreviation ("Mr. Kim", "No. 5"), an initial
//! ("U.S. Army", "John D. Rockefeller"), "a.m.", a number ("1.5") or a list's mark ("1. First"). The
//! words themselves are data: the [`Vocabulary`] knows them.

use std::ops::Range;

use super::token::{Stop, Token, TokenKind, Vocabulary};

/// Adds to `out` the sentences of the block that starts at token `first` and holds all tokens from
/// there on. `marks` are the numbers of the tokens that may end a sentence, or start a list's item.
pub(super) fn split(
    text: &str,
    tokens: &[Token],
    first: u32,
    marks: &[u32],
    vocabulary: &impl Vocabulary,
    out: &mut Vec<Range<u32>>,
) {
    let splitter = Splitter { text, tokens, vocabulary };
    let mut start = first as usize;
    for &mark in marks {
        let mark = mark as usize;
        let end = if mark < start { None } else { splitter.end(start, mark) };
        if let Some(end) = end.filter(|&end| end > start && end < tokens.len()) {
            out.push(number(start)..number(end));
            start = end;
        }
    }
    if start < tokens.len() {
        out.push(number(start)..number(tokens.len()));
    }
}

fn number(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

struct Splitter<'t, V> {
    text: &'t str,
    tokens: &'t [Token],
    vocabulary: &'t V,
}

impl<V: Vocabulary> Splitter<'_, V> {
    /// The number of the first token after the sentence that starts at `start`, if the mark ends it.
    fn end(&self, start: usize, mark: usize) -> Option<usize> {
        let sign = self.text_of(mark);
        if !is_stop(sign) {
            // A bullet at the start of a line.
            return (self.spaced(mark) && self.spaced(mark + 1)).then_some(mark);
        }
        let mut next = mark + 1;
        // Further stops, closing quotes and brackets belong to the sentence, and so does the mark of
        // a note: "in 2017.[3] The".
        while next < self.tokens.len() && !self.spaced(next) {
            if is_closing(self.text_of(next)) {
                next += 1;
            } else if self.text_of(next) == "["
                && self.kind(next + 1) == Some(TokenKind::Digits)
                && self.text_of(next + 2) == "]"
            {
                next += 3;
            } else {
                break;
            }
        }
        let parts = self.spaced(next)
            && self.may_start(next)
            && !(sign == "." && next == mark + 1 && self.belongs_to_word(start, mark));
        parts.then_some(next)
    }

    /// Whether a sentence may start with token `at`: a capital, a digit, or opening signs before one.
    fn may_start(&self, at: usize) -> bool {
        // Two opening signs at most: `("We ...`
        for i in at..at + 3 {
            match self.tokens.get(i).map(|t| (t, t.kind)) {
                Some((_, TokenKind::Digits)) => return true,
                // "iPhone sales fell": a capital inside makes a name.
                Some((t, TokenKind::Word)) => {
                    return t.capital() || t.text(self.text).bytes().any(|b| b.is_ascii_uppercase());
                }
                Some((t, TokenKind::Sign)) => match t.text(self.text) {
                    // What is left of code stands for a name.
                    "\u{fffc}" => return true,
                    "\"" | "'" | "\u{201c}" | "\u{2018}" | "(" | "[" | "\u{ab}" | "-" | "\u{2013}"
                    | "\u{2014}" | "\u{2022}" | "*" | "#" | "@" | "$" | "\u{20ac}" | "\u{a3}" | "\u{a5}"
                    | "\u{bf}" | "\u{a1}" => {}
                    _ => return false,
                },
                None => return false,
            }
        }
        false
    }

    /// Whether the full stop at `dot` is part of what stands before it, and the sentence goes on.
    fn belongs_to_word(&self, start: usize, dot: usize) -> bool {
        if dot == start || self.spaced(dot) {
            return false;
        }
        let before = &self.tokens[dot - 1];
        let next = &self.tokens[dot + 1];
        match before.kind {
            TokenKind::Sign => return false,
            // "1. First" at the start, but not "It rose in 2016. The"; a year alone is a sentence.
            TokenKind::Digits if self.vocabulary.ordinal_stop() && before.end - before.start < 3 => {
                return next.kind == TokenKind::Word && !self.opens(dot + 1);
            }
            TokenKind::Digits => return dot - 1 == start && before.end - before.start < 3,
            TokenKind::Word => {}
        }
        let word = before.text(self.text);
        let stop = self.vocabulary.stop(before.word, before.capital());
        if stop == Stop::Ends && word.chars().nth(1).is_none() {
            // "U.S. Army" goes on; "in the U.S. The" does not. "9 a.m. Tuesday" goes on.
            let chained = dot >= start + 3 && !before.spaced() && self.text_of(dot - 2) == ".";
            // "John D. Rockefeller", "I. M. Pei"; but "World War I. Then", "vitamin C. The".
            let initial = before.capital() && (word != "I" || self.is_initial(dot + 1));
            return (chained || initial) && !self.opens(dot + 1);
        }
        match stop {
            Stop::Ends => false,
            Stop::Title => true,
            Stop::Abbreviation => !self.opens(dot + 1),
            Stop::Numbering => {
                next.kind == TokenKind::Digits || next.all_capitals() || self.is_initial(dot + 1)
            }
        }
    }

    /// Whether a new sentence clearly starts with token `at`.
    fn opens(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at) else { return true };
        match next.kind {
            TokenKind::Digits => false,
            // "Inc. (AAPL)", "Corp. $5 million"
            TokenKind::Sign => matches!(self.text_of(at), "\"" | "\u{201c}" | "\u{2018}" | "\u{2022}" | "*"),
            TokenKind::Word => self.vocabulary.opens_sentence(next.word) && !self.is_initial(at),
        }
    }

    /// Whether token `at` is one capital with a full stop: "J. A. Smith".
    fn is_initial(&self, at: usize) -> bool {
        let one = |t: &Token| t.capital() && t.text(self.text).chars().nth(1).is_none();
        self.tokens.get(at).is_some_and(one) && self.text_of(at + 1) == "." && !self.spaced(at + 1)
    }

    fn text_of(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    fn spaced(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::spaced)
    }
}

fn is_stop(s: &str) -> bool {
    matches!(s, "." | "!" | "?" | "\u{2026}")
}

fn is_closing(s: &str) -> bool {
    is_stop(s) || matches!(s, "\"" | "'" | "\u{201d}" | "\u{2019}" | ")" | "]" | "\u{bb}")
}

#[cfg(test)]
mod tests {
    use super::super::document::{Document, Format};
    use super::super::token::{WordId, tokenise};
    use super::*;

    /// A few words of each kind; the shipped lists are tested with the rules.
    struct Words;

    const WORDS: [(&str, Stop); 6] = [
        ("mr", Stop::Title),
        ("st", Stop::Title),
        ("no", Stop::Numbering),
        ("jan", Stop::Abbreviation),
        ("inc", Stop::Abbreviation),
        ("p", Stop::Numbering),
    ];
    const OPENERS: [&str; 5] = ["the", "a", "he", "then", "we"];

    impl Vocabulary for Words {
        fn lookup(&self, word: &str) -> WordId {
            let word = word.to_lowercase();
            let all = WORDS.iter().map(|w| w.0).chain(OPENERS);
            WordId(all.zip(1..).find(|(w, _)| *w == word).map_or(0, |(_, i)| i))
        }
        fn stop(&self, word: WordId, _: bool) -> Stop {
            WORDS.get((word.0 as usize).wrapping_sub(1)).map_or(Stop::Ends, |w| w.1)
        }
        fn opens_sentence(&self, word: WordId) -> bool {
            word.0 as usize > WORDS.len()
        }
    }

    /// The sentences of `text`, which has a "|" where they must part.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let doc = Document::read(&text, Format::Plain);
        let tokens = tokenise(&doc, &Words);
        let parts: Vec<&str> = tokens
            .sentences
            .iter()
            .map(|s| {
                &text
                    [tokens.all[s.start as usize].start as usize..tokens.all[s.end as usize - 1].end as usize]
            })
            .collect();
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(parts, wanted);
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence() {
        check("It rose 1.5 per cent. |Nobody saw it. |12 left! |Did they? |Yes.");
        check("We saw .5 of it at example.com and wrote to a.b@c.org. |Then it ended.");
        check("He left in 2016. |The rest stayed.");
    }

    #[test]
    fn abbreviations_and_initials_go_on() {
        check("He joined the U.S. Army with Mr. Kim. |They left.");
        check("It is No. 5 at 9 a.m. Tuesday, p. 12. |Then he said no. |Kim left.");
        check("He lives in the U.S. |The rest do not.");
        check("J. K. Rowling met I. M. Pei and J. A. Smith in St. Louis on Jan. 5. |We know.");
        check(
            "Acme Inc. said so, and Acme Inc. (ACM) rose. |It was Acme Inc. |The end of vitamin C. |Then World War I. |Kim left.",
        );
        check("It starts at 5 p.m. |The doors open at 4 p.m. Eastern.");
    }

    #[test]
    fn quotes_brackets_notes_and_ellipses() {
        check("\u{201c}We left.\u{201d} |Then 5 came. |(He went.) |\u{201c}(We did.)\u{201d}");
        check(
            "\u{201c}Why?\u{201d} he asked. |He waited ... and left... |Then he came\u{2026} |It was 2017.[3] |Kim left.",
        );
        check("It fell. |\u{201c}Good,\u{201d} he said. |iPhone sales rose. |$5 was paid.");
    }

    #[test]
    fn capitals_and_lists() {
        check("U.S. ARMY KILLS 5. |MR. KIM LEAVES ST. LOUIS.");
        check("1. First thing. |2. Second thing.");
        check("We need:\n|- 5 eggs\n|- 6 apples\n|\u{2022} 7 pears - all ripe");
    }

    #[test]
    fn a_block_of_signs_is_one_sentence() {
        check("...");
        check("! ? .");
        check("- a");
    }
}
