"""What a person sees when something cannot be shown, and with which status. The only place that knows status codes.

A refusal is shown in its own words, with its remedy, the search box, the site map and the hotline: never a bare number. A fault of
ours is a page that needs nothing of the site to work, and its traceback goes to the log, not to the reader.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPException, HTTPForbidden, HTTPMovedPermanently
from pyramid.interfaces import IRoutesMapper
from pyramid.response import Response
from pyramid.tweens import INGRESS

from mingbai.db import FAILURES
from mingbai.errors import BadText, Conflict, Forbidden, Gone, NotFound, Refusal, SignedOut, Unavailable, Unprinted, UnreadableSource
from mingbai.web.kiosk import homeward
from mingbai.web.links import at_api
from mingbai.web.templating import render

log = logging.getLogger(__name__)

Handler = Callable[[Any], Any]

STATUSES: dict[type[Refusal], int] = {
    Gone: 410,
    NotFound: 404,
    Conflict: 409,
    BadText: 422,
    UnreadableSource: 422,
    SignedOut: 401,
    Forbidden: 403,
    Unavailable: 503,
    Unprinted: 503,
    Refusal: 400,
}
"""The status of each kind of refusal; a kind that is not listed takes that of its parent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What went wrong, for the page: ``status``, and where the domain spoke, its ``sentence``, ``place`` and ``remedy``."""

    status: int
    sentence: str = ""
    place: str = ""
    remedy: str = ""


def status_of(refusal: Refusal) -> int:
    """The status of ``refusal``, by the table."""
    return next(STATUSES[kind] for kind in type(refusal).__mro__ if kind in STATUSES)


def refused(refusal: Refusal, request: Any) -> Response:
    """A refusal of the domain, in its own words."""
    shown = Trouble(status=status_of(refusal), sentence=refusal.sentence, place=refusal.place, remedy=refusal.remedy)
    return _page(request, shown)


def not_found(error: Any, request: Any) -> Response:
    """An address at which there never was anything: 404, and the ways on (standards 2.11).

    Where only the method is wrong it is 405; where only a slash at the end is too many, the reader is led to the page.
    """
    if request.method not in ("GET", "HEAD") and _leads_somewhere(request, request.path_info):
        response = _page(request, Trouble(status=405, sentence="这个地址只供查看，不能提交。", remedy="请从本站的链接进入。"))
        response.allow = ("GET", "HEAD")
        return response
    shorter = request.path_info.rstrip("/")
    if request.method in ("GET", "HEAD") and shorter not in ("", request.path_info) and _leads_somewhere(request, shorter):
        asked = f"?{request.query_string}" if request.query_string else ""
        return HTTPMovedPermanently(request.links.same(shorter) + asked)
    return _page(request, Trouble(status=404))


def other(error: HTTPException, request: Any) -> Response:
    """Any other answer of the framework that is an error; redirects pass as they are."""
    return _page(request, Trouble(status=error.status_code)) if error.status_code >= 400 else error


def forbidden(error: HTTPForbidden, request: Any) -> Response:
    """What only staff may see."""
    return _page(request, Trouble(status=403))


def broken(error: Exception, request: Any) -> Response:
    """A fault of ours: a page that needs no template, no database and no style to be read."""
    log.error("出错：%s %s", request.method, request.path, exc_info=error)
    if at_api(request.path_info):
        return _machine(Trouble(status=500, sentence="网站出错了，问题不在您。", remedy="请过几分钟再试。"))
    return Response(homeward(request, BROKEN), status=500, content_type="text/html", charset="utf-8")


def unavailable(error: Exception, request: Any) -> Response:
    """The database cannot be used just now: 503, a page that does not need it, and when to come back."""
    log.error("数据库不能使用：%s %s：%s", request.method, request.path, error)
    lost = UNSENT if request.method not in ("GET", "HEAD") else ""
    response = Response(homeward(request, UNAVAILABLE.format(lost=lost)), status=503, content_type="text/html", charset="utf-8")
    if at_api(request.path_info):
        response = _machine(Trouble(status=503, sentence="数据库暂时不能使用。", remedy="请半分钟后再试。"))
    response.headers["Retry-After"] = "30"
    return response


def _leads_somewhere(request: Any, path: str) -> bool:
    """Whether a reader who asks for ``path`` reaches a route."""
    asked = request.copy_get()
    asked.path_info = path
    return request.registry.getUtility(IRoutesMapper)(asked)["route"] is not None


def _page(request: Any, shown: Trouble) -> Response:
    if at_api(request.path_info):
        return _machine(shown)
    return Response(render(request, "errors/trouble.jinja2", shown), status=shown.status, content_type="text/html", charset="utf-8")


def _machine(shown: Trouble) -> Response:
    """The same trouble for a machine: ``{"error", "place", "remedy"}``, in sentences too."""
    said = shown.sentence or {404: "没有这个接口。", 403: "这个接口不对外开放。"}.get(shown.status, "没有办成。")
    told = {"error": said, "place": shown.place, "remedy": shown.remedy}
    return Response(json.dumps(told, ensure_ascii=False).encode(), status=shown.status, content_type="application/json", charset="utf-8")


BROKEN = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>暂时打不开 · 办事指南</title></head>
<body><h1>这一页暂时打不开</h1>
<p>问题出在网站，不在您。我们已经记下来了。</p>
<p>请过几分钟再试；急事请拨打医保服务热线 <a href="tel:12393">12393</a>。</p>
<p><a href="/">回到首页</a></p></body></html>
"""


