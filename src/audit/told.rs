//! `change-mismatch` told in other words: "980 pupils, 170 fewer than the 1,250"; "fell to 412 from 367".

use super::change::{CODE, Change, alike, computed, differ, judge, scale_shared, times};
use super::draft::{Draft, Found};
use super::figure::Figure;
use super::sole::{goes_on, of_money};
use super::{Slip, based};
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// The slip of a change whose amount, or whose old value, is figure `k`.
pub(super) fn change(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    told_after(draft, k)
        .or_else(|| closed_at(draft, k))
        .or_else(|| to_new(draft, k))
        .or_else(|| two_times(draft, k))
        .or_else(|| more_than(draft, k))
        .or_else(|| by_difference(draft, k))
}

/// "fell to 412 from 367": the new value first.
pub(super) fn backwards(draft: &Draft<'_>, change: &Change<'_>) -> Option<Slip> {
    let (old, new) = (change.old, change.new);
    let first = new.begin();
    // "dropped 8 percent to 54.00 crowns, against 50.00 the evening before"
    let against = draft.preceded(first, &["to", "at"]);
    let to = draft.is(change.tokens.start, "to");
    // "14 per cent of adults, up from 20 per cent a decade ago"
    let start = old.begin();
    let word = if draft.is(start, "from") { start } else { start.saturating_sub(1) };
    let up_from = word > new.stop() && draft.is(word, "from") && draft.preceded(word, &["up", "down"]);
    if new.tokens.start > old.tokens.start || !old.plain() || !new.plain() || !(to || against || up_from) {
        return None;
    }
    let back = if to { 2 } else { 6 };
    let from = draft.sentence(new.tokens.start).start;
    let before = if up_from {
        word - 1..word
    } else {
        change.tokens.start.saturating_sub(back).max(from)..change.tokens.start
    };
    if !to && draft.has(&before, Cue::Up) == draft.has(&before, Cue::Down) {
        return None;
    }
    let clear = |cue: Cue| draft.cues_in(&before, cue).any(|c| c.worth.is_some());
    let sentence = draft.sentence(old.tokens.start);
    let rank = ranked(draft, &sentence);
    let scale = |f: &Figure| draft.readings[f.reading].quantity().map(|q| q.style.scale);
    let bare = old.kind == Kind::Number && old.noun.is_none() && old.unit.is_none();
    let same = (old.kind == new.kind && old.unit == new.unit || !to && bare) && scale(old) == scale(new);
    let up = up_from && draft.preceded(word, &["up"]);
    let against = if up_from {
        if up { new.value < old.value } else { new.value > old.value }
    } else if clear(Cue::Up) {
        new.value < old.value
    } else {
        clear(Cue::Down) && new.value > old.value
    };
    if !against || !differ(old, new) || rank || !same {
        return None;
    }
    let text = format!(
        "from {} to {} is a {}",
        grouped(old.value),
        grouped(new.value),
        if new.value < old.value { "fall" } else { "rise" }
    );
    Some(Slip::new(CODE, &new.tokens, text).against([old.tokens.clone()]))
}

