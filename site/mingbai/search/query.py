"""What a typed query means, as one frozen value; ``layers`` fills it, one layer after the other.

The value stands apart from the layers so that each of them can name it. It knows nothing of engines, tables or pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Intent = Literal["", "materials", "time", "place", "fee", "online", "progress"]
Cited = Literal["law", "article", "number", "form"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Something that a guide refers to by name: a law, an article of one, a document number (文号), a form.

    ``text`` is written as ``table.surface`` writes it, which is also how the engine finds it as a phrase; where guides print it in other
    ways, or it is only part of a name, ``lines`` are what they print."""

    kind: Cited
    text: str
    lines: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """What the engine looks for."""
        return self.lines or (self.text,)


@dataclass(frozen=True, slots=True)
class Vote:
    """How surely a query is about a service: ``weight`` from 0 to 1, and the word or phrasing that says so."""

    service: str
    weight: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layer took ``said`` for: ``Reading("pinyin", "shengyu jintie", "生育津贴")``."""

    layer: str
    said: str
    taken_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as understood.

    - ``typed`` is exactly what was typed; ``text`` what is left to be read: folded, without what earlier layers took out of it.
    - ``code``: an item code or its beginning, lower case. ``citations``: laws, articles, document numbers, forms.
    - ``region``: six digits of a place that we have guides of, or of the nearest one above it; ``place`` its name as said, also
      where we have nothing of it (then ``region`` is empty). ``regions``: the codes of our places that answer for it: ``region``
      itself, or those that lie in a wider place (江苏). ``away``: another place as said, where somebody goes or that we have nothing of: it
      does not narrow, but says something of the matter (treatment away from home, transfer).
    - ``audiences``: who asks or for whom. ``intent``: what is asked about it, for a link into the page; taken out of the words.
    - ``words``: still to be looked for; function words left out. ``characters``: where the query is one character only.
    - ``corrected``: the text after pinyin, initials and homophone repair where that differs.
    - ``terms``: canonical terms of the lexicons. ``votes``: services, best first.
    - ``known``: how much of what it says is known to be asked, 0..1; ``pulled``: how strongly that pulls to any service; ``elsewhere``:
      how much speaks for another authority, where what speaks for the best of our services is 1.
    - ``outside``: the authority whose business it is where it is not ours; "-" where none is known.
    - ``readings``: what each layer took for what, in their order.
    """

    typed: str
    text: str = ""
    code: str = ""
    citations: tuple[Citation, ...] = ()
    region: str = ""
    regions: tuple[str, ...] = ()
    place: str = ""
    away: str = ""
    audiences: tuple[str, ...] = ()
    intent: Intent = ""
    words: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    corrected: str = ""
    terms: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    known: float = 0.0
    pulled: float = 0.0
    elsewhere: float = 0.0
    outside: str = ""
    readings: tuple[Reading, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.characters or self.code or self.citations or self.votes or self.region or self.audiences)
