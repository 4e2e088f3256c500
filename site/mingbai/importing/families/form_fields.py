"""What is to be filled in on a form: its printed labels, found in its grid and in its lines.

A label is taken as printed; a group is the label that the grid prints before or above it. Knows no form by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from mingbai.guides.kinds import FormCell, FormField, FormPart
from mingbai.importing.families.form_text import BOX, before_box, choices, is_label, kind_of

_NAME = r"[^\s：:，,。；;_□☐☑（(）)·]{1,24}(?:\s?[（(][^（()）]{1,12}[）)])?"
_ASKED = re.compile(rf"(?:^|(?<=[\s。；;）)（(·]))({_NAME})\s*[：:](?=\s|_|$|[（(])", re.MULTILINE)
_SIGN = r"(?:签\s*[字名章]|盖章|公章)"
_SIGNED = re.compile(
    rf"(?:^|(?<=\s))([^\s：:，,。；;_]{{0,14}}[（(](?:[^（()）\s]{{0,8}}{_SIGN}[^（()）\s]{{0,4}})[）)]?)(?=\s|$)", re.MULTILINE
)
_DATE = re.compile(r"(?:^|(?<=\s))年\s*月\s*日?(?=\s|$)", re.MULTILINE)
_LINE = re.compile(r"\S{0,20}(?:编码|代码|名称|编号|电话|姓名|号码|地址|日期)(?:[（(]\S{1,8}[）)])?")
_UNIT = re.compile(r"[人月元年岁个户次床张份%]|平方米|万元|㎡|m²|¥")
_MEASURED = re.compile(r"\s[人元个张]\s*[；;]?$")
"""A unit behind a gap in the label's own cell (执业药师  人)."""
_PLACE = re.compile(r"[省市县区街道乡镇村社（）()、\s]+")
"""What an address is parted into: 省 市 县(区) 街道 村(社区), one cell each."""
_NUMBER = re.compile(r"\d{1,2}[.、]?|[·….]+|序\s*号")
_ANNOUNCES = re.compile(r"注|说明|备注$|温馨提示|注意事项|承诺事项|.*(?:以下|如下)")
_SECTION = re.compile(r"情况|信息|事项|内容|填写|填报")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(slots=True)
class _Walk:
    """Where the reading of a grid stands: its section, and the labels that reach down over several rows with the rows left."""

    section: str | None = None
    groups: list[tuple[str, int]] = field(default_factory=list)

    @property
    def group(self) -> str | None:
        return self.groups[-1][0] if self.groups else self.section


def fields_of(layout: Sequence[FormPart]) -> tuple[FormField, ...]:
    """The fields of a form in reading order; the same label twice in one group is one field."""
    found: list[FormField] = []
    for part in layout:
        for one in _of_rows(part.table.rows) if part.table else _of_line(part.text or ""):
            if found and _goes_on(one, found[-1]):
                found[-1] = replace(found[-1], choices=(*found[-1].choices, *one.choices))
            else:
                found.append(one)
    return tuple(dict.fromkeys(found))


def _goes_on(one: FormField, before: FormField) -> bool:
    """Whether the choices of ``one``, stand in a further cell or row under the label of ``before``."""
    if not one.kind == before.kind == "choice":
        return False
    unnamed = one.label in one.choices and bool(one.group)
    return (one.label, one.group) == (before.label, before.group) or (unnamed and before.label == one.group)


def _of_rows(rows: Sequence[Sequence[FormCell]]) -> Iterator[FormField]:
    walk = _Walk()
    heads: set[int] = set()
    for at in range(len(rows)):
        under = at - 1 in heads and any(cell.colspan for cell in rows[at - 1])
        heads |= {at} if (len(rows[at]) > 3 or under) and _is_head(rows, at) else set()
    for at, row in enumerate(rows):
        walk.groups = [(label, left - 1) for label, left in walk.groups if left > 1]
        if at in heads:
            yield from _of_head(row, rows[at - 1] if at - 1 in heads else ())
        elif len(row) == 1 and at + 1 < len(rows) and _is_section(row[0].text):
            walk.section = _BRACKETED.sub("", row[0].text).strip()
        else:
            yield from _of_row(row, walk, _columns(row, rows[at + 1] if at + 1 < len(rows) else ()))


def _is_section(text: str) -> bool:
    short = _BRACKETED.sub("", text)
    return is_label(short) and bool(_SECTION.search(short)) and not short.startswith("是否")


def _is_head(rows: Sequence[Sequence[FormCell]], at: int) -> bool:
    """Whether a row is a head over columns to fill in: labels only, and the next row that is none is empty or numbered."""
    row = rows[at]
    if not all(is_label(cell.text) or "\n" in cell.text for cell in row) or any(BOX.search(cell.text) for cell in row):
        return False
    below = next((other for other in rows[at + 1 :] if not all(_is_name(cell.text) for cell in other)), None)
    return below is None or (len(below) > 2 and all(not cell.text or _NUMBER.fullmatch(cell.text) for cell in below))


def _is_name(text: str) -> bool:
    return is_label(text) and not _NUMBER.fullmatch(text)


