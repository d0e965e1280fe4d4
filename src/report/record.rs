//! The machine records of a mention and of a finding: one JSON object each.
//!
//! Enters: readings with their document, or findings. Leaves: JSON, written straight into a buffer
//! of the caller's. "About 28,000 North Korean defectors" gives
//! `{"start":6,"end":12,"line":1,"column":7,"text":"28,000","kind":"number","low":27000,…}`.
//! Offsets are UTF-8 bytes, half-open; line and column count from 1, columns in code points.

use std::ops::Range;

use super::change::ChangeNote;
use super::encode::{
    decimal, end, low_high, maybe, moment, name, period, plain, range, string, strings, whole,
};
use super::finding::{Evidence, Finding, Shown};
use crate::claim::Changes;
use crate::mention::Kind;
use crate::resolve::{Reading, Value};
use crate::rules::Rules;
use crate::span::{Cursor, Span};
use crate::text::{Document, Tokens};
use crate::value::{Bound, DateTime, Decimal, Relation, Timex, TimexType};

/// Writes a comma and the key of a field, in one piece.
macro_rules! key {
    ($out:expr, $name:literal) => {
        $out.extend_from_slice(concat!(",\"", $name, "\":").as_bytes())
    };
}

/// Version of the records and of the documents made of them; raised when a reader must change.
pub const VERSION: u32 = 1;

/// Writes the mentions of one document as a JSON array, in the order of the text.
///
/// Linear in the length of the source, however long its lines.
pub fn mentions(
    out: &mut Vec<u8>,
    document: &Document<'_>,
    tokens: &Tokens,
    readings: &[Reading],
    changes: &Changes,
    rules: &Rules,
) {
    let mut cursor = Cursor::new(document.source);
    out.push(b'[');
    for (i, reading) in readings.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        let change = ChangeNote::of(i, changes, readings, rules);
        let mut write = |out: &mut Vec<u8>, r: &Reading| {
            mention(out, None, document, tokens, r, change.as_ref(), rules, &mut cursor);
        };
        match ends(reading) {
            Some([near, far]) => {
                write(out, &near);
                out.push(b',');
                write(out, &far);
            }
            None => write(out, reading),
        }
    }
    out.push(b']');
}

/// The two ends of a period that is told of the past, each a mention of its own as TIMEX3 tags them.
pub(super) fn ends(reading: &Reading) -> Option<[Reading; 2]> {
    let Value::Time(timex) = &reading.value else { return None };
    let one = |(span, timex): &(Span, Timex)| {
        let mut end = reading.clone();
        end.extent.span = *span;
        end.kind = match timex.kind {
            TimexType::Duration => Kind::Duration,
            TimexType::Time => Kind::DateTime,
            TimexType::Date | TimexType::Set => Kind::Date,
        };
        end.value = Value::Time(timex.clone());
        end
    };
    timex.ends.as_deref().map(|ends| ends.each_ref().map(one))
}

/// Writes one mention. `cursor` walks the document's source.
#[expect(clippy::too_many_arguments, reason = "all that a record is made of")]
pub fn mention(
    out: &mut Vec<u8>,
    path: Option<&str>,
    document: &Document<'_>,
    tokens: &Tokens,
    reading: &Reading,
    change: Option<&ChangeNote>,
    rules: &Rules,
    cursor: &mut Cursor<'_>,
) {
    place(out, document.source, reading.extent.span, cursor);
    if let Some(path) = path {
        key!(out, "path");
        string(out, path);
    }
    out.push(b',');
    let noun = reading.noun.as_ref().and_then(|r| words(document, tokens, r));
    value(out, reading, noun, reading.derivation.iter().map(|s| rules.name(s.rule)));
    became(out, change);
    out.push(b'}');
}

/// Writes the findings of one text as a JSON array. `path` is left out where there is none (a
/// record of a stream).
pub fn findings(out: &mut Vec<u8>, path: Option<&str>, source: &str, findings: &[Finding]) {
    let mut cursor = Cursor::new(source);
    out.push(b'[');
    for (i, f) in findings.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        finding(out, path, source, f, &mut cursor);
    }
    out.push(b']');
}

