"""Who acts: an account with its roles, each for an organ in a region and what lies below it. Frozen values, no database.

``By`` goes into everything that changes something: who, and from where, for the audit log. The installation itself is actor 0.
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = {
    "editor": "编辑",
    "reviewer": "审核",
    "approver": "签发",
    "hall": "大厅",
    "system": "系统管理员",
    "security": "安全管理员",
    "auditor": "审计员",
}
"""Every role and its Chinese name."""
SEPARATE = ("system", "security", "auditor")
"""These exclude each other and every other role (三员分立, GB/T 22239 8.1.5; standards 5.04)."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role for ``organ`` (empty: every organ) in ``region`` and what lies below it (empty: everywhere)."""

    role: str
    region: str = ""
    organ: str = ""

    def covers(self, region: str, organ: str | None = None) -> bool:
        """Whether the grant holds for something of ``organ`` in ``region``, a GB/T 2260 code; "" is what belongs to no place."""
        return _below(self.region, region) and (not self.organ or organ is None or organ == self.organ)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who is signed in."""

    id: int
    login: str
    name: str
    grants: tuple[Grant, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles held anywhere, in the order of ROLES."""
        held = {grant.role for grant in self.grants}
        return tuple(role for role in ROLES if role in held)


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, and the address that it is done from (``console`` for a command)."""

    actor: Actor
    address: str = "console"


INSTALLATION = Actor(0, "installation", "系统装入")
"""The actor of what ``init`` and ``load`` bring in: no account, and hence nobody who could review it."""

CONSOLE = Actor(-1, "console", "服务器控制台", (Grant("system"), Grant("security")))
"""Whoever can run commands on the machine: manages accounts and roles and nothing else. Not an account; the log says ``console``."""


def _below(granted: str, region: str) -> bool:
    """Whether ``region`` is ``granted`` or lies below it: a province's code ends in 0000, a city's in 00."""
    if not granted or granted == region:
        return True
    head = granted.removesuffix("00").removesuffix("00")
    return bool(region) and len(head) < 6 and region.startswith(head)
