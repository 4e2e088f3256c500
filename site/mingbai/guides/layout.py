"""Which kinds of items there are: the class of each, what people call it, its folder in content/, and the few fields that lists show.

The table is what lets ``publishing`` keep every kind alike without knowing one. A new kind is one line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from mingbai.errors import NotFound
from mingbai.guides.guide import Guide
from mingbai.guides.hall import Hall
from mingbai.guides.kinds import Document, Form, Lexicon, LifeEvent, Service


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of item; ``title`` is what people call it. ``facts`` are the fields and properties that lists may show without the whole
    text being read.

    ``public``: readers have a page for it. A lexicon has none: it is for search only, so that it is in no announcement, list or feed.
    """

    name: str
    title: str
    folder: str
    value: type[Any]
    facts: tuple[str, ...]
    public: bool = True

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
        Kind(
            "service",
            "全国事项",
            "services",
            Service,
            ("order", "name", "plain", "aliases", "group", "audiences", "life_events", "related", "need"),
        ),
        Kind("event", "人生大事", "events", LifeEvent, ("order", "name", "plain", "services")),
        Kind("lexicon", "检索词表", "lexicon", Lexicon, ("title",), public=False),
        Kind(
            "guide",
            "办事指南",
            "guides",
            Guide,
            (
                "name", "aliases", "main_item", "code", "ordinal", "service", "item_kind", "handling",
                "audiences", "levels", "ways", "departments", "time_limit", "fee",
            ),
        ),
        Kind("hall", "办事大厅", "halls", Hall, ("name", "levels", "address")),
        Kind("form", "表格", "forms", Form, ("name", "ref", "lost")),
        Kind("document", "来文", "documents", Document, ("title", "document_no", "issuer", "issued", "edition")),
    )
}  # fmt: skip
"""All kinds by name, in the order in which they are loaded."""
FOR_SEARCH = tuple(kind.name for kind in KINDS.values() if not kind.public)
"""Kinds that only search reads."""


def kind_of(name: str) -> Kind:
    """The kind of that name. Raises NotFound."""
    if name not in KINDS:
        raise NotFound(f"没有“{name}”这一类内容。", remedy=f"现有：{'、'.join(KINDS)}。")
    return KINDS[name]
