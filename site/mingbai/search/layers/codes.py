"""Item codes: a code or its beginning, by itself or among words. Pure; knows the codes in use only from the table.

A code that no guide has is read as its main item (nine characters) or its list (six), whichever guides do have, so that the
neighbours are found; the reading says so. 00203600100Y, a main item with sub-items, is that main item. A zero that a spreadsheet ate
is put back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from mingbai.search.query import Query, Reading
from mingbai.search.table import Table

_RUN = re.compile(r"(?<![a-z])[a-z]*[0-9][0-9a-z]*(?: [a-z]*[0-9][0-9a-z]*)*")
_ALONE = re.compile(r"(?=(?:.*\d){4})[0-9a-z]{6,33}")
"""What is a code when it is all that was typed, known or not."""
_SHORTEST = 6
"""Characters of the shortest beginning that is taken for a code: list, kind and department (GB/T 39554.1-2020, positions 1-6)."""
_MAIN = 9
_FIGURES = 4
"""Figures that a code has at least."""
_LABEL = re.compile(r"(?:(?:服务|政务|业务)?事项|基本|实施|项目|业务)?(?:编码|代码|编号)(?:是|为|查询)?")


def read(query: Query, table: Table) -> Query:
    """The query with the first item code in its text, and the text without it."""
    if sum(map(str.isdigit, query.text)) < _FIGURES:
        return query
    for run in _RUN.finditer(query.text):
        said = run.group()
        code = known(said.replace(" ", ""), table.codes)
        if not code and said == query.text and _ALONE.fullmatch(said.replace(" ", "")):
            code = said.replace(" ", "")
        if code:
            return _taken(query, run, code)
    return query


def known(run: str, codes: Sequence[str]) -> str:
    """``run`` where one of the sorted ``codes`` begins with it, else its main item or list where one does; empty where none does."""
    if sum(map(str.isdigit, run)) < _FIGURES:
        return ""
    for tried in _writings(run):
        shared = _shared(tried, codes)
        if shared == tried and len(tried) >= _SHORTEST:
            return tried
        if len(shared) >= _SHORTEST:
            return tried[: _MAIN if len(shared) >= _MAIN else _SHORTEST]
    return ""


def _writings(run: str) -> tuple[str, ...]:
    """``run``; the item's part of an agency's 31 or 33 characters (实施编码, positions 20-31); with the zeros that a spreadsheet ate."""
    inner = (run[19:31],) if len(run) in (31, 33) else ()
    eaten = (f"0{run}", f"00{run}") if len(run) >= _MAIN - 2 else ()
    return (run, *inner, *eaten)


def _shared(run: str, codes: Sequence[str]) -> str:
    """The longest beginning that ``run`` has in common with any of the sorted ``codes``: one of its two neighbours has it."""
    place = bisect_left(codes, run)
    return max((_common(run, code) for code in codes[max(0, place - 1) : place + 1]), key=len, default="")


def _common(one: str, other: str) -> str:
    size = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other)))
    return one[:size]


def _taken(query: Query, run: re.Match[str], code: str) -> Query:
    said, left = run.group(), f"{query.text[: run.start()]}{query.text[run.end() :]}"
    readings = () if said == code else (Reading("codes", said, code.upper()),)
    return replace(query, code=code, text=_LABEL.sub("", left).strip(" ，"), readings=query.readings + readings)
