//! A claim's card: what was read, what it was held against, how the two compare, and how it was read.

use super::escape::{Text, put};
use super::look::Look;
use super::{number_line, timeline};
use crate::report::link::web;
use crate::report::{Evidence, Finding, IgnoredBy, SourceNote, clean, summary};
use crate::verdict::judge::Compared;

/// Facts that a card shows whole; further ones are named.
const FACTS: usize = 4;

/// Writes the card numbered `number`. `context` is the sentence, with the claim's place in it.
pub(super) fn write(out: &mut String, number: usize, f: &Finding, place: &str, context: [&str; 3]) {
    let look = Look::of(f);
    put!(
        out,
        r#"<article class="card {}" id="c{number}" tabindex="-1" aria-labelledby="t{number}">"#,
        look.class()
    );
    put!(
        out,
        r#"<h3 id="t{number}"><span class="sign" aria-hidden="true">{}</span>{}"#,
        look.sign(),
        look.title()
    );
    put!(out, r##" <a class="code" href="#code-{0}">{0}</a></h3>"##, f.code);
    let [before, claim, after] = context;
    put!(out, r#"<blockquote dir="auto">{}<b>{}</b>{}</blockquote>"#, Text(before), Text(claim), Text(after));
    put!(out, r#"<p class="message" dir="auto">{}</p>"#, Text(&clean::short(&f.message, 500)));
    if let Some(compared) = f.evidence.iter().find_map(|e| e.compared.as_ref()) {
        let said = clean::short(claim, 46);
        match compared {
            Compared::Numbers { claim, fact, unit } => {
                number_line::draw(out, look, &said, claim, fact, unit.as_deref());
            }
            Compared::Times { claim, fact } => timeline::draw(out, look, &said, claim, fact),
        }
    }
    out.push_str("<dl>");
    if let Some(new) = &f.suggestion {
        row(out, "Instead", &format!("<del>{}</del> <ins>{}</ins>", Text(claim), Text(new)));
    }
    text(out, "Read as", summary::read_as(f));
    for e in f.evidence.iter().take(FACTS) {
        fact(out, e);
    }
    for e in f.evidence.iter().skip(FACTS) {
        text(out, "Also", &format!("{}: {}", e.fact, e.value));
    }
    let mut seen: Vec<&str> = Vec::new();
    for s in f.evidence.iter().filter_map(|e| e.source.as_ref()) {
        if !seen.contains(&s.id.as_str()) {
            seen.push(&s.id);
            row(out, "Source", &source(s));
        }
    }
    let about = [f.entity.as_deref(), f.property.as_deref()];
    text(out, "About", &about.into_iter().flatten().collect::<Vec<_>>().join(", "));
    text(out, "According to", f.attribution.as_deref().unwrap_or_default());
    if let Some(ignored) = &f.ignored {
        let by = match ignored.by {
            IgnoredBy::Draft => "by the draft",
            IgnoredBy::Baseline => "by the baseline",
        };
        let colon = if ignored.reason.is_empty() { "" } else { ": " };
        text(out, "Passed over", &format!("{by}{colon}{}", ignored.reason));
    }
    for note in f.notes.iter().chain(&f.help) {
        text(out, "Note", note);
    }
    if !f.derivation.is_empty() {
        let rules: Vec<String> = f.derivation.iter().map(|r| format!("<code>{}</code>", Text(r))).collect();
        row(out, "Read by", &rules.join(" "));
    }
    row(out, "Place", &format!("<code>{}</code>", Text(place)));
    out.push_str("</dl></article>");
}

fn fact(out: &mut String, e: &Evidence) {
    let mut shown = format!("<b>{}</b>", Text(&clean::short(&e.value, 300)));
    if let Some(at) = &e.as_of {
        put!(shown, ", as of {}", Text(at));
    }
    if let Some(off) = &e.difference {
        put!(shown, "; the draft differs by {}", Text(off));
    }
    if !e.fact.is_empty() {
        put!(shown, "<br><code>{}</code>", Text(&e.fact));
    }
    put!(shown, " <code>{}:{}:{}</code>", Text(&e.path), e.line, e.column);
    row(out, "Reference", &shown);
}

fn source(s: &SourceNote) -> String {
    let mut out = String::new();
    let name = s.publisher.as_ref().or(s.title.as_ref()).unwrap_or(&s.id);
    put!(out, "{}", Text(name));
    if let Some(title) = s.title.as_ref().filter(|t| *t != name) {
        put!(out, ", <cite>{}</cite>", Text(title));
    }
    if let Some(day) = &s.published {
        put!(out, ", published {}", Text(day));
    }
    match s.url.as_deref().map(|url| (url, web(url))) {
        Some((url, Some(href))) => {
            let shown = clean::short(url, 90);
            let (href, shown) = (Text(&href), Text(&shown));
            put!(out, r#"<br><a href="{href}" target="_blank" rel="noopener noreferrer">{shown}</a>"#);
        }
        Some((url, None)) => put!(out, "<br>{}", Text(&clean::short(url, 90))),
        None => {}
    }
    out
}

/// A row of the list: `value` is markup.
fn row(out: &mut String, name: &str, value: &str) {
    put!(out, r#"<dt>{name}</dt><dd dir="auto">{value}</dd>"#);
}

/// A row of the list: `value` is text; none if it is empty.
fn text(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        row(out, name, &Text(&clean::short(value, 500)).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let note = |url: &str| SourceNote { id: "s".into(), url: Some(url.into()), ..SourceNote::default() };
        let shown = source(&note("https://a.example/\"onmouseover=x"));
        assert!(shown.contains(r#"href="https://a.example/%22onmouseover=x""#), "{shown}");
        assert!(shown.contains(r#"rel="noopener noreferrer""#));
        for url in ["javascript:alert(1)", "data:text/html,<script>", " JaVaScRiPt:x"] {
            assert!(!source(&note(url)).contains("<a"), "{url}");
        }
    }
}
