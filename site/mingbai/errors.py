"""The refusals of the domain: sentences for a person, each with its place and its remedy.

Only ``web/errors.py`` knows which HTTP status a refusal becomes, and only ``cli`` knows its exit code.

    Refusal                 something cannot be done, and the reader can do something about it
    ├── BadText             a content file does not hold what its kind must hold
    ├── UnreadableSource    a source document cannot be read at all
    ├── NotFound            nothing stands under that name
    │   └── Gone            it stood there, and its words were removed by law
    ├── Conflict            somebody else was faster, or the state does not allow it
    ├── Unavailable         the database or its disk cannot be used just now
    ├── Unprinted           a sheet of paper could not be set in type
    ├── SignedOut           nobody is signed in, or no longer
    └── Forbidden           whoever asks may not do this, or not here
"""

from __future__ import annotations


class Refusal(Exception):
    """Something was refused. ``sentence`` says what and why, ``remedy`` what to do; both are shown to people.

    The interface is Chinese first, so both are Chinese sentences. ``place`` names file, line, key or cell, if known.
    """

    def __init__(self, sentence: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        told = f"{self.place}：{self.sentence}" if self.place else self.sentence
        return f"{told} {self.remedy}" if self.remedy else told


class BadText(Refusal):
    """A content file is not what its kind must be; ``place`` is ``file:line key``."""


class UnreadableSource(Refusal):
    """A source document cannot be read: empty, encrypted, a zip bomb, pictures only, or another kind of document."""


class NotFound(Refusal):
    """Nothing stands under the name that was asked for."""


class Gone(NotFound):
    """It stood here, and the law had its words removed; what is left is the record of it."""


class Conflict(Refusal):
    """What was asked for does not go with what happened meanwhile, or with the state that a thing is in."""


class Unavailable(Refusal):
    """The database cannot be used just now: away, locked, full, damaged. Nothing was done, and it may be tried again later."""


class Unprinted(Refusal):
    """A sheet of paper could not be set in type: it took too long, the process that sets it broke, or the fonts lack a character. What
    it was to be printed from is as it was, and can be read on its page."""


class SignedOut(Refusal):
    """Who asks is not known: never signed in, signed out, or away for too long."""


class Forbidden(Refusal):
    """Who asks is known and may not do this, or not for this organ and region."""
