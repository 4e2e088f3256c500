"""The guide on one sheet of A4 (简版, GB/T 36114-2018, standards 3.09): what people take home, from the same version as the full guide.

Always there: 名称, 对象, 条件, 材料, 流程, 时限, 收费, 地点时间, 咨询投诉, 二维码. The template sets it as large as one page holds; where
8.5 points are still too large it leaves out the least needed, in the order of its ``rest`` and never without saying so.
"""

from __future__ import annotations

import re
from typing import Any

from mingbai.rendering.paper.halls import hall_parts
from mingbai.rendering.paper.parts import guide_parts
from mingbai.rendering.paper.sheet import Imprint, Paper, stamp_data
from mingbai.rendering.paper.subject import Subject, checked

BRIEF = 30
"""Characters of a step where steps are told in short."""
_CLAUSE = re.compile(r"[。；;，,：:\n]")


def short_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The guide on one page."""
    stamp = checked(subject)
    guide = {**guide_parts(subject.page), **hall_parts(subject, imprint.day)}
    guide["paths"] = [_path(path) for path in guide["paths"]]
    for left_out in ("charts", "tips", "basis", "remarks", "facts", "row", "source"):
        del guide[left_out]
    data = {"guide": guide, "stamp": stamp_data(stamp, imprint)}
    return Paper(template="short", title=f"{stamp.place}{stamp.title}办事指南（一页简版）", data=data, day=imprint.day)


def brief(text: str) -> str:
    """A step in few words: its first clauses, as many as ``BRIEF`` characters hold, with … for the rest; whole where it is short."""
    if len(text) <= BRIEF:
        return text
    ends = [found.start() for found in _CLAUSE.finditer(text) if 2 < found.start() < BRIEF]
    return f"{text[: ends[-1] if ends else BRIEF]}…"


def _path(path: dict[str, Any]) -> dict[str, Any]:
    return {"name": path["name"], "steps": path["steps"], "brief": [brief(step) for step in path["steps"]]}
