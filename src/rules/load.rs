//! Reading rule files: the embedded ones and a user's own, layered.

use std::path::{Path, PathBuf};

use super::schema::{RuleFile, Source};
use crate::data;
use crate::error::{Error, ErrorKind};

/// The shipped rule files, in the order in which they are layered.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("rules/compare.toml", include_str!("../../rules/compare.toml")),
    ("rules/en/sentences.toml", include_str!("../../rules/en/sentences.toml")),
    ("rules/en/words.toml", include_str!("../../rules/en/words.toml")),
    ("rules/en/numbers.toml", include_str!("../../rules/en/numbers.toml")),
    ("rules/en/units-data.toml", include_str!("../../rules/en/units-data.toml")),
    ("rules/en/units-electric.toml", include_str!("../../rules/en/units-electric.toml")),
    ("rules/en/units-energy.toml", include_str!("../../rules/en/units-energy.toml")),
    ("rules/en/units-length.toml", include_str!("../../rules/en/units-length.toml")),
    ("rules/en/units-mass.toml", include_str!("../../rules/en/units-mass.toml")),
    ("rules/en/units-time.toml", include_str!("../../rules/en/units-time.toml")),
    ("rules/en/units-volume.toml", include_str!("../../rules/en/units-volume.toml")),
    ("rules/en/currencies.toml", include_str!("../../rules/en/currencies.toml")),
    ("rules/en/currencies-other.toml", include_str!("../../rules/en/currencies-other.toml")),
    ("rules/en/currencies-shared.toml", include_str!("../../rules/en/currencies-shared.toml")),
    ("rules/en/spoken.toml", include_str!("../../rules/en/spoken.toml")),
    ("rules/en/hedges.toml", include_str!("../../rules/en/hedges.toml")),
    ("rules/en/time-calendar.toml", include_str!("../../rules/en/time-calendar.toml")),
    ("rules/en/time-eras.toml", include_str!("../../rules/en/time-eras.toml")),
    ("rules/en/time-units.toml", include_str!("../../rules/en/time-units.toml")),
    ("rules/en/time-units-other.toml", include_str!("../../rules/en/time-units-other.toml")),
    ("rules/en/time-relative.toml", include_str!("../../rules/en/time-relative.toml")),
    ("rules/en/time-bounds.toml", include_str!("../../rules/en/time-bounds.toml")),
    ("rules/en/time-little.toml", include_str!("../../rules/en/time-little.toml")),
    ("rules/en/time-clock.toml", include_str!("../../rules/en/time-clock.toml")),
    ("rules/en/time-before-words.toml", include_str!("../../rules/en/time-before-words.toml")),
    ("rules/en/time-narrative.toml", include_str!("../../rules/en/time-narrative.toml")),
    ("rules/en/time-tense.toml", include_str!("../../rules/en/time-tense.toml")),
    ("rules/en/time-words.toml", include_str!("../../rules/en/time-words.toml")),
    ("rules/en/holidays.toml", include_str!("../../rules/en/holidays.toml")),
    ("rules/en/holidays-us.toml", include_str!("../../rules/en/holidays-us.toml")),
    ("rules/en/holidays-commonwealth.toml", include_str!("../../rules/en/holidays-commonwealth.toml")),
    ("rules/en/holidays-world.toml", include_str!("../../rules/en/holidays-world.toml")),
    ("rules/en/holidays-observances.toml", include_str!("../../rules/en/holidays-observances.toml")),
    ("rules/en/holidays-christian.toml", include_str!("../../rules/en/holidays-christian.toml")),
    ("rules/en/holidays-islamic.toml", include_str!("../../rules/en/holidays-islamic.toml")),
    ("rules/en/holidays-jewish.toml", include_str!("../../rules/en/holidays-jewish.toml")),
    ("rules/en/holidays-lunar.toml", include_str!("../../rules/en/holidays-lunar.toml")),
    ("rules/en/holidays-hindu.toml", include_str!("../../rules/en/holidays-hindu.toml")),
    ("rules/en/holidays-india.toml", include_str!("../../rules/en/holidays-india.toml")),
    ("rules/en/frame.toml", include_str!("../../rules/en/frame.toml")),
    ("rules/en/frame-parts.toml", include_str!("../../rules/en/frame-parts.toml")),
    ("rules/en/audit.toml", include_str!("../../rules/en/audit.toml")),
    ("rules/en/audit-change.toml", include_str!("../../rules/en/audit-change.toml")),
    ("rules/en/audit-length-words.toml", include_str!("../../rules/en/audit-length-words.toml")),
    ("rules/en/audit-sums.toml", include_str!("../../rules/en/audit-sums.toml")),
    ("rules/en/audit-time-words.toml", include_str!("../../rules/en/audit-time-words.toml")),
    ("rules/en/audit-change-words.toml", include_str!("../../rules/en/audit-change-words.toml")),
    ("rules/en/audit-count-words.toml", include_str!("../../rules/en/audit-count-words.toml")),
    ("rules/en/audit-sum-words.toml", include_str!("../../rules/en/audit-sum-words.toml")),
    ("rules/en/audit-again-words.toml", include_str!("../../rules/en/audit-again-words.toml")),
    ("rules/en/audit-reason-words.toml", include_str!("../../rules/en/audit-reason-words.toml")),
    ("rules/en/audit-same-words.toml", include_str!("../../rules/en/audit-same-words.toml")),
    ("rules/en/audit-date-words.toml", include_str!("../../rules/en/audit-date-words.toml")),
    ("rules/en/audit-sole-words.toml", include_str!("../../rules/en/audit-sole-words.toml")),
    ("rules/en/audit-filling-words.toml", include_str!("../../rules/en/audit-filling-words.toml")),
    ("rules/en/audit-stretch-words.toml", include_str!("../../rules/en/audit-stretch-words.toml")),
    ("rules/en/audit-words.toml", include_str!("../../rules/en/audit-words.toml")),
    ("rules/en/ages.toml", include_str!("../../rules/en/ages.toml")),
    ("rules/en/aspects.toml", include_str!("../../rules/en/aspects.toml")),
    ("rules/en/aspects-lists.toml", include_str!("../../rules/en/aspects-lists.toml")),
    ("rules/en/aspects-numbers.toml", include_str!("../../rules/en/aspects-numbers.toml")),
    ("rules/en/change.toml", include_str!("../../rules/en/change.toml")),
    ("rules/en/language.toml", include_str!("../../rules/en/language.toml")),
    ("rules/en/prefixes.toml", include_str!("../../rules/en/prefixes.toml")),
    ("rules/en/link-words.toml", include_str!("../../rules/en/link-words.toml")),
    ("rules/en/quantity-words.toml", include_str!("../../rules/en/quantity-words.toml")),
    ("rules/en/tens.toml", include_str!("../../rules/en/tens.toml")),
];

