"""The hall desk: find an item, ask for the case, tick what was brought, print the notice; then the next person (journeys, hall staff).

Plain links and forms: each step is an address. The script only lets number keys do what the mouse does. Nothing of a person is asked,
shown or kept: what is written down is a number of the day, and counts by item and missing material.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from mingbai.desk.hall_finding import Finding, finding
from mingbai.desk.hall_notice import SHEETS, TICKS, Asking, asking_of, at_window, missing, read, ticked, written
from mingbai.desk.hall_window import At, at_of, guides_at, places_of
from mingbai.desk.items import region_name
from mingbai.desk.services import session_of
from mingbai.errors import Refusal
from mingbai.feedback.notices import Figures, Notices
from mingbai.feedback.weeks import asked_week, spoken
from mingbai.guides.hall import Hall
from mingbai.printing.bundle import bundle_of
from mingbai.printing.gathering import imprint_of
from mingbai.printing.products import PRODUCTS
from mingbai.registers.halls import halls_in
from mingbai.rendering.offline import offline_page
from mingbai.rendering.separated import plain
from mingbai.search.sounds import spell
from mingbai.web.headers import NEVER

ROUTES = (
    ("desk_hall", "/desk/hall"),
    ("desk_hall_print", "/desk/hall/print"),
    ("desk_hall_paper", "/desk/hall/notice.pdf"),
    ("desk_hall_bundle", "/desk/hall/bundle"),
    ("desk_hall_figures", "/desk/hall/figures"),
    ("desk_hall_figures_public", "/desk/hall/figures.csv"),
)
_STUB = re.compile(r"[0-9A-Za-z一-鿿]{1,6}-\d{4,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HallPage:
    """One step at a window. Where no window is chosen (``at`` None) there are ``places`` and ``halls`` to choose from; else what was
    ``found`` for what was typed, or the item that is ``asking``. ``address`` is the site's, to be read out by phone."""

    at: At | None
    place: str
    places: tuple[tuple[str, str], ...]
    halls: tuple[Hall, ...]
    found: Finding
    asking: Asking | None
    sheets: dict[str, str]
    ticks: dict[Any, str]
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """The counts of a week in a place. ``names``: what the items are called."""

    at: At
    place: str
    figures: Figures
    weeks: tuple[tuple[str, str], ...]
    names: dict[str, str]


@view_config(route_name="desk_hall", request_method="GET", renderer="desk/hall_desk.jinja2", permission="hall")
def hall(request: Any) -> Any:
    """The step that the address asks for; what is found for certain is opened at once."""
    page = _page(request)
    if page.at and page.found.sure:
        only = page.found.lines[0]
        return HTTPSeeOther(request.links.desk("hall", **page.at.asked, item=only.item, case=only.case))
    return page


@view_config(route_name="desk_hall_print", request_method="POST", permission="hall")
def print_(request: Any) -> HTTPSeeOther:
    """Take a number, count, and on to the sheet."""
    posted = request.POST
    at, product = _at(request, posted), _product(posted)
    subject = at_window(request.published, at, posted.get("item", ""), posted.get("case", ""), request.registry.now())
    ticks = ticked(subject, posted)
    name = subject.version.name
    number = _notices(request).give(at.counted, f"{name.region}/{name.slug}", missing(subject, ticks))
    asked = {"item": f"{name.region}/{name.slug}", "case": posted.get("case", ""), "ticks": written(ticks)}
    return HTTPSeeOther(request.links.desk("hall_paper", **at.asked, **asked, sheet=product, stub=at.stub(number)))