UNAVAILABLE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>数据库暂时不能使用 · 办事指南</title></head>
<body><h1>数据库暂时不能使用</h1>
<p>问题出在网站，不在您。已经公开的内容都在，恢复后就能看到。</p>
{lost}<p>请半分钟后再试；急事请拨打医保服务热线 <a href="tel:12393">12393</a>。</p>
<p><a href="/">回到首页</a></p></body></html>
"""
UNSENT = """<p>刚才提交的内容很可能没有保存。您写的字还在上一页：请返回上一页，先不要关闭它；恢复后先查看有没有生效，再提交一次。</p>
"""
"""Very likely and not surely: a connection may be lost between a commit and the word of it."""


def tween(handler: Handler, registry: Any) -> Handler:
    """Turn away, before anything reads it, an address that is no UTF-8 or longer than any of ours could be."""

    def guarded(request: Any) -> Any:
        path, query = request.environ.get("PATH_INFO", ""), request.environ.get("QUERY_STRING", "")
        if len(path) > LONGEST or len(query) > LONGEST_QUERY:
            return _unreadable(path, 414)
        plain = path.isascii() and query.isascii() and "%" not in query
        if plain or _is_text(request):
            return handler(request)
        return _unreadable(path, 400)

    return guarded


def _unreadable(path: str, status: int) -> Response:
    """What cannot be read as an address is not read: for a machine where it looks like one of theirs, else for a person."""
    if "/api/v" in path:
        return _machine(Trouble(status=status, sentence="看不懂这个地址。", remedy="地址应当是 UTF-8 文字，不超过 16 kB。"))
    return Response(UNREADABLE, status=status, content_type="text/html", charset="utf-8")


def _is_text(request: Any) -> bool:
    """Whether the path and everything that the query asks for are UTF-8."""
    try:
        return request.path_info is not None and request.GET.mixed() is not None
    except UnicodeDecodeError:
        return False


LONGEST = 8192
"""Bytes of a path: more than anyone types. A page links to itself several times, and has to stay small."""
LONGEST_QUERY = 16384
"""Bytes of what stands behind the question mark: a question of a thousand Chinese characters takes nine thousand."""
UNREADABLE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>看不懂这个地址 · 办事指南</title></head>
<body><h1>看不懂这个地址</h1>
<p>地址里有认不出的字符，或者太长了。可能是复制时多了或少了几个字。</p>
<p><a href="/">回到首页</a>，或者拨打医保服务热线 <a href="tel:12393">12393</a>。</p></body></html>
"""
"""Needs no template: with such an address nothing can be linked back to it."""


def includeme(config: Any) -> None:
    """One view for each kind of trouble, and the tween that looks at the address, just under the one that stamps headers."""
    config.add_tween("mingbai.web.errors.tween", under=["mingbai.web.headers.tween", INGRESS])
    config.add_exception_view(refused, context=Refusal)
    config.add_exception_view(other, context=HTTPException)
    for failure in (*FAILURES, Unavailable):
        config.add_exception_view(unavailable, context=failure)
    config.add_exception_view(broken, context=Exception)
    config.add_notfound_view(not_found)
    config.add_forbidden_view(forbidden)
