//! How often each code was found, with which verdict: what `check --statistics` shows in place of the findings.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::encode::{string, whole};
use super::{Format, Options, Run, Show, json, summary};
use crate::verdict::Verdict;

/// The findings of one code and verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    code: &'static str,
    /// `ignored` for what is passed over.
    verdict: &'static str,
    count: summary::Count,
}

/// The statistics, in the manner of a format.
struct Statistics {
    name: &'static str,
    write: fn(&[Row], &Run, &Options, &mut dyn Write) -> io::Result<()>,
}

/// The formats that have statistics: their names are those of the formats.
const ALL: &[Statistics] = &[
    Statistics { name: "full", write: text },
    Statistics { name: "concise", write: text },
    Statistics { name: "table", write: text },
    Statistics { name: "csv", write: csv },
    Statistics { name: "markdown", write: markdown },
    Statistics { name: "json", write: document },
    Statistics { name: "jsonl", write: lines },
];

/// The statistics as the format of this name writes them.
///
/// # Errors
///
/// Names the formats that have them.
pub fn statistics(name: &str) -> Result<&'static dyn Format, String> {
    match ALL.iter().find(|s| s.name == name) {
        Some(s) => Ok(s),
        None => Err(ALL.iter().map(|s| s.name).collect::<Vec<_>>().join(", ")),
    }
}

impl Format for Statistics {
    fn name(&self) -> &'static str {
        self.name
    }

    fn about(&self) -> &'static str {
        "how often each code was found"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn shows_ignored(&self) -> bool {
        true
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        (self.write)(&rows(self, run, options), run, options, out)
    }
}

/// The most frequent first.
fn rows(format: &dyn Format, run: &Run, options: &Options) -> Vec<Row> {
    let mut counts = BTreeMap::<(&str, &str), (summary::Count, usize)>::new();
    for (number, file) in run.files.iter().enumerate() {
        for f in options.shown(format, file) {
            let verdict = match f.verdict {
                _ if f.ignored.is_some() => "ignored",
                Verdict::Conflicting => "conflicting",
                Verdict::Consistent => "consistent",
                Verdict::Unknown(_) => "unknown",
            };
            let (count, last) =
                counts.entry((f.code, verdict)).or_insert((summary::Count::default(), usize::MAX));
            count.claims += 1;
            count.files += usize::from(*last != number);
            count.failing += usize::from(f.fails(options.fail_on));
            *last = number;
        }
    }
    let mut rows: Vec<Row> =
        counts.into_iter().map(|((code, verdict), (count, _))| Row { code, verdict, count }).collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.count.claims));
    rows
}

const COLUMNS: [&str; 5] = ["Code", "Verdict", "Claims", "Files", "Fails"];

impl Row {
    fn cells(&self) -> [String; 5] {
        let Self { code, verdict, count } = self;
        let numbers = [count.claims, count.files, count.failing].map(|n| n.to_string());
        let [claims, files, failing] = numbers;
        [(*code).to_owned(), (*verdict).to_owned(), claims, files, failing]
    }

    /// `{"code":"number-conflict","verdict":"conflicting","claims":3,"files":2,"failing":3}`
    fn record(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"code\":");
        string(out, self.code);
        out.extend_from_slice(b",\"verdict\":");
        string(out, self.verdict);
        for (name, n) in
            [("claims", self.count.claims), ("files", self.count.files), ("failing", self.count.failing)]
        {
            out.push(b',');
            string(out, name);
            out.push(b':');
            whole(out, n as u64);
        }
        out.push(b'}');
    }
}

fn text(rows: &[Row], run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if !rows.is_empty() {
        for line in summary::columns(COLUMNS, rows.iter().map(Row::cells), 2..COLUMNS.len()) {
            writeln!(out, "{line}")?;
        }
    }
    summary::last_line(run, options, out)
}

fn csv(rows: &[Row], _: &Run, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(COLUMNS)?;
    rows.iter().try_for_each(|r| csv.write_record(r.cells()))?;
    csv.flush()
}

fn markdown(rows: &[Row], _: &Run, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |\n| --- | --- | ---: | ---: | ---: |", COLUMNS.join(" | "))?;
    rows.iter().try_for_each(|r| writeln!(out, "| {} |", r.cells().join(" | ")))
}

fn document(rows: &[Row], run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut buffer = Vec::new();
    json::head(run, options, &mut buffer);
    buffer.extend_from_slice(b",\n\"statistics\":[");
    for (i, row) in rows.iter().enumerate() {
        buffer.extend_from_slice(if i > 0 { b",\n" } else { b"\n" });
        row.record(&mut buffer);
    }
    buffer.push(b']');
    json::tail(run, &mut buffer);
    out.write_all(&buffer)
}

fn lines(rows: &[Row], _: &Run, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut buffer = Vec::new();
    for row in rows {
        row.record(&mut buffer);
        buffer.push(b'\n');
    }
    out.write_all(&buffer)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn render(name: &str, options: &Options) -> String {
        sample::render(statistics(name).unwrap(), &sample::run(), options)
    }

    #[test]
    fn a_row_a_code_and_verdict() {
        insta::assert_snapshot!(render("full", &Options::default()), @r#"
         Code             Verdict      Claims  Files  Fails
         consistent       consistent        1      1      0
         no-fact          unknown           1      1      0
         number-conflict  conflicting       1      1      1
        Checked 3 claims (66 % judged) in 2 files against 412 facts in 0.04 s
        "#);
        let conflicts = Options { show: Some(Show::Conflicting), ..Options::default() };
        insta::assert_snapshot!(render("markdown", &conflicts), @r#"
        | Code | Verdict | Claims | Files | Fails |
        | --- | --- | ---: | ---: | ---: |
        | number-conflict | conflicting | 1 | 1 | 1 |
        "#);
        assert_eq!(
            render("jsonl", &conflicts),
            "{\"code\":\"number-conflict\",\"verdict\":\"conflicting\",\"claims\":1,\"files\":1,\"failing\":1}\n"
        );
        assert_eq!(render("csv", &Options::default()).lines().count(), 4);
    }

    #[test]
    fn the_most_frequent_stand_first_and_a_file_counts_once() {
        let mut run = sample::run();
        let mut more = run.files[0].clone();
        let unknown = more.findings.pop().unwrap();
        more.findings = vec![unknown.clone(), unknown];
        run.files.push(more);
        let rows = rows(&ALL[0], &run, &Options::default());
        assert_eq!((rows[0].verdict, rows[0].count.claims, rows[0].count.files), ("unknown", 3, 2));
    }

    #[test]
    fn what_has_none_says_which_do() {
        assert!(statistics("sarif").err().unwrap().contains("json"));
    }
}
