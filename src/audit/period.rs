//! `span-duration`: "from 2001 to 2010, eight years in all".

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::Day;
use super::draft::Draft;
use super::figure::Figure;
use super::{Slip, calendar};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

const CODE: &str = "span-duration";

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for pair in draft.days.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let Some(open) = joined(draft, a, b) else { continue };
        let sentence = draft.sentence(a.tokens.start);
        if b.tokens.end > sentence.end || draft.has_any(&sentence, &[Cue::Break, Cue::OtherClock]) {
            continue;
        }
        let others = draft.days_in(&sentence).len();
        for f in draft.figures_in(&sentence) {
            let Some((n, unit, place)) = stated(draft, f) else { continue };
            let before = place.end <= a.tokens.start
                && a.tokens.start - place.end <= 10
                && draft.figures_in(&(place.end..a.tokens.start)).is_empty();
            let after = place.start >= b.tokens.end
                && place.start - b.tokens.end <= 3
                && matches!(draft.word(b.tokens.end), "," | "-" | "\u{2013}" | "\u{2014}" | "(" | ":");
            // With further dates in the sentence a length far off may belong to them.
            if !(before && (others == 2 || a.tokens.start - place.end <= 3) || after) {
                continue;
            }
            out.extend(slip(draft, f, n, &unit, &place, (a, b), open));
        }
    }
    for f in &draft.figures {
        out.extend(after(draft, f));
    }
}

/// Whether two dates are the ends of one stretch; `Some(true)` for "between", which the stretch need not fill.
fn joined(draft: &Draft<'_>, a: &Day, b: &Day) -> Option<bool> {
    let gap = a.tokens.end..b.tokens.start;
    let opener = a.tokens.start.checked_sub(1)?;
    let opener = if draft.any(opener, &["the"]) { opener.checked_sub(1)? } else { opener };
    if gap.end < gap.start || gap.end - gap.start > 2 {
        return None;
    }
    if draft.is(opener, "between") && draft.is(gap.start, "and") {
        return Some(true);
    }
    if draft.is(opener, "from") && draft.any(gap.start, &["to", "until", "till", "through"]) {
        return Some(false);
    }
    let dash = matches!(draft.word(gap.start), "-" | "\u{2013}") && gap.end - gap.start == 1;
    (dash && draft.word(opener) == "(").then_some(false)
}

/// A stated length: how many of which unit, and where; "18 unbroken years" is one too.
fn stated(draft: &Draft<'_>, f: &Figure) -> Option<(Decimal, String, Range<u32>)> {
    if f.vague || !f.value.is_integer() || f.value < Decimal::TWO {
        return None;
    }
    let unit = if f.kind == Kind::Duration {
        f.unit.as_ref()?.name().to_owned()
    } else if f.kind == Kind::Number {
        let head = f.head()?;
        ["year", "month", "week", "day"]
            .iter()
            .find(|u| draft.word(head).eq_ignore_ascii_case(&format!("{u}s")))?
            .to_string()
    } else {
        return None;
    };
    let end = f.noun.as_ref().map_or(f.tokens.end, |n| n.end.max(f.tokens.end));
    let start = f.tokens.start;
    // "a two-year contract", "every three years", "the first five years", "three years ago" are other lengths.
    let other = draft.preceded(
        start,
        &[
            "every", "first", "last", "next", "past", "previous", "within", "aged", "each", "another", "per",
            "final", "further", "other",
        ],
    ) || draft.any(
        end,
        &[
            "ago", "earlier", "later", "before", "after", "old", "of", "into", "early", "late", "from",
            "since",
        ],
    ) && !draft.is(end, "from")
        && !(draft.is(end, "of") && f.kind == Kind::Duration);
    (!other).then(|| (f.value, unit, start..end))
}

/// Whole months from `a` to `b`.
fn months(a: Date, b: Date) -> i64 {
    i64::from(b.year() - a.year()) * 12 + i64::from(b.month() - a.month())
}

