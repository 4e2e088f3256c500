"""The guide in large type (大字版, standards 4.12): everything that the full guide says, in 18 points and black on white.

A flow chart that fits the sheet would have letters too small to read, so its steps stand there in words, once.
"""

from __future__ import annotations

from typing import Any

from mingbai.rendering.breaks import lines
from mingbai.rendering.paper.halls import hall_parts
from mingbai.rendering.paper.lines import exit_words
from mingbai.rendering.paper.parts import guide_parts
from mingbai.rendering.paper.sheet import Imprint, Paper, stamp_data
from mingbai.rendering.paper.subject import Subject, checked

WIDE = 12.0
"""Letters of the heading beside the code."""


def large_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The guide in large type."""
    stamp = checked(subject)
    guide = {**guide_parts(subject.page), **hall_parts(subject, imprint.day), "rows": list(lines(stamp.title, WIDE))}
    drawn = [_told(one) for one in guide["charts"] if one["steps"]]
    guide["paths"] = [{**path, "chart": None} for path in guide["paths"]] or drawn
    guide["charts"] = []
    data = {"guide": guide, "stamp": stamp_data(stamp, imprint), "plain": True}
    return Paper(template="large", title=f"{stamp.place}{stamp.title}办事指南（大字版）", data=data, day=imprint.day)


def _told(chart: dict[str, Any]) -> dict[str, Any]:
    """A chart as a path of steps in words."""
    steps = ["\n".join([step["text"], *map(exit_words, step["exits"])]) for step in chart["steps"]]
    return {"name": chart["title"], "steps": steps, "chart": None}
