"""What readers' use of the site tells, without telling of any reader: how often a question was asked, found nothing, led to a click.

``keeping`` says what of a question may be written down at all, ``tally`` counts in a worker's memory, ``counts`` puts the counts into
the one table (``rows``), ``questions`` is what the desk reads. Knows neither search nor pages: whoever counts says what was found.
"""

from __future__ import annotations

from typing import Any


def includeme(config: Any) -> None:
    """Leave the process's tally in ``config.registry.tally``, and in ``registry.tally_keeper`` what writes it down every so often."""
    from mingbai.feedback.writing import Keeper

    registry = config.registry
    registry.tally_keeper = Keeper(registry.database, registry.now)
    registry.tally = registry.tally_keeper.tally
