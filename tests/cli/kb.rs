//! The knowledge base changed by machine: facts added, files imported and laid out, dumps that are read again.

use crate::sandbox::{Ran, Sandbox};

/// Comments, odd spaces and all: what stands here stays.
const PORT: &str = "# The port's books.\nschema = 1\n\n[source.report]   # printed\ntitle = 'Annual report'\npublished = 2025-02-20\n\n\
    [entity.saltmarsh]\nname = 'Port of Saltmarsh'\naliases = ['Saltmarsh']\n\n\
    [property.ships]\nname   =   'Ships that called'\nunit = 'ship'\nkind = 'flow'\ncues = ['called', 'docked']\n\
    # the end";

fn port(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write("claims/port.toml", PORT).write("draft.md", "In 2024 some 31,000 ships called at Saltmarsh.\n");
    s
}

/// Runs with arguments that have spaces in them: parted by `|`.
fn run(s: &Sandbox, arguments: &str) -> Ran {
    s.run_all(&arguments.split('|').map(str::trim).collect::<Vec<_>>())
}

#[test]
fn a_fact_is_added_behind_what_is_there() {
    let s = port("kb-add");
    let ran = run(
        &s,
        "kb|add|--about|Saltmarsh|--property|ships that called|--value|27,945|--date|2024|--to|claims/port.toml",
    );
    ran.exits(0).says("written to claims/port.toml:19").says("it judges nothing until");
    let text = s.read("claims/port.toml");
    assert_eq!(
        text.strip_prefix(PORT).unwrap(),
        "\n\n[[fact]]\nid       = \"saltmarsh-ships-2024\"\nabout    = \"saltmarsh\"\nproperty = \"ships\"\nvalue    = 27_945\ndate     = 2024\nstatus   = \"draft\"\n"
    );
    s.run("kb lint")
        .exits(0)
        .says("note[draft]: `saltmarsh-ships-2024` is a draft and judges nothing; it has no source");
    s.run("kb show saltmarsh-ships-2024").exits(0).says("status     draft");
    // A draft judges nothing; with a source it does.
    s.run("check draft.md").exits(0);
    s.write("claims/port.toml", text.replace("status   = \"draft\"", "source   = \"report\""));
    s.run("check draft.md").exits(1).says("31,000 conflicts with 27,945");
}

#[test]
fn a_fact_with_a_source_may_be_final_at_once() {
    let s = port("kb-add-final");
    run(&s, "kb|add|--about|saltmarsh|--property|ships|--value|1|--status|final")
        .exits(2)
        .complains("needs a --source");
    run(&s, "kb|add|--about|saltmarsh|--property|ships|--value|27945|--date|2024|--status|final|--source|report|-q")
        .exits(0)
        .says("source   = \"report\"");
    assert!(s.read("claims/drafts.toml").starts_with("schema = 1\n\n[[fact]]\n"));
    s.run("check draft.md").exits(1).says("31,000 conflicts with 27,945");
}

#[test]
fn nothing_is_written_that_the_base_could_not_be_read_with() {
    let s = port("kb-add-wrong");
    for (arguments, complaint) in [
        ("--about|saltmarsh|--property|shps|--value|1", "did you mean `ships`?"),
        ("--about|nowhere|--property|ships|--value|1", "unknown entity `nowhere`"),
        ("--about|saltmarsh|--property|ships|--value|1|--date|2024-02-31", "`2024-02-31` is no date"),
        ("--about|saltmarsh|--property|ships|--value|7 of 9 in 3", "a fact has one"),
        ("--about|saltmarsh|--property|ships|--value|1|--source|gone", "unknown source `gone`"),
        ("--about|saltmarsh|--property|ships", "a fact has a --value"),
        ("--about|saltmarsh|--value|1", "a --property or a --statement"),
        ("--property|ships|--value|1", "missing key `about`"),
        ("--from|draft.md:9:1", "no claim was read at draft.md:9:1"),
        ("--from|draft.md", "is no place"),
        ("--from|gone.md:1:1", "gone.md"),
    ] {
        run(&s, &format!("kb|add|{arguments}")).exits(2).complains(complaint);
    }
    assert!(!s.path().join("claims/drafts.toml").exists());
    assert_eq!(s.read("claims/port.toml"), PORT);
    // What was wrong before does not stand in the way.
    s.write("claims/broken.toml", "[fact\n");
    run(&s, "kb|add|--statement|It rained on 3 days.|--value|3|--unit|day")
        .exits(0)
        .complains("claims/broken.toml:1");
    run(&s, "kb|add|--id|it-rained-on-3-days|--statement|Again.|--value|3")
        .exits(2)
        .complains("duplicate fact `it-rained-on-3-days`");
    run(&s, "kb|add|--statement|It rained on 3 days.|--value|3|--dry-run")
        .exits(0)
        .says("it-rained-on-3-days-2");
}

