//! Years, decades, centuries: "1998", "'98", "490 BC", "nineteen ninety-seven", "the 1960s".

use super::cursor::Cursor;
use super::expression::{Core, End, Expression, Step};
use crate::mention::number::Form;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::value::stamp::NamedYear;

/// A year that stands at `i` right after something that wants one (a month, a quarter, "of"): more
/// forms are licensed there than for a year alone.
pub(super) fn year(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let (start, i) = (i, named(c, i));
    // "in the year 64"
    if i > start
        && let Some((n, 2..=3)) = c.digits(i)
        && era(c, i + 1).is_none()
        && !glued(c, i)
        && !counts(c, i + 1)
        // "in the year 18 November 1723"
        && !c.kinds(i + 1).meets(Kinds::MONTH)
    {
        return Some((Step::Year { year: i16::try_from(n).ok()?, bc: false }, i + 1));
    }
    digits_year(c, i).or_else(|| short_year(c, i)).or_else(|| words_year(c, i)).or_else(|| era_year(c, i))
}

/// Past "the year" before a number.
fn named(c: &Cursor<'_>, i: usize) -> usize {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    let calendar =
        c.sense(j, Kinds::UNIT, |s| (s == Sense::Unit(1, Unit::Year)).then_some(())).map(|(_, k)| k);
    match c.skip(j, Glue::YearOf).or(calendar) {
        Some(k) => c.skip(k, Glue::Of).unwrap_or(k),
        None => i,
    }
}

/// "1998", "1998 AD", "79 A.D."
fn digits_year(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let (n, len) = c.digits(i)?;
    if let Some((bc, next)) = era(c, i + 1) {
        let year = i16::try_from(n).ok().filter(|n| (1..=9999).contains(n))?;
        return Some((Step::Year { year, bc }, next));
    }
    let whole = len == 4 && (1000..=2999).contains(&n) && !glued(c, i);
    if !(whole || len == 3 && early_year(c, i)) {
        return None;
    }
    Some((Step::Year { year: i16::try_from(n).ok()?, bc: false }, i + 1))
}

/// Whether the digits at `i` are part of something longer: "2,500", "1998.5", "A1998".
fn glued(c: &Cursor<'_>, i: usize) -> bool {
    let joined = |sign: usize, far: usize| matches!(c.text(sign), "," | "." | ":") && c.digits(far).is_some();
    let before = i > 0
        && !c.spaced(i)
        && (c.digits(i - 1).is_some()
            || matches!(c.text(i - 1), "$" | "#" | "\u{a3}" | "\u{20ac}" | "_" | "@" | "&" | "=" | "\\")
            || (i > 1 && joined(i - 1, i - 2) && !c.spaced(i - 1))
            || c.tokens[i - 1].kind == crate::text::token::TokenKind::Word);
    let hyphen = |sign: usize, far: usize| {
        c.dash(sign) && !c.spaced(sign) && !c.spaced(far) && c.digits(far).is_some()
    };
    // "2010-2015-86", "2015-1-32": a number of a thing, a date that is none
    let right = hyphen(i + 1, i + 2);
    let left = i > 1 && !c.spaced(i) && hyphen(i - 1, i) && c.digits(i - 2).is_some();
    if right && (left || hyphen(i + 3, i + 4))
        || left && i > 3 && hyphen(i - 3, i - 2) && c.digits(i - 4).is_some()
    {
        return true;
    }
    let after = (!c.spaced(i + 1) && !c.spaced(i + 2) && joined(i + 1, i + 2))
        || (!c.spaced(i + 1) && matches!(c.text(i + 1), "%" | "_" | "\u{b0}" | "=" | "@"));
    before || after
}

/// "490 BC": the era after a number
pub(super) fn era(c: &Cursor<'_>, i: usize) -> Option<(bool, usize)> {
    c.sense(i, Kinds::ERA, |s| match s {
        Sense::Era(bc) => Some(bc),
        _ => None,
    })
    // "ad" and "ce" in small letters are other words
    .filter(|_| c.get(i).is_some_and(|t| t.capital()) || c.sign(i + 1, "."))
}

