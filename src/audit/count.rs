//! `list-count`: "five countries: France, Ghana, Uruguay and Nepal".

use std::ops::Range;

use super::Slip;
use super::apposed;
use super::bullets;
use super::draft::Draft;
use super::figure::Figure;
use super::list::{self, List};
use super::listed;
use super::one_by_one;
use super::recurring;
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::lexicon::Mark;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, TokenKind};
use crate::value::Decimal;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for figure in &draft.figures {
        let small =
            figure.value >= Decimal::TWO && figure.value <= Decimal::from(20) && figure.value.is_integer();
        // "Gardeners from Four Oaks": a name
        let named = draft.is_name(figure.tokens.start) && draft.is_name(figure.tokens.end);
        // "on two days a week, Monday, Thursday and Saturday"
        let days = figure.kind == Kind::Duration;
        if !(figure.kind == Kind::Number || days) || !figure.plain() || !small || named {
            continue;
        }
        let Some(stated) = u32::try_from(figure.value.mantissa() / 10i128.pow(figure.value.scale())).ok()
        else {
            continue;
        };
        let Some((list, place)) = announced(draft, figure)
            .or_else(|| named_later(draft, figure))
            .or_else(|| listed::told_off(draft, figure))
            .or_else(|| one_by_one::told(draft, figure))
            .or_else(|| one_by_one::last(draft, figure))
            .or_else(|| one_by_one::weekdays(draft, figure))
            .or_else(|| if draft.items { bullets::bullets(draft, figure) } else { None })
            .or_else(|| apposed::apposed(draft, figure))
            .or_else(|| recurring::years(draft, figure))
            .or_else(|| listed::before(draft, figure))
            .or_else(|| listed::rows(draft, figure))
            .or_else(|| listed::headed(draft, figure))
        else {
            continue;
        };
        // "the pilot and the Smiths": people by the family.
        let people = figure.head().is_some_and(|i| draft.one(i, WordSet::People));
        let family = |r: &Range<u32>| {
            draft.one(r.start, WordSet::Definite)
                && (r.len() == 2 || !draft.is_name(r.end - 1))
                && draft.input.rules.language.ends_as_plural(draft.word(r.end - 1))
        };
        let calendar = |r: &Range<u32>| {
            r.len() == 1
                && (draft.token(r.start).is_some_and(|t| Mark::Calendar.on(t))
                    || super::calendar::year(draft, r.start).is_some())
        };
        if days && !list.items.iter().all(calendar) {
            continue;
        }
        // "It took four words: 'Sand, sand and glass'"
        let groups = figure
            .head()
            .is_some_and(|i| draft.one(i, WordSet::CountsGroups) || draft.one(i, WordSet::CountsLetters));
        // "Pratt, Weller and Sons and Dunn & Daughters" are two firms.
        let firms = figure.head().is_some_and(|i| draft.one(i, WordSet::Firms));
        // "Pryce, Hallam and Moss for the seller, and Dunne Webb for the bank": two of them as well
        let several = || (place.start..place.end).filter(|&i| draft.is(i, "and")).count() > 1;
        let joined = || {
            // "Tasker Brothers" is one; of "Pratt, Weller and Sons" it cannot be told.
            let firm = |i: u32| {
                draft.is_name(i)
                    && draft.one(i, WordSet::FirmName)
                    && !(draft.is_name(i - 1) && i > place.start)
            };
            (place.start..place.end).any(|i| draft.word(i) == "&" || firm(i))
        };
        let fewer = figure.value < Decimal::from(list.count.0);
        let firms = fewer && (firms && several() || joined());
        // "her four medals (1988, 1992 and 1996)": more than one in a year
        let yearly = |r: &Range<u32>| r.len() == 1 && super::calendar::year(draft, r.start).is_some();
        let once = |i| draft.one(i, WordSet::OnceAYear) || draft.one(i, WordSet::Happened);
        let more = figure.value > Decimal::from(list.count.1)
            && list.items.iter().all(yearly)
            && figure.head().is_some_and(|i| !once(i));
        if more || groups || firms || people && list.items.iter().any(family) || more_than_one(draft, &place)
        {
            continue;
        }
        let (few, many) = list.count;
        let stated = stated as usize;
        let apart = match draft.scope(figure.tokens.start) {
            Scope::Heading(_) => !figure.head().is_some_and(|i| draft.one(i, WordSet::Listicle)),
            Scope::Cell { .. } | Scope::Item => true,
            _ => false,
        };
        if (few..=many).contains(&stated) || apart {
            continue;
        }
        let text = listed((few, many), stated);
        out.push(Slip::new("list-count", &figure.tokens, text).against([place]));
    }
    listed::groups(draft, out);
}

