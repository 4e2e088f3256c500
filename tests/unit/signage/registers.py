"""Signs for tests: a register with people who may use it, and what they would print."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from mingbai import db
from mingbai.guides.version import Name
from mingbai.people.actor import By
from mingbai.printing.gathering import imprint_of
from mingbai.publishing.library import Library
from mingbai.settings import Settings
from mingbai.signage.faces import Faces
from mingbai.signage.sign import Planned, Sign
from mingbai.signage.signs import Signs
from tests.actors import make_by
from tests.makers import NOW

Result = TypeVar("Result")
HALL_STAFF = make_by(11, "hall", region="320600")
ELSEWHERE = make_by(12, "hall", region="110000")
REAL = Settings(site_url="https://ybj.nantong.gov.cn")
"""A site that the public can reach."""
GUIDE = Name("guide", "320600", "employer-enrolment")


def make_plan(**parts: Any) -> Planned:
    """A placard of one guide of 南通 at window 7."""
    plain = {"region": "320600", "hall_name": "南通市政务服务中心", "spot": "二楼", "window": "7", "kind": "placard", "size": "a4"}
    return Planned(**(plain | {"items": (GUIDE,)} | parts))


def in_register(
    database: db.Database, do: Callable[[Signs, Faces], Result], *, by: By = HALL_STAFF, now: datetime = NOW, settings: Settings = REAL
) -> Result:
    """What ``do`` gives, in a transaction of its own."""
    with db.writing(database) as (session, _):
        signs = Signs(session, now, by, random.Random(5))
        return do(signs, Faces(Library(session, now), imprint_of(settings, now), now))


def make_hung(database: db.Database, now: datetime = NOW, **parts: Any) -> Sign:
    """A sign that was made, printed and hung at ``now``."""

    def hung(signs: Signs, faces: Faces) -> Sign:
        made = signs.make(make_plan(**parts), faces)
        signs.print(made.code, faces)
        return signs.hang(made.code, REAL)

    return in_register(database, hung, now=now)


def moved(plan: Planned, **parts: Any) -> Planned:
    """The same plan elsewhere."""
    return replace(plan, **parts)
