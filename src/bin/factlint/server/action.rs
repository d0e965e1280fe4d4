//! What can be done about a claim: write another value, pass over the finding, note a fact.

use std::path::Path;

use factlint::report::{Checked, Finding, clean, remark};
use factlint::verdict::Verdict;
use factlint::{Error, ErrorKind, kb};
use gen_lsp_types as lsp;
use serde::{Deserialize, Serialize};

use super::client::Client;
use super::desk::Desk;
use super::diagnostic;
use super::document::Document;
use super::position::Encoding;
use super::uri;
use crate::kb::add;

/// An action whose edit is made when it is chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Later {
    pub(super) uri: String,
    pub(super) version: i32,
    what: What,
    /// The finding's place in the list of all.
    finding: usize,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum What {
    Ignore,
    Add,
}

/// The actions for the finding with number `i`; those that cost something wait until they are chosen.
pub(super) fn offered(
    document: &Document,
    i: usize,
    f: &Finding,
    shown: bool,
    client: &Client,
) -> Vec<(lsp::CodeAction, Option<Later>)> {
    let diagnostics = || Some(vec![diagnostic::finding(document, f, client)]);
    let action = |title: String| lsp::CodeAction {
        title,
        kind: Some(lsp::CodeActionKind::QuickFix),
        diagnostics: diagnostics(),
        ..lsp::CodeAction::default()
    };
    let later = |what| Some(Later { uri: document.uri.clone(), version: document.version, what, finding: i });
    let mut all = Vec::new();
    if f.ignored.is_some() {
        return all;
    }
    let correction = f.suggestion.as_deref().filter(|s| !f.quoted && clean::is_inert(s));
    if let (Verdict::Conflicting, Some(new)) = (f.verdict, correction) {
        let range = document.places(client.encoding).range(f.reading.extent.span.range());
        let edit = lsp::TextEdit { range, new_text: new.to_owned() };
        let replace = lsp::CodeAction {
            is_preferred: Some(true),
            edit: Some(edited(client, &document.uri, Some(document.version), edit.into())),
            ..action(format!("Write {}", clean::short(new, 60)))
        };
        all.push((replace, None));
    }
    // What has a fact needs neither.
    if f.verdict == Verdict::Consistent {
        return all;
    }
    if shown {
        all.push((action(format!("Ignore {} here, with a reason", f.code)), later(What::Ignore)));
    }
    // What a draft is held against in itself is put right in the draft.
    if matches!(f.verdict, Verdict::Unknown(_)) || f.evidence.iter().any(|e| !e.fact.is_empty()) {
        let title = format!("Note \"{}\" as a fact, for now a draft", clean::short(&f.text, 40));
        all.push((action(title), later(What::Add)));
    }
    all
}

/// The edit of an action that was chosen.
///
/// # Errors
///
/// Where there is none: the comment fits nowhere, the base takes no such fact.
pub(super) fn edit(
    later: &Later,
    document: &Document,
    checked: &Checked,
    desk: &mut Desk<'_>,
    client: &Client,
    other: impl Fn(&Path) -> Option<(String, i32)>,
) -> Result<lsp::WorkspaceEdit, Error> {
    let gone = || Error::new(ErrorKind::Value, "the claim is no longer there");
    let f = checked.findings.get(later.finding).ok_or_else(gone)?;
    match later.what {
        What::Ignore => ignore(document, checked, later.finding, client),
        What::Add => note(document, f, desk, client, other),
    }
}

/// What stands for a reason until somebody gives one.
const REASON: &str = "reason";

