//! `factlint explain CODE`: what it says is so, and mistyped names are met with the nearest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// Every code's example, held against the facts that ship and those of `tests/data/codes.toml`, has that code.
#[test]
fn every_example_has_its_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data: toml::Table =
        std::fs::read_to_string(root.join("tests/data/codes.toml")).unwrap().parse().unwrap();
    let s = Sandbox::new("explain-codes");
    for entry in std::fs::read_dir(root.join("claims")).unwrap().map(|e| e.unwrap().path()) {
        s.write(
            &format!("claims/{}", entry.file_name().unwrap().to_str().unwrap()),
            std::fs::read(&entry).unwrap(),
        );
    }
    s.write("claims/codes.toml", data["facts"].as_str().unwrap());
    let drafts = data["draft"].as_table().unwrap();
    for (code, text) in drafts {
        s.write(&format!("drafts/{code}.md"), text.as_str().unwrap());
    }
    // All codes have a draft, whose words are those of the example.
    let listed: BTreeSet<String> = s
        .run("explain")
        .exits(0)
        .out
        .lines()
        .map(|l| l.split_whitespace().next().unwrap().to_owned())
        .collect();
    assert_eq!(listed, drafts.keys().cloned().collect());
    for code in &listed {
        let ran = s.run(&format!("explain {code}"));
        let said = ran.exits(0).out.split_whitespace().collect::<Vec<_>>().join(" ");
        let example = said.split_once("Example: ").unwrap_or_else(|| panic!("{code}: no example")).1;
        let example = example.split("Not flagged: ").next().unwrap();
        let draft = drafts[code].as_str().unwrap().to_lowercase();
        for words in example.split('"').skip(1).step_by(2).take(if code == "text-differs" { 2 } else { 1 }) {
            assert!(draft.contains(&words.to_lowercase()), "{code}: {words:?} is not in {draft:?}");
        }
    }
    let ran = s.run("check drafts --format jsonl --show all --exit-zero");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for record in ran.exits(0).out.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()) {
        let path = record["path"].as_str().unwrap();
        let code = path.trim_start_matches("drafts/").trim_end_matches(".md").to_owned();
        let notes = record["notes"].as_array().unwrap().iter().filter_map(|n| n.as_str()?.split(": ").next());
        let said = notes.chain(record["code"].as_str()).map(str::to_owned);
        found.entry(code).or_default().extend(said);
    }
    for code in &listed {
        assert!(found.get(code).is_some_and(|all| all.contains(code)), "{code}: {:?}", found.get(code));
    }
}

#[test]
fn a_mistyped_name_is_met_with_the_nearest() {
    let s = Sandbox::new("nearest");
    s.write("claims/a.toml", "[property.boats]\nname = \"boats\"\nunti = \"boat\"\n");
    s.write("config/factlint.toml", "locle = \"en-GB\"\n").write("config/a.md", "");
    s.write("severity/factlint.toml", "[severity]\nnumber-conflit = \"off\"\n").write("severity/a.md", "");
    for (arguments, nearest) in [
        ("chek", "check"),
        ("fixx", "fix"),
        ("inti", "init"),
        ("kb shwo x", "show"),
        ("rules lst", "list"),
        ("baseline wite", "write"),
        ("check --formt json", "--format"),
        ("check --format jsno", "json"),
        ("check --ignore number-conflit", "number-conflict"),
        ("explain numbr-conflict", "number-conflict"),
        ("rules show at-lest", "at-least"),
        ("kb lint", "unit"),
        ("check config --isolated --claims nothing", "nothing"),
        ("check config", "locale"),
        ("check severity", "number-conflict"),
    ] {
        let ran = s.run(arguments);
        ran.exits(2).complains(nearest);
    }
}
