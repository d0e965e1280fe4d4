//! `gitlab`: a Code Quality report, for merge requests.
//!
//! Source: GitLab documentation, "Code Quality", section "Code Quality report format".

use std::io::{self, Write};

use rustc_hash::FxHashSet;
use serde_json::{Value, json};

use super::host::{message, write};
use super::{Format, Options, Run};
use crate::span::Cursor;
use crate::verdict::Severity;

/// The format `gitlab`.
pub(super) struct GitLab;

impl Format for GitLab {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn about(&self) -> &'static str {
        "a Code Quality report, for merge requests"
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut seen = FxHashSet::default();
        let mut issues = Vec::new();
        for file in &run.files {
            let mut cursor = Cursor::new(&file.source);
            for f in options.shown(self, file) {
                let (line, _) = cursor.seek(f.reading.extent.span.start as usize);
                // The host drops what has a fingerprint twice.
                let mut fingerprint = f.fingerprint.clone();
                for n in 2.. {
                    if seen.insert(fingerprint.clone()) {
                        break;
                    }
                    fingerprint = format!("{}-{n}", f.fingerprint);
                }
                issues.push(json!({
                    "description": message(f),
                    "check_name": f.code,
                    "fingerprint": fingerprint,
                    "severity": match f.severity {
                        Severity::Error => "major",
                        Severity::Warn => "minor",
                        Severity::Note => "info",
                    },
                    "location": {
                        "path": file.path.strip_prefix("./").unwrap_or(&file.path),
                        "lines": {"begin": line},
                    },
                }));
            }
        }
        write(&Value::Array(issues), out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Show, sample};
    use super::*;

    #[test]
    fn fingerprints_are_unique_and_paths_are_those_of_the_project() {
        let mut run = sample::run();
        run.files[0].path = "./drafts/korea.md".into();
        let options = Options { show: Some(Show::All), ..Options::default() };
        let shown: Value = serde_json::from_str(&sample::render(&GitLab, &run, &options)).unwrap();
        let issues = shown.as_array().unwrap();
        let fingerprints: Vec<_> = issues.iter().map(|i| i["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(fingerprints, ["f00d", "f00d-2", "f00d-3"]);
        assert_eq!(issues[0]["location"], json!({"path": "drafts/korea.md", "lines": {"begin": 3}}));
        assert_eq!(issues[0]["severity"], "major");
        assert_eq!(issues[2]["severity"], "info");
    }

    #[test]
    fn a_clean_run_is_an_empty_list() {
        assert_eq!(sample::render(&GitLab, &Run::default(), &Options::default()), "[]\n");
    }
}
