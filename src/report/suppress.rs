//! What a draft says to the checker: `<!-- factlint: ignore[number-conflict] quoted as he said it -->`.
//!
//! Enters: a checked file and what its comments and its front matter say. Leaves: findings marked as ignored
//! with the reason, and a warning for every word that did nothing or gave no reason. Nothing is
//! dropped: reports count what is ignored.
//!
//! | said | where | what it covers |
//! |---|---|---|
//! | `ignore[code] reason` | behind other text | its line |
//! | `ignore[code] reason` | alone on the first line of a paragraph | the paragraph |
//! | `ignore[code] reason` | alone on another line | the next line |
//! | `disable[code] reason` ... `enable[code]` | anywhere | what stands between, or the rest |
//! | `ignore-file[code] reason` | anywhere | the file |
//! | `factlint: false`, `factlint.ignore: [code]` | front matter | the file |
//!
//! Without `[code]` all codes are meant.

use std::ops::Range;
use std::path::Path;

use super::finding::{Checked, Ignored, IgnoredBy};
use super::{Finding, codes};
use crate::error::{Error, ErrorKind, nearest};
use crate::span::{Lines, Span};
use crate::text::Metadata;
use crate::verdict::Verdict;

/// One word to the checker, settled: what it covers and whether it has done anything.
#[derive(Debug)]
struct Directive {
    /// Codes; empty means all.
    codes: Vec<String>,
    reason: String,
    /// Bytes of the source whose findings it covers.
    covers: Range<usize>,
    /// Where it stands.
    span: Span,
    used: bool,
}

/// Marks the findings of `file` that its own words cover. `said` is what the document says of itself.
pub fn apply(file: &mut Checked, said: &[Metadata]) {
    let (mut directives, mut warnings) = directives(file, said);
    if directives.is_empty() && warnings.is_empty() {
        return;
    }
    for f in &mut file.findings {
        let at = f.reading.extent.span.range();
        for d in directives.iter_mut().filter(|d| d.covers.start < at.end && at.start < d.covers.end) {
            if d.takes(f) {
                d.used = true;
                f.ignored.get_or_insert_with(|| Ignored { by: IgnoredBy::Draft, reason: d.reason.clone() });
            }
        }
    }
    let path = Path::new(&file.path);
    for d in directives {
        let warn = |message: &str, hint: &str| {
            Error::new(ErrorKind::Value, message).in_file(path).at(&file.source, d.span).hint(hint)
        };
        if !d.used {
            warnings.push(warn("nothing is ignored here", "remove the comment"));
        } else if d.reason.is_empty() {
            warnings.push(warn(
                "no reason is given",
                "say why, for whoever reads it next: ignore[code] because ...",
            ));
        }
    }
    file.warnings.append(&mut warnings);
}

impl Directive {
    /// Whether it speaks of a finding of this kind. Agreement needs no ignoring.
    fn takes(&self, f: &Finding) -> bool {
        f.verdict != Verdict::Consistent && (self.codes.is_empty() || self.codes.iter().any(|c| c == f.code))
    }
}

