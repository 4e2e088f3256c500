"""What the guides in force cite as their basis, so that nobody types a law twice: most cited first. Read once a state.

Knows no form: a basis is offered as people cite it, 《title》 document number, articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from mingbai.guides.guide import Basis
from mingbai.publishing.library import Library

MOST = 300
"""So many are offered: a list that is longer helps nobody."""


def cited(library: Library, kept: Any, region: str) -> Mapping[str, Basis]:
    """The bases by the line that is picked: those cited in the province of ``region`` before those of the others, most cited first."""
    state = library.state()
    counts = kept.get(("cited", state.number, state.until), lambda: _counted(library))
    order = sorted(counts, key=lambda found: (found[0] != region[:2], -counts[found], found[1].raw))
    lines: dict[str, Basis] = {}
    for _, basis in order:
        lines.setdefault(line(basis), basis)
    return dict(list(lines.items())[:MOST])


def line(basis: Basis) -> str:
    """A basis as it is picked from the list."""
    if not basis.title:
        return basis.raw
    return " ".join(part for part in (f"《{basis.title}》", basis.document_no, basis.articles) if part)


def _counted(library: Library) -> Counter[tuple[str, Basis]]:
    """Each basis with how often a province's guides cite it."""
    headings = library.listing("guide")
    values = ((one.region[:2], library.current("guide", one.region, one.slug).value) for one in headings)
    return Counter((province, basis) for province, value in values for basis in value.basis)
