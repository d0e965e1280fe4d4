//! `change-mismatch` by elimination: the one change of a sentence or two, and the two values that there are.

use std::ops::Range;

use super::matter::{complement, counts_another, of_money, one_field, own_subject};
use crate::audit::Slip;
use crate::audit::change::{CODE, alike, computed, differ, firm, least, most, scale_shared};
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::told::ranked;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

/// A change as stated: from so many to so many per cent of what it was.
struct Stated {
    tokens: Range<u32>,
    rises: bool,
    low: Decimal,
    high: Decimal,
    /// "by a fifth"
    spoken: bool,
}

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for pair in draft.figures.windows(2).filter(|p| p[1].end && p[0].end) {
        let start = pair[0].tokens.start;
        out.extend((start.saturating_sub(6)..start).rev().find_map(|i| taken(draft, i)));
    }
    for rises in [true, false] {
        for cue in draft.of(if rises { Cue::Up } else { Cue::Down }) {
            let found = match stated(draft, &cue.tokens, rises) {
                Some(stated) => judge(draft, &stated),
                None => amount(draft, &cue.tokens),
            };
            out.extend(found.or_else(|| {
                // "Inflation slowed to 6.1% from 4.9%"
                let slowed = draft.is(cue.tokens.start, "slowed");
                let clear = cue.worth.is_some()
                    || slowed
                        && draft.figures_in(&draft.sentence(cue.tokens.start)).iter().all(Figure::is_percent);
                if clear { direction(draft, &cue.tokens, rises) } else { None }
            }));
        }
    }
}

/// "fell to 5,300 in the spring from 4,100 a year earlier"
fn direction(draft: &Draft<'_>, cue: &Range<u32>, rises: bool) -> Option<Slip> {
    let sentence = draft.sentence(cue.start);
    // "fell 5 per cent to 420p, from 400p"
    // "fell by a third in September, to 1.5 million bags from 1 million"
    let fraction = |f: &Figure| {
        f.kind == Kind::Number && f.value < Decimal::ONE && f.noun.is_none() && draft.is(cue.end, "by")
    };
    let share = draft.figures_in(&sentence).iter().find(|f| {
        let at = f.tokens.start;
        f.is_percent() && (cue.end..cue.end + 2).contains(&at)
            || (f.is_percent() || fraction(f)) && (cue.end..cue.end + 3).contains(&at)
    });
    let from = share.map_or(cue.end, |f| f.tokens.end);
    let to = (from..sentence.end.min(from + 9)).find(|&i| draft.is(i, "to"))?;
    // "fell sharply last year, to 412": how and when, and nothing else
    let manner = |i: u32| {
        let timed = || {
            let near = i.saturating_sub(4)..i + 1;
            draft.readings_in(&near).iter().any(|r| r.kind.is_time() && r.extent.tokens.contains(&i))
        };
        draft.word(i) == ","
            || draft.word(i).ends_with("ly")
            || draft.any(i, &["in", "over", "again"])
            || timed()
    };
    if to > from + 1 && !(from..to).all(manner) {
        return None;
    }
    // "21,000 vehicles a day": of what so many are counted is no value.
    let rate = |f: &Figure| f.kind == Kind::Duration && draft.any(f.tokens.start, &["a", "an", "per"]);
    // "slowed to 6.1% from 4.9%": shares, and no other figures
    let shares = share.is_none() && draft.figures_in(&sentence).iter().all(Figure::is_percent);
    let own = |f: &Figure| share.is_none_or(|s| s.tokens != f.tokens);
    let value = |f: &&Figure| (shares || !f.is_percent()) && !rate(f) && own(f);
    let all: Vec<&Figure> = draft.figures_in(&sentence).iter().filter(value).collect();
    let [new, old] = all[..] else { return None };
    let at = |f: &Figure| f.begin();
    let led = at(new) == to + 1 || at(new) == to;
    let from = draft.preceded(at(old), &["from"]) || draft.is(at(old), "from");
    let one = new.kind == old.kind && (old.unit == new.unit || old.noun.is_none() && old.unit.is_none());
    let rank = ranked(draft, &sentence);
    let against = differ(old, new) && if rises { new.value < old.value } else { new.value > old.value };
    if !led
        || !from
        || !one
        || rank
        || !against
        || !new.plain()
        || !old.plain()
        || scale_shared(draft, new, old)
    {
        return None;
    }
    let way = if rises { "fall" } else { "rise" };
    let text = format!("from {} to {} is a {way}", grouped(old.value), grouped(new.value));
    Some(Slip::new(CODE, &new.tokens, text).against([old.tokens.clone()]))
}

