"""The family of notices (来文): title, 文号, addressees, clauses, attachments, signature and date; and the headings of attachments.

It reads what no other family claimed. Forms of official documents: GB/T 9704—2012 《党政机关公文格式》 7.3 (title, addressees,
body, attachments, signature, date). Knows no agency and no region.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mingbai.guides.kinds import Clause, Document
from mingbai.importing.blocks import Block, Paragraph
from mingbai.importing.family import Caption, Portion, Yield
from mingbai.importing.phrases.notes import read_notes

_CAPTION = re.compile(r"\s*(?P<number>附\s*件\s*[\d一二三四五六七八九十]*)\s*[：:]?\s*")
_ATTACHED = re.compile(r"\s*附\s*件\s*[：:]\s*(?P<first>\S.*)", re.DOTALL)
_LISTED = re.compile(r"\s*\d{1,2}\s*[.．、]\s*(?P<title>\S.*)")
_KIND = re.compile(r"(?:通知|公告|通告|意见|函|批复|决定|通报|公示|办法|规定|方案)(?:[（(][^（()）]*[）)])?\s*$")
_ADDRESSEES = re.compile(r"\s*(?:各|市|省|区|县|州|有关|相关|局|委|本)[^。；]{1,200}[：:]\s*")
_NUMBER = re.compile(r"[\u4e00-\u9fff（()）]{1,14}\s*[〔\[﹝（(]\s*\d{4}\s*[〕\]﹞）)]\s*\d{1,5}\s*号")
_DATE = re.compile(
    r"\s*(?P<year>\d{4}|[二〇○零一三四五六七八九]{4})\s*[年./-]\s*(?P<month>[\d一二三四五六七八九十]{1,2})"
    r"\s*[月./-]\s*(?P<day>[\d一二三四五六七八九十]{1,3})\s*日?\s*"
)
_ISSUER = re.compile(r"[\u4e00-\u9fff（()）\s]{4,40}(?:局|委|委员会|中心|厅|府|办公室|部|会|处|院|公司)")
_EDITION = re.compile(r"[（(]\s*(?P<edition>(?:\d{4}|[\d.]{1,4})\s*年?\s*版(?:本)?|第[一二三四五六七八九十\d]+版|试行|征求意见稿)\s*[）)]")
_NOTE = re.compile(r"\s*[（(]?\s*(?:备\s*注|注)\s*[：:]")
_CLAUSE = re.compile(
    r"\s*(?P<number>[一二三四五六七八九十]{1,3})\s*[、.．]\s*(?:(?P<title>[^。：:；，]{2,30})(?:[。：:]\s*|$))?(?P<rest>.*)", re.DOTALL
)
_SUB_CLAUSE = re.compile(
    r"\s*(?P<number>[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)])\s*(?:(?P<title>[^。：:；，]{2,30})(?:[。：:]\s*|$))?(?P<rest>.*)",
    re.DOTALL,
)
_TITLE = re.compile(r"清单|指南|规范|规程|手册|目录|须知|一览|汇编")
_FACT = re.compile(
    r"\s*(?:(?P<issued>(?:发布|发文|成文|印发|公布|更新|编制|制定)(?:日期|时间))|(?P<issuer>(?:信息)?来源|(?:发布|发文|制定|编制|印发|公布)(?:机构|单位|机关|部门))"
    r"|(?P<number>文号|发文字号|文件编号))\s*[：:]\s*(?P<value>\S+(?:\s\S+)?)\s*"
)
_CONTENTS = re.compile(r"\s*目\s*[录次]\s*|.{2,60}?(?:[….·．]{2,}|\t)\s*\d{1,3}\s*")
"""The heading and the lines of a table of contents, which say nothing that does not come again."""
_TITLE_END = re.compile(r"[。；：:]\s*$")
_LONGEST_TITLE = 60
_HEAD = 15
"""A notice's addressees stand within this many lines from its beginning."""


class Notices:
    """Finds and reads what frames the items of a document."""

    name = "notice"

    def find(self, blocks: Sequence[Block]) -> Sequence[Portion]:
        """The whole run, where it is a notice, or holds the heading of an attachment, a title or a note to a table."""
        lines = _lines(blocks)
        framing = _is_notice(lines) or any(_frames(line.text) for line in lines)
        return (Portion(family=self.name, first=0, end=len(blocks)),) if lines and framing else ()

    def read(self, blocks: Sequence[Block]) -> Yield:
        """Read the notice, if there is one, and the captions after it."""
        lines = _lines(blocks)
        first = next((at for at, line in enumerate(lines) if _CAPTION.fullmatch(line.text) and at), len(lines))
        head = lines[:first] if _is_notice(lines) else []
        documents = ((_notice(head), tuple(head)),) if head else ()
        contents = tuple(line for line in lines[len(head) :] if _CONTENTS.fullmatch(line.text))
        captions = captions_of([line for line in lines[len(head) :] if line not in contents])
        return Yield(documents=documents, captions=tuple(captions), structure=contents)


