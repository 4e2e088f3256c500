"""The halls in which a guide is done, as the templates take them: address, hours, windows, phones. What a hall does not state is empty."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingbai.guides.guide import Guide
from mingbai.guides.hall import Hall
from mingbai.guides.serving import window_of
from mingbai.rendering.opening import closure_line, hours_line, phone_line, window_line
from mingbai.rendering.paper.subject import Subject

FEW = 6
"""So many halls are printed with a guide; of more the code leads to the list."""


def hall_parts(subject: Subject, day: date) -> dict[str, Any]:
    """The nearest halls of the guide as on ``day``, and how many ``more`` there are. The hall that prints comes first."""
    halls = [*((subject.hall,) if subject.hall else ()), *(one for one in subject.halls if one != subject.hall)]
    return {"halls": [_hall(one, subject.page.guide, day) for one in halls[:FEW]], "more": max(0, len(halls) - FEW)}


def _hall(hall: Hall, guide: Guide, day: date) -> dict[str, Any]:
    window = window_of(hall, guide)
    closures = (closure_line(one) for one in hall.closures if one.last >= day.isoformat())
    known = (
        ("窗口", window_line(window) if window else None),
        ("地址", hall.address),
        ("交通", hall.transport),
        ("时间", "\n".join(filter(None, (*map(hours_line, hall.hours), hall.hours_note)))),
        ("暂停办公", "\n".join(closures)),
        ("咨询", "、".join(filter(None, (window.phone if window else None, *map(phone_line, hall.phones))))),
        ("投诉", "、".join(map(phone_line, hall.complaints))),
        ("自助机", hall.kiosk),
        ("无障碍", hall.accessible),
    )
    return {"name": hall.name, "rows": [{"name": name, "value": value} for name, value in known if value], "notes": list(hall.notes)}
