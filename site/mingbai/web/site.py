"""What every page says about the site itself: names, numbers and lines from the settings, ready to be shown.

国办发〔2017〕47号 wants SiteName, SiteDomain and SiteIDCode on every page and the filing numbers in the footer. What is not configured is
left out, never made up; the administrator is told in the log at start-up (standards 2.01, 2.04).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from mingbai.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline:
    """A phone line: its number and what it is for."""

    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site, as its pages name it. Empty text where nothing is configured."""

    name: str
    domain: str
    id_code: str
    organ: str
    contact: str
    icp: str
    police: str
    police_url: str
    find_error_url: str
    url: str
    hotlines: tuple[Hotline, ...]


_WANTED = (
    ("site.url", "url"),
    ("site.domain", "domain"),
    ("site.id_code", "id_code"),
    ("site.organ", "organ"),
    ("site.contact", "contact"),
    ("site.icp", "icp"),
    ("site.police", "police"),
    ("site.find_error_url", "find_error_url"),
)


def site_of(settings: Settings) -> Site:
    """The site that ``settings`` describe."""
    return Site(
        name=settings.site_name,
        domain=settings.site_domain,
        id_code=settings.site_id_code,
        organ=settings.site_organ,
        contact=settings.site_contact,
        icp=settings.site_icp,
        police=settings.site_police,
        police_url=settings.site_police_url,
        find_error_url=settings.site_find_error_url,
        url=settings.site_url.rstrip("/"),
        hotlines=tuple(_hotlines(settings.site_hotlines)),
    )


def missing(site: Site) -> tuple[str, ...]:
    """The keys of settings that a government site must fill in and that are still empty."""
    return tuple(key for key, name in _WANTED if not getattr(site, name))


def _hotlines(written: str) -> list[Hotline]:
    lines = (line.strip().partition(" ") for line in written.replace("，", ",").split(",") if line.strip())
    return [Hotline(number=number, name=name.strip()) for number, _, name in lines]


def includeme(config: Any) -> None:
    """Read the site from the settings, and say in the log what is still missing."""
    config.registry.site = site_of(config.registry.mingbai)
    empty = missing(config.registry.site)
    if empty:
        log.warning("页脚和网页标签缺少：%s。请在配置文件中填写，未填写的不会显示。", "、".join(empty))
