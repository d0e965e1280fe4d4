//! From slips to findings: what the draft says against itself, with the other places as evidence.

use super::finding::{Evidence, Finding, Shown};
use crate::audit::Slip;
use crate::link::Input;
use crate::mention::{self, Extent, Kind};
use crate::resolve::{Reading, Value};
use crate::rules::Rules;
use crate::span::Lines;
use crate::value::{Timex, timex::TimexType};
use crate::verdict::{Severity, Verdict};

/// Most other places that a finding shows.
const PLACES: usize = 12;

/// Makes the findings of the slips of a text that is shown as `path`.
#[must_use]
pub fn findings(input: &Input<'_>, slips: &[Slip], path: &str, lines: &Lines, rules: &Rules) -> Vec<Finding> {
    slips.iter().map(|slip| finding(input, slip, path, lines, rules)).collect()
}

fn finding(input: &Input<'_>, slip: &Slip, path: &str, lines: &Lines, rules: &Rules) -> Finding {
    let view = mention::Input {
        doc: input.doc,
        text: &input.doc.text,
        tokens: input.tokens,
        rules,
        context: input.context,
    };
    let extent = view.extent(slip.tokens.clone(), slip.tokens.clone());
    let text = view.slice(slip.tokens.clone()).to_owned();
    let at = input.readings.partition_point(|r| r.extent.tokens.end <= slip.tokens.start);
    let read = input.readings.get(at).filter(|r| r.extent.tokens.start < slip.tokens.end);
    let claim = read.and_then(|_| input.claims.all.get(at));
    let exact = read.filter(|r| r.extent.tokens == slip.tokens);
    let evidence = slip.others.iter().take(PLACES).map(|other| {
        let place = view.extent(other.clone(), other.clone());
        let (line, column) = lines.line_column(input.doc.source, place.span.start as usize);
        Evidence {
            fact: "the text".to_owned(),
            value: view.slice(other.clone()).to_owned(),
            interval: None,
            as_of: None,
            difference: None,
            compared: None,
            source: None,
            path: path.to_owned(),
            span: place.span,
            line,
            column,
            excerpt: lines.range(input.doc.source, line).map_or("", |r| &input.doc.source[r]).to_owned(),
        }
    });
    Finding {
        sentence: super::assemble::sentence(input, slip.tokens.start),
        noun: exact.and_then(|r| r.noun.clone()).map(|n| view.slice(n).to_owned()),
        change: None,
        derivation: exact
            .map_or_else(Vec::new, |r| r.derivation.iter().map(|s| rules.name(s.rule).to_owned()).collect()),
        understood: String::new(),
        entity: None,
        property: None,
        judged: Shown::Text(text.clone()),
        time: None,
        attribution: claim.and_then(|c| c.attribution.clone()).map(|a| view.slice(a).to_owned()),
        quoted: claim.is_some_and(|c| c.quoted),
        verdict: Verdict::Conflicting,
        code: slip.code,
        relation: None,
        severity: Severity::Error,
        evidence: evidence.collect(),
        message: slip.computation.clone(),
        notes: Vec::new(),
        help: None,
        suggestion: None,
        ignored: None,
        fingerprint: String::new(),
        reading: exact.cloned().unwrap_or_else(|| written(extent, &text)),
        text,
    }
}

/// What stands where no single mention was read: "31 June", "Thursday, 3 May 2017".
fn written(extent: Extent, text: &str) -> Reading {
    let value = Timex {
        kind: TimexType::Date,
        value: text.to_owned(),
        modifier: None,
        relation: None,
        interval: None,
        readings: Vec::new(),
        anchor: None,
        length: None,
        count: None,
        ends: None,
    };
    Reading { extent, kind: Kind::Date, value: Value::Time(value), noun: None, derivation: Vec::new() }
}
