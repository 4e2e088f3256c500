"""设定依据: 《title》（文号）第X条, one or many in a text, with the damage and the habits of real documents.

Rule of the parts: standards.md 3.15. ``raw`` keeps every word; ``title``, ``document_no`` and ``articles`` are read out of it
and left out where they are not printed. Knows no law by name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mingbai.guides.guide import Basis
from mingbai.importing.phrases.brackets import depths, matches
from mingbai.importing.phrases.numbering import Part, split_list

_EDGE = " \t\n　；;。，,、"
_NUMERAL = r"[〇零一二三四五六七八九十百千\d]+"
_ARTICLE = rf"(?:第\s*{_NUMERAL}\s*[编章节条款项目](?:之{_NUMERAL})?|第?\s*[（(]\s*{_NUMERAL}\s*[）)]\s*项)"
_ARTICLES = re.compile(rf"{_ARTICLE}(?:\s*(?:[、，,；;和及与至到－—~-]|以及)?\s*(?:{_ARTICLE}|第?\s*{_NUMERAL}\s*[条款项]))*")
_NUMBER_WORDS = r"(?:〔|\[|﹝|［|【|（|\()?\s*\d{4}\s*(?:年)?\s*(?:〕|\]|﹞|］|】|）|\))?\s*[)）]?\s*第?\s*\d+\s*号"
_ORDER = rf"(?:令|公告|主席)\s*[（(]?(?:\d{{4}}年)?\s*第?\s*{_NUMERAL}\s*号(?:令)?"
_NUMBER = re.compile(rf"{_NUMBER_WORDS}|{_ORDER}|第\s*{_NUMERAL}\s*号(?:令|公告)?|{_NUMERAL}\s*号(?:令)?")
_ISSUED_AS = re.compile(rf"[\u4e00-\u9fff、\s]{{1,40}}?(?:{_NUMBER_WORDS}|{_ORDER}|第\s*{_NUMERAL}\s*号令?|\d+\s*号令?)")
_NAMED = re.compile(r"《|(?:的|之)?(?:通知|意见|办法|规定|条例|决定|规程|规范|细则|方案|公告|法|目录|清单)(?=$|[（(\s第])")
_DATED = re.compile(r"^\s*\d{4}年\d{1,2}月\d{1,2}日\s*(?=[^\d\s，,])")
_AMENDED = re.compile(r"[，,；;][^，,；;〔\[]*(?:修订|修正|修改|施行|实施)(?:版)?\s*$")
"""What some print in the brackets of a 文号 beside it: the day of issue, later amendments."""
_GOES_ON = re.compile(r"^(?:的?(?:通知|意见|批复|决定|公告|函|办法|规定)|等|[（(〔\[])")
_LABEL = re.compile(r"^(?:\d{1,2}\s*[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳])\s*(?=\D)")
_QUOTING = re.compile(rf"{_ARTICLE}\s*(?:[：:“]|(?<=\s)[\u4e00-\u9fff]{{6}}|规定)")
_TAG = re.compile(
    r"^(?:[【\[][^】\]]{2,8}[】\]]|(?:国家|地方|省级?|市级?)?(?:法律|行政法规|地方性法规|法规|部门规章|政府规章|规章|规范性文件|政策(?:文件)?)[：:])\s*(?=\S)"
)
"""What sort of law it is, printed before the title: 【法律】, 行政法规："""
_AGENCY = re.compile(r"(?:厅|局|部|委|委员会|政府|办公室|国务院|法院|检察院|人大|部门|部委|省|市|转发|根据|依据|按照)$")


def read_basis(text: str) -> tuple[Basis, ...]:
    """The legal bases that ``text`` names, in order. 无 and an empty text name none."""
    if "<<" in text and "《" not in text:  # typed on a keyboard without 《》; what is printed stays in raw
        read = read_basis(text.replace("<<", "《").replace(">>", "》"))
        return tuple(replace(one, raw=(one.raw or "").replace("《", "<<").replace("》", ">>")) for one in read)
    entries: list[str] = []
    for part in split_list(text):
        entries += _entries(part)
    return tuple(_read(entry) for entry in entries if entry not in ("无", "/", "—", "-", "暂无"))


def _entries(part: Part) -> list[str]:
    """The entries of one list part: a list inside it is more entries, except behind an article, where it is quoted law."""
    if part.children and _ARTICLES.search(part.text):
        return _cut(part.raw[len(part.label) :] if part.raw.startswith(part.label) else part.raw)
    found = _cut(part.text) if part.text.strip(_EDGE + "：:") else []
    for child in part.children:
        found += _entries(child)
    return found


def _cut(text: str) -> list[str]:
    """``text`` cut where one basis ends and the next begins."""
    inside, pieces, start = depths(text), [], 0
    for at in range(1, len(text)):
        if not inside[at - 1] * inside[at] and _ends_before(text, start, at, inside):
            pieces.append(text[start:at])
            start = at
    pieces.append(text[start:])
    return [entry for piece in pieces if (entry := _unwrapped(piece).strip(_EDGE))]


def _ends_before(text: str, start: int, at: int, inside: list[int]) -> bool:
    before, rest = text[start:at].rstrip(" \t　"), text[at:]
    if not before.strip(_EDGE) or not rest.strip(_EDGE):
        return False
    if before[-1] in "；;。\n" and not inside[at - 1]:
        quoting = _QUOTING.search(before)
        return rest.lstrip(_EDGE).startswith("《") if quoting else _begins(rest, before[-1])
    if rest[0] != "《" or not _complete(before):
        return False
    closed = matches(rest).get(0)
    return before[-1] not in "和与及、" or closed is None or not _GOES_ON.match(rest[closed + 1 :].lstrip()[:2].replace("（", " "))


def _begins(rest: str, separator: str) -> bool:
    """Whether a new basis begins with ``rest``, which stands behind ``separator``."""
    entry = re.split(r"[；;\n。]", rest.lstrip(_EDGE), maxsplit=1)[0]
    if entry.startswith("《"):
        return True
    if separator == "。":
        return bool(re.match(r"[^《》，。]{0,24}《", entry))
    return bool(_NAMED.search(entry) or _NUMBER.search(entry) or (separator != "\n" and len(entry) <= 30)) and not entry.startswith(
        ("第", "的", "（", "(")
    )


def _complete(before: str) -> bool:
    """Whether a whole basis stands in ``before``: a closed title, and nothing that reads on into the next."""
    tail = before.rstrip(_EDGE + "和与及")
    return "》" in tail and bool(re.search(r"[》）)条款项号令]$", tail))


def _unwrapped(text: str) -> str:
    """``text`` with the line breaks joined that only a narrow cell or a page break made."""
    return re.sub(r"[ \t　]*\n\s*", "", text.strip())


def _read(entry: str) -> Basis:
    entry = _LABEL.sub("", entry)
    if _ISSUED_AS.fullmatch(entry):
        return Basis(document_no=entry, raw=entry)
    body, after = _title_and_rest(entry)
    number = _document_no(after)
    articles = _ARTICLES.search(after.replace(number, "", 1) if number else after)
    title, before = _without_prefix_number(body)
    return Basis(
        title=_bare_title(title) or None,
        document_no=number or before,
        articles=articles[0].strip() if articles else None,
        raw=entry,
    )


def _title_and_rest(entry: str) -> tuple[str, str]:
    """What names the instrument, and what follows: 文号, articles, quotation."""
    pairs = matches(entry)
    first = entry.find("《")
    end = 0
    while first >= 0 and first in pairs:
        end = pairs[first] + 1
        suffix = re.match(r"[^（(《第；;。]*?(?:的(?:通知|意见|批复|决定|公告|函|通告)|(?:通知|意见)(?=[（(\s]|$))", entry[end:])
        end += suffix.end() if suffix else 0
        # 《A》和《B》的通知 is one title; a second 《 that stands apart is quotation.
        between = re.match(r"\s*[、和与及]\s*(?=《)", entry[end:])
        first = end + between.end() if between else -1
    if first >= 0 or not end:
        stop = re.search(rf"[（(]\s*(?=[^（()）]*(?:号|[〔\[]\d{{4}}))|{_ARTICLE}|(?<=》)", entry[1:])
        end = stop.start() + 1 if stop else len(entry)
    if entry[end : end + 1] == "》":
        end += 1
    return entry[:end], entry[end:]


def _document_no(after: str) -> str | None:
    """The 文号 that follows a title, in brackets or bare, before any quotation."""
    head = re.split(r"[：:“《]", after, maxsplit=1)[0]
    for opened, closed in sorted(matches(head).items()):
        inner = head[opened + 1 : closed]
        if head[opened] in "（(" and _NUMBER.search(inner):
            return _DATED.sub("", _AMENDED.sub("", inner)).strip()
    broken = re.match(r"\s*[（(]([^（()）]*〔\d{4}〕)[）)]\s*(\d+号)", head)
    if broken:
        return broken[1] + broken[2]
    bare = _ISSUED_AS.match(head.strip())
    return bare[0].strip() if bare and not _ARTICLES.match(head.strip()) else None


def _without_prefix_number(body: str) -> tuple[str, str | None]:
    """``body`` without a 文号 that stands before the title, and that 文号."""
    first = body.find("《")
    prefix = body[: max(first, 0)].strip()
    if prefix and _NUMBER.search(prefix) and len(prefix) <= 40:
        return body[first:], prefix.strip("（()） 　，,") or None
    return body, None


def _bare_title(title: str) -> str:
    """A title without its outer 《》; an agency before the 《》 is dropped, since the title is only what the 《》 hold."""
    title = _TAG.sub("", title.strip(_EDGE))
    pairs = matches(title)
    first = title.find("《")
    if first >= 0 and pairs.get(first) == len(title) - 1 and (first == 0 or _AGENCY.search(title[:first])):
        return title[first + 1 : -1].strip()
    if first == 0 and title.endswith("》") and "》" not in title[1:-1]:
        return title[1:-1].strip()
    if title.count("《") != title.count("》"):
        return title.removeprefix("《").removesuffix("》") if first in (0, -1) else title
    return title
