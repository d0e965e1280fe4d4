//! How words of aliases and words of a text are made comparable: case, accents, plural, possessive,
//! hyphens, apostrophes and the stops of initials do not count.
//!
//! "North Korea's" gives `north korea`, "U.S." and "US" both give `us`, "defectors" gives `defector`,
//! "Côte d’Ivoire" gives `cote d ivoire`.

use crate::text::document::{Block, Map, Scope};
use crate::text::token::{Token, TokenKind, Vocabulary, WordId, tokenise};
use crate::text::{Document, Format};

/// A word as it is compared, and the tokens that it was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'w> {
    /// The comparable form; empty where a sentence starts, which no alias crosses.
    pub(super) stem: &'w str,
    /// First token, and one past the last.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Its first letter is a capital.
    pub(super) capital: bool,
}

struct NoWords;

impl Vocabulary for NoWords {
    fn lookup(&self, _: &str) -> WordId {
        WordId::UNKNOWN
    }
}

/// The tokens of an alias, cut as a document's are.
pub(super) fn tokens_of(phrase: &str) -> Vec<Token> {
    let end = u32::try_from(phrase.len()).unwrap_or(u32::MAX);
    let doc = Document {
        source: phrase,
        text: phrase.into(),
        map: Map::default(),
        blocks: vec![Block { range: 0..end, scope: Scope::Body, item: 0 }],
        metadata: Vec::new(),
        format: Format::Plain,
    };
    tokenise(&doc, &NoWords).all
}

/// Calls `each` for every comparable word of `tokens`, in order. `alias`: sentence ends do not count.
pub(super) fn each_word(text: &str, tokens: &[Token], alias: bool, mut each: impl FnMut(Word<'_>)) {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    // One buffer for all words: this runs over every text.
    let mut buffer = String::new();
    let mut i = 0;
    while let Some(t) = tokens.get(i) {
        let start = number(i);
        if !alias && t.starts_sentence() {
            each(Word { stem: "", start, end: start, capital: false });
        }
        let word = t.text(text);
        if t.kind == TokenKind::Sign {
            match passed_over(text, tokens, i, alias) {
                0 => {
                    // "GNI; PPP" is written for "GNI, PPP".
                    let sign = if word == ";" { "," } else { word };
                    each(Word { stem: sign, start, end: start + 1, capital: false });
                    i += 1;
                }
                n => i += n,
            }
            continue;
        }
        let letters = if t.end - t.start == 1 { initials(text, tokens, i) } else { 1 };
        buffer.clear();
        if letters > 1 {
            (0..letters).for_each(|k| fold_into(tokens[i + 2 * k].text(text), &mut buffer));
            // The last stop belongs to the initials.
            let stop = tokens.get(i + 2 * letters - 1).is_some_and(|n| !n.spaced() && n.text(text) == ".");
            i += 2 * letters - usize::from(!stop);
        } else {
            stem_into(word, &mut buffer);
            i += 1;
        }
        each(Word { stem: &buffer, start, end: number(i), capital: t.capital() });
    }
}

/// How many tokens from the sign `i` on do not count: an apostrophe with its s, a hyphen, a stop inside a name.
fn passed_over(text: &str, tokens: &[Token], i: usize, alias: bool) -> usize {
    let next = tokens.get(i + 1);
    let touches = i > 0 && !tokens[i].spaced();
    match tokens[i].text(text) {
        "'" | "\u{2019}" | "\u{2018}" | "\u{2bc}" | "`" => {
            // "Korea's": the s goes with the apostrophe.
            let s = next.is_some_and(|n| !n.spaced() && n.text(text).eq_ignore_ascii_case("s"));
            1 + usize::from(touches && s)
        }
        "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" => {
            usize::from(touches && next.is_some_and(|n| !n.spaced()))
        }
        // "St. Kitts", but not across "the South. Korea".
        "." => usize::from(touches && (alias || next.is_some_and(|n| !n.starts_sentence()))),
        _ => 0,
    }
}

/// How many single letters with stops between them start at token `i`: 2 for "U.S.".
fn initials(text: &str, tokens: &[Token], i: usize) -> usize {
    let letter = |n: usize| {
        tokens
            .get(n)
            .is_some_and(|t| t.kind == TokenKind::Word && t.end - t.start == 1 && (n == i || !t.spaced()))
    };
    let stop = |n: usize| tokens.get(n).is_some_and(|t| !t.spaced() && t.text(text) == ".");
    let mut letters = 0;
    while letter(i + 2 * letters) {
        letters += 1;
        if !stop(i + 2 * letters - 1) {
            break;
        }
    }
    if letters == 1 && !stop(i + 1) { 1 } else { letters }
}

/// Adds a word to `out`, case and accents taken off.
fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let at = out.len();
        out.push_str(word);
        out[at..].make_ascii_lowercase();
        return;
    }
    for c in word.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            "" if ('\u{300}'..='\u{36f}').contains(&c) => {}
            "" => out.push(c),
            p => out.push_str(p),
        }
    }
}

