"""What is printed of a place or of a release as a whole: its guides in the order of its 清单, its blank forms, the documents behind them.

Gathered by ``printing``, taken by every product of a place (book, checklist, QR sheet). Knows no database and no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mingbai import clock
from mingbai.guides.kinds import Form
from mingbai.guides.version import Version
from mingbai.rendering.once import untitled
from mingbai.rendering.paper.sheet import Imprint, Stamp, imprint_data
from mingbai.rendering.paper.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """A blank form to be printed: its ``version``, the ``form`` itself, its ``place`` from the province down."""

    version: Version
    form: Form
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A document from which guides of a collection come, as printed; None where it does not say. One that prints no title is known by
    its file alone, and ``document`` says so."""

    document: str
    document_no: str | None = None
    issuer: str | None = None
    issued: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Guides of one main item, in order; ``heading`` None where they name none."""

    heading: str | None
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Guides that are printed together. ``path`` is the address of what is in force (/320600/ or /announcements/3), ``place`` the names
    from the province down, empty where a release touches several; ``region`` its code; ``decision`` the title of the release, None
    for a place."""

    path: str
    place: str
    region: str | None
    decision: str | None = None
    groups: tuple[Group, ...]
    forms: tuple[BlankForm, ...]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Every guide, in order."""
        return tuple(subject for group in self.groups for subject in group.subjects)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The documents behind the guides, each once."""
        return tuple(dict.fromkeys(origin for subject in self.subjects if (origin := _origin(subject)) is not None))


def grouped(subjects: Iterable[Subject]) -> tuple[Group, ...]:
    """Guides under their main items, as the public 清单 groups them: groups by their lowest code, since a place may have two lists
    that both begin at 1; without codes by ordinal. Within a group by ordinal."""
    under: dict[str | None, list[Subject]] = {}
    for subject in sorted(subjects, key=_order):
        under.setdefault(subject.page.guide.main_item, []).append(subject)
    return tuple(sorted((Group(heading=name, subjects=tuple(found)) for name, found in under.items()), key=_first))


def ordered(forms: Iterable[BlankForm]) -> tuple[BlankForm, ...]:
    """Blank forms by what the document calls them: 表2 before 表10, 附录A before 附录C; those without such a name last, by name."""
    return tuple(sorted(forms, key=_called))


def form_stamp(blank: BlankForm) -> Stamp:
    """The stamp of a blank form: its code leads to /v/…, which says whether this version is still the one to fill in."""
    version = blank.version
    return Stamp(
        title=blank.form.name,
        place=blank.place,
        number=version.number,
        effective=clock.day_of(version.effective_from),
        dated=version.issue.dated != "loaded",
        check=version.check_code,
        path=f"/v/{version.check_code}",
    )


def cover(collection: Collection, imprint: Imprint) -> dict[str, Any]:
    """What every product of a collection says of it as a whole: plain JSON, with the QR code of its address as SVG."""
    return {
        "place": collection.place,
        "region": collection.region,
        "decision": collection.decision,
        "count": len(collection.subjects),
        "origins": [
            {"document": one.document, "number": one.document_no, "issuer": one.issuer, "issued": one.issued, "edition": one.edition}
            for one in collection.origins
        ],
        **imprint_data(imprint, collection.path),
    }


def _origin(subject: Subject) -> Origin | None:
    source = subject.page.guide.source
    if source is None:
        return None
    file = untitled(source)
    return Origin(
        document=f"原文未载标题（文件 {file}）" if file else source.document,
        document_no=source.document_no,
        issuer=source.issuer,
        issued=source.issued,
        edition=source.edition,
    )


def _called(blank: BlankForm) -> tuple[bool, str, int, str]:
    ref = blank.form.ref or ""
    number = re.search(r"\d+", ref)
    return not ref, ref[: number.start()] if number else ref, int(number[0]) if number else 0, blank.form.name


def _order(subject: Subject) -> tuple[bool, int, str]:
    guide = subject.page.guide
    return guide.ordinal is None, guide.ordinal or 0, guide.slug


def _first(group: Group) -> tuple[bool, str, int]:
    codes = [subject.page.guide.code for subject in group.subjects if subject.page.guide.code]
    return not codes, min(codes, default=""), min(subject.page.guide.ordinal or 0 for subject in group.subjects)
