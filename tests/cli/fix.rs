//! `factlint fix`: what is corrected, how, and what is left alone.

use std::fmt::Write;
use std::process::Command;

use crate::sandbox::{BOATS, Sandbox};

/// More facts of Hull: its people, a share, money, a date.
const MORE: &str = r#"
[property.population]
name = "population"
kind = "stock"
unit = "person"
aliases = ["population", "{people|inhabitants}"]

[property.unemployment]
name = "unemployment rate"
kind = "ratio"
unit = "%"
aliases = ["unemployment"]

[property.budget]
name = "budget"
kind = "flow"
unit = "GBP"
aliases = ["budget"]

[[fact]]
id = "hull-people"
about = "hull"
property = "population"
value = 34_314
date = 2024-01-31
source = "port"

[[fact]]
id = "hull-unemployment"
about = "hull"
property = "unemployment"
value = 7
date = 2024-01-31
source = "port"

[[fact]]
id = "hull-budget"
about = "hull"
property = "budget"
value = 4_512_000
date = 2024-01-31
source = "port"

[[event]]
id = "hull-lock"
name = "Opening of the new lock"
about = "hull"
cues = ["lock", "opened"]
date = 2017-05-04
source = "port"
"#;

fn sandbox(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write("claims/boats.toml", format!("{BOATS}{MORE}"));
    s
}

/// What becomes of a draft, and what is said of it.
#[track_caller]
fn fixed(s: &Sandbox, name: &str, text: &str) -> (String, String) {
    s.write(name, text);
    let ran = s.run(&format!("fix -w {name} --date 2024-03-01"));
    assert!(ran.code < 2, "{ran:#?}");
    let after = s.read(name);
    // A second run has nothing to do.
    let again = s.run(&format!("fix -w {name} --date 2024-03-01"));
    assert!(!again.out.contains(": fixed "), "{again:#?}");
    assert_eq!(s.read(name), after);
    (after, ran.out)
}

#[test]
fn rounding_and_style_are_the_authors() {
    let s = sandbox("fix-style");
    for (wrong, right) in [
        ("Hull has about 28,000 inhabitants.", "Hull has about 34,000 inhabitants."),
        ("Hull has 28,312 inhabitants.", "Hull has 34,314 inhabitants."),
        ("Hull has over 43,000 inhabitants.", "Hull has over 34,000 inhabitants."),
        ("Hull has some 28000 inhabitants.", "Hull has some 34000 inhabitants."),
        ("Hull has twenty-three boats.", "Hull has 480 boats."),
        ("Unemployment in Hull was 12 %.", "Unemployment in Hull was 7 %."),
        ("Unemployment in Hull was twenty-three percent.", "Unemployment in Hull was seven percent."),
        ("The budget of Hull was \u{a3}3.2m.", "The budget of Hull was \u{a3}4.5m."),
        ("The budget of Hull was \u{a3}3.2 million.", "The budget of Hull was \u{a3}4.5 million."),
        ("The new lock in Hull was opened in 2016.", "The new lock in Hull was opened in 2017."),
        (
            "The new lock in Hull was opened on 13 November 2018.",
            "The new lock in Hull was opened on 4 May 2017.",
        ),
        (
            "The new lock in Hull was opened on Nov. 13, 2018.",
            "The new lock in Hull was opened on May 4, 2017.",
        ),
    ] {
        let (text, out) = fixed(&s, "a.md", wrong);
        assert_eq!(text, right, "{out}");
        s.run("check -q a.md --date 2024-03-01").exits(0);
    }
}

#[test]
fn what_is_not_safe_is_left_with_its_reason() {
    let s = sandbox("fix-safe");
    for (name, text, why) in [
        ("a.md", "\"Hull has 77 boats,\" he said.", "inside a quotation"),
        ("a.md", "He said: \u{2018}Hull has 77 boats.\u{2019}", "inside a quotation"),
        ("a.md", "\u{ab}Hull has 77 boats\u{bb}", "inside a quotation"),
        ("a.md", "> Hull has 77 boats.", "inside a quotation"),
        ("a.html", "<blockquote><p>Hull has 77 boats.</p></blockquote>", "inside a quotation"),
        ("a.txt", "> Hull has 77 boats.", "inside a quotation"),
        ("a.md", "Hull has 77 boats. <!-- factlint: ignore[no-fact] x -->", "its line has a comment"),
        ("a.md", "Hull has **7**7 boats.", "markup stands inside it"),
        ("a.md", "Hull has 77 boats: 40 trawlers and 37 cutters.", "other figures depend on it"),
        (
            "a.md",
            "Hull has 77 boats. Of the 77 boats, \"77 boats\" is a name.",
            "the same figure stands elsewhere",
        ),
        ("a.md", "---\ntitle: The 77 boats\n---\nHull has 77 boats.", "the title or description says it"),
        ("a.md", "Hull has 1 boat.", "the words around it would not fit"),
    ] {
        let (after, out) = fixed(&s, name, text);
        assert_eq!(after, text, "{out}");
        assert!(out.contains(&format!("not fixed: {why}")), "{text}\n{out}");
        let _ = std::fs::remove_file(s.path().join(name));
    }
    // What is no claim is no matter: code, front matter, an ignored line.
    for text in [
        "`Hull has 77 boats.`\n",
        "```\nHull has 77 boats.\n```\n",
        "---\nabout: Hull has 77 boats\n---\nNothing.\n",
        "Hull has 77 boats. <!-- factlint: ignore[number-conflict] as said -->\n",
    ] {
        let (after, out) = fixed(&s, "a.md", text);
        assert_eq!((after.as_str(), out.as_str()), (text, ""));
    }
}

