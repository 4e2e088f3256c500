"""The announcement of a release as it will be, made from its drafts as the public's is made from its versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.changes import version_of
from mingbai.desk.items import region_name
from mingbai.desk.releases import number
from mingbai.disclosure.announcements import ITEMS, Announcement, Facts, Pair, announcement_of_drafts
from mingbai.errors import NotFound
from mingbai.guides.layout import FOR_SEARCH
from mingbai.guides.version import Withdrawn
from mingbai.publishing.draft import NEW, WITHDRAWN, Draft
from mingbai.publishing.library import Library
from mingbai.publishing.proceeding import Proceeding
from mingbai.publishing.workflow import HELD, OPEN

ROUTES = (("desk_release_announcement", "/desk/releases/{id:[0-9]{1,9}}/announcement"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementPage:
    """The announcement as it will be, and what its places are called."""

    release: Proceeding
    told: Announcement
    places: dict[str, str]


@view_config(route_name="desk_release_announcement", request_method="GET", renderer="desk/announcement.jinja2", permission="release.read")
def announcement(request: Any) -> Any:
    """As it will be; of what was published, as it is."""
    release = request.proceedings.get(number(request))
    if release.state not in OPEN:
        return HTTPSeeOther(request.links.announcement(release.id))
    return request.registry.kept.get(_key(request, release), lambda: _page(request, release))


def _key(request: Any, release: Proceeding) -> tuple[Any, ...]:
    """What the page is made from: the words of the items, the facts, and what is public now."""
    return "announcement to be", release.id, release.edition, release.digest, request.published.state().number, _asked(request)


def _asked(request: Any) -> int:
    page = request.GET.get("page", "1")
    if not (page.isascii() and page.isdecimal() and len(page) <= 6):
        raise NotFound("公告没有这一页。", remedy="请从第一页看起。")
    return int(page)


def _page(request: Any, release: Proceeding) -> AnnouncementPage:
    page, library = _asked(request), request.published
    drafts = [draft for draft in request.drafts.listing(release=release.id) if draft.verdict != HELD]
    drafts.sort(key=lambda draft: draft.name.kind in FOR_SEARCH)
    shown = range((page - 1) * ITEMS, page * ITEMS)
    pairs = [_pair(library, draft, release) if at in shown else _unread(draft) for at, draft in enumerate(drafts)]
    told = announcement_of_drafts(_facts(release), pairs, {draft.name: draft.title for draft in drafts}, page)
    return AnnouncementPage(release=release, told=told, places={draft.name.region: region_name(draft.name.region) for draft in drafts})


def _pair(library: Library, draft: Draft, release: Proceeding) -> Pair:
    before = version_of(library, draft.name, draft.seen) if draft.seen else None
    value = before.value if before is not None and not before.removed else None
    ended = None
    if draft.change == WITHDRAWN and before is not None:
        at = release.effective_from or release.created_at
        ended = Withdrawn(why=draft.why or "", reason=draft.reason or "", effective_from=at, successors=draft.successors)
    return Pair(name=draft.name, before=value, after=draft.value, note=draft.note, ended=ended)


def _unread(draft: Draft) -> Pair:
    """An item of another page: it is counted, and nothing of it is read."""
    return Pair(name=draft.name, before=None if draft.change == NEW else draft, after=None if draft.change == WITHDRAWN else draft)


def _facts(release: Proceeding) -> Facts:
    return Facts(
        title=release.title,
        organ=release.organ,
        document_no=release.document_no,
        source_document=release.source_document,
        issued=release.issued,
        edition=release.edition_printed,
        effective_from=release.effective_from,
        dated=release.dated,
        note=release.note,
    )
