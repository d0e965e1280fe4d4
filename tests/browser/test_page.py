"""The page as a reader uses it: with the mouse, and with the keyboard alone."""

import time

import pytest
from conftest import ROOT, picture, report, visit
from selenium.webdriver import Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select


def find(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector)


def visible(browser, selector):
    return [e for e in browser.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()]


def keys(browser, *pressed):
    browser.switch_to.active_element.send_keys(*pressed)


def column(browser, n):
    return [e.text for e in visible(browser, f"#rows tbody td:nth-child({n})")]


def claim(browser, words):
    return next(e for e in visible(browser, ".text .claim") if e.text.startswith(words))


def test_the_article_reads_as_it_is_written(browser, sample):
    visit(browser, sample)
    assert "2 conflicts in tests/articles/sample.md" in browser.title
    assert find(browser, ".text h3").text == "Over the line"
    assert "In 2022 only 76 North Koreans arrived in the South." in find(browser, ".text").text
    assert len(visible(browser, ".text .claim")) == 11
    assert len(visible(browser, ".text .claim.conflicting")) == 2
    assert visible(browser, ".card") == []


def test_a_click_opens_a_claim_with_its_fact_source_and_picture(browser, sample):
    visit(browser, sample)
    claim(browser, "76").click()
    (card,) = visible(browser, ".card")
    for words in ["76 conflicts with 67", "+13.4 %", "nk-arrivals-by-year.2022", "Ministry of Unification", "number.figures"]:
        assert words in card.text
    assert card.find_element(By.CSS_SELECTOR, "svg").get_attribute("aria-label").startswith("Number line: Draft: 76")
    claim(browser, "13 November").click()
    (card,) = visible(browser, ".card")
    assert "2017-11-13" in card.text
    assert card.find_element(By.CSS_SELECTOR, "svg").get_attribute("aria-label").startswith("Timeline")
    link = card.find_element(By.CSS_SELECTOR, "dd a")
    assert link.get_attribute("href").startswith("https://") and "noopener" in link.get_attribute("rel")
    picture(browser, "claim")


def test_the_keyboard_alone_opens_walks_and_closes(browser, sample):
    visit(browser, sample)
    for _ in range(40):
        keys(browser, Keys.TAB)
        if browser.switch_to.active_element.get_attribute("class") == "claim conflicting":
            break
    assert browser.switch_to.active_element.text.startswith("76")
    keys(browser, Keys.ENTER)
    (card,) = visible(browser, ".card")
    assert "76 conflicts" in card.text
    assert browser.switch_to.active_element == card
    keys(browser, Keys.ESCAPE)
    assert visible(browser, ".card") == []
    assert browser.switch_to.active_element.text.startswith("76")
    keys(browser, "n")
    assert browser.switch_to.active_element.text.startswith("five")
    assert "shot at least five times" in visible(browser, ".card")[0].text
    keys(browser, Keys.ARROW_LEFT)
    keys(browser, "p")
    assert browser.switch_to.active_element.text.startswith("2022")
    keys(browser, "/")
    assert browser.switch_to.active_element.get_attribute("id") == "by-text"
    keys(browser, "n")
    assert find(browser, "#by-text").get_attribute("value") == "n"


def test_verdicts_are_switched_off_in_table_and_text(browser, sample):
    visit(browser, sample)
    chip = find(browser, ".chip.consistent")
    agreeing = len(visible(browser, ".text .claim.consistent"))
    others = 11 - agreeing
    assert chip.text.replace(" ", "") == f"✓{agreeing}consistent"
    chip.click()
    assert chip.get_attribute("aria-pressed") == "false"
    assert len(visible(browser, "#rows tbody tr")) == others
    left = [e.text for e in visible(browser, ".text .claim:not(.off)")]
    assert len(left) == others and 0 < agreeing < 11
    # What is switched off is walked past, and after the last comes the first.
    for expected in [*left, left[0]]:
        keys(browser, "n")
        assert browser.switch_to.active_element.text == expected
    chip.click()
    assert len(visible(browser, "#rows tbody tr")) == 11


