"""Makers of the things that tests are about. Each gives something whole and plain; a test names only what matters to it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from mingbai import db
from mingbai.guides.guide import Guide, Material, Path, Source, Step, TimeLimit
from mingbai.guides.hall import Hall, Hours, Phone, Window
from mingbai.guides.text import dump
from mingbai.guides.version import Name
from mingbai.publishing.press import Press, Published
from mingbai.publishing.releases import Copy, Decision, Ending, copy_of

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
"""Monday 2026-03-02 09:30 in Shanghai."""
EDITOR = 7
"""The number of an account."""


def make_guide(slug: str = "employer-enrolment", **parts: Any) -> Guide:
    """A small guide of 南通."""
    plain = {
        "region": "320600",
        "slug": slug,
        "name": "单位参保登记",
        "ordinal": 1,
        "audiences": ("employer",),
        "materials": (Material(name="《基本医疗保险单位参保信息登记表》", note="加盖单位公章"),),
        "process": (Path(steps=(Step(text="申请"), Step(text="受理"))),),
        "time_limit": TimeLimit(raw="即时办结", kind="immediate", days=0),
        "risk_level": "低风险",
        "source": make_source(),
    }
    return Guide(**(plain | parts))


def make_hall(slug: str = "city-hall", **parts: Any) -> Hall:
    """A hall of 南通 with all that its guides need. Its facts are made up for tests: no document states them."""
    plain: dict[str, Any] = {
        "region": "320600",
        "slug": slug,
        "name": "南通市医疗保障服务大厅（测试）",
        "address": "测试路1号一楼",
        "hours": (Hours(days="周一至周五", times=("09:00—12:00", "13:30—17:00")),),
        "windows": (
            Window(number="1—6号", name="综合窗口", general=True),
            Window(number="7号", name="参保登记", services=("employer-enrolment",), phone="0513-00000007"),
        ),
        "phones": (Phone(number="0513-00000001", name="咨询"),),
        "complaints": (Phone(number="0513-00000002", name="投诉"),),
    }
    return Hall(**(plain | parts))


def make_source(**parts: Any) -> Source:
    """The document that a guide comes from."""
    plain = {
        "document": "关于公布办事指南的通知",
        "document_no": "通医保发〔2022〕1号",
        "issuer": "南通市医疗保障局",
        "issued": "2022-05-19",
    }
    return Source(**(plain | parts))


def make_copy(value: Any = None, **parts: Any) -> Copy:
    """A guide (or any other value, with its ``kind``) as a text to publish; ``seen`` and ``note`` may be given."""
    kind = parts.pop("kind", "guide")
    given = value if value is not None else make_guide()
    name = Name(kind, getattr(given, "region", ""), given.slug)
    copy = copy_of(name, dump(given), seen=parts.pop("seen", None))
    return Copy(copy.name, copy.text, copy.value, copy.seen, parts.pop("note", None))


def make_decision(*doings: Copy | Ending, **parts: Any) -> Decision:
    """A release of copies and endings, by an editor, at once."""
    copies = tuple(doing for doing in doings if isinstance(doing, Copy))
    endings = tuple(doing for doing in doings if isinstance(doing, Ending))
    return Decision(**({"title": "关于公布办事指南的通知", "actor_id": EDITOR, "copies": copies, "endings": endings} | parts))


def publish(database: db.Database, *doings: Copy | Ending, now: datetime = NOW, **parts: Any) -> Published:
    """Publish a release in a transaction of its own, at ``now``."""
    with db.writing(database) as (session, _):
        return Press(session, lambda: now).publish(make_decision(*doings, **parts))