/// Whether an era ends right before the figures at `i`: "AD 410", "A.D. 79".
pub(super) fn behind_era(c: &Cursor<'_>, i: usize) -> bool {
    [1, 4].into_iter().filter_map(|n| i.checked_sub(n)).any(|b| era(c, b).is_some_and(|(_, next)| next == i))
}

/// "in 410", "In late 235", where the figures count nothing: a year of three digits, in a chronicle or as the
/// first words of a sentence.
pub(super) fn early_year(c: &Cursor<'_>, i: usize) -> bool {
    let edge = |k: usize| c.kinds(k).meets(Kinds::EDGE);
    let Some(b) = i.checked_sub(1) else { return false };
    let b = if edge(b) && b > 0 { b - 1 } else { b };
    // "In 376 they crossed; in 378 they won"
    let told = || {
        (b.saturating_sub(24)..b).any(|k| c.glue(k, Glue::In) && c.starts_sentence(k) && early_year(c, k + 1))
    };
    let opens = c.glue(b, Glue::In)
        && (c.starts_sentence(b) || !c.in_number(b.saturating_sub(1)) && (c.narrative() || told()));
    let digits = matches!(c.digits(i), Some((n, 3)) if n >= 100);
    opens && digits && !glued(c, i) && ends_clause(c, i + 1)
}

/// "the spring of 568", "in March of 410": a year of three digits behind the "of" of a month or a season, where the
/// figures count nothing.
pub(super) fn early_of(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    early(c, i).filter(|_| i > 0 && c.glue(i - 1, Glue::Of))
}

/// "25 December 800, ...": the same behind a day, where no auxiliary follows: "On 3 May 450 were hurt".
pub(super) fn early_after(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    early(c, i).filter(|(_, k)| {
        c.get(*k).is_some_and(|t| !c.input.rules.phrases.starts(t.word).meets(crate::rules::Class::TENSE))
    })
}

fn early(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let (n @ 100.., 3) = c.digits(i)? else { return None };
    let year = !glued(c, i) && ends_clause(c, i + 1);
    year.then_some((Step::Year { year: i16::try_from(n).ok()?, bc: false }, i + 1))
}

/// Whether nothing that a number could count, share or go on with stands at `i`: a comma, a full stop, "the", a
/// pronoun.
fn ends_clause(c: &Cursor<'_>, i: usize) -> bool {
    let Some(t) = c.get(i) else { return false };
    match t.kind {
        crate::text::token::TokenKind::Sign => {
            matches!(c.text(i), "," | "." | ";" | ")") && (c.spaced(i + 1) || c.get(i + 1).is_none())
        }
        crate::text::token::TokenKind::Word => {
            // "in 410 of 500", "in 300 to 400 of them"
            let counts = c.glue(i, Glue::Of) || c.glue(i, Glue::To) || c.glue(i, Glue::Or);
            !counts && c.input.rules.quantity.is(t.word, crate::rules::schema::Role::Function)
        }
        crate::text::token::TokenKind::Digits => false,
    }
}

/// "AD 79"
fn era_year(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let (bc, j) = era(c, i)?;
    let (n, _) = c.digits(j)?;
    let year = i16::try_from(n).ok().filter(|n| (1..=9999).contains(n))?;
    Some((Step::Year { year, bc }, j + 1))
}

/// "'98"
pub(super) fn short_year(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    if !c.apostrophe(i) || c.spaced(i + 1) {
        return None;
    }
    let (n, len) = c.digits(i + 1)?;
    if len != 2
        || (!c.spaced(i + 2)
            && (c.has(i + 2, WordSet::PossessiveS)
                || c.apostrophe(i + 2) && c.has(i + 3, WordSet::PossessiveS)))
    {
        return None;
    }
    Some((Step::ShortYear(u8::try_from(n).ok()?), i + 2))
}

/// "nineteen ninety-seven", "two thousand and five", "twenty ten"
pub(super) fn words_year(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let a = c.number(i)?;
    if !a.words || a.form != Form::Cardinal {
        return None;
    }
    let n: i16 = a.whole()?;
    if (1000..=2100).contains(&n) {
        return Some((Step::Year { year: n, bc: false }, a.next));
    }
    if !(10..=20).contains(&n) {
        return None;
    }
    let nought = c.has(c.past_hyphen(a.next), WordSet::Nought);
    let b = c.number(if nought { c.past_hyphen(c.past_hyphen(a.next) + 1) } else { a.next })?;
    let m: i16 = b.whole()?;
    if !b.words || b.form != Form::Cardinal || !(if nought { 1..=9 } else { 10..=99 }).contains(&m) {
        return None;
    }
    Some((Step::Year { year: n * 100 + m, bc: false }, b.next))
}

