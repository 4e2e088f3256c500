"""A desk card (桌面卡片), A5: the five answers with all materials, its code 39 mm wide."""

from __future__ import annotations

from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.sign import hung_paper
from mingbai.rendering.paper.subject import Subject


def card_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The card."""
    return hung_paper(subject, imprint, kind="card", size="a5")
