//! `table`: one row a claim, for reading across.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, TableComponent, presets};

use super::style::{Paint, STRONG, of};
use super::{Finding, Format, Options, Run, Show, clean, summary};
use crate::span::Cursor;
use crate::verdict::Verdict;

/// The format `table`.
pub(super) struct Table;

/// The columns, in order.
pub(super) const COLUMNS: [&str; 8] =
    ["Place", "Claim", "Read as", "Reference", "Difference", "As of", "Source", "Verdict"];

impl Format for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn about(&self) -> &'static str {
        "one row a claim: place, claim, reading, reference, difference, date, source, verdict"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut table = comfy_table::Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_header(COLUMNS);
        table.remove_style(TableComponent::HorizontalLines);
        table.remove_style(TableComponent::MiddleIntersections);
        match options.width {
            Some(w) => {
                table.set_content_arrangement(ContentArrangement::Dynamic);
                table.set_width(u16::try_from(w).unwrap_or(u16::MAX));
            }
            None => {
                table.set_content_arrangement(ContentArrangement::Disabled);
            }
        }
        let mut styles = Vec::new();
        for file in &run.files {
            let mut cursor = Cursor::new(&file.source);
            for f in options.shown(self, file) {
                let place = summary::place(file, cursor.seek(f.reading.extent.span.start as usize));
                let row = row(f, place);
                styles.push((row[7].clone(), of(f.verdict, f.severity)));
                table.add_row(row.map(|cell| clean::short(&cell, 44).into_owned()));
            }
        }
        if let Some(c) = table.column_mut(4) {
            c.set_cell_alignment(CellAlignment::Right);
        }
        // A verdict is never broken: it is what the eye looks for, and what is coloured.
        if let Some(c) = table.column_mut(7) {
            c.set_constraint(ColumnConstraint::ContentWidth);
        }
        if !styles.is_empty() {
            let paint = Paint(options.color);
            let mut styles = styles.iter().peekable();
            let mut header = true;
            for line in table.lines() {
                let line = line.trim_end();
                header &= !line.starts_with('═');
                // The verdict stands last: its row is the next whose end says so.
                match styles.peek().filter(|(verdict, _)| !header && line.ends_with(verdict.as_str())) {
                    Some((verdict, style)) => {
                        let rest = &line[..line.len() - verdict.len()];
                        writeln!(out, "{rest}{}", paint.with(*style, verdict))?;
                        styles.next();
                    }
                    None if header => writeln!(out, "{}", paint.with(STRONG, line))?,
                    None => writeln!(out, "{line}")?,
                }
            }
        }
        summary::write(run, options, out)
    }
}

/// The cells of one claim, not yet clean.
pub(super) fn row(f: &Finding, place: String) -> [String; 8] {
    let first = f.evidence.first();
    let source = first.and_then(|e| e.source.as_ref());
    let verdict = match f.verdict {
        Verdict::Unknown(reason) => format!("unknown: {}", reason.code()),
        v => v.as_str().to_owned(),
    };
    [
        place,
        f.text.clone(),
        summary::read_as(f).to_owned(),
        first.map_or(String::new(), |e| e.value.clone()),
        first.and_then(|e| e.difference.clone()).unwrap_or_default(),
        first.and_then(|e| e.as_of.clone()).unwrap_or_default(),
        source.map_or(String::new(), |s| s.publisher.as_ref().or(s.title.as_ref()).unwrap_or(&s.id).clone()),
        verdict,
    ]
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_row_a_claim() {
        insta::assert_snapshot!(sample::render(&Table, &sample::run(), &Options::default()), @r#"
        ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
         Place                 Claim    Read as                      Reference   Difference   As of        Source                         Verdict
        ═══════════════════════════════════════════════════════════════════════════════════════════════════════════════════════════════════════════════════
         drafts/korea.md:3:7   28,000   27,000 to 29,000 ("about")   34,314         -18.4 %   2024-12-31   Ministry of Unification (KR)   conflicting
         drafts/korea.md:4:6   33,000   27,000 to 29,000 ("about")   34,314                   2024-12-31   Ministry of Unification (KR)   consistent
         drafts/korea.md:5:5   3,200    27,000 to 29,000 ("about")                                                                        unknown: no-fact
        ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
         Verdict      Claims  Files  Fails
         conflicting       1      1  yes
         consistent        1      1  -
         unknown           1      1  no
        Checked 3 claims (66 % judged) in 2 files against 412 facts in 0.04 s
        "#);
    }

    #[test]
    fn a_narrow_terminal_wraps_cells_and_colours_verdicts() {
        let options = Options { width: Some(80), color: true, quiet: true, ..Options::default() };
        let shown = sample::render(&Table, &sample::run(), &options);
        assert!(shown.contains("\u{1b}[1m\u{1b}[91mconflicting\u{1b}[0m"), "{shown}");
    }

    #[test]
    fn hostile_text_is_inert() {
        let run =
            sample::of(vec![sample::file("a", sample::HOSTILE, &[(sample::HOSTILE, sample::UNKNOWN, None)])]);
        let shown = sample::render(&Table, &run, &Options::default());
        assert!(shown.chars().all(|c| c == '\n' || !super::super::encode::acts(c)));
    }
}
