"""The register of signs and its only writer: make a sign, print it, say that it was hung, moved, retired. For editors and hall staff.

A sign is printed from what is in force at that moment, and what stood on it is kept; when it is said to hang, that print becomes the one
that people stand before. A sign is never deleted: its code may be on a wall for years. The caller owns the transaction.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingbai.errors import Conflict, NotFound, Refusal
from mingbai.guides import regions
from mingbai.guides.short_codes import sign_code, typed
from mingbai.people import policy
from mingbai.people.actor import By
from mingbai.people.audit import record
from mingbai.rendering.paper.face import KINDS, SIZES, projection
from mingbai.settings import Settings
from mingbai.signage import scans, stored
from mingbai.signage.faces import Faces
from mingbai.signage.rows import PrintRow, SignEventRow, SignRow
from mingbai.signage.scans import Week
from mingbai.signage.sign import HUNG, MADE, MOVED, RETIRED, Event, Planned, Print, Sign

MOST = 12
"""Guides on one sign: more cannot be read from where people stand."""
_TYPED = {"hall_name": ("大厅", 60), "spot": ("位置", 60), "window": ("窗口", 20)}
"""What people type → what it is called, and how long it may be."""


class Signs:
    """The signs of ``session``, for ``by``, at ``now``. ``chance`` makes the codes of new ones."""

    def __init__(self, session: Session, now: datetime, by: By, chance: random.Random | None = None) -> None:
        self._session = session
        self._now = now
        self._by = by
        self._chance = chance or random.SystemRandom()

    def listing(self) -> tuple[Sign, ...]:
        """The signs of the places that are mine, by place, hall and window. Raises Forbidden."""
        policy.demand_anywhere(self._by.actor, "sign.read")
        return tuple(one for one in stored.signs_of(self._session) if policy.may_here(self._by.actor, "sign.read", one.region))

    def sign(self, code: str) -> Sign:
        """One sign. Raises NotFound, and Forbidden where it hangs elsewhere."""
        return self._found(code, "sign.read")

    def history(self, code: str) -> tuple[Event, ...]:
        """What was done with a sign, the newest first. Raises NotFound, Forbidden."""
        return stored.history_of(self._session, self._found(code, "sign.read").code)

    def prints(self, code: str) -> tuple[Print, ...]:
        """Every print of a sign, the newest first. Raises NotFound, Forbidden."""
        return stored.prints_of(self._session, self._found(code, "sign.read").code)

    def scanned(self, day: date) -> dict[str, int]:
        """How often each sign was scanned in the week of ``day``, by code. Raises Forbidden."""
        policy.demand_anywhere(self._by.actor, "sign.read")
        return scans.of_week(self._session, day)

    def weeks(self, code: str, last: date, count: int) -> tuple[Week, ...]:
        """The last ``count`` weeks of a sign up to that of ``last``, the newest first. Raises NotFound, Forbidden."""
        return scans.weeks(self._session, self._found(code, "sign.read").code, last, count)

    def make(self, plan: Planned, faces: Faces) -> Sign:
        """Enter a sign in the register. Raises Refusal where a part is missing or wrong, or no guide of it is in force; Forbidden."""
        plan = _tidied(plan)
        _check(plan, faces)
        policy.demand(self._by.actor, "sign.write", plan.region)
        if plan.replaces:
            plan = replace(plan, replaces=self._found(plan.replaces, "sign.write").code)
        parts = {name: getattr(plan, name) for name in ("region", "hall", "hall_name", "spot", "window", "kind", "size", "replaces")}
        row = SignRow(code=self._free_code(), items=stored.written(plan.items), state=MADE, printed=0, hanging=0, **parts)
        row.made_by, row.made_at, row.placed_at = self._by.actor.id, self._now, self._now
        self._session.add(row)
        self._session.flush()
        self._tell(row.code, "make", f"代替 {plan.replaces}" if plan.replaces else "")
        return self._read(row.code)

    def print(self, code: str, faces: Faces) -> Sign:
        """Keep what the sign shows now as its newest print. Raises Refusal for one that was retired, or shows nothing any more."""
        sign = self._standing(code)
        subjects = faces.subjects(sign)
        shown = projection(faces.face_with(sign, subjects, faces.hall(sign.plan)))
        row = self._session.get_one(SignRow, sign.code)
        row.printed += 1
        versions = [[one.version.region, one.version.slug, one.version.number] for one in subjects]
        self._session.add(
            PrintRow(
                sign=sign.code,
                number=row.printed,
                size=sign.plan.size,
                shown=json.dumps(shown, ensure_ascii=False, sort_keys=True),
                versions=json.dumps(versions, ensure_ascii=False),
                printed_by=self._by.actor.id,
                printed_at=self._now,
            )
        )
        self._tell(sign.code, "print", f"第 {row.printed} 次")
        return self._read(sign.code)

    def hang(self, code: str, settings: Settings, seen: str | None = None) -> Sign:
        """Say that the newest print hangs where the plan says: an older one is thereby replaced. Raises Refusal while prints are samples
        (standards 3.25: a code has to resolve), or where nothing was printed; Conflict where the newest is another than ``seen``, a
        number: somebody printed again meanwhile, and what was put up is the older one."""
        sign = self._standing(code)
        if settings.sample:
            raise Refusal(
                "现在的打印件是样张，不能挂出：二维码里的网址公众打不开。",
                place="site.url",
                remedy="请先在配置文件中写好网站的正式网址，再打印一次。",
            )
        if sign.printed is None:
            raise Refusal("还没有打印过，不能挂出。", remedy="请先打印。")
        if seen is not None and seen != str(sign.printed.number):
            raise Conflict(
                f"公示牌 {sign.code} 刚刚又打印了一次（第 {sign.printed.number} 次），还不知道挂上的是哪一张。",
                remedy="请核对墙上的一张，换成最后打印的，再按一次。",
            )
        if not str(sign.printed.shown.get("address", "")).startswith(f"{settings.address}/"):
            raise Refusal("最后一次打印的二维码不是本站现在的网址，不能挂出。", remedy="请再打印一次。")
        row = self._session.get_one(SignRow, sign.code)
        row.hanging, row.state = row.printed, row.state if row.state == MOVED else HUNG
        self._tell(sign.code, "hang", f"第 {row.printed} 次打印")
        return self._read(sign.code)

    def move(self, code: str, plan: Planned) -> Sign:
        """Say that a sign hangs elsewhere: the hall, window and spot of ``plan`` are taken, nothing else. Raises Refusal, Forbidden."""
        sign = self._standing(code)
        if not sign.hangs:
            raise Refusal("还没有挂出，不用移位。", remedy="请直接在登记中选择新的位置，或重新登记一块。")
        plan = _tidied(plan)
        _check_spot(plan)
        policy.demand(self._by.actor, "sign.write", plan.region)
        row = self._session.get_one(SignRow, sign.code)
        before = sign.where or sign.plan.hall_name
        row.region, row.hall, row.hall_name, row.spot, row.window = plan.region, plan.hall, plan.hall_name, plan.spot, plan.window
        row.state, row.placed_at = MOVED, self._now
        self._tell(sign.code, "move", f"原在{before}" if before else "")
        return self._read(sign.code)

    def retire(self, code: str, reason: str) -> Sign:
        """Take a sign down for good; its code goes on leading to its guides. Raises Refusal where no reason is given."""
        sign = self._standing(code)
        reason = " ".join(reason.split())[:200]
        if not reason:
            raise Refusal("撤下要写明原因。", remedy="例如：换成新的一块；窗口取消；破损。")
        self._session.get_one(SignRow, sign.code).state = RETIRED
        self._tell(sign.code, "retire", reason)
        return self._read(sign.code)

    def _found(self, code: str, act: str) -> Sign:
        policy.demand_anywhere(self._by.actor, act)
        found = stored.sign_of(self._session, typed(code))
        if found is None:
            raise NotFound(f"没有编号 {code[:20]} 的公示牌。", remedy="请从公示牌列表进入，或核对编号。")
        policy.demand(self._by.actor, act, found.region)
        return found

    def _standing(self, code: str) -> Sign:
        """A sign that something can still be done with, and its row locked where the database can."""
        self._session.execute(select(SignRow.code).where(SignRow.code == typed(code)).with_for_update())
        sign = self._found(code, "sign.write")
        if sign.state == RETIRED:
            raise Conflict(f"公示牌 {sign.code} 已经撤下。", remedy="需要的话请重新登记一块。")
        return sign

    def _read(self, code: str) -> Sign:
        self._session.flush()
        found = stored.sign_of(self._session, code)
        assert found is not None
        return found

    def _free_code(self) -> str:
        while True:
            code = sign_code(self._chance)
            if not self._session.scalar(select(func.count()).select_from(SignRow).where(SignRow.code == code)):
                return code

    def _tell(self, code: str, act: str, told: str) -> None:
        """Into the sign's own history, and into the audit log."""
        self._session.add(SignEventRow(sign=code, act=act, told=told, actor_id=self._by.actor.id, at=self._now))
        record(self._session, self._by, self._now, f"sign.{act}", f"sign/{code}")


