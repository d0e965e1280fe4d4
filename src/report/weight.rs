//! What of a finding decides whether it is told and whether it fails a run.

use super::{Checked, FailOn, Finding, Show};
use crate::span::Lines;
use crate::text::Format;
use crate::verdict::{Severity, Verdict};

/// A finding's weight: all that a summary knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight {
    /// The verdict, without its reason.
    pub kind: Kind,
    /// How loud it is.
    pub severity: Severity,
    /// Whether it is passed over.
    pub ignored: bool,
}

/// A verdict without its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// [`Verdict::Consistent`].
    Consistent,
    /// [`Verdict::Conflicting`].
    Conflicting,
    /// [`Verdict::Unknown`].
    Unknown,
}

impl Weight {
    /// Whether it is one of those that `show` asks for.
    #[must_use]
    pub fn is_among(self, show: Show) -> bool {
        match self.kind {
            Kind::Conflicting => true,
            _ if self.severity >= Severity::Warn => true,
            Kind::Unknown => show >= Show::Unknown,
            Kind::Consistent => show >= Show::All,
        }
    }

    /// Whether it fails a run that fails from `on` on.
    #[must_use]
    pub fn fails(self, on: FailOn) -> bool {
        !self.ignored
            && (self.severity == Severity::Error
                || (on <= FailOn::Warning && self.severity >= Severity::Warn)
                || (on == FailOn::Unknown && self.kind == Kind::Unknown))
    }
}

impl Finding {
    /// Its weight.
    #[must_use]
    pub fn weight(&self) -> Weight {
        let kind = match self.verdict {
            Verdict::Consistent => Kind::Consistent,
            Verdict::Conflicting => Kind::Conflicting,
            Verdict::Unknown(_) => Kind::Unknown,
        };
        Weight { kind, severity: self.severity, ignored: self.ignored.is_some() }
    }

    /// Whether it is one of those that `show` asks for.
    #[must_use]
    pub fn is_among(&self, show: Show) -> bool {
        self.weight().is_among(show)
    }

    /// Whether it fails a run that fails from `on` on.
    #[must_use]
    pub fn fails(&self, on: FailOn) -> bool {
        self.weight().fails(on)
    }
}

impl Checked {
    /// A draft of which no more is known than how many claims of which weight it has.
    #[must_use]
    pub fn counted(path: &str, format: Format, counted: Vec<(Weight, usize)>) -> Self {
        let (source, findings, warnings) = (String::new(), Vec::new(), Vec::new());
        let lines = Lines::new(&source);
        Self { path: path.to_owned(), source, format, date: None, lines, findings, counted, warnings }
    }

    /// The weights of its findings with how many there are of each: those that it holds, and those that it only counts.
    pub fn weights(&self) -> impl Iterator<Item = (Weight, usize)> {
        self.findings.iter().map(|f| (f.weight(), 1)).chain(self.counted.iter().copied())
    }

    /// How many of its findings fail a run that fails from `on` on.
    #[must_use]
    pub fn failing(&self, on: FailOn) -> usize {
        self.weights().filter(|(w, _)| w.fails(on)).map(|(_, n)| n).sum()
    }
}
