"""Reading what was handed in: in a child process with limits, from a thread of the web process, with every step told in the table.

Whoever reads an upload first claims it, so that one process does. It gives a sign of life every second; when its process ends,
that stops, and the upload counts as failed (``uploads.is_lost``) with its file kept. Nothing depends on the thread
having lived: "重新读取" starts over. Temporary files are erased (standards 5.10). Knows no request.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from mingbai import db
from mingbai.clock import Clock
from mingbai.errors import Refusal
from mingbai.guides import regions
from mingbai.guides.kinds import Service
from mingbai.guides.layout import kind_of
from mingbai.guides.text import dump
from mingbai.guides.text import parse as parse_text
from mingbai.guides.version import Name
from mingbai.importing.child import USUAL, Limits, within_limits
from mingbai.importing.read.refusal import FAULT
from mingbai.intake.comparing import carried, compared
from mingbai.intake.files import Files
from mingbai.intake.parsing import Item, Parsed, parse
from mingbai.intake.rows import FoundRow, UploadRow
from mingbai.intake.upload import ACCEPTED, FAILED, OPEN, READ, READING, WAITING
from mingbai.people import audit, policy
from mingbai.people.actor import By
from mingbai.publishing.drafted import standing
from mingbai.publishing.library import Library

_LOG = logging.getLogger(__name__)
_LEFT_BEHIND = ("mingbai-child-*", "mingbai-reading-*")
_OLD = 3600
"""Seconds: no reading lives so long, so a temporary folder of that age was left by a process that was killed."""
_AT_ONCE = threading.BoundedSemaphore(1)
"""One document at a time in a process: reading takes a whole processor, and the pages of the site need the other."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What was claimed."""

    id: int
    digest: str
    name: str
    region: str


class Reader:
    """Reads uploads of ``database``, whose bytes lie in ``files``. ``every``: seconds between two signs of life; ``apart`` runs the work
    in a process of its own (``importing.child.within_limits``)."""

    def __init__(
        self, database: db.Database, files: Files, now: Clock, *, limits: Limits = USUAL, every: float = 1.0, apart: Any = within_limits
    ) -> None:
        self._database = database
        self._files = files
        self._now = now
        self._limits = limits
        self._every = every
        self._apart = apart

    def start(self, upload: int, by: By) -> None:
        """Read an upload in a thread of this process, which may end at any time."""
        erase_left_behind(Path(tempfile.gettempdir()), time.time())
        threading.Thread(target=self._guarded, args=(upload, by), name=f"upload-{upload}", daemon=True).start()

    def read(self, upload: int, by: By) -> None:
        """Read an upload to its end, in the name of ``by``. Does nothing where somebody else has claimed it, or it is read."""
        beat = _Beat(lambda said: self._beat(upload, said), self._every)
        with beat, _AT_ONCE:
            job = self._claim(upload)
            if job is None:
                return
            try:
                self._finish(job, self._parsed(job, beat), by)
            except Refusal as refusal:
                self._fail(job, refusal, by)
            except Exception:
                _LOG.exception("reading upload %s", upload)
                self._fail(job, FAULT.of(job.name), by)

    def _guarded(self, upload: int, by: By) -> None:
        try:
            self.read(upload, by)
        except Refusal:
            _LOG.exception("upload %s could not be read, nor could that be told; it counts as lost", upload)

    def _claim(self, upload: int) -> _Job | None:
        """Take the upload out of ``waiting``: of several processes that try, one changes the row."""
        now = self._now()
        with db.writing(self._database) as (session, _):
            claim = update(UploadRow).where(UploadRow.id == upload, UploadRow.state == WAITING).values(state=READING, beat_at=now)
            if session.execute(claim).rowcount != 1:  # type: ignore[attr-defined]
                return None
            row = session.execute(select(UploadRow).where(UploadRow.id == upload)).scalar_one()
            return _Job(upload, row.digest, row.name, row.region)

    def _parsed(self, job: _Job, beat: _Beat) -> Parsed:
        with db.reading(self._database) as session:
            library = Library(session, self._now())
            services: tuple[Service, ...] = tuple(library.current(*heading.name).value for heading in library.listing("service"))
        with tempfile.TemporaryDirectory(prefix="mingbai-reading-") as folder:
            telling = Path(folder) / "said"
            beat.watch(telling)
            path = str(self._files.path(job.digest))
            parsed: Parsed = self._apart(job.name, self._limits, parse, path, job.name, job.region or None, services, str(telling))
            return parsed

    def _finish(self, job: _Job, parsed: Parsed, by: By) -> None:
        if not policy.may_here(by.actor, "intake", parsed.region):
            place = regions.full_name(parsed.region)
            remedy = "请交给那里的编辑登记；如果认错了地区，请选定地区后重新读取。"
            raise Refusal(f"这份文件说的是{place}的事项，不在您负责的地区。", place=job.name, remedy=remedy)
        now = self._now()
        with db.writing(self._database) as (session, _):
            row = _still(session, job)
            if row is None:
                return
            decided = {_name(one): one for one in session.execute(select(FoundRow).where(FoundRow.upload_id == job.id)).scalars()}
            found = [_found(session, job.id, at, item, decided) for at, item in enumerate(parsed.items)]
            session.execute(delete(FoundRow).where(FoundRow.upload_id == job.id))
            session.expunge_all()
            session.add_all(found)
            told = {"region": parsed.region, "report": parsed.report, "blocks": parsed.blocks, "said": f"读完了，共 {len(found)} 项。"}
            session.execute(update(UploadRow).where(UploadRow.id == job.id).values(state=READ, remedy=None, finished_at=now, **told))
            audit.record(session, by, now, "upload.read", f"upload/{job.id}", items=len(found))

    def _fail(self, job: _Job, refusal: Refusal, by: By) -> None:
        now = self._now()
        with db.writing(self._database) as (session, _):
            if _still(session, job) is None:
                return
            told = {"said": refusal.sentence, "remedy": refusal.remedy}
            session.execute(update(UploadRow).where(UploadRow.id == job.id).values(state=FAILED, finished_at=now, **told))
            audit.record(session, by, now, "upload.read", f"upload/{job.id}", result=audit.FAILED, said=refusal.sentence)

    def _beat(self, upload: int, said: str) -> None:
        values: dict[str, Any] = {"beat_at": self._now(), **({"said": said} if said else {})}
        busy = UploadRow.state.in_((WAITING, READING))
        with db.writing(self._database) as (session, _):
            session.execute(update(UploadRow).where(UploadRow.id == upload, busy).values(**values))


