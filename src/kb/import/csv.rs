//! Tables as statistical offices publish them.
//!
//! | shape | head |
//! |---|---|
//! | Our World in Data | `Entity,Code,Year,<indicator>,<indicator>...` |
//! | World Bank, years across | `Country Name,Country Code,Indicator Name,Indicator Code,1960,1961,...`, with or without lines before it |
//! | World Bank, DataBank | `Country Name,Country Code,Series Name,Series Code,2012 [YR2012],...`, remarks after it |
//! | a value a row | a column of names, one of values; maybe of indicators, dates, units |
//!
//! All become rows of name, property, date, value and unit.

use std::io::{BufRead, Read, Write};
use std::path::Path;

use rustc_hash::FxHashSet;

use super::{Met, Options, Properties, Report, Rows, io_error, table};
use crate::error::{Error, ErrorKind};
use crate::kb::Edtf;
use crate::kb::edit::Literal;
use crate::kb::value::number;
use crate::rules::Rules;

/// Lines before a head.
const PREAMBLE: usize = 10;
/// What stands for "no value".
const MISSING: [&str; 9] = ["", "..", "...", "-", "NA", "N/A", "n/a", "null", "nan"];

const NAMES: [&str; 8] =
    ["country name", "entity", "country", "entity name", "name", "location", "region", "place"];
const INDICATORS: [&str; 8] = [
    "indicator name",
    "series name",
    "indicator",
    "series",
    "variable name",
    "variable",
    "property",
    "statistic",
];
const CODES: [&str; 3] = ["indicator code", "series code", "variable dcid"];
const DATES: [&str; 7] = ["year", "date", "day", "time", "time period", "period", "as_of"];
const VALUES: [&str; 4] = ["value", "obs_value", "observation value", "amount"];
const UNITS: [&str; 3] = ["unit", "units", "unit of measure"];
/// Columns that are no indicator.
const OTHERS: [&str; 8] =
    ["code", "country code", "iso", "iso3", "iso_code", "continent", "aliases", "source"];

/// Where the parts of a fact stand in a row.
#[derive(Debug)]
struct Shape {
    name: usize,
    indicator: Option<(usize, Option<usize>)>,
    date: Option<usize>,
    unit: Option<usize>,
    values: Vec<Column>,
}

#[derive(Debug)]
struct Column {
    at: usize,
    /// The indicator that the column is named after.
    indicator: Option<String>,
    /// The year that the column is named after.
    date: Option<String>,
}

/// Imports a table. Rows go to `rows` as they are read; the TOML beside it is the result.
///
/// # Errors
///
/// A file of no known shape, or one that cannot be read or written. What is wrong with a row is in the report.
pub fn csv(
    input: &mut dyn BufRead,
    path: &Path,
    options: &Options<'_>,
    rows: &mut dyn Write,
) -> Result<(String, Report), Error> {
    let mut report = Report::default();
    let failed = |e: std::io::Error| io_error(path, &e);
    let start = input.fill_buf().map_err(failed)?;
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        let e = Error::new(ErrorKind::Encoding, format!("{} is not UTF-8", path.display())).in_file(path);
        return Err(e.hint("it looks like UTF-16: save it as UTF-8"));
    }
    if start.starts_with("\u{feff}".as_bytes()) {
        input.consume(3);
    }
    let delimiter = delimiter(input.fill_buf().map_err(failed)?);
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(Reading(input));
    let (shape, width) = head(&mut reader, path, options)?;
    let mut rows = Rows::new(rows).map_err(failed)?;
    let mut properties = Properties::default();
    let mut names: FxHashSet<String> = FxHashSet::default();
    let mut record = ::csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(e) => {
                return Err(
                    Error::new(ErrorKind::Io, format!("cannot read {}: {e}", path.display())).in_file(path)
                );
            }
        }
        let line = record.position().map_or(0, ::csv::Position::line);
        let Ok(record) = ::csv::StringRecord::from_byte_record(record.clone()) else {
            report.error(path, &line.to_string(), "it is not UTF-8: save the file as UTF-8");
            continue;
        };
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let name = cell(shape.name);
        if record.len() < width {
            // Remarks at the end have fewer columns.
            if record.len() > 2 {
                report.error(
                    path,
                    &line.to_string(),
                    format!("it has {} columns, the head has {width}", record.len()),
                );
            }
            continue;
        }
        if name.is_empty() {
            report.pass("rows without a name");
            continue;
        }
        let Some(rename) = options.entity(&[name]) else { continue };
        let name = rename.unwrap_or(name);
        if !names.contains(name) {
            names.insert(name.to_owned());
        }
        for column in &shape.values {
            let value = cell(column.at);
            if MISSING.contains(&value) {
                report.pass("empty cells");
                continue;
            }
            let (written, code) = match (&shape.indicator, &column.indicator) {
                (Some((at, code)), _) => (cell(*at), code.map_or("", &cell)),
                (None, Some(indicator)) => (indicator.as_str(), ""),
                (None, None) => (options.source.as_str(), ""),
            };
            let Some(wanted) = options.property(&[written, code]) else { continue };
            let times = options.times(&[written, code]);
            let value = match number(value).map(|n| times.map_or(Some(n), |t| n.checked_mul(t))) {
                Ok(Some(n)) if times.is_some() => n.normalize().to_string(),
                Ok(Some(_)) => value.to_owned(),
                Ok(None) => {
                    report.error(path, &line.to_string(), format!("`{value}` is too large a number"));
                    continue;
                }
                Err(why) => {
                    report.error(path, &line.to_string(), why);
                    continue;
                }
            };
            let date = match (&column.date, shape.date) {
                (Some(d), _) => d.as_str(),
                (None, Some(at)) => cell(at),
                (None, None) => "",
            };
            if let Some(Err(why)) = (!date.is_empty()).then(|| date.parse::<Edtf>()) {
                report.error(path, &line.to_string(), why);
                continue;
            }
            let unit = shape.unit.map_or("", &cell);
            let id = match properties.ids.get(written) {
                Some(id) => id.clone(),
                None => met(written, code, wanted, !unit.is_empty(), options, &mut properties, &mut report),
            };
            rows.row([name, &id, date, &value, unit]).map_err(failed)?;
            report.facts += 1;
        }
    }
    rows.finish().map_err(failed)?;
    report.entities = names.len();
    let toml = format!("schema = 1\n\n{}\n{}{}", options.source_item(), properties.toml, table(options));
    Ok((toml, report))
}

