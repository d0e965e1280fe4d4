//! `change-mismatch`: "rose 5 % from 20 to 25"; "doubled, from 1.2 million to 3.9 million".

use std::ops::Range;

use super::Slip;
use super::draft::{Draft, is_coarse_date};
use super::figure::Figure;
use super::stated::{above, lone, noun_of};
use super::told;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

pub(super) const CODE: &str = "change-mismatch";

/// An old and a new value of one thing.
pub(super) struct Change<'d> {
    pub(super) old: &'d Figure,
    pub(super) new: &'d Figure,
    /// From the first word to the last.
    pub(super) tokens: Range<u32>,
    /// "96 turbines where there used to be 32": what it is called may follow.
    pub(super) apart: bool,
}

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, figure) in draft.figures.iter().enumerate().filter(|(_, f)| !f.alone) {
        if let Some(change) = change(draft, k) {
            let found = multiple(draft, &change).or_else(|| amount(draft, &change));
            out.extend(found.or_else(|| told::backwards(draft, &change)));
        } else if figure.plain() {
            out.extend(told::change(draft, k));
        } else if figure.value < Decimal::ONE && figure.kind == Kind::Number {
            out.extend(told::to_new(draft, k).or_else(|| told::by_difference(draft, k)));
        }
    }
    for cue in draft.of(Cue::Multiple) {
        out.extend(told::told_before(draft, cue));
    }
    for rises in [true, false] {
        for cue in draft.of(if rises { Cue::Up } else { Cue::Down }).filter(|c| c.worth.is_some()) {
            out.extend(told::direction(draft, cue, rises));
        }
    }
}

/// "A treble that nobody has matched", "the double": a feat, no multiple.
pub(super) fn is_feat(draft: &Draft<'_>, told: &Range<u32>) -> bool {
    let led = draft.preceded(told.start, &["a", "the", "that", "this"])
        || told.start.checked_sub(1).is_some_and(|i| draft.one(i, WordSet::ItsOwn));
    let of_many = draft.is(told.end, "the")
        || draft.is(told.end, "of")
        || draft.is(told.end, "that") && draft.is(told.end + 1, "of");
    told.len() == 1 && led && !of_many && draft.any(told.start, &["treble", "double", "triple", "quadruple"])
}

/// Whether two figures can be values of one thing.
pub(super) fn alike(a: &Figure, b: &Figure) -> bool {
    let bare = |f: &Figure| f.unit.is_none() && f.noun.is_none() && f.kind == Kind::Number;
    let kinds = [
        Kind::Number,
        Kind::Percent,
        Kind::Money,
        Kind::Measure,
        Kind::Temperature,
        Kind::Duration,
        Kind::Change,
    ];
    // "half" of one thing is no value of what 24 are counted of.
    let half = |f: &Figure| f.kind == Kind::Number && f.value < Decimal::ONE && f.modifier.is_some();
    if !kinds.contains(&a.kind) || !kinds.contains(&b.kind) || a.vague || b.vague || half(a) != half(b) {
        return false;
    }
    bare(a)
        || bare(b)
        || a.kind == b.kind
            && (a.unit == b.unit
                || a.kind == Kind::Money && a.in_unit_of(b)
                || a.kind == Kind::Number && (a.noun.is_none() || b.noun.is_none()))
}

/// "from three million to six": the scale word is said once.
pub(super) fn scale_shared(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (scale, small) = (|f: &Figure| draft.scale(f), |f: &Figure| f.value < Decimal::from(1000));
    if a.end || b.end {
        let thousand = Decimal::from(1000);
        return small(a) != small(b) && a.value.max(b.value) >= a.value.min(b.value) * thousand;
    }
    scale(a) > 0 && scale(b) == 0 && small(b) || scale(b) > 0 && scale(a) == 0 && small(a)
}

