"""Which kinds of items there are: the class of each, its folder in content/, and the few fields that lists show.

The table is what lets ``publishing`` keep every kind alike without knowing one. A new kind is one line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from mingbai.errors import NotFound
from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Document, Form, Lexicon, LifeEvent, Service


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of item. ``facts`` are the keys that lists may show without the whole text being read."""

    name: str
    folder: str
    value: type[Any]
    facts: tuple[str, ...]

    @property
    def regional(self) -> bool:
        """Whether items of this kind belong to a place and lie under its code."""
        return "region" in self.value.__dataclass_fields__

    def path(self, region: str, slug: str) -> PurePosixPath:
        """Where the item's text lies in content/."""
        return PurePosixPath(self.folder, *([region] if region else []), f"{slug}.yaml")


KINDS = {
    kind.name: kind
    for kind in (
        Kind("service", "services", Service, ("order", "name", "plain", "aliases", "group", "audiences", "life_events", "related", "need")),
        Kind("event", "events", LifeEvent, ("order", "name", "plain", "services")),
        Kind("lexicon", "lexicon", Lexicon, ("title",)),
        Kind(
            "guide",
            "guides",
            Guide,
            (
                "name", "aliases", "main_item", "code", "ordinal", "service", "item_kind", "handling",
                "audiences", "levels", "departments", "time_limit", "fee",
            ),
        ),
        Kind("form", "forms", Form, ("name", "ref", "lost")),
        Kind("document", "documents", Document, ("title", "document_no", "issuer", "issued", "edition")),
    )
}  # fmt: skip
"""All kinds by name, in the order in which they are loaded."""


def kind_of(name: str) -> Kind:
    """The kind of that name. Raises NotFound."""
    if name not in KINDS:
        raise NotFound(f"没有“{name}”这一类内容。", remedy=f"现有：{'、'.join(KINDS)}。")
    return KINDS[name]
