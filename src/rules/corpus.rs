//! Corpus files: sentences with everything that must be read in them, one file a phenomenon.
//!
//! ```toml
//! schema = 1
//!
//! [[case]]
//! text = "Some 40 people came on 3 May 2019."
//! is   = ["[36, 44] people NUMBER", "DATE 2019-05-03"]     # in order; [] where nothing is read
//! ```

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::data;
use crate::error::Error;
use crate::span::Span;

/// How the names of corpus files end.
pub const ENDING: &str = ".corpus.toml";

/// A sentence and all that must be read in it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The sentence.
    pub text: String,
    /// Its readings in the notation of examples, in order; `None` where only its changes count.
    pub is: Option<Vec<String>>,
    /// Its changes in the notation of examples, in order; `None` where only its readings count.
    pub changes: Option<Vec<String>>,
    /// Publication date to read it with.
    pub date: Option<String>,
    /// Bytes of the sentence in its file.
    pub place: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default, rename = "schema")]
    _schema: u32,
    case: Vec<RawCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCase {
    text: Spanned<String>,
    is: Option<Vec<String>>,
    changes: Option<Vec<String>>,
    date: Option<String>,
}

/// Reads a corpus file.
///
/// # Errors
///
/// Syntax and schema errors with file, line, column and the nearest known key.
pub fn parse(path: &Path, text: &str) -> Result<Vec<Case>, Error> {
    let raw: Raw = data::parse(path, text)?;
    let case = |c: RawCase| Case {
        place: Span::from(c.text.span()),
        text: c.text.into_inner(),
        is: c.is,
        changes: c.changes,
        date: c.date,
    };
    Ok(raw.case.into_iter().map(case).collect())
}
