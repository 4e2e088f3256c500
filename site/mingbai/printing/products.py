"""What is printed, of a guide and of a place as a whole: what each product is called and how it is made. A new one is one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mingbai.errors import NotFound
from mingbai.rendering.paper.checklist import checklist_paper
from mingbai.rendering.paper.collection import Collection
from mingbai.rendering.paper.guide import guide_paper
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.subject import Subject


@dataclass(frozen=True, slots=True)
class Product:
    """One product: its ``name`` in commands and addresses, what people call it, and how it is made."""

    name: str
    title: str
    make: Callable[[Subject, Imprint], Paper]


@dataclass(frozen=True, slots=True)
class PlaceProduct:
    """A product of a whole place or release: its ``name`` in commands and addresses, what people call it, and how it is made."""

    name: str
    title: str
    make: Callable[[Collection, Imprint], Paper]


PRODUCTS = {
    product.name: product
    for product in (
        Product("guide", "完整指南", guide_paper),
    )
}  # fmt: skip

PLACE_PRODUCTS = {
    product.name: product
    for product in (
        PlaceProduct("checklist", "事项清单", checklist_paper),
    )
}  # fmt: skip


def product_of(name: str) -> Product:
    """The product of that name. Raises NotFound."""
    if name not in PRODUCTS:
        raise NotFound(f"没有“{name}”这种打印件。", remedy=f"现有：{'、'.join(PRODUCTS)}。")
    return PRODUCTS[name]


def place_product_of(name: str) -> PlaceProduct:
    """The product of a place of that name. Raises NotFound."""
    if name not in PLACE_PRODUCTS:
        raise NotFound(f"没有“{name}”这种打印件。", remedy=f"现有：{'、'.join(PLACE_PRODUCTS)}。")
    return PLACE_PRODUCTS[name]
