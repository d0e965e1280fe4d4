//! The language server: the real binary, spoken to as an editor does.

use serde_json::{Value, json};

use crate::editor::Editor;
use crate::sandbox::{BOATS, Sandbox};

fn harbour(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write("claims/port.toml", format!("schema = 1\n{BOATS}"));
    s
}

fn range(d: &Value) -> [u64; 4] {
    let at = |end: &str, what: &str| d["range"][end][what].as_u64().unwrap();
    [at("start", "line"), at("start", "character"), at("end", "line"), at("end", "character")]
}

const DRAFT: &str = "At the end of January 2024 Hull had 525 boats.\n";

/// The client of today: everything that the server can make use of.
fn modern() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "workspace": {"workspaceEdit": {"documentChanges": true, "snippetEditSupport": true}},
        "textDocument": {
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "publishDiagnostics": {"relatedInformation": true},
            "codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
        },
    })
}

#[test]
fn a_conflict_is_shown_explained_and_put_right() {
    let s = harbour("server-conflict");
    let mut editor = Editor::new(&s, modern());
    editor.open("a.md", "markdown", DRAFT);
    let shown = editor.diagnostics("a.md");
    assert_eq!(shown.len(), 1, "{shown:#?}");
    let d = &shown[0];
    assert_eq!(range(d), [0, 36, 0, 39]);
    assert_eq!(
        (&d["severity"], &d["code"], &d["source"]),
        (&json!(1), &json!("number-conflict"), &json!("factlint"))
    );
    let message = d["message"].as_str().unwrap();
    assert!(message.starts_with("525 conflicts with 480"), "{message}");
    assert!(
        message.contains("hull-boats: 480, as of 2024-01-31 (Port of Hull, published 2024-02-01)"),
        "{message}"
    );
    let fact = &d["relatedInformation"][0]["location"];
    assert_eq!(fact["uri"], editor.uri("claims/port.toml"));
    let line = s.read("claims/port.toml").lines().position(|l| l == "value = 480").unwrap() as u64;
    assert_eq!(range(fact), [line, 8, line, 11]);

    let at = json!({"textDocument": {"uri": editor.uri("a.md")}, "position": {"line": 0, "character": 37}});
    let hover = editor.ask("textDocument/hover", at);
    assert_eq!(hover["contents"]["kind"], "markdown");
    let text = hover["contents"]["value"].as_str().unwrap();
    for part in [
        "**conflicting**",
        "- read as: ",
        "- about: Hull, boats",
        "- fact: hull-boats: **480**",
        "<https://example.org/boats>",
    ] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    assert_eq!(range(&hover), [0, 36, 0, 39]);

    let actions = editor.actions("a.md", 0, 37);
    let replace = &actions[0];
    assert_eq!((&replace["kind"], &replace["isPreferred"]), (&json!("quickfix"), &json!(true)));
    let change = &replace["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": editor.uri("a.md"), "version": 1}));
    assert_eq!(change["edits"][0]["newText"], "480");
    assert_eq!(range(&change["edits"][0]), [0, 36, 0, 39]);

    editor.change("a.md", 2, json!([{"range": change["edits"][0]["range"], "text": "480"}]));
    assert_eq!(editor.diagnostics("a.md"), [] as [Value; 0]);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn places_are_counted_as_agreed() {
    let s = harbour("server-encoding");
    let text = "# Häfen 😀\n\n😀 Ähm: at the end of January 2024 Hull had 525 boats.\n";
    let offer = |names: &[&str]| json!({"general": {"positionEncodings": names}});
    let start = text.lines().nth(2).unwrap().find("525").unwrap() as u64;
    // Four bytes, two units, one character; and "Ä" is two, one, one.
    for (capabilities, agreed, at) in [
        (json!({}), "utf-16", start - 3),
        (offer(&["utf-16"]), "utf-16", start - 3),
        (offer(&["utf-8", "utf-16"]), "utf-8", start),
        (offer(&["utf-32", "utf-16"]), "utf-32", start - 4),
    ] {
        let mut editor = Editor::silent(&s, &[]);
        let root = editor.root.clone();
        let answer = editor.ask("initialize", json!({"rootUri": root, "capabilities": capabilities}));
        assert_eq!(answer["capabilities"]["positionEncoding"], agreed);
        editor.tell("initialized", json!({}));
        editor.open("a.md", "markdown", text);
        assert_eq!(range(&editor.diagnostics("a.md")[0]), [2, at, 2, at + 3], "{agreed}");
        // A change behind the emoji arrives where it was made.
        let place = json!({"start": {"line": 2, "character": at}, "end": {"line": 2, "character": at + 3}});
        editor.change("a.md", 2, json!([{"range": place, "text": "😀 470"}]));
        let wide = [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)].iter().find(|(n, _)| *n == agreed).unwrap().1;
        assert_eq!(range(&editor.diagnostics("a.md")[0])[1], at + wide, "{agreed}");
        assert_eq!(editor.leave(), Some(0));
    }
}

