"""The booklet of a place or a release: cover, contents, 清单, every guide as it is printed alone, the blank forms, and two indexes.

Each guide begins on a page of its own and carries its own stamp, so that a page taken out of the book can still be checked. Page numbers
are those of the file: the cover is page 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mingbai.guides.codes import slug
from mingbai.rendering.coded import AUDIENCES
from mingbai.rendering.paper.checklist import checklist_rows
from mingbai.rendering.paper.collection import Collection, cover
from mingbai.rendering.paper.form import form_paper
from mingbai.rendering.paper.guide import guide_paper
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.subject import Subject

COLUMNS = ("ordinal", "name", "code", "levels", "ways", "limit")
"""What the 清单 of the book shows of a row, before its page: the whole row is the guide itself."""


def book_paper(collection: Collection, imprint: Imprint) -> Paper:
    """The booklet."""
    guides = [_guide(subject, imprint) for subject in collection.subjects]
    data = {
        "cover": cover(collection, imprint),
        "title": book_title(collection),
        "rows": _rows(collection),
        "guides": guides,
        "forms": [dict(form_paper(blank, imprint).data) for blank in collection.forms],
        "audiences": _audiences(collection.subjects),
        "names": _names(collection.subjects),
    }
    return Paper(template="book", title=book_title(collection), data=data, day=imprint.day)


def book_title(collection: Collection) -> str:
    """What the booklet is called: by its place; that of a release that touches several, by its decision."""
    place = collection.place.replace(" ", "")
    return f"{place}医疗保障办事指南" if place else str(collection.decision)


def _guide(subject: Subject, imprint: Imprint) -> dict[str, Any]:
    return {**guide_paper(subject, imprint).data, "key": _key(subject), "ordinal": subject.page.guide.ordinal}


def _key(subject: Subject) -> str:
    """What pages of the book know a guide by; a release may hold guides of several places."""
    return "-".join(subject.version.name[1:])


def _rows(collection: Collection) -> list[dict[str, Any]]:
    """The short 清单: main items with their rows, each with the key of its guide."""
    found = []
    for group, rows in zip(collection.groups, checklist_rows(collection), strict=True):
        keyed = zip(group.subjects, rows["rows"], strict=True)
        short = [{"key": _key(subject), **{name: row[name] for name in COLUMNS}} for subject, row in keyed]
        found.append({"heading": group.heading, "rows": short})
    return found


def _audiences(subjects: Iterable[Subject]) -> list[dict[str, Any]]:
    """For each audience, in the order of the register, its guides in the order of the book."""
    listed = list(subjects)
    found = []
    for audience, words in AUDIENCES.items():
        its = [_line(subject) for subject in listed if audience in subject.page.guide.audiences]
        if its:
            found.append({"heading": words, "lines": its})
    return found


def _names(subjects: Iterable[Subject]) -> list[dict[str, Any]]:
    """All names by pinyin, under their first letters."""
    found: dict[str, list[dict[str, Any]]] = {}
    for spelt, subject in sorted(((slug(subject.page.guide.name), subject) for subject in subjects), key=lambda pair: pair[0]):
        found.setdefault(spelt[:1].upper(), []).append(_line(subject))
    return [{"heading": letter, "lines": lines} for letter, lines in found.items()]


def _line(subject: Subject) -> dict[str, Any]:
    return {"key": _key(subject), "name": subject.page.guide.name}
