"""Drafts: opening, saving, withdrawing, rolling back. One draft an item; every save carries the edition that it saw.

Every saved edition is kept, and none is made where nothing changed. A stale save is refused with all three texts (``Stale``).
Knows no kind by name and no form: a text comes in, as its kind writes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from mingbai.errors import Conflict, Gone, Refusal
from mingbai.guides.text import digest
from mingbai.guides.version import Name
from mingbai.people import policy
from mingbai.publishing import state
from mingbai.publishing.arranging import demand_open
from mingbai.publishing.draft import CHANGED, NEW, WITHDRAWN, Draft, Edition, title_in
from mingbai.publishing.drafted import drafts_of, name_of, place_of, row_of, standing
from mingbai.publishing.keeping import Keeping, demand_name, ending_of, remove, same_words
from mingbai.publishing.remarks import same_item
from mingbai.publishing.rows import DraftRow, EditionRow, ReleaseRow
from mingbai.publishing.workflow import OPEN


class Drafts(Keeping):
    """The drafts of ``session``, in the name of ``by``, at ``now``. The caller owns the transaction."""

    def get(self, draft: int) -> Draft:
        """One draft. Raises NotFound and Forbidden."""
        row = self._read_row(draft)
        return drafts_of(self._session, [(row, self._state(row.release_id))])[0]

    def of(self, name: Name) -> Draft | None:
        """The draft of an item; None where it has none. Raises Forbidden."""
        row = row_of(self._session, name)
        return self.get(row.id) if row is not None else None

    def listing(self, release: int | None = None, writer: int | None = None) -> tuple[Draft, ...]:
        """The drafts of one release, or that ``writer`` saved last, or all, that may be read; in the order of their releases."""
        query = select(DraftRow, ReleaseRow.state, ReleaseRow.organ).join(ReleaseRow, ReleaseRow.id == DraftRow.release_id)
        query = query.where(ReleaseRow.state.in_(OPEN)).order_by(DraftRow.release_id, DraftRow.position, DraftRow.id)
        if release is not None:
            query = query.where(DraftRow.release_id == release)
        if writer is not None:
            query = query.where(DraftRow.actor_id == writer)
        rows = self._session.execute(query).all()
        actor = self._by.actor
        return drafts_of(
            self._session, [(row, state) for row, state, organ in rows if policy.may_here(actor, "draft.read", row.region, organ)]
        )

    def editions(self, draft: int) -> tuple[Edition, ...]:
        """Every saved edition of the draft's item that is kept, of earlier drafts too, the newest first."""
        row = self._read_row(draft)
        query = select(EditionRow).where(*same_item(EditionRow, row)).order_by(EditionRow.edition.desc())
        return tuple(
            Edition(one.edition, one.release_id, one.text, one.note, one.actor_id, one.saved_at)
            for one in self._session.execute(query).scalars()
        )

    def open(self, name: Name, release: int | None = None) -> Draft:
        """The draft of an item, made from the last version where there is none; in ``release``, or in a new release of one."""
        state.seize(self._session)
        row = row_of(self._session, name)
        if row is not None:
            return self.get(row.id)
        found = self._standing(name)
        if found.text is None:
            raise Gone("这个事项的文字已经依法移除。", place=place_of(name), remedy="如要重新公开，请新建它的内容。")
        held = self._target(name, release, f"调整“{title_in(found.text) or name.slug}”", found.organ)
        return self._insert(held, name, seen=found.number, change=CHANGED, text=found.text)

    def new(self, kind: str, region: str, slug: str, text: str, release: int, upload: int | None = None) -> Draft:
        """A draft of ``text`` for an item that has none, in ``release``: a new item, or new words for one that stands."""
        name = Name(kind, region, slug)
        held = self._course.hold(release)
        policy.demand(self._by.actor, "draft.write", region, held.row.organ)
        self._demand_no_draft(name)
        written = self._written(name, text)
        found = standing(self._session, name)
        if found is None:
            demand_name(name)
        if found is not None and not found.ended and found.digest == digest(written):
            raise Conflict("内容与现行的一版相同，没有要改的。", place=place_of(name))
        seen, change = (found.number, CHANGED) if found else (0, NEW)
        return self._insert(held, name, seen=seen, change=change, text=written, upload_id=upload)

    def save(self, draft: int, text: str, note: str | None, edition: int) -> Draft:
        """Save ``text`` and the public ``note`` on the change over ``edition``. Without a change it makes no edition and voids nothing.

        Raises Stale where somebody saved meanwhile, BadText where the text is not of its kind or names another item.
        """
        row, held = self._held(draft, "draft.write")
        demand_open(held)
        name = name_of(row)
        if row.text is None:
            raise Conflict("这是一份废止草稿，没有可改的内容。", place=place_of(name), remedy="要改内容，请先放弃这份草稿。")
        written, said = self._written(name, text), (note or "").strip() or None
        if same_words(row, written):
            written = row.text
        if (written, said) == (row.text, row.note):
            return self._one(row, held)
        if edition != row.edition:
            raise self._stale(row, written, edition)
        return self._change(row, held, text=written, note=said)

    def withdraw(
        self, name: Name, why: str, reason: str, successors: Sequence[Name] = (), release: int | None = None, edition: int | None = None
    ) -> Draft:
        """A draft that ends an item: ``why`` is one of WHY, ``reason`` what the public reads. ``edition``: of an ending to reword."""
        policy.demand(self._by.actor, "draft.write", name.region)
        ending = ending_of(name, why, reason, successors)
        state.seize(self._session)
        row = row_of(self._session, name)
        if row is not None:
            return self._withdraw_again(row, ending, edition)
        found = self._standing(name)
        if found.ended:
            raise Conflict("这个事项已经废止。", place=place_of(name))
        held = self._target(name, release, f"{why}“{title_in(found.text or '') or name.slug}”", found.organ)
        return self._insert(held, name, seen=found.number, change=WITHDRAWN, **ending)

    def discard(self, draft: int, edition: int) -> None:
        """Give a draft up. Its editions are kept. Raises Conflict where somebody saved meanwhile."""
        row, held = self._held(draft, "draft.write")
        if edition != row.edition:
            place = place_of(name_of(row))
            raise Conflict("别人在您之后保存过这份草稿，没有放弃它。", place=place, remedy="请看过新的内容再决定。")
        self._course.touched(held, item=f"{row.kind}/{row.region}/{row.slug}")
        self._record("draft.discard", row, release=held.id)
        remove(self._session, row)

    def roll_back(self, name: Name, number: int, reason: str, release: int | None = None) -> Draft:
        """A draft with the words of version ``number``, whose public note says why. Raises Conflict where the item has a draft."""
        policy.demand(self._by.actor, "draft.write", name.region)
        if not reason.strip():
            raise Refusal("恢复旧版要写明理由。", place=place_of(name), remedy="理由会随新版本公开。")
        state.seize(self._session)
        self._demand_no_draft(name)
        found, text = self._standing(name), self._text_of(name, number)
        if digest(text) == found.digest and not found.ended:
            raise Conflict(f"第 {number} 版与现在的内容相同。", place=place_of(name))
        held = self._target(name, release, f"恢复“{title_in(text) or name.slug}”第 {number} 版的内容", found.organ)
        note = f"恢复第 {number} 版的内容：{reason.strip()}"
        return self._insert(held, name, seen=found.number, change=CHANGED, text=text, note=note)

    def rebase(self, draft: int, edition: int) -> Draft:
        """Let a draft go on from the version that stands now, after somebody looked at it: one was published or called off meanwhile."""
        row, held = self._held(draft, "draft.write")
        demand_open(held)
        name = name_of(row)
        if edition != row.edition:
            raise Conflict("别人在您之后保存过这份草稿。", place=place_of(name), remedy="请看过新的内容再决定。")
        found = standing(self._session, name)
        seen = found.number if found else 0
        if row.text is None and (found is None or found.ended):
            raise Conflict("这个事项没有在办的内容，没有可废止的。", place=place_of(name), remedy="请放弃这份废止草稿。")
        change = WITHDRAWN if row.text is None else CHANGED if found else NEW
        return self._one(row, held) if seen == row.seen else self._change(row, held, seen=seen, change=change)

    def _demand_no_draft(self, name: Name) -> None:
        row = row_of(self._session, name)
        if row is not None:
            raise Conflict(
                f"这个事项在第 {row.release_id} 号发布中已有草稿。", place=place_of(name), remedy="请打开那份草稿，或先公开、放弃它。"
            )

    def _state(self, release: int) -> str:
        return self._session.execute(select(ReleaseRow.state).where(ReleaseRow.id == release)).scalar_one()
