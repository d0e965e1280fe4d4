//! Words to numbers, phrases to rules.
//!
//! A document's token is looked up once ([`Lexicon`]); phrases ("no fewer than", "a.m.") are paths
//! in a trie over word numbers ([`Phrases`]), so that their number does not slow the reader.

use std::ops::Range;

use super::pairs::Pairs;
use super::words::WordTable;
use crate::text::token::{Known, Stop, Token, TokenKind, Vocabulary, WordId, fold, words_of};

/// Every word that any rule names, numbered from 1.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    ids: WordTable,
    words: Vec<Box<str>>,
    /// What each word does to sentences, by its number.
    sentences: Vec<Stops>,
    /// Whether a full stop after digits makes an ordinal: "3. Mai".
    ordinal_stop: bool,
}

/// What a word can start, noted on each token of a text so that its readers pass over all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A number.
    Number = 1,
    /// The core of a time expression.
    Time = 2,
    /// A quantity without a number.
    Spoken = 4,
    /// A change.
    Change = 8,
    /// A month or a weekday.
    Calendar = 16,
    /// A cue of a check of the draft against itself.
    Cue = 32,
    /// What frames a claim.
    Frame = 64,
    /// What joins a change and its numbers.
    Joint = 128,
}

impl Mark {
    /// Whether `token` has it.
    #[inline]
    #[must_use]
    pub fn on(self, token: &Token) -> bool {
        token.marks & self as u8 != 0
    }
}

/// What a word does to sentences.
#[derive(Clone, Copy, Debug, Default)]
struct Stops {
    stop: Stop,
    /// Whether the stop is part of the word only where that has a capital.
    capital: bool,
    opens: bool,
}

/// Longest word that is looked up; no rule names a longer one.
const LONGEST: usize = 40;

impl Lexicon {
    /// A full stop after digits makes an ordinal, and ends no sentence before a word.
    pub fn set_ordinal_stop(&mut self) {
        self.ordinal_stop = true;
    }

    /// The number of `word`, given one if it has none yet. Case folded.
    pub fn intern(&mut self, word: &str) -> WordId {
        let word = fold(word);
        let known = self.ids.find(word.as_bytes(), &self.words).word;
        if known != WordId::UNKNOWN {
            return known;
        }
        self.words.push(word.as_ref().into());
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.ids.add(word.as_bytes(), id);
        id
    }

    /// Says what a full stop after `word` is. A word written with a capital here counts only where the
    /// text has one: "Sat." is Saturday, "he sat." is not.
    pub fn set_stop(&mut self, word: &str, stop: Stop) {
        let capital = word.starts_with(char::is_uppercase);
        let stops = self.stops(word);
        (stops.stop, stops.capital) = (stop, capital);
    }

    /// Marks `word` as one that opens a sentence.
    pub fn set_opener(&mut self, word: &str) {
        self.stops(word).opens = true;
    }

    fn stops(&mut self, word: &str) -> &mut Stops {
        let id = self.intern(word).0 as usize;
        if self.sentences.len() <= id {
            self.sentences.resize(id + 1, Stops::default());
        }
        &mut self.sentences[id]
    }

    /// Sets the marks of every word to what `of` says.
    pub fn set_marks(&mut self, of: impl Fn(WordId) -> u8) {
        self.ids.set_marks(of);
    }

