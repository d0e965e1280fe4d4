//! Counts, measures and money of a box: "has three labels", "runs over two hours", "made ten times its budget".

use super::{Case, Computed, Found, Tell, Worth};
use crate::kb::{Fact, FactId};
use crate::mention::Kind;
use crate::resolve::Value;
use crate::rules::aspect::Tells;
use crate::value::{Bound, Decimal, Interval, Modifier, Quantity, Timex, TimexType, Unit};

/// Farther than this, in words and breaks, a word does not say what is measured.
const REACH: u32 = 12;

/// Holds a number against a count, a measure or a sum of money of the box.
pub(super) fn amount(case: &Case<'_, '_>) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let mut quantity = reading.quantity()?.clone();
    // "more than twice"
    if quantity.modifier.is_none()
        && (occasions(case) || reading.kind == Kind::Ratio)
        && let Some(x) = quantity.stated.as_point().copied()
    {
        quantity.modifier = case.bound();
        quantity.interval = match quantity.modifier {
            Some(Modifier::MoreThan) => Interval::more_than(x),
            Some(Modifier::EqualOrMore) => Interval::at_least(x),
            Some(Modifier::LessThan) => Interval::less_than(x),
            _ => quantity.interval,
        };
    }
    let quantity = &quantity;
    match reading.kind {
        Kind::Number | Kind::Range if occasions(case) => {
            weddings(case, quantity).or_else(|| times(case, quantity))
        }
        Kind::Number | Kind::Range if quantity.unit.as_ref().is_none_or(|u| matches!(u, Unit::Noun(_))) => {
            count(case, quantity).or_else(|| doers(case, quantity)).or_else(|| named(case, quantity))
        }
        Kind::Money => money(case, quantity).or_else(|| named(case, quantity)),
        Kind::Ratio => times(case, quantity),
        Kind::Measure | Kind::Range | Kind::Percent => measure(case, quantity),
        _ => None,
    }
}

fn found(
    case: &Case<'_, '_>,
    line: usize,
    why: String,
    worth: Worth,
    from: Vec<FactId>,
    how: String,
    stated: Option<Value>,
) -> Found {
    Found {
        property: case.sheet.lines[line].property,
        why,
        parts: vec![Computed { worth, from, how }],
        stated,
    }
}

/// "twice", "three times": a count of occasions, not of things.
fn occasions(case: &Case<'_, '_>) -> bool {
    let said = case.input.words(case.own()).to_lowercase();
    let times = said == "twice" || said == "once" || said == "thrice" || said.ends_with(" times");
    times || matches!(case.word(case.own().end).as_str(), "times")
}

