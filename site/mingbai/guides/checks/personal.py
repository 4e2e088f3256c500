"""Personal data that must not go out: identity and mobile numbers, bank cards, insurance numbers, private mailboxes.

Source of the rule: 政府信息公开条例 第15条, 个人信息保护法 第6条 (standards 1.07). Numbers are found in full width and with blanks or
hyphens between their groups. The excerpt shows the place with the number masked, so that a finding does not spread it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from mingbai.guides.checks.findings import Beside, Check, Text, excerpt, label, texts

_HALF = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", ord("－"): "-", ord("—"): "-", ord("–"): "-"}
_ALONE, _ENDS = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"

_IDENTITY = re.compile(rf"{_ALONE}\d(?:[ -]?\d){{16}}[ -]?[\dXx]{_ENDS}")
_MASKED = re.compile(rf"{_ALONE}\d{{6}}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[xX*×]{{3,4}}{_ENDS}")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?(1[3-9]\d(?:[ -]?\d{4}){2})(?!\d)")
_CARD = re.compile(rf"{_ALONE}[3-6](?:[ -]?\d){{15,18}}{_ENDS}")
_INSURANCE = re.compile(
    r"(?:(?:社会?保障?|医疗?保险?|参保|保障)卡?|个人)(?:号码?|编号|账[号户])[:为是( ]{0,3}"
    r"((?=(?:[A-Z]*\d){6})[0-9A-Z]{8,18})(?![0-9A-Za-z])"
)
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+", re.ASCII)
_PROVINCES = frozenset("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split())
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CONTACTS = ("contacts", "channels", "checklist.contacts", "checklist.channels", "phones", "complaints", "windows")


class _Rule(NamedTuple):
    """What a number looks like, whether it is one, and how it is called."""

    kind: str
    called: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool]


def found(value: Any, beside: Beside) -> Iterator[Check]:
    """Every number in a value of any kind that belongs to a person, once, at its first place.

    All block but private mailboxes, which many offices use.
    """
    told: set[str] = set()
    for one in texts(value):
        for kind, called, start, end in _numbers(one.text):
            number = _plain(one.text[start:end])
            if number not in told and not _released(one, number, beside):
                told.add(number)
                yield _check(kind, called, one, start, end)


def _numbers(text: str) -> Iterator[tuple[str, str, int, int]]:
    """(kind, name, start, end) of each number in ``text``; a number is taken by the first rule that knows it."""
    folded = text.translate(_HALF)
    taken = [match.span() for match in _ADDRESS.finditer(folded)]
    for rule in _RULES:
        for match in rule.pattern.finditer(folded):
            start, end = match.span(match.lastindex or 0)
            if rule.holds(_plain(match[match.lastindex or 0])) and not any(start < last and first < end for first, last in taken):
                taken.append((start, end))
                yield rule.kind, rule.called, start, end


def _plain(number: str) -> str:
    """A number as it is compared: half width, without blanks and hyphens."""
    return re.sub(r"[ -]", "", number.translate(_HALF)).upper()


def _released(one: Text, number: str, beside: Beside) -> bool:
    return one.field.startswith(_CONTACTS) and number in {_plain(allowed) for allowed in beside.allowed}


def _check(kind: str, called: str, one: Text, start: int, end: int) -> Check:
    shown = one.text[:start] + _masked(one.text[start:end]) + one.text[end:]
    mailbox = kind == "personal:mail"
    return Check(
        kind=kind,
        severity="advise" if mailbox else "block",
        field=one.field,
        sentence=f"{label(one.field)}里有{called}。" + ("请确认它是单位对外的邮箱。" if mailbox else "个人信息不能公开。"),
        remedy="请换成单位的邮箱，或者确认后保留。" if mailbox else "请删去，或者换成单位的电话、账号。",
        excerpt=excerpt(shown, start, end),
    )


def _masked(number: str) -> str:
    """A number with its middle hidden: enough to find it on the page, too little to use it."""
    shown = 3 if len(number) > 8 else 1
    return number[:shown] + "*" * (len(number) - 2 * shown) + number[-shown:]


def _is_identity(number: str) -> bool:
    """Whether 18 characters are a 身份证号: a province, a day of birth, and the check character of GB 11643 (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _is_person(number) and "10X98765432"[total % 11] == number[17]


def _is_person(number: str) -> bool:
    """Whether the first 14 digits name a province (or, with a 9, a permit of residence) and a day of birth."""
    if number[:2] not in _PROVINCES and number[0] != "9":
        return False
    try:
        return 1900 <= date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}").year <= 2100
    except ValueError:
        return False


def _is_card(number: str) -> bool:
    """Whether the digits end in the check digit of a bank card (ISO/IEC 7812-1, Luhn) and are not one digit repeated."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return len(set(number)) > 1 and sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _is_private(mailbox: str) -> bool:
    return not mailbox.lower().endswith(".gov.cn")


def _always(_: str) -> bool:
    return True


_RULES = (
    _Rule("personal:id", "身份证号", _IDENTITY, _is_identity),
    _Rule("personal:id", "身份证号", _MASKED, _is_person),
    _Rule("personal:card", "银行卡号", _CARD, _is_card),
    _Rule("personal:mobile", "手机号", _MOBILE, _always),
    _Rule("personal:insurance", "社保或医保编号", _INSURANCE, _always),
    _Rule("personal:mail", "个人邮箱", _MAILBOX, _is_private),
)