    /// The word of a number, folded; empty for an unknown one.
    #[must_use]
    pub fn word(&self, id: WordId) -> &str {
        (id.0 as usize).checked_sub(1).and_then(|i| self.words.get(i)).map_or("", |w| w)
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Vocabulary for Lexicon {
    fn lookup(&self, word: &str) -> WordId {
        self.known(word).word
    }

    fn known(&self, word: &str) -> Known {
        match word {
            _ if word.len() > LONGEST => Known::default(),
            // The table folds ASCII itself.
            _ if word.is_ascii() => self.ids.find(word.as_bytes(), &self.words),
            _ => self.ids.find(fold(word).as_bytes(), &self.words),
        }
    }

    #[inline]
    fn known_plain(&self, text: &str, at: Range<usize>) -> Known {
        self.ids.find_plain(text.as_bytes(), at, &self.words)
    }

    #[inline]
    fn known_short(&self, bytes: u64) -> Known {
        self.ids.find_short(bytes)
    }

    #[inline]
    fn known_long(&self, bytes: [u64; 2]) -> Known {
        self.ids.find_long(bytes)
    }

    #[inline]
    fn notes(&self, marks: u8) -> bool {
        const READ: u8 = Mark::Number as u8 | Mark::Time as u8 | Mark::Spoken as u8 | Mark::Change as u8;
        marks & READ != 0
    }

    fn stop(&self, word: WordId, capital: bool) -> Stop {
        match self.sentences.get(word.0 as usize) {
            Some(mark) if capital || !mark.capital => mark.stop,
            _ => Stop::Ends,
        }
    }

    fn ordinal_stop(&self) -> bool {
        self.ordinal_stop
    }

    fn opens_sentence(&self, word: WordId) -> bool {
        self.sentences.get(word.0 as usize).is_some_and(|mark| mark.opens)
    }
}

/// What a phrase is, so that a reader asks only for what it can use. One bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Class(pub u32);

impl Class {
    /// No class.
    pub const NONE: Self = Self(0);

    /// Whether the two share a class.
    #[inline]
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One meaning of a phrase: its class, and which rule of that class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The one class of this meaning.
    pub class: Class,
    /// Index into that class's own table.
    pub index: u32,
}

/// A trie of phrases over word numbers.
///
/// Nearly every token is told by the first step alone, which is an index into a table: most phrases are one word long,
/// and whether the next word may go on is told by a bit. Further words are looked for among the few that may follow.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    /// By word, from its number.
    roots: Vec<Root>,
    nodes: Vec<Node>,
    /// Which first two words phrases have.
    pairs: Pairs,
    /// By word, from its number: the classes of the phrases that end with it.
    ends: Vec<Class>,
}

/// The phrases that start with one word.
#[derive(Clone, Copy, Debug, Default)]
struct Root {
    /// The classes of the word alone.
    alone: Class,
    /// The classes of the phrases that are longer than the word.
    longer: Class,
    node: u32,
}

impl Root {
    /// The classes of them all; none where no phrase starts with the word.
    #[inline]
    fn classes(&self) -> Class {
        self.alone.or(self.longer)
    }
}

#[derive(Clone, Debug, Default)]
struct Node {
    entries: Vec<Entry>,
    /// The words that go on, sorted, and their nodes.
    next: Vec<(WordId, u32)>,
    /// Classes of all phrases at or below this node.
    below: Class,
}

impl Node {
    #[inline]
    fn next(&self, word: WordId) -> Option<u32> {
        let at = self.next.binary_search_by_key(&word, |n| n.0).ok()?;
        Some(self.next[at].1)
    }
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which meaning.
    pub entry: Entry,
    /// How many tokens it takes.
    pub len: usize,
}

impl Phrases {
    /// Adds `phrase`; its words are interned in `lexicon`.
    pub fn add(&mut self, lexicon: &mut Lexicon, phrase: &str, entry: Entry) {
        let mut words = words_of(phrase).into_iter();
        let Some(first) = words.next() else { return };
        let first = lexicon.intern(&first);
        let slot = first.0 as usize;
        if self.roots.len() <= slot {
            self.roots.resize(slot + 1, Root::default());
        }
        if self.roots[slot].classes() == Class::NONE {
            self.roots[slot].node = self.fresh();
        }
        let root = &mut self.roots[slot];
        let classes = if words.len() == 0 { &mut root.alone } else { &mut root.longer };
        *classes = classes.or(entry.class);
        let mut node = root.node as usize;
        self.nodes[node].below = root.classes();
        let mut last = first;
        for (nth, word) in words.enumerate() {
            let id = lexicon.intern(&word);
            last = id;
            if nth == 0 {
                self.pairs.add(first, id);
            }
            node = match self.nodes[node].next.binary_search_by_key(&id, |n| n.0) {
                Ok(at) => self.nodes[node].next[at].1 as usize,
                Err(at) => {
                    let fresh = self.fresh();
                    self.nodes[node].next.insert(at, (id, fresh));
                    fresh as usize
                }
            };
            let below = &mut self.nodes[node].below;
            *below = below.or(entry.class);
        }
        if !self.nodes[node].entries.contains(&entry) {
            self.nodes[node].entries.push(entry);
        }
        let last = last.0 as usize;
        if self.ends.len() <= last {
            self.ends.resize(last + 1, Class::NONE);
        }
        self.ends[last] = self.ends[last].or(entry.class);
    }

