"""What the buttons of a form do to its tree without saving it: add, remove, up, down, paste, lines, cite, limit, chart.

A button sends its act and the path that it is for, as in ``up materials-3``. Nothing typed is lost, whatever the act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from mingbai.desk.forms import tree as trees
from mingbai.desk.forms.lines import of_lines, to_words
from mingbai.desk.forms.shape import parts_of
from mingbai.desk.forms.tree import Tree
from mingbai.errors import Refusal
from mingbai.guides.flow import chart_of
from mingbai.guides.guide import Basis, Channel, Material, Path, Step
from mingbai.guides.kinds import Term
from mingbai.importing.phrases.basis import read_basis
from mingbai.importing.phrases.channels import read_channels
from mingbai.importing.phrases.materials import read_materials
from mingbai.importing.phrases.numbering import Part, split_list

_DEEPEST = 8


def done(kind: type[Any], tree: Tree, act: str, extra: dict[str, str]) -> str:
    """Do ``act`` to ``tree``; the path to look at afterwards. ``extra`` is what was pasted, by path. Raises Refusal."""
    name, _, path = act.partition(" ")
    if name not in _ACTS:
        raise Refusal("没有这个按钮。", remedy="请回到编辑页再试一次。")
    try:
        return _ACTS[name](kind, tree, path, extra.get(path, ""))
    except KeyError as error:
        raise Refusal("这一条已经不在表单里了。", remedy="请回到编辑页再试一次。") from error


def _add(kind: type[Any], tree: Tree, path: str, pasted: str) -> str:
    return trees.added(tree, path, trees.blank(_rows_at(kind, path)))


def _remove(kind: type[Any], tree: Tree, path: str, pasted: str) -> str:
    trees.removed(tree, path)
    return path.rpartition("-")[0]


def _up(kind: type[Any], tree: Tree, path: str, pasted: str) -> str:
    trees.moved(tree, path, -1)
    return path


def _down(kind: type[Any], tree: Tree, path: str, pasted: str) -> str:
    trees.moved(tree, path, 1)
    return path


def _paste(kind: type[Any], tree: Tree, path: str, pasted: str) -> str:
    """Put what was pasted at the end of the rows at ``path``, one row for each entry of the pasted list."""
    found = list(_parted(_rows_at(kind, path), pasted))
    for one in found:
        trees.added(tree, path, trees.row(one))
    return path


def _lines(kind: type[Any], tree: Tree, path: str, pasted: str) -> str:
    """Make the text at ``path`` one item a line, without the numbers of the list that it was."""
    owner, _, key = path.rpartition("-")
    node = trees.at(tree, owner)
    node[key] = of_lines(_items(node[key]))
    return path


def _limit(kind: type[Any], tree: Tree, path: str, pasted: str) -> str:
    """Show how the limit is understood, which every showing does."""
    return path


def _chart(kind: type[Any], tree: Tree, path: str, pasted: str) -> str:
    """Draw the chart of a path's steps, so that its branches can be edited."""
    steps = [Step(text=one["text"]) for one in trees.at(tree, path)["steps"].values() if one["text"].strip()]
    name = trees.at(tree, path)["path"].strip() or None
    return trees.added(tree, "flowchart", trees.row(chart_of(Path(path=name, steps=tuple(steps)))))


_ACTS: dict[str, Callable[[type[Any], Tree, str, str], str]] = {
    "add": _add, "remove": _remove, "up": _up, "down": _down, "paste": _paste, "lines": _lines, "limit": _limit, "chart": _chart,
}  # fmt: skip


def _rows_at(kind: type[Any], path: str) -> type[Any]:
    """The class of the rows of the list at ``path``. KeyError where there is no list."""
    keys = path.split("-")
    if len(keys) > 2 * _DEEPEST:
        raise Refusal("层次太多了。", remedy="请把下级材料合并到上一级。")
    one, listed = kind, False
    for key in keys:
        if listed:
            listed = False
            continue
        part = {part.key: part for part in parts_of(one)}[key]
        one, listed = part.of, part.sort == "rows"
    if not listed:
        raise KeyError(path)
    return one


def _parted(kind: type[Any], pasted: str) -> Sequence[Any]:
    """What the entries of a pasted list are, read as the importer reads a document."""
    if kind is Material:
        return read_materials(pasted.split("\n")).materials
    if kind is Step:
        return tuple(Step(text=item) for item in _items(pasted))
    if kind is Basis:
        return read_basis(pasted)
    if kind is Term:
        return tuple(_term(line) for line in pasted.split("\n") if line.strip())
    if kind is Channel:
        return read_channels(pasted.split("\n"))
    raise KeyError(kind.__name__)


def _term(line: str) -> Term:
    """A term of a pasted list: the term, a colon, and how people say it."""
    term, _, asked = line.replace("：", ":").partition(":")
    return Term(term=term.strip(), asked=to_words(asked))


def _items(text: str) -> Iterator[str]:
    """The items of a list without their labels; a text without labels is one item a line."""
    for part in split_list(text):
        yield from _unlabelled(part)


def _unlabelled(part: Part) -> Iterator[str]:
    if part.text.strip():
        yield from (line.strip() for line in ([part.text] if part.label else part.text.split("\n")) if line.strip())
    for child in part.children:
        yield from _unlabelled(child)
