//! `junit`: a test suite a draft, a test case a claim, for the test reports of any CI.
//!
//! Source: the JUnit schema of Windy Road Technology, which is that of Apache Ant.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::checkstyle::{clean, declare};
use super::host::message;
use super::{Checked, FailOn, Finding, Format, Options, Run, Show, clean};
use crate::span::Cursor;
use crate::verdict::Verdict;

/// The format `junit`.
pub(super) struct JUnit;

/// When a run says not when it was: the schema asks for a time.
const NEVER: &str = "1970-01-01T00:00:00";

impl Format for JUnit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn about(&self) -> &'static str {
        "a test suite a draft, a test case a claim"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
        declare(&mut writer)?;
        writer.create_element("testsuites").write_inner_content(|w| {
            let mut id = 0;
            for file in &run.files {
                let shown: Vec<&Finding> = options.shown(self, file).collect();
                suite(w, id, &file.path, shown.len(), [failures(&shown, options.fail_on), 0], |w| {
                    let mut cursor = Cursor::new(&file.source);
                    shown.iter().try_for_each(|f| case(w, file, f, options.fail_on, &mut cursor))
                })?;
                id += 1;
            }
            if !run.errors.is_empty() {
                let n = run.errors.len();
                suite(w, id, "factlint", n, [0, n], |w| run.errors.iter().try_for_each(|e| error(w, e)))?;
            }
            Ok(())
        })?;
        writeln!(writer.into_inner())
    }
}

type Xml<'w> = Writer<&'w mut dyn Write>;

fn failures(shown: &[&Finding], on: FailOn) -> usize {
    shown.iter().filter(|f| f.fails(on)).count()
}

/// A suite of `tests` cases, of which `[failures, errors]`.
fn suite<'w>(
    w: &mut Xml<'w>,
    id: usize,
    name: &str,
    tests: usize,
    [failures, errors]: [usize; 2],
    cases: impl FnOnce(&mut Xml<'w>) -> io::Result<()>,
) -> io::Result<()> {
    let name = token(name);
    let [id, tests, failures, errors] = [id, tests, failures, errors].map(|n| n.to_string());
    w.create_element("testsuite")
        .with_attributes([
            ("package", "factlint"),
            ("id", id.as_str()),
            ("name", name.as_str()),
            ("timestamp", NEVER),
            ("hostname", "localhost"),
            ("tests", tests.as_str()),
            ("failures", failures.as_str()),
            ("errors", errors.as_str()),
            ("time", "0"),
        ])
        .write_inner_content(|w| {
            w.create_element("properties").write_empty()?;
            cases(w)?;
            w.create_element("system-out").write_empty()?;
            w.create_element("system-err").write_empty()?;
            Ok(())
        })?;
    Ok(())
}

fn case(w: &mut Xml<'_>, file: &Checked, f: &Finding, on: FailOn, cursor: &mut Cursor<'_>) -> io::Result<()> {
    let (line, column) = cursor.seek(f.reading.extent.span.start as usize);
    let name = token(&format!("{line}:{column} {}", clean::short(&f.text, 80)));
    let class = token(&file.path);
    let case = w.create_element("testcase").with_attributes([
        ("name", name.as_str()),
        ("classname", class.as_str()),
        ("time", "0"),
    ]);
    if f.fails(on) {
        let head = clean(&clean::short(&f.message, 300)).into_owned();
        case.write_inner_content(|w| {
            let body = format!("{}:{line}:{column}: {}", file.path, message(f));
            w.create_element("failure")
                .with_attributes([("type", f.code), ("message", head.as_str())])
                .write_text_content(BytesText::new(&clean(&body)))?;
            Ok(())
        })?;
    } else if let Verdict::Unknown(reason) = f.verdict {
        case.write_inner_content(|w| {
            w.create_element("skipped").with_attribute(("message", reason.code())).write_empty()?;
            Ok(())
        })?;
    } else {
        case.write_empty()?;
    }
    Ok(())
}

fn error(w: &mut Xml<'_>, e: &crate::error::Error) -> io::Result<()> {
    let path = token(&e.path().map_or_else(|| "factlint".to_owned(), |p| p.display().to_string()));
    let message = clean(&clean::short(e.message(), 300)).into_owned();
    w.create_element("testcase")
        .with_attributes([("name", "read"), ("classname", path.as_str()), ("time", "0")])
        .write_inner_content(|w| {
            w.create_element("error")
                .with_attributes([("type", "error"), ("message", message.as_str())])
                .write_text_content(BytesText::new(&clean(&e.to_string())))?;
            Ok(())
        })?;
    Ok(())
}

/// A name as the schema's `token`: no blanks at the ends, single ones within, never empty.
fn token(s: &str) -> String {
    let clean = clean(s);
    let words: Vec<&str> = clean.split_whitespace().collect();
    if words.is_empty() { "-".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_claim_passes_fails_or_is_skipped() {
        insta::assert_snapshot!(sample::render(&JUnit, &sample::run(), &Options::default()), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite package="factlint" id="0" name="drafts/korea.md" timestamp="1970-01-01T00:00:00" hostname="localhost" tests="3" failures="1" errors="0" time="0">
            <properties/>
            <testcase name="3:7 28,000" classname="drafts/korea.md" time="0">
              <failure type="number-conflict" message="28,000 conflicts with 34,314 (-18.4 %)">drafts/korea.md:3:7: 28,000 conflicts with 34,314 (-18.4 %) (27,000 to 29,000 (&quot;about&quot;)); source: Ministry of Unification (KR), published 2025-02-04, https://example.org/arrivals; the draft is dated 2025-06-01</failure>
            </testcase>
            <testcase name="4:6 33,000" classname="drafts/korea.md" time="0"/>
            <testcase name="5:5 3,200" classname="drafts/korea.md" time="0">
              <skipped message="no-fact"/>
            </testcase>
            <system-out/>
            <system-err/>
          </testsuite>
          <testsuite package="factlint" id="1" name="drafts/empty.md" timestamp="1970-01-01T00:00:00" hostname="localhost" tests="0" failures="0" errors="0" time="0">
            <properties/>
            <system-out/>
            <system-err/>
          </testsuite>
          <testsuite package="factlint" id="2" name="factlint" timestamp="1970-01-01T00:00:00" hostname="localhost" tests="1" failures="0" errors="1" time="0">
            <properties/>
            <testcase name="read" classname="drafts/old.md" time="0">
              <error type="error" message="drafts/old.md is not UTF-8 text">drafts/old.md is not UTF-8 text</error>
            </testcase>
            <system-out/>
            <system-err/>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn what_fails_is_what_fails_the_run() {
        let options = Options { fail_on: FailOn::Unknown, ..Options::default() };
        let shown = sample::render(&JUnit, &sample::run(), &options);
        assert!(shown.contains("failures=\"2\""), "{shown}");
        assert_eq!(shown.matches("<failure").count(), 2);
    }
}
