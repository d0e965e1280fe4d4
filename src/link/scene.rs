//! What of the base stands where in a text.
//!
//! One pass over the tokens finds every name, property, event and cue; names that the base does
//! not know are kept too, as strangers: "Peru has a population of 30 million, Ruritania of 2 million"
//! must not give Ruritania's number to Peru.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::{Input, described};
use crate::claim::FrameKind;
use crate::kb::index;
use crate::kb::{EntityId, EventId, PropertyId};
use crate::rules::Class;
use crate::text::{Scope, Token, TokenKind};

/// What a stretch of text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// An entity of the base.
    Entity(EntityId),
    /// A property of the base, by one of its names.
    Property(PropertyId),
    /// A word that points to a property without naming it.
    Cue(PropertyId),
    /// A word that makes it another property.
    Not(PropertyId),
    /// An event of the base, by one of its names.
    Event(EventId),
    /// A word that points to an event.
    EventCue(EventId),
    /// A word that makes it another event.
    EventNot(EventId),
    /// A name that the base does not know.
    Stranger,
}

impl From<index::What> for What {
    fn from(what: index::What) -> Self {
        match what {
            // "South Korean estimates" speak of South Korea.
            index::What::Entity(e) | index::What::Demonym(e) => Self::Entity(e),
            index::What::Property(p) => Self::Property(p),
            index::What::PropertyCue(p) => Self::Cue(p),
            index::What::PropertyNot(p) => Self::Not(p),
            index::What::Event(e) => Self::Event(e),
            index::What::EventCue(e) => Self::EventCue(e),
            index::What::EventNot(e) => Self::EventNot(e),
        }
    }
}

/// Something of the base, or a strange name, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Token numbers.
    pub tokens: Range<u32>,
    /// What it names.
    pub what: What,
    /// A name that needs a second cue: a bare surname, "the South".
    pub weak: bool,
    /// A word for a place's people and things: "South Korean".
    pub people: bool,
}

/// All sights of a document, sorted by place.
#[derive(Debug, Default)]
pub struct Scene {
    sights: Vec<Sight>,
    /// Hashes of the words that the text also writes without a capital.
    small: FxHashSet<u64>,
    /// The first block of each table, and the blocks that are headings.
    tables: FxHashMap<u32, usize>,
    headings: Vec<usize>,
}

/// A word's hash, capitals aside.
fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for b in word.bytes() {
        hasher.write_u8(b.to_ascii_lowercase());
    }
    hasher.finish()
}

impl Scene {
    /// Whether the word that opens a sentence is a capital that nothing explains: it may be a strange name.
    pub(super) fn opens_strangely(&self, input: &Input<'_>, at: u32) -> bool {
        let Some(t) = input.tokens.all.get(at as usize) else { return false };
        t.kind == TokenKind::Word
            && t.capital()
            && !input.is_small(at)
            && !self.writes_small(t.text(&input.doc.text))
            && !self.within(&(at..at + 1)).any(|s| s.tokens.start == at)
            && !input.is_framed(at)
            && input.reads(at).is_none()
    }

    /// Finds everything in one pass.
    #[must_use]
    pub fn new(input: &Input<'_>) -> Self {
        let mut sights = Vec::new();
        for surface in input.base.index().find(&input.doc.text, &input.tokens.all) {
            if is_money(input, &surface.tokens) || is_jubilee(input, &surface.tokens) {
                continue;
            }
            let people = matches!(surface.what, index::What::Demonym(_));
            let weak = surface.weak || people;
            sights.push(Sight { tokens: surface.tokens, what: surface.what.into(), weak, people });
        }
        sights.extend(described::with_words_between(input));
        sights.sort_by_key(|s| (s.tokens.start, std::cmp::Reverse(s.tokens.end)));
        lengthen(input, &mut sights);
        sights.sort_by_key(|s| (s.tokens.start, std::cmp::Reverse(s.tokens.end)));
        let strangers = strangers(input, &sights);
        sights.extend(strangers);
        sights.sort_by_key(|s| (s.tokens.start, std::cmp::Reverse(s.tokens.end)));
        tell_apart(input, &mut sights);
        sights.sort_by_key(|s| (s.tokens.start, std::cmp::Reverse(s.tokens.end)));
        drop_nested(&mut sights);
        let small = |t: &&Token| t.kind == TokenKind::Word && !t.capital();
        let small = input.tokens.all.iter().filter(small).map(|t| hash(t.text(&input.doc.text))).collect();
        let mut scene = Self { sights, small, ..Self::default() };
        for (at, block) in input.doc.blocks.iter().enumerate() {
            match block.scope {
                Scope::Heading(_) => scene.headings.push(at),
                Scope::Cell { table, .. } => _ = scene.tables.entry(table).or_insert(at),
                _ => {}
            }
        }
        scene
    }

