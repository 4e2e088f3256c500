"""Guides as a workbook."""

from __future__ import annotations

import io
import re
import zipfile

from mingbai.guides.guide import Basis, Material
from mingbai.guides.sheets import SHEETS
from mingbai.rendering.spreadsheet import workbook
from tests.makers import make_guide

HOSTILE = ("=1+1", '=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(A1)", "\t=1", "http://evil.example", "{=1}", "|cmd", "007", "1e5")


def _parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_nothing_that_a_guide_says_becomes_a_formula_a_link_or_a_number() -> None:
    guide = make_guide(
        name=HOSTILE[0],
        objects=HOSTILE,
        basis=tuple(Basis(raw=text) for text in HOSTILE),
        materials=tuple(Material(name=text) for text in HOSTILE),
    )
    parts = _parts(workbook([(guide, 1)]))
    for name, xml in parts.items():
        if name.startswith("xl/worksheets/"):
            assert "<f" not in xml and "hyperlink" not in xml
            assert set(re.findall(r"<c [^>]*?>", xml)) == set(re.findall(r"<c [^>]*t=\"s\">", xml))
    assert "=HYPERLINK" in parts["xl/sharedStrings.xml"]
    assert not any("externalLink" in name for name in parts)


def test_every_cell_is_formatted_as_text_so_that_a_program_leaves_codes_alone() -> None:
    parts = _parts(workbook([(make_guide(code="012345678901"), 1)]))
    formats = re.search(r"<cellXfs.*?</cellXfs>", parts["xl/styles.xml"])
    assert formats and set(re.findall(r'numFmtId="(\d+)"', formats[0])) == {"0", "49"}
    used = {style for name, xml in parts.items() if "worksheets/" in name for style in re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', xml)}
    assert "0" not in used


def test_there_is_a_sheet_for_every_part_even_where_nothing_is_stated() -> None:
    parts = _parts(workbook([(make_guide(), 1)]))
    assert re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"]) == list(SHEETS)
