//! The frame of a claim: everything about it but its value and its fact.

use std::ops::Range;

use super::change::Changes;

pub use crate::rules::frame::FrameKind;

/// Whether the text asserts the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It does: judged.
    Asserted,
    /// It tells of the future, a plan, a hope: not judged.
    Prediction,
    /// It stands under a condition, a denial, a question: not judged.
    Hypothetical,
}

/// A framing word found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameWord {
    /// What it does.
    pub kind: FrameKind,
    /// Token numbers.
    pub tokens: Range<u32>,
    /// The power of ten that a scale stands for: 6 for "million"; 0 for other words.
    pub power: u8,
}

/// The time that a claim speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Which reading gives it.
    pub reading: usize,
    /// Whether it is carried from an earlier sentence.
    pub carried: bool,
}

/// What the article asserts with one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The reading's number.
    pub reading: usize,
    /// The sentence's number.
    pub sentence: usize,
    /// The block's number.
    pub block: usize,
    /// Token numbers of the clause that holds it.
    pub clause: Range<u32>,
    /// Whether it is asserted.
    pub standing: Standing,
    /// Whether it stands in a direct quotation.
    pub quoted: bool,
    /// Token numbers of who says so.
    pub attribution: Option<Range<u32>>,
    /// Words that make it another quantity: "women", "another".
    pub restrictions: Vec<Range<u32>>,
    /// The time it speaks of; `None` where the text names none.
    pub scope: Option<Scope>,
}

/// The claims of a document, with the framing words that linking uses too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// One claim a reading, in the same order.
    pub all: Vec<Claim>,
    /// Framing words in the order of the text.
    pub words: Vec<FrameWord>,
    /// What became of the quantities: which readings are amounts of a change, old values, new ones.
    pub changes: Changes,
}

impl Claims {
    /// The framing words of one of `kinds` inside `tokens`.
    pub fn words_in<'a>(
        &'a self,
        tokens: &'a Range<u32>,
        kind: FrameKind,
    ) -> impl Iterator<Item = &'a FrameWord> {
        let from = self.words.partition_point(|w| w.tokens.start < tokens.start);
        self.words[from..].iter().take_while(|w| w.tokens.start < tokens.end).filter(move |w| w.kind == kind)
    }
}
