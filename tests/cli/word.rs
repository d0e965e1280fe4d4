//! Word files: read like any draft, placed by paragraph, never corrected.

use std::io::Write;

use crate::sandbox::{BOATS, Sandbox};

/// A file as Word writes it, with these paragraphs.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let run = |t: &&str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    let body: String = paragraphs.iter().map(run).collect();
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    write!(zip, "<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

const CLAIM: &str = "On 31 January 2024, Hull had 525 boats.";

fn harbour(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write("claims/port.toml", format!("schema = 1\n{BOATS}"));
    s.write("drafts/a.docx", docx(&["Boats", "Nothing to see here.", CLAIM]));
    s
}

#[test]
fn a_conflict_is_placed_by_paragraph_and_not_corrected() {
    let s = harbour("word");
    s.run("check drafts")
        .exits(1)
        .says("525 conflicts with 480")
        .says("--> drafts/a.docx:3:30")
        .says("::: claims/port.toml:")
        .lacks(" + |");
    s.run("check --format diff drafts").exits(1).lacks("+++ ").says("drafts/a.docx");
    s.run("check --format json drafts").exits(1).says("\"suggestion\":null").says("\"line\":3,\"column\":30");
    s.run("extract drafts/a.docx").exits(0).says("525");
    s.run("explain drafts/a.docx:3:30").exits(0).says("drafts/a.docx:3:30: \"525\"");
    s.run("kb add --from drafts/a.docx:3:30 --dry-run").exits(0).says("value    = 525");
    s.run("baseline write drafts").exits(0);
    s.run("check --baseline factlint-baseline.json drafts").exits(0);
}

#[test]
fn a_file_that_is_none_is_named_and_the_rest_is_checked() {
    let s = harbour("word-broken");
    s.write("drafts/b.docx", "not an archive");
    s.write("drafts/c.docx", &docx(&[CLAIM])[..100]);
    s.write("drafts/d.md", CLAIM);
    s.run("check drafts")
        .exits(2)
        .complains("drafts/b.docx: no Word file, or a damaged one")
        .complains("drafts/c.docx: ")
        .complains("open it in Word and save it again")
        .says("--> drafts/a.docx:3:30")
        .says("--> drafts/d.md:1:30");
    let bomb = docx(&[&"x ".repeat(200_000)]);
    s.write("drafts/e.docx", &bomb);
    s.run("check --max-file-size 64K drafts/e.docx")
        .exits(2)
        .complains("larger than 65536 bytes once unpacked");
}

#[test]
fn standard_input_may_be_one() {
    let s = harbour("word-stdin");
    s.feed("check --stdin-filename x.docx -", docx(&["One.", CLAIM])).exits(1).says("--> x.docx:2:30");
}

#[cfg(unix)]
#[test]
fn one_that_has_changed_is_judged_whole() {
    let s = harbour("word-changed");
    let git = |arguments: &[&str]| {
        let set = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
        let done = std::process::Command::new("git").args(set).args(arguments).current_dir(s.path()).output();
        assert!(done.unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "x"]);
    s.run("check --diff-base HEAD drafts").exits(0).lacks("525 conflicts");
    s.write("drafts/a.docx", docx(&["More.", "Boats", CLAIM]));
    s.run("check --diff-base HEAD drafts").exits(1).says("525 conflicts");
}
