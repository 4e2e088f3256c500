"""办理流程 → flow chart.

A chart made here says nothing that the steps do not say: its boxes are the steps' own words, shortened only at punctuation;
added are 开始, 结束, and 是 and 否 on the arrows that leave a question. A refusal leads nowhere, because the text does not
say where. Knows no layout: ``rendering`` draws.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingbai.guides.guide import Chart, Edge, Node, NodeKind, Path

_LONGEST = 40
"""Characters of a box. A text that is longer is cut at the last punctuation before, or else after its first clause."""
_TITLE = 8
"""Characters of a sentence that only names the step, as 业务受理。 before its parts."""
_QUESTION = re.compile(r"是否|能否|有无")
_CHECK = re.compile(r"审核|预审|初审|复核|审查|核查|核对|核验|审验|评估|查验")
_NO = r"(?:不(?:符|齐|全|通过|合|具备|完整|同意|属|一致|真实|足|予)|未(?:通过|达|能|按)|有误|缺[少件]|无法)"
_YES = r"(?:(?<![不未])(?:符合|齐全|通过|合格|具备|无误|同意|属实|合规))"
_CONDITION = re.compile(
    rf"^(?:[若对凡经]|如(?!实))[^，,]*(?:{_NO}|{_YES})"
    rf"|(?:{_NO}|{_YES})[^，,]{{0,16}}的(?=$|[，,]|不予|应|由|予以|即|当场|直接|退|一次性|通知|告知)"
)
_ONLY_A_CONDITION = re.compile(r"(?:的|时|要求|条件|规定|情形)$")
_NEGATIVE = re.compile(_NO)
_PART = r"[①-⑳⑴-⒇]"
_NUMBERING = re.compile(rf"^\s*(?:{_PART}|[(（]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[)）、.．](?!\d)|[a-z][)）])\s*")
_ALTERNATIVES = re.compile(r"[(（]\s*[2二]\s*[)）]|情形二|方式二")
"""A step whose parts are cases to choose from; drawn one after the other they would be a lie."""
_OPENING, _CLOSING = "(（《〈“[【", ")）》〉”]】"


def chart_of(path: Path) -> Chart:
    """The chart of one path of a process: its steps from 开始 to 结束, a question where a step checks, and the way out of it.

    A path without steps gives a chart without boxes.
    """
    drawing = _Drawing()
    for step in path.steps:
        _draw_step(drawing, step.text)
    if not drawing.nodes:
        return Chart(title=path.path)
    drawing.step("结束", "end")
    start = Node(id="start", kind="start", text="开始")
    first = Edge(from_="start", to=drawing.nodes[0].id)
    return Chart(title=path.path, nodes=(start, *drawing.nodes), edges=(first, *drawing.edges))


def chart_of_stages(stages: Sequence[str]) -> Chart:
    """The chart of 办理环节, one after the other as they are printed: the first is the start, the last the end. No boxes without stages."""
    kinds: dict[int, NodeKind] = {len(stages): "end", 1: "start"}
    nodes = tuple(Node(id=f"n{at}", kind=kinds.get(at, "step"), text=text) for at, text in enumerate(stages, 1))
    return Chart(nodes=nodes, edges=tuple(Edge(from_=one.id, to=other.id) for one, other in itertools.pairwise(nodes)))


@dataclass
class _Drawing:
    """A chart while it is drawn: ``loose`` are the arrows that wait for the next box."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    loose: list[tuple[str, str | None]] = field(default_factory=list)

    def step(self, text: str, kind: NodeKind = "step") -> str:
        """Add a box that everything loose leads to; from now on it is what is loose."""
        name = self.box(text, kind)
        self.edges += [Edge(from_=before, to=name, label=label) for before, label in self.loose]
        self.loose = [(name, None)]
        return name

    def box(self, text: str, kind: NodeKind) -> str:
        name = "end" if kind == "end" else f"n{len(self.nodes) + 1}"
        self.nodes.append(Node(id=name, kind=kind, text=text))
        return name


@dataclass
class _Act:
    """Something that a step does. Where it is a check, what is said of failing and passing it: (condition, what then happens)."""

    text: str
    failed: list[tuple[str, str]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)

    @property
    def checks(self) -> bool:
        return bool(_QUESTION.search(self.text) or _CHECK.search(self.text))


