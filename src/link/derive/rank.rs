//! Places in an order: "has the fourth metro rank", "is the 9th largest of the state".

use super::amount::found;
use super::{Case, Found, Tell, Worth};
use crate::kb::Fact;
use crate::resolve::Value;
use crate::rules::aspect::plain_key;
use crate::value::{Decimal, Interval};

/// Holds an ordinal against a line that tells of a rank.
pub(super) fn rank(case: &Case<'_, '_>) -> Option<Found> {
    let quantity = case.input.readings[case.claim.reading].quantity()?;
    // What is read may reach over the noun: "the 4th metro rank".
    let own = &case.input.readings[case.claim.reading].extent.tokens;
    let near = |t: &&Tell| {
        is_rank(case, t.line)
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
    let places = places(case, tell.line)?;
    let (from, places) = places.into_iter().map(|(f, n)| (f.id(), n)).unzip();
    let how = format!("{}: {}", line.key, line.entries[0].text);
    let why = format!("'{}' names {}", case.input.words(&tell.tokens), line.key);
    let stated = Some(Value::Quantity(quantity.clone()));
    Some(found(case, tell.line, why, Worth::Numbers(places), from, how, stated))
}

fn is_rank(case: &Case<'_, '_>, line: usize) -> bool {
    plain_key(case.key(line)).split(' ').any(|w| matches!(w, "rank" | "ranking" | "ranked"))
}

/// The places that a line of ranks tells; `None` for any other line.
pub(super) fn places<'b>(case: &Case<'_, 'b>, line: usize) -> Option<Vec<(Fact<'b>, Interval<Decimal>)>> {
    let entries = &case.sheet.lines[line].entries;
    let place =
        |e: &super::sheet::Entry<'b>| Some((*e.facts.first()?, Interval::point(place(e.text)?.into())));
    let all: Vec<_> = entries.iter().filter_map(place).collect();
    (is_rank(case, line) && !all.is_empty()).then_some(all)
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
