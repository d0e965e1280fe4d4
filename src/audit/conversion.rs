//! `conversion-mismatch`: "10 miles (12 km)".

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use super::{columns, equated, scales};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::decimal::grouped;
use crate::value::unit::Measure;
use crate::value::{Decimal, Modifier, Unit};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    columns::units(draft, out);
    scales::check(draft, out);
    for (k, pair) in draft.figures.windows(2).enumerate() {
        let (a, b) = (&pair[0], &pair[1]);
        // "100-250 kilometres (62-160 miles)": end against end is not told apart here.
        let sentence = draft.sentence(a.tokens.start);
        let troy = || (sentence.start..sentence.end).any(|i| draft.is(i, "troy"));
        if a.end
            || b.end
            || !(beside(draft, a, b) || restated(draft, a, b) || equated::said(draft, a, b))
            || troy()
            // "10 miles, or 5 km more than usual"
            || further(draft, b.whole.end.max(b.tokens.end))
        {
            continue;
        }
        out.extend(match (a.kind, b.kind) {
            (Kind::Duration, Kind::Duration) => durations(draft, a, b),
            (Kind::Money | Kind::Number, Kind::Money | Kind::Number) => counted(draft, a, b),
            _ => measures(draft, k, a, b),
        });
    }
    out.extend(draft.figures.windows(3).filter_map(|figures| at_rate(draft, figures)));
    headed(draft, out);
    out.extend(draft.figures.iter().enumerate().filter_map(|(k, f)| equated::in_unit(draft, k, f)));
}

/// "A (B", "A, or B", "A - B -": the same thing said twice.
fn beside(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (end, start) = (a.whole.end.max(a.tokens.end), b.begin());
    // "the 10-mile (5 km for juniors) race"
    if draft.one(b.whole.end.max(b.tokens.end), WordSet::OpensPlace) && draft.word(start - 1) == "(" {
        return false;
    }
    // "the 30-acre site off Brickyard Lane - 22 hectares of it ...": only what is more than all of it is no part.
    let glued = (a.tokens.start..end).any(|i| draft.word(i) == "-");
    let opens = draft.word(start - 1) == "(" || start >= 1 && draft.dash(start - 1);
    if glued && opens && (2..=8).contains(&start.saturating_sub(end)) {
        let plain = draft.unbroken(&(end..start - 1)) && draft.figures_in(&(end..start - 1)).is_empty();
        let stop = b.whole.end.max(b.tokens.end);
        let closed = matches!(draft.word(stop), ")" | ",") || draft.dash(stop);
        // What is far off is another thing: "(2 km, juniors)".
        let near = a.value_in(b).is_some_and(|a| a < b.value * Decimal::TWO && b.value < a * Decimal::TWO);
        return plain && near && (closed || draft.is(stop, "of") && larger(a, b));
    }
    // "500 hectares of bog, about 1,240 acres, for"
    let about = u32::from(draft.one(start.saturating_sub(1), WordSet::BeforeConversion));
    let stop = b.whole.end.max(b.tokens.end);
    let comma = start.saturating_sub(1 + about);
    if draft.is(end, "of")
        && (2..=5).contains(&comma.saturating_sub(end))
        && draft.word(comma) == ","
        && (about == 1 || b.modifier == Some(Modifier::Approx))
        && (end + 1..comma).all(|i| draft.is_word(i))
        && matches!(draft.word(stop), "," | "." | ")")
    {
        return true;
    }
    // "7 miles (23 km there and back)"
    if draft.one(stop, WordSet::OtherWay) {
        return false;
    }
    match start.checked_sub(end) {
        // "500 acres of land (120 hectares)"
        Some(2..=4) if draft.word(start - 1) == "(" => {
            (end..start - 1).all(|i| draft.is_word(i) || draft.word(i) == "-")
        }
        Some(1) => {
            // "60 miles, about 150 kilometres, to see him", its hedge read as part of it
            let stop = b.whole.end.max(b.tokens.end);
            if draft.word(end) == ","
                && b.whole.start < b.tokens.start
                && b.modifier == Some(Modifier::Approx)
            {
                return matches!(draft.word(stop), "," | "." | ")");
            }
            matches!(draft.word(end), "(" | "[" | "/" | "\u{2014}") || draft.is(end, "or") || draft.dash(end)
        }
        Some(2) => {
            let stop = b.whole.end.max(b.tokens.end);
            // "60 miles, about 150 kilometres, to see him"
            let about =
                draft.one(end + 1, WordSet::BeforeConversion) && matches!(draft.word(stop), "," | "." | ")");
            draft.word(end) == "," && (draft.is(end + 1, "or") || about)
                || draft.word(end) == "(" && draft.one(end + 1, WordSet::BeforeConversion)
        }
        _ => false,
    }
}

