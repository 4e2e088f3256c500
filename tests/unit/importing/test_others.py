"""Documents of the known families in other agencies' dresses: made up for the tests, each with gold written by hand.

They keep the importer general: a mend that is right for one document only loses here. A score under its floor names each value.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mingbai.importing.pipeline import import_document
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired
from tests.unit.importing.others.scoring import score
from tests.unit.importing.rewritten import Clauses, Numbers, as_pdf, as_word

FOLDER = Path(__file__).parent / "others"
GOLD = sorted(FOLDER.glob("*.yaml"))
FLOOR = 0.99
CLAUSES = ("standard", "decimal")
LOST_IN_PDF = {"checklist_wrapped_cells": 0.95}
"""A PDF does not tell a full line without a stop from a wrapped one: an unnumbered entry of a narrow cell is joined to it."""


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_a_document_that_no_seed_resembles(path: Path) -> None:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = import_document(f"{path.stem}.txt", path.with_suffix(".txt").read_bytes(), region=gold["region"])
    assert [guide.name for guide in found.guides] == [one["name"] for one in gold["guides"]]
    reached, misses = score(gold["guides"], found.guides)
    assert reached >= gold.get("floor", FLOOR), "\n".join(misses)
    assert found.report.share >= gold.get("share", 0.97)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_same_document_as_a_word_file_with_automatic_numbers_and_as_a_pdf(path: Path) -> None:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    blocks = repaired(read(f"{path.stem}.txt", path.with_suffix(".txt").read_bytes())).blocks
    files = {"docx": as_word(blocks, Clauses() if path.stem.startswith(CLAUSES) else Numbers()), "pdf": as_pdf(blocks)}
    for kind, data in files.items():
        reached, misses = score(gold["guides"], import_document(f"{path.stem}.{kind}", data, region=gold["region"]).guides)
        floor = LOST_IN_PDF.get(path.stem, FLOOR) if kind == "pdf" else FLOOR
        assert reached >= floor, f"{kind}\n" + "\n".join(misses)


def test_there_are_documents_of_every_family() -> None:
    assert len(GOLD) >= 40