#[test]
fn a_correction_changes_its_own_bytes_only() {
    let s = sandbox("fix-bytes");
    let wrong = "\u{feff}---\r\ndate: 2024-03-01\r\n---\r\n# Hull \u{1f6a2}\r\n\r\nHull has\t**77** boats, cafe\u{301}s &amp; 77 bars.\r\n\r\nNo end";
    s.write("a.md", wrong);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o640);
        std::fs::set_permissions(s.path().join("a.md"), mode).unwrap();
    }
    s.run("fix a.md")
        .exits(1)
        .says("a.md:6:12: would fix \"77\" to \"480\"")
        .complains("1 correction in 1 file; -w");
    assert_eq!(s.read("a.md"), wrong);
    s.run("fix -w a.md").exits(0).says("a.md:6:12: fixed \"77\" to \"480\"");
    assert_eq!(s.read("a.md"), wrong.replace("**77**", "**480**"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(s.path().join("a.md")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
    s.run("fix -w a.md").exits(0).complains("0 corrections in 0 files");
}

#[cfg(unix)]
#[test]
fn patch_applies_the_diff_of_what_is_safe() {
    let s = sandbox("fix-diff");
    let mut text = String::from("Hull has 77 boats.\r\n\r\n\"Hull has 78 boats,\" he said.\n\n");
    for _ in 0..9 {
        text.push_str("Another line of words.\n\n");
    }
    let _ = write!(text, "Hull has some 12,000 inhabitants");
    s.write("a b.md", &text);
    let ran = s.run_all(&["fix", "--diff", "a b.md", "--date", "2024-03-01"]);
    ran.exits(1).complains("a b.md:3:11: not fixed: inside a quotation");
    s.write("fix.patch", &ran.out);
    let done = Command::new("patch")
        .args(["-p0", "--binary", "-i", "fix.patch"])
        .current_dir(s.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}\n{}", ran.out);
    let patched = s.read("a b.md");
    assert_eq!(patched, text.replace("77 boats", "480 boats").replace("12,000", "34,000"));
    s.write("a b.md", &text);
    s.run_all(&["fix", "-w", "a b.md", "--date", "2024-03-01"]).exits(1);
    assert_eq!(s.read("a b.md"), patched);
}

#[test]
fn drafts_outside_the_set_and_streams_stay() {
    let s = sandbox("fix-set");
    for name in ["in/a.md", "out/b.md"] {
        s.write(name, "---\ndate: 2024-03-01\n---\nHull has 77 boats.\n");
    }
    s.run("fix -w in").exits(0);
    assert!(s.read("in/a.md").contains("480"));
    assert!(s.read("out/b.md").contains("77"));
    s.run("fix --jsonl in").exits(2).complains("a stream is not corrected");
    s.feed("fix -w - --date 2024-03-01", "Hull has 77 boats.")
        .exits(2)
        .complains("standard input cannot be written to");
    s.feed("fix --diff - --stdin-filename x.md --date 2024-03-01", "Hull has 77 boats.\n")
        .exits(1)
        .says("+Hull has 480 boats.");
    s.run("fix -w --diff in").exits(2);
    // What a baseline passes over is passed over here, too.
    s.run("baseline write --baseline old.json out").exits(0);
    s.run("fix -w --baseline old.json out").exits(0);
    assert!(s.read("out/b.md").contains("77"));
}

#[cfg(unix)]
#[test]
fn a_read_only_draft_is_not_written_over() {
    use std::os::unix::fs::PermissionsExt;
    let s = sandbox("fix-read-only");
    s.write("a.md", "Hull has 77 boats.\n");
    std::fs::set_permissions(s.path().join("a.md"), std::fs::Permissions::from_mode(0o444)).unwrap();
    s.run("fix -w a.md --date 2024-03-01").exits(2).complains("read-only");
    assert!(s.read("a.md").contains("77"));
}

#[test]
fn a_date_that_others_are_counted_from_stays() {
    let s = sandbox("fix-anchor");
    let text = "The new lock in Hull was opened in 2016. The following year 12 cranes were sold.\n";
    let (after, out) = fixed(&s, "a.md", text);
    assert_eq!(after, text);
    assert!(out.contains("other claims would be judged otherwise"), "{out}");
}

#[test]
fn a_review_accepts_changes_facts_ignores_and_skips() {
    let s = sandbox("fix-review");
    let draft = "---\ndate: 2024-03-01\n---\nHull has 77 boats.\n\nHull has about 12,000 inhabitants.\n\n\
                 \"The budget of Hull was \u{a3}3.2m,\" he said.\n\nThe new lock in Hull was opened in 2012.\n";
    s.write("a.md", draft);
    // Accept; another value of the fact; a reason, after a bad one; skip.
    let ran = s.feed("fix --interactive a.md", "x\na\nf\n12,345\ni\n-->\ni\nas he said it\ns\n");
    ran.exits(1).says("77 conflicts with 480").says("[a]ccept \"480\"").says("now 34,314: ");
    ran.says("(not to be corrected: inside a quotation)").complains("a reason must not hold");
    ran.complains("1 correction, 1 fact changed, 1 ignored, 1 skipped");
    let after = s.read("a.md");
    assert!(after.contains("Hull has 480 boats.\n"), "{after}");
    assert!(after.contains("he said. <!-- factlint: ignore[number-conflict] as he said it -->\n"), "{after}");
    assert!(after.contains("opened in 2012."), "{after}");
    let facts = s.read("claims/boats.toml");
    assert_eq!(facts, format!("{BOATS}{MORE}").replace("34_314", "12_345"));
    // The end of the input is the end of the review.
    let ran = s.feed("fix -i a.md", "");
    ran.exits(1).complains("0 corrections, 0 facts changed, 0 ignored, 0 skipped");
    s.feed("fix -i a.md", "q\n").exits(1);
    s.feed("fix -i a.md", "f\n\nf\n2012-01\n").exits(0);
    assert!(s.read("claims/boats.toml").contains("date = \"2012-01\""));
    s.feed("fix -i -", "a\n").exits(2).complains("the answers come from standard input");
}

#[test]
fn a_review_sends_nothing_of_the_draft_to_the_terminal() {
    let s = sandbox("fix-hostile");
    s.write("a.md", "Hull has 77 boats. \u{1b}[2J\u{202e}\u{7}\n");
    let ran = s.feed("fix -i a.md --date 2024-03-01", "s\n");
    ran.exits(1).says("its line holds what acts on a terminal");
    assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{ran:?}");
    for arguments in ["fix a.md --date 2024-03-01", "fix --diff a.md --date 2024-03-01"] {
        let ran = s.run(arguments);
        assert!(!format!("{}{}", ran.out, ran.err).contains(['\u{1b}', '\u{7}', '\u{202e}']), "{ran:?}");
    }
}

#[test]
fn comments_are_added_in_bulk() {
    let s = sandbox("add-ignore");
    let table = "| Port | Boats |\n|---|---|\n| Hull | 77 boats |\n";
    s.write("a.md", format!("---\ndate: 2024-03-01\n---\n# Hull has 77 boats\n\nHull has 78 boats, \nas they say.\n\n{table}\n```\nHull has 79 boats.\n```\n"));
    s.write("b.html", "<html><body>\n<p>Hull has 77 boats.</p>\n</body></html>\n");
    s.write("c.txt", "Hull has 77 boats.\r\n");
    let found = s.run("check -q --format concise --date 2024-03-01").out.lines().count();
    assert!(found >= 5, "{found}");
    let say = |reason: &str| s.run_all(&["check", "--date", "2024-03-01", "--add-ignore", reason]);
    say("  ").exits(2).complains("for a reason");
    say("old figures").exits(0).complains(&format!("{found} findings ignored in 3 files"));
    let ran = s.run("check --date 2024-03-01");
    ran.exits(0).says(&format!(" ignored  {found:>10}"));
    assert!(!ran.err.contains("warning"), "{ran:#?}");
    let (md, html, txt) = (s.read("a.md"), s.read("b.html"), s.read("c.txt"));
    assert!(md.starts_with("---\ndate: 2024-03-01\n---\n# Hull has 77 boats <!-- "), "{md}");
    assert!(md.contains(&format!(" -->\n{table}")) && md.contains("```\nHull has 79 boats.\n```"), "{md}");
    assert!(html.contains("</p> <!-- factlint: ignore[number-conflict] old figures -->\n"), "{html}");
    assert_eq!(txt, "Hull has 77 boats. <!-- factlint: ignore[number-conflict] old figures -->\r\n");
    // A second time there is nothing to do.
    say("other words").exits(0).complains("0 findings ignored in 0 files");
    assert_eq!((s.read("a.md"), s.read("b.html"), s.read("c.txt")), (md.clone(), html, txt));
    // Once a draft is right, its comment is told to be one too many.
    s.write("a.md", md.replace("78 boats", "480 boats"));
    s.run("check --date 2024-03-01").exits(0).complains("nothing is ignored here");
}