/// The change whose second figure in the text is figure `k`.
pub(super) fn change<'d>(draft: &'d Draft<'_>, k: usize) -> Option<Change<'d>> {
    let b = draft.figures.get(k)?;
    // "from 300 a litre to 100": of what so many are counted is no value.
    let rate = |f: &Figure| {
        f.kind == Kind::Ratio || f.value == Decimal::ONE && draft.any(f.tokens.start, &["a", "an", "per"])
    };
    let last = draft
        .figures
        .get(k.checked_sub(1)?)
        .filter(|f| !rate(f))
        .or_else(|| draft.figures.get(k.checked_sub(2)?))?;
    // "470 in the twelve months to March, against 340"
    let against = last.kind == Kind::Duration
        && (last.tokens.end..b.tokens.start).any(|i| draft.one(i, WordSet::Compared));
    let earlier = k.checked_sub(2).map(|k| &draft.figures[k]);
    let a = earlier.filter(|f| against && f.kind == b.kind && f.kind != Kind::Duration).unwrap_or(last);
    // "£68, £4 more than last year": by how much
    let by = |f: &Figure| draft.one(f.stop(), WordSet::Greater) || draft.one(f.stop(), WordSet::Fewer);
    if by(a) || by(b) && draft.is(b.stop() + 1, "than") {
        return None;
    }
    let gap = a.tokens.end..b.tokens.start;
    // "456 break-ins at homes in the twelve months to the end of March, compared with 912"
    let far = against && a.stop() + 18 > b.tokens.start;
    if gap.end < gap.start
        || gap.end - gap.start > 12 && !far
        || !alike(a, b)
        || scale_shared(draft, a, b)
        || draft.sentence(a.tokens.start).end < b.tokens.end
        // "to 3,100 from 3,900, but those of the dearest kind to 260 from 210"
        || (gap.start..gap.end).any(|i| draft.is(i, "but") || draft.word(i) == ";")
    {
        return None;
    }
    let opener = |f: &Figure| {
        let mut start = f.begin();
        // An end of a range stands without its currency sign: "from $12 to $36".
        while f.end && start > 0 && draft.token(start).is_some_and(|t| !t.spaced()) {
            start -= 1;
        }
        if draft.is(start, "from") || draft.is(start, "to") { start } else { start.saturating_sub(1) }
    };
    let (left, right) = (opener(a), opener(b));
    let tokens = left..b.tokens.end;
    if draft.is(left, "from")
        && (draft.is(right, "to") || gap.end - gap.start == 1 && draft.is(gap.start, "to"))
    {
        return Some(Change { old: a, new: b, tokens, apart: false });
    }
    if draft.is(left, "to") && draft.is(right, "from") && gap.end - gap.start <= 4 {
        return Some(Change { old: b, new: a, tokens, apart: false });
    }
    // "24 fires last month, twice as many as the 15 in May"
    let as_many = draft.cues_in(&gap, Cue::Multiple).any(|c| {
        let at = c.tokens.end;
        draft.is(at, "as") && (at + 1..at + 3).contains(&b.tokens.start)
    });
    // "takes 118 minutes instead of 134"; "105 tonnes, up from 84"
    let instead = draft.is(right, "of") && draft.preceded(right, &["instead"]);
    let up_from = draft.is(right, "from") && draft.preceded(right, &["up", "down"]);
    let used = (gap.start..gap.end).any(|i| draft.is(i, "where") && draft.is(i + 1, "there"));
    // "30 this quarter, compared with 90 in the last"
    // "fell 5% to 80p, having closed at 100p on Thursday"; never "having ended last year at 100p"
    let having = |i: u32| {
        draft.is(i, "having")
            && draft.any(i + 1, &["closed", "ended", "finished", "settled"])
            && !draft.readings_in(&(i..b.stop() + 4)).iter().any(is_coarse_date)
    };
    let compared = (gap.start..gap.end).any(|i| draft.one(i, WordSet::Compared) || having(i))
        // "54.00 crowns by the close, against 50.00 the evening before"
        && (a.kind == b.kind || a.kind == Kind::Money && b.kind == Kind::Number && b.noun.is_none())
        && (gap.start..gap.end).all(|i| draft.word(i) != ";");
    // "had been $180 million the year before, came to $90 million"
    let (before, end) = (a.begin(), draft.sentence(b.tokens.start).end);
    let been = draft.preceded(before, &["been"])
        && draft.preceded(before.saturating_sub(1), &["had"])
        && a.kind == b.kind
        && (draft.has(&(a.tokens.end..b.tokens.start), Cue::Earlier)
            || !draft.days_in(&(a.tokens.end..b.tokens.start)).is_empty())
        && b.tokens.end < end;
    if been {
        return Some(Change { old: a, new: b, tokens: a.tokens.start..b.tokens.end, apart: false });
    }
    (instead || up_from || used || compared || as_many).then_some(Change {
        old: b,
        new: a,
        tokens: a.tokens.start..b.tokens.end,
        apart: used,
    })
}