FAMILY = Notices()


def _frames(text: str) -> bool:
    """Whether a line is an attachment's number, a note, a title, an agency's name, or a fact about the document."""
    titled = _is_title_line(text) and (_TITLE.search(text) or _ISSUER.fullmatch(text.strip()))
    return bool(titled or _CAPTION.fullmatch(text) or _NOTE.match(text) or _facts(text))


def is_document_title(text: str) -> bool:
    """Whether a line is the title of a collection rather than of an item: it ends in what such documents are called."""
    return bool(
        _is_title_line(text) and re.search(r"(?:清单|指南|规范|规程|手册|目录|须知|一览表?|汇编)(?:[（(][^（()）]*[）)])?\s*$", text)
    )


def _facts(text: str) -> dict[str, str]:
    """What a line such as 发布日期：2023-04-12 来源：市医疗保障局 states; empty unless it states nothing else."""
    pieces = re.split(r"\s{1,}(?=[\u4e00-\u9fff]{2,6}[：:])", text.strip())
    found = [_FACT.fullmatch(piece) for piece in pieces]
    return {_fact_of(match): match["value"] for match in found if match} if all(found) else {}


def _fact_of(match: re.Match[str]) -> str:
    return next(name for name in ("issued", "issuer", "number") if match[name])


def edition_in(title: str) -> str | None:
    """The edition that a title prints in brackets (2022版, 1.0版), or None."""
    found = _EDITION.search(title)
    return re.sub(r"\s", "", found["edition"]) if found else None


def date_in(text: str) -> str | None:
    """The first date in ``text`` as ISO 8601, or None; Chinese numerals are read too."""
    found = _DATE.search(text)
    return f"{_digits(found['year']):0>4}-{_digits(found['month']):0>2}-{_digits(found['day']):0>2}" if found else None


def number_in(text: str) -> str | None:
    """The 文号 that ``text`` is, or None where it is more or something else."""
    found = _NUMBER.fullmatch(text.strip())
    return found[0] if found else None


def _lines(blocks: Sequence[Block]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]


def _is_notice(lines: Sequence[Paragraph]) -> bool:
    """Whether the run begins with a title that ends in a kind of document, and addresses somebody or is signed and dated."""
    titled = _title_end(lines)
    addressed = any(_ADDRESSEES.fullmatch(line.text) for line in lines[titled : titled + 3]) if titled else False
    signed = any(_DATE.fullmatch(line.text) for line in lines[titled or 0 :])
    return bool(titled) and (addressed or signed)


def _title_end(lines: Sequence[Paragraph]) -> int:
    """How many lines stand up to the end of the title, among the first lines; 0 where none ends in a kind of document."""
    for at, line in enumerate(lines[:_HEAD]):
        if _ADDRESSEES.fullmatch(line.text) or (_TITLE_END.search(line.text) and len(line.text) > _LONGEST_TITLE):
            return 0
        if _KIND.search(line.text.strip()):
            return at + 1
    return 0


@dataclass(slots=True)
class _Draft:
    """A notice while its lines come in."""

    title: list[str] = field(default_factory=list)
    document_no: str | None = None
    addressees: str | None = None
    clauses: list[Clause] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    issuer: str | None = None
    issued: str | None = None


def _notice(lines: Sequence[Paragraph]) -> Document:
    draft = _Draft()
    titled = _title_end(lines)
    _read_head(draft, [line.text.strip() for line in lines[:titled]])
    _read_body(draft, [line.text.strip() for line in lines[titled:]])
    title = "".join(draft.title)
    return Document(
        region="",
        slug="",
        title=title,
        document_no=draft.document_no,
        issuer=draft.issuer,
        issued=draft.issued,
        edition=edition_in(title),
        addressees=draft.addressees,
        clauses=tuple(draft.clauses),
        attachments=tuple(draft.attachments),
    )


def _read_head(draft: _Draft, texts: Sequence[str]) -> None:
    """The lines above the title's end: 文号, a red heading that ends in 文件, and the title itself, often on several lines."""
    for text in texts:
        if number := number_in(text):
            draft.document_no = number
        elif text.endswith("文件") or "：" in text[:6]:
            draft.clauses.append(Clause(text=(text,)))
        else:
            draft.title.append(text)


