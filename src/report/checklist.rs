//! `checklist`: every claim with a box to tick, for the desk that checks each by hand.

use std::io::{self, Write};

use super::markdown::text;
use super::{Checked, Finding, Format, Options, Run, Show, clean, summary};
use crate::span::Cursor;
use crate::verdict::Verdict;

/// The format `checklist`.
pub(super) struct Checklist;

/// Columns of the words shown around a claim.
const CONTEXT: usize = 120;

impl Format for Checklist {
    fn name(&self) -> &'static str {
        "checklist"
    }

    fn about(&self) -> &'static str {
        "every claim with a box to tick, to check by hand and sign"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        for file in &run.files {
            writeln!(out, "# Fact check: {}\n", text(&file.path))?;
            let mut cursor = Cursor::new(&file.source);
            let mut any = false;
            for f in options.shown(self, file) {
                any = true;
                entry(file, f, cursor.seek(f.reading.extent.span.start as usize), out)?;
            }
            if !any {
                writeln!(out, "No claims.")?;
            }
            writeln!(out, "\nChecked by: ____________________ Date: ______________\n")?;
        }
        Ok(())
    }
}

/// A box and the claim in its line; below it what the base says.
fn entry(file: &Checked, f: &Finding, (line, column): (u32, u32), out: &mut dyn Write) -> io::Result<()> {
    let whole = file.lines.range(&file.source, line).unwrap_or(0..0);
    let span = f.reading.extent.span.range();
    let mark = span.start.clamp(whole.start, whole.end)..span.end.clamp(whole.start, whole.end);
    let body = &file.source[whole.clone()];
    let snippet =
        super::snippet::Snippet::new(body, mark.start - whole.start..mark.end - whole.start, CONTEXT);
    writeln!(
        out,
        "- [ ] {line}:{column} {}**{}**{}",
        text(&snippet.left),
        text(snippet.mark.trim()),
        text(&snippet.right)
    )?;
    let verdict = match f.verdict {
        Verdict::Unknown(reason) => format!("unknown ({})", reason.code()),
        v => v.as_str().to_owned(),
    };
    writeln!(out, "  - {verdict}: {}", text(&clean::short(&f.message, 300)))?;
    if !f.understood.is_empty() {
        writeln!(out, "  - {}", text(&clean::short(&f.understood, 300)))?;
    }
    for e in &f.evidence {
        let when = e.as_of.as_ref().map_or(String::new(), |d| format!(", as of {d}"));
        let source = e.source.as_ref().map_or(String::new(), |s| format!(", {}", summary::source(s)));
        let fact = format!("{}: {}{when}{source}", e.fact, e.value);
        writeln!(out, "  - {}", text(&clean::short(&fact, 500)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn every_claim_has_a_box_and_every_file_a_line_to_sign() {
        insta::assert_snapshot!(sample::render(&Checklist, &sample::run(), &Options::default()), @r#"
        # Fact check: drafts/korea.md

        - [ ] 3:7 About **28,000** North Korean defectors have reached the South.
          - conflicting: 28,000 conflicts with 34,314 (-18.4 %)
          - 27,000 to 29,000 ("about")
          - nk-arrivals-2024: 34,314, as of 2024-12-31, Ministry of Unification (KR), published 2025-02-04, https&#58;//example.org/arrivals
        - [ ] 4:6 Over **33,000** by June.
          - consistent: "33,000" agrees with 34,314
          - 27,000 to 29,000 ("about")
          - nk-arrivals-2024: 34,314, as of 2024-12-31, Ministry of Unification (KR), published 2025-02-04, https&#58;//example.org/arrivals
        - [ ] 5:5 The **3,200** border guards stayed.
          - unknown (no-fact): "3,200" could not be checked
          - 27,000 to 29,000 ("about")

        Checked by: ____________________ Date: ______________

        # Fact check: drafts/empty.md

        No claims.

        Checked by: ____________________ Date: ______________
        "#);
    }
}
