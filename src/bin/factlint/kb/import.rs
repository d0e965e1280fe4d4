//! `factlint kb import`: a claims file made of what others publish.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use factlint::atomic::Change;
use factlint::kb::edit::{Literal, slug};
use factlint::kb::import::{self, Options, Report};
use factlint::kb::{self, Base};
use factlint::report::clean;
use factlint::report::summary::counted;
use factlint::rules::Rules;
use factlint::{Error, ErrorKind};

use super::args::{Import, Shape};
use crate::complain;
use crate::output::Output;

/// Exit code 2 when something in the file is wrong; the rest is imported.
pub(super) fn run(
    args: &Import,
    claims: &[PathBuf],
    rules: &Rules,
    output: &Output,
    quiet: bool,
) -> Result<u8, Error> {
    let to = target(args, claims)?;
    let csv = to.with_extension("csv");
    for path in [&to, &csv] {
        let writes = *path == to || args.shape == Shape::Csv;
        if writes && path.exists() && !args.replace {
            let e = Error::new(ErrorKind::Usage, format!("{} is there already", path.display()));
            return Err(e.hint("name another file with --to, or write over it with --replace"));
        }
    }
    // What is to be replaced must not be taken for known.
    let others: Vec<PathBuf> = if args.replace {
        let (files, errors) = kb::files(claims);
        complain(&errors);
        files.into_iter().filter(|f| !same_file(f, &to)).collect()
    } else {
        claims.to_vec()
    };
    let (base, errors) = kb::load(&others, rules);
    complain(&errors);
    let options = options(args, &to, &csv, rules, &base)?;
    let mut input = open(&args.file)?;
    let some = |report: Report| match report.facts {
        0 => {
            complain(&report.errors);
            let what = format!("nothing in {} is what was asked for", args.file.display());
            let why = report.passed.iter().max_by_key(|(why, n)| (**n, **why));
            let e = Error::new(ErrorKind::Value, what).in_file(&args.file);
            Err(match why {
                Some((why, n)) => e.hint(format!("passed over {why}: {n}")),
                None => e.hint("choose with --property and --entity, by the names that the file uses"),
            })
        }
        _ => Ok(report),
    };
    let report = match args.shape {
        Shape::Csv => {
            let mut toml = String::new();
            let report = write(&csv, |out| {
                let (text, report) = import::csv(&mut *input, &args.file, &options, out)?;
                toml = text;
                some(report)
            })?;
            write(&to, |out| out.write_all(toml.as_bytes()).map_err(|e| Error::io(&to, &e)))?;
            report
        }
        Shape::Wikidata => {
            write(&to, |out| import::wikidata(&mut *input, &args.file, &options, out).and_then(some))?
        }
        Shape::Datacommons => {
            write(&to, |out| import::data_commons(&mut *input, &args.file, &options, out).and_then(some))?
        }
        Shape::Json => write(&to, |out| import::json(&mut *input, &args.file, &options, out).and_then(some))?,
    };
    tell(&report, &to, output, quiet)
}

/// The file to write: as named, else after the one that is read.
fn target(args: &Import, claims: &[PathBuf]) -> Result<PathBuf, Error> {
    if let Some(to) = &args.to {
        return Ok(to.clone());
    }
    let name = args.file.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let stem = slug(name.split('.').next().unwrap_or_default());
    let Some(folder) = claims.first().filter(|c| c.is_dir() && args.file.as_os_str() != "-") else {
        let e = Error::new(ErrorKind::Usage, "the file to write has no name");
        return Err(e.hint("name it with --to claims/NAME.toml"));
    };
    Ok(folder.join(format!("{}.toml", if stem.is_empty() { "import" } else { &stem })))
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The stream that is read, unpacked where it is packed.
fn open(path: &Path) -> Result<Box<dyn BufRead>, Error> {
    let plain: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(path).map_err(|e| Error::io(path, &e))?;
        if file.metadata().is_ok_and(|m| m.is_dir()) {
            let what = format!("cannot read {}: it is a folder, not a file", path.display());
            return Err(Error::new(ErrorKind::Io, what).in_file(path));
        }
        Box::new(file)
    };
    let mut plain = BufReader::with_capacity(1 << 16, plain);
    let packed = plain.fill_buf().map_err(|e| Error::io(path, &e))?.starts_with(&[0x1f, 0x8b]);
    Ok(if packed {
        // A dump may be packed in pieces, one behind the other.
        Box::new(BufReader::with_capacity(1 << 16, flate2::bufread::MultiGzDecoder::new(plain)))
    } else {
        Box::new(plain)
    })
}

