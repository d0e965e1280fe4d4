//! What licenses a count, a sum or a share to differ from what stands beside it: an item that is several, a share told
//! by a bare number, a day without a sitting.
//!
//! - `figures`: figures that are of each, of another time, of others, or put right at once.

pub(super) mod figures;

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// "in 2008, in each of the three years from 2010 and in 2016", "- Lots 2 and 3": an item of a list that is several; and
/// "four words: "Sand, sand and glass."", whose words are counted and not what they list.
pub(super) fn several_in_one(draft: &Draft<'_>, slip: &Slip) -> bool {
    let Some(place) = slip.others.first() else { return false };
    let Some(figure) = draft.figures_in(&slip.tokens).first() else { return false };
    let head = figure.head();
    let quoted = || {
        draft.quoted(place.start)
            || [place.start, place.start.saturating_sub(1)]
                .iter()
                .any(|&i| matches!(draft.word(i), "\"" | "\u{201c}"))
    };
    if head.is_some_and(|h| draft.one(h, WordSet::SpokenUnit)) && quoted() {
        return true;
    }
    let number = |i: u32| draft.numerals_in(&(i..i + 1)).iter().any(|n| n.form == Form::Cardinal);
    // "each of the three", "every year from 2010"
    let each = |i: u32| {
        draft.is(i, "each") && draft.is(i + 1, "of") && (i + 2..i + 4).any(number)
            || draft.any(i, &["each", "every"])
                && draft.is(i + 1, "year")
                && draft.any(i + 2, &["from", "between", "until"])
    };
    // "Lots 5 to 7"
    let label = |i: u32| {
        let own = head.is_some_and(|h| draft.akin(h, i)) && draft.word(i).ends_with('s');
        let joins = draft.one(i + 2, WordSet::ListAnd)
            || draft.is(i + 2, "to")
            || matches!(draft.word(i + 2), "-" | "\u{2013}" | ",");
        own && number(i + 1) && joins && number(i + 3)
    };
    // "English, both kinds of Norwegian, and Welsh"
    let both = |i: u32| {
        draft.is(i, "both")
            && i > 0
            && (matches!(draft.word(i - 1), "," | ":") || draft.one(i - 1, WordSet::ListAnd))
            && draft.is(i + 2, "of")
    };
    (place.start..place.end).any(|i| each(i) || label(i) || both(i))
}

/// "He paid £300 and £450 and got £50 back: £700 in all", "merges with one of 250": a term that is taken off, or is no number.
pub(super) fn taken_off(draft: &Draft<'_>, slip: &Slip) -> bool {
    let value = |o: &Range<u32>| draft.figures_in(o).first().map(|f| f.value);
    let Some(total) = value(&slip.tokens) else { return false };
    let terms: Vec<Decimal> = slip.others.iter().filter_map(value).collect();
    let sum: Decimal = terms.iter().copied().sum();
    let off = terms.len() > 2 && terms.iter().any(|t| sum - t - t == total);
    let one = |o: &Range<u32>| {
        let number = || !draft.numerals_in(&(o.end + 1..o.end + 2)).is_empty();
        draft.is(o.start, "one") && draft.is(o.end, "of") && number()
    };
    off || slip.others.iter().any(one)
}

/// "flew by Mars in May 1979 and reached Jupiter 20 months later": counted from the last of the dates, to none of them.
pub(super) fn counted_on(draft: &Draft<'_>, slip: &Slip) -> bool {
    let end = draft.figures_in(&slip.tokens).first().map_or(slip.tokens.end, |f| f.tokens.end);
    let last = slip.others.iter().map(|o| o.end).max().unwrap_or(end);
    let later = draft.is(end, "later") || draft.is(slip.tokens.end, "later");
    later
        && last <= slip.tokens.start
        && (last..slip.tokens.start).any(|i| draft.one(i, WordSet::ListAnd) && i + 1 < slip.tokens.start)
}

/// "Sales doubled twice, from 20 to 80"
pub(super) fn done_twice(draft: &Draft<'_>, slip: &Slip) -> bool {
    draft.any(slip.tokens.end, &["twice", "thrice"])
}

/// "52 per cent of it, and panels another nine. Diesel made the rest, 39 per cent": the share that is missing stands
/// there as a bare number.
pub(super) fn told_bare(draft: &Draft<'_>, slip: &Slip) -> bool {
    let places: Vec<&Range<u32>> = std::iter::once(&slip.tokens).chain(&slip.others).collect();
    let (Some(start), Some(end)) = (places.iter().map(|p| p.start).min(), places.iter().map(|p| p.end).max())
    else {
        return false;
    };
    let shares: Decimal = places.iter().filter_map(|p| draft.figures_in(p).first()).map(|f| f.value).sum();
    let missing = Decimal::ONE_HUNDRED - shares;
    let own = |r: &Range<u32>| places.iter().any(|p| p.start < r.end && r.start < p.end);
    let near = draft.sentence(start).start..draft.sentence(end.saturating_sub(1)).end;
    missing >= Decimal::ONE
        && draft.numerals_in(&near).iter().any(|n| {
            let led = draft.any(n.tokens.start.saturating_sub(1), &["another", "further"])
                || draft.one(n.tokens.start.saturating_sub(1), WordSet::BeforeShare);
            led && !own(&n.tokens) && (n.value - missing).abs() <= Decimal::ONE
        })
}

