//! What the words of a text point to: entities, events, properties, their cues, statements.
//!
//! One look-up a word: aliases are paths in a trie over word numbers, so that a base of a million names
//! costs a text no more than one of ten. "Over 33,000 North Koreans have reached the South" gives
//! "the South" (the entity `south-korea`, weak) and "reached" (a cue of `nk-arrivals-total`).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::base::Base;
use super::model::{EntityId, EventId, FactId, PropertyId};
use super::pattern::{self, Pattern};
use super::words::{content, each_word, stem, tokens_of};
use crate::text::token::{Token, TokenKind};

/// What a stretch of text points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A name of an entity.
    Entity(EntityId),
    /// A name of an event.
    Event(EventId),
    /// A word for an entity's people and things: "South Korean".
    Demonym(EntityId),
    /// A name of a property.
    Property(PropertyId),
    /// A word that points to a property.
    PropertyCue(PropertyId),
    /// A word that makes it another property.
    PropertyNot(PropertyId),
    /// A word that points to an event.
    EventCue(EventId),
    /// A word that makes it another event.
    EventNot(EventId),
}

/// A stretch of text that points to something. The same stretch may point to several things: then there
/// are several surfaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// Token numbers, half-open; a possessive 's is left out.
    pub tokens: Range<u32>,
    /// What it points to.
    pub what: What,
    /// It needs a second sign: a bare surname, "the South", a name in lower case, one word of several things.
    pub weak: bool,
}

/// A statement that shares words with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The statement.
    pub fact: FactId,
    /// How many of its nouns and verbs the text has.
    pub words: u32,
    /// How many it has itself.
    pub of: u32,
}

/// From words to what they point to.
#[derive(Debug, Default)]
pub struct Index {
    words: FxHashMap<Box<str>, u32>,
    edges: FxHashMap<(u32, u32), u32>,
    /// For each node where its entries start; one more at the end.
    starts: Vec<u32>,
    entries: Vec<Entry>,
    exact: Vec<Box<str>>,
    regexes: Vec<(regex::Regex, What)>,
    /// For each content word of a statement the statements that have it.
    statements: FxHashMap<Box<str>, Vec<u32>>,
    lengths: Vec<(FactId, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    what: What,
    /// Number of its spelling in `exact`, from 1; 0 when its case does not count.
    exact: u32,
    weak: bool,
    capital: bool,
    acronym: bool,
}

/// A word of a text: its number, its tokens, its case.
#[derive(Clone, Copy)]
struct Seen {
    id: u32,
    start: u32,
    end: u32,
    capital: bool,
}

/// Words of the language that are spelled like acronyms: "US" is never "us".
pub(super) const COMMON: [&str; 40] = [
    "us", "it", "who", "is", "in", "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "me", "my",
    "no", "of", "on", "or", "so", "to", "up", "we", "all", "and", "any", "are", "can", "eu", "for", "had",
    "has", "one", "out", "the", "was", "won", "you",
];

/// No word of any alias.
const STRANGE: u32 = 0;

impl Index {
    /// Indexes all names of `base`.
    pub(super) fn build(base: &Base) -> Self {
        let mut b = Build::default();
        for (i, e) in base.entities().iter().enumerate() {
            let id = EntityId::at(i);
            let what = e.event.map_or(What::Entity(id), What::Event);
            let person = e.kind() == Some("person");
            let many = e.name.contains(' ');
            b.literal(&e.name, what, false);
            let Some(more) = &e.more else { continue };
            for alias in &more.aliases {
                b.alias(alias, what, |a| {
                    let words = a.split_whitespace().count();
                    let the = words == 2 && a.get(..4).is_some_and(|t| t.eq_ignore_ascii_case("the "));
                    the || person && many && words == 1
                });
            }
            for d in &more.demonyms {
                b.alias(d, What::Demonym(id), |_| false);
            }
        }
        for (i, p) in base.properties().iter().enumerate() {
            let id = PropertyId::at(i);
            if id != PropertyId::HAPPENED {
                b.literal(&p.name, What::Property(id), false);
            }
            p.aliases.iter().for_each(|a| b.alias(a, What::Property(id), |_| false));
            p.cues.iter().for_each(|a| b.alias(a, What::PropertyCue(id), |_| false));
            p.not.iter().for_each(|a| b.alias(a, What::PropertyNot(id), |_| false));
        }
        for (i, e) in base.events().iter().enumerate() {
            let id = EventId::at(i);
            e.cues.iter().for_each(|a| b.alias(a, What::EventCue(id), |_| false));
            e.not.iter().for_each(|a| b.alias(a, What::EventNot(id), |_| false));
        }
        for &fact in base.statement_facts() {
            b.statement(fact, base.fact(fact).statement().unwrap_or_default());
        }
        b.finish()
    }

