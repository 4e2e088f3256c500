"""The addresses that stand on paper: /q an item, /v a printed sheet, /s a sign. Never a bare 404: a code that leads nowhere says why.

A scan of a sign is counted by sign and day and nothing else; no cookie, no address, no person (standards 5.14). Its page is made anew for
each visit, because it tells whether the hall is open; the others are kept like any page.
"""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPFound
from pyramid.response import Response
from pyramid.view import view_config

from mingbai.errors import NotFound
from mingbai.printing.gathering import imprint_of
from mingbai.reading import scanned
from mingbai.reading.counting import is_a_reader
from mingbai.reading.scan_values import Kind, UnknownScan
from mingbai.signage.faces import Faces
from mingbai.web.access import PUBLIC
from mingbai.web.templating import render

FRESH = "no-cache"
"""Ask every time, and keep it out of ``front``: what is not asked cannot be counted, and the hour is on the page."""


@view_config(route_name="scan_item", permission=PUBLIC)
def item(request: Any) -> Response:
    """/q/{code}: to the item where it is in force, else what became of it."""
    code = request.matchdict["code"]
    try:
        found = scanned.item_scan(request.shelf, code)
    except NotFound as refusal:
        return _unknown(request, "q", code, refusal)
    if found.found.standing == "current":
        return _leading(request.links.item(*found.found.name))
    return _page(request, "public/scan/item.jinja2", found)


@view_config(route_name="scan_check", permission=PUBLIC)
def check(request: Any) -> Response:
    """/v/{code}: whether a printed paper still holds."""
    code = request.matchdict["code"]
    try:
        return _page(request, "public/scan/paper.jinja2", scanned.check_scan(request.shelf, code))
    except NotFound as refusal:
        return _unknown(request, "v", code, refusal)


@view_config(route_name="scan_sign", permission=PUBLIC)
def sign(request: Any) -> Response:
    """/s/{code}: the sign before which somebody stands."""
    code, registry = request.matchdict["code"], request.registry
    try:
        found = request.board.sign(code)
    except NotFound as refusal:
        return _unknown(request, "s", code, refusal)
    if request.method == "GET" and is_a_reader(request):
        registry.scans.count(found.code)
    now = request.shelf.now
    faces = Faces(request.library, imprint_of(registry.mingbai, now), now, registry.kept.get)
    return _page(request, "public/scan/sign.jinja2", scanned.sign_scan(request.shelf, found, faces), FRESH)


@view_config(route_name="scan_box", permission=PUBLIC)
def box(request: Any) -> Response:
    """/v/: a box for any code that stands on paper; /v/?code= leads to what was typed."""
    code = request.GET.get("code", "").strip()[:40] if request.query_string else ""
    if not code:
        return _page(request, "public/scan/box.jinja2", UnknownScan(kind="v", code=""))
    return _leading(request.links.scanned(scanned.kind_of_code(code) or "v", code))


def _unknown(request: Any, kind: Kind, code: str, refusal: NotFound) -> Response:
    """To where the code belongs, if it is one of another kind; else a whole page with status 404."""
    meant = scanned.kind_of_code(code)
    if meant is not None and meant != kind:
        return _leading(request.links.scanned(meant, code))
    shown = UnknownScan(kind=kind, code=code[:40], sentence=refusal.sentence, remedy=refusal.remedy)
    response = _page(request, "public/scan/box.jinja2", shown)
    response.status_code = 404
    return response


def _leading(address: str) -> HTTPFound:
    """302, never kept: what a code leads to may change at any time."""
    return HTTPFound(address, headers=[("Cache-Control", FRESH)])


def _page(request: Any, template: str, page: Any, kept: str = "") -> Response:
    response = Response(render(request, template, page), content_type="text/html", charset="utf-8")
    if kept:
        response.headers["Cache-Control"] = kept
    return response
