"""Word documents: what is printed is read, once and in order; what is not printed is reported."""

from __future__ import annotations

import io

import docx
import pytest

from mingbai.errors import UnreadableSource
from mingbai.importing.blocks import Blocks, Paragraph, Table
from mingbai.importing.read import read
from tests.unit.importing.read.makers import cell, grid, level, listed, lists, para, run, shown, word, zipped

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def of(body: str, **parts: str) -> Blocks:
    return read("清单.docx", word(body, **parts))


def told(body: str, **parts: str) -> list[object]:
    return shown(of(body, **parts).blocks)


def kinds(blocks: Blocks) -> list[str]:
    return [finding.kind for finding in blocks.findings]


class TestLists:
    def test_chinese_numbers_are_counted_and_nested_lists_restart(self) -> None:
        numbering = lists(level(0, "chineseCounting", "（%1）"), level(1, "decimal", "%2."), level(2, "decimalEnclosedCircle", "%3"))
        body = listed("办理材料") + listed("甲", level=1) + listed("子", level=2) + listed("丑", level=2) + listed("乙", level=1)
        body += listed("办理流程") + listed("丙", level=1) + listed("寅", level=2)
        assert told(body, numbering=numbering) == ["（一）办理材料", "1.甲", "①子", "②丑", "2.乙", "（二）办理流程", "1.丙", "①寅"]

    def test_eleven_is_shiyi_and_counting_goes_past_a_hundred(self) -> None:
        body = "".join(listed("") for _ in range(121))
        numbers = told(body + para("完"), numbering=lists(level(0, "chineseCountingThousand", "%1、")))
        assert [numbers[at - 1] for at in (10, 11, 20, 21, 100, 101, 110, 121)] == [
            "十、", "十一、", "二十、", "二十一、", "一百、", "一百零一、", "一百一十、", "一百二十一、",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("form", "fourth"),
        [
            ("decimal", "4"), ("ideographDigital", "四"), ("upperRoman", "IV"), ("lowerRoman", "iv"), ("upperLetter", "D"),
            ("lowerLetter", "d"),
            ("ideographTraditional", "丁"), ("chineseLegalSimplified", "肆"), ("decimalZero", "04"), ("decimalFullWidth", "４"),
            ("decimalEnclosedParen", "⑷"), ("decimalEnclosedFullstop", "⒋"), ("ideographEnclosedCircle", "㊃"), ("ideographZodiac", "卯"),
        ],
    )  # fmt: skip
    def test_every_format_of_numbers(self, form: str, fourth: str) -> None:
        assert told("".join(listed("项") for _ in range(4)), numbering=lists(level(0, form, "%1")))[3] == fourth + "项"

    def test_numbers_of_higher_levels_stand_in_a_pattern(self) -> None:
        numbering = lists(
            level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
        )
        body = listed("总则") + listed("甲", level=1) + listed("子", level=2) + listed("则") + listed("乙", level=1)
        assert told(body, numbering=numbering) == ["第一章总则", "一.1甲", "1.1.1子", "第二章则", "二.1乙"]

    def test_a_gap_is_printed_after_a_half_width_number_only(self) -> None:
        numbering = lists(level(0, "decimal", "%1、", suffix="tab"), level(1, "decimal", "%1.%2", suffix="tab"))
        assert told(listed("甲") + listed("乙", level=1), numbering=numbering) == ["1、甲", "1.1 乙"]

    def test_a_list_of_its_own_start_restarts_and_others_of_the_abstract_list_go_on(self) -> None:
        fresh = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        body = listed("甲") + listed("乙") + listed("子", 2) + listed("丑", 2) + listed("寅", 3)
        assert told(body, numbering=lists(level(0, "decimal", "%1."), overrides={2: fresh, 3: ""})) == [
            "1.甲",
            "2.乙",
            "1.子",
            "2.丑",
            "3.寅",
        ]

    def test_a_level_told_not_to_restart_counts_on(self) -> None:
        numbering = lists(level(0, "decimal", "%1"), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>'))
        body = listed("甲") + listed("子", level=1) + listed("乙") + listed("丑", level=1)
        assert told(body, numbering=numbering) == ["1甲", "(1)子", "2乙", "(2)丑"]

    def test_a_heading_style_numbers_by_the_level_that_names_it(self) -> None:
        styles = (
            '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
            '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="heading 2"/><w:basedOn w:val="a1"/><w:pPr><w:numPr>'
            '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="a3"><w:basedOn w:val="a2"/></w:style>'
        )
        numbering = lists(level(0, "decimal", "%1 ", '<w:pStyle w:val="a1"/>'), level(1, "decimal", "%1.%2 ", '<w:pStyle w:val="a2"/>'))
        body = "".join(para(text, f'<w:pStyle w:val="{style}"/>') for text, style in (("业务受理", "a1"), ("登记", "a2"), ("查询", "a3")))
        blocks = of(body + para("正文"), styles=styles, numbering=numbering).blocks
        assert shown(blocks) == ["1 业务受理", "1.1 登记", "1.2 查询", "正文"]
        assert [block.level for block in blocks if isinstance(block, Paragraph)] == [1, 2, 2, None]

    def test_numbers_in_empty_cells_of_a_table_are_printed(self) -> None:
        numbered = "<w:tc><w:tcPr/>" + listed("") + "</w:tc>"
        body = grid(cell("序号") + cell("事项"), numbered + cell("甲"), numbered + cell("乙"))
        assert told(body, numbering=lists(level(0, "decimal", "%1"))) == [[["序号", "事项"], ["1", "甲"], ["2", "乙"]]]

    def test_list_number_zero_takes_the_number_of_the_style_away(self) -> None:
        styles = '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        body = para("甲", '<w:pStyle w:val="L"/>') + para("乙", '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        assert told(body, styles=styles, numbering=lists(level(0, "decimal", "%1."))) == ["1.甲", "乙"]

    def test_a_bullet_of_a_symbol_font_is_the_sign_that_is_printed(self) -> None:
        font = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
        numbering = lists(level(0, "bullet", "\uf075").replace("</w:lvl>", font + "</w:lvl>"))
        assert told(listed("单位参保登记"), numbering=numbering) == ["◆单位参保登记"]


class TestTables:
    def test_merged_cells_keep_the_grid(self) -> None:
        body = grid(
            cell("主项", merge="restart") + cell("办理渠道", span=2) + cell("备注"),
            cell("", merge="continue") + cell("窗口") + cell("网上") + cell("无\n另行通知"),
        )
        rows = [["主项", "办理渠道", "←", "备注"], ["↑", "窗口", "网上", "无\n另行通知"]]
        assert told(body) == [rows]

    def test_a_cell_merged_both_ways_is_marked_both_ways(self) -> None:
        body = grid(cell("甲", 2, "restart") + cell("乙"), cell("", 2, "continue") + cell("丙"))
        assert told(body) == [[["甲", "←", "乙"], ["↑", "↑←", "丙"]]]

    def test_text_under_a_merge_is_reported_because_it_is_not_printed(self) -> None:
        blocks = of(grid(cell("甲", merge="restart") + cell("1"), cell("盖住的字", merge="continue") + cell("2")))
        assert shown(blocks.blocks) == [[["甲", "1"], ["↑", "2"]]]
        assert [(finding.kind, finding.excerpt) for finding in blocks.findings] == [("covered-text", "盖住的字")]

    def test_a_row_that_begins_later_keeps_its_columns(self) -> None:
        late = grid(cell("甲") + cell("乙"), "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("丙"))
        assert told(late) == [[["甲", "乙"], ["", "丙"]]]

    def test_a_frame_of_one_cell_gives_its_content_and_its_inner_table(self) -> None:
        inner = grid(cell("甲") + cell("乙"))
        frame = f"<w:tbl><w:tr><w:tc>{para('框里的标题')}{inner}{para()}</w:tc></w:tr></w:tbl>"
        assert told(frame) == ["框里的标题", [["甲", "乙"]], ""]

    def test_a_table_in_a_cell_becomes_lines_of_the_cell(self) -> None:
        inner = grid(cell("①甲") + cell("1份"), cell("②乙") + cell("2份"))
        blocks = of(f"<w:tbl><w:tr>{cell('材料')}<w:tc>{para('下列：')}{inner}</w:tc></w:tr></w:tbl>")
        assert shown(blocks.blocks) == [[["材料", "下列：\n①甲\t1份\n②乙\t2份"]]]
        assert kinds(blocks) == ["nested-table"]

    def test_places_count_paragraphs_in_cells_too(self) -> None:
        blocks = of(para("甲") + grid(cell("乙\n丙") + cell("丁")) + para("戊")).blocks
        table = blocks[1]
        assert isinstance(table, Table)
        assert [(one.place.line, one.place.last) for one in table.rows[0]] == [(2, 3), (4, 4)]
        assert (table.place.line, table.place.last, blocks[2].place.line) == (2, 4, 5)


class TestRevisions:
    def test_insertions_are_kept_and_deletions_dropped_with_their_words_told(self) -> None:
        gone = '<w:del w:id="1"><w:r><w:delText>五</w:delText></w:r></w:del>'
        blocks = of(para("办结：", inside=gone + f'<w:ins w:id="2">{run("十")}</w:ins>' + run("个工作日")))
        assert shown(blocks.blocks) == ["办结：十个工作日"]
        assert [(finding.kind, finding.excerpt, finding.place.line) for finding in blocks.findings] == [("tracked-change", "五", 1)]

    def test_a_deleted_paragraph_end_joins_the_two_paragraphs(self) -> None:
        assert told(para("前半", '<w:rPr><w:del w:id="1"/></w:rPr>') + para("后半") + para("完")) == ["前半后半", "完"]

    def test_a_deleted_row_is_left_out_and_a_moved_paragraph_stands_once(self) -> None:
        row = '<w:trPr><w:del w:id="1"/></w:trPr>' + cell("旧行").replace("w:t ", "w:delText ").replace("</w:t>", "</w:delText>") + cell("")
        moved = f'<w:p><w:moveFrom w:id="3">{run("移动")}</w:moveFrom></w:p><w:p><w:moveTo w:id="4">{run("移动")}</w:moveTo></w:p>'
        blocks = of(grid(cell("甲") + cell("乙"), row) + moved)
        assert shown(blocks.blocks) == [[["甲", "乙"]], "", "移动"]
        assert kinds(blocks) == ["tracked-change", "tracked-change"]


class TestText:
    def test_breaks_tabs_hyphens_and_hyperlinks(self) -> None:
        body = para(
            "一",
            inside=f"<w:r><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t><w:softHyphen/><w:noBreakHyphen/></w:r><w:hyperlink>{run('四')}</w:hyperlink>",
        )
        blocks = of(body).blocks
        assert shown(blocks) == ["一", "二\t三-四"]
        assert [block.place.line for block in blocks] == [1, 1]

    def test_ticks_and_boxes_of_symbol_fonts(self) -> None:
        sym = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>'
        assert told(
            para("", inside=sym + run("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>') + run("þ", '<w:rFonts w:ascii="Wingdings"/>'))
        ) == ["☑□✓☑"]

    def test_an_unknown_private_sign_stays_for_the_repairs_to_report(self) -> None:
        assert told(para("甲\uf020乙")) == ["甲\uf020乙"]

    def test_a_field_prints_its_result_and_never_its_code(self) -> None:
        code = "<w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r>"
        body = para("第", inside=FIELD.format("begin") + code + FIELD.format("separate") + run("12") + FIELD.format("end") + run("页"))
        assert told(body + para("", inside=f'<w:fldSimple w:instr="DATE">{run("5月")}</w:fldSimple>')) == ["第12页", "5月"]

    def test_a_number_in_a_circle_made_by_a_field(self) -> None:
        def over(code: str) -> str:
            return FIELD.format("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + FIELD.format("end")

        assert told(para("", inside=over("eq \\o\\ac(○,3)") + run("出院记录") + over("EQ \\o\\ac(□,√)"))) == ["③出院记录☑"]

    def test_a_field_that_never_ends_hides_no_text(self) -> None:
        assert told(para("甲", inside=FIELD.format("begin")) + para("乙")) == ["甲", "乙"]

    @pytest.mark.parametrize(
        ("state", "sign"), [("<w:default w:val='0'/>", "□"), ("<w:default w:val='0'/><w:checked/>", "☑"), ("<w:default w:val='1'/>", "☑")]
    )
    def test_a_check_box_of_an_old_form(self, state: str, sign: str) -> None:
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'
        code = "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        assert told(para("", inside=begin + code + FIELD.format("separate") + FIELD.format("end") + run("新增"))) == [sign + "新增"]

    def test_content_controls_give_their_content_but_not_an_unfilled_prompt(self) -> None:
        properties = '<w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        box = f"<w:sdt>{properties}<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
        prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入文字。')}</w:sdtContent></w:sdt>"
        blocks = of(para("", inside=box + run("是") + prompt) + f"<w:sdt><w:sdtContent>{para('整段')}</w:sdtContent></w:sdt>")
        assert shown(blocks.blocks) == ["☒是", "整段"]
        assert kinds(blocks) == ["placeholder"]

    def test_hidden_text_comments_and_headers_are_reported_and_not_body(self) -> None:
        body = para(
            "甲", inside=run("内部", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>') + '<w:r><w:commentReference w:id="7"/></w:r>'
        )
        blocks = of(
            body, comments=f'<w:comment w:id="7">{para("请核对")}</w:comment>', header=para("南通市医疗保障局"), footer=para("- 1 -")
        )
        assert shown(blocks.blocks) == ["甲乙"]
        assert [(finding.kind, finding.excerpt) for finding in blocks.findings] == [
            ("hidden-text", "内部"), ("comment", "请核对"), ("page-furniture", "南通市医疗保障局"),
        ]  # fmt: skip

    def test_a_note_follows_its_paragraph(self) -> None:
        body = para("甲", inside='<w:r><w:footnoteReference w:id="2"/></w:r>') + para("乙")
        assert told(body, footnotes=f'<w:footnote w:id="2">{para("注：见附件")}</w:footnote>') == ["甲", "注：见附件", "乙"]

    def test_a_formula_is_read_as_a_line(self) -> None:
        half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        assert told(para("比例", inside=f"<m:oMath><m:r><m:t>x=</m:t></m:r>{half}</m:oMath>")) == ["比例x=1/2"]


def shape(text: str, y: int = 0, x: int = 0) -> str:
    place = f'<wps:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="9" cy="9"/></a:xfrm></wps:spPr>'
    return f"<wps:wsp>{place}<wps:txbx><w:txbxContent>{para(text)}</w:txbxContent></wps:txbx></wps:wsp>"


def anchored(inside: str, y: int = 0) -> str:
    place = f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
    return f"<w:r><w:drawing><wp:anchor>{place}<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"


class TestDrawings:
    def test_a_text_box_stands_once_although_it_is_written_twice(self) -> None:
        old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{para('框')}</w:txbxContent></v:textbox></v:shape></w:pict>"
        new = anchored(shape("框")).removeprefix("<w:r>").removesuffix("</w:r>")
        both = f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
        assert told(para("甲", inside=f"<w:r>{both}</w:r>") + para("", inside=f"<w:r>{old}</w:r>")) == ["甲", "框", "", "框"]

    def test_the_boxes_of_a_flow_chart_come_from_top_to_bottom(self) -> None:
        shapes = shape("办结", 3_000_000) + shape("不予受理", 1_000_000, 2_000_000) + shape("受理", 1_010_000) + shape("申请")
        blocks = of(para("流程图", inside=anchored(f"<wpg:wgp><wpg:grpSpPr/>{shapes}</wpg:wgp>")))
        assert shown(blocks.blocks) == ["流程图", "申请", "受理", "不予受理", "办结"]
        assert kinds(blocks) == ["lost-drawing"]

    def test_shapes_anchored_one_by_one_are_sorted_too(self) -> None:
        assert told(para("", inside=anchored(shape("下"), 2_000_000) + anchored(shape("上"), 1_000_000))) == ["", "上", "下"]

    def test_a_picture_is_reported_with_its_place(self) -> None:
        blocks = of(para("流程图如下：") + para("", inside=anchored("<pic:pic/>")))
        assert [(finding.kind, finding.severity, finding.place.line) for finding in blocks.findings] == [("lost-picture", "damage", 2)]


def test_a_document_that_python_docx_writes() -> None:
    document = docx.Document()
    document.add_heading("办事指南", 1)
    document.add_paragraph("基本编码：322036001000")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "主项"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "材料"
    out = io.BytesIO()
    document.save(out)
    blocks = read("a.docx", out.getvalue())
    assert shown(blocks.blocks) == ["办事指南", "基本编码：322036001000", [["主项", "材料", "←"], ["↑", "", ""]]]
    assert isinstance(blocks.blocks[0], Paragraph) and blocks.blocks[0].level == 1


def test_the_strict_variant_is_read() -> None:
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    sort = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    rels = f'<Relationships xmlns="r"><Relationship Id="r1" Type="{sort}" Target="word/document.xml"/></Relationships>'
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body></w:document>'
    assert shown(read("a.docx", zipped({"_rels/.rels": rels, "word/document.xml": body})).blocks) == ["严格"]


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="空的"):
        of(para())
