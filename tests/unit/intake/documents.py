"""A small document of an agency, and uploads of it: for tests of what becomes of it."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from mingbai import db
from mingbai.importing.child import Limits
from mingbai.intake.files import Files
from mingbai.intake.reading import Reader
from mingbai.intake.uploads import Uploads
from mingbai.people.actor import By
from tests.makers import NOW

HEAD = """南通市医疗保障局关于公布部分事项办事指南（{edition}版）的通知

各县（市、区）医疗保障局：

现将部分事项办事指南公布如下，请遵照执行。

南通市医疗保障局

{day}

附件

◆单位参保登记

一、服务对象

用人单位

二、办理材料

1.《单位参保信息登记表》

2.营业执照

三、办理流程

1.申请。单位提出申请。

2.受理。窗口受理。

四、办理时限

{limit}

◆职工参保登记

一、服务对象

职工

二、办理材料

1.《职工参保登记表

三、办理流程

1.申请。单位提出申请。

四、办理时限

即时办结
"""
"""A notice with two guides; of the second a title is not closed, which makes it doubtful."""


def document(edition: str = "2022", day: str = "2022年5月19日", limit: str = "即时办结") -> bytes:
    return HEAD.format(edition=edition, day=day, limit=limit).encode()


def here(name: str, limits: Limits, work: Any, *given: Any) -> Any:
    """Does the work in this process: the child has its own tests, and costs a second."""
    return work(*given)


class Desk:
    """What a test of intake needs: uploads of one database and one folder, in somebody's name."""

    def __init__(self, database: db.Database, folder: Path, by: By) -> None:
        self.database = database
        self.files = Files(folder / "files", 1 << 22)
        self.by = by
        self.now = NOW

    def hand_in(self, data: bytes, name: str = "通知.txt", region: str = "", by: By | None = None) -> tuple[int, bool]:
        taken = self.files.take(name, io.BytesIO(data))
        upload, fresh = self.act("hand_in", taken, region, by=by)
        return upload.id, fresh

    def reader(self, **given: Any) -> Reader:
        return Reader(self.database, self.files, lambda: self.now, **({"every": 0.05, "apart": here} | given))

    def read(self, data: bytes = b"", name: str = "通知.txt", region: str = "") -> int:
        """Hand a document in and read it; its number."""
        upload, _ = self.hand_in(data or document(), name, region)
        self.reader().read(upload, self.by)
        return upload

    def act(self, verb: str, *given: Any, by: By | None = None, at: datetime | None = None, **named: Any) -> Any:
        """One act in a transaction of its own."""
        with db.writing(self.database) as (session, _):
            return getattr(Uploads(session, at or self.now, by or self.by), verb)(*given, **named)

    def ask(self, verb: str, *given: Any, by: By | None = None, at: datetime | None = None) -> Any:
        """One question."""
        with db.reading(self.database) as session:
            return getattr(Uploads(session, at or self.now, by or self.by), verb)(*given)
