//! `factlint server`: a language server on standard input and output.
//!
//! One thread answers; one reads ahead, so that a draft is judged once for all changes that have come in while the
//! last judging went on, and a request that was taken back costs nothing. Drafts are judged as `check` judges
//! them, with the editor's text in place of the file's; the base is the one on the disk.
//!
//! - [`state`]: what is open, and the answers.
//! - [`desk`]: what drafts are judged by.
//! - [`document`], [`position`], [`uri`], [`client`]: the protocol's texts, places, addresses and abilities.
//! - [`diagnostic`], [`hover`], [`action`]: what an editor shows and offers.
//!
//! Source: Language Server Protocol 3.18.

mod action;
mod client;
mod desk;
mod diagnostic;
mod document;
mod hover;
mod position;
mod state;
mod uri;

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver};

use factlint::{Error, ErrorKind};
use gen_lsp_types as lsp;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use serde_json::{Value, json};

use self::client::Client;
use self::state::State;
use crate::args;

pub(crate) fn run(args: &args::Server) -> Result<u8, Error> {
    let (connection, threads) = Connection::stdio();
    let code = match connection.initialize_start() {
        Ok((id, params)) => serve(&connection, id, &params, args),
        // The client left before it said who it is.
        Err(_) => 1,
    };
    drop(connection);
    threads.join().map_err(|e| Error::new(ErrorKind::Io, format!("the editor's messages break off: {e}")))?;
    Ok(code)
}

/// From the client's first message to its last; the exit code.
fn serve(connection: &Connection, id: lsp_server::RequestId, params: &Value, args: &args::Server) -> u8 {
    let client = Client::new(params);
    if let Some(root) = &client.root {
        // Paths are shown, and configurations found, as from the folder that is open.
        let _ = std::env::set_current_dir(root);
    }
    let result = json!({
        "capabilities": capabilities(&client),
        "serverInfo": {"name": "factlint", "version": env!("CARGO_PKG_VERSION")},
    });
    if connection.initialize_finish(id, result).is_err() {
        return 1;
    }
    let send = |message: Message| drop(connection.sender.send(message));
    let mut state = State::new(args, client, &send);
    state.start();
    let incoming = ahead(connection);
    let mut queue = VecDeque::new();
    let mut shut = false;
    loop {
        // Whatever has come in is looked at before anything is judged.
        queue.extend(incoming.try_iter());
        let Some(message) = queue.pop_front() else {
            state.settle();
            match incoming.recv() {
                Ok(message) => queue.push_back(message),
                Err(_) => return u8::from(!shut),
            }
            continue;
        };
        match message {
            Message::Notification(n) if n.method == "exit" => return u8::from(!shut),
            Message::Notification(n) => state.notified(&n),
            Message::Request(r) if shut => {
                let code = ErrorCode::InvalidRequest as i32;
                send(Response::new_err(r.id, code, "the server is shut down".to_owned()).into());
            }
            Message::Request(r) if r.method == "shutdown" => {
                shut = true;
                send(Response::new_ok(r.id, Value::Null).into());
            }
            Message::Request(r) if taken_back(&r, &queue) => {
                let code = ErrorCode::RequestCanceled as i32;
                send(Response::new_err(r.id, code, "taken back".to_owned()).into());
            }
            Message::Request(r) => send(state.asked(r).into()),
            Message::Response(_) => {}
        }
    }
}

/// A thread of its own takes messages in, however long the last one's work lasts.
fn ahead(connection: &Connection) -> Receiver<Message> {
    let (sender, receiver) = mpsc::channel();
    let from = connection.receiver.clone();
    std::thread::spawn(move || from.into_iter().try_for_each(|m| sender.send(m)));
    receiver
}

/// Whether a message further on takes the request back.
fn taken_back(request: &Request, queue: &VecDeque<Message>) -> bool {
    let id = serde_json::to_value(&request.id).unwrap_or_default();
    let takes = |n: &Notification| n.method == "$/cancelRequest" && n.params.get("id") == Some(&id);
    queue.iter().any(|m| matches!(m, Message::Notification(n) if takes(n)))
}

fn capabilities(client: &Client) -> lsp::ServerCapabilities {
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..lsp::TextDocumentSyncOptions::default()
    };
    let actions = lsp::CodeActionOptions {
        code_action_kinds: Some(vec![lsp::CodeActionKind::QuickFix]),
        resolve_provider: Some(client.resolves),
        ..lsp::CodeActionOptions::default()
    };
    let pull = lsp::DiagnosticOptions {
        identifier: Some("factlint".to_owned()),
        // A draft's diagnostics depend on claims files too.
        inter_file_dependencies: true,
        workspace_diagnostics: false,
        ..lsp::DiagnosticOptions::default()
    };
    lsp::ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(sync.into()),
        hover_provider: Some(true.into()),
        code_action_provider: Some(actions.into()),
        diagnostic_provider: client.pulls.then(|| pull.into()),
        ..lsp::ServerCapabilities::default()
    }
}
