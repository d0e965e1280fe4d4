//! Rates that a line gives beside its number: "Goals scored = 316 (6.87 per match)".

use super::amount::found;
use super::{Case, Found, Tell, Worth};
use crate::kb::Fact;
use crate::mention::Kind;
use crate::resolve::Value;
use crate::rules::aspect::Tells;
use crate::value::{Decimal, Interval};

/// Holds a number "per match" against the line that says how many there were per match; `None` where the sentence
/// names no rate or no line has one.
pub(super) fn rate(case: &Case<'_, '_>) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let sorts = matches!(reading.kind, Kind::Number | Kind::Measure | Kind::Range);
    let mut quantity = reading.quantity().filter(|_| sorts)?.clone();
    let per = case.sentence.clone().find(|&i| case.word(i) == "per")?;
    // The number that the words stand by, not one before it: "316 goals, 6.87 per match".
    let own = case.own();
    let next = case.input.readings.partition_point(|r| r.extent.whole.start < own.end);
    let nearer =
        case.input.readings.get(next).is_some_and(|r| r.quantity().is_some() && r.extent.whole.start < per);
    let mine = per >= own.start && per <= own.end + 8 && !nearer;
    if !mine || case.input.claims.words_in(&case.sentence, crate::claim::FrameKind::Negation).next().is_some()
    {
        return None;
    }
    let each = one_name(&case.word(per + 1))?;
    let tell = |t: &&Tell| matches!(t.tells, Tells::Count | Tells::Measure);
    let of = |line: usize| {
        let entries = &case.sheet.lines[line].entries;
        entries.iter().find_map(|e| Some((*e.facts.first()?, stated(e.text, each)?)))
    };
    let told = case.tells.iter().filter(tell).find_map(|t| Some((t, of(t.line)?)));
    let (tell, (fact, value)): (&Tell, (Fact<'_>, Decimal)) = told?;
    quantity.unit = None;
    let how = format!("{}: {value} per {each}", case.key(tell.line));
    let why = format!("'{}' counts {}", case.input.words(&tell.tokens), case.key(tell.line));
    let stated = Some(Value::Quantity(quantity));
    Some(found(case, tell.line, why, Worth::Number(Interval::point(value)), vec![fact.id()], how, stated))
}

/// The number before "per match" in a text.
fn stated(text: &str, each: &str) -> Option<Decimal> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')')).collect();
    let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
    let at = words.windows(2).position(|w| w[0] == "per" && one_name(w[1]) == Some(each))?;
    words[at.checked_sub(1)?].replace(',', "").parse().ok()
}

/// A match is a game.
fn one_name(word: &str) -> Option<&'static str> {
    Some(match word {
        "match" | "game" => "match",
        "day" => "day",
        "week" => "week",
        "month" => "month",
        "year" | "annum" => "year",
        "hour" => "hour",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::stated;

    #[test]
    fn a_text_states_a_rate_in_brackets() {
        assert_eq!(stated("316 (6.87 per match)", "match"), Some("6.87".parse().unwrap()));
        assert_eq!(stated("401,415 (12,544 per game)", "match"), Some(12_544.into()));
        assert_eq!(stated("316", "match"), None);
        assert_eq!(stated("316 (6.87 per match)", "day"), None);
    }
}
