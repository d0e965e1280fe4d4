//! Observations as Data Commons answers them (REST v2, `/v2/observation`): a series a place and variable, with
//! the source that each came from.
//!
//! Source: <https://docs.datacommons.org/api/rest/v2/observation.html>.

use std::fmt::Write as _;
use std::io::{BufRead, Write};
use std::path::Path;

use rustc_hash::FxHashSet;
use serde_json::Value;

use super::{Met, Options, Properties, Report, header, io_error, same};
use crate::error::{Error, ErrorKind};
use crate::kb::Edtf;
use crate::kb::edit::{Literal, item, slug};

/// Imports every chosen variable of every chosen place. Of several sources of one series the first counts, as it
/// does for Data Commons itself.
///
/// # Errors
///
/// What is no such answer, or cannot be read or written.
pub fn data_commons(
    input: &mut dyn BufRead,
    path: &Path,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<Report, Error> {
    let failed = |e: std::io::Error| io_error(path, &e);
    let json: Value = serde_json::from_reader(input).map_err(|e| {
        let what = format!("{} is no JSON: {e}", path.display());
        Error::new(ErrorKind::Syntax, what).in_file(path)
    })?;
    let Some(variables) = json["byVariable"].as_object() else {
        let what = format!("{} holds no `byVariable`: it is no answer of Data Commons", path.display());
        let e = Error::new(ErrorKind::Syntax, what).in_file(path);
        return Err(e.hint("ask /v2/observation and select variable, entity, date, value and facet"));
    };
    let same = same(options.base);
    let mut report = Report::default();
    let mut properties = Properties::default();
    let (mut entities, mut sources) = (FxHashSet::default(), FxHashSet::default());
    writeln!(out, "schema = 1").map_err(failed)?;
    for (variable, places) in variables {
        let Some(id) = options.property(&[variable]) else { continue };
        for (place, series) in places["byEntity"].as_object().into_iter().flatten() {
            let Some(name) = options.entity(&[place]) else { continue };
            let Some(facet) = series["orderedFacets"].get(0) else {
                report.pass("places without an observation");
                continue;
            };
            let mut toml = String::new();
            let about = match same.get(format!("dcid:{place}").as_str()) {
                Some(&e) => options.base.entity(e).id.to_string(),
                None => slug(place),
            };
            if entities.insert(place.clone()) {
                report.entities += 1;
                if options.base.entity_id(&about).is_none() {
                    if name.is_none() {
                        report.pass("places without a name (name them with --entity DCID=NAME)");
                    }
                    let keys = [
                        ("name", Literal::Text(name.unwrap_or(place).to_owned())),
                        ("same-as", Literal::Text(format!("dcid:{place}"))),
                    ];
                    let _ = write!(toml, "\n{}", item(&header("entity", &about), &keys));
                }
            }
            let number = facet["facetId"].as_str().unwrap_or_default();
            let about_facet = &json["facets"][number];
            let source = match number {
                "" => options.source.clone(),
                number => format!("{}-{number}", options.source),
            };
            if sources.insert(source.clone()) {
                let text = |key: &str| about_facet[key].as_str().map(|t| Literal::Text(t.to_owned()));
                let all = [
                    ("title", text("importName")),
                    ("url", text("provenanceUrl")),
                    ("note", text("measurementMethod")),
                ];
                let keys: Vec<_> = all.into_iter().filter_map(|(k, v)| Some((k, v?))).collect();
                let own = if number.is_empty() {
                    options.source_item()
                } else {
                    item(&header("source", &source), &keys)
                };
                let _ = write!(toml, "\n{own}");
            }
            let property = match properties.ids.get(variable) {
                Some(id) => id.clone(),
                None => {
                    let name = id.unwrap_or(variable).replace(['_', '-'], " ");
                    let unit = options.unit(&[variable, id.unwrap_or_default()]);
                    let unit = unit.or_else(|| about_facet["unit"].as_str()).map(str::to_owned);
                    let met = Met { written: variable, id, name: &name, unit, more: Vec::new() };
                    let id = properties.id(met, options, &mut report);
                    let written = std::mem::take(&mut properties.toml);
                    if !written.is_empty() {
                        let _ = write!(toml, "\n{}", written.trim_end_matches('\n'));
                        toml.push('\n');
                    }
                    id
                }
            };
            let mut values = Vec::new();
            for observation in facet["observations"].as_array().into_iter().flatten() {
                let date = observation["date"].as_str().unwrap_or_default();
                let Some(value) = observation["value"].as_number() else {
                    report.pass("observations without a number");
                    continue;
                };
                match date.parse::<Edtf>() {
                    Ok(_) => values.push((date, value.to_string())),
                    Err(why) => report.error(path, variable, format!("{place}: {why}")),
                }
            }
            values.sort_unstable();
            values.dedup_by(|a, b| a.0 == b.0);
            if !values.is_empty() {
                report.facts += values.len();
                let keys = [
                    ("id", Literal::Text(format!("{about}-{property}"))),
                    ("about", Literal::Text(about)),
                    ("property", Literal::Text(property)),
                    ("source", Literal::Text(source)),
                ];
                let _ = write!(toml, "\n{}[series.values]\n", item("[[series]]", &keys));
                for (date, value) in values {
                    let _ = writeln!(toml, "{date} = {value}");
                }
            }
            out.write_all(toml.as_bytes()).map_err(failed)?;
        }
    }
    Ok(report)
}
