"""What was changed by which release: 调整公告 one by one, their list, and the same as Atom feeds."""

from __future__ import annotations

from typing import Any

from pyramid.response import Response
from pyramid.view import view_config

from mingbai.disclosure.announcements import Announcement, announcement
from mingbai.errors import NotFound
from mingbai.guides.released import CHANGED, NEW, WITHDRAWN, Released
from mingbai.reading import history
from mingbai.reading.machines import outside
from mingbai.reading.pages import number_asked
from mingbai.reading.past_values import AnnouncementPage, AnnouncementsPage, PastVersion
from mingbai.reading.places import place_of
from mingbai.reading.shelf import Shelf
from mingbai.rendering.feed import Feed, FeedEntry, atom
from mingbai.web.access import PUBLIC
from mingbai.web.i18n import SOURCE

ROWS = 20
ENTRIES = 20
_NAMED = 10


@view_config(route_name="announcements", renderer="public/announcements.jinja2", permission=PUBLIC)
def announcements(request: Any) -> AnnouncementsPage:
    """/announcements/?region=&before="""
    asked = request.GET
    return listed(request.shelf, asked.get("region", "") if request.query_string else "", _before(asked.get("before", "")))


@view_config(route_name="announcement", renderer="public/announcement.jinja2", permission=PUBLIC)
def one(request: Any) -> AnnouncementPage:
    """/announcements/{id}"""
    shelf, number, page = request.shelf, int(request.matchdict["number"]), number_asked(request, "page")
    told = shelf.keep("announcement", number, page, make=lambda: announcement(shelf.library, number, shelf.now, page))
    guides = any(item.name.kind == "guide" for item in (*told.added, *told.changed))
    return AnnouncementPage(told=told, places=_places(told), guides=guides)


@view_config(route_name="feed", permission=PUBLIC)
def feed(request: Any) -> Response:
    """/announcements.atom: what the whole site changed."""
    return _atom(request, _of_releases(request, ""))


@view_config(route_name="place_feed", permission=PUBLIC)
def place_feed(request: Any) -> Response:
    """/{region}/announcements.atom: what changed in one place."""
    return _atom(request, _of_releases(request, request.matchdict["region"]))


@view_config(route_name="guide_feed", permission=PUBLIC)
def guide_feed(request: Any) -> Response:
    """/{region}/{slug}/announcements.atom: the versions of one guide."""
    return _atom(request, _of_versions(request, request.matchdict["region"], request.matchdict["slug"]))


def listed(shelf: Shelf, region: str, before: int | None) -> AnnouncementsPage:
    """A page of the list, newest first. Raises NotFound for a place of which nothing was ever published."""
    found = shelf.library.releases(region or None, ROWS + 1, before)
    if region and before is None and not found:
        raise NotFound("没有这个地区的公告。", remedy="请从公告列表中选择地区。")
    return AnnouncementsPage(
        region=region,
        place=place_of(region) if region else None,
        places=shelf.places(),
        lines=tuple(shelf.line(release) for release in found[:ROWS]),
        further=found[ROWS - 1].entry.number if len(found) > ROWS else 0,
        newest=before is None,
    )


def _before(asked: str) -> int | None:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def _places(told: Announcement) -> dict[str, str]:
    regions = {item.name.region for item in (*told.added, *told.changed, *told.withdrawn) if item.name.region}
    return {region: place_of(region).name for region in regions}


def _atom(request: Any, found: Feed) -> Response:
    return Response(atom(found), content_type="application/atom+xml", charset="utf-8")


def _of_releases(request: Any, region: str) -> Feed:
    site, links = request.registry.site, request.links.seen(locale=SOURCE, elder=False)
    releases = request.shelf.library.releases(region or None, ENTRIES)
    if region and not releases:
        raise NotFound("没有这个地区的公告。", remedy="请从公告列表中选择地区。")
    where = place_of(region).path if region else site.name
    return Feed(
        identity=f"{site.url or site.domain or site.name} announcements {region}",
        title=f"{where} 调整公告",
        link=_outside(request, links.feed(region)),
        page=_outside(request, links.announcements(region)),
        author=site.organ or site.name,
        entries=tuple(_release_entry(request, release, _outside(request, links.announcement(release.id))) for release in releases),
    )


def _release_entry(request: Any, release: Released, link: str) -> FeedEntry:
    site = request.registry.site
    return FeedEntry(
        identity=f"release {release.entry.hash}",
        title=release.called,
        link=link,
        published=release.published_at,
        updated=release.cancellation.at if release.cancellation else release.published_at,
        author=release.organ or site.organ or site.name,
        summary=_summary(release),
    )


def _summary(release: Released) -> str:
    """What a release did, in a line: how many items of each kind of change, and what they are called."""
    told = [f"已撤销：{release.cancellation.reason}"] if release.cancellation else []
    for change, said in ((NEW, "首次发布"), (CHANGED, "调整"), (WITHDRAWN, "废止")):
        names = [item.title or item.name.slug for item in release.announced if item.change == change]
        if names:
            told.append(f"{said} {len(names)} 项：{'、'.join(names[:_NAMED])}{'等' if len(names) > _NAMED else ''}。")
    return "\n".join([*told, *([release.note] if release.note else [])])


def _of_versions(request: Any, region: str, slug: str) -> Feed:
    site, links = request.registry.site, request.links.seen(locale=SOURCE, elder=False)
    found = history.versions(request.shelf, "guide", region, slug)
    where = place_of(region).name
    return Feed(
        identity=f"{site.url or site.domain or site.name} guide {region} {slug}",
        title=f"{where} {found.title} 历次变更",
        link=_outside(request, links.feed(region, slug)),
        page=_outside(request, links.versions("guide", region, slug)),
        author=site.organ or site.name,
        entries=tuple(
            _version_entry(one, found.title, _outside(request, links.version(region, slug, one.version.number)), site.organ or site.name)
            for one in found.versions[:ENTRIES]
        ),
    )


def _version_entry(line: PastVersion, title: str, link: str, author: str) -> FeedEntry:
    version = line.version
    told = [] if line.before else ["首次发布。"]
    told += [version.note] if version.note else []
    told += [f"已撤销：{version.cancellation.reason}"] if version.cancellation else []
    return FeedEntry(
        identity=f"{'/'.join(version.name)} {version.number} {version.digest}",
        title=f"{title} 第 {version.number} 版",
        link=link,
        published=version.published_at,
        updated=version.cancellation.at if version.cancellation else version.published_at,
        author=version.issue.organ or author,
        summary="\n".join([*told, *line.sentences]),
    )


def _outside(request: Any, path: str) -> str:
    """The address by which the world reaches ``path``."""
    return f"{outside(request)}{path.removeprefix(request.script_name)}"
