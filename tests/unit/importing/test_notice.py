"""A notice is read into its parts, and what frames a document gives its title, issuer and date."""

from __future__ import annotations

import pytest

from mingbai.guides.kinds import Clause, Document
from mingbai.importing.families.notice import FAMILY, date_in, edition_in, number_in
from mingbai.importing.family import Yield
from tests.unit.importing.headed_documents import DIAMONDS, document

NOTICE = """关于印发青山市医疗保障经办事项清单
（2023年版）的通知
青医保发〔2023〕18号
各县（市、区）医疗保障局，市医疗保障服务中心：
为方便群众，现印发清单。
一、提高认识。各地要重视。
二、工作要求
（一）及时公布。清单要公布。
（二）定期更新。
附件：1.经办事项清单
2.办事指南
青山市医疗保障局
二〇二三年十二月三十一日
（此件公开发布）
附件1
经办事项清单（2023年版）
注：1、层级见表；2、委托办理的带委托书。
"""


def read(text: str) -> Yield:
    blocks = document(text).blocks
    (portion,) = FAMILY.find(blocks)
    return FAMILY.read(blocks[portion.first : portion.end])


def notice(text: str) -> Document:
    ((one, _),) = read(text).documents
    return one


def test_reads_title_number_addressees_issuer_and_date() -> None:
    one = notice(NOTICE)
    assert one.title == "关于印发青山市医疗保障经办事项清单（2023年版）的通知"
    assert (one.document_no, one.issuer, one.issued, one.edition) == ("青医保发〔2023〕18号", "青山市医疗保障局", "2023-12-31", "2023年版")
    assert one.addressees == "各县（市、区）医疗保障局，市医疗保障服务中心："
    assert one.attachments == ("经办事项清单", "办事指南")


def test_reads_clauses_with_their_titles_and_sub_clauses() -> None:
    assert notice(NOTICE).clauses == (
        Clause(text=("为方便群众，现印发清单。",)),
        Clause(number="一", title="提高认识", text=("各地要重视。",)),
        Clause(
            number="二",
            title="工作要求",
            clauses=(Clause(number="一", title="及时公布", text=("清单要公布。",)), Clause(number="二", title="定期更新")),
        ),
        Clause(text=("（此件公开发布）",)),
    )


def test_reads_the_heading_of_an_attachment_with_its_notes() -> None:
    (caption,) = read(NOTICE).captions
    assert (caption.number, caption.title) == ("附件1", "经办事项清单（2023年版）")
    assert caption.notes == ("层级见表", "委托办理的带委托书。")


def test_takes_facts_beside_a_title() -> None:
    (caption,) = read("青山市办事指南\n发布时间：2024-03-05  来源：青山市医疗保障局\n").captions
    assert (caption.title, caption.issued, caption.issuer) == ("青山市办事指南", "2024-03-05", "青山市医疗保障局")


def test_a_guide_under_a_notice_is_no_part_of_it() -> None:
    head = DIAMONDS[: DIAMONDS.index("1．")]
    assert [clause.text for clause in notice(head).clauses] == [("现将办事指南予以公布，请遵照执行。",)]


def test_leaves_alone_what_frames_nothing() -> None:
    assert FAMILY.find(document("今天天气不错。\n参保人员应当缴费。").blocks) == ()


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2022年5月19日", "2022-05-19"), ("二〇二二年十月二十日", "2022-10-20"), ("2023-04-12", "2023-04-12"), ("5月19日", None)],
)
def test_reads_a_date(text: str, iso: str | None) -> None:
    assert date_in(text) == iso


def test_reads_an_edition_and_a_document_number() -> None:
    assert edition_in("清单（1.0版）") == "1.0版"
    assert edition_in("清单") is None
    assert number_in("苏医保发〔2022〕28号") == "苏医保发〔2022〕28号"
    assert number_in("根据苏医保发〔2022〕28号，") is None