def _of_head(row: Sequence[FormCell], above: Sequence[FormCell]) -> Iterator[FormField]:
    """The columns of a head; a cell over several columns is the group of those under it."""
    group = next((cell.text for cell in above if cell.colspan), None)
    for cell in row:
        if not _NUMBER.fullmatch(cell.text) and not (cell.colspan and not above):
            label = " ".join(cell.text.split("\n"))
            yield FormField(label=label, kind=kind_of(label), group=group)


def _columns(row: Sequence[FormCell], below: Sequence[FormCell]) -> int:
    """How many cells at the end of a row are heads of columns, with empty cells under them; 0 unless two or more are."""
    labels = next((count for count, cell in enumerate(reversed(row)) if not is_label(cell.text)), len(row))
    blanks = next((count for count, cell in enumerate(reversed(below)) if cell.text), len(below))
    if labels == len(row) > 2:
        return labels if labels - 1 <= blanks else 0
    return labels if 2 <= labels <= blanks and labels < len(row) else 0


def _of_row(row: Sequence[FormCell], walk: _Walk, columns: int) -> Iterator[FormField]:
    label: str | None = None
    cells = row[: len(row) - columns]
    for at, cell in enumerate(cells):
        following = cells[at + 1] if at + 1 < len(cells) else None
        if not _says(cells, at):
            label = None
        elif BOX.search(cell.text):
            yield from _of_choices(cell.text, label, walk.group)
            label = label if following and BOX.search(following.text) else None
        elif is_label(cell.text):
            label = cell.text.strip("：: ")
            if _leads(cell, following) or _heads_row(cells, at):
                walk.groups.append((label, cell.rowspan or 1))
            if not columns and (_asks(label, following) or (not cell.rowspan and _is_between_labels(cells, at))):
                label = _MEASURED.sub("", label)
                yield FormField(label=label, kind=kind_of(label), group=walk.group if walk.group != label else None)
        else:
            asked = list(_of_text(cell.text, label or walk.group))
            yield from asked or ([FormField(label=label, kind=kind_of(cell.text))] if label else [])
            label = None


def _says(cells: Sequence[FormCell], at: int) -> bool:
    """Whether a cell holds words, and not only a unit, a number, or one part of an address among others."""
    text = cells[at].text
    if not text or _UNIT.fullmatch(text) or _NUMBER.fullmatch(text):
        return False
    return not (at and _are_places(cells[at - 1].text, text))


def _are_places(*texts: str) -> bool:
    *before, last = texts
    return bool(_PLACE.fullmatch(last)) and all(re.search(r"[省市县区街道乡镇）)]\s*$", text) for text in before)


def _leads(cell: FormCell, following: FormCell | None) -> bool:
    """Whether a label that reaches down over rows leads the labels beside it, and is not only as high as its own blank."""
    return bool(cell.rowspan) and following is not None and (bool(following.text) or not following.rowspan)


def _heads_row(cells: Sequence[FormCell], at: int) -> bool:
    """Whether the first label of a row leads the labels behind it (开户银行: 户名, 账号)."""
    if at or len(cells) < 3 or _MEASURED.search(cells[0].text):
        return False
    return is_label(cells[1].text) and not _BRACKETED.fullmatch(cells[1].text)


def _is_between_labels(cells: Sequence[FormCell], at: int) -> bool:
    """Whether a label with a label behind it is itself to be filled in, because something else leads the row, or nothing does."""
    return (at > 0 or len(cells) == 2) and at + 1 < len(cells) and is_label(cells[at + 1].text)


def _asks(label: str, following: FormCell | None) -> bool:
    if _BRACKETED.fullmatch(label) and kind_of(label) == "text":
        return False
    if following is None or not following.text or _MEASURED.search(label):
        return True
    return bool(_UNIT.fullmatch(following.text) or _BRACKETED.fullmatch(following.text))


def _of_choices(text: str, label: str | None, group: str | None) -> Iterator[FormField]:
    """A field with choices; where no label is printed, it is called by its first choice."""
    offered = choices(text)
    called = label or before_box(text)
    if offered:
        yield FormField(label=called or offered[0], kind="choice", choices=offered, group=group if group != called else None)
    yield from (one for one in _of_text(text, group) if one.label not in (*offered, called))


def _of_line(text: str) -> Iterator[FormField]:
    """The fields of a line outside the grid."""
    if choices(text):
        yield from _of_choices(text, None, None)
    elif _LINE.fullmatch(text.strip()):
        yield FormField(label=text.strip(), kind=kind_of(text))
    else:
        yield from _of_text(text, None)


def _of_text(text: str, group: str | None) -> Iterator[FormField]:
    """The labels in running text behind which there is room: 联系电话：, （签字）, 年 月 日."""
    found = [(match.start(), match[1].strip()) for match in (*_ASKED.finditer(text), *_SIGNED.finditer(text))]
    dated = any(kind_of(label) == "date" for _, label in found)
    found += [] if dated else [(match.start(), match[0].strip()) for match in _DATE.finditer(text)]
    for _, label in sorted(found):
        if not _ANNOUNCES.match(label) and not BOX.search(label):
            yield FormField(label=label, kind=kind_of(label), group=group)
