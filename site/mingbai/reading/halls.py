"""Halls as readers see them: a page, its versions, the list of a place, and the display in the hall itself.

The state of a moment (正在办公, 午休) is only on pages that are made anew for each visit (``Cache-Control: no-cache``, which ``web/front``
does not keep); all other pages say the hours of the day, which hold until midnight.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from pyramid.view import view_config

from mingbai.errors import Gone
from mingbai.guides import workdays
from mingbai.guides.hall import Hall
from mingbai.guides.opening import open_now
from mingbai.guides.version import Version
from mingbai.reading.hall_values import HallPage, ScreenPage
from mingbai.reading.items import titled
from mingbai.reading.pages import day_asked, number_asked
from mingbai.reading.places import place_of
from mingbai.reading.shelf import Shelf
from mingbai.reading.values import Look
from mingbai.registers.hall_work import work_of
from mingbai.rendering.halls import LINES, screen_rows, sight_of
from mingbai.rendering.opening import at_once, weekday
from mingbai.rendering.qr import code_of
from mingbai.settings import Settings
from mingbai.web.access import PUBLIC
from mingbai.web.headers import CHECK_FILE
from mingbai.web.i18n import SOURCE


@view_config(route_name="hall", renderer="public/hall.jinja2", permission=PUBLIC)
def hall(request: Any) -> HallPage:
    """/{region}/halls/{slug}, and as of a day with ``?on=DATE``."""
    shelf = request.shelf.as_of(day_asked(request))
    version = shelf.current("hall", request.matchdict["region"], request.matchdict["slug"])
    if shelf.on is None:
        request.response.headers["Cache-Control"] = CHECK_FILE
    return page_of(shelf, version, "day" if shelf.on else "current")


@view_config(route_name="hall_version", renderer="public/hall.jinja2", permission=PUBLIC)
def hall_version(request: Any) -> HallPage:
    """/{region}/halls/{slug}/versions/{n}"""
    asked = request.matchdict
    version = request.shelf.library.version("hall", asked["region"], asked["slug"], int(asked["number"]))
    return page_of(request.shelf, version, "version")


@view_config(route_name="hall_screen", renderer="public/screen.jinja2", permission=PUBLIC)
def hall_screen(request: Any) -> ScreenPage:
    """/{region}/halls/{slug}/screen?page=n"""
    request.response.headers["Cache-Control"] = CHECK_FILE
    region, slug = request.matchdict["region"], request.matchdict["slug"]
    settings, links = request.registry.mingbai, request.links.seen(locale=SOURCE, elder=False, on="")
    address = f"{settings.address}{links.hall(region, slug).removeprefix(request.script_name)}"
    version = request.shelf.current("hall", region, slug)
    return screen_of(request.shelf, version, number_asked(request, "page"), address, settings)


def page_of(shelf: Shelf, version: Version, look: Look) -> HallPage:
    """The page of a version of a hall. Raises Gone where the law had its words removed."""
    value = _value(version)
    work = work_of(value, shelf.listing)
    ended = version.withdrawn
    return HallPage(
        version=version,
        place=place_of(version.region),
        above=shelf.settled(version.region),
        sight=sight_of(value, shelf.on or shelf.today, workdays.packaged()),
        now=open_now(value, shelf.now, workdays.packaged()) if look == "current" and not ended else None,
        windows=work.windows,
        done=work.done,
        look=look,
        on=shelf.as_seen,
        successors=titled(shelf, ended.successors) if ended else (),
    )


def screen_of(shelf: Shelf, version: Version, page: int, address: str, settings: Settings) -> ScreenPage:
    """The display of a hall. A page past the last is the first: the list may have become shorter since the display asked."""
    value = _value(version)
    work = work_of(value, shelf.listing)
    sight = sight_of(value, shelf.today, workdays.packaged())
    windows = [(line.window, [item.title for item in line.items]) for line in work.windows]
    rows = screen_rows(windows, work.unnamed, LINES - (3 if len(sight.closures) > 1 else 0))
    shown = page if page <= len(rows) else 1
    day = shelf.today
    return ScreenPage(
        sight=sight,
        state=at_once(open_now(value, shelf.now, workdays.packaged())),
        day=f"{day.month}月{day.day}日 {weekday(day)}",
        pages=rows,
        page=shown,
        next=shown % max(1, len(rows)) + 1,
        address=address,
        code=Markup(code_of(address).svg),  # noqa: S704 - drawn here, holds no text
        sample=settings.sample,
        ended=version.withdrawn.reason if version.withdrawn else "",
    )


def _value(version: Version) -> Hall:
    if version.text is None:
        raise Gone("这一版的文字已经依法移除。", remedy="请查看其他版本，或拨打热线。")
    found: Hall = version.value
    return found
