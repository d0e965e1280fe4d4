//! What makes the text right after all, whichever check found the slip: whom a clause is about, what is put right beside it,
//! how far a stretch or a sum really goes.

use std::ops::Range;

use super::Slip;
use super::ago::years_of;
use super::anniversary::integer;
use super::draft::{Draft, Found, REACH};
use super::figure::Figure;
use super::licence::{self, figures};
use super::record::unlike_kin;
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// Whether a slip is one after all that the text says around it.
pub(super) fn stands(draft: &Draft<'_>, slip: &Slip) -> bool {
    !disowned(draft, slip) && !excused(draft, slip)
}

/// Whether a slip is none by what stands around it.
fn excused(draft: &Draft<'_>, slip: &Slip) -> bool {
    match slip.code {
        "age-date" => of_somebody_else(draft, slip) || years_apart(draft, slip),
        "anniversary" => years_on(draft, &slip.tokens) || other_years(draft, slip),
        "change-mismatch" => {
            of_another_clause(draft, slip)
                || wished(draft, slip.tokens.start)
                || through_nothing(draft, slip.tokens.start)
                || divided(draft, slip)
                || looks_back(draft, &slip.tokens)
                || licence::of_one(draft, slip)
                || licence::done_twice(draft, slip)
                || figures::change(draft, slip)
        }
        "reversed-range" => put_right(draft, slip) || backwards(draft, slip.tokens.start),
        "share-sum" => of_two_wholes(draft, slip) || licence::told_bare(draft, slip),
        "span-duration" => {
            goes_further(draft, slip)
                || of_own_time(draft, slip)
                || sentenced(draft, &slip.tokens)
                || rose(draft, slip)
                || licence::days_of_sitting(draft, slip)
                || licence::counted_on(draft, slip)
        }
        "list-count" => licence::several_in_one(draft, slip),
        "part-exceeds-whole" => licence::of_stretch(draft, slip) || figures::part(draft, slip),
        "text-differs" => licence::denied_part(draft, slip) || row_and_total(draft, slip),
        "sum-mismatch" => {
            footnoted(draft, slip)
                || in_pairs(draft, slip)
                || all_make(draft, slip)
                || with_its_whole(draft, slip)
                || licence::taken_off(draft, slip)
                || licence::some_of_a_part(draft, slip)
                || figures::sum(draft, slip)
        }
        _ => false,
    }
}

/// Whether the text itself says that the figures of a slip are wrong, or rounded.
fn disowned(draft: &Draft<'_>, slip: &Slip) -> bool {
    let at = slip.tokens.start;
    let mut near = draft.sentence(at);
    // What stands between two paragraphs is of something else.
    let here = |o: &Range<u32>| draft.input.tokens.block_of(o.start) == draft.input.tokens.block_of(at);
    for other in slip.others.iter().filter(|o| here(o)) {
        if other.start < near.end.saturating_add(REACH) && other.end + REACH > near.start {
            let sentence = draft.sentence(other.start);
            near = near.start.min(sentence.start)..near.end.max(sentence.end);
        }
    }
    if let Some(next) = draft.next_sentence(near.end.saturating_sub(1)) {
        near.end = near.end.max(next.end);
    }
    let dated = slip.code == "impossible-date" || slip.code == "weekday-date";
    // "cleared of forgery": a charge
    let charge = |i: u32| draft.is(i, "forgery") && draft.any(i.saturating_sub(1), &["of", "for", "with"]);
    let forged = || (near.start..near.end).any(|i| draft.one(i, WordSet::Forged) && !charge(i));
    let named = || draft.fills_quotation(&slip.tokens) || draft.has(&near, Cue::NoSuchDay);
    let there = |o: &Range<u32>| !here(o) && draft.has(&draft.sentence(o.start), Cue::Disowned);
    // "on Sunday, 27 April, not Sunday, 26 April, as we said"
    let not = |i: u32| draft.preceded(i, &["not"]) && draft.before(i, 2) == ",";
    // "There must have been fifty of them"
    let guessed = |i: u32| {
        let near = i.saturating_sub(5).max(draft.sentence(i).start)..i;
        near.into_iter().any(|k| draft.any(k, &["must", "might", "could"]) && draft.is(k + 1, "have"))
    };
    let wrong = |i: u32| not(i) || guessed(i);
    if wrong(at) || slip.others.iter().any(|o| wrong(o.start)) {
        return true;
    }
    if figures::retracted(draft, slip) {
        return true;
    }
    if draft.has(&near, Cue::Disowned) || slip.others.iter().any(there) || dated && (named() || forged()) {
        return true;
    }
    draft.has(&near, Cue::Corrected)
        && (draft.quoted(at) || slip.others.iter().any(|o| draft.quoted(o.start)))
}

