"""The products that are printed for one guide: what each is called and how it is made. A new product is one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mingbai.errors import NotFound
from mingbai.rendering.paper.guide import guide_paper
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.subject import Subject


@dataclass(frozen=True, slots=True)
class Product:
    """One product: its ``name`` in commands and addresses, what people call it, and how it is made."""

    name: str
    title: str
    make: Callable[[Subject, Imprint], Paper]


PRODUCTS = {
    product.name: product
    for product in (
        Product("guide", "完整指南", guide_paper),
    )
}  # fmt: skip


def product_of(name: str) -> Product:
    """The product of that name. Raises NotFound."""
    if name not in PRODUCTS:
        raise NotFound(f"没有“{name}”这种打印件。", remedy=f"现有：{'、'.join(PRODUCTS)}。")
    return PRODUCTS[name]
