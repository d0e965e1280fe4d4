//! The page as a whole: its policy, its parts, hostile text. What a browser makes of it: `tests/browser/`.

use base64::Engine;
use sha2::{Digest, Sha256};

use super::super::sample;
use super::*;

fn page(run: &Run) -> String {
    sample::render(&Html, run, &Options::default())
}

fn hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)))
}

#[test]
fn the_policy_names_the_style_and_the_script_by_their_hashes() {
    assert_eq!(STYLE_HASH, hash(STYLE), "page.css has changed");
    assert_eq!(SCRIPT_HASH, hash(SCRIPT), "page.js has changed");
    let page = page(&sample::run());
    let policy = page.split("Content-Security-Policy").nth(1).unwrap().split('>').next().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    // Nothing in the two ends its element early, and the hash is of the very bytes that stand between the tags.
    assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    assert_eq!(hash(page.split("<script>").nth(1).unwrap().split("</script>").next().unwrap()), SCRIPT_HASH);
    assert_eq!(hash(page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap()), STYLE_HASH);
}

#[test]
fn a_page_has_the_article_a_card_and_a_row_for_each_claim() {
    let page = page(&sample::run());
    for n in 1..=3 {
        assert_eq!(page.matches(&format!(r#"id="c{n}""#)).count(), 1);
        assert_eq!(page.matches(&format!(r##"href="#c{n}""##)).count(), 2, "in the text and in the table");
    }
    assert!(page.contains("<h3>Arrivals</h3>"));
    assert!(page.contains("Draft: 28,000") && page.contains("Reference: 34,314"));
    assert!(page.contains("<del>28,000</del> <ins>34,000</ins>"));
    assert!(
        page.contains(r#"<a href="https://example.org/arrivals" target="_blank" rel="noopener noreferrer">"#)
    );
    assert!(page.contains("drafts/old.md is not UTF-8 text"));
    assert!(page.contains("<title>1 conflict in 2 files: factlint</title>"));
    // No handler, no style and no address of the network but sources' own.
    let bare = page.replace(STYLE, "").replace(SCRIPT, "").replace("https://example.org/arrivals", "");
    assert!(!bare.contains(" style=") && !bare.contains(" on") | !bare.contains("=\"on"));
    assert!(!bare.contains("http://") && !bare.contains("https://"));
}

#[test]
fn the_same_run_gives_the_same_page() {
    let mut run = sample::run();
    let first = page(&run);
    run.seconds = 9.0;
    assert_eq!(first, page(&run));
}

#[test]
fn an_empty_run_is_a_page() {
    assert!(page(&Run::default()).ends_with("</body></html>\n"));
}

#[test]
fn many_files_lie_ready_and_many_rows_too() {
    let text = "There were 28,000 of them. ".repeat(20);
    let marks = vec![("28,000", sample::CONFLICTING, None); 20];
    let files = (0..40).map(|i| sample::file(&format!("{i}.md"), &text, &marks)).collect();
    let page = page(&sample::of(files));
    assert_eq!(page.matches("<template id=\"file-").count(), 40);
    let table = page.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
    assert_eq!(table.matches("<tr").count(), table::ROWS);
    assert_eq!(page.matches("<tr class=\"conflicting\"").count(), 800);
}

#[test]
fn hostile_text_is_text() {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)> \u{202e}28,000 \"'`&";
    let path = "a\"><script>alert(2)</script>.md";
    let mut file =
        sample::file(path, &hostile.replace('<', "\\<"), &[("28,000", sample::CONFLICTING, Some(hostile))]);
    let f = &mut file.findings[0];
    (f.message, f.text, f.understood) = (hostile.into(), hostile.into(), hostile.into());
    (f.entity, f.property, f.attribution) =
        (Some(hostile.into()), Some(hostile.into()), Some(hostile.into()));
    (f.notes, f.help) = (vec![hostile.into()], Some(hostile.into()));
    let e = &mut f.evidence[0];
    (e.fact, e.value, e.path) = (hostile.into(), hostile.into(), hostile.into());
    (e.as_of, e.difference) = (Some(hostile.into()), Some(hostile.into()));
    let s = e.source.as_mut().unwrap();
    (s.title, s.publisher, s.published) = (Some(hostile.into()), Some(hostile.into()), Some(hostile.into()));
    s.url = Some("javascript:alert(3)".into());
    let page = page(&sample::of(vec![file]));
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert!(!page.contains("<img") && !page.contains("href=\"javascript"));
    assert!(page.chars().all(|c| c == '\n' || !crate::report::encode::acts(c)));
}
