//! `sarif`: SARIF 2.1.0, for code scanning.
//!
//! Source: OASIS Static Analysis Results Interchange Format (SARIF) Version 2.1.0.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::codes::{CODES, Role};
use super::host::{message, write};
use super::region::{Region, uri};
use super::{Evidence, Finding, Format, IgnoredBy, Options, Run, clean};
use crate::span::Cursor;
use crate::verdict::{Severity, Verdict};

/// The format `sarif`.
pub(super) struct Sarif;

/// What paths are relative to: the root of the repository.
const ROOT: &str = "%SRCROOT%";

impl Format for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn about(&self) -> &'static str {
        "SARIF 2.1.0, for code scanning"
    }

    fn shows_ignored(&self) -> bool {
        true
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut results = Vec::new();
        for file in &run.files {
            let mut cursor = Cursor::new(&file.source);
            for f in options.shown(self, file) {
                results.push((f.severity, result(f, &file.path, Region::of(f, &mut cursor))));
            }
        }
        // A host keeps the first few thousand: the loudest come first, the rest stays in the order of the text.
        results.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
        let results: Vec<Value> = results.into_iter().map(|(_, r)| r).collect();
        let notifications: Vec<Value> = run.errors.iter().map(notification).collect();
        let document = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "factlint",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": CODES.iter().map(rule).collect::<Vec<_>>(),
                }},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
                "invocations": [{
                    "executionSuccessful": run.errors.is_empty(),
                    "toolExecutionNotifications": notifications,
                }],
                "results": results,
            }],
        });
        write(&document, out)
    }
}

fn rule(code: &super::codes::Code) -> Value {
    let level = if code.role == Role::Conflict { "error" } else { "note" };
    json!({
        "id": code.code,
        "shortDescription": {"text": sentence(code.title)},
        "fullDescription": {"text": code.what},
        "help": {"text": format!("{}\n\nExample: {}\nPasses: {}", code.what, code.example, code.passes)},
        "defaultConfiguration": {"level": level},
    })
}

