"""Word files as python-docx writes them."""

import json
import subprocess

from conftest import FACTLINT
from docx import Document


def test_a_draft_of_every_part(folder):
    document = Document()
    document.core_properties.title = "Boats"
    document.add_heading("Boats of Hull", level=1)
    document.add_paragraph("On 31 January 2024, Hull had 525 boats.")
    document.add_paragraph("A first point of 7 pages", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for (row, column), text in {(0, 0): "Port", (0, 1): "Boats", (1, 0): "Hull", (1, 1): "525"}.items():
        table.cell(row, column).text = text
    document.add_paragraph("At the end.")
    document.save(folder / "a.docx")

    done = subprocess.run(
        [FACTLINT, "check", "--format", "jsonl", "a.docx"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 1, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    conflicts = [f for f in found if f.get("code") == "number-conflict"]
    assert conflicts[0]["line"] == 2 and conflicts[0]["column"] == 30
    assert conflicts[0]["suggestion"] is None
    lines = {f["text"]: f["line"] for f in found if "text" in f}
    assert lines["7"] == 3
