//! `diff`: the corrections as a unified diff that `patch -p0` applies as it is.
//!
//! The hunk's header says what was wrong and by which fact. What has no single correction, and
//! with `--show` the other claims, stand as comment lines before the file's header, which `patch`
//! passes over. Lines of a diff must be the file's own bytes, so a line that could act on a terminal is
//! never shown: its claim becomes a comment, and no context reaches over it.

use std::io::{self, Write};
use std::ops::Range;

use similar::{ChangeTag, TextDiff};

use super::style::{ADDED, ADDED_WORD, ERROR, FRAME, Paint, REMOVED, REMOVED_WORD, STRONG, of};
use super::{Checked, Finding, Format, Options, Run, clean, summary};
use crate::span::Cursor;
use crate::verdict::Verdict;

/// The format `diff`.
pub(super) struct Diff;

/// Unchanged lines around a change.
const CONTEXT: usize = 3;
/// Longest pair of lines, in bytes, whose changed words are looked for.
const HIGHLIGHTED: usize = 1 << 16;

impl Format for Diff {
    fn name(&self) -> &'static str {
        "diff"
    }

    fn about(&self) -> &'static str {
        "the corrections as a unified diff: patch -p0 applies it"
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let paint = Paint(options.color);
        for file in &run.files {
            let lines = Lines::new(&file.source);
            let mut edits: Vec<Edit<'_>> = Vec::new();
            let mut cursor = Cursor::new(&file.source);
            for f in options.shown(self, file) {
                match edit(f, file, &lines) {
                    Some(e) if edits.last().is_none_or(|l| l.span.end <= e.span.start) => edits.push(e),
                    _ => comment(f, file, cursor.seek(f.reading.extent.span.start as usize), paint, out)?,
                }
            }
            if edits.is_empty() {
                continue;
            }
            let name = file_name(&file.path);
            writeln!(out, "{}", paint.with(STRONG, format_args!("--- {name}")))?;
            writeln!(out, "{}", paint.with(STRONG, format_args!("+++ {name}")))?;
            let mut moved = 0;
            for hunk in hunks(&edits, &lines) {
                hunk.write(file, &lines, &mut moved, paint, out)?;
            }
        }
        Ok(())
    }
}

/// A claim's line outside the diff: `! ` conflicting, `= ` consistent, `? ` unknown.
fn comment(f: &Finding, file: &Checked, at: (u32, u32), paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let sign = match f.verdict {
        Verdict::Conflicting => '!',
        Verdict::Consistent => '=',
        Verdict::Unknown(_) => '?',
    };
    let line = format!("{sign} {}: {}", summary::place(file, at), clean::short(&f.message, 300));
    let mut more: Vec<String> = f.evidence.first().map(fact).into_iter().collect();
    more.extend(f.notes.iter().map(|n| clean::short(n, 160).into_owned()));
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join("; ")) };
    writeln!(out, "{}", paint.with(of(f.verdict, f.severity), format_args!("{line}{more}")))
}

/// "nk-arrivals-2024, as of 2024-12-31, Ministry of Unification (KR)"
fn fact(e: &super::Evidence) -> String {
    let name = if e.fact.is_empty() { &e.value } else { &e.fact };
    let as_of = e.as_of.as_ref().map(|d| format!("as of {d}"));
    let source = e.source.as_ref().and_then(|s| s.publisher.as_ref().or(s.title.as_ref()).cloned());
    let parts: Vec<String> = [Some(name.clone()), as_of, source].into_iter().flatten().collect();
    clean::short(&parts.join(", "), 160).into_owned()
}

/// One replacement in the source, with the lines that it touches.
struct Edit<'f> {
    span: Range<usize>,
    lines: Range<usize>,
    new: &'f str,
    finding: &'f Finding,
}

/// The correction of a finding, where it has a single one that a diff can show.
fn edit<'f>(f: &'f Finding, file: &Checked, lines: &Lines<'_>) -> Option<Edit<'f>> {
    let new = f.suggestion.as_deref().filter(|s| clean::is_inert(s))?;
    let span = f.reading.extent.span.range();
    if f.verdict != Verdict::Conflicting || f.quoted || span.is_empty() {
        return None;
    }
    file.source.get(span.clone())?;
    let touched = lines.of(span.start)..lines.of(span.end - 1) + 1;
    touched.clone().all(|l| lines.is_inert(l)).then_some(Edit { span, lines: touched, new, finding: f })
}

