"""Boxes to tick come back from HTML controls and from the character 口; words with 口 stay words."""

from __future__ import annotations

from mingbai.importing.blocks import Blocks, Cell, Paragraph, Place, Table
from mingbai.importing.repairs.boxes import restore_controls, restore_misread_boxes

HERE = Place(line=1)


def lines(*texts: str) -> Blocks:
    return Blocks(blocks=tuple(Paragraph(text=text, place=HERE) for text in texts), file="x.txt", format="txt")


def reread(*texts: str) -> list[str]:
    """The texts of a document that also prints a real box."""
    document = restore_misread_boxes(lines("□甲 □乙", *texts))
    return [block.text for block in document.blocks[1:] if isinstance(block, Paragraph)]


def test_draws_controls_and_keeps_which_are_ticked() -> None:
    document = restore_controls(lines('<input type="checkbox"/> 企业 <input type="checkbox" checked> 机关'))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["□企业 ☑机关"]
    assert [finding.kind for finding in document.findings] == ["checkbox-control"]


def test_rereads_a_character_that_stands_as_a_box_stands() -> None:
    assert reread("□男   口 女", "医疗机构口   零售药店□", "初次不合格□    再次不合格口", "口", "请在对应口内打 √。") == [
        "□男   □ 女",
        "医疗机构□   零售药店□",
        "初次不合格□    再次不合格□",
        "□",
        "请在对应□内打 √。",
    ]


def test_leaves_words_alone() -> None:
    kept = ["□脱贫人口   □返贫人口", "□口腔科 □口服药", "□窗口   □户口", "口语表达清楚", "服务窗口", "口令由医院设置。"]
    assert reread(*kept) == kept


def test_leaves_a_document_without_boxes_alone() -> None:
    document = lines("口甲 口乙")
    assert restore_misread_boxes(document) is document


def test_rereads_a_single_box_that_opens_a_cell() -> None:
    cells = (Cell(text="户籍类型", place=HERE), Cell(text="口居民", place=HERE), Cell(text="□其他", place=HERE))
    document = Blocks(blocks=(Table(rows=(cells,), place=HERE),), file="x.docx", format="docx")
    (table,) = restore_misread_boxes(document).blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == ["户籍类型", "□居民", "□其他"]
