"""The binary under test, and a base of one fact to judge by."""

import os
import pathlib

import pytest

FACTLINT = os.environ.get("FACTLINT", "target/debug/factlint")

BASE = """\
schema = 1

[source.port]
title = "Register of boats"
publisher = "Port of Hull"
url = "https://example.org/boats"
published = 2024-02-01

[entity.hull]
name = "Hull"
type = "place"

[property.boats]
name = "boats"
kind = "stock"
unit = "boat"

[[fact]]
id = "hull-boats"
about = "hull"
property = "boats"
value = 480
date = 2024-01-31
source = "port"
"""


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """A project folder with a base in it."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "port.toml").write_text(BASE, encoding="utf-8")
    return tmp_path
