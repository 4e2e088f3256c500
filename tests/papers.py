"""Papers for tests: the guides of content/ as they would be printed, without a database."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2

from mingbai.guides import regions
from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Form
from mingbai.guides.text import digest, dump, parse
from mingbai.guides.version import Issue, Name, Version
from mingbai.rendering.page import guide_page
from mingbai.rendering.paper.collection import BlankForm, Collection, grouped, ordered
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
    return Subject(version=_first("guide", guide), page=guide_page(guide, forms={}), place=_place(guide.region), forms={})


@functools.cache
def seeded(region: str, slug: str) -> Guide:
    """A guide of content/."""
    return parse((Path(ROOT) / "content" / "guides" / region / f"{slug}.yaml").read_text(encoding="utf-8"))


def make_blank(form: Form) -> BlankForm:
    """``form`` as its first version, ready to be printed."""
    version = _first("form", form)
    return BlankForm(version=version, form=form, place=_place(form.region))


@functools.cache
def blanks(region: str) -> tuple[BlankForm, ...]:
    """The blank forms of content/ of a place."""
    folder = Path(ROOT) / "content" / "forms" / region
    return tuple(make_blank(parse(path.read_text(encoding="utf-8"), kind=Form)) for path in sorted(folder.glob("*.yaml")))


@functools.cache
def seeded_collection(region: str) -> Collection:
    """Everything of a place in content/, ready to be printed together."""
    slugs = sorted(path.stem for path in (Path(ROOT) / "content" / "guides" / region).glob("*.yaml"))
    subjects = [make_subject(seeded(region, slug)) for slug in slugs]
    forms = ordered(blanks(region))
    return Collection(path=f"/{region}/", place=_place(region), region=region, groups=grouped(subjects), forms=forms)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page of a PDF, without its blanks."""
    read = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in read]


def _first(kind: str, value: Any) -> Version:
    """The first version of an item, in force."""
    text = dump(value)
    return Version(
        name=Name(kind, value.region, value.slug),
        number=1,
        digest=digest(text),
        text=text,
        effective_from=NOW,
        published_at=NOW,
        issue=Issue(id=1, title="关于公布办事指南的通知"),
        actor="",
        latest=1,
        read=lambda: value,
    )


def _place(region: str) -> str:
    return " ".join(one.name for one in regions.path(region))