/// A title as a sentence.
fn sentence(title: &str) -> String {
    let mut chars = title.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

fn result(f: &Finding, path: &str, region: Region) -> Value {
    let kind = match f.verdict {
        Verdict::Conflicting => "fail",
        Verdict::Consistent => "pass",
        Verdict::Unknown(_) => "open",
    };
    // Only a failure has a level.
    let level = match f.severity {
        _ if kind != "fail" => "none",
        Severity::Error => "error",
        Severity::Warn => "warning",
        Severity::Note => "note",
    };
    let mut result = Map::new();
    let mut set = |key: &str, value: Value| result.insert(key.to_owned(), value);
    set("ruleId", f.code.into());
    if let Some(i) = CODES.iter().position(|c| c.code == f.code) {
        set("ruleIndex", i.into());
    }
    set("kind", kind.into());
    set("level", level.into());
    set("message", json!({"text": message(f)}));
    set("locations", json!([{"physicalLocation": place(path, &region_of(&region, &f.text))}]));
    let related: Vec<Value> = f.evidence.iter().enumerate().map(|(i, e)| related(i, e)).collect();
    if !related.is_empty() {
        set("relatedLocations", related.into());
    }
    set("partialFingerprints", json!({"factlint/v1": f.fingerprint}));
    if let Some(ignored) = &f.ignored {
        let kind = match ignored.by {
            IgnoredBy::Draft => "inSource",
            IgnoredBy::Baseline => "external",
        };
        set("suppressions", json!([{"kind": kind, "justification": clean::short(&ignored.reason, 500)}]));
    }
    if let Some(suggestion) = &f.suggestion {
        set(
            "fixes",
            json!([{
                "description": {"text": format!("Write {}", clean::inline(suggestion))},
                "artifactChanges": [{
                    "artifactLocation": location(path),
                    "replacements": [{
                        "deletedRegion": region_of(&region, &f.text),
                        "insertedContent": {"text": suggestion},
                    }],
                }],
            }]),
        );
    }
    Value::Object(result)
}

fn location(path: &str) -> Value {
    match path {
        // Outside of the repository: as it is.
        p if p.starts_with('/') => json!({"uri": format!("file://{}", uri(p))}),
        p => json!({"uri": uri(p), "uriBaseId": ROOT}),
    }
}

fn place(path: &str, region: &Value) -> Value {
    json!({"artifactLocation": location(path), "region": region})
}

fn region_of(r: &Region, text: &str) -> Value {
    json!({
        "startLine": r.start.0,
        "startColumn": r.start.1,
        "endLine": r.end.0,
        "endColumn": r.end.1,
        "byteOffset": r.bytes.start,
        "byteLength": r.bytes.len(),
        "snippet": {"text": clean::short(text, 300)},
    })
}

fn related(i: usize, e: &Evidence) -> Value {
    json!({
        "id": i + 1,
        "message": {"text": clean::short(&format!("{}: {}", e.fact, e.value), 300)},
        "physicalLocation": place(&e.path, &json!({
            "startLine": e.line.max(1),
            "startColumn": e.column.max(1),
            "byteOffset": e.span.start,
            "byteLength": e.span.len(),
        })),
    })
}

fn notification(e: &crate::error::Error) -> Value {
    let mut notification = Map::new();
    notification.insert("level".into(), "error".into());
    notification.insert("message".into(), json!({"text": clean::short(e.message(), 2000)}));
    if let Some(path) = e.path().map(|p| p.display().to_string()) {
        let mut place = Map::new();
        place.insert("artifactLocation".into(), location(&path));
        if let Some((line, column)) = e.line_column() {
            place.insert("region".into(), json!({"startLine": line, "startColumn": column}));
        }
        notification.insert("locations".into(), json!([{"physicalLocation": place}]));
    }
    Value::Object(notification)
}

#[cfg(test)]
mod tests {
    use super::super::{Show, sample};
    use super::*;

    fn document(run: &Run, options: &Options) -> Value {
        serde_json::from_str(&sample::render(&Sarif, run, options)).unwrap()
    }

    #[test]
    fn a_failure_has_a_level_a_place_and_a_fix() {
        let document = document(&sample::run(), &Options::default());
        assert_eq!(document["version"], "2.1.0");
        let run = &document["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), 1);
        let result = &run["results"][0];
        assert_eq!(result["level"], "error");
        assert_eq!(
            run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize]["id"],
            result["ruleId"]
        );
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "drafts/korea.md");
        assert_eq!((&place["region"]["startLine"], &place["region"]["endColumn"]), (&json!(3), &json!(13)));
        assert_eq!(
            result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
            "34,000"
        );
        assert_eq!(result["partialFingerprints"]["factlint/v1"], "f00d");
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    }

    #[test]
    fn what_did_not_fail_has_no_level_and_comes_last() {
        let options = Options { show: Some(Show::All), ..Options::default() };
        let document = document(&sample::run(), &options);
        let results = document["runs"][0]["results"].as_array().unwrap();
        let kinds: Vec<_> =
            results.iter().map(|r| (r["kind"].as_str().unwrap(), r["level"].as_str().unwrap())).collect();
        assert_eq!(kinds, [("fail", "error"), ("pass", "none"), ("open", "none")]);
    }

    #[test]
    fn hostile_text_is_inert() {
        let run = sample::of(vec![sample::file(
            "a b\u{202e}.md",
            sample::HOSTILE,
            &[(sample::HOSTILE, sample::CONFLICTING, None)],
        )]);
        let shown = sample::render(&Sarif, &run, &Options::default());
        assert!(shown.chars().all(|c| c == '\n' || !super::super::encode::acts(c)));
        assert!(shown.contains("a%20b%E2%80%AE.md"));
    }
}
