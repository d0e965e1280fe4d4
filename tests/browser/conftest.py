"""A browser, and pages to open in it."""

import json
import os
import pathlib
import subprocess
import tempfile

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURES = ROOT / "target" / "browser"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One test clicks everything there is.
    "--disable-ipc-flooding-protection",
    "--window-size=1280,1000",
]


def report(path, *arguments, folder=ROOT):
    """Writes the page of `factlint check ARGUMENTS` to `path`."""
    command = [os.environ["FACTLINT"], "check", "--isolated", "--exit-zero", "--format", "html", "-o", path, *arguments]
    subprocess.run(command, cwd=folder, check=True)
    return path


def visit(browser, page, script=True):
    """Opens `page`, a path or an address, and waits until it is there and its script has run to its end.

    The driver's own `get` may come back earlier: on a busy machine, a page of megabytes was seen without its script.
    """
    # The page that is left must not be taken for the one that comes.
    browser.execute_script("document.documentElement.dataset.left = ''")
    browser.get(page if isinstance(page, str) else page.as_uri())
    ready = "return document.readyState === 'complete' && !('left' in document.documentElement.dataset)"
    if script:
        ready += " && document.documentElement.classList.contains('js')"
    WebDriverWait(browser, 120).until(lambda b: b.execute_script(ready))


@pytest.fixture(scope="session")
def chromium():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    with tempfile.TemporaryDirectory() as profile:
        for flag in [*FLAGS, f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        # A dialog stays open, so that a test sees it.
        options.unhandled_prompt_behavior = "ignore"
        driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        # A busy machine takes longer than the thirty seconds that a driver gives a script of a test.
        driver.set_script_timeout(120)
        yield driver
        driver.quit()


@pytest.fixture
def browser(chromium):
    """The browser; what it was sent for and what its console says must be nothing but the page itself."""
    chromium.get("about:blank")
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    chromium.set_window_size(1280, 1000)
    chromium.get_log("browser")
    chromium.get_log("performance")
    yield chromium
    assert chromium.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith(("file:///", "about:"))] == []


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def sample(folder):
    """The sample draft of the README: eleven claims, two of which conflict."""
    return report(folder / "sample.html", "--claims", "claims", "tests/articles/sample.md")


@pytest.fixture(scope="session")
def several(folder):
    """Three drafts of one base."""
    drafts = folder / "several"
    drafts.mkdir()
    (drafts / "a.md").write_text("---\ndate: 2024-02-01\n---\nIn 2022 only 76 North Koreans arrived in the South.\n")
    (drafts / "b.md").write_text("---\ndate: 2024-02-01\n---\nMore than 34,000 North Koreans have reached the South.\n")
    (drafts / "c.txt").write_text("A fence of 250 kilometres runs along the line.\n")
    return report(folder / "several.html", "--claims", ROOT / "claims", "a.md", "b.md", "c.txt", folder=drafts)


def emulate(browser, media="", **features):
    """Shows the page as on paper (`media="print"`), or with `prefers_color_scheme="dark"`."""
    features = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def picture(browser, name):
    """Leaves a picture of the whole page for a person to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    height = browser.execute_script("return document.documentElement.scrollHeight")
    width = browser.execute_script("return innerWidth")
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": min(height, 4000), "deviceScaleFactor": 1, "mobile": False},
    )
    browser.save_screenshot(str(PICTURES / f"{name}.png"))
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
