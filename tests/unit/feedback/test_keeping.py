"""What of a question may be written down: nothing that tells of a person, whatever stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.feedback.keeping import LONGEST, NOT_KEPT, kept
from mingbai.search.layers.folding import folded

AROUND = st.text(alphabet="医保报销怎么办理？，。 查询ab", max_size=8)
GAPS = st.sampled_from(["", " ", "-", "，", ".", "  "])


def told(typed: str) -> str:
    return kept(typed, folded(typed))


def _spread(digits: str, gap: str) -> str:
    return digits[:3] + gap + digits[3:7] + gap + digits[7:]


@given(AROUND, st.integers(13_000_000_000, 19_999_999_999), GAPS, AROUND)
def test_a_mobile_number_is_never_kept(before: str, number: int, gap: str, after: str) -> None:
    assert told(before + _spread(str(number), gap) + after) == NOT_KEPT


@given(AROUND, st.from_regex(r"[1-6]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d)\d{3}[\dXx]", fullmatch=True), GAPS, AROUND)
def test_an_identity_number_is_never_kept(before: str, number: str, gap: str, after: str) -> None:
    assert told(before + _spread(number, gap) + after) == NOT_KEPT


@given(AROUND, st.text(alphabet="0123456789", min_size=7, max_size=20), AROUND)
def test_no_long_run_of_figures_is_kept_in_any_width(before: str, number: str, after: str) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    for said in (number, wide, number.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))):
        assert told(before + said + after) == NOT_KEPT


@given(AROUND, st.from_regex(r"[a-z][a-z0-9._]{2,10}@[a-z0-9]{2,8}\.(com|cn|net)", fullmatch=True), AROUND)
def test_a_mailbox_is_never_kept(before: str, mailbox: str, after: str) -> None:
    assert told(before + mailbox + after) == NOT_KEPT


@given(st.sampled_from("京沪苏浙粤鄂赣川"), st.from_regex(r"[A-Z][·. ]?[A-Z]?[0-9]{5}", fullmatch=True))
def test_a_number_plate_is_never_kept(province: str, number: str) -> None:
    assert told(f"{province}{number}车祸住院报销") == NOT_KEPT


@pytest.mark.parametrize(
    "typed",
    [
        "我叫张三丰，医保卡丢了",
        "姓名：李雷 查医保",
        "本人姓王想查余额",
        "我是李雷",
        "儿子叫王小明 新生儿参保",
        "患者张伟的住院报销",
        "陈医生的号怎么报销",
        "住院号 20231 报销",
        "病历号A203报销",
        "身份证 E12345678 备案",
        "微信wxid_88报销",
        "qq 12345 帮我查",
        "电话 8551234",
        "人民路12号3栋402室怎么参保",
        "1956年3月2日出生能退休吗",
        "卡号6222 0212 3456",
        "一三八零零一三八零零零",
        "１３８００１３８０００",
    ],
)
def test_what_tells_of_a_person_is_not_kept(typed: str) -> None:
    assert told(typed) == NOT_KEPT


@pytest.mark.parametrize(
    "typed",
    [
        "异地就医怎么备案",
        "我妈中风瘫在床上能申请护理吗",
        "shengyu jintie",
        "门诊报销要 10 个工作日吗",
        "苏医保发〔2022〕28号",
        "社会保险法第五十七条",
        "表3",
        "三个月大的孩子怎么参保",
        "12393",
        "家庭医生签约",
        "2025年缴费标准",
        "我姓什么不重要",
    ],
)
def test_an_ordinary_question_is_kept_as_search_folds_it(typed: str) -> None:
    assert told(typed) == folded(typed) != NOT_KEPT


@given(st.text(max_size=200))
def test_never_more_than_forty_characters_and_never_a_refusal(typed: str) -> None:
    assert len(told(typed)) <= LONGEST


def test_a_long_question_is_a_story_and_is_not_kept() -> None:
    assert told("老人家摔了一跤" * 6) == NOT_KEPT
    assert told("老" * LONGEST) == "老" * LONGEST
