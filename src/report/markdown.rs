//! `markdown`: the table as a Markdown table, for a pull request or a wiki.

use std::io::{self, Write};

use super::table::{COLUMNS, row};
use super::{Format, Options, Run, Show, clean, summary};
use crate::span::Cursor;

/// The format `markdown`.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "the columns of the table, for a pull request"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut header = true;
        for file in &run.files {
            let mut cursor = Cursor::new(&file.source);
            for f in options.shown(self, file) {
                if std::mem::take(&mut header) {
                    writeln!(out, "| {} |", COLUMNS.join(" | "))?;
                    writeln!(out, "| --- | --- | --- | --- | ---: | --- | --- | --- |")?;
                }
                let place = summary::place(file, cursor.seek(f.reading.extent.span.start as usize));
                let cells = row(f, place).map(|cell| text(&clean::short(&cell, 200)));
                writeln!(out, "| {} |", cells.join(" | "))?;
            }
        }
        if options.quiet {
            return Ok(());
        }
        if !header {
            writeln!(out)?;
        }
        let line = |n: usize, verdict: &str| format!("{n} {verdict}");
        let [conflicting, consistent, unknown] = summary::verdicts(run, options).map(|c| c.claims);
        writeln!(
            out,
            "{} in {}: {}, {}, {}.",
            summary::counted(conflicting + consistent + unknown, "claim"),
            summary::counted(run.files.len(), "file"),
            line(conflicting, "conflicting"),
            line(consistent, "consistent"),
            line(unknown, "unknown"),
        )
    }
}

/// `s` as Markdown text in which nothing is markup, a mention, a link or a reference to an issue.
///
/// Source: CommonMark 0.31, section 2.4: a backslash makes any ASCII punctuation plain. Hosts' own marks
/// (`@name`, `#12`, `https://`) are broken up by a character reference, which shows as the sign itself.
#[must_use]
pub fn text(s: &str) -> String {
    let clean = clean::inline(s);
    let mut out = String::with_capacity(clean.len());
    let mut chars = clean.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A bare address links itself.
            ':' if chars.peek() == Some(&'/') => out.push_str("&#58;"),
            'w' | 'W' if out.ends_with("ww") || out.ends_with("WW") => out.push_str("&#119;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '!' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_table_and_a_line() {
        insta::assert_snapshot!(sample::render(&Markdown, &sample::run(), &Options::default()), @r#"
        | Place | Claim | Read as | Reference | Difference | As of | Source | Verdict |
        | --- | --- | --- | --- | ---: | --- | --- | --- |
        | drafts/korea.md:3:7 | 28,000 | 27,000 to 29,000 ("about") | 34,314 | -18.4 % | 2024-12-31 | Ministry of Unification (KR) | conflicting |
        | drafts/korea.md:4:6 | 33,000 | 27,000 to 29,000 ("about") | 34,314 |  | 2024-12-31 | Ministry of Unification (KR) | consistent |
        | drafts/korea.md:5:5 | 3,200 | 27,000 to 29,000 ("about") |  |  |  |  | unknown: no-fact |

        3 claims in 2 files: 1 conflicting, 1 consistent, 1 unknown.
        "#);
    }

    #[test]
    fn what_was_markup_comes_back_as_text() {
        let hostile =
            "a | b <script>x</script> [l](http://x) ![i](y) `c` *e* _u_ @all #1 www.x.org &lt; \\| $x$";
        let html = {
            use pulldown_cmark::{Options, Parser, html};
            let mut out = String::new();
            html::push_html(&mut out, Parser::new_ext(&text(hostile), Options::all()));
            out
        };
        assert!(!html.contains("<script") && !html.contains("<a ") && !html.contains("<img"), "{html}");
        assert!(!html.contains("<em>") && !html.contains("<code>"), "{html}");
        let plain = html.replace("<p>", "").replace("</p>\n", "");
        let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(plain.replace("&quot;", "\""), hostile);
    }
}
