"""The editor's first five steps (a notice from Word to drafts), by links and forms alone, as a browser without script walks them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from webtest import TestApp, Upload

from mingbai import db
from mingbai.importing.read import read
from mingbai.importing.repairs import repaired
from mingbai.intake.uploads import Uploads
from mingbai.publishing.releases import copy_of
from tests.desks import by, csrf, signed_in
from tests.makers import NOW, publish
from tests.unit.importing.rewritten import Numbers, as_word
from tests.unit.intake.documents import document

SEEDS = Path(__file__).parents[1] / "seeds"
NANTONG = SEEDS / "000_e47b40c82884cc2d.txt"


@cache
def nantong_as_word() -> bytes:
    """Seed 000 as a real .docx."""
    return as_word(repaired(read("a.txt", NANTONG.read_bytes())).blocks, Numbers())


def hand_in(browser: TestApp, name: str, data: bytes, **given: str) -> Any:
    """Fill in the form of the list and send it."""
    form = browser.get("/desk/intake").forms[1]
    form["file"] = [Upload(name, data)]
    for key, value in given.items():
        form[key] = value
    return form.submit(status="*")


def until_read(browser: TestApp, page: Any, seconds: float = 60) -> Any:
    """The page of the upload once nobody is at it any more, asked for again and again as a person would."""
    page = page.follow() if page.status_int == 303 else page
    end = time.monotonic() + seconds
    while "查看进度" in page.text:
        assert time.monotonic() < end
        time.sleep(0.1)
        page = page.click("查看进度")
    return page


@pytest.fixture
def editor(site: Callable[..., TestApp]) -> TestApp:
    return signed_in(site(), "editor")


def main_action(page: Any) -> Any:
    """The form of the page's one main action."""
    button = page.html.find("button", class_="main")
    action = button.find_parent("form")["action"]
    return next(form for form in page.forms.values() if form.action == action)


def press(page: Any, act: str) -> Any:
    """Send the form of an act on an item."""
    return next(form for form in page.forms.values() if form.action.endswith(f"/{act}")).submit()


def test_a_word_notice_becomes_drafts_of_one_release(editor: TestApp) -> None:
    started = time.monotonic()
    page = until_read(editor, hand_in(editor, "通知.docx", nantong_as_word()))
    assert time.monotonic() - started < 20, "the target of journeys.md, step 2"
    assert "最迟 2022年6月17日 公开" in page.text
    assert "请在下面补上" in page.text
    counts = {item.text.strip() for item in page.html.find("ul", class_="waiting-list").find_all("a")}
    assert {"1来文", "38办事指南"} <= counts

    form = next(form for form in page.forms.values() if form.action.endswith("/front"))
    form["document_no"] = "通医保发〔2022〕21号"
    page = form.submit().follow()
    assert "通医保发〔2022〕21号" in page.text and "请在下面补上" not in page.text

    page = main_action(page).submit().follow()
    assert len(page.html.select("#items ~ .scroll .mark.good")) >= 10
    clicks, item = 0, page.click("逐项看要看的")
    while "还有" in item.text:
        answer = press(item, "accept")
        clicks += 1
        item = answer.follow()
    assert clicks <= 30, "the target of journeys.md, step 5"
    assert len(item.html.select("#items ~ .scroll .mark.good")) == 39
    release = item.html.find("dt", string="发布").find_next("a")
    assert release["href"].endswith("/desk/releases/1")


def test_every_link_of_a_field_leads_to_its_words_in_the_source(editor: TestApp) -> None:
    page = until_read(editor, hand_in(editor, "通知.txt", NANTONG.read_bytes()))
    item = page.click("职工参保登记", index=0)
    links = item.html.select(".fields a[href^='#t']")
    assert len(links) > 20
    source = {cell["id"]: "".join(cell.text.split()) for cell in item.html.select(".source [id]") if cell["id"].startswith("t")}
    for link in links:
        assert link["href"][1:] in source
    name = next(link for link in links if link.text == "职工参保登记")
    assert "职工参保登记" in source[name["href"][1:]]


def test_the_same_file_again_leads_to_the_first(editor: TestApp) -> None:
    until_read(editor, hand_in(editor, "通知.txt", document()))
    page = hand_in(editor, "同一份.txt", document()).follow()
    assert "没有重复登记" in page.text and "/desk/intake/1?" in page.request.url
    assert len(editor.get("/desk/intake").html.select("tbody tr")) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("通知.docx", b"MZ" + b"\0" * 999, "这是一个程序"),
        ("空.txt", b"", "文件是空的"),
        ("照片.pdf", b"\x89PNG\r\n\x1a\n\0", "这是一张图片"),
    ],
)
def test_what_is_no_document_is_refused_with_its_remedy(editor: TestApp, name: str, data: bytes, said: str) -> None:
    answer = hand_in(editor, name, data)
    assert answer.status_int == 422
    alert = answer.html.find(role="alert").text
    assert f"{name}：{said}" in alert and "请" in alert
    assert "还没有登记过来文" in answer.text


def test_a_form_without_a_file_says_so(editor: TestApp) -> None:
    answer = editor.post("/desk/intake", {"csrf_token": csrf(editor), "region": ""}, status=422)
    assert "没有选择文件" in answer.text


def test_a_file_beyond_the_limit_is_refused(site: Callable[..., TestApp]) -> None:
    editor = signed_in(site(**{"desk.source_megabytes": "1"}), "editor")
    answer = hand_in(editor, "大.txt", b"x" * (2 << 20))
    assert answer.status_int == 422 and "超过 1 MB" in answer.text
    answer = hand_in(editor, "很大.txt", b"x" * (12 << 20))
    assert answer.status_int == 422 and "超过 1 MB" in answer.text


