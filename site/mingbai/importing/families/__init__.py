"""The families, in the order in which they are asked for their portions: the most particular first, what frames the rest last."""

from __future__ import annotations

from mingbai.importing.families import checklist, forms, notice, sections, specification, standard
from mingbai.importing.family import Family

FAMILIES: tuple[Family, ...] = (standard, forms, specification.FAMILY, checklist, sections.FAMILY, notice.FAMILY)
