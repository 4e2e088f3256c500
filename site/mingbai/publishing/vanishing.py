"""The law orders words away (个人信息保护法 第47条; architecture, idea 9): two people, a ground, and the proof stays.

A text is emptied for every version that has it, after two entries in the ledger: one by each person. Every copy of the item's words
that the desk keeps goes too, except what other versions show the public anyway. Files, uploads, index and pages are not known here:
``intake.purging`` and ``cli.vanish`` see to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, select, tuple_, update
from sqlalchemy.orm import Session

from mingbai.clock import Clock
from mingbai.errors import Conflict, Forbidden, NotFound, Refusal
from mingbai.guides import text
from mingbai.guides.version import Name
from mingbai.people import audit
from mingbai.people.actor import Actor, By
from mingbai.publishing import ledger, line, state
from mingbai.publishing.events import Changed, Listener, nobody
from mingbai.publishing.rows import (
    CommentRow,
    DraftRow,
    EditionRow,
    ItemRow,
    ParsedRow,
    PresenceRow,
    TextRow,
    VanishingRow,
    VersionRow,
)

TABLES = ("texts", "parsed", "drafts", "editions", "comments")
"""The tables of this package that may hold words of an item."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A version that has the text."""

    name: Name
    number: int
    release: int


@dataclass(frozen=True, slots=True)
class Words:
    """A text that is to go, and who has it. ``gone`` where it went before; then only what can hold a copy is purged again."""

    digest: str
    gone: bool
    holders: tuple[Holder, ...]

    @property
    def names(self) -> tuple[Name, ...]:
        """The items that have the text."""
        return tuple(dict.fromkeys(holder.name for holder in self.holders))


@dataclass(frozen=True, slots=True)
class Copies:
    """How many copies of the words the desk keeps: drafts and comments that go, and editions that are emptied.

    ``kept`` are drafts of the items that were made from another version and say something else: somebody must look at them.
    """

    drafts: int
    editions: int
    comments: int
    kept: int


_NAME = (ItemRow.kind, ItemRow.region, ItemRow.slug)
_MEANT: Any = (
    select(VersionRow.digest)
    .join(ItemRow, ItemRow.id == VersionRow.item_id)
    .where(
        ItemRow.kind == bindparam("kind"),
        ItemRow.region == bindparam("region"),
        ItemRow.slug == bindparam("slug"),
        VersionRow.number == bindparam("number"),
    )
)


def words_of(session: Session, name: Name, number: int) -> Words:
    """The text of a version, with every version that has the same. Raises NotFound."""
    digest = session.execute(_MEANT, {**name._asdict(), "number": number}).scalar_one_or_none()
    if digest is None:
        raise NotFound(f"没有这个事项的第 {number} 版。", place="/".join(part for part in name if part), remedy="请核对事项和版本号。")
    query = (
        select(*_NAME, VersionRow.number, VersionRow.release_id)
        .join(VersionRow, VersionRow.item_id == ItemRow.id)
        .where(VersionRow.digest == digest)
        .order_by(VersionRow.id)
    )
    holders = tuple(Holder(Name(*row[:3]), row[3], row[4]) for row in session.execute(query))
    gone = session.execute(select(TextRow.digest).where(TextRow.digest == digest, TextRow.text.is_(None))).first() is not None
    return Words(digest, gone, holders)


def copies_of(session: Session, words: Words) -> Copies:
    """What of the desk's copies would go."""
    going, kept = _drafts(session, words)
    editions, comments = (
        session.execute(select(func.count()).select_from(table).where(condition)).scalar_one()
        for table, condition in ((EditionRow, _editions(session, words)), (CommentRow, _of(CommentRow, words.names)))
    )
    return Copies(len(going), editions, comments, len(kept))


