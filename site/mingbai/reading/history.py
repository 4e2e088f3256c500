"""The history of one item: every version with what changed in it, and any two compared (政府信息公开条例 第6条; standards 1.01, 7.10).

Comparisons are of what the public may read. A version whose words the law had removed is listed, and cannot be compared.
"""

from __future__ import annotations

from typing import Any

from mingbai.errors import Gone, NotFound, Refusal
from mingbai.guides.compare import Change, compare_public
from mingbai.guides.version import Name, Version
from mingbai.reading.items import renamed, titled
from mingbai.reading.past_values import ComparisonPage, PastVersion, Predecessor, VersionsPage
from mingbai.reading.places import place_of
from mingbai.reading.shelf import Shelf
from mingbai.reading.values import Place
from mingbai.rendering.changes import fields, sentences


def versions(shelf: Shelf, kind: str, region: str, slug: str) -> VersionsPage:
    """Every version of an item, newest first. Raises NotFound."""
    return shelf.keep("versions", kind, region, slug, make=lambda: _versions(shelf, Name(kind, region, slug)))


def comparison(shelf: Shelf, name: Name, before: int, after: int) -> ComparisonPage:
    """Versions ``before`` and ``after`` of an item, compared. Raises NotFound, and Gone where the law had words removed."""
    old, new = (shelf.library.version(*name, number) for number in (before, after))
    changes = changes_between(shelf, old, new)
    return ComparisonPage(
        name=name,
        title=_title(new),
        place=_place(shelf, name),
        before=old,
        after=new,
        sentences=sentences(changes),
        fields=fields(changes),
    )


def chosen(asked: Any) -> tuple[int, int]:
    """The two versions that somebody chose in the form. Raises Refusal."""
    numbers = [str(asked.get(name, "")) for name in ("before", "after")]
    if not all(one.isascii() and one.isdigit() and len(one) < 7 for one in numbers):
        raise Refusal("没有选好要对照的两版。", remedy="请在“历次变更”中选择两个版本。")
    return int(numbers[0]), int(numbers[1])


def _place(shelf: Shelf, name: Name) -> Place | None:
    """The place to which the page leads back: a county's hall lies in a place without guides of its own, which has no page."""
    return (shelf.settled(name.region) or place_of(name.region)) if name.region else None


def _versions(shelf: Shelf, name: Name) -> VersionsPage:
    found = shelf.library.versions(*name)
    ended = found[0].withdrawn
    return VersionsPage(
        name=name,
        title=_title(found[0]),
        place=_place(shelf, name),
        versions=_lines(shelf, found),
        withdrawn=ended,
        renamed=renamed(shelf, *name) if found[0].latest else None,
        successors=titled(shelf, ended.successors) if ended else (),
        predecessors=_predecessors(shelf, name),
        selectable=tuple(one for one in found if not one.removed),
    )


def _lines(shelf: Shelf, found: tuple[Version, ...]) -> tuple[PastVersion, ...]:
    """Each version with what changed in it. What was cancelled never was: the next one follows the one before it."""
    followed: dict[int, Version] = {}
    standing: Version | None = None
    for version in reversed(found):
        if standing is not None:
            followed[version.number] = standing
        standing = standing if version.cancelled else version
    return tuple(_line(shelf, version, followed.get(version.number)) for version in found)


def _line(shelf: Shelf, version: Version, before: Version | None) -> PastVersion:
    told = before is not None and not (before.removed or version.removed)
    return PastVersion(
        version=version,
        before=before.number if before else 0,
        comparable=told,
        sentences=sentences(changes_between(shelf, before, version)) if told and before else (),
    )


def changes_between(shelf: Shelf, before: Version, after: Version) -> tuple[Change, ...]:
    """What the public may read of the changes from one version to another. Raises Gone where the law had words removed."""
    if before.removed or after.removed:
        raise Gone("这一版的文字已经依法移除，不能对照。", remedy="请选择其他版本。")
    return shelf.keep("changes", before.digest, after.digest, make=lambda: compare_public(before.value, after.value))


def _predecessors(shelf: Shelf, name: Name) -> tuple[Predecessor, ...]:
    """What went on in this item, with the versions of it, which stay readable."""
    found = titled(shelf, shelf.library.predecessors(*name))
    return tuple(Predecessor(item=one, versions=_readable(shelf, one.name)) for one in found)


def _readable(shelf: Shelf, name: Name) -> tuple[Version, ...]:
    try:
        return tuple(version for version in shelf.library.versions(*name) if not version.removed)
    except NotFound:
        return ()


def _title(version: Version) -> str:
    if version.removed:
        return version.slug
    return str(getattr(version.value, "name", None) or getattr(version.value, "title", version.slug))
