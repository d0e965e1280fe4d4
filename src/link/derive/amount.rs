//! Counts, measures and money of a box: "has three labels", "runs over two hours", "made ten times its budget".

use super::list::{count, doers, occasions, weddings};
use super::pair::times;
use super::{Case, Computed, Found, Tell, Worth};
use crate::kb::{Fact, FactId};
use crate::mention::Kind;
use crate::resolve::Value;
use crate::rules::aspect::Tells;
use crate::value::{Decimal, Interval, Modifier, Quantity, Timex, TimexType, Unit};

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
    // "Over 5 million more than its rival": a difference, which no line holds. The budget's is told apart below.
    let end = case.own().end;
    let differs =
        matches!(case.word(end).as_str(), "more" | "fewer" | "less" | "higher" | "lower" | "larger")
            && case.has(end..(end + 4).min(case.sentence.end), &["than"]);
    if differs && !matches!(reading.kind, Kind::Money | Kind::Ratio) {
        return None;
    }
    match reading.kind {
        Kind::Number | Kind::Range if occasions(case) => {
            weddings(case, quantity).or_else(|| times(case, quantity))
        }
        Kind::Number | Kind::Range if quantity.unit.as_ref().is_none_or(|u| matches!(u, Unit::Noun(_))) => {
            // "One out of six" is a part of them.
            let one = |x: &Decimal| *x < Decimal::ONE && *x > Decimal::ZERO;
            if quantity.interval.high.value().is_some_and(one) {
                return None;
            }
            count(case, quantity)
                .or_else(|| doers(case, quantity))
                .or_else(|| named(case, quantity))
                .or_else(|| bare_money(case, quantity))
        }
        Kind::Money => money(case, quantity).or_else(|| named(case, quantity)),
        Kind::Ratio => times(case, quantity),
        Kind::Measure | Kind::Range | Kind::Percent => measure(case, quantity),
        _ => None,
    }
}

pub(super) fn found(
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

pub(super) fn spoken(n: &Interval<Decimal>) -> String {
    crate::value::interval::spoken(n)
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
    if let Some(places) = super::rank::places(case, tell.line) {
        return whole_line(case, tell, places, quantity);
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
    // "118 minutes 40 seconds" against "118 minutes": the box says nothing of the seconds.
    let minute = Decimal::from(60);
    let (said, known) = (stated.length?.seconds, (*days.low.value()? * Decimal::from(86_400)).round());
    if !(said % minute).is_zero() && (known % minute).is_zero() && (said - known).abs() < minute {
        return None;
    }
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
        // "Took 38 million, more than eight times its budget": that is another number's.
        let other = |at: u32| {
            let next = case.input.readings.partition_point(|r| r.extent.tokens.start < own.end);
            case.input.readings.get(next).is_some_and(|r| r.extent.tokens.start < at && !r.kind.is_time())
        };
        let over_budget = case.tells.iter().any(|t| {
            let at = t.tokens.start;
            t.line == cost && at >= own.end && case.word(at) == "budget" && !other(at)
        });
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

/// "Made over 50 million at the box office": money whose currency goes without saying.
fn bare_money(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let large = quantity.stated.low.value().or(quantity.stated.high.value())?;
    if quantity.unit.is_some()
        || *large < Decimal::from(1000)
        || case.input.readings[case.claim.reading].noun.is_some()
    {
        return None;
    }
    // "Went up by several million" is a difference.
    let own = case.own().start;
    if case.has(own.saturating_sub(2).max(case.sentence.start)..own, &["by"]) {
        return None;
    }
    // Of a line in several currencies none goes without saying.
    let currency = |line: usize| -> Option<Unit> {
        let money = ["budget", "box-office", "earnings", "net-worth", "endowment", "revenue"];
        // Nor of one that has as large a number without any: "340 crore ($52 million)".
        let large = |q: &Quantity| {
            q.unit.is_none() && q.stated.high.value().is_some_and(|x| *x >= Decimal::from(1000))
        };
        if case.sheet.lines[line].numbers().any(|(_, _, q)| large(q)) {
            return None;
        }
        let units = case.sheet.lines[line].numbers().filter_map(|(_, _, q)| q.unit.as_ref());
        let mut units = units.filter(|u| !matches!(u, Unit::Noun(_)));
        let first = units.next().filter(|_| money.iter().any(|id| case.key_is(line, id)))?;
        units.all(|u| u.name() == first.name()).then(|| first.clone())
    };
    let tell = measured(case, |line| currency(line).is_some()).filter(|t| t.tells == Tells::Measure)?;
    money(case, &Quantity { unit: currency(tell.line), ..quantity.clone() })
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
pub(super) fn in_unit<'b>(
    case: &Case<'_, 'b>,
    line: usize,
    claim: &Quantity,
) -> Vec<(Fact<'b>, Interval<Decimal>)> {
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
        .copied()
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
    whole_line(case, tell, vec![*one], quantity)
}