/// "Hale, who got three of them, Obi and Trent": whether one of a list stands for several of what was counted.
fn more_than_one(draft: &Draft<'_>, place: &Range<u32>) -> bool {
    let of_them = |end: u32| draft.is(end, "of") && draft.any(end + 1, &["them", "which"]);
    draft
        .numerals_in(place)
        .iter()
        .any(|n| n.form == Form::Cardinal && n.value >= Decimal::TWO && of_them(n.tokens.end))
        || draft.scope(place.start) == Scope::Body
            && (place.start..place.end).any(|i| {
                let often = draft.one(i, WordSet::MoreThanOnce) && !draft.is_name(i) && !draft.is(i + 1, "a");
                // "in 2008, in each of the three years from 2010 and in 2016"
                often || draft.is(i, "each") && draft.is(i + 1, "of")
            })
}

/// "4 listed, not 5"
pub(super) fn listed((few, many): (usize, usize), stated: usize) -> String {
    let counted = if few == many { few.to_string() } else { format!("{few} to {many}") };
    format!("{counted} listed, not {stated}")
}

/// Whether a number may be that of a list.
pub(super) fn few(f: &Figure) -> bool {
    f.kind == Kind::Number && f.value >= Decimal::TWO && f.value <= Decimal::from(20)
}

/// Most tokens from a number to the sign that opens its list.
pub(super) const LEAD: u32 = 16;

/// Whether what stands after the figure up to `until` leaves it the number of the list that follows.
pub(super) fn leads(draft: &Draft<'_>, figure: &Figure, until: u32, most: u32) -> bool {
    let between = figure.tokens.end..until;
    until > figure.tokens.end
        && until - figure.tokens.end <= most
        // "Three rules, and only three, govern the game:"
        && !draft.figures_in(&between).iter().any(|f| few(f) && f.value != figure.value)
        && !draft.has(&between, Cue::Partial)
        && !(between.start..between.end).any(|i| draft.one(i, WordSet::NewClause) && !adds_none(draft, i, until))
        && !open(draft, figure)
}

/// "Six things, and no more, go", "Six things, but always the same ones, go": what adds nothing to what is counted.
fn adds_none(draft: &Draft<'_>, and: u32, until: u32) -> bool {
    let sets = [WordSet::Article, WordSet::Indefinite, WordSet::Definite];
    let thing = |i: u32| sets.iter().any(|&set| draft.one(i, set)) || draft.is_name(i);
    let comma = (and + 2..until.min(and + 6)).find(|&i| draft.word(i) == ",");
    let aside = draft.preceded(and, &[","]) && comma.is_some_and(|c| !(and + 1..c).any(thing));
    aside || draft.one(and + 1, WordSet::NoneAtAll)
}

