//! `sum-mismatch` and `change-mismatch` by arithmetic alone: the few numbers of a sentence or two, of which one is told as
//! the sum, the product or the difference of the others, and is off as a slip of the pen is.
//!
//! "A convoy of three lorries, each loaded with 14 tonnes, delivered 52 tonnes": 3 x 14 = 42, of which one digit was
//! written wrong. That is what lets the words around it be any.

use std::ops::Range;

use super::numbers::{Term, single, term};
use super::pen;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::sum::CODE;
use crate::audit::{Slip, change};
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Unit};

/// Fewest and most numbers of a passage that are held against each other.
const FEW: std::ops::RangeInclusive<usize> = 3..=7;

/// Most tokens between a word that tells a sum or a difference and its number.
const LEAD: u32 = 5;

/// The numbers of a passage, and where it stands.
struct Passage<'a, 'd> {
    draft: &'d Draft<'a>,
    range: Range<u32>,
    terms: Vec<Term<'d>>,
}

/// What was reckoned: the value, how far rounding may move it, and how it is written.
struct Made {
    value: Decimal,
    slack: Decimal,
    text: String,
    code: &'static str,
    from: Vec<usize>,
    /// Told as a sum in so many words, so that any digit may be the wrong one.
    sure: bool,
}

/// The sum of numbers, if it is not beyond all.
fn added(values: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(v))
}

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut last = None;
    for figure in &draft.figures {
        let sentence = draft.sentence(figure.tokens.start);
        if last.replace(sentence.start) == Some(sentence.start) || draft.scope(sentence.start) != Scope::Body
        {
            continue;
        }
        let before = draft.previous_sentence(sentence.start);
        let both = before.map(|b| b.start..sentence.end);
        let found = std::iter::once(sentence.clone()).chain(both).find_map(|range| {
            let passage = Passage::new(draft, range)?;
            let stated = passage.terms.iter().rposition(|t| sentence.contains(&t.tokens.start))?;
            (0..=stated)
                .rev()
                .filter(|&k| sentence.contains(&passage.terms[k].tokens.start))
                .find_map(|k| passage.slip(k))
        });
        out.extend(found);
    }
}

impl<'a, 'd> Passage<'a, 'd> {
    fn new(draft: &'d Draft<'a>, range: Range<u32>) -> Option<Self> {
        if draft.has_any(&range, &[Cue::Partial, Cue::Overlap, Cue::Rounding]) {
            return None;
        }
        let mut terms: Vec<Term<'d>> = Vec::new();
        for n in draft.numerals_in(&range) {
            if terms.last().is_some_and(|t| t.whole.contains(&n.tokens.start)) {
                continue;
            }
            match n.form {
                Form::Vague => return None,
                Form::Cardinal => terms.extend(term(draft, n)?),
                _ => {}
            }
        }
        FEW.contains(&terms.len()).then_some(Self { draft, range, terms })
    }

    /// The slip of the number `k`, if the others make another one that looks like it.
    fn slip(&self, k: usize) -> Option<Slip> {
        let total = &self.terms[k];
        // A small number shows nothing.
        if total.value <= Decimal::TEN && total.value.fract().is_zero() {
            return None;
        }
        let made = [self.product(k), self.sum(k), self.difference(k)];
        let made = made.into_iter().flatten().find(|m| self.likely(k, m))?;
        let text = format!("{} = {}, not {}", made.text, grouped(made.value), grouped(total.value));
        let others = made.from.iter().map(|&i| self.terms[i].tokens.clone());
        Some(Slip::new(made.code, &total.tokens, text).against(others))
    }

    /// Whether a number can only be what was made, with a slip of the pen.
    fn likely(&self, k: usize, made: &Made) -> bool {
        let (total, first) = (&self.terms[k], &self.terms[made.from[0]]);
        let off = made.value.checked_sub(total.value).map(|d| d.abs());
        let beyond = off.zip(added([made.slack, total.slack])).is_some_and(|(off, slack)| off > slack);
        let sure = made.sure && off > Some(Decimal::TWO) && pen::any_digit(made.value, total.value);
        let quoted = |t: &Term<'_>| self.draft.quoted(t.tokens.start);
        beyond
            && (sure || pen::slip(made.value, total.value))
            && !self.explained(k, made)
            && quoted(total) == quoted(first)
    }

