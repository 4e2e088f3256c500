"""Scanning what hangs and what people carry: whatever became of an item, a code leads on and says what happened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select
from webtest import TestApp

from mingbai import clock, db
from mingbai.app import application
from mingbai.guides.guide import Material, TimeLimit
from mingbai.guides.kinds import Form
from mingbai.guides.short_codes import short_code
from mingbai.guides.version import Name
from mingbai.people.actor import Actor, By, Grant
from mingbai.publishing.library import Library
from mingbai.publishing.press import Press
from mingbai.publishing.releases import Ending
from mingbai.publishing.vanishing import Vanishing, words_of
from mingbai.signage.rows import ScanRow
from tests.makers import NOW, make_copy, make_guide, publish
from tests.sites import settings_at
from tests.unit.signage.registers import REAL, in_register, make_hung, make_plan

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
READER = {"User-Agent": "Mozilla/5.0 (Linux; Android 9) MicroMessenger/8.0", "Accept-Language": "zh-CN"}
TEN, FIVE = TimeLimit(raw="10个工作日", kind="working_days", days=10), TimeLimit(raw="5个工作日", kind="working_days", days=5)
BOOKLET, CARD = Material(name="社会保障卡"), Material(name="居住证明")
PEOPLE = tuple(By(Actor(number, role, role, (Grant(role),))) for number, role in ((8, "approver"), (9, "security")))


def named(slug: str) -> Name:
    return Name("guide", "320600", slug)


def copy(slug: str, **parts: Any) -> Any:
    return make_copy(make_guide(slug, **({"name": f"事项{slug}"} | parts)))


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[SimpleNamespace]:
    """A site in which everything happened that can happen to an item, two days ago or yesterday; and what its versions' check codes are."""
    folder = tmp_path_factory.mktemp("scanning")
    (folder / "var").mkdir()
    database = db.connect(f"sqlite:///{shutil.copy(migrated_file, folder / 'var' / 'mingbai.sqlite')}")
    slugs = ("plain", "old-name", "one", "two", "whole", "ended", "spoilt", "again", "twice", "soon")
    form = make_copy(Form(region="320600", slug="blank", name="登记表"), kind="form")
    publish(database, *(copy(slug) for slug in slugs), copy("changed", time_limit=TEN, materials=(BOOKLET, CARD)), form, now=NOW - 5 * DAY)
    publish(
        database,
        copy("changed", time_limit=TEN, materials=(BOOKLET,)),
        copy("spoilt", name="事项spoilt二"),
        copy("again", tips=("二",)),
        now=NOW - 4 * DAY,
    )
    publish(database, copy("changed", time_limit=FIVE, materials=(BOOKLET,)), copy("again"), now=NOW - 3 * DAY)
    news = (copy("new-name", name="新名称"), copy("united", name="合并后的事项"), copy("left", name="左半"), copy("right", name="右半"))
    endings = (
        Ending(named("old-name"), "更名", "改用新名称。", (named("new-name"),)),
        Ending(named("one"), "合并", "两项并成一项。", (named("united"),)),
        Ending(named("two"), "合并", "两项并成一项。", (named("united"),)),
        Ending(named("whole"), "拆分", "一项分成两项。", (named("left"), named("right"))),
        Ending(named("ended"), "废止", "依据已经废止。"),
    )
    publish(database, *news, *endings, now=NOW - 2 * DAY)
    publish(database, copy("coming"), copy("soon", tips=("即将改",)), effective_from=NOW + 3 * DAY, now=NOW - DAY)
    planned = publish(database, copy("never"), effective_from=NOW + 3 * DAY, now=NOW - DAY)
    with db.writing(database) as (session, _):
        Press(session, lambda: NOW - HOUR).cancel(planned.release, 9, "时机不成熟。")
    with db.writing(database) as (session, _):
        words = words_of(session, named("spoilt"), 2)
        Vanishing(session, lambda: NOW - HOUR, *PEOPLE).remove(words, "法院的判决")
    site = application(settings_at(folder, **{"site.url": REAL.site_url}), now=lambda: NOW)
    with db.reading(database) as session:
        library = Library(session, NOW)
        checks = {
            (one.slug, one.number): one.check_code
            for slug in (*slugs, "changed", "coming", "never")
            for one in library.versions(*named(slug))
        }
        checks |= {("form", 1): library.current("form", "320600", "blank").check_code}
    yield SimpleNamespace(app=TestApp(site), site=site, database=database, checks=checks)
    database.close()