/// "rose from 72 years in 2010 to 64 years in 2020"
pub(super) fn direction(draft: &Draft<'_>, cue: &Found, rises: bool) -> Option<Slip> {
    let sentence = draft.sentence(cue.tokens.start);
    let from = based::from(draft, &cue.tokens)?;
    let numerals = draft.numerals_in(&(from + 1..sentence.end.min(from + 16)));
    let a = numerals.first().filter(|n| n.tokens.start <= from + 2)?;
    let to = |n: &Numeral| {
        (n.tokens.start.saturating_sub(3)..n.tokens.start)
            .rev()
            .take_while(|&i| !draft.is_word(i) || draft.one(i, WordSet::BeforeChanged))
            .any(|i| draft.is(i, "to"))
    };
    let b = numerals.iter().skip(1).find(|n| to(n))?;
    let near = cue.tokens.start.saturating_sub(12).max(sentence.start)..sentence.end.min(b.tokens.end + 6);
    let rank = ranked(draft, &near);
    // "from 0.9 million to 800,000" is a fall too, but "from $3.5 to 3 million" cuts a word short.
    let cut = a.style.scale == 0 && b.style.scale > 0
        || (a.style.scale > 0 && b.style.scale == 0 && b.value < Decimal::from(1000));
    let plain = a.form == Form::Cardinal
        && b.form == Form::Cardinal
        && a.value > Decimal::ZERO
        && b.value > Decimal::ZERO;
    // "from 90p to £1.20": in one unit
    let pounds = |n: &Numeral| {
        let figure = draft.figures_in(&n.tokens).iter().find(|f| f.kind == crate::mention::Kind::Money);
        figure.map(|f| f.value).filter(|v| v.checked_mul(Decimal::ONE_HUNDRED) == Some(n.value))
    };
    let (x, y) = (pounds(a).unwrap_or(a.value), pounds(b).unwrap_or(b.value));
    let against = if rises { y < x } else { y > x };
    let unit = |n: &Numeral| {
        if draft.is_word(n.tokens.end) && !draft.one(n.tokens.end, WordSet::AfterBareNumber) {
            draft.word(n.tokens.end)
        } else {
            ""
        }
    };
    let (u, v) = (unit(a), unit(b));
    let same = u.is_empty() || v.is_empty() || super::draft::akin(u, v);
    let dated = draft
        .days_in(&(from..b.tokens.end))
        .iter()
        .any(|d| d.tokens.start == a.tokens.start || d.tokens.start == b.tokens.start);
    if !against || rank || cut || !plain || !same || dated || draft.any(b.tokens.end, &["BC", "BCE"]) {
        return None;
    }
    let text = format!(
        "from {} to {} is a {}",
        grouped(a.value),
        grouped(b.value),
        if rises { "fall" } else { "rise" }
    );
    Some(Slip::new(CODE, &cue.tokens, text).against([a.tokens.clone(), b.tokens.clone()]))
}

/// Whether places of a table are told, of which the smaller is the better; "the number of", "dropped in number" is none.
pub(super) fn ranked(draft: &Draft<'_>, range: &std::ops::Range<u32>) -> bool {
    (range.start..range.end).any(|i| {
        let counted = draft.is(i, "number") && draft.preceded(i, &["in"]);
        draft.one(i, WordSet::Ranking) && !draft.is(i + 1, "of") && !counted
    })
}

/// "cost 250 pesos in January was 400 pesos by July, an increase of 35 %": two figures, then the change.
fn told_after(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let stated = draft.figures.get(k)?;
    if k < 2 || !(stated.whole.start.saturating_sub(3)..stated.tokens.start).any(|i| draft.is(i, "of")) {
        return None;
    }
    let sentence = draft.sentence(stated.tokens.start);
    let near = stated.whole.start.saturating_sub(4).max(sentence.start)..stated.tokens.start;
    let up = draft.cues_in(&near, Cue::Up).last();
    let down = draft.cues_in(&near, Cue::Down).last();
    let (cue, rises) = match (up, down) {
        (Some(c), None) => (c, true),
        (None, Some(c)) => (c, false),
        _ => return None,
    };
    let noun = draft.preceded(cue.tokens.start, &["a", "an"])
        && draft.is(cue.tokens.end, "of")
        && cue.tokens.start >= 2
        && matches!(draft.before(cue.tokens.start, 2), "," | "\u{2014}" | "\u{2013}" | "-" | "(");
    let before = draft.figures_in(&(sentence.start..cue.tokens.start));
    let last = before.last()?;
    let values: Vec<&Figure> = before.iter().filter(|f| f.kind == last.kind && f.unit == last.unit).collect();
    let (a, b) = match values[..] {
        [a, b] => (a, b),
        // "Unemployment stood at 5.9 percent in February. In March it was 6.4 percent, an increase of ..."
        [b] => {
            let earlier = draft.previous_sentence(sentence.start)?;
            // "A decade ago 60% of homes had one. Now 40% do, a fall of 30 points"
            let now = draft.one(sentence.start, WordSet::AtPresent) && draft.says(&earlier, WordSet::Past);
            let it = now || (sentence.start..b.tokens.start).any(|i| draft.one(i, WordSet::Anaphor));
            let alike = |f: &&Figure| f.kind == b.kind && f.unit == b.unit;
            let mut told = draft.figures_in(&earlier).iter().filter(alike);
            let a = told.next().filter(|_| told.next().is_none() && it)?;
            (a, b)
        }
        _ => return None,
    };
    // "Fell by £6m to £54m, a drop of 10 %": the first is no old value. "Each 45, all five 180, a saving of 45":
    // what is said once more is no difference of both.
    let amount = |f: &Figure| draft.preceded(f.begin(), &["by"]);
    let again = stated.kind == a.kind && (stated.value == a.value || stated.value == b.value);
    let clear = a.plain()
        && b.plain()
        && alike(a, b)
        && a.kind == b.kind
        && a.unit == b.unit
        && !amount(a)
        && !draft.is(a.whole.start, "by")
        && !again;
    if !noun || !clear || a.value == b.value {
        return None;
    }
    let (low, high) = if a.value < b.value { (a, b) } else { (b, a) };
    let (old, new) = if rises { (low, high) } else { (high, low) };
    judge(draft, &Change { old, new, tokens: a.tokens.start..b.tokens.end, apart: false }, stated)
}