/// Reads the shipped rules. They are checked by a test, so this fails only in a broken build.
///
/// # Errors
///
/// As [`parse`].
pub fn embedded() -> Result<Vec<RuleFile>, Error> {
    EMBEDDED.iter().map(|(path, text)| parse(Path::new(path), text)).collect()
}

/// Reads one rule file.
///
/// # Errors
///
/// Syntax and schema errors with file, line, column and the nearest known key.
pub fn parse(path: &Path, text: &str) -> Result<RuleFile, Error> {
    let mut file: RuleFile = data::parse(path, text)?;
    file.source = Some(Source { path: path.to_owned(), text: text.to_owned() });
    Ok(file)
}

/// The rule files of a user's folder in the order of their names: every `*.toml` but `*.corpus.toml`.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = std::fs::read_dir(folder).map_err(|e| Error::io(folder, &e))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.retain(|file| {
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        name.ends_with(".toml") && !name.ends_with(".corpus.toml")
    });
    files.sort();
    Ok(files)
}

/// Reads the [`files`] of a user's folder.
///
/// # Errors
///
/// I/O errors by name; else as [`parse`].
pub fn folder(path: &Path) -> Result<Vec<RuleFile>, Error> {
    let mut out = Vec::new();
    for file in files(path)? {
        let bytes = std::fs::read(&file).map_err(|e| Error::io(&file, &e))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Error::new(ErrorKind::Encoding, format!("{} is not UTF-8", file.display())).in_file(&file)
        })?;
        out.push(parse(&file, &text)?);
    }
    Ok(out)
}
