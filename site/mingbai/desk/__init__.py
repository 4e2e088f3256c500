"""Where staff work: intake, editing, review, releases, accounts, the audit log. Knows no public page.

A room of the desk is a module here with its ``ROUTES`` and the views that stand on them; ``routes.py`` finds it, ``menu.py`` names the
rooms that are in the list at the left. Every view carries an act of ``people.policy.ACTS`` as its permission.
"""

from __future__ import annotations

from typing import Any


def includeme(config: Any) -> None:
    """Routes, what every page shows, then the views."""
    config.include("mingbai.desk.routes")
    config.include("mingbai.desk.menu")
    config.include("mingbai.desk.services")
    config.include("mingbai.desk.changes")
    config.include("mingbai.desk.intake")
    config.include("mingbai.desk.trouble")
    config.include("mingbai.search.trials")
    config.scan("mingbai.desk")
