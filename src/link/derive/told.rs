//! Which lines of a box a date or a length speaks of: the ones that the nearest word tells of.

use super::sheet::Stretch;
use super::{Case, Tell};
use crate::rules::aspect::Tells;
use crate::value::TimeRelation;

/// Farther than this, in words and breaks, a word does not tell what happened on a date.
const REACH: u32 = 14;

/// What the nearest words tell of: groups that must all hold ("recorded and released in 1969"), each with
/// the lines that a word may mean.
pub(super) fn told<'c>(case: &'c Case<'_, '_>) -> Option<Vec<Vec<&'c Tell>>> {
    let dated = |t: &&Tell| {
        matches!(
            t.tells,
            Tells::Whole | Tells::Start | Tells::End | Tells::While | Tells::Made | Tells::Since
        ) && (t.tells != Tells::Since || counts_on(case) && !elsewhere(case, t))
            && !taken(case, t)
            && !case.sheet.lines[t.line].any_stretches().is_empty()
            && (t.tells != Tells::Made || made(case, t))
    };
    let all: Vec<&Tell> = case.tells.iter().filter(dated).collect();
    let cost = |t: &Tell| case.far(&t.tokens) + if t.tells == Tells::Made { 4 } else { 0 };
    let mut nearest = all.iter().min_by_key(|t| cost(t)).filter(|t| cost(t) <= REACH)?;
    // "stopped being active", "retired from acting", "started his career"
    if nearest.tells == Tells::While
        && let Some(verb) = all.iter().find(|t| {
            matches!(t.tells, Tells::Start | Tells::End)
                && t.line == nearest.line
                && t.tokens.end <= nearest.tokens.start
                && nearest.tokens.start - t.tokens.end <= 3
        })
    {
        nearest = verb;
    }
    let same = |a: &Tell| -> Vec<&Tell> {
        let here: Vec<&Tell> = all
            .iter()
            .filter(|t| t.tokens.start < a.tokens.end && a.tokens.start < t.tokens.end)
            .copied()
            .collect();
        let longest = here.iter().map(|t| t.tokens.len()).max().unwrap_or(0);
        here.into_iter().filter(|t| t.tokens.len() == longest).collect()
    };
    let mut groups = vec![same(nearest)];
    // "was recorded and released in 1969"
    if nearest.tokens.end <= case.own().start {
        let mut at = *nearest;
        while let Some(before) = all.iter().rev().find(|t| t.tokens.end < at.tokens.start) {
            let gap = before.tokens.end..at.tokens.start;
            if gap.len() > 2 || !gap.clone().all(|i| matches!(case.word(i).as_str(), "and" | "," | "both")) {
                break;
            }
            groups.push(same(before));
            at = before;
        }
    }
    if case.of_another(nearest.tokens.start) && sort(case, nearest) == Some("life") {
        return None;
    }
    Some(groups)
}

/// "Has lived in Boston since 1975" is not since the birth.
fn elsewhere(case: &Case<'_, '_>, tell: &Tell) -> bool {
    let place = ["in", "at", "with", "near", "outside", "on", "abroad"];
    case.sheet.of(case.input, "birth") == Some(tell.line)
        && place.contains(&case.word(tell.tokens.end).as_str())
}

/// A word of the time from a date on tells of the date only in "since 1990"; it tells of any length of time.
fn counts_on(case: &Case<'_, '_>) -> bool {
    let timex = case.input.readings[case.claim.reading].timex();
    timex.is_some_and(|t| t.length.is_some() || t.relation == Some(TimeRelation::Since))
        || case.has(case.own().clone(), &["ago"])
}

