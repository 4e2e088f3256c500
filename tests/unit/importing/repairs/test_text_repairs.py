"""Each repair mends its one oddity, says so with the place, and leaves everything else as it was."""

from __future__ import annotations

import pytest

from mingbai.importing.blocks import Blocks, Paragraph, Place
from mingbai.importing.repairs import REPAIRS, repaired
from mingbai.importing.repairs.blanks import close_spaced_words, close_split_words
from mingbai.importing.repairs.characters import (
    fold_blanks,
    fold_radicals,
    remove_invisible_characters,
    remove_private_use_characters,
)
from mingbai.importing.repairs.debris import (
    remove_bookmarks,
    remove_box_edges,
    remove_image_names,
    remove_markup,
    remove_page_numbers,
    remove_running_headers,
)
from mingbai.importing.repairs.lines import join_broken_lines
from mingbai.importing.repairs.marks import part_glued_headings, part_glued_items, restore_heading_marks
from mingbai.importing.repairs.noticed import report_repeated_numbers, report_unclosed_titles
from tests.unit.importing.headed_documents import document, texts_of


def kinds(blocks: Blocks) -> list[str]:
    return [finding.kind for finding in blocks.findings]


def test_takes_out_private_use_characters_and_names_their_codes() -> None:
    mended = remove_private_use_characters(document("办理\uf020流程\n正常"))
    assert texts_of(mended) == ["办理流程", "正常"]
    assert [(one.kind, one.place.line) for one in mended.findings] == [("private-use-character", 1)]
    assert "U+F020" in mended.findings[0].sentence


def test_takes_out_invisible_characters_but_no_tab() -> None:
    assert texts_of(remove_invisible_characters(document("办\u200b理\u00ad材\ufeff料\t甲"))) == ["办理材料\t甲"]


def test_folds_odd_blanks_but_not_the_ideographic_one() -> None:
    assert texts_of(fold_blanks(document("第\u00a035\u2009号\u3000文"))) == ["第 35 号\u3000文"]


def test_turns_radicals_into_the_characters_they_look_like() -> None:
    mended = fold_radicals(document("⼈员⼊院"))
    assert texts_of(mended) == ["人员入院"]
    assert kinds(mended) == ["radical"]


def test_takes_out_bookmarks_and_image_names_as_what_they_are() -> None:
    assert texts_of(remove_bookmarks(document("不符[bookmark: bookmark2]合条件"))) == ["不符合条件"]
    mended = remove_image_names(document("[image: image30.png]MR RED\n文字"))
    assert texts_of(mended) == ["文字"]
    assert [(one.kind, one.severity) for one in mended.findings] == [("image-lost", "damage")]


def test_takes_out_html_but_no_title_in_angle_brackets() -> None:
    mended = remove_markup(document('<ol style="none"><li>1. 申请表</li><li>2. 证件</li></ol>\n关于印发<经办规程>的通知'))
    assert texts_of(mended) == ["1. 申请表\n2. 证件", "关于印发<经办规程>的通知"]


def test_takes_out_the_edge_of_a_box_behind_a_line() -> None:
    mended = remove_box_edges(document("办理临时外出`\n人员备案\n\t乡镇`\n字符`x`不变"))
    assert texts_of(mended) == ["办理临时外出", "人员备案", "\t乡镇", "字符`x`不变"]
    assert kinds(mended) == ["box-edge", "box-edge"]


def test_takes_out_page_numbers_but_no_bare_number() -> None:
    assert texts_of(remove_page_numbers(document("- 3 -\n— 12 —\n第 3 页 共 9 页\n7\n正文"))) == ["7", "正文"]


def test_takes_out_a_line_that_stands_first_on_most_pages() -> None:
    lines = [("DB 3299/T", page) if top else (f"正文{page}", page) for page in range(1, 5) for top in (True, False)]
    blocks = tuple(Paragraph(text=text, place=Place(page=page)) for text, page in lines)
    mended = remove_running_headers(Blocks(blocks=blocks, file="x.pdf", format="pdf"))
    assert texts_of(mended) == ["正文1", "正文2", "正文3", "正文4"]
    assert kinds(mended) == ["running-header"] * 4


MARKED = "◆服务对象\n甲\n◆办理材料\n乙\n◆流程图\n丙\n"


def test_restores_a_mark_that_became_a_dot_and_takes_blanks_from_before_one() -> None:
    mended = restore_heading_marks(document(MARKED + "· 流程图\n  ◆办理材料\n· 只是一点"))
    assert texts_of(mended)[-3:] == ["◆流程图", "◆办理材料", "· 只是一点"]
    assert [one.place.line for one in mended.findings] == [7]


