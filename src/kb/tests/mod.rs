//! The base read from texts: first what is right, then every kind of error as an editor sees it.

mod broken;
mod index;
mod large;
mod lint;

use std::path::{Path, PathBuf};

use super::*;
use crate::error::Error;
use crate::rules::Rules;
use crate::value::{Decimal, Interval};

fn read(text: &str) -> (Base, Vec<Error>) {
    load_text(Path::new("claims/x.toml"), text, &Rules::default())
}

fn good(text: &str) -> Base {
    let (base, errors) = read(text);
    assert!(errors.is_empty(), "{}", errors[0]);
    base
}

fn errors(text: &str) -> Vec<String> {
    read(text).1.iter().map(ToString::to_string).collect()
}

/// The one error of a text, as printed.
fn error(text: &str) -> String {
    let all = errors(text);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.into_iter().next().unwrap()
}

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("factlint-kb-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    fn load(&self) -> (Base, Vec<Error>) {
        load(std::slice::from_ref(&self.0), &Rules::default())
    }

    /// Errors as printed, the folder's path taken out.
    fn errors(&self) -> Vec<String> {
        let own = format!("{}/", self.0.display());
        self.load().1.iter().map(|e| e.to_string().replace(&own, "")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const KOREA: &str = r#"
schema = 1
[source.mou]
title = "Arrivals"
published = 2024-01-18
[entity.south-korea]
name = "South Korea"
aliases = ["=ROK", "the South"]
[property.total]
name = "North Koreans who have reached the South"
kind = "stock"
unit = "person"
tolerance = "1%"
"#;

fn korea(more: &str) -> String {
    format!("{KOREA}{more}")
}

#[test]
fn a_fact_has_all_that_its_table_says() {
    let base = good(&korea(
        r#"
[[fact]]
id = "t-2023"
about = "south-korea"
property = "total"
value = 34_078
date = 2023-12-31
status = "provisional"
stale-after = "P1Y"
source = "mou"
confirmed = [{ by = "desk", on = 2024-01-19, how = "phone" }]
corrections = [{ on = 2024-01-20, was = 34_000, why = "rounded" }]
matches = ["Some 34,000 North Koreans have reached the South."]
"#,
    ));
    let fact = base.fact(base.fact_id("t-2023").unwrap());
    assert_eq!(fact.interval(), Some(Interval::point(Decimal::from(34_078))));
    assert_eq!(fact.unit().unwrap().name(), "person");
    assert_eq!(fact.when_written().as_deref(), Some("2023-12-31"));
    assert_eq!(fact.status(), Status::Provisional);
    assert_eq!(fact.tolerance(), Some(Tolerance::Relative(Decimal::new(1, 2))));
    assert_eq!(fact.published().unwrap().to_string(), "2024-01-18");
    assert_eq!(fact.stale_on().unwrap().to_string(), "2024-12-31");
    assert_eq!(fact.confirmed()[0].by, "desk");
    assert_eq!(fact.corrections()[0].was, "34_000");
    assert_eq!(&*fact.matches()[0].text, "Some 34,000 North Koreans have reached the South.");
    let at = base.locate(fact.place());
    assert_eq!(
        (at.path.as_str(), at.line, at.column, at.excerpt.as_str()),
        ("claims/x.toml", 19, 9, "value = 34_078")
    );
}

#[test]
fn facts_are_found_by_subject_and_property_in_the_order_of_time() {
    let base = good(&korea(
        r#"
[property.yearly]
name = "Arrivals"
[[series]]
about = "south-korea"
property = "yearly"
period = "P1Y"
[series.values]
2023 = 196
2021 = 63
2022 = 67
[[fact]]
about = "south-korea"
property = "total"
low = 87
high = 98.5
valid-from = 2022-01-01
valid-through = 2023-07-18
[[fact]]
statement = "Some 33,981 North Koreans had defected to the South by June 2023."
value = 33_981
unit = "North Korean"
date = "2023-06"
"#,
    ));
    let about = base.entity_id("south-korea").unwrap();
    let yearly = base.property_id("yearly").unwrap();
    let when = |f: &FactId| base.fact(*f).when_written().unwrap().into_owned();
    assert_eq!(base.facts_of(about, yearly).iter().map(when).collect::<Vec<_>>(), ["2021", "2022", "2023"]);
    assert_eq!(base.properties_of(about).count(), 2);
    let total = base.facts_of(about, base.property_id("total").unwrap());
    let total = base.fact(total[0]);
    assert_eq!(total.interval().unwrap().to_string(), "[87, 98.5]");
    assert_eq!(total.when().unwrap().to_string(), "[2022-01-01T00:00:00, 2023-07-19T00:00:00)");
    assert_eq!(total.name(), "x#1");
    assert_eq!(base.statement_facts().len(), 1);
    assert_eq!(base.facts_about(about).len(), 4);
    assert!(base.fact_id("south-korea.yearly.2022").is_some());
}

#[test]
fn lives_events_and_boxes_are_facts() {
    let base = good(
        r#"
[entity.warmbier]
name = "Otto Warmbier"
type = "Person"
born = 1994-12-12
died = "2017-06"
[[event]]
id = "arrest"
about = "warmbier"
aliases = ["{arrest|detention} of Warmbier"]
cues = ["arrested"]
date = 2016-01-02
[entity.fargo]
name = "Fargo"
[entity.fargo.box]
Founded = 1871
Year = "1996"
"Site" = ["8 March (United States)", "North Dakota"]
"#,
    );
    let warmbier = base.entity_id("warmbier").unwrap();
    let born = base.fact(base.facts_of(warmbier, PropertyId::BORN)[0]);
    assert_eq!((born.name().as_ref(), born.grade()), ("warmbier.born", Grade::Life));
    let FactValue::Time(t) = born.value().into_owned() else { panic!() };
    assert_eq!(t.value, "1994-12-12");
    let event = base.event(base.events_of(warmbier)[0]);
    let date = base.fact(event.fact.unwrap());
    assert_eq!((date.about(), date.property()), (Some(event.entity), Some(PropertyId::HAPPENED)));
    assert_eq!(&*base.entity(event.entity).name, "arrest of Warmbier");
    let fargo = base.entity_id("fargo").unwrap();
    assert_eq!(base.facts_of(fargo, PropertyId::FOUNDED).len(), 1, "a key that names a built-in date");
    let site = base.facts_of(fargo, base.property_id("Site").unwrap());
    assert_eq!(base.fact(*site.last().unwrap()).value().as_ref(), &FactValue::Text("North Dakota".into()));
    assert_eq!(base.fact(site[0]).label(), Some("United States"));
}

#[test]
fn revisions_know_each_other() {
    let base = good(&korea(
        "[[fact]]\nid='a'\nabout='south-korea'\nproperty='total'\nvalue=1\n[[fact]]\nid='b'\nabout='south-korea'\nproperty='total'\nvalue=2\nrevises='a'\n",
    ));
    let (a, b) = (base.fact_id("a").unwrap(), base.fact_id("b").unwrap());
    assert_eq!((base.fact(a).revised_by(), base.fact(b).revises()), (Some(b), Some(a)));
}

#[test]
fn decimals_are_exact() {
    let base = good(&korea(
        "[[fact]]\nid='a'\nabout='south-korea'\nproperty='total'\nvalue=0.1\n[[fact]]\nid='b'\nabout='south-korea'\nproperty='total'\nvalue={ value = 1234567890123456789.25, unit = 'km' }\n",
    ));
    let value = |id| base.fact(base.fact_id(id).unwrap()).interval().unwrap().to_string();
    assert_eq!((value("a").as_str(), value("b").as_str()), ("0.1", "1234567890123456789.25"));
    assert_eq!(base.fact(base.fact_id("b").unwrap()).unit().unwrap().name(), "km");
}

#[test]
fn a_length_of_time_is_one_however_it_is_written() {
    let text = "[entity.x]\nname='X'\n[property.p]\nname='P'\nunit='month'\n[[fact]]\nid='a'\nabout='x'\nproperty='p'\nvalue=17\n[[fact]]\nid='b'\nabout='x'\nproperty='p'\nvalue='17 months'\n";
    let (base, errors) = load_text(Path::new("x.toml"), text, &Rules::english().unwrap());
    assert!(errors.is_empty(), "{}", errors[0]);
    let length = |id| base.fact(base.fact_id(id).unwrap()).length().unwrap();
    assert_eq!(length("a"), length("b"));
    assert_eq!(length("a").months, Decimal::from(17));
}

#[test]
fn an_unknown_key_names_the_nearest_and_the_rest_is_there() {
    let text =
        korea("[[fact]]\nvaleu = 1\n[[fact]]\nid='b'\nabout='south-korea'\nproperty='total'\nvalue=2\n");
    assert_eq!(
        error(&text),
        "unknown key `valeu`\n  --> claims/x.toml:15:1\n   |\n15 | valeu = 1\n   | ^^^^^\n   = help: did you mean `value`?"
    );
    assert!(read(&text).0.fact_id("b").is_some());
    assert_eq!(
        error("facts = 1\n"),
        "unknown key `facts`\n --> claims/x.toml:1:1\n  |\n1 | facts = 1\n  | ^^^^^\n  = help: did you mean `fact`?"
    );
}

#[test]
fn a_broken_file_is_reported_and_its_names_are_used() {
    let folder = Folder::new("broken");
    folder.write(
        "a.toml",
        "[entity.x]\nname = \"X\"\n[source.s]\npublished = 2022-01\n[[fact]]\nvalue = = 1\n",
    );
    folder.write(
        "b.toml",
        "[property.p]\nname = \"P\"\n[[fact]]\nid = \"f\"\nabout = \"x\"\nproperty = \"p\"\nvalue = 1\n",
    );
    let (base, _) = folder.load();
    assert!(base.fact_id("f").is_some());
    assert_eq!(
        folder.errors(),
        [
            "invalid date, expected `-` (MM-DD)\n --> a.toml:4:13\n  |\n4 | published = 2022-01\n  |             ^^^^^^^\n  = help: TOML dates are whole days; put others in quotes: \"2022-01\"",
            "extra `=`, expected nothing\n --> a.toml:6:9\n  |\n6 | value = = 1\n  |         ^",
        ]
    );
}

#[test]
fn duplicates_name_both_places() {
    let fact = "[[fact]]\nid='a'\nabout='south-korea'\nproperty='total'\nvalue=1\n";
    assert_eq!(
        error(&korea(&fact.repeat(2))),
        "duplicate fact `a`\n  --> claims/x.toml:20:4\n   |\n20 | id='a'\n   |    ^^^\n   = help: first defined at claims/x.toml:15:5"
    );
    let folder = Folder::new("twice");
    folder.write("a.toml", "[entity.x]\nname = 'X'\n").write("sub/b.toml", "[entity.x]\nname = 'Y'\n");
    assert_eq!(
        folder.errors(),
        [
            "duplicate entity `x`\n --> sub/b.toml:1:9\n  |\n1 | [entity.x]\n  |         ^\n  = help: first defined at a.toml:1:9"
        ]
    );
}

#[test]
fn references_name_the_nearest() {
    assert_eq!(
        errors(&korea(
            "[[fact]]\nabout='south-corea'\nproperty='totals'\nvalue=1\nsource='mo'\nrevises='zz'\n"
        )),
        [
            "unknown entity `south-corea`\n  --> claims/x.toml:15:7\n   |\n15 | about='south-corea'\n   |       ^^^^^^^^^^^^^\n   = help: did you mean `south-korea`?",
            "unknown property `totals`\n  --> claims/x.toml:16:10\n   |\n16 | property='totals'\n   |          ^^^^^^^^\n   = help: did you mean `total`?",
            "unknown source `mo`\n  --> claims/x.toml:18:8\n   |\n18 | source='mo'\n   |        ^^^^\n   = help: did you mean `mou`?",
        ]
    );
    assert!(
        error(&korea("[[fact]]\nabout='South Korea'\nproperty='total'\nvalue=1\n"))
            .ends_with("did you mean `south-korea`?")
    );
}

#[test]
fn dates_and_values_that_cannot_be() {
    let fact =
        |line: &str| error(&korea(&format!("[[fact]]\nabout='south-korea'\nproperty='total'\n{line}\n")));
    assert_eq!(
        fact("value = 1\ndate = \"2016-02-30\""),
        "`2016-02-30` is no date: February 2016 has 29 days\n  --> claims/x.toml:18:8\n   |\n18 | date = \"2016-02-30\"\n   |        ^^^^^^^^^^^^"
    );
    assert_eq!(
        fact("low = 5\nhigh = 3"),
        "`high` is 3, below `low`, 5\n  --> claims/x.toml:18:8\n   |\n18 | high = 3\n   |        ^"
    );
    for (line, message) in [
        ("value = 'A12-C7'", "`A12-C7` is neither a number nor a date"),
        ("value = true", "`true` and `false` are no values of a fact"),
        ("value = [1, 2]", "a fact has one value; write one [[fact]] for each, or `low` and `high`"),
        ("value = inf", "`inf` is no number"),
        ("value = 1\nlow = 2", "`value` stands beside `low` or `high`; keep one of them"),
        ("date = 2020", "missing key `value`"),
        ("value = { valu = 1 }", "unknown key `valu`"),
        (
            "value = 1\ndate = 2020\nvalid-from = 2019",
            "`date` stands beside `valid-from` or `valid-through`; keep one of them",
        ),
        ("value = 1\nvalid-from = 2020\nvalid-through = 2019", "`valid-through` lies before `valid-from`"),
        (
            "value = 1\ntolerance = 'much'",
            "a tolerance is a share (\"1%\"), a number in the fact's unit, or a length of time (\"P1D\")",
        ),
        ("value = 1\nstale-after = '1 year'", "`1 year` is no length of time: write P1Y, P6M, P2W or P10D"),
        (
            "value = 1\nstatus = 'sure'",
            "unknown variant `sure`, expected one of `draft`, `provisional`, `estimate`, `final`, `disputed`, `withdrawn`",
        ),
        ("value = 1\nrevises = 'zz'", "unknown fact `zz`"),
    ] {
        let shown = fact(line);
        assert!(shown.starts_with(message), "{shown}");
    }
    assert!(error("[entity.x]\nname='X'\naliases=['a {b']\n").starts_with("`a {b`: `}` is missing"));
    assert!(error("[[fact]]\nvalue = 1\n").starts_with("a fact has a `property` or a `statement`"));
    assert!(error("schema = 7\n").starts_with("this schema is not known"));
    assert!(error("[fact]\nvalue = 1\n").contains("write [[fact]], with two brackets"));
}

const TABLE: &str = r#"
[property.population]
name = "Population"
[property.growth]
name = "Growth"
[entity.uk]
name = "United Kingdom"
aliases = ["Britain"]
[[table]]
path = "t.csv"
about = { column = "Country", aliases = { column = "Other", split = "|" } }
property = { column = "Indicator" }
date = { column = "Year" }
value = { column = "Value" }
"#;

#[test]
fn a_table_is_a_fact_a_row() {
    let folder = Folder::new("table");
    let csv = "\u{feff}Country,Other,Indicator,Year,Value\nBritain,,Population,2014,64510376\nFrance,\"Gaul|La \"\"République\"\"\",growth,2014-12-31, 0.5 \n\nfrance,,growth,2015,..\nFrance,,growth,2016,\"1,000.25\"\n";
    folder.write("a.toml", TABLE).write("t.csv", csv);
    let (base, errors) = folder.load();
    assert!(errors.is_empty(), "{}", errors[0]);
    assert_eq!(base.len(), 3);
    let uk = base.entity_id("uk").unwrap();
    let population = base.fact(base.facts_about(uk)[0]);
    assert_eq!(population.interval().unwrap().to_string(), "64510376");
    assert_eq!(population.when_written().as_deref(), Some("2014"));
    assert_eq!(population.name(), "t.csv#1");
    let france = base.entity_id("France").unwrap();
    assert_eq!(base.index().lookup("Gaul's"), [What::Entity(france)]);
    let growth = base.facts_of(france, base.property_id("growth").unwrap());
    let last = base.fact(growth[1]);
    assert_eq!(last.interval().unwrap().to_string(), "1000.25");
    let at = base.locate(last.place());
    assert_eq!((at.line, at.column), (6, 22), "{at:?}");
    assert_eq!(at.excerpt, "France,,growth,2016,\"1,000.25\"");
}

#[test]
fn tables_that_are_wrong() {
    let folder = Folder::new("bad-table");
    folder.write("a.toml", TABLE);
    assert_eq!(
        folder.errors(),
        [
            "cannot read t.csv: no such file or folder\n  --> a.toml:10:8\n   |\n10 | path = \"t.csv\"\n   |        ^^^^^^^\n   = help: a table's path is relative to this file"
        ]
    );
    folder.write("t.csv", "country,Other,Indicator,Year\nX,,growth,2014\n");
    assert_eq!(
        folder.errors(),
        [
            "t.csv has no column `Country`\n  --> a.toml:11:20\n   |\n11 | about = { column = \"Country\", aliases = { column = \"Other\", split = \"|\" } }\n   |                    ^^^^^^^^^\n   = help: did you mean `country`?",
            "t.csv has no column `Value`\n  --> a.toml:14:20\n   |\n14 | value = { column = \"Value\" }\n   |                    ^^^^^^^\n   = help: its columns: country, Other, Indicator, Year",
        ]
    );
    folder.write("t.csv", "Country,Other,Indicator,Year,Value\nX,,grwth,2014,1\nX,,growth,2014,1.2.3\nX,,growth,2014-13,1\nX,,growth\n,,growth,2014,1\n");
    assert_eq!(
        folder.errors(),
        [
            "unknown property `grwth` (row 1)\n --> t.csv:2:4\n  |\n2 | X,,grwth,2014,1\n  |    ^^^^^\n  = help: did you mean `growth`? all its rows are left out",
            "`1.2.3` is neither a number nor a date (row 2)\n --> t.csv:3:16\n  |\n3 | X,,growth,2014,1.2.3\n  |                ^^^^^",
            "`2014-13` is no date: there is no month 13 (row 3)\n --> t.csv:4:11\n  |\n4 | X,,growth,2014-13,1\n  |           ^^^^^^^",
            "row 4 has 3 columns, the head has 5\n --> t.csv:5:1\n  |\n5 | X,,growth\n  | ^",
            "the name in row 5 is empty\n --> t.csv:6:1\n  |\n6 | ,,growth,2014,1\n  | ^",
        ]
    );
    folder.write("t.csv", b"Country,Other,Indicator,Year,Value\nX\xff,,growth,2014,1\n");
    assert_eq!(
        folder.errors(),
        [
            "t.csv is not UTF-8\n --> t.csv:2:2\n  |\n2 | X\u{fffd},,growth,2014,1\n  |  ^\n  = help: it looks like Latin-1 or Windows-1252: save it as UTF-8"
        ]
    );
    let bad = "X,,growth,2014,?\n".repeat(1000);
    folder.write("t.csv", format!("Country,Other,Indicator,Year,Value\n{bad}"));
    let errors = folder.errors();
    assert_eq!(errors.len(), 21);
    assert_eq!(errors[20], "980 more rows of t.csv are wrong");
}

#[test]
fn folders_that_are_wrong() {
    let (_, errors) = load(&["no/such/claims".into()], &Rules::default());
    assert_eq!(errors[0].to_string(), "cannot read no/such/claims: no such file or folder");
    let folder = Folder::new("folders");
    folder
        .write("a.toml", "[entity.x]\nname = 'X'\n")
        .write("notes.md", "no TOML = = at all")
        .write("bin.toml", b"\xff\xfe");
    #[cfg(unix)]
    {
        folder.write("sub/b.toml", "[entity.y]\nname = 'Y'\n");
        std::os::unix::fs::symlink(&folder.0, folder.0.join("sub/loop")).unwrap();
        std::os::unix::fs::symlink(folder.0.join("gone"), folder.0.join("dangling.toml")).unwrap();
        std::os::unix::fs::symlink("self", folder.0.join("self")).unwrap();
        let (base, errors) = folder.load();
        assert!(base.entity_id("x").is_some() && base.entity_id("y").is_some());
        let own = format!("{}/", folder.0.display());
        let errors: Vec<String> = errors.iter().map(|e| e.to_string().replace(&own, "")).collect();
        assert_eq!(
            errors,
            [
                "dangling.toml is a link to gone, which is not there\n  = help: remove the link, or mend it",
                "self leads back into itself\n  = help: remove the symbolic link; the rest of the folder was read",
                "sub/loop leads back into itself\n  = help: remove the symbolic link; the rest of the folder was read",
                "bin.toml is not UTF-8\n  = help: it looks like UTF-16: save it as UTF-8",
            ]
        );
    }
}

#[test]
fn ten_megabytes_in_a_field_do_no_harm() {
    let big = "x".repeat(10 << 20);
    let all = errors(&format!(
        "[entity.a]\nname='A'\naliases=['{big}']\nborn='{big}'\n[[fact]]\nabout='{big}'\nproperty='p'\nvalue='{big}9'\n"
    ));
    assert!(all.iter().all(|e| e.len() < 1000) && all.len() >= 4, "{}", all.len());
}

#[test]
fn what_the_editors_read_me_shows_is_read() {
    let text = include_str!("../../../claims/README.md");
    let blocks: Vec<&str> = text.split("```toml\n").skip(1).filter_map(|b| b.split("```").next()).collect();
    assert_eq!(blocks.len(), 3);
    let (base, errors) = read(&blocks.concat());
    assert!(base.fact_id("nk-arrivals-2023").is_some() && base.fact_id("jsa-crossing-2023").is_some());
    // It names a property, a source and a file that it does not show.
    for e in errors {
        assert_eq!(e.kind(), crate::error::ErrorKind::Reference, "{e}");
    }
}
