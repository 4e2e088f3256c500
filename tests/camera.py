"""Sheets as a telephone sees them: PDF pages rendered at 150 dpi, then blurred, noisy, tilted, aslant; and what a reader makes of them.

Blur and noise are those of an old camera in a dim hall; 7 degrees is how askew a hand holds a telephone. Only the surroundings of a code
are looked at, as people frame it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

DPI = 150
_MARGIN = 0.35
"""Of a code's width, on each side: its quiet zone and a little of the sheet."""


@dataclass(frozen=True)
class Seen:
    """A code found on a page: the ``page`` (from 1), its ``address``, the side of its squares without quiet zone in millimetres, and
    the ``picture`` of its surroundings."""

    page: int
    address: str
    side: float
    picture: Image.Image


def codes_of(pdf: bytes, *, pages: int | None = None) -> Iterator[Seen]:
    """Every QR code of the first ``pages`` (all of them without) as it is found on the clean page."""
    document = pypdfium2.PdfDocument(pdf)
    for at in range(min(len(document), pages or len(document))):
        picture = document[at].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode):
            corners = found.position
            left, right = corners.top_left.x, corners.bottom_right.x
            top, bottom = corners.top_left.y, corners.bottom_right.y
            margin = int((right - left) * _MARGIN)
            framed = picture.crop((left - margin, top - margin, right + margin, bottom + margin))
            yield Seen(page=at + 1, address=found.text, side=(right - left) / DPI * 25.4, picture=framed)


def read(picture: Image.Image) -> str | None:
    """The address that a reader finds in ``picture``."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found[0].text if found else None


def _tilted(degrees: float) -> Callable[[Image.Image], Image.Image]:
    return lambda picture: picture.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _noisy(picture: Image.Image, coarse: float = 0.4) -> Image.Image:
    """Grey light and grain of that share of the range, the same one every time."""
    grain = Image.frombytes("L", picture.size, random.Random(5).randbytes(picture.width * picture.height))
    return ImageChops.add(
        picture.point(lambda value: 40 + value * 0.7), grain.point(lambda value: 128 + (value - 128) * coarse), offset=-128
    )


def _aslant(picture: Image.Image) -> Image.Image:
    """The far edge a fifth shorter, as a sheet above one's head."""
    wide, tall = picture.size
    inset = wide * 0.1
    return picture.transform(
        (wide, tall),
        Image.Transform.PERSPECTIVE,
        _coefficients(((inset, 0), (wide - inset, 0), (wide, tall), (0, tall)), ((0, 0), (wide, 0), (wide, tall), (0, tall))),
        resample=Image.Resampling.BICUBIC,
        fillcolor=255,
    )


Point = tuple[float, float]


def _coefficients(shown: tuple[Point, ...], source: tuple[Point, ...]) -> list[float]:
    """The eight numbers that Pillow wants: from each ``shown`` corner back to its ``source`` corner."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(shown, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        pivot = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in (row for row in range(8) if row != at):
            rows[row] = [value - rows[row][at] * own for value, own in zip(rows[row], rows[at], strict=True)]
    return [row[8] for row in rows]


SIGHTS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "clean": lambda picture: picture,
    "blur 1": lambda picture: picture.filter(ImageFilter.GaussianBlur(1)),
    "blur 2": lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
    "noise": _noisy,
    "tilt +7°": _tilted(7),
    "tilt −7°": _tilted(-7),
    "perspective": _aslant,
    "all at once": lambda picture: _noisy(_aslant(_tilted(7)(picture)).filter(ImageFilter.GaussianBlur(1)), 0.2),
}
"""What happens to a picture, by name. Radii in pixels at 150 dpi: 1 is 0.17 mm on the sheet."""


def smallest(picture: Image.Image, address: str) -> float:
    """The smallest share of its size at which the clean code still reads: how many times farther away it can be seen."""
    share = 1.0
    while share > 0.05:
        less = share * 0.85
        small = picture.resize((max(1, int(picture.width * less)), max(1, int(picture.height * less))), Image.Resampling.LANCZOS)
        if read(small) != address:
            return share
        share = less
    return share
