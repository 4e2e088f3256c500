"""Standing in line before changing what the public reads: hold of the state first, then a look at the clock.

In that order, so that times never run backwards between two writers. Nothing is done while a protection is missing.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mingbai.clock import Clock
from mingbai.errors import Conflict, Refusal
from mingbai.publishing import ledger, state, triggers


def take(session: Session, clock: Clock) -> datetime:
    """Wait for one's turn and return the instant at which it came. Raises Refusal and Conflict."""
    state.seize(session)
    missing = triggers.missing(session.connection())
    if missing:
        raise Refusal(
            f"数据库缺少保护触发器 {missing[0]}，不能发布。", remedy="请运行 mingbai ledger verify 核对，再运行 mingbai init 修复。"
        )
    now, last = clock(), ledger.head(session)
    if last is not None and now < last.at:
        raise Conflict("服务器的时钟早于上一次发布的时间，不能发布。", remedy="请校准服务器时钟后再试。")
    return now
