//! What went wrong, where, and what would help.
//!
//! Floor 1. The error knows strings, paths and spans only, no domain type: every floor above can
//! make one. Broken files are reported as
//!
//! ```text
//! error: unknown key `valeu`
//!   --> claims/korea.toml:12:1
//!    |
//! 12 | valeu = 34_078
//!    | ^^^^^
//!    = help: did you mean `value`?
//! ```

use std::fmt;
use std::path::{Path, PathBuf};

use crate::span::{Lines, Span};

/// What kind of thing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The command line or a call's arguments are wrong.
    Usage,
    /// A file or folder could not be read or written.
    Io,
    /// A file is not UTF-8 text.
    Encoding,
    /// A file does not parse: not TOML, not JSON, not CSV.
    Syntax,
    /// A file parses but does not fit its schema: unknown key, missing key, wrong type.
    Schema,
    /// A value cannot be: 31 June, an empty range, an unknown unit.
    Value,
    /// Something is defined twice.
    Duplicate,
    /// Something refers to what is not there: an unknown source, entity, file.
    Reference,
    /// A file is larger than the limit.
    TooLarge,
    /// A defect of factlint itself.
    Internal,
}

/// The one error of the library. `Display` prints the whole report with place and hint.
#[derive(Clone, Debug)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    path: Option<PathBuf>,
    place: Option<Place>,
    hint: Option<String>,
}

/// Where in a text, with what is needed to show it.
#[derive(Clone, Debug)]
struct Place {
    span: Span,
    line: u32,
    column: u32,
    excerpt: String,
    /// Code points before the caret in the excerpt, and carets to draw.
    caret: (usize, usize),
}

/// Widest excerpt of a source line that an error shows, in code points.
const EXCERPT: usize = 160;

impl Error {
    /// An error of `kind`; `message` starts in lower case and names the thing.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { kind, message: message.into(), path: None, place: None, hint: None }))
    }

    /// The same error, told of `path`.
    #[must_use]
    pub fn in_file(mut self, path: &Path) -> Self {
        self.0.path = Some(path.to_path_buf());
        self
    }

    /// The same error, placed at `span` (bytes) of `text`: gives it line, column and caret.
    #[must_use]
    pub fn at(mut self, text: &str, span: Span) -> Self {
        let lines = Lines::new(text);
        let start = (span.start as usize).min(text.len());
        let (line, column) = lines.line_column(text, start);
        let range = lines.range(text, line).unwrap_or(start..start);
        let body = text.get(range.clone()).unwrap_or("");
        let skip = (column as usize - 1).saturating_sub(EXCERPT / 2);
        let excerpt: String = body.chars().skip(skip).take(EXCERPT).map(visible).collect();
        let end = (span.end as usize).min(range.end).max(start);
        let width = text.get(start..end).map_or(1, |s| s.chars().count()).clamp(1, EXCERPT);
        self.0.place =
            Some(Place { span, line, column, excerpt, caret: (column as usize - 1 - skip, width) });
        self
    }

    /// The same error with advice: "did you mean `value`?".
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// An I/O error on `path`, in plain words.
    #[must_use]
    pub fn io(path: &Path, source: &std::io::Error) -> Self {
        let what = match source.kind() {
            std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => source.to_string(),
        };
        Self::new(ErrorKind::Io, format!("cannot read {}: {what}", path.display()))
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The one-line message, without place and hint.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The file, where one is known.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// The advice, where there is some.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// The span in the file (bytes), where known.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.0.place.as_ref().map(|p| p.span)
    }

    /// Line and column, counted from 1, where known.
    #[must_use]
    pub fn line_column(&self) -> Option<(u32, u32)> {
        self.0.place.as_ref().map(|p| (p.line, p.column))
    }
}

/// Control and direction characters, which could act on a terminal, become a replacement sign, line ends a space.
fn visible(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => '\u{fffd}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A line end too: a file's name could otherwise begin a line that a CI host obeys.
        let clean = |s: &str| s.chars().map(visible).collect::<String>();
        let message = clean(&self.0.message);
        write!(f, "{message}")?;
        let mut pad = 1;
        if let Some(p) = &self.0.place {
            let number = p.line.to_string();
            pad = number.len();
            let path = self.0.path.as_ref().map_or("<input>".to_owned(), |p| clean(&p.display().to_string()));
            write!(f, "\n{:pad$}--> {path}:{}:{}", "", p.line, p.column)?;
            write!(f, "\n{:pad$} |\n{number} | {}\n", "", p.excerpt)?;
            write!(f, "{:pad$} | {:2$}{3}", "", "", p.caret.0, "^".repeat(p.caret.1))?;
        } else if let Some(path) = &self.0.path {
            let path = clean(&path.display().to_string());
            if !message.contains(&path) {
                write!(f, "\n --> {path}")?;
            }
        }
        if let Some(hint) = &self.0.hint {
            write!(f, "\n{:pad$} = help: {}", "", clean(hint))?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// The nearest of `known` to what was typed, if it is near enough to be worth offering.
///
/// ```
/// use factlint::error::nearest;
/// assert_eq!(nearest("valeu", ["value", "values", "date"]), Some("value"));
/// assert_eq!(nearest("zzz", ["value", "date"]), None);
/// ```
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        // No slip of the pen is that long, and the distance costs the product of both lengths.
        .filter(|k| typed.len() <= 200 && k.len() <= 200)
        .map(|k| (strsim::osa_distance(typed, k), k))
        .filter(|&(d, k)| d <= 1 + k.chars().count().min(typed.chars().count()) / 3)
        .min_by_key(|&(d, k)| (d, k.len().abs_diff(typed.len())))
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_place_caret_and_hint() {
        let text = "a = 1\nvaleu = 2\n";
        let e = Error::new(ErrorKind::Schema, "unknown key `valeu`")
            .in_file(Path::new("claims/x.toml"))
            .at(text, Span::new(6, 11))
            .hint("did you mean `value`?");
        assert_eq!(
            e.to_string(),
            "unknown key `valeu`\n --> claims/x.toml:2:1\n  |\n2 | valeu = 2\n  | ^^^^^\n  = help: did you mean `value`?"
        );
    }

    #[test]
    fn a_hostile_line_cannot_act_on_the_terminal() {
        let e = Error::new(ErrorKind::Syntax, "bad \x1b[2J").at("x = \u{1b}[31m\u{202e}", Span::new(4, 5));
        assert!(!e.to_string().contains('\u{1b}'));
        assert!(!e.to_string().contains('\u{202e}'));
    }

    #[test]
    fn a_hostile_path_begins_no_line() {
        let path = Path::new("new\n::error::\u{1b}.md");
        let e = Error::new(ErrorKind::Encoding, format!("{} is a binary file", path.display())).in_file(path);
        assert_eq!(e.to_string(), "new ::error::\u{fffd}.md is a binary file");
    }
}
