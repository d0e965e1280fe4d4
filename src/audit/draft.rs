//! What every check looks at: the words, figures, dates and cues of a text, with their places.

use std::cell::OnceCell;
use std::ops::Range;

use super::calendar::{self, Day};
use super::figure::{self, Figure};
use crate::claim::Changes;
use crate::mention::number::{self, Numeral};
use crate::mention::{Input, Kind};
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::lexicon::{Class, Mark};
use crate::rules::schema::NumberRole;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, Token, TokenKind};
use crate::value::Decimal;

/// Most tokens on either side of a place that a check looks at: a text without full stops stays linear.
pub(super) const REACH: u32 = 200;

/// A cue found in the text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) cue: Cue,
    /// What it is worth: years, days, or per cent.
    pub(super) worth: Option<u32>,
    pub(super) tokens: Range<u32>,
}

/// A text with everything that was read in it.
pub(super) struct Draft<'a> {
    pub(super) input: Input<'a>,
    pub(super) readings: &'a [Reading],
    pub(super) changes: &'a Changes,
    /// Cues in the order of the text.
    pub(super) cues: Vec<Found>,
    /// Days, months and years of the calendar, in the order of the text.
    pub(super) days: Vec<Day>,
    /// Numbers with a single stated value, in the order of the text.
    pub(super) figures: Vec<Figure>,
    /// Signs that a list may follow, in the order of the text: ":", "(", a dash between spaces.
    openers: Vec<u32>,
    /// A bit for each cue that there is.
    seen: u64,
    /// Whether there is a list of items.
    pub(super) items: bool,
    /// The plain numbers of the text, once a check has asked for some.
    numerals: OnceCell<Vec<Numeral>>,
}

/// Most tokens of a cue.
const CUE: u32 = 16;

/// Sentences on either side of one with a figure or a date whose cues may speak of it.
const BESIDE: usize = 1;

fn bit(cue: Cue) -> u64 {
    1 << cue as u64
}

impl<'a> Draft<'a> {
    pub(super) fn new(input: Input<'a>, readings: &'a [Reading], changes: &'a Changes) -> Self {
        let mut draft = Self {
            input,
            readings,
            changes,
            cues: Vec::with_capacity(readings.len() * 8),
            days: Vec::new(),
            figures: Vec::new(),
            openers: Vec::new(),
            seen: 0,
            items: false,
            numerals: OnceCell::new(),
        };
        let dated = draft.look_through();
        draft.days = calendar::days(&draft, &dated);
        draft.figures = figure::figures(&draft);
        draft
    }

    /// Notes the cues and openers around all figures and dates, and says where a date may start.
    fn look_through(&mut self) -> Vec<u32> {
        let mut dated = Vec::new();
        let tokens = self.input.tokens;
        let hot = self.hot();
        let mut number = 0;
        for (block, read) in tokens.blocks.iter().zip(&self.input.doc.blocks) {
            self.items |= read.scope == Scope::Item;
            let first = number;
            while tokens.sentences.get(number).is_some_and(|s| s.start < block.end) {
                number += 1;
            }
            // A cue means nothing far from figures and dates, but for the labels of a table and in a headline.
            let cell = matches!(read.scope, Scope::Cell { .. } | Scope::Heading(_));
            let near = |s: usize| {
                cell || hot[s.saturating_sub(BESIDE).max(first)..(s + BESIDE + 1).min(number)].contains(&true)
            };
            for s in (first..number).filter(|&s| near(s)) {
                self.sentence_through(&tokens.sentences[s], &mut dated);
            }
        }
        // What leads in a survey may be told further from its figures: by a headline, say.
        if self.seen & bit(Cue::Margin) != 0 && hot.contains(&false) {
            (self.cues, self.openers, dated) = (Vec::new(), Vec::new(), Vec::new());
            for sentence in &tokens.sentences {
                self.sentence_through(sentence, &mut dated);
            }
        }
        dated
    }

