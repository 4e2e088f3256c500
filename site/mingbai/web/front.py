"""Kept pages: answers with a page that this process has already rendered, before the framework is asked at all.

Every request first asks the database, at a glance, for the state number. A page is given only while the number is the one that it was made
under and the clock stands inside the *window* in which what is shown does not change by itself: until the next effective
time, and at most until midnight in Shanghai. Nobody has to tell a process anything; whoever asks first after a change remakes.
What is read after the glance can only be newer than the number it is kept under, and the next glance then drops it.

The store lives in the process that rendered, so what it holds is always of this build: a new deployment starts with none.
Only what the application itself calls public and checked on every visit (``headers.CHECK``) is kept: a view that counts, or that must
not be kept, says another Cache-Control. Where the database cannot be asked, the application answers, and says so in its own words.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from mingbai import clock, db
from mingbai.errors import Refusal
from mingbai.publishing import state
from mingbai.publishing.library import Library
from mingbai.settings import Settings
from mingbai.web.headers import BODY_HEADERS, CHECK, has_it
from mingbai.web.kept import Headers, Page, Pages
from mingbai.web.links import at_desk

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MOST = 4096
"""Megabytes a process."""
QUERIED = 4
"""One part in so many of the store is for addresses with a query, of which anybody can make any number."""


def fronted(application: Any, settings: Settings) -> Front:
    """``application`` with its pages kept, as much as ``settings`` let one process keep. Raises Refusal where that is no number."""
    written = settings.kept_megabytes
    if not (written.isascii() and written.isdigit() and int(written) <= MOST):
        raise Refusal(f"pages.kept_megabytes = {written} 不对。", place="配置文件 [app:main]", remedy=f"应当是 0 到 {MOST} 的整数。")
    return Front(application, int(written) * 2**20)


class Window(NamedTuple):
    """The time in which what is shown stays as it is: of one state number, from ``since`` to before ``until``."""

    number: int
    since: datetime
    until: datetime

    def holds(self, number: int, now: datetime) -> bool:
        """Whether what was made in this window is right at ``now``; a clock that was set back is outside of it."""
        return number == self.number and self.since <= now < self.until


class Front:
    """The WSGI application with its pages kept. ``registry`` is the application's own.

    ``limit`` is what one process keeps, in bytes; 0 keeps nothing.
    """

    def __init__(self, application: Any, limit: int) -> None:
        self._application: Application = application
        self.registry = application.registry
        self._plain, self._queried = Pages(limit - limit // QUERIED), Pages(limit // QUERIED)
        self._window: Window | None = None
        self._turning = threading.Lock()
        # Without a configured address of the site, some pages name the one by which they were asked for.
        self._by_host = not self.registry.mingbai.site_url

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with a kept page, or with what the application says, which is kept if it may be."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(_NEVER):
            return self._application(environ, start_response)
        window = self._now()
        if window is None or environ["REQUEST_METHOD"] not in _READING or not _may_be_kept(path):
            return self._application(environ, start_response)
        query = environ.get("QUERY_STRING", "")
        key = (
            environ["wsgi.url_scheme"],
            environ.get("SCRIPT_NAME", ""),
            path,
            query,
            environ.get("HTTP_HOST", "") if self._by_host else "",
        )
        pages = self._queried if query else self._plain
        page = pages.get(key)
        if page is None:
            return self._rendered(environ, start_response, pages, key, window)
        weight = page.weight
        sent = page.answer(*_asked(environ))
        if page.weight != weight:
            self._keep(page, pages, key, window)  # it was compressed just now, and is to be weighed again
        start_response(sent.status, sent.headers)
        return [sent.body]

    @property
    def weight(self) -> int:
        """About how many bytes are kept."""
        return self._plain.weight + self._queried.weight

    def _now(self) -> Window | None:
        """The window of this instant. Where it is a new one, all that was kept is forgotten. None where the database cannot be asked."""
        seen = state.number(self.registry.database.reading)
        if seen is None:
            return None
        now: datetime = self.registry.now()
        window = self._window
        if window is None or not window.holds(seen, now):
            window = self._turned(window, now)
        return window

    def _turned(self, before: Window | None, now: datetime) -> Window | None:
        """Begin the window of ``now`` with empty stores."""
        try:
            with db.reading(self.registry.database) as session:
                found = Library(session, now).state()
        except Refusal:
            return None
        midnight = clock.start_of(clock.day_of(now) + timedelta(days=1))
        window = Window(found.number, now, min(midnight, found.until or midnight))
        with self._turning:
            self._plain.clear()
            self._queried.clear()
            self._window = window
        if before is not None and before.number != found.number:
            self.registry.kept.clear()  # a text that the law had removed must not stay in memory either
        return window

    def _keep(self, page: Page, pages: Pages, key: Hashable, window: Window) -> None:
        """Keep ``page`` if ``window``, in which it was asked for, is still the present one: nothing old may come in after a change."""
        with self._turning:
            if self._window is window:
                pages.put(key, page)

    def _rendered(self, environ: Environ, start_response: StartResponse, pages: Pages, key: Hashable, window: Window) -> Iterable[bytes]:
        """Ask the application for the whole page, keep it where it may be, and answer from it as from a kept one."""
        told: list[tuple[str, Headers, Any]] = []
        asked = environ | {"REQUEST_METHOD": "GET"}
        asked.pop("HTTP_IF_NONE_MATCH", None)
        parts = self._application(asked, lambda status, headers, broken=None: told.append((status, headers, broken)))
        try:
            body = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        status, headers, broken = told[-1]
        tag = _tag(status, headers)
        if tag is None:
            made = dict(headers).get("ETag", "").strip('"')
            if made and status == "200 OK" and has_it(environ.get("HTTP_IF_NONE_MATCH", ""), made):
                start_response("304 Not Modified", [one for one in headers if one[0] not in BODY_HEADERS])
                return [b""]
            start_response(status, headers, *([broken] if broken else []))
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
        page = Page(headers, body, tag)
        sent = page.answer(*_asked(environ))
        # Rendering took time: what was read after the end of the window, or after a clock was set back, is not of it.
        if window.since <= self.registry.now() < window.until:
            self._keep(page, pages, key, window)
        start_response(sent.status, sent.headers)
        return [sent.body]


_READING = ("GET", "HEAD")
_NEVER = ("/static/", "/health")
"""Files are in memory already; /health has to ask the application."""
_FILES = (".pdf", ".docx", ".xlsx", ".html")


def _may_be_kept(path: str) -> bool:
    """Whether pages under ``path`` are kept: not the desk's, no results of searching, which depend on the index too, no printed files,
    which lie on disk, and no sign's, whose scans are counted."""
    return not (at_desk(path) or path.endswith(("/search", *_FILES)) or "/api/v" in path or "/s/" in path)


def _tag(status: str, headers: Headers) -> str | None:
    """The tag of an answer that may be kept; None for any other."""
    told = dict(headers)
    tag = told.get("ETag", "").strip('"')
    return tag if status == "200 OK" and told.get("Cache-Control") == CHECK and "Set-Cookie" not in told and tag else None


def _asked(environ: Environ) -> tuple[str, str, str]:
    """What of a request decides how a page is sent: Accept-Encoding, If-None-Match and the method."""
    return environ.get("HTTP_ACCEPT_ENCODING", ""), environ.get("HTTP_IF_NONE_MATCH", ""), environ["REQUEST_METHOD"]
