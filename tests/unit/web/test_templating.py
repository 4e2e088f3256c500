"""What the filters of the templates make of printed text."""

from __future__ import annotations

from mingbai.web.templating import blanks, phrases


def test_a_heading_breaks_between_words_and_never_before_a_closing_mark() -> None:
    assert phrases("参保信息变更登记") == "参保<wbr>信息<wbr>变更<wbr>登记"
    assert phrases("《登记》（试行）") == "《登记》<wbr>（试<wbr>行）"


def test_no_sign_of_a_heading_is_read_as_a_tag() -> None:
    assert "&lt;" in phrases("<b>登记")
    assert "<b>" not in phrases("<b>登记")


def test_room_for_a_date_is_drawn_and_other_words_stay_as_they_are() -> None:
    gap = '<span class="gap"> </span>'
    assert blanks("签字：   年 月  日") == f"签字：{gap}年{gap}月{gap}日"
    assert blanks("每年1月1日<起>") == "每年1月1日&lt;起&gt;"
