//! Adopting an archive: what was there is passed over, what is new is shown.

use std::fmt::Write;
use std::process::Command;

use crate::sandbox::{BOATS, Sandbox};

/// A draft with `wrong` claims that conflict.
fn draft(number: usize, wrong: usize) -> String {
    let mut text = format!("---\ndate: 2024-03-01\n---\n# Draft {number}\n");
    for i in 0..wrong {
        let _ = write!(text, "\nHull has {} boats.\n", 1000 + 7 * number + i);
    }
    text
}

#[test]
fn an_archive_is_clean_until_something_new_is_wrong() {
    let s = Sandbox::new("baseline");
    s.write("claims/boats.toml", BOATS);
    for n in 0..40 {
        s.write(&format!("drafts/{n}.md"), draft(n, 3));
    }
    s.run("check -q drafts").exits(1);
    s.run("baseline write --baseline old.json drafts").exits(0).complains("120 findings in old.json");
    s.run("check --baseline old.json drafts").exits(0).says(" ignored         120     40  -");
    s.write("factlint.toml", "baseline = \"old.json\"\n");
    s.run("check drafts").exits(0);

    // A new error is the only one shown.
    let one = draft(7, 3) + "\nHull has 77 boats.\n";
    s.write("drafts/7.md", &one);
    let ran = s.run("check --format concise -q drafts");
    ran.exits(1).says("drafts/7.md:12:10: error[number-conflict]");
    assert_eq!(ran.out.lines().count(), 1, "{ran:#?}");

    // Moving lines about changes nothing.
    let moved = draft(7, 3).replace("# Draft 7\n", "# Draft 7\n\nA line.\n\nAnother line.\n");
    s.write("drafts/7.md", &moved);
    s.run("check drafts").exits(0);

    // Another value of the fact brings its findings back.
    s.write("claims/boats.toml", BOATS.replace("480", "490"));
    s.run("check --format json drafts").exits(1).says("\"conflicting\":120");
    s.run("baseline prune drafts").exits(0).complains("0 findings in old.json");
    s.run("baseline write drafts").exits(0).complains("120 findings in old.json");
    s.run("check drafts").exits(0);
    s.write("old.json", "{\"version\": 1,\n\"findings\": 3}");
    s.run("check drafts").exits(2).complains("old.json:2:13").complains("factlint baseline write");
}

#[test]
fn only_changed_lines_are_judged() {
    let s = Sandbox::new("diff-base");
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments)
            .current_dir(s.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    s.write("claims/boats.toml", BOATS).write("drafts/a b.md", draft(1, 2)).write("drafts/c.md", draft(2, 2));
    git(&["init", "-q"]);
    s.run("check --diff-base HEAD drafts").exits(2).complains("--diff-base");
    git(&["add", "."]);
    git(&["commit", "-qm", "all"]);
    s.run("check --diff-base HEAD drafts").exits(0);
    s.write("drafts/a b.md", draft(1, 2) + "\nHull has 12 boats.\n").write("drafts/new.md", draft(3, 1));
    let ran = s.run("check --diff-base HEAD --format concise -q drafts");
    ran.exits(1).says("drafts/a b.md:10:10").says("drafts/new.md:6:10");
    assert_eq!(ran.out.lines().count(), 2, "{ran:#?}");
    s.run("check --diff-base --output drafts").exits(2);
    s.run("check --diff-base no-such-revision drafts").exits(2).complains("--diff-base");
}
