//! An editor of a kind: starts the language server and speaks to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, factlint};

/// Longer than any answer takes, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(300);

/// An editor that has started a server in a sandbox.
pub(crate) struct Editor {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What has come in and was not asked about yet.
    pub(crate) seen: Vec<Value>,
    id: i64,
    pub(crate) root: String,
}

#[expect(clippy::needless_pass_by_value, reason = "calls with `json!` read best so")]
impl Editor {
    /// Starts the server and says hello with these capabilities.
    pub(crate) fn new(s: &Sandbox, capabilities: Value) -> Self {
        let mut editor = Self::silent(s, &[]);
        let root = editor.root.clone();
        let hello = json!({"processId": null, "rootUri": root, "capabilities": capabilities});
        editor.ask("initialize", hello);
        editor.tell("initialized", json!({}));
        editor
    }

    /// Starts the server and says nothing.
    pub(crate) fn silent(s: &Sandbox, arguments: &[&str]) -> Self {
        let mut child = factlint()
            .arg("server")
            .args(arguments)
            .current_dir(s.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut from = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = message(&mut from) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let stdin = child.stdin.take();
        let root = format!("file://{}", s.path().display());
        Self { child, stdin, messages, seen: Vec::new(), id: 0, root }
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        format!("{}/{name}", self.root)
    }

    pub(crate) fn raw(&mut self, body: &str) {
        let stdin = self.stdin.as_mut().unwrap();
        write!(stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        stdin.flush().unwrap();
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.raw(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string());
    }

    fn send(&mut self, method: &str, params: Value) -> i64 {
        self.id += 1;
        self.raw(&json!({"jsonrpc": "2.0", "id": self.id, "method": method, "params": params}).to_string());
        self.id
    }

    /// The whole answer to a request.
    #[track_caller]
    pub(crate) fn response(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        self.wait(|m| m["id"] == id && m.get("method").is_none())
    }

    /// The result of a request.
    #[track_caller]
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.response(method, params);
        assert!(answer.get("error").is_none(), "{answer:#}");
        answer["result"].clone()
    }

    /// The first message, of those that have come in and those that will, of which `wanted` holds.
    #[track_caller]
    pub(crate) fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(i) = self.seen.iter().position(&wanted) {
            return self.seen.remove(i);
        }
        loop {
            let Ok(message) = self.messages.recv_timeout(PATIENCE) else {
                panic!("no such message; there are: {:#?}", self.seen)
            };
            if wanted(&message) {
                return message;
            }
            self.seen.push(message);
        }
    }

    pub(crate) fn open(&mut self, name: &str, language: &str, text: &str) {
        let uri = if name.contains(':') { name.to_owned() } else { self.uri(name) };
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(crate) fn change(&mut self, name: &str, version: i32, changes: Value) {
        let id = json!({"uri": self.uri(name), "version": version});
        self.tell("textDocument/didChange", json!({"textDocument": id, "contentChanges": changes}));
    }

    /// The next diagnostics of a file that are sent.
    #[track_caller]
    pub(crate) fn diagnostics(&mut self, name: &str) -> Vec<Value> {
        let uri = if name.contains(':') { name.to_owned() } else { self.uri(name) };
        let method = "textDocument/publishDiagnostics";
        let sent = self.wait(|m| m["method"] == method && m["params"]["uri"] == uri);
        sent["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// The actions for a file at a place.
    #[track_caller]
    pub(crate) fn actions(&mut self, name: &str, line: u32, character: u32) -> Vec<Value> {
        let (uri, at) = (self.uri(name), json!({"line": line, "character": character}));
        let context = json!({"diagnostics": []});
        let params =
            json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": context});
        self.ask("textDocument/codeAction", params).as_array().unwrap().clone()
    }

    /// Says good-bye as the protocol has it; the exit code.
    pub(crate) fn leave(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.ended().0
    }

    /// The exit code, and what stands on standard error.
    pub(crate) fn ended(mut self) -> (Option<i32>, String) {
        self.stdin = None;
        let code = self.child.wait().unwrap().code();
        let mut err = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (code, err)
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // Only where a test has failed is it still there.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn message(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
