//! `change-mismatch` on the parts that the reader of changes put together: "fell 20 cents to $4.40 from $4.90".

use super::Slip;
use super::change::{self, Change};
use super::draft::Draft;
use super::figure::Figure;
use super::told;
use crate::claim::Change as Read;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::{Decimal, Direction};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for read in draft.changes.all() {
        out.extend(of(draft, read));
    }
}

fn of(draft: &Draft<'_>, read: &Read) -> Option<Slip> {
    let (old, new) = ends(draft, read)?;
    let sentence = draft.sentence(read.tokens.start);
    let inside = |f: &Figure| sentence.contains(&f.tokens.start);
    if !inside(old) || !inside(new) || old.vague || new.vague || old.value == new.value {
        return None;
    }
    let tokens = old.tokens.start.min(new.tokens.start)..old.tokens.end.max(new.tokens.end);
    let change = Change { old, new, tokens, apart: false };
    // Which way it went is another check's question.
    let way = match read.direction {
        Some(Direction::Up) => new.value > old.value,
        Some(Direction::Down) => new.value < old.value,
        _ => true,
    };
    if !way {
        return against(draft, read, &change);
    }
    if !change::alike(old, new) || change::scale_shared(draft, old, new) {
        return None;
    }
    if let Some(times) = read.multiple.or_else(|| one(draft, read.factor?).map(|f| f.value)) {
        let between = read.tokens.start + 1..change.tokens.start;
        if told::another_clause(draft, &between) {
            return None;
        }
        return change::times(draft, &change, &read.tokens, times);
    }
    let by = one(draft, read.by?).filter(|f| inside(f))?;
    // "cost 12% more than they did at Easter, went from 296p to 302p": on another base.
    let end = by.tokens.end.max(by.whole.end);
    let than =
        |i: u32| draft.is(i + 1, "than") && (draft.one(i, WordSet::Greater) || draft.one(i, WordSet::Fewer));
    if (by.tokens.end..end + 1).any(than) {
        return None;
    }
    // "was put up from £2 to £2.50 in May and again, by 10%, in June": another change
    let again =
        |i: u32| draft.is(i, "again") || draft.one(i, WordSet::Further) || draft.one(i, WordSet::ListAnd);
    if (change.tokens.end..by.begin()).any(again) {
        return None;
    }
    // "expects prices to rise 4 percent, after a year in which they went from 200,000 to 230,000"
    let before = by.begin().saturating_sub(8).max(sentence.start)..by.begin();
    let after = by.stop()..change.tokens.start;
    if draft.has(&before, Cue::Expected) && after.into_iter().any(|i| draft.one(i, WordSet::BreaksClause)) {
        return None;
    }
    change::judge(draft, &change, by)
}

/// "dropped by 55 over the year, going from 310 to 365": the amount is that of the values, and the way is the other one.
fn against(draft: &Draft<'_>, read: &Read, change: &Change<'_>) -> Option<Slip> {
    let (old, new) = (change.old, change.new);
    let by = one(draft, read.by?)?;
    let clear =
        [Cue::Up, Cue::Down].iter().any(|&c| draft.cues_in(&read.tokens, c).any(|c| c.worth.is_some()));
    let sentence = draft.sentence(read.tokens.start);
    let moved = (new.value - old.value).abs();
    let led = |f: &Figure, word: &str| draft.preceded(f.begin(), &[word]) || draft.is(f.begin(), word);
    let ends = led(old, "from") && led(new, "to") || old.end && old.reading == new.reading;
    let exact = by.kind == old.kind && old.kind == new.kind && by.value == moved && change::differ(old, new);
    if !clear || !ends || !exact || draft.says(&sentence, WordSet::Ranking) {
        return None;
    }
    let text = change::computed(old, new, moved, by);
    let way = if new.value < old.value { "fall" } else { "rise" };
    let text = text.split(" is ").next().map(|t| format!("{t} is a {way}"))?;
    Some(Slip::new(change::CODE, &read.tokens, text).against([old.tokens.clone(), new.tokens.clone()]))
}

/// The old and the new value.
fn ends<'d>(draft: &'d Draft<'_>, read: &Read) -> Option<(&'d Figure, &'d Figure)> {
    let (old, new) = (read.old?, read.new?);
    if old != new {
        return Some((one(draft, old)?, one(draft, new)?));
    }
    // "from 12 to 15" is one reading.
    match draft.figures_of(old) {
        [a, b] => Some((a, b)),
        _ => None,
    }
}

/// The figure that a reading is, if it is one.
fn one<'d>(draft: &'d Draft<'_>, reading: usize) -> Option<&'d Figure> {
    match draft.figures_of(reading) {
        [figure] if figure.value > Decimal::ZERO => Some(figure),
        _ => None,
    }
}