    /// Everything that the words of `tokens` point to, by place, longer ones first. One pass.
    ///
    /// `text` is the reading text that the tokens were cut from; token numbers count from `tokens[0]`.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &[Token]) -> Vec<Surface> {
        if self.edges.is_empty() && self.regexes.is_empty() {
            return Vec::new();
        }
        let mut words: Vec<Seen> = Vec::with_capacity(tokens.len());
        each_word(text, tokens, false, |w| {
            let id = self.words.get(w.stem).copied().unwrap_or(STRANGE);
            words.push(Seen { id, start: w.start, end: w.end, capital: w.capital });
        });
        let mut out = Vec::new();
        for start in 0..words.len() {
            let mut node = 0;
            let first = out.len();
            for (at, word) in words.iter().enumerate().skip(start) {
                if word.id == STRANGE {
                    break;
                }
                match self.edges.get(&(node, word.id)) {
                    Some(&next) => node = next,
                    None => break,
                }
                let matched = &words[start..=at];
                for e in self.entries_of(node) {
                    if let Some(weak) = self.fits(e, text, tokens, matched) {
                        out.push(Surface { tokens: words[start].start..word.end, what: e.what, weak });
                    }
                }
            }
            out[first..].reverse();
        }
        if !self.regexes.is_empty() {
            self.by_regex(text, tokens, &mut out);
        }
        out
    }

    /// What `phrase` as a whole points to, in the order of the base.
    #[must_use]
    pub fn lookup(&self, phrase: &str) -> Vec<What> {
        let tokens = tokens_of(phrase);
        let mut end = 0;
        each_word(phrase, &tokens, true, |w| end = w.end);
        let whole = self.find(phrase, &tokens).into_iter().filter(|s| s.tokens == (0..end));
        let mut out: Vec<What> = whole.map(|s| s.what).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The statements that share nouns or verbs with `tokens`, those with the largest share first.
    #[must_use]
    pub fn statements(&self, text: &str, tokens: &[Token]) -> Vec<Shared> {
        if self.lengths.is_empty() {
            return Vec::new();
        }
        let mut seen: Vec<&str> = Vec::new();
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for t in tokens.iter().filter(|t| t.kind == TokenKind::Word) {
            let Some(word) = content(t.text(text)) else { continue };
            let Some((key, list)) = self.statements.get_key_value(word.as_str()) else { continue };
            if seen.contains(&&**key) {
                continue;
            }
            seen.push(key);
            for &s in list {
                *counts.entry(s).or_default() += 1;
            }
        }
        let mut out: Vec<Shared> = counts
            .into_iter()
            .map(|(s, words)| {
                let (fact, of) = self.lengths[s as usize];
                Shared { fact, words, of }
            })
            .collect();
        out.sort_unstable_by_key(|s| (std::cmp::Reverse(s.words * 1000 / s.of.max(1)), s.fact));
        out
    }

    /// How many bytes the tables hold, roughly.
    pub(super) fn bytes(&self) -> usize {
        self.edges.capacity() * 8 * 13 / 7
            + self.words.capacity() * 8 * 25 / 7
            + self.words.keys().map(|k| k.len()).sum::<usize>()
            + self.starts.capacity() * 4
            + self.entries.capacity() * size_of::<Entry>()
    }

    /// The entities that "the" with `noun` right behind it names: so "the 19kg capsule" is "the capsule".
    #[must_use]
    pub fn behind_the(&self, noun: &str) -> Vec<EntityId> {
        let id = |word: &str| self.words.get(word).copied();
        let Some(&article) = id("the").and_then(|the| self.edges.get(&(0, the))) else { return Vec::new() };
        let node = id(&stem(noun)).and_then(|word| self.edges.get(&(article, word)));
        let entities = |e: &Entry| match e.what {
            What::Entity(id) if e.exact == 0 => Some(id),
            _ => None,
        };
        node.map_or(Vec::new(), |&n| self.entries_of(n).iter().filter_map(entities).collect())
    }

    fn entries_of(&self, node: u32) -> &[Entry] {
        let n = node as usize;
        match (self.starts.get(n), self.starts.get(n + 1)) {
            (Some(&a), Some(&b)) => &self.entries[a as usize..b as usize],
            _ => &[],
        }
    }

    /// Whether an entry's case fits the text, and whether it is weak there.
    fn fits(&self, e: &Entry, text: &str, tokens: &[Token], words: &[Seen]) -> Option<bool> {
        if e.exact > 0 {
            let spelling = &*self.exact[e.exact as usize - 1];
            return spelled_as(spelling, text, tokens, words).then_some(e.weak);
        }
        let lower = e.capital && !words.iter().any(|w| w.capital);
        if lower && e.acronym && common(words[0], text, tokens) {
            return None;
        }
        Some(e.weak || lower && matches!(e.what, What::Entity(_) | What::Event(_)))
    }

    fn by_regex(&self, text: &str, tokens: &[Token], out: &mut Vec<Surface>) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        let shift = first.start as usize;
        let Some(part) = text.get(shift..last.end as usize) else { return };
        for (re, what) in &self.regexes {
            for m in re.find_iter(part) {
                let (a, b) = (m.start() + shift, m.end() + shift);
                let begin = tokens.partition_point(|t| (t.end as usize) <= a);
                let end = tokens.partition_point(|t| (t.start as usize) < b);
                if begin < end {
                    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                    out.push(Surface { tokens: number(begin)..number(end), what: *what, weak: false });
                }
            }
        }
        out.sort_by_key(|s| (s.tokens.start, std::cmp::Reverse(s.tokens.end)));
    }
}

