"""Uploads as editors handle them: handing a document in, looking at what was found in it, and deciding item by item.

What is accepted becomes a draft in one release, which carries the document's own title, 文号, issuer and date. Nothing is
published here, and no draft of somebody else is ever written over. Reading the document is the business of ``reading``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from mingbai.errors import Conflict, Forbidden, Gone, NotFound
from mingbai.guides import regions
from mingbai.guides.version import Name
from mingbai.intake.files import Taken
from mingbai.intake.rows import FoundRow, UploadRow
from mingbai.intake.upload import ACCEPTED, FAILED, LEFT, LOST, OPEN, READ, READING, WAITING, Found, Report, Upload
from mingbai.people import audit, policy
from mingbai.people.actor import By
from mingbai.publishing.draft import Draft
from mingbai.publishing.drafted import standing
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.events import nobody
from mingbai.publishing.proceeding import Proceeding
from mingbai.publishing.proceedings import Proceedings
from mingbai.publishing.workflow import OPEN as OPEN_STATES

DECIDED = {
    "document": "source_document",
    "document_no": "document_no",
    "issuer": "organ",
    "issued": "issued",
    "edition": "edition_printed",
}
"""What a document says of itself → the fact of the decision that its release will be."""
FRONT = tuple(DECIDED)
_HEAD = (
    UploadRow.digest, UploadRow.name, UploadRow.size, UploadRow.region, UploadRow.state, UploadRow.said, UploadRow.remedy,
    UploadRow.actor_id, UploadRow.created_at, UploadRow.beat_at, UploadRow.finished_at, UploadRow.release_id,
)  # fmt: skip
_LOST_SAID = "读取中断了：正在读取它的程序已经停止。原件还在。"
_LOST_REMEDY = "请点“重新读取”。"


class Uploads:
    """The uploads of ``session``, in the name of ``by``, at ``now``. The caller owns the transaction."""

    def __init__(self, session: Session, now: datetime, by: By) -> None:
        self._session = session
        self._now = now
        self._by = by
        self._drafts = Drafts(session, now, by)
        self._proceedings = Proceedings(session, lambda: now, by, nobody)
        self._known: dict[int, UploadRow] = {}
        self._reports: dict[int, dict[str, Any]] = {}

    def hand_in(self, taken: Taken, region: str = "") -> tuple[Upload, bool]:
        """Register a file that was taken in, of ``region`` where it is known. Also says whether it is new: the same bytes are the upload
        that they were before, as far as one may see it. Raises Forbidden."""
        self._demand_somewhere(region)
        for row in self._rows(UploadRow.digest == taken.digest):
            if self._sees(row):
                return self._upload(row), False
        row = UploadRow(digest=taken.digest, name=taken.name, size=taken.size, region=region, state=WAITING, actor_id=self._by.actor.id)
        row.said, row.created_at = "等待读取。", self._now
        self._session.add(row)
        self._session.flush()
        self._record("upload.take", row, name=taken.name, digest=taken.digest)
        return self._upload(row), True

    def listing(self) -> tuple[Upload, ...]:
        """The uploads that may be seen, the newest first."""
        return tuple(self._upload(row) for row in self._rows() if self._sees(row))

    def get(self, upload: int) -> Upload:
        """One upload. Raises NotFound and Forbidden."""
        return self._upload(self._row(upload))

    def report(self, upload: int) -> Report:
        """What reading an upload found out. Raises Conflict while it is not read."""
        return Report(self._report(self._row(upload)))

    def blocks(self, upload: int) -> str:
        """The source as it was read, for ``source.passages``."""
        return self._row(upload).blocks or "[]"

    def found(self, upload: int) -> tuple[Found, ...]:
        """The items of an upload in its order, without their texts; each with the draft that it has by now."""
        row = self._row(upload)
        titles = [one["title"] for one in self._report(row)["items"]]
        drafts = {draft.name: draft for draft in self._drafts.listing()}
        return tuple(_found(one, titles[one.position], drafts, upload) for one in self._items(upload))

    def text(self, upload: int, position: int) -> str:
        """The text of one item, as its kind writes it."""
        return self._item(self._row(upload), position).text

    def standing(self, upload: int, position: int) -> str | None:
        """The text that a draft of the item would go on from; None where nothing stands, or it has ended."""
        found = standing(self._session, _name(self._item(self._row(upload), position)))
        return None if found is None or found.ended else found.text

    def describe(self, upload: int, **facts: str) -> None:
        """Set what the release says of the document, any of FRONT; also where it has been begun already."""
        row = self._row(upload)
        report = self._report(row)
        unknown = set(facts) - set(FRONT)
        if unknown:
            raise ValueError(f"no facts of a document: {unknown}")
        report["front"] |= {name: said.strip() or None for name, said in facts.items()}
        row.report = json.dumps(report, ensure_ascii=False)
        begun = self._begun(row)
        if begun is not None:
            title = {"title": facts["document"] or row.name} if "document" in facts else {}
            told = {DECIDED[name]: said.strip() or None for name, said in facts.items()}
            self._proceedings.describe(begun.id, begun.edition, **title, **told)
        self._record("upload.describe", row, **facts)

    def accept(self, upload: int, position: int) -> Draft:
        """Take one item over as a draft in the upload's release. Raises Conflict where it has a draft elsewhere."""
        row = self._row(upload)
        item = self._item(row, position)
        draft = self._accepted(row, item)
        self._record("upload.accept", row, position=position, draft=draft.id)
        return draft

    def accept_clean(self, upload: int) -> int:
        """Take over everything that nobody needs to look at: undecided, changed or new, without a doubt and without a draft elsewhere.
        Returns how many."""
        row = self._row(upload)
        clean = [one.position for one in self.found(upload) if one.clean]
        for item in self._items(upload):
            if item.position in clean:
                self._accepted(row, item)
        self._record("upload.accept", row, positions=clean)
        return len(clean)

    def leave(self, upload: int, position: int) -> None:
        """Decide that one item is not taken over. What was taken over is left by giving its draft up."""
        row = self._row(upload)
        item = self._item(row, position)
        if item.verdict == ACCEPTED and self._drafts.of(_name(item)) is not None:
            raise Conflict("这一项已经采用，有了草稿。", place=self._title(row, position), remedy="如不需要，请打开草稿，在那里放弃它。")
        self._decide(row, item, LEFT)

    def reopen(self, upload: int, position: int) -> None:
        """Take a decision back: the item is open again; a draft that it has stays."""
        row = self._row(upload)
        self._decide(row, self._item(row, position), OPEN)

    def again(self, upload: int, region: str = "") -> Upload:
        """Have an upload read once more, as of ``region`` where one is given. Raises Conflict while it is being read."""
        row = self._row(upload)
        if self._upload(row).busy:
            raise Conflict("这份文件正在读取。", place=row.name, remedy="请等它读完。")
        if region:
            self._demand_somewhere(region)
            row.region = region
        row.state, row.said, row.remedy, row.beat_at = WAITING, "等待读取。", None, self._now
        self._session.flush()
        self._record("upload.again", row, region=row.region)
        return self._upload(row)

    def _accepted(self, row: UploadRow, item: FoundRow) -> Draft:
        name = _name(item)
        draft = self._drafts.of(name)
        if draft is not None and (draft.release != row.release_id or draft.upload != row.id):
            raise Conflict(
                f"“{draft.title}”在第 {draft.release} 号发布中已有草稿，没有覆盖它。",
                place=self._title(row, item.position),
                remedy="请打开那份草稿对照修改；或者先公开、放弃那份草稿，再来采用。",
            )
        draft = draft or self._drafts.new(*name, item.text, self._release(row), upload=row.id)
        item.verdict, item.decided_by = ACCEPTED, self._by.actor.id
        return draft

    def _release(self, row: UploadRow) -> int:
        """The release of this upload; a new one where there is none yet, or the one before is no longer open."""
        begun = self._begun(row)
        if begun is not None:
            return begun.id
        front: Mapping[str, str | None] = self._report(row)["front"]
        facts = {DECIDED[name]: front[name] for name in FRONT}
        row.release_id = number = self._proceedings.prepare(front["document"] or row.name, row.region, **facts)
        self._session.flush()
        return number

    def _begun(self, row: UploadRow) -> Proceeding | None:
        """The release of this upload while it is open."""
        found = self._proceedings.get(row.release_id) if row.release_id is not None else None
        return found if found and found.state in OPEN_STATES else None

    def _decide(self, row: UploadRow, item: FoundRow, verdict: str) -> None:
        item.verdict, item.decided_by = verdict, self._by.actor.id if verdict != OPEN else None
        self._record({LEFT: "upload.leave", OPEN: "upload.reopen"}[verdict], row, position=item.position)

    def _rows(self, *having: Any) -> list[UploadRow]:
        query = select(UploadRow).options(load_only(*_HEAD)).where(*having).order_by(UploadRow.id.desc())
        return list(self._session.execute(query).scalars())

    def _row(self, upload: int) -> UploadRow:
        row = self._known.get(upload) or next(iter(self._rows(UploadRow.id == upload)), None)
        if row is None:
            raise NotFound("没有这份来文。", remedy="请从来文列表进入。")
        self._known[upload] = row
        if not self._sees(row):
            raise Forbidden("这份来文不在您负责的地区。", remedy="如果工作需要，请联系安全管理员授权。")
        return row

    def _sees(self, row: UploadRow) -> bool:
        """An upload belongs to the editors of its region; until that is known, to who handed it in, and to editors everywhere."""
        own = not row.region and row.actor_id == self._by.actor.id and policy.may(self._by.actor, "intake")
        return own or policy.may_here(self._by.actor, "intake", row.region)

    def _demand_somewhere(self, region: str) -> None:
        if region:
            regions.region(region)
            policy.demand(self._by.actor, "intake", region)
        elif not policy.may(self._by.actor, "intake"):
            raise Forbidden("您没有登记来文的权限。", remedy="如果工作需要，请联系安全管理员授权。")

    def _report(self, row: UploadRow) -> dict[str, Any]:
        if row.report is None and row.state == READ:
            raise Gone("这份来文的原件和读出的内容已经依法移除。", place=row.name, remedy="请返回来文列表。")
        if row.report is None:
            raise Conflict("这份文件还没有读出来。", place=row.name, remedy="请等它读完，或重新读取。")
        if row.id not in self._reports:  # a page asks several times, and reading a long one takes milliseconds
            self._reports[row.id] = json.loads(row.report)
        return self._reports[row.id]

    def _title(self, row: UploadRow, position: int) -> str:
        return str(self._report(row)["items"][position]["title"])

    def _items(self, upload: int) -> list[FoundRow]:
        query = select(FoundRow).where(FoundRow.upload_id == upload).order_by(FoundRow.position)
        return list(self._session.execute(query).scalars())

    def _item(self, row: UploadRow, position: int) -> FoundRow:
        query = select(FoundRow).where(FoundRow.upload_id == row.id, FoundRow.position == position)
        item = self._session.execute(query).scalar_one_or_none()
        if item is None:
            raise NotFound("这份来文里没有这一项。", remedy="请从来文的清单进入。")
        return item

    def _upload(self, row: UploadRow) -> Upload:
        lost = is_lost(row, self._now)
        return Upload(
            id=row.id,
            digest=row.digest,
            name=row.name,
            size=row.size,
            region=row.region,
            state=FAILED if lost else row.state,
            said=_LOST_SAID if lost else row.said or "",
            remedy=_LOST_REMEDY if lost else row.remedy or "",
            actor_id=row.actor_id,
            created_at=row.created_at,
            beat_at=row.beat_at,
            finished_at=row.finished_at,
            release=row.release_id,
        )

    def _record(self, act: str, row: UploadRow, **told: Any) -> None:
        audit.record(self._session, self._by, self._now, act, f"upload/{row.id}", **told)


def is_lost(row: UploadRow, now: datetime) -> bool:
    """Whether nobody is at it any more, though it says so: computed when it is looked at, so that no restart has to tidy up."""
    alive = row.beat_at or row.created_at
    return row.state in (WAITING, READING) and now - alive > LOST


def _name(item: FoundRow) -> Name:
    return Name(item.kind, item.region, item.slug)


def _found(row: FoundRow, title: str, drafts: Mapping[Name, Draft], upload: int) -> Found:
    draft = drafts.get(_name(row))
    return Found(
        position=row.position,
        name=_name(row),
        title=title,
        compared=row.compared,
        doubts=row.doubts,
        verdict=row.verdict,
        decided_by=row.decided_by,
        draft=draft.id if draft else None,
        release=draft.release if draft else None,
        elsewhere=draft is not None and draft.upload != upload,
    )
