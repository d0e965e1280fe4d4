//! The JSON Schema of `factlint.toml`, by which editors complete and check what is typed.
//!
//! `factlint config schema > factlint.schema.json`; a TOML plugin takes it from `#:schema factlint.schema.json` in
//! the file's first line. Dates of TOML are strings here, as they are to the reader.

use factlint::report::{FORMATS, codes};
use serde_json::{Value, json};

/// Version of the schema; raised when a file that was right no longer is.
const VERSION: u32 = 1;

/// The schema.
pub(crate) fn json_schema() -> Value {
    let codes: Vec<&str> = codes::CODES.iter().map(|c| c.code).collect();
    let formats: Vec<&str> = FORMATS.iter().map(|f| f.name()).collect();
    let text = |what: &str| json!({"type": "string", "description": what});
    let texts = |what: &str| json!({"type": "array", "items": {"type": "string"}, "description": what});
    let one_of = |words: &[&str], what: &str| json!({"enum": words, "description": what});
    let some = |what: &str| json!({"type": "array", "items": {"$ref": "#/$defs/code"}, "description": what});
    let date = |what: &str| json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+Z?)?$", "description": what});
    let address = |what: &str| json!({"type": "string", "pattern": "^https?://", "description": what});
    let some_paths = json!({
        "ignore": some("codes that are off"),
        "severity": {
            "type": "object",
            "propertyNames": {"$ref": "#/$defs/code"},
            "additionalProperties": {"enum": ["error", "warn", "note", "off"]},
            "description": "how loud a code is",
        },
        "date": date("publication date where a draft has none"),
        "locale": text("which English: en-US, en-GB"),
        "prefer": one_of(&["past", "future"], "which way a bare Friday goes without a cue"),
        "timeline": one_of(&["news", "narrative"], "where a day without a year takes its year from"),
        "about": text("the entity that texts are about: its id, name or alias"),
    });
    let mut top = json!({
        "extend": text("another configuration, of which this one says what differs"),
        "claims": texts("files and folders of reference facts"),
        "rules": texts("folders of rules of your own"),
        "include": texts("which files of a folder are drafts, as .gitignore has patterns"),
        "extend-exclude": texts("files that are no drafts"),
        "max-file-size": {
            "type": "string",
            "pattern": "^[0-9]+[KMGkmg]?$",
            "description": "larger files are skipped: bytes, or with K, M, G",
        },
        "as-of": date("what was known by then"),
        "baseline": text("file of findings that are passed over"),
        "cache-dir": text("folder for what was judged before"),
        "format": one_of(&formats, "what the report looks like"),
        "show": one_of(&["conflicting", "unknown", "all"], "which claims to report"),
        "fail-on": one_of(&["conflicting", "warning", "unknown"], "from where on the exit code is 1"),
        "select": some("only these codes"),
        "review": {"$ref": "#/$defs/review"},
        "override": {"type": "array", "items": {"$ref": "#/$defs/override"}, "description": "what holds for some paths"},
    });
    let mut own = json!({"paths": texts("patterns of the paths")});
    for keys in [&mut top, &mut own] {
        if let (Some(keys), Some(more)) = (keys.as_object_mut(), some_paths.as_object()) {
            keys.extend(more.clone());
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:factlint:config:{VERSION}"),
        "title": "factlint.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": top,
        "$defs": {
            "code": {"enum": codes},
            "review": {
                "type": "object", "additionalProperties": false,
                "description": "who publishes the check, for claimreview",
                "properties": {
                    "author": text("who reviews"),
                    "author-url": address("the author's own address"),
                    "url": address("where the check is published"),
                    "published": date("when the check was published"),
                },
            },
            "override": {
                "type": "object", "required": ["paths"], "additionalProperties": false, "properties": own,
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::known_keys;

    #[test]
    fn it_has_the_keys_that_the_reader_knows() {
        let schema = json_schema();
        let own = |pointer: &str| -> Vec<String> {
            let mut all: Vec<String> =
                schema.pointer(pointer).unwrap().as_object().unwrap().keys().cloned().collect();
            all.sort();
            all
        };
        let [top, item, review] = known_keys();
        assert_eq!(own("/$defs/review/properties"), review);
        assert_eq!(own("/properties"), top);
        assert_eq!(own("/$defs/override/properties"), item);
    }

    #[test]
    fn it_takes_what_is_right_and_refuses_what_is_not() {
        let schema = json_schema();
        assert!(jsonschema::meta::is_valid(&schema));
        let validator = jsonschema::validator_for(&schema).unwrap();
        let takes = |text: &str| {
            validator.is_valid(&serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap())
        };
        for right in [
            "",
            "claims = ['facts']\nshow = 'all'\nmax-file-size = '64M'\nas-of = '2024-01-31'",
            "[severity]\nnumber-conflict = 'warn'\n[[override]]\npaths = ['old/**']\nignore = ['no-fact']\ndate = '2024-01-31'",
        ] {
            assert!(takes(right), "{right}");
        }
        for wrong in [
            "claim = ['facts']",
            "show = 'everything'",
            "claims = 'facts'",
            "max-file-size = 64",
            "ignore = ['number-conflit']",
            "[severity]\nnumber-conflict = 'loud'",
            "[[override]]\nignore = []",
            "[[override]]\npaths = []\nshow = 'all'",
            "[review]\nauthr = 'X'",
            "[review]\nurl = 'ftp://x'",
        ] {
            assert!(!takes(wrong), "{wrong}");
        }
    }
}
