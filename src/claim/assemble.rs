//! From readings to claims.

use std::ops::Range;

use super::find::changes;
use super::frame::{Claim, Claims, FrameKind, FrameWord, Scope, Standing};
use super::presupposed::presupposed;
use super::quotes::Quotes;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::Rules;
use crate::rules::lexicon::{Class, Mark};
use crate::rules::word_set::WordSet;
use crate::text::{Document, Scope as Place, Token, TokenKind, Tokens};
use crate::value::{Part, TimeRelation, TimexType};

/// Makes a claim of each reading.
#[must_use]
pub fn assemble(doc: &Document<'_>, tokens: &Tokens, readings: &[Reading], rules: &Rules) -> Claims {
    let words = framing_words(doc, tokens, rules);
    let mut claims = Claims {
        all: Vec::with_capacity(readings.len()),
        words,
        changes: changes(doc, tokens, readings, rules),
    };
    let mut quote = Quotes::new(doc, tokens);
    // The last reading that dates what follows it, and the block it stands in.
    let mut dated: Option<(usize, usize)> = None;
    for (number, reading) in readings.iter().enumerate() {
        let at = reading.extent.tokens.start;
        let sentence = tokens.sentence_of(at);
        let span = window(tokens, sentence, &reading.extent.tokens);
        let clause = clause_around(doc, tokens, &claims.words, &span, reading);
        let mut claim = Claim {
            reading: number,
            sentence,
            block: tokens.block_of(at),
            standing: standing(doc, tokens, rules, &claims, &span, &clause, reading),
            quoted: quote.holds(at),
            attribution: attribution(doc, tokens, &claims, &span),
            restrictions: restrictions(&claims, reading, &clause),
            scope: None,
            clause,
        };
        if !reading.kind.is_time() || reading.kind == Kind::Duration {
            let carried = dated
                .filter(|(_, block)| *block == claim.block && !present(tokens, &claims, &claim.clause))
                .map(|(reading, _)| reading);
            claim.scope = in_change(doc, tokens, &claims, readings, number)
                .unwrap_or_else(|| scope(doc, tokens, rules, readings, &claims, &claim, &span))
                .or_else(|| head_scope(doc, tokens, readings, claim.block))
                .or(carried.map(|reading| Scope { reading, carried: true }));
        }
        // "Up from 12 in 2019": what follows speaks of now.
        let says_when = !claims.changes.is_reference(number)
            && !compared(&claims, reading)
            && claim.standing == Standing::Asserted
            && carries(tokens, &claims, rules, &claim.clause, reading)
            && !of_an_amount(tokens, rules, readings, number);
        if dates(reading)
            && says_when
            && !in_aside(doc, tokens, rules, &span, reading, span.end.min(reading.extent.whole.end + ASIDE))
        {
            dated = Some((number, claim.block));
        }
        claims.all.push(claim);
    }
    claims
}

fn framing_words(doc: &Document<'_>, tokens: &Tokens, rules: &Rules) -> Vec<FrameWord> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.all.len() {
        let starts = Mark::Frame.on(&tokens.all[at]);
        let longest = || rules.phrases.longest(&tokens.all[at..], &doc.text, Class::FRAME);
        match if starts { longest() } else { None } {
            Some(m) => {
                let start = number(at);
                out.push(FrameWord {
                    kind: rules.frame.kind(m.entry.index),
                    power: rules.frame.power(m.entry.index),
                    tokens: start..start + number(m.len),
                });
                at += m.len;
            }
            None => at += 1,
        }
    }
    out
}

/// How many tokens before a date may say that it is of something that is only compared.
const LOOK_BACK: u32 = 10;

/// No aside has more tokens before its date.
const ASIDE: u32 = 12;

/// Most tokens of a sentence that are looked at on either side of a reading: keeps a text without
/// full stops linear.
const REACH: u32 = 250;

/// The sentence's tokens within reach of a reading.
fn window(tokens: &Tokens, sentence: usize, reading: &Range<u32>) -> Range<u32> {
    let whole = tokens.sentences.get(sentence).cloned().unwrap_or_else(|| reading.clone());
    whole.start.max(reading.start.saturating_sub(REACH))..whole.end.min(reading.end + REACH).max(reading.end)
}

fn number(x: usize) -> u32 {
    u32::try_from(x).unwrap_or(u32::MAX)
}

/// Whether token `i` is a word of `set`.
pub(super) fn has(tokens: &Tokens, rules: &Rules, i: u32, set: WordSet) -> bool {
    tokens.all.get(i as usize).is_some_and(|t| rules.words.has(t.word, set))
}