/// "lost 40 percent on Friday. The stock, which had ended Thursday at $50, closed at $45"
fn closed_at(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let [stated, old, new] = draft.figures.get(k..k + 3)? else { return None };
    if !stated.is_percent() || old.kind != Kind::Money || new.kind != Kind::Money || !alike(old, new) {
        return None;
    }
    let here = draft.sentence(stated.tokens.start);
    let next = draft.next_sentence(here.start)?;
    let at = |f: &Figure| draft.preceded(f.begin(), &["at"]);
    let had = (next.start..old.tokens.start).any(|i| draft.is(i, "had") || draft.is(i, "opened"));
    let both = at(old) && at(new) && had && old.tokens.start >= next.start && new.tokens.end <= next.end;
    let start = stated.begin();
    let near = start.saturating_sub(4).max(here.start)..start;
    let (up, down) = (draft.has(&near, Cue::Up), draft.has(&near, Cue::Down));
    let way = if new.value > old.value { up && !down } else { down && !up };
    let alone = draft.figures_in(&here).len() == 1 && draft.figures_in(&next).len() == 2;
    let subject = draft.one(next.start, WordSet::Definite) || draft.one(next.start, WordSet::GoesOn);
    if !both || !way || !alone || !subject || !old.plain() || !new.plain() {
        return None;
    }
    judge(draft, &Change { old, new, tokens: old.tokens.start..new.tokens.end, apart: false }, stated)
}

/// "which stood at 640 in the year before, were down by a quarter, to 160": the old value, the change, the new one.
pub(super) fn to_new(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (stated, new) = (draft.figures.get(k)?, draft.figures.get(k + 1)?);
    let fraction = stated.kind == Kind::Number && stated.value < Decimal::ONE && stated.noun.is_none();
    if !fraction && !stated.is_percent() || k == 0 {
        return None;
    }
    let start = stated.begin();
    let gap = stated.stop()..new.begin();
    let joined = (1..=3).contains(&gap.len())
        && (gap.start..gap.end).all(|i| draft.word(i) == "," || draft.is(i, "to"))
        && draft.preceded(gap.end, &["to"]);
    // "has been cut by a fifth and now stands at 250", "are down by a quarter and number 160"
    let stands = |i: u32| draft.one(i, WordSet::StandsNow);
    let plain = |i: u32| {
        stands(i) || draft.one(i, WordSet::ToValue) || draft.any(i, &["and", "now", "just", "only", ","])
    };
    let joined =
        joined || gap.len() <= 6 && (gap.start..gap.end).any(stands) && (gap.start..gap.end).all(plain);
    let sentence = draft.sentence(start);
    let near = start.saturating_sub(4).max(sentence.start)..start;
    let (up, down) = (draft.has(&near, Cue::Up), draft.has(&near, Cue::Down));
    if !joined || up == down || new.tokens.end > sentence.end {
        return None;
    }
    let value = |f: &&Figure| f.kind == new.kind && (f.unit == new.unit || new.noun.is_none());
    let before = sentence.start..near.start;
    let mut olds = draft.figures_in(&before).iter().filter(value);
    let earlier =
        draft.previous_sentence(sentence.start).filter(|_| draft.one(sentence.start, WordSet::GoesOn));
    let mut told = earlier.as_ref().map(|s| draft.figures_in(s)).unwrap_or_default().iter().filter(value);
    let old = match (olds.next(), olds.next()) {
        (Some(old), None) => old,
        (None, None) => told.next().filter(|_| told.next().is_none())?,
        _ => return None,
    };
    // "was 640 in 2000 and down by 5 percent last year, to 600": of two times.
    let between = old.tokens.end..start;
    // "which stood at £8 in January, fell 5 per cent to £4.20": a price moves by the day.
    let daily = new.kind == Kind::Money && !draft.days_in(&between).is_empty();
    let dated = daily || draft.days_in(&between).iter().any(|d| d.year.is_some());
    let led = draft.follows(old.begin(), WordSet::StoodAt);
    let way = if up { new.value > old.value } else { new.value < old.value };
    let clear = led && way && !dated && alike(old, new) && old.plain() && new.plain();
    if !clear
        || draft.has_any(&sentence, &[Cue::OtherBase, Cue::Difference])
            && stated.is_percent()
            && old.is_percent()
    {
        return None;
    }
    judge(draft, &Change { old, new, tokens: old.tokens.start..new.tokens.end, apart: false }, stated)
}

