"""Atom feeds (RFC 4287) as bytes. Values in, XML out; every text is escaped by the XML writer. Knows no site and no address.

An id never changes, wherever the site moves: it is made from what the thing is, not from where it stands.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
ElementTree.register_namespace("", ATOM)
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
_FORBIDDEN = {code: None for code in (*range(0x20), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}
"""Characters that XML 1.0 cannot hold, not even escaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry: what names it for ever (``identity``), and its page. ``updated`` is when the public last saw it change."""

    identity: str
    title: str
    link: str
    published: datetime
    updated: datetime
    author: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed at ``link``, of what stands at ``page``; its ``author`` is who answers for it."""

    identity: str
    title: str
    link: str
    page: str
    author: str
    entries: tuple[FeedEntry, ...]


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document in UTF-8."""
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _texts(root, (("id", urn(feed.identity)), ("title", feed.title), ("updated", _instant(_latest(feed.entries)))))
    _author(root, feed.author)
    _link(root, feed.link, rel="self", type="application/atom+xml")
    _link(root, feed.page, rel="alternate", type="text/html")
    for entry in feed.entries:
        root.append(_entry(entry))
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def urn(identity: str) -> str:
    """The IRI that names ``identity`` for ever."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}"


def _entry(entry: FeedEntry) -> ElementTree.Element:
    element = ElementTree.Element(f"{{{ATOM}}}entry")
    told = (("id", urn(entry.identity)), ("title", entry.title), ("published", _instant(entry.published)))
    _texts(element, (*told, ("updated", _instant(entry.updated)), ("summary", entry.summary)))
    _author(element, entry.author)
    _link(element, entry.link, rel="alternate", type="text/html")
    return element


def _latest(entries: Iterable[FeedEntry]) -> datetime:
    return max((entry.updated for entry in entries), default=_UNKNOWN)


def _instant(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _texts(parent: ElementTree.Element, told: Iterable[tuple[str, str]]) -> None:
    for name, text in told:
        ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = text.translate(_FORBIDDEN)


def _author(parent: ElementTree.Element, name: str) -> None:
    _texts(ElementTree.SubElement(parent, f"{{{ATOM}}}author"), (("name", name),))


def _link(parent: ElementTree.Element, address: str, **kind: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", {"href": address, **kind})
