//! `json` and `jsonl`: every finding for programs, as the records of [`record`].

use std::io::{self, Write};

use super::encode::{maybe, string, whole};
use super::{Format, Options, Run, Show, record, summary};
use crate::error::Error;
use crate::span::Cursor;

/// The format `json`: one document.
pub(super) struct Json;

/// The format `jsonl`: one record a line.
pub(super) struct JsonLines;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "one document: version, summary, every finding, what could not be read"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn shows_ignored(&self) -> bool {
        true
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut buffer = Vec::new();
        head(run, options, &mut buffer);
        buffer.extend_from_slice(b",\n\"findings\":[");
        let mut comma = "\n";
        records(self, run, options, |record| {
            out.write_all(&buffer)?;
            buffer.clear();
            out.write_all(comma.as_bytes())?;
            comma = ",\n";
            out.write_all(record)
        })?;
        buffer.push(b']');
        tail(run, &mut buffer);
        out.write_all(&buffer)
    }
}

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "one record a line, every finding"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn shows_ignored(&self) -> bool {
        true
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        records(self, run, options, |record| {
            out.write_all(record)?;
            out.write_all(b"\n")
        })
    }
}

/// Hands each finding's record to `each`, in the order of the run.
fn records(
    format: &dyn Format,
    run: &Run,
    options: &Options,
    mut each: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut buffer = Vec::new();
    for file in &run.files {
        let mut cursor = Cursor::new(&file.source);
        for f in options.shown(format, file) {
            buffer.clear();
            record::finding(&mut buffer, Some(&file.path), &file.source, f, &mut cursor);
            each(&buffer)?;
        }
    }
    Ok(())
}

/// How a document begins: its version, the tool, the summary.
pub(super) fn head(run: &Run, options: &Options, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"version\":");
    whole(out, record::VERSION.into());
    out.extend_from_slice(b",\"tool\":");
    string(out, concat!("factlint ", env!("CARGO_PKG_VERSION")));
    summarise(run, options, out);
}

/// How it ends: what could not be read.
pub(super) fn tail(run: &Run, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\n\"errors\":[");
    for (i, e) in run.errors.iter().enumerate() {
        out.extend_from_slice(if i > 0 { b",\n" } else { b"\n" });
        error(e, out);
    }
    out.extend_from_slice(b"]}\n");
}

/// `,"summary":{"files":3,"facts":412,"conflicting":2,"consistent":14,"unknown":6}`
fn summarise(run: &Run, options: &Options, out: &mut Vec<u8>) {
    let [conflicting, consistent, unknown] = summary::verdicts(run, options).map(|c| c.claims);
    let numbers = [
        ("files", run.files.len()),
        ("facts", run.facts),
        ("conflicting", conflicting),
        ("consistent", consistent),
        ("unknown", unknown),
    ];
    out.extend_from_slice(b",\"summary\":");
    for (i, (name, n)) in numbers.iter().enumerate() {
        out.push(if i == 0 { b'{' } else { b',' });
        string(out, name);
        out.push(b':');
        whole(out, *n as u64);
    }
    out.push(b'}');
}

fn error(e: &Error, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"path\":");
    maybe(out, e.path().map(|p| p.display().to_string()).as_deref());
    if let Some((line, column)) = e.line_column() {
        out.extend_from_slice(b",\"line\":");
        whole(out, line.into());
        out.extend_from_slice(b",\"column\":");
        whole(out, column.into());
    }
    out.extend_from_slice(b",\"message\":");
    string(out, e.message());
    out.extend_from_slice(b",\"help\":");
    maybe(out, e.help());
    out.push(b'}');
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_document_is_json_and_counts_what_it_holds() {
        let shown = sample::render(&Json, &sample::run(), &Options::default());
        let json: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(json["version"], 1);
        assert_eq!(json["summary"]["conflicting"], 1);
        assert_eq!(json["findings"].as_array().unwrap().len(), 3);
        assert_eq!(json["errors"][0]["path"], "drafts/old.md");
        let empty: serde_json::Value =
            serde_json::from_str(&sample::render(&Json, &Run::default(), &Options::default())).unwrap();
        assert_eq!(empty["findings"].as_array().unwrap().len(), 0);
    }

    #[test]
    fn a_record_says_what_was_read_and_what_it_was_held_against() {
        let shown = sample::render(&JsonLines, &sample::run(), &Options::default());
        insta::assert_snapshot!(shown.lines().next().unwrap(), @r#"{"start":18,"end":24,"line":3,"column":7,"text":"28,000","path":"drafts/korea.md","mention":{"kind":"number","low":27000,"high":29000,"low_open":false,"high_open":false,"point":28000,"mod":"APPROX","unit":null,"noun":"North Korean defectors","derivation":["number.digits","hedge.about"]},"understood":"27,000 to 29,000 (\"about\")","entity":"South Korea","property":"nk-arrivals-total","value":28000,"time":null,"attribution":null,"quoted":false,"verdict":"conflicting","code":"number-conflict","relation":"disjoint","severity":"error","evidence":[{"fact":"nk-arrivals-2024","value":"34,314","low":34314,"high":34314,"as_of":"2024-12-31","difference":"-18.4 %","source":"mou-2024","title":"Arrivals","publisher":"Ministry of Unification (KR)","published":"2025-02-04","url":"https://example.org/arrivals","path":"claims/korea.toml","start":1021,"end":1027,"line":41,"column":9}],"message":"28,000 conflicts with 34,314 (-18.4 %)","notes":["the draft is dated 2025-06-01"],"help":null,"suggestion":"34,000","fingerprint":"f00d"}"#);
    }

    #[test]
    fn hostile_text_is_inert_and_comes_back_as_it_was() {
        let run =
            sample::of(vec![sample::file("a", sample::HOSTILE, &[(sample::HOSTILE, sample::UNKNOWN, None)])]);
        let shown = sample::render(&JsonLines, &run, &Options::default());
        assert!(shown.chars().all(|c| c == '\n' || !super::super::encode::acts(c)));
        let json: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(json["text"], sample::HOSTILE);
    }
}