def erase_left_behind(folder: Path, now: float) -> None:
    """Erase the temporary folders of readings whose process was killed at the time (standards 5.10). ``now``: seconds of the epoch."""
    for pattern in _LEFT_BEHIND:
        for path in folder.glob(pattern):
            with contextlib.suppress(OSError):  # somebody else's, or gone by now
                told = path.stat()
                if told.st_uid == os.getuid() and now - told.st_mtime > _OLD:
                    shutil.rmtree(path, ignore_errors=True)


class _Beat:
    """A thread that gives signs of life with the sentence that the child has written last."""

    def __init__(self, tell: Callable[[str], None], every: float) -> None:
        self._tell = tell
        self._every = every
        self._telling: Path | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> _Beat:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def watch(self, telling: Path) -> None:
        """From now on tell what stands in the file ``telling``, once there is one."""
        self._telling = telling

    def _run(self) -> None:
        while not self._done.wait(self._every):
            try:
                self._tell(self._said())
            except Refusal:
                _LOG.warning("a sign of life could not be written", exc_info=True)

    def _said(self) -> str:
        try:
            return self._telling.read_text(encoding="utf-8")[:200] if self._telling else ""
        except (OSError, UnicodeDecodeError):  # not there yet, half written, or erased by now
            return ""


def _still(session: Session, job: _Job) -> UploadRow | None:
    """The row while it is this reading's; None where it was lost, and read again by somebody else, or erased by law."""
    query = select(UploadRow).where(UploadRow.id == job.id, UploadRow.state == READING, UploadRow.digest == job.digest)
    return session.execute(query).scalar_one_or_none()


def _name(row: FoundRow) -> Name:
    return Name(row.kind, row.region, row.slug)


def _found(session: Session, upload: int, position: int, item: Item, decided: dict[Name, FoundRow]) -> FoundRow:
    """The row of an item: its text with what people added to what stands, and the decision that was made of the same item before."""
    name = Name(item.kind, item.region, item.slug)
    kind = kind_of(item.kind).value
    stands, value = standing(session, name), parse_text(item.text, kind=kind)
    before = parse_text(stands.text, kind=kind) if stands and stands.text is not None and not stands.ended else None
    value = carried(before, value)
    text = dump(value)
    old = decided.get(name)
    keeps = old is not None and (old.verdict == ACCEPTED or old.text == text)
    return FoundRow(
        upload_id=upload,
        position=position,
        kind=name.kind,
        region=name.region,
        slug=name.slug,
        text=text,
        compared=compared(before, value),
        doubts=item.doubts,
        verdict=old.verdict if old and keeps else OPEN,
        decided_by=old.decided_by if old and keeps else None,
    )
