"""An announcement as a Word document: every change in its words, on the page of an official document."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import docx
from docx.oxml.ns import qn

from mingbai.disclosure.announcements import Announcement, Facts, Told
from mingbai.disclosure.printed import announcement_paper
from mingbai.guides.released import CHANGED, NEW, WITHDRAWN, Entry
from mingbai.guides.version import Cancellation, Name, Withdrawn
from mingbai.rendering.word.announcement import announcement_document
from tests.makers import NOW
from tests.papers import make_imprint

_GONE = Withdrawn(why="废止", reason="政策调整", effective_from=NOW)
_A, _B, _C = (Name("guide", "320600", slug) for slug in "abc")
_SENTENCES = ("材料减 1 项：居住证明。", "时限 15 → 10 个工作日。")
TOLD = Announcement(
    facts=Facts(
        title="关于调整办事指南的通知",
        organ="南通市医疗保障局",
        document_no="通医保发〔2026〕3号",
        effective_from=NOW,
        note="请遵照执行。",
    ),
    changed=(
        Told(name=_A, title="单位参保登记", change=CHANGED, number=2, before=1, sentences=_SENTENCES),
        Told(name=_B, title="职工参保登记", change=CHANGED, number=2, before=1, removed=True),
    ),
    withdrawn=(Told(name=_C, title="旧事项", change=WITHDRAWN, ended=_GONE, successors=((_A, "新事项"),)),),
    added=(Told(name=Name("form", "320600", "d"), title="登记表", change=NEW, number=1, note="首次公布"),),
    counts=(1, 2, 1),
    id=7,
    published_at=NOW,
    entry=Entry(number=9, previous="", hash="ab" * 32, kind="release", digest="", actor_id=7, at=NOW, release=7),
)


def _opened(told: Announcement = TOLD, **imprint: Any) -> Any:
    return docx.Document(io.BytesIO(announcement_document(announcement_paper(told, make_imprint(**imprint)))))


def test_every_change_is_told_under_numbered_headings() -> None:
    document = _opened()
    headings = [(one.style.name[-1], one.text) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert headings == [
        ("2", "一、调整 2 项"), ("3", "1．单位参保登记"), ("3", "2．职工参保登记"),
        ("2", "二、废止 1 项"), ("3", "1．旧事项"), ("2", "三、首次发布 1 项"),
    ]  # fmt: skip
    text = "\n".join(one.text for one in document.paragraphs)
    said = (
        "材料减 1 项：居住证明。",
        "时限 15 → 10 个工作日。",
        "依法移除",
        "废止：政策调整",
        "接续的事项：新事项。",
        "1．登记表（表格）\n首次公布",
    )
    for words in (
        *said,
        "通医保发〔2026〕3号",
        "自2026年3月2日起施行。",
        "请遵照执行。",
        "ab" * 32,
        "https://guide.example/announcements/7",
    ):
        assert words in text


def test_it_is_set_like_an_official_document() -> None:
    document = _opened()
    section = document.sections[0]
    assert [round(edge.mm) for edge in (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)] == [
        28,
        26,
        37,
        35,
    ]
    fonts = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("公文正文", "Heading 2", "Heading 3", "Title")
    }
    assert fonts == {"公文正文": "仿宋", "Heading 2": "黑体", "Heading 3": "楷体", "Title": "宋体"}
    assert document.styles["公文正文"].font.size.pt == 16


def test_a_cancelled_one_says_so_and_a_sample_too() -> None:
    told = dataclasses.replace(TOLD, cancellation=Cancellation(reason="文件有误", at=NOW))
    document = _opened(told, sample=True)
    assert document.paragraphs[0].text.startswith("样张")
    assert "本公告已于2026年3月2日撤销，没有施行过：文件有误" in [one.text for one in document.paragraphs]
    paper = announcement_paper(told, make_imprint())
    assert announcement_document(paper) == announcement_document(paper)
