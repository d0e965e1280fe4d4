//! What the files of `rules/` may say: one struct a kind of rule, unknown keys refused.
//!
//! Each kind of file lists its rules as an array of tables; one file may mix kinds.

use serde::Deserialize;

/// Makes a kind of rule: its own fields, and what every rule has. Fields that a file leaves out are
/// empty; a layer that switches a rule off writes its id and `off` alone.
macro_rules! rule {
    ($(#[$doc:meta])* $kind:literal $name:ident {
        $($(#[$about:meta])* $field:ident: $type:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $name {
            /// Name of the rule, stable for ever.
            pub id: String,
            $($(#[$about])* #[serde(default)] pub $field: $type,)*
            /// Disables the rule of this id.
            #[serde(default)]
            pub off: bool,
            /// Texts that the rule must read so.
            #[serde(default)]
            pub yes: Vec<$crate::rules::schema::Example>,
            /// Texts in which the rule must not fire.
            #[serde(default)]
            pub no: Vec<String>,
        }

        impl $crate::rules::schema::Rule for $name {
            const KIND: &'static str = $kind;
            fn id(&self) -> &str {
                &self.id
            }
            fn is_off(&self) -> bool {
                self.off
            }
        }
    };
}

pub mod change;
pub mod exact;
pub mod language;
pub mod quantity;
pub mod time;
pub mod unit;
pub mod word_set;

pub use change::{ChangeRule, Shape};
pub use exact::Exact;
pub use quantity::{Beside, Hedge, Idiom, Marker, Number, NumberRole, Role, Side, Spoken, Worth};
pub use time::TimeRules;
pub use unit::{Currency, Prefix, SharedUnit, UnitRule};
pub use word_set::WordSetRule;

/// What every rule has, whatever its kind.
pub trait Rule: Clone {
    /// Its kind, as the files name it: "hedge", "time.word".
    const KIND: &'static str;
    /// Its name, stable for ever.
    fn id(&self) -> &str;
    /// Whether it only disables the rule of its id.
    fn is_off(&self) -> bool;
}

/// Everything a rule file may hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct RuleFile {
    /// Version of this schema.
    pub schema: u32,
    /// Words whose full stop ends a sentence only where a new one clearly opens: "Inc", "Jan".
    pub abbreviations: Vec<String>,
    /// Words whose full stop never ends a sentence: "Mr", "Gen", "St".
    pub titles: Vec<String>,
    /// Words whose full stop ends no sentence before a number: "No", "p".
    pub numberings: Vec<String>,
    /// Words that, with a capital, all but always open a sentence: "The", "However".
    pub sentence_openers: Vec<String>,
    /// Hedges: words that bound a number.
    pub hedge: Vec<Hedge>,
    /// Words that frame a claim.
    pub frame: Vec<super::frame::FrameRule>,
    /// Number words.
    pub number: Vec<Number>,
    /// Decimal and binary prefixes of units.
    pub prefix: Vec<Prefix>,
    /// Units of measurement.
    pub unit: Vec<UnitRule>,
    /// Currencies.
    pub currency: Vec<Currency>,
    /// Words that name several currencies.
    pub shared: Vec<SharedUnit>,
    /// Words that the readers ask for by name.
    pub words: Vec<WordSetRule>,
    /// Small words around numbers.
    pub marker: Vec<Marker>,
    /// Phrases with a number that say none.
    pub idiom: Vec<Idiom>,
    /// Words that say a quantity without a number.
    pub spoken: Vec<Spoken>,
    /// Widths of hedges and of fractions (`compare.toml`).
    pub width: Option<Widths>,
    /// Words of change.
    pub change: Vec<ChangeRule>,
    /// Costs and reaches of linking (`compare.toml`).
    pub link: Option<super::weights::LinkRule>,
    /// When a number agrees (`compare.toml`).
    pub verdict: Option<super::weights::VerdictRule>,
    /// Words that tell what figures mean to each other.
    pub cue: Vec<super::audit::CueRule>,
    /// What the lines of a fact box tell of.
    pub aspect: Vec<super::aspect::AspectRule>,
    /// How the language writes words and numbers.
    pub language: Option<language::LanguageRule>,
    /// Rules about time.
    pub time: TimeRules,
    /// Where the rules stand, for errors to point at.
    #[serde(skip)]
    pub source: Option<Source>,
}

/// A rule file as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file.
    pub path: std::path::PathBuf,
    /// Its text.
    pub text: String,
}

/// How wide the hedges of a kind of value are (`semantics.md` section 1).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Widths {
    /// `d` as a share of the number, at most: "1/10".
    pub share: Option<Exact>,
    /// `d` for counts and ages, at least.
    pub count: Option<Exact>,
    /// `d` of a temperature, in degrees.
    pub temperature: Option<Exact>,
    /// Half the width of a spoken fraction ("a third"), as a share of the whole.
    pub fraction: Option<Exact>,
    /// The same as a share of the fraction itself, at most.
    pub fraction_share: Option<Exact>,
}

/// A text and what must be read in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// The text.
    pub text: String,
    /// The one mention expected: interval notation and unit (`[40, +inf) person`), or
    /// TIMEX3 (`DATE 2017`, `DATE 199 END`).
    pub is: String,
    /// Publication date to read it with.
    #[serde(default)]
    pub date: Option<String>,
    /// Timeline to read it with: "news", the default, or "narrative".
    #[serde(default)]
    pub timeline: Option<String>,
}