/// "put on 20% in the week: it stood at £160 on Monday morning and £168 at the close on Friday": each value with its time.
fn two_times(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let [stated, old, new] = draft.figures.get(k..k + 3)? else { return None };
    if !stated.is_percent() || old.unit.is_none() {
        return None;
    }
    let sentence = draft.sentence(stated.tokens.start);
    let near = stated.whole.start.saturating_sub(4).max(sentence.start)..stated.tokens.start;
    let (up, down) = (draft.has(&near, Cue::Up), draft.has(&near, Cue::Down));
    let timed = |f: &Figure| {
        let end = end_of(f);
        draft
            .readings_in(&(end..sentence.end.min(end + 7)))
            .first()
            .is_some_and(|r| r.kind.is_time() && r.kind != Kind::Duration)
    };
    let one = old.unit.is_some() && old.in_unit_of(new);
    let all = draft.figures_in(&sentence).iter().filter(|f| f.kind != Kind::Duration).count() == 3;
    let way = if new.value > old.value { up && !down } else { down && !up };
    if !stated.is_percent()
        || !one
        || !all
        || !way
        || !timed(old)
        || !timed(new)
        || !old.plain()
        || !new.plain()
    {
        return None;
    }
    judge(draft, &Change { old, new, tokens: old.tokens.start..new.tokens.end, apart: false }, stated)
}

