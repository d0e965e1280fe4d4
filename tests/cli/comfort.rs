//! Schemas hold for what the commands answer; completions and manual pages can be used.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{BOATS, Sandbox};

/// A validator of the schema that a command prints.
fn schema(s: &Sandbox, command: &str) -> jsonschema::Validator {
    let ran = s.run(command);
    ran.exits(0);
    let schema: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(
        schema["$id"].as_str().is_some_and(|id| id.ends_with(":1")) || command.starts_with("kb"),
        "{command}"
    );
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn valid(schema: &jsonschema::Validator, what: &str, text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{what}: {e}: {text}"));
    // The smallest part that is wrong says most.
    let parts = ["findings", "mentions"].iter().filter_map(|k| value[k].as_array()).flatten();
    for part in parts.chain([&value]) {
        let mut short = part.to_string();
        short.truncate(short.char_indices().nth(2000).map_or(short.len(), |(i, _)| i));
        assert!(schema.is_valid(part), "{what}: {short}");
    }
    value
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.append(&mut files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

/// Texts of every kind: the repository's own articles and sample of a base, and a draft of odd ends.
fn library(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in files(&root.join("claims")) {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap();
        s.write(&format!("claims/{name}"), std::fs::read(&path).unwrap());
    }
    let articles = files(&root.join("tests/articles"));
    for (i, path) in articles.iter().filter(|p| p.extension().is_some_and(|e| e == "md")).enumerate() {
        s.write(&format!("drafts/{i}.md"), std::fs::read(path).unwrap());
    }
    assert!(articles.len() > 5);
    s.write("claims/boats.toml", format!("schema = 1\n{BOATS}"));
    let odd = "Hull had 525 boats on 31 January 2024, up 5 % from 500. At least 40 people paid $15 an hour, \
               over 3 to 5 years. The first ship was late by about 2 hours. Fewer than 30, every Tuesday, at 7 p.m.\n\n\
               Hull has 77 boats. <!-- factlint: ignore as said -->\n";
    s.write("drafts/odd.md", odd).write("drafts/not-text.md", b"\xff\xfe\x00");
    s
}

#[test]
fn every_record_is_as_the_schema_says() {
    let s = library("schema-records");
    let schema = schema(&s, "records schema");
    let run = valid(&schema, "json", &s.run("check --format json --as-of 2024-06-01 drafts").out);
    let findings = run["findings"].as_array().unwrap();
    assert!(findings.len() > 50, "{}", findings.len());
    assert_eq!(run["errors"].as_array().unwrap().len(), 1, "{:#}", run["errors"]);
    for verdict in ["consistent", "conflicting", "unknown"] {
        assert!(findings.iter().any(|f| f["verdict"] == verdict), "no {verdict}");
    }
    assert!(findings.iter().any(|f| f.get("ignored").is_some()), "none ignored");
    for line in s.run("check --format jsonl drafts").out.lines() {
        valid(&schema, "jsonl", line);
    }
    let statistics = valid(&schema, "statistics", &s.run("check --statistics --format json drafts").out);
    assert_eq!(statistics["summary"], run["summary"]);
    for line in s.run("check --statistics --format jsonl drafts").out.lines() {
        valid(&schema, "statistics", line);
    }
    let list = valid(&schema, "extract", &s.run("extract --format json drafts").out);
    let mentions = list["mentions"].as_array().unwrap();
    assert!(mentions.iter().any(|m| m["change"]["part"] == "new"), "no change");
    assert!(mentions.iter().any(|m| m["per"] == "hour"), "no money per hour");
    let texts =
        format!("{}\n", serde_json::json!({"id": 7, "text": s.read("drafts/odd.md"), "format": "markdown"}));
    for command in ["check --jsonl -", "extract --jsonl -"] {
        let ran = s.feed(command, format!("{texts}not a record\n"));
        ran.exits(2);
        assert_eq!(ran.out.lines().count(), 2);
        for line in ran.out.lines() {
            valid(&schema, command, line);
        }
    }
    // And nothing else is: one key more or less, another type, another word.
    let finding = findings[0].clone();
    let broken = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
        let mut f = finding.clone();
        change(f.as_object_mut().unwrap());
        assert!(!schema.is_valid(&f), "{f:#}");
    };
    broken(&|f| drop(f.insert("more".to_owned(), Value::Null)));
    broken(&|f| drop(f.remove("verdict")));
    broken(&|f| drop(f.insert("verdict".to_owned(), "maybe".into())));
    broken(&|f| drop(f.insert("code".to_owned(), "no-such-code".into())));
    broken(&|f| drop(f.insert("line".to_owned(), 0.into())));
    broken(&|f| drop(f["mention"].as_object_mut().unwrap().insert("more".to_owned(), Value::Null)));
}

#[test]
fn configurations_are_as_their_schema_says() {
    let s = library("schema-config");
    let schema = schema(&s, "config schema");
    let judged =
        |text: &str| schema.is_valid(&serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap());
    // What the schema takes the program takes, and what it refuses the program refuses.
    for (text, right) in [
        ("show = \"all\"\nmax-file-size = \"64M\"\n", true),
        ("date = \"2024-01-31\"\n[severity]\nnumber-conflict = \"warn\"\n", true),
        ("[[override]]\npaths = [\"old/**\"]\nignore = [\"no-fact\"]\n", true),
        ("[review]\nauthor = \"X\"\nurl = \"https://example.org\"\npublished = \"2024-01-31\"\n", true),
        ("[review]\nurl = \"example\"\n", false),
        ("sohw = \"all\"\n", false),
        ("show = \"some\"\n", false),
        ("ignore = [\"no-such-code\"]\n", false),
        ("date = \"yesterday\"\n", false),
    ] {
        s.write("factlint.toml", text);
        let code = s.run("check drafts/odd.md").code;
        assert_eq!((judged(text), code != 2), (right, right), "{text}");
    }
}

#[test]
fn claims_files_are_as_their_schema_says() {
    let s = library("schema-claims");
    let schema = schema(&s, "kb schema");
    let as_json = |text: &str| {
        fn of(value: &toml::Value) -> Value {
            match value {
                toml::Value::Datetime(d) => d.to_string().into(),
                toml::Value::Array(all) => all.iter().map(of).collect(),
                toml::Value::Table(t) => t.iter().map(|(k, v)| (k.clone(), of(v))).collect(),
                other => serde_json::to_value(other).unwrap(),
            }
        }
        of(&toml::Value::Table(text.parse().unwrap())).to_string()
    };
    valid(&schema, "BOATS", &as_json(&s.read("claims/boats.toml")));
    s.run("kb add --from drafts/odd.md:1:10 --to claims/new.toml").exits(0);
    valid(&schema, "kb add", &as_json(&s.read("claims/new.toml")));
}

/// Whether a program is there.
fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

#[test]
fn shells_take_their_completions() {
    let s = Sandbox::new("completions");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = s.run(&format!("completions {shell}"));
        ran.exits(0).says("factlint").says("baseline").says("fail-on");
        s.write(&format!("factlint.{shell}"), &ran.out);
    }
    s.run("completions csh").exits(2);
    for (shell, check) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
        if has(shell) {
            let file = s.path().join(format!("factlint.{shell}"));
            let done = Command::new(shell).arg(check).arg(file).output().unwrap();
            assert!(done.status.success(), "{shell}: {}", String::from_utf8_lossy(&done.stderr));
        }
    }
    if has("bash") {
        let script = ". ./factlint.bash; COMP_WORDS=(factlint che); COMP_CWORD=1; _factlint factlint che factlint; \
                      echo \"${COMPREPLY[@]}\"";
        let done = Command::new("bash").args(["-c", script]).current_dir(s.path()).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&done.stdout).trim(), "check");
    }
}

#[test]
fn there_is_a_manual_page_for_each_command() {
    let s = Sandbox::new("man");
    s.run("man").exits(0).says(".TH factlint 1").says("Judge drafts against claims/");
    s.run("man pages").exits(0);
    s.write("x", "");
    s.run("man x/y").exits(2).complains("cannot write x/y");
    let pages: Vec<String> = std::fs::read_dir(s.path().join("pages"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    for page in ["factlint.1", "factlint-check.1", "factlint-kb.1", "factlint-kb-add.1", "factlint-server.1"]
    {
        assert!(pages.iter().any(|p| p == page), "no {page} in {pages:?}");
    }
    assert!(s.read("pages/factlint-check.1").contains("\\-\\-fail\\-on"));
}
