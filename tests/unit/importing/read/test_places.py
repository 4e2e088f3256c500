"""Places: two texts that say the same can be told apart by where they stand, in every format."""

from __future__ import annotations

import pytest

from mingbai.importing.blocks import texts
from mingbai.importing.read import read
from tests.unit.importing.read import printing
from tests.unit.importing.read.makers import cell, grid, para, word
from tests.unit.importing.read.test_hostile import whole

ROWS = [["√", "√", "即时办结"], ["√", "√", "即时办结"]]
HTML = "<p>甲</p><p>甲</p><table><tr><td>√<td>√</tr><tr><td>√<td>√</tr></table>"


@pytest.mark.parametrize(
    "data",
    [
        "甲\n甲\n\t√\n\t√".encode(),
        f"<html><body>{HTML}</body></html>".encode(),
        word(para("甲") + para("甲") + grid(*("".join(map(cell, row)) for row in ROWS))),
        printing.printed([printing.text("甲。"), printing.text("甲。"), printing.table(ROWS, (50, 50, 80), heads=0)]),
        whole("xlsx"),
    ],
    ids=["txt", "html", "docx", "pdf", "xlsx"],
)
def test_no_two_texts_share_a_place(data: bytes) -> None:
    places = [place for block in read("a", data).blocks for _, place in texts(block)]
    assert len(places) > 3 and len(set(places)) == len(places)