    /// Whether the text writes a word without its capital somewhere: then it is no name.
    #[must_use]
    pub fn writes_small(&self, word: &str) -> bool {
        self.small.contains(&hash(word))
    }

    /// The first block of a table.
    pub(super) fn table(&self, table: u32) -> Option<usize> {
        self.tables.get(&table).copied()
    }

    /// The headings before a block, the nearest first.
    pub(super) fn headings_before(&self, block: usize) -> impl Iterator<Item = usize> {
        let end = self.headings.partition_point(|&h| h < block);
        self.headings[..end].iter().rev().copied()
    }

    /// The sights that start inside `tokens`, in order.
    pub fn within(&self, tokens: &Range<u32>) -> impl DoubleEndedIterator<Item = &Sight> {
        let a = self.sights.partition_point(|s| s.tokens.start < tokens.start);
        let b = self.sights.partition_point(|s| s.tokens.start < tokens.end);
        self.sights[a..b.max(a)].iter()
    }

    /// The last entity before token `at` for which `fits` holds, within `reach` tokens, unless a
    /// strange name that could be meant as well stands between.
    pub fn last_entity(
        &self,
        at: u32,
        reach: u32,
        blocks: impl Fn(&Sight) -> bool,
        fits: impl Fn(EntityId) -> bool,
    ) -> Option<(EntityId, &Sight)> {
        for s in self.within(&(at.saturating_sub(reach)..at)).rev() {
            match s.what {
                What::Entity(e) if fits(e) => return Some((e, s)),
                What::Stranger if blocks(s) => return None,
                _ => {}
            }
        }
        None
    }
}

/// "Her 90th birthday last year": the day that a birth comes round, not its own.
fn is_jubilee(input: &Input<'_>, tokens: &Range<u32>) -> bool {
    let counted = tokens.start.checked_sub(1).and_then(|i| input.reads(i));
    input.word(tokens.end - 1).eq_ignore_ascii_case("birthday")
        && counted.is_some_and(|r| r.kind == crate::mention::Kind::Ordinal)
}

/// "US" in "US$ 5" and "US dollars" is money, not a country.
fn is_money(input: &Input<'_>, tokens: &Range<u32>) -> bool {
    let from = tokens.start as usize;
    let rest = input.tokens.all.get(from..).unwrap_or(&[]);
    input
        .rules
        .phrases
        .longest(rest, &input.doc.text, Class::UNIT)
        .is_some_and(|m| m.len > tokens.len() && tokens.len() <= 4)
}

/// "West Germany", "New Mexico", "China Mobile", "Fred Warmbier": with another capital beside it, or a word for
/// a part, a name is another name, which the base does not know.
fn lengthen(input: &Input<'_>, sights: &mut [Sight]) {
    let capital = |i: u32| {
        input.tokens.all.get(i as usize).is_some_and(|t| {
            t.kind == TokenKind::Word && t.capital() && !t.starts_sentence() && !input.is_small(i)
        })
    };
    let mut changes = Vec::new();
    for (at, s) in sights.iter().enumerate() {
        let What::Entity(e) = s.what else { continue };
        if s.people {
            continue;
        }
        let (a, b) = (s.tokens.start, s.tokens.end);
        let covered = |i: u32| {
            sights
                .iter()
                .skip(at.saturating_sub(40))
                .take(80)
                .any(|o| o.tokens.contains(&i) && o.tokens != s.tokens && !matches!(o.what, What::Not(_)))
        };
        let spaced = |i: u32| input.tokens.all.get(i as usize).is_some_and(crate::text::Token::spaced);
        let person = input.base.entity(e).kind() == Some("person");
        let loose = person && !s.weak || headline(input, a);
        let before = a.checked_sub(1).filter(|&i| {
            spaced(a) && (input.starts(i, FrameKind::Part) || !loose && capital(i)) && !covered(i)
        });
        let after = Some(b)
            .filter(|&i| !loose && !person && spaced(i) && capital(i) && !covered(i) && !read(input, i));
        if before.is_some() || after.is_some() {
            let tokens = before.unwrap_or(a)..after.map_or(b, |i| i + 1);
            changes.push((at, tokens));
        }
    }
    for (at, tokens) in changes {
        sights[at].what = What::Stranger;
        sights[at].tokens = tokens;
    }
}

