"""A release from the editor's desk to the public page, by the hands of four people, in browsers without script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from webtest import TestApp

from mingbai import db
from mingbai.guides.guide import Basis, Contact, Guide
from mingbai.guides.text import dump
from mingbai.people.actor import By, Grant
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.proceedings import Proceedings
from tests.desks import account, by, csrf, let_in, signed_in
from tests.makers import NOW, make_copy, make_guide

DONE = make_guide(
    conditions=("在本市参保的单位",),
    fee="否",
    basis=(Basis(title="社会保险法", raw="《社会保险法》第五十七条"),),
    contacts=(
        Contact(kind="办理地点", name="南通市医保中心", address="南通市工农南路150号", hours="周一至周五 9:00—17:00", phone="0513-12393"),
        Contact(kind="投诉电话", phone="12345"),
    ),
)
"""A guide in which no element is missing, so that it can go out without a reason."""


@pytest.fixture
def app(site: Callable[..., TestApp]) -> TestApp:
    other = make_guide("other", name="其他参保", ordinal=2, conditions=DONE.conditions, fee="否", basis=DONE.basis, contacts=DONE.contacts)
    return site((make_copy(DONE), make_copy(other)))


class Desk:
    """Four people before one site, and one release of two changed guides that the editor prepared."""

    def __init__(self, app: TestApp) -> None:
        self.app = app
        self.editor = signed_in(app, "editor")
        self.reviewer = signed_in(app, "reviewer")
        self.approver = signed_in(app, "approver")
        database = app.app.registry.database
        mine = by(database, "editor", login="editor-320600")
        with db.writing(database) as (session, _):
            self.id = Proceedings(session, lambda: NOW, mine).prepare("关于调整参保登记指南的公告", "320600")
            self.first = self._draft(session, mine, DONE, summary="单位可以在网上登记。")
            self.second = self._draft(session, mine, make_guide("other"), name="其他参保登记")

    def _draft(self, session: Any, mine: By, guide: Guide, **changed: Any) -> int:
        drafts = Drafts(session, NOW, mine)
        draft = drafts.open(make_copy(guide).name, release=self.id)
        return drafts.save(draft.id, dump(replace(draft.value, **changed)), "方便单位办事", draft.edition).id

    def at(self, path: str = "") -> str:
        return f"/desk/releases/{self.id}{path}"

    def move(self, who: TestApp, move: str, status: int = 303, **fields: str) -> Any:
        """A move as its form sends it: with the digest that the summary shows."""
        page = who.get(self.at("/summary"))
        digest = page.html.find("input", {"name": "digest"})
        fields = {"csrf_token": csrf(who), "digest": str(digest["value"]) if digest else "", **fields}
        return who.post(self.at(f"/{move}"), fields, status=status)

    def submit(self) -> None:
        self.move(self.editor, "submit")

    def review(self, status: int = 303) -> None:
        page = self.reviewer.get(self.at("/summary"))
        passing = [form for form in page.forms.values() if form.action.endswith("/pass_all")]
        if passing:
            page = passing[0].submit().follow()
        page.forms["step"].submit(status=status)

    def approve(self) -> None:
        self.approver.get(self.at("/summary")).forms["step"].submit(status=303)

    def publish(self, status: int = 303) -> Any:
        return signed_in(self.app, "approver", login="second-approver").get(self.at("/summary")).forms["step"].submit(status=status)

    def state(self) -> str:
        return self.editor.get(self.at()).html.select_one(".top .state .mark").text


@pytest.fixture
def desk(app: TestApp) -> Desk:
    return Desk(app)


def test_an_editor_finds_an_item_and_begins_to_change_it(app: TestApp) -> None:
    editor = signed_in(app, "editor")
    page = editor.get("/desk/items", {"words": "单位"})
    assert "单位参保登记" in page and "其他参保" not in page
    item = page.click("单位参保登记")
    assert "第 1 版" in item
    draft = next(form for form in item.forms.values() if form.action.endswith("/edit")).submit()
    assert draft.status_int == 303 and "/desk/drafts/" in draft.location
    assert "在第 " in editor.get("/desk/items", {"state": "drafted"})


def test_a_release_goes_from_the_editor_to_the_public(desk: Desk) -> None:
    assert desk.state() == "准备中"
    page = desk.editor.get(desk.at())
    assert "新增事项描述" in page or "事项描述新增" in page or "单位可以在网上登记" in page
    desk.editor.get(desk.at("/checks"))
    assert "其他参保登记" in desk.editor.get(desk.at("/announcement"))
    desk.submit()
    assert desk.state() == "已提交"
    desk.review()
    assert desk.state() == "已审核"
    desk.approve()
    assert desk.state() == "已签发"
    assert "单位可以在网上登记" not in desk.app.get("/320600/employer-enrolment")
    desk.publish()
    assert desk.state() == "已公开"
    assert "单位可以在网上登记" in desk.app.get("/320600/employer-enrolment")
    assert "其他参保登记" in desk.app.get("/320600/other")
    history = desk.editor.get(desk.at())
    for step in ("提交审核", "审核通过", "签发", "公开"):
        assert step in history
    assert "第二十条第（五）项" in history


def test_what_is_sent_back_goes_to_the_editor_with_the_reason(desk: Desk) -> None:
    desk.submit()
    desk.move(desk.reviewer, "send_back", reason="名称要与清单一致")
    assert desk.state() == "准备中"
    assert "名称要与清单一致" in desk.editor.get(desk.at())


def test_an_item_that_is_held_out_stays_for_a_release_of_its_own(desk: Desk) -> None:
    desk.submit()
    page = desk.reviewer.get(f"/desk/drafts/{desk.second}/compare")
    held = next(form for form in page.forms.values() if "say" in form.fields and form["say"].value == "hold")
    held["reason"] = "等清单公布"
    held.submit(status=303)
    desk.review()
    desk.approve()
    desk.publish()
    assert "其他参保登记" not in desk.app.get("/320600/other")
    follows = desk.editor.get("/desk/releases")
    assert "留下的事项" in follows.click(href=r"/desk/releases/\d+$", index=0)


def test_an_item_that_is_sent_back_keeps_the_review_open(desk: Desk) -> None:
    desk.submit()
    page = desk.reviewer.get(f"/desk/drafts/{desk.first}/compare")
    back = next(form for form in page.forms.values() if "say" in form.fields and form["say"].value == "return")
    back["reason"] = "描述不准确"
    following = back.submit().follow()
    assert "其他参保登记" in following.html.find("h1").text
    desk.review(status=409)
    assert "描述不准确" in desk.editor.get(desk.at())


def test_what_cannot_be_decided_is_parked_until_there_is_an_answer(desk: Desk) -> None:
    desk.submit()
    desk.move(desk.reviewer, "refer", reason="是否涉及工作秘密，报市保密局")
    assert desk.state() == "报请确定"
    desk.move(desk.reviewer, "resume", reason="市保密局答复：不涉密")
    assert desk.state() == "已提交"
    assert "市保密局答复" in desk.editor.get(desk.at())


def test_a_release_for_later_is_announced_and_may_be_called_off(desk: Desk) -> None:
    form = desk.editor.get(desk.at("/facts")).forms["facts"]
    form["effective"] = "later"
    form["effective_from"] = "2026-04-01T00:00"
    form.submit(status=303)
    desk.submit()
    desk.review()
    desk.approve()
    desk.publish()
    assert "单位可以在网上登记" not in desk.app.get("/320600/employer-enrolment")
    assert "起有新版" in desk.editor.get("/desk/items", {"state": "coming"})
    desk.move(desk.approver, "cancel", reason="上级文件推迟")
    assert desk.state() == "已取消"
    assert "没有找到" in desk.editor.get("/desk/items", {"state": "coming"})


def test_a_change_after_submission_takes_the_approval_back(desk: Desk) -> None:
    desk.submit()
    desk.review()
    desk.approve()
    form = desk.editor.get(desk.at("/facts")).forms["facts"]
    assert "此前的审核和签发作废" in desk.editor.get(desk.at("/facts"))
    form["title"] = "另一个标题"
    form.submit(status=303)
    assert desk.state() == "准备中"


def test_a_form_from_before_a_change_is_refused_in_a_sentence(desk: Desk) -> None:
    desk.submit()
    old = desk.reviewer.get(desk.at("/summary"))
    old = next(form for form in old.forms.values() if form.action.endswith("/pass_all")).submit().follow()
    desk.move(desk.editor, "recall", reason="再改一处")
    form = desk.editor.get(desk.at("/facts")).forms["facts"]
    form["note"] = "补一句说明"
    form.submit()
    desk.submit()
    answer = old.forms["step"].submit(status=409)
    assert answer.html.find("h1").text.strip()
    assert desk.state() == "已提交"


def test_facts_from_before_somebody_elses_change_are_refused(desk: Desk) -> None:
    mine = desk.editor.get(desk.at("/facts")).forms["facts"]
    theirs = desk.editor.get(desk.at("/facts")).forms["facts"]
    theirs["title"] = "他人的标题"
    theirs.submit(status=303)
    mine["title"] = "我的标题"
    answer = mine.submit(status=409)
    assert "没有保存" in answer
    assert "他人的标题" in desk.editor.get(desk.at())


def test_nobody_reviews_or_signs_what_they_wrote(app: TestApp, desk: Desk) -> None:
    database = app.app.registry.database
    both = account(database, *(Grant(role, "320600") for role in ("editor", "reviewer", "approver")), login="all-in-one")
    person = let_in(app, both, NOW)
    form = person.get(desk.at("/facts")).forms["facts"]
    form["note"] = "我也写了一句"
    form.submit(status=303)
    desk.submit()
    page = person.get(desk.at("/summary"))
    assert "您写过这次发布里的内容" in page
    assert "step" not in page.forms
    token = csrf(person)
    person.post(desk.at("/pass_all"), {"csrf_token": token}, status=403)
    digest = desk.reviewer.get(desk.at("/summary")).html.find("input", {"name": "digest"})["value"]
    grounds = {"public": "主动公开", "public_ground": "条", "secrecy": "不涉密", "secrecy_ground": "条"}
    person.post(desk.at("/review"), {"csrf_token": token, "digest": digest, **grounds}, status=403)
    desk.review()
    person.post(desk.at("/approve"), {"csrf_token": token, "digest": digest, "opinion": "同意"}, status=403)
    assert desk.state() == "已审核"


def test_remarks_by_field_are_made_and_settled(desk: Desk) -> None:
    desk.submit()
    path = f"/desk/drafts/{desk.first}/compare"
    form = next(form for form in desk.reviewer.get(path).forms.values() if form.action.endswith("/remark"))
    form["field"], form["text"] = "summary", "请写全称"
    page = form.submit().follow()
    assert "请写全称" in page and "事项描述" in page
    settle = next(form for form in desk.editor.get(path).forms.values() if form.action.endswith("/settle"))
    assert "已了结" in settle.submit().follow()


def test_items_are_picked_from_other_releases_and_ordered(desk: Desk) -> None:
    other = desk.editor.post("/desk/releases", {"csrf_token": csrf(desk.editor), "title": "另一次发布", "region": "320600"})
    number = int(other.location.rsplit("/", 1)[1])
    page = desk.editor.get(f"/desk/releases/{number}/pick")
    page.forms["pick"].set("draft", True, index=0)
    taken = page.forms["pick"].submit().follow()
    assert "单位参保登记" in taken
    page = desk.editor.get(f"/desk/releases/{number}/pick")
    page.forms["pick"].set("draft", True, index=0)
    page = page.forms["pick"].submit().follow()
    form = page.forms["order"]
    form[f"position-{desk.first}"], form[f"position-{desk.second}"] = "2", "1"
    names = [link.text for link in form.submit().follow().html.select("table a") if "compare" in link["href"]]
    assert names.index("其他参保登记") < names.index("单位参保登记")


def test_an_item_is_withdrawn_with_a_reason_and_a_successor(app: TestApp) -> None:
    editor = signed_in(app, "editor")
    item = editor.get("/desk/items/guide/320600/other")
    form = next(form for form in item.forms.values() if form.action.endswith("/withdraw"))
    form["why"], form["reason"] = "合并", "并入单位参保登记"
    form["successor"] = ["guide/320600/employer-enrolment"]
    page = form.submit().follow()
    assert "合并：并入单位参保登记" in page
    assert "单位参保登记" in editor.get(f"{page.request.path}/announcement")


def test_an_old_version_comes_back_with_a_reason(site: Callable[..., TestApp]) -> None:
    app = site((make_copy(DONE),), (make_copy(make_guide(name="单位参保")),))
    editor = signed_in(app, "editor")
    item = editor.get("/desk/items/guide/320600/employer-enrolment")
    form = next(form for form in item.forms.values() if form.action.endswith("/restore"))
    form["number"], form["reason"] = "1", "第 2 版有误"
    page = form.submit().follow()
    assert "恢复" in page.html.find("h1").text and "第 1 版" in page.html.find("h1").text


def test_strange_addresses_and_fields_are_told_and_nothing_breaks(desk: Desk) -> None:
    editor, token = desk.editor, csrf(desk.editor)
    editor.get("/desk/items/nothing/320600/x", status=404)
    editor.get("/desk/items/guide/320600/nobody", status=404)
    editor.get("/desk/releases/999999", status=404)
    editor.get(desk.at("/announcement?page=99"), status=404)
    editor.get("/desk/items?page=abc&kind=zzz&region=1&state=x")
    editor.post(desk.at("/order"), {"csrf_token": token, f"position-{desk.first}": "一"}, status=400)
    editor.post(desk.at("/pick"), {"csrf_token": token}, status=404)
    editor.post(f"/desk/drafts/{desk.first}/verdict", {"csrf_token": token, "say": "maybe", "edition": "1"}, status=400)
    editor.post(desk.at("/facts"), {"csrf_token": token, "title": "", "edition": "1"}, status=400)
    editor.post(desk.at("/submit"), {}, status=400)
