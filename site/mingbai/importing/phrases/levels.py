"""办理层级: letters (A省 B市 C县 D乡镇 E村), names in any spelling, or sentences that also say who only receives.

Knows no region. What is said beyond the bare levels is kept as a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingbai.guides.guide import Level

_LETTERS: dict[str, Level] = {"A": "省", "B": "设区市", "C": "县（市、区）", "D": "乡镇（街道）", "E": "村（社区）"}
_ONLY_LETTERS = re.compile(r"[A-EＡ-Ｅa-e](?:[\s、，,；;/和及]*[A-EＡ-Ｅa-e])*")
_NAMES: tuple[tuple[Level, str], ...] = (
    (
        "村（社区）",
        r"[行政]*村[级]?\s*[（(]\s*(?:社区|居)[^）)]*[）)]级?|[行政]*村\s*[、/]?\s*社区|村居|[行政]*村级|社区级?|[行政]{2}村|村",
    ),
    (
        "乡镇（街道）",
        r"乡[镇]?\s*[（(][^）)]*[）)]级?|镇\s*[（(][^）)]*[）)]级?|乡镇?\s*[、/]?\s*街道级?|镇街级?|乡镇级?|街道级?|[镇乡]级|乡|镇",
    ),
    (
        "县（市、区）",
        r"县\s*[（(][^）)]*[）)]级?|区\s*[（(][^）)]*[）)]级?|县\s*[、/]?\s*市?\s*[、/]?\s*区级?|区县级?|县级市?|[区旗]级|区|县|旗",
    ),
    ("设区市", r"设区的?市级?|市\s*[（(][^）)]*[）)]级?|地级?市级?|市州级?|地市级|市本级|[市州盟]级|[市州盟]"),
    ("省", r"自治区级?|直辖市级?|省\s*[（(][^）)]*[）)]级?|省本级|省级|省"),
)
_NAME = re.compile("|".join(f"(?P<l{rank}>{pattern})" for rank, (_, pattern) in enumerate(_NAMES)))
_FIRST = re.compile(r"自治区级?|设区的?市级?|直辖市级?|地级?市级?|县级市")
_LETTERED = re.compile(r"[A-EＡ-Ｅ](?:[\s、，,/和及]*[A-EＡ-Ｅ])*(?![A-Za-z])")
_BOXED = re.compile(r"[☑☒√✓✔■]\s*([^□☐☑☒√✓✔■\s]+)")
_SAYS_MORE = re.compile(r"受理|收件|初审|帮办|代办|办结|决定|审批|负责|仅|可由|提供")


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The levels in the order printed, each once, and the sentences that say more than a level's name."""

    levels: tuple[Level, ...] = ()
    notes: tuple[str, ...] = ()


def read_levels(text: str) -> Levels:
    """The levels that ``text`` names."""
    text = _ticked(text.strip(" \t\n　。；;"))
    if _ONLY_LETTERS.fullmatch(text):
        return Levels(levels=tuple(dict.fromkeys(_of_letters(text))))
    found: dict[Level, None] = {}
    notes = []
    for sentence in re.split(r"[。；;\n]", text):
        letters = _LETTERED.match(sentence.strip())
        found |= dict.fromkeys(_of_letters(letters[0]) if letters else _named(sentence))
        if letters and letters.end() == len(sentence.strip()):
            continue
        if _SAYS_MORE.search(sentence) or (sentence.strip() and not _named(sentence)):
            notes.append(sentence.strip())
    return Levels(levels=tuple(found), notes=tuple(notes))


def _ticked(text: str) -> str:
    """Of a row of boxes, what is ticked (□省 ☑市 ☑县); any other text as it is."""
    ticked = _BOXED.findall(text)
    return "、".join(ticked) if ticked and re.search(r"[□☐]", text) else text


def _of_letters(text: str) -> list[Level]:
    letters = (chr(ord(one) - 0xFEE0) if "Ａ" <= one <= "Ｅ" else one.upper() for one in text)
    return [_LETTERS[one] for one in letters if one in _LETTERS]


def _named(sentence: str) -> list[Level]:
    levels: list[Level] = []
    at = 0
    while at < len(sentence):
        # 设区市 and 自治区 hold the name of a lower level, so they are tried before the names are.
        match = _FIRST.match(sentence, at) or _NAME.match(sentence, at)
        if match is None:
            at += 1
            continue
        levels.append(_level_of(match[0]))
        at = match.end()
    return levels


def _level_of(name: str) -> Level:
    if name.startswith(("设区", "地")):
        return "设区市"
    if name.startswith(("自治区", "直辖市")):
        return "省"
    return next(level for level, pattern in _NAMES if re.fullmatch(pattern, name))
