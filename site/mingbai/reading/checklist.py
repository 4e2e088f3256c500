"""The rows of a place's 清单: made from headings, sorted, and grouped by main item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mingbai.guides.guide import TimeLimit
from mingbai.guides.version import Heading
from mingbai.reading.values import Row, RowGroup
from mingbai.rendering.answers import limit_text

SORTS: dict[str, Callable[[Row], Any]] = {
    "": lambda row: (row.ordinal is None, row.ordinal or 0, row.slug),
    "name": lambda row: (row.name, row.slug),
    "code": lambda row: (row.code is None, row.code or "", row.slug),
    "limit": lambda row: (row.limit is None, row.length is None, row.length, _printed(row), row.ordinal or 0, row.slug),
}
"""The ways to sort: by the document's own order, by name, by code, by the length of the limit."""
_CALENDAR = {"working_days": 1.4, "mixed": 1.4, "months": 30.0}
"""Calendar days of one unit of a limit, near enough to sort by: a week has five working days."""


def row_of(heading: Heading) -> Row:
    """The row that a guide in a list makes."""
    facts = heading.facts
    limit = facts.get("time_limit")
    return Row(
        slug=heading.slug,
        name=heading.title,
        ordinal=facts.get("ordinal"),
        code=facts.get("code"),
        main_item=facts.get("main_item"),
        item_kind=facts.get("item_kind"),
        levels=tuple(facts.get("levels", ())),
        length=limit["days"] * _CALENDAR.get(limit["kind"], 1.0) if limit and limit.get("days") is not None else None,
        limit=limit_text(TimeLimit(raw=limit["raw"], kind=limit["kind"], days=limit.get("days"))) if limit else None,
    )


def sorted_groups(rows: Iterable[Row], sort: str) -> tuple[RowGroup, ...]:
    """``rows`` sorted by ``sort``; in the documents' own order they stand under their main items."""
    ordered = sorted(rows, key=SORTS[sort])
    if sort:
        return (RowGroup(heading=None, rows=tuple(ordered)),)
    under: dict[str | None, list[Row]] = {}
    for row in ordered:
        under.setdefault(row.main_item, []).append(row)
    groups = (RowGroup(heading=name, rows=tuple(found)) for name, found in under.items())
    return tuple(sorted(groups, key=_first))


def _first(group: RowGroup) -> tuple[bool, str, int]:
    """Where a group stands: by its lowest code, since a place may have two lists that both begin at 1; without codes by ordinal."""
    codes = [row.code for row in group.rows if row.code]
    return not codes, min(codes, default=""), min(row.ordinal or 0 for row in group.rows)


def _printed(row: Row) -> str:
    found = row.limit
    return "".join(span.text for span in found.large) + found.rest if found else ""
