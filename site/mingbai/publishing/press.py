"""The press: the one place that writes what the public reads. One decision, one transaction, all or nothing.

It stands in line first (``line.py``), so that times never run backwards between two writers. The caller owns the transaction;
nothing is told to anybody before the commit (``events.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingbai.clock import Clock
from mingbai.errors import Conflict, NotFound, Refusal
from mingbai.guides import packed
from mingbai.guides.layout import kind_of
from mingbai.guides.short_codes import check_code, short_code
from mingbai.guides.version import Name
from mingbai.publishing import cancelling, ledger, line, queries, state
from mingbai.publishing.events import Changed, Listener, nobody
from mingbai.publishing.releases import WHY, Copy, Decision, Ending, row_of, write_on
from mingbai.publishing.rows import (
    CancellationRow,
    ItemRow,
    ParsedRow,
    ReleaseRow,
    SuccessionRow,
    TextRow,
    VersionRow,
    WithdrawalRow,
)
from mingbai.publishing.workflow import PUBLISHED


@dataclass(frozen=True, slots=True)
class Published:
    """What was published or called off: the release, the entry in the ledger, the new state number, and the new version numbers."""

    release: int
    entry: int
    state: int
    versions: tuple[tuple[Name, int], ...]


class Press:
    """Publishes decisions in ``session``'s transaction. ``tell`` hears of each after the commit."""

    def __init__(self, session: Session, clock: Clock, tell: Listener = nobody) -> None:
        self._session = session
        self._clock = clock
        self._tell = tell

    def publish(self, decision: Decision) -> Published:
        """Make every copy a version and every ending a withdrawal, with their entry. Raises Conflict and Refusal."""
        now = line.take(self._session, self._clock)
        _check(decision)
        release = self._release(decision, now)
        versions = tuple((copy.name, self._version(copy, release)) for copy in decision.copies)
        for ending in decision.endings:
            self._withdrawal(ending, release)
        self._session.flush()
        entry = ledger.append(
            self._session, ledger.PUBLISH, ledger.digest_of(self._session, release.id), decision.actor_id, now, release.id
        )
        items = (*(copy.name for copy in decision.copies), *(ending.name for ending in decision.endings))
        return Published(release.id, entry.number, self._risen(now, release.id, items), versions)

    def cancel(self, release: int, by: int, reason: str) -> Published:
        """Call a scheduled release off before its time: none of it ever takes effect. ``by`` is the account's number, ``reason`` is public.

        Raises NotFound, Conflict and Refusal. Who may do it, the caller has asked (``proceedings.py``).
        """
        now = line.take(self._session, self._clock)
        cancelling.check(self._session, release, reason, now)
        row = CancellationRow(release_id=release, reason=reason.strip(), actor_id=by, created_at=now)
        # The entry first: the trigger lets a cancellation in only right after it.
        entry = ledger.append(self._session, ledger.CANCEL, ledger.called_off(row), by, now, None)
        self._session.add(row)
        self._session.flush()
        return Published(release, entry.number, self._risen(now, release, cancelling.held(self._session, release)), ())

    def _risen(self, now: datetime, release: int, items: tuple[Name, ...]) -> int:
        number = state.rise(self._session, now)
        self._tell(Changed(number, release, items))
        return number

    def _release(self, decision: Decision, now: datetime) -> ReleaseRow:
        row = self._prepared(decision.release) if decision.release is not None else row_of(decision, PUBLISHED, now)
        write_on(row, decision, PUBLISHED)
        row.effective_from = decision.effective_from or now
        row.published_at = now
        self._session.add(row)
        self._session.flush()
        return row

    def _prepared(self, number: int) -> ReleaseRow:
        row = self._session.get(ReleaseRow, number, populate_existing=True)
        if row is None:
            raise NotFound(f"没有第 {number} 号发布。")
        if row.state == PUBLISHED:
            raise Conflict("这次发布已经公开。", place=f"《{row.title}》", remedy="请刷新后查看。")
        return row

    def _version(self, copy: Copy, release: ReleaseRow) -> int:
        item = self._item(copy.name)
        _same(copy.name, copy.seen, self._standing(item) if item else 0)
        if item is None:
            item = self._new_item(copy.name, release)
        else:
            self._in_time(item, release, copy.name)
        self._store(copy)
        row = VersionRow(
            item_id=item.id,
            number=self._session.execute(queries.LAST, {"item_id": item.id}).scalar_one() + 1,
            digest=copy.digest,
            effective_from=release.effective_from,
            release_id=release.id,
            actor_id=release.actor_id,
            created_at=release.published_at,
            note=copy.note,
        )
        self._session.add(row)
        self._session.flush()
        return row.number

    def _withdrawal(self, ending: Ending, release: ReleaseRow) -> None:
        item = self._item(ending.name)
        if item is None:
            raise NotFound("没有这个事项，不能废止。", place=_path(ending.name))
        last = self._standing(item)
        _same(ending.name, ending.seen, last)
        if not last:
            raise Conflict("这个事项的各版都已撤销，没有可以废止的内容。", place=_path(ending.name))
        self._in_time(item, release, ending.name)
        if self._ends(item, last):
            raise Conflict("这个事项已经废止。", place=_path(ending.name))
        row = WithdrawalRow(
            item_id=item.id,
            after=last,
            why=ending.why,
            reason=ending.reason,
            effective_from=release.effective_from,
            release_id=release.id,
            actor_id=release.actor_id,
            created_at=release.published_at,
        )
        self._session.add(row)
        for successor in ending.successors:
            self._succession(item, successor, release)

    def _succession(self, item: ItemRow, successor: Name, release: ReleaseRow) -> None:
        follows = self._item(successor)
        if follows is None or follows.id == item.id or not self._standing(follows):
            raise NotFound("承接的事项不存在，或就是它自己。", place=_path(successor), remedy="请先发布承接的事项。")
        self._session.add(SuccessionRow(predecessor_id=item.id, successor_id=follows.id, release_id=release.id))

    def _item(self, name: Name) -> ItemRow | None:
        query = select(ItemRow).where(ItemRow.kind == name.kind, ItemRow.region == name.region, ItemRow.slug == name.slug)
        return self._session.execute(query).scalar_one_or_none()

    def _new_item(self, name: Name, release: ReleaseRow) -> ItemRow:
        code = short_code(*name)
        taken = self._session.execute(select(ItemRow).where(ItemRow.short_code == code)).scalar_one_or_none()
        if taken is not None:
            raise Conflict(
                f"短码 {code} 已属于 {taken.kind}/{taken.region}/{taken.slug}。", place=_path(name), remedy="请为新事项换一个 slug。"
            )
        row = ItemRow(kind=name.kind, region=name.region, slug=name.slug, short_code=code, created_at=release.published_at)
        self._session.add(row)
        self._session.flush()
        return row

    def _standing(self, item: ItemRow) -> int:
        return self._session.execute(queries.STANDING, {"item_id": item.id}).scalar_one()

    def _ends(self, item: ItemRow, after: int) -> bool:
        query = select(WithdrawalRow.id).where(WithdrawalRow.item_id == item.id, WithdrawalRow.after == after, queries.live(WithdrawalRow))
        return self._session.execute(query).first() is not None

    def _in_time(self, item: ItemRow, release: ReleaseRow, name: Name) -> None:
        """The trigger holds this rule; here it gets a sentence."""
        for table in (VersionRow, WithdrawalRow):
            query = select(func.max(table.effective_from)).where(table.item_id == item.id, queries.live(table))
            latest = self._session.execute(query).scalar_one()
            if latest is not None and release.effective_from is not None and release.effective_from < latest:
                raise Conflict("施行时间早于这个事项上一次变动的施行时间。", place=_path(name), remedy="请把施行时间改到其后。")

    def _store(self, copy: Copy) -> None:
        """The text by its digest, once, and its quick form. Words that the law had removed do not come back."""
        stored = self._session.get(TextRow, copy.digest)
        if stored is not None and stored.text is None:
            raise Conflict("这些文字已经依法移除，不能再发布。", place=_path(copy.name))
        if stored is None:
            self._session.add(TextRow(digest=copy.digest, text=copy.text, check_code=check_code(copy.digest)))
            self._session.flush()
            kind = kind_of(copy.name.kind)
            quick = (packed.form_of(kind), packed.pack(copy.value), packed.facts(kind, copy.value))
            self._session.add(ParsedRow(digest=copy.digest, form=quick[0], packed=quick[1], facts=quick[2]))


def _check(decision: Decision) -> None:
    names = [copy.name for copy in decision.copies] + [ending.name for ending in decision.endings]
    if not names:
        raise Refusal("这次发布里没有任何事项。", place=decision.title)
    twice = next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None
    if twice is not None:
        raise Refusal("同一个事项在一次发布里出现了两次。", place=_path(twice))
    for ending in decision.endings:
        if ending.why not in WHY or not ending.reason.strip():
            raise Refusal("废止必须写明方式和理由。", place=_path(ending.name), remedy=f"方式为：{'、'.join(WHY)}。")


def _same(name: Name, seen: int | None, last: int) -> None:
    if seen is not None and seen != last:
        raise Conflict(f"这个事项现在是第 {last} 版，所依据的是第 {seen} 版。", place=_path(name), remedy="请先看过新的一版，再决定。")


def _path(name: Name) -> str:
    return str(kind_of(name.kind).path(name.region, name.slug))
