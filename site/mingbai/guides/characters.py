"""Which characters of a text are not among those that can be shown or printed, and what people call them. Knows no font."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

_AROUND = 8
"""Characters shown on each side of one that cannot be printed."""


def missing(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The characters of ``text`` that are not among ``known``, each once, in their order. Signs that steer lines and have no shape of
    their own (line feeds, zero-width marks) are not missed."""
    return tuple(sign for sign in dict.fromkeys(text) if sign not in known and unicodedata.category(sign) not in ("Cc", "Cf"))


def called(sign: str) -> str:
    """A character as people can tell of it: “㛃”（U+36C3）; of a private or unassigned one, which has no agreed shape, the number alone."""
    number = f"U+{ord(sign):04X}"
    return number if unicodedata.category(sign) in ("Co", "Cn") else f"“{sign}”（{number}）"


def around(sign: str, text: str) -> str:
    """The words around the first ``sign`` of ``text``, it itself as 〔?〕 where it cannot be shown."""
    at = text.index(sign)
    before, after = text[max(0, at - _AROUND) : at], text[at + 1 : at + 1 + _AROUND]
    shown = "〔?〕" if unicodedata.category(sign) in ("Co", "Cn") else sign
    return f"{before}{shown}{after}".replace("\n", " ")
