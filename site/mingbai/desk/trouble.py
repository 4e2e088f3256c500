"""What staff see when something is refused, in the clothes of the desk; and the note of it in the audit log.

A refused request has been rolled back by then, so the note has a transaction of its own (standards 5.05: successful or not).
"""

from __future__ import annotations

import logging
from typing import Any

from pyramid.httpexceptions import HTTPException, HTTPForbidden, HTTPSeeOther
from pyramid.response import Response

from mingbai import db
from mingbai.errors import Refusal, SignedOut
from mingbai.people import audit
from mingbai.people.actor import By
from mingbai.web.access import drop_token
from mingbai.web.errors import Trouble, status_of
from mingbai.web.headers import NEVER
from mingbai.web.templating import render

log = logging.getLogger(__name__)
SAFE = ("GET", "HEAD")
_SAID = {
    400: ("这一页已经过期，刚才的提交没有生效。", "请返回上一页，刷新后再提交一次；您写的内容还在那一页上。"),
    403: ("您没有这项权限。", "如果工作需要，请联系安全管理员授权。"),
    404: ("没有这个页面。", "地址可能抄错了，或者它已经办完移走。请从左边的列表进入。"),
}
"""What the framework's own errors are to a person."""


def refused(refusal: Refusal, request: Any) -> Response:
    """A refusal of the domain, in its own words."""
    status = status_of(refusal)
    note(request, type(refusal).__name__, status)
    return page(request, Trouble(status=status, sentence=refusal.sentence, place=refusal.place, remedy=refusal.remedy))


def signed_out(refusal: SignedOut, request: Any) -> Response:
    """Nobody is signed in: to the door, and back to where they were going."""
    return to_the_door(request)


def forbidden(error: HTTPForbidden, request: Any) -> Response:
    """To the door, to the second factor, to a new password; or it is not theirs to do."""
    standing = request.standing
    if standing is None:
        return to_the_door(request)
    if not standing.passed:
        return HTTPSeeOther(request.links.desk("second", next=asked(request)))
    if standing.must_change:
        return HTTPSeeOther(request.links.desk("password", next=asked(request)))
    note(request, "Forbidden", 403)
    return other(error, request)


def other(error: HTTPException, request: Any) -> Response:
    """The framework's own answers: redirects as they are, errors as a page."""
    if error.status_code < 400:
        return error
    if error.status_code == 400:
        note(request, type(error).__name__, 400)
    sentence, remedy = _SAID.get(error.status_code, ("没有办成。", "请返回上一页再试。"))
    return page(request, Trouble(status=error.status_code, sentence=sentence, remedy=remedy))


def page(request: Any, shown: Trouble) -> Response:
    """The page of a trouble."""
    return Response(render(request, "desk/trouble.jinja2", shown), status=shown.status, content_type="text/html", charset="utf-8")


def to_the_door(request: Any) -> Response:
    """303 to signing in; a token that is worth nothing any more is taken away."""
    response = HTTPSeeOther(request.links.desk("login", next=asked(request)))
    drop_token(request, response)
    return response


def asked(request: Any) -> str:
    """The page that was asked for, to come back to; where something was sent, the page that it was sent from is not known here."""
    if request.method not in SAFE:
        return ""
    query = f"?{request.query_string}" if request.query_string else ""
    return f"{request.path_info}{query}" if request.path_info not in ("/desk", "/desk/") else ""


def note(request: Any, kind: str, status: int) -> None:
    """Write down, once the request is over and what it did is undone, that something was refused. Nothing that was typed is kept."""
    if request.method not in SAFE or kind == "Forbidden":
        request.add_finished_callback(lambda over: _write_down(over, kind, status))


def _write_down(request: Any, kind: str, status: int) -> None:
    try:
        by = By(request.actor, request.address) if request.actor else None
        with db.writing(request.registry.database) as (session, _):
            now, route = request.registry.now(), request.matched_route.name if request.matched_route else ""
            told = {"route": route, "kind": kind, "status": status, "method": request.method}
            audit.record(session, by, now, "refused", request.path_info, audit.REFUSED, request.address, **told)
    except Refusal:
        log.exception("a refusal could not be written down: %s", request.path_info)


def never_kept(handler: Any, registry: Any) -> Any:
    """A tween: nothing of the desk is kept by anybody (standards 5.10)."""

    def stamped(request: Any) -> Any:
        response = handler(request)
        if request.environ.get("PATH_INFO", "").startswith("/desk"):
            response.headers["Cache-Control"] = NEVER
        return response

    return stamped


def includeme(config: Any) -> None:
    """The views of trouble at the desk; those of the public site serve everything else."""
    config.add_tween("mingbai.desk.trouble.never_kept", under="mingbai.web.headers.tween", over="mingbai.web.errors.tween")
    for view, context in ((refused, Refusal), (signed_out, SignedOut), (other, HTTPException)):
        config.add_exception_view(view, context=context, path_info=_PATH)
    config.add_notfound_view(other, path_info=_PATH)
    config.add_forbidden_view(forbidden, path_info=_PATH)


_PATH = r"^/desk(/|$)"
