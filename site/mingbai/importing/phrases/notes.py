"""The 备注 under a list, as opposed to the list. Knows nothing of what the list lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingbai.importing.phrases.numbering import Part, kind_of, split_list, value_of

_NOTE = re.compile(r"^\s*[（(【\[]?\s*(?:备\s*注|注意?|说\s*明|特别说明|温馨提示)\s*(?:[】\]]\s*[：:]?|[：:]|$)")
_INLINE = re.compile(r"(?<=[；;。\s])[（(【\[]?\s*(?:备注|注)\s*[：:]")
_EDGE = " \t\n　；;，,"


def without_notes(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The lines of the list itself, joined, and the notes, one text each, without the word 备注.

    A note goes on over the lines that follow it until a label goes on with the list above it: （二） after （一）, 3、 after 2、.
    """
    body: list[str] = []
    notes: list[str] = []
    open_: dict[str, int] = {}
    noted: dict[str, int] = {}
    in_note = False
    for line in _broken_at_notes(lines):
        started = _NOTE.match(line)
        if started:
            in_note, noted = True, {}
            line = line[started.end() :]
            notes.append("")
        elif in_note and _goes_on(line, open_, noted):
            in_note = False
        if in_note:
            notes[-1] += ("\n" if notes[-1] else "") + line
        else:
            body.append(line)
        _count(line, noted if in_note else open_)
    return "\n".join(body), [note for note in notes if note.strip()]


def read_notes(texts: Sequence[str]) -> tuple[str, ...]:
    """The single notes of ``texts``: each item of a numbered list is one, with the list inside it; numbers are taken off."""
    found: list[str] = []
    for text in texts:
        for part in split_list(text):
            found += _notes_of(part)
    return tuple(note for note in found if note)


def _notes_of(part: Part) -> list[str]:
    whole = part.raw.removeprefix(part.label) if part.label else part.raw
    if part.children and not part.text.strip(_EDGE):
        return [note for child in part.children for note in _notes_of(child)]
    return [one_line(whole)]


def one_line(text: str) -> str:
    """``text`` without line breaks and without the ； that only parts it from the next."""
    return re.sub(r"[ \t　]*\n\s*", "", text.strip()).strip(_EDGE)


def _broken_at_notes(lines: Sequence[str]) -> list[str]:
    """The lines, with a 备注： that stands behind other text put on a line of its own."""
    found: list[str] = []
    for line in "\n".join(lines).split("\n"):
        cut = _INLINE.search(line)
        found += [line[: cut.start()], line[cut.start() :]] if cut and line[: cut.start()].strip() else [line]
    return [line for line in found if line.strip()]


def _goes_on(line: str, open_: dict[str, int], noted: dict[str, int]) -> bool:
    kind, value = kind_of(line), value_of(line)
    if kind is None or value is None or open_.get(kind) != value - 1:
        return False
    return noted.get(kind) != value - 1


def _count(line: str, seen: dict[str, int]) -> None:
    """Note the last number of every kind of label in ``line``."""
    waiting = list(split_list(line))
    while waiting:
        part = waiting.pop(0)
        kind, value = kind_of(part.label), value_of(part.label)
        if kind and value:
            seen[kind] = value
        waiting += part.children
