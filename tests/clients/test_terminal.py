"""What a person sees who sits before a terminal: a review of findings, and what becomes of a file when the run is broken off."""

import fcntl
import os
import pathlib
import pty
import random
import select
import signal
import subprocess
import sys
import termios
import time

import pytest
from conftest import FACTLINT

# Longer than anything takes on a busy machine.
PATIENCE = 300

DRAFT = """\
---
date: 2024-03-01
---
Hull had 525 boats on 31 January 2024.

Hull had 77 boats, as he said.

Hull had 12 boats.
"""


def begin():
    """In the child: the terminal is its own, and so is Ctrl-C, which a run in the background would have it ignore."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A run with a terminal for its three streams."""

    def __init__(self, folder: pathlib.Path, *arguments: str):
        self.master, slave = pty.openpty()
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "CI")}
        self.process = subprocess.Popen(
            [FACTLINT, *arguments],
            cwd=folder,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**environment, "TERM": "xterm-256color"},
            # The terminal is the one that sends Ctrl-C.
            start_new_session=True,
            preexec_fn=begin,
        )
        os.close(slave)
        self.said = ""

    def until(self, wanted: str) -> str:
        """All that was said up to `wanted` and was not asked for before."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.said:
            ready, _, _ = select.select([self.master], [], [], 1)
            if ready:
                self.said += self.read()
            assert time.monotonic() < end, f"no {wanted!r} in {self.said!r}"
        head, _, self.said = self.said.partition(wanted)
        return head + wanted

    def read(self) -> str:
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:  # What Linux says when the other end is closed.
            data = b""
        assert data or self.process.poll() is None, f"it has ended: {self.said!r}"
        return data.decode(errors="replace")

    def type(self, text: str):
        os.write(self.master, text.encode())

    def ended(self) -> int:
        code = self.process.wait(PATIENCE)
        os.close(self.master)
        return code


@pytest.fixture
def draft(folder):
    (folder / "a.md").write_text(DRAFT)
    return folder / "a.md"


def test_a_review_on_a_terminal(folder, draft):
    t = Terminal(folder, "fix", "-i", "a.md")
    first = t.until("[q]uit? ")
    assert "525 conflicts with 480" in first and '[a]ccept "480"' in first
    # In colours, and with no other sign that acts than those of colours.
    assert "\x1b[" in first and "\x1b]" not in first
    t.type("what\n")
    t.until("answer with one of the letters")
    t.until("[q]uit? ")
    t.type("a\n")
    assert "77 conflicts with 480" in t.until("[q]uit? ")
    # What was answered is done at once.
    assert "Hull had 480 boats on" in draft.read_text()
    t.type("i\n")
    t.until("why: ")
    t.type("as he said it\n")
    assert "12 conflicts with 480" in t.until("[q]uit? ")
    t.type("s\n")
    t.until("1 correction, 0 facts changed, 1 ignored, 1 skipped")
    assert t.ended() == 1
    text = DRAFT.replace("525", "480").replace(
        "as he said.\n", "as he said. <!-- factlint: ignore[number-conflict] as he said it -->\n"
    )
    assert draft.read_text() == text
    assert sorted(p.name for p in folder.iterdir()) == ["a.md", "claims"]


def test_a_fact_is_changed_on_a_terminal(folder, draft):
    t = Terminal(folder, "fix", "-i", "a.md")
    t.until("[q]uit? ")
    t.type("f\n")
    assert "now 480: " in t.until("now 480: ")
    t.type("525\n")
    # Everything is judged by the new value.
    assert "77 conflicts with 525" in t.until("[q]uit? ")
    t.type("q\n")
    assert t.ended() == 1
    assert "value = 525\n" in (folder / "claims" / "port.toml").read_text()


@pytest.mark.parametrize("sign", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_end_a_review(folder, draft, sign):
    t = Terminal(folder, "fix", "-i", "a.md")
    t.until("[q]uit? ")
    t.type("a\n")
    t.until("[q]uit? ")
    t.type(sign)
    assert t.ended() == (-signal.SIGINT if sign == "\x03" else 1)
    assert draft.read_text() == DRAFT.replace("525", "480")
    assert sorted(p.name for p in folder.iterdir()) == ["a.md", "claims"]


def test_a_run_that_is_broken_off_leaves_the_old_file_or_the_new_one(folder):
    old = "Hull had 77 boats on 31 January 2024.\n\n" * 60
    draft, page = folder / "a.md", folder / "page.html"
    draft.write_text(old)
    fix = [FACTLINT, "fix", "-w", "-qq", "a.md"]
    start = time.monotonic()
    assert subprocess.run(fix, cwd=folder, capture_output=True).returncode == 0
    took, new = time.monotonic() - start, draft.read_text()
    assert new != old
    check = [FACTLINT, "check", "-qq", "-o", "page.html", "--format", "html", "a.md"]
    subprocess.run(check, cwd=folder, check=True)
    whole = page.read_bytes()
    for _ in range(10):
        draft.write_text(old)
        run = subprocess.Popen(fix, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0, took))
        run.send_signal(random.choice([signal.SIGINT, signal.SIGTERM, signal.SIGKILL]))
        run.wait(PATIENCE)
        assert draft.read_text() in (old, new)
        draft.write_text(new)
        run = subprocess.Popen(check, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0, took / 4))
        run.send_signal(signal.SIGINT)
        run.wait(PATIENCE)
        assert page.read_bytes() == whole
        # What a run that was killed has left behind holds nobody up for long: here, as if it were old.
        for left in folder.glob(".*.factlint-new"):
            os.utime(left, (0, 0))
    draft.write_text(old)
    assert subprocess.run(fix, cwd=folder).returncode == 0
    assert draft.read_text() == new
    assert sorted(p.name for p in folder.iterdir()) == ["a.md", "claims", "page.html"]
