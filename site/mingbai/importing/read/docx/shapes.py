"""Drawings in a Word document: the text boxes in them in reading order, and what of a drawing cannot become text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingbai.importing.read.docx.names import DGM, MC, PIC, WP, WPG, WPS, A, O, R, V, W
from mingbai.importing.read.package import Node

_POINTS = re.compile(r"(margin-left|margin-top|left|top)\s*:\s*(-?[\d.]+)(pt|in|cm|mm|px)?", re.IGNORECASE)
_EMU = {"pt": 12700.0, "in": 914400.0, "cm": 360000.0, "mm": 36000.0, "px": 9525.0, "": 12700.0}
_LINE = 60_000
"""Boxes whose tops differ by less than this many EMU (5 points) stand side by side."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What one drawing holds: ``boxes`` are the w:txbxContent elements, each with its line down the page and its distance from the
    left; ``diagrams`` the relation ids of SmartArt; ``pictures`` and ``lines`` how many pictures and connectors there are;
    ``title`` the alternative text."""

    boxes: tuple[tuple[int, float, Node], ...]
    diagrams: tuple[str, ...]
    pictures: int
    lines: int
    title: str


def drawing(root: Node) -> Drawing:
    """Look through a w:drawing, w:pict or w:object; each alternative is read once, never with its fallback."""
    found: list[tuple[int, float, Node]] = []
    diagrams, pictures, lines, title = [], 0, 0, ""
    for node in walk(root):
        if node.tag == W + "txbxContent":
            top, left = _corner(node, root)
            found.append((round(top / _LINE), left, node))
        elif node.tag == DGM + "relIds":
            diagrams.append(node.get(R + "dm", ""))
        elif node.tag in {PIC + "pic", V + "imagedata", O + "OLEObject"}:
            pictures += 1
        elif node.tag in {WPS + "cNvCnPr", V + "line"}:
            lines += 1
        elif node.tag == WP + "docPr":
            title = title or node.get("descr", "") or node.get("title", "")
    return Drawing(tuple(found), tuple(diagrams), pictures, lines, title)


def walk(root: Node) -> Iterator[Node]:
    """Every element under ``root`` in order, but nothing inside a text box, and of alternatives only the one to read."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if node.tag == MC + "AlternateContent":
            waiting += [chosen] if (chosen := alternative(node)) is not None else []
        elif node.tag != W + "txbxContent":
            waiting += [child for child in reversed(node) if isinstance(child.tag, str)]


def alternative(node: Node) -> Node | None:
    """The choice of an mc:AlternateContent, or its fallback where the choices hold nothing that this reader knows."""
    choices = node.findall(MC + "Choice")
    fallback = node.find(MC + "Fallback")
    known = (W + "t", W + "txbxContent", W + "sym", PIC + "pic", DGM + "relIds", WPS + "wsp")
    for choice in choices:
        if any(next(choice.iter(tag), None) is not None for tag in known):
            return choice
    return fallback if fallback is not None else next(iter(choices), None)


def _corner(box: Node, root: Node) -> tuple[float, float]:
    """Top and left of a text box on its page, as far as the drawing tells, in EMU."""
    top = left = 0.0
    node = box.getparent()
    while node is not None and node is not root:
        if node.tag == WPS + "wsp":
            x, y = _point(node.find(f"{WPS}spPr/{A}xfrm/{A}off"))
            top, left = top + y, left + x
        elif node.tag in {WPG + "grpSp", WPG + "wgp"}:
            top, left = _scaled(node.find(f"{WPG}grpSpPr/{A}xfrm"), top, left)
        elif node.tag == WP + "anchor":
            top += _offset(node.find(f"{WP}positionV/{WP}posOffset"))
            left += _offset(node.find(f"{WP}positionH/{WP}posOffset"))
        elif isinstance(node.tag, str) and node.tag.startswith(V):
            y, x = _styled(node.get("style", ""))
            top, left = top + y, left + x
        node = node.getparent()
    return top, left


def _scaled(frame: Node | None, top: float, left: float) -> tuple[float, float]:
    """From a group's own coordinates to those around it (20.1.7.5)."""
    if frame is None:
        return top, left
    x, y = _point(frame.find(A + "off"))
    child_x, child_y = _point(frame.find(A + "chOff"))
    wide, high = _point(frame.find(A + "ext"), ("cx", "cy"))
    child_wide, child_high = _point(frame.find(A + "chExt"), ("cx", "cy"))
    across = wide / child_wide if child_wide else 1.0
    down = high / child_high if child_high else 1.0
    return y + (top - child_y) * down, x + (left - child_x) * across


def _point(node: Node | None, names: tuple[str, str] = ("x", "y")) -> tuple[float, float]:
    return (0.0, 0.0) if node is None else (_float(node.get(names[0])), _float(node.get(names[1])))


def _offset(node: Node | None) -> float:
    return 0.0 if node is None else _float(node.text)


def _float(text: str | None) -> float:
    try:
        return max(-1e9, min(1e9, float(text or 0)))
    except ValueError:
        return 0.0


def _styled(style: str) -> tuple[float, float]:
    """Top and left from a VML style; inside a group they have no unit and share the group's scale."""
    top = left = 0.0
    for name, size, unit in _POINTS.findall(style):
        far = _float(size) * _EMU[unit.lower()]
        top, left = (top + far, left) if name.lower().endswith("top") else (top, left + far)
    return top, left
