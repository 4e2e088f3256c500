"""What was found against what stands: the same, changed or new; and what people added to an item, which no document can state.

A notice of next year brings the same guides under a new number and on other lines: that alone is no change. What editors
added (keys, questions, links to forms, the service, contacts) is carried over to the new reading, or it would be lost with every notice.
Pure: values in, values out.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mingbai.guides.guide import Guide, Material, Path, Situation, Step
from mingbai.importing.asking import asked

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


def compared(standing: Any | None, found: Any) -> str:
    """What ``found`` is against the value that stands (None: nothing stands there)."""
    if standing is None:
        return NEW
    return UNCHANGED if words_of(standing) == words_of(found) else CHANGED


def words_of(value: Any) -> Any:
    """``value`` without what only says where it was read: its source, and the lines of its 清单 row."""
    bare = replace(value, source=None) if hasattr(value, "source") else value
    row = getattr(bare, "checklist", None)
    return replace(bare, checklist=replace(row, lines=())) if row else bare


def carried(standing: Any, found: Any) -> Any:
    """``found`` with what people added to ``standing`` and a document does not state. Other kinds than guides stay as they are."""
    if not isinstance(standing, Guide) or not isinstance(found, Guide):
        return found
    materials = _materials(standing.materials, found.materials)
    guide = replace(found, materials=materials, process=_process(standing.process, found.process))
    service = {} if found.service or not standing.service else {"service": standing.service}
    audiences = {} if found.audiences or not standing.audiences else {"audiences": standing.audiences}
    derived = tuple(dict.fromkeys((*found.derived, *(name for name in (*service, *audiences) if name in standing.derived))))
    contacts = {} if found.contacts else {"contacts": standing.contacts}
    carried_over = replace(guide, derived=derived, **service, **audiences, **contacts)
    return _with_questions(standing, carried_over)


def _materials(standing: Sequence[Material], found: Sequence[Material]) -> tuple[Material, ...]:
    """``found`` with the keys and the forms of the materials of the same name in ``standing``, in their order."""
    known: dict[tuple[str, str | None], list[Material]] = defaultdict(list)
    for one in standing:
        known[one.name, one.situation].append(one)
    return tuple(_material(known[one.name, one.situation].pop(0), one) if known[one.name, one.situation] else one for one in found)


def _material(before: Material, one: Material) -> Material:
    return replace(one, key=before.key or one.key, form=one.form or before.form, children=_materials(before.children, one.children))


def _process(standing: Sequence[Path], found: Sequence[Path]) -> tuple[Path, ...]:
    keys: dict[tuple[str | None, str], list[Step]] = defaultdict(list)
    for path in standing:
        for step in path.steps:
            keys[path.path, step.text].append(step)
    return tuple(replace(path, steps=tuple(_step(step, keys[path.path, step.text]) for step in path.steps)) for path in found)


def _step(step: Step, before: list[Step]) -> Step:
    return replace(step, key=step.key or before.pop(0).key) if before else step


def _with_questions(standing: Guide, guide: Guide) -> Guide:
    """``guide`` with the questions that people wrote or changed, as far as they still fit. Where nobody touched them, those that the
    words of the guide itself ask count, with the keys that its materials have."""
    if standing.situations == asked(standing)[1] or (not standing.situations and "situations" not in standing.derived):
        return replace(guide, situations=asked(guide)[1] if guide.situations else ())
    derived = tuple(name for name in guide.derived if name != "situations")
    return replace(guide, situations=tuple(_situations(standing.situations, set(_keys(guide.materials)))), derived=derived)


def _keys(materials: Sequence[Material]) -> Iterator[str]:
    for one in materials:
        if one.key:
            yield one.key
        yield from _keys(one.children)


def _situations(questions: Sequence[Situation], keys: set[str]) -> Iterator[Situation]:
    """The questions that still narrow something: an answer forgets materials that are gone."""
    for question in questions:
        options = tuple(
            dataclasses.replace(option, needs=_known(option.needs, keys), drops=_known(option.drops, keys)) for option in question.options
        )
        if any(option.needs or option.drops or option.notes for option in options):
            yield replace(question, options=options)


def _known(wanted: tuple[str, ...], keys: set[str]) -> tuple[str, ...]:
    return tuple(key for key in wanted if key in keys)
