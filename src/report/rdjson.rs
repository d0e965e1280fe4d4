//! `rdjson`: Reviewdog Diagnostic Format, for review comments on any host.
//!
//! Source: reviewdog, `proto/rdf/reviewdog.proto`: columns count UTF-8 bytes from 1, ends are exclusive.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::host::{message, write};
use super::region::Region;
use super::{Checked, Finding, Format, Options, Run};
use crate::span::Cursor;
use crate::verdict::Severity;

/// The format `rdjson`.
pub(super) struct RdJson;

impl Format for RdJson {
    fn name(&self) -> &'static str {
        "rdjson"
    }

    fn about(&self) -> &'static str {
        "Reviewdog Diagnostic Format, for review comments on any host"
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut diagnostics = Vec::new();
        for file in &run.files {
            let mut cursor = Cursor::new(&file.source);
            for f in options.shown(self, file) {
                diagnostics.push(diagnostic(f, file, Region::of(f, &mut cursor)));
            }
        }
        write(&json!({"source": {"name": "factlint"}, "diagnostics": diagnostics}), out)
    }
}

fn diagnostic(f: &Finding, file: &Checked, region: Region) -> Value {
    let [start, end] = region.in_bytes(file).map(|(line, column)| json!({"line": line, "column": column}));
    let range = json!({"start": start, "end": end});
    let mut out = Map::new();
    out.insert("message".into(), message(f).into());
    out.insert("location".into(), json!({"path": file.path, "range": range}));
    out.insert(
        "severity".into(),
        match f.severity {
            Severity::Error => "ERROR",
            Severity::Warn => "WARNING",
            Severity::Note => "INFO",
        }
        .into(),
    );
    out.insert("code".into(), json!({"value": f.code}));
    if let Some(text) = &f.suggestion {
        out.insert("suggestions".into(), json!([{"range": range, "text": text}]));
    }
    Value::Object(out)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn columns_are_bytes_and_a_correction_is_a_suggestion() {
        let run = sample::of(vec![sample::file(
            "a.md",
            "é 28,000",
            &[("28,000", sample::CONFLICTING, Some("34,000"))],
        )]);
        let shown: Value = serde_json::from_str(&sample::render(&RdJson, &run, &Options::default())).unwrap();
        let first = &shown["diagnostics"][0];
        let range = json!({"start": {"line": 1, "column": 4}, "end": {"line": 1, "column": 10}});
        assert_eq!(first["location"], json!({"path": "a.md", "range": range}));
        assert_eq!(first["suggestions"], json!([{"range": range, "text": "34,000"}]));
        assert_eq!(first["severity"], "ERROR");
    }
}
