"""Boxes to tick: written back as □ where a conversion left an HTML control, or where optical reading took the box for the character 口.

A 口 is only mended where it stands as a box stands (before or after a choice, beside other boxes) and makes no word; knows no family.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mingbai.importing.blocks import Blocks, Finding, Paragraph, Place, Table, texts
from mingbai.importing.repairs.rewriting import rewrite

_CONTROL = re.compile(r"<input\b[^<>]*?type\s*=\s*[\"']?(?:checkbox|radio)\b[^<>]*>[ ]?", re.IGNORECASE)
_TICKED = re.compile(r"\bchecked\b", re.IGNORECASE)
_HAN = "\u4e00-\u9fff"
_BEFORE = re.compile(rf"(?:(?<=如)|(?<![{_HAN}A-Za-z0-9]))口(?=\s?[{_HAN}(（A-Z])(?![腔服岸径头述令罩语号碑味粮审咽鼻唇诀角才音红试气内])")
"""A 口 before a choice: no word ends there, and the word that it would begin is none."""
_WORDS = "人户窗入出进路关缺接端港胃伤创切家归对借开改门井当岔渡隘瓶"
"""Characters that make a word with a 口 behind them: 人口, 窗口, 出口."""
_AFTER = re.compile(rf"(?<=[{_HAN})）])(?<![{_WORDS}])口(?=\s{{2}}|\t|\s*$|\s+[□口√])", re.MULTILINE)
_NAMED = re.compile(r"口(?=(?:标识|标志)?表示|内?(?:中|里)?打\s*[“\"]?[√✓])")
"""A 口 of which the text itself says that it is a box to be ticked."""
_ALONE = re.compile(r"\s*[（(]?\s*口\s*[）)]?\s*")
_BOX = re.compile(r"[□☐☑■]")


def restore_controls(document: Blocks) -> Blocks:
    """Write ``<input type="checkbox">`` as □, a ticked one as ☑."""
    return rewrite(document, lambda text: _CONTROL.sub(_drawn, text), _tell("checkbox-control", "网页复选框已写作“□”。"))


def restore_misread_boxes(document: Blocks) -> Blocks:
    """Write □ where optical reading saw 口; only in a document that prints □ too."""
    if not any(_BOX.search(text) for block in document.blocks for text, _ in texts(block)):
        return document
    cells = frozenset(text for block in document.blocks if isinstance(block, Table) for text, _ in texts(block))
    lines = frozenset(block.text for block in document.blocks if isinstance(block, Paragraph) and "\t" not in block.text)
    tell = _tell("misread-box", "被识别成“口”字的方框已写回“□”。")
    return rewrite(document, lambda text: _reread(text, text in cells and text not in lines), tell)


def _drawn(control: re.Match[str]) -> str:
    return "☑" if _TICKED.search(control[0]) else "□"


def _reread(text: str, in_cell: bool) -> str:
    """``text`` with its boxes; a single 口 that opens a line of running text is left, since the line may have been broken before it."""
    if "口" not in text:
        return text
    if _ALONE.fullmatch(text):
        return text.replace("口", "□")
    boxes = len(_BOX.findall(text)) + len(_BEFORE.findall(text)) + len(_AFTER.findall(text))
    text = _NAMED.sub("□", text)
    if boxes > 1 or (in_cell and boxes):
        text = _BEFORE.sub("□", text)
    return _AFTER.sub("□", text) if boxes > 1 else text


def _tell(kind: str, sentence: str) -> Callable[[str, str, Place], Finding]:
    def told(before: str, after: str, place: Place) -> Finding:
        return Finding(kind=kind, severity="info", sentence=sentence, place=place, excerpt=after.strip()[:60])

    return told
