//! Findings and errors as the protocol's diagnostics.

use factlint::report::{Checked, Evidence, Finding, Show, clean};
use factlint::span::Lines;
use factlint::verdict::{Severity, Verdict};
use factlint::{Error, span::Span};
use gen_lsp_types as lsp;

use super::client::Client;
use super::document::Document;
use super::position::Encoding;
use super::uri;

/// What an editor says of where a diagnostic comes from.
const SOURCE: &str = "factlint";

/// The findings of a document that are shown, and what is wrong with what it says to the checker.
pub(super) fn of(
    document: &Document,
    checked: &Checked,
    show: Option<Show>,
    client: &Client,
) -> Vec<lsp::Diagnostic> {
    let show = show.unwrap_or(Show::Conflicting);
    let findings = checked.findings.iter().filter(|f| f.ignored.is_none() && f.is_among(show));
    let mut all: Vec<_> = findings.map(|f| finding(document, f, client)).collect();
    let warning = lsp::DiagnosticSeverity::Warning;
    all.extend(
        checked.warnings.iter().map(|e| error(e, &document.text, &document.lines, warning, client.encoding)),
    );
    all
}

/// A finding as a diagnostic.
pub(super) fn finding(document: &Document, f: &Finding, client: &Client) -> lsp::Diagnostic {
    let severity = match (f.severity, f.verdict) {
        (Severity::Error, _) => lsp::DiagnosticSeverity::Error,
        (Severity::Warn, _) => lsp::DiagnosticSeverity::Warning,
        (_, Verdict::Consistent) => lsp::DiagnosticSeverity::Hint,
        _ => lsp::DiagnosticSeverity::Information,
    };
    let related = || f.evidence.iter().filter_map(|e| related(document, e, client.encoding)).collect();
    lsp::Diagnostic {
        range: document.places(client.encoding).range(f.reading.extent.span.range()),
        severity: Some(severity),
        code: Some(f.code.to_owned().into()),
        source: Some(SOURCE.to_owned()),
        message: message(f).into(),
        related_information: client.related.then(related),
        ..lsp::Diagnostic::default()
    }
}

/// What is wrong, what it was held against, and what else is to be said: a line each.
fn message(f: &Finding) -> String {
    let mut lines = vec![clean::short(&f.message, 400).into_owned()];
    lines.extend(f.evidence.first().map(|e| clean::short(&fact(e), 400).into_owned()));
    lines.extend(f.notes.iter().chain(&f.help).map(|n| clean::short(n, 400).into_owned()));
    lines.join("\n")
}

/// "nk-arrivals-2024: 34,314, as of 2024-12-31 (Ministry of Unification (KR), published 2025-02-04)"
fn fact(e: &Evidence) -> String {
    let mut out = match e.fact.as_str() {
        "" => e.value.clone(),
        fact => format!("{fact}: {}", e.value),
    };
    if let Some(as_of) = &e.as_of {
        out.push_str(&format!(", as of {as_of}"));
    }
    if let Some(source) = &e.source {
        let published = source.published.as_ref().map(|p| format!("published {p}"));
        let said = [source.publisher.clone().or_else(|| source.title.clone()), published];
        let said: Vec<String> = said.into_iter().flatten().collect();
        out.push_str(&format!(" ({})", said.join(", ")));
    }
    out
}

/// Where a fact stands; what a draft is held against in itself stands in the document.
fn related(
    document: &Document,
    e: &Evidence,
    encoding: Encoding,
) -> Option<lsp::DiagnosticRelatedInformation> {
    let message = clean::short(&fact(e), 400).into_owned();
    let draft = document.draft()?;
    let location = if e.path == draft.shown {
        let range = document.places(encoding).range(e.span.range());
        lsp::Location { uri: document.uri.clone().into(), range }
    } else {
        let start = e.excerpt.char_indices().nth(e.column.checked_sub(1)? as usize).map_or(0, |(i, _)| i);
        let end = clean::floor(&e.excerpt, start + e.span.len() as usize).max(start);
        let at = |byte: usize| lsp::Position {
            line: e.line.saturating_sub(1),
            character: encoding.units(&e.excerpt[..byte]),
        };
        let range = lsp::Range { start: at(start), end: at(end) };
        lsp::Location { uri: uri::of(e.path.as_ref()).into(), range }
    };
    Some(lsp::DiagnosticRelatedInformation { location, message })
}

/// An error as a diagnostic in the text that it was found in.
pub(super) fn error(
    e: &Error,
    text: &str,
    lines: &Lines,
    severity: lsp::DiagnosticSeverity,
    encoding: Encoding,
) -> lsp::Diagnostic {
    let places = super::position::Places::new(text, lines, encoding);
    let mut message = clean::short(e.message(), 400).into_owned();
    if let Some(help) = e.help() {
        message.push_str(&format!("\nhelp: {}", clean::short(help, 400)));
    }
    lsp::Diagnostic {
        range: places.range(e.span().unwrap_or(Span::new(0, 0)).range()),
        severity: Some(severity),
        source: Some(SOURCE.to_owned()),
        message: message.into(),
        ..lsp::Diagnostic::default()
    }
}