pub(super) fn sign<'t>(doc: &'t Document<'_>, token: &Token) -> &'t str {
    token.text(&doc.text)
}

/// The stretch around a reading that no semicolon, dash, bracket or ", but" divides.
fn clause_around(
    doc: &Document<'_>,
    tokens: &Tokens,
    words: &[FrameWord],
    sentence: &Range<u32>,
    reading: &Reading,
) -> Range<u32> {
    let is_break = |i: u32| -> bool {
        let t = &tokens.all[i as usize];
        if t.kind != TokenKind::Sign {
            return false;
        }
        match sign(doc, t) {
            ";" | ":" | "(" | ")" | "[" | "]" | "\u{2014}" => true,
            "\u{2013}" => t.spaced(),
            "," => {
                // A comma breaks before a boundary word: ", which", ", but".
                let next = words.partition_point(|w| w.tokens.start <= i);
                words.get(next).is_some_and(|w| w.kind == FrameKind::Boundary && w.tokens.start == i + 1)
            }
            _ => false,
        }
    };
    let (mut start, mut end) = (sentence.start, sentence.end);
    for i in (sentence.start..reading.extent.whole.start.min(sentence.end)).rev() {
        if is_break(i) {
            start = i + 1;
            break;
        }
    }
    for i in reading.extent.whole.end.max(sentence.start)..sentence.end {
        if is_break(i) {
            end = i;
            break;
        }
    }
    start.min(reading.extent.whole.start)..end.max(reading.extent.whole.end)
}

/// A claim is no assertion where a word before it in its clause says so, or its sentence asks.
fn standing(
    doc: &Document<'_>,
    tokens: &Tokens,
    rules: &Rules,
    claims: &Claims,
    sentence: &Range<u32>,
    clause: &Range<u32>,
    reading: &Reading,
) -> Standing {
    // What is presupposed is judged: "Did the 22-year-old flee?"
    if reading.kind == Kind::Age {
        return Standing::Asserted;
    }
    let before = clause.start..reading.extent.whole.start;
    if claims.words_in(&before, FrameKind::Hypothetical).next().is_some()
        || claims.words_in(sentence, FrameKind::Fiction).next().is_some()
    {
        return Standing::Hypothetical;
    }
    // "Not" reaches to the next comma; "Had it 120 million, ..." is a condition.
    let comma = before.clone().rev().find(|&i| sign(doc, &tokens.all[i as usize]) == ",");
    let near = comma.unwrap_or(before.start)..before.end;
    let opens = |w: &FrameWord| tokens.all[w.tokens.start as usize].starts_sentence();
    // "It was not 20,000"
    let denied = |k| claims.words_in(&near, k).next().is_some();
    if [FrameKind::Negation, FrameKind::Refutation].into_iter().any(denied)
        || claims.words_in(sentence, FrameKind::Inverted).next().is_some_and(opens)
    {
        return Standing::Hypothetical;
    }
    let future = claims.words_in(&before, FrameKind::Prediction).any(|w| {
        // "March", "May" the months and "will" the testament are no modals where a capital is inside a sentence.
        let first = &tokens.all[w.tokens.start as usize];
        // "She would stay until she retired in 1979": seen from the past, and come about.
        let past = sign(doc, first).eq_ignore_ascii_case("would")
            && (w.tokens.end..before.end).any(|i| has(tokens, rules, i, WordSet::UntilPast));
        let past =
            past && reading.kind.is_time() || presupposed(doc, tokens, rules, &(w.tokens.end..before.end));
        (!first.capital() || first.starts_sentence()) && !past
    });
    // "Visitors may climb the 226 steps": there are so many whoever climbs them.
    let counted = reading.kind == Kind::Number && reading.noun.is_some();
    let known = counted && has(tokens, rules, reading.extent.whole.start.wrapping_sub(1), WordSet::Definite);
    if future && !known {
        return Standing::Prediction;
    }
    // "A film of two hours, it turns on one question: did he fall?" asks only behind the colon.
    let last = sentence.end.checked_sub(1).map(|i| &tokens.all[i as usize]);
    let told = tokens.all.get(clause.end as usize).is_some_and(|t| sign(doc, t) == ":");
    if last.is_some_and(|t| sign(doc, t) == "?") && !told {
        return Standing::Hypothetical;
    }
    Standing::Asserted
}

