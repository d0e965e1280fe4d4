//! The colours of reports for people: one meaning each, none the only carrier of it.

use std::fmt::{self, Display};

use anstyle::{AnsiColor, Style};

use crate::verdict::{Severity, Verdict};

/// A conflict: label and underline.
pub(super) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
/// A warning.
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Agreement, and the text of a fact.
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What could not be checked, and remarks.
pub(super) const NOTE: Style = AnsiColor::Cyan.on_default().bold();
/// Line numbers, bars and arrows.
pub(super) const FRAME: Style = AnsiColor::BrightBlue.on_default().bold();
/// The headline's words.
pub(super) const STRONG: Style = Style::new().bold();
/// A removed line, an added one, and the words in them that changed.
pub(super) const REMOVED: Style = AnsiColor::Red.on_default();
pub(super) const ADDED: Style = AnsiColor::Green.on_default();
pub(super) const REMOVED_WORD: Style = AnsiColor::Red.on_default().bold().underline();
pub(super) const ADDED_WORD: Style = AnsiColor::Green.on_default().bold().underline();

/// The style of a finding's label.
pub(super) fn of(verdict: Verdict, severity: Severity) -> Style {
    match (verdict, severity) {
        (_, Severity::Error) => ERROR,
        (_, Severity::Warn) => WARNING,
        (Verdict::Consistent, Severity::Note) => GOOD,
        (_, Severity::Note) => NOTE,
    }
}

/// Styles text where the stream takes colours, else leaves it plain.
#[derive(Clone, Copy)]
pub(super) struct Paint(pub(super) bool);

impl Paint {
    /// `text` in `style`.
    pub(super) fn with<T: Display>(self, style: Style, text: T) -> Painted<T> {
        Painted { style: self.0.then_some(style), text }
    }
}

/// Text with its style.
pub(super) struct Painted<T> {
    style: Option<Style>,
    text: T,
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            Some(s) => write!(f, "{s}{}{s:#}", self.text),
            None => self.text.fmt(f),
        }
    }
}
