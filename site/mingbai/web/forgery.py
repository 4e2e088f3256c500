"""No form of the desk is taken from another site: every request that may change something carries the token of its session.

Before anybody is signed in, the login form is guarded by a token of its own in a strict cookie. Public forms, which have no session, are
guarded by Origin and Sec-Fetch-Site instead (architecture, rule 10); they say ``require_csrf=False``.
"""

from __future__ import annotations

import secrets
from typing import Any

from pyramid.interfaces import ICSRFStoragePolicy
from zope.interface import implementer

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


def includeme(config: Any) -> None:
    """Guard every view for every method that may change something, unless the view says that it guards itself."""
    config.set_csrf_storage_policy(SessionToken())
    config.set_default_csrf_options(require_csrf=True, token=FIELD, header=HEADER)
    config.add_request_method(_form_token, "form_token", reify=True)
