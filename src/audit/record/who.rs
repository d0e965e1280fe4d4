//! Who is meant: the name behind a pronoun, a description or a surname.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::audit::calendar;
use crate::audit::draft::Draft;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, TokenKind};

/// "a birthday card for a neighbour's son. ... when she was 44": a relative whom "she" cannot mean.
pub(in crate::audit) fn unlike_kin(draft: &Draft<'_>, kin: u32, pronoun: u32) -> bool {
    draft.is(pronoun, "she") && draft.one(kin, WordSet::Kinsman)
        || draft.is(pronoun, "he") && draft.one(kin, WordSet::Kinswoman)
}

/// Whom a figure or a date is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// The words of a name: "Ada Lenz", "Lenz".
    Named(Range<u32>),
    /// "he", "she", "the 68-year-old": somebody named elsewhere.
    Known(u32),
}

/// The names of a text.
pub(super) struct Cast<'d, 'a> {
    draft: &'d Draft<'a>,
    /// Words that have a capital within a sentence.
    names: HashSet<&'a str>,
    /// The first name of each surname; nothing where several people have it.
    first: HashMap<&'a str, Option<&'a str>>,
}

/// Most sentences that a pronoun is followed back to a name, and most tokens to it within its own.
const BACK: usize = 14;
const WITHIN: u32 = 60;

impl<'d, 'a> Cast<'d, 'a> {
    pub(super) fn new(draft: &'d Draft<'a>) -> Self {
        let names = (0..draft.end()).filter(|&i| draft.is_name(i)).map(|i| draft.word(i)).collect();
        let mut cast = Self { draft, names, first: HashMap::new() };
        let mut at = 0;
        while at < draft.end() {
            let Some(run) = cast.run(at) else {
                at += 1;
                continue;
            };
            let words = cast.words(&run);
            // "Would Okafor" opens a sentence and is no name.
            if let [first, .., last] = words[..]
                && cast.names.contains(first)
            {
                let known = cast.first.entry(last).or_insert(Some(first));
                if known.is_some_and(|k| k != first) {
                    *known = None;
                }
            }
            at = run.end.max(at + 1);
        }
        cast
    }

    /// A word of a name: "Lenz", no month, and no ordinary word that opens a sentence.
    fn part(&self, i: u32) -> bool {
        let draft = self.draft;
        draft.is_word(i)
            && draft.token(i).is_some_and(|t| t.capital() && t.end - t.start >= 2)
            && calendar::month(draft, i).is_none()
            && calendar::weekday(draft, i).is_none()
            && !draft.one(i, WordSet::HeOrShe)
            && !draft.one(i, WordSet::Article)
            && !draft.one(i, WordSet::OpensClause)
            && (self.names.contains(draft.word(i)) || draft.one(i, WordSet::Title) || self.aged(i))
    }

    /// "Kelliher, 24, won": the word that an age is set behind.
    fn aged(&self, i: u32) -> bool {
        let draft = self.draft;
        // "Carter, born in 1924, died"
        let told = draft.any(i + 2, &["who", "born"]);
        let aged = (draft.word(i + 3) == "," || draft.any(i + 3, &["when", "at"]))
            && draft.token(i + 2).is_some_and(|t| t.kind == TokenKind::Digits && t.end - t.start == 2);
        draft.word(i + 1) == "," && draft.scope(i) == Scope::Body && (told || aged)
    }

