"""The second factor: a six-digit code of an authenticator that works without any network (TOTP, RFC 6238). Each code works once.

Knows no account and no database. The interface for a state cipher key (国密 UKey) would stand beside it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp

PERIOD = 30
"""Seconds of a code."""
DRIFT = 1
"""Codes before and after the present one that are taken: clocks differ, fingers are slow (RFC 6238, 5.2)."""


def secret() -> str:
    """A new secret, base32, 160 bits."""
    return pyotp.random_base32(32)


def address(secret: str, login: str, site: str) -> str:
    """The ``otpauth://`` text that an authenticator takes."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=site)


def step_of(secret: str, code: str, now: datetime, last: int | None) -> int | None:
    """The time step that ``code`` belongs to, if it is right at ``now`` and later than the ``last`` step used; else None."""
    digits = "".join(code.split())
    if not secret or not (digits.isascii() and digits.isdigit()):
        return None
    for offset in range(-DRIFT, DRIFT + 1):
        at = now + timedelta(seconds=offset * PERIOD)
        step = int(at.timestamp()) // PERIOD
        if (last is None or step > last) and pyotp.TOTP(secret).verify(digits, for_time=at):
            return step
    return None
