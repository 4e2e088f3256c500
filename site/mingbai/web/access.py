"""Who may see which view. An unmarked view belongs to staff, so a forgotten mark locks a page instead of opening it.

Public views say so with ``PUBLIC``; a test pins their list. Until the desk brings accounts, nobody is staff.
"""

from __future__ import annotations

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED, Denied

PUBLIC = NO_PERMISSION_REQUIRED
STAFF = "staff"


class NobodyIsStaff:
    """The policy of a site without accounts: whatever is not public is closed."""

    def identity(self, request: Any) -> None:
        """Nobody is known."""

    def authenticated_userid(self, request: Any) -> None:
        """Nobody is known."""

    def permits(self, request: Any, context: Any, permission: str) -> Denied:
        """No."""
        return Denied("no accounts on this site")

    def remember(self, request: Any, userid: str, **kept: Any) -> list[tuple[str, str]]:
        """No cookie."""
        return []

    def forget(self, request: Any, **kept: Any) -> list[tuple[str, str]]:
        """No cookie."""
        return []


def includeme(config: Any) -> None:
    """Close every view that does not say who it is for."""
    config.set_security_policy(NobodyIsStaff())
    config.set_default_permission(STAFF)
