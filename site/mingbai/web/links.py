"""One object builds every address of the site. No template and no view puts an address together by itself.

The elder version and the other languages are the same pages under a prefix (``/elder/320600/``, ``/en/320600/``). A prefix is
kept by every link by itself, needs no cookie, can be bookmarked, cached and exported; QR codes and the sitemap never carry one
(``prefixes.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from pyramid.events import NewRequest

from mingbai.clock import printed_day
from mingbai.web.i18n import SOURCE
from mingbai.web.prefixes import Prefix, taken_off

_PLACE = re.compile(r"\{(\w+)(?::(?:[^{}]|\{[^{}]*\})*)?\}")
"""A part of a route's pattern that stands for something: ``{id}``, ``{id:[0-9]{1,9}}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses for one way of looking at the site. ``root`` is where the site is mounted, without a slash at its end.

    ``on`` is the day as of which the site is read, empty for now: every page that can be read so keeps it. ``case`` are the answers in the
    address of a person's own list, which the same page in another look keeps. ``kiosk`` is the place of a self-service machine. ``rooms``
    are the patterns of the desk's routes, by their names without ``desk_``.
    """

    root: str = ""
    locale: str = SOURCE
    elder: bool = False
    kiosk: str = ""
    on: str = ""
    case: str = ""
    files: Mapping[str, str]
    rooms: Mapping[str, str] = field(default_factory=dict)

    @property
    def start(self) -> str:
        """What every address of a page begins with."""
        return f"{self.root}{Prefix(locale=self.locale, elder=self.elder, kiosk=self.kiosk).written}"

    def home(self, region: str = "") -> str:
        """/, with the reader's place, in which the box then looks."""
        return f"{self.start}/{self._day(region=region)}"

    def letters(self, typed: str) -> str:
        """/?letters=… of a machine: what begins so in pinyin; ``*`` lists everything."""
        return f"{self.start}/{_query({'letters': typed})}"

    def place(self, region: str, sort: str = "", page: int = 1) -> str:
        """/{region}/"""
        return f"{self.start}/{region}/{self._day(sort=sort, page=_further(page))}"

    def guide(self, region: str, slug: str, path: int = 1, on: str = "") -> str:
        """/{region}/{slug}, with the chosen path of the process and the day as of which it is read."""
        return f"{self._path('guide', region, slug)}{self._day(on=on or self.on, path=_further(path))}"

    def printed(self, region: str, slug: str) -> str:
        """/{region}/{slug}/print"""
        return f"{self._path('guide', region, slug)}/print"

    def paper(self, region: str, slug: str, product: str, ending: str = "pdf", case: str = "") -> str:
        """/{region}/{slug}/print/{product}.{format}: a file to be printed, for the answers of ``case``."""
        return f"{self._path('guide', region, slug)}/print/{product}.{ending}{_query(_set(case=case))}"

    def place_paper(self, region: str, product: str, ending: str = "pdf") -> str:
        """/{region}/print/{product}.{format}: a whole place to be printed."""
        return f"{self.start}/{region}/print/{product}.{ending}"

    def form_paper(self, region: str, slug: str, ending: str = "pdf") -> str:
        """/{region}/forms/{slug}/print.{format}: a blank form to be printed."""
        return f"{self._path('form', region, slug)}/print.{ending}"

    def announcement_paper(self, number: int, product: str, ending: str = "pdf") -> str:
        """/announcements/{id}/print/{product}.{format}: the announcement, or what its release brought, to be printed."""
        return f"{self.start}/announcements/{number}/print/{product}.{ending}"

    def own_list(self, region: str, slug: str, case: str = "") -> str:
        """/{region}/{slug}/list with a person's answers as ``guides.situations.written`` writes them."""
        return f"{self._path('guide', region, slug)}/list{_query(_set(case=case))}"

    def version(self, region: str, slug: str, number: int) -> str:
        """/{region}/{slug}/versions/{n}"""
        return self.numbered("guide", region, slug, number)

    def form(self, region: str, slug: str) -> str:
        """/{region}/forms/{slug}"""
        return f"{self._path('form', region, slug)}{self._day()}"

    def document(self, region: str, slug: str) -> str:
        """/{region}/documents/{slug}"""
        return f"{self._path('document', region, slug)}{self._day()}"

    def hall(self, region: str, slug: str) -> str:
        """/{region}/halls/{slug}"""
        return f"{self._path('hall', region, slug)}{self._day()}"

    def hall_screen(self, region: str, slug: str, page: int = 1) -> str:
        """/{region}/halls/{slug}/screen: what a display in the hall shows, from a page on."""
        return f"{self._path('hall', region, slug)}/screen{_query(_set(page=_further(page)))}"

    def item(self, kind: str, region: str, slug: str) -> str:
        """The page of an item of any public kind; that of a life event leads on to its name. KeyError for a lexicon, which has none."""
        return f"{self._path(kind, region, slug)}{self._day()}"

    def versions(self, kind: str, region: str, slug: str) -> str:
        """…/versions/: the history of an item of any kind."""
        return f"{self._path(kind, region, slug)}/versions/"

    def numbered(self, kind: str, region: str, slug: str, number: int) -> str:
        """…/versions/{n}: one version of a guide, a form, a document or a hall."""
        return f"{self._path(kind, region, slug)}/versions/{number}"

    def compare(self, kind: str, region: str, slug: str) -> str:
        """…/compare: where the form goes that asks for two versions."""
        return f"{self._path(kind, region, slug)}/compare"

    def comparison(self, kind: str, region: str, slug: str, before: int, after: int) -> str:
        """…/compare/{m}/{n}: two versions of an item, compared."""
        return f"{self._path(kind, region, slug)}/compare/{before}/{after}"

    def announcements(self, region: str = "", before: int = 0) -> str:
        """/announcements/, of one place, from the page on that begins before a ledger entry."""
        return f"{self.start}/announcements/{_query(_set(region=region, before=str(before or '')))}"

    def announcement(self, number: int, page: int = 1) -> str:
        """/announcements/{id}"""
        return f"{self.start}/announcements/{number}{_query(_set(page=_further(page)))}"

    def feed(self, region: str = "", slug: str = "") -> str:
        """The Atom feed of the site, of a place, or of a guide."""
        where = f"/{region}/{quote(slug)}" if slug else f"/{region}" if region else ""
        return f"{self.start}{where}/announcements.atom"

    def services(self) -> str:
        """/services"""
        return f"{self.start}/services{self._day()}"

    def service(self, slug: str) -> str:
        """/service/{slug}"""
        return f"{self._path('service', '', slug)}{self._day()}"

    def audience(self, key: str) -> str:
        """/audience/{key}"""
        return f"{self.start}/audience/{quote(key)}{self._day()}"

    def event(self, name: str) -> str:
        """/event/{name}"""
        return f"{self.start}/event/{quote(name)}{self._day()}"

    def scanned(self, kind: str, code: str = "") -> str:
        """/q/, /v/ or /s/ with a code; /v/ alone is the box in which codes are typed."""
        return f"{self.start}/{kind}/{quote(code, safe='')}"

    def search(self, **asked: str) -> str:
        """/search, with the query and the choices that are set."""
        return f"{self.start}/search{_query(_set(**asked))}"

    def api_search(self, **asked: str) -> str:
        """/api/v1/search, with the query and the choices that are set."""
        return f"{self.start}/api/v1/search{_query(_set(**asked))}"

    def api_picked(self) -> str:
        """/api/v1/picked, which the script of a results page tells of a click."""
        return f"{self.start}/api/v1/picked"

    def api_suggest(self, **asked: str) -> str:
        """/api/v1/suggest, which the script of the box asks for what was typed so far."""
        return f"{self.start}/api/v1/suggest{_query(_set(**asked))}"

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
        return f"{self.start}{quote(path)}{self._day(case=self.case)}"

    def seen(self, *, locale: str | None = None, elder: bool | None = None, kiosk: str | None = None, on: str | None = None) -> Links:
        """The same addresses in another language, in the elder or the ordinary version, on a machine or off it, as of another day
        (empty: now)."""
        chosen = {"locale": locale, "elder": elder, "kiosk": kiosk, "on": on}
        return replace(self, **{key: value for key, value in chosen.items() if value is not None})

    def _path(self, kind: str, region: str, slug: str) -> str:
        """Where an item stands, without its day: other kinds than guides under the name of their shelf."""
        return f"{self.start}{_SHELVES[kind].format(region=region)}/{quote(slug)}"

    def _day(self, **asked: str) -> str:
        return _query(_set(**{"on": self.on, **asked})) if self.on or asked else ""