#[test]
fn a_claim_of_a_draft_becomes_a_draft_of_a_fact() {
    let s = port("kb-add-from");
    // A base without a fact links nothing.
    let fact = "[[fact]]\nid = 'ships-2023'\nabout = 'saltmarsh'\nproperty = 'ships'\nvalue = 26_000\ndate = 2023\nsource = 'report'\n";
    s.write("claims/2023.toml", fact);
    s.write(
        "draft.md",
        "In 2024 some 31,000 ships called at Saltmarsh. Its north pier was built in May 1931.\n",
    );
    s.run("kb add --from draft.md:1:14")
        .exits(0)
        .says("about    = \"saltmarsh\"")
        .says("property = \"ships\"")
        .says("low      = 30_000\nhigh     = 32_000")
        .says("date     = 2024")
        .says("status   = \"draft\"")
        .says("note     = \"taken from draft.md:1:14\"");
    s.run("kb add --from draft.md:1:76")
        .exits(0)
        .says("statement = \"Its north pier was built in May 1931.\"")
        .says("value     = \"1931-05\"");
    s.run("kb add --from draft.md:1:1").exits(2).complains("on that line: draft.md:1:4");
    s.run("kb list draft").exits(0);
    // Its own number does not confirm it.
    let ran = s.run("check --show all --format concise draft.md");
    ran.exits(0);
    assert!(!ran.out.contains("consistent]"), "{ran:#?}");
}

#[cfg(unix)]
#[test]
fn two_that_add_at_once_lose_nothing() {
    let s = port("kb-add-both");
    std::thread::scope(|scope| {
        for n in 0..6 {
            let s = &s;
            scope.spawn(move || {
                run(
                    s,
                    &format!("kb|add|--statement|Line {n} carried {n}00 people.|--value|{n}00|--id|line-{n}"),
                )
                .exits(0);
            });
        }
    });
    let ran = s.run("kb list --format csv");
    assert_eq!((0..6).filter(|n| ran.out.contains(&format!("line-{n},"))).count(), 6, "{ran:#?}");
    ran.exits(0);
}

#[test]
fn our_world_in_data_is_imported() {
    let s = Sandbox::new("kb-owid");
    s.write("claims/a.toml", "schema = 1\n").write(
        "tides.csv",
        "Entity,Code,Year,Ships (office (2015)),\"Tonnage (% of all)\"\nSaltmarsh,SM,2012,1.5,40\nSaltmarsh,SM,2013,,41.5\n\"Port, New\",,2012,2.5,oops\nSaltmarsh,SM,2012-13-01,3,\n",
    );
    let ran = run(
        &s,
        "kb|import|csv|tides.csv|--title|Tides|--publisher|The Office|--published|2016|--times|Ships (office (2015))=1000|--unit|Ships (office (2015))=ship",
    );
    ran.exits(2)
        .complains("tides.csv:4: `oops` is no number")
        .complains("tides.csv:5: `2012-13-01` is no date")
        .says("passed over empty cells: 2")
        .says("4 facts of 2 entities, 2 properties written to claims/tides.toml");
    s.run("kb lint").exits(0).says("4 facts: 0 errors, 0 warnings");
    s.run("kb list Saltmarsh 2012").exits(0).says("1,500 ").says("40 %");
    s.run("kb show tides.csv#3").exits(0).says("at         claims/tides.csv:4:").says("41.5 %");
    let text = s.read("claims/tides.toml");
    assert!(text.contains("[property.ships]") && text.contains("unit       = \"percent\""), "{text}");
    s.run("kb import csv tides.csv").exits(2).complains("claims/tides.toml is there already");
    run(&s, "kb|import|csv|tides.csv|--replace|--entity|Saltmarsh|--property|Tonnage (% of all)=load")
        .says("2 facts of 1 entity");
    assert!(s.read("claims/tides.toml").contains("[property.load]"));
}