def seen(ground: SimpleNamespace, path: str, status: int = 200) -> str:
    """The words of a page, which offers the ways on whatever happened."""
    page = ground.app.get(path, status=status)
    assert "Set-Cookie" not in page.headers
    text = page.html.main.get_text(" ", strip=True)
    assert page.html.main.find("form", {"role": "search"}) and "12393" in text and "回到首页" in text
    return text


def of(slug: str) -> str:
    return short_code("guide", "320600", slug)


def test_the_code_of_an_item_in_force_leads_to_its_page(ground: SimpleNamespace) -> None:
    for code in (
        of("plain"),
        of("plain").lower(),
        f" {of('plain')[:4]}-{of('plain')[4:]} ",
        of("plain").replace("0", "O").replace("1", "I"),
    ):
        answer = ground.app.get(f"/q/{code}")
        assert (answer.status_int, answer.headers["Cache-Control"]) == (302, "no-cache")
        assert answer.location.endswith("/320600/plain")
    assert ground.app.get(f"/elder/q/{of('plain')}").location.endswith("/elder/320600/plain")
    form = ground.app.get(f"/q/{short_code('form', '320600', 'blank')}")
    assert form.location.endswith("/320600/forms/blank")


@pytest.mark.parametrize(
    ("slug", "told", "leads"),
    [
        ("old-name", ("已更名", "现在叫： 新名称"), ["新名称"]),
        ("one", ("已合并", "两项并成一项", "接续的事项： 南通市 合并后的事项"), ["合并后的事项"]),
        ("whole", ("已拆分", "左半", "右半"), ["左半", "右半"]),
        ("ended", ("已废止", "依据已经废止"), []),
        ("coming", ("将于2026年3月5日起施行", "先看新的内容"), []),
        ("spoilt", ("文字已经依法移除", "请拨打热线"), []),
        ("never", ("发布后撤销了，没有施行过",), []),
    ],
)
def test_the_code_of_any_other_item_says_what_became_of_it(
    ground: SimpleNamespace, slug: str, told: tuple[str, ...], leads: list[str]
) -> None:
    text = seen(ground, f"/q/{of(slug)}")
    for words in told:
        assert words in text, (words, text)
    page = ground.app.get(f"/q/{of(slug)}").html
    assert [one.h2.get_text(strip=True) for one in page.find_all("section", {"class": "scanned-card"})] == leads
    assert all("能办吗" in one.get_text() and "带什么" in one.get_text() for one in page.find_all("dl", {"class": "card"}))


@pytest.mark.parametrize("code", ["0000000000", "ABC", of("plain")[:-1] + ("0" if of("plain")[-1] != "0" else "1"), "不是编号", " "])
def test_an_unknown_code_is_a_whole_page_and_not_a_bare_404(ground: SimpleNamespace, code: str) -> None:
    for kind in "qvs":
        text = seen(ground, f"/{kind}/{quote(code)}", 404)
        assert "核对有没有抄错" in text and "校验码 8 位" in text


def test_a_code_under_the_wrong_letter_is_led_to_the_right_one(ground: SimpleNamespace) -> None:
    check, short = ground.checks["plain", 1], of("plain")
    sign = "000000" + "S"
    assert ground.app.get(f"/v/{short}", status=302).location.endswith(f"/q/{short}")
    assert ground.app.get(f"/q/{check}", status=302).location.endswith(f"/v/{check}")
    for typed, kind in ((short, "q"), (check, "v"), (short.lower(), "q"), (f"{check[:4]}-{check[4:]}", "v"), ("什么", "v")):
        assert f"/{kind}/" in ground.app.get("/v/", {"code": typed}, status=302).location, sign
    assert "校验码 8 位" in seen(ground, "/v/")


def test_a_paper_that_is_in_force_is_said_to_be(ground: SimpleNamespace) -> None:
    for code in (ground.checks["plain", 1], ground.checks["plain", 1].lower()):
        text = seen(ground, f"/v/{code}")
        assert "现行有效" in text and "您手中的是第 1 版" in text and "能办吗" in text


def test_a_paper_of_an_older_version_tells_what_changed(ground: SimpleNamespace) -> None:
    text = seen(ground, f"/v/{ground.checks['changed', 1]}")
    assert "您手中的纸质指南是第 1 版（2026年2月25日起施行），现行第 3 版" in text
    assert "改了 2 处" in text and "居住证明" in text and "10 → 5 个工作日" in text
    assert "改了 1 处" in seen(ground, f"/v/{ground.checks['changed', 2]}")
    assert ground.app.get(f"/v/{ground.checks['changed', 1]}").html.find("a", href=lambda one: one and one.endswith("/compare/1/3"))


