//! `github`: annotations on the lines of a pull request, as workflow commands.
//!
//! Source: GitHub documentation, "Workflow commands for GitHub Actions"; the escapes are those of
//! the toolkit's `command.ts`.

use std::io::{self, Write};

use super::host::message;
use super::region::Region;
use super::{Format, Options, Run, clean, summary};
use crate::span::Cursor;
use crate::verdict::Severity;

/// The format `github`.
pub(super) struct GitHub;

/// Annotations that the host shows of each kind in one step; what comes after is told in sum.
const KEPT: usize = 10;

impl Format for GitHub {
    fn name(&self) -> &'static str {
        "github"
    }

    fn about(&self) -> &'static str {
        "annotations on the lines of a pull request, as workflow commands"
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        for kind in [Severity::Error, Severity::Warn, Severity::Note] {
            let name = match kind {
                Severity::Error => "error",
                Severity::Warn => "warning",
                Severity::Note => "notice",
            };
            let (mut count, mut files) = (0, 0);
            for file in &run.files {
                let mut cursor = Cursor::new(&file.source);
                let before = count;
                for f in options.shown(self, file).filter(|f| f.severity == kind) {
                    count += 1;
                    let region = Region::of(f, &mut cursor);
                    if count > KEPT {
                        // In the log only, where a line that begins with a blank is still a command if it says so.
                        let place = summary::place(file, region.start);
                        writeln!(out, "{name}[{}] at {}: {}", f.code, place, clean::short(&f.message, 300))?;
                        continue;
                    }
                    write!(out, "::{name} file={},line={},", property(&file.path), region.start.0)?;
                    if region.start.0 == region.end.0 {
                        // The host counts the last column in.
                        write!(
                            out,
                            "col={},endColumn={}",
                            region.start.1,
                            (region.end.1 - 1).max(region.start.1)
                        )?;
                    } else {
                        write!(out, "endLine={}", region.end.0)?;
                    }
                    writeln!(out, ",title=factlint[{}]::{}", property(f.code), data(&message(f)))?;
                }
                files += usize::from(count > before);
            }
            if count > KEPT {
                let all = summary::counted(count, "finding");
                let files = summary::counted(files, "file");
                writeln!(
                    out,
                    "::{name} title=factlint::{all} in {files}; the first {KEPT} are annotated, the log lists all"
                )?;
            }
        }
        Ok(())
    }
}

/// The message of a command.
fn data(s: &str) -> String {
    clean::inline(s).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property.
fn property(s: &str) -> String {
    data(s).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::{Show, sample};
    use super::*;

    #[test]
    fn an_annotation_names_place_code_and_source() {
        insta::assert_snapshot!(sample::render(&GitHub, &sample::run(), &Options::default()), @r#"
        ::error file=drafts/korea.md,line=3,col=7,endColumn=12,title=factlint[number-conflict]::28,000 conflicts with 34,314 (-18.4 %25) (27,000 to 29,000 ("about")); source: Ministry of Unification (KR), published 2025-02-04, https://example.org/arrivals; the draft is dated 2025-06-01
        "#);
    }

    #[test]
    fn hostile_text_starts_no_command() {
        let hostile = "9 ::error::x %0A\n::set-output name=a::b ##[add-mask]9, a:b";
        let path = "a,b:c\n::warning::.md";
        let marks = [(hostile, sample::CONFLICTING, None)];
        let shown = sample::render(
            &GitHub,
            &sample::of(vec![sample::file(path, hostile, &marks)]),
            &Options::default(),
        );
        assert_eq!(shown.lines().count(), 1, "{shown}");
        assert!(
            shown.starts_with("::error file=a%2Cb%3Ac %3A%3Awarning%3A%3A.md,line=1,endLine=2,title="),
            "{shown}"
        );
        assert!(shown.contains("%250A"), "{shown}");
    }

    #[test]
    fn the_eleventh_and_the_rest_are_summed_up() {
        let source = "##[error]9 ".repeat(14);
        let marks = [("##[error]9", sample::CONFLICTING, None); 14];
        let options = Options { show: Some(Show::All), ..Options::default() };
        let shown = sample::render(&GitHub, &sample::of(vec![sample::file("a", &source, &marks)]), &options);
        assert_eq!(shown.lines().filter(|l| l.starts_with("::error file=")).count(), 10);
        let log: Vec<_> = shown.lines().filter(|l| !l.starts_with("::")).collect();
        assert_eq!(log.len(), 4);
        assert!(log.iter().all(|l| !l.contains("##[")), "{log:?}");
        assert!(shown.ends_with(
            "::error title=factlint::14 findings in 1 file; the first 10 are annotated, the log lists all\n"
        ));
    }
}