#[test]
fn world_bank_tables_are_imported() {
    let s = Sandbox::new("kb-wb");
    let wide = "\u{feff}\"Data Source\",\"Development Indicators\",\n\n\"Last Updated Date\",\"2016-10-14\",\n\n\
        \"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2012\",\"2013\",\"2014\",\n\
        \"Brinland\",\"BRI\",\"GDP (current US$)\",\"NY.GDP\",\"1000.5\",\"\",\"1100\",\n\
        \"Brinland\",\"BRI\",\"Population, total\",\"SP.POP\",\"12\",\"13\",\"14\",\n";
    s.write("claims/a.toml", "schema = 1\n").write("wide.csv", wide);
    s.run("kb import csv wide.csv --property NY.GDP=gdp").exits(0).says("2 facts of 1 entity, 1 property");
    s.run("kb list gdp").exits(0).says("1,100 USD").says("2014");
    let bank = "Country Name,Country Code,Series Name,Series Code,2012 [YR2012],2013 [YR2013]\nBrinland,BRI,\"Population, total\",SP.POP,12,..\n,,,,,\nData from database: Indicators\nLast Updated: 10/14/2016\n";
    s.write("bank.csv", bank);
    s.run("kb import csv bank.csv --unit SP.POP=person").exits(0).says("1 fact of 1 entity");
    s.run("kb list population").exits(0).says("12 ");
    s.write("long.csv", "place;year;amount\nBrinland;2012;7\n");
    s.run("kb import csv long.csv --about place --date year --value amount")
        .exits(0)
        .says("1 fact of 1 entity");
    s.write("odd.csv", "a,b\n1,2\n").write("empty.csv", "").write("wide16.csv", b"\xff\xfeC\0");
    s.run("kb import csv odd.csv")
        .exits(2)
        .complains("no head of a known shape")
        .complains("its first line: a, b");
    s.run("kb import csv empty.csv").exits(2).complains("empty.csv is empty");
    s.run("kb import csv wide16.csv").exits(2).complains("UTF-16");
    s.run("kb import csv gone.csv").exits(2).complains("cannot read gone.csv");
    s.run("kb lint").exits(0);
}

