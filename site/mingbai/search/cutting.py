"""How an entry is cut for an engine: words by field, the lines in which phrases are looked for, characters of names, codes.

Both engines cut by these functions, so that they find the same. ``MAKER`` names what the cuts depend on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import version

from mingbai.search import chinese
from mingbai.search.entry import Entry
from mingbai.search.index import FIELDS
from mingbai.search.table import surface

MAKER = ", ".join(f"{name} {version(name)}" for name in ("rjieba", "opencc"))
LONGEST_CODE = 64
"""Characters; no item code is as long."""
_CODE = re.compile(r"[0-9a-z]+")


def cut(entry: Entry) -> Mapping[str, list[str]]:
    """The words of each field in which words are looked for."""
    return {field: chinese.words(getattr(entry, field)) for field in FIELDS}


def lines(entry: Entry) -> tuple[str, ...]:
    """What phrases are looked for in, each line by itself: name and aliases, legal basis, materials and forms."""
    texts = (entry.name, entry.aliases, entry.basis, entry.materials)
    return tuple(dict.fromkeys(line for text in texts for one in text.split("\n") if len(line := surface(one)) > 1))


def pairs(line: str) -> list[str]:
    """Each two characters that stand side by side in ``line``, in order."""
    return [line[at : at + 2] for at in range(len(line) - 1)]


def characters(entry: Entry) -> list[str]:
    """The characters by which a query of one character finds a guide: those of its names."""
    return list(dict.fromkeys(chinese.characters(f"{entry.name} {entry.aliases}")))


def code(typed: str) -> str:
    """An item code, or its beginning, as it is kept: figures and small letters only; empty for what is too long to be one."""
    found = "".join(_CODE.findall(chinese.fold(typed)))
    return found if len(found) <= LONGEST_CODE else ""
