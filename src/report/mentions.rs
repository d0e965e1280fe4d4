//! What `extract` shows: the mentions of each file, without a verdict.
//!
//! Enters: a file's document and readings. Leaves: a [`List`], which holds all that is shown and
//! nothing of the file, so that a run over an archive keeps no texts.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, TableComponent, presets};

use super::style::{Paint, STRONG};
use super::{Options, clean, record, summary, understood};
use crate::resolve::Reading;
use crate::rules::Rules;
use crate::span::Cursor;
use crate::text::{Document, Tokens};

/// The mentions of one file, ready to be shown.
#[derive(Clone, Debug)]
pub struct List {
    /// The records, one JSON object a line.
    records: Vec<u8>,
    rows: Vec<[String; 5]>,
}

/// Reads off what is shown of `readings`. `path` is the file as shown.
#[must_use]
pub fn list(
    path: &str,
    document: &Document<'_>,
    tokens: &Tokens,
    readings: &[Reading],
    rules: &Rules,
) -> List {
    let mut list = List { records: Vec::new(), rows: Vec::new() };
    let mut cursor = Cursor::new(document.source);
    for reading in readings {
        record::mention(&mut list.records, Some(path), document, tokens, reading, rules, &mut cursor);
        list.records.push(b'\n');
        let span = reading.extent.span;
        let (line, column) = cursor.seek(span.start as usize);
        let text = document.source.get(span.range()).unwrap_or_default();
        let names: Vec<&str> = reading.derivation.iter().map(|s| rules.name(s.rule)).collect();
        list.rows.push([
            format!("{}:{line}:{column}", clean::inline(path)),
            clean::short(text, 60).into_owned(),
            reading.kind.as_str().to_owned(),
            clean::short(&understood(reading), 60).into_owned(),
            clean::short(&names.join(", "), 60).into_owned(),
        ]);
    }
    list
}

/// Writes one row a mention.
///
/// # Errors
///
/// When `out` cannot be written.
pub fn table(files: &[List], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let count: usize = files.iter().map(|f| f.rows.len()).sum();
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
        for row in files.iter().flat_map(|f| &f.rows) {
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
pub fn json(files: &[List], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{},\"mentions\":[", record::VERSION)?;
    let records = files.iter().flat_map(|f| f.records.split(|&b| b == b'\n')).filter(|r| !r.is_empty());
    for (i, record) in records.enumerate() {
        out.write_all(if i > 0 { b",\n" } else { b"\n" })?;
        out.write_all(record)?;
    }
    writeln!(out, "]}}")
}

/// Writes one record a line.
///
/// # Errors
///
/// When `out` cannot be written.
pub fn json_lines(files: &[List], out: &mut dyn Write) -> io::Result<()> {
    files.iter().try_for_each(|f| out.write_all(&f.records))
}