/// "according to X", "X said": the words of X.
fn attribution(
    doc: &Document<'_>,
    tokens: &Tokens,
    claims: &Claims,
    sentence: &Range<u32>,
) -> Option<Range<u32>> {
    let word = claims.words_in(sentence, FrameKind::Speech).next()?;
    let said = sign(doc, &tokens.all[word.tokens.end as usize - 1]);
    let ends = |i: u32| {
        matches!(sign(doc, &tokens.all[i as usize]), "," | "." | ";" | "\"" | "\u{201d}" | "\u{201c}" | "(")
    };
    if said.eq_ignore_ascii_case("to") {
        let end = (word.tokens.end..sentence.end).find(|&i| ends(i)).unwrap_or(sentence.end);
        return (end > word.tokens.end).then_some(word.tokens.end..end);
    }
    let start =
        (sentence.start..word.tokens.start).rev().find(|&i| ends(i)).map_or(sentence.start, |i| i + 1);
    (word.tokens.start > start && word.tokens.start - start <= 8).then_some(start..word.tokens.start)
}

/// Restricting words on the number's own noun phrase, or right before it.
fn restrictions(claims: &Claims, reading: &Reading, clause: &Range<u32>) -> Vec<Range<u32>> {
    let whole = &reading.extent.whole;
    let end = reading.noun.as_ref().map_or(whole.end, |n| n.end.max(whole.end)) + 2;
    let near = whole.start.saturating_sub(2).max(clause.start)..end.min(clause.end);
    claims.words_in(&near, FrameKind::Restriction).map(|w| w.tokens.clone()).collect()
}

/// Whether a reading can say when something was: a date, or a length that has its place ("the first three months of 2023").
fn dates(reading: &Reading) -> bool {
    reading.timex().is_some_and(|t| {
        let placed = |i: &crate::value::Interval<_>| i.low.value().is_some() && i.high.value().is_some();
        (matches!(t.kind, TimexType::Date | TimexType::Time) && t.interval.is_some()
            || t.kind == TimexType::Duration && t.interval.as_ref().is_some_and(placed))
            && !t.value.ends_with("_REF")
    })
}

/// Whether a clause speaks of now, whatever year an earlier sentence named.
fn present(tokens: &Tokens, claims: &Claims, clause: &Range<u32>) -> bool {
    let lower = |w: &FrameWord| !tokens.all[w.tokens.start as usize].capital();
    claims.words_in(clause, FrameKind::Present).any(lower)
}

/// The time that a change gives its values: "from 12 in 2019 to 15 in 2022". An old value has that of no
/// other; `None` where the text around says the time as it does of any number.
fn in_change(
    doc: &Document<'_>,
    tokens: &Tokens,
    claims: &Claims,
    readings: &[Reading],
    number: usize,
) -> Option<Option<Scope>> {
    let (change, part) = claims.changes.of(number)?;
    let time = |n: Option<usize>| {
        n.filter(|&n| dates(&readings[n])).map(|reading| Scope { reading, carried: false })
    };
    // "Grew by 7.9 per cent, and in 2015 by 6.9", "from 4.2p, to be paid in May": past a comma it is another's.
    let own = readings[number].extent.whole.end;
    let parted = |at: &usize| {
        (own..readings[*at].extent.whole.start).any(|i| sign(doc, &tokens.all[i as usize]) == ",")
    };
    match part {
        Part::Old => Some(time(change.since)),
        _ => time(change.at.filter(|at| !parted(at))).map(Some),
    }
}

/// "More than in 2014", "compared with 2014": a time that something is only compared with.
fn compared(claims: &Claims, date: &Reading) -> bool {
    let start = date.extent.whole.start;
    let lead = start.saturating_sub(6)..start;
    let ends = |k: FrameKind| claims.words_in(&lead, k).any(|w| w.tokens.end == start);
    ends(FrameKind::Comparison) || ends(FrameKind::Difference)
}

/// Whether what follows may be of this date too. "The first eruption since 1953" says how far back one thing reaches,
/// "compared with 104 million in 2019" and "in 2011 it had been 73 per cent" look back from the time that is told of.
fn carries(tokens: &Tokens, claims: &Claims, rules: &Rules, clause: &Range<u32>, date: &Reading) -> bool {
    let own = &date.extent.whole;
    let since = date.timex().is_some_and(|t| t.relation == Some(TimeRelation::Since));
    let opens = tokens.all.get(own.start as usize).is_some_and(Token::starts_sentence);
    let lead = own.start.saturating_sub(LOOK_BACK).max(clause.start)..own.start;
    let back = |k: FrameKind| claims.words_in(&lead, k).next().is_some();
    // "having won 48 in 2019" looks back as well.
    let had = |i: u32| has(tokens, rules, i, WordSet::LooksBack);
    let around = lead.start..(own.end + 6).min(clause.end);
    (opens || !since && !back(FrameKind::Comparison) && !back(FrameKind::Former))
        && !around.into_iter().any(had)
}

