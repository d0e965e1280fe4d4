//! A run made by hand, for the tests of the formats.

use std::path::Path;

use super::{Checked, Evidence, Finding, Run, Shown, SourceNote};
use crate::error::{Error, ErrorKind};
use crate::mention::{Extent, Kind};
use crate::resolve::{Reading, Value};
use crate::span::{Lines, Span};
use crate::text::{Document, Format};
use crate::value::{Decimal, Interval, Modifier, Quantity, Relation, Style};
use crate::verdict::judge::Compared;
use crate::verdict::{Reason, Severity, Verdict};

/// A claims file, as far as the samples need it.
const FACT: &str = "value = 34_314";

/// A file whose claims are the places of `marks` in `source`, one after the other: the marked
/// text and its verdict, and the correction if there is one.
pub(super) fn file(path: &str, source: &str, marks: &[(&str, Verdict, Option<&str>)]) -> Checked {
    let document = Document::read(source, Format::Markdown);
    let (mut at, mut read) = (0, 0);
    let findings = marks.iter().map(|(text, verdict, suggestion)| {
        let start = at + source[at..].find(text).unwrap();
        at = start + text.len();
        let mut finding = finding(text, Span::from(start..at), *verdict, *suggestion);
        // Where it stands in the reading text, if it is read as it is written.
        finding.reading.extent.text = 0..0;
        if let Some(found) = document.text[read..].find(text) {
            let start = read + found;
            read = start + text.len();
            finding.reading.extent.text = start as u32..read as u32;
            let block = document.blocks.iter().find(|b| b.range.contains(&(start as u32)));
            finding.sentence = block.map_or(0..0, |b| b.range.clone());
        }
        finding
    });
    let findings = findings.collect();
    Checked {
        path: path.into(),
        source: source.into(),
        format: Format::Markdown,
        date: None,
        lines: Lines::new(source),
        findings,
        counted: Vec::new(),
        warnings: Vec::new(),
    }
}

/// The same, with the number that each mark states and its place in the text that is read.
pub(super) fn read(source: &str, format: Format, marks: &[(&str, Verdict, Option<&str>)]) -> Checked {
    let mut file = file("a.md", source, marks);
    let doc = Document::read(source, format);
    let starts = |at: usize| doc.span(u32::try_from(at).unwrap(), u32::try_from(at + 1).unwrap()).start;
    for f in &mut file.findings {
        let here = |&(at, _): &(usize, &str)| starts(at) == f.reading.extent.span.start;
        let (at, _) = doc.text.match_indices(&f.text).find(here).unwrap();
        f.reading.extent.text =
            Span::from(at..at + f.text.len()).start..Span::from(at..at + f.text.len()).end;
        if let Value::Quantity(q) = &mut f.reading.value {
            q.stated = Interval::point(f.text.replace(',', "").parse().unwrap());
        }
    }
    file
}

fn finding(text: &str, span: Span, verdict: Verdict, suggestion: Option<&str>) -> Finding {
    let d = |x: i64| Decimal::from(x);
    let quantity = Quantity {
        interval: Interval::closed(d(27_000), d(29_000)),
        stated: Interval::point(d(28_000)),
        modifier: Some(Modifier::Approx),
        unit: None,
        digit: d(1000),
        style: Style::default(),
    };
    let extent = Extent { tokens: 1..4, whole: 0..7, text: 6..12, span };
    let reading = Reading {
        extent,
        kind: Kind::Number,
        value: Value::Quantity(quantity),
        noun: None,
        derivation: Vec::new(),
    };
    let judged = !matches!(verdict, Verdict::Unknown(Reason::NoFact));
    let fact = Evidence {
        fact: "nk-arrivals-2024".into(),
        value: "34,314".into(),
        interval: Some(Interval::point(d(34_314))),
        as_of: Some("2024-12-31".into()),
        difference: (verdict == Verdict::Conflicting).then(|| "-18.4 %".into()),
        compared: Some(Compared::Numbers {
            claim: Interval::closed(d(27_000), d(29_000)),
            fact: Interval::point(d(34_314)),
            unit: None,
        }),
        source: Some(SourceNote {
            id: "mou-2024".into(),
            title: Some("Arrivals".into()),
            publisher: Some("Ministry of Unification (KR)".into()),
            published: Some("2025-02-04".into()),
            url: Some("https://example.org/arrivals".into()),
        }),
        path: "claims/korea.toml".into(),
        span: Span::new(1021, 1027),
        line: 41,
        column: 9,
        excerpt: FACT.into(),
    };
    let (code, severity, message) = match verdict {
        Verdict::Conflicting => {
            ("number-conflict", Severity::Error, format!("{text} conflicts with 34,314 (-18.4 %)"))
        }
        Verdict::Consistent => ("consistent", Severity::Note, format!("\"{text}\" agrees with 34,314")),
        Verdict::Unknown(r) => (r.code(), Severity::Note, format!("\"{text}\" could not be checked")),
    };
    Finding {
        reading,
        text: text.into(),
        sentence: 0..0,
        noun: Some("North Korean defectors".into()),
        change: None,
        derivation: vec!["number.digits".into(), "hedge.about".into()],
        understood: "27,000 to 29,000 (\"about\")".into(),
        entity: judged.then(|| "South Korea".into()),
        property: judged.then(|| "nk-arrivals-total".into()),
        judged: Shown::Number(d(28_000)),
        time: None,
        attribution: None,
        quoted: false,
        verdict,
        code,
        relation: judged.then_some(match verdict {
            Verdict::Conflicting => Relation::Disjoint,
            _ => Relation::Inside,
        }),
        severity,
        evidence: if judged { vec![fact] } else { Vec::new() },
        message,
        notes: if judged { vec!["the draft is dated 2025-06-01".into()] } else { Vec::new() },
        help: (!judged).then(|| "nearest: nk-soldiers (different noun)".into()),
        suggestion: suggestion.map(Into::into),
        ignored: None,
        fingerprint: "f00d".into(),
    }
}

pub(super) const CONFLICTING: Verdict = Verdict::Conflicting;
pub(super) const CONSISTENT: Verdict = Verdict::Consistent;
pub(super) const UNKNOWN: Verdict = Verdict::Unknown(Reason::NoFact);

/// The run of the interface's example.
pub(super) fn run() -> Run {
    let korea = "# Arrivals\n\nAbout 28,000 North Korean defectors have reached the South.\nOver 33,000 by June.\n\
                 The 3,200 border guards stayed.\n";
    let marks =
        [("28,000", CONFLICTING, Some("34,000")), ("33,000", CONSISTENT, None), ("3,200", UNKNOWN, None)];
    let mut run = of(vec![file("drafts/korea.md", korea, &marks), file("drafts/empty.md", "", &[])]);
    run.errors.push(
        Error::new(ErrorKind::Encoding, "drafts/old.md is not UTF-8 text")
            .in_file(Path::new("drafts/old.md")),
    );
    run
}

/// A run of these files.
pub(super) fn of(files: Vec<Checked>) -> Run {
    Run { files, errors: Vec::new(), facts: 412, seconds: 0.04 }
}

/// What hostile text may hold: escapes, a cleared screen, direction marks, NUL, C1 controls.
pub(super) const HOSTILE: &str =
    "\u{1b}[2J\u{1b}]8;;http://x\u{7}\u{202e}\u{2066}\0\u{9b}31m 28,000 ::error::x";

/// `format` applied to `run`.
pub(super) fn render(format: &dyn super::Format, run: &Run, options: &super::Options) -> String {
    let mut out = Vec::new();
    format.render(run, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
