"""The report of an import: what was placed, what was not, what is doubtful or damaged, and the place of every field.

The share is counted, not trusted: every character of the document that is not white space is placed, framing, or not
placed. Framing is what only marks the structure: headings, table heads, numbers and marks of lists, boxes. The written form is
in docs/importing.md.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mingbai.guides.words import field_of
from mingbai.importing.blocks import Finding, Place
from mingbai.importing.ground import Found, Ground, compact

_MARKS = re.compile(
    r"(?:[\s\W_√□☑☐]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|(?<![A-Za-z])[a-zA-Z][)）.．]|(?<![A-Za-z])[A-E](?![A-Za-z])|口(?=$|\s)"
    r"|^\d{1,3}$|第[一二三四五六七八九十百\d]{1,3}[项章节条]|事项[一二三四五六七八九十\d]{1,3}|附件|备注|注(?=[：:])|问(?=[：:])|答(?=[：:])|表(?=\s*\d))+"
)
_LEVELS = re.compile(r"[省市县区乡镇街道村社设州盟旗级本（）()、，,/和及\s]{1,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Words of the document that stand in no field."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import found out. ``characters``: how many characters, without white space, are ``placed``, ``framing``, ``unplaced``."""

    file: str
    format: str
    region: str
    counts: dict[str, int]
    characters: dict[str, int]
    share: float
    unplaced: tuple[Unplaced, ...]
    findings: tuple[Finding, ...]
    places: dict[str, dict[str, Found]]


def characters_of(ground: Ground, framing: int) -> tuple[dict[str, int], tuple[Unplaced, ...]]:
    """How many characters are placed, framing or not placed, after every value has been looked for, and those that are not.

    ``framing`` is how many characters were covered as structure before that.
    """
    unplaced: list[Unplaced] = []
    marks = left = 0
    for text, place, _ in ground.uncovered():
        if is_framing(text):
            marks += len(compact(text))
        else:
            left += len(compact(text))
            unplaced.append(Unplaced(text=text.strip(), place=place))
    placed = len(ground) - framing - marks - left
    return {"placed": placed, "framing": framing + marks, "unplaced": left}, tuple(unplaced)


def share_of(characters: dict[str, int]) -> float:
    """The share of characters that stand in a field or frame one, to four places; 1.0 for none at all."""
    whole = sum(characters.values())
    return round((whole - characters["unplaced"]) / whole, 4) if whole else 1.0


def is_framing(text: str) -> bool:
    """Whether ``text`` only frames: a label of a field, marks and numbers of lists, or a level's name, which is kept in one spelling."""
    left = _MARKS.sub("", text).strip()
    return not left or field_of(left) is not None or bool(_LEVELS.fullmatch(left))


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain data for JSON, parts that are empty left out of places and findings."""
    data = {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}
    data["unplaced"] = [{**_place(one.place), "text": one.text} for one in report.unplaced]
    data["findings"] = [dict(_finding(one)) for one in report.findings]
    data["places"] = {slug: {path: _found(found) for path, found in paths.items()} for slug, paths in report.places.items()}
    return {"schema": 1, **data}


def _finding(finding: Finding) -> Iterator[tuple[str, Any]]:
    yield from (("kind", finding.kind), ("severity", finding.severity), ("sentence", finding.sentence), ("place", _place(finding.place)))
    yield from ((name, value) for name in ("guide", "excerpt") if (value := getattr(finding, name)))


def _found(found: Found) -> dict[str, Any]:
    end = _place(found.last)
    until = (
        {"last": end["last"] if "last" in end else end["line"]} if "line" in end else {f"last_{name}": value for name, value in end.items()}
    )
    return {
        **_place(found.place),
        **(until if found.last != found.place else {}),
        "from": found.start,
        "to": found.end,
        "confidence": found.confidence,
    }


def _place(place: Place) -> dict[str, Any]:
    data = {name: value for name in ("line", "last", "sheet", "cell", "page") if (value := getattr(place, name)) is not None}
    if data.get("last") == data.get("line"):
        data.pop("last", None)
    return data
