"""A tree → what the template of a form shows: cards of entries, each with its name, label, text, choices and what is wrong with it.

Knows no layout in pixels and no address; the cards of a kind are data in ``labels.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mingbai.desk.forms import called
from mingbai.desk.forms.labels import CARDS, CARRIED, CLOSED, FOLDED, HINTS, LONG, RARE, Card, label_of, said
from mingbai.desk.forms.reading import Problems
from mingbai.desk.forms.shape import Part, parts_of, shown_parts
from mingbai.desk.forms.tree import AUTO, OWN, Tree, blank
from mingbai.desk.forms.understood import told
from mingbai.guides.guide import Chart, TimeLimit
from mingbai.guides.kinds import Service
from mingbai.guides.limits import parse_limit

Sort = Literal["line", "area", "select", "choices", "marks", "group", "rows", "hidden"]
NEW = "NEW"
"""What stands in the names of a blank row for the path of the row that it becomes."""
_LETTERS = 42
"""Characters in one line of a field at 1280 pixels."""
_CLOSE = 13
"""Characters in one line of a field of words, which stands beside others."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what is sent, how it is called, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field. ``rows`` are the lines of a list, or the one line of a group; ``blank`` names the blank row that a list grows by.

    ``told`` is how what was typed is understood. ``height`` is in lines. ``listed``: each line of the text is an item.
    """

    name: str
    label: str
    sort: Sort
    text: str = ""
    height: int = 1
    choices: tuple[Choice, ...] = ()
    required: bool = False
    hint: str = ""
    problem: str = ""
    told: str = ""
    rows: tuple[Line, ...] = ()
    blank: str = ""
    listed: bool = False

    @property
    def filled(self) -> bool:
        """Whether it says something, or something is wrong with it."""
        return bool(self.text or self.problem or (self.sort == "rows" and self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a list, or a group: what it is called, what goes with it unseen, what is shown, and what stands under 更多."""

    name: str
    title: str
    carried: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    folded: tuple[Entry, ...]
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A card with its entries; ``closed`` until somebody opens it."""

    mark: str
    title: str
    keys: tuple[str, ...]
    entries: tuple[Entry, ...]
    closed: bool
    problems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One line of the summary at the top: the field, and its sentence."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A whole form. ``blanks`` are the rows that lists grow by, by the name of their class."""

    cards: tuple[CardView, ...]
    blanks: tuple[tuple[str, Line], ...]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What is chosen from the registers: (slug, name) of services, and of the region's blank forms."""

    services: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, str], ...] = ()


def form_of(kind: type[Any], tree: Tree, problems: Problems, lists: Lists) -> FormView:
    """The form of ``tree``, with what is wrong in it."""
    maker = _Maker(problems, lists, tree)
    cards = tuple(maker.card(kind, card) for card in cards_of(kind))
    blanks = tuple((one.__name__, maker.line(one, NEW, blank(one), "")) for one in row_kinds(kind))
    order = {name: at for at, name in enumerate(_names(cards))}
    found = sorted(problems.items(), key=lambda pair: order.get(pair[0], len(order)))
    return FormView(cards=cards, blanks=blanks, troubles=tuple(Trouble(name=name, sentence=sentence) for name, sentence in found))


def cards_of(kind: type[Any]) -> tuple[Card, ...]:
    """How the fields of ``kind`` are laid out: as ``CARDS`` has it, any other kind its short fields first, then a card a list."""
    if kind.__name__ in CARDS:
        return CARDS[kind.__name__]
    parts = shown_parts(kind)
    short = tuple(part.key for part in parts if part.sort not in ("rows", "group"))
    large = (Card(part.key, label_of(kind, part.key), (part.key,)) for part in parts if part.sort in ("rows", "group"))
    return (Card("main", "基本信息", short), *large)


