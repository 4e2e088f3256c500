"""The page of a guide: everything public on it, nothing internal anywhere, and what its versions say of themselves."""

from __future__ import annotations

import dataclasses
import typing
from datetime import timedelta
from typing import Any

import pytest

from mingbai.guides.guide import INTERNAL, Chart, Edge, Guide, Node
from mingbai.guides.kinds import Document, Form, FormPart, Service
from mingbai.guides.version import Name, Version
from mingbai.publishing.releases import Ending
from tests.makers import NOW, make_copy, make_guide, make_source, publish

CODED = {"region": "320600", "slug": "everything", "schema": 1, "audiences": ("employer",), "days": 3, "service": "all-of-it"}
HIDDEN = {
    "applies_to",
    "situations",
    "derived",
    "inherited",
    "key",
    "id",
    "from_",
    "to",
    "file",
    "form",
    "missing",
    "broken",
    "service",
    "kind",
}
"""Codes and keys: a page shows them in words, as links, or not at all. Situations have their own
pages to come; the case of a limit is a part of its printed text."""


def filled(kind: type[Any], mark: str = "") -> Any:
    """A value of ``kind`` in which every text says which field it is."""
    hints = typing.get_type_hints(kind)
    values = {}
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        values[field.name] = _part(field.name, hint, f"{mark}{field.name}")
    return kind(**values)


def _part(name: str, hint: Any, mark: str) -> Any:
    if name in CODED:
        return CODED[name]
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)[0]
    parts = [one for one in typing.get_args(hint) if one is not type(None)]
    if dataclasses.is_dataclass(hint):
        return filled(hint, f"{mark}.")
    if typing.get_origin(hint) is tuple:
        return _several(parts[0], mark)
    if hint in (int, bool) or int in parts or bool in parts:
        return 7 if int in (hint, *parts) else None
    if parts and dataclasses.is_dataclass(parts[0]):
        return filled(parts[0], f"{mark}.")
    return f"【{mark}】"


def _several(hint: Any, mark: str) -> tuple[Any, ...]:
    if mark.count("children"):
        return ()
    if dataclasses.is_dataclass(hint):
        return (filled(hint, f"{mark}."),)
    if typing.get_origin(hint) is typing.Literal:
        return (typing.get_args(hint)[0],)
    return (7,) if hint is int else (f"【{mark}甲】", f"【{mark}乙】")


