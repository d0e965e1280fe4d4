//! What the formats for CI hosts share: a finding in one message, a document that is written whole.

use std::io::{self, Write};

use serde_json::Value;

use super::{Finding, clean, encode, summary};

/// Writes a document so that nothing in its strings acts, and ends the line.
pub(super) fn write(document: &Value, out: &mut dyn Write) -> io::Result<()> {
    let mut buffer = Vec::new();
    encode::json(&mut buffer, &document.to_string());
    buffer.push(b'\n');
    out.write_all(&buffer)
}

/// The message with what was understood, the source and the remarks: all that a host shows of a finding.
pub(super) fn message(f: &Finding) -> String {
    let mut out = f.message.clone();
    if !f.understood.is_empty() {
        out.push_str(&format!(" ({})", f.understood));
    }
    for e in &f.evidence {
        if let Some(s) = &e.source {
            out.push_str(&format!("; source: {}", summary::source(s)));
        }
    }
    for note in f.notes.iter().chain(&f.help) {
        out.push_str(&format!("; {note}"));
    }
    clean::short(&out, 2000).into_owned()
}
