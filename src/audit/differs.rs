//! `text-differs`: headline, caption, table and body give different figures for one thing.

use std::ops::Range;

use super::apart::{otherwise, planned, unit_shared};
use super::calendar::Day;
use super::digits::{digits, slipped};
use super::draft::{Draft, is_display};
use super::figure::Figure;
use super::same::{FATES, befallen, befell, main_clause, same_kind};
use super::{Slip, again, ages, cells, scores};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, TokenKind};
use crate::value::Decimal;

pub(super) const CODE: &str = "text-differs";

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let blocks = &draft.input.tokens.blocks;
    let of = |part: fn(Scope) -> bool, most: usize| -> Vec<&Range<u32>> {
        let scoped = blocks.iter().zip(&draft.input.doc.blocks);
        scoped.filter(|(b, d)| !b.is_empty() && part(d.scope)).map(|(b, _)| b).take(most).collect()
    };
    let display = of(is_display, DISPLAY);
    let body = of(|s| s == Scope::Body, BODY);
    for block in &display {
        for figure in draft.figures_in(block) {
            out.extend(repeated(draft, figure, block, &body));
        }
        out.extend(scores::check(draft, block, &body).or_else(|| again::labelled(draft, block, &body)));
        out.extend(again::race(draft, block, &body));
        for day in draft.days_in(block) {
            out.extend(year(draft, day, block, &body).or_else(|| date(draft, day, block, &body)));
        }
    }
    out.extend(cells::check(draft, &body));
    out.extend(ages::surnames(draft).or_else(|| ages::who_is(draft)));
    for block in &body {
        out.extend(ages::described(draft, block));
        ages::the_aged(draft, block, out);
        again::games(draft, block, out);
        again::margins(draft, block, out);
        again::carried(draft, block, out);
        again::magnitudes(draft, block, out);
    }
}

/// Most headings and captions, and most paragraphs, that are held against each other: an article's, not a book's.
const DISPLAY: usize = 40;
const BODY: usize = 200;

/// Words of four letters and more that two stretches share, but for `except`.
pub(super) fn shared(draft: &Draft<'_>, a: &Range<u32>, b: &Range<u32>, except: &[Option<u32>]) -> usize {
    let content = |i: &u32| {
        draft.token(*i).is_some_and(|t| t.kind == TokenKind::Word && t.end - t.start >= 4)
            && !draft.one(*i, WordSet::CommonWord)
            && !except.contains(&Some(*i))
    };
    let words: Vec<u32> = (b.start..b.end).filter(content).collect();
    (a.start..a.end).filter(content).filter(|&i| words.iter().any(|&j| draft.akin(i, j))).count()
}

/// "25 metres tall" and "at 6,100 metres": a figure many times another is told of another thing, unless a zero or a scale was
/// lost or added.
fn of_another_size(a: &Figure, b: &Figure) -> bool {
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    let times = high.checked_div(low).map(|x| x.normalize());
    let zeros = |x: Decimal| x.to_string().trim_end_matches('0') == "1";
    times.is_some_and(|x| x > Decimal::from(20) && !zeros(x))
}