/// "has been married three times": the weddings that the box lists.
fn weddings(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
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

fn spoken(n: &Interval<Decimal>) -> String {
    crate::value::interval::spoken(n)
}

/// How many things a line lists: its entries; for a line of one entry what stands between its commas. Where
/// the two may both be meant, from the one to the other.
fn listed<'t>(texts: impl Iterator<Item = &'t str>) -> Interval<Decimal> {
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
fn pieces(text: &str) -> u32 {
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

/// "The number of employees is 9,360", "area code is 226": the line is named right before its value.
fn named(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let own = case.own();
    let tell = case
        .tells
        .iter()
        .filter(|t| matches!(t.tells, Tells::Measure | Tells::Count) && t.tokens.end <= own.start)
        .max_by_key(|t| (t.tokens.end, t.tokens.len()))?;
    let small = [
        "is",
        "are",
        "was",
        "were",
        "of",
        "at",
        "about",
        "around",
        "over",
        "under",
        "more",
        "less",
        "than",
        "the",
        ":",
        "up",
        "to",
        "approximately",
        "nearly",
        "a",
        "exactly",
        "just",
        "only",
    ];
    let verb = (tell.tokens.end..own.start)
        .any(|i| matches!(case.word(i).as_str(), "is" | "are" | "was" | "were" | "of" | ":"));
    if !verb || !(tell.tokens.end..own.start).all(|i| small.contains(&case.word(i).as_str())) {
        return None;
    }
    // "The area code is 226 for three cities": what is counted must be nothing else.
    if case.input.readings[case.claim.reading].noun.is_some() {
        return None;
    }
    let values: Vec<(Fact<'_>, Interval<Decimal>)> = case.sheet.lines[tell.line]
        .numbers()
        .filter(|(_, _, q)| match (&q.unit, &quantity.unit) {
            (None | Some(Unit::Noun(_)), None) => true,
            (Some(a), Some(b)) => a.name() == b.name(),
            _ => false,
        })
        .map(|(_, f, q)| (f, q.interval))
        .collect();
    whole_line(case, tell, values, quantity)
}

/// "Produced by five people": the entries of the line whose name is the phrase before the number.
fn doers(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let noun = reading.noun.as_ref()?;
    let people =
        ["people", "persons", "person", "individuals", "companies", "company", "men", "directors", "writers"];
    let own = case.own();
    let by = own.start.checked_sub(1).filter(|&i| case.word(i) == "by" && noun.len() <= 2)?;
    let verb = case.word(by.checked_sub(1)?);
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

/// Holds a count against a number of the box or the length of one of its lists.
fn count(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let noun = reading.noun.as_ref()?;
    let head = noun.end.checked_sub(1)?;
    // "three children with Jane Doe": whose they are is not in the box.
    let next = case.word(noun.end);
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
fn in_text(case: &Case<'_, '_>, head: u32, quantity: &Quantity) -> Option<Found> {
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
fn by_name(case: &Case<'_, '_>, head: u32) -> Vec<usize> {
    let noun = singular(&case.word(head));
    let ends = |key: &str| {
        let plain = crate::rules::aspect::plain_key(key);
        plain.rsplit(' ').next().is_some_and(|w| singular(w) == noun)
    };
    (0..case.sheet.lines.len()).filter(|&l| ends(case.sheet.lines[l].key)).collect()
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// What a line says of a counted noun: its number, the number before that noun in its text, or the length of
/// its list.
fn counted(case: &Case<'_, '_>, line: usize, head: u32) -> Option<(Interval<Decimal>, Vec<FactId>)> {
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
    let led = |e: usize| line.entries[e].text.trim_start().starts_with(|c: char| c.is_ascii_digit());
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

/// The line that the nearest word measures, among those that hold a fitting number.
fn measured<'c>(case: &'c Case<'_, '_>, fits: impl Fn(usize) -> bool) -> Option<&'c Tell> {
    case.tells
        .iter()
        .filter(|t| {
            !matches!(t.tells, Tells::Start | Tells::End | Tells::While | Tells::Made | Tells::Whole)
                || t.aspect.is_none()
        })
        .filter(|t| fits(t.line) && case.far(&t.tokens) <= REACH)
        .min_by_key(|t| case.far(&t.tokens))
}

/// Holds a length of time against a running time: "runs over two hours".
pub(super) fn running_time(case: &Case<'_, '_>, stated: &Timex) -> Option<Found> {
    // Hours and minutes, not years.
    let short = stated.length.is_some_and(|l| l.months.is_zero() && l.seconds < Decimal::from(3 * 86_400));
    let lengths = |line: usize| -> Vec<(Fact<'_>, Interval<Decimal>)> {
        case.sheet.lines[line]
            .entries
            .iter()
            // "&gt;2 minutes"
            .filter(|e| {
                !e.text.contains(['<', '>', '&', '+', '~'])
                    && !e.text.contains(" each")
                    && !e.text.contains(" per")
            })
            .flat_map(|e| e.facts.iter())
            .filter_map(|f| Some((*f, days_of(f)?)))
            .collect()
    };
    let tell = measured(case, |line| !lengths(line).is_empty()).filter(|_| short)?;
    if case.has(tell.tokens.end..case.own().start, &["after", "before"]) {
        return None;
    }
    let all = lengths(tell.line);
    let [(fact, days), rest @ ..] = all.as_slice() else { return None };
    // Several: versions of different length.
    let days = rest.iter().fold(*days, |a, (_, b)| Interval {
        low: if a.low.value() < b.low.value() { a.low } else { b.low },
        high: if a.high.value() > b.high.value() { a.high } else { b.high },
    });
    let mut from = vec![fact.id()];
    from.extend(rest.iter().map(|(f, _)| f.id()));
    let how = format!("{}: {}", case.key(tell.line), case.sheet.lines[tell.line].entries[0].text);
    let why = format!("'{}' measures {}", case.input.words(&tell.tokens), case.key(tell.line));
    let mut stated = stated.clone();
    stated.kind = TimexType::Duration;
    Some(found(case, tell.line, why, Worth::Days(days), from, how, Some(Value::Time(stated))))
}

/// A fact's length of time in days; a range of minutes has two ends.
fn days_of(fact: &Fact<'_>) -> Option<Interval<Decimal>> {
    if let Some(length) = fact.length() {
        return length.days();
    }
    let Some(Unit::Measure(unit)) = fact.unit() else { return None };
    let day = Decimal::from(86_400);
    let quantity = fact.interval()?;
    (&*unit.dimension == "time").then(|| quantity.map(|x| x.checked_mul(unit.factor).unwrap_or(x) / day))
}

/// Holds money against the line that the words name; "over its budget" and "more than its budget" are the
/// difference of two lines.
fn money(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let worth = |line: usize| in_unit(case, line, quantity);
    let tell = measured(case, |line| !worth(line).is_empty())?;
    let own = case.own().clone();
    let budget = case.sheet.of(case.input, "budget").zip(case.sheet.of(case.input, "box-office"));
    if let Some((cost, gross)) = budget {
        let compares = case.has(
            own.start.saturating_sub(2).max(case.sentence.start)..(own.end + 8).min(case.sentence.end),
            &["than", "over", "above", "beyond", "profit", "more", "surpassed", "exceeded"],
        );
        let named = |line: usize| case.tells.iter().any(|t| t.line == line);
        let over_budget = case
            .tells
            .iter()
            .any(|t| t.line == cost && t.tokens.start >= own.end && case.word(t.tokens.start) == "budget");
        let profit =
            case.has(case.sentence.clone(), &["profit", "profited", "net", "netted", "loss", "lost"]);
        if compares
            && over_budget
            && (named(gross) || case.has(case.sentence.clone(), &["made", "earned", "profit"]))
            || profit
        {
            if profit && !over_budget && case.has(case.sentence.clone(), &["net", "netted", "loss", "lost"]) {
                return None;
            }
            let (a, b) = (worth(gross), worth(cost));
            let ([(f, x)], [(g, y)]) = (a.as_slice(), b.as_slice()) else { return None };
            let n = minus(x, y)?;
            let how = format!("{} {} less {} {}", case.key(gross), spoken(x), case.key(cost), spoken(y));
            let why = "a difference of two lines".to_owned();
            return Some(found(
                case,
                gross,
                why,
                Worth::Number(n),
                vec![f.id(), g.id()],
                how,
                Some(Value::Quantity(quantity.clone())),
            ));
        }
    }
    let values = worth(tell.line);
    whole_line(case, tell, values, quantity)
}

fn whole_line(
    case: &Case<'_, '_>,
    tell: &Tell,
    values: Vec<(Fact<'_>, Interval<Decimal>)>,
    quantity: &Quantity,
) -> Option<Found> {
    if values.is_empty() {
        return None;
    }
    let how = format!(
        "{}: {}",
        case.key(tell.line),
        values.iter().map(|(_, v)| spoken(v)).collect::<Vec<_>>().join(", ")
    );
    let why = format!("'{}' measures {}", case.input.words(&tell.tokens), case.key(tell.line));
    let from = values.iter().map(|(f, _)| f.id()).collect();
    let worths = values.into_iter().map(|(_, v)| v).collect();
    Some(found(
        case,
        tell.line,
        why,
        Worth::Numbers(worths),
        from,
        how,
        Some(Value::Quantity(quantity.clone())),
    ))
}

/// The numbers of a line in the unit of a claim; those of another dimension are left out.
fn in_unit<'b>(case: &Case<'_, 'b>, line: usize, claim: &Quantity) -> Vec<(Fact<'b>, Interval<Decimal>)> {
    let Some(wanted) = &claim.unit else { return Vec::new() };
    case.sheet.lines[line]
        .numbers()
        .filter_map(|(_, fact, q)| {
            let value = match (q.unit.as_ref()?, wanted) {
                (Unit::Measure(from), Unit::Measure(to)) if from.name == to.name => q.interval,
                (Unit::Measure(from), Unit::Measure(to)) if from.dimension == to.dimension => {
                    from.convert(Decimal::ONE, to)?;
                    q.interval.map(|x| from.convert(x, to).unwrap_or(x))
                }
                (a, b) if a.name() == b.name() => q.interval,
                (Unit::Ambiguous { candidates, .. }, Unit::Measure(m))
                | (Unit::Measure(m), Unit::Ambiguous { candidates, .. }) => {
                    candidates.iter().find(|c| c.name == m.name)?;
                    q.interval
                }
                _ => return None,
            };
            Some((fact, value))
        })
        .collect()
}

fn minus(a: &Interval<Decimal>, b: &Interval<Decimal>) -> Option<Interval<Decimal>> {
    let (al, ah, bl, bh) = (*a.low.value()?, *a.high.value()?, *b.low.value()?, *b.high.value()?);
    Some(Interval::closed(al.checked_sub(bh)?, ah.checked_sub(bl)?))
}

/// "made more than ten times its budget": the ratio of two lines.
fn times(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let own = case.own().clone();
    let (cost, gross) = case.sheet.of(case.input, "budget").zip(case.sheet.of(case.input, "box-office"))?;
    let budget = case
        .tells
        .iter()
        .find(|t| t.line == cost && t.tokens.start >= own.end && t.tokens.start - own.end <= 8)?;
    if !case.has(budget.tokens.clone(), &["budget", "cost", "make", "produce"]) {
        return None;
    }
    let first = |line: usize| {
        case.sheet.lines[line].numbers().find(|(_, _, q)| q.unit.is_some()).map(|(_, f, q)| (f, q.clone()))
    };
    let ((f, x), (g, y)) = (first(gross)?, first(cost)?);
    if x.unit.as_ref().map(Unit::name) != y.unit.as_ref().map(Unit::name) {
        return None;
    }
    let (xl, xh, yl, yh) = (
        *x.interval.low.value()?,
        *x.interval.high.value()?,
        *y.interval.low.value()?,
        *y.interval.high.value()?,
    );
    let n = Interval::closed(xl.checked_div(yh)?, xh.checked_div(yl)?);
    let how =
        format!("{} {} to {} {}", case.key(gross), spoken(&x.interval), case.key(cost), spoken(&y.interval));
    Some(found(
        case,
        gross,
        "a ratio of two lines".to_owned(),
        Worth::Number(n),
        vec![f.id(), g.id()],
        how,
        Some(Value::Quantity(quantity.clone())),
    ))
}

/// "Hoboken is over two square miles": the one line that holds an area, or the total of several.
fn only_line(case: &Case<'_, '_>, fits: &impl Fn(usize) -> bool) -> Option<Tell> {
    let own = case.own();
    let reading = &case.input.readings[case.claim.reading];
    let area = reading.quantity()?.unit.as_ref()?.dimension() == Some("area");
    let back = own.start.checked_sub(1).map(|i| case.word(i)).unwrap_or_default();
    let plain =
        matches!(back.as_str(), "is" | "was" | "covers" | "has" | "spans" | "covering" | "encompasses");
    if !area || !plain {
        return None;
    }
    let lines: Vec<usize> = (0..case.sheet.lines.len()).filter(|&l| fits(l)).collect();
    let total = |l: &usize| {
        matches!(
            crate::rules::aspect::plain_key(case.key(*l)).as_str(),
            "total" | "area" | "area total" | "total area" | "city"
        )
    };
    let line = match lines.as_slice() {
        [one] => *one,
        _ => *lines.iter().find(|l| total(l))?,
    };
    Some(Tell { tokens: own.clone(), line, tells: Tells::Measure, aspect: None })
}

/// Holds a length, an area, a weight against the line that the words name.
fn measure(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let worth = |line: usize| in_unit(case, line, quantity);
    let fits = |line: usize| !worth(line).is_empty();
    let only = only_line(case, &fits);
    let tell = match measured(case, fits) {
        Some(tell) => tell,
        None => &only?,
    };
    let values = worth(tell.line);
    // "the highest elevation" is not the elevation; "10 feet wider than" is a difference.
    let key = case.key(tell.line).to_lowercase();
    let extreme = |w: &str| case.has(case.sentence.clone(), &[w]) != key.contains(w);
    if ["highest", "lowest", "maximum", "minimum"].into_iter().any(extreme)
        || case.has(case.own().end..case.sentence.end, &["than", "away", "apart"])
    {
        return None;
    }
    let sides = |t: &&Tell| {
        matches!(t.tells, Tells::First | Tells::Second | Tells::Longest | Tells::Shortest)
            && t.line == tell.line
    };
    let side = case
        .tells
        .iter()
        .filter(sides)
        .min_by_key(|t| (matches!(t.tells, Tells::First | Tells::Second), case.far(&t.tokens)));
    let is_rectangle =
        case.sheet.lines[tell.line].aspects.iter().any(|&a| case.input.rules.aspects.id(a) == "dimensions");
    let same_unit: Vec<_> = values
        .iter()
        .filter(|(f, _)| {
            f.quantity().and_then(|q| q.unit.as_ref()).map(Unit::name)
                == values[0].0.quantity().and_then(|q| q.unit.as_ref()).map(Unit::name)
        })
        .cloned()
        .collect();
    if !is_rectangle {
        return whole_line(case, tell, values, quantity);
    }
    let [a, b] = same_unit.as_slice() else { return None };
    let one = match side?.tells {
        Tells::First => a,
        Tells::Second => b,
        Tells::Longest => {
            if a.1.low.value() > b.1.low.value() {
                a
            } else {
                b
            }
        }
        _ => {
            if a.1.low.value() < b.1.low.value() {
                a
            } else {
                b
            }
        }
    };
    whole_line(case, tell, vec![one.clone()], quantity)
}