def _draw_step(drawing: _Drawing, text: str) -> None:
    title, units = _units(text)
    acts = [] if _ALTERNATIVES.search(text) else _acts(units)
    if any(act.failed for act in acts):
        for head in [title] if title else []:
            drawing.step(head)
        for act in acts:
            _draw_act(drawing, act)
    elif re.search(_PART, text) and not _ALTERNATIVES.search(text):
        for unit in [title, *units] if title else units:
            drawing.step(_shortened(unit))
    else:
        drawing.step(title if title and len(text) > _LONGEST else _shortened(text))


def _draw_act(drawing: _Drawing, act: _Act) -> None:
    name = drawing.step(_shortened(act.text), "decision" if act.failed else "step")
    asks = bool(_QUESTION.search(act.text))
    for condition, action in act.failed:
        way_out = drawing.box(_shortened(action), "step")
        drawing.edges.append(Edge(from_=name, to=way_out, label="否" if asks or not condition else condition))
    drawing.loose = [(name, "是" if asks and act.failed else None)]
    for action in act.passed:
        drawing.step(_shortened(action))


def _acts(units: Sequence[str]) -> list[_Act]:
    """What a step does, in order: each unit an act, but for what it says of the outcome of a check."""
    found: list[_Act] = []
    for unit in units:
        clauses = _clauses(unit)
        first = next((at for at, clause in enumerate(clauses) if _CONDITION.search(clause)), len(clauses))
        asked = [at for at, clause in enumerate(clauses[:first]) if _QUESTION.search(clause)]
        if first == 0 and not any(act.checks for act in found):
            found.append(_Act(unit))
            continue
        if first:
            end = asked[-1] + 1 if asked else first
            found.append(_Act(_stripped("".join(clauses[:end]))))
            clauses = clauses[end:]
        _tell([act for act in found if act.checks], clauses)
    return found


def _tell(checks: Sequence[_Act], clauses: Sequence[str]) -> None:
    """Put what the ``clauses`` say of failing to every check that has no way out yet, what they say of passing to the last."""
    for condition, action in _outcomes(clauses) if checks else ():
        if _NEGATIVE.search(condition or action):
            for check in [check for check in checks if not check.failed]:
                check.failed.append((condition, action))
        else:
            checks[-1].passed.append(action)


def _outcomes(clauses: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(condition, what then happens) for each condition among ``clauses``, and for what stands before the first."""
    condition, actions = "", ""
    for clause in clauses:
        if not _CONDITION.search(clause):
            actions += clause
            continue
        if actions:
            yield condition, _stripped(actions)
        alone = _ONLY_A_CONDITION.search(_stripped(clause))
        condition, actions = (_stripped(clause), "") if alone else ("", clause)
    if condition or actions:
        yield condition, _stripped(actions) or condition


def _units(text: str) -> tuple[str, list[str]]:
    """The name of a step where it has one, and its sentences and numbered parts without their numbering."""
    parts = re.split(rf"[。；;]|(?={_PART})", text)
    units = [unit for part in parts if (unit := _stripped(part))]
    named = len(units) > 1 and len(units[0]) <= _TITLE and not _QUESTION.search(units[0])
    return (units[0], units[1:]) if named else ("", units)


def _stripped(text: str) -> str:
    return _NUMBERING.sub("", text.strip()).strip("，,、；;。：: ")


def _clauses(text: str) -> list[str]:
    """``text`` cut after the commas that stand outside brackets."""
    found, depth, begin = [], 0, 0
    for place, mark in enumerate(text):
        depth += (mark in _OPENING) - (mark in _CLOSING)
        if mark in "，," and depth <= 0:
            found.append(text[begin : place + 1])
            begin = place + 1
    return [clause for clause in (*found, text[begin:]) if clause.strip("，, ")]


def _shortened(text: str) -> str:
    """``text`` up to the last punctuation outside brackets within the length of a box, or up to its first."""
    text = _stripped(text)
    if len(text) <= _LONGEST:
        return text
    depth, cut = 0, 0
    for place, mark in enumerate(text):
        depth += (mark in _OPENING) - (mark in _CLOSING)
        if mark in "，,；;。：:" and depth <= 0:
            if place > _LONGEST and cut:
                break
            cut = place
            if place > _LONGEST:
                break
    return _stripped(text[:cut]) if cut else text
