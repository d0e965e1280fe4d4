//! `full`: the report for people, in the look of a compiler's diagnostics.
//!
//! Each finding shows the place in the article and, as a second frame, the fact (or the other
//! place in the text) that it was held against, the correction, the source and remarks.

use std::io::{self, Write};
use std::ops::Range;

use similar::{ChangeTag, TextDiff};

use super::snippet::Snippet;
use super::style::{ADDED, ADDED_WORD, ERROR, FRAME, GOOD, NOTE, Paint, REMOVED, REMOVED_WORD, STRONG, of};
use super::{Checked, Evidence, Finding, Format, Options, Run, summary};
use super::{clean, link};
use crate::span::Cursor;
use crate::verdict::Verdict;

/// The format `full`.
pub(super) struct Full;

/// Columns of a report that goes to no terminal.
const WIDTH: usize = 110;
/// Columns that a correction shows of its line.
const CORRECTION: usize = 76;
/// Facts that are shown with a frame; further ones are named.
const FRAMES: usize = 3;

impl Format for Full {
    fn name(&self) -> &'static str {
        "full"
    }

    fn about(&self) -> &'static str {
        "each finding with its line, the fact, the correction and the source"
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        for file in &run.files {
            let mut cursor = Cursor::new(&file.source);
            for f in options.shown(self, file) {
                let (line, column) = cursor.seek(f.reading.extent.span.start as usize);
                let digits = f.evidence.iter().take(FRAMES).map(|e| e.line).fold(line, u32::max).ilog10() + 1;
                let block = Block {
                    paint: Paint(options.color),
                    links: options.links,
                    gutter: digits as usize,
                    room: options.width.unwrap_or(WIDTH).saturating_sub(digits as usize + 3).max(20),
                };
                block.write(file, f, (line, column), out)?;
                writeln!(out)?;
            }
        }
        summary::write(run, options, out)
    }
}

/// One finding's block of lines.
struct Block {
    paint: Paint,
    /// Whether the stream shows links.
    links: bool,
    /// Columns of the line numbers.
    gutter: usize,
    /// Columns of a shown line of source.
    room: usize,
}

impl Block {
    fn write(&self, file: &Checked, f: &Finding, place: (u32, u32), out: &mut dyn Write) -> io::Result<()> {
        let label = of(f.verdict, f.severity);
        let title = format!("{}[{}]", f.severity.as_str(), f.code);
        let message = format!(": {}", clean::short(&f.message, 300));
        writeln!(out, "{}{}", self.paint.with(label, title), self.paint.with(STRONG, message))?;
        self.arrow("-->", &file.path, place.0, place.1, out)?;
        // What could not be checked for want of a fact is a line of a list, not an exhibit.
        let listed = matches!(f.verdict, Verdict::Unknown(_)) && f.evidence.is_empty();
        if !listed {
            self.article(file, f, place.0, out)?;
            for (i, e) in f.evidence.iter().take(FRAMES).enumerate() {
                if i > 0 {
                    self.bar(out)?;
                }
                self.fact(e, out)?;
            }
        }
        for e in f.evidence.iter().skip(FRAMES) {
            self.remark("note", &format!("also held against {}: {}", e.fact, e.value), out)?;
        }
        let mut sources: Vec<String> = Vec::new();
        for e in f.evidence.iter().filter_map(|e| e.source.as_ref()) {
            let text = summary::source(e);
            if !sources.contains(&text) {
                match e.url.as_deref().filter(|_| self.links) {
                    Some(url) => {
                        let shown = clean::short(&text, 400);
                        self.told("source", &link::terminal(url, &shown), out)?;
                    }
                    None => self.remark("source", &text, out)?,
                }
                sources.push(text);
            }
        }
        if let Some(who) = &f.attribution {
            self.remark("note", &format!("according to {who}"), out)?;
        }
        for note in &f.notes {
            self.remark("note", note, out)?;
        }
        if let Some(help) = &f.help {
            match help.strip_prefix("nearest: ") {
                Some(nearest) => self.remark("nearest", nearest, out)?,
                None => self.remark("help", help, out)?,
            }
        }
        Ok(())
    }