/// "Three of the four ...", "the first four", "among the nine", "four more": not all of them.
pub(super) fn open(draft: &Draft<'_>, figure: &Figure) -> bool {
    let start = figure.begin();
    // "ministers of three countries" are those of all three, "two of three countries" are not.
    let counted = |i: u32| draft.token(i).is_some_and(|t| t.kind == TokenKind::Digits || Mark::Number.on(t));
    let all = draft.preceded(start, &["of"]) && !counted(start.saturating_sub(2));
    // "The trial of the two brothers" is that of both; "some of the two" is not.
    let of_all = start >= 3 && draft.is(start - 2, "of") && draft.one(start - 3, WordSet::OfAll);
    // "were shared among five players": all of them
    let shared = start >= 2
        && draft.is(start - 1, "among")
        && draft.any(start - 2, &["shared", "split", "divided", "distributed"]);
    draft.is(figure.tokens.end, "of")
        || draft.one(figure.tokens.end, WordSet::Further)
        || draft.follows(start, WordSet::BeforePart) && !all && !shared
        || start >= 2
            && draft.one(start - 1, WordSet::Possessive)
            && draft.any(start - 2, &["among", "of"])
            && !of_all
}

/// A list right behind a colon, between dashes, or in brackets.
fn announced(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    let sentence = draft.sentence(figure.tokens.start);
    let near = figure.tokens.end..sentence.end.min(figure.tokens.end + LEAD + 1);
    let far = figure.tokens.end..sentence.end.min(figure.tokens.end + 2 * LEAD);
    let sign = draft.opener(&near).or_else(|| draft.opener(&far).filter(|&i| all_told(draft, figure, i)));
    // "six areas, namely fishing, farming, ..."
    let parts = draft.cues_in(&near, Cue::Parts).next().map(|c| c.tokens.end - 1);
    let word = parts.filter(|&p| sign.is_none_or(|s| p < s));
    let sign = word.or(sign)?;
    // "Six of its branches will shut: Alford, Bourne": those six
    let of = figure.tokens.end;
    let verb = |i: u32| {
        [WordSet::AreOrIs, WordSet::HasNow].iter().any(|&s| draft.one(i, s)) || draft.any(i, &["will", "had"])
    };
    let own = draft.word(sign) == ":"
        && draft.is(of, "of")
        && (draft.one(of + 1, WordSet::Definite) || draft.one(of + 1, WordSet::ItsOwn))
        && !draft.follows(figure.begin(), WordSet::BeforePart)
        && (of + 3..sign.saturating_sub(1)).any(verb);
    // "six of the towns on the branch (Arden, Colby, Thirl and Marsh End)"
    let own = own
        || draft.word(sign) == "("
            && draft.is(of, "of")
            && draft.one(of + 1, WordSet::Definite)
            && !draft.follows(figure.begin(), WordSet::BeforePart)
            && draft.unbroken(&(of..sign))
            && !(of..sign).any(verb);
    // "of whom there are six: Amara Obi", "a panel of five - a critic, a baker and"
    let start = figure.begin();
    let counted = start >= 4
        && draft.any(start - 1, &["are", "were"])
        && draft.is(start - 2, "there")
        && draft.any(start - 3, &["whom", "which"])
        || draft.preceded(start, &["of"]) && start >= 2 && draft.one(start - 2, WordSet::GroupOf);
    let own = own || all_told(draft, figure, sign);
    let counted = counted && sign == figure.tokens.end && !open(draft, figure);
    let until = if word.is_some() { figure.tokens.end.max(sign) } else { sign };
    let noun = counted
        || figure.noun.as_ref().is_some_and(|n| n.end <= sign)
        || noun_near(draft, figure, sign)
        || own && owned(draft, of + 1, sign);
    let led = own || counted || leads(draft, figure, until, LEAD);
    // "Four people were in the lift: it stopped between two floors, the light went out and somebody sang"
    let scene = draft.one(sign.saturating_sub(2), WordSet::Article) && draft.one(sign + 1, WordSet::ItOrThey);
    if !led || !noun || scene || own && draft.has(&(of..sign), Cue::Partial) {
        return None;
    }
    let mut end = sentence.end;
    if word.is_none() && draft.word(sign) != ":" {
        let closing = |i: u32| match draft.word(sign) {
            "(" => draft.word(i) == ")",
            _ => draft.word(i) == draft.word(sign) && (draft.word(i) == "\u{2014}" || draft.dash(i)),
        };
        match (sign + 1..sentence.end).find(|&i| closing(i)) {
            Some(i) => end = i,
            None if draft.word(sign) == "(" => return None,
            None => {}
        }
    }
    // "for three things: a crossing, a bin and a lamp," said Peg Lilley
    if draft.quoted(sign) {
        let closes = |i: u32| matches!(draft.word(i), "\"" | "\u{201d}");
        end = (sign + 1..end).find(|&i| closes(i)).unwrap_or(end);
    }
    let range = sign + 1..end;
    // "Two of the clubs will move: Leeds to York, Hull and Derby to Stoke"
    let name = |r: &Range<u32>| (r.start..r.end).all(|i| draft.is_name(i) || draft.is(i, "the"));
    let found = items(draft, &range);
    // "they were all given hats: red, green and blue" lists no children.
    let phrase = |r: &Range<u32>| name(r) || draft.one(r.start, WordSet::Article);
    if own && all_told(draft, figure, sign) {
        return found.filter(|(l, _)| l.items.iter().all(phrase));
    }
    if own {
        return found.filter(|(l, _)| l.items.iter().all(name));
    }
    found.or_else(|| at_most(draft, &range, figure).map(|list| (list, range)))
}