/// "the sharpest jump since 2011, when they climbed by 30 per cent", "are down 12% on the week": a change of another time.
fn looks_back(draft: &Draft<'_>, change: &Range<u32>) -> bool {
    let end = change.end;
    let week = draft.is(end, "on") && draft.is(end + 1, "the") && draft.any(end + 2, &["week", "month"]);
    let lead = change.start.saturating_sub(6)..change.start;
    let when = lead.into_iter().rev().find(|&i| draft.is(i, "when"));
    let dated = |i: u32| draft.days_in(&(i.saturating_sub(4)..i)).iter().any(|d| d.year.is_some());
    week || when.is_some_and(|i| draft.preceded(i, &[","]) && dated(i))
}

/// "it made 40 in May and 50 in June, and wants to make twice as many": what is yet to come
fn wished(draft: &Draft<'_>, at: u32) -> bool {
    let near = at.saturating_sub(5).max(draft.sentence(at).start)..at;
    near.into_iter().any(|i| {
        draft.any(i, &["wants", "want", "wanted", "hopes", "intends", "aims", "wishes", "plans"])
            && draft.is(i + 1, "to")
    })
}

/// "raised £13,150, of which £8,900 came from tickets": a sum and its parts, and no change.
fn divided(draft: &Draft<'_>, slip: &Slip) -> bool {
    let end = slip.tokens.end;
    draft.word(end) == "," && draft.is(end + 1, "of") && draft.one(end + 2, WordSet::Relative)
}

/// "Named editor in 2010, he left the post in 2014 after nine years at the paper": longer than as its editor.
fn rose(draft: &Draft<'_>, slip: &Slip) -> bool {
    let (lead, end) = (slip.tokens.start, slip.tokens.end);
    let Some(from) = slip.others.first() else { return false };
    let opens = draft.sentence(from.start).start..from.start;
    // "made the first cut at 9.15am ... after seven hours at the table": nobody rises between two hours.
    !draft.days_in(from).is_empty()
        && draft.preceded(lead, &["after"])
        && draft.any(end, &["at", "with"])
        && draft.one(end + 1, WordSet::Possessive)
        && draft.says(&opens, WordSet::Rises)
        && !(opens.start..opens.end).any(|i| draft.is_word(i) && draft.akin(i, end + 2))
}

/// "He saw the sea in 1990. His wife died in 2019 after 58 years of marriage": a length that has a beginning of its own, which
/// the stretch does not tell.
fn of_own_time(draft: &Draft<'_>, slip: &Slip) -> bool {
    let (of, own) = (slip.tokens.end, slip.tokens.end + 1);
    // "married in 2001": a marriage
    let stem = |i: u32| draft.word(i).get(..4);
    let told = |o: &Range<u32>| {
        draft
            .sentence(o.start)
            .any(|i| i != own && draft.is_word(i) && stem(i).is_some() && stem(i) == stem(own))
    };
    draft.is(of, "of") && draft.one(own, WordSet::OwnTime) && !slip.others.iter().any(told)
}

