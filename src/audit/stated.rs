//! The one change that is told beside two values: ", a saving of 26 minutes", "Down by a third ... 30, compared with 90".

use std::ops::Range;

use super::change::Change;
use super::draft::Draft;
use super::figure::Figure;
use super::sole::{complement, counts_another};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// "Down by a third ... 30 this quarter compared with 90 in the last": the one change that a sentence tells beside two
/// values, and that goes their way.
pub(super) fn lone<'d>(
    draft: &'d Draft<'_>,
    change: &Change<'_>,
    sentence: &Range<u32>,
    rises: bool,
) -> Option<&'d Figure> {
    let two = |f: &&Figure| f.tokens != change.old.tokens && f.tokens != change.new.tokens;
    // "The price of a pint": of what so many are paid for is no other figure.
    let rate = |f: &Figure| f.value == Decimal::ONE && draft.any(f.tokens.start, &["a", "an", "per"]);
    let mut others =
        draft.figures_in(sentence).iter().filter(two).filter(|f| f.kind != Kind::Duration && !rate(f));
    let stated = others.next().filter(|_| others.next().is_none())?;
    let fraction = stated.kind == Kind::Number && stated.value < Decimal::ONE && stated.noun.is_none();
    let start = stated.begin();
    let near = start.saturating_sub(4).max(sentence.start)..start;
    let (way, contrary) = if rises { (Cue::Up, Cue::Down) } else { (Cue::Down, Cue::Up) };
    let told = draft.has(&near, way) && !draft.has(sentence, contrary);
    // "expects house prices to rise 4 percent next year, after ..."
    let expected = start.saturating_sub(8).max(sentence.start)..start;
    if draft.has(&expected, Cue::Expected) {
        return None;
    }
    // "Crime fell by 8%, and burglaries from 120 to 90": of another thing.
    let end = stated.stop();
    if (end..change.tokens.start).any(|i| draft.word(i) == "," && draft.one(i + 1, WordSet::NewClause)) {
        return None;
    }
    // "Down by a third since 2010; last year there were 300": of other times.
    let gap = stated.tokens.end.min(change.tokens.end)..change.tokens.start.max(stated.tokens.start);
    // "from £2 to £2.50 in May and again, by 10%, in June"
    let apart = |i: u32| draft.word(i) == ";" || draft.is(i, "again") || draft.one(i, WordSet::Further);
    // "from 40 to 50 in May and by a tenth in June"
    let another = (change.tokens.end..stated.begin()).any(|i| draft.one(i, WordSet::ListAnd));
    let told = told && draft.days_in(&gap).is_empty() && !another && !(gap.start..gap.end).any(apart);
    // "will pay £112 more from April, its bill going up from £1,640 to £1,812"
    let compared = if rises { WordSet::Greater } else { WordSet::Fewer };
    let amount = stated.unit.is_some()
        && (stated.in_unit_of(change.new) || stated.in_unit_of(change.old))
        && (told || draft.one(end, compared) && !draft.is(end + 1, "than"));
    ((fraction || stated.is_percent()) && told || amount).then_some(stated)
}

/// "Burglary fell by a third last year. There were 456 break-ins, compared with 912": the change is told in the
/// sentence before, both values in this one, which goes on about the same.
pub(super) fn above<'d>(
    draft: &'d Draft<'_>,
    change: &Change<'_>,
    here: &Range<u32>,
    rises: bool,
) -> Option<&'d Figure> {
    // "The police recorded 310, against 620": what is counted was told.
    let bare = change.old.noun.is_none() && change.new.noun.is_none() && change.new.unit.is_none();
    let bare = bare && draft.follows(change.new.begin(), WordSet::Recorded);
    let told = draft.previous_sentence(here.start)?;
    if !draft.one(here.start, WordSet::GoesOn) && !bare && !average(draft, change, &told, here) {
        return None;
    }
    if counts_another(draft, &told, here.start, change.new.noun.as_ref()) {
        return None;
    }
    let value = |f: &&Figure| f.kind != Kind::Duration && f.kind != Kind::Ordinal;
    let mut figures = draft.figures_in(&told).iter().filter(value);
    let stated = figures.next().filter(|_| figures.next().is_none())?;
    let fraction = stated.kind == Kind::Number && stated.value < Decimal::ONE && stated.noun.is_none();
    let values = draft.figures_in(here).iter().filter(value).count() == 2;
    let near = stated.whole.start.saturating_sub(4).max(told.start)..stated.tokens.start;
    let (way, contrary) = if rises { (Cue::Up, Cue::Down) } else { (Cue::Down, Cue::Up) };
    let goes = draft.has(&near, way) && !draft.has(&told, contrary) && !draft.has(here, contrary);
    // "rose 5% to 40": its value is told already.
    // "It cost £4, compared with £3 in 2010": of other times than "5% in May"
    let dated = draft.days_in(here).iter().any(|d| d.year.is_some());
    let alone = change.old.kind == change.new.kind && !dated && !draft.has(&told, Cue::OtherBase);
    ((fraction || stated.is_percent()) && values && goes && alone).then_some(stated)
}

/// "House prices rose by a quarter last year. The average home now costs £300,000, up from £200,000": both are told of one
/// price; never of one of five years ago.
fn average(draft: &Draft<'_>, change: &Change<'_>, told: &Range<u32>, here: &Range<u32>) -> bool {
    let timed = |r: &crate::resolve::Reading| {
        r.kind.is_time()
            && !(r.extent.tokens.start..r.extent.tokens.end + 1)
                .any(|i| draft.any(i, &["now", "year", "today"]))
    };
    change.old.kind == Kind::Money
        && change.new.kind == Kind::Money
        && draft.says(told, WordSet::OfMoney)
        && (here.start..change.tokens.start).any(|i| draft.any(i, &["average", "typical"]))
        && !draft.readings_in(here).iter().any(timed)
}

/// The figure of ", a saving of 26 minutes" or ", a 5 % rise" within a few words of `at`; a rise after a fall is
/// another change.
pub(super) fn noun_of<'d>(draft: &'d Draft<'_>, at: u32, end: u32, rises: bool) -> Option<&'d Figure> {
    let near = at..end.min(at + 9);
    let (ups, downs) = (draft.cues_in(&near, Cue::Up), draft.cues_in(&near, Cue::Down));
    let ways = ups.map(|c| (c, true)).chain(downs.map(|c| (c, false)));
    let (cue, up) = ways.min_by_key(|(c, _)| c.tokens.start)?;
    if up != rises && cue.worth.is_some() {
        return None;
    }
    // "helped by a 20 per cent rise in exports"
    if complement(draft, cue.tokens.end, &[draft.sentence(cue.tokens.start)]) {
        return None;
    }
    let introduced = draft.preceded(cue.tokens.start, &["a", "an"]);
    if introduced && draft.is(cue.tokens.end, "of") {
        return draft.figures_in(&(cue.tokens.end + 1..end.min(cue.tokens.end + 5))).first();
    }
    let before = draft.figures_in(&(at..cue.tokens.start)).last()?;
    let article =
        (before.whole.start.saturating_sub(1)..before.tokens.start).any(|i| draft.any(i, &["a", "an"]));
    (article && before.tokens.end + 1 >= cue.tokens.start).then_some(before)
}