/// Whether two figures are written as different: "420" is not "400", however round that is.
pub(super) fn differ(a: &Figure, b: &Figure) -> bool {
    let hedged = a.modifier.is_some() || b.modifier.is_some();
    let slack = if hedged { a.slack + b.slack } else { a.slack.min(b.slack) };
    (a.value - b.value).abs() > slack
}

pub(super) fn least(f: &Figure) -> Decimal {
    f.low().unwrap_or(f.value).max(Decimal::ZERO)
}

pub(super) fn most(f: &Figure) -> Decimal {
    f.high().unwrap_or(f.value)
}

/// A value as a change told of it holds it: a spoken change ("by a fifth", "doubled") has its own leave, so that a round
/// count beside it is as it stands; "300" is hardly 290 beside a percentage.
pub(super) fn firm(draft: &Draft<'_>, f: &Figure, spoken: bool) -> Figure {
    let unit = 10u64.checked_pow(u32::from(draft.scale(f))).map_or(Decimal::ONE, Decimal::from);
    let mut firm = f.clone();
    let round = f.modifier.is_none() && !f.vague && f.kind != Kind::Percent && f.slack > unit / Decimal::TWO;
    if round && spoken {
        firm.slack = Decimal::ZERO;
    } else if round && f.value < unit * Decimal::from(10_000) {
        firm.slack = f.slack / Decimal::TWO;
    }
    firm
}

/// Smallest and largest that new / old can be.
fn ratio(change: &Change<'_>) -> Option<(Decimal, Decimal)> {
    let (old, new) = (change.old, change.new);
    if least(old) <= Decimal::ZERO || new.value <= Decimal::ZERO {
        return None;
    }
    Some((least(new).checked_div(most(old))?, most(new).checked_div(least(old))?))
}

fn slip(place: &Range<u32>, change: &Change<'_>, text: String) -> Slip {
    Slip::new(CODE, place, text).against([change.old.tokens.clone(), change.new.tokens.clone()])
}

/// "doubled ..., from 1.2 million to 3.9 million"
fn multiple(draft: &Draft<'_>, change: &Change<'_>) -> Option<Slip> {
    let sentence = draft.sentence(change.tokens.start);
    let before = change.tokens.start.saturating_sub(16).max(sentence.start)..change.tokens.start;
    let after = change.tokens.end..sentence.end.min(change.tokens.end + 14);
    let cue = draft.cues_in(&before, Cue::Multiple).last().or_else(|| {
        let next = draft.cues_in(&after, Cue::Multiple).next();
        next.filter(|_| change.apart)
    });
    // "twice as many as the 15"
    let within = change.tokens.start + 1..change.tokens.end;
    let cue = cue
        .or_else(|| draft.cues_in(&within, Cue::Multiple).last().filter(|c| draft.is(c.tokens.end, "as")))?;
    let between = cue.tokens.end..change.tokens.start;
    // "doubled in a year, from 12 to 24": how long it took is no other value.
    let other = |f: &Figure| f.kind != Kind::Duration;
    if between.start < between.end
        && (draft.figures_in(&between).iter().any(other) || told::another_clause(draft, &between))
    {
        return None;
    }
    times(draft, change, &cue.tokens, Decimal::from(cue.worth?) / Decimal::ONE_HUNDRED)
}