def _tidied(plan: Planned) -> Planned:
    """Blanks taken out of what people typed."""
    return replace(plan, **{name: " ".join(getattr(plan, name).split()) for name in _TYPED})


def _check(plan: Planned, faces: Faces) -> None:
    _check_spot(plan)
    if plan.kind not in KINDS:
        raise Refusal("没有这种公示牌。", place="种类", remedy=f"请选择：{'、'.join(KINDS.values())}。")
    if plan.size not in SIZES[plan.kind]:
        sizes = "、".join(one.upper() for one in SIZES[plan.kind])
        raise Refusal(f"{KINDS[plan.kind]}没有 {plan.size.upper()[:4]} 的。", place="纸张", remedy=f"请选择：{sizes}。")
    if not plan.items:
        raise Refusal("还没有选择事项。", place="事项", remedy="请至少勾选一项。")
    if len(plan.items) > MOST or len(set(plan.items)) < len(plan.items):
        raise Refusal(f"一块公示牌最多放 {MOST} 项，每项一次。", place="事项", remedy="请分成几块。")
    for one in faces.standing(plan.items):
        if not one.shows:
            raise Refusal(f"{one.trouble or one.name.slug}，不能放上公示牌。", place="事项", remedy="请只选择现行有效的事项。")


def _check_spot(plan: Planned) -> None:
    regions.region(plan.region)
    for name, (called, length) in _TYPED.items():
        said = getattr(plan, name)
        if len(said) > length or not said.isprintable():
            raise Refusal(f"写得太长，最多 {length} 个字。", place=called, remedy="请写短一些。")
    if not (plan.hall_name or plan.hall):
        raise Refusal("没有写在哪个大厅。", place="大厅", remedy="请选择或写出大厅的名称。")
