"""Reports as the programs read them that they are written for."""

import csv
import datetime
import json
import os
import pathlib
import subprocess
import xml.etree.ElementTree as ElementTree

import junitparser
import pytest
import schema_org
import unidiff
import xmlschema
from conftest import FACTLINT
from sarif import loader

FORMATS = "csv diff sarif gitlab junit checkstyle rdjson claimreview".split()

# What would act if it passed through: a terminal's escapes, a host's commands, ends of XML sections, formulas,
# markup, marks of direction.
HOSTILE = "\x1b[2J\x07 ::error::x %0A ]]> &lt; <script>x</script> \u202e =1+1 ##[add-mask]9"

DRAFTS = {
    "drafts/port.md": "# Boats\n\nOn 31 January 2024, Hull had 525 boats. It had 3 cranes.\n",
    "drafts/a b,c%é.md": "On 31 January 2024, Hull had 481 boats, and on 31 January 2024, Hull had 480 boats.\r\n",
    "drafts/odd.txt": f"{HOSTILE} On 31 January 2024, Hull had 77 boats. {HOSTILE}\n",
    "drafts/old.md": "On 31 January 2024, Hull had 9 boats. <!-- factlint: ignore[number-conflict] as said -->\n",
    "drafts/empty.md": "",
}

# Where schemas lie that are not this project's to hand on.
DATA = pathlib.Path(os.environ.get("FACTLINT_DATA", "../shared/data"))


