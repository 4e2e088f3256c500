"""Lexicons, services and life events in the editor of a real browser: what axe says, rows with script, and how long a large one takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from webtest import TestApp

from mingbai import db
from mingbai.clock import now
from mingbai.guides.version import Name
from mingbai.publishing.drafting import Drafts
from mingbai.web.access import COOKIE
from tests.browser.chromium import Reader
from tests.desks import by, signed_in

NAMES = {"lexicon": "illnesses", "service": "maternity-allowance", "event": "birth"}
ROWS = "document.querySelectorAll('.kind-Term > .rows-of > .row')"


@pytest.fixture
def drafts(reader: Reader, whole_application: Any) -> Iterator[dict[str, int]]:
    """A draft of each kind, in a browser that is signed in."""
    app = TestApp(whole_application)
    browser = signed_in(app, "editor", region="", login="browser")
    database = app.app.registry.database
    who = by(database, "editor", region="", login="browser")
    with db.writing(database) as (session, _):
        made = {kind: Drafts(session, now(), who).open(Name(kind, "", slug)).id for kind, slug in NAMES.items()}
    reader.open("/desk/login", 1280)
    reader.driver.add_cookie({"name": COOKIE, "value": browser.cookies[COOKIE], "path": "/desk"})
    yield made
    reader.run("localStorage.clear(); window.onbeforeunload = null")
    with db.writing(database) as (session, _):
        for number in made.values():
            Drafts(session, now(), who).discard(number, Drafts(session, now(), who).get(number).edition)
    reader.driver.delete_all_cookies()


@pytest.mark.parametrize("width", [768, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(drafts: dict[str, int], reader: Reader, width: int) -> None:
    paths = [f"/desk/drafts/{number}{look}" for number in drafts.values() for look in ("", "/preview?as=page")]
    for path in (*paths, "/desk/items/new"):
        reader.open(path, width)
        assert not reader.complaints(), path
        assert reader.run("return document.documentElement.scrollWidth") <= width, path


def test_a_row_is_added_and_removed_with_script(drafts: dict[str, int], reader: Reader) -> None:
    reader.open(f"/desk/drafts/{drafts['lexicon']}", 1280)
    count = reader.run(f"return {ROWS}.length")
    reader.run("document.querySelector('button[value=\"add terms\"]').click()")
    last = f"{ROWS}[{ROWS}.length - 1]"
    names = reader.run(f"return [...{last}.querySelectorAll('input[type=text], textarea')].map(field => field.name)")
    row = names[0].rpartition("-")[0]
    assert names == [f"{row}-{key}" for key in ("term", "same", "asked", "services", "outside")]
    assert reader.run("return document.activeElement.name") == names[0]
    assert reader.run(f"return {last}.querySelector('.ordinal').textContent") == f"第 {count + 1} 项"
    reader.run(f"{last}.querySelector('button.grave').click()")
    assert reader.run(f"return {ROWS}.length") == count


def test_every_text_of_a_large_lexicon_is_seen_whole(drafts: dict[str, int], reader: Reader) -> None:
    reader.open(f"/desk/drafts/{drafts['lexicon']}", 1280)
    cut = "return [...document.querySelectorAll('textarea')].filter(a => a.rows < 16 && a.scrollHeight > a.clientHeight + 2).length"
    assert reader.run(cut) == 0
