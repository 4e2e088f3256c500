"""Writing drafts down: the row of a draft and one kept edition for each save, the release of one, and what a stale save is told."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from mingbai.errors import BadText, Conflict, Gone, NotFound, Refusal
from mingbai.guides.layout import kind_of
from mingbai.guides.regions import region
from mingbai.guides.text import dump, parse
from mingbai.guides.version import Name
from mingbai.people import policy
from mingbai.publishing.arranging import Arranging, demand_open, next_position
from mingbai.publishing.course import Held, demand_within
from mingbai.publishing.draft import Draft, Stale
from mingbai.publishing.drafted import Standing, name_of, place_of, standing
from mingbai.publishing.releases import WHY
from mingbai.publishing.remarks import same_item
from mingbai.publishing.rows import DraftRow, EditionRow, ItemRow, PresenceRow, ReleaseRow, TextRow, VersionRow
from mingbai.publishing.workflow import HELD, OPEN_ITEM, PREPARING

_WITH_SUCCESSORS = ("合并", "拆分", "更名")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}")
_TAKEN = ("forms", "documents", "announcements", "versions", "compare")
"""Words that stand in addresses beside the slugs of guides."""


class Keeping(Arranging):
    """Puts drafts and their editions into the tables; ``Drafts`` says which."""

    def _insert(self, held: Held, name: Name, **given: Any) -> Draft:
        """A draft of an item that has none. Its number is that of its first edition, which no other draft ever gets."""
        policy.demand(self._by.actor, "draft.write", name.region, held.row.organ)
        demand_within(held.proceeding.region, [name])
        self._course.touched(held, item="/".join(name))
        row = fresh_row(self._session, name, release_id=held.id, actor_id=self._by.actor.id, saved_at=self._now, **given)
        self._record("draft.open", row, release=held.id, edition=row.edition)
        return self._one(row, held)

    def _change(self, row: DraftRow, held: Held, **given: Any) -> Draft:
        """Another edition of a draft. What was said of its words before is void, unless the item is held out anyway."""
        if row.verdict != HELD:
            self._course.touched(held, item="/".join(name_of(row)))
            row.verdict, row.verdict_reason, row.verdict_by = OPEN_ITEM, None, None
        for key, part in given.items():
            setattr(row, key, part)
        row.edition = _next_edition(self._session, name_of(row))
        row.actor_id, row.saved_at = self._by.actor.id, self._now
        self._session.add(edition_of(row))
        self._session.flush()
        self._record("draft.save", row, release=held.id, edition=row.edition)
        return self._one(row, held)

    def _written(self, name: Name, text: str) -> str:
        """``text`` as its kind writes it. Raises BadText where it is not of its kind or says that it is another item."""
        place = place_of(name)
        value = parse(text, kind=kind_of(name.kind).value, file=place)
        for key, meant in (("region", name.region), ("slug", name.slug)):
            if getattr(value, key, meant) != meant:
                raise BadText(
                    f"键 {key} 是“{getattr(value, key)}”，这份草稿的是“{meant}”。", place=place, remedy="事项的地区和名称不能改；请改回。"
                )
        return dump(value)

    def _stale(self, row: DraftRow, mine: str, edition: int) -> Stale:
        query = select(EditionRow.text).where(*same_item(EditionRow, row), EditionRow.edition == edition)
        theirs = row.text or ""
        base = self._session.execute(query).scalar_one_or_none() or theirs
        return Stale(mine=mine, base=base, theirs=theirs, edition=row.edition, place=place_of(name_of(row)))

    def _standing(self, name: Name) -> Standing:
        found = standing(self._session, name)
        if found is None:
            raise NotFound("没有这个事项。", place=place_of(name), remedy="新的事项请用“新建”。")
        return found

    def _text_of(self, name: Name, number: int) -> str:
        query = (
            select(TextRow.text)
            .join(VersionRow, VersionRow.digest == TextRow.digest)
            .join(ItemRow, ItemRow.id == VersionRow.item_id)
            .where(ItemRow.kind == name.kind, ItemRow.region == name.region, ItemRow.slug == name.slug, VersionRow.number == number)
        )
        found = self._session.execute(query).one_or_none()
        if found is None:
            raise NotFound(f"没有第 {number} 版。", place=place_of(name), remedy="请从“历次变更”中选择。")
        if found.text is None:
            raise Gone("这一版的文字已经依法移除，不能恢复。", place=place_of(name))
        return str(found.text)

    def _target(self, name: Name, release: int | None, title: str, organ: str | None) -> Held:
        """The release that a new draft goes into: the given one, or a new release of one."""
        if release is not None:
            return self._course.hold(release)
        policy.demand(self._by.actor, "draft.write", name.region, organ)
        row = ReleaseRow(
            state=PREPARING, title=title, organ=organ, dated="decided", actor_id=self._by.actor.id, created_at=self._now
        )  # fmt: skip
        return self._course.begin(row, name.region)

    def _withdraw_again(self, row: DraftRow, ending: dict[str, Any], edition: int | None) -> Draft:
        """Another reason for an ending that is prepared already."""
        row, held = self._held(row.id, "draft.write")
        demand_open(held)
        place = place_of(name_of(row))
        if row.text is not None:
            raise Conflict(f"这个事项在第 {row.release_id} 号发布中已有草稿。", place=place, remedy="请先公开或放弃那份草稿，再作废止。")
        if all(getattr(row, key) == part for key, part in ending.items()):
            return self._one(row, held)
        if edition != row.edition:
            raise Conflict("这个事项已有一份废止草稿，与您写的不同。", place=place, remedy="请打开那份草稿来改。")
        return self._change(row, held, **ending)


def demand_name(name: Name) -> None:
    """Raise Refusal where a new item cannot have this name, which it keeps for ever and which is its address."""
    kind = kind_of(name.kind)
    if kind.regional:
        region(name.region)
    elif name.region:
        raise Refusal("这一类内容不属于任何地区。", place="/".join(name), remedy="请不要填写地区。")
    if not _SLUG.fullmatch(name.slug) or name.slug in _TAKEN:
        raise Refusal(
            f"“{name.slug}”不能作为网址中的名称。",
            remedy=f"请用事项编码，或小写拼音加连字符，不超过 100 字符；不能用 {'、'.join(_TAKEN)}。",
        )


def fresh_row(session: Session, name: Name, **given: Any) -> DraftRow:
    """A new draft with its first edition, at the end of its release; in the session, flushed."""
    row = DraftRow(**name._asdict(), **given)
    row.position = next_position(session, row.release_id)
    row.edition, row.verdict = _next_edition(session, name), OPEN_ITEM
    first = edition_of(row)
    session.add(first)
    session.flush()
    row.id = first.id
    session.add(row)
    session.flush()
    return row


def edition_of(row: DraftRow) -> EditionRow:
    """What a draft says now, as a kept edition. Of a withdrawal the note keeps what was decided."""
    note = row.note if row.text is not None else f"{row.why}：{row.reason}"
    return EditionRow(
        release_id=row.release_id, kind=row.kind, region=row.region, slug=row.slug, edition=row.edition, text=row.text, note=note,
        actor_id=row.actor_id, saved_at=row.saved_at,
    )  # fmt: skip


def remove(session: Session, row: DraftRow) -> None:
    """Take a draft away. Its editions and remarks stay."""
    session.execute(delete(PresenceRow).where(PresenceRow.draft_id == row.id))
    session.delete(row)
    session.flush()


def ending_of(name: Name, why: str, reason: str, successors: Sequence[Name]) -> dict[str, Any]:
    """What a draft holds that ends an item. Raises Refusal where it does not say how, why, or in what the item goes on."""
    place = place_of(name)
    if why not in WHY:
        raise Refusal(f"没有“{why}”这种方式。", place=place, remedy=f"方式为：{'、'.join(WHY)}。")
    if not reason.strip():
        raise Refusal("废止要写明理由。", place=place, remedy="理由会公开在这个事项的页面上。")
    if why in _WITH_SUCCESSORS and not successors:
        raise Refusal(f"{why}要写明由哪个事项承接。", place=place, remedy="没有承接的事项请用“废止”或“取消”。")
    if kind_of(name.kind).public and not all(kind_of(one.kind).public for one in successors):
        raise Refusal("承接的事项没有公开页面。", place=place, remedy="请选择同一类的事项。")
    if name in successors:
        raise Refusal("承接的事项不能是它自己。", place=place)
    follows = json.dumps([list(one) for one in dict.fromkeys(successors)], ensure_ascii=False)
    return {"why": why, "reason": reason.strip(), "successors": follows}


def same_words(row: DraftRow, written: str) -> bool:
    """Whether a draft says ``written`` already; a text that came in by ``load`` may be written otherwise than its kind writes it."""
    if row.text is None or row.text == written:
        return row.text == written
    return dump(parse(row.text, kind=kind_of(row.kind).value)) == written


def _next_edition(session: Session, name: Name) -> int:
    query = select(func.coalesce(func.max(EditionRow.edition), 0) + 1)
    return int(session.execute(query.where(*(getattr(EditionRow, key) == part for key, part in name._asdict().items()))).scalar_one())