/// "Still short of the record of £52.3 million set in 2016": the year of what stands right before it alone.
fn of_an_amount(tokens: &Tokens, rules: &Rules, readings: &[Reading], date: usize) -> bool {
    let start = readings[date].extent.whole.start;
    let Some(amount) = date.checked_sub(1).map(|n| &readings[n]).filter(|r| r.quantity().is_some()) else {
        return false;
    };
    let end = amount.noun.as_ref().map_or(0, |n| n.end).max(amount.extent.whole.end);
    // One word between them: "set in 2016", "reached in May".
    has(tokens, rules, end, WordSet::RecordedIn) && start == end + 1
}

/// "The refinery, which opened in 1978, employs 1,250", "St Anne's, built in 1340, has 240 seats": a date that ends
/// an aside dates the aside alone.
fn in_aside(
    doc: &Document<'_>,
    tokens: &Tokens,
    rules: &Rules,
    sentence: &Range<u32>,
    date: &Reading,
    until: u32,
) -> bool {
    let word = |i: u32| tokens.all.get(i as usize).map_or("", |t| sign(doc, t));
    let own = &date.extent.whole;
    // "which began on 28 August and ended yesterday, showed 142 films"
    if !(own.end..until).any(|i| word(i) == ",") {
        return false;
    }
    let from = own.start.saturating_sub(ASIDE).max(sentence.start);
    let Some(open) = (from..own.start).rev().find(|&i| word(i) == ",") else { return false };
    let first = tokens.all.get(open as usize + 1);
    open > sentence.start && first.is_some_and(|t| rules.words.has(t.word, WordSet::OpensAside))
}

/// The time a quantity speaks of: right after it, else before it in the clause, else in the sentence.
fn scope(
    doc: &Document<'_>,
    tokens: &Tokens,
    rules: &Rules,
    readings: &[Reading],
    claims: &Claims,
    claim: &Claim,
    sentence: &Range<u32>,
) -> Option<Scope> {
    let reference = claims.changes.of(claim.reading).and_then(|(change, _)| change.since);
    let own = &readings[claim.reading];
    let at = &own.extent.tokens;
    let first = readings.partition_point(|r| r.extent.tokens.start < sentence.start);
    let inside =
        readings[first..].iter().enumerate().take_while(|(_, r)| r.extent.tokens.start < sentence.end);
    let mut best: Option<(u32, usize)> = None;
    // "The ministry said on Wednesday that": when it was said.
    let told = |r: &Reading| {
        let lead = r.extent.whole.start.saturating_sub(6)..r.extent.whole.start;
        let day = r.timex().is_some_and(|t| t.value.len() >= 10);
        day && claims.words_in(&lead, FrameKind::Speech).any(|w| w.tokens.end == r.extent.whole.start)
    };
    // A number outside of an aside is not of its date.
    let aside =
        |r: &Reading| r.extent.whole.end <= at.start && in_aside(doc, tokens, rules, sentence, r, at.start);
    let says = |r: &Reading| dates(r) && !told(r) && !compared(claims, r) && !aside(r);
    for (i, r) in inside.filter(|(i, r)| Some(first + i) != reference && says(r)) {
        let t = &r.extent.tokens;
        let after = t.start >= at.end;
        let gap = if after { t.start - at.end } else { at.start.saturating_sub(t.end) };
        let between = if after { at.end..t.start } else { t.end..at.start };
        let outside = if claim.clause.contains(&t.start) { 0 } else { 40 };
        let least = gap + outside + u32::from(!after);
        // What stands between only makes it dearer: no need to look.
        if best.is_some_and(|(cost, _)| cost <= least) {
            continue;
        }
        let other = after
            && readings[claim.reading..first + i]
                .iter()
                .any(|o| o.quantity().is_some() && between.contains(&o.extent.tokens.start));
        // "was cut down to nine seats, having won 48 in 2019": the other number's, which looks back.
        let back = |i: u32| {
            sign(doc, &tokens.all[i as usize]) == ","
                && tokens.all.get(i as usize + 1).is_some_and(|t| rules.words.has(t.word, WordSet::LooksBack))
        };
        if other && between.clone().any(back) {
            continue;
        }
        // "is home to 1.8 million people, and planners want most of them protected by Easter"
        let due =
            r.timex().is_some_and(|t| matches!(t.relation, Some(TimeRelation::By | TimeRelation::Until)));
        if after && outside > 0 && due {
            continue;
        }
        // ", and profit, which had slipped to 1.7 billion in 2023": another number's, in another clause.
        let relative = |i: u32| {
            tokens.all.get(i as usize).is_some_and(|t| rules.words.has(t.word, WordSet::OpensRelative))
        };
        if other && outside > 0 && between.clone().any(relative) {
            continue;
        }
        // "holds 18,500, and its record of 21,307 goes back to 1931"
        let joined = |i: u32| {
            sign(doc, &tokens.all[i as usize]) == "," && has(tokens, rules, i + 1, WordSet::JoinsClause)
        };
        if other && outside > 0 && between.clone().any(joined) {
            continue;
        }
        // "a 42,000-seat bowl that opened in 1998": when it came about, not when it had so many
        let came_about = |i: u32| relative(i) && has(tokens, rules, i + 1, WordSet::CameAbout);
        if after && between.clone().any(came_about) {
            continue;
        }
        let former = |k| claims.words_in(&between, k).next().is_some();
        // "72 seats, six times as many as the 11 that they won in 2019"
        let measured =
            || between.clone().any(|i| matches!(sign(doc, &tokens.all[i as usize]), "than" | "as"));
        if other && (former(FrameKind::Former) || former(FrameKind::Comparison) || measured()) {
            continue;
        }
        let bracket = between.clone().any(|i| matches!(sign(doc, &tokens.all[i as usize]), ";" | ":"));
        let cost = least + if other { 30 } else { 0 } + if bracket { 20 } else { 0 };
        if best.is_none_or(|(c, _)| cost < c) {
            best = Some((cost, first + i));
        }
    }
    best.map(|(_, reading)| Scope { reading, carried: false })
}