def test_leaves_dots_alone_where_headings_are_not_marked() -> None:
    assert texts_of(restore_heading_marks(document("· 流程图\n· 办理材料"))) == ["· 流程图", "· 办理材料"]


def test_parts_a_heading_from_the_line_that_it_is_glued_to() -> None:
    assert texts_of(part_glued_headings(document(MARKED + "否 ◆流程图")))[-2:] == ["否", "◆流程图"]


def test_parts_headings_in_brackets_and_questions_that_joined_lines_left_inside() -> None:
    brackets = "【服务对象】甲\n【办理条件】乙\n【办理流程】丙\n身份证【办理时限】即时\n见【说明书】"
    assert texts_of(part_glued_headings(document(brackets)))[-3:] == ["身份证", "【办理时限】即时", "见【说明书】"]
    questions = "问：谁能办？\n问：在哪里办？\n问：怎么办理？\n均可参加。问：需要什么材料？"
    assert texts_of(part_glued_headings(document(questions)))[-2:] == ["均可参加。", "问：需要什么材料？"]


def test_parts_a_list_item_from_the_one_before_it() -> None:
    mended = part_glued_items(document("（三）大病患者；（四）精减退职职工；\n（二）见（三）项；其他"))
    assert texts_of(mended) == ["（三）大病患者；", "（四）精减退职职工；", "（二）见（三）项；其他"]
    assert kinds(mended) == ["glued-item"]


@pytest.mark.parametrize(
    "lines",
    [
        "在自助查询机上办理\n经办人可凭身份证或单位电子秘钥在自助查询\n机上查询",
        "（四）享受定期定量生活补助费的20世纪60年\n代精减退职职工；",
        "参保人员应当携带医保电子凭证、有效身份证件，\n前往参保地窗口",
    ],
)
def test_joins_a_sentence_that_was_broken(lines: str) -> None:
    mended = join_broken_lines(document(lines))
    assert texts_of(mended)[-1] == "".join(lines.split("\n")[-2:])
    assert kinds(mended) == ["broken-line"]
    assert mended.blocks[-1].place.last == len(lines.split("\n"))


@pytest.mark.parametrize(
    "lines",
    [
        "《基本医疗保险门诊慢特病病种待遇认定申请表》\n病历资料",
        "医保电子凭证或有效身份证件或社会保障卡原件\n住院费用清单",
        "工作人员对材料是否符合办理条件进行审核并受理\n（二）审核通过的，办结。",
        "各市向社会公布经办服务大厅办理地址和电话号码\n办理时限：即时",
        "窗口办理\n参保人员凭社保卡查询。",
    ],
)
def test_does_not_join_what_are_two_entries(lines: str) -> None:
    assert len(texts_of(join_broken_lines(document(lines)))) == 2


def test_closes_blanks_in_words_that_the_document_writes_whole_elsewhere() -> None:
    text = "基本医疗保险\n医疗保险\n依法参加医 疗保险\n国家医保局办公室 财政部办公厅\n申请 受理"
    assert texts_of(close_split_words(document(text)))[2:] == ["依法参加医疗保险", "国家医保局办公室 财政部办公厅", "申请 受理"]


def test_closes_words_that_are_printed_spaced_out() -> None:
    assert texts_of(close_spaced_words(document("即 时 办 结\n申请 受理 办结\n姓 名"))) == ["即时办结", "申请 受理 办结", "姓 名"]


def test_reports_what_only_a_person_can_mend() -> None:
    text = "《申请表（加盖公章）\n一级办法》（1号）\n《办法》\n（四）甲；\n（四）乙；"
    assert [(one.kind, one.place.line) for one in report_unclosed_titles(document(text)).findings] == [
        ("unclosed-title", 1),
        ("unclosed-title", 2),
    ]
    assert [(one.kind, one.place.line) for one in report_repeated_numbers(document(text)).findings] == [("repeated-number", 5)]


def test_a_title_over_two_lines_of_a_box_is_whole() -> None:
    assert not report_unclosed_titles(document("审核接收《信息\n\n表》,同步到平台")).findings


def test_every_repair_leaves_a_sound_document_as_it_is() -> None:
    sound = document("一、单位参保登记\n◆服务对象\n用人单位\n◆办理材料\n（一）登记表；\n（二）《办法》。\n◆办理时限\n即时办结")
    for repair in REPAIRS:
        assert repair(sound) == sound, repair.__name__


def test_all_repairs_together_lose_no_character_but_the_debris() -> None:
    mended = repaired(document("办\u200b理 [bookmark: b1]材料\n（一）甲；（二）乙"))
    assert "".join("".join(texts_of(mended)).split()) == "办理材料（一）甲；（二）乙"
