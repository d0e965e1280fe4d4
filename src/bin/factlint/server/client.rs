//! What the client says of itself when it calls.

use std::path::PathBuf;

use serde_json::Value;

use super::position::Encoding;
use super::uri;

/// What the client can do. Nothing is asked of it that it has not said.
#[derive(Debug, Default)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// The folder that is open.
    pub(super) root: Option<PathBuf>,
    /// It asks for diagnostics; others are sent them.
    pub(super) pulls: bool,
    /// It asks again when told to.
    pub(super) refreshes: bool,
    /// It shows Markdown in what appears over a claim.
    pub(super) markdown: bool,
    /// It takes actions whose edit comes later.
    pub(super) resolves: bool,
    /// It takes edits with versions, and new files.
    pub(super) versioned_edits: bool,
    /// It takes edits with a place to fill in.
    pub(super) snippets: bool,
    /// It can be asked to watch files.
    pub(super) watches: bool,
    /// It shows related places beside a diagnostic.
    pub(super) related: bool,
}

impl Client {
    /// Reads the parameters of `initialize`. What is of an unexpected shape is as if it was not said.
    pub(super) fn new(params: &Value) -> Self {
        let said = |pointer: &str| params.pointer(&format!("/capabilities{pointer}"));
        let yes = |pointer: &str| said(pointer).and_then(Value::as_bool).unwrap_or(false);
        let names = |pointer: &str| {
            said(pointer).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
        };
        let folders = params.pointer("/workspaceFolders/0/uri").or_else(|| params.pointer("/rootUri"));
        let root_path = || params.pointer("/rootPath").and_then(Value::as_str).map(PathBuf::from);
        let edits = "/workspace/workspaceEdit";
        Self {
            encoding: Encoding::of(names("/general/positionEncodings")),
            root: folders.and_then(Value::as_str).and_then(uri::to_path).or_else(root_path),
            pulls: said("/textDocument/diagnostic").is_some_and(Value::is_object),
            refreshes: yes("/workspace/diagnostics/refreshSupport"),
            markdown: names("/textDocument/hover/contentFormat").any(|f| f == "markdown"),
            resolves: names("/textDocument/codeAction/resolveSupport/properties").any(|p| p == "edit")
                && yes("/textDocument/codeAction/dataSupport"),
            versioned_edits: yes(&format!("{edits}/documentChanges")),
            snippets: yes(&format!("{edits}/snippetEditSupport")),
            watches: yes("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            related: yes("/textDocument/publishDiagnostics/relatedInformation")
                || yes("/textDocument/diagnostic/relatedInformation"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_said_is_not_asked_for() {
        for params in
            [json!(null), json!([]), json!({"capabilities": 7, "rootUri": 1, "workspaceFolders": {}})]
        {
            let client = Client::new(&params);
            assert!(!client.pulls && !client.markdown && !client.resolves && client.root.is_none());
            assert_eq!(client.encoding, Encoding::Utf16);
        }
        let client = Client::new(&json!({
            "rootUri": "file:///b",
            "workspaceFolders": [{"uri": "file:///a", "name": "a"}],
            "capabilities": {
                "general": {"positionEncodings": ["utf-8"]},
                "textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["plaintext", "markdown"]}},
            },
        }));
        assert!(client.pulls && client.markdown);
        assert_eq!(client.encoding, Encoding::Utf8);
        assert_eq!(client.root.as_deref(), Some(std::path::Path::new("/a")));
    }
}
