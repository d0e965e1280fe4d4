//! `concise`: one line a finding, as `grep` and editors read it.

use std::io::{self, Write};

use super::style::{Paint, STRONG, of};
use super::{Format, Options, Run, clean, summary};
use crate::span::Cursor;

/// The format `concise`.
pub(super) struct Concise;

impl Format for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn about(&self) -> &'static str {
        "one line a finding: path:line:column: error[code]: message"
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let paint = Paint(options.color);
        for file in &run.files {
            let mut cursor = Cursor::new(&file.source);
            for f in options.shown(self, file) {
                let place = summary::place(file, cursor.seek(f.reading.extent.span.start as usize));
                let label = format!("{}[{}]", f.severity.as_str(), f.code);
                let label = paint.with(of(f.verdict, f.severity), label);
                writeln!(out, "{}: {label}: {}", paint.with(STRONG, place), clean::short(&f.message, 300))?;
            }
        }
        summary::write(run, options, out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Show, sample};
    use super::*;

    #[test]
    fn a_line_a_finding() {
        let options = Options { show: Some(Show::Unknown), ..Options::default() };
        insta::assert_snapshot!(sample::render(&Concise, &sample::run(), &options), @r#"
        drafts/korea.md:3:7: error[number-conflict]: 28,000 conflicts with 34,314 (-18.4 %)
        drafts/korea.md:5:5: note[no-fact]: "3,200" could not be checked
         Verdict      Claims  Files  Fails
         conflicting       1      1  yes
         consistent        1      1  -
         unknown           1      1  no
        Checked 3 claims (66 % judged) in 2 files against 412 facts in 0.04 s
        "#);
    }
}
