"""What the child gives back for the five documents, as text and as the files that agencies send."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mingbai.errors import Refusal
from mingbai.guides.layout import kind_of
from mingbai.guides.text import parse as parse_text
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired
from mingbai.intake import source
from mingbai.intake.parsing import Parsed, doubtful, parse
from tests.unit.importing.rewritten import Numbers, as_excel, as_pdf, as_word

SEEDS = {path.name[:3]: path for path in (Path(__file__).parents[2] / "seeds").glob("*.txt")}


@cache
def parsed(seed: str) -> Parsed:
    return parse(str(SEEDS[seed]), SEEDS[seed].name, None, (), "/dev/null")


def texts(found: Parsed) -> list[str]:
    """Every text of the stored source, by its number."""
    lines = [line for passage in source.passages(found.blocks, range(10**5)) for run in passage for line in run.lines]
    numbered = [(line.number, line.text) for line in lines if not line.cells]
    numbered += [(cell.number, cell.text) for line in lines for cell in line.cells if cell.number is not None]
    return [text for _, text in sorted(numbered, key=lambda pair: pair[0] or 0)]


@pytest.mark.parametrize(("seed", "guides", "forms", "documents"), [
    ("000", 38, 0, 1), ("001", 29, 23, 0), ("002", 30, 0, 1), ("003", 32, 7, 1), ("004", 34, 0, 1),
])  # fmt: skip
def test_every_item_is_there_with_its_text(seed: str, guides: int, forms: int, documents: int) -> None:
    found = parsed(seed)
    kinds = [item.kind for item in found.items]
    assert [kinds.count(kind) for kind in ("guide", "form", "document")] == [guides, forms, documents]
    for item in found.items:
        value = parse_text(item.text, kind=kind_of(item.kind).value)
        assert (value.region, value.slug) == (item.region, item.slug) and item.region == found.region


@pytest.mark.parametrize("seed", sorted(SEEDS))
def test_nothing_of_the_source_is_dropped(seed: str) -> None:
    document = repaired(read("a.txt", SEEDS[seed].read_bytes()))
    assert texts(parsed(seed)) == [text for text, _ in source.Numbers(document.blocks).texts]


@pytest.mark.parametrize("seed", sorted(SEEDS))
def test_every_field_points_at_the_text_that_holds_it(seed: str) -> None:
    found, words = parsed(seed), texts(parsed(seed))
    report = json.loads(found.report)
    for item, places in zip(found.items, report["places"], strict=True):
        value = parse_text(item.text, kind=kind_of(item.kind).value)
        assert places, item.slug
        name = getattr(value, "name", None) or value.title
        path = "name" if item.kind != "document" else "title"
        if path in places and places[path][2] == 1.0:
            first, last, _ = places[path]
            assert "".join(name.split()) in "".join("".join(words[first : last + 1]).split())


@pytest.mark.parametrize("seed", sorted(SEEDS))
def test_every_doubt_is_some_items(seed: str) -> None:
    """A doubt that belongs to nothing would be seen by nobody who takes items over."""
    report = json.loads(parsed(seed).report)
    assert [one for one in report["findings"] if doubtful(one) and not one["items"]] == []
    assert sum(item["doubts"] for item in report["items"]) >= len({i for one in report["findings"] if doubtful(one) for i in one["items"]})


def test_a_row_that_a_page_break_broke_makes_its_item_doubtful() -> None:
    found = parsed("004")
    report = json.loads(found.report)
    cut = [one for one in report["findings"] if one["kind"] == "cut-cell"]
    assert cut and all(found.items[at].doubts for one in cut for at in one["items"])


def test_lost_drawings_are_told_and_make_nothing_doubtful() -> None:
    report = json.loads(parsed("000").report)
    drawings = [one for one in report["findings"] if one["kind"] == "drawing-lost"]
    assert len(drawings) == 32 and len({at for one in drawings for at in one["items"]}) > 25
    assert sum(1 for item in report["items"] if not item["doubts"]) == 16


def test_the_gap_report_names_what_the_source_leaves_out() -> None:
    report = json.loads(parsed("000").report)
    assert {name: len(found) for name, found in report["absent"].items()} == {
        "code": 7, "objects": 2, "conditions": 38, "materials": 2, "process": 2, "fee": 2, "contacts": 38,
    }  # fmt: skip
    assert report["front"]["issued"] == "2022-05-19" and report["front"]["document_no"] is None


def test_words_without_a_field_are_listed_with_their_item() -> None:
    report = json.loads(parsed("003").report)
    assert [(one["text"], one["where"]) for one in report["unplaced"]] == [("5.4.4.1", "第 311 行"), ("5.4.4.2", "第 313 行")]
    assert all(len(one["items"]) == 1 for one in report["unplaced"])


WIDTHS = (80, 70, 40, 90, 80, 200, 70, 70, 170, 190, 40)
"""Columns of the list of seed 002 on A3 across."""


@pytest.mark.parametrize("make", [lambda blocks: as_word(blocks, Numbers()), as_excel, lambda blocks: as_pdf(blocks, WIDTHS)])
def test_other_formats_point_into_their_own_source(make: Any, tmp_path: Path) -> None:
    document = repaired(read("a.txt", SEEDS["002"].read_bytes()))
    file = tmp_path / "清单"
    file.write_bytes(make(document.blocks))
    found = parse(str(file), "清单", "360000", (), str(tmp_path / "said"))
    words = texts(found)
    report = json.loads(found.report)
    guides = [(item, places) for item, places in zip(found.items, report["places"], strict=True) if item.kind == "guide"]
    assert len(guides) == 30
    for item, places in guides:
        value = parse_text(item.text)
        assert "".join(value.name.split()) in "".join("".join(words[places["name"][0] : places["name"][1] + 1]).split())
    assert (tmp_path / "said").read_text(encoding="utf-8").startswith("已认出")


def test_a_document_of_no_known_region_is_refused_with_a_remedy(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("◆某事项\n一、办理材料\n1.身份证\n二、办理流程\n1.申请\n三、办理时限\n即时办结\n", encoding="utf-8")
    with pytest.raises(Refusal, match="哪个地区") as refused:
        parse(str(file), "a.txt", None, (), str(tmp_path / "said"))
    assert "地区" in refused.value.remedy
    assert parse(str(file), "a.txt", "320600", (), str(tmp_path / "said")).region == "320600"
