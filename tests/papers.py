"""Papers for tests: the guides of content/ as they would be printed, without a database."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path

from mingbai.guides import regions
from mingbai.guides.guide import Guide
from mingbai.guides.text import digest, dump, parse
from mingbai.guides.version import Issue, Name, Version
from mingbai.rendering.page import guide_page
from mingbai.rendering.paper.sheet import Imprint
from mingbai.rendering.paper.subject import Subject
from tests.makers import NOW
from tests.sites import ROOT

DAY = date(2026, 3, 2)


def make_imprint(*, address: str = "https://guide.example", sample: bool = False, day: date = DAY) -> Imprint:
    """What all sheets of a test's site say alike."""
    return Imprint(name="医保办事指南", address=address, organ="南通市医疗保障局", day=day, sample=sample)


def make_subject(guide: Guide) -> Subject:
    """``guide`` as its first version, ready to be printed."""
    text = dump(guide)
    version = Version(
        name=Name("guide", guide.region, guide.slug),
        number=1,
        digest=digest(text),
        text=text,
        effective_from=NOW,
        published_at=NOW,
        issue=Issue(id=1, title="关于公布办事指南的通知"),
        actor="",
        latest=1,
        read=lambda: guide,
    )
    place = " ".join(one.name for one in regions.path(guide.region))
    return Subject(version=version, page=guide_page(guide, forms={}), place=place, forms={})


@functools.cache
def seeded(region: str, slug: str) -> Guide:
    """A guide of content/."""
    return parse((Path(ROOT) / "content" / "guides" / region / f"{slug}.yaml").read_text(encoding="utf-8"))
