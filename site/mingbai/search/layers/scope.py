"""Whether a query is ours at all: it is not where more speaks for another authority than for us, or where nobody knows it. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from mingbai.search.query import Query
from mingbai.search.surfaces import spans, surface
from mingbai.search.table import Table
from mingbai.search.weights import WEIGHTS, Weights

NOBODY = "-"
_OURS = re.compile("医保|医疗保险|医疗保障|参保|报销|定点")
"""What is ours whatever stands beside it: 养老保险转了，医保也要转 is asked of us."""
_NEAR = re.compile("[医药病诊疗孕产育残护保钱报账缴费卡]|住院")
"""Health, and money that is paid in or out: what may be ours however it is asked."""
_BESIDE, _NAMED = 4, 2
"""How many times as much must speak for another authority where the text says what is ours, or where a term names a service of ours."""


def read(query: Query, table: Table) -> Query:
    """The query with ``outside`` set where it is not ours."""
    return judged(query, table, WEIGHTS)


def judged(query: Query, table: Table, weights: Weights) -> Query:
    """The same with ``weights`` of the caller's."""
    if query.code or query.citations or not table.services or not query.text:
        return query
    ours = any(table.meanings[term].services and not table.meanings[term].outside for term in query.terms)
    if query.elsewhere >= weights.outside * (_BESIDE if _says_ours(query, table) else _NAMED if ours else 1):
        return replace(query, outside=_authority(query, table))
    if _says_little(query, weights) and not _term_of_ours(query, table):
        return replace(query, outside=NOBODY)
    return query


def _says_little(query: Query, weights: Weights) -> bool:
    """Whether hardly anything in it is known, or only words that everybody uses (我想买个手机), which pull to no service."""
    return query.known < weights.unknown or (query.pulled < weights.faint and not _NEAR.search(query.text))


def _term_of_ours(query: Query, table: Table) -> bool:
    """Whether a term in it names a service, or the whole of it is a term, of whatever kind (办事指南)."""
    return surface(query.text) in table.terms or any(table.meanings[term].services for term in query.terms)


def _says_ours(query: Query, table: Table) -> bool:
    """Whether the text says what is ours, the words of other authorities' business left out of it (车险报销)."""
    text = surface(query.text)
    for said, meant in spans(query.text, table.terms):
        if any(table.meanings[term].outside for term, _ in meant):
            text = text.replace(said, "，")
    return bool(_OURS.search(text))


def _authority(query: Query, table: Table) -> str:
    """The authority that the terms in the query name; NOBODY where none does."""
    return next((table.meanings[term].outside for term in query.terms if table.meanings[term].outside), NOBODY)
