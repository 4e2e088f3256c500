"""Guides taken apart into lines of cells and put together again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingbai.errors import Refusal
from mingbai.guides.guide import (
    Basis,
    Chart,
    ChecklistRow,
    Edge,
    Guide,
    LimitCase,
    Material,
    Node,
    Option,
    Path,
    Situation,
    Step,
    TimeLimit,
)
from mingbai.guides.sheet_values import Line, guides_of, lines
from mingbai.guides.sheets import FULLEST, SHEETS, heads
from tests.makers import make_guide

FULL = make_guide(
    summary="第一行\n第二行",
    objects=("个人", "单位：\n一是企业", "  前后有空格  ", r"反斜线\n不是换行"),
    levels=("设区市", "县（市、区）"),
    basis=(Basis(title="社会保险法", raw="《社会保险法》第五十七条"), Basis(raw="=1+1")),
    materials=(
        Material(
            name="身份证明",
            any_of=("身份证", "社保卡"),
            children=(Material(name="正面"), Material(name="反面", children=(Material(name="签名"),))),
        ),
        Material(key="m2", name="登记表"),
    ),
    process=(Path(path="窗口", steps=(Step(text="申请"), Step(key="s", text="受理"))), Path(steps=(Step(text="登录"),))),
    flowchart=(Chart(nodes=(Node(id="a", kind="start", text="开始"),), edges=(Edge(from_="a", to="b", label="是"),), notes=("注",)),),
    time_limit=TimeLimit(raw="10个工作日", kind="working_days", days=10, cases=(LimitCase(kind="working_days", days=20),)),
    situations=(Situation(key="q", text="急诊吗", options=(Option(key="y", text="是", needs=("m2",)),)),),
    checklist=ChecklistRow(name="单位参保登记", broken=True, missing=("basis",), lines=(3, 4), materials=(Material(name="表"),)),
)


def test_a_guide_comes_back_as_it_was() -> None:
    assert guides_of(lines(FULL)) == ((FULL,), ())


def test_every_field_of_a_guide_has_its_column() -> None:
    """A field that is added to a value must not be lost on the way; this guide sets parts of every class."""
    paths = {sheet.path for sheet in SHEETS.values()}
    assert {"", "materials", "process.steps", "flowchart.edges", "time_limit.cases", "checklist.materials", "situations.options"} <= paths
    assert all(len(dict(heads(sheet))) == len(heads(sheet)) for sheet in SHEETS.values())


def test_numbers_say_whose_child_a_part_is() -> None:
    found = [(line.number, line.cells["name"]) for line in lines(FULL) if line.sheet == "办理材料"]
    assert found == [((1,), "身份证明"), ((1, 1), "正面"), ((1, 2), "反面"), ((1, 2, 1), "签名"), ((2,), "登记表")]


def test_the_number_orders_and_not_the_row() -> None:
    given = list(lines(FULL))
    assert guides_of(reversed(given)) == ((FULL,), ())


def _with(sheet: str, key: str, text: str, number: tuple[int, ...] = (1,)) -> list[Line]:
    """The lines of the guide with one cell changed."""
    return [
        replace(line, cells={**line.cells, key: text}, row=7) if (line.sheet, line.number) == (sheet, number) else line
        for line in lines(FULL)
    ]


@pytest.mark.parametrize(
    ("sheet", "number", "key", "text", "said"),
    [
        ("办理材料", (2,), "name", "", "这一格不能空着。"),
        ("办理方式", (1,), "kind", "窗口", "这一格不能空着。"),
        ("指南", (), "levels", "国家", "“国家”不是允许的值，只能是：省、设区市、县（市、区）、乡镇（街道）、村（社区）。"),
        ("指南", (), "time_limit.days", "十", "“十”不是整数。"),
        ("指南", (), "time_limit.raw", "", "这一格不能空着。"),
        ("清单", (), "broken", "1", "“1”不对，这里只能写“是”或“否”。"),
    ],
)
def test_a_cell_that_makes_no_value_is_a_problem_at_its_place(sheet: str, number: tuple[int, ...], key: str, text: str, said: str) -> None:
    given = _with(sheet, key, text, number)
    if sheet == "办理方式":
        given.append(Line(sheet=sheet, slug=FULL.slug, number=number, cells={"detail": "政务大厅"}, row=7))
    guides, problems = guides_of(given)
    assert guides == ()
    assert [(each.sheet, each.row, each.key, each.sentence) for each in problems] == [(sheet, 7, key, said)]


def test_lines_that_hang_in_the_air_are_problems() -> None:
    given = [line for line in lines(FULL) if (line.sheet, line.number) != ("办理材料", (1, 2))]
    guides, problems = guides_of(given)
    assert guides == ()
    assert [each.sentence for each in problems] == ["序号 1.2.1 上面没有 1.2。"]


def test_lines_of_no_guide_and_lines_that_stand_twice_are_problems() -> None:
    other = Line(sheet="办理材料", slug="nobody", number=(1,), cells={"name": "表"}, row=9)
    again = Line(sheet="办理材料", slug=FULL.slug, number=(2,), cells={"name": "另一份表"}, row=10)
    guides, problems = guides_of([*lines(FULL), other, again])
    assert guides == ()
    assert [(each.row, each.key) for each in problems] == [(9, "slug"), (10, "number")]


def test_a_guide_with_a_problem_does_not_keep_others_out() -> None:
    other = make_guide("other")
    guides, problems = guides_of([*_with("办理材料", "name", ""), *lines(other)])
    assert guides == (other,)
    assert [each.slug for each in problems] == [FULL.slug]


def test_what_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(Refusal, match="一个单元格最多容纳"):
        list(lines(make_guide(summary="长" * (FULLEST + 1))))


def test_a_part_that_says_nothing_is_none() -> None:
    bare = Guide(region="320600", slug="bare", name="无时限")
    assert guides_of(lines(bare)) == ((bare,), ())