def test_of_several_files_those_that_can_be_read_are_taken(editor: TestApp) -> None:
    form = editor.get("/desk/intake").forms[1]
    form["file"] = [Upload("通知.txt", document()), Upload("程序.docx", b"MZ" + b"\0" * 999)]
    answer = form.submit()
    assert "已登记：通知.txt" in answer.text and "程序.docx：这是一个程序" in answer.text
    assert len(answer.html.select("tbody tr")) == 1


def test_a_document_that_names_no_place_asks_for_one(editor: TestApp) -> None:
    text = document().decode().replace("南通市", "本地").encode()
    page = until_read(editor, hand_in(editor, "通知.txt", text))
    assert "哪个地区" in page.html.find(role="alert").text
    form = next(form for form in page.forms.values() if form.action.endswith("/again"))
    form["region"] = "江苏省南通市"
    page = until_read(editor, form.submit())
    assert "读出的事项" in page.text and "江苏省南通市" in page.text


def test_a_place_that_nobody_knows_is_said(editor: TestApp) -> None:
    answer = hand_in(editor, "通知.txt", document(), region="桃花源")
    assert answer.status_int == 422 and "没有认出“桃花源”" in answer.text
    assert answer.forms[1]["region"].value == "桃花源"


def test_editors_of_another_place_and_reviewers_are_kept_out(site: Callable[..., TestApp]) -> None:
    app = site()
    editor = signed_in(app, "editor")
    until_read(editor, hand_in(editor, "通知.txt", document()))
    other = signed_in(app, "editor", "420000")
    assert "还没有登记过来文" in other.get("/desk/intake").text
    token = csrf(other)
    for address in ("/desk/intake/1", "/desk/intake/1/1", "/desk/intake/1/progress", "/desk/intake/1/file"):
        other.get(address, status=403)
    for address in ("/desk/intake/1/accept", "/desk/intake/1/again", "/desk/intake/1/front", "/desk/intake/1/1/accept"):
        other.post(address, {"csrf_token": token}, status=403)
    signed_in(app, "reviewer").get("/desk/intake", status=403)
    assert app.get("/desk/intake/1", status=303).location.startswith("http://localhost/desk/login")


def test_the_original_is_given_as_a_file_and_never_shown(editor: TestApp) -> None:
    page = until_read(editor, hand_in(editor, "通知.html", b"<html><script>alert(1)</script><p>" + document() + b"</p></html>"))
    answer = page.click("下载原件")
    assert answer.content_type == "application/octet-stream" and "attachment" in answer.content_disposition
    assert answer.body.startswith(b"<html>")


def test_words_of_the_source_are_never_markup(editor: TestApp) -> None:
    text = document().decode().replace("用人单位", "用人单位<script>alert(1)</script>").encode()
    page = until_read(editor, hand_in(editor, "<b>通知.txt", text))
    item = page.click("单位参保登记", index=0)
    assert item.html.find("script", src=None) is None and "&lt;script&gt;" in item.text
    assert "<b>通知" not in item.text


def test_an_item_is_left_and_opened_again(editor: TestApp) -> None:
    page = until_read(editor, hand_in(editor, "通知.txt", document()))
    page = press(page.click("单位参保登记", index=0), "leave").follow()
    page = editor.get("/desk/intake/1?show=left")
    assert [row.find("a").text for row in page.html.select("tbody tr")] == ["单位参保登记"]
    page = press(page.click("单位参保登记", index=0), "reopen").follow()
    assert "采用并编辑" in page.text


def test_accepting_to_edit_leads_to_the_draft(editor: TestApp) -> None:
    page = until_read(editor, hand_in(editor, "通知.txt", document()))
    answer = press(page.click("职工参保登记", index=0), "edit")
    assert answer.location.endswith("/desk/drafts/1")


def test_nothing_is_kept_by_the_browser(editor: TestApp) -> None:
    until_read(editor, hand_in(editor, "通知.txt", document()))
    for address in ("/desk/intake", "/desk/intake/1", "/desk/intake/1/1", "/desk/intake/1/file", "/desk/intake/1/progress"):
        assert editor.get(address).headers["Cache-Control"] == "no-store"


def test_next_years_notice_shows_what_changed_in_words(site: Callable[..., TestApp]) -> None:
    app = site()
    editor = signed_in(app, "editor")
    until_read(editor, hand_in(editor, "2022.txt", document()))
    uploads = by(app.app.registry.database, "editor", login="editor-320600")
    with db.reading(app.app.registry.database) as session:
        asked = Uploads(session, NOW, uploads)
        copies = [copy_of(one.name, asked.text(1, one.position)) for one in asked.found(1)]
    publish(app.app.registry.database, *copies)
    page = until_read(editor, hand_in(editor, "2023.txt", document("2023", "2023年5月19日", "3个工作日")))
    rows = {row.find("a").text: row.text for row in page.html.select("tbody tr")}
    assert "有变化" in rows["单位参保登记"] and "无变化" in rows["职工参保登记"]
    item = page.click("单位参保登记", index=0)
    told = item.html.find("ul", class_="changes").text
    assert "时限" in told and "3" in told and "来源" not in told


def test_a_draft_that_somebody_has_is_told_with_its_link(editor: TestApp) -> None:
    until_read(editor, hand_in(editor, "2022.txt", document()))
    press(editor.get("/desk/intake/1/1"), "accept")
    page = until_read(editor, hand_in(editor, "2023.txt", document("2023", "2023年5月19日")))
    item = page.click("单位参保登记", index=0)
    alert = item.html.find(role="alert")
    assert [link["href"].split("/desk/")[1] for link in alert.find_all("a")] == ["releases/1", "drafts/1"]
    editor.post("/desk/intake/2/1/accept", {"csrf_token": csrf(editor)}, status=409)
