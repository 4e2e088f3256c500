"""A guide as a page: every public field in the order in which a reader needs it. Guide in, frozen value out.

What only staff may see is cut off here, before any template: ``public`` (政府信息公开条例 第16条). Knows no locale, no address
and no database; what stands beside the guide (its forms, its service) is handed in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from mingbai.guides.flow import chart_of
from mingbai.guides.guide import (
    INTERNAL,
    Basis,
    Channel,
    ChannelKind,
    ChecklistRow,
    Contact,
    FormRef,
    Guide,
    Material,
    Path,
    Step,
    TimeLimit,
)
from mingbai.guides.version import Heading
from mingbai.rendering.answers import Answers, answers
from mingbai.rendering.flowchart import Drawing, draw
from mingbai.rendering.once import bare, cited, material, printed, unsaid, ways


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """One material. ``number`` counts through the guide; ``printed`` is the source's line where the parts do not hold it all.

    ``split`` where its name is nothing but its alternatives, which then stand in its place.
    """

    number: int
    material: Material
    split: bool
    form: str | None
    printed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialGroup:
    """Materials under one heading (the case or the group that they belong to); no heading where they are for everyone."""

    heading: str | None
    lines: tuple[MaterialLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelGroup:
    """The ways in of one kind, or of several kinds of which the document prints the same."""

    kinds: tuple[ChannelKind, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisLine:
    """One 设定依据. ``printed`` is the source's line where title, number and articles do not hold it all, or there is no title.
    ``cited`` is the title, in 《》 where the document prints it so.
    """

    basis: Basis
    cited: str | None
    printed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One contact. ``printed`` is the source's line where its parts do not hold it all."""

    contact: Contact
    printed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedForm:
    """A form that the guide names, and the slug of the blank form where the register holds it. ``printed`` is the source's
    line where name and reference do not hold it all.
    """

    name: str
    ref: str | None
    slug: str | None
    printed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPart:
    """One path of the process. ``drawing`` is made from its steps where they ask something or give a choice, and the source drew no
    chart itself: a straight line of steps needs no second picture.
    """

    name: str | None
    steps: tuple[Step, ...]
    drawing: Drawing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A field in which the item's 清单 row says something else than its guide. ``field`` is the guide's field name."""

    field: str
    row: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """Everything that the page of one guide shows. ``guide`` carries no internal field any more.

    ``headed`` says that groups of materials are worth headings; where each case has one material, the case stands beside it.
    ``remarks`` leaves out what is said further up.
    """

    guide: Guide
    answers: Answers
    materials: tuple[MaterialGroup, ...]
    headed: bool
    channels: tuple[ChannelGroup, ...]
    forms: tuple[NamedForm, ...]
    basis: tuple[BasisLine, ...]
    contacts: tuple[ContactLine, ...]
    paths: tuple[PathPart, ...]
    charts: tuple[Drawing, ...]
    remarks: tuple[str, ...]
    differing: tuple[Differing, ...]


def public(guide: Guide) -> Guide:
    """``guide`` without its internal fields. All that renders for the public starts from this."""
    blank: dict[str, Any] = {field.name: field.default for field in dataclasses.fields(Guide) if field.name in INTERNAL}
    return dataclasses.replace(guide, **blank)


def guide_page(guide: Guide, *, forms: Mapping[str, str]) -> GuidePage:
    """The page of ``guide``. ``forms`` maps names and references of the place's forms to slugs."""
    seen = public(guide)
    groups = tuple(_material_groups(seen, forms))
    return GuidePage(
        guide=seen,
        answers=answers(seen),
        materials=groups,
        headed=any(group.heading and len(group.lines) > 1 for group in groups),
        channels=tuple(ChannelGroup(kinds=kinds, details=details) for kinds, details in ways(seen.channels)),
        forms=tuple(_named(form, forms) for form in (*seen.forms, *seen.output_samples)),
        basis=tuple(_basis_line(basis) for basis in seen.basis),
        contacts=tuple(_contact_line(contact) for contact in seen.contacts),
        paths=tuple(_path_part(path, drawn=any(chart.edges for chart in seen.flowchart)) for path in seen.process),
        charts=tuple(draw(chart) for chart in seen.flowchart),
        remarks=unsaid(seen.remarks, (*seen.material_notes, *seen.tips, *seen.level_notes, *seen.channel_notes)),
        differing=differing(seen, seen.checklist) if seen.checklist else (),
    )


def _path_part(path: Path, *, drawn: bool) -> PathPart:
    chart = chart_of(path)
    parts = not drawn and any(edge.label for edge in chart.edges)
    return PathPart(name=path.path, steps=path.steps, drawing=draw(chart, origin="steps") if parts else None)