/// A figure of a headline or a caption that the body gives otherwise.
fn repeated(draft: &Draft<'_>, figure: &Figure, block: &Range<u32>, body: &[&Range<u32>]) -> Option<Slip> {
    // "would supply 18,000 homes", "would make enough for 81,000 homes": two plans are alike.
    let planned = planned(draft, figure);
    let apart = |f: &Figure| otherwise(draft, f) && !(planned && self::planned(draft, f));
    let fraction = figure.value < Decimal::ONE;
    let whole = figure.value.is_integer() || figure.kind != Kind::Number || fraction;
    if figure.vague || !whole || apart(figure) {
        return None;
    }
    if !matches!(
        figure.kind,
        Kind::Number
            | Kind::Percent
            | Kind::Money
            | Kind::Measure
            | Kind::Duration
            | Kind::Age
            | Kind::Ordinal
    ) {
        return None;
    }
    // Said again anywhere, or the sum of what the body says: no slip.
    let all: Vec<&Figure> = body.iter().flat_map(|b| draft.figures_in(b)).collect();
    // "2%" and "3%" are not roundings of one number.
    let differs = |f: &Figure| {
        let plain = f.plain() && figure.plain() && f.slack == figure.slack && f.value != figure.value;
        // "Nearly 900 apply", "Almost 700 people applied"
        let hedged = f.modifier.is_some() && f.modifier == figure.modifier && !f.vague;
        let (off, most) = ((f.value - figure.value).abs(), f.value.max(figure.value));
        plain || hedged && off.checked_mul(Decimal::TEN).is_some_and(|ten| ten > most)
    };
    // "nearly two hundred" does not say 17 again.
    let near = |f: &Figure| {
        let (low, high) = (f.value.min(figure.value), f.value.max(figure.value));
        f.modifier.is_none() || low * Decimal::TWO >= high
    };
    if all.iter().any(|f| f.kind == figure.kind && f.agrees(figure) && !differs(f) && near(f)) {
        return None;
    }
    // "# County to spend £412m" above a table in £m with a row of 412
    if draft.figures.iter().any(|f| in_cell(draft, f, figure)) {
        return None;
    }
    let heading = matches!(draft.scope(block.start), Scope::Heading(_));
    // "Man, 29", "A man of 29"
    if figure.kind == Kind::Age && all.iter().any(|f| f.kind == Kind::Number && f.value == figure.value) {
        return None;
    }
    // "Leila, aged 12, with her first accordion in 1974" under a picture
    if figure.kind == Kind::Age && !heading && draft.days_in(block).iter().any(|d| d.year.is_some()) {
        return None;
    }
    let lead = if heading { 1 } else { body.len() };
    let mut same = Vec::new();
    for f in body.iter().take(lead).flat_map(|b| draft.figures_in(b)) {
        let early = !heading || body.first().is_some_and(|b| f.tokens.start < b.start + 70);
        if early
            && !f.value.is_zero()
            // "Four tables": "at one table"; "A 90-pound cheese": "a pound for every year"
            && (f.value != Decimal::ONE || figure.value <= Decimal::TWO)
            && !of_another_size(f, figure)
            && draft.is(f.stop(), "each") == draft.is(figure.stop(), "each")
            // "a pound for every year"
            && !(draft.is(f.stop(), "for") && draft.any(f.stop() + 1, &["every", "each"]))
            && (heading || !some_that(draft, figure, f))
            && !apart(f)
            && !unit_shared(draft, f)
            && ((same_kind(draft, figure, f) || !heading && named(draft, figure, f))
                && (tied(draft, figure, f, block) || !heading && named(draft, figure, f))
                || round(draft, figure, f, block))
        {
            same.push(f);
        }
    }
    if same.is_empty() && heading {
        // Further down other figures of the kind are told; one with its digits changed round is none of them.
        let later = |f: &&&Figure| {
            same_kind(draft, figure, f)
                && slipped(figure.value, f.value, 2)
                && !otherwise(draft, f)
                && shared(draft, block, &draft.sentence(f.tokens.start), &[figure.head()]) >= 2
        };
        same.extend(all.iter().filter(later).copied());
    }
    // Of several in the lead the one with its digits changed round, or the one told first of all, is meant.
    if same.len() > 1 {
        let round: Vec<&Figure> =
            same.iter().copied().filter(|f| slipped(figure.value, f.value, 2)).collect();
        let first = body.first().map(|b| draft.sentence(b.start));
        let leads: Vec<&Figure> = same
            .iter()
            .copied()
            .filter(|f| first.as_ref().is_some_and(|s| s.contains(&f.tokens.start)))
            .collect();
        if round.len() == 1 {
            same = round;
        } else if leads.len() == 1 && befallen(draft, figure, leads[0]) {
            same = leads;
        }
    }
    // "312 now, up from 214": what was added is told by itself.
    let like = |f: &&&Figure| {
        f.kind == figure.kind
            && (f.noun.is_none()
                || matches!((f.head(), figure.head()), (Some(x), Some(y)) if draft.akin(x, y)))
    };
    let larger: Vec<Decimal> = all.iter().filter(like).map(|f| f.value).collect();
    if all.iter().filter(like).any(|f| larger.contains(&(f.value + figure.value))) {
        return None;
    }
    // "16 whales stranded": "Nineteen ... Three were pushed back", where a number at the head of a sentence was not read.
    if let [other] = same[..] {
        let off = (other.value - figure.value).abs();
        let block = draft.block(other.tokens.start);
        let rest = other.tokens.end..block.end;
        // "belonging to three mothers"
        let counts_other = |at: &Range<u32>| {
            let noun = draft.figures_in(at).first().and_then(Figure::head);
            matches!((noun, other.head()), (Some(x), Some(y)) if !draft.akin(x, y))
        };
        // "ten yellow cards": "eight in the first half and two in the second"
        let here = draft.sentence(other.tokens.start);
        let dated = |at: u32| {
            draft
                .readings_in(&(at.saturating_sub(4)..at + 1))
                .iter()
                .any(|r| r.kind.is_time() && r.extent.tokens.contains(&at))
        };
        if figure.kind == Kind::Number
            && draft
                .numerals_in(&here)
                .iter()
                .any(|n| n.value == off && !dated(n.tokens.start) && !counts_other(&n.tokens))
        {
            return None;
        }
        if figure.kind == Kind::Number
            && draft
                .numerals_in(&rest)
                .iter()
                .any(|n| n.value == off && draft.token(n.tokens.start).is_some_and(|t| t.starts_sentence()))
        {
            return None;
        }
    }
    let total: Decimal = all.iter().filter(|f| same_kind(draft, figure, f)).map(|f| f.value).sum();
    let [other] = same[..] else { return None };
    if other.vague || total == figure.value {
        return None;
    }
    let text = format!("{} here, {} there", draft.text(&figure.tokens), draft.text(&other.tokens));
    Some(Slip::new(CODE, &figure.tokens, text).against([other.tokens.clone()]))
}