/// "Six vegetables went to sea with the expedition, and they are all laid out here:" of the one number of the sentence.
fn all_told(draft: &Draft<'_>, figure: &Figure, sign: u32) -> bool {
    let sentence = draft.sentence(figure.tokens.start);
    let between = figure.tokens.end..sign;
    let they = |i: u32| draft.is(i, "they") && (i + 1..(i + 4).min(sign)).any(|k| draft.is(k, "all"));
    draft.word(sign) == ":"
        && figure.begin() <= sentence.start + 1
        && (between.start..between.end).any(they)
        && draft.figures_in(&sentence).iter().filter(|f| few(f)).count() == 1
        && !open(draft, figure)
}

/// Whether a plural stands behind an owner: "of the firm's factories".
fn owned(draft: &Draft<'_>, from: u32, until: u32) -> bool {
    let mark = (from..until.min(from + 5)).find(|&i| matches!(draft.word(i), "'" | "\u{2019}"));
    let plural = |i: u32| draft.is_word(i) && draft.input.rules.language.ends_as_plural(draft.word(i));
    mark.is_some_and(|m| (m + 2..until.min(m + 5)).any(plural))
}

/// Whether a plural stands right behind the figure.
pub(super) fn noun_near(draft: &Draft<'_>, figure: &Figure, until: u32) -> bool {
    // "the four-member jury"
    let group =
        draft.word(figure.tokens.end) == "-" && draft.one(figure.tokens.end + 1, WordSet::CountsMembers);
    group
        || (figure.tokens.end..until.min(figure.tokens.end + 4))
            .any(|i| draft.is_word(i) && (draft.word(i).ends_with('s') || draft.word(i).ends_with("men")))
}

/// Whether the items of a list are names: "Ann Lee", "the Lesk", "Min Thandar at health", or titles between quotation marks.
pub(super) fn names(draft: &Draft<'_>, list: &List) -> bool {
    let mark = |i: u32| matches!(draft.word(i), "\"" | "\u{201c}" | "\u{201d}");
    // The sign that closes the last one may be cut off.
    let title = |r: &Range<u32>| {
        r.len() > 1 && mark(r.start) && !(r.start + 1..r.end - 1).any(mark) && draft.is_word(r.start + 1)
    };
    list.items.iter().all(|r| {
        if title(r) {
            return true;
        }
        let start = r.start + u32::from(draft.is(r.start, "the"));
        let end = (start..r.end).find(|&i| !draft.is_name(i)).unwrap_or(r.end);
        let post = end < r.end && draft.one(end, WordSet::AtPost) && r.end - end <= 4;
        end - start <= 3 && start < end && (end == r.end || post)
    })
}

