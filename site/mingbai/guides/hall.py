"""A hall (办事大厅): where it is, when it is open, which windows it has. Written as content/halls/<region>/<slug>.yaml.

Standards 3.32: 地址、公交、办公时间（含午休、节假日）、窗口号、电话、无障碍设施、自助机; closures with their days. What nobody has
stated is left out: the desk lists it as missing, and no print or page makes it up. What follows from these values for a moment is
``opening.py``, which guides a hall serves ``serving.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingbai.guides.guide import Level, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Opening hours as people say them: ``days`` (周一至周五), ``times`` (09:00—12:00, 13:30—17:00, lunch left out), ``note`` (只取号 …).

    ``first`` and ``last`` (month and day, 05-01 to 09-30) where they hold in one part of every year only (夏令时间); the part may run over
    the end of the year."""

    days: str
    times: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days on which the hall is closed, or open at other hours where ``times`` says so: ``first`` to ``last`` (ISO dates), and why."""

    first: str
    last: str
    reason: str
    times: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A window of the hall: what stands above it (``number``, ``name``), the services (slugs) that it handles, its phone.

    ``general`` says that it takes every item (综合窗口, 无差别受理), so that none needs to be listed."""

    number: str
    name: str | None = None
    general: bool | None = None
    services: tuple[str, ...] = ()
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number and what it is for (咨询, 投诉, 预约)."""

    number: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """One hall. ``region`` is its own place (a county's hall has the county's code); ``levels`` the levels of office that it is, by which
    guides of its place, and of the places above it, inherit it: none where it is an office of its own place's level."""

    schema: int = 1
    region: str
    slug: str
    name: str
    organ: str | None = None
    levels: tuple[Level, ...] = ()
    address: str | None = None
    transport: str | None = None
    hours: tuple[Hours, ...] = ()
    hours_note: str | None = None
    closures: tuple[Closure, ...] = ()
    windows: tuple[Window, ...] = ()
    phones: tuple[Phone, ...] = ()
    complaints: tuple[Phone, ...] = ()
    accessible: str | None = None
    kiosk: str | None = None
    notes: tuple[str, ...] = ()
    source: Source | None = None
