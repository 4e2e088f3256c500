"""No form of the desk is taken from another site: every request that may change something carries the token of its session.

Before anybody is signed in, the login form is guarded by a token of its own in a strict cookie. Public forms, which have no session, are
guarded by Origin and Sec-Fetch-Site instead (architecture, rule 10); they say ``require_csrf=False``.
"""

from __future__ import annotations

import secrets
from typing import Any

from pyramid.events import NewRequest
from pyramid.interfaces import ICSRFStoragePolicy
from zope.interface import implementer

from mingbai.errors import Refusal
from mingbai.web.links import at_desk

COOKIE = "mingbai_form"
FIELD, HEADER = "csrf_token", "X-CSRF-Token"


@implementer(ICSRFStoragePolicy)
class SessionToken:
    """The token of the session; of the cookie of the login form where there is no session."""

    def new_csrf_token(self, request: Any) -> str:
        """A new one comes with a new session only."""
        return self.get_csrf_token(request)

    def get_csrf_token(self, request: Any) -> str:
        """What a form must carry."""
        return str(request.standing.csrf if request.standing is not None else request.form_token)

    def check_csrf_token(self, request: Any, supplied_token: str) -> bool:
        """Whether a form carries it."""
        expected = self.get_csrf_token(request)
        return bool(expected) and secrets.compare_digest(expected.encode(), supplied_token.encode("utf-8", "replace"))


def _form_token(request: Any) -> str:
    """The token of the login form's cookie; empty where the browser sends none."""
    return str(request.cookies.get(COOKIE, "")) if at_desk(request.path_info) else ""


def give_form_token(request: Any) -> str:
    """The token for a form that is shown before signing in; the browser gets it as a cookie if it has none."""
    token: str = request.form_token or secrets.token_urlsafe()
    if not request.form_token:
        secure = request.scheme == "https" or request.registry.mingbai.site_url.startswith("https:")
        path = f"{request.script_name.rstrip('/')}/desk"
        request.response.set_cookie(COOKIE, token, path=path, httponly=True, samesite="Strict", secure=secure)
    return token


def _whole(event: Any) -> None:
    """Take in the body of a form before anybody reads it line by line: granian's input stops in the middle of binary lines.

    A large one goes to a temporary file, by blocks; what is far beyond any document we take is refused unread.
    """
    request = event.request
    if request.method in ("GET", "HEAD") or not at_desk(request.path_info):
        return
    longest = int(request.registry.mingbai.desk_source_megabytes) * _FAR * 2**20
    if (request.content_length or 0) > longest:
        raise Refusal(
            "交来的文件太大，没有收下。", remedy=f"文件最大 {request.registry.mingbai.desk_source_megabytes} MB，请压缩图片或分开交。"
        )
    request.make_body_seekable()


_FAR = 20
"""A body of up to so many times the limit is read: several files may come at once, and each that is too large gets its sentence."""


def includeme(config: Any) -> None:
    """Guard every view for every method that may change something, unless the view says that it guards itself."""
    config.set_csrf_storage_policy(SessionToken())
    config.set_default_csrf_options(require_csrf=True, token=FIELD, header=HEADER)
    config.add_subscriber(_whole, NewRequest)
    config.add_request_method(_form_token, "form_token", reify=True)
