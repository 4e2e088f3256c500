"""Looking at one draft: its change in words, field by field, with remarks; saying pass, hold out or send back; on to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.changes import Compared
from mingbai.desk.facts import edition_of
from mingbai.desk.forms.labels import label_of
from mingbai.desk.forms.shape import shown_parts
from mingbai.desk.releases import number
from mingbai.desk.services import names_of
from mingbai.errors import Refusal
from mingbai.guides.layout import kind_of
from mingbai.people import policy
from mingbai.publishing.draft import Comment, Draft
from mingbai.publishing.proceeding import Proceeding
from mingbai.publishing.workflow import HELD, OPEN_ITEM, PASSED, PREPARING, RETURNED, SUBMITTED

_ID = "{id:[0-9]{1,9}}"
ROUTES = (
    ("desk_draft_compare", f"/desk/drafts/{_ID}/compare"),
    ("desk_draft_verdict", f"/desk/drafts/{_ID}/verdict"),
    ("desk_draft_remark", f"/desk/drafts/{_ID}/remark"),
    ("desk_draft_settle", f"/desk/drafts/{_ID}/settle"),
)
_SAYS = {"pass": PASSED, "hold": HELD, "return": RETURNED, "reopen": OPEN_ITEM}
"""What the buttons say → the verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """One draft to look at. ``offered`` are the verdicts that whoever looks may give; ``before`` and ``after`` its neighbours."""

    draft: Draft
    release: Proceeding
    compared: Compared
    place: int
    of: int
    before: int | None
    after: int | None
    offered: tuple[str, ...]
    refused: str
    remarks: tuple[Comment, ...]
    people: Mapping[int, str]
    fields: Mapping[str, str] = field(default_factory=dict)
    writable: bool = False


@view_config(route_name="desk_draft_compare", request_method="GET", renderer="desk/draft_compare.jinja2", permission="draft.read")
def compare(request: Any) -> ComparePage:
    """The change of one draft, with remarks."""
    draft = request.drafts.get(number(request))
    return compare_page(request, draft)


@view_config(route_name="desk_draft_verdict", request_method="POST", permission="release.read")
def verdict(request: Any) -> HTTPSeeOther:
    """Say of one item that it passes, is held out, sent back, or open again; then on to the next that is open."""
    said = _SAYS.get(request.POST.get("say", ""))
    if said is None:
        raise Refusal("没有选择处理意见。", remedy="请点“通过”“留待下次”或“退回”。")
    done = request.drafts.verdict(number(request), said, request.POST.get("reason", ""), edition_of(request.POST))
    return HTTPSeeOther(_onward(request, done))


@view_config(route_name="desk_draft_remark", request_method="POST", permission="draft.comment")
def remark(request: Any) -> HTTPSeeOther:
    """Remark on a field, or on the whole."""
    request.drafts.comment(number(request), request.POST.get("field", ""), request.POST.get("text", ""))
    return HTTPSeeOther(f"{request.links.desk('draft_compare', id=number(request))}#remarks")


@view_config(route_name="desk_draft_settle", request_method="POST", permission="draft.comment")
def settle(request: Any) -> HTTPSeeOther:
    """Mark a remark as dealt with."""
    remark = request.POST.get("remark", "")
    if not (remark.isascii() and remark.isdecimal() and len(remark) <= 9):
        raise Refusal("没有选择要了结的意见。", remedy="请刷新后再试。")
    request.drafts.settle(int(remark))
    return HTTPSeeOther(f"{request.links.desk('draft_compare', id=number(request))}#remarks")


def compare_page(request: Any, draft: Draft) -> ComparePage:
    """The page of one draft."""
    release = request.proceedings.get(draft.release)
    beside = [one.id for one in request.drafts.listing(release=draft.release)]
    at = beside.index(draft.id) if draft.id in beside else 0
    remarks = request.drafts.comments(draft.id)
    offered, refused = offered_verdicts(request, draft, release)
    people = {draft.actor_id, draft.verdict_by, *(one.actor_id for one in remarks), *(one.settled_by for one in remarks)}
    kind = kind_of(draft.name.kind).value
    return ComparePage(
        draft=draft,
        release=release,
        compared=request.changes.compared(draft),
        place=at + 1,
        of=len(beside),
        before=beside[at - 1] if at > 0 else None,
        after=beside[at + 1] if at + 1 < len(beside) else None,
        offered=offered,
        refused=refused,
        remarks=remarks,
        people=names_of(request, people),
        fields={part.key: label_of(kind, part.key) for part in shown_parts(kind)},
        writable=policy.may_here(request.actor, "draft.write", draft.name.region, release.organ),
    )


def offered_verdicts(request: Any, draft: Draft, release: Proceeding) -> tuple[tuple[str, ...], str]:
    """The verdicts that whoever asks may give in the state of the release, and why not, where their role would allow it."""
    acts = {PREPARING: "release.prepare", SUBMITTED: "release.review", "reviewed": "release.approve", "approved": "release.approve"}
    act = acts.get(release.state)
    if act is None or not policy.may_here(request.actor, act, release.region, release.organ):
        return (), ""
    if release.state != PREPARING and request.actor.id in release.writers:
        return (), "您写过这次发布里的内容，请由别人审看。"
    if act == "release.approve" and request.actor.id in release.reviewers:
        return (), "您审核过这次发布，请由别人签发。"
    said = (PASSED, HELD, RETURNED) if release.state == SUBMITTED else (HELD,)
    given = tuple(one for one in said if one != draft.verdict)
    return (*given, OPEN_ITEM) if draft.verdict != OPEN_ITEM else given, ""


def _onward(request: Any, draft: Draft) -> str:
    """The next item that is still open, after this one or from the beginning; the release where there is none, or none is reviewed."""
    listed = request.drafts.listing(release=draft.release)
    if draft.state != SUBMITTED:
        return str(request.links.desk("release", id=draft.release))
    ids = [one.id for one in listed]
    at = ids.index(draft.id) if draft.id in ids else -1
    waiting = [one.id for one in (*listed[at + 1 :], *listed[: at + 1]) if one.verdict == OPEN_ITEM and one.id != draft.id]
    return str(request.links.desk("draft_compare", id=waiting[0]) if waiting else request.links.desk("release_summary", id=draft.release))
