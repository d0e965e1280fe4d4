//! Counts of what a box lists: "has three labels", "produced by five people", "was married twice".

use super::amount::{found, spoken};
use super::{Case, Found, Tell, Worth};
use crate::kb::{Fact, FactId};
use crate::resolve::Value;
use crate::rules::aspect::Tells;
use crate::value::{Bound, Decimal, Interval, Quantity, Unit};

/// "twice", "three times": a count of occasions, not of things.
pub(super) fn occasions(case: &Case<'_, '_>) -> bool {
    crate::link::fit::occasions(case.input, &case.input.readings[case.claim.reading])
}

/// "has been married three times": the weddings that the box lists.
pub(super) fn weddings(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let line = case.sheet.of(case.input, "marriage")?;
    let told = case.tells.iter().find(|t| t.line == line && case.far(&t.tokens) <= 4)?;
    if case.of_another(told.tokens.start)
        || matches!(case.word(case.own().end).as_str(), "as" | "to" | "since" | "before" | "in")
    {
        return None;
    }
    let entries = &case.sheet.lines[line].entries;
    let n = listed(entries.iter().map(|e| e.text));
    let how = format!("{} lists {}", case.key(line), spoken(&n));
    let from = entries.iter().flat_map(|e| e.facts.first()).map(Fact::id).collect();
    let why = format!("'{}' tells of {}", case.input.words(&told.tokens), case.key(line));
    Some(found(case, line, why, Worth::Number(n), from, how, Some(Value::Quantity(quantity.clone()))))
}

/// How many things a line lists: its entries; for a line of one entry what stands between its commas. Where
/// the two may both be meant, from the one to the other.
pub(super) fn listed<'t>(texts: impl Iterator<Item = &'t str>) -> Interval<Decimal> {
    let (mut entries, mut parts) = (0u32, 0u32);
    let mut open = false;
    for text in texts {
        let lower = text.to_lowercase();
        open |= ["others", "etc", "various", "numerous", "many", "..."].iter().any(|w| lower.contains(w));
        entries += 1;
        parts += pieces(text);
    }
    let low = if entries == 1 { parts } else { entries };
    let high = if entries == 1 { parts } else { parts.max(entries) };
    Interval {
        low: Bound::Closed(Decimal::from(low)),
        high: if open { Bound::Unbounded } else { Bound::Closed(Decimal::from(high)) },
    }
}

/// The parts of a text between commas and "and", outside brackets.
pub(super) fn pieces(text: &str) -> u32 {
    let mut depth = 0i32;
    let mut flat = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            c if depth <= 0 => flat.push(c),
            _ => {}
        }
    }
    let flat = flat.replace(" and ", ",").replace(" & ", ",").replace(';', ",");
    let parts = flat.split(',').map(str::trim);
    // "Jr." and "Inc." are no items of their own.
    let own = parts.filter(|p| {
        p.chars().any(char::is_alphabetic) && !matches!(*p, "Jr." | "Jr" | "Inc." | "Inc" | "Sr." | "Ltd.")
    });
    u32::try_from(own.count()).unwrap_or(u32::MAX).max(1)
}

/// "Produced by five people": the entries of the line whose name is the phrase before the number.
pub(super) fn doers(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let noun = reading.noun.as_ref()?;
    let people =
        ["people", "persons", "person", "individuals", "companies", "company", "men", "directors", "writers"];
    let own = case.own();
    let by = own.start.checked_sub(1).filter(|&i| case.word(i) == "by" && noun.len() <= 2)?;
    let verb = case.word(by.checked_sub(1)?);
    // "Written and directed by two people": how many of them did both is not told.
    if by.checked_sub(2).is_some_and(|i| matches!(case.word(i).as_str(), "and" | ",")) {
        return None;
    }
    if !people.contains(&case.word(noun.end - 1).as_str()) {
        return None;
    }
    let key = format!("{verb} by");
    let of = |l: &usize| {
        let plain = crate::rules::aspect::plain_key(case.key(*l));
        plain == key
            || verb
                .strip_suffix("ed")
                .is_some_and(|stem| plain.starts_with(stem) && plain.len() <= stem.len() + 3)
    };
    let line = (0..case.sheet.lines.len()).find(of)?;
    let entries = &case.sheet.lines[line].entries;
    let n = listed(entries.iter().map(|e| e.text));
    let from = entries.iter().filter_map(|e| e.facts.first()).map(Fact::id).collect();
    let how = format!("{} lists {}", case.key(line), spoken(&n));
    let why = format!("'{verb} by' names {}", case.key(line));
    Some(found(case, line, why, Worth::Number(n), from, how, Some(Value::Quantity(quantity.clone()))))
}