/// A word after the claim has a date of its own behind it: "in August 1969 and released in January 1970"; or the
/// claim is part of the word: "2020 date".
fn taken(case: &Case<'_, '_>, tell: &Tell) -> bool {
    let own = case.own();
    if tell.tokens.start < own.end {
        let said = &case.input.readings[case.claim.reading].extent.tokens;
        return said.start < tell.tokens.end;
    }
    let readings = &case.input.readings;
    let next = readings.partition_point(|r| r.extent.tokens.start < tell.tokens.end);
    readings.get(next).is_some_and(|r| {
        r.kind.is_time()
            && r.extent.whole.start < case.sentence.end
            && r.extent.whole.start.saturating_sub(tell.tokens.end) <= 3
            && tell.tokens.start - own.end >= 1
    })
}

fn sort<'c>(case: &'c Case<'_, '_>, tell: &Tell) -> Option<&'c str> {
    tell.aspect.and_then(|a| case.input.rules.aspects.sort(a))
}

/// "a 1990 rock album", "is a 20th century work of art": the date stands before the noun, an article before it.
fn made(case: &Case<'_, '_>, tell: &Tell) -> bool {
    let own = case.own();
    let article = (own.start.saturating_sub(3).max(case.sentence.start)..=own.start)
        .any(|i| matches!(case.word(i).as_str(), "a" | "an" | "this"));
    tell.tokens.start >= own.end
        && tell.tokens.start - own.end <= 5
        && article
        && !case.has(own.end..tell.tokens.start, &[",", "of", "in", "by", "and", "that"])
}

/// The entries that the sentence may mean: those whose remark in brackets it names, the first, the last.
pub(super) fn chosen(case: &Case<'_, '_>, tell: &Tell, mut all: Vec<Stretch>) -> Vec<Stretch> {
    let line = &case.sheet.lines[tell.line];
    if line.entries.len() > 1 {
        let named: Vec<usize> =
            (0..line.entries.len()).filter(|&e| names(case, line.entries[e].text)).collect();
        if !named.is_empty() && named.len() < line.entries.len() {
            all.retain(|s| named.contains(&s.entry));
        }
    }
    let near = tell.tokens.start.saturating_sub(2).max(case.sentence.start)
        ..(tell.tokens.end + 1).min(case.sentence.end);
    let first = ["first", "originally", "initially", "debut", "debuted", "premiered", "premiere"];
    if all.len() > 1 && case.has(near.clone(), &first) {
        let start = all.iter().filter_map(|s| s.start.low.value().copied()).min();
        all.retain(|s| s.start.low.value().copied() == start);
    } else if all.len() > 1 && case.has(near, &["last", "finally", "latest", "final"]) {
        let start = all.iter().filter_map(|s| s.start.low.value().copied()).max();
        all.retain(|s| s.start.low.value().copied() == start);
    }
    all
}

/// Words of an entry that say nothing about which it is.
const SMALL: [&str; 12] = ["the", "of", "and", "m", "div", "aged", "age", "in", "to", "as", "by", "years"];

/// Whether the sentence has a word with a capital of an entry's remark or name.
pub(super) fn names(case: &Case<'_, '_>, text: &str) -> bool {
    let place = |w: &str| match w {
        "uk" | "u.k" | "kingdom" | "britain" => "kingdom".to_owned(),
        "us" | "u.s" | "usa" | "states" | "america" | "american" => "states".to_owned(),
        w => w.to_owned(),
    };
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .map(|w| place(&w.trim_matches('.').to_lowercase()))
        .filter(|w| w.len() > 2 && !SMALL.contains(&w.as_str()) && !w.bytes().any(|b| b.is_ascii_digit()))
        .collect();
    case.sentence.clone().any(|i| {
        let token = &case.input.tokens.all[i as usize];
        let capital = token.capital();
        capital
            && {
                let mut word = case.word(i);
                if word == "u" && case.word(i + 1) == "." {
                    word = format!("u.{}", case.word(i + 2));
                }
                let own = case.input.base.entity(case.sheet.entity).name.to_lowercase();
                !own.split(|c: char| !c.is_alphanumeric()).any(|w| w == word) && words.contains(&place(&word))
            }
            && !months(&case.word(i))
    })
}

fn months(word: &str) -> bool {
    crate::value::calendar::MONTHS.iter().any(|m| m.eq_ignore_ascii_case(word))
}
