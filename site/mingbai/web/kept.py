"""Rendered pages as they are sent: the bytes, plain and compressed, their tags and headers; and a bounded store of them.

A page knows how to answer whoever asks for it: whole or 304, compressed or not. The store is bounded by bytes, and what was not asked for
longest goes first. Knows neither the database nor the clock: *when* a page still holds is ``front.py``'s business.
"""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import NamedTuple

from mingbai.web.headers import BODY_HEADERS, has_it

Headers = list[tuple[str, str]]

_OK, _NOT_MODIFIED = "200 OK", "304 Not Modified"
_COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/atom+xml", "application/ld+json", "image/svg+xml")
_SMALLEST = 512
"""Bytes below which compressing saves no packet."""
_LEVEL = 6
"""1 ms for a page of 45 kB, once a page; a higher level takes twice as long for one percent less."""
_SUFFIX = "-gzip"
"""What the tag of the compressed bytes has beside that of the plain ones: a strong tag names bytes, and these are others."""
_BESIDE = 2500
"""Bytes that a page takes beside its bodies: its headers, its key, its places in the store."""


class Sent(NamedTuple):
    """One way of sending a page. ``tag`` is its entity tag with the quotation marks."""

    body: bytes
    headers: Headers
    unchanged: Headers
    tag: str


class Answer(NamedTuple):
    """What goes out: the status line, the headers (a list of its own, which a server may change) and the body."""

    status: str
    headers: Headers
    body: bytes


class Page:
    """One page, plain, and compressed once somebody wanted it so. Immutable but for that."""

    __slots__ = ("_compressed", "_plain", "compressible")

    def __init__(self, headers: Iterable[tuple[str, str]], body: bytes, tag: str) -> None:
        kept = list(headers)
        kind = next((value for name, value in kept if name.lower() == "content-type"), "")
        self.compressible = len(body) >= _SMALLEST and kind.startswith(_COMPRESSIBLE)
        if self.compressible:
            kept.append(("Vary", "Accept-Encoding"))
        self._plain = _sent(kept, body, tag)
        self._compressed: Sent | None = None

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes; rises once when it is compressed."""
        return _BESIDE + len(self._plain.body) + (len(self._compressed.body) if self._compressed else 0)

    def answer(self, accepted: str, known: str, method: str) -> Answer:
        """What to send to a reader with these values of Accept-Encoding and If-None-Match (empty where not sent)."""
        sent = self._compact() if self.compressible and accepted and takes_gzip(accepted) else self._plain
        if known and self._is_known(known, sent):
            return Answer(_NOT_MODIFIED, sent.unchanged.copy(), b"")
        return Answer(_OK, sent.headers.copy(), b"" if method == "HEAD" else sent.body)

    def _is_known(self, known: str, sent: Sent) -> bool:
        """Whether the reader has this page, plain or compressed: both say the same."""
        return known == sent.tag or any(has_it(known, one.tag[1:-1]) for one in (self._plain, self._compressed) if one)

    def _compact(self) -> Sent:
        if self._compressed is None:
            # Two threads may both do it and get the same; a lock would make them wait for each other instead.
            plain = self._plain
            smaller = gzip.compress(plain.body, _LEVEL, mtime=0)
            self._compressed = _sent([*plain.headers, ("Content-Encoding", "gzip")], smaller, f"{plain.tag[1:-1]}{_SUFFIX}")
        return self._compressed


def _sent(headers: Headers, body: bytes, tag: str) -> Sent:
    told = {"ETag": f'"{tag}"', "Content-Length": str(len(body))}
    whole = [(name, told.pop(name, value)) for name, value in headers] + list(told.items())
    return Sent(body, whole, [(name, value) for name, value in whole if name not in BODY_HEADERS], f'"{tag}"')


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether a reader with this Accept-Encoding takes gzip (RFC 9110, 12.5.3): named or by ``*``, and not with a weight of nothing."""
    weights: dict[str, bool] = {}
    for part in accepted.lower().split(","):
        coding, _, weight = part.partition(";")
        weights[coding.strip()] = _is_wanted(weight)
    named = [weights[coding] for coding in ("gzip", "x-gzip") if coding in weights]
    return any(named) if named else weights.get("*", False)


def _is_wanted(weight: str) -> bool:
    """Whether ``q=…`` is more than nothing; what cannot be read is taken as not wanted, for plain bytes are always right."""
    if not weight.strip():
        return True
    name, _, value = weight.partition("=")
    try:
        return name.strip() == "q" and float(value) > 0
    except ValueError:
        return False


class Pages:
    """The pages last asked for, at most ``limit`` bytes of them. Safe between threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._weight = 0
        self._pages: OrderedDict[Hashable, tuple[Page, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Page | None:
        """The page under ``key``, if it is there."""
        with self._lock:
            found = self._pages.get(key)
            if found is None:
                return None
            self._pages.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, page: Page) -> None:
        """Keep ``page`` under ``key``, and let go of what was not asked for longest; a page that would push out most others is not kept.

        To be called again when the page became heavier.
        """
        with self._lock:
            self._drop(key)
            weight = page.weight
            if weight * _SHARE > self._limit:
                return
            self._pages[key] = page, weight
            self._weight += weight
            while self._weight > self._limit:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self._weight = 0

    @property
    def weight(self) -> int:
        """About how many bytes are kept."""
        return self._weight

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Hashable) -> None:
        gone = self._pages.pop(key, None)
        self._weight -= gone[1] if gone else 0


_SHARE = 4
"""No page may take more than one part in so many of the store."""