/// "19 of the hours between four on Saturday and four on Sunday": the end of a stretch is no whole.
pub(super) fn of_stretch(draft: &Draft<'_>, slip: &Slip) -> bool {
    slip.others.iter().any(|o| draft.preceded(o.start, &["between"]))
}

/// "a dollar, for which one had to pay 10 of them, now costs 15": what is bought is no price.
pub(super) fn of_one(draft: &Draft<'_>, slip: &Slip) -> bool {
    slip.others.iter().chain([&slip.tokens]).any(|o| {
        let one = draft.one(o.start, WordSet::Indefinite) || draft.preceded(o.start, &["a", "an"]);
        let figure = draft.figures_in(o).first().filter(|f| f.value == Decimal::ONE && f.kind == Kind::Money);
        one && figure.is_some() && !draft.any(o.start.saturating_sub(1), &["from", "to", "at"])
    })
}

/// "was to spend £91m that it did not have": a part told by what is not so.
pub(super) fn denied_part(draft: &Draft<'_>, slip: &Slip) -> bool {
    slip.others.iter().chain([&slip.tokens]).any(|o| {
        draft.any(o.end, &["that", "which"])
            && (o.end + 1..o.end + 5).any(|i| draft.any(i, &["not", "never", "t", "no"]))
    })
}

/// "from 6 to 17 May, ten days of hearings": the days on which something was held, without the weekends.
pub(super) fn days_of_sitting(draft: &Draft<'_>, slip: &Slip) -> bool {
    let Some(figure) = draft.figures_in(&slip.tokens).first() else { return false };
    let of = figure.tokens.end;
    let held = draft.is(of, "of")
        && draft.is_word(of + 1)
        && (of + 1..of + 3).any(|i| draft.input.rules.language.ends_as_plural(draft.word(i)));
    let days = figure.unit.as_ref().is_some_and(|u| u.name() == "day");
    held && days
        && figure.value >= Decimal::from(5)
        && weekdays(draft, slip).is_some_and(|n| n == figure.value)
}

/// How many weekdays the stretch of a slip has, where it is told by its first and its last day.
fn weekdays(draft: &Draft<'_>, slip: &Slip) -> Option<Decimal> {
    use jiff::ToSpan;
    let reading = |o: &Range<u32>| {
        let r = draft.readings_in(&(o.start.saturating_sub(1)..o.end)).first()?;
        let interval = r.timex()?.interval.as_ref()?;
        Some((interval.low.value()?.date(), interval.high.value()?.date()))
    };
    let bounds: Vec<_> = slip.others.iter().filter_map(reading).collect();
    let (first, last) = (bounds.iter().map(|b| b.0).min()?, bounds.iter().map(|b| b.1).max()?);
    let mut count = 0u32;
    let mut day = first;
    for _ in 0..MOST {
        if day > last {
            break;
        }
        count += u32::from(day.weekday().to_monday_zero_offset() < 5);
        day = day.checked_add(1.days()).ok()?;
    }
    (day > last).then(|| Decimal::from(count))
}

/// Most days of a stretch of sittings.
const MOST: usize = 200;

/// "Nine died, 21 were hurt, four of them badly, and the remaining 16 walked away": four of the 21 are no further part, and
/// those who remain are what remains of all 46.
pub(super) fn some_of_a_part(draft: &Draft<'_>, slip: &Slip) -> bool {
    let of_them =
        |o: &&Range<u32>| draft.is(o.end, "of") && draft.any(o.end + 1, &["them", "whom", "which", "those"]);
    let Some(some) = slip.others.iter().find(of_them) else { return false };
    let before = slip.others.iter().filter(|o| o.end <= some.start).map(|o| o.start).max();
    if before.is_some_and(|at| at > slip.tokens.start || slip.tokens.start > some.start) {
        return true;
    }
    let remain = slip.others.iter().any(|o| draft.preceded(o.start, &["remaining", "other"]));
    let value = |at: &Range<u32>| draft.numerals_in(at).first().map(|n| n.value);
    let told = draft.block(slip.tokens.start).start..slip.tokens.start;
    let Some(whole) = value(&slip.tokens) else { return false };
    remain && draft.figures_in(&told).iter().any(|f| f.kind == Kind::Number && f.value > whole)
}