/// Whether a word in lower case is one of the language.
fn common(word: Seen, text: &str, tokens: &[Token]) -> bool {
    COMMON.contains(&tokens[word.start as usize].text(text))
}

/// Whether the words of a text are spelled as an alias is, possessive and stops of initials aside.
fn spelled_as(spelling: &str, text: &str, tokens: &[Token], words: &[Seen]) -> bool {
    let letters = |t: &Token| if t.kind == TokenKind::Sign { None } else { Some(t.text(text)) };
    let mut rest = spelling;
    for w in words {
        for t in &tokens[w.start as usize..w.end as usize] {
            let Some(word) = letters(t) else { continue };
            match rest.strip_prefix(word) {
                Some(r) => rest = r,
                None => return false,
            }
        }
    }
    rest.is_empty()
}

#[derive(Default)]
struct Build {
    index: Index,
    nodes: u32,
    all: Vec<(u32, Entry)>,
}

impl Build {
    fn alias(&mut self, alias: &str, what: What, weak: impl Fn(&str) -> bool) {
        match pattern::parse(alias) {
            Ok(Pattern::Phrases { phrases, exact }) => {
                for p in &phrases {
                    self.phrase(p, what, weak(p), exact);
                }
            }
            Ok(Pattern::Regex(re)) => {
                if let Ok(re) = regex::Regex::new(&re) {
                    self.index.regexes.push((re, what));
                }
            }
            Err(_) => {} // reported when the file was read
        }
    }

    fn literal(&mut self, name: &str, what: What, weak: bool) {
        self.phrase(name, what, weak, false);
    }

    fn phrase(&mut self, phrase: &str, what: What, weak: bool, exact: bool) {
        let tokens = tokens_of(phrase);
        let mut node = 0;
        let (mut capital, mut count) = (false, 0);
        each_word(phrase, &tokens, true, |w| {
            let fresh = u32::try_from(self.index.words.len() + 1).unwrap_or(u32::MAX);
            let id = match self.index.words.get(w.stem) {
                Some(&id) => id,
                None => {
                    self.index.words.insert(w.stem.into(), fresh);
                    fresh
                }
            };
            let next = self.nodes + 1;
            node = *self.index.edges.entry((node, id)).or_insert(next);
            if node == next {
                self.nodes = next;
            }
            capital |= w.capital;
            count += 1;
        });
        if count == 0 {
            return;
        }
        let letters = |t: &Token| (t.kind != TokenKind::Sign).then(|| t.text(phrase));
        let exact = if exact {
            self.index.exact.push(tokens.iter().filter_map(letters).collect::<String>().into());
            u32::try_from(self.index.exact.len()).unwrap_or(0)
        } else {
            0
        };
        let acronym = count == 1 && !phrase.chars().any(char::is_lowercase);
        self.all.push((node, Entry { what, exact, weak, capital, acronym }));
    }

    fn statement(&mut self, fact: FactId, text: &str) {
        let number = u32::try_from(self.index.lengths.len()).unwrap_or(u32::MAX);
        let mut of = 0;
        for t in tokens_of(text).iter().filter(|t| t.kind == TokenKind::Word) {
            let Some(word) = content(t.text(text)) else { continue };
            let list = self.index.statements.entry(word.into()).or_default();
            if list.last() != Some(&number) {
                list.push(number);
                of += 1;
            }
        }
        self.index.lengths.push((fact, of));
    }

    fn finish(mut self) -> Index {
        self.all.sort_by_key(|(node, e)| (*node, e.what));
        self.all.dedup_by(|a, b| a.0 == b.0 && a.1.what == b.1.what && a.1.exact == 0 && b.1.exact == 0);
        // A word that names several entities needs a second sign for each.
        let mut starts = vec![0u32; self.nodes as usize + 2];
        for (node, _) in &self.all {
            starts[*node as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut entries: Vec<Entry> = self.all.into_iter().map(|(_, e)| e).collect();
        for pair in starts.windows(2) {
            let here = &mut entries[pair[0] as usize..pair[1] as usize];
            let names = here.iter().filter(|e| matches!(e.what, What::Entity(_) | What::Event(_))).count();
            if names > 1 {
                here.iter_mut()
                    .filter(|e| matches!(e.what, What::Entity(_) | What::Event(_)))
                    .for_each(|e| e.weak = true);
            }
        }
        entries.shrink_to_fit();
        self.index.entries = entries;
        self.index.starts = starts;
        self.index.edges.shrink_to_fit();
        self.index.words.shrink_to_fit();
        self.index
    }
}

/// The comparable spelling of a whole phrase: two aliases with the same one are the same.
pub(super) fn comparable(phrase: &str) -> String {
    let mut out = String::new();
    each_word(phrase, &tokens_of(phrase), true, |w| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(w.stem);
    });
    out
}
