//! Dates said in passing: they hold for their sentence, and what follows goes on from the date before them.
//!
//! "The siege, which had begun in late 1943, ended in May 1944. By June ..." is in June 1944 throughout.

use super::anchor::Anchors;
use super::tense::Tense;
use crate::mention::time::{Core, Expression, Step};
use crate::mention::{Content, Input, Mention};
use crate::rules::Class;
use crate::rules::time_words::{Direction, Glue, Unit};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::stamp::{OfDay, Stamp, Within};
use crate::value::{Interval, TimeRelation, Timex, TimexType};

/// How far before a date its "had" may stand, in tokens.
const REACH: usize = 12;

/// The most tokens of a heading.
const HEADING: usize = 12;

/// Whether the date `stamp` of `mention` is said in passing.
pub(super) fn aside(a: &Anchors<'_>, mention: &Mention, e: &Expression, stamp: Stamp) -> bool {
    let Core::Point(steps) = &e.core else { return false };
    if titled(a.input, mention) {
        return false;
    }
    if steps.iter().all(|s| s.rank() <= 3) && bare_year(a.input, mention, e) {
        return true;
    }
    let dated = steps.iter().any(|s| matches!(s, Step::Year { .. }));
    let moved = dated
        || steps.iter().any(|s| matches!(s, Step::Relative(Some(_), _) | Step::Which(..) | Step::Shift(..)));
    a.narrative() && (dated && leaves(a, mention, e, stamp) || moved && a.glances(stamp))
}

/// Whether the mention stands in a heading.
pub(super) fn titled(input: &Input<'_>, mention: &Mention) -> bool {
    let first = mention.extent.whole.start;
    input.tokens.blocks.get(input.tokens.block_of(first)).is_some_and(|b| b.len() <= HEADING)
}

/// What `e` of `mention` comes to: of "Three years later, in 1871" the date that the `next` mention names.
pub(super) fn named_beside<'m>(
    input: &Input<'_>,
    mention: &Mention,
    e: &'m Expression,
    next: Option<&'m Mention>,
) -> &'m Expression {
    let Core::Point(steps) = &e.core else { return e };
    let [Step::Shift(_, Direction::Later | Direction::Earlier, None)] = steps.as_slice() else { return e };
    let Some((Content::Time(named), extent)) = next.map(|m| (&m.content, &m.extent)) else { return e };
    let comma = mention.extent.tokens.end;
    let beside = extent.whole.start == comma + 1
        && extent.tokens.start > extent.whole.start
        && input.tokens.all.get(comma as usize).is_some_and(|t| t.text(input.text) == ",");
    let dated = matches!(&named.core, Core::Point(s) if s.iter().any(|s| matches!(s, Step::Year { .. })));
    if beside && dated { named } else { e }
}

/// "Eight years later, in the autumn of 1865" is told in years: 1865.
pub(super) fn coarser(
    mention: &Mention,
    read: &Expression,
    timex: Timex,
    stamp: Option<Stamp>,
) -> (Timex, Option<Stamp>) {
    let Content::Time(Expression { core: Core::Point(steps), .. }) = &mention.content else {
        return (timex, stamp);
    };
    let ([Step::Shift(amount, ..)], Some(s)) = (steps.as_slice(), stamp) else { return (timex, stamp) };
    let beside = !matches!(&read.core, Core::Point(s) if s == steps);
    let whole = Stamp { within: Within::Whole, of_day: OfDay::Whole, ..s };
    if !beside || amount.unit() != Some(Unit::Year) || s == whole {
        return (timex, stamp);
    }
    let interval = whole.interval().map(|(b, e)| Interval::half_open(b, e));
    (Timex { kind: TimexType::Date, value: whole.to_string(), interval, modifier: None, ..timex }, stamp)
}

fn bracketed(input: &Input<'_>, mention: &Mention) -> bool {
    mention
        .extent
        .whole
        .start
        .checked_sub(1)
        .is_some_and(|b| input.tokens.all[b as usize].text(input.text) == "(")
}

