"""The pages of intake as values: the list of uploads, one upload with its gap report and its items, one item beside its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingbai.desk.intake_fields import FieldRead, fields_read
from mingbai.desk.services import names_of
from mingbai.guides import regions, workdays
from mingbai.guides.compare import compare, is_bookkeeping
from mingbai.guides.layout import KINDS, kind_of
from mingbai.guides.text import parse
from mingbai.intake import source
from mingbai.intake.comparing import CHANGED, UNCHANGED, words_of
from mingbai.intake.files import MEGABYTE
from mingbai.intake.parsing import doubtful
from mingbai.intake.upload import ACCEPTED, LEFT, OPEN, READ, Deadline, Finding, Found, Group, Report, Unplaced, Upload, deadline
from mingbai.rendering import changes, field_words

KIND_NAMES = {kind.name: kind.title for kind in KINDS.values()}
COMPARED = {"new": "新增", "changed": "有变化", "unchanged": "无变化"}
VERDICTS = {OPEN: "待定", ACCEPTED: "已采用", LEFT: "暂不采用"}
STATES = {"waiting": "等待读取", "reading": "正在读取", "read": "已读取", "failed": "没有读成"}
SEVERITIES = {"damage": "原文有缺损", "doubt": "请核对", "info": "已修好"}


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePage:
    """The uploads, and the form for another one. ``wrong``: what could not be taken in, each with its remedy."""

    uploads: tuple[Upload, ...]
    people: dict[int, str]
    places: dict[str, str]
    known: tuple[str, ...]
    megabytes: int
    region: str = ""
    wrong: tuple[tuple[str, str], ...] = ()
    taken: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=lambda: STATES)


@dataclass(frozen=True, slots=True)
class Filter:
    """A way of looking at the items: its name in the address, in words, and how many they are."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Absent:
    """A field that the source gives some guides none of."""

    label: str
    items: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage:
    """One upload. ``report`` and what follows from it are there once it is read; ``items`` are those of the chosen filter."""

    upload: Upload
    place: str
    people: dict[int, str]
    again: bool
    report: Report | None = None
    deadline: Deadline | None = None
    counts: tuple[tuple[str, int], ...] = ()
    groups: tuple[Group, ...] = ()
    mended: tuple[Group, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    absent: tuple[Absent, ...] = ()
    every: tuple[Found, ...] = ()
    items: tuple[Found, ...] = ()
    filters: tuple[Filter, ...] = ()
    shown: str = ""
    clean: int = 0
    states: Mapping[str, str] = field(default_factory=lambda: STATES)
    kinds: Mapping[str, str] = field(default_factory=lambda: KIND_NAMES)
    compared: Mapping[str, str] = field(default_factory=lambda: COMPARED)
    verdicts: Mapping[str, str] = field(default_factory=lambda: VERDICTS)
    severities: Mapping[str, str] = field(default_factory=lambda: SEVERITIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """One item: its passages of the source at the left, what was read of it at the right, what to look at, and the neighbours."""

    upload: Upload
    found: Found
    passages: tuple[tuple[source.Run, ...], ...]
    fields: tuple[FieldRead, ...]
    findings: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    unplaced: tuple[Unplaced, ...]
    sentences: tuple[str, ...]
    changes: tuple[changes.FieldChanges, ...]
    only_source: bool
    before: int | None
    after: int | None
    flags: int
    lit: frozenset[int]
    kinds: Mapping[str, str] = field(default_factory=lambda: KIND_NAMES)
    compared: Mapping[str, str] = field(default_factory=lambda: COMPARED)
    verdicts: Mapping[str, str] = field(default_factory=lambda: VERDICTS)
    severities: Mapping[str, str] = field(default_factory=lambda: SEVERITIES)


def intake_page(request: Any, **given: Any) -> IntakePage:
    """The list of uploads, with what is ``given`` to say about the last attempt."""
    uploads = request.uploads.listing()
    codes = {one.region for one in uploads if one.region}
    own = {grant.region for grant in request.actor.grants if grant.role == "editor" and grant.region}
    return IntakePage(
        uploads=uploads,
        people=names_of(request, {one.actor_id for one in uploads}),
        places={code: regions.full_name(code) for code in codes},
        known=tuple(sorted(regions.full_name(code) for code in codes | own)),
        megabytes=request.files.largest // MEGABYTE,
        **given,
    )


def upload_page(request: Any, number: int, shown: str, again: bool) -> UploadPage:
    """One upload, and those of its items that the filter ``shown`` asks for."""
    upload = request.uploads.get(number)
    place = regions.full_name(upload.region) if upload.region else ""
    plain = {"upload": upload, "place": place, "people": names_of(request, {upload.actor_id}), "again": again}
    if upload.state != READ:
        return UploadPage(**plain)
    report, every = request.uploads.report(number), request.uploads.found(number)
    filters = _filters(every)
    shown = shown if shown in {one.key for one in filters} else ""
    groups = report.groups
    return UploadPage(
        **plain,
        report=report,
        deadline=deadline(report.front["issued"], workdays.packaged()),
        counts=tuple((KIND_NAMES.get(kind, kind), count) for kind, count in report.counts.items()),
        groups=tuple(one for one in groups if one.severity != "info"),
        mended=tuple(one for one in groups if one.severity == "info"),
        unplaced=report.unplaced,
        absent=tuple(Absent(field_words.top(name), tuple(every[at] for at in there)) for name, there in report.absent.items()),
        every=every,
        items=tuple(sorted(filter(_SHOWN[shown][1], every), key=_order)),
        filters=filters,
        shown=shown,
        clean=sum(one.clean for one in every),
    )


def found_page(request: Any, number: int, position: int) -> FoundPage:
    """One item of an upload beside its source."""
    upload, report, every = request.uploads.get(number), request.uploads.report(number), request.uploads.found(number)
    text = request.uploads.text(number, position)
    found = every[position]
    kind = kind_of(found.name.kind).value
    value, stands = parse(text, kind=kind), request.uploads.standing(number, position)
    findings = [one for one in report.findings if position in one.items]
    unplaced = tuple(one for one in report.unplaced if position in one.items)
    places = report.places(position)
    told = {one.at for one in (*findings, *unplaced) if one.at is not None}
    numbers = {*report.texts(position), *told, *(first for first, _, _ in places.values())}
    changed = _changes(parse(stands, kind=kind), value) if stands is not None and found.compared == CHANGED else ()
    before, after, flags = neighbours(every, position)
    return FoundPage(
        upload=upload,
        found=found,
        passages=source.passages(request.uploads.blocks(number), numbers),
        fields=fields_read(value, places),
        findings=tuple(one for one in findings if one.severity != "info"),
        mended=tuple(one for one in findings if one.severity == "info"),
        unplaced=unplaced,
        sentences=changes.sentences(changed),
        changes=changes.fields(changed),
        only_source=stands is not None and found.compared == UNCHANGED,
        before=before,
        after=after,
        flags=flags,
        lit=frozenset({one.at for one in findings if one.at is not None and doubtful({"severity": one.severity, "kind": one.kind})}),
    )


def neighbours(every: Iterable[Found], position: int) -> tuple[int | None, int | None, int]:
    """The flagged items before and after one, round the end, and how many are flagged in all."""
    flags = [one.position for one in every if one.flagged]
    others = [one for one in flags if one != position]
    after = next((one for one in others if one > position), others[0] if others else None)
    before = next((one for one in reversed(others) if one < position), others[-1] if others else None)
    return before, after, len(flags)


def _changes(before: Any, after: Any) -> tuple[Any, ...]:
    """What changed in the words; that a new document says it is no change."""
    return tuple(one for one in compare(words_of(before), words_of(after)) if not is_bookkeeping(one))


_SHOWN = {
    "": ("全部", lambda one: True),
    "flagged": ("要看的", lambda one: one.flagged),
    "clean": ("无问题", lambda one: one.clean),
    "changed": ("有变化", lambda one: one.compared == CHANGED),
    "unchanged": ("无变化", lambda one: one.compared == UNCHANGED),
    "accepted": ("已采用", lambda one: one.verdict == ACCEPTED),
    "left": ("暂不采用", lambda one: one.verdict == LEFT),
}
"""Filter in the address → its name, and which items it shows."""


def _filters(every: tuple[Found, ...]) -> tuple[Filter, ...]:
    counted = Counter(key for one in every for key, (_, fits) in _SHOWN.items() if fits(one))
    return tuple(Filter(key, label, counted[key]) for key, (label, _) in _SHOWN.items() if counted[key] or not key)


def _order(one: Found) -> tuple[Any, ...]:
    """What has to be looked at first: then what is clean, what did not change, and what is decided."""
    ranks = (one.flagged, one.clean, one.verdict == OPEN)
    return (next((rank for rank, fits in enumerate(ranks) if fits), len(ranks)), one.position)
