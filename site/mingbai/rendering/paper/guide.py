"""The full guide on A4: every public field, in the order of its page (完整版, GB/T 36114-2018)."""

from __future__ import annotations

from mingbai.rendering.paper.halls import hall_parts
from mingbai.rendering.paper.parts import guide_parts
from mingbai.rendering.paper.sheet import Imprint, Paper, stamp_data
from mingbai.rendering.paper.subject import Subject, checked


def guide_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The guide in full."""
    stamp = checked(subject)
    data = {"guide": {**guide_parts(subject.page), **hall_parts(subject, imprint.day)}, "stamp": stamp_data(stamp, imprint)}
    return Paper(template="guide", title=f"{stamp.place}{stamp.title}办事指南", data=data, day=imprint.day)
