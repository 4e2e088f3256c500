"""How words sound: spelt once, kept as plain text, looked up by sound."""

import json
from dataclasses import asdict

import pypinyin
import pytest

from mingbai.search import sounds
from mingbai.search.sounds import Sounds, sounds_of, spell


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("还款", "huan kuan"),
        ("重庆", "chong qing"),
        ("长期护理", "chang qi hu li"),
        ("长护险", "chang hu xian"),
        ("外国人参保", "wai guo ren can bao"),
        ("脑卒中", "nao cu zhong"),
        ("女性", "nv xing"),
        ("医保app2", "yi bao app2"),
    ],
)
def test_words_of_the_trade_are_spelt_as_they_are_said(word: str, said: str) -> None:
    assert " ".join(spell(word)) == said


@pytest.mark.parametrize(
    "word", ["银行账户", "异地就医备案", "供养人员", "单行支付", "朝夕相处", "觉得睡不着觉", "血液透析", "了解一下行不行"]
)
def test_other_words_are_spelt_as_the_dictionary_does(word: str) -> None:
    assert list(spell(word)) == pypinyin.lazy_pinyin(word)


def test_every_reading_of_our_own_differs_from_the_dictionary() -> None:
    """What the dictionary reads right, or what is only kept together (参保 behind 人), need not stand there twice."""
    kept_together = {"参保", "没药", "没落户", "献血", "无偿献血", "没收", "查查"}
    same = {word for word, said in sounds._overrides().items() if " ".join(pypinyin.lazy_pinyin(word)) == said}
    assert same <= kept_together


def test_of_words_that_sound_alike_the_one_that_people_use_is_meant() -> None:
    made = sounds_of(["牙病", "医保"], [], ["医保怎么交", "医保卡丢了"])
    assert made.initials["yb"] == "医保"


def test_what_is_asked_with_words_of_questions_is_heard_but_not_meant() -> None:
    made = sounds_of(["生育津贴"], ["生娃", "钱怎么领"], [])
    assert "生娃" in made.spelt
    assert "钱怎么领" in made.heard and "钱怎么领" not in made.spelt


def test_nothing_is_spelt_again_where_nothing_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sounds_of(["生育津贴", "医保"], [], ["医保怎么交"])
    spelt: list[str] = []
    monkeypatch.setattr(sounds, "spell", lambda word: spelt.append(word) or tuple(word))
    assert sounds_of(["生育津贴", "医保"], [], ["医保怎么交"], before) is before
    after = sounds_of(["生育津贴", "医保", "门诊"], [], ["医保怎么交"], before)
    assert spelt == ["门诊"] and after.spelt["医保"] == "yi bao"


def test_sounds_can_be_kept_as_plain_text() -> None:
    made = sounds_of(["生育津贴"], [], [])
    again = Sounds(**json.loads(json.dumps(asdict(made))))
    assert again == made
    assert again.joined["shengyujintie"] == "生育津贴"
    assert again.begun("shengyuj") == "生育津贴" and again.begun("zzz") == ""
