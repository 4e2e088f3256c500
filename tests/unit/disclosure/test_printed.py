"""An announcement on paper: the whole release, word for word what the page says, and what proves it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingbai import db
from mingbai.disclosure import announcements
from mingbai.disclosure.announcements import whole_announcement
from mingbai.disclosure.printed import announcement_paper
from mingbai.guides.guide import Material
from mingbai.guides.version import Name
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.pdf import Setter
from tests.makers import NOW, make_copy, make_guide, publish
from tests.papers import make_imprint, pages_of
from tests.sites import ROOT

MORE = tuple(Material(name=f"第{number}种很长名称的证明材料原件及加盖公章的复印件") for number in range(3))


@pytest.fixture
def changed(database: db.Database) -> db.Database:
    """Three guides; two are changed at once, and one ends."""
    publish(database, *(make_copy(make_guide(name, name=f"事项{name}")) for name in "abc"))
    copies = [make_copy(make_guide(name, name=f"事项{name}", materials=MORE, fee="否")) for name in "bc"]
    end = Ending(Name("guide", "320600", "a"), "合并", "并入另一项。", (Name("guide", "320600", "b"),))
    publish(
        database,
        *copies,
        end,
        now=NOW + timedelta(days=1),
        title="关于调整的公告",
        document_no="通医保发〔2026〕2号",
        organ="南通市医疗保障局",
    )
    return database


def test_paper_holds_what_the_page_has_no_room_for(changed: db.Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcements, "ITEMS", 2)
    monkeypatch.setattr(announcements, "ROOM", 10)
    with db.reading(changed) as session:
        library = Library(session, NOW + timedelta(days=2))
        number = library.releases()[0].id
        page = announcements.announcement(library, number, NOW + timedelta(days=2))
    assert len(page.pages) == 2 and page.changed[0].more
    data = _paper(changed).data
    assert data["counts"] == [0, 2, 1] and [one["title"] for one in data["changed"]] == ["事项b", "事项c"]
    assert all(len(one["sentences"]) > 1 and "…" not in "".join(one["sentences"]) for one in data["changed"])
    assert data["withdrawn"][0]["successors"] == ["事项b"] and data["withdrawn"][0]["why"] == "合并"


def test_a_sheet_says_who_decided_what_from_when_and_proves_it(changed: db.Database) -> None:
    paper = _paper(changed)
    pages = pages_of(Setter(ROOT / "templates" / "print").pdf(paper))
    whole = "".join(pages)
    for said in (
        "南通市医疗保障局",
        "通医保发〔2026〕2号",
        "关于调整的公告",
        "调整2项",
        "废止1项",
        "自2026年3月3日起施行",
        "接续的事项：事项b",
    ):
        assert said in whole, said
    assert paper.data["entry"]["hash"] in whole and paper.data["head"]["hash"] in whole
    assert all(paper.data["address"] in page and f"共{len(pages)}页" in page for page in pages)


def test_a_place_is_named_only_where_there_are_several(database: db.Database) -> None:
    publish(database, make_copy(make_guide("a")), make_copy(make_guide("b", region="320900")))
    data = _paper(database).data
    assert data["place"] is None and {one["place"] for one in data["added"]} == {"南通市", "盐城市"}
    publish(database, make_copy(make_guide("c")), now=NOW + timedelta(days=1))
    data = _paper(database).data
    assert data["place"] == "南通市" and data["added"][0]["place"] is None


def _paper(database: db.Database) -> Paper:
    """The paper of the last release."""
    with db.reading(database) as session:
        library = Library(session, NOW + timedelta(days=2))
        number = library.releases()[0].id
        return announcement_paper(whole_announcement(library, number, NOW + timedelta(days=2)), make_imprint())