    fn fresh(&mut self) -> u32 {
        self.nodes.push(Node::default());
        u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
    }

    /// The classes of the phrases that start with `word`.
    #[inline]
    #[must_use]
    pub fn starts(&self, word: WordId) -> Class {
        self.roots.get(word.0 as usize).map_or(Class::NONE, Root::classes)
    }

    /// The classes of the phrases that end with `word`.
    #[inline]
    #[must_use]
    pub fn ends(&self, word: WordId) -> Class {
        self.ends.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// The node of the phrases that start with `word`, if one of them has a class in `wanted`.
    #[inline]
    fn root(&self, word: WordId, wanted: Class) -> Option<&Node> {
        let root = self.roots.get(word.0 as usize).filter(|r| r.classes().meets(wanted))?;
        self.nodes.get(root.node as usize)
    }

    /// Calls `found` for every phrase of a class in `wanted` that starts at `tokens[0]`, shorter
    /// ones first. A hyphen between two words of the text counts as a space: "long-term" is found
    /// as "long term".
    pub fn each(&self, tokens: &[Token], text: &str, wanted: Class, mut found: impl FnMut(Match)) {
        let Some((root, goes_on)) = self.start(tokens, wanted) else { return };
        let node = &self.nodes[root.node as usize];
        for &entry in &node.entries {
            if entry.class.meets(wanted) {
                found(Match { entry, len: 1 });
            }
        }
        if goes_on {
            self.longer(node, tokens, text, wanted, &mut found);
        }
    }

    /// What may start at `tokens[0]` of the classes `wanted`, and whether a phrase of more than one word may: what stands
    /// next is a word that goes on, or perhaps a hyphen before one. This tells most tokens, so it is inlined.
    #[inline]
    fn start(&self, tokens: &[Token], wanted: Class) -> Option<(&Root, bool)> {
        let first = tokens.first()?;
        let root = self.roots.get(first.word.0 as usize)?;
        let follows = |t: &Token| {
            self.pairs.may_hold(first.word, t.word) || (t.first == b'-' || t.first >= 0x80) && !t.spaced()
        };
        let goes_on = root.longer.meets(wanted) && tokens.get(1).is_some_and(follows);
        (goes_on || root.alone.meets(wanted)).then_some((root, goes_on))
    }

    /// [`Phrases::each`] for the phrases of more than one word, which start at `node`.
    fn longer<'p>(
        &'p self,
        mut node: &'p Node,
        tokens: &[Token],
        text: &str,
        wanted: Class,
        found: &mut dyn FnMut(Match),
    ) {
        let mut at = 1;
        loop {
            if node.next.is_empty() {
                return;
            }
            let next = loop {
                let Some(t) = tokens.get(at) else { return };
                if let Some(next) = node.next(t.word) {
                    break next;
                }
                let hyphen = t.kind == TokenKind::Sign
                    && !t.spaced()
                    && (t.first == b'-' || matches!(t.text(text), "\u{2010}" | "\u{2011}"))
                    && tokens.get(at + 1).is_some_and(|n| !n.spaced());
                if !hyphen {
                    return;
                }
                at += 1;
            };
            node = &self.nodes[next as usize];
            if !node.below.meets(wanted) {
                return;
            }
            at += 1;
            for &entry in &node.entries {
                if entry.class.meets(wanted) {
                    found(Match { entry, len: at });
                }
            }
        }
    }