/// What is said, and what cannot be understood of it.
fn directives(file: &Checked, said: &[Metadata]) -> (Vec<Directive>, Vec<Error>) {
    let (mut all, mut warnings) = (Vec::new(), Vec::new());
    let mut open: Vec<(Vec<String>, String, Span)> = Vec::new();
    let whole = 0..file.source.len();
    let wrong = |message: String, span: Span| {
        Error::new(ErrorKind::Value, message).in_file(Path::new(&file.path)).at(&file.source, span)
    };
    for m in said {
        if m.origin == "front-matter" {
            match m.key.as_str() {
                "factlint" if m.value.trim() == "false" => all.push(Directive {
                    codes: Vec::new(),
                    reason: "front matter".to_owned(),
                    covers: whole.clone(),
                    span: m.span,
                    used: true,
                }),
                "factlint.ignore" => {
                    let list = m.value.trim().trim_start_matches('[').trim_end_matches(']');
                    let codes =
                        list.split(',').map(|c| c.trim().trim_matches(['"', '\''])).map(str::to_owned);
                    let codes: Vec<String> = codes.filter(|c| !c.is_empty()).collect();
                    warnings.extend(unknown(&codes).map(|(what, hint)| wrong(what, m.span).hint(hint)));
                    let reason = "front matter".to_owned();
                    all.push(Directive { codes, reason, covers: whole.clone(), span: m.span, used: false });
                }
                _ => {}
            }
            continue;
        }
        if m.origin != "comment" {
            continue;
        }
        let (word, codes, reason) = parts(&m.value);
        warnings.extend(unknown(&codes).map(|(what, hint)| wrong(what, m.span).hint(hint)));
        let covers = match word {
            "ignore" => covered(&file.source, &file.lines, m.span),
            "ignore-file" => whole.clone(),
            "disable" => {
                open.push((codes, reason.to_owned(), m.span));
                continue;
            }
            "enable" => {
                let before = open.len();
                let mut still = Vec::new();
                for (of, reason, span) in open.drain(..) {
                    if codes.is_empty() || of == codes {
                        let covers = span.end as usize..m.span.start as usize;
                        all.push(Directive { codes: of, reason, covers, span, used: false });
                    } else {
                        still.push((of, reason, span));
                    }
                }
                open = still;
                if open.len() == before {
                    warnings.push(
                        wrong("nothing is disabled here".to_owned(), m.span).hint("remove the comment"),
                    );
                }
                continue;
            }
            _ => {
                let known = ["ignore", "ignore-file", "disable", "enable"];
                let hint = match nearest(word, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known: {}", known.join(", ")),
                };
                warnings.push(wrong(format!("`{word}` says nothing to factlint"), m.span).hint(hint));
                continue;
            }
        };
        all.push(Directive { codes, reason: reason.to_owned(), covers, span: m.span, used: false });
    }
    for (codes, reason, span) in open {
        all.push(Directive { codes, reason, covers: span.end as usize..whole.end, span, used: false });
    }
    (all, warnings)
}

/// `ignore[a, b] reason` in its parts.
fn parts(value: &str) -> (&str, Vec<String>, &str) {
    let end = value.find(|c: char| c.is_whitespace() || c == '[').unwrap_or(value.len());
    let (word, rest) = value.split_at(end);
    let rest = rest.trim_start();
    match rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
        Some((codes, reason)) => {
            let codes = codes.split(',').map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned);
            (word, codes.collect(), reason.trim())
        }
        None => (word, Vec::new(), rest.trim()),
    }
}

/// The codes that a comment speaks of.
pub(super) fn codes_of(value: &str) -> Vec<String> {
    parts(value).1
}

/// A warning for each code that there is not.
fn unknown(codes: &[String]) -> impl Iterator<Item = (String, String)> {
    codes.iter().filter(|c| codes::code(c).is_none()).map(|c| {
        let hint = match nearest(c, codes::CODES.iter().map(|k| k.code)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`factlint explain` lists the codes".to_owned(),
        };
        (format!("there is no code `{c}`"), hint)
    })
}

