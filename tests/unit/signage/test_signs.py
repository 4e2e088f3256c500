"""The life of a sign: made, printed, hung, moved, printed again, retired; by whom, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from mingbai import db
from mingbai.errors import Conflict, Forbidden, NotFound, Refusal
from mingbai.guides.short_codes import is_sign_code, typed
from mingbai.guides.version import Name
from mingbai.people.rows import AuditRow
from mingbai.publishing.releases import Ending
from mingbai.settings import Settings
from mingbai.signage.signs import MOST
from tests.actors import make_by
from tests.makers import NOW, make_copy, make_guide, publish
from tests.unit.signage.registers import ELSEWHERE, GUIDE, REAL, in_register, make_hung, make_plan, moved

LATER = NOW + timedelta(days=1)


def test_a_sign_lives_from_its_making_to_its_end(database: db.Database) -> None:
    publish(database, make_copy())
    made = in_register(database, lambda signs, faces: signs.make(make_plan(window=" 7 "), faces))
    assert is_sign_code(made.code) and (made.state, made.printed, made.hanging, made.plan.window) == ("made", None, None, "7")
    printed = in_register(database, lambda signs, faces: signs.print(made.code, faces))
    assert printed.printed and printed.printed.versions == ((GUIDE, 1),) and printed.hanging is None
    assert printed.printed.shown["items"][0]["name"] == "单位参保登记" and printed.printed.shown["window"] == "7 号窗口"
    hung = in_register(database, lambda signs, faces: signs.hang(made.code, REAL))
    assert hung.state == "hung" and hung.hanging == printed.printed
    again = in_register(database, lambda signs, faces: signs.print(made.code, faces), now=LATER)
    assert again.printed and (again.printed.number, again.hanging) == (2, hung.hanging), "an old print hangs until somebody replaces it"
    elsewhere = in_register(database, lambda signs, faces: signs.move(made.code, moved(made.plan, window="9", spot="三楼")), now=LATER)
    assert (elsewhere.state, elsewhere.where, elsewhere.hangs, elsewhere.placed_at) == ("moved", "9 号窗口 三楼", True, LATER)
    gone = in_register(database, lambda signs, faces: signs.retire(made.code, "窗口取消"))
    assert (gone.state, gone.hangs) == ("retired", False)
    told = in_register(database, lambda signs, faces: [(one.act, one.told) for one in signs.history(made.code)])
    assert told == [
        ("retire", "窗口取消"),
        ("move", "原在7 号窗口 二楼"),
        ("print", "第 2 次"),
        ("hang", "第 1 次打印"),
        ("print", "第 1 次"),
        ("make", ""),
    ]
    with db.reading(database) as session:
        acts = session.scalars(select(AuditRow.act).where(AuditRow.object == f"sign/{made.code}").order_by(AuditRow.id)).all()
    assert acts == ["sign.make", "sign.print", "sign.hang", "sign.print", "sign.move", "sign.retire"]


def test_nothing_is_done_with_a_sign_that_was_retired(database: db.Database) -> None:
    publish(database, make_copy())
    sign = make_hung(database)
    in_register(database, lambda signs, faces: signs.retire(sign.code, "破损"))
    for act in (
        lambda signs, faces: signs.print(sign.code, faces),
        lambda signs, faces: signs.hang(sign.code, REAL),
        lambda signs, faces: signs.move(sign.code, sign.plan),
        lambda signs, faces: signs.retire(sign.code, "再撤一次"),
    ):
        with pytest.raises(Conflict, match="已经撤下"):
            in_register(database, act)


def test_a_sample_is_never_hung(database: db.Database) -> None:
    publish(database, make_copy())
    sign = in_register(database, lambda signs, faces: signs.make(make_plan(), faces))
    in_register(database, lambda signs, faces: signs.print(sign.code, faces), settings=Settings())
    for url in ("", "http://localhost:6543", "http://192.168.1.9"):
        with pytest.raises(Refusal, match="样张"):
            in_register(database, lambda signs, faces, url=url: signs.hang(sign.code, Settings(site_url=url)))
    with pytest.raises(Refusal, match="不是本站现在的网址"):  # printed while it was a sample, hung when there is an address
        in_register(database, lambda signs, faces: signs.hang(sign.code, REAL))
    in_register(database, lambda signs, faces: signs.print(sign.code, faces))
    assert in_register(database, lambda signs, faces: signs.hang(sign.code, REAL)).hangs


def test_what_is_missing_or_wrong_is_said(database: db.Database) -> None:
    publish(database, make_copy(), make_copy(make_guide("ended")))
    publish(database, Ending(Name("guide", "320600", "ended"), "废止", "不再办理。"))
    for parts, sentence in (
        ({"items": ()}, "还没有选择事项"),
        ({"items": (GUIDE, GUIDE)}, "每项一次"),
        ({"items": tuple(Name("guide", "320600", f"s{n}") for n in range(MOST + 1))}, "最多放"),
        ({"items": (Name("guide", "320600", "none"),)}, "没有这个事项"),
        ({"items": (Name("guide", "320600", "ended"),)}, "已废止"),
        ({"hall_name": " "}, "没有写在哪个大厅"),
        ({"spot": "楼" * 61}, "太长"),
        ({"kind": "banner"}, "没有这种公示牌"),
        ({"kind": "card", "size": "a3"}, "没有 A3 的"),
    ):
        with pytest.raises(Refusal, match=sentence):
            in_register(database, lambda signs, faces, parts=parts: signs.make(make_plan(**parts), faces))
    sign = in_register(database, lambda signs, faces: signs.make(make_plan(), faces))
    with pytest.raises(Refusal, match="还没有打印过"):
        in_register(database, lambda signs, faces: signs.hang(sign.code, REAL))
    with pytest.raises(Refusal, match="还没有挂出"):
        in_register(database, lambda signs, faces: signs.move(sign.code, sign.plan))
    with pytest.raises(Refusal, match="写明原因"):
        in_register(database, lambda signs, faces: signs.retire(sign.code, " "))


def test_only_those_of_the_place_see_and_write(database: db.Database) -> None:
    publish(database, make_copy())
    sign = make_hung(database)
    assert [one.code for one in in_register(database, lambda signs, faces: signs.listing())] == [sign.code]
    assert in_register(database, lambda signs, faces: signs.listing(), by=ELSEWHERE) == ()
    for act in (
        lambda signs, faces: signs.make(make_plan(), faces),
        lambda signs, faces: signs.sign(sign.code),
        lambda signs, faces: signs.history(sign.code),
        lambda signs, faces: signs.print(sign.code, faces),
        lambda signs, faces: signs.retire(sign.code, "破损"),
    ):
        for by in (ELSEWHERE, make_by(13, "reviewer", "approver")):
            with pytest.raises(Forbidden):
                in_register(database, act, by=by)
    with pytest.raises(Forbidden):  # not even to a hall of another place
        in_register(database, lambda signs, faces: signs.move(sign.code, replace(sign.plan, region="110000")))


def test_a_code_is_understood_as_it_was_meant(database: db.Database) -> None:
    publish(database, make_copy())
    sign = make_hung(database)
    sloppy = f" {sign.code[:3].lower()}-{sign.code[3:].replace('0', 'o').replace('1', 'I')}"
    assert typed(sloppy) == sign.code
    assert in_register(database, lambda signs, faces: signs.sign(sloppy)).code == sign.code
    with pytest.raises(NotFound):
        in_register(database, lambda signs, faces: signs.sign("0000000"))


def test_two_signs_never_have_one_code(database: db.Database) -> None:
    publish(database, make_copy())
    first, second = (in_register(database, lambda signs, faces: signs.make(make_plan(), faces)) for _ in range(2))
    assert first.code != second.code, "both by the same chance"


def test_hanging_a_print_does_not_vouch_for_one_made_meanwhile(database: db.Database) -> None:
    publish(database, make_copy())
    sign = make_hung(database)
    for _ in range(2):
        in_register(database, lambda signs, faces: signs.print(sign.code, faces), now=LATER)
    with pytest.raises(Conflict) as refusal:
        in_register(database, lambda signs, faces: signs.hang(sign.code, REAL, "2"), now=LATER)
    assert "第 3 次" in refusal.value.sentence and refusal.value.remedy
    hung = in_register(database, lambda signs, faces: signs.hang(sign.code, REAL, "3"), now=LATER)
    assert hung.hanging and hung.hanging.number == 3
