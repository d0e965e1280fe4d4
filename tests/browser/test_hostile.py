"""Nothing of a draft, of its name or of a fact acts in the browser."""

import pytest
from conftest import report, visit
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from test_page import visible

MARK = "window.marker = 1; alert(1); fetch('http://127.0.0.1:9/stolen')"
ATTACKS = f"""
<script>{MARK}</script> </script><script>{MARK}</script> <img src=x onerror="{MARK}"> <svg onload="{MARK}"><script>{MARK}</script></svg>
<a href="javascript:{MARK}">In 2022 only 76</a> North Koreans arrived in the South. " onmouseover="{MARK}" x='
[In 2022 only 77](javascript:{MARK}) North Koreans arrived in the South. <iframe srcdoc="<script>{MARK}</script>"></iframe>
<style>* {{ background: url(http://127.0.0.1:9/x) }}</style> <link rel=stylesheet href=http://127.0.0.1:9/y> <base href=http://127.0.0.1:9/>
<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/"> <form action=http://127.0.0.1:9/><button>In 2022 only 78 North Koreans</button></form>
<template id=more-rows><tr></template> <p id=c1 class="card open">&lt;script&gt;{MARK}&lt;/script&gt; <!-- --> ]]> -->
\u202eIn 2022 only 79 North Koreans arrived in the South.\u2066 \x1b]8;;http://127.0.0.1:9\x07 \u2028
"""
FACTS = f"""
schema = 1
[source.s]
title = '<script>{MARK.replace("'", '"')}</script>'
publisher = '</script><img src=x onerror=alert(1)>'
url = 'https://example.org/"><script>alert(1)</script>'
published = 2024-01-18
[entity.boats]
name = '"><script>alert(1)</script>'
aliases = ["Hull"]
type = "place"
[property.boats]
name = "<b onclick=alert(1)>boats</b>"
kind = "stock"
unit = "boat"
cues = ["boats"]
[[fact]]
id = "hull-boats"
about = "boats"
property = "boats"
value = 480
date = 2024-01-31
source = "s"
"""


@pytest.mark.parametrize("ending", ["md", "html", "txt"])
def test_hostile_text_does_nothing(browser, folder, ending):
    drafts = folder / f"hostile-{ending}"
    drafts.mkdir()
    (drafts / "claims").mkdir()
    (drafts / "claims" / "boats.toml").write_text(FACTS)
    long = "9" * 200_000 + "x" * 1_000_000 + "\u0301" * 10_000
    text = f"{ATTACKS}\n\nHull had 520 boats on 31 January 2024.\n\n{ATTACKS}\n\n{long}\n"
    names = ["draft." + ending, '"><script>alert(1)<' + f"x>.{ending}"]
    for name in names:
        (drafts / name).write_text(text)
    page = report(folder / f"hostile-{ending}.html", "--claims", "claims", "--date", "2024-02-01", *names, folder=drafts)
    visit(browser, page)
    assert browser.execute_script("return document.querySelectorAll('script').length") == 1
    assert len(visible(browser, "#rows tbody tr")) > 4
    assert "520" in browser.find_element(By.CSS_SELECTOR, "#rows tr.conflicting").text
    # Every claim is opened, every element is moved over and clicked at, but for the way out.
    browser.execute_script(
        """
        for (const link of [...document.querySelectorAll('#rows a')]) link.click();
        for (const claim of [...document.querySelectorAll('.text .claim')]) claim.click();
        for (const e of document.querySelectorAll('body *')) {
          for (const kind of ['mouseover', 'focus', 'error', 'load', 'toggle', 'animationstart'])
            e.dispatchEvent(new Event(kind, { bubbles: true }));
          if (!e.closest('a[target]')) e.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        }
        """
    )
    with pytest.raises(NoAlertPresentException):
        browser.switch_to.alert.text
    assert browser.execute_script("return window.marker") is None
    assert browser.current_url.split("#")[0] == page.as_uri()
    # No element, attribute or address came from the drafts.
    strange = browser.execute_script(
        """
        const known = new Set(('html head meta title style body a header p h1 h2 h3 h4 h5 h6 svg rect path circle text g div ' +
          'button span b kbd main section aside article blockquote dl dt dd del ins br cite code form label input select option ' +
          'output table thead tbody tr th td template noscript ul li script footer').split(' '));
        const odd = [];
        for (const e of document.querySelectorAll('*')) {
          if (!known.has(e.localName)) odd.push(e.localName);
          for (const a of e.attributes) {
            if (a.name.startsWith('on') || ['style', 'src', 'srcdoc', 'action', 'srcset'].includes(a.name)) odd.push(a.name);
            if (a.name === 'href' && !/^(#|https:[/][/]example.org[/])/.test(a.value)) odd.push(a.value);
          }
        }
        return odd;
        """
    )
    assert strange == []
    shown = browser.execute_script("return document.body.textContent")
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\x07\x9b")


def test_the_policy_stops_what_the_page_did_not_bring(chromium, sample):
    """A script, a style and a picture put into the page by hand do nothing: the policy is in force."""
    visit(chromium, sample)
    chromium.get_log("browser")
    chromium.execute_script(
        """
        window.breaches = [];
        window.refused = [];
        document.addEventListener('securitypolicyviolation', (e) => breaches.push(e.effectiveDirective));
        const add = (name, set) => { const e = document.createElement(name); set(e); document.body.append(e); };
        add('img', (e) => { e.src = 'https://127.0.0.1:9/x.png'; });
        add('style', (e) => { e.textContent = 'body { color: red }'; });
        for (const sink of [
          () => document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.marker = 1' })),
          () => document.body.setAttribute('onclick', 'window.marker = 1'),
          () => { document.body.innerHTML += '<img onerror="window.marker = 1" src=x>'; },
        ]) {
          try { sink(); refused.push(false); } catch (e) { refused.push(e instanceof TypeError); }
        }
        """
    )
    expected = {"img-src", "style-src-elem", "require-trusted-types-for"}
    WebDriverWait(chromium, 60).until(lambda b: expected <= set(b.execute_script("return breaches")))
    assert chromium.execute_script("return refused") == [True] * 3
    assert chromium.execute_script("return window.marker") is None
    chromium.get_log("browser")
    chromium.get_log("performance")
