"""Hypothesis strategies for the frozen values, made from the dataclasses themselves.

Any value that the types allow, but for optional parts that say nothing at all: an empty 办理部门 is written as none.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from typing import Any

from hypothesis import strategies as st

from mingbai.guides.text import plain

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
AWKWARD = st.sampled_from(
    ["12:30", "001", "2022-05-19", "1e3", "yes", "null", "~", "- 甲", "a: b", "# 注", "'引", '"引"', " 前后 ", "上\n下", "上\n",
     "\n上", "0x1F", "=", "<<", "1_000", "[", "{", "&a", "*a", "!t", "%", "@", "`", "：", "“”", "?", "-", "1.", ".5", "+1",
     "190:20:30", "0o7", "NaN", ".inf", "on", "上\u2028下", "上\r\n下", "上\x85下", "\ufeff上", "\ue000", "\t", "上\n \n下 ", "下 \n"]
)  # fmt: skip


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of the dataclass ``kind``; parts that hold their own kind (sub-materials, clauses) go two levels deep."""
    return _built(kind, 2)


@functools.cache
def _built(kind: Any, depth: int) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(kind)
    parts = {field.name: _any_of(hints[field.name], kind, depth) for field in dataclasses.fields(kind)}
    return st.builds(kind, **parts)


def _any_of(hint: Any, owner: Any, depth: int) -> st.SearchStrategy[Any]:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(st.none(), *(_any_of(one, owner, depth).filter(plain) for one in inside if one is not type(None)))
    if origin is tuple:
        if inside[0] is owner and depth == 0:
            return st.just(())
        return st.lists(_any_of(inside[0], owner, depth), max_size=2).map(tuple)
    if origin is typing.Literal:
        return st.sampled_from(inside)
    if dataclasses.is_dataclass(hint):
        return _built(hint, depth - 1 if hint is owner else depth)
    return {str: TEXT | AWKWARD, int: st.integers(1, 10**6), bool: st.just(True)}[hint]
