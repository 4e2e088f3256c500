"""Kiosk mode: the public pages on a self-service machine in a hall. Large, only what people come for, and no way out.

A machine opens ``/kiosk/320600/`` and stays under that prefix, which also says where it stands. It shows only the routes of CORE,
through the templates of SHOWN. Whatever a template says, an address that leads elsewhere (another site, a telephone, a file, a page that
is not of the core) becomes plain text on its way out (``inside``): the machine has no button with which to come back from there. Nothing
is kept: no cookie, no typed text, and after a minute without a touch the first page (static/js/kiosk.js). Knows no page's content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pyramid.events import ContextFound
from pyramid.interfaces import IRoutesMapper

from mingbai.errors import NotFound, Refusal
from mingbai.guides import regions
from mingbai.rendering.qr import ON_SCREEN, code_of
from mingbai.settings import Settings
from mingbai.web.i18n import LOCALES, SOURCE
from mingbai.web.links import Links

CORE = frozenset({"home", "guide", "guide_list", "audience", "event", "search", "hall"})
"""Routes that a machine shows."""
SHOWN = {
    "errors/trouble.jinja2": "kiosk/trouble.jinja2",
    "public/guide.jinja2": "kiosk/guide.jinja2",
    "public/hall.jinja2": "kiosk/hall.jinja2",
    "public/list.jinja2": "kiosk/list.jinja2",
}
"""Template of the ordinary page → that of the machine's, for the same value."""
_LINK = re.compile(r"<a\b([^>]*?)\bhref=\"([^\"]*)\"([^>]*)>(.*?)</a>", re.DOTALL)
_KEPT = re.compile(r'\b(?:class|lang)="[^"]*"')
_SECONDS = (5, 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page of a machine.

    ``name`` is its place, ``first`` the page with which everybody begins, ``back`` where the way back leads without script. ``address`` is
    the present page as a phone opens it. After ``idle`` seconds without a touch a notice counts ``notice`` seconds down.
    """

    name: str
    first: str
    home: str
    back: str
    address: str
    sample: bool
    idle: int
    notice: int
    paper: bool

    @property
    def code(self) -> Markup:
        """The QR code of ``address``; nothing where it is too long to be scanned off a screen."""
        drawn = code_of(self.address, ON_SCREEN).svg if len(self.address) <= ON_SCREEN else ""
        return Markup(drawn)  # noqa: S704 - drawn here, holds no text


def frame_of(request: Any) -> Frame:
    """The frame of the page that ``request`` asks a machine for."""
    settings, links = request.registry.mingbai, request.links
    route = getattr(getattr(request, "matched_route", None), "name", "")
    back = links.guide(request.matchdict["region"], request.matchdict["slug"]) if route == "guide_list" else links.home()
    outside = links.seen(locale=SOURCE, kiosk="", on="").same(request.path_info)
    return Frame(
        name=_name(links.kiosk),
        first=links.seen(locale=SOURCE, on="").home(),
        home=links.home(),
        back=back if route != "home" or request.query_string else "",
        address=f"{settings.address}{outside.removeprefix(request.script_name)}",
        sample=settings.sample,
        idle=int(settings.kiosk_idle),
        notice=int(settings.kiosk_notice),
        paper=settings.kiosk_print == "yes",
    )


def _name(region: str) -> str:
    try:
        return regions.path(region)[-1].name
    except NotFound:
        return region


def inside(request: Any, page: str) -> str:
    """``page`` with every link that leads out of the machine's pages as plain text."""
    routes, links = request.registry.getUtility(IRoutesMapper).get_routes(), request.links

    def kept(found: re.Match[str]) -> str:
        if found[2].startswith("#") or _leads_inside(found[2], links, routes):
            return found[0]
        return f"<span {' '.join(_KEPT.findall(found[1] + found[3]))}>".replace(" >", ">") + f"{found[4]}</span>"

    return _LINK.sub(kept, page)


def _leads_inside(address: str, links: Links, routes: Any) -> bool:
    """Whether ``address`` is one of this machine's, in any language, and of the core."""
    path = re.split("[?#]", address, maxsplit=1)[0]
    for start in (links.seen(locale=locale).start for locale in LOCALES):
        if path.startswith(f"{start}/"):
            rest = path.removeprefix(start)
            return next((route.name in CORE for route in routes if route.match(rest) is not None), False)
    return False


def homeward(request: Any, page: str) -> str:
    """A page of trouble that needs nothing of the site, for a machine: it leads home, by itself too, and dials no number."""
    links = getattr(request, "links", None)
    if links is None or not links.kiosk:
        return page
    home = links.seen(locale=SOURCE, on="").home()
    again = f'<meta http-equiv="refresh" content="30;url={home}">'
    return re.sub(r'<a href="tel:\d+">(\d+)</a>', r"\1", page).replace("<title>", f"{again}<title>").replace('href="/"', f'href="{home}"')


class OnKiosk:
    """The view predicate ``kiosk=True``: the page of a machine, where it shows another value than the ordinary one."""

    def __init__(self, wanted: bool, info: Any) -> None:
        self._wanted = wanted

    def text(self) -> str:
        """How Pyramid names it."""
        return f"kiosk = {self._wanted}"

    phash = text

    def __call__(self, context: Any, request: Any) -> bool:
        """Whether the request comes from such a machine."""
        return bool(request.links.kiosk) == self._wanted


def _only_the_core(event: ContextFound) -> None:
    """Refuse a machine every page that it does not show."""
    request = event.request
    route = getattr(request, "matched_route", None)
    if request.links.kiosk and route is not None and route.name not in CORE:
        raise NotFound("这一页在自助机上看不了。", remedy="请用手机打开网站看，或者回到首页。")


def _checked(settings: Settings) -> None:
    for key, written in (("kiosk.idle_seconds", settings.kiosk_idle), ("kiosk.notice_seconds", settings.kiosk_notice)):
        if not (written.isascii() and written.isdigit() and _SECONDS[0] <= int(written) <= _SECONDS[1]):
            remedy = f"应当是 {_SECONDS[0]} 到 {_SECONDS[1]} 的整数。"
            raise Refusal(f"{key} = {written} 不对。", place="配置文件 [app:main]", remedy=remedy)
    if settings.kiosk_print not in ("yes", "no"):
        raise Refusal(f"kiosk.print = {settings.kiosk_print} 不对。", place="配置文件 [app:main]", remedy="应当是 yes 或 no。")


def includeme(config: Any) -> None:
    """Check the settings, keep machines to the core, and let views be a machine's own."""
    _checked(config.registry.mingbai)
    config.add_view_predicate("kiosk", OnKiosk)
    config.add_subscriber(_only_the_core, ContextFound)