/// Whether a cell of a table has the digits of a figure: "412" below "£m", for "£412m".
fn in_cell(draft: &Draft<'_>, cell: &Figure, figure: &Figure) -> bool {
    matches!(draft.scope(cell.tokens.start), Scope::Cell { .. })
        && figure.value >= Decimal::ONE_HUNDRED
        && digits(cell.value).0 == digits(figure.value).0
        && digits(cell.value).0.len() > 1
}

/// Whether words beside the figures tie a headline or a caption to a sentence.
fn tied(draft: &Draft<'_>, figure: &Figure, f: &Figure, block: &Range<u32>) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    let mut words = shared(draft, block, &sentence, &[figure.head()]);
    // "Flu closes 12 schools", "Fifteen schools have shut because of flu"
    let short = |i: &u32| {
        draft.is_word(*i)
            && draft.word(*i).len() >= 3
            && ![
                WordSet::CommonWord,
                WordSet::AreOrHave,
                WordSet::Definite,
                WordSet::AfterBareNumber,
                WordSet::ListAnd,
            ]
            .iter()
            .any(|&s| draft.one(*i, s))
            && figure.head() != Some(*i)
            && !draft.any(
                *i,
                &["but", "not", "all", "who", "out", "off", "new", "two", "one", "get", "may", "set"],
            )
    };
    if words == 0 && figure.kind == Kind::Number && main_clause(draft, f) {
        words = (block.start..block.end)
            .filter(short)
            .filter(|&i| (sentence.start..sentence.end).any(|k| draft.is_word(k) && draft.akin(k, i)))
            .count();
    }
    // "20 inches" of snow and "1.9 inches" of rain are measures of one kind.
    let measure = figure.kind == Kind::Measure && !slipped(figure.value, f.value, 2);
    // "Bus fares to go up by 20p", "The price of a ticket will go up by 50p"
    let moved = |f: &Figure| draft.preceded(f.begin(), &["by", "up", "down"]);
    let priced = figure.kind == Kind::Money
        && moved(figure)
        && moved(f)
        && draft.says(block, WordSet::Priced)
        && draft.says(&draft.sentence(f.tokens.start), WordSet::Priced);
    // "Killer gets 20 years", "was jailed for 25 years"
    let jailed = figure.kind == Kind::Duration
        && draft.says(block, WordSet::Punished)
        && draft.says(&draft.sentence(f.tokens.start), WordSet::Punished)
        && (draft.preceded(f.begin(), &["for", "to"]) || draft.is(f.begin(), "for"));
    priced
        || jailed
        || words > usize::from(measure)
        || figure.kind == Kind::Number
            && FATES.iter().any(|&w| befell(draft, figure, w) && befell(draft, f, w))
}