/// "980 pupils, 170 fewer than the 1,250 of five years ago"; "at 60p, up 12p from Friday's 52p".
pub(super) fn by_difference(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let [new, stated, old] = draft.figures.get(k.checked_sub(1)?..k + 2)? else { return None };
    let (start, end) = (stated.begin(), stated.tokens.end.max(stated.whole.end));
    let at = new.begin();
    // "At 340, arrests were down 50 per cent on the 400 of last year"
    let opens = draft.preceded(at, &["at"])
        && draft.token(at - 1).is_some_and(|t| t.starts_sentence())
        && draft.word(end_of(new)) == ","
        && start.saturating_sub(end_of(new)) <= 9;
    // "carried 2.4 million in June, a rise of 50 per cent on the 1.2 million"
    let noun = draft.preceded(start, &["of"])
        && start >= 4
        && draft.has_any(&(start - 2..start - 1), &[Cue::Up, Cue::Down])
        && draft.any(start - 3, &["a", "an"])
        && draft.word(start - 4) == ","
        && start - end_of(new).min(start) <= 12;
    // "a $10 increase on last year's $30"
    let before = draft.preceded(start, &["a", "an"])
        && draft.before(start, 2) == ","
        && draft.has_any(&(end_of(stated)..end_of(stated) + 1), &[Cue::Up, Cue::Down]);
    // "60 knife crimes in May, up 50% on the 30": when it was
    let timed = |i: u32| {
        let near = i.saturating_sub(3)..i + 1;
        draft.readings_in(&near).iter().any(|r| r.kind.is_time() && r.extent.tokens.contains(&i))
    };
    let only_time = || {
        (end_of(new)..start).all(|i| {
            timed(i)
                || draft.word(i) == ","
                || draft.one(i, WordSet::PeriodNoun)
                || draft.any(i, &["in", "by", "on", "a", "an", "this"])
                || draft.has_any(&(i..i + 1), &[Cue::Up, Cue::Down])
        })
    };
    let noun = noun || before;
    let dated = start.saturating_sub(end_of(new)) <= 7 && only_time();
    // "18 pupils in the class, six fewer than the 30 of last year"
    let aside = draft.preceded(start, &[","])
        && start.saturating_sub(end_of(new)) <= 6
        && draft.unbroken(&(end_of(new)..start - 1));
    let near = (opens || noun || aside || dated || start.saturating_sub(end_of(new)) <= 3)
        && old.tokens.start.saturating_sub(end) <= 8;
    // "50 minutes, 20 minutes less than the 60 it took"
    // "9.58 seconds, cutting 0.11 from the 9.69": no share
    let digits = draft.token(stated.tokens.start).is_some_and(|t| t.kind == TokenKind::Digits);
    if digits && stated.kind == Kind::Number && stated.value < Decimal::ONE {
        return None;
    }
    let short = old.kind == Kind::Number && old.unit.is_none() && old.noun.is_none() && new.unit.is_some();
    if !near || !new.plain() || !old.plain() || !alike(new, old) || new.kind != old.kind && !short {
        return None;
    }
    let sentence = draft.sentence(stated.tokens.start);
    let gap = end..old.tokens.start;
    // "Revenue of $40m was up 60% from $32m"
    let was = (end_of(new)..start).len() <= 2 && draft.one(end_of(new), WordSet::AreOrIs);
    let comma = was
        || (end_of(new)..start).any(|i| matches!(draft.word(i), "," | "\u{2014}" | "\u{2013}" | "-" | "("));
    let more = (gap.start..gap.end).find(|&i| draft.one(i, WordSet::ThanBefore))?;
    let rises = if draft.is(more, "than") {
        let compared = more.checked_sub(1).filter(|&i| i >= end)?;
        if draft.one(compared, WordSet::Fewer) {
            false
        } else {
            draft.one(compared, WordSet::Greater).then_some(true)?
        }
    } else {
        let by = draft.preceded(start, &["by"]);
        let cue = if before {
            end_of(stated)..end_of(stated) + 1
        } else {
            start.saturating_sub(if noun || by { 2 } else { 1 })..start
        };
        if draft.has(&cue, Cue::Up) { true } else { draft.has(&cue, Cue::Down).then_some(false)? }
    };
    let inside = sentence.start <= new.tokens.start && old.tokens.end <= sentence.end;
    // "170 fewer than last year's 1,250": nothing but the owner of the old value stands between.
    let plain = (more + 1..old.tokens.start).all(|i| !draft.one(i, WordSet::OpensClause));
    // Whether it went that way at all is another check's question.
    let way = (new.value > old.value) == rises;
    if !inside || !comma || !plain || !way {
        return None;
    }
    let told = Change { old, new, tokens: new.tokens.start..old.tokens.end, apart: false };
    judge(draft, &told, stated).filter(|_| !based::of_another(draft, stated, &told))
}

/// Where a figure ends with what it counts.
fn end_of(f: &Figure) -> u32 {
    f.stop().max(f.whole.end)
}

/// "With 1.1 million more than in 2010, when it had 3.2 million, it now has 5.3 million"
fn more_than(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let [stated, a, b] = draft.figures.get(k..k + 3)? else { return None };
    if !alike(stated, a) || !alike(a, b) {
        return None;
    }
    let sentence = draft.sentence(stated.tokens.start);
    let end = stated.stop();
    let more =
        (end..end + 2).find(|&i| draft.any(i, &["more", "fewer", "less"]) && draft.is(i + 1, "than"))?;
    let when = (more + 2..a.tokens.start).any(|i| draft.is(i, "when"));
    let all = b.tokens.end <= sentence.end && draft.figures_in(&sentence).len() == 3;
    let clear = [stated, a, b].iter().all(|f| f.plain() && f.kind == a.kind);
    let scale = |f: &Figure| draft.readings[f.reading].quantity().map(|q| q.style.scale);
    if !when || !all || !clear || scale(a) != scale(b) {
        return None;
    }
    let (old, new) = if (a.value < b.value) == draft.is(more, "more") { (a, b) } else { (b, a) };
    let difference = (new.value - old.value).abs();
    if (difference - stated.value).abs() <= old.slack + new.slack + stated.slack {
        return None;
    }
    let text = computed(old, new, difference, stated);
    Some(Slip::new(CODE, &stated.tokens, text).against([a.tokens.clone(), b.tokens.clone()]))
}