/// The lines of a file as `patch` counts them: LF ends one, and nothing else.
struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    fn new(source: &'s str) -> Self {
        let mut starts = vec![0];
        starts.extend(source.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i + 1));
        if starts.last() == Some(&source.len()) {
            starts.pop();
        }
        Self { source, starts }
    }

    fn count(&self) -> usize {
        self.starts.len()
    }

    fn of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&s| s <= byte).saturating_sub(1)
    }

    /// Bytes of the lines `range`, with their ends.
    fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let at = |line: usize| self.starts.get(line).copied().unwrap_or(self.source.len());
        at(range.start)..at(range.end)
    }

    fn is_inert(&self, line: usize) -> bool {
        let text = &self.source[self.bytes(line..line + 1)];
        let text = text.strip_suffix('\n').unwrap_or(text);
        clean::is_inert(text.strip_suffix('\r').unwrap_or(text))
    }
}

/// Neighbouring edits with their context.
struct Hunk<'e, 'f> {
    edits: &'e [Edit<'f>],
    /// Lines from the first of the context to the last.
    lines: Range<usize>,
}

fn hunks<'e, 'f>(edits: &'e [Edit<'f>], lines: &Lines<'_>) -> Vec<Hunk<'e, 'f>> {
    // Edits whose contexts would touch stand in one hunk, if all between them may be shown.
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (i, e) in edits.iter().enumerate() {
        match groups.last_mut() {
            Some(g) if joins(edits[g.end - 1].lines.end..e.lines.start, lines) => g.end = i + 1,
            _ => groups.push(i..i + 1),
        }
    }
    let mut out: Vec<Hunk<'e, 'f>> = Vec::new();
    for (n, group) in groups.iter().enumerate() {
        let changed = edits[group.start].lines.start..edits[group.end - 1].lines.end;
        let floor = out.last().map_or(0, |h| h.lines.end);
        let ceiling = groups.get(n + 1).map_or(lines.count(), |g| edits[g.start].lines.start);
        out.push(Hunk { edits: &edits[group.clone()], lines: surround(changed, floor..ceiling, lines) });
    }
    out
}

fn joins(mut gap: Range<usize>, lines: &Lines<'_>) -> bool {
    gap.len() <= 2 * CONTEXT && gap.all(|l| lines.is_inert(l))
}

/// `changed` with up to three lines of context inside `free`, none of which acts.
fn surround(changed: Range<usize>, free: Range<usize>, lines: &Lines<'_>) -> Range<usize> {
    let shown = |l: &usize| lines.is_inert(*l);
    let mut before = (free.start..changed.start).rev().take(CONTEXT).take_while(shown).count();
    let mut after = (changed.end..free.end).take(CONTEXT).take_while(shown).count();
    // A hunk with less context on one side belongs, for `patch`, at that end of the file.
    if before < after && changed.start > before {
        after = before;
    } else if after < before && changed.end + after < lines.count() {
        before = after;
    }
    changed.start - before..changed.end + after
}

impl Hunk<'_, '_> {
    /// Writes the hunk; `moved` is by how many lines the file has grown so far.
    fn write(
        &self,
        file: &Checked,
        lines: &Lines<'_>,
        moved: &mut isize,
        paint: Paint,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let bytes = lines.bytes(self.lines.clone());
        let old = &file.source[bytes.clone()];
        let mut new = String::with_capacity(old.len());
        let mut done = bytes.start;
        for e in self.edits {
            new.push_str(&file.source[done..e.span.start]);
            new.push_str(e.new);
            done = e.span.end;
        }
        new.push_str(&file.source[done..bytes.end]);

        let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
        let new_lines: Vec<&str> = new.split_inclusive('\n').collect();
        let first = self.lines.start + 1;
        let header = format!(
            "@@ -{first},{} +{},{} @@",
            old_lines.len(),
            first.saturating_add_signed(*moved),
            new_lines.len()
        );
        *moved += new_lines.len().cast_signed() - old_lines.len().cast_signed();
        let why: Vec<String> = self.edits.iter().map(|e| heading(e.finding)).collect();
        writeln!(out, "{} {}", paint.with(FRAME, header), paint.with(ERROR, why.join("; ")))?;

        let diff = TextDiff::configure().diff_slices(&old_lines, &new_lines);
        for op in diff.ops() {
            if paint.0 && old.len() <= HIGHLIGHTED {
                for change in diff.iter_inline_changes(op) {
                    let words = change.values().iter().map(|&(changed, word)| (changed, word));
                    line(change.tag(), words, paint, out)?;
                }
            } else {
                for change in diff.iter_changes(op) {
                    line(change.tag(), std::iter::once((false, change.value())), paint, out)?;
                }
            }
        }
        Ok(())
    }
}

