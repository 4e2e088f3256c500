"""What a paragraph's and a run's style add to it: its list, its heading level, whether it is hidden."""

from __future__ import annotations

from collections.abc import Iterator

from mingbai.importing.read.docx.names import W, number, on, value
from mingbai.importing.read.package import Node


class Styles:
    """The styles part of one document; ``root`` is None where there is none."""

    def __init__(self, root: Node | None) -> None:
        nodes = [] if root is None else root.findall(W + "style")
        self._by_id = {node.get(W + "styleId", ""): node for node in nodes}
        self._usual = next(
            (node for node in nodes if node.get(W + "type") == "paragraph" and node.get(W + "default") in {"1", "true"}), None
        )

    def chain(self, style: str | None) -> Iterator[tuple[str, Node]]:
        """A style and those it is based on, nearest first; the default paragraph style for None."""
        node = self._by_id.get(style or "", self._usual)
        seen: set[str] = set()
        while node is not None and node.get(W + "styleId", "") not in seen:
            name = node.get(W + "styleId", "")
            seen.add(name)
            yield name, node
            node = self._by_id.get(value(node, W + "basedOn") or "")

    def list_of(self, paragraph: Node) -> tuple[int, int | None, str] | None:
        """(list number, level or None where only the style tells, style id) of a numbered paragraph.

        The paragraph's own w:numPr stands before the style's (17.9.18); list number 0 takes the numbering away.
        """
        properties = paragraph.find(W + "pPr")
        style = value(properties, W + "pStyle")
        level = number(properties, f"{W}numPr/{W}ilvl")
        own = number(properties, f"{W}numPr/{W}numId")
        if own is not None:
            return (own, level or 0, "") if own > 0 else None
        for name, node in self.chain(style):
            listed = number(node, f"{W}pPr/{W}numPr/{W}numId")
            if listed is not None:
                return (listed, level if level is not None else number(node, f"{W}pPr/{W}numPr/{W}ilvl"), name) if listed > 0 else None
        return None

    def level_of(self, paragraph: Node) -> int | None:
        """The heading level, from 1, or None for running text."""
        properties = paragraph.find(W + "pPr")
        level = number(properties, W + "outlineLvl")
        if level is None:
            told = (number(node, f"{W}pPr/{W}outlineLvl") for _, node in self.chain(value(properties, W + "pStyle")))
            level = next((each for each in told if each is not None), None)
        return level + 1 if level is not None and 0 <= level < 9 else None

    def hides(self, run: Node) -> bool:
        """Whether a run is hidden text, itself or by its character style; Word does not print it."""
        properties = run.find(W + "rPr")
        if properties is None:
            return False
        if properties.find(W + "vanish") is not None:
            return on(properties, W + "vanish")
        style = value(properties, W + "rStyle")
        return style is not None and any(on(node, f"{W}rPr/{W}vanish") for _, node in self.chain(style))
