//! How words of aliases and words of a text are made comparable: case, accents, plural, possessive,
//! hyphens, apostrophes and the stops of initials do not count.
//!
//! "North Korea's" gives `north korea`, "U.S." and "US" both give `us`, "defectors" gives `defector`,
//! "Côte d’Ivoire" gives `cote d ivoire`.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::document::{Block, Map, Scope};
use crate::text::token::{Token, TokenKind, Vocabulary, WordId, tokenise};
use crate::text::{Document, Format};

/// A word as it is compared, and the tokens that it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// The comparable form; empty where a sentence starts, which no alias crosses.
    pub(super) stem: Cow<'t, str>,
    /// Token numbers, half-open.
    pub(super) tokens: Range<u32>,
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
        blocks: vec![Block { range: 0..end, scope: Scope::Body }],
        metadata: Vec::new(),
        format: Format::Plain,
    };
    tokenise(&doc, &NoWords).all
}

/// Calls `each` for every comparable word of `tokens`, in order. `alias`: sentence ends do not count.
pub(super) fn each_word<'t>(text: &'t str, tokens: &[Token], alias: bool, mut each: impl FnMut(Word<'t>)) {
    let mut i = 0;
    while let Some(t) = tokens.get(i) {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        if !alias && t.starts_sentence() {
            each(Word { stem: "".into(), tokens: number(i)..number(i), capital: false });
        }
        let word = t.text(text);
        let touches = i > 0 && !t.spaced();
        if t.kind == TokenKind::Sign {
            let skipped = match word {
                "'" | "\u{2019}" | "\u{2018}" | "\u{2bc}" | "`" => {
                    // "Korea's": the s goes with the apostrophe.
                    let s =
                        tokens.get(i + 1).filter(|n| !n.spaced() && n.text(text).eq_ignore_ascii_case("s"));
                    if touches && s.is_some() {
                        i += 1;
                    }
                    true
                }
                "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" => {
                    touches && tokens.get(i + 1).is_some_and(|n| !n.spaced())
                }
                // "St. Kitts", but not across "the South. Korea".
                "." => touches && (alias || tokens.get(i + 1).is_some_and(|n| !n.starts_sentence())),
                _ => false,
            };
            if !skipped {
                each(Word { stem: word.into(), tokens: number(i)..number(i + 1), capital: false });
            }
            i += 1;
            continue;
        }
        let letters = initials(text, tokens, i);
        if letters > 1 {
            let stem: String = (0..letters).map(|k| fold(tokens[i + 2 * k].text(text))).collect();
            let end = i + 2 * letters;
            // The last stop belongs to the initials.
            let end = if tokens.get(end - 1).is_some_and(|n| n.text(text) == "." && !n.spaced()) {
                end
            } else {
                end - 1
            };
            each(Word { stem: stem.into(), tokens: number(i)..number(end), capital: t.capital() });
            i = end;
            continue;
        }
        each(Word { stem: stem(word), tokens: number(i)..number(i + 1), capital: t.capital() });
        i += 1;
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

/// Case and accents taken off.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        if word.bytes().any(|b| b.is_ascii_uppercase()) {
            return word.to_ascii_lowercase().into();
        }
        return word.into();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            "" if ('\u{300}'..='\u{36f}').contains(&c) => {}
            "" => out.push(c),
            p => out.push_str(p),
        }
    }
    out.into()
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

/// The comparable form: folded, plural -s, -es, -ies taken off.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    let word = fold(word);
    let n = plural(&word);
    match n {
        0 => word,
        3 => format!("{}y", &word[..word.len() - 3]).into(),
        n => match word {
            Cow::Borrowed(w) => w[..w.len() - n].into(),
            Cow::Owned(mut w) => {
                w.truncate(w.len() - n);
                w.into()
            }
        },
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
pub(super) fn content(word: &str) -> Option<Cow<'_, str>> {
    let word = stem(word);
    if word.len() < 3
        || !word.bytes().all(|b| b.is_ascii_alphabetic() || b >= 0x80)
        || LITTLE.contains(&&*word)
    {
        return None;
    }
    let cut =
        ["ing", "ed"].iter().find(|e| word.ends_with(*e) && word.len() >= e.len() + 3).map_or(0, |e| e.len());
    let mut root = &word[..word.len() - cut];
    let b = root.as_bytes();
    if cut > 0 && b.len() > 3 && b[b.len() - 1] == b[b.len() - 2] && !matches!(b[b.len() - 1], b'l' | b's') {
        root = &root[..root.len() - 1];
    }
    let root = root.strip_suffix('e').filter(|r| r.len() > 2).unwrap_or(root);
    Some(if root.len() == word.len() { word } else { root.to_owned().into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(phrase: &str) -> Vec<String> {
        let mut out = Vec::new();
        each_word(phrase, &tokens_of(phrase), true, |w| out.push(w.stem.into_owned()));
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