/// "number-conflict: 28,000 conflicts with 34,314 (-18.4 %): nk-arrivals-2024, as of 2024-12-31"
fn heading(f: &Finding) -> String {
    let fact = f.evidence.first().map_or(String::new(), |e| format!(": {}", fact(e)));
    format!("{}: {}{fact}", f.code, clean::short(&f.message, 200))
}

/// One line of the diff, its changed words set off.
fn line<'w>(
    tag: ChangeTag,
    words: impl Iterator<Item = (bool, &'w str)>,
    paint: Paint,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (sign, plain, strong) = match tag {
        ChangeTag::Equal => (" ", None, None),
        ChangeTag::Delete => ("-", Some(REMOVED), Some(REMOVED_WORD)),
        ChangeTag::Insert => ("+", Some(ADDED), Some(ADDED_WORD)),
    };
    let styled = |style: Option<anstyle::Style>, text: &str, out: &mut dyn Write| match style {
        Some(style) if !text.is_empty() => write!(out, "{}", paint.with(style, text)),
        _ => write!(out, "{text}"),
    };
    styled(plain, sign, out)?;
    let mut end = "";
    for (changed, word) in words {
        // The line's end stays outside of the colours.
        let text = word.strip_suffix('\n').map_or(word, |w| w.strip_suffix('\r').unwrap_or(w));
        styled(if changed { strong } else { plain }, text, out)?;
        end = &word[text.len()..];
    }
    match end {
        "" => writeln!(out, "\n\\ No newline at end of file"),
        end => write!(out, "{end}"),
    }
}