    /// All others of the kind of a number that is told as their sum.
    fn sum(&self, k: usize) -> Option<Made> {
        let draft = self.draft;
        let total = &self.terms[k];
        let mut from: Vec<usize> = (0..self.terms.len()).filter(|&i| i != k && self.alike(k, i)).collect();
        let mut counted = false;
        // "three gifts", "for the three": how many the parts are
        let count = |i: usize| self.terms[i].value == Decimal::from(from.len() - 1);
        if let Some(at) = from.iter().position(|&i| from.len() > 2 && count(i)) {
            from.remove(at);
            counted = true;
        }
        counted |= self.terms.iter().enumerate().any(|(i, t)| {
            i < k && !from.contains(&i) && t.value == Decimal::from(from.len()) && t.figure.is_some()
        });
        // "marked out of ten"
        from.retain(|&i| {
            !(draft.preceded(self.terms[i].whole.start, &["of"]) && self.terms[i].head().is_none())
        });
        let ahead = from.iter().all(|&i| i > k);
        if from.len() < 2 || !ahead && from.iter().any(|&i| i > k) {
            return None;
        }
        let (first, last) = (&self.terms[*from.first()?], &self.terms[*from.last()?]);
        let listed =
            draft.says(&(self.terms[from[from.len() - 2]].whole.end..last.whole.start), WordSet::ListAnd);
        let whole = total.head();
        let heads: Vec<u32> = from.iter().filter_map(|&i| self.terms[i].head()).collect();
        let person = |i: u32| draft.one(i, WordSet::People);
        let kin = whole.is_none_or(|w| {
            heads.iter().all(|&h| draft.akin(h, w))
                || person(w) && heads.iter().all(|&h| person(h))
                || draft.one(w, WordSet::KindWord) && !heads.iter().any(|&h| person(h))
        });
        let told = if ahead {
            let gap = total.whole.end..first.tokens.start;
            let share = total.kind() == Some(Kind::Percent);
            !share && listed && gap.end - gap.start <= LEAD && draft.opener(&gap).is_some()
        } else {
            // "90 in three weeks"
            let behind = self.terms.get(k + 1).filter(|t| t.whole.start <= total.whole.end + 2);
            let of_so_many = behind.is_some_and(|t| t.value == Decimal::from(from.len()))
                && draft.any(total.whole.end, &["in", "for", "over"]);
            of_so_many || self.is_sum(k, last.whole.end, from.len(), [listed, kin, counted])
        };
        let kinds = heads.windows(2).all(|w| !draft.akin(w[0], w[1]));
        let one = match whole {
            Some(w) => kinds || heads.iter().all(|&h| draft.akin(h, w)),
            None => kinds || heads.windows(2).all(|w| draft.akin(w[0], w[1])),
        };
        if !told || !one {
            return None;
        }
        let parts = || from.iter().map(|&i| &self.terms[i]);
        let value = added(parts().map(|t| t.value))?;
        // "two Danes, three Poles and a Swede": one that no number tells
        let span = first.whole.start..last.whole.end.max(total.whole.start);
        let untold = (span.start..span.end).any(|i| {
            draft.one(i, WordSet::ListAnd) && draft.one(i + 1, WordSet::Indefinite)
                || i + 1 < total.whole.start
                    && draft.one(i, WordSet::AddsUntold)
                    && !draft.preceded(i, &["no"])
        });
        let with = (total.whole.end..total.whole.end + 4)
            .any(|i| draft.any(i, &["with", "including", "counting", "plus", "besides"]));
        if (untold || with) && total.value > value || self.compared() {
            return None;
        }
        let text = parts().map(|t| grouped(t.value)).collect::<Vec<_>>().join(" + ");
        let slack = added(parts().map(|t| t.slack))?;
        let near = total.whole.start.saturating_sub(LEAD).max(last.whole.end)..total.whole.start;
        let sure = !untold && listed && draft.has(&near, Cue::Total);
        Some(Made { value, slack, text, code: CODE, from, sure })
    }