    /// By sentence: whether it has digits or something that was read.
    fn hot(&self) -> Vec<bool> {
        let mut readings = self.readings.iter().map(|r| r.extent.tokens.start).peekable();
        let sentences = self.input.tokens.sentences.iter();
        sentences
            .map(|s| {
                let read = readings.next_if(|&at| at < s.end).is_some();
                while readings.next_if(|&at| at < s.end).is_some() {}
                let all = self.all().get(s.start as usize..s.end as usize).unwrap_or_default();
                read || all.iter().any(|t| t.kind == TokenKind::Digits)
            })
            .collect()
    }

    fn sentence_through(&mut self, sentence: &Range<u32>, dated: &mut Vec<u32>) {
        let all = self.all();
        let audit = &self.input.rules.audit;
        for at in sentence.start..sentence.end {
            let Some(token) = all.get(at as usize) else { return };
            if Mark::Cue.on(token) && audit.may_start(token.word, all.get(at as usize + 1)) {
                self.cue(at);
            }
            match token.kind {
                TokenKind::Digits => dated.push(at),
                TokenKind::Word if Mark::Calendar.on(token) => dated.push(at),
                TokenKind::Sign if self.opens(at) => self.openers.push(at),
                _ => {}
            }
        }
    }

    /// Notes the cues that start at token `start`.
    fn cue(&mut self, start: u32) {
        let (rules, all, text) = (self.input.rules, self.all(), self.input.text);
        rules.phrases.each(&all[start as usize..], text, Class::CUE, |m| {
            if let Some((cue, worth)) = rules.audit.cue(m.entry.index) {
                let len = u32::try_from(m.len).unwrap_or(0);
                if !self.meant(cue, start, start + len) {
                    return;
                }
                self.seen |= bit(cue);
                self.cues.push(Found { cue, worth, tokens: start..start + len });
            }
        });
    }

    /// Whether a list may follow the sign `i`.
    fn opens(&self, i: u32) -> bool {
        match self.word(i).as_bytes() {
            b":" | b"(" => true,
            [b'-' | 0xe2, ..] => self.word(i) == "\u{2014}" || self.dash(i),
            _ => false,
        }
    }

    /// A dash with space around it.
    pub(super) fn dash(&self, i: u32) -> bool {
        matches!(self.word(i), "-" | "\u{2013}" | "\u{2014}")
            && self.token(i).is_some_and(|t| t.spaced())
            && self.token(i + 1).is_some_and(|t| t.spaced())
    }

    /// Whether a bracket opens in `range`.
    pub(super) fn has_bracket(&self, range: &Range<u32>) -> bool {
        let at = self.openers.partition_point(|&i| i < range.start);
        let mut near = self.openers.iter().skip(at).take_while(|&&i| i < range.end);
        near.any(|&i| self.word(i) == "(")
    }

    /// The first sign in `range` that a list may follow.
    pub(super) fn opener(&self, range: &Range<u32>) -> Option<u32> {
        let at = self.openers.partition_point(|&i| i < range.start);
        self.openers.get(at).copied().filter(|&i| i < range.end)
    }

