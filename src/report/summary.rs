//! The table at the end of a report for people, and the phrases that several formats share.

use std::io::{self, Write};
use std::ops::Range;

use comfy_table::{CellAlignment, ContentArrangement, presets};

use super::style::{ERROR, GOOD, NOTE, Paint};
use super::{Checked, Finding, Kind, Options, Run, SourceNote, Weight, clean};
use crate::value::{Decimal, decimal};

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
pub fn count(run: &Run, options: &Options, which: impl Fn(Weight) -> bool) -> Count {
    let mut count = Count::default();
    for file in &run.files {
        let before = count.claims;
        for (weight, n) in file.weights().filter(|(w, _)| which(*w)) {
            count.claims += n;
            count.failing += if weight.fails(options.fail_on) { n } else { 0 };
        }
        count.files += usize::from(count.claims > before);
    }
    count
}

/// How many claims conflict, agree, and could not be checked; those that are passed over are in neither.
#[must_use]
pub fn verdicts(run: &Run, options: &Options) -> [Count; 3] {
    [Kind::Conflicting, Kind::Consistent, Kind::Unknown]
        .map(|kind| count(run, options, |w| !w.ignored && w.kind == kind))
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
    let ignored = count(run, options, |w| w.ignored);
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
        let cells = rows.iter().map(|&(name, c, _)| {
            let fails = match () {
                () if c.failing > 0 => "yes",
                () if c.claims == 0 || name == "consistent" || name == "ignored" => "-",
                () => "no",
            };
            [name.to_owned(), c.claims.to_string(), c.files.to_string(), fails.to_owned()]
        });
        let paint = Paint(options.color);
        for line in columns(["Verdict", "Claims", "Files", "Fails"], cells, 1..3) {
            let line = line.as_str();
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

/// The lines of a table without rules between its cells, numbers in the columns `right`.
pub(super) fn columns<const N: usize>(
    head: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
    right: Range<usize>,
) -> Vec<String> {
    let mut table = comfy_table::Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(head).add_rows(rows);
    let numbers = table.column_iter_mut().enumerate().filter(|(i, _)| right.contains(i));
    numbers.for_each(|(_, c)| c.set_cell_alignment(CellAlignment::Right));
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// "Checked 22 claims (73 % judged) in 3 files against 412 facts in 0.04 s", unless the options are quiet.
pub(super) fn last_line(run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.quiet {
        return Ok(());
    }
    let counts = verdicts(run, options).map(|c| c.claims);
    let all = run.files.iter().flat_map(Checked::weights).map(|(_, n)| n).sum();
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