fn own_before(case: &Case<'_, '_>) -> Option<String> {
    case.own().start.checked_sub(1).map(|i| case.word(i))
}

/// Holds a count against a number of the box or the length of one of its lists.
pub(super) fn count(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let noun = reading.noun.as_ref()?;
    let head = noun.end.checked_sub(1)?;
    // "Eighteen passengers to every one crew member" counts none of them.
    if own_before(case).is_some_and(|w| w == "every" || w == "each" || w == "per") {
        return None;
    }
    // "three children with Jane Doe": whose they are is not in the box.
    let next = case.word(noun.end);
    // "Three mayors in the last decade": a box counts those of now, or of all times.
    let span = noun.end + 1..noun.end + 3;
    if matches!(next.as_str(), "in" | "over" | "during" | "within") && case.has(span, &["last", "past"]) {
        return None;
    }
    if next == "to" && case.word(noun.end + 1) == "every" {
        return None;
    }
    let restricted = matches!(
        next.as_str(),
        "with"
            | "by"
            | "from"
            | "between"
            | "in"
            | "at"
            | "who"
            | "that"
            | "named"
            | "per"
            | "of"
            | "under"
            | "before"
            | "during"
            | "on"
            | "when"
            | "after"
            | "each"
            | "together"
            | "as"
            | "than"
            | "for"
            | "since"
            | "while"
    );
    let told: Vec<&Tell> = case
        .tells
        .iter()
        .filter(|t| t.tells == Tells::Count && t.tokens.start <= head && head < t.tokens.end)
        .collect();
    // "People were killed" says more than "people".
    let longest = told.iter().map(|t| t.tokens.len()).max().unwrap_or(0);
    let told: Vec<&Tell> = told.into_iter().filter(|t| t.tokens.len() == longest).collect();
    let mut lines: Vec<usize> = told.iter().map(|t| t.line).collect();
    if lines.is_empty() {
        if let Some(found) = in_text(case, head, quantity) {
            return Some(found);
        }
        lines = by_name(case, head);
    }
    // The noun has another word that makes it another thing: "two Grammy awards", "three sons".
    let first = told.iter().map(|t| t.tokens.start).min().unwrap_or(head);
    let plain = (noun.start..first).all(|i| {
        matches!(
            case.word(i).as_str(),
            "different"
                | "total"
                | "separate"
                | "main"
                | "distinct"
                | "various"
                | "own"
                | "listed"
                | "musical"
                | "other"
                | "known"
                | "primary"
        )
    });
    if !plain || lines.is_empty() || case.of_another(reading.extent.whole.start) {
        return None;
    }
    lines.dedup();
    let mut worths: Vec<Interval<Decimal>> = Vec::new();
    let (mut from, mut how) = (Vec::new(), Vec::new());
    let own = case.own();
    // "Jane and John Doe have three children": not the subject's alone.
    let both = (case.sentence.start..own.start).any(|i| {
        case.word(i) == "and" && case.input.tokens.all.get(i as usize + 1).is_some_and(|t| t.capital())
    });
    if both && lines.iter().any(|&l| case.sheet.of(case.input, "children") == Some(l)) {
        return None;
    }
    let only = case.has(case.sentence.clone(), &["only", "namely", "just", "solely"]);
    for &line in &lines {
        let (mut n, facts) = counted(case, line, head)?;
        // A list names those that matter: that there are no others it does not say.
        if only && facts.len() > 1 {
            n.high = Bound::Unbounded;
        }
        worths.push(n);
        how.push(format!("{}: {}", case.key(line), spoken(&n)));
        from.extend(facts);
    }
    let after_list = restricted && !matches!(next.as_str(), "in" | "on" | "for" | "during" | "at");
    if after_list && !(next == "as" || next == "for") {
        return None;
    }
    let why = format!("'{}' counts {}", case.input.words(noun), case.key(lines[0]));
    Some(found(
        case,
        lines[0],
        why,
        Worth::Numbers(worths),
        from,
        how.join("; "),
        Some(Value::Quantity(quantity.clone())),
    ))
}

