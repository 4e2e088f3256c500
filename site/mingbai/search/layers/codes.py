"""Item codes: a query that is an item code or its beginning. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from mingbai.search.query import Query
from mingbai.search.table import Table

_CODE = re.compile(r"(?=(?:.*\d){4})[0-9a-z]{6,33}")


def read(query: Query, table: Table) -> Query:
    """The query as a code, where all of its text is one."""
    return replace(query, code=query.text, text="") if _CODE.fullmatch(query.text) else query
