"""The addresses of the editor: a draft's form, its preview, who else has it open, and the merging of two people's words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from mingbai.desk.carried import posted
from mingbai.desk.cited import cited
from mingbai.desk.editor import SAVE, Editor, EditorPage, Stale, Typed, Unreadable, typed_of
from mingbai.desk.forms.entries import Lists
from mingbai.desk.merging import MergePage, clashing, merged
from mingbai.desk.presence import names_of, others, touch
from mingbai.desk.preview import Preview, preview_of
from mingbai.publishing.drafting import Drafts
from mingbai.web.templating import render

_ID = "{id:[0-9]{1,9}}"
ROUTES = (
    ("desk_draft", f"/desk/drafts/{_ID}"),
    ("desk_draft_preview", f"/desk/drafts/{_ID}/preview"),
    ("desk_draft_present", f"/desk/drafts/{_ID}/present"),
    ("desk_draft_merge", f"/desk/drafts/{_ID}/merge"),
    ("desk_draft_carried", f"/desk/drafts/{_ID}/carried"),
)


@view_config(route_name="desk_draft", request_method="GET", renderer="desk/editor.jinja2", permission="draft.write")
def form(request: Any) -> EditorPage:
    """The form of what is saved."""
    page = _editor(request, request.reading).saved()
    touch(request, page.draft.id)
    return _with_others(request, page)


@view_config(route_name="desk_draft", request_method="POST", renderer="desk/editor.jinja2", permission="draft.write")
def press(request: Any) -> Any:
    """A button: save, or anything that shows the form again with what was typed."""
    pairs = posted(request)
    editor = _editor(request, request.reading)
    typed = typed_of(editor.kind, pairs)
    if typed.act != SAVE:
        return _with_others(request, editor.pressed(typed))
    return _save(request, editor, typed)


@view_config(
    route_name="desk_draft_carried", request_method="POST", renderer="desk/editor.jinja2", permission="draft.write", require_csrf=False
)
def go_on(request: Any) -> EditorPage:
    """The editor with what was typed before signing in again. Saves nothing, so that it needs no token of the session that is over."""
    editor = _editor(request, request.reading)
    return _with_others(request, editor.shown(typed_of(editor.kind, posted(request))))


@view_config(route_name="desk_draft_merge", request_method="POST", permission="draft.write")
def merge(request: Any) -> Any:
    """Save both sides' changes over the newer edition, as chosen; where two still clash, ask again."""
    pairs = posted(request)
    editor = _editor(request, request.writing)
    try:
        draft = merged(_drafts(request, request.writing), editor.draft, dict(pairs))
    except Stale as stale:
        return _clashing(request, clashing(editor.draft, stale, dict(pairs)))
    return HTTPSeeOther(request.links.desk("draft", id=draft.id, saved=draft.edition))


@view_config(route_name="desk_draft_preview", request_method="GET", permission="draft.read")
def preview(request: Any) -> Response:
    """What is saved as readers will see it, on a page, a phone or paper."""
    draft = _drafts(request, request.reading).get(int(request.matchdict["id"]))
    return _previewed(request, preview_of(request.library, draft, draft.value, request.registry.now(), request.GET.get("as", "page")))


@view_config(route_name="desk_draft_preview", request_method="POST", permission="draft.write")
def preview_typed(request: Any) -> Response:
    """What is typed and not saved as readers will see it; the form with its faults where it cannot be read."""
    editor = _editor(request, request.reading)
    typed = typed_of(editor.kind, posted(request))
    if request.GET.get("as") == "charts":
        return _page(request, "desk/following.jinja2", editor.shown(typed))
    try:
        value = editor.value(typed)
    except Unreadable as faults:
        return _page(request, "desk/editor.jinja2", _with_others(request, editor.shown(typed, faults.problems)), 422)
    return _previewed(request, preview_of(request.library, editor.draft, value, request.registry.now(), request.GET.get("as", "page")))


@view_config(route_name="desk_draft_present", request_method="POST", renderer="json", permission="draft.write")
def present(request: Any) -> dict[str, Any]:
    """Say that the draft is still open here, and learn who else has it open and which edition stands."""
    number = int(request.matchdict["id"])
    touch(request, number)
    draft = _drafts(request, request.reading).get(number)
    return {"present": others(request, number), "edition": draft.edition}


def _save(request: Any, editor: Editor, typed: Typed) -> Any:
    """Save, or show the form with its faults, or both sides where somebody else saved meanwhile."""
    writer = _editor(request, request.writing)
    try:
        draft = writer.save(typed)
    except Unreadable as faults:
        return _page(request, "desk/editor.jinja2", _with_others(request, editor.shown(typed, faults.problems)), 422)
    except Stale as stale:
        return _clashing(request, clashing(writer.draft, stale, {"draft.note": typed.note}))
    return HTTPSeeOther(request.links.desk("draft", id=draft.id, saved=draft.edition))


def _clashing(request: Any, page: MergePage) -> Response:
    writer = names_of(request, [page.writer]).get(page.writer, "")
    return _page(request, "desk/merge.jinja2", replace(page, by=writer), 409)


def _previewed(request: Any, shown: Preview) -> Response:
    return _page(request, f"desk/preview/{shown.kind}.jinja2", shown)


def _page(request: Any, template: str, page: Any, status: int = 200) -> Response:
    return Response(render(request, template, page), status=status, content_type="text/html", charset="utf-8")


def _with_others(request: Any, page: EditorPage) -> EditorPage:
    return replace(page, present=tuple(others(request, page.draft.id)))


def _editor(request: Any, session: Any) -> Editor:
    library, kept = request.library, request.registry.kept
    number = int(request.matchdict["id"])
    return Editor(_drafts(request, session), number, lambda region: _lists(library, region), lambda region: cited(library, kept, region))


def _drafts(request: Any, session: Any) -> Drafts:
    return Drafts(session, request.registry.now(), request.by)


def _lists(library: Any, region: str) -> Lists:
    services = sorted(library.listing("service"), key=lambda one: int(one.facts.get("order", 0)))
    forms = library.listing("form", region) if region else ()
    named = tuple((one.slug, " ".join(part for part in (str(one.facts.get("ref", "")), one.title) if part)) for one in forms)
    return Lists(services=tuple((one.slug, one.title) for one in services), forms=named)