/// The slip of a change that the word at `said` says to be so many times the old value.
pub(super) fn times(
    draft: &Draft<'_>,
    change: &Change<'_>,
    cue: &Range<u32>,
    times: Decimal,
) -> Option<Slip> {
    let hedge = cue.start.saturating_sub(3)..cue.start;
    let said = |set: WordSet| hedge.clone().any(|i| draft.one(i, set));
    // "halved in 2022 and halved again in 2023", "doubled in 2021 and again in 2022": more than once.
    let twice = (cue.end..change.tokens.start.max(cue.end)).any(|i| draft.is(i, "again"));
    let again = twice || draft.cues_in(&draft.sentence(cue.start), Cue::Multiple).count() > 1;
    if said(WordSet::Unreal) || again {
        return None;
    }
    let rises = times > Decimal::ONE;
    let (mut low, mut high) = (times * Decimal::new(88, 2), times * Decimal::new(112, 2));
    if said(WordSet::MoreThan) {
        if rises { high = Decimal::from(1_000_000) } else { low = Decimal::ZERO }
    } else if said(WordSet::NotQuite) {
        (low, high) = (times * Decimal::new(75, 2), times * Decimal::new(130, 2));
    }
    let (old, new) = (&firm(draft, change.old, true), &firm(draft, change.new, true));
    let (least, most) = ratio(&Change { old, new, tokens: change.tokens.clone(), apart: change.apart })?;
    if most >= low && least <= high {
        return None;
    }
    let factor = change.new.value.checked_div(change.old.value)?.round_dp(2);
    let text = format!(
        "from {} to {} is {} times as much",
        grouped(change.old.value),
        grouped(change.new.value),
        grouped(factor)
    );
    Some(slip(cue, change, text))
}

/// Most tokens from a word of change to "by" how much.
const BY: u32 = 12;

/// "by 5 per cent, from 20 to 25"; "..., a saving of 26 minutes".
fn amount(draft: &Draft<'_>, change: &Change<'_>) -> Option<Slip> {
    let sentence = draft.sentence(change.tokens.start);
    let first = draft.figures.partition_point(|f| f.tokens.start < change.tokens.start);
    let beside = first.checked_sub(1).map(|k| &draft.figures[k]).filter(|f| {
        // "helped to lift the hospice's income by £60,000"
        let reach = if draft.preceded(f.begin(), &["by"]) { BY } else { 5 };
        let up = f.tokens.start.saturating_sub(reach).max(sentence.start)..f.tokens.start;
        f.tokens.start >= sentence.start
            && change.tokens.start.saturating_sub(f.whole.end.max(f.tokens.end))
                // "by 12 points since it raised rates, from 58% to 36%"
                <= if draft.preceded(change.tokens.start, &[","]) { 10 } else { 4 }
            && draft.has_any(&up, &[Cue::Up, Cue::Down])
                // "raised £60,000 for its homes, which"
                && !draft.is(f.stop(), "for")
            && !(f.whole.end.max(f.tokens.end)..change.tokens.start).any(|i| draft.one(i, WordSet::Parts))
    });
    let rises = change.new.value > change.old.value;
    let behind = noun_of(draft, change.tokens.end, sentence.end, rises);
    // "from £20 to £25, or 50 per cent"
    let or = || {
        let at = change.tokens.end;
        let f = draft.figures_in(&(at..sentence.end.min(at + 5))).first().filter(|f| f.is_percent())?;
        let start = f.begin();
        let told = draft.word(at) == ","
            && draft.is(at + 1, "or")
            && (start == at + 2 || start == at + 3 && draft.is(at + 2, "by"));
        told.then_some(f)
    };
    let stated =
        beside.or(behind).or_else(or).or_else(|| lone(draft, change, &sentence, rises)).or_else(|| {
            // "The increase, of 15 percent, ..."
            let next = draft.next_sentence(change.tokens.start)?;
            let opens = draft.any(next.start, &["the", "that", "this"])
                && draft.has_any(&(next.start + 1..next.start + 2), &[Cue::Up, Cue::Down]);
            if opens { draft.figures_in(&(next.start + 2..next.start + 6)).first() } else { None }
        });
    let stated = stated.or_else(|| above(draft, change, &sentence, rises));
    judge(draft, change, stated?)
}

