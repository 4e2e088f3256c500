"""What the guides in force cite as their basis, so that nobody types a law twice: most cited first. Read once a state.

Knows no form: a basis is offered as people cite it, 《title》 document number, articles.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from mingbai.guides.guide import Basis
from mingbai.publishing.library import Library

MOST = 300
"""So many are offered: a list that is longer helps nobody."""


def cited(library: Library, kept: Any, region: str) -> tuple[str, ...]:
    """The bases cited in the province of ``region`` before those of the others, each group by how often."""
    state = library.state()
    counts = kept.get(("cited", state.number, state.until), lambda: _counted(library))
    province = region[:2]
    near = [(-many, line) for (where, line), many in counts.items() if where == province]
    far = [(-many, line) for (where, line), many in counts.items() if where != province]
    lines = [line for _, line in (*sorted(near), *sorted(far))]
    return tuple(dict.fromkeys(lines))[:MOST]


def line(basis: Basis) -> str:
    """A basis as it is picked from the list."""
    if not basis.title:
        return basis.raw
    return " ".join(part for part in (f"《{basis.title}》", basis.document_no, basis.articles) if part)


def _counted(library: Library) -> Counter[tuple[str, str]]:
    headings = library.listing("guide")
    values = ((one.region[:2], library.current("guide", one.region, one.slug).value) for one in headings)
    return Counter((province, line(basis)) for province, value in values for basis in value.basis)
