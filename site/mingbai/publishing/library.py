"""Reading what was published: what is in force now or was on any day, each version, each list. Frozen values only.

A ``Library`` stands at one moment over one session, which sees one snapshot. It first asks for the state number; what this
process has read under that number before is not asked for again (``memory.py``). Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from mingbai import clock
from mingbai.errors import Gone, NotFound
from mingbai.guides import packed, text
from mingbai.guides.layout import kind_of
from mingbai.guides.released import Entry, Released
from mingbai.guides.short_codes import is_short_code, typed
from mingbai.guides.version import Cancellation, Heading, Issue, Name, Place, State, Version, Withdrawn
from mingbai.publishing import ledger, queries, released, state
from mingbai.publishing.memory import memory_of
from mingbai.publishing.releases import INSTALLATION
from mingbai.publishing.shared import Shared

_AT_ONCE = 500
"""Rows of a long list that are in memory at a time before they become headings."""


_FEW = 3000
"""So many guides are held as one list; of more only those that are asked for are read."""


class Library:
    """What the public can read at the instant ``now``."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self._memory = memory_of(session.get_bind())
        self._known: State | None = None

    def state(self) -> State:
        """The state number, and the next instant at which what is in force changes by itself (a page that shows a date also
        changes at midnight, which is the page's affair). Asked once; holds for this library's snapshot."""
        if self._known is None:
            number, since, until = self._glanced() or self._rows(queries.STATE)[0]
            # Past ``until`` the row no longer tells; before ``since`` it does not either (another machine's clock was ahead of ours).
            if (since is not None and self._now < since) or (until is not None and until <= self._now):
                until = min((moment for moment in self._rows(queries.UNTIL)[0] if moment), default=None)
            self._known = State(number, until)
        return self._known

    def current(self, kind: str, region: str, slug: str) -> Version:
        """The version in force now, with ``withdrawn`` set where the item has ended. Raises NotFound."""
        key = ("current", kind, region, slug)
        found: Version = self._recalled(key, lambda: self._in_force(kind, region, slug, self._now), _weight)
        return found

    def at(self, kind: str, region: str, slug: str, on: date) -> Version:
        """The version that was, or will be, in force at the end of the day ``on`` in Asia/Shanghai; today means now. Raises NotFound."""
        if on == clock.day_of(self._now):
            return self.current(kind, region, slug)
        return self._in_force(kind, region, slug, clock.end_of(on))

    def version(self, kind: str, region: str, slug: str, number: int) -> Version:
        """Version ``number`` of an item, in force or not. Raises NotFound."""
        rows = self._rows(queries.NUMBERED, kind=kind, region=region, slug=slug, number=number)
        if not rows:
            raise NotFound(f"没有第 {number} 版。", remedy="请从“历次变更”中选择。")
        return self._version(rows[0])

    def versions(self, kind: str, region: str, slug: str) -> tuple[Version, ...]:
        """Every version of an item, newest first, those to come included. Raises NotFound where there is no such item."""
        rows = self._rows(queries.HISTORY, kind=kind, region=region, slug=slug)
        if not rows:
            raise _unknown()
        return tuple(self._version(row) for row in rows)

    def predecessors(self, kind: str, region: str, slug: str) -> tuple[Name, ...]:
        """The items that went on in this one: renamed, merged or split into it, up to now."""
        return tuple(Name(*row) for row in self._rows(queries.PREDECESSORS, kind=kind, region=region, slug=slug))

    def listing(self, kind: str, region: str | None = None, on: date | None = None) -> tuple[Heading, ...]:
        """What is in force of ``kind``, in one region or everywhere, now or at the end of the day ``on``; without what has ended."""
        if on is not None and on != clock.day_of(self._now):
            return self._headings(kind, region, clock.end_of(on))
        key = ("listing", kind, region)
        found: tuple[Heading, ...] = self._recalled(key, lambda: self._headings(kind, region, self._now), _weight_of_list)
        return found

    def headings(self, kind: str, names: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Heading]:
        """What is in force now of the items ``names`` (region and slug each), by name; without what is not. For a few out of many."""
        if sum(place.guides for place in self.regions()) <= _FEW:
            held = self._recalled(("named", kind), lambda: {one.name[1:]: one for one in self.listing(kind)}, lambda held: 100 * len(held))
            return {name: held[name] for name in names if name in held}
        rows = self._found(queries.LISTING_OF_NAMES, None, kind=kind, names=sorted(set(names)))
        form, shared = packed.form_of(kind_of(kind)), Shared()
        return {(row.region, row.slug): self._heading(row, form, shared) for row in rows}

    def elsewhere(self, kind: str) -> tuple[Heading, ...]:
        """The newest version of each item of ``kind`` where it is not what is in force: of those that are to come, its
        ``effective_from`` lies ahead; the others have ended."""
        form, shared = packed.form_of(kind_of(kind)), Shared()
        return tuple(self._heading(row, form, shared) for row in self._found(queries.NEWEST_ELSEWHERE, None, kind=kind))

    def regions(self) -> tuple[Place, ...]:
        """The regions that have guides in force now, by code, with how many."""
        found: tuple[Place, ...] = self._recalled(("regions",), self._places, lambda places: 100 * len(places))
        return found

    def by_short_code(self, code: str) -> Name:
        """The item whose short code somebody scanned or typed, withdrawn or not. Raises NotFound, naming a slip where it sees one."""
        meant = typed(code)
        if not is_short_code(meant):
            raise NotFound(f"“{code}”不是一个完整的短码。", remedy="短码共 9 位，请核对有没有抄错。")
        rows = self._rows(queries.BY_SHORT_CODE, code=meant)
        if not rows:
            raise NotFound("本站没有这个短码的事项。", remedy="请核对短码，或从首页查找事项。")
        return Name(*rows[0])

    def by_check_code(self, code: str) -> tuple[Version, ...]:
        """The versions that carry the check code of a printed paper: none, one, or several of the same words; newest first."""
        return tuple(self._version(row) for row in self._rows(queries.CHECKED, code=typed(code)))

    def releases(self, region: str | None = None, limit: int = 20, before: int | None = None) -> tuple[Released, ...]:
        """At most ``limit`` published releases, newest first, cancelled ones included; with ``region`` those that touch an item there.
        Those of nothing but lexicons, which only search reads, are left out; ``release`` tells of them.

        The next page begins before the entry of the last one: ``before=page[-1].entry.number``.
        """
        return released.page(self._rows, region, limit, before)

    def release(self, number: int) -> Released:
        """One published release, with what it did to each item. Raises NotFound."""
        found = released.one(self._rows, number)
        if found is None:
            raise NotFound(f"没有第 {number} 号公告。", remedy="请从公告列表中选择。")
        return found

    def head(self, day: date) -> Entry | None:
        """The last entry of the ledger at the end of ``day`` in Asia/Shanghai (today: now): what is printed so that nobody can rewrite
        the chain unseen. None before the first entry."""
        return ledger.head(self._session, min(clock.end_of(day), self._now))

    def _glanced(self) -> tuple[int, datetime | None, datetime | None] | None:
        """The state without opening the session, if the session's snapshot is still to be taken.

        What is then read can only be newer than the number that it is kept under, and is forgotten when the next number is seen.
        In the other order an old text could be kept under a new number, and stay.
        """
        if self._memory is None or self._session.in_transaction():
            return None
        engine = self._session.get_bind()
        return state.glance(engine) if isinstance(engine, Engine) else None

    def _in_force(self, kind: str, region: str, slug: str, moment: datetime) -> Version:
        rows = self._rows(queries.IN_FORCE, moment, kind=kind, region=region, slug=slug)
        if not rows:
            raise _unknown()
        return self._version(rows[0])

    def _headings(self, kind: str, region: str | None, moment: datetime) -> tuple[Heading, ...]:
        form = packed.form_of(kind_of(kind))
        query = queries.LISTING if region is None else queries.LISTING_OF_REGION
        shared = Shared()
        found = self._found(query, moment, kind=kind, **({} if region is None else {"region": region}))
        return tuple(self._heading(row, form, shared) for row in found.yield_per(_AT_ONCE))

    def _places(self) -> tuple[Place, ...]:
        return tuple(Place(region, guides) for region, guides in self._rows(queries.PLACES, kind="guide"))

    def _heading(self, row: Any, form: str, shared: Shared) -> Heading:
        facts = row.facts if row.form == form else self._facts_of(row)
        return Heading(
            name=Name(shared.one(row.kind), shared.one(row.region), row.slug),
            number=row.number,
            digest=row.digest,
            effective_from=shared.one(row.effective_from),
            published_at=shared.one(row.created_at),
            facts=shared.facts(facts),
        )

    def _facts_of(self, row: Any) -> str:
        """The facts of a text whose packed form is missing or old, from the text itself; none where the law had it removed."""
        stored = self._rows(queries.TEXT, digest=row.digest)[0].text
        kind = kind_of(row.kind)
        return packed.facts(kind, text.parse(stored, kind=kind.value)) if stored is not None else "{}"

    def _version(self, row: Any) -> Version:
        return Version(
            name=Name(row.kind, row.region, row.slug),
            number=row.number,
            digest=row.digest,
            text=row.text,
            effective_from=row.effective_from,
            published_at=row.created_at,
            issue=_issue(row),
            actor="installation" if row.actor_id == INSTALLATION else "account",
            note=row.note,
            latest=row.latest,
            withdrawn=self._withdrawn(row),
            cancellation=Cancellation(reason=row.cancelled_reason, at=row.cancelled_at) if row.cancelled_at else None,
            read=_reader(row),
        )

    def _withdrawn(self, row: Any) -> Withdrawn | None:
        if row.ended is None:
            return None
        successors = tuple(Name(*found) for found in self._rows(queries.SUCCESSORS, item_id=row.id, release=row.ended_by))
        return Withdrawn(why=row.why, reason=row.reason, effective_from=row.ended, successors=successors)

    def _recalled(self, key: tuple[Any, ...], make: Callable[[], Any], weigh: Callable[[Any], int]) -> Any:
        if self._memory is None:
            return make()

        def made() -> tuple[Any, int]:
            thing = make()
            return thing, weigh(thing)

        return self._memory.recall(key, self.state(), self._now, made)

    def _rows(self, query: Any, moment: datetime | None = None, **asked: Any) -> list[Any]:
        return list(self._found(query, moment, **asked).all())

    def _found(self, query: Any, moment: datetime | None, **asked: Any) -> Any:
        """Every question goes through the connection: the session's own way costs half as much again and gives nothing here."""
        return self._session.connection().execute(query, {"moment": moment or self._now, **asked})


