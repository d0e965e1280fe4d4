//! Whether a number's unit or counted noun can be a property's.

use std::ops::Range;

use super::{Input, lists};
use crate::claim::FrameKind;
use crate::kb::Property;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::Class;
use crate::value::{Decimal, Unit};

/// The counted noun, unless it is a verb: "182 million makes it the largest". No noun stands right before
/// an article or a pronoun.
pub(super) fn noun<'r>(input: &Input<'_>, reading: &'r Reading) -> Option<&'r Range<u32>> {
    let noun = reading.noun.as_ref()?;
    // "Four attacks a month" counts attacks.
    let rest = input.tokens.all.get(noun.end as usize + 1..).unwrap_or(&[]);
    let rate = matches!(input.word(noun.end), "a" | "an")
        && input.rules.phrases.longest(rest, &input.doc.text, Class::UNIT).is_some();
    // "In eight states it replaced": a relative clause, no verb.
    let clause = input.word(noun.end) == "it" && input.word(noun.end + 1).ends_with("ed");
    let verb = noun.len() == 1
        && !rate
        && !clause
        && matches!(
            input.word(noun.end),
            "it" | "the" | "a" | "an" | "its" | "them" | "their" | "him" | "her"
        );
    (!verb).then_some(noun)
}

/// "Four of the six survivors", "two of its 14 ships": how many of them, not how many there are.
pub(super) fn is_part(input: &Input<'_>, reading: &Reading) -> bool {
    let own = &reading.extent;
    // What is read may reach to the noun.
    let of = (own.tokens.start + 1..own.whole.end.max(own.tokens.end)).find(|&i| input.word(i) == "of");
    let end = of.unwrap_or(own.tokens.end);
    let article =
        |i: u32| matches!(input.word(i), "the" | "its" | "his" | "her" | "their" | "these" | "those" | "all");
    let counted =
        |i: u32| input.reads(i).is_some_and(|r| r.kind == Kind::Number && r.extent.tokens.start == i);
    // "One school's entries had been left out": of one of them.
    let one = || reading.quantity().and_then(|q| q.stated.as_point().copied()) == Some(Decimal::ONE);
    if reading.kind == Kind::Number && input.after_possessive(own.whole.end).is_some() && one() {
        return true;
    }
    reading.kind == Kind::Number && input.word(end) == "of" && article(end + 1) && counted(end + 2)
}

/// "39:20 minutes": the end of a clock's reading is no number of its own.
pub(super) fn ends_a_clock(input: &Input<'_>, reading: &Reading) -> bool {
    let start = reading.extent.tokens.start as usize;
    let tight = |i: usize| input.tokens.all.get(i).is_some_and(|t| !t.spaced());
    start > 1
        && input.word(start as u32 - 1) == ":"
        && tight(start)
        && tight(start - 1)
        && input.word(start as u32 - 2).bytes().all(|b| b.is_ascii_digit())
}

/// "Twice", "three times": a count of occasions or a multiple, not of things.
pub(super) fn occasions(input: &Input<'_>, reading: &Reading) -> bool {
    let own = &reading.extent.whole;
    let last = input.word(own.end.saturating_sub(1));
    let said = |w: &str| last.eq_ignore_ascii_case(w);
    ["twice", "once", "thrice", "times"].into_iter().any(said) || input.word(own.end) == "times"
}

/// Whether the counted noun, or the unit of time, is the property's own.
pub(super) fn counts(reading: &Reading, property: &Property) -> bool {
    let mut units = property.unit.iter().chain(&property.also_units);
    match reading.quantity().map(|q| &q.unit) {
        Some(Some(Unit::Noun(noun))) => units.any(|u| matches!(u, Unit::Noun(w) if noun_fits(noun, w))),
        Some(_) => false,
        None => lasts(reading, property),
    }
}

/// "One in four", "more than two thirds": a share told in words, which a share in per cent can answer.
pub(super) fn is_fraction(reading: &Reading) -> bool {
    let share = |x: &Decimal| *x > Decimal::ZERO && *x < Decimal::ONE;
    matches!(reading.kind, Kind::Ratio | Kind::Number)
        && reading.quantity().is_some_and(|q| {
            q.unit.as_ref().is_none_or(|u| matches!(u, Unit::Noun(_)))
                && q.style.words
                && q.stated.as_point().is_some_and(share)
        })
}

/// Whether the number is a measure in the property's own unit: "2 per cent".
pub(super) fn measures(input: &Input<'_>, reading: &Reading, property: &Property) -> bool {
    let unit = reading.quantity().and_then(|q| q.unit.as_ref());
    let last = lists::carried(input, reading).and_then(|r| r.quantity()?.unit.as_ref());
    let (Some(unit), Some(own)) = (unit.or(last), &property.unit) else { return false };
    matches!(own, Unit::Measure(_)) && same_dimension(unit, own)
}

