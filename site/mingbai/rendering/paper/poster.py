"""A poster (海报): the answers, the materials and the way to do it, to be read from two metres; A4 and A3."""

from __future__ import annotations

from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.sign import hung_paper
from mingbai.rendering.paper.subject import Subject


def poster_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The poster on A4, its code 80 mm wide."""
    return hung_paper(subject, imprint, kind="poster", size="a4")


def large_poster_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The poster on A3, its code 113 mm wide: it reads from 75 cm without zoom."""
    return hung_paper(subject, imprint, kind="poster", size="a3")
