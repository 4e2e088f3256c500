"""One change to many guides, and a place's guides out as a workbook and back, in a browser without script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from webtest import TestApp, Upload

from mingbai.guides.guide import Guide, Material
from mingbai.rendering.spreadsheet import workbook
from tests.desks import csrf, signed_in
from tests.makers import NOW, make_copy, make_guide, publish

FIRST = make_guide(materials=(Material(name="居住证明"), Material(name="身份证")))
SECOND = make_guide("other", name="其他参保", ordinal=2, materials=(Material(name="居住证明", note="原件"),))


@pytest.fixture
def editor(site: Callable[..., TestApp]) -> TestApp:
    return signed_in(site((make_copy(FIRST), make_copy(SECOND))), "editor")


def _preview(editor: TestApp, **asked: str) -> Any:
    return editor.get("/desk/bulk", {"sort": "phrase", "find": "居住证明", "put": "居住证", **asked})


def test_every_place_is_shown_before_and_after_and_only_the_chosen_change(editor: TestApp) -> None:
    page = _preview(editor)
    assert "2 份指南，2 处" in page
    form = page.forms["bulk"]
    form.fields["place"][1].checked = False
    release = form.submit().follow()
    assert "单位参保登记" in release and "其他参保" not in release
    assert "居住证" in release and "把“居住证明”改为“居住证”" in release


def test_a_guide_with_a_draft_is_told_and_left_alone(editor: TestApp) -> None:
    editor.post("/desk/items/guide/320600/other/edit", {"csrf_token": csrf(editor)}, status=303)
    page = _preview(editor)
    assert "已有草稿" in page
    assert [box._value for box in page.forms["bulk"].fields["place"]] == ["guide/320600/employer-enrolment@1#materials[0].name"]


def test_a_draft_that_was_begun_meanwhile_keeps_the_whole_change_back(editor: TestApp) -> None:
    form = _preview(editor).forms["bulk"]
    editor.post("/desk/items/guide/320600/other/edit", {"csrf_token": csrf(editor)}, status=303)
    answer = form.submit(status=409)
    assert "已有草稿" in answer
    assert "批量修改" not in editor.get("/desk/releases").html.find("main").text


def test_a_material_and_a_basis_are_changed_by_their_parts(editor: TestApp) -> None:
    page = _preview(editor, **{"sort": "material", "new-name": "居住证", "drop-note": "yes"})
    assert "2 份指南，2 处" in page
    assert "居住证明" in page and "原件" in page
    assert "要改成什么" in _preview(editor, sort="basis")
    assert "没有找到要改的地方" in _preview(editor, sort="no-basis")


@pytest.mark.parametrize("asked", [{"find": ""}, {"sort": "x"}, {"region": "abc"}, {"put": "居住证明"}])
def test_what_cannot_be_asked_for_is_told_on_the_page(editor: TestApp, asked: dict[str, str]) -> None:
    assert _preview(editor, **asked).html.select_one("[role=alert]") is not None


def test_places_that_are_none_are_refused(editor: TestApp) -> None:
    token = csrf(editor)
    asked = {"csrf_token": token, "sort": "phrase", "find": "居住证明", "put": "居住证", "region": "320600"}
    editor.post("/desk/bulk", asked, status=400)
    editor.post("/desk/bulk", {**asked, "place": "nonsense"}, status=400)
    editor.post("/desk/bulk", {**asked, "place": "guide/320600/employer-enrolment@9#name"}, status=404)
    editor.post("/desk/bulk", {**asked, "place": "guide/320600/employer-enrolment@1#name"}, status=400)


def _upload(editor: TestApp, *guides: tuple[Guide, int]) -> Any:
    form = next(form for form in editor.get("/desk/sheets").forms.values() if "file" in form.fields)
    form["file"] = Upload("改好.xlsx", workbook(guides))
    return form.submit()


def test_a_workbook_goes_out_and_comes_back_unchanged(editor: TestApp) -> None:
    data = editor.get("/desk/sheets/320600.xlsx")
    assert data.content_type.endswith("spreadsheetml.sheet") and "guides-320600.xlsx" in data.headers["Content-Disposition"]
    form = next(form for form in editor.get("/desk/sheets").forms.values() if "file" in form.fields)
    form["file"] = Upload("没改.xlsx", data.body)
    assert "0 份指南有改动，2 份没有变，0 处有误" in form.submit()


def test_a_dry_run_shows_differences_and_then_makes_one_release(editor: TestApp) -> None:
    page = _upload(editor, (replace(FIRST, name="单位参保"), 1), (SECOND, 1))
    assert "1 份指南有改动，1 份没有变" in page and "单位参保" in page
    assert "还没有保存任何内容" in page
    assert "没有" in editor.get("/desk/releases").html.find("main").text
    release = page.forms["release"].submit().follow()
    assert "按表格修改" in release and "单位参保" in release


def test_a_workbook_that_is_out_of_date_overwrites_nothing(editor: TestApp) -> None:
    page = _upload(editor, (replace(FIRST, name="单位参保"), 3))
    assert "没有覆盖" in page
    assert "guide" not in page.forms["release"].fields


def test_a_new_guide_comes_in_with_its_own_line(editor: TestApp) -> None:
    page = _upload(editor, (make_guide("brand-new", name="新事项"), 0))
    release = page.forms["release"].submit().follow()
    assert "新增" in release and "新事项" in release


def test_faults_are_told_by_sheet_and_cell(editor: TestApp) -> None:
    nameless = make_guide("bad", materials=(Material(name=""),))
    page = _upload(editor, (nameless, 0), (replace(FIRST, name="单位参保"), 1))
    assert "1 份指南有改动，0 份没有变，1 处有误" in page
    assert [cell.text for cell in page.html.select("tbody td")] == ["办理材料", "E3", "bad", "这一格不能空着。"]


def test_what_is_no_workbook_is_told_on_the_page(editor: TestApp) -> None:
    form = next(form for form in editor.get("/desk/sheets").forms.values() if "file" in form.fields)
    form["file"] = Upload("不是.xlsx", b"nonsense")
    assert "不是一个 .xlsx 表格文件" in form.submit()
    form["file"] = ""
    assert "没有选择文件" in form.submit()


def test_reviewers_have_no_business_here(site: Callable[..., TestApp]) -> None:
    reviewer = signed_in(site(make_copy(FIRST)), "reviewer")
    for path in ("/desk/bulk", "/desk/sheets", "/desk/sheets/320600.xlsx"):
        reviewer.get(path, status=403)


def test_a_change_goes_on_from_the_version_that_is_to_come(site: Callable[..., TestApp]) -> None:
    """Made from what is in force now, it would undo what is scheduled."""
    app = site(make_copy(FIRST))
    publish(app.app.registry.database, make_copy(replace(FIRST, name="将来的名称")), effective_from=NOW + timedelta(days=30))
    page = _preview(signed_in(app, "editor"))
    assert "将来的名称" in page
    assert [box._value for box in page.forms["bulk"].fields["place"]] == ["guide/320600/employer-enrolment@2#materials[0].name"]
    assert "将来的名称" in page.forms["bulk"].submit().follow()
