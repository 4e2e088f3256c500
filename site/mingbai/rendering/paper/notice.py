"""The 一次性告知单: what is asked of a person in one go, in two copies, one kept by the hall and one handed out.

优化营商环境条例 (国务院令第722号) 第36条 and standards 3.19: the full list of materials, what is missing, how and by when to supply
it, basis, limit, telephones, complaint line. 可容缺 is offered where the guide states its terms (3.20). Whoever it is for signs by hand: no
name is taken in, kept or printed. Days are printed only where the calendar of every year that they touch is known. Knows no desk.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from mingbai.guides.hall import Hall
from mingbai.rendering.coded import CHANNELS
from mingbai.rendering.once import material
from mingbai.rendering.own_list import own_list
from mingbai.rendering.page import ContactLine, MaterialLine
from mingbai.rendering.paper.parts import guide_parts, material_line
from mingbai.rendering.paper.sheet import Imprint, Paper, day_words, stamp_data
from mingbai.rendering.paper.sign import hours_words, phone_words, window_words
from mingbai.rendering.paper.subject import Subject, checked

COMPLAINT = ("投诉", "监督", "举报")
"""Words by which documents mark a contact as a complaint line."""


def notice_paper(subject: Subject, imprint: Imprint) -> Paper:
    """Both copies on one A4 sheet, to be cut apart; on sheets of their own where the list is too long for half a sheet."""
    return _paper(subject, imprint, "a4")


def small_notice_paper(subject: Subject, imprint: Imprint) -> Paper:
    """Each copy on A5, on as many pages as its list needs."""
    return _paper(subject, imprint, "a5")


def large_notice_paper(subject: Subject, imprint: Imprint) -> Paper:
    """The copy that is handed out in letters of 20 points on A4 (standards 4.12), the hall's in ordinary ones."""
    return _paper(subject, imprint, "large")


def _paper(subject: Subject, imprint: Imprint, form: str) -> Paper:
    stamp = checked(subject)
    parts = guide_parts(subject.page)
    kept = ("name", "main_item", "code", "limit_raw", "fee", "material_notes", "basis")
    own = own_list(subject.page, subject.chosen.answers) if subject.chosen else None
    data = {
        "form": form,
        "guide": {name: parts[name] for name in kept} | ({"material_notes": list(own.notes_for_all)} if own else {}),
        "case": [{"question": question, "answer": answer} for question, answer in subject.chosen.words] if subject.chosen else [],
        "case_notes": list(own.notes) if own else [],
        "maybe": list(own.maybe) if own else [],
        "materials": list(_materials(subject)),
        "dropped": [{"number": number, "name": one.name} for number, one in subject.chosen.dropped] if subject.chosen else [],
        "ticked": bool(subject.ticks),
        "later": any(line.material.later for line in _lines(subject)),
        "ways": [CHANNELS[kind] for kind in subject.page.answers.ways if kind not in ("phone", "other")],
        "due": _due(subject),
        "hall": _hall(subject),
        "asking": list(_asking(subject, imprint)),
        "complaining": list(_complaining(subject)),
        "stub": subject.stub,
        "stamp": stamp_data(stamp, imprint),
    }
    return Paper(template="notice", title=f"{stamp.title}一次性告知单", data=data, day=imprint.day)


def _lines(subject: Subject) -> Iterator[MaterialLine]:
    """The lines of the chosen case, with what it leaves of each; all of the guide where no case is chosen."""
    needed = dict(subject.chosen.needed) if subject.chosen else None
    for group in subject.page.materials:
        for line in group.lines:
            if needed is None:
                yield line
            elif line.number in needed:
                yield dataclasses.replace(line, material=material(needed[line.number]))


def _materials(subject: Subject) -> Iterator[dict[str, Any]]:
    """The lines as the template takes them, each with its tick and the terms of handing it in later."""
    for line in _lines(subject):
        yield {**material_line(line), "later": line.material.later, "tick": subject.ticks.get(line.number)}


def _due(subject: Subject) -> str | None:
    """The day that a promise made today leads to; None where there is none, or the days off of a year are not known yet."""
    due = subject.due
    return day_words(due.day) if due and due.day and not due.estimated else None


def _hall(subject: Subject) -> dict[str, Any] | None:
    """The hall that prints, else the only one there is, with the window; what is not known is left to be filled in by hand."""
    hall = subject.hall or (subject.halls[0] if len(subject.halls) == 1 else None)
    window = window_words(subject.window) if subject.window else None
    if hall is None:
        return {"name": None, "address": None, "window": window, "hours": []} if window else None
    return {"name": hall.name, "address": hall.address, "window": window, "hours": [hours_words(one) for one in hall.hours]}


def _asking(subject: Subject, imprint: Imprint) -> Iterator[str]:
    """Whom to ask: window, hall, the contacts of the document, the site's hotlines."""
    if subject.window and subject.window.phone:
        yield f"{subject.window.phone} 本窗口"
    for hall in _halls(subject):
        yield from map(phone_words, hall.phones)
    yield from (_words(line) for line in subject.page.contacts if not _complains(line))
    yield from (f"{number} {name}".strip() for number, name in imprint.hotlines)


def _complaining(subject: Subject) -> Iterator[str]:
    """Where to complain: the hall's lines, those of the document."""
    for hall in _halls(subject):
        yield from map(phone_words, hall.complaints)
    yield from (_words(line) for line in subject.page.contacts if _complains(line))


def _halls(subject: Subject) -> tuple[Hall, ...]:
    return (subject.hall,) if subject.hall else subject.halls if len(subject.halls) == 1 else ()


def _complains(line: ContactLine) -> bool:
    said = f"{line.contact.kind or ''}{line.contact.name or ''}{'' if line.contact.kind else line.contact.raw or ''}"
    return any(word in said for word in COMPLAINT)


def _words(line: ContactLine) -> str:
    one = line.contact
    return line.printed or " ".join(part for part in (one.kind, one.name, one.phone, one.address, one.hours) if part)
