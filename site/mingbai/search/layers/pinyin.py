"""Pinyin and initials: Latin letters read as words of the site (shengyu jintie, ydjyba, yibao转移). Pure; ``hearing`` does the reading.

Latin words that are used as such (HR, APP, CT) stay. A name of a place that was typed so is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mingbai.search.hearing import heard
from mingbai.search.layers import audiences, places
from mingbai.search.query import Query, Reading
from mingbai.search.sounds import Sounds
from mingbai.search.table import Table

_RUN = re.compile(r"(?<![0-9a-z])[a-z]+(?: [a-z]+)*(?![0-9a-z])")
_ALONE = 4
"""Letters of a word that is read by itself where the words around it say nothing together."""
_MOST = 12
"""Runs of letters that are read in one query."""


def read(query: Query, table: Table) -> Query:
    """The query with its letters read as words, where they say anything; what was read is ``corrected``."""
    if query.text.isascii() and not query.text.strip():
        return query
    text, readings, at = "", [], 0
    for run in list(_RUN.finditer(query.text))[:_MOST]:
        text += query.text[at : run.start()]
        for said, taken, how in _read(run.group().split(), table.sounds):
            if how:
                readings.append(Reading(how, said, taken))
            text += f" {taken}" if not how and text[-1:].isascii() and text else taken
        at = run.end()
    if not readings:
        return query
    text += query.text[at:]
    again = replace(query, text=text, corrected=text, readings=(*query.readings, *readings))
    return audiences.read(again if query.place else places.read(again, table), table)


def _read(letters: list[str], sounds: Sounds) -> Iterator[tuple[str, str, str]]:
    """Each stretch of Latin words with what it is read as and how; as it is, and how empty, where it says nothing."""
    for stretch in _stretches(letters, sounds):
        found = None if stretch[0] in sounds.latin else heard(stretch, sounds)
        if found or len(stretch) == 1:
            yield " ".join(stretch), found.text if found else stretch[0], found.how if found else ""
        else:
            for one in stretch:  # a syllable alone says nothing
                alone = heard([one], sounds) if len(one) >= _ALONE else None
                yield one, alone.text if alone else one, alone.how if alone else ""


def _stretches(letters: list[str], sounds: Sounds) -> Iterator[list[str]]:
    """``letters`` cut at the Latin words that are used as such, which stand alone."""
    stretch: list[str] = []
    for word in letters:
        if word in sounds.latin:
            if stretch:
                yield stretch
            yield [word]
            stretch = []
        else:
            stretch.append(word)
    if stretch:
        yield stretch