/// "It's forty miles to the nearest ward, about ninety kilometres, and": the same in the other system of units, a
/// clause further; "18,000 square feet, 2,900 square metres, on two floors".
fn restated(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (end, start) = (a.whole.end.max(a.tokens.end), b.begin());
    let stop = b.whole.end.max(b.tokens.end);
    let about = start.checked_sub(1).filter(|&i| draft.one(i, WordSet::BeforeConversion)).unwrap_or(start);
    let hedged = about < start || b.modifier == Some(Modifier::Approx);
    let alone =
        about > end && draft.word(about - 1) == "," && matches!(draft.word(stop), "," | "." | ")" | ";");
    // "600 miles; that is about 1,500 km,"
    let link = |i: &u32| draft.any(*i, &["is", "are", "makes", "equals", "that", "which", "this", "or"]);
    let said = (end..about).rev().find(|i| !link(i)).is_some_and(|i| {
        i == end && i + 1 < about && matches!(draft.word(i), "," | ";" | "." | "\u{2014}" | "\u{2013}")
    });
    let beside = about == end + 1 || said;
    let alone = alone || said && matches!(draft.word(stop), "," | "." | ")" | ";");
    // What is far off is another thing.
    let most = Decimal::from(if beside { 4 } else { 2 });
    let near = a.value_in(b).is_some_and(|a| a < b.value * most && b.value < a * most);
    // "3 miles, 10 km, 20 km and a marathon" is a list.
    let listed = draft.figures_in(&(stop..stop + 3)).iter().any(|f| f.dimension() == b.dimension());
    alone && near && !listed && (beside || hedged && about - end <= 10 && draft.unbroken(&(end..about - 1)))
}

/// Whether something is told to be so much more or less: "5 km more than usual", "12 acres less".
fn further(draft: &Draft<'_>, end: u32) -> bool {
    draft.one(end, WordSet::Greater) && !draft.is(end, "above")
        || draft.one(end, WordSet::Fewer) && !draft.is(end, "below")
}

/// Whether a figure is how much something changed by: "dropped 18 degrees", "rose as much as 20F", "warmed nearly 2C".
pub(super) fn by_so_much(draft: &Draft<'_>, start: u32) -> bool {
    let hedge = |i: u32| {
        draft.one(i, WordSet::BeforeConversion)
            || draft.one(i, WordSet::MoreThan)
            || draft.one(i, WordSet::Almost)
            || draft.one(i, WordSet::Roughly)
            || draft.any(i, &["by", "as", "much", "many", "another", "just", "only", "a", "full", "further"])
    };
    let lead = (start.saturating_sub(6)..start).rev().find(|&i| !hedge(i));
    lead.is_some_and(|i| {
        // "The fall 20C day"
        let noun = draft.follows(i, WordSet::Definite) || draft.follows(i, WordSet::Indefinite);
        draft.one(i, WordSet::ChangesBy) && !noun
    })
}

/// The unit that heads a column: "Height (feet)", "Metres".
pub(super) fn head_unit(draft: &Draft<'_>, head: &Range<u32>) -> Option<Measure> {
    let last = (head.start..head.end).rev().find(|&i| draft.is_word(i))?;
    let open = (head.start..head.end).find(|&i| draft.word(i) == "(").map_or(head.start, |i| i + 1);
    // "km/h", "Speed (km/h)", "Height in metres"
    [open..last + 1, last..last + 1].into_iter().find_map(|named| unit(draft, &named))
}

/// The unit that these words name.
pub(super) fn unit(draft: &Draft<'_>, named: &Range<u32>) -> Option<Measure> {
    match draft.input.rules.unit(&draft.text(named).to_lowercase())? {
        Unit::Measure(m) => Some(Measure::clone(&m)),
        _ => None,
    }
}

