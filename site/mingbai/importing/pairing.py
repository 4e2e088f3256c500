"""Which 清单 row belongs to which guide: by name, then by a close name, then by the place between two that are already paired.

A row whose head was lost at a page break has no name; it is the guide's that stands between the guides of its neighbours,
if exactly as many guides as rows are left there. Nothing is paired by code alone, because a lost head takes the code with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingbai.guides.guide import ChecklistRow, Guide
from mingbai.importing.names import closeness, key


def pair(guides: Sequence[Guide], rows: Sequence[ChecklistRow]) -> dict[int, int]:
    """The index of the guide for each index of a row that belongs to one."""
    paired: dict[int, int] = {}
    _by_name(guides, rows, paired)
    _by_close_name(guides, rows, paired)
    _by_position(guides, rows, paired)
    return paired


def _by_name(guides: Sequence[Guide], rows: Sequence[ChecklistRow], paired: dict[int, int]) -> None:
    """Equal names; where several items have one name, those whose 主项 is equal too, then in order."""
    for at, row in enumerate(rows):
        same = [index for index in _free(guides, paired) if row.name and key(row.name) in {key(name) for name in _names(guides[index])}]
        best = [index for index in same if row.main_item and key(row.main_item) == key(guides[index].main_item or "")]
        if same:
            paired[at] = (best or same)[0]


def _by_close_name(guides: Sequence[Guide], rows: Sequence[ChecklistRow], paired: dict[int, int]) -> None:
    """Close names, where the ordinals do not speak against it."""
    for at, row in enumerate(rows):
        if at in paired or not row.name:
            continue
        likely = [(_close(guides[index], row), -index) for index in _free(guides, paired) if _ordinals_agree(guides[index], row)]
        best = max(likely, default=(0.0, 0))
        if best[0] > 0:
            paired[at] = -best[1]


def _by_position(guides: Sequence[Guide], rows: Sequence[ChecklistRow], paired: dict[int, int]) -> None:
    for gap in list(_gaps(len(rows), paired)):
        before = paired.get(gap[0] - 1, -1)
        after = paired.get(gap[-1] + 1, len(guides) if before >= 0 else -1)
        between = [index for index in _free(guides, paired) if before < index < after]
        if len(between) == len(gap) and all(_may_be(guides[index], rows[at]) for at, index in zip(gap, between, strict=True)):
            paired.update(zip(gap, between, strict=True))


def _gaps(count: int, paired: dict[int, int]) -> Iterator[list[int]]:
    """Runs of rows that are not paired."""
    run: list[int] = []
    for at in range(count + 1):
        if at < count and at not in paired:
            run.append(at)
        elif run:
            yield run
            run = []


def _free(guides: Sequence[Guide], paired: dict[int, int]) -> list[int]:
    taken = set(paired.values())
    return [index for index in range(len(guides)) if index not in taken]


def _names(guide: Guide) -> tuple[str, ...]:
    return (guide.name, *guide.aliases)


def _close(guide: Guide, row: ChecklistRow) -> float:
    return max(closeness(name, row.name or "") for name in _names(guide))


def _ordinals_agree(guide: Guide, row: ChecklistRow) -> bool:
    return None in (guide.ordinal, row.ordinal) or guide.ordinal == row.ordinal


def _may_be(guide: Guide, row: ChecklistRow) -> bool:
    """Whether a row without a name, or a broken one, may be the guide's."""
    return not row.name and _ordinals_agree(guide, row)
