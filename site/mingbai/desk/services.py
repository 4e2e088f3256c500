"""What views of the desk call: drafts, releases and names of people, in the name of whoever is signed in, at the request's moment.

A page that only shows reads one snapshot; what changes something goes through the request's transaction, and those who keep
something of what the public reads are told after the commit. Views take these from the request and touch no session.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mingbai.people.directory import Directory
from mingbai.printing.gathering import imprint_of
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.events import after_commit
from mingbai.publishing.library import Library
from mingbai.publishing.proceedings import Proceedings
from mingbai.signage.faces import Faces
from mingbai.signage.signs import Signs

SAFE = ("GET", "HEAD")


def session_of(request: Any) -> Any:
    """The snapshot for a page that shows, the joined session for a request that may change something."""
    return request.reading if request.method in SAFE else request.writing


def names_of(request: Any, ids: Iterable[int | None]) -> dict[int, str]:
    """What the people with these numbers are called; the installation is 0."""
    wanted = sorted({one for one in ids if one is not None})
    return Directory(session_of(request), request.registry.now(), request.by).name_of(wanted) if wanted else {}


def _drafts(request: Any) -> Drafts:
    return Drafts(session_of(request), request.registry.now(), request.by)


def _proceedings(request: Any) -> Proceedings:
    tell = after_commit(request.tm, request.registry.listeners)
    return Proceedings(session_of(request), request.registry.now, request.by, tell)


def _standing_library(request: Any) -> Library:
    """The library as the request's own session sees it: in a transaction, with what that transaction wrote."""
    return Library(session_of(request), request.registry.now())


def _signs(request: Any) -> Signs:
    return Signs(session_of(request), request.registry.now(), request.by)


def _faces(request: Any) -> Faces:
    registry, now = request.registry, request.registry.now()
    return Faces(request.published, imprint_of(registry.mingbai, now), now, registry.kept.get)


def includeme(config: Any) -> None:
    """Give requests ``request.drafts``, ``request.proceedings``, ``request.published``; ``request.signs`` and ``request.faces``."""
    config.add_request_method(_drafts, "drafts", reify=True)
    config.add_request_method(_proceedings, "proceedings", reify=True)
    config.add_request_method(_standing_library, "published", reify=True)
    config.add_request_method(_signs, "signs", reify=True)
    config.add_request_method(_faces, "faces", reify=True)