/// "386 from 138 nations": the number before the same noun in a line's text, where one line has it.
pub(super) fn in_text(case: &Case<'_, '_>, head: u32, quantity: &Quantity) -> Option<Found> {
    let noun = singular(&case.word(head));
    let same = |q: &Quantity| matches!(&q.unit, Some(Unit::Noun(n)) if n.rsplit(' ').next().is_some_and(|w| singular(w) == noun));
    let mut found_in = None;
    for (line, l) in case.sheet.lines.iter().enumerate() {
        for (_, fact, q) in l.numbers().filter(|(_, _, q)| same(q)) {
            if found_in.replace((line, fact, q.interval)).is_some() {
                return None;
            }
        }
    }
    let (line, fact, value) = found_in?;
    let how = format!("{}: {}", case.key(line), spoken(&value));
    let why = format!("'{}' stands in {}", case.word(head), case.key(line));
    let stated = Some(Value::Quantity(quantity.clone()));
    Some(found(case, line, why, Worth::Number(value), vec![fact.id()], how, stated))
}

/// Lines whose name ends in the counted noun: "No. of issues", "Stations".
pub(super) fn by_name(case: &Case<'_, '_>, head: u32) -> Vec<usize> {
    let noun = singular(&case.word(head));
    let ends = |key: &str| {
        let plain = crate::rules::aspect::plain_key(key);
        plain.rsplit(' ').next().is_some_and(|w| singular(w) == noun)
    };
    (0..case.sheet.lines.len()).filter(|&l| ends(case.sheet.lines[l].key)).collect()
}

pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// What a line says of a counted noun: its number, the number before that noun in its text, or the length of
/// its list.
pub(super) fn counted(
    case: &Case<'_, '_>,
    line: usize,
    head: u32,
) -> Option<(Interval<Decimal>, Vec<FactId>)> {
    let line = &case.sheet.lines[line];
    let noun = singular(&case.word(head));
    // "Postal code = 8000" counts nothing.
    let key = line.key.to_lowercase();
    let label = ["code", "number", "rank", "year"].iter().any(|w| key.contains(w));
    if label && !key.contains("number of") {
        return None;
    }
    let numbers: Vec<(usize, Fact<'_>, &Quantity)> = line.numbers().collect();
    let bare = |q: &Quantity| match &q.unit {
        None => true,
        Some(Unit::Noun(n)) => n.split(' ').any(|w| singular(w) == noun),
        Some(_) => false,
    };
    // "Approximately 230"
    let led = |e: usize| {
        line.entries[e].text.split_whitespace().take(2).any(|w| w.starts_with(|c: char| c.is_ascii_digit()))
    };
    let leading: Vec<_> = numbers.iter().filter(|(e, _, q)| led(*e) && bare(q)).collect();
    match leading.as_slice() {
        [(_, fact, q), ..] if line.entries.len() == 1 => return Some((q.interval, vec![fact.id()])),
        _ => {}
    }
    let has_words = line.entries.iter().all(|e| e.text.chars().filter(|c| c.is_alphabetic()).count() > 2);
    if !has_words || key.starts_with("no.") || key.starts_with("number") {
        return None;
    }
    // A text with a number of its own may be no list: "Over 900 shops".
    if line.entries.len() == 1 && !numbers.is_empty() {
        return None;
    }
    let from = line.entries.iter().filter_map(|e| e.facts.first()).map(Fact::id).collect();
    Some((listed(line.entries.iter().map(|e| e.text)), from))
}
