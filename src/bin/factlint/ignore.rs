//! `factlint check --add-ignore=REASON`: a comment beside each finding of today.

use factlint::Error;
use factlint::report::remark::{self, Remarked};
use factlint::report::{Checked, FailOn, Run, clean, summary};

use crate::check::{self, Placed};
use crate::input::Draft;
use crate::{args, complain, fix};

/// Writes comments with `reason` for all findings of `run` that fail from `fail_on` on.
pub(crate) fn add(
    run: &Run,
    placed: &Placed,
    reason: &str,
    fail_on: FailOn,
    all: &args::Args,
) -> Result<u8, Error> {
    // A bad reason is told before anything is written.
    remark::comment(&["number-conflict"], reason)?;
    let (mut covered, mut files, mut left, mut errors) = (0, 0, 0, run.errors.len());
    let mut rest = run.files.iter().peekable();
    for (draft, _) in placed {
        let Some(file) = rest.next_if(|f| f.path == draft.shown) else { continue };
        let numbers: Vec<usize> =
            (0..file.findings.len()).filter(|&n| file.findings[n].fails(fail_on)).collect();
        if numbers.is_empty() {
            continue;
        }
        match one(draft, file, &numbers, reason) {
            Ok(remarked) => {
                covered += remarked.covered;
                files += usize::from(remarked.covered > 0);
                left += remarked.left.len();
                for f in remarked.left.iter().map(|&n| &file.findings[n]) {
                    let at = file.lines.line_column(&file.source, f.reading.extent.span.start as usize);
                    let place = format!("{}:{}:{}", clean::path(&file.path), at.0, at.1);
                    anstream::eprintln!("{place}: no place for a comment: {}", clean::short(&f.message, 300));
                }
            }
            Err(e) => {
                complain(&[e]);
                errors += 1;
            }
        }
    }
    if all.quiet == 0 {
        let what = summary::counted(covered, "finding");
        anstream::eprintln!("{what} ignored in {}", summary::counted(files, "file"));
    }
    Ok(check::code(errors, left, false))
}

/// Writes comments for the findings of one draft with these numbers.
pub(crate) fn one(draft: &Draft, file: &Checked, numbers: &[usize], reason: &str) -> Result<Remarked, Error> {
    fix::changeable(draft)?;
    let remarked = remark::add(file, draft.format, numbers, reason)?;
    if remarked.covered > 0 {
        fix::write(draft, &file.source, &remarked.text)?;
    }
    Ok(remarked)
}
