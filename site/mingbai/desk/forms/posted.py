"""What a browser posts → a tree. The order of the posted fields is the order of rows; a form that arrives in part is refused.

Line ends come as CRLF, whatever was in the text before (HTML, 4.10.21.4); they are line feeds here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mingbai.desk.forms.shape import Part, parts_of, shown_parts
from mingbai.desk.forms.tree import AUTO, Tree
from mingbai.errors import BadText
from mingbai.guides.guide import TimeLimit

END = "whole"
"""The last field of every form: where it is missing, something on the way cut the form off."""
_DEEPEST = 24
Pairs = Iterable[tuple[str, str]]
_Raw = dict[str, Any]


def tree_of(kind: type[Any], pairs: Pairs) -> Tree:
    """The tree of a posted form of ``kind``. Raises BadText where the form did not arrive whole."""
    raw: _Raw = {}
    for name, text in pairs:
        _put(raw, name, text.replace("\r\n", "\n").replace("\r", "\n"))
    if END not in raw:
        raise BadText("表单没有完整送到。", remedy="请检查网络后再保存一次；您填写的内容还在上一页。")
    return {part.key: _node(part, raw.get(part.key, {})) for part in shown_parts(kind)}


def _put(raw: _Raw, name: str, text: str) -> None:
    keys = name.split("-")
    node = raw
    for key in keys[:_DEEPEST]:
        node = node.setdefault(key, {})
    node.setdefault("", []).append(text)


def _node(part: Part, raw: _Raw) -> Any:
    texts = raw.get("", [])
    if part.sort == "group":
        return _group(part.of, raw)
    if part.sort == "rows":
        return {token: _group(part.of, one) for token, one in raw.items() if token}
    if part.sort in ("choices", "marks"):
        return _ticked(texts, part.choices)
    return texts[-1] if texts else ""


def _group(kind: type[Any], raw: _Raw) -> Tree:
    tree: Tree = {part.key: _node(part, raw.get(part.key, {})) for part in parts_of(kind)}
    if kind is TimeLimit:
        tree["reading"] = raw.get("reading", {}).get("", [AUTO])[-1]
    return tree


def _ticked(texts: list[str], choices: tuple[str, ...]) -> list[str]:
    """The ticked choices: those that were ticked before in their old order (which a hidden field =a b tells), then the others."""
    before = [one for text in texts if text.startswith("=") for one in text[1:].split()]
    ticked = [text for text in texts if not text.startswith("=")]
    order = [*before, *choices, *ticked]
    return sorted(dict.fromkeys(ticked), key=order.index)