    /// The name that begins with token `i`.
    pub(super) fn run(&self, i: u32) -> Option<Range<u32>> {
        let draft = self.draft;
        let opens = draft.token(i)?.starts_sentence() && draft.is_word(i) && draft.token(i)?.capital();
        let whole = opens
            && self.part(i + 1)
            && !draft.one(i, WordSet::OpensClause)
            && !draft.one(i, WordSet::Article);
        if !self.part(i) && !whole {
            return None;
        }
        let mut end = i + 1;
        while end < i + 6 {
            let joined = draft.word(end) == "." && draft.one(end - 1, WordSet::Title)
                || draft.word(end) == "-" && !draft.token(end).is_some_and(|t| t.spaced());
            if self.part(end)
                && !draft.token(end).is_some_and(|t| t.starts_sentence() && !draft.preceded(end, &["."]))
            {
                end += 1;
            } else if joined && self.part(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        // "the Albert Mill", "Chapel Row" are nobody.
        let thing = (i..end).any(|k| draft.one(k, WordSet::Institution) || draft.one(k, WordSet::PlaceName));
        (!thing).then_some(i..end)
    }

    /// The words of a name without its titles.
    fn words(&self, run: &Range<u32>) -> Vec<&'a str> {
        let draft = self.draft;
        let word = |&i: &u32| draft.is_word(i) && !draft.one(i, WordSet::Title);
        (run.start..run.end).filter(word).map(|i| draft.word(i)).collect()
    }

    /// Whether two names are one person's.
    pub(super) fn same(&self, a: &Range<u32>, b: &Range<u32>) -> bool {
        if self.namesakes(a, b) {
            return false;
        }
        let (a, b) = (self.words(a), self.words(b));
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        match few[..] {
            [] => false,
            [only] => {
                let shared =
                    many.last() == Some(&only) && self.first.get(only) == Some(&None) && many.len() < 2;
                let family = many.len() >= 2 && self.first.get(only) == Some(&None);
                many.contains(&only) && !shared && !family
            }
            _ => few.last() == many.last() && few.first() == many.first(),
        }
    }

    /// Whether what two places tell is of two people, both named.
    pub(super) fn differ(&self, a: u32, b: u32) -> bool {
        if [a, b].iter().any(|&i| matches!(self.draft.scope(i), Scope::Heading(_))) {
            return false;
        }
        let name = |at: u32| self.whose(at).and_then(|w| self.name(&w));
        // "Ada Lenz sold the shop. It went to a nephew. He was 30": the nephew
        let other = |at: u32| {
            let before =
                self.draft.previous_sentence(at).filter(|_| matches!(self.whose(at), Some(Who::Known(_))));
            before.is_some_and(|s| {
                self.draft.one(s.start, WordSet::ItOrThey)
                    && self.draft.has(&s, Cue::Kin)
                    && self.lead(&s).is_none()
            })
        };
        if other(b) {
            return true;
        }
        matches!((name(a), name(b)), (Some(a), Some(b))
            if self.namesakes(&a, &b) || !self.same(&a, &b) && !self.may_be(&a, &b))
    }

    /// "John Adair senior, born in 1940", "John Adair, 55": two of one name, of whom one is told apart.
    fn namesakes(&self, a: &Range<u32>, b: &Range<u32>) -> bool {
        let draft = self.draft;
        let which = |r: &Range<u32>| {
            let the = r.end + u32::from(draft.word(r.end) == ",");
            let the = the + u32::from(draft.is(the, "the"));
            [r.end.saturating_sub(1), r.end, the].into_iter().find(|&i| draft.one(i, WordSet::Generation))
        };
        let full = |r: &Range<u32>| self.words(r).len() >= 2;
        match (which(a), which(b)) {
            (None, None) => false,
            (Some(x), Some(y)) => !draft.is(x, draft.word(y)),
            _ => full(a) && full(b),
        }
    }

    /// Whether one name is a part of the other.
    fn may_be(&self, a: &Range<u32>, b: &Range<u32>) -> bool {
        let (a, b) = (self.words(a), self.words(b));
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        few.iter().all(|w| many.contains(w))
    }

    /// Whether one is "he" and the other is "she".
    pub(super) fn unlike(&self, a: &Who, b: &Who) -> bool {
        let draft = self.draft;
        let said = |w: &Who| match *w {
            Who::Known(i) if draft.one(i, WordSet::HeOrShe) => Some(draft.word(i)),
            _ => None,
        };
        matches!((said(a), said(b)), (Some(x), Some(y)) if !x.eq_ignore_ascii_case(y))
    }

    /// Whether a name stands where somebody is told of, and not a place: "from Truro to Tromsø".
    fn subject(&self, run: &Range<u32>) -> bool {
        let draft = self.draft;
        let owner = draft.word(run.end).starts_with(['\'', '\u{2019}']) && draft.is(run.end + 1, "s");
        // "a book on Hans Stoll, who was"
        let aged =
            draft.token(run.end + 1).is_some_and(|t| t.kind == TokenKind::Digits && t.end - t.start < 4);
        if draft.word(run.end) == "," && (aged || draft.any(run.end + 1, &["who", "whose"])) {
            return !owner && !self.address(run);
        }
        // "let go of Mikel Aroztegi (b. 3 June 1998)"
        if draft.word(run.end) == "(" && draft.any(run.end + 1, &["b", "born"]) {
            return !owner;
        }
        // "sang the Marschallin", "the composer of the \"Fjord\" symphony"
        let thing = draft.preceded(run.start, &["the"]) || draft.fills_quotation(run);
        // "posted as far off as Perth"
        let far = draft.preceded(run.start, &["as"])
            && (run.start.saturating_sub(4)..run.start).any(|i| draft.is(i, "far"));
        // "posted to homesick Swabians"
        let many = run.len() == 1
            && draft.word(run.start).ends_with("ians")
            && draft.is_word(run.start.saturating_sub(1));
        !owner && !thing && !far && !many && !draft.follows(run.start, WordSet::BeforePlace)
    }

    /// "29, of Mill Lane, Derby, who was": where somebody lives.
    fn address(&self, run: &Range<u32>) -> bool {
        let draft = self.draft;
        let mut at = run.start;
        while at >= 2 && draft.word(at - 1) == "," && draft.is_name(at - 2) && run.start - at < 8 {
            at = (at.saturating_sub(6)..at - 1).rev().take_while(|&i| draft.is_name(i)).last().unwrap_or(0);
        }
        at >= 3
            && draft.any(at - 1, &["of", "from"])
            && draft.word(at - 2) == ","
            && draft.token(at - 3).is_some_and(|t| t.kind == TokenKind::Digits)
    }

    /// Whether no two people are named in `range`.
    pub(super) fn only(&self, range: &Range<u32>) -> bool {
        self.only_of(range, |_| true)
    }

    /// The same, of the names that `counts` holds for those of people.
    pub(super) fn only_of(&self, range: &Range<u32>, counts: impl Fn(&Range<u32>) -> bool) -> bool {
        let mut known: Option<Range<u32>> = None;
        let mut at = range.start;
        while at < range.end {
            let Some(run) = self.run(at) else {
                at += 1;
                continue;
            };
            at = run.end.max(at + 1);
            if !self.subject(&run) || !counts(&run) {
                continue;
            }
            match &known {
                Some(k) if !self.may_be(k, &run) => return false,
                Some(k) if k.len() >= run.len() => {}
                _ => known = Some(run),
            }
        }
        true
    }

    /// Of whom the words at token `at` tell: the nearest before them in their sentence, or who is named right after.
    pub(super) fn whose(&self, at: u32) -> Option<Who> {
        let draft = self.draft;
        let sentence = super::sentence(draft, at);
        let floor = sentence.start.max(at.saturating_sub(WITHIN));
        let mut i = at;
        while i > floor {
            i -= 1;
            if draft.word(i) == ";" {
                return None;
            }
            if draft.one(i, WordSet::HeOrShe) {
                return Some(Who::Known(i));
            }
            if draft.cues_in(&(i..i + 1), Cue::Kin).next().is_some() {
                return None;
            }
            if draft.one(i, WordSet::Indefinite) && !self.in_apposition(i) {
                // "a boy of 15", "a dentist who made it at 66"
                let who = |k: u32| draft.one(k, WordSet::OpensRelative);
                // "eleven shillings a week and was 36"
                let near = at - i <= 4 && !(i..at).any(|k| draft.one(k, WordSet::BeforeBorn));
                if near || (i..at).any(who) {
                    return None;
                }
            }
            // "six grandchildren, the youngest of whom was born in 2019"
            // "29, of Derby, whose partner was born in 1984"
            if draft.is(i, "whom") || draft.is(i, "whose") && draft.is(at, "born") {
                return None;
            }
            if draft.is(i, "the")
                && i > floor
                && (i..at).any(|k| draft.is(k, "who"))
                && !draft.preceded(i, &[","])
            {
                return None;
            }
            // "Sir John Orde, the admiral who was"
            let apposed = draft.preceded(i, &[","]) && i >= 2 && self.part(i - 2);
            if draft.is(i, "the")
                && !apposed
                && (i == sentence.start || draft.preceded(i, &[",", "\u{201d}", "\""]))
            {
                return Some(Who::Known(i));
            }
            let Some(start) = self.start(i, floor) else { continue };
            let run = start..i + 1;
            // "Marta Rebane, a Carmen at three of the great houses, died": no name of hers
            if start > floor && draft.one(start - 1, WordSet::Indefinite) {
                i = start;
                continue;
            }
            // "whose son Piet was born in 1988, was 71": the son, or not
            let before = start.saturating_sub(2)..start;
            if draft.cues_in(&before, Cue::Kin).next().is_some() {
                return None;
            }
            if self.subject(&run) {
                // "The Irishwoman, who was": a description
                let the = start.saturating_sub(1);
                let described = run.len() == 1 && draft.is(the, "the") && the == sentence.start;
                return Some(if described { Who::Known(the) } else { Who::Named(run) });
            }
            // "Lenz's son, 24"
            if draft.word(run.end).starts_with(['\'', '\u{2019}']) && run.end + 3 > at {
                return None;
            }
            i = start;
        }
        self.ahead(at, &sentence)
    }

    /// "Born in 1950 in Ghent, the son of a jeweller, he", "At 38, Lena Fors": who is named behind.
    fn ahead(&self, at: u32, sentence: &Range<u32>) -> Option<Who> {
        let draft = self.draft;
        let near = at..sentence.end.min(at + WITHIN);
        near.into_iter().find_map(|i| {
            if draft.one(i, WordSet::HeOrShe) && !draft.follows(i, WordSet::AfterBareAge) {
                return Some(Who::Known(i));
            }
            let run = self.run(i).filter(|_| draft.preceded(i, &[","]))?;
            // "in Ghent, Belgium,"
            let place = draft.is_name(i.checked_sub(2)?);
            (!place).then_some(Who::Named(run))
        })
    }

    /// "Derek Foulds, 71, a scrap dealer": the article of what somebody named is.
    fn in_apposition(&self, article: u32) -> bool {
        let draft = self.draft;
        if draft.one(article.saturating_sub(1), WordSet::BeforeRole) {
            return true;
        }
        if !draft.preceded(article, &[","]) || article < 2 {
            return false;
        }
        let mut i = article - 2;
        if !draft.is_word(i) && draft.before(i, 1) == "," && i >= 2 {
            i -= 2;
        }
        self.part(i)
    }

    /// Where the name begins that ends with token `i`.
    fn start(&self, i: u32, floor: u32) -> Option<u32> {
        (i.saturating_sub(5).max(floor)..=i).find(|&k| self.run(k).is_some_and(|r| r.contains(&i)))
    }

    /// The name of whom is meant.
    pub(super) fn name(&self, who: &Who) -> Option<Range<u32>> {
        let draft = self.draft;
        let &Who::Known(at) = who else {
            let Who::Named(run) = who else { return None };
            return Some(run.clone());
        };
        let sentence = super::sentence(draft, at);
        if let Some(lead) = self.lead(&sentence).filter(|r| r.end <= at) {
            return Some(lead);
        }
        let all = &draft.input.tokens.sentences;
        let number = draft.input.tokens.sentence_of(at);
        let described = draft.is(at, "the");
        for (k, s) in all[..number.min(all.len())].iter().rev().take(BACK).enumerate() {
            // "The shop went to a nephew. He was 30": another one may be meant.
            let own = draft.one(s.start, WordSet::HisOrHer) || draft.one(s.start, WordSet::HeOrShe);
            let said = (s.start..s.end).any(|i| draft.one(i, WordSet::HeOrShe));
            let lead = || self.lead(s);
            if k < 2
                && !own
                && !said
                && draft.cues_in(s, Cue::Kin).any(|c| !unlike_kin(draft, c.tokens.start, at))
                && lead().is_none()
                && draft.scope(s.start) == Scope::Body
            {
                return None;
            }
            if draft.scope(s.start) != Scope::Body || s.len() > 200 {
                continue;
            }
            let found = self.lead(s).or_else(|| if described && k == 0 { self.last(s) } else { None });
            if found.is_some() {
                return found;
            }
        }
        // "He died at 77. Eliasz Brandt was"
        let opens = all[..number.min(all.len())].iter().all(|s| draft.scope(s.start) != Scope::Body);
        let next = draft.next_sentence(at).filter(|_| opens)?;
        self.lead(&next)
    }

    /// The name that a sentence is about: "The composer Elric Vane", "In May, Mrs Bant".
    fn lead(&self, s: &Range<u32>) -> Option<Range<u32>> {
        let draft = self.draft;
        // "Her coach, Dan Reilly, said"
        if draft.one(s.start, WordSet::HisOrHer) {
            return None;
        }
        let mut at = s.start;
        if draft.one(at, WordSet::OpensClause) {
            at = (at..s.end.min(at + 10)).find(|&i| draft.word(i) == ",")? + 1;
        }
        let the = draft.one(at, WordSet::Article) || draft.one(at, WordSet::Indefinite);
        // "The new head of Kingsmead Academy, Mrs Nwosu,"
        let end = if the { at + 10 } else { at + 1 };
        let run = (at..end.min(s.end)).find_map(|i| self.run(i).filter(|r| self.subject(r)))?;
        let person = !draft.cues_in(&(at..run.start), Cue::Kin).any(|_| true);
        (person && self.subject(&run) && !draft.one(run.end, WordSet::ListAnd)).then_some(run)
    }

    /// The last name of a sentence: "The race went to Aoife Brennan."
    fn last(&self, s: &Range<u32>) -> Option<Range<u32>> {
        let at = (s.start..s.end).rev().find(|&i| self.part(i))?;
        Some(self.start(at, s.start)?..at + 1)
    }
}