/// What an `ignore` at `span` covers: see the table above.
pub(super) fn covered(source: &str, lines: &Lines, span: Span) -> Range<usize> {
    let (first, _) = lines.line_column(source, span.start as usize);
    let (last, _) = lines.line_column(source, span.end as usize);
    let line = |n: u32| lines.range(source, n).unwrap_or(source.len()..source.len());
    let blank = |n: u32| source[line(n)].trim().is_empty();
    let before = &source[line(first).start..span.start as usize];
    let after = &source[span.end as usize..line(last).end.max(span.end as usize)];
    // Marks of a quotation or a list are no text of the line, nor is the mark of byte order.
    let alone = |s: &str| s.trim_matches([' ', '\t', '>', '-', '*', '+', '\u{feff}']).is_empty();
    if !alone(before) || !after.trim().is_empty() {
        return line(first).start..line(last).end;
    }
    let count = u32::try_from(lines.count()).unwrap_or(u32::MAX);
    let leads = first == 1 || blank(first - 1);
    let mut end = last + 1;
    if leads {
        // A comment that a blank line parts from its paragraph leads it all the same.
        while end <= count && blank(end) {
            end += 1;
        }
        while end < count && !blank(end + 1) {
            end += 1;
        }
    }
    line(last + 1).start..line(end.min(count.max(1))).end.max(line(last + 1).start)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::text::{Document, Format};

    /// The findings of `9` in `source` that are ignored (`x`) or not (`.`), and the warnings.
    fn ignored(source: &str, format: Format) -> (String, Vec<String>) {
        let marks = vec![("9", sample::CONFLICTING, None); source.matches('9').count()];
        let mut file = sample::file("a.md", source, &marks);
        apply(&mut file, &Document::read(source, format).metadata);
        let marks = file.findings.iter().map(|f| if f.ignored.is_some() { 'x' } else { '.' }).collect();
        (marks, file.warnings.iter().map(|w| w.message().to_owned()).collect())
    }

    fn marks(source: &str) -> String {
        let all = [Format::Markdown, Format::Html, Format::Plain].map(|f| ignored(source, f));
        assert!(all.iter().all(|a| a == &all[0]), "{all:?}");
        assert!(all[0].1.is_empty(), "{all:?}");
        all[0].0.clone()
    }

    #[test]
    fn a_comment_covers_its_line_the_next_one_or_its_paragraph() {
        assert_eq!(marks("a 9\nb 9 <!-- factlint: ignore[number-conflict] as said -->\nc 9\n"), ".x.");
        assert_eq!(marks("a 9\n<!-- factlint: ignore as said -->\nb 9\nc 9\n"), ".x.");
        assert_eq!(marks("a 9\n\n<!-- factlint: ignore as said -->\nb 9\nc 9\n\nd 9\n"), ".xx.");
        assert_eq!(marks("a 9\n\n<!-- factlint: ignore as said -->\n\nb 9\nc 9\n\nd 9"), ".xx.");
        assert_eq!(marks("<!-- factlint: ignore as said -->\r\nb 9\r\n\r\nd 9"), "x.");
        assert_eq!(marks("\u{feff}<!-- factlint: ignore as said -->\nb 9\nc 9\n\nd 9"), "xx.");
        assert_eq!(marks("<!-- factlint: ignore-file as said -->\n\na 9\n\nb 9\n"), "xx");
    }

    #[test]
    fn a_pair_covers_what_stands_between() {
        let pair = "a 9\n\n<!-- factlint: disable[number-conflict] a table of old figures -->\n\nb 9\n\nc 9\n\n\
                    <!-- factlint: enable[number-conflict] -->\n\nd 9\n";
        assert_eq!(marks(pair), ".xx.");
        assert_eq!(marks("a 9\n\n<!-- factlint: disable old -->\n\nb 9\n\nc 9\n"), ".xx");
    }

    #[test]
    fn front_matter_speaks_for_the_file() {
        assert_eq!(marks("---\nfactlint: false\n---\n\na 9\n"), "x");
        assert_eq!(marks("---\nfactlint.ignore: [number-conflict]\n---\n\na 9\n"), "x");
    }

    #[test]
    fn what_does_nothing_or_gives_no_reason_is_told() {
        let warnings = |source: &str| ignored(source, Format::Markdown).1;
        assert_eq!(
            warnings("b 9 <!-- factlint: ignore[date-conflict] as said -->"),
            ["nothing is ignored here"]
        );
        assert_eq!(warnings("b 9 <!-- factlint: ignore -->"), ["no reason is given"]);
        assert_eq!(warnings("b 9 <!-- factlint: ignroe x -->"), ["`ignroe` says nothing to factlint"]);
        assert_eq!(
            warnings("b 9 <!-- factlint: ignore[number-conflit] x -->"),
            ["there is no code `number-conflit`", "nothing is ignored here"]
        );
        assert_eq!(warnings("b 9 <!-- factlint: enable -->"), ["nothing is disabled here"]);
    }
}
