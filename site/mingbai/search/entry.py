"""What of a guide is searched, field by field, and under which digest. Internal fields never come here.

The fields are those of the search design: name, aliases and everyday phrasings (from the service register), main item, materials and
forms, legal basis, the rest as body. Text goes in as printed; cutting it into words is the engine's affair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from mingbai.guides.guide import Basis, Guide, Material
from mingbai.guides.kinds import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One guide as the index holds it. ``digest`` covers all that was indexed: guide, service and the shape of this value."""

    region: str
    slug: str
    digest: str
    service: str
    name: str
    aliases: str
    asked: str
    main_item: str
    materials: str
    basis: str
    body: str
    code: str
    audiences: tuple[str, ...]

    @property
    def key(self) -> str:
        """The guide's name in the index."""
        return f"{self.region}/{self.slug}"


SHAPE = "3"
"""Changes with the fields above or with how text is cut, so that every entry is made again."""


def digest_of(guide_digest: str, service_digest: str = "") -> str:
    """The digest of an entry made from a guide's and its service's stored texts."""
    return hashlib.sha256(f"{SHAPE}\0{guide_digest}\0{service_digest}".encode()).hexdigest()[:32]


def entry_of(guide: Guide, service: Service | None, digest: str) -> Entry:
    """What is searched of ``guide`` and of the ``service`` that it is, if any."""
    aliases = (*guide.aliases, *((service.name, *service.aliases) if service else ()))
    return Entry(
        region=guide.region,
        slug=guide.slug,
        digest=digest,
        service=service.slug if service else "",
        name=guide.name,
        aliases="\n".join(dict.fromkeys(alias for alias in aliases if alias != guide.name)),
        asked="\n".join((service.plain, *service.words, *service.phrasings)) if service else "",
        main_item=guide.main_item or "",
        materials="\n".join([*_materials(guide.materials), *(form.name for form in guide.forms)]),
        basis="\n".join(basis.raw for basis in cited(guide)),
        body="\n".join(body(guide)),
        code=guide.code or "",
        audiences=tuple(guide.audiences),
    )


def body(guide: Guide) -> Iterator[str]:
    """Every public sentence of a guide that no other field of an entry holds, in the order of the page."""
    if guide.summary:
        yield guide.summary
    yield from guide.objects
    yield from guide.conditions
    yield from (channel.detail for channel in guide.channels)
    yield from guide.material_notes
    for path in guide.process:
        if path.path:
            yield path.path
        yield from (step.text for step in path.steps)
    if guide.time_limit:
        yield guide.time_limit.raw
    yield from guide.tips
    yield from guide.remarks


def cited(guide: Guide) -> tuple[Basis, ...]:
    """The legal basis of a guide and of its row in the list of items, which may print it more fully; each once."""
    listed = guide.checklist.basis if guide.checklist else ()
    return tuple({basis.raw: basis for basis in (*guide.basis, *listed)}.values())


def sentences(guide: Guide) -> Iterator[str]:
    """What a snippet may be cut from: the body first, then what to bring, then the law."""
    yield from body(guide)
    yield from _materials(guide.materials)
    yield from (basis.raw for basis in cited(guide))


def _materials(materials: tuple[Material, ...]) -> Iterator[str]:
    for material in materials:
        yield " ".join(part for part in (material.name, material.situation, *material.any_of) if part)
        yield from _materials(material.children)
