//! Which drafts are read, and how.

use crate::sandbox::Sandbox;

/// The paths that `extract` lists for a date in each file.
fn listed(s: &Sandbox, arguments: &str) -> Vec<String> {
    let ran = s.run(&format!("extract --format jsonl {arguments}"));
    ran.exits(0);
    let path = |line: &str| {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        json["path"].as_str().unwrap().to_owned()
    };
    ran.out.lines().map(path).collect()
}

#[test]
fn a_folder_is_walked_as_git_sees_it() {
    let s = Sandbox::new("walk");
    for name in ["b.md", "a.txt", "sub/c.html", "sub/d.py", ".hidden/e.md", "out/f.md", "claims/README.md"] {
        s.write(name, "In 2017.");
    }
    s.write(".gitignore", "out/\n");
    assert_eq!(listed(&s, "."), ["a.txt", "b.md", "claims/README.md", "sub/c.html"]);
    assert_eq!(listed(&s, "sub sub/c.html"), ["sub/c.html"]);
    // A named file is read whatever it is called, and whatever is ignored.
    assert_eq!(listed(&s, "sub/d.py out/f.md .hidden/e.md"), [".hidden/e.md", "out/f.md", "sub/d.py"]);
}

#[test]
fn the_folder_of_facts_holds_no_drafts() {
    let s = Sandbox::new("walk-claims");
    s.write("claims/README.md", "In 2017.").write("a.md", "In 2017.");
    let ran = s.run("check --format json");
    assert!(ran.out.contains("\"files\":1"), "{ran:#?}");
}

#[test]
fn standard_input_is_read_as_its_name_says() {
    let s = Sandbox::new("stdin");
    let ran =
        s.feed("extract --format jsonl - --stdin-filename drafts/a.html", "<p>In <b>2017</b>&nbsp;.</p>");
    ran.exits(0).says("\"start\":9,\"end\":13,").says("\"path\":\"drafts/a.html\"");
    let ran = s.feed("extract --format jsonl -", "In 2017.");
    ran.exits(0).says("\"path\":\"<stdin>\"");
}

#[test]
fn an_empty_file_has_no_claims() {
    let s = Sandbox::new("empty");
    s.write("a.md", "").write("b.txt", "\u{feff}").write("c.html", "");
    s.run("check a.md b.txt c.html").exits(0).says("Checked 0 claims in 3 files");
    s.run("extract").exits(0).says("Found 0 claims in 3 files");
}

#[test]
fn without_paths_and_without_drafts_nothing_is_wrong() {
    let s = Sandbox::new("nothing");
    s.run("check").exits(0).says("Checked 0 claims in 0 files");
}

#[test]
fn the_order_does_not_depend_on_the_threads() {
    let s = Sandbox::new("threads");
    for i in 0..40 {
        s.write(&format!("{i:02}.md"), format!("In {} and in {}.", 1990 + i, 2000 + i));
    }
    let one = s.run("extract --format jsonl -j 1");
    assert_eq!(one.out, s.run("extract --format jsonl -j 4").out);
    assert_eq!(one.out.lines().count(), 80);
}

#[cfg(unix)]
#[test]
fn links_are_followed_where_they_are_named_only() {
    let s = Sandbox::new("links");
    s.write("real/a.md", "In 2017.").write("docs/b.md", "In 2017.");
    std::os::unix::fs::symlink(s.path().join("real"), s.path().join("docs/link")).unwrap();
    std::os::unix::fs::symlink(s.path().join("real/a.md"), s.path().join("docs/a.md")).unwrap();
    assert_eq!(listed(&s, "docs"), ["docs/b.md"]);
    assert_eq!(listed(&s, "docs/link docs/a.md"), ["docs/a.md", "docs/link/a.md"]);
}

#[test]
fn a_megabyte_on_one_line_takes_time_in_proportion() {
    let s = Sandbox::new("long-line");
    let text = |n: usize| "The town had 5,400 people in 1998, and it grew. ".repeat(n);
    s.write("small.txt", text(2_000)).write("large.txt", text(20_000));
    let time = |name: &str| {
        let start = std::time::Instant::now();
        s.run(&format!("extract --format jsonl -j 1 {name}")).exits(0);
        start.elapsed().as_secs_f64()
    };
    let (small, large) = (time("small.txt"), time("large.txt"));
    // Ten times the text; a quadratic reader would take a hundred times as long. A busy machine may hold up either.
    assert!(large < 40.0 * small.max(0.02) + 60.0, "{small} s, then {large} s");
}
