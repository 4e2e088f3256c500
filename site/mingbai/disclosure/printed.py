"""An announcement (调整公告) as a paper to be printed: the whole release, nothing cut, with its entry in the ledger and the day's head.

Says what ``announcements`` says and nothing else: nobody writes an announcement. Knows no request and no template.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mingbai import clock
from mingbai.disclosure.announcements import Announcement, Told
from mingbai.errors import NotFound
from mingbai.guides import regions
from mingbai.guides.layout import kind_of
from mingbai.guides.released import Entry
from mingbai.rendering.paper.sheet import Imprint, Paper, day_words
from mingbai.rendering.qr import code_of


def announcement_paper(told: Announcement, imprint: Imprint) -> Paper:
    """The announcement of a published release, set like an official document (GB/T 9704-2012 as far as its fonts allow)."""
    address = f"{imprint.address}/announcements/{told.id}"
    regions_of = {one.name.region for one in (*told.changed, *told.withdrawn, *told.added)}
    only = regions_of.pop() if len(regions_of) == 1 else None
    data = {
        **_facts(told),
        "place": _place(only) if only else None,
        "changed": [_changed(one, only) for one in told.changed],
        "withdrawn": [_ended(one, only) for one in told.withdrawn],
        "added": [_named(one, only) for one in told.added],
        "counts": list(told.counts),
        "for_search": told.for_search,
        "entry": _entry(told.entry),
        "head": _entry(told.head),
        "printed": day_words(imprint.day),
        "address": address,
        "qr": code_of(address).svg,
        "site": imprint.name,
        "organ": imprint.organ,
        "sample": imprint.sample,
    }
    return Paper(template="announcement", title=f"调整公告 {told.facts.title}", data=data, day=imprint.day)


def _facts(told: Announcement) -> dict[str, Any]:
    """What the release says of itself."""
    facts, ended = told.facts, told.cancellation
    issued = clock.printed_day(facts.issued) if facts.issued else None
    return {
        "title": facts.title,
        "issuer": facts.organ,
        "number": facts.document_no,
        "basis": facts.source_document,
        "issued": day_words(issued) if issued else facts.issued,
        "edition": facts.edition,
        "effective": _day(facts.effective_from),
        "loaded": facts.dated == "loaded",
        "scheduled": told.scheduled,
        "published": _day(told.published_at),
        "note": facts.note,
        "cancelled": {"day": _day(ended.at), "reason": ended.reason} if ended else None,
    }


def _named(one: Told, only: str | None) -> dict[str, Any]:
    """An item as an announcement names it: other kinds than guides with the name of their kind; its place unless all are of ``only``."""
    kind = None if one.name.kind == "guide" else kind_of(one.name.kind).title
    place = None if one.name.region == only else _place(one.name.region)
    return {"title": one.title, "place": place, "kind": kind, "note": one.note, "version": one.number or None}


def _changed(one: Told, only: str | None) -> dict[str, Any]:
    return {**_named(one, only), "removed": one.removed, "sentences": list(one.sentences)}


def _ended(one: Told, only: str | None) -> dict[str, Any]:
    ended = one.ended
    return {
        **_named(one, only),
        "why": ended.why if ended else None,
        "reason": ended.reason if ended else None,
        "day": _day(ended.effective_from) if ended else None,
        "successors": [title for _, title in one.successors],
    }


def _entry(entry: Entry | None) -> dict[str, Any] | None:
    return {"number": entry.number, "hash": entry.hash} if entry else None


def _day(moment: datetime | None) -> str | None:
    return day_words(clock.day_of(moment)) if moment else None


def _place(region: str) -> str | None:
    """The name of a place; its code where the list does not know it."""
    try:
        return regions.region(region).name if region else None
    except NotFound:
        return region