/// Whether a year in words stands at `i`, behind "in" or "of": "nineteen ninety-seven" by itself, "two thousand
/// and five" where it counts nothing.
pub(super) fn spoken_year(c: &Cursor<'_>, i: usize) -> bool {
    let Some(n) = c.number(i).filter(|n| n.words) else { return false };
    match words_year(c, i) {
        Some((_, next)) if next > n.next => true,
        Some((_, next)) => c.get(next).is_none_or(|t| {
            t.starts_sentence() || t.kind == crate::text::token::TokenKind::Sign && !c.dash(next)
        }),
        None => false,
    }
}

/// "fiscal 1989", "FY2018", "FY 18", "the school year 2008"
pub(super) fn named_year(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let i = c.skip(i, Glue::The).unwrap_or(i);
    let (kind, j) = if c.has(i, WordSet::FiscalYear) {
        (NamedYear::Fiscal, c.skip(i + 1, Glue::YearOf).unwrap_or(i + 1))
    } else if c.has(i, WordSet::SchoolYear) {
        (NamedYear::School, c.skip(i + 1, Glue::YearOf).unwrap_or(i + 1))
    } else {
        c.sense(i, Kinds::UNIT, |s| match s {
            Sense::Unit(_, Unit::FiscalYear) => Some(NamedYear::Fiscal),
            Sense::Unit(_, Unit::SchoolYear) => Some(NamedYear::School),
            _ => None,
        })?
    };
    let (n, len) = c.digits(j).or_else(|| c.apostrophe(j).then(|| c.digits(j + 1)).flatten())?;
    let next = if c.apostrophe(j) { j + 2 } else { j + 1 };
    let next = if len == 4 {
        past_second(c, &Step::Year { year: i16::try_from(n).ok()?, bc: false }, next)
    } else {
        next
    };
    let year = match len {
        4 if (1900..=2100).contains(&n) => n,
        2 if n < 70 => 2000 + n,
        2 => 1900 + n,
        _ => return None,
    };
    Some((Step::NamedYear(kind, i16::try_from(year).ok()?), next))
}

/// "the 2012 fiscal year", "its 2019-20 tax year": a year of another calendar, behind its number
pub(super) fn numbered_year(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let j = c.skip(i, Glue::The).or_else(|| c.skip(i, Glue::Possessive)).unwrap_or(i);
    let (n @ 1900..=2100, 4) = c.digits(j)? else { return None };
    let year = i16::try_from(n).ok()?;
    let k = past_second(c, &Step::Year { year, bc: false }, j + 1);
    let (1, unit, next) = super::amount::unit(c, k)? else { return None };
    let step = match unit {
        Unit::FiscalYear => Step::NamedYear(NamedYear::Fiscal, year),
        Unit::SchoolYear if k == j + 1 => Step::NamedYear(NamedYear::School, year),
        _ => return None,
    };
    (!c.plural(next - 1)).then_some((step, next))
}

/// Past the second of two years in a row that ends right after `i`: "the winter of 2021-22", "fiscal 2024/25".
pub(super) fn past_second(c: &Cursor<'_>, first: &Step, i: usize) -> usize {
    let Step::Year { year, bc: false } = first else { return i };
    let joined = (c.dash(i) || c.sign(i, "/")) && !c.spaced(i) && !c.spaced(i + 1);
    let after = year + 1;
    let second = match c.digits(i + 1) {
        Some((n, 2)) => n == u32::from(after.unsigned_abs()) % 100,
        Some((n, 4)) => n == u32::from(after.unsigned_abs()),
        _ => false,
    };
    if joined && second && !glued(c, i + 1) { i + 2 } else { i }
}

