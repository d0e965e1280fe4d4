//! The JSON Schema of the [records](super::record): what a program that reads them can rely on.

use serde_json::{Value, json};

use super::codes::CODES;
use super::record::VERSION;

/// The schema of the records, of the documents made of them and of the answers of a stream.
///
/// ```
/// let schema = factlint::report::records_schema();
/// assert_eq!(schema["$defs"]["run"]["properties"]["version"]["const"], 1);
/// ```
#[must_use]
pub fn records_schema() -> Value {
    let mut schema: Value = serde_json::from_str(include_str!("records.schema.json")).unwrap_or_default();
    let codes: Vec<&str> = CODES.iter().map(|c| c.code).collect();
    schema["$id"] = json!(format!("urn:factlint:records:{VERSION}"));
    for record in ["finding", "tally"] {
        schema["$defs"][record]["properties"]["code"]["enum"] = json!(codes);
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Direction, Part};

    #[test]
    fn it_is_a_schema_and_speaks_of_this_version() {
        let schema = records_schema();
        assert!(jsonschema::meta::is_valid(&schema));
        for name in ["run", "statistics", "list"] {
            assert_eq!(schema["$defs"][name]["properties"]["version"]["const"], VERSION);
        }
    }

    #[test]
    fn its_words_are_those_of_the_records() {
        let schema = records_schema();
        let words = |pointer: &str| schema.pointer(pointer).unwrap().clone();
        let parts = [Part::By, Part::Times, Part::Old, Part::New, Part::Ends].map(Part::as_str);
        assert_eq!(words("/$defs/change/properties/part/enum"), json!(parts));
        let ways = [Direction::Up, Direction::Down].map(Direction::as_str);
        assert_eq!(words("/$defs/change/properties/direction/enum"), json!([ways[0], ways[1], null]));
        for word in words("/$defs/modifier/enum").as_array().unwrap() {
            assert!(
                word.is_null() || word.as_str().unwrap().parse::<crate::value::Modifier>().is_ok(),
                "{word}"
            );
        }
    }
}