/// "opened 45 shops, which took the number from 210 to 265"
fn taken(draft: &Draft<'_>, cue: u32) -> Option<Slip> {
    let sentence = draft.sentence(cue);
    let [stated, a, b] = draft.figures_in(&sentence) else { return None };
    let number = draft.one(cue, WordSet::Takes)
        && draft.any(cue + 1, &["the", "its", "their"])
        && draft.one(cue + 2, WordSet::NamesStock);
    let ends = number && stated.tokens.end <= cue && a.tokens.start > cue && from_to(draft, a, b);
    let counts = [stated, a, b].iter().all(|f| f.kind == Kind::Number && !f.vague && f.modifier.is_none());
    let moved = (a.value - b.value).abs();
    if !ends
        || !counts
        || stated.noun.is_none()
        || (moved - stated.value).abs() <= a.slack + b.slack + stated.slack
    {
        return None;
    }
    let text = computed(a, b, moved, stated);
    Some(Slip::new(CODE, &stated.tokens, text).against([a.tokens.clone(), b.tokens.clone()]))
}

/// "rose by 2.4 metres in the night: at dusk it stood at 3.1 metres, by first light at 7.9": the difference of the
/// only two values that there are.
fn amount(draft: &Draft<'_>, cue: &Range<u32>) -> Option<Slip> {
    let sentence = draft.sentence(cue.start);
    let near = cue.end..sentence.end.min(cue.end + 3);
    let stated = draft.figures_in(&near).first()?;
    let kinds = [Kind::Number, Kind::Money, Kind::Measure];
    let led = (cue.end..stated.begin()).all(|i| draft.is(i, "by"));
    if !kinds.contains(&stated.kind) || !stated.plain() || !led || stated.value < Decimal::ONE {
        return None;
    }
    let scope = sentence;
    let (a, b) = two(draft, &stated.tokens, false, &scope)?;
    let same = |f: &Figure| {
        let bare = f.noun.is_none() && f.unit.is_none();
        let heads = matches!((f.head(), stated.head()), (Some(x), Some(y)) if draft.akin(x, y));
        let measured = f.unit.is_some() && f.noun.is_none() && f.in_unit_of(stated);
        f.kind == stated.kind && (measured || heads) || bare && f.kind == Kind::Number && from_to(draft, a, b)
    };
    let after = a.tokens.start > stated.tokens.end;
    let other = draft.has_any(&scope, &[Cue::Expected, Cue::Revised, Cue::Partial, Cue::Each, Cue::Multiple]);
    let one = draft.cues_in(&scope, Cue::Up).chain(draft.cues_in(&scope, Cue::Down)).count() <= 2;
    if !after
        || !same(a)
        || !same(b)
        || a.kind != b.kind
        || other
        || !one
        || !(compared(draft, a, b) || from_to(draft, a, b))
    {
        return None;
    }
    let moved = (a.value - b.value).abs();
    if (moved - stated.value).abs() <= a.slack + b.slack + stated.slack {
        return None;
    }
    let text = computed(a, b, moved, stated);
    Some(Slip::new(CODE, &stated.tokens, text).against([a.tokens.clone(), b.tokens.clone()]))
}

/// "going from 61 on the roll to 37"
fn from_to(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let at = |f: &Figure| f.begin();
    let led = |f: &Figure, word: &str| draft.preceded(at(f), &[word]) || draft.is(at(f), word);
    led(a, "from") && led(b, "to") || a.end && a.reading == b.reading
}

/// The share right behind a word of change, "grown by a quarter", "fell 45 percent", or "a cut of 60 percent".
fn stated(draft: &Draft<'_>, cue: &Range<u32>, rises: bool) -> Option<Stated> {
    let sentence = draft.sentence(cue.start);
    let near = cue.end..sentence.end.min(cue.end + 4);
    let figure = draft.figures_in(&near).first()?;
    let share = figure.kind == Kind::Number
        && figure.value < Decimal::ONE
        && figure.value > Decimal::ZERO
        && figure.noun.is_none();
    // "may rise by another third"
    if draft.any(figure.tokens.start.saturating_sub(1), &["another"]) {
        return None;
    }
    if !(share && !figure.vague && !figure.end || figure.is_percent() && figure.plain())
        || !draft.unbroken(&(cue.end..figure.tokens.start))
    {
        return None;
    }
    let percent = if share { figure.value * Decimal::ONE_HUNDRED } else { figure.value };
    // "by a fifth" is no sixth.
    let slack = if share { Decimal::from(5).min(percent * Decimal::new(16, 2)) } else { figure.slack };
    let (low, high) = if rises {
        (Decimal::ONE_HUNDRED + percent - slack, Decimal::ONE_HUNDRED + percent + slack)
    } else {
        (Decimal::ONE_HUNDRED - percent - slack, Decimal::ONE_HUNDRED - percent + slack)
    };
    Some(Stated { tokens: figure.tokens.clone(), rises, low, high, spoken: share })
}