/// "1955/56", "the 2010/11 season": two years in a row.
pub(super) fn season_years(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (n, 4) = c.digits(i).filter(|_| c.sign(i + 1, "/"))? else { return None };
    let year = i16::try_from(n).ok().filter(|y| (1800..2100).contains(y))?;
    let first = Step::Year { year, bc: false };
    let next = past_second(c, &first, i + 1);
    if next == i + 1 {
        return None;
    }
    let end = |step: Step, tokens| {
        let expression = Expression { core: Core::Point(vec![step]), modifier: None, relation: None };
        Box::new(End { expression, tokens: super::period::range(tokens, tokens + 1) })
    };
    let core = Core::Period(end(first, i), end(Step::Year { year: year + 1, bc: false }, i + 2));
    Some((Expression { core, modifier: None, relation: None }, next))
}

/// "the 1990s", "the '80s", "the nineties", "the 470s BC", "1960's"
pub(super) fn decade(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let after_s = |i: usize| {
        if c.spaced(i) {
            None
        } else if c.has(i, WordSet::PossessiveS) {
            Some(i + 1)
        } else if c.apostrophe(i) && !c.spaced(i + 1) && c.has(i + 1, WordSet::PossessiveS) {
            Some(i + 2)
        } else {
            None
        }
    };
    let start = if c.apostrophe(i) { i + 1 } else { i };
    // "in his 30s" is an age
    if i > 0 && c.glue(i - 1, Glue::Possessive) {
        return None;
    }
    if let Some((n, len)) = c.digits(start)
        && n % 10 == 0
        && let Some(next) = after_s(start + 1)
    {
        let decade = i16::try_from(n / 10).ok()?;
        return match len {
            2 if n >= 20 => Some((Step::Decade { decade, short: true, bc: false }, next)),
            3 | 4 => {
                let (bc, next) = era(c, next).unwrap_or((false, next));
                // "in the 1600s" is the century; "in the 1900s" it is as often as not, and the narrower
                // reading is kept.
                if len == 4 && n % 100 == 0 && (1100..1900).contains(&n) && !bc {
                    return Some((Step::Century { n: decade / 10 + 1, bc }, next));
                }
                (bc || (100..=209).contains(&decade))
                    .then_some((Step::Decade { decade, short: false, bc }, next))
            }
            _ => None,
        };
    }
    // "nineteen eighties"
    if let Some(n) = c.number(i)
        && n.words
        && matches!(n.whole(), Some(17i16..=20))
        && let Some((tens, next)) = tens(c, c.past_hyphen(n.next))
    {
        let hundreds: i16 = n.whole()?;
        return Some((Step::Decade { decade: hundreds * 10 + tens, short: false, bc: false }, next));
    }
    let (tens, next) = tens(c, i)?;
    Some((Step::Decade { decade: tens, short: true, bc: false }, next))
}

fn tens(c: &Cursor<'_>, i: usize) -> Option<(i16, usize)> {
    c.sense(i, Kinds::DECADE, |s| match s {
        Sense::Decade(n) => Some(i16::from(n / 10)),
        _ => None,
    })
}

/// "the 20th century", "eighteenth-century", "the 4th century BC"
pub(super) fn century(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let (n, ordinal, next) = c.ordinal(i)?;
    let j = c.past_hyphen(next);
    if !ordinal || !(1..=30).contains(&n) || !c.has(j, WordSet::Century) {
        return None;
    }
    let (bc, next) = era(c, j + 1).unwrap_or((false, j + 1));
    Some((Step::Century { n: i16::from(n), bc }, next))
}

/// A year that stands alone at `i`; what is before and after it decides.
pub(super) fn lone_year(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let j = named(c, i);
    if j != i {
        return year(c, i);
    }
    if let Some(found) = era_year(c, i) {
        return Some(found);
    }
    if c.apostrophe(i) {
        // "in '98": not a closing quote, not "'07 model"
        let (step, next) = short_year(c, i)?;
        return licensed(c, i).then_some((step, next));
    }
    let (step, next) = digits_year(c, i).or_else(|| words_year(c, i))?;
    let Step::Year { year, bc } = step else { return None };
    let eraless = next == i + 1;
    let words = c.digits(i).is_none();
    // "two thousand", "twenty-twenty" are numbers as often
    if words && (year % 100 == 0 || year >= 2000) && !licensed(c, i) {
        return None;
    }
    if eraless && !words && !bc {
        let usual = (1900..=2059).contains(&year) || attributive(c, i, year);
        if counts(c, next) && !licensed_firmly(c, i) {
            return None;
        }
        if !usual && (!licensed(c, i) || counts(c, next)) {
            return None;
        }
        let numbered = i > 0 && (c.has(i - 1, WordSet::Numbered) || house(c, i));
        if numbered || c.sign(next, "%") || c.has(next, WordSet::CountedAfterYear) || preceded_by_money(c, i)
        {
            return None;
        }
    }
    Some((step, next))
}