/// Whether a number or a date was read at token `i`: "Germany May 2014".
fn read(input: &Input<'_>, i: u32) -> bool {
    let at = input.readings.partition_point(|r| r.extent.whole.end <= i);
    input.readings.get(at).is_some_and(|r| r.extent.whole.contains(&i))
}

/// Whether the words around `at` nearly all have capitals: then a capital marks no name.
fn headline(input: &Input<'_>, at: u32) -> bool {
    let near = (at.saturating_sub(8) as usize)..(at as usize + 8).min(input.tokens.all.len());
    let words = input.tokens.all[near].iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3);
    let (all, small) = words.fold((0, 0), |(all, small), t| (all + 1, small + u32::from(!t.capital())));
    all > 2 && small * 4 <= all
}

/// A shorter name inside a longer one of the same sort is not meant: "GDP" in "GDP growth",
/// "South" in "South Korea". A cue inside a name still counts.
fn drop_nested(sights: &mut Vec<Sight>) {
    let names = |w: &What| matches!(w, What::Entity(_) | What::Property(_) | What::Event(_) | What::Stranger);
    let sort = |w: &What| match w {
        What::Property(_) => 1u8,
        What::Event(_) => 2,
        _ => 0,
    };
    let inside = |s: &Sight, l: &Range<u32>| !matches!(s.what, What::Event(_)) || s.tokens.end <= l.end;
    // "The eruption of 1953" is that one, though "the eruption" names another: the longer wins.
    let events: Vec<Range<u32>> =
        sights.iter().filter(|s| matches!(s.what, What::Event(_))).map(|s| s.tokens.clone()).collect();
    let outdone = |s: &Sight| {
        let from = events.partition_point(|e| e.start < s.tokens.start);
        let near = events[from.saturating_sub(8)..].iter().take_while(|e| e.start < s.tokens.end);
        near.into_iter().any(|e| e.end > s.tokens.start && e.len() > s.tokens.len())
    };
    sights.retain(|s| !matches!(s.what, What::Event(_)) || !outdone(s));
    let mut last: [Option<Range<u32>>; 3] = [None, None, None];
    sights.retain(|s| {
        if !names(&s.what) {
            return true;
        }
        let slot = &mut last[sort(&s.what) as usize];
        match slot {
            Some(l) if s.tokens.start < l.end && s.tokens != *l && inside(s, l) => false,
            _ => {
                *slot = Some(s.tokens.clone());
                true
            }
        }
    });
}