fn ignore(
    document: &Document,
    checked: &Checked,
    finding: usize,
    client: &Client,
) -> Result<lsp::WorkspaceEdit, Error> {
    let draft = document.draft().ok_or_else(|| Error::new(ErrorKind::Value, "not a draft"))?;
    let remarked = remark::add(checked, draft.format, &[finding], REASON)?;
    let (at, comment) = inserted(&document.text, &remarked.text);
    let Some((before, after)) = comment.split_once(&format!(" {REASON} -->")) else {
        let e = Error::new(ErrorKind::Value, "a comment can stand nowhere near this claim");
        return Err(e.hint("set the code to \"off\" for this file in factlint.toml"));
    };
    let range = document.places(client.encoding).range(at..at);
    let edit = if client.snippets && client.versioned_edits {
        let plain = |s: &str| s.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
        let value = format!("{} ${{1:{REASON}}} -->{}", plain(before), plain(after));
        lsp::SnippetTextEdit { range, snippet: lsp::StringValue { value }, annotation_id: None }.into()
    } else {
        // Without a reason the comment is marked until it has one.
        lsp::TextEdit { range, new_text: format!("{before} -->{after}") }.into()
    };
    Ok(edited(client, &document.uri, Some(document.version), edit))
}

/// What was put into `old` to make `new`, in one place, and before which byte.
fn inserted<'n>(old: &str, new: &'n str) -> (usize, &'n str) {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let at = (0..=same).rev().find(|&i| old.is_char_boundary(i) && new.is_char_boundary(i)).unwrap_or(0);
    let end = at + new.len().saturating_sub(old.len());
    (at, new.get(at..end).unwrap_or_default())
}

fn note(
    document: &Document,
    f: &Finding,
    desk: &mut Desk<'_>,
    client: &Client,
    other: impl Fn(&Path) -> Option<(String, i32)>,
) -> Result<lsp::WorkspaceEdit, Error> {
    let no_base = || {
        let e = Error::new(ErrorKind::Usage, "there is no folder `claims` here");
        e.hint("make one, or name it in factlint.toml")
    };
    let draft = document.draft().ok_or_else(no_base)?;
    let (site, reading, claims) = desk.of(draft).ok_or_else(no_base)?;
    let to = add::file(None, &claims)?;
    let context = site.context(draft, &reading.context);
    let at = f.reading.extent.span.start;
    let item = add::draft_item(&site.checker, draft, &document.text, &context, at)?;
    let open = other(&to);
    let exists = to.exists();
    let old = match &open {
        Some((text, _)) => text.clone(),
        None if exists => kb::read_text(&to)?.to_string(),
        None => String::new(),
    };
    let new = kb::edit::append(&old, &item);
    let known: Vec<String> = desk.faults().map(ToString::to_string).collect();
    let (site, ..) = desk.of(draft).ok_or_else(no_base)?;
    add::tried(&claims, &to, &new, &known, site.checker.rules())?;
    Ok(appended(client, &to, &old, &new[old.len()..], open.map(|(_, version)| version), exists))
}

/// The edit that puts `item` behind `old` in a file.
fn appended(
    client: &Client,
    to: &Path,
    old: &str,
    item: &str,
    version: Option<i32>,
    exists: bool,
) -> lsp::WorkspaceEdit {
    let address = uri::of(to);
    let end = end(old, client.encoding);
    let insert = lsp::TextEdit { range: lsp::Range { start: end, end }, new_text: item.to_owned() };
    let mut edit = edited(client, &address, version, insert.into());
    // A client that knows no operations on files makes the file when it edits it.
    if let (false, None, Some(changes)) = (exists, version, &mut edit.document_changes) {
        let create = lsp::CreateFile { uri: address.into(), options: None, annotation_id: None };
        changes.insert(0, create.into());
    }
    edit
}

fn end(text: &str, encoding: Encoding) -> lsp::Position {
    let lines = factlint::span::Lines::new(text);
    super::position::Places::new(text, &lines, encoding).position(text.len())
}

/// One edit of one document, as the client takes it.
fn edited(client: &Client, uri: &str, version: Option<i32>, edit: lsp::Edit) -> lsp::WorkspaceEdit {
    let mut all = lsp::WorkspaceEdit::default();
    match edit {
        lsp::Edit::TextEdit(edit) if !client.versioned_edits => {
            all.changes = Some([(uri.to_owned().into(), vec![edit])].into());
        }
        edit => {
            let text_document = lsp::OptionalVersionedTextDocumentIdentifier {
                version,
                text_document_identifier: lsp::TextDocumentIdentifier { uri: uri.to_owned().into() },
            };
            all.document_changes =
                Some(vec![lsp::TextDocumentEdit { text_document, edits: vec![edit] }.into()]);
        }
    }
    all
}
