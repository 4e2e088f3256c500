"""Atom feeds: well formed whatever the titles hold, with ids that stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from mingbai.rendering.feed import ATOM, Feed, FeedEntry, atom, urn

NOON = datetime(2026, 3, 2, 20, 0, tzinfo=timezone(timedelta(hours=8)))


def entry(title: str = "公告", updated: datetime = NOON) -> FeedEntry:
    link = "https://example.gov.cn/announcements/1"
    return FeedEntry(identity="release 1", title=title, link=link, published=NOON, updated=updated, author="医保局", summary=title)


def read(*entries: FeedEntry) -> ElementTree.Element:
    links = {"link": "https://example.gov.cn/announcements.atom", "page": "https://example.gov.cn/announcements/"}
    return ElementTree.fromstring(atom(Feed(identity="site", title="调整公告", author="医保局", entries=entries, **links)))


@given(st.text(max_size=40))
def test_any_title_makes_a_document_that_can_be_read(title: str) -> None:
    read(entry("".join(sign for sign in title if not "\ud800" <= sign <= "\udfff")))


def test_marks_are_escaped_and_come_back() -> None:
    assert read(entry("<b>&“公告”")).findtext(f"{{{ATOM}}}entry/{{{ATOM}}}title") == "<b>&“公告”"


def test_times_are_in_utc_and_the_feed_is_as_new_as_its_newest_entry() -> None:
    root = read(entry(), entry(updated=datetime(2026, 4, 1, tzinfo=UTC)))
    assert root.findtext(f"{{{ATOM}}}updated") == "2026-04-01T00:00:00Z"
    assert root.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}published") == "2026-03-02T12:00:00Z"


def test_a_feed_without_entries_has_what_a_feed_must_have() -> None:
    root = read()
    assert all(root.find(f"{{{ATOM}}}{name}") is not None for name in ("id", "title", "updated", "author", "link"))


def test_an_id_is_made_of_what_the_thing_is_and_nothing_else() -> None:
    assert urn("release 1") == urn("release 1") != urn("release 2")