/// The date in the head of a table cell's column or row.
fn head_scope(doc: &Document<'_>, tokens: &Tokens, readings: &[Reading], block: usize) -> Option<Scope> {
    let Place::Cell { table, row, column } = doc.blocks.get(block)?.scope else { return None };
    let cells = (0..block).rev().map_while(|at| match doc.blocks[at].scope {
        Place::Cell { table: t, row: r, column: c } if t == table => Some((at, r, c)),
        _ => None,
    });
    let heads = cells.filter(|&(_, r, c)| r == row && c == 0 || r == 0 && row > 0 && c == column);
    heads.into_iter().find_map(|(at, ..)| {
        let inside = tokens.blocks.get(at)?;
        let first = readings.partition_point(|r| r.extent.tokens.start < inside.start);
        let dated =
            readings[first..].iter().take_while(|r| r.extent.tokens.start < inside.end).position(dates)?;
        Some(Scope { reading: first + dated, carried: false })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::Context;
    use crate::resolve;
    use crate::text::Format;
    use crate::text::token::tokenise;

    /// What each number of `text` is dated by.
    fn scopes(text: &str) -> Vec<Option<String>> {
        let rules = Rules::english().unwrap();
        let doc = Document::read(text, Format::Plain);
        let tokens = tokenise(&doc, &rules.lexicon);
        let readings = resolve::read(&doc, &tokens, &rules, &Context::default());
        let claims = assemble(&doc, &tokens, &readings, &rules);
        let said = |i: usize| text[readings[i].extent.span.range()].to_owned();
        let numbers = claims.all.iter().filter(|c| readings[c.reading].quantity().is_some());
        numbers.map(|c| c.scope.map(|s| said(s.reading))).collect()
    }

    #[test]
    fn a_number_is_dated_by_what_follows_then_by_what_stands_before() {
        let is = |s: &str| Some(s.to_owned());
        assert_eq!(scopes("In 2021 it fell, and some 67 people came in 2022."), [is("2022")]);
        assert_eq!(scopes("In 2022 some 67 people came; 196 people came in 2023."), [is("2022"), is("2023")]);
        assert_eq!(scopes("It was 2022. Some 67 people came."), [is("2022")]);
        assert_eq!(scopes("Some 67 people came."), [None]);
    }

    #[test]
    fn dates_have_no_scope_of_their_own() {
        let rules = Rules::english().unwrap();
        let doc = Document::read("It began in 2015 and ended in 2016.", Format::Plain);
        let tokens = tokenise(&doc, &rules.lexicon);
        let readings = resolve::read(&doc, &tokens, &rules, &Context::default());
        let claims = assemble(&doc, &tokens, &readings, &rules);
        assert_eq!(claims.all.len(), 2);
        assert!(claims.all.iter().all(|c| c.scope.is_none()));
    }
}
