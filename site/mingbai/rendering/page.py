"""A guide as a page: every public field in the order in which a reader needs it. Guide in, frozen value out.

What only staff may see is cut off here, before any template: ``public`` (政府信息公开条例 第16条). Knows no locale, no address
and no database; what stands beside the guide (its forms, its service) is handed in.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from mingbai.guides.guide import INTERNAL, Channel, ChannelKind, ChecklistRow, FormRef, Guide, Material
from mingbai.rendering.answers import Answers, answers
from mingbai.rendering.breaks import Cut, characters
from mingbai.rendering.flowchart import Drawing, draw

_BLANK = re.compile(r"[\s《》“”\"（）()、，,；;。：:]+")
_JOINING = re.compile(r"[①-⑳⑴-⒇]|需要?|应当?|须|可以?|还|的|其|并|或者?|及|和|与|提供|提交|出具|填写|携带|持")
_LOST = 2
"""So many characters of a printed material, joining words aside, may be missing from its parts before the line is shown as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """One material. ``number`` counts through the guide; ``printed`` is the source's line where the parts do not hold it all."""

    number: int
    material: Material
    form: str | None
    printed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialGroup:
    """Materials under one heading (the case or the group that they belong to); no heading where they are for everyone."""

    heading: str | None
    lines: tuple[MaterialLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelGroup:
    """The ways in of one kind."""

    kind: ChannelKind
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedForm:
    """A form that the guide names, and the slug of the blank form where the register holds it."""

    name: str
    ref: str | None
    slug: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A field in which the item's 清单 row says something else than its guide. ``field`` is the guide's field name."""

    field: str
    row: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """Everything that the page of one guide shows. ``guide`` carries no internal field any more.

    ``headed`` says that groups of materials are worth headings; where each case has one material, the case stands beside it.
    """

    guide: Guide
    answers: Answers
    materials: tuple[MaterialGroup, ...]
    headed: bool
    channels: tuple[ChannelGroup, ...]
    forms: tuple[NamedForm, ...]
    charts: tuple[Drawing, ...]
    differing: tuple[Differing, ...]


def public(guide: Guide) -> Guide:
    """``guide`` without its internal fields. All that renders for the public starts from this."""
    blank: dict[str, Any] = {field.name: field.default for field in dataclasses.fields(Guide) if field.name in INTERNAL}
    return dataclasses.replace(guide, **blank)


def guide_page(guide: Guide, *, forms: Mapping[str, str], cut: Cut = characters) -> GuidePage:
    """The page of ``guide``. ``forms`` maps names and references of the place's forms to slugs; ``cut`` cuts words."""
    seen = public(guide)
    groups = tuple(_material_groups(seen.materials, forms))
    return GuidePage(
        guide=seen,
        answers=answers(seen),
        materials=groups,
        headed=any(group.heading and len(group.lines) > 1 for group in groups),
        channels=channel_groups(seen.channels),
        forms=tuple(_named(form, forms) for form in (*seen.forms, *seen.output_samples)),
        charts=tuple(draw(chart, cut=cut) for chart in seen.flowchart),
        differing=differing(seen, seen.checklist) if seen.checklist else (),
    )


def _material_groups(materials: tuple[Material, ...], forms: Mapping[str, str]) -> Iterable[MaterialGroup]:
    numbered = enumerate(materials, 1)
    for heading, group in groupby(numbered, key=lambda pair: pair[1].situation or pair[1].group):
        yield MaterialGroup(heading=heading, lines=tuple(_material_line(number, material, forms) for number, material in group))


def _material_line(number: int, material: Material, forms: Mapping[str, str]) -> MaterialLine:
    slug = material.form if material.form in forms.values() else _form_slug(material.name, forms)
    return MaterialLine(number=number, material=material, form=slug, printed=_printed(material))


def _printed(material: Material) -> str | None:
    """The printed line of a material, where its parts leave out more than a connecting word."""
    if not material.raw:
        return None
    left = _BLANK.sub("", material.raw)
    for part in sorted(filter(None, _shown(material)), key=len, reverse=True):
        left = left.replace(_BLANK.sub("", part), "", 1)
    return material.raw if len(_JOINING.sub("", left)) > _LOST else None


def _shown(material: Material) -> Iterable[str]:
    yield from (material.name, material.situation or "", material.group or "", material.note or "", material.copies or "")
    yield material.substitute or ""
    yield from material.any_of
    for child in material.children:
        yield from _shown(child)


def _named(form: FormRef, forms: Mapping[str, str]) -> NamedForm:
    return NamedForm(name=form.name, ref=form.ref, slug=_form_slug(form.name, forms) or forms.get(form.ref or ""))


def _form_slug(name: str, forms: Mapping[str, str]) -> str | None:
    return forms.get(form_key(name))


def form_key(name: str) -> str:
    """A form's name as it is compared: without its brackets and blanks."""
    return _BLANK.sub("", name)


def channel_groups(channels: tuple[Channel, ...]) -> tuple[ChannelGroup, ...]:
    """Ways in by kind, in the order in which the kinds first appear."""
    kinds = dict.fromkeys(channel.kind for channel in channels)
    return tuple(
        ChannelGroup(kind=kind, details=tuple(dict.fromkeys(_detail(channel) for channel in channels if channel.kind == kind)))
        for kind in kinds
    )


def _detail(channel: Channel) -> str:
    return f"{channel.group}：{channel.detail}" if channel.group and channel.group not in channel.detail else channel.detail


_COMPARED = (
    "name", "main_item", "main_item_code", "code", "item_kind", "levels", "channels", "time_limit", "materials",
    "process_stages", "basis", "remarks",
)  # fmt: skip


def differing(guide: Guide, row: ChecklistRow) -> tuple[Differing, ...]:
    """The fields in which ``row`` states something, and something else than ``guide``; spelling of width and marks aside."""
    found = []
    for field in _COMPARED:
        said, printed = _words(getattr(guide, field)), _words(getattr(row, field))
        if printed and _folded(said) != _folded(printed):
            found.append(Differing(field=field, row=printed))
    return tuple(found)


def _words(value: object) -> tuple[str, ...]:
    """A field's value as lines of printed text."""
    if value is None:
        return ()
    if isinstance(value, tuple):
        return tuple(line for part in value for line in _words(part))
    for name in ("raw", "detail", "name"):
        text = getattr(value, name, None)
        if text:
            return (str(text),)
    return (str(value),)


def _folded(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, (_BLANK.sub("", line) for line in lines)))
