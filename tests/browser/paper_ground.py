"""A site with one of everything that paper and halls brought: guides with their hall, signs and papers in each state, and the desk behind.

Guides are real ones (content/); the hall and the signs are made up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from webtest import TestApp

from mingbai import db
from mingbai.guides import situations
from mingbai.guides.guide import TimeLimit
from mingbai.guides.hall import Closure, Phone, Window
from mingbai.guides.kinds import Form
from mingbai.guides.short_codes import short_code
from mingbai.guides.text import parse
from mingbai.guides.version import Name
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from mingbai.web.access import COOKIE
from tests.desks import by, signed_in
from tests.makers import NOW, make_copy, make_guide, make_hall, publish
from tests.papers import seeded
from tests.sites import ROOT, site_in
from tests.unit.signage.registers import REAL, in_register, make_hung, make_plan

PLACE, PROVINCE = "320600", "420000"
GUIDE, OTHER, WITH_FORM = "322036001000", "322036002000", "danwei-canbao-dengji"
FORM = "canbao-renyuan-jiben-yiliao-baoxian-xinxi-biao"
DAY = timedelta(days=1)
HALL = replace(
    make_hall(),
    name="南通市政务服务中心医保服务大厅",
    organ="南通市医疗保障局",
    windows=(
        Window(number="1—6号", name="综合窗口", general=True),
        Window(number="7号", name="参保登记", services=("employer-enrolment",), phone="0513-00000007"),
    ),
    transport="公交1路、5路政务中心站",
    accessible="一楼有坡道，备有轮椅",
    kiosk="一楼东侧2台",
    hours_note="16:30停止取号",
    complaints=(Phone(number="12345", name="投诉"),),
    closures=(Closure(first="2026-03-20", last="2026-03-21", reason="系统升级"),),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The site, its database, the pages to look at by name (``public``, ``desk``), and the session of an editor."""

    app: TestApp
    database: db.Database
    public: dict[str, str]
    desk: dict[str, str]
    editor: str


def prepared(folder: Path, migrated_file: Path) -> Ground:
    """The ground, in ``folder``."""
    app, database = site_in(folder, migrated_file, [], NOW, **{"site.url": REAL.site_url})
    _publish_first(database)
    signs = _hang(database)
    _publish_later(database)
    editor = signed_in(app, "editor")
    return Ground(
        app=app,
        database=database,
        public=_public(signs, _checks(database)),
        desk=_desk(database, signs),
        editor=editor.cookies[COOKIE],
    )


def _publish_first(database: db.Database) -> None:
    """Real guides, a form, a hall, and small guides that something will happen to."""
    text = (ROOT / "content" / "forms" / PROVINCE / f"{FORM}.yaml").read_text(encoding="utf-8")
    real = (seeded(PLACE, GUIDE), seeded(PLACE, OTHER), seeded(PROVINCE, WITH_FORM))
    small = (make_guide("old-name", name="旧名称登记"), make_guide("ended", name="停办的登记"), make_guide("changed", name="改过的登记"))
    copies = (*map(make_copy, (*real, *small)), make_copy(parse(text, kind=Form), kind="form"), make_copy(HALL, kind="hall"))
    publish(database, *copies, now=NOW - 5 * DAY, document_no="通医保发〔2026〕3号")


def _hang(database: db.Database) -> dict[str, str]:
    """Signs: one that will agree, one that will be old, one whose item will end, one that was retired, one that never hung."""
    plans = {"same": (GUIDE, OTHER), "old": ("changed",), "ended": ("ended",), "retired": (GUIDE,)}
    codes = {}
    for name, slugs in plans.items():
        items = tuple(Name("guide", PLACE, slug) for slug in slugs)
        codes[name] = make_hung(database, NOW - 4 * DAY, hall="city-hall", hall_name=HALL.name, items=items).code
    in_register(database, lambda signs, faces: signs.retire(codes["retired"], "破损"))
    items = (Name("guide", PLACE, GUIDE),)
    codes["made"] = in_register(database, lambda signs, faces: signs.make(make_plan(items=items), faces)).code
    return codes


def _publish_later(database: db.Database) -> None:
    """What happens to the small guides."""
    five = TimeLimit(raw="5个工作日", kind="working_days", days=5)
    changed = make_copy(make_guide("changed", name="改过的登记", time_limit=five, materials=()), seen=1)
    publish(
        database,
        changed,
        make_copy(make_guide("new-name", name="新名称登记")),
        Ending(Name("guide", PLACE, "old-name"), "更名", "改用新名称。", (Name("guide", PLACE, "new-name"),)),
        Ending(Name("guide", PLACE, "ended"), "废止", "依据已经废止。"),
        now=NOW - DAY,
    )
    publish(database, make_copy(make_guide("coming", name="将来的登记")), effective_from=NOW + 3 * DAY, now=NOW - DAY)


def _checks(database: db.Database) -> dict[str, str]:
    """The check codes of versions that somebody carries."""
    with db.reading(database) as session:
        library = Library(session, NOW)
        numbers = {"current": (GUIDE, 1), "superseded": ("changed", 1), "coming": ("coming", 1), "ended": ("ended", 1)}
        return {name: library.version("guide", PLACE, slug, number).check_code for name, (slug, number) in numbers.items()}


def _public(signs: dict[str, str], checks: dict[str, str]) -> dict[str, str]:
    guide, with_form = f"/{PLACE}/{GUIDE}", f"/{PROVINCE}/{WITH_FORM}"
    return {
        "guide with a hall": guide,
        "guide with a form": with_form,
        "place": f"/{PLACE}/",
        "hall": f"/{PLACE}/halls/city-hall",
        "hall in the past": f"/{PLACE}/halls/city-hall/versions/1",
        "question": f"{with_form}/list",
        "own list": f"{with_form}/list?case={_answers()}",
        "form": f"/{PROVINCE}/forms/{FORM}",
        "announcement": "/announcements/1",
        "box": "/v/",
        "unknown code": "/v/ZZZZZZZZ",
        **{f"item {slug}": f"/q/{short_code('guide', PLACE, slug)}" for slug in ("old-name", "ended", "coming")},
        **{f"sign {name}": f"/s/{code}" for name, code in signs.items()},
        **{f"paper {name}": f"/v/{code}" for name, code in checks.items()},
    }


def _answers() -> str:
    """The first answer to every question of a guide."""
    asked = situations.questions(seeded(PROVINCE, WITH_FORM))
    return situations.written({one.key: one.options[0].key for one in asked})


def _desk(database: db.Database, signs: dict[str, str]) -> dict[str, str]:
    editor = by(database, "editor", login=f"editor-{PLACE}")
    with db.writing(database) as (session, _):
        names = {"hall": Name("hall", PLACE, "city-hall"), "guide": Name("guide", PLACE, OTHER)}
        drafts = {kind: Drafts(session, NOW, editor).open(name) for kind, name in names.items()}
    return {
        "signs": "/desk/signs",
        "sign": f"/desk/signs/{signs['same']}",
        "stale sign": f"/desk/signs/{signs['old']}",
        "new sign": f"/desk/signs/new?region={PLACE}",
        "stale": "/desk/signs/stale",
        "halls": "/desk/halls",
        "new hall": "/desk/halls/new",
        "editor of a hall": f"/desk/drafts/{drafts['hall'].id}",
        "editor of situations": f"/desk/drafts/{drafts['guide'].id}",
        "release": f"/desk/releases/{drafts['guide'].release}",
    }
