"""What is printed, of a guide and of a place as a whole: what each product is called and how it is made. A new one is one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mingbai.errors import NotFound
from mingbai.rendering.paper.book import book_paper
from mingbai.rendering.paper.card import card_paper
from mingbai.rendering.paper.checklist import checklist_paper
from mingbai.rendering.paper.collection import BlankForm, Collection
from mingbai.rendering.paper.form import form_paper
from mingbai.rendering.paper.guide import guide_paper
from mingbai.rendering.paper.large import large_paper
from mingbai.rendering.paper.leaflet import leaflet_paper
from mingbai.rendering.paper.notice import large_notice_paper, notice_paper, small_notice_paper
from mingbai.rendering.paper.placard import placard_paper, small_placard_paper
from mingbai.rendering.paper.poster import large_poster_paper, poster_paper
from mingbai.rendering.paper.qr_sheet import qr_sheet_paper
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.short import short_paper
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


@dataclass(frozen=True, slots=True)
class FormProduct:
    """The product of a blank form: its ``name`` in commands and addresses, what people call it, and how it is made."""

    name: str
    title: str
    make: Callable[[BlankForm, Imprint], Paper]


FORM = FormProduct("form", "空白表格", form_paper)
"""A blank form is printed in one way."""

PRODUCTS = {
    product.name: product
    for product in (
        Product("guide", "完整指南", guide_paper),
        Product("short", "一页简版", short_paper),
        Product("large", "大字版", large_paper),
        Product("notice", "一次性告知单（A4）", notice_paper),
        Product("notice-a5", "一次性告知单（A5）", small_notice_paper),
        Product("notice-large", "大字一次性告知单", large_notice_paper),
        Product("placard", "窗口公示（A3）", placard_paper),
        Product("placard-a4", "窗口公示（A4）", small_placard_paper),
        Product("poster", "海报（A4）", poster_paper),
        Product("poster-a3", "海报（A3）", large_poster_paper),
        Product("card", "桌面卡片（A5）", card_paper),
        Product("leaflet", "折页（A4 三折）", leaflet_paper),
    )
}  # fmt: skip

PLACE_PRODUCTS = {
    product.name: product
    for product in (
        PlaceProduct("book", "清单和指南（整本）", book_paper),
        PlaceProduct("checklist", "事项清单", checklist_paper),
        PlaceProduct("qr-sheet", "二维码贴", qr_sheet_paper),
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