/// "to 1600 Foundry Avenue": the number of a house.
fn house(c: &Cursor<'_>, i: usize) -> bool {
    let capital = |k: &usize| c.get(*k).is_some_and(|t| t.capital() && t.spaced() && !t.starts_sentence());
    let street = |k: usize| c.input.rules.quantity.is(c.tokens[k].word, crate::rules::schema::Role::Street);
    // "from 1995 to 1999 Wall Street rose"
    let till = i > 1 && c.number_at(i - 2);
    (c.glue(i - 1, Glue::To) && !till || c.glue(i - 1, Glue::At))
        && (i + 1..i + 5).take_while(capital).any(street)
}

/// "the 1777 campaign", "its 1614 rules": an odd number of four digits that no comma parts.
fn attributive(c: &Cursor<'_>, i: usize, year: i16) -> bool {
    let determined = i.checked_sub(1).is_some_and(|b| {
        c.sense(b, Kinds::glue(Glue::The).or(Kinds::glue(Glue::Possessive)).or(Kinds::glue(Glue::A)), |s| {
            matches!(s, Sense::Glue(Glue::The | Glue::Possessive | Glue::A)).then_some(())
        })
        .is_some()
    });
    // "the 1850-1900 average"
    let till = c.digits(i + 2).filter(|_| c.dash(i + 1) && !c.spaced(i + 1) && !c.spaced(i + 2));
    let stretch =
        matches!(till, Some((n, 4)) if n > year.unsigned_abs().into() && n <= 2059) && !counts(c, i + 3);
    determined && year >= 1400 && (year % 50 != 0 || stretch && year >= 1700)
}

fn preceded_by_money(c: &Cursor<'_>, i: usize) -> bool {
    i > 0 && matches!(c.text(i - 1), "$" | "\u{a3}" | "\u{20ac}" | "\u{a5}" | "#" | "\u{2116}")
        || i > 1 && c.sign(i - 1, ".") && c.has(i - 2, WordSet::Numbering)
}

/// Whether what stands at `i` makes the number before it a count: a plural noun, a unit, a scale.
fn counts(c: &Cursor<'_>, i: usize) -> bool {
    let Some(t) = c.get(i) else { return false };
    if t.kind != crate::text::token::TokenKind::Word || t.starts_sentence() {
        return false;
    }
    if amount_unit(c, i) {
        return true;
    }
    // "from 1000 to 2000 members"
    if let Some(k) = c.skip(i, Glue::To).filter(|&k| c.digits(k).is_some()) {
        return counts(c, k + 1);
    }
    // "from 2012 onwards"
    if c.sense(i, Kinds::AFTER, |s| matches!(s, Sense::After(_)).then_some(())).is_some() {
        return false;
    }
    let plural = c.text(i).len() > 3 && c.plural(i);
    plural && !t.capital() && !c.has(i, WordSet::NotPlural) || c.has(i, WordSet::Counted)
}

fn amount_unit(c: &Cursor<'_>, i: usize) -> bool {
    super::amount::unit(c, i).is_some_and(|(_, u, _)| !matches!(u, Unit::Quarter | Unit::Period | Unit::Half))
}

/// Whether a preposition of time stands before `i`.
fn licensed(c: &Cursor<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    c.has(before, WordSet::BeforeYear)
        || matches!(c.text(before), "(" | "-" | "\u{2013}" | ",")
        || (c.sign(before, ".") && i > 1 && c.has(i - 2, WordSet::Circa))
}

fn licensed_firmly(c: &Cursor<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    // "its 2022 and 2023 accounts"
    let second = i > 2
        && (c.glue(before, Glue::And) || c.glue(before, Glue::Or))
        && matches!(c.digits(i - 2), Some((1900..=2059, 4)));
    c.has(before, WordSet::FirmlyBeforeYear) || c.dash(before) || second && licensed_firmly(c, i - 2)
}