/// "Rosa Ihejirika at defence, Min Thandar at health and the minister, Katrin Oll": a list as long as its signs allow,
/// where what they part cannot be told.
fn at_most(draft: &Draft<'_>, range: &Range<u32>, figure: &Figure) -> Option<List> {
    if draft.has_any(range, &[Cue::Partial, Cue::Remainder]) || !draft.figures_in(range).is_empty() {
        return None;
    }
    let items = list::split(draft, range, ",");
    let opens = |r: &Range<u32>| {
        let and = u32::from(draft.one(r.start, WordSet::ListAnd));
        draft.is_name(r.start + and)
    };
    let ands = (range.start..range.end).filter(|&i| draft.one(i, WordSet::ListAnd)).count();
    let odd = (range.start..range.end).any(|i| draft.one(i, WordSet::OrBut) || draft.word(i) == ";");
    let count = (items.len(), items.len() + ands);
    let fewer = Decimal::from(count.1) < figure.value;
    (ands > 0 && items.len() > 2 && fewer && !odd && items.iter().all(opens)).then_some(List { items, count })
}

/// Where who said it begins: ", the agency said on Sunday".
fn told(draft: &Draft<'_>, range: &Range<u32>) -> Option<u32> {
    let comma = (range.start..range.end).rev().find(|&i| draft.word(i) == ",")?;
    let said = |i: u32| draft.one(i, WordSet::Tells) || draft.is(i, "according");
    let list = (range.start..comma).any(|i| draft.one(i, WordSet::ListAnd));
    (list && (comma + 1..range.end.min(comma + 7)).any(said)).then_some(comma)
}

/// The list in `range`, if it lists things without numbers, and all of them.
pub(super) fn items(draft: &Draft<'_>, range: &Range<u32>) -> Option<(List, Range<u32>)> {
    if draft.has_any(range, &[Cue::Partial, Cue::Remainder]) {
        return None;
    }
    let list = list::read(draft, range)
        .or_else(|| list::closed(draft, range).filter(|l| names(draft, l)))
        .or_else(|| list::read(draft, &(range.start..told(draft, range)?)))?;
    let counts = |r: &Range<u32>| {
        // "Ninety Hats", a title
        let title = draft.is_name(r.start) && draft.is_name(r.start + 1);
        // "Seacole, Cavell and the two in the basement"
        // and "their four children"
        let inner = (draft.one(r.start, WordSet::Article) || draft.one(r.start, WordSet::ItsOwn))
            && draft
                .numerals_in(&(r.start + 1..r.start + 2))
                .iter()
                .any(|n| n.style.words && n.form == Form::Cardinal)
            && r.end > r.start + 2;
        inner
            || !title
                && (draft.token(r.start).is_some_and(|t| t.kind == TokenKind::Digits)
                    || draft.figures_in(&(r.start..r.start + 1)).iter().any(|f| f.kind != Kind::Ordinal))
    };
    // "Ekberg (two), Sorel and Mann": three, and four goals.
    let bracketed = |r: &Range<u32>| {
        (r.start..r.end - 1).any(|i| draft.word(i) == "(" && !draft.figures_in(&(i + 1..i + 2)).is_empty())
    };
    let repeats = list.items.iter().filter(|r| bracketed(r)).count();
    if repeats > 0 && repeats < list.items.len() {
        return None;
    }
    // "the 4, 7, 12 and 31": names, as routes have.
    let number = |i: u32| draft.token(i).is_some_and(|t| t.kind == TokenKind::Digits);
    let named = list.items.iter().all(|r| {
        let at = r.start + u32::from(draft.one(r.start, WordSet::Article));
        number(at) && at + 1 == r.end
    });
    let plain = (named || !list.items.iter().any(counts))
        && !(range.start..range.end).any(|i| draft.one(i, WordSet::OrBut));
    let end = range.end - u32::from(draft.before(range.end, 1) == ".");
    plain.then(|| (list, range.start..end.max(range.start + 1)))
}

