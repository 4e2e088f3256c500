"""The running text of a specification: lines that a page broke are put together, blanks that a line end left are taken out.

Every word stays. Knows no field; which lines are a note or a legend of the boxes is told by how they begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingbai.guides.words import split_heading
from mingbai.importing.phrases.numbering import kind_of, starts_with_label, value_of

_ENDED = re.compile(r"[。！？!?；;：:]\s*[”」』）)]?\s*$")
_LATIN = re.compile(r"[A-Za-z]$")
_BESIDE_MARK = re.compile(r"(?<=[，。；：、！？》）)（(“”《])[ \u3000]+|[ \u3000]+(?=[，。；：、！？》）)（(《“”])")
_IN_NUMBER = re.compile(r"(?<=第)[ \u3000]+(?=\d)|(?<=\d)[ \u3000]+(?=[号条款项个年月日])|(?<=[令第])[ \u3000]+(?=\d)")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千\d \u3000]+[编章节条款项号]")
_BESIDE_SIGN = re.compile(r"(?<=[①-⑳])[ \u3000]+|(?<=\*)[ \u3000]+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[ \u3000]+(?=\*)")
_IN_WORD = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")
_ORGANS = re.compile(r"[部局厅会委院署办][ \u3000]+[\u3400-\u9fff]{1,12}[部局厅会委院署办]")
_SENTENCE = re.compile(r"[，。；：]")
_SHORTEST_SENTENCE = 15
_FULL_LINE = 15
"""As many characters without a blank may fill a line of a narrow cell, so that the blank after them is the line's end."""
_SHORT = 20
"""A line that heads a list is shorter than this."""
_NOTE = re.compile(r"\s*[（(]?\s*(?:备\s*注|注|说\s*明)\s*\d?\s*[：:]\s*")
LEGEND = re.compile(r"\s*(?:[□口☐]\s*标?\s*识?\s*表示|标注\s*[□口☐])[^。；\n]*[。；]?\s*")
"""A sentence that says what a printed box means (口标识表示各地可根据实际情况有选择的设置。)."""


def paragraphs(lines: Sequence[str], opening: re.Pattern[str] | None = None) -> list[str]:
    """``lines`` as paragraphs: one that ends without a stop goes on in the next, unless that begins a list item, a label, or
    what ``opening`` tells."""
    found: list[str] = []
    for line in (part.strip() for text in lines for part in text.split("\n")):
        if not line:
            continue
        if found and not _ENDED.search(found[-1]) and not _begins(line, found[-1]) and not (opening and opening.match(line)):
            found[-1] += (" " if _LATIN.search(found[-1]) and line[0].isascii() and line[0].isalpha() else "") + line
        else:
            found.append(line)
    return [mended(one) for one in found]


def one_text(text: str) -> str:
    """The text of a cell: its paragraphs one below the other."""
    return "\n".join(paragraphs([text]))


def mended(text: str) -> str:
    """``text`` without the blanks that no Chinese text prints: beside its marks, inside numbers, inside words.

    Inside words means in a sentence, in a title, or where a line of a narrow cell ended. Blanks between organs that issued a text together
    (国家医保局 财政部) stay; so do those of a list without any mark.
    """
    text = _BESIDE_SIGN.sub("", _IN_NUMBER.sub("", _BESIDE_MARK.sub("", text.strip())))
    text = _ARTICLE.sub(lambda found: "".join(found[0].split()), text)
    sentence = len(text) >= _SHORTEST_SENTENCE and bool(_SENTENCE.search(text))
    organs = {found.start() + 1 for found in _ORGANS.finditer(text)}

    def closed(found: re.Match[str]) -> str:
        at = found.start()
        titled = text.rfind("《", 0, at) > text.rfind("》", 0, at)
        filled = at - (text.rfind(" ", 0, at) + 1) >= _FULL_LINE
        return "" if (sentence or titled or filled) and at not in organs else " "

    return _IN_WORD.sub(closed, text)


def parted_notes(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines before the notes, and the notes without their 注：. A note goes on to the next one, to the end, or to a line whose
    number goes on with the list above the note."""
    body: list[str] = []
    notes: list[str] = []
    counted: dict[str | None, int | None] = {}
    in_note = False
    for line in lines:
        kind, value = kind_of(line), value_of(line)
        started = _NOTE.match(line) or (LEGEND.match(line) and re.match("", line))
        in_note = bool(started) or (in_note and not (value and counted.get(kind) == value - 1))
        if started:
            notes.append(mended(line[started.end() :]))
        elif in_note:
            notes[-1] += "\n" + mended(line)
        else:
            body.append(line)
            counted[kind] = value
    return body, [note for note in notes if note]


def is_note(text: str) -> bool:
    """Whether ``text`` begins as a note does (注：, 备注：)."""
    return bool(_NOTE.match(text))


def without_legend(note: str) -> tuple[str, str]:
    """``note`` without the sentence that explains the boxes, and that sentence."""
    found = LEGEND.search(note)
    return ((note[: found.start()] + "\n" + note[found.end() :]).strip(), found[0].strip()) if found else (note, "")


def _begins(line: str, before: str) -> bool:
    """Whether ``line`` begins something new although the line before has no stop. 21) may be the rest of （表21）."""
    if _NOTE.match(line) or split_heading(line):
        return True
    kind = kind_of(line) if starts_with_label(line) else None
    return kind not in ("half", "circle", None) or (kind == "circle" and value_of(line) == 1 and len(before) <= _SHORT)
