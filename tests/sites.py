"""Sites for tests: a small one of the test's own making, and the whole one with everything in content/, made once a session."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from webtest import TestApp

from mingbai import db, settings
from mingbai.app import application
from mingbai.migrations.installation import ensure
from tests.makers import NOW, publish

ROOT = Path(__file__).parents[1]


def settings_at(folder: Path, **chosen: str) -> settings.Settings:
    """Settings of a site that keeps everything in ``folder`` and takes templates and static files from the project."""
    section = {
        "mingbai.content": str(ROOT / "content"),
        "mingbai.templates": str(ROOT / "templates"),
        "mingbai.static": str(ROOT / "static"),
        **chosen,
    }
    return settings.read(section, here=folder)


@pytest.fixture
def site(tmp_path: Path, migrated_file: Path) -> Iterator[Callable[..., TestApp]]:
    """Makes a site in which what is given was published, one release after the other: ``site(*releases, now=…, settings)``."""
    opened: list[db.Database] = []

    def made(*releases: Any, now: datetime = NOW, **chosen: str) -> TestApp:
        app, database = site_in(tmp_path, migrated_file, releases, now, **chosen)
        opened.append(database)
        return app

    yield made
    for database in opened:
        database.close()


def site_in(folder: Path, migrated_file: Path, releases: Any, now: datetime = NOW, **chosen: str) -> tuple[TestApp, db.Database]:
    """A site that lies in ``folder``, and the database through which its releases were published, to be closed in the end."""
    (folder / "var").mkdir(exist_ok=True)
    path = Path(shutil.copy(migrated_file, folder / "var" / "mingbai.sqlite"))
    database = db.connect(f"sqlite:///{path}")
    # No test outlives a power cut; a busy disk would cost seconds for each commit.
    event.listen(database.writing, "connect", lambda connection, record: connection.execute("PRAGMA synchronous=OFF"))
    for release in releases:
        publish(database, *(release if isinstance(release, tuple) else (release,)))
    return TestApp(patient(application(settings_at(folder, **chosen), now=lambda: now))), database


def patient(app: Any) -> Any:
    """The same application, which waits for a paper however long it takes on a busy machine."""
    app.registry.presses.wait = 90
    return app


@pytest.fixture(scope="session")
def whole_application(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The WSGI application of a site with everything in content/."""
    folder = tmp_path_factory.mktemp("whole")
    chosen = settings_at(folder)
    ensure(chosen, lambda line: None).close()
    return patient(application(chosen))


@pytest.fixture
def whole(whole_application: Any) -> TestApp:
    """A browser without script in front of the whole site."""
    return TestApp(whole_application)
