"""What a results page was asked for: all of it stands in the address, nothing is remembered anywhere else.

A value that makes no sense is taken as not asked, because an address may be typed by anybody; of a place the page says so. What was
typed as the question itself is never changed but for its length.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mingbai.errors import NotFound
from mingbai.guides import regions
from mingbai.guides.guide import AUDIENCES, CHANNEL_KINDS, LEVELS
from mingbai.search.facets import BANDS, KEYS

LONGEST = 100
"""What the box takes, and what a page and its links repeat; more of a question is not read."""
SORTS = ("", "date")
"""By relevance, or by the day from which the guides hold, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One address of /search. ``q`` is what was typed, ``cut`` whether it was longer than is read.

    ``region`` to ``item`` narrow what was found (``facets.KEYS``). ``exact`` (``1``) leaves what was typed unrepaired; ``named``
    (``no``) takes a place that the question names for plain words. ``nowhere``: the region asked for is no place, so all are listed.
    """

    q: str = ""
    region: str = ""
    audience: str = ""
    way: str = ""
    level: str = ""
    limit: str = ""
    item: str = ""
    sort: str = ""
    exact: str = ""
    named: str = ""
    page: int = 1
    cut: bool = False
    nowhere: bool = False

    @property
    def chosen(self) -> dict[str, str]:
        """The values that narrow, by facet."""
        return {key: value for key in KEYS if (value := getattr(self, key))}

    def also(self, **changed: str) -> dict[str, str]:
        """The same question with some choices changed, from its first page on, as parameters of an address."""
        kept = {key: getattr(self, key) for key in _KEPT}
        return {key: value for key, value in (kept | changed).items() if value}

    def without(self, key: str) -> dict[str, str]:
        """The same question with one choice lifted."""
        return self.also(**{key: ""})


_KEPT = ("q", *KEYS, "sort", "exact", "named")


def asking_of(asked: Mapping[str, str]) -> Asking:
    """What the parameters of an address ask for. Never refuses."""
    typed = asked.get("q", "").strip()
    page = asked.get("page", "1")
    valid = {key: value for key, test in _VALID.items() if test(value := asked.get(key, ""))}
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    nowhere = bool(asked.get("region")) and "region" not in valid
    return Asking(q=typed[:LONGEST], cut=len(typed) > LONGEST, nowhere=nowhere, page=number, **valid)


def _known_place(code: str) -> bool:
    try:
        return bool(regions.region(code))
    except NotFound:
        return False


_VALID: Mapping[str, Callable[[str], bool]] = {
    "region": _known_place,
    "audience": AUDIENCES.__contains__,
    "way": CHANNEL_KINDS.__contains__,
    "level": LEVELS.__contains__,
    "limit": BANDS.__contains__,
    "item": lambda value: 0 < len(value) <= LONGEST,
    "sort": SORTS.__contains__,
    "exact": "1".__eq__,
    "named": "no".__eq__,
}