#[test]
fn a_finding_is_ignored_with_a_reason_to_fill_in() {
    let s = harbour("server-ignore");
    let mut editor = Editor::new(&s, modern());
    editor.open("a.md", "markdown", DRAFT);
    let ignore = |actions: &[Value]| {
        actions.iter().find(|a| a["title"].as_str().unwrap().starts_with("Ignore")).cloned()
    };
    let action = ignore(&editor.actions("a.md", 0, 36)).unwrap();
    assert!(action.get("edit").is_none());
    let action = editor.ask("codeAction/resolve", action);
    let edit = &action["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(
        edit["snippet"],
        json!({"kind": "snippet", "value": " <!-- factlint: ignore[number-conflict] ${1:reason} -->"})
    );
    assert_eq!(range(edit), [0, 46, 0, 46]);
    editor.diagnostics("a.md");
    let typed = " <!-- factlint: ignore[number-conflict] as he said it -->";
    editor.change("a.md", 2, json!([{"range": edit["range"], "text": typed}]));
    assert_eq!(editor.diagnostics("a.md"), [] as [Value; 0]);
    // What was offered for the old text is not done to the new one.
    let late = editor.response("codeAction/resolve", json!({"title": "x", "data": action["data"]}));
    assert_eq!(late["error"]["code"], -32801);
    assert_eq!(editor.leave(), Some(0));

    // A client of the plain kind gets the edit at once, and a mark until there is a reason.
    let mut editor = Editor::new(&s, json!({}));
    editor.open("a.html", "html", "<p>At the end of January 2024 Hull had 525 boats.</p>\n");
    assert_eq!(editor.diagnostics("a.html").len(), 1);
    let action = ignore(&editor.actions("a.html", 0, 40)).unwrap();
    let edit = action["edit"]["changes"][editor.uri("a.html")][0].clone();
    assert_eq!(edit["newText"], " <!-- factlint: ignore[number-conflict] -->");
    editor.change("a.html", 2, json!([{"range": edit["range"], "text": edit["newText"]}]));
    let shown = editor.diagnostics("a.html");
    assert_eq!((shown.len(), &shown[0]["severity"]), (1, &json!(2)));
    assert!(shown[0]["message"].as_str().unwrap().starts_with("no reason is given"), "{shown:#?}");
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn a_claim_becomes_a_draft_of_a_fact() {
    let s = harbour("server-add");
    let mut editor = Editor::new(&s, modern());
    editor.open("a.md", "markdown", "At the end of March 2024 Hull had 700 boats.\n");
    let add = |actions: &[Value]| {
        actions.iter().find(|a| a["title"].as_str().unwrap().starts_with("Note \"700")).cloned().unwrap()
    };
    let action = add(&editor.actions("a.md", 0, 35));
    let action = editor.ask("codeAction/resolve", action);
    let changes = &action["edit"]["documentChanges"];
    assert_eq!(changes[0], json!({"kind": "create", "uri": editor.uri("claims/drafts.toml")}));
    let text = changes[1]["edits"][0]["newText"].as_str().unwrap();
    for line in [
        "schema = 1",
        "about    = \"hull\"",
        "property = \"boats\"",
        "value    = 700",
        "status   = \"draft\"",
    ] {
        assert!(text.lines().any(|l| l == line), "no {line:?} in {text}");
    }
    // As the editor does it: the base reads it, and the claim is not judged by it.
    s.write("claims/drafts.toml", text);
    s.run("kb list").exits(0).says("700");
    // A second fact goes behind the first, that of an open file too.
    editor.open("claims/drafts.toml", "toml", text);
    editor.change("a.md", 2, json!([{"text": "At the end of May 2024 Hull had 700 boats.\n"}]));
    let action = add(&editor.actions("a.md", 0, 33));
    let action = editor.ask("codeAction/resolve", action);
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    assert_eq!(range(&change["edits"][0])[0], text.lines().count() as u64);
    assert!(change["edits"][0]["newText"].as_str().unwrap().starts_with("\n[[fact]]"));
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn facts_are_read_again_when_they_change() {
    let s = harbour("server-reload");
    let mut editor =
        Editor::new(&s, json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}));
    let asked = editor.wait(|m| m["method"] == "client/registerCapability");
    let globs = &asked["params"]["registrations"][0]["registerOptions"]["watchers"];
    assert!(globs.to_string().contains("**/*.toml"), "{globs}");
    editor.open("a.md", "markdown", DRAFT);
    assert_eq!(editor.diagnostics("a.md").len(), 1);
    let base = s.read("claims/port.toml");
    let changed = |editor: &mut Editor, name: &str| {
        let change = json!({"uri": editor.uri(name), "type": 2});
        editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    };
    s.write("claims/port.toml", base.replace("480", "525"));
    changed(&mut editor, "claims/port.toml");
    assert_eq!(editor.diagnostics("a.md").len(), 0);

    // A mistake is shown in its own file, in its own place, until it is mended.
    s.write("claims/port.toml", base.replace("value = 480", "valeu = 480"));
    changed(&mut editor, "claims/port.toml");
    let shown = editor.diagnostics("claims/port.toml");
    let line = base.lines().position(|l| l == "value = 480").unwrap() as u64;
    assert_eq!(range(&shown[0]), [line, 0, line, 5]);
    assert!(shown[0]["message"].as_str().unwrap().contains("did you mean `value`?"), "{shown:#?}");
    s.write("claims/port.toml", &base);
    changed(&mut editor, "claims/port.toml");
    assert_eq!(editor.diagnostics("claims/port.toml").len(), 0);

    // While it is typed, too.
    editor.open("claims/port.toml", "toml", &base);
    editor.change(
        "claims/port.toml",
        2,
        json!([{"text": base.replace("date = 2024-01-31", "date = 2024-01-32")}]),
    );
    let shown = editor.diagnostics("claims/port.toml");
    assert!(!shown.is_empty());
    editor.change("claims/port.toml", 3, json!([{"text": base}]));
    assert_eq!(editor.diagnostics("claims/port.toml").len(), 0);

    // The configuration: what it says holds at once, and so does what is wrong with it.
    s.write("factlint.toml", "ignore = [\"number-conflict\"]\n");
    changed(&mut editor, "factlint.toml");
    while !editor.diagnostics("a.md").is_empty() {}
    s.write("factlint.toml", "ignroe = []\n");
    changed(&mut editor, "factlint.toml");
    assert!(editor.diagnostics("factlint.toml")[0]["message"].as_str().unwrap().contains("ignore"));
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn who_asks_for_diagnostics_is_not_sent_them() {
    let s = harbour("server-pull");
    let capabilities =
        json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}});
    let mut editor = Editor::new(&s, capabilities);
    editor.open("a.md", "markdown", DRAFT);
    let uri = editor.uri("a.md");
    let report = editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
    assert_eq!((&report["kind"], report["items"].as_array().unwrap().len()), (&json!("full"), 1));
    s.write("claims/port.toml", format!("schema = 1\n{}", BOATS.replace("480", "525")));
    let uri = editor.uri("claims/port.toml");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
    editor.wait(|m| m["method"] == "workspace/diagnostic/refresh");
    let uri = editor.uri("a.md");
    let report = editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
    assert_eq!(report["items"], json!([]));
    assert!(editor.seen.iter().all(|m| m["params"]["uri"] != uri), "{:#?}", editor.seen);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn unsaved_excluded_and_closed_documents() {
    let s = harbour("server-kinds");
    s.write("factlint.toml", "extend-exclude = [\"old\"]\nshow = \"all\"\n");
    s.write("old/a.md", DRAFT);
    let mut editor = Editor::new(&s, json!({}));
    editor.open("untitled:Untitled-1", "markdown", DRAFT);
    assert!(editor.diagnostics("untitled:Untitled-1").iter().any(|d| d["code"] == "number-conflict"));
    for none in ["old/a.md", "claims/notes.md"] {
        editor.open(none, "markdown", DRAFT);
        assert_eq!(editor.diagnostics(none).len(), 0, "{none}");
    }
    // A table of the base is no claims file.
    editor.open("claims/table.csv", "csv", "Place,Boats\nHull,480\n");
    editor.open("b.txt", "plaintext", "At the end of January 2024 Hull had 480 boats.\n");
    let shown = editor.diagnostics("b.txt");
    assert!(shown.iter().any(|d| d["code"] == "consistent" && d["severity"] == 4), "{shown:#?}");
    let uri = editor.uri("b.txt");
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(editor.diagnostics("b.txt").len(), 0);
    let table = editor.uri("claims/table.csv");
    assert!(editor.seen.iter().all(|m| m["params"]["uri"] != table), "{:#?}", editor.seen);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn nothing_of_a_draft_is_markup_in_what_is_shown() {
    let s = harbour("server-hostile");
    let base = BOATS.replace("Register of boats", "[x](command:run) <img src=x> **b**\\u001b[31m");
    s.write("claims/port.toml", format!("schema = 1\n{base}"));
    let mut editor = Editor::new(&s, modern());
    editor.open("a.md", "markdown", DRAFT);
    let at = json!({"textDocument": {"uri": editor.uri("a.md")}, "position": {"line": 0, "character": 36}});
    let text = editor.ask("textDocument/hover", at)["contents"]["value"].as_str().unwrap().to_owned();
    assert!(text.contains("\\[x\\](command:run) &lt;img src=x&gt; \\*\\*b\\*\\*"), "{text}");
    assert!(!text.contains('\u{1b}'));
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn odd_messages_are_answered_and_harm_nothing() {
    let s = harbour("server-odd");
    let mut editor = Editor::new(&s, json!({}));
    let code = |answer: &Value| answer["error"]["code"].as_i64();
    assert_eq!(code(&editor.response("textDocument/unheardOf", json!({}))), Some(-32601));
    assert_eq!(code(&editor.response("textDocument/hover", json!({"position": "here"}))), Some(-32602));
    assert_eq!(
        code(&editor.response("codeAction/resolve", json!({"title": "x", "data": {"what": 1}}))),
        Some(-32602)
    );
    let nowhere =
        json!({"textDocument": {"uri": "file:///not/open.md"}, "position": {"line": 0, "character": 0}});
    assert_eq!(editor.ask("textDocument/hover", nowhere), Value::Null);
    editor.tell(
        "textDocument/didChange",
        json!({"textDocument": {"uri": "file:///not/open.md", "version": 1}, "contentChanges": []}),
    );
    editor.tell("textDocument/didOpen", json!("no"));
    editor.tell("$/unheardOf", json!({}));
    editor.open("a.md", "markdown", DRAFT);
    editor.diagnostics("a.md");
    let wild =
        |l: u64, c: u64| json!({"start": {"line": l, "character": c}, "end": {"line": 0, "character": 0}});
    editor.change("a.md", 2, json!([{"range": wild(4_294_967_295, 4_294_967_295), "text": "x"}, {"range": wild(0, 3), "text": "\u{0}"}]));
    editor.diagnostics("a.md");
    let far = json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32});
    let uri = editor.uri("a.md");
    editor.ask("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": far}));
    // A request that was taken back before it was looked at.
    let uri = editor.uri("a.md");
    editor.change("a.md", 3, json!([{"text": DRAFT.repeat(2000)}]));
    editor.diagnostics("a.md");
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 36}});
    assert_eq!(code(&editor.response("textDocument/hover", at)), Some(-32600));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended(), (Some(0), String::new()));
}

