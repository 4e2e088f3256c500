"""Who else has a draft open. Shown beside it, never a lock; each sign is a short transaction of its own, so that no page waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mingbai import db
from mingbai.people.directory import Directory
from mingbai.publishing.drafting import Drafts


def touch(request: Any, draft: int) -> None:
    """Say that whoever asks has the draft open."""
    registry = request.registry
    with db.writing(registry.database) as (session, _):
        Drafts(session, registry.now(), request.by).touch(draft)


def others(request: Any, draft: int) -> list[str]:
    """The names of the others who have it open, the latest first."""
    found = Drafts(request.reading, request.registry.now(), request.by).present(draft)
    names = names_of(request, [one.actor_id for one in found])
    return [names[one.actor_id] for one in found if one.actor_id in names]


def names_of(request: Any, accounts: Iterable[int]) -> dict[int, str]:
    """Names of accounts by number."""
    return Directory(request.reading, request.registry.now(), request.by).name_of(accounts)
