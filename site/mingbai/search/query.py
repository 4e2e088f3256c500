"""What a typed query means, as small pure functions. Knows no engine and no database.

Today: folding, item codes, words. The layers of the search design (places, pinyin, homophones, synonyms, votes) join in ``understand``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingbai.search import chinese

_CODE = re.compile(r"(?=(?:.*\d){4})[0-9a-z]{6,33}")
_EMPTY_WORDS = frozenset(
    "的 了 吗 呢 啊 吧 么 我 你 要 能 可以 怎么 怎样 如何 什么 多少 哪里 哪儿 在 去 到 是 有 和 与 及 请问 一下 需要".split()
)
"""Words that carry no meaning of their own in a question; dropped unless nothing else is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as understood. ``typed`` is what was typed; ``words`` what is looked for; ``code`` an item code or its beginning."""

    typed: str
    words: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    code: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.characters or self.code)


def understand(typed: str) -> Query:
    """What ``typed`` asks for; of a very long one only the beginning is read. Never refuses."""
    read = typed[: chinese.LONGEST]
    folded = chinese.fold(read).strip()
    if _CODE.fullmatch(folded):
        return Query(typed=typed, code=folded)
    found = list(dict.fromkeys(chinese.words(read)))
    telling = tuple(word for word in found if word not in _EMPTY_WORDS) or tuple(found)
    single = tuple(chinese.characters(read)) if len(folded) == 1 else ()
    return Query(typed=typed, words=telling, characters=single)
