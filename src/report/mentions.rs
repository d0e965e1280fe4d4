//! What `extract` shows: the mentions of each file, without a verdict.
//!
//! Enters: a file's document and readings. Leaves: [`Rows`] or records, which hold what is shown and
//! nothing of the file, so that a run over an archive keeps no texts.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, TableComponent, presets};

use super::change::ChangeNote;
use super::style::{Paint, STRONG};
use super::{Options, clean, record, summary, understood};
use crate::claim::Changes;
use crate::resolve::Reading;
use crate::rules::Rules;
use crate::span::Cursor;
use crate::text::{Document, Tokens};

/// The rows of one file's mentions: place, text, kind, meaning, rules.
pub type Rows = Vec<[String; 5]>;

/// The rows of `readings`. `path` is the file as shown.
#[must_use]
pub fn rows(path: &str, document: &Document<'_>, readings: &[Reading], rules: &Rules) -> Rows {
    let mut cursor = Cursor::new(document.source);
    let row = |reading: &Reading| {
        let span = reading.extent.span;
        let (line, column) = cursor.seek(span.start as usize);
        let text = document.source.get(span.range()).unwrap_or_default();
        let names: Vec<&str> = reading.derivation.iter().map(|s| rules.name(s.rule)).collect();
        [
            format!("{}:{line}:{column}", clean::path(path)),
            clean::short(text, 60).into_owned(),
            reading.kind.as_str().to_owned(),
            clean::short(&understood(reading), 60).into_owned(),
            clean::short(&names.join(", "), 60).into_owned(),
        ]
    };
    readings.iter().map(row).collect()
}

/// The records of `readings`, one JSON object a line. `path` is the file as shown.
#[must_use]
pub fn records(
    path: &str,
    document: &Document<'_>,
    tokens: &Tokens,
    readings: &[Reading],
    changes: &Changes,
    rules: &Rules,
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut cursor = Cursor::new(document.source);
    for (i, reading) in readings.iter().enumerate() {
        let change = ChangeNote::of(i, changes, readings, rules);
        let mut write = |r: &Reading| {
            record::mention(&mut out, Some(path), document, tokens, r, change.as_ref(), rules, &mut cursor);
            out.push(b'\n');
        };
        match record::ends(reading) {
            Some(ends) => ends.iter().for_each(&mut write),
            None => write(reading),
        }
    }
    out
}

/// Writes one row a mention.
///
/// # Errors
///
/// When `out` cannot be written.
pub fn table(files: &[Rows], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let count: usize = files.iter().map(Vec::len).sum();
    if count > 0 {
        let mut table = comfy_table::Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
        table.remove_style(TableComponent::HorizontalLines).remove_style(TableComponent::MiddleIntersections);
        table.set_header(["Place", "Claim", "Kind", "Read as", "By the rules"]);
        match options.width {
            Some(w) => {
                table.set_content_arrangement(ContentArrangement::Dynamic);
                table.set_width(u16::try_from(w).unwrap_or(u16::MAX));
            }
            None => {
                table.set_content_arrangement(ContentArrangement::Disabled);
            }
        }
        for row in files.iter().flatten() {
            table.add_row(row);
        }
        let mut header = true;
        for line in table.lines() {
            header &= !line.starts_with('═');
            let line = line.trim_end();
            if header {
                writeln!(out, "{}", Paint(options.color).with(STRONG, line))?;
            } else {
                writeln!(out, "{line}")?;
            }
        }
    }
    if options.quiet {
        return Ok(());
    }
    writeln!(out, "Found {} in {}", summary::counted(count, "claim"), summary::counted(files.len(), "file"))
}

/// Writes one document: `{"version":1,"mentions":[…]}`.
///
/// # Errors
///
/// When `out` cannot be written.
pub fn json(files: &[Vec<u8>], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{},\"mentions\":[", record::VERSION)?;
    let records = files.iter().flat_map(|f| f.split(|&b| b == b'\n')).filter(|r| !r.is_empty());
    for (i, record) in records.enumerate() {
        out.write_all(if i > 0 { b",\n" } else { b"\n" })?;
        out.write_all(record)?;
    }
    writeln!(out, "]}}")
}