/// "The 17 new apprentices" under a picture: those of whom the text tells.
fn named(draft: &Draft<'_>, figure: &Figure, f: &Figure) -> bool {
    let the = draft.is(figure.tokens.start.saturating_sub(1), "the");
    let heads = matches!((figure.head(), f.head()), (Some(x), Some(y)) if draft.akin(x, y));
    // "The 17 apprentices of 1956"
    // "the 93 patients who had to be moved from the ground floor", "63 people in all, were moved"
    let people = |f: &Figure| f.head().is_some_and(|i| draft.one(i, WordSet::People));
    let block = draft.block(figure.tokens.start);
    let heads = heads
        || people(figure)
            && people(f)
            && shared(draft, &block, &draft.sentence(f.tokens.start), &[figure.head()]) >= 3;
    let then = draft.days_in(&draft.block(figure.tokens.start)).iter().any(|d| d.year.is_some());
    figure.kind == Kind::Number
        && the
        && heads
        && !then
        && (draft.input.rules.language.ends_as_plural(head_word(draft, f)) || people(f))
}

/// "The 22 dogs that went to the refuge" under a picture, of ninety: those of whom a clause of its own tells.
fn some_that(draft: &Draft<'_>, figure: &Figure, f: &Figure) -> bool {
    let clause = figure.stop();
    let that = draft.is(clause, "that") || draft.one(clause, WordSet::OpensRelative);
    let rest = clause + 1..draft.sentence(clause).end;
    that && figure.value < f.value
        && !slipped(figure.value, f.value, 2)
        && shared(draft, &rest, &draft.sentence(f.tokens.start), &[]) == 0
}

fn head_word<'d>(draft: &'d Draft<'_>, f: &Figure) -> &'d str {
    f.head().map_or("", |i| draft.word(i))
}

/// "All 61 trains", "all 16 of the branch's trains": digits changed round where many words are the same.
fn round(draft: &Draft<'_>, a: &Figure, b: &Figure, block: &Range<u32>) -> bool {
    let heading = matches!(draft.scope(block.start), Scope::Heading(_));
    // "Singer, 54, dies", "died at the age of 45"
    let (kinds, words) = match (a.kind, b.kind) {
        (Kind::Age, Kind::Age) => (heading, 1),
        // Three digits of one number in another order are hardly another number.
        (Kind::Number, Kind::Number) if a.value >= Decimal::ONE_HUNDRED => {
            let apart = matches!((a.head(), b.head()), (Some(x), Some(y)) if !draft.akin(x, y));
            let same = a.noun.is_some() && b.noun.is_some() && !apart;
            (true, if apart { 2 } else { u8::from(!same).into() })
        }
        (Kind::Number, Kind::Number) => (a.noun.is_none() || b.noun.is_none(), if heading { 2 } else { 4 }),
        _ => (false, 0),
    };
    // "$2.4 billion" in the headline, "The price of $2.4 million": one scale word for another.
    if heading && a.kind == Kind::Money && b.kind == Kind::Money && a.unit == b.unit {
        let (x, y) = (digits(a.value), digits(b.value));
        let scaled = draft.scale(a) > 0 && draft.scale(b) > 0;
        return scaled && x.0 == y.0 && x.0.len() >= 2 && x.1 != y.1 && (x.1 - y.1) % 3 == 0;
    }
    // "There were 147 graduates", "Some of the 174 members": people, by their digits changed round.
    let near = draft.block(b.tokens.start);
    let people = |f: &Figure| f.head().is_some_and(|i| draft.one(i, WordSet::People));
    let persons = !heading && a.value >= Decimal::ONE_HUNDRED && people(a) && people(b);
    // "Some of the 4,200 marchers", "2,400 people walked ... The march": those who are named by what was done
    let own = a.head().filter(|&x| b.head().is_some_and(|y| draft.akin(x, y)));
    if persons && slipped(a.value, b.value, 2) && shared(draft, block, &near, &[own]) >= 2 {
        return true;
    }
    kinds
        && slipped(a.value, b.value, 2)
        && shared(draft, block, &draft.sentence(b.tokens.start), &[a.head()]) >= words
}