/// Registers an indicator that is met for the first time.
fn met(
    written: &str,
    code: &str,
    id: Option<&str>,
    has_unit: bool,
    options: &Options<'_>,
    properties: &mut Properties,
    report: &mut Report,
) -> String {
    let (name, inner) = brackets(written).map_or((written, None), |(name, inner)| (name, Some(inner)));
    let asked = options.unit(&[written, code, name, id.unwrap_or_default()]).map(str::to_owned);
    let unit = asked.or_else(|| inner.and_then(|i| unit_of(i, options.rules)));
    let mut more = Vec::new();
    if inner.is_some() {
        more.push(("definition", Literal::Text(written.to_owned())));
    }
    if let Some(basis) = inner.and_then(basis) {
        more.push(("basis", Literal::Text(basis)));
    }
    let name = name.replace(['{', '}', '[', ']', '|'], " ");
    let met = Met { written, id, name: name.trim(), unit, more };
    let id = properties.id(met, options, report);
    if let Some((last, known)) = report.properties.last_mut() {
        // The rows name it.
        *known |= has_unit && *last == id;
    }
    id
}

/// A name and what stands in the brackets at its end, brackets in these included.
fn brackets(written: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, c) in written.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let (name, inner) = (written[..at].trim(), written[at..].strip_prefix('(')?.strip_suffix(')')?);
            return (!name.is_empty()).then_some((name, inner));
        }
    }
    None
}

/// The unit that brackets name: "% of GDP" is per cent, "current US$" are dollars, "years" are years.
fn unit_of(inner: &str, rules: &Rules) -> Option<String> {
    if inner.starts_with('%') || inner.ends_with('%') {
        return Some("percent".to_owned());
    }
    if inner.contains("US$") {
        return Some("USD".to_owned());
    }
    rules.unit(inner).map(|u| u.name().to_owned())
}

/// What keeps an indicator apart from its sisters: "constant 2010 US$" are prices of 2010.
fn basis(inner: &str) -> Option<String> {
    if inner.contains("PPP") {
        return Some("PPP".to_owned());
    }
    if let Some(rest) = inner.strip_prefix("constant ") {
        let year = rest.split_whitespace().next().filter(|y| y.parse::<u16>().is_ok());
        return Some(year.map_or("real".to_owned(), |y| format!("real {y}")));
    }
    inner.starts_with("current ").then(|| "nominal".to_owned())
}

/// The sign that most cells of the first line are parted by.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|&b| b == b'\n').next().unwrap_or_default();
    let count = |d: u8| line.iter().filter(|&&b| b == d).count();
    [b';', b'\t'].into_iter().find(|&d| count(d) > count(b',')).unwrap_or(b',')
}

