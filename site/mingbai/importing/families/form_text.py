"""The words printed on a form: mended where a conversion spaced or broke them, and read for choices, dates and signatures.

Blanks to write in are part of a form, so only blanks inside a word are closed: 姓 名 is 姓名, but 年 月 日 stays. Knows no grid.
"""

from __future__ import annotations

import re
from typing import Literal

FieldKind = Literal["text", "choice", "date", "signature", "seal"]

BOX = re.compile(r"[□☐☑■]")
_HAN = "\u3400-\u9fff"
_UNIT = "年月日时分秒自至人元岁个份张号省市县区街村%"
_ENDS = r"(?=\s*(?:$|[：:（(]))"
_SPACED = re.compile(rf"(?<![^\s。；;])(?:[{_HAN}]\s+)+[{_HAN}]{_ENDS}|^(?:[{_HAN}]{{1,2}}\s)+[{_HAN}]{{1,2}}{_ENDS}")
_IN_WORD = re.compile(
    rf"(?<=[{_HAN}])(?<!\s[{_UNIT}])(?<!^[{_UNIT}])[ \u3000](?=[{_HAN}])"
    rf"(?![{_UNIT}](?:[\s：:；;，,）)]|$))(?![^\s：:]{{0,10}}\s?[：:])",
    re.MULTILINE,
)
_AFTER_STOP = re.compile(rf"(?<=[、，；]) (?=[{_HAN}])")
_ROOM = frozenset(_UNIT + " \u3000")
_BEFORE_CLOSE = re.compile(rf"(?<=[{_HAN}])[ \u3000]+(?=[：:])|(?<=[{_HAN}]) (?=[）)])")
_SPOKEN_OF = re.compile(r"[□☐]\s*[内中里]?\s*[打画划填]")
"""A box that a sentence speaks of (请在对应□内打√) offers nothing."""
_GAP = re.compile(r"\s{2,}|_{2,}")
_FIRST_OF_LINE = re.compile(r"\s*(?:[□☐☑■(（]|\d{1,2}\s*[.．、]|[①-⑳]|[一二三四五六七八九十]{1,2}、|年\s+月)")
_LAST_OF_LINE = re.compile(r"[。；;：:)）]\s*$")
_LABEL_LENGTH = 40
"""No label is longer; a cell that is, is text."""
_COMMA_LENGTH = 22
"""A label with a comma in it is shorter than this; longer is a sentence."""
_SHORT_LENGTH = 24
"""Lines that come to less than this together are one label that its narrow cell broke."""
_WRAPPED_LENGTH = 24
"""A line at least this long was broken by the width of its cell."""
_HALF_LENGTH = 15
"""The first of two lines of a label is at least this long."""
_NO_LABEL = re.compile(r"[□☐☑■：:。；;]|年\s*月|\d[.、]")
_DATE = re.compile(r"年\s*月\s*日|年\s{2,}月|日\s*期|(?:时间|有效期)$")
_SIGNATURE = re.compile(r"签\s*[字名章]|手印|签收人")
_SEAL = re.compile(r"盖\s*章|公\s*章|[（(]\s*章\s*[）)]|印章")


def mended(text: str) -> str:
    """``text`` of a cell or a line without the blanks and line breaks that a conversion put inside its words."""
    text = re.sub(r"[ \t\u3000]+$", "", text.strip("\n"), flags=re.MULTILINE).strip()
    return "\n".join(_closed(line) for line in _unwrapped(text).split("\n"))


def is_label(text: str) -> bool:
    """Whether the text of a cell is a printed label: short words, no box, no sentence, no gap to write in."""
    if not text or len(text) > _LABEL_LENGTH or BOX.search(text):
        return False
    return not re.search(r"[。；;\n]|[：:].|_{2}|\s{2}", text.strip("：:；; ")) and (len(text) < _COMMA_LENGTH or "，" not in text)


def kind_of(label: str) -> FieldKind:
    """What is to be written behind ``label``: a date, a signature, a seal, else text."""
    if _SIGNATURE.search(label):
        return "signature"
    if _SEAL.search(label):
        return "seal"
    return "date" if _DATE.search(label) else "text"


def choices(text: str) -> tuple[str, ...]:
    """The printed choices of a text with boxes. The box may stand before each choice or behind it (医疗机构□ 零售药店□)."""
    if not BOX.search(text) or _SPOKEN_OF.search(text):
        return ()
    found = _behind(text) if _is_behind(text) else [_GAP.split(part.lstrip(), maxsplit=1)[0] for part in BOX.split(text)[1:]]
    return tuple(one for one in map(_choice, found) if one)


def before_box(text: str) -> str:
    """What is printed before the first box, where that is a label and not a choice."""
    head = re.split(r"\s{2,}", BOX.split(text, maxsplit=1)[0])[-1].strip()
    return head.rstrip("：: ") if head.endswith(("：", ":")) else ""


def _choice(text: str) -> str:
    """A choice without the room behind it (其他(_  )), and without the label that stands after it in the same line."""
    text = re.sub(r"\s\S{2,12}[：:]$", "", text.split("\n")[0].strip())
    text = re.sub(r"[（(][\s_]*[）)]?$", "", text).strip(" ：:。_")
    return re.sub(r"等?[)）]$", "", text) if not re.search(r"[（(]", text) else text


def _is_behind(text: str) -> bool:
    boxes = list(BOX.finditer(text))
    if not text[: boxes[0].start()].strip(" (（") or before_box(text):
        return False
    return bool(BOX.search(text.rstrip()[-1:])) or all(re.match(r"\s{2,}|$", text[box.end() :]) for box in boxes)


def _behind(text: str) -> list[str]:
    parts = [part.strip() for part in BOX.split(text)[:-1]]
    return [re.split(r"\s{2,}", part)[-1] for part in parts]


def _closed(line: str) -> str:
    line = _SPACED.sub(lambda found: found[0] if set(found[0]) <= _ROOM else re.sub(r"\s", "", found[0]), line)
    line = _IN_WORD.sub("", line) if not BOX.search(line) or len(line) > _LABEL_LENGTH else line
    line = _AFTER_STOP.sub("", line) if not BOX.search(line) else line
    return _BEFORE_CLOSE.sub("", line)


def _unwrapped(text: str) -> str:
    """``text`` with the lines of one label, or of one sentence, put together."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = "".join(lines)
    if _is_broken_label(lines, joined):
        return joined
    out: list[str] = []
    for line in lines:
        if out and _goes_on(out[-1], line):
            out[-1] += line
        else:
            out.append(line)
    return "\n".join(out)


def _is_broken_label(lines: list[str], joined: str) -> bool:
    if len(lines) < 2 or _NO_LABEL.search(joined):
        return False
    return len(joined) <= _SHORT_LENGTH or (len(lines) == 2 and len(lines[0]) >= _HALF_LENGTH and _is_open(*lines))


def _goes_on(before: str, line: str) -> bool:
    if not _is_open(before, line):
        return False
    return len(before) >= _WRAPPED_LENGTH or (len(line) <= 2 and line[-1] not in "：:" and bool(BOX.match(before)))


def _is_open(before: str, line: str) -> bool:
    """Whether the line before has not ended and this one opens nothing of its own."""
    opens = _FIRST_OF_LINE.match(line) or _SEAL.search(line) or _SIGNATURE.search(line)
    return not opens and not _LAST_OF_LINE.search(before)
