"""Finding a name by the first letters of its syllables, as a pad of letters asks for it: 异地就医 by YDJY. Pure.

A character that is read in several ways answers to each of them (行: H and X): whoever types is right. Letters may begin anywhere in a
name, because people do not know with which word the list begins; names that begin with them come first.
A thing has several names, the one that is shown first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONGEST = 12
"""Letters that are looked at: nobody needs more to tell 40 names apart."""
Initials = Sequence[str]
"""Of each character that is said: every letter that it may begin with."""


def letters_of(typed: str) -> str:
    """The letters of what was typed, in capitals; what is none is left out."""
    return "".join(one for one in typed.upper() if one in ALPHABET)[:LONGEST]


def initials_of(text: str, syllables: Callable[[str], Iterable[str]]) -> Initials:
    """The letters of ``text``, with ``syllables`` telling how a character is read; signs are not said."""
    said = ((one.upper() if one.isascii() and one.isalnum() else "".join(part[0].upper() for part in syllables(one))) for one in text)
    return tuple(one for one in said if one)


def place_in(initials: Initials, letters: str) -> int:
    """Where in ``initials`` the ``letters`` first stand one after the other, -1 where they do not."""
    starts = range(len(initials) - len(letters) + 1)
    return next((at for at in starts if all(one in initials[at + more] for more, one in enumerate(letters))), -1)


def fitting(things: Iterable[tuple[Thing, Sequence[Initials]]], letters: str) -> list[Thing]:
    """The ``things`` one of whose names has ``letters``: first those whose first name does, and of these those that begin with them."""
    found = [(_nearness(names, letters), thing) for thing, names in things]
    return [thing for rank, thing in sorted(((rank, thing) for rank, thing in found if rank >= 0), key=lambda pair: pair[0])]


def _nearness(names: Sequence[Initials], letters: str) -> int:
    """0 where the first name begins with ``letters``, 1 where it has them, 2 where only another name has, -1 where none does."""
    places = [place_in(one, letters) for one in names]
    if places and places[0] >= 0:
        return min(places[0], 1)
    return 2 if any(at >= 0 for at in places) else -1


def going_on(things: Iterable[tuple[Thing, Sequence[Initials]]], letters: str) -> frozenset[str]:
    """The letters after ``letters`` with which something is still found."""
    names = [one for _, several in things for one in several]
    return frozenset(one for one in ALPHABET if any(place_in(name, letters + one) >= 0 for name in names))
