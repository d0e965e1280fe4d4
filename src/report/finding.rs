//! The finding: one claim, judged, with everything that a report shows of it.

use std::ops::Range;

use crate::error::Error;
use crate::resolve::Reading;
use crate::span::{Lines, Span};
use crate::text;
use crate::value::{DateTime, Interval, Relation};
use crate::verdict::judge::Compared;
use crate::verdict::{Severity, Verdict};

/// One claim of an article and what became of it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The mention: where it stands in the source and what was read.
    pub reading: Reading,
    /// The mention's text as a reader sees it (reading text).
    pub text: String,
    /// The sentence that it stands in: bytes of the reading text, half-open.
    pub sentence: Range<u32>,
    /// The counted noun as written, if any.
    pub noun: Option<String>,
    /// Names of the rules that read it, in order.
    pub derivation: Vec<String>,
    /// The part it has in a change: "rose 5 % to 20 million".
    pub change: Option<super::change::ChangeNote>,
    /// "read as 27,000 to 29,000 ("about")": what was understood, for people.
    pub understood: String,
    /// Name of the entity it is about, where one was found.
    pub entity: Option<String>,
    /// Id of the property (or of the event, the fact) it was linked to.
    pub property: Option<String>,
    /// The number or TIMEX3 string that was judged.
    pub judged: Shown,
    /// The time that the claim speaks of, where it has one.
    pub time: Option<Interval<DateTime>>,
    /// Who says so in the text.
    pub attribution: Option<String>,
    /// Whether it stands inside a direct quotation.
    pub quoted: bool,
    /// The verdict.
    pub verdict: Verdict,
    /// The code: `number-conflict`, `date-conflict`, `consistent`, `no-fact` ...
    pub code: &'static str,
    /// How claim and fact relate.
    pub relation: Option<Relation>,
    /// How loud it is.
    pub severity: Severity,
    /// What it was held against.
    pub evidence: Vec<Evidence>,
    /// One line: "28,000 conflicts with 34,314 (-18.4 %)".
    pub message: String,
    /// Further remarks, each starting with its code where it has one: "bound-loose: ...".
    pub notes: Vec<String>,
    /// Advice: "nearest: nk-soldiers (different noun)".
    pub help: Option<String>,
    /// Text that could stand in the place of `reading.extent.span`, in the author's style.
    pub suggestion: Option<String>,
    /// Why it is passed over, where somebody has said so.
    pub ignored: Option<Ignored>,
    /// Stable over moved lines: from code, path, normalised claim, fact and ordinal.
    pub fingerprint: String,
}

/// That a finding is passed over, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Where that was said.
    pub by: IgnoredBy,
    /// The reason given; empty where there was none.
    pub reason: String,
}

/// Where it was said that a finding is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IgnoredBy {
    /// A comment in the draft, or its front matter.
    Draft,
    /// The baseline.
    Baseline,
}

/// A value as records show it.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A number.
    Number(crate::value::Decimal),
    /// A TIMEX3 value or other text.
    Text(String),
}

/// A fact that a claim was held against.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Id of the fact.
    pub fact: String,
    /// Its value for people: "34,314", "2017-06-19", "$7 million".
    pub value: String,
    /// Its numeric interval, where it is a number (in its own unit).
    pub interval: Option<Interval<crate::value::Decimal>>,
    /// When the observation was made, or the fact's validity: "2024-12-31".
    pub as_of: Option<String>,
    /// Difference of the claim to the fact, for people: "-18.4 %".
    pub difference: Option<String>,
    /// Claim and fact on one scale, where they have one.
    pub compared: Option<Compared>,
    /// Where it comes from.
    pub source: Option<SourceNote>,
    /// The file it stands in, as shown.
    pub path: String,
    /// Its value's place in that file.
    pub span: Span,
    /// Line of that place, from 1.
    pub line: u32,
    /// Column, from 1, in code points.
    pub column: u32,
    /// That line's text.
    pub excerpt: String,
}

/// A source as a finding shows it.
#[derive(Clone, Debug, Default)]
pub struct SourceNote {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When: "2025-02-04".
    pub published: Option<String>,
    /// Where.
    pub url: Option<String>,
}

/// One file (or one record of a stream), checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Path as shown: relative, with `/`.
    pub path: String,
    /// The source as read.
    pub source: String,
    /// What it is written in.
    pub format: text::Format,
    /// When it was published, where it or the caller says so.
    pub date: Option<DateTime>,
    /// Line starts of `source`.
    pub lines: Lines,
    /// Every claim, in the order of the text, whatever its verdict.
    pub findings: Vec<Finding>,
    /// Claims that are counted and no more: those of a draft that an earlier run has judged.
    pub counted: Vec<(super::Weight, usize)>,
    /// What is wrong with what the draft says to the checker: an unused `ignore`, one without a reason.
    pub warnings: Vec<Error>,
}

/// A whole run, for the formats.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// The files in the order of their paths.
    pub files: Vec<Checked>,
    /// What could not be read, of drafts and of the base.
    pub errors: Vec<Error>,
    /// How many facts the base holds.
    pub facts: usize,
    /// Wall time, seconds; left out of machine formats.
    pub seconds: f64,
}
