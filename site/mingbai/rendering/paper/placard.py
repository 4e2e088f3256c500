"""A placard (窗口公示) as it hangs at a window: answers, materials, chart, basis and complaint lines; A3 and A4."""

from __future__ import annotations

from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.sign import hung_paper
from mingbai.rendering.paper.subject import Subject


def placard_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The placard on A3, its code 64 mm wide."""
    return hung_paper(subject, imprint, kind="placard", size="a3")


def small_placard_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The placard on A4, for halls that print no larger; its code is 45 mm wide."""
    return hung_paper(subject, imprint, kind="placard", size="a4")