/// Whether a length of time can be a value of the property: one in a unit of time.
fn lasts(reading: &Reading, property: &Property) -> bool {
    let of_time = |u: &Unit| matches!(u.dimension(), Some("time" | "calendar"));
    reading.timex().is_some_and(|t| t.length.is_some()) && property.unit.as_ref().is_none_or(of_time)
}

/// Whether a number as written can be a value of the property.
pub(super) fn unit_fits(
    input: &Input<'_>,
    reading: &Reading,
    property: &Property,
    named: &Range<u32>,
) -> bool {
    let Some(quantity) = reading.quantity() else { return lasts(reading, property) };
    // "the fifth day above 40", of a property that is called "days above 40": the number is part of its name.
    if named.contains(&reading.extent.tokens.start) {
        return false;
    }
    // "Twice" is no number of inhabitants; shots may be counted so.
    let by_times = |p: &Property| {
        p.unit.iter().chain(&p.also_units).any(|u| matches!(u, Unit::Noun(n) if stem(n) == "time"))
    };
    if is_fraction(reading) && property.unit.as_ref().is_some_and(|u| u.dimension() == Some("percent")) {
        return true;
    }
    // "a third of private renters" is no rent
    if is_fraction(reading) && matches!(property.unit, Some(Unit::Measure(_))) {
        return false;
    }
    if matches!(reading.kind, Kind::Ordinal | Kind::Ratio | Kind::Change)
        || occasions(input, reading) && !by_times(property)
    {
        return false;
    }
    // "34.8 (millions)": not what the figure says.
    let end = reading.extent.whole.end;
    if input.word(end) == "(" && input.starts(end + 1, FrameKind::Scale) {
        return false;
    }
    let wanted = property.unit.iter().chain(&property.also_units);
    let is_verb = reading.noun.is_some() && noun(input, reading).is_none();
    match quantity.unit.as_ref().filter(|_| !is_verb) {
        // A bare number fits where nothing else is counted; a share must say so.
        None => {
            if told_otherwise(input, reading, property) {
                return false;
            }
            property.unit.as_ref().is_none_or(|u| u.dimension() != Some("percent"))
                || bare_table(input, reading)
                || named_unit(input, reading, named)
                || measures(input, reading, property)
        }
        Some(Unit::Noun(noun)) => {
            // The noun is (part of) the property's name: "34,000 North Korean defectors".
            let own = reading.noun.as_ref().is_some_and(|n| n.start < named.end && named.start < n.end);
            // "668 million internet users" are no share of the population.
            let counted = !matches!(property.unit, Some(Unit::Measure(_)));
            // "With the loss of 323 men": beside words that name the property, of people.
            let beside = named.len() > 1 && named.end == reading.extent.whole.start;
            own && counted
                || beside
                    && is_of_people(property)
                    && matches!(&*stem(noun), "men" | "women" | "live" | "soldier" | "sailor" | "hand")
                || called(noun, property)
                || wanted.clone().any(|u| matches!(u, Unit::Noun(w) if noun_fits(noun, w)))
        }
        // A property that names no unit takes any measure.
        Some(unit) => {
            // "For most of the day" is no value of what names no unit.
            let most = unit.dimension() == Some("percent") && quantity.stated.as_point().is_none();
            property.unit.is_none() && !most
                || wanted.clone().any(|w| same_dimension(unit, w) || unit.is_rate_of(w))
        }
    }
}

/// Whether a number without a noun behind it says all the same what it counts, and that is not the property's: "the
/// three-storey school", "by 24 votes to 17", "just before eight".
fn told_otherwise(input: &Input<'_>, reading: &Reading, property: &Property) -> bool {
    let own = &reading.extent.tokens;
    let tight = |i: u32| input.tokens.all.get(i as usize).is_some_and(|t| !t.spaced());
    let says = |noun: &str| {
        let units = property.unit.iter().chain(&property.also_units);
        let head = stem(noun);
        let names =
            property.aliases.iter().chain(&property.cues).map(String::as_str).chain([&*property.name]);
        let called = names.flat_map(|n| n.split(|c: char| !c.is_alphanumeric())).any(|w| stem(w) == head);
        called || units.into_iter().any(|u| matches!(u, Unit::Noun(w) if noun_fits(&head, w)))
    };
    let hyphen = input.word(own.end) == "-" && tight(own.end) && tight(own.end + 1);
    let glued = hyphen && input.word(own.end + 1).len() > 2;
    // The first number of a score has the noun of both.
    let score = || {
        let first = own.start.checked_sub(1).filter(|&i| input.word(i) == "to")?;
        let first = input.reads(first.checked_sub(1)?)?;
        first.noun.as_ref().filter(|n| n.end + 1 == own.start).map(|n| input.word(n.end - 1))
    };
    let hour = || {
        let lead = own.start.checked_sub(1).map_or("", |i| input.word(i));
        let small = reading.quantity().is_some_and(|q| {
            q.style.words
                && q.stated.as_point().is_some_and(|n| *n >= Decimal::ONE && *n <= Decimal::from(12))
        });
        small && matches!(lead, "before" | "after" | "until" | "till" | "past" | "at")
    };
    glued && !says(input.word(own.end + 1)) || score().is_some_and(|n| !says(n)) || hour()
}

