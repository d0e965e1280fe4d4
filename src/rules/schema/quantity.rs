//! Rules about quantities: number words, units, currencies, hedges, and the small words around them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Exact;
use crate::value::Modifier;

rule! {
    /// Words that are numbers, or parts of them.
    ///
    /// ```toml
    /// [[number]]
    /// id    = "tens"
    /// role  = "tens"
    /// words = { twenty = 20, thirty = 30 }
    /// yes   = [{ text = "twenty-two ships", is = "22 ships" }]
    /// ```
    "number" Number {
        /// What part the words play in a number.
        role: Option<NumberRole>,
        /// A suffix right after the digits is read where one of these holds.
        tight: Vec<Beside>,
        /// A suffix a space away from the digits is read where one of these holds.
        spaced: Vec<Beside>,
        /// A suffix is not read where one of these holds.
        unless: Vec<Beside>,
        /// The words (or phrases) and what they are worth; vague ones have two ends.
        words: BTreeMap<String, Worth>,
    }
}

/// What stands beside a number, for a suffix that means other things as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Beside {
    /// Whatever does.
    Anything,
    /// Money before it: "$5m".
    Money,
    /// Decimals in it: "1.2b".
    Decimals,
    /// A counted noun or a unit after it: "5m people".
    Counted,
    /// A unit in words after it: "50 K dollars".
    Unit,
    /// Degrees are spoken of.
    Heat,
}

impl Beside {
    /// All of them, what is told at once first.
    pub const ALL: [Self; 6] =
        [Self::Anything, Self::Decimals, Self::Money, Self::Unit, Self::Counted, Self::Heat];

    /// Several of them as bits.
    #[must_use]
    pub fn bits(all: &[Self]) -> u8 {
        all.iter().fold(0, |bits, b| bits | 1 << *b as u8)
    }
}

/// What a number word is worth.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
pub enum Worth {
    /// One value.
    One(Exact),
    /// A vague word's two ends.
    Ends([Exact; 2]),
}

/// What part a word plays in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberRole {
    /// 0 to 9
    Digit,
    /// 10 to 19
    Teen,
    /// 20, 30 ... 90
    Tens,
    /// "fortytwo", written as one word
    Joined,
    /// "hundred"
    Hundred,
    /// "thousand", "million", "lakh"
    Scale,
    /// "dozen", "score": multiplies, and counts alone after "a"
    Group,
    /// "k", "bn": right after digits, or a space away where `spaced`
    Suffix,
    /// "first", "twentieth"; their plurals are denominators
    Ordinal,
    /// "half", "quarter"
    Fraction,
    /// "dozens", "several": two ends
    Vague,
    /// "one" where it is a number
    One,
}

rule! {
    /// Words that bound a number.
    ///
    /// ```toml
    /// [[hedge]]
    /// id      = "at-least"
    /// phrases = ["at least", "no fewer than"]
    /// side    = "before"
    /// mod     = "EQUAL_OR_MORE"
    /// range   = "[x, +inf)"
    /// yes     = [{ text = "at least 40 people", is = "[40, +inf) people" }]
    /// no      = ["At least, they say so."]
    /// ```
    "hedge" Hedge {
        /// The words.
        phrases: Vec<String>,
        /// Where they stand to the number.
        side: Side,
        /// The TIMEX3 modifier.
        #[serde(rename = "mod")]
        modifier: Option<Modifier>,
        /// What the number x becomes: interval notation with `x`, and `d` for the hedge's width.
        range: Option<String>,
    }
}

/// Where a hedge stands to its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// "over 40"
    #[default]
    Before,
    /// "40 or more"
    After,
}

rule! {
    /// Small words with a part in the grammar of numbers: "and", "per", "between".
    "marker" Marker {
        /// Its part.
        role: Option<Role>,
        /// The words, one token each.
        words: Vec<String>,
    }
}

/// Parts that small words play around numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Role {
    /// "and"
    And,
    /// "a", "an"
    Article,
    /// "the", "his", "these": determiners that may stand between a hedge and its number
    Determiner,
    /// "of"
    Of,
    /// "point" in "one point three"
    Point,
    /// "to", "through": between the ends of a range
    To,
    /// "or"
    Or,
    /// "between"
    Between,
    /// "from"
    From,
    /// "minus", "negative"
    Minus,
    /// "per", "each", "every": before the denominator of a rate
    Per,
    /// "in" in "one in five"
    In,
    /// "out" in "two out of three"
    Out,
    /// "over" in "1 over 121"
    Over,
    /// "by" in "rose by 5 to 20"
    By,
    /// "rose", "fell": what follows is a change, then a new value
    Change,
    /// "aged", "age": the number after it is an age
    Age,
    /// "turned" in "turned 30"
    Turn,
    /// "is", "be" in "she is 30"
    Be,
    /// "ago", "earlier": what stands before is a time
    Ago,
    /// "few" without "a": not many
    Few,
    /// "weapons" in "weapons sites": a plural that stands before another
    Modifier,
    /// "he", "she"
    Person,
    /// "children" in "children under 5"
    Aged,
    /// "as" in "three times as many"
    Compare,
    /// "more" in "3,000 more troops": stands between a number and its noun
    Further,
    /// "old" in "22 years old"
    Old,
    /// "section", "Boeing": the number after it is a name
    Label,
    /// "Road", "Avenue": the number before a name with it is a house's
    Street,
    /// a word that cannot stand in a counted noun phrase
    Function,
    /// a plural that does not end in s: "people"
    Plural,
    /// "win", "vote": two numbers before or after it are a score
    Score,
    /// "this", "which": a "one" after it is a pronoun
    Pronoun,
    /// "times": an occasion or a factor
    Times,
    /// "below" in "2 below zero"
    Below,
    /// "square" before a unit
    Square,
    /// "cubic" before a unit
    Cubic,
    /// "squared" after a unit
    Squared,
    /// "cubed" after a unit
    Cubed,
    /// "long" in "2 in long": a word after a unit whose sign is also a word
    Extent,
    /// "cost", "worth": money is spoken of
    MoneyCue,
    /// "weigh", "heavy": mass is spoken of
    MassCue,
    /// "temperature", "boils": degrees are of heat
    HeatCue,
    /// "rotate", "angle": degrees are of arc
    AngleCue,
    /// "fold" in "20-fold": a factor
    Fold,
    /// "plus" in "plus or minus 3"
    Plus,
    /// "mark" in "the 100 mark": how far, no money
    Level,
    /// "even" in "dozens, or even hundreds": between two vague numbers
    OrEven,
    /// "hurdles" in "the 110m hurdles": the number is a distance
    Race,
    /// "died" in "died at 97": the number after "at" is an age
    LifeEvent,
}

impl Role {
    /// The part as one bit of a word's set.
    #[must_use]
    pub const fn bit(self) -> u64 {
        1 << self as u8
    }
}

rule! {
    /// Phrases with a number in them that say none: "one another", "9/11".
    "idiom" Idiom {
        /// The phrases.
        phrases: Vec<String>,
    }
}

rule! {
    /// Words that say a quantity without a number: "a majority", "twice", "absolute zero".
    "spoken" Spoken {
        /// The phrases.
        phrases: Vec<String>,
        /// What they say, in interval notation.
        range: Option<String>,
        /// The unit, by its id.
        unit: Option<String>,
        /// The TIMEX3 modifier.
        #[serde(rename = "mod")]
        modifier: Option<Modifier>,
        /// The kind, where the unit does not tell: "ratio", "age", "ordinal".
        kind: Option<String>,
        /// Whether it is vague: never conflicting within a factor of two.
        vague: bool,
    }
}
