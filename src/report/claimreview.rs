//! `claimreview`: schema.org's ClaimReview as JSON-LD, one for each judged claim, for a page that publishes the check.
//!
//! It says what the check knows and nothing else: who reviews, where and when it is published come from the
//! configuration (`[review]`) or are left out. A claim that could not be checked was not reviewed.
//!
//! Source: schema.org, types ClaimReview, Claim, Rating, CreativeWork and Organization.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::link::web;
use super::{Checked, Evidence, Finding, Format, Options, Run, Show, SourceNote, clean, encode};
use crate::text::Document;
use crate::verdict::Verdict;

/// The format `claimreview`.
pub(super) struct ClaimReview;

/// Who publishes the reviews, where and when, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// The organisation that reviews.
    pub author: Option<String>,
    /// Its page.
    pub author_url: Option<String>,
    /// The page on which the reviews are published.
    pub url: Option<String>,
    /// The day on which they are: "2025-06-02".
    pub published: Option<String>,
}

impl Format for ClaimReview {
    fn name(&self) -> &'static str {
        "claimreview"
    }

    fn about(&self) -> &'static str {
        "schema.org ClaimReview (JSON-LD) for each judged claim"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut reviews = Vec::new();
        for file in &run.files {
            let document = Document::read(&file.source, file.format);
            let judged = options.shown(self, file).filter(|f| !matches!(f.verdict, Verdict::Unknown(_)));
            reviews.extend(judged.map(|f| review(f, file, &document.text, &options.review)));
        }
        let document = json!({"@context": "https://schema.org", "@graph": reviews}).to_string();
        // It is put into a page's <script>, which no text may end.
        let mut buffer = Vec::new();
        encode::json(&mut buffer, &document.replace('<', "\\u003c"));
        buffer.push(b'\n');
        out.write_all(&buffer)
    }
}

fn review(f: &Finding, file: &Checked, text: &str, by: &Review) -> Value {
    let sentence = text.get(f.sentence.start as usize..f.sentence.end as usize).unwrap_or(&f.text);
    let (value, name) = match f.verdict {
        Verdict::Conflicting => (1, "Conflicting"),
        _ => (2, "Consistent"),
    };
    let mut appearance = thing("CreativeWork");
    set(&mut appearance, "identifier", Some(file.path.as_str()));
    if let Some(date) = file.date {
        set(&mut appearance, "datePublished", Some(&date.date().to_string()));
    }
    let mut review = thing("ClaimReview");
    set(&mut review, "identifier", Some(f.fingerprint.as_str()));
    set(&mut review, "claimReviewed", Some(&clean::inline(sentence)));
    review.insert(
        "itemReviewed".into(),
        json!({"@type": "Claim", "text": clean::inline(&f.text), "appearance": appearance}),
    );
    review.insert(
        "reviewRating".into(),
        json!({
            "@type": "Rating",
            "ratingValue": value,
            "worstRating": 1,
            "bestRating": 2,
            "alternateName": name,
            "ratingExplanation": clean::inline(&f.message),
        }),
    );
    let mut cited: Vec<Value> = Vec::new();
    for work in f.evidence.iter().filter_map(citation) {
        if !cited.contains(&work) {
            cited.push(work);
        }
    }
    if !cited.is_empty() {
        review.insert("citation".into(), cited.into());
    }
    if by.author.is_some() {
        let mut author = thing("Organization");
        set(&mut author, "name", by.author.as_deref());
        set(&mut author, "url", by.author_url.as_deref().and_then(web).as_deref());
        review.insert("author".into(), author.into());
    }
    set(&mut review, "url", by.url.as_deref().and_then(web).as_deref());
    set(&mut review, "datePublished", by.published.as_deref());
    review.into()
}

/// The source of a fact as the work that is cited.
fn citation(e: &Evidence) -> Option<Value> {
    let SourceNote { id, title, publisher, published, url } = e.source.as_ref()?;
    let mut work = thing("CreativeWork");
    set(&mut work, "name", title.as_deref().or(publisher.is_none().then_some(id.as_str())));
    if publisher.is_some() {
        let mut by = thing("Organization");
        set(&mut by, "name", publisher.as_deref());
        work.insert("publisher".into(), by.into());
    }
    set(&mut work, "datePublished", published.as_deref().filter(|d| is_date(d)));
    set(&mut work, "url", url.as_deref().and_then(web).as_deref());
    Some(work.into())
}

/// A year, a month or a day as ISO 8601 has them; "1990s" and "about 2004" are none.
fn is_date(written: &str) -> bool {
    let parts: Vec<&str> = written.split('-').collect();
    let fits =
        parts.iter().zip([4, 2, 2]).all(|(p, n)| p.len() == n && p.bytes().all(|b| b.is_ascii_digit()));
    fits && parts.len() <= 3
}

fn thing(kind: &str) -> Map<String, Value> {
    Map::from_iter([("@type".to_owned(), kind.into())])
}