/// "fined 3 million yen. That is $45,000 at 150 yen to the dollar": a sum by the rate that the text tells.
fn at_rate(draft: &Draft<'_>, figures: &[Figure]) -> Option<Slip> {
    let [a, b, rate] = figures else { return None };
    let all = figures.iter().all(|f| f.kind == Kind::Money && f.plain());
    let (x, y) = (a.unit.as_ref()?, b.unit.as_ref()?);
    if !all
        || x == y
        || rate.unit.as_ref()? != x
        || rate.value.is_zero()
        || !draft.preceded(rate.begin(), &["at", "of"])
    {
        return None;
    }
    // "150 yen to the dollar", "150 yen a dollar"
    let end = rate.tokens.end;
    let per = draft.any(end, &["to", "per", "a"]);
    let word = end + 1 + u32::from(draft.is(end + 1, "the"));
    let one = match draft.input.rules.unit(&draft.word(word).to_lowercase())? {
        Unit::Ambiguous { candidates, word } => {
            y.name() == &*word || candidates.iter().any(|c| &*c.name == y.name())
        }
        unit => unit == *y,
    };
    let told = draft.sentence(b.tokens.start);
    let near = told.contains(&rate.tokens.start) && b.begin().saturating_sub(a.tokens.end) <= 8;
    let same = near
        && (told.contains(&a.tokens.start)
            || (told.start..b.begin()).any(|i| draft.any(i, &["that", "this", "which"])));
    let exact = a.value.checked_div(rate.value)?;
    let leave = (a.slack + rate.slack * exact.abs()).checked_div(rate.value)?
        + b.slack
        + exact.abs() / Decimal::from(20);
    if !per || !one || !same || (exact - b.value).abs() <= leave {
        return None;
    }
    let text = format!(
        "{} / {} = {}, not {}",
        grouped(a.value),
        grouped(rate.value),
        grouped(exact.round_dp(2).normalize()),
        grouped(b.value)
    );
    Some(Slip::new("conversion-mismatch", &b.tokens, text).against([a.tokens.clone(), rate.tokens.clone()]))
}

/// "# Pilgrims to walk 60 miles", "The 140-kilometre route": the only two lengths of a text, one in its headline.
fn headed(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let measured: Vec<(usize, &Figure)> =
        draft.figures.iter().enumerate().filter(|(_, f)| f.kind == Kind::Measure && !f.end).collect();
    for &(k, a) in
        measured.iter().take(2).filter(|(_, f)| matches!(draft.scope(f.tokens.start), Scope::Heading(_)))
    {
        let alike =
            |f: &Figure| f.tokens != a.tokens && f.dimension().is_some() && f.dimension() == a.dimension();
        let mut others = measured.iter().filter(|(_, f)| alike(f));
        let (Some(&(_, b)), None) = (others.next(), others.next()) else { continue };
        let near = a.value_in(b).is_some_and(|a| a < b.value * Decimal::TWO && b.value < a * Decimal::TWO);
        // "The 140-kilometre route": told of before.
        let the = draft.preceded(b.begin(), &["the", "their", "his", "her", "its"]);
        let the = the && (b.tokens.start..b.whole.end.max(b.tokens.end)).any(|i| draft.word(i) == "-");
        if near
            && the
            && a.plain()
            && b.plain()
            && draft.scope(b.tokens.start) == Scope::Body
            && a.unit != b.unit
        {
            out.extend(measures(draft, k, a, b));
        }
    }
}

/// Whether the second figure is larger than the first, in its unit.
fn larger(a: &Figure, b: &Figure) -> bool {
    a.value_in(b).is_some_and(|a| b.value > a)
}

/// "Rs 3 crore (Rs 300 million)": one sum in two ways of counting.
fn counted(draft: &Draft<'_>, a: &Figure, b: &Figure) -> Option<Slip> {
    let scale = |f: &Figure| draft.scale(f);
    let indian = |f: &Figure| matches!(scale(f), 5 | 7);
    let one = a.kind == b.kind && a.unit == b.unit && indian(a) != indian(b) && scale(a) > 0 && scale(b) > 0;
    let leave = leave(a, a.slack * Decimal::TWO) + leave(b, b.slack * Decimal::TWO);
    if !one || (a.value - b.value).abs() <= leave {
        return None;
    }
    let text = format!("{} is {}, not {}", draft.text(&a.tokens), grouped(a.value), grouped(b.value));
    Some(Slip::new("conversion-mismatch", &a.tokens, text).against([b.tokens.clone()]))
}

