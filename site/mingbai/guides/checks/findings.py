"""One finding about a guide, what stands beside a guide, and the walk over every text of a guide with its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from mingbai.guides.guide import INTERNAL, Guide
from mingbai.guides.words import LABELS

Severity = Literal["block", "advise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One finding. ``kind`` is its rule (``personal:id``, ``missing:place`` …), ``field`` its place as the importer writes places
    (``materials[0].name``), ``excerpt`` the words it is about, with personal data masked."""

    kind: str
    severity: Severity
    field: str
    sentence: str
    remedy: str
    excerpt: str = ""

    @property
    def waivable(self) -> bool:
        """Whether a block may be set aside by a named person with a reason: a missing element may, personal data never
        (standards 2.07 and 1.07)."""
        return self.severity == "block" and self.kind.startswith("missing:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A blank form that readers can take away: its name and its printed reference (附录B, 表3)."""

    name: str
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a guide. ``forms``: the place's blank forms, None where they are not known (nothing is then said about them);
    ``supplied``: elements that something else supplies, such as the place and hours of its halls (names as in ``missing:…``);
    ``allowed``: phones and e-mail addresses of persons that were expressly released for publication as contacts;
    ``services``: the slugs of the services that there are, None where they are not known; ``events``: slug and name of each life event;
    ``printable``: the characters that the fonts of the printed products have, None where they are not known."""

    forms: tuple[Blank, ...] | None = None
    supplied: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    services: frozenset[str] | None = None
    events: frozenset[tuple[str, str]] = frozenset()
    printable: frozenset[str] | None = None


NOTHING = Beside()


class Text(NamedTuple):
    """A text of a guide and its place."""

    field: str
    text: str


_NAMES = (
    "region",
    "slug",
    "service",
    "services",
    "related",
    "audiences",
    "key",
    "kind",
    "id",
    "from_",
    "to",
    "needs",
    "drops",
    "inherited",
    "derived",
    "lines",
)
"""Keys whose values are names of ours, not words of the guide."""


def texts(value: Any) -> Iterator[Text]:
    """Every text of a value of any kind with its place; of a guide, the internal parts and the row of the 清单 too."""
    for part in dataclasses.fields(value):
        if part.name not in _NAMES:
            yield from _walk(getattr(value, part.name), part.name)


def public(guide: Guide) -> Iterator[Text]:
    """The texts whose wording can be bettered: without internal parts, the source, the 清单's row and ``raw``, which repeats."""
    passed = (*INTERNAL, "source", "checklist")
    for one in texts(guide):
        if not one.field.startswith(passed) and (not one.field.endswith(".raw") or one.field == "time_limit.raw"):
            yield one


def _walk(value: Any, field: str) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(field, value)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _walk(part, f"{field}[{place}]")
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            if part.name not in _NAMES or (part.name == "kind" and field.startswith("contacts")):
                yield from _walk(getattr(value, part.name), f"{field}.{part.name}")


_OTHER_LABELS = {
    "title": "标题", "clauses": "条款", "fields": "栏目", "layout": "表格", "notes": "填表说明", "attachments": "附件", "terms": "用词",
    "related": "相关事项", "services": "所含事项", "hours": "办公时间", "closures": "暂停办公", "windows": "窗口", "phones": "咨询电话",
    "complaints": "投诉电话", "address": "地址", "transport": "交通",
}  # fmt: skip
"""Parts of other kinds, which have no label on a guide."""


def label(field: str) -> str:
    """How a page heads the part that ``field`` lies in, with the number of the entry: 办理材料第3项."""
    name, _, rest = field.partition("[")
    number = rest.partition("]")[0]
    heading = LABELS.get(name.partition(".")[0]) or _OTHER_LABELS.get(name, "正文")
    return f"{heading}第{int(number) + 1}项" if number.isdigit() else heading


def labels(fields: list[str]) -> str:
    """Where something stands, in words, at most three places and how many more."""
    named = list(dict.fromkeys(label(field) for field in fields))
    more = f"等 {len(named)} 处" if len(named) > 3 else ""
    return "、".join(named[:3]) + more


def excerpt(text: str, start: int, end: int) -> str:
    """The words from ``start`` to ``end`` with a little of what stands around them."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return ("…" if first else "") + text[first:last].replace("\n", " ") + ("…" if last < len(text) else "")


_AROUND = 12
