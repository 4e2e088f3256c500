"""A site whose desk has one of everything, and somebody of every role inside and outside the place: the ground of the permission walk.

It is prepared once; the database's file is put back before each request that may change something.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import event
from webtest import TestApp

from mingbai import db
from mingbai.app import application
from mingbai.guides.version import Name
from mingbai.people.actor import ROLES, Grant
from mingbai.people.sessions import Sessions
from mingbai.printing.gathering import imprint_of
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.library import Library
from mingbai.publishing.proceedings import Proceedings
from mingbai.signage.faces import Faces
from mingbai.signage.sign import Planned
from mingbai.signage.signs import Signs
from mingbai.web.access import COOKIE
from tests.desks import NANTONG, account, by, everywhere
from tests.makers import NOW, make_copy, make_guide, publish
from tests.sites import settings_at
from tests.unit.intake.documents import Desk

BEIJING = "110000"
ORGAN, OTHER_ORGAN = "南通市医疗保障局", "北京市医疗保障局"
INSIDE, OUTSIDE, OTHER = "inside", "outside", "other organ"
WHERE = {INSIDE: (NANTONG, ORGAN), OUTSIDE: (BEIJING, ""), OTHER: (NANTONG, OTHER_ORGAN)}
"""Where somebody's role holds, seen from the things on this ground, which are of 南通市医疗保障局 in 南通."""
SIGNS = 5
"""The chance by which the sign of this ground got its code."""
SECRET = "草稿里才有的字"
"""Stands in a draft and nowhere else."""


class Ground:
    """The site, and browsers of everybody who walks over it."""

    def __init__(self, folder: Path, migrated: Path) -> None:
        (folder / "var").mkdir()
        self._file = folder / "var" / "mingbai.sqlite"
        self._kept = folder / "kept.sqlite"
        shutil.copy(migrated, self._file)
        self.database = db.connect(f"sqlite:///{self._file}")
        self.application = application(settings_at(folder), now=lambda: NOW)
        self.registry = self.application.registry
        for database in (self.database, self.registry.database):
            # No test outlives a power cut; a busy disk would cost seconds for each commit.
            event.listen(database.writing, "connect", lambda connection, record: connection.execute("PRAGMA synchronous=OFF"))
        publish(self.database, make_copy(make_guide()), make_copy(make_guide("other", name="其他参保", ordinal=2)))
        publish(self.database, make_copy(make_guide("other", name="其他参保登记", ordinal=2), seen=1))
        self.things = self._prepare(folder)
        self.tokens = {(role, where): self._token(role, where) for role in ROLES for where in WHERE}
        self.tokens |= {("pending", ""): self._odd("pending"), ("new", ""): self._odd("new"), ("nothing", ""): self._odd("nothing")}
        self.close()
        shutil.copy(self._file, self._kept)

    def close(self) -> None:
        """Let go of the file, so that it is whole."""
        with self.database.migrating.connect() as connection:
            connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database.close()
        self.registry.database.close()

    def restore(self) -> None:
        """Everything as it was prepared."""
        self.registry.database.close()
        for beside in ("-wal", "-shm"):
            Path(f"{self._file}{beside}").unlink(missing_ok=True)
        # At once: a document that a request handed in may still be being read.
        Path(shutil.copy(self._kept, f"{self._file}.new")).replace(self._file)

    def browser(self, who: tuple[str, str] | None) -> TestApp:
        """A browser of somebody; of nobody for None."""
        app = TestApp(self.application)
        if who is not None:
            app.set_cookie(COOKIE, self.tokens[who])
        return app

    def csrf(self, who: tuple[str, str] | None) -> str:
        """The token of somebody's forms."""
        if who is None:
            return ""
        with db.reading(self.registry.database) as session:
            standing = Sessions(session, NOW, self.registry.rules).find(self.tokens[who])
        assert standing is not None, who
        return standing.csrf

    def _prepare(self, folder: Path) -> dict[str, Any]:
        writer = by(self.database, "editor", login="writer")
        with db.writing(self.database) as (session, _):
            proceedings = Proceedings(session, lambda: NOW, writer)
            release = proceedings.prepare("调整参保登记", NANTONG, ORGAN)
            drafts = Drafts(session, NOW, writer)
            draft = drafts.open(Name("guide", NANTONG, "employer-enrolment"), release)
            drafts.save(draft.id, draft.text.replace("申请", SECRET), "改了一步", draft.edition)
            drafts.comment(draft.id, "", "请核对")
            remark = drafts.comments(draft.id)[0].id
            proceedings.describe(release, proceedings.get(release).edition, override="要素以后补齐")
            proceedings.submit(release)
        self._hang()
        upload = Desk(self.database, folder / "var", writer).read()
        subject = account(self.database, Grant("hall", NANTONG), login="subject")
        return {"release": release, "draft": draft.id, "remark": remark, "upload": upload, "account": subject.id}

    def _hang(self) -> None:
        """A sign of 南通 that was printed."""
        hanger = by(self.database, "hall", login="hanger")
        with db.writing(self.database) as (session, _):
            signs = Signs(session, NOW, hanger, random.Random(SIGNS))
            faces = Faces(Library(session, NOW), imprint_of(self.registry.mingbai, NOW), NOW)
            plan = Planned(region=NANTONG, hall_name="政务服务中心", kind="card", size="a5", items=(Name("guide", NANTONG, "other"),))
            signs.print(signs.make(plan, faces).code, faces)

    def _token(self, role: str, where: str) -> str:
        region, organ = WHERE[where]
        grant = Grant(role, everywhere(role, region), organ if everywhere(role, region) else "")
        return self._session_of(account(self.database, grant, login=f"{role}-{where.replace(' ', '-')}").id)

    def _odd(self, kind: str) -> str:
        """Somebody who is not all the way in: the second factor still to be given, or the password still to be changed."""
        grants = () if kind == "nothing" else (Grant("editor"), Grant("reviewer"), Grant("approver"), Grant("hall"))
        made = account(self.database, *grants, login=kind, must_change=kind == "new", secret="A" * 32 if kind == "pending" else None)
        return self._session_of(made.id, "A" * 32 if kind == "pending" else None)

    def _session_of(self, number: int, secret: str | None = None) -> str:
        with db.writing(self.database) as (session, _):
            return Sessions(session, NOW, self.registry.rules).start(number, "192.0.2.7", secret).token
