"""Laws, articles, document numbers and forms that a query names, in full or in part. Pure; what guides cite is in the table.

Only what a guide in force cites is taken for a citation; a law that none cites stays words. The text of a law goes out of the query,
since 社会保险法第二十七条 asks for no 社会保险; the name of a form stays, for it says what it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from mingbai.search.citings import Citings, articles, spread
from mingbai.search.query import Citation, Cited, Query, Reading
from mingbai.search.table import Table

_READ = 200
"""Characters of a text that are read for citations."""
_LAW = re.compile(r"[㐀-鿿0-9]{2,40}?(?:条例|办法|规定|细则|规程|规范|意见|决定|通知|法)(?![律定人规])")
_ARTICLE = re.compile(r"第 ?(?:[零一二三四五六七八九十百]+|\d{1,3}) ?条|(?<!\d)\d{1,3}条(?![消码])")
_NUMBER = re.compile(
    r"(?P<issuer>[㐀-鿿]{0,32})(?P<year>(?:19|20)\d\d)[ 年第]*(?P<number>\d{1,4}) ?号?文?(?:件)?"
    r"|(?P<organ>[㐀-鿿]{0,32}?)(?:(?P<sort>令|公告) ?第? ?(?P<order>\d{1,4}) ?号?|第? ?(?P<before>\d{1,4}) ?号令)"
)
_FORM = re.compile(r"[㐀-鿿0-9a-z]{2,40}?(?:表|承诺书|授权书|委托书|通知书|告知书|回执|声明函)")
_REF = re.compile(r"(?:附件|附录|附表|表) ?(?P<ref>\d{1,2}(?!\d)|[a-z](?![a-z])|(?<=附件|附录|附表)[一二三四五六七八九十](?![㐀-鿿]))")
_SHORTEST = 5
"""Characters of the shortest part of a name by which a law or a form is recognised."""
_TITLE = 8
"""Characters of a text from which on it may be the title of a law without its last words."""
_STARTS = 12
"""Characters that may stand before the name in one run with it."""
_LAW_IN_SHORT = {"社保法": "社会保险法", "医保条例": "医疗保障基金使用监督管理条例", "医保基金条例": "医疗保障基金使用监督管理条例"}
_MOST = 12
"""Names that a part stands for at most; more say that it is no name (申请表)."""


class _Found(NamedTuple):
    """A citation with the stretch of text that names it; ``gone`` where that goes out of the text."""

    citation: Citation
    start: int
    end: int
    gone: bool


def read(query: Query, table: Table) -> Query:
    """The query with what it cites."""
    found = _first_of_each_place(list(_found(query.text[:_READ], table.citings)))
    if not found:
        return query
    text = query.text
    for one in reversed(found):
        if one.gone:
            text = f"{text[: one.start]}{text[one.end :]}"
    said = tuple(Reading("citations", query.text[one.start : one.end], one.citation.text) for one in found)
    readings = tuple(reading for reading in said if reading.said != reading.taken_as)
    return replace(query, text=text.strip("， "), citations=tuple(one.citation for one in found), readings=query.readings + readings)


def _first_of_each_place(found: list[_Found]) -> list[_Found]:
    """Those that do not overlap an earlier, surer one, in the order of the text."""
    chosen: list[_Found] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.start)


def _found(text: str, citings: Citings) -> Iterator[_Found]:
    """All that may be cited, the surest first."""
    if any("0" <= one <= "9" for one in text):
        yield from _numbers(text, citings)
    if _FORM.search(text):
        yield from _forms(text, citings)
    yield from _refs(text, citings)
    if len(text) >= _TITLE or _LAW.search(text):
        yield from _laws(text, citings)


def _numbers(text: str, citings: Citings) -> Iterator[_Found]:
    for match in _NUMBER.finditer(text):
        issuer = match["issuer"] if match["year"] else f"{match['organ'].removesuffix('第')}{match['sort'] or '令'}"
        number = match["number"] or match["order"] or match["before"]
        ending = f"{match['year'] or ''}.{int(number)}"
        cut = next((at for at in range(len(issuer)) if f"{issuer[at:]} {ending}" in citings.numbers), None)
        keys = (f"{issuer[cut:]} {ending}",) if cut is not None else _ending(issuer, ending, citings)
        printed = tuple(dict.fromkeys(one for key in keys for one in citings.numbers[key]))
        if printed:
            start = match.start() + (cut or 0)
            yield _Found(Citation("number", printed[0], printed), start, match.end(), True)


def _ending(issuer: str, ending: str, citings: Citings) -> tuple[str, ...]:
    """The keys that a number fits of which nothing before the year was said, or only 令 (765号令), or one of several issuers."""
    keys = citings.endings.get(ending, ())
    fits = tuple(key for key in keys if issuer in ("", "文", "第") or (issuer and key.partition(" ")[0].endswith(issuer)))
    return fits if len(fits) <= 3 else ()


def _forms(text: str, citings: Citings) -> Iterator[_Found]:
    for way, names in citings.names.items():
        at = text.find(way)
        if at >= 0:
            yield _Found(Citation("form", way, names if way not in names else ()), at, at + len(way), False)
    for match in _FORM.finditer(text):
        said = match.group()
        at, names = _part(said, citings.forms)
        if names:
            yield _Found(Citation("form", said[at:], names), match.start() + at, match.end(), False)


def _refs(text: str, citings: Citings) -> Iterator[_Found]:
    """Forms by what they are numbered: 表1, 附件3, 附录A; of the same number any word for it is as good."""
    for match in _REF.finditer(text):
        ref = match["ref"]
        names = tuple(dict.fromkeys(name for word in ("表", "附件", "附录", "附表") for name in citings.refs.get(f"{word}{ref}", ())))
        if names:
            yield _Found(Citation("form", match.group().replace(" ", ""), names), match.start(), match.end(), True)


def _laws(text: str, citings: Citings) -> Iterator[_Found]:
    for way, titles in citings.titles.items():
        at = text.find(way)
        if at >= 0:
            start = at - len("中华人民共和国") if text[:at].endswith("中华人民共和国") else at
            yield _article(text, start, at + len(way), way, titles, citings)
    for match in _LAW.finditer(text):
        said = match.group()
        at, titles = _part(_LAW_IN_SHORT.get(said, said), citings.laws)
        if titles:
            yield _article(text, match.start() + at, match.end(), said[at:], titles, citings)


def _part(said: str, names: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Where in ``said`` a part of one of ``names`` begins, and the names that it is a part of."""
    for at in range(min(_STARTS, len(said) - _SHORTEST + 1)):
        part = said[at:]
        likely = (name for name in names if part[:2] in name and name.endswith(part[-2:]))
        found = tuple(name for name in likely if spread(part, name))
        if 0 < len(found) <= _MOST:
            return at, found
    return 0, ()


def _article(text: str, start: int, end: int, said: str, titles: tuple[str, ...], citings: Citings) -> _Found:
    """The law at ``start``, with the article behind it where a guide cites that."""
    behind = _ARTICLE.match(text, end) or _ARTICLE.match(text, end + 1 if text[end : end + 1] in "，的" else end)
    kind: Cited = "law"
    lines: tuple[str, ...] = tuple(title for title in titles if said not in title)
    if behind:
        named = articles(behind.group().replace(" ", ""))
        printed = tuple(dict.fromkeys(line for title in titles for one in named for line in citings.articled.get(f"{title} {one}", ())))
        end = behind.end()
        if printed:
            kind, said, lines = "article", f"{said}{named[0]}", printed
    return _Found(Citation(kind, said, lines), start, end, True)
