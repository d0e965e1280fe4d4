//! `check --statistics`.

use serde_json::Value;

use crate::sandbox::{BOATS, Sandbox};

fn archive(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write("claims/boats.toml", BOATS);
    let wrong = "---\ndate: 2024-03-01\n---\nHull had 700 boats in January 2024.\n";
    s.write("drafts/a.md", format!("{wrong}\nHull had 600 boats in January 2024.\n"));
    s.write("drafts/b.md", wrong);
    s.write("drafts/c.md", format!("{} <!-- factlint: ignore as said then -->\n", wrong.trim_end()));
    s.write("drafts/d.md", "---\ndate: 2024-03-01\n---\nHull had 480 boats in January 2024.\n");
    s
}

#[test]
fn it_counts_what_the_findings_are() {
    let s = archive("statistics");
    let statistics: Value =
        serde_json::from_str(&s.run("check --statistics --format json drafts").exits(1).out).unwrap();
    let rows = statistics["statistics"].as_array().unwrap();
    let row = |code: &str, verdict: &str| {
        let row = rows.iter().find(|r| r["code"] == code && r["verdict"] == verdict);
        row.map(|r| ["claims", "files", "failing"].map(|k| r[k].as_u64().unwrap()))
    };
    assert_eq!(row("number-conflict", "conflicting"), Some([3, 2, 3]));
    assert_eq!(row("number-conflict", "ignored"), Some([1, 1, 0]));
    // As many as there are findings, of whatever code.
    let all = s.run("check --format jsonl drafts").out.lines().count() as u64;
    assert_eq!(rows.iter().map(|r| r["claims"].as_u64().unwrap()).sum::<u64>(), all);
    // `--show` and `--fail-on` mean what they mean elsewhere.
    let text = s.run("check --statistics --show conflicting drafts");
    text.exits(1)
        .says(" number-conflict  conflicting       3      2      3\n")
        .lacks("consistent")
        .says("Checked");
    s.run("check --statistics --exit-zero -q drafts").exits(0).says("number-conflict").lacks("Checked");
    s.run("check --statistics drafts/d.md").exits(0).says("consistent");
}

#[test]
fn it_stands_in_place_of_the_main_report_only() {
    let s = archive("statistics-report");
    let ran = s.run("check --statistics --format csv --report jsonl=all.jsonl -o table.csv drafts");
    ran.exits(1);
    assert_eq!(ran.out, "");
    let mut csv = csv::Reader::from_path(s.path().join("table.csv")).unwrap();
    assert_eq!(&csv.headers().unwrap()[2], "Claims");
    let first = csv.records().next().unwrap().unwrap();
    assert_eq!((first.len(), &first[2]), (5, "4"));
    assert!(s.read("all.jsonl").lines().all(|l| l.starts_with("{\"start\":")));
    s.run("check --statistics --format markdown drafts")
        .says("| number-conflict | conflicting | 3 | 2 | 3 |");
    s.run("check --statistics --format sarif drafts").exits(2).complains("use full, concise");
    s.run("check --statistics --jsonl").exits(2);
    s.run("check --statistics empty").exits(2);
}
