"""Intake: documents are handed in, read in the background, looked at item by item, and taken over into a release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyramid.events import NewRequest, subscriber
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from mingbai.desk.intake_pages import STATES, FoundPage, IntakePage, UploadPage, found_page, intake_page, neighbours, upload_page
from mingbai.desk.services import session_of
from mingbai.errors import Refusal
from mingbai.guides import regions
from mingbai.intake.files import MEGABYTE, Files, too_large
from mingbai.intake.reading import Reader
from mingbai.intake.uploads import FRONT, Uploads

_ID = "{id:[0-9]{1,9}}"
_ROOM = "/desk/intake"
ROUTES = (
    ("desk_intake", _ROOM),
    ("desk_upload", f"{_ROOM}/{_ID}"),
    ("desk_upload_progress", f"{_ROOM}/{_ID}/progress"),
    ("desk_upload_file", f"{_ROOM}/{_ID}/file"),
    ("desk_upload_act", f"{_ROOM}/{_ID}/{{act:again|front|accept}}"),
    ("desk_found", f"{_ROOM}/{_ID}/{{position:[0-9]{{1,6}}}}"),
    ("desk_found_act", f"{_ROOM}/{_ID}/{{position:[0-9]{{1,6}}}}/{{act:accept|edit|leave|reopen}}"),
)
_AROUND = MEGABYTE
"""What a form may weigh beside the files in it."""
_AT_ONCE = 10
"""Files that may be handed in together."""


@view_config(route_name="desk_intake", request_method="GET", renderer="desk/intake.jinja2", permission="intake")
def intake(request: Any) -> IntakePage:
    """The uploads, and the form for another."""
    return intake_page(request)


@view_config(route_name="desk_intake", request_method="POST", renderer="desk/intake.jinja2", permission="intake")
def hand_in(request: Any) -> Any:
    """Take files in; on to the one, or back to the list where there were several or one was refused."""
    place = str(request.POST.get("region", ""))[:100]
    taken, wrong = _handed_in(request, place)
    if len(taken) == 1 and not wrong:
        number, fresh = taken[0][1:]
        return HTTPSeeOther(request.links.desk("upload", id=number, again="" if fresh else "1"))
    if wrong and not taken:
        request.response.status_int = 422
    return intake_page(request, region=place, wrong=tuple(wrong), taken=tuple(name for name, _, _ in taken))


@view_config(route_name="desk_upload", request_method="GET", renderer="desk/upload.jinja2", permission="intake")
def upload(request: Any) -> UploadPage:
    """One upload: how far it is, and then what was found in it."""
    return upload_page(request, _number(request), request.GET.get("show", ""), "again" in request.GET)


@view_config(route_name="desk_upload_progress", request_method="GET", renderer="json", permission="intake")
def progress(request: Any) -> dict[str, Any]:
    """How far it is, for a page that asks by itself."""
    found = request.uploads.get(_number(request))
    return {"state": found.state, "word": STATES[found.state], "said": found.said, "busy": found.busy}


@view_config(route_name="desk_upload_file", request_method="GET", permission="intake")
def original(request: Any) -> Response:
    """The file as it was handed in, to be kept and never to be shown by the browser."""
    found = request.uploads.get(_number(request))
    response = Response(Path(request.files.path(found.digest)).read_bytes(), content_type="application/octet-stream")
    response.content_disposition = f"attachment; filename={found.digest[:8]}{Path(found.name).suffix if found.name.isascii() else ''}"
    return response


@view_config(route_name="desk_upload_act", request_method="POST", permission="intake")
def act(request: Any) -> HTTPSeeOther:
    """Read it again, say what the document does not say of itself, or take over all that is clean."""
    number = _number(request)
    _ACTS[request.matchdict["act"]](request, number)
    return HTTPSeeOther(request.links.desk("upload", id=number, show=request.POST.get("show", "")))


@view_config(route_name="desk_found", request_method="GET", renderer="desk/found.jinja2", permission="intake")
def found(request: Any) -> FoundPage:
    """One item beside its source."""
    return found_page(request, _number(request), int(request.matchdict["position"]))


@view_config(route_name="desk_found_act", request_method="POST", permission="intake")
def decide(request: Any) -> HTTPSeeOther:
    """Decide about one item: on to its draft, to the next one that has to be looked at, or back to the upload."""
    number, position, act = _number(request), int(request.matchdict["position"]), request.matchdict["act"]
    draft = getattr(request.uploads, "accept" if act == "edit" else act)(number, position)
    if act == "edit":
        return HTTPSeeOther(request.links.desk("draft", id=draft.id))
    after = position if act == "reopen" else neighbours(request.uploads.found(number), position)[1]
    if after is None:
        return HTTPSeeOther(request.links.desk("upload", id=number))
    return HTTPSeeOther(request.links.desk("found", id=number, position=after))


@subscriber(NewRequest)
def refuse_what_is_too_large(event: NewRequest) -> None:
    """Before anything reads it: a body that is larger than any form of this room. Raises UnreadableSource."""
    request = event.request
    if (
        request.method == "POST"
        and request.path_info == _ROOM
        and (request.content_length or 0) > _AT_ONCE * request.files.largest + _AROUND
    ):
        raise too_large("", request.files.largest)


def _handed_in(request: Any, place: str) -> tuple[list[tuple[str, int, bool]], list[tuple[str, str]]]:
    """The name, number and freshness of each file that was taken in; and the sentence and remedy of each that was not."""
    taken: list[tuple[str, int, bool]] = []
    wrong: list[tuple[str, str]] = []
    given = [one for one in request.POST.getall("file") if getattr(one, "file", None) is not None][:_AT_ONCE]
    if not given:
        return [], [("没有选择文件。", "请选择一份来文，或把文件拖到框里。")]
    for one in given:
        try:
            kept = request.files.take(one.filename, one.file)
            upload, fresh = request.uploads.hand_in(kept, _region(place))
        except Refusal as refusal:
            wrong.append((f"{refusal.place}：{refusal.sentence}" if refusal.place else refusal.sentence, refusal.remedy))
            continue
        taken.append((upload.name, upload.id, fresh))
        if fresh:
            _start_after_commit(request, upload.id)
    return taken, wrong


def _again(request: Any, number: int) -> None:
    request.uploads.again(number, _region(str(request.POST.get("region", ""))[:100]))
    _start_after_commit(request, number)


def _describe(request: Any, number: int) -> None:
    request.uploads.describe(number, **{name: str(request.POST[name])[:300] for name in FRONT if name in request.POST})


def _accept_clean(request: Any, number: int) -> None:
    request.uploads.accept_clean(number)


_ACTS = {"again": _again, "front": _describe, "accept": _accept_clean}


def _region(place: str) -> str:
    """The code of a place that somebody wrote, by its code or its name; empty where nothing was written. Raises Refusal."""
    place = place.strip()
    if not place or (place.isascii() and place.isdigit()):
        return regions.region(place).code if place else ""
    found = regions.find(place)
    if found is None:
        raise Refusal(f"没有认出“{place}”是哪个地区。", remedy="请写全称或六位区划代码，例如“江苏省南通市”或 320600。")
    return found.code


def _number(request: Any) -> int:
    return int(request.matchdict["id"])


def _start_after_commit(request: Any, number: int) -> None:
    """Reading begins when the upload stands in the table, and only then."""
    request.tm.get().addAfterCommitHook(_start, args=(request.registry.reader, number, request.by))


def _start(committed: bool, reader: Reader, number: int, by: Any) -> None:
    if committed:
        reader.start(number, by)


def includeme(config: Any) -> None:
    """``request.uploads``, ``request.files``, and the reader of this process."""
    registry = config.registry
    chosen = registry.mingbai
    registry.files = Files(Path(chosen.files), int(chosen.desk_source_megabytes) * MEGABYTE)
    registry.reader = Reader(registry.database, registry.files, registry.now)
    config.add_request_method(lambda request: registry.files, "files", reify=True)
    config.add_request_method(lambda request: Uploads(session_of(request), registry.now(), request.by), "uploads", reify=True)
