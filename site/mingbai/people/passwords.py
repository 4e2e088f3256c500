"""Passwords: how they are kept (argon2id), which are too weak, and how one is made for somebody. Knows no account and no database.

At least 8 characters of three classes, not a common one, not one's own name (GB/T 22239 8.1.4.1 a; standards 5.01).
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHORTEST, LONGEST, CLASSES = 8, 128, 3
"""Characters. The upper limit keeps a request from costing more than a password needs."""
_BLOCKED = Path(__file__).parent / "data" / "blocked-passwords.txt"
_KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"
_LIKE = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
"""What people write for letters."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs: passes over the memory, KiB of memory, lanes. The default is RFC 9106, 4 (second recommended option)."""

    time: int = 3
    memory: int = 65536
    lanes: int = 4


STRONG = Cost()


def hashed(password: str, cost: Cost) -> str:
    """The argon2id hash of ``password``, with its own salt and parameters in it."""
    from argon2 import PasswordHasher  # only whoever sets or gives a password waits for it to load

    return PasswordHasher(cost.time, cost.memory, cost.lanes).hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether ``password`` is the one that was hashed as ``kept``."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys(cost: Cost) -> str:
    """A hash that no password has: compared with where there is no account, so that an unknown login takes as long as a wrong password."""
    return hashed("".join(random.SystemRandom().choices(_LETTERS, k=32)), cost)


def weakness(password: str, login: str, name: str) -> str:
    """Why ``password`` will not do for the account of ``login``, a sentence; empty where it will."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"口令要有 {SHORTEST} 到 {LONGEST} 个字符，现在是 {len(password)} 个。"
    if sum(bool(re.search(kind, password)) for kind in _KINDS) < CLASSES:
        return "口令要有大写字母、小写字母、数字、其他符号中的三种。"
    if _own(password, login, name):
        return "口令里不能有自己的账号或姓名。"
    if _common(password):
        return "这个口令太常见，容易被猜中。"
    return ""


def generated(chance: random.Random) -> str:
    """A password for somebody else to change at once: four groups of four, no signs that look alike. ``chance``: a SystemRandom."""
    while True:
        groups = ["".join(chance.choices(_LETTERS + _DIGITS, k=4)) for _ in range(4)]
        made = "-".join(groups)
        if not weakness(made, "", ""):
            return made


def _own(password: str, login: str, name: str) -> bool:
    lowered = password.casefold()
    return any(len(word) >= 2 and word in lowered for word in (login.casefold(), name.casefold(), _pinyin(name)))


def _pinyin(name: str) -> str:
    """A Chinese name as it is typed into a password: 张三 → zhangsan."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).casefold() if name else ""


def _common(password: str) -> bool:
    """Whether it is on the list, or is a word of the list dressed up with digits and signs: P@ssw0rd2026 is still password."""
    lowered = password.casefold()
    plain = re.sub(r"[^a-z]", "", lowered)
    read = re.sub(r"[^a-z]", "", re.sub(r"[^a-z]+$", "", lowered).translate(_LIKE))
    return bool({lowered, plain, read} & blocked()) or len(set(lowered)) <= 3


@cache
def blocked() -> frozenset[str]:
    """The common passwords and words, in lower case."""
    lines = _BLOCKED.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
