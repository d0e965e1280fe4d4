//! From verdicts to findings: everything a reader sees of one claim, put into words.

use super::change::ChangeNote;
use super::finding::{Evidence, Finding, Shown, SourceNote};
use crate::claim::Claim;
use crate::kb::{FactId, PropertyId};
use crate::link::{Input, Link, Reason};
use crate::mention::Kind;
use crate::resolve::{Reading, Value};
use crate::rules::Rules;
use crate::value::{Bound, Interval};
use crate::verdict::judge::{Held, Judgement, as_of, in_unit_of};
use crate::verdict::{Severity, Verdict, suggest};

/// Makes the finding of one claim.
#[must_use]
pub fn finding(input: &Input<'_>, claim: &Claim, link: &Link, judged: &Judgement, rules: &Rules) -> Finding {
    let reading = &input.readings[claim.reading];
    let text = input.words(&reading.extent.tokens).to_owned();
    let evidence = evidence(input, judged);
    let chosen = link.chosen();
    let code = code(reading, judged.verdict);
    let mut notes = judged.notes.clone();
    notes.extend(dating_note(input, judged));
    Finding {
        text: text.clone(),
        sentence: sentence(input, reading.extent.tokens.start),
        noun: reading.noun.as_ref().map(|n| input.words(n).to_owned()),
        derivation: reading.derivation.iter().map(|s| rules.name(s.rule).to_owned()).collect(),
        change: ChangeNote::of(claim.reading, &input.claims.changes, input.readings, rules),
        understood: understood(input, reading),
        entity: chosen.map(|c| input.base.entity(c.entity).name.to_string()),
        property: chosen.map(|c| property_name(input, c.property, judged)),
        judged: shown(reading, link),
        time: claim.scope.and_then(|s| input.readings[s.reading].timex()?.interval),
        attribution: claim.attribution.as_ref().map(|a| input.words(a).to_owned()),
        quoted: claim.quoted,
        verdict: judged.verdict,
        code,
        relation: judged.relation,
        severity: severity(judged),
        message: message(&text, judged),
        suggestion: suggestion(input, reading, link, judged, &text),
        notes,
        help: help(input, link, judged),
        ignored: None,
        fingerprint: String::new(),
        evidence,
        reading: reading.clone(),
    }
}

/// The sentence that token `token` stands in: bytes of the reading text.
pub(super) fn sentence(input: &Input<'_>, token: u32) -> std::ops::Range<u32> {
    let tokens = input.tokens;
    let Some(words) = tokens.sentences.get(tokens.sentence_of(token)) else { return 0..0 };
    let first = tokens.all.get(words.start as usize);
    let last = (words.end as usize).checked_sub(1).and_then(|i| tokens.all.get(i));
    first.zip(last).map_or(0..0, |(a, b)| a.start..b.end)
}

/// Gives every finding of a file its fingerprint: stable when lines move, told apart by order
/// where the same claim stands twice.
pub fn fingerprint(path: &str, findings: &mut [Finding]) {
    let mut seen: rustc_hash::FxHashMap<u64, u32> = rustc_hash::FxHashMap::default();
    for f in findings {
        let fact = f.evidence.first().map_or("", |e| e.fact.as_str());
        let key = [f.code, path, &f.text.to_lowercase(), fact].join("\u{1f}");
        let hash = fnv(key.as_bytes(), 0xcbf2_9ce4_8422_2325);
        let ordinal = seen.entry(hash).or_insert(0);
        f.fingerprint = format!("{:016x}", fnv(&ordinal.to_le_bytes(), hash));
        *ordinal += 1;
    }
}