    /// `  --> drafts/korea.md:12:7`
    fn arrow(&self, sign: &str, path: &str, line: u32, column: u32, out: &mut dyn Write) -> io::Result<()> {
        let (sign, path) = (self.paint.with(FRAME, sign), clean::inline(path));
        writeln!(out, "{:1$}{sign} {path}:{line}:{column}", "", self.gutter)
    }

    /// The article's line, marked, and the correction.
    fn article(&self, file: &Checked, f: &Finding, line: u32, out: &mut dyn Write) -> io::Result<()> {
        let Some(range) = file.lines.range(&file.source, line) else { return Ok(()) };
        let Some(text) = file.source.get(range.clone()) else { return Ok(()) };
        let span = f.reading.extent.span.range();
        let mark = span.start.saturating_sub(range.start)..span.end.saturating_sub(range.start);
        let snippet = Snippet::new(text, mark.clone(), self.room);
        self.bar(out)?;
        self.line(&line.to_string(), &snippet.text(), out)?;
        let read = match summary::read_as(f) {
            "" => String::new(),
            read => format!(" read as {}", clean::short(read, 160)),
        };
        let style = match f.verdict {
            Verdict::Conflicting => ERROR,
            Verdict::Consistent => GOOD,
            Verdict::Unknown(_) => NOTE,
        };
        let under = format!("{}{}", "^".repeat(snippet.width()), read);
        self.line("", &format!("{:1$}{2}", "", snippet.before(), self.paint.with(style, under)), out)?;
        self.bar(out)?;
        // A mention over a line's end has no correction that two lines could show.
        if let Some(new) = f.suggestion.as_deref().filter(|_| mark.end <= text.len()) {
            self.correction(text, mark, new, out)?;
            self.bar(out)?;
        }
        Ok(())
    }

    fn correction(&self, line: &str, mark: Range<usize>, new: &str, out: &mut dyn Write) -> io::Result<()> {
        let s = Snippet::new(line, mark, CORRECTION.min(self.room));
        let (old, new) = (s.text(), format!("{}{}{}", s.left, clean::inline(new), s.right));
        if !self.paint.0 {
            self.line("-", &old, out)?;
            return self.line("+", &new, out);
        }
        let diff = TextDiff::from_words(old.as_str(), new.as_str());
        for (sign, side, plain, word) in
            [("-", ChangeTag::Delete, REMOVED, REMOVED_WORD), ("+", ChangeTag::Insert, ADDED, ADDED_WORD)]
        {
            let mut text = String::new();
            for change in diff.iter_all_changes() {
                if change.tag() == ChangeTag::Equal || change.tag() == side {
                    let style = if change.tag() == side { word } else { plain };
                    text.push_str(&self.paint.with(style, change.value()).to_string());
                }
            }
            self.line(sign, &text, out)?;
        }
        Ok(())
    }

    /// The fact's line in its own file, marked.
    fn fact(&self, e: &Evidence, out: &mut dyn Write) -> io::Result<()> {
        self.arrow(":::", &e.path, e.line, e.column, out)?;
        self.bar(out)?;
        let start = byte_of_column(&e.excerpt, e.column);
        let s = Snippet::new(&e.excerpt, start..start + e.span.len() as usize, self.room);
        self.line(&e.line.to_string(), &s.text(), out)?;
        let as_of = e.as_of.as_ref().map_or(String::new(), |d| format!(", as of {d}"));
        // Another place of the text is no fact: it has a value only.
        let name = if e.fact.is_empty() { &e.value } else { &e.fact };
        let under = format!("{} {}", "-".repeat(s.width()), clean::short(&format!("{name}{as_of}"), 120));
        self.line("", &format!("{:1$}{2}", "", s.before(), self.paint.with(FRAME, under)), out)
    }