def test_rows_are_filtered_by_text_code_and_path(browser, several):
    visit(browser, several)
    assert len(column(browser, 1)) == find_all(browser)
    Select(find(browser, "#by-code")).select_by_value("number-conflict")
    assert column(browser, 5) == ["number-conflict"]
    assert find(browser, "#shown").text == f"1 of {find_all(browser)} claims"
    Select(find(browser, "#by-code")).select_by_value("")
    find(browser, "#by-path").send_keys("C.TXT")
    assert [p.split(":")[0] for p in column(browser, 6)] == ["c.txt"]
    find(browser, "#by-path").clear()
    find(browser, "#by-text").send_keys("reached the south")
    assert {p.split(":")[0] for p in column(browser, 6)} == {"b.md"}
    find(browser, "#by-text").send_keys("qqq")
    assert column(browser, 1) == []


def find_all(browser):
    return browser.execute_script("return document.querySelectorAll('.card').length")


def test_rows_are_sorted_by_any_column(browser, sample):
    visit(browser, sample)
    verdicts = column(browser, 1)
    assert verdicts[:2] == ["✕Conflicting"] * 2 and verdicts[-1] == "✓Consistent"
    places = [int(p.split(":")[1]) for p in column(browser, 6)]
    assert places != sorted(places)
    head = find(browser, "#rows th:nth-child(6)")
    head.find_element(By.TAG_NAME, "button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert [int(p.split(":")[1]) for p in column(browser, 6)] == sorted(places)
    head.find_element(By.TAG_NAME, "button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert [int(p.split(":")[1]) for p in column(browser, 6)] == sorted(places, reverse=True)
    find(browser, "#rows th:nth-child(4) button").send_keys(Keys.ENTER)
    find(browser, "#rows th:nth-child(4) button").send_keys(Keys.ENTER)
    assert column(browser, 4)[0] == "+13.4 %" and column(browser, 4)[-1] == ""


def test_a_row_opens_the_claim_in_its_article(browser, several):
    visit(browser, several)
    assert visible(browser, ".file") == []
    find(browser, "#rows tr.conflicting a").click()
    (file,) = visible(browser, ".file")
    assert "76 conflicts with 67" in file.text
    assert file.find_element(By.CSS_SELECTOR, ".claim[aria-current]").text.startswith("76")
    picture(browser, "several")
    find(browser, ".file.open .back").click()
    find(browser, "#rows tr.consistent a").send_keys(Keys.ENTER)
    (file,) = visible(browser, ".file")
    assert "More than 34,000" in file.text
    assert browser.switch_to.active_element.get_attribute("class").startswith("card consistent")


def test_an_address_with_a_claim_opens_it(browser, several):
    visit(browser, several)
    address = find(browser, "#rows tr.conflicting a").get_attribute("href")
    browser.get("about:blank")
    visit(browser, address)
    assert "76 conflicts" in visible(browser, ".card")[0].text


@pytest.mark.parametrize("files", [1000])
def test_a_thousand_files_stay_usable(browser, folder, files):
    drafts = folder / "archive"
    drafts.mkdir()
    for i in range(files):
        lines = [f"In 2022 only {70 + (i + j) % 30} North Koreans arrived in the South." for j in range(12)]
        (drafts / f"{i:04}.md").write_text("---\ndate: 2024-02-01\n---\n" + "\n\n".join(lines) + "\n")
    page = report(folder / "archive.html", "--claims", ROOT / "claims", ".", folder=drafts)
    start = time.monotonic()
    visit(browser, page)
    loaded = time.monotonic() - start
    assert len(visible(browser, "#rows tbody tr")) == 300
    all_of_them = int(find(browser, "#shown").text.split()[0])
    assert all_of_them >= 12 * files
    start = time.monotonic()
    find(browser, "#by-path").send_keys("0999.md")
    assert {p.split(":")[0] for p in column(browser, 6)} == {"0999.md"}
    filtered = time.monotonic() - start
    start = time.monotonic()
    find(browser, "#rows tbody a").click()
    assert len(visible(browser, ".file")) == 1
    opened = time.monotonic() - start
    find(browser, "#by-path").clear()
    find(browser, "#by-path").send_keys("0")
    start = time.monotonic()
    find(browser, "#rows th:nth-child(2) button").click()
    ordered = time.monotonic() - start
    print(f"{page.stat().st_size >> 20} MB: loaded {loaded:.1f} s, filtered {filtered:.1f}, opened {opened:.1f}, sorted {ordered:.1f}")
    # Far beyond what a reader bears: a busy machine must not fail here, only what grows with the square of the claims.
    assert max(loaded, filtered, opened, ordered) < 120
    find(browser, "#more").click()
    assert browser.execute_script("return document.querySelectorAll('#rows tbody tr').length") == 600
