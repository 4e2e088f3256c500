"""What each role may do: one table, default deny. Everything that the desk does is one of these acts.

A view names its act as its permission, which asks whether somebody may do it anywhere; the service that does the thing
asks again for the organ and region of the thing itself (``demand``).
"""

from __future__ import annotations

from types import MappingProxyType

from mingbai.errors import Forbidden
from mingbai.people.actor import ROLES, Actor

_CONTENT = frozenset({"editor", "reviewer", "approver"})
_EVERYBODY = frozenset(ROLES)

ACTS = MappingProxyType(
    {
        "desk": _EVERYBODY,  # the home page and one's own password
        "draft.read": _CONTENT,
        "draft.write": frozenset({"editor"}),
        "draft.comment": _CONTENT,
        "intake": frozenset({"editor"}),
        "bulk": frozenset({"editor"}),
        "question.read": frozenset({"editor", "reviewer", "hall"}),
        "question.settle": frozenset({"editor"}),
        "sign.read": frozenset({"editor", "hall"}),
        "sign.write": frozenset({"editor", "hall"}),
        "release.read": _CONTENT,
        "release.prepare": frozenset({"editor"}),
        "release.review": frozenset({"reviewer"}),
        "release.approve": frozenset({"approver"}),
        "release.publish": frozenset({"approver"}),
        "release.cancel": frozenset({"approver"}),
        "vanish": frozenset({"approver", "security"}),
        "account.manage": frozenset({"system"}),
        "role.manage": frozenset({"security"}),
        "account.read": frozenset({"system", "security"}),
        "audit.read": frozenset({"auditor"}),
        "hall": frozenset({"editor", "hall"}),
    }
)
"""Act → the roles that may do it. The grants table of architecture rule 6."""


def may(actor: Actor | None, act: str) -> bool:
    """Whether ``actor`` may do ``act`` somewhere. KeyError for an act that is not in the table."""
    roles = ACTS[act]
    return actor is not None and any(grant.role in roles for grant in actor.grants)


def may_here(actor: Actor, act: str, region: str, organ: str | None = None) -> bool:
    """Whether ``actor`` may do ``act`` for something of ``organ`` in ``region``."""
    roles = ACTS[act]
    return any(grant.role in roles and grant.covers(region, organ) for grant in actor.grants)


def demand(actor: Actor, act: str, region: str, organ: str | None = None) -> None:
    """Raise Forbidden unless ``actor`` may do ``act`` there."""
    if not may_here(actor, act, region, organ):
        raise Forbidden("您没有这项权限，或者不在您负责的地区和单位。", remedy="如果工作需要，请联系安全管理员授权。")


def demand_anywhere(actor: Actor, act: str) -> None:
    """Raise Forbidden unless ``actor`` may do ``act`` somewhere: for what belongs to no place, as the questions of readers do."""
    if not may(actor, act):
        raise Forbidden("您没有这项权限。", remedy="如果工作需要，请联系安全管理员授权。")