/// FNV-1a, 64 bit: fixed for ever, as fingerprints are kept in files.
fn fnv(bytes: &[u8], start: u64) -> u64 {
    bytes.iter().fold(start, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn property_name(input: &Input<'_>, property: PropertyId, judged: &Judgement) -> String {
    // The date of an event is known by the event's id.
    let fact = judged.held.first().and_then(|h| h.facts.first()).map(|&f| input.base.fact(f));
    match fact {
        Some(f) if property == PropertyId::HAPPENED => f.name().into_owned(),
        _ => input.base.property(property).id.to_string(),
    }
}

fn code(reading: &Reading, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "consistent",
        Verdict::Unknown(reason) => reason.code(),
        Verdict::Conflicting => match reading.kind {
            Kind::Age => "age-conflict",
            Kind::Duration => "duration-conflict",
            k if k.is_time() => "date-conflict",
            _ => "number-conflict",
        },
    }
}

fn severity(judged: &Judgement) -> Severity {
    let warns = |n: &String| n.starts_with("rounding-direction") || n.starts_with("hedge-direction");
    match judged.verdict {
        Verdict::Conflicting => Severity::Error,
        Verdict::Consistent if judged.notes.iter().any(warns) => Severity::Warn,
        _ => Severity::Note,
    }
}

fn shown(reading: &Reading, link: &Link) -> Shown {
    match &reading.value {
        Value::Time(t) => Shown::Text(t.value.clone()),
        Value::Quantity(q) => {
            let q = link.said.as_ref().unwrap_or(q);
            let ends = [&q.stated.low, &q.stated.high, &q.interval.low, &q.interval.high];
            ends.into_iter()
                .find_map(Bound::value)
                .map_or_else(|| Shown::Text(String::new()), |v| Shown::Number(*v))
        }
    }
}

/// What was read, with the hedge that made it so: `27,000 to 29,000 ("about")`.
fn understood(input: &Input<'_>, reading: &Reading) -> String {
    let extent = &reading.extent;
    let meaning = super::understood(reading);
    if extent.whole.start < extent.tokens.start && reading.quantity().is_some() {
        let hedge = input.words(&(extent.whole.start..extent.tokens.start)).to_owned();
        return format!("{meaning} (\"{hedge}\")");
    }
    meaning
}

fn evidence(input: &Input<'_>, judged: &Judgement) -> Vec<Evidence> {
    judged
        .held
        .iter()
        .flat_map(|h| h.facts.iter().map(move |&f| (h, f)))
        .map(|(h, f)| shown_fact(input, h, f))
        .collect()
}

fn shown_fact(input: &Input<'_>, held: &Held, id: FactId) -> Evidence {
    let fact = input.base.fact(id);
    let place = fact.place();
    let at = input.base.locate(place);
    let source = fact.sources().first().map(|&s| {
        let s = input.base.source(s);
        SourceNote {
            id: s.id.to_string(),
            title: s.title.clone(),
            publisher: s.publisher.clone(),
            published: s.published.as_ref().map(|d| d.written.to_string()),
            url: s.url.clone(),
        }
    });
    Evidence {
        fact: fact.name().into_owned(),
        value: held.value.clone(),
        interval: held.number,
        as_of: as_of(&fact),
        difference: held.difference.clone(),
        compared: held.compared.clone(),
        source,
        path: at.path,
        span: place.span,
        line: at.line,
        column: at.column,
        excerpt: at.excerpt,
    }
}

fn message(text: &str, judged: &Judgement) -> String {
    let reference = judged.held.first();
    let value = reference.map_or("the reference", |h| h.value.as_str());
    match judged.verdict {
        Verdict::Consistent => format!("{text} agrees with {value}"),
        Verdict::Conflicting => {
            let off =
                reference.and_then(|h| h.difference.as_ref()).map(|d| format!(" ({d})")).unwrap_or_default();
            format!("{text} conflicts with {value}{off}")
        }
        Verdict::Unknown(reason) => format!("\"{text}\" could not be checked: {}", plainly(reason)),
    }
}

/// A reason in plain words.
fn plainly(reason: Reason) -> &'static str {
    match reason {
        Reason::NoFact => "the base has no fact on it",
        Reason::Ambiguous => "several facts fit equally well",
        Reason::OutsideValidity => "the facts are about other times",
        Reason::UnitMismatch => "the fact is in another unit",
        Reason::NoAnchor => "nothing dates it",
        Reason::Prediction => "it is said of the future",
        Reason::Hypothetical => "it is not asserted",
        Reason::TooCoarse => "the reference is less precise than the claim",
        Reason::Restricted => "its words make it another quantity than the reference",
    }
}

/// "the draft is dated 2025-06-01, five months after the fact": said where the draft is much later.
fn dating_note(input: &Input<'_>, judged: &Judgement) -> Option<String> {
    let fact = input.base.fact(*judged.held.first()?.facts.first()?);
    if fact.timeless() || fact.property().is_none_or(PropertyId::is_built_in) {
        return None;
    }
    let observed = fact.when()?.high.value()?.date();
    let draft = input.context.date?.date();
    let months = i32::from(draft.year() - observed.year()) * 12 + i32::from(draft.month())
        - i32::from(observed.month());
    (months >= 2).then(|| format!("the draft is dated {draft}, {months} months after the fact"))
}

/// The facts that came closest, where none was chosen.
fn help(input: &Input<'_>, link: &Link, judged: &Judgement) -> Option<String> {
    if !matches!(judged.verdict, Verdict::Unknown(_)) || link.chosen().is_some() {
        return None;
    }
    let near = link.candidates.iter().find(|c| c.lost.is_some())?;
    let property = &input.base.property(near.property).id;
    let entity = &input.base.entity(near.entity).name;
    Some(format!("nearest: {property} of {entity} ({})", near.lost.as_deref().unwrap_or("")))
}

/// A replacement for the mention's own words, in the author's style.
fn suggestion(
    input: &Input<'_>,
    reading: &Reading,
    link: &Link,
    judged: &Judgement,
    text: &str,
) -> Option<String> {
    if judged.verdict != Verdict::Conflicting {
        return None;
    }
    let held = judged.held.first()?;
    match &reading.value {
        Value::Quantity(q) => {
            let mut value = match held.facts[..] {
                [fact] if held.compared.is_some() => in_unit_of(q, &input.base.fact(fact), held.number?),
                _ => held.number?,
            };
            if let Some(said) = &link.said {
                // "Shrank by 0.3 %" is put right by another loss; a gain, or one end of two, by hand.
                let (lost, v) = (said.stated.as_point()?, *value.as_point()?);
                let turned = Some(&-*lost) == q.stated.as_point() && v.is_sign_negative();
                value = Interval::point(turned.then_some(-v)?);
            }
            suggest::number(q, &value, text)
        }
        Value::Time(claim) => match &*input.base.fact(*held.facts.first()?).value() {
            crate::kb::FactValue::Time(t) => suggest::date(t.interval.as_ref()?, claim, text),
            _ => None,
        },
    }
}