/// Runs of capitalised words that no sight of the base covers and that do not merely start a sentence.
fn strangers(input: &Input<'_>, known: &[Sight]) -> Vec<Sight> {
    let tokens = &input.tokens.all;
    let mut out = Vec::new();
    let mut taken = known
        .iter()
        .filter(|s| matches!(s.what, What::Entity(_) | What::Property(_) | What::Stranger))
        .peekable();
    let mut covered = 0u32;
    let mut words = input.claims.words.iter().filter(|w| stands_alone(w.kind)).peekable();
    let mut readings = input.readings.iter().peekable();
    let mut at = 0usize;
    while at < tokens.len() {
        let here = u32::try_from(at).unwrap_or(u32::MAX);
        while let Some(s) = taken.next_if(|s| s.tokens.start <= here) {
            covered = covered.max(s.tokens.end);
        }
        while let Some(w) = words.next_if(|w| w.tokens.start <= here) {
            covered = covered.max(w.tokens.end);
        }
        while let Some(r) = readings.next_if(|r| r.extent.tokens.start <= here) {
            covered = covered.max(r.extent.tokens.end);
        }
        let t = &tokens[at];
        let no_name = t.starts_sentence() && !opens_with_name(input, here);
        if here < covered || t.kind != TokenKind::Word || !t.capital() || no_name {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(n) = tokens.get(end) {
            // "St. Martin": the stop belongs to the name.
            let stop =
                n.kind == TokenKind::Sign && !n.spaced() && n.text(&input.doc.text) == "." && end == at + 1;
            if stop && tokens.get(end + 1).is_some_and(|m| m.capital() && !m.starts_sentence()) {
                end += 1;
                continue;
            }
            let next = taken.peek().map_or(u32::MAX, |s| s.tokens.start);
            if n.kind != TokenKind::Word
                || !n.capital()
                || !n.spaced()
                || u32::try_from(end).unwrap_or(u32::MAX) >= next
            {
                break;
            }
            end += 1;
        }
        let sight = Sight {
            tokens: here..u32::try_from(end).unwrap_or(u32::MAX),
            what: What::Stranger,
            weak: end == at + 1,
            people: false,
        };
        if t.starts_sentence() || stands_as_name(input, &sight.tokens) {
            out.push(sight);
        }
        at = end;
    }
    out
}

/// "The hoard from Hoxne", where the base has "the hoard" of another place.
fn tell_apart(input: &Input<'_>, sights: &mut [Sight]) {
    let strange: FxHashSet<u32> =
        sights.iter().filter(|s| s.what == What::Stranger).map(|s| s.tokens.start).collect();
    for s in sights.iter_mut().filter(|s| matches!(s.what, What::Entity(_))) {
        let common = s
            .tokens
            .clone()
            .all(|i| input.tokens.all.get(i as usize).is_some_and(|t| !t.capital() || t.starts_sentence()));
        let (prep, name) = (s.tokens.end, s.tokens.end + 1);
        if common && matches!(input.word(prep), "from" | "of" | "at" | "in") && strange.contains(&name) {
            (s.what, s.weak) = (What::Stranger, false);
        }
    }
}

/// Framing words that can be no part of a name.
fn stands_alone(kind: FrameKind) -> bool {
    use FrameKind::{Basis, Boundary, Comparison, Hypothetical, Opening, Person, Place, Prediction};
    use FrameKind::{Respective, Running, Speech, Thing};
    match kind {
        Basis | Boundary | Comparison | Hypothetical | Opening | Person | Place | Prediction => true,
        other => matches!(other, Respective | Running | Speech | Thing),
    }
}

/// Whether the capital that opens a sentence is a name's: "Berlin, the capital", "Sweden's", "Hong Kong",
/// "Munich has". "Currently", "Inflation rose" are none.
fn opens_with_name(input: &Input<'_>, at: u32) -> bool {
    let (word, next) = (input.word(at), input.word(at + 1));
    if input.is_small(at) || word.ends_with("ly") || word.len() < 3 {
        return false;
    }
    let long = input
        .tokens
        .all
        .get(at as usize + 1)
        .is_some_and(|t| t.kind == TokenKind::Word && t.capital() && t.spaced() && !t.starts_sentence());
    // "Hospitals have treated", "Voters had chosen"
    let plural = word.ends_with('s') && matches!(next, "have" | "had");
    long && !headline(input, at)
        || !plural
            && matches!(next, "," | "'" | "\u{2019}" | "(" | "has" | "had" | "is" | "was" | "have" | "in")
}

/// A single capitalised word is a name only where a name would stand: after "of" or "in", in a list, before
/// "'s" or a bracket. Titles and column heads are full of other capitals.
fn stands_as_name(input: &Input<'_>, tokens: &Range<u32>) -> bool {
    const BEFORE: [&str; 15] = [
        "of",
        "in",
        "for",
        "from",
        "at",
        "to",
        "by",
        "and",
        "near",
        "with",
        ",",
        "than",
        "neighbouring",
        "neighboring",
        "nearby",
    ];
    const AFTER: [&str; 9] = ["'", "\u{2019}", "(", "has", "had", "is", "was", "said", ","];
    let before = tokens.start.checked_sub(1).map_or("", |i| input.word(i));
    // "The Greens 9 per cent"
    let counted = before == "the" && input.reads(tokens.end).is_some();
    counted
        || BEFORE.contains(&before)
        || AFTER.contains(&input.word(tokens.end))
        || tokens.len() > 1 && before != "("
}
