"""A sheet of paper before it is set: the template, its data, and the stamp that says which version it was printed from.

Standards 3.26 and 3.27, journeys 7: every sheet carries item code, version, effective date, print date, address in letters and a
check code, so that a paper found years later can be checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingbai.rendering.qr import code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What all sheets of a site say alike: the site's ``name``, its ``address`` (https://…, no slash at the end), its ``organ``, its
    ``hotlines`` (number and name), the day of printing, and whether this is only a ``sample`` (样张)."""

    name: str
    address: str
    organ: str = ""
    hotlines: tuple[tuple[str, str], ...] = ()
    day: date
    sample: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which version of what a sheet shows. ``path`` is what the QR code and the printed address lead to (/v/…, /q/…, /s/…), ``check``
    the version's check code, ``code`` the state's item code where there is one. ``dated`` False where the document prints no date."""

    title: str
    place: str
    number: int
    effective: date
    dated: bool
    check: str
    path: str
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A product ready to be set: ``template`` names templates/print/<template>.typ, ``data`` is JSON, ``title`` names document and file."""

    template: str
    title: str
    data: Mapping[str, Any] = field(hash=False)
    day: date


def day_words(day: date) -> str:
    """2026年11月21日, as design.md writes days."""
    return f"{day.year}年{day.month}月{day.day}日"


def stamp_data(stamp: Stamp, imprint: Imprint) -> dict[str, Any]:
    """What every template needs of stamp and imprint: plain JSON, with the QR code as SVG."""
    return {
        "title": stamp.title,
        "place": stamp.place,
        "code": stamp.code,
        "number": stamp.number,
        "effective": day_words(stamp.effective),
        "dated": stamp.dated,
        "check": stamp.check,
        **imprint_data(imprint, stamp.path),
    }


def imprint_data(imprint: Imprint, path: str) -> dict[str, Any]:
    """What every sheet says of its site: plain JSON, with the QR code of ``path`` there as SVG."""
    address = f"{imprint.address}{path}"
    return {
        "printed": day_words(imprint.day),
        "address": address,
        "qr": code_of(address).svg,
        "site": imprint.name,
        "organ": imprint.organ,
        "hotlines": [{"number": number, "name": name} for number, name in imprint.hotlines],
        "sample": imprint.sample,
    }
