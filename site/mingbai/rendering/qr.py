"""An address as a QR code: its squares as one SVG, dark on white, with the quiet zone that scanners want.

Level Q where that makes the symbol no larger, else M (GB/T 18284; standards 3.25: level M or higher, four modules of quiet zone). No logo:
whatever covers squares shortens the distance at which it reads. Knows no page.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from typing import Any

import segno

from mingbai.errors import Refusal

QUIET = 4
"""Modules of quiet zone on each side (ISO/IEC 18004, 9.1)."""
ON_PAPER = 200
"""Characters that a scanner still reads off paper; a screen held near takes more."""
ON_SCREEN = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code: the ``address`` it carries, its ``svg``, the number of ``modules`` of a side with the quiet zone, its ``level``."""

    address: str
    svg: str
    modules: int
    level: str


def code_of(address: str, most: int = ON_PAPER) -> Code:
    """The QR code of ``address``. Raises Refusal where there is none or it has more than ``most`` characters."""
    found = _symbol(address, most)
    rows = [list(row) for row in found.matrix_iter(scale=1, border=QUIET)]
    side = len(rows)
    runs = "".join(_runs(row, down) for down, row in enumerate(rows))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{runs}"/></svg>'
    )
    return Code(address=address, svg=svg, modules=side, level=str(found.error))


def picture_of(address: str, scale: int = 12) -> bytes:
    """The same code as a PNG of ``scale`` pixels a module, for documents that cannot hold an SVG alone. Raises Refusal like ``code_of``."""
    file = io.BytesIO()
    _symbol(address, ON_PAPER).save(file, kind="png", scale=scale, border=QUIET)
    return file.getvalue()


def _symbol(address: str, most: int) -> Any:
    """The symbol, remembered where it goes on paper: what is only shown on a screen may be a secret."""
    return _remembered(address) if most == ON_PAPER else _made(address, most)


@functools.lru_cache(maxsize=256)
def _remembered(address: str) -> Any:
    return _made(address, ON_PAPER)


def _made(address: str, most: int) -> Any:
    if not address or len(address) > most:
        raise Refusal("二维码的网址是空的或者太长。", remedy=f"请检查 site.url；网址连同编号不应超过 {most} 个字符。")
    found = segno.make_qr(address, error="q", boost_error=False)
    while int(found.version) > 1:  # each symbol costs a hundredth of a second; what does not fit is known before it is drawn
        try:
            found = segno.make_qr(address, error="m", version=int(found.version) - 1, boost_error=False)
        except segno.DataOverflowError:
            break
    return found


def _runs(row: list[int], down: int) -> str:
    """The dark runs of one row, each as one rectangle."""
    drawn, at = [], 0
    while at < len(row):
        end = at
        while end < len(row) and row[end]:
            end += 1
        if end > at:
            drawn.append(f"M{at} {down}h{end - at}v1h-{end - at}z")
        at = max(end, at + 1)
    return "".join(drawn)
