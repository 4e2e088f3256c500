"""What the layers look things up in: one frozen value, compiled from what is in force (``compiling``) and written as one file.

It knows nothing of the database, of engines or of how its parts were weighed. Every surface in it is written as ``surface`` writes
it; whoever looks something up writes it the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from mingbai.search.bank import Bank
from mingbai.search.citings import Citings
from mingbai.search.sounds import Sounds
from mingbai.search.surfaces import surface

__all__ = ["EMPTY", "Facts", "Meaning", "Table", "loaded", "surface", "written"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A service as the layers see it. ``names`` are the surfaces of its official names, its aliases and its guides' names."""

    slug: str
    name: str
    group: str = ""
    plain: str = ""
    names: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    need: int = 3
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a canonical term of the lexicons stands for: services, surest first; or an authority outside; or only words (``same``)."""

    term: str
    same: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Everything the query layer knows of the site.

    - ``services``: by slug, in the order of the list. ``umbrellas``: the surface of a name that stands over several services (a group,
      a main item) → their slugs.
    - ``terms``: a surface of a lexicon → canonical term with how surely it leads there (1.0 for the term and its equals, less for what is
      only asked). ``meanings``: canonical term → what it stands for.
    - ``spoken``: surfaces that sounds are made from (names, lexicon, names of forms), with the text each stands for.
    - ``regions``: six-digit codes of the places that have guides. ``codes``: item codes in use, lower case.
    - ``laws``: surface of the title of a law or document that a guide cites → the title as printed. ``numbers``: surface of a document
      number (文号) → as printed. ``forms``: surface of a form's name → as printed.
    - ``bank``: how people ask for each service, counted. ``sounds``: how all these words sound.
    - ``citings``: what guides cite, so that it is recognised in part and in other writings.
    """

    services: Mapping[str, Facts] = field(default_factory=dict)
    umbrellas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    laws: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    bank: Bank = field(default_factory=Bank)
    sounds: Sounds = field(default_factory=Sounds)
    citings: Citings = field(default_factory=Citings)


EMPTY = Table()
"""What is known where nothing was compiled: queries are then only folded and cut."""


def written(table: Table) -> dict[str, Any]:
    """``table`` as data that JSON can hold."""
    return asdict(table)


def loaded(kept: dict[str, Any]) -> Table:
    """The table of what ``written`` gave. Raises KeyError, TypeError or ValueError for anything of another shape."""
    held = {name: frozen(value) for name, value in kept.items()}
    held["services"] = {slug: Facts(**facts) for slug, facts in held["services"].items()}
    held["meanings"] = {term: Meaning(**meaning) for term, meaning in held["meanings"].items()}
    held["bank"] = Bank(**held["bank"])
    held["sounds"] = Sounds(**held["sounds"])
    held["citings"] = Citings(**held["citings"])
    return Table(**held)


def frozen(value: Any) -> Any:
    """What JSON gave, with tuples in place of lists."""
    if isinstance(value, list):
        return tuple(frozen(one) for one in value)
    if isinstance(value, dict):
        return {key: frozen(one) for key, one in value.items()}
    return value