/// "12 points", "half a percentage point"
fn is_points(draft: &Draft<'_>, f: &Figure) -> bool {
    let named = |i: u32| draft.one(i, WordSet::Points);
    f.dimension() == Some("point")
        || f.kind == Kind::Number
            && (f.tokens.end..f.tokens.end + 5)
                .take_while(|&i| named(i) || draft.one(i, WordSet::BetweenPoints))
                .any(named)
}

/// Whether the stated amount is that of the change.
pub(super) fn judge(draft: &Draft<'_>, change: &Change<'_>, stated: &Figure) -> Option<Slip> {
    // "The choir wants to raise £4,000, from £50 to £100 a head": not how far that went up
    let larger = change.old.value.max(change.new.value);
    if stated.kind == change.new.kind && stated.value > larger * Decimal::TEN {
        return None;
    }
    // "by £60,000 a year, from £410,000 in 2010 to £1.01m": year after year
    let difference = (change.new.value - change.old.value).abs();
    let each = stated.is_rate() && !change.old.is_rate() && difference > stated.value + stated.value;
    // "from £10 to £15, and may rise by another third"
    if each || draft.any(stated.tokens.start.saturating_sub(1), &["another"]) {
        return None;
    }
    let (old, new) = (&firm(draft, change.old, false), &firm(draft, change.new, false));
    let change = &Change { old, new, tokens: change.tokens.clone(), apart: change.apart };
    // "from £10m to £8m, a drop of 40% in real terms"
    // "by between 10 and 15 per cent: from $20 to $22 and from $40 to $46"
    if stated.vague || stated.end || draft.has(&draft.sentence(stated.tokens.start), Cue::OtherBase) {
        return None;
    }
    // "rose by a tenth, but its sales went from £20m to £30m"
    let gap = stated.stop()..change.tokens.start;
    let here = draft.sentence(stated.tokens.start).contains(&change.tokens.start);
    if here && gap.start < gap.end && told::joined_apart(draft, &gap) {
        return None;
    }
    // "by 20 percent if the gain on a warehouse is left out"
    if (stated.stop()..stated.stop() + 3).any(|i| draft.one(i, WordSet::OtherReckoning)) {
        return None;
    }
    let share = stated.kind == Kind::Number
        && stated.unit.is_none()
        && stated.noun.is_none()
        && stated.value < Decimal::ONE
        && !is_points(draft, stated);
    if share {
        // "by a third": a spoken fraction is good to some points.
        let mut spoken = stated.clone();
        spoken.kind = Kind::Percent;
        spoken.value = (stated.value * Decimal::ONE_HUNDRED).round_dp(1);
        // "by a fifth" is no sixth.
        spoken.slack = Decimal::from(4).min(spoken.value * Decimal::new(16, 2));
        // "by about a tenth"
        if stated.whole.start < stated.tokens.start {
            spoken.slack = Decimal::from(4);
        }
        let open = [Modifier::MoreThan, Modifier::EqualOrMore, Modifier::LessThan, Modifier::EqualOrLess];
        if stated.modifier.is_some_and(|m| open.contains(&m)) {
            spoken.slack = spoken.value * Decimal::new(3, 1);
        }
        spoken.modifier = None;
        let (old, new) = (&firm(draft, change.old, true), &firm(draft, change.new, true));
        return judge(
            draft,
            &Change { old, new, tokens: change.tokens.clone(), apart: change.apart },
            &spoken,
        );
    }
    // A basis point is a hundredth of a point.
    if stated.unit.as_ref().is_some_and(|u| u.name().starts_with("basis")) {
        let mut points = stated.clone();
        points.value = stated.value.checked_div(Decimal::ONE_HUNDRED)?;
        points.slack = Decimal::new(5, 3);
        points.unit = None;
        points.kind = Kind::Number;
        let moved = (new.value - old.value).abs();
        let off = (moved - points.value).abs() > old.slack + new.slack + points.slack;
        return off.then(|| slip(&stated.tokens, change, computed(old, new, moved, &points)));
    }
    let (low, high) = match stated.modifier {
        Some(Modifier::Approx) => (stated.value * Decimal::new(85, 2), stated.value * Decimal::new(115, 2)),
        Some(Modifier::LessThan | Modifier::EqualOrLess) => (stated.value * Decimal::new(8, 1), stated.value),
        Some(Modifier::MoreThan | Modifier::EqualOrMore) => {
            (stated.value, stated.value * Decimal::new(13, 1))
        }
        _ => (stated.value - stated.slack, stated.value + stated.slack),
    };
    let moved = old.slack + new.slack;
    let difference = (new.value - old.value).abs();
    let fits = |x: Decimal, slack: Decimal| x + slack >= low && x - slack <= high;
    let points = is_points(draft, stated);
    let percent = stated.kind == Kind::Percent && !points;
    if percent {
        let (least, most) = ratio(change)?;
        let (least, most) =
            ((least - Decimal::ONE) * Decimal::ONE_HUNDRED, (most - Decimal::ONE) * Decimal::ONE_HUNDRED);
        let (least, most) = if new.value < old.value { (-most, -least) } else { (least, most) };
        let as_percent = most >= low && least <= high;
        // "rose 5 % from 20 % to 25 %": points, loosely said.
        let as_points = old.kind == Kind::Percent && fits(difference, moved);
        // The other end as the base is a common way to say it.
        if as_percent || as_points {
            return None;
        }
        let exact = (difference.checked_div(old.value)? * Decimal::ONE_HUNDRED).round_dp(1);
        let text = format!(
            "from {} to {} is {} %, not {} %",
            grouped(old.value),
            grouped(new.value),
            grouped(exact),
            grouped(stated.value)
        );
        return Some(slip(&stated.tokens, change, text));
    }
    // "20 cents" of "$4.40"
    let other = |f: &Figure| stated.kind == Kind::Money && stated.unit != f.unit && f.kind == Kind::Money;
    let minor = [new, old].into_iter().find_map(|f| Some((f, stated.value_in(f).filter(|_| other(f))?)));
    if let Some((of, value)) = minor {
        let mut whole = stated.clone();
        (whole.slack, whole.value) = (stated.slack * value / stated.value, value);
        whole.unit.clone_from(&of.unit);
        return judge(draft, change, &whole);
    }
    // "to £550 a week, an increase of £100"
    let rate = stated.unit.is_some() && stated.in_unit_of(new);
    let same = rate
        || points && (old.kind == Kind::Percent || new.kind == Kind::Percent)
        || (stated.kind == new.kind || stated.kind == old.kind)
            && stated.unit.is_some()
            && (stated.unit == new.unit || stated.unit == old.unit)
        // "cut her time by four seconds, from 58.2 to 55.1"
        || stated.kind == Kind::Duration
            && stated.unit.as_ref().is_some_and(|u| matches!(u.name(), "second" | "minute"))
            && draft.preceded(stated.tokens.start, &["by"])
            && [old, new].iter().all(|f| f.kind == Kind::Number && f.noun.is_none() && f.unit.is_none())
        || stated.kind == Kind::Number
            && stated.noun.is_none()
            && stated.unit.is_none()
            && new.kind == Kind::Number;
    if !same || fits(difference, moved) {
        return None;
    }
    let text = computed(old, new, difference, stated);
    Some(slip(&stated.tokens, change, text))
}

/// What two figures differ by, against what is stated.
pub(super) fn computed(old: &Figure, new: &Figure, difference: Decimal, stated: &Figure) -> String {
    let [old, new, difference, stated] = [old.value, new.value, difference, stated.value].map(grouped);
    format!("from {old} to {new} is {difference}, not {stated}")
}