/// The slip of a change that its two values do not make, whichever was first and whichever is the base.
fn judge(draft: &Draft<'_>, stated: &Stated) -> Option<Slip> {
    let here = draft.sentence(stated.tokens.start);
    let next = draft.next_sentence(here.start);
    let previous = draft.previous_sentence(here.start);
    let scopes = [Some(here.clone()), next.map(|n| here.start..n.end), previous.map(|p| p.start..here.end)];
    let (scope, a, b) = scopes.into_iter().flatten().find_map(|scope| {
        let (a, b) = two(draft, &stated.tokens, stated.spoken, &scope)?;
        Some((scope, a, b))
    })?;
    // "Sales fell by 12 percent last year. The firm employs 310, against 620": of another thing.
    let second = if scope.start < here.start { here.start } else { here.end };
    let told = here.start..stated.tokens.start;
    // "Attendance fell by a third. Some 52,000 people came, against 60,000 the season before"
    let counted = (second..second + 3).contains(&a.begin())
        && a.noun.as_ref().is_some_and(|noun| one_field(draft, &told, noun));
    let goes_on = scope == here
        || counted
        || draft.one(second, WordSet::GoesOn)
        || draft.any(second, &["that", "this", "in"]);
    let another = scope != here && counts_another(draft, &told, second, a.noun.as_ref());
    let gap = stated.tokens.end.min(a.tokens.start)..stated.tokens.start.max(a.tokens.start);
    // "The wage bill rose 20%. It had 30 players in 2020 and has 40 now": of money, and they are none.
    if another || a.kind != Kind::Money && scope != here && of_money(draft, &told) {
        return None;
    }
    if (gap.start..gap.end).any(|i| {
        draft.word(i) == ";" && stated.tokens.end <= a.tokens.start
            || draft.any(i, &["while", "whereas", "but"])
    }) {
        return None;
    }
    let dated = |r: &Range<u32>| !draft.days_in(r).is_empty();
    let apart = scope != here && dated(&here) && dated(&draft.sentence(a.tokens.start));
    if !goes_on || apart && scope.end > here.end {
        return None;
    }
    let same = draft.cues_in(&scope, Cue::Up).chain(draft.cues_in(&scope, Cue::Down)).count();
    // "lost 20% the next year and put on 20% in the year after": several changes
    let changes = draft.figures_in(&scope).iter().filter(|f| f.is_percent()).count();
    let other = draft.has_any(&scope, &[Cue::OtherBase, Cue::Expected, Cue::Revised, Cue::Each]);
    if same > 2 || changes > 1 || other || !compared(draft, a, b) {
        return None;
    }
    // "and the number of teachers has fallen by a half": of another thing than the 320 pupils.
    let told = [draft.sentence(a.tokens.start)];
    let verb =
        (here.start..stated.tokens.start).rev().find(|&i| draft.has_any(&(i..i + 1), &[Cue::Up, Cue::Down]));
    if !counted && verb.is_some_and(|i| own_subject(draft, i, &told))
        || complement(draft, stated.tokens.end, &told)
    {
        return None;
    }
    // Both values stand in one sentence, and nothing says that the change is that of another time.
    if draft.sentence(a.tokens.start) != draft.sentence(b.tokens.start)
        || of_another_time(draft, stated, a, b)
    {
        return None;
    }
    let (old, new) = if (a.value < b.value) == stated.rises { (a, b) } else { (b, a) };
    let (old, new) = (&firm(draft, old, stated.spoken), &firm(draft, new, stated.spoken));
    let hundred = Decimal::ONE_HUNDRED;
    let share = |x: Decimal, y: Decimal| x.checked_mul(hundred)?.checked_div(y);
    if least(old) <= Decimal::ZERO || least(new) <= Decimal::ZERO {
        return None;
    }
    let (low, high) = (share(least(new), most(old))?, share(most(new), least(old))?);
    // By the other value as the base, as is loosely said.
    let turned = |x: Decimal| share(hundred, x);
    let (base_low, base_high) = (hundred + hundred - turned(low)?, hundred + hundred - turned(high)?);
    let fits = |low: Decimal, high: Decimal| high >= stated.low && low <= stated.high;
    if fits(low, high) || fits(base_low.min(base_high), base_low.max(base_high)) {
        return None;
    }
    let exact = (share(new.value, old.value)? - hundred).abs().round_dp(1).normalize();
    let text = format!(
        "from {} to {} is {} %, not {}",
        grouped(old.value),
        grouped(new.value),
        grouped(exact),
        draft.text(&stated.tokens)
    );
    Some(Slip::new(CODE, &stated.tokens, text).against([a.tokens.clone(), b.tokens.clone()]))
}