/// The units that a figure can be in: "gallon" is two.
pub(super) fn measure(f: &Figure) -> Vec<&Measure> {
    match &f.unit {
        _ if !matches!(f.kind, Kind::Measure | Kind::Temperature) => Vec::new(),
        Some(Unit::Measure(m)) => vec![m],
        Some(Unit::Ambiguous { candidates, .. }) => candidates.iter().map(|m| &**m).collect(),
        _ => Vec::new(),
    }
}

/// What a writer may round away: half a unit of the last digit, at most a twentieth of the number.
fn leave(f: &Figure, digit: Decimal) -> Decimal {
    let share = if f.plain() { Decimal::from(20) } else { Decimal::TEN };
    (digit / Decimal::TWO).min(f.value.abs() / share)
}

/// A slip only where every unit that the words can mean disagrees.
pub(super) fn measures(draft: &Draft<'_>, k: usize, a: &Figure, b: &Figure) -> Option<Slip> {
    let mut first = None;
    for from in measure(a) {
        for to in measure(b) {
            first = first.or(Some(converted(draft, k, (a, from), (b, to))?));
        }
    }
    first
}

pub(super) fn converted(
    draft: &Draft<'_>,
    k: usize,
    (a, from): (&Figure, &Measure),
    (b, to): (&Figure, &Measure),
) -> Option<Slip> {
    if from.dimension != to.dimension || from.name == to.name {
        return None;
    }
    let digit = |f: &Figure| draft.readings[f.reading].quantity().map_or(Decimal::ONE, |q| q.digit);
    let sentence = draft.sentence(a.tokens.start);
    let degrees = !from.offset.is_zero() || !to.offset.is_zero();
    let before = sentence.start.max(a.whole.start.saturating_sub(6))..a.tokens.start;
    // "9C (48F), a difference of 12 degrees": of other figures.
    let apart = draft.word(b.tokens.end + 1) == ",";
    let after = b.tokens.end..if apart { b.tokens.end } else { sentence.end.min(b.tokens.end + 4) };
    let by = draft.preceded(a.begin(), &["by"]) || by_so_much(draft, a.tokens.start);
    // "10C (18F) above Monday's"
    let behind = b.tokens.end + u32::from(draft.word(b.tokens.end) == ")");
    let by = by || draft.one(behind, WordSet::Greater) || draft.one(behind, WordSet::Fewer);
    let difference =
        degrees && (by || draft.has(&before, Cue::Difference) || draft.has(&after, Cue::Difference));
    let convert = |x: Decimal| -> Option<Decimal> {
        if difference { x.checked_mul(from.factor)?.checked_div(to.factor) } else { from.convert(x, to) }
    };
    // "5 ft 10 in (1.78 m)": one length in two units.
    let first = a.value.checked_add(compound(draft, k, from)?)?;
    let exact = convert(first)?;
    let spread = (convert(first + leave(a, digit(a)))? - exact).abs();
    let own = if degrees { digit(b).min(Decimal::ONE) / Decimal::TWO } else { leave(b, digit(b)) };
    let coarse = if difference {
        Decimal::new(3, 1)
    } else if degrees {
        off_by(a.value, b.value)
    } else {
        exact.abs() / Decimal::from(50)
    };
    let off = (exact - b.value).abs();
    if off <= spread + own + coarse {
        return None;
    }
    // "a beach of 2 miles (5 km)". It is 2 miles, and so 3.2 km: told rightly beside it.
    let since = draft.previous_sentence(sentence.start).map_or(sentence.start, |p| p.start);
    let until = draft.next_sentence(sentence.start).map_or(sentence.end, |n| n.end);
    // "a little over one hectare" is right for 1.2.
    let near = |f: &Figure| {
        if f.plain() { spread + leave(f, digit(f)) + coarse } else { exact.abs() / Decimal::from(4) }
    };
    let right = |f: &Figure| f.tokens != b.tokens && f.unit == b.unit && (f.value - exact).abs() <= near(f);
    if draft.figures_in(&(since..until)).iter().any(right) {
        return None;
    }
    let text = format!(
        "{} {} are {} {}, not {}",
        grouped(first.normalize()),
        plural(from),
        grouped(exact.round_dp(1)),
        plural(to),
        grouped(b.value.round_dp(2).normalize())
    );
    Some(Slip::new("conversion-mismatch", &a.tokens, text).against([b.tokens.clone()]))
}

