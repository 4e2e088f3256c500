"""All charts of a guide on one sheet: lanes beside one another, letters as large as fit."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from mingbai.guides.guide import Path, Step
from mingbai.rendering.boards import board, fitted
from mingbai.rendering.charts import charts_of
from mingbai.rendering.flowchart import Drawing
from mingbai.rendering.frame import FONT, Frame
from tests.makers import make_guide

TEXTS = ("申请人提交材料", "工作人员审核材料是否齐全，不齐全的，一次性告知", "经办机构办理登记并反馈结果")


def drawings(*names: str) -> tuple[Drawing, ...]:
    steps = tuple(Step(text=text) for text in TEXTS)
    return charts_of(make_guide(process=tuple(Path(path=name, steps=steps) for name in names)))


def lanes(svg: str) -> list[tuple[str, str]]:
    return re.findall(r'class="lane" x="([\d.]+)" y="([\d.]+)"', svg)


def test_paths_stand_beside_one_another_where_the_sheet_is_wide() -> None:
    made = board(drawings("窗口", "网上"), Frame.of(380, 200, 14))
    assert made and len({y for _, y in lanes(made.svg)}) == 1 and len({x for x, _ in lanes(made.svg)}) == 2


def test_paths_stand_below_one_another_where_it_is_not() -> None:
    made = board(drawings("窗口", "网上"), Frame(width=328, column=328, alone=240))
    assert made and len({x for x, _ in lanes(made.svg)}) == 1 and len({y for _, y in lanes(made.svg)}) == 2


def test_one_path_needs_no_name_on_its_lane() -> None:
    made = board(drawings("窗口"), Frame.of(380, 200, 14))
    assert made and lanes(made.svg) == []


def test_letters_are_as_large_as_fit() -> None:
    made = fitted(drawings("窗口", "网上"), 380, 200, largest=40, smallest=8)
    assert made and 10 < made.letters < 40
    frame, larger = Frame.of(380, 200, made.letters), board(drawings("窗口", "网上"), Frame.of(380, 200, made.letters + 1))
    assert made.picture.width * FONT <= frame.width + 1 and made.picture.height * FONT <= frame.height + 1
    assert larger and larger.height * FONT > Frame.of(380, 200, made.letters + 1).height


def test_what_does_not_fit_is_not_drawn() -> None:
    assert fitted(drawings("窗口", "网上", "电话"), 60, 40, largest=12, smallest=9) is None


def test_nothing_to_draw_is_no_sheet() -> None:
    assert fitted((), 380, 200) is None
    assert board((), Frame.of(380, 200, 14)) is None


def test_the_sheet_is_well_formed_and_described() -> None:
    made = board(drawings("窗口", "网上"), Frame.of(380, 200, 14))
    assert made
    told = {part.tag.rpartition("}")[2]: part.text for part in ElementTree.fromstring(made.svg)}
    assert str(told["desc"]).startswith("窗口：开始；申请人提交材料")
