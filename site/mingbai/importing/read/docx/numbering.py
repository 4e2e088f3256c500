"""The numbers that Word prints before the paragraphs of a list and that stand nowhere in its text (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mingbai.importing.read.docx.names import W, number, on, value
from mingbai.importing.read.numerals import written
from mingbai.importing.read.package import Node
from mingbai.importing.read.symbols import printed

_WIDE = re.compile(r"[\u2460-\u24ff\u3000-\u303f\u3200-\u32ff\u4e00-\u9fff\uff00-\uffef\u25a0-\u25ff\u2700-\u27bf]$")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str
    font: str


@dataclass(slots=True)
class _Count:
    """Where the counting of one abstract list stands: the number of every level that has begun."""

    now: dict[int, int] = field(default_factory=dict)
    overridden: set[tuple[int, int]] = field(default_factory=set)


class Numbering:
    """The lists of one document. Ask for every numbered paragraph once, in the order of the document: it counts."""

    def __init__(self, root: Node | None) -> None:
        nodes = [] if root is None else root.findall(W + "abstractNum")
        self._abstract = {node.get(W + "abstractNumId", ""): node for node in nodes}
        self._by_style = {value(node, W + "styleLink"): node for node in nodes if node.find(W + "styleLink") is not None}
        self._lists = {} if root is None else {node.get(W + "numId", ""): node for node in root.findall(W + "num")}
        self._levels: dict[int, dict[int, _Level]] = {}
        self._counts: dict[str, _Count] = {}

    def label(self, listed: int, level: int | None, style: str = "") -> str:
        """The printed number of the next paragraph of list ``listed``, with the gap after it; "" where nothing is printed.

        ``level`` is None where only the style links to the list: then it is the level that names the style (17.9.23).
        """
        levels = self._levels_of(listed)
        if level is None:
            level = next((each for each, told in levels.items() if told.style and told.style == style), 0)
        if level not in levels:
            return ""
        count = self._count(listed)
        self._advance(count, listed, level, levels)
        return _with_gap(self._text(count, level, levels), levels[level].suffix)

    def _advance(self, count: _Count, listed: int, level: int, levels: dict[int, _Level]) -> None:
        override = number(self._override(listed, level), W + "startOverride")
        if override is not None and (listed, level) not in count.overridden:
            count.overridden.add((listed, level))
            count.now[level] = override
        else:
            count.now[level] = count.now[level] + 1 if level in count.now else levels[level].start
        for deeper, told in levels.items():
            if deeper > level and told.restart != 0 and (told.restart is None or level < told.restart):
                count.now.pop(deeper, None)

    def _text(self, count: _Count, level: int, levels: dict[int, _Level]) -> str:
        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in levels:
                return ""
            form = "decimal" if levels[level].legal and at != level else levels[at].form
            return written(count.now.get(at, levels[at].start), form)

        told = levels[level]
        if told.form == "none":
            return re.sub(r"%[1-9]", "", told.text)
        if told.form == "bullet":
            sign = printed(told.text, told.font)
            return "•" if len(sign) == 1 and "\uf000" <= sign <= "\uf0ff" else sign
        return re.sub(r"%([1-9])", one, told.text)

    def _count(self, listed: int) -> _Count:
        """Lists made from one abstract list count on together (17.9.15)."""
        node = self._abstract_of(listed)
        key = f"list {listed}" if node is None else node.get(W + "abstractNumId", "")
        return self._counts.setdefault(key, _Count())

    def _levels_of(self, listed: int) -> dict[int, _Level]:
        if listed not in self._levels:
            found: dict[int, _Level] = {}
            abstract = self._abstract_of(listed)
            nodes = [] if abstract is None else abstract.findall(W + "lvl")
            own = self._lists.get(str(listed))
            nodes = nodes + ([] if own is None else own.findall(f"{W}lvlOverride/{W}lvl"))
            for node in nodes:
                at = node.get(W + "ilvl", "")
                if at.isdecimal():
                    found[int(at)] = _level(node)
            self._levels[listed] = found
        return self._levels[listed]

    def _abstract_of(self, listed: int) -> Node | None:
        node = self._abstract.get(value(self._lists.get(str(listed)), W + "abstractNumId") or "")
        link = value(node, W + "numStyleLink")
        return self._by_style.get(link, node) if link else node

    def _override(self, listed: int, level: int) -> Node | None:
        own = self._lists.get(str(listed))
        nodes = [] if own is None else own.findall(W + "lvlOverride")
        return next((node for node in nodes if node.get(W + "ilvl") == str(level)), None)


def _level(node: Node) -> _Level:
    fonts = node.find(f"{W}rPr/{W}rFonts")
    start = number(node, W + "start")
    return _Level(
        start=1 if start is None else start,
        form=value(node, W + "numFmt") or _varied(node) or "decimal",
        text=value(node, W + "lvlText") or "",
        suffix=value(node, W + "suff") or "tab",
        restart=number(node, W + "lvlRestart"),
        legal=on(node, W + "isLgl"),
        style=value(node, W + "pStyle") or "",
        font="" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "",
    )


def _varied(node: Node) -> str | None:
    """Newer formats stand in mc:AlternateContent with an older one to fall back on."""
    fallback = next((each for each in node.iter(W + "numFmt") if value(each) != "custom"), None)
    return value(fallback)


def _with_gap(label: str, suffix: str) -> str:
    """A tab or space after the number is printed as one gap; after a full-width sign there is no visible gap."""
    return label + " " if label and suffix != "nothing" and not _WIDE.search(label) else label
