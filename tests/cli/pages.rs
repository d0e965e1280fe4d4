//! Reports that are read elsewhere: the page, the reviews, templates, links on terminals.

use crate::sandbox::{BOATS, Sandbox};

fn project(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write("claims/boats.toml", BOATS);
    s.write("a.md", "---\ndate: 2024-03-01\n---\n# Hull\n\nHull has **312** boats.\n");
    s
}

#[test]
fn the_page_is_written_beside_another_report() {
    let s = project("pages-html");
    s.run("check --format concise --report html=page.html a.md").exits(1).says("312 conflicts with 480");
    let page = s.read("page.html");
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    for part in
        ["<h3>Hull</h3>", "312 conflicts with 480", "Number line: Draft: 312", "https://example.org/boats"]
    {
        assert!(page.contains(part), "{part}");
    }
    s.run("check --report html=again.html a.md").exits(1);
    assert_eq!(page, s.read("again.html"));
}

#[test]
fn a_page_among_the_drafts_is_no_draft() {
    let s = project("pages-among");
    s.run("check --report html=report.html .").exits(1);
    assert_eq!(s.run("check --show-files .").exits(0).out, "a.md\n");
    s.run("check .").exits(1).says(" in 1 file ");
    s.run("extract .").exits(0).says(" in 1 file");
    s.run("check report.html")
        .exits(2)
        .complains("report.html is a page that factlint has made, and no draft");
    // A page of others that says the same further down is one.
    s.write("b.html", format!("<p>Hull has 480 boats.</p>{}", s.read("report.html")));
    s.run("check --show-files .").exits(0).says("a.md\nb.html\n");
}

#[test]
fn the_reviews_say_what_the_configuration_adds() {
    let s = project("pages-review");
    s.write(
        "factlint.toml",
        "[review]\nauthor = \"The Hull Daily\"\nauthor-url = \"https://hull.example/\"\npublished = \"2024-03-02\"\n",
    );
    let ran = s.run("check --format claimreview a.md");
    ran.exits(1);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let review = &document["@graph"][0];
    assert_eq!(review["claimReviewed"], "Hull has 312 boats.");
    assert_eq!(review["author"]["url"], "https://hull.example/");
    assert_eq!(review["datePublished"], "2024-03-02");
    assert_eq!(review["itemReviewed"]["appearance"]["datePublished"], "2024-03-01");
    assert!(review.get("url").is_none());
    let bare: serde_json::Value =
        serde_json::from_str(&s.run("check --isolated --claims claims --format claimreview a.md").out)
            .unwrap();
    assert!(bare["@graph"][0].get("author").is_none());
    for (line, what) in [
        ("url = \"javascript:x\"", "factlint.toml:2:7"),
        ("published = \"soon\"", "factlint.toml:2:13"),
        ("editor = \"x\"", "factlint.toml:2:1"),
    ] {
        s.write("factlint.toml", format!("[review]\n{line}\n"));
        s.run("check --format claimreview a.md").exits(2).complains(what);
    }
}

#[test]
fn a_template_is_given_the_records_and_its_errors_have_a_place() {
    let s = project("pages-template");
    s.write("t.txt", "{% for f in findings %}{{ f.code }} {{ f.evidence[0].source }}\n{% endfor %}");
    s.run("check --template t.txt a.md").exits(1).says("number-conflict port\n");
    s.run("check --template t.txt -o out.txt a.md").exits(1);
    assert_eq!(s.read("out.txt"), "number-conflict port\n");
    s.write("bad.txt", "one\n{{ findings|nosuch }}\n");
    s.run("check --template bad.txt -o out.txt a.md")
        .exits(2)
        .complains("unknown filter")
        .complains("bad.txt:2:");
    s.write("bad.txt", "one\n{{ verdicts }}\n");
    s.run("check --template bad.txt -o out.txt a.md").exits(2).complains("bad.txt:2:4");
    assert_eq!(s.read("out.txt"), "number-conflict port\n", "what was there stays");
    s.run("check --template none.txt a.md").exits(2).complains("none.txt");
    s.run("check --template t.txt --format json a.md").exits(2);
}

#[test]
fn what_is_piped_has_no_links() {
    let s = project("pages-links");
    let ran = s.with("check --color always a.md", &[("FORCE_HYPERLINK", "1"), ("TERM_PROGRAM", "iTerm.app")]);
    ran.exits(1).says("https://example.org/boats");
    assert!(!ran.out.contains("\u{1b}]8"));
}
