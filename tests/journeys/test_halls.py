"""An editor fills in the directory of halls: what is missing, a hall on one page, and the gaps of guides that it clears."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from webtest import TestApp

from mingbai.publishing.releases import Copy
from tests.desks import csrf, signed_in
from tests.makers import make_copy, make_guide, make_hall

GUIDES = tuple(make_copy(make_guide(slug, levels=("设区市", "县（市、区）"), name=slug)) for slug in ("one", "two"))


@pytest.fixture
def editor(site: Callable[..., TestApp]) -> TestApp:
    return signed_in(site(GUIDES), "editor")


def said(page: Any) -> str:
    return re.sub(r"\s+", " ", page.html.main.get_text(" ", strip=True))


def filled(page: Any, **typed: str) -> Any:
    form = page.forms["new"]
    for key, text in typed.items():
        form[key] = text
    return form.submit(expect_errors=True)


def test_what_is_missing_stands_place_by_place_with_what_it_clears(editor: TestApp) -> None:
    page = editor.get("/desk/halls")
    assert "没有设区市一级的大厅" in said(page)
    assert "补上这一处，2 份指南就齐了" in said(page)
    assert "个下级地区没有县（市、区）一级的大厅" in said(page)
    opened = page.click(href=re.escape("/desk/halls/new?region=320600"), index=0)
    assert (opened.forms["new"]["region"].value, opened.forms["new"]["level"].value) == ("320600", "设区市")


def test_a_hall_is_written_down_on_one_page_in_everyday_words(editor: TestApp) -> None:
    made = filled(
        editor.get("/desk/halls/new"), name="南通市医保大厅", region="南通市", address="测试路1号", times="9:00-12:00、13:30~17:00",
        days2="周六", times2="9点到11点半", phones="0513-12345678、12393", complaints="12345",
    )  # fmt: skip
    assert made.status_int == 303
    form = made.follow().forms["editor"]
    assert form["hours-0-times"].value == "09:00—12:00、13:30—17:00"
    assert form["hours-1-times"].value == "09:00—11:30"
    assert [form[f"phones-{at}-number"].value for at in (0, 1)] == ["0513-12345678", "12393"]
    listed = editor.get("/desk/halls")
    assert "正在起草" in said(listed) and "南通市医保大厅" in said(listed)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "还没有写大厅的名称"),
        ({"region": "某地"}, "没有认出地区"),
        ({"times": "上午"}, "时间写得不对"),
        ({"phones": "见公告"}, "不像一个电话号码"),
        ({"complaints": "13812345678"}, "手机号"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_typed_is_lost(editor: TestApp, typed: dict[str, str], told: str) -> None:
    refused = filled(editor.get("/desk/halls/new"), **{"name": "大厅", "region": "320600", "address": "测试路9号", **typed})
    assert refused.status_int == 422 and told in said(refused)
    assert refused.forms["new"]["address"].value == "测试路9号"


def test_an_editor_of_another_place_begins_no_hall_here(site: Callable[..., TestApp]) -> None:
    stranger = signed_in(site(GUIDES), "editor", region="420000")
    assert not stranger.get("/desk/halls").html.select("a[href*='region=320600']")
    assert filled(stranger.get("/desk/halls/new"), name="大厅", region="320600").status_int in (403, 422)


def test_a_published_hall_is_listed_with_what_could_still_be_added(site: Callable[..., TestApp]) -> None:
    halls: tuple[Copy, ...] = (make_copy(make_hall(complaints=()), kind="hall"),)
    page = signed_in(site((*GUIDES, *halls)), "editor").get("/desk/halls")
    assert "没有写投诉电话" in said(page) and "补上这一处，2 份指南就齐了" in said(page)
    assert "节假日安排、交通、无障碍设施、自助机" in said(page)
    assert page.html.select("a[href='/desk/items/hall/320600/city-hall']")


def test_a_hall_clears_the_elements_of_guides_that_it_serves(site: Callable[..., TestApp]) -> None:
    missing = ("没有写明办理地点", "没有写明办理时间", "没有写明联系电话", "没有写明投诉渠道")
    for halls, absent in (((), False), ((make_copy(make_hall(), kind="hall"),), True)):
        editor = signed_in(site((*GUIDES, *halls)), "editor")
        checks = said(editor.get(f"/desk/releases/{opened(editor)}/checks"))
        assert "没有写明" in checks
        assert all((sentence in checks) is not absent for sentence in missing), (absent, checks)


def opened(editor: TestApp) -> str:
    """The release of a draft of the first guide."""
    address = "/desk/items/guide/320600/one"
    editor.post(f"{address}/edit", {"csrf_token": csrf(editor)}, status=303)
    return str(re.search(r"/desk/releases/(\d+)", editor.get("/desk/").text + editor.get(address).text)[1])


def test_a_draft_of_a_hall_is_seen_as_readers_will_see_it(editor: TestApp) -> None:
    typed = {"name": "医保大厅", "region": "320600", "address": "测试路7号", "times": "9:00-12:00", "phones": "12393"}
    address = filled(editor.get("/desk/halls/new"), **typed).location
    shown = editor.get(f"{address}/preview?as=page")
    for told in ("草稿预览", "测试路7号", "09:00—12:00", "在这里能办什么", "one"):
        assert told in said(shown), told


def test_a_hall_is_changed_withdrawn_and_told_of_like_any_item(site: Callable[..., TestApp]) -> None:
    editor = signed_in(site((*GUIDES, make_copy(make_hall(), kind="hall"))), "editor")
    item = "/desk/items/hall/320600/city-hall"
    draft = editor.post(f"{item}/edit", {"csrf_token": csrf(editor)}, status=303).follow()
    form = draft.forms["editor"]
    form["address"] = "新路2号"
    form.submit("draft.do", value="save", status="*")
    release = re.search(r"/desk/releases/(\d+)", draft.text)[1]
    assert "地址由“测试路1号一楼”改为“新路2号”" in said(editor.get(f"/desk/releases/{release}/announcement"))
    assert editor.get("/desk/items?kind=hall").html.select(f"a[href='{item}']")
