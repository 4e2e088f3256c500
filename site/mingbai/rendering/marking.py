"""Two texts as one, in which is marked what went and what came: between words, as a reader would mark it with a pencil.

The dictionary that knows the words costs a seventh of a second; it is loaded by the first comparison, never by a page that shows none.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

_MOST = 4_000
"""Words of one text beyond which whole lines are compared first, and words only inside the lines that changed."""

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is in both (``same``), only in the old (``gone``) or only in the new one (``new``)."""

    kind: Kind
    text: str


@lru_cache(maxsize=2048)
def marked(before: str, after: str) -> tuple[Run, ...]:
    """Runs whose ``same`` and ``gone`` make up ``before``, and whose ``same`` and ``new`` make up ``after``."""
    runs: list[Run] = []
    for old, new in _hunks(_cut(before), _cut(after)):
        if old == new:
            runs.append(Run("same", old))
            continue
        runs += [Run("gone", old)] if old else []
        runs += [Run("new", new)] if new else []
    return tuple(runs)


def hunks(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The places in which the texts differ, as (what went, what came); either may be empty."""
    return tuple((old, new) for old, new in _hunks(_cut(before), _cut(after)) if old != new)


def _cut(text: str) -> list[str]:
    import rjieba  # heavy, and wanted by comparisons only

    words: list[str] = rjieba.cut(text)
    return words if len(words) <= _MOST else text.splitlines(keepends=True)


def _hunks(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Stretches in order; a single sign between two changes belongs to them, for nobody reads a text in splinters."""
    found: list[tuple[str, str]] = []
    for tag, one, two, three, four in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        here = ("".join(old[one:two]), "".join(new[three:four]))
        if tag != "equal" and len(found) > 1 and found[-1][0] == found[-1][1] and _slight(found[-1][0]):
            between, (gone, came) = found.pop()[0], found.pop()
            here = (gone + between + here[0], came + between + here[1])
        found.append(here)
    return found


def _slight(text: str) -> bool:
    return len(text) == 1 and not text.isdigit() and not text.isspace()