@pytest.fixture
def reports(folder):
    """Every report of one run over the drafts, and of one file that cannot be read."""
    for name, text in DRAFTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode())
    (folder / "drafts/latin.txt").write_bytes(b"Hull had 525 boats \xe9\n")
    flags = [f"--report={name}=out.{name}" for name in FORMATS]
    done = subprocess.run([FACTLINT, "check", "-q", "--show", "all", *flags, "drafts"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 2, done
    return folder


def test_sarif_tools_load_it(reports):
    found = loader.load_sarif_file(str(reports / "out.sarif")).get_records()
    errors = [r for r in found if r["Severity"] == "error"]
    assert {r["Location"] for r in errors} == {"drafts/port.md", "drafts/a%20b%2Cc%25%C3%A9.md", "drafts/odd.txt", "drafts/old.md"}
    assert all(r["Line"] == {"drafts/port.md": 3}.get(r["Location"], 1) for r in errors)
    run = json.loads((reports / "out.sarif").read_text())["runs"][0]
    order = ["error", "warning", "note", "none"]
    levels = [order.index(r["level"]) for r in run["results"]]
    assert levels == sorted(levels) and len(set(levels)) > 1
    assert all(r["partialFingerprints"]["factlint/v1"] and r["locations"] and r["message"]["text"] for r in run["results"])
    assert [r["suppressions"] for r in run["results"] if "suppressions" in r] == [
        [{"kind": "inSource", "justification": "as said"}]
    ]


@pytest.mark.skipif("SARIF_MULTITOOL" not in os.environ, reason="Microsoft's validator of SARIF is not here")
def test_microsoft_validates_the_sarif(reports):
    done = subprocess.run(
        [
            os.environ["SARIF_MULTITOOL"],
            *"validate out.sarif --rule-kind Sarif;Ghas --level Error;Warning --output found.sarif".split(),
        ],
        cwd=reports,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done
    found = json.loads((reports / "found.sarif").read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    # A tool without a page of its own has none to point to.
    assert {r["ruleId"] for r in found} <= {"SARIF2005"}, found


def test_junit_is_read_and_counted(reports):
    suites = list(junitparser.JUnitXml.fromfile(str(reports / "out.junit")))
    told = {s.name: (s.tests, s.failures, s.errors) for s in suites}
    assert told["drafts/port.md"][1:] == (1, 0) and told["factlint"] == (1, 0, 1)
    for suite in suites:
        kinds = [type(r) for case in suite for r in case.result]
        assert len(list(suite)) == suite.tests
        assert kinds.count(junitparser.Failure) == suite.failures
        assert kinds.count(junitparser.Error) == suite.errors


@pytest.mark.skipif(not (DATA / "schemas/junit.xsd").exists(), reason="the schema of JUnit is not here (FACTLINT_DATA)")
def test_junit_is_valid(reports):
    xmlschema.XMLSchema(str(DATA / "schemas/junit.xsd")).validate(str(reports / "out.junit"))


def test_checkstyle_is_xml_with_a_place_for_each(reports):
    root = ElementTree.parse(reports / "out.checkstyle").getroot()
    assert root.tag == "checkstyle"
    found = {f.get("name"): [(e.get("line"), e.get("column"), e.get("severity")) for e in f] for f in root}
    assert found["drafts/port.md"][:2] == [("3", "4", "info"), ("3", "30", "error")]
    assert [severity for *_, severity in found["drafts/odd.txt"]].count("error") == 1


def test_csv_is_read_by_a_spreadsheets_rules(reports):
    with open(reports / "out.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert {r["Verdict"] for r in rows} == {"conflicting", "consistent", "unknown: no-fact"}
    assert [r["Place"] for r in rows if r["Claim"] == "525"] == ["drafts/port.md:3:30"]
    assert [r["Difference"] for r in rows if r["Claim"] == "481"] == ["+0.2 %"]


def test_the_diff_is_one(reports):
    text = (reports / "out.diff").read_bytes().decode()
    patches = unidiff.PatchSet(text)
    assert {p.path for p in patches} == {"drafts/a b,c%é.md", "drafts/port.md"}
    changed = [line.value for p in patches for hunk in p for line in hunk if line.is_added]
    assert "On 31 January 2024, Hull had 480 boats. It had 3 cranes.\n" in changed


def test_the_reviews_are_as_schema_org_has_them(reports):
    def model(value):
        """The object as the vocabulary's own class, which takes no property and no value that is not its own."""
        if isinstance(value, list):
            return [model(v) for v in value]
        if not isinstance(value, dict):
            return value
        kind = getattr(schema_org, value["@type"])
        values = {k: model(v) for k, v in value.items() if k not in ("@type", "@context")}
        if "datePublished" in values:
            values["datePublished"] = datetime.date.fromisoformat(values["datePublished"])
        return kind.model_validate(values)

    document = json.loads((reports / "out.claimreview").read_text())
    assert document["@context"] == "https://schema.org"
    reviews = [model(r) for r in document["@graph"]]
    assert len(reviews) >= 4 and all(isinstance(r, schema_org.ClaimReview) for r in reviews)
    # Source: Google Search Central, "Fact check (ClaimReview) structured data": what is required of the text itself.
    for review in document["@graph"]:
        assert review["claimReviewed"] and review["reviewRating"]["alternateName"]


def test_gitlab_gets_what_it_asks_for(reports):
    issues = json.loads((reports / "out.gitlab").read_text())
    assert len({i["fingerprint"] for i in issues}) == len(issues) > 2
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert (reports / issue["location"]["path"]).exists()
        assert set(issue["location"]) == {"path", "lines"} and issue["location"]["lines"]["begin"] >= 1


def test_reviewdog_finds_the_bytes(reports):
    report = json.loads((reports / "out.rdjson").read_text())
    assert report["source"]["name"] == "factlint"
    for diagnostic in report["diagnostics"]:
        place = diagnostic["location"]
        start, end = place["range"]["start"], place["range"]["end"]
        assert start["line"] == end["line"]
        line = (reports / place["path"]).read_bytes().splitlines()[start["line"] - 1]
        said = line[start["column"] - 1 : end["column"] - 1]
        conflicts = said in (b"525", b"481", b"77")
        assert diagnostic["severity"] == ("ERROR" if conflicts else "INFO")
        assert (diagnostic["code"]["value"] == "number-conflict") == conflicts


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_it_acts(reports, name):
    text = (reports / f"out.{name}").read_bytes().decode()
    assert not [c for c in text if (ord(c) < 32 and c not in "\r\n\t") or c in "\x7f\u202e"]