fn head(
    reader: &mut ::csv::Reader<Reading<'_>>,
    path: &Path,
    options: &Options<'_>,
) -> Result<(Shape, usize), Error> {
    let mut first = None;
    for _ in 0..PREAMBLE {
        let mut record = ::csv::ByteRecord::new();
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            break;
        }
        let cells: Vec<String> =
            record.iter().map(|c| String::from_utf8_lossy(c).trim().to_owned()).collect();
        match shape(&cells, options) {
            Some(shape) => return Ok((shape, cells.len())),
            None => first = first.or(Some(cells)),
        }
    }
    let Some(first) = first else {
        return Err(Error::new(ErrorKind::Syntax, format!("{} is empty", path.display())).in_file(path));
    };
    let e = Error::new(ErrorKind::Syntax, format!("{} has no head of a known shape", path.display()));
    let shown: Vec<String> = first.iter().take(12).map(|c| c.chars().take(40).collect()).collect();
    Err(e.in_file(path).hint(format!(
        "name its columns with --about, --date and --value; its first line: {}",
        shown.join(", ")
    )))
}

/// What a line is as a head; `None` for one that is none.
fn shape(cells: &[String], options: &Options<'_>) -> Option<Shape> {
    let exact = |name: &String| cells.iter().position(|c| c == name);
    let lower: Vec<String> = cells.iter().map(|c| c.to_lowercase()).collect();
    let find = |names: &[&str]| names.iter().find_map(|n| lower.iter().position(|c| c == n));
    let (about, date, values) = &options.columns;
    let name = match about {
        Some(column) => exact(column)?,
        None => find(&NAMES)?,
    };
    let date = match date {
        Some(column) => Some(exact(column)?),
        None => find(&DATES),
    };
    let indicator = find(&INDICATORS).map(|at| (at, find(&CODES)));
    let unit = find(&UNITS);
    let named = |at: usize| Column { at, indicator: Some(cells[at].clone()), date: None };
    if !values.is_empty() {
        let all: Option<Vec<usize>> = values.iter().map(exact).collect();
        let column =
            |at| Column { indicator: cells.get(at).cloned().filter(|_| indicator.is_none()), ..named(at) };
        return Some(Shape { name, indicator, date, unit, values: all?.into_iter().map(column).collect() });
    }
    let years: Vec<Column> = cells
        .iter()
        .enumerate()
        .filter_map(|(at, c)| Some(Column { at, indicator: None, date: Some(year(c)?) }))
        .collect();
    if !years.is_empty() {
        return Some(Shape { name, indicator, date: None, unit, values: years });
    }
    if let Some(at) = find(&VALUES) {
        let values = vec![Column { at, indicator: None, date: None }];
        return Some(Shape { name, indicator, date, unit, values });
    }
    date?;
    let used = |at: &usize| *at == name || Some(*at) == date || OTHERS.contains(&lower[*at].as_str());
    let rest: Vec<Column> =
        (0..cells.len()).filter(|at| !used(at) && !cells[*at].is_empty()).map(named).collect();
    (!rest.is_empty() && indicator.is_none()).then_some(Shape { name, indicator, date, unit, values: rest })
}

/// "1960", "2012 [YR2012]".
fn year(cell: &str) -> Option<String> {
    let year = cell.split(' ').next()?;
    let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let rest = &cell[year.len()..];
    (digits && (rest.is_empty() || rest.starts_with(" [YR"))).then(|| year.to_owned())
}

/// A stream behind a reference.
struct Reading<'r>(&'r mut dyn BufRead);

impl Read for Reading<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_at_the_end_are_taken_off_whole() {
        assert_eq!(brackets("GDP (current US$)"), Some(("GDP", "current US$")));
        assert_eq!(brackets("Births (office (2015))"), Some(("Births", "office (2015)")));
        assert_eq!(brackets("Homes (urban) (% of all)"), Some(("Homes (urban)", "% of all")));
        assert_eq!(brackets("(all)"), None);
        assert_eq!(brackets("a) b"), None);
        assert_eq!(brackets("open)"), None);
    }

    #[test]
    fn indicators_say_what_they_are_measured_in() {
        let rules = Rules::english().unwrap();
        for (inner, unit, basis_is) in [
            ("% of GDP", Some("percent"), None),
            ("annual %", Some("percent"), None),
            ("current US$", Some("USD"), Some("nominal")),
            ("constant 2010 US$", Some("USD"), Some("real 2010")),
            ("PPP, current international $", None, Some("PPP")),
            ("years", Some("year"), None),
            ("Office of Numbers", None, None),
        ] {
            assert_eq!(unit_of(inner, &rules).as_deref(), unit, "{inner}");
            assert_eq!(basis(inner).as_deref(), basis_is, "{inner}");
        }
    }
}
