"""The codes that stand on paper: an item's short code (in its QR code), a version's check code, and a sign's own code.

They differ in length, so that whoever types one into a box need not know which it is: 9, 8 and 7 characters.

Both are written in Crockford's base32, which has no I, L, O and U; whoever types an O, I or L is understood.
"""

from __future__ import annotations

import hashlib
import random

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORT_LENGTH = 9
"""Eight characters (40 bits: at 10,000 items the odds of two alike are 1 in 22,000) and a check character."""
CHECK_LENGTH = 8
SIGN_LENGTH = 7
"""Six characters by chance (30 bits; the register refuses one that it has already) and a check character."""
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def short_code(kind: str, region: str, slug: str) -> str:
    """The short code of an item: the same in every installation, because it is made from the item's name alone."""
    body = _base32(hashlib.sha256(f"{kind}/{region}/{slug}".encode()).digest(), SHORT_LENGTH - 1)
    return body + _check_character(body)


def check_code(digest: str) -> str:
    """The check code of a version: the first 8 characters of base32 of its SHA-256, given in hex."""
    return _base32(bytes.fromhex(digest), CHECK_LENGTH)


def sign_code(chance: random.Random) -> str:
    """A code for a new sign: by chance, because a sign is no item and may be made anew for the same spot."""
    body = "".join(chance.choice(ALPHABET) for _ in range(SIGN_LENGTH - 1))
    return body + _check_character(body)


def is_sign_code(code: str) -> bool:
    """Whether ``code``, already ``typed``, is a whole sign's code without a slip."""
    return _whole(code, SIGN_LENGTH)


def typed(code: str) -> str:
    """A code as somebody typed it, as it was meant: upper case, no hyphens or blanks, O for 0 and I or L for 1."""
    return code.strip().upper().translate(_MEANT)


def is_short_code(code: str) -> bool:
    """Whether ``code``, already ``typed``, is a whole short code without a slip."""
    return _whole(code, SHORT_LENGTH)


def is_check_code(code: str) -> bool:
    """Whether ``code``, already ``typed``, could be a check code, which has no check character of its own."""
    return len(code) == CHECK_LENGTH and set(code) <= set(ALPHABET)


def _whole(code: str, length: int) -> bool:
    """Whether a code of ``length`` ends in the check character of the rest."""
    return len(code) == length and set(code) <= set(ALPHABET) and _check_character(code[:-1]) == code[-1]


def _base32(data: bytes, length: int) -> str:
    number = int.from_bytes(data, "big") >> (len(data) * 8 - length * 5)
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(length)))


def _check_character(body: str) -> str:
    """ISO 7064's hybrid system, MOD 33,32: it notices every single wrong character and nearly every swap of neighbours."""
    held = 32
    for character in body:
        held = ((held + ALPHABET.index(character)) % 32 or 32) * 2 % 33
    return ALPHABET[(33 - held) % 32]
