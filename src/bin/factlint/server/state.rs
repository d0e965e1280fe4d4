//! What is open in the editor, and the answers to what it asks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use factlint::report::{Checked, Show, clean};
use factlint::span::Lines;
use factlint::{Error, ErrorKind};
use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::action::{self, Later};
use super::client::Client;
use super::desk::Desk;
use super::document::{Document, Kind};
use super::{diagnostic, hover, uri};
use crate::config::NAMES;
use crate::{args, stream};

/// The server between two messages.
pub(super) struct State<'a> {
    args: &'a args::Server,
    client: Client,
    send: &'a dyn Fn(Message),
    desk: Desk<'a>,
    documents: BTreeMap<String, Open>,
    /// Files in which faults are shown now.
    faulty: BTreeSet<String>,
    /// Whether faults may have changed since they were shown.
    stale: bool,
    /// How many requests were sent.
    asked: i32,
}

/// A document with what is known of it.
struct Open {
    document: Document,
    /// The text as judged, `Ok(None)` where it is no draft of the project; `None` when it has changed since.
    judged: Option<Result<Option<Checked>, Error>>,
    /// Whether the client has been sent what is known.
    published: bool,
}

type Answer = Result<Value, (ErrorCode, String)>;

impl<'a> State<'a> {
    pub(super) fn new(args: &'a args::Server, client: Client, send: &'a dyn Fn(Message)) -> Self {
        let desk = Desk::new(args);
        let (documents, faulty) = (BTreeMap::new(), BTreeSet::new());
        Self { args, client, send, desk, documents, faulty, stale: true, asked: 0 }
    }

    /// Reads the folder's own base, and asks to be told of changed files.
    pub(super) fn start(&mut self) {
        self.desk.read_here();
        if self.client.watches {
            let watchers: Vec<Value> =
                ["**/*.toml", "**/*.csv", "**/*.json"].map(|glob| json!({"globPattern": glob})).into();
            let registration = json!({
                "id": "files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": {"watchers": watchers},
            });
            self.ask("client/registerCapability", &json!({"registrations": [registration]}));
        }
    }

    fn ask(&mut self, method: &str, params: &Value) {
        self.asked += 1;
        (self.send)(Request::new(self.asked.into(), method.to_owned(), params).into());
    }

    fn tell(&self, method: &str, params: impl Serialize) {
        (self.send)(Notification::new(method.to_owned(), params).into());
    }

    /// What the client tells. What cannot be understood is passed over, as the protocol has it.
    pub(super) fn notified(&mut self, n: &Notification) {
        let done = stream::guarded(|| {
            self.take(n);
            Ok(())
        });
        if let Err(e) = done {
            self.complain(&e);
        }
    }