/// A path as a header of a diff names it: quoted as `patch` unquotes where it has odd characters.
fn file_name(path: &str) -> String {
    let odd =
        |c: char| c.is_control() || matches!(c, '"' | '\\') || !clean::is_inert(c.encode_utf8(&mut [0; 4]));
    if path.chars().any(odd) || path.contains(clean::COMMAND) {
        let mut out = String::from("\"");
        for b in path.bytes() {
            match b {
                b'"' | b'\\' => out.extend(['\\', b.into()]),
                b' '..=b'~' if b != b'[' => out.push(b.into()),
                b => out.push_str(&format!("\\{b:03o}")),
            }
        }
        out + "\""
    } else if path.contains(' ') {
        // A tab ends a name with spaces.
        format!("{path}\t")
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, CONFLICTING, CONSISTENT, UNKNOWN};
    use super::super::{Show, encode};
    use super::*;
    use insta::assert_snapshot;

    fn diff(files: Vec<Checked>, show: Show) -> String {
        let options = Options { show: Some(show), ..Options::default() };
        sample::render(&Diff, &sample::of(files), &options)
    }

    /// Applies a unified diff of one file as `patch` does, strictly: no fuzz, no offset.
    fn apply(source: &str, diff: &str) -> String {
        let old: Vec<&str> = source.split_inclusive('\n').collect();
        let (mut out, mut at) = (String::new(), 0);
        let mut lines = diff.split_inclusive('\n').skip_while(|l| !l.starts_with("@@")).peekable();
        while let Some(line) = lines.next() {
            if let Some(header) = line.strip_prefix("@@ -") {
                let start: usize = header.split([',', ' ']).next().unwrap().parse().unwrap();
                out.push_str(&old[at..start - 1].concat());
                at = start - 1;
                continue;
            }
            let (sign, text) = line.split_at(1);
            let text = match lines.next_if(|l| l.starts_with('\\')) {
                Some(_) => text.strip_suffix('\n').unwrap(),
                None => text,
            };
            if sign != "+" {
                assert_eq!(old[at], text);
                at += 1;
            }
            if sign != "-" {
                out.push_str(text);
            }
        }
        out.push_str(&old[at..].concat());
        out
    }

    #[test]
    fn a_correction_with_its_reason() {
        assert_snapshot!(diff(sample::run().files, Show::Conflicting), @r#"
        --- drafts/korea.md
        +++ drafts/korea.md
        @@ -1,5 +1,5 @@ number-conflict: 28,000 conflicts with 34,314 (-18.4 %): nk-arrivals-2024, as of 2024-12-31, Ministry of Unification (KR)
         # Arrivals
         
        -About 28,000 North Korean defectors have reached the South.
        +About 34,000 North Korean defectors have reached the South.
         Over 33,000 by June.
         The 3,200 border guards stayed.
        "#);
    }

    #[test]
    fn the_other_claims_are_comments_before_the_header() {
        assert_snapshot!(diff(sample::run().files, Show::All), @r#"
        = drafts/korea.md:4:6: "33,000" agrees with 34,314 (nk-arrivals-2024, as of 2024-12-31, Ministry of Unification (KR); the draft is dated 2025-06-01)
        ? drafts/korea.md:5:5: "3,200" could not be checked
        --- drafts/korea.md
        +++ drafts/korea.md
        @@ -1,5 +1,5 @@ number-conflict: 28,000 conflicts with 34,314 (-18.4 %): nk-arrivals-2024, as of 2024-12-31, Ministry of Unification (KR)
         # Arrivals
         
        -About 28,000 North Korean defectors have reached the South.
        +About 34,000 North Korean defectors have reached the South.
         Over 33,000 by June.
         The 3,200 border guards stayed.
        "#);
    }

    #[test]
    fn near_edits_share_a_hunk_and_far_ones_do_not() {
        let mut lines: Vec<String> = (1..40).map(|i| format!("line {i}\n")).collect();
        for i in [1, 5, 20, 38] {
            lines[i] = format!("line {i}: 28,000 and 28,000\n");
        }
        let text = lines.concat();
        let file = sample::file("a.md", &text, &[("28,000", CONFLICTING, Some("34,000")); 8]);
        let shown = diff(vec![file], Show::Conflicting);
        assert_eq!(shown.matches("@@ -").count(), 3, "{shown}");
        assert_eq!(apply(&text, &shown), text.replace("28,000", "34,000"));
    }

    #[test]
    fn crlf_and_a_missing_final_newline_are_kept() {
        let text = "one\r\ntwo 28,000\r\nthree\r\nfour 28,000";
        let file = sample::file("a.md", text, &[("28,000", CONFLICTING, Some("34,000")); 2]);
        let shown = diff(vec![file], Show::Conflicting);
        assert!(shown.ends_with("+four 34,000\n\\ No newline at end of file\n"), "{shown}");
        assert_eq!(apply(text, &shown), text.replace("28,000", "34,000"));
    }

    #[test]
    fn a_line_that_acts_is_never_shown() {
        let text = format!("1\n2\n{0}\n4\nfive 28,000\n6\n7\n{0}\n", sample::HOSTILE);
        let marks = [("28,000", CONFLICTING, Some("34,000")); 3];
        let shown = diff(vec![sample::file("a.md", &text, &marks)], Show::Conflicting);
        assert!(shown.chars().all(|c| c == '\n' || !encode::acts(c)), "{shown}");
        assert_eq!(shown.lines().filter(|l| l.starts_with("! ")).count(), 2);
        assert_eq!(apply(&text, &shown), text.replace("five 28,000", "five 34,000"));
        // As much context below as above, or `patch` would look for the hunk at an end of the file.
        assert!(shown.contains("@@ -4,3 +4,3 @@"), "{shown}");
    }

    #[test]
    fn a_mention_over_a_line_end_changes_both_lines() {
        let text = "at least\n28\nmillion people\nend\n";
        let file = sample::file("a.md", text, &[("28\nmillion", CONFLICTING, Some("34 million"))]);
        let shown = diff(vec![file], Show::Conflicting);
        assert_eq!(apply(text, &shown), "at least\n34 million people\nend\n");
    }

    #[test]
    fn changed_words_stand_out_in_colour() {
        let options = Options { color: true, ..Options::default() };
        let shown = sample::render(&Diff, &sample::run(), &options);
        assert!(shown.contains("\u{1b}[31m28,000\u{1b}[0m"), "{shown:?}");
    }

    #[test]
    fn odd_names_are_quoted_as_patch_reads_them() {
        assert_eq!(file_name("a b.md"), "a b.md\t");
        assert_eq!(file_name("a\u{1b}\".md"), "\"a\\033\\\".md\"");
        assert_eq!(file_name("é.md"), "é.md");
    }

    #[test]
    fn without_corrections_there_is_no_header() {
        let file = sample::file("a.md", "5 and 6", &[("5", CONSISTENT, None), ("6", UNKNOWN, None)]);
        assert_eq!(diff(vec![file.clone()], Show::Conflicting), "");
        assert_eq!(diff(vec![file], Show::All).lines().count(), 2);
    }
}
