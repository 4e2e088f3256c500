"""The ledger: one entry for each act before the public, each chained to the one before by its hash.

An entry's hash is SHA-256 of ``previous``, ``kind``, ``digest``, actor number and time, one to a line. The digest of a release is
that of its *manifest*, which names every version by its text's digest, so one changed character anywhere breaks an entry.

Kinds: ``publish`` a release; ``cancel`` one before its time (digest of ``called_off``); ``vanish`` a text that the law orders away (its
digest; by the first person) and ``ground`` the order for it (digest of ``ordered``; by the second).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from mingbai.guides import packed, text
from mingbai.guides.layout import kind_of
from mingbai.guides.released import Entry
from mingbai.guides.short_codes import check_code, short_code
from mingbai.publishing.rows import (
    CancellationRow,
    ItemRow,
    LedgerRow,
    ParsedRow,
    ReleaseRow,
    SuccessionRow,
    TextRow,
    VanishingRow,
    VersionRow,
    WithdrawalRow,
)

START = "0" * 64
"""What the first entry names as its ``previous``."""
PUBLISH = "publish"
CANCEL = "cancel"
VANISH = "vanish"
GROUND = "ground"


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing that is not as it was published: the entry's number (0: outside every entry) and a sentence."""

    number: int
    sentence: str


_NAME = (ItemRow.kind, ItemRow.region, ItemRow.slug)
_THIS: Any = bindparam("release")
_VERSIONS = (
    select(
        *_NAME, VersionRow.number, VersionRow.digest, VersionRow.effective_from, VersionRow.created_at, VersionRow.actor_id, VersionRow.note
    )
    .join(VersionRow, VersionRow.item_id == ItemRow.id)
    .where(VersionRow.release_id == _THIS)
)
_WITHDRAWALS = (
    select(
        *_NAME, WithdrawalRow.after, WithdrawalRow.why, WithdrawalRow.reason,
        WithdrawalRow.effective_from, WithdrawalRow.created_at, WithdrawalRow.actor_id,
    )
    .join(WithdrawalRow, WithdrawalRow.item_id == ItemRow.id)
    .where(WithdrawalRow.release_id == _THIS)
)  # fmt: skip
_successor = aliased(ItemRow)
_SUCCESSIONS = (
    select(*_NAME, _successor.kind, _successor.region, _successor.slug)
    .join(SuccessionRow, SuccessionRow.predecessor_id == ItemRow.id)
    .join(_successor, _successor.id == SuccessionRow.successor_id)
    .where(SuccessionRow.release_id == _THIS)
)
_ITEMS = (
    select(func.min(LedgerRow.number).label("entry"), ItemRow.short_code, *_NAME)
    .join(VersionRow, VersionRow.item_id == ItemRow.id)
    .join(LedgerRow, LedgerRow.release_id == VersionRow.release_id)
    .group_by(ItemRow.short_code, *_NAME)
    .order_by(func.min(LedgerRow.number))
)
_TEXTS = (
    select(
        LedgerRow.number.label("entry"), *_NAME, VersionRow.number, TextRow.digest, TextRow.text, TextRow.check_code,
        ParsedRow.form, ParsedRow.packed, ParsedRow.facts,
    )
    .join(VersionRow, VersionRow.item_id == ItemRow.id)
    .join(TextRow, TextRow.digest == VersionRow.digest)
    .join(LedgerRow, LedgerRow.release_id == VersionRow.release_id)
    .outerjoin(ParsedRow, ParsedRow.digest == TextRow.digest)
    .order_by(LedgerRow.number, VersionRow.id)
)  # fmt: skip


def hash_of(previous: str, kind: str, digest: str, actor_id: int, at: datetime) -> str:
    """The hash of an entry."""
    told = "\n".join((previous, kind, digest, str(actor_id), at.astimezone(UTC).isoformat(timespec="microseconds")))
    return hashlib.sha256(told.encode()).hexdigest()


def head(session: Session, until: datetime | None = None) -> Entry | None:
    """The last entry, or the last one that was made up to ``until``; None before the first."""
    query = select(LedgerRow).order_by(LedgerRow.number.desc()).limit(1)
    row = session.execute(query if until is None else query.where(LedgerRow.at <= until)).scalar_one_or_none()
    return _entry(row) if row is not None else None


def append(session: Session, kind: str, digest: str, actor_id: int, at: datetime, release: int | None) -> Entry:
    """Add the next entry. The caller holds the state (``state.seize``), so that nobody else appends meanwhile."""
    last = head(session)
    previous, number = (last.hash, last.number + 1) if last else (START, 1)
    row = LedgerRow(
        number=number,
        previous=previous,
        hash=hash_of(previous, kind, digest, actor_id, at),
        kind=kind,
        digest=digest,
        actor_id=actor_id,
        at=at,
        release_id=release,
    )
    session.add(row)
    session.flush()
    return _entry(row)


def manifest(session: Session, release: int) -> str:
    """All that a release said and did, as canonical JSON: its decision, versions, withdrawals and successions."""
    decided = session.execute(select(ReleaseRow).where(ReleaseRow.id == release)).scalar_one()
    fields = ("title", "document_no", "source_document", "organ", "issued", "edition", "dated", "note", "actor_id")
    told: dict[str, Any] = {name: getattr(decided, name) for name in fields}
    told |= {"effective_from": _told(decided.effective_from), "published_at": _told(decided.published_at)}
    for part, query in (("versions", _VERSIONS), ("withdrawals", _WITHDRAWALS), ("successions", _SUCCESSIONS)):
        # Sorted here: databases collate differently, and the digest must not depend on which one it is.
        told[part] = sorted([_told(value) for value in row] for row in session.execute(query, {"release": release}))
    return _canonical(told)


