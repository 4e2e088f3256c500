"""Damaged and hostile files: whatever the bytes are, the readers and the import give a value or a Refusal, and soon.

Real files are broken at random but from fixed seeds: bytes flipped, ends cut off, parts of packages exchanged, elements of their
XML removed, doubled, renamed, their attributes spoilt. The readers are called below the net that ``read`` holds under them, so
that a fault of ours is not taken for damage of the file.
"""

from __future__ import annotations

import copy
import io
import random
import re
import time
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_
from lxml import etree

from mingbai.errors import Refusal, UnreadableSource
from mingbai.importing import read as reading
from mingbai.importing.blocks import Paragraph
from mingbai.importing.pipeline import import_document
from mingbai.importing.read import read
from mingbai.importing.read.kind import kind_of
from mingbai.importing.read.xlsx.display import displayed
from tests.unit.importing.read import printing
from tests.unit.importing.read.makers import cell, grid, level, listed, lists, para, run, word, zipped

SECONDS = 5.0
SPOILT = ["", "-1", "0", "999999999999", "²", "x", "1.5", "1e999", "A1:XFD1048576", "\u2028"]
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
SHAPE = '<w:r><w:pict><v:shape style="margin-top:2cm"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
PRINTABLE = any_.characters(exclude_categories=["Cs", "Cc"]) | any_.sampled_from("\n\t\r")

Damage = Callable[[bytes, random.Random], bytes]


@cache
def whole(sort: str) -> bytes:
    """A small file that uses much of its format and holds a list of items."""
    return {"docx": _word, "xlsx": _excel, "pdf": _pdf}[sort]()


