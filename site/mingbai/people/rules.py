"""How long a session lasts, how many tries there are, how old a password may be: the desk's settings as numbers. Knows no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from mingbai.errors import Refusal
from mingbai.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of signing in (GB/T 22239 8.1.4.1; standards 5.01, 5.02). ``password_age`` None: a password never grows old."""

    idle: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=12)
    tries: int = 5
    locked: timedelta = timedelta(minutes=15)
    password_age: timedelta | None = None


def rules_of(settings: Settings) -> Rules:
    """The rules that ``settings`` give. Raises Refusal where one is no number, or switches a protection off."""
    days = _number("desk.password_days", settings.desk_password_days, least=0)
    return Rules(
        idle=timedelta(minutes=_number("desk.idle_minutes", settings.desk_idle, least=1)),
        longest=timedelta(hours=_number("desk.longest_hours", settings.desk_longest, least=1)),
        tries=_number("desk.tries", settings.desk_tries, least=1),
        locked=timedelta(minutes=_number("desk.locked_minutes", settings.desk_locked, least=1)),
        password_age=timedelta(days=days) if days else None,
    )


def _number(key: str, written: str, least: int) -> int:
    if not (written.isascii() and written.isdigit() and least <= int(written) <= 100_000):
        raise Refusal(f"{key} = {written} 不对。", place="配置文件 [app:main]", remedy=f"应当是不小于 {least} 的整数。")
    return int(written)