/// "The five authors are A, B and C", "six streets. The streets are A, B and C".
fn named_later(draft: &Draft<'_>, figure: &Figure) -> Option<(List, Range<u32>)> {
    // "one of four novels": of all four
    let one_of = draft.is(figure.begin().saturating_sub(2), "one");
    // "All six of those charged": all of them
    let end = figure.tokens.end;
    let all_of = draft.is(end, "of") && draft.preceded(figure.begin(), &["all"]);
    // "The other six finalists are", "The two other nominees are"
    let others = draft.preceded(figure.begin(), &["other"])
        && draft.preceded(figure.begin() - 1, &["the"])
        && !draft.is(end, "of")
        || draft.is(end, "other") && draft.preceded(figure.begin(), &["the"]);
    let known = all_of || others || one_of && draft.preceded(figure.begin(), &["of"]);
    if !known && open(draft, figure) {
        return None;
    }
    // "four park rangers. The four are Kimo Aiona, ..."
    let alone = figure.noun.is_none()
        && draft.any(end, &["are", "were"])
        && draft.preceded(figure.begin(), &["the"])
        && figure.begin() == draft.sentence(end).start + 1;
    let head = figure.head().or(all_of.then_some(end)).or(alone.then(|| end - 1))?;
    let sentence = draft.sentence(figure.tokens.start);
    let listed = |verb: u32, end: u32| {
        let start = if draft.word(verb + 1) == ":" { verb + 2 } else { verb + 1 };
        // Names: what is said of the things begins with a small letter.
        let quote = u32::from(matches!(draft.word(start), "\"" | "\u{201c}"));
        let named = draft.is_name(start + quote)
            || draft.is(start, "the") && (start + 1..start + 4).any(|i| draft.is_name(i));
        // "They are the lantern slug, the bishop, the grey lady and the false bishop": built alike, and four of them.
        // "They are the oldest, the tallest and the best loved" lists none of them.
        let phrase = |r: &Range<u32>| {
            let most = draft.word(r.start + 1).ends_with("est") || draft.one(r.start + 1, WordSet::OneOfAll);
            draft.is(r.start, "the") && !most || draft.is_name(r.start)
        };
        let alike = |l: &(List, Range<u32>)| l.0.items.len() > 2 && l.0.items.iter().all(phrase);
        // "Adams, Bello and Cruz, the last of them with a header"
        let names = || list::closed(draft, &(start..end)).filter(|l| names(draft, l));
        let found = items(draft, &(start..end)).or_else(|| {
            let list = names().filter(|_| !draft.has_any(&(start..end), &[Cue::Partial, Cue::Remainder]))?;
            let end = list.items.last()?.end;
            Some((list, start..end))
        });
        if named { found } else { found.filter(|l| draft.is(start, "the") && alike(l)) }
    };
    let verb = |from: u32, until: u32| (from..until).find(|&i| draft.any(i, &["are", "were"]));
    // "Police named the four victims as Ann Lee, Bo Rae and Cy Dow"
    // "named the three people found dead at the hotel as"
    let names = (figure.begin().saturating_sub(3)..figure.begin()).any(|i| draft.one(i, WordSet::Names));
    let reach = if names { apposed::CLAUSE } else { 4 };
    let named = (head + 1..sentence.end.min(head + reach)).find(|&i| draft.one(i, WordSet::NamedAs));
    // "There were four survivors of the crash, and they were named as"
    let they = |i: u32| {
        draft.one(i, WordSet::NamedAs)
            && draft.follows(i, WordSet::Names)
            && draft.any(i - 2, &["were", "are"])
            && draft.is(i.saturating_sub(3), "they")
    };
    let named_here = (head + 1..sentence.end.min(head + apposed::CLAUSE)).find(|&i| they(i));
    let named = named_here.or(named);
    if (named_here.is_some() || draft.follows(figure.tokens.start, WordSet::TheseAll))
        && let Some(found) = named.and_then(|at| listed(at, sentence.end))
    {
        return Some(found);
    }
    // "The six jurors, who read 141 novels, are Ann Lee, ..."
    let aside = (draft.word(head + 1) == "," && draft.one(head + 2, WordSet::OpensRelative))
        .then(|| (head + 3..sentence.end.min(head + apposed::CLAUSE)).find(|&i| draft.word(i) == ","))
        .flatten();
    let from = aside.unwrap_or(head);
    // "United's four scorers were"; "The other six finalists are"
    let at = figure.begin();
    let known = draft.follows(figure.tokens.start, WordSet::TheseAll)
        || draft.preceded(at, &["s"]) && matches!(draft.before(at, 2), "'" | "\u{2019}")
        || matches!(draft.before(at, 1), "'" | "\u{2019}")
        || others;
    if known
        && let Some(at) = verb(from + 1, sentence.end.min(from + 8))
        && (aside.is_some() || draft.figures_in(&(figure.tokens.end..at)).is_empty())
        // "were named by police as"
        && let Some(found) = listed(as_named(draft, at).or_else(|| called(draft, at)).unwrap_or(at), sentence.end)
    {
        return Some(found);
    }
    let next = draft.next_sentence(figure.tokens.start)?;
    let subject = draft.is(next.start, "they")
        || draft.one(next.start, WordSet::TheseAll)
            && (draft.akin(next.start + 1, head) || draft.is(next.start + 1, "names"));
    if let Some(at) = verb(next.start + 1, next.end.min(next.start + 4)).filter(|_| subject) {
        return listed(at, next.end);
    }
    // "one of four novels. ... The shortlisted books are", "close four schools. The schools to be closed are"
    let told = std::iter::successors(Some(next), |s| draft.next_sentence(s.start)).take(2).find_map(|s| {
        let the = draft.one(s.start, WordSet::TheseAll);
        let at = verb(s.start + 2, s.end.min(s.start + 8))?;
        // "no longer call at eight villages. The villages that lose their stop are"
        let ahead = |i: u32| draft.any(i, &["will", "longer", "to", "would", "must"]);
        let that = draft.any(s.start + 2, &["that", "which", "losing", "facing", "taking"])
            && (sentence.start..sentence.end).any(ahead);
        let again = draft.akin(s.start + 1, head) && (that || draft.one(s.start + 2, WordSet::RestrictsAll))
            || at <= s.start + 3 && draft.one(s.start + 1, WordSet::Shortlisted);
        (the && again && draft.unbroken(&(s.start + 1 + 2 * u32::from(that)..at)))
            .then_some((at, s.end, that))
    });
    // "The plants that made losses are" may be some of them: only as many, but for one or two.
    let near = |l: &List| (Decimal::from(l.items.len()) - figure.value).abs() <= Decimal::TWO;
    told.and_then(|(at, end, that)| listed(at, end).filter(|(l, _)| !that || near(l)))
}

/// Where "called" stands right behind "are": "The four boats are called Gull, Tern and Auk."
fn called(draft: &Draft<'_>, verb: u32) -> Option<u32> {
    draft.any(verb + 1, &["called", "named", "titled", "entitled"]).then_some(verb + 1)
}

/// Where "as" stands behind "were named by police".
fn as_named(draft: &Draft<'_>, verb: u32) -> Option<u32> {
    let named = draft.one(verb + 1, WordSet::Names);
    (verb + 2..verb + 6).find(|&i| named && draft.one(i, WordSet::NamedAs))
}
