"""How the page looks: light, dark, narrow, on paper, and to those who do not see it."""

import base64

import pytest
from conftest import emulate, picture, visit
from selenium.webdriver.common.by import By
from test_page import claim, find, visible

# Every text that shows, with its contrast against what lies behind it (WCAG 2.2, 1.4.3).
CONTRAST = """
const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const numbers = (c) => c.match(/[\\d.]+/g).map(Number);
const behind = (e) => {
  for (; e; e = e.parentElement) {
    const c = numbers(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c;
  }
  return [255, 255, 255];
};
const found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode, e = text.parentElement;
  if (!text.data.trim() || !e.checkVisibility() || ["SCRIPT", "STYLE", "OPTION"].includes(e.tagName)) continue;
  const style = getComputedStyle(e);
  const ink = numbers(e.closest("svg") ? style.fill : style.color);
  const [a, b] = [luminance(ink), luminance(behind(e))].sort((x, y) => y - x);
  found.push([(a + 0.05) / (b + 0.05), e.tagName + "." + (e.getAttribute("class") ?? ""), text.data.trim().slice(0, 40)]);
  const after = getComputedStyle(e, "::after");
  if (after.content !== "none" && after.content !== "normal") {
    const [c, d] = [luminance(numbers(after.color)), luminance(behind(e))].sort((x, y) => y - x);
    found.push([(c + 0.05) / (d + 0.05), e.tagName + "::after", after.content]);
  }
}
return found;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(browser, sample, scheme):
    emulate(browser, prefers_color_scheme=scheme)
    visit(browser, sample)
    ground = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    brightness = sum(int(x) for x in ground[4:-1].split(","))
    assert brightness < 150 if scheme == "dark" else brightness > 600
    for words in ["76", "34,000", "2022", "13 November"]:
        claim(browser, words).click()
        texts = browser.execute_script(CONTRAST)
        assert len(texts) > 80
        assert [t for t in texts if t[0] < 4.5] == []
    picture(browser, scheme)


def test_no_verdict_is_told_by_colour_alone(browser, sample):
    visit(browser, sample)
    looks = {}
    for name in ["conflicting", "unknown", "consistent"]:
        looks[name] = browser.execute_script(
            "const e = document.querySelector(arguments[0]);"
            "return [getComputedStyle(e).textDecorationStyle, getComputedStyle(e, '::after').content.at(-2)]",
            f".text .claim.{name}",
        )
    assert looks == {"conflicting": ["wavy", "✕"], "unknown": ["dotted", "?"], "consistent": ["solid", "✓"]}


def test_what_is_clicked_has_a_name_and_a_role(browser, sample):
    visit(browser, sample)
    claim(browser, "76").click()
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    nodes = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in tree if not n["ignored"]]
    for role in ["link", "button", "searchbox", "combobox", "image"]:
        named = [name for r, name in nodes if r == role]
        assert named and all(named), role
    assert ("link", "76: conflicting") in nodes
    assert any(role in ("main", "banner", "complementary", "search", "contentinfo") for role, _ in nodes)
    assert find(browser, "html").get_attribute("lang") == "en"
    ids = [e.get_attribute("id") for e in browser.find_elements(By.CSS_SELECTOR, "[id]")]
    assert len(ids) == len(set(ids))


def test_a_narrow_window_needs_no_sideways_scrolling(browser, sample):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    )
    visit(browser, sample)
    claim(browser, "76").click()
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    card = visible(browser, ".card")[0]
    assert "76 conflicts" in card.text
    browser.save_screenshot("target/browser/narrow.png")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_paper_the_article_and_what_is_wrong_with_it(browser, sample):
    emulate(browser, prefers_color_scheme="dark")
    visit(browser, sample)
    emulate(browser, media="print", prefers_color_scheme="dark")
    assert browser.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(visible(browser, ".card")) == len(visible(browser, ".card.conflicting")) == 2
    assert visible(browser, ".filters") == [] and visible(browser, ".keys") == []
    assert visible(browser, ".text")
    emulate(browser)
    pdf = browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]
    pdf = base64.b64decode(pdf)
    assert pdf.startswith(b"%PDF")
    (page_count,) = {pdf.count(b"/Type /Page\n")} or {0}
    assert page_count in (2, 3, 4)
    with open("target/browser/print.pdf", "wb") as file:
        file.write(pdf)


def test_several_files_are_all_printed(browser, several):
    visit(browser, several)
    emulate(browser, media="print")
    assert len(visible(browser, ".file")) == 3


def test_without_its_script_it_is_a_document(browser, several):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        visit(browser, several, script=False)
        assert len(visible(browser, ".file")) == 3
        assert visible(browser, ".card.conflicting")
        assert visible(browser, ".filters") == []
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
