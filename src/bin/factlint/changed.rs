//! `--diff-base REV`: the lines that have changed since a revision, as git tells them.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::process::Command;

use factlint::report::Checked;
use factlint::{Error, ErrorKind};

/// The changed lines of each file, by the path that reports show.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    lines: HashMap<String, Vec<RangeInclusive<u32>>>,
}

impl Changed {
    /// What has changed since `rev`, in the work tree: committed, staged or not, and files that git does not know yet.
    ///
    /// # Errors
    ///
    /// No git, no repository, no such revision.
    pub(crate) fn since(rev: &str) -> Result<Self, Error> {
        if rev.starts_with('-') {
            return Err(Error::new(ErrorKind::Usage, format!("--diff-base: `{rev}` is no revision")));
        }
        let diff = git(&[
            "-c",
            "core.quotePath=false",
            "diff",
            "--unified=0",
            "--no-color",
            "--no-ext-diff",
            "--no-renames",
            "--relative",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            rev,
            "--",
        ])?;
        let mut changed = Self { lines: parse(&diff) };
        for path in git(&["ls-files", "--others", "--exclude-standard", "-z"])?.split('\0') {
            changed.lines.insert(path.to_owned(), vec![1..=u32::MAX]);
        }
        Ok(changed)
    }

    /// Leaves the findings of `file` that touch a changed line; of a slip, either of its places counts.
    pub(crate) fn keep(&self, file: &mut Checked) {
        let Some(ranges) = self.lines.get(&file.path) else {
            file.findings.clear();
            file.warnings.clear();
            return;
        };
        let (source, lines, path) = (&file.source, &file.lines, &file.path);
        let line = |at: u32| lines.line_column(source, at as usize).0;
        let touches = |from: u32, to: u32| ranges.iter().any(|r| *r.start() <= to && from <= *r.end());
        file.findings.retain(|f| {
            let span = f.reading.extent.span;
            touches(line(span.start), line(span.end))
                || f.evidence.iter().any(|e| e.path == *path && touches(e.line, e.line))
        });
        file.warnings.retain(|w| w.line_column().is_some_and(|(line, _)| touches(line, line)));
    }
}

fn git(arguments: &[&str]) -> Result<String, Error> {
    let wrong = |why: String| {
        Error::new(ErrorKind::Usage, format!("--diff-base: {why}")).hint("it needs git and a repository")
    };
    let output = Command::new("git").args(arguments).output().map_err(|e| wrong(format!("git: {e}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(wrong(said.lines().next().unwrap_or("git failed").to_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The new side's lines of a unified diff without context.
fn parse(diff: &str) -> HashMap<String, Vec<RangeInclusive<u32>>> {
    let mut lines: HashMap<String, Vec<RangeInclusive<u32>>> = HashMap::new();
    let mut path = None;
    // Lines of a hunk's body are counted off: a removed "-- b/x" looks like a header.
    let mut body = 0;
    for line in diff.lines() {
        if body > 0 && line.starts_with(['+', '-', '\\']) {
            body -= u32::from(!line.starts_with('\\'));
        } else if let Some(new) = line.strip_prefix("+++ ") {
            path = unquoted(new).strip_prefix("b/").map(str::to_owned);
        } else if let Some(new) = line.strip_prefix("Binary files ").and_then(|l| l.strip_suffix(" differ")) {
            // A Word file: that it has changed is known, and no more.
            let at = new.rfind(" and b/").or_else(|| new.rfind(" and \"b/"));
            if let Some(path) = at.map(|i| unquoted(&new[i + 5..])) {
                lines.insert(path.trim_start_matches("b/").to_owned(), vec![1..=u32::MAX]);
            }
        } else if let Some((old, new)) = hunk(line) {
            body = old.1 + new.1;
            if let (Some(path), true) = (&path, new.1 > 0) {
                lines.entry(path.clone()).or_default().push(new.0..=new.0 + (new.1 - 1));
            }
        }
    }
    lines
}

/// `@@ -12,3 +14 @@` as (12, 3) and (14, 1).
fn hunk(line: &str) -> Option<((u32, u32), (u32, u32))> {
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let pair = |s: &str| match s.split_once(',') {
        Some((start, count)) => Some((start.parse().ok()?, count.parse().ok()?)),
        None => Some((s.parse().ok()?, 1)),
    };
    Some((pair(old)?, pair(new)?))
}

/// A path as git writes it: in quotes, with escapes, where it has unusual characters; with a tab behind it where it
/// has a blank.
fn unquoted(path: &str) -> String {
    let path = path.strip_suffix('\t').unwrap_or(path);
    let Some(inner) = path.strip_prefix('"').and_then(|p| p.strip_suffix('"')) else {
        return path.to_owned();
    };
    let mut out = Vec::new();
    let mut bytes = inner.bytes();
    while let Some(b) = bytes.next() {
        let escaped = if b == b'\\' { bytes.next() } else { None };
        out.push(match escaped {
            None => b,
            Some(b'n') => b'\n',
            Some(b't') => b'\t',
            Some(b'r') => b'\r',
            Some(d @ b'0'..=b'3') => {
                let mut octal = |d: u8| d * 8 + bytes.next().map_or(0, |o| o.saturating_sub(b'0') & 7);
                let high = octal(d - b'0');
                octal(high)
            }
            Some(other) => other,
        });
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_lines_are_those_of_the_plus_side() {
        let diff = "diff --git a/x y.md b/x y.md\n--- a/x y.md\t\n+++ b/x y.md\t\n@@ -2 +2,2 @@ head\n--- b/not a header\n+a\n+b\n\
                    @@ -9,2 +10,0 @@\n-c\n-d\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
        let lines = parse(diff);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines["x y.md"], [2..=3]);
    }

    #[test]
    fn quoted_paths_are_read() {
        assert_eq!(unquoted("b/a b.md\t"), "b/a b.md");
        assert_eq!(unquoted(r#""b/a\t\303\251\"\\.md""#), "b/a\té\"\\.md");
    }
}
