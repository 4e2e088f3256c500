"""One object builds every address of the site. No template and no view puts an address together by itself.

The elder version and the other languages are the same pages under a prefix (``/elder/320600/``, ``/en/320600/``). A prefix is
kept by every link by itself, needs no cookie, can be bookmarked, cached and exported; QR codes and the sitemap never carry one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from pyramid.events import NewRequest

from mingbai.web.i18n import LOCALES, SOURCE

ELDER = "elder"
_PLACE = re.compile(r"\{(\w+)(?::(?:[^{}]|\{[^{}]*\})*)?\}")
"""A part of a route's pattern that stands for something: ``{id}``, ``{id:[0-9]{1,9}}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses for one way of looking at the site. ``root`` is where the site is mounted, without a slash at its end.

    ``rooms`` are the patterns of the desk's routes, by their names without ``desk_``.
    """

    root: str = ""
    locale: str = SOURCE
    elder: bool = False
    files: Mapping[str, str]
    rooms: Mapping[str, str] = field(default_factory=dict)

    @property
    def start(self) -> str:
        """What every address of a page begins with."""
        language = "" if self.locale == SOURCE else f"/{LOCALES[self.locale].prefix}"
        return f"{self.root}{language}{'/' + ELDER if self.elder else ''}"

    def home(self) -> str:
        """/"""
        return f"{self.start}/"

    def place(self, region: str, sort: str = "", page: int = 1) -> str:
        """/{region}/"""
        asked = {key: value for key, value in (("sort", sort), ("page", str(page) if page > 1 else "")) if value}
        return f"{self.start}/{region}/{_query(asked)}"

    def guide(self, region: str, slug: str, path: int = 1, on: str = "") -> str:
        """/{region}/{slug}, with the chosen path of the process and the day as of which it is read."""
        asked = {key: value for key, value in (("on", on), ("path", str(path) if path > 1 else "")) if value}
        return f"{self.start}/{region}/{quote(slug)}{_query(asked)}"

    def printed(self, region: str, slug: str) -> str:
        """/{region}/{slug}/print"""
        return f"{self.start}/{region}/{quote(slug)}/print"

    def version(self, region: str, slug: str, number: int) -> str:
        """/{region}/{slug}/versions/{n}"""
        return f"{self.start}/{region}/{quote(slug)}/versions/{number}"

    def form(self, region: str, slug: str) -> str:
        """/{region}/forms/{slug}"""
        return f"{self.start}/{region}/forms/{quote(slug)}"

    def document(self, region: str, slug: str) -> str:
        """/{region}/documents/{slug}"""
        return f"{self.start}/{region}/documents/{quote(slug)}"

    def services(self) -> str:
        """/services"""
        return f"{self.start}/services"

    def service(self, slug: str) -> str:
        """/service/{slug}"""
        return f"{self.start}/service/{quote(slug)}"

    def audience(self, key: str) -> str:
        """/audience/{key}"""
        return f"{self.start}/audience/{quote(key)}"

    def event(self, name: str) -> str:
        """/event/{name}"""
        return f"{self.start}/event/{quote(name)}"

    def search(self, **asked: str) -> str:
        """/search, with the query and the choices that are set."""
        return f"{self.start}/search{_query({key: value for key, value in asked.items() if value})}"

    def sitemap(self) -> str:
        """/sitemap, for people."""
        return f"{self.start}/sitemap"

    def about(self) -> str:
        """/about"""
        return f"{self.start}/about"

    def accessibility(self) -> str:
        """/accessibility"""
        return f"{self.start}/accessibility"

    def desk(self, room: str, **asked: Any) -> str:
        """A page of the desk: ``desk("release", id=3)`` is /desk/releases/3. What the pattern does not take and is not empty becomes
        the query. The desk has one language and one way of looking. KeyError for a room that there is not."""
        path = _PLACE.sub(lambda found: quote(str(asked.pop(found[1])), safe=""), self.rooms[room])
        return f"{self.root}{path}{_query({key: str(value) for key, value in asked.items() if value not in ('', None)})}"

    def static(self, name: str) -> str:
        """A file under static/, at an address that changes with its bytes. KeyError where there is none."""
        return f"{self.root}/static/{self.files[name]}"

    def same(self, path: str) -> str:
        """The page at ``path`` (as the router saw it), in this way of looking at the site."""
        return f"{self.start}{quote(path)}"

    def seen(self, *, locale: str | None = None, elder: bool | None = None) -> Links:
        """The same addresses in another language, or in the elder or the ordinary version."""
        chosen = replace(self, locale=locale or self.locale)
        return chosen if elder is None else replace(chosen, elder=elder)


def _query(asked: Mapping[str, str]) -> str:
    return f"?{urlencode(asked)}" if asked else ""


def at_desk(path: str) -> bool:
    """Whether ``path`` is one of the desk's, which stand under no prefix."""
    return path.startswith("/desk/") or path == "/desk"


def includeme(config: Any) -> None:
    """Take prefixes off before routing, and give requests ``request.links``."""
    config.add_subscriber(_take_prefix_off, NewRequest)
    config.add_request_method(_links, "links", reify=True)


def _take_prefix_off(event: NewRequest) -> None:
    """Move ``/en`` and ``/elder`` from the path to the request's own view of the site."""
    environ = event.request.environ
    environ["mingbai.locale"], environ["mingbai.elder"] = SOURCE, False
    path = environ.get("PATH_INFO", "/")
    head, _, rest = path[1:].partition("/")
    for locale, language in LOCALES.items():
        if language.prefix and head == language.prefix:
            environ["mingbai.locale"], path = locale, f"/{rest}"
    head, _, rest = path[1:].partition("/")
    if head == ELDER:
        environ["mingbai.elder"], path = True, f"/{rest}"
    if not at_desk(path):
        environ["PATH_INFO"] = path


def _links(request: Any) -> Links:
    environ = request.environ
    return Links(
        root=request.script_name.rstrip("/"),
        locale=environ.get("mingbai.locale", SOURCE),
        elder=environ.get("mingbai.elder", False),
        files=request.registry.static_files,
        rooms=getattr(request.registry, "rooms", {}),
    )
