"""Which signs are to be replaced: those whose printed words changed and no other; since when, and from when they are overdue."""

from __future__ import annotations

from datetime import datetime, timedelta

from mingbai import db
from mingbai.guides import workdays
from mingbai.guides.guide import Material
from mingbai.guides.version import Name
from mingbai.printing.gathering import imprint_of
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from mingbai.settings import Settings
from mingbai.signage.faces import Faces
from mingbai.signage.staleness import Stale, by_hall, stale_of
from mingbai.signage.stored import signs_of
from tests.makers import NOW, make_copy, make_guide, publish
from tests.unit.signage.registers import REAL, in_register, make_hung, moved

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CARD = Material(name="社会保障卡")


def stale_at(database: db.Database, now: datetime, settings: Settings = REAL) -> tuple[Stale, ...]:
    with db.reading(database) as session:
        library = Library(session, now)
        return stale_of(signs_of(session), Faces(library, imprint_of(settings, now), now), library, workdays.packaged(), now)


def test_a_printed_field_makes_a_sign_stale_and_an_unprinted_one_does_not(database: db.Database) -> None:
    publish(database, make_copy())
    sign, qr = make_hung(database, kind="card", size="a5"), make_hung(database, kind="qr", size="a4")
    assert stale_at(database, NOW) == ()
    publish(database, make_copy(make_guide(tips=("请提前预约",), risk_level="高风险")), now=NOW + HOUR)
    assert stale_at(database, NOW + HOUR) == (), "a new version of which nothing is printed"
    publish(database, make_copy(make_guide(materials=(CARD,))), now=NOW + 2 * HOUR)
    (found,) = stale_at(database, NOW + 3 * HOUR)
    assert (found.sign.code, found.since, found.ready) == (sign.code, NOW + 2 * HOUR, False) and found.sign.code != qr.code
    assert any("社会保障卡" in line for line in found.match.reasons) and not found.match.ended


def test_it_is_closed_when_the_new_one_hangs(database: db.Database) -> None:
    publish(database, make_copy())
    sign = make_hung(database)
    publish(database, make_copy(make_guide(materials=(CARD,))), now=NOW + HOUR)
    later = NOW + 2 * HOUR
    in_register(database, lambda signs, faces: signs.print(sign.code, faces), now=later)
    assert [one.ready for one in stale_at(database, later)] == [True], "printed, but the old one still hangs"
    in_register(database, lambda signs, faces: signs.hang(sign.code, REAL), now=later)
    assert stale_at(database, later) == ()


def test_it_is_overdue_after_two_working_days(database: db.Database) -> None:
    publish(database, make_copy())
    make_hung(database)
    friday = NOW + 4 * DAY
    publish(database, make_copy(make_guide(materials=(CARD,))), now=friday)
    for days, overdue in ((0, False), (3, False), (4, False), (5, True)):
        (found,) = stale_at(database, friday + days * DAY)
        assert (found.due.isoformat(), found.overdue) == ("2026-03-10", overdue), days


def test_a_coming_version_makes_it_stale_from_its_day_on(database: db.Database) -> None:
    publish(database, make_copy())
    make_hung(database)
    publish(database, make_copy(make_guide(materials=(CARD,))), effective_from=NOW + 3 * DAY, now=NOW + HOUR)
    assert stale_at(database, NOW + 2 * DAY) == ()
    (found,) = stale_at(database, NOW + 9 * DAY)
    assert found.since == NOW + 3 * DAY


def test_it_is_wrong_since_the_first_of_several_changes_and_right_again_when_they_are_undone(database: db.Database) -> None:
    publish(database, make_copy())
    make_hung(database)
    publish(database, make_copy(make_guide(materials=(CARD,))), now=NOW + DAY)
    publish(database, make_copy(make_guide(materials=(CARD,), tips=("二",))), now=NOW + 2 * DAY)
    assert [one.since for one in stale_at(database, NOW + 3 * DAY)] == [NOW + DAY]
    publish(database, make_copy(), now=NOW + 4 * DAY)
    assert stale_at(database, NOW + 5 * DAY) == ()


def test_what_ended_is_to_be_taken_down_and_what_was_renamed_printed_anew(database: db.Database) -> None:
    publish(database, make_copy(), make_copy(make_guide("old", name="旧名")), make_copy(make_guide("kept", name="不变")))
    make_hung(database)
    make_hung(database, items=(Name("guide", "320600", "old"), Name("guide", "320600", "kept")), hall_name="县大厅")
    new = make_copy(make_guide("new", name="新名"))
    endings = (
        Ending(Name("guide", "320600", "employer-enrolment"), "废止", "不再办理。"),
        Ending(Name("guide", "320600", "old"), "更名", "改名。", (new.name,)),
    )
    publish(database, new, *endings, now=NOW + HOUR)
    ended, renamed = sorted(stale_at(database, NOW + DAY), key=lambda one: not one.match.ended)
    assert ended.match.ended and ended.match.reasons == ("单位参保登记：已废止",)
    assert not renamed.match.ended and {"增加事项：新名", "减少事项：旧名"} <= set(renamed.match.reasons)
    assert [(one.hall, len(one.stale)) for one in by_hall((ended, renamed))] == [("南通市政务服务中心", 1), ("县大厅", 1)]


def test_a_sign_that_was_moved_is_wrong_since_then_and_a_new_address_since_now(database: db.Database) -> None:
    publish(database, make_copy())
    sign = make_hung(database)
    in_register(database, lambda signs, faces: signs.move(sign.code, moved(sign.plan, window="9")), now=NOW + DAY)
    (found,) = stale_at(database, NOW + 9 * DAY)
    assert found.since == NOW + DAY and found.match.reasons == ("窗口：7 号窗口 → 9 号窗口",)
    in_register(database, lambda signs, faces: signs.print(sign.code, faces), now=NOW + 2 * DAY)
    in_register(database, lambda signs, faces: signs.hang(sign.code, REAL), now=NOW + 2 * DAY)
    assert stale_at(database, NOW + 9 * DAY) == ()
    (found,) = stale_at(database, NOW + 9 * DAY, Settings(site_url="https://new.nantong.gov.cn"))
    assert found.since == NOW + 9 * DAY and "二维码的网址" in found.match.reasons[0]


def test_a_sign_that_never_hung_or_was_taken_down_is_nobodys_worry(database: db.Database) -> None:
    publish(database, make_copy())
    sign = make_hung(database)
    in_register(database, lambda signs, faces: signs.retire(sign.code, "破损"))
    publish(database, make_copy(make_guide(materials=(CARD,))), now=NOW + HOUR)
    assert stale_at(database, NOW + DAY) == ()