fn set(of: &mut Map<String, Value>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        of.insert(key.to_owned(), value.into());
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    /// What schema.org lets each type say, as far as it is used here.
    /// Source: <https://schema.org/ClaimReview>, /Claim, /Rating, /CreativeWork, /Organization.
    const ALLOWED: &[(&str, &[&str])] = &[
        (
            "ClaimReview",
            &[
                "identifier",
                "claimReviewed",
                "itemReviewed",
                "reviewRating",
                "reviewBody",
                "author",
                "publisher",
                "datePublished",
                "url",
                "citation",
                "inLanguage",
            ],
        ),
        (
            "Claim",
            &["text", "appearance", "firstAppearance", "author", "datePublished", "name", "identifier"],
        ),
        (
            "Rating",
            &["ratingValue", "bestRating", "worstRating", "alternateName", "ratingExplanation", "author"],
        ),
        ("CreativeWork", &["identifier", "name", "url", "author", "publisher", "datePublished"]),
        ("Organization", &["name", "url", "sameAs"]),
    ];

    /// Every object has a type, and says nothing that the type does not.
    fn checked(value: &Value) -> usize {
        match value {
            Value::Array(all) => all.iter().map(checked).sum(),
            Value::Object(object) => {
                let kind = object["@type"].as_str().unwrap();
                let (_, allowed) = ALLOWED.iter().find(|(k, _)| *k == kind).unwrap();
                for (key, value) in object {
                    assert!(key == "@type" || allowed.contains(&key.as_str()), "{kind}.{key}");
                    assert!(!value.is_null() && value != "", "{kind}.{key} is empty");
                    if matches!(key.as_str(), "url" | "sameAs") {
                        assert!(value.as_str().unwrap().starts_with("http"), "{value}");
                    }
                    if key == "datePublished" {
                        value.as_str().unwrap().parse::<jiff::civil::Date>().unwrap();
                    }
                }
                1 + object.values().map(checked).sum::<usize>()
            }
            _ => 0,
        }
    }

    fn graph(options: &Options, run: &Run) -> Vec<Value> {
        let shown = sample::render(&ClaimReview, run, options);
        let document: Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(document["@context"], "https://schema.org");
        document["@graph"].as_array().unwrap().clone()
    }

    #[test]
    fn a_judged_claim_is_a_review_in_the_words_of_schema_org() {
        let mut run = sample::run();
        run.files[0].date = Some(jiff::civil::date(2025, 6, 1).at(0, 0, 0, 0));
        let review = Review {
            author: Some("The Daily".into()),
            author_url: Some("https://daily.example/".into()),
            url: Some("https://daily.example/checks".into()),
            published: Some("2025-06-02".into()),
        };
        let graph = graph(&Options { review, ..Options::default() }, &run);
        assert_eq!(graph.len(), 2, "the unknown claim was not reviewed");
        assert!(checked(&graph.clone().into()) >= 12);
        insta::assert_snapshot!(graph[0], @r#"{"@type":"ClaimReview","author":{"@type":"Organization","name":"The Daily","url":"https://daily.example/"},"citation":[{"@type":"CreativeWork","datePublished":"2025-02-04","name":"Arrivals","publisher":{"@type":"Organization","name":"Ministry of Unification (KR)"},"url":"https://example.org/arrivals"}],"claimReviewed":"About 28,000 North Korean defectors have reached the South. Over 33,000 by June. The 3,200 border guards stayed.","datePublished":"2025-06-02","identifier":"f00d","itemReviewed":{"@type":"Claim","appearance":{"@type":"CreativeWork","datePublished":"2025-06-01","identifier":"drafts/korea.md"},"text":"28,000"},"reviewRating":{"@type":"Rating","alternateName":"Conflicting","bestRating":2,"ratingExplanation":"28,000 conflicts with 34,314 (-18.4 %)","ratingValue":1,"worstRating":1},"url":"https://daily.example/checks"}"#);
        assert_eq!(graph[1]["reviewRating"]["ratingValue"], 2);
    }

    #[test]
    fn only_what_iso_8601_calls_a_date_is_one() {
        let fits: Vec<bool> =
            ["2024", "2024-05", "2024-05-01", "199X", "1990s", "", "2024-05-01T10"].map(is_date).into();
        assert_eq!(fits, [true, true, true, false, false, false, false]);
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let graph = graph(&Options::default(), &sample::run());
        for key in ["author", "url", "datePublished"] {
            assert!(graph[0].get(key).is_none(), "{key}");
        }
        assert!(graph[0]["itemReviewed"]["appearance"].get("datePublished").is_none());
    }

    #[test]
    fn no_text_ends_the_script_that_it_is_put_into() {
        let source = "28,000 \\</script>\\<script>alert(1)\u{202e}";
        let mut file = sample::file("a", source, &[("28,000", sample::CONFLICTING, None)]);
        file.findings[0].message = source.into();
        let shown = sample::render(&ClaimReview, &sample::of(vec![file]), &Options::default());
        assert!(!shown.contains('<') && !shown.contains('\u{202e}'), "{shown}");
        assert!(serde_json::from_str::<Value>(&shown).unwrap().to_string().contains("</script>"));
    }
}