#[test]
fn it_ends_as_the_protocol_has_it() {
    let s = harbour("server-ends");
    // Without `shutdown`.
    let mut editor = Editor::new(&s, json!({}));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended().0, Some(1));
    // Before anything was said.
    let mut editor = Editor::silent(&s, &[]);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended().0, Some(1));
    // Broken off.
    assert_eq!(Editor::new(&s, json!({})).ended().0, Some(1));
    // What is no message at all.
    let mut editor = Editor::new(&s, json!({}));
    editor.raw("{\"jsonrpc\": ");
    let (code, err) = editor.ended();
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: the editor's messages break off") && !err.contains("panicked"), "{err}");
    // A request before the greeting waits for it.
    let mut editor = Editor::silent(&s, &[]);
    assert_eq!(editor.response("textDocument/hover", json!({}))["error"]["code"], -32002);
}

#[test]
fn flags_hold_as_they_do_for_check() {
    let s = harbour("server-flags");
    s.write("other/port.toml", format!("schema = 1\n{}", BOATS.replace("480", "525")));
    for (arguments, count) in
        [(&["--claims", "other"][..], 0), (&["--ignore", "number-conflict"], 0), (&[], 1)]
    {
        let mut editor = Editor::silent(&s, arguments);
        let root = editor.root.clone();
        editor.ask("initialize", json!({"rootUri": root, "capabilities": {}}));
        editor.tell("initialized", json!({}));
        editor.open("a.md", "markdown", DRAFT);
        assert_eq!(editor.diagnostics("a.md").len(), count, "{arguments:?}");
        assert_eq!(editor.leave(), Some(0));
    }
}