/// "jailed for four years for thefts between 2016 and 2018": how long somebody is punished.
fn sentenced(draft: &Draft<'_>, length: &Range<u32>) -> bool {
    let lead = length.start.saturating_sub(3)..length.start + 1;
    let why = draft.any(length.end, &["for", "over", "after"]);
    // "Appointed in 2015 to a term of six years": how long it was to be
    let noun = length.start.saturating_sub(2);
    let term = draft.preceded(length.start, &["of"])
        && draft.any(
            noun,
            &["term", "contract", "lease", "sentence", "tenancy", "mandate", "licence", "license"],
        )
        && draft.follows(noun, WordSet::Indefinite)
        && draft.any(noun.saturating_sub(2), &["to", "for", "on", "given", "under"]);
    term || why && draft.says(&lead, WordSet::OnTrial)
}

/// "Of the 30 buses ordered, eight have arrived, taking the fleet to 46": what is part of one figure is not added to it.
fn with_its_whole(draft: &Draft<'_>, slip: &Slip) -> bool {
    // "Each of the nine lorries": so many times
    let each = |i: u32| draft.preceded(i, &["each"]);
    slip.others
        .iter()
        .filter(|o| draft.preceded(o.start, &["the"]) && o.start > 1)
        .any(|o| draft.is(o.start - 2, "of") && !each(o.start - 2))
}

/// "The 17-year-old came on for the captain, Jose Arruda, who was born in 1989"; "Her husband is a retired vet. He is 83".
fn of_somebody_else(draft: &Draft<'_>, slip: &Slip) -> bool {
    let at = slip.tokens.start;
    let sentence = draft.sentence(at);
    let kin = draft.previous_sentence(sentence.start).is_some_and(|p| {
        let subject = p.start..p.end.min(p.start + 4);
        // "His wife died before him. He died on Sunday": not the wife
        let may = |c: &Found| !unlike_kin(draft, c.tokens.start, sentence.start);
        draft.cues_in(&subject, Cue::Kin).any(may) && draft.one(p.start, WordSet::ItsOwn)
    });
    // "She was 57. He was born in 1970, her widower said."
    let pronoun = |i: u32| draft.word(draft.sentence(i).start);
    let other = |o: &Range<u32>| {
        let he = |a: &str, b: &str| a.eq_ignore_ascii_case("he") && b.eq_ignore_ascii_case("she");
        he(pronoun(at), pronoun(o.start)) || he(pronoun(o.start), pronoun(at))
    };
    if slip.others.iter().any(other) || kin && draft.one(sentence.start, WordSet::HeOrShe) {
        return true;
    }
    // The clause behind a name is that person's, where the age is told of somebody named before.
    slip.others.iter().filter(|o| sentence.contains(&o.start) && o.start > slip.tokens.end).any(|o| {
        let who = (slip.tokens.end..o.start).rev().find(|&i| draft.is(i, "who") && draft.word(i - 1) == ",");
        let Some(last) = who.and_then(|w| w.checked_sub(2)).filter(|&i| draft.is_name(i)) else {
            return false;
        };
        let first = (slip.tokens.end..=last).rev().take_while(|&i| draft.is_name(i)).last().unwrap_or(last);
        // "29, of Mill Lane, Derby, who was born": an address
        let end = slip.tokens.end;
        let address = draft.word(end) == "," && draft.any(end + 1, &["of", "from"]) && draft.is_name(end + 2);
        let mut gap = if address { end + 2 } else { end }..first;
        // "Twenty-six when she took over the mill, Mrs Okell, who was born": the name comes behind "she"
        let ahead = at <= sentence.start + 2 && draft.says(&gap, WordSet::HeOrShe);
        gap.len() > 3 && !ahead && gap.any(|i| draft.one(i, WordSet::BeforeAnother))
    })
}