def texts(value: Any, path: str = "") -> typing.Iterator[tuple[str, str]]:
    """Every text in a value that a page must show, with its field."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one, path)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in HIDDEN:
                yield from texts(getattr(value, field.name), f"{path}.{field.name}")


def whole() -> Guide:
    guide = filled(Guide)
    chart = Chart(
        title="【图】",
        nodes=(Node(id="a", kind="step", text="【甲框】"), Node(id="b", kind="decision", text="【乙框】")),
        edges=(Edge(from_="a", to="b", label="【线】"),),
        notes=("【图注】",),
    )
    basis = dataclasses.replace(guide.basis[0], raw="《【basis.title】》（【basis.document_no】）【basis.articles】")
    more = dataclasses.replace(basis, raw=f"{basis.raw}【另有规定的除外】")
    return dataclasses.replace(guide, flowchart=(chart,), situations=(), basis=(basis, more))


def test_every_public_word_of_a_guide_is_on_its_page(site) -> None:
    guide = whole()
    page = site(make_copy(guide)).get("/320600/everything").html.get_text()
    shown = {
        field: text for field, text in texts(guide) if field.split(".")[1] not in (*INTERNAL, "checklist", "region", "slug", "audiences")
    }
    lost = {field: text for field, text in shown.items() if text not in page}
    assert not lost


def test_every_word_of_a_row_that_differs_is_on_the_page(site) -> None:
    guide = whole()
    assert guide.checklist is not None
    page = site(make_copy(guide)).get("/320600/everything").html.get_text()
    for field in ("name", "main_item", "code", "item_kind", "remarks", "process_stages"):
        for _, text in texts(getattr(guide.checklist, field)):
            assert text in page, field


@pytest.mark.parametrize("path", ["", "/print", "/versions/1", "?on=2026-03-02", "?path=1"])
@pytest.mark.parametrize("prefix", ["", "/elder", "/en"])
def test_no_internal_word_is_on_any_page(site, path, prefix) -> None:
    guide = whole()
    internal = [text for field in INTERNAL for _, text in texts(getattr(guide, field))]
    app = site(make_copy(guide))
    page = app.get(f"{prefix}/320600/everything{path}").text
    assert len(internal) >= 6
    assert not [text for text in internal if text in page]
    assert not any(word in page for word in ("风险级别", "业务风险点", "消息推送模板", "受理信息必填项"))


def test_a_guide_of_nothing_but_a_name_says_what_is_not_stated(site) -> None:
    page = site(make_copy(Guide(region="320600", slug="bare", name="光杆事项"))).get("/320600/bare").html
    assert page.h1.get_text() == "光杆事项"
    assert page.find(class_="card").get_text().count("原文未") == 5


def test_a_document_without_a_date_is_said_to_have_none(site) -> None:
    page = site().app
    app = site(make_copy(make_guide(source=make_source(issued=None))))
    assert page
    assert "原文未载日期" in app.get("/320600/employer-enrolment").html.find(id="source").get_text()


def test_where_the_day_of_loading_stands_for_a_date_the_page_says_so(site, tmp_path) -> None:
    app = site((make_copy(make_guide(source=make_source(issued=None))),))
    publish(app.app.registry.database, make_copy(make_guide(name="新名称")), dated="loaded")
    assert "这是录入的日子" in app.get("/320600/employer-enrolment").html.find(id="source").get_text()


def test_the_card_gives_the_day_that_a_limit_leads_to(site) -> None:
    from mingbai.guides.guide import TimeLimit

    app = site(make_copy(make_guide(time_limit=TimeLimit(raw="10个工作日", kind="working_days", days=10))))
    assert "今天受理，最迟 2026年3月16日" in app.get("/320600/employer-enrolment").html.find(class_="card").get_text()


class TestVersions:
    """Versions, days and endings, on the page."""

    def two(self, site) -> Any:
        app = site(make_copy())
        later = NOW + timedelta(days=10)
        publish(app.app.registry.database, make_copy(make_guide(name="单位参保登记（新）"), note="名称改了"), effective_from=later)
        return app

    def test_the_page_in_force_tells_of_the_one_to_come(self, site) -> None:
        page = self.two(site).get("/320600/employer-enrolment").html
        assert page.h1.get_text() == "单位参保登记"
        assert "本指南将于2026年3月12日起调整。" in page.find(class_="banner").get_text()
        assert page.find(class_="banner").a["href"] == "/320600/employer-enrolment/versions/2"

    def test_a_version_to_come_says_from_when(self, site) -> None:
        page = self.two(site).get("/320600/employer-enrolment/versions/2").html
        assert page.h1.get_text() == "单位参保登记（新）"
        assert "将于2026年3月12日起施行" in page.find(class_="banner").get_text()
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"

    def test_a_day_shows_what_is_in_force_then(self, site) -> None:
        app = self.two(site)
        assert app.get("/320600/employer-enrolment?on=2026-03-12").html.h1.get_text() == "单位参保登记（新）"
        assert app.get("/320600/employer-enrolment?on=2026-03-11").html.h1.get_text() == "单位参保登记"

    def test_all_versions_are_listed_with_their_notes(self, site) -> None:
        listed = self.two(site).get("/320600/employer-enrolment").html.find(class_="history")
        assert [a["href"][-1] for a in listed.find_all("a")] == ["2", "1"]
        assert "名称改了" in listed.get_text()

    def test_the_page_follows_at_once_when_something_is_published(self, site) -> None:
        app = site(make_copy())
        before = app.get("/320600/employer-enrolment")
        publish(app.app.registry.database, make_copy(make_guide(name="改过的名称")))
        after = app.get("/320600/employer-enrolment", headers={"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200
        assert after.html.h1.get_text() == "改过的名称"
        assert "改过的名称" in app.get("/320600/")

    def test_what_was_ended_stays_readable_and_says_so(self, site) -> None:
        app = site((make_copy(), make_copy(make_guide("successor", name="接续的事项"))))
        name = Name("guide", "320600", "employer-enrolment")
        ending = Ending(name, "合并", "并入接续的事项。", (Name("guide", "320600", "successor"),))
        publish(app.app.registry.database, ending)
        page = app.get("/320600/employer-enrolment").html
        banner = page.find(class_="ended")
        assert "已合并" in banner.get_text() and "并入接续的事项。" in banner.get_text()
        assert banner.a["href"] == "/320600/successor"
        assert page.h1.get_text() == "单位参保登记"
        assert "单位参保登记" not in app.get("/320600/").html.find("table").get_text()

    def test_a_renamed_item_leads_on_and_its_versions_stay(self, site) -> None:
        app = site((make_copy(), make_copy(make_guide("renamed"))))
        name = Name("guide", "320600", "employer-enrolment")
        publish(app.app.registry.database, Ending(name, "更名", "名称规范。", (Name("guide", "320600", "renamed"),)))
        assert app.get("/elder/320600/employer-enrolment", status=301).location.endswith("/elder/320600/renamed")
        assert app.get("/320600/employer-enrolment/versions/1").html.h1.get_text() == "单位参保登记"

    def test_words_that_the_law_had_removed_are_gone(self, site, monkeypatch) -> None:
        app = site(make_copy())
        kept = Version.__getattribute__
        monkeypatch.setattr(Version, "__getattribute__", lambda one, name: None if name == "text" else kept(one, name))
        page = app.get("/320600/employer-enrolment", status=410)
        assert "依法移除" in page.html.h1.get_text()


def test_forms_and_documents_without_optional_parts_have_pages(site) -> None:
    form = make_copy(Form(region="320600", slug="bare", name="空表"), kind="form")
    lost = make_copy(Form(region="320600", slug="lost", name="丢失的表", lost="附录B在原文件中缺失"), kind="form")
    document = make_copy(Document(region="320600", slug="bare", title="无日期的文件"), kind="document")
    app = site((make_copy(), form, lost, document))
    assert app.get("/320600/forms/bare").html.h1.get_text() == "空表"
    assert "附录B在原文件中缺失" in app.get("/320600/forms/lost").html.find(class_="banner").get_text()
    assert "原文未载日期" in app.get("/320600/documents/bare").html.get_text()
    assert "无日期的文件" in app.get("/320600/") and "空表" in app.get("/320600/")


def test_a_service_sets_its_places_side_by_side(site) -> None:
    service = make_copy(Service(slug="enrol", order=1, name="参保登记", plain="参加医保", group="参保"), kind="service")
    here, there = make_guide("a", service="enrol"), make_guide("b", region="420000", service="enrol", fee="不收费")
    noise = make_guide("c", name="别的事项")
    table = site((service, make_copy(here), make_copy(there), make_copy(noise))).get("/service/enrol").html.find("table")
    assert [row.th.a["href"] for row in table.tbody.find_all("tr")] == ["/320600/a", "/420000/b"]
    assert "不收费" in table.get_text() and "别的事项" not in table.get_text()


def test_a_document_without_a_title_is_named_by_its_file_in_plain_words(site) -> None:
    source = make_source(document="001_b69f", file="001_b69f.txt", issuer=None)
    form = Form(region="320600", slug="biao", name="登记表", source=source)
    app = site((make_copy(make_guide(source=source)), make_copy(form, kind="form")))
    for path in ("/320600/employer-enrolment", "/320600/forms/biao"):
        page = app.get(path)
        assert "原文未载标题（文件 001_b69f.txt）" in page.html.main.get_text()
        assert page.html.find("meta", attrs={"name": "ContentSource"})["content"] == "南通市"


def test_a_blank_form_keeps_its_room_to_write(site) -> None:
    layout = (FormPart(text="本人        (证件号码：        )\n年 月 日"),)
    form = Form(region="320600", slug="biao", name="承诺书", layout=layout)
    blank = site(make_copy(form, kind="form")).get("/320600/forms/biao").html.find(class_="blank")
    assert "本人        (证件号码：        )" in blank.get_text()
    assert len(blank.find_all(class_="gap")) == 3


def test_the_table_of_a_place_has_a_column_for_levels_only_where_there_are_any(site) -> None:
    assert site(make_copy()).get("/320600/").html.find(class_="levels") is None


def test_a_chart_too_tangled_to_draw_is_told_in_steps_and_not_called_lost(site) -> None:
    nodes = tuple(Node(id=name, kind="decision", text=f"第{name}步") for name in "abcdefghijkl")
    edges = tuple(Edge(from_=one.id, to=other.id, label="否") for one in nodes for other in nodes if one != other)
    guide = Guide(region="320600", slug="tangled", name="事项", flowchart=(Chart(nodes=nodes, edges=edges),))
    figure = site(make_copy(guide)).get("/320600/tangled").html.find("figure", class_="flow")
    assert figure.find("svg") is None and "没有随文件保存" not in figure.get_text()
    assert figure.details.has_attr("open") and len(figure.find("ol", class_="twin").find_all("li", recursive=False)) == len(nodes)
