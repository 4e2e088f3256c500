"""What a scan of a sign is answered from: the sign, for everybody. Only what hangs on a wall anyway; no history, no names of people."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mingbai.errors import NotFound
from mingbai.guides.short_codes import is_sign_code, typed
from mingbai.signage import stored
from mingbai.signage.sign import Sign


class Board:
    """The signs of ``session``, for readers. Writes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sign(self, code: str) -> Sign:
        """The sign whose code somebody scanned or typed, in whatever state. Raises NotFound, naming a slip where it sees one."""
        meant = typed(code)
        if not is_sign_code(meant):
            raise NotFound(f"“{code[:20]}”不是一个完整的公示牌编号。", remedy="公示牌编号共 7 位，请核对有没有抄错。")
        found = stored.sign_of(self._session, meant)
        if found is None:
            raise NotFound("本站没有这块公示牌。", remedy="请核对编号，或从首页查找事项。")
        return found
