"""Which passwords will do, how they are kept, and how one is made."""

from __future__ import annotations

import random

import pytest

from mingbai.people.passwords import LONGEST, blocked, generated, hashed, matches, weakness
from tests.desks import CHEAP


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("Ab3-xyz", "8 到 128"),
        ("Ab3-" + "x" * LONGEST, "8 到 128"),
        ("abcdefgh12345", "三种"),
        ("zhangsan-2026Q", "自己的账号或姓名"),
        ("My-Wang.wu-77", "自己的账号或姓名"),
        ("Zhang.San2026", "太常见"),
        ("P@ssw0rd2026", "太常见"),
        ("Admin@123", "太常见"),
        ("Yibao@2026", "太常见"),
        ("1qaz@WSX", "太常见"),
        ("Woaini520!", "太常见"),
        ("Aa1Aa1Aa1", "太常见"),
        ("correct-Horse-7", ""),
        ("晴天出门9带Umbrella", ""),
    ],
)
def test_a_weak_password_is_refused_and_told_why(password: str, told: str) -> None:
    said = weakness(password, "wang.wu", "张三")
    assert told in said if told else not said, said


def test_the_list_holds_common_ones_in_lower_case() -> None:
    assert {"password", "123456", "woaini", "yibao"} <= blocked()
    assert all(word == word.casefold() and word.strip() == word for word in blocked())


def test_a_generated_password_will_do_and_is_never_the_same() -> None:
    made = {generated(random.SystemRandom()) for _ in range(50)}
    assert len(made) == 50 and not any(weakness(one, "", "") for one in made)
    assert not any(sign in one for one in made for sign in "01lio")


def test_what_is_kept_is_argon2id_with_its_own_salt() -> None:
    first, second = hashed("correct-Horse-7", CHEAP), hashed("correct-Horse-7", CHEAP)
    assert first != second and first.startswith("$argon2id$")
    assert matches(first, "correct-Horse-7") and not matches(first, "correct-horse-7") and not matches("not a hash", "x")
