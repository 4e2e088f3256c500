"""PDF files: lines become paragraphs, rules become tables, furniture is left out, pictures are refused."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from mingbai.errors import UnreadableSource
from mingbai.importing.blocks import Blocks, Table
from mingbai.importing.read import read
from tests.unit.importing.read.makers import shown
from tests.unit.importing.read.printing import CENTRED, FLUSH, FONT, drawn, printed, table, text

LONG = (
    "为深入贯彻落实党中央、国务院深化“放管服”改革的决策部署，推进医保精细化管理，提供全面规范、公开透明、便民高效的医疗保障经办政务服务，"
    "根据《江苏省医疗保障局关于印发全省医疗保障经办政务服务事项清单和办事指南（2022版）的通知》（苏医保发〔2022〕28号）要求，结合我市实际，制定本清单。"
)


def of(data: bytes) -> Blocks:
    return read("清单.pdf", data)


def told(data: bytes) -> list[object]:
    return shown(of(data).blocks)


def kinds(blocks: Blocks) -> list[str]:
    return [finding.kind for finding in blocks.findings]


class TestParagraphs:
    def test_wrapped_lines_are_one_paragraph_whether_indented_or_not(self) -> None:
        words = ["办事指南", LONG, "一、明确目标要求。" + LONG, "（一）" + LONG]
        assert told(printed([text(words[0], CENTRED), *(text(each) for each in words[1:])])) == words
        assert told(printed([text(each, FLUSH) for each in words])) == words

    def test_a_paragraph_that_goes_on_overleaf_is_one_and_has_the_page_of_its_beginning(self) -> None:
        words = [f"第{number}段：{LONG}" for number in range(1, 21)]
        blocks = of(printed([text(each) for each in words])).blocks
        assert shown(blocks) == words
        pages = [block.place.page for block in blocks]
        assert pages == sorted(pages, key=lambda page: page or 0) and pages[0] == 1 and pages[-1] == 3

    def test_items_begin_anew_even_after_a_full_line(self) -> None:
        items = ["办理材料：", "1.有效身份证件或医保电子凭证或社会保障卡", "2.《基本医疗保险单位参保信息登记表》", "①" + LONG, "②身份证"]
        assert told(printed([text(each, FLUSH) for each in items])) == items

    def test_latin_words_are_not_glued_and_chinese_words_not_parted(self) -> None:
        words = "参保人可通过国家医保信息平台 APP 和 National Healthcare Security Administration 网站办理，" * 4
        assert told(printed([text(words, FLUSH)])) == [words]

    def test_two_columns_are_read_one_after_the_other(self) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.drawCentredString(A4[0] / 2, 790, "两栏的办事指南：本页分为左右两栏，标题横跨两栏，先读左栏")
            for row in range(20):
                canvas.drawString(60, 750 - 18 * row, f"左栏第{row:02}行一二三四五六七八九十")
                canvas.drawString(320, 750 - 18 * row, f"右栏第{row:02}行一二三四五六七八九十")

        words = "".join(str(line) for line in told(drawn(draw)))
        assert (
            words.index("标题横跨")
            < words.index("左栏第00行")
            < words.index("左栏第19行")
            < words.index("右栏第00行")
            < words.index("右栏第19行")
        )

    @pytest.mark.parametrize("turn", [0, 90, 180, 270])
    def test_a_page_that_the_file_turns_is_read_as_it_is_seen(self, turn: int) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.translate(A4[0] / 2, A4[1] / 2)
            canvas.rotate(turn)
            for row in range(4):
                canvas.drawString(-150, 60 - 20 * row, f"第{row}行。")

        assert told(drawn(draw)) == ["第0行。", "第1行。", "第2行。", "第3行。"]


class TestTables:
    def test_merged_cells_keep_the_grid_and_wrapped_cells_their_words(self) -> None:
        rows = [
            ["主项", "办理渠道", "", "备注"],
            ["", "窗口", "网上", ""],
            ["基本医疗保险参保和变更登记", "√", "√", "1.变更单位性质、法定代表人等关键信息的，应提供必要的佐证资料。\n2.无"],
        ]
        spans = (((0, 0), (0, 1)), ((1, 0), (2, 0)), ((3, 0), (3, 1)))
        assert told(printed([text("清单", CENTRED), table(rows, (80, 40, 40, 120), *spans), text("注：本清单自印发之日起施行。")])) == [
            "清单",
            [["主项", "办理渠道", "←", "备注"], ["↑", "窗口", "网上", "↑"], rows[2]],
            "注：本清单自印发之日起施行。",
        ]

    def test_a_table_over_several_pages_is_one_and_its_head_stands_once(self) -> None:
        rows = [["序号", "事项", "材料"], *([str(number), f"事项{number}", "1.有效身份证件\n2.登记表"] for number in range(1, 61))]
        blocks = of(printed([table(rows, (40, 120, 200))])).blocks
        assert shown(blocks) == [rows]
        assert isinstance(blocks[0], Table)
        assert [blocks[0].rows[at][0].place.page for at in (0, 1, 60)] == [1, 1, 3]

    def test_a_row_that_the_page_cuts_is_one_row(self) -> None:
        rows = [["序号", "事项", "备注"], *([str(number), f"事项{number}", LONG] for number in range(1, 16))]
        assert told(printed([table(rows, (40, 120, 150), splitInRow=1)])) == [rows]

    def test_a_row_of_its_own_under_a_merged_cell_that_goes_on_overleaf_is_not_taken_for_the_rest_of_the_row_before(self) -> None:
        rows = [
            ["主项", "序号", "事项", "备注"],
            *(["参保" if at == 1 else "", str(at), f"事项{at}", "1.甲\n2.乙\n3.丙"] for at in range(1, 41)),
        ]
        found = told(printed([table(rows, (60, 40, 120, 150))]))
        assert found == [rows]

    def test_two_tables_on_a_page_and_lines_between_them_stay_apart(self) -> None:
        one, other = [["甲", "乙"], ["1", "2"]], [["丙", "丁", "戊"], ["3", "4", "5"]]
        assert told(printed([table(one, (60, 60)), text("中间"), table(other, (60, 60, 60))])) == [one, "中间", other]

    def test_a_table_without_outer_sides_is_a_table(self) -> None:
        def draw(canvas: Canvas) -> None:
            for row in range(4):
                canvas.line(60, 700 - 30 * row, 460, 700 - 30 * row)
            canvas.line(200, 700, 200, 610)
            for row, (one, other) in enumerate((("环节", "说明"), ("申请", "提交材料"), ("受理", "当场受理"))):
                canvas.drawString(70, 680 - 30 * row, one)
                canvas.drawString(210, 680 - 30 * row, other)

        assert told(drawn(draw)) == [[["环节", "说明"], ["申请", "提交材料"], ["受理", "当场受理"]]]

    def test_a_merged_cell_that_the_page_leaves_open_is_a_cell(self) -> None:
        def draw(canvas: Canvas) -> None:
            for column in (60, 160, 300, 350, 400):
                canvas.line(column, 700, column, 100 if column < 200 else 120)
            canvas.line(60, 700, 400, 700)
            for row in (500, 120):
                canvas.line(160, row, 400, row)
            for at, words in (((70, 650), "一、参保"), ((170, 650), "单位参保登记"), ((170, 450), "职工参保登记"), ((360, 450), "无")):
                canvas.drawString(*at, words)

        assert told(drawn(draw)) == [[["一、参保", "单位参保登记", "", ""], ["↑", "职工参保登记", "", "无"]]]

    def test_a_frame_around_text_is_no_table(self) -> None:
        assert told(printed([table([["告知：请携带身份证。"]], (200,))])) == ["告知：请携带身份证。"]

    def test_the_boxes_of_a_flow_chart_are_paragraphs_and_reported(self) -> None:
        def draw(canvas: Canvas) -> None:
            for row, words in enumerate(("申请", "受理", "审核", "办结")):
                canvas.rect(200, 700 - 80 * row, 120, 40)
                canvas.drawString(230, 715 - 80 * row, words)
                if row:
                    canvas.line(260, 740 - 80 * row, 260, 780 - 80 * row)
            canvas.rect(380, 620, 120, 40)
            canvas.drawString(400, 635, "不予受理")
            canvas.line(320, 640, 380, 640)

        blocks = of(drawn(draw))
        assert shown(blocks.blocks) == ["申请", "受理", "不予受理", "审核", "办结"]
        assert kinds(blocks) == ["lost-drawing"]


class TestFurniture:
    @staticmethod
    def on_page(canvas: Canvas, _: object) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(60, A4[1] - 40, "DB 3209/T XXXX—2024")
        canvas.drawCentredString(A4[0] / 2, 30, f"- {canvas.getPageNumber()} -")

    def test_running_headers_and_page_numbers_are_left_out_and_told(self) -> None:
        words = [f"第{number}段：{LONG}" for number in range(1, 31)]
        blocks = of(printed([text(each) for each in words], self.on_page))
        assert shown(blocks.blocks) == ["DB 3209/T XXXX—2024", *words]
        assert kinds(blocks) == ["page-furniture"]
        assert "DB 3209/T XXXX—2024" in blocks.findings[0].excerpt and "- 2 -" in blocks.findings[0].excerpt

    def test_bare_numbers_are_page_numbers_only_where_they_count_the_pages(self) -> None:
        def pages(numbers: list[int]) -> bytes:
            def draw(canvas: Canvas) -> None:
                for number in numbers:
                    canvas.setFont(FONT, 11)
                    canvas.drawString(60, 700, "正文。")
                    canvas.drawString(290, 30, str(number))
                    canvas.showPage()

            return drawn(draw)

        assert told(pages([5, 6, 7])) == ["正文。"] * 3
        assert told(pages([30, 12, 44])) == ["正文。", "30", "正文。", "12", "正文。", "44"]

    def test_a_watermark_is_left_out_and_told(self) -> None:
        def draw(canvas: Canvas) -> None:
            for row in range(5):
                canvas.drawString(60, 700 - 20 * row, f"第{row}行正文。")
            canvas.rotate(45)
            canvas.drawString(400, 200, "征求意见")

        blocks = of(drawn(draw))
        assert shown(blocks.blocks) == [f"第{row}行正文。" for row in range(5)]
        assert [(finding.kind, finding.excerpt) for finding in blocks.findings] == [("watermark", "征求意见")]


class TestRefused:
    @staticmethod
    def picture(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, *A4)
        canvas.showPage()

    def test_pictures_only(self) -> None:
        with pytest.raises(UnreadableSource, match="只有图片"):
            of(drawn(self.picture))

    def test_one_page_of_picture_among_text_is_reported(self) -> None:
        def draw(canvas: Canvas) -> None:
            for row in range(20):
                canvas.drawString(60, 700 - 20 * row, "医疗保障经办政务服务。")
            canvas.showPage()
            self.picture(canvas)

        assert [(finding.kind, finding.place.page) for finding in of(drawn(draw)).findings] == [("picture-page", 2)]

    def test_a_password(self) -> None:
        with pytest.raises(UnreadableSource, match="加了密码"):
            of(drawn(lambda canvas: canvas.drawString(60, 700, "正文"), password="secret"))

    def test_no_text_at_all(self) -> None:
        with pytest.raises(UnreadableSource, match="空的"):
            of(drawn(lambda canvas: canvas.rect(100, 100, 50, 50)))

    def test_half_a_file(self) -> None:
        data = printed([text(LONG) for _ in range(50)])
        with pytest.raises(UnreadableSource, match="不完整或已损坏"):
            of(data[:400])
