"""The digest that a review and an approval are bound to: of what a release will do, to the character. Pure.

One line an item that is not held out, sorted, after the decision's own facts. Whoever changes one character, note, reason or
date has another digest, and the approval is void; whoever saves without a change has the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from mingbai.guides.text import digest
from mingbai.guides.version import Name

FACTS = ("title", "document_no", "source_document", "organ", "issued", "edition", "effective_from", "dated", "note")
"""The facts of a decision that are approved with its items, by their names in ``releases``."""


def line_of_text(name: Name, seen: int, text: str, note: str | None) -> str:
    """The line of an item that gets a new version."""
    return _line(name, seen, digest(text), note)


def line_of_ending(name: Name, seen: int, why: str, reason: str, successors: Sequence[Name]) -> str:
    """The line of an item that is withdrawn."""
    return _line(name, seen, why, reason, sorted(list(one) for one in successors))


def seal(facts: Mapping[str, Any], lines: Iterable[str]) -> str:
    """SHA-256, in hex, of the facts and of the lines, in whatever order they come."""
    told = json.dumps({key: _told(facts[key]) for key in FACTS}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256("\n".join((told, *sorted(lines))).encode()).hexdigest()


def _line(name: Name, *parts: Any) -> str:
    return json.dumps(["/".join(name), *parts], ensure_ascii=False)


def _told(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