/// "appeared in 1985, ten years after its author, born in 1935, had died at 40": so many years before or after the date.
fn years_apart(draft: &Draft<'_>, slip: &Slip) -> bool {
    let sentence = draft.sentence(slip.tokens.start);
    let age = draft.figures_in(&slip.tokens).first().and_then(|f| integer(f.value));
    let birth = slip.others.iter().find_map(|o| draft.days_in(o).first()?.year);
    let (Some(age), Some(birth)) = (age, birth) else { return false };
    let shift = |f: &Figure| {
        let near = f.tokens.end..f.tokens.end + 2;
        years_of(f)
            .filter(|_| near.into_iter().any(|i| draft.any(i, &["after", "before", "later", "earlier"])))
    };
    let lengths = draft.figures_in(&sentence).iter().filter(|f| f.tokens != slip.tokens).filter_map(shift);
    let fits = |y: i16, n: i16| [y - n, y + n].iter().any(|t| (t - birth - age).abs() <= 1);
    lengths.into_iter().any(|n| draft.days_in(&sentence).iter().filter_map(|d| d.year).any(|y| fits(y, n)))
}

/// "its bicentenary, fifty years on": counted from the jubilee told before.
fn years_on(draft: &Draft<'_>, jubilee: &Range<u32>) -> bool {
    let near = jubilee.end..jubilee.end + 6;
    draft.readings_in(&near).iter().any(|r| {
        let end = r.extent.tokens.end;
        r.kind == Kind::Duration && draft.any(end, &["on", "later", "after", "earlier"])
            || r.kind.is_time() && draft.one(end.saturating_sub(1), WordSet::OtherTime)
    })
}

/// "formed in 1994 ... booked for 2019": two years of the text, or one and its own, are as far apart as the jubilee says.
fn other_years(draft: &Draft<'_>, slip: &Slip) -> bool {
    let counted = draft.figures_in(&slip.tokens).first().and_then(|f| integer(f.value));
    let named = || draft.cues_in(&slip.tokens, Cue::Anniversary).find_map(|c| i16::try_from(c.worth?).ok());
    let Some(stated) = counted.or_else(named) else { return false };
    // The lines of a list or a table each have their own year.
    if matches!(draft.scope(slip.tokens.start), Scope::Cell { .. } | Scope::Item) {
        return false;
    }
    let own = |y: i16| slip.others.iter().any(|o| draft.days_in(o).iter().any(|d| d.year == Some(y)));
    let years: Vec<i16> =
        draft.days.iter().filter_map(|d| d.year).chain(draft.published().map(|d| d.year())).collect();
    years.len() <= MOST
        && years.iter().any(|&a| !own(a) && years.iter().any(|&b| b.checked_sub(a) == Some(stated)))
}

/// Most years of a text that are held against each other.
const MOST: usize = 60;

/// "From a loss of £4m the house has swung to a surplus of £6m, an improvement of £10m"
fn through_nothing(draft: &Draft<'_>, at: u32) -> bool {
    let sentence = draft.sentence(at);
    draft.says(&sentence, WordSet::Losses) && draft.says(&sentence, WordSet::Gains)
}

/// "half of the estate goes to the widow and a third to a nephew ..., with a quarter of the wine"
fn of_two_wholes(draft: &Draft<'_>, slip: &Slip) -> bool {
    let of = |r: &Range<u32>| {
        let the = draft.is(r.end, "of") && draft.one(r.end + 1, WordSet::Definite);
        (the && draft.is_word(r.end + 2)).then_some(r.end + 2)
    };
    let wholes: Vec<u32> = slip.places().filter_map(of).collect();
    wholes.iter().any(|&i| wholes.iter().any(|&k| !draft.akin(i, k)))
}

/// "While lamb has become 30 per cent dearer, beef has merely crept from £4 to £4.20"
fn of_another_clause(draft: &Draft<'_>, slip: &Slip) -> bool {
    let sentence = draft.sentence(slip.tokens.start);
    let opens = draft.any(sentence.start, &["while", "whereas", "although", "though"]);
    opens
        && slip.others.iter().all(|o| {
            let (from, to) = (slip.tokens.end.min(o.end), slip.tokens.start.max(o.start));
            (from..to).any(|i| draft.word(i) == ",")
        })
}

