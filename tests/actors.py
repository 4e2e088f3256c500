"""People for tests, each with the roles that they need, and the services of the desk in their name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from mingbai import db
from mingbai.guides.guide import Basis, Contact
from mingbai.guides.text import dump
from mingbai.people.actor import Actor, By, Grant
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.events import nobody
from mingbai.publishing.proceeding import Conclusion
from mingbai.publishing.proceedings import Proceedings
from tests.makers import NOW, make_guide

Result = TypeVar("Result")
PUBLIC = Conclusion("主动公开", "《政府信息公开条例》第二十条第（五）项")
SECRECY = Conclusion("不涉密", "《保守国家秘密法》第三十五条")


def make_by(number: int, *roles: str, region: str = "", organ: str = "") -> By:
    """Somebody with these roles in ``region`` and below."""
    grants = tuple(Grant(role, region, organ) for role in roles)
    return By(Actor(number, f"p{number}", f"{number}号", grants), "127.0.0.1")


ANNA = make_by(1, "editor")
BORIS = make_by(2, "editor")
CLARA = make_by(3, "reviewer")
DORA = make_by(4, "approver")
EMIL = make_by(5, "editor", "reviewer", "approver")
FRITZ = make_by(6, "reviewer")
GRETA = make_by(7, "approver")


def in_drafts(database: db.Database, by: By, do: Callable[[Drafts], Result], now: datetime = NOW) -> Result:
    """What ``do`` gives, in a transaction of its own."""
    with db.writing(database) as (session, _):
        return do(Drafts(session, now, by))


def in_releases(database: db.Database, by: By, do: Callable[[Proceedings], Result], now: datetime = NOW) -> Result:
    """What ``do`` gives, in a transaction of its own."""
    with db.writing(database) as (session, _):
        return do(Proceedings(session, lambda: now, by, nobody))


def text_of(slug: str = "employer-enrolment", **parts: object) -> str:
    """The text of a guide that has every element which must be there before it is published."""
    whole = {
        "basis": (Basis(title="中华人民共和国社会保险法", articles="第五十七条", raw="《中华人民共和国社会保险法》第五十七条"),),
        "conditions": ("依法成立的用人单位",),
        "contacts": (
            Contact(kind="咨询", name="医保窗口", phone="0513-12345678", address="南通市崇川区某路1号", hours="工作日 9:00—17:00"),
            Contact(kind="投诉", phone="0513-87654321"),
        ),
        "fee": "否",
    }
    return dump(make_guide(slug, **(whole | parts)))