/// An item as the dump has it, in little.
fn wikidata() -> String {
    let time =
        |t: &str, p: u8| format!("{{\"type\":\"time\",\"value\":{{\"time\":\"{t}\",\"precision\":{p}}}}}");
    let amount = |a: &str, unit: &str| {
        format!("{{\"type\":\"quantity\",\"value\":{{\"amount\":\"{a}\",\"unit\":\"{unit}\"}}}}")
    };
    let statement = |value: &str, rank: &str, more: &str| {
        format!("{{\"rank\":\"{rank}\",\"mainsnak\":{{\"snaktype\":\"value\",\"datavalue\":{value}}}{more}}}")
    };
    let at = |t: &str| format!(",\"qualifiers\":{{\"P585\":[{{\"datavalue\":{}}}]}}", time(t, 11));
    let cited = ",\"references\":[{\"hash\":\"abcdef0123456789\",\"snaks\":{\"P854\":[{\"datavalue\":{\"value\":\"https://example.org/count\"}}]}}]";
    let part = ",\"qualifiers\":{\"P518\":[{}]}";
    let claims = format!(
        "\"P1082\":[{},{},{},{}],\"P2046\":[{},{}],\"P571\":[{}],\"P31\":[{}]",
        statement(&amount("+12000", "1"), "normal", &at("+2011-12-31T00:00:00Z")),
        statement(&amount("+12500", "1"), "preferred", &(at("+2021-12-31T00:00:00Z") + cited)),
        statement(&amount("+99", "1"), "deprecated", ""),
        statement(&amount("+7", "1"), "normal", part),
        statement(&amount("+31.58", "http://www.wikidata.org/entity/Q712226"), "normal", ""),
        statement(&amount("+3", "http://www.wikidata.org/entity/Q999999999"), "normal", ""),
        statement(&time("+1214-00-00T00:00:00Z", 9), "normal", ""),
        statement("{\"type\":\"wikibase-entityid\",\"value\":{\"id\":\"Q515\"}}", "normal", ""),
    );
    format!(
        "[\n{{\"type\":\"item\",\"id\":\"Q1\",\"labels\":[],\"claims\":[]}},\nnot JSON,\n\
         {{\"type\":\"item\",\"id\":\"Q77\",\"labels\":{{\"en\":{{\"value\":\"Saltmarsh\"}}}},\"aliases\":{{\"en\":[{{\"value\":\"The Marsh [town]\"}},{{\"value\":\"SLT\"}}]}},\"claims\":{{{claims}}}}}\n]\n"
    )
}

#[test]
fn wikidata_is_imported() {
    let s = Sandbox::new("kb-wikidata");
    s.write("claims/a.toml", "schema = 1\n").write("dump.json", wikidata());
    let ran = s.run("kb import wikidata dump.json --to claims/wd.toml");
    ran.exits(2)
        .complains("dump.json:3:2: no JSON")
        .says("passed over statements that a qualifier makes something else: 1")
        .says("passed over values in units without a name (name them with --unit): 1")
        .says("5 facts of 1 entity, 2 properties written to claims/wd.toml");
    s.run("kb lint").exits(0).says("5 facts: 0 errors, 0 warnings");
    s.run("kb show Q77").exits(0).says("same as    wikidata:Q77").says("aliases    =SLT");
    s.run("kb show Q77-population-2")
        .exits(0)
        .says("12,500")
        .says("2021-12-31")
        .says("rank       preferred")
        .says("https://example.org/count");
    s.run("kb show Q77-area-1").exits(0).says("31.58 square kilometres");
    s.run("kb show Q77-founded-1").exits(0).says("1214");
    s.write(
        "a.md",
        "---\ndate: 2022-05-01\n---\nSaltmarsh has a population of 13,500. It was founded in 1250.\n",
    );
    s.run("check a.md").exits(1).says("13,500 conflicts with 12,500").says("1250 conflicts with 1214");
    // Packed, chosen, and about an entity that the base has already.
    let mut packed = Vec::new();
    let mut gzip = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, wikidata().as_bytes()).unwrap();
    gzip.finish().unwrap();
    s.write("dump.json.gz", packed)
        .write("claims/wd.toml", "[entity.town]\nname = 'Saltmarsh'\nsame-as = 'wikidata:Q77'\n");
    let ran = s.run(
        "kb import wikidata dump.json.gz --entity Q77 --property P1082=head-count --unit Q999999999=league",
    );
    ran.exits(2).says("3 facts of 1 entity, 1 property written to claims/dump.toml");
    assert!(s.read("claims/dump.toml").contains("about    = \"town\"\nproperty = \"head-count\""));
    s.run("kb lint").exits(0);
    s.run("kb import wikidata dump.json --to x.toml --property P9999")
        .exits(2)
        .complains("nothing in dump.json");
    assert!(!s.path().join("x.toml").exists());
}