    pub(super) fn all(&self) -> &'a [Token] {
        &self.input.tokens.all
    }

    /// How many tokens there are.
    pub(super) fn end(&self) -> u32 {
        u32::try_from(self.all().len()).unwrap_or(u32::MAX)
    }

    pub(super) fn token(&self, i: u32) -> Option<&'a Token> {
        self.all().get(i as usize)
    }

    /// The text of token `i`; empty outside the text.
    pub(super) fn word(&self, i: u32) -> &'a str {
        self.token(i).map_or("", |t| t.text(self.input.text))
    }

    /// The token `back` places before `i`; empty at the start.
    pub(super) fn before(&self, i: u32, back: u32) -> &'a str {
        i.checked_sub(back).map_or("", |i| self.word(i))
    }

    pub(super) fn is(&self, i: u32, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    pub(super) fn any(&self, i: u32, words: &[&str]) -> bool {
        let word = self.word(i);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    /// Whether token `i` is one of `words` and stands right before `at`.
    pub(super) fn preceded(&self, at: u32, words: &[&str]) -> bool {
        at > 0 && self.any(at - 1, words)
    }

    /// Whether token `i` is a word of `set`.
    pub(super) fn one(&self, i: u32, set: WordSet) -> bool {
        self.token(i).is_some_and(|t| self.input.rules.words.has(t.word, set))
    }

    /// Whether a word of `set` stands right before `at`.
    pub(super) fn follows(&self, at: u32, set: WordSet) -> bool {
        at > 0 && self.one(at - 1, set)
    }

    /// Whether a word of `set` stands in `range`.
    pub(super) fn says(&self, range: &Range<u32>, set: WordSet) -> bool {
        (range.start..range.end).any(|i| self.one(i, set))
    }

    /// Whether token `i` stands in a headline or a caption: what repeats the body in short.
    pub(super) fn displayed(&self, i: u32) -> bool {
        is_display(self.scope(i))
    }

    pub(super) fn is_word(&self, i: u32) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Word)
    }

    pub(super) fn is_sign(&self, i: u32) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Sign)
    }

    pub(super) fn is_name(&self, i: u32) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.capital() && !t.starts_sentence())
    }

    /// The tokens between `range`'s ends as written.
    pub(super) fn text(&self, range: &Range<u32>) -> &'a str {
        self.input.slice(range.clone())
    }

    /// The sentence of token `i`, cut to what is near it.
    pub(super) fn sentence(&self, i: u32) -> Range<u32> {
        let number = self.input.tokens.sentence_of(i);
        self.near(self.input.tokens.sentences.get(number).cloned().unwrap_or(i..i + 1), i)
    }

    /// The block of token `i`, cut to what is near it.
    pub(super) fn block(&self, i: u32) -> Range<u32> {
        let number = self.input.tokens.block_of(i);
        self.near(self.input.tokens.blocks.get(number).cloned().unwrap_or(i..i + 1), i)
    }

    fn near(&self, range: Range<u32>, i: u32) -> Range<u32> {
        range.start.max(i.saturating_sub(REACH))..range.end.min(i.saturating_add(REACH)).max(i + 1)
    }

    /// The sentence of token `at` with the one before and the one after it.
    pub(super) fn around(&self, at: u32) -> Range<u32> {
        let here = self.sentence(at);
        self.previous_sentence(here.start).map_or(here.start, |p| p.start)
            ..self.next_sentence(here.start).map_or(here.end, |n| n.end)
    }

    /// The sentence after the one of token `i`, in the same block or one that goes on with it.
    pub(super) fn next_sentence(&self, i: u32) -> Option<Range<u32>> {
        let number = self.input.tokens.sentence_of(i);
        let next = self.input.tokens.sentences.get(number + 1)?.clone();
        self.goes_on(i, next.start).then(|| self.near(next.clone(), next.start))
    }

    /// The sentence before the one of token `i`, in the same block or one that goes on with it.
    pub(super) fn previous_sentence(&self, i: u32) -> Option<Range<u32>> {
        let number = self.input.tokens.sentence_of(i).checked_sub(1)?;
        let previous = self.input.tokens.sentences.get(number)?.clone();
        self.goes_on(previous.start, i).then(|| self.near(previous.clone(), previous.end.saturating_sub(1)))
    }

    /// Whether two sentences that follow each other are of one paragraph, or of two of which one has no other sentence, as
    /// in news: their border is none.
    fn goes_on(&self, a: u32, b: u32) -> bool {
        let (tokens, blocks) = (self.input.tokens, &self.input.doc.blocks);
        let (first, second) = (tokens.block_of(a), tokens.block_of(b));
        let body = |n: usize| blocks.get(n).is_some_and(|b| b.scope == Scope::Body);
        let single = |n: usize| {
            let block = tokens.blocks.get(n).filter(|b| !b.is_empty());
            block.is_some_and(|b| tokens.sentence_of(b.start) == tokens.sentence_of(b.end - 1))
        };
        first == second
            || second == first + 1 && body(first) && body(second) && (single(first) || single(second))
    }

    /// The paragraph above the block that starts at token `i`.
    pub(super) fn block_above(&self, i: u32) -> Option<Range<u32>> {
        let above = self.input.tokens.blocks.get(..self.input.tokens.block_of(i))?;
        let block =
            above.iter().rev().take(3).find(|b| !b.is_empty() && self.scope(b.start) == Scope::Body)?;
        Some(self.near(block.clone(), block.end.saturating_sub(1)))
    }

    /// The items of the list right below the block of token `i`; what is listed or goes on within an item is part of it.
    pub(super) fn items_below(&self, i: u32) -> Vec<Range<u32>> {
        let number = self.input.tokens.block_of(i) + 1;
        let blocks = self.input.tokens.blocks.iter().zip(&self.input.doc.blocks);
        let items = blocks.skip(number).take_while(|(_, b)| b.scope == Scope::Item);
        let mut depth = 0;
        let mut out: Vec<Range<u32>> = Vec::new();
        for (tokens, block) in items {
            match out.last_mut() {
                Some(last) if block.item == 0 || block.item > depth => last.end = tokens.end,
                _ => {
                    depth = block.item;
                    out.push(tokens.clone());
                }
            }
        }
        out
    }

    /// What part of the page token `i` stands in.
    pub(super) fn scope(&self, i: u32) -> Scope {
        self.input.doc.blocks.get(self.input.tokens.block_of(i)).map_or(Scope::Body, |b| b.scope)
    }

    pub(super) fn cues_in(&self, range: &Range<u32>, cue: Cue) -> impl Iterator<Item = &Found> {
        let known = self.seen & bit(cue) != 0 && range.start < range.end;
        let cues = if known { &self.cues[..] } else { &[] };
        let from = cues.partition_point(|c| c.tokens.start < range.start);
        let end = range.end;
        cues[from..].iter().take_while(move |c| c.tokens.start < end).filter(move |c| c.cue == cue)
    }

    /// The cues that stand on a token of `range`, in part or as a whole.
    pub(super) fn cues_on(&self, range: &Range<u32>) -> impl Iterator<Item = &Found> {
        let from = self.cues.partition_point(|c| c.tokens.start.saturating_add(CUE) < range.start);
        let Range { start, end } = *range;
        self.cues[from..]
            .iter()
            .take_while(move |c| c.tokens.start < end)
            .filter(move |c| start < c.tokens.end)
    }

    pub(super) fn has(&self, range: &Range<u32>, cue: Cue) -> bool {
        self.cues_in(range, cue).next().is_some()
    }

    pub(super) fn has_any(&self, range: &Range<u32>, cues: &[Cue]) -> bool {
        cues.iter().any(|&c| self.has(range, c))
    }

    pub(super) fn of(&self, cue: Cue) -> impl Iterator<Item = &Found> {
        let cues = if self.seen & bit(cue) == 0 { &[] } else { &self.cues[..] };
        cues.iter().filter(move |c| c.cue == cue)
    }

    pub(super) fn figures_in(&self, range: &Range<u32>) -> &[Figure] {
        within(&self.figures, range, |f| f.tokens.start)
    }

    /// The figures that reading `number` is: two where it is a range.
    pub(super) fn figures_of(&self, number: usize) -> &[Figure] {
        let from = self.figures.partition_point(|f| f.reading < number);
        let len = self.figures[from..].partition_point(|f| f.reading == number);
        &self.figures[from..from + len]
    }

    pub(super) fn days_in(&self, range: &Range<u32>) -> &[Day] {
        within(&self.days, range, |d| d.tokens.start)
    }

    pub(super) fn readings_in(&self, range: &Range<u32>) -> &'a [Reading] {
        within(self.readings, range, |r| r.extent.tokens.start)
    }

    /// The plain numbers in `range`, those inside ranges and dates too.
    pub(super) fn numerals_in(&self, range: &Range<u32>) -> &[Numeral] {
        let all = self.numerals.get_or_init(|| number::scan(&self.input));
        within(all, range, |n| n.tokens.start)
    }

    /// The share that token `i` names by itself: "quarter", "third".
    pub(super) fn fraction(&self, i: u32) -> Option<Decimal> {
        let rules = self.input.rules;
        let tokens = self.all().get(i as usize..i as usize + 1)?;
        let mut found = None;
        rules.phrases.each(tokens, self.input.text, Class::NUMBER, |m| {
            let word = rules.quantity.numbers.get(m.entry.index as usize);
            found = found.or_else(|| match word.map(|w| (w.role, w.plural, w.low)) {
                Some((NumberRole::Fraction, false, share)) => Some(share),
                Some((NumberRole::Ordinal, false, n)) if n > Decimal::TWO => Decimal::ONE.checked_div(n),
                _ => None,
            });
        });
        found
    }

    /// The scale word of a figure, as a power of ten: 6 for "1.5 million", 0 for none.
    pub(super) fn scale(&self, f: &Figure) -> u8 {
        self.readings[f.reading].quantity().map_or(0, |q| q.style.scale)
    }

    /// The publication date.
    pub(super) fn published(&self) -> Option<crate::value::timex::Date> {
        self.input.context.date.map(|d| d.date())
    }

    /// Whether no other clause begins in `range`, nor an aside: "and" between capitals is part of a name.
    pub(super) fn unbroken(&self, range: &Range<u32>) -> bool {
        let capital = |i: u32| self.token(i).is_some_and(|t| t.capital());
        (range.start..range.end).all(|i| {
            let named = self.one(i, WordSet::ListAnd) && i > 0 && capital(i - 1) && capital(i + 1);
            named
                || !self.one(i, WordSet::BreaksClause)
                    && !matches!(self.word(i), "," | ";" | ":" | "(" | ")")
                    && !self.dash(i)
        })
    }

    /// Whether token `i` stands in a direct quotation.
    pub(super) fn quoted(&self, i: u32) -> bool {
        let block = self.block(i);
        let mut open = false;
        for k in block.start..i {
            match self.word(k) {
                "\u{201c}" => open = true,
                "\u{201d}" => open = false,
                "\"" => open = !open,
                _ => {}
            }
        }
        open
    }

    /// Whether a quotation is nothing but these tokens: a title, or words that are themselves the matter.
    pub(super) fn fills_quotation(&self, tokens: &Range<u32>) -> bool {
        let mark = |w: &str| matches!(w, "\"" | "\u{201c}" | "\u{201d}" | "'" | "\u{2018}" | "\u{2019}");
        let end = tokens.end + u32::from(matches!(self.word(tokens.end), "," | "."));
        mark(self.before(tokens.start, 1)) && (mark(self.word(tokens.end)) || mark(self.word(end)))
    }

    /// Whether two words are forms of one: "home", "homes"; "cut", "cutting".
    pub(super) fn akin(&self, a: u32, b: u32) -> bool {
        akin(self.word(a), self.word(b))
    }
}