fn options<'o>(
    args: &Import,
    to: &Path,
    csv: &Path,
    rules: &'o Rules,
    base: &'o Base,
) -> Result<Options<'o>, Error> {
    let stem = to.file_stem().and_then(|s| s.to_str()).unwrap_or("import");
    let usual = match args.shape {
        Shape::Wikidata => ("Wikidata", Some("https://www.wikidata.org"), Some("CC0-1.0")),
        Shape::Datacommons => ("Data Commons", Some("https://datacommons.org"), None),
        Shape::Csv | Shape::Json => {
            (args.file.file_name().and_then(|n| n.to_str()).unwrap_or(stem), None, None)
        }
    };
    let text = |s: &str| Literal::Text(s.to_owned());
    let all = [
        ("title", Some(text(args.title.as_deref().unwrap_or(usual.0)))),
        ("publisher", args.publisher.as_deref().map(text)),
        ("url", args.url.as_deref().or(usual.1).map(text)),
        ("published", args.published.as_deref().map(Literal::typed)),
        ("license", args.license.as_deref().or(usual.2).map(text)),
    ];
    let pairs = |all: &[String]| -> Vec<(String, Option<String>)> {
        let pair = |p: &String| match p.split_once('=') {
            Some((a, b)) => (a.trim().to_owned(), Some(b.trim().to_owned())),
            None => (p.clone(), None),
        };
        all.iter().map(pair).collect()
    };
    let mut source = slug(stem);
    if source.is_empty() || base.source_id(&source).is_some() {
        source = format!("{source}-import");
    }
    let mut times = Vec::new();
    for (property, number) in pairs(&args.times) {
        let number = number.and_then(|n| n.replace(['_', ','], "").parse().ok());
        let e = || Error::new(ErrorKind::Usage, format!("--times: no number for `{property}`"));
        times.push((property.clone(), number.ok_or_else(|| e().hint("write it as \"GDP=1000\""))?));
    }
    Ok(Options {
        rules,
        base,
        source,
        about_source: all.into_iter().filter_map(|(k, v)| Some((k, v?))).collect(),
        csv: csv.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned(),
        properties: pairs(&args.property),
        entities: pairs(&args.entity),
        units: pairs(&args.unit).into_iter().filter_map(|(p, u)| Some((p, u?))).collect(),
        columns: (args.about.clone(), args.date.clone(), args.value.clone()),
        times,
        lang: args.lang.clone(),
    })
}

/// Has `import` write a file, whole or not at all.
fn write<T>(path: &Path, import: impl FnOnce(&mut dyn Write) -> Result<T, Error>) -> Result<T, Error> {
    let failed = |e: io::Error| {
        Error::new(ErrorKind::Io, format!("cannot write {}: {e}", path.display())).in_file(path)
    };
    let mut result = None;
    let change = Change::begin(path).map_err(failed)?;
    let committed = change.commit(|out| {
        let done = import(out);
        let fine = done.is_ok();
        result = Some(done);
        if fine { Ok(()) } else { Err(io::Error::other("it could not be imported")) }
    });
    match (result, committed) {
        (Some(Err(e)), _) => Err(e),
        (_, Err(e)) => Err(failed(e)),
        (Some(Ok(t)), Ok(())) => Ok(t),
        (None, Ok(())) => Err(failed(io::Error::other("nothing was written"))),
    }
}

fn tell(report: &Report, to: &Path, output: &Output, quiet: bool) -> Result<u8, Error> {
    complain(&report.errors);
    if report.wrong > report.errors.len() {
        let more = report.wrong - report.errors.len();
        complain(&[Error::new(ErrorKind::Value, format!("{more} more were wrong and left out"))]);
    }
    output.write(|out| {
        if quiet {
            return Ok(());
        }
        let mut passed: Vec<_> = report.passed.iter().collect();
        passed.sort();
        for (why, n) in passed {
            writeln!(out, "passed over {why}: {n}")?;
        }
        let bare: Vec<&str> =
            report.properties.iter().filter(|(_, unit)| !unit).map(|(id, _)| id.as_str()).collect();
        if !bare.is_empty() {
            writeln!(out, "without a unit (name it with --unit): {}", clean::short(&bare.join(", "), 300))?;
        }
        writeln!(
            out,
            "{} of {}, {} written to {}",
            counted(report.facts, "fact"),
            if report.entities == 1 {
                "1 entity".to_owned()
            } else {
                format!("{} entities", report.entities)
            },
            if report.properties.len() == 1 {
                "1 property".to_owned()
            } else {
                format!("{} properties", report.properties.len())
            },
            clean::inline(&to.display().to_string())
        )
    })?;
    Ok(if report.wrong > 0 { 2 } else { 0 })
}
