"""A site, on whatever database, with a release that is approved and waits for somebody to publish it at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from webtest import TestApp

from mingbai import db
from mingbai.app import application
from tests.actors import PUBLIC, SECRECY, in_drafts, in_releases, text_of
from tests.desks import by, csrf, signed_in
from tests.makers import NOW, make_copy, make_guide, publish
from tests.sites import settings_at


@dataclass(frozen=True)
class Waiting:
    """The site's ``app``, its ``database``, the ``release`` and its ``digest``, and a ``browser`` of an approver who had no hand in it."""

    app: TestApp
    database: db.Database
    release: int
    digest: str
    browser: TestApp

    def publish(self, status: int, browser: TestApp | None = None, token: str = "") -> Any:
        """Press the button, as the form on the release's page does."""
        asker = browser or self.browser
        fields = {"csrf_token": token or csrf(asker), "digest": self.digest}
        return asker.post(f"/desk/releases/{self.release}/publish", fields, status=status)

    def state(self) -> str:
        """The release's state now."""
        reader = by(self.database, "approver", login="publisher")
        return in_releases(self.database, reader, lambda releases: releases.get(self.release)).state


def waiting(url: str, folder: Path, now: datetime = NOW, **parts: Any) -> Waiting:
    """A site over the migrated database at ``url``: one guide in force, another, with these ``parts``, approved."""
    app = TestApp(application(settings_at(folder, **{"sqlalchemy.url": url}), now=lambda: now))
    database = app.app.registry.database
    publish(database, make_copy(make_guide("old", name="生育津贴支付")), now=now)
    editor, reviewer, approver = (by(database, role) for role in ("editor", "reviewer", "approver"))
    release = in_releases(database, editor, lambda made: made.prepare("关于调整办事指南的通知", "320600"))
    in_drafts(
        database, editor, lambda made: made.new("guide", "320600", "new", text_of("new", **({"name": "生育医疗费用报销"} | parts)), release)
    )
    in_releases(database, editor, lambda made: made.submit(release))
    in_releases(database, reviewer, lambda made: made.pass_all(release))
    digest = in_releases(database, reviewer, lambda made: made.get(release)).digest
    in_releases(database, reviewer, lambda made: made.review(release, digest, PUBLIC, SECRECY))
    in_releases(database, approver, lambda made: made.approve(release, digest, "同意"))
    return Waiting(app, database, release, digest, signed_in(app, "approver", login="publisher"))
