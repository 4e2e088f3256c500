"""A value as a tree of texts, lists and dicts, and what is done to a tree before anybody reads it: rows added, removed, moved.

Paths are the names of form fields, parts joined by hyphens: ``materials-3-children-0-name``. Tokens of rows mean nothing but
themselves; the order of a dict is the order on the screen.
"""

from __future__ import annotations

from typing import Any

from mingbai.desk.forms.lines import of_grid, of_lines, of_words
from mingbai.desk.forms.shape import Part, parts_of, shown_parts
from mingbai.guides.guide import Material, Step, TimeLimit
from mingbai.guides.limits import parse_limit

Tree = dict[str, Any]
OWN, AUTO = "own", "auto"
"""How a limit is understood: as the editor says, or as its words are read."""


def written(value: Any) -> Tree:
    """The tree of a whole value, without the parts that no form shows."""
    return {part.key: _node(part, getattr(value, part.key)) for part in shown_parts(type(value))}


def row(value: Any) -> Tree:
    """The tree of one part of a value, such as one material."""
    tree: Tree = {part.key: _node(part, getattr(value, part.key)) for part in parts_of(type(value))}
    if isinstance(value, TimeLimit):
        tree["reading"] = AUTO if parse_limit(value.raw) == value else OWN
    return tree


def blank(kind: type[Any]) -> Tree:
    """The tree of a row in which nothing is filled in yet."""
    tree: Tree = {part.key: _node(part, None) for part in parts_of(kind)}
    return tree | ({"reading": AUTO} if kind is TimeLimit else {})


def _node(part: Part, value: Any) -> Any:
    if part.sort == "group":
        return blank(part.of) if value is None else row(value)
    if part.sort == "rows":
        return {str(at): row(one) for at, one in enumerate(value or ())}
    if part.sort in ("choices", "marks"):
        return list(value or ())
    if part.sort == "lines":
        return of_lines(value or ())
    if part.sort == "words":
        return of_words(value or ())
    if part.sort == "grid":
        return of_grid(value or ())
    if part.sort == "numbers":
        return "、".join(map(str, value or ()))
    if part.sort == "flag":
        return {None: "", True: "yes", False: "no"}[value]
    return "" if value is None else str(value)


def at(tree: Tree, path: str) -> Any:
    """What stands at ``path``. KeyError where nothing does."""
    node: Any = tree
    for key in path.split("-") if path else ():
        node = node[key] if isinstance(node, dict) else {}[key]
    return node


def added(tree: Tree, path: str, new: Tree) -> str:
    """Put ``new`` at the end of the rows at ``path``; the path of it."""
    rows = at(tree, path)
    token = str(max((int(one) for one in rows if one.isdecimal()), default=-1) + 1)
    rows[token] = new
    return f"{path}-{token}"


def removed(tree: Tree, path: str) -> None:
    """Take the row at ``path`` out."""
    rows, token = _rows(tree, path)
    del rows[token]


def moved(tree: Tree, path: str, by: int) -> None:
    """Move the row at ``path`` up (-1) or down (1) among its neighbours; the first stays first, the last last."""
    rows, token = _rows(tree, path)
    order = list(rows)
    place = order.index(token)
    order.insert(max(0, place + by), order.pop(place))
    whole = dict(rows)
    rows.clear()
    rows.update({one: whole[one] for one in order})


def _rows(tree: Tree, path: str) -> tuple[Tree, str]:
    owner, _, token = path.rpartition("-")
    rows = at(tree, owner)
    if not owner or token not in rows:
        raise KeyError(path)
    return rows, token


def step(text: str) -> Tree:
    """The tree of a step that only says ``text``."""
    return row(Step(text=text))


def material(name: str) -> Tree:
    """The tree of a material that only has a name."""
    return row(Material(name=name))
