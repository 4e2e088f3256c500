"""Signs at the desk: the register, a sign and what is done with it, what is to be replaced, papers to print, scans for the public."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from mingbai.desk.sign_making import placed
from mingbai.desk.sign_pages import SignPage, SignsPage, StalePage, public_scans, register, sign_page, stale_page
from mingbai.errors import NotFound, Refusal
from mingbai.rendering.separated import plain

CODE = "{code:[0-9A-Za-z-]{7,12}}"
ROUTES = (
    ("desk_signs", "/desk/signs"),
    ("desk_signs_stale", "/desk/signs/stale"),
    ("desk_signs_print", "/desk/signs/print"),
    ("desk_signs_papers", "/desk/signs/papers.zip"),
    ("desk_signs_scans", "/desk/signs/scans.csv"),
    ("desk_sign", f"/desk/signs/{CODE}"),
    ("desk_sign_paper", f"/desk/signs/{CODE}/sign.pdf"),
    ("desk_sign_act", f"/desk/signs/{CODE}/{{act:print|hang|move|retire}}"),
)
MOST = 200
"""Papers in one file."""


@view_config(route_name="desk_signs", request_method="GET", renderer="desk/signs.jinja2", permission="sign.read")
def signs(request: Any) -> SignsPage:
    """The register."""
    return register(request)


@view_config(route_name="desk_signs_stale", request_method="GET", renderer="desk/signs_stale.jinja2", permission="sign.read")
def stale(request: Any) -> StalePage:
    """What is to be replaced."""
    return stale_page(request)


@view_config(route_name="desk_sign", request_method="GET", renderer="desk/sign.jinja2", permission="sign.read")
def sign(request: Any) -> SignPage:
    """One sign."""
    return sign_page(request, request.matchdict["code"])


@view_config(route_name="desk_sign_act", request_method="POST", permission="sign.write")
def act(request: Any) -> HTTPSeeOther:
    """Do something with a sign, and back to where it was done."""
    doing, code, posted = request.matchdict["act"], request.matchdict["code"], request.POST
    if doing == "print":
        done = request.signs.print(code, request.faces)
    elif doing == "hang":
        done = request.signs.hang(code, request.registry.mingbai, posted.get("number"))
    elif doing == "move":
        done = request.signs.move(code, placed(posted, request.published, request.signs.sign(code).plan))
    else:
        done = request.signs.retire(code, posted.get("reason", ""))
    where = ("signs_stale", {}) if posted.get("back") == "stale" else ("sign", {"code": done.code})
    return HTTPSeeOther(request.links.desk(where[0], **where[1], said=doing))


@view_config(route_name="desk_sign_paper", request_method="GET", permission="sign.read")
def paper(request: Any) -> Response:
    """The PDF of a sign's newest print."""
    name, data = _paper(request, request.matchdict["code"])
    return _file(data, "application/pdf", name)


@view_config(route_name="desk_signs_print", request_method="POST", permission="sign.write")
def print_many(request: Any) -> HTTPSeeOther:
    """Print the signs that were ticked, and give their papers as one file."""
    codes = _chosen(request.POST)
    for code in codes:
        request.signs.print(code, request.faces)
    return HTTPSeeOther(f"{request.links.desk('signs_papers')}?{'&'.join(f'sign={code}' for code in codes)}")


@view_config(route_name="desk_signs_papers", request_method="GET", permission="sign.read")
def papers(request: Any) -> Response:
    """The newest prints of several signs as one ZIP file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in (_paper(request, code) for code in _chosen(request.GET)):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return _file(packed.getvalue(), "application/zip", "signs.zip")


@view_config(route_name="desk_signs_scans", request_method="GET", permission="sign.read")
def scans_for_the_public(request: Any) -> Response:
    """Scans by sign and week as they may be made public: below five none is told (standards 5.14)."""
    lines = io.StringIO()
    csv.writer(lines).writerows([("编号", "大厅", "窗口", "周（周一）", "扫码次数"), *(map(plain, row) for row in public_scans(request))])
    return _file(b"\xef\xbb\xbf" + lines.getvalue().encode(), "text/csv", "scans.csv")


def _paper(request: Any, code: str) -> tuple[str, bytes]:
    """The name and the PDF of a sign's newest print. Raises NotFound where nothing was printed."""
    found = request.signs.sign(code)
    if found.printed is None:
        raise NotFound(f"公示牌 {found.code} 还没有打印过。", remedy="请先按“打印”。")
    return f"{found.code}-{found.printed.number}.pdf", request.registry.printer.pdf(request.faces.paper(found, found.printed))


def _chosen(asked: Any) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(asked.getall("sign")))
    if not 0 < len(codes) <= MOST:
        raise Refusal("没有勾选公示牌。" if not codes else f"一次最多 {MOST} 块。", remedy="请勾选要打印的公示牌。")
    return codes


def _file(data: bytes, kind: str, name: str) -> Response:
    response = Response(data, content_type=kind)
    response.headers["Content-Disposition"] = (
        f'inline; filename="{name}"' if kind == "application/pdf" else f'attachment; filename="{name}"'
    )
    return response