class Vanishing:
    """Removes words in ``session``'s transaction, by two people: one approver, one security administrator, whichever comes first."""

    def __init__(self, session: Session, clock: Clock, first: By, second: By, tell: Listener = nobody) -> None:
        self._session = session
        self._clock = clock
        self._people = (first, second)
        self._tell = tell

    def demand(self, words: Words) -> None:
        """Raise Forbidden unless these are two people who may, for every item that has the words."""
        first, second = (by.actor for by in self._people)
        if first.id == second.id:
            raise Forbidden("移除文字要两个人一起办，不能是同一个人。", remedy="请由一名签发人和一名安全管理员分别验证口令。")
        for name in words.names:
            if not any(_holds(one, "approver", name) and _holds(other, "security", name) for one, other in _both(first, second)):
                raise Forbidden("要由一名签发人和一名安全管理员一起办，并且都负责这个地区。", remedy="请换人，或者请安全管理员授权。")

    def remove(self, words: Words, ground: str) -> Copies:
        """Empty the text and purge the desk's copies; returns how many there were. Words that are gone are only purged again.

        Raises Forbidden, Refusal and Conflict.
        """
        self.demand(words)
        if not ground.strip():
            raise Refusal("移除文字必须写明依据。", remedy="请写明法律条款、法院文书或主管机关的决定，不要写出要移除的内容。")
        now = line.take(self._session, self._clock)
        if words != words_of(self._session, words.holders[0].name, words.holders[0].number):
            raise Conflict("正在办理时内容变了。", remedy="请重新运行，再看一遍。")
        if not words.gone:
            self._order(words, ground.strip(), now)
        copies = self._purge(words)
        for by in self._people:
            for holder in words.holders:
                told = {"number": holder.number, "digest": words.digest, "ground": ground.strip(), "again": words.gone}
                audit.record(self._session, by, now, "vanish", "/".join(part for part in holder.name if part), **told)
        number = state.rise(self._session, now)
        self._tell(Changed(number, words.holders[0].release, words.names))
        return copies

    def _order(self, words: Words, ground: str, now: Any) -> None:
        """The entries first: the triggers let the record in, and the text be emptied, only after them."""
        first, second = (by.actor.id for by in self._people)
        row = VanishingRow(digest=words.digest, ground=ground, first_id=first, second_id=second, created_at=now)
        ledger.append(self._session, ledger.VANISH, words.digest, first, now, None)
        ledger.append(self._session, ledger.GROUND, ledger.ordered(row), second, now, None)
        self._session.add(row)
        self._session.flush()
        self._session.execute(delete(ParsedRow).where(ParsedRow.digest == words.digest))
        self._session.execute(update(TextRow).where(TextRow.digest == words.digest).values(text=None))

    def _purge(self, words: Words) -> Copies:
        copies = copies_of(self._session, words)
        going, _ = _drafts(self._session, words)
        self._session.execute(delete(PresenceRow).where(PresenceRow.draft_id.in_(going)))
        # Emptied and not deleted: who wrote what decides who may review, and is no part of the words.
        self._session.execute(update(EditionRow).where(_editions(self._session, words)).values(text=None, note=None))
        self._session.execute(delete(CommentRow).where(_of(CommentRow, words.names)))
        self._session.execute(delete(DraftRow).where(DraftRow.id.in_(going)))
        return copies


def _both(first: Actor, second: Actor) -> tuple[tuple[Actor, Actor], tuple[Actor, Actor]]:
    return (first, second), (second, first)


def _holds(actor: Actor, role: str, name: Name) -> bool:
    return any(grant.role == role and grant.covers(name.region) for grant in actor.grants)


def _of(table: Any, names: Sequence[Name]) -> Any:
    return tuple_(table.kind, table.region, table.slug).in_([tuple(name) for name in names])


def _drafts(session: Session, words: Words) -> tuple[list[int], list[int]]:
    """The drafts of the items that began as the words or are the words, and the others."""
    made_from = {(holder.name, holder.number) for holder in words.holders}
    going: list[int] = []
    kept: list[int] = []
    for row in session.execute(select(DraftRow).where(_of(DraftRow, words.names))).scalars():
        began = (Name(row.kind, row.region, row.slug), row.seen) in made_from and row.text is not None
        (going if began or (row.text is not None and text.digest(row.text) == words.digest) else kept).append(row.id)
    return going, kept


def _editions(session: Session, words: Words) -> Any:
    """Editions of the items that hold a text, except those whose text another version shows the public anyway."""
    query = (
        select(TextRow.text)
        .join(VersionRow, VersionRow.digest == TextRow.digest)
        .join(ItemRow, ItemRow.id == VersionRow.item_id)
        .where(_of(ItemRow, words.names), TextRow.text.is_not(None), TextRow.digest != words.digest)
    )
    shown = list(session.execute(query).scalars())
    return _of(EditionRow, words.names) & EditionRow.text.is_not(None) & EditionRow.text.not_in(shown)
