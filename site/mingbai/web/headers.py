"""The headers of every answer, and conditional GET. One tween, the outermost, so that errors and files pass through it too.

A strong ETag is the hash of the bytes sent, so it can never be wrong; a reader's copy is checked on every visit and costs 304.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

CSP = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; "
    "script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'"
)
"""One policy for the whole site: nothing inline, nothing from anywhere else (standards 5.17, 5.20)."""

ALWAYS = (
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
TRANSPORT = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
"""Only over TLS, where it means something (standards 5.17)."""

CHECK = "public, no-cache"
"""What is in force may change at any minute: keep a copy, but ask before showing it. Answers that say so, and only those, are also kept
by ``front.py``."""
CHECK_FILE = "no-cache"
"""The same for files that are kept on disk: only whoever reads them keeps a copy, and ``front.py`` none."""
FOR_EVER = "public, max-age=31536000, immutable"
"""A file whose address holds its digest."""
NEVER = "no-store"

BODY_HEADERS = ("Content-Type", "Content-Length", "Content-Encoding", "Last-Modified")
"""What describes the body, and goes with it (RFC 9110, 15.4.5)."""

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
Handler = Callable[[Any], Any]


def tween(handler: Handler, registry: Any) -> Handler:
    """Stamp every response; give successful pages an ETag, and answer 304 where the reader has the same bytes."""

    def stamped(request: Any) -> Any:
        response = handler(request)
        headers = response.headers
        for name, value in ALWAYS:
            headers[name] = value
        if request.scheme == "https":
            headers[TRANSPORT[0]] = TRANSPORT[1]
        if response.status_code == 200 and request.method in ("GET", "HEAD"):
            return _conditional(request, response)
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = NEVER if response.status_code >= 500 else CHECK
        return response

    return stamped


def _conditional(request: Any, response: Any) -> Any:
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = CHECK
    if response.etag is None:
        response.etag = hashlib.sha256(response.body).hexdigest()[:32]
    if has_it(request.headers.get("If-None-Match", ""), response.etag):
        return _not_modified(response)
    return response


def has_it(asked: str, etag: str) -> bool:
    """Whether the reader has these bytes: any entity tag of the list, weak or strong, or ``*`` (RFC 9110, 13.1.2)."""
    return bool(asked) and (asked.strip() == "*" or etag in _TAG.findall(asked))


def _not_modified(response: Any) -> Any:
    """The same headers without the body, and without what describes it."""
    response.status_code = 304
    response.app_iter = []
    for name in BODY_HEADERS:
        response.headers.pop(name, None)
    return response


def includeme(config: Any) -> None:
    """Put the tween outermost."""
    from pyramid.tweens import INGRESS

    config.add_tween("mingbai.web.headers.tween", under=INGRESS)