    /// Whether a phrase of more than one word and of a class in `wanted` may start at `tokens[0]`.
    #[inline]
    #[must_use]
    pub fn goes_on(&self, tokens: &[Token], wanted: Class) -> bool {
        self.start(tokens, wanted).is_some_and(|(_, goes_on)| goes_on)
    }

    /// The meanings of the one-word phrase `word` in the classes of `wanted`, in the order of [`Phrases::each`].
    pub fn alone(&self, word: WordId, wanted: Class) -> impl Iterator<Item = Entry> {
        let entries = self.root(word, wanted).map_or(&[][..], |n| &n.entries);
        entries.iter().copied().filter(move |e| e.class.meets(wanted))
    }

    /// A meaning of the one-word phrase `word` in a class of `wanted`.
    #[must_use]
    pub fn single(&self, word: WordId, wanted: Class) -> Option<Entry> {
        self.root(word, wanted)?.entries.iter().copied().find(|e| e.class.meets(wanted))
    }

    /// The meanings of exactly `phrase` in the classes of `wanted`.
    pub fn whole(&self, lexicon: &Lexicon, phrase: &str, wanted: Class) -> impl Iterator<Item = Entry> {
        let mut words = words_of(phrase).into_iter();
        let mut node = words.next().and_then(|w| self.root(lexicon.lookup(&w), wanted));
        for word in words {
            let id = lexicon.lookup(&word);
            node = node.and_then(|n| n.next(id)).and_then(|n| self.nodes.get(n as usize));
        }
        let entries = node.map_or(&[][..], |n| &n.entries);
        entries.iter().copied().filter(move |e| e.class.meets(wanted))
    }

    /// The longest phrase of a class in `wanted` that starts at `tokens[0]`.
    #[inline]
    #[must_use]
    pub fn longest(&self, tokens: &[Token], text: &str, wanted: Class) -> Option<Match> {
        let (root, goes_on) = self.start(tokens, wanted)?;
        if goes_on {
            return self.longest_of(tokens, text, wanted);
        }
        let mut entries = self.nodes[root.node as usize].entries.iter();
        entries.find(|e| e.class.meets(wanted)).map(|&entry| Match { entry, len: 1 })
    }

    fn longest_of(&self, tokens: &[Token], text: &str, wanted: Class) -> Option<Match> {
        let mut best: Option<Match> = None;
        self.each(tokens, text, wanted, |m| {
            if best.is_none_or(|b| m.len > b.len) {
                best = Some(m);
            }
        });
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::document::{Block, Document, Format, Map, Scope};
    use crate::text::token::tokenise;

    const HEDGE: Class = Class(1);
    const UNIT: Class = Class(2);

    #[test]
    fn the_longest_phrase_wins_and_hyphens_are_spaces() {
        let (mut lexicon, mut phrases) = (Lexicon::default(), Phrases::default());
        for (i, p) in ["no fewer than", "no", "at least", "long term"].iter().enumerate() {
            phrases.add(&mut lexicon, p, Entry { class: HEDGE, index: i as u32 });
        }
        phrases.add(&mut lexicon, "no", Entry { class: UNIT, index: 9 });
        let text = "No fewer than long-term";
        let doc = Document {
            source: text,
            text: text.into(),
            map: Map::default(),
            blocks: vec![Block { range: 0..text.len() as u32, scope: Scope::Body, item: 0 }],
            metadata: vec![],
            format: Format::Plain,
        };
        let tokens = tokenise(&doc, &lexicon).all;
        let best = phrases.longest(&tokens, text, HEDGE).unwrap();
        assert_eq!((best.entry.index, best.len), (0, 3));
        assert_eq!(phrases.longest(&tokens, text, UNIT).unwrap().len, 1);
        assert_eq!(phrases.longest(&tokens[3..], text, HEDGE).unwrap().len, 3);
    }
}
