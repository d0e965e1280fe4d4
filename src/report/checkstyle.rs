//! `checkstyle`: Checkstyle XML, which most CI hosts and editors read.
//!
//! Source: Checkstyle 10, `XMLLogger`.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::host::message;
use super::{Format, Options, Run, clean};
use crate::span::Cursor;
use crate::verdict::Severity;

/// The format `checkstyle`.
pub(super) struct Checkstyle;

impl Format for Checkstyle {
    fn name(&self) -> &'static str {
        "checkstyle"
    }

    fn about(&self) -> &'static str {
        "Checkstyle XML, which most CI hosts and editors read"
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
        declare(&mut writer)?;
        writer.create_element("checkstyle").with_attribute(("version", "10.0")).write_inner_content(|w| {
            for file in &run.files {
                let mut shown = options.shown(self, file).peekable();
                if shown.peek().is_none() {
                    continue;
                }
                let path = clean(&file.path).into_owned();
                w.create_element("file").with_attribute(("name", path.as_str())).write_inner_content(
                    |w| {
                        let mut cursor = Cursor::new(&file.source);
                        for f in shown {
                            let (line, column) = cursor.seek(f.reading.extent.span.start as usize);
                            let (line, column) = (line.to_string(), column.to_string());
                            let severity = match f.severity {
                                Severity::Error => "error",
                                Severity::Warn => "warning",
                                Severity::Note => "info",
                            };
                            let message = message(f);
                            w.create_element("error")
                                .with_attributes([
                                    ("line", line.as_str()),
                                    ("column", column.as_str()),
                                    ("severity", severity),
                                    ("message", &clean(&message)),
                                    ("source", &format!("factlint.{}", f.code)),
                                ])
                                .write_empty()?;
                        }
                        Ok(())
                    },
                )?;
            }
            Ok(())
        })?;
        writeln!(writer.into_inner())
    }
}

/// Writes the line that says that this is XML.
pub(super) fn declare(writer: &mut Writer<&mut dyn Write>) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
}

/// `s` on one line, of characters that XML allows. Its markup is escaped by the writer.
///
/// Source: XML 1.0, section 2.2.
pub(super) fn clean(s: &str) -> Cow<'_, str> {
    match clean::inline(s) {
        s if s.contains(['\u{fffe}', '\u{ffff}']) => s.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}").into(),
        s => s,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn files_with_findings_are_listed() {
        insta::assert_snapshot!(sample::render(&Checkstyle, &sample::run(), &Options::default()), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="10.0">
          <file name="drafts/korea.md">
            <error line="3" column="7" severity="error" message="28,000 conflicts with 34,314 (-18.4 %) (27,000 to 29,000 (&quot;about&quot;)); source: Ministry of Unification (KR), published 2025-02-04, https://example.org/arrivals; the draft is dated 2025-06-01" source="factlint.number-conflict"/>
          </file>
        </checkstyle>
        "#);
    }

    #[test]
    fn hostile_text_is_inert() {
        let hostile = "\u{1b}[2J \"/><script>&x;]]>\u{ffff}\u{0}\u{202e} 9";
        let run = sample::of(vec![sample::file(hostile, hostile, &[(hostile, sample::CONFLICTING, None)])]);
        for format in [&Checkstyle as &dyn Format, &super::super::junit::JUnit] {
            let shown = sample::render(format, &run, &Options::default());
            assert!(!shown.contains("<script") && !shown.contains('\u{ffff}'), "{shown}");
            assert!(shown.chars().all(|c| c == '\n' || !super::super::encode::acts(c)), "{shown}");
            let mut reader = quick_xml::Reader::from_str(&shown);
            loop {
                match reader.read_event().unwrap() {
                    Event::Eof => break,
                    Event::Start(e) | Event::Empty(e) => assert!(e.attributes().all(|a| a.is_ok())),
                    _ => {}
                }
            }
        }
    }
}
