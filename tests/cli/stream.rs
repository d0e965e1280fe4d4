//! The streaming doorway.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::sandbox::{Sandbox, factlint};

#[test]
fn a_line_in_is_a_line_out_in_order() {
    let s = Sandbox::new("stream-order");
    let lines: String =
        (0..500).map(|i| format!("{{\"id\": {i}, \"text\": \"In 2017, {i} ships came.\"}}\n")).collect();
    let one = s.feed("extract --jsonl - -j 1", &lines);
    let many = s.feed("extract --jsonl - -j 4", &lines);
    one.exits(0);
    assert_eq!(one.out, many.out);
    assert_eq!(one.out.lines().count(), 500);
    for (i, line) in one.out.lines().enumerate() {
        assert!(line.starts_with(&format!("{{\"id\":{i},\"mentions\":[")), "{line}");
    }
}

#[test]
fn a_bad_line_costs_itself_only() {
    let s = Sandbox::new("stream-bad");
    let lines = "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\"}\nnonsense\n\n{\"id\":\"c\",\"text\":\"x\",\"date\":\"2023-06-31\"}\n\
                 {\"id\":\"d\",\"text\":\"x\",\"locale\":\"en-XYZ\"}\n{\"id\":\"e\",\"text\":\"x\",\"prefer\":\"never\"}\n\
                 {\"id\":\"f\",\"text\":\"x\",\"title\":\"other keys pass\"}";
    for jobs in ["1", "3"] {
        let ran = s.feed(&format!("check --jsonl - -j {jobs}"), lines);
        ran.exits(2).complains("5 of 7 lines");
        let out: Vec<&str> = ran.out.lines().collect();
        assert_eq!(out.len(), 7, "{ran:#?}");
        assert_eq!(out[0], "{\"id\":\"a\",\"findings\":[]}");
        assert!(out[1].starts_with("{\"id\":\"b\",\"error\":\"line 2: "), "{}", out[1]);
        assert!(out[1].contains("missing field `text`"));
        assert!(out[2].starts_with("{\"id\":null,\"error\":\"line 3: "));
        assert!(out[3].starts_with("{\"id\":\"c\",\"error\":\"line 5: `date`"));
        assert!(out[4].starts_with("{\"id\":\"d\",\"error\":\"line 6: `locale`"));
        assert!(out[5].starts_with("{\"id\":\"e\",\"error\":\"line 7: `prefer`"));
        assert_eq!(out[6], "{\"id\":\"f\",\"findings\":[]}");
    }
}

#[test]
fn a_line_over_the_limit_is_skipped_and_the_next_one_read() {
    let s = Sandbox::new("stream-long");
    let long = format!("{{\"id\":1,\"text\":\"{}\"}}\n{{\"id\":2,\"text\":\"x\"}}\n", "word ".repeat(1000));
    let ran = s.feed("extract --jsonl - --max-file-size 1K", long);
    ran.exits(2);
    let out: Vec<&str> = ran.out.lines().collect();
    assert!(out[0].contains("the line is longer than 1024 bytes"), "{}", out[0]);
    assert_eq!(out[1], "{\"id\":2,\"mentions\":[]}");
}

#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    for jobs in ["1", "2"] {
        let mut child = factlint()
            .args(["extract", "--jsonl", "-", "-j", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        for id in 1..4 {
            writeln!(stdin, "{{\"id\":{id},\"text\":\"x\"}}").unwrap();
            let mut line = String::new();
            out.read_line(&mut line).unwrap();
            assert_eq!(line, format!("{{\"id\":{id},\"mentions\":[]}}\n"));
        }
        drop(stdin);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn records_come_from_files_too() {
    let s = Sandbox::new("stream-files");
    s.write("a.jsonl", "{\"id\":1,\"text\":\"x\"}\n").write("b.jsonl", "{\"id\":2,\"text\":\"x\"}");
    let ran = s.run("extract --jsonl a.jsonl missing.jsonl b.jsonl");
    ran.exits(2).complains("cannot read missing.jsonl: no such file or folder");
    assert_eq!(ran.out, "{\"id\":1,\"mentions\":[]}\n{\"id\":2,\"mentions\":[]}\n");
}

#[test]
fn a_mention_has_the_fields_of_its_kind() {
    let s = Sandbox::new("stream-fields");
    let ran = s.feed("extract --jsonl", "{\"id\":1,\"text\":\"é\\nOver 33,000 people left in 2017.\"}");
    let json: serde_json::Value = serde_json::from_str(ran.exits(0).out.trim()).unwrap();
    let mentions = json["mentions"].as_array().unwrap();
    assert_eq!(mentions.len(), 2, "{json}");
    let (number, date) = (&mentions[0], &mentions[1]);
    assert_eq!((&number["start"], &number["line"], &number["column"]), (&8.into(), &2.into(), &6.into()));
    assert_eq!((&number["low"], &number["low_open"]), (&33_000.into(), &true.into()));
    assert_eq!((&number["high"], &number["high_open"]), (&serde_json::Value::Null, &false.into()));
    assert_eq!((&number["point"], &number["mod"]), (&33_000.into(), &"MORE_THAN".into()));
    assert_eq!((&date["timex_type"], &date["value"]), (&"DATE".into(), &"2017".into()));
    assert_eq!((&date["begin"], &date["end_at"]), (&"2017-01-01".into(), &"2018-01-01".into()));
}

#[test]
fn a_period_of_the_past_is_told_by_its_two_dates() {
    let s = Sandbox::new("stream-ends");
    let told = |text: &str| -> Vec<(String, String)> {
        let ran = s.feed(
            "extract --jsonl",
            format!("{{\"id\":1,\"date\":\"2023-07-18\",\"text\":\"{text}\"}}").as_str(),
        );
        let json: serde_json::Value = serde_json::from_str(ran.exits(0).out.trim()).unwrap();
        let field = |m: &serde_json::Value, f: &str| m[f].as_str().unwrap_or_default().to_owned();
        json["mentions"].as_array().unwrap().iter().map(|m| (field(m, "text"), field(m, "value"))).collect()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(told("She ran the inn from 1961 to 1974."), [pair("1961", "1961"), pair("1974", "1974")]);
    assert_eq!(
        told("It rained from 4 to 9 May 2021."),
        [pair("4", "2021-05-04"), pair("9 May 2021", "2021-05-09")]
    );
    assert_eq!(
        told("The inn will be shut from 4 to 9 May 2024."),
        [pair("from 4 to 9 May 2024", "2024-05-04/2024-05-09")]
    );
    assert_eq!(
        told("The yard was shut for a month from Oct. 3."),
        [pair("a month", "P1M"), pair("Oct. 3", "2022-10-03")]
    );
}
