"""/health: whether this process can read what it serves. For a front server and for whoever is on call; it tells no secrets."""

from __future__ import annotations

from typing import Any

from mingbai.web.access import PUBLIC


def health(request: Any) -> dict[str, Any]:
    """The state number, read from the database, which proves that it can be read. A fault becomes 500."""
    return {"ok": True, "state": request.library.state().number}


def includeme(config: Any) -> None:
    """GET /health."""
    config.add_route("health", "/health", request_method=("GET", "HEAD"))
    config.add_view(health, route_name="health", renderer="json", permission=PUBLIC)
