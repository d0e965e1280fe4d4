//! Places in an order: "has the fourth metro rank", "is the 9th largest of the state".

use super::amount::found;
use super::{Case, Found, Tell, Worth};
use crate::resolve::Value;
use crate::rules::aspect::plain_key;
use crate::value::{Decimal, Interval};

/// Holds an ordinal against a line that tells of a rank.
pub(super) fn rank(case: &Case<'_, '_>) -> Option<Found> {
    let quantity = case.input.readings[case.claim.reading].quantity()?;
    let own = case.own();
    let ranks = |line: usize| plain_key(case.key(line)).split(' ').any(|w| matches!(w, "rank" | "ranking" | "ranked"));
    let near = |t: &&Tell| {
        ranks(t.line)
            && (t.tokens.start >= own.end && t.tokens.start - own.end <= 2
                || t.tokens.end <= own.start && own.start - t.tokens.end <= 6)
    };
    let tell = case.tells.iter().filter(near).max_by_key(|t| t.tokens.len())?;
    let line = &case.sheet.lines[tell.line];
    // "Metro rank" is another line's name, of which this is a part.
    let key = plain_key(line.key);
    let said = case.input.words(&tell.tokens).to_lowercase();
    if said.split(' ').count() < key.split(' ').count() {
        return None;
    }
    let places: Vec<Interval<Decimal>> =
        line.entries.iter().filter_map(|e| place(e.text)).map(|n| Interval::point(n.into())).collect();
    if places.is_empty() {
        return None;
    }
    let from = line.entries.iter().filter_map(|e| e.facts.first()).map(crate::kb::Fact::id).collect();
    let how = format!("{}: {}", line.key, line.entries[0].text);
    let why = format!("'{}' names {}", case.input.words(&tell.tokens), line.key);
    let stated = Some(Value::Quantity(quantity.clone()));
    Some(found(case, tell.line, why, Worth::Numbers(places), from, how, stated))
}

/// The place that a text tells first: "4th", "133rd of 566 in state", "Ranked 3rd".
fn place(text: &str) -> Option<u32> {
    let word = text.split_whitespace().find(|w| w.starts_with(|c: char| c.is_ascii_digit()))?;
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let suffix = word[digits.len()..].trim_end_matches(|c: char| !c.is_alphabetic());
    (suffix.is_empty() || matches!(suffix, "st" | "nd" | "rd" | "th")).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_text_tells_a_place() {
        assert_eq!(place("133rd of 566 in state"), Some(133));
        assert_eq!(place("Ranked 3rd"), Some(3));
        assert_eq!(place("12 km"), Some(12));
        assert_eq!(place("3rds of it"), None);
        assert_eq!(place("none"), None);
    }
}
