//! JSON-LD: what a `<script type="application/ld+json">` says of the page.
//!
//! Only the dates of top-level objects, of arrays of them, and of an `@graph` are taken; an article's
//! come before a web page's. What is no JSON is passed over.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::document::Metadata;
use crate::span::Span;

/// How deep arrays and graphs are followed.
const DEPTH: u32 = 4;

#[derive(Deserialize)]
struct Node<'j> {
    #[serde(rename = "@type", borrow, default)]
    kind: Option<&'j RawValue>,
    #[serde(rename = "@graph", borrow, default)]
    graph: Option<&'j RawValue>,
    #[serde(rename = "datePublished", borrow, default)]
    published: Option<&'j RawValue>,
    #[serde(rename = "dateCreated", borrow, default)]
    created: Option<&'j RawValue>,
    #[serde(rename = "dateModified", borrow, default)]
    modified: Option<&'j RawValue>,
}

/// Reads the JSON text `json`, which starts at byte `at` of the source.
pub(super) fn read(json: &str, at: usize) -> Vec<Metadata> {
    let mut found = Vec::new();
    if let Ok(root) = serde_json::from_str::<&RawValue>(json) {
        walk(root, Place { json, at }, DEPTH, &mut found);
    }
    found.sort_by_key(|&(article, _)| !article);
    found.into_iter().map(|(_, metadata)| metadata).collect()
}

#[derive(Clone, Copy)]
struct Place<'j> {
    json: &'j str,
    at: usize,
}

fn walk<'j>(value: &'j RawValue, place: Place<'j>, depth: u32, found: &mut Vec<(bool, Metadata)>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if value.get().starts_with('[') {
        for item in serde_json::from_str::<Vec<&RawValue>>(value.get()).unwrap_or_default() {
            walk(item, place, depth, found);
        }
        return;
    }
    let Ok(node) = serde_json::from_str::<Node<'_>>(value.get()) else { return };
    let article = node.kind.is_some_and(|k| {
        ["Article", "Posting", "Report", "Review", "Story"].iter().any(|name| k.get().contains(name))
    });
    for (key, raw) in
        [("datePublished", node.published), ("dateCreated", node.created), ("dateModified", node.modified)]
    {
        let Some(raw) = raw else { continue };
        if let Ok(value) = serde_json::from_str::<String>(raw.get()) {
            // A raw value is a slice of the text it was parsed from: its place is known.
            let start =
                place.at + (raw.get().as_ptr() as usize).saturating_sub(place.json.as_ptr() as usize) + 1;
            let span = Span::from(start..start + raw.get().len().saturating_sub(2));
            found.push((article, Metadata { origin: "json-ld", key: key.to_owned(), value, span }));
        }
    }
    if let Some(graph) = node.graph {
        walk(graph, place, depth, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(json: &str) -> Vec<(String, String)> {
        let found = read(json, 0);
        for m in &found {
            assert_eq!(&json[m.span.range()], m.value);
        }
        found.into_iter().map(|m| (m.key, m.value)).collect()
    }

    #[test]
    fn objects_arrays_and_graphs() {
        let published = |day: &str| vec![("datePublished".to_owned(), day.to_owned())];
        assert_eq!(dates(r#"{"@type":"Article","datePublished": "2023-07-18"}"#), published("2023-07-18"));
        assert_eq!(dates(r#"[{"x":1},{"datePublished":"2023-07-18"}]"#), published("2023-07-18"));
        assert_eq!(
            dates(
                r#"{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},
                {"@type":["NewsArticle"],"datePublished":"2023-07-18","dateModified":"2024-01-01"}]}"#
            ),
            [
                ("datePublished".to_owned(), "2023-07-18".to_owned()),
                ("dateModified".to_owned(), "2024-01-01".to_owned()),
                ("datePublished".to_owned(), "2020-01-01".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_no_json_is_passed_over() {
        for json in ["", "{", "[1, null, {}]", "{\"datePublished\": 2023}", &"[".repeat(100_000), "7"] {
            assert_eq!(dates(json), []);
        }
    }
}