/// "The stock, which peaked at $112 in 2021, closed at $61, up 3 per cent on the day": a change of one day.
fn of_another_time(draft: &Draft<'_>, stated: &Stated, a: &Figure, b: &Figure) -> bool {
    let end = stated.tokens.end;
    let on = (end..end + 3).any(|i| draft.any(i, &["on", "in", "over"]) && draft.is(i + 1, "the"));
    let gap = a.tokens.end..b.tokens.start;
    let parts = (gap.start..gap.end).any(|i| draft.word(i) == ";");
    // "The wait, which used to be eight months, ... is now four"
    let now = (gap.start..gap.end).any(|i| draft.is(i, "now"));
    let relative = !now
        && (a.tokens.start.saturating_sub(6)..a.tokens.start).any(|i| draft.one(i, WordSet::OpensRelative));
    // "In the last decade it has grown by a tenth", beside values of 1900 and of today
    let here = draft.sentence(stated.tokens.start);
    let stretch = !here.contains(&a.tokens.start)
        && (here.start..end)
            .any(|i| draft.any(i, &["last", "past"]) && draft.one(i + 1, WordSet::PeriodNoun))
        && !draft.days_in(&draft.sentence(a.tokens.start)).is_empty();
    on || parts || relative || stretch
}

/// The only two figures of `scope` that can be values.
fn two<'d>(
    draft: &'d Draft<'_>,
    stated: &Range<u32>,
    spoken: bool,
    scope: &Range<u32>,
) -> Option<(&'d Figure, &'d Figure)> {
    // "fell by a third ... some 52,000": round words for round numbers
    let round = |f: &Figure| spoken && f.modifier == Some(Modifier::Approx) && !f.vague;
    let other = [Kind::Ordinal, Kind::Age, Kind::Percent];
    let value = |f: &&Figure| f.tokens != *stated && !other.contains(&f.kind);
    let mut values: Vec<&Figure> = draft.figures_in(scope).iter().filter(value).collect();
    // "£4 more than last year": by how much, no value
    if values.iter().any(|f| draft.one(f.stop(), WordSet::Greater) || draft.one(f.stop(), WordSet::Fewer)) {
        return None;
    }
    let without = |values: &mut Vec<&Figure>, test: &dyn Fn(&&Figure) -> bool| {
        if values.len() > 2 {
            values.retain(|f| !test(f));
        }
    };
    without(&mut values, &|f| !f.plain() && !f.end);
    // "a cut that has saved 12 lives": what is counted apart from the values
    let all = values.clone();
    let akin =
        |f: &Figure, g: &Figure| matches!((f.head(), g.head()), (Some(x), Some(y)) if draft.akin(x, y));
    without(&mut values, &|f| {
        f.noun.is_some()
            && f.tokens != all[0].tokens
            && !all.iter().any(|g| g.tokens != f.tokens && akin(f, g))
    });
    without(&mut values, &|f| f.kind == Kind::Duration);
    // "With three families gone, it has lost 12 pupils, going from 61 to 37"
    without(&mut values, &|f| f.noun.is_some() && f.tokens.end < stated.start);
    let [a, b] = values[..] else { return None };
    let kinds = a.kind == b.kind || b.noun.is_none() && b.unit.is_none();
    let heads = match (a.head(), b.head()) {
        (Some(x), Some(y)) => draft.akin(x, y),
        _ => true,
    };
    let plain = |f: &Figure| f.plain() || f.end || round(f);
    // "50 minutes, now 40"; never "in the year it gave out 74,850"
    let far = a.value.min(b.value) * Decimal::from(20) < a.value.max(b.value);
    if a.kind == Kind::Duration && b.kind != Kind::Duration && far {
        return None;
    }
    (kinds && heads && alike(a, b) && plain(a) && plain(b) && !scale_shared(draft, a, b)).then_some((a, b))
}

/// Whether two values are told as those of two times: one against the other, or each with its own.
fn compared(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let gap = a.tokens.end..b.tokens.start;
    let against = (gap.start..gap.end).any(|i| draft.one(i, WordSet::Compared));
    let sentence = draft.sentence(b.tokens.start);
    let after = b.tokens.end..sentence.end.min(b.tokens.end + 8);
    let earlier = |r: &Range<u32>| {
        draft.cues_in(r, Cue::Earlier).any(|c| !draft.one(c.tokens.start, WordSet::Compared))
    };
    let timed = |r: &Range<u32>| {
        earlier(r)
            || (r.start..r.end).any(|i| draft.any(i, &["now", "then", "today", "when"]))
            || draft.readings_in(r).iter().any(|r| r.kind.is_time() && r.kind != Kind::Duration)
    };
    (against && (timed(&after) || timed(&gap)))
        || timed(&gap) && (timed(&after) || (gap.start..gap.end).any(|i| draft.any(i, &["is", "now", "and"])))
}
