"""Characters that the fonts of the printed products lack: a sheet with one is not printed at all, so the writer hears of it beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingbai.guides.characters import called, missing
from mingbai.guides.checks.findings import Beside, Check, excerpt, label, texts
from mingbai.guides.guide import INTERNAL


def found(value: Any, beside: Beside) -> Iterator[Check]:
    """Every character that cannot be printed in a value of any kind, once, at its first place; none where ``beside.printable`` is not
    known. Internal parts are not printed, so nothing is said of them."""
    if beside.printable is None:
        return
    told: set[str] = set()
    for one in texts(value):
        if one.field.startswith(INTERNAL) or beside.printable.issuperset(one.text):
            continue
        for sign in missing(one.text, beside.printable):
            if sign not in told:
                told.add(sign)
                at = one.text.index(sign)
                yield Check(
                    kind="character:font",
                    severity="advise",
                    field=one.field,
                    sentence=f"{label(one.field)}有字库没有的字：{called(sign)}，这一份打印不出来。",
                    remedy="请换成规范字，或者请管理员补充字库。",
                    excerpt=excerpt(one.text, at, at + len(sign)),
                )
