"""What is published at the desk is in the index when the publication is answered, before anybody asks."""

from __future__ import annotations

from typing import Any

from mingbai import db
from mingbai.publishing.library import Library
from mingbai.search.refresh import mark_of
from tests.makers import NOW, make_copy


def test_the_index_is_brought_up_to_date_after_the_commit(site: Any) -> None:
    browser = site((make_copy(),))
    registry = browser.app.registry
    assert registry.listeners, "nobody hears of a publication"
    before = registry.search.index.mark()
    for listener in registry.listeners:
        listener(None)
    with db.reading(registry.database) as session:
        wanted = mark_of(Library(session, NOW))
    assert before != wanted
    assert registry.search.index.mark() == wanted
