//! The baseline: findings that were there when a newsroom began, which new ones must not hide among.
//!
//! Entries are known by fingerprint, never by line, and by the reference that they were held against: when
//! that changes, the entry no longer covers its finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::encode::string;
use super::finding::{Checked, Ignored, IgnoredBy};
use super::{FailOn, Finding};
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// Version of the file; raised when a reader must change.
pub const VERSION: u32 = 1;

/// What is in a baseline.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// By path and fingerprint.
    entries: BTreeMap<(String, String), Entry>,
    used: FxHashSet<String>,
}

/// A finding that is passed over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fingerprint: String,
    path: String,
    code: String,
    claim: String,
    /// What the claim was held against: "nk-arrivals-2024 = 34,314 as of 2024-12-31".
    reference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

impl Baseline {
    /// Reads a baseline file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Syntax`] for what is no baseline, with the place; [`ErrorKind::Schema`] for a version that is
    /// not known.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let file: File = serde_json::from_str(text).map_err(|e| {
            let line =
                text.split_inclusive('\n').take(e.line().saturating_sub(1)).map(str::len).sum::<usize>();
            let at = (line + e.column().saturating_sub(1)).min(text.len());
            let what = format!("not a baseline: {e}");
            Error::new(ErrorKind::Syntax, what)
                .in_file(path)
                .at(text, Span::from(at..at))
                .hint("`factlint baseline write` makes a new one")
        })?;
        if file.version != VERSION {
            let what = format!("version {} of the baseline is not known", file.version);
            return Err(Error::new(ErrorKind::Schema, what).in_file(path).hint("`factlint baseline write`"));
        }
        let entries = file.findings.into_iter().map(|e| ((e.path.clone(), e.fingerprint.clone()), e));
        Ok(Self { entries: entries.collect(), used: FxHashSet::default() })
    }

    /// The baseline of what fails from `on` on, or warns, in `files`.
    #[must_use]
    pub fn of<'f>(files: impl IntoIterator<Item = &'f Checked>, on: FailOn) -> Self {
        let mut baseline = Self::default();
        for file in files {
            for f in file.findings.iter().filter(|f| is_old(f, on)) {
                let entry = Entry {
                    fingerprint: f.fingerprint.clone(),
                    path: file.path.clone(),
                    code: f.code.to_owned(),
                    claim: f.text.clone(),
                    reference: reference(f),
                };
                baseline.entries.insert((entry.path.clone(), entry.fingerprint.clone()), entry);
            }
        }
        baseline
    }

    /// Marks the findings of `file` that are in the baseline, and remembers which entries they were.
    pub fn apply(&mut self, file: &mut Checked) {
        if self.entries.is_empty() {
            return;
        }
        for f in file.findings.iter_mut().filter(|f| f.ignored.is_none()) {
            let key = (file.path.clone(), f.fingerprint.clone());
            let Some(entry) = self.entries.get(&key) else { continue };
            if entry.code == f.code && entry.reference == reference(f) {
                self.used.insert(f.fingerprint.clone());
                f.ignored = Some(Ignored { by: IgnoredBy::Baseline, reason: "in the baseline".to_owned() });
            }
        }
    }

    /// The same without what covers nothing any more. Entries of files for which `checked` is false stay.
    #[must_use]
    pub fn pruned(&self, checked: impl Fn(&str) -> bool) -> Self {
        let stays = |e: &Entry| self.used.contains(&e.fingerprint) || !checked(&e.path);
        let entries = self.entries.iter().filter(|(_, e)| stays(e)).map(|(k, e)| (k.clone(), e.clone()));
        Self { entries: entries.collect(), used: FxHashSet::default() }
    }

    /// How many findings it covers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it covers none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The file: an entry a line, in the order of paths, so that changes read well in version control.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{{\"version\": {VERSION}, \"findings\": [");
        for (i, e) in self.entries.values().enumerate() {
            out.push_str(if i == 0 { "\n" } else { ",\n" });
            let parts = [
                ("path", &e.path),
                ("code", &e.code),
                ("claim", &e.claim),
                ("reference", &e.reference),
                ("fingerprint", &e.fingerprint),
            ];
            for (n, (key, value)) in parts.into_iter().enumerate() {
                let mut json = Vec::new();
                string(&mut json, value);
                let _ = write!(
                    out,
                    "{}\"{key}\": {}",
                    if n == 0 { "{" } else { ", " },
                    String::from_utf8_lossy(&json)
                );
            }
            out.push('}');
        }
        out.push_str("\n]}\n");
        out
    }
}

/// Whether a finding is one that a baseline takes.
fn is_old(f: &Finding, on: FailOn) -> bool {
    f.ignored.is_none() && (f.fails(on) || f.severity >= crate::verdict::Severity::Warn)
}

/// What a finding was held against, as far as a change of it makes it a new finding.
fn reference(f: &Finding) -> String {
    let one = |e: &super::Evidence| {
        let when = e.as_of.as_ref().map_or(String::new(), |d| format!(" as of {d}"));
        format!("{} = {}{when}", e.fact, e.value)
    };
    f.evidence.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    const ON: FailOn = FailOn::Conflicting;

    #[test]
    fn what_was_there_is_passed_over_until_its_fact_changes() {
        let mut run = sample::run();
        let written = Baseline::of(&run.files, ON).text();
        let mut baseline = Baseline::parse(Path::new("b.json"), &written).unwrap();
        assert_eq!(baseline.len(), 1);
        assert_eq!(baseline.text(), written);
        baseline.apply(&mut run.files[0]);
        let ignored: Vec<_> = run.files[0].findings.iter().map(|f| f.ignored.is_some()).collect();
        assert_eq!(ignored, [true, false, false]);
        assert!(!run.files[0].findings[0].fails(ON));

        let mut changed = sample::run();
        changed.files[0].findings[0].evidence[0].value = "34,500".into();
        baseline.apply(&mut changed.files[0]);
        assert!(changed.files[0].findings.iter().all(|f| f.ignored.is_none()));
    }

    #[test]
    fn what_covers_nothing_is_pruned() {
        let mut run = sample::run();
        let mut baseline = Baseline::of(&run.files, ON);
        assert_eq!(baseline.pruned(|_| true).len(), 0);
        assert_eq!(baseline.pruned(|path| path == "other.md").len(), 1);
        baseline.apply(&mut run.files[0]);
        assert_eq!(baseline.pruned(|_| true).len(), 1);
    }

    #[test]
    fn what_is_no_baseline_is_told_with_its_place() {
        let wrong = |text: &str| Baseline::parse(Path::new("b.json"), text).unwrap_err();
        assert_eq!(wrong("{\"version\": 1,\n\"findings\": 3}").line_column(), Some((2, 13)));
        assert_eq!(wrong("{\"version\": 9, \"findings\": []}").kind(), ErrorKind::Schema);
    }
}
