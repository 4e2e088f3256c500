"""The public addresses of what is printed of a place or a release as a whole, of an announcement and of a blank form.

A book takes a second to gather and some to set, so each worker remembers which file was made of what is in force: whoever asks after the
first reads a file, and who asks at the same time waits for it instead of starting a second one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, NamedTuple

from pyramid.response import Response
from pyramid.view import view_config

from mingbai.disclosure.announcements import whole_announcement
from mingbai.disclosure.printed import announcement_paper as paper_of
from mingbai.errors import Unprinted
from mingbai.printing.files import File, file_of
from mingbai.printing.gathering import collection_of, form_of, imprint_of, released_collection
from mingbai.printing.keeping import PATIENCE
from mingbai.printing.products import FORM, place_product_of
from mingbai.reading.paper import sent
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.web.access import PUBLIC

ANNOUNCEMENT = "announcement"
_ONCE = tuple(threading.Lock() for _ in range(64))
"""Who asks for the same file takes the same lock; places seldom share one."""


class Made(NamedTuple):
    """A file that was made and kept: under which key, what it is called, what it is."""

    key: str
    name: str
    media: str


@view_config(route_name="place_paper", permission=PUBLIC)
def place_paper(request: Any) -> Response:
    """/{region}/print/{product}.{format}: the book, the 清单 and the like of a place, of what is in force."""
    region, product = request.matchdict["region"], place_product_of(request.matchdict["product"])

    def paper(imprint: Imprint) -> Paper:
        return product.make(collection_of(request.library, region, request.registry.now()), imprint)

    return sent(_file(request, region, product.name, paper))


@view_config(route_name="announcement_paper", permission=PUBLIC)
def announcement_paper(request: Any) -> Response:
    """/announcements/{number}/print/{product}.{format}: the announcement, or the book and the like of what the release brought."""
    number, name, now = int(request.matchdict["number"]), request.matchdict["product"], request.registry.now()
    product = None if name == ANNOUNCEMENT else place_product_of(name)

    def paper(imprint: Imprint) -> Paper:
        if product is None:
            return paper_of(whole_announcement(request.library, number, now), imprint)
        return product.make(released_collection(request.library, number, now), imprint)

    return sent(_file(request, str(number), name, paper))


@view_config(route_name="form_paper", permission=PUBLIC)
def form_paper(request: Any) -> Response:
    """/{region}/forms/{slug}/print.{format}: the blank form in force, to be filled in by pen."""
    asked = request.matchdict
    blank, imprint = form_of(request.library, asked["region"], asked["slug"]), imprint_of(request.registry.mingbai, request.registry.now())
    return sent(file_of(request.registry.printer, FORM.make(blank, imprint), FORM.name, asked["format"]))


def _file(request: Any, of: str, product: str, paper: Callable[[Imprint], Paper]) -> File:
    """The file that was made of this before, where it is still kept; else a new one. Raises Unprinted where others take too long."""
    shelf, printer, ending = request.shelf, request.registry.printer, request.matchdict["format"]
    imprint = imprint_of(request.registry.mingbai, shelf.now)
    fresh: list[File] = []

    def made() -> Made:
        sheet = paper(imprint)
        fresh.append(file_of(printer, sheet, product, ending))
        return Made(printer.key(sheet), fresh[0].name, fresh[0].media)

    once = _ONCE[hash((of, product, ending)) % len(_ONCE)]
    if not once.acquire(timeout=PATIENCE):
        raise Unprinted("同时打印的人太多，这一份还没有轮到。", remedy="请过一分钟再试。")
    try:
        known = shelf.keep("printed", of, product, ending, shelf.today, make=made)
        data = None if fresh else printer.held(known.key, ending)
        return fresh[0] if fresh else _again(known, data) if data else file_of(printer, paper(imprint), product, ending)
    finally:
        once.release()


def _again(known: Made, data: bytes) -> File:
    return File(data=data, name=known.name, media=known.media)
