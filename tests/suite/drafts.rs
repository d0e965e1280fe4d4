//! Whole drafts with a newsroom's facts: `tests/drafts/`, one folder a draft.
//!
//! `errors.toml` lists the mistakes of `draft.md`. No other figure may be called conflicting, and those listed as `found`
//! must be.

use std::path::Path;

use factlint::checker::Checker;
use factlint::kb;
use factlint::mention::Context;
use factlint::report::Finding;
use factlint::rules::Rules;
use factlint::text::Format;
use factlint::verdict::Verdict;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Errors {
    found: Vec<Place>,
    missed: Vec<Place>,
}

/// A figure by its words and the line, from 1, that it stands in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    text: String,
    line: usize,
}

impl Place {
    /// Its bytes in `draft`.
    fn span(&self, draft: &str) -> std::ops::Range<usize> {
        let line: usize = draft.split_inclusive('\n').take(self.line - 1).map(str::len).sum();
        let at = line + draft[line..].find(&self.text).unwrap();
        at..at + self.text.len()
    }
}

#[test]
fn mistakes_are_found_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut drafts = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts");
    for entry in std::fs::read_dir(folder).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let draft = std::fs::read_to_string(folder.join("draft.md")).unwrap();
        let errors: Errors =
            toml::from_str(&std::fs::read_to_string(folder.join("errors.toml")).unwrap()).unwrap();
        let rules = Rules::english().unwrap();
        let (base, faults) = kb::load(&[folder.join("claims")], &rules);
        assert!(faults.is_empty(), "{name}: {faults:?}");
        let checked = Checker::new(rules)
            .with_base(base)
            .check(&name, &draft, Format::Markdown, &Context::default())
            .unwrap();
        drafts += 1;
        let conflicts: Vec<_> =
            checked.findings.iter().filter(|f| f.verdict == Verdict::Conflicting).collect();
        let over = |place: &Place, f: &Finding| {
            let (span, own) = (place.span(&draft), f.reading.extent.span.range());
            own.start < span.end && span.start < own.end
        };
        for place in &errors.found {
            if !conflicts.iter().any(|f| over(place, f)) {
                wrong.push(format!("{name}:{}: \"{}\" is not found", place.line, place.text));
            }
        }
        for f in &conflicts {
            let mut known = errors.found.iter().chain(&errors.missed);
            if !known.any(|p| over(p, f)) {
                wrong.push(format!("{name}: \"{}\" is no mistake: {}", f.text, f.message));
            }
        }
    }
    assert!(drafts > 20, "{drafts} drafts");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