_SHELVES = {
    "guide": "/{region}", "form": "/{region}/forms", "document": "/{region}/documents", "service": "/service", "event": "/event",
    "hall": "/{region}/halls",
}  # fmt: skip
"""Kind → where its items stand. A lexicon, which only search reads, stands nowhere."""


def _set(**asked: str) -> dict[str, str]:
    return {key: value for key, value in asked.items() if value}


def _further(page: int) -> str:
    """The number of a page past the first."""
    return str(page) if page > 1 else ""


def _query(asked: Mapping[str, str]) -> str:
    return f"?{urlencode(asked)}" if asked else ""


def at_desk(path: str) -> bool:
    """Whether ``path`` is one of the desk's, which stand under no prefix."""
    return path.startswith("/desk/") or path == "/desk"


def at_api(path: str) -> bool:
    """Whether ``path`` is one that machines ask, who are answered in JSON also where something is wrong."""
    return path.startswith("/api/")


def includeme(config: Any) -> None:
    """Take prefixes off before routing, and give requests ``request.links``."""
    config.add_subscriber(_take_prefix_off, NewRequest)
    config.add_request_method(_links, "links", reify=True)


def _take_prefix_off(event: NewRequest) -> None:
    """Move ``/en``, ``/elder`` and ``/kiosk/320600`` from the path to the request's own view of the site."""
    environ = event.request.environ
    prefix, path = taken_off(environ.get("PATH_INFO", "/"))
    environ["mingbai.locale"], environ["mingbai.elder"], environ["mingbai.kiosk"] = prefix.locale, prefix.elder, prefix.kiosk
    if not at_desk(path):
        environ["PATH_INFO"] = path


def _links(request: Any) -> Links:
    environ = request.environ
    return Links(
        root=request.script_name.rstrip("/"),
        locale=environ.get("mingbai.locale", SOURCE),
        elder=environ.get("mingbai.elder", False),
        kiosk=environ.get("mingbai.kiosk", ""),
        on=_asked_day(request),
        case=_asked_case(request),
        files=request.registry.static_files,
        rooms=getattr(request.registry, "rooms", {}),
    )


BY_DAY = frozenset({"home", "place", "guide", "form", "document", "services", "service", "audience", "event", "hall"})
"""Routes that take ``?on=DATE``."""


def _asked_day(request: Any) -> str:
    """The day that a page was asked for, where it can be; what is no day is refused by the page itself."""
    route = getattr(request, "matched_route", None)
    asked = request.GET.get("on", "") if request.query_string and route is not None and route.name in BY_DAY else ""
    return asked if printed_day(asked) else ""


def _asked_case(request: Any) -> str:
    """The answers that a person's own list was asked for with."""
    route = getattr(request, "matched_route", None)
    return str(request.GET.get("case", "")) if request.query_string and route is not None and route.name == "guide_list" else ""
