//! What the words at a place can mean, looked up once.
//!
//! At a core the reader tries many shapes from the same few places; the trie is walked once a place and
//! its answers are kept while the reader is near.

use std::cell::Cell;

use crate::mention::Input;
use crate::rules::Class;

/// Places kept at a time: a power of two, more than an expression is long.
const PLACES: usize = 64;
/// Meanings kept a place; a place with more is looked up anew.
const MEANINGS: usize = 12;

/// A meaning at a place: its number in the tables of time, and how many tokens it takes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    pub(super) meaning: u32,
    pub(super) len: u16,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// The token, counted from one, and the limit it was looked up with.
    key: (u32, u32),
    count: u8,
    found: [Found; MEANINGS],
}

/// The meanings at the last places looked at.
#[derive(Debug)]
pub(super) struct Senses {
    places: Vec<Cell<Place>>,
}

impl Senses {
    pub(super) fn new() -> Self {
        Self { places: vec![Cell::new(Place::default()); PLACES] }
    }

    /// Calls `each` for every meaning of the words at token `at`, the shorter ones first.
    pub(super) fn each(&self, input: &Input<'_>, at: usize, limit: usize, mut each: impl FnMut(Found)) {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let key = (number(at).saturating_add(1), number(limit));
        let slot = &self.places[at % PLACES];
        let mut place = slot.get();
        if place.key != key {
            place = Place { key, ..Place::default() };
            let mut all = 0usize;
            walk(input, at, limit, |f| {
                if let Some(free) = place.found.get_mut(all) {
                    *free = f;
                }
                all += 1;
            });
            place.count = u8::try_from(all).unwrap_or(u8::MAX);
            slot.set(place);
        }
        match place.found.get(..place.count as usize) {
            Some(found) => found.iter().for_each(|&f| each(f)),
            None => walk(input, at, limit, each),
        }
    }
}

fn walk(input: &Input<'_>, at: usize, limit: usize, mut each: impl FnMut(Found)) {
    let Some(tokens) = input.tokens.all.get(at..limit) else { return };
    input.rules.phrases.each(tokens, input.text, Class::TIME, |m| {
        if m.entry.class.meets(Class::TIME) {
            each(Found { meaning: m.entry.index, len: u16::try_from(m.len).unwrap_or(u16::MAX) });
        }
    });
}
