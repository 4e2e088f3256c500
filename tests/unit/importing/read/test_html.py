"""Saved web pages: text by blocks, tables with their merges, the frame of the site left out."""

from __future__ import annotations

import pytest

from mingbai.errors import UnreadableSource
from mingbai.importing.blocks import Paragraph
from mingbai.importing.read import read
from tests.unit.importing.read.makers import shown


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>标题</title>{head}</head><body>{body}</body></html>".encode()


def test_blocks_end_paragraphs_and_inline_elements_do_not() -> None:
    blocks = read("a.html", page("<h2>单位参保登记</h2>\n<p>即时\n<b>办结</b><br>不收费</p><div>一<div>二</div>三</div>")).blocks
    assert shown(blocks) == ["单位参保登记", "即时 办结", "不收费", "一", "二", "三"]
    assert isinstance(blocks[0], Paragraph) and (blocks[0].level, blocks[0].place.line, blocks[5].place.line) == (2, 1, 6)


def test_numbered_lists_are_read_with_their_numbers() -> None:
    assert shown(read("a.html", page("<ol start=3><li>甲<li>乙</ol><ul><li>丙</ul>")).blocks) == ["3.甲", "4.乙", "丙"]


def test_tables_keep_their_merges_and_layout_tables_are_only_frames() -> None:
    rows = "<tr><th rowspan=2>主项<th colspan=2>渠道</tr><tr><td>窗口<td>网上</tr><tr><td>甲<td>√<td>1.一<br>2.二</tr>"
    layout = f"<table><tr><td>左边</td><td><table>{rows}</table></td></tr></table>"
    table = [["主项", "渠道", "←"], ["↑", "窗口", "网上"], ["甲", "√", "1.一\n2.二"]]
    assert shown(read("a.html", page(layout)).blocks) == ["左边", table]


def test_what_is_not_seen_or_frames_the_site_is_left_out() -> None:
    body = "<nav>首页</nav><p>正文</p><script>var a='坏'</script><p style='display: none'>隐</p><!-- 注 --><img alt='流程图'>"
    blocks = read("a.html", page(body, "<style>p{}</style>"))
    assert shown(blocks.blocks) == ["正文"]
    assert [(finding.kind, finding.excerpt) for finding in blocks.findings] == [("page-furniture", "首页"), ("lost-picture", "流程图")]


def test_a_page_in_gbk_that_calls_itself_doc() -> None:
    data = "<html><head><meta charset=gb2312></head><body><p>办理材料：有效身份证件</p></body></html>".encode("gbk")
    assert shown(read("指南.doc", data).blocks) == ["办理材料：有效身份证件"]


def test_a_page_saved_as_one_file() -> None:
    head = "From: <Saved by WPS>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    body = part + "<html><body><p>正文</p></body></html>\r\n--b--\r\n"
    assert shown(read("指南.doc", (head + body).encode()).blocks) == ["正文"]


@pytest.mark.parametrize("entity", ['<!ENTITY a "bbbb">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_of_a_page_are_never_filled_in(entity: str) -> None:
    data = f"<!DOCTYPE html [{entity}]><html><body><p>甲&a;乙</p></body></html>".encode()
    text = "".join(str(line) for line in shown(read("a.html", data).blocks))
    assert "root:" not in text and "bbbb乙" not in text


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="空的"):
        read("a.html", page("<script>1</script>"))


def test_huge_spans_are_cut_to_the_table() -> None:
    blocks = read("a.html", page("<table><tr><td rowspan=99999 colspan=99999>甲<td>乙</tr><tr><td>丙</tr></table>")).blocks
    assert "丙" in str(shown(blocks))
