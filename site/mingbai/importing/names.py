"""Whether two printed names are names of the same item. Knows no item and no service."""

from __future__ import annotations

import difflib
import re
import unicodedata

_DRESS = re.compile(r"[\s“”\"'‘’《》〈〉<>（）()\[\]【】、，,。.·—－-]")
_CLOSE = 0.8
_SHARE = 0.6
"""A name inside a longer one (一次性营养补助 in 一次性营养补助支付) counts from this share of its length."""


def key(name: str) -> str:
    """``name`` without width, blanks, quotes and brackets; equal keys are equal names."""
    return _DRESS.sub("", unicodedata.normalize("NFKC", name)).lower()


def closeness(one: str, other: str) -> float:
    """From 0 to 1: 1 for equal keys; 0 where they are not close enough to be taken for one another."""
    a, b = key(one), key(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    shorter, longer = sorted((a, b), key=len)
    inside = shorter in longer and len(shorter) >= _SHARE * len(longer)
    ratio = difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    return max(ratio, 0.9 if inside else 0.0) if inside or ratio >= _CLOSE else 0.0