    fn take(&mut self, n: &Notification) -> Option<()> {
        match n.method.as_str() {
            "textDocument/didOpen" => {
                let params: lsp::DidOpenTextDocumentParams = read(&n.params)?;
                let document = Document::new(params.text_document);
                self.typed(&document);
                let open = Open { document, judged: None, published: false };
                self.documents.insert(open.document.uri.clone(), open);
            }
            "textDocument/didChange" => {
                let params: lsp::DidChangeTextDocumentParams = read(&n.params)?;
                let id = params.text_document;
                let mut open = self.documents.remove(&id.text_document_identifier.uri.0)?;
                open.document.change(id.version, params.content_changes, self.client.encoding);
                (open.judged, open.published) = (None, false);
                self.typed(&open.document);
                self.documents.insert(open.document.uri.clone(), open);
            }
            "textDocument/didClose" => {
                let params: lsp::DidCloseTextDocumentParams = read(&n.params)?;
                let open = self.documents.remove(&params.text_document.uri.0)?;
                match open.document.kind {
                    Kind::Draft(_) if !self.client.pulls => {
                        self.publish(&open.document.uri, None, Vec::new());
                    }
                    Kind::Draft(_) => {}
                    // What was typed and not saved holds no longer.
                    Kind::Data => self.reload(),
                }
            }
            "textDocument/didSave" => {
                let params: lsp::DidSaveTextDocumentParams = read(&n.params)?;
                let document = &self.documents.get(&params.text_document.uri.0)?.document;
                if matches!(document.kind, Kind::Data) {
                    self.reload();
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let params: lsp::DidChangeWatchedFilesParams = read(&n.params)?;
                if !params.changes.is_empty() {
                    self.reload();
                }
            }
            _ => {}
        }
        Some(())
    }

    /// A file of data is being typed: if it belongs to a base, what is wrong with that is known at once.
    fn typed(&mut self, document: &Document) {
        let named = |name: &str| document.path.file_name().is_some_and(|n| n.to_str() == Some(name));
        if matches!(document.kind, Kind::Data) && !NAMES.into_iter().any(named) {
            self.stale |= self.desk.try_base(&document.path, &document.text);
        }
    }

    /// Everything is read again from the disk.
    fn reload(&mut self) {
        self.desk = Desk::new(self.args);
        self.desk.read_here();
        self.stale = true;
        let mut documents = std::mem::take(&mut self.documents);
        for open in documents.values_mut() {
            (open.judged, open.published) = (None, false);
            // What is typed and not saved yet is still what is shown.
            self.typed(&open.document);
        }
        self.documents = documents;
        if self.client.pulls && self.client.refreshes {
            self.ask("workspace/diagnostic/refresh", &Value::Null);
        }
    }

    /// Nothing more has come in: what has changed is judged and shown.
    pub(super) fn settle(&mut self) {
        let waiting: Vec<String> =
            self.documents.values().filter(|o| !o.published).map(|o| o.document.uri.clone()).collect();
        for uri in waiting {
            // Who asks for diagnostics is not sent them; but a base must be read to show what is wrong with it.
            let diagnostics = self.diagnostics(&uri);
            let Some(open) = self.documents.get_mut(&uri) else { continue };
            open.published = true;
            if let (Kind::Draft(_), false) = (&open.document.kind, self.client.pulls) {
                let version = open.document.version;
                self.publish(&uri, Some(version), diagnostics);
            }
        }
        if std::mem::take(&mut self.stale) {
            self.show_faults();
        }
    }

    fn publish(&self, uri: &str, version: Option<i32>, diagnostics: Vec<lsp::Diagnostic>) {
        let params = lsp::PublishDiagnosticsParams { uri: uri.to_owned().into(), version, diagnostics };
        self.tell("textDocument/publishDiagnostics", params);
    }

    /// Judges a draft that has changed since it was last judged.
    fn judge(&mut self, uri: &str) {
        let Some(open) = self.documents.get_mut(uri) else { return };
        if let (Some(draft), None) = (open.document.draft(), &open.judged) {
            open.judged = Some(self.desk.judge(draft, &open.document.text));
            self.stale = true;
        }
    }

    /// A draft with what was found in it.
    fn checked(&self, uri: &str) -> Option<(&Document, &Checked)> {
        let open = self.documents.get(uri)?;
        match &open.judged {
            Some(Ok(Some(checked))) => Some((&open.document, checked)),
            _ => None,
        }
    }

    fn diagnostics(&mut self, uri: &str) -> Vec<lsp::Diagnostic> {
        self.judge(uri);
        if let Some((document, checked)) = self.checked(uri) {
            return diagnostic::of(document, checked, self.desk.show(), &self.client);
        }
        match self.documents.get(uri) {
            Some(Open { document, judged: Some(Err(e)), .. }) => {
                let severity = lsp::DiagnosticSeverity::Error;
                vec![diagnostic::error(e, &document.text, &document.lines, severity, self.client.encoding)]
            }
            _ => Vec::new(),
        }
    }

    /// Shows what could not be read in the files that it stands in, and no longer what has been mended.
    fn show_faults(&mut self) {
        let mut by_file: BTreeMap<String, Vec<&Error>> = BTreeMap::new();
        let mut placeless = Vec::new();
        for e in self.desk.faults() {
            match e.path() {
                Some(path) => by_file.entry(uri::of(path)).or_default().push(e),
                None => placeless.push(e.clone()),
            }
        }
        let mut shown = BTreeSet::new();
        let mut reports = Vec::new();
        for (address, errors) in by_file {
            let open =
                self.documents.values().find(|o| uri::to_path(&o.document.uri) == uri::to_path(&address));
            let text = match open {
                Some(open) => open.document.text.clone(),
                None => {
                    uri::to_path(&address).and_then(|p| std::fs::read_to_string(p).ok()).unwrap_or_default()
                }
            };
            let address = open.map_or(address, |o| o.document.uri.clone());
            let lines = Lines::new(&text);
            let severity = lsp::DiagnosticSeverity::Error;
            let diagnostic = |e: &&Error| diagnostic::error(e, &text, &lines, severity, self.client.encoding);
            reports.push((address.clone(), errors.iter().map(diagnostic).collect()));
            shown.insert(address);
        }
        for (address, diagnostics) in reports {
            self.publish(&address, None, diagnostics);
        }
        for mended in self.faulty.difference(&shown) {
            self.publish(mended, None, Vec::new());
        }
        self.faulty = shown;
        placeless.iter().for_each(|e| self.complain(e));
    }

    /// Tells of what stands in no file.
    fn complain(&self, e: &Error) {
        let help = e.help().map_or(String::new(), |h| format!(" ({h})"));
        let message = clean::short(&format!("factlint: {}{help}", e.message()), 400).into_owned();
        self.tell("window/showMessage", lsp::ShowMessageParams { kind: lsp::MessageType::Error, message });
    }

    /// The answer to a request.
    pub(super) fn asked(&mut self, r: Request) -> Response {
        let answer = stream::guarded(|| Ok(self.answer(&r.method, &r.params)));
        match answer.unwrap_or_else(|e| Err((ErrorCode::InternalError, e.message().to_owned()))) {
            Ok(value) => Response::new_ok(r.id, value),
            Err((code, message)) => Response::new_err(r.id, code as i32, message),
        }
    }

    fn answer(&mut self, method: &str, params: &Value) -> Answer {
        match method {
            "textDocument/hover" => {
                let p: lsp::HoverParams = demand(params)?;
                let at = p.text_document_position_params;
                value(self.hover(&at.text_document.uri.0, at.position))
            }
            "textDocument/codeAction" => value(self.actions(&demand(params)?)),
            "codeAction/resolve" => self.resolve(demand(params)?),
            "textDocument/diagnostic" => {
                let p: lsp::DocumentDiagnosticParams = demand(params)?;
                value(json!({"kind": "full", "items": self.diagnostics(&p.text_document.uri.0)}))
            }
            _ => Err((ErrorCode::MethodNotFound, format!("`{}` is not known", clean::short(method, 60)))),
        }
    }

    fn hover(&mut self, uri: &str, position: lsp::Position) -> Option<lsp::Hover> {
        self.judge(uri);
        let (document, Checked { findings, .. }) = self.checked(uri)?;
        let places = document.places(self.client.encoding);
        let at = places.byte(position);
        let here = findings.iter().filter(|f| {
            let span = f.reading.extent.span.range();
            span.contains(&at) || span.end == at
        });
        let range = here.clone().next()?.reading.extent.span.range();
        let text = hover::text(here, self.client.markdown);
        let kind = if self.client.markdown { lsp::MarkupKind::Markdown } else { lsp::MarkupKind::PlainText };
        let contents = lsp::MarkupContent { kind, value: text }.into();
        Some(lsp::Hover { contents, range: Some(places.range(range)) })
    }

    fn actions(&mut self, p: &lsp::CodeActionParams) -> Vec<lsp::CodeAction> {
        let wanted = |kind: &lsp::CodeActionKind| {
            matches!(kind, lsp::CodeActionKind::QuickFix | lsp::CodeActionKind::Empty)
        };
        if !p.context.only.as_ref().is_none_or(|kinds| kinds.iter().any(wanted)) {
            return Vec::new();
        }
        let show = self.desk.show().unwrap_or(Show::Conflicting);
        self.judge(&p.text_document.uri.0);
        let Some((document, checked)) = self.checked(&p.text_document.uri.0) else { return Vec::new() };
        let range = document.places(self.client.encoding).bytes(p.range);
        let mut offered = Vec::new();
        for (i, f) in checked.findings.iter().enumerate() {
            let span = f.reading.extent.span.range();
            if span.start <= range.end && range.start <= span.end {
                offered.extend(action::offered(document, i, f, f.is_among(show), &self.client));
            }
        }
        let finish = |(mut action, later): (lsp::CodeAction, Option<Later>)| {
            match later {
                None => {}
                Some(later) if self.client.resolves => action.data = serde_json::to_value(later).ok(),
                // What is not to be had is not offered.
                Some(later) => action.edit = Some(self.edit(&later).ok()?),
            }
            Some(action)
        };
        offered.into_iter().filter_map(finish).collect()
    }

    fn resolve(&mut self, mut action: lsp::CodeAction) -> Answer {
        let Some(data) = action.data.clone() else { return value(action) };
        let later: Later = demand(&data)?;
        action.edit = Some(self.edit(&later)?);
        value(action)
    }

    fn edit(&mut self, later: &Later) -> Result<lsp::WorkspaceEdit, (ErrorCode, String)> {
        let gone = || (ErrorCode::ContentModified, "the draft has changed".to_owned());
        self.judge(&later.uri);
        let Some(open) = self.documents.get(&later.uri) else { return Err(gone()) };
        let Some(Ok(Some(checked))) = &open.judged else { return Err(gone()) };
        if open.document.version != later.version {
            return Err(gone());
        }
        let other = |path: &Path| {
            let same = |o: &&Open| uri::to_path(&o.document.uri) == uri::to_path(&uri::of(path));
            let open = self.documents.values().find(same)?;
            Some((open.document.text.clone(), open.document.version))
        };
        let edit = action::edit(later, &open.document, checked, &mut self.desk, &self.client, other);
        edit.map_err(|e| {
            let help = e.help().map_or(String::new(), |h| format!(" ({h})"));
            let code = match e.kind() {
                ErrorKind::Internal => ErrorCode::InternalError,
                _ => ErrorCode::RequestFailed,
            };
            (code, clean::short(&format!("{}{help}", e.message()), 400).into_owned())
        })
    }
}

fn read<T: DeserializeOwned>(params: &Value) -> Option<T> {
    T::deserialize(params).ok()
}

fn demand<T: DeserializeOwned>(params: &Value) -> Result<T, (ErrorCode, String)> {
    T::deserialize(params)
        .map_err(|e| (ErrorCode::InvalidParams, clean::short(&e.to_string(), 200).into_owned()))
}

fn value(answer: impl Serialize) -> Answer {
    serde_json::to_value(answer).map_err(|e| (ErrorCode::InternalError, e.to_string()))
}
