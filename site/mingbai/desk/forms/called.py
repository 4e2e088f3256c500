"""Services as people name them: a list of slugs is shown and typed by the services' names. Data in, text out; knows no database.

A name that two services share, or that holds a sign that stands between the items of a list, cannot be told in a list: such a service is
shown by its slug.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from mingbai.desk.forms.lines import BREAK, COMMA, of_lines, of_words, to_words

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def names_of(services: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Slug → name of the ``services`` (slug, name) that can be told by their name."""
    given = tuple(services)
    counts = Counter(name for _, name in given)
    return {slug: name for slug, name in given if counts[name] == 1 and not any(sign in name for sign in (COMMA, BREAK, "\n", "\\"))}


def shown(text: str, names: Mapping[str, str]) -> str:
    """A typed list with the names of the services that it names by slug, laid out as it was."""
    items = [names.get(item, item) for item in to_words(text, str)]
    return of_lines(items) if "\n" in text else of_words(items)


def slugs(items: Iterable[str], names: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """The slugs of services that are named by name or slug, and the first that is neither; empty where there is none such."""
    known = {name: slug for slug, name in names.items()}
    found = tuple(known.get(item, item) for item in items)
    return found, next((one for one in found if not _SLUG.fullmatch(one)), "")
