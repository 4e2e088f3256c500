"""The hall desk without script: choose a window, find, answer, tick, print; then the next person. Counted is what was missing, nobody."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from webtest import TestApp

from mingbai.guides import situations
from mingbai.guides.guide import Material, Option, Situation
from mingbai.guides.hall import Hall, Phone, Window
from mingbai.guides.version import Name
from tests.desks import signed_in
from tests.makers import make_copy, make_guide, publish

CARD, FORM, PROOF = (
    Material(key="card", name="社会保障卡"),
    Material(key="form", name="登记表", later="可在受理后5个工作日内补交"),
    Material(key="proof", name="异地居住证明"),
)
CASE = Situation(
    key="yidi", text="在外地住吗？", options=(Option(key="yes", text="是", needs=("proof",)), Option(key="no", text="否", drops=("proof",)))
)
GUIDE = make_guide(materials=(CARD, FORM, PROOF), situations=(CASE,))
NAME = Name("guide", GUIDE.region, GUIDE.slug)
HALL = Hall(
    region="320600", slug="zhengwu", name="市政务服务中心", windows=(Window(number="7", general=True, phone="0513-7777"),),
    complaints=(Phone(number="0513-12345"),),
)  # fmt: skip


@pytest.fixture
def desk(site: Callable[..., TestApp]) -> SimpleNamespace:
    """Two guides and a hall; papers are not set in type but told as their data."""
    app = site(
        (make_copy(GUIDE), make_copy(make_guide("other", name="其他登记", code="990000000001", ordinal=2)), make_copy(HALL, kind="hall"))
    )
    papers: list[Any] = []
    app.app.registry.printer.pdf = lambda paper: papers.append(paper) or b"%PDF"
    return SimpleNamespace(app=app, papers=papers, clerk=signed_in(app, "hall"), database=app.app.registry.database)


def started(clerk: TestApp) -> Any:
    return clerk.get("/desk/hall").click("7", index=0)


def looked_for(page: Any, typed: str) -> Any:
    form = next(form for form in page.forms.values() if "q" in form.fields)
    form["q"] = typed
    answer = form.submit()
    return answer.follow() if answer.status_int == 303 else answer


def printing(page: Any) -> Any:
    return next(form for form in page.forms.values() if form.action.endswith("/print"))


def test_from_the_window_to_the_sheet(desk: SimpleNamespace) -> None:
    page = started(desk.clerk)
    assert "市政务服务中心 7 号窗口" in page.text
    page = looked_for(page, GUIDE.name).click(GUIDE.name)
    assert "在外地住吗" in page.text and "打印 A5" not in page.text
    page = page.click("否")
    assert "异地居住证明" not in page.text
    assert "补交，最迟 2026年3月9日" in page.html.find_all("fieldset")[1].text, "five working days from Monday the 2nd"
    form = printing(page)
    form["tick-1"] = "brought"
    sheet = form.submit("sheet", value="notice")
    assert sheet.follow().content_type == "application/pdf"
    data = desk.papers[-1].data
    assert [(one["name"], one["tick"]) for one in data["materials"]] == [("社会保障卡", "brought"), ("登记表", "missing")]
    assert data["stub"] == "7-0001" and data["hall"]["window"] == "7 号窗口" and any("0513-12345" in one for one in data["complaining"])
    assert printing(page).submit("sheet", value="notice-large").location.endswith("stub=7-0002")
    figures = page.click("最常缺的材料")
    assert "共给出告知单 2 份" in figures.text
    assert [cell.text for cell in figures.html.select("table")[0].select("td")] == ["登记表", GUIDE.name, "2"]
    public = figures.click("下载可公开的数字")
    assert "登记表" not in public.text, "below five"


def test_six_digits_bring_item_and_answers(desk: SimpleNamespace) -> None:
    digits = situations.code_of(NAME, {"yidi": "no"})
    page = looked_for(started(desk.clerk), f"{digits[:3]} {digits[3:]}")
    assert "打印 A5" in page.text and "异地居住证明" not in page.text
    assert f"{digits[:3]} {digits[3:]}" in page.text and f"/{GUIDE.region}/{GUIDE.slug}/list?case=yidi.no" in page.text, "to be read out"


def test_the_end_of_a_code_finds_the_item_at_once(desk: SimpleNamespace) -> None:
    assert "其他登记" in looked_for(started(desk.clerk), "0001").html.find("h2").text
    assert "没有找到" in looked_for(started(desk.clerk), "999999").text


def test_later_only_where_the_guide_says_so(desk: SimpleNamespace) -> None:
    page = looked_for(started(desk.clerk), GUIDE.name).click(GUIDE.name).click("否")
    form = printing(page)
    form["tick-2"] = "later"
    form.submit("sheet", value="notice-a5").follow()
    assert [one["tick"] for one in desk.papers[-1].data["materials"]] == ["missing", "later"]
    fields = {name: form[name].value for name in ("csrf_token", "place", "item", "case")}
    refused = desk.clerk.post("/desk/hall/print", {**fields, "sheet": "notice", "tick-1": "later"}, expect_errors=True)
    assert refused.status_int == 400 and "不能容缺" in refused.text


def test_nothing_ticked_leaves_empty_boxes_and_counts_nothing_as_missing(desk: SimpleNamespace) -> None:
    page = looked_for(started(desk.clerk), GUIDE.name).click(GUIDE.name).click("其余都不清楚")
    printing(page).submit("sheet", value="notice-a5").follow()
    assert [one["tick"] for one in desk.papers[-1].data["materials"]] == [None] * 3 and not desk.papers[-1].data["ticked"]
    assert "没有记下缺的材料" in page.click("最常缺的材料").text


def test_an_item_that_changed_of_late_says_so(desk: SimpleNamespace) -> None:
    address = f"/desk/hall?place=320600&item={GUIDE.region}/{GUIDE.slug}"
    assert "改过" not in desk.clerk.get(address).text, "its first version is no change"
    publish(desk.database, make_copy(make_guide(materials=(CARD,)), seen=1))
    page = desk.clerk.get(address)
    assert "改过" in page.text and f"/{GUIDE.region}/{GUIDE.slug}/compare/1/2" in page.text


def test_a_clerk_of_a_county_does_the_items_of_the_city(desk: SimpleNamespace) -> None:
    county = signed_in(desk.app, "hall", "320602")
    page = looked_for(county.get("/desk/hall?place=320602&window=3"), GUIDE.name).click(GUIDE.name)
    printing(page.click("否")).submit("sheet", value="notice-a5").follow()
    assert desk.papers[-1].data["stub"] == "3-0001"
    assert county.get("/desk/hall?place=320600", expect_errors=True).status_int == 403
    assert county.get("/desk/hall?place=320602&item=110000/x", expect_errors=True).status_int == 400


def test_an_address_that_says_nonsense_is_refused_in_words(desk: SimpleNamespace) -> None:
    for asked, status in (("place=320600&window=<7>", 400), ("place=320600&hall=nowhere", 404), ("place=320699", 404)):
        assert desk.clerk.get(f"/desk/hall?{asked}", expect_errors=True).status_int == status, asked
    assert desk.clerk.get("/desk/hall/notice.pdf?place=320600&sheet=book", expect_errors=True).status_int == 400


def test_the_offline_file_is_to_be_saved(desk: SimpleNamespace) -> None:
    file = started(desk.clerk).click("下载离线文件")
    assert file.headers["Content-Disposition"].startswith("attachment") and "市政务服务中心 窗口告知（离线）" in file.text
    assert GUIDE.name in file.text and "有效期至 2026年4月1日" in file.text