/// "62,615 patients were waiting": people by the word that the property's own names have, "patients waiting".
fn called(noun: &str, property: &Property) -> bool {
    let people = is_of_people(property);
    let Some(head) = noun.split([' ', '-']).next_back().map(stem).filter(|_| people) else { return false };
    let names = property.aliases.iter().map(String::as_str).chain([&*property.name]);
    let words = names.filter(|a| !a.contains(" per ")).flat_map(|a| a.split(|c: char| !c.is_alphanumeric()));
    words.into_iter().any(|w| stem(w) == head)
}

/// Whether a property counts people.
fn is_of_people(property: &Property) -> bool {
    property.unit.as_ref().is_some_and(|u| matches!(u, Unit::Noun(w) if noun_fits("person", w)))
}

/// "Inflation: 6.8": in a line of a table or a list the unit stands elsewhere.
fn bare_table(input: &Input<'_>, reading: &Reading) -> bool {
    let before = reading.extent.tokens.start.checked_sub(1);
    before.is_some_and(|i| matches!(input.word(i), ":" | "|" | "="))
}

/// "Health expenditure, total (% of GDP) in Iran was 5.95", "growth of 1.2, 1.1 and 1.0 (%)": the unit
/// stands with the property's name or in a bracket after the numbers.
fn named_unit(input: &Input<'_>, reading: &Reading, named: &Range<u32>) -> bool {
    let own = &reading.extent.whole;
    let says = |i: u32| matches!(input.word(i), "%" | "percent" | "percentage");
    let with_name = named.start..own.start.max(named.end).min(named.end + 12);
    let bracket = own.end..own.end + 60;
    with_name.into_iter().any(says)
        || bracket
            .into_iter()
            .any(|i| says(i) && input.word(i.saturating_sub(1)) == "(" && input.word(i + 1) == ")")
}

fn same_dimension(a: &Unit, b: &Unit) -> bool {
    match (a, b) {
        (Unit::Measure(a), Unit::Measure(b)) => a.dimension == b.dimension,
        (Unit::Ambiguous { candidates, .. }, Unit::Measure(b)) => {
            candidates.iter().any(|c| c.dimension == b.dimension)
        }
        (Unit::Noun(a), Unit::Noun(b)) => noun_fits(a, b),
        // "Crowns", whichever country's.
        (Unit::Ambiguous { .. }, Unit::Ambiguous { .. }) => a.name() == b.name(),
        _ => false,
    }
}

/// People go by many names; any other noun must have every word of the unit's, the same head last:
/// "100 short-range missile tests" are missile tests, "100 missiles" are not.
fn noun_fits(said: &str, unit: &str) -> bool {
    const PEOPLE: [&str; 8] =
        ["people", "person", "inhabitant", "resident", "citizen", "individual", "soul", "human"];
    const STATES: [&str; 3] = ["country", "nation", "state"];
    let stems =
        |s: &str| -> Vec<String> { s.split([' ', '-']).filter(|w| !w.is_empty()).map(stem).collect() };
    // "3,000 vehicles a day", of "vehicle/day"
    let (said, unit) = (stems(said), stems(unit.split('/').next().unwrap_or(unit)));
    let (Some(a), Some(b)) = (said.last(), unit.last()) else { return false };
    let people = |w: &String| PEOPLE.contains(&w.as_str());
    let state = |w: &String| STATES.contains(&w.as_str());
    if unit.len() == 1 && (people(a) && people(b) || state(a) && state(b)) {
        return true;
    }
    a == b && unit.iter().all(|w| said.contains(w))
}

/// A noun without its plural.
fn stem(word: &str) -> String {
    let w = word.to_lowercase();
    if let Some(base) = w.strip_suffix("ies") {
        return format!("{base}y");
    }
    match w.strip_suffix('s') {
        Some(base) if base.len() > 2 && !base.ends_with('s') => base.to_owned(),
        _ => w,
    }
}