/// "built in 1878" under a picture, "Built in 1887" in the body.
fn year(draft: &Draft<'_>, day: &Day, block: &Range<u32>, body: &[&Range<u32>]) -> Option<Slip> {
    let verb = |d: &Day| {
        let at = d.tokens.start.checked_sub(1).filter(|&i| draft.any(i, &["in", "on"]))?;
        let cue = draft.cues_in(&(at.saturating_sub(3)..at), Cue::Founding).last();
        let cue = cue.filter(|c| c.tokens.end + 2 >= at).map(|c| c.tokens.start);
        // "carved in 1832", "will be finished in 2027"
        let done =
            |i: &u32| draft.word(*i).len() > 4 && draft.input.rules.language.ends_as_past(draft.word(*i));
        cue.or_else(|| at.checked_sub(1).filter(done))
    };
    let mine = verb(day)?;
    let year = day.year?;
    let mut told = body.iter().flat_map(|b| draft.days_in(b)).filter(|d| d.year.is_some());
    if told.clone().any(|d| d.year == Some(year)) {
        return None;
    }
    let mut others = told.by_ref().filter(|d| verb(d).is_some_and(|v| draft.akin(v, mine)));
    let other = others.next().filter(|_| others.next().is_none())?;
    let sentence = draft.sentence(other.tokens.start);
    let near = draft.previous_sentence(other.tokens.start).map_or(sentence.start, |p| p.start);
    let near = draft.previous_sentence(near).map_or(near, |p| p.start)..sentence.end;
    // "The house was painted in 1910", "The house painted in 1950 by Ann Lee": two doings, unless the digits are changed round.
    let founded = draft.has(&(mine..mine + 1), Cue::Founding);
    let planned = draft.preceded(mine, &["be"]);
    let round = other.year.is_some_and(|y| slipped(y.into(), year.into(), 2));
    if shared(draft, block, &near, &[Some(mine)]) < 1 || !(founded || planned || round) {
        return None;
    }
    let text = format!("{} here, {} there", draft.text(&day.tokens), draft.text(&other.tokens));
    Some(Slip::new(CODE, &day.tokens, text).against([other.tokens.clone()]))
}

/// "Vote on 12 May" in the headline, "on 21 May" in the lead.
fn date(draft: &Draft<'_>, day: &Day, block: &Range<u32>, body: &[&Range<u32>]) -> Option<Slip> {
    let lead = body.first()?;
    if day.day.is_none() || day.month.is_none() {
        return None;
    }
    let mut all = body.iter().flat_map(|b| draft.days_in(b));
    if all.clone().any(|d| d.day == day.day && d.month == day.month) {
        return None;
    }
    let other = all.find(|d| d.day.is_some())?;
    let dates = body.iter().flat_map(|b| draft.days_in(b)).filter(|d| d.day.is_some()).count();
    let sentence = draft.sentence(other.tokens.start);
    let known = other.tokens.start < lead.start + 70 && dates == 1 && other.month == day.month;
    if !known
        || other.year.is_some() && day.year.is_some() && other.year != day.year
        || shared(draft, block, &sentence, &[]) < 2
    {
        return None;
    }
    let text = format!("{} here, {} there", draft.text(&day.tokens), draft.text(&other.tokens));
    Some(Slip::new(CODE, &day.tokens, text).against([other.tokens.clone()]))
}
