"""The namespaces of WordprocessingML and small questions that every module of this reader asks of an element."""

from __future__ import annotations

from mingbai.importing.read.package import Node

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that every file uses
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"

_OFF = {"0", "false", "off", "none"}


def value(node: Node | None, path: str = "") -> str | None:
    """``w:val`` of the element at ``path`` under ``node``, or None where it is not there."""
    found = node.find(path) if node is not None and path else node
    return None if found is None else found.get(W + "val", "")


def number(node: Node | None, path: str = "") -> int | None:
    """``w:val`` as an integer; None where it is absent or no integer."""
    try:
        return int(value(node, path) or "")
    except ValueError:
        return None


def on(node: Node | None, path: str) -> bool:
    """Whether a switch such as ``w:vanish`` is set: present, and not written as off."""
    told = value(node, path)
    return told is not None and told not in _OFF
