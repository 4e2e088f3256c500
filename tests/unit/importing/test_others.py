"""Documents of the known families in other agencies' dresses: made up for the tests, each with gold written by hand.

They keep the importer general: a mend that is right for one document only loses here. A score under its floor names each value.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mingbai.importing.pipeline import import_document
from tests.unit.importing.others.scoring import score

FOLDER = Path(__file__).parent / "others"
GOLD = sorted(FOLDER.glob("*.yaml"))
FLOOR = 0.99


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_a_document_that_no_seed_resembles(path: Path) -> None:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = import_document(f"{path.stem}.txt", path.with_suffix(".txt").read_bytes(), region=gold["region"])
    assert [guide.name for guide in found.guides] == [one["name"] for one in gold["guides"]]
    reached, misses = score(gold["guides"], found.guides)
    assert reached >= gold.get("floor", FLOOR), "\n".join(misses)
    assert found.report.share >= gold.get("share", 0.97)


def test_there_are_documents_of_every_family() -> None:
    assert len(GOLD) >= 24
