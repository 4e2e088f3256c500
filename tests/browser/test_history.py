"""The pages of history and change in a real browser: accessible, narrow enough, small enough, and told without colour."""

from __future__ import annotations

import dataclasses
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from waitress.server import create_server

from mingbai import db
from mingbai.app import application
from mingbai.guides.guide import Guide, Material, TimeLimit
from mingbai.guides.text import parse
from mingbai.guides.version import Name
from mingbai.publishing.press import Press
from mingbai.publishing.releases import Ending
from tests.browser.chromium import Reader
from tests.browser.test_pages import LIMIT
from tests.makers import NOW, make_copy, publish
from tests.sites import ROOT, settings_at

DAY = timedelta(days=1)
ONE = "/320600/322036001000"
KINDS = {
    "history": f"{ONE}/versions/",
    "past version": f"{ONE}/versions/1",
    "cancelled version": f"{ONE}/versions/3",
    "comparison": f"{ONE}/compare/1/2",
    "same": f"{ONE}/compare/1/1",
    "guide of a day": f"{ONE}?on=2026-03-02",
    "place of a day": "/320600/?on=2026-03-02",
    "home of a day": "/?on=2026-03-02",
    "place of a day to come": "/320600/?on=2026-04-30",
    "announcements": "/announcements/",
    "announcements of a place": "/announcements/?region=320600",
    "first release": "/announcements/1",
    "36 changed": "/announcements/2",
    "cancelled release": "/announcements/3",
    "an end to come": "/announcements/4",
    "guide that will end": "/320600/322036002000",
    "withdrawn guide": "/320600/322036004000",
    "home": "/",
    "elder comparison": f"/elder{ONE}/compare/1/2",
    "elder history": f"/elder{ONE}/versions/",
    "elder announcement": "/elder/announcements/2",
    "english history": f"/en{ONE}/versions/",
    "english announcements": "/en/announcements/",
}
EACH = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


def _changed(guide: Guide) -> Guide:
    """What a real revision does: materials, a limit, a basis, a step, and some wording."""
    first, *rest = guide.materials or (Material(name="申请表"),)
    limit = TimeLimit(raw="5个工作日", kind="working_days", days=5)
    kept = (*rest, dataclasses.replace(first, copies="复印件一份"), Material(name="个人承诺书", note="现场填写"))
    return dataclasses.replace(guide, materials=kept, time_limit=limit, basis=guide.basis[1:], tips=(*guide.tips, "请提前在网上预约。"))


def _published(path: Path) -> None:
    database = db.connect(f"sqlite:///{path}")
    files = sorted((ROOT / "content" / "guides" / "320600").glob("*.yaml"))
    guides = [parse(file.read_text("utf-8")) for file in files]
    names = [Name("guide", "320600", slug) for slug in ("322036001000", "322036002000", "322036004000")]
    one = next(guide for guide in guides if guide.slug == names[0].slug)
    publish(database, *map(make_copy, guides), title="关于公布医疗保障办事指南（2026年版）的通知", document_no="通医保发〔2026〕1号")
    publish(
        database,
        *(make_copy(_changed(guide)) for guide in guides),
        now=NOW + DAY,
        title="关于调整三十六项办事指南的公告",
        note="自公布之日起施行。",
    )
    planned = publish(
        database, make_copy(dataclasses.replace(one, fee="收费")), now=NOW + 2 * DAY, effective_from=NOW + 20 * DAY, title="关于收费的公告"
    )
    with db.writing(database) as (session, _):
        Press(session, lambda: NOW + 3 * DAY).cancel(planned.release, 9, "收费依据还在核实。")
    later = Ending(names[1], "合并", "与单位参保登记合并办理。", (names[0],))
    publish(database, later, now=NOW + 4 * DAY, effective_from=NOW + 30 * DAY, title="关于合并办理的公告")
    publish(database, Ending(names[2], "取消", "国家清单不再列入。"), now=NOW + 4 * DAY, title="关于取消事项的公告")
    database.close()


@pytest.fixture(scope="module")
def historian(reader: Reader, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The session's browser in front of a site in which much was changed."""
    folder = tmp_path_factory.mktemp("changed")
    (folder / "var").mkdir()
    _published(Path(shutil.copy(migrated_file, folder / "var" / "mingbai.sqlite")))
    made: Any = application(settings_at(folder), now=lambda: NOW + 10 * DAY)
    server = create_server(made, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield Reader(reader.driver, f"http://127.0.0.1:{server.effective_port}")
    finally:
        server.close()


@EACH
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(historian: Reader, path: str, width: int) -> None:
    historian.open(path, width)
    assert not historian.complaints()


@EACH
def test_a_page_is_small_and_nothing_scrolls_sideways(historian: Reader, path: str) -> None:
    for width in (320, 768, 1280):
        historian.open(path, width)
        assert historian.run("return document.documentElement.scrollWidth") <= width
    assert len(historian.run("return document.documentElement.outerHTML").encode()) <= LIMIT


def test_what_went_and_what_came_is_told_by_a_sign_and_a_line_not_by_colour_alone(historian: Reader) -> None:
    historian.open(KINDS["comparison"], 360)
    style = "return getComputedStyle(document.querySelector('.compared {}')).textDecorationLine"
    assert historian.run(style.format("del")) == "line-through" and historian.run(style.format("ins")) == "underline"
    signs = historian.run("return [...document.querySelectorAll('.compared del, .compared ins')].map(e => e.tagName + e.textContent[0])")
    assert set(signs) == {"DEL删", "INS增"}
