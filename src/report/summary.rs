//! The table at the end of a report for people, and the phrases that several formats share.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, presets};

use super::style::{ERROR, GOOD, NOTE, Paint};
use super::{Checked, Finding, Options, Run, SourceNote, clean};
use crate::value::{Decimal, decimal};
use crate::verdict::Verdict;

/// How many claims a run has of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Claims.
    pub claims: usize,
    /// Files that have one.
    pub files: usize,
    /// Claims that fail the run.
    pub failing: usize,
}

/// Counts the findings of `run` that `which` holds for.
#[must_use]
pub fn count(run: &Run, options: &Options, which: impl Fn(&Finding) -> bool) -> Count {
    let mut count = Count::default();
    for file in &run.files {
        let before = count.claims;
        for f in file.findings.iter().filter(|f| which(f)) {
            count.claims += 1;
            count.failing += usize::from(f.fails(options.fail_on));
        }
        count.files += usize::from(count.claims > before);
    }
    count
}

/// How many claims conflict, agree, and could not be checked; those that are passed over are in neither.
#[must_use]
pub fn verdicts(run: &Run, options: &Options) -> [Count; 3] {
    let heard = |f: &Finding| f.ignored.is_none();
    [
        count(run, options, |f| heard(f) && f.verdict == Verdict::Conflicting),
        count(run, options, |f| heard(f) && f.verdict == Verdict::Consistent),
        count(run, options, |f| heard(f) && matches!(f.verdict, Verdict::Unknown(_))),
    ]
}

/// Writes the summary, unless the options are quiet.
///
/// ```text
///  Verdict      Claims  Files  Fails
///  conflicting       2      1  yes
///  consistent       14      3  -
///  unknown           6      2  no
/// Checked 22 claims (73 % judged) in 3 files against 412 facts in 0.04 s
/// ```
///
/// # Errors
///
/// When `out` cannot be written.
pub fn write(run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.quiet {
        return Ok(());
    }
    let [conflicting, consistent, unknown] = verdicts(run, options);
    let ignored = count(run, options, |f| f.ignored.is_some());
    let mut rows = vec![
        ("conflicting", conflicting, ERROR),
        ("consistent", consistent, GOOD),
        ("unknown", unknown, NOTE),
    ];
    if ignored.claims > 0 {
        rows.push(("ignored", ignored, NOTE));
    }
    let all = conflicting.claims + consistent.claims + unknown.claims + ignored.claims;
    if all > 0 {
        let mut table = comfy_table::Table::new();
        table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(["Verdict", "Claims", "Files", "Fails"]);
        for &(name, c, _) in &rows {
            let fails = match () {
                () if c.failing > 0 => "yes",
                () if c.claims == 0 || name == "consistent" || name == "ignored" => "-",
                () => "no",
            };
            table.add_row([name, &c.claims.to_string(), &c.files.to_string(), fails]);
        }
        for column in [1, 2] {
            if let Some(c) = table.column_mut(column) {
                c.set_cell_alignment(CellAlignment::Right);
            }
        }
        let paint = Paint(options.color);
        for line in table.lines() {
            let line = line.trim_end();
            let row = rows.iter().find(|(name, c, _)| c.claims > 0 && line.trim_start().starts_with(name));
            match row {
                Some((name, _, style)) => {
                    writeln!(out, "{}", line.replacen(name, &paint.with(*style, name).to_string(), 1))?;
                }
                None => writeln!(out, "{line}")?,
            }
        }
    }
    last_line(run, options, out)
}

/// "Checked 22 claims (73 % judged) in 3 files against 412 facts in 0.04 s", unless the options are quiet.
pub(super) fn last_line(run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.quiet {
        return Ok(());
    }
    let counts = verdicts(run, options).map(|c| c.claims);
    let all = run.files.iter().map(|f| f.findings.len()).sum();
    let judged = match (100 * (counts[0] + counts[1])).checked_div(all) {
        Some(share) => format!(" ({share} % judged)"),
        None => String::new(),
    };
    writeln!(
        out,
        "Checked {}{judged} in {} against {} in {:.2} s",
        counted(all, "claim"),
        counted(run.files.len(), "file"),
        counted(run.facts, "fact"),
        run.seconds
    )
}

/// `1 file`, `1,200 files`
#[must_use]
pub fn counted(n: usize, what: &str) -> String {
    let number = decimal::grouped(Decimal::from(n));
    if n == 1 { format!("{number} {what}") } else { format!("{number} {what}s") }
}

/// A source in a line: "Ministry of Unification (KR), published 2025-02-04, https://…"
pub(super) fn source(s: &SourceNote) -> String {
    let name = s.publisher.as_ref().or(s.title.as_ref()).unwrap_or(&s.id);
    let published = s.published.as_ref().map(|d| format!("published {d}"));
    let parts = [Some(name.clone()), published, s.url.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What was understood of a claim, without "read as".
pub(super) fn read_as(f: &Finding) -> &str {
    f.understood.strip_prefix("read as ").unwrap_or(&f.understood)
}

/// `drafts/korea.md:12:7`
pub(super) fn place(file: &Checked, (line, column): (u32, u32)) -> String {
    format!("{}:{line}:{column}", clean::path(&file.path))
}
