"""Blank forms of any agency become data: captions, titles, grids and notes, however the source spread or spaced them."""

from __future__ import annotations

from mingbai.guides.kinds import Form, FormTable
from mingbai.importing.blocks import Block, Cell, Paragraph, Place, Table, texts
from mingbai.importing.families import forms
from mingbai.importing.families.form_text import choices, mended
from mingbai.importing.read.plain import read_plain
from mingbai.importing.repairs import repaired

NOTICE = """关于印发经办规程的通知
各区县医保局：
现将规程印发给你们，请遵照执行。
附件1
青山市医保经办事项清单
序号\t事项\t时限
1\t参保登记\t即时
附件2：青山市零星报销申请表
姓 名\t\t性 别\t□男 □女
身份证号码\t\t联系电话\t
申请人（签字）：      年  月  日
填表说明：
1.请用黑色笔填写。
2.一式两份。
附表3
青山市异地就医
备案表
备案编号：

\t姓名
\t
\t人员类别
\t□长期居住
□临时外出

\t单位承诺
\t以上信息真实。

法定代表人签字：
年   月   日
"""


def blocks_of(text: str) -> tuple[Block, ...]:
    return repaired(read_plain("notice.txt", text.encode())).blocks


def read(text: str) -> list[Form]:
    blocks = blocks_of(text)
    return [form for portion in forms.find(blocks) for form, _ in forms.read(blocks[portion.first : portion.end]).forms]


def grid_of(form: Form) -> FormTable:
    return next(part.table for part in form.layout if part.table)


def rows_of(form: Form) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid_of(form).rows]


def test_finds_forms_under_captions_with_the_title_beside_or_below_and_no_list() -> None:
    assert [(form.ref, form.name) for form in read(NOTICE)] == [("附件2", "青山市零星报销申请表"), ("附表3", "青山市异地就医备案表")]


def test_a_caption_in_a_guide_or_a_table_of_facts_is_no_form() -> None:
    assert not read("办理材料\n表1 各级经办机构受理时间表\n级别\t时间\t电话\n市级\t上午\t12345\n")
    assert not read("详情参考附件表11-异地就医登记备案表。\n附件3 办事指南\n办理时限：即时办结。\n")


def test_reads_labels_choices_signature_and_date_as_fields() -> None:
    fields = {field.label: field for field in read(NOTICE)[0].fields}
    assert list(fields) == ["姓名", "性别", "身份证号码", "联系电话", "申请人（签字）", "年  月  日"]
    assert fields["性别"].choices == ("男", "女")
    assert [fields[label].kind for label in ("申请人（签字）", "年  月  日")] == ["signature", "date"]


def test_keeps_notes_with_their_numbered_lines() -> None:
    assert read(NOTICE)[0].notes == ("填表说明：", "1.请用黑色笔填写。", "2.一式两份。")


def test_puts_a_signature_that_fell_out_of_the_last_cell_back_into_it() -> None:
    form = read(NOTICE)[1]
    assert rows_of(form)[-1] == ["单位承诺", "以上信息真实。\n法定代表人签字：\n年   月   日"]
    assert [part.text for part in form.layout if part.text] == ["备案编号："]


def test_every_word_of_a_form_is_in_its_value() -> None:
    blocks = blocks_of(NOTICE)
    for portion in forms.find(blocks):
        result = forms.read(blocks[portion.first : portion.end])
        said = "".join(map(_words, (form for form, _ in result.forms)))
        framed = "".join(text for block in result.structure for text, _ in texts(block))
        for block in blocks[portion.first : portion.end]:
            for text, _ in texts(block):
                assert "".join(text.split()) in said or text in framed


def _words(form: Form) -> str:
    cells = "".join(cell.text for part in form.layout if part.table for row in part.table.rows for cell in row)
    return "".join((form.name + cells + "".join(part.text or "" for part in form.layout) + "".join(form.notes)).split())


def table(*rows: tuple[str | tuple[str, str], ...]) -> Table:
    """A table; a cell ("", "above") or ("", "left") continues another."""
    place = Place(line=1)

    def cell(made: str | tuple[str, str]) -> Cell:
        if isinstance(made, str):
            return Cell(text=made, place=place)
        return Cell(text="", place=place, above=made[1] == "above", left=made[1] == "left")

    return Table(rows=tuple(tuple(cell(made) for made in row) for row in rows), place=place)


def read_table(made: Table) -> Form:
    return forms.read_form("表1", "登记表", [made])[0]


def test_takes_spans_from_marked_merges() -> None:
    form = read_table(
        table(
            ("法定代表人", "姓名", "", "电话", ""),
            (("", "above"), "证件号码", "", ("", "left"), ("", "left")),
            ("备注", "", ("", "left"), ("", "left"), ("", "left")),
        )
    )
    rows = grid_of(form).rows
    assert (rows[0][0].text, rows[0][0].colspan, rows[0][0].rowspan) == ("法定代表人", None, 2)
    assert [(cell.text, cell.colspan) for cell in rows[1]] == [("证件号码", None), ("", 3)]
    assert [(cell.text, cell.colspan) for cell in rows[2]] == [("备注", None), ("", 4)]


