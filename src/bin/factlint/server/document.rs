//! A document as the editor has it.

use std::path::{Path, PathBuf};

use factlint::span::Lines;
use factlint::text::Format;
use gen_lsp_types as lsp;
use gen_lsp_types::TextDocumentContentChangeEvent as Change;

use super::position::{Encoding, Places};
use super::uri;
use crate::input::{self, Draft};
use crate::settings::format_of;

/// What is open in the editor.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: String,
    pub(super) version: i32,
    pub(super) text: String,
    pub(super) lines: Lines,
    /// Where it lies; a name of its own where it lies nowhere yet.
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
}

/// What a document is to the project.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A text that is judged.
    Draft(Draft),
    /// A configuration, a claims file, or another file of data.
    Data,
}

impl Document {
    pub(super) fn new(item: lsp::TextDocumentItem) -> Self {
        let uri = item.uri.0;
        let language = serde_json::to_value(&item.language_id).unwrap_or_default();
        let path = uri::to_path(&uri)
            .unwrap_or_else(|| PathBuf::from(uri.rsplit([':', '/']).next().unwrap_or_default()));
        let kind = kind(&path, language.as_str().unwrap_or_default());
        Self { version: item.version, lines: Lines::new(&item.text), text: item.text, path, kind, uri }
    }

    /// Applies changes in their order: each is of the text that the one before left.
    pub(super) fn change(&mut self, version: i32, changes: Vec<Change>, encoding: Encoding) {
        self.version = version;
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let bytes = self.places(encoding).bytes(part.range);
                    self.text.replace_range(bytes, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
            }
            self.lines = Lines::new(&self.text);
        }
    }

    pub(super) fn places(&self, encoding: Encoding) -> Places<'_> {
        Places::new(&self.text, &self.lines, encoding)
    }

    pub(super) fn draft(&self) -> Option<&Draft> {
        match &self.kind {
            Kind::Draft(draft) => Some(draft),
            Kind::Data => None,
        }
    }
}

/// By its ending, and where that says nothing by the language that the editor takes it for. What else a client
/// sends is read as plain text, as a named file is.
fn kind(path: &Path, language: &str) -> Kind {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    if matches!(ending.as_str(), "toml" | "csv" | "json") || matches!(language, "toml" | "csv" | "json") {
        return Kind::Data;
    }
    let format = format_of(path).unwrap_or(match language {
        "markdown" => Format::Markdown,
        "html" => Format::Html,
        _ => Format::Plain,
    });
    Kind::Draft(input::draft(path.to_path_buf(), format))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn open(uri: &str, language: &str, text: &str) -> Document {
        let item = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        Document::new(serde_json::from_value(item).unwrap())
    }

    fn changed(text: &str, changes: serde_json::Value) -> String {
        let mut document = open("file:///a.md", "markdown", text);
        document.change(2, serde_json::from_value(changes).unwrap(), Encoding::Utf16);
        assert_eq!(document.version, 2);
        assert_eq!(document.lines.count(), Lines::new(&document.text).count());
        document.text
    }

    #[test]
    fn changes_follow_one_another() {
        let at = |l: u32, a: u32, b: u32| json!({"start": {"line": l, "character": a}, "end": {"line": l, "character": b}});
        assert_eq!(changed("a😀b\nc", json!([{"range": at(0, 3, 4), "text": "x\ny"}])), "a😀x\ny\nc");
        let two = json!([{"range": at(0, 0, 1), "text": "1\n2"}, {"range": at(1, 0, 1), "text": "3"}]);
        assert_eq!(changed("a\nb", two), "1\n3\nb");
        assert_eq!(changed("a", json!([{"text": "whole"}])), "whole");
    }

    #[test]
    fn a_change_outside_the_text_is_clamped() {
        let far =
            json!({"start": {"line": 7, "character": 9}, "end": {"line": u32::MAX, "character": u32::MAX}});
        assert_eq!(changed("a\n", json!([{"range": far, "text": "b"}])), "a\nb");
        let inside = json!({"start": {"line": 0, "character": 1}, "end": {"line": 0, "character": 1}});
        assert_eq!(changed("😀", json!([{"range": inside, "text": "b"}])), "b😀");
    }

    #[test]
    fn the_ending_decides_and_then_the_language() {
        let format = |uri, language| open(uri, language, "").draft().map(|d| d.format);
        assert_eq!(format("file:///a.html", "markdown"), Some(Format::Html));
        assert_eq!(format("untitled:Untitled-1", "markdown"), Some(Format::Markdown));
        assert_eq!(format("file:///a.rst", "restructuredtext"), Some(Format::Plain));
        assert_eq!(format("file:///claims/a.toml", "toml"), None);
        assert_eq!(format("untitled:Untitled-2", "toml"), None);
    }
}
