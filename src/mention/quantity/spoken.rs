//! Quantities without a number: "a mile", "a dollar", "a majority of", "absolute zero".

use super::part::Part;
use super::unit::hit;
use super::{Scanner, number};
use crate::mention::number::Form as Written;
use crate::mention::{Content, Kind, Mention, Step};
use crate::rules::compile_unit::Meaning;
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;
use crate::rules::{Class, Mark, RuleId};
use crate::text::{Token, TokenKind};
use crate::value::{Decimal, Interval, Style, Unit};

impl Scanner<'_> {
    /// Adds them to `found`, keeping order and leaving alone what `found` and `taken` hold.
    pub(super) fn add_spoken(&self, found: &mut Vec<Mention>, taken: &[Mention]) {
        let mut more: Vec<Mention> = Vec::new();
        for i in self.input.tokens.noted.iter().map(|&n| n as usize) {
            if !Mark::Spoken.on(&self.all[i]) {
                continue;
            }
            if more.last().is_some_and(|m| m.extent.tokens.end as usize > i) {
                continue;
            }
            let starts = self.rules.phrases.starts(self.all[i].word);
            let mention = if starts.meets(Class::SPOKEN) { self.spoken(i) } else { None };
            more.extend(mention.or_else(|| starts.meets(Class::ARTICLE_UNIT).then(|| self.one_unit(i))?));
        }
        if more.is_empty() {
            return;
        }
        let clear = |m: &Mention, all: &[Mention]| {
            let r = &m.extent.tokens;
            let at = all.partition_point(|f| f.extent.tokens.end <= r.start);
            all.get(at).is_none_or(|f| f.extent.tokens.start >= r.end)
        };
        // A phrase outweighs a number word inside it: "absolute zero", "not one".
        found.retain(|f| {
            let at = more.partition_point(|m| m.extent.tokens.end < f.extent.tokens.end);
            more.get(at).is_none_or(|m| {
                let (a, b) = (&m.extent.tokens, &f.extent.tokens);
                !(a.start <= b.start
                    && a.end >= b.end
                    && (a.end - a.start > b.end - b.start || m.kind == Kind::Money))
            })
        });
        more.retain(|m| clear(m, found) && clear(m, taken));
        if !more.is_empty() {
            found.extend(more);
            found.sort_by_key(|m| m.extent.tokens.start);
        }
    }

    fn spoken(&self, at: usize) -> Option<Mention> {
        let m = self.rules.phrases.longest(&self.all[at..], self.text, Class::SPOKEN)?;
        let rule = self.rules.quantity.spoken.get(m.entry.index as usize)?;
        let mut end = at + m.len;
        // "in the low 30s Celsius"
        let heat = self
            .form_within(end, self.all.len(), |f, _| self.dimension_of(f.meaning) == "temperature")
            .filter(|_| rule.unit.is_none() && !self.broken(end, end))
            .and_then(|(f, to)| if let Meaning::One(u) = f.meaning { Some((u, to)) } else { None });
        if let Some((_, to)) = heat {
            end = to;
        }
        let opened = at > 0
            && !self.all[at].starts_sentence()
            && (self.is(at - 1, Role::Article) || self.has(at - 1, WordSet::The));
        let start = if opened { at - 1 } else { at };
        if end > at + 1 && self.broken(at + 1, end - 1) {
            return None;
        }
        let unit = rule
            .unit
            .or(heat.map(|(u, _)| u))
            .map(|u| Unit::Measure(self.rules.quantity.units.measures[u as usize].clone()));
        let kind = match rule.kind.as_deref() {
            Some("age") => Kind::Age,
            Some("ratio") => Kind::Ratio,
            Some("ordinal") => Kind::Ordinal,
            _ => match unit.as_ref().and_then(Unit::dimension) {
                Some("percent" | "point") => Kind::Percent,
                Some("temperature") => Kind::Temperature,
                Some(_) => Kind::Measure,
                None => Kind::Number,
            },
        };
        // "a majority of nine" is by nine
        let last = self.is(end - 1, Role::Of) && kind == Kind::Percent;
        if last && self.number_at(end).is_some_and(|n| !self.counts_something(n)) {
            return None;
        }
        let none = rule.range.as_point().is_some_and(Decimal::is_zero) && kind == Kind::Number;
        // "none of", "most of the": the noun follows the "of"
        let of = (start + 1..end).rev().take(2).find(|&i| self.is(i, Role::Of)).unwrap_or(end);
        let noun = if none || kind == Kind::Percent { self.noun(of, true) } else { None };
        let whole = start..noun.as_ref().map_or(end, |r| r.end);
        let unit = match (&noun, unit) {
            (Some(r), None) => {
                let words = self.input.slice(number(r.start)..number(r.end));
                Some(Unit::Noun(words.to_lowercase().into()))
            }
            (_, unit) => unit,
        };
        let mut derivation = vec![Step { rule: rule.rule, tokens: number(at)..number(end) }];
        let mut hedges = Vec::new();
        if matches!(kind, Kind::Temperature | Kind::Ratio) || kind == Kind::Number && !none {
            self.hedges_before(at, at.saturating_sub(6), &mut hedges);
            let steps = hedges.iter().filter_map(|&h| self.rules.quantity.hedges.get(h as usize));
            derivation.extend(steps.map(|h| Step { rule: h.rule, tokens: number(at)..number(end) }));
        }
        Some(Mention {
            extent: self.input.extent(number(start)..number(end), number(whole.start)..number(whole.end)),
            kind,
            content: Content::Quantity(super::Amount {
                stated: rule.range,
                hedges,
                upper: None,
                modifier: rule.modifier,
                unit,
                share: false,
                digit: Decimal::ONE,
                style: Style { words: true, vague: rule.vague, ..Style::default() },
            }),
            noun: noun.map(|r| number(r.start)..number(r.end)),
            derivation,
        })
    }

    /// Where the number that starts at token `at` ends.
    fn number_at(&self, at: usize) -> Option<usize> {
        let n = self.numerals.get(self.numerals.partition_point(|n| (n.tokens.start as usize) < at))?;
        (n.tokens.start as usize == at).then_some(n.tokens.end as usize)
    }

    /// "a mile", "a dollar"; a coin's name that is all its sentence says.
    fn one_unit(&self, at: usize) -> Option<Mention> {
        let opens = self.all[at].starts_sentence();
        let article = at > 0 && !opens && self.is(at - 1, Role::Article);
        if !(article || opens) {
            return None;
        }
        let forms = &self.rules.quantity.units.forms;
        let mut best: Option<(usize, usize)> = None;
        self.rules.phrases.each(&self.all[at..], self.text, Class::ARTICLE_UNIT, |m| {
            let signed = forms.get(m.entry.index as usize).and_then(|f| f.exact.as_deref());
            let written = &self.text[self.all[at].start as usize..self.all[at + m.len - 1].end as usize];
            if best.is_none_or(|(len, _)| m.len > len) && signed.is_none_or(|s| s == written) {
                best = Some((m.len, m.entry.index as usize));
            }
        });
        let (len, index) = best?;
        let form = forms.get(index)?;
        let end = at + len;
        let start = if article { at - 1 } else { at };
        let last = self.all.get(end).is_none_or(Token::starts_sentence);
        let alone = last && self.all[start].starts_sentence();
        if form.piece && !alone && form.worth < Decimal::ONE {
            // "a nickel" may be the metal, "a quarter" three months: the sentence must say no more
            return None;
        }
        if !(article || form.piece && alone) {
            return None;
        }
        // "a pound coin", "a mile-long queue"
        let next = self.all.get(end).filter(|t| !t.starts_sentence());
        let free =
            next.is_none_or(|t| t.kind == TokenKind::Sign && !self.hyphen(t) || self.is(end, Role::Function));
        if !free {
            return None;
        }
        // "a mile and a half"
        let half = self.numerals.get(self.numerals.partition_point(|n| n.tokens.start as usize <= end));
        let half = half.filter(|n| {
            n.tokens.start as usize == end + 1
                && self.is(end, Role::And)
                && n.form == Written::Fraction
                && n.style.words
        });
        let (end, more) = half.map_or((end, Decimal::ZERO), |n| (n.tokens.end as usize, n.value));
        let worth = form.worth.checked_add(more)?;
        let rule: RuleId = form.rule;
        let mut part = Part {
            start,
            end,
            used: 0,
            bare: Decimal::ONE,
            low: worth,
            high: worth,
            unit: Some(hit(form)),
            scaled: false,
            negative: false,
            digit: Decimal::ONE,
            style: Style { words: true, ..Style::default() },
            rule,
        };
        let mut hedges = Vec::new();
        let whole = self.hedges_before(start, start.saturating_sub(6), &mut hedges)..end;
        let stated = Interval::point(worth);
        Some(self.mention(&mut part, stated, hedges, None, None, whole, false, Kind::Number))
    }
}
