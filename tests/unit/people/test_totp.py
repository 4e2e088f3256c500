"""The second factor: codes of RFC 6238, within one step of drift, once."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from mingbai.people import totp
from tests.makers import NOW

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")])
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    """RFC 6238, appendix B, the last six digits."""
    assert totp.step_of(RFC_SECRET, code, datetime.fromtimestamp(seconds, UTC), None) == seconds // totp.PERIOD


def test_a_code_works_once_and_an_earlier_one_not_after_it() -> None:
    secret = totp.secret()
    now, before = pyotp.TOTP(secret).at(NOW), pyotp.TOTP(secret).at(NOW - timedelta(seconds=30))
    step = totp.step_of(secret, now, NOW, None)
    assert step is not None
    assert totp.step_of(secret, now, NOW, step) is None
    assert totp.step_of(secret, before, NOW, step) is None
    assert totp.step_of(secret, before, NOW, None) == step - 1


def test_a_code_two_steps_away_is_none() -> None:
    secret = totp.secret()
    assert totp.step_of(secret, pyotp.TOTP(secret).at(NOW - timedelta(seconds=90)), NOW, None) is None


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "１２３４５６", "1234567"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert totp.step_of(totp.secret(), code, NOW, None) is None


def test_spaces_in_a_code_do_not_matter() -> None:
    secret = totp.secret()
    code = pyotp.TOTP(secret).at(NOW)
    assert totp.step_of(secret, f" {code[:3]} {code[3:]}", NOW, None) is not None