def _read_body(draft: _Draft, texts: Sequence[str]) -> None:
    listing = False
    for text in texts:
        attached = _ATTACHED.fullmatch(text)
        entry = _LISTED.fullmatch(text) if listing else None
        if not draft.addressees and not draft.clauses and _ADDRESSEES.fullmatch(text):
            draft.addressees = text
        elif not draft.document_no and (number := number_in(text)):
            draft.document_no = number
        elif attached or entry:
            listing = True
            first = attached["first"] if attached else text
            draft.attachments.append(_LISTED.sub(lambda found: found["title"], first))
        elif _DATE.fullmatch(text):
            draft.issued = date_in(text)
        elif _ISSUER.fullmatch(text) and _near_end(texts, text):
            draft.issuer, listing = "、".join(filter(None, (draft.issuer, text))), False
        else:
            listing = False
            _add_clause(draft.clauses, text)


def _near_end(texts: Sequence[str], text: str) -> bool:
    """Whether a date follows within three lines, as it does after a signature."""
    at = texts.index(text)
    return any(_DATE.fullmatch(following) for following in texts[at + 1 : at + 4])


def _add_clause(clauses: list[Clause], text: str) -> None:
    """Add a paragraph: a numbered one opens a clause, （一） one inside it, an unnumbered one goes on with the clause before."""
    if found := _CLAUSE.fullmatch(text):
        clauses.append(_clause(found))
    elif (found := _SUB_CLAUSE.fullmatch(text)) and clauses and clauses[-1].number:
        last = clauses.pop()
        clauses.append(Clause(number=last.number, title=last.title, text=last.text, clauses=(*last.clauses, _clause(found))))
    else:
        clauses.append(Clause(text=(text,)))


def _clause(found: re.Match[str]) -> Clause:
    rest = found["rest"].strip()
    return Clause(number=found["number"].strip("（）() "), title=(found["title"] or "").strip() or None, text=(rest,) if rest else ())


def captions_of(lines: Sequence[Paragraph]) -> Iterator[Caption]:
    """The captions of a run: 附件 and a number with the title lines under it, a title that stands alone, notes to what came before."""
    at = 0
    while at < len(lines):
        start = at
        numbered = _CAPTION.fullmatch(lines[at].text)
        at += bool(numbered)
        title, at = _taken(lines, at, _is_title_line)
        facts, at = _taken(lines, at, lambda text: bool(_facts(text)))
        noted, at = _taken(lines, at, lambda text: bool(_NOTE.match(text)))
        if at == start:
            at += 1
            continue
        stated = {name: value for text in facts for name, value in _facts(text).items()}
        yield Caption(
            number=re.sub(r"\s", "", numbered["number"]) if numbered else None,
            title=_joined_title(title),
            notes=read_notes([_NOTE.sub("", text, count=1) for text in noted]),
            issuer=stated.get("issuer") or next((text for text in title if _ISSUER.fullmatch(text)), None),
            issued=date_in(stated.get("issued", "")),
            document_no=stated.get("number"),
            blocks=tuple(lines[start:at]),
        )


def _taken(lines: Sequence[Paragraph], at: int, wanted: Callable[[str], bool]) -> tuple[list[str], int]:
    """The texts of the lines from ``at`` on that are ``wanted``, and where they end."""
    end = at
    while end < len(lines) and wanted(lines[end].text):
        end += 1
    return [line.text.strip() for line in lines[at:end]], end


def _joined_title(texts: Sequence[str]) -> str | None:
    """A title on several lines as one; an agency's name on a line of its own is not part of it."""
    return "".join(text for text in texts if not _ISSUER.fullmatch(text)) or None


def _is_title_line(text: str) -> bool:
    text = text.strip()
    return (
        len(text) <= _LONGEST_TITLE and not _TITLE_END.search(text) and not (_CAPTION.fullmatch(text) or _NOTE.match(text) or _facts(text))
    )


def _digits(number: str) -> str:
    """A year, month or day in Chinese numerals as Arabic ones."""
    if number.isdigit() and number.isascii():
        return number
    if "十" in number:
        tens, _, ones = number.partition("十")
        return str((_ORDER.index(tens) if tens else 1) * 10 + (_ORDER.index(ones) if ones else 0))
    return "".join(str(_ORDER.index(one.replace("○", "〇").replace("零", "〇"))) for one in number)


_ORDER = "〇一二三四五六七八九"
