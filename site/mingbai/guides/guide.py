"""One 办事指南 as one frozen value. Its written form is docs/content-model.md; the field order here is the key order there.

Text is verbatim from its source; ``None`` and ``()`` mean that the source does not state the part. Nothing in
this module reads, writes or guesses: ``text.py`` reads and writes, ``importing`` finds the values in documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingbai.guides.vocabularies import AUDIENCES as AUDIENCES
from mingbai.guides.vocabularies import CHANNEL_KINDS as CHANNEL_KINDS
from mingbai.guides.vocabularies import LEVELS as LEVELS
from mingbai.guides.vocabularies import Audience as Audience
from mingbai.guides.vocabularies import ChannelKind as ChannelKind
from mingbai.guides.vocabularies import Level as Level
from mingbai.guides.vocabularies import LimitKind as LimitKind
from mingbai.guides.vocabularies import NodeKind as NodeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A labelled fact that the document prints and no other field holds, such as 湖北's 事项属性 table."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Departments:
    """主办部门 and 联办部门."""

    lead: str | None = None
    joint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One 设定依据: ``title`` without its outer 《》, ``document_no`` (文号) and ``articles`` as printed, ``raw`` the whole."""

    title: str | None = None
    document_no: str | None = None
    articles: str | None = None
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way in (办理方式). ``group`` is the class it stands under in the source, such as 线上办理."""

    kind: ChannelKind
    detail: str
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One thing to bring. ``situation`` is the case that it belongs to; absent where it is for everyone.

    ``later`` are the printed terms on which it may be handed in later (可容缺, standards 3.20); absent where it may not.
    """

    key: str | None = None
    name: str
    situation: str | None = None
    group: str | None = None
    any_of: tuple[str, ...] = ()
    children: tuple[Material, ...] = ()
    note: str | None = None
    copies: str | None = None
    form: str | None = None
    substitute: str | None = None
    later: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a process. Written as a bare string where it is only text."""

    key: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One path of 办理流程; ``path`` is its name, absent where there is only one and the source does not name it."""

    path: str | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box of a flow chart."""

    id: str
    kind: NodeKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An arrow of a flow chart; ``label`` is what is printed on it, such as 是 or 否. Written with keys ``from`` and ``to``."""

    from_: str
    to: str
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One 流程图. ``notes`` is what is printed beside the boxes as 注."""

    title: str | None = None
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitCase:
    """A limit that holds for one case only, such as 特殊情况."""

    applies_to: str | None = None
    kind: LimitKind
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """办理时限: ``raw`` as printed; ``days`` the longest promise in the unit of ``kind`` (months for ``months``), 0 for immediate."""

    raw: str
    kind: LimitKind
    days: int | None = None
    cases: tuple[LimitCase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRef:
    """A form that the guide names; ``ref`` as printed (表1, 附录B), ``raw`` the printed words that name it where they say more."""

    name: str
    ref: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPoint:
    """Internal: one 业务风险点. ``stage`` is the stage it belongs to."""

    stage: str | None = None
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to a situation's question; ``needs`` and ``drops`` are keys of materials, ``notes`` what is printed for that case."""

    key: str
    text: str
    needs: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A question that narrows the materials."""

    key: str
    text: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A phone, hall or complaint line that the document gives. ``kind`` is its printed label."""

    kind: str | None = None
    name: str | None = None
    phone: str | None = None
    address: str | None = None
    hours: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """The item's row in the 清单, as printed. ``broken`` and ``missing`` where the source lost part of the row.

    Agencies print more columns than the national form has; what they hold has the guide's key, a column of no known field is an attribute.
    """

    ordinal: int | None = None
    main_item: str | None = None
    main_item_code: str | None = None
    name: str | None = None
    code: str | None = None
    materials: tuple[Material, ...] = ()
    material_notes: tuple[str, ...] = ()
    item_kind: str | None = None
    handling: str | None = None
    summary: str | None = None
    attributes: tuple[Attribute, ...] = ()
    objects: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    level_notes: tuple[str, ...] = ()
    departments: Departments | None = None
    channels: tuple[Channel, ...] = ()
    channel_notes: tuple[str, ...] = ()
    time_limit: TimeLimit | None = None
    process: tuple[Path, ...] = ()
    process_stages: tuple[str, ...] = ()
    fee: str | None = None
    tips: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    contacts: tuple[Contact, ...] = ()
    inherited: tuple[str, ...] = ()
    broken: bool | None = None
    missing: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where every word came from. ``lines`` is [first, last] of the file, or of its blocks where it has no lines."""

    document: str
    document_no: str | None = None
    issuer: str | None = None
    issued: str | None = None
    edition: str | None = None
    file: str | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One guide. ``region`` is a GB/T 2260 code; (region, slug) names it for ever."""

    schema: int = 1
    region: str
    slug: str
    code: str | None = None
    ordinal: int | None = None
    name: str
    aliases: tuple[str, ...] = ()
    main_item: str | None = None
    main_item_code: str | None = None
    service: str | None = None
    item_kind: str | None = None
    handling: str | None = None
    summary: str | None = None
    attributes: tuple[Attribute, ...] = ()
    objects: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    conditions: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    level_notes: tuple[str, ...] = ()
    departments: Departments | None = None
    basis: tuple[Basis, ...] = ()
    channels: tuple[Channel, ...] = ()
    channel_notes: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    material_notes: tuple[str, ...] = ()
    process: tuple[Path, ...] = ()
    process_stages: tuple[str, ...] = ()
    flowchart: tuple[Chart, ...] = ()
    time_limit: TimeLimit | None = None
    fee: str | None = None
    tips: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    forms: tuple[FormRef, ...] = ()
    output_samples: tuple[FormRef, ...] = ()
    required_fields: tuple[str, ...] = ()
    message_templates: tuple[str, ...] = ()
    risk_level: str | None = None
    risk_points: tuple[RiskPoint, ...] = ()
    situations: tuple[Situation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    inherited: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    checklist: ChecklistRow | None = None
    source: Source | None = None

    @property
    def ways(self) -> tuple[ChannelKind, ...]:
        """The kinds of ways in (办理方式), each once, for lists that cannot hold the whole of ``channels``."""
        return tuple(dict.fromkeys(channel.kind for channel in self.channels))


INTERNAL = ("required_fields", "message_templates", "risk_level", "risk_points")
"""Fields that no public page, index, print or API may show (政府信息公开条例 第16条, internal affairs)."""