#[test]
fn data_commons_is_imported() {
    let s = Sandbox::new("kb-datacommons");
    let series = |values: &str| {
        format!(
            "{{\"orderedFacets\":[{{\"facetId\":\"7\",\"observations\":[{values}]}},{{\"facetId\":\"8\",\"observations\":[{{\"date\":\"2020\",\"value\":9}}]}}]}}"
        )
    };
    s.write("claims/a.toml", "schema = 1\n[entity.brinland]\nname = 'Brinland'\nsame-as = 'dcid:country/BRI'\n").write(
        "answer.json",
        format!(
            "{{\"byVariable\":{{\"Count_Person\":{{\"byEntity\":{{\"country/BRI\":{},\"geoId/06\":{},\"geoId/07\":{{}}}}}}}},\"facets\":{{\"7\":{{\"importName\":\"Census\",\"provenanceUrl\":\"https://example.org\"}}}}}}",
            series("{\"date\":\"2021\",\"value\":1250},{\"date\":\"2020\",\"value\":1200.5},{\"date\":\"soon\",\"value\":1}"),
            series("{\"date\":\"2020-04\",\"value\":77}")
        ),
    );
    let ran = run(
        &s,
        "kb|import|datacommons|answer.json|--property|Count_Person=population|--unit|population=person|--entity|country/BRI|--entity|geoId/06=West Shore",
    );
    ran.exits(2)
        .complains("`soon` is no date")
        .says("3 facts of 2 entities, 1 property written to claims/answer.toml");
    s.run("kb lint").exits(0).says("3 facts: 0 errors, 0 warnings");
    s.run("kb list Brinland").exits(0).says("1,250").says("answer-7");
    s.run("kb show answer-7").exits(0).says("https://example.org");
    s.run("kb list West").exits(0).says("77 ").says("2020-04");
    s.write("other.json", "{}").write("none.json", "{");
    s.run("kb import datacommons other.json").exits(2).complains("no `byVariable`");
    s.run("kb import datacommons none.json").exits(2).complains("is no JSON");
}

#[test]
fn a_dump_is_read_again() {
    let s = port("kb-dump");
    s.write(
        "claims/facts.toml",
        "[[fact]]\nid = 'a'\nabout = 'saltmarsh'\nproperty = 'ships'\nlow = 0.1\nhigh = 12_345_678_901.5\ndate = 2024-03-01\nsource = 'report'\nrank = 'preferred'\ncounter = \"the \\\"Port\\\"\"\n\
         [[fact]]\nid = 'b'\nstatement = 'It opened on 3 May 1931.'\nvalue = 1931-05-03\n",
    );
    s.write("dump.json", s.run("kb list --format json").out);
    s.run("kb import json dump.json --to other/x.toml").exits(2).complains("cannot write other/x.toml");
    for format in ["json", "jsonl"] {
        let dump = s.run(&format!("kb list --format {format}"));
        dump.exits(0);
        s.write("dump.json", &dump.out);
        s.write("other/port.toml", PORT);
        s.run("kb import json dump.json --claims other --to other/x.toml --replace").exits(0).says("2 facts");
        let again = s.run(&format!("kb list --format {format} --claims other"));
        let plain = |out: &str| {
            out.replace("claims/facts.toml", "")
                .replace("other/x.toml", "")
                .replace(",\"source\":[\"x\"]", "")
        };
        assert_eq!(plain(&again.out), plain(&dump.out));
        s.run("kb lint --claims other").exits(0);
    }
    let csv = s.run("kb list --format csv");
    csv.exits(0).says("id,about,name,").says("a,saltmarsh,Port of Saltmarsh,ships,,,0.1,12345678901.5,ship,2024-03-01,,preferred,\"the \"\"Port\"\"\"");
    s.write("bad.json", "[{\"id\": \"c\", \"valeu\": 1}, {\"id\": \"d\"}, {\"id\": \"e\", \"statement\": \"One.\", \"value\": 0.10}]");
    let ran = s.run("kb import json bad.json");
    ran.exits(2)
        .complains("bad.json:fact 1: unknown key `valeu`, did you mean `value`?")
        .complains("bad.json:fact 2: a fact has a `property` or a `statement`")
        .says("1 fact of");
    assert!(s.read("claims/bad.toml").contains("value     = 0.10\n"));
    s.write("cut.json", "[{\"id\": \"f\", \"statement\": \"x\", \"value\": 1},");
    s.run("kb import json cut.json").exits(2).complains("cut.json:1:");
    assert!(!s.path().join("claims/cut.toml").exists(), "whole or not at all");
}

