//! What is wrong with a rule, and where it stands.
//!
//! Compiling knows a rule's kind, id and key; the file and the line are found again only when there
//! is something to tell.

use std::fmt;

use super::catalogue;
use super::schema::{Rule, RuleFile};
use crate::error::{Error, ErrorKind};

/// A value of a rule that cannot be used.
#[derive(Debug)]
pub(super) struct Fault {
    kind: &'static str,
    id: String,
    key: &'static str,
    what: String,
    hint: Option<String>,
}

impl Fault {
    /// The value of `key` in `rule` is wrong.
    pub(super) fn new<R: Rule>(rule: &R, key: &'static str, what: impl fmt::Display) -> Self {
        Self { kind: R::KIND, id: rule.id().to_owned(), key, what: what.to_string(), hint: None }
    }

    /// The `key` that `rule` must have is not there.
    pub(super) fn missing<R: Rule>(rule: &R, key: &'static str) -> Self {
        Self::new(rule, key, format!("`{key}` is missing"))
    }

    /// The same with a hint.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The error as people see it: with the file, line and column of the key (of the rule, where the
    /// key is missing) in the last layer that has the rule.
    pub(super) fn placed(self, layers: &[RuleFile]) -> Error {
        let mut error =
            Error::new(ErrorKind::Value, format!("rule {}.{}: {}", self.kind, self.id, self.what));
        let place = layers.iter().rev().filter_map(|l| l.source.as_ref()).find_map(|s| {
            let span = catalogue::place(&s.text, self.kind, &self.id, self.key)?;
            Some((s, span))
        });
        if let Some((source, span)) = place {
            error = error.in_file(&source.path).at(&source.text, span);
        }
        match self.hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}
