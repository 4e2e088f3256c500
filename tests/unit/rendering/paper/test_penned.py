"""A form's printed line: what stands for the blanks in it."""

from __future__ import annotations

import pytest

from mingbai.rendering.paper.penned import line_of, lines_of


def kinds(text: str) -> str:
    """A line with a sign for each piece that is no text."""
    signs = {"box": "[]", "rule": "___", "gap": "()", "apart": " ", "push": ">>", "rest": "...."}
    return "".join(piece.text or signs[piece.kind] for piece in line_of(text).pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("□ 男   □ 女", "[] 男 [] 女"),
        ("年     月      日", "()年()月()日"),
        ("(签字)                年   月   日", "(签字)>>()年()月()日"),
        ("本人               (证件号码：                            ),", "本人___(证件号码：___),"),
        ("江苏省____市", "江苏省___市"),
        ("_____:", "___:"),
        ("联系电话：", "联系电话：...."),
        ("□其他：", "[]其他：...."),
        ("其他 () 机构类别", "其他 (___) 机构类别"),
        ("药师总数 人", "药师总数()人"),
        ("法人签字： 单位公章：", "法人签字：___ 单位公章：...."),
        ("1.", "1....."),
        ("注：本表一式两份。", "注：本表一式两份。"),
        ("经审核，同意申报单位办理以下社会保险登记：", "经审核，同意申报单位办理以下社会保险登记："),
        ("自 年 月 至 年 月", "自()年()月 至()年()月"),
    ],
)
def test_blanks_become_what_they_stood_for(text: str, pieces: str) -> None:
    assert kinds(text) == pieces


def test_what_introduces_a_list_asks_for_nothing() -> None:
    first, second = lines_of("注意事项：\n1.本凭证是根据国家有关规定制发，请妥善保存。")
    assert not first.pen and not second.pen


def test_no_word_is_lost_or_added() -> None:
    text = "经办人(签章):               联系电话：                 日期：       年    月    日"
    assert "".join(piece.text for piece in line_of(text).pieces) == "".join(text.split())