class _Maker:
    """Makes entries; knows the whole tree, because situations name materials and arrows name boxes."""

    def __init__(self, problems: Problems, lists: Lists, tree: Tree) -> None:
        self._problems = problems
        self._lists = lists
        self._tree = tree
        self._materials = dict(_papers(tree.get("materials", {})))
        self._boxes: dict[str, str] = {}
        self._services = called.names_of(lists.services)

    def card(self, kind: type[Any], card: Card) -> CardView:
        known = {part.key: part for part in shown_parts(kind)}
        entries = tuple(self.entry(kind, known[key], key, self._tree[key]) for key in card.keys)
        wrong = sum(any(name == key or name.startswith(f"{key}-") for key in card.keys) for name in self._problems)
        return CardView(
            mark=card.mark, title=card.title, keys=card.keys, entries=entries, closed=card.mark in CLOSED and not wrong, problems=wrong
        )

    def entry(self, kind: type[Any], part: Part, name: str, node: Any) -> Entry:
        """One field of ``kind`` under ``name``."""
        shown: dict[str, Any] = {
            "name": name,
            "label": label_of(kind, part.key),
            "required": part.required,
            "hint": HINTS.get(f"{kind.__name__}.{part.key}", ""),
            "problem": self._problems.get(name, ""),
        }
        return Entry(**shown, **self._filled(kind, part, name, node))

    def _filled(self, kind: type[Any], part: Part, name: str, node: Any) -> dict[str, Any]:
        if part.key in CARRIED:
            return {"sort": "hidden", "text": node}
        if part.sort == "group":
            return {"sort": "group", "rows": (self.line(part.of, name, node, ""),), "told": _understood(part.of, node)}
        if part.sort == "rows":
            return {"sort": "rows", "rows": tuple(self._lines(part, name, node)), "blank": part.of.__name__}
        if part.sort in ("choices", "marks"):
            return {"sort": part.sort, "text": " ".join(node), "choices": tuple(self._ticks(kind, part, node))}
        if part.of is Service:
            return _typed(part, called.shown(node, self._services))
        if choices := self._choices(kind, part):
            return {"sort": "select", "text": node, "choices": tuple(_chosen(choices, node))}
        return _typed(part, node)

    def _lines(self, part: Part, name: str, node: Tree) -> Iterator[Line]:
        for number, (token, row) in enumerate(node.items(), 1):
            yield self.line(part.of, f"{name}-{token}", row, f"第 {number} 项")
        if part.of is Chart:
            self._boxes = {}

    def line(self, kind: type[Any], name: str, node: Tree, title: str) -> Line:
        """One row, or a group."""
        if kind is Chart:
            self._boxes = _called(node["nodes"], "id", "text")
        entries = [self.entry(kind, part, f"{name}-{part.key}", node[part.key]) for part in parts_of(kind)]
        if kind is TimeLimit:
            entries.insert(1, self._reading(name, node))
        always, empty = FOLDED.get(kind.__name__, ()), RARE.get(kind.__name__, ())
        folded = tuple(entry for entry in entries if _key(entry) in always or (_key(entry) in empty and not entry.filled))
        return Line(
            name=name,
            title=title,
            carried=tuple(entry for entry in entries if entry.sort == "hidden"),
            entries=tuple(entry for entry in entries if entry.sort != "hidden" and entry not in folded),
            folded=folded,
            open=any(entry.problem or any(name.startswith(f"{entry.name}-") for name in self._problems) for entry in folded),
        )

    def _reading(self, name: str, node: Tree) -> Entry:
        choices = tuple(Choice(value, said(TimeLimit, "reading", value), value == node["reading"]) for value in (AUTO, OWN))
        hint = "选“自己填写”时，以下面的单位和数值为准"
        return Entry(name=f"{name}-reading", label="理解方式", sort="select", text=node["reading"], choices=choices, hint=hint)

    def _ticks(self, kind: type[Any], part: Part, node: list[str]) -> Iterator[Choice]:
        """Everything that may be ticked, and what is ticked although there is no such thing any more."""
        known = {one: said(kind, part.key, one) for one in part.choices} if part.sort == "choices" else self._materials
        missing = {one: f"{one}（已经没有这份材料）" for one in node if one not in known}
        yield from (Choice(value, label, value in node) for value, label in {**known, **missing}.items())

    def _choices(self, kind: type[Any], part: Part) -> tuple[tuple[str, str], ...]:
        where = f"{kind.__name__}.{part.key}"
        if part.sort == "choice":
            return tuple((one, said(kind, part.key, one)) for one in part.choices)
        if part.sort == "flag":
            return (("yes", "是"), ("no", "否"))
        if where == "Guide.service":
            return self._lists.services or (("", ""),)
        if where == "Material.form":
            return self._lists.forms or (("", ""),)
        if kind.__name__ == "Edge" and part.key in ("from_", "to"):
            return tuple(self._boxes.items()) or (("", ""),)
        return ()


def row_kinds(kind: type[Any]) -> tuple[type[Any], ...]:
    """Every class that a list somewhere in ``kind`` is made of."""
    found: dict[type[Any], None] = {}
    waiting = [part for part in shown_parts(kind) if part.sort in ("rows", "group")]
    while waiting:
        part = waiting.pop(0)
        if part.of not in found or part.sort == "group":
            waiting += [one for one in parts_of(part.of) if one.sort in ("rows", "group") and one.of not in found]
        if part.sort == "rows":
            found.setdefault(part.of)
    return tuple(found)


def _names(cards: tuple[CardView, ...]) -> Iterator[str]:
    """The name of every field from top to bottom."""
    waiting = [entry for card in cards for entry in card.entries]
    while waiting:
        entry = waiting.pop(0)
        yield entry.name
        waiting[:0] = [one for line in entry.rows for one in (*line.entries, *line.folded)]


def _key(entry: Entry) -> str:
    return entry.name.rpartition("-")[2]


def _called(rows: Mapping[str, Tree], key: str, name: str) -> dict[str, str]:
    """What rows are pointed at by → what they are called."""
    return {row[key] or f"#{token}": f"{at} {row[name]}" for at, (token, row) in enumerate(rows.items(), 1)}


def _papers(rows: Mapping[str, Tree], above: str = "", number: str = "") -> Iterator[tuple[str, str]]:
    """What every material, and every one under it, is pointed at by → its number and its name: 2.1 承诺书."""
    for at, (token, row) in enumerate(rows.items(), 1):
        yield row["key"] or f"#{above}{token}", f"{number}{at} {row['name']}"
        yield from _papers(row.get("children", {}), f"{above}{token}/", f"{number}{at}.")


def _chosen(choices: tuple[tuple[str, str], ...], text: str) -> Iterator[Choice]:
    """The choices of a select, with none at its head, and with what is chosen even where the list no longer has it."""
    known = {"": "（不填）", **{value: label for value, label in choices if value}}
    if text not in known:
        known[text] = text
    yield from (Choice(value, label, value == text) for value, label in known.items())


def _typed(part: Part, node: str) -> dict[str, Any]:
    several = part.sort in ("lines", "grid", "words")
    if not (several or part.key in LONG or "\n" in node):
        return {"sort": "line", "text": node}
    letters = _CLOSE if part.sort == "words" else _LETTERS
    lines = sum(max(1, -(-len(line) // letters)) for line in node.split("\n"))
    least = 1 if part.sort == "words" else 2 if several else 1
    return {"sort": "area", "text": node, "height": min(16, max(least, lines)), "listed": part.sort == "lines"}


def _understood(kind: type[Any], node: Tree) -> str:
    if kind is not TimeLimit or node["reading"] != AUTO or not node["raw"].strip():
        return ""
    return told(parse_limit(node["raw"]))
