"""The public addresses of what is printed. A view finds the paper, ``printing`` makes the file, the reader opens it in the browser.

Files are checked on every visit and not kept in a worker's memory: they lie on disk (``printing/keeping.py``).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.response import Response
from pyramid.view import view_config

from mingbai.guides.situations import PARAMETER
from mingbai.printing.files import File, file_of
from mingbai.printing.gathering import for_case, imprint_of, subject_of
from mingbai.printing.products import product_of
from mingbai.reading.items import renamed
from mingbai.web.access import PUBLIC
from mingbai.web.headers import CHECK_FILE


@view_config(route_name="guide_paper", permission=PUBLIC)
def guide_paper(request: Any) -> Response:
    """/{region}/{slug}/print/{product}.{format}: the guide in force, for the answers in ``?case=``; of a renamed one under its new name."""
    asked, registry = request.matchdict, request.registry
    product = product_of(asked["product"])
    now = registry.now()
    case = request.GET.get(PARAMETER, "") if request.query_string else ""
    following = renamed(request.shelf, "guide", asked["region"], asked["slug"])
    if following:
        raise HTTPMovedPermanently(request.links.paper(following.region, following.slug, product.name, asked["format"], case))
    subject = for_case(subject_of(request.library, asked["region"], asked["slug"], now), case, now)
    paper = product.make(subject, imprint_of(registry.mingbai, now))
    return sent(file_of(registry.printer, paper, product.name, asked["format"]))


def sent(file: File) -> Response:
    """A file under its Chinese name (RFC 6266, RFC 8187): a PDF to be opened in the browser, others to be saved."""
    response = Response(file.data, content_type=file.media, charset="utf-8" if file.media.startswith("text/") else None)
    ending = file.name.rpartition(".")[2]
    way = "inline" if ending == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename=\"mingbai.{ending}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    response.headers["Cache-Control"] = CHECK_FILE
    return response