/// Writes one finding. `cursor` walks `source`.
pub fn finding(out: &mut Vec<u8>, path: Option<&str>, source: &str, f: &Finding, cursor: &mut Cursor<'_>) {
    place(out, source, f.reading.extent.span, cursor);
    if let Some(path) = path {
        key!(out, "path");
        string(out, path);
    }
    key!(out, "mention");
    out.push(b'{');
    value(out, &f.reading, f.noun.as_deref(), f.derivation.iter().map(String::as_str));
    became(out, f.change.as_ref());
    out.push(b'}');
    key!(out, "understood");
    string(out, &f.understood);
    key!(out, "entity");
    maybe(out, f.entity.as_deref());
    key!(out, "property");
    maybe(out, f.property.as_deref());
    key!(out, "value");
    match &f.judged {
        Shown::Number(x) => decimal(out, *x),
        Shown::Text(s) => string(out, s),
    }
    key!(out, "time");
    match &f.time {
        Some(t) => period(out, t),
        None => out.extend_from_slice(b"null"),
    }
    key!(out, "attribution");
    maybe(out, f.attribution.as_deref());
    key!(out, "quoted");
    boolean(out, f.quoted);
    key!(out, "verdict");
    string(out, f.verdict.as_str());
    key!(out, "code");
    string(out, f.code);
    key!(out, "relation");
    maybe(out, f.relation.map(relation));
    key!(out, "severity");
    string(out, f.severity.as_str());
    key!(out, "evidence");
    out.push(b'[');
    for (i, e) in f.evidence.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        evidence(out, e);
    }
    out.push(b']');
    key!(out, "message");
    string(out, &f.message);
    key!(out, "notes");
    strings(out, f.notes.iter().map(String::as_str));
    key!(out, "help");
    maybe(out, f.help.as_deref());
    key!(out, "suggestion");
    maybe(out, f.suggestion.as_deref());
    if let Some(ignored) = &f.ignored {
        key!(out, "ignored");
        string(out, &ignored.reason);
    }
    key!(out, "fingerprint");
    string(out, &f.fingerprint);
    out.push(b'}');
}

/// The text of tokens `range`, as a reader sees it.
fn words<'d>(document: &'d Document<'_>, tokens: &Tokens, range: &Range<u32>) -> Option<&'d str> {
    let first = tokens.all.get(range.start as usize)?;
    let last = tokens.all.get((range.end as usize).checked_sub(1)?)?;
    document.text.get(first.start as usize..last.end as usize)
}

/// The name of a relation in records.
#[must_use]
pub fn relation(r: Relation) -> &'static str {
    match r {
        Relation::Inside => "inside",
        Relation::TooCoarse => "too-coarse",
        Relation::Overlap => "overlap",
        Relation::Disjoint => "disjoint",
    }
}

fn boolean(out: &mut Vec<u8>, x: bool) {
    out.extend_from_slice(if x { b"true" } else { b"false" });
}

/// `{"start":…,"end":…,"line":…,"column":…,"text":…`
fn place(out: &mut Vec<u8>, source: &str, span: Span, cursor: &mut Cursor<'_>) {
    let (line, column) = cursor.seek(span.start as usize);
    out.extend_from_slice(b"{\"start\":");
    whole(out, span.start.into());
    key!(out, "end");
    whole(out, span.end.into());
    key!(out, "line");
    whole(out, line.into());
    key!(out, "column");
    whole(out, column.into());
    key!(out, "text");
    string(out, source.get(span.range()).unwrap_or_default());
}