/// "between 20 and 35 years; his first report had said 'between 35 and 20'"
fn put_right(draft: &Draft<'_>, slip: &Slip) -> bool {
    let [other] = &slip.others[..] else { return false };
    let value = |r: &Range<u32>| draft.numerals_in(r).first().map(|n| n.value);
    let (Some(x), Some(y)) = (value(&slip.tokens), value(other)) else { return false };
    let block = draft.block(slip.tokens.start);
    let own = |at: u32| slip.places().any(|p| p.contains(&at));
    draft.quoted(slip.tokens.start)
        && draft
            .numerals_in(&block)
            .windows(2)
            .any(|p| p[0].value == y && p[1].value == x && !own(p[0].tokens.start))
}

/// "Working backwards, the archivists have put them online from 2019 to 1987"
fn backwards(draft: &Draft<'_>, at: u32) -> bool {
    draft.says(&draft.sentence(at), WordSet::Backwards)
}

/// "from ten to midnight on Christmas Eve to twenty past one": what was taken for the end is still the beginning.
fn goes_further(draft: &Draft<'_>, slip: &Slip) -> bool {
    let end = slip.places().map(|p| p.end).max().unwrap_or(0);
    let sentence = draft.sentence(slip.tokens.start);
    let to = (end..sentence.end.min(end + 6)).find(|&i| draft.any(i, &["to", "until", "till"]));
    to.is_some_and(|i| {
        draft.readings_in(&(i + 1..i + 5)).iter().any(|r| r.kind.is_time() && r.kind != Kind::Duration)
    })
}

/// "282*": a note says how the total came about.
fn footnoted(draft: &Draft<'_>, slip: &Slip) -> bool {
    slip.places().any(|p| {
        let cell = draft.block(p.start);
        matches!(draft.scope(p.start), Scope::Cell { .. })
            && (cell.start..cell.end).any(|i| matches!(draft.word(i), "*" | "\u{2020}" | "\u{2021}"))
    })
}

/// "the total of £1,305" beside a row of £305: that of one row is not that of all.
fn row_and_total(draft: &Draft<'_>, slip: &Slip) -> bool {
    let cell = |p: &Range<u32>| matches!(draft.scope(p.start), Scope::Cell { .. });
    let near = |p: &Range<u32>| p.start.saturating_sub(4).max(draft.sentence(p.start).start)..p.start;
    let labelled = |p: &Range<u32>| {
        let label = super::sole::back::row(draft, p.start);
        draft.says(&label, WordSet::TotalLabel)
    };
    slip.places().any(|p| cell(p) && !labelled(p))
        && slip.places().any(|p| !cell(p) && near(p).any(|i| draft.is(i, "total")))
}

/// "Eight couples and their 11 children, 27 in all": some of them are two each.
fn in_pairs(draft: &Draft<'_>, slip: &Slip) -> bool {
    slip.places().any(|p| (p.end..p.end + 3).any(|i| draft.one(i, WordSet::InPairs)))
}

/// "scored 14 of the 52 points, Lind 11 and Okafor nine; the other 18": all numbers of the sentence make the total.
fn all_make(draft: &Draft<'_>, slip: &Slip) -> bool {
    let Some(total) = draft.numerals_in(&slip.tokens).first().map(|n| n.value) else { return false };
    let numerals = draft.numerals_in(&draft.sentence(slip.tokens.start));
    // More numbers than the slip was reckoned from.
    let reckoned = |at: u32| slip.places().any(|p| p.contains(&at));
    if numerals.iter().all(|n| n.form != Form::Cardinal || reckoned(n.tokens.start)) {
        return false;
    }
    // "never lost one of them" counts nothing.
    let pronoun = |at: u32| draft.is(at, "one") && draft.is(at + 1, "of");
    let mut rest = numerals
        .iter()
        .filter(|n| !pronoun(n.tokens.start))
        .filter(|n| n.form == Form::Cardinal && n.value < total && !slip.tokens.contains(&n.tokens.start));
    rest.try_fold(Decimal::ZERO, |sum, n| sum.checked_add(n.value)) == Some(total)
}