/// Fewest and most of `unit` between two dates, counted without or with both ends.
fn length(a: &Day, b: &Day, unit: &str) -> Option<(Decimal, Decimal)> {
    let ((a0, _), (b0, _)) = (a.bounds()?, b.bounds()?);
    let years = Decimal::from(12);
    let hundred = |x: i64| Decimal::from(x);
    match (a.month, a.day, b.month, b.day) {
        (None, _, None, _) => {
            let n = i64::from(b0.year() - a0.year());
            (unit == "year").then(|| (hundred(n), hundred(n + 1)))
        }
        (Some(_), Some(_), Some(_), Some(_)) => {
            let days = hundred(i64::from((b0 - a0).get_days()));
            let size = match unit {
                "day" | "night" => Decimal::ONE,
                "week" => Decimal::from(7),
                "month" => Decimal::new(304, 1),
                "year" => Decimal::new(36525, 2),
                _ => return None,
            };
            Some((days / size, (days + Decimal::ONE) / size))
        }
        (Some(_), _, Some(_), _) => {
            let n = months(a0, b0);
            let size = match unit {
                "month" => Decimal::ONE,
                "year" => years,
                _ => return None,
            };
            Some((hundred(n) / size, hundred(n + 1) / size))
        }
        _ => None,
    }
}

/// Half a unit either way; nothing where both sides count whole ones.
fn leave(a: &Day, unit: &str) -> Decimal {
    let whole = a.month.is_none() && unit == "year" || a.day.is_some() && matches!(unit, "day" | "night");
    if whole { Decimal::ZERO } else { Decimal::new(6, 1) }
}

fn slip(
    draft: &Draft<'_>,
    f: &Figure,
    n: Decimal,
    unit: &str,
    place: &Range<u32>,
    (a, b): (&Day, &Day),
    open: bool,
) -> Option<Slip> {
    let (low, high) = length(a, b, unit)?;
    let leave = leave(a, unit);
    let wide = if f.modifier == Some(Modifier::Approx) { n / Decimal::from(5) } else { Decimal::ZERO };
    let at_least = matches!(f.modifier, Some(Modifier::MoreThan | Modifier::EqualOrMore | Modifier::After));
    let at_most = matches!(f.modifier, Some(Modifier::LessThan | Modifier::EqualOrLess | Modifier::Before));
    if low <= Decimal::ZERO {
        return None;
    }
    let long = n - leave - wide > high && !at_most;
    let short = n + leave + wide < low && !at_least && !open;
    if !long && !short {
        return None;
    }
    let text = format!(
        "{} to {} is {}, not {}",
        draft.text(&a.tokens),
        draft.text(&b.tokens),
        spell(low, unit),
        spell(n, unit)
    );
    Some(Slip::new(CODE, place, text).against([a.tokens.clone(), b.tokens.clone()]))
}

fn spell(n: Decimal, unit: &str) -> String {
    let n = n.round_dp(1).normalize();
    format!("{} {unit}{}", grouped(n), if n == Decimal::ONE { "" } else { "s" })
}

/// "ended on July 4, six weeks after it had begun on June 20"
fn after(draft: &Draft<'_>, f: &Figure) -> Option<Slip> {
    let (n, unit, _) = match f.kind {
        Kind::Duration if f.plain() => (f.value, f.unit.as_ref()?.name().to_owned(), ()),
        _ => return None,
    };
    let later = draft.is(f.tokens.end, "after");
    let earlier = draft.is(f.tokens.end, "before");
    if !(later || earlier) || !matches!(unit.as_str(), "day" | "week" | "month") {
        return None;
    }
    let sentence = draft.sentence(f.tokens.start);
    let days = draft.days_in(&sentence);
    let [first, second] = days else { return None };
    let around = first.tokens.end <= f.tokens.start
        && f.tokens.start - first.tokens.end <= 2
        && second.tokens.start > f.tokens.end
        && second.tokens.start <= f.tokens.end + 9;
    if !around
        || first.day.is_none()
        || second.day.is_none()
        || first.month.is_none()
        || second.month.is_none()
    {
        return None;
    }
    let (mut a, mut b) =
        if later { (second.clone(), first.clone()) } else { (first.clone(), second.clone()) };
    // One year for both, where at most one is written.
    let year = a.year.or(b.year).or_else(|| draft.published().map(|d| d.year())).unwrap_or(2001);
    a.year = a.year.or(Some(year));
    b.year = b.year.or(Some(year));
    if a.date()? > b.date()? {
        a.year = a.year.map(|y| y - 1);
    }
    let days = i64::from((b.date()? - a.date()?).get_days());
    if days <= 0 || days > 300 {
        return None;
    }
    let _ = (calendar::longest(1), 1.days());
    slip(draft, f, n, &unit, &f.tokens, (&a, &b), false)
}