@view_config(route_name="desk_hall_paper", request_method="GET", permission="hall")
def paper(request: Any) -> Response:
    """The sheet of a notice that has its number, to be printed."""
    asked, registry = request.GET, request.registry
    at, product, now = _at(request, asked), _product(asked), registry.now()
    subject = at_window(request.published, at, asked.get("item", ""), asked.get("case", ""), now)
    stub = asked.get("stub", "")
    given = {f"tick-{number}": tick for number, tick in read(asked.get("ticks", "")).items()}
    subject = replace(subject, ticks=ticked(subject, given), stub=stub if _STUB.fullmatch(stub) else None)
    data = registry.printer.pdf(PRODUCTS[product].make(subject, imprint_of(registry.mingbai, now)))
    response = Response(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="notice.pdf"'
    response.headers["Cache-Control"] = NEVER
    return response


@view_config(route_name="desk_hall_bundle", request_method="GET", permission="hall")
def bundle(request: Any) -> Response:
    """The offline file of the place, good for a month: for a village point, or a day without network."""
    at, settings, now = _at(request, request.GET), request.registry.mingbai, request.registry.now()
    made = bundle_of(request.published, at.place, at.hall.slug if at.hall else "", imprint_of(settings, now), now)
    response = Response(offline_page(made, Path(settings.templates) / "offline", spell), content_type="text/html", charset="utf-8")
    # Saved and never opened here: its script and style stand inside it.
    response.headers["Content-Disposition"] = f'attachment; filename="mingbai-{at.place}.html"'
    return response


@view_config(route_name="desk_hall_figures", request_method="GET", renderer="desk/hall_figures.jinja2", permission="hall")
def figures(request: Any) -> FiguresPage:
    """How many notices a week gave, and what was missing most often: staff see every cell."""
    at, notices = _at(request, request.GET), _notices(request)
    weeks = notices.weeks(at.place)
    week = asked_week(request.GET["week"]) if request.GET.get("week") else weeks[0]
    return FiguresPage(
        at=at,
        place=region_name(at.place),
        figures=notices.week(week, at.place),
        weeks=tuple((one, spoken(one)) for one in weeks),
        names=_names(request, at),
    )


@view_config(route_name="desk_hall_figures_public", request_method="GET", permission="hall")
def figures_for_the_public(request: Any) -> Response:
    """The counts of a week as they may be made public: cells below five are left out (standards 5.14)."""
    at, notices, names = _at(request, request.GET), _notices(request), _names(request, _at(request, request.GET))
    week = asked_week(request.GET["week"]) if request.GET.get("week") else notices.weeks(at.place)[0]
    told, lines = notices.week(week, at.place).public(), io.StringIO()
    rows = [(week, plain(names.get(item, item)), "（告知单）", count) for item, count in told.given]
    rows += [(week, plain(names.get(one.item, one.item)), plain(one.material), one.count) for one in told.missed]
    csv.writer(lines).writerows([("周", "事项", "缺的材料", "次数"), *rows])
    response = Response(b"\xef\xbb\xbf" + lines.getvalue().encode(), content_type="text/csv", charset="utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="notices.csv"'
    return response


def _page(request: Any) -> HallPage:
    asked, library = request.GET, request.published
    at = None if asked.get("change") else at_of(asked, library, request.actor)
    item = asked.get("item", "") if at else ""
    typed = asked.get("q", "") if at else ""
    places = () if at else places_of(library, request.actor)
    asking = asking_of(library, at, item, asked.get("case", ""), {}, request.registry.now()) if at and item else None
    return HallPage(
        at=at,
        place=region_name(at.place) if at else "",
        places=tuple((one, region_name(one)) for one in places),
        halls=() if at else _halls(request, places),
        found=finding(library, request.registry.search, at, typed) if at and typed and not item else Finding(typed=typed),
        asking=asking,
        sheets=SHEETS,
        ticks=dict(TICKS),
        address=request.registry.mingbai.address,
    )


def _halls(request: Any, places: tuple[str, ...]) -> tuple[Hall, ...]:
    found = {(one.region, one.slug): one for place in places for one in halls_in(request.published, place) if one.region in places}
    return tuple(found.values())


def _at(request: Any, asked: Any) -> At:
    found = at_of(asked, request.published, request.actor)
    if found is None:
        raise Refusal("还没有选择大厅。", remedy="请先选择大厅和窗口。")
    return found


def _product(asked: Any) -> str:
    product = str(asked.get("sheet", ""))
    if product not in SHEETS:
        raise Refusal("没有这种告知单。", remedy=f"现有：{'、'.join(SHEETS.values())}。")
    return product


def _notices(request: Any) -> Notices:
    return Notices(session_of(request), request.registry.now(), request.by)


def _names(request: Any, at: At) -> dict[str, str]:
    return {f"{one.region}/{one.slug}": one.title for one in guides_at(request.published, at.place)}