def digest_of(session: Session, release: int) -> str:
    """SHA-256 of the manifest, in hex."""
    return text.digest(manifest(session, release))


def called_off(row: CancellationRow) -> str:
    """The digest of a cancellation: which release, why, who and when."""
    told = {"release": row.release_id, "reason": row.reason, "actor_id": row.actor_id, "created_at": _told(row.created_at)}
    return text.digest(_canonical(told))


def ordered(row: VanishingRow) -> str:
    """The digest of a vanishing: which text, on what ground, the two people and when."""
    told = {name: _told(getattr(row, name)) for name in ("digest", "ground", "first_id", "second_id", "created_at")}
    return text.digest(_canonical(told))


def verify(session: Session) -> Break | None:
    """The first break of the chain, of a release or of a text; None where all is as it was published."""
    found = (next(breaks(session), None) for breaks in (_chain_breaks, _item_breaks, _text_breaks, _record_breaks, _unentered))
    return min((broken for broken in found if broken), key=lambda broken: broken.number, default=None)


def _chain_breaks(session: Session) -> Iterator[Break]:
    previous, number = START, 1
    for row in session.execute(select(LedgerRow).order_by(LedgerRow.number)).scalars():
        if row.number != number or row.previous != previous:
            yield Break(number, f"第 {number} 条记录缺失或不衔接。")
        if row.hash != hash_of(row.previous, row.kind, row.digest, row.actor_id, row.at):
            yield Break(row.number, f"第 {row.number} 条记录被改动过。")
        if row.kind == PUBLISH and (row.release_id is None or row.digest != digest_of(session, row.release_id)):
            yield Break(row.number, f"第 {row.number} 条记录所发布的内容与发布时不符。")
        previous, number = row.hash, row.number + 1


def _item_breaks(session: Session) -> Iterator[Break]:
    """Items whose short code is not theirs, so that a printed QR code would lead elsewhere."""
    for number, code, *name in session.execute(_ITEMS):
        if code != short_code(*name):
            yield Break(number, f"第 {number} 条记录所发布的 {_path(*name)} 的短码被改动过。")


def _text_breaks(session: Session) -> Iterator[Break]:
    """Texts that are not what their digest says, or were emptied without an entry, or whose quick form says something else."""
    vanished = set(session.execute(select(LedgerRow.digest).where(LedgerRow.kind == VANISH)).scalars())
    for row in session.execute(_TEXTS, execution_options={"yield_per": 200}):
        lawful = row.text is None and row.digest in vanished and row.packed is None
        if not lawful and not _is_as_published(row):
            name = _path(row.kind, row.region, row.slug)
            yield Break(row.entry, f"第 {row.entry} 条记录所发布的 {name} 第 {row.number} 版的文字被改动过。")


def _is_as_published(row: Any) -> bool:
    if row.text is None or text.digest(row.text) != row.digest or check_code(row.digest) != row.check_code:
        return False
    kind = kind_of(row.kind)
    if row.form != packed.form_of(kind):
        return True
    value = text.parse(row.text, kind=kind.value)
    return (row.packed, row.facts) == (packed.pack(value), packed.facts(kind, value))


def _record_breaks(session: Session) -> Iterator[Break]:
    """Entries of cancellations and vanishings whose record is gone or says something else, and records that have no entry."""
    cancelled = {called_off(row): f"第 {row.release_id} 次发布的撤销" for row in session.execute(select(CancellationRow)).scalars()}
    vanished = list(session.execute(select(VanishingRow)).scalars())
    orders = {ordered(row): f"摘要为 {row.digest[:12]}… 的文字的移除" for row in vanished}
    records = {CANCEL: cancelled, GROUND: orders, VANISH: {row.digest: orders[ordered(row)] for row in vanished}}
    found = (broken for kind, expected in records.items() for broken in _unlike(session, kind, expected))
    yield from sorted(found, key=lambda broken: broken.number)


def _unlike(session: Session, kind: str, expected: dict[str, str]) -> Iterator[Break]:
    """Where the entries of ``kind`` and the records, by digest with what each is called, are not the same."""
    after = session.execute(select(func.coalesce(func.max(LedgerRow.number), 0) + 1)).scalar_one()
    query = select(LedgerRow.digest, LedgerRow.number).where(LedgerRow.kind == kind).order_by(LedgerRow.number)
    entered = dict(session.execute(query).all())
    for digest, number in entered.items():
        if digest not in expected:
            yield Break(number, f"第 {number} 条记录所记的撤销或移除与当时不符，或已不在。")
    for digest, what in expected.items():
        if digest not in entered:
            yield Break(after, f"{what}没有记录：记录的末尾被截去，或未经程序而写入。")


def _unentered(session: Session) -> Iterator[Break]:
    """Releases, versions and withdrawals that have no entry: they came past the press, or the end of the ledger was cut off."""
    entered = select(LedgerRow.release_id).where(LedgerRow.release_id.is_not(None))
    last = head(session)
    published = select(func.min(ReleaseRow.id)).where(ReleaseRow.state == "published", ReleaseRow.id.not_in(entered))
    others = (
        select(func.min(table.release_id)).where(table.release_id.not_in(entered)) for table in (VersionRow, WithdrawalRow, SuccessionRow)
    )
    for query in (published, *others):
        release = session.execute(query).scalar_one()
        if release is not None:
            yield Break(last.number + 1 if last else 1, f"第 {release} 次发布没有记录：记录的末尾被截去，或内容未经发布而写入。")


def _canonical(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _entry(row: LedgerRow) -> Entry:
    return Entry(row.number, row.previous, row.hash, row.kind, row.digest, row.actor_id, row.at, row.release_id)


def _path(kind: str, region: str, slug: str) -> str:
    return str(kind_of(kind).path(region, slug))


def _told(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