def _issue(row: Any) -> Issue:
    return Issue(
        id=row.release_id,
        title=row.title,
        document_no=row.document_no,
        source_document=row.source_document,
        organ=row.organ,
        issued=row.issued,
        edition=row.edition,
        dated=row.dated,
        note=row.release_note,
    )


def _reader(row: Any) -> Callable[[], Any]:
    """Reads the version's value once, when it is first asked for, from the packed form where that is of the present shape."""
    stored, form, quick, kind = row.text, row.form, row.packed, kind_of(row.kind)
    found: list[Any] = []

    def read() -> Any:
        if stored is None:
            raise Gone("这一版的文字已经依法移除。", remedy="请查看其他版本。")
        if not found:
            fresh = form == packed.form_of(kind)
            found.append(packed.unpack(kind.value, quick) if fresh else text.parse(stored, kind=kind.value))
        return found[0]

    return read


def _unknown() -> NotFound:
    return NotFound("没有这个事项，或者它在这一天还没有施行。", remedy="请从首页查找事项。")


def _weight(version: Version) -> int:
    """About what a kept version takes: its text, its packed form and its value."""
    return 2000 + 8 * len(version.text or "")


def _weight_of_list(headings: tuple[Heading, ...]) -> int:
    return 100 + 1100 * len(headings)
