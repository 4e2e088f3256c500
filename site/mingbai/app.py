"""The one page of wiring: settings, then one ordered list of rooms. The order is the direction in which they may know each other."""

from __future__ import annotations

import logging.config
import os
from functools import cache
from pathlib import Path
from typing import Any

from pyramid.config import Configurator

from mingbai import clock, settings
from mingbai.people.passwords import STRONG, Cost
from mingbai.settings import Settings
from mingbai.web.front import fronted

ROOMS = (
    "mingbai.db",
    "mingbai.web.access",
    "mingbai.web.forgery",
    "mingbai.web.site",
    "mingbai.web.cache",
    "mingbai.web.headers",
    "mingbai.web.static",
    "mingbai.web.links",
    "mingbai.web.kiosk",
    "mingbai.web.templating",
    "mingbai.web.errors",
    "mingbai.web.health",
    "mingbai.feedback",
    "mingbai.signage",
    "mingbai.search",
    "mingbai.printing",
    "mingbai.reading",
    "mingbai.desk",
)
"""What the site consists of, each with its own ``includeme``."""


def main(global_config: dict[str, str], **section: str) -> Any:
    """The WSGI application of an .ini file's ``[app:main]`` (paste's entry point)."""
    return application(settings.read(section, here=Path(global_config.get("here", "."))))


def production() -> Any:
    """The WSGI application of the file that MINGBAI_CONFIG names, else of ./production.ini: a factory for granian's workers."""
    site = prepared()
    site.registry.search_keeper.start()
    site.registry.tally_keeper.start()
    return site


@cache
def prepared() -> Any:
    """What ``production`` gives, without a thread: made once a process, so that workers forked after the first call share it."""
    path = Path(os.environ.get("MINGBAI_CONFIG", "production.ini")).resolve()
    start_logging(path)
    return application(settings.read_file(path))


def start_logging(path: Path) -> None:
    """Log as the .ini file at ``path`` says; as Python does where it says nothing."""
    if settings.section(path, "loggers"):
        logging.config.fileConfig(path, disable_existing_loggers=False)


def application(chosen: Settings, *, now: clock.Clock = clock.now, cost: Cost = STRONG) -> Any:
    """The WSGI application with ``chosen`` settings, at whatever time ``now`` tells; a password's hash costs ``cost``."""
    config = Configurator()
    config.registry.mingbai = chosen
    config.registry.now = now
    config.registry.cost = cost
    config.begin()
    for room in ROOMS:
        config.include(room)
    config.end()
    return fronted(config.make_wsgi_app(), chosen)
