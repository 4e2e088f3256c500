"""What is not ours is told so, with whose business it is."""

import pytest

from mingbai.search.layers import understand
from mingbai.search.layers.scope import NOBODY
from mingbai.search.table import EMPTY
from tests.unit.search.register import table


@pytest.mark.parametrize(
    ("typed", "authority"), [("公积金提取", "住房公积金管理中心"), ("驾照换证", "公安交通管理部门"), ("驾照扣分怎么查", "公安交通管理部门")]
)
def test_another_authoritys_business_is_named(typed: str, authority: str) -> None:
    assert understand(typed, table()).outside == authority


def test_what_nobody_knows_is_nobodys() -> None:
    assert understand("蛋炒饭做法", table()).outside == NOBODY


@pytest.mark.parametrize("typed", ["产假工资谁发", "生育津贴", "生娃报销", "药店定点", "322036024000", "意外伤害认定"])
def test_what_is_ours_is_not_sent_away(typed: str) -> None:
    assert understand(typed, table()).outside == ""


def test_a_word_of_theirs_beside_more_of_ours_sends_nobody_away() -> None:
    assert understand("生育津贴打到公积金卡上吗", table()).outside == ""


def test_without_a_register_nothing_is_sent_away() -> None:
    assert understand("驾照换证", EMPTY).outside == ""
