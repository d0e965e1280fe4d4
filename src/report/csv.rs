//! `csv`: one record a claim, for spreadsheets and scripts.

use std::borrow::Cow;
use std::io::{self, Write};

use super::table::{COLUMNS, row};
use super::{Format, Options, Run, Show, clean, summary};
use crate::span::Cursor;

/// The format `csv`.
pub(super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "the columns of the table, for a spreadsheet"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        // Source: RFC 4180, which ends records with CR LF.
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        csv.write_record(COLUMNS)?;
        for file in &run.files {
            let mut cursor = Cursor::new(&file.source);
            for f in options.shown(self, file) {
                let place = summary::place(file, cursor.seek(f.reading.extent.span.start as usize));
                csv.write_record(row(f, place).iter().map(|cell| inert(cell).into_owned()))?;
            }
        }
        csv.flush()
    }
}

/// A cell that no spreadsheet takes for a formula: an apostrophe goes before it, unless it is plainly a number.
fn inert(cell: &str) -> Cow<'_, str> {
    let clean = clean::inline(cell);
    let formula = clean.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']);
    if formula && !is_number(&clean) { format!("'{clean}").into() } else { clean }
}

/// `-18.4 %`, `-5`: a sign and a number.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_suffix('%').unwrap_or(cell).trim_end();
    let digits = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn records_read_back() {
        let shown = sample::render(&Csv, &sample::run(), &Options::default());
        let mut reader = csv::Reader::from_reader(shown.as_bytes());
        assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), 3);
        assert_eq!(
            &records[0],
            &[
                "drafts/korea.md:3:7",
                "28,000",
                "27,000 to 29,000 (\"about\")",
                "34,314",
                "-18.4 %",
                "2024-12-31",
                "Ministry of Unification (KR)",
                "conflicting"
            ][..]
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        for hostile in ["=cmd|'/C calc'!A0", "+1+cmd", "-2+3+cmd", "@SUM(1)", "\t=1", " =1", "%0", "\r\n=1"] {
            assert!(inert(hostile).starts_with('\''), "{hostile:?}");
        }
        for plain in ["-18.4 %", "28,000", "+5", "a=b", ""] {
            assert_eq!(inert(plain), plain);
        }
        let run =
            sample::of(vec![sample::file("a", sample::HOSTILE, &[(sample::HOSTILE, sample::UNKNOWN, None)])]);
        let shown = sample::render(&Csv, &run, &Options::default());
        assert!(shown.chars().all(|c| c == '\n' || c == '\r' || !super::super::encode::acts(c)));
    }
}
