"""The five documents as real Word, Excel and PDF files give the same guides as their text, apart from the places.

What a format cannot carry is named: a text row with fewer cells than its head has no counterpart in a sheet or a ruled page,
and a PDF does not keep the blank at which a line wraps.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mingbai.importing.blocks import Block, Paragraph, Table
from mingbai.importing.pipeline import Imported, import_document
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired
from tests.unit.importing.rewritten import Clauses, Numbers, as_excel, as_pdf, as_printed, as_word, with_merges

SEEDS = {path.name[:3]: path for path in (Path(__file__).parents[2] / "seeds").glob("*.txt")}
REGIONS = {"000": "320600", "001": "420000", "002": "360000", "003": "320900", "004": "512000"}
WIDTHS = {"002": (80, 70, 40, 90, 80, 200, 70, 70, 170, 190, 40), "004": (90, 40, 90, 220, 70, 90, 240, 260)}


@cache
def text_of(seed: str) -> str:
    return SEEDS[seed].read_text(encoding="utf-8")


@cache
def from_text(seed: str) -> Imported:
    return imported(seed, text_of(seed).encode())


@cache
def blocks_of(seed: str) -> tuple[Block, ...]:
    return repaired(read("a.txt", text_of(seed).encode())).blocks


def imported(seed: str, data: bytes) -> Imported:
    return import_document("a", data, region=REGIONS[seed])


def plain(value: Any) -> Any:
    """A value without its places."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value) if one.name not in {"source", "lines"}}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def bare(value: Any) -> Any:
    """A value without its places and without its blanks."""
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return [bare(one) for one in value]
    return re.sub(r"\s", "", value) if isinstance(value, str) else value


def uneven(blocks: Sequence[Block]) -> set[str]:
    """The names of the rows that have fewer or more cells than the head of their table."""
    rows = [(row, block.rows[0]) for block in blocks if isinstance(block, Table) for row in block.rows[1:]]
    return {cell.text for row, head in rows if len(row) != len(head) for cell in row}


HEADS = {"main_item": "主项", "main_item_code": "主项编码", "materials": "申请材料", "remarks": "备注", "basis": "设定依据"}


def merged(seed: str) -> list[Block]:
    """The blocks of a list with the merged cells that it had before it became text."""
    guides = from_text(seed).guides
    inherited = {
        one.name: [HEADS[field] for field in (*one.inherited, *(one.checklist.inherited if one.checklist else ()))] for one in guides
    }
    return [with_merges(as_printed(block), inherited) if isinstance(block, Table) else block for block in blocks_of(seed)]


ABOVE_ITS_WORDS = {"000": set(), "002": {"城乡居民参保信息变更登记"}, "004": {"单位参保信息变更登记"}}
"""Items whose merged cell the text gives to a row below them, where no merge can reach."""


def different(found: Imported, told: Imported) -> set[str]:
    """The names of the guides that are not the same but for places and blanks."""
    pairs = zip(found.guides, told.guides, strict=True)
    return {one.name for one, other in pairs if bare(plain(one)) != bare(plain(other))}


@pytest.mark.parametrize(("seed", "fewest"), [("000", 500), ("001", 100), ("002", 50), ("003", 60), ("004", 60)])
def test_a_word_file_with_automatic_numbers_and_tables_gives_the_same(seed: str, fewest: int) -> None:
    numbers = Clauses() if seed == "003" else Numbers()
    found, told = imported(seed, as_word(blocks_of(seed), numbers)), from_text(seed)
    assert numbers.automatic >= fewest
    assert [plain(one) for one in found.guides] == [plain(one) for one in told.guides]
    assert [plain(one) for one in found.forms] == [plain(one) for one in told.forms]
    assert [plain(one) for one in found.documents] == [plain(one) for one in told.documents]
    assert found.report.share == told.report.share


@pytest.mark.parametrize("seed", ["000", "002", "004"])
@pytest.mark.parametrize("write", [as_excel, lambda blocks: as_word(blocks, Numbers())], ids=["excel", "word"])
def test_a_list_with_merged_cells_gives_the_same(seed: str, write: Callable[[Sequence[Block]], bytes]) -> None:
    blocks, told = merged(seed), from_text(seed)
    cells = [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
    assert sum(cell.above for cell in cells) > 20 and (seed != "000" or sum(cell.left for cell in cells) == 6)
    found = imported(seed, write(blocks))
    assert different(found, told) <= uneven(blocks) | ABOVE_ITS_WORDS[seed]
    assert found.report.share >= 0.999


@pytest.mark.parametrize(("seed", "most"), [("002", 4), ("004", 0)])
def test_an_excel_file_without_merged_cells_gives_the_same(seed: str, most: int) -> None:
    names = different(imported(seed, as_excel(blocks_of(seed))), from_text(seed))
    assert names <= uneven(blocks_of(seed)) and len(names) <= most


@pytest.mark.parametrize(("seed", "most"), [("002", 4), ("004", 0)])
def test_a_pdf_of_a_ruled_list_gives_the_same(seed: str, most: int) -> None:
    found = imported(seed, as_pdf(blocks_of(seed), WIDTHS[seed]))
    names = different(found, from_text(seed))
    assert names <= uneven(blocks_of(seed)) and len(names) <= most
    assert found.report.share == 1.0


@pytest.mark.parametrize(("seed", "first", "last"), [("000", "◆", "附件3"), ("003", "5 业务受理", "6 基层服务")])
def test_a_pdf_of_running_text_gives_the_same_but_for_blanks(seed: str, first: str, last: str) -> None:
    text = text_of(seed)
    start = text.rindex("\n" + first, 0, text.index("（一）")) if seed == "000" else text.rindex("\n" + first)
    portion = text[start : text.index("\n" + last, start + 1)]
    blocks = [block for block in repaired(read("a.txt", portion.encode())).blocks if isinstance(block, Paragraph)]
    told = imported(seed, "\n".join(block.text for block in blocks).encode())
    found = imported(seed, as_pdf(blocks))
    assert len(told.guides) > 25
    assert [bare(plain(one)) for one in found.guides] == [bare(plain(one)) for one in told.guides]


@pytest.mark.parametrize("seed", sorted(REGIONS))
def test_text_in_gb18030_gives_the_identical_result(seed: str) -> None:
    assert imported(seed, text_of(seed).encode("gb18030")) == from_text(seed)