def test_the_same_words_in_a_later_version_are_in_force(ground: SimpleNamespace) -> None:
    assert ground.checks["again", 1] == ground.checks["again", 3]
    assert "现行有效" in seen(ground, f"/v/{ground.checks['again', 1]}")
    assert "已被新版替代" in seen(ground, f"/v/{ground.checks['again', 2]}")


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        (("coming", 1), ("还没有施行", "将于2026年3月5日起施行")),
        (("soon", 2), ("还没有施行", "请按下面现行的内容办", "能办吗")),
        (("soon", 1), ("现行有效", "第 2 版将于2026年3月5日起施行")),
        (("never", 1), ("已撤销，没有施行过", "时机不成熟")),
        (("old-name", 1), ("不再有效", "已更名", "新名称", "能办吗")),
        (("ended", 1), ("不再有效", "已废止")),
        (("spoilt", 1), ("不能再用", "文字已经依法移除")),
        (("spoilt", 2), ("不能再用", "文字已经依法移除")),
        (("form", 1), ("现行有效", "登记表", "看现行版本")),
    ],
)
def test_every_other_paper_says_what_to_do(ground: SimpleNamespace, paper: tuple[str, int], told: tuple[str, ...]) -> None:
    text = seen(ground, f"/v/{ground.checks[paper]}")
    for words in told:
        assert words in text, (words, text)


def test_a_sign_opens_on_its_hall_and_is_right(ground: SimpleNamespace) -> None:
    sign = make_hung(ground.database, items=(named("plain"), named("soon")))
    text = seen(ground, f"/s/{sign.code.lower()}")
    assert "南通市政务服务中心 7号窗口" in text
    assert "与您面前的公示牌一致" in text and text.count("能办吗") == 2 and "第 2 版将于" in text
    assert "9:00" not in text, "hours that nobody wrote are not made up"


def test_an_old_sign_says_that_the_page_is_right_and_what_differs(ground: SimpleNamespace) -> None:
    sign = make_hung(ground.database, now=NOW - 4 * DAY - HOUR, items=(named("changed"),))
    text = seen(ground, f"/s/{sign.code}")
    assert "公示牌为旧版，以本页为准" in text and "居住证明" in text and "能办吗" in text


def test_a_sign_of_what_ended_or_was_taken_down_still_leads_on(ground: SimpleNamespace) -> None:
    gone = make_hung(ground.database, now=NOW - 4 * DAY, items=(named("one"),))
    assert "不再施行，以本页为准" in (text := seen(ground, f"/s/{gone.code}")) and "合并后的事项" in text
    in_register(ground.database, lambda signs, faces: signs.retire(gone.code, "破损"))
    assert "已经撤下" in (text := seen(ground, f"/s/{gone.code}")) and "合并后的事项" in text and "能办吗" in text
    made = in_register(ground.database, lambda signs, faces: signs.make(make_plan(items=(named("plain"),)), faces))
    assert "还没有登记为挂出" in seen(ground, f"/s/{made.code}")


def test_scans_are_counted_once_for_each_reader_who_asks(ground: SimpleNamespace) -> None:
    sign = make_hung(ground.database, items=(named("plain"),))
    for headers in (READER, READER, READER | {"If-None-Match": "*"}):
        ground.app.get(f"/s/{sign.code}", headers=headers)
    ground.app.head(f"/s/{sign.code}", headers=READER)
    for more in ({"Sec-Purpose": "prefetch"}, {"DNT": "1"}, {"User-Agent": "some bot"}):
        ground.app.get(f"/s/{sign.code}", headers=READER | more)
    ground.app.get("/s/0000000", headers=READER, status=404)
    assert ground.site.registry.scans.flush()
    with db.reading(ground.database) as session:
        rows = session.execute(select(ScanRow.sign, ScanRow.day, ScanRow.count)).all()
    assert rows == [(sign.code, clock.day_of(NOW), 3)]
    assert set(ScanRow.__table__.columns.keys()) == {"sign", "day", "count"}


def test_what_a_phone_gets_is_small_and_complete(ground: SimpleNamespace) -> None:
    sign = make_hung(ground.database, items=tuple(named(slug) for slug in ("plain", "soon", "changed", "again")))
    for path in (f"/s/{sign.code}", f"/v/{ground.checks['changed', 1]}", f"/q/{of('whole')}"):
        page = ground.app.get(path)
        linked = [one["href"] for one in page.html.find_all("link", rel="stylesheet")] + [
            one["src"] for one in page.html.find_all("script")
        ]
        assert len(page.body) + sum(len(ground.app.get(one).body) for one in linked) < 60_000, path
    assert REAL.address.startswith("https:")
