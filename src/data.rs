//! Reading a TOML data file into a typed value, with errors that show the place.
//!
//! Floor 1, beside `error`: rules, claims and configuration are all read here, so that an unknown
//! key, a wrong type or a broken line looks the same everywhere.

use std::borrow::Cow;
use std::path::Path;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::error::{Error, ErrorKind, nearest};
use crate::span::Span;

/// Parses `text` as TOML into `T`. Types use `#[serde(deny_unknown_fields, rename_all = "kebab-case")]`.
///
/// # Errors
///
/// [`ErrorKind::Syntax`] where it is not TOML, [`ErrorKind::Schema`] where a key is unknown (with
/// the nearest known one as a hint), missing, or of the wrong type. Both with line, column, caret.
pub fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Error> {
    let body = without_bom(text);
    toml::from_str(&body).map_err(|e| {
        // A document that parses as plain TOML is well formed: what fails is its shape.
        let kind = if body.parse::<toml::Table>().is_ok() { ErrorKind::Schema } else { ErrorKind::Syntax };
        explain(path, text, kind, &e)
    })
}

/// Parses `text` as TOML without a schema, so that each of its items can be [converted](convert) and
/// fail alone. All syntax errors are returned, with what could be made of the rest.
#[must_use]
pub fn parse_items<'t>(path: &Path, text: &str, body: &'t str) -> (DeTable<'t>, Vec<Error>) {
    let (table, errors) = DeTable::parse_recoverable(body);
    let errors = errors.iter().map(|e| explain(path, text, ErrorKind::Syntax, e)).collect();
    (table.into_inner(), errors)
}

/// One item of [`parse_items`] as a typed value.
///
/// # Errors
///
/// [`ErrorKind::Schema`], as [`parse`].
pub fn convert<T: DeserializeOwned>(path: &Path, text: &str, item: Spanned<DeValue<'_>>) -> Result<T, Error> {
    T::deserialize(ValueDeserializer::from(item)).map_err(|e| explain(path, text, ErrorKind::Schema, &e))
}

/// `text` with a byte order mark blanked out, so that all offsets stay.
#[must_use]
pub fn without_bom(text: &str) -> Cow<'_, str> {
    text.strip_prefix('\u{feff}').map_or(Cow::Borrowed(text), |body| Cow::Owned(format!("   {body}")))
}

fn explain(path: &Path, text: &str, kind: ErrorKind, e: &toml::de::Error) -> Error {
    let (message, hint) = plain_words(e.message());
    let mut error = Error::new(kind, message).in_file(path);
    if let Some(r) = e.span() {
        error = error.at(text, Span::from(r));
    }
    match hint {
        Some(h) => error.hint(h),
        None => error,
    }
}

/// serde's words made ours: "unknown field `x`, expected one of ..." becomes a short message and a hint.
fn plain_words(message: &str) -> (String, Option<String>) {
    let first = message.lines().next().unwrap_or(message);
    let Some(rest) = first.strip_prefix("unknown field ") else {
        return (
            first.replace("missing field", "missing key").replace("duplicate field", "duplicate key"),
            None,
        );
    };
    let mut quoted = rest.split('`').skip(1).step_by(2);
    let typed = quoted.next().unwrap_or_default();
    let known: Vec<&str> = quoted.collect();
    let hint = match nearest(typed, known.iter().copied()) {
        Some(k) => format!("did you mean `{k}`?"),
        None => format!("known keys: {}", known.join(", ")),
    };
    (format!("unknown key `{typed}`"), Some(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    #[allow(dead_code)]
    struct Sample {
        value: i64,
        stale_after: Option<String>,
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let e = parse::<Sample>(Path::new("a.toml"), "value = 1\nstale-aftr = 'P1Y'\n").unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Schema);
        assert_eq!(e.message(), "unknown key `stale-aftr`");
        assert_eq!(e.line_column(), Some((2, 1)));
        assert_eq!(e.help(), Some("did you mean `stale-after`?"));
    }

    #[test]
    fn broken_toml_is_a_syntax_error_with_a_place() {
        let e = parse::<Sample>(Path::new("a.toml"), "value = = 1").unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Syntax);
        assert_eq!(e.line_column().map(|p| p.0), Some(1));
    }
}