#[test]
fn files_are_laid_out() {
    let s = port("kb-fmt");
    s.run("kb fmt --check").exits(1).says("would lay out claims/port.toml");
    assert_eq!(s.read("claims/port.toml"), PORT);
    s.run("kb fmt").exits(0).says("laid out claims/port.toml");
    let text = s.read("claims/port.toml");
    assert!(
        text.contains("name = 'Ships that called'\nunit = 'ship'") && text.ends_with("# the end\n"),
        "{text}"
    );
    s.run("kb fmt --check").exits(0).says("1 file, 1 as they should be");
    s.write("claims/bad.toml", "[fact\n");
    s.run("kb fmt").exits(2).complains("claims/bad.toml:1");
    assert_eq!(s.read("claims/bad.toml"), "[fact\n");
}

#[test]
fn the_schema_is_json() {
    let s = Sandbox::new("kb-schema");
    let ran = s.run("kb schema");
    ran.exits(0);
    let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(schema["$defs"]["fact"]["properties"]["status"]["enum"][0], "draft");
}

#[test]
fn what_is_not_in_force_judges_nothing() {
    let s = Sandbox::new("kb-draft");
    let base = |more: &str| {
        format!(
            "[source.s]\npublished = 2020-01-01\n[entity.x]\nname = 'Brinland'\n[property.p]\nname = 'Population'\nunit = 'person'\n\
             [[fact]]\nid = 'a'\nabout = 'x'\nproperty = 'p'\nvalue = 5_100\ndate = 2019\nsource = 's'\n{more}\
             [[series]]\nid = 'b'\nabout = 'x'\nproperty = 'p'\nsource = 's'\n{more}[series.values]\n2018 = 5_000\n\
             [[event]]\nid = 'c'\nname = 'Opening of the Brin Bridge'\nabout = 'x'\ncues = ['Brin Bridge', 'opened']\ndate = 1931-05-03\nsource = 's'\n{more}\
             [[table]]\npath = 't.csv'\nabout = 'x'\nproperty = 'p'\ndate = {{ column = 'Year' }}\nvalue = {{ column = 'Value' }}\nsource = 's'\n{more}"
        )
    };
    s.write("claims/t.csv", "Year,Value\n2017,4900\n");
    s.write(
        "a.md",
        "---\ndate: 2021-01-01\n---\nIn 2019 the population of Brinland was 7,777. In 2018 the population of Brinland was 7,777. \
         In 2017 the population of Brinland was 7,777. Brinland's new Brin Bridge was opened in May 1931.\n",
    );
    s.write("claims/a.toml", base(""));
    let ran = s.run("check --format concise a.md");
    ran.exits(1);
    for conflict in ["5,100", "5,000", "4,900"] {
        ran.says(&format!("conflicts with {conflict}"));
    }
    s.run("check --format concise --show all a.md").says("agrees with 1931-05-03");
    for more in ["status = 'draft'\n", "status = 'withdrawn'\n", "rank = 'deprecated'\n"] {
        s.write("claims/a.toml", base(more));
        let ran = s.run("check --format concise --show all a.md");
        ran.exits(0);
        assert!(!ran.out.contains("agrees with") && !ran.out.contains("conflicts with"), "{more}: {ran:#?}");
    }
}
