"""What was typed survives a session that ends: a form that comes too late is shown again whole, and goes on after signing in.

Nothing is stored for somebody whom nobody knows: the page that answers carries what was typed, and goes on to the editor, which shows it
and saves nothing. So going on needs no token of the old session, and a form from another site can change nothing by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.exceptions import BadCSRFToken
from pyramid.response import Response
from pyramid.view import exception_view_config, forbidden_view_config

from mingbai.desk import trouble
from mingbai.errors import BadText, Refusal, SignedOut
from mingbai.web.templating import render

LARGEST = 2_000_000
"""Bytes of a posted form: ten times the largest guide there is."""
_OWN = ("csrf_token", "draft.do")


@dataclass(frozen=True, slots=True)
class Carried:
    """A form that came too late: its fields, and where they go on to."""

    pairs: tuple[tuple[str, str], ...]
    onward: str
    back: str


def posted(request: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a posted form in their order. Raises Refusal where it is larger than any guide."""
    if (request.content_length or 0) > LARGEST:
        raise Refusal("表单太大，没有保存。", remedy="请把过长的文字分到几处，或者另存为文件。")
    try:
        return tuple((name, text) for name, text in request.POST.items() if isinstance(text, str))
    except UnicodeDecodeError as error:
        raise BadText("表单里有认不出的字符。", remedy="请删去从别处粘贴来的特殊字符后再保存。") from error


@forbidden_view_config(route_name="desk_draft", request_method="POST")
@forbidden_view_config(route_name="desk_draft_merge", request_method="POST")
@forbidden_view_config(route_name="desk_draft_carried", request_method="POST")
def signed_out(error: Any, request: Any) -> Response:
    """The session is over: keep what was typed on a page of its own."""
    return keep(request) if request.standing is None else trouble.forbidden(error, request)


@exception_view_config(BadCSRFToken, route_name="desk_draft", request_method="POST")
@exception_view_config(SignedOut, route_name="desk_draft", request_method="POST")
def out_of_date(error: Any, request: Any) -> Response:
    """The form belongs to a session that is over, and there is another one already."""
    return keep(request)


def keep(request: Any) -> Response:
    """The page that holds what was typed, and the way on."""
    pairs = tuple((name, text) for name, text in posted(request) if name not in _OWN)
    onward = request.links.desk("draft_carried", id=request.matchdict["id"])
    page = Carried(pairs=pairs, onward=onward, back=request.links.desk("draft", id=request.matchdict["id"]))
    return Response(render(request, "desk/carried.jinja2", page), status=401, content_type="text/html", charset="utf-8")
