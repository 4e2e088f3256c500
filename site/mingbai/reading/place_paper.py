"""The public addresses of what is printed of a place or a release as a whole, of an announcement and of a blank form.

A book takes a second to gather and some to set, so it is made beside the readers' pages (``printing/presses.py``), and each worker
remembers which file was made of what is in force: whoever asks after the first reads a file, and who asks meanwhile starts no second one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, NamedTuple

from pyramid.response import Response
from pyramid.view import view_config

from mingbai import db
from mingbai.disclosure.announcements import whole_announcement
from mingbai.disclosure.printed import announcement_paper as paper_of
from mingbai.printing.files import File, file_of
from mingbai.printing.gathering import collection_of, form_of, imprint_of, released_collection
from mingbai.printing.presses import Unready
from mingbai.printing.products import FORM, place_product_of
from mingbai.publishing.library import Library
from mingbai.reading.paper import sent
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.web.access import PUBLIC
from mingbai.web.errors import refused

ANNOUNCEMENT = "announcement"
AGAIN = "2"
"""Seconds after which the page of a file that is being made asks for it again."""


class Made(NamedTuple):
    """A file that was made and kept: under which key, what it is called, what it is."""

    key: str
    name: str
    media: str


@view_config(route_name="place_paper", permission=PUBLIC)
def place_paper(request: Any) -> Response:
    """/{region}/print/{product}.{format}: the book, the 清单 and the like of a place, of what is in force."""
    region, product = request.matchdict["region"], place_product_of(request.matchdict["product"])

    now = request.registry.now()

    def paper(library: Library, imprint: Imprint) -> Paper:
        return product.make(collection_of(library, region, now), imprint)

    return _answer(request, region, product.name, paper)


@view_config(route_name="announcement_paper", permission=PUBLIC)
def announcement_paper(request: Any) -> Response:
    """/announcements/{number}/print/{product}.{format}: the announcement, or the book and the like of what the release brought."""
    number, name, now = int(request.matchdict["number"]), request.matchdict["product"], request.registry.now()
    product = None if name == ANNOUNCEMENT else place_product_of(name)

    def paper(library: Library, imprint: Imprint) -> Paper:
        if product is None:
            return paper_of(whole_announcement(library, number, now), imprint)
        return product.make(released_collection(library, number, now), imprint)

    return _answer(request, str(number), name, paper)


@view_config(route_name="form_paper", permission=PUBLIC)
def form_paper(request: Any) -> Response:
    """/{region}/forms/{slug}/print.{format}: the blank form in force, to be filled in by pen."""
    asked = request.matchdict
    blank, imprint = form_of(request.library, asked["region"], asked["slug"]), imprint_of(request.registry.mingbai, request.registry.now())
    return sent(file_of(request.registry.printer, FORM.make(blank, imprint), FORM.name, asked["format"]))


def _answer(request: Any, of: str, product: str, paper: Callable[[Library, Imprint], Paper]) -> Response:
    """The file; while it is being made, a page that says so and asks again by itself (RFC 9110, 10.2.3)."""
    try:
        return sent(_file(request, of, product, paper))
    except Unready as refusal:
        response = refused(refusal, request)
        response.headers.update({"Retry-After": AGAIN, "Refresh": AGAIN})
        return response


def _file(request: Any, of: str, product: str, paper: Callable[[Library, Imprint], Paper]) -> File:
    """The file that was made of this before, where it is still kept; else a new one. Raises Unready while it is being made."""
    shelf, registry, ending = request.shelf, request.registry, request.matchdict["format"]
    key, now = ("printed", of, product, ending, shelf.today), shelf.now

    def again() -> File | None:
        with contextlib.suppress(_Unknown):
            known: Made = shelf.keep(*key, make=_unknown)
            data = registry.printer.held(known.key, ending)
            return File(data=data, name=known.name, media=known.media) if data else None
        return None

    def made() -> File:
        with db.reading(registry.database) as session:  # the request's own may be over before this is
            sheet = paper(Library(session, now), imprint_of(registry.mingbai, now))
            file = file_of(registry.printer, sheet, product, ending)
        found = Made(registry.printer.key(sheet), file.name, file.media)
        shelf.keep(*key, make=lambda: found)
        return file

    return again() or registry.presses.get((*key, shelf.stamp), lambda: again() or made())


class _Unknown(Exception):
    """Nobody asked for this since what is in force changed."""


def _unknown() -> Made:
    raise _Unknown