    /// `   = source: Ministry of Unification (KR)`
    fn remark(&self, what: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.told(what, &clean::short(text, 400), out)
    }

    /// The same with `text` made inert already.
    fn told(&self, what: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let (sign, what) = (self.paint.with(FRAME, "="), self.paint.with(STRONG, format!("{what}:")));
        writeln!(out, "{:1$} {sign} {what} {text}", "", self.gutter)
    }

    fn bar(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{:1$} {2}", "", self.gutter, self.paint.with(FRAME, "|"))
    }

    fn line(&self, head: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let head = format!("{head:>0$} |", self.gutter);
        writeln!(out, "{} {text}", self.paint.with(FRAME, head))
    }
}

/// The byte at which column `column` (from 1, in code points) of `line` starts.
fn byte_of_column(line: &str, column: u32) -> usize {
    line.char_indices().nth(column.saturating_sub(1) as usize).map_or(line.len(), |(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::super::{Show, sample};
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn the_example_of_the_interface() {
        assert_snapshot!(sample::render(&Full, &sample::run(), &Options::default()), @r#"
        error[number-conflict]: 28,000 conflicts with 34,314 (-18.4 %)
          --> drafts/korea.md:3:7
           |
         3 | About 28,000 North Korean defectors have reached the South.
           |       ^^^^^^ read as 27,000 to 29,000 ("about")
           |
         - | About 28,000 North Korean defectors have reached the South.
         + | About 34,000 North Korean defectors have reached the South.
           |
          ::: claims/korea.toml:41:9
           |
        41 | value = 34_314
           |         ------ nk-arrivals-2024, as of 2024-12-31
           = source: Ministry of Unification (KR), published 2025-02-04, https://example.org/arrivals
           = note: the draft is dated 2025-06-01

         Verdict      Claims  Files  Fails
         conflicting       1      1  yes
         consistent        1      1  -
         unknown           1      1  no
        Checked 3 claims (66 % judged) in 2 files against 412 facts in 0.04 s
        "#);
    }

    #[test]
    fn sources_are_links_where_the_stream_shows_them() {
        let options = Options { links: true, ..Options::default() };
        let mut run = sample::run();
        let shown = sample::render(&Full, &run, &options);
        assert!(
            shown.contains("source: \u{1b}]8;;https://example.org/arrivals\u{1b}\\Ministry of"),
            "{shown}"
        );
        assert_eq!(shown.matches('\u{1b}').count(), 4);
        assert!(!sample::render(&Full, &run, &Options::default()).contains('\u{1b}'));
        for url in ["javascript:alert(1)", "file:///etc/passwd", "\u{1b}]8;;https://a"] {
            let source = run.files[0].findings[0].evidence[0].source.as_mut().unwrap();
            source.url = Some(url.into());
            assert!(!sample::render(&Full, &run, &options).contains('\u{1b}'), "{url}");
        }
    }

    #[test]
    fn unknown_claims_are_a_list_and_agreement_is_shown_on_request() {
        let options = Options { show: Some(Show::All), quiet: true, ..Options::default() };
        assert_snapshot!(sample::render(&Full, &sample::run(), &options), @r#"
        error[number-conflict]: 28,000 conflicts with 34,314 (-18.4 %)
          --> drafts/korea.md:3:7
           |
         3 | About 28,000 North Korean defectors have reached the South.
           |       ^^^^^^ read as 27,000 to 29,000 ("about")
           |
         - | About 28,000 North Korean defectors have reached the South.
         + | About 34,000 North Korean defectors have reached the South.
           |
          ::: claims/korea.toml:41:9
           |
        41 | value = 34_314
           |         ------ nk-arrivals-2024, as of 2024-12-31
           = source: Ministry of Unification (KR), published 2025-02-04, https://example.org/arrivals
           = note: the draft is dated 2025-06-01

        note[consistent]: "33,000" agrees with 34,314
          --> drafts/korea.md:4:6
           |
         4 | Over 33,000 by June.
           |      ^^^^^^ read as 27,000 to 29,000 ("about")
           |
          ::: claims/korea.toml:41:9
           |
        41 | value = 34_314
           |         ------ nk-arrivals-2024, as of 2024-12-31
           = source: Ministry of Unification (KR), published 2025-02-04, https://example.org/arrivals
           = note: the draft is dated 2025-06-01

        note[no-fact]: "3,200" could not be checked
         --> drafts/korea.md:5:5
          = nearest: nk-soldiers (different noun)
        "#);
    }

    #[test]
    fn marks_stand_right_in_any_script_and_after_tabs() {
        let text = "한국에 28,000 people\r\n\te\u{301}🙂 28,000 more\r\n";
        let file = sample::file("a.md", text, &[("28,000", sample::CONFLICTING, Some("34,000")); 2]);
        let options = Options { quiet: true, ..Options::default() };
        assert_snapshot!(sample::render(&Full, &sample::of(vec![file]), &options), @r#"
        error[number-conflict]: 28,000 conflicts with 34,314 (-18.4 %)
          --> a.md:1:5
           |
         1 | 한국에 28,000 people
           |        ^^^^^^ read as 27,000 to 29,000 ("about")
           |
         - | 한국에 28,000 people
         + | 한국에 34,000 people
           |
          ::: claims/korea.toml:41:9
           |
        41 | value = 34_314
           |         ------ nk-arrivals-2024, as of 2024-12-31
           = source: Ministry of Unification (KR), published 2025-02-04, https://example.org/arrivals
           = note: the draft is dated 2025-06-01

        error[number-conflict]: 28,000 conflicts with 34,314 (-18.4 %)
          --> a.md:2:6
           |
         2 |     é🙂 28,000 more
           |         ^^^^^^ read as 27,000 to 29,000 ("about")
           |
         - |     é🙂 28,000 more
         + |     é🙂 34,000 more
           |
          ::: claims/korea.toml:41:9
           |
        41 | value = 34_314
           |         ------ nk-arrivals-2024, as of 2024-12-31
           = source: Ministry of Unification (KR), published 2025-02-04, https://example.org/arrivals
           = note: the draft is dated 2025-06-01
        "#);
    }

    #[test]
    fn hostile_text_is_inert_and_colours_are_ours_alone() {
        let file = sample::file(
            "a\u{1b}[m.md",
            sample::HOSTILE,
            &[("28,000", sample::CONFLICTING, Some("\u{1b}[7m"))],
        );
        let run = sample::of(vec![file]);
        for color in [false, true] {
            let shown = sample::render(&Full, &run, &Options { color, ..Options::default() });
            // Colours are `ESC [ digits m`; nothing else may start with an escape.
            let plain = shown.split('\u{1b}').enumerate().map(|(i, part)| {
                let ours = part
                    .strip_prefix('[')
                    .and_then(|p| p.split_once('m'))
                    .filter(|(codes, _)| color && codes.bytes().all(|b| b.is_ascii_digit() || b == b';'));
                if i == 0 { part } else { ours.expect(part).1 }
            });
            assert!(plain.flat_map(str::chars).all(|c| c == '\n' || !super::super::encode::acts(c)));
        }
    }

    #[test]
    fn one_line_of_megabytes_with_many_findings_stays_quick() {
        let text = "In short, 28,000 people came. ".repeat(20_000);
        let marks = vec![("28,000", sample::CONFLICTING, Some("34,000")); 20_000];
        let run = sample::of(vec![sample::file("a.md", &text, &marks)]);
        let start = std::time::Instant::now();
        let shown = sample::render(&Full, &run, &Options::default());
        assert!(shown.lines().all(|l| l.chars().count() < 200));
        assert!(start.elapsed().as_secs() < 120);
    }
}