fn plural(m: &Measure) -> &str {
    &m.name
}

/// What stands right before figure `k` in a larger unit of the same dimension, in its unit;
/// `None` where something else stands right before it.
fn compound(draft: &Draft<'_>, k: usize, unit: &Measure) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut at = k;
    while let Some(before) = at.checked_sub(1) {
        let (f, next) = (&draft.figures[before], &draft.figures[at]);
        let gap = next.whole.start.saturating_sub(f.whole.end.max(f.tokens.end));
        let larger = measure(f).into_iter().find(|m| m.dimension == unit.dimension && m.name != unit.name);
        match larger {
            Some(m) if gap == 0 || gap == 1 && draft.any(f.whole.end, &["and", ","]) => {
                sum += m.convert(f.value, unit)?;
            }
            // "8st 4lb", its first part not read as a measure
            None if gap == 0 => return None,
            _ => break,
        }
        at = before;
    }
    Some(sum)
}

/// How far two temperatures may be apart. Those of ovens are rounded to marks on a dial: "180C (350F)".
pub(super) fn off_by(a: Decimal, b: Decimal) -> Decimal {
    let mark = |x: Decimal| x >= Decimal::ONE_HUNDRED && (x % Decimal::from(5)).is_zero();
    if mark(a) && mark(b) { Decimal::TEN } else { Decimal::ONE }
}

/// "four days - 120 hours in all"
fn durations(draft: &Draft<'_>, a: &Figure, b: &Figure) -> Option<Slip> {
    let hours = |f: &Figure| match f.unit.as_ref()?.name() {
        "second" => Some(Decimal::ONE / Decimal::from(3600)),
        "minute" => Some(Decimal::ONE / Decimal::from(60)),
        "hour" => Some(Decimal::ONE),
        "day" => Some(Decimal::from(24)),
        "week" => Some(Decimal::from(168)),
        "fortnight" => Some(Decimal::from(336)),
        "month" => Some(Decimal::new(7305, 1)),
        "year" => Some(Decimal::from(8766)),
        "decade" => Some(Decimal::from(87660)),
        _ => None,
    };
    let (ha, hb) = (hours(a)?, hours(b)?);
    // "95 minutes (two hours and five minutes)"
    let several = |f: &Figure| f.tokens.len() >= 4;
    if ha == hb && several(a) == several(b) || !a.plain() || !b.plain() {
        return None;
    }
    let (x, y) = (a.value.checked_mul(ha)?, b.value.checked_mul(hb)?);
    let leave = (ha / Decimal::TWO).max(hb / Decimal::TWO).max(x / Decimal::TEN);
    // Calendar units do not convert exactly, and a count of days takes in both ends.
    let leave =
        if ha > Decimal::from(300) || hb > Decimal::from(300) { leave.max(ha.max(hb)) } else { leave };
    // "18 months, or two and a half years": months and years convert exactly.
    let long = |h: Decimal| h > Decimal::from(700);
    let half = ha.max(hb)
        / if a.value.is_integer() && b.value.is_integer() { Decimal::TWO } else { Decimal::from(4) };
    let leave = if long(ha) && long(hb) && ha != hb { half } else { leave };
    if (x - y).abs() <= leave {
        return None;
    }
    let unit = |f: &Figure| f.unit.as_ref().map_or("", |u| u.name()).to_owned();
    let text = if ha == hb {
        // "90 minutes (two hours and 30 minutes)", both read in minutes
        format!("{} are not {}", draft.text(&a.tokens), draft.text(&b.tokens))
    } else {
        let exact = grouped((x / hb).round_dp(1).normalize());
        format!("{} {}s are {exact} {}s, not {}", grouped(a.value), unit(a), unit(b), grouped(b.value))
    };
    Some(Slip::new("conversion-mismatch", &a.tokens, text).against([b.tokens.clone()]))
}