    /// Whether the words right beside a number make it a sum of what was told before it.
    fn is_sum(&self, k: usize, from: u32, parts: usize, [listed, kin, counted]: [bool; 3]) -> bool {
        let draft = self.draft;
        let total = &self.terms[k];
        let (start, stop) = (total.whole.start, total.whole.end);
        let here = draft.sentence(start).contains(&(from - 1));
        let before = start.saturating_sub(LEAD).max(from)..start;
        let near = start - from <= LEAD + 3;
        let these = draft.follows(start, WordSet::ItsOwn) || draft.preceded(start, &["whose"]);
        let names = |i: u32| draft.one(i, WordSet::NamesSum);
        let said = |set| before.clone().any(|i| draft.one(i, set));
        // "and the hotel cost $93": of something else
        let apart =
            (from..start).any(|i| draft.one(i, WordSet::ListAnd) && draft.one(i + 1, WordSet::Definite));
        let reckons = !apart && before.clone().any(|i| self.reckons(i, total));
        let behind = || {
            (stop..stop + 2).any(|i| {
                names(i) && !draft.preceded(i, &["of"])
                    || draft.is(i, "in") && draft.any(i + 1, &["all", "total"])
                    || draft.is(i, "all") && draft.is(i + 1, "told")
                    || draft.is(i, "between") && draft.is(i + 1, "them")
            })
        };
        // "The three stages are 112, 98 and 134 km long. The race is 354 km long"
        let is = || counted && listed && draft.follows(start, WordSet::MeansSo);
        // A count told by itself in another sentence may be of anything.
        let bare = total.unit().is_none() && total.head().is_none();
        // "412 novels and 305 maps: 717 loans", "420 oaks and 310 limes, or 730 trees"
        let or = draft.preceded(start, &["or"]) && draft.before(start, 2) == ",";
        let colon = listed && (draft.word(start.saturating_sub(1)) == ":" || or);
        // "; in all 52 countries took part"
        let parted = (from..start).any(|i| draft.word(i) == ";") && !kin;
        if here && parted {
            false
        } else if here {
            let tells = near && (said(WordSet::EndsWith) || kin && reckons);
            draft.has(&before, Cue::Total)
                || said(WordSet::NamesSum)
                || behind()
                || tells
                || colon
                || is()
                || kin && these && !bare
        } else {
            let tells = draft.has(&before, Cue::Total)
                || said(WordSet::NamesSum)
                || listed && parts > 2 && (reckons || said(WordSet::EndsWith));
            // "A round came to £10.80": of one
            let one = draft.one(draft.sentence(start).start, WordSet::Indefinite);
            kin && !bare && !one && (these || is() || total.head().is_none() && (tells || behind()))
        }
    }

    /// Whether token `i` tells what others come to: what is paid is money.
    fn reckons(&self, i: u32, total: &Term<'_>) -> bool {
        self.draft.one(i, WordSet::Reckons)
            && (total.kind() == Some(Kind::Money)
                || !self.draft.one(i, WordSet::CameTo)
                || self.draft.any(i, &["came", "total"]))
    }

