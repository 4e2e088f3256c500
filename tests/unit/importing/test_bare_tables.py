"""Tables that a conversion spread over one line a cell with no mark at all: told by 序号, short heads and the number 1."""

from __future__ import annotations

from mingbai.importing.blocks import Paragraph, Table
from mingbai.importing.repairs.bare_tables import rebuild_bare_tables
from tests.unit.importing.headed_documents import document

BASIS = """（三）办理依据
序号
文件名
文号
涉及条款
1
《社会保险法》
主席令第35号
第五十七条
2
《关于整合城乡居民基本医疗保险制度的意见》
国发〔2016〕3号
（四）服务对象
用人单位"""

LISTED = """序号
事项名称
申请材料
办理时限
1
居住证申领
1.身份证
2.相片
15个工作日
2
驾驶证补证
身份证
1个工作日
备注：节假日顺延。"""


def tables(text: str) -> list[list[list[str]]]:
    blocks = rebuild_bare_tables(document(text)).blocks
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Table)]


def after(text: str) -> list[str]:
    return [block.text for block in rebuild_bare_tables(document(text)).blocks if isinstance(block, Paragraph)]


def test_rows_run_from_number_to_number_and_end_at_a_heading() -> None:
    assert tables(BASIS) == [
        [
            ["序号", "文件名", "文号", "涉及条款"],
            ["1", "《社会保险法》", "主席令第35号", "第五十七条"],
            ["2", "《关于整合城乡居民基本医疗保险制度的意见》", "国发〔2016〕3号"],
        ]
    ]
    assert after(BASIS) == ["（三）办理依据", "（四）服务对象", "用人单位"]


def test_a_list_in_a_cell_stays_one_cell_and_a_note_is_outside() -> None:
    assert tables(LISTED)[0][1:] == [["1", "居住证申领", "1.身份证\n2.相片", "15个工作日"], ["2", "驾驶证补证", "身份证", "1个工作日"]]
    assert after(LISTED) == ["备注：节假日顺延。"]


def test_a_head_printed_again_is_no_row() -> None:
    again = LISTED.replace("\n2\n驾驶证", "\n序号\n事项名称\n申请材料\n办理时限\n2\n驾驶证")
    assert tables(again) == tables(LISTED)


def test_what_only_looks_like_a_head_stays_text() -> None:
    assert tables("序号\n单位（盖章）：\n1\n甲\n乙") == []
    assert tables("一\n二\n1\n2") == []
    assert tables("序号\n甲乙丙\n丁戊己\n1\n庚辛") == []


def test_the_rebuilt_table_is_reported() -> None:
    assert [one.kind for one in rebuild_bare_tables(document(BASIS)).findings] == ["bare-table"]
