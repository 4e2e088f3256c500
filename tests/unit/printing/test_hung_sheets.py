"""Sheets of fixed size: one page whatever the guide, nothing cut without saying so; the notice flows instead and loses nothing."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from mingbai.guides.guide import Basis, Guide, Material, Step, TimeLimit
from mingbai.guides.guide import Path as Way
from mingbai.printing.products import PRODUCTS
from mingbai.rendering.paper.qr_sheet import CodeCell, sheet_of
from mingbai.rendering.paper.sign import face_of, sign_paper
from mingbai.rendering.pdf import Setter
from tests.makers import make_guide
from tests.papers import make_imprint, make_subject, pages_of, seeded
from tests.sheets import HALL, WINDOW
from tests.sites import ROOT

Printed = Callable[[str, Guide], bytes]
PAGES = {"placard": 1, "poster": 1, "card": 1, "leaflet": 2}
IMPRINT = dataclasses.replace(make_imprint(), hotlines=(("12393", "医保服务热线"), ("12345", "政务服务热线")))
ENDLESS = make_guide(
    name="城乡居民和灵活就业人员基本医疗保险参保登记信息变更与关系转移接续及个人账户一次性支取手续办理",
    materials=tuple(Material(name=f"第{at}份证明材料的完整名称（原件和复印件）", note="加盖单位公章，一式两份") for at in range(1, 61)),
    process=(Way(steps=tuple(Step(text=f"第{at}步。" + "工作人员对材料是否齐全进行审核，" * 6) for at in range(1, 31))),),
    time_limit=TimeLimit(raw="自受理之日起" + "情况复杂的可以延长，" * 40 + "最长 20 个工作日", kind="working_days", days=20),
    basis=tuple(Basis(title=f"第{at}号令", raw=f"《关于进一步做好有关工作的第{at}号通知》") for at in range(1, 41)),
    tips=tuple(f"提示{at}：" + "请提前准备好材料，" * 8 for at in range(1, 20)),
    fee="按" + "有关规定和标准" * 12 + "收取",
)
BARE = Guide(region="320600", slug="bare", name="无")


@pytest.fixture(scope="module")
def setter() -> Setter:
    return Setter(Path(ROOT) / "templates" / "print")


@pytest.fixture(scope="module")
def printed(setter: Setter) -> Callable[[str, Guide], bytes]:
    """A product of a guide, set once however many tests look at it."""
    return functools.cache(lambda name, guide: setter.pdf(PRODUCTS[name].make(make_subject(guide), IMPRINT)))


@pytest.mark.parametrize("name", PAGES)
def test_what_does_not_fit_is_counted_and_left_to_the_code(name: str, printed: Printed) -> None:
    found = pages_of(printed(name, ENDLESS))
    said = "".join(found)
    assert len(found) == PAGES[name]
    assert ENDLESS.name in said
    assert "共60项" in said or all(one.name in said for one in ENDLESS.materials)
    assert "（扫码看全文）" in said or re.sub(r"\s", "", said).count("情况复杂的可以延长") == 40


@pytest.mark.parametrize("name", PAGES)
def test_a_guide_of_which_little_is_known_is_one_sheet_too(name: str, printed: Printed) -> None:
    found = pages_of(printed(name, BARE))
    assert len(found) == PAGES[name]
    assert "原文没有列出材料" in "".join(found)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_outside_the_page(name: str, printed: Printed) -> None:
    """Letters beyond an edge would be lost in print."""
    document = pypdfium2.PdfDocument(printed(name, ENDLESS))
    for page in document:
        wide, tall = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            assert left >= -1 and bottom >= -1 and right <= wide + 1 and top <= tall + 1


@pytest.mark.parametrize("name", ["notice", "notice-a5", "notice-large"])
def test_a_notice_holds_every_material_twice_however_many_pages(name: str, printed: Printed) -> None:
    said = "".join(pages_of(printed(name, ENDLESS)))
    for one in ENDLESS.materials:
        assert said.count(one.name) == 2
    assert said.count("存根联（") == said.count("告知联（") == 1


def test_pages_of_a_notice_are_counted_copy_by_copy(printed: Printed) -> None:
    found = pages_of(printed("notice-a5", ENDLESS))
    half = len(found) // 2
    assert half > 2
    counted = [re.search(r"第(\d+)页，共(\d+)页", page) for page in found]
    assert [(one[1], one[2]) for one in counted if one] == [(str(at % half + 1), str(half)) for at in range(2 * half)]


def test_a_short_notice_stands_twice_on_one_sheet(printed: Printed) -> None:
    found = pages_of(printed("notice", seeded("320600", "322036001000")))
    assert len(found) == 1
    assert found[0].count("存根联（") == found[0].count("告知联（") == 1


def test_a_sign_of_many_items_names_them_all_or_counts_them(setter: Setter) -> None:
    many = [make_subject(make_guide(f"item-{at}", name=f"办理事项之{at}号")) for at in range(60)]
    for size in ("a3", "a4"):
        face = face_of(many, IMPRINT, path="/s/A", kind="placard", size=size, hall=HALL, window=WINDOW)  # type: ignore[arg-type]
        said = "".join(pages_of(setter.pdf(sign_paper(face, many, IMPRINT))))
        assert "共60个事项" in said or all(one.page.guide.name in said for one in many)
        assert "7号窗口医保待遇" in said


def test_a_sheet_of_codes_flows_over_its_pages(setter: Setter) -> None:
    cells = [CodeCell(name=f"事项{at}", path=f"/q/A{at}", number=1) for at in range(14)]
    told = {
        "place": "江苏省",
        "decision": None,
        "count": 14,
        "printed": "今天",
        "address": "https://a",
        "site": "网",
        "organ": "",
        "sample": True,
    }
    found = pages_of(setter.pdf(sheet_of(cells, told, IMPRINT, title="二维码")))
    assert len(found) == 2
    assert all(any(f"事项{at}" in page for page in found) for at in range(14))