    /// So many of so much each.
    fn product(&self, k: usize) -> Option<Made> {
        let draft = self.draft;
        let total = &self.terms[k];
        if k < 2 || self.terms.len() > 4 {
            return None;
        }
        let (a, b) = (&self.terms[k - 2], &self.terms[k - 1]);
        let scope = a.whole.start.saturating_sub(4).max(self.range.start)..total.whole.end;
        let own = draft.sentence(a.tokens.start);
        let each = draft.cues_in(&scope, Cue::Each).any(|c| own.contains(&c.tokens.start));
        // "12 rows of 15 beans"
        let of = a.head().is_some() && draft.is(a.whole.end, "of") && b.whole.start == a.whole.end + 1;
        // "18 metres by 12, or 226 square metres"
        let by = draft.is(b.whole.start.saturating_sub(1), "by") && b.whole.start <= a.whole.end + 1;
        let square = total.unit().is_some_and(|u| {
            let side = a.unit().or(b.unit()).map_or("", Unit::name);
            !side.is_empty() && u.name().strip_prefix("square ") == Some(side)
        });
        let akin = |t: &Term<'_>| match (t.head(), total.head()) {
            (Some(x), Some(y)) => draft.akin(x, y),
            _ => t.unit().is_some() && self.same_unit(t, total),
        };
        let leads = total.whole.start.saturating_sub(LEAD).max(b.whole.end)..total.whole.start;
        let told = || {
            draft.has(&leads, Cue::Total)
                || draft.says(&leads, WordSet::MeansSo)
                || draft.says(&leads, WordSet::EndsWith)
                || leads.clone().any(|i| self.reckons(i, total))
                || draft.preceded(total.whole.start, &["or", "so", "words"])
                || draft.has(&(total.whole.end..total.whole.end + 3), Cue::Total)
        };
        let gap = b.whole.end..total.whole.start;
        let rated = self.rated(a, b, total) || self.rated(b, a, total);
        let fits = if square {
            by && gap.end - gap.start <= LEAD && !draft.says(&gap, WordSet::ListAnd)
        } else {
            let plain = total.unit().is_none() && b.unit().is_none() && a.unit().is_none();
            rated || (each || of) && a.unit().is_none() && (akin(b) || akin(a) && plain || plain && told())
        };
        // "and an index"
        let one_more = |i: u32| draft.one(i, WordSet::ListAnd) && draft.one(i + 1, WordSet::Indefinite);
        let words = |i: u32| draft.is(i, "other") && draft.is(i + 1, "words");
        let more =
            (gap.start..gap.end).any(|i| draft.one(i, WordSet::AddsUntold) && !words(i) || one_more(i));
        // "Painters did 52 windows in May" in another sentence, "with what the goats gave"
        let with = (total.whole.end..total.whole.end + 4)
            .any(|i| draft.any(i, &["with", "including", "counting", "plus"]));
        let far = !own.contains(&total.tokens.start) && !told();
        let extra = self.terms.len() == 4 && k == 3 && !self.terms[0].bare();
        if !fits || more || with || far || extra || self.compared() {
            return None;
        }
        let slack = a.slack.checked_mul(b.value)?.checked_add(b.slack.checked_mul(a.value)?)?;
        Some(Made {
            value: a.value.checked_mul(b.value)?.normalize(),
            slack,
            text: format!("{} x {}", grouped(a.value), grouped(b.value)),
            code: CODE,
            from: vec![k - 2, k - 1],
            sure: false,
        })
    }

    /// Whether a number is so much for each of what another counts: "14 miles a day", "12 days".
    fn rated(&self, a: &Term<'_>, b: &Term<'_>, total: &Term<'_>) -> bool {
        let unit = |t: &Term<'_>| {
            t.figure.and_then(|f| f.unit.as_ref()).map_or(String::new(), |u| u.name().to_owned())
        };
        let (rate, whole) = (unit(a), unit(total));
        let Some((of, per)) = rate.split_once(" per ") else { return false };
        let counts = b.figure.and_then(Figure::head).is_some_and(|h| {
            let word = self.draft.word(h).to_ascii_lowercase();
            word == per || word.strip_suffix('s') == Some(per)
        });
        counts && of == whole
    }

    /// How much one of two values is more than the other.
    fn difference(&self, k: usize) -> Option<Made> {
        let draft = self.draft;
        let total = &self.terms[k];
        let (from, ratio) = self.pair(k)?;
        let [a, b] = from[..] else { return None };
        let (x, y) = (&self.terms[a], &self.terms[b]);
        let heads: Vec<u32> = [total, x, y]
            .iter()
            .filter_map(|t| t.head())
            .filter(|&h| !draft.one(h, WordSet::TellsGap))
            .collect();
        if !heads.windows(2).all(|w| draft.akin(w[0], w[1])) || self.terms.len() > 4 {
            return None;
        }
        let (start, stop) = (total.whole.start, total.whole.end);
        let own = draft.sentence(start);
        let near = start.saturating_sub(2).max(own.start)..start;
        let leads = draft.says(&near, WordSet::LeadsGap) && !(near.start..near.end).any(|i| self.holds(i));
        // "23 more to play", "65 left the hall"; "which is 7,500 more"
        let makes = draft.follows(start, WordSet::MeansSo);
        let ends = |i: u32| {
            draft.is(i, "than")
                || (makes || !draft.is(i - 1, "more"))
                    && (!draft.is_word(i) || draft.any(i, &["it", "and", "but"]))
        };
        let tells = (stop..stop + 2).any(|i| draft.one(i, WordSet::TellsGap) && ends(i + 1));
        // "80 fewer than in May": what it is more than has to be one of the two.
        let than = (stop..(stop + 4).min(own.end)).find(|&i| draft.any(i, &["than", "on"]));
        let held = |i: u32| {
            [x, y].iter().any(|t| (i + 1..i + 9).contains(&t.tokens.start) && own.contains(&t.tokens.start))
        };
        let of_them = than.is_none_or(|i| {
            held(i)
                || draft.is(i + 1, "before") && !draft.is_word(i + 2)
                || draft.any(i + 1, &["her", "his", "its", "their"])
                    && draft.says(&(i + 1..i + 4), WordSet::OldOne)
        });
        let behind = stop..(stop + 5).min(own.end);
        let another = draft.readings_in(&behind).iter().any(|r| r.kind.is_time() && r.kind != Kind::Duration);
        let more = (x.whole.start..stop + 3)
            .any(|i| draft.any(i, &["with", "including", "counting", "plus", "besides", "other", "another"]));
        let apart = draft.has(&(x.whole.start..stop), Cue::Each);
        // "won 61 games and lost 48, and has 23 more to play"
        let amid = start < y.whole.start && than.is_none();
        // "It used to be 35 metres shorter"
        let once = (own.start..start).any(|i| draft.any(i, &["used", "once", "formerly", "would"]))
            && !own.contains(&x.tokens.start);
        if !(leads || tells) || amid || once || !of_them || another || more || apart {
            return None;
        }
        let (high, low) = (x.value.max(y.value), x.value.min(y.value));
        // "settled 45 and dropped 20, leaving 95": more than either
        if high.checked_mul(ratio).is_some_and(|most| total.value > most) {
            return None;
        }
        Some(Made {
            value: high.checked_sub(low)?.checked_mul(ratio)?.normalize(),
            slack: added([x.slack, y.slack])?.checked_mul(ratio)?,
            text: format!("{} - {}", grouped(high), grouped(low)),
            code: change::CODE,
            from,
            sure: false,
        })
    }

    /// The two values beside a difference, and how many of its units one of theirs is: 100 for "12 centimetres" of metres.
    fn pair(&self, k: usize) -> Option<(Vec<usize>, Decimal)> {
        let others = || (0..self.terms.len()).filter(|&i| i != k);
        let from: Vec<usize> = others().filter(|&i| self.alike(k, i)).collect();
        let own = self.terms[k].figure;
        let ratio = |i: usize| {
            let f = self.terms[i].figure.filter(|f| f.kind == Kind::Measure)?;
            f.value_in(own?)?.checked_div(own?.value_in(own?)?)?.checked_mul(own?.value)?.checked_div(f.value)
        };
        let other = others().filter(|&i| !self.alike(k, i)).find(|&i| ratio(i).is_some());
        let Some(unit) = other else { return Some((from, Decimal::ONE)) };
        let pair = others().filter(|&i| self.alike(unit, i)).collect();
        Some((pair, ratio(unit)?))
    }

    /// Whether one of the numbers stands at token `i`.
    fn holds(&self, i: u32) -> bool {
        self.terms.iter().any(|t| t.whole.contains(&i))
    }

    /// "31 more than on Monday": of another day.
    fn compared(&self) -> bool {
        (self.range.start..self.range.end)
            .any(|i| self.draft.is(i, "than") && !self.draft.preceded(i, &["rather", "other"]))
    }

    fn same_unit(&self, a: &Term<'_>, b: &Term<'_>) -> bool {
        let money = || match (a.figure, b.figure) {
            (Some(x), Some(y)) => x.kind == Kind::Money && x.in_unit_of(y),
            _ => false,
        };
        a.kind() == b.kind() && a.unit() == b.unit() || money()
    }

    /// Whether two numbers are of one kind and unit, which one of them may leave out.
    fn alike(&self, k: usize, i: usize) -> bool {
        let (a, b) = (&self.terms[k], &self.terms[i]);
        let count = |t: &Term<'_>| t.bare() || t.kind() == Some(Kind::Number);
        if a.bare() || b.bare() {
            let kind = |t: &Term<'_>| !matches!(t.kind(), Some(Kind::Percent));
            return kind(a) && kind(b);
        }
        count(a) && count(b) || self.same_unit(a, b)
    }

    /// Whether some of the numbers around make what is told, or tell what was made.
    fn explained(&self, k: usize, made: &Made) -> bool {
        let total = &self.terms[k];
        let around = self.draft.around(total.tokens.start);
        let wide = around.start.min(self.range.start)..around.end;
        let free =
            |n: &&Numeral| !total.tokens.contains(&n.tokens.start) && n.form != Form::Vague && !single(n);
        let mut values: Vec<Decimal> =
            self.draft.numerals_in(&wide).iter().filter(free).map(|n| n.value).collect();
        values.extend(self.terms.iter().enumerate().filter(|&(i, _)| i != k).map(|(_, t)| t.value));
        values.truncate(20);
        let said = total.value;
        let Some(off) = made.value.checked_sub(said).map(|d| d.abs()) else { return true };
        let own = |v: Decimal| made.from.iter().any(|&i| self.terms[i].value == v);
        if values.iter().any(|&v| v == made.value || v == off && !own(v)) {
            return true;
        }
        let pair = values.iter().enumerate().any(|(i, &x)| {
            values[i + 1..].iter().any(|&y| {
                // "9.5" three times is told by no word here.
                let whole = x.fract().is_zero() && y.fract().is_zero();
                let times = whole && x.checked_mul(y) == Some(said);
                times || x.checked_add(y) == Some(said) || x.checked_sub(y).is_some_and(|d| d.abs() == said)
            })
        });
        let some = self.terms.len() <= *FEW.end() && {
            let others: Vec<Decimal> =
                (0..self.terms.len()).filter(|&i| i != k).map(|i| self.terms[i].value).collect();
            (1u32..1 << others.len()).any(|choice| {
                let chosen = others.iter().enumerate().filter(|(i, _)| choice >> i & 1 == 1);
                added(chosen.map(|(_, &v)| v)) == Some(said)
            })
        };
        pair || some
    }
}
