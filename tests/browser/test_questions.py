"""Readers' questions at the desk in a real Chromium: axe is silent, nothing is too wide; and a click on a result is told by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from mingbai import db
from mingbai.feedback import counts
from mingbai.feedback.tally import Count
from mingbai.feedback.weeks import week_of
from mingbai.people.actor import Grant
from mingbai.people.sessions import Sessions
from mingbai.search import judging
from mingbai.web.access import COOKIE
from tests.browser.chromium import Reader
from tests.desks import account

ASKED = {"报销": Count(12, 0, 0), "驾驶证换证": Count(4, 4, 0), "我妈中风瘫在床上能申请护理吗": Count(5, 0, 0), "": Count(3, 1, 0)}
PAGES = (
    "/desk/questions",
    "/desk/questions?show=all",
    "/desk/questions/settle?text=%E6%8A%A5%E9%94%80",
    "/desk/questions/settle?text=%E8%B9%B2%E5%9D%91",
    "/desk/questions/settle?text=%E8%B9%B2%E5%9D%91&outside=%E5%9F%8E%E7%AE%A1",
    "/desk/questions/quality",
)


@pytest.fixture
def visit(reader: Reader, whole_application: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, int], None]]:
    registry = whole_application.registry
    monkeypatch.setattr(registry.trials, "asked", lambda half: judging.questions(half)[:12])
    editor = account(registry.database, Grant("editor", ""), login="look-everywhere")
    with db.writing(registry.database) as (session, _):
        counts.add(session, {(week_of(registry.now()), text): count for text, count in ASKED.items()})
        token = Sessions(session, registry.now(), registry.rules).start(editor.id, "192.0.2.7", None).token

    def opened(path: str, width: int) -> None:
        reader.open("/desk/login", width)
        reader.driver.add_cookie({"name": COOKIE, "value": token, "path": "/desk"})
        reader.open(path, width)

    yield opened
    reader.driver.delete_all_cookies()


@pytest.mark.parametrize("width", [1280, 768])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_about_questions_has_nothing_wrong(reader: Reader, visit: Callable[[str, int], None], path: str, width: int) -> None:
    visit(path, width)
    assert reader.run("return document.querySelector('h1') !== null")
    assert reader.complaints() == []
    assert reader.run("return document.documentElement.scrollWidth") <= width


def test_a_measurement_comes_by_itself(reader: Reader, visit: Callable[[str, int], None]) -> None:
    visit("/desk/questions/settle?text=%E6%8A%A5%E9%94%80&phrase=%E6%8A%A5%E9%94%80%E8%8D%AF%E8%B4%B9", 1280)
    assert _until(lambda: reader.run("return document.querySelectorAll('#measured .figures').length")) == 1
    assert reader.run("return document.getElementById('phrase').value") == "报销药费"
    assert reader.complaints() == []


def test_a_click_on_a_result_is_counted_once(reader: Reader, whole_application: object) -> None:
    tally = whole_application.registry.tally
    tally.take()
    reader.open("/search?q=%E5%BC%82%E5%9C%B0%E5%B0%B1%E5%8C%BB", 768)
    reader.run("document.querySelector('a[data-rank]').click()")
    taken: dict[str, Count] = {}

    def counted() -> bool:
        for (_, text), count in tally.take().items():
            taken[text] = taken.get(text, Count()) + count
        return taken.get("异地就医", Count()).picked == 1

    assert _until(counted), taken
    assert taken == {"异地就医": Count(1, 0, 1)}


def _until(told: Callable[[], object], seconds: float = 60) -> object:
    """What ``told`` tells once it is something, else what it told last."""
    end = time.monotonic() + seconds
    while not (found := told()) and time.monotonic() < end:
        time.sleep(0.2)
    return found
