//! Reports against the schemas of others that lie beside the repository; where they do not, `tests/clients` has validators of its own.

use std::io::Write;
use std::path::PathBuf;

use serde_json::Value;

use crate::sandbox::{BOATS, Sandbox};

/// A file of `../shared/data`, or of the folder that `FACTLINT_DATA` names.
fn data(name: &str) -> Option<String> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let path = std::env::var_os("FACTLINT_DATA").map_or_else(beside, PathBuf::from).join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        // Past the test's own output, which nobody sees when it passes.
        drop(writeln!(std::io::stderr(), "SKIPPED: {} is not there", path.display()));
    }
    text
}

#[test]
fn sarif_is_as_its_schema_says() {
    let Some(text) = data("schemas/sarif-schema-2.1.0.json") else { return };
    let schema: Value = serde_json::from_str(&text).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let s = Sandbox::new("schema-sarif");
    s.write("claims/boats.toml", BOATS);
    s.write("drafts/a b,c%\u{e9}.md", "Hull has 77 boats, 480 boats and 3 cranes.\r\n");
    s.write("drafts/two.txt", "Hull has 77\nthousand boats. \u{1b}[2J\u{202e} ::error::x ]]> <b>\n");
    s.write("drafts/old.md", "Hull has 9 boats. <!-- factlint: ignore[number-conflict] as said -->\n");
    s.write("drafts/self.md", "There were 23 yes and 19 no votes, 45 in all.\n").write("drafts/none.md", "");
    s.write("drafts/latin.txt", b"Hull had 525 boats \xe9\n");
    for arguments in
        ["drafts", "--show all drafts", "--show conflicting drafts/none.md", "--isolated missing.md"]
    {
        let ran = s.run(&format!("check --date 2024-03-01 --format sarif {arguments}"));
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        let wrong: Vec<String> =
            schema.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{arguments}: {}", wrong.join("\n"));
    }
    // The schema is one that refuses.
    assert!(!schema.is_valid(&serde_json::json!({"version": "2.1.0", "runs": [{}]})));
}