/// "Enrollment has quadrupled. It had 410 pupils in 2014; it has 820 now": the multiple first, both values in the next
/// sentence, which goes on about the same.
pub(super) fn told_before(draft: &Draft<'_>, cue: &Found) -> Option<Slip> {
    let mut here = draft.sentence(cue.tokens.start);
    // "have trebled since the ferry came: 18,000 people in 2019 and 26,500 last year"
    let colon = draft.opener(&(cue.tokens.end..here.end)).filter(|&i| draft.word(i) != "(");
    let next = match colon {
        Some(i) => i + 1..here.end,
        None => draft.next_sentence(cue.tokens.start)?,
    };
    here.end = here.end.min(next.start);
    let value = |f: &&Figure| f.kind != Kind::Duration && f.tokens.start != cue.tokens.start;
    let goes_on = colon.is_some() || goes_on(draft, &next);
    let alone = !draft.figures_in(&(cue.tokens.end..here.end)).iter().any(|f| value(&f))
        && draft.cues_in(&here, Cue::Multiple).count() == 1
        && !draft.has(&next, Cue::Multiple)
        // "It went from 90 to 117, a rise of 30 per cent": what the values make is told with them.
        && !draft.figures_in(&next).iter().any(Figure::is_percent);
    let values: Vec<&Figure> = draft.figures_in(&next).iter().filter(value).collect();
    // "There were 310 students then and there are 465 now, sharing 90 parking spaces": what else is counted is no value.
    let first = *values.first()?;
    let values: Vec<&Figure> = values
        .into_iter()
        .filter(|f| f.noun.is_none() && f.unit.is_none() || f.unit == first.unit || f.in_unit_of(first))
        .collect();
    let [a, b] = values[..] else { return None };
    // "Spending on schools doubled. In 2010 there were 40 schools": of money, and they are none.
    let of_money = a.kind != Kind::Money && of_money(draft, &(here.start..cue.tokens.start));
    if of_money
        || !goes_on
        || !alone
        || !alike(a, b)
        || a.kind != b.kind
        || !a.plain()
        || !b.plain()
        || scale_shared(draft, a, b)
    {
        return None;
    }
    let worth = Decimal::from(cue.worth?) / Decimal::ONE_HUNDRED;
    let (low, high) = if a.value < b.value { (a, b) } else { (b, a) };
    let (old, new) = if worth > Decimal::ONE { (low, high) } else { (high, low) };
    times(draft, &Change { old, new, tokens: a.tokens.start..b.tokens.end, apart: false }, &cue.tokens, worth)
}

/// "rose by a tenth, but its sales went from", "rose by 5% and the leader's from": whether what stands between a change
/// and two values sets them apart; "between May and June" does not.
pub(super) fn joined_apart(draft: &Draft<'_>, between: &std::ops::Range<u32>) -> bool {
    let timed = |i: u32| {
        let near = i.saturating_sub(5)..i + 1;
        draft.readings_in(&near).iter().any(|r| r.kind.is_time() && r.extent.tokens.contains(&i))
    };
    let named = |i: u32| draft.token(i + 1).is_some_and(|t| t.capital());
    (between.start..between.end)
        .any(|i| draft.any(i, &["but", "while", "whereas"]) || draft.is(i, "and") && !timed(i) && !named(i))
}

/// "Wheat exports tripled, while barley went from 300 tonnes to 250", "Profits trebled and revenue went from": whether a
/// clause of another thing opens between a word of change and two values.
pub(super) fn another_clause(draft: &Draft<'_>, between: &std::ops::Range<u32>) -> bool {
    let moves = |i: u32| draft.is(i, "went") || draft.has_any(&(i..i + 1), &[Cue::Up, Cue::Down]);
    let subject = |i: u32| {
        let noun =
            draft.is_word(i) && draft.word(i).len() >= 4 && !moves(i) && !draft.one(i, WordSet::AreOrHave);
        noun && !draft.one(i, WordSet::CommonWord) && (i + 1..between.end.min(i + 4)).any(moves)
    };
    (between.start..between.end).any(|i| {
        draft.word(i) == ";"
            || draft.any(i, &["while", "whereas", "but"])
            || draft.is(i, "and") && (subject(i + 1) || draft.one(i + 1, WordSet::Definite) && subject(i + 2))
    })
}