def _word() -> bytes:
    code = FIELD.format("begin") + "<w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>" + FIELD.format("end")
    inside = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + code + SHAPE.format(para("框"))
    body = para("某市经办事项清单") + listed("办理材料") + listed("甲", level=1) + listed("乙", 2, 1) + para("丙", inside=inside)
    body += grid(
        cell("主项", merge="restart") + cell("子项", 2) + cell("办理材料") + cell("办理时限"),
        cell("参保", merge="restart") + cell("1") + cell("单位参保登记") + cell("1.有效身份证件\n2.登记表") + cell("即时办结"),
        cell("", merge="continue") + cell("2") + cell("职工参保登记") + cell("有效身份证件") + cell("不超过5个工作日"),
    )
    body += para("完", '<w:pStyle w:val="S"/>', '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("藏", "<w:vanish/>"))
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'
    style = (
        '<w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="S"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = lists(level(0, "chineseCounting", "（%1）"), level(1, "upperRoman", "%1.%2", "<w:isLgl/>"), overrides={2: override})
    return word(body, numbering=numbering, styles=style, footnotes=f'<w:footnote w:id="2">{para("注")}</w:footnote>', header=para("页眉"))


def _excel() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["某市经办事项清单"], ["主项", "序号", "子项", "办理材料", "日期"], ["参保", 1, "单位参保登记", "登记表", 44700.5]):
        sheet.append(row)
    sheet.append([None, 2, "职工参保登记", "=1+1", True])
    sheet["E3"].number_format = '[DBNum1]yyyy"年"m"月"d"日"'
    sheet["B4"].number_format = '#,##0.00_);[Red]("x"0.0#)'
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A3:A4")
    sheet.column_dimensions["B"].hidden = sheet.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    rows = [["序号", "子项", "办理材料"], *([str(number), f"事项{number}登记", "1.有效身份证件\n2.登记表"] for number in range(1, 8))]
    return printing.printed([printing.text("某市经办事项清单"), printing.table(rows, (40, 120, 150))])


def flipped(data: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randint(1, 20)):
        out[dice.randrange(len(out))] = dice.randrange(256)
    return bytes(out)


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def renumbered(data: bytes, dice: random.Random) -> bytes:
    """Digits changed: the lengths, offsets and places of a PDF."""
    out = bytearray(data)
    for at in dice.sample(range(len(out)), len(out) // 40):
        if 48 <= out[at] < 58:
            out[at] = dice.randrange(48, 58)
    return bytes(out)


def exchanged(data: bytes, dice: random.Random) -> bytes:
    """Two parts of a package exchanged, or one left out."""
    parts = _parts(data)
    one, other = dice.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    if dice.random() < 0.5:
        del parts[one]
    return zipped(parts)


def rebuilt(data: bytes, dice: random.Random) -> bytes:
    """The XML of one part well formed, and wrong."""
    parts = _parts(data)
    path = dice.choice(sorted(parts))
    root = etree.fromstring(parts[path])
    for _ in range(dice.randint(1, 6)):
        _wrong(list(root.iter()), dice)
    return zipped(parts | {path: etree.tostring(root)})


def _wrong(nodes: list[etree._Element], dice: random.Random) -> None:
    node, way = dice.choice(nodes), dice.randrange(6)
    if way == 0 and node.getparent() is not None:
        node.getparent().remove(node)
    elif way == 1 and node.attrib:
        node.attrib[dice.choice(list(node.attrib))] = dice.choice(SPOILT)
    elif way == 2 and node.attrib:
        del node.attrib[dice.choice(list(node.attrib))]
    elif way == 3:
        node.tag = dice.choice(nodes).tag
    elif way == 4:
        node.text = dice.choice(SPOILT)
    else:
        dice.choice(nodes).append(copy.deepcopy(node))


def _parts(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _read_below_the_net(data: bytes) -> None:
    blocks = reading._READERS[kind_of("a", data)]("a", data)
    assert all(block.place is not None for block in blocks.blocks)


@pytest.mark.parametrize("sort", ["docx", "xlsx"])
@pytest.mark.parametrize("damage", [rebuilt, exchanged, flipped, cut], ids=lambda damage: damage.__name__)
def test_a_broken_package_is_read_or_refused(sort: str, damage: Damage) -> None:
    _hold(sort, damage, 60)


@pytest.mark.parametrize("damage", [renumbered, flipped, cut], ids=lambda damage: damage.__name__)
def test_a_broken_pdf_is_read_or_refused(damage: Damage) -> None:
    _hold("pdf", damage, 40)


def _hold(sort: str, damage: Damage, times: int) -> None:
    dice = random.Random(f"{sort} {damage.__name__}")
    read_at_all = 0
    for _ in range(times):
        data = damage(whole(sort), dice)
        begun = time.monotonic()
        try:
            _read_below_the_net(data)
            read_at_all += 1
            import_document("a", data, region="320600")
        except Refusal as refusal:
            assert refusal.sentence and refusal.remedy
        assert time.monotonic() - begun < SECONDS
    assert damage in (cut, exchanged) or read_at_all, "every file was refused: the damage tests nothing"


@settings(max_examples=150, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
@given(any_.one_of(any_.binary(max_size=2000), any_.binary(max_size=500).map(lambda tail: b"PK\x03\x04" + tail)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read("a", data)
    except UnreadableSource as refusal:
        assert refusal.remedy


@settings(max_examples=300)
@given(any_.text(PRINTABLE, max_size=300).filter(str.strip), any_.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_is_read_with_every_visible_character_or_refused(text: str, encoding: str) -> None:
    try:
        blocks = read("a.txt", text.encode(encoding))
    except UnreadableSource:
        return
    if blocks.format == "txt":
        told = "".join(block.text for block in blocks.blocks if isinstance(block, Paragraph))
        assert "".join(told.split()) == "".join(text.split())


@settings(max_examples=300)
@given(
    any_.floats(allow_nan=True, allow_infinity=True).map(repr), any_.text('0#?.,%;"\\_*[]eE+-ymdhsaAP年月日DBNum1General @x', max_size=30)
)
def test_any_number_in_any_format_is_displayed(value: str, code: str) -> None:
    assert isinstance(displayed(value, code, from_1904=False), str)


def test_merges_without_end_are_refused_before_they_are_laid_out() -> None:
    parts = _parts(whole("xlsx"))
    merges = "".join(f'<mergeCell ref="A{1 + at % 5}:XFD1048576"/>' for at in range(60_000))
    path = "xl/worksheets/sheet1.xml"
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="Z{row}"><v>1</v></c></row>' for row in range(10, 200))
    sheet = bytes(parts[path]).decode().replace("</sheetData>", rows + "</sheetData>")  # type: ignore[arg-type]
    data = zipped(parts | {path: re.sub("<mergeCells.*</mergeCells>", f"<mergeCells>{merges}</mergeCells>", sheet)})
    begun = time.monotonic()
    with pytest.raises(UnreadableSource, match="内存"):
        read("a.xlsx", data)
    assert time.monotonic() - begun < SECONDS


def test_a_page_of_ruled_lines_without_end_is_read_soon() -> None:
    def draw(canvas: printing.Canvas) -> None:
        for at in range(3000):
            canvas.line(50 + at % 400, 100, 50 + at % 400, 700)
            canvas.line(50, 100 + at % 600, 450, 100 + at % 600)
        canvas.drawString(60, 750, "办事指南")

    begun = time.monotonic()
    read("a.pdf", printing.drawn(draw))
    assert time.monotonic() - begun < SECONDS


def test_a_text_of_line_ends_only_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="内存"):
        read("a.txt", "甲".encode() + b"\n" * 1_500_000)
