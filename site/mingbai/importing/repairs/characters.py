"""Characters that a conversion left behind and nobody wrote: private-use characters, zero-width characters, soft hyphens.

Knows nothing of lines, headings or fields.
"""

from __future__ import annotations

import re
import unicodedata

from mingbai.importing.blocks import Blocks, Finding, Place
from mingbai.importing.repairs.rewriting import rewrite

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\r\x0b\x0c]")
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_SIMPLIFIED = dict(zip("⺠⻓⻅⻆⻋⻔⻚⻛⻜⻝⻢⻥⻦⻩⻬⻰⻘⻉⻄⻁⻮⻤", "民长见角车门页风飞食马鱼鸟黄齐龙青贝西虎齿鬼", strict=True))


def remove_private_use_characters(document: Blocks) -> Blocks:
    """Take out private-use characters: bullets and boxes of a symbol font whose meaning was lost in conversion."""
    return rewrite(document, lambda text: _PRIVATE.sub("", text), _tell_private)


def remove_invisible_characters(document: Blocks) -> Blocks:
    """Take out zero-width characters, soft hyphens, direction marks and control characters other than tab and newline."""
    return rewrite(document, lambda text: _INVISIBLE.sub("", text), _tell_invisible)


def fold_blanks(document: Blocks) -> Blocks:
    """Turn blanks of other widths (no-break, thin, vertical tab) into plain ones; 全角空格 stays, it is the source's own."""
    return rewrite(document, lambda text: _BLANKS.sub(" ", text), _tell_blank)


def fold_radicals(document: Blocks) -> Blocks:
    """Turn 康熙部首 code points, which PDF fonts yield in place of the characters they look like, into those characters."""
    return rewrite(document, lambda text: _RADICALS.sub(lambda found: _folded_radical(found[0]), text), _tell_radical)


def _folded_radical(sign: str) -> str:
    """Unicode decomposes the 康熙 radicals (2F00–2FD5), but of the simplified forms in the supplement (2E80–2EF3) hardly any."""
    return _SIMPLIFIED.get(sign) or unicodedata.normalize("NFKC", sign)


def _tell_private(before: str, after: str, place: Place) -> Finding:
    codes = " ".join(f"U+{ord(one):04X}" for one in sorted(set(_PRIVATE.findall(before))))
    sentence = f"去掉了字体私用区字符（{codes}），它们在转换中失去了字形。"
    return Finding(kind="private-use-character", severity="info", sentence=sentence, place=place, excerpt=before[:60])


def _tell_invisible(before: str, after: str, place: Place) -> Finding:
    return Finding(kind="invisible-character", severity="info", sentence="去掉了看不见的字符。", place=place, excerpt=after[:60])


def _tell_blank(before: str, after: str, place: Place) -> Finding:
    return Finding(kind="odd-blank", severity="info", sentence="把特殊空白换成了普通空格。", place=place, excerpt=after[:60])


def _tell_radical(before: str, after: str, place: Place) -> Finding:
    found = "".join(sorted(set(_RADICALS.findall(before))))
    return Finding(kind="radical", severity="info", sentence=f"把部首编码（{found}）换成了对应的汉字。", place=place, excerpt=after[:60])
