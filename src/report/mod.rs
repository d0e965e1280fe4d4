//! What a reader sees: findings, and one file for each format.
//!
//! Floor 10. A [`Finding`] names one claim, what it was held against and how the two compare; a
//! [`Format`] turns a [`Run`] into text and decides nothing. Text from an article is data in every
//! format: nothing of it can act on a terminal, a CI host, a spreadsheet or a browser ([`clean`]).
//!
//! A new format is one file that implements [`Format`] and one line in [`FORMATS`].

use std::io::{self, Write};

use crate::error::nearest;

pub mod assemble;
pub mod baseline;
pub mod change;
mod checklist;
mod checkstyle;
mod claimreview;
pub mod clean;
pub mod codes;
mod concise;
pub mod correct;
mod csv;
mod diff;
pub mod encode;
pub mod finding;
mod full;
mod github;
mod gitlab;
mod host;
mod html;
mod json;
mod junit;
pub mod levels;
pub mod link;
mod markdown;
pub mod mentions;
pub mod notation;
mod rdjson;
pub mod record;
mod records_schema;
mod region;
pub mod remark;
#[cfg(test)]
mod sample;
mod sarif;
pub mod slip;
mod snippet;
mod statistics;
mod style;
pub mod summary;
pub mod suppress;
mod table;
mod template;
pub mod understood;
mod weight;

pub use claimreview::Review;
pub use finding::{Checked, Evidence, Finding, Ignored, IgnoredBy, Run, Shown, SourceNote};
pub use html::is_page;
pub use markdown::text as markdown_text;
pub use records_schema::records_schema;
pub use statistics::statistics;
pub use template::Template;
pub use understood::understood;
pub use weight::{Kind, Weight};

/// A way of writing a run down.
pub trait Format: Sync {
    /// Its name on the command line: `full`.
    fn name(&self) -> &'static str;

    /// What it is good for, in one line.
    fn about(&self) -> &'static str;

    /// What it shows unless it is told otherwise: people see what needs them, programs see all.
    fn shows(&self) -> Show {
        Show::Conflicting
    }

    /// Whether it tells of what is passed over, and why.
    fn shows_ignored(&self) -> bool {
        false
    }

    /// Whether it shows the text of drafts in which it shows no finding.
    fn shows_text(&self) -> bool {
        false
    }

    /// Writes `run` to `out`. The same run gives the same bytes (but for `run.seconds`, which only
    /// the summary for people shows).
    ///
    /// # Errors
    ///
    /// When `out` cannot be written.
    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()>;
}

/// Every format, in the order in which help lists them. The first is the default.
pub const FORMATS: &[&dyn Format] = &[
    &full::Full,
    &concise::Concise,
    &diff::Diff,
    &table::Table,
    &csv::Csv,
    &markdown::Markdown,
    &checklist::Checklist,
    &html::Html,
    &claimreview::ClaimReview,
    &json::Json,
    &json::JsonLines,
    &sarif::Sarif,
    &github::GitHub,
    &gitlab::GitLab,
    &junit::JUnit,
    &checkstyle::Checkstyle,
    &rdjson::RdJson,
];

/// The format of this name.
///
/// # Errors
///
/// Names the nearest known one, for a hint.
pub fn format(name: &str) -> Result<&'static dyn Format, Option<&'static str>> {
    let found = FORMATS.iter().find(|f| f.name() == name);
    found.copied().ok_or_else(|| nearest(name, FORMATS.iter().map(|f| f.name())))
}

/// Which findings a format shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Show {
    /// What conflicts, and warnings.
    Conflicting,
    /// Those, and what could not be checked.
    Unknown,
    /// Every claim.
    All,
}

/// From where on a finding fails the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FailOn {
    /// Also a claim that could not be checked.
    Unknown,
    /// Also a warning.
    Warning,
    /// A conflict.
    #[default]
    Conflicting,
}

/// How a run is written.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which findings; `None` leaves it to the format.
    pub show: Option<Show>,
    /// From where on a finding fails the run: the summary says so.
    pub fail_on: FailOn,
    /// Whether the stream takes ANSI colours.
    pub color: bool,
    /// Columns of the terminal; `None` when it is none.
    pub width: Option<usize>,
    /// Whether to leave out the summary.
    pub quiet: bool,
    /// Whether the stream shows links (OSC 8).
    pub links: bool,
    /// Who publishes the check, for the format that says so.
    pub review: Review,
}

impl Options {
    /// The findings of `file` that `format` shows under these options, in the order of the text.
    fn shown<'f>(&self, format: &dyn Format, file: &'f Checked) -> impl Iterator<Item = &'f Finding> {
        file.findings.iter().filter(move |f| self.shows(format, f.weight()))
    }

    /// Whether `format` shows findings of this weight under these options.
    #[must_use]
    pub fn shows(&self, format: &dyn Format, weight: Weight) -> bool {
        match weight.ignored {
            true => format.shows_ignored(),
            false => weight.is_among(self.show.unwrap_or(format.shows())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_format_names_the_nearest() {
        assert!(format("full").is_ok());
        assert_eq!(format("jsno").err(), Some(Some("json")));
        assert_eq!(format("qqqqqq").err(), Some(None));
    }

    #[test]
    fn names_are_unique_and_described() {
        for (i, f) in FORMATS.iter().enumerate() {
            assert!(FORMATS[..i].iter().all(|g| g.name() != f.name()));
            assert!(!f.about().is_empty());
        }
    }
}