def _material_groups(guide: Guide, forms: Mapping[str, str]) -> Iterable[MaterialGroup]:
    numbered = enumerate(guide.materials, 1)
    known = (guide.name, *guide.aliases)
    for heading, group in groupby(numbered, key=lambda pair: pair[1].situation or pair[1].group):
        yield MaterialGroup(heading=heading, lines=tuple(_material_line(number, one, known, forms) for number, one in group))


def _material_line(number: int, found: Material, known: Iterable[str], forms: Mapping[str, str]) -> MaterialLine:
    """One line. ``known`` is what the page has said already: a printed line often begins with the item's name."""
    slug = found.form if found.form in forms.values() else _form_slug(found.name, forms)
    split = len(found.any_of) > 1 and form_key(found.name) == "或".join(map(form_key, found.any_of))
    line = printed(found.raw, (*_shown(found), *known))
    return MaterialLine(number=number, material=material(found), split=split, form=slug, printed=line)


def _basis_line(basis: Basis) -> BasisLine:
    parts = (basis.title or "", basis.document_no or "", basis.articles or "")
    return BasisLine(basis=basis, cited=cited(basis), printed=printed(basis.raw, parts) if basis.title else basis.raw)


def _contact_line(contact: Contact) -> ContactLine:
    parts = (contact.kind or "", contact.name or "", contact.phone or "", contact.address or "", contact.hours or "")
    return ContactLine(contact=contact, printed=printed(contact.raw, parts))


def _shown(material: Material) -> Iterable[str]:
    yield from (material.name, material.situation or "", material.group or "", material.note or "", material.copies or "")
    yield material.substitute or ""
    yield material.later or ""
    yield from material.any_of
    for child in material.children:
        yield from _shown(child)


def _named(form: FormRef, forms: Mapping[str, str]) -> NamedForm:
    slug = _form_slug(form.name, forms) or _referred(form, forms)
    return NamedForm(name=form.name, ref=form.ref, slug=slug, printed=printed(form.raw, (form.name, form.ref or "")))


def _referred(form: FormRef, forms: Mapping[str, str]) -> str | None:
    """The form at the printed reference, if its name is a longer or shorter one of the same: texts cite wrong letters."""
    slug, name = forms.get(form.ref or ""), form_key(form.name)
    names = (other for other, at in forms.items() if at == slug and other != form.ref)
    return slug if any(name in other or other in name for other in names) else None


def _form_slug(name: str, forms: Mapping[str, str]) -> str | None:
    return forms.get(form_key(name))


def form_key(name: str) -> str:
    """A form's name as it is compared: without its brackets and blanks."""
    return bare(name)


_COMPARED = (
    "name", "main_item", "main_item_code", "code", "item_kind", "levels", "channels", "time_limit", "materials",
    "process_stages", "basis", "remarks",
)  # fmt: skip


def differing(guide: Guide, row: ChecklistRow) -> tuple[Differing, ...]:
    """The fields in which ``row`` states something, and something else than ``guide``. Wording alone is no difference: of
    channels the kinds count, of a limit its length, of materials their names, of a basis its title.
    """
    found = []
    for field in _COMPARED:
        said, printed = getattr(guide, field), getattr(row, field)
        if printed and _substance(said) != _substance(printed):
            found.append(Differing(field=field, row=_words(printed)))
    return tuple(found)


def _substance(value: object) -> object:
    """What has to agree between two ways of writing the same."""
    if isinstance(value, tuple):
        return frozenset(_substance(part) for part in value)
    if isinstance(value, Channel):
        return value.kind
    if isinstance(value, TimeLimit):
        return (value.kind, value.days) if value.kind != "other" else bare(value.raw)
    if isinstance(value, Basis):
        return bare(value.title or value.raw)
    if isinstance(value, Material):
        return bare(value.name)
    return bare(str(value or ""))


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


def marks(page: GuidePage) -> tuple[str, ...]:
    """The sections that this page has, in their order."""
    guide = page.guide
    sections: tuple[tuple[str, Any], ...] = (
        ("who", len(guide.objects) > 1 or guide.conditions),
        ("materials", True),
        ("process", True),
        ("tips", guide.tips),
        ("where", True),
        ("basis", guide.basis),
        ("remarks", page.remarks),
        ("row", page.differing),
        ("source", True),
    )
    return tuple(name for name, there in sections if there)


def blank_forms(forms: Iterable[Heading]) -> dict[str, str]:
    """Names and printed references of a place's blank forms → their slugs; the first of equal names wins."""
    found: dict[str, str] = {}
    for heading in forms:
        found.setdefault(form_key(heading.title), heading.slug)
        if heading.facts.get("ref"):
            found.setdefault(str(heading.facts["ref"]), heading.slug)
    return found