/// A year that is not "in" or "during" it and opens no sentence, or is in brackets.
fn bare_year(input: &Input<'_>, mention: &Mention, e: &Expression) -> bool {
    let first = mention.extent.whole.start as usize;
    let told = e.relation == Some(TimeRelation::During) || input.tokens.all[first].starts_sentence();
    bracketed(input, mention) || !told
}

/// "the August 1792 rising": a date that tells one thing from others of its name.
fn attributive(input: &Input<'_>, mention: &Mention) -> bool {
    let (start, end) = (mention.extent.tokens.start as usize, mention.extent.tokens.end as usize);
    let all = &input.tokens.all;
    let determined = start.checked_sub(1).is_some_and(|b| {
        [Glue::The, Glue::A, Glue::Possessive].into_iter().any(|g| input.rules.time.is_glue(all[b].word, g))
    });
    determined
        && all.get(end).is_some_and(|t| {
            t.kind == TokenKind::Word
                && !t.starts_sentence()
                && !input.rules.phrases.starts(t.word).meets(Class::TIME)
        })
}

/// Whether the story only looks back ("had", "the August 1792 rising") or ahead ("planned", "until").
fn leaves(a: &Anchors<'_>, mention: &Mention, e: &Expression, stamp: Stamp) -> bool {
    let day = |s: Stamp| Some(Stamp { of_day: OfDay::Whole, ..s }.interval()?.0.date());
    let (Some(here), Some(there)) = (a.passage_stamp().and_then(day), day(stamp)) else { return false };
    let first = mention.extent.whole.start as usize;
    let all = &a.input.tokens.all;
    if there < here {
        if attributive(a.input, mention) {
            return true;
        }
        let sentence =
            (first.saturating_sub(REACH)..first).rev().take_while(|&i| !all[i + 1].starts_sentence());
        return sentence.into_iter().any(|i| a.input.rules.words.has(all[i].word, WordSet::Had));
    }
    let years = i64::from(there.year()) - i64::from(here.year());
    // "to be held in 1976", "effective until 1978"
    years > 0 && (e.relation == Some(TimeRelation::Until) || a.tense() == Tense::Ahead)
}

/// How far before a date what opens an aside may stand, in tokens.
const LONGEST_LEAD: usize = 60;

/// Years back from the publication from where on a day or a month of the same sentence has the year of the date before
/// it, if that is told to the month, and if it is but a year.
const LONG_AGO: (i16, i16) = (2, 25);

/// Whether the rest of the sentence is at the date `stamp`: "In the autumn of 1935 columns crossed the river; the town
/// fell on 6 October", but not "The firm, founded in June 1912, said in March".
pub(super) fn settles(a: &Anchors<'_>, mention: &Mention, e: &Expression, stamp: Stamp) -> bool {
    let (Core::Point(steps), Some(today), Some(year)) = (&e.core, a.today(), stamp.civil_year()) else {
        return false;
    };
    // a date of a sentence that is there already moves it on
    let dated = steps.iter().any(|s| matches!(s, Step::Year { .. }));
    if !dated {
        return a.chronicle().is_some() && !a.narrative();
    }
    let least = if steps.iter().any(|s| s.rank() > 3) { LONG_AGO.0 } else { LONG_AGO.1 };
    let told = matches!(e.relation, None | Some(TimeRelation::During));
    if a.narrative() || !told || today.year() - year < least || attributive(a.input, mention) {
        return false;
    }
    let first = mention.extent.whole.start as usize;
    let all = &a.input.tokens.all;
    let before =
        (first.saturating_sub(LONGEST_LEAD)..first).rev().take_while(|&i| !all[i + 1].starts_sentence());
    let clause = before.take_while(|&i| !matches!(all[i].text(a.input.text), ";" | ":"));
    !clause.into_iter().any(|i| {
        matches!(all[i].text(a.input.text), "," | "(")
            || a.input.rules.words.has(all[i].word, WordSet::ToldInPassing)
    })
}
