"""The guides of a place as a workbook: out, back in with a dry run that shows every difference and fault, then one release.

The file that comes back is read in a child process with limits and is not kept: the page of the dry run carries the new texts itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from mingbai.desk.items import region_name
from mingbai.errors import Refusal
from mingbai.guides.compare import compare
from mingbai.guides.guide import Guide
from mingbai.guides.text import dump
from mingbai.guides.version import Name, Version
from mingbai.importing.child import Limits, within_limits
from mingbai.importing.sheets import Brought, Fault, read_workbook
from mingbai.publishing.batch import Batch, New
from mingbai.publishing.draft import Draft
from mingbai.rendering.changes import sentences
from mingbai.rendering.spreadsheet import workbook

ROUTES = (
    ("desk_sheets", "/desk/sheets"),
    ("desk_sheets_file", "/desk/sheets/{region:[0-9]{6}}.xlsx"),
    ("desk_sheets_release", "/desk/sheets/release"),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 20 * 1024**2
"""Bytes of a workbook: the guides of a province take some 2 MB."""
_LIMITS = Limits(seconds=40, processor=30, memory=2 * 1024**3)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What a workbook would do to one guide. ``why`` it is left alone, empty where it is not."""

    guide: Guide
    seen: int
    told: tuple[str, ...]
    why: str

    @property
    def text(self) -> str:
        """The new text."""
        return dump(self.guide)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsPage:
    """The places to take out; after a dry run the differences, the faults, and how many guides are as they were."""

    places: tuple[tuple[str, str, int], ...]
    file: str = ""
    region: str = ""
    lines: tuple[SheetLine, ...] = ()
    same: int = 0
    faults: tuple[Fault, ...] = ()
    wrong: str = ""
    remedy: str = ""

    @property
    def ready(self) -> tuple[SheetLine, ...]:
        """The guides that may go into a release."""
        return tuple(line for line in self.lines if not line.why)


@view_config(route_name="desk_sheets", request_method="GET", renderer="desk/sheets.jinja2", permission="bulk")
def sheets(request: Any) -> SheetsPage:
    """The places whose guides can be taken out."""
    return SheetsPage(places=_places(request))


@view_config(route_name="desk_sheets_file", request_method="GET", permission="bulk")
def file(request: Any) -> Response:
    """The workbook of a place."""
    region = request.matchdict["region"]
    versions = _batch(request).standing("guide", region)
    data = workbook((version.value, version.number) for version in versions)
    return Response(body=data, content_type=XLSX, content_disposition=f'attachment; filename="guides-{region}.xlsx"')


@view_config(route_name="desk_sheets", request_method="POST", renderer="desk/sheets.jinja2", permission="bulk")
def dry_run(request: Any) -> SheetsPage:
    """What a workbook would change, and its faults. Changes nothing."""
    try:
        name, data = _uploaded(request.POST.get("file"))
        brought = within_limits(name, _LIMITS, read_workbook, name, data)
        return _compared(request, name, brought)
    except Refusal as refusal:
        return SheetsPage(places=_places(request), wrong=refusal.sentence, remedy=refusal.remedy)


@view_config(route_name="desk_sheets_release", request_method="POST", permission="bulk")
def release(request: Any) -> HTTPSeeOther:
    """Prepare one release of the guides that were chosen after the dry run."""
    posted = request.POST
    region = posted.get("region", "")
    new = [_new(region, slug, posted) for slug in posted.getall("guide")]
    title = posted.get("title", "").strip() or f"按表格修改{region_name(region)}的办事指南"
    return HTTPSeeOther(request.links.desk("release", id=_batch(request).release(new, title[:200], region)))


def _compared(request: Any, name: str, brought: Brought) -> SheetsPage:
    regions = sorted({guide.region for guide in brought.guides})
    if len(regions) > 1:
        raise Refusal("表格里有几个地区的指南。", place=name, remedy="一份表格只放一个地区的指南；请检查“地区代码”一列。")
    region = regions[0] if regions else ""
    standing = {version.slug: version for version in _batch(request).standing("guide", region)} if region else {}
    drafted = {draft.name: draft for draft in request.drafts.listing()}
    changed = [guide for guide in brought.guides if guide.slug not in standing or standing[guide.slug].value != guide]
    return SheetsPage(
        places=_places(request),
        file=name,
        region=region,
        lines=tuple(_line(guide, brought.seen[guide.slug], standing.get(guide.slug), drafted) for guide in changed),
        same=len(brought.guides) - len(changed),
        faults=brought.faults,
    )


def _line(guide: Guide, seen: int, version: Version | None, drafted: dict[Name, Draft]) -> SheetLine:
    number = version.number if version else 0
    told = sentences(compare(version.value, guide)) if version else ("新增事项。",)
    draft = drafted.get(Name("guide", guide.region, guide.slug))
    why = ""
    if draft is not None:
        why = f"已有草稿，在第 {draft.release} 号发布中，这里不改动。"
    elif seen != number:
        why = (
            f"导出的是第 {seen} 版，现在是第 {number} 版，没有覆盖。请重新导出后再改。"
            if seen
            else "已有这个标识的事项，请重新导出后再改。"
        )
        why = why if number else f"表格写的是第 {seen} 版，而这个事项没有在施行的版本。新事项的版次请留空。"
    return SheetLine(guide, seen, told, why)


def _new(region: str, slug: str, posted: Any) -> New:
    seen, text = posted.get(f"seen-{slug}", ""), posted.get(f"text-{slug}")
    if text is None or not (seen.isascii() and seen.isdecimal() and len(seen) < 10):
        raise Refusal("表单没有完整收到。", place=slug, remedy="请重新上传表格。")
    return New(Name("guide", region, slug), int(seen), text.replace("\r\n", "\n"))


def _uploaded(part: Any) -> tuple[str, bytes]:
    if not getattr(part, "filename", ""):
        raise Refusal("没有选择文件。", remedy="请选择改好的 .xlsx 文件。")
    data = part.file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refusal(f"文件超过 {LARGEST // 1024**2} MB。", place=part.filename, remedy="请按地区分成几份。")
    return str(part.filename)[-200:], data


def _places(request: Any) -> tuple[tuple[str, str, int], ...]:
    return tuple((place.region, region_name(place.region), place.guides) for place in request.published.regions())


def _batch(request: Any) -> Batch:
    return Batch(request.published, request.drafts, request.proceedings)