/// The plain letters of an accented one; empty for what has none.
fn plain(c: char) -> &'static str {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

/// Makes `out`, empty before, the comparable form: folded, plural -s, -es, -ies taken off.
/// A single word as it is compared.
pub(super) fn stem(word: &str) -> String {
    let mut out = String::new();
    stem_into(word, &mut out);
    out
}

fn stem_into(word: &str, out: &mut String) {
    fold_into(word, out);
    let n = plural(out);
    out.truncate(out.len() - n);
    if n == 3 {
        out.push('y');
    }
}

/// How many bytes of a plural ending stand at the end of a folded word; 3 stands for "ies", which becomes "y".
fn plural(word: &str) -> usize {
    let b = word.as_bytes();
    if b.len() < 4 || b[b.len() - 1] != b's' {
        return 0;
    }
    match &b[b.len() - 3..] {
        [b'i', b'e', b's'] if b.len() > 4 => 3,
        [b'x' | b'z', b'e', b's'] if b.len() > 4 => 2,
        [b's', b'e', b's'] if b.len() > 4 && b[b.len() - 4] == b's' => 2,
        [b'h', b'e', b's'] if matches!(b[b.len() - 4], b'c' | b's') => 2,
        [_, b's' | b'u' | b'i', b's'] => 0,
        _ => 1,
    }
}

/// Words that say too little to tell one statement from another.
const LITTLE: [&str; 62] = [
    "about", "above", "after", "again", "all", "also", "and", "any", "are", "around", "been", "before",
    "being", "but", "can", "could", "did", "does", "each", "for", "from", "had", "has", "have", "her", "his",
    "into", "its", "just", "least", "more", "most", "near", "not", "off", "only", "other", "our", "out",
    "over", "she", "since", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "under", "was", "were", "which", "who", "will", "with",
];

/// The form under which a noun or a verb of a statement is compared, `None` for a word that says little:
/// "defected" and "defecting" give `defect`.
#[must_use]
pub fn content(word: &str) -> Option<String> {
    let mut root = String::with_capacity(word.len());
    stem_into(word, &mut root);
    let letters = root.bytes().all(|b| b.is_ascii_alphabetic() || b >= 0x80);
    if root.len() < 3 || !letters || LITTLE.contains(&root.as_str()) {
        return None;
    }
    if let Some(end) = ["ing", "ed"].iter().find(|e| root.ends_with(*e) && root.len() >= e.len() + 3) {
        root.truncate(root.len() - end.len());
        let b = root.as_bytes();
        if b.len() > 3 && b[b.len() - 1] == b[b.len() - 2] && !matches!(b[b.len() - 1], b'l' | b's') {
            root.pop();
        }
    }
    if root.len() > 3 && root.ends_with('e') {
        root.pop();
    }
    Some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(phrase: &str) -> Vec<String> {
        let mut out = Vec::new();
        each_word(phrase, &tokens_of(phrase), true, |w| out.push(w.stem.to_owned()));
        out
    }

    #[test]
    fn typography_does_not_count() {
        for (phrase, is) in [
            ("North Korea's", "north korea"),
            ("North Korea\u{2019}s", "north korea"),
            ("the Koreans' leader", "the korean leader"),
            ("U.S.", "us"),
            ("US", "us"),
            ("U.S. Army", "us army"),
            ("U. S.", "u s"),
            ("a.m.", "am"),
            ("Côte d\u{2019}Ivoire", "cote d ivoire"),
            ("Guinea-Bissau", "guinea bissau"),
            ("Guinea\u{2011}Bissau", "guinea bissau"),
            ("St. Kitts", "st kitt"),
            ("GNI, PPP", "gni , ppp"),
            ("countries classes boxes churches", "country class box church"),
            ("gas bus status analysis Laos", "gas bus status analysis lao"),
            ("Österreich", "osterreich"),
        ] {
            assert_eq!(words(phrase).join(" "), is, "{phrase}");
        }
    }

    #[test]
    fn verbs_of_statements_lose_their_endings() {
        for (word, is) in [
            ("defected", "defect"),
            ("defecting", "defect"),
            ("stopped", "stop"),
            ("raised", "rais"),
            ("raise", "rais"),
            ("bed", "bed"),
            ("red", "red"),
        ] {
            assert_eq!(content(word).as_deref(), Some(is), "{word}");
        }
        assert_eq!(content("the"), None);
        assert_eq!(content("33"), None);
    }
}
