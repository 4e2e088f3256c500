"""One's own account: password, second factor, where one is signed in."""

from __future__ import annotations

ROUTES = (
    ("desk_own", "/desk/own"),
    ("desk_password", "/desk/password"),
)
