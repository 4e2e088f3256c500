"""Words and terms: the text cut into words, and the canonical terms of the lexicons that stand in it. Pure.

A term is found by its longest surface (门诊慢特病 before 慢特病), with the surfaces inside it left alone.
"""

from __future__ import annotations

from dataclasses import replace

from mingbai.search import chinese
from mingbai.search.query import Query, Reading
from mingbai.search.surfaces import spans, surface
from mingbai.search.table import Table

_EMPTY_WORDS = frozenset(
    "的 了 吗 呢 啊 吧 么 我 你 要 能 可以 怎么 怎样 如何 什么 多少 哪里 哪儿 在 去 到 是 有 和 与 及 请问 一下 需要".split()
)
"""Words that carry no meaning of their own in a question; dropped unless nothing else is left."""


def read(query: Query, table: Table) -> Query:
    """The query with its words and the terms found in its text; the words of a term's equals are looked for too."""
    found = tuple((said, term) for said, meant in spans(query.text, table.terms) for term, _ in meant)
    readings = tuple(Reading("terms", said, term) for said, term in found if said != surface(term))
    return replace(cut(query), terms=tuple(dict.fromkeys(term for _, term in found)), readings=query.readings + readings)


def cut(query: Query) -> Query:
    """The query with the words of its text, if it has none yet, and its character where it is only one."""
    if query.words or query.characters or not query.text:
        return query
    found = list(dict.fromkeys(chinese.words(query.text)))
    telling = tuple(word for word in found if word not in _EMPTY_WORDS) or tuple(found)
    single = tuple(chinese.characters(query.text)) if len(query.text) == 1 else ()
    return replace(query, words=telling, characters=single)