def test_a_block_of_merged_cells_spans_rows_and_columns_once() -> None:
    form = read_table(table(("甲", "乙", ("", "left")), ("丙", ("", "above"), ("", "above")), ("丁", "", "")))
    assert [(cell.text, cell.colspan, cell.rowspan) for cell in grid_of(form).rows[0]] == [("甲", None, None), ("乙", 2, 2)]
    assert [[cell.text for cell in row] for row in grid_of(form).rows[1:]] == [["丙"], ["丁", "", ""]]


def test_reconstructs_spans_of_a_spread_grid_so_that_every_row_is_as_wide() -> None:
    form = read_table(
        table(
            ("单位名称", ""),
            ("法定代表人", "姓名", "", "电话", ""),
            ("", "证件号码", ""),
            ("承诺", "以上填报的信息全部真实，如有虚假愿承担责任。"),
        )
    )
    rows = grid_of(form).rows
    assert rows[1][0].rowspan == 2
    carried = [0, 0, 1, 0]
    assert [sum(cell.colspan or 1 for cell in row) + more for row, more in zip(rows, carried, strict=True)] == [5, 5, 5, 5]
    assert [field.group for field in form.fields if field.label in ("姓名", "证件号码")] == ["法定代表人", "法定代表人"]


def test_reconstructs_a_head_in_two_rows() -> None:
    form = read_table(
        table(
            ("序号", "姓名", "变更类别", "备注"),
            ("", "", "增加", "中断", "终止", ""),
            ("1", "", "", "", "", ""),
            ("2", "", "", "", "", ""),
        )
    )
    first, second = grid_of(form).rows[:2]
    assert [(cell.text, cell.colspan, cell.rowspan) for cell in first] == [
        ("序号", None, 2),
        ("姓名", None, 2),
        ("变更类别", 3, None),
        ("备注", None, 2),
    ]
    assert [cell.text for cell in second] == ["增加", "中断", "终止"]
    assert [(field.label, field.group) for field in form.fields] == [
        ("姓名", None),
        ("备注", None),
        ("增加", "变更类别"),
        ("中断", "变更类别"),
        ("终止", "变更类别"),
    ]


def test_gives_back_the_last_cell_that_tabbed_text_lost() -> None:
    form = read_table(table(("编码", "", "电话"), ("名称", "", "地址")))
    assert rows_of(form) == [["编码", "", "电话", ""], ["名称", "", "地址", ""]]


def test_a_text_box_written_out_in_brackets_goes_back_into_the_line() -> None:
    lines = ["本人承诺所述真实。", " (", "日", ")承诺人(签名):", "年     月"]
    form, findings = forms.read_form("表1", "承诺书", [Paragraph(text=text, place=Place(line=at)) for at, text in enumerate(lines, 1)])
    assert [part.text for part in form.layout] == ["本人承诺所述真实。", "承诺人(签名):", "年     月      日"]
    assert [finding.kind for finding in findings] == ["text-box"]


def test_a_heading_without_a_form_says_what_is_lost() -> None:
    form, findings = forms.read_form("附录B", "参保登记表", [])
    assert form.lost and not form.layout
    assert [(finding.kind, finding.severity) for finding in findings] == [("lost-form", "damage")]


def test_mends_words_and_keeps_the_room_to_write_in() -> None:
    assert mended("姓 名") == "姓名"
    assert mended("法 定 代 表 人 (负责人)") == "法定代表人 (负责人)"
    assert mended("注 意 事项 ：") == "注意事项："
    assert mended("经办日期： 年 月 日") == "经办日期： 年 月 日"
    assert mended("执业药师 人") == "执业药师 人"
    assert mended("省      市") == "省      市"
    assert mended("申请\n人基\n本情\n况") == "申请人基本情况"
    assert mended("□新增\n□变更") == "□新增\n□变更"
    assert mended("□其他临时外出就医人\n员") == "□其他临时外出就医人员"


def test_reads_choices_before_or_behind_their_boxes() -> None:
    assert choices("□企业 □事业单位 □其他：") == ("企业", "事业单位", "其他")
    assert choices("医疗机构□    零售药店□   申请定点协议管理") == ("医疗机构", "零售药店")
    assert choices("机构名称 □床位数 □其他 () □") == ("机构名称", "床位数", "其他")
    assert choices("请在对应□内打 √。") == ()


def test_the_room_for_a_date_survives_every_repair() -> None:
    lines = (
        "年月日应填写完整。",
        "出生年月以身份证为准。",
        "本年月度结算。",
        "表1",
        "登记表",
        "姓名\t\t电话\t",
        "填表日期：   年   月  日",
        "自 年 月 至 年 月",
    )
    (form,) = read("\n".join(lines))
    assert [part.text for part in form.layout if part.text] == ["填表日期：   年   月  日", "自 年 月 至 年 月"]


def test_finds_a_form_without_a_caption_and_ends_it_where_the_next_guide_begins() -> None:
    text = "五、办理流程\n申请、受理、办结。\n异地就医备案表\n"
    text += "姓名\t\t身份证号\t\n就医地\t\t备案类型\t□长期 □临时\n申请人签字：      年  月  日\n"
    (form,) = read(text + "青山市个人账户支取办事指南\n一、办理条件\n出国定居。\n")
    assert (form.ref, form.name) == (None, "异地就医备案表")
    assert [part.text for part in form.layout if part.text] == ["申请人签字：      年  月  日"]