/// Headings, captions and the text of pictures.
pub(super) fn is_display(scope: Scope) -> bool {
    matches!(scope, Scope::Heading(_) | Scope::Caption | Scope::Alt)
}

/// Whether a reading is a date no finer than a month or a week: what sets a figure into another time.
pub(super) fn is_coarse_date(r: &Reading) -> bool {
    r.kind.is_time()
        && r.kind != Kind::Duration
        && r.timex().is_some_and(|t| t.value.len() < 10 && !t.value.ends_with("_REF"))
}

/// Whether two words are forms of one, by their beginning: "school", "schools", "teach", "teacher".
pub(super) fn akin(a: &str, b: &str) -> bool {
    const ENDINGS: [&str; 15] =
        ["", "s", "es", "ed", "d", "e", "er", "ers", "ing", "y", "ies", "ied", "'s", "al", "n"];
    if a.eq_ignore_ascii_case(b) {
        return true;
    }
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x.eq_ignore_ascii_case(y)).count();
    if shared < 3 || !a.is_char_boundary(shared) || !b.is_char_boundary(shared) {
        return false;
    }
    let ends = |word: &str| ENDINGS.iter().any(|e| word[shared..].eq_ignore_ascii_case(e));
    ends(a) && ends(b)
}

fn within<'s, T>(all: &'s [T], range: &Range<u32>, start: impl Fn(&T) -> u32) -> &'s [T] {
    let from = all.partition_point(|x| start(x) < range.start);
    let len = all[from..].partition_point(|x| start(x) < range.end);
    &all[from..from + len]
}