/// The value fields of a mention: `"kind":…` to `"derivation":[…]`.
fn value<'s>(
    out: &mut Vec<u8>,
    reading: &Reading,
    noun: Option<&str>,
    derivation: impl IntoIterator<Item = &'s str>,
) {
    out.extend_from_slice(b"\"kind\":");
    name(out, reading.kind.as_str());
    match &reading.value {
        Value::Quantity(q) => {
            out.push(b',');
            let low = low_high(out, &q.interval);
            let open = |b: &Bound<Decimal>| b.value().is_some() && b.is_open();
            out.extend_from_slice(match (open(&q.interval.low), open(&q.interval.high)) {
                (false, false) => b",\"low_open\":false,\"high_open\":false,\"point\":",
                (false, true) => b",\"low_open\":false,\"high_open\":true,\"point\":",
                (true, false) => b",\"low_open\":true,\"high_open\":false,\"point\":",
                (true, true) => b",\"low_open\":true,\"high_open\":true,\"point\":",
            });
            match q.stated.as_point() {
                Some(x) if q.interval.as_point() == Some(x) => out.extend_from_within(low),
                Some(x) => decimal(out, *x),
                None => range(out, &q.stated),
            }
            key!(out, "mod");
            plain(out, q.modifier.map(|m| m.as_str()));
            // "$15 an hour": the currency, and what it is paid per.
            let unit = q.unit.as_ref().map(|u| u.name());
            let rate = unit.filter(|u| reading.kind == Kind::Money && u.contains(' '));
            let (unit, per) = match rate.and_then(|u| u.split_once(" per ")) {
                Some((money, per)) => (Some(money), Some(per)),
                None => (unit, None),
            };
            key!(out, "unit");
            maybe(out, unit);
            if per.is_some() {
                key!(out, "per");
                maybe(out, per);
            }
            key!(out, "noun");
            maybe(out, noun);
        }
        Value::Time(t) => {
            key!(out, "timex_type");
            name(out, t.kind.as_str());
            key!(out, "value");
            string(out, &t.value);
            key!(out, "mod");
            plain(out, t.modifier.map(|m| m.as_str()));
            if let Some(count) = &t.count {
                key!(out, "low");
                decimal(out, count.low);
                key!(out, "high");
                decimal(out, count.high);
                key!(out, "unit");
                name(out, count.unit);
            }
            key!(out, "begin");
            end(out, t.interval.as_ref().map_or(&UNKNOWN, |i| &i.low), moment);
            key!(out, "end_at");
            end(out, t.interval.as_ref().map_or(&UNKNOWN, |i| &i.high), moment);
        }
    }
    key!(out, "derivation");
    strings(out, derivation);
}

/// `,"change":{…}` of a number that has a part in a change; nothing of any other.
fn became(out: &mut Vec<u8>, change: Option<&ChangeNote>) {
    if let Some(change) = change {
        key!(out, "change");
        change.write(out);
    }
}

const UNKNOWN: Bound<DateTime> = Bound::Unbounded;

fn evidence(out: &mut Vec<u8>, e: &Evidence) {
    out.extend_from_slice(b"{\"fact\":");
    string(out, &e.fact);
    key!(out, "value");
    string(out, &e.value);
    if let Some(i) = &e.interval {
        key!(out, "low");
        end(out, &i.low, decimal);
        key!(out, "high");
        end(out, &i.high, decimal);
    }
    key!(out, "as_of");
    maybe(out, e.as_of.as_deref());
    key!(out, "difference");
    maybe(out, e.difference.as_deref());
    key!(out, "source");
    maybe(out, e.source.as_ref().map(|s| s.id.as_str()));
    if let Some(s) = &e.source {
        for (name, part) in
            [("title", &s.title), ("publisher", &s.publisher), ("published", &s.published), ("url", &s.url)]
        {
            if let Some(part) = part {
                out.push(b',');
                string(out, name);
                out.push(b':');
                string(out, part);
            }
        }
    }
    key!(out, "path");
    string(out, &e.path);
    key!(out, "start");
    whole(out, e.span.start.into());
    key!(out, "end");
    whole(out, e.span.end.into());
    key!(out, "line");
    whole(out, e.line.into());
    key!(out, "column");
    whole(out, e.column.into());
    out.push(b'}');
}
